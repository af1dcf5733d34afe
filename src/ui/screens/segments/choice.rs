//! Holds which facets a reader sees, in which order, and what each is called.

use super::ranges::is_measured;
pub use crate::figures::facet_name;
use crate::model::Clean;
use crate::query::{Field, FieldKind};
use crate::ui::ctx::Ctx;
use crate::workspace::FACETS;

/// The facets that are seen where nobody chose others.
const USUAL: [Field; 23] = [
    Field::Naics,
    Field::Source,
    Field::Emp,
    Field::City,
    Field::Layer,
    Field::Product,
    Field::Ownership,
    Field::Temp,
    Field::Tag,
    Field::Owner,
    Field::Value,
    Field::Country,
    Field::Reason,
    Field::Class,
    Field::Kind,
    Field::Sector,
    Field::Entered,
    Field::Campaign,
    Field::Status,
    Field::Moved,
    Field::Fb,
    Field::Team,
    Field::Revenue,
];

/// The facets of a list of names with commas between; those that are none are left out, and without any the usual ones
/// are seen.
#[must_use]
pub fn chosen_facets(names: &str) -> Vec<Field> {
    let mut chosen = Vec::new();
    for name in names.split(',') {
        let field = Field::named(name.trim()).filter(|it| FACETS.contains(it));
        if let Some(field) = field.filter(|it| !chosen.contains(it)) {
            chosen.push(field);
        }
    }
    if chosen.is_empty() {
        USUAL.to_vec()
    } else {
        chosen
    }
}

/// Whether a facet can have any number of values, so that more room shows more of them.
pub(super) const fn is_endless(field: Field) -> bool {
    !matches!(field.kind(), FieldKind::Code(_))
        && !matches!(field, Field::Ownership | Field::Team)
        && !is_measured(field)
}

/// The names of facets, to be kept.
pub(super) fn names(chosen: &[Field]) -> String {
    let names: Vec<&str> = chosen.iter().map(|it| it.name()).collect();
    names.join(",")
}

/// What a facet is called; one without a name of its own goes by the filter's.
pub(in crate::ui::screens) fn facet_words(field: Field, ctx: &Ctx<'_>) -> Clean {
    facet_name(field).map_or_else(|| Clean::new(field.name()), |name| ctx.t(name))
}

/// How many values of a facet are worth seeing at once: by its kind, so that nothing moves as counts change.
pub(super) fn wished_lines(field: Field) -> u16 {
    match field.kind() {
        FieldKind::Code(list) => {
            // One line more for those without.
            u16::try_from(list.codes().count() + 1)
                .unwrap_or(u16::MAX)
                .min(6)
        }
        FieldKind::Text(_)
        | FieldKind::User
        | FieldKind::Money
        | FieldKind::Integer
        | FieldKind::Naics
        | FieldKind::Date
        | FieldKind::Length
        | FieldKind::Id
        | FieldKind::Segment => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facets_are_chosen_by_their_names_and_always_some_are_seen() {
        assert_eq!(
            chosen_facets("city, emp,city,nonsense,due"),
            [Field::City, Field::Emp]
        );
        assert_eq!(names(&chosen_facets("size,source")), "emp,source");
        let usual = chosen_facets("");
        assert!(usual.len() >= 16);
        assert!(usual.iter().all(|it| FACETS.contains(it)));
    }
}
