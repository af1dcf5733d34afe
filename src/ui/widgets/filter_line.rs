//! Holds the filter line: what is typed, what is wrong with it, and how it is drawn with how many of how many.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::Step;
use super::super::ctx::Ctx;
use super::super::desk::{Ask, Offered, Question, Selected, Ticket, Trouble};
use super::super::event::Effect;
use super::super::key::Key;
use super::super::paint::{Pen, cells};
use super::super::theme::Role;
use super::super::words::Words;
use super::input::{Edit, Field, Input};
use super::offers::Offers;
use crate::i18n::Msg;
use crate::model::Clean;

/// What a key did to the filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    /// It selects something else now, and something else can follow.
    Filter,
    /// It selects something else now; what is offered stays.
    Chosen,
    /// The caret is elsewhere.
    Caret,
    /// Only what is seen of the line changed.
    Look,
    /// Nothing.
    Nothing,
}

/// The filter of a screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilterLine {
    input: Input,
    /// The filter as it was before typing began; there while it is typed into.
    before: Option<String>,
    trouble: Option<Trouble>,
    offers: Option<Offers>,
    /// The last question for offers.
    asked: Ticket,
}

impl FilterLine {
    /// A line with a filter in it.
    #[must_use]
    pub fn with(filter: &str) -> Self {
        Self {
            input: Input::with(filter),
            ..Self::default()
        }
    }

    /// The filter.
    #[must_use]
    pub fn text(&self) -> &str {
        self.input.text()
    }

    /// Where the caret is while it is typed into.
    #[must_use]
    pub fn caret(&self) -> Option<usize> {
        self.is_typing().then(|| self.input.caret())
    }

    /// Whether it is being typed into.
    #[must_use]
    pub const fn is_typing(&self) -> bool {
        self.before.is_some()
    }

    /// What is wrong with it.
    #[must_use]
    pub const fn trouble(&self) -> Option<&Trouble> {
        self.trouble.as_ref()
    }

    /// Says what is wrong with it, or that nothing is.
    pub fn judge(&mut self, trouble: Option<Trouble>) {
        self.trouble = trouble;
    }

    /// Takes what came of it: says what is wrong with it, and gives what it selects, where it can be read.
    ///
    /// Where it can't, what was shown stays: a half-typed filter never empties the screen.
    pub fn take<T>(&mut self, selected: Selected<T>) -> Option<Box<T>> {
        let (trouble, read) = match selected {
            Selected::Read(it, doubt) => (doubt, Some(it)),
            Selected::Trouble(trouble) => (Some(trouble), None),
            Selected::Unfinished => (None, None),
        };
        self.trouble = trouble;
        read
    }

    /// Starts typing.
    pub fn begin(&mut self) {
        let text = self.input.text().to_owned();
        // What is typed next is one more condition, not the end of the last.
        if !text.is_empty() && !text.ends_with(char::is_whitespace) {
            self.input = Input::with(&format!("{text} "));
        }
        self.before = Some(text);
    }

    /// Puts the caret where a click is; the text lies there, and was typed into before the click or not.
    pub fn point(&mut self, text: Rect, x: u16, was_typing: bool) -> Edited {
        self.input.point(text, x, was_typing);
        Edited::Caret
    }

    /// Ends typing, keeping what was typed; a field that was chosen is given its value first.
    pub fn accept(&mut self) -> Edited {
        let offers = self.offers.take();
        if offers.is_some_and(|offers| offers.wants_more()) {
            return Edited::Filter;
        }
        let text = self.input.text();
        if text.ends_with(char::is_whitespace) {
            self.input = Input::with(text.trim_end());
        }
        self.before = None;
        Edited::Filter
    }

    /// Ends typing and goes back to what was there before; where something was chosen, only the list is closed first.
    pub fn dismiss(&mut self) -> Edited {
        if self.offers.take().is_some_and(|offers| offers.is_chosen()) {
            return Edited::Look;
        }
        let Some(before) = self.before.take() else {
            return Edited::Nothing;
        };
        self.input = Input::with(&before);
        Edited::Filter
    }

    /// Puts another filter in.
    pub fn set(&mut self, filter: &str) {
        self.input = Input::with(filter);
        self.before = None;
        self.offers = None;
    }

    /// Takes a key while typing.
    pub fn key(&mut self, key: Key) -> Edited {
        // One space is there already, whether the fingers expect that or not.
        let begun = self.before.as_ref().map(|before| before.len() + 1);
        let untouched = begun == Some(self.input.text().len()) && self.input.text().ends_with(' ');
        if untouched && key.typed() == Some(' ') && self.input.caret() == self.input.text().len() {
            return Edited::Nothing;
        }
        match self.input.key(key) {
            Edit::Text => Edited::Filter,
            Edit::Caret => Edited::Caret,
            Edit::Nothing => Edited::Nothing,
        }
    }

    /// Takes pasted text while typing.
    pub fn paste(&mut self, text: &str) -> Edited {
        self.input.insert(text);
        Edited::Filter
    }

    /// The question what could be typed at the caret.
    pub fn ask_offers(&mut self) -> Effect {
        self.offers = None;
        self.asked = self.asked.next();
        Effect::Ask(Ask {
            ticket: self.asked,
            question: Question::Offers {
                filter: self.input.text().to_owned(),
                caret: self.input.caret(),
            },
        })
    }

    /// Takes what could be typed, if that is still what was asked.
    pub fn offer(&mut self, ticket: Ticket, offered: &Offered) {
        if ticket == self.asked && self.is_typing() {
            self.offers = Offers::of(offered);
        }
    }

    /// What is offered.
    #[must_use]
    pub const fn offers(&self) -> Option<&Offers> {
        self.offers.as_ref()
    }

    /// Puts the next or the previous offer in.
    pub fn choose(&mut self, step: Step) -> Edited {
        let next = self.offers.as_ref().map(|it| it.next(step));
        next.map_or(Edited::Nothing, |next| self.put_in(next))
    }

    /// Puts an offer in.
    pub fn put_in(&mut self, offer: usize) -> Edited {
        let Some(offers) = &mut self.offers else {
            return Edited::Nothing;
        };
        let Some((span, text)) = offers.choose(offer) else {
            return Edited::Nothing;
        };
        self.input.replace(span, &text);
        // Where there is but one, it is chosen, and what follows it is offered.
        if offers.len() == 1 {
            Edited::Filter
        } else {
            Edited::Chosen
        }
    }
}

/// The filter line as it is drawn.
#[derive(Debug)]
pub struct FilterBar<'a> {
    /// The filter.
    pub filter: &'a FilterLine,
    /// How many of how many; the last parts are left out first.
    pub summary: Vec<Words>,
    /// Who reads.
    pub ctx: &'a Ctx<'a>,
}

impl FilterBar<'_> {
    /// Where the typed text goes, and what is said at the right of it.
    fn layout(&self, area: Rect) -> (Rect, Words) {
        let all = area.width.saturating_sub(2);
        // While typing, what is typed matters more than the counts.
        let typed = cells(Clean::new(self.filter.input.text()).width());
        let typing = self.filter.is_typing();
        let wanted = if typing {
            typed.saturating_add(1).max(24)
        } else {
            typed.max(12)
        };
        let mut parts = self.summary.len();
        let mut said = self.said(parts);
        // How many of how many stays in sight, though the filter be cut for it.
        let least = |parts| match parts {
            1 if !typing => wanted.min((all / 3).max(12)),
            _ => wanted.min(all / 2),
        };
        while parts > 0 && said.width() + 2 + usize::from(least(parts)) > usize::from(all) {
            parts -= 1;
            said = self.said(parts);
        }
        let right = if said.is_empty() {
            0
        } else {
            cells(said.width()) + 2
        };
        let x = area.x + area.width - all;
        (
            Rect::new(x, area.y, all.saturating_sub(right), area.height),
            said,
        )
    }

    /// Draws the line of a screen that filters nothing: other words at its place, the same at the right.
    pub fn with_head(&self, area: Rect, head: &Words, buffer: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let mut parts = self.summary.len();
        let fits = |parts| head.width() + 2 + self.said(parts).width() <= usize::from(area.width);
        while parts > 0 && !fits(parts) {
            parts -= 1;
        }
        let mut pen = Pen::new(buffer, self.ctx);
        pen.words(area.x, area.y, area.width, head);
        pen.words_right(area.right(), area.y, area.width, &self.said(parts));
    }

    fn said(&self, parts: usize) -> Words {
        let mut said = Words::new();
        for (index, part) in self.summary.iter().take(parts).enumerate() {
            if index > 0 {
                said.push(Clean::literal(" · "), Role::Quiet);
            }
            said = said.join(part.clone());
        }
        said
    }

    fn field(&self) -> Field<'_> {
        let typing = self.filter.is_typing();
        Field {
            input: &self.filter.input,
            focused: typing,
            wrong: self
                .filter
                .trouble
                .as_ref()
                .map(|trouble| trouble.span.clone()),
            placeholder: self.ctx.t(if typing {
                Msg::FilterExample
            } else {
                Msg::FilterPlaceholder
            }),
            ctx: self.ctx,
        }
    }

    /// Where what is typed goes.
    #[must_use]
    pub fn text_area(&self, area: Rect) -> Rect {
        self.layout(area).0
    }

    /// Where the offers go, and what they are: under what they take the place of, within the screen.
    #[must_use]
    pub fn offers(&self, area: Rect, screen: Rect) -> Option<(Rect, &Offers)> {
        let offers = self.filter.offers()?;
        let y = area.y + 1;
        if area.is_empty() || y >= screen.bottom() {
            return None;
        }
        let at = self.field().column(self.layout(area).0, offers.start())?;
        let width = offers.width(screen.width);
        let x = at.saturating_sub(1).min(screen.width - width);
        Some((Rect::new(x, y, width, 1), offers))
    }

    /// Where the caret is while typing.
    #[must_use]
    pub fn caret(&self, area: Rect) -> Option<(u16, u16)> {
        self.field().caret(self.layout(area).0)
    }
}

impl Widget for &FilterBar<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let (field, said) = self.layout(area);
        let mut pen = Pen::new(buffer, self.ctx);
        pen.put(area.x, area.y, 1, &Clean::literal("/"), Role::Accent);
        pen.words_right(area.right(), area.y, area.width, &said);
        self.field().render(field, buffer);
    }
}
