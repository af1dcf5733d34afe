//! Many processes change leads while one reads facets: every answer adds up, none waits for a write, and what is read
//! at the end is what a book says that is built anew.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono_tz::Tz;
use fiveply::book::Book;
use fiveply::book::facets::{Count, FACETS, Slice, Unit};
use fiveply::book::select::At;
use fiveply::insight::outline::outline;
use fiveply::model::{Act, OpId, Request, UserId};
use fiveply::query::{Context, Filter, read};
use fiveply::workspace::{Workspace, WorkspaceError};

use super::crowd::follow;
use super::process::{Crew, Job, hear, say};
use super::world::{NOW, Place, Rng, on, quantile, to};

pub const CHANGER: &str = "changer";

/// What the reader asks, one after the other.
const FILTERS: [&str; 6] = [
    "",
    "layer:>=intent",
    "-status:lost",
    "source:fair layer:interested,intent",
    "(status:won OR layer:potential)",
    "value:>1k -reason:price",
];

/// How it is done.
pub struct Plan {
    pub writers: u64,
    pub leads: u64,
    pub time: Duration,
    /// How long a writer waits between two changes, on average; nothing: not at all.
    pub think: Duration,
    pub seed: u64,
}

/// What came of it.
#[derive(Default)]
pub struct Outcome {
    /// The microseconds of each answer, the waiting for the book included.
    pub answers: Vec<u64>,
    /// How many changes were made meanwhile.
    pub changes: u64,
    /// How many different moments the answers were of.
    pub heads: u64,
    /// What did not add up.
    pub wrong: Vec<String>,
}

impl Outcome {
    pub fn is_sound(&self) -> bool {
        self.wrong.is_empty() && self.changes > 0 && !self.answers.is_empty()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = |per_mille| quantile(&self.answers, per_mille) as f64 / 1000.0;
        write!(
            f,
            "{} answers at {} moments while {} changes were made: p50 {:.2} ms, p99 {:.2} ms, max {:.2} ms; {} wrong",
            self.answers.len(),
            self.heads,
            self.changes,
            ms(500),
            ms(990),
            ms(1000),
            self.wrong.len()
        )?;
        let mut told = self.wrong.iter().take(10);
        told.try_for_each(|it| write!(f, "\n  {it}"))
    }
}

/// Lets the writers in, reads until they have done, and compares with a book that is built anew.
pub fn run(plan: &Plan) -> Outcome {
    let place = Place::new(plan.writers, plan.leads);
    let began = place.head();
    let crew = Crew::new(CHANGER, &place.db);
    let mut rng = Rng::new(plan.seed);
    let writers: Vec<_> = (1..=plan.writers)
        .map(|number| crew.start(number, rng.next()))
        .collect();
    crew.lines(writers.len());
    let reader = Arc::new(Workspace::new(Box::new(place.store())));
    let going = Arc::new(AtomicBool::new(true));
    let follower = follow(&reader, &going);
    let (time, think) = (plan.time.as_millis(), plan.think.as_micros());
    let go = format!("{time} {think} {}", plan.leads);
    writers.iter().for_each(|it| it.tell(&go));
    let mut outcome = std::thread::scope(|scope| {
        let asking = scope.spawn(|| ask(&reader, &going));
        crew.lines(writers.len());
        going.store(false, Ordering::Relaxed);
        asking.join().unwrap()
    });
    follower.join().unwrap();
    drop(writers);
    outcome.changes = place.head() - began;
    reader.sync().unwrap();
    let anew = Workspace::new(Box::new(place.store()));
    anew.load().unwrap();
    compare(&reader.book(), &anew.book(), &mut outcome.wrong);
    outcome.wrong.extend(place.problems());
    outcome
}

fn filter(text: &str) -> Filter {
    read(text, &Context::on(NOW.day(Tz::UTC))).unwrap()
}

fn ask(reader: &Workspace, going: &AtomicBool) -> Outcome {
    let mut outcome = Outcome::default();
    let mut last = None;
    let mut round = 0_usize;
    while going.load(Ordering::Relaxed) {
        let text = FILTERS[round % FILTERS.len()];
        let unit = [Unit::Leads, Unit::Accounts][round / FILTERS.len() % 2];
        let asked = Instant::now();
        let book = reader.book();
        let slice = book.slice(&filter(text), unit, &FACETS, At { now: NOW });
        let funnel = outline(&book, &slice.episodes, &slice.leads);
        let spent = asked.elapsed();
        let head = book.head();
        drop(book);
        outcome
            .answers
            .push(u64::try_from(spent.as_micros()).unwrap());
        outcome.heads += u64::from(last.replace(head) != Some(head));
        let open: u64 = funnel.layers.iter().map(|it| it.open).sum();
        check(&slice, open, &mut |problem| {
            outcome
                .wrong
                .push(format!("{unit:?} `{text}` at {head}: {problem}"));
        });
        round += 1;
    }
    outcome
}

/// Whether an answer adds up.
fn check(slice: &Slice, open: u64, wrong: &mut dyn FnMut(String)) {
    let odd = |it: &Count| u64::from(it.won) + u64::from(it.lost) > u64::from(it.all);
    for facet in &slice.facets {
        if facet.counts.iter().chain([&facet.total]).any(odd) {
            wrong(format!(
                "{}: more closed than there are",
                facet.field.name()
            ));
        }
        // An account has as many sources as its leads; a lead has one.
        let sum = |of: fn(&Count) -> u32| -> u64 {
            facet.counts.iter().map(|it| u64::from(of(it))).sum()
        };
        let sums = [sum(|it| it.all), sum(|it| it.won), sum(|it| it.lost)];
        let total = [facet.total.all, facet.total.won, facet.total.lost].map(u64::from);
        if slice.unit == Unit::Leads && sums != total {
            wrong(format!(
                "{}: {sums:?} in all, {total:?} selected",
                facet.field.name()
            ));
        }
    }
    let Count { all, won, lost } = slice.total;
    if slice.unit == Unit::Leads && open + u64::from(won) + u64::from(lost) != u64::from(all) {
        wrong(format!("{open} open, {won} won, {lost} lost of {all}"));
    }
}

/// Both books have to say the same.
fn compare(followed: &Book, anew: &Book, wrong: &mut Vec<String>) {
    for text in FILTERS {
        for unit in [Unit::Leads, Unit::Accounts] {
            let said = [followed, anew].map(|book| {
                let slice = book.slice(&filter(text), unit, &FACETS, At { now: NOW });
                let facets = slice.facets.iter().map(|facet| {
                    let (mut values, _) = book.facet_values(facet, "", usize::MAX);
                    values.sort_by(|a, b| a.term.cmp(&b.term));
                    let values = values.into_iter().map(|it| (it.term, it.count));
                    values.collect::<Vec<_>>()
                });
                (slice.total, facets.collect::<Vec<_>>())
            });
            if said[0] != said[1] {
                wrong.push(format!(
                    "{unit:?} `{text}`: not as in a book that is built anew"
                ));
            }
        }
    }
}

/// Changes leads for the time that it is told.
pub fn change(job: &Job) {
    let workspace = job.workspace();
    let mut rng = Rng::new(job.seed);
    say("ready");
    let go = hear().unwrap();
    let mut words = go.split(' ').map(|it| it.parse::<u64>().unwrap());
    let mut next = || words.next().unwrap();
    let (time, think, leads) = (Duration::from_millis(next()), next(), next());
    let began = Instant::now();
    let mut n = 0_u64;
    let mut done = 0_u64;
    while began.elapsed() < time || done == 0 {
        n += 1;
        let request = Request {
            op: OpId(u128::from(job.seed) << 64 | u128::from(n)),
            actor: UserId(job.number),
            command: on(&[1 + rng.below(leads)], act(&mut rng)),
        };
        match workspace.execute(&request, NOW) {
            Ok(it) => done += u64::from(it.seq.is_some()),
            // It is closed, or it is open: take another.
            Err(WorkspaceError::Refused { .. }) => {}
            Err(error) => panic!("{error}"),
        }
        if think > 0 {
            // Thinking is what makes it a crowd, not a race.
            std::thread::sleep(Duration::from_micros(think / 2 + rng.below(think + 1)));
        }
    }
    say(&done.to_string());
    // Stays until everybody has been heard.
    hear();
}

fn act(rng: &mut Rng) -> Act {
    match rng.below(8) {
        0 => Act::Win {
            value: None,
            at: None,
        },
        1 => Act::Lose {
            reason: "price".to_owned(),
            competitor: None,
            note: None,
            at: None,
        },
        2 => Act::Reopen { to: None },
        3 => Act::Assign {
            owner: UserId(1 + rng.below(2)),
        },
        _ => to(rng.layer()),
    }
}
