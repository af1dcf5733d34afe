//! Decides what each column is from what was seen in it, and says why.

use super::evidence::{Evidence, Seen};
use super::{Column, ColumnType, Example, Grounds};
use crate::exchange::Options;
use crate::exchange::value::{DateOrder, DecimalMark};

/// Of a hundred cells so many must fit a type for the column to have it; the others are for the report.
const FIT: u64 = 90;

/// The columns of a table.
pub fn columns(header: &[String], evidence: &[Evidence], options: &Options) -> Vec<Column> {
    let dates = options.dates.map(|it| it == DateOrder::DayFirst);
    let decimal = options.decimal.map(|it| it == DecimalMark::Point);
    let orders = Siblings::find(header, evidence, dates, |one| {
        (&one.day_first, &one.month_first)
    });
    let marks = Siblings::find(header, evidence, decimal, |one| (&one.point, &one.comma));
    header
        .iter()
        .zip(evidence)
        .map(|(name, seen)| column(name, seen, &orders, &marks))
        .collect()
}

fn column(name: &str, seen: &Evidence, orders: &Siblings, marks: &Siblings) -> Column {
    let kind = kind(seen);
    let order = orders.choose((&seen.day_first, &seen.month_first), &seen.open_date);
    let mark = marks.choose((&seen.point, &seen.comma), &seen.either);
    let mut said = Vec::new();
    if matches!(kind, ColumnType::Date | ColumnType::DateTime) {
        said.extend(say_order(name, seen, &order));
    }
    if matches!(kind, ColumnType::Number) {
        said.extend(say_mark(name, seen, &mark));
    }
    if kind == ColumnType::Text && seen.leading_zero.count > 0 && fits(seen.numbers(), seen) {
        let example = place(&seen.leading_zero);
        said.push(format!(
            "`{name}` is taken for codes, not numbers: {example} starts with a zero"
        ));
    }
    if !seen.currencies.is_empty() && matches!(kind, ColumnType::Number | ColumnType::Integer) {
        said.push(format!(
            "`{name}` has amounts with {}",
            seen.currencies.join(", ")
        ));
    }
    let (misfits, first_misfit) = misfits(kind, seen, &order, &mark);
    if let Some(example) = &first_misfit {
        said.push(format!(
            "{misfits} of {} cells in `{name}` are no {kind}; line {} has `{}`",
            seen.filled, example.line, example.value
        ));
    }
    Column {
        name: name.to_owned(),
        kind,
        filled: seen.filled,
        order: if order.first {
            DateOrder::DayFirst
        } else {
            DateOrder::MonthFirst
        },
        order_grounds: order.grounds,
        mark: if mark.first {
            DecimalMark::Point
        } else {
            DecimalMark::Comma
        },
        mark_grounds: mark.grounds,
        currencies: seen.currencies.clone(),
        misfits,
        first_misfit,
        said,
    }
}

const fn fits(count: u64, seen: &Evidence) -> bool {
    count * 100 >= seen.filled * FIT
}

fn kind(seen: &Evidence) -> ColumnType {
    if seen.filled == 0 {
        ColumnType::Empty
    } else if fits(seen.dates(), seen) {
        if seen.timed > 0 {
            ColumnType::DateTime
        } else {
            ColumnType::Date
        }
    } else if !fits(seen.numbers(), seen) || seen.leading_zero.count > 0 {
        ColumnType::Text
    } else if seen.point.count + seen.comma.count + seen.either.count > 0 {
        ColumnType::Number
    } else {
        ColumnType::Integer
    }
}

/// One of two readings, and why.
struct Choice {
    /// Whether it is the first of the two: the day first, the point.
    first: bool,
    grounds: Grounds,
    /// The columns that decided, where siblings did.
    by: Vec<String>,
}

/// What the columns of a file together tell about one of two readings.
struct Siblings {
    /// The reading that the user asked for.
    told: Option<bool>,
    first: Vec<String>,
    second: Vec<String>,
}

impl Siblings {
    fn find<'a>(
        header: &[String],
        evidence: &'a [Evidence],
        told: Option<bool>,
        both: impl Fn(&'a Evidence) -> (&'a Seen, &'a Seen),
    ) -> Self {
        let mut found = Self {
            told,
            first: Vec::new(),
            second: Vec::new(),
        };
        for (name, seen) in header.iter().zip(evidence) {
            let (first, second) = both(seen);
            if first.count > second.count {
                found.first.push(name.clone());
            } else if second.count > first.count {
                found.second.push(name.clone());
            }
        }
        found
    }

    /// What the user says, else evidence in the column, else the siblings if they agree by majority, else the first of the two.
    fn choose(&self, (first, second): (&Seen, &Seen), open: &Seen) -> Choice {
        let decided = |first, grounds, by: &[String]| Choice {
            first,
            grounds,
            by: by.to_vec(),
        };
        if let Some(told) = self.told {
            return decided(told, Grounds::Said, &[]);
        }
        if first.count != second.count {
            return decided(first.count > second.count, Grounds::Evidence, &[]);
        }
        let unsettled = open.count > 0 || first.count > 0;
        match self.first.len().cmp(&self.second.len()) {
            std::cmp::Ordering::Greater => decided(true, Grounds::Siblings, &self.first),
            std::cmp::Ordering::Less => decided(false, Grounds::Siblings, &self.second),
            std::cmp::Ordering::Equal if unsettled => {
                let both = [&self.first, &self.second];
                let by: Vec<String> = both
                    .into_iter()
                    .filter_map(|it| it.first().cloned())
                    .collect();
                decided(true, Grounds::Default, &by)
            }
            std::cmp::Ordering::Equal => decided(true, Grounds::Clear, &[]),
        }
    }
}

/// How the dates are read, if some can be read in two ways.
fn say_order(name: &str, seen: &Evidence, choice: &Choice) -> Option<String> {
    let (order, deciding, against) = if choice.first {
        (DateOrder::DayFirst, &seen.day_first, &seen.month_first)
    } else {
        (DateOrder::MonthFirst, &seen.month_first, &seen.day_first)
    };
    if deciding.count + against.count + seen.open_date.count == 0 {
        return None;
    }
    Some(say(
        &format!("`{name}` is read {order}"),
        &Words {
            missing: "a day above 12",
            other: if choice.first {
                "--dates month-first"
            } else {
                "--dates day-first"
            },
        },
        deciding,
        against,
        choice,
    ))
}

/// How the numbers are read, if some can be read in two ways.
fn say_mark(name: &str, seen: &Evidence, choice: &Choice) -> Option<String> {
    let (mark, deciding, against) = if choice.first {
        (DecimalMark::Point, &seen.point, &seen.comma)
    } else {
        (DecimalMark::Comma, &seen.comma, &seen.point)
    };
    let what = format!("`{name}` is read with a {mark} before its decimals");
    Some(say(
        &what,
        &Words {
            missing: "a number that settles it",
            other: if choice.first {
                "--decimal comma"
            } else {
                "--decimal point"
            },
        },
        deciding,
        against,
        choice,
    ))
}

/// What differs between dates and numbers in what is said.
struct Words {
    /// What would settle the reading.
    missing: &'static str,
    /// What asks for the other reading.
    other: &'static str,
}

fn say(what: &str, words: &Words, deciding: &Seen, against: &Seen, choice: &Choice) -> String {
    let Words { missing, other } = words;
    // As many cells say the one as the other.
    let tied = deciding.count > 0 && deciding.count == against.count;
    match choice.grounds {
        Grounds::Said if against.count > 0 => format!(
            "{what}, as you say; but {} cells, {} the first, say otherwise and will not fit",
            against.count,
            place(against)
        ),
        Grounds::Said => format!("{what}, as you say"),
        Grounds::Evidence if against.count > 0 => format!(
            "{what}: so say {} cells, {} the first; but {} say otherwise, {} the first, and will not fit",
            deciding.count,
            place(deciding),
            against.count,
            place(against)
        ),
        Grounds::Evidence => format!("{what}: {} leaves no other reading", place(deciding)),
        Grounds::Siblings if tied => format!(
            "{what}, like {}: the column contradicts itself, {} against {}",
            list(&choice.by),
            place(deciding),
            place(against)
        ),
        Grounds::Siblings => format!(
            "{what}, like {}: nothing in the column itself has {missing}",
            list(&choice.by)
        ),
        Grounds::Default | Grounds::Clear if tied => format!(
            "{what} by default: the column contradicts itself, {} against {}; {other} reads it the other way",
            place(deciding),
            place(against)
        ),
        Grounds::Default | Grounds::Clear => match choice.by.as_slice() {
            [one, two] => format!(
                "{what} by default: `{one}` and `{two}` disagree; {other} reads it the other way"
            ),
            _ => format!(
                "{what} by default: nothing in the file has {missing}; {other} reads it the other way"
            ),
        },
    }
}

fn place(seen: &Seen) -> String {
    seen.first.as_ref().map_or_else(String::new, |example| {
        format!("`{}` in line {}", example.value, example.line)
    })
}

fn list(names: &[String]) -> String {
    let shown: Vec<_> = names
        .iter()
        .take(3)
        .map(|name| format!("`{name}`"))
        .collect();
    let more = if names.len() > shown.len() {
        " and others"
    } else {
        ""
    };
    format!("{}{more}", shown.join(", "))
}

/// How many cells do not fit the column's type, and the first of them.
fn misfits(
    kind: ColumnType,
    seen: &Evidence,
    order: &Choice,
    mark: &Choice,
) -> (u64, Option<Example>) {
    let against_order = if order.first {
        &seen.month_first
    } else {
        &seen.day_first
    };
    let against_mark = if mark.first { &seen.comma } else { &seen.point };
    let numbers = [
        &seen.plain,
        &seen.leading_zero,
        &seen.point,
        &seen.comma,
        &seen.either,
        &seen.grouped,
    ];
    let dates = [
        &seen.clear_date,
        &seen.day_first,
        &seen.month_first,
        &seen.open_date,
    ];
    let wrong: Vec<&Seen> = match kind {
        ColumnType::Empty | ColumnType::Text => Vec::new(),
        ColumnType::Integer => dates.into_iter().chain([&seen.other]).collect(),
        ColumnType::Number => dates
            .into_iter()
            .chain([&seen.other, against_mark])
            .collect(),
        ColumnType::Date | ColumnType::DateTime => numbers
            .into_iter()
            .chain([&seen.other, against_order])
            .collect(),
    };
    let first = wrong
        .iter()
        .filter_map(|seen| seen.first.as_ref())
        .min_by_key(|example| example.line);
    (wrong.iter().map(|seen| seen.count).sum(), first.cloned())
}
