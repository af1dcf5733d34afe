//! What a rep does all day, as commands.

use fiveply::cli::Exit;
use serde_json::json;

use super::desk::Desk;

/// A workspace with a colleague and one lead, #1.
fn office() -> Desk {
    let desk = Desk::new();
    desk.ok(&["user", "new", "Anna Nowak", "--role", "rep"]);
    desk.ok(&[
        "product",
        "new",
        "GTX Basic",
        "--price",
        "550",
        "--line",
        "GTX",
    ]);
    desk.ok(&[
        "lead",
        "new",
        "--account",
        "Helvetia Pumps",
        "--product",
        "gtx",
        "--source",
        "fair",
        "--value",
        "12k",
    ]);
    desk
}

/// The lead's layer and status.
fn state(desk: &Desk, lead: &str) -> (String, String) {
    let shown = desk.one(&["lead", "show", lead]);
    let text = |name: &str| shown["lead"][name].as_str().unwrap_or("null").to_owned();
    (text("layer"), text("status"))
}

fn is(layer: &str, status: &str) -> (String, String) {
    (layer.to_owned(), status.to_owned())
}

#[test]
fn a_lead_is_made_in_one_line_with_its_account() {
    let desk = office();
    let lead = desk.one(&["leads"]);
    assert_eq!(
        lead,
        json!({"id": 1, "account": "Helvetia Pumps", "layer": "potential", "tags": [], "status": "open", "owner": "ola",
            "source": "fair", "product": "GTX Basic", "value": 12000, "currency": "EUR", "entered": "2026-11-22",
            "moved": "2026-11-22", "closed": null, "next": null})
    );
}

#[test]
fn a_second_lead_of_a_company_takes_the_account_that_is_there() {
    let desk = office();
    desk.ok(&["lead", "new", "--account", "HELVETIA pumps AG"]);
    desk.ok(&["lead", "new", "--account", "#1"]);
    assert_eq!(desk.json(&["account", "list"]).len(), 1);
    let came = desk.run(&["lead", "new", "--account", "Helvetia Pump"]);
    assert!(
        came.notes.contains("may be the same company as account #1"),
        "{came:?}"
    );
    assert_eq!(desk.json(&["account", "list"]).len(), 2);
}

#[test]
fn a_lead_moves_as_people_type_it() {
    let desk = office();
    for (to, layer) in [
        ("intent", "intent"),
        ("+1", "high-intent"),
        ("-1", "intent"),
        ("back", "interested"),
        ("5", "near-customer"),
        ("forward", "near-customer"),
    ] {
        let came = desk.run(&["move", "#1", to]);
        // Below the fifth layer there is none: won is not a layer.
        let exit = if to == "forward" {
            Exit::Refused
        } else {
            Exit::Done
        };
        assert_eq!(came.exit, exit, "{to}: {came:?}");
        assert_eq!(state(&desk, "1").0, layer, "{to}");
    }
}

#[test]
fn a_move_says_from_where_to_where_and_what_it_skipped() {
    let desk = office();
    let said = desk.ok(&["move", "1", "intent"]);
    insta::assert_snapshot!(said, @r"
    #1 Helvetia Pumps: potential → intent, skipping a layer, without inquiry-answered, qualified
    change 6; `fiveply undo` takes it back
    ");
}

#[test]
fn losing_needs_a_reason_of_the_list_and_keeps_the_note_as_feedback() {
    let desk = office();
    desk.fails(Exit::Usage, &["lose", "1"]);
    let told = desk.fails(Exit::NotUnderstood, &["lose", "1", "prise"]);
    assert!(told.ends_with("did you mean `price`?\n"), "{told}");
    desk.ok(&[
        "lose", "1", "price", "--note", "too dear", "--to", "ACME", "--on", "today",
    ]);
    let shown = desk.one(&["lead", "show", "1"]);
    assert_eq!(shown["lead"]["status"], "lost");
    assert_eq!(shown["lead"]["reason"], "price");
    assert_eq!(shown["lead"]["competitor"], "ACME");
    let said: Vec<_> = shown["timeline"].as_array().unwrap().iter().collect();
    assert!(said.iter().any(|it| it["verb"] == "feedback" && it["what"].as_str().unwrap().contains("too dear")));
}

#[test]
fn a_win_takes_its_value_and_its_day() {
    let mut desk = office();
    desk.later(10);
    desk.ok(&["win", "1", "--value", "9500.50", "--on", "2026-11-27"]);
    let lead = desk.one(&["leads", "is:won"]);
    assert_eq!(lead["value"], json!(9500.5));
    assert_eq!(lead["closed"], "2026-11-27");
    desk.fails(Exit::Refused, &["win", "1"]);
}

#[test]
fn what_is_won_without_a_value_says_so() {
    let desk = office();
    let account = ["--account", "Delta Chem", "--source", "fair"];
    desk.ok(&[&["lead", "new"][..], &account].concat());
    for (lead, says) in [("1", false), ("2", true)] {
        let told = desk.ok(&["win", lead]);
        assert!(told.contains(" → won"), "{told}");
        assert_eq!(told.contains("; without a value\n"), says, "{told}");
    }
}

#[test]
fn what_is_closed_can_be_reopened_and_what_is_parked_woken() {
    let desk = office();
    desk.ok(&["lose", "1", "timing"]);
    desk.ok(&["reopen", "1", "interested"]);
    assert_eq!(state(&desk, "1"), is("interested", "open"));
    desk.ok(&["park", "1", "friday"]);
    assert_eq!(state(&desk, "1"), is("interested", "parked"));
    assert_eq!(
        desk.one(&["lead", "show", "1"])["lead"]["parked_until"],
        "2026-11-27"
    );
    desk.ok(&["wake", "1"]);
    assert_eq!(state(&desk, "1"), is("interested", "open"));
    desk.fails(Exit::Refused, &["wake", "1"]);
    desk.fails(Exit::Refused, &["park", "1", "yesterday"]);
}

#[test]
fn a_colleague_is_found_by_part_of_the_name() {
    let desk = office();
    desk.ok(&["assign", "1", "anna"]);
    assert_eq!(desk.one(&["leads", "owner:\"Anna Nowak\""])["id"], 1);
    desk.ok(&["assign", "1", "@me"]);
    assert_eq!(desk.one(&["leads"])["owner"], "ola");
    let told = desk.fails(Exit::NotFound, &["assign", "1", "Ana Novak"]);
    assert!(told.contains("did you mean `Anna Nowak`?"), "{told}");
}

#[test]
fn feedback_touches_and_next_steps_stand_in_the_story() {
    let desk = office();
    desk.ok(&[
        "feedback",
        "1",
        "good",
        "--note",
        "wants a quote",
        "--back",
        "+2w",
    ]);
    desk.ok(&["touch", "1", "call", "--note", "20 minutes"]);
    desk.ok(&["next", "1", "send", "offer", "--due", "2026-12-01"]);
    assert_eq!(desk.one(&["leads"])["next"], "send offer");
    insta::assert_snapshot!(desk.ok(&["lead", "show", "1"]), @r#"
    #1 Helvetia Pumps
    layer     potential
    status    open
    entered   2026-11-22
    moved     2026-11-22
    account   Helvetia Pumps
    product   GTX Basic
    owner     ola
    source    fair
    value     12000 EUR
    currency  EUR
    next      send offer
    next_due  2026-12-01

    when              who  what
    2026-11-22 11:00  ola  entered potential
    2026-11-22 11:00  ola  feedback: good, come back 2026-12-06 “wants a quote”
    2026-11-22 11:00  ola  touch: call “20 minutes”
    2026-11-22 11:00  ola  next: send offer
    2026-11-22 11:00  ola  next_due: 2026-12-01
    "#);
    desk.ok(&["next", "1", "--clear"]);
    assert_eq!(desk.one(&["leads"])["next"], json!(null));
    desk.fails(Exit::Usage, &["next", "1"]);
}

#[test]
fn a_next_step_may_have_its_day_in_its_words_and_a_day_that_is_none_is_told() {
    let desk = office();
    let next = || {
        let lead = desk.one(&["lead", "show", "1"])["lead"].clone();
        (lead["next"].clone(), lead["next_due"].clone())
    };
    desk.ok(&["next", "1", "call", "back", "1", "dec"]);
    assert_eq!(next(), (json!("call back"), json!("2026-12-01")));
    for (words, none) in [
        (&["next", "1", "call 2026-13-45"][..], "2026-13-45"),
        (&["next", "1", "send", "--due", "31.2."], "31.2."),
    ] {
        let told = desk.fails(Exit::NotUnderstood, words);
        assert!(told.contains(&format!("`{none}` is no day")), "{told}");
    }
    assert_eq!(next(), (json!("call back"), json!("2026-12-01")));
    // Beside a day of its own the words stay as they are.
    desk.ok(&["next", "1", "prepare friday", "--due", "2.12."]);
    assert_eq!(next(), (json!("prepare friday"), json!("2026-12-02")));
}

#[test]
fn fields_are_edited_by_their_names_and_links_by_theirs() {
    let desk = office();
    desk.ok(&[
        "lead",
        "edit",
        "1",
        "owner=Anna",
        "value=1.5k",
        "milestones=qualified,inquiry-answered",
        "note=a b",
        "source=",
    ]);
    let lead = &desk.one(&["lead", "show", "1"])["lead"];
    assert_eq!(lead["owner"], "Anna Nowak");
    assert_eq!(lead["value"], 1500);
    assert_eq!(lead["milestones"], json!(["inquiry-answered", "qualified"]));
    assert_eq!(lead["source"], json!(null));
    for (edit, told) in [
        ("ownr=Anna", "did you mean `owner`?"),
        ("layer=intent", "use move"),
        ("value=much", "`much` is no amount"),
        ("temperature=hot", "it takes: cold warm"),
        ("milestones=paidd", "is no milestone"),
        ("next_due=someday", "is no day"),
        ("note", "write field=value"),
    ] {
        let said = desk.fails(Exit::NotUnderstood, &["lead", "edit", "1", edit]);
        assert!(said.contains(told), "{edit}: {said}");
    }
    desk.fails(Exit::NotFound, &["lead", "edit", "1", "owner=Zed"]);
}

#[test]
fn undo_and_redo_take_back_and_give_again_whatever_it_was() {
    let desk = office();
    desk.ok(&["move", "1", "intent"]);
    desk.ok(&["lose", "1", "price", "--note", "too dear"]);
    desk.ok(&["undo"]);
    assert_eq!(state(&desk, "1"), is("intent", "open"));
    desk.ok(&["redo"]);
    assert_eq!(state(&desk, "1"), is("intent", "lost"));
    desk.ok(&["undo"]);
    desk.ok(&["undo"]);
    assert_eq!(state(&desk, "1"), is("potential", "open"));
    desk.fails(Exit::NotFound, &["undo", "99"]);
    let told = desk.fails(Exit::Refused, &["--as", "Anna Nowak", "undo", "5"]);
    assert!(told.contains("somebody else's"), "{told}");
    desk.fails(Exit::NotFound, &["--as", "Anna Nowak", "undo"]);
}

#[test]
fn a_stale_edit_is_a_conflict_that_names_who_and_what() {
    let desk = office();
    let revision = desk.one(&["lead", "show", "1"])["lead"]["revision"].to_string();
    desk.ok(&["--as", "Anna Nowak", "lead", "edit", "1", "note=hers"]);
    let told = desk.fails(
        Exit::Conflict,
        &["lead", "edit", "1", "note=mine", "--base", &revision],
    );
    assert!(
        told.contains("#1 Helvetia Pumps: note was changed by Anna Nowak"),
        "{told}"
    );
    assert!(told.contains("is hers now"), "{told}");
    let hint = "look again with `fiveply lead show 1` and repeat without --base";
    assert!(told.contains(hint), "{told}");
    // Another field does not clash.
    desk.ok(&["lead", "edit", "1", "source=webinar", "--base", &revision]);
    let told = desk.fails(Exit::Conflict, &["undo", "5"]);
    assert!(told.contains("nothing was changed"), "{told}");
    assert!(
        told.contains("--force") && told.contains("--skip"),
        "{told}"
    );
}

#[test]
fn many_leads_are_asked_about_once_and_changed_as_one() {
    let mut desk = office();
    desk.ok(&["lead", "new", "--account", "Zweite", "--source", "fair"]);
    desk.ok(&["lead", "new", "--account", "Dritte", "--source", "fair"]);
    desk.ok(&["lose", "3", "price"]);
    let told = desk.fails(
        Exit::Usage,
        &["move", "--filter", "source:fair is:open", "+1"],
    );
    assert!(
        told.contains("2 leads selected") && told.contains("--yes"),
        "{told}"
    );
    desk.answer = Some("n\n");
    desk.fails(
        Exit::Stopped,
        &["move", "--filter", "source:fair is:open", "+1"],
    );
    desk.answer = Some("y\n");
    let came = desk.run(&["move", "--filter", "source:fair is:open", "+1"]);
    assert_eq!(came.exit, Exit::Done, "{came:?}");
    assert_eq!(desk.json(&["leads", "layer:interested"]).len(), 2);
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["leads", "layer:interested"]).len(), 0);
    // One that can't, and all of them stay; `--skip` does the others.
    desk.fails(Exit::Refused, &["move", "1,2,3", "+1"]);
    let done = desk.one(&["move", "1", "2", "3", "+1", "--skip"]);
    assert_eq!(done["count"], 2);
    assert_eq!(done["left_out"][0]["id"], 3);
    desk.fails(
        Exit::NotFound,
        &["move", "--filter", "source:none-such", "+1", "--yes"],
    );
    desk.fails(
        Exit::Usage,
        &["move", "1", "intent", "--filter", "source:fair"],
    );
}

#[test]
fn nothing_to_change_is_done_and_says_so() {
    let desk = office();
    desk.ok(&["assign", "1", "anna"]);
    let done = desk.one(&["assign", "1", "anna"]);
    assert_eq!((&done["seq"], &done["count"]), (&json!(null), &json!(0)));
}

#[test]
fn a_reply_is_owed_to_what_was_said_of_a_lost_lead_too() {
    let desk = office();
    desk.ok(&["feedback", "1", "good"]);
    desk.ok(&["lose", "1", "price"]);
    let waits = desk.one(&["feedback", "list", "--open"]);
    assert_eq!(waits["lead"], 1);
    let line = desk.one(&["today", "--all"]);
    assert_eq!(
        (&line["id"], &line["reason"], &line["status"]),
        (&json!(1), &json!("reply"), &json!("lost"))
    );
    let text = desk.ok(&["today", "--all"]);
    assert!(text.lines().nth(1).unwrap().contains("lost"), "{text}");
    desk.ok(&["feedback", "reply", "1", "the price list is out"]);
    assert!(desk.json(&["today", "--all"]).is_empty());
    assert!(desk.json(&["feedback", "list", "--open"]).is_empty());
}
