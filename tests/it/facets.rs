//! Facets say what the filter would: a value's figures are those of the filter with that value added.

use std::sync::LazyLock;

use fiveply::book::Book;
use fiveply::book::facets::{Count, FACETS, Facet, Slice, Unit, Value, adds_up};
use fiveply::book::select::At;
use fiveply::demo::{Company, Size};
use fiveply::insight::funnel::{Window, funnel, minute};
use fiveply::insight::outline::outline;
use fiveply::model::{
    Account, AccountId, Change, FieldEdit, FieldId, Key, Kind, Lead, Moment, Op, Record, Seq,
};
use fiveply::query::{Context, Field, read};
use proptest::prelude::*;

use crate::support::cases::cases;

/// A Sunday in November 2026.
const NOW: Moment = Moment(1_795_340_000_000);

fn company() -> Company {
    let size = Size {
        accounts: 260,
        leads: 330,
    };
    Company::new(size, 7, NOW)
}

/// A book in which some leads lie out of their accounts' order, and some words are written in two ways.
fn book() -> Book {
    let company = company();
    let mut book = Book::default();
    let mut next = std::collections::BTreeMap::<Kind, u64>::new();
    for record in company.records() {
        let id = next.entry(record.kind()).or_default();
        *id += 1;
        book.put(*id, Seq(1), record).unwrap();
    }
    let leads: Vec<Lead> = company
        .of(Kind::Lead)
        .filter_map(|it| match it {
            Record::Lead(lead) => Some(lead),
            _ => None,
        })
        .collect();
    // So many at one account that they do not all lie near each other.
    for number in 0..36 {
        let lead = Lead {
            account: Some(AccountId(40)),
            ..leads[number * 5].clone()
        };
        book.put(331 + number as u64, Seq(1), lead.into()).unwrap();
    }
    book.finish(Seq(1));
    let twin = |name: &str, city: &str| Account {
        name: name.to_owned(),
        city: Some(city.to_owned()),
        country: Some("poland".to_owned()),
        employees: Some(50),
        ..Account::default()
    };
    book.put(261, Seq(2), twin("Twin One", "LYON").into())
        .unwrap();
    book.put(262, Seq(2), twin("Twin Two", "Lyon").into())
        .unwrap();
    for (number, (account, source)) in [
        (3, "Fair"),
        (261, "fair"),
        (3, "FAIR"),
        (9, "web"),
        (261, "Fair"),
    ]
    .into_iter()
    .enumerate()
    {
        let lead = Lead {
            account: Some(AccountId(account)),
            source: Some(source.to_owned()),
            ..leads[number * 9].clone()
        };
        book.put(367 + number as u64, Seq(2), lead.into()).unwrap();
    }
    let alone = Lead {
        account: None,
        ..leads[0].clone()
    };
    book.put(372, Seq(2), Record::from(alone)).unwrap();
    book
}

fn slice(book: &Book, unit: Unit, terms: &[String], fields: &[Field]) -> Slice {
    let filter = read(&terms.join(" "), &Context::on(NOW.day(chrono_tz::UTC))).unwrap();
    book.slice(&filter, unit, fields, At { now: NOW })
}

/// What the filter itself says of the selection.
fn by_filter(book: &Book, unit: Unit, terms: &[String]) -> Count {
    let of = |more: &str| {
        let mut terms = terms.to_vec();
        terms.push(more.to_owned());
        slice(book, unit, &terms, &[])
    };
    let (all, won, lost) = (of(""), of("status:won"), of("status:lost"));
    let lost = match unit {
        Unit::Leads => lost.total.all,
        Unit::Accounts => {
            let only = book.accounts_in(&lost).without(&book.accounts_in(&won));
            u32::try_from(only.count()).unwrap()
        }
    };
    Count {
        all: all.total.all,
        won: won.total.all,
        lost,
    }
}

/// Conditions, each with the one field that it is on, if it is one.
const CONDITIONS: [(&str, Option<Field>); 19] = [
    ("", None),
    ("source:fair", Some(Field::Source)),
    ("-source:fair,webinar", Some(Field::Source)),
    ("source:none", Some(Field::Source)),
    ("country:Poland,Germany", Some(Field::Country)),
    ("-country:Poland", Some(Field::Country)),
    ("emp:>=50", Some(Field::Emp)),
    ("naics:31..33", Some(Field::Naics)),
    ("temp:warm", Some(Field::Temp)),
    ("layer:>=intent", Some(Field::Layer)),
    ("(source:fair OR country:Poland)", None),
    ("status:won,lost", Some(Field::Status)),
    ("-(city:lyon temp:cold)", None),
    ("fb:any", Some(Field::Fb)),
    ("value:>5k", Some(Field::Value)),
    ("tag:tender,\"trial run\"", Some(Field::Tag)),
    ("-tag:\"key account\"", Some(Field::Tag)),
    ("tag:none", Some(Field::Tag)),
    ("idle:>14d", Some(Field::Idle)),
];

fn check(book: &Book, unit: Unit, chosen: &[usize]) {
    let conditions: Vec<_> = chosen.iter().map(|it| CONDITIONS[*it]).collect();
    let terms = |without: Option<Field>| -> Vec<String> {
        conditions
            .iter()
            .filter(|(_, field)| field.is_none() || *field != without)
            .map(|(text, _)| (*text).to_owned())
            .collect()
    };
    let found = slice(book, unit, &terms(None), &FACETS);
    assert_eq!(found.facets.len(), FACETS.len());
    assert_eq!(found.total, by_filter(book, unit, &terms(None)));
    agrees(book, &found);
    for facet in &found.facets {
        let field = facet.field;
        let rest = terms(Some(field));
        let said = format!("{unit:?} {} with {:?}", field.name(), terms(None));
        assert_eq!(facet.own, rest.len() < conditions.len(), "{said}");
        assert_eq!(facet.total, by_filter(book, unit, &rest), "{said}");
        let (values, many) = book.facet_values(facet, "", 40);
        assert!(many >= values.len());
        for value in values {
            let term = match &value.term {
                None => format!("{}:none", field.name()),
                Some(term)
                    if term.contains("..") || term.starts_with(|c: char| c.is_ascii_digit()) =>
                {
                    format!("{}:{term}", field.name())
                }
                Some(term) => format!("{}:\"{term}\"", field.name()),
            };
            let mut with = rest.clone();
            with.push(term.clone());
            let count = match (&value.term, field) {
                // An industry takes in all whose codes begin with its own.
                (Some(code), Field::Naics) => within(book, facet, code),
                _ => value.count,
            };
            assert_eq!(count, by_filter(book, unit, &with), "{term}: {said}");
        }
        let sum: u32 = facet.counts.iter().map(|it| it.all).sum();
        if adds_up(field) && (unit == Unit::Leads || is_of_accounts(field)) {
            assert_eq!(sum, facet.total.all, "{said}");
        } else {
            assert!(sum >= facet.total.all, "{said}");
        }
    }
}

/// The funnel by bytes has the figures of the funnel by times.
fn agrees(book: &Book, found: &Slice) {
    let short = outline(book, &found.episodes, &found.leads);
    let long = funnel(book, &found.episodes, Window::default(), minute(NOW));
    assert_eq!(
        (short.won, short.lost, short.win_rate),
        (long.won, long.lost, long.win_rate)
    );
    assert_eq!(short.won_value.list(book), long.won_value.list(book));
    for (short, long) in short.layers.iter().zip(&long.layers) {
        let figures = (
            short.open,
            short.parked,
            short.entered,
            short.advanced,
            short.still_open,
        );
        let expected = (
            long.open,
            long.parked,
            long.entered,
            long.advanced,
            long.still_open,
        );
        assert_eq!(figures, expected, "{:?}", short.layer);
        assert_eq!(
            (&short.value, short.conversion),
            (&long.value, long.conversion)
        );
    }
}

fn within(book: &Book, facet: &Facet, code: &str) -> Count {
    let (all, _) = book.facet_values(facet, "", usize::MAX);
    let begins = |it: &&Value| it.term.as_deref().is_some_and(|it| it.starts_with(code));
    all.iter()
        .filter(begins)
        .fold(Count::default(), |sum, it| Count {
            all: sum.all + it.count.all,
            won: sum.won + it.count.won,
            lost: sum.lost + it.count.lost,
        })
}

fn is_of_accounts(field: Field) -> bool {
    field.info().belongs == fiveply::query::Belongs::Account
}

#[test]
fn every_value_of_every_facet_is_what_the_filter_says_without_any_condition() {
    let book = book();
    check(&book, Unit::Leads, &[0]);
    check(&book, Unit::Accounts, &[0]);
}

proptest! {
    #![proptest_config(cases(8))]
    #[test]
    fn every_value_of_every_facet_is_what_the_filter_says(
        (chosen, accounts) in (proptest::collection::vec(0..CONDITIONS.len(), 1..4), any::<bool>()),
    ) {
        let unit = if accounts { Unit::Accounts } else { Unit::Leads };
        check(&book(), unit, &chosen);
    }
}

/// Every facet in both units as a book counts it that keeps nothing of before.
fn same_as_cold(book: &Book, said: &str) {
    let mut cold = book.clone();
    cold.finish(book.head());
    for unit in [Unit::Leads, Unit::Accounts] {
        let of = |book: &Book| {
            let found = slice(book, unit, &["-country:Poland".to_owned()], &FACETS);
            agrees(book, &found);
            (found.total, found.facets)
        };
        let ((total, facets), (cold_total, cold_facets)) = (of(book), of(&cold));
        assert_eq!(total, cold_total, "{unit:?} after {said}");
        for (facet, cold) in facets.iter().zip(&cold_facets) {
            assert_eq!(facet, cold, "{unit:?} after {said}");
        }
    }
}

#[test]
fn facets_are_right_after_every_change_whatever_was_kept_of_before() {
    let mut book = book();
    same_as_cold(&book, "nothing");
    let leads: Vec<Record> = company().of(Kind::Lead).collect();
    for (field, definition) in (0_u8..).zip(Kind::Lead.fields()) {
        // Several, so that some differ.
        let pairs = (0..6).map(|it| usize::from(field) * 12 + it * 2);
        for at in pairs {
            let at = at % (leads.len() - 1);
            let of = |at: usize| leads[at].values().swap_remove(usize::from(field));
            let edit = FieldEdit {
                field: FieldId(field),
                before: of(at),
                after: of(at + 1),
            };
            let change = Change {
                key: Key::new(Kind::Lead, at as u64 + 1),
                prev: Seq(1),
                op: Op::Update,
                edits: vec![edit],
            };
            book.apply(Seq(3), &change).unwrap();
        }
        same_as_cold(&book, definition.name);
    }
    for kind in [Kind::Touch, Kind::Feedback] {
        let records: Vec<Record> = company().of(kind).take(20).collect();
        for (id, record) in (90_000..).zip(records) {
            let change = Change::insert(Key::new(kind, id), record);
            book.apply(Seq(4), &change).unwrap();
        }
        same_as_cold(&book, &kind.to_string());
    }
}

proptest! {
    #![proptest_config(cases(24))]
    #[test]
    fn facets_follow_leads_that_change_one_after_the_other(
        // A lead, the field that it gets, of whom, and whether is counted in between.
        edits in proptest::collection::vec(
            (0..372_u64, 0..23_u8, 0..330_usize, proptest::bool::weighted(0.2)),
            1..60,
        ),
    ) {
        static BOOK: LazyLock<Book> = LazyLock::new(book);
        static LEADS: LazyLock<Vec<Record>> = LazyLock::new(|| company().of(Kind::Lead).collect());
        let mut book = BOOK.clone();
        same_as_cold(&book, "nothing");
        for (lead, field, of, counts) in edits {
            let after = LEADS[of].values().swap_remove(usize::from(field));
            let edit = FieldEdit { field: FieldId(field), before: after.clone(), after };
            let change = Change {
                key: Key::new(Kind::Lead, lead + 1),
                prev: Seq(1),
                op: Op::Update,
                edits: vec![edit],
            };
            book.apply(Seq(3), &change).unwrap();
            if counts {
                same_as_cold(&book, "a change");
            }
        }
        same_as_cold(&book, "all changes");
    }
}

#[test]
fn a_facet_is_searched_by_any_part_of_its_values_and_says_how_many_there_are() {
    let book = book();
    let found = slice(&book, Unit::Accounts, &[], &[Field::City]);
    let (all, many) = book.facet_values(&found.facets[0], "", 5);
    assert_eq!(all.len(), 5);
    assert!(many > 5);
    assert!(all.is_sorted_by(|a, b| a.count.all >= b.count.all));
    let (lyon, many) = book.facet_values(&found.facets[0], "yo", 5);
    assert_eq!(many, lyon.len());
    assert!(
        lyon.iter()
            .any(|it| it.term.as_deref().unwrap().eq_ignore_ascii_case("lyon"))
    );
    assert!(
        lyon.iter()
            .all(|it| it.term.as_deref().unwrap().to_lowercase().contains("yo"))
    );
}
