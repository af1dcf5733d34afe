//! Holds the terminal that the program was started in: taking it, giving it back however the program ends, its keys.

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::time::SystemTime;

use chrono::NaiveDateTime;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::input::Decoder;
use super::session::{Desk, End, Inbound, Session, Terminal};
use super::{HostError, signals};
use crate::config::Depth;
use crate::ui::{Reader, Route};

/// How the terminal is used.
#[derive(Debug, Clone)]
pub struct LocalOptions {
    /// How many colours it has.
    pub depth: Depth,
    /// Whether the terminal is asked for its ground.
    pub ask_ground: bool,
    /// Whether tmux is between us and the terminal.
    pub tmux: bool,
    /// Whether GNU screen is.
    pub gnu_screen: bool,
    /// Where the log of a crash goes.
    pub logs: PathBuf,
}

/// Opens the screen in this terminal and runs it until the end; the terminal is given back in every case.
///
/// # Errors
/// There is no terminal, or it refused.
pub fn run_local<D: Desk>(
    options: &LocalOptions,
    reader: Reader,
    route: Route,
    desk: D,
    channel: (Sender<Inbound>, &Receiver<Inbound>),
    clock: Box<dyn Fn() -> NaiveDateTime + Send>,
) -> Result<End, HostError> {
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(HostError::NoTerminal);
    }
    let refused = |doing| move |source| HostError::Terminal { doing, source };
    let (sender, inbox) = channel;
    let taken = Arc::new(AtomicBool::new(false));
    log_panics(options.logs.clone(), Arc::clone(&taken));
    let held = Held::take(reader.mouse, taken).map_err(refused("taken"))?;
    let listening = signals::listen(sender.clone(), size).map_err(refused("watched"))?;
    let over = Arc::new(AtomicBool::new(false));
    listen_to_keys(sender, Arc::clone(&over)).map_err(refused("listened to"))?;
    if options.ask_ground {
        write(ASK_GROUND).map_err(refused("written to"))?;
    }
    let size = size().map_err(refused("measured"))?;
    let session = Session::open(
        io::stdout(),
        size,
        options.depth,
        reader,
        route,
        desk,
        held,
        clock,
    );
    let end = session.and_then(|session| {
        let mut session = session.through_tmux(options.tmux);
        if options.gnu_screen {
            session = session.without_colored_erasing();
        }
        if options.ask_ground {
            session = session.awaiting_ground();
        }
        session.run(inbox)
    });
    over.store(true, Ordering::SeqCst);
    listening.close();
    end
}

/// The terminal while the screen is on it; given back when dropped.
struct Held {
    mouse: bool,
    /// Shared with the crash handler: given back twice, the terminal would lose what was said in between.
    taken: Arc<AtomicBool>,
}

/// Other screen, pasted text marked as such, word of focus.
const TAKE: &str = "\x1b[?1049h\x1b[?2004h\x1b[?1004h";
/// Clicks, what is dragged, the wheel, with coordinates of any size.
const TAKE_MOUSE: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const LEAVE_MOUSE: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// Which colour is the ground, and what is the terminal: all answer the second, so that one knows when not to wait.
const ASK_GROUND: &str = "\x1b]11;?\x1b\\\x1b[c";
/// All of that back, in any case: frames as they come, colours, caret.
const GIVE_BACK: &str =
    "\x1b[?2026l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l";

impl Held {
    fn take(mouse: bool, taken: Arc<AtomicBool>) -> io::Result<Self> {
        let held = Self { mouse, taken };
        held.put_on()?;
        Ok(held)
    }

    fn put_on(&self) -> io::Result<()> {
        self.taken.store(true, Ordering::SeqCst);
        crossterm::terminal::enable_raw_mode()?;
        let mut out = io::stdout().lock();
        out.write_all(TAKE.as_bytes())?;
        if self.mouse {
            out.write_all(TAKE_MOUSE.as_bytes())?;
        }
        out.flush()
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        give_back(&self.taken);
    }
}

impl Terminal for Held {
    fn suspend(&mut self) -> io::Result<(u16, u16)> {
        give_back(&self.taken);
        signals::stop()?;
        self.retake()
    }

    fn mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        write(if on { TAKE_MOUSE } else { LEAVE_MOUSE })
    }

    fn retake(&mut self) -> io::Result<(u16, u16)> {
        // A shell may have set its own modes meanwhile; they are dropped first, or ours would not be set again.
        crossterm::terminal::disable_raw_mode()?;
        self.put_on()?;
        size()
    }
}

/// Gives the terminal back, once; what fails now has nobody to be told to.
fn give_back(taken: &AtomicBool) {
    if !taken.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout().lock();
    let _ = out.write_all(GIVE_BACK.as_bytes());
    let _ = out.flush();
    let _ = crossterm::terminal::disable_raw_mode();
}

#[allow(
    clippy::disallowed_methods,
    reason = "the host asks the terminal, once, for the session"
)]
fn size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

fn write(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// After this long an escape without anything behind it is the key: a terminal sends a sequence in one go, and even
/// a line of 9,600 baud carries several bytes in that time.
const MOMENT: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 10_000_000,
};

/// Reads keys on a thread of its own; it ends with the program, for reading cannot be broken off.
fn listen_to_keys(sender: Sender<Inbound>, over: Arc<AtomicBool>) -> io::Result<()> {
    std::thread::Builder::new()
        .name("keys".to_owned())
        .spawn(move || {
            let mut decoder = Decoder::default();
            let mut heard = Vec::new();
            loop {
                let read = read_some(&mut decoder, &mut heard, &over);
                // What is typed after the end belongs to whoever has the terminal then.
                if over.load(Ordering::SeqCst) {
                    return;
                }
                match read {
                    Ok(true) => {}
                    Ok(false) => heard.push(Inbound::Stop(None)),
                    Err(Errno::INTR | Errno::AGAIN) => continue,
                    Err(_) => heard.push(Inbound::Stop(None)),
                }
                for inbound in heard.drain(..) {
                    let over = matches!(inbound, Inbound::Stop(_));
                    if sender.send(inbound).is_err() || over {
                        return;
                    }
                }
            }
        })?;
    Ok(())
}

/// Reads what the terminal has sent; says whether it is still there.
fn read_some(
    decoder: &mut Decoder,
    heard: &mut Vec<Inbound>,
    over: &AtomicBool,
) -> Result<bool, Errno> {
    let stdin = io::stdin();
    let mut ready = [PollFd::new(&stdin, PollFlags::IN)];
    let moment = decoder.is_waiting().then_some(&MOMENT);
    if poll(&mut ready, moment)? == 0 {
        decoder.pause(heard);
        return Ok(true);
    }
    // It is read by whoever listens now.
    if over.load(Ordering::SeqCst) {
        return Ok(true);
    }
    let mut bytes = [0; 4_096];
    let read = rustix::io::read(&stdin, &mut bytes)?;
    decoder.feed(&bytes[..read], heard);
    Ok(read > 0)
}

/// Has a crash give the terminal back, write a log, and say where it is.
fn log_panics(logs: PathBuf, taken: Arc<AtomicBool>) {
    panic::set_hook(Box::new(move |crash| {
        give_back(&taken);
        let report = format!(
            "fiveply {}\n{crash}\n\n{}\n",
            env!("CARGO_PKG_VERSION"),
            std::backtrace::Backtrace::force_capture()
        );
        let mut err = io::stderr().lock();
        let _ = match write_log(&logs, &report) {
            Ok(path) => writeln!(
                err,
                "fiveply crashed; what was saved is safe. The log is in {}",
                path.display()
            ),
            Err(error) => writeln!(
                err,
                "fiveply crashed; no log could be written ({error}):\n{report}"
            ),
        };
    }));
}

#[allow(
    clippy::disallowed_methods,
    reason = "a log's name tells when; this is the host"
)]
fn write_log(logs: &Path, report: &str) -> io::Result<PathBuf> {
    std::fs::create_dir_all(logs)?;
    let since = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    let path = logs.join(format!(
        "crash-{}-{}.txt",
        since.as_millis(),
        std::process::id()
    ));
    std::fs::write(&path, report)?;
    Ok(path)
}
