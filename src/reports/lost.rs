//! `report lost`: the reasons of losses by the layer in which they happened.

use super::conversion::short;
use super::scope::Name;
use super::sheet::{Cell, Column, Grid, Sheet, rate_cells, whole};
use super::versus::Main;
use super::{Groups, Scope};
use crate::book::facets::Share;
use crate::book::mask::Mask;
use crate::exchange::chart::Chart;
use crate::figures::Figure;
use crate::i18n::Msg;
use crate::insight::lost::{Lost, Row, lost};
use crate::insight::stats::wilson;
use crate::model::Layer;

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let it = lost_of(scope, &scope.selected);
    let mut sheet = Sheet {
        title: Msg::SheetTitleLost.into(),
        figure: Figure::Lost,
        ..Sheet::default()
    };
    if let Some(groups) = &scope.groups {
        sheet.grids.extend(by(scope, groups));
    } else {
        let mut reasons = grid(
            scope,
            "rows",
            Msg::SheetHeadReason,
            &it.reasons,
            it.all.all(),
        );
        let all = it.all.all();
        let whole = scope.all().cell();
        reasons.line_with(cells(scope, whole, &it.all, all), main(&it.all, all));
        sheet.grids.push(reasons);
        if it.competitors.iter().any(|it| it.name.is_some()) {
            let rows = &it.competitors;
            sheet.grids.push(grid(
                scope,
                "competitors",
                Msg::SheetHeadCompetitor,
                rows,
                all,
            ));
        }
    }
    let heat = Chart::Heat {
        rows: it.reasons.iter().map(|it| name(scope, it).shown).collect(),
        columns: Layer::ALL.map(|it| scope.layer_name(it)).to_vec(),
        cells: it
            .reasons
            .iter()
            .map(|row| {
                row.by_layer
                    .map(|n| Some((n as f64, n.to_string())))
                    .to_vec()
            })
            .collect(),
    };
    sheet.charts.push((scope.t(Msg::SheetChartLost), heat));
    sheet.note(Msg::SheetNoteLost);
    sheet
}

/// What was lost of some rows in the period; a reason of the other period that is none in this one stands here, too, with
/// nothing behind it: that it is gone, or new, is a change.
fn lost_of(scope: &Scope<'_>, rows: &Mask) -> Lost {
    let mut it = lost(scope.book, rows, scope.window());
    if scope.compared {
        let other = lost(scope.book, rows, scope.window_of(scope.other));
        add_absent(scope, &mut it.reasons, other.reasons);
        add_absent(scope, &mut it.competitors, other.competitors);
    }
    it
}

/// Both periods get the same rows in the same order, which is the later one's: the same are shown by themselves.
fn add_absent(scope: &Scope<'_>, rows: &mut Vec<Row>, other: Vec<Row>) {
    let names: Vec<Option<String>> = other.into_iter().map(|it| it.name).collect();
    for name in &names {
        if rows.iter().all(|it| it.name != *name) {
            rows.push(Row {
                name: name.clone(),
                ..Row::default()
            });
        }
    }
    if scope.is_earlier() {
        let place = |it: &Row| names.iter().position(|name| *name == it.name);
        rows.sort_by_key(|it| place(it).unwrap_or(usize::MAX));
    }
}

/// A row is held against another one by its share of all losses.
fn main(row: &Row, all: u64) -> Main {
    Main::Share(wilson(row.all(), all))
}

/// Of each group how many were lost in which layer, and why most often; for machines by reason.
fn by(scope: &Scope<'_>, groups: &Groups) -> [Grid; 2] {
    let mut columns = vec![Column::left("value", groups.head.clone())];
    columns.extend(Layer::ALL.map(|it| Column::shown(short(it))));
    columns.extend([
        Column::shown(Msg::SheetHeadLost),
        Column::left("", Msg::SheetHeadMostOften),
        Column::shown(Msg::SheetHeadShare),
        Column::shown("95 %"),
    ]);
    let mut shown = Grid::new("shown", columns).only_shown();
    let mut columns = vec![Column::name("value", groups.head.clone())];
    columns.extend(self::columns("reason", Msg::SheetHeadReason));
    let mut meant = Grid::new("rows", columns)
        .only_meant()
        .by(Msg::SheetHeadShare);
    for group in &groups.list {
        let it = lost_of(scope, &group.rows);
        let all = it.all.all();
        let mut row = vec![group.name.cell()];
        row.extend(it.all.by_layer.map(Cell::count));
        row.push(Cell::n(all));
        let first = it.reasons.first();
        row.push(first.map_or_else(Cell::none, |it| name(scope, it).cell()));
        let [share, band, ..] = rate_cells(wilson(first.map_or(0, Row::all), all));
        row.extend([share, band]);
        shown.line(row, all);
        for reason in &it.reasons {
            let mut cells = vec![group.name.cell()];
            cells.extend(self::cells(scope, name(scope, reason).cell(), reason, all));
            meant.line_with(cells, main(reason, all));
        }
    }
    [shown, meant]
}

fn columns(key: &'static str, head: Msg) -> Vec<Column> {
    let mut columns = vec![Column::left(key, head)];
    columns.extend(Layer::ALL.map(|layer| Column::new(layer.code(), short(layer))));
    columns.extend([
        Column::new("all", Msg::SheetHeadAll),
        Column::new("share", Msg::SheetHeadShare),
        Column::shown("95 %"),
        Column::meant("low"),
        Column::meant("high"),
        Column::meant("value_lost"),
    ]);
    columns
}

fn name(scope: &Scope<'_>, row: &Row) -> Name {
    let none = || scope.none();
    row.name.as_deref().map_or_else(none, Name::plain)
}

fn grid(scope: &Scope<'_>, key: &'static str, head: Msg, rows: &[Row], all: u64) -> Grid {
    let columns = columns("value", head);
    let mut grid = Grid::new(key, columns).by(Msg::SheetHeadShare);
    let (single, rest) = rows.split_at(scope.ask.limit.min(rows.len()));
    for row in single {
        let name = name(scope, row).cell();
        grid.line_with(cells(scope, name, row, all), main(row, all));
    }
    if !rest.is_empty() {
        let mut others = Row::default();
        rest.iter().for_each(|it| others.add(it));
        let name = scope.share(&Share::Others(rest.len())).cell();
        grid.line_with(cells(scope, name, &others, all), main(&others, all));
    }
    grid
}

fn cells(scope: &Scope<'_>, name: Cell, row: &Row, all: u64) -> Vec<Cell> {
    let mut cells = vec![name];
    cells.extend(row.by_layer.map(Cell::count));
    cells.push(Cell::n(row.all()));
    let [share, mut band, low, high, _] = rate_cells(wilson(row.all(), all));
    if row.all() == all {
        // All of all is certain.
        band.shown.clear();
    }
    cells.extend([share, band, low, high]);
    let sums = row.value.list(scope.book);
    let sums = sums
        .iter()
        .map(|(currency, minor)| (currency.clone(), Cell::money(*minor as f64, currency).raw));
    let shown = row.value.list(scope.book);
    let shown: Vec<String> = shown
        .iter()
        .map(|it| format!("{} {}", whole(it.1 as f64, &it.0), it.0))
        .collect();
    cells.push(Cell {
        raw: serde_json::Value::Object(sums.collect()),
        shown: shown.join(", "),
    });
    cells
}
