//! What goes with which report: groups, two periods beside each other. What does not is refused with the reason.

use super::{Ask, ReportError, Result};
use crate::figures::Figure;
use crate::insight::why::{Basis, Measure};
use crate::query::Field;

/// How many fields a report goes by, or why by none.
fn fields(figure: Figure) -> std::result::Result<usize, &'static str> {
    match figure {
        Figure::Conversion(_)
        | Figure::Wins
        | Figure::Duration
        | Figure::Cohort(_)
        | Figure::Forecast
        | Figure::Velocity
        | Figure::Response
        | Figure::Lost
        | Figure::Calibration => Ok(1),
        Figure::Why => Ok(2),
        Figure::Flow => Err(
            "its rows are layers, which prove that they add up; take one value with a filter: report flow source:fair",
        ),
        Figure::Abc => Err(
            "its rows are accounts, each of which is in one class; take one value with a filter: report abc source:fair",
        ),
        Figure::Orders => {
            Err("its rows are accounts; take one value with a filter: report orders source:fair")
        }
        Figure::Reps => {
            Err("its rows are owners; take one value with a filter: report reps source:fair")
        }
    }
}

/// Why a report can't be held against another period; nothing where it can.
fn no_versus(figure: Figure) -> Option<&'static str> {
    match figure {
        Figure::Conversion(_)
        | Figure::Wins
        | Figure::Duration
        | Figure::Why
        | Figure::Abc
        | Figure::Orders
        | Figure::Velocity
        | Figure::Response
        | Figure::Reps
        | Figure::Lost
        | Figure::Calibration => None,
        Figure::Cohort(_) => {
            Some("its rows are the months already, each beside the others at the same age")
        }
        Figure::Flow => Some("each period adds up by itself; ask for the other one alone"),
        Figure::Forecast => Some(
            "it is of what is open now; see an earlier one with --asof, such as --asof last-month",
        ),
    }
}

/// What was asked for that only one report knows, and which one: to pass over it would look as if it had been heeded.
fn foreign(args: &Ask) -> impl Iterator<Item = (&'static str, Figure)> {
    let asked = [
        ("basis", Figure::Why, args.basis != Basis::Closed),
        ("measure", Figure::Why, args.measure != Measure::Wins),
        ("target", Figure::Forecast, args.target.is_some()),
    ];
    let asked = asked.into_iter().filter(|it| it.2);
    asked.map(|(option, of, _)| (option, of))
}

/// Refuses what does not go together.
pub(super) fn check(args: &Ask) -> Result<()> {
    let by = args.by.as_slice();
    let name = args.figure.name();
    let refuse = |why: String| Err(ReportError::Usage(why));
    let grouped = !by.is_empty() || !args.segments.is_empty();
    match fields(args.figure) {
        Err(why) if grouped => return refuse(format!("{name} goes by no field: {why}")),
        Ok(most) if by.len() > most => {
            let many = ["no field", "one field", "two fields"][most.min(2)];
            return refuse(format!("{name} goes by {many}"));
        }
        Ok(_) | Err(_) => {}
    }
    let segments = by.contains(&Field::Seg) || !args.segments.is_empty();
    if segments && args.figure == Figure::Why {
        return refuse(
            "why goes by no segments: a lead may be in two of them or in none, so that the parts would not add up"
                .to_owned(),
        );
    }
    for (option, of) in foreign(args) {
        if args.figure != of {
            let of = of.name();
            return refuse(format!("--{option} is of {of}: {name} knows nothing of it"));
        }
    }
    match no_versus(args.figure).filter(|_| args.versus.is_some()) {
        Some(why) => refuse(format!("{name} is held against no other period: {why}")),
        None => Ok(()),
    }
}
