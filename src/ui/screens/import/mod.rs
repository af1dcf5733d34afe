//! Brings a file in, step by step on one screen: the file, what its columns become, a trial, what was written.
//!
//! The decisions are a plan that the screen holds and changes; what they come to is asked anew after each of them.

mod acts;
mod report;
mod rows;
mod stage;
mod words;

pub use words::{column_name, target_name};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::acts::Spot;
use self::stage::{Stage, Standing, Written, way, why_not};
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::action::{Action, EditAction, ViewAction};
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::desk::News;
use crate::ui::event::{Effect, Pointer};
use crate::ui::overlays::{
    Chooser, FormField, ImportAsk, Outcome, Overlay, PathPrompt, Prompt, Purpose, Takes,
};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Severity, Wish};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::Lines;
use crate::ui::words::Words;
use crate::ui::work::{Doing, Going, Work, Worked};
use crate::workspace::import::{Plan, Sight, Summary};

/// The import's screen.
#[derive(Debug, Default)]
pub struct Import {
    view: View,
    stage: Stage,
    /// The file as it will be read.
    sight: Option<Box<Sight>>,
    /// The profile that was found to fit.
    known: Option<String>,
    /// What came of the last trial or of the import.
    summary: Option<Box<Summary>>,
    /// The last change set that wrote what was imported or took it back, and whether it is written.
    written: Option<Written>,
    /// What is being done, and how far it is.
    busy: Option<Doing>,
    going: Option<Going>,
    lines: Lines,
    /// Whether the first question was asked.
    begun: bool,
    /// The file that is to be opened: it stays until it could be.
    wanted: Option<String>,
}

impl Import {
    fn work(&mut self, doing: Doing, work: Work) -> Vec<Wish> {
        self.busy = Some(doing);
        self.going = None;
        vec![Wish::Host(Effect::Work(work))]
    }

    fn plan(&self) -> Option<&Plan> {
        self.sight.as_ref().map(|it| &it.plan)
    }

    /// Takes another decision, and looks what it comes to.
    fn decide(&mut self, change: impl FnOnce(&mut Plan, &Sight)) -> Vec<Wish> {
        let Some(sight) = &mut self.sight else {
            return Vec::new();
        };
        let mut plan = sight.plan.clone();
        change(&mut plan, sight);
        // The next decision is made on top of this one, also before it is known what it comes to.
        sight.plan = plan.clone();
        self.stage = Stage::Columns;
        self.work(Doing::Reading, Work::Look(Box::new(plan)))
    }

    fn ask_file(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.begun = true;
        let prompt = PathPrompt::new(
            Purpose::Import(ImportAsk::File),
            ctx.t(Msg::ImportAskFile),
            ctx.t(Msg::ImportExampleFile),
        );
        // The next file is mostly in the same folder; one that could not be read is to be written better.
        let before = self.plan().map_or("", |it| it.file.as_str());
        let folder = before.rfind('/').map_or("", |at| &before[..=at]);
        let path = self.wanted.as_deref().unwrap_or(folder);
        vec![Wish::Open(Overlay::Path(prompt.with(path)))]
    }

    fn spot_under_cursor(&self) -> Option<Spot<'_>> {
        acts::spot(self.sight.as_ref()?, self.lines.cursor())
    }

    fn len(&self) -> usize {
        match self.stage {
            Stage::File => 0,
            Stage::Columns => self.sight.as_ref().map_or(0, |it| acts::lines(it)),
            Stage::Trial | Stage::Written => self.summary.as_ref().map_or(0, |it| report::len(it)),
        }
    }

    fn height(&self, ctx: &Ctx<'_>) -> usize {
        let body = areas(ctx.size).body;
        let area = match (self.stage, &self.sight) {
            (Stage::Columns, Some(sight)) => rows::list_area(sight, body),
            (Stage::Trial | Stage::Written, _) => report::list_area(body),
            (Stage::File | Stage::Columns, _) => body,
        };
        usize::from(area.height)
    }

    fn edit(&mut self, action: EditAction, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            EditAction::File => self.ask_file(ctx),
            EditAction::What => self.open_list(ImportAsk::What, ctx),
            EditAction::Duplicates => self.decide(|plan, _| acts::next_duplicates(plan)),
            EditAction::Dates => self.decide(|plan, _| acts::next_dates(plan)),
            EditAction::Decimals => self.decide(|plan, _| acts::next_decimals(plan)),
            EditAction::Ignore => {
                let Some(Spot::Column(column)) = self.spot_under_cursor() else {
                    return Vec::new();
                };
                let name = column.name.clone();
                self.decide(|plan, sight| acts::ignore(plan, sight, &name))
            }
            EditAction::Try => match self.plan().cloned() {
                Some(plan) => self.work(Doing::Trying, Work::Try(Box::new(plan))),
                None => Vec::new(),
            },
            EditAction::KeepReport => match self.plan() {
                Some(plan) => {
                    let file = plan.file.clone();
                    vec![Wish::Host(Effect::Work(Work::KeepReport(file)))]
                }
                None => Vec::new(),
            },
            EditAction::KeepProfile => {
                let name = FormField::new(ctx.t(Msg::ImportAskProfile), Takes::Text)
                    .example(ctx.t(Msg::ImportExampleProfile));
                let purpose = Purpose::Import(ImportAsk::Profile);
                let prompt = Prompt::new(purpose, name.required());
                vec![Wish::Open(Overlay::Prompt(prompt))]
            }
            EditAction::Add
            | EditAction::Remove
            | EditAction::Retire
            | EditAction::Lower
            | EditAction::Team
            | EditAction::Raise => Vec::new(),
        }
    }

    /// Opens the list of what can be chosen.
    fn open_list(&self, ask: ImportAsk, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(sight) = &self.sight else {
            return Vec::new();
        };
        let (title, items, at) = acts::choices(&ask, sight, ctx);
        let few = items.len() < 10;
        let chooser = Chooser::new(title, items);
        let chooser = if few { chooser.numbered() } else { chooser }.at(at);
        vec![Wish::Open(Overlay::Picker(Purpose::Import(ask), chooser))]
    }

    /// What Enter does: decides about a line, tries, writes.
    fn open(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        match self.stage {
            Stage::File => self.ask_file(ctx),
            Stage::Columns => match self.spot_under_cursor() {
                Some(Spot::Column(it)) => self.open_list(ImportAsk::Target(it.name.clone()), ctx),
                Some(Spot::Stage(it)) => self.open_list(ImportAsk::Stage(it.word.clone()), ctx),
                None => Vec::new(),
            },
            Stage::Trial => match self.plan().cloned() {
                Some(plan) => self.work(Doing::Writing, Work::Import(Box::new(plan))),
                None => Vec::new(),
            },
            Stage::Written => Vec::new(),
        }
    }

    fn seen(&mut self, sight: &Sight, ctx: &Ctx<'_>) {
        if self
            .sight
            .as_ref()
            .is_none_or(|it| it.plan.file != sight.plan.file)
        {
            self.lines = Lines::default();
        }
        if sight.known.is_some() {
            self.known.clone_from(&sight.known);
        }
        self.wanted = None;
        self.sight = Some(Box::new(sight.clone()));
        self.stage = Stage::Columns;
        self.lines.fit(self.len(), self.height(ctx));
    }

    fn worked(&mut self, worked: &Worked, ctx: &Ctx<'_>) -> Vec<Wish> {
        let say = |severity, words| vec![Wish::Say(severity, words)];
        if let Worked::Going(going) = worked {
            self.going = Some(*going);
            self.busy = Some(going.doing);
            return Vec::new();
        }
        self.busy = None;
        self.going = None;
        match worked {
            Worked::Going(_)
            | Worked::Alike(_)
            | Worked::List(..)
            | Worked::Report(_)
            | Worked::Sweep(_)
            | Worked::Moved(_) => Vec::new(),
            Worked::Seen(sight) => {
                self.seen(sight, ctx);
                Vec::new()
            }
            Worked::Tried(summary) | Worked::Imported(summary) => {
                self.stage = if matches!(worked, Worked::Imported(_)) {
                    Stage::Written
                } else {
                    Stage::Trial
                };
                self.written = summary.seq.map(Written::new);
                self.summary = Some(summary.clone());
                self.lines = Lines::default();
                Vec::new()
            }
            Worked::ReportKept { file, lay_there } => {
                let (severity, message) = if *lay_there {
                    (Severity::Info, Msg::ImportReportLies)
                } else {
                    (Severity::Done, Msg::ImportReportKept)
                };
                say(severity, kept(message, file, ctx))
            }
            Worked::ProfileKept(file) => {
                say(Severity::Done, kept(Msg::ImportProfileKept, file, ctx))
            }
            Worked::Stopped(_) => say(
                Severity::Info,
                Words::one(ctx.t(Msg::ImportStopped), Role::Text),
            ),
            Worked::Failed(_, why) => say(Severity::Warning, Words::one(why.clone(), Role::Text)),
        }
    }
}

fn kept(message: Msg, file: &Clean, ctx: &Ctx<'_>) -> Words {
    let file = ("file", file.clone(), Role::Strong);
    ctx.words(message, Role::Text, &[file], &[])
}

impl Screen for Import {
    fn route(&self) -> Route {
        Route::Import
    }

    fn view(&self) -> &View {
        &self.view
    }

    fn view_mut(&mut self) -> &mut View {
        &mut self.view
    }

    fn ask(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        if self.begun {
            return Vec::new();
        }
        self.ask_file(ctx)
    }

    fn act(&mut self, action: Action, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            Action::Cursor(step) => {
                let (len, height) = (self.len(), self.height(ctx));
                self.lines.go(step, count, len, height);
                Vec::new()
            }
            Action::View(ViewAction::Open) => self.open(ctx),
            Action::Edit(action) => self.edit(action, ctx),
            Action::View(_) | Action::Lead(_) | Action::App(_) | Action::Typing(_) => Vec::new(),
        }
    }

    fn took(&mut self, purpose: Purpose, outcome: Outcome, _ctx: &Ctx<'_>) -> Vec<Wish> {
        let Purpose::Import(ask) = purpose else {
            return Vec::new();
        };
        match (ask, outcome) {
            (ImportAsk::File, Outcome::Typed(file)) => {
                self.stage = Stage::File;
                self.sight = None;
                self.known = None;
                self.wanted = Some(file.clone());
                self.work(Doing::Reading, Work::Open(file))
            }
            (ImportAsk::Profile, Outcome::Typed(name)) => match self.plan().cloned() {
                Some(plan) => {
                    let work = Work::KeepProfile(name, Box::new(plan));
                    vec![Wish::Host(Effect::Work(work))]
                }
                None => Vec::new(),
            },
            (ask, Outcome::Chosen(index)) => {
                self.decide(|plan, sight| acts::choose(plan, sight, &ask, index))
            }
            _ => Vec::new(),
        }
    }

    fn news(&mut self, news: &News, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let (News::TakenBack { seq, by }, Some(written)) = (news, &mut self.written) {
            written.taken_back(*seq, *by);
        }
        let News::Work(worked) = news else {
            return Vec::new();
        };
        self.worked(worked, ctx)
    }

    fn click(&mut self, pointer: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        let list = match (self.stage, &self.sight) {
            (Stage::Columns, Some(sight)) => rows::list_area(sight, body),
            _ => report::list_area(body),
        };
        let (len, height) = (self.len(), self.height(ctx));
        if let Some(row) = pointer.y.checked_sub(list.y) {
            let line = self.lines.seen(len, height).start + usize::from(row);
            if line < len {
                self.lines.set(line, len, height);
            }
        }
        Vec::new()
    }

    fn why_not(&self, action: Action) -> Option<Msg> {
        why_not(
            action,
            &Standing {
                stage: self.stage,
                busy: self.busy.is_some(),
                sight: self.sight.as_deref(),
                column: matches!(self.spot_under_cursor(), Some(Spot::Column(_))),
                rejected: self.summary.as_ref().map_or(0, |it| it.totals.rejected),
                loaded: self.summary.as_ref().map_or(0, |it| it.totals.loaded),
            },
        )
    }

    fn summary(&self, ctx: &Ctx<'_>) -> Vec<Words> {
        self.sight.as_ref().map_or_else(Vec::new, |sight| {
            let rows = i64::try_from(sight.rows).unwrap_or(i64::MAX);
            let values = [
                ("format", Clean::literal(sight.format), Role::Text),
                (
                    "rows",
                    Clean::from_string(ctx.locale().count(rows)),
                    Role::Strong,
                ),
            ];
            vec![ctx.words(Msg::ImportFacts, Role::Quiet, &values, &[])]
        })
    }

    fn head(&self, ctx: &Ctx<'_>) -> Option<Words> {
        Some(way(self.stage, self.sight.as_deref(), ctx))
    }

    fn opens(&self) -> Option<Msg> {
        Some(match self.stage {
            Stage::File => Msg::HintImportFile,
            Stage::Columns => Msg::HintImportBecomes,
            Stage::Trial | Stage::Written => Msg::HintImportWrite,
        })
    }

    fn is_at_work(&self) -> bool {
        matches!(self.busy, Some(Doing::Trying | Doing::Writing))
    }

    fn escape(&mut self, _ctx: &Ctx<'_>) -> Option<Vec<Wish>> {
        if self.busy.is_some() {
            return Some(vec![Wish::Host(Effect::Work(Work::Stop))]);
        }
        (self.stage == Stage::Trial).then(|| {
            self.stage = Stage::Columns;
            self.lines = Lines::default();
            Vec::new()
        })
    }

    fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        let progress = self
            .busy
            .filter(|_| self.stage != Stage::File || self.going.is_some());
        if let Some(doing) = progress.filter(|it| *it != Doing::Reading || self.going.is_some()) {
            report::progress(doing, self.going.as_ref(), body, buffer, ctx);
            return;
        }
        match (self.stage, &self.sight, &self.summary) {
            (Stage::Columns, Some(sight), _) => {
                let known = self.known.as_deref();
                rows::draw(sight, known, &self.lines, body, buffer, ctx);
            }
            (Stage::Trial | Stage::Written, _, Some(summary)) => {
                let outlook = self.stage.outlook(self.written);
                report::draw(summary, outlook, &self.lines, body, buffer, ctx);
            }
            _ => rows::draw_empty(body, buffer, ctx),
        }
    }
}
