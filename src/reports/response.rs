//! `report response`: speed to lead: the hours of work from a handover to the first real touch.

use super::Scope;
use super::scope::Name;
use super::sheet::{Cell, Column, Grid, Sheet, rate_cells};
use super::versus::Main;
use crate::exchange::chart::{Bar, Chart};
use crate::figures::Figure;
use crate::i18n::Msg;
use crate::insight::before::FEW;
use crate::insight::response::{Response, responses};

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let mut sheet = Sheet {
        title: Msg::SheetTitleResponse.into(),
        figure: Figure::Response,
        ..Sheet::default()
    };
    let head = scope.head();
    let columns = vec![
        Column::left("value", head),
        Column::new("handed", Msg::SheetHeadHandedOver),
        Column::new("touched", Msg::SheetHeadTouched),
        Column::new("median_hours", Msg::SheetHeadMedian),
        Column::new("p90_hours", "90 %"),
        Column::new("late_rate", Msg::SheetHeadLate),
        Column::shown("95 %"),
        Column::meant("low"),
        Column::meant("high"),
        Column::meant("late"),
    ];
    let mut grid = Grid::new("rows", columns).by(Msg::SheetHeadMedianHours);
    let mut bars = Vec::new();
    for (name, rows) in scope.parts() {
        let each = responses(scope.book, &rows, scope.window(), scope.now, None);
        let Some(it) = each.into_iter().next().filter(|it| it.handed > 0) else {
            continue;
        };
        bars.push(bar(scope, &name, &it));
        let median = it.median().map(hours);
        grid.line_with(cells(&name, &it), Main::Number(median, 1, it.handed));
    }
    if grid.lines.is_empty() {
        sheet.note(Msg::SheetNoteNoHandover);
    }
    sheet.grids.push(grid);
    let title = scope.t(Msg::SheetChartResponse);
    sheet.charts.push((title, Chart::Bars(bars)));
    sheet.note(Msg::SheetNoteResponse);
    sheet
}

fn hours(minutes: u32) -> f64 {
    f64::from(minutes) / 60.0
}

fn cells(name: &Name, it: &Response) -> Vec<Cell> {
    let late = it.breach_rate();
    let [share, band, low, high, _] = rate_cells(late);
    vec![
        name.cell(),
        Cell::n(it.handed),
        Cell::count(it.touched),
        Cell::number(it.median().map(hours), 1),
        Cell::number(it.p90().map(hours), 1),
        share,
        band,
        low,
        high,
        Cell::raw(it.breached),
    ]
}

fn bar(scope: &Scope<'_>, name: &Name, it: &Response) -> Bar {
    let (median, p90) = (it.median().map(hours), it.p90().map(hours));
    Bar {
        label: name.shown.clone(),
        value: median.unwrap_or_default(),
        band: median.zip(p90),
        mark: None,
        note: median.map_or_else(String::new, |it| {
            scope.say(Msg::SheetBarHours, [("n", format!("{it:.1}"))])
        }),
        pale: it.handed < FEW,
    }
}
