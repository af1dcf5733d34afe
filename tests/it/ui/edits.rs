//! Editing in place: fields of every kind, what is wrong with them, and colleagues who were first.

use std::sync::Arc;

use fiveply::i18n::Language;
use fiveply::model::{
    Account, AccountId, Act, Command, Event as Went, Layer, Lead, Moment, OnConflict, OpId, Record,
    Request, Track, Value,
};
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::ui::{Answers, Edited, Effect, Event, News, Route};
use fiveply::workspace::Workspace;
use unicode_width::UnicodeWidthStr;

use crate::support::driver::{Driver, Setup, spoken};
use crate::support::office::{CHINESE, LATIN, Office, ago, lead, open, page_of};
use crate::support::people::Person;
use crate::support::real::moment;

/// Goes down to the fact of this name, and types into it.
fn edit(driver: &mut Driver, label: &str) {
    driver.press(&["gg"]);
    for _ in 0..60 {
        let text = driver.text();
        let line = text.lines().find(|line| line.starts_with('▌')).unwrap();
        if line.trim_start_matches('▌').trim_start().starts_with(label) {
            driver.press(&["e"]);
            return;
        }
        driver.press(&["j"]);
    }
    panic!("{label} is not on\n{}", driver.text());
}

fn line_of(driver: &mut Driver, label: &str) -> String {
    let text = driver.text();
    let line = text
        .lines()
        .find(|line| line.chars().skip(1).collect::<String>().starts_with(label));
    line.unwrap_or_else(|| panic!("{label}\n{text}")).to_owned()
}

#[test]
fn a_click_into_a_field_that_is_typed_into_mends_what_stands_there() {
    let (_, mut driver) = lead((200, 60));
    edit(&mut driver, "title");
    driver.press(&["Ctrl-u", "text:第二条线", "Enter"]);
    // A source is mostly replaced by another: the first letter takes its place, but where it was clicked into.
    edit(&mut driver, "source");
    driver.press(&["text:fair", "Enter"]);
    for (label, stood, cell, typed, stands) in [
        ("title", "第二条线", 4, "text:三", "第二三条线"),
        ("source", "fair", 4, "text:s", "fairs"),
    ] {
        edit(&mut driver, label);
        let text = driver.text();
        let begins = |it: &&str| it.strip_prefix('▌').is_some_and(|it| it.starts_with(label));
        let line = text.lines().find(begins).unwrap();
        let x = line[..line.find(stood).unwrap()].width() + cell;
        let y = text.lines().position(|it| it == line).unwrap();
        driver.click(u16::try_from(x).unwrap(), u16::try_from(y).unwrap());
        driver.press(&[typed, "Enter"]);
        let line = line_of(&mut driver, label);
        assert!(line.contains(stands), "{line}");
    }
}

#[test]
fn a_key_that_completes_nothing_here_is_no_hint() {
    let (_, mut driver) = lead((200, 60));
    for (label, completes) in [("value", false), ("owner", true), ("title", false)] {
        edit(&mut driver, label);
        assert_eq!(
            driver.line(59).contains("Tab complete"),
            completes,
            "{label}"
        );
        driver.press(&["Esc"]);
    }
}

#[test]
fn every_kind_of_field_is_typed_in_place() {
    let (_, mut driver) = lead((200, 60));
    for (label, typed, expected) in [
        ("value", "12.5k", "€ 12 500"),
        ("owner", "bo", "bo"),
        ("due", "+7d", "28 Nov"),
        ("contact", "luc", "Luc Petit"),
        ("temperature", "cold", "cold"),
        ("kind", "up", "up-sell"),
        ("source", "a fair in Lyon", "a fair in Lyon"),
        ("title", "the second line", "the second line"),
        ("currency", "usd", "USD"),
    ] {
        edit(&mut driver, label);
        driver.press(&[&format!("text:{typed}"), "Enter"]);
        let line = line_of(&mut driver, label);
        assert!(
            line.contains(expected),
            "{label}: {line}\n{}",
            driver.text()
        );
    }
}

#[test]
fn what_is_typed_for_tags_is_one_more_beside_those_that_stand_there() {
    let (_, mut driver) = lead((120, 36));
    for (typed, expected) in [
        ("vip", "vip"),
        ("to visit", "to visit, vip"),
        ("VIP", "to visit, VIP"),
        ("new; old", "new, old, to visit, VIP"),
    ] {
        edit(&mut driver, "tags");
        driver.press(&[&format!("text:{typed}"), "Enter"]);
        let line = line_of(&mut driver, "tags");
        assert!(
            line.contains(expected),
            "{typed}: {line}\n{}",
            driver.text()
        );
    }
    edit(&mut driver, "tags");
    driver.press(&["Esc"]);
    assert!(line_of(&mut driver, "tags").contains("new, old, to visit, VIP"));
    // Taken off by taking the words away.
    edit(&mut driver, "tags");
    driver.press(&["Ctrl-u", "text:vip", "Enter"]);
    let line = line_of(&mut driver, "tags");
    assert!(line.contains("vip") && !line.contains("old"), "{line}");
}

#[test]
fn what_follows_from_the_rest_says_what_changes_it() {
    let (office, mut driver) = lead((120, 36));
    let lost = Act::Lose {
        reason: "price".to_owned(),
        competitor: None,
        note: None,
        at: None,
    };
    office.act(office.anna, 0, lost);
    office.workspace.sync().unwrap();
    driver.news(News::Changed);
    edit(&mut driver, "lost");
    let text = driver.text();
    assert!(
        text.contains("it follows from how the lead was lost"),
        "{text}"
    );
}

#[test]
fn a_field_can_be_chosen_from_what_others_hold() {
    let (_, mut driver) = lead((120, 36));
    edit(&mut driver, "owner");
    assert!(driver.text().contains("│ bo "), "{}", driver.text());
    driver.press(&["text:b", "Enter"]);
    assert!(
        line_of(&mut driver, "owner").contains("bo"),
        "{}",
        driver.text()
    );
    driver.press(&["u"]);
    assert!(
        line_of(&mut driver, "owner").contains("anna"),
        "{}",
        driver.text()
    );
}

#[test]
fn escape_leaves_a_field_without_a_trace() {
    let (_, mut driver) = lead((120, 36));
    let before = driver.text();
    edit(&mut driver, "value");
    driver.press(&["text:7", "Esc", "gg"]);
    assert_eq!(driver.text(), before);
}

#[test]
fn what_is_wrong_is_said_under_the_field() {
    for (name, size, language, names) in [
        ("wrong_wide", (200, 60), Language::English, LATIN),
        ("wrong", (120, 36), Language::English, LATIN),
        ("wrong_narrow", (80, 24), Language::English, LATIN),
        ("wrong_small", (40, 12), Language::English, LATIN),
        ("wrong_chinese", (120, 36), Language::Chinese, CHINESE),
    ] {
        let (_, mut driver) = open(Route::Lead(1), size, names, language);
        driver.press(&["j", "j", "e", "text:a lot", "Enter"]);
        insta::assert_snapshot!(name, driver.text());
    }
}

#[test]
fn what_can_be_typed_is_offered_under_the_field() {
    for (name, size, language, names) in [
        ("typing_wide", (200, 60), Language::English, LATIN),
        ("typing", (120, 36), Language::English, LATIN),
        ("typing_narrow", (80, 24), Language::English, LATIN),
        ("typing_small", (40, 12), Language::English, LATIN),
        ("typing_chinese", (120, 36), Language::Chinese, CHINESE),
    ] {
        let (_, mut driver) = open(Route::Lead(1), size, names, language);
        driver.press(&["j", "j", "j", "e"]);
        insta::assert_snapshot!(name, driver.text());
    }
}

#[test]
fn a_conflict_lets_one_keep_theirs_or_put_ones_own_over_it() {
    for (chosen, expected) in [("1", "webinar"), ("2", "referral")] {
        let (office, mut driver) = lead((120, 36));
        edit(&mut driver, "source");
        driver.press(&["text:referral"]);
        office.set("source", Value::Text("webinar".to_owned()));
        driver.news(News::Changed);
        assert!(
            driver.text().contains("somebody has changed this"),
            "{}",
            driver.text()
        );
        driver.press(&["Enter"]);
        let text = driver.text();
        for said in [
            "bo changed source of Lyon Robotique meanwhile (14:02)",
            "keep theirs: webinar",
            "put yours over it: referral",
        ] {
            assert!(text.contains(said), "{said}\n{text}");
        }
        driver.press(&[chosen]);
        let line = line_of(&mut driver, "source");
        assert!(line.contains(expected), "{line}");
    }
}

#[test]
fn what_was_typed_is_not_lost_with_its_lead() {
    let (office, mut driver) = lead((120, 36));
    let created = office.run(
        office.bo,
        0,
        Command::Create(vec![{
            let mut track = Track::default();
            let layer = Layer::Potential;
            track.push(ago(0), Went::Enter { layer, unmet: 0 });
            Record::from(Lead {
                title: Some("a slip of the hand".to_owned()),
                track,
                ..Lead::default()
            })
        }]),
    );
    office.workspace.sync().unwrap();
    drop(driver);
    driver = page_of(&office, created.created[0].id);
    edit(&mut driver, "value");
    driver.press(&["text:5k"]);
    let undo = Command::Undo {
        seq: created.seq,
        on_conflict: OnConflict::Refuse,
    };
    office.run(office.bo, 0, undo);
    office.workspace.sync().unwrap();
    driver.news(News::Changed);
    assert!(
        driver.text().contains("what you were typing: 5k"),
        "{}",
        driver.text()
    );
    driver.press(&["Esc"]);
}

#[test]
fn milestones_are_ticked_where_they_stand() {
    let (_, mut driver) = lead((120, 36));
    edit(&mut driver, "· qualified");
    assert!(driver.text().contains("✓ qualified"), "{}", driver.text());
    assert!(
        driver.text().contains("qualified done"),
        "{}",
        driver.text()
    );
    driver.press(&["Space"]);
    assert!(driver.text().contains("· qualified"), "{}", driver.text());
}

#[test]
fn a_new_contact_is_known_at_once() {
    let (_, mut driver) = lead((120, 60));
    driver.press(&["c", "text:Marie Curie", "Tab", "5", "Enter"]);
    let text = driver.text();
    assert!(text.contains("Marie Curie"), "{text}");
    assert!(text.contains("2 of 6 roles known"), "{text}");
    edit(&mut driver, "· Marie Curie");
    driver.press(&["Ctrl-u", "text:Marie Skłodowska", "Enter"]);
    assert!(
        driver.text().contains("Marie Skłodowska"),
        "{}",
        driver.text()
    );
    edit(&mut driver, "e-mail");
    driver.press(&["text:nowhere", "Enter"]);
    assert!(driver.text().contains("has an @"), "{}", driver.text());
}

#[test]
fn an_account_is_edited_where_it_stands() {
    let (_, mut driver) = open(Route::Account(1), (120, 60), LATIN, Language::English);
    for (label, typed, expected) in [
        ("city", "Turin", "Turin"),
        ("employees", "980", "980"),
        ("NAICS", "311513", "311513"),
        ("revenue", "41m", "€ 41 000 000"),
        ("country", "IT", "IT"),
        ("domain", "lyon.example", "lyon.example"),
        ("parent", "Helvetia", "Helvetia"),
    ] {
        edit(&mut driver, label);
        driver.press(&[&format!("text:{typed}"), "Enter"]);
        let line = line_of(&mut driver, label);
        assert!(
            line.contains(expected),
            "{label}: {line}\n{}",
            driver.text()
        );
    }
    for (label, typed, said) in [
        ("employees", "many", "is no whole number"),
        ("employees", "-4", "must not be below zero"),
        ("NAICS", "3", "two to six digits"),
    ] {
        edit(&mut driver, label);
        driver.press(&[&format!("text:{typed}"), "Enter"]);
        assert!(driver.text().contains(said), "{label}\n{}", driver.text());
        driver.press(&["Esc"]);
    }
    edit(&mut driver, "name");
    driver.press(&["Ctrl-u", "Enter"]);
    assert!(
        driver.text().contains("must not be empty"),
        "{}",
        driver.text()
    );
}

/// Anna's screen, where the editor makes this of every text.
fn with_editor(made: fn(&str) -> Edited) -> (Arc<Office>, Driver) {
    let office = Office::new(LATIN);
    let mut answers = Answers::new(spoken(Language::English));
    let desk = Arc::clone(&office);
    let setup = Setup {
        route: Route::Lead(1),
        size: (120, 60),
        ..Setup::default()
    };
    let desk = Box::new(move |effect: &Effect| match effect {
        Effect::Edit { ticket, text, .. } => vec![Event::Edited {
            ticket: *ticket,
            edited: made(text),
        }],
        other => desk.perform(&mut answers, Language::English, other),
    });
    (office, Driver::new(setup, desk))
}

#[test]
fn a_note_is_written_in_the_readers_own_editor() {
    let (_, mut driver) = with_editor(|text| Edited::Text(format!("{text}\nCall before noon.")));
    driver.press(&["E"]);
    let text = driver.text();
    assert!(text.contains("Purchasing decides in December."), "{text}");
    assert!(text.contains(" Call before noon."), "{text}");
    // A note of several lines has no place in one.
    edit(&mut driver, "note");
    let times = driver.text().matches(" Call before noon.").count();
    assert!(times >= 2, "{}", driver.text());
}

#[test]
fn a_note_that_reads_as_before_is_no_change() {
    let (_, mut driver) = with_editor(|_| Edited::Unchanged);
    let before = driver.text();
    driver.taken();
    driver.press(&["E"]);
    assert_eq!(driver.text(), before);
    let kept = driver.taken();
    assert!(
        !kept.iter().any(|it| matches!(it, Effect::Exec(_))),
        "{kept:?}"
    );
}

/// One lead, in a file.
fn file(path: &std::path::Path) {
    let workspace = Workspace::new(Box::new(SqliteStore::create(path, Mode::WRITE).unwrap()));
    let ola = workspace.enter("ola", moment(), OpId(1)).unwrap();
    let mut track = Track::default();
    let layer = Layer::Intent;
    let entered = Moment(moment().0 - 86_400_000);
    track.push(entered, Went::Enter { layer, unmet: 0 });
    let records = vec![
        Record::from(Account {
            name: "Lyon Robotique".to_owned(),
            city: Some("Lyon".to_owned()),
            ..Account::default()
        }),
        Record::from(Lead {
            account: Some(AccountId(1)),
            source: Some("fair".to_owned()),
            track,
            ..Lead::default()
        }),
    ];
    let request = Request {
        op: OpId(2),
        actor: ola,
        command: Command::Create(records),
    };
    workspace.execute(&request, moment()).unwrap();
}

#[test]
fn two_people_who_edit_one_field_are_told_of_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("crm.db");
    file(&path);
    let mut anna = Person::sit(&path, "anna", 10, Route::Account(1));
    let mut bo = Person::sit(&path, "bo", 20, Route::Account(1));
    // That Bo is there.
    anna.hears();
    edit(&mut anna.screen, "city");
    anna.press(&["text:Turin"]);
    edit(&mut bo.screen, "city");
    bo.press(&["text:Milan", "Enter"]);
    // She has not heard of it when she takes hers.
    anna.press(&["Enter"]);
    anna.waits();
    anna.sees(&[
        "bo changed city of Lyon Robotique meanwhile",
        "keep theirs: Milan",
        "put yours over it: Turin",
    ]);
    anna.press(&["2"]);
    assert!(line_of(&mut anna.screen, "city").contains("Turin"));
    bo.hears();
    bo.sees(&["anna: edited · Lyon Robotique · city: Milan → Turin"]);
    assert!(line_of(&mut bo.screen, "city").contains("Turin"));
    anna.press(&["u"]);
    anna.sees(&["Undone: edited · Lyon Robotique · city: Milan → Turin"]);
    assert!(line_of(&mut anna.screen, "city").contains("Milan"));
}
