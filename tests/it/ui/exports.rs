//! A report leaves the screen: into a file, over a real workspace and a real folder, or onto the clipboard.

use fiveply::figures::Figure;
use fiveply::i18n::{Language, Locale};
use fiveply::model::Moment;
use fiveply::reports::{Ask, Form};
use fiveply::ui::{Effect, ReportOrder, Route, report};

use super::import::Place;
use crate::support::company::{driver, workspace};
use crate::support::driver::{Driver, Setup};

const LEADS: &str = "external_id,account,source,value,layer,entered\n\
    1,Torino Motori,fair,900,intent,2026-07-02\n\
    2,Northgate Dairy,fair,800,interested,2026-07-03\n\
    3,Helvetia Pumps,webinar,70,potential,2026-07-04\n";

/// The reports, on leads that were brought in.
fn at(place: &Place) -> Driver {
    let path = format!("text:{}", place.path("leads.csv").display());
    let mut import = place.at(Route::Import, (120, 36), Language::English);
    import.press(&[&path, "Enter", "d", "Enter"]);
    assert!(
        import.text().contains("Written as one change"),
        "{}",
        import.text()
    );
    place.at(Route::Insights, (120, 36), Language::English)
}

/// The bytes that the file is to have.
fn wanted(place: &Place, filter: &str, form: Form) -> Vec<u8> {
    let mut ask = Ask::new(Figure::default());
    ask.by = vec![fiveply::query::Field::Source];
    let order = ReportOrder {
        ask,
        filter: filter.to_owned(),
        form,
        file: String::new(),
        over: false,
    };
    let locale = Locale::new(Language::English);
    let asked = (Moment(1_790_000_000_000), &locale);
    let mut goes_on = |_| std::ops::ControlFlow::Continue(());
    report(&place.workspace, "anna", &order, asked, &mut goes_on).unwrap()
}

fn typed(path: &str) -> [String; 3] {
    [
        "Ctrl-u".to_owned(),
        format!("text:{path}"),
        "Enter".to_owned(),
    ]
}

/// Chooses a form and types a path over the one that is offered.
fn write(driver: &mut Driver, number: &str, path: &str) {
    driver.press(&["E", number]);
    for key in typed(path) {
        driver.press(&[key.as_str()]);
    }
}

#[test]
fn every_form_becomes_a_file_with_the_bytes_of_the_command_line() {
    let place = Place::new(LEADS);
    let mut driver = at(&place);
    driver.press(&["/", "text:source:fair", "Enter"]);
    for (number, form) in (1..).zip(Form::ALL) {
        let name = format!("report.{}", form.ending());
        write(&mut driver, &number.to_string(), &format!("~/{name}"));
        let text = driver.text();
        assert!(
            text.contains("is written") && text.contains(" kB"),
            "{text}"
        );
        let bytes = std::fs::read(place.path(&name)).unwrap();
        assert_eq!(bytes, wanted(&place, "source:fair", form), "{form:?}");
        assert!(bytes.len() > 100, "{form:?}");
    }
}

#[test]
fn what_is_there_is_written_over_only_where_that_is_wanted() {
    let place = Place::new(LEADS);
    let file = place.path("mine.csv");
    std::fs::write(&file, "mine").unwrap();
    let mut driver = at(&place);
    write(&mut driver, "1", "~/mine.csv");
    assert!(
        driver.text().contains("Write over it?"),
        "{}",
        driver.text()
    );
    driver.press(&["n"]);
    assert_eq!(std::fs::read(&file).unwrap(), b"mine");
    write(&mut driver, "1", "~/mine.csv");
    driver.press(&["y"]);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("fair") && text.contains("webinar"), "{text}");
}

#[test]
fn where_nothing_can_be_written_it_says_where_and_what_to_do() {
    let place = Place::new(LEADS);
    std::fs::create_dir(place.path("folder")).unwrap();
    let mut driver = at(&place);
    for (path, said) in [
        ("~/none/report.csv", "there is no such folder"),
        ("~/folder", "add the name of a file"),
    ] {
        write(&mut driver, "1", path);
        let text = driver.text();
        assert!(text.contains(path) && text.contains(said), "{text}");
    }
}

#[test]
fn an_earlier_day_is_written_as_it_was() {
    let place = Place::new(LEADS);
    at(&place);
    let text = wanted(&place, "asof:2026-07-03", Form::Json);
    let json: serde_json::Value = serde_json::from_slice(&text).unwrap();
    assert_eq!((&json["selected"], &json["of"]), (&2.into(), &2.into()));
}

#[test]
fn the_choice_is_all_chinese_there() {
    let setup = Setup {
        size: (120, 36),
        language: Language::Chinese,
        ..Setup::default()
    };
    let mut driver = driver(workspace(600, 900), Route::Insights, setup);
    driver.press(&["E"]);
    insta::assert_snapshot!("chinese_outlets", driver.text());
}

#[test]
fn the_command_that_makes_the_same_is_copied() {
    let place = Place::new(LEADS);
    let mut driver = at(&place);
    driver.press(&["t", "text:last quarter", "Enter", "c", "Tab", "E", "6"]);
    let copied = driver.effects.iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.to_string()),
        _ => None,
    });
    let want = "fiveply report wins --by source --period=last-quarter --versus before";
    assert_eq!(copied.as_deref(), Some(want));
}
