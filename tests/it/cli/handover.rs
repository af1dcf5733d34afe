//! Marketing hands leads over, and sales answers, in time or not.

use fiveply::cli::Exit;
use fiveply::model::Moment;

use super::desk::Desk;

/// 2026-11-23, a Monday, at an hour of Warsaw.
fn monday(hour: i64) -> Moment {
    Moment(1_795_388_400_000 + hour * 3_600_000)
}

/// A workspace with two reps and three leads.
fn office() -> Desk {
    let mut desk = Desk::new();
    desk.now = monday(9);
    desk.ok(&["user", "new", "Anna Nowak", "--role", "rep"]);
    desk.ok(&["user", "new", "Bo Nilsson", "--role", "rep"]);
    for account in ["Helvetia Pumps", "Vistula Foods", "Delta Chem"] {
        desk.ok(&["lead", "new", "--account", account]);
    }
    desk
}

fn found(desk: &Desk, filter: &str) -> Vec<u64> {
    let mut ids: Vec<u64> = desk
        .json(&["leads", filter])
        .iter()
        .map(|it| it["id"].as_u64().unwrap())
        .collect();
    ids.sort_unstable();
    ids
}

#[test]
fn what_is_handed_over_waits_is_accepted_or_comes_back() {
    let mut desk = office();
    let done = desk.one(&["lead", "handover", "1,2,3", "anna"]);
    assert_eq!(
        (&done["verb"], &done["count"]),
        (&"handover".into(), &3.into())
    );
    assert_eq!(found(&desk, "is:handed owner:anna"), [1, 2, 3]);
    desk.now = monday(11);
    desk.ok(&["lead", "accept", "1", "--as", "Anna Nowak"]);
    let back = [
        "lead",
        "return",
        "2",
        "wrong-person",
        "--note",
        "left in May",
        "--as",
        "Anna Nowak",
    ];
    desk.ok(&back);
    assert_eq!(found(&desk, "is:accepted"), [1]);
    assert_eq!(found(&desk, "is:returned owner:ola"), [2]);
    assert_eq!(found(&desk, "fb:returned"), [2]);
    assert_eq!(found(&desk, "returned:wrong-person"), [2]);
    assert_eq!(found(&desk, "no:feedback"), [1, 3]);
    let told = desk.fails(Exit::Refused, &["lead", "accept", "1"]);
    assert!(told.contains("it is accepted already"), "{told}");
    let story = desk.ok(&["lead", "show", "2"]);
    assert!(
        story.contains("feedback: returned, wrong-person"),
        "{story}"
    );
    desk.ok(&["undo", "--as", "Anna Nowak"]);
    assert_eq!(found(&desk, "is:handed"), [2, 3]);
    assert!(found(&desk, "fb:returned").is_empty());
}

#[test]
fn the_agreed_time_runs_in_working_hours_only() {
    let mut desk = office();
    desk.ok(&["lead", "handover", "1,2,3", "anna"]);
    desk.now = monday(16);
    assert_eq!(found(&desk, "sla:running"), [1, 2, 3]);
    desk.ok(&["lead", "accept", "1"]);
    // Eight working hours end on Monday at five; the night after it does not count.
    desk.now = monday(17);
    assert!(found(&desk, "sla:breached").is_empty());
    desk.now = monday(34);
    assert_eq!(found(&desk, "sla:breached"), [2, 3]);
    desk.ok(&["lead", "accept", "2"]);
    assert_eq!(found(&desk, "sla:breached"), [2, 3]);
    assert_eq!(found(&desk, "sla:kept"), [1]);
    desk.ok(&["settings", "set", "sla.accept_within_hours", "12"]);
    assert_eq!(found(&desk, "sla:kept"), [1, 2]);
}

#[test]
fn a_handover_is_not_edited_and_working_on_it_accepts_it() {
    let desk = office();
    desk.ok(&["lead", "handover", "1", "anna"]);
    let came = desk.run(&["lead", "edit", "1", "--answered", "today"]);
    assert_eq!(came.exit, Exit::Usage, "{came:?}");
    desk.ok(&["move", "1", "+1", "--as", "Anna Nowak"]);
    assert_eq!(found(&desk, "is:accepted"), [1]);
    let told = desk.fails(Exit::Refused, &["lead", "return", "1", "duplicate"]);
    assert!(told.contains("accepted already"), "{told}");
}

#[test]
fn a_handover_comes_through_export_and_import() {
    let desk = office();
    desk.ok(&["lead", "handover", "1,2", "anna"]);
    desk.ok(&["lead", "return", "2", "bad-data", "--as", "Anna Nowak"]);
    let file = desk.file("leads.csv");
    let file = file.to_str().unwrap();
    desk.ok(&["export", "leads", "--to", file]);
    let mut other = Desk::new();
    other.now = desk.now;
    other.ok(&["import", file, "--yes"]);
    let fields = |desk: &Desk, id: &str| {
        let lead = desk.one(&["lead", "show", id])["lead"].clone();
        ["handed", "handed_by", "handed_to", "answered", "returned"].map(|it| lead[it].clone())
    };
    for id in ["1", "2", "3"] {
        assert_eq!(fields(&other, id), fields(&desk, id), "#{id}");
    }
    assert!(!fields(&desk, "2")[0].is_null());
}
