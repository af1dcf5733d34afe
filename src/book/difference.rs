//! Whether two books say the same, in whatever order their rows lie; for checks, which may take their time.

use super::Book;
use super::track::Packed;

/// Everything that a book holds of a record, in words.
type Told = fn(&Book, u64) -> Option<String>;

impl Book {
    /// The first record of which another book says something else.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Option<String> {
        if self.head() != other.head() {
            return Some(format!(
                "it is at change set {} instead of {}",
                self.head(),
                other.head()
            ));
        }
        let ids = |book: &Self| {
            [
                book.accounts.rows.rows().len() as u64,
                book.episodes.rows.rows().len() as u64,
                book.people.ids(),
            ]
        };
        let (mine, theirs) = (ids(self), ids(other));
        let told: [(&str, Told); 3] = [
            ("account", |book, id| book.accounts.told(id)),
            ("lead", Self::told_of_lead),
            ("contact", |book, id| book.people.told(id)),
        ];
        told.iter()
            .zip(mine.iter().zip(theirs))
            .find_map(|((kind, told), (mine, theirs))| {
                let mut all = 0..theirs.max(*mine);
                let id = all.find(|id| told(self, *id) != told(other, *id))?;
                Some(format!("{kind} {id} is another one"))
            })
    }

    /// Everything that is held of a lead, in words.
    fn told_of_lead(&self, id: u64) -> Option<String> {
        let e = &self.episodes;
        let latest = e.rows.get(id)?;
        let rows: Vec<_> = e.chain(latest).map(|row| self.row(row)).collect();
        let outcome = |it: &Packed| (it.at, it.mark(), it.layer());
        let steps: Vec<_> = e.steps(latest).iter().map(outcome).collect();
        let words: Vec<String> = self.talk.of(id).map(|it| self.talk.told(it)).collect();
        let c = &e.columns;
        let [number, note] = [&c.external_folded, &c.note_folded].map(|it| it.get(latest));
        let texts = [c.folded[latest], number, note].map(|span| e.folded.get(span));
        let contact = c.contact[latest];
        Some(format!("{rows:?} {steps:?} {words:?} {texts:?} {contact}"))
    }
}
