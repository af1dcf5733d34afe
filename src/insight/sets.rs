//! Groups of leads that figures stand beside each other for: the values of a field, or saved segments.
//!
//! By a field each lead is in one group, what has no value is a group too, and the rest of many values is one. Segments may
//! overlap and need not hold all: a lead may be in two of them or in none, so their figures do not add up, and how many leads are in
//! more than one, and in none, has to be said beside them.

use crate::book::Book;
use crate::book::facets::{Share, Split};
use crate::book::mask::Mask;
use crate::book::select::At;
use crate::query::{Context, Field, Segments, Term, read};

/// A segment and those of a selection that are in it.
#[derive(Debug, Clone)]
pub struct Set {
    /// The segment's name.
    pub name: String,
    /// The filter for it.
    pub filter: String,
    /// The episodes.
    pub rows: Mask,
}

/// How segments lie over a selection.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lie {
    /// Leads that are in more than one.
    pub in_many: u64,
    /// Leads that are in none.
    pub in_none: u64,
}

/// The segments that can be read, those of `names` alone where any of these is among them, with their parts of a selection.
#[must_use]
pub fn segments(
    book: &Book,
    readable: &Segments,
    (context, at): (&Context, At),
    selected: &Mask,
    names: &[String],
) -> Vec<Set> {
    let fold = crate::model::fold::fold;
    let wanted: Vec<String> = names.iter().map(|it| fold(it)).collect();
    let is_wanted = |it: &str| wanted.contains(&fold(it));
    // Names may be of another workspace, or of segments that are gone.
    let any = readable.names().any(is_wanted);
    let chosen = readable.names().filter(|it| !any || is_wanted(it));
    let set = |name: &str| {
        let filter = Term::text(Field::Seg, name).to_string();
        // What looks at another day is not of this one.
        let read = read(&filter, context).ok().filter(|it| it.asof.is_none())?;
        Some(Set {
            name: name.to_owned(),
            rows: book.select(&read, at).and(selected),
            filter,
        })
    };
    chosen.filter_map(set).collect()
}

/// How segments lie over a selection, in leads.
#[must_use]
pub fn lie(book: &Book, selected: &Mask, sets: &[Set]) -> Lie {
    let (mut once, mut twice) = (Mask::none(selected.rows()), Mask::none(selected.rows()));
    for set in sets {
        let leads = book.latest(&set.rows);
        twice = twice.or(&once.clone().and(&leads));
        once = once.or(&leads);
    }
    let in_none = book.latest(selected).and(&once.not()).count();
    Lie {
        in_many: twice.count(),
        in_none,
    }
}

/// The rows of each place of a split.
#[must_use]
pub fn places(split: &Split<'_>, selected: &Mask) -> Vec<Mask> {
    let shares: &[Share] = split.shares();
    let mut masks = vec![Mask::none(selected.rows()); shares.len()];
    for row in selected.iter() {
        if let Some(mask) = masks.get_mut(split.place(row)) {
            mask.insert(row);
        }
    }
    masks
}
