//! The keys of an index, put in order: as many as are held are sorted, the others wait in a file without a name.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use super::Result;
use crate::store::sqlite::place::refused;

/// So many bytes of keys are held.
const HELD: usize = 32 << 20;

/// Collects keys, each with the id of its row; keys are compared byte by byte. Ids come in their order, and stay in it
/// where keys are the same.
pub(in crate::store::sqlite) struct Keys {
    /// Where keys wait that are too many to be held.
    folder: PathBuf,
    most: usize,
    /// Those that are longer than a place has room for.
    bytes: Vec<u8>,
    places: Vec<Place>,
    waiting: Option<Waiting>,
}

/// Where a key is held.
struct Place {
    /// Its first bytes, by which most are told apart; of a short one all.
    first: u64,
    at: u32,
    length: u32,
    id: u64,
}

/// So many bytes of a key have room in its place.
const SHORT: usize = 8;

impl Place {
    /// The key, which lies in the bytes, or here.
    fn key<'k>(&self, bytes: &'k [u8], here: &'k mut [u8; SHORT]) -> &'k [u8] {
        let (at, length) = (self.at as usize, self.length as usize);
        if length > SHORT {
            return &bytes[at..at + length];
        }
        *here = self.first.to_be_bytes();
        &here[..length]
    }
}

/// Keys that were written, in parts each of which is in order.
struct Waiting {
    file: File,
    parts: Vec<Range<u64>>,
}

impl Keys {
    pub(in crate::store::sqlite) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            most: HELD,
            bytes: Vec::new(),
            places: Vec::new(),
            waiting: None,
        }
    }

    /// Adds a key.
    pub(in crate::store::sqlite) fn add(&mut self, key: &[u8], id: u64) -> Result<()> {
        let mut first = [0; SHORT];
        let short = key.len().min(SHORT);
        first[..short].copy_from_slice(&key[..short]);
        self.places.push(Place {
            first: u64::from_be_bytes(first),
            at: self.bytes.len() as u32,
            length: key.len() as u32,
            id,
        });
        if key.len() > SHORT {
            self.bytes.extend_from_slice(key);
        }
        if self.bytes.len() + self.places.len() * size_of::<Place>() > self.most {
            self.put_away().map_err(|e| refused(&self.folder, &e))?;
        }
        Ok(())
    }

    fn sort(&mut self) {
        let bytes = &self.bytes;
        self.places.sort_by(|a, b| {
            (a.first.cmp(&b.first)).then_with(|| {
                if a.length.min(b.length) as usize > SHORT {
                    let (mut of_a, mut of_b) = ([0; SHORT], [0; SHORT]);
                    a.key(bytes, &mut of_a).cmp(b.key(bytes, &mut of_b))
                } else {
                    // The other one begins with all of the shorter one.
                    a.length.cmp(&b.length)
                }
            })
        });
    }

    /// Writes what is held to the file.
    fn put_away(&mut self) -> io::Result<()> {
        self.sort();
        let waiting = match &mut self.waiting {
            Some(waiting) => waiting,
            none => none.insert(Waiting {
                file: tempfile::tempfile_in(&self.folder)?,
                parts: Vec::new(),
            }),
        };
        let from = waiting.parts.last().map_or(0, |it| it.end);
        let mut to = from;
        let mut out = BufWriter::with_capacity(1 << 18, &waiting.file);
        for place in &self.places {
            out.write_all(&place.id.to_be_bytes())?;
            out.write_all(&place.length.to_be_bytes())?;
            out.write_all(place.key(&self.bytes, &mut [0; SHORT]))?;
            to += 12 + u64::from(place.length);
        }
        out.flush()?;
        drop(out);
        waiting.parts.push(from..to);
        self.bytes.clear();
        self.places.clear();
        Ok(())
    }

    /// Gives all keys out in their order.
    pub(in crate::store::sqlite) fn drain(
        mut self,
        each: &mut dyn FnMut(&[u8], u64) -> Result<()>,
    ) -> Result<()> {
        if self.waiting.is_none() {
            self.sort();
            let mut held = self.places.iter();
            return held.try_for_each(|it| each(it.key(&self.bytes, &mut [0; SHORT]), it.id));
        }
        let put_away = self.put_away();
        let failed = |e| refused(&self.folder, &e);
        put_away.map_err(failed)?;
        (self.bytes, self.places) = Default::default();
        let Some(Waiting { file, parts }) = &self.waiting else {
            return Ok(());
        };
        let mut heap = BinaryHeap::new();
        for part in parts {
            let mut part = Part::new(file, part.clone());
            if part.next().map_err(failed)? {
                heap.push(Reverse(part));
            }
        }
        while let Some(mut least) = heap.peek_mut() {
            each(&least.0.key, least.0.id)?;
            if !least.0.next().map_err(failed)? {
                std::collections::binary_heap::PeekMut::pop(least);
            }
        }
        Ok(())
    }
}

/// A part of the file, read from its beginning, with the key that comes next.
struct Part<'f> {
    rest: BufReader<Span<'f>>,
    key: Vec<u8>,
    id: u64,
}

impl<'f> Part<'f> {
    fn new(file: &'f File, span: Range<u64>) -> Self {
        Self {
            rest: BufReader::with_capacity(1 << 16, Span { file, span }),
            key: Vec::new(),
            id: 0,
        }
    }

    /// Goes on to the next key; says no where there is none.
    fn next(&mut self) -> io::Result<bool> {
        if self.rest.buffer().is_empty() && self.rest.get_ref().span.is_empty() {
            return Ok(false);
        }
        let mut head = [0; 12];
        self.rest.read_exact(&mut head)?;
        let [id @ .., a, b, c, d] = head;
        self.id = u64::from_be_bytes(id);
        self.key
            .resize(u32::from_be_bytes([a, b, c, d]) as usize, 0);
        self.rest.read_exact(&mut self.key)?;
        Ok(true)
    }
}

impl Ord for Part<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        (&self.key, self.id).cmp(&(&other.key, other.id))
    }
}

impl PartialOrd for Part<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Part<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Part<'_> {}

/// Some bytes of a file that others read too.
struct Span<'f> {
    file: &'f File,
    span: Range<u64>,
}

impl Read for Span<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.span.end - self.span.start).unwrap_or(usize::MAX);
        let most = into.len().min(left);
        let got = self.file.read_at(&mut into[..most], self.span.start)?;
        self.span.start += got as u64;
        Ok(got)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn keys_come_out_in_order_however_many_are_held(
            keys in proptest::collection::vec(proptest::collection::vec(0_u8..3, 0..12), 0..60),
            most in 1_usize..2_000,
        ) {
            let folder = tempfile::tempdir().unwrap();
            let mut sorter = Keys { most, ..Keys::new(folder.path()) };
            let mut wanted = Vec::new();
            for (key, id) in keys.into_iter().zip(1..) {
                sorter.add(&key, id).unwrap();
                wanted.push((key, id));
            }
            wanted.sort();
            let mut given = Vec::new();
            sorter.drain(&mut |key, id| {
                given.push((key.to_vec(), id));
                Ok(())
            }).unwrap();
            proptest::prop_assert_eq!(given, wanted);
            proptest::prop_assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        }
    }
}
