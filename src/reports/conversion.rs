//! `report conversion`: from layer to layer in every definition, and the win rates.

use super::figures::{band, grouped, percent, precise};
use super::sheet::{Cell, Column, Grid, Sheet, means, rate_bar, rate_cells, rate_columns, whole};
use super::versus::Main;
use super::{Groups, Scope};
use crate::exchange::chart::Chart;
use crate::figures::Figure;
use crate::insight::before::{FEW, counts};
use crate::insight::conversion::{Conversion, conversions};
use crate::insight::currencies::Currencies;
use crate::insight::stats::wilson;
use crate::insight::winrate::{WinRate, win_rates};
use crate::model::Layer;

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let mut sheet = Sheet {
        title: "conversion",
        figure: Figure::Reached,
        ..Sheet::default()
    };
    if scope.compared {
        aged(scope, &mut sheet);
    } else if let Some(groups) = &scope.groups {
        by(scope, groups, &mut sheet);
    } else {
        whole_of(scope, &mut sheet);
    }
    sheet.note("went on: until now; 95 %: its Wilson band");
    sheet
}

/// As it looked at an age, for two periods that are held against each other.
fn aged(scope: &Scope<'_>, sheet: &mut Sheet) {
    let mut columns = Vec::new();
    columns.extend(
        scope
            .groups
            .as_ref()
            .map(|it| Column::left("value", it.head)),
    );
    columns.extend([
        Column::name("layer", "layer"),
        Column::new("entered", "entered"),
        Column::meant("advanced"),
    ]);
    columns.extend(rate_columns("went on").into_iter().take(4));
    let mut grid = Grid::new("rows", columns).by("went on");
    for (name, rows) in scope.parts() {
        let it = counts(scope.book, &rows, scope.window(), scope.seen);
        for layer in Layer::ALL {
            let at = layer.index();
            let rate = wilson(it.advanced[at], it.entered[at]);
            let mut cells = Vec::new();
            cells.extend(scope.groups.as_ref().map(|_| Cell::text(&name)));
            cells.extend([
                Cell::text(layer.code()),
                Cell::count(rate.n),
                Cell::raw(rate.hits),
            ]);
            cells.extend(rate_cells(rate).into_iter().take(4));
            grid.line_with(cells, Main::Share(rate));
        }
    }
    sheet.grids.push(grid);
    sheet.note(
        "the earlier cohort is seen as it was when it was as old as the later one is now: what \
         happened to it since does not count",
    );
}

fn whole_of(scope: &Scope<'_>, sheet: &mut Sheet) {
    let layers = conversions(scope.book, &scope.selected, scope.window(), scope.minute());
    let mut grid = Grid::new("rows", columns());
    for it in &layers {
        grid.line(cells(it), it.reached.entered);
    }
    let left_out: u64 = layers.iter().map(|it| it.left_out).sum();
    sheet.charts.push(chart(&layers));
    sheet.grids.push(grid);
    let (currencies, mut rates) = win_rates(scope.book, &scope.selected, scope.window(), None);
    let rates = rates.pop().unwrap_or_default();
    sheet.grids.push(win_grid(&rates));
    sheet.notes.extend(money_notes(&currencies, &rates));
    sheet.note("open: may yet go on. The other definitions beside it:");
    for figure in [Figure::Strict, Figure::PeriodFlow, Figure::Incidence] {
        sheet.note(means(figure));
    }
    if left_out > 0 {
        let all = left_out + rates.entered;
        let share = precise(left_out as f64 / all.max(1) as f64);
        sheet.note(format!(
            "left out, for they stood in their layer when their history began: {} ({share})",
            grouped(left_out)
        ));
    }
}

fn columns() -> Vec<Column> {
    let mut columns = vec![Column::name("layer", "layer")];
    columns.push(Column::new("entered", "entered"));
    columns.push(Column::meant("advanced"));
    columns.extend(rate_columns("went on").into_iter().take(4));
    columns.extend([
        Column::new("still_open", "open"),
        Column::new("strict", "strict"),
        Column::meant("strict_n"),
        Column::new("flow", "flow"),
        Column::new("in_the_end", "in the end"),
        Column::meant("left_out"),
    ]);
    columns
}

fn cells(it: &Conversion) -> Vec<Cell> {
    let strict = it.strict();
    let mut cells = vec![Cell::text(it.layer.code())];
    cells.push(Cell::n(it.reached.entered));
    cells.push(Cell::raw(it.reached.advanced));
    cells.extend(rate_cells(it.reached.rate()).into_iter().take(4));
    cells.extend([
        Cell::count(it.reached.still_open()),
        Cell::share(strict.rate),
        Cell::raw(strict.n),
        Cell::number(it.flow(), 2),
        Cell::share(it.in_the_end().map(|it| it.share)),
        Cell::raw(it.left_out),
    ]);
    cells
}

fn win_grid(rates: &WinRate) -> Grid {
    let mut columns = vec![Column::name("win_rate", "win rate")];
    columns.extend(rate_columns("won"));
    columns.push(Column::new("still_open", "open"));
    let mut grid = Grid::new("win_rates", columns);
    for (name, rate, open) in [
        ("closed in the period", rates.closed(), 0),
        ("entered in the period", rates.cohort(), rates.still_open()),
    ] {
        let mut cells = vec![Cell::text(name)];
        cells.extend(rate_cells(rate));
        let mut open = Cell::count(open);
        if open.raw == 0 {
            open.shown.clear();
        }
        cells.push(open);
        grid.line(cells, rate.n);
    }
    grid
}

pub(super) fn money_notes(currencies: &Currencies, rates: &WinRate) -> Vec<String> {
    let named = currencies.names().iter().zip(&rates.money);
    let notes = named.filter(|(_, it)| it.won > 0).map(|(currency, it)| {
        let average = it
            .average()
            .map_or_else(String::new, |it| whole(it, currency));
        let ends = it.average_worth().band_from_nothing();
        let ends = ends.map_or_else(String::new, |(low, high)| {
            format!(" ({}–{})", whole(low, currency), whole(high, currency))
        });
        // Where losses carry no value, their share says nothing.
        let share = it.share().filter(|_| it.lost_with_value > 0);
        let share = share.map_or_else(String::new, |share| {
            let ends = it.share_band().map_or_else(String::new, |(low, high)| {
                format!(" ({:.0}–{:.0} %)", low * 100.0, high * 100.0)
            });
            format!(" · {} of the money{ends}", percent(share))
        });
        let won = whole(it.won_value as f64, currency);
        format!("won {won} {currency}, {average} each{ends}{share}")
    });
    notes.collect()
}

fn chart(layers: &[Conversion]) -> (String, Chart) {
    let bars = layers
        .iter()
        .map(|it| rate_bar(it.layer.code(), it.reached.rate()));
    let title = "went on to the next layer or beyond, with the 95 % band".to_owned();
    (title, Chart::Bars(bars.collect()))
}

/// The conversions of each value beside each other, and for machines below each other.
fn by(scope: &Scope<'_>, groups: &Groups, sheet: &mut Sheet) {
    let (window, now) = (scope.window(), scope.minute());
    let mut columns = vec![
        Column::left("value", groups.head),
        Column::new("entered", "entered"),
        Column::new("still_open", "open"),
    ];
    columns.extend(Layer::ALL.map(|it| Column::shown(short(it))));
    columns.extend(rate_columns("won"));
    let mut shown = Grid::new("shown", columns)
        .titled("went on from each layer, %, and won of the closed")
        .only_shown();
    let mut columns = vec![Column::name("value", "value")];
    columns.extend(self::columns());
    let mut meant = Grid::new("rows", columns).only_meant();
    let mut wins = Grid::new("win_rates", {
        let mut columns = vec![Column::name("value", "value")];
        columns.extend(rate_columns("won"));
        columns
    })
    .only_meant();
    let mut bars = Vec::new();
    for group in &groups.list {
        let layers = conversions(scope.book, &group.rows, window, now);
        let rates = win_rates(scope.book, &group.rows, window, None).1;
        let rates = rates.into_iter().next().unwrap_or_default();
        let (name, closed) = (&group.name, rates.closed());
        let mut cells = vec![
            Cell::text(name),
            Cell::count(rates.entered),
            Cell::count(rates.still_open()),
        ];
        for it in &layers {
            let n = it.reached.entered;
            let mark = if n < FEW && n > 0 { "*" } else { "" };
            let mut cell = Cell::share(it.reached.rate().rate);
            cell.shown = cell.shown.replace(" %", "") + mark;
            cells.push(cell);
            let mut row = vec![Cell::text(name)];
            row.extend(self::cells(it));
            meant.line(row, n);
        }
        cells.extend(rate_cells(closed));
        shown.line(cells, closed.n);
        let mut row = vec![Cell::text(name)];
        row.extend(rate_cells(closed));
        wins.line(row, closed.n);
        bars.push(rate_bar(name, closed));
    }
    sheet.grids.extend([shown, meant, wins]);
    let title = format!("won of the closed by {}, with the 95 % band", groups.head);
    sheet.charts.push((title, Chart::Bars(bars)));
    let whole = win_rates(scope.book, &scope.selected, window, None).1;
    let whole = whole.first().map(WinRate::closed);
    if let Some(whole) = whole.filter(|it| it.rate.is_some()) {
        let share = whole.rate.map_or_else(String::new, percent);
        sheet.note(format!(
            "all of them: won {share} ({}, n = {})",
            band(whole),
            grouped(whole.n)
        ));
    }
    sheet.note("open: of those that entered in the period, may yet be won or lost");
    sheet.note("won: of those closed in the period, the share that was won, with its band and n");
}

/// A layer's name in a narrow column: where it goes on from.
fn short(layer: Layer) -> &'static str {
    match layer {
        Layer::Potential => "pot →",
        Layer::Interested => "int →",
        Layer::Intent => "intent →",
        Layer::HighIntent => "high →",
        Layer::NearCustomer => "near →",
    }
}
