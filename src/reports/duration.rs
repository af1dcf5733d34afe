//! `report duration`: how long leads stay in each layer, and how long it takes to the end.

use super::figures::grouped;
use super::sheet::{Cell, Column, Grid, Sheet};
use super::versus::Main;
use super::{Groups, Scope};
use crate::book::mask::Mask;
use crate::exchange::chart::{Bar, Chart};
use crate::figures::Figure;
use crate::i18n::Msg;
use crate::insight::before::FEW;
use crate::insight::duration::{Days, Durations, Lasting, durations};
use crate::model::Layer;

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let mut sheet = Sheet {
        title: Msg::SheetTitleDuration.into(),
        figure: Figure::Duration,
        ..Sheet::default()
    };
    let (window, now) = (scope.window(), scope.minute());
    let whole = durations(scope.book, &scope.selected, window, now);
    match &scope.groups {
        None => {
            let mut grid = Grid::new("rows", columns()).by(Msg::SheetHeadMedianDays);
            named(scope, &whole)
                .into_iter()
                .for_each(|(name, it)| grid.line_with(cells(name, it), main(it)));
            sheet.grids.push(grid);
        }
        Some(groups) => {
            let of = |rows: &Mask| durations(scope.book, rows, window, now);
            sheet.grids.extend(by(scope, groups, of));
        }
    }
    sheet.charts.push(chart(scope, &whole));
    sheet.note(Msg::SheetNoteDurations);
    if whole.left_out > 0 {
        let values = [("n", grouped(whole.left_out))];
        sheet.note(scope.say(Msg::SheetNoteLeftOutDurations, values));
    }
    sheet
}

fn n(it: &Lasting) -> u64 {
    it.survival.n()
}

fn named<'a>(scope: &Scope<'_>, it: &'a Durations) -> Vec<(Cell, &'a Lasting)> {
    let layers = it.layers.iter();
    let layers = layers.map(|(layer, it)| (scope.layer(*layer), it));
    let ends = [
        (scope.named("to the end", Msg::SheetRowToEnd), &it.to_end),
        (scope.named("to the win", Msg::SheetRowToWin), &it.to_win),
    ];
    layers.chain(ends).collect()
}

fn columns() -> Vec<Column> {
    vec![
        Column::name("time", Msg::SheetHeadTime),
        Column::new("n", "n"),
        Column::new("still_open", Msg::SheetHeadOpen),
        Column::new("median", Msg::SheetHeadMedian),
        Column::new("p90", "90 %"),
        Column::new("longest", Msg::SheetHeadLongest),
    ]
}

fn cells(name: Cell, it: &Lasting) -> Vec<Cell> {
    vec![
        name,
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

fn by(scope: &Scope<'_>, groups: &Groups, of: impl Fn(&Mask) -> Durations) -> [Grid; 2] {
    let mut heads = vec![
        Column::left("value", groups.head.clone()),
        Column::shown("n"),
    ];
    heads.extend(Layer::ALL.map(|it| Column::shown(scope.layer_name(it))));
    heads.push(Column::shown(Msg::SheetHeadWin));
    let mut shown = Grid::new("shown", heads)
        .titled(Msg::SheetHeadMedianDays)
        .only_shown();
    let mut columns = vec![Column::name("value", Msg::SheetHeadValue)];
    columns.extend(self::columns());
    let mut meant = Grid::new("rows", columns)
        .only_meant()
        .by(Msg::SheetHeadMedianDays);
    for group in &groups.list {
        let (name, it) = (&group.name, of(&group.rows));
        let mut row = vec![name.cell(), Cell::n(n(&it.to_end))];
        row.extend(it.layers.iter().map(|(_, it)| Cell::days(it.median())));
        row.push(Cell::days(it.to_win.median()));
        shown.line(row, n(&it.to_end));
        for (time, it) in named(scope, &it) {
            let mut row = vec![name.cell()];
            row.extend(cells(time, it));
            meant.line_with(row, main(it));
        }
    }
    [shown, meant]
}

fn chart(scope: &Scope<'_>, whole: &Durations) -> (String, Chart) {
    let bars = named(scope, whole).into_iter().map(|(name, it)| {
        let days = |it: Days| match it {
            Days::By(days) | Days::Beyond(days) => f64::from(days),
            Days::Unknown => 0.0,
        };
        let (median, p90) = (Cell::days(it.median()), Cell::days(it.p90()));
        Bar {
            label: name.shown,
            value: days(it.median()),
            band: Some((days(it.median()), days(it.p90()))).filter(|_| n(it) > 0),
            mark: None,
            note: scope.say(
                Msg::SheetBarDays,
                [("median", median.shown), ("most", p90.shown)],
            ),
            pale: n(it) < FEW,
        }
    });
    (scope.t(Msg::SheetChartDays), Chart::Bars(bars.collect()))
}
