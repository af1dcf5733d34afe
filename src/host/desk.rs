//! Stands between the screen machine and the workspace: answers questions at once, has deeds done on
//! a thread of its own, and passes on what was committed, by whoever.

use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

use super::files;
use super::foresight::{Foreseen, Foresight, Notes};
use super::rewinder::Rewinder;
use super::session::{Desk, Inbound};
use super::tongue::{Speaker, Tongue};
use super::work::Workshop;
use super::worker::{Worker, hand};
use crate::config::{NotKept, keep, leave};
use crate::i18n::{Language, Locale, Msg};
use crate::model::{Clean, Kind, Moment, OpId, UserId};
use crate::ui::{
    Answer, Answers, Ask, Effect, Event, Link, Lookup, News, Order, Preference, Question,
    Rewinding, Severity, own_names, system, tell, turns,
};
use crate::workspace::import::SystemFault;
use crate::workspace::{Notice, Shared, Workspace};

/// Who sits at a desk, and what belongs to them.
#[derive(Debug, Clone)]
pub struct Seat {
    /// The user.
    pub user: UserId,
    /// The user's name.
    pub name: String,
    /// The language, with its messages.
    pub locale: Locale,
    /// Where preferences are kept.
    pub config_file: PathBuf,
    /// The user's own folder on this machine, if one is known.
    pub home: Option<PathBuf>,
    /// Where is kept how things were left.
    pub state_file: PathBuf,
}

/// What tells the time and names requests; handed in, so that a test's desk is repeatable.
#[derive(Clone)]
pub struct Clock {
    /// The time.
    pub now: Arc<dyn Fn() -> Moment + Send + Sync>,
    /// A name that no other request has.
    pub op: Arc<dyn Fn() -> OpId + Send + Sync>,
}

/// One session's desk.
pub struct LocalDesk {
    workspace: Shared,
    answers: Answers,
    foresight: Foresight,
    seat: Seat,
    clock: Clock,
    /// Gone when the desk goes: the worker ends with it.
    orders: Option<Sender<Order>>,
    worker: Option<JoinHandle<()>>,
    workshop: Workshop,
    rewinder: Rewinder,
    tongue: Tongue,
    speaker: Speaker,
}

impl LocalDesk {
    /// Opens a desk; what comes later than an answer goes into `inbox`.
    #[must_use]
    pub fn open(workspace: Shared, seat: Seat, clock: Clock, inbox: Sender<Inbound>) -> Self {
        let (orders, waiting) = channel();
        let tongue = Tongue::new(seat.locale.clone());
        listen(&workspace, seat.user, tongue.speaker(), inbox.clone());
        call_by_own_names(&workspace, &seat.locale);
        let workshop = Workshop::open(
            Arc::clone(&workspace),
            seat.clone(),
            clock.clone(),
            inbox.clone(),
            tongue.speaker(),
        );
        let rewinder = Rewinder::open(Arc::clone(&workspace), tongue.speaker(), inbox.clone());
        let mut worker = Worker {
            workspace: Arc::clone(&workspace),
            seat: seat.clone(),
            speaker: tongue.speaker(),
            clock: clock.clone(),
            hand: hand(&workspace),
            writing: workshop.writing(),
            inbox,
        };
        let worker = std::thread::spawn(move || worker.run(&waiting));
        let speaker = tongue.speaker();
        Self {
            foresight: Foresight::open(&workspace, &seat, &clock),
            workspace,
            answers: Answers::new(seat.locale.clone()),
            seat,
            clock,
            orders: Some(orders),
            worker: Some(worker),
            workshop,
            rewinder,
            tongue,
            speaker,
        }
    }
}

impl Drop for LocalDesk {
    /// What was asked for is done before the desk goes; what takes its time is broken off, and keeps nothing.
    fn drop(&mut self) {
        self.workshop.stop();
        self.orders = None;
        if let Some(worker) = self.worker.take() {
            // A panic there was told by the hook.
            let _told = worker.join();
        }
    }
}

impl LocalDesk {
    /// Where others leave what they have counted ahead.
    pub(super) fn notes(&self) -> Notes {
        self.foresight.notes()
    }

    /// Answers and tells in another language from now on.
    fn speak(&mut self, language: Language) {
        let locale = self.seat.locale.in_language(language);
        self.tongue.change(locale.clone());
        self.speaker.listen();
        self.answers = Answers::new(locale.clone());
        self.seat.locale = locale;
        self.foresight = Foresight::open(&self.workspace, &self.seat, &self.clock);
    }

    /// Answers a question, at once where it was foreseen; nothing while the book is not there yet. The earlier day whose
    /// book would tell more comes with it.
    fn answer(&mut self, question: &Question) -> (Option<Answer>, Option<Moment>) {
        let now = (self.clock.now)();
        let begun = self.foresight.at(question, now);
        let (workspace, answers) = (&self.workspace, &mut self.answers);
        let (said, took) = match self.foresight.answer(question, now) {
            Some((said, handed)) => {
                answers.hold_past(workspace, question, now);
                answers.learn(workspace, question, &said.answer, now);
                if let Some(handed) = handed {
                    answers.take_over(handed);
                }
                (said, None)
            }
            None => {
                let began = Instant::now();
                if let Some(handed) = self.foresight.beside(question, now) {
                    answers.hold_past(workspace, question, now);
                    answers.take_over(handed);
                }
                let answer = answers.answer(workspace, &self.seat.name, question, now);
                let awaits = answers.awaited();
                match answer {
                    Some(answer) => (Foreseen { answer, awaits }, Some(began.elapsed())),
                    None => return (None, awaits),
                }
            }
        };
        self.foresight.look_on(question, &said, (now, begun, took));
        (Some(said.answer), said.awaits)
    }

    /// Writes a preference down for the next time; says where, or why not.
    fn keep(&mut self, preference: &Preference) -> Event {
        let (name, value) = match preference {
            Preference::Theme(theme) => ("theme", theme.as_str()),
            Preference::Language(language) => {
                self.speak(*language);
                ("language", language.code())
            }
        };
        let locale = self.speaker.locale();
        let file = self.seat.config_file.display().to_string();
        let said = match keep(&self.seat.config_file, name, value) {
            Ok(()) => {
                let args = [("what", value.into()), ("file", file.as_str().into())];
                (Severity::Done, locale.t_args(Msg::StatusKept, &args))
            }
            Err(error) => {
                let why = match error {
                    NotKept::File(error) => system(&SystemFault::of(&error), locale),
                    NotKept::Syntax(_) => locale.t(Msg::StatusNoSettings),
                };
                let args = [("what", value.into()), ("why", why.as_str().into())];
                (Severity::Warning, locale.t_args(Msg::StatusNotKept, &args))
            }
        };
        Event::Workspace(News::Said(said.0, Clean::from_string(said.1).into()))
    }
}

impl Desk for LocalDesk {
    fn perform(&mut self, effect: Effect) -> Vec<Event> {
        match effect {
            Effect::Ask(Ask {
                ticket,
                question:
                    Question::Lookup {
                        list: Lookup::Files,
                        text,
                    },
            }) => {
                let found = files::found(&text, self.seat.home.as_deref(), self.speaker.locale());
                vec![Event::Workspace(News::Answer(ticket, Answer::Found(found)))]
            }
            Effect::Ask(ask) => {
                let (answer, awaits) = self.answer(&ask.question);
                let answered = answer.map(|it| News::Answer(ask.ticket, it));
                let awaited = awaits.map(|moment| {
                    self.rewinder.order(moment);
                    News::Rewinding(Rewinding::Going(0))
                });
                let news = answered.into_iter().chain(awaited);
                news.map(Event::Workspace).collect()
            }
            Effect::Exec(order) => {
                let orders = self.orders.as_ref();
                if orders.is_some_and(|it| it.send(order).is_ok()) {
                    return Vec::new();
                }
                let text = Clean::from_string(self.speaker.locale().t(Msg::SaidThreadGone));
                vec![Event::Workspace(News::Said(Severity::Error, text.into()))]
            }
            Effect::Work(work) => {
                if self.workshop.order(work) {
                    return Vec::new();
                }
                let text = Clean::from_string(self.speaker.locale().t(Msg::SaidThreadGone));
                vec![Event::Workspace(News::Said(Severity::Error, text.into()))]
            }
            Effect::Prefer(preference) => vec![self.keep(&preference)],
            Effect::Remember(memory, text) => {
                // Where nothing can be kept, things are as usual the next time: nothing to tell somebody at work.
                let _as_usual = leave(&self.seat.state_file, memory.name(), &text);
                Vec::new()
            }
            Effect::Draw
            | Effect::Repaint
            | Effect::Copy(_)
            | Effect::CopyTable(_)
            | Effect::Edit { .. }
            | Effect::TryOn(_)
            | Effect::Mouse(_)
            | Effect::Suspend
            | Effect::Begin(_)
            | Effect::Quit => Vec::new(),
        }
    }
}

/// Says layers by the house's own names. Whoever listens already misses no change: the book does not change while it is
/// held, and the names of one that is loaded or changed later come with that notice.
fn call_by_own_names(workspace: &Workspace, locale: &Locale) {
    let kept = workspace.settings();
    let book = workspace.book();
    if workspace.is_loaded() {
        locale.call(own_names(book.settings()));
    } else if let Ok(kept) = kept {
        locale.call(own_names(&kept));
    }
}

/// Passes the workspace's notices on, as long as the session listens.
fn listen(workspace: &Shared, user: UserId, speaker: Speaker, inbox: Sender<Inbound>) {
    let weak = Arc::downgrade(workspace);
    let speaker = Mutex::new(speaker);
    workspace.subscribe(Box::new(move |notice| {
        let Some(workspace) = weak.upgrade() else {
            return false;
        };
        let mut speaker = speaker.lock().unwrap_or_else(PoisonError::into_inner);
        let locale = speaker.listen();
        // An empty book has no names of the house's.
        if workspace.is_loaded() {
            locale.call(own_names(workspace.book().settings()));
        }
        let said = tell(notice, user, &workspace, locale);
        let (link, severity) = match notice {
            Notice::CutOff(_) => (Link::Cut, Severity::Error),
            Notice::Changed { .. } | Notice::Rebuilt(_) | Notice::Live => {
                (Link::Live, Severity::Done)
            }
        };
        let mut news = vec![News::Link(link)];
        news.extend(others(notice, user, &workspace));
        news.extend(touched(notice));
        news.extend(taken_back(notice));
        news.push(News::Changed);
        news.extend(said.map(|words| match turns(notice, user) {
            Some(again) => News::Turned(words, again),
            None if matches!(notice, Notice::Changed { .. }) => News::Told(words),
            None => News::Said(severity, words),
        }));
        // All of it at once: one frame shows it.
        let news = news.into_iter().map(Event::Workspace).collect();
        inbox.send(Inbound::Together(news)).is_ok()
    }));
}

/// The most leads that are told one by one: more than a screen shows.
const MAX_TOLD: usize = 256;

/// Which records changed, as long as they are few.
fn touched(notice: &Notice) -> Option<News> {
    match notice {
        Notice::Changed { keys, .. } if keys.len() <= MAX_TOLD => Some(News::Touched(keys.clone())),
        Notice::Changed { .. } | Notice::Rebuilt(_) | Notice::Live | Notice::CutOff(_) => None,
    }
}

/// Which change set does not stand any more, where that is what happened.
fn taken_back(notice: &Notice) -> Option<News> {
    let Notice::Changed { info, .. } = notice else {
        return None;
    };
    let by = info.seq;
    info.undoes.map(|seq| News::TakenBack { seq, by })
}

/// What somebody else changed.
fn others(notice: &Notice, me: UserId, workspace: &Workspace) -> Option<News> {
    let Notice::Changed { info, keys } = notice else {
        return None;
    };
    let actor = info.actor.filter(|actor| *actor != me)?;
    let leads: Vec<u64> = keys
        .iter()
        .filter(|key| key.kind == Kind::Lead)
        .map(|key| key.id)
        .take(MAX_TOLD + 1)
        .collect();
    let who = workspace.book().users.get(actor.0).map_or_else(
        || Clean::from_string(actor.to_string()),
        |user| Clean::new(&user.name),
    );
    Some(News::Others {
        who,
        leads: if leads.len() > MAX_TOLD {
            Vec::new()
        } else {
            leads
        },
    })
}
