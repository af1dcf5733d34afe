//! `report wins`: the win rate by day of closing, by day of entry and by value, and what a won lead was worth.

use super::Scope;
use super::conversion::money_notes;
use super::figures::{ends, grouped};
use super::scope::Name;
use super::sheet::{Cell, Column, Grid, Sheet, rate_bar, rate_cells, rate_columns};
use super::versus::Main;
use crate::exchange::chart::Chart;
use crate::figures::Figure;
use crate::i18n::Msg;
use crate::insight::winrate::{Money, WinRate, win_rates};

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let mut sheet = Sheet {
        title: Msg::SheetTitleWins.into(),
        figure: Figure::Wins,
        ..Sheet::default()
    };
    let head = || Column::left("value", scope.head());
    let mut columns = vec![head()];
    columns.extend(rate_columns(Msg::SheetHeadWon));
    let meant = [
        "cohort",
        "entered",
        "entered_won",
        "still_open",
        "by_value",
        "average_value",
        "won",
        "cohort_low",
        "cohort_high",
        "by_value_low",
        "by_value_high",
        "average_value_low",
        "average_value_high",
        "left_out",
        "currency",
    ];
    columns.extend(meant.map(Column::meant));
    let mut grid = Grid::new("rows", columns).by(Msg::SheetHeadWon);
    // Each share has its own number and band, for which one table has no room.
    let shown = |key, heads: Vec<Column>| {
        let columns = std::iter::once(head()).chain(heads);
        Grid::new(key, columns.collect()).only_shown()
    };
    let of_all = |name| {
        vec![
            Column::shown(name),
            Column::shown("95 %"),
            Column::shown("n"),
        ]
    };
    let mut heads = of_all(Msg::SheetHeadOfEntered);
    heads.push(Column::shown(Msg::SheetHeadOpen));
    let mut of_entered = shown("entered", heads);
    let mut heads = of_all(Msg::SheetHeadOfMoney);
    heads.extend(of_all(Msg::SheetHeadAverage));
    let mut of_money = shown("money", heads);
    let mut bars = Vec::new();
    let mut left_out = 0;
    for (name, rows) in scope.parts() {
        let (currencies, rates) = win_rates(scope.book, &rows, scope.window(), None);
        let it = rates.into_iter().next().unwrap_or_default();
        let currency = currencies.first();
        bars.push(rate_bar(&name.shown, it.closed()));
        grid.line_with(cells(&name, &it, currency), Main::Share(it.closed()));
        of_entered.line(entered(&name, &it), it.entered);
        let money = it.money.first().copied().unwrap_or_default();
        of_money.line(worth(&name, &money, currency), money.of_value.n());
        left_out += it.left_out;
        if scope.groups.is_none() {
            for note in money_notes(scope, &currencies, &it) {
                sheet.note(note);
            }
        }
    }
    sheet.grids.extend([grid, of_entered, of_money]);
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

/// All that is meant; of what is shown, how many were won of those that were closed.
fn cells(name: &Name, it: &WinRate, currency: &str) -> Vec<Cell> {
    let money = it.money.first().copied().unwrap_or_default();
    let mut cells = vec![name.cell()];
    cells.extend(rate_cells(it.closed()));
    let [of_entered, _, low, high, _] = rate_cells(it.cohort());
    let band = money.share_band();
    let end = |end: fn((f64, f64)) -> f64| Cell::raw(band.map(end));
    let [_, least, most] = Cell::ends(money.average_worth().band_from_nothing(), currency);
    cells.extend([
        of_entered,
        Cell::raw(it.entered),
        Cell::raw(it.entered_won),
        Cell::raw(it.still_open()),
        Cell::share(money.share()),
        Cell::worth(money.average(), currency),
        Cell::raw(it.won),
        low,
        high,
        end(|it| it.0),
        end(|it| it.1),
        least,
        most,
        Cell::raw(it.left_out),
        Cell::raw(currency),
    ]);
    cells
}

/// How many were won so far of those that entered.
fn entered(name: &Name, it: &WinRate) -> Vec<Cell> {
    let [share, band, _, _, n] = rate_cells(it.cohort());
    vec![name.cell(), share, band, n, Cell::count(it.still_open())]
}

/// How much of the money was won, and what a won lead was worth.
fn worth(name: &Name, money: &Money, currency: &str) -> Vec<Cell> {
    let (share, within) = (money.share(), money.share_band());
    let [each, _, _] = Cell::ends(money.average_worth().band_from_nothing(), currency);
    vec![
        name.cell(),
        Cell::share(share),
        within.map_or_else(Cell::none, |it| Cell::text(ends(it.0, it.1))),
        share.map_or_else(Cell::none, |_| Cell::n(money.of_value.n())),
        Cell::worth(money.average(), currency),
        each,
        Cell::n(money.won),
    ]
}
