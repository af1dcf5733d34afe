//! Values in the form that a row or a key of an index has in the file: a header that says what there is, then all of it.

use crate::model::Seen;
use crate::store::sqlite::days::iso;

/// Adds a number as SQLite packs lengths and ids: seven bits a byte, eight in the ninth.
pub(in crate::store::sqlite) fn varint(out: &mut Vec<u8>, number: u64) {
    if number < 0x80 {
        out.push(number as u8);
        return;
    }
    if number >> 56 != 0 {
        out.extend((0..8).rev().map(|it| (number >> (8 + 7 * it)) as u8 | 0x80));
        out.push(number as u8);
        return;
    }
    let groups = (64 - number.leading_zeros()).div_ceil(7);
    for group in (1..groups).rev() {
        out.push((number >> (7 * group)) as u8 | 0x80);
    }
    out.push(number as u8 & 0x7f);
}

/// Puts a record together; used again for the next one.
#[derive(Debug, Default)]
pub(in crate::store::sqlite) struct Layout {
    header: Vec<u8>,
    body: Vec<u8>,
}

impl Layout {
    /// Begins another record.
    pub(in crate::store::sqlite) fn clear(&mut self) -> &mut Self {
        self.header.clear();
        self.body.clear();
        self
    }

    /// Adds a value.
    pub(in crate::store::sqlite) fn add(&mut self, value: Seen<'_>) -> &mut Self {
        match value {
            Seen::None => self.header.push(0),
            Seen::Text(text) => self.long(text.as_bytes(), 13),
            Seen::Integer(number) => self.integer(number),
            Seen::Date(day) => {
                let text = iso(day);
                self.long(text.as_bytes(), 13);
            }
        }
        self
    }

    /// Adds text as bytes.
    pub(in crate::store::sqlite) fn text(&mut self, bytes: &[u8]) -> &mut Self {
        self.long(bytes, 13);
        self
    }

    /// Adds bytes that are no text.
    pub(in crate::store::sqlite) fn blob(&mut self, bytes: &[u8]) -> &mut Self {
        self.long(bytes, 12);
        self
    }

    /// Adds a number in four bytes, however small it is, so that another can take its place.
    pub(in crate::store::sqlite) fn four(&mut self, number: u32) -> &mut Self {
        self.header.push(4);
        self.body.extend_from_slice(&number.to_be_bytes());
        self
    }

    fn long(&mut self, bytes: &[u8], kind: u64) {
        varint(&mut self.header, 2 * bytes.len() as u64 + kind);
        self.body.extend_from_slice(bytes);
    }

    fn integer(&mut self, number: i64) {
        if number == 0 || number == 1 {
            self.header.push(8 + number as u8);
            return;
        }
        // How many bits it needs, one for the sign.
        let bits = 65 - (number ^ (number >> 63)).leading_zeros();
        let (kind, width) = match bits {
            ..=8 => (1, 1),
            9..=16 => (2, 2),
            17..=24 => (3, 3),
            25..=32 => (4, 4),
            33..=48 => (5, 6),
            _ => (6, 8),
        };
        self.header.push(kind);
        self.body
            .extend_from_slice(&number.to_be_bytes()[8 - width..]);
    }

    /// How long the header is; that counts itself.
    fn head(&self) -> usize {
        let length = self.header.len() + 1;
        length + usize::from(length > 0x7f)
    }

    /// How long the record is.
    pub(super) fn len(&self) -> usize {
        self.head() + self.body.len()
    }

    /// Adds the record to a cell.
    pub(super) fn put(&self, cell: &mut Vec<u8>) {
        varint(cell, self.head() as u64);
        cell.extend_from_slice(&self.header);
        cell.extend_from_slice(&self.body);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(number: u64) -> Vec<u8> {
        let mut out = Vec::new();
        varint(&mut out, number);
        out
    }

    #[test]
    fn lengths_are_packed_as_the_format_says() {
        assert_eq!(packed(0), [0]);
        assert_eq!(packed(0x7f), [0x7f]);
        assert_eq!(packed(0x80), [0x81, 0]);
        assert_eq!(packed(300), [0x82, 0x2c]);
        assert_eq!(
            packed((1 << 56) - 1),
            [255, 255, 255, 255, 255, 255, 255, 127]
        );
        assert_eq!(
            packed(1 << 56),
            [0x80, 0xc0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0]
        );
        assert_eq!(packed(u64::MAX), [255; 9]);
    }
}
