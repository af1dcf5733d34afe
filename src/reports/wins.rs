//! `report wins`: the win rate by day of closing, by day of entry and by value, and what a won lead was worth.

use super::Scope;
use super::conversion::money_notes;
use super::figures::grouped;
use super::scope::Name;
use super::sheet::{Cell, Column, Grid, Sheet, rate_bar, rate_cells, rate_columns};
use super::versus::Main;
use crate::exchange::chart::Chart;
use crate::figures::Figure;
use crate::i18n::Msg;
use crate::insight::winrate::{WinRate, win_rates};

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let mut sheet = Sheet {
        title: Msg::SheetTitleWins.into(),
        figure: Figure::Wins,
        ..Sheet::default()
    };
    let head = scope.head();
    let mut columns = vec![Column::left("value", head)];
    columns.extend(rate_columns(Msg::SheetHeadWon));
    columns.extend([
        Column::new("cohort", Msg::SheetHeadOfEntered),
        Column::meant("entered"),
        Column::meant("entered_won"),
        Column::new("still_open", Msg::SheetHeadOpen),
        Column::new("by_value", Msg::SheetHeadOfMoney),
        Column::new("average_value", Msg::SheetHeadAverage),
        Column::meant("won"),
        Column::meant("cohort_low"),
        Column::meant("cohort_high"),
        Column::meant("by_value_low"),
        Column::meant("by_value_high"),
        Column::meant("average_value_low"),
        Column::meant("average_value_high"),
        Column::meant("left_out"),
        Column::meant("currency"),
    ]);
    let mut grid = Grid::new("rows", columns).by(Msg::SheetHeadWon);
    let mut bars = Vec::new();
    let mut left_out = 0;
    for (name, rows) in scope.parts() {
        let (currencies, rates) = win_rates(scope.book, &rows, scope.window(), None);
        let it = rates.into_iter().next().unwrap_or_default();
        let currency = currencies.first();
        bars.push(rate_bar(&name.shown, it.closed()));
        grid.line_with(cells(&name, &it, currency), Main::Share(it.closed()));
        left_out += it.left_out;
        if scope.groups.is_none() {
            for note in money_notes(scope, &currencies, &it) {
                sheet.note(note);
            }
        }
    }
    sheet.grids.push(grid);
    let title = scope.t(Msg::SheetChartWon);
    sheet.charts.push((title, Chart::Bars(bars)));
    sheet.note(Msg::SheetNoteWins);
    // Segments may hold the same lead twice.
    if left_out > 0 && scope.lie.is_none() {
        let values = [("n", grouped(left_out))];
        sheet.note(scope.say(Msg::SheetNoteLeftOutEntered, values));
    }
    sheet
}

fn cells(name: &Name, it: &WinRate, currency: &str) -> Vec<Cell> {
    let money = it.money.first().copied().unwrap_or_default();
    let mut cells = vec![name.cell()];
    cells.extend(rate_cells(it.closed()));
    cells.extend([
        Cell::share(it.cohort().rate).resting_on(it.entered),
        Cell::raw(it.entered),
        Cell::raw(it.entered_won),
        Cell::count(it.still_open()),
        // Where losses carry no value, their share says nothing.
        Cell::share(money.share().filter(|_| money.lost_with_value > 0))
            .resting_on(money.of_value.n()),
        Cell::worth(money.average(), currency).resting_on(money.won),
        Cell::raw(it.won),
    ]);
    let cohort = it.cohort();
    let known = |end: f64| Cell::raw(cohort.rate.map(|_| end));
    cells.extend([known(cohort.low), known(cohort.high)]);
    let of_money = money.share_band().filter(|_| money.lost_with_value > 0);
    cells.extend([
        Cell::raw(of_money.map(|it| it.0)),
        Cell::raw(of_money.map(|it| it.1)),
    ]);
    let [_, low, high] = Cell::ends(money.average_worth().band_from_nothing(), currency);
    cells.extend([low, high, Cell::raw(it.left_out), Cell::raw(currency)]);
    cells
}
