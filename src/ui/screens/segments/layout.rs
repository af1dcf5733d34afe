//! Holds where facets and the funnel stand: by the window and by what was chosen, never by what was counted.
//!
//! Facets fill columns and columns fill pages; the page that has the cursor is seen.

use ratatui::layout::{Position, Rect};

use super::choice::{is_endless, wished_lines};
use crate::query::Field;

/// The cells between two columns.
const GAP: u16 = 3;
/// From this height on facets stand apart.
const ROOMY: u16 = 14;
/// The lines of the funnel with all that is said below it, where there is room.
const FUNNEL: u16 = 36;
/// The fewest lines below the funnel in which facets are seen.
const BELOW: u16 = 8;

/// A facet in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Its number among those chosen.
    pub(super) index: usize,
    /// Its head and its values.
    pub(super) area: Rect,
}

impl Place {
    /// How many values are seen.
    pub(super) fn lines(&self) -> usize {
        usize::from(self.area.height.saturating_sub(1))
    }
}

/// Where everything stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// The facets that are seen.
    pub(super) facets: Vec<Place>,
    /// The line that tells the value under the cursor.
    pub(super) told: Option<Rect>,
    /// The line between facets and funnel.
    pub(super) rule: Option<Rect>,
    /// The funnel.
    pub(super) funnel: Option<Rect>,
    /// The page that is seen, and how many there are.
    pub(super) page: (usize, usize),
}

/// What is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look<'a> {
    /// The facets that are chosen.
    pub(super) chosen: &'a [Field],
    /// The facet under the cursor.
    pub(super) at: usize,
    /// Whether the cursor is on the funnel.
    pub(super) on_funnel: bool,
    /// Whether one facet is seen alone.
    pub(super) large: bool,
    /// The facets that are empty for all there is: each takes a line that says so.
    pub(super) empty: &'a [Field],
}

impl Layout {
    /// Places everything.
    pub(super) fn of(body: Rect, look: Look<'_>) -> Self {
        let (columns, funnel) = match body.width {
            0..=55 => (1, 0),
            56..=99 => (1, 28),
            100..=165 => (2, 32),
            // The funnel is narrow there, with its bars below the names: facets get the rest, and their names are whole.
            _ => (3, 44),
        };
        if funnel == 0 && look.on_funnel {
            return Self {
                facets: Vec::new(),
                told: None,
                rule: None,
                funnel: Some(body),
                page: (0, 1),
            };
        }
        let width = if funnel == 0 {
            body.width
        } else {
            body.width.saturating_sub(funnel + GAP)
        };
        let at_right = |x: u16, width| Rect::new(body.x + x, body.y, width, body.height);
        let told = body.height >= 7;
        let left = Rect::new(body.x, body.y, width, body.height - u16::from(told));
        let told = told.then(|| Rect::new(body.x, left.bottom(), width, 1));
        let funnel = (funnel > 0).then(|| at_right(width + GAP, funnel));
        let under = funnel.and_then(|funnel| under(funnel, columns));
        let slots = columns_of(left, columns).chain(under);
        let (facets, page) = if look.large {
            let area = Rect {
                width: left.width.min(90),
                ..left
            };
            (
                vec![Place {
                    index: look.at,
                    area,
                }],
                (0, 1),
            )
        } else {
            pages(&slots.collect::<Vec<_>>(), look)
        };
        Self {
            facets,
            told,
            rule: funnel.map(|_| at_right(width + 1, 1)),
            funnel: funnel.map(|funnel| match under {
                Some(under) if !look.large => Rect {
                    height: under.y - funnel.y - 1,
                    ..funnel
                },
                Some(_) | None => funnel,
            }),
            page,
        }
    }

    /// Where a facet stands, if it is seen.
    pub(super) fn place(&self, index: usize) -> Option<Place> {
        self.facets
            .iter()
            .copied()
            .find(|place| place.index == index)
    }

    /// The facet in a place of the screen.
    pub(super) fn at(&self, at: Position) -> Option<Place> {
        self.facets
            .iter()
            .copied()
            .find(|place| place.area.contains(at))
    }

    /// The facet beside another one, in the column to that side: the one at the same height.
    pub(super) fn beside(&self, index: usize, right: bool) -> Option<usize> {
        let here = self.place(index)?.area;
        let others = self.facets.iter().map(|it| (it.index, it.area));
        let there = others.filter(|(_, area)| {
            if right {
                // Beside what stands higher than those below the funnel is the funnel.
                area.x > here.x && area.y < here.bottom()
            } else {
                area.x < here.x
            }
        });
        let near = there.min_by_key(|(_, area)| (area.x.abs_diff(here.x), area.y.abs_diff(here.y)));
        near.map(|(index, _)| index)
    }
}

/// The columns of facets beside the funnel.
fn columns_of(left: Rect, columns: u16) -> impl Iterator<Item = Rect> {
    let width = left.width.saturating_sub(GAP * (columns - 1)) / columns;
    (0..columns).map(move |column| Rect {
        x: left.x + column * (width + GAP),
        width,
        ..left
    })
}

/// Where more facets stand below the funnel, in a window that is wide and high.
fn under(funnel: Rect, columns: u16) -> Option<Rect> {
    let height = funnel.height.checked_sub(FUNNEL + 1)?;
    (columns > 2 && height >= BELOW).then(|| Rect {
        y: funnel.y + FUNNEL + 1,
        height,
        ..funnel
    })
}

/// The page of facets that has the cursor.
fn pages(columns: &[Rect], look: Look<'_>) -> (Vec<Place>, (usize, usize)) {
    let mut pages: Vec<Vec<Place>> = Vec::new();
    let mut column = columns.iter();
    let mut next = 0;
    while next < look.chosen.len() {
        let fields = &look.chosen[next..];
        let Some(area) = column.next() else {
            pages.push(Vec::new());
            column = columns.iter();
            continue;
        };
        if pages.is_empty() {
            pages.push(Vec::new());
        }
        let gap = u16::from(columns[0].height >= ROOMY);
        let heights = fill(fields, area.height, gap, look.empty);
        let mut y = area.y;
        for (before, height) in &heights {
            y += before;
            let place = Place {
                index: next,
                area: Rect::new(area.x, y, area.width, *height),
            };
            pages
                .iter_mut()
                .last()
                .into_iter()
                .for_each(|page| page.push(place));
            y += height;
            next += 1;
        }
    }
    let many = pages.len().max(1);
    let has = |page: &Vec<Place>| page.iter().any(|place| place.index == look.at);
    let at = pages.iter().position(has).unwrap_or(0);
    let seen = pages.into_iter().nth(at).unwrap_or_default();
    (seen, (at, many))
}

/// The first facets that fill a column, each with the lines free before it and its own; what is left over goes to
/// those whose values never end.
fn fill(fields: &[Field], height: u16, gap: u16, empty: &[Field]) -> Vec<(u16, u16)> {
    let mut heights: Vec<(u16, u16)> = Vec::new();
    let mut used = 0;
    let is_empty = |field: &Field| empty.contains(field);
    for (at, field) in fields.iter().enumerate() {
        let wished = if is_empty(field) {
            1
        } else {
            wished_lines(*field) + 1
        };
        let both = is_empty(field) && at.checked_sub(1).is_some_and(|at| is_empty(&fields[at]));
        let before = if at == 0 || both { 0 } else { gap };
        if used + before + wished > height {
            break;
        }
        used += before + wished;
        heights.push((before, wished));
    }
    if heights.is_empty() {
        return vec![(0, height.max(1))];
    }
    let mut spare = height - used;
    let grows: Vec<usize> = (0..heights.len())
        .filter(|at| is_endless(fields[*at]) && !is_empty(&fields[*at]))
        .collect();
    while spare > 0 && !grows.is_empty() {
        for at in &grows {
            let more = u16::from(spare > 0);
            heights[*at].1 += more;
            spare -= more;
        }
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::screens::chosen_facets;

    #[test]
    fn every_facet_has_its_place_on_one_page_and_none_overlap() {
        let chosen = chosen_facets("");
        for (width, height) in [
            (198, 52),
            (118, 28),
            (78, 19),
            (38, 8),
            (1, 1),
            (20, 3),
            (500, 190),
        ] {
            let body = Rect::new(1, 3, width, height);
            for at in 0..chosen.len() {
                let look = Look {
                    chosen: &chosen,
                    at,
                    on_funnel: false,
                    large: false,
                    empty: &chosen[2..5],
                };
                let layout = Layout::of(body, look);
                assert!(layout.place(at).is_some(), "{width}×{height}");
                let mut areas: Vec<Rect> = layout.facets.iter().map(|it| it.area).collect();
                areas.extend(layout.funnel);
                areas.extend(layout.told);
                for (index, area) in areas.iter().enumerate() {
                    assert_eq!(area.intersection(body), *area, "{width}×{height} {areas:?}");
                    let others = &areas[index + 1..];
                    assert!(others.iter().all(|it| !it.intersects(*area)), "{areas:?}");
                }
            }
        }
    }

    #[test]
    fn windows_show_as_many_columns_as_have_room() {
        let chosen = chosen_facets("");
        let seen = |width, height| {
            let look = Look {
                chosen: &chosen,
                at: 0,
                on_funnel: false,
                large: false,
                empty: &[],
            };
            let layout = Layout::of(Rect::new(1, 3, width, height), look);
            (layout.facets.len(), layout.page.1, layout.funnel.is_some())
        };
        assert_eq!(seen(198, 52).1, 1);
        assert!(seen(198, 52).0 >= 20);
        assert!(seen(118, 28).0 >= 6);
        assert!(seen(78, 19).2);
        assert_eq!(seen(38, 8).0, 1);
        assert!(!seen(38, 8).2);
    }
}
