//! Holds the terminal that the program was started in: taking it, giving it back however the program ends, its keys.

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::time::SystemTime;

use chrono::NaiveDateTime;

use super::editor::{Editing, Failure, Returned};
use super::keys::Keys;
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
    /// The command that opens the reader's editor, if one is known.
    pub editor: Option<String>,
    /// Where texts are while they are open in it.
    pub drafts: PathBuf,
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
    let taken = Arc::new(Taken::default());
    log_panics(options.logs.clone(), Arc::clone(&taken));
    let listening = signals::listen(sender.clone(), size).map_err(refused("watched"))?;
    let held = Held::take(options, reader.mouse, taken, sender).map_err(refused("taken"))?;
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
    listening.close();
    end
}

/// What is ours of the terminal; shared with the crash handler.
#[derive(Default)]
struct Taken {
    /// Whether the screen is: given back twice, the terminal would lose what was said in between.
    screen: AtomicBool,
    /// Whether it names keys as long as the screen is ours.
    keys: AtomicBool,
}

/// The terminal while the screen is on it; given back when dropped.
struct Held {
    mouse: bool,
    taken: Arc<Taken>,
    keys: Option<Keys>,
    sender: Sender<Inbound>,
    editor: Option<String>,
    drafts: PathBuf,
    /// What is open in the reader's editor.
    editing: Option<Editing>,
    /// Where the text is that nobody could take any more.
    kept: Option<PathBuf>,
}

/// Other screen, emptied (a terminal may have but one, on which the shell has written), pasted text marked as such, word
/// of focus.
const TAKE: &str = "\x1b[?1049h\x1b[2J\x1b[?2004h\x1b[?1004h";
/// Clicks, what is dragged, the wheel, with coordinates of any size.
const TAKE_MOUSE: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const LEAVE_MOUSE: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// Whether the terminal can name keys (the keyboard protocol that began with kitty). One that cannot says nothing.
const ASK_KEYS: &str = "\x1b[?u";
/// Keys that are ambiguous otherwise, Escape among them, as `ESC [ number u`, with what they are on a Latin keyboard.
const TAKE_KEYS: &str = "\x1b[>5u";
/// Each of a terminal's screens has its own way: this comes before the other screen.
const LEAVE_KEYS: &str = "\x1b[<u";
/// Which colour is the ground, and what is the terminal: all answer the second, so that one knows when not to wait.
const ASK_GROUND: &str = "\x1b]11;?\x1b\\\x1b[c";
/// All of that back, in any case: frames as they come, colours, caret.
const GIVE_BACK: &str =
    "\x1b[?2026l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l";

impl Held {
    fn take(
        options: &LocalOptions,
        mouse: bool,
        taken: Arc<Taken>,
        sender: Sender<Inbound>,
    ) -> io::Result<Self> {
        let mut held = Self {
            mouse,
            taken,
            keys: None,
            sender,
            editor: options.editor.clone(),
            drafts: options.drafts.clone(),
            editing: None,
            kept: None,
        };
        held.put_on()?;
        held.keys = Some(Keys::listen(held.sender.clone())?);
        Ok(held)
    }

    fn put_on(&self) -> io::Result<()> {
        self.taken.screen.store(true, Ordering::SeqCst);
        crossterm::terminal::enable_raw_mode()?;
        let mut out = io::stdout().lock();
        // After a stop that nobody announced it may name them still, and what is taken twice would have to be left twice.
        if self.taken.keys.swap(false, Ordering::SeqCst) {
            out.write_all(LEAVE_KEYS.as_bytes())?;
        }
        out.write_all(TAKE.as_bytes())?;
        out.write_all(ASK_KEYS.as_bytes())?;
        if self.mouse {
            out.write_all(TAKE_MOUSE.as_bytes())?;
        }
        out.flush()
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // What is typed after the end belongs to whoever has the terminal then.
        self.keys = None;
        give_back(&self.taken);
        if let Some(kept) = &self.kept {
            let file = kept.display();
            // A terminal that is gone is not told.
            let _gone = writeln!(
                io::stderr().lock(),
                "fiveply was ended while a text was open in an editor; it is in {file}"
            );
        }
    }
}

impl Terminal for Held {
    fn suspend(&mut self) -> io::Result<(u16, u16)> {
        give_back(&self.taken);
        signals::stop()?;
        self.retake()
    }

    fn stop(&mut self) -> io::Result<()> {
        signals::stop()
    }

    fn edit(&mut self, name: &str, text: &str) -> Result<(), Failure> {
        let editor = self.editor.clone().ok_or(Failure::NoEditor)?;
        let file = Editing::draft(&self.drafts, name, text).map_err(|error| {
            let folder = self.drafts.display();
            Failure::NotWritten(format!("{folder}: {error}"))
        })?;
        if let Some(keys) = &self.keys {
            keys.hold();
        }
        give_back(&self.taken);
        match Editing::begin(&editor, file, text.to_owned(), self.sender.clone()) {
            Ok(editing) => {
                self.editing = Some(editing);
                Ok(())
            }
            Err(error) => {
                // A terminal that refuses now is told of by the next frame.
                let _refused = self.retake();
                Err(Failure::NotStarted(error.to_string()))
            }
        }
    }

    fn edited(&mut self, ending: bool) -> io::Result<(Returned, (u16, u16))> {
        let (returned, kept) = match self.editing.take() {
            Some(editing) => editing.end(ending),
            None => (Returned::Unchanged, None),
        };
        if ending {
            self.kept = kept;
            return Ok((returned, (1, 1)));
        }
        Ok((returned, self.retake()?))
    }

    fn mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        write(if on { TAKE_MOUSE } else { LEAVE_MOUSE })
    }

    fn name_keys(&mut self) -> io::Result<()> {
        // Whoever is asked twice in a hurry answers twice, and after a crash beside it the screen is not ours any more.
        let is_ours = self.taken.screen.load(Ordering::SeqCst);
        if !is_ours || self.taken.keys.swap(true, Ordering::SeqCst) {
            return Ok(());
        }
        write(TAKE_KEYS)
    }

    fn retake(&mut self) -> io::Result<(u16, u16)> {
        // A shell may have set its own modes meanwhile; they are dropped first, or ours would not be set again.
        crossterm::terminal::disable_raw_mode()?;
        self.put_on()?;
        if let Some(keys) = &self.keys {
            keys.release();
        }
        size()
    }
}

/// Gives the terminal back, once; what fails now has nobody to be told to.
fn give_back(taken: &Taken) {
    if !taken.screen.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout().lock();
    if taken.keys.swap(false, Ordering::SeqCst) {
        let _ = out.write_all(LEAVE_KEYS.as_bytes());
    }
    let _ = out.write_all(GIVE_BACK.as_bytes());
    let _ = out.flush();
    let _ = crossterm::terminal::disable_raw_mode();
}

#[allow(
    clippy::disallowed_methods,
    reason = "the host asks the terminal, once, for the session"
)]
pub(super) fn size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

fn write(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Has a crash give the terminal back, write a log, and say where it is.
fn log_panics(logs: PathBuf, taken: Arc<Taken>) {
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
