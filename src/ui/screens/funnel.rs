//! Holds the funnel: five layers, what is in each, and how many went on, for whatever the filter selects.
//!
//! The figures come ready made; nothing is counted here. How they are drawn is in `funnel_rows`.

use std::time::Duration;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::funnel_rows::{self, Density};
use super::layer_name;
use crate::i18n::Msg;
use crate::model::{Clean, Layer};
use crate::ui::action::{Action, ViewAction};
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Answer, Ask, News, Question, Ticket, Trouble};
use crate::ui::event::{Effect, Pointer};
use crate::ui::overlays::{Choice, Chooser, Outcome, Overlay, Purpose};
use crate::ui::period::Period;
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Severity, Wish};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::Lines;
use crate::ui::words::Words;

/// A share with its band, and of how many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// The share, 0 to 1.
    pub share: f64,
    /// The lower end of the band.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// Of how many.
    pub n: u64,
}

/// Money by currency, the largest first: minor units and the currency's code.
pub type Amounts = Vec<(i64, String)>;

/// One layer's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerFigures {
    /// How many are in it.
    pub open: u64,
    /// Of these, how many wait.
    pub parked: u64,
    /// What they are worth.
    pub value: Amounts,
    /// How many reached it.
    pub reached: u64,
    /// How many of those were won, as seen.
    pub odds: Option<Rate>,
    /// How many are assumed to be.
    pub playbook: f64,
    /// How many of those that reached it went on.
    pub went_on: Option<Rate>,
    /// How many of those may still.
    pub still_open: u64,
    /// How long it took half of them, in days.
    pub median_days: Option<u32>,
}

/// The figures below the fifth layer.
#[derive(Debug, Clone, PartialEq)]
pub struct WonFigures {
    /// How many were won.
    pub count: u64,
    /// What they are worth.
    pub value: Amounts,
    /// How many of all that ended were won.
    pub win_rate: Option<Rate>,
}

/// The proof that the figures add up: what was there, what came, what went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    /// At the beginning.
    pub opening: u64,
    /// New.
    pub entered: u64,
    /// Reopened or moved back in.
    pub back: u64,
    /// Lost.
    pub lost: u64,
    /// Won.
    pub won: u64,
    /// At the end.
    pub closing: u64,
}

impl Flow {
    /// Whether it adds up.
    #[must_use]
    pub const fn adds_up(&self) -> bool {
        self.opening + self.entered + self.back == self.closing + self.lost + self.won
    }
}

/// All that the funnel shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// How many leads the filter selects.
    pub shown: u64,
    /// How many there are.
    pub total: u64,
    /// The layers, top to bottom.
    pub layers: [LayerFigures; 5],
    /// Below them.
    pub won: WonFigures,
    /// The proof.
    pub flow: Option<Flow>,
    /// The share left out of rates, for they came without history.
    pub left_out: f64,
    /// The days that rates are of; all where there are none.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// What in the filter means nothing here.
    pub doubt: Option<Trouble>,
    /// How long counting took.
    pub took: Option<Duration>,
}

/// The funnel's screen.
#[derive(Debug, Default)]
pub struct Funnel {
    view: View,
    ticket: Ticket,
    figures: Option<Box<Figures>>,
    lines: Lines,
}

/// The lines that the cursor can be on: five layers and won.
const LINES: usize = 6;

impl Funnel {
    /// The layer under the cursor; none is won.
    fn layer(&self) -> Option<Layer> {
        Layer::at(self.lines.cursor())
    }

    fn open(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let layer = self.layer();
        let what = match (layer, self.view.period.word()) {
            (Some(layer), _) => format!("layer:{} is:open,parked", layer.code()),
            (None, Some(period)) => format!("is:won closed:{period}"),
            (None, None) => "is:won".to_owned(),
        };
        match self.view.within(&what) {
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
            Action::View(_) | Action::App(_) | Action::Lead(_) | Action::Typing(_) => Vec::new(),
        }
    }

    fn took(&mut self, purpose: Purpose, outcome: Outcome, ctx: &Ctx<'_>) -> Vec<Wish> {
        let (Purpose::Period, Outcome::Chosen(index)) = (purpose, outcome) else {
            return Vec::new();
        };
        self.view.period = Period::ALL.get(index).copied().unwrap_or_default();
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
                | Answer::Offers(_)
                | Answer::Found(_)
                | Answer::Choices(_) => {}
            }
        }
        Vec::new()
    }

    fn click(&mut self, pointer: Pointer, body: Rect, _ctx: &Ctx<'_>) -> Vec<Wish> {
        if let Some(line) =
            funnel_rows::line_at(Density::of(body.height), pointer.y.saturating_sub(body.y))
        {
            self.lines.set(line, LINES, LINES);
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
            funnel_rows::draw(figures, self.lines.cursor(), body, buffer, ctx);
        }
    }
}

/// The periods to choose from, each with its days.
fn periods(now: Period, ctx: &Ctx<'_>) -> Overlay {
    let choice = |period: Period| {
        let days = period.days(ctx.today());
        let days = days.and_then(|(from, to)| Some((from, to.pred_opt()?)));
        Choice {
            label: ctx.t(period.name()),
            after: days.map_or_else(Clean::default, |(from, to)| {
                Clean::from_string(ctx.locale().days_between(from, to))
            }),
            ..Choice::default()
        }
    };
    let items = Period::ALL.into_iter().map(choice).collect();
    let at = Period::ALL.iter().position(|period| *period == now);
    let chooser = Chooser::new(ctx.t(Msg::AskPeriod), items)
        .numbered()
        .at(at.unwrap_or(0));
    Overlay::Picker(Purpose::Period, chooser)
}
