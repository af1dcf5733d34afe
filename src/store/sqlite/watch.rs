//! Waiting for commits of others: the bell wakes at once, a slow look at the database catches what
//! rang no bell, and whether the file is still the same one.
//!
//! Has a connection of its own, since SQLite reports only what *other* connections committed.

use std::io::{Read as _, Write as _};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::Connection;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::fault::fault;
use super::place::{self, Inode, refused};
use super::{Result, bell};
use crate::store::Watch;

/// How often the database itself is looked at where a bell can be heard.
#[cfg(target_os = "linux")]
const HEARTBEAT: Duration = Duration::from_millis(250);
/// And where none can.
#[cfg(not(target_os = "linux"))]
const HEARTBEAT: Duration = Duration::from_millis(50);

/// Waits on one database.
pub(super) struct Watcher {
    conn: Connection,
    path: PathBuf,
    inode: Inode,
    version: i64,
    ear: Ear,
    woken: UnixStream,
    wake: Arc<UnixStream>,
}

impl Watcher {
    /// Begins to watch; what is committed from now on is reported.
    pub(super) fn new(conn: Connection, path: PathBuf, inode: Inode) -> Result<Self> {
        let system = |e: std::io::Error| refused(&path, &e);
        let (woken, wake) = UnixStream::pair().map_err(system)?;
        woken.set_nonblocking(true).map_err(system)?;
        wake.set_nonblocking(true).map_err(system)?;
        let mut watcher = Self {
            ear: Ear::on(&bell::name(&path)),
            conn,
            path,
            inode,
            version: 0,
            woken,
            wake: Arc::new(wake),
        };
        watcher.version = watcher.data_version()?;
        Ok(watcher)
    }

    fn data_version(&self) -> Result<i64> {
        self.conn
            .prepare_cached("PRAGMA data_version")
            .and_then(|mut it| it.query_row([], |row| row.get(0)))
            .map_err(|e| fault(&self.path, e))
    }

    /// Looks at the database itself; says whether somebody committed since the last look.
    fn look(&mut self) -> Result<bool> {
        place::the_same(&self.path, self.inode)?;
        let now = self.data_version()?;
        let before = std::mem::replace(&mut self.version, now);
        Ok(now != before)
    }

    /// Waits for the bell, a waker or the time; says whether the bell rang and whether it was woken.
    fn listen(&mut self, at_most: Duration) -> Result<(bool, bool)> {
        let ready = {
            let mut fds = vec![PollFd::new(&self.woken, PollFlags::IN)];
            if let Some(ear) = self.ear.fd() {
                fds.push(PollFd::from_borrowed_fd(ear, PollFlags::IN));
            }
            let timeout = Timespec {
                tv_sec: i64::try_from(at_most.as_secs()).unwrap_or(i64::MAX),
                tv_nsec: at_most.subsec_nanos().into(),
            };
            match poll(&mut fds, Some(&timeout)) {
                // A signal is the business of whoever asked to wait; it shows in what comes next.
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(e) => return Err(refused(&self.path, &e.into())),
            }
            let is_ready = |at: usize| {
                fds.get(at)
                    .is_some_and(|it| it.revents().contains(PollFlags::IN))
            };
            (is_ready(1), is_ready(0))
        };
        if ready.0 {
            self.ear.drain();
        }
        if ready.1 {
            let mut sink = [0; 64];
            while matches!((&self.woken).read(&mut sink), Ok(count) if count == sink.len()) {}
        }
        Ok(ready)
    }
}

impl Watch for Watcher {
    fn wait(&mut self, at_most: Duration) -> Result<bool> {
        let mut left = at_most;
        loop {
            let turn = left.min(HEARTBEAT);
            let (rang, woken) = self.listen(turn)?;
            let changed = self.look()?;
            if rang || changed {
                return Ok(true);
            }
            left = left.saturating_sub(turn);
            if woken || left.is_zero() {
                return Ok(false);
            }
        }
    }

    fn waker(&self) -> Box<dyn Fn() + Send> {
        let wake = Arc::clone(&self.wake);
        Box::new(move || {
            // A full pipe wakes as well as one more byte would.
            let _ = (&*wake).write(b"!");
        })
    }
}

/// Hears the bell, where the system offers that.
struct Ear(#[cfg(target_os = "linux")] Option<std::os::fd::OwnedFd>);

#[cfg(target_os = "linux")]
impl Ear {
    fn on(bell: &std::path::Path) -> Self {
        use rustix::fs::inotify::{CreateFlags, WatchFlags, add_watch, init};
        let open = || {
            let fd = init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
            add_watch(&fd, bell, WatchFlags::MODIFY | WatchFlags::DONT_FOLLOW)?;
            Ok::<_, rustix::io::Errno>(fd)
        };
        // Without it the heartbeat hears for both.
        Self(open().ok())
    }

    fn fd(&self) -> Option<BorrowedFd<'_>> {
        self.0.as_ref().map(AsFd::as_fd)
    }

    fn drain(&self) {
        use std::mem::MaybeUninit;
        let Some(fd) = self.fd() else { return };
        let mut space = [MaybeUninit::uninit(); 1024];
        let mut events = rustix::fs::inotify::Reader::new(fd, &mut space);
        while events.next().is_ok() {}
    }
}

#[cfg(not(target_os = "linux"))]
impl Ear {
    const fn on(_: &std::path::Path) -> Self {
        Self()
    }

    const fn fd(&self) -> Option<BorrowedFd<'_>> {
        None
    }

    const fn drain(&self) {}
}
