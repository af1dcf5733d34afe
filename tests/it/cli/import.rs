//! What `import` makes and leaves alone around the table that it reads.

use fiveply::cli::Exit;

use super::desk::Desk;

const TABLE: &str = "account,value\nHelvetia,12\nNordwind,much\n";

/// Somebody with a workspace and a table beside it, and the table's path.
fn with_table(desk: Desk, text: &str) -> (Desk, String) {
    let file = desk.file("leads.csv");
    std::fs::write(&file, text).unwrap();
    let path = file.to_str().unwrap().to_owned();
    (desk, path)
}

#[test]
fn a_report_never_takes_the_place_of_what_is_read_or_written() {
    let (desk, table) = with_table(Desk::bare(), TABLE);
    let db = desk.file("w.db");
    let db = db.to_str().unwrap();
    desk.ok(&["init", "--db", db]);
    let link = desk.file("link.csv");
    std::fs::hard_link(&table, &link).unwrap();
    let wal = format!("{db}-wal");
    let bell = format!("{db}.bell");
    let before = std::fs::read(db).unwrap();
    for place in [&table, link.to_str().unwrap(), db, &wal, &bell] {
        let words = ["import", &table, "--db", db, "--report", place, "--force"];
        desk.fails(Exit::Refused, &words);
    }
    assert_eq!(std::fs::read_to_string(&table).unwrap(), TABLE);
    assert_eq!(std::fs::read(db).unwrap(), before);
}

#[test]
fn a_report_replaces_a_file_only_where_that_is_asked_for() {
    let (desk, table) = with_table(Desk::new(), TABLE);
    let file = desk.file("bad.csv");
    let report = file.to_str().unwrap();
    std::fs::write(&file, "dear diary").unwrap();
    let told = desk.fails(Exit::Refused, &["import", &table, "--report", report]);
    assert!(told.contains("--force"), "{told}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "dear diary");
    desk.ok(&["import", &table, "--report", report, "--force"]);
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(
        written.contains("Nordwind") || written.contains("much"),
        "{written}"
    );
    std::fs::remove_file(&file).unwrap();
    desk.ok(&["import", &table, "--report", report]);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), written);
}

#[test]
fn an_import_that_is_refused_or_only_tried_makes_no_workspace() {
    let (desk, table) = with_table(Desk::bare(), TABLE);
    let db = desk.file("new.db");
    let named = db.to_str().unwrap();
    let beside = |desk: &Desk| {
        let names = std::fs::read_dir(desk.home.path()).unwrap();
        names
            .filter(|it| !it.as_ref().unwrap().path().ends_with("leads.csv"))
            .count()
    };
    for words in [
        &["import", &table, "--db", named, "--map", "account=nowhere"][..],
        &["import", &table, "--map", "nothing=account"],
        &["import", &table, "--what", "stones"],
    ] {
        desk.fails(Exit::NotUnderstood, words);
    }
    desk.fails(Exit::NotFound, &["import", &table, "--as", "Anna"]);
    let tried = desk.one(&["import", &table, "--dry-run"]);
    assert_eq!(
        (&tried["loaded"], &tried["rejected"]),
        (&1.into(), &1.into())
    );
    desk.ok(&["import", &table, "--dry-run", "--db", named]);
    assert_eq!(beside(&desk), 0);
    desk.ok(&["import", &table, "--db", named]);
    assert!(db.exists());
}

#[test]
fn an_import_of_which_no_row_comes_in_is_refused_and_says_why() {
    let text = "account,value\nHelvetia,much\nNordwind,more\n";
    let (desk, table) = with_table(Desk::bare(), text);
    let (db, report) = (desk.file("new.db"), desk.file("rejected.csv"));
    let named = db.to_str().unwrap();
    desk.fails(Exit::Refused, &["import", &table, "--dry-run"]);
    desk.fails(
        Exit::Refused,
        &[
            "import",
            &table,
            "--db",
            named,
            "--report",
            report.to_str().unwrap(),
        ],
    );
    assert!(!db.exists());
    let reasons = std::fs::read_to_string(&report).unwrap();
    assert_eq!(reasons.lines().count(), 3, "{reasons}");
    // Of a table without rows there is nothing to refuse.
    std::fs::write(&table, "account,value\n").unwrap();
    desk.ok(&["import", &table, "--db", named]);
}

#[test]
fn dates_and_decimals_are_read_as_the_command_line_or_a_profile_says() {
    let text = "account;entered;value\nHelvetia;03/04/2026;1.250\n";
    let entered = |words: &[&str]| {
        let (desk, table) = with_table(Desk::new(), text);
        let mut all = vec!["import", &table];
        all.extend(words);
        let notes = desk.run(&all).notes;
        let lead = desk.one(&["leads"]);
        let day = lead["entered"].as_str().unwrap()[..10].to_owned();
        (day, lead["value"].clone(), notes)
    };
    let (day, value, notes) = entered(&[]);
    assert_eq!((day.as_str(), value), ("2026-04-03", 1.25.into()));
    assert!(notes.contains("--dates month-first"), "{notes}");
    let (day, value, _) = entered(&["--dates", "month-first", "--decimal", "comma"]);
    assert_eq!((day.as_str(), value), ("2026-03-04", 1250.into()));
    let home = tempfile::tempdir().unwrap();
    let profile = home.path().join("crm.toml");
    std::fs::write(&profile, "dates = \"month-first\"\n").unwrap();
    let (day, _, _) = entered(&["--profile", profile.to_str().unwrap()]);
    assert_eq!(day, "2026-03-04");
    Desk::new().fails(Exit::Usage, &["import", "x.csv", "--dates", "year-first"]);
}

#[test]
fn what_the_rows_are_is_taken_from_the_columns_unless_it_is_said() {
    let text = "account,sector,year_established,revenue,employees,office_location,subsidiary_of\n\
                Acme,retail,1996,1100.04,2822,Kenya,\n";
    let read = |words: &[&str]| {
        let (desk, table) = with_table(Desk::new(), text);
        let mut all = vec!["import", &table];
        all.extend(words);
        let notes = desk.run(&all).notes;
        (
            desk.json(&["account", "list"]),
            desk.json(&["leads"]),
            notes,
        )
    };
    let (accounts, leads, notes) = read(&[]);
    assert_eq!((accounts.len(), leads.len()), (1, 0));
    assert_eq!(accounts[0]["employees"], 2_822);
    assert!(notes.contains("1 rows of accounts?"), "{notes}");
    assert!(!notes.contains("not read:"), "{notes}");
    let (accounts, leads, notes) = read(&["--what", "leads"]);
    assert_eq!((accounts.len(), leads.len()), (1, 1));
    assert!(notes.contains("1 rows of leads ·"), "{notes}");
    // A field that is said and that accounts have not.
    let (_, leads, _) = read(&["--set", "source=fair"]);
    assert_eq!(leads[0]["source"], "fair");
}

#[test]
fn of_very_many_columns_a_few_are_told_and_how_many_more() {
    let heads = vec!["account"; 2_000].join(",");
    let (desk, table) = with_table(Desk::new(), &format!("{heads}\n{heads}\n"));
    let notes = desk.run(&["import", &table, "--dry-run"]).notes;
    let has = |words: &str| assert!(notes.contains(words), "{notes}");
    has("column 4 is named `account` again");
    has("1,996 more columns got other names, too");
    has("account (101), and 1,899 more");
    assert!(notes.len() < 4_000, "{notes}");
}
