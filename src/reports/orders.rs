//! `report orders`: what an order is worth, of all accounts and of each, and how that changed.

use super::Scope;
use super::abc::{left_out, name};
use super::figures::grouped;
use super::scope::Name;
use super::sheet::{Cell, Column, Grid, Sheet, whole};
use super::versus::Main;
use crate::exchange::chart::{Bar, Chart};
use crate::figures::Figure;
use crate::i18n::Msg;
use crate::insight::before::FEW;
use crate::insight::orders::{Bought, Orders, average_order, changed, orders, shifts};
use crate::insight::stats::Estimate;

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let mut sheet = Sheet {
        title: Msg::SheetTitleOrders.into(),
        figure: Figure::Orders,
        ..Sheet::default()
    };
    let all = orders(scope.book, &scope.selected);
    for (place, currency) in all.currencies.names().iter().enumerate() {
        add(scope, &all, (place, currency), &mut sheet);
    }
    sheet.note(Msg::SheetNoteOrders);
    left_out(scope, &all, &mut sheet);
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
        let values = [
            ("currency", currency.to_owned()),
            ("n", grouped(both.len() as u64)),
            ("more", grouped(more as u64)),
        ];
        sheet.note(scope.say(Msg::SheetNoteOrdersBoth, values));
        if let (Some(value), Some((low, high))) = (moved.value, moved.band()) {
            let change = |minor: f64| Cell::change(minor.round() as i128, currency).shown;
            let values = [
                ("value", change(value)),
                ("low", change(low)),
                ("high", change(high)),
            ];
            sheet.note(scope.say(Msg::SheetNoteOrdersMoved, values));
        }
    }
    bought.sort_by_key(|it| (std::cmp::Reverse(it.revenue), it.account));
    let columns = vec![
        Column::left("account", Msg::SheetHeadAccount),
        Column::new("orders", Msg::SheetHeadOrders),
        Column::new("revenue", Msg::SheetHeadRevenue),
        Column::new("average_order", Msg::SheetHeadAverageOrder),
        Column::shown("95 %"),
        Column::meant("low"),
        Column::meant("high"),
        Column::meant("accounts"),
        Column::meant("id"),
        Column::meant("currency"),
    ];
    let mut grid = Grid::new("rows", columns)
        .titled(currency)
        .by(Msg::SheetHeadAverageOrder);
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
            (scope.all(), of_all)
        } else {
            // What an account ordered is all that it ordered: chance has no part in it.
            (
                Name::plain(&name(scope, it.account)),
                Estimate::exact(it.average()),
            )
        };
        let average = worth.value;
        let band = worth.band_from_nothing();
        let mut cells = vec![
            name.cell(),
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
            label: name.shown,
            value: average.unwrap_or_default(),
            band,
            mark: None,
            note: average.map_or_else(String::new, |it| whole(it, currency)),
            pale: it.orders < FEW,
        });
    }
    sheet.grids.push(grid);
    let title = scope.say(Msg::SheetChartOrders, [("currency", currency.to_owned())]);
    sheet.charts.push((title, Chart::Bars(bars)));
}
