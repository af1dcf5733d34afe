//! A marketer's day: a micro-segment is found by its facets, kept, listed to a file and followed, while a rep works on it.

use std::path::Path;

use fiveply::model::{
    Account, AccountId, Command, Event, Layer, Lead, Moment, OpId, Record, Request, Temperature,
    Track,
};
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::ui::Route;
use fiveply::workspace::Workspace;

use crate::support::people::Person;
use crate::support::real::moment;

const DAY: i64 = 86_400_000;

/// Twelve firms that came by a webinar, of ten closed leads eight won; twelve by a mailing, of nine one. Every other firm
/// is in Lyon, the rest in Turin.
fn fair(file: &Path) {
    let store = SqliteStore::create(file, Mode::WRITE).unwrap();
    let workspace = Workspace::new(Box::new(store));
    let bo = workspace.enter("bo", moment(), OpId(1)).unwrap();
    let firm = |number: u64| {
        Record::from(Account {
            name: format!("Firm {number}"),
            city: Some(if number % 2 == 1 { "Lyon" } else { "Turin" }.to_owned()),
            ..Account::default()
        })
    };
    let pursuit = |number: u64| {
        let ago = |days: i64| Moment(moment().0 - days * DAY);
        let mut track = Track::default();
        let layer = Layer::Potential;
        track.push(ago(60), Event::Enter { layer, unmet: 0 });
        match number {
            1..=8 | 13 => {
                track.push(ago(10), Event::Win { unmet: 0 });
            }
            9..=10 | 14..=21 => {
                let reason = "price".to_owned();
                let competitor = None;
                track.push(ago(10), Event::Lose { reason, competitor });
            }
            _ => {}
        }
        Record::from(Lead {
            account: Some(AccountId(number)),
            owner: Some(bo),
            source: Some(if number <= 12 { "webinar" } else { "mailing" }.to_owned()),
            temperature: Some(Temperature::Warm),
            track,
            ..Lead::default()
        })
    };
    let records = (1..=24).map(firm).chain((1..=24).map(pursuit));
    let request = Request {
        op: OpId(2),
        actor: bo,
        command: Command::Create(records.collect()),
    };
    workspace.execute(&request, moment()).unwrap();
}

#[test]
fn a_marketer_finds_keeps_lists_and_follows_a_segment_while_a_rep_works_on_it() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("crm.db");
    fair(&file);
    let mut anna = Person::sit(&file, "anna", 10, Route::Segments);
    let mut bo = Person::sit(&file, "bo", 20, Route::Pipeline);

    // Which source brings deals: the facet says it, with its band, and the funnel moves with the filter.
    anna.sees(&[
        "24 of 24 accounts · 24 leads",
        "win rate 47.4 % 27–68 of 19",
    ]);
    anna.press(&["/", "text:source:web", "Tab", "Enter"]);
    anna.sees(&["/ source:webinar", "12 of 24 accounts"]);
    anna.sees(&["win rate 80.0 % 49–94 of 10", "+33"]);
    // A city by its facet; another is left out, and both are free again.
    anna.press(&["Tab", "Space"]);
    anna.sees(&["/ source:webinar city:Lyon", "6 of 24 accounts"]);
    anna.press(&["Space", "x"]);
    anna.sees(&["/ source:webinar -city:Lyon", "6 of 24 accounts"]);
    anna.press(&["x", "Space"]);
    anna.sees(&["/ source:webinar city:Lyon", "win rate 80.0 % 38–96 of 5"]);

    // It is kept under a name, and stands among the kept ones.
    anna.press(&["w", "text:Lyon webinar", "Enter"]);
    anna.sees(&["Lyon webinar"]);
    anna.press(&["e"]);
    anna.sees(&["Saved segments", "1 segment", "Lyon webinar", "live"]);
    anna.press(&["Enter"]).sees(&["6 of 24 accounts"]);

    // A list for the mailing house: the counts first, then the file; what is there is not written over.
    let list = place.path().join("list.csv");
    let path = format!("text:{}", list.display());
    anna.press(&["E"]).sees(&["Lyon webinar 2026-"]);
    anna.press(&["Tab", &path, "Tab", "text:50", "Enter"]);
    anna.waits_until("6 rows to");
    assert!(!list.exists());
    anna.press(&["y"]).waits_until("6 rows are in");
    let written = std::fs::read_to_string(&list).unwrap();
    assert_eq!(written.lines().count(), 7, "{written}");
    assert!(written.contains("Firm 11") && !written.contains("Firm 12"));

    // Meanwhile the rep wins the last open one; her numbers move without a key, and say who it was.
    bo.press(&["v", "/", "text:11", "Enter"]).sees(&["Firm 11"]);
    bo.press(&["w"]).waits_until("you: won · Firm 11");
    anna.hears();
    anna.sees(&["bo: won · Firm 11"]);
    anna.sees(&["win rate 83.3 % 44–97 of 6", "6 of 24 accounts"]);

    // He takes it back, and so do her numbers.
    bo.press(&["u"]);
    anna.hears();
    anna.sees(&["win rate 80.0 % 38–96 of 5"]);

    // The segment beside the rest: it differs, and by how much.
    anna.press(&["/", "Ctrl-u", "text:source:webinar", "Enter", "C"]);
    anna.sees(&["the rest: accounts A leaves out", "Win rate", "differs"]);
    anna.press(&["Esc"]).sees(&["12 of 24 accounts"]);

    // Since when somebody entered it or left, a key tells: nobody did.
    anna.press(&["e", "d"]).waits_until("6 → 6");
    anna.sees(&["Lyon webinar · since", "entered 0", "left 0"]);

    // What she did can be taken back, the last first: the list that was made, then the segment.
    anna.press(&["Esc", "u"]).sees(&["Undone", "Lyon webinar"]);
    anna.press(&["u"]).sees(&["No segment is saved yet."]);
}
