//! The answers that were counted ahead, each with what it is of: data, and a minute or an earlier day.
//!
//! It counts nothing, and asks nobody.

use crate::model::{Moment, Seq};
use crate::ui::{Answer, Handed, Question, is_of_the_same};
use crate::workspace::Workspace;

/// So many answers are kept: every screen's first, all pages of a meeting, and what lies beside the reports and weeks that
/// were seen.
const KEPT: usize = 40;
pub(super) const MINUTE: i64 = 60_000;

/// Of which data and of when an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::host) struct At(Seq, When);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    /// What goes on changes by the minute.
    Minute(i64),
    /// What an earlier day was like at its end stays.
    End(Moment),
}

impl At {
    /// Of what is, now.
    pub(in crate::host) fn of(workspace: &Workspace, now: Moment) -> Self {
        let minute = now.0.div_euclid(MINUTE);
        Self(workspace.book().head(), When::Minute(minute))
    }

    /// Of what a question asks for, now.
    pub(in crate::host) fn about(workspace: &Workspace, question: &Question, now: Moment) -> Self {
        let at = Self::of(workspace, now);
        let zone = workspace.book().settings().general.zone;
        let end = question.looks_back(now, zone);
        end.map_or(at, |end| Self(at.0, When::End(end)))
    }

    /// The end of the earlier day that it is of.
    pub(super) const fn end(self) -> Option<Moment> {
        match self.1 {
            When::Minute(_) => None,
            When::End(moment) => Some(moment),
        }
    }

    /// The end of the earlier day that whoever asks this stays on: other screens are likely to be asked of it, so its book
    /// is made even where the answer is known without it.
    pub(super) const fn stays(self, question: &Question) -> Option<Moment> {
        if matches!(
            question,
            Question::Funnel { moving: true, .. } | Question::Offers { .. }
        ) {
            return None;
        }
        self.end()
    }

    /// Whether it is true yet at another time.
    fn stands(self, now: Self) -> bool {
        self == now || self.0 == now.0 && (self.end().is_some() || now.end().is_some())
    }
}

/// An answer, and the earlier day that it is only a first word on, as long as the book of that day is not there.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::host) struct Foreseen {
    /// The answer.
    pub(in crate::host) answer: Answer,
    /// The end of the day whose book tells more.
    pub(in crate::host) awaits: Option<Moment>,
}

#[derive(Debug)]
struct Kept {
    question: Question,
    at: At,
    said: Foreseen,
    /// What the answer was read from, where the next question needs it.
    handed: Option<Handed>,
}

/// The answers, the newest last.
#[derive(Debug, Default)]
pub(super) struct Known(Vec<Kept>);

impl Known {
    pub(super) fn place(&self, question: &Question, at: At) -> Option<usize> {
        let same = |it: &Kept| it.at == at && it.question == *question;
        self.0.iter().position(same)
    }

    /// Whether nothing is known.
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is known of a question. What the answer was read from is had once, and the answer goes with it: whoever has
    /// the one finds the other again, and others would have to count it anew for the next question.
    pub(super) fn told(
        &mut self,
        question: &Question,
        at: At,
    ) -> Option<(Foreseen, Option<Handed>)> {
        let place = self.place(question, at)?;
        let kept = self.0.get(place)?;
        if kept.handed.is_none() {
            return Some((kept.said.clone(), None));
        }
        let Kept { said, handed, .. } = self.0.remove(place);
        Some((said, handed))
    }

    /// What an answer about the same selection was read from, where it asked for something else of it; had once.
    pub(super) fn beside(&mut self, question: &Question, at: At) -> Option<Handed> {
        let same = |it: &Kept| it.at == at && is_of_the_same(&it.question, question);
        let place = self
            .0
            .iter()
            .position(|it| same(it) && it.handed.is_some())?;
        self.0.remove(place).handed
    }

    /// Lets go of what is not true any more, or nobody can ask for.
    pub(super) fn tidy(&mut self, now: At) {
        let is_of_use = |it: &Kept| it.handed.as_ref().is_none_or(Handed::is_of_use);
        self.0.retain(|it| it.at.stands(now) && is_of_use(it));
    }

    pub(super) fn keep(
        &mut self,
        (question, at): (Question, At),
        (said, handed): (Foreseen, Option<Handed>),
    ) {
        self.tidy(at);
        self.0.retain(|it| it.question != question);
        if self.0.len() >= KEPT {
            self.0.remove(0);
        }
        self.0.push(Kept {
            question,
            at,
            said,
            handed,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Language, Locale};
    use crate::ui::{Against, Answers, Period};
    use crate::workspace::Unit;

    fn at(seq: u64, minute: i64) -> At {
        At(Seq(seq), When::Minute(minute))
    }

    fn asked(id: u64) -> Question {
        Question::KeptMinutes { id }
    }

    fn said(text: &str) -> Foreseen {
        Foreseen {
            answer: Answer::Minutes(text.to_owned()),
            awaits: None,
        }
    }

    fn keep(known: &mut Known, id: u64, at: At, text: &str) {
        known.keep((asked(id), at), (said(text), None));
    }

    fn told(known: &mut Known, id: u64, at: At) -> Option<Foreseen> {
        known.told(&asked(id), at).map(|it| it.0)
    }

    #[test]
    fn an_answer_is_known_until_something_changes() {
        let mut known = Known::default();
        let (now, later) = (at(7, 1), at(8, 1));
        keep(&mut known, 1, now, "one");
        keep(&mut known, 2, now, "two");
        assert_eq!(told(&mut known, 1, now), Some(said("one")));
        assert_eq!(told(&mut known, 1, later), None);
        keep(&mut known, 3, later, "three");
        assert_eq!(told(&mut known, 2, now), None);
        assert_eq!(told(&mut known, 3, later), Some(said("three")));
    }

    #[test]
    fn what_is_of_an_earlier_day_stays_while_minutes_go_by_until_something_changes() {
        let mut known = Known::default();
        let day = |seq| At(Seq(seq), When::End(Moment(86_399_999)));
        keep(&mut known, 1, day(7), "then");
        keep(&mut known, 2, at(7, 1), "now");
        known.tidy(at(7, 2));
        assert_eq!(told(&mut known, 1, day(7)), Some(said("then")));
        assert_eq!(told(&mut known, 2, at(7, 1)), None);
        keep(&mut known, 3, at(7, 3), "later");
        assert_eq!(told(&mut known, 1, day(7)), Some(said("then")));
        keep(&mut known, 4, at(8, 3), "changed");
        assert_eq!(told(&mut known, 1, day(7)), None);
    }

    #[test]
    fn who_stays_on_an_earlier_day_has_its_book_made_and_who_goes_on_or_types_has_not() {
        let end = Moment(86_399_999);
        let then = At(Seq(7), When::End(end));
        let funnel = |moving| Question::Funnel {
            filter: "asof:1970-01-01".to_owned(),
            period: Period::All,
            against: Against::Before,
            groups: None,
            sets: Vec::new(),
            moving,
            caret: None,
        };
        let offers = Question::Offers {
            filter: "asof:1970-01-01".to_owned(),
            caret: 0,
        };
        assert_eq!(then.stays(&funnel(false)), Some(end));
        assert_eq!(then.stays(&funnel(true)), None);
        assert_eq!(then.stays(&offers), None);
        assert_eq!(at(7, 1).stays(&funnel(false)), None);
    }

    #[test]
    fn of_many_answers_the_last_are_kept_and_none_twice() {
        let mut known = Known::default();
        let now = at(7, 1);
        for id in 0..100 {
            keep(&mut known, id, now, "it");
            keep(&mut known, 99, now, "last");
        }
        assert_eq!(known.0.len(), KEPT);
        assert_eq!(told(&mut known, 99, now), Some(said("last")));
        assert_eq!(told(&mut known, 0, now), None);
    }

    #[test]
    fn what_an_answer_was_read_from_is_had_once_and_the_answer_with_it() {
        let now = at(7, 1);
        let question = Question::Segments {
            filter: String::new(),
            unit: Unit::Leads,
            fields: Vec::new(),
            seen: Vec::new(),
            segment: None,
            caret: None,
        };
        let handed = Answers::new(Locale::new(Language::default())).hand_on(&question);
        let mut known = Known::default();
        known.keep((question.clone(), now), (said("it"), handed));
        let (told, handed) = known.told(&question, now).unwrap();
        assert!(told == said("it") && handed.is_some());
        assert!(known.told(&question, now).is_none());
    }
}
