//! What must hold of figures whatever the leads went through, and what each rep did, counted on paper.

use fiveply::insight::conversion::conversions;
use fiveply::insight::flow::{by_layer, whole};
use fiveply::insight::funnel::Window;
use fiveply::insight::reps::reps;
use fiveply::insight::winrate::win_rates;
use fiveply::model::{Feedback, LeadId, Moment, Seq, Touch, UserId};
use proptest::prelude::*;

use super::lives::{all, book, days, noon, start};

const LAYERS: [&str; 5] = [
    "potential",
    "interested",
    "intent",
    "high-intent",
    "near-customer",
];
/// The day on which one looks.
pub(super) const NOW: i64 = 60;

/// A life of any turns: each a number of days later, and where to; 5 is won, 6 lost.
fn life(turns: Vec<(i64, usize)>) -> String {
    let mut day = 0;
    let mut closed = false;
    let mut here = usize::MAX;
    let mut steps = Vec::new();
    for (at, (later, to)) in turns.into_iter().enumerate() {
        day += later;
        let begins = at == 0 || closed;
        // Nobody is moved to where they are.
        let to = if to == here { (to + 1) % 5 } else { to };
        here = to % 5;
        let word = match to {
            5 if !begins => "won".to_owned(),
            6 if !begins => "lost price".to_owned(),
            to if closed => format!("again {}", LAYERS[to % 5]),
            to => LAYERS[to % 5].to_owned(),
        };
        closed = matches!(word.as_str(), "won" | "lost price");
        steps.push(format!("{day} {word}"));
    }
    format!("A 10 EUR: {}", steps.join(", "))
}

pub(super) fn lives() -> impl Strategy<Value = Vec<String>> {
    let turns = prop::collection::vec((0..9_i64, 0..7_usize), 1..7);
    prop::collection::vec(turns.prop_map(life), 1..24)
}

pub(super) fn read(lives: &[String]) -> fiveply::book::Book {
    book(&lives.iter().map(String::as_str).collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn who_entered_went_on_was_lost_or_may_go_on_and_shares_lie_in_their_bands(lives in lives()) {
        let book = read(&lives);
        let ever = Window { from: 0, to: u32::MAX };
        let got = conversions(&book, &all(&book), ever, start(NOW));
        for it in &got {
            let cohort = it.reached;
            prop_assert!(cohort.advanced + cohort.lost <= cohort.entered);
            prop_assert!(it.direct <= it.were_in && it.were_in <= cohort.entered);
            prop_assert!(it.direct <= cohort.advanced);
            for rate in [cohort.rate(), it.strict()] {
                if let Some(share) = rate.rate {
                    prop_assert!(0.0 <= rate.low && rate.low <= share);
                    prop_assert!(share <= rate.high && rate.high <= 1.0);
                }
            }
            // The open ones can only add to it, and at the most all of them go on.
            if let (Some(least), Some(end)) = (cohort.rate().rate, it.in_the_end()) {
                let most = (cohort.advanced + cohort.still_open()) as f64 / cohort.entered as f64;
                prop_assert!(least - 1e-9 <= end.share && end.share <= most + 1e-9);
            }
        }
        // Whoever goes on from a layer comes to the next; some begin there.
        for (one, next) in got.iter().zip(&got[1..]) {
            prop_assert!(one.reached.advanced <= next.reached.entered);
        }
    }

    #[test]
    fn windows_side_by_side_add_up_to_the_one_over_both(lives in lives(), cut in 1..30_i64) {
        let book = read(&lives);
        let of = |window| conversions(&book, &all(&book), window, start(NOW));
        let parts = [of(days(0, cut)), of(days(cut, NOW))];
        for (at, both) in of(days(0, NOW)).iter().enumerate() {
            let sum = |what: fn(&fiveply::insight::conversion::Conversion) -> u64| {
                parts.iter().map(|it| what(&it[at])).sum::<u64>()
            };
            prop_assert_eq!(both.reached.entered, sum(|it| it.reached.entered));
            prop_assert_eq!(both.reached.advanced, sum(|it| it.reached.advanced));
            prop_assert_eq!(both.direct, sum(|it| it.direct));
            prop_assert_eq!(both.came_next, sum(|it| it.came_next));
        }
    }

    #[test]
    fn the_order_in_which_leads_are_written_down_changes_nothing(lives in lives()) {
        let mut turned = lives.clone();
        turned.reverse();
        let figures = |lives: &[String]| {
            let book = read(lives);
            let window = days(5, 40);
            let each = conversions(&book, &all(&book), window, start(NOW));
            let each: Vec<_> = each
                .iter()
                .map(|it| (it.reached, it.were_in, it.direct, it.came_next, it.left_out))
                .collect();
            let (_, rates) = win_rates(&book, &all(&book), window, None);
            let flows = by_layer(&book, &all(&book), window);
            (each, rates[0].closed(), flows)
        };
        prop_assert_eq!(figures(&lives), figures(&turned));
    }

    #[test]
    fn what_came_and_went_adds_up_in_every_window(lives in lives(), from in 0..40_i64, long in 0..40_i64) {
        let book = read(&lives);
        let window = days(from, from + long);
        let flows = by_layer(&book, &all(&book), window);
        prop_assert!(flows.iter().all(|it| it.residual() == 0), "{flows:?}");
        let all = whole(&book, &all(&book), window);
        prop_assert_eq!(all.residual(), 0);
        prop_assert_eq!(all.closing, flows.iter().map(|it| it.closing).sum::<u64>());
    }
}

#[test]
fn what_each_rep_does_is_counted_by_who_did_it_and_whose_lead_it_is() {
    let mut book = book(&[
        "A 10 EUR owner=1: 0 potential, 9 won",
        "B 10 EUR owner=1: 0 potential, 9 lost price",
        "C 10 EUR owner=1: 0 potential",
        "D 10 EUR owner=2: 0 potential, 40 won",
        "E 10 EUR: 0 potential",
    ]);
    // Ben touches a lead of Ann's: it is his touch, and stays her lead.
    for (id, lead, author, day) in [(1, 1, 1, 3), (2, 2, 2, 3), (3, 3, 2, 35)] {
        let touch = Touch {
            lead: Some(LeadId(lead)),
            at: Some(noon(day)),
            author: Some(UserId(author)),
            channel: "call".to_owned(),
            ..Touch::default()
        };
        book.put(id, Seq(2), touch.into()).unwrap();
    }
    let word = Feedback {
        lead: Some(LeadId(3)),
        at: Some(noon(4)),
        author: Some(UserId(1)),
        verdict: "good".to_owned(),
        ..Feedback::default()
    };
    book.put(1, Seq(2), word.into()).unwrap();
    let now = Moment(noon(NOW).0);
    let got = reps(&book, &all(&book), days(0, 30), now, 9);
    let told =
        |it: &fiveply::insight::reps::Doing| (it.open, it.won, it.lost, it.touches, it.feedback);
    // Open are one of Ann's and the one of nobody. Ben's win and his second touch came after the window.
    assert_eq!(told(&got.whole), (2, 1, 1, 2, 1));
    let names = got.split.as_ref().unwrap().shares();
    let name = |it: &fiveply::book::facets::Share| match it {
        fiveply::book::facets::Share::Value(name) => name.clone(),
        other => format!("{other:?}"),
    };
    let mut parts: Vec<_> = names
        .iter()
        .map(name)
        .zip(got.parts.iter().map(told))
        .collect();
    parts.sort();
    assert_eq!(
        parts,
        [
            ("Ann".to_owned(), (1, 1, 1, 1, 1)),
            ("Ben".to_owned(), (0, 0, 0, 1, 0)),
            ("Without".to_owned(), (1, 0, 0, 0, 0)),
        ]
    );
}
