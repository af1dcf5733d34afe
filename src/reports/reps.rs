//! `report reps`: what each owner of leads does: open leads, touches, feedback, answers in time, wins.

use super::Scope;
use super::scope::Name;
use super::sheet::{Cell, Column, Grid, Sheet, rate_bar, rate_cells, rate_columns};
use super::versus::Main;
use crate::exchange::chart::Chart;
use crate::figures::Figure;
use crate::i18n::Msg;
use crate::insight::reps::{Doing, reps};
use crate::insight::stats::wilson;

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let mut sheet = Sheet {
        title: Msg::SheetTitleReps.into(),
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
        Column::left("value", Msg::SheetHeadOwner),
        Column::new("open", Msg::SheetHeadOpen),
        Column::new("touches", Msg::SheetHeadTouches),
        Column::new("feedback", Msg::SheetHeadFeedback),
        Column::new("handed", Msg::SheetHeadHanded),
        Column::new("median_hours", Msg::SheetHeadHours),
        Column::new("late_rate", Msg::SheetHeadLate),
        Column::meant("late_low"),
        Column::meant("late_high"),
        Column::meant("late"),
    ];
    columns.extend(rate_columns(Msg::SheetHeadWon));
    let mut grid = Grid::new("rows", columns).by(Msg::SheetHeadWon);
    let mut bars = Vec::new();
    let shares = it.split.as_ref().map(|it| it.shares()).unwrap_or_default();
    let named = shares.iter().map(|it| scope.share(it)).zip(&it.parts);
    for (name, it) in named.chain([(scope.all(), &it.whole)]) {
        let rate = wilson(it.won, it.won + it.lost);
        bars.push(rate_bar(&name.shown, rate));
        let mut cells = cells(&name, it);
        cells.extend(rate_cells(rate));
        grid.line_with(cells, Main::Share(rate));
    }
    sheet.grids.push(grid);
    let title = scope.t(Msg::SheetChartReps);
    sheet.charts.push((title, Chart::Bars(bars)));
    sheet.note(Msg::SheetNoteReps);
    sheet
}

fn cells(name: &Name, it: &Doing) -> Vec<Cell> {
    let median = it.response.median().map(|it| f64::from(it) / 60.0);
    let [late, _, low, high, _] = rate_cells(it.response.breach_rate());
    vec![
        name.cell(),
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
