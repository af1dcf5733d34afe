//! Encodings: each found by itself, with text that needs it.

use encoding_rs::{GBK, WINDOWS_1250, WINDOWS_1251};
use fiveply::exchange::Options;

use super::{read, read_with, refusal};

const POLISH: &str = "firma;miasto;uwagi\nŻółta Gęś;Łódź;ścisły związek z działem sprzedaży\nPrzędzalnia;Gdańsk;zażółć gęślą jaźń\n";
const RUSSIAN: &str = "компания;город;заметки\nСталь и Ко;Екатеринбург;ждёт предложения до конца месяца\nМолоко;Вологда;отказался из-за цены\n";
const CHINESE: &str = "公司;城市;备注\n北京钢铁有限公司;北京;等待报价，月底之前答复\n上海乳业集团;上海;因为价格拒绝了\n";

/// Checks that a text comes out of its bytes as it was.
fn comes_through(text: &str, bytes: &[u8], name: &str) {
    let seen = read(bytes);
    let expected: Vec<Vec<&str>> = text.lines().map(|line| line.split(';').collect()).collect();
    assert!(seen.found.contains(name), "{name}: {}", seen.found);
    assert_eq!(seen.header, expected[0]);
    assert_eq!(seen.rows, expected[1..]);
    assert!(seen.rejected.is_empty());
}

fn utf16(text: &str, little: bool, mark: bool) -> Vec<u8> {
    let units = mark
        .then_some(0xFEFF)
        .into_iter()
        .chain(text.encode_utf16());
    units
        .flat_map(|unit| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        })
        .collect()
}

#[test]
fn unicode_in_all_its_forms_is_found() {
    for text in [POLISH, RUSSIAN, CHINESE] {
        comes_through(text, text.as_bytes(), "UTF-8, valid");
        comes_through(
            text,
            format!("\u{feff}{text}").as_bytes(),
            "UTF-8, by its byte order mark",
        );
        for (little, name) in [(true, "UTF-16LE"), (false, "UTF-16BE")] {
            comes_through(
                text,
                &utf16(text, little, true),
                &format!("{name}, by its byte order mark"),
            );
            comes_through(
                text,
                &utf16(text, little, false),
                &format!("{name}, by the pattern"),
            );
        }
    }
}

#[test]
fn older_encodings_are_guessed() {
    comes_through(
        POLISH,
        &WINDOWS_1250.encode(POLISH).0,
        "windows-1250, a guess",
    );
    comes_through(
        RUSSIAN,
        &WINDOWS_1251.encode(RUSSIAN).0,
        "windows-1251, a guess",
    );
    comes_through(CHINESE, &GBK.encode(CHINESE).0, "GBK, a guess");
}

#[test]
fn text_that_starts_late_in_the_file_is_still_found() {
    let plain = "firma;miasto;uwagi\n".to_owned() + &"ACME;Berlin;nothing\n".repeat(40_000);
    let text = plain + POLISH.split_once('\n').unwrap().1;
    comes_through(&text, &WINDOWS_1250.encode(&text).0, "windows-1250");
}

#[test]
fn a_few_bad_bytes_reject_their_rows_and_not_the_file() {
    let mut bytes = POLISH.repeat(3).into_bytes();
    bytes.extend_from_slice(b"Zak\xB3ad;Krak\xF3w;x\n");
    bytes.extend_from_slice("Świt;Kielce;y\n".as_bytes());
    let seen = read(&bytes);
    assert!(
        seen.found.contains("UTF-8, but for 2 damaged places"),
        "{}",
        seen.found
    );
    assert_eq!(seen.rejected.len(), 1);
    assert_eq!(
        (seen.rejected[0].line, seen.rejected[0].column.as_deref()),
        (10, Some("firma"))
    );
    assert_eq!(seen.rows.last().unwrap(), &["Świt", "Kielce", "y"]);
}

#[test]
fn an_encoding_that_is_told_stands() {
    let told = |name: &str| Options {
        encoding: Some(name.to_owned()),
        ..Options::default()
    };
    let bytes = WINDOWS_1250.encode(POLISH).0;
    let seen = read_with(&bytes, &told("windows-1250")).unwrap();
    assert!(seen.found.contains("as told"), "{}", seen.found);
    assert_eq!(seen.rows[0][1], "Łódź");
    let error = read_with(b"a\n", &told("klingon")).unwrap_err();
    assert!(
        error.to_string().contains("`klingon` is no known encoding"),
        "{error}"
    );
}

#[test]
fn a_half_character_in_utf16_rejects_its_row() {
    let mut bytes = utf16("a,b\n1,x", true, true);
    bytes.extend_from_slice(&[0x00, 0xD8]);
    bytes.extend_from_slice(&utf16("\n2,y\n", true, false));
    let seen = read(&bytes);
    assert_eq!(seen.rows, [["2", "y"]]);
    assert_eq!(
        (seen.rejected[0].line, seen.rejected[0].column.as_deref()),
        (2, Some("b"))
    );
}

#[test]
fn a_header_that_cannot_be_decoded_refuses_the_file() {
    let mut bytes = b"na\xFFme,b\n".to_vec();
    bytes.extend_from_slice("ż,ó\n".repeat(9).as_bytes());
    assert!(
        refusal(&bytes).contains("line 1: the header cannot be used: cell 1"),
        "{}",
        refusal(&bytes)
    );
}
