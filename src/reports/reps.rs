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
        Column::meant("handed"),
        Column::meant("median_hours"),
        Column::meant("late_rate"),
        Column::meant("late_low"),
        Column::meant("late_high"),
        Column::meant("late"),
    ];
    columns.extend(rate_columns(Msg::SheetHeadWon));
    let mut grid = Grid::new("rows", columns).by(Msg::SheetHeadWon);
    // How they answer hand-overs has a number and a band of its own, for which one table has no room.
    let columns = vec![
        Column::left("value", Msg::SheetHeadOwner),
        Column::shown(Msg::SheetHeadHanded),
        Column::shown(Msg::SheetHeadHours),
        Column::shown(Msg::SheetHeadLate),
        Column::shown("95 %"),
    ];
    let mut answers = Grid::new("answers", columns).only_shown();
    let mut bars = Vec::new();
    let shares = it.split.as_ref().map(|it| it.shares()).unwrap_or_default();
    let named = shares.iter().map(|it| scope.share(it)).zip(&it.parts);
    for (name, it) in named.chain([(scope.all(), &it.whole)]) {
        let rate = wilson(it.won, it.won + it.lost);
        bars.push(rate_bar(&name.shown, rate));
        let mut cells = cells(&name, it);
        cells.extend(rate_cells(rate));
        grid.line_with(cells, Main::Share(rate));
        answers.line(answer(&name, it), it.response.handed);
    }
    sheet.grids.extend([grid, answers]);
    let title = scope.t(Msg::SheetChartReps);
    sheet.charts.push((title, Chart::Bars(bars)));
    sheet.note(Msg::SheetNoteReps);
    sheet
}

fn cells(name: &Name, it: &Doing) -> Vec<Cell> {
    let [late, _, low, high, _] = rate_cells(it.response.breach_rate());
    vec![
        name.cell(),
        Cell::count(it.open),
        Cell::count(it.touches),
        Cell::count(it.feedback),
        Cell::raw(it.response.handed),
        Cell::number(hours(it), 1),
        late,
        low,
        high,
        Cell::raw(it.response.breached),
    ]
}

/// How soon what was handed over was touched, and how much of it too late.
fn answer(name: &Name, it: &Doing) -> Vec<Cell> {
    let [late, band, ..] = rate_cells(it.response.breach_rate());
    vec![
        name.cell(),
        Cell::n(it.response.handed),
        Cell::number(hours(it), 1),
        late,
        band,
    ]
}

fn hours(it: &Doing) -> Option<f64> {
    it.response.median().map(|it| f64::from(it) / 60.0)
}
