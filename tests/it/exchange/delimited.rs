//! Delimited text: dialects, line ends, uneven rows, open quotes.

use std::io::Write;

use fiveply::exchange::{Options, Rejected, Report, Source, Tally, open};

use super::{Paper, read, read_with, refusal};

#[test]
fn every_delimiter_is_found_by_itself() {
    for (delimiter, name) in [
        (',', "comma"),
        (';', "semicolon"),
        ('\t', "tab"),
        ('|', "bar"),
    ] {
        let text = "id,name,value\n1,A,2\n2,B,3\n".replace(',', &delimiter.to_string());
        let seen = read(&text);
        assert_eq!(seen.header, ["id", "name", "value"], "{name}");
        assert_eq!(seen.rows[1], ["2", "B", "3"], "{name}");
        assert!(seen.found.contains(name), "{}", seen.found);
    }
}

#[test]
fn a_first_line_may_tell_the_delimiter() {
    let seen = read("sep=|\r\na|b\r\n1,5|2,5\r\n");
    assert_eq!(seen.header, ["a", "b"]);
    assert_eq!(seen.rows, [["1,5", "2,5"]]);
    assert_eq!(seen.lines, [3]);
}

#[test]
fn line_ends_of_all_sorts_are_counted() {
    let seen = read(b"a,b\r\n1,x\n\r\n2,\"y\r\nz\"\r3,w\n,,\n \n4,v");
    assert_eq!(seen.lines, [2, 4, 6, 9]);
    assert_eq!(seen.rows[1], ["2", "y\r\nz"]);
    assert_eq!(seen.blank, 3);
}

#[test]
fn uneven_rows_are_rejected_with_their_place() {
    let seen = read("a,b,c\n1,2,3\n1,2\n1,2,3,4\n5,6,7,\n");
    assert_eq!(seen.rows, [["1", "2", "3"], ["5", "6", "7"]]);
    let places: Vec<_> = seen
        .rejected
        .iter()
        .map(|one| (one.line, one.row, one.reason.as_str()))
        .collect();
    assert_eq!(
        places,
        [
            (3, 2, "has 2 cells, the header has 3"),
            (4, 3, "has 4 cells, the header has 3")
        ]
    );
    let values: Vec<_> = seen.rejected.iter().map(|one| one.value.as_str()).collect();
    assert_eq!(values, ["1,2", "1,2,3,4"]);
}

#[test]
fn a_row_over_many_lines_hints_at_an_open_quote() {
    let seen = read("a,b\n1,\"x\n2,y\n3,z\n4,\"w\n5,v\n");
    assert_eq!(seen.rows, [["5", "v"]]);
    assert_eq!(seen.rejected[0].line, 2);
    assert_eq!(seen.rejected[0].column.as_deref(), Some("b"));
    assert!(
        seen.rejected[0].reason.contains("closing quote"),
        "{:?}",
        seen.rejected
    );
}

#[test]
fn zero_bytes_and_bad_bytes_reject_their_row() {
    let seen = read(b"a,\xC5\xBC\n\xC5\xBC,2\n1,x\0y\n\xC5\xBC,a\xFFb\n3,4\n".as_slice());
    assert_eq!(seen.rows, [["ż", "2"], ["3", "4"]]);
    let places: Vec<_> = seen
        .rejected
        .iter()
        .map(|one| (one.line, one.column.as_deref().unwrap()))
        .collect();
    assert_eq!(places, [(3, "ż"), (4, "ż")]);
    assert!(seen.rejected[0].reason.contains("zero byte"));
    assert!(seen.rejected[1].reason.contains("UTF-8"));
}

#[test]
fn an_open_quote_refuses_the_file_with_its_line() {
    let mut text = String::from("a,b\n1,2\n3,\"open\n");
    text.push_str(&"4,5\n".repeat(20));
    assert!(
        refusal(&text).contains("line 3, column 2"),
        "{}",
        refusal(&text)
    );
}

#[test]
fn an_open_quote_in_a_long_file_is_not_read_to_the_end() {
    let mut text = String::from("a,b\n1,2\n\"open,2\n");
    text.push_str(&"4,5\n".repeat(200_000));
    let said = refusal(&text);
    assert!(
        said.contains("line 3, column 1") && said.contains("1,000 line breaks"),
        "{said}"
    );
}

#[test]
fn the_caps_are_where_they_are_said_to_be() {
    let cell = |breaks: usize| format!("a,b\n1,\"{}\"\n", "x\r\n".repeat(breaks));
    assert_eq!(read(cell(1_000)).rows.len(), 1);
    assert!(refusal(cell(1_001)).contains("line 2, column 2"));
    let long = |bytes: usize| format!("a,b\n1,{}\n", "x".repeat(bytes));
    assert_eq!(read(long(1 << 20)).rows.len(), 1);
    assert!(refusal(long((1 << 20) + 1)).contains("1 MiB"));
}

#[test]
fn a_file_without_content_is_said_to_be_empty() {
    for text in ["", "\n\n", "\u{feff}", "  \n"] {
        assert!(refusal(text).contains("is empty"), "{text:?}");
    }
}

#[test]
fn a_header_alone_is_a_table_without_rows() {
    assert!(read("a,b\n").rows.is_empty());
}

#[test]
fn names_that_are_missing_or_double_are_mended_and_said() {
    let seen = read("id,,id\n1,2,3\n");
    assert_eq!(seen.header, ["id", "column 2", "id (2)"]);
    assert!(seen.found.contains("`id (2)`"), "{}", seen.found);
}

#[test]
fn a_delimiter_that_is_told_stands() {
    let options = Options {
        delimiter: Some(b':'),
        ..Options::default()
    };
    let seen = read_with(b"a:b\n1,2:3\n", &options).unwrap();
    assert_eq!(seen.rows, [["1,2", "3"]]);
}

#[test]
fn other_files_under_a_tables_name_are_told_apart() {
    assert!(refusal([0xD0, 0xCF, 0x11, 0xE0, 0, 0]).contains("old `.xls`"));
    assert!(refusal("<html><table>").contains("web page"));
}

#[test]
fn the_report_names_row_line_column_value_and_reason() {
    let paper = Paper::default();
    let report = Report::new(Box::new(paper.clone()), "report.csv").unwrap();
    let mut tally = Tally::new(10).with_report(report);
    tally.loaded();
    let rejected = Rejected::new(3, 2, Some("value".to_owned()), "=1+1", "is no number");
    tally.rejected(rejected).unwrap();
    let totals = tally.close(2).unwrap();
    assert_eq!((totals.rows, totals.loaded, totals.rejected), (2, 1, 1));
    let text = String::from_utf8(paper.bytes()).unwrap();
    assert_eq!(
        text,
        "row,line,column,value,reason\r\n2,3,value,'=1+1,is no number\r\n"
    );
}

#[test]
fn a_file_on_disk_is_opened_by_its_extension() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list.tsv");
    let mut file = std::fs::File::create(&path).unwrap();
    file.write_all(b"a,x\tb\n1\t2\n").unwrap();
    let (format, table) = open(Source::open(&path).unwrap(), &Options::default()).unwrap();
    assert_eq!(format.name(), "tsv");
    assert_eq!(table.header(), ["a,x", "b"]);
}
