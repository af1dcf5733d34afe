//! Turns what was filled in about contacts, new leads, users and definitions into commands.

use super::new_lead::{Company, Draft};
use super::{NotDone, Told, some};
use crate::i18n::Locale;
use crate::model::setting_edit::{SettingEdit, SettingError, edited};
use crate::model::{
    Account, AccountId, Clean, Command, Contact, Event, Key, Kind, Lead, Minor, Moment, NewLead,
    ProductId, Section, Seq, Settings, Value, money,
};
use crate::query::amount;
use crate::ui::desk::Person;
use crate::ui::typed::amount_in_words;
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
    let plain = in_plain_digits(settings, section, edit);
    let json =
        edited(settings, section, plain.as_ref().unwrap_or(edit)).map_err(|error| NotDone {
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

/// The same edit of a target, where its amount was typed as amounts are elsewhere: `940k`, `1,200,000`, `€ 64 000`.
fn in_plain_digits(
    settings: &Settings,
    section: Section,
    edit: &SettingEdit,
) -> Option<SettingEdit> {
    let SettingEdit::Set { line, fields } = edit else {
        return None;
    };
    if section != Section::Targets {
        return None;
    }
    let currency = settings.general.currency.as_str();
    let plain = |(name, text): &(String, String)| {
        let typed = amount_in_words(text, currency);
        let minor = amount(&typed, currency).filter(|_| name == "amount");
        let text = minor.map_or_else(|| text.clone(), |it| money::major(it, currency));
        (name.clone(), text)
    };
    Some(SettingEdit::Set {
        line: line.clone(),
        fields: fields.iter().map(plain).collect(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn a_target_is_typed_as_amounts_are_elsewhere() {
        let (settings, english) = (Settings::default(), Locale::new(Language::English));
        let target = |typed: &str| {
            let fields = vec![("amount".to_owned(), typed.to_owned())];
            let line = "2026-q4".to_owned();
            let edit = SettingEdit::Set { line, fields };
            setting(&settings, Section::Targets, &edit, &english)
        };
        for typed in ["940k", "940,000", "€ 940 000", "0.94m"] {
            let Ok(Command::Edit { edits, .. }) = target(typed) else {
                panic!("{typed}");
            };
            let json = edits.into_iter().next().map(|it| it.1);
            let expected = r#"[{"code":"2026-q4","amount":940000}]"#;
            assert_eq!(json, Some(Value::Text(expected.to_owned())), "{typed}");
        }
        for typed in ["much", "940.50", "-1"] {
            assert!(target(typed).is_err(), "{typed}");
        }
    }
}
