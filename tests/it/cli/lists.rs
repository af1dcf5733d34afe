//! Lists and figures: what is printed, how many of how many, in which order.

use fiveply::cli::Exit;
use serde_json::json;

use super::desk::Desk;

fn fair() -> Desk {
    let desk = Desk::new();
    for (account, source, value, layer) in [
        ("Łódź Dairy", "fair", "300", "intent"),
        ("北京新华科技", "fair", "100", "potential"),
        ("ACME", "webinar", "200", "potential"),
    ] {
        desk.ok(&[
            "lead",
            "new",
            "--account",
            account,
            "--source",
            source,
            "--value",
            value,
            "--layer",
            layer,
        ]);
    }
    desk.ok(&["win", "1"]);
    desk.ok(&["lose", "3", "price"]);
    desk
}

#[test]
fn leads_are_filtered_sorted_and_counted() {
    let desk = fair();
    insta::assert_snapshot!(desk.ok(&["leads", "source:fair", "sort:-value"]), @r#"
    lead  account       layer      status  owner  product  source    value  moved       next
      #1  Łódź Dairy    intent     won     ola             fair    300 EUR  2026-11-22
      #2  北京新华科技  potential  open    ola             fair    100 EUR  2026-11-22
    2 of 3 leads
    "#);
    insta::assert_snapshot!(desk.ok(&["leads", "--limit", "1"]).lines().last().unwrap(), @r#"3 leads; the first is shown"#);
    let ids =
        |words: &[&str]| -> Vec<_> { desk.json(words).iter().map(|it| it["id"].clone()).collect() };
    assert_eq!(ids(&["leads", "sort:value"]), [2, 3, 1]);
    assert_eq!(ids(&["leads", "新华"]), [2]);
    assert_eq!(ids(&["leads", "lodz"]), [1]);
    assert_eq!(ids(&["leads", "-is:won"]), [2, 3]);
    assert_eq!(ids(&["leads", "source:fair -is:won"]), [2]);
    assert_eq!(ids(&["leads", "owner:@me", "--limit", "2"]), [1, 2]);
    assert_eq!(ids(&["leads", "account:none"]), Vec::<i32>::new());
}

#[test]
fn facets_count_the_values_of_fields_and_leave_out_what_is_said_of_their_own() {
    let desk = fair();
    insta::assert_snapshot!(desk.ok(&["facets", "source:fair", "--by", "source,layer"]), @r#"
    source:fair: 2 of 3 leads · won 100 % (21–100 %, n = 1*)

    source   count    won      95 %   n  lift
    fair         2  100 %  21–100 %  1*  1.00
    webinar      1    0 %    0–79 %  1*  1.00

    layer      count    won      95 %   n  lift
    potential      1      –
    intent         1  100 %  21–100 %  1*  1.00

    won: of the closed, the share that was won, with its Wilson 95 % band and the number of closed
    lift: that share by the whole's, drawn towards it where few speak for it
    each lead counts once, as it stands; reports count every episode
    * rests on fewer than ten: no more than a hint
    "#);
    let it = &desk.json(&[
        "facets",
        "temp:none",
        "--by",
        "source",
        "--unit",
        "accounts",
    ])[0];
    assert_eq!((&it["selected"], &it["of"]), (&json!(3), &json!(3)));
    let fair = &it["facets"][0]["values"][0];
    assert_eq!(fair["value"], "fair");
    assert_eq!(
        (&fair["count"], &fair["won"], &fair["lost"]),
        (&json!(2), &json!(1), &json!(0))
    );
    assert_eq!(fair["conversion"]["n"], 1);
    let came = desk.run(&["facets", "--by", "sourc"]);
    assert_eq!(came.exit, Exit::NotUnderstood, "{came:?}");
    assert!(came.notes.contains("did you mean `source`?"), "{came:?}");
}

#[test]
fn the_funnel_has_its_figures_as_text() {
    let desk = fair();
    insta::assert_snapshot!(desk.ok(&["funnel"]), @r#"
    Tessaly · 3 leads · 2026-11-22

    layer          open    value  entered  went on      95 %  still open  days
    potential         1  100 EUR       2*      0 %    0–66 %           1     0
    interested        0                 0        –                           –
    intent            0                1*    100 %  21–100 %           0     0
    high-intent       0                1*    100 %  21–100 %           0     –
    near-customer     0                1*    100 %  21–100 %           0     –
    won               1  300 EUR
    lost              1

    win rate 50.00 % (9–91 %, n = 2*)
    went on: of the episodes that entered or passed the layer, the share that
    reached the next or went beyond (reached-or-passed); 95 %: its Wilson band
    still open: those that may yet go on; days: the median time in the layer
    * rests on fewer than ten: no more than a hint
    "#);
    insta::assert_snapshot!(desk.ok(&["funnel", "source:fair"]).lines().next().unwrap(), @r#"Tessaly · source:fair: 2 of 3 leads · 2026-11-22"#);
}

#[test]
fn the_funnel_has_the_same_figures_as_json() {
    let desk = fair();
    let shape = desk.one(&["funnel", "source:fair"]);
    assert_eq!(shape["filter"], "source:fair");
    assert_eq!(shape["as_of"], "2026-11-22T11:00:00+01:00");
    assert_eq!(shape["leads"], 2);
    assert_eq!(
        shape["layers"][0],
        json!({"layer": "potential", "open": 1, "value": [{"currency": "EUR", "amount": 100}], "entered": 1,
            "advanced": 0, "conversion": {"rate": 0.0, "low": 0.0, "high": shape["layers"][0]["conversion"]["high"],
            "n": 1, "still_open": 1}, "change": null, "median_days": null})
    );
    assert_eq!(
        shape["won"],
        json!({"count": 1, "value": [{"currency": "EUR", "amount": 300}]})
    );
    assert_eq!(shape["lost"], json!({"count": 0}));
    assert_eq!(shape["win_rate"]["rate"], 1.0);
    assert_eq!(shape["win_rate"]["n"], 1);
}

#[test]
fn an_empty_funnel_has_nulls_and_no_made_up_zeros() {
    let desk = Desk::new();
    let shape = desk.one(&["funnel"]);
    assert_eq!(shape["layers"].as_array().unwrap().len(), 5);
    assert_eq!(
        shape["win_rate"],
        json!({"rate": null, "low": null, "high": null, "n": 0})
    );
    assert_eq!(shape["layers"][4]["value"], json!([]));
    assert_eq!(shape["layers"][4]["conversion"]["rate"], json!(null));
}

#[test]
fn without_a_terminal_no_verb_prints_the_funnel_and_says_where_the_screen_is() {
    let desk = fair();
    let came = desk.run(&[]);
    assert_eq!(came.exit, Exit::Done);
    assert_eq!(came.out, desk.ok(&["funnel"]));
    assert!(
        came.notes.contains("in a terminal opens the screen"),
        "{}",
        came.notes
    );
    let file = desk.file("own.db").display().to_string();
    desk.ok(&["--db", &file, "init"]);
    let came = desk.run(&["--db", &file]);
    let said = format!("`fiveply --db {file}` in a terminal opens the screen");
    assert!(came.notes.contains(&said), "{}", came.notes);
}

#[test]
fn the_log_says_who_did_what_and_what_was_taken_back() {
    let desk = fair();
    desk.ok(&["undo"]);
    insta::assert_snapshot!(desk.ok(&["log", "--limit", "4"]), @r#"
    change  when              who  what
         8  2026-11-22 11:00  ola  took back change 7
         7  2026-11-22 11:00  ola  #3 ACME: lost: price (taken back by 8)
         6  2026-11-22 11:00  ola  #1 Łódź Dairy: intent → won, without brief-taken, proposal-sent, contract-signed, paid
         5  2026-11-22 11:00  ola  account #3 ACME: created; #3 ACME: created in potential
    "#);
    insta::assert_snapshot!(desk.ok(&["log", "--of", "lead:3"]), @r#"
    change  when              who  what
         8  2026-11-22 11:00  ola  steps taken back: it is in potential again
         7  2026-11-22 11:00  ola  potential → lost: price (taken back by 8)
         5  2026-11-22 11:00  ola  created in potential
    "#);
    assert_eq!(desk.json(&["log", "--by", "ola"]).len(), 6);
    assert_eq!(desk.json(&["log", "--before", "3"]).len(), 2);
    desk.fails(Exit::NotFound, &["log", "--of", "lead:77"]);
}

#[test]
fn data_cannot_drive_the_terminal_from_any_list() {
    let desk = Desk::new();
    let evil = "A\u{1b}[2J\u{9b}31m\u{202e}x\u{200b}\u{7}";
    desk.ok(&["user", "new", evil, "--role", "rep"]);
    desk.ok(&["product", "new", evil]);
    desk.ok(&["account", "new", "Company", "--note", evil, "--city", evil]);
    desk.ok(&[
        "contact",
        "new",
        evil,
        "--account",
        "Company",
        "--title",
        evil,
    ]);
    desk.ok(&[
        "lead",
        "new",
        "--account",
        evil,
        "--owner",
        "#2",
        "--product",
        "#1",
        "--source",
        evil,
        "--title",
        evil,
    ]);
    let commands: [&[&str]; 14] = [
        &["leads"],
        &["funnel", "source:none"],
        &["lead", "show", "1"],
        &["next", "1", evil],
        &["feedback", "1", "good", "--note", evil],
        &["lose", "1", evil],
        &["move", "1", evil],
        &["lead", "edit", "1", evil],
        &["leads", evil],
        &["log"],
        &["account", "list"],
        &["contact", "list"],
        &["user", "show", "#2"],
        &["--as", evil, "leads"],
    ];
    for words in commands {
        let came = desk.run(words);
        for text in [came.out, came.notes] {
            let foreign = text.chars().find(|it| {
                it.is_control() && *it != '\n' || matches!(it, '\u{202a}'..='\u{202e}' | '\u{200b}')
            });
            assert_eq!(foreign, None, "{words:?}: {text:?}");
        }
    }
}

#[test]
fn a_table_of_an_unknown_ending_is_refused_before_anything_is_written() {
    let desk = fair();
    let file = desk.file("o.pdf");
    let to = file.to_str().unwrap();
    let told = desk.fails(Exit::NotUnderstood, &["export", "leads", "-t", to]);
    assert!(told.contains("csv, tsv, xlsx, jsonl"), "{told}");
    assert!(!file.exists());
    desk.ok(&["export", "leads", "-t", to, "--format", "csv"]);
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("id,"));
}

#[test]
fn what_there_is_to_do_is_listed_by_urgency_for_oneself_a_rep_or_everybody() {
    let desk = fair();
    desk.ok(&["user", "new", "Bo", "--role", "rep"]);
    desk.ok(&["lead", "new", "--account", "Helvetia", "--value", "900"]);
    desk.ok(&["next", "2", "call back", "--due", "2026-11-22"]);
    insta::assert_snapshot!(desk.ok(&["today"]));
    assert_eq!(desk.ok(&["today", "--rep", "Bo"]).trim(), "0 to do");
    desk.ok(&["lead", "handover", "4", "Bo"]);
    let reasons = |words: &[&str]| -> Vec<_> {
        let lines = desk.json(words);
        lines
            .iter()
            .map(|it| (it["id"].clone(), it["reason"].clone()))
            .collect()
    };
    assert_eq!(
        reasons(&["today", "--rep", "Bo"]),
        [(json!(4), json!("accept"))]
    );
    assert_eq!(
        reasons(&["today", "--all"]),
        [(json!(4), json!("accept")), (json!(2), json!("due"))]
    );
}

#[test]
fn minutes_count_as_many_leads_as_their_filters_list() {
    let desk = fair();
    let week = desk.one(&["minutes"]);
    let figures = week["figures"].as_array().unwrap();
    // All pages have twenty, two of which name their leads.
    assert_eq!(figures.len(), 20);
    for figure in figures {
        let filter = figure["filter"].as_str().unwrap();
        let listed = desk.json(&["leads", filter]).len();
        assert_eq!(figure["leads"], json!(listed), "{filter}");
    }
    assert_eq!(figures[0]["leads"], json!(3));
    let printed = desk.ok(&["minutes"]);
    for line in [
        "# Meeting, 16 Nov – 22 Nov 2026",
        "## The week in one picture",
        "- won: 1 (+1 on the time before)",
    ] {
        assert!(printed.contains(line), "{line}\n{printed}");
    }
    let before = desk.one(&["minutes", "-7d"]);
    assert_eq!(before["figures"][0]["leads"], json!(0));
    // Minutes are read later, too: how things stood has its day.
    for (words, line) in [
        (&["minutes"][..], "(as of 22 Nov 2026)"),
        (&["minutes", "-7d"], "(as of 15 Nov 2026)"),
    ] {
        let printed = desk.ok(words);
        assert!(printed.contains(line), "{line}\n{printed}");
        assert!(!printed.contains("as it stands now"), "{printed}");
    }
}

#[test]
fn a_calendar_in_which_nothing_would_stand_is_not_written_and_no_list_is_kept_of_it() {
    let desk = fair();
    let file = desk.file("due.ics");
    let to = file.to_str().unwrap();
    let words = ["segment", "export", "source:fair", "--to", to];
    assert!(
        desk.fails(Exit::Refused, &words)
            .contains("next step with a day")
    );
    assert!(!file.exists());
    assert!(desk.json(&["leads", "list:any"]).is_empty());
    desk.ok(&["next", "2", "call", "--due", "-1d"]);
    assert!(desk.ok(&words).contains("1 rows"));
    assert_eq!(desk.json(&["leads", "list:any"]).len(), 2);
}
