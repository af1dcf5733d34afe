//! The loop over a line that only counts: from an event to the end of its frame, and how many bytes that was.

use std::cell::RefCell;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use chrono::Utc;
use fiveply::config::Depth;
use fiveply::host::{Clock, Failure, Inbound, LocalDesk, Returned, Seat, Session, Terminal};
use fiveply::i18n::{Language, Locale};
use fiveply::model::{Clean, Moment, OpId, UserId};
use fiveply::ui::{Event, Key, Look, Reader, Route, Sequence};
use fiveply::workspace::Shared;

use crate::pty::cells;

/// What a key cost.
#[derive(Debug, Clone, Copy)]
pub struct Spent {
    pub time: Duration,
    pub bytes: usize,
}

/// No key takes so long; one that changes nothing is answered by no frame.
const PATIENCE: Duration = Duration::from_millis(700);

/// For so long a digit may turn out to be a number.
const NUMBER: Duration = Duration::from_millis(260);

/// Frames closer than this are drawn as one.
const APART: Duration = Duration::from_millis(12);

/// What the bottom line offers on every screen, and where something is open over it nowhere.
pub const HOME: &str = "? all keys";

/// A line that says when a frame has gone down it.
struct Line(Sender<(Instant, Vec<u8>)>);

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Nobody counts any more where the screen was left.
        let _left = self.0.send((Instant::now(), bytes.to_vec()));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Nowhere;

impl Terminal for Nowhere {
    fn suspend(&mut self) -> io::Result<(u16, u16)> {
        Ok((100, 30))
    }

    fn retake(&mut self) -> io::Result<(u16, u16)> {
        Ok((100, 30))
    }

    fn stop(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn edit(&mut self, _name: &str, _text: &str) -> Result<(), Failure> {
        Err(Failure::NoEditor)
    }

    fn edited(&mut self, _ending: bool) -> io::Result<(Returned, (u16, u16))> {
        Ok((Returned::Unchanged, (100, 30)))
    }

    fn mouse(&mut self, _on: bool) -> io::Result<()> {
        Ok(())
    }

    fn name_keys(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub fn now() -> Moment {
    Moment(Utc::now().timestamp_millis())
}

pub struct Machine {
    events: Sender<Inbound>,
    frames: Receiver<(Instant, Vec<u8>)>,
    /// What is seen.
    parser: RefCell<vt100::Parser>,
}

impl Machine {
    /// Opens a screen on a workspace whose book is loaded, and waits for its first frame.
    pub fn open(workspace: &Shared, me: (UserId, &str), size: (u16, u16)) -> Self {
        let (events, inbox) = channel();
        let (sender, frames) = channel();
        let ops = Arc::new(AtomicU64::new(1 << 40));
        let clock = Clock {
            now: Arc::new(now),
            op: Arc::new(move || OpId(ops.fetch_add(1, Ordering::Relaxed).into())),
        };
        let locale = Locale::new(Language::English);
        let seat = Seat {
            user: me.0,
            name: me.1.to_owned(),
            locale: locale.clone(),
            config_file: std::path::PathBuf::new(),
            home: None,
            state_file: std::path::PathBuf::new(),
        };
        let name = Clean::new(me.1);
        let (workspace, to_desk) = (Arc::clone(workspace), events.clone());
        std::thread::spawn(move || {
            let desk = LocalDesk::open(workspace, seat, clock, to_desk);
            let reader = Reader {
                user: name,
                ..Reader::new(locale, Look::Dark)
            };
            let wall = Box::new(|| Utc::now().naive_utc());
            let (line, depth) = (Line(sender), Depth::True);
            let session = Session::open(
                line,
                size,
                depth,
                reader,
                Route::Funnel,
                desk,
                Nowhere,
                wall,
            );
            session.unwrap().run(&inbox).unwrap();
        });
        let machine = Self {
            events,
            frames,
            parser: RefCell::new(vt100::Parser::new(cells(size.1), cells(size.0), 0)),
        };
        machine.frame(Duration::from_secs(20)).unwrap();
        machine
    }

    /// Presses a key as it is named, waits for its frame, and says what it cost; nothing where nothing changed.
    pub fn press(&self, name: &str) -> Option<Spent> {
        self.quiet();
        let began = Instant::now();
        for key in keys(name) {
            self.events.send(Inbound::Ui(Event::Key(key))).unwrap();
        }
        let (end, bytes) = self.frame(PATIENCE)?;
        if name.len() == 1 && name.as_bytes()[0].is_ascii_digit() {
            std::thread::sleep(NUMBER);
        }
        let time = end.saturating_duration_since(began);
        Some(Spent { time, bytes })
    }

    /// The next frame, if it comes in time.
    pub fn frame(&self, patience: Duration) -> Option<(Instant, usize)> {
        match self.frames.recv_timeout(patience) {
            Ok((at, bytes)) => {
                self.parser.borrow_mut().process(&bytes);
                Some((at, bytes.len()))
            }
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => panic!("the screen is gone"),
        }
    }

    /// Sees to it that nothing is open over the screen: it is there that the next row would type.
    pub fn at_home(&self, row: &str) {
        self.quiet();
        let screen = self.parser.borrow().screen().contents();
        assert!(screen.contains(HOME), "{row} ends here:\n{screen}");
    }

    /// Waits until no frame has been drawn for a moment.
    pub fn quiet(&self) {
        while self.frame(APART).is_some() {}
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        let _over = self.events.send(Inbound::Stop(None));
    }
}

/// `text:abc` is three keys, anything else a sequence as the key table writes it.
fn keys(name: &str) -> Vec<Key> {
    match name.strip_prefix("text:") {
        Some(text) => text.chars().map(Key::char).collect(),
        None => Sequence::parse(name).unwrap().keys().to_vec(),
    }
}
