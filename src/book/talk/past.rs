//! Takes what was said back to an earlier minute.
//!
//! What was said later stays where it is, and is left out by whoever reads words: there are many of them, and writing to
//! a few would copy all.

use super::{NEVER, NOTHING, Talk, Word, minute};
use crate::model::{Kind, Moment, Value};

impl Talk {
    /// Whether it is a word, and had been said.
    #[must_use]
    pub fn is_said(&self, it: &Word) -> bool {
        it.lead != 0 && !(it.at != NEVER && self.is_later(it.at))
    }

    /// When the feedback in a place got its reply; `NEVER` where it had none.
    #[must_use]
    pub fn replied(&self, at: usize) -> u32 {
        let replied = self.rest.get(at).map(|it| it.replied);
        replied.filter(|it| !self.is_later(*it)).unwrap_or(NEVER)
    }

    fn is_later(&self, at: u32) -> bool {
        self.end.is_some_and(|end| at >= end)
    }

    /// Takes back what was said from a minute on; of what has no date, which these leads may have, what was written down
    /// since.
    pub(in crate::book) fn take_back(
        &mut self,
        end: u32,
        leads: impl Iterator<Item = u64>,
        is_new: &dyn Fn(Kind, u64) -> bool,
    ) {
        self.end = Some(end);
        for lead in leads {
            let is_gone = |at: &usize| {
                let word = self.words[*at];
                let kind = if word.verdict == 0 {
                    Kind::Touch
                } else {
                    Kind::Feedback
                };
                word.at == NEVER && is_new(kind, self.id(*at))
            };
            let (gone, kept): (Vec<usize>, Vec<usize>) = self.chain(lead).partition(is_gone);
            if gone.is_empty() {
                continue;
            }
            let place = |at: &usize| u32::try_from(*at).unwrap_or(NOTHING);
            match kept.first() {
                Some(first) => self.latest.set(lead, place(first)),
                None => self.latest.clear(lead),
            }
            let next = kept.iter().skip(1).map(place).chain([NOTHING]);
            for (at, before) in kept.iter().zip(next) {
                self.rest[*at].before = before;
            }
            for at in gone {
                self.words[at].lead = 0;
            }
        }
    }

    /// Gives a word's field the value that it had; gives the leads of which something else may stand now.
    pub(in crate::book) fn give(
        &mut self,
        (kind, id): (Kind, u64),
        field: &str,
        value: &Value,
        end: u32,
    ) -> [u64; 2] {
        // A reply that was not given by then is left out anyway.
        let later = |value: &Value| match value {
            Value::None => true,
            Value::Integer(at) => minute(Moment(*at)) >= end,
            Value::Text(_) | Value::Date(_) | Value::Track(_) => false,
        };
        let slot = self.index(kind).get(id);
        let has = slot.and_then(|it| self.rest.get(it)).map(|it| it.replied);
        if field == "replied" && later(value) && has.is_some_and(|at| at >= end) {
            return [0; 2];
        }
        self.edit(kind, id, field, value)
    }
}
