//! Holds the funnel: five layers, what is in each, and how many went on, for whatever the filter selects.
//!
//! The figures come ready made; nothing is counted here. How they are drawn is in `funnel_rows`.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::funnel_cells::Cell;
use super::funnel_figures::Figures;
use super::funnel_layout::{LINES, Layout};
use super::{funnel_rows, layer_name};
use crate::i18n::Msg;
use crate::model::{Clean, Layer};
use crate::ui::action::{Action, Step, ViewAction};
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Answer, Ask, News, Question, Ticket};
use crate::ui::event::{Effect, Pointer};
use crate::ui::overlays::{Choice, Chooser, Outcome, Overlay, Purpose};
use crate::ui::period::Period;
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Severity, Wish};
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

    /// The leads behind the cell under the cursor.
    fn open(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let cell = self.cell(areas(ctx.size).body, ctx);
        // The numbers on the screen are of the period that they were asked for.
        let period = self.figures.as_ref().map_or(self.view.period, |it| it.of);
        match self.view.within(&cell.filter(self.layer(), period)) {
            Some(filter) => vec![Wish::Go(Route::Pipeline, Some(filter))],
            None => vec![Wish::Say(
                Severity::Warning,
                Words::one(ctx.t(Msg::WhyNoFilter), Role::Text),
            )],
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

    fn ask(&mut self, _ctx: &Ctx<'_>) -> Vec<Wish> {
        self.ticket = self.ticket.next();
        let question = Question::Funnel {
            filter: self.view.filter.text().to_owned(),
            period: self.view.period,
            caret: self.view.filter.caret(),
        };
        vec![Wish::Host(Effect::Ask(Ask {
            ticket: self.ticket,
            question,
        }))]
    }

    fn act(&mut self, action: Action, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
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
            Action::View(ViewAction::Period) => vec![Wish::Open(periods(self.view.period, ctx))],
            Action::View(ViewAction::Copy) => self.copied(ctx).map_or_else(Vec::new, |text| {
                vec![
                    Wish::Host(Effect::Copy(text.clone())),
                    Wish::Say(
                        Severity::Done,
                        ctx.words(
                            Msg::StatusCopied,
                            Role::Text,
                            &[("text", text, Role::Strong)],
                            &[],
                        ),
                    ),
                ]
            }),
            Action::View(_)
            | Action::App(_)
            | Action::Lead(_)
            | Action::Edit(_)
            | Action::Typing(_) => Vec::new(),
        }
    }

    fn took(&mut self, purpose: Purpose, outcome: Outcome, ctx: &Ctx<'_>) -> Vec<Wish> {
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
        if let News::Answer(ticket, answer) = news
            && *ticket == self.ticket
        {
            match answer {
                Answer::Funnel(figures) => {
                    self.figures = Some(figures.clone());
                    self.view.filter.judge(figures.doubt.clone());
                }
                // What was shown stays: a half-typed filter never empties the screen.
                Answer::Trouble(trouble) => self.view.filter.judge(Some(trouble.clone())),
                Answer::Unfinished => self.view.filter.judge(None),
                Answer::Leads(_)
                | Answer::Board(_)
                | Answer::Changes(_)
                | Answer::Offers(_)
                | Answer::Found(_)
                | Answer::Currency(_)
                | Answer::Choices(_) => {}
            }
        }
        Vec::new()
    }

    fn click(&mut self, pointer: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(figures) = &self.figures else {
            return Vec::new();
        };
        if let Some((line, cell)) = Layout::of(body).at(pointer.x, pointer.y, figures, ctx) {
            self.lines.set(line, LINES, LINES);
            self.cell = cell.unwrap_or(self.cell);
        }
        Vec::new()
    }

    fn why_not(&self, action: Action) -> Option<Msg> {
        match action {
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
        let Some(figures) = &self.figures else {
            return vec![Words::one(ctx.t(Msg::StatusReading), Role::Quiet)];
        };
        let mut parts = vec![super::pipeline_rows::how_many(
            figures.shown,
            figures.total,
            ctx,
        )];
        if let Some((from, to)) = figures.period {
            let days = Clean::from_string(ctx.locale().days_between(from, to));
            parts.push(Words::one(days, Role::Text));
        }
        parts
    }

    fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        if let Some(figures) = &self.figures {
            let at = (self.lines.cursor(), self.cell(body, ctx));
            funnel_rows::draw(figures, at, body, buffer, ctx);
        }
    }
}

/// The periods to choose from, each with its days; any other is typed.
fn periods(now: Period, ctx: &Ctx<'_>) -> Overlay {
    let choice = |period: Period| Choice {
        label: ctx.t(period.name()),
        after: days(period, ctx),
        also: Clean::from_string(period.word().unwrap_or_default().into_owned()),
        ..Choice::default()
    };
    let items = Period::ALL.into_iter().map(choice).collect();
    let at = Period::ALL.iter().position(|period| *period == now);
    let chooser = Chooser::new(ctx.t(Msg::AskPeriod), items)
        .or_typed(Msg::ExamplePeriod, typed)
        .at(at.unwrap_or(0));
    Overlay::Picker(Purpose::Period, chooser)
}

/// What is typed, if it is a period.
fn typed(text: &str, ctx: &Ctx<'_>) -> Option<Choice> {
    let period = Period::read(text, ctx.today())?;
    Some(Choice {
        label: ctx.t(period.name()),
        after: days(period, ctx),
        ..Choice::default()
    })
}

/// The first day and the last of a period.
fn days(period: Period, ctx: &Ctx<'_>) -> Clean {
    let days = period.days(ctx.today());
    let days = days.and_then(|(from, to)| Some((from, to.pred_opt()?)));
    days.map_or_else(Clean::default, |(from, to)| {
        Clean::from_string(ctx.locale().days_between(from, to))
    })
}
