//! Segments at the command line: saved, listed, frozen, compared, followed, and taken away.

use fiveply::cli::Exit;
use serde_json::json;

use super::desk::Desk;

/// Four leads: two of a fair, two of a webinar.
fn desk() -> Desk {
    let desk = Desk::new();
    for (account, source) in [
        ("Helvetia", "fair"),
        ("Vistula", "fair"),
        ("Nordfab", "webinar"),
        ("Isdom", "webinar"),
    ] {
        desk.ok(&["lead", "new", "--account", account, "--source", source]);
    }
    desk
}

#[test]
fn a_segment_is_saved_listed_and_shown() {
    let desk = desk();
    desk.ok(&[
        "segment",
        "save",
        "Fairs",
        "source:fair",
        "--note",
        "spring",
    ]);
    let line = desk.one(&["segment", "list"]);
    assert_eq!(line["segment"], "Fairs");
    assert_eq!(line["selected"], 2);
    assert_eq!(
        (&line["frozen"], &line["sharing"]),
        (&json!(false), &json!("shared"))
    );
    let shown = desk.one(&["segment", "show", "fairs"]);
    assert_eq!((&shown["ids"], &shown["of"]), (&json!([1, 2]), &json!(4)));
    let text = desk.ok(&["segment", "show", "#1"]);
    assert!(
        text.contains("2 of 4 leads") && text.contains("Vistula"),
        "{text}"
    );
}

#[test]
fn a_frozen_segment_keeps_its_members_while_leads_change() {
    let desk = desk();
    desk.ok(&["segment", "save", "Fairs", "source:fair"]);
    desk.ok(&["segment", "freeze", "Fairs"]);
    desk.ok(&["lead", "edit", "1", "source=webinar"]);
    assert_eq!(
        desk.one(&["segment", "show", "Fairs"])["ids"],
        json!([1, 2])
    );
    desk.fails(Exit::Usage, &["segment", "freeze", "Fairs"]);
    desk.fails(Exit::Usage, &["segment", "diff", "Fairs"]);
    desk.ok(&["segment", "freeze", "Fairs", "--thaw"]);
    assert_eq!(desk.one(&["segment", "show", "Fairs"])["ids"], json!([2]));
}

#[test]
fn an_edit_keeps_the_one_form_of_a_filter_and_a_removal_is_undone() {
    let desk = desk();
    desk.ok(&["segment", "save", "Fairs", "source:fair"]);
    desk.ok(&[
        "segment",
        "edit",
        "Fairs",
        "filter=SOURCE:webinar  Isdom",
        "name=Webinars",
    ]);
    let shown = desk.one(&["segment", "show", "Webinars"]);
    assert_eq!(shown["filter"], "source:webinar Isdom");
    assert_eq!(shown["ids"], json!([4]));
    desk.fails(
        Exit::NotUnderstood,
        &["segment", "edit", "Webinars", "filter=temp:hot"],
    );
    desk.ok(&["segment", "remove", "Webinars"]);
    let told = desk.fails(Exit::NotFound, &["segment", "show", "Webinars"]);
    assert!(told.contains("there is no segment"), "{told}");
    desk.ok(&["undo"]);
    assert_eq!(desk.one(&["segment", "show", "Webinars"])["selected"], 1);
}

#[test]
fn who_entered_since_a_day_is_told() {
    let mut desk = desk();
    desk.ok(&["segment", "save", "Intent", "layer:intent source:fair"]);
    desk.later(3);
    desk.ok(&["move", "1", "intent"]);
    desk.ok(&[
        "lead",
        "new",
        "--account",
        "Ceske",
        "--source",
        "fair",
        "--layer",
        "intent",
    ]);
    let told = desk.one(&["segment", "diff", "Intent", "--since", "2d"]);
    assert_eq!((&told["before"], &told["after"]), (&json!(0), &json!(2)));
    assert_eq!(told["since"], "2026-11-23");
    let entered = &told["entered"];
    assert_eq!(entered[0]["parts"], json!(["layer:intent"]));
    assert_eq!(
        (&entered[1]["name"], &entered[1]["absent"]),
        (&json!("Ceske"), &json!(true))
    );
    let text = desk.ok(&["segment", "diff", "source:webinar", "--since", "30d"]);
    assert!(
        text.contains("0 → 2 leads since 2026-10-26 · 2 entered, 0 left"),
        "{text}"
    );
}

#[test]
fn segments_and_filters_are_compared_and_overlap() {
    let desk = desk();
    desk.ok(&["win", "1"]);
    desk.ok(&["segment", "save", "Fairs", "source:fair"]);
    let told = desk.one(&[
        "segment",
        "overlap",
        "Fairs",
        "source:fair,webinar",
        "is:won",
    ]);
    let pairs = told["pairs"].as_array().unwrap();
    assert_eq!(pairs.len(), 3);
    assert_eq!(
        (&pairs[0]["shared"], &pairs[0]["jaccard"]),
        (&json!(2), &json!(0.5))
    );
    let told = desk.one(&["segment", "compare", "Fairs", "source:webinar"]);
    assert_eq!(told["sides"][0]["win_rate"]["rate"], json!(1.0));
    assert_eq!(told["pairs"][0]["shared"], 0);
    let text = desk.ok(&["segment", "compare", "Fairs", "source:webinar"]);
    assert!(text.contains("Fairs less source:webinar"), "{text}");
    assert!(text.contains("not what causes it"), "{text}");
    // What the filters cut by differs because it was made to.
    assert!(text.contains("the filters cut by it: source"), "{text}");
    assert_eq!(told["pairs"][0]["cut_by"], json!(["source"]));
    let told = desk.one(&["segment", "compare", "is:won", "city:Lyon"]);
    let cut = told["pairs"][0]["cut_by"].to_string();
    for kin in ["status", "layer", "reason", "city", "region", "country"] {
        assert!(cut.contains(kin), "{cut}");
    }
}

#[test]
fn tags_and_regions_are_edited_and_filtered() {
    let desk = desk();
    desk.ok(&[
        "account",
        "edit",
        "Helvetia",
        "tags=vip, Dairy,VIP",
        "region=Vaud",
    ]);
    let shown = desk.one(&["account", "show", "Helvetia"]);
    assert_eq!(
        (&shown["tags"], &shown["region"]),
        (&json!("Dairy,VIP"), &json!("Vaud"))
    );
    desk.ok(&["lead", "edit", "3", "tags=vip"]);
    let found = desk.json(&["leads", "tag:vip"]);
    let ids: Vec<_> = found.iter().map(|it| it["id"].as_u64().unwrap()).collect();
    assert_eq!(ids.len(), 2, "{ids:?}");
    assert_eq!(desk.json(&["leads", "region:vaud"]).len(), 1);
}

#[test]
fn a_list_is_written_with_its_arms_and_kept() {
    let desk = desk();
    desk.ok(&["segment", "save", "All leads"]);
    let file = desk.file("list.csv");
    let to = file.to_str().unwrap();
    let made = [
        "segment",
        "export",
        "All leads",
        "--name",
        "Spring",
        "--split",
        "50",
        "--to",
        to,
    ];
    let told = desk.one(&made);
    let count = |name: &str| told[name].as_u64().unwrap();
    assert_eq!((count("a") + count("b"), count("rows")), (4, 4));
    let first = std::fs::read_to_string(&file).unwrap();
    assert!(first.starts_with("id,arm,account,"), "{first}");
    desk.fails(Exit::Usage, &made);
    // The same name gives the same arms.
    desk.ok(&[&made[..], &["--force"]].concat());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), first);
    // Who was on a list counts as contacted.
    let again = desk.one(&[&made[..], &["--force", "--not-contacted", "30d"]].concat());
    assert_eq!((&again["excluded"], &again["rows"]), (&json!(4), &json!(0)));
    // The filter says the same of them, by both names.
    let ids = |filter: &str| desk.json(&["leads", filter]).len();
    assert_eq!(ids("contacted:30d"), 4);
    assert_eq!(ids("-contacted:30d"), 0);
    assert_eq!(ids("list:spring listed:<1d"), 4);
    let halves = ids("list:\"spring (a)\"") + ids("list:\"spring (b)\"");
    assert_eq!(halves, 4);
    assert_eq!(ids("list:none"), 0);
    let shown = desk.ok(&["lead", "show", "1"]);
    assert!(shown.contains("on the list “Spring”, in "), "{shown}");
    let log = desk.ok(&["log"]);
    assert!(log.contains("Spring"), "{log}");
    desk.ok(&["check"]);
}

#[test]
fn a_list_for_an_address_book_or_a_calendar_has_a_card_or_an_event_each() {
    let desk = desk();
    desk.ok(&["next", "1", "call", "--due", "2026-12-01"]);
    let cards = desk.file("list.vcf");
    let to = cards.to_str().unwrap();
    desk.ok(&["segment", "export", "source:fair", "--to", to]);
    let text = std::fs::read_to_string(&cards).unwrap();
    assert_eq!(text.matches("BEGIN:VCARD").count(), 2);
    assert!(text.contains("FN:Helvetia\r\n"), "{text}");
    let dates = desk.file("list.ics");
    let told = desk.one(&[
        "segment",
        "export",
        "source:fair",
        "--to",
        dates.to_str().unwrap(),
    ]);
    assert_eq!((&told["rows"], &told["a"]), (&json!(1), &json!(2)));
    let text = std::fs::read_to_string(&dates).unwrap();
    assert!(text.contains("SUMMARY:call: Helvetia\r\n"), "{text}");
    desk.fails(
        Exit::NotUnderstood,
        &["segment", "export", "is:open", "--to", "x.docx"],
    );
}

#[test]
fn accounts_like_those_that_were_won_are_found_with_their_reasons_and_kept() {
    let desk = Desk::new();
    for number in 0..12 {
        let dairy = number < 6;
        let name = format!("Account {number}");
        let sector = if dairy { "dairy" } else { "steel" };
        desk.ok(&["account", "new", &name, "--sector", sector]);
    }
    for number in [0, 1, 2] {
        let name = format!("Account {number}");
        let lead = desk.json(&["lead", "new", "--account", &name]);
        let id = lead[0]["records"][0]["id"].as_u64().unwrap();
        desk.ok(&["win", &id.to_string()]);
    }
    let it = &desk.json(&["segment", "lookalike", "--fields", "sector"])[0];
    assert_eq!((&it["seeds"], &it["market"]), (&json!(3), &json!(12)));
    // That nobody makes steel speaks louder here: (0 + 5) / (1.5 + 5).
    assert_eq!(it["traits"][0]["value"], "steel");
    let first = &it["traits"][1];
    // Three of three where one and a half was expected: (3 + 5) / (1.5 + 5).
    assert_eq!(
        (&first["value"], &first["seeds"], &first["lift"]),
        (&json!("dairy"), &json!(3), &json!(2.0))
    );
    assert!((first["weight"].as_f64().unwrap() - (8.0_f64 / 6.5).ln()).abs() < 1e-9);
    let names: Vec<_> = it["accounts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["name"])
        .collect();
    assert_eq!(names, ["Account 3", "Account 4", "Account 5"]);
    assert_eq!(it["accounts"][0]["because"], json!(["sector:dairy"]));
    // No account has an industry's code, so that the sectors stand in unless others are asked for.
    let usual = &desk.json(&["segment", "lookalike"])[0];
    assert_eq!(usual["traits"][0]["field"], "sector");
    // Who is won is known since their leads came, so that the last of the three can be told from the other nine.
    let of_filter = &desk.json(&["segment", "lookalike", "outcome:won"])[0];
    assert_eq!(of_filter["check"]["later"], 1);
    assert_eq!(of_filter["check"]["others"], 9);
    let all = desk.ok(&["segment", "lookalike", "sector:any"]);
    assert!(all.contains("nobody is left to tell them from"), "{all}");
    let struck = &desk.json(&[
        "segment",
        "lookalike",
        "--fields",
        "sector",
        "--without",
        "sector:dairy",
    ])[0];
    assert_eq!(struck["accounts"], json!([]));
    // What weighs nothing is neither more nor less.
    let words = ["segment", "lookalike", "--fields", "sector"];
    let told = desk.ok(&[&words[..], &["--without", "sector:dairy"]].concat());
    assert!(told.contains(" 0.00\n"), "{told}");
    desk.ok(&[
        "segment",
        "lookalike",
        "--fields",
        "sector",
        "--save",
        "dairies",
    ]);
    assert_eq!(desk.json(&["segment", "list"])[0]["selected"], 3);
    let came = desk.run(&["segment", "lookalike", "--fields", "sectr"]);
    assert!(came.notes.contains("did you mean `sector`?"), "{came:?}");
}

#[test]
fn the_log_tells_of_a_private_segment_to_its_owner_alone() {
    let desk = desk();
    desk.ok(&["segment", "save", "Quiet", "source:webinar", "--private"]);
    let ways: [&[&str]; 3] = [
        &["log", "--limit", "3"],
        &["log", "--limit", "3", "--json"],
        &["log", "--of", "segment:1"],
    ];
    for way in &ways[..2] {
        let own = desk.ok(way);
        assert!(own.contains("Quiet"), "{own}");
    }
    assert!(desk.ok(ways[2]).contains("created"));
    desk.ok(&["user", "new", "Anna", "--role", "rep"]);
    let hides = |told: &str| {
        let told = told.to_lowercase();
        assert!(
            !told.contains("quiet") && !told.contains("webinar"),
            "{told}"
        );
    };
    for way in &ways[..2] {
        let others = desk.ok(&[&["--as", "Anna"], *way].concat());
        hides(&others);
        assert!(others.contains("a private segment"), "{others}");
    }
    let of = desk.fails(Exit::NotFound, &[&["--as", "Anna"], ways[2]].concat());
    assert_eq!(of.trim(), "fiveply: there is no segment #1");
    // Who saw it is not known once it is gone: then nobody else is told, either.
    desk.ok(&["segment", "remove", "Quiet"]);
    for way in &ways[..2] {
        hides(&desk.ok(&[&["--as", "Anna"], *way].concat()));
    }
}
