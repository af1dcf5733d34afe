//! A crowd on one file: everybody moves leads, thinks for a moment, and moves the next.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use fiveply::model::{OpId, Request, UserId};
use fiveply::workspace::{Workspace, WorkspaceError};

use super::process::{Crew, Job, hear, say};
use super::world::{NOW, Place, Rng, on, quantile, to};

pub const MEMBER: &str = "member";

/// How it is done.
pub struct Plan {
    pub processes: u64,
    pub leads: u64,
    pub time: Duration,
    /// How long one thinks between two moves, on average.
    pub think: Duration,
    /// Whether each process also follows the others, as an open screen does.
    pub live: bool,
    pub seed: u64,
}

/// What came of it.
pub struct Outcome {
    /// The microseconds of each move, by process.
    pub moves: Vec<Vec<u64>>,
    /// What processes were told when they were not told yes, and not for a rule's sake.
    pub faults: BTreeSet<String>,
    /// How many change sets the file holds that nobody was told of, or the other way round.
    pub unaccounted: u64,
    /// What a check of the file says.
    pub problems: Vec<String>,
}

impl Outcome {
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
            && self.unaccounted == 0
            && self.problems.is_empty()
            && self.moves.iter().all(|it| !it.is_empty())
    }

    /// The slowest process's moves to the fastest's, by their number.
    fn fairness(&self) -> f64 {
        let counts = || self.moves.iter().map(Vec::len);
        counts().min().unwrap_or(0) as f64 / counts().max().unwrap_or(1).max(1) as f64
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.moves.concat();
        let ms = |moves: &[u64], per_mille| quantile(moves, per_mille) as f64 / 1000.0;
        let worst = |per_mille| {
            let each = self.moves.iter().map(|it| ms(it, per_mille));
            each.fold(0.0, f64::max)
        };
        write!(
            f,
            "{} processes, {} moves: p50 {:.1} ms, p99 {:.1} ms, max {:.1} ms; worst process p50 {:.1} ms, p99 {:.1} ms; \
             slowest/fastest by count {:.2}; {} faults, {} unaccounted, check: {} problems",
            self.moves.len(),
            all.len(),
            ms(&all, 500),
            ms(&all, 990),
            ms(&all, 1000),
            worst(500),
            worst(990),
            self.fairness(),
            self.faults.len(),
            self.unaccounted,
            self.problems.len(),
        )?;
        let details = self.faults.iter().chain(&self.problems);
        details.take(10).try_for_each(|it| write!(f, "\n  {it}"))
    }
}

/// Lets the crowd in, and looks at what it did.
pub fn run(plan: &Plan) -> Outcome {
    let place = Place::new(plan.processes, plan.leads);
    let began = place.head();
    let crew = Crew::new(MEMBER, &place.db);
    let mut rng = Rng::new(plan.seed);
    let members: Vec<_> = (1..=plan.processes)
        .map(|number| crew.start(number, rng.next()))
        .collect();
    crew.lines(members.len());
    let go = format!(
        "{} {} {} {}",
        plan.time.as_millis(),
        plan.think.as_micros(),
        plan.live,
        plan.leads
    );
    members.iter().for_each(|it| it.tell(&go));
    let mut moves = Vec::new();
    let mut faults = BTreeSet::new();
    for line in crew.lines(members.len()) {
        let (times, told) = line.split_once('|').unwrap();
        moves.push(
            times
                .split_whitespace()
                .map(|it| it.parse().unwrap())
                .collect(),
        );
        faults.extend(
            told.split('|')
                .filter(|it| !it.is_empty())
                .map(str::to_owned),
        );
    }
    drop(members);
    let told: u64 = moves.iter().map(|it: &Vec<u64>| it.len() as u64).sum();
    Outcome {
        moves,
        faults,
        unaccounted: (place.head() - began).abs_diff(told),
        problems: place.problems(),
    }
}

/// Moves and thinks for the time that it is told, and says how long each move took.
pub fn take_part(job: &Job) {
    let workspace = Arc::new(job.workspace());
    say("ready");
    let go = hear().unwrap();
    let words: Vec<&str> = go.split(' ').collect();
    let time = Duration::from_millis(words[0].parse().unwrap());
    let think: u64 = words[1].parse().unwrap();
    let leads: u64 = words[3].parse().unwrap();
    let going = Arc::new(AtomicBool::new(true));
    let follower = (words[2] == "true").then(|| follow(&workspace, &going));
    let (times, faults) = moves(job, &workspace, time, think, leads);
    going.store(false, Ordering::Relaxed);
    follower.into_iter().for_each(|it| it.join().unwrap());
    let times: Vec<String> = times.iter().map(u64::to_string).collect();
    let faults: Vec<String> = faults.into_iter().collect();
    say(&format!("{}|{}", times.join(" "), faults.join("|")));
    // Stays until everybody has been heard.
    hear();
}

/// Keeps a workspace's book up with what others commit, from a thread of its own.
pub fn follow(workspace: &Arc<Workspace>, going: &Arc<AtomicBool>) -> std::thread::JoinHandle<()> {
    workspace.load().unwrap();
    let watch = workspace.watch().unwrap();
    let (workspace, going) = (Arc::clone(workspace), Arc::clone(going));
    std::thread::spawn(move || workspace.follow(watch, &|| going.load(Ordering::Relaxed)))
}

fn moves(
    job: &Job,
    workspace: &Workspace,
    time: Duration,
    think: u64,
    leads: u64,
) -> (Vec<u64>, BTreeSet<String>) {
    let mut rng = Rng::new(job.seed);
    let mut times = Vec::new();
    let mut faults = BTreeSet::new();
    let began = Instant::now();
    let mut n = 0_u64;
    // Thinking is what this storm is about: half to one and a half of the given time.
    std::thread::sleep(Duration::from_micros(rng.below(think + 1)));
    while began.elapsed() < time || times.is_empty() {
        n += 1;
        let request = Request {
            op: OpId(u128::from(job.seed) << 64 | u128::from(n)),
            actor: UserId(job.number),
            command: on(&[1 + rng.below(leads)], to(rng.layer())),
        };
        let asked = Instant::now();
        match workspace.execute(&request, NOW) {
            Ok(done) if done.seq.is_some() => {
                times.push(u64::try_from(asked.elapsed().as_micros()).unwrap());
            }
            // It was in that layer already: take another.
            Ok(_) | Err(WorkspaceError::Refused { .. }) => continue,
            Err(error) => {
                faults.insert(error.to_string().replace(['\n', '|'], " "));
            }
        }
        std::thread::sleep(Duration::from_micros(think / 2 + rng.below(think + 1)));
    }
    (times, faults)
}
