//! Holds the last line of the screen: the keys that matter now, as many as fit.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

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
    pub hints: Vec<Hinted>,
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
    fn fitting(&self, room: usize) -> Vec<(&Hinted, Words)> {
        let each = self.hints.iter().map(|hint| (hint, self.one(hint)));
        let mut kept: Vec<(&Hinted, Words)> = each.collect();
        let width = |kept: &[(&Hinted, Words)]| {
            kept.iter()
                .map(|(_, words)| words.width() + 2)
                .sum::<usize>()
        };
        while width(&kept) > room + 2 {
            let least = kept
                .iter()
                .enumerate()
                .min_by_key(|(_, (hint, _))| hint.priority);
            match least.map(|(index, _)| index) {
                Some(index) => kept.remove(index),
                None => break,
            };
        }
        kept
    }

    fn margin(area: Rect) -> u16 {
        u16::from(area.width >= 20)
    }

    /// The hints that are seen, and where each begins.
    fn placed(&self, area: Rect) -> Vec<(u16, &Hinted, Words)> {
        let margin = Self::margin(area);
        let pending = cells(self.pending.width());
        let behind = pending + u16::from(pending > 0) * 2;
        let room = area.width.saturating_sub(2 * margin + behind);
        let mut x = area.x + margin;
        let placed = self.fitting(usize::from(room)).into_iter();
        let placed = placed.map(|(hint, words)| {
            let at = x;
            x += cells(words.width()) + 2;
            (at, hint, words)
        });
        placed.collect()
    }

    /// The key at a place: of a word with several keys each is its own, and the word is none of them.
    #[must_use]
    pub fn key_at(&self, area: Rect, x: u16) -> Option<&str> {
        for (start, hint, words) in self.placed(area) {
            if !(start..start + cells(words.width())).contains(&x) {
                continue;
            }
            if let [only] = hint.keys.as_slice() {
                return Some(only);
            }
            let mut begin = start;
            for key in &hint.keys {
                let end = begin + cells(key.width());
                if (begin..end).contains(&x) {
                    return Some(key);
                }
                begin = end + 1;
            }
        }
        None
    }
}

impl Widget for &HintLine<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let mut pen = Pen::new(buffer, self.ctx);
        pen.lay(area, Role::Bar);
        for (x, _, words) in self.placed(area) {
            pen.words(x, area.y, area.right().saturating_sub(x), &words);
        }
        pen.put_right(
            area.right().saturating_sub(HintLine::margin(area)),
            area.y,
            area.width,
            &self.pending,
            Role::Strong,
        );
    }
}
