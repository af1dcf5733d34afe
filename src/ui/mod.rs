//! Holds the pure screen machine: events in, effects out, and a drawing that changes nothing.
//!
//! ```text
//! Event ─▶ App::update ─┬▶ overlay or line of input (takes keys first)
//!                       ├▶ keymap: keys → Action ─▶ the app itself, or the screen
//!                       └▶ news from the workspace ─▶ every screen
//!          └▶ Vec<Effect>: what the host does (ask the workspace, execute, copy, draw, leave)
//! ```
//! What keys do becomes commands in `deeds`, what is said in sentences is in `wording`, what screens ask is answered in `answers`.
//! A screen is a file or a folder in `screens`, one variant of `Route`, its rows in `keymap::table`, its messages, a snapshot.
//! Must not hold SQL, terminal I/O, threads, the clock or the environment: the time comes in `Ctx`, and all text reaches
//! the screen through `paint::Pen`, as `Clean` words in a `Role`.

mod action;
mod ahead;
mod answers;
mod app;
mod choices;
mod chrome;
mod ctx;
mod deeds;
mod desk;
mod event;
mod explained;
mod fresh;
mod fuzzy;
mod kept;
mod key;
pub mod keymap;
mod listing;
mod marks;
mod offers;
mod overlays;
mod paint;
mod period;
mod reporting;
mod route;
mod screen;
pub mod screens;
mod stands;
mod theme;
mod tour;
mod typed;
mod view;
pub mod widgets;
mod wording;
mod words;
mod work;

pub use crate::figures::own_names;
pub use action::{
    Action, AlikeAction, AppAction, CompareAction, EditAction, FacetAction, LeadAction, ListAction,
    MarkAction, MeetingAction, PageAction, ReportAction, SegmentAction, Step, TimeAction,
    TypingAction, ViewAction,
};
pub use ahead::{Usual, first_questions, is_of_the_same, next_questions};
pub use answers::{Answers, Asker, Handed, NotMade, NotMoved, alike, members, moved, report};
pub use app::App;
pub use ctx::{Ctx, Reader, role_name};
pub use deeds::lead::{LeadDeeds, Meant};
pub use deeds::new_lead::{Company, Draft};
pub use deeds::sweep::{SweepKind, SweepOf, SweepOrder, SweepSaid, SweepStep, SweepSum, SweepWhat};
pub use deeds::{NotDone, Told, command};
pub use desk::{
    Answer, Ask, ChangeLine, ChoiceList, Deed, FieldAsk, FieldRead, FieldSaid, Found, Groups,
    Judge, Judged, Likeness, Link, Lookup, News, Offer, Offered, Order, Person, Question,
    Rewinding, Selected, Ticket, Trouble,
};
pub use event::{Beginning, Edited, Effect, Event, Pointer, PointerKind, Preference};
pub use explained::{Explained, ExplainedLine, Explains};
pub use fresh::Fresh;
pub use kept::{Kept, Memory};
pub use key::{Code, Key, NoKey, Sequence};
pub use listing::{ListOf, ListOrder, ListSaid};
pub use marks::Marks;
pub use overlays::{
    Choice, Entry, Form, FormField, ImportAsk, LeadAsk, MeetingAsk, New, Outcome, Overlay, Pick,
    Purpose, SegmentAsk, SettingAsk, Takes,
};
pub use paint::Pen;
pub use period::{Against, Period};
pub use reporting::{Outlet, ReportOrder, ReportSaid};
pub use route::Route;
pub use screen::{Screen, Severity, Status, Wish};
pub use theme::{Ground, Look, Means, Role, Theme, ThemeError, Themes};
pub use tour::{Plan, Sign, Tour};
pub use view::{Taken, View};
pub use wording::file_faults::{export_trouble, file_facts, import_trouble, system};
pub use wording::refusals::{at_field, doubt, refusal, sides, trouble};
pub use wording::tell::{tell, turns};
pub use words::Words;
pub use work::{Doing, Going, Since, Work, Worked};

/// The widest and highest screen that is drawn; a terminal may claim any size.
pub const MAX_SIZE: (u16, u16) = (500, 200);

/// A size within what is drawn: at least one cell, at most `MAX_SIZE`.
#[must_use]
pub fn clamp_size(width: u16, height: u16) -> ratatui::layout::Size {
    ratatui::layout::Size::new(width.clamp(1, MAX_SIZE.0), height.clamp(1, MAX_SIZE.1))
}
