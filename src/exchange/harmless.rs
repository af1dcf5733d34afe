//! Makes text cells harmless to spreadsheet programs that open CSV, and takes that back when reading.
//!
//! A cell that such a program would run as a formula gets one leading `'`; so does a cell that already looks as
//! if it had got one. The reader takes exactly one off. So every text comes back as it was. Plain numbers stay bare, and
//! so do telephone numbers in groups, `+48 22 123 45 67`: numbers with nothing but blanks between them are no formula.

use super::Row;

/// What makes a spreadsheet program take a cell for a formula when it comes first.
const STARTERS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a cell needs a leading `'` when it is written as CSV.
#[must_use]
pub fn needs_mark(cell: &str) -> bool {
    let bare = is_plain_number(cell) || is_in_groups(cell);
    cell.trim_start_matches('\'').starts_with(STARTERS) && !bare
}

/// Whether a cell that was read carries the mark.
#[must_use]
pub fn has_mark(cell: &str) -> bool {
    cell.starts_with('\'') && cell.trim_start_matches('\'').starts_with(STARTERS)
}

/// Takes the mark off every cell of a row that carries it.
pub(super) fn restore_row(row: &mut Row) {
    if !row.text.contains('\'') {
        return;
    }
    for column in 0..row.len() {
        if row.get(column).is_some_and(has_mark) {
            row.cut_first_byte(column);
        }
    }
}

/// A sign, digits, and perhaps a decimal part: no formula, whatever the program.
fn is_plain_number(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    match unsigned.split_once(['.', ',']) {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(unsigned),
    }
}

/// A plus, and groups of digits with one blank between them.
fn is_in_groups(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    cell.strip_prefix('+')
        .is_some_and(|groups| groups.split(' ').all(digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_marked_and_numbers_are_not() {
        for cell in [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "＝1",
            "'=1",
            "''-5",
            "+",
            "+ 48 22",
            "+48  22",
            "+48-22-1234567",
            "-48 22 123",
        ] {
            assert!(needs_mark(cell), "{cell}");
        }
        for cell in [
            "",
            "-5",
            "+48221234567",
            "+48 22 123 45 67",
            "-1.25",
            "-1,25",
            "a=b",
            "'quoted'",
            "O'Hara",
        ] {
            assert!(!needs_mark(cell), "{cell}");
        }
    }

    #[test]
    fn the_mark_comes_off_every_cell_of_a_row() {
        let mut row = Row::new();
        for cell in ["'=a", "b", "''+c", "'d", "'-5"] {
            row.push(cell);
        }
        restore_row(&mut row);
        assert_eq!(
            row.cells().collect::<Vec<_>>(),
            ["=a", "b", "'+c", "'d", "-5"]
        );
    }
}
