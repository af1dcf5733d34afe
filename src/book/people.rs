//! The people at the companies: who they are and how one reaches them, for finding leads and accounts by them.

use super::columns::{RowIndex, Span, Texts, columns};
use super::mask::Mask;
use super::pieces::pieced;
use super::search::Search;
use super::shelves::Shelf;
use crate::model::fold::{digits, fold};
use crate::model::{BuyingRole, Seen};
use crate::query::{TextMatch, TextRule};

/// What is kept of a contact.
pub(super) const FIELDS: [&str; 8] = [
    "contact",
    "account",
    "role",
    "title",
    "email",
    "phone",
    "note",
    "external_id",
];

columns! {
    /// The columns; what is only searched is kept folded alone.
    Columns {
        /// The account's id, 0 without.
        account: u32 = 0,
        /// The buying role, as its position in the list and one; 0 without.
        role: u8 = 0,
        /// The name.
        name: Span = Span::default(),
        /// The name, folded.
        folded: Span = Span::default(),
        /// The number that another system gave it.
        external_id: Span = Span::default(),
        /// The position.
        position: Span = Span::default(),
        /// The e-mail address.
        email: Span = Span::default(),
        /// The digits of the telephone number.
        phone: Span = Span::default(),
        /// The note.
        note: Span = Span::default(),
    }
}

impl Columns {
    fn len(&self) -> usize {
        self.account.len()
    }
}

/// What of a person is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The name.
    Name,
    /// The number that another system gave it.
    ExternalId,
    /// The position.
    Position,
    /// The e-mail address.
    Email,
    /// The telephone number.
    Phone,
    /// The note.
    Note,
}

/// Contacts by id.
#[derive(Debug, Clone, Default)]
pub struct People {
    texts: Texts,
    /// The names, folded: every bare word is looked for in them, and in nothing else of what is kept here.
    names: Texts,
    /// All else that is searched.
    folded: Texts,
    columns: Columns,
    rows: RowIndex,
}

pieced!(People {
    texts,
    names,
    folded,
    columns,
    rows
});

impl People {
    /// How many rows there are, unused ones included.
    pub(super) fn rows(&self) -> usize {
        self.columns.len()
    }

    /// Everything that is held of a contact, in words; nothing of one that is not there.
    pub(super) fn told(&self, id: u64) -> Option<String> {
        let (row, c) = (self.rows.get(id)?, &self.columns);
        let name = (self.texts.get(c.name[row]), self.names.get(c.folded[row]));
        let parts = [&c.external_id, &c.position, &c.email, &c.phone, &c.note];
        let parts = parts.map(|spans| self.folded.get(spans[row]));
        Some(format!(
            "{} {} {name:?} {parts:?}",
            c.account[row], c.role[row]
        ))
    }

    /// The ids that there may be, from 0 to before this one.
    pub(super) fn ids(&self) -> u64 {
        self.rows.rows().len() as u64
    }

    /// The name of a contact.
    #[must_use]
    pub fn name(&self, id: u64) -> Option<&str> {
        let name = self.columns.name.get(self.rows.get(id)?)?;
        Some(self.texts.get(*name))
    }

    /// The folded name of a contact.
    #[must_use]
    pub fn folded(&self, id: u64) -> Option<&str> {
        let folded = self.columns.folded.get(self.rows.get(id)?)?;
        Some(self.names.get(*folded))
    }

    /// Where the texts of a part lie, and in what.
    fn part(&self, part: Part) -> (&Texts, &[Span]) {
        let (others, c) = (&self.folded, &self.columns);
        match part {
            Part::Name => (&self.names, &c.folded),
            Part::ExternalId => (others, &c.external_id),
            Part::Position => (others, &c.position),
            Part::Email => (others, &c.email),
            Part::Phone => (others, &c.phone),
            Part::Note => (others, &c.note),
        }
    }

    /// The bytes that a bare word is looked for in.
    pub(super) fn searched(&self) -> &[u8] {
        self.names.all()
    }

    /// The names by where they begin.
    pub(super) fn shelf(&self) -> Shelf {
        Shelf::of(&self.columns.folded, self.names.all().len())
    }

    /// Which contacts, by id, have a name that fits.
    #[must_use]
    pub fn named(&self, shelf: &Shelf, wanted: &[TextMatch]) -> Mask {
        let names = (shelf, self.columns.folded.as_slice());
        let rows = Search::on_shelves(&self.names, wanted).rows_on(&[names]);
        Mask::of(self.rows.rows(), |row| rows.has(row as usize))
    }

    /// Which contacts, by id, have a part that fits.
    #[must_use]
    pub fn having(&self, part: Part, wanted: &[TextMatch]) -> Mask {
        let (texts, spans) = self.part(part);
        let search = Search::new(texts, wanted);
        if search.is_vain() {
            return Mask::none(self.rows.rows().len());
        }
        Mask::of(self.rows.rows(), |row| {
            let span = spans.get(row as usize);
            span.is_some_and(|span| !span.is_empty() && search.fits(*span))
        })
    }

    /// Which contacts, by id, have a part at all.
    #[must_use]
    pub fn with(&self, part: Part) -> Mask {
        let (_, spans) = self.part(part);
        Mask::of(self.rows.rows(), |row| {
            spans.get(row as usize).is_some_and(|span| !span.is_empty())
        })
    }

    /// The roles that the people at each account have, a bit each by their place in the list and one; by the
    /// accounts' rows, of which there are so many.
    #[must_use]
    pub fn roles(&self, accounts: &RowIndex, many: usize) -> Vec<u8> {
        let mut roles = vec![0; many];
        for (account, role) in self.columns.account.iter().zip(&self.columns.role) {
            let row = accounts.get(u64::from(*account));
            if let Some(roles) = row.and_then(|row| roles.get_mut(row)) {
                *roles |= 1 << role;
            }
        }
        roles
    }

    /// How many people there are at each account, by the accounts' rows, of which there are so many.
    #[must_use]
    pub fn counts(&self, accounts: &RowIndex, many: usize) -> Vec<u32> {
        let mut counts = vec![0; many];
        for account in self.columns.account.iter().filter(|it| **it != 0) {
            let row = accounts.get(u64::from(*account));
            if let Some(count) = row.and_then(|row| counts.get_mut(row)) {
                *count += 1;
            }
        }
        counts
    }

    /// Adds or replaces a contact, from the values of [`FIELDS`].
    pub(super) fn put(&mut self, id: u64, values: &[Seen<'_>]) {
        let row = self.row(id);
        self.columns.reset(row);
        for (field, value) in FIELDS.iter().zip(values) {
            self.set_in(row, field, *value);
        }
    }

    /// Sets one field of a contact.
    pub(super) fn set(&mut self, id: u64, field: &str, value: Seen<'_>) {
        let row = self.row(id);
        self.set_in(row, field, value);
    }

    fn set_in(&mut self, row: usize, field: &str, value: Seen<'_>) {
        let text = value.text();
        let c = &mut self.columns;
        match field {
            "contact" => self.call(row, text.unwrap_or_default()),
            "account" => c.account[row] = value.id().map_or(0, short),
            "role" => c.role[row] = role(text.and_then(|it| it.parse().ok())),
            "external_id" | "title" | "email" | "phone" | "note" => {
                self.set_text(row, field, text.unwrap_or_default());
            }
            _ => {}
        }
    }

    fn call(&mut self, row: usize, name: &str) {
        self.columns.name[row] = self.texts.add(name);
        self.columns.folded[row] = self.names.add(&fold(name));
    }

    fn set_text(&mut self, row: usize, field: &str, text: &str) {
        let c = &mut self.columns;
        let (cell, folded) = match field {
            "external_id" => (&mut c.external_id[row], fold(text)),
            "title" => (&mut c.position[row], fold(text)),
            "email" => (&mut c.email[row], fold(text)),
            "phone" => (&mut c.phone[row], digits(text)),
            "note" => (&mut c.note[row], fold(text)),
            _ => return,
        };
        *cell = if folded.is_empty() {
            Span::default()
        } else {
            self.folded.add(&folded)
        };
    }

    fn row(&mut self, id: u64) -> usize {
        self.rows.get(id).unwrap_or_else(|| {
            let row = self.columns.grow();
            self.rows.set(id, u32::try_from(row).unwrap_or(u32::MAX));
            row
        })
    }

    /// Takes a contact out.
    pub fn remove(&mut self, id: u64) {
        if let Some(row) = self.rows.get(id) {
            self.columns.reset(row);
            self.rows.clear(id);
        }
    }

    /// Sets one field of a contact, if it is there.
    pub(super) fn give(&mut self, id: u64, field: &str, value: Seen<'_>) {
        if let Some(row) = self.rows.get(id) {
            self.set_in(row, field, value);
        }
    }

    /// Takes contacts out of all that is counted and found by id, without touching what else is in their rows.
    pub(super) fn hide(&mut self, ids: &[u64]) {
        for id in ids {
            if let Some(row) = self.rows.get(*id) {
                self.columns.account[row] = 0;
                self.rows.clear(*id);
            }
        }
    }

    /// Whether some of its texts may be kept as nothing, for want of room.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.texts.is_full() || self.names.is_full() || self.folded.is_full()
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let texts = self.texts.bytes() + self.names.bytes() + self.folded.bytes();
        texts + self.columns.bytes() + self.rows.bytes()
    }
}

/// Whether a wanted text has a digit in it, as foreign numbers mostly have.
pub(super) fn has_digit(wanted: &TextMatch) -> bool {
    wanted.rule == TextRule::Pattern || wanted.folded.bytes().any(|it| it.is_ascii_digit())
}

fn short(id: u64) -> u32 {
    u32::try_from(id).unwrap_or(0)
}

fn role(it: Option<BuyingRole>) -> u8 {
    it.map_or(0, |it| it as u8 + 1)
}
