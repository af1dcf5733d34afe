//! fiveply: the five-layer sales funnel of a B2B company, in the terminal.
//!
//! This page is the project's map: where things live, how data flows, and what always holds.
//!
//! # How a change travels
//! ```text
//!  key press ─▶ Action ─▶ Screen::update ─▶ Effect::Exec(Command)      (or a verb of the command line)
//!                                              │
//!  workspace.execute(request) ◀────────────────┘
//!     begin immediate → load what it touches → model::decide → rows + change log → commit
//!                                              │
//!  workspace.sync() ── book.apply(changes) ── bus ─▶ every session of this process redraws
//!     (other processes' change sets arrive the same way: bell file, then the log past our head)
//! ```
//!
//! What a screen shows it asks for: [`ui::Question`] with a ticket on which the machine writes whose it is, answered by
//! [`ui::Answers`] from the book, and the [`ui::Answer`] goes to the screen that asked and to no other.
//!
//! # The rooms
//! | module | holds | knows of ours |
//! |---|---|---|
//! | [`model`] | entities, fields, tracks, commands, the rules that decide | nothing |
//! | [`i18n`] | messages, numbers, dates and line ends by language, one bundle a session | nothing |
//! | [`config`] | typed settings; the only reader of environment and home | nothing |
//! | [`query`] | the filter language: lex, parse, resolve, complete | model |
//! | [`book`] | the columnar index: accounts, episodes, masks, selection | model, query |
//! | [`insight`] | the numbers, each with its definition | model, query, book |
//! | [`figures`] | which figures there are, each with its sentence, formula and source; what fields are called | model, i18n, query, insight |
//! | [`minutes`] | what the pages of a meeting say, in words | model, i18n, query, book, insight |
//! | [`reports`] | what a report says, as CSV, JSON, SVG and HTML | model, i18n, query, book, insight, figures, exchange |
//! | [`store`] | the boundary to what is kept; SQLite behind it | model |
//! | [`exchange`] | tables in and out: formats, column types, mapping, drafts | model |
//! | [`demo`] | a made-up company of any size | model |
//! | [`workspace`] | the one write path, undo, imports, exports, the bus | model, query, book, store, exchange |
//! | [`cli`] | one file a verb | all above |
//! | [`ui`] | a pure machine: events in, effects out | workspace, insight, figures, minutes, reports, query, model, i18n |
//! | [`host`] | terminals, signals, THE loop | ui, workspace, cli, config, i18n, model |
//!
//! `tests/it/layering.rs` reads the `use` lines and holds the tree to the last column.
//!
//! How the figures come about is told twice: to whoever changes them in [`insight`], to whoever doubts them in
//! `docs/numbers.md`, an example from the first event to each percentage, which a test follows.
//!
//! # What always holds
//! - **One write path.** Nothing changes but through [`workspace::Workspace::execute`],
//!   [`workspace::Workspace::bulk`] and [`workspace::Workspace::sweep`]; each commits rows and log in one transaction. A
//!   made-up company is one change set that nobody sees before its file is whole: it is laid out page by page in SQLite's
//!   own format (`store/sqlite/pages`), and tests compare it, row by row, with what inserting gives.
//! - **The log is the truth.** Rows are what a replay of the log gives (`fiveply check` proves it), and
//!   the book is what its changes give, however they came: built, put together while the data are made, applied, or
//!   replayed.
//! - **A lead is its track.** Layer, status and dates follow from its steps ([`model::Track`]); undo
//!   cuts steps off, so what was undone counts nowhere.
//! - **One table of fields.** Rows, log, import, export and JSON go by the tables in
//!   [`model::entities`]; filters by [`query::Field`]. What people type for a field is read by
//!   [`query::given`], on the command line and on the screens.
//! - **Time is passed in.** Only `host`, `cli` and `main` read a clock; days are counted in the
//!   workspace's zone, never in the viewer's.
//! - **Who can open the data may do all of it.** A role says what one comes for and on which screen one begins, not what
//!   one may: whoever reaches the file could change it anyhow, the log says who did what, and all can be taken back.
//! - **A snapshot is only a shortcut.** Beside large data lies `NAME.snapshot`: the columns of the book as they are in
//!   memory, mapped when the data is opened ([`workspace`]). One that is cut, damaged, of other data, of another program
//!   or of a time that the log does not know is not used, and the book is built; without it everything is the same but
//!   the time of opening. The mapping, letting go of pages of it that were only read, and asking for unused memory to be
//!   given back with them and to be held in few places are the only `unsafe` there is: such a file is written under
//!   another name and never changed once it has its own.
//! - **Text is data until it is [`model::Clean`].** Nothing else reaches a terminal.
//!
//! # What is deliberately absent
//! No global state, no async, no `unsafe` but those above, no thread in `model`, `book` or `ui`, no SQL outside
//! `store/sqlite`, no float in money, no terminal I/O outside `host`.

pub mod book;
pub mod cli;
pub mod config;
pub mod demo;
pub mod exchange;
pub mod figures;
pub mod host;
pub mod i18n;
pub mod insight;
pub mod minutes;
pub mod model;
pub mod query;
pub mod reports;
pub mod store;
pub mod ui;
pub mod workspace;
