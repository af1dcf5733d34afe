//! The values of a field, each with how many of some episodes have it.
//!
//! Only fields whose values one would choose from a list have any here; the others give nothing.

use std::collections::BTreeMap;

use super::Book;
use super::coded::Coded;
use super::columns::{Dictionary, NO_ROW};
use super::episodes::flag;
use super::mask::Mask;
use crate::model::{Handover, Layer, LeadKind, Status, Temperature};
use crate::query::Field;

/// A value as it is typed, and how many have it.
pub type Counted = (String, u64);

impl Book {
    /// The values of a field among some episodes, the most frequent first; what is defined counts, though none has it.
    #[must_use]
    pub fn values(&self, field: Field, among: &Mask) -> Vec<Counted> {
        let e = &self.episodes;
        let (c, ac) = (&e.columns, &self.accounts.columns);
        let mut counted = match field {
            Field::Source => words(&tally(&c.source, among), &e.words),
            Field::Campaign => words(&tally(&c.campaign, among), &e.words),
            Field::Currency => words(&tally(&c.currency, among), &e.words),
            Field::Reason => words(&tally(&c.reason, among), &e.outcomes.reasons),
            Field::Competitor => words(&tally(&c.competitor, among), &e.outcomes.competitors),
            Field::Product => self.products(among),
            Field::Owner => self.users_of(&c.owner, among, false),
            Field::Team => self.users_of(&c.owner, among, true),
            Field::Milestones => self.milestones(among),
            Field::Layer => codes(&c.layer, 0, &Layer::ALL.map(Layer::code), among),
            Field::Status => codes(&c.status, 0, &Status::ALL.map(Status::code), among),
            Field::Temp => codes(&c.temperature, 1, Temperature::CODES, among),
            Field::Kind => codes(&c.kind, 1, LeadKind::CODES, among),
            Field::Is => self.states(among),
            Field::Sector => self.across_accounts(&ac.sector, among),
            Field::Naics => self.across_accounts(&ac.naics, among),
            Field::City => self.across_accounts(&ac.city, among),
            Field::Country => self.across_accounts(&ac.country, among),
            Field::Ownership => self.across_accounts(&ac.ownership, among),
            Field::HandedBy => self.users_of(&c.handed_by, among, false),
            Field::Returned => words(&tally(&c.returned, among), &e.words),
            Field::Fb => self.verdicts(among),
            Field::Class => self.across_accounts(&ac.expected_class, among),
            Field::Id
            | Field::ExternalId
            | Field::Account
            | Field::Contact
            | Field::Title
            | Field::Value
            | Field::Next
            | Field::Due
            | Field::Entered
            | Field::Moved
            | Field::Closed
            | Field::Reached
            | Field::During
            | Field::Outcome
            | Field::Idle
            | Field::InStage
            | Field::Until
            | Field::Handed
            | Field::Comeback
            | Field::Sla
            | Field::Has
            | Field::No
            | Field::Emp
            | Field::Revenue
            | Field::Founded
            | Field::Parent
            | Field::Text => Vec::new(),
        };
        counted.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        counted
    }

    /// The words of an account's column, each with how many episodes have it.
    fn across_accounts(&self, column: &Coded, among: &Mask) -> Vec<Counted> {
        let accounts = &self.episodes.columns.account;
        let mut tally = Tally::default();
        for row in among.iter() {
            let account = accounts[row];
            if account != NO_ROW {
                tally.add(column.code(account as usize));
            }
        }
        words(&tally.0, column.words())
    }

    /// Products by name, and lines of products.
    fn products(&self, among: &Mask) -> Vec<Counted> {
        let by_id = tally(&self.episodes.columns.product, among);
        let mut named = BTreeMap::<&str, u64>::new();
        for (id, product) in self.products.iter() {
            let count = at(&by_id, id);
            *named.entry(&product.name).or_default() += count;
            if let Some(line) = product.line.as_deref().filter(|it| *it != product.name) {
                *named.entry(line).or_default() += count;
            }
        }
        owned(named)
    }

    fn users_of(&self, column: &[u32], among: &Mask, by_team: bool) -> Vec<Counted> {
        let by_id = tally(column, among);
        let mut named = BTreeMap::<&str, u64>::new();
        for (id, user) in self.users.iter() {
            let name = if by_team {
                user.team.as_deref()
            } else {
                Some(user.name.as_str())
            };
            if let Some(name) = name {
                *named.entry(name).or_default() += at(&by_id, id);
            }
        }
        owned(named)
    }

    fn milestones(&self, among: &Mask) -> Vec<Counted> {
        let mut bits = [0_u64; 64];
        for row in among.iter() {
            let mut rest = self.episodes.columns.milestones[row];
            while rest != 0 {
                bits[rest.trailing_zeros() as usize] += 1;
                rest &= rest - 1;
            }
        }
        let all = self.settings().milestones.iter();
        all.map(|it| (it.code.clone(), at(&bits, u64::from(it.id))))
            .collect()
    }

    fn verdicts(&self, among: &Mask) -> Vec<Counted> {
        let mut tally = Tally::default();
        for row in among.iter() {
            tally.add(self.episodes.columns.talk[row].verdict);
        }
        words(&tally.0, &self.talk.verdicts)
    }

    /// What `is:` takes: statuses, and marks of the history.
    fn states(&self, among: &Mask) -> Vec<Counted> {
        const MARKS: [(&str, u8); 4] = [
            ("opening", flag::OPENING),
            ("skipped", flag::SKIPPED),
            ("back", flag::BACK),
            ("reopened", flag::REOPENED),
        ];
        let c = &self.episodes.columns;
        let mut out = codes(&c.status, 0, &Status::ALL.map(Status::code), among);
        let is_closed = |it: &&Counted| ["won", "lost"].contains(&it.0.as_str());
        let closed = out.iter().filter(is_closed).map(|it| it.1).sum();
        out.push(("closed".to_owned(), closed));
        for (name, bit) in MARKS {
            let count = among.iter().filter(|row| c.flags[*row] & bit != 0).count();
            out.push((name.to_owned(), count as u64));
        }
        for (name, handover) in [
            ("handed", Handover::Waiting),
            ("accepted", Handover::Accepted),
            ("returned", Handover::Returned),
        ] {
            out.push((name.to_owned(), self.handed(handover).and(among).count()));
        }
        out
    }
}

/// How often each code occurs.
#[derive(Default)]
struct Tally(Vec<u64>);

impl Tally {
    fn add(&mut self, code: u32) {
        let code = code as usize;
        if self.0.len() <= code {
            self.0.resize(code + 1, 0);
        }
        self.0[code] += 1;
    }
}

fn tally(column: &[u32], among: &Mask) -> Vec<u64> {
    let mut tally = Tally::default();
    for row in among.iter() {
        tally.add(column[row]);
    }
    tally.0
}

fn at(counts: &[u64], id: u64) -> u64 {
    let index = usize::try_from(id).unwrap_or(usize::MAX);
    counts.get(index).copied().unwrap_or_default()
}

fn owned(named: BTreeMap<&str, u64>) -> Vec<Counted> {
    let named = named.into_iter();
    named
        .map(|(name, count)| (name.to_owned(), count))
        .collect()
}

/// Words of codes that occur.
fn words(counts: &[u64], words: &Dictionary) -> Vec<Counted> {
    (0..)
        .zip(counts)
        .filter(|(_, count)| **count > 0)
        .filter_map(|(code, count)| Some((words.get(code)?.to_owned(), *count)))
        .collect()
}

/// A column of positions in a list of codes, the first at `base`.
fn codes(column: &[u8], base: u8, list: &[&str], among: &Mask) -> Vec<Counted> {
    let mut counts = [0_u64; 256];
    for row in among.iter() {
        counts[usize::from(column[row])] += 1;
    }
    let counts = &counts[usize::from(base)..];
    let all = list.iter().zip(counts);
    all.map(|(code, count)| ((*code).to_owned(), *count))
        .collect()
}
