//! Compares what two databases hold, table by table, and says in words where they differ.

use std::cmp::Ordering;
use std::fmt::Write as _;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::tables::quoted;
use crate::model::grouped;

/// So many problems are told in full; of the rest only how many there are.
const TOLD: usize = 100;

/// What was found, not more than people read.
#[derive(Debug, Default)]
pub(super) struct Problems {
    told: Vec<String>,
    more: u64,
}

impl Problems {
    pub(super) fn add(&mut self, problem: String) {
        if self.told.len() < TOLD {
            self.told.push(problem);
        } else {
            self.more += 1;
        }
    }

    pub(super) fn into_words(mut self) -> Vec<String> {
        if self.more > 0 {
            let more = grouped(self.more);
            self.told.push(format!("and {more} more problems"));
        }
        self.told
    }
}

/// A table, and the columns that name its rows.
pub(super) struct Named {
    pub table: &'static str,
    pub key: &'static [&'static str],
}

/// Compares one table; gives the number of rows that are kept.
pub(super) fn compare(
    named: &Named,
    kept: &Connection,
    told: &Connection,
    problems: &mut Problems,
) -> rusqlite::Result<u64> {
    let columns = columns(told, named)?;
    let list: Vec<String> = columns.iter().map(|it| quoted(it)).collect();
    let order: Vec<String> = named.key.iter().map(|it| quoted(it)).collect();
    let sql = format!(
        "SELECT {} FROM {} ORDER BY {}",
        list.join(", "),
        quoted(named.table),
        order.join(", ")
    );
    let (mut kept, mut told) = (kept.prepare(&sql)?, told.prepare(&sql)?);
    let (mut kept, mut told) = (kept.query([])?, told.query([])?);
    let (mut have, mut want) = (kept.next()?, told.next()?);
    let mut rows = 0;
    loop {
        let order = match (have, want) {
            (None, None) => return Ok(rows),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(a), Some(b)) => order_of(a, b, named.key.len())?,
        };
        match (order, have, want) {
            (Ordering::Less, Some(row), _) => {
                problems.add(format!(
                    "{} is kept, the log knows nothing of it",
                    name(named, row)?
                ));
            }
            (Ordering::Greater, _, Some(row)) => {
                problems.add(format!(
                    "{} is missing, the log speaks of it",
                    name(named, row)?
                ));
            }
            (Ordering::Equal, Some(a), Some(b)) => differences(named, &columns, a, b, problems)?,
            (Ordering::Less | Ordering::Equal | Ordering::Greater, _, _) => {}
        }
        if order != Ordering::Greater {
            rows += 1;
            have = kept.next()?;
        }
        if order != Ordering::Less {
            want = told.next()?;
        }
    }
}

/// All columns, those of the key first.
fn columns(conn: &Connection, named: &Named) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let all = statement
        .query_map([named.table], |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let rest = all
        .into_iter()
        .filter(|it| !named.key.contains(&it.as_str()));
    Ok(named
        .key
        .iter()
        .map(|it| (*it).to_owned())
        .chain(rest)
        .collect())
}

fn order_of(a: &Row<'_>, b: &Row<'_>, keys: usize) -> rusqlite::Result<Ordering> {
    for index in 0..keys {
        let order = match (a.get_ref(index)?, b.get_ref(index)?) {
            (ValueRef::Integer(a), ValueRef::Integer(b)) => a.cmp(&b),
            (ValueRef::Text(a), ValueRef::Text(b)) => a.cmp(b),
            (a, b) => words(a).cmp(&words(b)),
        };
        if order != Ordering::Equal {
            return Ok(order);
        }
    }
    Ok(Ordering::Equal)
}

fn differences(
    named: &Named,
    columns: &[String],
    kept: &Row<'_>,
    told: &Row<'_>,
    problems: &mut Problems,
) -> rusqlite::Result<()> {
    for (index, column) in columns.iter().enumerate() {
        let (have, want) = (kept.get_ref(index)?, told.get_ref(index)?);
        if have != want {
            problems.add(format!(
                "{}: `{column}` is {}, by the log it is {}",
                name(named, kept)?,
                words(have),
                words(want)
            ));
        }
    }
    Ok(())
}

/// A row's name as people say it: `lead #5`, `step 2 of lead #5`, `change set 7`.
fn name(named: &Named, row: &Row<'_>) -> rusqlite::Result<String> {
    let first = words(row.get_ref(0)?);
    Ok(match named.table {
        "step" => format!("step {} of lead #{first}", words(row.get_ref(1)?)),
        "change_set" => format!("change set {first}"),
        "removed" => format!(
            "the removal of {} #{} in change set {}",
            first.trim_matches('`'),
            words(row.get_ref(1)?),
            words(row.get_ref(2)?)
        ),
        table => format!("{table} #{first}"),
    })
}

/// A value as people read it, long ones cut.
fn words(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "nothing".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            let cut: String = text.chars().take(60).collect();
            let more = if cut.len() < text.len() { "…" } else { "" };
            format!("`{cut}{more}`")
        }
        ValueRef::Blob(bytes) => bytes
            .iter()
            .take(16)
            .fold(String::from("x"), |mut hex, it| {
                let _ = write!(hex, "{it:02x}");
                hex
            }),
    }
}
