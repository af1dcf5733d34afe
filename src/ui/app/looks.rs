//! Holds how a reader chooses a theme: each is shown on the screen behind the list before it is taken.

use super::App;
use crate::i18n::{Language, Msg};
use crate::model::Clean;
use crate::ui::choices::theme_about;
use crate::ui::ctx::Ctx;
use crate::ui::event::{Effect, Preference};
use crate::ui::overlays::{Choice, Chooser, Outcome, Overlay, Purpose};
use crate::ui::screen::Severity;
use crate::ui::theme::Role;
use crate::ui::words::Words;

impl App {
    /// Opens the list of themes on the one in force.
    pub(super) fn choose_theme(&mut self, ctx: &Ctx<'_>) {
        let themes = &ctx.reader.themes;
        let item = |name: &str| Choice {
            label: Clean::new(name),
            after: theme_about(name).map_or_else(Clean::default, |message| ctx.t(message)),
            why_not: themes.trouble(name).map(Clean::from_string),
            ..Choice::default()
        };
        let items: Vec<Choice> = themes.names().map(item).collect();
        let at = themes.names().position(|name| name == themes.chosen());
        let chooser = Chooser::new(ctx.t(Msg::AskTheme), items)
            .numbered()
            .at(at.unwrap_or(0));
        self.overlays.push(Overlay::Picker(Purpose::Theme, chooser));
    }

    /// The theme under the cursor of the list of themes, where that is what lies over the screen.
    pub(super) fn tried_on(&self, ctx: &Ctx<'_>) -> Option<Effect> {
        match self.overlays.last() {
            Some(Overlay::Picker(Purpose::Theme, chooser)) => {
                let name = ctx.reader.themes.names().nth(chooser.pointed()?)?;
                Some(Effect::TryOn(name.to_owned()))
            }
            _ => None,
        }
    }

    /// Takes the theme that was chosen, and has it kept.
    pub(super) fn took_theme(&mut self, outcome: &Outcome, ctx: &Ctx<'_>) -> Vec<Effect> {
        let Outcome::Chosen(index) = outcome else {
            return Vec::new();
        };
        let name = ctx.reader.themes.names().nth(*index).unwrap_or_default();
        vec![Effect::Prefer(Preference::Theme(name.to_owned()))]
    }

    /// Opens the list of languages on the one that is spoken; each is called as those who speak it call it.
    pub(super) fn choose_language(&mut self, ctx: &Ctx<'_>) {
        let now = ctx.locale().language();
        let items = Language::ALL.map(|it| Choice {
            label: Clean::literal(it.name()),
            after: Clean::literal(it.code()),
            ..Choice::default()
        });
        let at = Language::ALL.iter().position(|it| *it == now);
        let chooser = Chooser::new(ctx.t(Msg::AskLanguage), items.to_vec())
            .numbered()
            .at(at.unwrap_or(0));
        self.overlays
            .push(Overlay::Picker(Purpose::Language, chooser));
    }

    /// Speaks the language that was chosen, and has it kept.
    pub(super) fn took_language(outcome: &Outcome) -> Vec<Effect> {
        let Outcome::Chosen(index) = outcome else {
            return Vec::new();
        };
        let language = Language::ALL.get(*index).copied().unwrap_or_default();
        vec![Effect::Prefer(Preference::Language(language))]
    }

    /// Turns the mouse on or off; where it is off, the terminal marks text with it.
    pub(super) fn turn_mouse(&mut self, ctx: &Ctx<'_>) -> Vec<Effect> {
        let on = !ctx.reader.mouse;
        let message = if on { Msg::MouseOn } else { Msg::MouseOff };
        self.say(Severity::Info, Words::one(ctx.t(message), Role::Text));
        vec![Effect::Mouse(on)]
    }
}
