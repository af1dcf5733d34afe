//! Episodes as they were at an earlier minute, from their steps alone: for going through weeks at the speed of a key.
//!
//! Exact are layers, statuses and their times, hence stock, conversions and endings: each track is cut at the minute.
//! What a lead is worth and whatever else is known of it is as it is now; [`Workspace::as_of`](crate::workspace) tells
//! that too, and takes its time.

use rayon::prelude::*;

use crate::book::Book;
use crate::book::episodes::{Columns, flag};
use crate::book::track::{Life, NEVER};
use crate::model::Status;

/// What counts of an episode.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    /// It is the one that stands for its lead where leads are counted.
    pub for_lead: bool,
    /// No later episode of its lead has begun.
    pub latest: bool,
    /// It was in the stock when its history began.
    pub opening: bool,
    /// It is not its lead's first.
    pub reopened: bool,
    pub status: Status,
    pub layer: u8,
    pub entered: u32,
    pub closed: u32,
    pub reached: [u32; 6],
    pub visited: u8,
}

impl Seen {
    /// As it is; nothing where there is no episode.
    #[inline]
    pub(super) fn now(c: &Columns, row: usize) -> Option<Self> {
        let flags = c.flags[row];
        if flags & flag::LIVE == 0 {
            return None;
        }
        let latest = flags & flag::LATEST != 0;
        Some(Self {
            for_lead: latest,
            latest,
            opening: flags & flag::OPENING != 0,
            reopened: flags & flag::REOPENED != 0,
            status: Status::ALL[usize::from(c.status[row] & 3)],
            layer: c.layer[row],
            entered: c.entered[row],
            closed: c.closed[row],
            reached: c.reached[row],
            visited: c.visited[row],
        })
    }

    /// As it was before a minute; nothing where it had not begun.
    pub(super) fn before(book: &Book, row: usize, end: u32) -> Option<Self> {
        let c = &book.episodes.columns;
        let mut seen = Self::now(c, row).filter(|it| it.entered < end)?;
        // A lead is counted by its first episode, which is the one that is there whatever came later.
        seen.for_lead = !seen.reopened;
        seen.latest = true;
        if c.acted[row] < end {
            return Some(seen);
        }
        let steps = book.episodes.episode(row);
        let had = steps.partition_point(|step| step.at < end);
        if had < steps.len() {
            let life = Life::of(steps.get(..had)?);
            seen.status = life.status;
            seen.layer = life.layer;
            seen.closed = NEVER;
            seen.reached = life.reached;
            seen.visited = life.visited;
        }
        Some(seen)
    }
}

/// How many leads there were before a minute.
#[must_use]
pub fn leads(book: &Book, end: u32) -> u64 {
    let c = &book.episodes.columns;
    let first = flag::LIVE | flag::REOPENED;
    let rows = c.flags.par_iter().zip(c.entered.par_iter());
    rows.with_min_len(1 << 14)
        .filter(|(flags, entered)| **flags & first == flag::LIVE && **entered < end)
        .count() as u64
}
