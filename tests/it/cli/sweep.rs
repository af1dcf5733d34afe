//! The same done to all that a filter selects: what it comes to is said first, and one undo takes it back.

use fiveply::cli::Exit;
use serde_json::json;

use super::desk::Desk;

/// Three leads from a fair, one of them lost, and one from the web.
fn office() -> Desk {
    let desk = Desk::new();
    for (name, source) in [
        ("Aare", "fair"),
        ("Bode", "fair"),
        ("Cher", "fair"),
        ("Drau", "web"),
    ] {
        desk.ok(&["lead", "new", "--account", name, "--source", source]);
    }
    desk.ok(&["lose", "3", "price"]);
    desk.ok(&["user", "new", "Anna", "--role", "rep", "--team", "North"]);
    desk.ok(&["user", "new", "Bo", "--role", "rep", "--team", "North"]);
    desk
}

#[test]
fn a_trial_says_how_many_change_how_many_are_so_and_why_others_cannot() {
    let desk = office();
    desk.ok(&["next", "1", "call"]);
    let words = ["next", "--filter", "source:fair", "call", "--dry-run"];
    let said = desk.ok(&words);
    let told = "next: 3 leads selected; 1 change, of 1 account; 1 are so already; \
                1 can't: it is lost; reopen it first";
    assert!(said.starts_with(told), "{said}");
    let said = desk.one(&words);
    assert_eq!(
        said,
        json!({"verb": "next", "dry_run": true, "kind": "lead", "selected": 3, "changed": 1,
            "accounts": 1, "same": 1,
            "left_out": [{"kind": "lead", "id": 3, "why": "it is lost; reopen it first"}]})
    );
    assert_eq!(desk.json(&["leads", "next:call"]).len(), 1);
    // One that can't, and all of them stay; `--skip` does the others, as it does with numbers.
    desk.fails(
        Exit::Refused,
        &["next", "--filter", "source:fair", "call", "-y"],
    );
    let done = desk.one(&["next", "--filter", "source:fair", "call", "-y", "--skip"]);
    assert_eq!(
        (&done["count"], &done["left_out"][0]["id"]),
        (&json!(1), &json!(3))
    );
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["leads", "next:call"]).len(), 1);
}

#[test]
fn where_nobody_can_be_asked_it_is_refused_with_what_to_do() {
    let desk = office();
    let told = desk.fails(Exit::Usage, &["assign", "--filter", "source:fair", "Anna"]);
    assert!(
        told.contains("assign: 3 leads selected, of 3 accounts"),
        "{told}"
    );
    assert!(told.contains("give --yes if that is meant"), "{told}");
    assert_eq!(desk.json(&["leads", "owner:Anna"]).len(), 0);
    let told = desk.fails(
        Exit::NotFound,
        &["assign", "--filter", "source:none-such", "Anna"],
    );
    assert!(told.contains("no lead fits `source:none-such`"), "{told}");
}

#[test]
fn leads_are_spread_over_a_team_or_over_some_by_name() {
    let desk = office();
    desk.ok(&["assign", "--filter", "", "--spread", "north", "--yes"]);
    // The lead that is lost is not dealt out again.
    let own = |name: &str| desk.json(&["leads", name, "is:open,parked"]).len();
    let mut own = [own("owner:Anna"), own("owner:Bo")];
    own.sort_unstable();
    assert_eq!(own, [1, 2]);
    let done = desk.one(&[
        "assign", "1", "2", "3", "4", "--spread", "Anna, Bo", "--yes",
    ]);
    assert_eq!(done["seq"], json!(null));
    let told = desk.fails(Exit::NotFound, &["assign", "1", "--spread", "Anna, Nobdy"]);
    assert!(told.contains("`Nobdy`"), "{told}");
    let told = desk.fails(Exit::NotFound, &["assign", "1", "--spread", "Nobody"]);
    let wanted = "there is no team or user `Nobody`; the teams are: ";
    assert!(told.contains(wanted) && told.contains("North"), "{told}");
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["leads", "team:North"]).len(), 0);
}

#[test]
fn tags_are_put_on_and_taken_off_leads_and_accounts() {
    let desk = office();
    desk.ok(&["tag", "--filter", "source:fair", "to visit", "vip", "--yes"]);
    desk.ok(&[
        "tag",
        "--accounts",
        "--filter",
        "source:fair -is:lost",
        "key, swiss",
        "--yes",
    ]);
    assert_eq!(desk.json(&["leads", "tag:\"to visit\""]).len(), 3);
    assert_eq!(desk.json(&["leads", "tag:swiss"]).len(), 2);
    assert_eq!(desk.one(&["account", "show", "Aare"])["tags"], "key,swiss");
    desk.ok(&["tag", "1", "new", "--remove", "VIP"]);
    assert_eq!(
        desk.one(&["lead", "show", "1"])["lead"]["tags"],
        "new,to visit"
    );
    let facets = desk.one(&["facets", "--by", "tag"]);
    assert_eq!(
        facets["facets"][0]["values"][0]["value"],
        json!("to visit"),
        "{facets}"
    );
    desk.fails(Exit::Usage, &["tag", "1"]);
    desk.fails(Exit::Usage, &["tag", "vip"]);
}

#[test]
fn fields_are_set_for_all_that_a_filter_selects() {
    let desk = office();
    desk.ok(&[
        "lead",
        "edit",
        "--filter",
        "source:fair",
        "source=trade fair",
        "temperature=warm",
        "-y",
    ]);
    assert_eq!(
        desk.json(&["leads", "source:\"trade fair\" temp:warm"])
            .len(),
        3
    );
    desk.ok(&[
        "account",
        "edit",
        "--filter",
        "source:web",
        "sector=Utilities",
        "-y",
    ]);
    assert_eq!(
        desk.one(&["account", "show", "Drau"])["sector"],
        "Utilities"
    );
    desk.ok(&["segment", "save", "Fairs", "source:\"trade fair\""]);
    let done = desk.one(&[
        "lead",
        "edit",
        "--filter",
        "seg:Fairs",
        "campaign=Spring",
        "-y",
    ]);
    assert_eq!(done["count"], 3);
    let told = desk.fails(
        Exit::Usage,
        &["lead", "edit", "--filter", "is:open", "value=5", "-y"],
    );
    assert!(told.contains("one by one"), "{told}");
    desk.fails(
        Exit::Usage,
        &["user", "edit", "--filter", "is:open", "team=South", "-y"],
    );
    desk.fails(Exit::Usage, &["lead", "edit", "1"]);
    let trial = desk.one(&["lead", "edit", "1", "campaign=Spring", "--dry-run"]);
    assert_eq!((&trial["changed"], &trial["same"]), (&json!(0), &json!(1)));
}
