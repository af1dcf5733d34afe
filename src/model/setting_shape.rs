//! Says where the content of a section is not as it must be, in words of what people write and not of how it is read.

use serde::{Deserialize, Deserializer};
use serde_json::Value as Json;

use super::setting_edit::{coded, name_of};
use super::setting_fault::{SettingFault, Unfit};
use super::settings::{Section, Settings};

/// A name as it is kept, without space around it; a blank one is none.
pub(super) fn name<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let name = Option::<String>::deserialize(from)?;
    Ok(name
        .map(|it| it.trim().to_owned())
        .filter(|it| !it.is_empty()))
}

/// Whether a layer would be called as another one is, by the house or by itself: no screen could tell them apart.
pub(super) fn called_already(
    whole: &Json,
    section: Section,
    path: &[&str],
    typed: &str,
) -> Option<SettingFault> {
    let (Section::Layers, [layer, "name"]) = (section, path) else {
        return None;
    };
    let same = |has: &Json| has.as_str().is_some_and(|has| coded(has) == coded(typed));
    let taken = |it: &&Json| {
        ["layer", "name"]
            .iter()
            .any(|of| it.get(of).is_some_and(same))
    };
    let mut others = whole.as_array()?.iter();
    let found = others.find(|it| name_of(it) != Some(layer) && taken(it));
    found.map(|_| SettingFault::Already {
        list: section,
        code: typed.trim().to_owned(),
    })
}

/// What is wrong with a section that can't be read; nothing where that is only known to whoever reads it.
pub(super) fn misfit(settings: &Settings, section: Section, json: &str) -> Option<String> {
    let given: Json = serde_json::from_str(json).ok()?;
    let form: Json = serde_json::from_str(&settings.json(section)).ok()?;
    match (&form, &given) {
        (Json::Array(known), Json::Array(entries)) => {
            let like = known.first()?;
            let mut numbered = entries.iter().enumerate();
            numbered.find_map(|(at, entry)| {
                let problem = entry_misfit(like, entry)?;
                Some(format!("entry {}: {problem}", at + 1))
            })
        }
        (Json::Object(_), Json::Object(_)) => entry_misfit(&form, &given),
        (Json::Array(_), _) => Some("this must be a list in [ ]".to_owned()),
        _ => Some("this must be fields in { }".to_owned()),
    }
}

/// What is wrong with one entry, beside another that is as it must be.
fn entry_misfit(like: &Json, entry: &Json) -> Option<String> {
    let (Json::Object(like), Json::Object(entry)) = (like, entry) else {
        return Some("this must be fields in { }".to_owned());
    };
    let known = || like.keys().cloned().collect::<Vec<_>>().join(", ");
    for (field, value) in entry {
        let Some(usual) = like.get(field) else {
            return Some(format!(
                "there is no field `{field}`; there are {}",
                known()
            ));
        };
        let wanted = match usual {
            Json::Number(_) if !value.is_u64() => "a whole number",
            Json::Bool(_) if !value.is_boolean() => "true or false",
            Json::String(_) if !value.is_string() => "a text in quotes",
            Json::Null if !value.is_string() && !value.is_null() => "a text in quotes, or null",
            Json::Array(_) if !value.is_array() => "a list in [ ]",
            Json::Null
            | Json::Bool(_)
            | Json::Number(_)
            | Json::String(_)
            | Json::Array(_)
            | Json::Object(_) => continue,
        };
        return Some(format!("`{field}` must be {wanted}, not {value}"));
    }
    let missing = ["id", "code", "layer", "odds"]
        .into_iter()
        .find(|field| like.contains_key(*field) && !entry.contains_key(*field));
    if let Some(field) = missing {
        return Some(format!("the field `{field}` is missing"));
    }
    let layer = entry.get("layer").and_then(Json::as_str)?;
    let unknown = layer.parse::<super::Layer>().is_err();
    unknown.then(|| {
        let known = super::Layer::ALL.map(super::Layer::code).join(", ");
        format!("`{layer}` is no layer; there are {known}")
    })
}

/// Says in a way that can be told what would otherwise be told in the terms of the stored form.
pub(super) fn fits(field: &str, slot: &Json, new: &Json) -> Result<(), Unfit> {
    let within = |most: u64| match new.as_u64() {
        Some(number) if number <= most => Ok(()),
        Some(_) | None => Err(Unfit::NotWithin(most)),
    };
    match (slot, field) {
        (Json::Number(_), "id") => within(63),
        (Json::Number(_), "minutes") => within(120),
        (Json::Number(_), "leads_a_rep" | "weeks_back") => within(10_000),
        (Json::Number(_), "amount") => within(1_000_000_000_000),
        (Json::Number(_), _) => within(100),
        (Json::Bool(_), _) if !new.is_boolean() => Err(Unfit::NotYesNo),
        (_, "zone") => {
            let known = new.as_str().and_then(|it| it.parse::<chrono_tz::Tz>().ok());
            known.map(|_| ()).ok_or(Unfit::NoZone)
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_newer_program_has_stored_is_refused_with_the_reason() {
        let stored = crate::model::Setting {
            name: "sla".to_owned(),
            value: r#"{"accept_within_hours":6,"escalate_after_days":3}"#.to_owned(),
        };
        let told = Settings::from_records([&stored]).unwrap_err().to_string();
        assert!(
            told.contains("there is no field `escalate_after_days`")
                && told.contains("a newer fiveply wrote this")
                && !told.contains("--json"),
            "{told}"
        );
        // Whoever types it is told what would be right.
        let typed = Settings::default().put(Section::Sla, &stored.value);
        let told = typed.unwrap_err().to_string();
        assert!(
            told.contains("`fiveply settings sla --json` shows the form"),
            "{told}"
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place_and_what_would_be_right() {
        let settings = Settings::default();
        for (section, json, said) in [
            (
                Section::Reasons,
                r#"[{"code":"a"},{"nme":"b","code":"b"}]"#,
                "entry 2: there is no field `nme`; there are code, name, offered",
            ),
            (
                Section::Reasons,
                r#"[{"code":"a","offered":"no"}]"#,
                "entry 1: `offered` must be true or false, not \"no\"",
            ),
            (
                Section::Reasons,
                r#"[{"name":"a"}]"#,
                "entry 1: the field `code` is missing",
            ),
            (
                Section::Reasons,
                r#"{"code":"a"}"#,
                "this must be a list in [ ]",
            ),
            (
                Section::Milestones,
                r#"[{"id":1,"code":"a","layer":"top"}]"#,
                "entry 1: `top` is no layer; there are potential, interested, intent, high-intent, near-customer",
            ),
            (
                Section::Layers,
                r#"[{"layer":"intent","odds":"x"}]"#,
                "entry 1: `odds` must be a whole number, not \"x\"",
            ),
            (
                Section::General,
                r#"{"currncy":"EUR"}"#,
                "there is no field `currncy`",
            ),
        ] {
            let mut draft = settings.clone();
            let error = draft.put(section, json).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
            assert!(!error.contains("expected"), "{error}");
        }
    }
}
