//! The workspace's definitions and users, over a real workspace.

use fiveply::i18n::Language;
use fiveply::model::{Key, Kind, Record};
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
        driver.text().contains("On the shortlist · 40 %"),
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
    assert_eq!(reasons(&place).last().unwrap().code, "too-far");
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
fn a_user_gets_a_role_and_a_team() {
    let place = Place::new("");
    let mut driver = opened(&place, (120, 36), Language::English);
    driver.press(&["8l", "Right", "o", "text:Bo", "Enter"]);
    assert!(driver.text().contains("Bo"), "{}", driver.text());
    driver.press(&["G", "Enter", "Tab", "Right", "Tab", "text:North", "Enter"]);
    let key = Key::new(Kind::User, place.workspace.user("Bo").unwrap().unwrap().0);
    let Some(Record::User(user)) = place.workspace.get(key).unwrap().map(|it| it.record) else {
        panic!("no user");
    };
    assert_eq!(user.team.as_deref(), Some("North"));
}
