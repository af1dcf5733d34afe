//! Lists: who is on one, who is left out, and since when it is there.

use fiveply::model::{Command, List, Members, Moment, Record, Unit};
use fiveply::workspace::lists::ListPlan;

use super::compared::{NOW, ids, market, picked};

/// A list that was made so many hours before now.
fn list(name: &str, unit: Unit, hours: i64, a: &str, held: Option<&str>) -> Record {
    Record::from(List {
        name: name.to_owned(),
        at: Some(Moment(NOW.0 - hours * 3_600_000)),
        unit: Some(unit),
        a: Some(a.parse().unwrap()),
        hold_out: held.map(|it| it.parse().unwrap()),
        ..List::default()
    })
}

#[test]
fn an_account_counts_as_reached_by_any_of_its_leads_and_a_lead_by_its_accounts_list() {
    let desk = market();
    let made = vec![
        list("Call", Unit::Leads, 2, "2", None),
        list("Mail", Unit::Accounts, 40 * 24, "3", Some("2")),
    ];
    desk.run(desk.anna, Command::Create(made)).unwrap();
    desk.workspace.sync().unwrap();
    let book = desk.workspace.book();
    // Account 2 has lead 2 among others: none of its other leads makes it an account that nobody reached.
    assert_eq!(ids(&book, "list:call", Unit::Accounts), "2");
    assert_eq!(ids(&book, "-list:call", Unit::Accounts), "1,3");
    assert_eq!(ids(&book, "list:call", Unit::Leads), "2");
    let turin = ids(&book, "city:Turin", Unit::Leads);
    assert_eq!(ids(&book, "list:mail", Unit::Leads), turin);
    assert_eq!(ids(&book, "contacted:30d", Unit::Accounts), "2");
    assert_eq!(ids(&book, "listed:any", Unit::Accounts), "2-3");
    assert_eq!(ids(&book, "list:\"mail (hold-out)\"", Unit::Accounts), "2");
    let every = picked(&book, "", Unit::Leads);
    let counted = book.values(fiveply::query::Field::List, &every.leads);
    let names: Vec<&str> = counted.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(names[3], "Call");
    assert!(
        names.contains(&"Mail (a)") && names.contains(&"Mail"),
        "{names:?}"
    );
}

#[test]
fn whom_a_list_leaves_out_as_contacted_is_whom_the_filter_says_was() {
    let desk = market();
    let made = vec![
        list("Call", Unit::Leads, 2, "2-5,30", None),
        list("Mail", Unit::Accounts, 10 * 24, "3", None),
    ];
    desk.run(desk.anna, Command::Create(made)).unwrap();
    desk.workspace.sync().unwrap();
    for (unit, days) in [
        (Unit::Leads, 1),
        (Unit::Leads, 30),
        (Unit::Accounts, 3),
        (Unit::Accounts, 30),
    ] {
        let all = picked(&desk.workspace.book(), "", unit).members(&desk.workspace.book());
        let since = NOW.day(chrono_tz::UTC) - chrono::Days::new(days);
        let plan = ListPlan {
            name: "Next".to_owned(),
            filter: String::new(),
            unit,
            split: None,
            hold_out: 0,
            contacted: Some(Moment::start_of(since, chrono_tz::UTC)),
            note: None,
        };
        let listed = desk.workspace.listed(&plan, &all);
        let kept: Members = listed.members.iter().map(|it| it.0).collect();
        let book = desk.workspace.book();
        let filter = format!("-contacted:{days}d");
        assert_eq!(
            kept.to_string(),
            ids(&book, &filter, unit),
            "{filter} {unit}"
        );
        assert!(listed.excluded > 0);
    }
}

#[test]
fn a_list_was_not_yet_there_before_it_was_made() {
    let desk = market();
    let made = vec![list("Call", Unit::Leads, 48, "2-5", None)];
    desk.run(desk.anna, Command::Create(made)).unwrap();
    desk.workspace.sync().unwrap();
    let on = |hours: i64| {
        let then = Moment(NOW.0 - hours * 3_600_000);
        let mut go_on = |_| std::ops::ControlFlow::Continue(());
        let book = desk.workspace.as_of(then, &mut go_on).unwrap();
        ids(&book, "list:call", Unit::Leads)
    };
    assert_eq!((on(47).as_str(), on(49).as_str()), ("2-5", ""));
}
