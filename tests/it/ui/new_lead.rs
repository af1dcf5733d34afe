//! A new lead: found companies, few keys, one change.

use chrono::NaiveDate;
use fiveply::i18n::Language;
use fiveply::model::{
    Account, AccountId, ContactId, Event, Key, Kind, Layer, Lead, Minor, Product, ProductId,
    Record, Temperature,
};
use fiveply::ui::Route;

use crate::support::driver::{Driver, Setup};
use crate::support::real::{Real, lived};

/// Four companies, two of them called nearly the same; an open lead at the first, a lost one at the second.
fn market() -> Real {
    let company = |name: &str, city: &str| {
        Record::from(Account {
            name: name.to_owned(),
            city: Some(city.to_owned()),
            ..Account::default()
        })
    };
    let product = |name: &str| {
        Record::from(Product {
            name: name.to_owned(),
            line: Some("Gears".to_owned()),
            ..Product::default()
        })
    };
    let lead = |account: u64, events: &[Event]| {
        Record::from(Lead {
            product: Some(ProductId(1)),
            source: Some("fair".to_owned()),
            ..lived(account, events)
        })
    };
    let enter = Event::Enter {
        layer: Layer::Intent,
        unmet: 0,
    };
    let lost = Event::Lose {
        reason: "price".to_owned(),
        competitor: None,
    };
    Real::with(vec![
        company("Lyon Robotique SAS", "Lyon"),
        company("Helvetia Pumps", "Basel"),
        company("北京新华科技有限公司", "北京"),
        company("Kowalski Lyonnaise", "Łódź"),
        product("GTX Basic"),
        product("MG Special"),
        lead(1, std::slice::from_ref(&enter)),
        lead(2, &[enter, lost]),
    ])
}

fn driver(real: &Real, size: (u16, u16), language: Language) -> Driver {
    let setup = Setup {
        route: Route::Pipeline,
        size,
        language,
        ..Setup::default()
    };
    Driver::new(setup, real.desk(language))
}

fn english(real: &Real) -> Driver {
    driver(real, (120, 36), Language::English)
}

fn stored(real: &Real, kind: Kind, id: u64) -> Option<Record> {
    let stored = real.workspace.get(Key::new(kind, id)).unwrap();
    stored.map(|it| it.record)
}

fn lead(real: &Real, id: u64) -> Lead {
    match stored(real, Kind::Lead, id) {
        Some(Record::Lead(lead)) => lead,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_amount_is_read_as_a_language_writes_it() {
    let real = market();
    let mut driver = driver(&real, (120, 36), Language::Chinese);
    for (id, typed) in [(3, "6.4万"), (4, "64,000"), (5, "€ 64 000")] {
        driver.press(&[
            "N",
            "text:Helvetia",
            "Tab",
            "Tab",
            &format!("text:{typed}"),
            "Enter",
        ]);
        let value = match stored(&real, Kind::Lead, id) {
            Some(Record::Lead(lead)) => lead.value,
            other => panic!("{other:?}\n{}", driver.text()),
        };
        assert_eq!(value, Some(Minor(6_400_000)), "{typed}");
    }
}

#[test]
fn a_lead_at_a_known_company_takes_few_keys_and_is_under_the_cursor_then() {
    let real = market();
    let mut driver = english(&real);
    let keys = [
        "N",
        "text:lyo",
        "Down",
        "Tab",
        "text:g",
        "Tab",
        "text:25k",
        "Tab",
        "text:f",
        "Tab",
        "text:call",
        "Tab",
        "text:fri",
        "Enter",
    ];
    driver.press(&keys);
    let pressed: usize = keys
        .iter()
        .map(|key| key.strip_prefix("text:").map_or(1, |it| it.chars().count()))
        .sum();
    // Beside the three letters of the company, twenty.
    assert_eq!(pressed, 23);
    let lead = lead(&real, 3);
    assert_eq!(lead.account, Some(AccountId(1)));
    assert_eq!(lead.product, Some(ProductId(1)));
    assert_eq!(lead.value, Some(Minor(2_500_000)));
    assert_eq!(lead.source.as_deref(), Some("fair"));
    assert_eq!(lead.next.as_deref(), Some("call"));
    assert_eq!(lead.next_due, NaiveDate::from_ymd_opt(2026, 11, 27));
    assert_eq!(lead.owner, Some(real.anna));
    assert_eq!(lead.track.layer(), Some(Layer::Potential));
    let text = driver.text();
    assert!(
        text.contains("#3 Lyon Robotique SAS begun · u undoes"),
        "{text}"
    );
    // What the next key does is done to the new lead.
    driver.press(&["L"]);
    let moved = self::lead(&real, 3);
    assert_eq!(moved.track.layer(), Some(Layer::Interested));
}

#[test]
fn a_new_company_comes_with_its_contact_and_one_undo_takes_all_of_it_back() {
    let real = market();
    let mut driver = english(&real);
    driver.press(&["N", "text:Torino Motori", "Shift-Tab", "text:3"]);
    driver.press(&["Shift-Tab", "text:2", "Shift-Tab", "text:rossi@torino.it"]);
    driver.press(&["Shift-Tab", "text:Anna Rossi", "Enter"]);
    let lead = lead(&real, 3);
    assert_eq!(lead.account, Some(AccountId(5)));
    assert_eq!(lead.contact, Some(ContactId(1)));
    assert_eq!(lead.temperature, Some(Temperature::Warm));
    assert_eq!(lead.track.layer(), Some(Layer::Intent));
    let Some(Record::Contact(contact)) = stored(&real, Kind::Contact, 1) else {
        panic!("there is no contact");
    };
    assert_eq!(contact.account, Some(AccountId(5)));
    assert_eq!(contact.email.as_deref(), Some("rossi@torino.it"));
    driver.press(&["u"]);
    for (kind, id) in [(Kind::Lead, 3), (Kind::Account, 5), (Kind::Contact, 1)] {
        assert_eq!(stored(&real, kind, id), None);
    }
}

#[test]
fn whoever_is_known_at_the_company_is_not_made_twice() {
    let real = market();
    let mut driver = english(&real);
    for _ in 0..2 {
        driver.press(&["N", "text:helv", "Down", "PageDown", "Up", "Up", "Up"]);
        driver.press(&["text:Urs Meier", "Enter"]);
    }
    assert_eq!(lead(&real, 3).contact, Some(ContactId(1)));
    assert_eq!(lead(&real, 4).contact, Some(ContactId(1)));
    assert_eq!(stored(&real, Kind::Contact, 2), None);
}

#[test]
fn what_is_called_nearly_so_is_shown_while_it_is_typed_and_after() {
    let real = market();
    let mut driver = english(&real);
    driver.press(&["N", "text:Lyon Robotic"]);
    let text = driver.text();
    assert!(text.contains("│ Lyon Robotique SAS"), "{text}");
    assert!(text.contains("Lyon · 1 open lead"), "{text}");
    driver.press(&["Tab"]);
    let text = driver.text();
    assert!(text.contains("similar: Lyon Robotique SAS"), "{text}");
    driver.press(&["Shift-Tab", "Down"]);
    let text = driver.text();
    assert!(
        text.contains("open there: #1 Intent GTX Basic anna"),
        "{text}"
    );
}

#[test]
fn the_same_name_in_another_spelling_is_the_same_company() {
    let real = market();
    let mut driver = english(&real);
    driver.press(&["N", "text:LYON ROBOTIQUE", "Enter"]);
    assert_eq!(lead(&real, 3).account, Some(AccountId(1)));
}

#[test]
fn without_a_company_nothing_is_begun_and_it_is_said_what_is_missing() {
    let real = market();
    let mut driver = english(&real);
    driver.press(&["N", "Tab", "Tab", "text:9", "Enter"]);
    let text = driver.text();
    assert!(text.contains("this is needed"), "{text}");
    driver.press(&["text:Neu AG", "Tab", "text:xyz", "Enter"]);
    let text = driver.text();
    assert!(text.contains("there is no “xyz” here"), "{text}");
    assert_eq!(stored(&real, Kind::Lead, 3), None);
}

#[test]
fn a_source_that_begins_so_is_meant_unless_one_goes_up_from_it() {
    let real = market();
    let mut driver = english(&real);
    driver.press(&["N", "text:One", "Tab", "Tab", "Tab", "text:fai", "Enter"]);
    assert_eq!(lead(&real, 3).source.as_deref(), Some("fair"));
    driver.press(&[
        "N", "text:Two", "Tab", "Tab", "Tab", "text:fai", "Up", "Enter",
    ]);
    assert_eq!(lead(&real, 4).source.as_deref(), Some("fai"));
}

#[test]
fn words_in_the_middle_of_a_name_find_it_after_those_at_its_beginning() {
    let real = market();
    let mut driver = english(&real);
    driver.press(&["N", "text:lyon"]);
    let text = driver.text();
    let (first, second) = (
        text.find("Lyon Robotique SAS "),
        text.find("Kowalski Lyonnaise "),
    );
    assert!(first.is_some() && first < second, "{text}");
}

#[test]
fn the_form_in_a_wide_window() {
    let real = market();
    let mut driver = english(&real);
    driver.press(&["N", "text:lyon"]);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn the_form_in_a_usual_window_with_what_is_wrong_and_what_to_look_at() {
    let real = market();
    let mut driver = driver(&real, (80, 24), Language::English);
    driver.press(&[
        "N",
        "text:helvetia",
        "Tab",
        "text:mg",
        "Tab",
        "text:12.5k",
        "Tab",
        "Tab",
    ]);
    driver.press(&["text:send the offer", "Tab", "text:someday", "Tab"]);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn the_form_in_a_small_window() {
    let real = market();
    let mut driver = driver(&real, (40, 12), Language::English);
    driver.press(&["N", "text:lyon robotiqe"]);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn the_form_in_chinese() {
    let real = market();
    let mut driver = driver(&real, (80, 24), Language::Chinese);
    driver.press(&[
        "N",
        "text:新华",
        "Down",
        "Tab",
        "text:mg",
        "Tab",
        "text:25k",
        "PageDown",
    ]);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn what_was_typed_is_kept_when_it_is_refused() {
    let setup = Setup {
        route: Route::Pipeline,
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, crate::support::fixtures::desk(30));
    driver.press(&["N", "text:Lyon Robotique SAS", "Enter"]);
    assert!(!driver.text().contains("A new lead"), "{}", driver.text());
    let why = fiveply::model::Clean::new("the disk is full");
    driver.news(fiveply::ui::News::Refused(why.clone(), None));
    let text = driver.text();
    assert!(
        text.contains("A new lead") && text.contains("Lyon Robotique SAS"),
        "{text}"
    );
    assert!(text.contains("the disk is full"), "{text}");
    // Done at last, it is not opened again by what is refused later.
    driver.press(&["Enter"]);
    let said = fiveply::model::Clean::new("you: begun").into();
    let undo = fiveply::ui::AppAction::Undo;
    driver.news(fiveply::ui::News::Turned(said, undo));
    driver.news(fiveply::ui::News::Refused(why, None));
    assert!(!driver.text().contains("A new lead"), "{}", driver.text());
}

#[test]
fn the_day_that_is_read_of_a_long_next_step_is_seen_before_it_is_taken() {
    let real = market();
    let step = "send the revised offer with both options to the two buyers on friday";
    for (size, language, day) in [
        ((80, 24), Language::English, "Fri 27 Nov"),
        ((40, 12), Language::English, "Fri 27 Nov"),
        ((80, 24), Language::Chinese, "11月27日"),
    ] {
        let mut driver = driver(&real, size, language);
        driver.press(&["N", "text:helvetia", "Tab", "Tab", "Tab", "Tab"]);
        driver.press(&[&format!("text:{step}")]);
        let text = driver.text();
        assert!(text.contains("friday") && text.contains(day), "{text}");
    }
}

#[test]
fn two_screens_on_one_workspace_each_begin_their_lead() {
    let real = market();
    let mut screens = [english(&real), english(&real)];
    for (driver, company) in screens.iter_mut().zip(["text:Neu AG", "text:Alt AG"]) {
        driver.press(&["N", company, "Enter"]);
    }
    assert!(stored(&real, Kind::Lead, 3).is_some() && stored(&real, Kind::Lead, 4).is_some());
}
