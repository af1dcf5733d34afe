//! All words gone through at once, for what is asked of every lead.

use super::{Talk, Word};
use crate::book::columns::{RowIndex, Span, Texts};

impl Talk {
    /// Every word with the lead that it is about, in no order.
    pub fn all(&self) -> impl Iterator<Item = (u32, &Word)> {
        let words = self.words.iter().filter(|it| it.lead != 0);
        words.map(|it| (it.lead, it))
    }

    /// The same with slots that are free: those are about no lead.
    #[must_use]
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The last feedback, or the last touch, of each lead, by the leads' ids.
    #[must_use]
    pub fn last(&self, feedback: bool) -> Vec<Option<&Word>> {
        let mut last: Vec<Option<&Word>> = Vec::new();
        for (lead, word) in self.all().filter(|it| (it.1.verdict != 0) == feedback) {
            let at = lead as usize;
            if last.len() <= at {
                last.resize(at + 1, None);
            }
            if last[at].is_none_or(|it| (it.at, it.id) < (word.at, word.id)) {
                last[at] = Some(word);
            }
        }
        last
    }

    /// How often each lead was touched, by the leads' ids.
    #[must_use]
    pub fn touches(&self) -> Vec<u32> {
        let mut counts = Vec::new();
        for (lead, _) in self.all().filter(|it| it.1.verdict == 0) {
            let at = lead as usize;
            if counts.len() <= at {
                counts.resize(at + 1, 0);
            }
            counts[at] += 1;
        }
        counts
    }

    /// The folded notes, and where in them a word's lies.
    pub(in crate::book) fn notes(&self) -> (&Texts, fn(&Word) -> Span) {
        (&self.folded, |word| word.note)
    }

    /// Everything that is held of a word, in words.
    pub(in crate::book) fn told(&self, it: &Word) -> String {
        let lists = if it.verdict == 0 {
            &self.channels
        } else {
            &self.reasons
        };
        let coded = [
            self.verdicts.get(it.verdict),
            lists.get(it.code.into()),
            self.competitors.get(it.competitor.into()),
        ];
        let note = self.folded.get(it.note);
        format!(
            "{} {} {} {coded:?} {} {note}",
            it.id, it.at, it.author, it.come_back
        )
    }

    /// Whether some of its texts may be kept as nothing, for want of room.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.folded.is_full()
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let rows = [&self.feedback, &self.touches, &self.latest];
        let rows: usize = rows.into_iter().map(RowIndex::bytes).sum();
        self.folded.bytes() + self.words.bytes() + rows
    }
}
