//! Holds what keys and the mouse do on the segments' screen: where the cursor goes, and what becomes of the filter.

use super::ranges::{End, between, narrowed};
use super::terms::Terms;
use super::{Segments, choice, funnel_draw, places};
use crate::i18n::Msg;
use crate::model::Clean;
use crate::query::Field;
use crate::ui::action::{FacetAction, Step};
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::kept::Memory;
use crate::ui::overlays::{Arrange, Overlay, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Wish};
use crate::ui::screens::pipeline::remember;
use crate::ui::widgets::{Input, Lines};
use crate::workspace::FACETS;

impl Segments {
    pub(super) fn go(&mut self, step: Step, times: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        match step {
            Step::Left | Step::Right if self.over_bars(step == Step::Right, ctx) => {
                let step = if step == Step::Left {
                    Step::Up
                } else {
                    Step::Down
                };
                self.go(step, times, ctx)
            }
            Step::Left | Step::Right => self.across(step == Step::Right, ctx),
            Step::Up | Step::Down | Step::PageUp | Step::PageDown | Step::First | Step::Last => {
                if self.on_funnel {
                    self.layer
                        .go(step, times, funnel_draw::LINES, funnel_draw::LINES);
                    return Vec::new();
                }
                let field = self.field();
                let (many, height) = (self.many(field), self.height(ctx));
                self.lines
                    .entry(field)
                    .or_default()
                    .go(step, times, many, height);
                self.follow(ctx)
            }
        }
    }

    /// How many values are seen of the facet under the cursor.
    fn height(&self, ctx: &Ctx<'_>) -> usize {
        let layout = self.layout(areas(ctx.size).body);
        layout.place(self.index()).map_or(1, |place| place.lines())
    }

    /// Whether the next bar lies to that side, where bars stand beside one another; while a range is taken nothing leaves them.
    fn over_bars(&self, right: bool, ctx: &Ctx<'_>) -> bool {
        let (field, layout) = (self.field(), self.layout(areas(ctx.size).body));
        let place = layout.place(self.index()).filter(|_| !self.on_funnel);
        let at = self.lines.get(&field).map_or(0, Lines::cursor);
        let is_there = if right {
            at + 1 < self.many(field)
        } else {
            at > 0
        };
        place.is_some_and(|it| self.upright(field, it.area)) && (is_there || self.mark.is_some())
    }

    /// Into a value or out of it where values lie in one another; otherwise to the column at that side.
    fn across(&mut self, right: bool, ctx: &Ctx<'_>) -> Vec<Wish> {
        if self.on_funnel {
            if !right {
                self.on_funnel = false;
            }
            return self.follow(ctx);
        }
        if right && self.go_into() || !right && self.go_out() {
            return self.ask(ctx);
        }
        if self.large {
            self.on_funnel = right;
            return self.follow(ctx);
        }
        let layout = self.layout(areas(ctx.size).body);
        match layout.beside(self.index(), right) {
            Some(index) => self.put_on(index),
            None if right => self.on_funnel = true,
            None => {}
        }
        self.follow(ctx)
    }

    pub(super) fn put_on(&mut self, index: usize) {
        self.on_funnel = false;
        self.mark = None;
        if let Some(field) = self.own.get(index).copied() {
            self.at = field;
        }
    }

    /// To the facet after the one under the cursor or before it; the funnel is the last.
    fn next(&mut self, by: isize, ctx: &Ctx<'_>) -> Vec<Wish> {
        let many = self.own.len();
        let stops = if self.large { 2 } else { many + 1 };
        let now = match (self.on_funnel, self.large) {
            (true, true) => 1,
            (true, false) => many,
            (false, true) => 0,
            (false, false) => self.index(),
        };
        let step = |at: usize| at.checked_add_signed(by).unwrap_or(stops - 1) % stops.max(1);
        let is_empty = |at: usize| {
            let field = self.own.get(at).filter(|_| !self.large);
            field.is_some_and(|field| self.empty().contains(field))
        };
        let mut there = step(now);
        // What is empty for all is passed over; the funnel never is.
        while is_empty(there) && there != now {
            there = step(there);
        }
        if there + 1 == stops {
            self.on_funnel = true;
            self.mark = None;
        } else if self.large {
            self.on_funnel = false;
        } else {
            self.put_on(there);
        }
        self.follow(ctx)
    }

    /// Goes into the value under the cursor, where finer ones lie in it; whether it did.
    fn go_into(&mut self) -> bool {
        let line = self.under_cursor().filter(|line| line.inner);
        let Some((of, value)) = line.and_then(|line| Some((line.field, line.value.clone()?)))
        else {
            return false;
        };
        let field = self.field();
        let inner = if of == Field::Naics {
            value
        } else {
            let outer = self.path_of(field);
            format!("{outer} {}:{value}", of.name())
                .trim_start()
                .to_owned()
        };
        self.path.entry(field).or_default().push(inner);
        self.find = Input::default();
        self.lines.insert(field, Lines::default());
        true
    }

    /// Goes out of the value that one went into; whether there was one.
    fn go_out(&mut self) -> bool {
        let field = self.field();
        if self.path.get_mut(&field).and_then(Vec::pop).is_none() {
            return false;
        }
        self.lines.insert(field, Lines::default());
        true
    }

    pub(super) fn facet_action(&mut self, action: FacetAction, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            FacetAction::Toggle => self.write(ctx, Terms::toggle),
            FacetAction::Exclude => self.write(ctx, Terms::exclude),
            FacetAction::Range => self.range(ctx),
            FacetAction::From | FacetAction::UpTo => {
                let end = if action == FacetAction::From {
                    End::From
                } else {
                    End::UpTo
                };
                self.write(ctx, |filter, field, value| {
                    let range = narrowed(field, filter.range(field), value, end);
                    filter.only(field, &range);
                })
            }
            FacetAction::Clear if self.go_out() => self.ask(ctx),
            FacetAction::Clear => {
                let field = self.field();
                self.change(ctx, |filter| {
                    filter.clear(field);
                    for place in places::below(field) {
                        filter.clear(*place);
                    }
                })
            }
            FacetAction::Find => {
                (self.large, self.finding, self.on_funnel) = (true, true, false);
                self.follow(ctx)
            }
            FacetAction::Large if self.large => self.shrink(ctx),
            FacetAction::Large => {
                (self.large, self.on_funnel) = (true, false);
                self.follow(ctx)
            }
            FacetAction::Next => self.next(1, ctx),
            FacetAction::Previous => self.next(-1, ctx),
            FacetAction::Unit => {
                self.unit = self.unit.other();
                let mut wishes = vec![remember(Memory::Unit, self.unit.code().to_owned())];
                wishes.extend(self.ask(ctx));
                wishes
            }
            FacetAction::Order => {
                self.by_lift = !self.by_lift;
                self.lines.clear();
                self.ask(ctx)
            }
            FacetAction::Choose => self.arrange(ctx),
            FacetAction::Export => self.export(ctx),
            FacetAction::Leads => vec![Wish::Go(Route::Pipeline, None)],
        }
    }

    /// Back to all facets.
    pub(super) fn shrink(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        (self.large, self.finding) = (false, false);
        if !self.find.text().is_empty() {
            self.find = Input::default();
            self.lines.insert(self.field(), Lines::default());
        }
        self.ask(ctx)
    }

    /// Changes the filter, where it can be read; figures follow.
    fn change(&mut self, ctx: &Ctx<'_>, change: impl FnOnce(&mut Terms)) -> Vec<Wish> {
        let Some(mut filter) = Terms::read(self.view.filter.text()) else {
            return vec![Wish::warn(ctx.t(Msg::WhyNoFilter))];
        };
        change(&mut filter);
        self.view.filter.set(&filter.text());
        self.ask(ctx)
    }

    /// Writes the value under the cursor into the filter.
    pub(super) fn write(
        &mut self,
        ctx: &Ctx<'_>,
        change: impl FnOnce(&mut Terms, Field, &str),
    ) -> Vec<Wish> {
        let Some(line) = self.under_cursor() else {
            return Vec::new();
        };
        let field = line.field;
        match line.value.clone() {
            Some(value) => self.change(ctx, |filter| change(filter, field, &value)),
            None => vec![Wish::warn(ctx.t(Msg::WhyNoValue))],
        }
    }

    /// Begins a range at the value under the cursor, or has the field be from there to here.
    fn range(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let field = self.field();
        let Some(value) = self.under_cursor().and_then(|line| line.value.clone()) else {
            return Vec::new();
        };
        if value == "none" {
            return vec![Wish::warn(ctx.t(Msg::WhyNoValue))];
        }
        match self.mark.take().filter(|mark| mark.0 == field) {
            Some((_, from, _)) => match between(field, &from, &value) {
                Some(range) => self.change(ctx, |filter| filter.only(field, &range)),
                None => self.change(ctx, |filter| {
                    filter.clear(field);
                }),
            },
            None => {
                self.mark = Some((field, value, self.lines_of(field).cursor()));
                Vec::new()
            }
        }
    }

    /// On the funnel the leads behind a layer; on a facet into the value, or only this value.
    pub(super) fn open(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        if self.on_funnel {
            return match self.view.within(&funnel_draw::filter(self.layer.cursor())) {
                Some(filter) => vec![Wish::Go(Route::Pipeline, Some(filter))],
                None => vec![Wish::warn(ctx.t(Msg::WhyNoFilter))],
            };
        }
        if self.mark.is_some() {
            return self.range(ctx);
        }
        if self.go_into() {
            return self.ask(ctx);
        }
        self.write(ctx, Terms::only)
    }

    /// The filter, to be pasted elsewhere.
    pub(super) fn copy(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let filter = self.view.filter.text();
        let canonical = Terms::read(filter).map_or_else(|| filter.to_owned(), |it| it.text());
        if canonical.is_empty() {
            return vec![Wish::warn(ctx.t(Msg::WhyEmptyFilter))];
        }
        let text = Clean::from_string(canonical);
        Wish::copy(text, ctx)
    }

    /// The facets to choose from, those in sight first.
    fn arrange(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let names = FACETS.map(|field| choice::facet_words(field, ctx)).to_vec();
        let number = |field: &Field| FACETS.iter().position(|it| it == field);
        let seen: Vec<usize> = self.own.iter().filter_map(number).collect();
        let arrange = Arrange::new(ctx.t(Msg::AskFacets), names, &seen);
        vec![Wish::Open(Overlay::Arrange(Purpose::Columns, arrange))]
    }

    /// Sees these facets from now on, in this order; without any, the usual ones.
    pub(super) fn choose(&mut self, numbers: &[usize], ctx: &Ctx<'_>) -> Vec<Wish> {
        let fields: Vec<Field> = numbers
            .iter()
            .filter_map(|at| FACETS.get(*at).copied())
            .collect();
        let names = choice::names(&fields);
        self.own = choice::chosen_facets(&names);
        let mut wishes = vec![remember(Memory::Facets, names)];
        wishes.extend(self.ask(ctx));
        wishes
    }
}
