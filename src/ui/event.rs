//! Holds what comes into the machine and what goes out of it.

use super::desk::{Ask, News, Order, Ticket};
use super::kept::Memory;
use super::key::Key;
use super::work::Work;
use crate::i18n::Language;
use crate::model::Clean;

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted; already without control characters and of a sensible length.
    Paste(String),
    /// The screen has another size; the new one is in `Ctx`.
    Resize,
    /// The mouse did something.
    Mouse(Pointer),
    /// Time has passed.
    Tick,
    /// The window came to the front (`true`) or went behind.
    Focus(bool),
    /// The workspace has something to say.
    Workspace(News),
    /// The reader comes back from the editor.
    Edited {
        /// Which edit.
        ticket: Ticket,
        /// What came of it.
        edited: Edited,
    },
}

/// What came of a text that was opened in the reader's own editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edited {
    /// It reads like this now; line breaks are `\n`, and none is at its end.
    Text(String),
    /// It reads as before.
    Unchanged,
    /// Nothing is taken from it; why, in the reader's words. What was typed is in a file that they name.
    Failed(Clean),
}

/// What the mouse did, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointer {
    /// What it did.
    pub kind: PointerKind,
    /// The column.
    pub x: u16,
    /// The row.
    pub y: u16,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointerKind {
    /// The first button was pressed.
    Click,
    /// The mouse moved with the first button down.
    Drag,
    /// The first button was let go.
    Release,
    /// The wheel went up.
    WheelUp,
    /// The wheel went down.
    WheelDown,
}

/// What a reader prefers and has kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Preference {
    /// The theme of this name.
    Theme(String),
    /// The language of the screen.
    Language(Language),
}

/// How one begins where there is no workspace yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beginning {
    /// With a made-up company.
    Demo,
    /// With a file of one's own.
    Import,
    /// With the workspace that is there, and nothing in it.
    GoOn,
    /// With nothing but a name.
    Empty {
        /// The company's name.
        name: String,
        /// Its currency's code.
        currency: String,
    },
}

/// What the host is to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Draw a frame, for something has changed.
    Draw,
    /// Draw every cell anew, whatever the terminal shows.
    Repaint,
    /// Ask the workspace; its answer comes back as an event.
    Ask(Ask),
    /// Have the workspace do something.
    Exec(Order),
    /// Have work done that takes its time; how far it is comes back as news.
    Work(Work),
    /// Put a text on the reader's clipboard.
    Copy(Clean),
    /// Puts a table on the clipboard: a line a line, tabs between its cells.
    CopyTable(Vec<Vec<Clean>>),
    /// Open a text in the reader's own editor; what came of it comes back as an event.
    Edit {
        /// Comes back with the text.
        ticket: Ticket,
        /// What the text is, in a word that its file is named after.
        name: String,
        /// The text.
        text: String,
    },
    /// Show a theme, as long as nothing else is said.
    TryOn(String),
    /// Use something from now on, and keep that for the next time.
    Prefer(Preference),
    /// Remember how something was left, for the next time; nothing is said of it.
    Remember(Memory, String),
    /// Take the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Give the terminal back to the shell for a while.
    Suspend,
    /// Leave this screen and make a workspace.
    Begin(Beginning),
    /// Leave.
    Quit,
}
