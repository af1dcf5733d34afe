//! `report why`: what changed between two periods, in parts that add up.

use super::Scope;
use super::figures::{difference, percent};
use super::scope::Name;
use super::sheet::{Cell, Column, Grid, Sheet};
use super::text::Text;
use super::{ReportError, Result};
use crate::book::facets::{Share, Split};
use crate::exchange::chart::{Chart, Fall};
use crate::figures::Figure;
use crate::i18n::Msg;
use crate::insight::why::{
    Basis, Cell as Group, Measure, Parts, Span, WIN, Why, cells, of_two, why,
};
use crate::query::Field;

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
        title: Msg::SheetTitleWhy.into(),
        figure: Figure::Why,
        ..Sheet::default()
    };
    let counted_what = match (scope.ask.measure, basis) {
        (Measure::Wins, Basis::Closed) => Msg::SheetCountedWinsClosed,
        (Measure::Wins, Basis::Entered) => Msg::SheetCountedWinsEntered,
        (Measure::Value, Basis::Closed) => Msg::SheetCountedValueClosed,
        (Measure::Value, Basis::Entered) => Msg::SheetCountedValueEntered,
    };
    sheet.note(counted_what);
    let units = match scope.ask.measure {
        Measure::Wins => vec![(Unit::Wins, counted.counts())],
        Measure::Value => {
            let named = counted.currencies.iter().cloned().map(Unit::Money);
            named.zip(counted.by_currency).collect()
        }
    };
    for (unit, groups) in units {
        match &second {
            None => one(scope, &mut sheet, &split, &groups, &unit),
            Some(second) => two(scope, &mut sheet, (&split, second), &groups, &unit),
        }
    }
    sheet.note(Msg::SheetNoteWhy);
    if basis == Basis::Entered {
        sheet.note(Msg::SheetNoteWhyAge);
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

    /// The same in the reader's words.
    fn shown(&self, scope: &Scope<'_>) -> String {
        match self {
            Self::Wins => scope.t(Msg::SheetHeadWins),
            Self::Money(currency) => currency.clone(),
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
                let decimals = usize::from(part != 0);
                Cell {
                    shown: difference(wins, decimals),
                    ..Cell::number(Some(wins), 2)
                }
            }
            Self::Money(currency) => Cell::change(part, currency),
        }
    }
}

fn columns(head: impl Into<Text>, unit: &Unit) -> Vec<Column> {
    let mut columns = vec![
        Column::left("value", head),
        Column::shown("n"),
        Column::shown(Msg::SheetHeadWon),
        Column::new("volume", Msg::SheetHeadVolume),
        Column::new("mix", Msg::SheetHeadMix),
        Column::new("rate", Msg::SheetHeadRate),
    ];
    if matches!(unit, Unit::Money(_)) {
        columns.push(Column::new("size", Msg::SheetHeadSize));
    }
    columns.push(Column::new("change", Msg::SheetHeadChange));
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

fn cells_of(name: Cell, cell: &Group, parts: &Parts, unit: &Unit) -> Vec<Cell> {
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
    let [n_before, n_after] = cell.n.map(|n| Cell::n(n).shown);
    let mut cells = vec![
        name,
        pair(n_before, n_after),
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

fn table(scope: &Scope<'_>, split: &Split<'_>, it: &Why, unit: &Unit) -> Grid {
    let head = scope.field(split.field());
    let mut grid = Grid::new("rows", columns(head, unit));
    let shown = it.shown(scope.ask.limit.max(1));
    let single = shown.single.into_iter().map(|at| {
        let (cell, parts) = it.groups[at];
        (scope.share(&split.shares()[at]), cell, parts)
    });
    let others = shown.others.map(|it| {
        let name = scope.share(&Share::Others(it.many));
        (name, it.cell, it.parts)
    });
    for (name, cell, parts) in single.chain(others) {
        let cells = cells_of(name.cell(), &cell, &parts, unit);
        grid.line(cells, cell.n[0].min(cell.n[1]));
    }
    let all = cells_of(scope.all().cell(), &it.whole, &it.parts, unit);
    grid.line(all, u64::MAX);
    grid
}

fn title(scope: &Scope<'_>, it: &Why, unit: &Unit) -> String {
    let (before, after) = (it.before(), it.after());
    format!(
        "{}: {} → {}, {}",
        unit.shown(scope),
        unit.amount(before).shown,
        unit.amount(after).shown,
        unit.change(after - before).shown
    )
}

fn one(scope: &Scope<'_>, sheet: &mut Sheet, split: &Split<'_>, groups: &[Group], unit: &Unit) {
    let it = why(groups, unit.measure());
    let title = title(scope, &it, unit);
    sheet
        .grids
        .push(table(scope, split, &it, unit).titled(title.clone()));
    let parts = [
        (scope.t(Msg::SheetHeadVolume), it.parts.volume),
        (scope.t(Msg::SheetHeadMix), it.parts.mix),
    ];
    sheet.charts.push((title, falls(scope, &it, parts, unit)));
}

/// Over two fields: the parts of the whole, the mix divided between them; the cells of both are for machines.
fn two(
    scope: &Scope<'_>,
    sheet: &mut Sheet,
    by: (&Split<'_>, &Split<'_>),
    groups: &[Group],
    unit: &Unit,
) {
    let (first, second) = (by.0.field().name(), by.1.field().name());
    let it = of_two(groups, by.1.shares().len(), unit.measure());
    let columns = vec![
        Column::name("part", Msg::SheetHeadPart),
        Column::new("change", Msg::SheetHeadChange),
        Column::meant("unit"),
    ];
    let mix = |name: &str, field: Field| Name {
        code: format!("mix by {name}"),
        shown: scope.say(Msg::SheetWordMixBy, [("by", scope.field(field))]),
    };
    let named = |code: &str, shown: Msg| Name {
        code: code.to_owned(),
        shown: scope.t(shown),
    };
    let (of_first, of_second) = (mix(first, by.0.field()), mix(second, by.1.field()));
    let title = title(scope, &it.why, unit);
    let mut grid = Grid::new("parts", columns).titled(title.clone());
    let parts = [
        (named("volume", Msg::SheetHeadVolume), it.why.parts.volume),
        (of_first.clone(), it.first),
        (of_second.clone(), it.second),
        (named("rate", Msg::SheetHeadRate), it.why.parts.rate),
        (named("size", Msg::SheetHeadSize), it.why.parts.size),
        (scope.all(), it.why.after() - it.why.before()),
    ];
    for (name, part) in parts
        .iter()
        .filter(|it| it.0.code != "size" || matches!(unit, Unit::Money(_)))
    {
        let cells = vec![name.cell(), unit.change(*part), Cell::raw(unit.name())];
        grid.line(cells, u64::MAX);
    }
    let mut columns = vec![
        Column::name("first", scope.field(by.0.field())),
        Column::name("second", scope.field(by.1.field())),
    ];
    columns.extend(self::columns(Msg::SheetHeadValue, unit).into_iter().skip(1));
    let mut cells = Grid::new("rows", columns).only_meant();
    let names =
        by.0.shares()
            .iter()
            .flat_map(|a| by.1.shares().iter().map(move |b| (a, b)));
    for ((a, b), (cell, parts)) in names.zip(&it.why.groups).filter(|it| it.1.0.n != [0, 0]) {
        let mut row = vec![scope.share(a).cell(), scope.share(b).cell()];
        row.extend(
            cells_of(Cell::none(), cell, parts, unit)
                .into_iter()
                .skip(1),
        );
        cells.line(row, cell.n[0].min(cell.n[1]));
    }
    sheet.grids.extend([grid, cells]);
    let parts = [
        (scope.t(Msg::SheetHeadVolume), it.why.parts.volume),
        (of_first.shown, it.first),
        (of_second.shown, it.second),
    ];
    sheet
        .charts
        .push((title, falls(scope, &it.why, parts, unit)));
}

fn falls<const N: usize>(
    scope: &Scope<'_>,
    it: &Why,
    parts: [(String, i128); N],
    unit: &Unit,
) -> Chart {
    let total = |label: Msg, amount: i128| Fall {
        label: scope.t(label),
        value: amount as f64,
        note: unit.amount(amount).shown,
        is_total: true,
    };
    let of_money = matches!(unit, Unit::Money(_));
    let size = of_money.then(|| (scope.t(Msg::SheetHeadSize), it.parts.size));
    let rate = (scope.t(Msg::SheetHeadRate), it.parts.rate);
    let steps = parts.into_iter().chain([rate]).chain(size);
    let steps = steps.map(|(label, part)| Fall {
        label,
        value: part as f64,
        note: unit.change(part).shown,
        is_total: false,
    });
    let all = std::iter::once(total(Msg::SheetHeadBefore, it.before())).chain(steps);
    Chart::Falls(
        all.chain([total(Msg::SheetHeadAfter, it.after())])
            .collect(),
    )
}
