//! Holds how numbers and days are drawn: upright bars from the lowest class to the highest, before those of all there is.
//!
//! What is selected is solid and what there is is dotted, each measured by its own highest bar, so that two shapes are
//! compared without colours. The line below them says what the filter takes in, and where the cursor is.

use ratatui::layout::Rect;

use super::data::{Bar, Bars};
use super::terms::Standing;
use crate::model::{Clean, Layer};
use crate::ui::paint::{Pen, cells};
use crate::ui::theme::Role;

/// The lines below the bars: what is chosen, and where classes begin.
const BELOW: u16 = 2;
/// The fewest lines that bars need, the head included.
pub(super) const LEAST: u16 = 2 + BELOW;
/// The most lines that bars take.
const HIGHEST: u16 = 3;
/// The most cells that a bar is wide.
const WIDEST: u16 = 4;
/// Where bars begin: below the names of values.
const INDENT: u16 = 2;

/// Blocks that fill one to eight eighths of a cell from below.
const EIGHTHS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// What the cursor and a range that is begun point at, by the places of values.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pointed {
    pub(super) cursor: Option<usize>,
    pub(super) marked: Option<(usize, usize)>,
}

/// A bar as it is drawn: one class, or several where there is no room for each.
struct Drawn<'a> {
    bars: &'a [Bar],
    x: u16,
    width: u16,
}

impl Drawn<'_> {
    fn count(&self) -> u64 {
        self.bars.iter().map(|it| it.count).sum()
    }

    fn all(&self) -> u64 {
        self.bars.iter().map(|it| it.all).sum()
    }

    fn standing(&self) -> Standing {
        let mut of = self.bars.iter().map(|it| it.standing);
        of.find(|it| *it != Standing::Silent).unwrap_or_default()
    }

    fn holds(&self, wanted: impl Fn(usize) -> bool) -> bool {
        self.bars.iter().filter_map(|it| it.line).any(wanted)
    }
}

/// The bars in their places, from the lowest class on.
fn placed<'a>(bars: &'a Bars, area: Rect) -> Vec<Drawn<'a>> {
    let room = area.width.saturating_sub(INDENT).max(1);
    let many = bars.bars.len().max(1);
    let each = many.div_ceil(usize::from(room));
    let drawn = bars.bars.chunks(each.max(1));
    let width = (room / cells(drawn.len()).max(1)).clamp(1, WIDEST);
    let placed = (0..).zip(drawn).map(|(at, bars)| Drawn {
        bars,
        x: area.x + INDENT + at * width,
        width,
    });
    placed.collect()
}

/// The place of the value whose bar is at a cell.
pub(super) fn line_at(bars: &Bars, area: Rect, x: u16) -> Option<usize> {
    let drawn = placed(bars, area).into_iter();
    let here = drawn.filter(|it| (it.x..it.x + it.width).contains(&x));
    here.flat_map(|it| it.bars.iter().filter_map(|bar| bar.line))
        .next()
}

/// Draws the bars below the head of their facet.
pub(super) fn draw(bars: &Bars, pointed: Pointed, area: Rect, pen: &mut Pen<'_>) {
    let drawn = placed(bars, area);
    let high = area.height.saturating_sub(1 + BELOW).clamp(1, HIGHEST);
    let (top, below) = (area.y + 1, area.y + 1 + high);
    let longest = drawn.iter().map(Drawn::count).max().unwrap_or(0);
    let longest_all = drawn.iter().map(Drawn::all).max().unwrap_or(0);
    let chosen = drawn.iter().any(|it| it.standing() == Standing::In);
    for it in &drawn {
        let own = eighths(it.count(), longest, high);
        let all = eighths(it.all(), longest_all, high);
        let role = match it.standing() {
            Standing::Out => Role::Faint,
            Standing::Silent if chosen => Role::Quiet,
            Standing::In | Standing::Silent => Role::Layer(Layer::Interested),
        };
        for line in 0..high {
            let y = below - 1 - line;
            let here = |of: u16| of.saturating_sub(line * 8).min(8);
            let (sign, role) = match (here(own), here(all)) {
                (0, 0..4) => continue,
                (0, _) => ("░", Role::Faint),
                (own, _) => (EIGHTHS[usize::from(own - 1)], role),
            };
            fill(pen, it, y, sign, role);
        }
        let cursor = it.holds(|line| Some(line) == pointed.cursor);
        let in_mark = |line| {
            pointed
                .marked
                .is_some_and(|(from, to)| (from..=to).contains(&line))
        };
        let (sign, role) = match (it.holds(in_mark), it.standing()) {
            (true, _) => ("▀", Role::Mark),
            (_, Standing::In) => ("━", Role::Accent),
            (_, Standing::Out) => ("×", Role::Bad),
            (_, Standing::Silent) => ("─", Role::Rule),
        };
        fill(pen, it, below, sign, role);
        if cursor {
            let middle = it.x + (it.width - 1) / 2;
            pen.put(middle, below, 1, &Clean::literal("▲"), Role::Accent);
            pen.lay(Rect::new(it.x, top, it.width, high), Role::CursorLine);
        }
    }
    edges(
        &drawn,
        bars,
        Rect::new(area.x, below + 1, area.width, 1),
        pen,
    );
}

fn fill(pen: &mut Pen<'_>, it: &Drawn<'_>, y: u16, sign: &'static str, role: Role) {
    for x in it.x..it.x + it.width {
        pen.put(x, y, 1, &Clean::literal(sign), role);
    }
}

/// How high a bar is; something is never drawn as nothing.
fn eighths(amount: u64, longest: u64, high: u16) -> u16 {
    if amount == 0 || longest == 0 {
        return 0;
    }
    let exact = u128::from(high) * 8 * u128::from(amount) / u128::from(longest);
    u16::try_from(exact).unwrap_or(high * 8).max(1)
}

/// Where classes begin, as many as have room, and what they are counted in.
fn edges(drawn: &[Drawn<'_>], bars: &Bars, line: Rect, pen: &mut Pen<'_>) {
    let unit = cells(bars.unit.width());
    let last = drawn.last().map_or(line.x, |it| it.x + it.width);
    let fits = last + 1 + unit <= line.right();
    let end = if fits {
        line.right() - unit
    } else {
        line.right()
    };
    let mut free = line.x;
    let mut before = None;
    for it in drawn {
        let Some(edge) = it.bars.iter().find_map(|bar| bar.edge.as_ref()) else {
            continue;
        };
        let width = cells(edge.width());
        // Small amounts read the same: one of them is enough.
        if it.x >= free && it.x + width < end && before != Some(edge) {
            pen.put(it.x, line.y, width, edge, Role::Quiet);
            before = Some(edge);
            free = it.x + width + 1;
        }
    }
    if fits {
        pen.put_right(line.right(), line.y, unit, &bars.unit, Role::Faint);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(many: usize) -> Bars {
        let bar = |at| Bar {
            line: Some(at),
            edge: None,
            count: at as u64,
            all: 1,
            standing: Standing::Silent,
        };
        Bars {
            bars: (0..many).map(bar).collect(),
            unit: Clean::default(),
        }
    }

    #[test]
    fn every_class_has_its_cell_and_a_click_finds_it() {
        for many in [1, 14, 60, 400] {
            for width in [3, 20, 41] {
                let area = Rect::new(5, 2, width, 6);
                let bars = bars(many);
                let drawn = placed(&bars, area);
                let all: usize = drawn.iter().map(|it| it.bars.len()).sum();
                assert_eq!(all, many);
                assert!(drawn.iter().all(|it| it.x + it.width <= area.right()));
                for it in &drawn {
                    assert_eq!(line_at(&bars, area, it.x), it.bars[0].line);
                }
                assert_eq!(line_at(&bars, area, area.x), None);
            }
        }
    }

    #[test]
    fn the_highest_bar_is_full_and_the_lowest_is_seen() {
        assert_eq!(eighths(900, 900, 3), 24);
        assert_eq!(eighths(1, 1_000_000, 3), 1);
        assert_eq!(eighths(0, 9, 3), 0);
    }
}
