//! Says in the reader's language what is wrong with a setting.

use crate::i18n::{Arg, Locale, Msg};
use crate::model::Section;
use crate::model::setting_edit::SettingError;
use crate::model::setting_fault::{SettingFault, Unfit};
use crate::ui::screens::{layer_name, part_name};

/// Why a setting can't be changed.
#[must_use]
pub fn told(error: &SettingError, locale: &Locale) -> String {
    match error {
        SettingError::NoSuch { section, what, .. } => {
            let args = [
                ("list", list(*section, locale)),
                ("what", what.as_str().into()),
            ];
            locale.t_args(Msg::SettingFaultNoSuch, &args)
        }
        SettingError::Bad(fault) => said(fault, locale),
        SettingError::Section(bad) => said(&bad.problem, locale),
    }
}

/// What is wrong.
#[must_use]
pub fn said(fault: &SettingFault, locale: &Locale) -> String {
    let say = |message, args: &[(&str, Arg<'_>)]| locale.t_args(message, args);
    let list = |section| ("list", list(section, locale));
    match fault {
        SettingFault::Already { list: of, code } => say(
            Msg::SettingFaultAlready,
            &[list(*of), ("code", code.as_str().into())],
        ),
        SettingFault::Value { typed, of, .. } => {
            let typed = ("typed", typed.as_str().into());
            match of {
                Unfit::NotWithin(most) => {
                    say(Msg::SettingFaultNumber, &[typed, ("most", (*most).into())])
                }
                Unfit::NotYesNo => say(Msg::SettingFaultYesNo, &[typed]),
                Unfit::NoZone => say(Msg::SettingFaultZone, &[typed]),
            }
        }
        SettingFault::Layers => say(Msg::SettingFaultLayers, &[]),
        SettingFault::Odds(layer) => {
            let layer = locale.t(layer_name(*layer));
            say(Msg::SettingFaultOdds, &[("layer", layer.into())])
        }
        SettingFault::NoCurrency(typed) => say(
            Msg::SettingFaultCurrency,
            &[("typed", typed.as_str().into())],
        ),
        SettingFault::NoneOffered(of) => say(Msg::SettingFaultNoneOffered, &[list(*of)]),
        SettingFault::NoCode(of) => say(Msg::SettingFaultNoCode, &[list(*of)]),
        SettingFault::Twice { list: of, code } => say(
            Msg::SettingFaultTwice,
            &[list(*of), ("code", code.as_str().into())],
        ),
        SettingFault::Ids => say(Msg::SettingFaultIds, &[]),
        SettingFault::NoWorkday => say(Msg::SettingFaultWorkday, &[]),
        SettingFault::Hours => say(Msg::SettingFaultHours, &[]),
        SettingFault::Target(typed) => {
            say(Msg::SettingFaultTarget, &[("typed", typed.as_str().into())])
        }
        // No screen writes the stored form.
        SettingFault::Form(problem) => {
            say(Msg::RefusedForm, &[("original", problem.as_str().into())])
        }
    }
}

fn list(section: Section, locale: &Locale) -> Arg<'static> {
    locale.t(part_name(Some(section))).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use crate::model::setting_edit::{SettingEdit, edited};
    use crate::model::{Layer, Settings};

    fn set(line: &str, field: &str, text: &str) -> SettingEdit {
        SettingEdit::Set {
            line: line.to_owned(),
            fields: vec![(field.to_owned(), text.to_owned())],
        }
    }

    fn refused(locale: &Locale) -> Vec<String> {
        let settings = Settings::default();
        let add = |code: &str| SettingEdit::Add {
            code: code.to_owned(),
            layer: None,
        };
        let edits = [
            (Section::Layers, set("intent", "odds", "many")),
            (Section::Layers, set("nowhere", "odds", "4")),
            (Section::General, set("currency", "currency", "XQZ")),
            (Section::General, set("zone", "zone", "Mars/Base")),
            (Section::Reasons, set("price", "offered", "perhaps")),
            (Section::Reasons, add("price")),
            (Section::Reasons, add(" ")),
            (Section::Milestones, set("paid", "code", "qualified")),
            (Section::Milestones, set("paid", "id", "0")),
            (Section::Sla, set("workdays", "workdays", "[]")),
            (Section::Sla, set("from_hour", "from_hour", "23")),
        ];
        let mut lines: Vec<String> = edits
            .iter()
            .map(|(section, edit)| told(&edited(&settings, *section, edit).unwrap_err(), locale))
            .collect();
        lines.extend(
            [
                SettingFault::Layers,
                SettingFault::Odds(Layer::Intent),
                SettingFault::NoneOffered(Section::Channels),
            ]
            .iter()
            .map(|fault| said(fault, locale)),
        );
        lines
    }

    #[test]
    fn what_is_wrong_is_said_in_every_language() {
        let [english, chinese] =
            [Language::English, Language::Chinese].map(|it| refused(&Locale::new(it)));
        insta::assert_snapshot!(english.join("\n"), @r"
        many is no whole number from 0 to 100
        layers: there is no nowhere
        XQZ is no currency; give its ISO code, such as EUR
        Mars/Base is no time zone; write one such as Europe/Warsaw or Asia/Shanghai
        perhaps is neither yes nor no
        reasons of losses: there is a price already
        reasons of losses: it needs a name
        milestones: qualified is there twice
        milestones need different numbers from 0 to 63
        at least one day of the week must be a working day
        work must end after it begins, and at 24 at the latest
        all five layers must be there, once and in their order
        Intent: odds go from 0 to 100 percent
        channels: at least one must be offered
        ");
        insta::assert_snapshot!(chinese.join("\n"), @r"
        many 不是 0 到 100 的整数
        层级：没有 nowhere
        XQZ 不是货币；请写 ISO 代码，如 EUR
        Mars/Base 不是时区；请写成 Europe/Warsaw 或 Asia/Shanghai
        perhaps 既不是“是”也不是“否”
        输单原因：已经有 price
        输单原因：需要名称
        里程碑：qualified 出现了两次
        里程碑的编号须各不相同，为 0 到 63
        一周至少要有一个工作日
        下班时间必须晚于上班时间，最晚到 24 点
        五个层级必须各有一个，并按顺序排列
        有意向：成交率为 0% 到 100%
        渠道：至少要启用一项
        ");
        assert!(chinese.iter().all(|line| !line.is_ascii()));
    }
}
