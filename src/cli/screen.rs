//! Hands an open workspace to the screen; where there is no terminal that could show it, prints the funnel and says so.
//! That is what was asked for as far as it can be done: the exit code is 0.

use std::ops::ControlFlow;

use super::call::Call;
use super::context::Context;
use super::error::{CliError, Result};
use super::exit::Exit;
use super::verbs::demo::{self, DemoArgs};
use super::verbs::funnel;
use super::verbs::init::{self, InitArgs};
use super::verbs::minutes;
use crate::config::Settings;
use crate::model::{Kind, UserId};
use crate::workspace::Shared;

/// What the screen is opened with.
pub struct Opened {
    /// The workspace; its book is still to be loaded.
    pub workspace: Shared,
    /// Who sits there.
    pub user: UserId,
    /// The person's own settings, with what the command line said.
    pub config: Settings,
    /// Whether everything is made up, and one sits in somebody else's seat.
    pub made_up: bool,
    /// What is seen first.
    pub first: First,
    /// Whether somebody has just begun, and may want to be shown around.
    pub begins: bool,
}

/// What is seen first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// What the user's role begins with.
    Usual,
    /// A file is brought in.
    Import,
    /// The weekly meeting.
    Meeting,
    /// The funnel, for whoever looks around.
    Funnel,
}

impl First {
    const fn of(imports: bool) -> Self {
        if imports { Self::Import } else { Self::Usual }
    }
}

/// What the screen is opened on.
pub enum Opening {
    /// A workspace.
    Workspace(Box<Opened>),
    /// Nothing yet: how to begin is asked first.
    Nothing {
        /// The person's own settings.
        config: Box<Settings>,
        /// Whether there is a workspace, and only nothing in it.
        there: bool,
    },
}

/// How the screen was left.
pub enum Closed {
    /// For good; by a signal, if one ended it.
    Left(Option<i32>),
    /// To begin with a made-up company.
    Demo,
    /// To begin with an empty workspace.
    Empty {
        /// The company's name.
        name: Option<String>,
        /// Its currency's code.
        currency: String,
        /// The time zone of this machine.
        zone: String,
        /// Whether a file is brought in at once.
        imports: bool,
    },
}

/// Opens the screen and stays until it is left; says how, or why it could not be opened.
pub type Screen = dyn Fn(Opening) -> std::result::Result<Closed, String>;

/// Whether there is a screen to open, and somebody to see it.
pub(super) const fn opens(call: &Call<'_>) -> bool {
    call.on_terminal && call.asks && !call.json && !call.config.dumb && call.screen.is_some()
}

/// Opens the screen, or prints the funnel where nobody could see it.
pub(super) fn open_screen(cx: &mut Context<'_>) -> Result<Exit> {
    open_on(cx, First::Usual, false)
}

/// The same on a made-up company; one that passes is shown around in.
pub(super) fn open_made_up(cx: &mut Context<'_>, passing: bool) -> Result<Exit> {
    open_on(cx, First::Funnel, passing)
}

/// Opens the screen at the weekly meeting, or prints its figures where nobody could see it.
pub(super) fn meet(cx: &mut Context<'_>) -> Result<Exit> {
    if opens(&cx.call) {
        return open_on(cx, First::Meeting, false);
    }
    minutes::print(cx)
}

fn open_on(cx: &mut Context<'_>, first: First, begins: bool) -> Result<Exit> {
    if !opens(&cx.call) {
        return instead(cx, begins);
    }
    let opened = Opened {
        workspace: std::sync::Arc::clone(&cx.workspace),
        user: cx.actor()?,
        config: cx.call.config.clone(),
        made_up: first == First::Funnel,
        first,
        begins,
    };
    match cx.call.screen {
        Some(screen) => screen(Opening::Workspace(Box::new(opened)))
            .map(|closed| match closed {
                Closed::Left(Some(signal)) => Exit::of_signal(signal),
                Closed::Left(None) | Closed::Demo | Closed::Empty { .. } => Exit::Done,
            })
            .map_err(CliError::Screen),
        None => Ok(Exit::Done),
    }
}

/// Opens the screen; asks how to begin where there is no file yet, or nothing in it.
pub(super) fn begin(call: Call<'_>) -> Result<Exit> {
    if !call.db.exists() {
        return start(call, false);
    }
    let mut cx = Context::open(call)?;
    if is_empty(&cx)? {
        let Context { call, .. } = cx;
        return start(call, true);
    }
    open_screen(&mut cx)
}

fn is_empty(cx: &Context<'_>) -> Result<bool> {
    let mut empty = true;
    for kind in [Kind::Account, Kind::Lead] {
        cx.workspace.each(kind, &mut |_| {
            empty = false;
            ControlFlow::Break(())
        })?;
    }
    Ok(empty)
}

/// Asks how to begin, and begins so; what is there already stays.
fn start(mut call: Call<'_>, there: bool) -> Result<Exit> {
    let Some(screen) = call.screen else {
        return Ok(Exit::Done);
    };
    let config = Box::new(call.config.clone());
    match screen(Opening::Nothing { config, there }).map_err(CliError::Screen)? {
        Closed::Left(signal) => Ok(signal.map_or(Exit::Done, Exit::of_signal)),
        Closed::Demo => {
            // The made-up company passes: the file that was named is for one's own.
            call.db_from_option = false;
            demo::run(&DemoArgs::default(), call)
        }
        Closed::Empty { imports, .. } if there => {
            open_on(&mut Context::open(call)?, First::of(imports), true)
        }
        Closed::Empty {
            name,
            currency,
            zone,
            imports,
        } => {
            let args = InitArgs::of(name, currency, zone);
            let (mut cx, _) = init::make(&args, call)?;
            open_on(&mut cx, First::of(imports), true)
        }
    }
}

fn instead(cx: &mut Context<'_>, passing: bool) -> Result<Exit> {
    let exit = funnel::print("", cx)?;
    if cx.call.on_terminal && cx.call.config.dumb {
        cx.call.note(
            "TERM is `dumb`: this terminal can't show screens, so this is the funnel as text; `fiveply today`, `fiveply leads` and `fiveply lead show` print what the screens show, `fiveply help` names every verb",
        )?;
        return Ok(exit);
    }
    let what = match (passing, cx.call.db_from_option) {
        (true, _) => "fiveply demo".to_owned(),
        (false, true) => format!("fiveply --db {}", cx.call.db.display()),
        (false, false) => "fiveply".to_owned(),
    };
    cx.call.note(format!(
        "standard output is no terminal, so this is the funnel as text; `{what}` in a terminal opens the screen"
    ))?;
    Ok(exit)
}
