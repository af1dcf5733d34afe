//! Answers numbers and days by their classes as upright bars, selected and of all there is.

use super::facet_words::days;
use super::segments::Facets;
use crate::i18n::Msg;
use crate::model::Clean;
use crate::query::{Field, FieldKind, amount};
use crate::ui::screens::ranges::ends;
use crate::ui::screens::terms::Standing;
use crate::ui::screens::{Bar, Bars};
use crate::workspace::Facet;

impl Facets<'_> {
    /// The classes from the lowest to the highest that anything is in, of a facet and of the same for all there is.
    pub(super) fn bars(&self, facet: &Facet, whole: Option<&Facet>) -> Bars {
        let all = |code: usize| whole.map_or(0, |it| it.counts.get(code).map_or(0, |it| it.all));
        let own = |code: usize| facet.counts.get(code).map_or(0, |it| it.all);
        let width = facet.counts.len();
        // Code 0 is no number.
        let mut held = (1..width).filter(|code| own(*code).max(all(*code)) > 0);
        let first = held.next();
        let last = held.next_back().or(first);
        let (Some(first), Some(last)) = (first, last) else {
            return Bars {
                bars: Vec::new(),
                unit: Clean::default(),
            };
        };
        let terms = self.book.facet_terms(facet.field);
        let named: Vec<(usize, String)> = (first..=last)
            .filter_map(|code| Some((code, terms(u32::try_from(code).ok()?)?)))
            .collect();
        let counted = named.iter().filter(|(code, _)| own(*code) > 0).count();
        let by_day = facet.field.kind() == FieldKind::Date;
        let years = named.iter().any(|it| it.1.ends_with("-01"));
        let asks = self
            .terms
            .as_ref()
            .filter(|it| it.own(facet.field).is_some());
        let mut place = 0;
        let bar = |(code, term): (usize, String)| {
            let line = (own(code) > 0).then(|| {
                place += 1;
                // The latest day is the first value.
                if by_day { counted - place } else { place - 1 }
            });
            Bar {
                line,
                edge: self.edge(facet.field, &term, years),
                count: own(code).into(),
                all: all(code).into(),
                standing: asks.map_or(Standing::Silent, |it| it.standing(facet.field, &term)),
            }
        };
        Bars {
            bars: named.into_iter().map(bar).collect(),
            unit: self.unit(facet.field),
        }
    }

    /// Where a class begins; of months only years, where there are any.
    fn edge(&self, field: Field, term: &str, years: bool) -> Option<Clean> {
        let low = ends(term).0?;
        let text = match field.kind() {
            FieldKind::Integer if field == Field::Founded => low.to_owned(),
            FieldKind::Integer => self.locale.count_short(low.parse::<i64>().ok()?),
            FieldKind::Money => {
                let home = &self.book.settings().general.currency;
                self.locale.amount_short(amount(low, home)?, home)
            }
            FieldKind::Length => days(low).to_owned(),
            FieldKind::Date if years => low.strip_suffix("-01")?.to_owned(),
            FieldKind::Date
            | FieldKind::Text(_)
            | FieldKind::User
            | FieldKind::Code(_)
            | FieldKind::Naics
            | FieldKind::Id
            | FieldKind::Segment => low.to_owned(),
        };
        Some(Clean::from_string(text))
    }

    /// What the classes are counted in.
    fn unit(&self, field: Field) -> Clean {
        let said = |message| Clean::from_string(self.locale.t(message));
        match field.kind() {
            FieldKind::Money => Clean::new(&self.book.settings().general.currency),
            FieldKind::Date => said(Msg::FacetByMonth),
            FieldKind::Integer if field == Field::Founded => said(Msg::FacetByDecade),
            FieldKind::Integer => said(Msg::FacetByPeople),
            FieldKind::Length => said(Msg::FacetByDays),
            FieldKind::Text(_)
            | FieldKind::User
            | FieldKind::Code(_)
            | FieldKind::Naics
            | FieldKind::Id
            | FieldKind::Segment => Clean::default(),
        }
    }
}
