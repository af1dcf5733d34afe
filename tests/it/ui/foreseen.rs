//! What the rules would refuse is not offered, and of marked leads those that refuse are left out before one is asked.

use fiveply::i18n::Language;
use fiveply::model::{Account, Event, Key, Kind, Layer, Lead, Record, Status};
use fiveply::ui::Route;

use crate::support::driver::{Driver, Setup};
use crate::support::real::{Real, lived};

/// A lead in the first layer, one in the last, a parked one, one that was won.
fn real() -> Real {
    let names = [
        "Lyon Robotique",
        "Vistula Foods",
        "Torino Motori",
        "上海精密",
    ];
    let account = |name: &str| {
        Record::from(Account {
            name: name.to_owned(),
            ..Account::default()
        })
    };
    let lead = |account: u64, events: &[Event]| Record::from(lived(account, events));
    let enter = |layer| Event::Enter { layer, unmet: 0 };
    let mut records: Vec<Record> = names.map(account).into();
    records.extend([
        lead(1, &[enter(Layer::Potential)]),
        lead(2, &[enter(Layer::NearCustomer)]),
        lead(3, &[enter(Layer::Intent), Event::Park(None)]),
        lead(4, &[enter(Layer::Intent), Event::Win { unmet: 0 }]),
    ]);
    Real::with(records)
}

/// The list of all leads, by their numbers.
fn listed(real: &Real) -> Driver {
    let setup = Setup {
        route: Route::Pipeline,
        size: (200, 60),
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, real.desk(Language::English));
    driver.press(&["v", "/", "text:sort:id", "Enter", "gg"]);
    driver
}

fn lead(real: &Real, id: u64) -> Lead {
    let stored = real.workspace.get(Key::new(Kind::Lead, id)).unwrap();
    match stored.map(|it| it.record) {
        Some(Record::Lead(lead)) => lead,
        other => panic!("{other:?}"),
    }
}

/// What is to be done next with a lead, and when.
fn next(real: &Real, id: u64) -> (String, String) {
    let lead = lead(real, id);
    let due = lead.next_due.map(|it| it.to_string());
    (lead.next.unwrap_or_default(), due.unwrap_or_default())
}

#[test]
fn a_key_that_the_lead_under_the_cursor_refuses_is_no_hint_and_says_why() {
    let real = real();
    let mut driver = listed(&real);
    let first = driver.last_line();
    assert!(first.contains(" L move") && !first.contains("H"), "{first}");
    assert!(!first.contains("reply"), "{first}");
    driver.press(&["H"]);
    assert!(driver.text().contains("above it there is no such layer"));
    driver.press(&["j"]);
    let last = driver.last_line();
    assert!(last.contains("H move") && !last.contains(" L "), "{last}");
    driver.press(&["j"]);
    let parked = driver.last_line();
    assert!(parked.contains("H L move"), "{parked}");
    assert!(!parked.contains("p park"), "{parked}");
    driver.press(&["p"]);
    assert!(driver.text().contains("it is parked already; W wakes it"));
}

#[test]
fn of_marked_leads_those_that_refuse_are_left_out_before_one_is_asked() {
    let real = real();
    let mut driver = listed(&real);
    driver.press(&["*", "H"]);
    let text = driver.text();
    assert!(text.contains("Move 2 leads back?"), "{text}");
    assert!(text.contains("2 of 4 marked can’t"), "{text}");
    driver.press(&["y"]);
    let layers = [1, 2, 3].map(|id| lead(&real, id).track.layer());
    let back = [Layer::Potential, Layer::HighIntent, Layer::Interested];
    assert_eq!(layers, back.map(Some));
    assert_eq!(lead(&real, 4).track.status(), Status::Won);

    // What only one of them takes is asked all the same, and what none takes is told.
    driver.press(&["X"]);
    let text = driver.text();
    assert!(text.contains("Reopen one lead?"), "{text}");
    assert!(text.contains("3 of 4 marked can’t"), "{text}");
    driver.press(&["Esc", "A"]);
    let text = driver.text();
    assert!(text.contains("none that is marked takes that"), "{text}");
}

#[test]
fn a_marked_lead_that_the_filter_has_put_out_of_sight_is_not_done_with_unasked() {
    let real = real();
    let mut driver = listed(&real);
    driver.press(&["Space", "/", "Ctrl-u", "text:account:torino", "Enter", "L"]);
    let text = driver.text();
    assert!(text.contains("Move one lead forward?"), "{text}");
    assert!(text.contains("one is out of sight"), "{text}");
    let layer = || lead(&real, 1).track.layer();
    assert_eq!(layer(), Some(Layer::Potential));
    driver.press(&["Enter"]);
    assert_eq!(layer(), Some(Layer::Interested));
    // A question with an answer of its own says it too.
    driver.press(&["n"]);
    let text = driver.text();
    assert!(text.contains("one is out of sight"), "{text}");
}

#[test]
fn what_is_read_as_a_day_is_said_before_it_is_taken_and_one_key_refuses_it() {
    let real = real();
    let mut driver = listed(&real);
    driver.press(&["n", "text:send the whole offer again and upgrade to 3.5."]);
    let text = driver.text();
    assert!(text.contains("3 May 2027"), "{text}");
    driver.press(&["Backspace"]);
    let text = driver.text();
    assert!(!text.contains("3 May"), "{text}");
    driver.press(&["Enter"]);
    let words = "send the whole offer again and upgrade to 3.5";
    assert_eq!(next(&real, 1), (words.to_owned(), String::new()));

    // The day until which a lead is parked, too, and one that does not lie ahead is not taken.
    driver.press(&["p", "text:2w"]);
    let text = driver.text();
    assert!(text.contains("Sat 5 Dec 2026"), "{text}");
    driver.press(&["Ctrl-u", "text:today", "Enter"]);
    let text = driver.text();
    assert!(text.contains("this day has to lie ahead"), "{text}");
    assert_eq!(lead(&real, 1).track.parked_until(), None);
}

#[test]
fn a_next_step_with_a_day_that_is_none_is_told_and_can_be_mended() {
    let real = real();
    let mut driver = listed(&real);
    driver.press(&["n", "text:call 2026-13-45", "Enter"]);
    let text = driver.text();
    assert!(text.contains("“2026-13-45” is no day"), "{text}");
    assert!(text.contains("call 2026-13-45"), "{text}");
    assert_eq!(lead(&real, 1).next, None);
    driver.press(&["Ctrl-u", "text:call 1 dec", "Enter"]);
    assert_eq!(next(&real, 1), ("call".to_owned(), "2026-12-01".to_owned()));

    // The forms in which one is set say it below it, and take the day from the words.
    let tabs = ["Tab"; 4];
    driver.press(&["N", "text:Vistula Foods"]).press(&tabs);
    driver.press(&["text:send 31.2.", "Enter"]);
    let text = driver.text();
    assert!(text.contains("“31.2.” is no day"), "{text}");
    driver.press(&["Ctrl-u", "text:send 28.2.", "Enter"]);
    let sent = ("send".to_owned(), "2027-02-28".to_owned());
    assert_eq!(next(&real, 5), sent);
    // Beside a day of its own the words stay as they are.
    driver.press(&["N", "text:Vistula Foods"]).press(&tabs);
    driver.press(&["text:prepare friday", "Tab", "text:2026-12-01", "Enter"]);
    let prepared = ("prepare friday".to_owned(), "2026-12-01".to_owned());
    assert_eq!(next(&real, 6), prepared);
}
