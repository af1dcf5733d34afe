//! Holds the minutes of a meeting that was held, as they are read: which, how far, and how they are drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Meeting, Wanted};
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::action::Step;
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Ask, Question};
use crate::ui::event::Effect;
use crate::ui::overlays::{Choice, Chooser, MeetingAsk, Overlay, Purpose};
use crate::ui::paint::Pen;
use crate::ui::screen::{Severity, Wish};
use crate::ui::theme::Role;
use crate::ui::widgets::wrap;
use crate::ui::words::Words;

/// So many lines are a page of them.
const PAGE: usize = 10;

/// Minutes that are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reading {
    lines: Vec<Clean>,
    first: usize,
}

impl Reading {
    /// Minutes, from their beginning.
    pub(super) fn of(text: &str) -> Self {
        Self {
            lines: text.trim_end().lines().map(Clean::new).collect(),
            first: 0,
        }
    }

    /// Reads on, or back.
    pub(super) fn go(&mut self, step: Step, times: usize) {
        // At the end the last lines are seen, not the last one alone.
        let last = self.lines.len().saturating_sub(PAGE);
        self.first = match step {
            Step::Up | Step::Left => self.first.saturating_sub(times),
            Step::Down | Step::Right => self.first.saturating_add(times).min(last),
            Step::PageUp => self.first.saturating_sub(PAGE),
            Step::PageDown => self.first.saturating_add(PAGE).min(last),
            Step::First => 0,
            Step::Last => last,
        };
    }

    /// How far it is read.
    pub(super) fn place(&self, ctx: &Ctx<'_>) -> Words {
        let place = [
            ("at", (self.first + 1).into()),
            ("all", self.lines.len().into()),
        ];
        Words::one(ctx.t_args(Msg::MeetingReadingPlace, &place), Role::Quiet)
    }

    /// Copies all of them, and says so.
    pub(super) fn copy(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let lines = self.lines.iter().map(|it| vec![it.clone()]).collect();
        let words = ctx.words(Msg::MeetingCopied, Role::Text, &[], &[]);
        vec![
            Wish::Host(Effect::CopyTable(lines)),
            Wish::Say(Severity::Done, words),
        ]
    }

    /// Draws them: headings stand out, long lines go on below.
    pub(super) fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        let mut pen = Pen::new(buffer, ctx);
        let mut y = body.y;
        for line in self.lines.iter().skip(self.first) {
            let text = line.as_str();
            let bare = text.trim_start_matches('#').trim_start();
            let role = if bare.len() < text.len() || text.starts_with("**") {
                Role::Strong
            } else {
                Role::Text
            };
            let bare = bare.replace("**", "");
            let parts = wrap(&Words::one(Clean::from_string(bare), role), body.width);
            for words in &parts {
                if y >= body.bottom() {
                    return;
                }
                pen.words(body.x, y, body.width, words);
                y += 1;
            }
            y += u16::from(parts.is_empty());
        }
    }
}

impl Meeting {
    /// Has one choose among the meetings that were held.
    pub(super) fn choose_kept(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(sitting) = self.sitting() else {
            return Vec::new();
        };
        let line = |it: &crate::insight::sitting::Held| Choice {
            label: Clean::from_string(ctx.locale().date(it.day)),
            after: Clean::new(it.by.as_deref().unwrap_or_default()),
            also: Clean::from_string(it.day.to_string()),
            ..Choice::default()
        };
        let choices = sitting.kept.iter().map(line).collect();
        let ids = sitting.kept.iter().map(|it| it.id).collect();
        let list = Chooser::new(ctx.t(Msg::AskMeetingKept), choices);
        let purpose = Purpose::Meeting(MeetingAsk::Kept(ids));
        vec![Wish::Open(Overlay::Picker(purpose, list))]
    }

    /// Asks for the minutes of a meeting.
    pub(super) fn want_kept(&mut self, id: u64) -> Vec<Wish> {
        let ticket = self.minutes.0.next();
        self.minutes = (ticket, Some(Wanted::Read));
        let question = Question::KeptMinutes { id };
        vec![Wish::Host(Effect::Ask(Ask { ticket, question }))]
    }
}
