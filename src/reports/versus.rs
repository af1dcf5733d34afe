//! A report beside the same report of another period: each row with what it was, and by how much its figure changed.
//!
//! Rows are the same where their names are. A change of shares has Newcombe's interval, one of means Welch's, and is said to differ
//! where that leaves out none; of other figures it is the plain difference. It says what differs, and not what caused it.

use super::Scope;
use super::figures::{difference, grouped, percent};
use super::head::Head;
use super::sheet::{Cell, Column, Grid, Line, Sheet, Side, whole};
use crate::exchange::chart::{Bar, Chart};
use crate::i18n::{Locale, Msg};
use crate::insight::before::FEW;
use crate::insight::duration::Days;
use crate::insight::stats::{Estimate, Rate, newcombe};

/// The figure of a row that is held against another period's.
#[derive(Debug, Clone)]
pub(super) enum Main {
    /// A share.
    Share(Rate),
    /// Money in minor units, of so many; with how sure it is, where it is a mean.
    Money(Estimate, String, u64),
    /// Days, of so many.
    Days(Days, u64),
    /// Another number, of so many, with as many decimals.
    Number(Option<f64>, usize, u64),
}

impl Main {
    /// How many it rests on.
    pub(super) const fn n(&self) -> u64 {
        match self {
            Self::Share(rate) => rate.n,
            Self::Money(_, _, n) | Self::Days(_, n) | Self::Number(_, _, n) => *n,
        }
    }

    fn value(&self) -> Option<f64> {
        match self {
            Self::Share(rate) => rate.rate,
            Self::Money(it, _, _) => it.value,
            Self::Number(it, _, _) => *it,
            Self::Days(Days::By(days), _) => Some(f64::from(*days)),
            Self::Days(Days::Beyond(_) | Days::Unknown, _) => None,
        }
    }

    fn cell(&self) -> Cell {
        match self {
            Self::Share(rate) => Cell::share(rate.rate),
            Self::Money(it, currency, _) => Cell::worth(it.value, currency),
            Self::Days(days, _) => Cell::days(*days),
            Self::Number(it, decimals, _) => Cell::number(*it, *decimals),
        }
    }

    /// Whether a change of it has a band.
    const fn has_band(&self) -> bool {
        match self {
            Self::Share(_) => true,
            Self::Money(it, _, _) => it.error.is_some(),
            Self::Days(..) | Self::Number(..) => false,
        }
    }

    /// The change since another one: meant and shown, its band, and whether it differs.
    fn since(&self, before: &Self, locale: &Locale) -> [Cell; 4] {
        let (Some(now), Some(then)) = (self.value(), before.value()) else {
            return [Cell::none(), Cell::none(), Cell::none(), Cell::none()];
        };
        let sign = if now > then { "+" } else { "" };
        let told = |differs: bool| {
            let word = differs.then(|| locale.t(Msg::SheetWordDiffers));
            Cell::shown_as(differs, word.unwrap_or_default())
        };
        match (self, before) {
            (Self::Share(after), Self::Share(before)) => {
                let it = newcombe(after, before);
                let points = |share: f64| difference((share * 100.0).round(), 0);
                let differs = it.differs() && after.n.min(before.n) >= FEW;
                [
                    Cell::shown_as(it.difference, points(now - then)),
                    Cell::shown_as(it.low, format!("{}…{}", points(it.low), points(it.high))),
                    Cell::shown_as(it.high, ""),
                    told(differs),
                ]
            }
            (Self::Money(after, currency, n), Self::Money(before, _, m)) => {
                let it = after.above(before);
                let signed = |minor: f64| Cell::change(minor.round() as i128, currency);
                let change = signed(now - then);
                let Some((low, high)) = it.band() else {
                    return [change, Cell::none(), Cell::none(), Cell::none()];
                };
                let (low, high) = (signed(low), signed(high));
                let ends = format!("{}…{}", low.shown, high.shown);
                let differs = it.differs() && *n.min(m) >= FEW;
                [change, Cell::shown_as(low.raw, ends), high, told(differs)]
            }
            (Self::Share(_) | Self::Money(..) | Self::Days(..) | Self::Number(..), _) => {
                let decimals = if let Self::Number(_, decimals, _) = self {
                    *decimals
                } else {
                    0
                };
                let shown = format!("{sign}{:.decimals$}", now - then);
                [
                    Cell::shown_as(now - then, shown),
                    Cell::none(),
                    Cell::none(),
                    Cell::none(),
                ]
            }
        }
    }
}

/// Puts the report of another period beside one.
pub(super) fn beside(scope: &Scope<'_>, before: &Sheet, mut after: Sheet, head: &Head) -> Sheet {
    let mut shown = Vec::new();
    let mut charts = Vec::new();
    after.grids.retain(|it| it.meant && it.has_main());
    let mut lines = after.grids.iter().flat_map(|it| &it.lines);
    let has_shares = lines.any(|it| matches!(it.main, Some(Main::Share(_))));
    let has_bands = after.grids.iter().any(has_bands);
    for (at, grid) in after.grids.iter_mut().enumerate() {
        let mut then = before.grids.iter().filter(|it| it.meant && it.has_main());
        let then = then.find(|it| it.key == grid.key && it.title == grid.title);
        let ids = grid.ids();
        let found = |line: &Line| {
            let names = |it: &Line| -> Vec<String> {
                it.cells
                    .iter()
                    .take(ids)
                    .map(|it| it.shown.clone())
                    .collect()
            };
            let wanted = names(line);
            then?.lines.iter().find(|it| names(it) == wanted)
        };
        let mut table = table_of(grid, ids);
        let mut bars = Vec::new();
        let mut changes = Vec::new();
        for line in &mut grid.lines {
            let was = found(line);
            changes.push(compare(line, was, ids, &mut table, &mut bars, scope.locale));
            let lost = || vec![Cell::none(); line.cells.len()];
            line.before = Some(was.map_or_else(lost, |it| it.cells.clone()));
        }
        for (name, place) in [
            ("change", 0),
            ("change_low", 1),
            ("change_high", 2),
            ("differs", 3),
        ] {
            grid.columns.push(Column::meant(name));
            for (line, change) in grid.lines.iter_mut().zip(&changes) {
                line.cells.push(Cell::raw(change[place].raw.clone()));
            }
        }
        for line in &mut grid.lines {
            if let Some(before) = &mut line.before {
                before.truncate(line.cells.len() - 4);
            }
        }
        grid.shown = false;
        shown.push(table);
        if at == 0 {
            let values = [
                ("title", after.title.in_words(scope.locale)),
                ("after", head.after()),
                ("before", head.before()),
            ];
            let title = scope.say(Msg::SheetChartVersus, values);
            charts.push((title, Chart::Bars(bars)));
        }
    }
    after.grids.extend(shown);
    after.charts = charts;
    after.note(if has_bands && !has_shares {
        Msg::SheetNoteChangeWelch
    } else if has_shares {
        Msg::SheetNoteChangeNewcombe
    } else {
        Msg::SheetNoteChange
    });
    after
}

/// The table that is shown: names, how many, what it was and is, and the change.
fn table_of(grid: &Grid, ids: usize) -> Grid {
    let mut columns: Vec<Column> = grid.columns.iter().take(ids).cloned().collect();
    for column in &mut columns {
        column.key = None;
    }
    columns.push(Column::shown("n"));
    columns.push(Column::shown(grid.main_name.clone()));
    columns.push(Column::shown("change"));
    if has_bands(grid) {
        columns.push(Column::shown("95 %"));
        columns.push(Column {
            side: Side::Left,
            ..Column::shown("")
        });
    }
    let mut table = Grid::new(grid.key, columns).only_shown();
    table.title.clone_from(&grid.title);
    table
}

/// Whether changes of any of its rows have bands.
fn has_bands(grid: &Grid) -> bool {
    let mut mains = grid.lines.iter().filter_map(|it| it.main.as_ref());
    mains.any(Main::has_band)
}

/// Adds a row to what is shown and drawn; gives its change.
fn compare(
    line: &Line,
    was: Option<&Line>,
    ids: usize,
    table: &mut Grid,
    bars: &mut Vec<Bar>,
    locale: &Locale,
) -> [Cell; 4] {
    let nothing = || [Cell::none(), Cell::none(), Cell::none(), Cell::none()];
    let Some(main) = &line.main else {
        return nothing();
    };
    let then = was.and_then(|it| it.main.as_ref());
    let change = then.map_or_else(nothing, |it| main.since(it, locale));
    let pair = |before: String, after: String| Cell::shown_as((), format!("{before} → {after}"));
    let marked = |n: u64| format!("{}{}", grouped(n), if n < FEW { "*" } else { "" });
    let mut cells: Vec<Cell> = line.cells.iter().take(ids).cloned().collect();
    let before = then.map_or_else(Cell::none, Main::cell);
    cells.push(pair(marked(then.map_or(0, Main::n)), marked(main.n())));
    cells.push(pair(before.shown.replace(" %", ""), main.cell().shown));
    cells.push(change[0].clone());
    cells.push(change[1].clone());
    cells.push(change[3].clone());
    if table.columns.len() < cells.len() {
        cells.truncate(table.columns.len());
    }
    let few = main.n().min(then.map_or(0, Main::n));
    let label: Vec<&str> = line
        .cells
        .iter()
        .take(ids)
        .map(|it| it.shown.as_str())
        .collect();
    bars.push(Bar {
        label: label.join(" · "),
        value: main.value().unwrap_or_default(),
        band: match main {
            Main::Share(rate) => rate.rate.map(|_| (rate.low, rate.high)),
            Main::Money(it, _, _) => it.band_from_nothing(),
            Main::Days(..) | Main::Number(..) => None,
        },
        mark: then.and_then(Main::value),
        note: match main {
            Main::Share(rate) => format!(
                "{} · n = {}",
                rate.rate.map_or_else(String::new, percent),
                grouped(rate.n)
            ),
            Main::Money(it, currency, _) => it.value.map_or_else(String::new, |it| {
                format!("{} {currency}", whole(it, currency))
            }),
            Main::Days(..) | Main::Number(..) => main.cell().shown,
        },
        pale: few < FEW,
    });
    table.line(cells, few);
    change
}
