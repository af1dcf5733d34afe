//! Holds the line that says what was done, what could not be, and what others did.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::ctx::Ctx;
use super::super::paint::Pen;
use super::super::screen::{Severity, Status};
use super::super::theme::Role;
use super::super::words::Words;
use crate::model::Clean;

/// The last word.
#[derive(Debug)]
pub struct StatusLine<'a> {
    /// What is said.
    pub status: &'a Status,
    /// Who reads.
    pub ctx: &'a Ctx<'a>,
}

impl StatusLine<'_> {
    /// A sign before what is said, so that it can be told apart without colour.
    const fn sign(severity: Severity) -> Option<(&'static str, Role)> {
        match severity {
            Severity::Info => None,
            Severity::Done => Some(("✓ ", Role::Good)),
            Severity::Warning => Some(("! ", Role::Look)),
            Severity::Error => Some(("✗ ", Role::Bad)),
        }
    }
}

impl Widget for &StatusLine<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let mut line = Words::new();
        if let Some(at) = self.status.at {
            line.push(
                Clean::from_string(self.ctx.locale().time(at) + " "),
                Role::Quiet,
            );
        }
        if let Some((sign, role)) = StatusLine::sign(self.status.severity) {
            line.push(Clean::literal(sign), role);
        }
        let line = line.join(self.status.words.clone());
        Pen::new(buffer, self.ctx).words(area.x, area.y, area.width, &line);
    }
}
