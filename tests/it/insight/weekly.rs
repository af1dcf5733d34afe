//! What a meeting counts, each figure on leads that were worked by hand, and what must hold whatever the leads went through.

use fiveply::insight::capacity::load;
use fiveply::insight::flow::{by_layer, whole};
use fiveply::insight::groups::telling;
use fiveply::insight::outline::standing;
use fiveply::insight::resolutions::{Measured, measure};
use fiveply::insight::revalue::revalues;
use fiveply::insight::spread::spreads;
use fiveply::insight::week::{Of, Stretch, counts};
use fiveply::model::{Expected, Layer, Revaluation, Seq, Topic, User, UserId, UserRole};
use fiveply::query::Field;
use fiveply::workspace::Book;
use proptest::prelude::*;

use super::laws::{NOW, lives, read};
use super::lives::{all, book, book_with, days, noon};

/// Days 14 to 20, held against 7 to 13.
fn week(book: &Book) -> Stretch {
    Stretch::of(book, noon(20))
}

fn counted(book: &Book, of: Of) -> (u64, Option<u64>) {
    let found = counts(book, &[of], week(book), noon(20));
    found.first().map(|it| (it.now, it.before)).unwrap()
}

#[test]
fn a_week_counts_each_lead_once_for_what_happened_to_it_and_not_what_was_found() {
    let book = book(&[
        "A: 15 potential",
        "B: 16 found intent",
        "C: 2 potential, 5 lost, 17 again intent",
        "D: 2 potential, 15 intent, 16 potential, 17 intent",
        "E: 2 potential, 18 won",
        "F: 2 potential, 18 lost",
        "G: 3 intent, 19 park",
        "H: 9 potential, 10 high-intent",
    ]);
    for (of, now, before) in [
        // A, and C again; B was there before anybody wrote it down.
        (Of::New, 2, 1),
        (Of::Reopened, 1, 0),
        // D twice, and E by its win.
        (Of::Forward, 2, 1),
        (Of::Back, 1, 0),
        (Of::Won, 1, 0),
        // C was lost earlier than that.
        (Of::Lost, 1, 0),
        (Of::Parked, 1, 0),
        // E passed both layers when it was won.
        (Of::HighIntent, 1, 1),
        (Of::NearCustomer, 1, 0),
    ] {
        assert_eq!(counted(&book, of), (now, Some(before)), "{}", of.code());
    }
}

#[test]
fn what_waits_is_told_by_who_has_it_and_a_lead_with_two_reasons_is_one() {
    let lives = [
        "A owner=1: 1 potential",
        "B owner=1: 1 potential",
        "C owner=2: 1 potential, 2 park",
        "D: 1 potential",
        "E owner=2: 1 potential, 3 lost",
    ];
    let day = |it: i64| noon(it).day(chrono_tz::UTC);
    let mut due = [Some(19), None, None, Some(20), Some(3)].into_iter();
    let due = std::cell::RefCell::new(&mut due);
    let book = book_with(&lives, |lead| {
        lead.next_due = due.borrow_mut().next().flatten().map(day);
        // A has a day and no words for what is to be done.
        lead.next = None;
    });
    let found = spreads(&book, Topic::Waits, week(&book), noon(20));
    let told: Vec<_> = found[0]
        .parts
        .iter()
        .map(|it| (it.who.as_deref(), it.leads, it.of.clone()))
        .collect();
    // Ann's A is overdue and has no next step; what is due today is not overdue, what is parked or lost waits for nobody.
    assert_eq!(
        told,
        [
            (Some("Ann"), 2, vec![(Of::Overdue, 1), (Of::NoStep, 2)]),
            (None, 1, vec![(Of::NoStep, 1)]),
        ]
    );
}

#[test]
fn who_is_no_rep_and_owns_a_lead_brings_no_room_for_others() {
    let lives = [
        "A owner=1: 1 potential",
        "B owner=1: 1 potential",
        "C owner=2: 1 potential",
        "D owner=3: 1 potential",
    ];
    let room = |roles: [Option<UserRole>; 3], own: Option<i64>| {
        let mut book = book(&lives);
        for (id, (name, role)) in (1..).zip(["Ann", "Ben", "Cid"].into_iter().zip(roles)) {
            let user = User {
                name: name.to_owned(),
                role,
                capacity: own.filter(|_| id == 3),
                ..User::default()
            };
            book.put(id, Seq(2), user.into()).unwrap();
        }
        load(&book, noon(20)).room()
    };
    let [rep, marketer] = [UserRole::Rep, UserRole::Marketer].map(Some);
    // Forty each, as far as nobody said otherwise.
    assert_eq!(room([rep, rep, marketer], None), 38 + 39);
    assert_eq!(room([rep, rep, marketer], Some(10)), 38 + 39 + 9);
    assert_eq!(room([rep, None, marketer], None), 38 + 39);
    assert_eq!(room([marketer, marketer, marketer], None), 38 + 39 + 39);
}

#[test]
fn what_was_expected_is_measured_in_its_days_alone() {
    let book = book(&[
        "A source=fair: 10 potential, 12 interested",
        "B source=fair: 11 potential",
        "C source=fair: 12 potential, 13 lost",
        "D source=fair: 9 potential, 12 interested, 14 won",
        "E source=fair: 1 potential, 9 won",
        "F: 10 potential, 11 won",
    ]);
    let day = |it: i64| noon(it).day(chrono_tz::UTC);
    let of = |figure| measure(&book, "source:fair", figure, (day(10), day(14)), noon(20));
    let it = |figure| of(figure).map(|it| (it.tenths, it.of)).unwrap();
    assert_eq!(it(Expected::Leads), (Some(50), 5));
    assert_eq!(it(Expected::Won), (Some(10), 1));
    assert_eq!(it(Expected::Lost), (Some(10), 1));
    // D of D and C; E was won the day before.
    assert_eq!(it(Expected::WinRate), (Some(500), 2));
    // Of A, B and C, which came to be potentials in these days, A went on.
    assert_eq!(it(Expected::Conversion(Layer::Potential)), (Some(333), 3));
    // Wilson's band of one in three: 6.1 to 79.2 %, as R gives it, prop.test(1, 3, correct = FALSE).
    let band = of(Expected::Conversion(Layer::Potential)).and_then(|it| it.band);
    assert_eq!(band, Some((61, 792)));
    let nothing = Measured {
        tenths: None,
        of: 0,
        band: None,
        open: None,
    };
    assert_eq!(of(Expected::Conversion(Layer::Intent)).unwrap().of, 1);
    let earlier = measure(&book, "", Expected::WinRate, (day(2), day(3)), noon(20));
    assert_eq!(earlier, Some(nothing));
    let unread = measure(&book, "source:(", Expected::Won, (day(1), day(2)), noon(20));
    assert_eq!(unread, None);
}

#[test]
fn the_largest_change_of_value_comes_first_in_the_workspaces_currency_then_in_others() {
    let book = book(&[
        "A 100 EUR owner=1: 1 potential",
        "B 900 USD: 1 potential",
        "C 300: 1 potential",
        "D 200 EUR: 1 potential",
    ]);
    let changed = |lead, before, after| Revaluation {
        lead,
        before,
        after,
        by: (lead == 1).then_some(UserId(1)),
        at: noon(15),
    };
    let leads = [
        changed(1, 9_000, 10_000),
        changed(2, 10_000, 90_000),
        changed(3, 33_000, 30_000),
        changed(4, 19_000, 20_000),
        // Is not there any more.
        changed(9, 1, 2),
    ];
    let told: Vec<_> = revalues(&book, &leads)
        .into_iter()
        .map(|it| (it.lead, it.change(), it.currency, it.by))
        .collect();
    let eur =
        |lead, change, by: Option<&str>| (lead, change, "EUR".to_owned(), by.map(str::to_owned));
    assert_eq!(
        told,
        [
            eur(3, -3_000, None),
            eur(1, 1_000, Some("Ann")),
            eur(4, 1_000, None),
            (2, 80_000, "USD".to_owned(), None),
        ]
    );
}

#[test]
fn who_stands_where_their_history_began_is_in_no_conversion_from_there() {
    let book = book(&[
        "A: 1 found intent",
        "B: 1 found intent, 2 park",
        "C: 1 intent",
        // Came back down, and that was seen.
        "D: 1 found intent, 3 interested, 5 intent",
        "E: 1 found intent, 2 lost",
        "F: 1 found intent, 2 high-intent",
    ]);
    let of = |layer| standing(&book, &all(&book), layer);
    assert_eq!(Layer::ALL.map(of), [0, 0, 2, 0, 0]);
}

#[test]
fn leads_are_told_apart_by_the_first_field_that_two_of_them_differ_in() {
    let by = |lives: &[&str]| telling(&book(lives));
    let both = [
        "A source=fair product=1: 1 intent",
        "B source=mail product=2: 1 intent",
    ];
    assert_eq!(by(&both), Field::Source);
    let products = [
        "A product=1: 1 intent",
        "B product=2: 1 intent",
        "C: 1 intent",
    ];
    assert_eq!(by(&products), Field::Product);
    // One value and none are no two values.
    let owners = ["A source=fair owner=1: 1 intent", "B owner=2: 1 intent"];
    assert_eq!(by(&owners), Field::Owner);
    assert_eq!(by(&["A: 1 intent"]), Field::Source);
}

proptest! {
    #[test]
    fn a_week_has_no_more_leads_than_events_and_some_where_there_are_any(lives in lives(), from in 0..40_i64, many in 1..20_i64) {
        let book = read(&lives);
        let day = |it: i64| noon(it).day(chrono_tz::UTC);
        let stretch = Stretch { from: day(from), to: day(from + many - 1), since_meeting: true };
        let window = days(from, from + many);
        let flow = whole(&book, &all(&book), window);
        let layers = by_layer(&book, &all(&book), window);
        let back: u64 = layers.iter().map(|it| it.back_in).sum();
        let forward: u64 = layers.iter().map(|it| it.forward_in).sum();
        for (of, events) in [
            (Of::New, flow.entered + flow.reopened),
            (Of::Reopened, flow.reopened),
            (Of::Won, flow.won),
            (Of::Lost, flow.lost),
            (Of::Back, back),
            (Of::Forward, forward + flow.won),
        ] {
            let found = counts(&book, &[of], stretch, noon(NOW));
            let leads = found[0].now;
            prop_assert!(leads <= events, "{}: {leads} of {events}", of.code());
            // Who was begun again later has entered then.
            if !matches!(of, Of::New | Of::Reopened) {
                prop_assert_eq!(leads == 0, events == 0, "{}", of.code());
            }
        }
        // Another order of the leads is another order and no other figure.
        let mut turned = lives.clone();
        turned.reverse();
        let turned = read(&turned);
        let of = |book: &Book| -> Vec<(u64, Option<u64>)> {
            let found = counts(book, &Of::ALL, stretch, noon(NOW));
            found.iter().map(|it| (it.now, it.before)).collect()
        };
        prop_assert_eq!(of(&book), of(&turned));
    }
}
