//! Holds the segments: what a filter selects, by facets whose values are switched in it, beside the funnel of it.
//!
//! The figures come ready made; nothing is counted here. A facet's values are known by what is typed for them; only the
//! part of each facet that is seen is asked for. What keys do to the filter is in `acts`, how it is written in `terms`.

mod acts;
mod bars_draw;
mod choice;
mod data;
mod export;
mod facet_draw;
mod funnel_draw;
mod hands;
mod keep;
mod layout;
mod look;
pub(in crate::ui) mod places;
pub(in crate::ui) mod ranges;
pub(in crate::ui) mod terms;
mod took;

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub(in crate::ui::screens) use choice::facet_words;
pub use choice::{chosen_facets, facet_name};
pub use data::{Bar, Bars, FacetAsk, FacetLine, FacetPage, Outlined, OutlinedLayer, SegmentsPage};
pub use terms::Standing;

use self::facet_draw::Seen;
use self::layout::{Layout, Look};
use self::terms::Terms;
use crate::i18n::Msg;
use crate::model::Layer;
use crate::query::Field;
use crate::ui::action::{Action, FacetAction, Step, ViewAction};
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Answer, Ask, News, Question, Ticket};
use crate::ui::event::{Effect, Pointer};
use crate::ui::explained::Explains;
use crate::ui::fresh::Fresh;
use crate::ui::kept::Memory;
use crate::ui::key::Key;
use crate::ui::listing;
use crate::ui::overlays::{Outcome, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Wish};
use crate::ui::screens::sweeps::Sweeps;
use crate::ui::view::{Taken, View};
use crate::ui::widgets::{Input, Lines};
use crate::ui::words::Words;
use crate::ui::work::Worked;
use crate::workspace::Unit;

/// The segments' screen.
#[derive(Debug)]
pub struct Segments {
    view: View,
    ticket: Ticket,
    unit: Unit,
    page: Option<Box<SegmentsPage>>,
    /// The facets that are chosen, and whether that was looked up already.
    own: Vec<Field>,
    recalled: bool,
    /// What was kept of what is counted when that was looked up last.
    counts: Option<String>,
    /// The facet under the cursor, and the line in each.
    at: Field,
    lines: BTreeMap<Field, Lines>,
    on_funnel: bool,
    layer: Lines,
    /// Whether one facet is seen alone, what is looked for in it, and whether that is typed now.
    large: bool,
    find: Input,
    finding: bool,
    /// Whether the values that win most come first.
    by_lift: bool,
    /// Into which values one went, where values lie in one another.
    path: BTreeMap<Field, Vec<String>>,
    /// Where a range of values begins.
    mark: Option<(Field, String, usize)>,
    /// Whether others have just changed something, and the question whose answer shows what.
    by_others: bool,
    compared: Option<Ticket>,
    fresh: Fresh<Seen>,
    /// The segment that was taken last, and the question for who is to be saved.
    taken: Option<Taken>,
    saving: Ticket,
    sweeps: Sweeps,
}

impl Default for Segments {
    fn default() -> Self {
        Self {
            view: View::default(),
            ticket: Ticket::default(),
            unit: Unit::Accounts,
            page: None,
            own: chosen_facets(""),
            recalled: false,
            counts: None,
            at: Field::Naics,
            lines: BTreeMap::new(),
            on_funnel: false,
            layer: Lines::default(),
            large: false,
            find: Input::default(),
            finding: false,
            by_lift: false,
            path: BTreeMap::new(),
            mark: None,
            by_others: false,
            compared: None,
            fresh: Fresh::default(),
            taken: None,
            saving: Ticket::apart(),
            sweeps: Sweeps::default(),
        }
    }
}

/// More classes than any field has: upright bars show all of them.
const CLASSES: usize = 2_000;

/// The key of the funnel's counts among what others changed.
const FUNNEL: Field = Field::Reached;

impl Segments {
    /// As it was left last time.
    fn recall(&mut self, ctx: &Ctx<'_>) {
        if std::mem::replace(&mut self.recalled, true) {
            return;
        }
        let kept = &ctx.reader.kept;
        self.own = chosen_facets(kept.get(Memory::Facets).unwrap_or_default());
        self.at = self.own.first().copied().unwrap_or(self.at);
    }

    /// What is counted, also where that was changed elsewhere.
    fn recall_unit(&mut self, ctx: &Ctx<'_>) {
        let kept = ctx.reader.kept.get(Memory::Unit).unwrap_or_default();
        if self.counts.as_deref() != Some(kept) {
            self.counts = Some(kept.to_owned());
            self.unit = kept.parse().unwrap_or(Unit::Accounts);
        }
    }

    /// The number of the facet under the cursor.
    fn index(&self) -> usize {
        let mut chosen = self.own.iter();
        chosen.position(|field| *field == self.at).unwrap_or(0)
    }

    /// The facet under the cursor, though the one it was on is no longer chosen.
    fn field(&self) -> Field {
        self.own
            .as_slice()
            .get(self.index())
            .copied()
            .unwrap_or(self.at)
    }

    fn layout(&self, body: Rect) -> Layout {
        let look = Look {
            chosen: self.own.as_slice(),
            at: self.index(),
            on_funnel: self.on_funnel,
            large: self.large,
            empty: self.empty(),
        };
        let mut layout = Layout::of(body, look);
        // What is looked for is typed above the facet.
        if self.large
            && self.is_finding()
            && let Some(place) = layout.facets.first_mut()
            && place.area.height > 2
        {
            place.area.y += 1;
            place.area.height -= 1;
        }
        layout
    }

    /// The facets that are empty for all there is.
    fn empty(&self) -> &[Field] {
        self.page.as_ref().map_or(&[], |page| page.empty.as_slice())
    }

    fn is_finding(&self) -> bool {
        self.finding || !self.find.text().is_empty()
    }

    /// How many values a facet has.
    fn many(&self, field: Field) -> usize {
        let page = self.page.as_ref().and_then(|page| page.facet(field));
        page.map_or(0, |facet| facet.many)
    }

    fn lines_of(&self, field: Field) -> Lines {
        self.lines.get(&field).copied().unwrap_or_default()
    }

    fn path_of(&self, field: Field) -> String {
        let inner = self.path.get(&field).and_then(|path| path.last());
        inner.cloned().unwrap_or_default()
    }

    /// Whether a facet is seen as upright bars.
    fn upright(&self, field: Field, area: Rect) -> bool {
        !self.large && ranges::is_measured(field) && area.height >= bars_draw::LEAST
    }

    /// What is seen of each facet.
    fn seen(&self, ctx: &Ctx<'_>) -> Vec<FacetAsk> {
        let layout = self.layout(areas(ctx.size).body);
        let chosen = self.own.as_slice();
        let ask = |place: &layout::Place| {
            let field = *chosen.get(place.index)?;
            let upright = self.upright(field, place.area);
            let lines = if upright { CLASSES } else { place.lines() };
            let seen = self.lines_of(field).seen(self.many(field), lines);
            Some(FacetAsk {
                field,
                first: seen.start,
                upright,
                lines,
                find: if self.large {
                    self.find.text().to_owned()
                } else {
                    String::new()
                },
                path: self.path_of(field),
                by_lift: self.by_lift,
            })
        };
        layout.facets.iter().filter_map(ask).collect()
    }

    /// Asks for more where something is seen that is not held.
    fn follow(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let held = self.page.as_ref().is_some_and(|page| {
            let mut seen = self.seen(ctx).into_iter();
            seen.all(|ask| page.facet(ask.field).is_some_and(|it| it.asked == ask))
        });
        if held { Vec::new() } else { self.ask(ctx) }
    }

    /// The value under the cursor.
    fn under_cursor(&self) -> Option<&FacetLine> {
        let facet = self.page.as_ref()?.facet(self.field())?;
        let line = self.lines_of(facet.asked.field).cursor();
        facet.lines.get(line.checked_sub(facet.asked.first)?)
    }
}

impl Screen for Segments {
    fn route(&self) -> Route {
        Route::Segments
    }

    fn view(&self) -> &View {
        &self.view
    }

    fn view_mut(&mut self) -> &mut View {
        &mut self.view
    }

    fn ask(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.recall(ctx);
        self.recall_unit(ctx);
        // What a segment is about is counted.
        if self.taken != self.view.segment
            && let Some(taken) = self.view.segment
        {
            self.unit = taken.unit;
        }
        self.taken = self.view.segment;
        self.ticket = self.ticket.next();
        // Only the same question, asked again, tells what others did.
        self.compared = std::mem::take(&mut self.by_others).then_some(self.ticket);
        let question = Question::Segments {
            filter: self.view.filter.text().to_owned(),
            unit: self.unit,
            fields: self.own.to_vec(),
            seen: self.seen(ctx),
            segment: self.view.segment.map(|it| it.id),
            caret: self.view.filter.caret(),
        };
        vec![Wish::Host(Effect::Ask(Ask {
            ticket: self.ticket,
            question,
        }))]
    }

    fn act(&mut self, action: Action, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            Action::Cursor(step) => self.go(step, count, ctx),
            Action::View(ViewAction::Facet(action)) => self.facet_action(action, ctx),
            Action::View(ViewAction::Segment(action)) => self.segment_action(action),
            Action::View(ViewAction::Sweep) => self.sweep(ctx),
            Action::View(ViewAction::Open) => self.open(ctx),
            Action::View(ViewAction::Copy) => self.copy(ctx),
            Action::View(_)
            | Action::App(_)
            | Action::Lead(_)
            | Action::Edit(_)
            | Action::Typing(_) => Vec::new(),
        }
    }

    fn took(&mut self, purpose: Purpose, outcome: Outcome, ctx: &Ctx<'_>) -> Vec<Wish> {
        match (purpose, outcome) {
            (Purpose::Columns, Outcome::Arranged(numbers)) => self.choose(&numbers, ctx),
            (Purpose::List(of), Outcome::Filled(entries)) => listing::filled(&of, entries, ctx),
            (Purpose::MakeList(order), Outcome::Yes) => listing::make(*order),
            (Purpose::Sweep(step), outcome) => self.sweeps.took(*step, outcome, ctx),
            (purpose, outcome) => Self::took_segment(purpose, outcome),
        }
    }

    fn news(&mut self, news: &News, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.by_others |= matches!(news, News::Others { .. });
        if let News::Work(Worked::List(_, said)) = news {
            return listing::said(said, ctx);
        }
        if let News::Work(worked) = news {
            let wishes = self.sweeps.worked(Route::Segments, worked, ctx);
            return wishes.unwrap_or_default();
        }
        Vec::new()
    }

    fn answered(&mut self, ticket: Ticket, answer: Answer, ctx: &Ctx<'_>) -> Vec<Wish> {
        if ticket == self.saving {
            return self.take_members(answer, ctx);
        }
        if let Answer::Segments(selected) = answer
            && ticket == self.ticket
            && let Some(page) = self.view.filter.take(selected)
        {
            return self.take(page, ctx);
        }
        Vec::new()
    }

    fn click(&mut self, pointer: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.clicked(Position::new(pointer.x, pointer.y), body, ctx)
    }

    fn wheel(&mut self, step: Step, at: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.wheeled(step, Position::new(at.x, at.y), body, ctx)
    }

    fn why_not(&self, action: Action) -> Option<Msg> {
        let reads = self.page.is_none();
        match action {
            Action::View(ViewAction::Facet(
                FacetAction::Toggle
                | FacetAction::Exclude
                | FacetAction::Range
                | FacetAction::From
                | FacetAction::UpTo,
            )) if self.on_funnel => Some(Msg::WhyOnlyFacets),
            Action::View(ViewAction::Facet(
                FacetAction::Range | FacetAction::From | FacetAction::UpTo,
            )) if !ranges::is_measured(self.at) => Some(Msg::WhyNoRange),
            Action::View(ViewAction::Segment(action)) if !reads => self.why_no_segment(action),
            Action::View(
                ViewAction::Facet(_)
                | ViewAction::Segment(_)
                | ViewAction::Open
                | ViewAction::Copy
                | ViewAction::Sweep,
            ) if reads => Some(Msg::WhyNotYet),
            Action::View(ViewAction::Sweep) => self.sweeps.why_not(),
            Action::View(_)
            | Action::App(_)
            | Action::Cursor(_)
            | Action::Lead(_)
            | Action::Edit(_)
            | Action::Typing(_) => None,
        }
    }

    fn summary(&self, ctx: &Ctx<'_>) -> Vec<Words> {
        self.how_many(ctx)
    }

    fn explains(&self, _ctx: &Ctx<'_>) -> Option<(Explains, String)> {
        if self.on_funnel {
            let layer = Layer::at(self.layer.cursor());
            let what = layer.map_or(Explains::WinRate, Explains::WentOn);
            return Some((what, self.view.filter.text().to_owned()));
        }
        let line = self.under_cursor()?;
        // A facet leaves out what the filter says of its own field.
        let mut terms = Terms::read(self.view.filter.text())?;
        terms.only(line.field, line.value.as_ref()?);
        Some((Explains::WinRate, terms.text()))
    }

    fn opens(&self) -> Option<Msg> {
        if self.on_funnel {
            return None;
        }
        let inner = self.under_cursor().is_some_and(|line| line.inner);
        Some(if inner {
            Msg::HintFacetInto
        } else {
            Msg::HintFacetOnly
        })
    }

    fn wakes(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        self.fresh.wakes(now)
    }

    fn escape(&mut self, ctx: &Ctx<'_>) -> Option<Vec<Wish>> {
        if self.mark.take().is_some() {
            return Some(Vec::new());
        }
        if let Some(stopped) = self.sweeps.escape() {
            return Some(stopped);
        }
        self.large.then(|| self.shrink(ctx))
    }

    fn is_at_work(&self) -> bool {
        self.sweeps.is_busy()
    }

    fn is_typing(&self) -> bool {
        self.finding
    }

    fn type_key(&mut self, key: Key, action: Option<Action>, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.find_key(key, action, ctx)
    }

    fn type_paste(&mut self, text: &str, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.find.insert(text);
        self.found_anew(ctx)
    }

    fn completes(&self) -> Option<Msg> {
        self.under_cursor().map(|_| Msg::HintFacetToggle)
    }

    fn caret(&self, body: Rect, ctx: &Ctx<'_>) -> Option<(u16, u16)> {
        let (area, field) = self.find_field(body, ctx).filter(|_| self.finding)?;
        field.caret(area)
    }

    fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        self.drawn(body, buffer, ctx);
    }
}
