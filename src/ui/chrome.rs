//! Holds where things are on every screen: the bars, the filter, the status, the body.
//!
//! The same thing is in the same place on every screen. What a small window cannot hold goes in this order: space
//! between, the status line, the top bar, the filter, the hints; the body is last.

use ratatui::layout::{Rect, Size};

/// Where things are; an area without height is not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// The first line: where am I, am I live, who am I.
    pub top: Rect,
    /// The filter, and how many of how many.
    pub filter: Rect,
    /// The line under the filter.
    pub rule: Rect,
    /// What the screen shows.
    pub body: Rect,
    /// What was said last.
    pub status: Rect,
    /// The last line: the keys that matter now.
    pub hints: Rect,
}

/// From this height on there is room for space between.
const ROOMY: u16 = 30;

/// The areas of a screen of that size.
#[must_use]
pub fn areas(size: Size) -> Areas {
    let height = size.height;
    let roomy = u16::from(height >= ROOMY);
    let top = u16::from(height >= 4);
    let filter = u16::from(height >= 3);
    let rule = u16::from(height >= 16);
    let status = u16::from(height >= 8);
    let hints = u16::from(height >= 2);
    let line = |y: u16, height: u16| Rect::new(0, y, size.width, height);
    let under_top = top + roomy;
    let body_top = under_top + filter + rule + roomy;
    let body_height = height.saturating_sub(body_top + status + hints + roomy);
    let inner = |y: u16, height: u16| {
        let margin = u16::from(size.width >= 20);
        Rect::new(margin, y, size.width.saturating_sub(2 * margin), height)
    };
    Areas {
        top: line(0, top),
        filter: inner(under_top, filter),
        rule: line(under_top + filter, rule),
        body: inner(body_top, body_height),
        status: inner(body_top + body_height, status),
        hints: line(height - hints, hints),
    }
}

/// Where overlays may be: anywhere but on the hints, which say how to close them.
#[must_use]
pub fn over(size: Size) -> Rect {
    let hints = u16::from(size.height >= 8);
    Rect::new(0, 0, size.width, size.height - hints)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_fill_every_window_without_overlapping() {
        for height in 1..=200 {
            for width in [1, 19, 20, 40, 80, 500] {
                let areas = areas(Size::new(width, height));
                let parts = [
                    areas.top,
                    areas.filter,
                    areas.rule,
                    areas.body,
                    areas.status,
                    areas.hints,
                ];
                let mut next = 0;
                for part in parts.iter().filter(|part| part.height > 0) {
                    assert!(part.y >= next, "{height}: {parts:?}");
                    assert!(part.right() <= width);
                    next = part.bottom();
                }
                assert!(next <= height);
                assert!(areas.body.height > 0, "{height}");
            }
        }
    }

    #[test]
    fn space_between_comes_with_room() {
        assert_eq!(areas(Size::new(120, 36)).filter.y, 2);
        assert_eq!(areas(Size::new(80, 24)).filter.y, 1);
        assert_eq!(areas(Size::new(40, 12)).body.height, 8);
    }
}
