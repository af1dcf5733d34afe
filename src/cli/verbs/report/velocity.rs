//! `report velocity`: money a day, with the four numbers that it is made of.

use super::sheet::{Cell, Column, Grid, Sheet, whole};
use super::{Scope, share_name};
use crate::exchange::chart::{Bar, Chart};
use crate::insight::before::FEW;
use crate::insight::velocity::{Velocity, velocity};

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let mut sheet = Sheet {
        title: "velocity",
        definition: "open × average won value × win rate ÷ average days to win",
        ..Sheet::default()
    };
    let split = scope.split();
    let (currencies, parts) = velocity(scope.book, &scope.selected, scope.window(), split.as_ref());
    let names: Vec<String> = split.as_ref().map_or_else(
        || vec!["all".to_owned()],
        |it| it.shares().iter().map(share_name).collect(),
    );
    let head = split.as_ref().map_or("leads", |it| it.field().name());
    for (place, currency) in currencies.names().iter().enumerate() {
        let mut grid = Grid::new("rows", columns(head)).titled(currency.clone());
        let mut bars = Vec::new();
        for (name, part) in names.iter().zip(&parts) {
            let Some(it) = part.get(place).filter(|it| it.open + it.won + it.lost > 0) else {
                continue;
            };
            grid.line(cells(name, it, currency), it.won);
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
        "open: now; the other three: of those closed in the period, days of those whose \
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
