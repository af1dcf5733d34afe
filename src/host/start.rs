//! Opens the first screen, where there is no workspace yet, and says how one wants to begin.

use std::path::Path;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, PoisonError};

use super::local::{LocalOptions, run_local};
use super::reader::{asks_ground, reader};
use super::session::{Desk, End};
use crate::cli::screen::Closed;
use crate::config::Settings;
use crate::model::UserRole;
use crate::ui::{Beginning, Effect, Event, Route};

/// Keeps how one wants to begin.
struct StartDesk(Arc<Mutex<Option<Beginning>>>);

impl Desk for StartDesk {
    fn perform(&mut self, effect: Effect) -> Vec<Event> {
        if let Effect::Begin(beginning) = effect {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(beginning);
        }
        Vec::new()
    }
}

/// Opens the first screen and stays until something was chosen, or it is left.
pub(super) fn start(config: &Settings, there: bool) -> Result<Closed, String> {
    let name = config.user.as_deref().unwrap_or("fiveply");
    let mut reader = reader(config, name, UserRole::Admin).map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        lines.join("\n")
    })?;
    reader.there = there;
    let chosen = Arc::new(Mutex::new(None));
    let (sender, inbox) = channel();
    let options = LocalOptions {
        depth: config.colors,
        ask_ground: asks_ground(config),
        tmux: config.tmux,
        gnu_screen: config.gnu_screen,
        logs: config.dirs.logs.clone(),
        editor: config.editor.clone(),
        drafts: config.dirs.drafts(),
    };
    let desk = StartDesk(Arc::clone(&chosen));
    let end = run_local(
        &options,
        reader,
        Route::Start,
        desk,
        (sender, &inbox),
        Box::new(wall),
    );
    let signal = match end {
        Ok(End::Quit) => None,
        Ok(End::Stopped(signal)) => signal,
        Err(error) => return Err(error.to_string()),
    };
    let chosen = chosen.lock().unwrap_or_else(PoisonError::into_inner).take();
    let empty = |name, currency, imports| Closed::Empty {
        name,
        currency,
        zone: zone(),
        imports,
    };
    Ok(match chosen {
        None => Closed::Left(signal),
        Some(Beginning::Demo) => Closed::Demo,
        Some(Beginning::Import) => empty(None, "EUR".to_owned(), true),
        Some(Beginning::GoOn) => empty(None, String::new(), false),
        Some(Beginning::Empty { name, currency }) => empty(Some(name), currency, false),
    })
}

#[expect(clippy::disallowed_methods, reason = "the host reads the clock")]
fn wall() -> chrono::NaiveDateTime {
    chrono::Local::now().naive_local()
}

/// The time zone of this machine, if it tells and it is one that we know.
fn zone() -> String {
    let link = std::fs::read_link(Path::new("/etc/localtime"));
    let name = link.ok().and_then(|it| {
        let (_, name) = it.to_str()?.split_once("zoneinfo/")?;
        name.parse::<chrono_tz::Tz>()
            .ok()
            .map(|it| it.name().to_owned())
    });
    name.unwrap_or_else(|| "UTC".to_owned())
}
