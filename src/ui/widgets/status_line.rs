//! Holds the line that says what was done, what could not be, and what others did; more than one where it is narrow.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::ctx::Ctx;
use super::super::paint::Pen;
use super::super::screen::{Severity, Status};
use super::super::theme::Role;
use super::super::words::Words;
use super::wrap;
use crate::model::Clean;

/// What goes wrong is said in so many lines at most.
const MOST_LINES: usize = 3;
/// The fewest cells of a name by which one knows it.
const KNOWN: usize = 8;

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

impl StatusLine<'_> {
    /// What is said, in so many cells: what went wrong is said whole, on several lines where it must be; of what was done
    /// the longest name is cut, for at its end stands the key that takes it back.
    #[must_use]
    pub fn lines(&self, width: u16) -> Vec<Words> {
        let mut line = Words::new();
        if let Some((sign, role)) = StatusLine::sign(self.status.severity) {
            line.push(Clean::literal(sign), role);
        }
        let line = line.join(self.status.words.clone());
        if self.status.severity >= Severity::Warning {
            let mut lines = wrap(&line, width);
            if lines.len() > MOST_LINES {
                let rest = lines.drain(MOST_LINES - 1..);
                let rest = rest.reduce(|all, it| all.and(Clean::literal(" "), Role::Text).join(it));
                lines.extend(rest);
            }
            return lines;
        }
        // When it was can be missed sooner than the end of it.
        let at = self.status.at.map(|at| self.ctx.locale().time(at) + " ");
        let at = at.map(|at| Words::one(Clean::from_string(at), Role::Quiet));
        let width = usize::from(width);
        match at.filter(|at| at.width() + line.width() <= width) {
            Some(at) => vec![at.join(line)],
            None => vec![shortened(line, width)],
        }
    }
}

/// Words with their longest part cut, where that makes them fit and leaves enough of it to know it; of a path the end is
/// left, which says more.
fn shortened(words: Words, width: usize) -> Words {
    let over = words.width().saturating_sub(width);
    let parts = words.parts().iter().enumerate();
    let longest = parts.max_by_key(|(_, (text, _))| text.width());
    let Some((at, left)) = longest
        .map(|(at, (text, _))| (at, text.width().saturating_sub(over)))
        .filter(|(_, left)| over > 0 && *left >= KNOWN)
    else {
        return words;
    };
    let mut out = Words::new();
    for (index, (text, role)) in words.parts().iter().enumerate() {
        let text = if index == at && text.as_str().contains(std::path::is_separator) {
            text.cut_front(left)
        } else if index == at {
            text.cut(left)
        } else {
            text.clone()
        };
        out.push(text, *role);
    }
    out
}

impl Widget for &StatusLine<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let mut pen = Pen::new(buffer, self.ctx);
        for (y, line) in (area.top()..area.bottom()).zip(self.lines(area.width)) {
            pen.words(area.x, y, area.width, &line);
        }
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

    fn said(severity: Severity, words: Words, width: u16) -> Vec<String> {
        let reader = Reader::new(Locale::new(Language::English), Look::Dark);
        let ctx = Ctx {
            reader: &reader,
            now: NaiveDateTime::default(),
            size: Size::new(width, 1),
        };
        let status = Status {
            severity,
            words,
            at: None,
        };
        let line = StatusLine {
            status: &status,
            ctx: &ctx,
        };
        line.lines(width).iter().map(Words::text).collect()
    }

    #[test]
    fn what_is_wrong_is_said_whole_on_several_lines() {
        let words = Words::one(
            Clean::literal("unknown field `sorce`; did you mean `source`?"),
            Role::Text,
        );
        assert_eq!(
            said(Severity::Warning, words, 38),
            ["! unknown field `sorce`; did you mean", "`source`?"]
        );
    }

    #[test]
    fn of_what_was_done_the_longest_name_is_cut_and_not_the_key_at_the_end() {
        let words = Words::one(Clean::literal("you moved "), Role::Text)
            .and(
                Clean::literal("Logistyka Mokrewiec Sp. z o.o."),
                Role::Strong,
            )
            .and(Clean::literal(" · u takes it back"), Role::Quiet);
        assert_eq!(
            said(Severity::Done, words, 44),
            ["✓ you moved Logistyka Mok… · u takes it back"]
        );
    }

    #[test]
    fn of_a_file_that_was_written_the_name_is_left() {
        let words = Words::one(Clean::literal("what was left out is in "), Role::Text).and(
            Clean::literal("/home/anna/leads-rejected.csv"),
            Role::Strong,
        );
        assert_eq!(
            said(Severity::Done, words, 40),
            ["✓ what was left out is in …-rejected.csv"]
        );
    }
}
