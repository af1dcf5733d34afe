//! Worksheets: values as people would type them, and workbooks that were made to do harm.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use fiveply::exchange::Options;
use zip::write::SimpleFileOptions;

use super::{read, read_with, refusal};

const RELS: &str = r#"<?xml version="1.0"?><Relationships><Relationship Id="r1" Type="http://x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK_RELS: &str = r#"<?xml version="1.0"?><Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Leads" sheetId="1" r:id="r1"/><sheet name="Notes" sheetId="2" r:id="r2"/></sheets></workbook>"#;
const STYLES: &str = r#"<?xml version="1.0"?><styleSheet><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs></styleSheet>"#;

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default().compression_level(Some(9));
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn sheet(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>"#
    )
}

fn workbook(sheet: &str, strings: &str) -> Vec<u8> {
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", RELS.as_bytes()),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        (
            "xl/worksheets/sheet2.xml",
            self::sheet(r#"<row r="1"><c r="A1" t="str"><v>note</v></c></row>"#).as_bytes(),
        ),
    ])
}

const STRINGS: &str = r#"<sst uniqueCount="3"><si><t>id</t></si><si><t>when</t></si><si><r><t>wo</t></r><r><t>rth</t></r></si></sst>"#;
const HEAD: &str = r#"<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c></row>"#;

#[test]
fn cells_come_as_people_would_type_them() {
    let rows = format!(
        r#"{HEAD}<row r="3"><c r="A3"><v>7</v></c><c r="B3" s="1"><v>42663</v></c><c r="C3"><v>0.30000000000000004</v></c></row>
        <row r="9"><c r="A9" t="b"><v>1</v></c><c r="B9" s="2"><v>42663.5</v></c><c r="C9" t="e"><v>#N/A</v></c></row>
        <row r="10"><c r="B10" t="inlineStr"><is><t xml:space="preserve"> ż &amp; 客 </t></is></c></row><row r="11"><c r="A11" s="1"/></row>"#
    );
    let seen = read(workbook(&sheet(&rows), STRINGS));
    assert_eq!(seen.header, ["id", "when", "worth"]);
    assert_eq!(seen.rows[0], ["7", "2016-10-20", "0.3"]);
    assert_eq!(seen.rows[1], ["true", "2016-10-20T12:00:00", "#N/A"]);
    assert_eq!(seen.rows[2], ["", " ż & 客 ", ""]);
    assert_eq!(seen.lines, [3, 9, 10]);
    assert_eq!(seen.rows.len(), 3);
    assert!(
        seen.found.contains("sheet `Leads`, one of 2"),
        "{}",
        seen.found
    );
}

#[test]
fn a_sheet_is_taken_by_name_or_refused_with_the_names_there_are() {
    let book = workbook(&sheet(HEAD), STRINGS);
    let named = |name: &str| Options {
        sheet: Some(name.to_owned()),
        ..Options::default()
    };
    assert_eq!(read_with(&book, &named("Notes")).unwrap().header, ["note"]);
    let said = read_with(&book, &named("notes")).unwrap_err().to_string();
    assert!(
        said.contains("no sheet `notes`; its sheets: Leads, Notes"),
        "{said}"
    );
}

#[test]
fn cells_beyond_the_header_reject_their_row_wherever_they_are() {
    let rows = format!(
        r#"{HEAD}<row r="3"><c r="XFD3"><v>1</v></c></row><row r="4"><c r="A4"><v>1</v></c></row>"#
    );
    let seen = read(workbook(&sheet(&rows), STRINGS));
    assert_eq!(seen.rows, [["1", "", ""]]);
    assert_eq!(seen.rejected[0].reason, "has 16384 cells, the header has 3");
}

#[test]
fn a_cell_of_an_unknown_sort_rejects_its_row_and_no_other() {
    let row = |number: u32, kind: &str, value: &str| {
        format!(
            r#"<row r="{number}"><c r="A{number}"><v>{number}</v></c><c r="B{number}" t="{kind}"><v>{value}</v></c><c r="C{number}"><v>1</v></c></row>"#
        )
    };
    let rows = format!(
        "{HEAD}{}{}{}",
        row(3, "n", "1"),
        row(4, "e", "#SPILL!"),
        row(5, "n", "2")
    );
    let seen = read(workbook(&sheet(&rows), STRINGS));
    assert_eq!(seen.lines, [3, 5]);
    assert_eq!(seen.rejected[0].line, 4);
    assert!(
        seen.rejected[0].reason.contains("#SPILL!"),
        "{:?}",
        seen.rejected
    );
}

#[test]
fn a_cell_of_an_unknown_sort_between_two_rows_rejects_both() {
    let rows = format!(
        r#"{HEAD}<row r="3"><c r="A3"><v>3</v></c><c r="B3" t="e"><v>#SPILL!</v></c></row><row r="4"><c r="B4"><v>4</v></c></row><row r="5"><c r="A5"><v>5</v></c></row>"#
    );
    let seen = read(workbook(&sheet(&rows), STRINGS));
    assert_eq!(seen.lines, [5]);
    assert_eq!(
        seen.rejected.iter().map(|one| one.line).collect::<Vec<_>>(),
        [3, 4]
    );
}

#[test]
fn rows_out_of_order_are_refused() {
    let rows = format!(
        r#"{HEAD}<row r="9"><c r="A9"><v>1</v></c></row><row r="3"><c r="A3"><v>1</v></c></row>"#
    );
    assert!(refusal(workbook(&sheet(&rows), STRINGS)).contains("row 3 comes after row 9"));
}

#[test]
fn a_part_that_unpacks_to_far_more_than_itself_is_refused() {
    let rows = format!("{HEAD}{}", " ".repeat(32 << 20));
    let said = refusal(workbook(&sheet(&rows), STRINGS));
    assert!(
        said.contains("sheet1.xml") && said.contains("more than 200 times its size"),
        "{said}"
    );
}

#[test]
fn a_part_that_lies_about_its_size_is_refused() {
    let rows = format!("{HEAD}<!--{}-->", "padding ".repeat(1_000));
    let mut book = workbook(&sheet(&rows), STRINGS);
    // The central directory's record of a part: the unpacked size stands 24 bytes in, the name 46.
    let marks: Vec<_> = book
        .windows(4)
        .enumerate()
        .filter(|(_, four)| *four == b"PK\x01\x02")
        .map(|(at, _)| at)
        .collect();
    let at = *marks
        .iter()
        .find(|at| book[**at + 46..].starts_with(b"xl/worksheets/sheet1.xml"))
        .unwrap();
    book[at + 24..at + 28].copy_from_slice(&100_u32.to_le_bytes());
    let said = refusal(&book);
    assert!(
        said.contains("larger than its declared") || said.contains("sheet1.xml"),
        "{said}"
    );
}

#[test]
fn one_endless_text_is_refused() {
    let mut text = String::new();
    for number in 0_u32..800_000 {
        let _ = write!(text, "{:x}", number.wrapping_mul(2_654_435_761));
    }
    let rows = format!(r#"{HEAD}<row r="3"><c r="A3" t="str"><v>{text}</v></c></row>"#);
    let said = refusal(workbook(&sheet(&rows), STRINGS));
    assert!(
        said.contains("a tag or text of more than 4194304 bytes"),
        "{said}"
    );
}

#[test]
fn a_promise_of_strings_that_cannot_be_kept_is_refused() {
    let strings = STRINGS.replace("\"3\"", "\"99999999999\"");
    let said = refusal(workbook(&sheet(HEAD), &strings));
    assert!(said.contains("it promises 99999999999 strings"), "{said}");
}

#[test]
fn a_damaged_archive_is_refused() {
    let mut book = workbook(&sheet(HEAD), STRINGS);
    book.truncate(book.len() / 2);
    assert!(refusal(&book).contains("zip archive is damaged"));
    assert!(refusal(zipped(&[("a.txt", b"x")])).contains("zip archive without a workbook"));
}

fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
    ])
}

const ODS_HEAD: &str = r#"<table:table-row><table:table-cell><text:p>id</text:p></table:table-cell><table:table-cell><text:p>when</text:p></table:table-cell><table:table-cell><text:p>worth</text:p></table:table-cell></table:table-row>"#;

#[test]
fn opendocument_cells_come_as_people_would_type_them() {
    let seen = read(ods(&format!(
        r#"<table:table table:name="Leads">{ODS_HEAD}
        <table:table-row table:number-rows-repeated="5"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
        <table:table-row><table:table-cell office:value-type="float" office:value="0.30000000000000004"><text:p>0,3</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2016-10-20T00:00:00"><office:annotation><text:p>a comment</text:p></office:annotation><text:p>20.10.16</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>two<text:s text:c="2"/>blanks &amp; <text:span>more</text:span></text:p><text:p>line 2</text:p></table:table-cell>
        <table:table-cell table:number-columns-repeated="16381"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048569"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
        <table:table table:name="Notes"/>"#
    )));
    assert_eq!(
        seen.rows,
        [["0.3", "2016-10-20", "two  blanks & more\nline 2"]]
    );
    assert_eq!(seen.lines, [7]);
    assert!(
        seen.found.contains("sheet `Leads`, one of 2"),
        "{}",
        seen.found
    );
}

#[test]
fn repeated_opendocument_rows_are_as_many_rows() {
    let seen = read(ods(&format!(
        r#"<table:table table:name="A">{ODS_HEAD}<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="3"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"#
    )));
    assert_eq!(
        seen.rows,
        [["x", "x", "x"], ["x", "x", "x"], ["x", "x", "x"]]
    );
    assert_eq!(seen.lines, [2, 3, 4]);
}

#[test]
fn repeats_beyond_any_sheet_are_refused_or_rejected() {
    let bomb = |rows: &str, columns: &str| {
        ods(&format!(
            r#"<table:table table:name="A">{ODS_HEAD}<table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{columns}"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"#
        ))
    };
    assert!(refusal(bomb("4000000000", "1")).contains("beyond the last row"));
    let seen = read(bomb("1", "18446744073709551615"));
    assert!(
        seen.rejected[0].reason.contains("beyond the 16384"),
        "{:?}",
        seen.rejected
    );
}
