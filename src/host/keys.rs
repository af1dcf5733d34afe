//! Holds the thread that reads keys, and the gate that keeps it from the keys of others.
//!
//! A reading of a terminal cannot be broken off, so it never begins one that could wait: it waits for the terminal and
//! for a pipe of its own together, and whoever wants it to stop writes into the pipe.

use std::io;
use std::os::fd::OwnedFd;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::pipe::{PipeFlags, pipe_with};

use super::input::Decoder;
use super::session::Inbound;

/// After this long an escape without anything behind it is the key: a terminal sends a sequence in one go, and even
/// a line of 9,600 baud carries several bytes in that time.
const MOMENT: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 10_000_000,
};

/// Who may read keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// The thread.
    Ours,
    /// Somebody else, as soon as the thread has noticed.
    Asked,
    /// Somebody else.
    Theirs,
    /// Nobody here any more.
    Over,
}

/// Whose turn it is, as both sides see it.
struct Gate {
    turn: Mutex<Turn>,
    changed: Condvar,
}

impl Gate {
    fn turn(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, turn: Turn) {
        *self.turn() = turn;
        self.changed.notify_all();
    }

    /// Waits while others read; says whether they did, or nothing where it is over.
    fn pass(&self) -> Option<bool> {
        let mut turn = self.turn();
        let mut waited = false;
        loop {
            match *turn {
                Turn::Ours => return Some(waited),
                Turn::Over => return None,
                Turn::Asked => {
                    *turn = Turn::Theirs;
                    self.changed.notify_all();
                }
                Turn::Theirs => {
                    waited = true;
                    turn = self
                        .changed
                        .wait(turn)
                        .unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }

    fn is_ours(&self) -> bool {
        *self.turn() == Turn::Ours
    }
}

/// The thread that reads keys, as its owner sees it; it ends when this is dropped.
pub(super) struct Keys {
    gate: Arc<Gate>,
    bell: OwnedFd,
}

impl Keys {
    /// Reads keys from now on.
    ///
    /// # Errors
    /// There is no thread, or no pipe, to be had.
    pub(super) fn listen(sender: Sender<Inbound>) -> io::Result<Self> {
        let (heard, bell) = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK)?;
        let gate = Arc::new(Gate {
            turn: Mutex::new(Turn::Ours),
            changed: Condvar::new(),
        });
        let shared = Arc::clone(&gate);
        std::thread::Builder::new()
            .name("keys".to_owned())
            .spawn(move || {
                listen(&sender, &shared, &heard);
                // Whoever waits for the gate to close would wait for ever.
                shared.set(Turn::Over);
            })?;
        Ok(Self { gate, bell })
    }

    /// Reads nothing more until it is released; what is typed then is for somebody else.
    pub(super) fn hold(&self) {
        let mut turn = self.gate.turn();
        if *turn != Turn::Ours {
            return;
        }
        *turn = Turn::Asked;
        self.ring();
        while *turn == Turn::Asked {
            turn = self
                .gate
                .changed
                .wait(turn)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Reads again.
    pub(super) fn release(&self) {
        let mut turn = self.gate.turn();
        if *turn == Turn::Theirs {
            *turn = Turn::Ours;
            self.gate.changed.notify_all();
        }
    }

    /// Wakes the thread; a pipe that is full has woken it already.
    fn ring(&self) {
        let _full = rustix::io::write(&self.bell, &[0]);
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        self.gate.set(Turn::Over);
        self.ring();
    }
}

fn listen(sender: &Sender<Inbound>, gate: &Gate, bell: &OwnedFd) {
    let mut decoder = Decoder::default();
    let mut heard = Vec::new();
    while let Some(waited) = gate.pass() {
        if waited {
            // What was begun before others read has no end any more.
            decoder = Decoder::default();
        }
        match read_some(&mut decoder, &mut heard, gate, bell) {
            Ok(true) | Err(Errno::INTR | Errno::AGAIN) => {}
            Ok(false) | Err(_) => heard.push(Inbound::Stop(None)),
        }
        for inbound in heard.drain(..) {
            let over = matches!(inbound, Inbound::Stop(_));
            if sender.send(inbound).is_err() || over {
                return;
            }
        }
    }
}

/// Reads what the terminal has sent; says whether it is still there.
fn read_some(
    decoder: &mut Decoder,
    heard: &mut Vec<Inbound>,
    gate: &Gate,
    bell: &OwnedFd,
) -> Result<bool, Errno> {
    let stdin = io::stdin();
    let mut ready = [
        PollFd::new(&stdin, PollFlags::IN),
        PollFd::new(bell, PollFlags::IN),
    ];
    let moment = decoder.is_waiting().then_some(&MOMENT);
    if poll(&mut ready, moment)? == 0 {
        decoder.pause(heard);
        return Ok(true);
    }
    let (typed, rung) = (ready[0].revents(), ready[1].revents());
    let mut bytes = [0; 4_096];
    if !rung.is_empty() {
        let _how_often = rustix::io::read(bell, &mut bytes)?;
    }
    // What is typed while others read is theirs.
    if typed.is_empty() || !gate.is_ours() {
        return Ok(true);
    }
    let read = rustix::io::read(&stdin, &mut bytes)?;
    decoder.feed(&bytes[..read], heard);
    Ok(read > 0)
}
