//! Tells every session of this process what was committed, by whoever.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::model::{Key, Seq, SetInfo};
use crate::store::Watch;

use super::{Result, Workspace, WorkspaceError};

/// How many records of a change set are named to sessions; more are "many".
pub const NAMED_KEYS: usize = 64;

/// Something that sessions should know.
#[derive(Debug, Clone)]
pub enum Notice {
    /// A change set was committed and is in the book.
    Changed {
        /// Who, when, what.
        info: SetInfo,
        /// The records, as far as they are few.
        keys: Vec<Key>,
    },
    /// The book was built anew, up to this change set.
    Rebuilt(Seq),
    /// The data can't be followed any more, and why; it is tried again.
    CutOff(Arc<WorkspaceError>),
    /// The data can be followed again.
    Live,
}

/// Whoever wants to know; dropping it ends the subscription.
pub type Subscription = Box<dyn Fn(&Notice) -> bool + Send>;

/// The list of those who want to know.
#[derive(Default)]
pub struct Bus {
    subscribers: Mutex<Vec<Subscription>>,
}

impl Bus {
    /// Adds somebody; kept as long as the function returns true.
    pub fn subscribe(&self, subscriber: Subscription) {
        self.subscribers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(subscriber);
    }

    /// Tells everyone.
    pub fn publish(&self, notice: &Notice) {
        self.subscribers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|subscriber| subscriber(notice));
    }
}

impl Workspace {
    /// Tells this function of every notice, as long as it returns true.
    pub fn subscribe(&self, subscriber: Subscription) {
        self.bus.subscribe(subscriber);
    }

    /// What to wait on until others have committed.
    ///
    /// # Errors
    /// Where the data can't be watched.
    pub fn watch(&self) -> Result<Box<dyn Watch>> {
        Ok(self.store().watch()?)
    }

    /// Follows other processes until told to stop; runs on a thread of its own.
    pub fn follow(&self, mut watch: Box<dyn Watch>, go_on: &dyn Fn() -> bool) {
        let mut cut_off = false;
        while go_on() {
            let outcome = watch
                .wait(Duration::from_secs(1))
                .map_err(WorkspaceError::from)
                .and_then(|rung| if rung { self.sync() } else { Ok(()) });
            match outcome {
                Ok(()) if cut_off => {
                    cut_off = false;
                    self.bus.publish(&Notice::Live);
                }
                Ok(()) => {}
                Err(error) => {
                    if !cut_off {
                        self.bus.publish(&Notice::CutOff(Arc::new(error)));
                    }
                    cut_off = true;
                    std::thread::sleep(Duration::from_millis(250));
                }
            }
        }
    }
}
