//! `report orders`: what an order is worth, of all accounts and of each, and how that changed.

use super::Scope;
use super::abc::{left_out, name};
use super::figures::grouped;
use super::sheet::{Cell, Column, Grid, Sheet, whole};
use super::versus::Main;
use crate::exchange::chart::{Bar, Chart};
use crate::figures::Figure;
use crate::insight::before::FEW;
use crate::insight::orders::{Bought, Orders, orders, shifts};

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let mut sheet = Sheet {
        title: "orders",
        figure: Figure::Orders,
        ..Sheet::default()
    };
    let all = orders(scope.book, &scope.selected);
    for (place, currency) in all.currencies.names().iter().enumerate() {
        add(scope, &all, (place, currency), &mut sheet);
    }
    sheet.note("the accounts that brought most come first");
    left_out(&all, &mut sheet);
    sheet
}

fn add(scope: &Scope<'_>, all: &Orders, (place, currency): (usize, &str), sheet: &mut Sheet) {
    let mut bought = all.bought(place, scope.window());
    let earlier = scope
        .versus
        .filter(|_| scope.compared)
        .map(|it| all.bought(place, scope.window_of(Some(it))));
    if let Some(before) = earlier.filter(|_| !scope.is_earlier()) {
        let both = shifts(&before, &bought);
        let more = both.iter().filter(|it| it.change() > 0.0).count();
        sheet.note(format!(
            "{currency}: {} accounts ordered in both periods, the average order of {} rose",
            grouped(both.len() as u64),
            grouped(more as u64)
        ));
    }
    bought.sort_by_key(|it| (std::cmp::Reverse(it.revenue), it.account));
    let columns = vec![
        Column::left("account", "account"),
        Column::new("orders", "orders"),
        Column::new("revenue", "revenue"),
        Column::new("average_order", "average order"),
        Column::meant("id"),
        Column::meant("currency"),
    ];
    let mut grid = Grid::new("rows", columns)
        .titled(currency)
        .by("average order");
    let sum = Bought {
        account: u32::MAX,
        orders: bought.iter().map(|it| it.orders).sum(),
        revenue: bought.iter().map(|it| it.revenue).sum(),
    };
    let mut bars = Vec::new();
    // Of an earlier period all are wanted, for those of the later one are looked up among them.
    let most = if scope.is_earlier() {
        bought.len()
    } else {
        scope.ask.limit
    };
    for it in std::iter::once(&sum).chain(bought.iter().take(most)) {
        let accounts = &scope.book.accounts.columns.id;
        let name = if it.account == u32::MAX {
            "all".to_owned()
        } else {
            name(scope, it.account)
        };
        let average = (it.orders > 0).then(|| it.average());
        let cells = vec![
            Cell::text(&name),
            Cell::n(it.orders),
            Cell::money(it.revenue as f64, currency),
            average.map_or_else(Cell::none, |it| Cell::money(it, currency)),
            Cell::raw(accounts.get(it.account as usize).copied()),
            Cell::raw(currency),
        ];
        grid.line_with(cells, Main::Money(average, currency.to_owned(), it.orders));
        bars.push(Bar {
            label: name,
            value: average.unwrap_or_default(),
            band: None,
            mark: None,
            note: average.map_or_else(String::new, |it| whole(it, currency)),
            pale: it.orders < FEW,
        });
    }
    sheet.grids.push(grid);
    let title = format!("average order, {currency}");
    sheet.charts.push((title, Chart::Bars(bars)));
}
