//! Holds what every screen is to the app: how it takes actions and news, what it wishes for, and how it is drawn.

use chrono::{NaiveDateTime, NaiveTime};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::action::{Action, AppAction, Step};
use super::ctx::Ctx;
use super::desk::{Answer, News, Ticket};
use super::event::{Edited, Effect, Pointer};
use super::explained::{Explained, Explains};
use super::key::Key;
use super::overlays::{Outcome, Overlay, Purpose};
use super::route::Route;
use super::theme::Role;
use super::view::View;
use super::words::Words;
use crate::i18n::Msg;
use crate::model::Clean;

/// How much a message matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Info,
    /// Done as asked.
    Done,
    /// Not done, or done with a remark.
    Warning,
    /// Went wrong.
    Error,
}

/// What the status line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// How much it matters.
    pub severity: Severity,
    /// What is said.
    pub words: Words,
    /// When, where that matters.
    pub at: Option<NaiveTime>,
}

/// What a screen wants done.
#[derive(Debug)]
pub enum Wish {
    /// By the host.
    Host(Effect),
    /// An overlay.
    Open(Overlay),
    /// A word in the status line.
    Say(Severity, Words),
    /// Another screen, with this filter.
    Go(Route, Option<String>),
    /// What its key does everywhere.
    Act(AppAction),
    /// Another page in place of this one: the way back leads past this one.
    Turn(Route),
    /// That the key that takes back comes to the screen: what was done last is no change of the data.
    TakesBack,
}

impl Wish {
    /// Warns of something, in a sentence.
    #[must_use]
    pub fn warn(text: Clean) -> Self {
        Self::Say(Severity::Warning, Words::one(text, Role::Text))
    }

    /// Copies a text, and says so.
    #[must_use]
    pub fn copy(text: Clean, ctx: &Ctx<'_>) -> Vec<Self> {
        let values = [("text", text.clone(), Role::Strong)];
        let words = ctx.words(Msg::StatusCopied, Role::Text, &values, &[]);
        vec![
            Self::Host(Effect::Copy(text)),
            Self::Say(Severity::Done, words),
        ]
    }
}

/// One screen.
pub trait Screen: Send {
    /// Which one.
    fn route(&self) -> Route;

    /// What stands behind the screen's name: whom a page is of, or which part of it is seen.
    fn crumb(&self, _ctx: &Ctx<'_>) -> Option<Clean> {
        None
    }

    /// What it looks at.
    fn view(&self) -> &View;

    /// What it looks at, to be changed.
    fn view_mut(&mut self) -> &mut View;

    /// Asks for what it shows: when first seen, when the filter changed, when what is shown may be old.
    fn ask(&mut self, ctx: &Ctx<'_>) -> Vec<Wish>;

    /// Carries an action out.
    fn act(&mut self, action: Action, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish>;

    /// Takes what an overlay that it opened gave.
    fn took(&mut self, purpose: Purpose, outcome: Outcome, ctx: &Ctx<'_>) -> Vec<Wish>;

    /// Takes the answer to a question of its own.
    fn answered(&mut self, _ticket: Ticket, _answer: Answer, _ctx: &Ctx<'_>) -> Vec<Wish> {
        Vec::new()
    }

    /// Takes what the workspace says by itself, or what became of work.
    fn news(&mut self, _news: &News, _ctx: &Ctx<'_>) -> Vec<Wish> {
        Vec::new()
    }

    /// Takes a click into its body.
    fn click(&mut self, pointer: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish>;

    /// Takes a step of the wheel.
    fn wheel(&mut self, step: Step, _at: Pointer, _body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.act(Action::Cursor(step), Some(3), ctx)
    }

    /// Takes what is dragged from one cell to another; with `done` it was let go there, perhaps outside the body.
    fn drag(
        &mut self,
        _from: Pointer,
        _to: Pointer,
        _done: bool,
        _body: Rect,
        _ctx: &Ctx<'_>,
    ) -> Vec<Wish> {
        Vec::new()
    }

    /// Why an action cannot be done now, if it cannot.
    fn why_not(&self, action: Action) -> Option<Msg>;

    /// How many of how many, at the right of the filter line; the last parts are left out first.
    fn summary(&self, ctx: &Ctx<'_>) -> Vec<Words>;

    /// What stands in the place of the filter on a screen that has none.
    fn head(&self, _ctx: &Ctx<'_>) -> Option<Words> {
        None
    }

    /// What the number under the cursor is, and the filter for what it is of, where it can be explained.
    fn explains(&self, _ctx: &Ctx<'_>) -> Option<(Explains, String)> {
        None
    }

    /// How the number under the cursor is made, where the screen knows it without asking.
    fn explained(&self, _ctx: &Ctx<'_>) -> Option<Explained> {
        None
    }

    /// What opening does here now, in one word, where it is another than everywhere.
    fn opens(&self) -> Option<Msg> {
        None
    }

    /// Goes to a lead that has just come to be, where leads are shown.
    fn seek(&mut self, _lead: u64, _ctx: &Ctx<'_>) -> Vec<Wish> {
        Vec::new()
    }

    /// Takes back what it did last, after [`Wish::TakesBack`].
    fn take_back(&mut self, _ctx: &Ctx<'_>) -> Vec<Wish> {
        Vec::new()
    }

    /// Whether work goes on that leaving would break off.
    fn is_at_work(&self) -> bool {
        false
    }

    /// Takes what came of a text that it had opened in the reader's editor; a failure is said already.
    fn edited(&mut self, _ticket: Ticket, _edited: &Edited, _ctx: &Ctx<'_>) -> Vec<Wish> {
        Vec::new()
    }

    /// When it looks different though nothing happens: a mark that fades.
    fn wakes(&self, _now: NaiveDateTime) -> Option<NaiveDateTime> {
        None
    }

    /// Does what is due, now that time has passed.
    fn tick(&mut self, _ctx: &Ctx<'_>) -> Vec<Wish> {
        Vec::new()
    }

    /// What the cursor is on, in numbers of the screen's own, to come back to: a lead's id.
    fn spot(&self) -> Option<u64> {
        None
    }

    /// Puts the cursor back on a spot; what is there is asked for next.
    fn return_to(&mut self, _spot: Option<u64>) {}

    /// Takes back what the screen holds of its own and nearest: marks, a range. Nothing where it holds none.
    fn escape(&mut self, _ctx: &Ctx<'_>) -> Option<Vec<Wish>> {
        None
    }

    /// Whether what changed last is nothing that it shows, so that it need not ask again.
    fn is_spared(&mut self) -> bool {
        false
    }

    /// Whether a line of its own is typed into; keys go there first.
    fn is_typing(&self) -> bool {
        false
    }

    /// Takes a key while a line of its own is typed into, and the action that it has there, if it has one.
    fn type_key(&mut self, _key: Key, _action: Option<Action>, _ctx: &Ctx<'_>) -> Vec<Wish> {
        Vec::new()
    }

    /// Takes pasted text while a line of its own is typed into.
    fn type_paste(&mut self, _text: &str, _ctx: &Ctx<'_>) -> Vec<Wish> {
        Vec::new()
    }

    /// What the key that completes does in its own line, if it does anything.
    fn completes(&self) -> Option<Msg> {
        Some(Msg::HintComplete)
    }

    /// Where the caret of its own line is.
    fn caret(&self, _body: Rect, _ctx: &Ctx<'_>) -> Option<(u16, u16)> {
        None
    }

    /// Draws the body.
    fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>);
}
