//! Holds work that takes its time, how far it is, and what came of it: plain data, like all that goes out and comes in.

use chrono::NaiveDate;

use super::deeds::sweep::{SweepOrder, SweepSaid};
use super::listing::{ListOrder, ListSaid};
use super::reporting::{ReportOrder, ReportSaid};
use super::route::Route;
use super::screens::{AlikeAsk, AlikeFound, MovedPage};
use crate::model::Clean;
use crate::workspace::import::{Plan, Sight, Summary};

/// Work that takes its time; one after the other, on a thread of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Work {
    /// Opens a file and looks what it is.
    Open(String),
    /// Looks how it will be read under other decisions.
    Look(Box<Plan>),
    /// Imports it and keeps nothing.
    Try(Box<Plan>),
    /// Imports it.
    Import(Box<Plan>),
    /// Keeps what was left out last as a file beside the one that was imported.
    KeepReport(String),
    /// Keeps decisions under a name.
    KeepProfile(String, Box<Plan>),
    /// Finds look-alikes.
    Alike(Box<AlikeAsk>),
    /// Counts a list, or makes it.
    List(Box<ListOrder>),
    /// Makes a report and writes it.
    Report(Box<ReportOrder>),
    /// Counts what would be changed of all that is selected, or changes it.
    Sweep(Box<SweepOrder>),
    /// Finds who entered a segment and who left it.
    Since(Since),
    /// Stops what is being done.
    Stop,
}

/// Since when a segment is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
    /// Its number.
    pub segment: u64,
    /// The day; it counts.
    pub day: NaiveDate,
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// A file is read.
    Reading,
    /// An import is tried.
    Trying,
    /// An import is written.
    Writing,
    /// A file is kept.
    Keeping,
    /// A list is made, as this screen asked.
    Listing(Route),
    /// A report is made and written.
    Reporting,
    /// It is found who entered this segment and who left it.
    Following(u64),
    /// The same is done to all that is selected, as this screen asked.
    Sweeping(Route),
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Going {
    /// What is being done.
    pub doing: Doing,
    /// Bytes that were read.
    pub done: u64,
    /// Bytes that there are.
    pub total: u64,
    /// Rows that were met.
    pub rows: u64,
    /// Rows of them that were left out.
    pub rejected: u64,
    /// For how long it has been going on, in milliseconds.
    pub millis: u64,
}

/// What came of work, or how far it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Worked {
    /// How far it is.
    Going(Going),
    /// What a file is, and how it will be read.
    Seen(Box<Sight>),
    /// What an import would do.
    Tried(Box<Summary>),
    /// What an import did.
    Imported(Box<Summary>),
    /// What was left out is in a file.
    ReportKept {
        /// Which.
        file: Clean,
        /// Whether it was there before.
        lay_there: bool,
    },
    /// The decisions are in this file.
    ProfileKept(Clean),
    /// Look-alikes.
    Alike(AlikeFound),
    /// What came of a list, and on which screen it was asked for.
    List(Route, ListSaid),
    /// What came of a report that was to be written.
    Report(ReportSaid),
    /// What came of a change of all that is selected.
    Sweep(SweepSaid),
    /// Who entered a segment and who left it.
    Moved(Box<MovedPage>),
    /// It was stopped; nothing was kept.
    Stopped(Doing),
    /// It can't be done, and why.
    Failed(Doing, Clean),
}

impl Doing {
    /// On which screen it is followed.
    #[must_use]
    pub const fn place(self) -> Route {
        match self {
            Self::Reading | Self::Trying | Self::Writing | Self::Keeping => Route::Import,
            Self::Following(id) => Route::Moved(id),
            Self::Sweeping(route) => route,
            Self::Listing(route) => route,
            Self::Reporting => Route::Insights,
        }
    }
}

impl Worked {
    /// On which screen it is seen.
    #[must_use]
    pub const fn place(&self) -> Route {
        match self {
            Self::Going(going) => going.doing.place(),
            Self::Stopped(doing) | Self::Failed(doing, _) => doing.place(),
            Self::Moved(page) => Route::Moved(page.id),
            Self::Sweep(SweepSaid::Counted(order, _) | SweepSaid::Done(order, _)) => order.of.at,
            Self::Sweep(SweepSaid::Failed(route, _)) => *route,
            Self::Alike(_) => Route::Alike,
            Self::List(route, _) => *route,
            Self::Report(_) => Route::Insights,
            Self::Seen(_)
            | Self::Tried(_)
            | Self::Imported(_)
            | Self::ReportKept { .. }
            | Self::ProfileKept(_) => Route::Import,
        }
    }
}
