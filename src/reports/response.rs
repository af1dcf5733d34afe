//! `report response`: speed to lead: the hours of work from a handover to the first real touch.

use super::Scope;
use super::sheet::{Cell, Column, Grid, Sheet, rate_cells};
use super::versus::Main;
use crate::exchange::chart::{Bar, Chart};
use crate::figures::Figure;
use crate::insight::before::FEW;
use crate::insight::response::{Response, responses};

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let mut sheet = Sheet {
        title: "response",
        figure: Figure::Response,
        ..Sheet::default()
    };
    let head = scope.groups.as_ref().map_or("leads", |it| it.head);
    let columns = vec![
        Column::left("value", head),
        Column::new("handed", "handed over"),
        Column::new("touched", "touched"),
        Column::new("median_hours", "median"),
        Column::new("p90_hours", "90 %"),
        Column::new("late_rate", "late"),
        Column::shown("95 %"),
        Column::meant("low"),
        Column::meant("high"),
        Column::meant("late"),
    ];
    let mut grid = Grid::new("rows", columns).by("median hours");
    let mut bars = Vec::new();
    for (name, rows) in scope.parts() {
        let each = responses(scope.book, &rows, scope.window(), scope.now, None);
        let Some(it) = each.into_iter().next().filter(|it| it.handed > 0) else {
            continue;
        };
        bars.push(bar(&name, &it));
        let median = it.median().map(hours);
        grid.line_with(cells(&name, &it), Main::Number(median, 1, it.handed));
    }
    if grid.lines.is_empty() {
        sheet.note("nothing was handed over in the period");
    }
    sheet.grids.push(grid);
    let title = "hours of work until half were touched, and until nine of ten".to_owned();
    sheet.charts.push((title, Chart::Bars(bars)));
    sheet.note(
        "of the leads whose last handover was in the period; late: touched past the agreed hours, \
         or past them and not yet; – where so many were never touched",
    );
    sheet
}

fn hours(minutes: u32) -> f64 {
    f64::from(minutes) / 60.0
}

fn cells(name: &str, it: &Response) -> Vec<Cell> {
    let late = it.breach_rate();
    let [share, band, low, high, _] = rate_cells(late);
    vec![
        Cell::text(name),
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

fn bar(name: &str, it: &Response) -> Bar {
    let (median, p90) = (it.median().map(hours), it.p90().map(hours));
    Bar {
        label: name.to_owned(),
        value: median.unwrap_or_default(),
        band: median.zip(p90),
        mark: None,
        note: median.map_or_else(String::new, |it| format!("{it:.1} hours")),
        pale: it.handed < FEW,
    }
}
