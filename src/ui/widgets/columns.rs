//! Holds how a table's columns share a width: what matters less is left out first, what may grow takes the rest.

use crate::model::Clean;
use crate::ui::paint::Pen;
use crate::ui::theme::Role;

/// To which side a column's text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// A column and its claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column<C> {
    /// Which column.
    pub id: C,
    /// The cells it needs.
    pub min: u16,
    /// Its part of what is left over, against the others'; 0 does not grow.
    pub grow: u16,
    /// The most cells that are of use to it.
    pub max: u16,
    /// The higher, the longer it stays as the window narrows.
    pub priority: u8,
    /// To which side its text goes.
    pub align: Align,
}

impl<C> Column<C> {
    /// A column of text that takes part of what is left over.
    pub const fn text(id: C, min: u16, grow: u16, max: u16, priority: u8) -> Self {
        Self {
            id,
            min,
            grow,
            max,
            priority,
            align: Align::Left,
        }
    }

    /// A column of numbers of a fixed width.
    pub const fn number(id: C, width: u16, priority: u8) -> Self {
        Self {
            id,
            min: width,
            grow: 0,
            max: width,
            priority,
            align: Align::Right,
        }
    }
}

/// A column in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed<C> {
    /// Which column.
    pub id: C,
    /// Its first cell.
    pub x: u16,
    /// Its cells.
    pub width: u16,
    /// To which side its text goes.
    pub align: Align,
}

impl<C> Placed<C> {
    /// The cell after its last.
    #[must_use]
    pub const fn end(&self) -> u16 {
        self.x + self.width
    }

    /// Puts a text into it, to its side.
    pub fn put(&self, pen: &mut Pen<'_>, y: u16, text: &Clean, role: Role) {
        match self.align {
            Align::Left => {
                pen.put(self.x, y, self.width, text, role);
            }
            Align::Right => pen.put_right(self.end(), y, self.width, text, role),
        }
    }
}

/// Places columns from a cell on, `gap` cells apart, leaving out what does not fit.
#[must_use]
pub fn place<C: Copy>(columns: &[Column<C>], x: u16, width: u16, gap: u16) -> Vec<Placed<C>> {
    let mut kept: Vec<Column<C>> = columns.to_vec();
    while kept.len() > 1 && needed(&kept, gap) > u32::from(width) {
        let least = kept
            .iter()
            .enumerate()
            .min_by_key(|(_, column)| column.priority);
        match least.map(|(index, _)| index) {
            Some(index) => kept.remove(index),
            None => break,
        };
    }
    let mut widths: Vec<u16> = kept.iter().map(|column| column.min.min(width)).collect();
    let spare = u32::from(width).saturating_sub(needed(&kept, gap));
    share(&kept, &mut widths, spare);
    let mut at = x;
    kept.iter()
        .zip(widths)
        .map(|(column, width)| {
            let placed = Placed {
                id: column.id,
                x: at,
                width,
                align: column.align,
            };
            at = at.saturating_add(width).saturating_add(gap);
            placed
        })
        .collect()
}

fn needed<C>(columns: &[Column<C>], gap: u16) -> u32 {
    let gaps = u32::try_from(columns.len().saturating_sub(1)).unwrap_or(0) * u32::from(gap);
    columns
        .iter()
        .map(|column| u32::from(column.min))
        .sum::<u32>()
        + gaps
}

/// Gives what is left over to those that grow, until each has what is of use to it.
fn share<C>(columns: &[Column<C>], widths: &mut [u16], mut spare: u32) {
    loop {
        let hungry = |index: usize, widths: &[u16]| {
            columns[index].grow > 0 && widths[index] < columns[index].max
        };
        let parts: u32 = (0..columns.len())
            .filter(|index| hungry(*index, widths))
            .map(|index| u32::from(columns[index].grow))
            .sum();
        if parts == 0 || spare == 0 {
            return;
        }
        let round = spare;
        for index in 0..columns.len() {
            if spare == 0 || !hungry(index, widths) {
                continue;
            }
            let part = (round * u32::from(columns[index].grow) / parts).clamp(1, spare);
            let room = u32::from(columns[index].max - widths[index]);
            let given = part.min(room);
            widths[index] += u16::try_from(given).unwrap_or(0);
            spare -= given;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COLUMNS: [Column<char>; 3] = [
        Column::text('a', 10, 1, 30, 9),
        Column::number('n', 6, 8),
        Column::text('t', 10, 3, 100, 1),
    ];

    #[test]
    fn what_matters_least_is_left_out_first() {
        let ids = |width| {
            place(&COLUMNS, 0, width, 2)
                .iter()
                .map(|column| column.id)
                .collect::<String>()
        };
        assert_eq!(ids(30), "ant");
        assert_eq!(ids(29), "an");
        assert_eq!(ids(17), "a");
        assert_eq!(ids(1), "a");
    }

    #[test]
    fn what_is_left_over_goes_to_those_that_grow() {
        let placed = place(&COLUMNS, 1, 50, 2);
        assert_eq!(
            placed.iter().map(|column| column.width).collect::<Vec<_>>(),
            [15, 6, 25]
        );
        assert_eq!(
            placed.iter().map(|column| column.x).collect::<Vec<_>>(),
            [1, 18, 26]
        );
    }

    proptest! {
        #[test]
        fn columns_never_reach_beyond_the_width(width in 1u16..500, gap in 0u16..4) {
            let placed = place(&COLUMNS, 0, width, gap);
            prop_assert!(placed.iter().all(|column| column.end() <= width));
            prop_assert!(placed.windows(2).all(|pair| pair[0].end() + gap == pair[1].x));
        }
    }
}
