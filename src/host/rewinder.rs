//! Makes the book of an earlier day on a thread of its own, while everything else goes on; of several days the last counts.
//! Of a day that stands, it counts ahead what the first look at a screen would have to wait for.

use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::time::{Duration, Instant};

use super::aside::aside;
use super::open::HELD;
use super::session::Inbound;
use super::tongue::Speaker;
use crate::model::Moment;
use crate::ui::{Event, News, Rewinding, trouble};
use crate::workspace::as_of::Progress;
use crate::workspace::{Shared, WorkspaceError};

/// How long a day has to stand before its book is made: whoever types or goes on means another one.
const QUIET: Duration = Duration::from_millis(150);
/// How long a day whose book is there has to stand before anything is counted ahead: whoever goes from week to week looks
/// at one screen.
const STANDS: Duration = Duration::from_millis(200);
/// How often it is told how far it is.
const PULSE: Duration = Duration::from_millis(120);

/// The thread, as the desk sees it; it ends with this.
pub(super) struct Rewinder(Sender<Moment>);

impl Rewinder {
    /// Begins to wait for days; what comes of them goes into `inbox`.
    pub(super) fn open(workspace: Shared, mut speaker: Speaker, inbox: Sender<Inbound>) -> Self {
        let (orders, waiting) = channel();
        std::thread::spawn(move || {
            // Who goes from week to week looks on meanwhile: of two processors one is left to the keys.
            aside(1, move || run(&workspace, &waiting, &mut speaker, &inbox));
        });
        Self(orders)
    }

    /// Has the book of a moment made.
    pub(super) fn order(&self, moment: Moment) {
        // Where the thread is gone, the last valid result stays.
        let _gone = self.0.send(moment);
    }
}

fn run(
    workspace: &Shared,
    orders: &Receiver<Moment>,
    speaker: &mut Speaker,
    inbox: &Sender<Inbound>,
) {
    let mut next = orders.recv().ok();
    while let Some(moment) = next {
        match orders.recv_timeout(QUIET) {
            Ok(later) => {
                next = Some(later);
                continue;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let mut later = None;
        let mut told = Instant::now();
        let mut left = false;
        let made = workspace.rewind(moment, &mut |progress| {
            match orders.try_recv() {
                Ok(another) if another != moment => later = Some(another),
                Ok(_) | Err(TryRecvError::Empty) => {}
                Err(TryRecvError::Disconnected) => left = true,
            }
            if told.elapsed() >= PULSE {
                told = Instant::now();
                let Progress::TakenBack(many) = progress;
                left |= !tell(inbox, Rewinding::Going(many));
            }
            if left || later.is_some() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        let is_there = made.is_ok();
        // Whoever asks for it holds it.
        let said = match made {
            Ok(book) => {
                workspace.make_room_for(&book, HELD);
                // The first look at most screens asks for it.
                let _remembered = book.pace();
                Some(Rewinding::There)
            }
            Err(WorkspaceError::Stopped) => None,
            Err(error) => Some(Rewinding::Failed(trouble(&error, speaker.listen()))),
        };
        if left || said.is_some_and(|said| !tell(inbox, said)) {
            return;
        }
        if is_there && later.is_none() && !workspace.is_warm(moment) {
            later = warm(workspace, moment, orders);
            // Whoever waits for what was counted asks again.
            if later.is_none() && !tell(inbox, Rewinding::There) {
                return;
            }
        }
        next = later.or_else(|| orders.recv().ok());
    }
}

/// Counts ahead what screens rest on, once a day stands or is asked for again; of another day that is asked for meanwhile
/// it says which.
fn warm(workspace: &Shared, moment: Moment, orders: &Receiver<Moment>) -> Option<Moment> {
    let another = |it: &Moment| *it != moment;
    let mut later = orders.recv_timeout(STANDS).ok().filter(another);
    workspace.warm_then(moment, &mut || {
        later = later.or_else(|| orders.try_recv().ok().filter(another));
        later.is_none()
    });
    later
}

/// Says whether anybody still listens.
fn tell(inbox: &Sender<Inbound>, said: Rewinding) -> bool {
    let news = Event::Workspace(News::Rewinding(said));
    inbox.send(Inbound::Ui(news)).is_ok()
}
