//! A desk with a real workspace behind it: what is asked comes from a book, what is done is written and told.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::TimeZone;
use fiveply::host::{Clock, Desk as _, Inbound, LocalDesk, Seat};
use fiveply::i18n::Language;
use fiveply::model::{
    AccountId, Command, Event as Happened, Lead, Moment, OpId, Record, Request, Track, UserId,
};
use fiveply::ui::{Deed, Effect, Event};
use fiveply::workspace::{Shared, Workspace};

use super::driver::{Desk, now, spoken};
use super::memory::MemoryStore;

/// A workspace in memory, and who sits in front of it.
pub struct Real {
    pub workspace: Shared,
    pub anna: UserId,
    /// No two of its desks ask under one number.
    ops: Arc<AtomicU64>,
}

/// The driver's time, as a moment.
pub fn moment() -> Moment {
    Moment(chrono::Utc.from_utc_datetime(&now()).timestamp_millis())
}

/// A lead of Anna's at an account, with an event a day, the first forty days ago.
pub fn lived(account: u64, events: &[Happened]) -> Lead {
    let mut track = Track::default();
    for (day, event) in (0..).zip(events) {
        let at = Moment(moment().0 - (40 - day) * 86_400_000);
        track.push(at, event.clone());
    }
    Lead {
        account: Some(AccountId(account)),
        owner: Some(UserId(1)),
        track,
        ..Lead::default()
    }
}

impl Real {
    /// A workspace with these records, made by Anna.
    pub fn with(records: Vec<Record>) -> Self {
        let workspace = Workspace::new(Box::new(MemoryStore::default()));
        let anna = workspace.enter("anna", moment(), OpId(1)).unwrap();
        let real = Self {
            workspace: Arc::new(workspace),
            anna,
            ops: Arc::new(AtomicU64::new(100)),
        };
        if !records.is_empty() {
            let request = Request {
                op: OpId(2),
                actor: anna,
                command: Command::Create(records),
            };
            real.workspace.execute(&request, moment()).unwrap();
        }
        real.workspace.load().unwrap();
        real
    }

    /// A desk for a driver; a deed is waited for until what came of it is told.
    pub fn desk(&self, language: Language) -> Desk {
        let (mut desk, inbox) = self.seat(language, moment());
        let inbox = Mutex::new(inbox);
        Box::new(move |effect: &Effect| {
            let mut events = desk.perform(effect.clone());
            if let Effect::Exec(order) = effect {
                let inbox = inbox.lock().unwrap();
                let told = next(&inbox);
                // A lead that has come to be is told by itself, after the change.
                let begun = matches!(order.deed, Deed::NewLead(_)) && told.len() > 1;
                events.extend(told);
                if begun {
                    events.extend(next(&inbox));
                }
            }
            events
        })
    }

    /// A desk as a terminal has one, at a time, and what comes from its threads.
    pub fn seat(&self, language: Language, now: Moment) -> (LocalDesk, Receiver<Inbound>) {
        let (sender, inbox) = channel();
        let ops = Arc::clone(&self.ops);
        let clock = Clock {
            now: Arc::new(move || now),
            op: Arc::new(move || OpId(ops.fetch_add(1, Ordering::Relaxed).into())),
        };
        let seat = Seat {
            user: self.anna,
            name: "anna".to_owned(),
            config_file: std::path::PathBuf::new(),
            home: None,
            state_file: std::path::PathBuf::new(),
            locale: spoken(language),
        };
        let desk = LocalDesk::open(Arc::clone(&self.workspace), seat, clock, sender);
        (desk, inbox)
    }
}

/// The next that comes from a desk's threads.
pub fn next(inbox: &Receiver<Inbound>) -> Vec<Event> {
    match inbox.recv_timeout(Duration::from_secs(10)).unwrap() {
        Inbound::Ui(event) => vec![event],
        Inbound::Together(events) => events,
        other => panic!("{other:?}"),
    }
}
