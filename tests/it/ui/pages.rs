//! The pages of a lead and an account, over a real workspace in memory: what they show, and what is done on them.

use fiveply::i18n::Language;
use fiveply::model::{
    Act, Clean, Command, Event as Went, Key, Kind, Layer, Lead, List, OnConflict, Record, Track,
    Unit, Value,
};
use fiveply::ui::{Effect, Look, News, Role, Route, Theme};

use crate::support::driver::Driver;
use crate::support::office::{CHINESE, LATIN, ago, lead, open, page_of};

#[test]
fn a_lead_shows_its_facts_and_its_story() {
    insta::assert_snapshot!(lead((120, 36)).1.text());
}

#[test]
fn a_wide_window_shows_more_of_a_lead() {
    insta::assert_snapshot!(lead((200, 60)).1.text());
}

#[test]
fn a_narrow_window_shows_one_part_of_a_lead_at_a_time() {
    let (_, mut driver) = lead((80, 24));
    insta::assert_snapshot!("facts", driver.text());
    driver.press(&["Tab"]);
    insta::assert_snapshot!("story", driver.text());
}

#[test]
fn what_leads_nowhere_is_no_hint_and_says_so() {
    let (_, mut driver) = lead((80, 24));
    let opens = |driver: &Driver| driver.line(23).contains("Enter open");
    assert!(opens(&driver));
    driver.press(&["Tab"]);
    assert!(!opens(&driver), "{}", driver.text());
    driver.press(&["Enter"]);
    assert!(
        driver.text().contains("nothing behind it to open"),
        "{}",
        driver.text()
    );
}

#[test]
fn a_small_window_still_shows_a_lead() {
    insta::assert_snapshot!(lead((40, 12)).1.text());
}

#[test]
fn a_lead_is_shown_in_chinese() {
    let (_, driver) = open(Route::Lead(1), (120, 36), CHINESE, Language::Chinese);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn an_account_shows_its_leads_people_and_facts() {
    let (_, driver) = open(Route::Account(1), (120, 36), LATIN, Language::English);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn enter_opens_and_escape_goes_back() {
    let (_, mut driver) = open(Route::Pipeline, (80, 24), LATIN, Language::English);
    driver.press(&["Enter"]);
    assert_eq!(driver.route(), Route::Lead(1));
    assert!(
        driver.line(0).contains("Pipeline › #1"),
        "{}",
        driver.line(0)
    );
    driver.press(&["C"]);
    assert_eq!(driver.route(), Route::Account(1));
    // The lead that is furthest comes first.
    driver.press(&["Enter"]);
    assert_eq!(driver.route(), Route::Lead(1));
    driver.press(&["Esc", "Esc", "Esc"]);
    assert_eq!(driver.route(), Route::Pipeline);
}

#[test]
fn the_list_is_gone_through_without_going_back() {
    let (_, mut driver) = open(Route::Pipeline, (80, 24), LATIN, Language::English);
    driver.press(&["Enter", "J"]);
    assert_eq!(driver.route(), Route::Lead(2));
    driver.press(&["J"]);
    assert!(
        driver.text().contains("no other lead in the list"),
        "{}",
        driver.text()
    );
    driver.press(&["K"]);
    assert_eq!(driver.route(), Route::Lead(1));
    driver.press(&["Esc"]);
    assert_eq!(driver.route(), Route::Pipeline);
}

#[test]
fn a_step_that_was_taken_back_is_seen_only_when_asked_for() {
    let (office, mut driver) = lead((120, 36));
    driver.press(&["L"]);
    assert!(
        driver.text().contains("Intent → High intent"),
        "{}",
        driver.text()
    );
    driver.press(&["u"]);
    assert!(
        !driver.text().contains("Intent → High intent"),
        "{}",
        driver.text()
    );
    driver.press(&["z"]);
    assert!(driver.text().contains("taken back"), "{}", driver.text());
    driver.press(&["Ctrl-r"]);
    // Done again, it happened once.
    assert_eq!(driver.text().matches("Intent → High intent").count(), 1);
    drop(office);
}

#[test]
fn a_lead_that_was_taken_back_meanwhile_says_so() {
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
    assert!(
        driver.text().contains("a slip of the hand"),
        "{}",
        driver.text()
    );
    let undo = Command::Undo {
        seq: created.seq,
        on_conflict: OnConflict::Refuse,
    };
    office.run(office.bo, 0, undo);
    office.workspace.sync().unwrap();
    driver.news(News::Changed);
    assert!(
        driver.text().contains("is not there any more"),
        "{}",
        driver.text()
    );
    driver.press(&["L"]);
    assert!(
        driver.text().contains("it is not there any more"),
        "{}",
        driver.text()
    );
}

#[test]
fn what_a_colleague_sets_is_in_the_story_at_once() {
    let (office, mut driver) = lead((120, 36));
    office.set("source", Value::Text("webinar".to_owned()));
    driver.news(News::Changed);
    assert!(
        driver.text().contains("source: fair → webinar"),
        "{}",
        driver.text()
    );
}

#[test]
fn an_account_opens_from_every_list() {
    for size in [(80, 24), (120, 36)] {
        let (_, mut driver) = open(Route::Pipeline, size, LATIN, Language::English);
        driver.press(&["C"]);
        assert_eq!(driver.route(), Route::Account(1));
    }
    let (_, mut driver) = open(Route::Today, (120, 36), LATIN, Language::English);
    driver.press(&["C"]);
    assert_eq!(driver.route(), Route::Account(1));
}

#[test]
fn a_handover_is_one_thing_that_happened() {
    let (office, mut driver) = lead((120, 36));
    let bo = office.bo;
    office.act(office.anna, 2, Act::Handover { to: bo });
    office.workspace.sync().unwrap();
    driver.news(News::Changed);
    let text = driver.text();
    assert!(text.contains("handed over to bo"), "{text}");
    assert!(
        text.contains("waits for bo since 19 Nov, from anna"),
        "{text}"
    );
    office.act(bo, 1, Act::Accept);
    office.workspace.sync().unwrap();
    driver.news(News::Changed);
    let text = driver.text();
    assert!(text.contains("accepted yesterday, from anna"), "{text}");
    assert_eq!(text.matches("handed").count(), 1, "{text}");
}

#[test]
fn a_lead_that_came_back_says_why() {
    let (office, mut driver) = lead((120, 36));
    let bo = office.bo;
    office.act(office.anna, 2, Act::Handover { to: bo });
    let back = Act::Return {
        reason: "duplicate".to_owned(),
        note: Some("it is #2".to_owned()),
    };
    office.act(bo, 1, back);
    office.workspace.sync().unwrap();
    driver.news(News::Changed);
    let text = driver.text();
    for said in [
        "given back: duplicate",
        "it is #2",
        "given back yesterday to anna",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
}

#[test]
fn the_cursor_of_the_story_rests_on_what_happened() {
    let (_, mut driver) = lead((80, 24));
    driver.press(&["Tab", "Y"]);
    for _ in 0..12 {
        driver.taken();
        driver.press(&["y"]);
        let copied = driver.taken().into_iter().find_map(|effect| match effect {
            Effect::Copy(text) => Some(text),
            _ => None,
        });
        assert!(
            copied.is_some_and(|it| it.as_str().contains(" · ")),
            "{}",
            driver.text()
        );
        driver.press(&["j"]);
    }
}

#[test]
fn what_others_changed_is_marked_for_a_moment() {
    let (office, mut driver) = lead((120, 36));
    let ground = |driver: &Driver, said: &str| {
        let text = driver.text();
        let y = text.lines().position(|line| line.contains(said)).unwrap();
        let line = text.lines().nth(y).unwrap();
        let x = line[..line.find(said).unwrap()].chars().count();
        driver.buffer()[(u16::try_from(x).unwrap(), u16::try_from(y).unwrap())].bg
    };
    let fresh = Theme::new(Look::Dark).style(Role::FreshStrong).bg.unwrap();
    office.set("source", Value::Text("webinar".to_owned()));
    driver.news(News::Others {
        who: Clean::new("bo"),
        leads: vec![1],
    });
    driver.news(News::Changed);
    assert_eq!(ground(&driver, "webinar  "), fresh);
    assert_eq!(ground(&driver, "source: fair"), fresh);
    assert_ne!(ground(&driver, "cross-sell"), fresh);
    assert!(driver.wakes().is_some());
}

#[test]
fn a_page_asks_again_only_for_what_it_shows() {
    let (_, mut driver) = lead((120, 36));
    let mut asks = |key: Key| {
        driver.taken();
        driver.news(News::Touched(vec![key]));
        driver.news(News::Changed);
        let asked = driver.taken();
        asked.iter().any(|it| matches!(it, Effect::Ask(_)))
    };
    assert!(asks(Key::new(Kind::Lead, 1)));
    assert!(!asks(Key::new(Kind::Lead, 2)));
    assert!(asks(Key::new(Kind::Account, 1)));
    assert!(!asks(Key::new(Kind::Account, 7)));
    assert!(asks(Key::new(Kind::Contact, 2)));
}

#[test]
fn a_list_is_told_where_somebody_was_on_it_and_by_which_arm() {
    let (office, mut driver) = lead((120, 36));
    let list = |unit, name: &str, a: &str, b: Option<&str>| {
        Record::from(List {
            name: name.to_owned(),
            at: Some(ago(3)),
            author: Some(office.bo),
            unit: Some(unit),
            a: Some(a.parse().unwrap()),
            b: b.map(|it| it.parse().unwrap()),
            note: Some("with an invitation".to_owned()),
            ..List::default()
        })
    };
    let made = vec![
        list(Unit::Leads, "Spring", "2", Some("1")),
        list(Unit::Accounts, "Fair", "1", None),
        list(Unit::Accounts, "Others", "7", None),
    ];
    office.run(office.anna, 3, Command::Create(made));
    office.workspace.sync().unwrap();
    driver.news(News::Changed);
    let text = driver.text();
    assert!(text.contains("on the list “Spring”, in B"), "{text}");
    assert!(
        text.contains("on the list “Fair”") && !text.contains("Others"),
        "{text}"
    );
    assert!(
        text.contains("with an invitation") && text.contains("bo "),
        "{text}"
    );
    driver.press(&["C"]);
    let text = driver.text();
    assert!(text.contains("on the list “Fair”"), "{text}");
    // What its leads were on is told with the lead.
    assert!(text.contains("#2 Vision systems  on the list"), "{text}");
}
