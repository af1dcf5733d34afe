//! A screen shows at once what it showed some minutes ago, and what has become of it by then comes by itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use fiveply::host::{Desk as _, LocalDesk};
use fiveply::i18n::Language;
use fiveply::model::{Account, Event as Went, Layer, Moment, Record};
use fiveply::ui::{Answer, Ask, Effect, Event, News, Question, Ticket};

use crate::support::real::{Real, lived, moment, next};

/// The list of all leads, which says how long each has been idle.
fn question() -> Question {
    Question::Leads {
        filter: "sort:idle".to_owned(),
        first: 0,
        lines: 20,
        keep: None,
        caret: None,
    }
}

fn ask(desk: &mut LocalDesk, ticket: Ticket) -> Answer {
    let question = question();
    let events = desk.perform(Effect::Ask(Ask { ticket, question }));
    answer(events, ticket)
}

/// The answer to a ticket, which is all that has come.
fn answer(events: Vec<Event>, ticket: Ticket) -> Answer {
    match <[Event; 1]>::try_from(events).unwrap() {
        [Event::Workspace(News::Answer(its, answer))] if its == ticket => answer,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_screen_shows_what_it_showed_some_minutes_ago_until_it_is_counted_anew() {
    let account = Record::from(Account {
        name: "Torino Motori".to_owned(),
        ..Account::default()
    });
    let layer = Layer::Potential;
    let lead = Record::from(lived(1, &[Went::Enter { layer, unmet: 0 }]));
    let real = Real::with(vec![account, lead]);
    // The lead has been idle for a whole number of days, and in a minute it is a minute more.
    let minutes = Arc::new(AtomicI64::new(-1));
    let at = |minutes: i64| Moment(moment().0 + minutes * 60_000);
    let clock = Arc::clone(&minutes);
    let now = Arc::new(move || at(clock.load(Ordering::Relaxed)));
    let (mut desk, inbox) = real.seat_by(Language::English, now);
    let fresh = |minutes| {
        let (mut desk, _inbox) = real.seat(Language::English, at(minutes));
        ask(&mut desk, Ticket::default())
    };

    let first = Ticket::default().next();
    let before = ask(&mut desk, first);
    assert_eq!(before, fresh(-1));
    assert_ne!(before, fresh(5));

    minutes.store(5, Ordering::Relaxed);
    let second = first.next();
    assert_eq!(ask(&mut desk, second), before);
    assert_eq!(answer(next(&inbox), second), fresh(5));
    // By now it is known.
    assert_eq!(ask(&mut desk, second.next()), fresh(5));

    // What is hours old is not shown.
    minutes.store(5 + 3 * 1440, Ordering::Relaxed);
    assert_eq!(ask(&mut desk, second.next().next()), fresh(5 + 3 * 1440));
}
