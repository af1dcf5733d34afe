//! The program and the terminal it is in: its ground, its mouse, pasted text, signals.

use rustix::process::Signal;

use super::live::{LEADS, Place, given_back};
use crate::support::pty::Pty;

fn wrote(pty: &Pty, bytes: &str) -> bool {
    let wanted = bytes.as_bytes();
    pty.raw.windows(wanted.len()).any(|it| it == wanted)
}

/// The colour of text on light ground, and on dark.
const ON_LIGHT: &str = "38;2;48;52;58";
const ON_DARK: &str = "38;2;200;204;210";

#[test]
fn the_ground_is_asked_for_and_no_key_is_lost_with_the_answer() {
    let place = Place::with(LEADS);
    let mut anna = place.open("anna", &[("COLORTERM", "truecolor")]);
    anna.until("the question", |pty| wrote(pty, "\u{1b}]11;?"));
    anna.write(b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c3");
    anna.until_text("Torino Motori");
    anna.until("the light theme", |pty| wrote(pty, ON_LIGHT));
    anna.write(b"q");
    given_back(&mut anna, "0");
}

#[test]
fn a_terminal_that_does_not_answer_is_not_waited_for() {
    let place = Place::with(LEADS);
    let mut anna = place.open("anna", &[("COLORTERM", "truecolor")]);
    anna.until_text("1 Potential");
    assert!(wrote(&anna, ON_DARK));
    assert!(anna.bare() > 0);
}

#[test]
fn a_chosen_theme_brings_its_ground_where_the_terminal_has_another() {
    let place = Place::with(LEADS);
    let variables = [("COLORTERM", "truecolor"), ("FIVEPLY_THEME", "light")];
    for (ground, painted) in [("ffff/ffff/ffff", false), ("1e1e/1e1e/1e1e", true)] {
        let mut bo = place.open("bo", &variables);
        bo.until("the question", |pty| wrote(pty, "\u{1b}]11;?"));
        let answer = format!("\u{1b}]11;rgb:{ground}\u{1b}\\\u{1b}[?62;22c3");
        bo.write(answer.as_bytes());
        bo.until("its ground", |pty| {
            (pty.bare() == 0) == painted && pty.screen().contains("1 Potential")
        });
        bo.write(b"q");
        given_back(&mut bo, "0");
    }
}

#[test]
fn a_chosen_theme_is_kept_for_the_next_time() {
    let place = Place::with(LEADS);
    let mut anna = place.open("anna", &[]);
    anna.until_text("1 Potential");
    anna.write(b"T");
    anna.until_text("Which theme?");
    anna.write(b"4");
    anna.until_text("contrast; kept in");
    let kept = std::fs::read_to_string(place.path(".config/fiveply/config.toml")).unwrap();
    assert_eq!(kept, "theme = \"contrast\"\n");
}

#[test]
fn an_earlier_day_is_there_in_a_moment() {
    let place = Place::with(LEADS);
    let mut anna = place.open("anna", &[]);
    anna.until_text("1 Potential");
    anna.write(b"/asof:2020-01-01");
    anna.until("the day", |pty| {
        let screen = pty.screen();
        screen.contains("1 Jan 2020") && screen.contains("0 of 0 leads")
    });
    anna.write(b"\r;");
    anna.until_text("2 of 2 leads");
}

#[test]
fn the_mouse_is_given_back_so_that_text_can_be_marked() {
    let place = Place::with(LEADS);
    let mut anna = place.open("anna", &[]);
    anna.until_text("1 Potential");
    assert!(wrote(&anna, "\u{1b}[?1002h"));
    anna.write(b"M");
    anna.until_text("mouse off");
    anna.until("the mouse given back", |pty| wrote(pty, "\u{1b}[?1002l"));
    anna.write(b"M");
    anna.until_text("mouse on");
}

#[test]
fn ten_megabytes_of_pasted_text_do_no_harm() {
    let place = Place::with(LEADS);
    let mut anna = place.open("anna", &[]);
    anna.until_text("1 Potential");
    anna.write(b"\x1b[200~");
    for _ in 0..160 {
        anna.write("LLLwwwq\n".repeat(8_192).as_bytes());
    }
    anna.write(b"\x1b[201~");
    anna.until_text("nothing to paste into");
    anna.write(b"q");
    given_back(&mut anna, "0");
}

#[test]
fn a_terminal_without_screens_gets_the_funnel_as_text_and_is_told_what_else_it_can_have() {
    let place = Place::with(LEADS);
    let mut anna = place.open("anna", &[("TERM", "dumb")]);
    anna.until_text("ended with 0");
    let text = anna.screen();
    for said in ["near-customer", "can't show screens", "fiveply today"] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert!(!anna.raw.contains(&0x1b), "{text}");
}

#[test]
fn a_terminal_that_goes_away_ends_the_program_in_order() {
    let place = Place::with(LEADS);
    let mut anna = place.open("anna", &[]);
    anna.until_text("1 Potential");
    anna.signal_program(Signal::HUP);
    given_back(&mut anna, "129");
}

#[test]
fn a_stop_from_outside_gives_the_terminal_back_until_the_program_goes_on() {
    let place = Place::with(LEADS);
    let mut anna = place.open("anna", &[]);
    anna.until_text("1 Potential");
    anna.signal_program(Signal::TSTP);
    anna.until("the shell's screen", |pty| !pty.is_taken());
    anna.until_stopped();
    let frames = anna.frames();
    anna.signal_program(Signal::CONT);
    anna.until("the screen", |pty| pty.is_taken() && pty.frames() > frames);
    anna.until_text("1 Potential");
    anna.write(b"q");
    given_back(&mut anna, "0");
}

#[test]
fn where_the_system_knows_ascii_alone_the_screen_has_nothing_else() {
    let place = Place::with(LEADS);
    let mut anna = place.open("anna", &[("LANG", "C")]);
    anna.until_text("1 Potential");
    anna.write(b"3");
    anna.until_text("Torino Motori");
    assert!(anna.screen().is_ascii(), "{}", anna.screen());
    let mut bo = place.open("bo --ascii", &[]);
    bo.until_text("1 Potential");
    assert!(bo.screen().is_ascii(), "{}", bo.screen());
    let mut cid = place.open("bo", &[("LANG", "C.UTF-8")]);
    cid.until_text("1 Potential");
    assert!(!cid.screen().is_ascii(), "{}", cid.screen());
}

#[test]
fn another_language_is_spoken_at_once_and_the_next_time() {
    let place = Place::with(LEADS);
    let mut anna = place.open("anna", &[]);
    anna.until_text("1 Potential");
    anna.write(b"S");
    anna.until_text("Which language?");
    anna.write(b"2");
    anna.until("Chinese", |pty| {
        pty.screen().contains("漏斗") && !pty.screen().contains("Funnel")
    });
    let kept = std::fs::read_to_string(place.path(".config/fiveply/config.toml")).unwrap();
    assert_eq!(kept, "language = \"zh\"\n");
    // What is done is told in it too, by whichever thread.
    anna.write(b"3");
    anna.until_text("Torino Motori");
    anna.write(b"L");
    anna.until("what was done", |pty| {
        let screen = pty.screen();
        screen.contains("Torino Motori") && !screen.contains("moved")
    });
    let mut again = place.open("anna", &[]);
    again.until_text("漏斗");
}

/// The processor time that a program has used, in hundredths of a second.
fn used(pid: i32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap()
        .split_whitespace()
        .collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

/// `cargo test --release --test it ui::terminal::whoever -- --ignored --nocapture` tells the figure.
#[test]
#[ignore = "takes its time: a minute of doing nothing"]
fn whoever_only_looks_costs_next_to_nothing() {
    let place = Place::with(LEADS);
    let mut anna = place.open("anna", &[]);
    anna.until_text("1 Potential");
    let before = used(anna.program());
    std::thread::sleep(std::time::Duration::from_secs(60));
    let used = used(anna.program()) - before;
    println!("idle: {used} hundredths of a second in a minute");
    assert!(
        used <= 12,
        "{used} hundredths of a second in a minute are more than 0.2 %"
    );
}
