//! A report as one HTML page that stands alone: no script, nothing from elsewhere; it prints on paper, too.

use std::fmt::Write as _;

use super::head::Head;
use super::sheet::{Grid, Sheet, Side};
use super::text::Text;
use crate::exchange::chart::{escaped, svg};

const STYLE: &str = "body{font:15px/1.45 system-ui,sans-serif;color:#20242c;max-width:56rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.3rem;margin:0}h2{font-size:1rem;margin:1.6rem 0 .4rem}.quiet{color:#69717f}\
table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:.6rem 0}\
th,td{padding:.2rem .7rem .2rem 0;text-align:right;white-space:nowrap}th{color:#69717f;font-weight:normal;border-bottom:1px solid #d5d9e0}\
.l{text-align:left}tr.pale td{color:#98a0ad}svg{max-width:100%;height:auto;margin-top:1rem}ul{padding-left:1.1rem}";

pub(super) fn page(sheet: &Sheet, head: &Head) -> String {
    let mut body = String::new();
    let (title, line) = (escaped(sheet.title.as_str()), escaped(&head.line));
    let _ = writeln!(
        body,
        "<h1>{title}</h1>\n<p class=\"quiet\">{line}<br>{}</p>",
        escaped(&sheet.meaning)
    );
    for grid in sheet
        .grids
        .iter()
        .filter(|it| it.shown && !it.lines.is_empty())
    {
        table(&mut body, grid);
    }
    for (title, chart) in &sheet.charts {
        body.push_str(&svg(title, chart));
    }
    body.push_str("<ul class=\"quiet\">\n");
    for note in &sheet.notes {
        let _ = writeln!(body, "<li>{}</li>", escaped(note.as_str()));
    }
    body.push_str("</ul>\n");
    format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title} · {line}</title>\
         <style>{STYLE}</style></head>\n<body>\n{body}</body></html>\n",
        head.language
    )
}

fn table(body: &mut String, grid: &Grid) {
    if let Some(title) = &grid.title {
        let _ = writeln!(body, "<h2>{}</h2>", escaped(title.as_str()));
    }
    let side = |side: Side| match side {
        Side::Left | Side::Whole => " class=\"l\"",
        Side::Right => "",
    };
    body.push_str("<table><thead><tr>");
    let shown = || {
        grid.columns
            .iter()
            .enumerate()
            .filter(|(_, it)| it.head.is_some())
    };
    for (_, column) in shown() {
        let head = column.head.as_ref().map_or("", Text::as_str);
        let head = escaped(head);
        let _ = write!(body, "<th{}>{head}</th>", side(column.side));
    }
    body.push_str("</tr></thead><tbody>\n");
    for line in &grid.lines {
        body.push_str(if line.pale {
            "<tr class=\"pale\">"
        } else {
            "<tr>"
        });
        for (at, column) in shown() {
            let text = line.cells.get(at).map(|it| escaped(&it.shown));
            let _ = write!(
                body,
                "<td{}>{}</td>",
                side(column.side),
                text.unwrap_or_default()
            );
        }
        body.push_str("</tr>\n");
    }
    body.push_str("</tbody></table>\n");
}
