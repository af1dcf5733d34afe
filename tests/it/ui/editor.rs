//! A text in the reader's own editor: the terminal is lent to it, and comes back with what it left.

use rustix::process::Signal;

use super::live::{LEADS, Place, given_back};
use crate::support::pty::Pty;

/// An editor that says that it is there, takes a line that is typed into it as the text, and ends as it is told.
const EDITOR: &str = "stty -a | grep -o '[-]*icanon'
echo \"open: $(cat \"$2\") $1\"
read -r line
[ \"$line\" = leave ] && exit 3
[ \"$line\" = same ] && printf '\\033[2J' && exit 0
echo \"$line\" >\"$2\"
";

/// Opens a lead's page, with an editor for its note.
fn open(place: &Place) -> Pty {
    let path = place.path("my editor");
    std::fs::write(&path, EDITOR).unwrap();
    let command = format!("sh '{}' --wait", path.display());
    let mut pty = place.open("anna", &[("EDITOR", &command)]);
    pty.until_text("1 Potential");
    pty.write(b"3");
    pty.until_text("Torino Motori");
    pty.write(b"\r");
    pty.until_text("external");
    pty
}

/// Opens the note in the editor.
fn edit(pty: &mut Pty) {
    pty.write(b"E");
    pty.until("the editor", |pty| {
        !pty.is_taken() && pty.screen().contains("open:  --wait")
    });
}

fn drafts(place: &Place) -> usize {
    let folder = place.path(".local/share/fiveply/drafts");
    std::fs::read_dir(folder).unwrap().count()
}

#[test]
fn the_editor_has_the_terminal_and_all_keys_until_it_ends() {
    let place = Place::with(LEADS);
    let mut pty = open(&place);
    edit(&mut pty);
    assert!(!pty.screen().contains("-icanon"), "{}", pty.screen());
    pty.resize(90, 25);
    // What the terminal makes of Ctrl-C is meant for the editor.
    pty.signal_program(Signal::INT);
    pty.signal_program(Signal::QUIT);
    pty.write(b"new qqq words\r");
    pty.until("the screen", |pty| pty.is_taken());
    // The words stood there before, as they were typed.
    pty.until("all lines of the new size", |pty| {
        pty.screen().lines().count() == 25
    });
    pty.until_text("new qqq words");
    assert_eq!(drafts(&place), 0);
    pty.write(b"q");
    given_back(&mut pty, "0");
}

#[test]
fn an_editor_that_ends_with_a_ctrl_c_is_all_that_ends() {
    let place = Place::with(LEADS);
    let mut pty = open(&place);
    for _ in 0..8 {
        edit(&mut pty);
        // As a Ctrl-C by which the editor ends: they were told before it ends, and are heard on another thread.
        pty.signal_program(Signal::INT);
        pty.signal_program(Signal::QUIT);
        pty.write(b"same\r");
        pty.until("the screen", |pty| pty.is_taken());
    }
    pty.until_text("external");
}

/// How often the program has written something.
fn wrote(pty: &Pty, bytes: &str) -> usize {
    String::from_utf8_lossy(&pty.raw).matches(bytes).count()
}

const ASKS: &str = "\u{1b}[?u";
const TAKES: &str = "\u{1b}[>5u";
const LEAVES: &str = "\u{1b}[<u";
const LEAVES_SCREEN: &str = "\u{1b}[?1049l";

#[test]
fn a_terminal_that_can_names_keys_as_long_as_the_screen_is_ours() {
    let place = Place::with(LEADS);
    let mut pty = open(&place);
    for others in 0..3 {
        let times = others + 1;
        pty.until("the question", |pty| wrote(pty, ASKS) == times);
        assert_eq!(wrote(&pty, TAKES), others);
        pty.write(b"\x1b[?0u");
        pty.until("keys with names", |pty| wrote(pty, TAKES) == times);
        // Help is there, and gone with one key.
        pty.write(b"?");
        pty.until_text("Keys");
        pty.write(b"\x1b[27u");
        pty.until_text("external");
        assert_eq!(wrote(&pty, LEAVES), others);
        match others {
            0 => {
                edit(&mut pty);
                assert_eq!(wrote(&pty, LEAVES), times);
                pty.write(b"same\r");
            }
            1 => {
                // It is stopped by itself, unannounced, and goes on.
                pty.signal_program(Signal::STOP);
                pty.signal_program(Signal::CONT);
            }
            _ => pty.signal_program(Signal::TERM),
        }
    }
    given_back(&mut pty, "143");
    assert_eq!((wrote(&pty, TAKES), wrote(&pty, LEAVES)), (3, 3));
    let raw = String::from_utf8_lossy(&pty.raw);
    assert!(raw.rfind(LEAVES) < raw.rfind(LEAVES_SCREEN));
}

#[test]
fn a_terminal_that_does_not_answer_is_told_nothing_of_keys() {
    let place = Place::with(LEADS);
    let mut pty = open(&place);
    edit(&mut pty);
    pty.write(b"same\r");
    pty.until("the screen", |pty| pty.is_taken());
    pty.write(b"q");
    given_back(&mut pty, "0");
    assert_eq!((wrote(&pty, TAKES), wrote(&pty, LEAVES)), (0, 0));
}

#[test]
fn a_text_that_cannot_be_used_is_told_and_kept() {
    let place = Place::with(LEADS);
    let mut pty = open(&place);
    edit(&mut pty);
    pty.write(b"leave\r");
    pty.until_text("exit status: 3; nothing was changed");
    assert_eq!(drafts(&place), 0);
}

#[test]
fn a_stop_in_the_editor_stops_the_program_with_it() {
    let place = Place::with(LEADS);
    let mut pty = open(&place);
    edit(&mut pty);
    pty.signal_program(Signal::TSTP);
    pty.until_stopped();
    pty.signal_program(Signal::CONT);
    pty.write(b"after the stop\r");
    pty.until("the screen", |pty| pty.is_taken());
    pty.until_text("after the stop");
}

#[test]
fn a_program_that_is_ended_meanwhile_loses_nothing() {
    let place = Place::with(LEADS);
    let mut pty = open(&place);
    edit(&mut pty);
    pty.signal_program(Signal::TERM);
    pty.write(b"written late\r");
    given_back(&mut pty, "143");
    // Whichever of the two was heard first: it is in its file, which is named, or where it belongs.
    if drafts(&place) == 1 {
        assert!(pty.screen().contains("it is in"), "{}", pty.screen());
    } else {
        let mut again = open(&place);
        again.until_text("written late");
    }
}
