//! Where leads are lost, and why: the reasons by the layer in which it happened.
//!
//! Counted are episodes that were lost in the window, by the layer that they were in and the reason that was given. Shares
//! are of all that were lost; a loss without a reason is a row of its own, not left out.

use std::collections::BTreeMap;

use super::funnel::{Sums, Window};
use super::places::{Part, counted};
use crate::book::Book;
use crate::book::episodes::{flag, status_code};
use crate::book::mask::Mask;
use crate::model::fold::fold;
use crate::model::{Layer, Status};

/// One reason, or one competitor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its code; nothing where none was given.
    pub name: Option<String>,
    /// How many were lost in each layer, top to bottom.
    pub by_layer: [u64; 5],
    /// What they were worth.
    pub value: Sums,
}

impl Row {
    /// How many in all.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.by_layer.iter().sum()
    }
}

/// What was lost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lost {
    /// By reason, the most frequent first.
    pub reasons: Vec<Row>,
    /// By who got it, likewise.
    pub competitors: Vec<Row>,
    /// All of it.
    pub all: Row,
}

#[derive(Debug, Clone, Default)]
struct Counts {
    reasons: BTreeMap<u32, Row>,
    competitors: BTreeMap<u32, Row>,
    all: Row,
}

impl Part for Counts {
    fn merge(&mut self, other: &Self) {
        for (mine, theirs) in [
            (&mut self.reasons, &other.reasons),
            (&mut self.competitors, &other.competitors),
        ] {
            for (code, row) in theirs {
                mine.entry(*code).or_default().add(row);
            }
        }
        self.all.add(&other.all);
    }
}

impl Row {
    /// Adds what was lost for another one.
    pub fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.by_layer.iter_mut().zip(&other.by_layer) {
            *mine += theirs;
        }
        self.value.merge(&other.value);
    }
}

/// The losses among selected episodes.
#[must_use]
pub fn lost(book: &Book, selected: &Mask, window: Window) -> Lost {
    let c = &book.episodes.columns;
    let outcomes = &book.episodes.outcomes;
    let count = |it: &mut Counts, row: usize| {
        let is = c.flags[row] & flag::LIVE != 0 && c.status[row] == status_code(Status::Lost);
        if !is || !window.has(c.closed[row]) {
            return;
        }
        let layer = usize::from(c.layer[row]).min(Layer::ALL.len() - 1);
        let reason = it.reasons.entry(c.reason.get(row)).or_default();
        let competitor = it.competitors.entry(c.competitor.get(row)).or_default();
        for place in [reason, competitor, &mut it.all] {
            place.by_layer[layer] += 1;
            place.value.add(c.currency.get(row), c.value[row]);
        }
    };
    let it = counted(selected, None, count).pop().unwrap_or_default();
    Lost {
        reasons: named(it.reasons, |code| outcomes.reasons.get(code)),
        competitors: named(it.competitors, |code| outcomes.competitors.get(code)),
        all: it.all,
    }
}

/// Names the codes; words that read the same are one.
fn named<'a>(rows: BTreeMap<u32, Row>, name: impl Fn(u32) -> Option<&'a str>) -> Vec<Row> {
    let mut named: Vec<Row> = Vec::new();
    for (code, row) in rows {
        let name = name(code);
        let same = |it: &&mut Row| it.name.as_deref().map(fold) == name.map(fold);
        if let Some(twin) = named.iter_mut().find(same) {
            twin.add(&row);
        } else {
            let name = name.map(str::to_owned);
            named.push(Row { name, ..row });
        }
    }
    named.sort_by(|a, b| b.all().cmp(&a.all()).then_with(|| a.name.cmp(&b.name)));
    named
}
