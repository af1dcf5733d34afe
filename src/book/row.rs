//! Rows read back from the columns, for lists, for printing, and for comparing books.
//!
//! Nothing is read but what is asked for: in a book that stands on a snapshot every column is memory of its own, which
//! comes from the file where it is first touched.

use std::fmt;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::Book;
use super::columns::NO_ROW;
use super::episodes::{Columns, NO_AMOUNT, flag};
use super::track::{Mark, NEVER, day, moment};
use crate::model::{Handover, Layer, LeadId, LeadKind, Moment, Status, Temperature};

/// A lead's latest episode, or an earlier one, as people see it.
#[derive(Clone, Copy)]
pub struct LeadRow<'a> {
    book: &'a Book,
    row: usize,
}

/// Says what can be asked of a row, each in its own words; books are compared by all of it.
macro_rules! facts {
    (|$it:ident| { $($(#[$doc:meta])* $name:ident: $type:ty = $read:expr;)+ }) => {
        impl<'a> LeadRow<'a> {
            $($(#[$doc])*
            #[must_use]
            pub fn $name(&self) -> $type {
                let $it = *self;
                $read
            })+
        }

        impl fmt::Debug for LeadRow<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut all = f.debug_struct("LeadRow");
                $(all.field(stringify!($name), &self.$name());)+
                all.finish()
            }
        }
    };
}

facts!(|it| {
    /// The lead.
    id: LeadId = LeadId(it.columns().lead[it.row].into());
    /// The company.
    account: Option<&'a str> = {
        let account = it.columns().account[it.row];
        (account != NO_ROW).then(|| it.book.accounts.name(account as usize))
    };
    /// The layer it is in, or was in last.
    layer: Layer = Layer::at(usize::from(it.columns().layer[it.row])).unwrap_or(Layer::Potential);
    /// What it is.
    status: Status = Status::ALL[usize::from(it.columns().status[it.row]).min(3)];
    /// Who works on it.
    owner: Option<&'a str> = it.user(it.columns().owner.get(it.row));
    /// Where it came from.
    source: Option<&'a str> = it.word(it.columns().source.get(it.row));
    /// The campaign.
    campaign: Option<&'a str> = it.word(it.columns().campaign.get(it.row));
    /// What it is about.
    product: Option<&'a str> = {
        let product = it.book.products.get(it.columns().product.get(it.row).into());
        product.map(|it| it.name.as_str())
    };
    /// Its tags, with commas between.
    tags: Option<&'a str> = it.columns().tags.get(it.row);
    /// What people call it.
    title: Option<&'a str> = it.book.episodes.titles.some(it.columns().title[it.row]);
    /// The value in minor units.
    value: Option<i64> = Some(it.columns().value[it.row]).filter(|it| *it != NO_AMOUNT);
    /// The currency of the value.
    currency: Option<&'a str> = it.word(it.columns().currency.get(it.row));
    /// Cold or warm.
    temperature: Option<Temperature> = nth(&Temperature::ALL, it.columns().temperature[it.row]);
    /// New, repeat, cross-sell …
    kind: Option<LeadKind> = nth(&LeadKind::ALL, it.columns().kind[it.row]);
    /// When the episode entered the funnel.
    entered: Option<Moment> = moment(it.columns().entered[it.row]);
    /// When it entered its layer.
    moved: Option<Moment> = moment(it.columns().moved[it.row]);
    /// When it ended.
    closed: Option<Moment> = moment(it.columns().closed[it.row]);
    /// When each layer was reached or passed, and last when it was won.
    reached: [Option<Moment>; 6] = it.columns().reached[it.row].map(moment);
    /// What is to be done next.
    next: Option<&'a str> = it.book.episodes.texts.some(it.columns().next[it.row]);
    /// By when.
    next_due: Option<NaiveDate> = day(it.columns().next_due[it.row]);
    /// Why it was lost.
    reason: Option<&'a str> = it.book.episodes.outcomes.reasons.get(it.columns().reason.get(it.row));
    /// Who got it.
    competitor: Option<&'a str> = it.book.episodes.outcomes.competitors.get(it.columns().competitor.get(it.row));
    /// The day to come back.
    parked_until: Option<NaiveDate> = day(it.columns().parked_until[it.row]);
    /// The milestones reached, a bit each.
    milestones: u64 = it.columns().milestones[it.row];
    /// What became of its last handover.
    handover: Handover = it.book.handover(it.row);
    /// When it was last handed over.
    handed: Option<Moment> = moment(it.columns().handed[it.row]);
    /// Who handed it over.
    handed_by: Option<&'a str> = it.user(it.columns().handed_by.get(it.row));
    /// When that was answered.
    answered: Option<Moment> = moment(it.columns().answered[it.row]);
    /// Why it was given back.
    returned: Option<&'a str> = it.word(it.columns().returned.get(it.row));
    /// When it was last touched or spoken of.
    touched: Option<Moment> = moment(it.columns().talk[it.row].touched);
    /// When the last feedback on it was given.
    fed: Option<Moment> = moment(it.columns().talk[it.row].fed);
    /// Its verdict.
    verdict: Option<&'a str> = it.book.talk.verdicts.get(it.columns().talk[it.row].verdict);
    /// When it got its reply.
    replied: Option<Moment> = moment(it.columns().talk[it.row].replied);
    /// The day to come back that it names.
    come_back: Option<NaiveDate> = day(it.columns().talk[it.row].come_back);
    /// See `episodes::flag`.
    flags: u8 = it.columns().flags[it.row];
});

impl<'a> LeadRow<'a> {
    /// The day of a moment of this row in the workspace's zone.
    #[must_use]
    pub fn day(at: Option<Moment>, zone: Tz) -> Option<NaiveDate> {
        at.map(|it| it.day(zone))
    }

    /// What people know it by: its account, else its title.
    #[must_use]
    pub fn known_as(&self) -> Option<&'a str> {
        self.account().or_else(|| self.title())
    }

    /// What to call it: the same, else its number.
    #[must_use]
    pub fn name(&self) -> String {
        self.known_as()
            .map_or_else(|| self.id().to_string(), str::to_owned)
    }

    const fn columns(self) -> &'a Columns {
        &self.book.episodes.columns
    }

    fn word(self, code: u32) -> Option<&'a str> {
        self.book.episodes.words.get(code)
    }

    fn user(self, id: u32) -> Option<&'a str> {
        let user = self.book.users.get(id.into());
        user.map(|it| it.name.as_str())
    }
}

impl Book {
    /// The row, if it is in use.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<LeadRow<'_>> {
        let live = self.episodes.columns.flags.get(row)? & flag::LIVE != 0;
        live.then_some(LeadRow { book: self, row })
    }

    /// What became of the last handover of the lead in a row.
    #[must_use]
    pub fn handover(&self, row: usize) -> Handover {
        let c = &self.episodes.columns;
        Handover::of(
            c.handed[row] != NEVER,
            c.answered[row] != NEVER,
            c.returned.get(row) != 0,
        )
    }

    /// The layer that a lead was in before the one it is in, within the same episode.
    #[must_use]
    pub fn layer_before(&self, id: LeadId) -> Option<Layer> {
        let row = self.episodes.rows.get(id.0)?;
        let mut entered = self.episodes.steps(row).iter().rev().filter(|step| {
            matches!(
                step.mark(),
                Mark::Opening | Mark::Enter | Mark::EnterUnmet | Mark::Reopen
            )
        });
        entered.next().filter(|last| last.mark() != Mark::Reopen)?;
        Layer::at(usize::from(entered.next()?.layer()))
    }

    /// The latest episode of a lead.
    #[must_use]
    pub fn lead(&self, id: LeadId) -> Option<LeadRow<'_>> {
        self.row(self.episodes.rows.get(id.0)?)
    }
}

fn nth<T: Copy>(list: &[T], code: u8) -> Option<T> {
    list.get(usize::from(code).checked_sub(1)?).copied()
}
