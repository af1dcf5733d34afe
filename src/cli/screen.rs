//! Hands an open workspace to the screen; where there is no terminal, prints the funnel and says so.

use super::call::Call;
use super::context::Context;
use super::error::{CliError, Result};
use super::exit::Exit;
use super::verbs::funnel;
use crate::config::Settings;
use crate::model::UserId;
use crate::workspace::Shared;

/// What the screen is opened with.
pub struct Opened {
    /// The workspace; its book is still to be loaded.
    pub workspace: Shared,
    /// Who sits there.
    pub user: UserId,
    /// The person's own settings, with what the command line said.
    pub config: Settings,
    /// Whether everything is gone when the screen is left.
    pub passing: bool,
}

/// Opens the screen and stays until it is left; says which signal ended it, or why it could not be opened.
pub type Screen = dyn Fn(Opened) -> std::result::Result<Option<i32>, String>;

/// Whether there is a screen to open, and somebody to see it.
pub(super) const fn opens(call: &Call<'_>) -> bool {
    call.on_terminal && call.asks && !call.json && call.screen.is_some()
}

/// Opens the screen, or prints the funnel where nobody could see it.
pub(super) fn open_screen(cx: &mut Context<'_>, passing: bool) -> Result<Exit> {
    if !opens(&cx.call) {
        return instead(cx, passing);
    }
    let opened = Opened {
        workspace: std::sync::Arc::clone(&cx.workspace),
        user: cx.actor()?,
        config: cx.call.config.clone(),
        passing,
    };
    match cx.call.screen {
        Some(screen) => screen(opened)
            .map(|signal| signal.map_or(Exit::Done, Exit::of_signal))
            .map_err(CliError::Screen),
        None => Ok(Exit::Done),
    }
}

fn instead(cx: &mut Context<'_>, passing: bool) -> Result<Exit> {
    let exit = funnel::print("", cx)?;
    let what = if passing { "fiveply demo" } else { "fiveply" };
    cx.call.note(format!(
        "standard output is no terminal, so this is the funnel as text; `{what}` in a terminal opens the screen"
    ))?;
    Ok(exit)
}
