//! Holds the terminal that the program was started in: taking it, giving it back however the program ends, its keys.

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::time::SystemTime;

use chrono::NaiveDateTime;

use super::session::{Desk, End, Inbound, Session, Terminal};
use super::{HostError, keys, signals};
use crate::config::Depth;
use crate::ui::{Reader, Route};

/// How the terminal is used.
#[derive(Debug, Clone)]
pub struct LocalOptions {
    /// How many colours it has.
    pub depth: Depth,
    /// Whether the mouse is used.
    pub mouse: bool,
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
    let held = Held::take(options.mouse, taken).map_err(refused("taken"))?;
    let listening = signals::listen(sender.clone(), size).map_err(refused("watched"))?;
    listen_to_keys(sender).map_err(refused("listened to"))?;
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
    let end = session.and_then(|mut session| session.run(inbox));
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
/// Clicks and the wheel, with coordinates of any size.
const TAKE_MOUSE: &str = "\x1b[?1000h\x1b[?1006h";
/// All of that back, in any case: frames as they come, colours, caret.
const GIVE_BACK: &str =
    "\x1b[?2026l\x1b[?1006l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l";

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

/// Reads keys on a thread of its own; it ends with the program, for reading cannot be broken off.
fn listen_to_keys(sender: Sender<Inbound>) -> io::Result<()> {
    std::thread::Builder::new()
        .name("keys".to_owned())
        .spawn(move || {
            loop {
                let inbound = match crossterm::event::read() {
                    Ok(event) => keys::from_terminal(event),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => None,
                    Err(_) => Some(Inbound::Stop(None)),
                };
                let over = matches!(inbound, Some(Inbound::Stop(_)));
                if inbound.is_some_and(|inbound| sender.send(inbound).is_err()) || over {
                    return;
                }
            }
        })?;
    Ok(())
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
