//! Weighs the parts of a zipped workbook before they are read, and refuses bombs by name and measure.
//!
//! It must not interpret cells. The archive's own reader stops where a part grows past its declared size, so
//! declared sizes may be weighed.

use std::collections::HashSet;
use std::io::{self, BufRead, BufReader, Read};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::exchange::limits::{
    PART_BYTES, PARTS, RATIO, RATIO_FROM, SHEET_BYTES, STRINGS_BYTES, STYLE_TAG, STYLES, XML_RUN,
};
use crate::exchange::source::{Meter, Pass};
use crate::exchange::{ExchangeError, Source};

/// An opened container.
pub type Archive = ZipArchive<BufReader<Pass>>;
/// A reader of one part's XML that guards its runs.
pub type Xml<R> = quick_xml::Reader<BufReader<Guarded<R>>>;

/// Opens a container, with a meter of the bytes that are read of it.
pub fn open(source: &Source) -> Result<(Archive, Meter), ExchangeError> {
    let pass = source.pass()?;
    let meter = pass.meter();
    let archive = ZipArchive::new(BufReader::with_capacity(64 << 10, pass))
        .map_err(|error| broken(source, 0, &format!("the zip archive is damaged: {error}")))?;
    if archive.len() > PARTS {
        let reason = format!("it claims {} parts, more than {PARTS}", archive.len());
        return Err(bomb(source, "the archive", reason));
    }
    Ok((archive, meter))
}

/// The names of all parts.
///
/// # Errors
/// When the archive cannot be read.
pub fn part_names(source: &Source) -> Result<Vec<String>, ExchangeError> {
    let (archive, _) = open(source)?;
    Ok(archive
        .file_names()
        .flatten()
        .map(|name| name.replace('\\', "/"))
        .collect())
}

/// Weighs what will be read of an Office Open XML workbook; returns the packed size of its largest sheet.
pub fn weigh_xlsx(source: &Source) -> Result<u64, ExchangeError> {
    let (mut archive, _) = open(source)?;
    let root = relationships(source, &mut archive, &["_rels/.rels".to_owned()])?;
    let workbook = root
        .iter()
        .find(|(kind, _)| kind.ends_with("/officeDocument"))
        .map_or_else(
            || "workbook.xml".to_owned(),
            |(_, target)| last_name(target),
        );
    let rels = [format!("{workbook}.rels")];
    let sheets: HashSet<String> = relationships(source, &mut archive, &rels)?
        .into_iter()
        .filter(|(kind, _)| kind.ends_with("/worksheet"))
        .map(|(_, target)| last_name(&target))
        .collect();
    let mut largest = 0;
    for index in 0..archive.len() {
        let Some(name) = name_at(&archive, index) else {
            continue;
        };
        let short = last_name(&name);
        if short == "sharedstrings.xml" {
            weigh(source, &mut archive, index, STRINGS_BYTES, XML_RUN)?;
            check_promised_strings(source, &mut archive, index)?;
        } else if short == "styles.xml" {
            weigh(source, &mut archive, index, PART_BYTES, STYLE_TAG)?;
        } else if short == workbook || short == "theme1.xml" {
            weigh(source, &mut archive, index, PART_BYTES, XML_RUN)?;
        } else if sheets.contains(&short) {
            largest = largest.max(weigh(source, &mut archive, index, SHEET_BYTES, XML_RUN)?);
        }
    }
    Ok(largest)
}

/// Weighs one part by its declared size only; returns its packed size.
pub fn weigh_declared(
    source: &Source,
    archive: &mut Archive,
    index: usize,
    most: u64,
) -> Result<u64, ExchangeError> {
    let (name, size, packed) = {
        let part = archive
            .by_index_raw(index)
            .map_err(|error| broken(source, 0, &error.to_string()))?;
        let name = part
            .name()
            .map(|name| name.into_owned())
            .unwrap_or_default();
        (name, part.size(), part.compressed_size())
    };
    if size > most {
        let reason = format!("it unpacks to {size} bytes, more than {most}");
        return Err(bomb(source, &name, reason));
    }
    if size > RATIO_FROM && size / packed.max(1) > RATIO {
        let reason =
            format!("it unpacks to {size} bytes from {packed}, more than {RATIO} times its size");
        return Err(bomb(source, &name, reason));
    }
    Ok(packed)
}

/// Weighs one part by its declared size, then unpacks it once to see how its XML is made.
fn weigh(
    source: &Source,
    archive: &mut Archive,
    index: usize,
    most: u64,
    run: usize,
) -> Result<u64, ExchangeError> {
    let packed = weigh_declared(source, archive, index, most)?;
    let part = archive
        .by_index(index)
        .map_err(|error| broken(source, 0, &error.to_string()))?;
    let name = part
        .name()
        .map(|name| name.into_owned())
        .unwrap_or_default();
    let mut guarded = Guarded::new(part, run);
    io::copy(&mut guarded, &mut io::sink()).map_err(|error| refused(source, &name, &error))?;
    if guarded.styles > STYLES {
        let reason = format!(
            "it holds {} cell styles, more than {STYLES}",
            guarded.styles
        );
        return Err(bomb(source, &name, reason));
    }
    Ok(packed)
}

/// The number of shared strings is promised ahead, and room is made for it: it must be possible in that size.
fn check_promised_strings(
    source: &Source,
    archive: &mut Archive,
    index: usize,
) -> Result<(), ExchangeError> {
    let part = archive
        .by_index(index)
        .map_err(|error| broken(source, 0, &error.to_string()))?;
    let most = part.size() / 8;
    let mut xml = xml_reader(part);
    let mut buffer = Vec::new();
    loop {
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) if tag.local_name().as_ref() == "sst" => {
                let Some(promised) = attribute(&tag, "uniqueCount") else {
                    return Ok(());
                };
                return match promised.trim().parse::<u64>() {
                    Ok(count) if count <= most => Ok(()),
                    Ok(_) | Err(_) => {
                        let reason =
                            format!("it promises {promised} strings, which it has no room for");
                        Err(bomb(source, "sharedStrings.xml", reason))
                    }
                };
            }
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => buffer.clear(),
        }
    }
}

/// Kind and target of every relationship in the parts whose names end so.
fn relationships(
    source: &Source,
    archive: &mut Archive,
    endings: &[String],
) -> Result<Vec<(String, String)>, ExchangeError> {
    let mut found = Vec::new();
    for index in 0..archive.len() {
        let name = name_at(archive, index).unwrap_or_default();
        if !endings.iter().any(|ending| name.ends_with(ending.as_str())) {
            continue;
        }
        weigh(source, archive, index, PART_BYTES, XML_RUN)?;
        let part = archive
            .by_index(index)
            .map_err(|error| broken(source, 0, &error.to_string()))?;
        let mut xml = xml_reader(part);
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match xml.read_event_into(&mut buffer) {
                Ok(Event::Start(tag)) if tag.local_name().as_ref() == "Relationship" => {
                    let text = |key| attribute(&tag, key).unwrap_or_default();
                    found.push((text("Type"), text("Target")));
                }
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => return Err(broken(source, 0, &format!("{name}: {error}"))),
            }
        }
    }
    Ok(found)
}

/// A part's name in lower case, with slashes.
fn name_at(archive: &Archive, index: usize) -> Option<String> {
    let name = archive.name_for_index(index)?.ok()?;
    Some(name.replace('\\', "/").to_lowercase())
}

fn last_name(path: &str) -> String {
    let path = path.to_lowercase().replace('\\', "/");
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// A reader of a part's XML that guards its runs; empty elements come as a start and an end.
pub fn xml_reader<R: Read>(part: R) -> Xml<R> {
    let mut xml = quick_xml::Reader::from_reader(BufReader::with_capacity(
        64 << 10,
        Guarded::new(part, XML_RUN),
    ));
    let config = xml.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    xml
}

/// An attribute's text, entities resolved; a name without prefix is taken as it stands.
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    let text = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(text.into_owned())
}

/// Reads through, and fails once there is no tag boundary within a given number of bytes.
///
/// XML parsers hold a tag or a stretch of text in memory as a whole, however long.
pub struct Guarded<R> {
    inner: R,
    most: usize,
    run: usize,
    tag: Vec<u8>,
    in_name: bool,
    styles: usize,
}

impl<R> Guarded<R> {
    fn new(inner: R, most: usize) -> Self {
        Self {
            inner,
            most,
            run: 0,
            tag: Vec::new(),
            in_name: false,
            styles: 0,
        }
    }

    fn watch(&mut self, bytes: &[u8]) -> io::Result<()> {
        for byte in bytes {
            match byte {
                b'<' => {
                    self.run = 0;
                    self.in_name = true;
                    self.tag.clear();
                }
                b'>' | b' ' | b'/' | b'\t' | b'\n' | b'\r' if self.in_name => {
                    self.in_name = false;
                    self.styles += usize::from(self.tag == b"xf");
                    if *byte == b'>' {
                        self.run = 0;
                    }
                }
                b'>' => self.run = 0,
                b':' if self.in_name => self.tag.clear(),
                _ if self.in_name && self.tag.len() < 8 => self.tag.push(*byte),
                _ => {}
            }
            self.run += 1;
            if self.run > self.most {
                let reason = format!("its XML has a tag or text of more than {} bytes", self.most);
                return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.watch(&buffer[..count])?;
        Ok(count)
    }
}

/// Skips everything up to the end of an element that was just entered.
pub fn skip<R: BufRead>(
    xml: &mut quick_xml::Reader<R>,
    buffer: &mut Vec<u8>,
) -> Result<(), quick_xml::Error> {
    let mut depth = 1;
    while depth > 0 {
        buffer.clear();
        let event = xml.read_event_into(buffer)?;
        if matches!(event, Event::Start(_)) {
            depth += 1;
        } else if matches!(event, Event::End(_)) {
            depth -= 1;
        } else if matches!(event, Event::Eof) {
            break;
        }
    }
    Ok(())
}

/// A damaged file.
pub fn broken(source: &Source, line: u64, reason: &str) -> ExchangeError {
    ExchangeError::Broken {
        file: source.name().to_owned(),
        line,
        reason: reason.to_owned(),
    }
}

fn bomb(source: &Source, part: &str, reason: String) -> ExchangeError {
    ExchangeError::Bomb {
        file: source.name().to_owned(),
        part: part.to_owned(),
        reason,
    }
}

fn refused(source: &Source, part: &str, error: &io::Error) -> ExchangeError {
    if error.kind() == io::ErrorKind::InvalidData {
        bomb(source, part, error.to_string())
    } else {
        broken(source, 0, &format!("{part}: {error}"))
    }
}
