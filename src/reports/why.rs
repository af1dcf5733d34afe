//! `report why`: what changed between two periods, in parts that add up.

use super::figures::percent;
use super::sheet::{Cell, Column, Grid, Sheet};
use super::{ReportError, Result};
use super::{Scope, share_name};
use crate::book::facets::{Share, Split};
use crate::exchange::chart::{Chart, Fall};
use crate::figures::Figure;
use crate::insight::why::{
    Basis, Cell as Group, Measure, Parts, Span, WIN, Why, cells, of_two, why,
};

pub(super) fn sheet(scope: &Scope<'_>) -> Result<Sheet> {
    let Some(split) = scope.by.first().and_then(|it| scope.finest(*it)) else {
        return Err(ReportError::Usage(
            "say by what: --by product, --by sector, or two: --by product,sector".to_owned(),
        ));
    };
    let second = scope.by.get(1).and_then(|it| scope.finest(*it));
    let basis = scope.ask.basis;
    let counted = cells(
        scope.book,
        &scope.selected,
        basis,
        spans(scope, basis),
        (&split, second.as_ref()),
    );
    let mut sheet = Sheet {
        title: "why",
        figure: Figure::Why,
        ..Sheet::default()
    };
    let counted_what = match (scope.ask.measure, basis) {
        (Measure::Wins, Basis::Closed) => "wins of the leads closed in each period",
        (Measure::Wins, Basis::Entered) => "wins so far of the leads entered in each period",
        (Measure::Value, Basis::Closed) => "value won of the leads closed in each period",
        (Measure::Value, Basis::Entered) => "value won so far of those entered in each period",
    };
    sheet.note(format!("counted: {counted_what}"));
    let units = match scope.ask.measure {
        Measure::Wins => vec![(Unit::Wins, counted.counts())],
        Measure::Value => {
            let named = counted.currencies.iter().cloned().map(Unit::Money);
            named.zip(counted.by_currency).collect()
        }
    };
    for (unit, groups) in units {
        match &second {
            None => one(&mut sheet, &split, &groups, &unit, scope.ask.limit.max(1)),
            Some(second) => two(&mut sheet, (&split, second), &groups, &unit),
        }
    }
    sheet.note(
        "volume: more or fewer leads, at the mix and yield of before; mix: others than \
         before; rate: another share won; size: another value of those won. The parts add up \
         exactly. They say what differs, and not what caused it.",
    );
    if basis == Basis::Entered {
        sheet.note("both periods' leads are seen at the age that the later ones have now");
    }
    Ok(sheet)
}

/// Both periods; cohorts are seen at the same age.
fn spans(scope: &Scope<'_>, basis: Basis) -> [Span; 2] {
    let [before, after] = [scope.versus, scope.period].map(|it| scope.window_of(it));
    let mut spans = [Span::from(before), Span::from(after)];
    if basis == Basis::Entered {
        let age = scope.minute().saturating_sub(after.from);
        spans[0].seen = before.from.saturating_add(age);
    }
    spans
}

/// In what is counted.
enum Unit {
    Wins,
    Money(String),
}

impl Unit {
    fn measure(&self) -> Measure {
        match self {
            Self::Wins => Measure::Wins,
            Self::Money(_) => Measure::Value,
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Wins => "wins",
            Self::Money(currency) => currency,
        }
    }

    /// What there is.
    fn amount(&self, amount: i128) -> Cell {
        match self {
            Self::Wins => Cell::count(u64::try_from(amount / WIN).unwrap_or_default()),
            Self::Money(currency) => Cell::money(amount as f64, currency),
        }
    }

    /// A part of a change.
    fn change(&self, part: i128) -> Cell {
        match self {
            Self::Wins => {
                let wins = part as f64 / WIN as f64;
                let sign = if part > 0 { "+" } else { "" };
                let shown = if part == 0 {
                    "0".to_owned()
                } else {
                    format!("{sign}{wins:.1}")
                };
                Cell {
                    shown,
                    ..Cell::number(Some(wins), 2)
                }
            }
            Self::Money(currency) => Cell::change(part, currency),
        }
    }
}

fn columns(head: &str, unit: &Unit) -> Vec<Column> {
    let mut columns = vec![
        Column::left("value", head),
        Column::shown("n"),
        Column::shown("won"),
        Column::new("volume", "volume"),
        Column::new("mix", "mix"),
        Column::new("rate", "rate"),
    ];
    if matches!(unit, Unit::Money(_)) {
        columns.push(Column::new("size", "size"));
    }
    columns.push(Column::new("change", "change"));
    columns.extend(
        [
            "n_before",
            "n_after",
            "won_before",
            "won_after",
            "before",
            "after",
            "unit",
        ]
        .map(Column::meant),
    );
    columns
}

fn cells_of(name: &str, cell: &Group, parts: &Parts, unit: &Unit) -> Vec<Cell> {
    let rate = |period: usize| {
        let n = cell.n[period];
        let rate = (n > 0).then(|| cell.won[period] as f64 / n as f64);
        rate.map_or_else(|| "–".to_owned(), percent)
    };
    let pair = |before: String, after: String| Cell {
        shown: format!("{before} → {after}"),
        ..Cell::none()
    };
    let [before, after] = [0, 1].map(|period| cell.result(unit.measure(), period));
    let mut cells = vec![
        Cell::text(name),
        pair(cell.n[0].to_string(), cell.n[1].to_string()),
        pair(rate(0).replace(" %", ""), rate(1)),
        unit.change(parts.volume),
        unit.change(parts.mix),
        unit.change(parts.rate),
    ];
    if matches!(unit, Unit::Money(_)) {
        cells.push(unit.change(parts.size));
    }
    cells.push(unit.change(after - before));
    cells.extend([cell.n[0], cell.n[1], cell.won[0], cell.won[1]].map(Cell::raw));
    cells.extend([
        unit.amount(before),
        unit.amount(after),
        Cell::raw(unit.name()),
    ]);
    cells
}

fn table(split: &Split<'_>, it: &Why, unit: &Unit, limit: usize) -> Grid {
    let head = split.field().name();
    let mut grid = Grid::new("rows", columns(head, unit));
    let shown = it.shown(limit);
    let single = shown.single.into_iter().map(|at| {
        let (cell, parts) = it.groups[at];
        (share_name(&split.shares()[at]), cell, parts)
    });
    let others = shown.others.map(|it| {
        let name = share_name(&Share::Others(it.many));
        (name, it.cell, it.parts)
    });
    for (name, cell, parts) in single.chain(others) {
        let cells = cells_of(&name, &cell, &parts, unit);
        grid.line(cells, cell.n[0].max(cell.n[1]));
    }
    grid.line(cells_of("all", &it.whole, &it.parts, unit), u64::MAX);
    grid
}

fn title(it: &Why, unit: &Unit) -> String {
    let (before, after) = (it.before(), it.after());
    format!(
        "{}: {} → {}, {}",
        unit.name(),
        unit.amount(before).shown,
        unit.amount(after).shown,
        unit.change(after - before).shown
    )
}

fn one(sheet: &mut Sheet, split: &Split<'_>, groups: &[Group], unit: &Unit, limit: usize) {
    let it = why(groups, unit.measure());
    let title = title(&it, unit);
    sheet
        .grids
        .push(table(split, &it, unit, limit).titled(title.clone()));
    let parts = [("volume", it.parts.volume), ("mix", it.parts.mix)];
    sheet.charts.push((title, falls(&it, &parts, unit)));
}

/// Over two fields: the parts of the whole, the mix divided between them; the cells of both are for machines.
fn two(sheet: &mut Sheet, by: (&Split<'_>, &Split<'_>), groups: &[Group], unit: &Unit) {
    let (first, second) = (by.0.field().name(), by.1.field().name());
    let it = of_two(groups, by.1.shares().len(), unit.measure());
    let columns = vec![
        Column::name("part", "part"),
        Column::new("change", "change"),
        Column::meant("unit"),
    ];
    let mix = |name: &str| format!("mix by {name}");
    let title = title(&it.why, unit);
    let mut grid = Grid::new("parts", columns).titled(title.clone());
    let parts = [
        ("volume".to_owned(), it.why.parts.volume),
        (mix(first), it.first),
        (mix(second), it.second),
        ("rate".to_owned(), it.why.parts.rate),
        ("size".to_owned(), it.why.parts.size),
        ("all".to_owned(), it.why.after() - it.why.before()),
    ];
    for (name, part) in parts
        .iter()
        .filter(|it| it.0 != "size" || matches!(unit, Unit::Money(_)))
    {
        let cells = vec![Cell::text(name), unit.change(*part), Cell::raw(unit.name())];
        grid.line(cells, u64::MAX);
    }
    let mut columns = columns_of_two(first, second);
    columns.extend(self::columns("value", unit).into_iter().skip(1));
    let mut cells = Grid::new("rows", columns).only_meant();
    let names =
        by.0.shares()
            .iter()
            .flat_map(|a| by.1.shares().iter().map(move |b| (a, b)));
    for ((a, b), (cell, parts)) in names.zip(&it.why.groups).filter(|it| it.1.0.n != [0, 0]) {
        let mut row = vec![Cell::text(share_name(a)), Cell::text(share_name(b))];
        row.extend(cells_of("", cell, parts, unit).into_iter().skip(1));
        cells.line(row, cell.n[0].max(cell.n[1]));
    }
    sheet.grids.extend([grid, cells]);
    let (first, second) = (mix(first), mix(second));
    let parts = [
        ("volume", it.why.parts.volume),
        (first.as_str(), it.first),
        (second.as_str(), it.second),
    ];
    sheet.charts.push((title, falls(&it.why, &parts, unit)));
}

fn columns_of_two(first: &str, second: &str) -> Vec<Column> {
    vec![Column::name("first", first), Column::name("second", second)]
}

fn falls(it: &Why, parts: &[(&str, i128)], unit: &Unit) -> Chart {
    let total = |label: &str, amount: i128| Fall {
        label: label.to_owned(),
        value: amount as f64,
        note: unit.amount(amount).shown,
        is_total: true,
    };
    let rest = [("rate", it.parts.rate), ("size", it.parts.size)];
    let rest = rest
        .into_iter()
        .filter(|(name, _)| *name != "size" || matches!(unit, Unit::Money(_)));
    let steps = parts.iter().copied().chain(rest).map(|(label, part)| Fall {
        label: label.to_owned(),
        value: part as f64,
        note: unit.change(part).shown,
        is_total: false,
    });
    let all = std::iter::once(total("before", it.before())).chain(steps);
    Chart::Falls(all.chain([total("after", it.after())]).collect())
}
