//! Names are found as by looking at every one, whatever was typed before.

use proptest::prelude::*;

use super::*;
use crate::model::{Account, Record};

fn book(names: &[String]) -> Book {
    let mut book = Book::default();
    for (id, name) in (1..).zip(names) {
        let mut account = Account::default();
        account.name.clone_from(name);
        book.put(id, Seq(1), Record::from(account)).unwrap();
    }
    book.finish(Seq(1));
    book
}

/// The same by looking at every name.
fn by_hand(names: &[String], wanted: &str) -> Vec<u32> {
    let finder = Finder::new(wanted);
    let ranked = |(row, name): (u32, &String)| {
        let name = fold(name);
        let place = place(name.as_bytes(), &finder)?;
        Some((place, name.len(), row))
    };
    let mut all: Vec<_> = (0..).zip(names).filter_map(ranked).collect();
    all.sort_unstable();
    all.into_iter().take(MOST).map(|it| it.2).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn the_best_that_hold_a_text_are_those_of_all(
        names in prop::collection::vec("([ab]{1,3} )?[abc]{0,6}[北é]?", 1..80),
        wanted in "[abc]{1,5}|北|b a",
    ) {
        // So many that more than one hand looks, too.
        for times in [1, 200] {
            let names = vec![names.clone(); times].concat();
            let (book, mut companies) = (book(&names), Companies::default());
            // Letter by letter, and back to the first.
            let ends = wanted.char_indices().map(|(at, it)| at + it.len_utf8());
            for end in ends.chain([wanted.chars().next().map_or(0, char::len_utf8)]) {
                let wanted = &wanted[..end];
                companies.turn_to(&book, wanted);
                prop_assert_eq!(companies.holding(&book, wanted), by_hand(&names, wanted));
            }
        }
    }
}

proptest! {
    #[test]
    fn what_was_ruled_out_on_the_way_is_not_alike_in_the_end(
        names in prop::collection::vec("[abcde]{3,9}( gmbh| ag)?", 1..60),
        texts in prop::array::uniform2("[abcde]{4,9}( [abcde]{3,10})?"),
        // Other spellings of the texts, by the letter that is another one.
        near in prop::collection::vec((0..2_usize, 0..20_usize), 0..9),
        // Which text stands there after some keys, and how much of it.
        steps in prop::collection::vec((0..2_usize, TELLING..=20), 0..20),
    ) {
        let spell = |(text, at): (usize, usize)| {
            let other = |(n, letter)| if n == at { 'x' } else { letter };
            texts[text].chars().enumerate().map(other).chain(" gmbh".chars()).collect()
        };
        let book = book(&names.into_iter().chain(near.into_iter().map(spell)).collect::<Vec<String>>());
        let mut companies = Companies::default();
        for (text, len) in (TELLING..=texts[0].len()).map(|len| (0, len)).chain(steps) {
            let wanted = &texts[text][..len.min(texts[text].len())];
            let near = |companies: &mut Companies| {
                companies.turn_to(&book, wanted);
                companies.near(&book, wanted, wanted)
            };
            prop_assert_eq!(near(&mut companies), near(&mut Companies::default()));
        }
    }
}
