//! Splits a stream of bytes into the records and cells of delimited text.
//!
//! Lines end with LF, CRLF or CR, mixed at will, and are counted as an editor counts them. It must not know
//! about headers or encodings: cells are bytes. A cell beyond all measure is a fault with the place where it
//! starts, since one open quote would otherwise swallow the rest of the file in silence.

use std::io::{self, BufRead};

use super::dialect::Dialect;
use super::record::{Fault, Place, Record};
use crate::exchange::limits::{CELL_BREAKS, CELL_BYTES, ROW_BYTES};

/// Where in a cell the scanner is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// At its start, or after blanks at its start.
    Start,
    /// In text without quotes.
    Plain,
    /// Between quotes.
    Quoted,
    /// After a backslash between quotes.
    Escaped,
    /// After a quote between quotes: its end, or half of a doubled quote.
    MaybeEnd,
    /// After the closing quote.
    After,
}

/// Reads records from delimited text.
pub struct Scanner<R> {
    input: R,
    machine: Machine,
}

impl<R: BufRead> Scanner<R> {
    /// A scanner at the start of a text.
    pub fn new(input: R, dialect: Dialect) -> Self {
        Self {
            input,
            machine: Machine::new(dialect),
        }
    }

    /// Reads the next record; false at the end of the text.
    ///
    /// # Errors
    /// A fault, after which there is nothing more to be read.
    pub fn record(&mut self, out: &mut Record) -> Result<bool, Fault> {
        self.skip_line_feed().map_err(Fault::Io)?;
        self.machine.begin(out);
        loop {
            let piece = self.input.fill_buf().map_err(Fault::Io)?;
            if piece.is_empty() {
                return self.machine.end_of_text(out);
            }
            let (used, ended) = self.machine.feed(piece, out)?;
            self.input.consume(used);
            if ended {
                return Ok(true);
            }
        }
    }

    /// Passes over the second half of a CRLF.
    fn skip_line_feed(&mut self) -> io::Result<()> {
        if self.machine.after_cr && self.input.fill_buf()?.first() == Some(&b'\n') {
            self.input.consume(1);
        }
        self.machine.after_cr = false;
        Ok(())
    }
}

/// The rules of delimited text, fed piece by piece.
struct Machine {
    dialect: Dialect,
    plain_stops: [bool; 256],
    quoted_stops: [bool; 256],
    state: State,
    line: u64,
    after_cr: bool,
    cell_start: usize,
    cell_line: u64,
    breaks: u32,
}

impl Machine {
    fn new(dialect: Dialect) -> Self {
        let escape = if dialect.backslash {
            b'\\'
        } else {
            dialect.quote
        };
        Self {
            dialect,
            plain_stops: table(&[dialect.delimiter, b'\n', b'\r']),
            quoted_stops: table(&[dialect.quote, escape, b'\n', b'\r']),
            state: State::Start,
            line: 1,
            after_cr: false,
            cell_start: 0,
            cell_line: 1,
            breaks: 0,
        }
    }

    fn begin(&mut self, out: &mut Record) {
        out.begin(self.line);
        self.begin_cell(out);
    }

    fn begin_cell(&mut self, out: &Record) {
        self.state = State::Start;
        self.cell_start = out.bytes.len();
        self.cell_line = self.line;
        self.breaks = 0;
    }

    /// Reads on until the record or the piece ends: how many bytes were used, and which of the two it was.
    fn feed(&mut self, piece: &[u8], out: &mut Record) -> Result<(usize, bool), Fault> {
        let mut at = 0;
        while let Some(byte) = piece.get(at) {
            let stops = match self.state {
                State::Plain => Some(&self.plain_stops),
                State::Quoted => Some(&self.quoted_stops),
                State::Start | State::Escaped | State::MaybeEnd | State::After => None,
            };
            if let Some(stops) = stops {
                let rest = &piece[at..];
                let span = rest
                    .iter()
                    .position(|one| stops[usize::from(*one)])
                    .unwrap_or(rest.len());
                if span > 0 {
                    out.bytes.extend_from_slice(&rest[..span]);
                    self.after_cr = false;
                    at += span;
                    self.measure(out)?;
                    continue;
                }
            }
            at += 1;
            if self.take(*byte, out)? {
                return Ok((at, true));
            }
        }
        Ok((at, false))
    }

    /// Takes one byte that may mean something; true when it ends the record.
    fn take(&mut self, byte: u8, out: &mut Record) -> Result<bool, Fault> {
        match self.state {
            State::Quoted if byte == self.dialect.quote => self.state = State::MaybeEnd,
            State::Quoted if byte == b'\\' && self.dialect.backslash => self.state = State::Escaped,
            State::Quoted | State::Escaped => {
                self.state = State::Quoted;
                self.take_text(byte, out)?;
            }
            State::MaybeEnd if byte == self.dialect.quote => {
                out.bytes.push(byte);
                self.state = State::Quoted;
            }
            State::Start if byte == self.dialect.quote => {
                out.bytes.truncate(self.cell_start);
                out.quoted = true;
                self.state = State::Quoted;
            }
            State::Start | State::Plain | State::MaybeEnd | State::After => {
                return self.take_outside(byte, out);
            }
        }
        Ok(false)
    }

    /// Takes a byte between quotes, where line breaks belong to the text.
    fn take_text(&mut self, byte: u8, out: &mut Record) -> Result<(), Fault> {
        out.bytes.push(byte);
        let second_half = byte == b'\n' && self.after_cr;
        if matches!(byte, b'\n' | b'\r') && !second_half {
            self.line += 1;
            self.breaks += 1;
            if self.breaks > CELL_BREAKS {
                return Err(Fault::ManyBreaks(self.place(out)));
            }
        }
        self.after_cr = byte == b'\r';
        self.measure(out)
    }

    /// Takes a byte outside quotes; true when it ends the record.
    fn take_outside(&mut self, byte: u8, out: &mut Record) -> Result<bool, Fault> {
        if byte == self.dialect.delimiter {
            out.end_cell();
            self.begin_cell(out);
        } else if matches!(byte, b'\n' | b'\r') {
            out.end_cell();
            out.last_line = self.line;
            self.line += 1;
            self.after_cr = byte == b'\r';
            return Ok(true);
        } else if matches!(self.state, State::MaybeEnd | State::After) {
            self.state = State::After;
            if byte != b' ' && out.stray.is_none() {
                out.stray = Some(out.ends.len());
            }
        } else {
            out.bytes.push(byte);
            // Blanks before a quote do not make it part of the text.
            if byte != b' ' {
                self.state = State::Plain;
            }
            self.measure(out)?;
        }
        Ok(false)
    }

    /// Ends the last record where the text ends without a line break.
    fn end_of_text(&mut self, out: &mut Record) -> Result<bool, Fault> {
        if matches!(self.state, State::Quoted | State::Escaped) {
            return Err(Fault::OpenQuote(self.place(out)));
        }
        let something = out.cells > 0 || !out.bytes.is_empty() || out.quoted;
        if something {
            out.end_cell();
            out.last_line = self.line;
        }
        Ok(something)
    }

    fn measure(&self, out: &Record) -> Result<(), Fault> {
        if out.bytes.len() - self.cell_start > CELL_BYTES {
            Err(Fault::LongCell(self.place(out)))
        } else if out.bytes.len() > ROW_BYTES {
            Err(Fault::LongRow(Place {
                line: out.line,
                column: 1,
            }))
        } else {
            Ok(())
        }
    }

    fn place(&self, out: &Record) -> Place {
        Place {
            line: self.cell_line,
            column: out.cells + 1,
        }
    }
}

/// A table of the bytes at which plain copying ends.
fn table(stops: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    for byte in stops {
        table[usize::from(*byte)] = true;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &[u8]) -> Vec<(u64, Vec<String>)> {
        let mut scanner = Scanner::new(text, Dialect::default());
        let mut record = Record::default();
        let mut all = Vec::new();
        while scanner.record(&mut record).unwrap() {
            let mut start = 0;
            let cells = record.ends.iter().map(|end| {
                let cell = String::from_utf8_lossy(&record.bytes[start..*end]).into_owned();
                start = *end;
                cell
            });
            all.push((record.line, cells.collect()));
        }
        all
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let seen = records(b"a\r\nb\rc\n\n\"x\r\ny\nz\"\nlast");
        let lines: Vec<_> = seen
            .iter()
            .map(|(line, cells)| (*line, cells[0].as_str()))
            .collect();
        assert_eq!(
            lines,
            [
                (1, "a"),
                (2, "b"),
                (3, "c"),
                (4, ""),
                (5, "x\r\ny\nz"),
                (8, "last")
            ]
        );
    }

    #[test]
    fn doubled_quotes_are_one_and_blanks_around_quotes_are_none() {
        let seen = records(b"\"a \"\"b\"\"\", \"c,d\" ,e\"f\"\n");
        assert_eq!(seen[0].1, ["a \"b\"", "c,d", "e\"f\""]);
    }

    #[test]
    fn a_text_that_ends_with_a_delimiter_ends_with_an_empty_cell() {
        assert_eq!(records(b"a,b,")[0].1, ["a", "b", ""]);
        assert_eq!(records(b"a,b,\n").len(), 1);
    }

    #[test]
    fn pieces_of_any_size_make_the_same_records() {
        let text = b"a,\"b\"\"c\r\nd\",e\r\nf,g,\"h\"\r\n";
        for size in 1..text.len() {
            let mut scanner = Scanner::new(
                io::BufReader::with_capacity(size, &text[..]),
                Dialect::default(),
            );
            let mut record = Record::default();
            assert!(scanner.record(&mut record).unwrap());
            assert_eq!(record.bytes, b"ab\"c\r\nde");
            assert!(scanner.record(&mut record).unwrap());
            assert_eq!((record.line, record.cells), (3, 3));
            assert!(!scanner.record(&mut record).unwrap());
        }
    }
}
