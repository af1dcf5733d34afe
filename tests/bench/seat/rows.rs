//! The table: what every key of every screen costs, against what the same data and the whole screen cost in this run.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fiveply::workspace::Shared;

use super::colleague::Colleague;
use super::keys::{ROWS, Row, keys};
use super::machine::{Machine, Spent};

/// How often each row is gone through.
const ROUNDS: usize = 8;

pub fn row(what: &str, measured: &str, limit: &str) {
    println!("| {what} | {measured} | {limit} |");
}

/// The time that a share of all lies within.
pub fn at(times: &[Duration], share: f64) -> Duration {
    let mut times = times.to_vec();
    times.sort();
    times[((times.len() - 1) as f64 * share).round() as usize]
}

/// What ratios are made to: one grouping by SQLite, and one whole screen.
pub struct Baseline {
    pub grouping: Duration,
    pub screen: usize,
}

/// SQLite's own count of the same leads by layer: what a screen that asked the store would wait for.
pub fn grouping(db: &Path) -> Duration {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let conn = rusqlite::Connection::open_with_flags(db, flags).unwrap();
    conn.pragma_update(None, "cache_size", -(1 << 20)).unwrap();
    let sql = "SELECT layer, status, count(*) FROM lead GROUP BY layer, status";
    let mut times = Vec::new();
    for _ in 0..5 {
        let mut statement = conn.prepare_cached(sql).unwrap();
        let began = Instant::now();
        let groups = statement.query_map([], |_| Ok(())).unwrap().count();
        times.push(began.elapsed());
        assert!(groups > 0);
    }
    at(&times, 0.5)
}

/// Every row at one size.
pub fn keys_of(machine: &Machine, base: &Baseline) {
    for one in &ROWS {
        let mut spent = Vec::new();
        for round in 0..=ROUNDS {
            let cost = walk(machine, one);
            // The first round warms up and is left out.
            if round > 0 {
                spent.extend(cost);
            }
            machine.at_home(one.name);
        }
        tell(one.name, &spent, "16 ms", base);
    }
}

fn walk(machine: &Machine, row: &Row) -> Vec<Spent> {
    let all = |text: &str| {
        let pressed = keys(text);
        let spent = pressed.iter().filter_map(|key| machine.press(key));
        spent.collect::<Vec<Spent>>()
    };
    all(row.before);
    let spent = all(row.keys);
    all(row.after);
    spent
}

/// One line: times and bytes, each with its ratio.
pub fn tell(name: &str, spent: &[Spent], limit: &str, base: &Baseline) {
    if spent.is_empty() {
        row(name, "no frame | | | |", limit);
        return;
    }
    let times: Vec<Duration> = spent.iter().map(|it| it.time).collect();
    let mut bytes: Vec<usize> = spent.iter().map(|it| it.bytes).collect();
    bytes.sort_unstable();
    let (middle, most) = (bytes[bytes.len() / 2], bytes[bytes.len() - 1]);
    let ratio = base.grouping.as_secs_f64() / at(&times, 0.99).as_secs_f64();
    let share = 100 * middle / base.screen.max(1);
    let ms = |share: f64| format!("{:.1}", at(&times, share).as_secs_f64() * 1000.0);
    let (p50, p99, max) = (ms(0.5), ms(0.99), ms(1.0));
    let measured =
        format!("{p50} / {p99} / {max} ms | {ratio:.1}× | {middle} / {most} | {share} %");
    row(name, &measured, limit);
}

/// One lead moved from here, and taken back.
pub fn own_moves(machine: &Machine, base: &Baseline) {
    for key in ["3", "gg"] {
        machine.press(key);
    }
    let mut moved = Vec::new();
    for _ in 0..ROUNDS * 2 {
        moved.extend(machine.press("L"));
        // The mark fades meanwhile.
        while machine.frame(Duration::from_millis(900)).is_some() {}
        machine.press("u");
        while machine.frame(Duration::from_millis(900)).is_some() {}
    }
    tell("board: a card moved, and seen", &moved, "16 ms", base);
}

/// What a screen does while somebody else moves ten leads a second.
pub fn storms(workspace: &Shared, machine: &Machine, db: &Path, base: &Baseline) {
    let following = Arc::clone(workspace);
    let watch = workspace.watch().unwrap();
    std::thread::spawn(move || following.follow(watch, &|| true));
    let mut bo = Colleague::open(db, "Bo");
    for (name, keys) in [
        ("ten moves a second: Today, everybody's", "1 o o"),
        ("ten moves a second: funnel with groups", "2 b Enter"),
        ("ten moves a second: board", "3"),
    ] {
        for key in super::keys::keys(keys) {
            machine.press(&key);
        }
        machine.quiet();
        let mut spent = Vec::new();
        for _ in 0..40 {
            bo.move_one();
            let committed = Instant::now();
            if let Some((end, bytes)) = machine.frame(Duration::from_millis(500)) {
                let time = end.saturating_duration_since(committed);
                spent.push(Spent { time, bytes });
            }
            std::thread::sleep(Duration::from_millis(100).saturating_sub(committed.elapsed()));
            machine.quiet();
        }
        tell(name, &spent, "16 ms", base);
    }
}
