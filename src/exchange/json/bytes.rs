//! Walks over the bytes of a JSON text value by value, by its strings and brackets only; it judges nothing else.

use std::io::{self, BufRead};

use crate::exchange::limits::ROW_BYTES;

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
pub struct Bytes<R> {
    /// Where they come from.
    pub input: R,
    /// The physical line of the next byte.
    pub line: u64,
    /// How many were taken.
    pub read: u64,
}

impl<R: BufRead> Bytes<R> {
    /// The bytes of a stream from its start.
    pub const fn new(input: R) -> Self {
        Self {
            input,
            line: 1,
            read: 0,
        }
    }

    /// The next byte, which stays to be taken.
    pub fn peek(&mut self) -> Result<Option<u8>, Fault> {
        Ok(self.input.fill_buf().map_err(Fault::Io)?.first().copied())
    }

    /// Takes the byte that was peeked at.
    pub fn take(&mut self, byte: u8) {
        self.input.consume(1);
        self.read += 1;
        self.line += u64::from(byte == b'\n');
    }

    /// The next byte that is no blank, which stays to be taken.
    pub fn skip_blanks(&mut self) -> Result<Option<u8>, Fault> {
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_whitespace() {
                return Ok(Some(byte));
            }
            self.take(byte);
        }
        Ok(None)
    }

    /// What is wrong at the next byte.
    pub fn broken(&self, reason: &str) -> Fault {
        Fault::Broken {
            line: self.line,
            reason: reason.to_owned(),
        }
    }

    /// Reads one value into `out`.
    pub fn value(&mut self, out: &mut Element) -> Result<(), Fault> {
        out.bytes.clear();
        out.line = self.line;
        let bytes = &mut out.bytes;
        self.walk(|piece| {
            bytes.extend_from_slice(piece);
            bytes.len() <= ROW_BYTES
        })
    }

    /// Passes over one value.
    pub fn skip_value(&mut self) -> Result<(), Fault> {
        self.walk(|_| true)
    }

    /// Goes over one value and hands its bytes on; a value that is no string and has no brackets ends with what
    /// cannot belong to it.
    fn walk(&mut self, mut keep: impl FnMut(&[u8]) -> bool) -> Result<(), Fault> {
        let start = self.line;
        let framed = matches!(self.peek()?, Some(b'{' | b'[' | b'"'));
        let mut depth = Depth::default();
        loop {
            let piece = self.input.fill_buf().map_err(Fault::Io)?;
            if piece.is_empty() && framed {
                let reason = "the value that starts here is never closed".to_owned();
                return Err(Fault::Broken {
                    line: start,
                    reason,
                });
            }
            let mut used = 0;
            let mut ended = piece.is_empty();
            for byte in piece {
                let foreign = matches!(byte, b',' | b']' | b'}') || byte.is_ascii_whitespace();
                if !framed && foreign {
                    ended = true;
                    break;
                }
                used += 1;
                depth.take(*byte);
                if framed && depth.is_level() {
                    ended = true;
                    break;
                }
            }
            let kept = keep(&piece[..used]);
            self.line += piece[..used].iter().filter(|byte| **byte == b'\n').count() as u64;
            self.input.consume(used);
            self.read += used as u64;
            if !kept {
                return Err(Fault::Long { line: start });
            }
            if ended {
                return Ok(());
            }
        }
    }
}
