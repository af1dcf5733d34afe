//! Holds what updating and drawing may know besides their own state: the reader, the time, the size.

use chrono::{NaiveDate, NaiveDateTime};
use ratatui::layout::Size;

use super::action::{Action, LeadAction};
use super::kept::Kept;
use super::keymap::Keymap;
use super::theme::{Look, Role, Theme, Themes};
use super::tour::Plan;
use super::words::Words;
use crate::i18n::{Arg, Locale, Msg};
use crate::model::{Clean, UserRole};

/// What belongs to the person in front of the screen; the host changes it when asked to.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The language.
    pub locale: Locale,
    /// What roles look like.
    pub theme: Theme,
    /// The keys in force.
    pub keymap: Keymap,
    /// Who it is.
    pub user: Clean,
    /// In what role.
    pub role: UserRole,
    /// Whether only ASCII signs are drawn.
    pub ascii: bool,
    /// Whether leads were theirs when they came.
    pub owns: bool,
    /// Whether nothing moves by itself.
    pub reduced_motion: bool,
    /// Whether the mouse is the screen's; if not, the terminal marks text with it.
    pub mouse: bool,
    /// The themes to choose from.
    pub themes: Themes,
    /// What was left as it is last time.
    pub kept: Kept,
    /// On the first screen: whether there is a workspace, and only nothing in it.
    pub there: bool,
    /// Which tour there is to make.
    pub plan: Plan,
    /// Whether it begins by itself, for somebody who has not made it yet.
    pub guided: bool,
}

impl Reader {
    /// A reader who has chosen nothing but language and look.
    #[must_use]
    pub fn new(locale: Locale, look: Look) -> Self {
        Self {
            locale,
            theme: Theme::new(look),
            keymap: Keymap::default(),
            user: Clean::default(),
            role: UserRole::Rep,
            ascii: false,
            owns: true,
            reduced_motion: false,
            mouse: true,
            themes: Themes::default(),
            kept: Kept::default(),
            there: false,
            plan: Plan::default(),
            guided: false,
        }
    }
}

/// What updating and drawing may know.
#[derive(Debug, Clone, Copy)]
pub struct Ctx<'a> {
    /// Who reads.
    pub reader: &'a Reader,
    /// The time on the wall of the workspace's time zone.
    pub now: NaiveDateTime,
    /// The size of the screen.
    pub size: Size,
}

impl<'a> Ctx<'a> {
    /// The reader's language.
    #[must_use]
    pub const fn locale(&self) -> &'a Locale {
        &self.reader.locale
    }

    /// The day.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.now.date()
    }

    /// A message.
    #[must_use]
    pub fn t(&self, message: Msg) -> Clean {
        Clean::from_string(self.locale().t(message))
    }

    /// A message with values in it.
    #[must_use]
    pub fn t_args(&self, message: Msg, args: &[(&str, Arg<'_>)]) -> Clean {
        Clean::from_string(self.locale().t_args(message, args))
    }

    /// Why something cannot be done now, with the key that helps where there is one.
    #[must_use]
    pub fn why(&self, reason: Msg) -> Clean {
        let helps = [
            (Msg::WhyParked, LeadAction::Wake),
            (Msg::WhyFollowsPark, LeadAction::Wake),
            (Msg::WhyFollowsLoss, LeadAction::Lose),
            (Msg::WhyFollowsHandover, LeadAction::Handover),
        ];
        let helps = helps.into_iter().find(|(it, _)| *it == reason);
        let helps = helps.map_or(LeadAction::Reopen, |(_, action)| action);
        let key = self.reader.keymap.key_of(Action::Lead(helps));
        self.t_args(reason, &[("key", key.unwrap_or_default().into())])
    }

    /// A message whose values keep roles of their own; `counts` only choose plural forms.
    #[must_use]
    pub fn words(
        &self,
        message: Msg,
        role: Role,
        values: &[(&str, Clean, Role)],
        counts: &[(&str, i64)],
    ) -> Words {
        Words::sentence(self.locale(), message, role, values, counts)
    }
}

/// The name of a role.
#[must_use]
pub const fn role_name(role: UserRole) -> Msg {
    match role {
        UserRole::Rep => Msg::RoleRep,
        UserRole::Marketer => Msg::RoleMarketer,
        UserRole::Manager => Msg::RoleManager,
        UserRole::Admin => Msg::RoleAdmin,
    }
}
