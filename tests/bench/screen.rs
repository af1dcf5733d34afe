//! What a person waits for, measured from the terminal's side: the first frame, complete numbers,
//! a key's answer, a colleague's change. Prints a table; nothing is asserted but that the screen is right.
//!
//! `cargo bench --bench screen`
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a program for whoever measures"
)]

#[path = "../it/support/pty.rs"]
#[allow(dead_code)]
mod pty;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use fiveply::model::{
    Act, Command as Ask, Direction, LeadId, Moment, OnConflict, OpId, Request, Target,
};
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::workspace::Workspace;
use portable_pty::CommandBuilder;
use pty::Pty;

const PROGRAM: &str = env!("CARGO_BIN_EXE_fiveply");
const RUNS: usize = 5;

fn program(home: &Path, args: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(PROGRAM);
    command.args(args);
    command.env("HOME", home);
    command.env("USER", "anna");
    command.env_remove("XDG_DATA_HOME");
    command
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn at(times: &[Duration], share: f64) -> Duration {
    let mut times = times.to_vec();
    times.sort();
    times[((times.len() - 1) as f64 * share).round() as usize]
}

/// From start to the first frame with anything on it, and to the one with these texts.
fn opening(home: &Path, args: &[&str], complete: &[&str]) -> (Duration, Duration, u64) {
    let began = Instant::now();
    let mut pty = Pty::spawn(program(home, args), 120, 36);
    pty.until("anything", |pty| {
        pty.is_taken() && !pty.screen().trim().is_empty()
    });
    let first = began.elapsed();
    pty.until("the whole funnel", |pty| {
        let screen = pty.screen();
        complete.iter().all(|it| screen.contains(it))
    });
    let whole = began.elapsed();
    let resident = resident(pty.pid());
    pty.write(b"q");
    assert_eq!(pty.end(), 0);
    (first, whole, resident)
}

/// Resident memory in MB.
fn resident(pid: i32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find(|it| it.starts_with("VmRSS:"));
    let kilobytes = line.and_then(|it| it.split_whitespace().nth(1)?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}

/// Processor time in ticks of the system's clock.
fn ticks(pid: i32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split(' ')
        .collect();
    let field = |index: usize| fields.get(index).and_then(|it| it.parse::<u64>().ok());
    field(12).unwrap_or_default() + field(13).unwrap_or_default()
}

fn row(what: &str, measured: String, limit: &str) {
    println!("| {what} | {measured} | {limit} |");
}

fn main() {
    let home = tempfile::tempdir().unwrap();
    let db = home.path().join("big.db");
    let db = db.to_str().unwrap();
    println!("| from the terminal's side | measured | limit |\n|---|---|---|");

    let runs: Vec<_> = (0..RUNS)
        .map(|_| {
            opening(
                home.path(),
                &["demo"],
                &["Near-customer", "win rate", "of 1 500 leads"],
            )
        })
        .collect();
    let whole = median(runs.iter().map(|it| it.1).collect());
    row(
        "demo: start to first complete frame",
        format!("{whole:.1?}"),
        "100 ms",
    );

    let filled = Command::new(PROGRAM)
        .args([
            "--db",
            db,
            "demo",
            "--accounts",
            "150000",
            "--leads",
            "300000",
        ])
        .env("HOME", home.path())
        .output()
        .unwrap();
    assert!(filled.status.success());
    let complete = ["win rate", "of 300 000 leads"];
    let runs: Vec<_> = (0..RUNS)
        .map(|_| opening(home.path(), &["--db", db], &complete))
        .collect();
    let first = median(runs.iter().map(|it| it.0).collect());
    let whole = median(runs.iter().map(|it| it.1).collect());
    let resident = runs.iter().map(|it| it.2).max().unwrap();
    row(
        "300,000 leads: first frame",
        format!("{first:.1?}"),
        "100 ms",
    );
    row(
        "300,000 leads: complete numbers",
        format!("{whole:.1?}"),
        "500 ms",
    );
    row(
        "300,000 leads: resident memory",
        format!("{resident} MB"),
        "200 MB",
    );

    keys(home.path(), db);
    seen(home.path(), db);
}

/// A key's answer on the large file: letters of a filter, and steps in the list.
fn keys(home: &Path, db: &str) {
    let mut pty = Pty::spawn(program(home, &["--db", db]), 120, 36);
    pty.until_text("of 300 000 leads");
    let mut times = Vec::new();
    pty.write(b"/");
    for round in 0..30 {
        let (key, wanted): (&[u8], &str) = if round % 2 == 0 {
            (b"is:won", " of 300 000 leads")
        } else {
            (b"\x15", "300 000 of 300 000 leads")
        };
        let won = |screen: &str| !screen.contains("300 000 of 300 000 leads");
        let began = Instant::now();
        pty.write(key);
        pty.until("the filter's answer", |pty| {
            let screen = pty.screen();
            screen.contains(wanted) && won(&screen) == (round % 2 == 0)
        });
        times.push(began.elapsed());
    }
    row(
        "300,000 leads: filter typed to complete frame, p50 / p99",
        format!("{:.1?} / {:.1?}", at(&times, 0.5), at(&times, 0.99)),
        "–",
    );
    let pid = pty.pid();
    let before = ticks(pid);
    std::thread::sleep(Duration::from_secs(10));
    let used = ticks(pid) - before;
    row(
        "idle processor time in 10 s",
        format!("{} ms", used * 10),
        "20 ms",
    );
}

/// From a commit in this process to the frame in another.
fn seen(home: &Path, db: &str) {
    let mut pty = Pty::spawn(program(home, &["--db", db]), 120, 36);
    pty.until_text("of 300 000 leads");
    let store = SqliteStore::open(Path::new(db), Mode::WRITE).unwrap();
    let workspace = Workspace::new(Box::new(store));
    let now = || {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        Moment(i64::try_from(since.unwrap().as_millis()).unwrap())
    };
    let bo = workspace.enter("Bo", now(), OpId(77)).unwrap();
    workspace.load().unwrap();
    let leads: Vec<(LeadId, String)> = {
        let book = workspace.book();
        (0..book.episodes.columns.len())
            .filter_map(|row| book.row(row))
            .filter(|it| it.closed.is_none() && it.layer.next().is_some())
            .map(|it| (it.id, it.name().chars().take(12).collect()))
            .take(200)
            .collect()
    };
    let mut times = Vec::new();
    for (number, (lead, name)) in leads.iter().enumerate() {
        let request = Request {
            op: OpId(1_000 + number as u128),
            actor: bo,
            command: Ask::Leads {
                targets: vec![Target::from(*lead)],
                act: Act::Move {
                    to: Direction::Forward(1),
                    at: None,
                },
                on_conflict: OnConflict::Refuse,
            },
        };
        workspace.execute(&request, now()).unwrap();
        let committed = Instant::now();
        let said = format!("Bo moved {name}");
        pty.until("the colleague's move", |pty| pty.screen().contains(&said));
        times.push(committed.elapsed());
    }
    row(
        "another process shows it (commit to frame), p50 / p99",
        format!("{:.1?} / {:.1?}", at(&times, 0.5), at(&times, 0.99)),
        "25 ms",
    );
}
