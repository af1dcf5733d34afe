//! Holds THE loop: one channel of events, receives one, drains the rest, then draws at most every 10 ms.
//!
//! It draws only when the machine asked for it. Where events come from, where frames go, what answers questions and
//! what time it is are handed in, so that a local terminal, a line and a test run the very same loop.

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
use super::editor::{Failure, Returned};
use crate::config::Depth;
use crate::i18n::{Language, Locale, Msg};
use crate::model::Clean;
use crate::ui::{
    App, Ctx, Edited, Effect, Event, Ground, News, Preference, Reader, Route, Severity, Ticket,
    clamp_size,
};

/// The least time between two frames.
pub const FRAME: Duration = Duration::from_millis(10);

/// How long the first frame waits for the ground of a terminal that is near.
const GROUND: Duration = Duration::from_millis(30);

/// How often time is said to have passed.
const TICK: Duration = Duration::from_secs(1);

/// The most events between two looks at the clock.
const MAX_DRAINED: usize = 4_096;

/// What comes into the loop.
#[derive(Debug, Clone, PartialEq)]
pub enum Inbound {
    /// For the machine.
    Ui(Event),
    /// Several for the machine, which one frame is to show.
    Together(Vec<Event>),
    /// The terminal has another size.
    Size(u16, u16),
    /// The terminal's ground, or that it will not say.
    Ground(Option<Ground>),
    /// The terminal is to be given back for a while.
    Suspend,
    /// The program was stopped and goes on.
    Resume,
    /// The reader's editor has ended.
    EditorEnded,
    /// The end, by a signal or because the terminal is gone.
    Stop(Option<i32>),
}

/// Why the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The person left.
    Quit,
    /// A signal, or nobody left to talk to.
    Stopped(Option<i32>),
}

/// Answers the machine's questions and does what it wants done.
pub trait Desk {
    /// Does it, and says what came of it; what comes later goes into the loop's channel.
    fn perform(&mut self, effect: Effect) -> Vec<Event>;
}

/// The terminal beyond its cells.
pub trait Terminal {
    /// Gives the terminal back, waits until the program goes on, takes it again; its size is asked anew.
    ///
    /// # Errors
    /// The terminal refused.
    fn suspend(&mut self) -> io::Result<(u16, u16)>;

    /// Takes the terminal again after others may have changed it.
    ///
    /// # Errors
    /// The terminal refused.
    fn retake(&mut self) -> io::Result<(u16, u16)>;

    /// Stops the program while somebody else has the terminal; returns when it goes on.
    ///
    /// # Errors
    /// The program cannot be stopped.
    fn stop(&mut self) -> io::Result<()>;

    /// Lends the terminal to the reader's editor, on a file named after `name` with a text in it.
    ///
    /// When the editor has ended, the loop is told.
    ///
    /// # Errors
    /// No editor could be started; the terminal is not lent then.
    fn edit(&mut self, name: &str, text: &str) -> Result<(), Failure>;

    /// Takes the terminal again from an editor that has ended, and what came of it; its size is asked anew.
    ///
    /// Where the program is to end, the terminal stays as it is and the text in its file.
    ///
    /// # Errors
    /// The terminal refused.
    fn edited(&mut self, ending: bool) -> io::Result<(Returned, (u16, u16))>;

    /// Takes the mouse, or leaves it to the terminal.
    ///
    /// # Errors
    /// The terminal refused.
    fn mouse(&mut self, on: bool) -> io::Result<()>;
}

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
    drawn: Option<Instant>,
    /// Since when the terminal owes the answer to what its ground is.
    asked: Option<Instant>,
    frames: u64,
    end: Option<End>,
    /// Which edit the reader's editor has the terminal for.
    lent: Option<Ticket>,
    /// The end that waits for the editor.
    ending: Option<End>,
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
        let screen = ratatui::Terminal::with_options(Painter::new(out, size, depth), options)
            .map_err(|source| wrong("drawn on", source))?;
        let ctx = Ctx {
            reader: &reader,
            now: clock(),
            size,
        };
        let (app, waiting) = App::open(route, &ctx);
        Ok(Self {
            app,
            reader,
            screen,
            size,
            desk,
            terminal,
            clock,
            waiting,
            dirty: true,
            drawn: None,
            asked: None,
            frames: 0,
            end: None,
            lent: None,
            ending: None,
            tmux: false,
        })
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
        match (self.drawn, self.app.wakes()) {
            _ if self.lent.is_some() => TICK,
            (None, _) if self.awaits() => GROUND.saturating_sub(self.asked_for()),
            (Some(drawn), _) if self.dirty => FRAME.saturating_sub(drawn.elapsed()),
            // Whatever the clock does meanwhile, the loop neither spins nor sleeps on.
            (_, Some(wake)) => (wake - (self.clock)())
                .to_std()
                .unwrap_or_default()
                .clamp(FRAME, TICK),
            (_, None) => TICK,
        }
    }

    fn take(&mut self, inbound: Inbound) -> Result<(), HostError> {
        if self.lent.is_some() {
            self.take_while_lent(inbound)?;
            return self.settle();
        }
        match inbound {
            Inbound::Ui(event) => self.update(event),
            Inbound::Together(events) => {
                for event in events {
                    self.update(event);
                }
            }
            Inbound::Size(width, height) => self.resize(width, height)?,
            Inbound::Ground(ground) => self.stand_on(ground),
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

    /// Takes what comes while an editor has the terminal: nothing is drawn, and no key is ours.
    fn take_while_lent(&mut self, inbound: Inbound) -> Result<(), HostError> {
        match inbound {
            Inbound::Ui(event) => self.update_while_lent(event),
            Inbound::Together(events) => {
                for event in events {
                    self.update_while_lent(event);
                }
            }
            Inbound::Suspend => self
                .terminal
                .stop()
                .map_err(|source| wrong("given back", source))?,
            // The size is asked when the terminal comes back; whoever goes on now is the editor.
            Inbound::Size(..) | Inbound::Ground(_) | Inbound::Resume => {}
            // Ctrl-C and Ctrl-\ are meant for the editor.
            Inbound::Stop(Some(SIGINT | SIGQUIT)) => {}
            Inbound::Stop(signal) => self.ending = Some(End::Stopped(signal)),
            Inbound::EditorEnded => self.come_back()?,
        }
        Ok(())
    }

    fn update_while_lent(&mut self, event: Event) {
        match event {
            // Typed before the editor was there, and not at what it shows.
            Event::Key(_) | Event::Paste(_) | Event::Mouse(_) | Event::Focus(_) => {}
            Event::Resize | Event::Tick | Event::Workspace(_) | Event::Edited { .. } => {
                self.update(event);
            }
        }
    }

    /// Lends the terminal to the reader's editor.
    fn lend(&mut self, ticket: Ticket, name: &str, text: &str) {
        match self.terminal.edit(name, text) {
            Ok(()) => self.lent = Some(ticket),
            Err(failure) => {
                let edited = Edited::Failed(failure.words(&self.reader.locale));
                self.update(Event::Edited { ticket, edited });
            }
        }
    }

    /// Takes the terminal again, and what the editor has left.
    fn come_back(&mut self) -> Result<(), HostError> {
        let Some(ticket) = self.lent.take() else {
            return Ok(());
        };
        self.end = self.ending.take();
        let (returned, size) = self
            .terminal
            .edited(self.end.is_some())
            .map_err(|source| wrong("taken again", source))?;
        if self.end.is_some() {
            return Ok(());
        }
        self.resize(size.0, size.1)?;
        let edited = match returned {
            Returned::Text(text) => Edited::Text(text),
            Returned::Unchanged => Edited::Unchanged,
            Returned::Failed(failure) => Edited::Failed(failure.words(&self.reader.locale)),
        };
        self.update(Event::Edited { ticket, edited });
        Ok(())
    }

    /// Whether the first frame waits for the ground still.
    fn awaits(&self) -> bool {
        self.asked.is_some() && self.drawn.is_none() && self.asked_for() < GROUND
    }

    fn asked_for(&self) -> Duration {
        self.asked.map_or(Duration::MAX, |asked| asked.elapsed())
    }

    /// Takes the ground, whenever its answer comes: over a slow line that is after the first frame.
    fn stand_on(&mut self, ground: Option<Ground>) {
        if self.asked.take().is_none() {
            return;
        }
        if let Some(ground) = ground {
            self.reader.themes.ground = ground;
            self.wear(None);
        }
    }

    /// Speaks another language from the next frame on.
    fn speak(&mut self, language: Language) {
        self.reader.locale = Locale::new(language);
        self.dirty = true;
    }

    /// Shows a theme, or the one in force.
    fn wear(&mut self, name: Option<&str>) {
        let themes = &self.reader.themes;
        let theme = name.map_or_else(|| themes.now(), |name| themes.theme(name));
        if self.reader.theme != theme {
            self.reader.theme = theme;
            self.dirty = true;
        }
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
                    Effect::TryOn(name) => self.wear(Some(&name)),
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
                        self.wear(None);
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

    fn resize(&mut self, width: u16, height: u16) -> Result<(), HostError> {
        self.size = clamp_size(width, height);
        self.screen.backend_mut().set_size(self.size);
        self.repaint()?;
        self.update(Event::Resize);
        Ok(())
    }

    /// Makes the next frame draw every cell.
    fn repaint(&mut self) -> Result<(), HostError> {
        self.screen.backend_mut().forget();
        let area = Rect::new(0, 0, self.size.width, self.size.height);
        self.screen
            .resize(area)
            .map_err(|source| wrong("drawn on", source))?;
        self.dirty = true;
        Ok(())
    }

    fn suspend(&mut self) -> Result<(), HostError> {
        let size = self
            .terminal
            .suspend()
            .map_err(|source| wrong("given back", source))?;
        self.resize(size.0, size.1)
    }

    fn draw_if_due(&mut self) -> Result<(), HostError> {
        let due = self.drawn.is_none_or(|drawn| drawn.elapsed() >= FRAME) && !self.awaits();
        if self.dirty && due && self.end.is_none() && self.lent.is_none() {
            self.draw()?;
        }
        Ok(())
    }

    fn draw(&mut self) -> Result<(), HostError> {
        let ctx = Ctx {
            reader: &self.reader,
            now: (self.clock)(),
            size: self.size,
        };
        let app = &self.app;
        self.screen
            .draw(|frame| app.draw(&ctx, frame))
            .map_err(|source| wrong("drawn on", source))?;
        self.dirty = false;
        self.drawn = Some(Instant::now());
        self.frames += 1;
        Ok(())
    }
}

const fn wrong(doing: &'static str, source: io::Error) -> HostError {
    HostError::Terminal { doing, source }
}
