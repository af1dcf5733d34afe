//! `fiveply demo`: a made-up company to look around in.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::call::{Call, shown};
use crate::cli::context::{Context, new_op};
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::rates::grouped;
use crate::cli::{open, screen};
use crate::demo::{Company, SEED, Size};
use crate::model::validate::validate;
use crate::model::{Kind, Record, Request, Verb};
use crate::store::{Part, SetHead, StoreError};
use crate::workspace::made::BookPart;
use crate::workspace::{Workspace, WorkspaceError};

/// So many are there before anybody could read a bar.
const SOON: u64 = 50_000;

/// Opens a made-up company: to look around, or as a new file with --db
///
/// Without --db everything is gone at the end. The same size, seed and day give the same company. One looks at it as one of its
/// reps, or as whom --as names.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// How many companies its market has
    #[arg(long, value_name = "N", default_value_t = Size::default().accounts)]
    accounts: u64,
    /// How many leads it has had
    #[arg(long, value_name = "N", default_value_t = Size::default().leads)]
    leads: u64,
    /// Another number makes another company
    #[arg(long, value_name = "N", default_value_t = SEED)]
    seed: u64,
}

impl Default for DemoArgs {
    fn default() -> Self {
        let Size { accounts, leads } = Size::default();
        Self {
            accounts,
            leads,
            seed: SEED,
        }
    }
}

/// Runs it.
///
/// # Errors
/// Where the file is there already or can't be made.
pub(in crate::cli) fn run(args: &DemoArgs, mut call: Call<'_>) -> Result<Exit> {
    if call.db_from_option {
        let file = shown(&call.db);
        let mut cx = fill(args, call)?;
        let exit = screen::open_made_up(&mut cx, false)?;
        cx.call.note(format!("{file}: it is kept there"))?;
        return Ok(exit);
    }
    let folder = tempfile::Builder::new()
        .prefix("fiveply-demo-")
        .tempdir()
        .map_err(|error| StoreError::Denied {
            path: std::env::temp_dir(),
            detail: error.to_string(),
        })?;
    call.db = folder.path().join("demo.db");
    let mut cx = fill(args, call)?;
    let exit = screen::open_made_up(&mut cx, true);
    // The file is closed before its folder goes.
    drop(cx);
    folder.close()?;
    exit
}

/// Makes a file of the company, as one change; what its reps have changed since follows.
fn fill<'a>(args: &DemoArgs, mut call: Call<'a>) -> Result<Context<'a>> {
    let size = Size {
        accounts: args.accounts,
        leads: args.leads,
    };
    let company = Company::new(size, args.seed, call.now);
    let head = SetHead {
        op: new_op(call.now),
        actor: None,
        at: call.now,
        verb: Verb::Import,
        undoes: None,
    };
    let stopped = Arc::new(AtomicBool::new(false));
    let listening = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&stopped));
    let bar = bar(&call, size.accounts + size.leads);
    let [market, leads] = company.parts();
    let market = std::iter::once(company.sections()).chain(market);
    let book = <[BookPart; 2]>::default();
    let [of_market, of_leads] = &book;
    let parts = [
        watched(market, of_market, &bar, &stopped),
        watched(leads, of_leads, &bar, &stopped),
    ];
    let together = || BookPart::together(&book);
    let made = open::make(&call.db, call.trust_locks, &head, parts, together);
    bar.finish_and_clear();
    if let Ok(id) = listening {
        signal_hook::low_level::unregister(id);
    }
    let (store, book) = made?;
    let workspace = Workspace::made(store, book?)?;
    for (actor, command) in company.terms() {
        let op = new_op(call.now);
        workspace.execute(&Request { op, actor, command }, call.now)?;
    }
    workspace.sync()?;
    // A visitor who is nobody there would look at an empty day.
    if call.given_user.is_none() && workspace.user(&call.usual_user)?.is_none() {
        call.given_user = Some(Company::seat().to_owned());
    }
    let mut cx = Context::of(call, workspace)?;
    // On the screen it is seen; a line left behind would say nothing more.
    if !cx.call.json && !screen::opens(&cx.call) {
        cx.call.note(format!(
            "{}: a made-up company with {} leads at {} accounts",
            cx.settings.general.name,
            grouped(size.leads),
            grouped(size.accounts)
        ))?;
    }
    Ok(cx)
}

/// Records as they must be, until somebody stops it; the bar counts accounts and leads, and the book takes them in.
fn watched<'a>(
    batches: impl Iterator<Item = Vec<Record>> + Send + 'a,
    book: &'a BookPart,
    bar: &'a ProgressBar,
    stopped: &'a AtomicBool,
) -> Part<'a, CliError> {
    let records = Box::new(batches.map(|batch| {
        batch.iter().try_for_each(validate)?;
        let counts = |it: &&Record| matches!(it.kind(), Kind::Account | Kind::Lead);
        bar.inc(batch.iter().filter(counts).count() as u64);
        if stopped.load(Ordering::Relaxed) {
            return Err(WorkspaceError::Stopped.into());
        }
        Ok(batch)
    }));
    Part {
        records,
        told: Box::new(|key, record| book.take(key, record)),
    }
}

/// A bar with the time left, where somebody sees it.
fn bar(call: &Call<'_>, total: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden());
    if call.on_terminal && !call.json && total > SOON {
        bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
    }
    let template = "{bar:30} {percent:>3} %  {human_pos} accounts and leads  {eta} left";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("█▓░"));
    }
    bar
}
