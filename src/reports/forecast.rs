//! `report forecast`: what the open leads will bring, with a band, and whether that covers a target.

use super::figures::{grouped, percent};
use super::sheet::{Cell, Column, Grid, Sheet, whole};
use super::text::Text;
use super::{Groups, Scope};
use super::{ReportError, Result};
use crate::book::track::NEVER;
use crate::exchange::chart::{Bar, Chart};
use crate::figures::Figure;
use crate::i18n::Msg;
use crate::insight::calibration::{Odds, calibration};
use crate::insight::forecast::{Coverage, Forecast, LayerForecast, forecast, forecast_at, months};
use crate::insight::funnel::Window;
use crate::insight::winrate::win_rates;
use crate::query::{given, parse};

/// So many months ahead.
const AHEAD: u32 = 12;

pub(super) fn sheet(scope: &Scope<'_>) -> Result<Sheet> {
    let mut sheet = Sheet {
        title: Msg::SheetTitleForecast.into(),
        figure: Figure::Forecast,
        ..Sheet::default()
    };
    let ever = Window { from: 0, to: NEVER };
    let all = forecast(scope.book, &scope.selected, ever);
    let mut sums = Grid::new("forecasts", sum_columns());
    for it in &all {
        if scope.groups.is_none() {
            sheet.grids.push(layers(scope, it));
        }
        sums.line(sum_cells(it), u64::MAX);
        sheet.charts.push(chart(scope, it));
    }
    if let Some(groups) = &scope.groups {
        let odds = calibration(scope.book, &scope.selected, ever);
        by(scope, groups, &odds, &mut sheet);
    }
    sheet.grids.push(sums);
    ahead(scope, ever, &mut sheet);
    if let Some(target) = &scope.ask.target {
        let target = given::minor(target, scope.home())
            .map_err(|why| ReportError::NotUnderstood(why.to_string()))?;
        sheet.grids.push(coverage(scope, &all, target.into()));
    }
    let parked: u64 = all
        .iter()
        .flat_map(|it| &it.layers)
        .map(|it| it.parked)
        .sum();
    let bare: u64 = all
        .iter()
        .flat_map(|it| &it.layers)
        .map(|it| it.without_value)
        .sum();
    sheet.note(Msg::SheetNoteForecast);
    if parked > 0 {
        sheet.note(scope.say(Msg::SheetNoteParked, [("n", grouped(parked))]));
    }
    if bare > 0 {
        sheet.note(scope.say(Msg::SheetNoteNoValue, [("n", grouped(bare))]));
    }
    if parse(&scope.filter).ast.asof.is_some() {
        sheet.note(Msg::NoteValuesThen);
    }
    scope.without_history(&mut sheet);
    Ok(sheet)
}

/// What is expected of each group at the odds of all of them, so that they add up.
fn by(scope: &Scope<'_>, groups: &Groups, odds: &[Odds], sheet: &mut Sheet) {
    let columns = vec![
        Column::left("value", groups.head.clone()),
        Column::new("open", Msg::SheetHeadOpen),
        Column::new("value_open", Msg::SheetHeadValue),
        Column::new("expected", Msg::SheetHeadExpected),
        Column::shown("10–90 %"),
        Column::new("by_playbook", Msg::SheetHeadPlaybook),
        Column::meant("p10"),
        Column::meant("p90"),
        Column::meant("currency"),
    ];
    let mut grids: Vec<Grid> = Vec::new();
    for group in &groups.list {
        for it in forecast_at(scope.book, &group.rows, odds) {
            let open: u64 = it.layers.iter().map(|it| it.open).sum();
            if open == 0 {
                continue;
            }
            let title = Some(Text::from(it.currency.clone()));
            if grids.iter().all(|it| it.title != title) {
                grids.push(Grid::new("rows", columns.clone()).titled(it.currency.clone()));
            }
            let money = |minor: f64| Cell::money(minor, &it.currency);
            let cells = vec![
                group.name.cell(),
                Cell::n(open),
                money(it.value() as f64),
                money(it.expected()),
                between(it.band.p10, it.band.p90, &it.currency),
                money(it.by_playbook()),
                money(it.band.p10),
                money(it.band.p90),
                Cell::raw(it.currency.as_str()),
            ];
            if let Some(grid) = grids.iter_mut().find(|it| it.title == title) {
                grid.line(cells, open);
            }
        }
    }
    sheet.grids.extend(grids);
    sheet.note(Msg::SheetNoteForecastGroups);
}

/// In which month it comes.
fn ahead(scope: &Scope<'_>, ever: Window, sheet: &mut Sheet) {
    let all = months(scope.book, &scope.selected, ever, scope.now, AHEAD);
    for it in all.iter().filter(|it| it.expected() > 0.0) {
        let columns = vec![
            Column::name("month", Msg::SheetHeadMonth),
            Column::new("wins", Msg::SheetHeadWins),
            Column::new("expected", Msg::SheetHeadExpected),
            Column::shown("10–90 %"),
            Column::shown("95 %"),
            Column::meant("low"),
            Column::meant("p10"),
            Column::meant("median"),
            Column::meant("p90"),
            Column::meant("high"),
            Column::meant("currency"),
        ];
        let title = scope.say(Msg::SheetTitleByMonth, [("currency", it.currency.clone())]);
        let mut grid = Grid::new("months", columns).titled(title.clone());
        let mut bars = Vec::new();
        let money = |minor: f64| Cell::money(minor, &it.currency);
        for month in &it.months {
            let (name, band) = (month.month.format("%Y-%m").to_string(), month.band);
            let cells = vec![
                Cell::text(&name),
                Cell::number(Some(month.wins), 1),
                money(month.expected),
                between(band.p10, band.p90, &it.currency),
                between(band.low, band.high, &it.currency),
                money(band.low),
                money(band.p10),
                money(band.median),
                money(band.p90),
                money(band.high),
                Cell::raw(it.currency.as_str()),
            ];
            grid.line(cells, u64::MAX);
            bars.push(Bar {
                label: name,
                value: month.expected,
                band: Some((band.p10, band.p90)),
                mark: None,
                note: whole(month.expected, &it.currency),
                pale: false,
            });
        }
        let rest = [
            (scope.named("later", Msg::SheetRowLater), it.later),
            (scope.named("unknown", Msg::SheetRowUnknown), it.unknown),
        ];
        for (name, expected) in rest {
            let mut cells = vec![name, Cell::none(), money(expected)];
            cells.extend((0..7).map(|_| Cell::raw(serde_json::Value::Null)));
            cells.push(Cell::raw(it.currency.as_str()));
            grid.line(cells, u64::MAX);
        }
        sheet.grids.push(grid);
        sheet.charts.push((title, Chart::Bars(bars)));
    }
    sheet.note(Msg::SheetNoteMonths);
}

/// From one amount to another.
fn between(low: f64, high: f64, currency: &str) -> Cell {
    let ends = [low, high].map(|end| whole(end, currency));
    Cell {
        shown: ends.join("–"),
        ..Cell::none()
    }
}

fn layers(scope: &Scope<'_>, it: &Forecast) -> Grid {
    let columns = vec![
        Column::name("layer", Msg::SheetHeadLayer),
        Column::new("open", Msg::SheetHeadOpen),
        Column::new("value", Msg::SheetHeadValue),
        Column::new("playbook", Msg::SheetHeadPlaybook),
        Column::new("measured", Msg::SheetHeadMeasured),
        Column::shown("95 %"),
        Column::new("n", "n"),
        Column::new("expected", Msg::SheetHeadExpected),
        Column::meant("used"),
        Column::meant("currency"),
    ];
    let mut grid = Grid::new("rows", columns).titled(it.currency.clone());
    for layer in &it.layers {
        let measured = layer.odds.measured;
        let cells = vec![
            scope.layer(layer.odds.layer),
            Cell::count(layer.open),
            Cell::money(layer.value as f64, &it.currency),
            Cell::share(Some(layer.odds.playbook)),
            Cell::share(measured.rate),
            Cell::band(measured),
            Cell::n(measured.n),
            Cell::money(layer.expected(), &it.currency),
            Cell::raw(if layer.is_measured() {
                "measured"
            } else {
                "playbook"
            }),
            Cell::raw(it.currency.as_str()),
        ];
        grid.line(cells, measured.n);
    }
    grid
}

fn sum_columns() -> Vec<Column> {
    vec![
        Column::name("currency", Msg::SheetHeadInAll),
        Column::new("value", Msg::SheetHeadValue),
        Column::new("expected", Msg::SheetHeadExpected),
        Column::shown("10–90 %"),
        Column::shown("95 %"),
        Column::new("by_playbook", Msg::SheetHeadByThePlaybook),
        Column::meant("low"),
        Column::meant("p10"),
        Column::meant("median"),
        Column::meant("p90"),
        Column::meant("high"),
    ]
}

fn sum_cells(it: &Forecast) -> Vec<Cell> {
    let band = it.band;
    let money = |minor: f64| Cell::money(minor, &it.currency);
    vec![
        Cell::text(it.currency.clone()),
        money(it.value() as f64),
        money(it.expected()),
        between(band.p10, band.p90, &it.currency),
        between(band.low, band.high, &it.currency),
        money(it.by_playbook()),
        money(band.low),
        money(band.p10),
        money(band.median),
        money(band.p90),
        money(band.high),
    ]
}

/// What is still to be won in the period, and how often what is open covers it; in the workspace's currency.
fn coverage(scope: &Scope<'_>, all: &[Forecast], target: i128) -> Grid {
    let home = scope.home();
    let (currencies, rates) = win_rates(scope.book, &scope.selected, scope.window(), None);
    let place = currencies.names().iter().position(|it| it == home);
    let money = place.and_then(|at| rates.first()?.money.get(at).copied());
    let here = all.iter().find(|it| it.currency == home);
    let it = Coverage {
        target,
        won: money.map_or(0, |it| it.won_value),
        open: here.map_or(0, Forecast::value),
        expected: here.map_or(0.0, Forecast::expected),
    };
    let columns = vec![
        Column::name("currency", Msg::SheetHeadTarget),
        Column::new("target", Msg::SheetHeadToWin),
        Column::new("won", Msg::SheetHeadWon),
        Column::new("to_go", Msg::SheetHeadToGo),
        Column::new("open_times", Msg::SheetHeadOpenCovers),
        Column::new("expected_times", Msg::SheetHeadExpectedCovers),
    ];
    let mut grid = Grid::new("coverage", columns);
    let times = |times: Option<f64>| {
        let mut cell = Cell::number(times, 1);
        if times.is_some() {
            cell.shown = scope.say(Msg::SheetWordTimes, [("n", cell.shown)]);
        }
        cell
    };
    let cells = vec![
        Cell::text(home),
        Cell::money(it.target as f64, home),
        Cell::money(it.won as f64, home),
        Cell::money(it.to_go() as f64, home),
        times(it.times()),
        times(it.expected_times()),
    ];
    grid.line(cells, u64::MAX);
    grid
}

fn chart(scope: &Scope<'_>, it: &Forecast) -> (String, Chart) {
    let bar = |layer: &LayerForecast| Bar {
        label: scope.layer_name(layer.odds.layer),
        value: layer.expected(),
        band: None,
        mark: Some(layer.by_playbook()),
        note: scope.say(
            Msg::SheetBarForecast,
            [
                ("expected", whole(layer.expected(), &it.currency)),
                ("value", whole(layer.value as f64, &it.currency)),
                ("share", percent(layer.p())),
            ],
        ),
        pale: !layer.is_measured(),
    };
    let mut bars: Vec<Bar> = it.layers.iter().map(bar).collect();
    bars.push(Bar {
        label: scope.t(Msg::SheetHeadInAll),
        value: it.expected(),
        band: Some((it.band.low, it.band.high)),
        mark: Some(it.by_playbook()),
        note: whole(it.expected(), &it.currency),
        pale: false,
    });
    let title = scope.say(Msg::SheetChartForecast, [("currency", it.currency.clone())]);
    (title, Chart::Bars(bars))
}
