//! Look-alikes: what some accounts have in common against the market, and which others have it too.
//!
//! - *trait*: a value of an account's field (an industry, a size class, a country …);
//! - *lift* of a trait: its share among the seeds ÷ its share in the whole market;
//! - *weight*: `ln((s + k) / (e + k))` where `s` of `S` seeds bear the trait and `e = S·q` would if they were like
//!   the market, in which its share is `q`: the logarithm of observed by expected, both with `k` more, so that
//!   neither a trait that three seeds share nor a rare one that none has shouts (shrunken observed-to-expected
//!   ratios: Norén, Hopstadius and Bate, Statistical Methods in Medical Research 22 (2013) 57–69);
//! - *score* of an account: the sum of its traits' weights; a field that is empty says nothing. Fields are added as
//!   if they were independent (naive Bayes), so the score ranks; it is no probability;
//! - *check*: the weights of the earlier seeds alone, asked to tell the later ones from the rest of the market: the
//!   area under the curve, the chance that a later seed scores above another account (½ is a coin), with the 95 %
//!   interval of Hanley and McNeil, Radiology 143 (1982) 29–36.
//!
//! It describes who was won so far. Whom sales spoke to decides about that too: it names no cause.

mod best;
mod check;
mod grouped;
mod weights;

use best::best;
use check::check;
use grouped::Grouped;
use weights::{Market, Weights, traits};

pub use super::stats::Separation;
use crate::book::Book;
use crate::book::mask::Mask;
use crate::book::track::NEVER;
use crate::model::Status;
use crate::query::Field;

/// Accounts that one thread looks through at a time.
const PIECE: usize = 1 << 13;

/// The fields that are compared unless others are chosen.
pub const TRAITS: [Field; 7] = [
    Field::Naics,
    Field::Emp,
    Field::Country,
    Field::Ownership,
    Field::Founded,
    Field::Revenue,
    Field::Class,
];

/// The fields that are compared of a workspace unless others are chosen: where no account has an industry's code, the
/// sectors that it names itself stand in.
#[must_use]
pub fn compared(book: &Book) -> Vec<Field> {
    let codes = Grouped::of(book, Field::Naics);
    let has_codes = codes.is_some_and(|it| it.has_any(&book.engaged().live));
    let stands_in = |it| it == Field::Naics && !has_codes;
    let field = |it| if stands_in(it) { Field::Sector } else { it };
    TRAITS.map(field).to_vec()
}

/// What is compared, and with whom.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// The accounts that the others should be like.
    pub seeds: &'a Mask,
    /// When each seed became one, in minutes, by the account's row; nothing where that is not known, and then no check.
    pub since: Option<&'a [u32]>,
    /// The accounts among which look-alikes are sought.
    pub among: &'a Mask,
    /// The fields to compare.
    pub fields: &'a [Field],
    /// Traits that are struck out: a field and a value as the trait names it.
    pub struck: &'a [(Field, String)],
    /// How many look-alikes.
    pub limit: usize,
}

/// A value of a field, in the seeds and in the market.
#[derive(Debug, Clone, PartialEq)]
pub struct Trait {
    /// The field.
    pub field: Field,
    /// The value as it is typed behind the field.
    pub term: String,
    /// How many seeds have it.
    pub seeds: u64,
    /// How many accounts of the market have it, the seeds included.
    pub market: u64,
    /// Its share among the seeds by its share in the market, as counted.
    pub lift: f64,
    /// What it adds to a score, unless it is struck out.
    pub weight: f64,
    /// Whether it is struck out.
    pub struck: bool,
}

/// An account that is like the seeds.
#[derive(Debug, Clone, PartialEq)]
pub struct Likeness {
    /// The account's row.
    pub row: usize,
    /// Its score.
    pub score: f64,
    /// The traits that speak for it, the strongest first, as positions among the traits.
    pub reasons: Vec<usize>,
}

/// Look-alikes, and why.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lookalikes {
    /// How many seeds there are.
    pub seeds: u64,
    /// How many accounts the market has.
    pub market: u64,
    /// The traits that the seeds have more or less often than the market, the strongest first.
    pub traits: Vec<Trait>,
    /// The best, the most alike first.
    pub best: Vec<Likeness>,
    /// How well the earlier seeds tell the later ones.
    pub check: Option<Separation>,
}

/// When each account was first won, by its row; `NEVER` for the others.
#[must_use]
pub fn first_won(book: &Book) -> Vec<u32> {
    let c = &book.episodes.columns;
    let won = crate::book::episodes::status_code(Status::Won);
    let won = Mask::of(&c.status, move |status| status == won);
    first(book, &won, &c.closed)
}

/// When the first lead of each account came that is among some, by the account's row; `NEVER` for those without.
#[must_use]
pub fn first_entered(book: &Book, leads: &Mask) -> Vec<u32> {
    first(book, leads, &book.episodes.columns.entered)
}

/// The rows that have a moment.
#[must_use]
pub fn dated(first: &[u32]) -> Mask {
    Mask::of(first, |at| at != NEVER)
}

fn first(book: &Book, among: &Mask, when: &[u32]) -> Vec<u32> {
    let c = &book.episodes.columns;
    let mut first = vec![NEVER; book.accounts.columns.len()];
    for row in among.clone().and(book.live_episodes()).iter() {
        let at = c.account[row] as usize;
        // A lead without an account points beyond them.
        if let Some(first) = first.get_mut(at) {
            *first = (*first).min(when[row]);
        }
    }
    first
}

/// Finds look-alikes.
#[must_use]
pub fn lookalikes(book: &Book, asked: &Asked<'_>) -> Lookalikes {
    let market = &book.engaged().live;
    let fields: Vec<Grouped<'_>> = asked
        .fields
        .iter()
        .filter_map(|field| Grouped::of(book, *field))
        .collect();
    let seeds = asked.seeds.clone().and(market);
    let counted = Market::of(&fields, market);
    let weights = Weights::learn(&fields, &seeds, &counted, asked.struck);
    let traits = traits(&fields, &weights);
    let among = asked.among.clone().and(market).and(&seeds.clone().not());
    Lookalikes {
        seeds: seeds.count(),
        market: market.count(),
        best: best(&fields, &weights, &among, asked.limit, &traits),
        check: asked
            .since
            .and_then(|since| check(&fields, &seeds, (market, &counted), since, asked.struck)),
        traits: traits.into_iter().map(|it| it.1).collect(),
    }
}
