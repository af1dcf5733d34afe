//! Does what is asked for at a meeting: opens leads, settles decisions, changes the agenda, closes the meeting.

use super::forms;
use super::kept::Reading;
use super::{Meeting, Spot, Wanted, topic_name};
use crate::i18n::Msg;
use crate::insight::capacity::Rep;
use crate::insight::sitting::{BY, Sitting};
use crate::minutes::Line;
use crate::model::meeting_settings::AgendaPage;
use crate::model::{Clean, Fate, Key, Kind, Nature, Section, Settings, Topic, Value};
use crate::ui::action::{Action, MeetingAction, ViewAction};
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Ask, Deed, Order, Question};
use crate::ui::event::Effect;
use crate::ui::kept::Memory;
use crate::ui::overlays::{Arrange, Confirm, MeetingAsk, Outcome, Overlay, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Severity, Wish};
use crate::ui::theme::Role;

/// What stands between the names of pages.
const BETWEEN: &str = " · ";
/// A page is talked about for at most so many minutes.
const LONGEST: u8 = 120;

impl Meeting {
    /// Opens what is under the cursor: the leads behind it, or a decision to be edited.
    pub(super) fn open(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let (Some(point), Some(sitting)) = (self.point(), self.sitting()) {
            return vec![forms::edit(point, sitting.head, ctx)];
        }
        let filter = match self.under_cursor() {
            Some(Spot::Figure(count)) => Some(count.filter.clone()),
            Some(Spot::Line(line)) => line.filter.clone(),
            None => None,
        };
        if let Some(Spot::Line(Line { lead: Some(id), .. })) = self.under_cursor() {
            return vec![Wish::Go(Route::Lead(*id), None)];
        }
        // What is opened is of the same day.
        let filter = filter.map(|it| match self.day {
            Some(day) => format!("{it} asof:{day}").trim().to_owned(),
            None => it,
        });
        filter.map_or_else(Vec::new, |it| vec![Wish::Go(Route::Pipeline, Some(it))])
    }

    pub(super) fn meeting_action(&mut self, action: MeetingAction, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            MeetingAction::Next => self.turn(false, ctx),
            MeetingAction::Previous => self.turn(true, ctx),
            MeetingAction::Page(page) => self.turn_to(usize::from(page.saturating_sub(1)), ctx),
            MeetingAction::Clock => {
                self.began = Some(ctx.now);
                Vec::new()
            }
            MeetingAction::Longer => self.minutes(1),
            MeetingAction::Shorter => self.minutes(-1),
            MeetingAction::Agenda => self.arrange(ctx),
            MeetingAction::New => vec![forms::new(ctx)],
            MeetingAction::Settle(fate) => self.settle(fate, ctx),
            MeetingAction::Remove => {
                let deed = self
                    .point()
                    .map(|it| Deed::Remove(Key::new(Kind::Resolution, it.id)));
                deed.map_or_else(Vec::new, |deed| self.exec(deed))
            }
            MeetingAction::By => {
                let shown = self.sitting().and_then(|it| it.reasons.as_ref());
                let by = self.by.or(shown.map(|it| it.by));
                let at = BY.iter().position(|it| Some(*it) == by).unwrap_or(0);
                self.by = Some(BY[(at + 1) % BY.len()]);
                self.ask(ctx)
            }
            MeetingAction::Set => match (self.topic(), self.sitting()) {
                (Topic::Forecast, _) => vec![forms::target(ctx)],
                (Topic::Capacity, Some(sitting)) => match self.rep(sitting) {
                    Some(rep) => vec![forms::room(rep, sitting.head, ctx)],
                    None => vec![forms::capacity(sitting.capacity, ctx)],
                },
                _ => Vec::new(),
            },
            MeetingAction::Kept => self.choose_kept(ctx),
            MeetingAction::Close => {
                let Some(sitting) = self.sitting() else {
                    return Vec::new();
                };
                let day = ctx.locale().date(sitting.stretch.to);
                let question = ctx.t_args(Msg::AskMeetingClose, &[("day", day.into())]);
                let confirm = Confirm::new(Purpose::Meeting(MeetingAsk::Close), question);
                vec![Wish::Open(Overlay::Confirm(confirm))]
            }
        }
    }

    /// Has something done that was decided on what is seen.
    fn exec(&self, deed: Deed) -> Vec<Wish> {
        let order = Order {
            seen: self.sitting().map(|it| it.head),
            ..deed.into()
        };
        vec![Wish::Host(Effect::Exec(order))]
    }

    /// The rep under the cursor.
    fn rep<'a>(&self, sitting: &'a Sitting) -> Option<&'a Rep> {
        let Some(Spot::Line(line)) = self.under_cursor() else {
            return None;
        };
        let reps = sitting.load.iter().flat_map(|it| &it.reps);
        reps.into_iter().find(|it| Some(it.id) == line.rep)
    }

    fn settle(&self, fate: Fate, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(point) = self.point() else {
            return Vec::new();
        };
        self.exec(Deed::Edit {
            key: Key::new(Kind::Resolution, point.id),
            edits: point.settled(fate, ctx.today()),
        })
    }

    /// Why what is under the cursor can't become so: what was decided gets done, what was believed comes true.
    fn why_not_settled(&self, fate: Fate) -> Option<Msg> {
        let Some(point) = self.point() else {
            return Some(Msg::WhyMeetingNoPoint);
        };
        match (fate, point.resolution.nature()) {
            (Fate::CameTrue | Fate::NotTrue, Nature::Decision) => Some(Msg::WhyMeetingDecision),
            (Fate::Done, Nature::Hypothesis) => Some(Msg::WhyMeetingHypothesis),
            (Fate::Open | Fate::Dropped | Fate::Done | Fate::CameTrue | Fate::NotTrue, _) => None,
        }
    }

    /// Keeps another agenda.
    fn agree(&self, pages: Vec<AgendaPage>) -> Vec<Wish> {
        let settings = Settings {
            agenda: pages,
            ..Settings::default()
        };
        let json = settings.json(Section::Agenda);
        let edits = Kind::Setting
            .field("value")
            .map(|it| (it, Value::Text(json)));
        self.exec(Deed::Edit {
            key: Key::new(Kind::Setting, Section::Agenda.id()),
            edits: edits.into_iter().collect(),
        })
    }

    /// More or fewer minutes for this page.
    fn minutes(&self, by: i8) -> Vec<Wish> {
        let topic = self.topic();
        let mut pages = self.agenda();
        for page in pages.iter_mut().filter(|it| it.topic == topic) {
            page.minutes = page.minutes.saturating_add_signed(by).clamp(1, LONGEST);
        }
        self.agree(pages)
    }

    /// Lets the reader choose pages and their order.
    fn arrange(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let names = Topic::ALL.map(|it| topic_name(it, ctx)).to_vec();
        let place = |topic| Topic::ALL.iter().position(|it| *it == topic);
        let seen: Vec<usize> = self
            .pages()
            .iter()
            .filter_map(|it| place(it.topic))
            .collect();
        let list = Arrange::new(ctx.t(Msg::AskMeetingAgenda), names, &seen);
        let purpose = Purpose::Meeting(MeetingAsk::Agenda);
        vec![Wish::Open(Overlay::Arrange(purpose, list))]
    }

    /// Tells once of pages that came since the agenda was kept.
    pub(super) fn tell_new(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let told = ctx.reader.kept.get(Memory::Agenda).unwrap_or_default();
        let pages = self.pages();
        let new: Vec<Topic> = pages
            .iter()
            .filter(|it| it.is_new && !told.split(' ').any(|told| told == it.topic.code()))
            .map(|it| it.topic)
            .collect();
        if new.is_empty() {
            return Vec::new();
        }
        let names: Vec<String> = new
            .iter()
            .map(|it| topic_name(*it, ctx).to_string())
            .collect();
        let names = Clean::from_string(names.join(BETWEEN));
        let agenda = Action::View(ViewAction::Meeting(MeetingAction::Agenda));
        let key = ctx.reader.keymap.key_of(agenda).unwrap_or_default();
        let values = [
            ("pages", names, Role::Strong),
            ("key", Clean::from_string(key), Role::Accent),
        ];
        let words = ctx.words(Msg::MeetingNewPages, Role::Text, &values, &[]);
        let codes = new.iter().map(|it| it.code());
        let told: Vec<&str> = told.split(' ').chain(codes).collect();
        vec![
            Wish::Say(Severity::Info, words),
            Wish::Host(Effect::Remember(Memory::Agenda, told.join(" "))),
        ]
    }

    /// The pages of these numbers come first and are shown; the others are kept, with their minutes.
    fn arranged(&self, shown: &[usize]) -> Vec<Wish> {
        let old = self.agenda();
        let minutes = |topic| {
            old.iter()
                .find(|it| it.topic == topic)
                .map_or(5, |it| it.minutes)
        };
        let chosen = shown.iter().filter_map(|it| Topic::ALL.get(*it).copied());
        let chosen: Vec<Topic> = chosen.collect();
        let others = Topic::ALL.into_iter().filter(|it| !chosen.contains(it));
        let page = |(topic, offered)| AgendaPage {
            topic,
            minutes: minutes(topic),
            offered,
            is_new: false,
        };
        let others: Vec<Topic> = others.collect();
        let all = chosen.iter().map(|it| (*it, true));
        let all = all.chain(others.iter().map(|it| (*it, false)));
        self.agree(all.map(page).collect())
    }

    /// Asks for the minutes.
    pub(super) fn want(&mut self, wanted: Wanted) -> Vec<Wish> {
        let ticket = self.minutes.0.next();
        self.minutes = (ticket, Some(wanted));
        let (by, day) = (self.by, self.day);
        let question = Question::Minutes { by, day };
        vec![Wish::Host(Effect::Ask(Ask { ticket, question }))]
    }

    /// Does with the minutes what they were asked for.
    pub(super) fn minutes_came(&mut self, text: &str, ctx: &Ctx<'_>) -> Vec<Wish> {
        match (self.minutes.1.take(), self.sitting()) {
            (Some(Wanted::Read), _) => {
                self.reading = Some(Reading::of(text));
                Vec::new()
            }
            (Some(Wanted::Copied), _) => Reading::of(text).copy(ctx),
            (Some(Wanted::Kept), Some(sitting)) => {
                let deed = forms::held(sitting, text.to_owned());
                self.exec(deed)
            }
            (Some(Wanted::Kept), None) | (None, _) => Vec::new(),
        }
    }

    /// Takes what an overlay gave.
    pub(super) fn take(&mut self, purpose: Purpose, outcome: Outcome, ctx: &Ctx<'_>) -> Vec<Wish> {
        match (purpose, outcome) {
            (Purpose::Meeting(MeetingAsk::New), Outcome::Filled(entries)) => {
                match forms::added(entries, ctx.today()) {
                    Ok(deed) => self.exec(deed),
                    Err(()) => vec![forms::no_expectation(ctx)],
                }
            }
            (Purpose::Meeting(MeetingAsk::Edit { id, before, seen }), Outcome::Filled(entries)) => {
                match forms::edited(id, &before, seen, entries) {
                    Ok(order) => {
                        order.map_or_else(Vec::new, |it| vec![Wish::Host(Effect::Exec(it))])
                    }
                    Err(()) => vec![forms::no_expectation(ctx)],
                }
            }
            (Purpose::Meeting(MeetingAsk::Room { user, seen }), Outcome::Filled(entries)) => {
                forms::roomed(user, seen, entries)
                    .map_or_else(Vec::new, |it| vec![Wish::Host(Effect::Exec(it))])
            }
            (Purpose::Meeting(MeetingAsk::Kept(meetings)), Outcome::Chosen(at)) => meetings
                .get(at)
                .map_or_else(Vec::new, |id| self.want_kept(*id)),
            (Purpose::Meeting(MeetingAsk::Agenda), Outcome::Arranged(shown)) => {
                self.arranged(&shown)
            }
            (Purpose::Meeting(MeetingAsk::Close), Outcome::Yes) => self.want(Wanted::Kept),
            (Purpose::Setting(ask), Outcome::Filled(entries)) => {
                crate::ui::screens::settings::filled(ask, entries)
            }
            _ => Vec::new(),
        }
    }
}

/// Why something of a meeting can't be done on this page.
impl Meeting {
    pub(super) fn why_not_here(&self, action: MeetingAction) -> Option<Msg> {
        let topic = self.topic();
        match action {
            MeetingAction::Next | MeetingAction::Previous | MeetingAction::Clock => None,
            MeetingAction::Page(page) => {
                (usize::from(page) > self.pages().len()).then_some(Msg::WhyMeetingNoPage)
            }
            MeetingAction::Settle(fate) => self.why_not_settled(fate),
            MeetingAction::Remove => self.point().is_none().then_some(Msg::WhyMeetingNoPoint),
            MeetingAction::By => {
                (!matches!(topic, Topic::Why | Topic::Week)).then_some(Msg::WhyMeetingNoReasons)
            }
            MeetingAction::Set => (!matches!(topic, Topic::Forecast | Topic::Capacity))
                .then_some(Msg::WhyMeetingNothingSet),
            MeetingAction::Kept => match self.sitting() {
                Some(sitting) => sitting.kept.is_empty().then_some(Msg::WhyMeetingNoneKept),
                None => Some(Msg::StatusReading),
            },
            MeetingAction::New
            | MeetingAction::Agenda
            | MeetingAction::Longer
            | MeetingAction::Shorter
            | MeetingAction::Close => self.page.is_none().then_some(Msg::StatusReading),
        }
    }
}
