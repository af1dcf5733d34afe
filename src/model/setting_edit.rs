//! One setting at a time: a section as lines that people read, and what a change of one line makes of the whole.

use serde_json::{Value as Json, json};

use super::setting_fault::SettingFault;
use super::setting_shape::{called_already, fits};
use super::settings::{BadSection, Section, Settings};

/// A line of a section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SettingLine {
    /// What it is called: its code, its layer, its field.
    pub name: String,
    /// Its fields and their texts; what has no value has none.
    pub fields: Vec<(String, String)>,
}

impl SettingLine {
    /// The text of a field.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(name, _)| name == field);
        found.map(|(_, text)| text.as_str())
    }
}

/// A change of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingEdit {
    /// Its fields get these texts.
    Set {
        /// Which line.
        line: String,
        /// The fields and their texts.
        fields: Vec<(String, String)>,
    },
    /// One more line.
    Add {
        /// Its code.
        code: String,
        /// The layer that it guards, of a milestone.
        layer: Option<String>,
    },
    /// One less; whoever keeps the records says whether any speaks of it.
    Remove {
        /// Which line.
        line: String,
    },
    /// It changes its place with the one below or above.
    Shift {
        /// Which line.
        line: String,
        /// Whether it goes down.
        down: bool,
    },
}

/// Why a setting can't be changed so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// There is no such line or field.
    #[error("`{section}` has no `{what}`")]
    NoSuch {
        /// The section.
        section: Section,
        /// What was asked for.
        what: String,
        /// What there is.
        known: Vec<String>,
    },
    /// The value can't stand there.
    #[error("{0}")]
    Bad(SettingFault),
    /// The whole would not be as it must be.
    #[error("{}", .0.problem)]
    Section(#[from] BadSection),
}

/// A section in the form in which it is kept.
#[must_use]
pub fn form(settings: &Settings, section: Section) -> Json {
    serde_json::from_str(&settings.json(section)).unwrap_or_default()
}

/// The lines of a section, in its order.
#[must_use]
pub fn lines(settings: &Settings, section: Section) -> Vec<SettingLine> {
    match form(settings, section) {
        Json::Array(entries) => entries
            .iter()
            .filter_map(|entry| {
                let name = name_of(entry)?;
                let fields = entry.as_object()?.iter();
                let fields = fields.filter(|(field, value)| {
                    value.as_str() != Some(name) && !matches!(field.as_str(), "id" | "code")
                });
                Some(SettingLine {
                    name: name.to_owned(),
                    fields: fields
                        .map(|(name, value)| (name.clone(), text(value)))
                        .collect(),
                })
            })
            .collect(),
        Json::Object(fields) => fields
            .iter()
            .map(|(name, value)| SettingLine {
                name: name.clone(),
                fields: vec![(name.clone(), text(value))],
            })
            .collect(),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => Vec::new(),
    }
}

fn text(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        Json::Array(parts) => parts.iter().map(text).collect::<Vec<_>>().join(" "),
        Json::Bool(_) | Json::Number(_) | Json::Object(_) => value.to_string(),
    }
}

/// The section as it is after a change, in the form in which it is kept.
///
/// # Errors
/// Says what can't be so.
pub fn edited(
    settings: &Settings,
    section: Section,
    edit: &SettingEdit,
) -> Result<String, SettingError> {
    let mut whole = form(settings, section);
    match edit {
        SettingEdit::Set { line, fields } => {
            // A line that gets another code is not found by the old one any more: that comes last.
            let (codes, others): (Vec<_>, Vec<_>) =
                fields.iter().partition(|(field, _)| field == "code");
            for (field, typed) in others.into_iter().chain(codes) {
                let code = coded(typed);
                let typed = if field == "code" { &code } else { typed };
                let path: &[&str] = if whole.is_object() {
                    &[field]
                } else {
                    &[line, field]
                };
                put(&mut whole, section, path, typed)?;
            }
        }
        SettingEdit::Add { code, layer } => add(&mut whole, section, code, layer.as_deref())?,
        SettingEdit::Remove { line } => {
            if let Json::Array(entries) = &mut whole {
                entries.retain(|it| name_of(it) != Some(line));
            }
        }
        SettingEdit::Shift { line, down } => shift(&mut whole, line, *down),
    }
    let mut draft = settings.clone();
    draft.put(section, &whole.to_string())?;
    Ok(draft.json(section))
}

fn add(
    whole: &mut Json,
    section: Section,
    code: &str,
    layer: Option<&str>,
) -> Result<(), SettingError> {
    let Json::Array(entries) = whole else {
        return Err(SettingError::Bad(SettingFault::Form(format!(
            "`{section}` is no list"
        ))));
    };
    let (typed, code) = (code.trim(), coded(code));
    if entries.iter().any(|it| name_of(it) == Some(&code)) {
        return Err(SettingError::Bad(SettingFault::Already {
            list: section,
            code,
        }));
    }
    let ids = entries.iter().filter_map(|it| it.get("id")?.as_u64());
    let id = ids.max().map_or(0, |id| id + 1);
    entries.push(match (section, layer) {
        (Section::Targets, _) => json!({ "code": code, "amount": 0 }),
        (_, Some(layer)) => json!({ "id": id, "layer": layer, "code": code }),
        // It is called as it was written; the code is what is kept of it and typed.
        (_, None) => {
            let name = (typed != code).then_some(typed);
            json!({ "code": code, "name": name, "offered": true })
        }
    });
    Ok(())
}

/// A code, as somebody would name it.
pub(super) fn coded(name: &str) -> String {
    let name = name.to_lowercase();
    name.split_whitespace().collect::<Vec<_>>().join("-")
}

fn shift(whole: &mut Json, line: &str, down: bool) {
    let Json::Array(entries) = whole else {
        return;
    };
    let at = entries.iter().position(|it| name_of(it) == Some(line));
    let other = at.and_then(|at| {
        if down {
            Some(at + 1)
        } else {
            at.checked_sub(1)
        }
    });
    if let (Some(at), Some(other)) = (at, other.filter(|it| *it < entries.len())) {
        entries.swap(at, other);
    }
}

/// What names an entry of a list: its code, or the layer that it is about.
#[must_use]
pub fn name_of(entry: &Json) -> Option<&str> {
    entry
        .get("code")
        .or_else(|| entry.get("layer"))
        .and_then(Json::as_str)
}

/// Puts a value at its place in a section.
///
/// # Errors
/// A place that is not there, a value that can't stand there.
pub fn put(
    whole: &mut Json,
    section: Section,
    path: &[&str],
    typed: &str,
) -> Result<(), SettingError> {
    if let Some(fault) = called_already(whole, section, path, typed) {
        return Err(SettingError::Bad(fault));
    }
    let unknown = |what: &str, known: Vec<String>| SettingError::NoSuch {
        section,
        what: what.to_owned(),
        known,
    };
    let (entry, field) = match (whole, path) {
        (Json::Array(entries), [name, field]) => {
            let known = entries.iter().filter_map(name_of).map(str::to_owned);
            let error = unknown(name, known.collect());
            // A target is there as soon as it is set.
            if section == Section::Targets && !entries.iter().any(|it| name_of(it) == Some(name)) {
                entries.push(json!({ "code": name, "amount": 0 }));
            }
            let found = entries.iter_mut().find(|it| name_of(it) == Some(*name));
            (found.ok_or(error)?, *field)
        }
        (whole @ Json::Object(_), [field]) => (whole, *field),
        (Json::Array(_), _) => {
            return Err(SettingError::Bad(SettingFault::Form(format!(
                "`{section}` is a list; write {section}.ENTRY.FIELD, or the whole as JSON"
            ))));
        }
        _ => {
            return Err(SettingError::Bad(SettingFault::Form(format!(
                "write {section}.FIELD"
            ))));
        }
    };
    let Some(object) = entry.as_object_mut() else {
        return Ok(());
    };
    let known = object.keys().cloned().collect();
    let Some(slot) = object.get_mut(field) else {
        return Err(unknown(field, known));
    };
    let typed_value = value(slot, typed);
    fits(field, slot, &typed_value).map_err(|of| {
        SettingError::Bad(SettingFault::Value {
            place: format!("{section}.{}", path.join(".")),
            typed: typed.to_owned(),
            of,
        })
    })?;
    *slot = typed_value;
    Ok(())
}

/// What was typed, as the kind of value that stands there; whether it fits is the model's to say.
fn value(slot: &Json, typed: &str) -> Json {
    match slot {
        Json::Null | Json::String(_) if typed.is_empty() => Json::Null,
        Json::Null | Json::String(_) => typed.into(),
        Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => {
            serde_json::from_str(typed).unwrap_or_else(|_| typed.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(line: &str, field: &str, text: &str) -> SettingEdit {
        SettingEdit::Set {
            line: line.to_owned(),
            fields: vec![(field.to_owned(), text.to_owned())],
        }
    }

    #[test]
    fn a_line_is_changed_added_and_moved() {
        let mut settings = Settings::default();
        let mut change = |section, edit: SettingEdit| {
            let json = edited(&settings, section, &edit).unwrap();
            settings.put(section, &json).unwrap();
            lines(&settings, section)
        };
        let layers = change(Section::Layers, set("intent", "odds", "40"));
        assert_eq!(layers[2].get("odds"), Some("40"));
        let add = SettingEdit::Add {
            code: "Too far away".to_owned(),
            layer: None,
        };
        let reasons = change(Section::Reasons, add);
        assert_eq!(reasons.last().unwrap().name, "too-far-away");
        let up = SettingEdit::Shift {
            line: "too-far-away".to_owned(),
            down: false,
        };
        let reasons = change(Section::Reasons, up);
        assert_eq!(reasons[reasons.len() - 2].name, "too-far-away");
        let add = SettingEdit::Add {
            code: "demo".to_owned(),
            layer: Some("intent".to_owned()),
        };
        let milestones = change(Section::Milestones, add);
        assert_eq!(milestones.last().unwrap().get("layer"), Some("intent"));
        let general = change(Section::General, set("zone", "zone", "Asia/Shanghai"));
        assert!(
            general
                .iter()
                .any(|it| it.get("zone") == Some("Asia/Shanghai"))
        );
    }

    #[test]
    fn a_line_is_taken_away_and_a_milestone_called_otherwise() {
        let settings = Settings::default();
        let remove = SettingEdit::Remove {
            line: "price".to_owned(),
        };
        let json = edited(&settings, Section::Reasons, &remove).unwrap();
        assert!(!json.contains("price"), "{json}");
        let rename = SettingEdit::Set {
            line: "paid".to_owned(),
            fields: vec![
                ("code".to_owned(), "Money in".to_owned()),
                ("layer".to_owned(), "intent".to_owned()),
            ],
        };
        let json = edited(&settings, Section::Milestones, &rename).unwrap();
        assert!(
            json.contains(r#"{"id":5,"layer":"intent","code":"money-in"}"#),
            "{json}"
        );
        let twice = set("paid", "code", "qualified");
        let error = edited(&settings, Section::Milestones, &twice).unwrap_err();
        assert!(
            error.to_string().contains("`qualified` is there twice"),
            "{error}"
        );
    }

    #[test]
    fn what_cannot_be_is_told_in_our_words() {
        let settings = Settings::default();
        let refused = |section, edit| edited(&settings, section, &edit).unwrap_err().to_string();
        let odds = refused(Section::Layers, set("intent", "odds", "many"));
        assert!(odds.contains("no whole number from 0 to 100"), "{odds}");
        let currency = refused(Section::General, set("currency", "currency", "XQZ"));
        assert!(currency.contains("is no currency"), "{currency}");
        let twice = SettingEdit::Add {
            code: "price".to_owned(),
            layer: None,
        };
        assert!(refused(Section::Reasons, twice).contains("already"));
    }
}
