//! Runs the program in a real pseudo-terminal and reads its screen as a terminal would.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// The longest wait for a text; a machine under load is slow, a broken program never gets there.
const PATIENCE: Duration = Duration::from_secs(20);
/// What comes within this time is of the key that was pressed.
const AT_ONCE: Duration = Duration::from_millis(30);

pub struct Pty {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    /// What the program wrote, and when it came.
    output: Receiver<(Instant, Vec<u8>)>,
    parser: vt100::Parser,
    /// When it wrote last.
    last: Instant,
    /// Everything the program wrote.
    pub raw: Vec<u8>,
}

impl Pty {
    pub fn spawn(mut command: CommandBuilder, width: u16, height: u16) -> Self {
        let size = PtySize {
            rows: height,
            cols: width,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        if command.get_env("TERM").is_none() {
            command.env("TERM", "xterm-256color");
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 65_536];
            while let Ok(read) = reader.read(&mut bytes) {
                let came = (Instant::now(), bytes[..read].to_vec());
                if read == 0 || sender.send(came).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            writer: pair.master.take_writer().unwrap(),
            master: pair.master,
            output,
            parser: vt100::Parser::new(cells(height), cells(width), 0),
            last: Instant::now(),
            raw: Vec::new(),
        }
    }

    pub fn write(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).unwrap();
        self.writer.flush().unwrap();
    }

    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// How many cells stand on the terminal's own ground.
    pub fn bare(&self) -> usize {
        let screen = self.parser.screen();
        let (height, width) = screen.size();
        let (height, width) = (height.get(), width.get());
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (y, x)));
        let bare = |at: &(u16, u16)| {
            let cell = screen.cell(at.0, at.1);
            cell.is_none_or(|it| it.bgcolor() == vt100::Color::Default)
        };
        places.filter(bare).count()
    }

    /// Whether the program has the terminal: the other screen is shown.
    pub fn is_taken(&self) -> bool {
        self.parser.screen().alternate_screen()
    }

    /// Reads until the screen is as wanted.
    pub fn until(&mut self, what: &str, wanted: impl Fn(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !wanted(self) {
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok((at, bytes)) => self.take(at, &bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("{what} never came; the screen is:\n{}", self.screen())
                }
            }
        }
    }

    pub fn until_text(&mut self, text: &str) {
        self.until(text, |pty| pty.screen().contains(text));
    }

    /// Writes what a key sends, and says how long it took to the last byte of what came of it, and how many bytes that
    /// were; nothing where nothing came in time. What comes after a pause that is longer belongs to something else.
    pub fn pressed(
        &mut self,
        bytes: &[u8],
        (patience, pause): (Duration, Duration),
    ) -> Option<(Duration, usize)> {
        let began = Instant::now();
        self.write(bytes);
        let (mut last, mut many, mut wait) = (began, 0, patience);
        while let Ok((at, more)) = self.output.recv_timeout(wait) {
            let late = at - began > AT_ONCE;
            let before = late.then(|| timeless(&self.screen()));
            self.take(at, &more);
            // What comes late counts as what the key brought, but for a clock that goes on.
            if before.is_none_or(|before| before != timeless(&self.screen())) {
                last = at;
                many += more.len();
            }
            wait = pause;
        }
        (many > 0).then(|| (last.saturating_duration_since(began), many))
    }

    /// When the last of what is read was written.
    pub fn wrote(&self) -> Instant {
        self.last
    }

    /// Takes what comes, for so long, or until for so long nothing came.
    pub fn rest(&mut self, time: Duration, from_the_last: bool) {
        let mut end = Instant::now() + time;
        while let Ok((at, bytes)) = self
            .output
            .recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            self.take(at, &bytes);
            if from_the_last {
                end = Instant::now() + time;
            }
        }
    }

    fn take(&mut self, at: Instant, bytes: &[u8]) {
        self.last = at;
        self.raw.extend_from_slice(bytes);
        self.parser.process(bytes);
    }

    pub fn pid(&self) -> i32 {
        i32::try_from(self.child.process_id().unwrap()).unwrap()
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        let size = PtySize {
            rows: height,
            cols: width,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.master.resize(size).unwrap();
        self.parser
            .screen_mut()
            .set_size(cells(height), cells(width));
    }

    /// How many frames were drawn.
    pub fn frames(&self) -> usize {
        let begin = b"\x1b[?2026h";
        self.raw
            .windows(begin.len())
            .filter(|it| it == begin)
            .count()
    }

    /// Sends a signal to the program that the shell runs: the foreground of the terminal.
    pub fn signal_program(&self, signal: Signal) {
        kill_process(Pid::from_raw(self.program()).unwrap(), signal).unwrap();
    }

    /// Waits until the program stands still: a signal to go on that comes before would be lost.
    pub fn until_stopped(&self) {
        let stat = format!("/proc/{}/stat", self.program());
        let end = Instant::now() + PATIENCE;
        while !std::fs::read_to_string(&stat).unwrap().contains(") T ") {
            assert!(Instant::now() < end, "it never stopped");
            std::thread::yield_now();
        }
    }

    /// The number of the program that the shell runs.
    pub fn program(&self) -> i32 {
        let group = self.master.process_group_leader().unwrap();
        let shell = self.pid();
        // A shell without job control shares its group with what it runs; the program is its only child.
        if group == shell {
            child_of(shell)
        } else {
            group
        }
    }

    /// Waits for the end of the program and of its output; gives its exit code.
    pub fn end(&mut self) -> u32 {
        let code = self.child.wait().unwrap().exit_code();
        while let Ok((at, bytes)) = self.output.recv_timeout(PATIENCE) {
            self.take(at, &bytes);
        }
        code
    }
}

/// A screen without the times of day on it.
fn timeless(screen: &str) -> String {
    let digit = |it: Option<&u8>| it.is_some_and(u8::is_ascii_digit);
    let mut bytes = screen.as_bytes().to_vec();
    for at in 1..bytes.len().saturating_sub(2) {
        if bytes[at] == b':' && digit(bytes.get(at - 1)) && digit(bytes.get(at + 1)) {
            for near in at.saturating_sub(3)..(at + 3).min(bytes.len()) {
                if bytes[near].is_ascii_digit() {
                    bytes[near] = b'0';
                }
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn child_of(parent: i32) -> i32 {
    let path = format!("/proc/{parent}/task/{parent}/children");
    let children = std::fs::read_to_string(path).unwrap();
    children.split_whitespace().next().unwrap().parse().unwrap()
}

pub fn cells(number: u16) -> NonZero<u16> {
    NonZero::new(number).unwrap()
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
