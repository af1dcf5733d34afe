//! The workspace as it was: every verb that shows says of an earlier day what it said on that day.

use fiveply::cli::Exit;

use super::desk::Desk;

/// A desk of the 22nd of November, what its verbs said at the end of that day, and the same desk three weeks later.
fn weeks_later(words: &[&[&str]]) -> (Desk, Vec<String>) {
    let mut desk = Desk::new();
    for (account, source, layer) in [
        ("Łódź Dairy", "fair", "intent"),
        ("北京新华科技", "fair", "potential"),
        ("ACME", "webinar", "potential"),
    ] {
        let new = ["lead", "new", "--account", account, "--source", source];
        desk.ok(&[&new[..], &["--layer", layer, "--value", "300"]].concat());
    }
    desk.ok(&["move", "3", "interested"]);
    desk.ok(&["segment", "save", "fairs", "source:fair"]);
    desk.ok(&["contact", "new", "Ada", "--account", "ACME"]);
    desk.ok(&["feedback", "3", "good", "--note", "they know us"]);
    desk.ok(&["decision", "add", "Call all fairs", "--due", "2026-12-24"]);
    // The last hours of the day change nothing.
    desk.now = fiveply::model::Moment(desk.now.0 + 12 * 3_600_000);
    let said = words.iter().map(|it| desk.ok(it)).collect();
    desk.later(7);
    desk.ok(&["move", "2", "high-intent"]);
    desk.ok(&["win", "1"]);
    desk.ok(&["lead", "edit", "3", "source=fair", "value=500"]);
    desk.ok(&[
        "account",
        "edit",
        "ACME",
        "city=Turin",
        "account=ACME Italia",
    ]);
    desk.ok(&["contact", "edit", "Ada", "title=CFO"]);
    desk.ok(&["feedback", "reply", "3", "so we saw"]);
    desk.ok(&["feedback", "3", "wrong-person"]);
    desk.ok(&["decision", "done", "Call all fairs"]);
    desk.later(14);
    desk.ok(&["lead", "new", "--account", "Nordfab", "--source", "fair"]);
    desk.ok(&["lose", "3", "price"]);
    (desk, said)
}

#[test]
fn what_is_shown_of_a_day_is_what_was_shown_on_it() {
    let words: &[&[&str]] = &[
        &["leads", "source:fair", "sort:-value", "--json"],
        &["leads"],
        &["facets", "is:open", "--by", "source,layer"],
        &["segment", "show", "fairs"],
        &["segment", "list"],
        &["segment", "compare", "source:fair", "source:webinar"],
        &["segment", "overlap", "fairs", "source:fair", "--json"],
        &["today", "--all"],
        &["export", "leads"],
        &["export", "accounts"],
        &["lead", "show", "3"],
        &["account", "show", "#3"],
        &["account", "list"],
        &["contact", "show", "Ada"],
        &["contact", "list"],
        &["feedback", "list"],
        &["decision", "list"],
        &["decision", "show", "1"],
    ];
    let (desk, said) = weeks_later(words);
    for (words, said) in words.iter().zip(said) {
        let then = desk.ok(&[words, &["--asof", "2026-11-22"][..]].concat());
        assert_eq!(then.replace(" asof:2026-11-22", ""), said, "{words:?}");
        assert_ne!(desk.ok(words), said, "{words:?}");
    }
}

#[test]
fn what_came_later_was_not_there_yet_and_what_has_no_past_says_so() {
    let (desk, _) = weeks_later(&[]);
    for words in [["lead", "show", "4"], ["account", "show", "Nordfab"]] {
        let then = [&words[..], &["--asof", "2026-11-22"]].concat();
        let told = desk.fails(Exit::NotFound, &then);
        assert!(told.contains("yet on 2026-11-22"), "{told}");
        desk.ok(&words);
    }
    let told = desk.fails(Exit::Usage, &["user", "list", "--asof", "2026-11-22"]);
    assert!(told.contains("users are today's on every day"), "{told}");
}

#[test]
fn a_filter_says_the_day_too_and_its_other_days_are_counted_from_there() {
    let (desk, said) = weeks_later(&[&["funnel", "entered:-7d", "--json"]]);
    let mut now = desk.one(&["funnel", "entered:-7d asof:2026-11-22"]);
    let mut then: serde_json::Value = serde_json::from_str(&said[0]).unwrap();
    assert_eq!(now["filter"], "entered:-7d asof:2026-11-22");
    assert_eq!(now["as_of"], "2026-11-22T23:59:59+01:00");
    for it in [&mut now, &mut then] {
        for part in ["filter", "as_of"] {
            it[part].take();
        }
    }
    assert_eq!(now, then);
    assert_eq!(desk.one(&["funnel", "asof:2026-11-21"])["leads"], 0);
    let today = desk.one(&["funnel", "asof:today"]);
    assert_eq!(today["leads"], desk.one(&["funnel"])["leads"]);
}

#[test]
fn an_export_of_a_filter_holds_the_leads_as_they_were() {
    let (desk, said) = weeks_later(&[&["export", "leads", "source:fair"]]);
    let then = desk.ok(&["export", "leads", "source:fair asof:2026-11-22"]);
    assert_eq!(then, said[0]);
    assert!(said[0].contains("北京新华科技") && !said[0].contains("Nordfab"));
}

#[test]
fn what_is_changed_or_kept_is_as_it_is_now() {
    let (desk, _) = weeks_later(&[]);
    for words in [
        &["win", "--filter", "layer:potential asof:2026-11-22"][..],
        &["segment", "save", "then", "asof:2026-11-22"],
        &["segment", "export", "asof:2026-11-22", "--to", "list.csv"],
        &["segment", "diff", "source:fair asof:2026-11-22"],
    ] {
        let told = desk.fails(Exit::NotUnderstood, words);
        assert!(told.contains("`asof:` only shows"), "{told}");
    }
    let words = ["segment", "freeze", "fairs", "--asof", "2026-11-22"];
    let told = desk.fails(Exit::Usage, &words);
    assert!(told.contains("--asof only shows"), "{told}");
}

#[test]
fn one_day_holds_for_all_that_is_compared() {
    let (desk, _) = weeks_later(&[]);
    let words = ["segment", "compare", "fairs", "source:fair asof:2026-11-22"];
    let told = desk.fails(Exit::Usage, &words);
    assert!(told.contains("say it once, with --asof"), "{told}");
    let told = desk.fails(Exit::NotUnderstood, &["leads", "--asof", "soon"]);
    assert!(told.contains("`soon` is no date"), "{told}");
}

#[test]
fn a_period_is_counted_and_compared_with_the_one_before_or_the_year_before() {
    let (desk, _) = weeks_later(&[]);
    let funnel = |words: &[&str]| desk.one(&[&["funnel"], words].concat());
    let all = funnel(&[]);
    assert_eq!(
        (&all["period"], &all["versus"]),
        (&serde_json::Value::Null, &serde_json::Value::Null)
    );
    let december = funnel(&["--period", "2026-12", "--versus", "before"]);
    assert_eq!(december["period"], "2026-12");
    assert_eq!(december["versus"], "2026-11");
    assert_eq!(december["lost"]["count"], 1);
    assert_eq!(december["won"]["count"], 0);
    assert_eq!(december["layers"][0]["entered"], 1);
    // Three leads are too few to tell a difference by.
    assert_eq!(december["layers"][0]["change"], serde_json::Value::Null);
    let november = funnel(&["--period", "2026-11", "--versus", "year-before"]);
    assert_eq!(november["versus"], "2025-11");
    assert_eq!(november["won"]["count"], 1);
    let text = desk.ok(&["funnel", "--period", "2026-Q4", "--versus", "before"]);
    assert!(text.contains("2026-Q4 against 2026-Q3"), "{text}");
    assert!(text.contains("change: in points"), "{text}");
    let told = desk.fails(Exit::NotUnderstood, &["funnel", "--period", "soon"]);
    assert!(told.contains("`soon` is no period"), "{told}");
}
