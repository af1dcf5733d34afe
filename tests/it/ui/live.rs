//! The program itself in a terminal: what others do is seen, and the terminal is given back however it ends.

use std::path::Path;
use std::process::Command;
use std::sync::mpsc::channel;

use fiveply::config::Depth;
use fiveply::host::{Desk, LocalOptions, run_local};
use fiveply::i18n::{Language, Locale};
use fiveply::ui::{Effect, Event, Look, Reader, Route};
use portable_pty::CommandBuilder;

use crate::support::driver::now;
use crate::support::pty::Pty;
use crate::support::terminal::assert_tame;

pub const LEADS: &str = "external_id,account,layer,value,entered\n\
    a,Torino Motori,potential,9000,2026-09-01\n\
    b,Helvetia Pumps,intent,5000,2026-09-02\n";

/// A workspace with two leads.
pub struct Place(tempfile::TempDir);

impl Place {
    pub fn with(leads: &str) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        let csv = place.path("leads.csv");
        std::fs::write(&csv, leads).unwrap();
        place.run(&["init"]);
        place.run(&["user", "new", "anna"]);
        place.run(&["user", "new", "bo"]);
        place.run(&["import", "leads.csv"]);
        place
    }

    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    pub fn run(&self, words: &[&str]) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fiveply"));
        command
            .env_clear()
            .env("HOME", self.0.path())
            .env("USER", "ola")
            .current_dir(self.0.path())
            .args(["--db", "crm.db"])
            .args(words);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{words:?}: {output:?}");
    }

    /// Opens the screen as somebody, from a shell that afterwards tells the exit code and the terminal's mode.
    pub fn open(&self, who: &str, variables: &[(&str, &str)]) -> Pty {
        let mut command = shell(self.0.path());
        command.args([env!("CARGO_BIN_EXE_fiveply"), "--db", "crm.db", "--as"]);
        // What is said beside the name is for the program too.
        command.args(who.split_whitespace());
        for (name, value) in variables {
            command.env(name, value);
        }
        Pty::spawn(command, 100, 30)
    }

    /// Opens the pipeline's board in a large window of many colours.
    fn open_board(&self, who: &str) -> Pty {
        let mut command = shell(self.0.path());
        command.args([env!("CARGO_BIN_EXE_fiveply"), "--db", "crm.db", "--as", who]);
        command.env("COLORTERM", "truecolor");
        let mut pty = Pty::spawn(command, 120, 36);
        pty.until_text("1 Potential");
        pty.write(b"3");
        pty.until_text("more");
        pty
    }
}

const WORDS: [&str; 7] = [
    "Torino Motori",
    "Helvetia Pumps",
    "Kowalski & Synowie",
    "Suzhou Optics",
    "Bayside Dairy",
    "Ferrum",
    "Nordfab",
];
const STEPS: [&str; 4] = [
    "call back",
    "send proposal",
    "site visit with",
    "price talk",
];

/// So many leads in each layer, none like another.
fn many(in_each: usize) -> String {
    let mut csv = "external_id,account,layer,value,entered,next,next_due\n".to_owned();
    let layers = [
        "potential",
        "interested",
        "intent",
        "high-intent",
        "near-customer",
    ];
    for number in 0..in_each * 5 {
        let (layer, day) = (layers[number % 5], 10 + number / 5 % 20);
        let value = 9_000 + number * 1_700;
        let name = WORDS[number % 7];
        let step = STEPS[number % 4];
        csv.push_str(&format!(
            "{number},{name} {number},{layer},{value},2026-09-01,{step} {number},2027-01-{day}\n"
        ));
    }
    csv
}

/// A shell that runs what follows, and then tells how it ended and whether lines can be typed again.
fn shell(home: &Path) -> CommandBuilder {
    let script = "\"$0\" \"$@\"; echo \"ended with $?\"; stty -a | grep -o '[-]*icanon'";
    let mut command = CommandBuilder::new("/bin/sh");
    command.args(["-c", script]);
    command.env_clear();
    command.env("PATH", "/usr/local/bin:/usr/bin:/bin");
    command.env("HOME", home);
    command.env("USER", "ola");
    command.cwd(home);
    command
}

/// Waits for the end; the terminal must be as it was.
pub fn given_back(pty: &mut Pty, code: &str) {
    pty.until_text(&format!("ended with {code}"));
    pty.until("the terminal's mode", |pty| pty.screen().contains("icanon"));
    assert!(!pty.is_taken());
    assert!(!pty.screen().contains("-icanon"), "{}", pty.screen());
    let raw = String::from_utf8_lossy(&pty.raw).into_owned();
    // A terminal that has but one screen keeps on it what was there before.
    assert!(raw.contains("\u{1b}[?1049h\u{1b}[2J"));
    for (on, off) in [
        ("\u{1b}[?2004h", "\u{1b}[?2004l"),
        ("\u{1b}[?1004h", "\u{1b}[?1004l"),
        ("\u{1b}[?25l", "\u{1b}[?25h"),
    ] {
        assert!(raw.rfind(on) < raw.rfind(off), "{on:?} stays");
    }
}

#[test]
fn what_a_colleague_does_is_seen_without_a_key() {
    let place = Place::with(LEADS);
    let mut anna = place.open("anna", &[]);
    anna.until_text("1 Potential");
    anna.write(b"3");
    anna.until_text("Torino Motori");
    let mut bo = place.open("bo", &[]);
    bo.until_text("1 Potential");
    bo.write(b"3");
    bo.until_text("Torino Motori");
    let frames = anna.frames();
    // The nearest to won comes first.
    bo.write(b"jL");
    anna.until_text("bo moved Torino Motori Potential → Interested");
    anna.until_text("2 Interested");
    // The move itself, and two steps of the mark that fades without a key.
    anna.until("the mark's end", |pty| pty.frames() >= frames + 3);
    assert!(anna.frames() <= frames + 4, "{}", anna.frames() - frames);
    bo.until_text("you moved Torino Motori Potential → Interested");
    bo.write(b"u");
    anna.until_text("bo took back: Torino Motori Potential → Interested");
    bo.until_text("Undone: Torino Motori Potential → Interested · Ctrl-r makes it again");
    anna.write(b"q");
    given_back(&mut anna, "0");
}

#[test]
fn a_card_that_is_moved_costs_little_on_a_slow_line() {
    let place = Place::with(&many(12));
    let mut anna = place.open_board("anna");
    let before = anna.raw.len();
    anna.write(b"L");
    anna.until_text("you moved Torino Motori 0 Potential → Interested");
    anna.until("its frame's end", |pty| pty.raw.ends_with(b"\x1b[?2026l"));
    let spent = anna.raw.len() - before;
    assert!(spent <= 2_048, "{spent} bytes");
    let before = anna.raw.len();
    anna.write(b"j");
    anna.until("the cursor", |pty| {
        pty.raw.len() > before && pty.raw.ends_with(b"\x1b[?2026l")
    });
    let spent = anna.raw.len() - before;
    assert!(spent <= 700, "{spent} bytes");
}

#[test]
fn a_card_that_a_colleague_moves_is_seen_in_its_new_column_with_who_did_it() {
    let place = Place::with(&many(12));
    let mut anna = place.open_board("anna");
    anna.write(b"lj");
    let mut bo = place.open_board("bo");
    bo.write(b"L");
    anna.until_text("← bo");
    let screen = anna.screen();
    let line = screen.lines().find(|line| line.contains("← bo")).unwrap();
    // In the second column, and the columns' counts with it.
    let at = line.chars().position(|sign| sign == '←').unwrap();
    assert!((24..48).contains(&at), "{screen}");
    let head = screen
        .lines()
        .find(|line| line.contains("1 Potential"))
        .unwrap();
    let counts: Vec<_> = head
        .split_whitespace()
        .filter(|word| word.len() == 2)
        .collect();
    assert_eq!(counts[..2], ["11", "13"], "{head}");
    // The cursor of who looks on stays with its lead.
    anna.until("the end of the mark", |pty| !pty.screen().contains("← bo"));
    anna.write(b"L");
    anna.until_text("you moved Nordfab 6 Interested → Intent");
}

#[test]
fn what_a_colleague_changed_while_one_chose_is_asked_about() {
    let place = Place::with(LEADS);
    let mut anna = place.open("anna", &[]);
    anna.until_text("1 Potential");
    anna.write(b"3");
    anna.until_text("Helvetia Pumps");
    anna.write(b"lx");
    anna.until_text("Why was it lost?");
    place.run(&["move", "2", "high-intent", "--as", "bo"]);
    anna.until_text("bo moved Helvetia Pumps Intent → High intent");
    anna.write(b"1\r");
    anna.until_text("bo changed Helvetia Pumps meanwhile");
    assert!(
        anna.screen().contains("Do it all the same?"),
        "{}",
        anna.screen()
    );
    anna.write(b"y");
    anna.until_text("you: lost · Helvetia Pumps");
}

#[test]
fn a_file_that_goes_away_is_told() {
    let place = Place::with(LEADS);
    let mut anna = place.open("anna", &[]);
    anna.until_text("● live");
    std::fs::rename(place.path("crm.db"), place.path("gone.db")).unwrap();
    anna.until_text("○ cut off");
    std::fs::rename(place.path("gone.db"), place.path("crm.db")).unwrap();
    anna.until_text("● live");
}

#[test]
fn a_signal_gives_the_terminal_back_and_is_the_exit_code() {
    let place = Place::with(LEADS);
    let mut anna = place.open("anna", &[]);
    anna.until_text("1 Potential");
    anna.signal_program(rustix::process::Signal::TERM);
    given_back(&mut anna, "143");
}

#[test]
fn without_colour_none_is_sent() {
    let place = Place::with(LEADS);
    let mut anna = place.open("anna", &[("NO_COLOR", "1"), ("COLORTERM", "truecolor")]);
    anna.until_text("1 Potential");
    anna.write(b"3/source:webinr");
    anna.until_text("source:webinr");
    anna.write(b"\x1b\x1b?");
    anna.until_text("Keys");
    let raw = String::from_utf8_lossy(&anna.raw).into_owned();
    for weights in raw.split("\u{1b}[").filter_map(|rest| {
        let (codes, _) = rest.split_once('m')?;
        let only = codes.bytes().all(|b| b.is_ascii_digit() || b == b';');
        only.then_some(codes)
    }) {
        for code in weights.split(';') {
            assert!(
                ["", "0", "1", "2", "4", "7", "22", "24", "27"].contains(&code),
                "{weights}"
            );
        }
    }
}

#[test]
fn a_terminal_of_one_cell_is_outlived() {
    let place = Place::with(LEADS);
    let mut anna = place.open("anna", &[]);
    anna.until_text("1 Potential");
    let frames = anna.frames();
    anna.resize(1, 1);
    anna.until("a frame", |pty| pty.frames() > frames);
    anna.write(b"3jj2");
    anna.resize(80, 24);
    anna.until_text("1 Potential");
    anna.until_text("all keys");
    anna.write(b"q");
    given_back(&mut anna, "0");
}

#[test]
fn data_drives_no_terminal() {
    let hostile = "external_id,account,layer,next\n\
        a,\"Evil\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{200b}Corp\",intent,\"x\u{85}\u{1b}[?1049l\"\n";
    let place = Place::with(hostile);
    let mut anna = place.open("anna", &[]);
    anna.until_text("3 Intent");
    anna.write(b"3");
    anna.until_text("Evil");
    anna.write(b"L");
    anna.until_text("you moved Evil");
    anna.write(b"/evil");
    anna.until_text("/ evil");
    assert_tame(&String::from_utf8(anna.raw.clone()).unwrap());
}

#[test]
fn a_crash_gives_the_terminal_back_and_says_where_its_log_is() {
    let home = tempfile::tempdir().unwrap();
    let mut command = shell(home.path());
    command.arg(std::env::current_exe().unwrap());
    command.args(["--exact", "ui::live::a_screen_that_crashes"]);
    command.args(["--ignored", "--nocapture"]);
    let mut pty = Pty::spawn(command, 100, 30);
    given_back(&mut pty, "101");
    let raw = String::from_utf8_lossy(&pty.raw).into_owned();
    assert!(raw.contains("\u{1b}[?1049h"), "{raw}");
    assert!(raw.contains("what was saved is safe"), "{raw}");
    let logs = home.path().join("logs");
    assert_eq!(std::fs::read_dir(logs).unwrap().count(), 1);
}

/// Answers nothing.
struct Broken;

impl Desk for Broken {
    fn perform(&mut self, _: Effect) -> Vec<Event> {
        panic!("as bad as can be")
    }
}

#[test]
#[ignore = "crashes: another test runs it in a terminal of its own"]
fn a_screen_that_crashes() {
    let (sender, inbox) = channel();
    let reader = Reader::new(Locale::new(Language::English), Look::Dark);
    let options = LocalOptions {
        depth: Depth::True,
        ask_ground: true,
        tmux: false,
        gnu_screen: false,
        logs: "logs".into(),
        editor: None,
        drafts: "drafts".into(),
    };
    let channel = (sender, &inbox);
    let end = run_local(
        &options,
        reader,
        Route::Funnel,
        Broken,
        channel,
        Box::new(now),
    );
    panic!("it did not crash: {end:?}");
}
