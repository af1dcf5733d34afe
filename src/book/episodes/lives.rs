//! Keeps the rows of a lead's lives: one for each, the latest first, all with the lead's facts.
//!
//! What a life is follows from its steps alone ([`Life`]); what is known of the lead is put in by [`super`].

use super::{Episodes, Steps, flag, shape, standing, status_code};
use crate::book::columns::NO_ROW;
use crate::book::track::{Life, Mark, Packed, pack};
use crate::model::Step;

impl Episodes {
    /// Replaces the end of a lead's track and derives all its episodes anew.
    pub(super) fn follow(&mut self, latest: usize, keep: usize, tail: &[Step]) {
        let mut all: Vec<Packed> = self.steps(latest).iter().take(keep).copied().collect();
        for step in tail {
            all.push(pack(step, &mut self.outcomes));
        }
        let start = u32::try_from(self.steps.len()).unwrap_or(u32::MAX);
        let len = u32::try_from(all.len()).unwrap_or_default();
        self.columns.steps[latest] = Steps { start, len };
        self.cut_before(latest);
        let mut lives: Vec<Life> = all
            .chunk_by(|_, next| next.mark() != Mark::Reopen)
            .map(Life::of)
            .collect();
        self.steps.extend_from_slice(&all);
        let last = lives.pop().unwrap_or_else(|| Life::of(&[]));
        self.live(latest, &last, flag::LATEST);
        let mut at = latest;
        for life in lives.iter().rev() {
            let row = self.new_row();
            self.columns.copy(latest, row);
            self.columns.previous[row] = NO_ROW;
            self.columns.previous[at] = u32::try_from(row).unwrap_or(NO_ROW);
            self.live(row, life, 0);
            at = row;
        }
    }

    pub(super) fn live(&mut self, row: usize, life: &Life, latest: u8) {
        let [reason, competitor] = self.outcomes.pair(life.outcome);
        let c = &mut self.columns;
        let when = |is: bool, bit: u8| if is { bit } else { 0 };
        c.flags[row] = flag::LIVE
            | latest
            | when(life.opening, flag::OPENING)
            | when(life.skipped, flag::SKIPPED)
            | when(life.back, flag::BACK)
            | when(life.reopened, flag::REOPENED);
        c.status[row] = status_code(life.status);
        c.layer[row] = life.layer;
        c.entered[row] = life.entered;
        c.moved[row] = life.moved;
        c.closed[row] = life.closed;
        c.acted[row] = life.acted;
        c.reached[row] = life.reached;
        c.shape[row] = shape(&life.reached, c.status[row]);
        c.standing[row] = standing(c.layer[row], c.status[row]);
        (c.visited[row], c.direct[row]) = (life.visited, life.direct);
        c.reason.set(row, reason);
        c.competitor.set(row, competitor);
        c.parked_until[row] = life.parked_until;
    }

    /// Copies the lead's facts from its latest episode to the earlier ones, which keep their lives.
    pub(super) fn spread(&mut self, latest: usize) {
        let earlier: Vec<usize> = self.chain(latest).skip(1).collect();
        for row in earlier {
            let c = &mut self.columns;
            let life = (
                c.flags[row],
                c.status[row],
                c.layer[row],
                (c.entered[row], c.moved[row], c.closed[row], c.reached[row]),
                (c.shape[row], c.standing[row], c.acted[row]),
                (c.parked_until[row], c.visited[row], c.direct[row]),
                (c.reason.get(row), c.competitor.get(row)),
                c.previous[row],
            );
            c.copy(latest, row);
            (c.flags[row], c.status[row], c.layer[row]) = (life.0, life.1, life.2);
            (c.entered[row], c.moved[row], c.closed[row], c.reached[row]) = life.3;
            (c.shape[row], c.standing[row], c.acted[row]) = life.4;
            (c.parked_until[row], c.visited[row], c.direct[row]) = life.5;
            c.reason.set(row, life.6.0);
            c.competitor.set(row, life.6.1);
            c.previous[row] = life.7;
        }
    }

    pub(super) fn cut_before(&mut self, latest: usize) {
        let earlier: Vec<usize> = self.chain(latest).skip(1).collect();
        earlier.into_iter().for_each(|row| self.release(row));
        self.columns.previous[latest] = NO_ROW;
    }

    pub(super) fn new_row(&mut self) -> usize {
        match self.free.pop() {
            Some(row) => row as usize,
            None => self.columns.grow(),
        }
    }

    pub(super) fn release(&mut self, row: usize) {
        self.columns.reset(row);
        self.free.push(u32::try_from(row).unwrap_or(NO_ROW));
    }
}
