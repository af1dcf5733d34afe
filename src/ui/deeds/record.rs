//! Turns what was filled in about contacts, new leads, users and definitions into commands.

use super::new_lead::{Company, Draft};
use super::{NotDone, Told, some};
use crate::i18n::Locale;
use crate::model::setting_edit::{SettingEdit, SettingError, edited};
use crate::model::{
    Account, AccountId, Clean, Command, Contact, Event, Key, Kind, Lead, Minor, Moment, NewLead,
    ProductId, Section, Seq, Settings, Value,
};
use crate::ui::desk::Person;
use crate::ui::wording::refusals::faulty;
use crate::ui::wording::setting_faults::told;

pub(in crate::ui) fn new_contact(person: &Person) -> Command {
    let Person {
        account,
        name,
        role,
        title,
        email,
        phone,
    } = person.clone();
    let contact = Contact {
        name,
        account: Some(AccountId(account)),
        role,
        title,
        email,
        phone,
        ..Contact::default()
    };
    Command::Create(vec![contact.into()])
}

pub(in crate::ui) fn new_lead(draft: &Draft, settings: &Settings, now: Moment) -> Command {
    let (known, account) = match &draft.company {
        Company::Known(id) => (Some(AccountId(*id)), None),
        Company::New(name) => {
            let name = name.clone();
            let account = Account {
                name,
                ..Account::default()
            };
            (None, Some(account))
        }
    };
    let contact = draft.contact.clone().map(|name| Contact {
        name,
        email: draft.email.clone(),
        ..Contact::default()
    });
    let mut lead = Lead {
        account: known,
        product: draft.product.map(ProductId),
        value: draft.value.map(Minor),
        currency: draft.value.map(|_| settings.general.currency.clone()),
        source: draft.source.clone(),
        next: draft.next.clone(),
        next_due: draft.due,
        temperature: draft.temperature,
        ..Lead::default()
    };
    let layer = draft.layer;
    lead.track.push(now, Event::Enter { layer, unmet: 0 });
    Command::NewLead(Box::new(NewLead {
        account,
        contact,
        lead,
    }))
}

/// A section as it is after the change.
pub(in crate::ui) fn setting(
    settings: &Settings,
    section: Section,
    edit: &SettingEdit,
    locale: &Locale,
) -> Told<Command> {
    let json = edited(settings, section, edit).map_err(|error| NotDone {
        why: Clean::from_string(told(&error, locale)),
        field: match &error {
            SettingError::Bad(fault) => faulty(fault),
            SettingError::Section(bad) => faulty(&bad.problem),
            SettingError::NoSuch { .. } => None,
        },
    })?;
    let key = Key::new(Kind::Setting, section.id());
    let edits = Kind::Setting
        .field("value")
        .map(|field| (field, Value::Text(json)));
    Ok(Command::Edit {
        key,
        base: None,
        edits: edits.into_iter().collect(),
    })
}

/// Users with these texts in their fields.
pub(in crate::ui) fn users(
    ids: &[u64],
    team: Option<String>,
    fields: &[(String, String)],
    base: Option<Seq>,
) -> Command {
    let edits = fields.iter().filter_map(|(name, text)| {
        let value = match some(text) {
            Some(text) => Value::Text(text),
            None => Value::None,
        };
        Some((Kind::User.field(name)?, value))
    });
    Command::EditAll {
        keys: ids.iter().map(|id| Key::new(Kind::User, *id)).collect(),
        team,
        base,
        edits: edits.collect(),
    }
}
