//! `report velocity`: money a day, with the four numbers that it is made of.

use super::Scope;
use super::figures::grouped;
use super::scope::Name;
use super::sheet::{Cell, Column, Grid, Sheet, whole};
use super::versus::Main;
use crate::exchange::chart::{Bar, Chart};
use crate::figures::Figure;
use crate::i18n::Msg;
use crate::insight::before::FEW;
use crate::insight::currencies::Currencies;
use crate::insight::stats::Estimate;
use crate::insight::velocity::{Velocity, velocity};

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let mut sheet = Sheet {
        title: Msg::SheetTitleVelocity.into(),
        figure: Figure::Velocity,
        ..Sheet::default()
    };
    let head = scope.head();
    let currencies = Currencies::of(scope.book, &scope.selected);
    let parts: Vec<(Name, Vec<(String, Velocity)>)> = scope
        .parts()
        .map(|(name, rows)| {
            let (currencies, mut parts) = velocity(scope.book, &rows, scope.window(), None);
            let part = parts.pop().unwrap_or_default();
            (name, currencies.names().iter().cloned().zip(part).collect())
        })
        .collect();
    let mut untimed = 0;
    for currency in currencies.names() {
        let grid = Grid::new("rows", columns(&head)).titled(currency.clone());
        let mut grid = grid.by(Msg::SheetHeadADay);
        let mut bars = Vec::new();
        for (name, part) in &parts {
            let part = part.iter().find(|it| it.0 == *currency).map(|it| &it.1);
            let Some(it) = part.filter(|it| it.open + it.won + it.lost > 0) else {
                continue;
            };
            untimed += it.values.n() - it.times.n();
            let a_day = Estimate {
                value: it.a_day(),
                ..Estimate::default()
            };
            let main = Main::Money(a_day, currency.clone(), it.won);
            grid.line_with(cells(name, it, currency), main);
            bars.push(Bar {
                label: name.shown.clone(),
                value: it.a_day().unwrap_or_default(),
                band: it.band(),
                mark: None,
                note: it.a_day().map_or_else(String::new, |it| {
                    let value = whole(it, currency);
                    scope.say(Msg::SheetBarADay, [("value", value)])
                }),
                pale: it.won < FEW,
            });
        }
        sheet.grids.push(grid);
        sheet.charts.push((
            scope.say(Msg::SheetBarADay, [("value", currency.clone())]),
            Chart::Bars(bars),
        ));
    }
    sheet.note(Msg::SheetNoteVelocity);
    if untimed > 0 && scope.lie.is_none() {
        let values = [("n", grouped(untimed))];
        sheet.note(scope.say(Msg::SheetNoteUntimed, values));
    }
    sheet
}

fn columns(head: &str) -> Vec<Column> {
    vec![
        Column::left("value", head),
        Column::new("open", Msg::SheetHeadOpen),
        Column::new("average_value", Msg::SheetHeadAverageWon),
        Column::new("win_rate", Msg::SheetHeadWinRate),
        Column::new("n", "n"),
        Column::new("average_days", Msg::SheetHeadDays),
        Column::new("a_day", Msg::SheetHeadADay),
        Column::shown("95 %"),
        Column::meant("a_day_low"),
        Column::meant("a_day_high"),
        Column::meant("average_value_low"),
        Column::meant("average_value_high"),
        Column::meant("win_rate_low"),
        Column::meant("win_rate_high"),
        Column::meant("average_days_low"),
        Column::meant("average_days_high"),
        Column::meant("won"),
        Column::meant("timed"),
        Column::meant("currency"),
    ]
}

fn cells(name: &Name, it: &Velocity, currency: &str) -> Vec<Cell> {
    let money = |minor: Option<f64>| Cell::worth(minor, currency);
    let rate = it.win_rate();
    let days = it.days();
    let day = |end: Option<f64>| Cell::raw(end.map(|it| (it * 10.0).round() / 10.0));
    let within = days.band_from_nothing();
    let mut cells = vec![
        name.cell(),
        Cell::count(it.open),
        money(it.average_value()).resting_on(it.won),
        Cell::share(rate.rate),
        Cell::n(rate.n),
        Cell::number(days.value, 1).resting_on(it.times.n()),
        money(it.a_day()).resting_on(it.won),
    ];
    cells.extend(Cell::ends(it.band(), currency));
    let [_, low, high] = Cell::ends(it.values.estimate().band_from_nothing(), currency);
    let known = |end: f64| Cell::raw(rate.rate.map(|_| end));
    cells.extend([low, high, known(rate.low), known(rate.high)]);
    cells.extend([day(within.map(|it| it.0)), day(within.map(|it| it.1))]);
    cells.extend([
        Cell::raw(it.won),
        Cell::raw(it.times.n()),
        Cell::raw(currency),
    ]);
    cells
}
