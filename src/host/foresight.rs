//! Has counted, beside the keys, what the next key is likely to ask, and keeps the answers until something changes.
//!
//! An answer is of one change of the data and of one minute, like everything that is counted. Which questions are likely
//! is the screens' to say; what is not foreseen is counted when it is asked.

use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::aside::aside;
use super::desk::{Clock, Seat};
use crate::i18n::Locale;
use crate::model::{Moment, Seq};
use crate::ui::{Answer, Answers, Question, next_questions};
use crate::workspace::{Shared, Workspace};

/// So many answers are kept: all pages of a meeting, or what lies beside the reports and weeks that were seen.
const KEPT: usize = 16;

const MINUTE: i64 = 60_000;
/// Between two questions, so that whoever waits for the book gets it.
const PAUSE: Duration = Duration::from_millis(1);

/// Of which data and of which minute an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct At(Seq, i64);

impl At {
    fn of(workspace: &Workspace, now: Moment) -> Self {
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
}

/// The answers, the newest last.
#[derive(Debug, Default)]
struct Known(Vec<Kept>);

impl Known {
    fn find(&self, question: &Question, at: At) -> Option<&Foreseen> {
        let same = |it: &&Kept| it.at == at && it.question == *question;
        self.0.iter().find(same).map(|it| &it.said)
    }

    fn keep(&mut self, question: Question, at: At, said: Foreseen) {
        self.0.retain(|it| it.at == at && it.question != question);
        if self.0.len() >= KEPT {
            self.0.remove(0);
        }
        let kept = Kept { question, at, said };
        self.0.push(kept);
    }
}

/// The thread that counts ahead, as the desk sees it; it ends with this.
pub(super) struct Foresight {
    workspace: Shared,
    known: Arc<Mutex<Known>>,
    orders: Sender<Vec<Question>>,
}

impl Foresight {
    /// Begins to wait for questions.
    pub(super) fn open(workspace: &Shared, seat: &Seat, clock: &Clock) -> Self {
        let (orders, waiting) = channel();
        let known: Arc<Mutex<Known>> = Arc::default();
        let counter = Counter {
            workspace: Arc::clone(workspace),
            known: Arc::clone(&known),
            name: seat.name.clone(),
            answers: Answers::new(Locale::new(seat.language)),
            clock: clock.clone(),
        };
        std::thread::spawn(move || aside(1, move || counter.run(&waiting)));
        Self {
            workspace: Arc::clone(workspace),
            known,
            orders,
        }
    }

    /// The answer to a question, if it is known.
    pub(super) fn answer(&self, question: &Question, now: Moment) -> Option<Foreseen> {
        // A key waits for nobody: where one is being kept at this moment, it is counted.
        let known = self.known.try_lock().ok()?;
        if known.0.is_empty() {
            return None;
        }
        let said = known.find(question, At::of(&self.workspace, now))?;
        let more = said.awaits.and_then(|moment| self.workspace.then(moment));
        more.is_none().then(|| said.clone())
    }

    /// Has counted what is likely to be asked after an answer.
    pub(super) fn look_on(&self, asked: &Question, said: &Foreseen, now: Moment) {
        let zone = self.workspace.book().settings().general.zone;
        let next = next_questions(asked, &said.answer, now.day(zone));
        if next.is_empty() {
            return;
        }
        if let Ok(mut known) = self.known.try_lock() {
            let at = At::of(&self.workspace, now);
            if known.find(asked, at) != Some(said) {
                known.keep(asked.clone(), at, said.clone());
            }
        }
        // Without the thread all is counted when it is asked.
        let _gone = self.orders.send(next);
    }
}

/// Counts ahead.
struct Counter {
    workspace: Shared,
    known: Arc<Mutex<Known>>,
    name: String,
    answers: Answers,
    clock: Clock,
}

impl Counter {
    fn run(mut self, orders: &Receiver<Vec<Question>>) {
        while let Ok(first) = orders.recv() {
            let mut waiting = first.into_iter();
            loop {
                // Whoever went on is likely to ask something else.
                match orders.try_recv() {
                    Ok(newer) => waiting = newer.into_iter(),
                    Err(TryRecvError::Empty) => {}
                    Err(TryRecvError::Disconnected) => return,
                }
                let Some(question) = waiting.next() else {
                    break;
                };
                self.count(question);
                std::thread::sleep(PAUSE);
            }
        }
    }

    fn count(&mut self, question: Question) {
        let now = (self.clock.now)();
        let at = At::of(&self.workspace, now);
        let known = |known: &Known| known.find(&question, at).is_some();
        if self.known.lock().is_ok_and(|it| known(&it)) {
            return;
        }
        let name = self.name.as_str();
        let answer = self.answers.answer(&self.workspace, name, &question, now);
        let awaits = self.answers.awaited();
        self.answers.leave_past();
        // What changed meanwhile may be in it or not.
        let same = at == At::of(&self.workspace, now);
        if let Some(answer) = answer.filter(|_| same)
            && let Ok(mut known) = self.known.lock()
        {
            known.keep(question, at, Foreseen { answer, awaits });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(id: u64) -> Question {
        Question::KeptMinutes { id }
    }

    fn said(text: &str) -> Foreseen {
        Foreseen {
            answer: Answer::Minutes(text.to_owned()),
            awaits: None,
        }
    }

    #[test]
    fn an_answer_is_known_until_something_changes() {
        let mut known = Known::default();
        let (now, later) = (At(Seq(7), 1), At(Seq(8), 1));
        known.keep(asked(1), now, said("one"));
        known.keep(asked(2), now, said("two"));
        assert_eq!(known.find(&asked(1), now), Some(&said("one")));
        assert_eq!(known.find(&asked(1), later), None);
        known.keep(asked(3), later, said("three"));
        assert_eq!(known.find(&asked(2), now), None);
        assert_eq!(known.find(&asked(3), later), Some(&said("three")));
    }

    #[test]
    fn of_many_answers_the_last_are_kept_and_none_twice() {
        let mut known = Known::default();
        let now = At(Seq(7), 1);
        for id in 0..40 {
            known.keep(asked(id), now, said("it"));
            known.keep(asked(39), now, said("last"));
        }
        assert_eq!(known.0.len(), KEPT);
        assert_eq!(known.find(&asked(39), now), Some(&said("last")));
        assert_eq!(known.find(&asked(0), now), None);
    }
}
