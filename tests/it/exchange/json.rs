//! JSON: arrays, objects around them, lines; what is broken and where.

use fiveply::exchange::{Format, Options};

use super::{read, read_with, refusal};

fn lines(text: &str) -> super::Seen {
    let options = Options {
        format: Some(Format::JsonLines),
        ..Options::default()
    };
    read_with(text.as_bytes(), &options).unwrap()
}

#[test]
fn an_array_of_objects_is_a_table_of_the_union_of_their_keys() {
    let seen = read(
        "\n[\n {\"id\": 1, \"name\": \"A \\\"B\\\"\"},\n {\"name\": null, \"tags\": [1, {\"x\": \"]}\"}], \"id\": 1.10}\n]\n",
    );
    assert_eq!(seen.header, ["id", "name", "tags"]);
    assert_eq!(seen.rows[0], ["1", "A \"B\"", ""]);
    assert_eq!(seen.rows[1], ["1.10", "", "[1, {\"x\": \"]}\"}]"]);
    assert_eq!(seen.lines, [3, 4]);
}

#[test]
fn an_array_inside_an_object_is_found() {
    let seen = read(
        "{\"total\": 2, \"next\": null, \"empty\": [], \"items\": [{\"a\": true}, {\"a\": false}], \"meta\": {\"b\": [{}]}}",
    );
    assert_eq!(seen.header, ["a"]);
    assert_eq!(seen.rows, [["true"], ["false"]]);
    assert!(seen.found.contains("`items`"), "{}", seen.found);
}

#[test]
fn two_arrays_of_objects_leave_open_which_is_meant() {
    assert!(refusal("{\"a\": [{\"x\": 1}], \"b\": [{\"y\": 1}]}").contains("more than one array"));
}

#[test]
fn objects_line_by_line_are_recognised_without_a_name() {
    let seen = read("{\"a\": 1}\n\n{\"a\": 2, \"b\": [{\"c\": 1}]}\n");
    assert_eq!(seen.rows, [["1", ""], ["2", "[{\"c\": 1}]"]]);
    assert_eq!((seen.lines, seen.blank), (vec![1, 3], 1));
}

#[test]
fn objects_over_several_lines_each_are_read_one_after_the_other() {
    let seen = read("{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n");
    assert_eq!(seen.rows, [["1"], ["2"]]);
    assert_eq!(seen.lines, [1, 4]);
    assert_eq!(read("{\"a\": 1}").rows, [["1"]]);
}

#[test]
fn a_broken_line_is_rejected_and_the_others_are_read() {
    let seen = lines(
        "{\"a\": 1}\n{\"a\": \n[1]\n{\"a\": 1, \"a\": 2}\n{\"a\": \"\\ud800\"}\n{\"a\": 3}\n",
    );
    assert_eq!(seen.rows, [["1"], ["3"]]);
    let lines: Vec<_> = seen.rejected.iter().map(|one| one.line).collect();
    assert_eq!(lines, [2, 3, 4, 5]);
    assert!(seen.rejected[0].reason.contains("no valid JSON"));
    assert_eq!(seen.rejected[1].reason, "is no JSON object");
    assert_eq!(seen.rejected[2].reason, "is given twice");
}

#[test]
fn a_broken_element_of_an_array_is_rejected_and_the_others_are_read() {
    let seen = read("[{\"a\": 1},\n{\"a\": x},\n7,\n{\"a\": 2}]");
    assert_eq!(seen.rows, [["1"], ["2"]]);
    assert_eq!(
        seen.rejected.iter().map(|one| one.line).collect::<Vec<_>>(),
        [2, 3]
    );
}

#[test]
fn rows_after_the_array_are_not_lost_in_silence() {
    assert!(refusal("[{\"a\": 1}]\n[{\"a\": 2}]").contains("line 2"));
    assert!(refusal("[{\"a\": 1},\n{\"a\": 2}").contains("never closed"));
    assert!(refusal("[{\"a\": 1},\n{\"a\": \"open}]").contains("line 2"));
}

#[test]
fn json_without_objects_is_refused() {
    for text in ["[]", "[1, 2]", "{}"] {
        assert!(refusal(text).contains("no object with keys"), "{text}");
    }
}

#[test]
fn numbers_keep_every_digit() {
    let seen = read("[{\"a\": 12345678901234567890.10, \"b\": 0.1}]");
    assert_eq!(seen.rows, [["12345678901234567890.10", "0.1"]]);
}

#[test]
fn bad_bytes_reject_their_object() {
    let seen = read(b"[{\"a\": \"\xC5\xBC\xC5\xBC\"},\n{\"a\": \"x\xFF\"}]".as_slice());
    assert_eq!(seen.rows, [["żż"]]);
    assert_eq!(seen.rejected[0].line, 2);
}
