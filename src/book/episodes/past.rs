//! Takes the table of episodes back to an earlier minute: rows keep their places, and only what differs is written.

use rayon::prelude::*;

use super::{Columns, Episodes, flag, row_number};
use crate::book::columns::NO_ROW;
use crate::book::talk::{Beside, Standing};
use crate::book::track::{Life, Mark, NEVER};
use crate::model::{FieldId, Value};

/// Rows that are looked at together.
const BLOCK: usize = 1 << 12;

/// What is left of a lead.
struct Cut {
    /// The row of its latest episode now.
    row: usize,
    /// So many of its steps.
    keep: usize,
    /// What its last episode was then; nothing where it had not begun.
    life: Option<Life>,
}

impl Episodes {
    /// Cuts every track at a minute, and hand-overs with it.
    pub(in crate::book) fn take_back(&mut self, end: u32) {
        let latest = self.rows.rows().par_chunks(BLOCK);
        let cuts: Vec<Cut> = latest
            .flat_map_iter(|rows| {
                rows.iter()
                    .filter_map(|row| self.cut_at(*row as usize, end))
            })
            .collect();
        for cut in cuts {
            self.cut_back(&cut);
        }
        self.hand_back(end);
    }

    /// How a lead's track is cut; nothing where it is whole, or where there is no lead.
    fn cut_at(&self, row: usize, end: u32) -> Option<Cut> {
        // What had all its steps is not looked at any further.
        if *self.columns.acted.get(row)? < end {
            return None;
        }
        let steps = self.steps(row);
        let keep = steps.partition_point(|step| step.at < end);
        if keep == steps.len() && keep > 0 {
            return None;
        }
        let kept = steps.get(..keep).unwrap_or_default();
        let last = kept.iter().rposition(|it| it.mark() == Mark::Reopen);
        let episode = kept.get(last.unwrap_or_default()..).unwrap_or_default();
        Some(Cut {
            row,
            keep,
            life: (keep > 0).then(|| Life::of(episode)),
        })
    }

    fn cut_back(&mut self, cut: &Cut) {
        let lead = u64::from(self.columns.lead[cut.row]);
        let all = self.steps(cut.row);
        let later = all.get(cut.keep..).unwrap_or_default();
        let begun_since = later.iter().filter(|it| it.mark() == Mark::Reopen).count();
        let mut rows: Vec<usize> = self.chain(cut.row).collect();
        let Some(life) = &cut.life else {
            rows.into_iter().for_each(|row| self.hide_row(row));
            self.rows.clear(lead);
            self.leads -= 1;
            return;
        };
        let left = rows.split_off(begun_since.min(rows.len().saturating_sub(1)));
        rows.into_iter().for_each(|row| self.hide_row(row));
        let len = u32::try_from(cut.keep).unwrap_or_default();
        left.iter()
            .for_each(|row| self.columns.steps[*row].len = len);
        if let Some(latest) = left.first() {
            self.rows
                .set(lead, u32::try_from(*latest).unwrap_or(NO_ROW));
            self.live(*latest, life, flag::LATEST);
        }
    }

    /// Takes a row out of all that is counted, without touching what else is in it.
    fn hide_row(&mut self, row: usize) {
        self.columns.flags[row] = 0;
        self.columns.lead[row] = 0;
    }

    /// Takes out hand-overs, and answers to them, that came later.
    fn hand_back(&mut self, end: u32) {
        let c = &self.columns;
        let stray = |c: &Columns, row: usize| c.answered[row] != NEVER && c.handed[row] == NEVER;
        let later = |at: u32| at != NEVER && at >= end;
        let rows: Vec<usize> = (0..c.len())
            .into_par_iter()
            .with_min_len(BLOCK)
            .filter(|row| later(c.handed[*row]) || later(c.answered[*row]) || stray(c, *row))
            .collect();
        let c = &mut self.columns;
        for row in rows {
            if later(c.handed[row]) {
                c.handed[row] = NEVER;
                c.handed_by.set(row, 0);
                c.handed_to.set(row, 0);
            }
            c.answered[row] = NEVER;
            c.returned.set(row, 0);
        }
    }

    /// The leads of which no date of a word is known: nothing was said of them, or something without a date.
    pub(in crate::book) fn without_touch(&self) -> impl Iterator<Item = u64> + '_ {
        let c = &self.columns;
        let rows = c.lead.iter().zip(&c.talk);
        let without = rows.filter(|(lead, talk)| **lead != 0 && talk.touched == NEVER);
        without.map(|it| u64::from(*it.0))
    }

    /// Takes back what stands of each lead's talk where something was said, or replied, from a minute on.
    pub(in crate::book) fn hear_back(
        &mut self,
        end: u32,
        standing: impl Fn(u64) -> (Standing, Beside) + Sync,
    ) {
        let c = &self.columns;
        let may_differ = |row: &usize| {
            let talk = &c.talk[*row];
            c.lead[*row] != 0
                && (talk.touched >= end || talk.replied != NEVER && talk.replied >= end)
        };
        let rows = (0..c.len()).into_par_iter().with_min_len(BLOCK);
        let heard = rows
            .filter(may_differ)
            .map(|row| (row, standing(c.lead[row].into())));
        let differs = |it: &(usize, _)| (c.talk[it.0], c.beside[it.0]) != it.1;
        let heard: Vec<(usize, (Standing, Beside))> = heard.filter(differs).collect();
        for (row, (talk, beside)) in heard {
            self.columns.talk[row] = talk;
            self.columns.beside[row] = beside;
        }
    }

    /// Gives a lead's field the value that it had, in each of its rows.
    pub(in crate::book) fn give(&mut self, id: u64, field: FieldId, value: &Value) {
        for row in self.rows_of(id) {
            self.set_latest(row, field, value);
        }
    }

    /// The same with its account, by the account's row.
    pub(in crate::book) fn give_account(&mut self, id: u64, account: Option<usize>) {
        for row in self.rows_of(id) {
            self.columns.account[row] = row_number(account);
        }
    }

    /// The same with what stands of its talk.
    pub(in crate::book) fn hear(&mut self, id: u64, (talk, beside): (Standing, Beside)) {
        for row in self.rows_of(id) {
            self.columns.talk[row] = talk;
            self.columns.beside[row] = beside;
        }
    }

    fn rows_of(&self, id: u64) -> Vec<usize> {
        let latest = self.rows.get(id);
        latest.map_or_else(Vec::new, |latest| self.chain(latest).collect())
    }
}
