//! Holds what an import says in the reader's language: what columns become, and why rows are left out.

use crate::i18n::{Arg, Locale, Msg};
use crate::model::Clean;
use crate::ui::wording::facts::field_name;
use crate::ui::wording::refusals::refusal;
use crate::workspace::import::{Flaw, Rejected, ValueError, What};

/// What a field is called that a column becomes.
#[must_use]
pub fn target_name(what: What, name: &str, locale: &Locale) -> Clean {
    let message = target(name).or_else(|| field_name(what.kind(), name));
    message.map_or_else(|| Clean::new(name), |it| Clean::from_string(locale.t(it)))
}

/// What a column is called: one without a name by its number, in the reader's words.
#[must_use]
pub fn column_name(name: &str, locale: &Locale) -> Clean {
    let number = name.strip_prefix("column ");
    match number.filter(|it| it.bytes().all(|byte| byte.is_ascii_digit())) {
        Some(number) => {
            let args = [("number", number.to_owned().into())];
            Clean::from_string(locale.t_args(Msg::ImportNameless, &args))
        }
        None => Clean::new(name),
    }
}

/// What only a table has, not a page.
fn target(name: &str) -> Option<Msg> {
    Some(match name {
        "layer" => Msg::TargetLayer,
        "status" => Msg::TargetStatus,
        "entered" => Msg::TargetEntered,
        "moved" => Msg::TargetMoved,
        "closed" => Msg::TargetClosed,
        "reason" => Msg::TargetReason,
        "parked_until" => Msg::TargetParkedUntil,
        "history" => Msg::TargetHistory,
        "account_city" => Msg::TargetAccountCity,
        "handed" => Msg::TargetHanded,
        "handed_by" => Msg::TargetHandedBy,
        "handed_to" => Msg::TargetHandedTo,
        "answered" => Msg::TargetAnswered,
        "returned" => Msg::TargetReturned,
        _ => return None,
    })
}

/// Why a row is left out, and in which column.
pub(super) fn rejected(bad: &Rejected, locale: &Locale) -> Clean {
    let why = flaw(&bad.flaw, locale);
    let line = i64::try_from(bad.line).unwrap_or(i64::MAX);
    let mut args: Vec<(&str, Arg<'_>)> = vec![("line", line.into()), ("why", why.into())];
    let message = match &bad.column {
        Some(column) => {
            let column = column_name(column, locale).into_string();
            args.push(("column", column.into()));
            Msg::ImportRejectedCell
        }
        None => Msg::ImportRejectedRow,
    };
    Clean::from_string(locale.t_args(message, &args))
}

/// Why a row is left out.
pub(super) fn flaw(flaw: &Flaw, locale: &Locale) -> String {
    let message = match flaw {
        Flaw::Value(it) => of_value(it),
        Flaw::Given { .. } => Msg::FlawGiven,
        Flaw::NotListed { .. } => Msg::FlawNotListed,
        Flaw::NoMilestone { .. } => Msg::FlawNoMilestone,
        Flaw::LeadsNowhere { .. } => Msg::FlawLeadsNowhere,
        Flaw::NoHistory(_) => Msg::FlawNoHistory,
        Flaw::OtherHistory { .. } => Msg::FlawOtherHistory,
        Flaw::NoBeginning => Msg::FlawNoBeginning,
        Flaw::Backwards { .. } => Msg::FlawBackwards,
        Flaw::OutOfOrder { .. } => Msg::FlawOutOfOrder,
        Flaw::NotYet { .. } => Msg::FlawNotYet,
        Flaw::Uneven { .. } => Msg::FlawUneven,
        Flaw::NoText(_) => Msg::FlawNoText,
        Flaw::ZeroByte => Msg::FlawZeroByte,
        Flaw::AfterQuote => Msg::FlawAfterQuote,
        Flaw::TooMuch(_) => Msg::FlawTooMuch,
        Flaw::Twice => Msg::FlawTwice,
        Flaw::Refused(why) => return refusal(why, locale).to_string(),
        Flaw::Other(text) => {
            let args = [("original", text.as_str().into())];
            return locale.t_args(Msg::FlawOther, &args);
        }
    };
    let values = flaw.values();
    let mut args: Vec<(&str, Arg<'_>)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str().into()))
        .collect();
    if let Flaw::Given { field, of } = flaw {
        args = vec![
            // What every row gets is called the same in every table.
            (
                "field",
                target_name(What::Leads, field, locale).to_string().into(),
            ),
            ("detail", self::flaw(of, locale).into()),
        ];
    }
    locale.t_args(message, &args)
}

const fn of_value(error: &ValueError) -> Msg {
    match error {
        ValueError::NotADate { .. } => Msg::FlawNotADate,
        ValueError::NoSuchDay { .. } => Msg::FlawNoSuchDay,
        ValueError::WrongOrder { .. } => Msg::FlawWrongOrder,
        ValueError::NotATime => Msg::FlawNotATime,
        ValueError::NotANumber => Msg::FlawNotANumber,
        ValueError::WrongMarks { .. } => Msg::FlawWrongMarks,
        ValueError::TooManyDigits => Msg::FlawTooManyDigits,
        ValueError::NotWhole => Msg::FlawNotWhole,
        ValueError::TooManyDecimals { .. } => Msg::FlawTooManyDecimals,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn a_column_without_a_name_is_called_by_its_number() {
        let [english, chinese] = [Language::English, Language::Chinese].map(Locale::new);
        assert_eq!(column_name("column 2", &english).as_str(), "column 2");
        assert_eq!(column_name("column 2", &chinese).as_str(), "第 2 列");
        assert_eq!(column_name("column two", &chinese).as_str(), "column two");
    }

    #[test]
    fn whatever_a_column_can_become_has_a_name_in_every_language() {
        let mut nameless = Vec::new();
        for what in What::ALL {
            let named = |name| target(name).or_else(|| field_name(what.kind(), name));
            let all = what.targets().into_iter().map(|it| it.name);
            nameless.extend(all.filter(|name| named(name).is_none()));
        }
        assert_eq!(nameless, [""; 0]);
    }

    #[test]
    fn a_reason_names_what_stood_there_in_every_language() {
        let flaws = [
            Flaw::Value(ValueError::NotADate {
                example: "2026-12-31",
            }),
            Flaw::Value(ValueError::NoSuchDay {
                year: 2026,
                month: 2,
                day: 31,
            }),
            Flaw::Value(ValueError::TooManyDecimals { digits: 2 }),
            Flaw::NotListed {
                given: "hot".to_owned(),
                known: "cold warm".to_owned(),
            },
            Flaw::LeadsNowhere {
                given: "nirvana".to_owned(),
                layers: String::new(),
            },
            Flaw::OtherHistory {
                since: Some("2026-01-01".to_owned()),
            },
            Flaw::OtherHistory { since: None },
            Flaw::Backwards {
                step: "won",
                after: "2026-01-01".to_owned(),
                first: "entered",
                before: "2026-02-01".to_owned(),
            },
            Flaw::NotYet {
                step: "parked",
                day: "2027-01-01".to_owned(),
            },
            Flaw::Uneven {
                cells: 4,
                width: 3,
                lines: 9,
            },
            Flaw::NoText("GBK".to_owned()),
        ];
        let [english, chinese] =
            [Language::English, Language::Chinese].map(|language| -> Vec<String> {
                let locale = Locale::new(language);
                let said = |it| flaw(it, &locale);
                flaws.iter().map(said).collect()
            });
        insta::assert_snapshot!(english.join("\n"), @r"
        no date; 2026-12-31 would be one
        there is no day 2026-02-31
        more than 2 decimals
        `hot` is none of: cold warm
        stage `nirvana` leads nowhere
        its history is another than the one that is here since 2026-01-01; export it anew, or leave the column out
        its history is another than the one that is here; export it anew, or leave the column out
        it was won on 2026-01-01, before it came into its layer on 2026-02-01
        it was parked on 2027-01-01, which has not come yet
        4 cells where the header has 3, over 9 lines: look for an open quote
        bytes that are no GBK text
        ");
        insta::assert_snapshot!(chinese.join("\n"), @r"
        不是日期；应写成 2026-12-31
        没有 2026-02-31 这一天
        小数超过 2 位
        `hot` 不在其中：cold warm
        阶段 `nirvana` 没有去处
        从 2026-01-01 起历史与这里的不同；请重新导出，或不读这一列
        历史与这里的不同；请重新导出，或不读这一列
        2026-01-01 赢单，却早于 2026-02-01 进入层级
        2027-01-01 搁置，但这一天还没到
        有 4 格，表头有 3 格，跨 9 行：请检查未闭合的引号
        含有不是 GBK 文字的字节
        ");
    }
}
