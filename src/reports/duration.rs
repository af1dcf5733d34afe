//! `report duration`: how long leads stay in each layer, and how long it takes to the end.

use super::figures::grouped;
use super::sheet::{Cell, Column, Grid, Sheet};
use super::versus::Main;
use super::{Groups, Scope};
use crate::book::mask::Mask;
use crate::exchange::chart::{Bar, Chart};
use crate::figures::Figure;
use crate::insight::before::FEW;
use crate::insight::duration::{Days, Durations, Lasting, durations};
use crate::model::Layer;

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let mut sheet = Sheet {
        title: "duration",
        figure: Figure::Durations,
        ..Sheet::default()
    };
    let (window, now) = (scope.window(), scope.minute());
    let whole = durations(scope.book, &scope.selected, window, now);
    match &scope.groups {
        None => {
            let mut grid = Grid::new("rows", columns()).by("median days");
            named(&whole)
                .into_iter()
                .for_each(|(name, it)| grid.line_with(cells(name, it), main(it)));
            sheet.grids.push(grid);
        }
        Some(groups) => {
            let of = |rows: &Mask| durations(scope.book, rows, window, now);
            sheet.grids.extend(by(groups, of));
        }
    }
    sheet.charts.push(chart(&whole));
    sheet.note(
        "median, 90 %: the day by which half, and nine of ten, have left; > so many where the \
         curve does not come down that far; in a layer: until it was left forward or lost; to \
         the win: of those that were won alone",
    );
    if whole.left_out > 0 {
        let left_out = grouped(whole.left_out);
        sheet.note(format!(
            "left out of the last two, for when they began is not known: {left_out}"
        ));
    }
    sheet
}

fn n(it: &Lasting) -> u64 {
    it.survival.n()
}

fn named(it: &Durations) -> Vec<(&'static str, &Lasting)> {
    let layers = it.layers.iter().map(|(layer, it)| (layer.code(), it));
    layers
        .chain([("to the end", &it.to_end), ("to the win", &it.to_win)])
        .collect()
}

fn columns() -> Vec<Column> {
    vec![
        Column::name("time", "time"),
        Column::new("n", "n"),
        Column::new("still_open", "open"),
        Column::new("median", "median"),
        Column::new("p90", "90 %"),
        Column::new("longest", "longest"),
    ]
}

fn cells(name: &str, it: &Lasting) -> Vec<Cell> {
    vec![
        Cell::text(name),
        Cell::n(n(it)),
        Cell::count(it.survival.still_open()),
        Cell::days(it.median()),
        Cell::days(it.p90()),
        it.survival
            .longest()
            .map_or_else(Cell::none, |it| Cell::count(it.into())),
    ]
}

/// A row is held against another one by its median.
fn main(it: &Lasting) -> Main {
    Main::Days(it.median(), n(it))
}

fn by(groups: &Groups, of: impl Fn(&Mask) -> Durations) -> [Grid; 2] {
    let mut heads = vec![Column::left("value", groups.head), Column::shown("n")];
    heads.extend(Layer::ALL.map(|it| Column::shown(it.code())));
    heads.push(Column::shown("win"));
    let mut shown = Grid::new("shown", heads).titled("median days").only_shown();
    let mut columns = vec![Column::name("value", "value")];
    columns.extend(self::columns());
    let mut meant = Grid::new("rows", columns).only_meant().by("median days");
    for group in &groups.list {
        let (name, it) = (&group.name, of(&group.rows));
        let mut row = vec![Cell::text(name), Cell::n(n(&it.to_end))];
        row.extend(it.layers.iter().map(|(_, it)| Cell::days(it.median())));
        row.push(Cell::days(it.to_win.median()));
        shown.line(row, n(&it.to_end));
        for (time, it) in named(&it) {
            let mut row = vec![Cell::text(name)];
            row.extend(cells(time, it));
            meant.line_with(row, main(it));
        }
    }
    [shown, meant]
}

fn chart(whole: &Durations) -> (String, Chart) {
    let bars = named(whole).into_iter().map(|(name, it)| {
        let days = |it: Days| match it {
            Days::By(days) | Days::Beyond(days) => f64::from(days),
            Days::Unknown => 0.0,
        };
        let (median, p90) = (Cell::days(it.median()), Cell::days(it.p90()));
        Bar {
            label: name.to_owned(),
            value: days(it.median()),
            band: Some((days(it.median()), days(it.p90()))).filter(|_| n(it) > 0),
            mark: None,
            note: format!("{} days, 90 %: {}", median.shown, p90.shown),
            pale: n(it) < FEW,
        }
    });
    (
        "median days, and the day by which nine of ten have left".to_owned(),
        Chart::Bars(bars.collect()),
    )
}
