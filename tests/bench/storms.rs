//! Storms in full size: `cargo bench --bench storms -- kill --kills 300 --writers 3`.
//!
//! `kill`, `crowd`, `seen`, `sliced`, `lost-update`, `twice` or, without a name, all of them. Prints figures of
//! time beside their limits, and fails only where a result is wrong.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::print_stdout, clippy::wildcard_enum_match_arm)]

mod storm;

use std::process::ExitCode;
use std::time::Duration;

use storm::{crowd, kill, lost, seen, sliced, twice};

const HELP: &str = "usage: cargo bench --bench storms -- [STORM] [OPTION NUMBER]...
  kill         --kills 300 --writers 3 --pause 40 (ms at most between two kills)
  crowd        --processes 50 --seconds 10 --think 200 (ms) --leads 3000 --live 0 (1: each follows the others)
  seen         --moves 2000 --leads 3000
  sliced       --writers 8 --seconds 10 --leads 30000 --think 20 (ms)
  lost-update  --clients 8 --rounds 500
  twice        --requests 500
  every storm  --seed 1";

/// What stands on the command line: a storm and its numbers.
struct Arguments {
    storm: Option<String>,
    numbers: Vec<(String, u64)>,
}

impl Arguments {
    fn read(words: impl Iterator<Item = String>) -> Option<Self> {
        let mut read = Self {
            storm: None,
            numbers: Vec::new(),
        };
        let mut words = words.filter(|it| it != "--bench").peekable();
        read.storm = words.next_if(|it| !it.starts_with("--"));
        while let Some(word) = words.next() {
            let name = word.strip_prefix("--")?.to_owned();
            read.numbers.push((name, words.next()?.parse().ok()?));
        }
        Some(read)
    }

    fn number(&self, name: &str, default: u64) -> u64 {
        let given = self.numbers.iter().find(|it| it.0 == name);
        given.map_or(default, |it| it.1)
    }
}

/// A storm: what it prints, and whether every promise was kept.
type Storm = fn(&Arguments) -> (String, bool);

const STORMS: [(&str, Storm); 6] = [
    ("kill", kill),
    ("crowd", crowd),
    ("seen", seen),
    ("sliced", sliced),
    ("lost-update", lost_update),
    ("twice", twice),
];

#[expect(
    clippy::disallowed_methods,
    reason = "this is the main function of a program of its own"
)]
fn main() -> ExitCode {
    if storm::work() {
        return ExitCode::SUCCESS;
    }
    let words: Vec<String> = std::env::args().skip(1).collect();
    if !words.iter().any(|it| it == "--bench") {
        println!("{HELP}");
        return ExitCode::SUCCESS;
    }
    let arguments = Arguments::read(words.into_iter());
    let wanted = |name: &str, it: &Arguments| it.storm.as_deref().is_none_or(|one| one == name);
    let chosen: Vec<_> = match &arguments {
        Some(it) => STORMS.iter().filter(|storm| wanted(storm.0, it)).collect(),
        None => Vec::new(),
    };
    let (Some(arguments), false) = (arguments, chosen.is_empty()) else {
        println!("{HELP}");
        return ExitCode::FAILURE;
    };
    let mut sound = true;
    for (name, storm) in chosen {
        let (figures, kept) = storm(&arguments);
        sound &= kept;
        println!("{name}: {figures}{}", if kept { "" } else { "\n  WRONG" });
    }
    if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn kill(it: &Arguments) -> (String, bool) {
    let plan = kill::Plan {
        kills: it.number("kills", 300),
        writers: it.number("writers", 3),
        seed: it.number("seed", 1),
        pause: Duration::from_millis(it.number("pause", 40)),
    };
    let outcome = kill::run(&plan);
    (outcome.to_string(), outcome.is_sound(&plan))
}

fn crowd(it: &Arguments) -> (String, bool) {
    let outcome = crowd::run(&crowd::Plan {
        processes: it.number("processes", 50),
        leads: it.number("leads", 3_000),
        time: Duration::from_secs(it.number("seconds", 10)),
        think: Duration::from_millis(it.number("think", 200)),
        live: it.number("live", 0) != 0,
        seed: it.number("seed", 1),
    });
    let limits = "limits: 0 faults, p99 ≤ 100 ms, slowest/fastest ≥ 0.5";
    (format!("{outcome}\n  {limits}"), outcome.is_sound())
}

fn seen(it: &Arguments) -> (String, bool) {
    let plan = seen::Plan {
        leads: it.number("leads", 3_000),
        moves: it.number("moves", 2_000),
        seed: it.number("seed", 1),
    };
    let outcome = seen::run(&plan);
    let limit = "limit: p99 ≤ 5 ms, plus a frame";
    (format!("{outcome}\n  {limit}"), outcome.is_sound(&plan))
}

fn sliced(it: &Arguments) -> (String, bool) {
    let outcome = sliced::run(&sliced::Plan {
        writers: it.number("writers", 8),
        leads: it.number("leads", 30_000),
        time: Duration::from_secs(it.number("seconds", 10)),
        think: Duration::from_millis(it.number("think", 20)),
        seed: it.number("seed", 1),
    });
    let limit = "limit: an answer waits for no write, p99 ≤ 16 ms";
    (format!("{outcome}\n  {limit}"), outcome.is_sound())
}

fn lost_update(it: &Arguments) -> (String, bool) {
    let plan = lost::Plan {
        clients: it.number("clients", 8),
        rounds: it.number("rounds", 500),
        seed: it.number("seed", 1),
    };
    let outcome = lost::run(&plan);
    (outcome.to_string(), outcome.is_sound(&plan))
}

fn twice(it: &Arguments) -> (String, bool) {
    let outcome = twice::run(&twice::Plan {
        requests: it.number("requests", 500),
        seed: it.number("seed", 1),
    });
    (outcome.to_string(), outcome.is_sound())
}
