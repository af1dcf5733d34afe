//! Answers what lies within a country or a region: its regions, or its cities, within the rest of the filter.
//!
//! Going into a place selects it for the facet alone; nothing is written into the filter.

use super::segments::Asked;
use crate::query::{Context, Expr, Field, Filter, parse, read};
use crate::ui::screens::FacetAsk;
use crate::ui::screens::places::{below, levels};
use crate::workspace::{At, Book, Facet};

/// The finer facet within the place that one has gone into; nothing at the top.
pub(super) fn within(book: &Book, asked: &Asked<'_>, ask: &FacetAsk) -> Option<Facet> {
    let levels = levels(ask.field);
    if levels.is_empty() || ask.path.is_empty() {
        return None;
    }
    let zone = book.settings().general.zone;
    let inside = read(&ask.path, &Context::on(asked.now.day(zone))).ok()?;
    let mut depth = 0;
    inside.expr.visit(&mut |_| depth += 1);
    let finer = levels.get(depth..).filter(|it| !it.is_empty())?;
    // A facet does not filter itself, nor what lies within it.
    let is_place = |part: &Expr<_>| {
        let mut all = true;
        part.visit(&mut |it: &crate::query::Condition| all &= levels.contains(&it.field));
        all
    };
    let parts = match asked.filter.expr.clone() {
        Expr::All => Vec::new(),
        Expr::And(parts) => parts,
        part @ (Expr::Or(_) | Expr::Not(_) | Expr::Term(_)) => vec![part],
    };
    let rest = parts.into_iter().filter(|part| !is_place(part));
    let filter = Filter {
        expr: Expr::and(rest.chain([inside.expr])),
        ..asked.filter.clone()
    };
    let slice = book.slice(&filter, asked.unit, finer, At { now: asked.now });
    let is_named = |facet: &Facet| {
        let (first, _) = book.facet_values(facet, "", 2);
        first.iter().any(|it| it.term.is_some())
    };
    // Where nobody wrote down regions, cities lie in the country itself.
    let mut facets = slice.facets;
    let at = facets.iter().position(is_named);
    let at = at.or_else(|| facets.len().checked_sub(1))?;
    Some(facets.swap_remove(at))
}

/// Whether something finer than a field's values is known at all.
pub(super) fn has_finer(book: &Book, field: Field) -> bool {
    let columns = &book.accounts.columns;
    let known = [
        (Field::Region, &columns.region),
        (Field::City, &columns.city),
    ];
    let finer = known.iter().filter(|it| below(field).contains(&it.0));
    finer.into_iter().any(|it| it.1.words().width() > 1)
}

/// The places that one has gone into, by their names: `Poland › Silesia`.
pub(super) fn named(path: &str) -> String {
    let mut names = Vec::new();
    parse(path)
        .ast
        .expr
        .visit(&mut |term: &crate::query::Term| {
            let whole = term.to_string();
            let typed = whole.split_once(':').map_or("", |it| it.1);
            names.push(typed.trim_matches('"').to_owned());
        });
    names.join(" › ")
}
