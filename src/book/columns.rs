//! What columns are made of: packed texts, dictionaries, and a macro that keeps columns together.
//!
//! Knows nothing of leads or accounts.

use std::collections::HashMap;
use std::sync::OnceLock;

use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

use super::column::Column;
use super::pieces::pieced;
use crate::model::fold::fold;

/// Where a text lies in its `Texts`.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout,
)]
#[repr(C)]
pub struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Span {
    /// Whether there is no text.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// Many texts in one piece of memory; a replaced text stays behind as waste until the next build.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    bytes: Column<u8>,
}

/// Behind this many bytes there is no room for every text any more, of those that a field takes and folded, which may make
/// them longer.
const LAST: usize = u32::MAX as usize - (1 << 20);

impl Texts {
    /// Adds a text. One that no longer fits into 4 GiB is kept as nothing.
    pub fn add(&mut self, text: &str) -> Span {
        let start = self.bytes.len();
        match (u32::try_from(start), u32::try_from(start + text.len())) {
            (Ok(start), Ok(end)) => {
                self.bytes.extend_from_slice(text.as_bytes());
                Span { start, end }
            }
            _ => Span::default(),
        }
    }

    /// As many bytes as there can be, none of which is ever touched, so that they take no memory.
    #[cfg(test)]
    pub(crate) fn full() -> Self {
        Self {
            bytes: vec![0; u32::MAX as usize].into(),
        }
    }

    /// Adds a text if there is one.
    pub fn add_some(&mut self, text: Option<&str>) -> Span {
        text.map_or_else(Span::default, |text| self.add(text))
    }

    /// The text.
    #[must_use]
    pub fn get(&self, span: Span) -> &str {
        // Only texts were put in; bytes that came from elsewhere and are none count as nothing.
        std::str::from_utf8(self.bytes_of(span)).unwrap_or_default()
    }

    /// The bytes of the text.
    #[must_use]
    pub fn bytes_of(&self, span: Span) -> &[u8] {
        let bytes = self.bytes.get(span.start as usize..span.end as usize);
        bytes.unwrap_or_default()
    }

    /// The text, if there is one.
    #[must_use]
    pub fn some(&self, span: Span) -> Option<&str> {
        Some(self.get(span)).filter(|it| !it.is_empty())
    }

    /// Whether there is hardly any room left: what was added last may be kept as nothing.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.bytes.len() > LAST
    }

    /// The bytes of all texts, one behind the other.
    #[must_use]
    pub fn all(&self) -> &[u8] {
        &self.bytes
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes.bytes()
    }
}

pieced!(Texts { bytes });

/// Numbers for texts that occur often; 0 is "nothing".
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    names: Texts,
    spans: Column<Span>,
    /// Follows from the names; worked out when it is first asked for.
    known: OnceLock<Known>,
}

/// What follows from a dictionary's names.
#[derive(Debug, Clone, Default)]
struct Known {
    folded: Vec<Box<str>>,
    codes: HashMap<Box<str>, u32>,
    first: HashMap<Box<str>, u32>,
    twins: Vec<(u32, u32)>,
}

impl Known {
    fn of(names: &Dictionary) -> Self {
        let mut known = Self::default();
        for (code, name) in names.iter() {
            known.add(code, name);
        }
        known
    }

    fn add(&mut self, code: u32, name: &str) {
        let folded: Box<str> = fold(name).into();
        self.folded.push(folded.clone());
        self.codes.insert(name.into(), code);
        let first = *self.first.entry(folded).or_insert(code);
        if first != code {
            self.twins.push((code, first));
        }
    }
}

impl Dictionary {
    /// The code of a text, a new one if it has none.
    pub fn code(&mut self, text: Option<&str>) -> u32 {
        let Some(text) = text.filter(|it| !it.is_empty()) else {
            return 0;
        };
        if let Some(code) = self.known().codes.get(text) {
            return *code;
        }
        let span = self.names.add(text);
        self.spans.push(span);
        let code = u32::try_from(self.spans.len()).unwrap_or(u32::MAX);
        if let Some(known) = self.known.get_mut() {
            known.add(code, text);
        }
        code
    }

    fn known(&self) -> &Known {
        self.known.get_or_init(|| Known::of(self))
    }

    /// The text of a code; nothing for 0.
    #[must_use]
    pub fn get(&self, code: u32) -> Option<&str> {
        let index = (code as usize).checked_sub(1)?;
        self.spans.get(index).map(|span| self.names.get(*span))
    }

    /// Every code with its text.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        (1..).zip(self.spans.iter().map(|span| self.names.get(*span)))
    }

    /// The texts as they are compared; the first has code 1.
    #[must_use]
    pub fn folded(&self) -> &[Box<str>] {
        &self.known().folded
    }

    /// Codes whose texts are compared as equal to an earlier one's, with that earlier one.
    #[must_use]
    pub fn twins(&self) -> &[(u32, u32)] {
        &self.known().twins
    }

    /// How many codes there are, 0 included.
    #[must_use]
    pub fn width(&self) -> usize {
        self.spans.len() + 1
    }
}

pieced!(Dictionary { names, spans });

/// Finds the row of an id; ids are dense, so it is a plain table.
#[derive(Debug, Clone, Default)]
pub struct RowIndex {
    rows: Column<u32>,
}

/// No row.
pub const NO_ROW: u32 = u32::MAX;

/// An id in four bytes; 0 where there is none, or none that a [`RowIndex`] could hold.
pub(super) fn short(id: Option<u64>) -> u32 {
    id.and_then(|it| u32::try_from(it).ok()).unwrap_or(0)
}

impl RowIndex {
    /// The row of an id.
    #[must_use]
    pub fn get(&self, id: u64) -> Option<usize> {
        let row = *self.rows.get(usize::try_from(id).ok()?)?;
        (row != NO_ROW).then_some(row as usize)
    }

    /// The row of every id from 0 on, or [`NO_ROW`].
    #[must_use]
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Sets the row of an id.
    pub fn set(&mut self, id: u64, row: u32) {
        let Ok(index) = usize::try_from(id) else {
            return;
        };
        if self.rows.len() <= index {
            self.rows.resize(index + 1, NO_ROW);
        }
        if let Some(slot) = self.rows.get_mut(index) {
            *slot = row;
        }
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.rows.bytes()
    }

    /// Forgets the row of an id.
    pub fn clear(&mut self, id: u64) {
        if self.get(id).is_some() {
            self.set(id, NO_ROW);
        }
    }
}

pieced!(RowIndex { rows });

/// Declares a struct of equally long columns that grow, move and are measured together.
macro_rules! columns {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$cdoc:meta])* $column:ident: $type:ty = $empty:expr),+ $(,)?
        $(; codes { $($(#[$kdoc:meta])* $code:ident),+ $(,)? })?
        $(; words { $($(#[$wdoc:meta])* $word:ident),+ $(,)? })?
        $(; tails { $($(#[$tdoc:meta])* $tail:ident),+ $(,)? })?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default)]
        pub struct $name {
            $($(#[$cdoc])* pub $column: $crate::book::column::Column<$type>,)+
            $($($(#[$kdoc])* pub $code: $crate::book::coded::Cells,)+)?
            $($($(#[$wdoc])* pub $word: $crate::book::coded::Coded,)+)?
            $($($(#[$tdoc])* pub $tail: $crate::book::tail::Tail,)+)?
        }

        $crate::book::pieces::pieced!($name { $($column,)+ $($($code,)+)? $($($word,)+)? $($($tail,)+)? });

        impl $name {
            /// Adds a row of empty cells and returns its position.
            pub fn grow(&mut self) -> usize {
                let row = self.len();
                $(self.$column.push($empty);)+
                $($(self.$code.grow();)+)?
                $($(self.$word.grow();)+)?
                $($(self.$tail.grow();)+)?
                row
            }

            /// Empties the cells of a row.
            pub fn reset(&mut self, row: usize) {
                $(if let Some(cell) = self.$column.get_mut(row) { *cell = $empty; })+
                $($(self.$code.reset(row);)+)?
                $($(self.$word.reset(row);)+)?
                $($(self.$tail.reset(row);)+)?
            }

            /// Copies the cells of a row into another.
            pub fn copy(&mut self, from: usize, to: usize) {
                $(if from < self.$column.len() && to < self.$column.len() {
                    self.$column[to] = self.$column[from];
                })+
                $($(self.$code.copy(from, to);)+)?
                $($(self.$word.copy(from, to);)+)?
                $($(self.$tail.copy(from, to);)+)?
            }

            /// Puts the rows into another order.
            pub fn permute(&mut self, order: &[u32]) {
                use rayon::prelude::*;
                $({
                    let column = &self.$column;
                    let moved = order.par_iter().with_min_len(1 << 14);
                    let moved = moved.map(|row| column.get(*row as usize).copied().unwrap_or($empty));
                    self.$column = moved.collect::<Vec<$type>>().into();
                })+
                $($(self.$code.permute(order);)+)?
                $($(self.$word.permute(order);)+)?
                $($(self.$tail.permute(order);)+)?
            }

            /// Gives back memory that growing has reserved.
            pub fn shrink(&mut self) {
                $(self.$column.shrink_to_fit();)+
                $($(self.$code.shrink();)+)?
                $($(self.$word.shrink();)+)?
                $($(self.$tail.shrink();)+)?
            }

            /// Bytes held.
            #[must_use]
            pub fn bytes(&self) -> usize {
                0 $(+ self.$column.bytes())+
                    $($(+ self.$code.bytes())+)?
                    $($(+ self.$word.bytes())+)?
                    $($(+ self.$tail.bytes())+)?
            }
        }
    };
}
pub(super) use columns;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_say_that_they_are_full_and_keep_what_has_no_room_as_nothing() {
        let mut it = Texts::full();
        assert!(it.is_full() && !Texts::default().is_full());
        let lost = it.add("ab");
        assert_eq!((lost.is_empty(), it.get(lost)), (true, ""));
    }

    #[test]
    fn a_dictionary_gives_each_text_one_code_and_nothing_zero() {
        let mut it = Dictionary::default();
        assert_eq!(it.code(None), 0);
        assert_eq!(it.code(Some("")), 0);
        let fair = it.code(Some("fair"));
        assert_eq!(it.code(Some("webinar")), fair + 1);
        assert_eq!(it.code(Some("fair")), fair);
        assert_eq!(it.get(fair), Some("fair"));
        assert_eq!(it.get(0), None);
    }

    #[test]
    fn an_id_that_was_never_seen_has_no_row() {
        let mut it = RowIndex::default();
        it.set(7, 3);
        assert_eq!((it.get(7), it.get(6), it.get(900)), (Some(3), None, None));
        it.clear(7);
        assert_eq!(it.get(7), None);
    }
}
