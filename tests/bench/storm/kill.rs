//! Writers that are killed at any moment: what they were told was kept is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::{Duration, Instant};

use fiveply::model::{Act, Command, Kind, OnConflict, OpId, Record, Request, Seq, UserId, Value};
use fiveply::store::Store;
use fiveply::workspace::{Done, WorkspaceError};

use super::process::{Crew, Job, Said, Worker, say};
use super::world::{NOW, Place, Rng, lead, on, to};

pub const WRITER: &str = "writer";

const LEADS: u64 = 300;

/// How it is done.
pub struct Plan {
    pub kills: u64,
    pub writers: u64,
    pub seed: u64,
    /// The longest pause between two kills.
    pub pause: Duration,
}

/// What came of it.
#[derive(Default)]
pub struct Outcome {
    pub kills: u64,
    pub acknowledged: usize,
    /// Change sets that were kept though their writer was killed before it could say so.
    pub unsaid: u64,
    /// Requests that were acknowledged and are not in the log as it was said.
    pub lost: Vec<OpId>,
    /// What writers were told when they were not told yes, and not for a rule's sake.
    pub faults: BTreeSet<String>,
    /// What a check of the file says.
    pub problems: Vec<String>,
}

impl Outcome {
    /// Whether every promise was kept: a writer leaves one change set unsaid at the most.
    pub fn is_sound(&self, plan: &Plan) -> bool {
        self.lost.is_empty()
            && self.faults.is_empty()
            && self.problems.is_empty()
            && self.unsaid <= plan.kills + plan.writers
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} kills, {} acknowledged, {} lost, {} kept unsaid, {} faults, check: {} problems",
            self.kills,
            self.acknowledged,
            self.lost.len(),
            self.unsaid,
            self.faults.len(),
            self.problems.len(),
        )?;
        let details = self.faults.iter().chain(&self.problems);
        details.take(10).try_for_each(|it| write!(f, "\n  {it}"))
    }
}

/// What writers have said.
#[derive(Default)]
struct Heard {
    acknowledged: BTreeMap<OpId, Seq>,
    faults: BTreeSet<String>,
    /// Who has said anything since it was looked at last.
    alive: BTreeSet<u64>,
}

impl Heard {
    fn take(&mut self, number: u64, said: Said) {
        let Said::Line(line) = said else {
            return;
        };
        if let Some((op, seq)) = line.strip_prefix("ack ").and_then(|it| it.split_once(' ')) {
            let op = OpId(u128::from_str_radix(op, 16).unwrap());
            let before = self.acknowledged.insert(op, Seq(seq.parse().unwrap()));
            assert_eq!(before, None, "{op} was acknowledged before");
            self.alive.insert(number);
        } else {
            self.faults.insert(line);
        }
    }

    /// Kills a writer; one that had ended by itself was kept from writing.
    fn end(&mut self, writer: Option<Worker>) {
        if !writer.is_some_and(Worker::kill) {
            self.faults.insert("a writer ended by itself".to_owned());
        }
    }

    /// Listens for a while.
    fn listen(&mut self, crew: &Crew, time: Duration) {
        let end = Instant::now() + time;
        while let left @ 1.. = end.saturating_duration_since(Instant::now()).as_nanos() {
            let left = Duration::from_nanos(u64::try_from(left).unwrap());
            if let Ok((number, said)) = crew.spoken().recv_timeout(left) {
                self.take(number, said);
            }
        }
    }
}

/// Kills writers as planned, and looks at what is left.
pub fn run(plan: &Plan) -> Outcome {
    let place = Place::new(plan.writers, LEADS);
    let began = place.head();
    let crew = Crew::new(WRITER, &place.db);
    let mut rng = Rng::new(plan.seed);
    let mut start = |number| crew.start(number, rng.next());
    let mut writers: Vec<Option<Worker>> = (1..=plan.writers).map(|it| Some(start(it))).collect();
    let mut heard = Heard::default();
    let mut dice = Rng::new(plan.seed ^ 1);
    for _ in 0..plan.kills {
        let pause = dice.below(u64::try_from(plan.pause.as_micros()).unwrap());
        heard.listen(&crew, Duration::from_micros(pause));
        let victim = dice.below(plan.writers);
        let writer = &mut writers[victim as usize];
        heard.end(writer.take());
        *writer = Some(start(victim + 1));
    }
    // The last writers have to get on in the file as it was left.
    heard.alive.clear();
    while (heard.alive.len() as u64) < plan.writers {
        let (number, said) = crew.spoken().recv().unwrap();
        heard.take(number, said);
    }
    writers.into_iter().for_each(|it| heard.end(it));
    for (number, said) in crew.spoken().try_iter() {
        heard.take(number, said);
    }
    judge(plan, &place, began, heard)
}

fn judge(plan: &Plan, place: &Place, began: u64, heard: Heard) -> Outcome {
    let mut store = place.store();
    let read = store.read().unwrap();
    let kept = |op: OpId| read.applied(op).unwrap();
    let lost = heard
        .acknowledged
        .iter()
        .filter(|(op, seq)| kept(**op) != Some(**seq))
        .map(|(op, _)| *op)
        .collect();
    let written = read.head().unwrap().0 - began;
    drop(read);
    Outcome {
        kills: plan.kills,
        acknowledged: heard.acknowledged.len(),
        unsaid: written.saturating_sub(heard.acknowledged.len() as u64),
        lost,
        faults: heard.faults,
        problems: place.problems(),
    }
}

/// Writes without a pause and says what was kept, until it is killed.
pub fn write(job: &Job) {
    let workspace = job.workspace();
    let mut rng = Rng::new(job.seed);
    for n in 0_u64.. {
        let op = OpId(u128::from(job.seed) << 64 | u128::from(n));
        let request = Request {
            op,
            actor: UserId(job.number),
            command: command(&mut rng, op),
        };
        match workspace.execute(&request, NOW) {
            Ok(Done { seq: Some(seq), .. }) => say(&format!("ack {op} {seq}")),
            Err(WorkspaceError::Store(error)) => say(&format!("fault {error}")),
            // A rule or a colleague was in the way, or nothing was to be changed.
            Ok(_) | Err(_) => {}
        }
    }
}

/// Anything that a rep does, one lead or many, and now and then its opposite.
fn command(rng: &mut Rng, op: OpId) -> Command {
    let one = [1 + rng.below(LEADS)];
    match rng.below(12) {
        0..5 => on(&one, to(rng.layer())),
        5 => on(&one, Act::Park { until: None }),
        6 => on(&one, Act::Wake),
        7 => {
            let many: Vec<u64> = (0..40).map(|_| 1 + rng.below(LEADS)).collect();
            on(&many, to(rng.layer()))
        }
        8 => Command::Create(vec![Record::from(lead(rng.below(LEADS)))]),
        9 => Command::Undo {
            seq: None,
            on_conflict: OnConflict::Skip,
        },
        10 => on(
            &one,
            Act::Touch {
                channel: "call".to_owned(),
                contact: None,
                note: Some(op.to_string()),
                at: None,
            },
        ),
        _ => {
            let title = Kind::Lead.field("title").unwrap();
            on(&one, Act::Edit(vec![(title, Value::Text(op.to_string()))]))
        }
    }
}
