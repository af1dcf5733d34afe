//! Holds the last line of the screen: the keys that matter now, as many as fit.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::ctx::Ctx;
use super::super::keymap::Hinted;
use super::super::paint::{Pen, cells};
use super::super::theme::Role;
use super::super::words::Words;
use crate::model::Clean;

/// The keys that matter now.
#[derive(Debug)]
pub struct HintLine<'a> {
    /// What can be said, in order.
    pub hints: &'a [Hinted],
    /// Keys pressed of which more are awaited.
    pub pending: Clean,
    /// Who reads.
    pub ctx: &'a Ctx<'a>,
}

impl HintLine<'_> {
    fn one(&self, hint: &Hinted) -> Words {
        Words::one(Clean::from_string(hint.keys.join(" ")), Role::Accent)
            .and(Clean::literal(" "), Role::Quiet)
            .and(self.ctx.t(hint.label), Role::Quiet)
    }

    /// The hints that fit, least important left out first, in their order.
    fn fitting(&self, room: usize) -> Vec<Words> {
        let mut kept: Vec<(u8, Words)> = self
            .hints
            .iter()
            .map(|hint| (hint.priority, self.one(hint)))
            .collect();
        let width = |kept: &[(u8, Words)]| {
            kept.iter()
                .map(|(_, words)| words.width() + 2)
                .sum::<usize>()
        };
        while width(&kept) > room + 2 {
            let least = kept
                .iter()
                .enumerate()
                .min_by_key(|(_, (priority, _))| *priority);
            match least.map(|(index, _)| index) {
                Some(index) => kept.remove(index),
                None => break,
            };
        }
        kept.into_iter().map(|(_, words)| words).collect()
    }
}

impl Widget for &HintLine<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let mut pen = Pen::new(buffer, self.ctx);
        pen.lay(area, Role::Bar);
        let margin = u16::from(area.width >= 20);
        let pending = cells(self.pending.width());
        let room = area
            .width
            .saturating_sub(2 * margin + pending + u16::from(pending > 0) * 2);
        let mut x = area.x + margin;
        for words in self.fitting(usize::from(room)) {
            x += pen.words(x, area.y, room, &words) + 2;
        }
        pen.put_right(
            area.right().saturating_sub(margin),
            area.y,
            area.width,
            &self.pending,
            Role::Strong,
        );
    }
}
