//! What a filter selects is what somebody would pick who goes through all records with the words of the help in hand.

use std::collections::BTreeSet;
use std::sync::Arc;

use fiveply::book::Book;
use fiveply::book::select::At;
use fiveply::model::Moment;
use fiveply::query::{Context, Segment, Segments, read};

use super::day;
use super::terms::all;
use super::world::{Dice, NOW, Row, World};

fn asking() -> Context {
    let mut segments = Segments::default();
    segments.add("leads", Segment::Leads(Arc::from([3, 5, 8, 900])));
    segments.add("companies", Segment::Accounts(Arc::from([1, 2, 3, 4])));
    segments.add(
        "live",
        Segment::Live("source:none OR touches:>1".to_owned()),
    );
    Context::on(NOW.day(chrono_tz::UTC)).with(Arc::new(segments))
}

/// The episodes that a filter selects, by their leads and their places from the first.
fn selected(book: &Book, text: &str) -> BTreeSet<(u64, usize)> {
    let filter = read(text, &asking()).unwrap_or_else(|it| panic!("{text}: {it:?}"));
    let mask = book.select(&filter, At { now: NOW });
    let e = &book.episodes;
    let place = |row: usize| {
        let lead = u64::from(e.columns.lead[row]);
        let latest = e.rows.get(lead).unwrap();
        let many = e.chain(latest).count();
        let back = e.chain(latest).position(|it| it == row).unwrap();
        (lead, many - 1 - back)
    };
    mask.iter().map(place).collect()
}

fn picked(world: &World, holds: impl Fn(&Row<'_>) -> bool) -> BTreeSet<(u64, usize)> {
    let rows = Row::all(world).into_iter();
    rows.filter(|(_, row)| holds(row)).map(|it| it.0).collect()
}

#[test]
fn every_condition_selects_what_going_through_the_records_picks() {
    let mut found = BTreeSet::new();
    for seed in 0..12 {
        let world = World::new(seed);
        let book = world.book();
        for (text, holds) in all() {
            let selected = selected(&book, text);
            assert_eq!(selected, picked(&world, holds), "{text} in world {seed}");
            if !selected.is_empty() {
                found.insert(text);
            }
        }
    }
    // A condition that never selects anything would be no test.
    let vain: Vec<_> = all()
        .into_iter()
        .map(|it| it.0)
        .filter(|it| !found.contains(it))
        .collect();
    assert_eq!(vain, ["source:*air"]);
}

#[test]
fn conditions_put_together_select_what_their_parts_do_together() {
    for seed in 0..60 {
        let mut dice = Dice::new(1_000 + seed);
        let world = World::new(seed % 5);
        let book = world.book();
        let terms = all();
        let mut text = String::new();
        let mut sides: Vec<Vec<(bool, usize)>> = vec![Vec::new()];
        for at in 0..1 + dice.below(4) {
            if at > 0 && dice.below(3) == 0 {
                sides.push(Vec::new());
                text.push_str(" OR");
            }
            let which = usize::try_from(dice.below(terms.len() as u64)).unwrap();
            let odd = dice.below(3) == 0;
            let sign = if odd { "-" } else { "" };
            text.push_str(&format!(" {sign}({})", terms[which].0));
            sides.last_mut().unwrap().push((odd, which));
        }
        let holds = |row: &Row<'_>| {
            let side = |side: &Vec<(bool, usize)>| {
                side.iter().all(|(odd, which)| terms[*which].1(row) != *odd)
            };
            sides.iter().any(side)
        };
        assert_eq!(
            selected(&book, &text),
            picked(&world, holds),
            "{text} in {seed}"
        );
    }
}

#[test]
fn a_book_of_a_day_gone_by_is_one_that_was_built_that_day() {
    for seed in 0..8 {
        let world = World::new(seed);
        for day in ["2026-02-01", "2026-06-30", "2026-11-21", "2024-01-01"].map(day) {
            let mut then = World::new(seed);
            let end = Moment::start_of(day.succ_opt().unwrap(), chrono_tz::UTC);
            for lead in &mut then.leads {
                let kept = lead.track.steps().iter().take_while(|it| it.0 < end);
                lead.track = fiveply::model::Track::new(kept.cloned().collect());
            }
            let known = |id: u64| {
                let at = usize::try_from(id).unwrap() - 1;
                !then.leads[at].track.steps().is_empty()
            };
            let (past, built) = (world.book().as_of(day), then.book());
            for text in [
                "",
                "is:open",
                "layer:>=intent",
                "moved:back",
                "entered:2026-Q1",
                "is:closed",
            ] {
                let mut wanted = selected(&built, text);
                wanted.retain(|it| known(it.0));
                assert_eq!(selected(&past, text), wanted, "{text} on {day} in {seed}");
            }
        }
    }
}
