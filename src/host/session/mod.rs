//! Holds THE loop: one channel of events, receives one, drains the rest, then draws: every 10 ms at most, and one frame
//! more after a rest.
//!
//! It draws only when the machine asked for it. Where events come from, where frames go, what answers questions and
//! what time it is are handed in, so that a local terminal, a line and a test run the very same loop.

mod frame;
mod lent;
mod outside;
mod pace;

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;
use ratatui::layout::{Rect, Size};
use ratatui::{TerminalOptions, Viewport};
use signal_hook::consts::{SIGINT, SIGQUIT};

use super::HostError;
use super::backend::Painter;
use super::clipboard::{MAX_COPY_BYTES, clipboard};
use crate::config::Depth;
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::{
    App, Ctx, Effect, Event, News, Preference, Reader, Route, Severity, Ticket, clamp_size,
};

use self::pace::Pace;

pub use outside::{Desk, End, Inbound, Terminal};
pub use pace::FRAME;

/// How long the first frame waits for the ground of a terminal that is near.
const GROUND: Duration = Duration::from_millis(30);

/// How often time is said to have passed.
const TICK: Duration = Duration::from_secs(1);

/// The most events between two looks at the clock.
const MAX_DRAINED: usize = 4_096;

/// One person's screen.
pub struct Session<W: Write, D, T> {
    app: App,
    reader: Reader,
    screen: ratatui::Terminal<Painter<W>>,
    size: Size,
    desk: D,
    terminal: T,
    clock: Box<dyn Fn() -> NaiveDateTime + Send>,
    /// Effects and events that wait for their turn.
    waiting: Vec<Effect>,
    dirty: bool,
    pace: Pace,
    /// Since when the terminal owes the answer to what its ground is.
    asked: Option<Instant>,
    frames: u64,
    end: Option<End>,
    /// Which edit the reader's editor has the terminal for.
    lent: Option<Ticket>,
    /// The end that waits for the editor.
    ending: Option<End>,
    /// Whether the editor has ended and nothing was typed since.
    back: bool,
    /// Whether tmux is between us and the terminal.
    tmux: bool,
}

impl<W: Write, D: Desk, T: Terminal> Session<W, D, T> {
    /// Opens a screen; nothing is drawn yet.
    ///
    /// # Errors
    /// The terminal refused.
    #[allow(
        clippy::too_many_arguments,
        reason = "each is one thing that the loop must not find by itself"
    )]
    pub fn open(
        out: W,
        size: (u16, u16),
        depth: Depth,
        reader: Reader,
        route: Route,
        desk: D,
        terminal: T,
        clock: Box<dyn Fn() -> NaiveDateTime + Send>,
    ) -> Result<Self, HostError> {
        let size = clamp_size(size.0, size.1);
        let area = Rect::new(0, 0, size.width, size.height);
        let options = TerminalOptions {
            viewport: Viewport::Fixed(area),
        };
        let mut painter = Painter::new(out, size, depth);
        painter.set_ground(reader.theme.ground());
        let screen = ratatui::Terminal::with_options(painter, options)
            .map_err(|source| wrong("drawn on", source))?;
        let ctx = Ctx {
            reader: &reader,
            now: clock(),
            size,
        };
        let (app, waiting) = App::open(route, &ctx);
        let mut session = Self {
            app,
            reader,
            screen,
            size,
            desk,
            terminal,
            clock,
            waiting,
            dirty: true,
            pace: Pace::default(),
            asked: None,
            frames: 0,
            end: None,
            lent: None,
            ending: None,
            back: false,
            tmux: false,
        };
        if session.reader.theme.ground().is_some() {
            session.repaint()?;
        }
        Ok(session)
    }

    /// Speaks through tmux to the terminal.
    #[must_use]
    pub const fn through_tmux(mut self, tmux: bool) -> Self {
        self.tmux = tmux;
        self
    }

    /// Draws every blank of a coloured ground: the terminal erases without colour.
    #[must_use]
    pub fn without_colored_erasing(mut self) -> Self {
        self.screen.backend_mut().set_erases(false);
        self
    }

    /// Waits a moment with the first frame: the terminal was asked for its ground.
    #[must_use]
    pub fn awaiting_ground(mut self) -> Self {
        self.asked = Some(Instant::now());
        self
    }

    /// Runs until the end.
    ///
    /// # Errors
    /// The terminal refused.
    pub fn run(&mut self, inbox: &Receiver<Inbound>) -> Result<End, HostError> {
        self.settle()?;
        self.draw_if_due()?;
        while self.end.is_none() {
            match inbox.recv_timeout(self.patience()) {
                Ok(first) => {
                    self.take(first)?;
                    let mut drained = 0;
                    while self.end.is_none() && drained < MAX_DRAINED {
                        let Ok(more) = inbox.try_recv() else { break };
                        self.take(more)?;
                        drained += 1;
                    }
                }
                Err(RecvTimeoutError::Timeout) if self.dirty => {}
                Err(RecvTimeoutError::Timeout) => self.take(Inbound::Ui(Event::Tick))?,
                Err(RecvTimeoutError::Disconnected) => {
                    // Nobody will say more: what is known is shown first.
                    if self.dirty {
                        self.draw()?;
                    }
                    self.end = Some(End::Stopped(None));
                }
            }
            self.draw_if_due()?;
        }
        Ok(self.end.unwrap_or(End::Quit))
    }

    /// How many frames were drawn, and how many bytes were written.
    #[must_use]
    pub fn spent(&self) -> (u64, u64) {
        (self.frames, self.screen.backend().bytes_written())
    }

    /// How long to wait for an event: until the next frame is due, or until time is said to have passed.
    fn patience(&self) -> Duration {
        match self.app.wakes() {
            _ if self.lent.is_some() => TICK,
            _ if self.awaits() => GROUND.saturating_sub(self.asked_for()),
            _ if self.dirty => self.pace.wait(Instant::now()),
            // Whatever the clock does meanwhile, the loop neither spins nor sleeps on.
            Some(wake) => (wake - (self.clock)())
                .to_std()
                .unwrap_or_default()
                .clamp(FRAME, TICK),
            None => TICK,
        }
    }

    fn take(&mut self, inbound: Inbound) -> Result<(), HostError> {
        if self.lent.is_some() {
            self.take_while_lent(inbound)?;
            return self.settle();
        }
        match inbound {
            Inbound::Ui(event) => {
                self.back &= !matches!(event, Event::Key(_) | Event::Paste(_) | Event::Mouse(_));
                self.update(event);
            }
            // The Ctrl-C by which an editor ends is heard on another thread than its end, and perhaps after it.
            Inbound::Stop(Some(SIGINT | SIGQUIT)) if self.back => {}
            Inbound::Together(events) => {
                for event in events {
                    self.update(event);
                }
            }
            Inbound::Size(width, height) => self.resize(width, height)?,
            Inbound::Ground(ground) => self.stand_on(ground)?,
            Inbound::NamesKeys => self
                .terminal
                .name_keys()
                .map_err(|source| wrong("written to", source))?,
            Inbound::Suspend => self.suspend()?,
            Inbound::Resume => {
                let size = self
                    .terminal
                    .retake()
                    .map_err(|source| wrong("taken again", source))?;
                self.resize(size.0, size.1)?;
            }
            Inbound::Stop(signal) => self.end = Some(End::Stopped(signal)),
            // It was not started, and that is told.
            Inbound::EditorEnded => {}
        }
        self.settle()
    }

    fn update(&mut self, event: Event) {
        let ctx = Ctx {
            reader: &self.reader,
            now: (self.clock)(),
            size: self.size,
        };
        self.waiting.extend(self.app.update(event, &ctx));
    }

    /// Does what waits; what comes of it may bring more.
    fn settle(&mut self) -> Result<(), HostError> {
        while !self.waiting.is_empty() {
            for effect in std::mem::take(&mut self.waiting) {
                match effect {
                    Effect::Draw => self.dirty = true,
                    Effect::Repaint => self.repaint()?,
                    Effect::Suspend => self.suspend()?,
                    Effect::Quit => self.end = Some(End::Quit),
                    Effect::Begin(_) => {
                        self.desk.perform(effect);
                        self.end = Some(End::Quit);
                    }
                    Effect::Copy(text) => self.copy(text.as_str())?,
                    Effect::CopyTable(lines) => {
                        let line = |cells: &Vec<Clean>| {
                            let cells: Vec<&str> = cells.iter().map(Clean::as_str).collect();
                            cells.join("\t")
                        };
                        let lines: Vec<String> = lines.iter().map(line).collect();
                        self.copy(&lines.join("\n"))?;
                    }
                    Effect::Edit { ticket, name, text } => self.lend(ticket, &name, &text),
                    Effect::TryOn(name) => self.wear(Some(&name))?,
                    Effect::Mouse(on) => {
                        self.reader.mouse = on;
                        self.terminal
                            .mouse(on)
                            .map_err(|source| wrong("written to", source))?;
                    }
                    Effect::Prefer(preference) => {
                        match &preference {
                            Preference::Theme(name) => self.reader.themes.chosen.clone_from(name),
                            Preference::Language(language) => self.speak(*language),
                        }
                        self.wear(None)?;
                        let answers = matches!(preference, Preference::Language(_));
                        for event in self.desk.perform(Effect::Prefer(preference)) {
                            self.update(event);
                        }
                        // What was answered before was answered in the other language.
                        if answers {
                            self.update(Event::Workspace(News::Changed));
                        }
                    }
                    Effect::Remember(memory, text) => {
                        self.reader.kept.put(memory, &text);
                        self.desk.perform(Effect::Remember(memory, text));
                    }
                    Effect::Ask(_) | Effect::Exec(_) | Effect::Work(_) => {
                        for event in self.desk.perform(effect) {
                            self.update(event);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Puts a text on the clipboard; says so where the text was too long for it.
    fn copy(&mut self, text: &str) -> Result<(), HostError> {
        let bytes = clipboard(text, self.tmux);
        self.screen
            .backend_mut()
            .send(&bytes)
            .map_err(|source| wrong("written to", source))?;
        if text.len() > MAX_COPY_BYTES {
            let size = i64::try_from(MAX_COPY_BYTES / 1_024).unwrap_or_default();
            let args = [("size", size.into())];
            let said = self.reader.locale.t_args(Msg::StatusCopyCut, &args);
            let said = News::Said(Severity::Warning, Clean::from_string(said).into());
            self.update(Event::Workspace(said));
        }
        Ok(())
    }
}

const fn wrong(doing: &'static str, source: io::Error) -> HostError {
    HostError::Terminal { doing, source }
}
