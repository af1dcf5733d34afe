//! `fiveply init`: an empty workspace.

use clap::Args;
use serde::Serialize;

use crate::cli::call::{Call, shown};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::open;
use crate::model::settings::General;
use crate::model::{Record, Section, Settings, UserId, Verb};
use crate::workspace::Workspace;

/// Makes an empty workspace
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The company's name
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// The currency of values that come without one, as its ISO code
    #[arg(long, value_name = "CODE", default_value = "EUR")]
    currency: String,
    /// The time zone in which days are counted, such as Europe/Warsaw
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    zone: String,
}

/// The shape of `init --json`.
#[derive(Serialize)]
struct Shape {
    file: String,
    user: String,
}

impl InitArgs {
    /// What the first screen asked for.
    pub(in crate::cli) const fn of(name: Option<String>, currency: String, zone: String) -> Self {
        Self {
            name,
            currency,
            zone,
        }
    }
}

/// Runs it.
///
/// # Errors
/// A currency or zone that is none, or where the file can't be made.
pub(in crate::cli) fn run(args: &InitArgs, call: Call<'_>) -> Result<Exit> {
    let file = call.db.display().to_string();
    let line = format!("{}: an empty workspace", shown(&call.db));
    let (mut cx, actor) = make(args, call)?;
    let user = cx.names().user(actor);
    if cx.call.json {
        cx.call.say_json(&Shape { file, user })?;
        return Ok(Exit::Done);
    }
    cx.call.say(line)?;
    let user = crate::model::Clean::from_string(user);
    cx.call.say(format!(
        "{user} is its admin; `fiveply lead new --account NAME` makes a lead, `fiveply help` says more"
    ))?;
    Ok(Exit::Done)
}

/// Makes the workspace; says who its first user is.
///
/// # Errors
/// A currency or zone that is none, or where the file can't be made.
pub(in crate::cli) fn make<'a>(args: &InitArgs, call: Call<'a>) -> Result<(Context<'a>, UserId)> {
    let settings = settings(args)?;
    if !call.db_named {
        open::make_folder(&call.db)?;
    }
    let store = open::create(&call.db, call.trust_locks)?;
    // Whoever makes it is its first user, under the name that was given.
    let mut call = call;
    if let Some(name) = call.given_user.take() {
        call.usual_user = name;
    }
    let mut cx = Context::of(call, Workspace::new(store))?;
    let actor = cx.actor()?;
    let record = Record::from(settings.record(Section::General));
    let (op, now) = (cx.new_op(), cx.call.now);
    cx.workspace.bulk(None, op, Verb::Settings, now, |bulk| {
        bulk.insert(record).map(drop)
    })?;
    Ok((cx, actor))
}

fn settings(args: &InitArgs) -> Result<Settings> {
    let zone = args.zone.parse().map_err(|_| {
        CliError::NotUnderstood(format!(
            "`{}` is no time zone; write one such as Europe/Warsaw or Asia/Shanghai",
            args.zone
        ))
    })?;
    let mut settings = Settings {
        general: General {
            name: args.name.clone().unwrap_or_default(),
            zone,
            currency: args.currency.to_uppercase(),
            ..General::default()
        },
        ..Settings::default()
    };
    // The model says whether these can be used.
    let json = settings.json(Section::General);
    settings.put(Section::General, &json)?;
    Ok(settings)
}
