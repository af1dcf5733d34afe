//! `report abc`: accounts by what they bring, and how their average order changes.

use super::Scope;
use super::figures::grouped;
use super::sheet::{Cell, Column, Grid, Sheet};
use super::versus::Main;
use crate::exchange::chart::Chart;
use crate::figures::Figure;
use crate::i18n::Msg;
use crate::insight::orders::{Bought, Class, LIMITS, Orders, classes, orders};
use crate::insight::stats::Estimate;

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let mut sheet = Sheet {
        title: Msg::SheetTitleAbc.into(),
        figure: Figure::Abc,
        ..Sheet::default()
    };
    let all = orders(scope.book, &scope.selected);
    for (place, currency) in all.currencies.names().iter().enumerate() {
        add(scope, &all, (place, currency), &mut sheet);
    }
    sheet.note(Msg::SheetNoteAbc);
    left_out(scope, &all, &mut sheet);
    sheet
}

/// Says how many orders are in no account.
pub(super) fn left_out(scope: &Scope<'_>, all: &Orders, sheet: &mut Sheet) {
    if all.without_account > 0 {
        let values = [("n", grouped(all.without_account))];
        sheet.note(scope.say(Msg::SheetNoteNoAccount, values));
    }
}

fn add(scope: &Scope<'_>, all: &Orders, (place, currency): (usize, &str), sheet: &mut Sheet) {
    let mut bought = all.bought(place, scope.window());
    bought.sort_by_key(|it| (std::cmp::Reverse(it.revenue), it.account));
    let revenues: Vec<i128> = bought.iter().map(|it| it.revenue).collect();
    let letters = classes(&revenues, LIMITS);
    let total: i128 = revenues.iter().sum();
    let share = |sum: i128| (total > 0).then(|| sum as f64 / total as f64);
    sheet.grids.push(summary(&bought, &letters, currency));
    let mut grid = Grid::new("accounts", account_columns())
        .titled(scope.say(Msg::SheetTitleLargest, [("currency", currency.to_owned())]));
    grid = grid.by(Msg::SheetHeadRevenue).told_by(1);
    let mut running = 0;
    // Of an earlier period all are wanted, for those of the later one are looked up among them.
    let most = if scope.is_earlier() {
        bought.len()
    } else {
        scope.ask.limit
    };
    for (it, class) in bought.iter().zip(&letters).take(most) {
        running += it.revenue;
        let cells = vec![
            Cell::text(name(scope, it.account)),
            Cell::text(class.code()),
            Cell::text(expected(scope, it.account).unwrap_or_default()),
            Cell::count(it.orders),
            Cell::money(it.revenue as f64, currency),
            Cell::share(share(it.revenue)),
            Cell::share(share(running)),
            Cell::money(it.average(), currency),
            Cell::raw(scope.book.accounts.columns.id[it.account as usize]),
            Cell::raw(currency),
        ];
        let main = Main::Money(
            Estimate::exact(it.revenue as f64),
            currency.to_owned(),
            it.orders,
        );
        grid.line_with(cells, main);
    }
    sheet.grids.push(grid);
    sheet.charts.push(pareto(scope, &revenues, total, currency));
}

fn summary(bought: &[Bought], letters: &[Class], currency: &str) -> Grid {
    let columns = vec![
        Column::name("class", Msg::SheetHeadClass),
        Column::new("accounts", Msg::SheetHeadAccounts),
        Column::new("accounts_share", Msg::SheetHeadShare),
        Column::new("revenue", Msg::SheetHeadRevenue),
        Column::new("revenue_share", Msg::SheetHeadShare),
        Column::new("average_order", Msg::SheetHeadAverageOrder),
        Column::meant("currency"),
    ];
    let mut grid = Grid::new("rows", columns)
        .titled(currency)
        .by(Msg::SheetHeadRevenue);
    let total: i128 = bought.iter().map(|it| it.revenue).sum();
    for class in Class::ALL {
        let of = || {
            bought
                .iter()
                .zip(letters)
                .filter(|it| *it.1 == class)
                .map(|it| it.0)
        };
        let (many, revenue) = (of().count() as u64, of().map(|it| it.revenue).sum::<i128>());
        let orders: u64 = of().map(|it| it.orders).sum();
        let ratio = |above: f64, below: f64| (below > 0.0).then(|| above / below);
        let average = ratio(revenue as f64, orders as f64);
        let cells = vec![
            Cell::text(class.code()),
            Cell::count(many),
            Cell::share(ratio(many as f64, bought.len() as f64)),
            Cell::money(revenue as f64, currency),
            Cell::share(ratio(revenue as f64, total as f64)),
            average.map_or_else(Cell::none, |it| Cell::money(it, currency)),
            Cell::raw(currency),
        ];
        let main = Main::Money(Estimate::exact(revenue as f64), currency.to_owned(), many);
        grid.line_with(cells, main);
    }
    grid
}

fn account_columns() -> Vec<Column> {
    vec![
        Column::left("account", Msg::SheetHeadAccount),
        Column::name("class", Msg::SheetHeadClass),
        Column::name("expected", Msg::SheetHeadExpected),
        Column::new("orders", Msg::SheetHeadOrders),
        Column::new("revenue", Msg::SheetHeadRevenue),
        Column::new("share", Msg::SheetHeadShare),
        Column::new("running", Msg::SheetHeadRunning),
        Column::new("average_order", Msg::SheetHeadAverageOrder),
        Column::meant("id"),
        Column::meant("currency"),
    ]
}

pub(super) fn name(scope: &Scope<'_>, account: u32) -> String {
    let accounts = &scope.book.accounts;
    let span = accounts.columns.name.get(account as usize).copied();
    span.map_or_else(String::new, |span| accounts.texts.get(span).to_owned())
}

fn expected(scope: &Scope<'_>, account: u32) -> Option<String> {
    let classes = &scope.book.accounts.columns.expected_class;
    classes.get(account as usize).map(str::to_owned)
}

/// The running share over the accounts, the largest first, in a hundred steps.
fn pareto(scope: &Scope<'_>, revenues: &[i128], total: i128, currency: &str) -> (String, Chart) {
    let mut running = 0_i128;
    let sums: Vec<i128> = revenues
        .iter()
        .map(|it| {
            running += it;
            running
        })
        .collect();
    let at = |percent: usize| {
        let place = (sums.len() * percent).div_ceil(100);
        let sum = place.checked_sub(1).and_then(|it| sums.get(it)).copied();
        sum.unwrap_or_default() as f64 * 100.0 / total.max(1) as f64
    };
    let chart = Chart::Lines {
        points: (0..=100).map(|it| format!("{it} %")).collect(),
        lines: vec![(
            scope.say(Msg::SheetLineRevenue, [("currency", currency.to_owned())]),
            (0..=100).map(at).collect(),
        )],
    };
    (scope.t(Msg::SheetChartAbc), chart)
}
