//! Has counted, beside the keys, what the next key is likely to ask, and keeps the answers until something changes; beside
//! them what took long to count, for whoever comes back to it. When the minute turns, what the screens asked last is counted
//! anew, as long as somebody is at work.
//!
//! An answer is of one change of the data and of one minute, like everything that is counted, or of the end of an earlier
//! day. Which questions are likely is the screens' to say: of an earlier day, those of all screens, for nothing is counted
//! yet when its book is there. What is not foreseen is counted when it is asked.

mod known;
mod turn;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use self::known::Known;
pub(super) use self::known::{At, Foreseen};
use self::turn::Turn;
use super::aside::aside;
use super::desk::{Clock, Seat};
use crate::model::{Moment, Seq};
use crate::ui::{Answer, Answers, Handed, Question, Usual, next_questions};
use crate::workspace::{Shared, Workspace};

/// What takes longer is not counted twice.
const LONG: Duration = Duration::from_millis(1);

/// Between two questions, so that whoever waits for the book gets it.
const PAUSE: Duration = Duration::from_millis(1);
/// After something has changed, before anything is counted: what changes next would have to wait for it, and make it void.
const CALM: Duration = Duration::from_millis(200);

/// The answers, as all see them who count; how many questions keys have asked, and what each screen asked last.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes(Arc<Mutex<Known>>, Arc<AtomicU64>, Arc<Mutex<Usual>>);

impl Notes {
    /// How many questions keys have asked: where it stays the same, nobody types.
    pub(super) fn asked(&self) -> u64 {
        self.1.load(Ordering::Relaxed)
    }

    /// Notes what a screen asks.
    pub(super) fn usual(&self, question: &Question) {
        if let Ok(mut usual) = self.2.try_lock() {
            usual.note(question);
        }
    }

    /// What the other screens would ask of the selection of a question.
    fn elsewhere(&self, asked: &Question) -> Vec<Question> {
        let usual = self.2.try_lock();
        usual.map_or_else(|_| Vec::new(), |it| it.elsewhere(asked))
    }

    /// What the screens asked last, the latest first.
    fn latest(&self) -> Vec<Question> {
        let usual = self.2.lock();
        usual.map_or_else(|_| Vec::new(), |it| it.latest())
    }

    /// Keeps what was counted; what changed meanwhile may be in it or not, and then it is not kept.
    pub(super) fn keep(
        &self,
        (workspace, clock): (&Workspace, &Clock),
        (question, at): (Question, At),
        said: (Foreseen, Option<Handed>),
    ) {
        if at == At::about(workspace, &question, (clock.now)())
            && let Ok(mut known) = self.0.lock()
        {
            known.keep((question, at), said);
        }
    }

    /// Lets go of what is not true any more: what answers were read from is as large as what they are about.
    pub(super) fn tidy(&self, workspace: &Workspace, clock: &Clock) {
        let now = At::of(workspace, (clock.now)());
        if let Ok(mut known) = self.0.lock() {
            known.tidy(now);
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
            answers: Answers::new(seat.locale.clone()),
            turn: Turn::at((clock.now)()),
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
        if known.is_empty() {
            return None;
        }
        let at = At::about(&self.workspace, question, now);
        let (said, handed) = known.told(question, at)?;
        let is_there = |moment: &Moment| self.workspace.then(*moment).is_some();
        if said.awaits.as_ref().is_some_and(is_there) {
            return None;
        }
        let awaits = at.stays(question).filter(|it| !is_there(it));
        let awaits = said.awaits.or(awaits);
        Some((Foreseen { awaits, ..said }, handed))
    }

    /// What the answer to a question that is not known can be read from, if that was counted.
    pub(super) fn beside(&self, question: &Question, now: Moment) -> Option<Handed> {
        let mut known = self.notes.0.try_lock().ok()?;
        known.beside(question, At::about(&self.workspace, question, now))
    }

    /// Of which data and of when an answer is that is counted now.
    pub(super) fn at(&self, question: &Question, now: Moment) -> At {
        At::about(&self.workspace, question, now)
    }

    /// Has counted what is likely to be asked after an answer, which was begun at a time and took so long; one that was known
    /// took nothing.
    pub(super) fn look_on(
        &self,
        asked: &Question,
        said: &Foreseen,
        (now, begun, took): (Moment, At, Option<Duration>),
    ) {
        self.notes.1.fetch_add(1, Ordering::Relaxed);
        self.notes.usual(asked);
        let zone = self.workspace.book().settings().general.zone;
        let mut next = next_questions(asked, &said.answer, now.day(zone));
        let at = At::about(&self.workspace, asked, now);
        // Of an earlier day nothing is counted yet when its book is there.
        if at.end().is_some_and(|it| self.workspace.then(it).is_some()) {
            next.extend(self.notes.elsewhere(asked));
        }
        let long = took.is_some_and(|it| it > LONG) && is_worth(&said.answer);
        // What changed while it was counted may be in it or not.
        if begun == at
            && (long || took.is_some() && !next.is_empty())
            && let Ok(mut known) = self.notes.0.try_lock()
        {
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
    turn: Turn,
    clock: Clock,
}

impl Counter {
    fn run(mut self, orders: &Receiver<Vec<Question>>) {
        let mut before = Seq::default();
        let (mut waiting, mut again) = (Vec::new().into_iter(), Vec::new().into_iter());
        loop {
            let rests = waiting.len() + again.len() == 0;
            let head = self.workspace.book().head();
            let pause = match (rests, head == before) {
                (true, _) => self.turn.until((self.clock.now)()),
                (false, true) => PAUSE,
                (false, false) => CALM,
            };
            if !rests {
                before = head;
            }
            match orders.recv_timeout(pause) {
                // Whoever went on is likely to ask something else.
                Ok(newer) => {
                    waiting = newer.into_iter();
                    continue;
                }
                Err(RecvTimeoutError::Timeout) if rests => {
                    again = self.again().into_iter();
                    continue;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            // It may have changed again.
            if self.workspace.book().head() != before {
                continue;
            }
            if let Some(question) = waiting.next().or_else(|| again.next()) {
                self.count(question);
            }
        }
    }

    /// What is counted anew, now that another minute may have come: whoever comes back to a screen would wait for it.
    /// What is of an earlier day stays true, and a list stands as long as the data do.
    fn again(&mut self) -> Vec<Question> {
        let now = (self.clock.now)();
        if !self.turn.has_come(now, self.notes.asked()) {
            return Vec::new();
        }
        let turns = |it: &Question| {
            let of_now = At::about(&self.workspace, it, now).end().is_none();
            of_now && !matches!(it, Question::Leads { .. })
        };
        let latest = self.notes.latest().into_iter();
        latest.filter(turns).collect()
    }

    fn count(&mut self, question: Question) {
        let now = (self.clock.now)();
        let at = At::about(&self.workspace, &question, now);
        let known = |known: &Known| known.place(&question, at).is_some();
        if self.notes.0.lock().is_ok_and(|it| known(&it)) {
            return;
        }
        let name = self.name.as_str();
        let answer = self.answers.answer(&self.workspace, name, &question, now);
        let awaits = self.answers.awaited();
        // Of now, the screen that asks next remembers what it asked before; but a list has another line in sight by then.
        let is_list = answer.as_ref().is_some_and(|it| !is_worth(it));
        let hands = is_list || at.end().is_some();
        let handed = hands.then(|| self.answers.hand_on(&question)).flatten();
        self.answers.leave_past();
        if let Some(answer) = answer {
            let said = Foreseen { answer, awaits };
            let here = (&*self.workspace, &self.clock);
            self.notes.keep(here, (question, at), (said, handed));
        }
    }
}
