//! The table of episodes: one row for each life of a lead, with what is known of the lead beside it.
//!
//! A lead's facts stand in each of its episodes' rows; its latest episode's row stands for the lead.

mod lives;
mod past;

use rayon::prelude::*;

use super::column::Column;
use super::columns::{Dictionary, NO_ROW, RowIndex, Span, Texts, short};
pub use super::episode_columns::{Columns, NO_AMOUNT, Steps, flag};
use super::episode_columns::{shape, standing};
use super::pieces::pieced;
use super::talk::{Beside, Standing};
use super::track::{Mark, NEVER, NO_DAY, Outcomes, Packed, day_number, minute};
use crate::model::fold::fold;
use crate::model::{FieldId, Kind, LeadKind, Moment, Seen, Status, Step, Tail, Temperature, Value};

/// The fields of a lead that are held here; its track comes last, and as steps.
pub const FIELDS: [&str; 23] = [
    "external_id",
    "account",
    "contact",
    "product",
    "owner",
    "source",
    "campaign",
    "title",
    "value",
    "currency",
    "temperature",
    "kind",
    "next",
    "next_due",
    "milestones",
    "note",
    "handed",
    "handed_by",
    "handed_to",
    "answered",
    "returned",
    "tags",
    "track",
];

/// The episodes and what their codes mean.
#[derive(Debug, Clone, Default)]
pub struct Episodes {
    /// The columns.
    pub columns: Columns,
    /// The titles as they are: shown of leads without an account alone.
    pub titles: Texts,
    /// The next steps.
    pub texts: Texts,
    /// What is searched, folded: titles, foreign numbers and notes.
    pub folded: Texts,
    /// Words for sources, campaigns and currencies.
    pub words: Dictionary,
    /// Words for reasons and competitors.
    pub outcomes: Outcomes,
    /// The row of each lead's latest episode.
    pub rows: RowIndex,
    steps: Column<Packed>,
    free: Column<u32>,
    leads: u64,
}

pieced!(Episodes {
    columns,
    titles,
    texts,
    folded,
    words,
    outcomes,
    rows,
    steps,
    free,
    leads
});

impl Episodes {
    /// How many leads there are.
    #[must_use]
    pub const fn leads(&self) -> u64 {
        self.leads
    }

    /// The steps of the lead in a row, all episodes.
    #[must_use]
    pub fn steps(&self, row: usize) -> &[Packed] {
        let Some(span) = self.columns.steps.get(row) else {
            return &[];
        };
        let (start, len) = (span.start as usize, span.len as usize);
        self.steps.get(start..start + len).unwrap_or_default()
    }

    /// The steps of the episode in a row, and of no other of its lead.
    #[must_use]
    pub fn episode(&self, row: usize) -> &[Packed] {
        let c = &self.columns;
        let latest = c.flags.get(row).is_some_and(|it| it & flag::LATEST != 0);
        // Most leads have but one: all steps are its own.
        if latest && c.previous[row] == NO_ROW {
            return self.steps(row);
        }
        let earlier = self.chain(row).skip(1).count();
        let mut episodes = self
            .steps(row)
            .chunk_by(|_, next| next.mark() != Mark::Reopen);
        episodes.nth(earlier).unwrap_or_default()
    }

    /// When the last step of the lead in a row was; `NEVER` where there is none.
    #[must_use]
    pub fn last_step(&self, row: usize) -> u32 {
        let c = &self.columns;
        match c.flags.get(row) {
            Some(flags) if flags & flag::LATEST != 0 => c.acted[row],
            Some(_) | None => self.steps(row).last().map_or(NEVER, |it| it.at),
        }
    }

    /// Adds or replaces a lead, from the values of [`FIELDS`] and its steps; the account is given as its id, and `at`
    /// says in which row that is.
    pub fn put(
        &mut self,
        id: u64,
        values: &[Seen<'_>],
        steps: &[Step],
        at: impl Fn(u64) -> Option<usize>,
    ) {
        let [
            external_id,
            account,
            contact,
            product,
            owner,
            source,
            campaign,
            title,
            value,
            currency,
            warmth,
            sort,
            next,
            next_due,
            milestones,
            note,
            handed,
            handed_by,
            handed_to,
            answered,
            returned,
            tags,
            ..,
        ] = *values
        else {
            return;
        };
        self.remove(id);
        self.leads += 1;
        let row = self.new_row();
        self.rows.set(id, u32::try_from(row).unwrap_or(NO_ROW));
        let (c, t, w) = (&mut self.columns, &mut self.texts, &mut self.words);
        let mut folded = |text: Seen<'_>| {
            let text = text.text();
            text.map_or_else(Span::default, |it| self.folded.add(&fold(it)))
        };
        let moment = |at: Seen<'_>| when(at.number().map(Moment));
        c.lead[row] = short(Some(id));
        c.account[row] = row_number(account.id().and_then(at));
        c.temperature[row] = temperature(warmth.text().and_then(|it| it.parse().ok()));
        c.kind[row] = kind(sort.text().and_then(|it| it.parse().ok()));
        c.owner.set(row, short(owner.id()));
        c.product.set(row, short(product.id()));
        c.contact[row] = short(contact.id());
        c.source.set(row, w.code(source.text()));
        c.campaign.set(row, w.code(campaign.text()));
        c.currency.set(row, w.code(currency.text()));
        c.value[row] = value.number().unwrap_or(NO_AMOUNT);
        c.milestones[row] = milestones.id().unwrap_or(0);
        c.next_due[row] = day_number(next_due.day());
        c.next[row] = t.add_some(next.text());
        c.title[row] = self.titles.add_some(title.text());
        c.folded[row] = folded(title);
        c.external_folded.set(row, folded(external_id));
        c.note_folded.set(row, folded(note));
        c.handed[row] = moment(handed);
        c.answered[row] = moment(answered);
        c.handed_by.set(row, short(handed_by.id()));
        c.handed_to.set(row, short(handed_to.id()));
        c.returned.set(row, w.code(returned.text()));
        c.tags.set(row, tags.text());
        self.follow(row, 0, steps);
    }

    /// Sets one field of a lead that is there; says whether the field is known.
    ///
    /// Links to accounts are set by `set_account`, because they need the account's row.
    pub fn set(&mut self, id: u64, field: FieldId, value: &Value) -> bool {
        let Some(latest) = self.rows.get(id) else {
            return false;
        };
        if let Value::Track(Tail { keep, steps }) = value {
            self.follow(latest, *keep, steps);
            return true;
        }
        if !self.set_latest(latest, field, value) {
            return false;
        }
        self.spread(latest);
        true
    }

    fn set_latest(&mut self, row: usize, field: FieldId, value: &Value) -> bool {
        let (c, t, w) = (&mut self.columns, &mut self.texts, &mut self.words);
        let folded = &mut self.folded;
        let text = match value {
            Value::Text(text) => Some(text.as_str()),
            Value::None | Value::Integer(_) | Value::Date(_) | Value::Track(_) => None,
        };
        let number = match value {
            Value::Integer(number) => Some(*number),
            Value::None | Value::Text(_) | Value::Date(_) | Value::Track(_) => None,
        };
        let id = || short(number.map(i64::cast_unsigned));
        match Kind::Lead.definition(field).map_or("", |it| it.name) {
            "temperature" => c.temperature[row] = temperature(text.and_then(|it| it.parse().ok())),
            "kind" => c.kind[row] = kind(text.and_then(|it| it.parse().ok())),
            "owner" => c.owner.set(row, id()),
            "product" => c.product.set(row, id()),
            "contact" => c.contact[row] = id(),
            "source" => c.source.set(row, w.code(text)),
            "campaign" => c.campaign.set(row, w.code(text)),
            "currency" => c.currency.set(row, w.code(text)),
            "value" => c.value[row] = number.unwrap_or(NO_AMOUNT),
            "milestones" => c.milestones[row] = number.map_or(0, i64::cast_unsigned),
            "next_due" => {
                c.next_due[row] = match value {
                    Value::Date(day) => day_number(Some(*day)),
                    Value::None | Value::Text(_) | Value::Integer(_) | Value::Track(_) => NO_DAY,
                }
            }
            "next" => c.next[row] = t.add_some(text),
            "title" => {
                c.title[row] = self.titles.add_some(text);
                c.folded[row] = text.map_or_else(Span::default, |it| folded.add(&fold(it)));
            }
            "external_id" => {
                let span = text.map_or_else(Span::default, |it| folded.add(&fold(it)));
                c.external_folded.set(row, span);
            }
            "note" => {
                let span = text.map_or_else(Span::default, |it| folded.add(&fold(it)));
                c.note_folded.set(row, span);
            }
            "handed" => c.handed[row] = when(number.map(Moment)),
            "answered" => c.answered[row] = when(number.map(Moment)),
            "handed_by" => c.handed_by.set(row, id()),
            "handed_to" => c.handed_to.set(row, id()),
            "returned" => c.returned.set(row, w.code(text)),
            "tags" => c.tags.set(row, text),
            _ => return false,
        }
        true
    }

    /// Sets the account of a lead, by the account's row.
    pub fn set_account(&mut self, id: u64, account: Option<usize>) {
        if let Some(latest) = self.rows.get(id) {
            self.columns.account[latest] = row_number(account);
            self.spread(latest);
        }
    }

    /// Sets what was last said of a lead and to it.
    pub(super) fn set_talk(&mut self, id: u64, (talk, beside): (Standing, Beside)) {
        if let Some(latest) = self.rows.get(id) {
            self.columns.talk[latest] = talk;
            self.columns.beside[latest] = beside;
            self.spread(latest);
        }
    }

    /// Takes a lead out, with all its episodes.
    pub fn remove(&mut self, id: u64) {
        let Some(latest) = self.rows.get(id) else {
            return;
        };
        self.cut_before(latest);
        self.release(latest);
        self.rows.clear(id);
        self.leads -= 1;
    }

    /// The rows of a lead's episodes, latest first.
    pub fn chain(&self, latest: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(latest), |row| {
            let previous = *self.columns.previous.get(*row)?;
            (previous != NO_ROW).then_some(previous as usize)
        })
    }

    /// Turns the ids in the account column into the accounts' rows.
    pub(super) fn link(&mut self, accounts: &RowIndex) {
        let linked = self.columns.account.par_iter_mut();
        linked
            .filter(|it| **it != NO_ROW)
            .for_each(|account| *account = row_number(accounts.get(u64::from(*account))));
    }

    /// Puts the rows into their accounts' order, so that account columns are read forwards.
    pub fn settle(&mut self) {
        let c = &self.columns;
        let mut order: Vec<u32> = (0..)
            .zip(&c.lead)
            .filter(|(_, lead)| **lead != 0)
            .map(|(row, _)| row)
            .collect();
        order.par_sort_unstable_by_key(|row| (c.account[*row as usize], *row));
        let mut moved_to = vec![NO_ROW; c.len()];
        for (new, old) in (0..).zip(&order) {
            moved_to[*old as usize] = new;
        }
        self.columns.permute(&order);
        self.free.truncate(0);
        for previous in &mut self.columns.previous {
            if *previous != NO_ROW {
                *previous = moved_to[*previous as usize];
            }
        }
        for row in 0..self.columns.len() {
            if self.columns.flags[row] & flag::LATEST != 0 {
                self.rows
                    .set(u64::from(self.columns.lead[row]), row_number(Some(row)));
            }
        }
        self.columns.shrink();
        self.steps.shrink_to_fit();
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.columns.bytes()
            + self.titles.bytes()
            + self.texts.bytes()
            + self.folded.bytes()
            + self.steps.bytes()
            + self.rows.bytes()
    }
}

/// The position of a status in `Status::ALL`.
#[must_use]
pub const fn status_code(status: Status) -> u8 {
    match status {
        Status::Open => 0,
        Status::Parked => 1,
        Status::Won => 2,
        Status::Lost => 3,
    }
}

fn row_number(row: Option<usize>) -> u32 {
    row.and_then(|it| u32::try_from(it).ok()).unwrap_or(NO_ROW)
}

fn when(at: Option<Moment>) -> u32 {
    at.map_or(NEVER, minute)
}

fn temperature(it: Option<Temperature>) -> u8 {
    it.map_or(0, |it| it as u8 + 1)
}

fn kind(it: Option<LeadKind>) -> u8 {
    it.map_or(0, |it| it as u8 + 1)
}
