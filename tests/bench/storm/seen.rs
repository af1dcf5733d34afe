//! One process commits, another one sees it: how long that takes.
//!
//! Measured up to where the other's book holds the change; the frame that follows is not in it.

use std::fmt;
use std::time::Duration;

use fiveply::model::{OpId, Request, UserId};

use super::process::{Crew, Job, hear, say};
use super::world::{NOW, Place, Rng, on, quantile, to};

pub const MOVER: &str = "mover";
pub const SEER: &str = "seer";

/// Longer than anything that is waited for; a hint that is lost shows as a worker that ends.
const PATIENCE: Duration = Duration::from_secs(30);

/// How it is done.
pub struct Plan {
    pub leads: u64,
    pub moves: u64,
    pub seed: u64,
}

/// What came of it.
pub struct Outcome {
    /// The microseconds from each commit until it was seen; often it is seen before its author is told.
    pub delays: Vec<u64>,
    /// The same from the request on, the commit included.
    pub whole: Vec<u64>,
    /// Commits of which the other saw another one instead.
    pub missed: u64,
}

impl Outcome {
    pub fn is_sound(&self, plan: &Plan) -> bool {
        self.missed == 0 && self.delays.len() as u64 == plan.moves
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = |of: &[u64], per_mille| quantile(of, per_mille) as f64 / 1000.0;
        write!(
            f,
            "{} commits seen by another process: p50 {:.2} ms, p99 {:.2} ms, max {:.2} ms after the commit; \
             p50 {:.2} ms, p99 {:.2} ms after the request; {} missed",
            self.delays.len(),
            ms(&self.delays, 500),
            ms(&self.delays, 990),
            ms(&self.delays, 1000),
            ms(&self.whole, 500),
            ms(&self.whole, 990),
            self.missed
        )
    }
}

/// Commits, waits until it was seen, and commits again.
pub fn run(plan: &Plan) -> Outcome {
    let place = Place::new(2, plan.leads);
    let crew = Crew::new(MOVER, &place.db);
    let mover = crew.start_as(MOVER, 1, plan.seed);
    let seer = crew.start_as(SEER, 2, plan.seed);
    crew.lines(2);
    let mut outcome = Outcome {
        delays: Vec::new(),
        whole: Vec::new(),
        missed: 0,
    };
    for _ in 0..plan.moves {
        mover.tell(&place.leads.to_string());
        let lines = crew.lines(2);
        let numbers =
            |line: &str| -> Vec<u64> { line.split(' ').map(|it| it.parse().unwrap()).collect() };
        let (committed, seen) = (numbers(&lines[0]), numbers(&lines[1]));
        outcome.missed += u64::from(committed[0] != seen[0]);
        outcome.delays.push(seen[1].saturating_sub(committed[1]));
        outcome.whole.push(seen[1].saturating_sub(committed[2]));
    }
    mover.dismiss();
    drop(seer);
    outcome
}

/// Commits a move for each line that it hears, and says when it was done.
pub fn commit(job: &Job) {
    let workspace = job.workspace();
    let mut rng = Rng::new(job.seed);
    let mut op = u128::from(job.seed) << 64;
    say("ready");
    while let Some(line) = hear() {
        let leads: u64 = line.parse().unwrap();
        let (seq, asked) = loop {
            op += 1;
            let request = Request {
                op: OpId(op),
                actor: UserId(job.number),
                command: on(&[1 + rng.below(leads)], to(rng.layer())),
            };
            let asked = clock();
            if let Some(seq) = workspace.execute(&request, NOW).unwrap().seq {
                break (seq, asked);
            }
        };
        say(&format!("{seq} {} {asked}", clock()));
    }
}

/// Says of each change set when it was in the book, until it is killed.
pub fn watch(job: &Job) {
    let workspace = job.workspace();
    let mut watch = workspace.watch().unwrap();
    workspace.load().unwrap();
    say("ready");
    loop {
        let before = workspace.book().head();
        assert!(watch.wait(PATIENCE).unwrap(), "nothing was heard");
        workspace.sync().unwrap();
        let head = workspace.book().head();
        if head != before {
            say(&format!("{head} {}", clock()));
        }
    }
}

/// Microseconds on the one clock that both processes have.
#[expect(
    clippy::disallowed_methods,
    reason = "only the system's clock is the same in two processes"
)]
fn clock() -> u128 {
    let now = std::time::SystemTime::now();
    now.duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_micros()
}
