//! `report orders`: what an order is worth, of all accounts and of each, and how that changed.

use super::Scope;
use super::abc::{left_out, name};
use super::figures::grouped;
use super::sheet::{Cell, Column, Grid, Sheet, whole};
use super::versus::Main;
use crate::exchange::chart::{Bar, Chart};
use crate::figures::Figure;
use crate::insight::before::FEW;
use crate::insight::orders::{Bought, Orders, average_order, changed, orders, shifts};
use crate::insight::stats::Estimate;

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
    sheet.note(
        "the accounts that brought most come first; 95 %: Student's band of the average order, by how far accounts \
         differ; of one account there is none, for what it ordered is all of it",
    );
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
        let moved = changed(&both);
        let by = moved.band().map_or_else(String::new, |(low, high)| {
            let change = |minor: f64| Cell::change(minor.round() as i128, currency).shown;
            let value = change(moved.value.unwrap_or_default());
            format!(
                "; on average it moved by {value} ({} to {})",
                change(low),
                change(high)
            )
        });
        sheet.note(format!(
            "{currency}: {} accounts ordered in both periods, the average order of {} rose{by}",
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
        Column::shown("95 %"),
        Column::meant("low"),
        Column::meant("high"),
        Column::meant("accounts"),
        Column::meant("id"),
        Column::meant("currency"),
    ];
    let mut grid = Grid::new("rows", columns)
        .titled(currency)
        .by("average order");
    let of_all = average_order(&bought);
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
        let is_all = it.account == u32::MAX;
        let (name, worth) = if is_all {
            ("all".to_owned(), of_all)
        } else {
            // What an account ordered is all that it ordered: chance has no part in it.
            (name(scope, it.account), Estimate::exact(it.average()))
        };
        let average = worth.value;
        let band = worth.band_from_nothing();
        let mut cells = vec![
            Cell::text(&name),
            Cell::n(it.orders),
            Cell::money(it.revenue as f64, currency),
            Cell::worth(average, currency),
        ];
        cells.extend(Cell::ends(band, currency));
        cells.extend([
            Cell::raw(if is_all { worth.n } else { 1 }),
            Cell::raw(accounts.get(it.account as usize).copied()),
            Cell::raw(currency),
        ]);
        let n = if is_all { worth.n } else { it.orders };
        grid.line_with(cells, Main::Money(worth, currency.to_owned(), n));
        bars.push(Bar {
            label: name,
            value: average.unwrap_or_default(),
            band,
            mark: None,
            note: average.map_or_else(String::new, |it| whole(it, currency)),
            pale: it.orders < FEW,
        });
    }
    sheet.grids.push(grid);
    let title = format!("average order, {currency}");
    sheet.charts.push((title, Chart::Bars(bars)));
}
