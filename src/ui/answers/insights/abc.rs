//! Puts into words which accounts bring most: their revenue, their share with all before them, their class.

use super::draft::{Draft, Kind};
use super::words::rounded;
use super::{Asked, Source};
use crate::i18n::Msg;
use crate::insight::orders::{Bought, Class, LIMITS, classes, orders};
use crate::model::Clean;
use crate::query::Field;
use crate::ui::screens::terms::written;
use crate::ui::screens::{Figure, Sheet, SheetLine};
use crate::ui::theme::Role;

impl Source<'_> {
    /// The report.
    pub(super) fn abc(&self, asked: &Asked<'_>) -> Sheet {
        let orders = orders(self.book, &self.selected);
        let currency = orders.currencies.first();
        let mut bought = orders.bought(0, self.window);
        bought.sort_by_key(|it| (std::cmp::Reverse(it.revenue), it.account));
        let revenues: Vec<i128> = bought.iter().map(|it| it.revenue).collect();
        let classes = classes(&revenues, LIMITS);
        let whole: i128 = revenues.iter().sum();
        let mut lines: Vec<SheetLine> = Class::ALL
            .into_iter()
            .map(|class| self.class(class, (&bought, &classes), whole, currency))
            .collect();
        let mut before = 0;
        for (it, class) in bought.iter().zip(&classes).take(super::LINES) {
            before += it.revenue;
            lines.push(self.account(it, *class, (before, whole), currency));
        }
        let money = || Kind::Money(currency.to_owned());
        let draft = Draft::new(self, asked, self.t(Msg::FactAccount))
            .column(self.t(Msg::HeadRevenue), Role::Won, None, money())
            .column(self.t(Msg::HeadRunning), Role::Won, None, Kind::Ratio)
            .column(self.t(Msg::HeadOrders), Role::Text, None, Kind::Number)
            .column(self.t(Msg::HeadAverageOrder), Role::Text, None, money())
            .column(self.t(Msg::HeadClass), Role::Text, None, Kind::Plain)
            .note((orders.without_account > 0).then(|| {
                self.told(
                    Msg::ReportNobodys,
                    [("n", self.count(orders.without_account))],
                )
            }));
        let mut sheet = draft.lines(lines).done();
        sheet.more = bought.len().saturating_sub(super::LINES);
        // The lines of the classes would make those of the accounts short.
        let largest = bought.first().map_or(0.0, |it| it.revenue as f64);
        for column in sheet.columns.iter_mut().take(1) {
            if let Some(scale) = column.scale.as_mut().filter(|_| largest > 0.0) {
                scale.to = largest;
                scale.right =
                    Clean::from_string(self.locale.money_short(rounded(largest), currency));
            }
        }
        sheet
    }

    fn class(
        &self,
        class: Class,
        (bought, classes): (&[Bought], &[Class]),
        whole: i128,
        currency: &str,
    ) -> SheetLine {
        let of = || {
            bought
                .iter()
                .zip(classes)
                .filter(|(_, it)| **it == class)
                .map(|(it, _)| it)
        };
        let revenue: i128 = of().map(|it| it.revenue).sum();
        let orders: u64 = of().map(|it| it.orders).sum();
        let accounts = of().count() as u64;
        let share = ratio(revenue, whole);
        let told = self.told(
            Msg::ToldClass,
            [
                ("class", class.code().to_owned()),
                ("n", self.count(accounts)),
                ("all", self.count(bought.len() as u64)),
                ("revenue", self.full(revenue as f64, currency)),
                ("share", self.locale.percent(share, 0)),
            ],
        );
        let figure = |figure: Figure| Figure {
            told: told.clone(),
            ..figure
        };
        let average = revenue as f64 / orders.max(1) as f64;
        SheetLine {
            label: self.told(
                Msg::HeadOfClass,
                [
                    ("class", class.code().to_owned()),
                    ("n", self.count(accounts)),
                ],
            ),
            role: Some(Role::Strong),
            figures: vec![
                figure(Figure {
                    mark: None,
                    ..self.money(revenue as f64, currency)
                }),
                figure(Figure {
                    text: Clean::from_string(self.locale.percent(share, 0)),
                    ..Figure::default()
                }),
                figure(Figure {
                    mark: None,
                    ..self.number(orders)
                }),
                figure(self.money(average, currency)),
                figure(Figure {
                    text: Clean::literal(class.code()),
                    ..Figure::default()
                }),
            ],
            ..SheetLine::default()
        }
    }

    fn account(
        &self,
        it: &Bought,
        class: Class,
        (before, whole): (i128, i128),
        currency: &str,
    ) -> SheetLine {
        let name = self.book.accounts.name(it.account as usize);
        let share = ratio(before, whole);
        let told = self.told(
            Msg::ToldAccount,
            [
                ("account", name.to_owned()),
                ("revenue", self.full(it.revenue as f64, currency)),
                ("n", self.count(it.orders)),
                ("share", self.locale.percent(share, 1)),
                ("class", class.code().to_owned()),
            ],
        );
        let filter = format!(
            "account:{} outcome:won{}",
            written(Field::Account, Some(name)),
            self.during("closed")
        );
        let figure = |figure: Figure| Figure {
            told: told.clone(),
            behind: Some(it.orders),
            filter: Some(filter.clone()),
            ..figure
        };
        SheetLine {
            label: Clean::new(name),
            role: None,
            figures: vec![
                figure(self.money(it.revenue as f64, currency)),
                figure(Figure {
                    text: Clean::from_string(self.locale.percent(share, 0)),
                    mark: Some(super::words::bar(share)),
                    ..Figure::default()
                }),
                figure(self.number(it.orders)),
                figure(self.money(it.average(), currency)),
                figure(Figure {
                    text: Clean::literal(class.code()),
                    ..Figure::default()
                }),
            ],
            ..SheetLine::default()
        }
    }
}

fn ratio(part: i128, whole: i128) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}
