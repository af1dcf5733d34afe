//! `fiveply settings`: the workspace's definitions, shown and changed.

use clap::{Args, Subcommand};
use serde_json::Value as Json;

use crate::cli::act;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::fields::Object;
use crate::cli::table::{Side, Table};
use crate::model::setting_edit::{SettingError, form, name_of, put};
use crate::model::{Clean, Command, Key, Kind, Section, Value, Verb};
use crate::query::nearest;

/// Shows and changes the workspace's definitions
///
/// Sections: general, layers, milestones, reasons, verdicts, channels, return-reasons,
/// sla, agenda, targets, capacity.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct SettingsArgs {
    /// Only this section
    section: Option<String>,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Changes a setting, or a whole section given as JSON
    Set {
        /// Which, such as general.currency, layers.intent.odds, targets.2026-q4.amount; or a section
        key: String,
        /// The new value; nothing (`""`) takes a name back
        value: String,
    },
}

/// Runs it.
///
/// # Errors
/// A section or a setting that is not there, a value that it can't have.
pub(in crate::cli) fn run(args: &SettingsArgs, cx: &mut Context<'_>) -> Result<Exit> {
    match (&args.what, &args.section) {
        (Some(What::Set { key, value }), _) => set(cx, key, value),
        (None, Some(name)) => show(cx, &[section(name)?]),
        (None, None) => show(cx, &Section::ALL),
    }
}

fn section(name: &str) -> Result<Section> {
    name.parse().map_err(|error: crate::model::UnknownCode| {
        let near = nearest(name, Section::ALL.map(Section::code));
        let hint = near.map_or_else(String::new, |it| format!("; did you mean `{it}`?"));
        CliError::NotUnderstood(format!("{error}{hint}"))
    })
}

fn json(cx: &Context<'_>, section: Section) -> Json {
    form(&cx.settings, section)
}

fn show(cx: &mut Context<'_>, sections: &[Section]) -> Result<Exit> {
    if cx.call.json {
        let parts = sections.iter().map(|it| (it.code(), json(cx, *it)));
        let object = Object(parts.collect());
        cx.call.say_json(&object)?;
        return Ok(Exit::Done);
    }
    for (i, section) in sections.iter().enumerate() {
        if i > 0 {
            cx.call.say("")?;
        }
        let head = cx.call.style.strong(section.code());
        cx.call.say(head)?;
        let mut table = Table::new(&[("", Side::Whole), ("", Side::Left)]);
        for (name, text) in lines(&json(cx, *section)) {
            table.row([
                Clean::from_string(format!("  {name}")),
                Clean::from_string(text),
            ]);
        }
        table.write(cx.call.streams.out, cx.call.style)?;
    }
    Ok(Exit::Done)
}

/// The settings of a section, each with its value in words.
fn lines(section: &Json) -> Vec<(String, String)> {
    let Json::Array(entries) = section else {
        let fields = section.as_object().into_iter().flatten();
        return fields
            .map(|(name, value)| (name.clone(), plain(value)))
            .collect();
    };
    entries
        .iter()
        .filter_map(|entry| {
            let name = name_of(entry)?;
            let fields = entry.as_object()?.iter();
            let parts: Vec<String> = fields
                .filter(|(field, value)| {
                    // What is as usual is not said.
                    !value.is_null() && **value != Json::Bool(true) && value.as_str() != Some(name)
                        || field.as_str() == "odds"
                })
                .map(|(field, value)| format!("{field} {}", plain(value)))
                .collect();
            Some((name.to_owned(), parts.join(", ")))
        })
        .collect()
}

fn plain(value: &Json) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn set(cx: &mut Context<'_>, path: &str, typed: &str) -> Result<Exit> {
    let mut parts = path.split('.');
    let section = section(parts.next().unwrap_or_default())?;
    let rest: Vec<&str> = parts.collect();
    let content = if rest.is_empty() {
        typed.to_owned()
    } else {
        let mut whole = json(cx, section);
        put(&mut whole, section, &rest, typed).map_err(told)?;
        whole.to_string()
    };
    // The model says whether it can be used, before anything is asked of the store.
    let mut draft = cx.settings.clone();
    draft.put(section, &content)?;
    let key = Key::new(Kind::Setting, section.id());
    let base = cx.workspace.get(key)?.map(|it| it.revision);
    let Some(field) = Kind::Setting.field("value") else {
        return Ok(Exit::Failed);
    };
    let done = cx.execute(Command::Edit {
        key,
        base,
        edits: vec![(field, Value::Text(draft.json(section)))],
    })?;
    act::report(cx, &done, Verb::Settings)
}

/// An error with the nearest thing that there is.
fn told(error: SettingError) -> CliError {
    let SettingError::NoSuch { what, known, .. } = &error else {
        return CliError::NotUnderstood(error.to_string());
    };
    let hint = nearest(what, known.iter().map(String::as_str)).map_or_else(
        || format!("it has: {}", known.join(" ")),
        |it| format!("did you mean `{it}`?"),
    );
    CliError::NotUnderstood(format!("{error}; {hint}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Settings;

    fn set_in(section: Section, path: &[&str], typed: &str) -> std::result::Result<String, String> {
        let mut settings = Settings::default();
        let mut whole = serde_json::from_str(&settings.json(section)).unwrap();
        put(&mut whole, section, path, typed).map_err(|error| told(error).to_string())?;
        settings
            .put(section, &whole.to_string())
            .map_err(|error| error.to_string())?;
        Ok(settings.json(section))
    }

    #[test]
    fn a_setting_is_found_by_its_path_and_checked_by_the_model() {
        let general = set_in(Section::General, &["currency"], "USD").unwrap();
        assert!(general.contains(r#""currency":"USD""#), "{general}");
        let layers = set_in(Section::Layers, &["intent", "odds"], "40").unwrap();
        assert!(layers.contains(r#""odds":40"#), "{layers}");
        let reasons = set_in(Section::Reasons, &["price", "name"], "zu teuer").unwrap();
        assert!(reasons.contains(r#""name":"zu teuer""#), "{reasons}");
        let error = set_in(Section::General, &["currency"], "XQZ").unwrap_err();
        assert!(error.contains("is no currency"), "{error}");
        let error = set_in(Section::Layers, &["intnt", "odds"], "40").unwrap_err();
        assert!(error.ends_with("did you mean `intent`?"), "{error}");
        let error = set_in(Section::Layers, &["intent"], "40").unwrap_err();
        assert!(error.contains("ENTRY"), "{error}");
    }

    #[test]
    fn a_name_is_taken_back_by_nothing() {
        let layers = set_in(Section::Layers, &["intent", "name"], "").unwrap();
        assert!(layers.contains(r#""name":null"#), "{layers}");
    }
}
