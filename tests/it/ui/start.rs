//! The first start, where there is no workspace yet.

use fiveply::i18n::Language;
use fiveply::ui::{Beginning, Effect, Route};
use portable_pty::CommandBuilder;

use crate::support::driver::{Driver, Setup};
use crate::support::pty::Pty;

fn start(size: (u16, u16), language: Language) -> Driver {
    let setup = Setup {
        route: Route::Start,
        size,
        language,
        ..Setup::default()
    };
    Driver::new(setup, Box::new(|_| Vec::new()))
}

fn begun(driver: &mut Driver) -> Vec<Beginning> {
    let taken = driver.taken().into_iter();
    taken
        .filter_map(|effect| match effect {
            Effect::Begin(beginning) => Some(beginning),
            _ => None,
        })
        .collect()
}

#[test]
fn each_way_to_begin_is_one_key_and_an_empty_one_asks_for_the_name() {
    let mut driver = start((80, 24), Language::English);
    driver.press(&["d"]);
    assert_eq!(begun(&mut driver), [Beginning::Demo]);
    driver.press(&["i"]);
    assert_eq!(begun(&mut driver), [Beginning::Import]);
    driver.press(&["e", "Enter"]);
    assert_eq!(begun(&mut driver), []);
    driver.press(&["text:Tessaly", "Tab", "text:4", "Enter"]);
    let tessaly = Beginning::Empty {
        name: "Tessaly".to_owned(),
        currency: "CHF".to_owned(),
    };
    assert_eq!(begun(&mut driver), [tessaly]);
}

#[test]
fn the_key_that_imports_everywhere_begins_with_it_here_too() {
    let mut driver = start((80, 24), Language::English);
    driver.press(&["I"]);
    assert_eq!(begun(&mut driver), [Beginning::Import]);
    assert_eq!(driver.route(), Route::Start);
}

#[test]
fn what_needs_a_workspace_says_so() {
    let mut driver = start((80, 24), Language::English);
    driver.press(&["N"]);
    let text = driver.text();
    assert!(text.contains("there is nothing here yet"), "{text}");
    assert_eq!(driver.route(), Route::Start);
}

#[test]
fn the_first_screen_in_every_window() {
    for (name, size, language) in [
        ("start_120", (120, 36), Language::English),
        ("start_80", (80, 24), Language::English),
        ("start_40", (40, 12), Language::English),
        ("start_zh", (80, 24), Language::Chinese),
    ] {
        insta::assert_snapshot!(name, start(size, language).text());
    }
}

#[test]
fn a_company_is_named_and_its_first_lead_begun_without_leaving() {
    let home = tempfile::tempdir().unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_fiveply"));
    command.env_clear();
    command.env("HOME", home.path());
    command.env("USER", "ola");
    command.env("TERM", "xterm-256color");
    command.cwd(home.path());
    let mut pty = Pty::spawn(command, 100, 30);
    pty.until_text("Begin empty");
    pty.write(b"e");
    pty.until_text("Your company");
    pty.write(b"Tessaly\r");
    pty.until_text("ola · admin");
    pty.write(b"N");
    pty.until_text("A new lead");
    pty.write(b"Lyon Robotique\r");
    pty.until_text("#1 Lyon Robotique begun");
    pty.write(b"q");
}

#[test]
fn an_empty_workspace_and_a_new_name_are_asked_how_to_begin_and_nothing_is_written_over() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("own.db");
    let fiveply = |words: &[&str]| {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_fiveply"));
        command.env_clear();
        command.env("HOME", home.path());
        command.env("USER", "ola");
        command.env("TERM", "xterm-256color");
        command.cwd(home.path());
        command.args(["--db", file.to_str().unwrap()]);
        command.args(words);
        Pty::spawn(command, 100, 30)
    };
    let mut pty = fiveply(&[]);
    pty.until_text("Begin empty");
    assert!(!file.exists());
    pty.write(b"e");
    pty.until_text("Your company");
    pty.write(b"Tessaly\r");
    pty.until_text("ola · admin");
    pty.write(b"q");
    pty.end();
    let made = std::fs::metadata(&file).unwrap().len();
    let mut pty = fiveply(&[]);
    pty.until_text("Go on");
    pty.write(b"d");
    pty.until_text("of 7");
    pty.write(b"q");
    pty.end();
    assert_eq!(std::fs::metadata(&file).unwrap().len(), made);
    let mut pty = fiveply(&[]);
    pty.until_text("Go on");
    pty.write(b"e");
    pty.until_text("ola · admin");
    pty.write(b"N");
    pty.until_text("A new lead");
    pty.write(b"Lyon Robotique\r");
    pty.until_text("#1 Lyon Robotique begun");
    pty.write(b"q");
    pty.end();
    let mut pty = fiveply(&[]);
    pty.until_text("ola · admin");
    pty.write(b"q");
}
