//! Holds what the workspace's choices are called, and the list to choose from.
//!
//! The workspace's own words win; a code that it did not name and that we know is named in the reader's language.

use super::ctx::Ctx;
use super::desk::ChoiceList;
use super::overlays::{self, Chooser};
use crate::i18n::{Locale, Msg};
use crate::model::Clean;
use crate::model::settings::Choice;

/// What a choice is called.
pub(super) fn choice_name(list: ChoiceList, choice: &Choice, locale: &Locale) -> String {
    match &choice.name {
        Some(name) => name.clone(),
        None => code_name(list, &choice.code, locale),
    }
}

/// What a code is called that the workspace did not name.
pub(super) fn code_name(list: ChoiceList, code: &str, locale: &Locale) -> String {
    let message = match list {
        ChoiceList::Reasons => reason(code),
        ChoiceList::Verdicts => verdict(code),
        ChoiceList::Returns => back(code),
        ChoiceList::Owners | ChoiceList::Receivers => None,
    };
    message.map_or_else(|| code.to_owned(), |message| locale.t(message))
}

fn reason(code: &str) -> Option<Msg> {
    Some(match code {
        "price" => Msg::ReasonPrice,
        "competitor" => Msg::ReasonCompetitor,
        "no-need" => Msg::ReasonNoNeed,
        "no-budget" => Msg::ReasonNoBudget,
        "no-authority" => Msg::ReasonNoAuthority,
        "timing" => Msg::ReasonTiming,
        "wrong-size" => Msg::ReasonWrongSize,
        "no-answer" => Msg::ReasonNoAnswer,
        "unknown" => Msg::ReasonUnknown,
        _ => return None,
    })
}

fn verdict(code: &str) -> Option<Msg> {
    Some(match code {
        "good" => Msg::VerdictGood,
        "working" => Msg::VerdictWorking,
        "not-now" => Msg::VerdictNotNow,
        "no-answer" => Msg::VerdictNoAnswer,
        "wrong-person" => Msg::VerdictWrongPerson,
        "wrong-company" => Msg::VerdictWrongCompany,
        "bad-data" => Msg::VerdictBadData,
        "duplicate" => Msg::VerdictDuplicate,
        "lost" => Msg::VerdictLost,
        "returned" => Msg::VerdictReturned,
        _ => return None,
    })
}

/// Why a rep gives a lead back; some reasons are verdicts, too.
fn back(code: &str) -> Option<Msg> {
    match code {
        "not-my-area" => Some(Msg::ReturnNotMyArea),
        "no-time" => Some(Msg::ReturnNoTime),
        _ => verdict(code).or_else(|| reason(code)),
    }
}

/// The list to choose from: a number takes at once.
pub(super) fn picker(title: Clean, list: ChoiceList, choices: &[Choice], ctx: &Ctx<'_>) -> Chooser {
    let item = |choice: &Choice| overlays::Choice {
        label: Clean::from_string(choice_name(list, choice, ctx.locale())),
        also: Clean::new(&choice.code),
        ..overlays::Choice::default()
    };
    let items = choices.iter().map(item).collect();
    Chooser::new(title, items).numbered()
}

/// What a built-in theme is for.
pub(super) fn theme_about(name: &str) -> Option<Msg> {
    Some(match name {
        "auto" => Msg::ThemeAuto,
        "dark" => Msg::ThemeDark,
        "light" => Msg::ThemeLight,
        "contrast" => Msg::ThemeContrast,
        "clear" => Msg::ThemeClear,
        "ansi" => Msg::ThemeAnsi,
        "plain" => Msg::ThemePlain,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use crate::model::Settings;

    #[test]
    fn every_code_that_a_workspace_begins_with_has_a_name() {
        let settings = Settings::default();
        for language in Language::ALL {
            let locale = Locale::new(language);
            for (list, choices) in [
                (ChoiceList::Reasons, &settings.reasons),
                (ChoiceList::Verdicts, &settings.verdicts),
                (ChoiceList::Returns, &settings.returns),
            ] {
                for choice in choices {
                    let known = match list {
                        ChoiceList::Reasons => reason(&choice.code),
                        ChoiceList::Verdicts => verdict(&choice.code),
                        ChoiceList::Returns => back(&choice.code),
                        ChoiceList::Owners | ChoiceList::Receivers => None,
                    };
                    assert!(known.is_some(), "{list:?} {}", choice.code);
                    let name = choice_name(list, choice, &locale);
                    let capital = name.starts_with(char::is_uppercase);
                    assert!(!capital, "{list:?}: {name} stands among others");
                }
            }
            let own = Choice {
                code: "price".to_owned(),
                name: Some("zu teuer".to_owned()),
                offered: true,
            };
            assert_eq!(choice_name(ChoiceList::Reasons, &own, &locale), "zu teuer");
        }
    }
}
