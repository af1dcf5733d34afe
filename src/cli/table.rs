//! Aligned columns of plain text: the one way in which lists are printed.
//!
//! Takes only clean text, measures in cells of the terminal, and leaves no blanks at the end of a line.

use std::io::{self, Write};

use super::call::Style;
use crate::model::Clean;
pub(super) use crate::reports::Side;

/// Narrower than this no column gets when the terminal is too narrow for all.
const NARROWEST: usize = 12;
const GAP: usize = 2;

/// A table in the making.
pub(super) struct Table {
    heads: Vec<(Clean, Side)>,
    rows: Vec<Vec<Clean>>,
    /// The rows that are printed pale.
    pale: Vec<usize>,
    /// Columns that a narrow terminal does without, the first of them first.
    spare: Vec<usize>,
}

impl Table {
    pub(super) fn new(heads: &[(&'static str, Side)]) -> Self {
        let heads = heads.iter();
        Self::of(
            heads
                .map(|(name, side)| (Clean::literal(name), *side))
                .collect(),
        )
    }

    /// A table whose heads are only known when it is made.
    pub(super) fn of(heads: Vec<(Clean, Side)>) -> Self {
        Self {
            heads,
            rows: Vec::new(),
            pale: Vec::new(),
            spare: Vec::new(),
        }
    }

    /// Names the columns that a narrow terminal does without, the first of them first.
    pub(super) fn spare(mut self, names: &[&str]) -> Self {
        let column = |name: &&str| self.heads.iter().position(|it| it.0.as_str() == *name);
        self.spare = names.iter().filter_map(column).collect();
        self
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = Clean>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// A row that rests on little.
    pub(super) fn pale_row(&mut self, cells: impl IntoIterator<Item = Clean>) {
        self.pale.push(self.rows.len());
        self.row(cells);
    }

    /// Prints it; where the style knows a width, columns are left out and texts cut until it fits.
    pub(super) fn write(&self, out: &mut dyn Write, style: Style) -> io::Result<()> {
        let widths = self.widths(style.width);
        let heads: Vec<Clean> = self.heads.iter().map(|it| it.0.clone()).collect();
        if heads.iter().any(|it| !it.is_empty()) {
            let line = self.line(&heads, &widths);
            writeln!(out, "{}", style.faint(&line))?;
        }
        for (at, row) in self.rows.iter().enumerate() {
            let line = self.line(row, &widths);
            if self.pale.contains(&at) {
                writeln!(out, "{}", style.faint(&line))?;
            } else {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }

    /// The width of each column; nothing for one that is left out.
    fn widths(&self, room: Option<usize>) -> Vec<Option<usize>> {
        let mut widths: Vec<Option<usize>> =
            self.heads.iter().map(|it| Some(it.0.width())).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(Some(cell.width()));
            }
        }
        let Some(room) = room else {
            return widths;
        };
        let least = |i: usize, width: usize| match self.heads.get(i).map(|it| it.1) {
            Some(Side::Left) => width.min(NARROWEST),
            Some(Side::Whole | Side::Right) | None => width,
        };
        for spare in &self.spare {
            let shown = widths.iter().enumerate();
            let least = shown.filter_map(|(i, width)| Some(least(i, (*width)?) + GAP));
            if least.sum::<usize>() <= room + GAP {
                break;
            }
            if let Some(width) = widths.get_mut(*spare) {
                *width = None;
            }
        }
        self.cut(&mut widths, room);
        widths
    }

    /// Takes from the widest texts, a cell at a time, what is too much.
    fn cut(&self, widths: &mut [Option<usize>], room: usize) {
        loop {
            let total: usize = widths.iter().flatten().map(|it| it + GAP).sum();
            let widest = widths
                .iter_mut()
                .zip(&self.heads)
                .filter(|(_, head)| head.1 == Side::Left)
                .filter_map(|(width, _)| width.as_mut())
                .max_by_key(|it| **it);
            match widest {
                Some(width) if total > room + GAP && *width > NARROWEST => *width -= 1,
                Some(_) | None => return,
            }
        }
    }

    fn line(&self, cells: &[Clean], widths: &[Option<usize>]) -> String {
        let mut line = String::new();
        for ((cell, (_, side)), width) in cells.iter().zip(&self.heads).zip(widths) {
            let Some(width) = *width else {
                continue;
            };
            let cell = match side {
                Side::Left => cell.cut(width),
                Side::Whole | Side::Right => cell.clone(),
            };
            let pad = " ".repeat(width.saturating_sub(cell.width()));
            let (before, behind) = match side {
                Side::Left | Side::Whole => ("", pad.as_str()),
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
        insta::assert_snapshot!(printed(Some(22)), @r"
           #  account        v
           7  Helvetia Pu…  12
        1042  北京新华科技
        ");
    }

    #[test]
    fn a_narrower_one_does_without_what_can_be_spared() {
        let mut table = Table::new(&[
            ("a", Side::Whole),
            ("b", Side::Left),
            ("c", Side::Left),
            ("d", Side::Right),
        ])
        .spare(&["c", "b"]);
        table.row(["2026-11-22", "a long text in b", "a long text in c", "7"].map(Clean::new));
        let printed = |width| {
            let mut out = Vec::new();
            let style = Style {
                width: Some(width),
                color: false,
            };
            table.write(&mut out, style).unwrap();
            String::from_utf8(out)
                .unwrap()
                .lines()
                .last()
                .unwrap()
                .to_owned()
        };
        assert_eq!(
            printed(80),
            "2026-11-22  a long text in b  a long text in c  7"
        );
        assert_eq!(printed(41), "2026-11-22  a long text…  a long text…  7");
        assert_eq!(printed(40), "2026-11-22  a long text in b  7");
        assert_eq!(printed(20), "2026-11-22  7");
    }
}
