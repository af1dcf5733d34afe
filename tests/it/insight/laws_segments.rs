//! What must hold of segments side by side and of look-alikes, whoever is in them: the order of two sides turns the sign, what
//! both share is in neither difference, and a trait weighs what it is seen more often than expected.

use fiveply::book::Book;
use fiveply::book::facets::FACETS;
use fiveply::book::mask::Mask;
use fiveply::book::select::At;
use fiveply::insight::compare::{Pair, pair};
use fiveply::insight::lookalike::{Asked, Lookalikes, TRAITS, dated, first_entered, lookalikes};
use fiveply::insight::picked::Picked;
use fiveply::model::{Account, Seq, Unit};
use fiveply::query::{Context, read};
use proptest::prelude::*;

use super::laws::{NOW, read as book_of};
use super::laws_more::varied;
use super::lives::noon;

fn picked(book: &Book, filter: &str) -> Picked {
    let filter = read(filter, &Context::on(noon(NOW).day(chrono_tz::UTC))).unwrap();
    Picked::by_filter(book, &filter, Unit::Leads, At { now: noon(NOW) })
}

fn filters() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        "source:fair",
        "source:fair,web",
        "-source:fair",
        "outcome:won",
        "reached:intent",
        "source:nobody",
    ])
}

fn differences(it: &Pair) -> Vec<(Option<f64>, f64, f64)> {
    let layers = it.layers.iter().map(|it| it.1.difference);
    let all = layers.chain([it.win_rate.difference]);
    all.map(|it| (it.difference, it.low, it.high)).collect()
}

/// Accounts by industry, country and size, and which of them are seeds.
fn market() -> impl Strategy<Value = Vec<(usize, usize, i64, bool)>> {
    prop::collection::vec((0..3_usize, 0..3_usize, 1..900_i64, any::<bool>()), 1..60)
}

fn alike(market: &[(usize, usize, i64, bool)], struck: bool) -> Lookalikes {
    let mut book = Book::default();
    let mut seeds = Mask::none(market.len());
    for (row, (industry, country, employees, is_seed)) in market.iter().enumerate() {
        let account = Account {
            name: format!("Account {row}"),
            naics: Some(["311511", "541511", "236220"][*industry].to_owned()),
            country: Some(["Poland", "France", "Chile"][*country].to_owned()),
            employees: Some(*employees),
            ..Account::default()
        };
        book.put(row as u64 + 1, Seq(1), account.into()).unwrap();
        if *is_seed {
            seeds.insert(row);
        }
    }
    book.finish(Seq(1));
    let all = Mask::all(market.len());
    let asked = Asked {
        seeds: &seeds,
        since: None,
        among: &all,
        fields: &TRAITS,
        struck: &if struck {
            vec![(fiveply::query::Field::Naics, "311".to_owned())]
        } else {
            Vec::new()
        },
        limit: 100,
    };
    lookalikes(&book, &asked)
}

/// What is known of each trait, whatever the order in which accounts came.
fn told(it: &Lookalikes) -> Vec<String> {
    let each = it.traits.iter();
    let mut each: Vec<String> = each
        .map(|it| {
            format!(
                "{:?} {} {} {} {:.9}",
                it.field, it.term, it.seeds, it.market, it.weight
            )
        })
        .collect();
    each.sort();
    each
}

proptest! {
    #[test]
    fn two_segments_differ_by_as_much_as_they_do_the_other_way_round(
        lives in varied(), one in filters(), other in filters(),
    ) {
        let book = book_of(&lives);
        let (a, b) = (picked(&book, one), picked(&book, other));
        let (it, turned) = (pair(&book, &a, &b, &FACETS), pair(&book, &b, &a, &FACETS));
        let lap = it.overlap;
        prop_assert!(lap.shared <= lap.a.min(lap.b));
        prop_assert_eq!((lap.a, lap.b, lap.shared), (turned.overlap.b, turned.overlap.a, turned.overlap.shared));
        prop_assert_eq!(lap.jaccard, turned.overlap.jaccard);
        prop_assert!(lap.jaccard.is_none_or(|it| (0.0..=1.0).contains(&it)));
        if one == other {
            prop_assert_eq!(lap.shared, lap.a);
            prop_assert!(it.fields.is_empty());
        }
        for ((by, low, high), (back, back_low, back_high)) in differences(&it).into_iter().zip(differences(&turned)) {
            let (Some(by), Some(back)) = (by, back) else {
                // Of nobody nothing is known, and that is said.
                prop_assert_eq!((low, high), (-1.0, 1.0));
                continue;
            };
            prop_assert!(low - 1e-12 <= by && by <= high + 1e-12 && low >= -1.0 && high <= 1.0);
            for (one, other) in [(by, back), (low, back_high), (high, back_low)] {
                prop_assert!((one + other).abs() < 1e-12, "{} {}", one, other);
            }
        }
        // What both have is counted on neither side.
        if lap.shared == lap.a {
            prop_assert_eq!(it.win_rate.a.n, 0);
        }
        for field in &it.fields {
            prop_assert!((0.0..=1.0 + 1e-12).contains(&field.v), "{}", field.v);
            prop_assert!(field.values.iter().all(|it| it.a <= field.a && it.b <= field.b));
        }
    }

    #[test]
    fn a_trait_weighs_what_it_is_seen_more_often_than_expected(market in market()) {
        let it = alike(&market, false);
        let seeds = market.iter().filter(|it| it.3).count() as u64;
        prop_assert_eq!((it.seeds, it.market), (seeds, market.len() as u64));
        for one in &it.traits {
            prop_assert!(one.seeds <= one.market && one.market <= it.market);
            if seeds > 0 {
                // More often than expected speaks for it, less often against it, and never as loudly as the plain ratio.
                let plain = one.lift.ln();
                prop_assert!(one.weight * plain >= -1e-12 && one.weight.abs() <= plain.abs() + 1e-9, "{:?}", one);
            }
        }
        // The values of a field are all seeds and all of the market: each account has one.
        let of = |field| it.traits.iter().filter(move |it| it.field == field);
        for field in [fiveply::query::Field::Naics, fiveply::query::Field::Country] {
            prop_assert_eq!(of(field).map(|it| it.seeds).sum::<u64>(), seeds);
            prop_assert_eq!(of(field).map(|it| it.market).sum::<u64>(), it.market);
        }
        prop_assert!(it.best.iter().all(|it| it.score > 0.0 && !market[it.row].3));
        prop_assert!(it.best.is_sorted_by(|a, b| a.score >= b.score));
        // What speaks for an account is at least its score: what speaks against it is only taken off.
        for one in &it.best {
            let sum: f64 = one.reasons.iter().map(|at| it.traits[*at].weight).sum();
            prop_assert!(sum >= one.score - 1e-4, "{} {}", sum, one.score);
        }
        let mut turned = market.clone();
        turned.reverse();
        prop_assert_eq!(told(&it), told(&alike(&turned, false)));
        // Struck out, a trait is counted all the same and adds nothing.
        let without = alike(&market, true);
        prop_assert_eq!(told(&it), told(&without));
        prop_assert!(without.best.iter().all(|one| one.reasons.iter().all(|at| !without.traits[*at].struck)));
    }
}

/// By hand: the second product's first lead is what makes an account one of its buyers, whatever was bought before.
#[test]
fn an_account_is_one_of_them_since_the_first_lead_that_makes_it_so() {
    let book = super::lives::book(&[
        "A product=1: 0 potential, 3 won",
        "A product=2: 40 potential, 50 won",
        "A product=2: 60 potential",
        "B product=1: 5 potential",
    ]);
    let since = |filter: &str| first_entered(&book, &picked(&book, filter).leads);
    let minute = |day| fiveply::insight::funnel::minute(noon(day));
    assert_eq!(since("")[..2], [minute(0), minute(5)]);
    assert_eq!(since("product:P2")[0], minute(40));
    assert_eq!(dated(&since("product:P2")).count(), 1);
}
