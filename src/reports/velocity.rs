//! `report velocity`: money a day, with the four numbers that it is made of.

use super::Scope;
use super::sheet::{Cell, Column, Grid, Sheet, whole};
use super::versus::Main;
use crate::exchange::chart::{Bar, Chart};
use crate::figures::Figure;
use crate::insight::before::FEW;
use crate::insight::currencies::Currencies;
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
            let main = Main::Money(it.a_day(), currency.clone(), it.won);
            grid.line_with(cells(name, it, currency), main);
            bars.push(Bar {
                label: name.clone(),
                value: it.a_day().unwrap_or_default(),
                band: None,
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
         entering is known; a figure to compare with itself, and no forecast",
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
        Column::meant("won"),
        Column::meant("timed"),
        Column::meant("currency"),
    ]
}

fn cells(name: &str, it: &Velocity, currency: &str) -> Vec<Cell> {
    let money = |minor: Option<f64>| minor.map_or_else(Cell::none, |it| Cell::money(it, currency));
    let rate = it.win_rate();
    vec![
        Cell::text(name),
        Cell::count(it.open),
        money(it.average_value()),
        Cell::share(rate.rate),
        Cell::n(rate.n),
        Cell::number(it.average_days(), 1),
        money(it.a_day()),
        Cell::raw(it.won),
        Cell::raw(it.timed),
        Cell::raw(currency),
    ]
}
