//! Orders: classes, averages, cohorts of accounts, and how soon leads were answered.

use fiveply::insight::cohort::by_first_order;
use fiveply::insight::funnel::{Window, minute};
use fiveply::insight::orders::{Class, LIMITS, average_order, changed, classes, orders, shifts};
use fiveply::insight::response::responses;
use fiveply::model::{LeadId, Minor, Moment, Seq, Touch};
use proptest::prelude::*;

use super::lives::{all, book, company, days, noon};

const EVER: Window = Window {
    from: 0,
    to: u32::MAX,
};

fn letters(revenues: &[i128]) -> String {
    classes(revenues, LIMITS)
        .iter()
        .map(|it| it.code())
        .collect()
}

/// Before each of the first six lie 0, 50, 75, 85, 94 and 98 % of the revenue; before both tens lie 75.
#[test]
fn the_share_before_an_account_decides_and_equals_are_together() {
    assert_eq!(letters(&[50, 25, 10, 9, 4, 2]), "AAABBC");
    assert_eq!(letters(&[50, 25, 10, 10, 3, 2]), "AAAACC");
    // In any order.
    assert_eq!(letters(&[10, 2, 50, 3, 25, 10]), "ACACAA");
    assert_eq!(letters(&[100]), "A");
    assert_eq!(letters(&[90, 10, 0, -5]), "ABCC");
    assert_eq!(letters(&[]), "");
    assert_eq!(letters(&[0, 0]), "CC");
}

proptest! {
    #[test]
    fn classes_fall_with_revenue_and_do_not_depend_on_the_order(
        revenues in proptest::collection::vec(0_i128..50, 1..60),
        turn in any::<prop::sample::Index>(),
    ) {
        let got = classes(&revenues, LIMITS);
        for (a, class) in revenues.iter().zip(&got) {
            for (b, other) in revenues.iter().zip(&got) {
                prop_assert!(a != b || class == other);
                prop_assert!(a <= b || class <= other);
            }
        }
        let mut turned = revenues.clone();
        let by = turn.index(revenues.len());
        turned.rotate_left(by);
        let mut wanted = got.clone();
        wanted.rotate_left(by);
        prop_assert_eq!(classes(&turned, LIMITS), wanted);
        // A brings at least 80 % where anything is brought, and no more accounts than that needs, ties apart.
        let total: i128 = revenues.iter().sum();
        let of_a: i128 = revenues.iter().zip(&got).filter(|it| *it.1 == Class::A).map(|it| it.0).sum();
        prop_assert!(of_a * 100 >= total * 80);
    }
}

const LIVES: [&str; 7] = [
    "A 100 EUR: 0 potential, 5 won",
    "A 300 EUR: 0 potential, 6 won",
    "A 50 EUR: 0 potential, 70 won",
    "B 200 EUR: 0 potential, 35 won",
    "B 400 EUR: 0 potential, 69 won",
    "C 1 USD: 0 potential, 2 won",
    "C 900 EUR: 0 potential",
];

#[test]
fn orders_are_summed_by_account_and_currency_and_compared_between_windows() {
    let book = book(&LIVES);
    let got = orders(&book, &all(&book));
    assert_eq!((got.list.len(), got.without_account), (6, 0));
    let euros = got.bought(0, EVER);
    let revenue: Vec<i128> = euros.iter().map(|it| it.revenue).collect();
    assert_eq!(revenue, [45_000, 60_000]);
    assert_eq!(got.bought(1, EVER)[0].revenue, 100);
    // A ordered at 200 on average and then at 50; B at 200 and then at 400.
    let (before, after) = (got.bought(0, days(0, 60)), got.bought(0, days(60, 90)));
    let changes: Vec<f64> = shifts(&before, &after)
        .iter()
        .map(|it| it.change())
        .collect();
    assert_eq!(changes, [-15_000.0, 20_000.0]);
    assert!(shifts(&got.bought(0, days(0, 10)), &got.bought(0, days(30, 40))).is_empty());
    // 1050 in 5 orders of two accounts, which miss 210 each by 180 in all: √(2 · 2 · 180²) ÷ 5 is 72.
    let average = average_order(&euros);
    assert_eq!((average.value, average.n), (Some(21_000.0), 2));
    assert!((average.error.unwrap() - 7_200.0).abs() < 1e-6);
    assert_eq!(average.band_from_nothing().unwrap().0, 0.0);
    // −150 and 200 are 25 on average, with 350/√2 ÷ √2 of error.
    let moved = changed(&shifts(&before, &after));
    assert_eq!(moved.value, Some(2_500.0));
    assert!((moved.error.unwrap() - 17_500.0).abs() < 1e-6);
    assert!(!moved.differs());
    assert_eq!(average_order(&[]).value, None);
}

/// A first ordered in January (400 at once, 50 in March), B in February (200, and 400 in March). From age 0 to 1 both
/// together grew from 600 to 1000.
#[test]
fn accounts_are_followed_from_their_first_order_and_extrapolated_apart() {
    let book = book(&LIVES);
    let all_orders = orders(&book, &all(&book));
    let got = by_first_order(&book, &all_orders, 0, minute(noon(80)));
    assert_eq!(got.len(), 3);
    let (january, february) = (&got[0], &got[1]);
    assert_eq!(
        (january.accounts, &january.revenue_by[..]),
        (1, &[40_000, 40_000, 45_000][..])
    );
    assert_eq!(january.ordering_at, [1, 0, 1]);
    assert_eq!(january.observed_value(), Some(45_000.0));
    assert_eq!(january.extrapolated_value(), Some(45_000.0));
    assert_eq!(february.revenue_by, [20_000, 60_000]);
    // February has one age to go, in which January grew by an eighth.
    assert!((february.extrapolated_value().unwrap() - 67_500.0).abs() < 1e-6);
    assert_eq!((got[2].accounts, got[2].observed_value()), (0, None));
    // One account says nothing of others, and growth that was seen once nothing of how it varies.
    assert_eq!(
        (january.observed_band(), february.extrapolated_value_band()),
        (None, None)
    );
    assert_eq!(
        january.extrapolated_value_band(),
        Some((45_000.0, 45_000.0))
    );
}

/// Day 5 is a Tuesday. Handed over at noon; work is from 9 to 17, the answer is due within 8 hours of work.
#[test]
fn speed_to_lead_counts_hours_of_work_and_the_untouched() {
    let lives: Vec<String> = (0..4).map(|_| "A: 0 potential".to_owned()).collect();
    let lives: Vec<&str> = lives.iter().map(String::as_str).collect();
    let mut book = super::lives::book_with(&lives, |lead| {
        lead.handed = Some(noon(5));
        lead.value = Some(Minor(1));
    });
    let mut touch = |id: u64, lead: u64, at: Moment| {
        let touch = Touch {
            lead: Some(LeadId(lead)),
            at: Some(at),
            channel: "call".to_owned(),
            ..Touch::default()
        };
        book.put(id, Seq(2), touch.into()).unwrap();
    };
    let hours = |hours: i64| Moment(noon(5).0 + hours * 3_600_000);
    touch(1, 1, hours(2));
    // Before the handover: that was no answer to it.
    touch(2, 2, hours(-20));
    // The next day at 16: five hours of the first day and seven of the next.
    touch(3, 3, hours(28));
    let got = responses(&book, &all(&book), EVER, hours(30), None)
        .pop()
        .unwrap();
    assert_eq!((got.handed, got.touched, got.breached), (4, 2, 3));
    assert_eq!(got.median(), Some(12 * 60));
    assert_eq!(got.minutes.still_open(), 2);
    let early = responses(&book, &all(&book), EVER, hours(1), None)
        .pop()
        .unwrap();
    assert_eq!(early.breached, 1, "{early:?}");
    let none = responses(&book, &all(&book), days(0, 5), hours(30), None)
        .pop()
        .unwrap();
    assert_eq!(
        (none.handed, none.median(), none.breach_rate().rate),
        (0, None, None)
    );
}

#[test]
fn all_orders_of_a_company_are_in_its_cohorts() {
    let (book, now) = company();
    let got = orders(&book, &all(&book));
    for currency in 0..got.currencies.names().len() {
        let bought: i128 = got.bought(currency, EVER).iter().map(|it| it.revenue).sum();
        let cohorts = by_first_order(&book, &got, currency, minute(now));
        let followed: i128 = cohorts.iter().filter_map(|it| it.revenue_by.last()).sum();
        assert_eq!(bought, followed);
        let accounts: u64 = cohorts.iter().map(|it| it.accounts).sum();
        assert_eq!(accounts, got.bought(currency, EVER).len() as u64);
    }
}
