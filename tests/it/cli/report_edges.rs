//! Reports where there is little or nothing to tell: they say so, and keep their form.

use serde_json::json;

use super::desk::Desk;

/// Of June two losses for want of a need and one for its price, of July two for their price, a win of each; and one that
/// came without a history.
fn desk() -> Desk {
    let desk = Desk::new();
    let table = "external_id,account,source,value,layer,entered,closed,reason\n\
        1,A,fair,100,lost,2026-06-02,2026-06-20,no-need\n\
        2,B,fair,100,lost,2026-06-02,2026-06-20,no-need\n\
        3,C,web,100,lost,2026-06-02,2026-06-20,price\n\
        4,D,web,100,won,2026-06-02,2026-06-20,\n\
        5,E,fair,100,lost,2026-07-02,2026-07-20,price\n\
        6,F,web,100,lost,2026-07-02,2026-07-20,price\n\
        7,G,web,100,won,2026-07-02,2026-07-20,\n\
        8,H,web,100,intent,,,\n";
    let file = desk.file("leads.csv");
    std::fs::write(&file, table).unwrap();
    desk.ok(&["import", file.to_str().unwrap(), "--yes"]);
    desk
}

#[test]
fn a_reason_that_is_gone_stands_beside_the_period_in_which_it_was() {
    let desk = desk();
    for (more, fair) in [(&[][..], None), (&["--by", "source"], Some("fair"))] {
        let words = [
            "report", "lost", "--period", "2026-07", "--versus", "before",
        ];
        let it = desk.one(&[&words, more].concat());
        let rows = it["rows"].as_array().unwrap();
        let key = if fair.is_some() { "reason" } else { "value" };
        let is = |row: &&serde_json::Value| {
            row[key] == "no-need" && fair.is_none_or(|fair| row["value"] == fair)
        };
        let gone = rows.iter().find(is).unwrap();
        // None of what was lost in July; of June two of three, and of the fair's both.
        assert_eq!(
            (&gone["all"], &gone["before"]["all"]),
            (&json!(0), &json!(2))
        );
        let change = gone["change"].as_f64().unwrap();
        let before = if fair.is_some() { 1.0 } else { 2.0 / 3.0 };
        assert!((change + before).abs() < 1e-12, "{change}");
        let sum: f64 = rows
            .iter()
            .filter(|row| row[key] != "all" && fair.is_none_or(|fair| row["value"] == fair))
            .filter_map(|row| row["change"].as_f64())
            .sum();
        assert!(sum.abs() < 1e-12, "{it}");
    }
}

#[test]
fn reasons_beyond_the_limit_are_one_row_in_both_periods_and_shares_have_bands() {
    let desk = desk();
    let rows = |words: &[&str]| {
        let it = desk.one(&[&["report", "lost", "--limit", "1"], words].concat());
        let rows = it["rows"].as_array().unwrap().iter();
        let of = |row: &serde_json::Value| {
            (
                row["value"].as_str().unwrap().to_owned(),
                row["all"].as_u64().unwrap(),
                row["before"]["all"].as_u64(),
            )
        };
        rows.map(of).collect::<Vec<_>>()
    };
    let row = |name: &str, all, before| (name.to_owned(), all, before);
    assert_eq!(
        rows(&[]),
        [
            row("price", 3, None),
            row("1 others", 2, None),
            row("all", 5, None)
        ]
    );
    // In June there were more without a need; which reason is shown by itself is July's to say.
    assert_eq!(
        rows(&["--period", "2026-07", "--versus", "before"]),
        [
            row("price", 2, Some(1)),
            row("1 others", 0, Some(2)),
            row("all", 2, Some(3))
        ]
    );
    // Three of five; all of all is certain.
    let text = desk.ok(&["report", "lost"]);
    let line = |name: &str| text.lines().find(|it| it.starts_with(name)).unwrap();
    assert!(line("price").ends_with("60 %  23–88 %"), "{text}");
    assert!(line("all").ends_with("100 %"), "{text}");
}

#[test]
fn each_share_stands_with_its_own_number_and_band() {
    let desk = desk();
    let tables = |kind: &str| -> Vec<Vec<String>> {
        let text = desk.ok(&["report", kind]);
        // The sentences above and below, and what is parted by a blank line between them.
        let parts: Vec<&str> = text.split("\n\n").collect();
        let tables = parts[1..parts.len() - 1].iter();
        let head = |it: &&str| it.lines().next().unwrap_or_default().to_owned();
        let words = |it: String| it.split("  ").map(str::trim).map(str::to_owned).collect();
        let heads = tables.map(head).map(words);
        heads
            .map(|it: Vec<String>| it.into_iter().filter(|it| !it.is_empty()).collect())
            .collect()
    };
    assert_eq!(
        tables("wins"),
        [
            &["leads", "won", "95 %", "n"][..],
            &["leads", "of entered", "95 %", "n", "open"],
            &["leads", "of money", "95 %", "n", "average", "95 %", "n"],
        ]
    );
    assert_eq!(
        tables("reps"),
        [
            &["owner", "open", "touches", "feedback", "won", "95 %", "n"][..],
            &["owner", "handed", "hours", "late", "95 %"],
        ]
    );
}

#[test]
fn a_report_of_nothing_says_so_and_keeps_its_form() {
    let desk = desk();
    for kind in ["conversion", "wins", "velocity", "cohort", "lost", "orders"] {
        let text = desk.ok(&["report", kind, "account:nobody"]);
        assert!(text.contains("no lead is in the filter"), "{text}");
        assert!(!text.contains("NaN"), "{text}");
    }
    let words = [
        "report", "response", "--period", "2026-07", "--versus", "before",
    ];
    let it = desk.one(&words);
    assert_eq!(it["rows"], json!([]), "{it}");
    let csv = desk.ok(&[&words[..], &["--csv"]].concat());
    assert!(csv.starts_with("value,handed,touched,"), "{csv}");
}

#[test]
fn groups_are_what_they_are_alone_and_what_is_left_out_is_said() {
    let desk = desk();
    let by = desk.one(&["report", "conversion", "--by", "source"]);
    for source in ["fair", "web"] {
        let alone = desk.one(&["report", "conversion", &format!("source:{source}")]);
        let rows = by["rows"].as_array().unwrap().iter();
        let rows = rows.filter(|it| it["value"] == source).map(|it| {
            let mut it = it.clone();
            it.as_object_mut().unwrap().remove("value");
            it
        });
        let rows: Vec<_> = rows.collect();
        assert_eq!(json!(rows), alone["rows"], "{source}");
    }
    let text = desk.ok(&["report", "conversion", "--by", "source"]);
    // One of eight.
    assert!(text.contains("their history began: 1 (12.50 %)"), "{text}");
    assert!(
        !desk
            .ok(&["report", "conversion", "--by", "source", "source:fair"])
            .contains("left out")
    );
}

#[test]
fn a_period_that_begins_with_a_minus_is_no_option() {
    let desk = desk();
    for words in [
        &["report", "wins", "--period", "-90d"][..],
        &[
            "report",
            "wins",
            "--period",
            "2026-07",
            "--versus",
            "-900d..-800d",
        ],
        &["report", "wins", "--asof", "-30d"],
        &["funnel", "--period", "-90d", "--asof", "-30d"],
        &["segment", "--asof", "-30d", "list"],
    ] {
        desk.ok(words);
    }
}
