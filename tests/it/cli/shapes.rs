//! The shapes of `--json` are the documented ones, and the help that is kept is the help that is given.

use std::collections::BTreeSet;

use fiveply::cli::verbs::help::reference;
use fiveply::cli::{exit, shapes::SHAPES};
use fiveply::model::Layer;
use serde_json::Value;

use super::desk::Desk;

/// Every key of a value, at any depth.
fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                found.insert(key.clone());
                keys(value, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|it| keys(it, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn every_key_that_is_printed_is_documented() {
    let desk = Desk::new();
    desk.ok(&["lead", "new", "--account", "Helvetia", "--value", "5"]);
    desk.ok(&["lead", "new", "--account", "Helvetia", "--value", "6"]);
    desk.ok(&["win", "1"]);
    let copy = desk.file("copy.db");
    desk.ok(&["segment", "save", "All"]);
    let table = desk.file("all.csv");
    let commands: [&[&str]; 31] = [
        &["today", "--all"],
        &["funnel"],
        &["facets"],
        &["leads"],
        &["report", "conversion"],
        &["report", "conversion", "--by", "layer"],
        &["report", "duration"],
        &["report", "flow"],
        &["report", "cohort"],
        &["report", "cohort", "--of", "first-order"],
        &["report", "forecast", "--target", "9"],
        &["report", "why", "--by", "layer", "--measure", "value"],
        &["report", "why", "--by", "layer,owner"],
        &["report", "abc"],
        &["report", "velocity"],
        &["report", "lost"],
        &["report", "calibration"],
        &["report", "duration", "--by", "owner"],
        &["log"],
        &["check"],
        &["segment", "list"],
        &["segment", "show", "All"],
        &["segment", "diff", "All"],
        &["segment", "compare", "All", "is:won"],
        &["segment", "overlap", "All", "is:won"],
        &["segment", "export", "All", "--to", table.to_str().unwrap()],
        &["feedback", "1", "good"],
        &["undo"],
        &["redo"],
        &["backup", copy.to_str().unwrap()],
        &["restore", copy.to_str().unwrap(), "--force"],
    ];
    for words in commands {
        for line in desk.json(words) {
            let mut found = BTreeSet::new();
            keys(&line, &mut found);
            for key in found {
                // What is counted by kind of record has the kinds as keys.
                let counted = words == ["check"] && line["rows"].get(&key).is_some();
                // Sums and counts have currencies and layers as keys.
                let counted = counted || key == "EUR" || key.parse::<Layer>().is_ok();
                assert!(
                    counted || SHAPES.contains(&format!("\"{key}\"")),
                    "{words:?}: {key}"
                );
            }
        }
    }
}

#[test]
fn the_keys_of_a_line_stand_in_their_documented_order() {
    let desk = Desk::new();
    desk.ok(&["lead", "new", "--title", "Pumps"]);
    for words in [
        ["leads", "--json"],
        ["today", "--json"],
        ["funnel", "--json"],
        ["log", "--json"],
    ] {
        let out = desk.ok(&words);
        let line = out.lines().next().unwrap();
        let documented = SHAPES.split(&format!("\n{}", words[0])).nth(1).unwrap();
        let order = |text: &str| -> Vec<String> {
            let parts = text.split('"').skip(1).step_by(2).map(str::to_owned);
            parts.collect()
        };
        let documented = order(documented);
        let mut at = 0;
        let map: Value = serde_json::from_str(line).unwrap();
        let top: BTreeSet<_> = map.as_object().unwrap().keys().cloned().collect();
        let printed = order(line).into_iter().filter(|it| top.contains(it));
        let mut seen = BTreeSet::new();
        for key in printed.filter(|it| seen.insert(it.clone())) {
            let found = documented.iter().skip(at).position(|it| *it == key);
            at += found.unwrap_or_else(|| panic!("{words:?}: {key} is out of order"));
        }
    }
}

#[test]
fn the_exit_codes_stand_in_the_help() {
    let desk = Desk::bare();
    assert!(desk.ok(&["--help"]).contains(&exit::table()));
    assert!(desk.ok(&["help", "codes"]).contains("130  stopped"));
}

#[test]
fn the_reference_that_is_kept_is_the_help_that_is_given() {
    let kept = include_str!("../../../assets/reference.txt");
    assert!(
        kept == reference().trim_end().to_owned() + "\n",
        "the help changed; write it anew: cargo run -- help reference > assets/reference.txt"
    );
}
