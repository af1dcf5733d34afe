//! Proves that the file is whole: as SQLite sees it, as the log tells it, and as the funnel adds up.

use rusqlite::Connection;

use super::Result;
use super::compare::{Named, Problems, compare};
use super::replay::replay;
use super::tables::quoted;
use super::view::View;
use crate::model::{Kind, Layer};
use crate::store::{CheckReport, StoreError};

/// The tables that follow from the log, beside those of the kinds.
const FURTHER: [Named; 3] = [
    Named {
        table: "step",
        key: &["lead", "n"],
    },
    Named {
        table: "removed",
        key: &["kind", "id", "seq"],
    },
    Named {
        table: "change_set",
        key: &["seq"],
    },
];

/// Looks at everything inside the transaction that the view stands in.
pub(super) fn check(view: View<'_>, progress: &mut dyn FnMut(&str)) -> Result<CheckReport> {
    let mut problems = Problems::default();
    let mut report = CheckReport::default();
    progress("the file");
    tolerate(view, &mut problems, |problems| file(view, problems))?;
    progress("the links");
    tolerate(view, &mut problems, |problems| links(view.conn, problems))?;
    progress("the log");
    tolerate(view, &mut problems, |problems| {
        report.log_bytes = view.conn.query_row(
            "SELECT coalesce(sum(length(CAST(payload AS BLOB)) + length(ranges)), 0) FROM change_block",
            [],
            |row| row.get::<_, i64>(0).map(i64::cast_unsigned),
        )?;
        log(view.conn, problems)
    })?;
    match replay(view, &mut problems, progress) {
        Ok(replay) => {
            report.sets = replay.sets;
            report.changes = replay.changes;
            for kind in Kind::ALL {
                progress(kind.code());
                let named = Named {
                    table: kind.code(),
                    key: &["id"],
                };
                tolerate(view, &mut problems, |problems| {
                    let rows = compare(&named, view.conn, &replay.conn, problems)?;
                    report.rows.push((kind, rows));
                    counter(view.conn, &replay.conn, kind, problems)
                })?;
            }
            for named in FURTHER {
                tolerate(view, &mut problems, |problems| {
                    compare(&named, view.conn, &replay.conn, problems).map(drop)
                })?;
            }
        }
        Err(StoreError::Corrupt { detail, .. }) => problems.add(detail),
        Err(e) => return Err(e),
    }
    progress("the funnel");
    tolerate(view, &mut problems, |problems| {
        conserved(view.conn, problems)
    })?;
    report.problems = problems.into_words();
    Ok(report)
}

/// Takes damage that a part stumbles over as one more thing that was found.
fn tolerate(
    view: View<'_>,
    problems: &mut Problems,
    part: impl FnOnce(&mut Problems) -> rusqlite::Result<()>,
) -> Result<()> {
    match part(problems).map_err(|e| view.fault(e)) {
        Ok(()) => Ok(()),
        Err(StoreError::Corrupt { detail, .. }) => {
            problems.add(detail);
            Ok(())
        }
        Err(e) => Err(e),
    }
}

fn file(view: View<'_>, problems: &mut Problems) -> rusqlite::Result<()> {
    for found in integrity(view.conn)? {
        problems.add(found);
    }
    Ok(())
}

/// What SQLite finds wrong with the file, nothing where it is sound.
pub(super) fn integrity(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare("PRAGMA integrity_check(20)")?;
    let found = statement
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(found.into_iter().filter(|it| it != "ok").collect())
}

fn links(conn: &Connection, problems: &mut Problems) -> rusqlite::Result<()> {
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, id, to): (String, Option<i64>, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let id = id.map_or_else(String::new, |id| format!(" #{id}"));
        problems.add(format!("{table}{id} links to a {to} that is not there"));
    }
    Ok(())
}

/// The log has no gaps, and each set has as many changes as it says.
fn log(conn: &Connection, problems: &mut Problems) -> rusqlite::Result<()> {
    let (count, last): (i64, i64) = conn.query_row(
        "SELECT count(*), coalesce(max(seq), 0) FROM change_set",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    if count != last {
        problems.add(format!(
            "the log has gaps: {count} change sets, the last is number {last}"
        ));
    }
    let mut statement = conn.prepare(
        "SELECT s.seq, s.count, coalesce(sum(b.count), 0) FROM change_set s
         LEFT JOIN change_block b ON b.seq = s.seq GROUP BY s.seq
         HAVING s.count <> coalesce(sum(b.count), 0) OR coalesce(max(b.n) + 1, 0) <> count(b.n)",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, said, found): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        problems.add(format!(
            "change set {seq} made {said} changes, {found} are in the log"
        ));
    }
    Ok(())
}

/// No id may be given twice: the counter stands behind every id that was ever given.
fn counter(
    kept: &Connection,
    told: &Connection,
    kind: Kind,
    problems: &mut Problems,
) -> rusqlite::Result<()> {
    let next = |conn: &Connection| {
        conn.query_row(
            "SELECT coalesce(max(next), 1) FROM counter WHERE kind = ?1",
            [kind.code()],
            |row| row.get::<_, i64>(0),
        )
    };
    let highest: i64 = kept.query_row(
        &format!("SELECT coalesce(max(id), 0) FROM {}", quoted(kind.code())),
        [],
        |row| row.get(0),
    )?;
    let (has, needs) = (next(kept)?, next(told)?.max(highest + 1));
    if has < needs {
        problems.add(format!(
            "the next {kind} would get number {has}, which was given already; it should be {needs}"
        ));
    }
    Ok(())
}

/// What entered a layer and did not leave it is what is in it.
fn conserved(conn: &Connection, problems: &mut Problems) -> rusqlite::Result<()> {
    let mut entered = [0_i64; Layer::ALL.len()];
    let mut left = [0_i64; Layer::ALL.len()];
    let mut statement = conn.prepare("SELECT lead, event, layer FROM step ORDER BY lead, n")?;
    let mut rows = statement.query([])?;
    let mut at: Option<(i64, Option<Layer>)> = None;
    while let Some(row) = rows.next()? {
        let lead: i64 = row.get(0)?;
        let event = row.get_ref(1)?.as_bytes()?;
        let code = row.get_ref(2)?.as_bytes_or_null()?;
        let to = code.and_then(|code| {
            Layer::ALL
                .into_iter()
                .find(|it| it.code().as_bytes() == code)
        });
        let from = at.filter(|it| it.0 == lead).and_then(|it| it.1);
        let ends = event == b"win" || event == b"lose";
        if (ends || to.is_some())
            && let Some(from) = from
        {
            left[from.index()] += 1;
        }
        if let Some(to) = to {
            entered[to.index()] += 1;
        }
        at = Some((lead, if ends { None } else { to.or(from) }));
    }
    for layer in Layer::ALL {
        let open: i64 = conn.query_row(
            "SELECT count(*) FROM lead WHERE layer = ?1 AND status IN ('open', 'parked')",
            [layer.code()],
            |row| row.get(0),
        )?;
        let (entered, left) = (entered[layer.index()], left[layer.index()]);
        if entered - left != open {
            problems.add(format!(
                "{layer} does not add up: {entered} entered, {left} left, {open} are in it"
            ));
        }
    }
    Ok(())
}
