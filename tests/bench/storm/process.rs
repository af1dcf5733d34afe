//! Workers: this very program, started again with a part to play, talking in lines.
//!
//! A line of a worker begins with a mark, because a test harness writes lines of its own between; a
//! last line without an end is none, because its worker was killed while writing it.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::workspace::Workspace;

/// Holds a worker's part: name, number, seed and file.
const PART: &str = "FIVEPLY_STORM";
/// What a worker's lines begin with.
const MARK: char = '@';
/// The test that hands over to `work` where the program is a test binary; others ignore it.
const ENTRY: [&str; 4] = ["storms::worker", "--exact", "--ignored", "--nocapture"];

/// What a worker does with its part.
type Part = fn(&Job);

/// Every part that there is.
const PARTS: [(&str, Part); 7] = [
    (super::kill::WRITER, super::kill::write),
    (super::crowd::MEMBER, super::crowd::take_part),
    (super::seen::MOVER, super::seen::commit),
    (super::seen::SEER, super::seen::watch),
    (super::lost::CLIENT, super::lost::edit),
    (super::sliced::CHANGER, super::sliced::change),
    (super::twice::DOER, super::twice::act),
];

/// What a worker is told when it starts.
pub struct Job {
    /// Which of the workers it is, from 1; also its user.
    pub number: u64,
    /// Where its random numbers begin.
    pub seed: u64,
    db: PathBuf,
}

impl Job {
    /// Opens the file as a program of its own would.
    pub fn workspace(&self) -> Workspace {
        let store = SqliteStore::open(&self.db, Mode::WRITE).unwrap();
        Workspace::new(Box::new(store))
    }
}

/// Plays the part that the environment names; says whether it names one.
#[expect(
    clippy::disallowed_methods,
    reason = "it is how a worker learns that it is one"
)]
pub fn work() -> bool {
    let Ok(told) = std::env::var(PART) else {
        return false;
    };
    let mut words = told.splitn(4, ' ');
    let mut word = || words.next().unwrap();
    let (name, number, seed, db) = (word(), word(), word(), word());
    let (_, part) = PARTS.iter().find(|it| it.0 == name).unwrap();
    part(&Job {
        number: number.parse().unwrap(),
        seed: seed.parse().unwrap(),
        db: PathBuf::from(db),
    });
    true
}

/// Says a line to the storm, whole and at once; a worker that nobody hears any more ends here.
pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("{MARK}{line}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

/// Waits for a line of the storm; none when it has nothing more to say.
pub fn hear() -> Option<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).unwrap();
    line.ends_with('\n').then(|| line.trim().to_owned())
}

/// What came from a worker.
pub enum Said {
    /// A line.
    Line(String),
    /// Its end; nothing of it follows.
    Gone,
}

/// All workers of a storm, and what they say.
pub struct Crew {
    part: &'static str,
    db: PathBuf,
    spoken: Receiver<(u64, Said)>,
    mouth: Sender<(u64, Said)>,
}

impl Crew {
    pub fn new(part: &'static str, db: &Path) -> Self {
        let (mouth, spoken) = channel();
        Self {
            part,
            db: db.to_owned(),
            spoken,
            mouth,
        }
    }

    /// Starts a worker.
    pub fn start(&self, number: u64, seed: u64) -> Worker {
        self.start_as(self.part, number, seed)
    }

    /// Starts a worker with another part.
    pub fn start_as(&self, part: &str, number: u64, seed: u64) -> Worker {
        let told = format!("{part} {number} {seed} {}", self.db.display());
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(ENTRY)
            .env(PART, told)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mouth = self.mouth.clone();
        let ear = std::thread::spawn(move || {
            let mut line = String::new();
            while matches!(out.read_line(&mut line), Ok(1..)) {
                if let (Some((_, said)), true) = (line.split_once(MARK), line.ends_with('\n')) {
                    let _ = mouth.send((number, Said::Line(said.trim_end().to_owned())));
                }
                line.clear();
            }
            let _ = mouth.send((number, Said::Gone));
        });
        Worker {
            to: child.stdin.take(),
            child,
            ear: Some(ear),
        }
    }

    /// What workers say, as it comes.
    pub const fn spoken(&self) -> &Receiver<(u64, Said)> {
        &self.spoken
    }

    /// Waits for the next line, of whichever worker. No worker may end meanwhile.
    pub fn line(&self) -> (u64, String) {
        match self.spoken.recv().unwrap() {
            (number, Said::Line(line)) => (number, line),
            (number, Said::Gone) => panic!("worker {number} has ended"),
        }
    }

    /// Waits for a line of each of so many workers; gives them in the order of their numbers.
    pub fn lines(&self, workers: usize) -> Vec<String> {
        let mut lines: Vec<(u64, String)> = (0..workers).map(|_| self.line()).collect();
        lines.sort();
        lines.into_iter().map(|it| it.1).collect()
    }
}

/// A worker that runs; dropped, it is killed.
pub struct Worker {
    child: Child,
    to: Option<ChildStdin>,
    ear: Option<JoinHandle<()>>,
}

impl Worker {
    /// Says a line to it.
    pub fn tell(&self, line: &str) {
        let mut to = self.to.as_ref().unwrap();
        to.write_all(format!("{line}\n").as_bytes()).unwrap();
    }

    /// Kills it, as `kill -9` does; all that it had said has been heard then. Says whether it lived.
    pub fn kill(mut self) -> bool {
        self.stop()
    }

    /// Has nothing more to say to it, and waits for its end.
    pub fn dismiss(mut self) {
        drop(self.to.take());
        assert!(self.child.wait().unwrap().success());
    }

    fn stop(&mut self) -> bool {
        let _ = self.child.kill();
        let end = self.child.wait().unwrap();
        if let Some(ear) = self.ear.take() {
            let _ = ear.join();
        }
        end.code().is_none()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop();
    }
}
