//! The reply is lost, the request is repeated: it is applied once.
//!
//! Some workers end between the commit and the reply, others are killed wherever they are; whoever
//! comes after repeats the request under the same name until it is answered.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;
use std::time::Duration;

use fiveply::model::{Account, Act, Command, Kind, OpId, Record, Request, UserId};
use fiveply::store::Store;

use super::process::{Crew, Job, Said, Worker, hear, say};
use super::world::{NOW, Place, Rng, on};

pub const DOER: &str = "doer";

/// The first request's name is after this.
const FIRST: u64 = 1_000_000;
/// What is killed at random is killed within this.
const SOON: u64 = 8_000;

/// How it is done.
pub struct Plan {
    pub requests: u64,
    pub seed: u64,
}

/// What came of it.
#[derive(Default)]
pub struct Outcome {
    pub requests: u64,
    /// Replies that were dropped after the commit.
    pub dropped: u64,
    /// Workers that were killed at any moment.
    pub killed: u64,
    /// Answers that said "done before".
    pub repeated: u64,
    /// Requests that were applied twice or not at all, or answered wrongly.
    pub wrong: Vec<String>,
    pub problems: Vec<String>,
}

impl Outcome {
    /// Whether each was applied once, and replies were in fact lost.
    pub fn is_sound(&self) -> bool {
        let was_tried = self.dropped > 0 && self.killed > 0;
        was_tried && self.wrong.is_empty() && self.problems.is_empty()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} requests, {} replies dropped after COMMIT, {} killed at any moment, {} repeats answered as done before; \
             {} doubles or losses, check: {} problems",
            self.requests,
            self.dropped,
            self.killed,
            self.repeated,
            self.wrong.len(),
            self.problems.len(),
        )?;
        let details = self.wrong.iter().chain(&self.problems);
        details.take(10).try_for_each(|it| write!(f, "\n  {it}"))
    }
}

/// How often a request is put, and how it ends: answered, dropped after the commit, or killed.
enum Way {
    Answer,
    Drop,
    Kill,
}

/// Puts each request until it is answered, and counts what they made.
pub fn run(plan: &Plan) -> Outcome {
    let place = Place::new(1, 1);
    let crew = Crew::new(DOER, &place.db);
    let mut rng = Rng::new(plan.seed);
    let mut outcome = Outcome {
        requests: plan.requests,
        ..Outcome::default()
    };
    let mut answers = BTreeMap::new();
    let mut worker = ready(&crew);
    for n in FIRST..FIRST + plan.requests {
        let mut committed = false;
        let seq = loop {
            let way = match rng.below(4) {
                0..2 => Way::Answer,
                2 => Way::Drop,
                _ => Way::Kill,
            };
            match put(&crew, &worker, n, &way, &mut rng) {
                Some((seq, repeated)) => {
                    outcome.repeated += u64::from(repeated);
                    if committed && !repeated {
                        outcome.wrong.push(format!("request {n} was done again"));
                    }
                    break seq;
                }
                None if matches!(way, Way::Drop) => {
                    outcome.dropped += 1;
                    committed = true;
                }
                None => outcome.killed += 1,
            }
            drop(worker);
            // What the one before had begun to say is not heard any more: its reply is lost.
            crew.spoken().try_iter().for_each(drop);
            worker = ready(&crew);
        };
        answers.insert(n, seq);
    }
    worker.dismiss();
    count(&place, &answers, &mut outcome.wrong);
    outcome.problems = place.problems();
    outcome
}

fn ready(crew: &Crew) -> Worker {
    let worker = crew.start(1, 0);
    assert_eq!(crew.line().1, "ready");
    worker
}

/// Puts a request; gives back the change set that was answered, and whether it was there before.
fn put(crew: &Crew, worker: &Worker, n: u64, way: &Way, rng: &mut Rng) -> Option<(u64, bool)> {
    match way {
        Way::Answer => {
            worker.tell(&format!("do {n}"));
            let line = crew.line().1;
            let (seq, repeated) = line.split_once(' ').unwrap();
            Some((seq.parse().unwrap(), repeated == "true"))
        }
        Way::Drop => {
            worker.tell(&format!("drop {n}"));
            assert!(matches!(crew.spoken().recv().unwrap().1, Said::Gone));
            None
        }
        Way::Kill => {
            worker.tell(&format!("do {n}"));
            // Wherever it is by then: the caller kills it.
            std::thread::sleep(Duration::from_micros(rng.below(SOON)));
            None
        }
    }
}

/// What each request made, by its name; and that the log has it where the answer says.
fn count(place: &Place, answers: &BTreeMap<u64, u64>, wrong: &mut Vec<String>) {
    let mut store = place.store();
    let read = store.read().unwrap();
    let mut made: BTreeMap<String, u64> = BTreeMap::new();
    for kind in [Kind::Account, Kind::Touch] {
        read.scan(kind, 0..u64::MAX, &mut |stored| {
            let name = match stored.record {
                Record::Touch(it) => it.note.unwrap_or_default(),
                other => other.title().to_owned(),
            };
            *made.entry(name).or_default() += 1;
            ControlFlow::Continue(())
        })
        .unwrap();
    }
    for (n, seq) in answers {
        let times = made.get(&n.to_string()).copied().unwrap_or_default();
        let kept = read.applied(OpId(u128::from(*n))).unwrap();
        if times != 1 || kept.map(|it| it.0) != Some(*seq) {
            wrong.push(format!(
                "request {n} was answered as change set {seq}; it is {kept:?} and made {times} records"
            ));
        }
    }
}

/// Does what it is told, and answers or ends instead.
pub fn act(job: &Job) {
    let workspace = job.workspace();
    say("ready");
    while let Some(line) = hear() {
        let (word, name) = line.split_once(' ').unwrap();
        let n: u64 = name.parse().unwrap();
        let request = Request {
            op: OpId(u128::from(n)),
            actor: UserId(1),
            command: command(n),
        };
        let done = workspace.execute(&request, NOW).unwrap();
        if word == "drop" {
            let me = rustix::process::getpid();
            rustix::process::kill_process(me, rustix::process::Signal::KILL).unwrap();
        }
        say(&format!("{} {}", done.seq.unwrap().0, done.repeated));
    }
}

/// Something that shows when it is done twice.
fn command(n: u64) -> Command {
    let name = n.to_string();
    if n.is_multiple_of(2) {
        return Command::Create(vec![Record::from(Account {
            name,
            ..Account::default()
        })]);
    }
    let touch = Act::Touch {
        channel: "call".to_owned(),
        contact: None,
        note: Some(name),
        at: None,
    };
    on(&[1], touch)
}
