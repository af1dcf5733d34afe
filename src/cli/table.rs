//! Aligned columns of plain text: the one way in which lists are printed.
//!
//! Takes only clean text, measures in cells of the terminal, and leaves no blanks at the end of a line.

use std::io::{self, Write};

use super::call::Style;
use crate::model::Clean;

/// On which side the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// Narrower than this no column gets when the terminal is too narrow for all.
const NARROWEST: usize = 8;
const GAP: usize = 2;

/// A table in the making.
pub(super) struct Table {
    heads: Vec<(Clean, Side)>,
    rows: Vec<Vec<Clean>>,
}

impl Table {
    pub(super) fn new(heads: &[(&'static str, Side)]) -> Self {
        Self {
            heads: heads
                .iter()
                .map(|(name, side)| (Clean::literal(name), *side))
                .collect(),
            rows: Vec::new(),
        }
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = Clean>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Prints it; where the style knows a width, the widest texts are cut until it fits.
    pub(super) fn write(&self, out: &mut dyn Write, style: Style) -> io::Result<()> {
        let widths = self.widths(style.width);
        let heads: Vec<Clean> = self.heads.iter().map(|it| it.0.clone()).collect();
        if heads.iter().any(|it| !it.is_empty()) {
            let line = self.line(&heads, &widths);
            writeln!(out, "{}", style.faint(&line))?;
        }
        for row in &self.rows {
            writeln!(out, "{}", self.line(row, &widths))?;
        }
        Ok(())
    }

    fn widths(&self, room: Option<usize>) -> Vec<usize> {
        let mut widths: Vec<usize> = self.heads.iter().map(|it| it.0.width()).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let Some(room) = room else {
            return widths;
        };
        loop {
            let total: usize = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
            let over = total.saturating_sub(room);
            // Numbers are never cut: half a number is a wrong number.
            let widest = (0..widths.len())
                .filter(|i| self.heads[*i].1 == Side::Left)
                .max_by_key(|i| widths[*i]);
            match widest {
                Some(i) if over > 0 && widths[i] > NARROWEST => widths[i] -= 1,
                Some(_) | None => return widths,
            }
        }
    }

    fn line(&self, cells: &[Clean], widths: &[usize]) -> String {
        let mut line = String::new();
        for ((cell, (_, side)), width) in cells.iter().zip(&self.heads).zip(widths) {
            let cell = match side {
                Side::Left => cell.cut(*width),
                Side::Right => cell.clone(),
            };
            let pad = " ".repeat(width.saturating_sub(cell.width()));
            let (before, behind) = match side {
                Side::Left => ("", pad.as_str()),
                Side::Right => (pad.as_str(), ""),
            };
            line.push_str(before);
            line.push_str(cell.as_str());
            line.push_str(behind);
            line.push_str("  ");
        }
        line.truncate(line.trim_end().len());
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(width: Option<usize>) -> String {
        let mut table = Table::new(&[
            ("#", Side::Right),
            ("account", Side::Left),
            ("v", Side::Right),
        ]);
        let cells = |texts: [&str; 3]| texts.map(Clean::new);
        table.row(cells(["7", "Helvetia Pumps", "12"]));
        table.row(cells(["1042", "北京新华科技", ""]));
        let mut out = Vec::new();
        let style = Style {
            width,
            color: false,
        };
        table.write(&mut out, style).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_align_by_cells_and_lines_end_without_blanks() {
        insta::assert_snapshot!(printed(None), @r"
           #  account          v
           7  Helvetia Pumps  12
        1042  北京新华科技
        ");
    }

    #[test]
    fn a_narrow_terminal_cuts_texts_and_never_numbers() {
        insta::assert_snapshot!(printed(Some(18)), @r"
           #  account    v
           7  Helveti…  12
        1042  北京新…
        ");
    }
}
