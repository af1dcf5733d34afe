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

    /// When a feedback got its reply; `NEVER` where it had none.
    #[must_use]
    pub fn replied(&self, it: &Word) -> u32 {
        if self.is_later(it.replied) {
            NEVER
        } else {
            it.replied
        }
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
        let is_gone = |it: &Word| {
            let kind = if it.verdict == 0 {
                Kind::Touch
            } else {
                Kind::Feedback
            };
            it.at == NEVER && is_new(kind, u64::from(it.id))
        };
        for lead in leads {
            let words: Vec<(u32, Word)> = self.chain(lead).collect();
            let (gone, kept): (Vec<_>, Vec<_>) = words.into_iter().partition(|it| is_gone(&it.1));
            if gone.is_empty() {
                continue;
            }
            match kept.first() {
                Some((first, _)) => self.latest.set(lead, *first),
                None => self.latest.clear(lead),
            }
            let next = kept.iter().skip(1).map(|it| it.0).chain([NOTHING]);
            for ((slot, _), before) in kept.iter().zip(next) {
                self.words[*slot as usize].before = before;
            }
            for (slot, _) in gone {
                self.words[slot as usize].lead = 0;
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
        let has = slot.and_then(|it| self.words.get(it)).map(|it| it.replied);
        if field == "replied" && later(value) && has.is_some_and(|at| at >= end) {
            return [0; 2];
        }
        self.edit(kind, id, field, value)
    }
}
