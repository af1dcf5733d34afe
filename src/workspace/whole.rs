//! Holds all that is known of one lead or one account, read at one moment and without waiting for whoever writes.

use std::ops::ControlFlow;

use super::glimpse::Glimpse;
use super::told::{Happening, What};
use super::{Result, Workspace};
use crate::model::segments::Arm;
use crate::model::{
    Account, AccountId, Contact, Kind, Lead, LeadId, List, Record, Seq, Unit, Verb,
};
use crate::model::{Key, Moment};
use crate::store::{Read, Stored};

/// The most leads of an account whose steps are told in its story.
const LEADS: usize = 24;
/// The most people, and the most leads, that are read of an account.
const MANY: usize = 500;

/// A record that belongs to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<T> {
    /// Its number.
    pub id: u64,
    /// The change set that wrote it last.
    pub revision: Seq,
    /// What it is.
    pub record: T,
}

/// A lead with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeLead {
    /// The lead.
    pub lead: Part<Lead>,
    /// The people at its account, or the one it names.
    pub contacts: Vec<Part<Contact>>,
    /// What happened to it, what was said of it and to whom one spoke, oldest first.
    pub story: Vec<Happening>,
}

/// An account with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeAccount {
    /// The account.
    pub account: Part<Account>,
    /// The people there.
    pub contacts: Vec<Part<Contact>>,
    /// The numbers of its leads.
    pub leads: Vec<LeadId>,
    /// What happened to it and to its leads, oldest first.
    pub story: Vec<Happening>,
}

impl Workspace {
    /// All that is known of a lead, or was at an earlier moment; nothing where there is none.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn whole_lead(&self, id: LeadId, then: Option<Moment>) -> Result<Option<WholeLead>> {
        let mut whole = self.look(|read| {
            let key = Key::new(Kind::Lead, id.0);
            let mut glimpse = Glimpse::of(read, then)?;
            let Some((stored, mut story)) = glimpse.at(key)? else {
                return Ok(None);
            };
            let said = said(read, key, then)?;
            story.extend(said.into_iter().filter(|it| glimpse.had(it.at)));
            story.sort_by_key(|it| (it.at, it.seq));
            let revision = stored.revision;
            let Record::Lead(lead) = stored.record else {
                return Ok(None);
            };

            let contacts = match (lead.account, lead.contact) {
                (Some(account), _) => contacts(read, &mut glimpse, account)?,
                (None, Some(contact)) => contact_of(read, &mut glimpse, contact.0)?
                    .into_iter()
                    .collect(),
                (None, None) => Vec::new(),
            };
            Ok(Some(WholeLead {
                lead: Part {
                    id: id.0,
                    revision,
                    record: lead,
                },
                contacts,
                story,
            }))
        })?;
        if let Some(it) = &mut whole {
            it.story
                .extend(self.lists_of(Some(id), it.lead.record.account)?);
            it.story.retain(|it| then.is_none_or(|then| it.at <= then));
            it.story.sort_by_key(|it| (it.at, it.seq));
        }
        Ok(whole)
    }

    /// All that is known of an account, or was at an earlier moment; nothing where there is none.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn whole_account(
        &self,
        id: AccountId,
        then: Option<Moment>,
    ) -> Result<Option<WholeAccount>> {
        let mut whole = self.look(|read| {
            let key = Key::new(Kind::Account, id.0);
            let mut glimpse = Glimpse::of(read, then)?;
            let mut leads = read.linking(Kind::Lead, key)?;
            leads.truncate(MANY);
            let mut steps = Vec::new();
            // The newest tell most; of then it has to be asked of each whether it was there.
            let told = if then.is_some() { MANY } else { LEADS };
            for lead in leads.clone().iter().rev().take(told) {
                match glimpse.at(Key::new(Kind::Lead, *lead))? {
                    Some((_, story)) => steps.push(story),
                    None => leads.retain(|it| it != lead),
                }
            }
            let Some((stored, mut story)) = glimpse.at(key)? else {
                return Ok(None);
            };
            let steps = steps.into_iter().take(LEADS).flatten();
            story.extend(steps.filter(|it| matches!(it.what, What::Step { .. })));
            story.sort_by_key(|it| (it.at, it.seq));
            let revision = stored.revision;
            let Record::Account(account) = stored.record else {
                return Ok(None);
            };
            Ok(Some(WholeAccount {
                account: Part {
                    id: id.0,
                    revision,
                    record: account,
                },
                contacts: contacts(read, &mut glimpse, id)?,
                leads: leads.into_iter().map(LeadId).collect(),
                story,
            }))
        })?;
        if let Some(it) = &mut whole {
            it.story.extend(self.lists_of(None, Some(id))?);
            for lead in it.leads.iter().rev().take(LEADS) {
                let key = Key::new(Kind::Lead, lead.0);
                let own = self.lists_of(Some(*lead), None)?.into_iter();
                it.story.extend(own.map(|it| Happening { key, ..it }));
            }
            it.story.retain(|it| then.is_none_or(|then| it.at <= then));
            it.story.sort_by_key(|it| (it.at, it.seq));
        }
        Ok(whole)
    }

    /// One record, without waiting for whoever writes.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn glance(&self, key: Key) -> Result<Option<Stored>> {
        self.look(|read| Ok(read.get(key)?))
    }

    /// One record as it is, or as it was at an earlier moment; nothing where it was not there.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn glance_at(&self, key: Key, then: Option<Moment>) -> Result<Option<Stored>> {
        if then.is_none() {
            return self.glance(key);
        }
        self.look(|read| {
            let mut glimpse = Glimpse::of(read, then)?;
            // An account or a contact was there if a lead was that has it.
            for lead in read.linking(Kind::Lead, key)?.into_iter().take(MANY) {
                glimpse.at(Key::new(Kind::Lead, lead))?;
            }
            Ok(glimpse.at(key)?.map(|it| it.0))
        })
    }

    /// The people at an account, without waiting for whoever writes.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn people(&self, account: AccountId) -> Result<Vec<Part<Contact>>> {
        self.look(|read| contacts(read, &mut Glimpse::of(read, None)?, account))
    }

    /// The lists that a lead or an account was on; a list of accounts is told of their leads, too.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn lists_of(
        &self,
        lead: Option<LeadId>,
        account: Option<AccountId>,
    ) -> Result<Vec<Happening>> {
        let mut told = Vec::new();
        let mut tell = |id: u64, revision: Seq, list: &List| {
            let arm = match list.unit() {
                Unit::Leads => lead.and_then(|it| list.arm(it.0)),
                Unit::Accounts => account.and_then(|it| list.arm(it.0)),
            };
            told.extend(arm.map(|arm| listed(id, revision, list, arm)));
        };
        if self.is_loaded() {
            let book = self.book();
            for (id, made) in book.lists.iter() {
                tell(id.0, made.revision, &made.list);
            }
        } else {
            self.each(Kind::List, &mut |stored| {
                if let Record::List(list) = &stored.record {
                    tell(stored.id, stored.revision, list);
                }
                ControlFlow::Continue(())
            })?;
        }
        Ok(told)
    }

    /// Looks at what is kept, on a handle that no writer holds up.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub(super) fn look<T>(&self, look: impl FnOnce(&dyn Read) -> Result<T>) -> Result<T> {
        let mut reading = self
            .reading
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        match &mut *reading {
            Some(store) => look(&*store.read()?),
            None => look(&*self.store().read()?),
        }
    }
}

/// That somebody was put on a list.
fn listed(id: u64, revision: Seq, list: &List, arm: Arm) -> Happening {
    Happening {
        at: list.at.unwrap_or(Moment(0)),
        seq: revision,
        who: list.author,
        verb: Verb::Create,
        key: Key::new(Kind::List, id),
        what: What::Listed {
            name: list.name.clone(),
            arm,
            split: list.b.is_some() || list.hold_out.is_some(),
            note: list.note.clone(),
        },
        undone: None,
    }
}

/// What reps said of a lead, and whom they spoke to; what was replied later than one looks is not heard yet.
fn said(read: &dyn Read, lead: Key, then: Option<Moment>) -> Result<Vec<Happening>> {
    let mut out = Vec::new();
    for kind in [Kind::Feedback, Kind::Touch] {
        for id in read.linking(kind, lead)? {
            let key = Key::new(kind, id);
            let Some(stored) = read.get(key)? else {
                continue;
            };
            let (at, who, verb, what) = match stored.record {
                Record::Feedback(mut it) => {
                    if then.is_some_and(|then| it.replied.is_some_and(|at| at > then)) {
                        it = it.unreplied();
                    }
                    (it.at, it.author, Verb::Feedback, What::Said(it))
                }
                Record::Touch(it) => (it.at, it.author, Verb::Touch, What::Touched(it)),
                Record::User(_)
                | Record::Product(_)
                | Record::Account(_)
                | Record::Contact(_)
                | Record::Lead(_)
                | Record::Setting(_)
                | Record::Segment(_)
                | Record::List(_)
                | Record::Resolution(_)
                | Record::Meeting(_) => continue,
            };
            out.push(Happening {
                at: at.unwrap_or(Moment(0)),
                seq: stored.revision,
                who,
                verb,
                key,
                what,
                undone: None,
            });
        }
    }
    Ok(out)
}

fn contacts(
    read: &dyn Read,
    glimpse: &mut Glimpse<'_>,
    account: AccountId,
) -> Result<Vec<Part<Contact>>> {
    let mut out = Vec::new();
    let key = Key::new(Kind::Account, account.0);
    for id in read.linking(Kind::Contact, key)?.into_iter().take(MANY) {
        out.extend(contact_of(read, glimpse, id)?);
    }
    Ok(out)
}

fn contact_of(
    read: &dyn Read,
    glimpse: &mut Glimpse<'_>,
    id: u64,
) -> Result<Option<Part<Contact>>> {
    let key = Key::new(Kind::Contact, id);
    let stored = if glimpse.is_of_then() {
        glimpse.at(key)?.map(|it| it.0)
    } else {
        // Of now nobody asks what happened to it.
        read.get(key)?
    };
    Ok(stored.and_then(|stored| match stored.record {
        Record::Contact(record) => Some(Part {
            id,
            revision: stored.revision,
            record,
        }),
        Record::User(_)
        | Record::Product(_)
        | Record::Account(_)
        | Record::Lead(_)
        | Record::Feedback(_)
        | Record::Touch(_)
        | Record::Setting(_)
        | Record::Segment(_)
        | Record::List(_)
        | Record::Resolution(_)
        | Record::Meeting(_) => None,
    }))
}
