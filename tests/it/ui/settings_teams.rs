//! Teams and their users on the settings' screen, over a real workspace.

use fiveply::i18n::Language;
use fiveply::model::{
    Account, Command, Event, Key, Kind, Layer, Lead, Moment, NewLead, OpId, Record, Request, Step,
    Track, User, UserId, UserRole, Value,
};
use fiveply::ui::Route;

use super::import::Place;
use crate::support::driver::Driver;

const NOW: Moment = Moment(1_790_000_000_000);

fn run(place: &Place, op: u128, actor: u64, command: Command) {
    let request = Request {
        op: OpId(op),
        actor: UserId(actor),
        command,
    };
    place.workspace.execute(&request, NOW).unwrap();
    place.workspace.sync().unwrap();
}

/// Two teams, somebody without, and three open leads of Bo's.
fn place() -> Place {
    let place = Place::new("");
    let user = |name: &str, role, team: Option<&str>| {
        Record::from(User {
            name: name.to_owned(),
            role: Some(role),
            team: team.map(str::to_owned),
            manager: Some("Ingrid Solberg".to_owned()),
            office: Some("Łódź".to_owned()),
            capacity: None,
        })
    };
    let users = vec![
        user("Bo Nilsson", UserRole::Rep, Some("North")),
        user("陈静", UserRole::Rep, Some("North")),
        user("Ruth Ashby", UserRole::Manager, Some("华东销售一部")),
    ];
    run(&place, 100, 1, Command::Create(users));
    for op in 101..104 {
        let name = format!("Company {op}");
        let account = Account {
            name,
            ..Account::default()
        };
        let lead = Lead {
            owner: Some(id(&place, "Bo Nilsson")),
            track: Track::new(vec![Step(NOW, Event::Opening(Layer::Potential))]),
            ..Lead::default()
        };
        let new = NewLead {
            account: Some(account),
            contact: None,
            lead,
        };
        run(&place, op, 1, Command::NewLead(Box::new(new)));
    }
    place
}

fn id(place: &Place, name: &str) -> UserId {
    place.workspace.user(name).unwrap().unwrap()
}

fn user(place: &Place, name: &str) -> User {
    let key = Key::new(Kind::User, id(place, name).0);
    match place.workspace.get(key).unwrap().map(|it| it.record) {
        Some(Record::User(user)) => user,
        other => panic!("{other:?}"),
    }
}

fn team(place: &Place, name: &str) -> Option<String> {
    user(place, name).team
}

/// The screen with the teams on it, the cursor on the first.
fn opened(place: &Place, size: (u16, u16), language: Language) -> Driver {
    let mut driver = place.at(Route::Settings, size, language);
    driver.press(&["99l"]);
    driver
}

/// The line of the screen that holds this.
fn line(driver: &Driver, what: &str) -> String {
    let text = driver.text();
    let found = text.lines().find(|it| it.contains(what));
    found.unwrap_or_else(|| panic!("{what}\n{text}")).to_owned()
}

#[test]
fn users_stand_under_their_teams_in_every_window() {
    let place = place();
    for (name, size, language) in [
        ("teams_120", (120, 36), Language::English),
        ("teams_80", (80, 24), Language::English),
        ("teams_40", (40, 12), Language::English),
        ("teams_zh", (80, 24), Language::Chinese),
    ] {
        let mut driver = opened(&place, size, language);
        let list = driver.text();
        driver.press(&["j", "m"]);
        insta::assert_snapshot!(name, format!("{list}\n{}", driver.text()));
    }
}

#[test]
fn a_team_is_called_otherwise_by_all_its_users_in_one_change() {
    let place = place();
    let mut driver = opened(&place, (120, 36), Language::English);
    assert!(line(&driver, "North").contains("2 users · 3 open leads"));
    driver.press(&["Enter", "Ctrl-u", "text:Nordics", "Enter"]);
    for name in ["Bo Nilsson", "陈静"] {
        assert_eq!(team(&place, name).as_deref(), Some("Nordics"));
    }
    assert!(line(&driver, "Nordics").contains("2 users"));
    let text = driver.text();
    assert!(text.contains("you: edited · 2 users"), "{text}");
    driver.press(&["u"]);
    for name in ["Bo Nilsson", "陈静"] {
        assert_eq!(team(&place, name).as_deref(), Some("North"));
    }
}

#[test]
fn a_team_that_is_there_is_not_called_new_before_its_field_is_come_to() {
    let place = place();
    let mut driver = opened(&place, (120, 36), Language::English);
    driver.press(&["j", "Enter"]);
    let form = line(&driver, "team  ");
    assert!(form.contains("North") && !form.contains("new"), "{form}");
    // One that nobody is in yet is.
    driver.press(&["Tab", "Tab", "Ctrl-u", "text:West"]);
    let form = line(&driver, "team  ");
    assert!(form.contains("West") && form.contains("new"), "{form}");
}

#[test]
fn who_joins_a_team_while_it_is_renamed_comes_along() {
    let place = place();
    let mut driver = opened(&place, (120, 36), Language::English);
    driver.press(&["Enter", "Ctrl-u", "text:Nordics"]);
    let ruth = id(&place, "Ruth Ashby").0;
    let joins = Command::Edit {
        key: Key::new(Kind::User, ruth),
        base: None,
        edits: vec![(
            Kind::User.field("team").unwrap(),
            Value::Text("North".to_owned()),
        )],
    };
    run(&place, 901, ruth, joins);
    driver.press(&["Enter"]);
    let names = ["Bo Nilsson", "陈静", "Ruth Ashby"];
    for name in names {
        assert_eq!(team(&place, name).as_deref(), Some("Nordics"), "{name}");
    }
    driver.press(&["u"]);
    for name in names {
        assert_eq!(team(&place, name).as_deref(), Some("North"), "{name}");
    }
}

#[test]
fn only_a_capital_makes_another_name_of_a_team() {
    let place = place();
    let mut driver = opened(&place, (120, 36), Language::English);
    driver.press(&["Enter", "Ctrl-u", "text:NORTH", "Enter"]);
    assert_eq!(team(&place, "陈静").as_deref(), Some("NORTH"));
}

#[test]
fn a_user_goes_to_a_team_that_is_found_while_it_is_typed_and_the_cursor_goes_along() {
    let place = place();
    let mut driver = opened(&place, (120, 36), Language::English);
    driver.press(&["j", "m", "text:华", "Enter"]);
    assert_eq!(team(&place, "Bo Nilsson").as_deref(), Some("华东销售一部"));
    assert!(line(&driver, "North").contains("1 user"));
    // Still on him: into no team, and into a new one.
    driver.press(&["m", "Enter"]);
    assert_eq!(team(&place, "Bo Nilsson"), None);
    driver.press(&["m", "text:West", "Enter"]);
    assert_eq!(team(&place, "Bo Nilsson").as_deref(), Some("West"));
}

#[test]
fn what_became_of_a_user_is_told_in_the_readers_language() {
    let place = place();
    let bo = id(&place, "Bo Nilsson").0;
    for (op, field, now) in [
        (900, "team", "South"),
        (901, "role", "manager"),
        (902, "office", "Kiel"),
    ] {
        let edit = Command::Edit {
            key: Key::new(Kind::User, bo),
            base: None,
            edits: vec![(
                Kind::User.field(field).unwrap(),
                Value::Text(now.to_owned()),
            )],
        };
        run(&place, op, 1, edit);
    }
    let mut driver = opened(&place, (120, 36), Language::Chinese);
    driver.press(&["U"]);
    let text = driver.text();
    for told in ["团队：North → South", "销售 → 经理", "办事处：Łódź → Kiel"] {
        assert!(text.contains(told), "{told}: {text}");
    }
}

#[test]
fn a_user_is_added_with_a_role_into_the_team_under_the_cursor() {
    let place = place();
    let mut driver = opened(&place, (120, 36), Language::English);
    driver.press(&["o", "text:Dana", "Tab", "Right", "Enter"]);
    let dana = user(&place, "Dana");
    assert_eq!(dana.team.as_deref(), Some("North"));
    assert!(dana.role.is_some_and(|it| it != UserRole::Rep), "{dana:?}");
    assert!(line(&driver, "North").contains("3 users"));
}

#[test]
fn a_team_is_not_taken_away_and_other_lists_have_none() {
    let place = place();
    let mut driver = opened(&place, (120, 36), Language::English);
    driver.press(&["X"]);
    assert!(
        driver.text().contains("as long as somebody is in it"),
        "{}",
        driver.text()
    );
    driver.press(&["h", "m"]);
    assert!(
        driver.text().contains("teams and users”"),
        "{}",
        driver.text()
    );
}

/// Somebody else sets a field of Bo's.
fn meanwhile(place: &Place, field: &str, text: &str) {
    let bo = id(place, "Bo Nilsson").0;
    let command = Command::Edit {
        key: Key::new(Kind::User, bo),
        base: None,
        edits: vec![(
            Kind::User.field(field).unwrap(),
            Value::Text(text.to_owned()),
        )],
    };
    run(place, 900, bo, command);
}

#[test]
fn who_was_changed_by_somebody_else_meanwhile_is_asked_about() {
    for (key, expected) in [("Esc", "South"), ("2", "West")] {
        let place = place();
        let mut driver = opened(&place, (120, 36), Language::English);
        driver.press(&["j", "m", "text:West"]);
        meanwhile(&place, "team", "South");
        driver.press(&["Enter"]);
        let text = driver.text();
        for said in ["Bo Nilsson", "meanwhile", "South", "West"] {
            assert!(text.contains(said), "{said}\n{text}");
        }
        assert_eq!(team(&place, "Bo Nilsson").as_deref(), Some("South"));
        driver.press(&[key]);
        assert_eq!(team(&place, "Bo Nilsson").as_deref(), Some(expected));
    }
}

#[test]
fn a_team_of_which_one_was_moved_meanwhile_is_renamed_whole_or_not_at_all() {
    let place = place();
    let mut driver = opened(&place, (120, 36), Language::English);
    driver.press(&["Enter", "Ctrl-u", "text:Nordics"]);
    meanwhile(&place, "team", "South");
    driver.press(&["Enter"]);
    assert_eq!(team(&place, "陈静").as_deref(), Some("North"));
    assert_eq!(team(&place, "Bo Nilsson").as_deref(), Some("South"));
}

#[test]
fn what_one_did_not_touch_in_the_form_stays_as_somebody_else_made_it() {
    let place = place();
    let mut driver = opened(&place, (120, 36), Language::English);
    driver.press(&["j", "Enter", "Tab", "Right"]);
    meanwhile(&place, "office", "Torino");
    driver.press(&["Enter"]);
    let bo = user(&place, "Bo Nilsson");
    assert_eq!(bo.office.as_deref(), Some("Torino"));
    assert_ne!(bo.role, Some(UserRole::Rep));
}

#[test]
fn ones_own_language_and_theme_are_opened_from_their_lines() {
    let place = place();
    let mut driver = place.at(Route::Settings, (120, 36), Language::English);
    assert!(line(&driver, "your language").contains("English"));
    for (key, asked) in [("G", "contrast"), ("k", "中文")] {
        assert!(!driver.text().contains(asked), "{}", driver.text());
        driver.press(&[key, "Enter"]);
        assert!(driver.text().contains(asked), "{}", driver.text());
        driver.press(&["Esc"]);
    }
}
