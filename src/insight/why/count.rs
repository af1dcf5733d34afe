//! Counts the leads of two periods by groups and currencies, in one pass.

use super::Cell;
use crate::book::Book;
use crate::book::episodes::{NO_AMOUNT, flag, status_code};
use crate::book::facets::Split;
use crate::book::mask::Mask;
use crate::book::rows::over;
use crate::book::track::NEVER;
use crate::insight::currencies::Currencies;
use crate::insight::funnel::Window;
use crate::model::Status;

/// Which leads are a period's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Basis {
    /// Those that were won or lost in it: their results stand.
    #[default]
    Closed,
    /// Those that entered the funnel in it, whatever became of them since; some may yet be won.
    Entered,
}

impl Basis {
    /// The stable code, as typed and printed.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Entered => "entered",
        }
    }
}

/// A period, and how far one sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The period.
    pub window: Window,
    /// What was won from this minute on is not seen yet: so cohorts of different ages are looked at at the same age.
    pub seen: u32,
}

impl From<Window> for Span {
    fn from(window: Window) -> Self {
        Self {
            window,
            seen: NEVER,
        }
    }
}

/// The groups of two periods by currency.
#[derive(Debug, Clone)]
pub struct Cells {
    /// The currencies.
    pub currencies: Vec<String>,
    /// For each of them, the groups.
    pub by_currency: Vec<Vec<Cell>>,
}

impl Cells {
    /// The groups without regard to currency: for numbers of wins, never for their value.
    #[must_use]
    pub fn counts(&self) -> Vec<Cell> {
        let mut sum = vec![Cell::default(); self.by_currency.first().map_or(0, Vec::len)];
        for cells in &self.by_currency {
            for (sum, cell) in sum.iter_mut().zip(cells) {
                sum.add(cell);
            }
        }
        sum.iter_mut().for_each(|it| it.value = [0; 2]);
        sum
    }
}

/// Counts selected episodes by a field, or by two: then the second's places lie next to each other.
#[must_use]
pub fn cells(
    book: &Book,
    selected: &Mask,
    basis: Basis,
    spans: [Span; 2],
    by: (&Split<'_>, Option<&Split<'_>>),
) -> Cells {
    let currencies = Currencies::of(book, selected);
    let columns = by.1.map_or(1, |it| it.shares().len());
    let places = by.0.shares().len() * columns;
    let c = &book.episodes.columns;
    let won = status_code(Status::Won);
    let lost = status_code(Status::Lost);
    let count = |cells: &mut Vec<Cell>, row: usize| {
        if c.flags[row] & flag::LIVE == 0 {
            return;
        }
        let (status, closed) = (c.status[row], c.closed[row]);
        let at = match basis {
            Basis::Closed if status == won || status == lost => closed,
            Basis::Closed => return,
            Basis::Entered => c.entered[row],
        };
        let mut cell = None;
        for (period, span) in spans.iter().enumerate() {
            if at == NEVER || !span.window.has(at) {
                continue;
            }
            let cell = cell.get_or_insert_with(|| {
                let place = by.0.place(row) * columns + by.1.map_or(0, |it| it.place(row));
                let currency = currencies.place(c.currency.get(row));
                currency.saturating_mul(places).saturating_add(place)
            });
            let Some(cell) = cells.get_mut(*cell) else {
                continue;
            };
            cell.n[period] += 1;
            if status == won && closed < span.seen {
                cell.won[period] += 1;
                let value = c.value[row];
                cell.value[period] += i128::from(if value == NO_AMOUNT { 0 } else { value });
            }
        }
    };
    let merged = |mut mine: Vec<Cell>, theirs: Vec<Cell>| {
        mine.iter_mut().zip(&theirs).for_each(|(a, b)| a.add(b));
        mine
    };
    let many = places * currencies.names().len();
    let cells = over(selected, || vec![Cell::default(); many], count, merged);
    Cells {
        currencies: currencies.names().to_vec(),
        by_currency: cells.chunks(places.max(1)).map(<[Cell]>::to_vec).collect(),
    }
}
