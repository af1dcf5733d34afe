//! `report reps`: what each owner of leads does: open leads, touches, feedback, answers in time, wins.

use super::sheet::{Cell, Column, Grid, Sheet, rate_bar, rate_cells, rate_columns};
use super::versus::Main;
use super::{Scope, share_name};
use crate::exchange::chart::Chart;
use crate::figures::Figure;
use crate::insight::reps::{Doing, reps};
use crate::insight::stats::wilson;

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let mut sheet = Sheet {
        title: "reps",
        figure: Figure::Reps,
        ..Sheet::default()
    };
    let limit = scope.ask.limit.max(1);
    let it = reps(
        scope.book,
        &scope.selected,
        scope.window(),
        scope.now,
        limit,
    );
    let mut columns = vec![
        Column::left("value", "owner"),
        Column::new("open", "open"),
        Column::new("touches", "touches"),
        Column::new("feedback", "feedback"),
        Column::new("handed", "handed"),
        Column::new("median_hours", "hours"),
        Column::new("late_rate", "late"),
        Column::meant("late_low"),
        Column::meant("late_high"),
        Column::meant("late"),
    ];
    columns.extend(rate_columns("won"));
    let mut grid = Grid::new("rows", columns).by("won");
    let mut bars = Vec::new();
    let shares = it.split.as_ref().map(|it| it.shares()).unwrap_or_default();
    let named = shares.iter().map(share_name).zip(&it.parts);
    for (name, it) in named.chain([("all".to_owned(), &it.whole)]) {
        let rate = wilson(it.won, it.won + it.lost);
        bars.push(rate_bar(&name, rate));
        let mut cells = cells(&name, it);
        cells.extend(rate_cells(rate));
        grid.line_with(cells, Main::Share(rate));
    }
    sheet.grids.push(grid);
    let title = "won of the closed by owner, with the 95 % band".to_owned();
    sheet.charts.push((title, Chart::Bars(bars)));
    sheet.note(
        "hours: of work until half of what was handed over in the period was touched; late: the \
         share past the agreed hours; won: of those closed in the period. Few leads say nothing \
         about a person.",
    );
    sheet
}

fn cells(name: &str, it: &Doing) -> Vec<Cell> {
    let median = it.response.median().map(|it| f64::from(it) / 60.0);
    let [late, _, low, high, _] = rate_cells(it.response.breach_rate());
    vec![
        Cell::text(name),
        Cell::count(it.open),
        Cell::count(it.touches),
        Cell::count(it.feedback),
        Cell::n(it.response.handed),
        Cell::number(median, 1),
        late,
        low,
        high,
        Cell::raw(it.response.breached),
    ]
}
