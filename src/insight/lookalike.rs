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

use rayon::prelude::*;

use crate::book::Book;
use crate::book::columns::NO_ROW;
use crate::book::episodes::flag;
use crate::book::histogram::{Codes, Lane, histograms};
use crate::book::mask::Mask;
use crate::book::track::NEVER;
use crate::model::Status;
use crate::query::Field;

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

/// How many seeds are added to what is seen and to what is expected: the weight of what is believed before looking.
/// Five is ours: less than five expected seeds are mostly luck.
const PRIOR: f64 = 5.0;

/// Of the seeds, in order of time, the share that the check learns from.
const LEARNT: f64 = 0.7;

/// Digits of an industry code that make a trait: a subsector.
const DIGITS: usize = 3;

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

/// How well scores separate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Separation {
    /// The chance that a later seed scores above another account; ties count half.
    pub area: f64,
    /// The lower 95 % bound.
    pub low: f64,
    /// The upper one.
    pub high: f64,
    /// How many later seeds it was asked about.
    pub seeds: u64,
    /// How many others.
    pub others: u64,
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
    first(book, |row| (c.status[row] == won).then(|| c.closed[row]))
}

/// When each account's first lead entered, by its row; `NEVER` for those without.
#[must_use]
pub fn first_entered(book: &Book) -> Vec<u32> {
    let c = &book.episodes.columns;
    first(book, |row| Some(c.entered[row]))
}

/// The rows that have a moment.
#[must_use]
pub fn dated(first: &[u32]) -> Mask {
    Mask::of(first, |at| at != NEVER)
}

fn first(book: &Book, when: impl Fn(usize) -> Option<u32>) -> Vec<u32> {
    let c = &book.episodes.columns;
    let mut first = vec![NEVER; book.accounts.columns.len()];
    for row in 0..c.len() {
        let account = c.account[row];
        if c.flags[row] & flag::LIVE != 0
            && account != NO_ROW
            && let Some(at) = when(row)
        {
            let first = &mut first[account as usize];
            *first = (*first).min(at);
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
    let weights = Weights::learn(&fields, &seeds, market, asked.struck);
    let traits = traits(&fields, &weights);
    let among = asked.among.clone().and(market).and(&seeds.clone().not());
    Lookalikes {
        seeds: seeds.count(),
        market: market.count(),
        best: best(&fields, &weights, &among, asked.limit, &traits),
        check: asked
            .since
            .and_then(|since| check(&fields, &seeds, market, since, asked.struck)),
        traits: traits.into_iter().map(|it| it.1).collect(),
    }
}

/// A column of codes whose values are grouped to traits.
struct Grouped<'a> {
    field: Field,
    lane: Lane<'a>,
    /// The trait of each code; the first is none.
    group_of: Vec<u32>,
    terms: Vec<Option<String>>,
}

impl<'a> Grouped<'a> {
    fn of(book: &'a Book, field: Field) -> Option<Self> {
        let lane = book.account_lane(field)?;
        let mut it = Self {
            field,
            lane,
            group_of: Vec::with_capacity(lane.width),
            terms: vec![None],
        };
        let mut seen = std::collections::HashMap::new();
        let name = book.facet_terms(field);
        for code in (0..).take(lane.width) {
            let group = match name(code).map(|term| short(field, term)) {
                None => 0,
                Some(term) => {
                    let next = u32::try_from(it.terms.len()).unwrap_or_default();
                    let folded = crate::model::fold::fold(&term);
                    let group = *seen.entry(folded).or_insert(next);
                    if group == next {
                        it.terms.push(Some(term));
                    }
                    group
                }
            };
            it.group_of.push(group);
        }
        Some(it)
    }

    fn counts(&self, rows: &Mask) -> Vec<u64> {
        let by_code = histograms(&[self.lane], rows).swap_remove(0);
        let mut counts = vec![0; self.terms.len()];
        for (group, count) in self.group_of.iter().zip(by_code) {
            counts[*group as usize] += u64::from(count);
        }
        counts
    }

    fn code(&self, row: usize) -> usize {
        match self.lane.codes {
            Codes::Byte(codes) => codes.get(row).map_or(0, |it| usize::from(*it)),
            Codes::Short(codes) => codes.get(row).map_or(0, |it| usize::from(*it)),
            Codes::Wide(codes) => codes.get(row).map_or(0, |it| *it as usize),
        }
    }
}

/// An industry stands by its subsector.
fn short(field: Field, mut term: String) -> String {
    if field == Field::Naics && term.is_char_boundary(DIGITS) {
        term.truncate(DIGITS);
    }
    term
}

/// A trait as it was counted.
#[derive(Debug, Clone, Copy)]
struct Weighed {
    seeds: u64,
    market: u64,
    weight: f64,
    struck: bool,
}

/// What each trait of each field adds to a score.
struct Weights {
    /// By field and trait.
    traits: Vec<Vec<Weighed>>,
    /// By field and code, for scoring.
    by_code: Vec<Vec<f32>>,
    seeds: u64,
    market: u64,
}

impl Weights {
    fn learn(
        fields: &[Grouped<'_>],
        seeds: &Mask,
        market: &Mask,
        struck: &[(Field, String)],
    ) -> Self {
        let (all_seeds, all) = (seeds.count(), market.count());
        let mut it = Self {
            traits: Vec::new(),
            by_code: Vec::new(),
            seeds: all_seeds,
            market: all,
        };
        for field in fields {
            let of_seeds = field.counts(seeds);
            let of_market = field.counts(market);
            let counted = of_seeds.into_iter().zip(of_market).zip(&field.terms);
            let is_struck = |term: &str| {
                let same = |(of, value): &(Field, String)| *of == field.field && value == term;
                struck.iter().any(same)
            };
            let traits: Vec<Weighed> = counted
                .map(|((s, m), term)| Weighed {
                    seeds: s,
                    market: m,
                    weight: match term {
                        Some(_) => weight(s, all_seeds, m, all),
                        None => 0.0,
                    },
                    struck: term.as_deref().is_some_and(is_struck),
                })
                .collect();
            let by_code = field.group_of.iter().map(|it| {
                let it = &traits[*it as usize];
                if it.struck { 0.0 } else { it.weight as f32 }
            });
            it.by_code.push(by_code.collect());
            it.traits.push(traits);
        }
        it
    }

    fn score(&self, fields: &[Grouped<'_>], row: usize) -> f32 {
        let each = fields.iter().zip(&self.by_code);
        each.map(|(field, weights)| weights.get(field.code(row)).copied().unwrap_or_default())
            .sum()
    }
}

/// What a trait adds that `s` of `seeds` and `m` of the `market` have.
fn weight(s: u64, seeds: u64, m: u64, market: u64) -> f64 {
    if m == 0 || market == 0 || seeds == 0 {
        return 0.0;
    }
    let expected = seeds as f64 * (m as f64 / market as f64);
    ((s as f64 + PRIOR) / (expected + PRIOR)).ln()
}

/// The traits that seeds bear, or that the market bears and they don't, each with its field's and its own position.
fn traits(fields: &[Grouped<'_>], weights: &Weights) -> Vec<((usize, usize), Trait)> {
    let mut traits = Vec::new();
    for (at, (field, counted)) in fields.iter().zip(&weights.traits).enumerate() {
        for (group, (term, weighed)) in field.terms.iter().zip(counted).enumerate() {
            let Some(term) = term.as_ref().filter(|_| weighed.market > 0) else {
                continue;
            };
            let share = |part: u64, of: u64| part as f64 / of.max(1) as f64;
            let lift = share(weighed.seeds, weights.seeds) / share(weighed.market, weights.market);
            let it = Trait {
                field: field.field,
                term: term.clone(),
                seeds: weighed.seeds,
                market: weighed.market,
                lift,
                weight: weighed.weight,
                struck: weighed.struck,
            };
            traits.push(((at, group), it));
        }
    }
    let strength = |it: &((usize, usize), Trait)| it.1.weight.abs();
    traits.sort_by(|a, b| {
        strength(b)
            .total_cmp(&strength(a))
            .then_with(|| a.0.cmp(&b.0))
    });
    traits
}

/// The accounts with the highest scores above zero.
fn best(
    fields: &[Grouped<'_>],
    weights: &Weights,
    among: &Mask,
    limit: usize,
    traits: &[((usize, usize), Trait)],
) -> Vec<Likeness> {
    let rank = |it: &(f32, usize)| (std::cmp::Reverse(order(it.0)), it.1);
    let keep = |mut list: Vec<(f32, usize)>| {
        if list.len() > limit {
            list.select_nth_unstable_by_key(limit, rank);
            list.truncate(limit);
        }
        list
    };
    let pieces = among.words().par_chunks(1 << 10).enumerate();
    let mut best = pieces
        .map(|(piece, words)| {
            let from = piece * (1 << 16);
            let rows = among.between(from, from + words.len() * 64);
            let scored = rows.map(|row| (weights.score(fields, row), row));
            keep(scored.filter(|it| it.0 > 0.0).collect())
        })
        .reduce(Vec::new, |mut one, mut other| {
            one.append(&mut other);
            keep(one)
        });
    best.sort_by_key(rank);
    let position = |at: usize, group: usize| traits.iter().position(|it| it.0 == (at, group));
    best.into_iter()
        .map(|(score, row)| {
            let bears = fields.iter().enumerate().filter_map(|(at, field)| {
                let group = *field.group_of.get(field.code(row))? as usize;
                position(at, group).filter(|it| {
                    let it = &traits[*it].1;
                    it.weight > 0.0 && !it.struck
                })
            });
            // Traits are in the order of their strength.
            let mut reasons: Vec<usize> = bears.collect();
            reasons.sort_unstable();
            Likeness {
                row,
                score: f64::from(score),
                reasons,
            }
        })
        .collect()
}

/// A number whose order is the score's.
fn order(score: f32) -> u32 {
    let bits = score.to_bits();
    if bits >> 31 == 1 {
        !bits
    } else {
        bits | 1 << 31
    }
}

/// Learns from the earlier seeds and tells the later ones from the rest of the market.
fn check(
    fields: &[Grouped<'_>],
    seeds: &Mask,
    market: &Mask,
    since: &[u32],
    struck: &[(Field, String)],
) -> Option<Separation> {
    let when = |row: usize| since.get(row).copied().filter(|at| *at != NEVER);
    let mut dated: Vec<(u32, usize)> = seeds
        .iter()
        .filter_map(|row| Some((when(row)?, row)))
        .collect();
    dated.sort_unstable();
    let learnt = (dated.len() as f64 * LEARNT).round() as usize;
    let (earlier, later) = dated.split_at_checked(learnt)?;
    if earlier.is_empty() || later.is_empty() {
        return None;
    }
    let mut known = Mask::none(market.rows());
    earlier.iter().for_each(|(_, row)| known.insert(*row));
    // What will be won later is part of the market as it looked then.
    let weights = Weights::learn(fields, &known, market, struck);
    let mut scores: Vec<f32> = later
        .iter()
        .map(|(_, row)| weights.score(fields, *row))
        .collect();
    scores.sort_by(f32::total_cmp);
    let others = market.clone().and(&seeds.clone().not());
    separation(&scores, &others, |row| weights.score(fields, row))
}

/// The chance that one of some scores, in ascending order, is above another account's; ties count half.
fn separation(
    scores: &[f32],
    others: &Mask,
    score: impl Fn(usize) -> f32 + Sync,
) -> Option<Separation> {
    let count = others.count();
    if scores.is_empty() || count == 0 {
        return None;
    }
    let pieces = others.words().par_chunks(1 << 10).enumerate();
    let halves: u64 = pieces
        .map(|(piece, words)| {
            let from = piece * (1 << 16);
            let rows = others.between(from, from + words.len() * 64);
            rows.map(|row| {
                let score = score(row);
                let below = scores.partition_point(|it| *it < score);
                let not_above = scores.partition_point(|it| *it <= score);
                let above = scores.len() - not_above;
                (2 * above + (not_above - below)) as u64
            })
            .sum::<u64>()
        })
        .sum();
    let (n1, n2) = (scores.len() as f64, count as f64);
    let area = halves as f64 / (2.0 * n1 * n2);
    let (q1, q2) = (area / (2.0 - area), 2.0 * area * area / (1.0 + area));
    let spread =
        area * (1.0 - area) + (n1 - 1.0) * (q1 - area * area) + (n2 - 1.0) * (q2 - area * area);
    let half = 1.959_963_984_540_054 * (spread.max(0.0) / (n1 * n2)).sqrt();
    Some(Separation {
        area,
        low: (area - half).max(0.0),
        high: (area + half).min(1.0),
        seeds: scores.len() as u64,
        others: count,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(got: f64, want: f64) {
        assert!((got - want).abs() < 1e-9, "{got} is not {want}");
    }

    /// 30 of 50 seeds where 200 of 1,000 accounts let one expect 10: (30 + 5) / (10 + 5).
    #[test]
    fn a_weight_is_observed_by_expected_with_five_more_of_both() {
        near(weight(30, 50, 200, 1_000), (35.0_f64 / 15.0).ln());
        // None where one was expected: little is known, so little is said.
        near(weight(0, 50, 20, 1_000), (5.0_f64 / 6.0).ln());
        near(weight(10, 50, 200, 1_000), 0.0);
        near(weight(0, 0, 200, 1_000), 0.0);
    }

    /// By hand: scores 2 and 3 against 1, 2 and 2. Of the six pairs (2 > 1, 2 = 2 twice, 3 > 1, 3 > 2 twice)
    /// 1 + ½ + ½ + 3 = 5 are in the right order, so the area is 5/6.
    #[test]
    fn the_area_is_the_share_of_pairs_in_the_right_order() {
        let others = Mask::all(3);
        let score = [1.0_f32, 2.0, 2.0];
        let it = separation(&[2.0, 3.0], &others, |row| score[row]).unwrap();
        near(it.area, 5.0 / 6.0);
        assert_eq!((it.seeds, it.others), (2, 3));
        // Q1 = (5/6)/(7/6) = 5/7, Q2 = (50/36)/(11/6) = 25/33; s² = (5/36 + (5/7 − 25/36) + 2(25/33 − 25/36))/6.
        let spread =
            (5.0 / 36.0 + (5.0 / 7.0 - 25.0 / 36.0) + 2.0 * (25.0 / 33.0 - 25.0 / 36.0)) / 6.0;
        near(
            it.low,
            5.0 / 6.0 - 1.959_963_984_540_054 * f64::sqrt(spread),
        );
        assert!(it.high <= 1.0);
        assert_eq!(separation(&[], &others, |row| score[row]), None);
    }

    #[test]
    fn scores_keep_their_order_as_numbers() {
        let scores = [-3.5_f32, -0.0, 0.0, 1e-9, 2.0];
        assert!(
            scores
                .is_sorted_by(|a, b| order(*a) < order(*b) || (*a == *b && order(*a) <= order(*b)))
        );
    }
}
