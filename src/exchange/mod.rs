//! Reads tables from files and writes them: rows of text cells with their places, and types by column.
//!
//! A file is opened as a [`Source`], read as [`Rows`] by the reader that [`FORMATS`] names, and looked at as a whole by
//! [`columns::analyse`]; every row that cannot be used is a [`Rejected`], counted by the [`Tally`]. Here is nothing about leads or
//! accounts, nothing is guessed in silence, and no more of a file is held in memory than one row.

pub mod cards;
pub mod chart;
pub mod columns;
mod csv;
mod decode;
pub mod draft;
mod encoding;
mod error;
mod flaw;
mod format;
mod harmless;
mod header;
mod json;
pub mod life;
mod likely;
pub mod limits;
pub mod mapping;
pub mod profile;
mod reject;
mod row;
mod sheet;
mod source;
mod synonyms;
mod system;
pub mod target;
pub mod value;
pub mod write;

pub use csv::Dialect;
pub use encoding::{Basis, FoundEncoding};
pub use error::{ExchangeError, Long, Unlike};
pub use flaw::Flaw;
pub use format::{
    FORMATS, Format, FormatSpec, Found, FoundSheet, Note, Options, TableReader, known, open,
};
pub(crate) use reject::shorten;
pub use reject::{Rejected, Report, Tally, Totals};
pub use row::{Progress, Row, Rows, Step};
pub use source::{Meter, Pass, Source};
pub use system::SystemFault;
pub use write::{Cell, TableWriter};
