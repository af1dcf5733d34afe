//! Decisions and hypotheses at the command line: kept, measured, settled, and opened again by an undo.

use fiveply::cli::Exit;
use serde_json::json;

use super::desk::Desk;

/// Four leads of a webinar in intent, two of which go on.
fn desk() -> Desk {
    let desk = Desk::new();
    for account in ["Helvetia", "Vistula", "Nordfab", "Isdom"] {
        desk.ok(&[
            "lead",
            "new",
            "--account",
            account,
            "--source",
            "webinar",
            "--layer",
            "intent",
        ]);
    }
    desk.ok(&["move", "1,2", "high-intent"]);
    desk
}

#[test]
fn a_decision_is_kept_with_its_owner_and_day_and_settled() {
    let desk = desk();
    desk.ok(&[
        "decision",
        "add",
        "Answer fair inquiries within a day",
        "--due",
        "2026-11-29",
    ]);
    let line = desk.one(&["decision", "list"]);
    assert_eq!(line["decision"], "Answer fair inquiries within a day");
    assert_eq!(
        (
            &line["kind"],
            &line["owner"],
            &line["due"],
            &line["meeting"]
        ),
        (
            &json!("decision"),
            &json!("ola"),
            &json!("2026-11-29"),
            &json!("2026-11-22")
        )
    );
    desk.ok(&[
        "decision",
        "done",
        "fair inquiries",
        "--note",
        "median now 7 h",
    ]);
    assert_eq!(desk.json(&["decision", "list"]).len(), 0);
    let line = desk.one(&["decision", "list", "--all"]);
    assert_eq!(
        (&line["state"], &line["note"], &line["checked"]),
        (
            &json!("done"),
            &json!("median now 7 h"),
            &json!("2026-11-22")
        )
    );
    desk.ok(&["undo"]);
    assert_eq!(desk.one(&["decision", "show", "1"])["state"], "open");
}

#[test]
fn a_hypothesis_is_measured_and_keeps_what_was_measured_when_it_was_checked() {
    let mut desk = desk();
    desk.ok(&[
        "decision",
        "add",
        "The webinar brings serious leads",
        "--kind",
        "hypothesis",
        "--filter",
        "source:webinar",
        "--expected",
        "conversion:intent > 30%",
    ]);
    let line = desk.one(&["decision", "show", "#1"]);
    // Two of the four that entered intent since the meeting went on.
    assert_eq!(line["expected"], "conversion:intent >= 30 %");
    assert_eq!(
        (&line["measured"], &line["measured_of"]),
        (&json!(50.0), &json!(4))
    );
    assert_eq!(line["measured_open"], 2);
    let text = desk.ok(&["decision", "list"]);
    assert!(
        text.contains("50.0 % of 4 (15.0–85.0), 2 still open"),
        "{text}"
    );
    desk.later(7);
    desk.ok(&["decision", "came-true", "1"]);
    desk.ok(&["move", "3,4", "high-intent"]);
    let line = desk.one(&["decision", "show", "1"]);
    assert_eq!(
        (&line["state"], &line["measured"], &line["checked"]),
        (&json!("came-true"), &json!(50.0), &json!("2026-11-29"))
    );
}

#[test]
fn what_cannot_be_kept_is_refused_with_what_would_do() {
    let desk = desk();
    let bad = desk.fails(
        Exit::NotUnderstood,
        &["decision", "add", "More", "--expected", "luck > 3"],
    );
    assert!(bad.contains("conversion:intent >= 30 %"), "{bad}");
    desk.fails(
        Exit::NotUnderstood,
        &[
            "decision",
            "add",
            "More",
            "--expected",
            "leads > 3",
            "--filter",
            "soruce:fair",
        ],
    );
    desk.ok(&["decision", "add", "More fairs"]);
    desk.ok(&["decision", "add", "More webinars"]);
    let bad = desk.fails(Exit::NotUnderstood, &["decision", "done", "more"]);
    assert!(bad.contains("#1 #2"), "{bad}");
    desk.ok(&["decision", "remove", "webinars"]);
    assert_eq!(desk.json(&["decision", "list"]).len(), 1);
    desk.ok(&["check"]);
}

#[test]
fn whoever_settles_what_was_settled_since_is_told() {
    let desk = desk();
    desk.ok(&["decision", "add", "More fairs"]);
    let seen = desk.one(&["decision", "show", "1"])["revision"].to_string();
    desk.ok(&["decision", "done", "1"]);
    let told = desk.fails(Exit::Conflict, &["decision", "drop", "1", "--base", &seen]);
    assert!(told.contains("state"), "{told}");
}

#[test]
fn a_lead_of_another_value_is_counted_once_by_where_it_ended() {
    let mut desk = desk();
    for lead in ["1", "2", "3"] {
        desk.ok(&["lead", "edit", lead, "value=1000"]);
    }
    desk.later(9);
    desk.ok(&["lead", "edit", "1", "value=3000"]);
    desk.ok(&["lead", "edit", "1", "value=2500"]);
    desk.ok(&["lead", "edit", "2", "value=400"]);
    desk.ok(&["lead", "edit", "3", "value=1700"]);
    desk.ok(&["undo"]);
    let minutes = desk.ok(&["minutes"]);
    for line in ["- worth more: 1", "- worth less: 1"] {
        assert!(minutes.contains(line), "{minutes}");
    }
}
