//! What must hold of figures about people, whatever they did: hand-overs and touches, what each owner did, what there is to do.

use std::cell::Cell;

use fiveply::book::Book;
use fiveply::insight::capacity::load;
use fiveply::insight::funnel::Window;
use fiveply::insight::reps::{Doing, reps};
use fiveply::insight::response::{Response, responses};
use fiveply::insight::sets::places;
use fiveply::insight::worklist::{Reason, Whose, answering, worklist};
use fiveply::model::{Feedback, Lead, LeadId, Moment, Seq, Touch, UserId};
use fiveply::query::Field;
use fiveply::workspace::Mask;
use proptest::prelude::*;

use super::laws::NOW;
use super::lives::{all, book_with, days, noon};

const EVER: Window = Window {
    from: 0,
    to: u32::MAX,
};
/// Ann, Ben, Cid; nobody is 0.
const USERS: u64 = 3;

/// What people did with one lead: its owner, and by days when it was handed over, answered, touched and spoken of.
#[derive(Debug, Clone)]
struct Work {
    owner: u64,
    handed: Option<i64>,
    answered: Option<i64>,
    /// By whom, on which day.
    touches: Vec<(u64, i64)>,
    words: Vec<(u64, i64)>,
    due: Option<i64>,
}

fn work() -> impl Strategy<Value = Work> {
    let deeds = || prop::collection::vec((1..=USERS, 0..NOW), 0..4);
    let maybe = || prop::option::of(0..NOW);
    (0..=USERS, maybe(), maybe(), deeds(), deeds(), maybe()).prop_map(
        |(owner, handed, answered, touches, words, due)| Work {
            owner,
            handed,
            answered,
            touches,
            words,
            due,
        },
    )
}

fn busy() -> impl Strategy<Value = Vec<(String, Work)>> {
    let lives = super::laws::lives();
    (lives, prop::collection::vec(work(), 24)).prop_map(|(lives, works)| {
        let each = lives.into_iter().zip(works);
        each.collect()
    })
}

/// The book of all that, its leads in the order in which they are given.
fn office(leads: &[(String, Work)]) -> Book {
    let lives: Vec<&str> = leads.iter().map(|it| it.0.as_str()).collect();
    let next = Cell::new(0);
    let mut book = book_with(&lives, |lead: &mut Lead| {
        let it = &leads[next.replace(next.get() + 1)].1;
        lead.owner = (it.owner > 0).then_some(UserId(it.owner));
        lead.handed_to = it.handed.and(lead.owner);
        lead.handed = it.handed.map(noon);
        lead.answered = it.handed.and(it.answered).map(noon);
        lead.next_due = it.due.map(|day| noon(day).day(chrono_tz::UTC));
    });
    let mut id = 0;
    for (lead, (_, it)) in (1..).map(LeadId).zip(leads) {
        for (author, day) in &it.touches {
            id += 1;
            let touch = Touch {
                lead: Some(lead),
                at: Some(noon(*day)),
                author: Some(UserId(*author)),
                channel: "call".to_owned(),
                ..Touch::default()
            };
            book.put(id, Seq(2), touch.into()).unwrap();
        }
        for (author, day) in &it.words {
            id += 1;
            let word = Feedback {
                lead: Some(lead),
                at: Some(noon(*day)),
                author: Some(UserId(*author)),
                verdict: "good".to_owned(),
                ..Feedback::default()
            };
            book.put(id, Seq(2), word.into()).unwrap();
        }
    }
    book
}

fn counts(it: &Response) -> (u64, u64, u64, Option<u32>, Option<u32>) {
    (it.handed, it.touched, it.breached, it.median(), it.p90())
}

fn done(it: &Doing) -> [u64; 7] {
    let response = &it.response;
    [
        it.open,
        it.won,
        it.lost,
        it.touches,
        it.feedback,
        response.handed,
        response.touched,
    ]
}

/// By name, so that the order of leads does not matter.
fn by_name(book: &Book, rows: &Mask, window: Window) -> Vec<(String, [u64; 7])> {
    let it = reps(book, rows, window, now(), 99);
    let names = it.split.iter().flat_map(|it| it.shares());
    let named = names.map(|it| format!("{it:?}")).zip(&it.parts);
    let mut each: Vec<_> = named.map(|(name, it)| (name, done(it))).collect();
    each.sort();
    each
}

fn now() -> Moment {
    noon(NOW)
}

proptest! {
    #[test]
    fn answers_are_parts_of_what_was_handed_over_and_only_come_in(leads in busy(), cut in 1..NOW) {
        let book = office(&leads);
        let rows = all(&book);
        let of = |rows: &Mask, window, now| responses(&book, rows, window, now, None).pop().unwrap();
        let it = of(&rows, EVER, now());
        prop_assert!(it.touched <= it.handed && it.breached <= it.handed);
        prop_assert_eq!(it.minutes.n(), it.handed);
        prop_assert_eq!(it.minutes.still_open(), it.handed - it.touched);
        if let (Some(half), Some(most)) = (it.median(), it.p90()) {
            prop_assert!(half <= most);
        }
        let late = it.breach_rate();
        if let Some(share) = late.rate {
            prop_assert!(late.low <= share && share <= late.high);
        }
        // Each hand-over is in one of two windows side by side, and at one place of a split.
        let [one, other] = [days(0, cut), days(cut, 10_000)].map(|window| of(&rows, window, now()));
        prop_assert_eq!(one.handed + other.handed, it.handed);
        prop_assert_eq!(one.touched + other.touched, it.touched);
        prop_assert_eq!(one.breached + other.breached, it.breached);
        let split = book.split(Field::Owner, &rows, 9).unwrap();
        let parts = responses(&book, &rows, EVER, now(), Some(&split));
        for (part, rows) in parts.iter().zip(places(&split, &rows)) {
            prop_assert_eq!(counts(part), counts(&of(&rows, EVER, now())));
        }
        prop_assert_eq!(parts.iter().map(|it| it.handed).sum::<u64>(), it.handed);
        // Who is late stays late.
        prop_assert!(of(&rows, EVER, noon(NOW + 30)).breached >= it.breached);
    }

    #[test]
    fn what_owners_did_is_what_all_did_whatever_the_order(leads in busy(), cut in 1..NOW) {
        let book = office(&leads);
        let rows = all(&book);
        let it = reps(&book, &rows, EVER, now(), 99);
        let whole = done(&it.whole);
        let mut sum = [0; 7];
        for part in &it.parts {
            sum.iter_mut().zip(done(part)).for_each(|(sum, it)| *sum += it);
        }
        // Who owns none of the leads may have touched them all the same: that is in the whole and in no row.
        for (at, (sum, whole)) in sum.into_iter().zip(whole).enumerate() {
            let of_others = (3..5).contains(&at);
            prop_assert!(if of_others { sum <= whole } else { sum == whole }, "{at}: {sum} {whole}");
        }
        let said: usize = leads.iter().map(|it| it.1.touches.len()).sum();
        prop_assert_eq!(whole[3], said as u64);
        let said: usize = leads.iter().map(|it| it.1.words.len()).sum();
        prop_assert_eq!(whole[4], said as u64);
        let counted = |window| done(&reps(&book, &rows, window, now(), 99).whole);
        let [one, other] = [days(0, cut), days(cut, 10_000)].map(counted);
        for at in 1..7 {
            prop_assert_eq!(one[at] + other[at], whole[at], "{}", at);
        }
        let mut turned = leads.clone();
        turned.reverse();
        let turned = office(&turned);
        prop_assert_eq!(by_name(&book, &rows, days(0, cut)), by_name(&turned, &all(&turned), days(0, cut)));
    }

    #[test]
    fn every_lead_waits_once_for_whoever_owns_it(leads in busy()) {
        let book = office(&leads);
        let list = |whose: &Whose| {
            let mut list = worklist(&book, whose, None, None, now());
            let sections = list.sections();
            let many = list.len();
            let tasks: Vec<_> = list.tasks(0..many).collect();
            (sections, tasks)
        };
        let (sections, tasks) = list(&Whose::Everybody);
        prop_assert_eq!(sections.iter().map(|it| it.1).sum::<usize>(), tasks.len());
        let mut rows: Vec<u32> = tasks.iter().map(|it| it.row).collect();
        prop_assert!(tasks.is_sorted_by_key(|it| it.reason), "most urgent first");
        rows.sort_unstable();
        rows.dedup();
        prop_assert_eq!(rows.len(), tasks.len(), "no lead twice");
        // The lists of the owners, and what nobody owns, are the list of all but for replies, which others owe.
        let owned = |user: u64| {
            let tasks = list(&Whose::Users(vec![user])).1;
            tasks.iter().filter(|it| it.reason != Reason::Reply).count()
        };
        let all_owned: usize = (0..=USERS).map(owned).sum();
        let replies = tasks.iter().filter(|it| it.reason == Reason::Reply).count();
        prop_assert_eq!(all_owned, tasks.len() - replies);
        // Each user's answers are parts of everybody's.
        let since = noon(0);
        let of = |whose: &Whose| answering(&book, whose, since, now());
        let every = of(&Whose::Everybody);
        prop_assert!(every.in_time <= every.asked && every.said <= every.owed);
        let each: Vec<_> = (0..=USERS).map(|it| of(&Whose::Users(vec![it]))).collect();
        prop_assert_eq!(each.iter().map(|it| it.asked).sum::<u64>(), every.asked);
        prop_assert_eq!(each.iter().map(|it| it.in_time).sum::<u64>(), every.in_time);
        prop_assert_eq!(each.iter().map(|it| it.owed).sum::<u64>(), every.owed);
        prop_assert_eq!(each.iter().map(|it| it.said).sum::<u64>(), every.said);
        // Who has room is told of every open lead.
        let it = load(&book, now());
        let open = reps(&book, &all(&book), EVER, now(), 99).whole.open;
        let parked = worklist(&book, &Whose::Everybody, None, None, now()).len();
        prop_assert!(it.reps.iter().map(|it| it.open).sum::<u64>() + it.unowned <= open + parked as u64);
    }
}
