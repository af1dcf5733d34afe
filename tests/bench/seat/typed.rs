//! Every screen from the terminal's side: from a key that is typed to the last byte of what it brings, the first look at
//! each thing among them.

use std::path::Path;
use std::time::Duration;

use super::machine::HOME;
use super::rows::{at, row};
use super::terminal::{fetched, program, resident};
use crate::pty::Pty;

/// So often each thing is done.
const ROUNDS: usize = 3;
/// No key takes so long; one that changes nothing brings nothing.
const PATIENCE: Duration = Duration::from_millis(250);
/// Bytes that come closer than this are of one key.
const PAUSE: Duration = Duration::from_millis(60);
/// For so long a digit may turn out to be a number.
const NUMBER: Duration = Duration::from_millis(260);

/// Nobody reads the first screen in less.
const GLANCE: Duration = Duration::from_secs(1);
/// After so long nothing more comes of what was asked for before: an earlier day is there.
const SETTLED: Duration = Duration::from_millis(700);
/// A moment in which an earlier day is begun to be made.
const MOMENT: Duration = Duration::from_millis(220);
/// Frames stand so far apart at least; what comes later than that is not the key's, where something is made beside it.
const APART: Duration = Duration::from_millis(9);

/// What is typed: the name, what leads there, what is measured, what leads away. `/abc` types a filter letter by
/// letter, takes it away again and accepts; `+` joins what is typed at once. `settled` waits until nothing comes any
/// more, `moment` until what takes its time is begun; only the first frame of a key is its own then.
const TYPED: [(&str, &str, &str, &str); 33] = [
    (
        "from screen to screen",
        "",
        "1 2 3 4 6 7 0 3 2 4 1 7 6 2",
        "",
    ),
    ("funnel: cursor", "2", "j k l l h j j k k k h", ""),
    (
        "funnel: filter",
        "2",
        "/vistula /idle:>90d /source:fair,webinar /is:stuck",
        "",
    ),
    (
        "funnel: filter by what was said",
        "2",
        "/touches:>2 /channel:call /fb-by:a",
        "",
    ),
    (
        "funnel: period and comparison",
        "2",
        "t Down Enter t Up Enter c c c c",
        "",
    ),
    (
        "funnel: groups",
        "2",
        "b Down Enter l l h b Up Enter",
        "b text:nothing Enter",
    ),
    ("funnel: week by week", "2", ", , , , , , . . . . . .", ";"),
    (
        "funnel: week by week, while the exact day is made",
        "2",
        ", moment , moment , moment , moment . moment . moment .",
        "; settled",
    ),
    (
        "funnel: how a figure is made",
        "2 j",
        "= j j Esc l = Esc",
        "",
    ),
    ("funnel: leads behind a figure", "2 j", "Enter Esc", ""),
    (
        "board: cursor and pages",
        "3",
        "j j l l h PgDn PgDn PgUp G g+g",
        "",
    ),
    (
        "board: filter",
        "3",
        "/vistula /value:>90k /sort:account",
        "",
    ),
    (
        "board: marks, and a change of all",
        "3",
        "Space j Space B Esc Esc",
        "g+g",
    ),
    (
        "list: cursor and pages",
        "3 v",
        "j j k PgDn PgDn G g+g",
        "v",
    ),
    (
        "list: filter and orders",
        "3 v",
        "/vistula /sort:-value /sort:-touched",
        "v",
    ),
    ("today", "1", "o o o j j k PgDn PgUp", ""),
    ("today: filter, everybody's", "1", "/vistula /is:stuck", ""),
    (
        "segments: facets",
        "4",
        "j j k Tab j Space j Space x Backspace Tab a a",
        "",
    ),
    ("segments: filter", "4", "/idle:>90d /emp:50..249 /pump", ""),
    ("segments: one facet in large", "4", "z z l l h h", ""),
    ("segments side by side", "4", "C j j a a Esc", ""),
    ("segments that are saved", "4", "e j j Esc", ""),
    ("look-alikes", "4", "A j j Tab j Esc", ""),
    (
        "insights: from report to report",
        "6",
        "Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab",
        "",
    ),
    (
        "insights: the same, another filter each time",
        "6",
        "Tab /source:fair Tab /idle:>90d Tab /temp:warm Tab /abc:A Tab /is:open Tab /is:stuck",
        "",
    ),
    (
        "insights: cursor, groups, period",
        "6",
        "j j k = Esc b Down Enter t Down Enter , .",
        "; t text:all Enter",
    ),
    (
        "meeting: from page to page",
        "7",
        "g+1 g+2 g+3 g+4 g+5 g+6 g+7 g+8 g+9 b b",
        "",
    ),
    (
        "a lead's page, and its account's",
        "3 g+g",
        "Enter j k J J K Tab Esc C j k Esc",
        "",
    ),
    ("a field of a lead", "3 g+g Enter", "e a Esc", "Esc Esc"),
    (
        "help, actions, changes",
        "3",
        "? m o Esc : s o Esc U j k Esc",
        "",
    ),
    ("a new lead", "3", "N v i s t u Esc Esc", "Esc"),
    ("settings", "0", "j j k", ""),
    (
        "an earlier day",
        "2 text:/ asof:2026-09-01 Enter settled",
        "j j k 3 4 6 Tab Tab 1 2",
        "/",
    ),
];

/// Types everything in a window of a size; one line for each thing that people do.
pub fn everything(
    home: &Path,
    (db, total): (&str, &str),
    (width, height): (u16, u16),
    only: Option<&str>,
    over: Option<Duration>,
) {
    let mut pty = Pty::spawn(program(home, &["--db", db]), width, height);
    pty.until_text(total);
    pty.rest(GLANCE, false);
    let (mut all, mut screens): (Vec<Typed>, Vec<(&str, Vec<Typed>)>) = Default::default();
    let head = "p50 / p99 / max | slowest | bytes p50 / max |\n|---|---|---|---|";
    println!("\n| {width}×{height}, key to last byte | {head}");
    let asked = |name: &str| only.is_none_or(|it| name.contains(it));
    for (name, before, keys, after) in TYPED.into_iter().filter(|it| asked(it.0)) {
        let mut typed = Vec::new();
        for _ in 0..ROUNDS {
            walk(&mut pty, before);
            typed.extend(walk(&mut pty, keys));
            walk(&mut pty, after);
            // Where something is open still, it is there that the next row would type.
            pty.until_text(HOME);
        }
        tell(name, &typed);
        let slow = |it: &&Typed| over.is_some_and(|over| it.time > over);
        for it in typed.iter().filter(slow) {
            let (time, disk) = (it.time.as_secs_f64() * 1e3, it.disk / 1024);
            println!(
                "| – | {time:.1} ms, {disk} KB from the disk | `{}` | |",
                it.key
            );
        }
        // What stands before the colon is the screen.
        let screen = name.split(':').next().unwrap_or(name);
        match screens.iter_mut().find(|it| it.0 == screen) {
            Some(it) => it.1.extend(typed.iter().cloned()),
            None => screens.push((screen, typed.clone())),
        }
        all.extend(typed);
    }
    println!("\n| {width}×{height}, by screen | {head}");
    screens
        .iter()
        .for_each(|(screen, typed)| tell(screen, typed));
    tell(&format!("all {} keys", all.len()), &all);
    // What the system has taken out of memory meanwhile comes as fast as the machine's disk is.
    all.retain(|it| it.disk == 0);
    tell(&format!("the {} that read no disk", all.len()), &all);
    let resident = format!("{} MB", resident(pty.pid()));
    row("resident memory after all of that", &resident, "|");
    pty.write(b"q");
    pty.end();
}

/// A key that was pressed.
#[derive(Clone)]
struct Typed {
    /// With its place among those of a walk.
    key: String,
    time: Duration,
    /// What it brought.
    bytes: usize,
    /// Bytes that the program had to read from the disk meanwhile.
    disk: u64,
}

fn tell(name: &str, typed: &[Typed]) {
    let Some(slowest) = typed.iter().max_by_key(|it| it.time) else {
        return;
    };
    let mut bytes: Vec<usize> = typed.iter().map(|it| it.bytes).collect();
    bytes.sort_unstable();
    let (middle, most) = (bytes[bytes.len() / 2], bytes[bytes.len() - 1]);
    let times: Vec<Duration> = typed.iter().map(|it| it.time).collect();
    let ms = |share: f64| format!("{:.1}", at(&times, share).as_secs_f64() * 1e3);
    let measured = format!("{} / {} / {} ms", ms(0.5), ms(0.99), ms(1.0));
    let slowest = format!("`{}`", slowest.key);
    row(name, &measured, &format!("{slowest} | {middle} / {most}"));
}

/// Types keys one after the other; each with its place among them, for the same key may be two things.
fn walk(pty: &mut Pty, text: &str) -> Vec<Typed> {
    let beside = text.contains("moment");
    let mut typed = Vec::new();
    for (place, key) in (1..).zip(super::keys::keys(text)) {
        let pause = match key.as_str() {
            "settled" => Some(SETTLED),
            "moment" => Some(MOMENT),
            _ => None,
        };
        if let Some(pause) = pause {
            pty.rest(pause, key == "settled");
            continue;
        }
        let before = fetched(pty.pid());
        if let Some((time, bytes)) = press(pty, &key, beside) {
            typed.push(Typed {
                key: format!("{place}: {key}"),
                time,
                bytes,
                disk: fetched(pty.pid()).saturating_sub(before),
            });
        }
    }
    typed
}

fn press(pty: &mut Pty, name: &str, beside: bool) -> Option<(Duration, usize)> {
    let pause = if beside { APART } else { PAUSE };
    let spent = pty.pressed(&bytes(name), (PATIENCE, pause));
    if name.len() == 1 && name.as_bytes()[0].is_ascii_digit() {
        pty.rest(NUMBER, false);
    }
    spent
}

/// What a terminal sends for keys as they are named, one after the other where they are joined.
fn bytes(name: &str) -> Vec<u8> {
    let one = |name: &str| match name {
        "Enter" => "\r".to_owned(),
        "Esc" => "\x1b".to_owned(),
        "Tab" => "\t".to_owned(),
        "Space" => " ".to_owned(),
        "Backspace" => "\x7f".to_owned(),
        "Up" => "\x1b[A".to_owned(),
        "Down" => "\x1b[B".to_owned(),
        "PgUp" => "\x1b[5~".to_owned(),
        "PgDn" => "\x1b[6~".to_owned(),
        "Ctrl-u" => "\x15".to_owned(),
        text => text.strip_prefix("text:").unwrap_or(text).to_owned(),
    };
    name.split('+').map(one).collect::<String>().into_bytes()
}
