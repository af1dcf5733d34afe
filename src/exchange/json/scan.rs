//! Finds the elements of a JSON text as a stream: one object after the other, as bytes with the line they start on.
//!
//! It knows strings and brackets only; whether an element is well-formed is asked later, so that a bad one rejects
//! its row and not the file.

use std::io::{self, BufRead};

use crate::exchange::limits::ROW_BYTES;

/// Where the rows are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Every line is an element.
    Lines,
    /// Elements follow each other without a frame.
    Stream,
    /// Elements are in an array.
    Array {
        /// How many bytes stand before its first element.
        skip: u64,
        /// The line on which that is.
        line: u64,
        /// The key under which the array stands, if it is inside an object.
        key: Option<String>,
    },
}

/// What makes it pointless to read on.
#[derive(Debug)]
pub enum Fault {
    /// The bytes cannot be read.
    Io(io::Error),
    /// The text is not what it should be.
    Broken {
        /// The physical line.
        line: u64,
        /// What was met.
        reason: String,
    },
    /// An element holds more than any honest row.
    Long {
        /// The line where it starts.
        line: u64,
    },
}

/// One element: its bytes, and the line where it starts.
#[derive(Debug, Default)]
pub struct Element {
    /// The element's text.
    pub bytes: Vec<u8>,
    /// The physical line, counted from one.
    pub line: u64,
}

impl Element {
    /// The text; an error is the reason, for people.
    pub fn text(&self) -> Result<&str, String> {
        std::str::from_utf8(&self.bytes)
            .map_err(|error| format!("byte {} cannot be decoded", error.valid_up_to() + 1))
    }
}

/// Keeps track of strings and brackets.
#[derive(Debug, Default, Clone, Copy)]
struct Depth {
    open: u64,
    quoted: bool,
    escaped: bool,
}

impl Depth {
    fn take(&mut self, byte: u8) {
        if self.quoted {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.quoted = false,
                _ => {}
            }
            return;
        }
        match byte {
            b'"' => self.quoted = true,
            b'{' | b'[' => self.open += 1,
            b'}' | b']' => self.open = self.open.saturating_sub(1),
            _ => {}
        }
    }

    const fn is_level(&self) -> bool {
        self.open == 0 && !self.quoted
    }
}

/// Bytes one by one, with their lines.
struct Bytes<R> {
    input: R,
    line: u64,
    read: u64,
}

impl<R: BufRead> Bytes<R> {
    fn peek(&mut self) -> Result<Option<u8>, Fault> {
        Ok(self.input.fill_buf().map_err(Fault::Io)?.first().copied())
    }

    fn take(&mut self, byte: u8) {
        self.input.consume(1);
        self.read += 1;
        self.line += u64::from(byte == b'\n');
    }

    /// The next byte that is no blank, which stays to be taken.
    fn skip_blanks(&mut self) -> Result<Option<u8>, Fault> {
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_whitespace() {
                return Ok(Some(byte));
            }
            self.take(byte);
        }
        Ok(None)
    }

    fn broken(&self, reason: &str) -> Fault {
        Fault::Broken {
            line: self.line,
            reason: reason.to_owned(),
        }
    }

    /// Reads one value into `out`; without a frame a value ends with itself.
    fn value(&mut self, out: &mut Element) -> Result<(), Fault> {
        out.bytes.clear();
        out.line = self.line;
        let mut depth = Depth::default();
        while let Some(byte) = self.peek()? {
            let bare = depth.is_level()
                && !out.bytes.is_empty()
                && !matches!(out.bytes[0], b'{' | b'[' | b'"');
            if bare && (matches!(byte, b',' | b']' | b'}') || byte.is_ascii_whitespace()) {
                return Ok(());
            }
            self.take(byte);
            out.bytes.push(byte);
            depth.take(byte);
            if depth.is_level() && matches!(byte, b'}' | b']' | b'"') {
                return Ok(());
            }
            if out.bytes.len() > ROW_BYTES {
                return Err(Fault::Long { line: out.line });
            }
        }
        if depth.is_level() {
            return Ok(());
        }
        Err(Fault::Broken {
            line: out.line,
            reason: "the value that starts here is never closed".to_owned(),
        })
    }

    /// Passes over one value.
    fn skip_value(&mut self) -> Result<(), Fault> {
        let start = self.line;
        let mut depth = Depth::default();
        let first = self.peek()?;
        while let Some(byte) = self.peek()? {
            let bare = depth.is_level() && !matches!(first, Some(b'{' | b'[' | b'"'));
            if bare && matches!(byte, b',' | b'}' | b']') {
                return Ok(());
            }
            self.take(byte);
            depth.take(byte);
            if depth.is_level() && !bare {
                return Ok(());
            }
        }
        Err(Fault::Broken {
            line: start,
            reason: "the value that starts here is never closed".to_owned(),
        })
    }
}

/// Finds out where the rows of a JSON text are.
///
/// # Errors
/// When it holds no objects, or more than one array of them.
pub fn find_shape<R: BufRead>(input: R) -> Result<Shape, Fault> {
    let mut bytes = Bytes {
        input,
        line: 1,
        read: 0,
    };
    match bytes.skip_blanks()? {
        Some(b'[') => {
            bytes.take(b'[');
            Ok(Shape::Array {
                skip: bytes.read,
                line: bytes.line,
                key: None,
            })
        }
        Some(b'{') => object_shape(&mut bytes),
        Some(_) => Err(bytes.broken("neither an array nor an object starts here")),
        None => Err(bytes.broken("there is nothing")),
    }
}

/// One object with an array of objects in it, or many objects after each other.
fn object_shape<R: BufRead>(bytes: &mut Bytes<R>) -> Result<Shape, Fault> {
    let first_line = bytes.line;
    let mut arrays: Vec<Shape> = Vec::new();
    bytes.take(b'{');
    loop {
        match bytes.skip_blanks()? {
            Some(b'"') => {}
            Some(b'}') => {
                bytes.take(b'}');
                break;
            }
            Some(b',') => {
                bytes.take(b',');
                continue;
            }
            Some(_) | None => return Ok(lines_or_stream(bytes, first_line)),
        }
        let mut key = Element::default();
        bytes.value(&mut key)?;
        if bytes.skip_blanks()? != Some(b':') {
            return Ok(lines_or_stream(bytes, first_line));
        }
        bytes.take(b':');
        if bytes.skip_blanks()? == Some(b'[') {
            bytes.take(b'[');
            let (skip, line) = (bytes.read, bytes.line);
            if bytes.skip_blanks()? == Some(b'{') {
                let key = serde_json::from_slice::<String>(&key.bytes).ok();
                arrays.push(Shape::Array { skip, line, key });
            }
            skip_rest_of_array(bytes)?;
        } else {
            bytes.skip_value()?;
        }
    }
    let (last_line, more) = (bytes.line, bytes.skip_blanks()?.is_some());
    if more {
        // Several objects: lines if the first one stands on one.
        return Ok(if last_line == first_line {
            Shape::Lines
        } else {
            Shape::Stream
        });
    }
    match arrays.len() {
        0 => Ok(Shape::Stream),
        1 => Ok(arrays.remove(0)),
        _ => Err(bytes
            .broken("the object holds more than one array of objects; keep the one that is meant")),
    }
}

/// After something that cannot be an object: line by line if there is any chance.
fn lines_or_stream<R>(bytes: &Bytes<R>, first_line: u64) -> Shape {
    if bytes.line == first_line {
        Shape::Lines
    } else {
        Shape::Stream
    }
}

fn skip_rest_of_array<R: BufRead>(bytes: &mut Bytes<R>) -> Result<(), Fault> {
    loop {
        match bytes.skip_blanks()? {
            Some(b']') => {
                bytes.take(b']');
                return Ok(());
            }
            Some(b',') => bytes.take(b','),
            Some(b'}') | None => return Err(bytes.broken("an array is never closed")),
            Some(_) => bytes.skip_value()?,
        }
    }
}

/// Reads elements.
pub struct Scanner<R> {
    bytes: Bytes<R>,
    lines: bool,
    framed: bool,
    inside: bool,
    ended: bool,
    blank: u64,
}

impl<R: BufRead> Scanner<R> {
    /// A scanner at the first element of a text of known shape.
    pub fn new(input: R, shape: &Shape) -> Result<Self, Fault> {
        let mut bytes = Bytes {
            input,
            line: 1,
            read: 0,
        };
        let mut inside = false;
        if let Shape::Array { skip, line, key } = shape {
            inside = key.is_some();
            while bytes.read < *skip {
                let piece = bytes.input.fill_buf().map_err(Fault::Io)?.len() as u64;
                let count = piece.min(*skip - bytes.read);
                if count == 0 {
                    return Err(bytes.broken("it ended before its first element"));
                }
                bytes
                    .input
                    .consume(usize::try_from(count).unwrap_or(usize::MAX));
                bytes.read += count;
            }
            bytes.line = *line;
        }
        Ok(Self {
            bytes,
            lines: *shape == Shape::Lines,
            framed: matches!(shape, Shape::Array { .. }),
            inside,
            ended: false,
            blank: 0,
        })
    }

    /// Lines without content that were passed over, where lines are elements.
    pub const fn blank_lines(&self) -> u64 {
        self.blank
    }

    /// Reads the next element; false at the end.
    ///
    /// # Errors
    /// A fault, after which there is nothing more to be read.
    pub fn next(&mut self, out: &mut Element) -> Result<bool, Fault> {
        if self.ended {
            return Ok(false);
        }
        if self.lines {
            return self.next_line(out);
        }
        loop {
            match self.bytes.skip_blanks()? {
                Some(b',') => self.bytes.take(b','),
                Some(b']') if self.framed => {
                    self.bytes.take(b']');
                    return self.end();
                }
                Some(byte @ (b']' | b'}' | b':')) => {
                    let reason = format!("`{}` has nothing to close here", char::from(byte));
                    return Err(self.bytes.broken(&reason));
                }
                Some(_) => {
                    self.bytes.value(out)?;
                    return Ok(true);
                }
                None if self.framed => return Err(self.bytes.broken("the array is never closed")),
                None => return Ok(false),
            }
        }
    }

    /// Sees to it that nothing follows the array: rows there would be lost in silence.
    fn end(&mut self) -> Result<bool, Fault> {
        self.ended = true;
        if !self.inside && self.bytes.skip_blanks()?.is_some() {
            return Err(self
                .bytes
                .broken("something follows after the end of the array"));
        }
        Ok(false)
    }

    fn next_line(&mut self, out: &mut Element) -> Result<bool, Fault> {
        loop {
            out.bytes.clear();
            out.line = self.bytes.line;
            loop {
                let piece = self.bytes.input.fill_buf().map_err(Fault::Io)?;
                if piece.is_empty() {
                    break;
                }
                let end = piece.iter().position(|byte| *byte == b'\n');
                let count = end.map_or(piece.len(), |end| end + 1);
                out.bytes.extend_from_slice(&piece[..count]);
                self.bytes.input.consume(count);
                if out.bytes.len() > ROW_BYTES {
                    return Err(Fault::Long { line: out.line });
                }
                if end.is_some() {
                    self.bytes.line += 1;
                    break;
                }
            }
            if out.bytes.is_empty() {
                return Ok(false);
            }
            if !out.bytes.iter().all(u8::is_ascii_whitespace) {
                return Ok(true);
            }
            self.blank += 1;
        }
    }
}
