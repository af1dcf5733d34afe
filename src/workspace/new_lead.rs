//! Begins a lead together with what it needs, as one change: one undo takes all of it back.

use super::Result;
use super::bulk::Bulk;
use super::execute::{Context, Done};
use crate::model::names::name_key;
use crate::model::{AccountId, ContactId, Key, Kind, NewLead, Record};

/// Makes a lead, after the account and the contact that it needs.
pub(super) fn new_lead(
    bulk: &mut Bulk<'_>,
    cx: Context,
    new: &NewLead,
    done: &mut Done,
) -> Result<()> {
    let mut lead = new.lead.clone();
    let mut insert = |bulk: &mut Bulk<'_>, record: Record| -> Result<u64> {
        let kind = record.kind();
        let id = bulk.insert(record)?;
        done.created.push(Key::new(kind, id));
        Ok(id)
    };
    if let Some(account) = &new.account {
        lead.account = Some(AccountId(insert(bulk, account.clone().into())?));
    }
    if let Some(contact) = &new.contact {
        let known = match lead.account {
            Some(account) => contact_at(bulk, account, &contact.name)?,
            None => None,
        };
        let id = match known {
            Some(id) => id,
            None => {
                let mut contact = contact.clone();
                contact.account = lead.account;
                insert(bulk, contact.into())?
            }
        };
        lead.contact = Some(ContactId(id));
    }
    lead.owner = lead.owner.or(Some(cx.actor));
    insert(bulk, lead.into()).map(drop)
}

/// The contact of a name at an account, if there is one.
fn contact_at(bulk: &Bulk<'_>, account: AccountId, name: &str) -> Result<Option<u64>> {
    let wanted = name_key(name);
    for id in bulk.linking(Kind::Contact, Key::new(Kind::Account, account.0))? {
        let stored = bulk.get(Key::new(Kind::Contact, id))?;
        if stored.is_some_and(|it| name_key(it.record.title()) == wanted) {
            return Ok(Some(id));
        }
    }
    Ok(None)
}
