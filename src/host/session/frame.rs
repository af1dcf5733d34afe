//! Holds when a frame is drawn and on what: the size, the ground, the theme and the language.

use std::io::Write;
use std::time::{Duration, Instant};

use ratatui::layout::Rect;

use super::{Desk, GROUND, Session, Terminal, wrong};
use crate::host::HostError;
use crate::i18n::Language;
use crate::ui::{Ctx, Event, Ground, clamp_size};

impl<W: Write, D: Desk, T: Terminal> Session<W, D, T> {
    /// Whether the first frame waits for the ground still.
    pub(super) fn awaits(&self) -> bool {
        self.asked.is_some() && self.frames == 0 && self.asked_for() < GROUND
    }

    pub(super) fn asked_for(&self) -> Duration {
        self.asked.map_or(Duration::MAX, |asked| asked.elapsed())
    }

    /// Takes the ground, whenever its answer comes: over a slow line that is after the first frame.
    pub(super) fn stand_on(&mut self, ground: Option<Ground>) -> Result<(), HostError> {
        if self.asked.take().is_none() {
            return Ok(());
        }
        if let Some(ground) = ground {
            self.reader.themes.ground = Some(ground);
            return self.wear(None);
        }
        Ok(())
    }

    /// Speaks another language from the next frame on.
    pub(super) fn speak(&mut self, language: Language) {
        self.reader.locale = self.reader.locale.in_language(language);
        self.dirty = true;
    }

    /// Shows a theme, or the one in force.
    pub(super) fn wear(&mut self, name: Option<&str>) -> Result<(), HostError> {
        let themes = &self.reader.themes;
        let theme = name.map_or_else(|| themes.now(), |name| themes.theme(name));
        if self.reader.theme == theme {
            return Ok(());
        }
        let before = self.reader.theme.ground();
        self.reader.theme = theme;
        self.dirty = true;
        let ground = self.reader.theme.ground();
        if ground == before {
            return Ok(());
        }
        self.screen.backend_mut().set_ground(ground);
        self.repaint()
    }

    pub(super) fn resize(&mut self, width: u16, height: u16) -> Result<(), HostError> {
        self.size = clamp_size(width, height);
        self.screen.backend_mut().set_size(self.size);
        self.repaint()?;
        self.update(Event::Resize);
        Ok(())
    }

    /// Makes the next frame draw every cell.
    pub(super) fn repaint(&mut self) -> Result<(), HostError> {
        self.screen.backend_mut().forget();
        let area = Rect::new(0, 0, self.size.width, self.size.height);
        self.screen
            .resize(area)
            .map_err(|source| wrong("drawn on", source))?;
        self.dirty = true;
        Ok(())
    }

    pub(super) fn suspend(&mut self) -> Result<(), HostError> {
        let size = self
            .terminal
            .suspend()
            .map_err(|source| wrong("given back", source))?;
        self.resize(size.0, size.1)
    }

    pub(super) fn draw_if_due(&mut self) -> Result<(), HostError> {
        let due = self.pace.wait(Instant::now()).is_zero() && !self.awaits();
        if self.dirty && due && self.end.is_none() && self.lent.is_none() {
            self.draw()?;
        }
        Ok(())
    }

    pub(super) fn draw(&mut self) -> Result<(), HostError> {
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
        self.pace.drew(Instant::now());
        self.frames += 1;
        Ok(())
    }
}
