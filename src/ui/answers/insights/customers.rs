//! Puts into words what the customers of each month bring: so far, and by the age of the oldest, the two never mixed.

use super::draft::{Draft, Kind};
use super::words::nothing;
use super::{Asked, Source};
use crate::i18n::Msg;
use crate::insight::cohort::{FirstOrder, by_first_order};
use crate::insight::orders::orders;
use crate::model::Clean;
use crate::ui::answers::funnel::minute;
use crate::ui::screens::{Figure, Sheet, SheetLine};
use crate::ui::theme::Role;

/// The ages that have a column, in months.
const AGES: [usize; 6] = [1, 2, 3, 6, 12, 24];

impl Source<'_> {
    /// The report.
    pub(super) fn customers(&self, asked: &Asked<'_>) -> Sheet {
        let orders = orders(self.book, &self.selected);
        let currency = orders.currencies.first();
        let mut cohorts = by_first_order(self.book, &orders, 0, minute(self.now));
        cohorts.retain(|it| it.accounts > 0);
        let oldest = cohorts
            .iter()
            .map(|it| it.ordering_at.len())
            .max()
            .unwrap_or(0);
        let ages: Vec<usize> = AGES.into_iter().filter(|age| *age < oldest).collect();
        let shares = cohorts
            .iter()
            .flat_map(|it| ages.iter().filter_map(|age| it.ordering(*age)?.rate));
        let most = shares.fold(0.0, f64::max);
        let line = |it: &FirstOrder| {
            let mut figures = vec![
                self.first_ordered(it),
                self.observed(it, currency),
                self.extrapolated(it, currency),
            ];
            figures.extend(ages.iter().map(|age| self.ordered_again(it, *age, most)));
            SheetLine {
                label: self.month(it.month),
                role: None,
                figures,
                ..SheetLine::default()
            }
        };
        let money = || Kind::Money(currency.to_owned());
        let band = Some(Msg::ReportBandHead);
        let mut draft = Draft::new(self, asked, self.t(Msg::HeadMonth))
            .column(self.t(Msg::HeadAccounts), Role::Text, None, Kind::Number)
            .column(self.t(Msg::HeadObserved), Role::Won, band, money())
            .column(self.t(Msg::HeadExtrapolated), Role::Won, band, money());
        for age in &ages {
            let head = Clean::from_string(format!("+{age}"));
            draft = draft.column(head, Role::Won, Some(Msg::ReportBandHead), Kind::Share);
        }
        let others = orders.currencies.names().len() > 1;
        let note =
            others.then(|| self.told(Msg::ReportOneCurrency, [("currency", currency.to_owned())]));
        draft
            .lines(cohorts.iter().rev().map(line).collect())
            .notes([
                (orders.without_account > 0).then(|| {
                    let n = self.count(orders.without_account);
                    self.told(Msg::ReportNobodys, [("n", n)])
                }),
                note,
            ])
            .done()
    }

    fn first_ordered(&self, it: &FirstOrder) -> Figure {
        Figure {
            told: self.told(
                Msg::ToldFirstOrders,
                [
                    ("month", self.month(it.month).to_string()),
                    ("n", self.count(it.accounts)),
                ],
            ),
            ..self.number(it.accounts)
        }
    }

    fn observed(&self, it: &FirstOrder, currency: &str) -> Figure {
        let band = (it.observed_band(), Msg::ByStudent);
        self.brings(it, it.observed_value(), Msg::ToldObserved, band, currency)
    }

    fn extrapolated(&self, it: &FirstOrder, currency: &str) -> Figure {
        let (value, band) = (it.extrapolated_value(), it.extrapolated_value_band());
        self.brings(
            it,
            value,
            Msg::ToldExtrapolated,
            (band, Msg::ByMack),
            currency,
        )
    }

    fn brings(
        &self,
        it: &FirstOrder,
        value: Option<f64>,
        message: Msg,
        (band, by): (Option<(f64, f64)>, Msg),
        currency: &str,
    ) -> Figure {
        let Some(value) = value else {
            return nothing();
        };
        let age = it.revenue_by.len().saturating_sub(1) as u64;
        let told = self.told(
            message,
            [
                ("month", self.month(it.month).to_string()),
                ("n", self.count(it.accounts)),
                ("value", self.full(value, currency)),
                ("age", self.count(age)),
            ],
        );
        Figure {
            // No list stands behind them: they are accounts.
            behind: None,
            ..self.money_within((value, currency), band, it.accounts, by, told)
        }
    }

    fn ordered_again(&self, it: &FirstOrder, age: usize, most: f64) -> Figure {
        let Some(rate) = it.ordering(age) else {
            return Figure {
                text: Clean::default(),
                ..nothing()
            };
        };
        let again = it.ordering_at.get(age).copied().unwrap_or_default();
        let figure = self.share((again, it.accounts), None);
        Figure {
            heat: rate.rate.filter(|_| most > 0.0).map(|share| share / most),
            told: self.told(
                Msg::ToldOrderedAgain,
                [
                    ("month", self.month(it.month).to_string()),
                    ("n", self.count(it.accounts)),
                    ("again", self.count(again)),
                    ("age", self.count(age as u64)),
                    ("rate", figure.text.to_string()),
                ],
            ),
            ..figure
        }
    }
}
