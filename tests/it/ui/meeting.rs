//! The meeting: its pages in every window, its clock, the leads behind its figures, its agenda, targets and capacities.

use fiveply::i18n::Language;
use fiveply::insight::sitting::Sitting;
use fiveply::model::meeting_settings::AgendaPage;
use fiveply::model::{Kind, Section, Settings, Topic, Value};
use fiveply::ui::{Answer, Deed, Effect, Event, Look, Memory, News, Order, Question, Route};

use crate::support::driver::{Desk, Driver, Setup};
use crate::support::meeting;

pub fn opened(size: (u16, u16), language: Language) -> Driver {
    let setup = Setup {
        route: Route::Meeting,
        size,
        language,
        ..Setup::default()
    };
    Driver::new(setup, meeting::desk(language))
}

/// The same, at a page.
pub fn at(topic: Topic, size: (u16, u16), language: Language) -> Driver {
    let mut driver = opened(size, language);
    let place = Topic::ALL.iter().position(|it| *it == topic).unwrap();
    driver.press(&["g", &((place + 1) % 10).to_string()]);
    driver
}

/// Whether a page is asked for.
fn is_of(question: &Question, wanted: Topic) -> bool {
    matches!(question, Question::Meeting { topic, .. } if *topic == wanted)
}

pub fn paste(driver: &mut Driver, text: &str) {
    driver.send(Event::Paste(text.to_owned()));
}

/// What was asked to be done last.
pub fn ordered(driver: &Driver) -> Order {
    let orders = driver.effects.iter().rev();
    let mut orders = orders.filter_map(|it| match it {
        Effect::Exec(order) => Some(order.clone()),
        _ => None,
    });
    orders.next().unwrap()
}

#[test]
fn every_page_is_read_from_afar_in_every_window() {
    for topic in Topic::ALL {
        let name = |size: &str| format!("meeting_{topic}_{size}");
        let text = |size, language| at(topic, size, language).text();
        insta::assert_snapshot!(name("120"), text((120, 36), Language::English));
        insta::assert_snapshot!(name("80"), text((80, 24), Language::English));
        insta::assert_snapshot!(name("40"), text((40, 12), Language::English));
        insta::assert_snapshot!(name("zh"), text((80, 24), Language::Chinese));
    }
}

#[test]
fn a_page_of_an_earlier_day_does_not_say_that_things_stand_so_now() {
    for (language, now, then) in [
        (Language::English, "as it stands now", "as of that day"),
        (Language::Chinese, "当前情况", "当日情况"),
    ] {
        for size in [(120, 36), (80, 24)] {
            let mut driver = at(Topic::Waits, size, language);
            assert!(driver.text().contains(now), "{}", driver.text());
            for keys in [&[","][..], &["="]] {
                driver.press(keys);
                let text = driver.text();
                assert!(text.contains(then) && !text.contains(now), "{text}");
            }
        }
    }
}

#[test]
fn a_chinese_page_says_nothing_in_english() {
    // Names of people and sources, what was decided, and the words of a filter are the users' own.
    let own = [
        "The webinar brings serious leads",
        "Drop the price-list offer for class C",
        "Answer fair inquiries within a day",
        "median now 7 h, was 41 h",
        "source:webinar",
        "Bo Nilsson",
        "Heike Lorenz",
        "referral",
        "bad-data",
        "no-answer",
        "not-now",
        "good",
        "fair",
        "source",
        "anna",
        "fiveply",
        "EUR",
        "Nordwind Molkerei GmbH",
        "Line scanners",
        "Cascina Torre",
        "Enter",
        "Esc",
    ];
    for topic in Topic::ALL {
        let mut text = at(topic, (120, 36), Language::Chinese).text();
        for word in own {
            text = text.replace(word, "");
        }
        let longest = text
            .split(|it: char| !it.is_ascii_alphabetic())
            .max_by_key(|it| it.len());
        assert!(
            longest.unwrap_or_default().len() <= 1,
            "{topic}: {longest:?}\n{text}"
        );
    }
}

#[test]
fn it_opens_with_what_the_last_one_decided_and_goes_in_a_circle() {
    let mut driver = opened((80, 24), Language::English);
    let pages = [
        "Decided before: done, or true?",
        "The week in one picture",
        "What moved",
        "Why",
        "What waits",
        "Marketing and sales",
        "What sales said",
        "Forecast against the target",
        "Room for what is coming",
        "Decided today",
    ];
    let title = |driver: &Driver| driver.text().lines().nth(3).unwrap().trim().to_owned();
    assert_eq!(title(&driver), pages[0]);
    for page in pages.iter().skip(1).chain(&pages[..1]) {
        driver.press(&["Space"]);
        assert_eq!(title(&driver), *page);
    }
    driver.press(&["Left"]);
    assert_eq!(title(&driver), pages[9]);
    driver.press(&["g", "4"]);
    assert_eq!(title(&driver), pages[3]);
    driver.press(&["g", "7"]);
    assert_eq!(title(&driver), pages[6]);
    assert!(driver.text().contains("page 7 of 10"), "{}", driver.text());
}

#[test]
fn enter_opens_the_leads_behind_a_figure_and_behind_a_line() {
    let mut driver = at(Topic::Week, (120, 36), Language::English);
    driver.press(&["j", "j", "Enter"]);
    let text = driver.text();
    assert!(
        text.contains("outcome:won closed:2026-11-15..2026-11-21"),
        "{text}"
    );
    let mut driver = at(Topic::Moves, (120, 36), Language::English);
    driver.press(&["5", "j", "Enter"]);
    assert!(driver.text().contains("id:4,9"), "{}", driver.text());
    // A line that is one lead opens its page.
    let mut driver = at(Topic::Moves, (120, 36), Language::English);
    driver.press(&["G", "Enter"]);
    assert_eq!(driver.route(), Route::Lead(12));
    let mut driver = at(Topic::Capacity, (120, 36), Language::English);
    driver.press(&["j", "Enter"]);
    assert!(
        driver.text().contains("owner:李明 is:open"),
        "{}",
        driver.text()
    );
}

#[test]
fn a_page_has_its_own_time_and_what_is_over_is_said() {
    let mut driver = at(Topic::Week, (120, 36), Language::English);
    let start = crate::support::driver::now();
    let after = |seconds| start + chrono::Duration::seconds(seconds);
    for (seconds, clock) in [(0, "05:00"), (61, "03:59"), (312, "+00:12")] {
        driver.at(after(seconds)).send(Event::Tick);
        assert!(driver.text().contains(clock), "{clock}\n{}", driver.text());
    }
    // Another page has its own time, and so has one that begins anew.
    driver.press(&["g", "4"]);
    assert!(driver.text().contains("10:00"), "{}", driver.text());
    driver.at(after(400)).press(&["t"]);
    assert!(driver.text().contains("10:00"), "{}", driver.text());
}

#[test]
fn a_page_on_which_sales_said_nothing_still_says_what_its_figures_are() {
    for (size, language) in [
        ((120, 36), Language::English),
        ((80, 24), Language::English),
        ((40, 12), Language::English),
        ((80, 24), Language::Chinese),
    ] {
        let mut desk = meeting::desk(language);
        let quiet: Desk = Box::new(move |effect| match effect {
            Effect::Ask(ask) if is_of(&ask.question, Topic::Feedback) => {
                let silent = Sitting {
                    heard: Vec::new(),
                    clock: None,
                    ..meeting::sitting(Topic::Feedback)
                };
                let page = meeting::worded(silent, language);
                let answer = Answer::Meeting(Box::new(page));
                vec![Event::Workspace(News::Answer(ask.ticket, answer))]
            }
            effect => desk(effect),
        });
        let setup = Setup {
            route: Route::Meeting,
            size,
            language,
            ..Setup::default()
        };
        let mut driver = Driver::new(setup, quiet);
        driver.press(&["g", "7"]);
        let name = format!("meeting_nothing_said_{}_{language:?}", size.0);
        insta::assert_snapshot!(name, driver.text());
    }
}

#[test]
fn the_agenda_is_the_workspaces_and_keeps_its_minutes() {
    let mut driver = at(Topic::Why, (120, 36), Language::English);
    driver.press(&["+"]);
    let kept = |driver: &Driver| -> Vec<AgendaPage> {
        let Deed::Edit { key, edits } = ordered(driver).deed else {
            panic!();
        };
        assert_eq!((key.kind, key.id), (Kind::Setting, Section::Agenda.id()));
        let mut settings = Settings::default();
        settings
            .put(Section::Agenda, &edits[0].1.to_string())
            .unwrap();
        settings.agenda
    };
    let why = |pages: &[AgendaPage]| {
        pages
            .iter()
            .find(|it| it.topic == Topic::Why)
            .unwrap()
            .clone()
    };
    assert_eq!(why(&kept(&driver)).minutes, 11);
    // The first page is taken off.
    driver.press(&["a", "Space", "Enter"]);
    let pages = kept(&driver);
    assert_eq!(pages.len(), Topic::ALL.len());
    assert_eq!((pages[9].topic, pages[9].offered), (Topic::Last, false));
    assert_eq!((pages[0].topic, why(&pages).minutes), (Topic::Week, 10));
}

#[test]
fn a_page_that_came_since_the_agenda_was_kept_is_told_of_once() {
    let mut desk = meeting::desk(Language::English);
    let later = move |effect: &Effect| {
        let mut events = desk(effect);
        for event in &mut events {
            if let Event::Workspace(News::Answer(_, Answer::Meeting(page))) = event {
                page.sitting.agenda[6].is_new = true;
            }
        }
        events
    };
    let setup = Setup {
        route: Route::Meeting,
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, Box::new(later));
    let told = "new on the agenda: What sales said";
    assert!(driver.text().contains(told), "{}", driver.text());
    let kept = |it: &Effect| matches!(it, Effect::Remember(Memory::Agenda, _));
    assert_eq!(driver.effects.iter().filter(|it| kept(it)).count(), 1);
    driver.press(&["l", "h", "l"]);
    assert_eq!(driver.effects.iter().filter(|it| kept(it)).count(), 1);
}

#[test]
fn a_target_and_a_capacity_are_set_where_they_are_seen() {
    let mut driver = at(Topic::Forecast, (120, 36), Language::English);
    driver.press(&["o"]);
    paste(&mut driver, "2026 Q4");
    driver.press(&["Tab"]);
    paste(&mut driver, "500000");
    driver.press(&["Enter"]);
    let Deed::Setting { section, edit } = ordered(&driver).deed else {
        panic!();
    };
    let kept = fiveply::model::setting_edit::edited(&Settings::default(), section, &edit).unwrap();
    assert_eq!(kept, r#"[{"code":"2026-q4","amount":500000}]"#);
    let mut driver = at(Topic::Capacity, (120, 36), Language::English);
    driver.press(&["o", "Backspace", "Backspace"]);
    paste(&mut driver, "35");
    driver.press(&["Enter"]);
    let Deed::Setting { section, edit } = ordered(&driver).deed else {
        panic!();
    };
    let kept = fiveply::model::setting_edit::edited(&Settings::default(), section, &edit).unwrap();
    assert_eq!(kept, r#"{"leads_a_rep":35,"weeks_back":8}"#);
}

#[test]
fn it_is_read_without_colour_and_in_ascii() {
    let setup = Setup {
        route: Route::Meeting,
        look: Look::Plain,
        ascii: true,
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, meeting::desk(Language::English));
    assert!(
        driver.text().contains("+ Answer fair inquiries"),
        "{}",
        driver.text()
    );
    driver.press(&["g", "2"]);
    let text = driver.text();
    let own = |it: char| it.is_ascii() || it == '\u{a0}' || ('\u{2e80}'..'\u{a000}').contains(&it);
    assert!(text.chars().all(own), "{text}");
}

#[test]
fn a_rep_has_an_own_capacity_where_the_cursor_stands_and_the_others_have_the_usual_one() {
    let mut driver = at(Topic::Capacity, (120, 36), Language::English);
    driver.press(&["j", "o"]);
    let text = driver.text();
    assert!(text.contains("Leads at once"), "{text}");
    driver.press(&["Ctrl-u"]);
    paste(&mut driver, "25");
    driver.press(&["Enter"]);
    let order = ordered(&driver);
    let Deed::Edit { key, edits } = order.deed else {
        panic!();
    };
    assert_eq!((key.kind, key.id), (Kind::User, 7));
    assert_eq!(edits[0].1, Value::Integer(25));
    assert_eq!(order.seen, Some(7));
}
