//! A report as JSON, as CSV and as a drawing. Counts nothing.

use std::io::{Read as _, Seek as _};

use serde_json::{Map, Value as Json, json};

use super::head::Head;
use super::sheet::{Cell, Sheet};
use super::{ReportError, Result, keys};
use crate::exchange::chart::svg;
use crate::exchange::{Cell as Written, Format};
use crate::figures::Figure;
use crate::i18n::Locale;
use crate::query::Days;

pub(super) fn json(figure: Figure, sheet: &Sheet, head: &Head) -> Json {
    let days = |it: Days| {
        let last = it.to.and_then(|to| to.pred_opt());
        json!({
            "from": it.from.map(|it| it.to_string()),
            "to": last.map(|it| it.to_string()),
        })
    };
    let mut map = Map::new();
    let mut put = |key: &str, value: Json| {
        map.insert(key.to_owned(), value);
    };
    put("report", figure.name().into());
    put("definition", sheet.figure.code().into());
    put("means", sheet.means().into());
    put("filter", head.filter.clone().into());
    put("period", head.period.map(days).into());
    put("versus", head.versus.map(days).into());
    put("selected", head.leads.0.into());
    put("of", head.leads.1.into());
    for (key, value) in &sheet.facts {
        put(key, value.clone());
    }
    // A table for each currency is one list: each row says its own.
    for grid in sheet.grids.iter().filter(|it| it.meant) {
        match (map.get_mut(grid.key), grid.json()) {
            (Some(Json::Array(rows)), Json::Array(more)) => rows.extend(more),
            (_, rows) => {
                map.insert(grid.key.to_owned(), rows);
            }
        }
    }
    Json::Object(map)
}

/// The first table that is meant for machines, of all currencies.
pub(super) fn csv(sheet: &Sheet, locale: &Locale) -> Result<Vec<u8>> {
    let Some(first) = sheet.grids.iter().find(|it| it.meant) else {
        return Ok(Vec::new());
    };
    let mut file = tempfile::tempfile()?;
    let mut writer = Format::Csv.create(Box::new(file.try_clone()?), "standard output")?;
    let meant = || {
        let columns = first.columns.iter().enumerate();
        columns.filter_map(|(at, it)| Some((at, it.key?)))
    };
    let compared = first.is_compared();
    let width = first.lines.iter().filter_map(|it| it.before.as_ref());
    let width = width.map(Vec::len).max().unwrap_or_default();
    // What names a row is the same before.
    let earlier = || meant().filter(|it| compared && (first.ids()..width).contains(&it.0));
    let mut keys: Vec<String> = keys::names(first, locale);
    let before = |it: (usize, &'static str)| {
        let name = keys.get(meant().take_while(|other| other.0 < it.0).count());
        keys::before(name.map_or(it.1, String::as_str), locale)
    };
    let befores: Vec<String> = earlier().map(before).collect();
    keys.extend(befores);
    let heads: Vec<&str> = keys.iter().map(String::as_str).collect();
    writer.header(&heads)?;
    let same = sheet
        .grids
        .iter()
        .filter(|it| it.meant && it.key == first.key);
    for line in same.flat_map(|it| &it.lines) {
        let mut texts: Vec<Option<String>> = meant().map(|it| text_of(&line.cells, it.0)).collect();
        let before = line.before.as_deref().unwrap_or_default();
        texts.extend(earlier().map(|it| text_of(before, it.0)));
        let cells: Vec<Written<'_>> = texts
            .iter()
            .map(|it| it.as_deref().map_or(Written::Empty, Written::Text))
            .collect();
        writer.row(&cells)?;
    }
    writer.finish()?;
    drop(writer);
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn text_of(cells: &[Cell], at: usize) -> Option<String> {
    match &cells.get(at)?.raw {
        Json::Null => None,
        Json::String(text) => Some(text.clone()),
        other @ (Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_)) => {
            Some(other.to_string())
        }
    }
}

/// The first chart under its name.
pub(super) fn drawing(sheet: &Sheet, head: &Head) -> Result<String> {
    let first = sheet.charts.first();
    let (title, chart) = first.ok_or(ReportError::NothingDrawn)?;
    Ok(svg(&format!("{title} · {}", head.line), chart))
}
