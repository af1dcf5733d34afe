//! Reads OpenDocument spreadsheets as a stream of XML.
//!
//! Repeated cells and rows, by which a few bytes can stand for a whole sheet, are never laid out in memory: repeated
//! rows are handed over one by one, empty ones are passed over.

use std::io::BufReader;

use quick_xml::events::{BytesStart, Event};

use super::container::{self, Archive, Xml, attribute, broken};
use super::grid::{Grid, SheetRow, SheetRows};
use super::value;
use crate::exchange::format::{Found, FoundSheet, Options, TableReader};
use crate::exchange::limits::{CELL_BYTES, COLUMNS, SHEET_BYTES, SHEET_ROWS};
use crate::exchange::source::{Meter, Pass};
use crate::exchange::{ExchangeError, Note, Rows, Source};

/// The part that holds all sheets.
const CONTENT: &str = "content.xml";

/// A sheet of an OpenDocument spreadsheet.
pub struct OdsTable {
    source: Source,
    archive: Archive,
    meter: Meter,
    packed: u64,
    header: Vec<String>,
    found: Found,
    sheet: String,
}

impl OdsTable {
    /// Weighs the spreadsheet and finds sheet and header.
    ///
    /// # Errors
    /// When the spreadsheet is damaged or a bomb, or lacks the sheet or a header.
    pub fn open(source: Source, options: &Options) -> Result<Self, ExchangeError> {
        let (mut archive, meter) = container::open(&source)?;
        let missing = || broken(&source, 0, "it holds no content.xml");
        let index = archive.index_for_name(CONTENT).ok_or_else(missing)?;
        let packed = container::weigh_declared(&source, &mut archive, index, SHEET_BYTES)?;
        let all = sheet_names(&source, &mut archive)?;
        let wanted = options.sheet.as_deref();
        let chosen = match wanted {
            Some(wanted) => all.iter().find(|name| name.as_str() == wanted).cloned(),
            None => all.first().cloned(),
        };
        let Some(name) = chosen else {
            return Err(ExchangeError::NoSheet {
                file: source.name().to_owned(),
                wanted: wanted.map(str::to_owned),
                known: all.join(", "),
            });
        };
        let mut table = Self {
            source,
            archive,
            meter,
            packed,
            header: Vec::new(),
            found: Found::default(),
            sheet: name.clone(),
        };
        let mut notes = Vec::new();
        table.header = table.read_header(&mut notes)?;
        table.found = Found {
            sheet: Some(FoundSheet { name, all }),
            notes,
            ..Found::default()
        };
        Ok(table)
    }

    fn read_header(&mut self, notes: &mut Vec<Note>) -> Result<Vec<String>, ExchangeError> {
        self.meter.restart(self.packed);
        let grid = grid(&self.source, &mut self.archive, &self.sheet)?;
        let rows = SheetRows::new(&self.source, grid, self.meter.clone(), notes)?;
        Ok(rows.names().to_vec())
    }
}

impl TableReader for OdsTable {
    fn found(&self) -> &Found {
        &self.found
    }

    fn header(&self) -> &[String] {
        &self.header
    }

    fn rows(&mut self) -> Result<Box<dyn Rows + '_>, ExchangeError> {
        // The archive keeps its own pass; this finds out whether the file is still the same.
        self.source.pass()?;
        self.meter.restart(self.packed);
        let grid = grid(&self.source, &mut self.archive, &self.sheet)?;
        let rows = SheetRows::new(&self.source, grid, self.meter.clone(), &mut Vec::new())?;
        Ok(Box::new(rows))
    }
}

type Part<'a> = zip::read::ZipFile<'a, BufReader<Pass>>;

fn open_content<'a>(
    source: &Source,
    archive: &'a mut Archive,
) -> Result<Xml<Part<'a>>, ExchangeError> {
    let part = archive
        .by_name(CONTENT)
        .map_err(|error| broken(source, 0, &format!("{error}; a password, perhaps")))?;
    Ok(container::xml_reader(part))
}

/// The names of all sheets.
fn sheet_names(source: &Source, archive: &mut Archive) -> Result<Vec<String>, ExchangeError> {
    let mut content = Content {
        source,
        xml: open_content(source, archive)?,
        buffer: Vec::new(),
        line: 0,
    };
    let mut names = Vec::new();
    while let Some(name) = content.next_sheet()? {
        names.push(name);
        container::skip(&mut content.xml, &mut content.buffer)
            .map_err(|error| content.broken(&error))?;
    }
    Ok(names)
}

/// The rows of one sheet.
fn grid<'a>(
    source: &'a Source,
    archive: &'a mut Archive,
    sheet: &str,
) -> Result<OdsGrid<'a>, ExchangeError> {
    let mut content = Content {
        source,
        xml: open_content(source, archive)?,
        buffer: Vec::new(),
        line: 0,
    };
    while let Some(name) = content.next_sheet()? {
        if name == sheet {
            break;
        }
        container::skip(&mut content.xml, &mut content.buffer)
            .map_err(|error| content.broken(&error))?;
    }
    Ok(OdsGrid {
        content,
        again: 0,
        last: SheetRow::default(),
    })
}

/// The rows of a sheet, repeated ones as often as they are repeated.
struct OdsGrid<'a> {
    content: Content<'a>,
    again: u64,
    last: SheetRow,
}

impl Grid for OdsGrid<'_> {
    fn next_row(&mut self, row: &mut SheetRow) -> Result<bool, ExchangeError> {
        if self.again > 0 {
            self.again -= 1;
            self.content.line += 1;
            row.clone_from(&self.last);
            row.row.line = self.content.line;
            return Ok(true);
        }
        loop {
            row.begin();
            let Some(times) = self.content.next_row(row)? else {
                return Ok(false);
            };
            let first = self.content.line + 1;
            if row.is_blank() {
                self.content.line = self.content.line.saturating_add(times);
                continue;
            }
            if first.saturating_add(times) > SHEET_ROWS {
                let reason =
                    format!("the row is repeated {times} times, beyond the last row of any sheet");
                return Err(broken(self.content.source, first, &reason));
            }
            self.content.line = first;
            row.row.line = first;
            self.again = times - 1;
            if self.again > 0 {
                self.last.clone_from(row);
            }
            return Ok(true);
        }
    }
}

/// The XML of all sheets, as far as it was read.
struct Content<'a> {
    source: &'a Source,
    xml: Xml<Part<'a>>,
    buffer: Vec<u8>,
    line: u64,
}

impl Content<'_> {
    fn broken(&self, reason: &dyn std::fmt::Display) -> ExchangeError {
        broken(self.source, self.line, &reason.to_string())
    }

    /// Reads up to the start of the next sheet; its name.
    fn next_sheet(&mut self) -> Result<Option<String>, ExchangeError> {
        loop {
            self.buffer.clear();
            match self.xml.read_event_into(&mut self.buffer) {
                Ok(Event::Start(tag)) if tag.name().as_ref() == "table:table" => {
                    return Ok(Some(attribute(&tag, "table:name").unwrap_or_default()));
                }
                Ok(Event::Eof) => return Ok(None),
                Ok(_) => {}
                Err(error) => return Err(self.broken(&error)),
            }
        }
    }

    /// Reads the next row of the sheet: how often it is repeated; nothing at the sheet's end.
    fn next_row(&mut self, row: &mut SheetRow) -> Result<Option<u64>, ExchangeError> {
        loop {
            self.buffer.clear();
            match self.xml.read_event_into(&mut self.buffer) {
                Ok(Event::Start(tag)) if tag.name().as_ref() == "table:table-row" => {
                    let times = repeats(&tag, "table:number-rows-repeated");
                    self.cells(row)?;
                    return Ok(Some(times));
                }
                Ok(Event::End(tag)) if tag.name().as_ref() == "table:table" => return Ok(None),
                Ok(Event::Eof) => return Ok(None),
                Ok(_) => {}
                Err(error) => return Err(self.broken(&error)),
            }
        }
    }

    /// Reads the cells of a row up to its end.
    fn cells(&mut self, row: &mut SheetRow) -> Result<(), ExchangeError> {
        let mut column = 0_usize;
        loop {
            self.buffer.clear();
            match self.xml.read_event_into(&mut self.buffer) {
                Ok(Event::Start(tag)) if tag.name().as_ref().ends_with("table-cell") => {
                    let times = repeats(&tag, "table:number-columns-repeated");
                    let typed = typed_value(&tag);
                    let shown = self.shown_text()?;
                    let text = typed.unwrap_or(shown);
                    let end = column.saturating_add(usize::try_from(times).unwrap_or(usize::MAX));
                    if !text.is_empty() {
                        for at in column..end.min(COLUMNS + 1) {
                            row.place(at, &text);
                        }
                    }
                    column = end;
                }
                Ok(Event::End(tag)) if tag.name().as_ref() == "table:table-row" => return Ok(()),
                Ok(Event::Eof) => return Err(self.broken(&"it ends within a row")),
                Ok(_) => {}
                Err(error) => return Err(self.broken(&error)),
            }
        }
    }

    /// Reads a cell up to its end: the paragraphs that it shows, without comments and pictures.
    fn shown_text(&mut self) -> Result<String, ExchangeError> {
        let mut shown = Shown::default();
        let mut depth = 1;
        while depth > 0 {
            self.buffer.clear();
            match self.xml.read_event_into(&mut self.buffer) {
                Ok(Event::Start(tag))
                    if matches!(tag.name().as_ref(), "office:annotation" | "draw:frame") =>
                {
                    container::skip(&mut self.xml, &mut self.buffer)
                        .map_err(|error| self.broken(&error))?;
                }
                Ok(Event::Start(tag)) => {
                    depth += 1;
                    shown.enter(&tag);
                }
                Ok(Event::End(tag)) => {
                    depth -= 1;
                    shown.leave(tag.name().as_ref());
                }
                Ok(Event::Text(text)) => shown.text(&text.xml10_content()),
                Ok(Event::CData(text)) => shown.text(&text.xml10_content()),
                Ok(Event::GeneralRef(entity)) => {
                    if let Some(known) = quick_xml::escape::resolve_xml_entity(&entity) {
                        shown.text(known);
                    } else if let Ok(Some(character)) = entity.resolve_char_ref() {
                        shown.text(character.encode_utf8(&mut [0; 4]));
                    }
                }
                Ok(Event::Eof) => return Err(self.broken(&"it ends within a cell")),
                Ok(_) => {}
                Err(error) => return Err(self.broken(&error)),
            }
        }
        Ok(shown.text)
    }
}

/// The text that a cell shows, blanks folded as the format wants it.
#[derive(Default)]
struct Shown {
    text: String,
    paragraphs: usize,
    inside: usize,
    blank: bool,
}

impl Shown {
    fn enter(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "text:p" | "text:h" => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
                self.inside += 1;
                self.blank = true;
            }
            "text:s" => {
                let count = repeats(tag, "text:c").min(CELL_BYTES as u64);
                self.text.extend((0..count).map(|_| ' '));
            }
            "text:tab" => self.text.push('\t'),
            "text:line-break" => self.text.push('\n'),
            _ => {}
        }
    }

    fn leave(&mut self, name: &str) {
        if matches!(name, "text:p" | "text:h") {
            self.inside = self.inside.saturating_sub(1);
        }
    }

    fn text(&mut self, text: &str) {
        // A text this long is refused anyway; it only has to stay long.
        if self.inside == 0 || self.text.len() > CELL_BYTES {
            return;
        }
        for character in text.chars() {
            let blank = matches!(character, ' ' | '\t' | '\n' | '\r');
            if !blank {
                self.text.push(character);
            } else if !self.blank {
                self.text.push(' ');
            }
            self.blank = blank;
        }
    }
}

/// How often something is repeated: once unless a number says otherwise.
fn repeats(tag: &BytesStart<'_>, name: &str) -> u64 {
    let told = attribute(tag, name).and_then(|text| text.parse().ok());
    told.unwrap_or(1).max(1)
}

/// The value that a cell holds beside what it shows: exact numbers, ISO dates.
fn typed_value(tag: &BytesStart<'_>) -> Option<String> {
    let kind = attribute(tag, "office:value-type")?;
    match kind.as_str() {
        "float" | "percentage" | "currency" => {
            let text = attribute(tag, "office:value")?;
            Some(text.parse().map_or(text, value::number))
        }
        "date" => attribute(tag, "office:date-value")
            .map(|text| text.strip_suffix("T00:00:00").unwrap_or(&text).to_owned()),
        "time" => attribute(tag, "office:time-value").map(|text| clock(&text)),
        "boolean" => attribute(tag, "office:boolean-value"),
        "string" => attribute(tag, "office:string-value"),
        _ => None,
    }
}

/// `PT10H30M05S` as `10:30:05`; what is written otherwise stays.
fn clock(text: &str) -> String {
    let parts = || {
        let rest = text.strip_prefix("PT")?;
        let (hours, rest) = rest.split_once('H')?;
        let (minutes, rest) = rest.split_once('M')?;
        Some(format!(
            "{hours:0>2}:{minutes:0>2}:{:0>2}",
            rest.strip_suffix('S')?
        ))
    };
    parts().unwrap_or_else(|| text.to_owned())
}
