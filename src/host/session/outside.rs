//! Holds what the loop is handed from outside: what comes in, who answers, and the terminal beyond its cells.

use std::io;

use crate::host::editor::{Failure, Returned};
use crate::ui::{Effect, Event, Ground};

/// What comes into the loop.
#[derive(Debug, Clone, PartialEq)]
pub enum Inbound {
    /// For the machine.
    Ui(Event),
    /// Several for the machine, which one frame is to show.
    Together(Vec<Event>),
    /// The terminal has another size.
    Size(u16, u16),
    /// The terminal's ground, or that it will not say.
    Ground(Option<Ground>),
    /// The terminal can name each key, and tell Escape from what a sequence begins with.
    NamesKeys,
    /// The terminal is to be given back for a while.
    Suspend,
    /// The program was stopped and goes on.
    Resume,
    /// The reader's editor has ended.
    EditorEnded,
    /// The end, by a signal or because the terminal is gone.
    Stop(Option<i32>),
}

/// Why the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The person left.
    Quit,
    /// A signal, or nobody left to talk to.
    Stopped(Option<i32>),
}

/// Answers the machine's questions and does what it wants done.
pub trait Desk {
    /// Does it, and says what came of it; what comes later goes into the loop's channel.
    fn perform(&mut self, effect: Effect) -> Vec<Event>;
}

/// The terminal beyond its cells.
pub trait Terminal {
    /// Gives the terminal back, waits until the program goes on, takes it again; its size is asked anew.
    ///
    /// # Errors
    /// The terminal refused.
    fn suspend(&mut self) -> io::Result<(u16, u16)>;

    /// Takes the terminal again after others may have changed it.
    ///
    /// # Errors
    /// The terminal refused.
    fn retake(&mut self) -> io::Result<(u16, u16)>;

    /// Stops the program while somebody else has the terminal; returns when it goes on.
    ///
    /// # Errors
    /// The program cannot be stopped.
    fn stop(&mut self) -> io::Result<()>;

    /// Lends the terminal to the reader's editor, on a file named after `name` with a text in it.
    ///
    /// When the editor has ended, the loop is told.
    ///
    /// # Errors
    /// No editor could be started; the terminal is not lent then.
    fn edit(&mut self, name: &str, text: &str) -> Result<(), Failure>;

    /// Takes the terminal again from an editor that has ended, and what came of it; its size is asked anew.
    ///
    /// Where the program is to end, the terminal stays as it is and the text in its file.
    ///
    /// # Errors
    /// The terminal refused.
    fn edited(&mut self, ending: bool) -> io::Result<(Returned, (u16, u16))>;

    /// Takes the mouse, or leaves it to the terminal.
    ///
    /// # Errors
    /// The terminal refused.
    fn mouse(&mut self, on: bool) -> io::Result<()>;

    /// Has the terminal name each key, which it can: a lone Escape needs no waiting then.
    ///
    /// # Errors
    /// The terminal refused.
    fn name_keys(&mut self) -> io::Result<()>;
}
