//! The workspace's definitions and users, over a real workspace.

use fiveply::i18n::Language;
use fiveply::model::{
    Account, Act, Command, Event, Key, Kind, Layer, Lead, LeadId, Moment, NewLead, OnConflict,
    OpId, Record, Request, Section, Step, Track, UserId, Value,
};
use fiveply::ui::Route;

use super::import::Place;
use crate::support::driver::Driver;

fn opened(place: &Place, size: (u16, u16), language: Language) -> Driver {
    place.at(Route::Settings, size, language)
}

#[test]
fn sections_stand_beside_their_lines_in_every_window() {
    let place = Place::new("");
    for (name, size, language) in [
        ("settings_120", (120, 36), Language::English),
        ("settings_80", (80, 24), Language::English),
        ("settings_40", (40, 12), Language::English),
        ("settings_zh", (80, 24), Language::Chinese),
    ] {
        let mut driver = opened(&place, size, language);
        let general = driver.text();
        driver.press(&["l"]);
        let layers = driver.text();
        driver.press(&["l", "l"]);
        insta::assert_snapshot!(name, format!("{general}\n{layers}\n{}", driver.text()));
    }
}

#[test]
fn a_layers_name_and_odds_are_changed_in_one_form_and_taken_back() {
    let place = Place::new("");
    let mut driver = opened(&place, (120, 36), Language::English);
    driver.press(&["l", "j", "j", "Enter", "text:On the shortlist", "Tab"]);
    driver.press(&["Ctrl-u", "text:40", "Enter"]);
    let intent = |place: &Place| place.workspace.settings().unwrap().layers[2].clone();
    assert_eq!(intent(&place).name.as_deref(), Some("On the shortlist"));
    assert_eq!(intent(&place).odds, 40);
    assert!(
        driver.text().contains("On the shortlist  40 %"),
        "{}",
        driver.text()
    );
    driver.press(&["u"]);
    assert_eq!(intent(&place).odds, 50);
}

#[test]
fn a_zone_is_found_while_it_is_typed_and_what_is_none_is_not_taken() {
    let place = Place::new("");
    let mut driver = opened(&place, (120, 36), Language::English);
    let zone = |place: &Place| place.workspace.settings().unwrap().general.zone.to_string();
    let line = ["currency", "name", "stuck_quantile_percent", "zone"];
    let at = line.iter().position(|it| *it == "zone").unwrap();
    driver.press(&vec!["j"; at]);
    driver.press(&["Enter", "Ctrl-u", "text:warsaw", "Enter"]);
    assert_eq!(zone(&place), "Europe/Warsaw");
    driver.press(&["Enter", "Ctrl-u", "text:nowhere", "Enter"]);
    assert_eq!(zone(&place), "Europe/Warsaw");
}

#[test]
fn reasons_are_added_moved_and_offered_no_more_but_never_lost() {
    let place = Place::new("");
    let mut driver = opened(&place, (120, 36), Language::English);
    driver.press(&["l", "l", "l", "o", "text:too far", "Enter"]);
    let reasons = |place: &Place| place.workspace.settings().unwrap().reasons;
    let last = reasons(&place).pop().unwrap();
    assert_eq!(
        (last.code.as_str(), last.name.as_deref()),
        ("too-far", Some("too far"))
    );
    // It is called as it was written, and what was changed says where.
    let text = driver.text();
    assert!(
        text.contains(" too far") && !text.contains("too-far"),
        "{text}"
    );
    assert!(
        text.contains("settings changed · reasons of losses"),
        "{text}"
    );
    driver.press(&["G", "K"]);
    let all = reasons(&place);
    assert_eq!(all[all.len() - 2].code, "too-far");
    driver.press(&["x"]);
    let all = reasons(&place);
    assert!(!all[all.len() - 2].offered);
    assert!(
        driver.text().contains("offered no more"),
        "{}",
        driver.text()
    );
}

#[test]
fn a_milestone_has_its_layer_and_is_not_taken_away() {
    let place = Place::new("");
    let mut driver = opened(&place, (120, 36), Language::English);
    driver.press(&["l", "l", "o", "text:demo given", "Enter"]);
    let milestones = |place: &Place| place.workspace.settings().unwrap().milestones;
    let last = milestones(&place).pop().unwrap();
    assert_eq!((last.id, last.code.as_str()), (6, "demo-given"));
    driver.press(&["x"]);
    assert_eq!(milestones(&place).len(), 7);
    assert!(
        driver.text().contains("not taken away"),
        "{}",
        driver.text()
    );
}

#[test]
fn a_list_in_which_nothing_is_yet_says_so_and_can_be_begun() {
    let place = Place::new("");
    let mut driver = opened(&place, (120, 36), Language::English);
    driver.press(&["l"; 9]).press(&["Enter"]);
    let text = driver.text();
    assert!(text.contains("nothing is in this list yet"), "{text}");
    driver.press(&["o", "text:2026-q4", "Tab", "text:9", "Enter"]);
    assert_eq!(place.workspace.settings().unwrap().targets.len(), 1);
}

#[test]
fn a_user_gets_a_role_and_a_team() {
    let place = Place::new("");
    let mut driver = opened(&place, (120, 36), Language::English);
    driver.press(&["99l", "Right", "o", "text:Bo", "Enter"]);
    assert!(driver.text().contains("Bo"), "{}", driver.text());
    driver.press(&["G", "Enter", "Tab", "Right", "Tab", "text:North", "Enter"]);
    let key = Key::new(Kind::User, place.workspace.user("Bo").unwrap().unwrap().0);
    let Some(Record::User(user)) = place.workspace.get(key).unwrap().map(|it| it.record) else {
        panic!("no user");
    };
    assert_eq!(user.team.as_deref(), Some("North"));
}

#[test]
fn what_is_refused_in_a_form_stands_at_its_field_until_it_is_typed_anew() {
    let place = Place::new("");
    let mut driver = opened(&place, (80, 24), Language::English);
    driver.press(&["l", "Enter", "Tab", "Ctrl-u", "text:150", "Enter"]);
    let text = driver.text();
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|it| it.ends_with("150")).unwrap();
    assert!(
        lines[at + 1].contains("no whole number from 0 to 100"),
        "{text}"
    );
    assert_eq!(text.matches("no whole number").count(), 1, "{text}");
    driver.press(&["Backspace"]);
    assert!(
        !driver.text().contains("no whole number"),
        "{}",
        driver.text()
    );
}

/// Two leads that were lost for one reason.
fn with_losses() -> Place {
    let place = Place::new("");
    let now = Moment(1_790_000_000_000);
    let lost = |op: u128| Request {
        op: OpId(op),
        actor: UserId(1),
        command: Command::NewLead(Box::new(NewLead {
            account: Some(Account {
                name: format!("Company {op}"),
                ..Account::default()
            }),
            contact: None,
            lead: Lead {
                track: Track::new(vec![Step(now, Event::Opening(Layer::Potential))]),
                ..Lead::default()
            },
        })),
    };
    for op in [100, 101] {
        let made = place.workspace.execute(&lost(op), now).unwrap();
        let lead = made
            .created
            .iter()
            .find(|it| it.kind == Kind::Lead)
            .unwrap();
        let lose = Request {
            op: OpId(op + 10),
            actor: UserId(1),
            command: Command::Leads {
                targets: vec![LeadId(lead.id).into()],
                act: Act::Lose {
                    reason: "price".to_owned(),
                    competitor: None,
                    note: None,
                    at: None,
                },
                on_conflict: OnConflict::Refuse,
            },
        };
        place.workspace.execute(&lose, now).unwrap();
    }
    place.workspace.sync().unwrap();
    place
}

#[test]
fn what_leads_speak_of_says_so_and_only_the_rest_is_taken_away() {
    let place = with_losses();
    let mut driver = opened(&place, (120, 36), Language::English);
    driver.press(&["l", "l", "l"]);
    assert!(
        driver.text().contains("used by 2 leads"),
        "{}",
        driver.text()
    );
    let reasons = |place: &Place| {
        let all = place.workspace.settings().unwrap().reasons;
        all.into_iter().map(|it| it.code).collect::<Vec<_>>()
    };
    driver.press(&["X"]);
    assert!(
        driver.text().contains("retire it with x"),
        "{}",
        driver.text()
    );
    driver.press(&["j", "X"]);
    assert_eq!(reasons(&place)[..2], ["price", "no-need"]);
    driver.press(&["u"]);
    assert_eq!(reasons(&place)[..2], ["price", "competitor"]);
}

#[test]
fn nothing_takes_away_what_records_speak_of() {
    let place = with_losses();
    let section = Section::Reasons;
    let edits = vec![(
        Kind::Setting.field("value").unwrap(),
        Value::Text(r#"[{"code":"timing"}]"#.to_owned()),
    )];
    let request = Request {
        op: OpId(500),
        actor: UserId(1),
        command: Command::Edit {
            key: Key::new(Kind::Setting, section.id()),
            base: None,
            edits,
        },
    };
    let error = place.workspace.execute(&request, Moment(1_790_000_000_000));
    let said = error.unwrap_err().to_string();
    assert!(
        said.contains("`price` is still used by 2 records"),
        "{said}"
    );
}

#[test]
fn a_milestone_is_called_otherwise_and_taken_away_where_no_lead_has_it() {
    let place = Place::new("");
    let mut driver = opened(&place, (120, 36), Language::English);
    let codes = |place: &Place| {
        let all = place.workspace.settings().unwrap().milestones;
        all.into_iter()
            .map(|it| (it.id, it.code))
            .collect::<Vec<_>>()
    };
    driver.press(&["l", "l", "G", "Enter", "Ctrl-u", "text:Money in", "Enter"]);
    assert_eq!(codes(&place).last().unwrap(), &(5, "money-in".to_owned()));
    driver.press(&["X"]);
    assert_eq!(codes(&place).len(), 5);
}

#[test]
fn a_milestone_is_called_by_its_name_in_its_form_and_keeps_its_code_unless_it_gets_another_name() {
    let place = Place::new("");
    let codes = |place: &Place| {
        let all = place.workspace.settings().unwrap().milestones;
        all.into_iter().map(|it| it.code).collect::<Vec<_>>()
    };
    let before = codes(&place);
    let mut driver = opened(&place, (120, 36), Language::Chinese);
    driver.press(&["l", "l", "Enter"]);
    assert!(
        !driver.text().contains("inquiry-answered"),
        "{}",
        driver.text()
    );
    driver.press(&["Enter"]);
    assert_eq!(codes(&place), before);
    // One that is added is called as it was written.
    driver.press(&["o", "text:demo given", "Enter"]);
    assert_eq!(codes(&place).last().unwrap(), "demo-given");
    let text = driver.text();
    assert!(
        text.contains("demo given") && !text.contains("demo-given"),
        "{text}"
    );
}

#[test]
fn the_keys_that_turn_the_sections_are_hinted_and_tab_is_one_of_them() {
    let place = Place::new("");
    let mut driver = opened(&place, (40, 12), Language::English);
    assert!(
        driver.last_line().contains("h l section"),
        "{}",
        driver.last_line()
    );
    driver.press(&["Tab"]);
    assert!(driver.line(1).contains("layers"), "{}", driver.text());
    driver.press(&["Shift-Tab"]);
    assert!(driver.line(1).contains("general"), "{}", driver.text());
}

#[test]
fn a_layers_own_name_is_said_on_every_screen_in_every_language() {
    let place = Place::new("");
    let mut driver = opened(&place, (120, 36), Language::English);
    driver.press(&["l", "j", "j", "Enter", "text:Shortlist", "Enter"]);
    for screen in ["2", "3"] {
        driver.press(&[screen]);
        let text = driver.text();
        assert!(
            text.contains("Shortlist") && !text.contains("Intent"),
            "{text}"
        );
    }
    driver.press(&["u", "2"]);
    let text = driver.text();
    assert!(
        !text.contains("Shortlist") && text.contains("Intent"),
        "{text}"
    );
    // It is one name for all who look, whatever their language, also for those who come later.
    driver.press(&["Ctrl-r"]);
    let mut later = opened(&place, (120, 36), Language::Chinese);
    later.press(&["2"]);
    let text = later.text();
    assert!(
        text.contains("Shortlist") && !text.contains("有意向"),
        "{text}"
    );
}
