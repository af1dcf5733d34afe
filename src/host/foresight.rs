//! Has counted, beside the keys, what the next key is likely to ask, and keeps the answers until something changes; beside
//! them what took long to count, for whoever comes back to it.
//!
//! An answer is of one change of the data and of one minute, like everything that is counted, or of the end of an earlier
//! day. Where only minutes have gone by, what a screen showed last is shown again at once, and counted anew beside it. Which questions are likely is the screens' to say: of an earlier day, those of all screens, for nothing is counted
//! yet when its book is there. What is not foreseen is counted when it is asked.

mod known;

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use self::known::Known;
pub(super) use self::known::{At, Foreseen};
use super::aside::aside;
use super::desk::{Clock, Seat};
use super::session::Inbound;
use crate::model::{Moment, Seq};
use crate::ui::{Answer, Answers, Event, Handed, News, Question, Ticket, Usual, next_questions};
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

/// What is to be counted.
struct Wanted {
    question: Question,
    /// Who was shown what is some minutes old, and waits for it.
    ticket: Option<Ticket>,
}

/// The thread that counts ahead, as the desk sees it; it ends with this.
pub(super) struct Foresight {
    workspace: Shared,
    notes: Notes,
    orders: Sender<Vec<Wanted>>,
}

impl Foresight {
    /// Begins to wait for questions.
    pub(super) fn open(
        workspace: &Shared,
        seat: &Seat,
        clock: &Clock,
        inbox: Sender<Inbound>,
    ) -> Self {
        let (orders, waiting) = channel();
        let notes = Notes::default();
        let counter = Counter {
            workspace: Arc::clone(workspace),
            notes: notes.clone(),
            name: seat.name.clone(),
            answers: Answers::new(seat.locale.clone()),
            clock: clock.clone(),
            inbox,
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

    /// What was true of a question some minutes ago, where a screen may show it until it is counted anew.
    pub(super) fn lately(&self, question: &Question, now: Moment) -> Option<Foreseen> {
        let known = self.notes.0.try_lock().ok()?;
        let said = known.lately(question, At::about(&self.workspace, question, now));
        said.filter(|it| is_shown(&it.answer))
    }

    /// What the answer to a question that is not known can be read from, if that was counted.
    pub(super) fn beside(&self, question: &Question, now: Moment) -> Option<Handed> {
        let mut known = self.notes.0.try_lock().ok()?;
        known.beside(question, At::about(&self.workspace, question, now))
    }

    /// Has counted what is likely to be asked after an answer, which took so long; one that was known took nothing. Before
    /// that it is counted itself for whoever was shown an old one.
    pub(super) fn look_on(
        &self,
        asked: &Question,
        said: &Foreseen,
        (now, took): (Moment, Option<Duration>),
        waits: Option<Ticket>,
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
        if took.is_some()
            && let Ok(mut known) = self.notes.0.try_lock()
        {
            if long || !next.is_empty() {
                known.keep((asked.clone(), at), (said.clone(), None));
            } else if at.end().is_none() && is_shown(&said.answer) {
                known.keep_for_later(asked.clone(), at, said.clone());
            }
        }
        let again = waits.map(|ticket| Wanted {
            question: asked.clone(),
            ticket: Some(ticket),
        });
        let next = next.into_iter().map(|question| Wanted {
            question,
            ticket: None,
        });
        let wanted: Vec<Wanted> = again.into_iter().chain(next).collect();
        if !wanted.is_empty() {
            // Without the thread all is counted when it is asked.
            let _gone = self.orders.send(wanted);
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

/// Whether an answer is what a screen shows, so that a newer one may take its place at any time.
const fn is_shown(answer: &Answer) -> bool {
    matches!(
        answer,
        Answer::Funnel(_)
            | Answer::Leads(_)
            | Answer::Board(_)
            | Answer::Segments(_)
            | Answer::Insights(_)
            | Answer::Meeting(_)
            | Answer::Saved(_)
            | Answer::Today(_)
            | Answer::Settings(_)
            | Answer::Page(_)
            | Answer::Compare(_)
    )
}

/// Counts ahead.
struct Counter {
    workspace: Shared,
    notes: Notes,
    name: String,
    answers: Answers,
    clock: Clock,
    inbox: Sender<Inbound>,
}

impl Counter {
    fn run(mut self, orders: &Receiver<Vec<Wanted>>) {
        let mut before = Seq::default();
        while let Ok(first) = orders.recv() {
            let mut waiting = VecDeque::from(first);
            loop {
                let head = self.workspace.book().head();
                let pause = if head == before { PAUSE } else { CALM };
                before = head;
                // Whoever went on is likely to ask something else.
                match orders.recv_timeout(pause) {
                    Ok(newer) => {
                        // But whoever was shown an old answer waits yet.
                        waiting.retain(|it| it.ticket.is_some());
                        waiting.extend(newer);
                        continue;
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return,
                }
                // It may have changed again.
                if self.workspace.book().head() != before {
                    continue;
                }
                let Some(wanted) = waiting.pop_front() else {
                    break;
                };
                self.count(wanted);
            }
        }
    }

    fn count(&mut self, Wanted { question, ticket }: Wanted) {
        let now = (self.clock.now)();
        let at = At::about(&self.workspace, &question, now);
        let known = |known: &Known| known.place(&question, at).is_some();
        if ticket.is_none() && self.notes.0.lock().is_ok_and(|it| known(&it)) {
            return;
        }
        let name = self.name.as_str();
        let answer = self.answers.answer(&self.workspace, name, &question, now);
        let awaits = self.answers.awaited();
        // Of now, the screen that asks next remembers what it asked before; one that was shown an old answer does not.
        let hands_on = at.end().is_some() || ticket.is_some();
        let handed = hands_on.then(|| self.answers.hand_on(&question)).flatten();
        self.answers.leave_past();
        if let Some(answer) = answer {
            let said = Foreseen { answer, awaits };
            let news = ticket.map(|it| News::Answer(it, said.answer.clone()));
            let here = (&*self.workspace, &self.clock);
            self.notes.keep(here, (question, at), (said, handed));
            if let Some(news) = news {
                let _left = self.inbox.send(Inbound::Ui(Event::Workspace(news)));
            }
        }
    }
}
