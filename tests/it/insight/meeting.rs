//! What a meeting's pages count, on cases that were worked by hand, and on a made-up company: it adds up.

use chrono::Datelike;
use fiveply::insight::capacity::load;
use fiveply::insight::heard::{clock, heard};
use fiveply::insight::outlook::outlooks;
use fiveply::insight::resolutions::{Which, points};
use fiveply::insight::sitting::{Sitting, reasons};
use fiveply::insight::week::{Of, Stretch};
use fiveply::insight::worklist::{Reason, Task, Whose, day, worklist};
use fiveply::model::meeting_settings::{Target, spans};
use fiveply::model::{
    Feedback, LeadId, Moment, Resolution, Revaluation, Revalued, Section, Seq, Settings, Topic,
    User, UserId, UserRole,
};
use fiveply::query::{Context, Field, read};
use fiveply::workspace::{At, Book};

use super::lives::{book, book_with, company, noon};

/// How many leads a filter selects.
fn selected(book: &Book, filter: &str, now: Moment) -> u64 {
    let day = now.day(book.settings().general.zone);
    let filter = read(filter, &Context::on(day)).unwrap();
    let chosen = book.select(&filter, At { now });
    book.leads_of(&filter, &chosen).count()
}

fn say(book: &mut Book, id: u64, lead: u64, day: i64, verdict: &str, replied: Option<i64>) {
    let said = Feedback {
        lead: Some(LeadId(lead)),
        at: Some(noon(day)),
        verdict: verdict.to_owned(),
        reply: replied.map(|_| "thanks".to_owned()),
        replied: replied.map(noon),
        ..Feedback::default()
    };
    book.put(id, Seq(1), said.into()).unwrap();
}

#[test]
fn feedback_counts_by_the_last_word_of_each_lead_and_what_waits_comes_first() {
    let mut book = book(&[
        "A: 0 potential",
        "B: 0 potential",
        "C: 0 potential",
        "D: 0 potential",
        "E: 0 potential",
    ]);
    // Looked at on day 20, without a meeting before: days 14 to 20, held against 7 to 13.
    for (id, lead, day, verdict, replied) in [
        (1, 1, 9, "good", None),
        (2, 1, 15, "bad-data", None),
        (3, 2, 16, "bad-data", Some(17)),
        (4, 3, 20, "good", Some(20)),
        (5, 4, 8, "good", None),
        (6, 5, 2, "good", None),
    ] {
        say(&mut book, id, lead, day, verdict, replied);
    }
    let now = noon(20);
    let found = heard(&book, Stretch::of(&book, now), now);
    let told: Vec<_> = found
        .iter()
        .map(|it| (it.code.as_str(), it.now, it.before, it.waiting))
        .collect();
    assert_eq!(told, [("bad-data", 2, 0, 1), ("good", 1, 1, 0)]);
    for it in &found {
        assert_eq!(selected(&book, &it.filter, now), it.now, "{}", it.filter);
        let waiting = it.waiting_filter();
        assert_eq!(selected(&book, &waiting, now), it.waiting, "{waiting}");
    }
}

#[test]
fn a_reply_is_owed_by_who_handed_over_or_by_marketing_and_is_news_to_the_owner_until_read() {
    let lives = [
        "A source=fair: 0 potential",
        "B: 0 potential",
        "C source=fair: 0 potential",
        "D source=fair: 0 potential, 11 lost",
    ];
    let mut book = book_with(&lives, |lead| {
        lead.owner = Some(UserId(1));
        lead.handed_by = lead.source.as_ref().map(|_| UserId(2));
    });
    for (id, name) in [(2, "Ben"), (3, "Cid")] {
        let user = User {
            name: name.to_owned(),
            role: Some(UserRole::Marketer),
            ..User::default()
        };
        book.put(id, Seq(1), user.into()).unwrap();
    }
    for (id, lead, day, replied) in [(1, 2, 12, None), (2, 1, 10, None), (3, 3, 9, Some(15))] {
        say(&mut book, id, lead, day, "good", replied);
    }
    say(&mut book, 4, 4, 10, "lost", None);
    let now = noon(20);
    let of = |whose: &Whose, read: Option<i64>, wanted: Reason| -> Vec<u64> {
        let mut list = worklist(&book, whose, None, read.map(noon), now);
        let all = list.len();
        let tasks = list.tasks(0..all).filter(|it| it.reason == wanted);
        let rows = tasks.map(|it| book.row(it.row as usize).unwrap().id().0);
        rows.collect()
    };
    let (ann, ben, cid) = (
        Whose::one(&book, 1),
        Whose::one(&book, 2),
        Whose::one(&book, 3),
    );
    // The oldest first, a lost lead's after those of leads at work; and nobody's is all of marketing's.
    assert_eq!(of(&ben, None, Reason::Reply), [1, 2, 4]);
    assert_eq!(of(&cid, None, Reason::Reply), [2]);
    // Whatever else there is to do with them, as many wait as the filter finds.
    let mut list = worklist(&book, &Whose::Everybody, None, None, now);
    let every = list.len();
    let waits = |it: &Task| it.reason == Reason::Reply || it.others().any(|it| it == Reason::Reply);
    let waiting = list.tasks(0..every).filter(waits).count() as u64;
    assert_eq!(selected(&book, "fed:any replied:none", now), waiting);
    assert_eq!(of(&ann, None, Reason::Reply), [] as [u64; 0]);
    assert_eq!(of(&ann, None, Reason::Replied), [] as [u64; 0]);
    assert_eq!(of(&ann, Some(14), Reason::Replied), [3]);
    assert_eq!(of(&ann, Some(15), Reason::Replied), [] as [u64; 0]);
    let row = book.row(book.episodes.rows.get(1).unwrap()).unwrap();
    let due = day(Reason::Reply, &row, book.settings());
    assert_eq!(due, Some(noon(15).day(chrono_tz::UTC)));
    // How soon a reply comes is told of all that was said, what waits among it.
    let stretch = Stretch {
        from: noon(9).day(chrono_tz::UTC),
        to: now.day(chrono_tz::UTC),
        since_meeting: false,
    };
    let clock = clock(&book, stretch, now).unwrap();
    assert_eq!((clock.hours.n(), clock.hours.still_open()), (4, 3));
    assert_eq!((clock.within, clock.late), (5, 3));
    assert_eq!(selected(&book, &clock.filter, now), 4);
}

#[test]
fn a_target_is_held_against_what_was_won_in_its_own_days_and_currency() {
    let mut book = book(&[
        "A 1000 EUR: 0 intent, 3 won",
        "B 500 EUR: 0 intent, 40 won",
        "C 700 USD: 0 intent, 40 won",
        "D 200 EUR: 0 intent",
    ]);
    let now = noon(41);
    let day = now.day(book.settings().general.zone);
    let [month, _] = spans(day);
    let settings = Settings {
        targets: vec![Target {
            code: month.0.format("%Y-%m").to_string(),
            amount: 2_000,
        }],
        ..Settings::default()
    };
    let section = settings.record(Section::Targets);
    book.put(Section::Targets.id(), Seq(1), section.into())
        .unwrap();
    let all = outlooks(&book, now);
    let of = |currency: &str, quarter: bool| {
        let mut found = all.iter();
        let it = found.find(|it| it.currency == currency && it.is_quarter == quarter);
        it.map(|it| (it.coverage.won, it.coverage.target, it.reached()))
    };
    assert_eq!(of("EUR", false), Some((50_000, 200_000, Some(0.25))));
    // The target is of the month and in the workspace's currency; nothing else has one.
    assert_eq!(of("EUR", true).and_then(|it| it.2), None);
    assert_eq!(of("USD", false), Some((70_000, 0, None)));
    assert!(all.iter().all(|it| it.band.p10 <= it.band.p90));
    assert!(all.iter().all(|it| it.with_expected() >= it.reached()));
}

#[test]
fn a_target_in_a_currency_without_leads_is_shown_and_a_currency_that_says_nothing_is_not() {
    let mut book = book(&[
        "A 1000 EUR: 0 intent, 40 won",
        "B: 0 intent, 40 won",
        "C 700 USD: 0 intent, 40 won",
        "D 300 CHF: 0 intent, 2 lost",
    ]);
    let now = noon(41);
    let [_, quarter] = spans(now.day(book.settings().general.zone));
    let month = quarter.0.month();
    let settings = Settings {
        targets: vec![Target {
            code: format!("{}-q{}-pln", quarter.0.year(), month.div_ceil(3)),
            amount: 10,
        }],
        ..Settings::default()
    };
    let section = settings.record(Section::Targets);
    book.put(Section::Targets.id(), Seq(1), section.into())
        .unwrap();
    let all = outlooks(&book, now);
    let told: Vec<_> = all
        .iter()
        .map(|it| {
            let of = &it.coverage;
            (it.currency.as_str(), it.is_quarter, of.won, of.target)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("EUR", false, 100_000, 0),
            ("EUR", true, 100_000, 0),
            ("USD", false, 70_000, 0),
            ("USD", true, 70_000, 0),
            ("PLN", false, 0, 0),
            ("PLN", true, 0, 1_000),
        ]
    );
    // Whoever opens what was won in a currency sees what is in it, and what has none where it counts.
    let behind = |at: usize| selected(&book, &all[at].filter, now);
    assert_eq!([0, 2, 4].map(behind), [2, 1, 0]);
}

#[test]
fn a_change_is_explained_by_what_tells_its_leads_apart() {
    let lives = [
        "A product=1: 0 intent, 10 won",
        "B product=2: 0 intent, 10 lost",
        "C product=1: 0 intent, 18 won",
        "D product=2: 0 intent, 18 won",
    ];
    let book = book(&lives);
    let now = noon(20);
    let by = |by| {
        let page = Sitting::of(&book, Topic::Why, by, &Revalued::default(), now);
        page.reasons.map(|it| it.by)
    };
    // No lead has a source, so that says nothing; it is there for who asks.
    assert_eq!(by(None), Some(Field::Product));
    assert_eq!(by(Some(Field::Source)), Some(Field::Source));
    // Where nothing tells them apart it is the first of all.
    let alike = super::lives::book(&lives[..1]);
    let page = Sitting::of(&alike, Topic::Why, None, &Revalued::default(), now);
    assert_eq!(page.reasons.map(|it| it.by), Some(Field::Source));
}

#[test]
fn a_hypothesis_is_measured_by_the_leads_that_it_names() {
    let mut book = book(&[
        "A source=fair: 0 intent, 12 high-intent",
        "B source=fair: 9 intent, 14 lost",
        "C source=fair: 9 intent, 13 won",
        "D: 9 intent, 14 won",
        "E source=fair: 15 intent, 16 won",
        "F source=fair: 9 intent, 12 high-intent",
        "G source=fair: 10 intent",
    ]);
    let figures = [
        "leads >= 1",
        "won >= 1",
        "lost >= 1",
        "win-rate >= 30 %",
        "conversion:intent >= 30 %",
    ];
    for (id, figure) in (1..).zip(figures) {
        let it = Resolution {
            text: figure.to_owned(),
            filter: Some("source:fair".to_owned()),
            expected: figure.parse().ok(),
            meeting: Some(noon(8).day(chrono_tz::UTC)),
            due: Some(noon(14).day(chrono_tz::UTC)),
            ..Resolution::default()
        };
        book.put(id, Seq(1), it.into()).unwrap();
    }
    let now = noon(20);
    let told: Vec<_> = points(&book, Which::All, now)
        .iter()
        .map(|it| {
            let (all, part) = it.behind().unwrap();
            let of = |more: &str| selected(&book, &format!("source:fair {more}"), now);
            let measured = it.measured.unwrap();
            (
                measured.of,
                of(&all),
                measured.tenths,
                part.map(|it| of(&it)),
                measured.open,
            )
        })
        .collect();
    // Who entered the layer and is neither further nor lost may yet go on; what is closed is settled.
    assert_eq!(
        told,
        [
            (6, 6, Some(60), None, None),
            (1, 1, Some(10), None, None),
            (1, 1, Some(10), None, None),
            (2, 2, Some(500), Some(1), None),
            (4, 4, Some(500), Some(2), Some(1)),
        ]
    );
}

#[test]
fn of_more_changed_values_than_a_filter_can_name_the_largest_are_opened_and_how_many_is_said() {
    let all = 1_500;
    let book = book(&vec!["A 100 EUR: 1 potential"; all]);
    let now = noon(20);
    let changed = |lead: u64| Revaluation {
        lead,
        before: 0,
        after: i64::try_from(lead).unwrap(),
        by: None,
        at: noon(15),
    };
    let up = |leads: Vec<Revaluation>| {
        let values = Revalued { leads, cut: false };
        let page = Sitting::of(&book, Topic::Moves, None, &values, now);
        let mut counts = page.counts.into_iter();
        counts.find(|it| it.of == Of::ValueUp).unwrap()
    };
    let it = up((1..=all as u64).map(changed).collect());
    let named = it.named.unwrap();
    assert_eq!((it.now, named < it.now), (all as u64, true));
    assert_eq!(selected(&book, &it.filter, now), named);
    let smallest = all as u64 - named + 1;
    let least = format!("id:>={smallest} {}", it.filter);
    assert_eq!(selected(&book, &least, now), named, "the largest");
    let few = up((1..=9).map(changed).collect());
    assert_eq!((few.now, few.named), (9, None));
    assert_eq!(selected(&book, &few.filter, now), 9);
}

#[test]
fn every_page_of_a_company_counts_what_its_filters_select_and_its_parts_add_up() {
    let (book, now) = company();
    for topic in Topic::ALL {
        let page = Sitting::of(&book, topic, None, &Revalued::default(), now);
        for count in page.counts {
            let listed = selected(&book, &count.filter, now);
            assert_eq!(listed, count.now, "{}", count.filter);
        }
        for part in page.spreads.iter().flat_map(|it| &it.parts) {
            assert_eq!(selected(&book, &part.filter, now), part.leads, "{part:?}");
            // Who waits for two reasons counts once.
            let most = part.of.iter().map(|it| it.1).max().unwrap_or(0);
            assert!(most <= part.leads, "{part:?}");
        }
    }
    let stretch = Stretch::of(&book, now);
    let why = reasons(&book, Field::Source, stretch, now).unwrap();
    let wins: i128 = why.groups.iter().map(|it| it.parts.sum()).sum();
    assert_eq!(wins, why.why.parts.sum());
    assert_eq!(wins, why.why.after() - why.why.before());
    for it in &why.worth {
        assert_eq!(it.parts.sum(), it.won[1] - it.won[0], "{}", it.currency);
    }
    let load = load(&book, now);
    let owned: u64 = load.reps.iter().map(|it| it.open).sum();
    assert_eq!(owned + load.unowned, selected(&book, "is:open", now));
    let said = heard(&book, stretch, now);
    let given: u64 = said.iter().map(|it| it.now).sum();
    let days = format!("fed:{}..{}", stretch.from, stretch.to);
    assert_eq!(given, selected(&book, &days, now));
    assert!(said.iter().all(|it| it.waiting <= it.now));
}
