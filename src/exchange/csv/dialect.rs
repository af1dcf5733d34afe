//! Finds delimiter and quoting of delimited text from a sample of it.
//!
//! Each delimiter is tried on the sample; the one under which most rows have the same number of cells wins.

use std::fmt;

use super::record::Record;
use super::scan::Scanner;

/// How cells are set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// What stands between cells.
    pub delimiter: u8,
    /// What stands around cells that hold delimiters or line breaks.
    pub quote: u8,
    /// Whether a backslash between quotes makes the next character plain text.
    pub backslash: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            delimiter: b',',
            quote: b'"',
            backslash: false,
        }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let delimiter = match self.delimiter {
            b',' => "comma",
            b';' => "semicolon",
            b'\t' => "tab",
            b'|' => "bar",
            _ => return write!(f, "cells divided by `{}`", char::from(self.delimiter)),
        };
        write!(f, "cells divided by {delimiter}")?;
        if self.quote != b'"' {
            write!(f, ", quoted with `{}`", char::from(self.quote))?;
        }
        if self.backslash {
            write!(f, ", quotes inside marked by a backslash")?;
        }
        Ok(())
    }
}

/// The delimiters that are found by themselves, likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many rows are enough.
const ROWS: usize = 500;

/// Finds the dialect of a sample; a delimiter that was told stands.
///
/// `whole` says that the sample is all there is, so that its last row counts too.
#[must_use]
pub fn find(sample: &[u8], whole: bool, told: Option<u8>) -> Dialect {
    let sample = if whole {
        sample
    } else {
        up_to_last_line(sample)
    };
    let quote = find_quote(sample);
    let backslash = finds_backslashes(sample, quote);
    let score = |delimiter| {
        rate(
            sample,
            Dialect {
                delimiter,
                quote,
                backslash,
            },
        )
    };
    let delimiter = told.unwrap_or_else(|| {
        let mut best = (DELIMITERS[0], score(DELIMITERS[0]));
        for delimiter in DELIMITERS.into_iter().skip(1) {
            let one = score(delimiter);
            if one > best.1 {
                best = (delimiter, one);
            }
        }
        best.0
    });
    Dialect {
        delimiter,
        quote,
        backslash,
    }
}

/// The sample without the row that was cut.
fn up_to_last_line(sample: &[u8]) -> &[u8] {
    let end = sample
        .iter()
        .rposition(|byte| matches!(byte, b'\n' | b'\r'));
    end.map_or(sample, |end| &sample[..=end])
}

/// How well a dialect fits: the share of rows that have as many cells as the first, and that number.
fn rate(sample: &[u8], dialect: Dialect) -> (u64, u64) {
    let mut scanner = Scanner::new(sample, dialect);
    let mut record = Record::default();
    let (mut width, mut rows, mut alike) = (0, 0_u64, 0_u64);
    for _ in 0..ROWS {
        // A fault means an open quote: what was read before it still counts.
        if !matches!(scanner.record(&mut record), Ok(true)) {
            break;
        }
        if record.is_blank() {
            continue;
        }
        if rows == 0 {
            width = record.cells;
        }
        rows += 1;
        alike += u64::from(record.cells == width && record.stray.is_none());
    }
    if width < 2 {
        return (0, width);
    }
    // In tenths: small differences come from broken rows, not from the wrong delimiter.
    (1 + alike * 10 / rows.max(1), width)
}

/// The single quote if cells stand between single quotes and none between double ones.
fn find_quote(sample: &[u8]) -> u8 {
    let framed = |quote: u8| {
        let divides = |byte: Option<&u8>| {
            byte.is_none_or(|byte| DELIMITERS.contains(byte) || matches!(byte, b'\n' | b'\r'))
        };
        let starts = |at: &usize| {
            sample[*at] == quote && divides(at.checked_sub(1).and_then(|before| sample.get(before)))
        };
        let ends = |at: usize| sample[at] == quote && divides(sample.get(at + 1));
        let opened = (0..sample.len()).filter(starts).count();
        let closed = (0..sample.len()).filter(|at| ends(*at)).count();
        opened.min(closed)
    };
    if framed(b'\'') >= 2 && framed(b'"') == 0 {
        b'\''
    } else {
        b'"'
    }
}

/// Whether quotes inside quoted cells are marked by a backslash rather than doubled.
fn finds_backslashes(sample: &[u8], quote: u8) -> bool {
    let inside = |triple: &&[u8]| {
        triple[0] == b'\\'
            && triple[1] == quote
            && !DELIMITERS.contains(&triple[2])
            && !matches!(triple[2], b'\n' | b'\r')
            && triple[2] != quote
    };
    let doubled = |triple: &&[u8]| {
        triple[0].is_ascii_alphanumeric() && triple[1] == quote && triple[2] == quote
    };
    sample.windows(3).filter(inside).count() >= 1 && sample.windows(3).filter(doubled).count() == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(sample: &str) -> char {
        char::from(find(sample.as_bytes(), true, None).delimiter)
    }

    #[test]
    fn commas_in_numbers_do_not_make_a_delimiter() {
        assert_eq!(delimiter("name;value\nA;1,5\nB;2,5\nC;3,5\n"), ';');
    }

    #[test]
    fn delimiters_inside_quotes_do_not_count() {
        assert_eq!(
            delimiter("name|note\n\"A\"|\"x, y, z\"\n\"B\"|\"p, q\"\n"),
            '|'
        );
    }

    #[test]
    fn one_column_is_comma_by_default() {
        assert_eq!(delimiter("name\nA\nB\n"), ',');
    }

    #[test]
    fn single_quotes_count_only_where_they_stand_around_cells() {
        let sample = b"id,name\n1,'Smith, J'\n2,'Lee, K'\n";
        assert_eq!(find(sample, true, None).quote, b'\'');
        assert_eq!(
            find(b"id,name\n1,O'Hara\n2,'t Hart\n", true, None).quote,
            b'"'
        );
    }

    #[test]
    fn a_path_that_ends_with_a_backslash_is_no_escape() {
        assert!(!find(b"a,b\n\"C:\\\",1\n", true, None).backslash);
        assert!(find(b"a,b\n\"say \\\"hi\\\" now\",1\n", true, None).backslash);
    }
}
