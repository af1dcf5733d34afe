//! The values of a field, each with how many of some episodes have it.
//!
//! Only fields whose values one would choose from a list have any here; the others give nothing.

use std::collections::BTreeMap;

use super::Book;
use super::coded::{Cells, Coded};
use super::columns::{Dictionary, NO_ROW};
use super::episodes::{flag, status_code};
use super::mask::Mask;
use super::rows::over;
use super::talk::{Beside, Word};
use super::track::NEVER;
use crate::model::fold::fold;
use crate::model::{BuyingRole, Handover, Layer, LeadKind, Status, Temperature};
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
            Field::Region => self.across_accounts(&ac.region, among),
            Field::Tag => self.tags(among),
            Field::List => self.on_each_list(among),
            Field::Country => self.across_accounts(&ac.country, among),
            Field::Ownership => self.across_accounts(&ac.ownership, among),
            Field::HandedBy => self.users_of(&c.handed_by, among, false),
            Field::Returned => words(&tally(&c.returned, among), &e.words),
            Field::Fb => words(
                &codes_of(&c.talk, |it| it.verdict, among),
                &self.talk.verdicts,
            ),
            Field::HandedTo => self.users_of(&c.handed_to, among, false),
            Field::FbBy => self.users_with(&self.said(|it| it.fed_by, among), false),
            Field::TouchedBy => self.users_with(&self.said(|it| it.touched_by, among), false),
            Field::FbReason => {
                let codes = self.said(|it| it.reason.into(), among);
                words(&codes, &self.talk.reasons)
            }
            Field::Met => {
                let codes = self.said(|it| it.competitor.into(), among);
                words(&codes, &self.talk.competitors)
            }
            Field::Channel => self.channels(among),
            Field::Role => self.roles(among),
            Field::Reached => self.passed(among, false),
            Field::Skipped => self.passed(among, true),
            Field::Outcome => {
                let outcomes = [Status::Won.code(), Status::Lost.code()];
                codes(&c.status, status_code(Status::Won), &outcomes, among)
            }
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
            | Field::During
            | Field::Seg
            | Field::Listed
            | Field::Contacted
            | Field::Answered
            | Field::Fed
            | Field::Replied
            | Field::Said
            | Field::Touched
            | Field::Touches
            | Field::Note
            | Field::ContactId
            | Field::Position
            | Field::ContactEmail
            | Field::ContactPhone
            | Field::ContactNote
            | Field::AccountId
            | Field::Domain
            | Field::Email
            | Field::Phone
            | Field::AccountNote
            | Field::Contacts
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

    /// The tags of leads and of their accounts, each with how many episodes have it.
    fn tags(&self, among: &Mask) -> Vec<Counted> {
        let mut counted: BTreeMap<String, (String, u64)> = BTreeMap::new();
        let own = &self.episodes.columns.tags;
        let theirs = &self.accounts.columns.tags;
        let mut sets: BTreeMap<(u32, u32), u64> = BTreeMap::new();
        for row in among.iter() {
            let account = self.episodes.columns.account[row];
            let of_account = if account == NO_ROW {
                0
            } else {
                theirs.code(account as usize)
            };
            *sets.entry((own.code(row), of_account)).or_default() += 1;
        }
        for ((lead, account), count) in sets {
            let both = [own.words().get(lead), theirs.words().get(account)];
            let words: BTreeMap<String, &str> = both
                .into_iter()
                .flatten()
                .flat_map(|it| it.split(','))
                .map(|it| (fold(it), it))
                .collect();
            for (folded, word) in words {
                counted
                    .entry(folded)
                    .or_insert_with(|| (word.to_owned(), 0))
                    .1 += count;
            }
        }
        counted.into_values().collect()
    }

    /// The parts of lists, each with how many episodes are on it by themselves or by their accounts.
    fn on_each_list(&self, among: &Mask) -> Vec<Counted> {
        let homes = &self.episodes.columns.account;
        let counted = self.lists.parts().map(|(_, part)| {
            let name = part.name.clone();
            let on = self.on_lists(std::iter::once(part));
            let here = |row: &usize| on.leads.has(*row) || on.accounts.has(homes[*row] as usize);
            (name, among.iter().filter(here).count() as u64)
        });
        counted.collect()
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

    fn users_of(&self, column: &Cells, among: &Mask, by_team: bool) -> Vec<Counted> {
        self.users_with(&tally(column, among), by_team)
    }

    /// Users, or teams, with how often each user's id occurs.
    fn users_with(&self, by_id: &[u64], by_team: bool) -> Vec<Counted> {
        let mut named = BTreeMap::<&str, u64>::new();
        for (id, user) in self.users.iter() {
            let name = if by_team {
                user.team.as_deref()
            } else {
                Some(user.name.as_str())
            };
            if let Some(name) = name {
                *named.entry(name).or_default() += at(by_id, id);
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

    /// How often each code of what else stands of the talk occurs.
    fn said(&self, of: fn(&Beside) -> u32, among: &Mask) -> Vec<u64> {
        codes_of(&self.episodes.columns.beside, of, among)
    }

    /// The channels of touches, each once a lead; behind the 62nd all are the next one.
    fn channels(&self, among: &Mask) -> Vec<Counted> {
        let bit = |word: &Word| 1_u64 << u32::from(word.code).min(u64::BITS - 1);
        let used = self.talk.by_lead(
            0,
            |used, _, word| *used |= if word.verdict == 0 { bit(word) } else { 0 },
            |one, other| one | other,
        );
        let lead = |row: usize| self.episodes.columns.lead[row] as usize;
        let mut leads = Mask::none(used.len());
        let rows = among.iter().map(lead);
        (rows.filter(|lead| *lead < used.len())).for_each(|lead| leads.insert(lead));
        let count = |tally: &mut Tally, lead: usize| {
            let mut rest = used[lead];
            while rest != 0 {
                tally.add(rest.trailing_zeros());
                rest &= rest - 1;
            }
        };
        let counts = over(&leads, Tally::default, count, Tally::merged).0;
        words(&counts, &self.talk.channels)
    }

    fn roles(&self, among: &Mask) -> Vec<Counted> {
        let accounts = &self.accounts;
        let roles = self.people.roles(&accounts.rows, accounts.columns.len());
        let account = &self.episodes.columns.account;
        let of_row = |row: usize| roles.get(account[row] as usize).copied().unwrap_or(0);
        let counted = (1..).zip(BuyingRole::CODES).map(|(bit, code)| {
            let having = among.iter().filter(|row| of_row(*row) >> bit & 1 == 1);
            ((*code).to_owned(), having.count() as u64)
        });
        counted.collect()
    }

    /// Layers that were reached, or that were passed unseen.
    fn passed(&self, among: &Mask, unseen: bool) -> Vec<Counted> {
        let c = &self.episodes.columns;
        let mut names = Layer::ALL.map(Layer::code).to_vec();
        if !unseen {
            names.push(Status::Won.code());
        }
        let counted = names.iter().enumerate().map(|(layer, code)| {
            let passed = among.iter().filter(|row| {
                let seen = c.visited[*row] >> layer & 1 == 1;
                c.reached[*row][layer] != NEVER && !(unseen && seen)
            });
            ((*code).to_owned(), passed.count() as u64)
        });
        counted.collect()
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

    fn merged(mut self, other: Self) -> Self {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        let both = self.0.iter_mut().zip(other.0);
        both.for_each(|(mine, theirs)| *mine += theirs);
        self
    }
}

fn tally(column: &Cells, among: &Mask) -> Vec<u64> {
    let codes = column.codes();
    let count = |tally: &mut Tally, row: usize| tally.add(codes.get(row));
    over(among, Tally::default, count, Tally::merged).0
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

/// How often each code occurs that cells are told by.
fn codes_of<T: Sync>(cells: &[T], of: fn(&T) -> u32, among: &Mask) -> Vec<u64> {
    let count = |tally: &mut Tally, row: usize| tally.add(of(&cells[row]));
    over(among, Tally::default, count, Tally::merged).0
}
