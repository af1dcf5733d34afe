//! `fiveply import`: a table of another system becomes leads, accounts, contacts, products or users.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tempfile::TempDir;

use super::outcome::{self, Told};
use super::previews;
use super::reports::ReportFile;
use crate::cli::call::{Call, shown};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::open;
use crate::cli::rates::grouped;
use crate::exchange::profile::{OnDuplicate, Profile};
use crate::exchange::value::{DateOrder, DecimalMark};
use crate::exchange::{Format, Options, Source};
use crate::model::Settings;
use crate::workspace::Workspace;
use crate::workspace::import::{FIRST, ImportError, Importer, Reports, Run, Summary, profiles};

/// Imports a table as one unit that `undo` takes back: CSV, TSV, XLSX, ODS, JSON, JSON lines
///
/// Encoding, delimiter, dates and numbers are found by themselves and said aloud. Columns are
/// recognised by their names; --map says otherwise. A row that can't be read stops nothing: it is
/// rejected with its reason, and rows in = loaded + rejected. The same file again changes nothing.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The table; - is standard input
    file: PathBuf,
    /// What the rows are: leads, accounts, contacts, products, users [default: as the columns' names suggest]
    #[arg(long, value_name = "WHAT")]
    what: Option<String>,
    /// Takes a field from a column; the fields are named as in `leads --json` and `export`
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = pair)]
    map: Vec<(String, String)>,
    /// Gives every row the same value
    #[arg(long, value_name = "FIELD=VALUE", value_parser = pair)]
    set: Vec<(String, String)>,
    /// Where foreign stages lead: 'Prospecting=potential,Closed=won'
    #[arg(long, value_name = "STAGE=LAYER,…", value_parser = pairs)]
    stages: Vec<Pairs>,
    /// The layer in which closed leads entered the funnel, where the table does not say
    #[arg(long, value_name = "LAYER")]
    entry: Option<String>,
    /// What becomes of a row whose record is there: skip, update, new [default: update]
    #[arg(long, value_name = "WAY")]
    on_duplicate: Option<OnDuplicate>,
    /// The currency of amounts that come without one
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// The format, where the name does not say it
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// The encoding, where it is found wrongly
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// The character between cells, where it is found wrongly
    #[arg(long, value_name = "CHAR")]
    delimiter: Option<char>,
    /// How dates such as 03/04/2026 are read: day-first, month-first [default: as found]
    #[arg(long, value_name = "ORDER")]
    dates: Option<DateOrder>,
    /// What stands before decimals: point, comma [default: as found]
    #[arg(long, value_name = "MARK")]
    decimal: Option<DecimalMark>,
    /// The worksheet
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Takes decisions from a profile: a name, or a TOML file
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Keeps these decisions as a profile
    #[arg(long, value_name = "NAME")]
    save_profile: Option<String>,
    /// Writes the rejected rows to a CSV file: row, line, column, value, reason
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Writes the report over a file that is there
    #[arg(long, requires = "report")]
    force: bool,
    /// Reads and checks everything and keeps nothing
    #[arg(long)]
    dry_run: bool,
}

/// A list of `a=b`.
type Pairs = Vec<(String, String)>;

fn pair(text: &str) -> std::result::Result<(String, String), String> {
    let (left, right) = text
        .split_once('=')
        .ok_or_else(|| format!("`{text}` has no `=`; write it as NAME=VALUE"))?;
    Ok((left.trim().to_owned(), right.trim().to_owned()))
}

fn pairs(text: &str) -> std::result::Result<Pairs, String> {
    text.split(',')
        .filter(|it| !it.trim().is_empty())
        .map(pair)
        .collect()
}

/// Runs it; a data file that is not there is made.
///
/// # Errors
/// Where the file can't be read, a decision does not fit it, none of its rows can be brought in, or nothing can
/// be written; nothing is kept then.
pub(in crate::cli) fn run(args: &ImportArgs, mut call: Call<'_>) -> Result<Exit> {
    let profile = decisions(args, &call)?;
    let report = args
        .report
        .as_deref()
        .map(|to| ReportFile::begin(to, args.force, &args.file, &call.db))
        .transpose()?;
    let source = Source::from_argument(&args.file, &mut call.streams.input)?;
    let options = options(&profile, args)?;
    let place = Place::of(call)?;
    let mut importer = Importer::open(source, &options, &profile, place.settings())?;
    let made = matches!(place, Place::New(_)) && !args.dry_run;
    // The folder of a trial goes when this does, after the workspace in it.
    let (mut cx, _trial) = place.open(args.dry_run)?;
    let done = go_through(args, (&mut importer, &profile), report, &mut cx);
    if done.is_err() && made && cx.workspace.is_bare()? {
        let path = cx.call.db.clone();
        let said = format!("{}: taken away again, nothing came into it", shown(&path));
        cx.call.note(said)?;
        drop(cx);
        open::discard(&path)?;
    }
    done
}

/// Shows what is found, brings it in, and tells what became of it.
fn go_through(
    args: &ImportArgs,
    (importer, profile): (&mut Importer, &Profile),
    report: Option<ReportFile>,
    cx: &mut Context<'_>,
) -> Result<Exit> {
    if !cx.call.json {
        previews::show(importer, cx)?;
    }
    let summary = carry_out(args, importer, report.as_ref(), cx)?;
    if let Some(report) = report {
        report.keep()?;
    }
    if let Some(name) = &args.save_profile {
        let path = profile_path(name, &cx.call);
        profiles::save(&path, profile)?;
        cx.call.note(format!("profile kept: {}", shown(&path)))?;
    }
    let told = Told {
        dry_run: args.dry_run,
        report: args.report.as_deref(),
    };
    outcome::tell(&told, importer, &summary, cx)?;
    if summary.totals.rejected > 0 && summary.totals.loaded == 0 {
        return Err(CliError::NoneLoaded);
    }
    Ok(Exit::Done)
}

/// Where an import goes, before anything is made for it.
enum Place<'a> {
    /// Into a workspace that is there.
    There(Box<Context<'a>>),
    /// Into one that is still to be made.
    New(Box<Call<'a>>),
}

impl<'a> Place<'a> {
    fn of(call: Call<'a>) -> Result<Self> {
        if call.db.exists() {
            return Ok(Self::There(Box::new(Context::open(call)?)));
        }
        if let Some(user) = &call.given_user {
            return Err(CliError::NotFound(format!(
                "{}: is not there yet, and so no user `{user}`; leave out --as, or make both first: `fiveply init`, `fiveply user new`",
                shown(&call.db)
            )));
        }
        Ok(Self::New(Box::new(call)))
    }

    fn settings(&self) -> Settings {
        match self {
            Self::There(cx) => cx.settings.clone(),
            Self::New(_) => Settings::default(),
        }
    }

    /// Opens it; a trial run where nothing is makes its workspace in a folder of its own.
    fn open(self, dry_run: bool) -> Result<(Context<'a>, Option<TempDir>)> {
        let mut call = match self {
            Self::There(cx) => return Ok((*cx, None)),
            Self::New(call) => *call,
        };
        if dry_run {
            let folder = tempfile::tempdir()?;
            let store = open::create(&folder.path().join("trial.db"), call.trust_locks)?;
            return Ok((Context::of(call, Workspace::new(store))?, Some(folder)));
        }
        if !call.db_named {
            open::make_folder(&call.db)?;
        }
        let store = open::create(&call.db, call.trust_locks)?;
        call.note(format!("{}: made, an empty workspace", shown(&call.db)))?;
        Ok((Context::of(call, Workspace::new(store))?, None))
    }
}

fn carry_out(
    args: &ImportArgs,
    importer: &mut Importer,
    report: Option<&ReportFile>,
    cx: &mut Context<'_>,
) -> Result<Summary> {
    let report = report.map(|it| || it.report());
    let stopped = Arc::new(AtomicBool::new(false));
    let listening = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&stopped));
    let bar = bar(cx);
    let (op, now, actor) = (cx.new_op(), cx.call.now, cx.actor()?);
    let outcome = importer.run(
        &cx.workspace,
        Run {
            actor,
            op,
            now,
            report: report.as_ref().map(|it| it as &Reports<'_>),
            dry_run: args.dry_run,
            told: FIRST,
            progress: &mut |progress, totals| {
                bar.set_length(progress.total);
                bar.set_position(progress.done);
                bar.set_message(grouped(totals.rows));
                !stopped.load(Ordering::Relaxed)
            },
        },
    );
    bar.finish_and_clear();
    if let Ok(id) = listening {
        signal_hook::low_level::unregister(id);
    }
    Ok(outcome?)
}

/// A bar with rate and time left, where somebody sees it.
fn bar(cx: &Context<'_>) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    if cx.call.on_terminal && !cx.call.json {
        bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
    }
    let template = "{bar:30} {percent:>3} %  {msg} rows  {binary_bytes_per_sec}  {eta} left";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("█▓░"));
    }
    bar
}

/// The profile with the command line's own decisions on top.
fn decisions(args: &ImportArgs, call: &Call<'_>) -> Result<Profile> {
    let kept = match &args.profile {
        Some(name) => {
            let path = profile_path(name, call);
            let text = std::fs::read_to_string(&path).map_err(|error| {
                CliError::NotFound(format!(
                    "profile {}: it can't be read ({error})",
                    shown(&path)
                ))
            })?;
            Profile::from_toml(&text).map_err(|problem| {
                CliError::NotUnderstood(format!("profile {}: {problem}", shown(&path)))
            })?
        }
        None => Profile::default(),
    };
    let map = |list: &[(String, String)]| list.iter().cloned().collect::<BTreeMap<_, _>>();
    Ok(kept.with(Profile {
        what: args.what.clone(),
        on_duplicate: args.on_duplicate,
        entry: args.entry.clone(),
        currency: args.currency.as_ref().map(|it| it.to_uppercase()),
        encoding: args.encoding.clone(),
        delimiter: args.delimiter,
        sheet: args.sheet.clone(),
        dates: args.dates,
        decimal: args.decimal,
        map: map(&args.map),
        set: map(&args.set),
        stages: args.stages.iter().flatten().cloned().collect(),
    }))
}

/// A profile's file: a path as it stands, a name in the configuration's folder.
fn profile_path(name: &str, call: &Call<'_>) -> PathBuf {
    profiles::path(&profiles::folder(&call.config.dirs.config_file), name)
}

fn options(profile: &Profile, args: &ImportArgs) -> Result<Options> {
    let format = args
        .format
        .as_deref()
        .map(|name| {
            Format::named(name).ok_or_else(|| {
                CliError::NotUnderstood(format!(
                    "`{name}` is no format; use one of: {}",
                    crate::exchange::known(false)
                ))
            })
        })
        .transpose()?;
    let told = profile.options().map_err(ImportError::from)?;
    Ok(Options { format, ..told })
}
