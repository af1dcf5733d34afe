//! Conditions on an episode's way: layers that it reached or skipped, and moves from layer to layer.

use super::Select;
use super::masks::code_set;
use crate::book::episodes::flag;
use crate::book::mask::Mask;
use crate::book::track::{Mark, NEVER, Packed};
use crate::query::{Code, Condition, Move};

/// Where won lies behind the five layers.
const WON: usize = 5;

impl Select<'_> {
    /// Layers that were reached or passed, and when they first were.
    pub(super) fn reached(&self, it: &Condition) -> Mask {
        self.passed(it, false)
    }

    /// Layers that were passed without the episode being in them, and when.
    pub(super) fn skipped(&self, it: &Condition) -> Mask {
        self.passed(it, true)
    }

    fn passed(&self, it: &Condition, unseen: bool) -> Mask {
        let layers: Vec<usize> =
            code_set(it).map_or_else(Vec::new, |set| set.codes().map(Code::index).collect());
        let spans = self.during(it);
        let c = &self.book.episodes.columns;
        let (first, last) = hull(&spans);
        Mask::by_row(c.len(), |row| {
            let may = (c.acted[row] >= first) & (c.entered[row] < last);
            may && layers.iter().any(|layer| {
                let at = c.reached[row][*layer];
                at != NEVER
                    && !(unseen && c.visited[row] >> layer & 1 == 1)
                    && spans.iter().any(|(from, to)| *from <= at && at < *to)
            })
        })
    }

    /// Moves of which any is of a wanted sort.
    pub(super) fn moves(&self, it: &Condition, wanted: &[Move]) -> Mask {
        let spans = self.during(it);
        let e = &self.book.episodes;
        let c = &e.columns;
        let (first, last) = hull(&spans);
        // Few episodes went back, and few moved in some week: only their steps are gone through.
        let flags = if back_alone(wanted) { flag::BACK } else { 0 };
        Mask::by_row(c.len(), |row| {
            let may = (c.acted[row] >= first) & (c.entered[row] < last);
            if !may || c.flags[row] & flags != flags {
                return false;
            }
            let mut found = false;
            each_move(e.episode(row), |from, to, at| {
                found |= wanted.iter().any(|one| one.takes(from, to))
                    && spans.iter().any(|(from, to)| *from <= at && at < *to);
            });
            found
        })
    }

    /// When it was, in minutes; at any time where it does not matter.
    fn during(&self, it: &Condition) -> Vec<(u32, u32)> {
        if it.during.is_empty() {
            vec![(0, NEVER)]
        } else {
            self.minutes(&it.during)
        }
    }
}

/// From the first to the last minute of some spans: what had all its steps before, or came later, lies in none.
fn hull(spans: &[(u32, u32)]) -> (u32, u32) {
    let first = spans.iter().map(|it| it.0).min();
    let last = spans.iter().map(|it| it.1).max();
    (first.unwrap_or_default(), last.unwrap_or(NEVER))
}

/// Whether only moves back are wanted.
fn back_alone(wanted: &[Move]) -> bool {
    let moves = (0..=WON).flat_map(|from| (from..=WON).map(move |to| (from, to)));
    let mut other = moves.filter(|(from, to)| wanted.iter().any(|it| it.takes(*from, *to)));
    other.next().is_none()
}

/// Every move of an episode: from where, to where, and when; winning is one, to behind the last layer, and being parked
/// is one that stays.
fn each_move(steps: &[Packed], mut see: impl FnMut(usize, usize, u32)) {
    let mut before: Option<u8> = None;
    for step in steps {
        match step.mark() {
            Mark::Opening | Mark::Enter | Mark::EnterUnmet | Mark::Reopen => {
                if let Some(layer) = before.filter(|it| *it != step.layer()) {
                    see(layer.into(), step.layer().into(), step.at);
                }
                before = Some(step.layer());
            }
            Mark::Win => {
                if let Some(layer) = before {
                    see(layer.into(), WON, step.at);
                }
            }
            Mark::Park => see(step.layer().into(), step.layer().into(), step.at),
            Mark::Wake | Mark::Lose => {}
        }
    }
}
