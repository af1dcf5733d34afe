//! Every way to fail has its exit code, says what to do, and is JSON where JSON was asked for.

use fiveply::cli::Exit;

use super::desk::Desk;

#[test]
fn a_missing_file_says_how_to_make_one() {
    let desk = Desk::bare();
    let told = desk.fails(Exit::NoFile, &["funnel"]);
    assert!(
        told.contains("fiveply init") && told.contains("fiveply demo"),
        "{told}"
    );
}

#[test]
fn a_file_of_somebody_else_stays_as_it_is() {
    let desk = Desk::bare();
    let file = desk.file("notes.txt");
    std::fs::write(&file, "dear diary").unwrap();
    let path = file.to_str().unwrap();
    for words in [["leads"], ["check"], ["undo"], ["funnel"]] {
        let mut words = words.to_vec();
        words.extend(["--db", path]);
        desk.fails(Exit::Foreign, &words);
    }
    desk.fails(Exit::Refused, &["init", "--db", path]);
    desk.fails(Exit::Refused, &["demo", "--db", path]);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "dear diary");
}

#[test]
fn a_name_of_which_there_is_none_yet_is_told_with_how_to_make_it() {
    let desk = Desk::new();
    let words = [
        "lead",
        "new",
        "--account",
        "Vistula Foods",
        "--product",
        "GTX Basic",
    ];
    let told = desk.fails(Exit::NotFound, &words);
    assert!(told.contains("`fiveply product new 'GTX Basic'`"), "{told}");
    desk.ok(&["product", "new", "MG Special"]);
    let told = desk.fails(Exit::NotFound, &words);
    assert!(told.contains("`fiveply product list`"), "{told}");
}

#[test]
fn a_filter_error_is_drawn_under_the_word() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.fails(Exit::NotUnderstood, &["funnel", "sorce:fair"]), @r#"
    fiveply: unknown field `sorce`
      |
    1 | sorce:fair
      | ^^^^^ try `source`
    "#);
    desk.fails(Exit::NotUnderstood, &["leads", "value:>much"]);
    desk.fails(
        Exit::NotUnderstood,
        &["move", "--filter", "layer:nowhere", "+1", "--yes"],
    );
}

#[test]
fn errors_are_json_where_json_was_asked_for() {
    let desk = Desk::new();
    for (exit, words) in [
        (Exit::NotUnderstood, &["funnel", "sorce:fair", "--json"][..]),
        (Exit::NotFound, &["lead", "show", "7", "--json"]),
        (Exit::NotFound, &["move", "7", "intent", "--json"]),
        (Exit::Usage, &["leads", "--limt", "3", "--json"]),
        (Exit::Usage, &["move", "--json"]),
    ] {
        let told = desk.fails(exit, words);
        let told: serde_json::Value = serde_json::from_str(&told).unwrap();
        assert_eq!(told["error"]["code"], exit.code(), "{words:?}");
        assert_eq!(told["error"]["kind"], exit.kind(), "{words:?}");
        assert!(!told["error"]["message"].as_str().unwrap().is_empty());
    }
}

#[test]
fn a_setting_of_ones_own_that_is_misspelt_is_named_with_its_line() {
    let desk = Desk::new();
    std::fs::write(desk.file("config.toml"), "langauge = \"zh\"\n").unwrap();
    let told = desk.fails(Exit::NotUnderstood, &["leads"]);
    assert!(
        told.contains("config.toml:1") && told.contains("language"),
        "{told}"
    );
}

#[test]
fn a_backup_comes_back_as_it_was_and_never_over_a_file_unasked() {
    let desk = Desk::new();
    desk.ok(&["lead", "new", "--account", "Helvetia"]);
    let copy = desk.file("copy.db");
    let copy = copy.to_str().unwrap();
    let head = desk.one(&["backup", copy])["head"].clone();
    let before = desk.json(&["log", "--limit", "100"]);
    desk.ok(&["move", "1", "intent"]);
    let told = desk.fails(Exit::Refused, &["restore", copy]);
    assert!(told.contains("--force"), "{told}");
    assert_eq!(desk.one(&["restore", copy, "--force"])["head"], head);
    assert_eq!(desk.json(&["log", "--limit", "100"]), before);
    assert!(desk.ok(&["check"]).ends_with("the data is sound\n"));
    desk.fails(Exit::Refused, &["backup", copy]);
    desk.fails(Exit::NoFile, &["restore", "/nowhere/at.all", "--force"]);
}
