//! `report lost`: the reasons of losses by the layer in which they happened.

use super::sheet::{Cell, Column, Grid, Sheet, rate_cells, whole};
use super::versus::Main;
use super::{Groups, Scope};
use crate::exchange::chart::Chart;
use crate::figures::Figure;
use crate::insight::lost::{Row, lost};
use crate::insight::stats::wilson;
use crate::model::Layer;

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let it = lost(scope.book, &scope.selected, scope.window());
    let mut sheet = Sheet {
        title: "lost",
        figure: Figure::Lost,
        ..Sheet::default()
    };
    if let Some(groups) = &scope.groups {
        sheet.grids.extend(by(scope, groups));
    } else {
        let mut reasons = grid(scope, "rows", "reason", &it.reasons, it.all.all());
        let all = it.all.all();
        reasons.line_with(cells(scope, "all", &it.all, all), main(&it.all, all));
        sheet.grids.push(reasons);
        if it.competitors.iter().any(|it| it.name.is_some()) {
            let rows = &it.competitors;
            sheet
                .grids
                .push(grid(scope, "competitors", "competitor", rows, all));
        }
    }
    let heat = Chart::Heat {
        rows: it.reasons.iter().map(name).collect(),
        columns: Layer::ALL.map(|it| it.code().to_owned()).to_vec(),
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
    sheet
        .charts
        .push(("lost by reason and layer".to_owned(), heat));
    sheet.note("share: of all that were lost; a loss without a reason is a row of its own");
    sheet
}

/// A row is held against another one by its share of all losses.
fn main(row: &Row, all: u64) -> Main {
    Main::Share(wilson(row.all(), all))
}

/// Of each group how many were lost in which layer, and why most often; for machines by reason.
fn by(scope: &Scope<'_>, groups: &Groups) -> [Grid; 2] {
    let mut columns = vec![Column::left("value", groups.head)];
    columns.extend(Layer::ALL.map(|it| Column::shown(short(it))));
    columns.extend([
        Column::shown("lost"),
        Column::left("", "most often"),
        Column::shown("share"),
    ]);
    let mut shown = Grid::new("shown", columns).only_shown();
    let mut columns = vec![Column::name("value", groups.head)];
    columns.extend(self::columns("reason", "reason"));
    let mut meant = Grid::new("rows", columns).only_meant().by("share");
    for group in &groups.list {
        let it = lost(scope.book, &group.rows, scope.window());
        let all = it.all.all();
        let mut row = vec![Cell::text(&group.name)];
        row.extend(it.all.by_layer.map(Cell::count));
        row.push(Cell::n(all));
        let first = it.reasons.first();
        row.push(first.map_or_else(Cell::none, |it| Cell::text(name(it))));
        let share = first
            .filter(|_| all > 0)
            .map(|it| it.all() as f64 / all as f64);
        row.push(Cell::share(share));
        shown.line(row, all);
        for reason in &it.reasons {
            let mut cells = vec![Cell::text(&group.name)];
            cells.extend(self::cells(scope, &name(reason), reason, all));
            meant.line_with(cells, main(reason, all));
        }
    }
    [shown, meant]
}

/// A layer's name in a narrow column.
const fn short(layer: Layer) -> &'static str {
    match layer {
        Layer::Potential => "pot",
        Layer::Interested => "int",
        Layer::Intent => "intent",
        Layer::HighIntent => "high",
        Layer::NearCustomer => "near",
    }
}

fn columns(key: &'static str, head: &str) -> Vec<Column> {
    let mut columns = vec![Column::left(key, head)];
    columns.extend(Layer::ALL.map(|layer| Column::new(layer.code(), short(layer))));
    columns.extend([
        Column::new("all", "all"),
        Column::new("share", "share"),
        Column::meant("low"),
        Column::meant("high"),
        Column::meant("value_lost"),
    ]);
    columns
}

fn name(row: &Row) -> String {
    row.name.clone().unwrap_or_else(|| "none".to_owned())
}

fn grid(scope: &Scope<'_>, key: &'static str, head: &str, rows: &[Row], all: u64) -> Grid {
    let columns = columns("value", head);
    let mut grid = Grid::new(key, columns).by("share");
    let most = if scope.is_earlier() {
        rows.len()
    } else {
        scope.ask.limit
    };
    for row in rows.iter().take(most) {
        grid.line_with(cells(scope, &name(row), row, all), main(row, all));
    }
    grid
}

fn cells(scope: &Scope<'_>, name: &str, row: &Row, all: u64) -> Vec<Cell> {
    let mut cells = vec![Cell::text(name)];
    cells.extend(row.by_layer.map(Cell::count));
    cells.push(Cell::n(row.all()));
    let [share, _, low, high, _] = rate_cells(wilson(row.all(), all));
    cells.extend([share, low, high]);
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
