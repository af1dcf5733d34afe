//! Holds the page of a lead or an account: its facts, each editable where it stands, beside the story of what happened.
//!
//! The cursor rests on a fact and stays with it while others change what is shown. What is done with a lead is the same
//! as on every screen (`deeds::lead`).

mod acts;
mod cursor;
mod data;
mod draw;
mod edit;
mod edit_draw;
mod lead_draw;
mod rows;
mod story;
mod typing;

use chrono::{NaiveDate, NaiveDateTime};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use acts::Own;
pub use data::{Fact, Found, PageData, Spot, Standing, ValueFact};
use edit::Editing;
use rows::Row;
use typing::Away;

use crate::i18n::Msg;
use crate::model::{Clean, Key, Kind};
use crate::ui::action::{Action, Step};
use crate::ui::ctx::Ctx;
use crate::ui::deeds::lead::{LeadDeeds, Meant};
use crate::ui::desk::{Answer, Ask, News, Question, Ticket};
use crate::ui::event::{Edited, Effect, Pointer};
use crate::ui::fresh::Fresh;
use crate::ui::key::Key as Pressed;
use crate::ui::overlays::{Outcome, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Wish};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::Lines;
use crate::ui::words::Words;

/// The two parts of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    /// What is known.
    #[default]
    Facts,
    /// What happened.
    Story,
}

/// What can be marked as changed a moment ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    /// A fact.
    Fact(Spot),
    /// What the change with this number is told as.
    Told(u64),
}

/// Whether there is anything to show.
#[derive(Debug, Clone, Default, PartialEq)]
enum Shown {
    /// Not yet.
    #[default]
    Nothing,
    /// What is known.
    Page(Box<PageData>),
    /// It is not there any more.
    Gone,
    /// It could not be read, and why.
    Unread(Clean),
}

/// The page of a lead or an account.
#[derive(Debug)]
pub struct Page {
    key: Key,
    view: View,
    ticket: Ticket,
    /// The earlier day as of which it was asked for.
    day: Option<NaiveDate>,
    shown: Shown,
    part: Part,
    facts: Lines,
    story: Lines,
    /// The lead that the entry of the story under the cursor is about, where it leads to one.
    behind: Option<u64>,
    /// What the cursor rests on among the facts.
    spot: Option<Spot>,
    /// The person whose fields are shown.
    opened: Option<u64>,
    /// Whether what was taken back is shown.
    undone: bool,
    /// Which way the neighbour lies that is asked for.
    neighbour: Option<Step>,
    deeds: LeadDeeds,
    /// The field that is typed into.
    editing: Option<Editing>,
    /// The latest question about it.
    field_ticket: Ticket,
    /// What is in the reader's own editor.
    away: Option<Away>,
    /// What others changed a moment ago.
    fresh: Fresh<Mark>,
    /// Whether the next page that is read is so by others.
    by_others: bool,
    /// Whether what changed last is nothing that is shown.
    spared: bool,
    /// What was typed into a field of what is gone.
    unkept: Option<Clean>,
}

impl Page {
    /// The page of a lead or an account, before anything is known.
    #[must_use]
    pub fn new(key: Key) -> Self {
        Self {
            key,
            view: View::default(),
            ticket: Ticket::default(),
            day: None,
            shown: Shown::default(),
            part: Part::default(),
            facts: Lines::default(),
            story: Lines::default(),
            behind: None,
            spot: None,
            opened: None,
            undone: false,
            neighbour: None,
            deeds: LeadDeeds::default(),
            editing: None,
            field_ticket: Ticket::default(),
            away: None,
            fresh: Fresh::default(),
            by_others: false,
            spared: false,
            unkept: None,
        }
    }

    /// Whether its name stands where other screens have their filter: where none is in force.
    fn is_named_above(&self) -> bool {
        self.view.filter.text().is_empty()
    }

    fn data(&self) -> Option<&PageData> {
        match &self.shown {
            Shown::Page(data) => Some(data),
            Shown::Nothing | Shown::Gone | Shown::Unread(_) => None,
        }
    }

    /// Whether a change of a record may change what is shown: of another lead or account it does not, and whose the rest
    /// is, only the workspace knows.
    fn shows(&self, key: Key) -> bool {
        let of = |kind| self.key.kind == kind;
        match key.kind {
            Kind::Lead => of(Kind::Account) || key == self.key,
            Kind::Account if of(Kind::Account) => key == self.key,
            Kind::Account => self.data().and_then(|data| data.account) == Some(key.id),
            Kind::User
            | Kind::Product
            | Kind::Contact
            | Kind::Feedback
            | Kind::Touch
            | Kind::Setting
            | Kind::Segment
            | Kind::List
            | Kind::Resolution
            | Kind::Meeting => true,
        }
    }

    fn ask_now(&mut self, question: Question) -> Vec<Wish> {
        self.ticket = self.ticket.next();
        let ticket = self.ticket;
        vec![Wish::Host(Effect::Ask(Ask { ticket, question }))]
    }

    /// The rows of the facts.
    fn rows(&self) -> Vec<Row> {
        self.data()
            .map_or_else(Vec::new, |data| rows::rows(&data.facts, self.opened))
    }

    fn fact_under_cursor(&self) -> Option<&Fact> {
        let row = self.rows().get(self.facts.cursor()).copied()?;
        self.data()?.facts.get(row.fact()?)
    }

    /// The lead that a key is about: the page's, or on an account's page the one under the cursor.
    fn lead(&self) -> Option<u64> {
        self.data()?;
        if self.key.kind == Kind::Lead {
            return Some(self.key.id);
        }
        self.line_under_cursor().map(|line| line.id)
    }
}

impl Screen for Page {
    fn route(&self) -> Route {
        match self.key.kind {
            Kind::Account => Route::Account(self.key.id),
            Kind::Lead
            | Kind::User
            | Kind::Product
            | Kind::Contact
            | Kind::Feedback
            | Kind::Touch
            | Kind::Setting
            | Kind::Segment
            | Kind::List
            | Kind::Resolution
            | Kind::Meeting => Route::Lead(self.key.id),
        }
    }

    fn view(&self) -> &View {
        &self.view
    }

    fn view_mut(&mut self) -> &mut View {
        &mut self.view
    }

    /// A page takes no filter: no key for one is promised, and the one that J and K walk through stays in sight.
    fn head(&self, ctx: &Ctx<'_>) -> Option<Words> {
        let named = || self.data().map(|data| draw::name(data, ctx.size.width));
        self.is_named_above()
            .then(|| named().unwrap_or_else(Words::new))
    }

    fn crumb(&self, _: &Ctx<'_>) -> Option<Clean> {
        let number = Clean::from_string(format!("#{}", self.key.id));
        Some(match self.data() {
            Some(data) if self.key.kind == Kind::Account => data.title.cut(24),
            Some(_) | None => number,
        })
    }

    fn ask(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.day = self.view.past(ctx.today());
        let question = Question::Page {
            key: self.key,
            day: self.day,
        };
        self.ask_now(question)
    }

    fn act(&mut self, action: Action, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            Action::Cursor(step) => {
                self.go(step, count, ctx);
                Vec::new()
            }
            Action::Lead(action) => {
                let meant = Meant {
                    leads: self.lead().into_iter().collect(),
                    seen: self.data().map(|data| data.revision),
                    // The page says whose it is.
                    ..Meant::default()
                };
                let ticket = &mut self.ticket;
                self.deeds.act(action, count, meant, ticket, ctx)
            }
            Action::View(action) => match Own::of(action) {
                Some(own) => self.own(own, ctx),
                None => Vec::new(),
            },
            Action::App(_) | Action::Edit(_) | Action::Typing(_) => Vec::new(),
        }
    }

    fn took(&mut self, purpose: Purpose, outcome: Outcome, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let (Purpose::NewContact(account), Outcome::Filled(entries)) = (&purpose, &outcome) {
            let deed = typing::new_contact(*account, entries.clone());
            let wish = deed.map(|deed| Wish::Host(Effect::Exec(deed.into())));
            return wish.into_iter().collect();
        }
        self.deeds.took(purpose, outcome, ctx)
    }

    fn news(&mut self, news: &News, _ctx: &Ctx<'_>) -> Vec<Wish> {
        self.by_others |= matches!(news, News::Others { .. });
        if let News::Touched(keys) = news {
            self.spared = self.data().is_some() && !keys.iter().any(|key| self.shows(*key));
        }
        Vec::new()
    }

    fn answered(&mut self, ticket: Ticket, answer: Answer, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let Answer::Field(said) = answer {
            return self.said(ticket, &said);
        }
        if ticket != self.ticket {
            return Vec::new();
        }
        if let Answer::Page(found) = answer {
            match found {
                Found::Page(data) => self.take(&data, ctx),
                Found::Gone => self.lose(),
                Found::Unread(why) => self.shown = Shown::Unread(why),
            }
        } else if let Answer::Choices(choices) = answer {
            return self.deeds.choose(choices, ctx);
        } else if let Answer::Leads(selected) = answer {
            return self.take_neighbour(selected.read(), ctx);
        }
        Vec::new()
    }

    fn click(&mut self, pointer: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.point(pointer, body, ctx)
    }

    fn why_not(&self, action: Action) -> Option<Msg> {
        self.refuses(action)
    }

    fn summary(&self, ctx: &Ctx<'_>) -> Vec<Words> {
        match self.data() {
            Some(data) => {
                let worth = data.worth.clone();
                let worth = Some(worth).filter(|it| self.is_named_above() && !it.is_empty());
                let undone = data.story.iter().filter(|entry| entry.undone).count();
                let undone = (undone > 0).then(|| {
                    let text = ctx.t_args(Msg::PageTakenBack, &[("count", undone.into())]);
                    Words::one(text, Role::Quiet)
                });
                worth.into_iter().chain(undone).collect()
            }
            None if self.shown == Shown::Nothing => {
                vec![Words::one(ctx.t(Msg::StatusReading), Role::Quiet)]
            }
            None => Vec::new(),
        }
    }

    fn edited(&mut self, ticket: Ticket, edited: &Edited, _: &Ctx<'_>) -> Vec<Wish> {
        self.came_back(ticket, edited)
    }

    fn wakes(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        self.fresh.wakes(now)
    }

    fn is_spared(&mut self) -> bool {
        let spared = std::mem::take(&mut self.spared);
        // What others did elsewhere marks nothing here.
        self.by_others &= !spared;
        spared
    }

    fn is_typing(&self) -> bool {
        self.editing.is_some()
    }

    fn type_key(&mut self, key: Pressed, action: Option<Action>, _: &Ctx<'_>) -> Vec<Wish> {
        self.typed_key(key, action)
    }

    fn type_paste(&mut self, text: &str, _: &Ctx<'_>) -> Vec<Wish> {
        self.typed_paste(text)
    }

    fn completes(&self) -> Option<Msg> {
        let offers = self.editing.as_ref().map(Editing::offers);
        let any = offers.is_some_and(|(found, _)| !found.is_empty());
        any.then_some(Msg::HintComplete)
    }

    fn caret(&self, body: Rect, ctx: &Ctx<'_>) -> Option<(u16, u16)> {
        let (place, _) = self.edit_place(body)?;
        edit_draw::caret(self.editing.as_ref()?, place, ctx)
    }

    fn opens(&self) -> Option<Msg> {
        match (self.part, self.fact_under_cursor()?) {
            (Part::Facts, Fact::Value(it)) if !self.is_account(it) => Some(Msg::HintEdit),
            (Part::Facts, Fact::Milestone { .. }) => Some(Msg::HintTick),
            _ => None,
        }
    }

    fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        draw::draw(self, body, buffer, ctx);
    }
}
