//! Reports at the command line: every kind, in every form, no wider than a terminal.

use fiveply::cli::Exit;
use serde_json::{Value, json};

use super::desk::Desk;

/// June and July of the case that the reports are for: more leads, fewer sales, because they were class C.
fn desk() -> Desk {
    let desk = Desk::new();
    let mut table = String::from("external_id,account,source,value,layer,entered,closed,reason\n");
    let mut number = 0;
    for (month, class, won, lost) in [
        (6, "A", 12, 28),
        (6, "B", 8, 32),
        (6, "C", 1, 19),
        (7, "A", 6, 14),
        (7, "B", 6, 24),
        (7, "C", 5, 95),
    ] {
        for at in 0..won + lost {
            number += 1;
            let (end, reason) = if at < won {
                ("won", "")
            } else {
                ("lost", "price")
            };
            let (from, to) = (
                format!("2026-0{month}-02"),
                format!("2026-0{month}-2{}", at % 9),
            );
            table += &format!(
                "L{number},Account {},class {class},100,{end},{from},{to},{reason}\n",
                at % 7
            );
        }
    }
    let file = desk.file("leads.csv");
    std::fs::write(&file, table).unwrap();
    desk.ok(&["import", file.to_str().unwrap(), "--yes"]);
    desk
}

const KINDS: [&[&str]; 32] = [
    &["conversion"],
    &["conversion", "--by", "source"],
    &["duration"],
    &["duration", "--by", "source"],
    &["cohort"],
    &["cohort", "--of", "first-order"],
    &["forecast", "--target", "5k"],
    &["why", "--by", "source", "--period", "2026-07"],
    &[
        "why",
        "--by",
        "source,owner",
        "--period",
        "2026-07",
        "--measure",
        "value",
    ],
    &["abc"],
    &["velocity", "--by", "source"],
    &["lost"],
    &["calibration"],
    &["wins"],
    &["wins", "--by", "source"],
    &["orders"],
    &["response"],
    &["reps"],
    &["cohort", "--by", "source"],
    &["forecast", "--by", "source"],
    &["lost", "--by", "source"],
    &["calibration", "--by", "source"],
    &["conversion", "--period", "2026-07", "--versus", "before"],
    &[
        "wins", "--by", "source", "--period", "2026-07", "--versus", "before",
    ],
    &["duration", "--period", "2026-07", "--versus", "before"],
    &["abc", "--period", "2026-07", "--versus", "before"],
    &["orders", "--period", "2026-07", "--versus", "before"],
    &[
        "velocity", "--by", "source", "--period", "2026-07", "--versus", "before",
    ],
    &["lost", "--period", "2026-07", "--versus", "before"],
    &["calibration", "--period", "2026-07", "--versus", "before"],
    &["flow"],
    &["flow", "--period", "2026-07"],
];

fn words<'a>(kind: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    let mut words = vec!["report"];
    words.extend_from_slice(kind);
    words.extend_from_slice(more);
    words
}

#[test]
fn reports_speak_the_readers_language_and_programs_read_the_same_in_each() {
    let desk = desk();
    let is_word = |it: &str| it.len() > 1 && it.chars().all(|it| it.is_ascii_lowercase());
    for kind in KINDS {
        let zh = |more: &[&'static str]| words(kind, &[more, &["--lang", "zh"]].concat());
        let text = desk.ok(&zh(&[]));
        for line in text.lines() {
            let found: Vec<&str> = line.split_whitespace().collect();
            let is_english = found.windows(3).any(|it| it.iter().all(|it| is_word(it)));
            assert!(!is_english, "{kind:?}: {line}");
        }
        let head = desk.ok(&zh(&["--csv"]));
        let head = head.lines().next().unwrap_or_default().to_owned();
        assert!(!head.is_ascii(), "{kind:?}: {head}");
        let columns: std::collections::BTreeSet<&str> = head.split(',').collect();
        assert_eq!(columns.len(), head.split(',').count(), "{kind:?}: {head}");
        assert_eq!(desk.one(&zh(&[])), desk.one(&words(kind, &[])), "{kind:?}");
    }
    let page = desk.file("page.html");
    desk.ok(&[
        "report",
        "conversion",
        "--lang",
        "zh",
        "--html",
        page.to_str().unwrap(),
    ]);
    let page = std::fs::read_to_string(page).unwrap();
    assert!(
        page.contains("<html lang=\"zh\">") && page.contains("到达或越过"),
        "{page}"
    );
}

#[test]
fn every_report_reads_in_eighty_columns() {
    let desk = desk();
    desk.ok(&[
        "lead",
        "new",
        "--account",
        "Open",
        "--value",
        "250",
        "--layer",
        "intent",
    ]);
    for kind in KINDS {
        let text = desk.ok(&words(kind, &[]));
        assert!(text.lines().count() > 5, "{kind:?}: {text}");
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{kind:?}: {line}");
        }
    }
}

#[test]
fn july_had_more_leads_and_fewer_sales_because_they_were_class_c() {
    let desk = desk();
    insta::assert_snapshot!(desk.ok(&words(KINDS[7], &[])));
    let report = desk.one(&words(KINDS[7], &[]));
    let all = report["rows"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&all["volume"], &all["mix"], &all["rate"]),
        (&json!(10.5), &json!(-14.5), &json!(0.0))
    );
    assert_eq!(
        report["versus"],
        json!({"from": "2026-06-01", "to": "2026-06-30"})
    );
    // Each row and each column adds up.
    let rows = report["rows"].as_array().unwrap();
    let number = |row: &Value, key: &str| (row[key].as_f64().unwrap() * 100.0).round() as i64;
    for row in rows {
        let parts: i64 = ["volume", "mix", "rate"]
            .iter()
            .map(|key| number(row, key))
            .sum();
        assert_eq!(parts, number(row, "change"), "{row}");
    }
    for key in ["volume", "mix", "rate", "change"] {
        let sum: i64 = rows[..rows.len() - 1]
            .iter()
            .map(|row| number(row, key))
            .sum();
        assert_eq!(sum, number(&rows[rows.len() - 1], key), "{key}");
    }
}

#[test]
fn a_conversion_says_its_definition_its_n_and_its_band() {
    let desk = desk();
    insta::assert_snapshot!(desk.ok(&[
        "report",
        "conversion",
        "source:class*",
        "--period",
        "2026-07"
    ]));
    let by = desk.ok(&["report", "conversion", "--by", "source", "--limit", "2"]);
    assert!(by.contains("1 more") && by.contains("class C"), "{by}");
}

#[test]
fn rows_come_as_csv_and_few_are_marked_in_text() {
    let desk = desk();
    let csv = desk.ok(&["report", "velocity", "--by", "source", "--csv"]);
    let mut lines = csv.lines();
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("value,open,average_value,win_rate,n,")
    );
    assert!(
        lines.next().unwrap().starts_with("class C,0,100,0.05,120,"),
        "{csv}"
    );
    desk.ok(&["lead", "new", "--account", "Open"]);
    let text = desk.ok(&["report", "conversion", "account:Open"]);
    assert!(
        text.contains("1*") && text.contains("* rests on fewer than ten"),
        "{text}"
    );
}

#[test]
fn charts_and_pages_stand_alone_and_are_not_written_over() {
    let desk = desk();
    for (number, kind) in KINDS.iter().enumerate() {
        let (svg, page) = (
            desk.file(&format!("{number}.svg")),
            desk.file(&format!("{number}.html")),
        );
        let (svg, page) = (svg.to_str().unwrap(), page.to_str().unwrap());
        desk.ok(&words(kind, &["--svg", svg, "--html", page]));
        for file in [svg, page] {
            let text = std::fs::read_to_string(file).unwrap();
            assert!(text.contains("<svg") && !text.contains("NaN"), "{kind:?}");
            let elsewhere =
                text.matches("http").count() - text.matches("http://www.w3.org/2000/svg").count();
            assert_eq!(
                (elsewhere, text.contains("<script")),
                (0, false),
                "{kind:?}"
            );
            assert_eq!(
                text.matches("<text").count(),
                text.matches("</text>").count()
            );
        }
        desk.fails(Exit::Usage, &words(kind, &["--svg", svg]));
        desk.ok(&words(kind, &["--svg", svg, "--force"]));
    }
}

#[test]
fn why_gives_the_whole_the_same_parts_however_few_values_are_shown() {
    let desk = desk();
    let all = |limit| {
        let words = ["report", "why", "--by", "source", "--period", "2026-07"];
        let got = desk.one(&[&words[..], &["--limit", limit]].concat());
        let rows = got["rows"].as_array().unwrap().clone();
        (rows.len(), rows.last().unwrap().clone())
    };
    let (few, whole) = all("1");
    let (many, same) = all("50");
    assert!(few < many, "{few} and {many} rows");
    assert_eq!(whole, same);
}

#[test]
fn what_does_not_go_together_is_told() {
    let desk = desk();
    for words in [
        &["report", "why", "--period", "2026-07"][..],
        &["report", "conversion", "--by", "source,owner"],
        &["report", "abc", "--by", "source"],
        &["report", "orders", "--by", "source"],
        &["report", "reps", "--by", "source"],
        &["report", "why", "--by", "seg"],
        &["report", "lost", "--by", "source,owner"],
        &["report", "conversion", "--versus", "before"],
        &[
            "report", "cohort", "--period", "2026-07", "--versus", "before",
        ],
        &[
            "report", "forecast", "--period", "2026-07", "--versus", "before",
        ],
        &["report", "why", "--by", "source", "--period", ">=2026-07"],
        &["report", "wins", "--measure", "value"],
        &["report", "conversion", "--basis", "entered"],
        &["report", "abc", "--of", "first-order"],
        &["report", "orders", "--target", "5k"],
    ] {
        desk.fails(Exit::Usage, words);
    }
    for words in [
        &["report", "conversion", "--period", "soon"][..],
        &["report", "conversion", "--by", "sorce"],
        &["report", "forecast", "--target", "much"],
    ] {
        desk.fails(Exit::NotUnderstood, words);
    }
}

#[test]
fn a_period_stands_beside_another_with_the_band_of_the_difference() {
    let desk = desk();
    let words = &KINDS[23];
    insta::assert_snapshot!(desk.ok(&self::words(words, &[])));
    let report = desk.one(&self::words(words, &[]));
    // Class C: 1 of 20 in June, 5 of 100 in July.
    let rows = report["rows"].as_array().unwrap();
    let row = rows.iter().find(|it| it["value"] == "class C").unwrap();
    assert_eq!((&row["n"], &row["before"]["n"]), (&json!(100), &json!(20)));
    assert_eq!(
        (&row["change"], &row["differs"]),
        (&json!(0.0), &json!(false))
    );
    assert!(
        row["change_low"].as_f64().unwrap() < 0.0 && row["change_high"].as_f64().unwrap() > 0.0
    );
    let csv = desk.ok(&self::words(words, &["--csv"]));
    let head = csv.lines().next().unwrap();
    assert!(
        head.contains("change,change_low,change_high,differs,rate_before"),
        "{head}"
    );
}

#[test]
fn segments_stand_beside_each_other_and_what_they_share_is_said() {
    let desk = desk();
    for (name, filter) in [
        ("a and b", "source:\"class A\",\"class B\""),
        ("a", "source:\"class A\""),
    ] {
        desk.ok(&["segment", "save", name, filter]);
    }
    let report = desk.one(&["report", "wins", "--by", "seg"]);
    let n = |at: usize| report["rows"][at]["n"].as_u64().unwrap();
    assert_eq!((n(0), n(1)), (60, 130));
    assert_eq!(
        (&report["in_many"], &report["in_none"]),
        (&json!(60), &json!(120))
    );
    let one = desk.one(&["report", "wins", "--segment", "a"]);
    assert_eq!((&one["in_many"], &one["in_none"]), (&json!(0), &json!(190)));
    assert_eq!(one["rows"].as_array().unwrap().len(), 1);
    desk.fails(Exit::NotFound, &["report", "wins", "--segment", "b"]);
}

#[test]
fn groups_add_up_to_the_forecast_and_so_do_the_months() {
    let desk = desk();
    for (source, value) in [("class A", "1000"), ("class B", "250"), ("class A", "40")] {
        let lead = [
            "lead",
            "new",
            "--account",
            "Open",
            "--value",
            value,
            "--layer",
            "intent",
        ];
        desk.ok(&[&lead[..], &["--source", source]].concat());
    }
    let report = desk.one(&["report", "forecast", "--by", "source"]);
    let sum = |rows: &Value| -> f64 {
        let rows = rows.as_array().unwrap().iter();
        rows.map(|it| it["expected"].as_f64().unwrap()).sum()
    };
    let all = sum(&report["forecasts"]);
    assert!(all > 0.0);
    assert!((sum(&report["rows"]) - all).abs() < 0.02, "{report}");
    assert!((sum(&report["months"]) - all).abs() < 0.2, "{report}");
}
