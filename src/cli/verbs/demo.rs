//! `fiveply demo`: a made-up company to look around in.

use clap::Args;

use crate::cli::call::{Call, shown};
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::exit::Exit;
use crate::cli::rates::grouped;
use crate::cli::{open, screen};
use crate::demo::{Company, SEED, Size};
use crate::model::{Record, Section, Verb};
use crate::store::StoreError;
use crate::workspace::Workspace;

/// Opens a made-up company: to look around, or as a new file with --db
///
/// Without --db everything is gone at the end. The same size, seed and day give the same company.
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
        let store = open::create(&call.db, call.trust_locks)?;
        let file = shown(&call.db);
        let mut cx = fill(args, call, Workspace::new(store))?;
        let exit = screen::open_screen(&mut cx, false)?;
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
    let store = open::create(&call.db, call.trust_locks)?;
    let mut cx = fill(args, call, Workspace::new(store))?;
    let exit = screen::open_screen(&mut cx, true);
    // The file is closed before its folder goes.
    drop(cx);
    folder.close()?;
    exit
}

/// Writes the company into an empty workspace, as one change.
fn fill<'a>(args: &DemoArgs, call: Call<'a>, workspace: Workspace) -> Result<Context<'a>> {
    let size = Size {
        accounts: args.accounts,
        leads: args.leads,
    };
    let company = Company::new(size, args.seed, call.now);
    let (op, now) = (crate::cli::context::new_op(call.now), call.now);
    let general = Record::from(company.settings().record(Section::General));
    workspace.bulk(None, op, Verb::Import, now, |bulk| {
        bulk.insert(general)?;
        for record in company.records() {
            bulk.insert(record)?;
        }
        Ok(())
    })?;
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
