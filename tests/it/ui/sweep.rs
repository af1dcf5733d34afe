//! The same done to all that is selected: chosen from a list, counted before anything is changed, told after, undone at once.

use fiveply::i18n::Language;
use fiveply::model::{Account, AccountId, Event as Went, Layer, Lead, Moment, OpId, Record, Verb};
use fiveply::model::{Act, Clean, Members, Stroke, Track, UserId};
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::ui::{
    Doing, Effect, Event, Going, News, Route, SweepOrder, SweepSaid, SweepSum, SweepWhat, Work,
    Worked,
};
use fiveply::workspace::{Unit, Workspace};

use crate::support::company::{driver, workspace};
use crate::support::driver::{Driver, Setup};
use crate::support::people::Person;
use crate::support::real::moment;

fn on(route: Route, size: (u16, u16), language: Language) -> Driver {
    let setup = Setup {
        size,
        language,
        ..Setup::default()
    };
    let mut driver = driver(workspace(600, 900), route, setup);
    driver.press(&["/", "text:temp:warm", "Enter"]);
    driver
}

/// What was asked for last.
fn asked(driver: &mut Driver) -> Option<SweepOrder> {
    let effects = driver.taken().into_iter().rev();
    let mut orders = effects.filter_map(|effect| match effect {
        Effect::Work(Work::Sweep(order)) => Some(*order),
        _ => None,
    });
    orders.next()
}

fn say(driver: &mut Driver, worked: Worked) -> String {
    driver.send(Event::Workspace(News::Work(worked)));
    driver.text()
}

fn sum() -> SweepSum {
    SweepSum {
        of: 1_204,
        changed: 1_098,
        accounts: 1_050,
        same: 90,
        refused: vec![
            (Clean::new("it is won; reopen it first"), 12),
            (Clean::new("it is lost; reopen it first"), 4),
        ],
        overtaken: None,
    }
}

/// Sets the next step, up to the question.
fn to_the_question(driver: &mut Driver) -> SweepOrder {
    driver.press(&[
        "B",
        "text:next",
        "Enter",
        "text:call them",
        "Tab",
        "text:+3d",
        "Enter",
    ]);
    let order = asked(driver).unwrap();
    let counted = SweepOrder {
        counted: Some((Members::default(), 77)),
        ..order.clone()
    };
    say(
        driver,
        Worked::Sweep(SweepSaid::Counted(Box::new(counted), sum())),
    );
    order
}

#[test]
fn what_can_be_done_says_to_what_and_what_is_counted_comes_first() {
    let mut driver = on(Route::Segments, (120, 36), Language::English);
    driver.press(&["B"]);
    insta::assert_snapshot!("sweep_menu_120", driver.text());
    let mut driver = on(Route::Pipeline, (80, 24), Language::English);
    driver.press(&["B"]);
    insta::assert_snapshot!("sweep_menu_80", driver.text());
    let mut driver = on(Route::Segments, (120, 36), Language::Chinese);
    driver.press(&["B"]);
    insta::assert_snapshot!("sweep_menu_zh", driver.text());
}

#[test]
fn the_question_names_what_changes_and_what_does_not_in_every_window() {
    for (size, language, name) in [
        ((120, 36), Language::English, "sweep_question_120"),
        ((80, 24), Language::English, "sweep_question_80"),
        ((40, 12), Language::English, "sweep_question_40"),
        ((80, 24), Language::Chinese, "sweep_question_zh"),
    ] {
        let mut driver = on(Route::Pipeline, size, language);
        if language == Language::Chinese {
            driver.press(&["B", "text:下一步", "Enter", "text:打电话", "Enter"]);
            let order = Box::new(asked(&mut driver).unwrap());
            say(&mut driver, Worked::Sweep(SweepSaid::Counted(order, sum())));
        } else {
            to_the_question(&mut driver);
        }
        insta::assert_snapshot!(name, driver.text());
    }
}

#[test]
fn nothing_is_changed_before_the_count_was_seen_and_agreed_to() {
    let mut driver = on(Route::Segments, (120, 36), Language::English);
    let order = to_the_question(&mut driver);
    assert_eq!(
        (order.of.filter.as_str(), order.of.unit, order.of.at),
        ("temp:warm", Unit::Accounts, Route::Segments)
    );
    assert_eq!(order.counted, None);
    let SweepWhat::Stroke(Stroke::Lead(Act::Next { step, due })) = &order.what else {
        panic!("{order:?}");
    };
    assert_eq!(step.as_deref(), Some("call them"));
    assert_eq!(due.unwrap().to_string(), "2026-11-24");
    driver.press(&["n"]);
    assert_eq!(asked(&mut driver), None);
    to_the_question(&mut driver);
    driver.press(&["y"]);
    let agreed = asked(&mut driver).unwrap();
    assert_eq!(agreed.counted, Some((Members::default(), 77)));
    let done = SweepSum {
        overtaken: Some((Clean::new("Bo"), 1)),
        ..sum()
    };
    let text = say(
        &mut driver,
        Worked::Sweep(SweepSaid::Done(Box::new(agreed), done)),
    );
    for part in [
        "1 098 leads of 1 050 accounts changed",
        "1 was changed by Bo meanwhile and stays",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn while_it_goes_on_it_says_how_far_and_esc_stops_it() {
    let mut driver = on(Route::Pipeline, (120, 36), Language::English);
    to_the_question(&mut driver);
    driver.press(&["y"]);
    let going = Going {
        doing: Doing::Sweeping(Route::Pipeline),
        done: 512,
        total: 2_408,
        rows: 512,
        rejected: 0,
        millis: 240,
    };
    let text = say(&mut driver, Worked::Going(going));
    assert!(text.contains("21 % · Esc stops it"), "{text}");
    driver.taken();
    driver.press(&["Esc"]);
    assert!(driver.taken().contains(&Effect::Work(Work::Stop)));
    let text = say(
        &mut driver,
        Worked::Stopped(Doing::Sweeping(Route::Pipeline)),
    );
    assert!(text.contains("Stopped; nothing was changed"), "{text}");
}

#[test]
fn a_board_means_what_it_shows_and_a_list_all_that_is_selected() {
    for (key, filter) in [(None, "temp:warm is:open,parked"), (Some("v"), "temp:warm")] {
        let mut driver = on(Route::Pipeline, (120, 36), Language::English);
        driver.press(key.as_slice());
        assert_eq!(to_the_question(&mut driver).of.filter, filter);
    }
}

#[test]
fn what_is_marked_is_meant_alone_and_can_be_handed_over() {
    let mut driver = on(Route::Pipeline, (120, 36), Language::English);
    driver.press(&["v", "Space", "j", "Space", "B"]);
    let text = driver.text();
    assert!(text.contains("With the 2 leads that are marked"), "{text}");
    assert!(!text.contains("Accounts:"), "{text}");
    driver.press(&["text:hand", "Enter"]);
    assert!(
        driver.text().contains("accepts or returns"),
        "{}",
        driver.text()
    );
    driver.press(&["Esc", "B", "text:next", "Enter", "text:call", "Enter"]);
    let order = asked(&mut driver).unwrap();
    assert_eq!(order.of.marked.map(|it| it.count()), Some(2));
}

#[test]
fn the_day_of_a_next_step_may_stand_in_its_words() {
    let mut driver = on(Route::Pipeline, (120, 36), Language::English);
    driver.press(&["B", "text:next", "Enter", "text:call them 31.2.", "Enter"]);
    assert!(asked(&mut driver).is_none());
    assert!(driver.text().contains("“31.2.” is no day"));
    driver.press(&["Ctrl-u", "text:call them +3d", "Enter"]);
    let order = asked(&mut driver).unwrap();
    let SweepWhat::Stroke(Stroke::Lead(Act::Next { step, due })) = &order.what else {
        panic!("{order:?}");
    };
    assert_eq!(step.as_deref(), Some("call them"));
    assert_eq!(due.unwrap().to_string(), "2026-11-24");
    assert_eq!(order.to.as_str(), "call them · Tue");
}

#[test]
fn how_far_the_count_is_is_not_said_any_more_once_it_asks() {
    let mut driver = on(Route::Pipeline, (120, 36), Language::English);
    driver.press(&["B", "text:next", "Enter", "text:call", "Enter"]);
    let order = Box::new(asked(&mut driver).unwrap());
    let going = Going {
        doing: Doing::Sweeping(Route::Pipeline),
        rows: 680,
        rejected: 0,
        done: 68,
        total: 100,
        millis: 40,
    };
    assert!(say(&mut driver, Worked::Going(going)).contains("68 %"));
    let asks = say(&mut driver, Worked::Sweep(SweepSaid::Counted(order, sum())));
    assert!(!asks.contains("68 %"), "{asks}");
}

#[test]
fn what_is_so_already_or_can_not_be_read_asks_nothing() {
    let mut driver = on(Route::Segments, (120, 36), Language::English);
    let order = to_the_question(&mut driver);
    driver.press(&["n"]);
    let none = SweepSum {
        changed: 0,
        accounts: 0,
        ..sum()
    };
    let text = say(
        &mut driver,
        Worked::Sweep(SweepSaid::Counted(Box::new(order), none)),
    );
    assert!(
        text.contains("Nothing to change · 90 are so already"),
        "{text}"
    );
    let why = Clean::new("the disk is full");
    let text = say(
        &mut driver,
        Worked::Sweep(SweepSaid::Failed(Route::Segments, why)),
    );
    assert!(
        text.contains("Nothing was changed: the disk is full"),
        "{text}"
    );
    driver.press(&["/", "text: value:>99000000", "Enter", "B"]);
    assert!(
        driver.text().contains("Nothing is selected"),
        "{}",
        driver.text()
    );
}

/// A file with six leads of Anna's.
fn file() -> (tempfile::TempDir, std::path::PathBuf, Workspace) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("crm.db");
    let store = SqliteStore::create(&path, Mode::WRITE).unwrap();
    let workspace = Workspace::new(Box::new(store));
    let anna = workspace.enter("anna", moment(), OpId(1)).unwrap();
    workspace.enter("Bo", moment(), OpId(2)).unwrap();
    workspace
        .bulk(Some(anna), OpId(3), Verb::Create, moment(), |bulk| {
            for name in ["Aare", "Bode", "Cher", "Drau", "Ebro", "Fuji"] {
                let account = bulk.insert(Record::from(Account {
                    name: name.to_owned(),
                    ..Account::default()
                }))?;
                let mut track = Track::default();
                let entered = Moment(moment().0 - 86_400_000);
                let layer = Layer::Intent;
                track.push(entered, Went::Enter { layer, unmet: 0 });
                bulk.insert(Record::from(Lead {
                    account: Some(AccountId(account)),
                    owner: Some(anna),
                    track,
                    ..Lead::default()
                }))?;
            }
            Ok(())
        })
        .unwrap();
    (dir, path, workspace)
}

/// Waits until a text is on the screen.
#[track_caller]
fn until(person: &mut Person, text: &str) {
    for _ in 0..50 {
        if person.screen.text().contains(text) {
            return;
        }
        person.waits();
    }
    panic!("{text:?} never came:\n{}", person.screen.text());
}

fn owners(workspace: &Workspace) -> Vec<Option<UserId>> {
    let mut owners = Vec::new();
    workspace
        .each(fiveply::model::Kind::Lead, &mut |stored| {
            if let Record::Lead(lead) = stored.record {
                owners.push(lead.owner);
            }
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    owners
}

#[test]
fn a_colleague_who_was_first_is_told_of_and_one_undo_takes_the_rest_back() {
    let (_dir, path, workspace) = file();
    let mut anna = Person::sit(&path, "anna", 10, Route::Pipeline);
    anna.press(&["B", "text:one person", "Enter", "text:Bo", "Enter"]);
    until(&mut anna, "Assign 6 leads of 6 accounts to Bo?");
    // Between the count and the yes somebody takes one.
    let mut carl = Person::sit(&path, "carl", 20, Route::Pipeline);
    carl.press(&["v", "gg", "a", "text:carl", "Enter"]);
    anna.press(&["y"]);
    until(&mut anna, "5 leads of 5 accounts changed");
    anna.sees(&["1 was changed by carl meanwhile and stays"]);
    let (one, bo) = (Some(UserId(1)), Some(UserId(2)));
    let after = owners(&workspace);
    assert_eq!(after.iter().filter(|it| **it == bo).count(), 5, "{after:?}");
    anna.press(&["u"]);
    let back = owners(&workspace);
    assert_eq!(back.iter().filter(|it| **it == one).count(), 5, "{back:?}");
}

#[test]
fn all_that_a_filter_selects_is_reopened_after_the_count_without_anything_to_fill_in() {
    let (_dir, path, workspace) = file();
    let mut anna = Person::sit(&path, "anna", 10, Route::Pipeline);
    anna.press(&["v", "gg", "w", "gg", "x", "text:p", "Enter"]);
    anna.press(&["/", "text:is:won,lost", "Enter"]);
    anna.press(&["B", "text:reopen", "Enter"]);
    until(&mut anna, "Reopen 2 leads of 2 accounts?");
    anna.press(&["y"]);
    until(&mut anna, "2 leads of 2 accounts changed");
    let closed = || {
        let mut closed = 0;
        workspace
            .each(fiveply::model::Kind::Lead, &mut |stored| {
                if let Record::Lead(lead) = stored.record {
                    closed += usize::from(lead.track.status().is_closed());
                }
                std::ops::ControlFlow::Continue(())
            })
            .unwrap();
        closed
    };
    assert_eq!(closed(), 0);
    anna.press(&["u"]);
    assert_eq!(closed(), 2);
}
