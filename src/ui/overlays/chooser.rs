//! Holds a list to choose from that gets shorter as one types; how it is drawn is in `chooser_draw`.

use std::cmp::Reverse;

use ratatui::layout::Position;

use super::super::action::{Action, Step, TypingAction};
use super::super::chrome::over;
use super::super::ctx::Ctx;
use super::super::fuzzy::{Haystack, Hit, has_words};
use super::super::key::Key;
use super::super::widgets::{Edit, Input, Lines};
use super::super::words::Words;
use crate::i18n::Msg;
use crate::model::Clean;

/// The lines that a list would like to show.
pub(super) const WISHED_LINES: u16 = 20;

/// One line of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// What stands before it: keys, a number.
    pub before: Clean,
    /// What it is.
    pub label: Clean,
    /// What explains it, at the end of the line.
    pub after: Clean,
    /// What it is found by, too.
    pub also: Clean,
    /// Why it cannot be chosen now.
    pub why_not: Option<Clean>,
}

impl Choice {
    /// The cells that the reason takes behind the line.
    pub(super) fn reason(&self) -> usize {
        self.why_not.as_ref().map_or(0, |reason| reason.width() + 2)
    }

    /// How well typed words fit: the line itself, or what else it is found by.
    fn hit(&self, typed: &str) -> Option<Hit> {
        let whole = |text: &Clean| Haystack::new(text.as_str()).hit(typed);
        let other = || {
            let also = format!("{} {} {}", self.before, self.after, self.also).to_lowercase();
            let mut words = typed.split_whitespace();
            let found = words.all(|word| also.contains(&word.to_lowercase()));
            found.then(Hit::default)
        };
        whole(&self.label).or_else(other)
    }

    /// How a line that fits is ranked, the least first: whole words of it, what can be chosen now, what fits best.
    fn rank(&self, typed: &str, hit: &Hit) -> (bool, bool, Reverse<i32>) {
        let whole = [&self.label, &self.also]
            .into_iter()
            .any(|text| has_words(text.as_str(), typed));
        (!whole, self.why_not.is_some(), Reverse(hit.score))
    }
}

/// What came of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chose {
    /// Nothing yet; whether the list looks different.
    Nothing(bool),
    /// It was closed.
    Dismissed,
    /// The line with this number among all.
    Item(usize),
    /// What was typed, which is none of the lines.
    Typed,
}

/// A list to choose from.
#[derive(Debug, Clone)]
pub struct Chooser {
    pub(super) title: Clean,
    pub(super) about: Words,
    pub(super) items: Vec<Choice>,
    pub(super) input: Input,
    /// The lines that fit what was typed, best first: their numbers, and which letters of them fit.
    pub(super) kept: Vec<(usize, Vec<usize>)>,
    /// Why the line that was to be taken cannot be.
    pub(super) refused: Option<Clean>,
    pub(super) lines: Lines,
    /// Whether a digit takes a line at once.
    numbered: bool,
    /// What else than its lines can be typed: an example of it, and what reads it.
    pub(super) typed: Option<(Msg, Reads)>,
}

/// Reads what was typed as a choice that no line offers.
pub type Reads = fn(&str, &Ctx<'_>) -> Option<Choice>;

impl Chooser {
    /// A list with all its lines.
    #[must_use]
    pub fn new(title: Clean, items: Vec<Choice>) -> Self {
        let kept = (0..items.len()).map(|index| (index, Vec::new())).collect();
        Self {
            refused: None,
            title,
            about: Words::new(),
            items,
            input: Input::default(),
            kept,
            lines: Lines::default(),
            numbered: false,
            typed: None,
        }
    }

    /// The same list for something that it names.
    #[must_use]
    pub fn about(mut self, about: Words) -> Self {
        self.about = about;
        self
    }

    /// The same list with numbers before its lines, each a key that takes one at once.
    #[must_use]
    pub fn numbered(mut self) -> Self {
        self.numbered = true;
        for (number, item) in (1..=9).zip(&mut self.items) {
            item.before = Clean::from_string(number.to_string());
        }
        self
    }

    /// The same list, where something else can be typed; the example says how.
    #[must_use]
    pub fn or_typed(mut self, example: Msg, reads: Reads) -> Self {
        self.typed = Some((example, reads));
        self
    }

    /// What has been typed.
    #[must_use]
    pub fn text(&self) -> &str {
        self.input.text()
    }

    /// What was typed as a choice of its own, where it fits no line.
    pub(super) fn own(&self, ctx: &Ctx<'_>) -> Option<Choice> {
        let (_, reads) = self.typed?;
        let own = self.kept.is_empty().then(|| reads(self.input.text(), ctx));
        own.flatten()
    }

    /// Whether there is something to take.
    #[must_use]
    pub fn offers(&self, ctx: &Ctx<'_>) -> bool {
        !self.kept.is_empty() || self.own(ctx).is_some()
    }

    /// The same list with the cursor on a line.
    #[must_use]
    pub fn at(mut self, line: usize) -> Self {
        let len = self.items.len();
        self.lines.set(line, len, len);
        self
    }

    /// Takes an action of the typing context.
    pub fn act(&mut self, action: Action, ctx: &Ctx<'_>) -> Chose {
        self.refused = None;
        match action {
            Action::Cursor(step) => {
                let height = self.height(over(ctx.size), ctx);
                self.go(step, height);
                Chose::Nothing(true)
            }
            Action::Typing(TypingAction::Dismiss) => Chose::Dismissed,
            Action::Typing(TypingAction::Accept) if self.own(ctx).is_some() => Chose::Typed,
            Action::Typing(TypingAction::Accept) => self.under_cursor(Chose::Item),
            Action::Typing(TypingAction::Complete) => {
                self.go(Step::Down, usize::from(WISHED_LINES));
                Chose::Nothing(true)
            }
            Action::Typing(TypingAction::Previous) => {
                self.go(Step::Up, usize::from(WISHED_LINES));
                Chose::Nothing(true)
            }
            Action::App(_) | Action::View(_) | Action::Lead(_) | Action::Edit(_) => {
                Chose::Nothing(false)
            }
        }
    }

    fn go(&mut self, step: Step, height: usize) {
        self.lines.go(step, None, self.kept.len(), height);
    }

    fn under_cursor(&mut self, chose: fn(usize) -> Chose) -> Chose {
        let line = self.kept.get(self.lines.cursor());
        line.map(|(index, _)| *index)
            .map_or(Chose::Nothing(false), |index| self.take(index, chose))
    }

    /// A line is taken, unless something stands against it: then that is said, and the list stays.
    fn take(&mut self, index: usize, chose: fn(usize) -> Chose) -> Chose {
        self.refused = self.items.get(index).and_then(|it| it.why_not.clone());
        if self.refused.is_some() {
            Chose::Nothing(true)
        } else {
            chose(index)
        }
    }

    /// A click: takes the line at that place, or goes into what is typed.
    pub fn click(&mut self, at: Position, ctx: &Ctx<'_>) -> Chose {
        self.refused = None;
        let (line, list) = self.popup(ctx).with_line(over(ctx.size));
        if line.contains(at) {
            self.input.point(line, at.x, true);
            return Chose::Nothing(true);
        }
        if !list.contains(at) {
            return Chose::Nothing(false);
        }
        if self.own(ctx).is_some() && at.y == list.y {
            return Chose::Typed;
        }
        let height = usize::from(list.height);
        let seen = self.lines.seen(self.kept.len(), height);
        let line = seen.start + usize::from(at.y - list.y);
        if line >= self.kept.len() {
            return Chose::Nothing(false);
        }
        self.lines.set(line, self.kept.len(), height);
        self.under_cursor(Chose::Item)
    }

    /// The number among all of the line under the cursor.
    #[must_use]
    pub fn pointed(&self) -> Option<usize> {
        self.kept.get(self.lines.cursor()).map(|(index, _)| *index)
    }

    /// The line that a digit stands for, as long as nothing is typed.
    fn by_number(&self, key: Key) -> Option<usize> {
        if !self.numbered || !self.input.text().is_empty() {
            return None;
        }
        let digit = key.typed()?.to_digit(10)?;
        let index = usize::try_from(digit).ok()?.checked_sub(1)?;
        (index < self.items.len()).then_some(index)
    }

    /// Takes a key that is no action's.
    pub fn key(&mut self, key: Key) -> Chose {
        self.refused = None;
        if let Some(index) = self.by_number(key) {
            return self.take(index, Chose::Item);
        }
        match self.input.key(key) {
            Edit::Text => {
                self.narrow();
                Chose::Nothing(true)
            }
            Edit::Caret => Chose::Nothing(true),
            Edit::Nothing => Chose::Nothing(false),
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.input.insert(text);
        self.narrow();
    }

    /// Keeps the lines that what was typed fits, best first.
    fn narrow(&mut self) {
        let typed = self.input.text();
        let mut kept: Vec<_> = self
            .items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| {
                let hit = item.hit(typed)?;
                Some((item.rank(typed, &hit), index, hit))
            })
            .collect();
        if !typed.trim().is_empty() {
            kept.sort_by_key(|(rank, ..)| *rank);
        }
        self.kept = kept
            .into_iter()
            .map(|(_, index, hit)| (index, hit.at))
            .collect();
        self.lines = Lines::default();
    }
}
