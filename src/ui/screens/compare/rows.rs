//! Holds the lines of the page that compares, in their order, and which of them the cursor goes to.

use super::data::{ComparePage, LINES};

/// What the cursor can be on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// A side, by its number.
    Side(usize),
    /// A layer, or what was won, by its number.
    Line(usize),
    /// What two have in common, by its number.
    Common(usize),
    /// A value in which two differ: the field's number, and its own.
    Value(usize, usize),
}

/// A line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// Something that the cursor goes to.
    Spot(Spot),
    /// Nothing.
    Blank,
    /// The heads of the funnels.
    Head,
    /// How many are in both and left out.
    Shared,
    /// The head of what they have in common.
    CommonHead,
    /// The head of the fields.
    FieldsHead,
    /// A field.
    Field(usize),
    /// The fields that the filters cut by.
    Cut,
    /// What is still to do before there is anything to see.
    Advice,
    /// What the figures say and what they do not.
    Note,
}

impl Row {
    /// What the cursor can be on there.
    pub(super) const fn spot(self) -> Option<Spot> {
        if let Self::Spot(spot) = self {
            Some(spot)
        } else {
            None
        }
    }
}

/// All that the cursor can be on, in the order of the lines.
pub(super) fn spots(page: &ComparePage) -> Vec<Spot> {
    let (left, right) = (funnels(page), fields(page));
    left.iter()
        .chain(&right)
        .filter_map(|row| row.spot())
        .collect()
}

/// The sides, their funnels, and what they have in common.
pub(super) fn funnels(page: &ComparePage) -> Vec<Row> {
    let mut rows: Vec<Row> = (0..page.sides.len())
        .map(|at| Row::Spot(Spot::Side(at)))
        .collect();
    rows.push(Row::Blank);
    let selects = page.sides.first().and_then(|it| it.filter.as_deref());
    if page.sides.len() < 2 || selects.is_none_or(str::is_empty) {
        rows.push(Row::Advice);
    }
    rows.push(Row::Head);
    rows.extend((0..LINES).map(|at| Row::Spot(Spot::Line(at))));
    if page.compared.as_ref().is_some_and(|it| it.shared > 0) {
        rows.push(Row::Shared);
    }
    if !page.common.is_empty() {
        rows.extend([Row::Blank, Row::CommonHead]);
        rows.extend((0..page.common.len()).map(|at| Row::Spot(Spot::Common(at))));
    }
    rows
}

/// The fields in which two differ.
pub(super) fn fields(page: &ComparePage) -> Vec<Row> {
    let Some(compared) = &page.compared else {
        return Vec::new();
    };
    let mut rows = vec![Row::FieldsHead];
    for (at, field) in compared.fields.iter().enumerate() {
        rows.push(Row::Field(at));
        rows.extend((0..field.values.len()).map(|value| Row::Spot(Spot::Value(at, value))));
    }
    if !compared.cut.is_empty() {
        rows.push(Row::Cut);
    }
    rows.push(Row::Note);
    rows
}

/// The part of some lines that is seen: where not all have room, the cursor's stays near the middle.
pub(super) fn first_seen(rows: &[Row], cursor: Option<Spot>, height: usize) -> usize {
    let at = rows
        .iter()
        .position(|row| cursor.is_some_and(|spot| *row == Row::Spot(spot)));
    let last = rows.len().saturating_sub(height);
    at.map_or(0, |at| {
        let begins = matches!(rows.get(at), Some(Row::Spot(Spot::Side(_))));
        if begins && at < height {
            0
        } else {
            at.saturating_sub(height / 2).min(last)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_the_cursor_is_always_seen() {
        let rows: Vec<Row> = (0..30)
            .map(|at| {
                if at % 3 == 0 {
                    Row::Spot(Spot::Common(at))
                } else {
                    Row::Blank
                }
            })
            .collect();
        for height in 1..40 {
            for at in (0..30).step_by(3) {
                let first = first_seen(&rows, Some(Spot::Common(at)), height);
                assert!((first..first + height).contains(&at), "{at} of {height}");
            }
        }
        assert_eq!(first_seen(&rows, None, 5), 0);
    }
}
