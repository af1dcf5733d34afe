//! Answers what the values of facets are called in the reader's language: codes, choices, ranges of numbers and sums.

use super::segments::Facets;
use crate::i18n::Msg;
use crate::model::settings::Choice;
use crate::model::{Layer, Status};
use crate::query::{Field, FieldKind, amount};
use crate::ui::choices::{choice_name, code_name};
use crate::ui::desk::ChoiceList;
use crate::ui::screens::layer_name;
use crate::ui::screens::ranges::ends;
use crate::ui::wording::facts::code_name_of;
use crate::ui::wording::refusals::status_name;

impl Facets<'_> {
    /// A value as it is read.
    pub(super) fn label(&self, field: Field, term: Option<&str>) -> String {
        let Some(term) = term else {
            return self.locale.t(Msg::FacetNone);
        };
        let settings = self.book.settings();
        let choice = |list: ChoiceList, all: &[Choice]| {
            let known = all.iter().find(|it| it.code == term);
            known.map_or_else(
                || code_name(list, term, self.locale),
                |it| choice_name(list, it, self.locale),
            )
        };
        let said =
            |message: Option<Msg>| message.map_or_else(|| term.to_owned(), |it| self.locale.t(it));
        let list = [
            (Field::Reason, ChoiceList::Reasons, &settings.reasons),
            (Field::Fb, ChoiceList::Verdicts, &settings.verdicts),
            (Field::Returned, ChoiceList::Returns, &settings.returns),
        ];
        if let Some((_, list, all)) = list.into_iter().find(|it| it.0 == field) {
            return choice(list, all);
        }
        if field == Field::Layer {
            let layer = Layer::ALL.into_iter().find(|it| it.code() == term);
            return said(layer.map(layer_name));
        }
        if field == Field::Status {
            let status = Status::ALL.into_iter().find(|it| it.code() == term);
            return said(status.map(status_name));
        }
        match field.kind() {
            FieldKind::Code(_) => said(code_name_of(term)),
            FieldKind::Integer if field == Field::Founded => term.replace("..", "–"),
            FieldKind::Integer => {
                let count = |text: &str, more: i64| {
                    text.parse::<i64>()
                        .ok()
                        .map(|it| self.locale.count(it + more))
                };
                self.range(term, count, 1)
            }
            FieldKind::Money => {
                let home = &settings.general.currency;
                let short = |text: &str, more: i64| {
                    amount(text, home).map(|it| self.locale.amount_short(it + more, home))
                };
                self.range(term, short, 0)
            }
            FieldKind::Length => {
                let count = |text: &str, more: i64| {
                    let days = days(text).parse::<i64>().ok();
                    days.map(|it| self.locale.count(it + more))
                };
                self.range(term, count, 1)
            }
            FieldKind::Text(_)
            | FieldKind::User
            | FieldKind::Naics
            | FieldKind::Date
            | FieldKind::Id
            | FieldKind::Segment => term.to_owned(),
        }
    }

    /// A range of numbers: `50–99`, `1 M–2 M`, `5 000 +`.
    fn range(
        &self,
        term: &str,
        number: impl Fn(&str, i64) -> Option<String>,
        apart: i64,
    ) -> String {
        let found = match ends(term) {
            (Some(low), Some(high)) if low == high => number(low, 0),
            // Sums are told by where the next class begins: nobody reads 1 999 999.99.
            (Some(low), Some(high)) => number(low, 0)
                .zip(number(high, 1 - apart))
                .map(|(low, high)| format!("{low}–{high}")),
            (Some(low), None) => number(low, 0).map(|low| format!("{low} +")),
            (None, Some(high)) => number(high, 1).map(|high| format!("< {high}")),
            (None, None) => None,
        };
        found.unwrap_or_else(|| term.to_owned())
    }
}

/// The number of days that a length in days is.
pub(super) fn days(length: &str) -> &str {
    length.strip_suffix('d').unwrap_or(length)
}
