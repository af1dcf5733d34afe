//! Holds the funnel: five layers, what is in each, and how many went on, for whatever the filter selects.
//!
//! The figures come ready made; nothing is counted here. How they are drawn is in `rows`.

pub(super) mod cells;
pub(super) mod figures;
mod foot;
pub(super) mod groups;
mod head;
mod layout;
pub(super) mod pickers;
mod rows;
mod walk;

use chrono::NaiveDateTime;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::cells::Cell;
use self::figures::Figures;
use self::groups::{Among, Grid};
use self::layout::{LINES, Layout};
use super::layer_name;
use super::sets::Sets;
use super::weeks::Replay;
use crate::i18n::Msg;
use crate::insight::groups::By;
use crate::model::{Clean, Layer};
use crate::ui::action::{Action, Step, TimeAction, ViewAction};
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Answer, Ask, News, Question, Ticket};
use crate::ui::event::{Effect, Pointer};
use crate::ui::explained::Explains;
use crate::ui::fresh::Fresh;
use crate::ui::kept::Memory;
use crate::ui::overlays::{Outcome, Purpose};
use crate::ui::period::Period;
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Wish};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::Lines;
use crate::ui::words::Words;

/// The funnel's screen.
#[derive(Debug, Default)]
pub struct Funnel {
    view: View,
    ticket: Ticket,
    figures: Option<Box<Figures>>,
    lines: Lines,
    /// The cell that was chosen; a line without it has another in its stead.
    cell: Cell,
    among: Among,
    /// Which saved segments the groups are, where they are segments.
    sets: Sets,
    /// Whether others have just changed something, and the question whose answer shows what.
    by_others: bool,
    compared: Option<Ticket>,
    /// The numbers that they changed.
    fresh: Fresh<(usize, Cell)>,
    /// Whether it is grouped as it was left last time.
    restored: bool,
    /// Whether one went to an earlier day by weeks.
    slid: bool,
    replay: Replay,
    /// Whether what was asked last is answered.
    answered: bool,
}

impl Funnel {
    /// The layer under the cursor; none is won.
    fn layer(&self) -> Option<Layer> {
        Layer::at(self.lines.cursor())
    }

    /// The cell under the cursor: the chosen one, or the next to the left that the line has.
    fn cell(&self, body: Rect, ctx: &Ctx<'_>) -> Cell {
        let Some(figures) = &self.figures else {
            return self.cell;
        };
        let cells = Layout::of(body).cells(self.lines.cursor(), figures, ctx);
        let mut cells = cells.into_iter().map(|(cell, _)| cell);
        let first = cells.next().unwrap_or_default();
        cells.rfind(|cell| *cell <= self.cell).unwrap_or(first)
    }

    /// Goes so many cells to the right, or to the left.
    fn across(&mut self, by: isize, ctx: &Ctx<'_>) {
        let Some(figures) = &self.figures else {
            return;
        };
        let body = areas(ctx.size).body;
        let cells = Layout::of(body).cells(self.lines.cursor(), figures, ctx);
        let now = self.cell(body, ctx);
        let at = cells.iter().position(|(cell, _)| *cell == now).unwrap_or(0);
        let at = at
            .saturating_add_signed(by)
            .min(cells.len().saturating_sub(1));
        if let Some((cell, _)) = cells.get(at) {
            self.cell = *cell;
        }
    }

    /// Marks the numbers that are not what they were.
    fn mark(&mut self, now: &Figures, ctx: &Ctx<'_>) {
        let Some(before) = &self.figures else {
            return;
        };
        for line in 0..LINES {
            let layer = Layer::at(line);
            let changed = Cell::ALL
                .into_iter()
                .filter(|cell| !cell.is_same(layer, before, now));
            changed.for_each(|cell| self.fresh.mark((line, cell), ctx));
        }
    }

    /// The leads behind the cell under the cursor.
    fn open(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let cell = self.cell(areas(ctx.size).body, ctx);
        // The numbers on the screen are of the period that they were asked for.
        let period = self.figures.as_ref().map_or(self.view.period, |it| it.of);
        match self.view.within(&cell.filter(self.layer(), period)) {
            Some(filter) => vec![Wish::Go(Route::Pipeline, Some(filter))],
            None => unread(ctx),
        }
    }

    /// The line under the cursor, as text to paste elsewhere.
    fn copied(&self, ctx: &Ctx<'_>) -> Option<Clean> {
        let figures = self.figures.as_ref()?;
        let (name, count, value) = match self.layer() {
            Some(layer) => {
                let one = &figures.layers[layer.index()];
                (layer_name(layer), one.open, &one.value)
            }
            None => (Msg::LayerWon, figures.won.count, &figures.won.value),
        };
        let count = ctx.locale().count(i64::try_from(count).unwrap_or(i64::MAX));
        let mut cells = vec![ctx.locale().t(name), count];
        cells.extend(
            value
                .iter()
                .map(|(minor, currency)| ctx.locale().money(*minor, currency)),
        );
        Some(Clean::from_string(cells.join("; ")))
    }
}

impl Screen for Funnel {
    fn route(&self) -> Route {
        Route::Funnel
    }

    fn view(&self) -> &View {
        &self.view
    }

    fn view_mut(&mut self) -> &mut View {
        &mut self.view
    }

    fn ask(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        if !std::mem::replace(&mut self.restored, true) {
            let left = ctx.reader.kept.get(Memory::Group);
            let by = By::ALL
                .into_iter()
                .find(|by| left == Some(by.field().name()));
            self.view.by = self.view.by.or(by);
            self.sets.restore(ctx.reader.kept.get(Memory::GroupSets));
        }
        // Who types, or is back from the past, does not want to be taken on.
        if self.view.filter.caret().is_some() || self.view.past(ctx.today()).is_none() {
            self.replay.stop();
        }
        self.answered = false;
        self.ticket = self.ticket.next();
        // Only the same question, asked again, tells what others did.
        self.compared = std::mem::take(&mut self.by_others).then_some(self.ticket);
        let question = Question::Funnel {
            filter: self.view.filter.text().to_owned(),
            period: self.view.period,
            against: self.view.against,
            groups: self.seen(ctx),
            sets: self.sets.chosen().to_vec(),
            moving: self.replay.goes(),
            caret: self.view.filter.caret(),
        };
        vec![Wish::Host(Effect::Ask(Ask {
            ticket: self.ticket,
            question,
        }))]
    }

    fn act(&mut self, action: Action, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            Action::Cursor(step) if self.view.by.is_some() => self.go_among(step, count, ctx),
            Action::View(ViewAction::Open) if self.view.by.is_some() => self.narrow(ctx),
            Action::View(ViewAction::Group) => {
                vec![Wish::Open(pickers::groups(self.view.by, ctx))]
            }
            Action::View(ViewAction::Scale) => {
                self.among.same_scale = !self.among.same_scale;
                Vec::new()
            }
            Action::Cursor(step @ (Step::Left | Step::Right)) => {
                let by = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
                self.across(if step == Step::Left { -by } else { by }, ctx);
                Vec::new()
            }
            Action::Cursor(step) => {
                self.lines.go(step, count, LINES, LINES);
                Vec::new()
            }
            Action::View(ViewAction::Open) => self.open(ctx),
            Action::View(ViewAction::Time(TimeAction::Period)) => {
                vec![Wish::Open(pickers::periods(self.view.period, ctx))]
            }
            Action::View(ViewAction::Time(TimeAction::Against)) => {
                self.view.against = self.view.against.other();
                self.ask(ctx)
            }
            Action::View(ViewAction::Time(TimeAction::Replay)) => self.play(ctx),
            Action::View(ViewAction::Time(TimeAction::Pace(by))) => {
                self.replay
                    .hurry(if by == Step::Left { -1 } else { 1 }, ctx.now);
                Vec::new()
            }
            Action::View(ViewAction::Time(TimeAction::Week(by))) => {
                self.replay.stop();
                let weeks = i64::from(count.unwrap_or(1));
                self.slide(if by == Step::Left { -weeks } else { weeks }, ctx)
            }
            Action::View(ViewAction::Copy) => self
                .copied(ctx)
                .map_or_else(Vec::new, |text| Wish::copy(text, ctx)),
            Action::View(_)
            | Action::App(_)
            | Action::Lead(_)
            | Action::Edit(_)
            | Action::Typing(_) => Vec::new(),
        }
    }

    fn took(&mut self, purpose: Purpose, outcome: Outcome, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let (Purpose::Group, Outcome::Chosen(index)) = (&purpose, &outcome) {
            self.view.by = index.checked_sub(1).and_then(|at| By::ALL.get(at).copied());
            self.among.cursor = 0;
            let name = self.view.by.map_or("", |by| by.field().name());
            let left = Effect::Remember(Memory::Group, name.to_owned());
            let mut wishes = self.ask(ctx);
            wishes.push(Wish::Host(left));
            wishes.extend((self.view.by == Some(By::Segment)).then(|| self.sets.ask()));
            return wishes;
        }
        if let (Purpose::Sets(names), Outcome::Arranged(chosen)) = (&purpose, &outcome) {
            self.sets.take(names, chosen);
            self.among.cursor = 0;
            let mut wishes = self.ask(ctx);
            wishes.push(self.sets.keep(Memory::GroupSets));
            return wishes;
        }
        let period = match (purpose, outcome) {
            (Purpose::Period, Outcome::Chosen(index)) => Period::ALL.get(index).copied(),
            (Purpose::Period, Outcome::Typed(text)) => Period::read(&text, ctx.today()),
            _ => None,
        };
        let Some(period) = period else {
            return Vec::new();
        };
        self.view.period = period;
        self.ask(ctx)
    }

    fn news(&mut self, news: &News, _ctx: &Ctx<'_>) -> Vec<Wish> {
        self.by_others |= matches!(news, News::Others { .. });
        Vec::new()
    }

    fn answered(&mut self, ticket: Ticket, answer: Answer, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let Answer::Found(found) = answer {
            return self.sets.found(ticket, &found, ctx).into_iter().collect();
        }
        let Answer::Funnel(selected) = answer else {
            return Vec::new();
        };
        if ticket != self.ticket {
            return Vec::new();
        }
        self.answered = true;
        if let Some(figures) = self.view.filter.take(selected) {
            if self.compared == Some(self.ticket) {
                self.mark(&figures, ctx);
            }
            self.figures = Some(figures);
        }
        self.play_on(ctx)
    }

    fn click(&mut self, pointer: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(figures) = &self.figures else {
            return Vec::new();
        };
        if let Some(page) = self.groups() {
            if let Some(cursor) = Grid::of(body, page.total).at(pointer.x, pointer.y, page) {
                self.among.cursor = cursor;
            }
        } else if let Some((line, cell)) = Layout::of(body).at(pointer.x, pointer.y, figures, ctx) {
            self.lines.set(line, LINES, LINES);
            self.cell = cell.unwrap_or(self.cell);
        }
        Vec::new()
    }

    fn why_not(&self, action: Action) -> Option<Msg> {
        match action {
            Action::View(ViewAction::Scale) if self.view.by.is_none() => Some(Msg::WhyNoGroups),
            Action::View(ViewAction::Time(TimeAction::Against))
                if self.view.period == Period::All =>
            {
                Some(Msg::WhyNoPeriod)
            }
            Action::View(ViewAction::Time(TimeAction::Pace(_))) if !self.replay.goes() => {
                Some(Msg::WhyNoReplay)
            }
            Action::View(ViewAction::Open | ViewAction::Copy) if self.figures.is_none() => {
                Some(Msg::WhyNotYet)
            }
            Action::View(_)
            | Action::App(_)
            | Action::Cursor(_)
            | Action::Lead(_)
            | Action::Edit(_)
            | Action::Typing(_) => None,
        }
    }

    fn summary(&self, ctx: &Ctx<'_>) -> Vec<Words> {
        match &self.figures {
            Some(figures) => head::summary(figures, &self.replay, ctx),
            None => vec![Words::one(ctx.t(Msg::StatusReading), Role::Quiet)],
        }
    }

    fn explains(&self, ctx: &Ctx<'_>) -> Option<(Explains, String)> {
        if self.view.by.is_some() {
            let (group, by) = self.chosen()?;
            let filter = self.view.within(&group.filter(by))?;
            return Some((Explains::Whole(groups::name(group, ctx)), filter));
        }
        self.figures.as_ref()?;
        let cell = self.cell(areas(ctx.size).body, ctx);
        let what = match (self.layer(), cell) {
            (Some(layer), Cell::Open | Cell::Value) => Explains::Stock(layer),
            (Some(layer), Cell::Odds) => Explains::Odds(layer),
            (Some(layer), Cell::WentOn | Cell::Reached | Cell::StillOpen | Cell::Lost) => {
                Explains::WentOn(layer)
            }
            (None, _) => Explains::WinRate,
        };
        Some((what, self.view.filter.text().to_owned()))
    }

    fn escape(&mut self, ctx: &Ctx<'_>) -> Option<Vec<Wish>> {
        if self.replay.goes() {
            self.replay.stop();
            return Some(self.ask(ctx));
        }
        let slid = std::mem::take(&mut self.slid) && self.view.past(ctx.today()).is_some();
        let filter = self.view.looking_back(None).filter(|_| slid)?;
        self.view.filter.set(&filter);
        Some(self.ask(ctx))
    }

    fn wakes(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        // While a week is not seen yet, the next one is not waited for.
        let due = self.replay.due().filter(|_| self.answered);
        self.fresh.wakes(now).into_iter().chain(due).min()
    }

    fn tick(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.play_on(ctx)
    }

    fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        if let Some(page) = self.groups() {
            let left_out = self.figures.as_ref().map_or(0.0, |it| it.left_out);
            groups::draw((page, left_out), self.among, body, buffer, ctx);
        } else if let Some(figures) = &self.figures {
            let at = (self.lines.cursor(), self.cell(body, ctx));
            rows::draw(figures, at, &self.fresh, body, buffer, ctx);
        }
    }
}

/// Says that the filter cannot be read, so nothing can be added to it.
fn unread(ctx: &Ctx<'_>) -> Vec<Wish> {
    vec![Wish::warn(ctx.t(Msg::WhyNoFilter))]
}
