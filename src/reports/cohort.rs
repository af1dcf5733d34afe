//! `report cohort`: what became of the leads of a month, or of the accounts that first ordered in it.

use super::figures::{grouped, percent};
use super::sheet::{Cell, Column, Grid, Sheet};
use super::{Groups, Scope};
use crate::exchange::chart::Chart;
use crate::figures::{Cohorts, Figure};
use crate::i18n::Msg;
use crate::insight::before::FEW;
use crate::insight::cohort::{ByEntry, Entered, FirstOrder, by_entry, by_first_order};
use crate::insight::orders::orders;
use crate::insight::stats::wilson;
use crate::model::money;

/// Ages that fit beside each other on a narrow terminal.
const AGES: usize = 7;

/// Groups that fit beside each other.
const BESIDE: usize = 4;

pub(super) fn sheet(scope: &Scope<'_>, of: Cohorts) -> Sheet {
    match of {
        Cohorts::Entry => entered(scope),
        Cohorts::FirstOrder => first_orders(scope),
    }
}

/// The latest cohorts that are in the period, and in which somebody is.
fn in_period(scope: &Scope<'_>, month: chrono::NaiveDate) -> bool {
    scope.period.is_none_or(|it| it.contains(month))
}

fn entered(scope: &Scope<'_>) -> Sheet {
    let mut it = by_entry(scope.book, &scope.selected, scope.minute());
    it.cohorts
        .retain(|it| in_period(scope, it.month) && it.leads > 0);
    let mut sheet = Sheet {
        title: Msg::SheetTitleCohortsByMonthOfEntry.into(),
        figure: Figure::Cohort(Cohorts::Entry),
        ..Sheet::default()
    };
    let mut columns = vec![
        Column::name("month", Msg::SheetHeadMonth),
        Column::new("leads", Msg::SheetHeadLeads),
        Column::new("still_open", Msg::SheetHeadOpen),
    ];
    columns.extend((0..AGES).map(|age| Column::shown(age.to_string())));
    columns.push(Column::new("won", Msg::SheetHeadNow));
    columns.push(Column::shown("95 %"));
    columns.push(Column::meant("low"));
    columns.push(Column::meant("high"));
    columns.push(Column::meant("lost"));
    columns.push(Column::meant("won_by_age"));
    columns.push(Column::meant("value_by_age"));
    let mut grid = Grid::new("rows", columns);
    for cohort in &it.cohorts {
        let won = cohort.won_by.last().copied().unwrap_or_default();
        let mut cells = vec![
            Cell::text(cohort.month.format("%Y-%m").to_string()),
            Cell::n(cohort.leads),
            Cell::count(cohort.still_open()),
        ];
        cells.extend((0..AGES).map(|age| share(cohort.rate(age).and_then(|it| it.rate))));
        let rate = cohort.now();
        let mut now = share(rate.rate);
        now.raw = won.into();
        let mut band = Cell::band(rate);
        band.shown = band.shown.replace(" %", "");
        cells.extend([now, band, Cell::raw(rate.low), Cell::raw(rate.high)]);
        cells.push(Cell::raw(cohort.lost));
        cells.push(Cell::raw(cohort.won_by.clone()));
        cells.push(Cell::raw(values(&it, &cohort.value_by)));
        grid.line(cells, cohort.leads);
    }
    if let Some(groups) = &scope.groups {
        sheet.grids.extend(by(scope, groups, &it));
        if groups.list.len() > BESIDE {
            sheet.note(Msg::SheetNoteOtherGroups);
        }
    } else {
        sheet.grids.push(grid);
    }
    sheet.charts.push(heat(scope, &it));
    sheet.note(Msg::SheetNoteCohort);
    if it.left_out > 0 {
        let values = [("n", grouped(it.left_out))];
        sheet.note(scope.say(Msg::SheetNoteLeftOutEntry, values));
    }
    sheet
}

/// The share won so far of each month's leads, by group; for machines with all ages.
fn by(scope: &Scope<'_>, groups: &Groups, whole: &ByEntry) -> [Grid; 2] {
    let mut heads = vec![
        Column::name("month", Msg::SheetHeadMonth),
        Column::shown(Msg::SheetHeadAll),
    ];
    let few = groups.list.iter().take(BESIDE);
    heads.extend(few.map(|it| Column::shown(shortened(&it.name.shown))));
    let mut shown = Grid::new("shown", heads)
        .titled(Msg::SheetHeadWonSoFarPercentOfSoMany)
        .only_shown();
    let columns = vec![
        Column::name("value", groups.head.clone()),
        Column::name("month", Msg::SheetHeadMonth),
        Column::new("leads", Msg::SheetHeadLeads),
        Column::new("still_open", Msg::SheetHeadOpen),
        Column::new("won", Msg::SheetHeadWon),
        Column::meant("low"),
        Column::meant("high"),
        Column::meant("lost"),
        Column::meant("won_by_age"),
    ];
    let mut meant = Grid::new("rows", columns).only_meant();
    let each: Vec<ByEntry> = groups
        .list
        .iter()
        .map(|it| by_entry(scope.book, &it.rows, scope.minute()))
        .collect();
    let so_far = |it: Option<&Entered>| {
        let it = it.filter(|it| it.leads > 0);
        let rate = it
            .and_then(|it| it.rate(it.won_by.len() - 1))
            .and_then(|it| it.rate);
        let mut cell = share(rate);
        if let Some(it) = it {
            let values = [("share", cell.shown), ("n", Cell::n(it.leads).shown)];
            cell.shown = scope.say(Msg::SheetWordOf, values);
        }
        cell
    };
    for cohort in &whole.cohorts {
        let month = cohort.month.format("%Y-%m").to_string();
        let same = |it: &ByEntry| {
            it.cohorts
                .iter()
                .find(|it| it.month == cohort.month)
                .cloned()
        };
        let mut row = vec![Cell::text(&month), so_far(Some(cohort))];
        row.extend(each.iter().take(BESIDE).map(|it| so_far(same(it).as_ref())));
        shown.line(row, cohort.leads);
        for (group, it) in groups.list.iter().zip(&each) {
            let Some(it) = same(it).filter(|it| it.leads > 0) else {
                continue;
            };
            let cells = vec![
                group.name.cell(),
                Cell::text(&month),
                Cell::count(it.leads),
                Cell::count(it.still_open()),
                Cell::raw(it.won_by.last().copied()),
                Cell::raw(it.now().low),
                Cell::raw(it.now().high),
                Cell::raw(it.lost),
                Cell::raw(it.won_by.clone()),
            ];
            meant.line(cells, it.leads);
        }
    }
    [shown, meant]
}

/// A name in a narrow column.
fn shortened(name: &str) -> String {
    match name.char_indices().nth(9) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

/// What was won by age, by currency.
fn values(it: &ByEntry, by_age: &[Vec<i128>]) -> serde_json::Value {
    let named = it.currencies.names().iter().zip(by_age);
    let sums = named.map(|(currency, sums)| {
        let sums = sums.iter().map(|it| Cell::money(*it as f64, currency).raw);
        (currency.clone(), sums.collect())
    });
    serde_json::Value::Object(sums.collect())
}

/// A share in few cells; nothing where it is not known yet.
fn share(share: Option<f64>) -> Cell {
    let mut cell = Cell::share(share);
    cell.shown = share.map_or_else(String::new, |it| format!("{:.0}", it * 100.0));
    cell
}

fn heat(scope: &Scope<'_>, it: &ByEntry) -> (String, Chart) {
    let ages = it
        .cohorts
        .iter()
        .map(|it| it.won_by.len())
        .max()
        .unwrap_or_default()
        .min(13);
    let cells = it.cohorts.iter().map(|cohort| {
        let cell = |age: usize| {
            let rate = cohort.rate(age)?.rate?;
            Some((rate, percent(rate)))
        };
        (0..ages).map(cell).collect()
    });
    let name = |it: &crate::insight::cohort::Entered| {
        format!("{} ({})", it.month.format("%Y-%m"), it.leads)
    };
    let chart = Chart::Heat {
        rows: it.cohorts.iter().map(name).collect(),
        columns: (0..ages).map(|age| age.to_string()).collect(),
        cells: cells.collect(),
    };
    (scope.t(Msg::SheetChartCohort), chart)
}

fn first_orders(scope: &Scope<'_>) -> Sheet {
    let all = orders(scope.book, &scope.selected);
    let mut sheet = Sheet {
        title: Msg::SheetTitleCohortsByMonthOfFirstOrder.into(),
        figure: Figure::Cohort(Cohorts::FirstOrder),
        ..Sheet::default()
    };
    for (place, currency) in all.currencies.names().iter().enumerate() {
        let mut cohorts = by_first_order(scope.book, &all, place, scope.minute());
        cohorts.retain(|it| in_period(scope, it.month) && it.accounts > 0);
        sheet.grids.push(grid(&cohorts, currency));
        if place == 0 {
            sheet.charts.push(curves(scope, &cohorts, currency));
        }
    }
    sheet.note(Msg::SheetNoteFirstOrder);
    if all.without_account > 0 {
        let values = [("n", grouped(all.without_account))];
        sheet.note(scope.say(Msg::SheetNoteNoAccount, values));
    }
    sheet
}

fn grid(cohorts: &[FirstOrder], currency: &str) -> Grid {
    let columns = vec![
        Column::name("month", Msg::SheetHeadMonth),
        Column::new("accounts", Msg::SheetHeadAccounts),
        Column::new("revenue", Msg::SheetHeadRevenue),
        Column::new("observed", Msg::SheetHeadObservedEach),
        Column::shown("95 %"),
        Column::meant("observed_low"),
        Column::meant("observed_high"),
        Column::new("extrapolated", Msg::SheetHeadExpectedEach),
        Column::shown("95 %"),
        Column::meant("extrapolated_low"),
        Column::meant("extrapolated_high"),
        Column::new("again", Msg::SheetHeadAgain),
        Column::meant("again_low"),
        Column::meant("again_high"),
        Column::meant("currency"),
        Column::meant("revenue_by_age"),
        Column::meant("ordering_by_age"),
    ];
    let mut grid = Grid::new("rows", columns).titled(currency);
    for it in cohorts {
        let money = |minor: Option<f64>| Cell::worth(minor, currency);
        let revenue = it.revenue_by.last().copied().unwrap_or_default();
        let ages = it.ordering_at.len();
        // The first order itself is no other one.
        let late = it
            .ordering_at
            .get(ages.saturating_sub(3).max(1)..)
            .unwrap_or_default();
        let again = late.iter().max().copied().filter(|_| ages > 3);
        let by_age = it
            .revenue_by
            .iter()
            .map(|it| Cell::money(*it as f64, currency).raw);
        let again = again.map(|many| wilson(many, it.accounts));
        let mut cells = vec![
            Cell::text(it.month.format("%Y-%m").to_string()),
            Cell::n(it.accounts),
            Cell::money(revenue as f64, currency),
            money(it.observed_value()),
        ];
        cells.extend(Cell::ends(it.observed_band(), currency));
        cells.push(money(it.extrapolated_value()));
        cells.extend(Cell::ends(it.extrapolated_value_band(), currency));
        cells.extend([
            Cell::share(again.and_then(|it| it.rate)),
            Cell::raw(again.map(|it| it.low)),
            Cell::raw(again.map(|it| it.high)),
            Cell::raw(currency),
            Cell::raw(by_age.collect::<Vec<_>>()),
            Cell::raw(it.ordering_at.clone()),
        ]);
        grid.line(cells, it.accounts.max(u64::from(it.accounts >= FEW)));
    }
    grid
}

fn curves(scope: &Scope<'_>, cohorts: &[FirstOrder], currency: &str) -> (String, Chart) {
    let many = cohorts.len();
    let unit = 10_f64.powi(money::decimals(currency).cast_signed());
    let latest = cohorts.iter().skip(many.saturating_sub(6));
    let each = |it: &FirstOrder| {
        let by_age = it.revenue_by.iter();
        by_age
            .map(|sum| *sum as f64 / it.accounts as f64 / unit)
            .collect::<Vec<f64>>()
    };
    let lines: Vec<(String, Vec<f64>)> = latest
        .map(|it| (it.month.format("%Y-%m").to_string(), each(it)))
        .collect();
    let ages = lines.iter().map(|it| it.1.len()).max().unwrap_or_default();
    let chart = Chart::Lines {
        points: (0..ages).map(|age| age.to_string()).collect(),
        lines,
    };
    (
        scope.say(
            Msg::SheetChartFirstOrder,
            [("currency", currency.to_owned())],
        ),
        chart,
    )
}
