//! The funnel, what came and went, and the cohort before it: all of them with every episode looked at once.
//!
//! What each of them counts is its own: see [`funnel`](super::funnel), [`flow`](super::flow), [`before`](super::before).

use super::before::Counts;
use super::flow::Flow;
use super::funnel::{Funnel, Part, Window};
use super::replay::Seen;
use crate::book::Book;
use crate::book::mask::Mask;
use crate::book::rows::over;

/// What a funnel shows.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The layers.
    pub funnel: Funnel,
    /// What came and went in the funnel as a whole.
    pub flow: Flow,
    /// The rates of the cohort before, where one is asked for.
    pub before: Option<Counts>,
}

/// What is counted in which days.
#[derive(Debug, Clone, Copy)]
pub struct Spans {
    /// The days that are looked at.
    pub window: Window,
    /// The cohort that it is held against, and as of which minute that is seen.
    pub before: Option<(Window, u32)>,
}

/// Counts selected episodes; `now` is the minute at which open stays are censored.
#[must_use]
pub fn overview(book: &Book, selected: &Mask, spans: Spans, now: u32) -> Overview {
    let c = &book.episodes.columns;
    counted(book, selected, spans, now, |row| Seen::now(c, row))
}

/// The same as it was before a minute, by the tracks alone: see [`replay`](super::replay).
#[must_use]
pub fn overview_before(book: &Book, selected: &Mask, spans: Spans, end: u32) -> Overview {
    let now = end.saturating_sub(1);
    counted(book, selected, spans, now, |row| {
        Seen::before(book, row, end)
    })
}

fn counted(
    book: &Book,
    selected: &Mask,
    spans: Spans,
    now: u32,
    see: impl Fn(usize) -> Option<Seen> + Sync,
) -> Overview {
    let c = &book.episodes.columns;
    let count = |(part, flow, before): &mut (Part, Flow, Counts), row: usize| {
        if let Some((window, seen)) = spans.before {
            before.count(c, row, window, seen);
        }
        if let Some(seen) = see(row) {
            part.count(
                &seen,
                (c.currency.get(row), c.value[row]),
                spans.window,
                now,
            );
            flow.count(&seen, spans.window);
        }
    };
    let merged = |mine: (Part, Flow, Counts), theirs: (Part, Flow, Counts)| {
        (
            mine.0.merged(theirs.0),
            mine.1.merged(theirs.1),
            mine.2.merged(theirs.2),
        )
    };
    let (part, flow, before) = over(selected, Default::default, count, merged);
    Overview {
        funnel: part.figures(),
        flow,
        before: spans.before.map(|_| before),
    }
}
