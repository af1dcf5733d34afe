//! A lead's steps as rows: one row a step, in the order of the track.

use rusqlite::{Row, Statement};

use super::days::day;
use super::tables;
use crate::model::{Event, Layer, Moment, Seen, Step};

/// The columns of a step, as every statement here lists them.
const COLUMNS: &str = "lead, at, event, layer, unmet, until, reason, competitor";

pub(super) const INSERT: &str = "INSERT INTO step \
    (lead, n, at, event, layer, until, unmet, reason, competitor) \
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
pub(super) const CUT: &str = "DELETE FROM step WHERE lead = ?1 AND n >= ?2";

/// The steps of the leads with an id in a range, lead by lead, oldest first.
pub(super) fn scan() -> String {
    format!("SELECT {COLUMNS} FROM step WHERE lead >= ?1 AND lead < ?2 ORDER BY lead, n")
}

/// What stands in the columns after the lead and the position, in the order of the table.
pub(super) fn columns(step: &Step) -> [Seen<'_>; 7] {
    let Step(at, event) = step;
    let [mut until, mut unmet, mut reason, mut competitor] = [Seen::None; 4];
    match event {
        Event::Enter { unmet: bits, .. } | Event::Win { unmet: bits } => {
            if *bits != 0 {
                unmet = Seen::Integer(bits.cast_signed());
            }
        }
        Event::Park(day) => until = day.map_or(Seen::None, Seen::Date),
        Event::Lose {
            reason: code,
            competitor: who,
        } => {
            reason = Seen::Text(code);
            competitor = who.as_deref().map_or(Seen::None, Seen::Text);
        }
        Event::Opening(_) | Event::Reopen(_) | Event::Wake => {}
    }
    let layer = event.layer();
    [
        Seen::Integer(at.0),
        Seen::Text(event.code()),
        layer.map_or(Seen::None, |it| Seen::Text(it.code())),
        until,
        unmet,
        reason,
        competitor,
    ]
}

/// Binds all parameters of `INSERT` but the lead and the position.
pub(super) fn bind(statement: &mut Statement<'_>, step: &Step) -> rusqlite::Result<()> {
    let mut columns = (3..).zip(columns(step));
    columns.try_for_each(|(at, value)| tables::bind(statement, at, value))
}

/// Reads a row of `scan`: whose step it is, and the step; no step where the row makes no sense.
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<(i64, Option<Step>)> {
    let lead = row.get_ref(0)?.as_i64()?;
    let at = Moment(row.get_ref(1)?.as_i64()?);
    Ok((lead, event(row)?.map(|event| Step(at, event))))
}

/// Reads only the columns that the kind of event has.
fn event(row: &Row<'_>) -> rusqlite::Result<Option<Event>> {
    let layer = || -> rusqlite::Result<Option<Layer>> {
        let code = row.get_ref(3)?.as_bytes_or_null()?.unwrap_or_default();
        Ok(Layer::ALL
            .into_iter()
            .find(|it| it.code().as_bytes() == code))
    };
    let unmet = || -> rusqlite::Result<u64> {
        Ok(row
            .get_ref(4)?
            .as_i64_or_null()?
            .unwrap_or(0)
            .cast_unsigned())
    };
    let text = |index: usize| -> rusqlite::Result<Option<String>> {
        Ok(row.get_ref(index)?.as_str_or_null()?.map(str::to_owned))
    };
    Ok(match row.get_ref(2)?.as_bytes()? {
        b"enter" => {
            let unmet = unmet()?;
            layer()?.map(|layer| Event::Enter { layer, unmet })
        }
        b"win" => Some(Event::Win { unmet: unmet()? }),
        b"lose" => {
            let competitor = text(7)?;
            text(6)?.map(|reason| Event::Lose { reason, competitor })
        }
        b"opening" => layer()?.map(Event::Opening),
        b"reopen" => layer()?.map(Event::Reopen),
        b"wake" => Some(Event::Wake),
        b"park" => match row.get_ref(5)?.as_bytes_or_null()? {
            Some(text) => day(text).map(|day| Event::Park(Some(day))),
            None => Some(Event::Park(None)),
        },
        _ => None,
    })
}
