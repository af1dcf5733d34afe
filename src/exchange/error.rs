//! Holds the one error of the exchange: what stops a whole file, where, and what to do about it.
//!
//! What is wrong with one row only is no error but a [`Rejected`](super::Rejected).

use std::io;

/// Why a file could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// The operating system refused to read.
    #[error("{file}: cannot be read: {source}; check that it is there and that you may read it")]
    Read {
        /// The file as it was named.
        file: String,
        /// What the operating system said.
        source: io::Error,
    },
    /// The operating system refused to write.
    #[error("{file}: cannot be written: {source}; check the room on the disk and the permissions")]
    Write {
        /// The file as it was named.
        file: String,
        /// What the operating system said.
        source: io::Error,
    },
    /// The name leads to something that is no file.
    #[error("{file}: is {what}, not a file; name a file, or `-` for standard input")]
    NotAFile {
        /// The file as it was named.
        file: String,
        /// What it is instead.
        what: &'static str,
    },
    /// Somebody wrote to the file between two passes over it.
    #[error("{file}: was changed while it was read; wait until it is complete, then start again")]
    Changed {
        /// The file as it was named.
        file: String,
    },
    /// Neither name nor content tell the format.
    #[error("{file}: the format cannot be told: {reason}; known formats: {known}")]
    UnknownFormat {
        /// The file as it was named.
        file: String,
        /// What was seen instead of a known format.
        reason: Unlike,
        /// The formats that are known.
        known: String,
    },
    /// The format can be read but not written.
    #[error("{format} cannot be written; formats that can: {known}")]
    NoWriter {
        /// The format that was asked for.
        format: &'static str,
        /// The formats that can be written.
        known: String,
    },
    /// An encoding was asked for by a name that means nothing.
    #[error(
        "`{name}` is no known encoding; use a name such as utf-8, utf-16le, gbk, windows-1250 or windows-1251"
    )]
    UnknownEncoding {
        /// What was asked for.
        name: String,
    },
    /// There is no row that could name the columns.
    #[error("{file}: is empty; the first row must name the columns")]
    Empty {
        /// The file as it was named.
        file: String,
    },
    /// The row that names the columns cannot be used.
    #[error(
        "{file}, line {line}: the header cannot be used: {reason}; the first row must name the columns"
    )]
    Header {
        /// The file as it was named.
        file: String,
        /// The physical line, counted from one.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// A quote was opened and the end of the file came first.
    #[error(
        "{file}, line {line}, column {column}: the quote that opens here is never closed; close it, or double it if it belongs to the text"
    )]
    OpenQuote {
        /// The file as it was named.
        file: String,
        /// The physical line where the cell starts.
        line: u64,
        /// The column, counted from one.
        column: u64,
    },
    /// A cell or a row is beyond all measure, most often for an open quote.
    #[error("{file}, line {line}, column {column}: {what}")]
    TooLong {
        /// The file as it was named.
        file: String,
        /// The physical line where it starts.
        line: u64,
        /// The column, counted from one.
        column: u64,
        /// The cell or the row.
        what: Long,
    },
    /// No worksheet of that name.
    #[error("{file}: has no sheet {}; its sheets: {known}", .wanted.as_ref().map_or_else(|| "with rows".to_owned(), |it| format!("`{it}`")))]
    NoSheet {
        /// The file as it was named.
        file: String,
        /// What was asked for; nothing where any with rows would do.
        wanted: Option<String>,
        /// The sheets that there are.
        known: String,
    },
    /// A container that would unpack to more than can be honest.
    #[error(
        "{file}: refused: {part}: {reason}; if the file can be trusted, open it in a spreadsheet program and save it as CSV"
    )]
    Bomb {
        /// The file as it was named.
        file: String,
        /// The part of the container.
        part: String,
        /// Which measure it breaks.
        reason: String,
    },
    /// The file is damaged, or not what its name says.
    #[error(
        "{file}{}: cannot be understood: {reason}; if it opens elsewhere, save it again, or as CSV",
        at_line(*line)
    )]
    Broken {
        /// The file as it was named.
        file: String,
        /// The physical line or the sheet's row, zero where none is known.
        line: u64,
        /// What the parser stumbled over.
        reason: String,
    },
    /// A cell that the format to be written cannot hold.
    #[error("{file}, row {row}, column `{column}`: {reason}; write CSV or JSON lines instead")]
    CannotHold {
        /// The file as it was named.
        file: String,
        /// The data row, counted from one.
        row: u64,
        /// The column's name.
        column: String,
        /// Which measure it breaks.
        reason: String,
    },
    /// The rows that came in and what became of them do not add up.
    #[error(
        "{rows} rows were read, but {loaded} loaded and {rejected} rejected; nothing may be kept of this run: please report it"
    )]
    Uneven {
        /// Rows that the reader saw.
        rows: u64,
        /// Rows that were loaded.
        loaded: u64,
        /// Rows that were rejected.
        rejected: u64,
    },
}

/// What a file is that is no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unlike {
    /// An old workbook, or one that is locked.
    #[error("it is an old `.xls` or a workbook with a password; save it as .xlsx without one")]
    Locked,
    /// An archive of other things.
    #[error("it is a zip archive without a workbook; unpack it first")]
    Archive,
    /// A page.
    #[error("it is a web page or XML; save it as CSV or .xlsx")]
    Markup,
}

/// What is longer than a table can make it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Long {
    /// A cell with too much text.
    #[error(
        "the cell that starts here holds more than 1 MiB; look for a quote that is opened here and never closed"
    )]
    Cell,
    /// A cell over too many lines.
    #[error(
        "the cell that starts here holds more than 1,000 line breaks; look for a quote that is opened here and never closed"
    )]
    Breaks,
    /// A row.
    #[error(
        "the row that starts here holds more than 16 MiB; check that this is a table and its lines end with line breaks"
    )]
    Row,
    /// An object of JSON.
    #[error(
        "the object that starts here holds more than 16 MiB; look for a quote or a bracket that is never closed"
    )]
    Object,
}

/// The place in a message, where one is known.
fn at_line(line: u64) -> String {
    match line {
        0 => String::new(),
        _ => format!(", line {line}"),
    }
}
