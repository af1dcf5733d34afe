//! Saved segments on the screens, over a real workspace: saved, taken, changed, frozen, and who entered and left.

use fiveply::i18n::Language;
use fiveply::model::{
    Account, Act, Command, Direction, Event, Key, Kind, Layer, Lead, LeadId, Moment, NewLead,
    OnConflict, OpId, Record, Request, Segment, Step, Target, Temperature, Track, User, UserId,
};
use fiveply::ui::Route;

use super::import::Place;
use crate::support::driver::Driver;

const NOW: Moment = Moment(1_790_000_000_000);
const DAY: i64 = 86_400_000;

fn run(place: &Place, op: u128, at: Moment, command: Command) {
    run_as(place, UserId(1), op, at, command);
}

fn run_as(place: &Place, actor: UserId, op: u128, at: Moment, command: Command) {
    let request = Request {
        op: OpId(op),
        actor,
        command,
    };
    place.workspace.execute(&request, at).unwrap();
    place.workspace.sync().unwrap();
}

/// Six leads that began a month ago, three of them warm.
fn place() -> Place {
    let place = Place::new("");
    let bo = User {
        name: "Bo".to_owned(),
        ..User::default()
    };
    run(&place, 99, NOW, Command::Create(vec![bo.into()]));
    let before = Moment(NOW.0 - 30 * DAY);
    let names = [
        "Torino Motori",
        "Łódź Dairy",
        "北京新华科技有限公司",
        "Helvetia Pumps",
        "Lyon Robotique",
        "Ромашка",
    ];
    for (op, name) in (100..).zip(names) {
        let account = Account {
            name: name.to_owned(),
            ..Account::default()
        };
        let lead = Lead {
            temperature: Some(if op % 2 == 0 {
                Temperature::Warm
            } else {
                Temperature::Cold
            }),
            track: Track::new(vec![Step(before, Event::Opening(Layer::Interested))]),
            ..Lead::default()
        };
        let new = NewLead {
            account: Some(account),
            contact: None,
            lead,
        };
        run(&place, op, before, Command::NewLead(Box::new(new)));
    }
    place
}

fn forward(place: &Place, op: u128, lead: u64) {
    let command = Command::Leads {
        targets: vec![Target::from(LeadId(lead))],
        act: Act::Move {
            to: Direction::Forward(1),
            at: None,
        },
        on_conflict: OnConflict::Refuse,
    };
    // Somebody else does it: what one did oneself would be waited for on the screen.
    run_as(place, UserId(2), op, Moment(NOW.0 - 2 * DAY), command);
}

fn segment(place: &Place, id: u64) -> Segment {
    let record = place.workspace.get(Key::new(Kind::Segment, id)).unwrap();
    match record.map(|it| it.record) {
        Some(Record::Segment(segment)) => segment,
        other => panic!("{other:?}"),
    }
}

fn is_there(place: &Place, id: u64) -> bool {
    let record = place.workspace.get(Key::new(Kind::Segment, id)).unwrap();
    record.is_some()
}

/// The segments' screen, leads counted.
fn segments(place: &Place, size: (u16, u16), language: Language) -> Driver {
    let mut driver = place.at(Route::Segments, size, language);
    driver.press(&["a"]);
    driver
}

/// Types a filter and saves it; `more` is what else is pressed in the form.
fn save(driver: &mut Driver, filter: &str, name: &str, more: &[&str]) {
    driver.press(&["/", "Ctrl-u", &format!("text:{filter}"), "Enter", "w"]);
    driver.press(&[&format!("text:{name}")]);
    driver.press(more);
    driver.press(&["Enter"]);
}

/// The line of the screen that holds this.
fn line(driver: &Driver, what: &str) -> String {
    let text = driver.text();
    // The first line says where one is, and of whom.
    let found = text.lines().skip(1).find(|it| it.contains(what));
    found.unwrap_or_else(|| panic!("{what}\n{text}")).to_owned()
}

const WIDE: (u16, u16) = (120, 36);

#[test]
fn a_filter_is_saved_under_a_name_which_stands_with_it_until_it_is_changed() {
    let place = place();
    let mut driver = segments(&place, WIDE, Language::English);
    save(
        &mut driver,
        "temp:warm",
        "warm ones",
        &["Tab", "2", "Tab", "Tab", "text:for Bo"],
    );
    let saved = segment(&place, 1);
    assert_eq!(
        (saved.name.as_str(), saved.filter.as_str()),
        ("warm ones", "temp:warm")
    );
    assert_eq!(saved.owner, Some(UserId(1)));
    assert_eq!(saved.note.as_deref(), Some("for Bo"));
    assert!(!saved.is_seen_by(Some(UserId(2))));
    assert!(
        line(&driver, "of 6 leads").contains("▸ warm ones"),
        "{}",
        driver.text()
    );
    // Taken from the list and narrowed, it is another until it is saved over.
    driver.press(&["e", "t", "/", "text:layer:2", "Enter"]);
    assert!(line(&driver, "of 6 leads").contains("warm ones changed"));
    driver.press(&["W"]);
    assert_eq!(segment(&place, 1).filter, "temp:warm layer:interested");
    assert!(!line(&driver, "of 6 leads").contains("changed"));
    driver.press(&["u"]);
    assert_eq!(segment(&place, 1).filter, "temp:warm");
}

#[test]
fn what_is_done_to_a_segment_of_accounts_is_offered_without_a_number_of_leads_that_nobody_counted()
{
    for (filter, name, says) in [
        (
            "account:torino",
            "one",
            "With the one account that is selected, or its leads",
        ),
        (
            "is:open",
            "several",
            "accounts that are selected, or their leads",
        ),
    ] {
        let place = place();
        let mut driver = place.at(Route::Segments, WIDE, Language::English);
        save(&mut driver, filter, name, &[]);
        driver.press(&["e", "B"]);
        let text = driver.text();
        assert!(text.contains(says), "{text}");
    }
}

#[test]
fn a_frozen_segment_keeps_its_leads_and_a_live_one_follows_them() {
    let place = place();
    let mut driver = segments(&place, WIDE, Language::English);
    save(
        &mut driver,
        "layer:interested",
        "kept",
        &["Tab", "Tab", "2"],
    );
    save(&mut driver, "layer:interested", "alive", &[]);
    forward(&place, 200, 1);
    driver.press(&["e"]);
    assert!(
        line(&driver, "kept").contains(" 6  leads"),
        "{}",
        driver.text()
    );
    assert!(
        line(&driver, "alive").contains(" 5  leads"),
        "{}",
        driver.text()
    );
    // Frozen now it keeps these, and lives again at the same key.
    driver.press(&["z"]);
    assert_eq!(segment(&place, 2).members.unwrap().to_string(), "2-6");
    driver.press(&["z"]);
    assert_eq!(segment(&place, 2).members, None);
    // Taken for the filter, each picks what it stands for.
    driver.press(&["j", "Enter"]);
    assert!(
        line(&driver, "seg:kept").contains("6 of 6 leads"),
        "{}",
        driver.text()
    );
}

#[test]
fn saved_segments_are_renamed_shared_and_removed_each_at_a_key_and_back() {
    let place = place();
    let mut driver = segments(&place, WIDE, Language::English);
    save(&mut driver, "temp:cold", "cold", &[]);
    driver.press(&["e", "r", "Ctrl-u", "text:colder", "Enter"]);
    assert_eq!(segment(&place, 1).name, "colder");
    driver.press(&["p"]);
    assert!(!segment(&place, 1).is_seen_by(None));
    assert!(line(&driver, "colder").contains("anna (private)"));
    driver.press(&["e", "Tab", "Ctrl-u", "text:temp:cold  is:open", "Enter"]);
    assert_eq!(segment(&place, 1).filter, "temp:cold is:open");
    driver.press(&["X"]);
    assert!(!is_there(&place, 1));
    assert!(
        driver.text().contains("No segment is saved yet"),
        "{}",
        driver.text()
    );
    driver.press(&["u", "u", "u", "u"]);
    let back = segment(&place, 1);
    assert_eq!(
        (back.name.as_str(), back.filter.as_str()),
        ("cold", "temp:cold")
    );
    // What happened to it is told below it; what was taken back is told as that.
    let text = driver.text();
    assert!(text.contains("cold → colder"), "{text}");
}

#[test]
fn a_circle_of_segments_is_refused_with_its_path() {
    let place = place();
    let mut driver = segments(&place, WIDE, Language::English);
    save(&mut driver, "temp:cold", "a", &[]);
    save(&mut driver, "seg:a", "b", &[]);
    driver.press(&["e", "gg", "e", "Tab", "Ctrl-u", "text:seg:b", "Enter"]);
    assert!(driver.text().contains("b → a → b"), "{}", driver.text());
    assert_eq!(segment(&place, 1).filter, "temp:cold");
}

#[test]
fn the_list_is_laid_out_in_every_window() {
    let place = place();
    let mut driver = segments(&place, WIDE, Language::English);
    save(
        &mut driver,
        "temp:warm",
        "温暖的线索",
        &["Tab", "2", "Tab", "Tab", "text:spring mailing"],
    );
    save(
        &mut driver,
        "layer:interested",
        "interested ones",
        &["Tab", "Tab", "2"],
    );
    save(
        &mut driver,
        "seg:\"interested ones\" temp:cold",
        "cold and interested",
        &[],
    );
    for (name, size, language) in [
        ("saved_120", WIDE, Language::English),
        ("saved_80", (80, 24), Language::English),
        ("saved_40", (40, 12), Language::English),
        ("saved_zh", (80, 24), Language::Chinese),
    ] {
        let mut driver = place.at(Route::Saved, size, language);
        driver.press(&["j"]);
        let list = driver.text();
        driver.press(&["e"]);
        insta::assert_snapshot!(name, format!("{list}\n{}", driver.text()));
    }
}

#[test]
fn who_entered_and_who_left_stand_side_by_side_with_why() {
    let place = place();
    let mut driver = segments(&place, WIDE, Language::English);
    save(&mut driver, "layer:intent temp:warm", "warm intent", &[]);
    save(&mut driver, "layer:interested", "interested", &[]);
    forward(&place, 200, 1);
    forward(&place, 201, 2);
    for (name, size, language) in [
        ("moved_120", WIDE, Language::English),
        ("moved_80", (80, 24), Language::English),
        ("moved_40", (40, 12), Language::English),
        ("moved_zh", (80, 24), Language::Chinese),
    ] {
        let mut driver = place.at(Route::Moved(2), size, language);
        driver.press(&["d", "text:2026-09-01", "Enter"]);
        insta::assert_snapshot!(name, driver.text());
    }
    let mut driver = place.at(Route::Moved(1), WIDE, Language::English);
    driver.press(&["d", "text:2026-09-01", "Enter"]);
    let text = driver.text();
    assert!(
        text.contains("entered 1") && text.contains("left 0"),
        "{text}"
    );
    assert!(
        line(&driver, "Torino Motori").contains("layer:intent"),
        "{text}"
    );
    driver.press(&["Enter"]);
    assert_eq!(driver.route(), Route::Lead(1));
}

#[test]
fn a_day_that_has_not_been_is_no_day_to_look_back_to() {
    let place = place();
    let mut driver = segments(&place, WIDE, Language::English);
    save(&mut driver, "temp:warm", "warm", &[]);
    driver.press(&["d", "d", "text:2031-01-01", "Enter"]);
    assert!(
        driver.text().contains("is no day that has been"),
        "{}",
        driver.text()
    );
    driver.press(&["d", "text:30d", "Enter"]);
    assert!(driver.text().contains("since"), "{}", driver.text());
}
