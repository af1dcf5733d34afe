//! Holds how settings become a reader: their language, theme and keys.

use crate::config::{Look as Chosen, Settings};
use crate::i18n::{Language, Locale};
use crate::model::{Clean, UserRole};
use crate::ui::keymap::{Keymap, KeymapError, Override};
use crate::ui::{Look, Reader, Theme};

/// The reader whom these settings describe; a language that is not spoken here is English.
///
/// # Errors
/// Keys of one's own that cannot be taken.
pub fn reader(settings: &Settings, user: &str, role: UserRole) -> Result<Reader, Vec<KeymapError>> {
    let language = settings
        .language
        .as_deref()
        .and_then(Language::from_code)
        .unwrap_or_default();
    let own: Vec<_> = settings
        .keys
        .iter()
        .map(|key| Override {
            action: key.action.clone(),
            keys: key.keys.clone(),
            place: key.place.to_string(),
        })
        .collect();
    let look = match settings.theme {
        Chosen::Dark => Look::Dark,
        Chosen::Light => Look::Light,
        Chosen::Ansi => Look::Ansi,
        Chosen::Plain => Look::Plain,
    };
    Ok(Reader {
        locale: Locale::new(language),
        theme: Theme::new(look),
        keymap: Keymap::with(&own)?,
        user: Clean::new(user),
        role,
        ascii: settings.ascii,
        reduced_motion: settings.reduced_motion,
    })
}
