//! Does the deeds of one screen, one after the other, on a thread of its own; while others write, it waits for its turn
//! and says so.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;

use super::desk::{Clock, Seat};
use super::session::Inbound;
use super::tongue::Speaker;
use crate::i18n::Msg;
use crate::model::{Clean, Kind, LeadId, Moment, Request};
use crate::ui::{Deed, Event, News, Order, Severity, at_field, command, doubt, sides, trouble};
use crate::workspace::{Done, Shared, Workspace, WorkspaceError};

/// So long a deed waits before it is said that it waits, and before it asks again.
const TURN: Duration = Duration::from_millis(400);

/// So often it asks again while others write: half a minute.
const PATIENCE: u32 = 75;

/// A handle to do deeds by, that is soon back where others write.
pub(super) fn hand(workspace: &Workspace) -> Option<Workspace> {
    let hand = workspace.aside().ok()?;
    hand.wait_at_most(TURN);
    Some(hand)
}

/// Does the deeds, one after the other, in the order in which they were asked for.
pub(super) struct Worker {
    pub(super) workspace: Shared,
    pub(super) seat: Seat,
    pub(super) speaker: Speaker,
    pub(super) clock: Clock,
    /// A handle of its own: while it waits for others, nobody waits for it.
    pub(super) hand: Option<Workspace>,
    /// Whether an import of this session holds the pen.
    pub(super) writing: Arc<AtomicBool>,
    pub(super) inbox: Sender<Inbound>,
}

impl Worker {
    pub(super) fn run(&mut self, orders: &Receiver<Order>) {
        for order in orders {
            self.speaker.listen();
            if !self.carry_out(&order) {
                return;
            }
        }
    }

    /// Says whether anybody still listens.
    fn carry_out(&self, order: &Order) -> bool {
        let now = (self.clock.now)();
        let settings = self.workspace.book().settings().clone();
        let command = match command(order, &settings, now, self.speaker.locale()) {
            Ok(command) => command,
            Err(not) => return self.say(News::Refused(not.why, not.field)),
        };
        let request = Request {
            op: (self.clock.op)(),
            actor: self.seat.user,
            command,
        };
        let Some(done) = self.execute(&request, now) else {
            return false;
        };
        // What was done is told by the notice, like anybody else's deed.
        let synced = self.workspace.sync();
        match done {
            Err(error) => {
                let (text, again) =
                    doubt(&error, order, &self.workspace, self.speaker.locale(), now);
                self.say(match again {
                    Some(order) => News::Doubt {
                        question: text,
                        sides: sides(&error, &order, &self.workspace, self.speaker.locale(), now),
                        order,
                    },
                    None => News::Refused(text, at_field(&error)),
                })
            }
            Ok(done) => match synced {
                Ok(()) => self.begun(order, &done),
                Err(error) => {
                    let text = trouble(&error, self.speaker.locale());
                    self.say(News::Said(Severity::Error, text.into()))
                }
            },
        }
    }

    /// Has it done; while others write, it waits for its turn, for an import of one's own as long as it takes. Nothing
    /// where nobody listens any more.
    fn execute(&self, request: &Request, now: Moment) -> Option<Result<Done, WorkspaceError>> {
        let hand = self.hand.as_ref().unwrap_or(&self.workspace);
        let mut told = false;
        let mut others = 0;
        loop {
            let writing = self.writing.load(Ordering::Acquire);
            let done = hand.execute(request, now);
            others += u32::from(!writing);
            let waits = writing || others < PATIENCE;
            if !(waits && done.as_ref().is_err_and(WorkspaceError::is_busy)) {
                return Some(done);
            }
            if !told {
                told = true;
                let waits = if writing {
                    Msg::SaidWaits
                } else {
                    Msg::SaidWaitsOthers
                };
                let text = Clean::from_string(self.speaker.locale().t(waits));
                if !self.say(News::Said(Severity::Info, text.into())) {
                    return None;
                }
            }
        }
    }

    /// Tells which lead has come to be, where one was asked for.
    fn begun(&self, order: &Order, done: &Done) -> bool {
        let made = done.created.iter().find(|key| key.kind == Kind::Lead);
        let (Deed::NewLead(_), Some(key)) = (&order.deed, made) else {
            return true;
        };
        let name = self
            .workspace
            .book()
            .lead(LeadId(key.id))
            .map(|it| it.name());
        self.say(News::Begun {
            lead: key.id,
            account: Clean::from_string(name.unwrap_or_default()),
        })
    }

    fn say(&self, news: News) -> bool {
        self.inbox.send(Inbound::Ui(Event::Workspace(news))).is_ok()
    }
}
