//! What a person waits for, measured from the terminal's side: the program itself in a pseudo-terminal.

use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use super::colleague::Colleague;
use super::rows::{at, row};
use crate::pty::Pty;

const PROGRAM: &str = env!("CARGO_BIN_EXE_fiveply");
const RUNS: usize = 5;
/// After so long, what is counted before anybody asks is counted.
const AHEAD: Duration = Duration::from_secs(4);

pub fn program(home: &Path, args: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(PROGRAM);
    command.args(args);
    command.env("HOME", home);
    command.env("USER", "anna");
    command.env_remove("XDG_DATA_HOME");
    command
}

/// Makes the data of all that is measured.
pub fn fill(home: &Path, db: &str, leads: u64) {
    let (accounts, leads) = ((leads / 2).to_string(), leads.to_string());
    let args = [
        "--db",
        db,
        "demo",
        "--accounts",
        &accounts,
        "--leads",
        &leads,
    ];
    let made = Command::new(PROGRAM).args(args).env("HOME", home).output();
    assert!(made.unwrap().status.success());
}

/// What was seen of an opening.
struct Opened {
    first: Duration,
    whole: Duration,
    /// Resident memory in MB.
    resident: u64,
}

/// From start to the first frame with anything on it, and to the one with these texts.
fn opening(home: &Path, args: &[&str], complete: &[&str]) -> Opened {
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
    Opened {
        first,
        whole,
        resident,
    }
}

/// Resident memory in MB.
pub fn resident(pid: i32) -> u64 {
    told(pid, "status", "VmRSS:") / 1024
}

/// Bytes that a process has had read from a disk, not from the system's memory of it.
pub fn fetched(pid: i32) -> u64 {
    told(pid, "io", "read_bytes:")
}

/// What the system tells of a process under a name in one of its files; nothing where it does not tell.
fn told(pid: i32, file: &str, name: &str) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{pid}/{file}")).unwrap_or_default();
    let line = text.lines().find(|it| it.starts_with(name));
    let number = line.and_then(|it| it.split_whitespace().nth(1)?.parse().ok());
    number.unwrap_or_default()
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

/// How long it takes until there is something to see.
pub fn openings(home: &Path, db: &str, total: &str) {
    let of = |args: &[&str], complete: &[&str]| {
        let runs: Vec<Opened> = (0..RUNS).map(|_| opening(home, args, complete)).collect();
        let middle =
            |of: fn(&Opened) -> Duration| at(&runs.iter().map(of).collect::<Vec<_>>(), 0.5);
        let resident = runs.iter().map(|it| it.resident).max().unwrap();
        (middle(|it| it.first), middle(|it| it.whole), resident)
    };
    let demo = ["Near-customer", "win rate", "of 1 500 leads"];
    let (_, whole, _) = of(&["demo"], &demo);
    row(
        "demo: first complete frame",
        &format!("{whole:.1?}"),
        "100 ms",
    );
    let (first, whole, resident) = of(&["--db", db], &["win rate", total]);
    row("first frame", &format!("{first:.1?}"), "100 ms");
    row("complete numbers", &format!("{whole:.1?}"), "500 ms");
    row("resident memory", &format!("{resident} MB"), "200 MB");
}

/// What it costs to be left alone.
pub fn idle(home: &Path, db: &str, total: &str) {
    let mut pty = Pty::spawn(program(home, &["--db", db]), 120, 36);
    pty.until_text(total);
    pty.rest(AHEAD, false);
    let pid = pty.pid();
    let before = ticks(pid);
    std::thread::sleep(Duration::from_secs(10));
    let used = (ticks(pid) - before) * 10;
    row(
        "idle: processor time in 10 s",
        &format!("{used} ms"),
        "20 ms",
    );
}

/// When others are told of each commit.
fn bells(bo: &Colleague) -> Receiver<Instant> {
    let mut watch = bo.watch();
    let (sender, rung) = channel();
    std::thread::spawn(move || {
        while let Ok(rung) = watch.wait(Duration::from_secs(1)) {
            if rung && sender.send(Instant::now()).is_err() {
                return;
            }
        }
    });
    rung
}

/// From a commit in this process to the frame in another.
pub fn seen(home: &Path, db: &str, total: &str) {
    let mut pty = Pty::spawn(program(home, &["--db", db]), 120, 36);
    pty.until_text(total);
    pty.rest(AHEAD, false);
    let mut bo = Colleague::open(Path::new(db), "Bo");
    let committed = bells(&bo);
    let mut times = Vec::new();
    for _ in 0..100 {
        while committed.try_recv().is_ok() {}
        let name = bo.move_one();
        let returned = Instant::now();
        let said = format!("Bo moved {}", name.chars().take(12).collect::<String>());
        pty.until("the colleague's move", |pty| pty.screen().contains(&said));
        let rung = committed.recv_timeout(Duration::from_secs(1)).unwrap();
        // It was committed before either.
        let committed = rung.min(returned);
        times.push(pty.wrote().saturating_duration_since(committed));
        std::thread::sleep(Duration::from_millis(50));
    }
    let ms = |share: f64| format!("{:.1}", at(&times, share).as_secs_f64() * 1e3);
    let both = format!("{} / {} ms", ms(0.5), ms(0.99));
    row(
        "a colleague's move, commit to frame, p50 / p99",
        &both,
        "25 ms",
    );
}
