//! The list of records of one kind, as `account list` and its like print it. Nothing is made or changed here.

use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::exit::Exit;
use crate::cli::fields;
use crate::cli::names::plural;
use crate::cli::rates::{grouped, only_first};
use crate::cli::table::{Side, Table};
use crate::model::{Clean, FieldType, Kind, Record, Value};
use crate::query::fold;
use crate::store::Stored;

/// How many a person gets who did not say.
const USUAL: usize = 100;

pub(super) fn list(
    cx: &mut Context<'_>,
    kind: Kind,
    words: &str,
    limit: Option<usize>,
) -> Result<Exit> {
    let limit = match (limit, cx.call.json) {
        (Some(0), _) | (None, true) => usize::MAX,
        (Some(limit), _) => limit,
        (None, false) => USUAL,
    };
    let wanted = fold(words);
    let fits = |record: &Record| {
        let name = fold(record.title());
        wanted.split(' ').all(|word| name.contains(word))
    };
    let (mut found, mut all, mut rows) = (0_u64, 0_u64, Vec::new());
    let workspace = std::sync::Arc::clone(&cx.workspace);
    let mut each = |stored: Stored| {
        all += 1;
        if fits(&stored.record) {
            found += 1;
            if rows.len() < limit {
                rows.push(stored);
            }
        }
        std::ops::ControlFlow::Continue(())
    };
    match cx.then() {
        Some(then) => workspace.each_as_of(kind, then, &mut each)?,
        None => workspace.each(kind, &mut each)?,
    }
    if cx.call.json {
        for stored in &rows {
            let object = fields::object(stored.id, &stored.record, &cx.names());
            cx.call.say_json(&object)?;
        }
        return Ok(Exit::Done);
    }
    if !rows.is_empty() {
        list_table(cx, kind, &rows).write(cx.call.streams.out, cx.call.style)?;
    }
    let shown = if (rows.len() as u64) < found {
        only_first(rows.len())
    } else {
        String::new()
    };
    let of = if found == all {
        format!("{} {}", grouped(all), plural(kind, all))
    } else {
        format!(
            "{} of {} {}",
            grouped(found),
            grouped(all),
            plural(kind, all)
        )
    };
    let line = cx.call.style.faint(&format!("{of}{shown}"));
    cx.call.say(line)?;
    Ok(Exit::Done)
}

/// Columns that a list shows: few enough for a line.
const fn columns(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Account => &[
            "account",
            "sector",
            "employees",
            "city",
            "country",
            "domain",
        ],
        Kind::Contact => &["contact", "account", "role", "title", "email", "phone"],
        Kind::Product => &["product", "line", "price"],
        Kind::User => &["user", "role", "team", "manager", "office"],
        Kind::Lead
        | Kind::Feedback
        | Kind::Touch
        | Kind::Setting
        | Kind::Segment
        | Kind::List
        | Kind::Resolution
        | Kind::Meeting => &[],
    }
}

fn list_table(cx: &Context<'_>, kind: Kind, rows: &[Stored]) -> Table {
    let names = cx.names();
    let home = &cx.settings.general.currency;
    let shown: Vec<_> = columns(kind)
        .iter()
        .filter_map(|name| {
            let id = kind.field(name)?;
            Some((id, kind.definition(id)?))
        })
        .collect();
    let mut heads = vec![("#", Side::Right)];
    heads.extend(shown.iter().map(|(_, it)| {
        let number = matches!(it.ty, FieldType::Integer | FieldType::Money);
        (it.name, if number { Side::Right } else { Side::Left })
    }));
    let mut table = Table::new(&heads);
    for stored in rows {
        let currency = fields::currency(&stored.record, home);
        let values = stored.record.values();
        let cells = shown
            .iter()
            .map(|(id, definition)| match values.get(usize::from(id.0)) {
                None | Some(Value::None) => Clean::default(),
                Some(value) => {
                    let text = fields::words(definition.ty, value, &currency, &names);
                    Clean::head_of(&text, 256)
                }
            });
        let number = Clean::from_string(stored.id.to_string());
        table.row(std::iter::once(number).chain(cells));
    }
    table
}
