//! Rows read back from the columns, for lists, for printing, and for comparing books.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::Book;
use super::columns::NO_ROW;
use super::episodes::{NO_AMOUNT, flag};
use super::track::{Mark, NEVER, day, moment};
use crate::model::{Handover, Layer, LeadId, LeadKind, Moment, Seq, Status, Temperature};

/// A lead's latest episode, or an earlier one, as people see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeadRow<'a> {
    /// The lead.
    pub id: LeadId,
    /// The change set that wrote it last.
    pub revision: Seq,
    /// The company.
    pub account: Option<&'a str>,
    /// The layer it is in, or was in last.
    pub layer: Layer,
    /// What it is.
    pub status: Status,
    /// Who works on it.
    pub owner: Option<&'a str>,
    /// Where it came from.
    pub source: Option<&'a str>,
    /// The campaign.
    pub campaign: Option<&'a str>,
    /// What it is about.
    pub product: Option<&'a str>,
    /// Its tags, with commas between.
    pub tags: Option<&'a str>,
    /// What people call it.
    pub title: Option<&'a str>,
    /// The number that another system gave it.
    pub external_id: Option<&'a str>,
    /// The value in minor units.
    pub value: Option<i64>,
    /// The currency of the value.
    pub currency: Option<&'a str>,
    /// Cold or warm.
    pub temperature: Option<Temperature>,
    /// New, repeat, cross-sell …
    pub kind: Option<LeadKind>,
    /// When the episode entered the funnel.
    pub entered: Option<Moment>,
    /// When it entered its layer.
    pub moved: Option<Moment>,
    /// When it ended.
    pub closed: Option<Moment>,
    /// When each layer was reached or passed, and last when it was won.
    pub reached: [Option<Moment>; 6],
    /// What is to be done next.
    pub next: Option<&'a str>,
    /// By when.
    pub next_due: Option<NaiveDate>,
    /// Why it was lost.
    pub reason: Option<&'a str>,
    /// Who got it.
    pub competitor: Option<&'a str>,
    /// The day to come back.
    pub parked_until: Option<NaiveDate>,
    /// The milestones reached, a bit each.
    pub milestones: u64,
    /// What became of its last handover.
    pub handover: Handover,
    /// When it was last handed over.
    pub handed: Option<Moment>,
    /// Who handed it over.
    pub handed_by: Option<&'a str>,
    /// When that was answered.
    pub answered: Option<Moment>,
    /// Why it was given back.
    pub returned: Option<&'a str>,
    /// When it was last touched or spoken of.
    pub touched: Option<Moment>,
    /// When the last feedback on it was given.
    pub fed: Option<Moment>,
    /// Its verdict.
    pub verdict: Option<&'a str>,
    /// When it got its reply.
    pub replied: Option<Moment>,
    /// The day to come back that it names.
    pub come_back: Option<NaiveDate>,
    /// See `episodes::flag`.
    pub flags: u8,
}

impl LeadRow<'_> {
    /// The day of a moment of this row in the workspace's zone.
    #[must_use]
    pub fn day(at: Option<Moment>, zone: Tz) -> Option<NaiveDate> {
        at.map(|it| it.day(zone))
    }

    /// What to call it: its account, else its title, else its number.
    #[must_use]
    pub fn name(&self) -> String {
        self.account
            .or(self.title)
            .map_or_else(|| self.id.to_string(), str::to_owned)
    }
}

impl Book {
    /// The row, if it is in use.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<LeadRow<'_>> {
        let e = &self.episodes;
        let c = &e.columns;
        if c.flags.get(row)? & flag::LIVE == 0 {
            return None;
        }
        let some = |span| Some(e.texts.get(span)).filter(|it| !it.is_empty());
        let account = c.account[row];
        Some(LeadRow {
            id: LeadId(c.lead[row]),
            revision: Seq(c.revision[row]),
            account: (account != NO_ROW).then(|| self.accounts.name(account as usize)),
            layer: Layer::at(usize::from(c.layer[row])).unwrap_or(Layer::Potential),
            status: Status::ALL[usize::from(c.status[row]).min(3)],
            owner: self
                .users
                .get(u64::from(c.owner[row]))
                .map(|it| it.name.as_str()),
            source: e.words.get(c.source[row]),
            campaign: e.words.get(c.campaign[row]),
            product: self
                .products
                .get(u64::from(c.product[row]))
                .map(|it| it.name.as_str()),
            tags: c.tags.get(row),
            title: some(c.title[row]),
            external_id: some(c.external_id[row]),
            value: Some(c.value[row]).filter(|it| *it != NO_AMOUNT),
            currency: e.words.get(c.currency[row]),
            temperature: nth(&Temperature::ALL, c.temperature[row]),
            kind: nth(&LeadKind::ALL, c.kind[row]),
            entered: moment(c.entered[row]),
            moved: moment(c.moved[row]),
            closed: moment(c.closed[row]),
            reached: c.reached[row].map(moment),
            next: some(c.next[row]),
            next_due: day(c.next_due[row]),
            reason: e.outcomes.reasons.get(c.reason[row]),
            competitor: e.outcomes.competitors.get(c.competitor[row]),
            parked_until: day(c.parked_until[row]),
            milestones: c.milestones[row],
            handover: self.handover(row),
            handed: moment(c.handed[row]),
            handed_by: self
                .users
                .get(u64::from(c.handed_by[row]))
                .map(|it| it.name.as_str()),
            answered: moment(c.answered[row]),
            returned: e.words.get(c.returned[row]),
            touched: moment(c.talk[row].touched),
            fed: moment(c.talk[row].fed),
            verdict: self.talk.verdicts.get(c.talk[row].verdict),
            replied: moment(c.talk[row].replied),
            come_back: day(c.talk[row].come_back),
            flags: c.flags[row],
        })
    }

    /// What became of the last handover of the lead in a row.
    #[must_use]
    pub fn handover(&self, row: usize) -> Handover {
        let c = &self.episodes.columns;
        Handover::of(
            c.handed[row] != NEVER,
            c.answered[row] != NEVER,
            c.returned[row] != 0,
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
        Layer::at(usize::from(entered.next()?.layer))
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
