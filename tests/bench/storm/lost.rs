//! Many clients edit the same few leads from what they saw: nobody's edit is overwritten unseen.
//!
//! In rounds: all read, then all write, so that it is known beforehand how many have to lose. Of
//! those who change the same field of the same lead the first wins; different fields merge.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use fiveply::model::{
    Act, Change, Command, Direction, Key, Kind, LeadId, OnConflict, OpId, Record, Request, Seq,
    SetInfo, Target, UserId, Value,
};
use fiveply::store::{Store, Stored};
use fiveply::workspace::{Workspace, WorkspaceError};

use super::process::{Crew, Job, hear, say};
use super::world::{NOW, Place, Rng};

pub const CLIENT: &str = "client";

const LEADS: u64 = 5;
/// What clients edit; the last one is edited by moving.
const FIELDS: [&str; 3] = ["title", "note", "layer"];

/// How it is done.
pub struct Plan {
    pub clients: u64,
    pub rounds: u64,
    pub seed: u64,
}

/// An edit that was tried, and what its client was told.
struct Tried {
    client: u64,
    lead: u64,
    field: String,
    /// The revision that it was based on.
    base: u64,
    /// The change set that it made, or who came first and by which one.
    told: Result<u64, (u64, u64)>,
}

/// What came of it.
#[derive(Default)]
pub struct Outcome {
    pub won: u64,
    pub beaten: u64,
    /// How many had to win.
    pub expected: u64,
    /// What does not agree with the history of the leads.
    pub wrong: Vec<String>,
    pub problems: Vec<String>,
}

impl Outcome {
    pub fn is_sound(&self, plan: &Plan) -> bool {
        self.wrong.is_empty()
            && self.problems.is_empty()
            && self.won == self.expected
            && self.won + self.beaten == plan.clients * plan.rounds
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} edits: {} kept ({} had to be), {} told who came first; {} lost updates, check: {} problems",
            self.won + self.beaten,
            self.won,
            self.expected,
            self.beaten,
            self.wrong.len(),
            self.problems.len(),
        )?;
        let details = self.wrong.iter().chain(&self.problems);
        details.take(10).try_for_each(|it| write!(f, "\n  {it}"))
    }
}

/// Lets the clients edit, and compares what they were told with the leads' history.
pub fn run(plan: &Plan) -> Outcome {
    let place = Place::new(plan.clients, LEADS);
    let crew = Crew::new(CLIENT, &place.db);
    let mut rng = Rng::new(plan.seed);
    let clients: Vec<_> = (1..=plan.clients)
        .map(|number| crew.start(number, rng.next()))
        .collect();
    let mut outcome = Outcome::default();
    let mut tried = Vec::new();
    for _ in 0..plan.rounds {
        for word in ["read", "write"] {
            clients.iter().for_each(|it| it.tell(word));
            let lines = crew.lines(clients.len());
            if word == "write" {
                let round: Vec<Tried> = (1..)
                    .zip(&lines)
                    .filter_map(|(client, line)| {
                        let tried = parse(client, line);
                        if tried.is_none() {
                            outcome.wrong.push(format!("client {client}: {line}"));
                        }
                        tried
                    })
                    .collect();
                let places: BTreeSet<_> = round.iter().map(|it| (it.lead, &it.field)).collect();
                outcome.expected += places.len() as u64;
                tried.extend(round);
            }
        }
    }
    clients
        .into_iter()
        .for_each(super::process::Worker::dismiss);
    outcome.won = tried.iter().filter(|it| it.told.is_ok()).count() as u64;
    outcome.beaten = tried.len() as u64 - outcome.won;
    compare(&place, &tried, &mut outcome.wrong);
    outcome.problems = place.problems();
    outcome
}

fn parse(client: u64, line: &str) -> Option<Tried> {
    let words: Vec<&str> = line.split(' ').collect();
    let number = |at: usize| words.get(at)?.parse::<u64>().ok();
    let told = match *words.first()? {
        "won" => Ok(number(4)?),
        "beaten" => Err((number(4)?, number(5)?)),
        _ => return None,
    };
    Some(Tried {
        client,
        lead: number(1)?,
        field: (*words.get(2)?).to_owned(),
        base: number(3)?,
        told,
    })
}

type Story = BTreeMap<u64, (SetInfo, Change)>;

/// Looks each edit up in the history of its lead.
fn compare(place: &Place, tried: &[Tried], wrong: &mut Vec<String>) {
    let mut store = place.store();
    let read = store.read().unwrap();
    let stories: Vec<Story> = (1..=LEADS)
        .map(|lead| {
            let story = read.story(Key::new(Kind::Lead, lead), usize::MAX).unwrap();
            story.into_iter().map(|it| (it.0.seq.0, it)).collect()
        })
        .collect();
    for it in tried {
        let story = &stories[it.lead as usize - 1];
        let by = |seq: u64, who: u64| {
            story.get(&seq).is_some_and(|(info, change)| {
                info.actor == Some(UserId(who)) && touches(change, &it.field)
            })
        };
        let right = match it.told {
            Ok(seq) => {
                let between = (it.base + 1)..seq;
                by(seq, it.client)
                    && it.base < seq
                    && !story
                        .range(between)
                        .any(|(_, (_, change))| touches(change, &it.field))
            }
            Err((who, seq)) => it.base < seq && who != it.client && by(seq, who),
        };
        if !right {
            wrong.push(format!(
                "client {} changed {} of lead #{} from revision {} and was told {:?}",
                it.client, it.field, it.lead, it.base, it.told
            ));
        }
    }
    let told = tried.iter().filter(|it| it.told.is_ok()).count();
    let kept: usize = stories.iter().map(|it| it.len() - 1).sum();
    if told != kept {
        wrong.push(format!(
            "{told} edits were acknowledged, the log has {kept}"
        ));
    }
}

fn touches(change: &Change, field: &str) -> bool {
    let field = if field == "layer" { "track" } else { field };
    let id = Kind::Lead.field(field).unwrap();
    change.edits.iter().any(|it| it.field == id)
}

/// Reads and writes as it is told, from what it has read.
pub fn edit(job: &Job) {
    let workspace = job.workspace();
    let mut rng = Rng::new(job.seed);
    let mut seen = Vec::new();
    let mut n = 0;
    while let Some(word) = hear() {
        if word == "read" {
            let key = |lead| Key::new(Kind::Lead, lead);
            seen = (1..=LEADS)
                .map(|lead| workspace.get(key(lead)).unwrap().unwrap())
                .collect();
            say("ready");
        } else {
            n += 1;
            let lead = &seen[rng.below(LEADS) as usize];
            let field = FIELDS[rng.below(FIELDS.len() as u64) as usize];
            say(&attempt(job, &workspace, lead, field, n));
        }
    }
}

fn attempt(job: &Job, workspace: &Workspace, seen: &Stored, field: &'static str, n: u64) -> String {
    let request = Request {
        op: OpId(u128::from(job.seed) << 64 | u128::from(n)),
        actor: UserId(job.number),
        command: Command::Leads {
            targets: vec![Target {
                lead: LeadId(seen.id),
                base: Some(seen.revision),
            }],
            act: act(&seen.record, field, format!("{n} by {}", job.number)),
            on_conflict: OnConflict::Refuse,
        },
    };
    let place = format!("{} {field} {}", seen.id, seen.revision);
    match workspace.execute(&request, NOW) {
        Ok(done) => format!("won {place} {}", done.seq.map_or(0, |Seq(it)| it)),
        Err(WorkspaceError::Conflict(conflicts)) => match &conflicts[..] {
            [one] if one.field == field && one.when == NOW => {
                let who = one.who.map_or(0, |it| it.0);
                format!("beaten {place} {who} {}", one.seq)
            }
            other => format!("fault told {other:?}"),
        },
        Err(error) => format!("fault {error}").replace('\n', " "),
    }
}

/// An edit of a field. A move goes where there is room for one more, should another come first.
fn act(record: &Record, field: &str, text: String) -> Act {
    let Some(id) = Kind::Lead.field(field) else {
        let Record::Lead(lead) = record else {
            unreachable!("only leads are read");
        };
        let to = match lead.track.layer().unwrap().index() {
            0..2 => Direction::Forward(1),
            _ => Direction::Back(1),
        };
        return Act::Move { to, at: None };
    };
    Act::Edit(vec![(id, Value::Text(text))])
}
