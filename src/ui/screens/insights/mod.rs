//! Holds the insights: reports over what the filter selects, each a table of figures with the chosen column drawn beside it.
//!
//! The figures come ready made and worded; nothing is counted here. Which reports there are is in `report`, how they are
//! drawn in `draw`.

mod acts;
mod draw;
mod export;
mod made;
mod report;
mod sheet;
mod strip;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub use report::Report;
pub use sheet::{Figure, Made, Mark, Scale, Sheet, SheetColumn, SheetLine};

use super::funnel::pickers;
use super::segments::facet_words;
use super::sets::Sets;
use super::weeks::slide;
use crate::i18n::Msg;
use crate::insight::conversion::Definition;
use crate::model::Clean;
use crate::query::Field;
use crate::ui::action::{Action, ReportAction, Step, TimeAction, ViewAction};
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Answer, Ask, News, Question, Ticket};
use crate::ui::event::{Effect, Pointer};
use crate::ui::explained::{Explained, Explains};
use crate::ui::kept::Memory;
use crate::ui::overlays::{Choice, Chooser, Outcome, Overlay, Purpose};
use crate::ui::period::Period;
use crate::ui::reporting::{Outlet, ReportOrder};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Severity, Wish};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::Lines;
use crate::ui::words::Words;
use crate::workspace::{FACETS, adds_up};

/// The insights' screen.
#[derive(Debug, Default)]
pub struct Insights {
    view: View,
    ticket: Ticket,
    report: Report,
    /// What its lines are the values of, once that was chosen.
    by: Option<Field>,
    /// Which saved segments its lines are, where it is by these.
    sets: Sets,
    definition: Definition,
    /// Whether it is held against the period before, or against the year before.
    compared: bool,
    sheet: Option<Arc<Sheet>>,
    lines: Lines,
    column: Option<usize>,
    restored: bool,
    /// Whether a report is being written.
    writing: bool,
}

impl Insights {
    /// What was counted, as long as it is what is looked at.
    fn seen_sheet(&self) -> Option<&Sheet> {
        let sheet = self.sheet.as_deref();
        sheet.filter(|sheet| sheet.report == self.report)
    }

    /// What its lines are the values of: what was chosen, or what is shown.
    fn by(&self) -> Option<Field> {
        self.by.or_else(|| self.seen_sheet().map(|it| it.by))
    }

    /// The chosen column, as far as there are columns; before one was chosen the first of which something is drawn.
    fn chosen(&self) -> usize {
        let Some(sheet) = self.seen_sheet() else {
            return 0;
        };
        let last = sheet.columns.len().saturating_sub(1);
        let drawn = |at: &usize| {
            let mut figures = sheet.lines.iter().filter_map(|line| line.figures.get(*at));
            figures.any(|figure| figure.mark.is_some())
        };
        let column = self.column.or_else(|| (0..=last).find(drawn));
        column.unwrap_or(0).min(last)
    }

    fn under_cursor(&self) -> Option<(&SheetLine, &Figure)> {
        let line = self.seen_sheet()?.lines.get(self.lines.cursor())?;
        Some((line, line.figures.get(self.chosen())?))
    }

    fn turn(&mut self, report: Report, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.report = report;
        self.lines = Lines::default();
        self.column = None;
        let mut wishes = self.ask(ctx);
        let kept = Effect::Remember(Memory::Report, report.code().to_owned());
        wishes.push(Wish::Host(kept));
        wishes
    }

    /// How many lines are seen.
    fn height(&self, ctx: &Ctx<'_>) -> usize {
        self.layout(areas(ctx.size).body, ctx).seen()
    }

    fn go(&mut self, step: Step, count: Option<u32>, ctx: &Ctx<'_>) {
        let Some(sheet) = self.seen_sheet() else {
            return;
        };
        let (lines, columns) = (sheet.lines.len(), sheet.columns.len());
        let times = usize::try_from(count.unwrap_or(1)).unwrap_or(usize::MAX);
        match step {
            Step::Left => self.column = Some(self.chosen().saturating_sub(times)),
            Step::Right => {
                let last = columns.saturating_sub(1);
                self.column = Some(self.chosen().saturating_add(times).min(last));
            }
            Step::Up | Step::Down | Step::PageUp | Step::PageDown | Step::First | Step::Last => {
                let height = self.height(ctx);
                self.lines.go(step, count, lines, height);
            }
        }
    }

    /// The leads behind the figure under the cursor.
    fn open(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let filter = self.under_cursor().and_then(|(_, it)| it.filter.as_deref());
        let Some(filter) = filter else {
            return vec![Wish::Say(
                Severity::Info,
                Words::one(ctx.t(Msg::WhyNoLeadsBehind), Role::Text),
            )];
        };
        match self.view.within(filter) {
            Some(filter) => vec![Wish::Go(Route::Pipeline, Some(filter))],
            None => vec![Wish::warn(ctx.t(Msg::WhyNoFilter))],
        }
    }
}

impl Screen for Insights {
    fn route(&self) -> Route {
        Route::Insights
    }

    fn view(&self) -> &View {
        &self.view
    }

    fn view_mut(&mut self) -> &mut View {
        &mut self.view
    }

    fn ask(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        if !std::mem::replace(&mut self.restored, true) {
            let left = ctx.reader.kept.get(Memory::Report);
            let report = Report::ALL.into_iter().find(|it| left == Some(it.code()));
            self.report = report.unwrap_or_default();
            let left = ctx.reader.kept.get(Memory::ReportGroup);
            let mut known = groups().chain([Field::Seg]);
            self.by = known.find(|it| left == Some(it.name())).or(self.by);
            self.sets.restore(ctx.reader.kept.get(Memory::ReportSets));
        }
        self.ticket = self.ticket.next();
        let question = Question::Insights {
            filter: self.view.filter.text().to_owned(),
            report: self.report,
            period: self.view.period,
            by: self.by,
            sets: self.sets.chosen().to_vec(),
            definition: self.definition,
            against: self.compared.then_some(self.view.against),
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
                self.go(step, count, ctx);
                Vec::new()
            }
            Action::View(ViewAction::Report(ReportAction::Next)) => {
                self.turn(self.report.further(1), ctx)
            }
            Action::View(ViewAction::Report(ReportAction::Previous)) => {
                self.turn(self.report.further(-1), ctx)
            }
            Action::View(ViewAction::Report(ReportAction::Choose)) => {
                vec![Wish::Open(reports(self.report, ctx))]
            }
            Action::View(ViewAction::Report(ReportAction::Define)) => {
                self.definition = next(self.definition);
                self.ask(ctx)
            }
            Action::View(ViewAction::Report(ReportAction::Compare)) => {
                self.compare();
                self.ask(ctx)
            }
            Action::View(ViewAction::Report(ReportAction::Export)) => self.export(ctx),
            Action::View(ViewAction::Open) => self.open(ctx),
            Action::View(ViewAction::Group) => {
                vec![Wish::Open(fields(self.by(), ctx))]
            }
            Action::View(ViewAction::Time(TimeAction::Week(by))) => {
                let weeks = i64::from(count.unwrap_or(1));
                let weeks = if by == Step::Left { -weeks } else { weeks };
                match slide(&mut self.view, weeks, ctx) {
                    Some(_) => self.ask(ctx),
                    None => vec![Wish::warn(ctx.t(Msg::WhyNoFilter))],
                }
            }
            Action::View(ViewAction::Time(TimeAction::Period)) => {
                vec![Wish::Open(pickers::periods(self.view.period, ctx))]
            }
            Action::View(ViewAction::Copy) => self.copy_table(ctx),
            Action::View(_)
            | Action::App(_)
            | Action::Lead(_)
            | Action::Edit(_)
            | Action::Typing(_) => Vec::new(),
        }
    }

    fn took(&mut self, purpose: Purpose, outcome: Outcome, ctx: &Ctx<'_>) -> Vec<Wish> {
        match (purpose, outcome) {
            (Purpose::Report, Outcome::Chosen(index)) => match Report::ALL.get(index) {
                Some(report) => self.turn(*report, ctx),
                None => Vec::new(),
            },
            (Purpose::Outlet, Outcome::Chosen(index)) => match Outlet::ALL.get(index) {
                Some(outlet) => self.let_out(*outlet, ctx),
                None => Vec::new(),
            },
            (Purpose::ReportFile(order), Outcome::Typed(file)) => {
                self.write(ReportOrder { file, ..*order }, ctx)
            }
            (Purpose::ReportFile(order), Outcome::Yes) => self.write(*order, ctx),
            (Purpose::Group, Outcome::Chosen(index)) => {
                let by = groups().nth(index).unwrap_or(Field::Seg);
                self.by = Some(by);
                self.lines = Lines::default();
                let mut wishes = self.ask(ctx);
                let name = by.name().to_owned();
                wishes.push(Wish::Host(Effect::Remember(Memory::ReportGroup, name)));
                wishes.extend((by == Field::Seg).then(|| self.sets.ask()));
                wishes
            }
            (Purpose::Sets(names), Outcome::Arranged(chosen)) => {
                self.sets.take(&names, &chosen);
                self.lines = Lines::default();
                let mut wishes = self.ask(ctx);
                wishes.push(self.sets.keep(Memory::ReportSets));
                wishes
            }
            (Purpose::Period, Outcome::Chosen(index)) => {
                self.view.period = Period::ALL.get(index).copied().unwrap_or_default();
                self.ask(ctx)
            }
            (Purpose::Period, Outcome::Typed(text)) => match Period::read(&text, ctx.today()) {
                Some(period) => {
                    self.view.period = period;
                    self.ask(ctx)
                }
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn news(&mut self, news: &News, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.told(news, ctx).unwrap_or_default()
    }

    fn answered(&mut self, ticket: Ticket, answer: Answer, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let Answer::Found(found) = answer {
            return self.sets.found(ticket, &found, ctx).into_iter().collect();
        }
        if let Answer::Insights(selected) = answer
            && ticket == self.ticket
            && let Some(sheet) = self.view.filter.take(selected)
        {
            let (len, height) = (sheet.lines.len(), self.height(ctx));
            self.sheet = Some(*sheet);
            self.lines.fit(len, height);
        }
        Vec::new()
    }

    fn click(&mut self, pointer: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        let layout = self.layout(body, ctx);
        let area = layout.lines;
        let (len, height) = match self.seen_sheet() {
            Some(sheet) => (sheet.lines.len(), layout.seen()),
            None => return Vec::new(),
        };
        if area.contains(Position::new(pointer.x, pointer.y)) {
            let row = usize::from((pointer.y - area.y) / layout.pitch);
            self.lines
                .set(self.lines.seen(len, height).start + row, len, height);
        }
        Vec::new()
    }

    fn explained(&self, ctx: &Ctx<'_>) -> Option<Explained> {
        // Where the book is asked, it tells more.
        match self.explains(ctx) {
            Some(_) => None,
            None => self.made(ctx),
        }
    }

    fn explains(&self, _: &Ctx<'_>) -> Option<(Explains, String)> {
        let (line, figure) = self.under_cursor()?;
        let alone = !self.compared && self.definition == Definition::ReachedOrPassed;
        let Made::WentOn(layer, _) = figure.made else {
            return None;
        };
        let filter = line.filter.as_deref().filter(|_| alone)?;
        let filter = self.view.within(filter)?;
        Some((Explains::WentOnOf(layer, line.label.clone()), filter))
    }

    fn why_not(&self, action: Action) -> Option<Msg> {
        match action {
            Action::View(ViewAction::Report(ReportAction::Define))
                if self.report != Report::Conversions =>
            {
                Some(Msg::WhyOneMeaning)
            }
            Action::View(ViewAction::Report(ReportAction::Compare)) => self.why_not_compared(),
            Action::View(ViewAction::Group) if !self.report.is_grouped() => Some(Msg::WhyNoGroups),
            Action::View(ViewAction::Open | ViewAction::Copy) if self.seen_sheet().is_none() => {
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

    fn escape(&mut self, _: &Ctx<'_>) -> Option<Vec<Wish>> {
        self.stop_writing()
    }

    fn summary(&self, ctx: &Ctx<'_>) -> Vec<Words> {
        let Some(sheet) = self.seen_sheet() else {
            return vec![Words::one(ctx.t(Msg::StatusReading), Role::Quiet)];
        };
        let mut parts = vec![super::pipeline::how_many(sheet.shown, sheet.total, ctx)];
        if let Some((from, to)) = sheet.period {
            let days = Clean::from_string(ctx.locale().days_between(from, to));
            parts.push(Words::one(days, Role::Text));
        }
        if sheet.no_meeting {
            parts.push(ctx.words(Msg::SummaryNoMeeting, Role::Look, &[], &[]));
        }
        if let Some((from, to)) = sheet.before {
            let days = Clean::from_string(ctx.locale().days_between(from, to));
            let values = [("days", days, Role::Quiet)];
            parts.push(ctx.words(Msg::SummaryAgainst, Role::Quiet, &values, &[]));
        }
        parts
    }

    fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        self.drawn(body, buffer, ctx);
    }
}

/// The next meaning of conversion, round and round.
fn next(now: Definition) -> Definition {
    let mut all = Definition::ALL.into_iter().cycle();
    all.find(|it| *it == now);
    all.next().unwrap_or_default()
}

/// What leads can be grouped by: the groups have to add up.
fn groups() -> impl Iterator<Item = Field> {
    FACETS.into_iter().filter(|it| adds_up(*it))
}

/// The same, to choose from.
fn fields(now: Option<Field>, ctx: &Ctx<'_>) -> Overlay {
    let choice = |field: Field| Choice {
        label: facet_words(field, ctx),
        also: Clean::literal(field.name()),
        ..Choice::default()
    };
    let at = groups().position(|field| Some(field) == now);
    let segments = Choice {
        label: ctx.t(Msg::GroupSegments),
        also: Clean::literal(Field::Seg.name()),
        ..Choice::default()
    };
    let items: Vec<Choice> = groups().map(choice).chain([segments]).collect();
    let last = items.len() - 1;
    let at = at.or((now == Some(Field::Seg)).then_some(last));
    let chooser = Chooser::new(ctx.t(Msg::AskGroup), items).at(at.unwrap_or(0));
    Overlay::Picker(Purpose::Group, chooser)
}

/// The reports to choose from, each with what it counts.
fn reports(now: Report, ctx: &Ctx<'_>) -> Overlay {
    let choice = |report: Report| Choice {
        label: ctx.t(report.name()),
        also: Clean::literal(report.code()),
        ..Choice::default()
    };
    let at = Report::ALL.iter().position(|report| *report == now);
    let items = Report::ALL.into_iter().map(choice).collect();
    let chooser = Chooser::new(ctx.t(Msg::AskReport), items).at(at.unwrap_or(0));
    Overlay::Picker(Purpose::Report, chooser)
}
