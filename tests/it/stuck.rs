//! Stuck leads: idle for longer than three quarters of the won leads stayed in their layer.

use chrono::Days;
use fiveply::book::Book;
use fiveply::model::{Event, Layer, Lead, Moment, Record, Seq, Step, Touch, Track};

const DAY: i64 = 86_400_000;
const NOW: Moment = Moment(20_000 * DAY);

fn ago(days: i64) -> Moment {
    Moment(NOW.0 - days * DAY)
}

fn enter(days: i64, layer: Layer) -> Step {
    Step(ago(days), Event::Enter { layer, unmet: 0 })
}

fn lead(steps: Vec<Step>) -> Lead {
    Lead {
        track: Track::new(steps),
        ..Lead::default()
    }
}

/// Leads that were won after so many days in the only layer they were in, and then others.
fn book(won: &[i64], others: Vec<Lead>) -> Book {
    let mut book = Book::default();
    let win = |days: &i64| {
        let close = Step(ago(500 - days), Event::Win { unmet: 0 });
        lead(vec![enter(500, Layer::Intent), close])
    };
    let leads = won.iter().map(win).chain(others);
    for (id, lead) in (1..).zip(leads) {
        book.put(id, Seq(1), lead.into()).unwrap();
    }
    book.finish(Seq(1));
    book
}

fn stuck(book: &Book) -> Vec<u64> {
    let rows = book.stuck(NOW);
    let mut ids: Vec<u64> = rows
        .iter()
        .map(|row| book.row(row).unwrap().id().0)
        .collect();
    ids.sort_unstable();
    ids
}

const WON: [i64; 12] = [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 40, 80];

#[test]
fn three_quarters_of_the_won_leads_set_the_limit() {
    let others = vec![
        lead(vec![enter(19, Layer::Intent)]),
        lead(vec![enter(17, Layer::Intent)]),
        lead(vec![enter(90, Layer::HighIntent)]),
    ];
    let book = book(&WON, others);
    let pace = book.pace();
    assert_eq!(pace.days(Layer::Intent), Some(18));
    assert_eq!(pace.days(Layer::HighIntent), None);
    assert_eq!(stuck(&book), [13]);
}

#[test]
fn few_won_leads_set_no_limit() {
    let others = vec![lead(vec![enter(400, Layer::Intent)])];
    assert_eq!(stuck(&book(&WON[..9], others)), Vec::<u64>::new());
}

#[test]
fn a_touch_a_dated_step_and_parking_keep_a_lead_from_being_stuck() {
    let old = || lead(vec![enter(60, Layer::Intent)]);
    let dated = |days: u64| Lead {
        next: Some("call".to_owned()),
        next_due: Some(NOW.utc().date_naive() + Days::new(days) - Days::new(1)),
        ..old()
    };
    let mut parked = old();
    parked.track.push(ago(50), Event::Park(None));
    let mut book = book(&WON, vec![old(), dated(0), dated(1), parked]);
    assert_eq!(stuck(&book), [13, 14]);
    let touch = Touch {
        lead: Some(fiveply::model::LeadId(13)),
        at: Some(ago(3)),
        channel: "call".to_owned(),
        ..Touch::default()
    };
    book.put(1, Seq(2), Record::from(touch)).unwrap();
    assert_eq!(stuck(&book), [14]);
}

#[test]
fn days_on_which_a_won_lead_was_parked_do_not_count() {
    let win = |_| {
        lead(vec![
            enter(100, Layer::Intent),
            Step(ago(95), Event::Park(None)),
            Step(ago(25), Event::Wake),
            Step(ago(20), Event::Win { unmet: 0 }),
        ])
    };
    let book = book(&[], (0..10).map(win).collect());
    assert_eq!(book.pace().days(Layer::Intent), Some(10));
}
