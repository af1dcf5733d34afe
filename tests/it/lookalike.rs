//! Look-alikes of a market in which the trait that makes customers is known.

use fiveply::book::Book;
use fiveply::book::mask::Mask;
use fiveply::insight::lookalike::{Asked, Lookalikes, TRAITS, lookalikes};
use fiveply::model::{Account, Seq};
use fiveply::query::Field;

/// A thousand accounts: a tenth of them Polish dairies of a hundred people, of which every second is a seed; beside
/// them one seed in fifty of the others.
fn market() -> (Book, Mask, Vec<u32>) {
    let mut book = Book::default();
    let mut seeds = Mask::none(1_000);
    let mut since = vec![u32::MAX; 1_000];
    for (row, since) in since.iter_mut().enumerate() {
        let dairy = row % 10 == 0;
        let account = Account {
            name: format!("Account {row}"),
            naics: Some(if dairy { "311511" } else { "541511" }.to_owned()),
            country: Some(
                if dairy || row % 3 == 0 {
                    "Poland"
                } else {
                    "France"
                }
                .to_owned(),
            ),
            employees: Some(if dairy {
                120
            } else {
                10 + (row as i64 * 37) % 400
            }),
            ..Account::default()
        };
        book.put(row as u64 + 1, Seq(1), account.into()).unwrap();
        if (dairy && row % 20 == 0) || row % 50 == 7 {
            seeds.insert(row);
            *since = (row as u32 * 7919) % 100_000;
        }
    }
    book.finish(Seq(1));
    (book, seeds, since)
}

fn find(
    book: &Book,
    seeds: &Mask,
    since: Option<&[u32]>,
    struck: &[(Field, String)],
) -> Lookalikes {
    let among = Mask::all(1_000);
    let asked = Asked {
        seeds,
        since,
        among: &among,
        fields: &TRAITS,
        struck,
        limit: 60,
    };
    lookalikes(book, &asked)
}

#[test]
fn the_trait_that_makes_customers_is_found_and_the_best_are_those_that_have_it() {
    let (book, seeds, since) = market();
    let it = find(&book, &seeds, Some(&since), &[]);
    assert_eq!((it.seeds, it.market), (70, 1_000));
    let dairy = it.traits.iter().find(|it| it.term == "311").unwrap();
    // 50 of 70 seeds and 100 of 1,000 accounts.
    assert_eq!((dairy.seeds, dairy.market), (50, 100));
    assert!((dairy.lift - 50.0 / 70.0 / 0.1).abs() < 1e-9);
    assert!((dairy.weight - (55.0_f64 / 12.0).ln()).abs() < 1e-9);
    assert_eq!(it.best.len(), 60);
    // The fifty dairies that are no customers yet come first, and nobody is there who is one.
    assert!(it.best[..50].iter().all(|it| it.row % 10 == 0));
    assert!(it.best.iter().all(|it| !seeds.has(it.row)));
    assert!(it.best.is_sorted_by(|a, b| a.score >= b.score));
    let reasons = &it.best[0].reasons;
    assert!(
        reasons.iter().any(|at| it.traits[*at].term == "311"),
        "{reasons:?}"
    );
    let check = it.check.unwrap();
    assert_eq!((check.seeds, check.others), (21, 930));
    assert!(
        check.low > 0.6 && check.area > 0.8 && check.area < 1.0,
        "{check:?}"
    );
}

#[test]
fn a_trait_that_is_struck_out_adds_nothing() {
    let (book, seeds, _) = market();
    let struck = [(Field::Naics, "311".to_owned())];
    let it = find(&book, &seeds, None, &struck);
    let dairy = it.traits.iter().find(|it| it.term == "311").unwrap();
    assert!(dairy.seeds == 50 && dairy.struck);
    assert!(
        it.best
            .iter()
            .all(|one| one.reasons.iter().all(|at| it.traits[*at].term != "311"))
    );
    assert_eq!(it.check, None);
}

#[test]
fn seeds_that_are_like_the_market_single_nobody_out() {
    let (book, ..) = market();
    let seeds = Mask::by_row(1_000, |row| (row / 10) % 5 == 0);
    let it = find(&book, &seeds, None, &[]);
    // Industry and country are just as in the market; few companies of one size say little.
    let of = |field| it.traits.iter().filter(move |it| it.field == field);
    assert!(
        of(Field::Naics)
            .chain(of(Field::Country))
            .all(|it| it.weight.abs() < 1e-9)
    );
    assert!(of(Field::Emp).all(|it| it.weight.abs() < it.lift.ln().abs().max(1e-9)));
    let nobody = find(&book, &Mask::none(1_000), None, &[]);
    assert!(nobody.best.is_empty() && nobody.check.is_none());
}

#[test]
fn accounts_are_scored_by_what_they_have_wherever_among_many_they_lie() {
    // More than one thread scores at a time, and the few that score lie in no rhythm of it.
    let many = 20_000;
    let is_polish = |row: usize| row % 797 == 5;
    let mut book = Book::default();
    for row in 0..many {
        let country = if is_polish(row) { "Poland" } else { "France" };
        let account = Account {
            name: format!("Account {row}"),
            country: Some(country.to_owned()),
            ..Account::default()
        };
        book.put(row as u64 + 1, Seq(1), account.into()).unwrap();
    }
    book.finish(Seq(1));
    let is_seed = |row: usize| is_polish(row) && row.is_multiple_of(2);
    let seeds = Mask::by_row(many, is_seed);
    // Each is won in the row's order, so that the last three in ten are to be told from the others.
    let since: Vec<u32> = (0..many as u32).collect();
    let among = Mask::all(many);
    let asked = Asked {
        seeds: &seeds,
        since: Some(&since),
        among: &among,
        fields: &[Field::Country],
        struck: &[],
        limit: 60,
    };
    let it = lookalikes(&book, &asked);
    let found: Vec<usize> = it.best.iter().map(|it| it.row).collect();
    let expected: Vec<usize> = (0..many)
        .filter(|row| is_polish(*row) && !is_seed(*row))
        .collect();
    assert!(expected.len() > 10 && expected.iter().any(|row| *row > many / 2));
    assert_eq!(found, expected);
    // A later seed ties with each Polish account that is none and is above all French ones.
    let (polish, others) = (expected.len() as f64, (many as u64 - seeds.count()) as f64);
    let area = (others - polish / 2.0) / others;
    let check = it.check.unwrap();
    assert!((check.area - area).abs() < 1e-12, "{check:?}");
}
