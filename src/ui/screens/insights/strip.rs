//! Holds where values lie on the cells beside a table: points and bars, and a block for a part of the most.

use super::sheet::Scale;
use crate::model::Clean;

/// A block as high as a part of the most.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an eighth of a part"
)]
pub(super) fn shade(part: f64) -> Clean {
    const BLOCKS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let eighth = (part.clamp(0.0, 1.0) * 8.0).ceil() as usize;
    Clean::literal(BLOCKS[eighth.min(8)])
}

/// The cells on which a scale is drawn.
pub(super) struct Strip<'a> {
    pub(super) scale: &'a Scale,
    pub(super) x: u16,
    pub(super) width: u16,
}

impl Strip<'_> {
    /// How far a value lies from the left, in parts of the whole.
    fn part(&self, value: f64) -> f64 {
        let whole = self.scale.to - self.scale.from;
        if whole > 0.0 {
            ((value - self.scale.from) / whole).clamp(0.0, 1.0)
        } else {
            0.0
        }
    }

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a part of a width"
    )]
    pub(super) fn cell(&self, value: f64) -> u16 {
        let last = f64::from(self.width.saturating_sub(1));
        self.x + (self.part(value) * last).round() as u16
    }

    /// The cells of a bar from its first, as many of them as come nearest; something is never drawn as nothing.
    ///
    /// Whole cells, so that bars on lines that touch can be lower than their lines: else they run into one slab.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a part of a width"
    )]
    pub(super) fn whole(&self, from: f64, to: f64) -> (u16, u16) {
        let width = f64::from(self.width);
        let [left, right] = [from, to].map(|it| (self.part(it) * width).round() as u16);
        let left = left.min(self.width.saturating_sub(1));
        let least = u16::from(to > from && self.width > 0);
        (self.x + left, right.saturating_sub(left).max(least))
    }

    /// The first cell of a bar and its length in eighths; something is never drawn as nothing.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a part of a width"
    )]
    pub(super) fn bar(&self, from: f64, to: f64) -> (u16, u32) {
        let width = f64::from(self.width);
        let left = (self.part(from) * width).floor().min(width - 1.0).max(0.0);
        let length = (self.part(to).mul_add(width, -left) * 8.0).round();
        let least = if to > from { 1.0 } else { 0.0 };
        (self.x + left as u16, length.max(least) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTH: u16 = 40;

    fn strip(scale: &Scale) -> Strip<'_> {
        Strip {
            scale,
            x: 10,
            width: WIDTH,
        }
    }

    fn scale(from: f64, to: f64) -> Scale {
        Scale {
            from,
            to,
            left: Clean::default(),
            right: Clean::default(),
            against: None,
        }
    }

    #[test]
    fn the_ends_of_a_scale_are_the_ends_of_its_cells() {
        let scale = scale(-2.0, 6.0);
        let strip = strip(&scale);
        assert_eq!((strip.cell(-2.0), strip.cell(6.0)), (10, 49));
        assert_eq!((strip.cell(-9.0), strip.cell(99.0)), (10, 49));
        assert_eq!(strip.bar(-2.0, 6.0), (10, 320));
        assert_eq!(strip.bar(2.0, 4.0), (30, 80));
        assert_eq!(strip.whole(2.0, 4.0), (30, 10));
        assert_eq!(strip.whole(-2.0, 6.0), (10, 40));
    }

    #[test]
    fn something_is_never_drawn_as_nothing_and_never_outside() {
        let scale = scale(0.0, 1.0);
        let strip = strip(&scale);
        for step in 0..=1_000 {
            let at = f64::from(step) / 1_000.0;
            let (x, eighths) = strip.bar(at, at + 1e-9);
            assert_eq!(eighths == 0, at + 1e-9 <= at, "{at}");
            assert!((10..10 + WIDTH).contains(&x), "{at}");
            let (x, whole) = strip.whole(at, at + 1e-9);
            assert_eq!(whole == 0, at + 1e-9 <= at, "{at}");
            assert!(x + whole <= 10 + WIDTH, "{at}");
            let (x, eighths) = strip.bar(0.0, at);
            assert!(
                u32::from(x - 10) * 8 + eighths <= u32::from(WIDTH) * 8,
                "{at}"
            );
        }
    }

    #[test]
    fn a_block_is_as_high_as_its_part() {
        assert_eq!(shade(0.0).as_str(), " ");
        assert_eq!(shade(0.01).as_str(), "▁");
        assert_eq!(shade(1.0).as_str(), "█");
        assert_eq!(shade(7.0).as_str(), "█");
    }
}
