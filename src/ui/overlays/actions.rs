//! Holds the lists of what can be asked for, shorter as one types, each line of which can be run: the help, which shows
//! all keys of a place, and the palette, which shows everything that has a name.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::action::{Action, AppAction};
use super::super::ctx::Ctx;
use super::super::key::Key;
use super::super::keymap::{Binding, Context};
use super::chooser::{Choice, Chooser, Chose};
use super::{After, Overlay};
use crate::i18n::Msg;
use crate::model::Clean;

/// A list of what can be asked for.
#[derive(Debug, Clone)]
pub struct ActionList {
    chooser: Chooser,
    actions: Vec<Action>,
}

impl Overlay {
    /// Whether the key that accepts would take anything: of a list from which nothing fits, it would not.
    #[must_use]
    pub fn takes(&self, ctx: &Ctx<'_>) -> bool {
        match self {
            Self::Actions(list) => list.chooser.offers(ctx),
            Self::Picker(_, chooser) => chooser.offers(ctx),
            Self::Prompt(_)
            | Self::Path(_)
            | Self::Form(_)
            | Self::Arrange(..)
            | Self::Confirm(_) => true,
            Self::Explain(it) => it.opens(),
        }
    }
}

impl ActionList {
    /// The help of a place; `why_not` says why an action cannot be done now.
    #[must_use]
    pub fn help(
        contexts: &[Context],
        ctx: &Ctx<'_>,
        why_not: impl Fn(Action) -> Option<Msg>,
    ) -> Self {
        let here = ctx.reader.keymap.within(contexts);
        let lines = here.map(|binding| {
            let action = binding.row.action;
            let choice = Choice {
                before: keys(binding),
                label: ctx.t(binding.row.label),
                also: Clean::literal(binding.row.id),
                why_not: why_not(action).map(|reason| ctx.why(reason)),
                ..Choice::default()
            };
            (action, choice)
        });
        Self::of(Msg::HelpTitle, lines, ctx)
    }

    /// Everything that has a name: what was run last, what can be done here, where one can go, and what holds elsewhere.
    #[must_use]
    pub fn palette(
        contexts: &[Context],
        recent: &[Action],
        ctx: &Ctx<'_>,
        why_not: impl Fn(Action) -> Option<Msg>,
    ) -> Self {
        let mut rows: Vec<&Binding> = ctx
            .reader
            .keymap
            .within(&Context::ALL)
            .filter(|binding| is_named(binding.row.action))
            .collect();
        let rank = |binding: &Binding| {
            let action = binding.row.action;
            let last = recent.iter().position(|one| *one == action);
            let place = match (contexts.contains(&binding.row.context), action) {
                (false, _) => 3,
                (true, Action::App(AppAction::Go(_))) => 1,
                (true, _) if binding.row.context == Context::Everywhere => 2,
                (true, _) => 0,
            };
            (last.unwrap_or(usize::MAX), place)
        };
        rows.sort_by_key(|binding| rank(binding));
        let lines = rows.into_iter().map(|binding| {
            let row = binding.row;
            let why_not = if contexts.contains(&row.context) {
                why_not(row.action).map(|reason| ctx.why(reason))
            } else {
                let place = ctx.t(row.context.name());
                Some(ctx.t_args(Msg::WhyElsewhere, &[("place", place.as_str().into())]))
            };
            let choice = Choice {
                label: ctx.t(row.label),
                after: keys(binding),
                also: Clean::literal(row.id),
                why_not,
                ..Choice::default()
            };
            (row.action, choice)
        });
        Self::of(Msg::PaletteTitle, lines, ctx)
    }

    fn of(title: Msg, lines: impl Iterator<Item = (Action, Choice)>, ctx: &Ctx<'_>) -> Self {
        let (actions, items) = lines.unzip();
        Self {
            chooser: Chooser::new(ctx.t(title), items),
            actions,
        }
    }

    /// Takes an action of the typing context.
    pub fn act(&mut self, action: Action, ctx: &Ctx<'_>) -> After {
        let chose = self.chooser.act(action, ctx);
        self.chosen(chose)
    }

    /// A click: runs the line at that place.
    pub fn click(&mut self, at: Position, ctx: &Ctx<'_>) -> After {
        let chose = self.chooser.click(at, ctx);
        self.chosen(chose)
    }

    fn chosen(&self, chose: Chose) -> After {
        match chose {
            Chose::Nothing(changed) => After::Stay(changed),
            Chose::Dismissed | Chose::Typed => After::Close,
            Chose::Item(index) => self
                .actions
                .get(index)
                .map_or(After::Close, |action| After::Run(*action)),
        }
    }

    /// Takes a key that is no action's.
    pub fn key(&mut self, key: Key) -> After {
        let chose = self.chooser.key(key);
        self.chosen(chose)
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.chooser.paste(text);
    }

    /// Draws it; says where the caret is.
    pub fn draw(&self, screen: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) -> Option<(u16, u16)> {
        self.chooser.draw(screen, buffer, ctx)
    }
}

fn keys(binding: &Binding) -> Clean {
    let keys: Vec<_> = binding.keys.iter().map(ToString::to_string).collect();
    Clean::from_string(keys.join(" "))
}

/// Whether one would look for an action by its name: moving the cursor is not looked for.
const fn is_named(action: Action) -> bool {
    match action {
        Action::Cursor(_) | Action::Typing(_) | Action::App(AppAction::Palette) => false,
        Action::App(_) | Action::View(_) | Action::Lead(_) | Action::Edit(_) => true,
    }
}
