//! Holds what keys and the mouse do on the page that compares: where the cursor goes, which sides there are.

use ratatui::layout::{Position, Rect};

use super::data::Side;
use super::rows::{self, Spot};
use super::{Compare, draw};
use crate::i18n::{Arg, Msg};
use crate::model::Clean;
use crate::query::parse;
use crate::ui::action::Step;
use crate::ui::ctx::Ctx;
use crate::ui::event::Pointer;
use crate::ui::kept::Memory;
use crate::ui::overlays::{Choice, Chooser, Overlay, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Wish};
use crate::ui::screens::pipeline::remember;
use crate::ui::widgets::Lines;
use crate::workspace::Unit;

/// The lines that a page is.
const PAGE: usize = 8;

impl Compare {
    pub(super) fn go(&mut self, step: Step, times: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(page) = &self.page else {
            return Vec::new();
        };
        let spots = rows::spots(page);
        let mut lines = Lines::default();
        lines.set(self.cursor, spots.len(), spots.len());
        match step {
            Step::Left | Step::Right => {
                let group = |spot: &Spot| match spot {
                    Spot::Side(_) | Spot::Line(_) => 0,
                    Spot::Common(_) => 1,
                    Spot::Value(..) => 2,
                };
                let here = spots.get(lines.cursor()).map_or(0, group);
                let there = if step == Step::Right {
                    spots.iter().position(|spot| group(spot) > here)
                } else {
                    let before = spots.iter().map(group).filter(|it| *it < here).max();
                    spots.iter().position(|spot| Some(group(spot)) == before)
                };
                lines.set(there.unwrap_or(lines.cursor()), spots.len(), spots.len());
            }
            Step::Up | Step::Down | Step::PageUp | Step::PageDown | Step::First | Step::Last => {
                lines.go(step, times, spots.len(), PAGE);
            }
        }
        self.put_on(lines.cursor(), ctx)
    }

    /// Puts the cursor on something; a side that it comes to is the one that the first is held against.
    fn put_on(&mut self, at: usize, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.cursor = at;
        match self.spot() {
            Some(Spot::Side(side @ 1..)) if side - 1 != self.against => {
                self.against = side - 1;
                self.ask(ctx)
            }
            Some(_) | None => Vec::new(),
        }
    }

    pub(super) fn clicked(&mut self, at: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(page) = &self.page else {
            return Vec::new();
        };
        let at = Position::new(at.x, at.y);
        let spot = draw::spot_at(page, self.spot(), body, at);
        let number = rows::spots(page).iter().position(|it| Some(*it) == spot);
        number.map_or_else(Vec::new, |number| self.put_on(number, ctx))
    }

    /// What else could be a side, to choose from or to type.
    pub(super) fn offer(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(page) = &self.page else {
            return Vec::new();
        };
        let mut sides = Vec::new();
        let mut choices = Vec::new();
        if !self.others.contains(&Side::Rest) {
            sides.push(Side::Rest);
            choices.push(Choice {
                label: super::rest(self.unit, ctx),
                ..Choice::default()
            });
        }
        for saved in &page.saved {
            let side = Side::Text(saved.filter.clone());
            if self.others.contains(&side) {
                continue;
            }
            let kind = if saved.frozen {
                Msg::CompareFrozen
            } else {
                Msg::CompareLive
            };
            let unit = match saved.unit {
                Unit::Accounts => Msg::HeadAccounts,
                Unit::Leads => Msg::HeadLeads,
            };
            sides.push(side);
            choices.push(Choice {
                label: saved.name.clone(),
                after: Clean::from_string(format!("{} · {}", ctx.t(kind), ctx.t(unit))),
                ..Choice::default()
            });
        }
        let chooser = Chooser::new(ctx.t(Msg::AskSide), choices).or_typed(Msg::ExampleSide, typed);
        vec![Wish::Open(Overlay::Picker(Purpose::Side(sides), chooser))]
    }

    /// One more side, which the first is held against.
    pub(super) fn add(&mut self, side: Side, ctx: &Ctx<'_>) -> Vec<Wish> {
        match self.others.iter().position(|it| *it == side) {
            Some(at) => self.against = at,
            None => {
                self.others.push(side);
                self.against = self.others.len() - 1;
            }
        }
        self.cursor = self.against + 1;
        self.ask(ctx)
    }

    pub(super) fn remove(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let Some(Spot::Side(side @ 1..)) = self.spot()
            && side <= self.others.len()
        {
            self.others.remove(side - 1);
            self.against = self.against.min(self.others.len().saturating_sub(1));
            self.cursor = self.cursor.min(self.others.len());
            return self.ask(ctx);
        }
        Vec::new()
    }

    /// Counts what the segments count from now on, too.
    pub(super) fn count_other(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.unit = self.unit.other();
        let mut wishes = vec![remember(Memory::Unit, self.unit.code().to_owned())];
        wishes.extend(self.ask(ctx));
        wishes
    }

    /// Takes what is under the cursor as the filter: a side, what is in both, or a value within the filter in force.
    pub(super) fn open(&self) -> Vec<Wish> {
        let go = |filter| vec![Wish::Go(Route::Segments, Some(filter))];
        self.opened().map_or_else(Vec::new, go)
    }

    /// The filter that opening takes.
    pub(super) fn opened(&self) -> Option<String> {
        let filter = self.under_cursor()?;
        match self.spot()? {
            Spot::Value(..) => self.view.within(&filter),
            Spot::Side(_) | Spot::Common(_) | Spot::Line(_) => Some(filter),
        }
    }

    /// The filter of what is under the cursor, to be pasted elsewhere.
    pub(super) fn copy(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let text = self.copied().map(Clean::from_string);
        text.map_or_else(Vec::new, |text| Wish::copy(text, ctx))
    }

    /// The filter that is copied.
    pub(super) fn copied(&self) -> Option<String> {
        self.under_cursor().filter(|it| !it.is_empty())
    }

    /// The filter of the side, the pair or the value under the cursor.
    fn under_cursor(&self) -> Option<String> {
        let page = self.page.as_ref()?;
        match self.spot()? {
            Spot::Side(at) => page.sides.get(at)?.filter.clone(),
            // Of a line `=` tells all lists; the page opens none of them for itself.
            Spot::Line(_) => None,
            Spot::Common(at) => page.common.get(at)?.filter.clone(),
            Spot::Value(field, value) => {
                let field = page.compared.as_ref()?.fields.get(field)?;
                let value = field.values.get(value)?;
                Some(format!("{}:{}", field.field.name(), value.value))
            }
        }
    }
}

/// A filter that is typed as a side; what can't be read is none.
fn typed(text: &str, ctx: &Ctx<'_>) -> Option<Choice> {
    let parsed = parse(text);
    if text.trim().is_empty() || !parsed.errors.is_empty() {
        return None;
    }
    let filter = parsed.ast.to_string();
    Some(Choice {
        label: ctx.t_args(Msg::CompareTyped, &[("filter", Arg::from(filter.as_str()))]),
        ..Choice::default()
    })
}
