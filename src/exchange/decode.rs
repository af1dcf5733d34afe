//! Turns the bytes of any encoding into UTF-8 bytes as a stream; it must not reject or replace anything.
//!
//! What cannot be decoded becomes the byte `0xFF`, which never occurs in UTF-8: whoever turns a row into
//! text meets it there and rejects that row, whichever encoding the file is in.

use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, DecoderResult, UTF_8};

use super::encoding::FoundEncoding;
use super::source::{Meter, Pass};
use super::{ExchangeError, Source};

/// The byte that stands for what could not be decoded.
const DAMAGED: u8 = 0xFF;
/// How much is read at once.
const PIECE: usize = 128 << 10;

/// A stream of UTF-8 bytes, in which `0xFF` marks damage.
pub struct Decoded {
    pass: Pass,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    ready: Vec<u8>,
    at: usize,
    ended: bool,
}

impl Decoded {
    /// Begins a pass over a source in the encoding that was found.
    ///
    /// # Errors
    /// When the source cannot be read.
    pub fn new(source: &Source, found: &FoundEncoding) -> Result<Self, ExchangeError> {
        let mut pass = source.pass()?;
        let mut mark = vec![0; found.mark];
        pass.read_exact(&mut mark)
            .map_err(|error| source.read_error(error))?;
        let decoder =
            (found.encoding != UTF_8).then(|| found.encoding.new_decoder_without_bom_handling());
        Ok(Self {
            pass,
            decoder,
            raw: Vec::new(),
            ready: Vec::new(),
            at: 0,
            ended: false,
        })
    }

    /// Tells how far the pass is.
    #[must_use]
    pub fn meter(&self) -> Meter {
        self.pass.meter()
    }

    /// Reads and decodes the next piece; nothing is left over from the one before.
    fn refill(&mut self) -> io::Result<()> {
        self.at = 0;
        let Some(decoder) = &mut self.decoder else {
            self.ready.resize(PIECE, 0);
            let count = read_some(&mut self.pass, &mut self.ready)?;
            self.ready.truncate(count);
            self.ended = count == 0;
            return Ok(());
        };
        self.ready.clear();
        while self.ready.is_empty() && !self.ended {
            self.raw.resize(PIECE, 0);
            let count = read_some(&mut self.pass, &mut self.raw)?;
            self.raw.truncate(count);
            self.ended = count == 0;
            decode_into(decoder, &self.raw, self.ended, &mut self.ready);
        }
        Ok(())
    }
}

/// Reads once, again where a signal came between.
fn read_some(input: &mut Pass, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

/// Decodes one piece to its end.
fn decode_into(decoder: &mut Decoder, mut raw: &[u8], last: bool, out: &mut Vec<u8>) {
    loop {
        let start = out.len();
        let room = decoder
            .max_utf8_buffer_length_without_replacement(raw.len())
            .unwrap_or(PIECE * 4);
        out.resize(start + room, 0);
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(raw, &mut out[start..], last);
        out.truncate(start + written);
        raw = &raw[read..];
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => out.push(DAMAGED),
        }
    }
}

impl Read for Decoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let piece = self.fill_buf()?;
        let count = piece.len().min(buffer.len());
        buffer[..count].copy_from_slice(&piece[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Decoded {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.ready.len() && !self.ended {
            self.refill()?;
        }
        Ok(&self.ready[self.at..])
    }

    fn consume(&mut self, count: usize) {
        self.at = (self.at + count).min(self.ready.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::encoding;

    fn decoded(bytes: &[u8], told: Option<&str>) -> Vec<u8> {
        let source = Source::spool(&mut &*bytes, "test").unwrap();
        let found = encoding::find(&source, told).unwrap();
        let mut out = Vec::new();
        Decoded::new(&source, &found)
            .unwrap()
            .read_to_end(&mut out)
            .unwrap();
        out
    }

    #[test]
    fn a_lone_surrogate_becomes_the_mark_of_damage() {
        let bytes = [0xFF, 0xFE, b'a', 0, 0x00, 0xD8, b'b', 0];
        assert_eq!(decoded(&bytes, None), b"a\xFFb");
    }

    #[test]
    fn characters_across_pieces_are_whole() {
        let text = format!("{}客户", "a".repeat(PIECE - 1));
        let (bytes, _, _) = encoding_rs::GBK.encode(&text);
        assert_eq!(decoded(&bytes, Some("gbk")), text.as_bytes());
    }

    #[test]
    fn bytes_that_are_no_utf8_pass_through() {
        assert_eq!(decoded(b"\xEF\xBB\xBFa\x80b", None), b"a\x80b");
    }
}
