//! Has counted, beside the keys, what the next key is likely to ask, and keeps the answers until something changes; beside
//! them what took long to count, for whoever comes back to it.
//!
//! An answer is of one change of the data and of one minute, like everything that is counted. Which questions are likely
//! is the screens' to say; what is not foreseen is counted when it is asked.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::aside::aside;
use super::desk::{Clock, Seat};
use crate::i18n::Locale;
use crate::model::{Moment, Seq};
use crate::ui::{Answer, Answers, Handed, Question, next_questions};
use crate::workspace::{Shared, Workspace};

/// So many answers are kept: every screen's first, all pages of a meeting, and what lies beside the reports and weeks that
/// were seen.
const KEPT: usize = 40;
/// What takes longer is not counted twice.
const LONG: Duration = Duration::from_millis(1);

const MINUTE: i64 = 60_000;
/// Between two questions, so that whoever waits for the book gets it.
const PAUSE: Duration = Duration::from_millis(1);
/// After something has changed, before anything is counted: what changes next would have to wait for it, and make it void.
const CALM: Duration = Duration::from_millis(200);

/// Of which data and of which minute an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At(Seq, i64);

impl At {
    /// Of what is, now.
    pub(super) fn of(workspace: &Workspace, now: Moment) -> Self {
        Self(workspace.book().head(), now.0.div_euclid(MINUTE))
    }
}

/// An answer, and the earlier day that it is only a first word on, as long as the book of that day is not there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Foreseen {
    /// The answer.
    pub(super) answer: Answer,
    /// The end of the day whose book tells more.
    pub(super) awaits: Option<Moment>,
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
struct Known(Vec<Kept>);

impl Known {
    fn place(&self, question: &Question, at: At) -> Option<usize> {
        let same = |it: &Kept| it.at == at && it.question == *question;
        self.0.iter().position(same)
    }

    /// What is known of a question. What the answer was read from is had once, and the answer goes with it: whoever has
    /// the one finds the other again, and others would have to count it anew for the next question.
    fn told(&mut self, question: &Question, at: At) -> Option<(Foreseen, Option<Handed>)> {
        let place = self.place(question, at)?;
        let kept = self.0.get(place)?;
        if kept.handed.is_none() {
            return Some((kept.said.clone(), None));
        }
        let Kept { said, handed, .. } = self.0.remove(place);
        Some((said, handed))
    }

    fn keep(&mut self, (question, at): (Question, At), (said, handed): (Foreseen, Option<Handed>)) {
        self.0.retain(|it| it.at == at && it.question != question);
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

/// The answers, as all see them who count; and how many questions keys have asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes(Arc<Mutex<Known>>, Arc<AtomicU64>);

impl Notes {
    /// How many questions keys have asked: where it stays the same, nobody types.
    pub(super) fn asked(&self) -> u64 {
        self.1.load(Ordering::Relaxed)
    }

    /// Keeps what was counted; what changed meanwhile may be in it or not, and then it is not kept.
    pub(super) fn keep(
        &self,
        (workspace, clock): (&Workspace, &Clock),
        (question, at): (Question, At),
        said: (Foreseen, Option<Handed>),
    ) {
        if at == At::of(workspace, (clock.now)())
            && let Ok(mut known) = self.0.lock()
        {
            known.keep((question, at), said);
        }
    }

    /// Lets go of what is not true any more: what answers were read from is as large as what they are about.
    pub(super) fn tidy(&self, workspace: &Workspace, clock: &Clock) {
        let now = At::of(workspace, (clock.now)());
        if let Ok(mut known) = self.0.lock() {
            known.0.retain(|it| it.at == now);
        }
    }
}

/// The thread that counts ahead, as the desk sees it; it ends with this.
pub(super) struct Foresight {
    workspace: Shared,
    notes: Notes,
    orders: Sender<Vec<Question>>,
}

impl Foresight {
    /// Begins to wait for questions.
    pub(super) fn open(workspace: &Shared, seat: &Seat, clock: &Clock) -> Self {
        let (orders, waiting) = channel();
        let notes = Notes::default();
        let counter = Counter {
            workspace: Arc::clone(workspace),
            notes: notes.clone(),
            name: seat.name.clone(),
            answers: Answers::new(Locale::new(seat.language)),
            clock: clock.clone(),
        };
        std::thread::spawn(move || aside(1, move || counter.run(&waiting)));
        Self {
            workspace: Arc::clone(workspace),
            notes,
            orders,
        }
    }

    /// Where others leave what they have counted.
    pub(super) fn notes(&self) -> Notes {
        self.notes.clone()
    }

    /// The answer to a question, if it is known, and what it was read from.
    pub(super) fn answer(
        &self,
        question: &Question,
        now: Moment,
    ) -> Option<(Foreseen, Option<Handed>)> {
        // A key waits for nobody: where one is being kept at this moment, it is counted.
        let mut known = self.notes.0.try_lock().ok()?;
        if known.0.is_empty() {
            return None;
        }
        let told = known.told(question, At::of(&self.workspace, now))?;
        let more = |moment| self.workspace.then(moment);
        told.0.awaits.and_then(more).is_none().then_some(told)
    }

    /// Has counted what is likely to be asked after an answer, which took so long; one that was known took nothing.
    pub(super) fn look_on(
        &self,
        asked: &Question,
        said: &Foreseen,
        (now, took): (Moment, Option<Duration>),
    ) {
        self.notes.1.fetch_add(1, Ordering::Relaxed);
        let zone = self.workspace.book().settings().general.zone;
        let next = next_questions(asked, &said.answer, now.day(zone));
        let long = took.is_some_and(|it| it > LONG) && is_worth(&said.answer);
        if (long || took.is_some() && !next.is_empty())
            && let Ok(mut known) = self.notes.0.try_lock()
        {
            let at = At::of(&self.workspace, now);
            known.keep((asked.clone(), at), (said.clone(), None));
        }
        if !next.is_empty() {
            // Without the thread all is counted when it is asked.
            let _gone = self.orders.send(next);
        }
    }
}

/// Whether an answer that took long is kept: not if it names as many records as there are, nor a page of a list, of which
/// the next page would have to be counted anew.
const fn is_worth(answer: &Answer) -> bool {
    !matches!(
        answer,
        Answer::Members(_)
            | Answer::Marked(_)
            | Answer::Today(_)
            | Answer::Board(_)
            | Answer::Leads(_)
    )
}

/// Counts ahead.
struct Counter {
    workspace: Shared,
    notes: Notes,
    name: String,
    answers: Answers,
    clock: Clock,
}

impl Counter {
    fn run(mut self, orders: &Receiver<Vec<Question>>) {
        let mut before = Seq::default();
        while let Ok(first) = orders.recv() {
            let mut waiting = first.into_iter();
            loop {
                let head = self.workspace.book().head();
                let pause = if head == before { PAUSE } else { CALM };
                before = head;
                // Whoever went on is likely to ask something else.
                match orders.recv_timeout(pause) {
                    Ok(newer) => {
                        waiting = newer.into_iter();
                        continue;
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return,
                }
                // It may have changed again.
                if self.workspace.book().head() != before {
                    continue;
                }
                let Some(question) = waiting.next() else {
                    break;
                };
                self.count(question);
            }
        }
    }

    fn count(&mut self, question: Question) {
        let now = (self.clock.now)();
        let at = At::of(&self.workspace, now);
        let known = |known: &Known| known.place(&question, at).is_some();
        if self.notes.0.lock().is_ok_and(|it| known(&it)) {
            return;
        }
        let name = self.name.as_str();
        let answer = self.answers.answer(&self.workspace, name, &question, now);
        let awaits = self.answers.awaited();
        self.answers.leave_past();
        if let Some(answer) = answer {
            let said = Foreseen { answer, awaits };
            let here = (&*self.workspace, &self.clock);
            self.notes.keep(here, (question, at), (said, None));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use crate::workspace::Unit;

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
        let (now, later) = (At(Seq(7), 1), At(Seq(8), 1));
        keep(&mut known, 1, now, "one");
        keep(&mut known, 2, now, "two");
        assert_eq!(told(&mut known, 1, now), Some(said("one")));
        assert_eq!(told(&mut known, 1, later), None);
        keep(&mut known, 3, later, "three");
        assert_eq!(told(&mut known, 2, now), None);
        assert_eq!(told(&mut known, 3, later), Some(said("three")));
    }

    #[test]
    fn of_many_answers_the_last_are_kept_and_none_twice() {
        let mut known = Known::default();
        let now = At(Seq(7), 1);
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
        let now = At(Seq(7), 1);
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
