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
        if let Some((sign, role)) = StatusLine::sign(self.status.severity) {
            line.push(Clean::literal(sign), role);
        }
        let mut line = line.join(self.status.words.clone());
        // When it was can be missed sooner than the end of what was done, where the key stands that takes it back.
        let at = self.status.at.map(|at| self.ctx.locale().time(at) + " ");
        let at = at.map(|at| Words::one(Clean::from_string(at), Role::Quiet));
        if let Some(at) = at.filter(|at| at.width() + line.width() <= usize::from(area.width)) {
            line = at.join(line);
        }
        Pen::new(buffer, self.ctx).words(area.x, area.y, area.width, &line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Language, Locale};
    use crate::ui::ctx::Reader;
    use crate::ui::theme::Look;
    use chrono::{NaiveDateTime, NaiveTime};
    use ratatui::layout::Size;

    #[test]
    fn the_time_is_left_out_where_the_end_would_be_cut() {
        let reader = Reader::new(Locale::new(Language::English), Look::Dark);
        let status = Status {
            at: Some(NaiveTime::MIN),
            severity: Severity::Done,
            words: Words::one(Clean::literal("moved"), Role::Text),
        };
        let said = |width| {
            let ctx = Ctx {
                reader: &reader,
                now: NaiveDateTime::default(),
                size: Size::new(width, 1),
            };
            let status = &status;
            let area = Rect::new(0, 0, width, 1);
            let mut buffer = Buffer::empty(area);
            (&StatusLine { status, ctx: &ctx }).render(area, &mut buffer);
            let line = (0..width).map(|x| buffer[(x, 0)].symbol());
            line.collect::<String>()
        };
        assert_eq!(said(13), "00:00 ✓ moved");
        assert_eq!(said(12).trim_end(), "✓ moved");
    }
}
