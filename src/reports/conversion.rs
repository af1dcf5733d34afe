//! `report conversion`: from layer to layer in every definition, and the win rates.

use super::figures::{band, ends, grouped, percent, precise};
use super::scope::Group;
use super::sheet::{Cell, Column, Grid, Sheet, rate_bar, rate_cells, rate_columns, whole};
use super::versus::Main;
use super::{Groups, Scope};
use crate::exchange::chart::Chart;
use crate::figures::Figure;
use crate::i18n::Msg;
use crate::insight::before::{FEW, counts};
use crate::insight::conversion::{Conversion, Definition, conversions, conversions_by};
use crate::insight::currencies::Currencies;
use crate::insight::stats::wilson;
use crate::insight::winrate::{WinRate, win_rates};
use crate::model::Layer;

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let mut sheet = Sheet {
        title: Msg::SheetTitleConversion.into(),
        figure: Figure::default(),
        ..Sheet::default()
    };
    if scope.compared {
        aged(scope, &mut sheet);
    } else if let Some(groups) = &scope.groups {
        by(scope, groups, &mut sheet);
    } else {
        whole_of(scope, &mut sheet);
    }
    sheet.note(Msg::SheetNoteWentOn);
    sheet
}

/// As it looked at an age, for two periods that are held against each other.
fn aged(scope: &Scope<'_>, sheet: &mut Sheet) {
    let mut columns = Vec::new();
    columns.extend(
        scope
            .groups
            .as_ref()
            .map(|it| Column::left("value", it.head.clone())),
    );
    columns.extend([
        Column::name("layer", Msg::SheetHeadLayer),
        Column::new("entered", Msg::SheetHeadEntered),
        Column::meant("advanced"),
    ]);
    columns.extend(rate_columns(Msg::SheetHeadWentOn).into_iter().take(4));
    let mut grid = Grid::new("rows", columns).by(Msg::SheetHeadWentOn);
    for (name, rows) in scope.parts() {
        let it = counts(scope.book, &rows, scope.window(), scope.seen);
        for layer in Layer::ALL {
            let at = layer.index();
            let rate = wilson(it.advanced[at], it.entered[at]);
            let mut cells = Vec::new();
            cells.extend(scope.groups.as_ref().map(|_| name.cell()));
            cells.extend([
                scope.layer(layer),
                Cell::count(rate.n),
                Cell::raw(rate.hits),
            ]);
            cells.extend(rate_cells(rate).into_iter().take(4));
            grid.line_with(cells, Main::Share(rate));
        }
    }
    sheet.grids.push(grid);
    sheet.note(Msg::SheetNoteSameAge);
}

fn whole_of(scope: &Scope<'_>, sheet: &mut Sheet) {
    let layers = conversions(scope.book, &scope.selected, scope.window(), scope.minute());
    let mut grid = Grid::new("rows", columns());
    for it in &layers {
        grid.line(cells(scope, it), it.reached.entered);
    }
    sheet.charts.push(chart(scope, &layers));
    sheet.grids.extend([grid, others(scope, &layers)]);
    let (currencies, mut rates) = win_rates(scope.book, &scope.selected, scope.window(), None);
    let rates = rates.pop().unwrap_or_default();
    sheet.grids.push(win_grid(scope, &rates));
    for note in money_notes(scope, &currencies, &rates) {
        sheet.note(note);
    }
    sheet.note(Msg::SheetNoteDefinitions);
    for definition in Definition::ALL.into_iter().skip(1) {
        sheet.note(Figure::Conversion(definition).means());
    }
    let mut entered = Entered::default();
    entered.add(&layers, &rates);
    entered.tell(scope, sheet);
}

fn columns() -> Vec<Column> {
    let mut columns = vec![Column::name("layer", Msg::SheetHeadLayer)];
    columns.push(Column::new("entered", Msg::SheetHeadEntered));
    columns.push(Column::meant("advanced"));
    columns.extend(rate_columns(Msg::SheetHeadWentOn).into_iter().take(4));
    columns.extend([Column::new("still_open", Msg::SheetHeadOpen)]);
    let others = [
        "strict",
        "strict_n",
        "flow",
        "in_the_end",
        "left_out",
        "strict_low",
        "strict_high",
        "in_the_end_low",
        "in_the_end_high",
    ];
    columns.extend(others.map(Column::meant));
    columns
}

/// The other definitions for the eye, each share with its band; programs have them in the rows.
fn others(scope: &Scope<'_>, layers: &[Conversion]) -> Grid {
    let band = || Column::shown("95 %");
    let columns = vec![
        Column::name("", Msg::SheetHeadLayer),
        Column::shown(Msg::SheetHeadStrict),
        band(),
        Column::shown("n"),
        Column::shown(Msg::SheetHeadFlow),
        Column::shown(Msg::SheetHeadInTheEnd),
        band(),
    ];
    let mut grid = Grid::new("others", columns).only_shown();
    for it in layers {
        let (strict, end) = (it.strict(), it.in_the_end());
        let n = it.reached.entered;
        let ends = end.map(|it| ends(it.low, it.high));
        let cells = vec![
            scope.layer(it.layer),
            Cell::share(strict.rate),
            Cell::band(strict),
            Cell::n(strict.n),
            Cell::number(it.flow(), 2).resting_on(n),
            Cell::share(end.map(|it| it.share)).resting_on(n),
            Cell::text(ends.unwrap_or_default()),
        ];
        grid.line(cells, n);
    }
    grid
}

fn cells(scope: &Scope<'_>, it: &Conversion) -> Vec<Cell> {
    let (strict, end) = (it.strict(), it.in_the_end());
    let mut cells = vec![scope.layer(it.layer)];
    cells.push(Cell::n(it.reached.entered));
    cells.push(Cell::raw(it.reached.advanced));
    cells.extend(rate_cells(it.reached.rate()).into_iter().take(4));
    cells.extend([
        Cell::count(it.reached.still_open()),
        Cell::raw(strict.rate),
        Cell::raw(strict.n),
        Cell::raw(it.flow()),
        Cell::raw(end.map(|it| it.share)),
        Cell::raw(it.left_out),
        Cell::raw(strict.rate.map(|_| strict.low)),
        Cell::raw(strict.rate.map(|_| strict.high)),
        Cell::raw(end.map(|it| it.low)),
        Cell::raw(end.map(|it| it.high)),
    ]);
    cells
}

fn win_grid(scope: &Scope<'_>, rates: &WinRate) -> Grid {
    let mut columns = vec![Column::name("win_rate", Msg::SheetHeadWinRate)];
    columns.extend(rate_columns(Msg::SheetHeadWon));
    columns.push(Column::new("still_open", Msg::SheetHeadOpen));
    let mut grid = Grid::new("win_rates", columns);
    for (name, rate, open) in [
        (
            scope.named("closed in the period", Msg::SheetRowClosed),
            rates.closed(),
            0,
        ),
        (
            scope.named("entered in the period", Msg::SheetRowEntered),
            rates.cohort(),
            rates.still_open(),
        ),
    ] {
        let mut cells = vec![name];
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

pub(super) fn money_notes(
    scope: &Scope<'_>,
    currencies: &Currencies,
    rates: &WinRate,
) -> Vec<String> {
    let named = currencies.names().iter().zip(&rates.money);
    let notes = named.filter(|(_, it)| it.won > 0).map(|(currency, it)| {
        let amount = |minor: f64| whole(minor, currency);
        let ends = it.average_worth().band_from_nothing();
        let ends = ends.map(|(low, high)| format!(" ({}–{})", amount(low), amount(high)));
        let each = it.average().map_or_else(String::new, amount) + &ends.unwrap_or_default();
        let won = format!("{} {currency}", amount(it.won_value as f64));
        let Some(share) = it.share() else {
            return scope.say(Msg::SheetNoteWon, [("won", won), ("each", each)]);
        };
        let ends = it.share_band();
        let ends = ends.map(|(low, high)| format!(" ({:.0}–{:.0} %)", low * 100.0, high * 100.0));
        let share = percent(share) + &ends.unwrap_or_default();
        let values = [("won", won), ("each", each), ("share", share)];
        scope.say(Msg::SheetNoteWonOf, values)
    });
    notes.collect()
}

fn chart(scope: &Scope<'_>, layers: &[Conversion]) -> (String, Chart) {
    let bars = layers
        .iter()
        .map(|it| rate_bar(&scope.layer_name(it.layer), it.reached.rate()));
    let title = scope.t(Msg::SheetChartWentOn);
    (title, Chart::Bars(bars.collect()))
}

/// The conversions of each value beside each other, and for machines below each other.
fn by(scope: &Scope<'_>, groups: &Groups, sheet: &mut Sheet) {
    let mut columns = vec![
        Column::left("value", groups.head.clone()),
        Column::new("entered", Msg::SheetHeadEntered),
        Column::new("still_open", Msg::SheetHeadOpen),
    ];
    columns.extend(Layer::ALL.map(|it| Column::shown(short(it))));
    columns.extend(rate_columns(Msg::SheetHeadWon));
    let mut shown = Grid::new("shown", columns)
        .titled(Msg::SheetHeadWentOnFromEachLayerPercentAndWonOfTheClosed)
        .only_shown();
    let mut columns = vec![Column::name("value", Msg::SheetHeadValue)];
    columns.extend(self::columns());
    let mut meant = Grid::new("rows", columns).only_meant();
    let mut wins = Grid::new("win_rates", {
        let mut columns = vec![Column::name("value", Msg::SheetHeadValue)];
        columns.extend(rate_columns(Msg::SheetHeadWon));
        columns
    })
    .only_meant();
    let (mut names, mut shares, mut bars) = (Vec::new(), Vec::new(), Vec::new());
    let mut entered = Entered::default();
    for (group, (layers, rates)) in groups.list.iter().zip(each(scope, groups)) {
        entered.add(&layers, &rates);
        let (name, closed) = (&group.name, rates.closed());
        let mut cells = vec![
            name.cell(),
            Cell::count(rates.entered),
            Cell::count(rates.still_open()),
        ];
        for it in &layers {
            let n = it.reached.entered;
            let mark = if n < FEW && n > 0 { "*" } else { "" };
            let mut cell = Cell::share(it.reached.rate().rate);
            cell.shown = cell.shown.replace(" %", "") + mark;
            cells.push(cell);
            let mut row = vec![name.cell()];
            row.extend(self::cells(scope, it));
            meant.line(row, n);
        }
        cells.extend(rate_cells(closed));
        shown.line(cells, closed.n);
        let mut row = vec![name.cell()];
        row.extend(rate_cells(closed));
        wins.line(row, closed.n);
        names.push(name.shown.clone());
        shares.push(layers.iter().map(went_on).collect());
        bars.push(rate_bar(&name.shown, closed));
    }
    sheet.grids.extend([shown, meant, wins]);
    let heat = Chart::Heat {
        rows: names,
        columns: Layer::ALL.map(|it| scope.layer_name(it)).to_vec(),
        cells: shares,
    };
    for (title, chart) in [
        (Msg::SheetChartWentOnBy, heat),
        (Msg::SheetChartWonBy, Chart::Bars(bars)),
    ] {
        let title = scope.say(title, [("by", groups.head.clone())]);
        sheet.charts.push((title, chart));
    }
    let whole = win_rates(scope.book, &scope.selected, scope.window(), None).1;
    let whole = whole.first().map(WinRate::closed);
    if let Some(whole) = whole.filter(|it| it.rate.is_some()) {
        let share = whole.rate.map_or_else(String::new, percent);
        let values = [
            ("share", share),
            ("band", band(whole)),
            ("n", grouped(whole.n)),
        ];
        sheet.note(scope.say(Msg::SheetNoteAll, values));
    }
    sheet.note(Msg::SheetNoteOpen);
    sheet.note(Msg::SheetNoteWonClosed);
    // Segments may hold the same lead twice.
    if scope.lie.is_none() {
        entered.tell(scope, sheet);
    }
}

/// A group's share in a layer and of how many it is, for the chart.
fn went_on(it: &Conversion) -> Option<(f64, String)> {
    let rate = it.reached.rate();
    let share = rate.rate?;
    Some((share, format!("{} · {}", percent(share), grouped(rate.n))))
}

/// The conversions and the win rate of each group: of the values of a field in one pass.
fn each(scope: &Scope<'_>, groups: &Groups) -> Vec<(Vec<Conversion>, WinRate)> {
    let (book, window, now) = (scope.book, scope.window(), scope.minute());
    let field = scope.by.first().filter(|_| scope.lie.is_none());
    if let Some(split) = field.and_then(|it| scope.split_by(*it)) {
        let layers = conversions_by(book, &scope.selected, window, now, &split);
        let rates = win_rates(book, &scope.selected, window, Some(&split)).1;
        return layers.into_iter().zip(rates).collect();
    }
    let of = |group: &Group| {
        let layers = conversions(book, &group.rows, window, now);
        let rates = win_rates(book, &group.rows, window, None).1;
        (layers, rates.into_iter().next().unwrap_or_default())
    };
    groups.list.iter().map(of).collect()
}

/// How many entered, and how many are left out of the conversions.
#[derive(Default)]
struct Entered {
    known: u64,
    left_out: u64,
}

impl Entered {
    fn add(&mut self, layers: &[Conversion], rates: &WinRate) {
        self.known += rates.entered;
        self.left_out += layers.iter().map(|it| it.left_out).sum::<u64>();
    }

    /// Says which share is left out, where any is.
    fn tell(&self, scope: &Scope<'_>, sheet: &mut Sheet) {
        if self.left_out > 0 {
            let all = self.left_out + self.known;
            let share = precise(self.left_out as f64 / all as f64);
            let values = [("n", grouped(self.left_out)), ("share", share)];
            sheet.note(scope.say(Msg::SheetNoteLeftOut, values));
        }
    }
}

/// A layer's name in a narrow column.
pub(super) const fn short(layer: Layer) -> Msg {
    match layer {
        Layer::Potential => Msg::SheetShortPot,
        Layer::Interested => Msg::SheetShortInt,
        Layer::Intent => Msg::SheetShortIntent,
        Layer::HighIntent => Msg::SheetShortHigh,
        Layer::NearCustomer => Msg::SheetShortNear,
    }
}
