//! `report velocity`: money a day, with the four numbers that it is made of.

use super::Scope;
use super::sheet::{Cell, Column, Grid, Sheet, whole};
use super::versus::Main;
use crate::exchange::chart::{Bar, Chart};
use crate::figures::Figure;
use crate::insight::before::FEW;
use crate::insight::currencies::Currencies;
use crate::insight::stats::Estimate;
use crate::insight::velocity::{Velocity, velocity};

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let mut sheet = Sheet {
        title: "velocity",
        figure: Figure::Velocity,
        ..Sheet::default()
    };
    let head = scope.groups.as_ref().map_or("leads", |it| it.head);
    let currencies = Currencies::of(scope.book, &scope.selected);
    let parts: Vec<(String, Vec<(String, Velocity)>)> = scope
        .parts()
        .map(|(name, rows)| {
            let (currencies, mut parts) = velocity(scope.book, &rows, scope.window(), None);
            let part = parts.pop().unwrap_or_default();
            (name, currencies.names().iter().cloned().zip(part).collect())
        })
        .collect();
    for currency in currencies.names() {
        let grid = Grid::new("rows", columns(head)).titled(currency.clone());
        let mut grid = grid.by("a day");
        let mut bars = Vec::new();
        for (name, part) in &parts {
            let part = part.iter().find(|it| it.0 == *currency).map(|it| &it.1);
            let Some(it) = part.filter(|it| it.open + it.won + it.lost > 0) else {
                continue;
            };
            let a_day = Estimate {
                value: it.a_day(),
                ..Estimate::default()
            };
            let main = Main::Money(a_day, currency.clone(), it.won);
            grid.line_with(cells(name, it, currency), main);
            bars.push(Bar {
                label: name.clone(),
                value: it.a_day().unwrap_or_default(),
                band: it.band(),
                mark: None,
                note: it
                    .a_day()
                    .map_or_else(String::new, |it| format!("{} a day", whole(it, currency))),
                pale: it.won < FEW,
            });
        }
        sheet.grids.push(grid);
        sheet
            .charts
            .push((format!("{currency} a day"), Chart::Bars(bars)));
    }
    sheet.note(
        "open: now, whatever the period; the other three: of those closed in the period, days of those whose \
         entering is known; 95 %: its band by the delta method, in which the open ones are certain; a figure \
         to compare with itself, and no forecast",
    );
    sheet
}

fn columns(head: &str) -> Vec<Column> {
    vec![
        Column::left("value", head),
        Column::new("open", "open"),
        Column::new("average_value", "average won"),
        Column::new("win_rate", "win rate"),
        Column::new("n", "n"),
        Column::new("average_days", "days"),
        Column::new("a_day", "a day"),
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

fn cells(name: &str, it: &Velocity, currency: &str) -> Vec<Cell> {
    let money = |minor: Option<f64>| Cell::worth(minor, currency);
    let rate = it.win_rate();
    let days = it.days();
    let day = |end: Option<f64>| Cell::raw(end.map(|it| (it * 10.0).round() / 10.0));
    let within = days.band_from_nothing();
    let mut cells = vec![
        Cell::text(name),
        Cell::count(it.open),
        money(it.average_value()),
        Cell::share(rate.rate),
        Cell::n(rate.n),
        Cell::number(days.value, 1),
        money(it.a_day()),
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
