//! People who work on one file, each with a screen and a handle of their own; the clock stands still.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use fiveply::host::{Clock, Desk as _, Inbound, LocalDesk, Seat};
use fiveply::i18n::Language;
use fiveply::model::OpId;
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::ui::{Effect, Event, Route};
use fiveply::workspace::{Shared, Workspace};

use super::driver::{Driver, Setup, spoken};
use super::real::moment;

/// Somebody in front of a screen.
pub struct Person {
    pub screen: Driver,
    workspace: Shared,
    inbox: Arc<Mutex<Receiver<Inbound>>>,
}

impl Person {
    /// Sits down at a file; it is made if it is not there.
    pub fn sit(file: &Path, who: &str, number: u64, route: Route) -> Self {
        let store = if file.exists() {
            SqliteStore::open(file, Mode::WRITE)
        } else {
            SqliteStore::create(file, Mode::WRITE)
        };
        let workspace = Arc::new(Workspace::new(Box::new(store.unwrap())));
        let entered = OpId(u128::from(number));
        let user = workspace.enter(who, moment(), entered).unwrap();
        workspace.load().unwrap();
        let ops = Arc::new(AtomicU64::new(number * 1_000));
        let clock = Clock {
            now: Arc::new(moment),
            op: Arc::new(move || OpId(ops.fetch_add(1, Ordering::Relaxed).into())),
        };
        let seat = Seat {
            user,
            name: who.to_owned(),
            config_file: std::path::PathBuf::new(),
            home: None,
            state_file: std::path::PathBuf::new(),
            locale: spoken(Language::English),
        };
        let (sender, inbox) = channel();
        let inbox = Arc::new(Mutex::new(inbox));
        let mut desk = LocalDesk::open(Arc::clone(&workspace), seat, clock, sender);
        let told = Arc::clone(&inbox);
        let desk = Box::new(move |effect: &Effect| {
            let mut events = desk.perform(effect.clone());
            if matches!(effect, Effect::Exec(_)) {
                let inbox = told.lock().unwrap();
                events.extend(parts(inbox.recv_timeout(Duration::from_secs(10)).unwrap()));
            }
            events
        });
        let setup = Setup {
            route,
            ..Setup::default()
        };
        Self {
            screen: Driver::new(setup, desk),
            workspace,
            inbox,
        }
    }

    /// Hears what others did meanwhile.
    pub fn hears(&mut self) -> &mut Self {
        self.workspace.sync().unwrap();
        let said: Vec<Event> = self
            .inbox
            .lock()
            .unwrap()
            .try_iter()
            .flat_map(parts)
            .collect();
        assert!(!said.is_empty(), "nobody said anything");
        for event in said {
            self.screen.send(event);
        }
        self
    }

    /// Waits for what comes after the first answer to a deed: a doubt comes after what others did.
    pub fn waits(&mut self) -> &mut Self {
        let told = {
            let inbox = self.inbox.lock().unwrap();
            inbox.recv_timeout(Duration::from_secs(10)).unwrap()
        };
        for event in parts(told) {
            self.screen.send(event);
        }
        self
    }

    /// Waits for work that takes its time, until it says this.
    #[track_caller]
    pub fn waits_until(&mut self, text: &str) -> &mut Self {
        const MOST: usize = 100;
        for _ in 0..MOST {
            if self.screen.text().contains(text) {
                return self;
            }
            self.waits();
        }
        panic!("{text:?} never came\n{}", self.screen.text());
    }

    pub fn press(&mut self, keys: &[&str]) -> &mut Self {
        self.screen.press(keys);
        self
    }

    /// Every text is on the screen.
    #[track_caller]
    pub fn sees(&mut self, texts: &[&str]) -> &mut Self {
        let screen = self.screen.text();
        for text in texts {
            assert!(screen.contains(text), "{text:?} is not in\n{screen}");
        }
        self
    }

    /// The text is not on the screen.
    #[track_caller]
    pub fn misses(&mut self, text: &str) -> &mut Self {
        let screen = self.screen.text();
        assert!(!screen.contains(text), "{text:?} is in\n{screen}");
        self
    }
}

fn parts(inbound: Inbound) -> Vec<Event> {
    match inbound {
        Inbound::Ui(event) => vec![event],
        Inbound::Together(events) => events,
        other => panic!("{other:?}"),
    }
}
