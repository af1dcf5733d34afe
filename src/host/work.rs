//! Does the work that takes its time, one after the other, on a thread of its own: reading, trying and writing an import.
//!
//! It writes by a handle of its own, so that whoever reads meanwhile is not kept waiting; who writes waits in the queue.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use super::aside::aside;
use super::desk::{Clock, Seat};
use super::files::expanded;
use super::lists::Maker;
use super::reports::Reporter;
use super::session::Inbound;
use super::sweeps::{NotSwept, Sweeper};
use super::tongue::Speaker;
use crate::model::{Clean, OpId};
use crate::ui::{
    Asker, Doing, Event, Going, News, NotMoved, ReportOrder, Since, SweepOrder, SweepSaid, Work,
    Worked, alike, import_trouble, moved,
};
use crate::workspace::as_of::Progress as Then;
use crate::workspace::import::{
    Bench, ExchangeError, ImportError, Kept, Plan, Progress, Rejections, Run, Summary, profiles,
};
use crate::workspace::{Shared, WorkspaceError};

/// How often it is told how far it is.
const PULSE: Duration = Duration::from_millis(120);

/// How many rows of each fate are told one by one.
const TOLD: usize = 500;

/// The thread that works, as the desk sees it.
pub(super) struct Workshop {
    orders: Sender<Work>,
    stop: Arc<AtomicBool>,
    writing: Arc<AtomicBool>,
}

impl Workshop {
    /// Opens a workshop; what comes of the work goes into `inbox`.
    pub(super) fn open(
        workspace: Shared,
        seat: Seat,
        clock: Clock,
        inbox: Sender<Inbound>,
        speaker: Speaker,
    ) -> Self {
        let (orders, waiting) = channel();
        let (stop, writing) = (Arc::default(), Arc::default());
        let mut worker = Worker {
            bench: Bench::new(Some(profiles::folder(&seat.config_file))),
            workspace,
            seat,
            clock,
            inbox,
            speaker,
            stop: Arc::clone(&stop),
            writing: Arc::clone(&writing),
            rejections: None,
        };
        std::thread::spawn(move || aside(0, move || worker.run(&waiting)));
        Self {
            orders,
            stop,
            writing,
        }
    }

    /// Whether an import holds the pen now.
    pub(super) fn writing(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.writing)
    }

    /// Breaks off what is being done.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Release);
    }

    /// Has work done; says whether anybody is there to do it.
    pub(super) fn order(&self, work: Work) -> bool {
        // What is stopped is what is being done, not what is asked for next.
        self.stop.store(work == Work::Stop, Ordering::Release);
        work == Work::Stop || self.orders.send(work).is_ok()
    }
}

struct Worker {
    workspace: Shared,
    seat: Seat,
    clock: Clock,
    inbox: Sender<Inbound>,
    speaker: Speaker,
    stop: Arc<AtomicBool>,
    writing: Arc<AtomicBool>,
    bench: Bench,
    /// What was left out last.
    rejections: Option<Rejections>,
}

impl Worker {
    fn run(&mut self, orders: &Receiver<Work>) {
        while let Ok(first) = orders.recv() {
            let mut work = first;
            // Of several looks at one file only the last is of use.
            while matches!(work, Work::Look(_)) {
                match orders.try_recv() {
                    Ok(next) => work = next,
                    Err(_) => break,
                }
            }
            self.speaker.listen();
            let said = self.carry_out(work);
            if !tell(&self.inbox, said) {
                return;
            }
        }
    }

    fn carry_out(&mut self, work: Work) -> Worked {
        match work {
            Work::Open(file) => {
                let file = expanded(&file, self.seat.home.as_deref());
                self.look(None, &file)
            }
            Work::Look(plan) => self.look(Some(&plan), &plan.file),
            Work::Try(plan) => match self.import(&plan, true) {
                Ok(summary) => Worked::Tried(Box::new(summary)),
                Err(error) => self.failed(Doing::Trying, &error),
            },
            Work::Import(plan) => {
                self.writing.store(true, Ordering::Release);
                let outcome = self.import(&plan, false);
                self.writing.store(false, Ordering::Release);
                match outcome {
                    Ok(summary) => Worked::Imported(Box::new(summary)),
                    Err(error) => self.failed(Doing::Writing, &error),
                }
            }
            Work::KeepReport(file) => match self.keep_report(&file) {
                Ok(kept) => Worked::ReportKept {
                    file: shown(&kept.path),
                    lay_there: kept.lay_there,
                },
                Err(error) => self.failed(Doing::Keeping, &error),
            },
            Work::KeepProfile(name, plan) => self.keep_profile(&name, &plan),
            Work::Alike(ask) => {
                let now = (self.clock.now)();
                let locale = self.speaker.locale();
                Worked::Alike(alike(&self.workspace, &self.seat.name, &ask, now, locale))
            }
            Work::List(order) => {
                let mut teller = Teller::new(Doing::Listing(order.of.at), &self.inbox, &self.stop);
                let maker = Maker {
                    workspace: &self.workspace,
                    seat: &self.seat,
                    now: (self.clock.now)(),
                    op: (self.clock.op)(),
                    locale: self.speaker.locale(),
                };
                let mut goes_on = |rows| teller.goes_on(Progress { done: 0, total: 0 }, rows, 0);
                Worked::List(order.of.at, maker.list(&order, &mut goes_on))
            }
            Work::Report(order) => self.report(&order),
            Work::Since(since) => self.moved(since),
            Work::Sweep(order) => self.sweep(&order),
            Work::Stop => Worked::Stopped(Doing::Reading),
        }
    }

    fn look(&mut self, plan: Option<&Plan>, file: &str) -> Worked {
        let mut teller = Teller::new(Doing::Reading, &self.inbox, &self.stop);
        let mut pulse = |progress, rows| teller.goes_on(progress, rows, 0);
        let settings = match self.workspace.settings() {
            Ok(settings) => settings,
            Err(error) => return self.failed(Doing::Reading, &error.into()),
        };
        let seen = match plan {
            Some(plan) => self.bench.sight(plan, &settings, &mut pulse),
            None => self.bench.open(file, &settings, &mut pulse),
        };
        match seen {
            Ok(sight) => Worked::Seen(Box::new(sight)),
            Err(error) => self.failed(Doing::Reading, &error),
        }
    }

    fn import(&mut self, plan: &Plan, dry_run: bool) -> Result<Summary, ImportError> {
        let doing = if dry_run {
            Doing::Trying
        } else {
            Doing::Writing
        };
        let mut teller = Teller::new(doing, &self.inbox, &self.stop);
        let aside = self.workspace.aside()?;
        let rejections = Rejections::new()?;
        let op: OpId = (self.clock.op)();
        let run = Run {
            actor: self.seat.user,
            op,
            now: (self.clock.now)(),
            report: Some(&|| rejections.report()),
            dry_run,
            told: TOLD,
            progress: &mut |progress, totals| {
                teller.goes_on(progress, totals.rows, totals.rejected)
            },
        };
        let summary = self.bench.run(&aside, plan, run)?;
        self.rejections = Some(rejections);
        if !dry_run {
            self.workspace.sync()?;
        }
        Ok(summary)
    }

    fn sweep(&mut self, order: &SweepOrder) -> Worked {
        let doing = Doing::Sweeping(order.of.at);
        let mut teller = Teller::new(doing, &self.inbox, &self.stop);
        let sweeper = Sweeper {
            workspace: &self.workspace,
            seat: &self.seat,
            now: (self.clock.now)(),
            op: (self.clock.op)(),
            locale: self.speaker.locale(),
            writing: &self.writing,
        };
        let swept = sweeper.sweep(order, &mut |done, total| {
            teller.goes_on(Progress { done, total }, done, 0)
        });
        match swept {
            Ok(said) => Worked::Sweep(said),
            Err(NotSwept::Stopped) => Worked::Stopped(doing),
            Err(NotSwept::Failed(why)) => Worked::Sweep(SweepSaid::Failed(order.of.at, why)),
        }
    }

    fn report(&self, order: &ReportOrder) -> Worked {
        let doing = Doing::Reporting;
        let mut teller = Teller::new(doing, &self.inbox, &self.stop);
        let reporter = Reporter {
            workspace: &self.workspace,
            seat: &self.seat,
            now: (self.clock.now)(),
            locale: self.speaker.locale(),
        };
        let said = reporter.write(order, &mut |progress| teller.rewinds(progress));
        said.map_or(Worked::Stopped(doing), Worked::Report)
    }

    fn moved(&mut self, since: Since) -> Worked {
        let doing = Doing::Following(since.segment);
        let mut teller = Teller::new(doing, &self.inbox, &self.stop);
        let asker = Asker {
            user: self.seat.user,
            name: &self.seat.name,
            locale: self.speaker.listen(),
            now: (self.clock.now)(),
        };
        let found = moved(&self.workspace, since, asker, &mut |progress| {
            teller.rewinds(progress)
        });
        match found {
            Ok(page) => Worked::Moved(Box::new(page)),
            Err(NotMoved::Stopped) => Worked::Stopped(doing),
            Err(NotMoved::Failed(why)) => Worked::Failed(doing, why),
        }
    }

    fn keep_report(&self, file: &str) -> Result<Kept, ImportError> {
        let Some(rejections) = &self.rejections else {
            return Err(WorkspaceError::Stopped.into());
        };
        rejections.keep_beside(Path::new(file))
    }

    fn keep_profile(&self, name: &str, plan: &Plan) -> Worked {
        let folder = profiles::folder(&self.seat.config_file);
        let path = profiles::path(&folder, name);
        match profiles::save(&path, &plan.profile) {
            Ok(()) => Worked::ProfileKept(shown(&path)),
            Err(error) => {
                let file = path.display().to_string();
                let error = ExchangeError::Write {
                    file,
                    source: error,
                };
                self.failed(Doing::Keeping, &error.into())
            }
        }
    }
}

impl Worker {
    /// Why it can't be done, in the reader's language.
    fn failed(&self, doing: Doing, error: &ImportError) -> Worked {
        if matches!(error, ImportError::Workspace(WorkspaceError::Stopped)) {
            return Worked::Stopped(doing);
        }
        Worked::Failed(doing, import_trouble(error, self.speaker.locale()))
    }
}

fn shown(path: &Path) -> Clean {
    Clean::from_string(path.display().to_string())
}

/// Says whether anybody still listens.
fn tell(inbox: &Sender<Inbound>, said: Worked) -> bool {
    let news = Event::Workspace(News::Work(said));
    inbox.send(Inbound::Ui(news)).is_ok()
}

/// Tells how far work is, not too often, and hears whether it is to stop.
struct Teller<'a> {
    doing: Doing,
    inbox: &'a Sender<Inbound>,
    stop: &'a AtomicBool,
    began: Instant,
    told: Option<Instant>,
}

impl<'a> Teller<'a> {
    fn new(doing: Doing, inbox: &'a Sender<Inbound>, stop: &'a AtomicBool) -> Self {
        Self {
            doing,
            inbox,
            stop,
            began: Instant::now(),
            told: None,
        }
    }

    /// Tells how far an earlier day is read.
    fn rewinds(&mut self, progress: Then) -> ControlFlow<()> {
        let Then::TakenBack(rows) = progress;
        let progress = Progress { done: 0, total: 0 };
        if self.goes_on(progress, rows, 0) {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }

    fn goes_on(&mut self, progress: Progress, rows: u64, rejected: u64) -> bool {
        if self.stop.load(Ordering::Acquire) {
            return false;
        }
        if self.told.is_some_and(|told| told.elapsed() < PULSE) {
            return true;
        }
        self.told = Some(Instant::now());
        let going = Going {
            doing: self.doing,
            done: progress.done,
            total: progress.total,
            rows,
            rejected,
            millis: u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX),
        };
        // Whoever left does not want it to go on.
        tell(self.inbox, Worked::Going(going))
    }
}
