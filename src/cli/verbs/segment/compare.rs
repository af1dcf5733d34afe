//! `fiveply segment compare` and `overlap`: segments side by side, and what they have in common.

use clap::Args;
use serde::Serialize;

use super::shapes::{PairShape, Shape, SideShape};
use super::{counted, find, pick, pick_filter};
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::exit::Exit;
use crate::cli::rates::{RESTS_ON_FEW, band, difference, grouped, percent, resting};
use crate::cli::table::{Side, Table};
use crate::insight::before::FEW;
use crate::insight::compare::{
    FieldApart, Pair, Shares, by_what, common_unit, funnel_of, overlap, pair,
};
use crate::insight::outline::{Outline, left_out};
use crate::insight::picked::Picked;
use crate::insight::stats::Rate;
use crate::model::{Clean, Unit};
use crate::query::{Field, Filter};

/// What to put side by side.
#[derive(Debug, Args)]
pub(super) struct CompareArgs {
    /// Names or #numbers of segments, or filters: two or more
    #[arg(required = true, num_args = 2.., value_name = "SEGMENT")]
    segments: Vec<String>,
    /// What is counted; accounts where all are about accounts, else leads
    #[arg(long, value_name = "UNIT", value_parser = ["leads", "accounts"])]
    unit: Option<String>,
    /// How many fields that differ are named, the furthest apart first
    #[arg(long, value_name = "N", default_value_t = 5)]
    fields: usize,
}

/// What to count the common of.
#[derive(Debug, Args)]
pub(super) struct OverlapArgs {
    /// Names or #numbers of segments, or filters: two or more
    #[arg(required = true, num_args = 2.., value_name = "SEGMENT")]
    segments: Vec<String>,
    /// What is counted; accounts where all are about accounts, else leads
    #[arg(long, value_name = "UNIT", value_parser = ["leads", "accounts"])]
    unit: Option<String>,
}

/// A segment or a filter that takes part.
pub(super) struct Taking {
    pub name: String,
    pub filter: String,
    pub picked: Picked,
}

/// Finds what is compared: a segment of that name, else a filter.
fn sides(cx: &Context<'_>, texts: &[String], unit: Option<&str>) -> Result<(Unit, Vec<Taking>)> {
    let found: Vec<_> = texts
        .iter()
        .map(|text| Ok((text, find(cx, text)?)))
        .collect::<Result<_>>()?;
    let units = found
        .iter()
        .map(|(_, saved)| saved.as_ref().map_or(Unit::Leads, |it| it.segment.unit()));
    let unit = match unit {
        Some(unit) => unit.parse()?,
        None => common_unit(units),
    };
    let sides = found.iter().map(|(text, saved)| match saved {
        Some(saved) => Ok(Taking {
            name: saved.segment.name.clone(),
            filter: saved.segment.filter.clone(),
            picked: pick(cx, saved, unit)?,
        }),
        None => {
            let filter = cx.filter(text)?.text;
            Ok(Taking {
                name: if filter.is_empty() {
                    "all".to_owned()
                } else {
                    filter.clone()
                },
                picked: pick_filter(cx, &filter, unit)?,
                filter,
            })
        }
    });
    Ok((unit, sides.collect::<Result<_>>()?))
}

#[derive(Serialize)]
struct OverlapShape<'a> {
    unit: &'static str,
    pairs: Vec<OverlapPair<'a>>,
}

#[derive(Serialize)]
struct OverlapPair<'a> {
    a: &'a str,
    b: &'a str,
    in_a: u64,
    in_b: u64,
    shared: u64,
    jaccard: Option<f64>,
}

/// Counts what segments have in common, each with each.
pub(super) fn overlaps(args: &OverlapArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let (unit, sides) = sides(cx, &args.segments, args.unit.as_deref())?;
    let mut pairs = Vec::new();
    for (at, a) in sides.iter().enumerate() {
        for b in sides.iter().skip(at + 1) {
            let both = overlap(&a.picked, &b.picked);
            pairs.push(OverlapPair {
                a: &a.name,
                b: &b.name,
                in_a: both.a,
                in_b: both.b,
                shared: both.shared,
                jaccard: both.jaccard,
            });
        }
    }
    let shape = OverlapShape {
        unit: counted(unit),
        pairs,
    };
    if cx.call.json {
        cx.call.say_json(&shape)?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&[
        ("segment", Side::Left),
        (shape.unit, Side::Right),
        ("and", Side::Left),
        (shape.unit, Side::Right),
        ("shared", Side::Right),
        ("of either", Side::Right),
    ]);
    for it in &shape.pairs {
        let cells = [
            it.a.to_owned(),
            grouped(it.in_a),
            it.b.to_owned(),
            grouped(it.in_b),
            grouped(it.shared),
            it.jaccard.map_or_else(|| "–".to_owned(), percent),
        ];
        table.row(cells.map(Clean::from_string));
    }
    table.write(cx.call.streams.out, cx.call.style)?;
    Ok(Exit::Done)
}

/// Two that are compared, and the fields by which they were made.
pub(super) struct Paired<'a> {
    pub first: &'a Taking,
    pub other: &'a Taking,
    pub told: Pair,
    pub cut: Vec<Field>,
}

/// Puts segments side by side; each further one is compared with the first.
pub(super) fn run(args: &CompareArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let (unit, sides) = sides(cx, &args.segments, args.unit.as_deref())?;
    // What a frozen segment was made by may be read no longer; then it cuts by nothing that is known.
    let filters: Vec<Option<Filter>> = sides.iter().map(|it| cx.filter(&it.filter).ok()).collect();
    let book = cx.book()?;
    let funnels: Vec<Outline> = sides
        .iter()
        .map(|it| funnel_of(&book, &it.picked))
        .collect();
    let without_history: Vec<u64> = sides
        .iter()
        .map(|it| left_out(&book, &it.picked.episodes))
        .collect();
    let mut pairs = Vec::new();
    if let Some((first, others)) = sides.split_first() {
        for (at, other) in (1..).zip(others) {
            let (free, cut) = by_what([&filters[0], &filters[at]].into_iter().flatten());
            let mut told = pair(&book, &first.picked, &other.picked, &free);
            told.fields.truncate(args.fields);
            pairs.push(Paired {
                first,
                other,
                told,
                cut,
            });
        }
    }
    drop(book);
    if cx.call.json {
        let shape = Shape {
            unit: counted(unit),
            sides: sides.iter().zip(&funnels).map(SideShape::from).collect(),
            pairs: pairs.iter().map(PairShape::from).collect(),
        };
        cx.call.say_json(&shape)?;
        return Ok(Exit::Done);
    }
    side_by_side(cx, unit, &sides, &funnels, &without_history)?;
    for it in &pairs {
        cx.call.say("")?;
        differences(cx, unit, it)?;
    }
    Ok(Exit::Done)
}

/// The funnels in columns, one a segment.
fn side_by_side(
    cx: &mut Context<'_>,
    unit: Unit,
    sides: &[Taking],
    funnels: &[Outline],
    without_history: &[u64],
) -> Result<()> {
    for (at, side) in (1..).zip(sides) {
        let left_out = match without_history[at - 1] {
            0 => String::new(),
            many => format!(
                ", {} of {} episodes without history and in no conversion",
                grouped(many),
                grouped(side.picked.episodes.count())
            ),
        };
        let line = format!(
            "{at}  {}: {} {}{left_out}",
            side.name,
            grouped(side.picked.count()),
            counted(unit)
        );
        cx.call.say(Clean::from_string(line))?;
    }
    cx.call.say("")?;
    // The heads of a table are the program's own words; segments go by their place.
    const PLACES: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let mut heads = vec![("conversion from", Side::Whole)];
    heads.extend((0..sides.len()).map(|at| (PLACES.get(at).copied().unwrap_or("…"), Side::Right)));
    let mut table = Table::new(&heads);
    let layers = funnels.first().map_or(0, |it| it.layers.len());
    for at in 0..layers {
        let name = funnels
            .iter()
            .find_map(|it| it.layers.get(at))
            .map_or("", |it| it.layer.code());
        let rates = funnels.iter().map(|it| {
            it.layers
                .get(at)
                .map_or_else(String::new, |it| rate(it.conversion))
        });
        table.row(std::iter::once(Clean::new(name)).chain(rates.map(Clean::from_string)));
    }
    let open = funnels.iter().map(|it| grouped(open_yet(it)));
    table.row(std::iter::once(Clean::literal("still open")).chain(open.map(Clean::from_string)));
    let rates = funnels.iter().map(|it| rate(it.win_rate));
    table.row(std::iter::once(Clean::literal("win rate")).chain(rates.map(Clean::from_string)));
    table.write(cx.call.streams.out, cx.call.style)?;
    let rates = |it: &Outline| {
        it.layers
            .iter()
            .map(|it| it.conversion.n)
            .chain([it.win_rate.n])
            .collect::<Vec<u64>>()
    };
    if funnels.iter().flat_map(rates).any(|n| n > 0 && n < FEW) {
        let line = cx.call.style.faint(RESTS_ON_FEW);
        cx.call.say(line)?;
    }
    Ok(())
}

/// Leads that may yet go on or be won.
fn open_yet(it: &Outline) -> u64 {
    it.layers.iter().map(|it| it.open).sum()
}

/// How far two lie apart, and in what.
fn differences(cx: &mut Context<'_>, unit: Unit, it: &Paired<'_>) -> Result<()> {
    let Paired { told, cut, .. } = it;
    let both = told.overlap;
    let head = format!("{} less {}", it.first.name, it.other.name);
    let head = cx.call.style.strong(Clean::from_string(head).as_str());
    cx.call.say(head)?;
    let line = if both.shared == 0 {
        "they share none".to_owned()
    } else {
        format!(
            "{} {} are in both and are left out here; that leaves {} and {}",
            grouped(both.shared),
            counted(unit),
            grouped(both.a - both.shared),
            grouped(both.b - both.shared)
        )
    };
    let line = cx.call.style.faint(&line);
    cx.call.say(line)?;
    let mut table = Table::new(&[
        ("", Side::Whole),
        ("first", Side::Right),
        ("other", Side::Right),
        ("difference", Side::Right),
        ("95 %", Side::Right),
        ("", Side::Whole),
    ]);
    let rows = told.layers.iter().map(|(layer, it)| (layer.code(), it));
    for (name, it) in rows.chain([("win rate", &told.win_rate)]) {
        table.row([Clean::literal(name)].into_iter().chain(apart(it)));
    }
    table.write(cx.call.streams.out, cx.call.style)?;
    for it in &told.fields {
        cx.call.say(made_of(it))?;
    }
    if told.fields.is_empty() {
        cx.call.say("no field's values are spread differently")?;
    }
    if !cut.is_empty() {
        let names: Vec<&str> = cut.iter().map(|it| it.name()).collect();
        let line = format!(
            "not compared, as the filters cut by it: {}",
            names.join(", ")
        );
        let line = cx.call.style.faint(&line);
        cx.call.say(line)?;
    }
    let line = "it says where they differ, not what causes it; V: 0 the same, 1 nothing in common";
    let line = cx.call.style.faint(line);
    cx.call.say(line)
}

fn rate(it: Rate) -> String {
    it.rate.map_or_else(
        || "–".to_owned(),
        |share| format!("{} ({}, n = {})", percent(share), band(it), resting(it.n)),
    )
}

fn apart(it: &Shares) -> [Clean; 5] {
    let share = |rate: Rate| rate.rate.map_or_else(|| "–".to_owned(), percent);
    let points = |share: f64| difference(share * 100.0, 0);
    let d = it.difference;
    let (difference, range) = match d.difference {
        Some(by) => (
            format!("{} points", points(by)),
            format!("{} to {}", points(d.low), points(d.high)),
        ),
        None => ("–".to_owned(), String::new()),
    };
    let differs = match d.difference {
        Some(_) if it.a.n.min(it.b.n) < FEW => "too few to say",
        Some(_) if d.differs() => "differs",
        Some(_) => "no difference seen",
        None => "",
    };
    [
        share(it.a),
        share(it.b),
        difference,
        range,
        differs.to_owned(),
    ]
    .map(Clean::from_string)
}

/// A field that differs, in a line: its measure, and the values that make it.
fn made_of(it: &FieldApart) -> Clean {
    let values: Vec<String> = it
        .values
        .iter()
        .map(|value| {
            let sign = if value.odds.z > 0.0 { "more" } else { "fewer" };
            let term = value.term.as_deref().unwrap_or("none");
            format!(
                "{sign} {term} ({} to {})",
                grouped(value.a),
                grouped(value.b)
            )
        })
        .collect();
    Clean::from_string(format!(
        "{}: V = {:.2}{}{}",
        it.field.name(),
        it.v,
        if values.is_empty() { "" } else { "; " },
        values.join(", ")
    ))
}
