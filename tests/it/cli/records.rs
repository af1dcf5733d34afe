//! Accounts, contacts, products, users, settings.

use fiveply::cli::Exit;
use serde_json::json;

use super::desk::Desk;

#[test]
fn each_kind_is_made_edited_shown_and_listed() {
    let desk = Desk::new();
    desk.ok(&[
        "account",
        "new",
        "Helvetia Pumps",
        "--city",
        "Lyon",
        "--employees",
        "120",
        "--revenue",
        "1.5m",
    ]);
    desk.ok(&[
        "contact",
        "new",
        "Eva Roth",
        "--account",
        "helvetia pumps",
        "--role",
        "champion",
    ]);
    desk.ok(&[
        "product",
        "new",
        "GTX Pro",
        "--price",
        "4821",
        "--currency",
        "usd",
    ]);
    desk.ok(&["user", "new", "Anna", "--role", "rep", "--team", "West"]);
    desk.ok(&[
        "account",
        "edit",
        "Helvetia Pumps",
        "sector=pumps",
        "name=Helvetia AG",
        "city=",
    ]);
    let account = desk.one(&["account", "show", "#1"]);
    assert_eq!(account["account"], "Helvetia AG");
    assert_eq!(account["city"], json!(null));
    assert_eq!(account["revenue"], 1_500_000);
    let contact = desk.one(&["contact", "list", "roth"]);
    assert_eq!(
        (&contact["account"], &contact["role"]),
        (&json!("Helvetia AG"), &json!("champion"))
    );
    let product = desk.one(&["product", "show", "GTX Pro"]);
    assert_eq!(
        (&product["price"], &product["currency"]),
        (&json!(4821), &json!("USD"))
    );
    insta::assert_snapshot!(desk.ok(&["user", "list"]), @r#"
    #  user  role   team  manager  office
    1  ola   admin
    2  Anna  rep    West
    2 users
    "#);
    insta::assert_snapshot!(desk.ok(&["account", "show", "1"]), @r#"
    account #1 Helvetia AG
    sector     pumps
    employees  120
    revenue    1500000 EUR
    "#);
}

#[test]
fn a_name_that_is_taken_is_refused() {
    let desk = Desk::new();
    desk.ok(&["user", "new", "Anna", "--role", "rep"]);
    let told = desk.fails(Exit::Refused, &["user", "new", "ANNA", "--role", "rep"]);
    assert!(told.contains("is there already (user #2)"), "{told}");
    let told = desk.fails(
        Exit::NotUnderstood,
        &["user", "new", "Ben", "--role", "boss"],
    );
    assert!(
        told.contains("it takes: rep marketer manager admin"),
        "{told}"
    );
    desk.fails(Exit::NotFound, &["account", "show", "Nobody"]);
    desk.fails(Exit::NotFound, &["account", "show", "#9"]);
}

#[test]
fn one_is_who_one_says_if_that_is_somebody() {
    let mut desk = Desk::new();
    let told = desk.fails(Exit::NotFound, &["--as", "Anna", "leads"]);
    assert!(
        told.contains("fiveply user new \"Anna\" --role rep"),
        "{told}"
    );
    desk.ok(&["user", "new", "Anna", "--role", "rep"]);
    let told = desk.fails(Exit::NotFound, &["--as", "Anne", "leads"]);
    assert!(told.contains("did you mean `Anna`?"), "{told}");
    desk.ok(&["--as", "anna", "lead", "new", "--title", "Pumps"]);
    assert_eq!(desk.one(&["leads"])["owner"], "Anna");
    // A name from the environment is made a user at the first change, and at no look.
    desk.variables.push(("FIVEPLY_USER", "Ben"));
    desk.ok(&["leads"]);
    assert_eq!(desk.json(&["user", "list"]).len(), 2);
    desk.ok(&["move", "1", "+1"]);
    assert_eq!(desk.json(&["user", "list"])[2]["role"], "rep");
}

#[test]
fn settings_are_shown_changed_and_checked() {
    let desk = Desk::new();
    assert_eq!(
        desk.one(&["settings", "general"])["general"]["zone"],
        "Europe/Warsaw"
    );
    desk.ok(&["settings", "set", "general.currency", "USD"]);
    desk.ok(&["settings", "set", "layers.intent.odds", "40"]);
    desk.ok(&[
        "settings",
        "set",
        "reasons",
        r#"[{"code":"price"},{"code":"fire"}]"#,
    ]);
    let all = desk.one(&["settings"]);
    assert_eq!(all["general"]["currency"], "USD");
    assert_eq!(all["layers"][2]["odds"], 40);
    assert_eq!(all["reasons"][1]["code"], "fire");
    desk.ok(&["lead", "new", "--title", "Pumps", "--value", "5"]);
    desk.ok(&["lose", "1", "fire"]);
    assert_eq!(desk.one(&["leads"])["currency"], "USD");
    for words in [
        ["settings", "set", "general.currency", "XQZ"],
        ["settings", "set", "general.colour", "red"],
        ["settings", "set", "layers.intent.odds", "140"],
        ["settings", "set", "general.zone", "Mars"],
        ["settings", "set", "nothing.at", "all"],
        ["settings", "set", "reasons", "{"],
    ] {
        desk.fails(Exit::NotUnderstood, &words);
    }
    desk.ok(&["undo", "4"]);
    assert_eq!(desk.one(&["settings", "layers"])["layers"][2]["odds"], 50);
}

#[test]
fn a_layers_own_name_is_said_in_what_is_written_for_people() {
    let desk = Desk::new();
    desk.ok(&["lead", "new", "--title", "Pumps", "--value", "5"]);
    desk.ok(&["settings", "set", "layers.intent.name", "Shortlist"]);
    let flow = desk.ok(&["report", "flow", "--lang", "zh"]);
    assert!(
        flow.contains("Shortlist") && !flow.contains("有意向"),
        "{flow}"
    );
    // In English, too, where a layer without such a name is said by its code; programs read codes.
    let flow = desk.ok(&["report", "flow"]);
    assert!(
        flow.contains("interested  Shortlist  high-intent"),
        "{flow}"
    );
    let flow = desk.ok(&["report", "flow", "--json"]);
    let codes = flow.contains("\"intent\"") && !flow.contains("Shortlist");
    assert!(codes, "{flow}");
}

#[test]
fn a_setting_that_does_not_fit_is_refused_in_words() {
    let desk = Desk::new();
    for (key, value, words) in [
        (
            "layers.intent.odds",
            "400",
            "`400` is no whole number from 0 to 100",
        ),
        (
            "layers.intent.odds",
            "half",
            "`half` is no whole number from 0 to 100",
        ),
        (
            "general.zone",
            "Mars",
            "`Mars` is no time zone; write one such as Europe/Warsaw",
        ),
        (
            "reasons.price.offered",
            "maybe",
            "`maybe` is neither true nor false",
        ),
    ] {
        let told = desk.fails(Exit::NotUnderstood, &["settings", "set", key, value]);
        assert!(told.contains(words) && told.contains(key), "{told}");
    }
}

#[test]
fn a_lead_without_any_name_is_refused_and_says_what_to_give() {
    let desk = Desk::new();
    let told = desk.fails(Exit::Refused, &["lead", "new", "--source", "fair"]);
    for option in ["--account", "--title", "--external-id", "--contact"] {
        assert!(told.contains(option), "{told}");
    }
    assert_eq!(desk.json(&["leads"]).len(), 0);
}

#[test]
fn a_word_in_a_numbers_place_is_named() {
    let desk = Desk::new();
    let told = desk.fails(Exit::NotUnderstood, &["move", "abc", "3"]);
    assert!(told.contains("`abc` is no lead's number"), "{told}");
}
