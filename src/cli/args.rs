//! The command line as a table: global options and verbs. The doc comments are the help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::verbs;

/// The five-layer sales funnel of a B2B company, in the terminal.
///
/// Without a verb it opens the screen.
#[derive(Debug, Parser)]
#[command(name = "fiveply", version, disable_help_subcommand = true)]
pub struct Cli {
    /// The options that every verb takes.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// The options that every verb takes.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// The data file; else FIVEPLY_DB, the configuration, or fiveply.db in your data directory
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// Who you are; else FIVEPLY_USER, the configuration, or your login name
    #[arg(long = "as", global = true, value_name = "USER")]
    pub user: Option<String>,
    /// The language of the screen and of reports: en or zh
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<String>,
    /// The screen's theme: auto, dark, light, contrast, clear, ansi, plain, or one of your own
    #[arg(long, global = true, value_name = "THEME")]
    pub theme: Option<String>,
    /// Draws the screen with ASCII signs alone, as where LANG is C or POSIX
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Prints JSON, errors too; `fiveply help json` has the shapes
    #[arg(long, global = true)]
    pub json: bool,
    /// Opens a file on a FUSE mount too, where locks depend on a program
    #[arg(long, global = true, hide_short_help = true)]
    pub trust_locks: bool,
    /// Reads everything from the data file, and neither uses nor keeps the snapshot beside it
    #[arg(long, global = true, hide_short_help = true)]
    pub no_snapshot: bool,
    /// Answers yes to every question
    #[arg(short, long, global = true)]
    pub yes: bool,
}

/// The day as of which something is shown.
#[derive(Debug, Clone, Default, Args)]
pub struct Then {
    /// Shows everything as it was at the end of a day, such as 2026-09-01, last-month or -90d
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub asof: Option<String>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Opens a made-up company: to look around, or as a new file with --db
    Demo(verbs::demo::DemoArgs),
    /// Makes an empty workspace
    Init(verbs::init::InitArgs),
    /// Imports a table: CSV, TSV, XLSX, ODS, JSON, JSON lines
    Import(verbs::import::ImportArgs),
    /// Verbs that need an open workspace.
    #[command(flatten)]
    Work(Work),
    /// Puts a backup in the place of the data file
    Restore(verbs::restore::RestoreArgs),
    /// Prints a shell's completions
    Completions(verbs::completions::CompletionsArgs),
    /// Prints the manual, or writes a page for every verb
    Man(verbs::man::ManArgs),
    /// Explains a verb, or one of: figures, filter, json, sql, codes, files
    Help(verbs::help::HelpArgs),
}

/// What to do with an open workspace.
#[derive(Debug, Subcommand)]
pub enum Work {
    /// Prints the funnel of all leads or of a filter
    Funnel(verbs::funnel::FunnelArgs),
    /// Counts the values of fields among the leads of a filter
    Facets(verbs::facets::FacetsArgs),
    /// Prints figures: conversions, times, cohorts, the forecast, why wins changed, and more
    Report(verbs::report::ReportArgs),
    /// Saves, compares and lists segments: saved filters, live or frozen
    Segment(verbs::segment::SegmentArgs),
    /// Lists leads
    Leads(verbs::leads::LeadsArgs),
    /// Lists what there is to do, the most urgent first
    Today(verbs::today::TodayArgs),
    /// Prints the figures of a week as Markdown, for the minutes of a meeting
    Minutes(verbs::minutes::MinutesArgs),
    /// Keeps what meetings decided and believed, and says what has become of it
    Decision(verbs::decision::DecisionArgs),
    /// Opens the screen at the weekly meeting
    Meet,
    /// Makes, edits and shows a lead
    Lead(verbs::lead::LeadArgs),
    /// Makes, edits, shows and lists accounts
    Account(verbs::records::AccountArgs),
    /// Makes, edits, shows and lists contacts
    Contact(verbs::records::ContactArgs),
    /// Makes, edits, shows and lists products
    Product(verbs::records::ProductArgs),
    /// Makes, edits, shows and lists users
    User(verbs::records::UserArgs),
    /// Moves leads to another layer
    Move(verbs::moves::MoveArgs),
    /// Closes leads with a deal
    Win(verbs::win::WinArgs),
    /// Closes leads without a deal, for a reason
    Lose(verbs::lose::LoseArgs),
    /// Puts leads aside, perhaps until a day
    Park(verbs::park::ParkArgs),
    /// Takes parked leads up again
    Wake(verbs::wake::WakeArgs),
    /// Begins a new episode of closed leads
    Reopen(verbs::reopen::ReopenArgs),
    /// Gives leads to somebody
    Assign(verbs::assign::AssignArgs),
    /// Puts tags on leads or accounts, and takes them off
    Tag(verbs::tag::TagArgs),
    /// Says what there is to say of leads
    Feedback(verbs::feedback::FeedbackArgs),
    /// Records a contact that was made
    Touch(verbs::touch::TouchArgs),
    /// Sets what is to be done next, or clears it
    Next(verbs::next::NextArgs),
    /// Takes back your last change, or the one of a number
    Undo(verbs::undo::UndoArgs),
    /// Takes your last undo back
    Redo(verbs::redo::RedoArgs),
    /// Lists what was changed, newest first
    Log(verbs::log::LogArgs),
    /// Writes leads and the rest as a table: CSV, XLSX, JSON lines
    Export(verbs::export::ExportArgs),
    /// Shows and changes the workspace's definitions
    Settings(verbs::settings::SettingsArgs),
    /// Proves that the data is whole
    Check(verbs::check::CheckArgs),
    /// Writes a consistent, verified copy, while others write
    Backup(verbs::backup::BackupArgs),
}
