//! Finds the elements of a JSON text as a stream: one object after the other, as bytes with the line they start on.
//!
//! It knows strings and brackets only; whether an element is well-formed is asked later, so that a bad one rejects
//! its row and not the file.

use std::io::BufRead;

use super::bytes::{Bytes, Element, Fault};
use super::shape::Shape;
use crate::exchange::limits::ROW_BYTES;

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
        let mut bytes = Bytes::new(input);
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
