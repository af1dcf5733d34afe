//! Holds a bar of the funnel: centred under the one above, its end drawn to an eighth of a cell.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::ctx::Ctx;
use super::super::paint::Pen;
use super::super::theme::Role;

/// A bar whose length is its part of the longest, as thick as its area is high.
#[derive(Debug, Clone, Copy)]
pub struct FunnelBar<'a> {
    /// What it stands for.
    pub amount: u64,
    /// What the longest bar stands for.
    pub longest: u64,
    /// Its hue.
    pub role: Role,
    /// Who reads.
    pub ctx: &'a Ctx<'a>,
}

impl FunnelBar<'_> {
    /// Its first cell and its length in eighths of a cell, in so many cells.
    #[must_use]
    pub fn measure(&self, width: u16) -> (u16, u32) {
        if self.longest == 0 || self.amount == 0 || width == 0 {
            return (0, 0);
        }
        let whole = u128::from(width) * 8;
        let exact = whole * u128::from(self.amount.min(self.longest)) / u128::from(self.longest);
        // Something is never drawn as nothing.
        let eighths = u32::try_from(exact).unwrap_or(u32::MAX).max(1);
        let cells = u16::try_from(eighths.div_ceil(8)).unwrap_or(width);
        (width.saturating_sub(cells) / 2, eighths)
    }
}

impl Widget for &FunnelBar<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let (start, eighths) = self.measure(area.width);
        if eighths == 0 {
            return;
        }
        let mut pen = Pen::new(buffer, self.ctx);
        for y in area.top()..area.bottom() {
            pen.bar(area.x + start, y, eighths, self.role);
        }
    }
}
