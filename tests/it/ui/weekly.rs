//! A weekly review: a manager reads the week from the screen while a rep works on, both on one file.

use fiveply::model::{
    Account, AccountId, Act, Command, Direction, Event, Layer, Lead, LeadId, Minor, Moment,
    OnConflict, OpId, Record, Request, Target, Track,
};
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::ui::Route;
use fiveply::workspace::Workspace;

use crate::cli::desk::Desk;
use crate::support::people::Person;
use crate::support::real::moment;

const DAY: i64 = 86_400_000;

/// Four open leads of Bo's; this week one was won, one lost for its price, and one went on.
fn week(file: &std::path::Path) {
    let store = SqliteStore::create(file, Mode::WRITE).unwrap();
    let workspace = Workspace::new(Box::new(store));
    let bo = workspace.enter("bo", moment(), OpId(1)).unwrap();
    let names = [
        "Lyon Robotique",
        "Vistula Foods",
        "Torino Motori",
        "上海精密仪器",
        "Delta Chem",
        "Nordfab AS",
    ];
    let layers = [
        Layer::Intent,
        Layer::Potential,
        Layer::Intent,
        Layer::Interested,
        Layer::NearCustomer,
        Layer::HighIntent,
    ];
    let account = |name: &&str| {
        Record::from(Account {
            name: (*name).to_owned(),
            ..Account::default()
        })
    };
    let mut records: Vec<Record> = names.iter().map(account).collect();
    for (number, layer) in (0_i64..).zip(layers) {
        let mut track = Track::default();
        let entered = Event::Enter { layer, unmet: 0 };
        track.push(Moment(moment().0 - (60 + number) * DAY), entered);
        records.push(Record::from(Lead {
            account: Some(AccountId(u64::try_from(number).unwrap() + 1)),
            owner: Some(bo),
            value: Some(Minor((number + 1) * 1_000_000)),
            track,
            ..Lead::default()
        }));
    }
    let mut op = 1;
    let mut run = |command| {
        op += 1;
        let request = Request {
            op: OpId(op),
            actor: bo,
            command,
        };
        workspace.execute(&request, moment()).unwrap();
    };
    run(Command::Create(records));
    let mut act = |lead: u64, act| {
        run(Command::Leads {
            targets: vec![Target::from(LeadId(lead))],
            act,
            on_conflict: OnConflict::Refuse,
        });
    };
    let ago = |days: i64| Some(Moment(moment().0 - days * DAY));
    act(
        3,
        Act::Move {
            to: Direction::Forward(1),
            at: ago(3),
        },
    );
    act(
        5,
        Act::Win {
            value: None,
            at: ago(2),
        },
    );
    act(
        6,
        Act::Lose {
            reason: "price".to_owned(),
            competitor: None,
            note: None,
            at: ago(1),
        },
    );
}

#[test]
fn a_weekly_review_reads_the_week_opens_what_is_behind_it_and_leaves_decisions() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("crm.db");
    week(&file);
    let mut anna = Person::sit(&file, "anna", 10, Route::Funnel);
    let mut bo = Person::sit(&file, "bo", 20, Route::Pipeline);

    // What happened this week, and that it adds up.
    anna.press(&["t", "text:this week", "Enter"]);
    anna.sees(&["− lost 1 − won 1 = closing 4 ✓"]);
    // The win behind the number, and back.
    anna.press(&["G", "Enter"]);
    anna.sees(&["Delta Chem"]).misses("Nordfab AS");
    anna.press(&["Esc"])
        .sees(&["reached, and how many went on"]);
    // Every layer's lead on the board.
    anna.press(&["3"]);
    anna.sees(&["€ 100 k open", "Lyon Robotique", "上海精密仪器"]);

    // The rep works on meanwhile; the manager sees it without a key, and who did it.
    bo.press(&["L"]);
    anna.hears();
    anna.sees(&["bo moved Vistula Foods Potential → Interested", "← bo"]);
    // The list of changes tells the week in order, the latest first.
    anna.press(&["U"]);
    anna.sees(&[
        "Vistula Foods Potential → Interested",
        "Nordfab AS High intent → Lost",
        "Delta Chem Near-customer → Won",
    ]);
    anna.press(&["Esc"]);

    // A decision: the largest lead gets a day, which the rep sees at once.
    anna.press(&["/", "text:上海", "Enter"]);
    anna.press(&["n", "text:site visit 2026-11-27", "Enter"]);
    anna.sees(&["site visit"]);
    bo.hears();
    bo.sees(&["site visit", "Fri"]);

    // Both on one lead: the second is told who was first, and nothing is lost.
    bo.press(&["/", "text:Torino", "Enter", "L"]);
    anna.press(&["/", "Ctrl-u", "text:Torino", "Enter", "w"]);
    anna.waits();
    anna.sees(&["bo changed Torino Motori meanwhile", "Do it all the same?"]);
    anna.press(&["Esc"]);
    anna.sees(&["5 Near-customer      1", "1 of 6 leads"]);
    // What was decided last can be taken back by who decided it, whatever else was done since.
    anna.press(&["u"]);
    anna.press(&["/", "Ctrl-u", "Enter"]).misses("site visit");
}

#[test]
fn a_review_goes_from_the_week_to_its_leads_to_the_reports_to_how_a_number_is_made_and_to_the_minutes()
 {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("crm.db");
    week(&file);
    let mut anna = Person::sit(&file, "anna", 10, Route::Meeting);

    // The week in one picture, the leads behind a figure, and back on the same page.
    anna.sees(&["page 1 of 10", "The week in one picture next"]);
    anna.press(&["l"]).sees(&["page 2 of 10", "won", "lost"]);
    anna.press(&["j", "j", "Enter"]);
    anna.sees(&["outcome:won", "Delta Chem"])
        .misses("Nordfab AS");
    anna.press(&["Esc"]).sees(&["page 2 of 10"]);
    anna.press(&["l"]).sees(&["page 3 of 10"]);
    anna.press(&["h"]).sees(&["page 2 of 10", "won", "lost"]);

    // How a figure of the meeting is made: the same lead, and those of as many days before.
    anna.press(&["g", "2", "j", "j", "="]);
    anna.sees(&["in these days, ", "in as many days before, ", "outcome:won"]);
    anna.press(&["Enter"]).sees(&["1 of 6 leads", "Delta Chem"]);
    anna.misses("Nordfab AS");
    anna.press(&["Esc"]).sees(&["page 2 of 10"]);

    // Why it was lost, and the lead behind the reason.
    anna.press(&["6", "r", "text:lost", "Enter"]);
    anna.sees(&["Lost because", "price"]);
    anna.press(&["j", "Enter"]);
    anna.sees(&["Nordfab AS"]).misses("Delta Chem");
    anna.press(&["Esc"]).sees(&["Lost because"]);

    // How a number of the funnel is made, and the leads that it is made of.
    anna.press(&["2", "G", "="]);
    anna.sees(&["50.0 % = 1 ÷ 2", "fewer than 10"]);
    anna.press(&["Enter"]).sees(&["Delta Chem"]);
    anna.misses("Nordfab AS");
    anna.press(&["Esc"])
        .sees(&["reached, and how many went on"]);

    // The minutes say what the screen said.
    let mut desk = Desk::bare();
    desk.now = moment();
    let file = file.display().to_string();
    let minutes = desk.ok(&["--db", &file, "--as", "anna", "minutes"]);
    for line in ["- won: 1 (", "- lost: 1 ("] {
        assert!(minutes.contains(line), "{line}\n{minutes}");
    }
}

#[test]
fn feedback_is_answered_in_the_meeting_and_the_rep_sees_it_and_the_minutes_keep_it() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("crm.db");
    week(&file);
    let mut anna = Person::sit(&file, "anna", 10, Route::Meeting);
    let mut bo = Person::sit(&file, "bo", 20, Route::Pipeline);

    // The rep says what a lead is worth; the meeting's page has it at once, as something that waits.
    bo.press(&["/", "text:Vistula", "Enter"]);
    bo.press(&["f", "text:g", "Tab", "text:they ask for a pilot", "Enter"]);
    anna.press(&["g", "7"]);
    anna.hears();
    anna.sees(&[
        "What sales said",
        "Waiting for a reply",
        "replied to 0 of 1",
    ]);
    // Behind the line stands the lead; the reply is given there.
    anna.press(&["j", "j", "Enter"]);
    anna.sees(&["Vistula Foods", "replied:none"])
        .misses("Torino");
    anna.press(&["r", "text:the pilot is yours from Monday", "Enter"]);
    anna.press(&["Esc"]);
    anna.sees(&["Everything has a reply", "replied to 1 of 1"]);
    // The rep reads it under the own words, without having asked.
    bo.hears();
    bo.press(&["Enter"]);
    bo.sees(&["they ask for a pilot", "anna replied today: the pilot is"]);

    // What comes of it is decided, why is looked at, and the meeting is closed.
    anna.press(&["g", "0", "n", "text:Two pilots a month", "Enter"]);
    anna.sees(&["Two pilots a month"]);
    anna.press(&["g", "4"]).sees(&["1 won"]);
    anna.press(&["e", "y"]);
    let mut desk = Desk::bare();
    desk.now = moment();
    let file = file.display().to_string();
    let ask = |args: &[&str]| {
        let all = [&["--db", &file, "--as", "anna"], args].concat();
        desk.ok(&all)
    };
    let kept = ask(&["minutes", "--meeting", "today"]);
    for line in [
        "## What sales said",
        "replied to 1 of 1",
        "Two pilots a month",
    ] {
        assert!(kept.contains(line), "{line}\n{kept}");
    }
    let told = ask(&["feedback", "list"]);
    assert!(told.contains("the pilot is yours from Monday"), "{told}");
    assert!(ask(&["feedback", "list", "--open"]).contains("nothing waits"));
}
