//! Opens a workspace's screen in this terminal: the book is loaded beside it, others are followed.

use std::cell::Cell;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use ratatui::layout::Size;

use super::ahead;
use super::aside::aside;
use super::desk::{Clock, LocalDesk, Seat};
use super::foresight::Notes;
use super::local::{LocalOptions, run_local, size};
use super::reader::{asks_ground, reader};
use super::session::{End, Inbound};
use crate::cli::screen::{Closed, First, Opened, Opening};
use crate::i18n::{Locale, Msg};
use crate::model::{Clean, Key, Kind, Moment, Record, UserRole};
use crate::ui::{Event, Link, News, Plan, Reader, Route, Severity, clamp_size, trouble};
use crate::workspace::{Shared, Workspace, WorkspaceError, share_memory};

/// A small book is there within this time, so that the first frame is a whole one.
const SOON: Duration = Duration::from_millis(70);

/// The size of an ordinary window.
const USUAL: Size = Size::new(120, 36);

/// So long after the book was loaded, and after it was looked at last, a snapshot may be written.
const PAUSE: Duration = Duration::from_secs(2);
/// A snapshot that is written within this time is not spoken of.
const SLOW: Duration = Duration::from_secs(1);
/// How often it is told how far it is.
const PULSE: Duration = Duration::from_millis(250);
/// So many bytes may be in memory for good.
pub(super) const HELD: usize = 144 << 20;
/// More bytes are too many, as when an earlier day is looked at: what is read often is let go of, too.
const TOO_MUCH: usize = 184 << 20;
/// So often in a row that is found to be exceeded, and that nobody typed, before something is let go of: what is read again
/// takes longer than what is there.
const PATIENCE: u32 = 3;
/// The longest time between two tries.
const LONGEST: Duration = Duration::from_secs(600);

/// Opens the screen and stays until it is left; says how.
///
/// # Errors
/// Says why the screen could not be opened or kept open.
pub fn open(opening: Opening) -> Result<Closed, String> {
    match opening {
        Opening::Workspace(opened) => workspace(*opened).map(Closed::Left),
        Opening::Nothing { config, there } => super::start::start(&config, there),
    }
}

/// Opens the screen on a workspace.
fn workspace(opened: Opened) -> Result<Option<i32>, String> {
    share_memory();
    let Opened {
        workspace,
        user,
        config,
        first,
        begins,
        made_up,
    } = opened;
    let say = |error: WorkspaceError| error.to_string();
    let stored = workspace
        .get(Key::new(Kind::User, user.0))
        .map_err(say)?
        .map(|it| it.record);
    let (name, role) = match stored {
        Some(Record::User(it)) => (it.name, it.role.unwrap_or(UserRole::Rep)),
        _ => (user.to_string(), UserRole::Rep),
    };
    let mut reader = reader(&config, &name, role).map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        lines.join("\n")
    })?;
    // A rep without leads, who may only have come to look around, has no work to begin with.
    let own = Key::new(Kind::User, user.0);
    let has_leads = !workspace.linking(Kind::Lead, own).map_err(say)?.is_empty();
    let imports = first == First::Import;
    let first = match first {
        First::Import => Route::Import,
        First::Meeting => Route::Meeting,
        First::Funnel => Route::Funnel,
        First::Usual => Route::first(role, has_leads),
    };
    reader.guided = begins;
    reader.owns = has_leads;
    if !holds(&workspace, Kind::Lead).map_err(say)? && !imports {
        reader.plan = Plan::Empty;
    }
    let zone = workspace.settings().map_err(say)?.general.zone;
    let (sender, inbox) = channel();
    let clock = clock();
    let seat = Seat {
        user,
        name,
        locale: reader.locale.clone(),
        config_file: config.dirs.config_file.clone(),
        home: config.dirs.home.clone(),
        state_file: config.dirs.state(),
    };
    let name = seat.name.clone();
    let desk = LocalDesk::open(Arc::clone(&workspace), seat, clock.clone(), sender.clone());
    let ahead = Ahead {
        reader: reader.clone(),
        name,
        notes: desk.notes(),
    };
    let keeping = load(&workspace, &sender, ahead);
    if made_up {
        welcome(&sender, &reader);
    }
    let following = Following::begin(&workspace).map_err(say)?;
    let options = LocalOptions {
        depth: config.colors,
        ask_ground: asks_ground(&config),
        tmux: config.tmux,
        gnu_screen: config.gnu_screen,
        logs: config.dirs.logs.clone(),
        editor: config.editor.clone(),
        drafts: config.dirs.drafts(),
    };
    let wall = Box::new(move || {
        let now = (clock.now)();
        now.utc().with_timezone(&zone).naive_local()
    });
    let end = run_local(&options, reader, first, desk, (sender, &inbox), wall);
    following.end();
    keeping.end();
    match end {
        Ok(End::Quit) => Ok(None),
        Ok(End::Stopped(signal)) => Ok(signal),
        Err(error) => Err(error.to_string()),
    }
}

/// Says in whose seat a visitor of a made-up company sits.
fn welcome(inbox: &Sender<Inbound>, reader: &Reader) {
    let who = [("who", reader.user.as_str().into())];
    let text = Clean::from_string(reader.locale.t_args(Msg::DemoSeat, &who));
    let news = News::Said(Severity::Info, text.into());
    let _listened_to = inbox.send(Inbound::Ui(Event::Workspace(news)));
}

/// Whether there is any record of a kind.
fn holds(workspace: &Shared, kind: Kind) -> Result<bool, WorkspaceError> {
    let mut any = false;
    workspace.each(kind, &mut |_| {
        any = true;
        ControlFlow::Break(())
    })?;
    Ok(any)
}

/// Loads the book on a thread of its own and waits a moment for it; a large one comes in later.
fn load(workspace: &Shared, inbox: &Sender<Inbound>, ahead: Ahead) -> Keeping {
    let (done, loaded) = channel();
    let (left, ended) = channel();
    let go_on = Arc::new(AtomicBool::new(true));
    // Until the book is there, what is shown is not how it is.
    let behind = Event::Workspace(News::Link(Link::Behind));
    let _listened_to = inbox.send(Inbound::Ui(behind));
    let (workspace, inbox) = (Arc::clone(workspace), inbox.clone());
    let flag = Arc::clone(&go_on);
    let thread = std::thread::spawn(move || {
        // What was committed while it was read comes in with the first look.
        let outcome = workspace.ensure_loaded().and_then(|()| workspace.sync());
        if let Err(error) = outcome {
            let text = trouble(&error, &ahead.reader.locale);
            let news = News::Said(Severity::Error, text.into());
            // Nobody listens any more where the screen was left meanwhile.
            let _left = inbox.send(Inbound::Ui(Event::Workspace(news)));
        }
        let _waited_no_longer = done.send(());
        ahead.look(&workspace, &|| flag.load(Ordering::Acquire));
        keep(
            &workspace,
            &flag,
            (&inbox, &ahead.reader.locale),
            &ahead.notes,
        );
        drop(left);
    });
    let _later = loaded.recv_timeout(SOON);
    Keeping {
        go_on,
        thread,
        ended,
    }
}

/// For whom the screens are looked at before they are opened.
struct Ahead {
    reader: Reader,
    name: String,
    notes: Notes,
}

impl Ahead {
    fn look(&self, workspace: &Workspace, go_on: &(dyn Fn() -> bool + Sync)) {
        // The first looks are at windows of this size; what is seen in another is counted when it is.
        let size = size().map_or(USUAL, |(width, height)| clamp_size(width, height));
        let whose = (&self.reader, self.name.as_str(), size);
        ahead::look(workspace, whose, (&clock(), &self.notes), go_on);
    }
}

/// Keeps a snapshot of the book from time to time, until told to stop.
fn keep(
    workspace: &Shared,
    go_on: &AtomicBool,
    (inbox, locale): (&Sender<Inbound>, &Locale),
    notes: &Notes,
) {
    let clock = clock();
    let goes_on = || go_on.load(Ordering::Acquire);
    // A damaged one is told of after a while: it is read beside the keys.
    if let Ok(Some(_)) = aside(1, || workspace.prove_snapshot(&goes_on)) {
        let text = Clean::from_string(locale.t(Msg::SnapshotDamaged));
        let news = News::Said(Severity::Warning, text.into());
        let _left = inbox.send(Inbound::Ui(Event::Workspace(news)));
    }
    let (mut pause, mut waited, mut was_full) = (PAUSE, Duration::ZERO, false);
    // What was looked at ahead, nobody has looked at yet.
    let (mut heavy, mut asked) = (PATIENCE, notes.asked());
    while goes_on() {
        let is_full = workspace.book().is_full();
        if is_full && !was_full {
            let text = Clean::from_string(locale.t(Msg::BookFull));
            let news = News::Said(Severity::Warning, text.into());
            let _left = inbox.send(Inbound::Ui(Event::Workspace(news)));
        }
        was_full = is_full;
        notes.tidy(workspace, &clock);
        workspace.leave_past();
        let rests = asked == notes.asked();
        asked = notes.asked();
        heavy = if rests && workspace.is_heavy(HELD) {
            heavy + 1
        } else {
            0
        };
        if heavy >= PATIENCE {
            workspace.lighten(HELD, TOO_MUCH);
        }
        std::thread::park_timeout(PAUSE);
        waited += PAUSE;
        if !goes_on() || waited < pause || !workspace.snapshot_is_due() {
            continue;
        }
        waited = Duration::ZERO;
        // Where it does not come about now, because much changes or because there is no room, it is tried less often.
        let kept = keep_told(workspace, &goes_on, inbox);
        pause = if kept { PAUSE } else { LONGEST.min(2 * pause) };
    }
}

/// Keeps a snapshot, and tells how far it is where that takes longer; says whether it came about.
fn keep_told(workspace: &Shared, goes_on: &dyn Fn() -> bool, inbox: &Sender<Inbound>) -> bool {
    let tell = |percent| {
        let news = Event::Workspace(News::Keeping(percent));
        let _left = inbox.send(Inbound::Ui(news));
    };
    let began = Instant::now();
    let told: Cell<Option<(Instant, u8)>> = Cell::new(None);
    let kept = workspace.keep_snapshot(&|written| {
        let percent = written.percent();
        let is_due = match told.get() {
            None => began.elapsed() >= SLOW,
            Some((at, before)) => percent != before && at.elapsed() >= PULSE,
        };
        if is_due {
            told.set(Some((Instant::now(), percent)));
            tell(Some(percent));
        }
        goes_on()
    });
    if told.get().is_some() {
        tell(None);
    }
    kept.is_ok_and(|kept| kept)
}

/// The thread that has loaded the book and keeps a snapshot of it.
struct Keeping {
    go_on: Arc<AtomicBool>,
    thread: std::thread::JoinHandle<()>,
    ended: Receiver<()>,
}

impl Keeping {
    /// Ends it; a snapshot that is not written yet is left, and a book that is not there yet is not waited for.
    fn end(self) {
        self.go_on.store(false, Ordering::Release);
        self.thread.thread().unpark();
        let _ended_or_not = self.ended.recv_timeout(SOON);
    }
}

/// The thread that follows other processes.
struct Following {
    go_on: Arc<AtomicBool>,
    wake: Box<dyn Fn() + Send>,
    thread: std::thread::JoinHandle<()>,
}

impl Following {
    fn begin(workspace: &Shared) -> Result<Self, WorkspaceError> {
        let watch = workspace.watch()?;
        let wake = watch.waker();
        let go_on = Arc::new(AtomicBool::new(true));
        let (shared, flag) = (Arc::clone(workspace), Arc::clone(&go_on));
        let thread =
            std::thread::spawn(move || shared.follow(watch, &|| flag.load(Ordering::Acquire)));
        Ok(Self {
            go_on,
            wake,
            thread,
        })
    }

    fn end(self) {
        self.go_on.store(false, Ordering::Release);
        (self.wake)();
        // A panic there was told by the hook; here nothing is left to do about it.
        let _told = self.thread.join();
    }
}

#[expect(clippy::disallowed_methods, reason = "the host reads the clock")]
fn clock() -> Clock {
    let now = || Moment(chrono::Utc::now().timestamp_millis());
    Clock {
        now: Arc::new(now),
        op: Arc::new(move || crate::cli::new_op(now())),
    }
}
