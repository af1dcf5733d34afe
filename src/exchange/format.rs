//! Holds the one table of formats: by it files are recognised, opened and written, and help and errors name them.
//!
//! A new format is a row here and a module beside; nothing else knows the formats one by one.

use std::fmt;
use std::io::Write;

use super::csv::{CsvTable, Dialect};
use super::encoding::FoundEncoding;
use super::error::Unlike;
use super::json::JsonTable;
use super::sheet::{OdsTable, XlsxTable};
use super::value::{DateOrder, DecimalMark};
use super::write::{CsvWriter, JsonWriter, TableWriter, XlsxWriter};
use super::{ExchangeError, Rows, Source};
use crate::model::grouped;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Cells divided by commas or semicolons.
    Csv,
    /// Cells divided by tabs.
    Tsv,
    /// An Office Open XML workbook.
    Xlsx,
    /// An OpenDocument spreadsheet.
    Ods,
    /// One JSON array of objects, or an object with one in it.
    Json,
    /// One JSON object a line.
    JsonLines,
}

/// What the user tells about a file instead of letting it be found.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The format.
    pub format: Option<Format>,
    /// The encoding's name.
    pub encoding: Option<String>,
    /// The character between cells.
    pub delimiter: Option<u8>,
    /// The worksheet's name.
    pub sheet: Option<String>,
    /// How dates are to be read.
    pub dates: Option<DateOrder>,
    /// What stands before decimals.
    pub decimal: Option<DecimalMark>,
}

/// What was found out about a file, to be said aloud in a preview.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The encoding, where the format leaves it open.
    pub encoding: Option<FoundEncoding>,
    /// Delimiter and quoting, of delimited text.
    pub dialect: Option<Dialect>,
    /// The worksheet that is read, and the others.
    pub sheet: Option<FoundSheet>,
    /// Whatever else was decided.
    pub notes: Vec<Note>,
}

/// Something that was decided about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A column without a name got one.
    Nameless {
        /// Which one, from one on.
        column: usize,
        /// What it is called.
        name: String,
    },
    /// A name that an earlier column has was changed.
    Again {
        /// Which one, from one on.
        column: usize,
        /// What stands in the file.
        written: String,
        /// What it is called.
        name: String,
    },
    /// So many more columns than the few that are told got other names.
    More(usize),
    /// The rows are the objects under a key.
    RowsIn(String),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nameless { column, name } => {
                write!(f, "column {column} has no name; it is called `{name}`")
            }
            Self::Again {
                column,
                written,
                name,
            } => write!(
                f,
                "column {column} is named `{written}` again; it is called `{name}`"
            ),
            Self::More(count) => {
                let count = grouped(*count as u64);
                write!(f, "{count} more columns got other names, too")
            }
            Self::RowsIn(key) => write!(f, "the rows are the objects in `{key}`"),
        }
    }
}

/// The worksheet that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundSheet {
    /// Its name.
    pub name: String,
    /// The names of all sheets, this one too.
    pub all: Vec<String>,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if let Some(encoding) = &self.encoding {
            parts.push(encoding.to_string());
        }
        if let Some(dialect) = &self.dialect {
            parts.push(dialect.to_string());
        }
        if let Some(sheet) = &self.sheet {
            let others = sheet.all.len().saturating_sub(1);
            parts.push(match others {
                0 => format!("sheet `{}`", sheet.name),
                _ => format!("sheet `{}`, one of {}", sheet.name, others + 1),
            });
        }
        parts.extend(self.notes.iter().map(ToString::to_string));
        write!(f, "{}", parts.join("; "))
    }
}

/// A table in a file, whose rows can be gone through any number of times.
pub trait TableReader: Send {
    /// What was found out about the file.
    fn found(&self) -> &Found;

    /// The columns' names, all different, none empty.
    fn header(&self) -> &[String];

    /// Begins a pass over the rows.
    ///
    /// # Errors
    /// When the file cannot be read any more.
    fn rows(&mut self) -> Result<Box<dyn Rows + '_>, ExchangeError>;
}

type Open = fn(Source, &Options) -> Result<Box<dyn TableReader>, ExchangeError>;
type Create = fn(Box<dyn Write + Send>, &str) -> Box<dyn TableWriter>;

/// One row of the table of formats.
pub struct FormatSpec {
    /// Which format.
    pub format: Format,
    /// The name that is typed and shown.
    pub name: &'static str,
    /// The extensions that tell it, in lower case, without their dots.
    pub extensions: &'static [&'static str],
    /// What it is, for help.
    pub about: &'static str,
    open: Open,
    create: Option<Create>,
}

/// All formats.
pub const FORMATS: &[FormatSpec] = &[
    FormatSpec {
        format: Format::Csv,
        name: "csv",
        extensions: &["csv", "txt"],
        about: "cells divided by commas, semicolons or bars",
        open: |source, options| Ok(Box::new(CsvTable::open(source, options)?)),
        create: Some(|out, name| Box::new(CsvWriter::new(out, name, b','))),
    },
    FormatSpec {
        format: Format::Tsv,
        name: "tsv",
        extensions: &["tsv", "tab"],
        about: "cells divided by tabs",
        open: |source, options| {
            let delimiter = options.delimiter.or(Some(b'\t'));
            let options = Options {
                delimiter,
                ..options.clone()
            };
            Ok(Box::new(CsvTable::open(source, &options)?))
        },
        create: Some(|out, name| Box::new(CsvWriter::new(out, name, b'\t'))),
    },
    FormatSpec {
        format: Format::Xlsx,
        name: "xlsx",
        extensions: &["xlsx", "xlsm"],
        about: "a workbook; the first sheet unless one is named",
        open: |source, options| Ok(Box::new(XlsxTable::open(source, options)?)),
        create: Some(|out, name| Box::new(XlsxWriter::new(out, name))),
    },
    FormatSpec {
        format: Format::Ods,
        name: "ods",
        extensions: &["ods"],
        about: "an OpenDocument spreadsheet; the first sheet unless one is named",
        open: |source, options| Ok(Box::new(OdsTable::open(source, options)?)),
        create: None,
    },
    FormatSpec {
        format: Format::Json,
        name: "json",
        extensions: &["json"],
        about: "an array of objects, or an object with one in it",
        open: |source, options| Ok(Box::new(JsonTable::open(source, options)?)),
        create: None,
    },
    FormatSpec {
        format: Format::JsonLines,
        name: "jsonl",
        extensions: &["jsonl", "ndjson"],
        about: "one JSON object a line",
        open: |source, options| Ok(Box::new(JsonTable::open_lines(source, options)?)),
        create: Some(|out, name| Box::new(JsonWriter::new(out, name))),
    },
];

impl Format {
    /// The format of a name or an extension.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        FORMATS
            .iter()
            .find(|spec| spec.name == name || spec.extensions.contains(&name.as_str()))
            .map(|spec| spec.format)
    }

    /// The row of the table.
    #[must_use]
    pub fn spec(self) -> &'static FormatSpec {
        // Every format has its row, which a test holds; the first one can only stand in by mistake.
        FORMATS
            .iter()
            .find(|spec| spec.format == self)
            .unwrap_or(&FORMATS[0])
    }

    /// The name that is typed and shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.spec().name
    }

    /// The format of a file: by its extension, else by its first bytes.
    ///
    /// # Errors
    /// When neither tells a known format, or the file cannot be read.
    pub fn of(source: &Source) -> Result<Self, ExchangeError> {
        let head = source.head(4_096)?;
        if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(unknown(source, Unlike::Locked));
        }
        if head.starts_with(b"PK\x03\x04") {
            return zipped(source);
        }
        let by_name = Self::named(source.extension());
        if matches!(by_name, Some(Self::Xlsx | Self::Ods)) && !head.is_empty() {
            // A web page or CSV under the name of a workbook: many programs export such files.
            return by_first_bytes(source, &head);
        }
        by_name.map_or_else(|| by_first_bytes(source, &head), Ok)
    }

    /// Begins to write a table in this format; `name` is what messages call the file.
    ///
    /// # Errors
    /// When the format can only be read.
    pub fn create(
        self,
        out: Box<dyn Write + Send>,
        name: &str,
    ) -> Result<Box<dyn TableWriter>, ExchangeError> {
        let spec = self.spec();
        match spec.create {
            Some(create) => Ok(create(out, name)),
            None => Err(ExchangeError::NoWriter {
                format: spec.name,
                known: names(|spec| spec.create.is_some()),
            }),
        }
    }
}

/// Opens a table: the format that is told, else the one that is found.
///
/// # Errors
/// When the file cannot be read, understood, or is refused for its measures.
pub fn open(
    source: Source,
    options: &Options,
) -> Result<(Format, Box<dyn TableReader>), ExchangeError> {
    let format = match options.format {
        Some(format) => format,
        None => Format::of(&source)?,
    };
    Ok((format, (format.spec().open)(source, options)?))
}

/// The names of the formats that can be read (`false`) or also written (`true`), for help and errors.
#[must_use]
pub fn known(written: bool) -> String {
    names(|spec| !written || spec.create.is_some())
}

fn names(wanted: impl Fn(&FormatSpec) -> bool) -> String {
    let names: Vec<_> = FORMATS
        .iter()
        .filter(|spec| wanted(spec))
        .map(|spec| spec.name)
        .collect();
    names.join(", ")
}

fn unknown(source: &Source, reason: Unlike) -> ExchangeError {
    ExchangeError::UnknownFormat {
        file: source.name().to_owned(),
        reason,
        known: known(false),
    }
}

/// Which of the zipped formats a container holds.
fn zipped(source: &Source) -> Result<Format, ExchangeError> {
    let names = super::sheet::part_names(source)?;
    let has = |part: &str| names.iter().any(|name| name.eq_ignore_ascii_case(part));
    if has("content.xml") {
        Ok(Format::Ods)
    } else if has("[Content_Types].xml") {
        Ok(Format::Xlsx)
    } else {
        Err(unknown(source, Unlike::Archive))
    }
}

/// Plain text: JSON by its first character, delimited text otherwise.
fn by_first_bytes(source: &Source, head: &[u8]) -> Result<Format, ExchangeError> {
    let text: Vec<u8> = head
        .iter()
        .copied()
        .filter(|byte| !matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF))
        .skip_while(u8::is_ascii_whitespace)
        .collect();
    match text.first() {
        Some(b'[') => Ok(Format::Json),
        Some(b'{') => Ok(Format::Json),
        Some(b'<') => Err(unknown(source, Unlike::Markup)),
        Some(_) => Ok(Format::Csv),
        None => Err(ExchangeError::Empty {
            file: source.name().to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_one_row_and_its_names_tell_it() {
        for spec in FORMATS {
            assert_eq!(spec.format.spec().name, spec.name);
            assert_eq!(Format::named(spec.name), Some(spec.format));
            for extension in spec.extensions {
                assert_eq!(Format::named(extension), Some(spec.format), "{extension}");
            }
        }
    }

    #[test]
    fn a_format_that_cannot_be_written_names_those_that_can() {
        let error = Format::Ods.create(Box::new(Vec::new()), "x").err().unwrap();
        assert!(
            error.to_string().contains("csv, tsv, xlsx, jsonl"),
            "{error}"
        );
    }
}
