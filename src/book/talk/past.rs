//! Takes what was said back to an earlier minute.

use super::{NOTHING, Talk, Word, short};
use crate::book::track::NEVER;
use crate::model::Kind;

impl Talk {
    /// Takes out what was said from a minute on; of what has no date, what was written down since. Gives the leads of
    /// which something else stands now.
    pub(in crate::book) fn take_back(
        &mut self,
        end: u32,
        is_new: &dyn Fn(Kind, u64) -> bool,
    ) -> Vec<u64> {
        let later = |it: &Word| {
            let kind = if it.verdict == 0 {
                Kind::Touch
            } else {
                Kind::Feedback
            };
            match it.at {
                NEVER => is_new(kind, u64::from(it.id)),
                at => at >= end,
            }
        };
        let unsaid = self.leave_unreplied(end);
        let words = (0..).zip(&self.words);
        let gone: Vec<(usize, u64)> = words
            .filter(|(_, it)| it.lead != 0 && later(it))
            .map(|(slot, it)| (slot, u64::from(it.lead)))
            .collect();
        let gone_of = gone.iter().map(|it| it.1);
        let mut leads: Vec<u64> = gone_of.chain(unsaid).collect();
        leads.sort_unstable();
        leads.dedup();
        for lead in &leads {
            let words = self.chain(*lead).filter(|(_, it)| !later(it));
            let kept: Vec<u32> = words.map(|it| it.0).collect();
            match kept.first() {
                Some(first) => self.latest.set(*lead, *first),
                None => self.latest.clear(*lead),
            }
            let next = kept.iter().skip(1).copied().chain([NOTHING]);
            for (slot, before) in kept.iter().zip(next) {
                let slot = *slot as usize;
                if self.words[slot].before != before {
                    self.words[slot].before = before;
                }
            }
        }
        for (slot, _) in gone {
            self.words[slot].lead = short(None);
        }
        leads
    }

    /// Takes replies back that were given from a minute on; gives the leads that they are about.
    fn leave_unreplied(&mut self, end: u32) -> Vec<u64> {
        let late = |it: &Word| it.lead != 0 && it.replied != NEVER && it.replied >= end;
        let words = self.words.iter().enumerate();
        let slots: Vec<usize> = words.filter(|it| late(it.1)).map(|it| it.0).collect();
        let unsaid = slots.into_iter().map(|slot| {
            self.words[slot].replied = NEVER;
            u64::from(self.words[slot].lead)
        });
        unsaid.collect()
    }
}
