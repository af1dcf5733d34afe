//! Says in the reader's language what is wrong with a filter.

use crate::i18n::{Arg, Locale, Msg};
use crate::query::{Fault, QueryError};

/// What is wrong, and what was probably meant.
#[must_use]
pub fn told(error: &QueryError, locale: &Locale) -> String {
    let detail = said(&error.fault, locale);
    let Some(instead) = error.suggestion.as_deref() else {
        return detail;
    };
    let args = [("detail", detail.into()), ("instead", instead.into())];
    locale.t_args(Msg::FaultInstead, &args)
}

/// What is wrong.
#[must_use]
pub fn said(fault: &Fault, locale: &Locale) -> String {
    let values = fault.values();
    let mut args: Vec<(&str, Arg<'_>)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str().into()))
        .collect();
    if let Fault::OfField { of, .. } | Fault::InSegment { of, .. } = fault {
        args.push(("detail", said(of, locale).into()));
    }
    locale.t_args(message(fault), &args)
}

const fn message(fault: &Fault) -> Msg {
    match fault {
        Fault::OfField { .. } => Msg::FaultOfField,
        Fault::NoValue(_) => Msg::FaultNoValue,
        Fault::NoOrder { .. } => Msg::FaultNoOrder,
        Fault::NoForm(_) => Msg::FaultNoForm,
        Fault::OpenPattern => Msg::FaultOpenPattern,
        Fault::BadPattern(_) => Msg::FaultBadPattern,
        Fault::WidePattern => Msg::FaultWidePattern,
        Fault::NoPercentile(_) => Msg::FaultNoPercentile,
        Fault::NoMove => Msg::FaultNoMove,
        Fault::MoveAndDay => Msg::FaultMoveAndDay,
        Fault::NoSegment(_) => Msg::FaultNoSegment,
        Fault::SegmentCircle(_) => Msg::FaultSegmentCircle,
        Fault::ManySegments(_) => Msg::FaultManySegments,
        Fault::InSegment { .. } => Msg::FaultInSegment,
        Fault::AsOfNothing => Msg::FaultAsOfNothing,
        Fault::AsOfOneDay => Msg::FaultAsOfOneDay,
        Fault::AsOfInside => Msg::FaultAsOfInside,
        Fault::AsOfNotHere => Msg::FaultAsOfNotHere,
        Fault::FieldToCome(_) => Msg::FaultFieldToCome,
        Fault::OpenQuote => Msg::FaultOpenQuote,
        Fault::EmptyRange => Msg::FaultEmptyRange,
        Fault::TurnedAround => Msg::FaultTurnedAround,
        Fault::NoNumber(_) => Msg::FaultNoNumber,
        Fault::EndOfNumber(_) => Msg::FaultEndOfNumber,
        Fault::TooLarge(_) => Msg::FaultTooLarge,
        Fault::TooExact(_) => Msg::FaultTooExact,
        Fault::NotWhole(_) => Msg::FaultNotWhole,
        Fault::NoNaics(_) => Msg::FaultNoNaics,
        Fault::NoLength(_) => Msg::FaultNoLength,
        Fault::LongLength { .. } => Msg::FaultLongLength,
        Fault::LengthForDate(_) => Msg::FaultLengthForDate,
        Fault::NoDate(_) => Msg::FaultNoDate,
        Fault::NothingToFind => Msg::FaultNothingToFind,
        Fault::NothingToFindIn(_) => Msg::FaultNothingToFindIn,
        Fault::NoCode { .. } => Msg::FaultNoCode,
        Fault::StatusForLayer(_) => Msg::FaultStatusForLayer,
        Fault::NobodyIsMe => Msg::FaultNobodyIsMe,
        Fault::Misfit => Msg::FaultMisfit,
        Fault::MeAlone => Msg::FaultMeAlone,
        Fault::SortByNothing => Msg::FaultSortByNothing,
        Fault::SortQuoted => Msg::FaultSortQuoted,
        Fault::NotSortable(_) => Msg::FaultNotSortable,
        Fault::UnknownField(_) => Msg::FaultUnknownField,
        Fault::UnknownFieldOrText(_) => Msg::FaultUnknownFieldOrText,
        Fault::TooLong(_) => Msg::FaultTooLong,
        Fault::TooDeep(_) => Msg::FaultTooDeep,
        Fault::ClosesNothing => Msg::FaultClosesNothing,
        Fault::OpenParenthesis => Msg::FaultOpenParenthesis,
        Fault::EmptyParentheses => Msg::FaultEmptyParentheses,
        Fault::NothingBehind(_) => Msg::FaultNothingBehind,
        Fault::NothingBefore(_) => Msg::FaultNothingBefore,
        Fault::NothingLeftOut => Msg::FaultNothingLeftOut,
        Fault::OrderLeftOut => Msg::FaultOrderLeftOut,
        Fault::OrderInside => Msg::FaultOrderInside,
        Fault::DuringAlone => Msg::FaultDuringAlone,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::NaiveDate;

    use super::*;
    use crate::i18n::Language;
    use crate::query::{Context, Segment, Segments, read};

    const WRONG: &str = r#"source:
owner:>anna
value:>p101
emp:/x/
emp:"x"*
/beta
/(/
/\w{90}{90}{90}/
moved:intent>3
moved:back,2026
seg:none-such
seg:round
seg:many
seg:"within"
asof:
asof:2026,2027
(asof:2026)
asof:2026
abc:A
"beta
value:..
value:9..1
value:x
value:000
value:99999999999b
value:0.00001
id:1.5
naics:x
idle:x
idle:99999d
created:90d
created:x
""
source:""
layer:x
is:x
has:x
temp:x
kind:x
sla:x
layer:won
owner:@me
@me
sort:
sort:"value"
sort:is
sorce:fair
zzz:fair
)
(a
()
a OR
OR a
a AND
-
-sort:id
(a sort:id)
during:2026"#;

    fn wrong() -> Vec<QueryError> {
        let mut segments = Segments::default();
        for (name, text) in [
            ("round", "seg:round"),
            ("within", "layer:x"),
            ("many", "seg:many0"),
        ] {
            segments.add(name, Segment::Live(text.to_owned()));
        }
        for next in 0..20 {
            let text = format!("seg:many{}", next + 1);
            segments.add(&format!("many{next}"), Segment::Live(text));
        }
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let cx = Context::on(today).with(segments.into());
        let deep = "(".repeat(200);
        let long = "x".repeat(100_000);
        let texts = WRONG.lines().chain([deep.as_str(), &long]);
        texts
            .map(|text| {
                let errors = read(text, &cx).expect_err(text);
                errors.into_iter().next().unwrap()
            })
            .collect()
    }

    #[test]
    fn screens_say_in_english_what_the_command_line_says() {
        let english = Locale::new(Language::English);
        let mut seen = BTreeSet::new();
        for error in wrong() {
            assert_eq!(told(&error, &english), error.to_string());
            seen.insert(message(error.fault.alone()));
        }
        assert!(seen.len() > 50, "{}", seen.len());
    }

    #[test]
    fn screens_say_it_in_chinese_too() {
        let chinese = Locale::new(Language::Chinese);
        for error in wrong() {
            let said = told(&error, &chinese);
            assert!(!said.is_ascii(), "{said}");
            for english in ["is no", "needs", "write", "one of", "not ", "unclosed"] {
                assert!(!said.contains(english), "{said}");
            }
        }
    }
}
