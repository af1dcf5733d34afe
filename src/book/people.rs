//! The names of contacts, for finding leads by the people we talk to.

use super::columns::{RowIndex, Span, Texts};
use super::mask::Mask;
use super::search::Search;
use crate::model::fold::fold;
use crate::query::TextMatch;

/// Contacts by id.
#[derive(Debug, Clone, Default)]
pub struct People {
    texts: Texts,
    folded: Texts,
    names: Vec<(Span, Span)>,
    rows: RowIndex,
}

impl People {
    /// The name of a contact.
    #[must_use]
    pub fn name(&self, id: u64) -> Option<&str> {
        let (name, _) = self.names.get(self.rows.get(id)?)?;
        Some(self.texts.get(*name))
    }

    /// The folded name of a contact.
    #[must_use]
    pub fn folded(&self, id: u64) -> Option<&str> {
        let (_, folded) = self.names.get(self.rows.get(id)?)?;
        Some(self.folded.get(*folded))
    }

    /// Which contacts, by id, have a folded name that holds a text.
    #[must_use]
    pub fn having(&self, wanted: &[TextMatch]) -> Mask {
        let search = Search::new(&self.folded, wanted);
        if search.is_vain() {
            return Mask::none(self.rows.rows().len());
        }
        Mask::of(self.rows.rows(), |row| {
            let name = self.names.get(row as usize);
            name.is_some_and(|(_, folded)| search.fits(*folded))
        })
    }

    /// Adds or renames a contact.
    pub fn put(&mut self, id: u64, name: &str) {
        let spans = (self.texts.add(name), self.folded.add(&fold(name)));
        match self.rows.get(id) {
            Some(row) => self.names[row] = spans,
            None => {
                let row = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
                self.names.push(spans);
                self.rows.set(id, row);
            }
        }
    }

    /// Takes a contact out.
    pub fn remove(&mut self, id: u64) {
        self.rows.clear(id);
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.texts.bytes()
            + self.folded.bytes()
            + self.names.capacity() * std::mem::size_of::<(Span, Span)>()
    }
}
