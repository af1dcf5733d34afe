//! What the house calls its layers and reasons: said by these names, and told apart where two are called the same.

use std::sync::Arc;
use std::time::Duration;

use fiveply::i18n::{Language, Locale, Msg};
use fiveply::insight::conversion::Definition;
use fiveply::model::setting_edit::{SettingEdit, edited};
use fiveply::model::{Command, Key, Kind, OpId, Request, Section, Settings, UserId, Value};
use fiveply::query::Field;
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::store::{StoreError, Watch};
use fiveply::ui::screens::Report;
use fiveply::ui::{Against, Answer, Answers, Effect, Period, Question, Route, Selected, own_names};
use fiveply::workspace::Workspace;

use super::import::Place;
use crate::support::company::{answered, moment, workspace};
use crate::support::driver::{Driver, Setup};

/// Sets sections of the settings as a whole.
fn set(workspace: &Workspace, settings: &Settings, sections: &[Section]) {
    for (at, section) in sections.iter().enumerate() {
        let value = Kind::Setting.field("value").unwrap();
        let request = Request {
            op: OpId(900 + at as u128),
            actor: UserId(1),
            command: Command::Edit {
                key: Key::new(Kind::Setting, section.id()),
                base: None,
                edits: vec![(value, Value::Text(settings.json(*section)))],
            },
        };
        workspace.execute(&request, moment()).unwrap();
    }
}

/// What stands beside the figures of a report by layers, where it is held against the period before.
fn asides(report: Report, name: impl Fn(usize) -> String) -> Vec<String> {
    let workspace: Arc<Workspace> = workspace(600, 900);
    let mut settings = workspace.settings().unwrap();
    let layers = settings.layers.iter_mut().map(|it| &mut it.name);
    let reasons = settings.reasons.iter_mut().map(|it| &mut it.name);
    for (at, slot) in layers.chain(reasons).enumerate() {
        *slot = Some(name(at));
    }
    set(&workspace, &settings, &[Section::Layers, Section::Reasons]);
    let locale = Locale::new(Language::English);
    locale.call(own_names(&settings));
    let question = Question::Insights {
        filter: String::new(),
        report,
        period: Period::LastQuarter,
        by: Some(Field::Layer),
        sets: Vec::new(),
        definition: Definition::ReachedOrPassed,
        against: Some(Against::Before),
        caret: None,
    };
    let answer = Answers::new(locale).answer(&workspace, "anna", &question, moment());
    let Some(Answer::Insights(Selected::Read(sheet, _))) = answer else {
        panic!("{answer:?}");
    };
    let figures = sheet.lines.iter().flat_map(|line| &line.figures);
    figures.map(|it| it.aside.to_string()).collect()
}

#[test]
fn what_was_is_the_lines_own_also_where_two_are_called_the_same() {
    for report in Report::ALL.into_iter().filter(|it| it.is_compared()) {
        let apart = asides(report, |at| format!("Name {at}"));
        let alike = asides(report, |_| "Same".to_owned());
        assert_eq!(apart, alike, "{report:?}");
    }
}

#[test]
fn layers_are_said_by_their_own_names_on_every_screen_in_help_and_in_minutes() {
    let names = ["Alpha", "Bravo", "Carol", "Delta", "Echo"];
    for language in Language::ALL {
        let workspace = workspace(600, 900);
        let mut settings = workspace.settings().unwrap();
        for (it, name) in settings.layers.iter_mut().zip(names) {
            it.name = Some(name.to_owned());
        }
        set(&workspace, &settings, &[Section::Layers]);
        let plain = Locale::new(language);
        let locale = plain.in_language(language);
        let built_in = [
            Msg::LayerPotential,
            Msg::LayerInterested,
            Msg::LayerIntent,
            Msg::LayerHighIntent,
            Msg::LayerNearCustomer,
            Msg::ActLeadTo1,
            Msg::ActLeadTo5,
            Msg::SheetShortHigh,
        ]
        .map(|it| plain.t(it));
        locale.call(own_names(&settings));
        let said = |text: &str| {
            let found = built_in.iter().find(|it| text.contains(it.as_str()));
            assert_eq!(found, None, "{language:?}: {text}");
        };
        for route in Route::ALL {
            let (workspace, locale) = (Arc::clone(&workspace), locale.clone());
            let setup = Setup {
                route,
                language,
                size: (160, 60),
                locale: Some(locale.clone()),
                ..Setup::default()
            };
            let mut answers = Answers::new(locale.clone());
            let desk = move |effect: &Effect| answered(&workspace, &mut answers, &locale, effect);
            let mut driver = Driver::new(setup, Box::new(desk));
            said(&driver.text());
            if route == Route::Meeting {
                driver.press(&["y"]);
                let copied = driver.effects.iter().rev();
                let mut copied = copied.filter(|it| matches!(it, Effect::CopyTable(_)));
                let minutes = format!("{:?}", copied.next().unwrap());
                assert!(minutes.contains("Delta") && minutes.contains("Echo"));
                said(&minutes);
            }
            driver.press(&["?"]);
            said(&driver.text());
        }
    }
}

/// Finds the file gone.
struct Gone;

impl Watch for Gone {
    fn wait(&mut self, _: Duration) -> Result<bool, StoreError> {
        Err(StoreError::Gone {
            path: "crm.db".into(),
        })
    }
    fn waker(&self) -> Box<dyn Fn() + Send> {
        Box::new(|| {})
    }
}

#[test]
fn what_happens_before_the_book_is_there_takes_no_name_away() {
    let mut place = Place::new("");
    let mut settings = place.workspace.settings().unwrap();
    settings.layers[2].name = Some("Shortlist".to_owned());
    set(&place.workspace, &settings, &[Section::Layers]);
    let store = SqliteStore::open(&place.path("crm.db"), Mode::WRITE).unwrap();
    place.workspace = Arc::new(Workspace::new(Box::new(store)));
    let locale = Locale::new(Language::English);
    let _desk = place.desk(locale.clone());
    assert_eq!(locale.t(Msg::LayerIntent), "Shortlist");
    let turns = std::cell::Cell::new(0);
    place.workspace.follow(Box::new(Gone), &|| {
        turns.set(turns.get() + 1);
        turns.get() == 1
    });
    assert_eq!(locale.t(Msg::LayerIntent), "Shortlist");
    place.workspace.load().unwrap();
    assert_eq!(locale.t(Msg::LayerIntent), "Shortlist");
}

#[test]
fn a_blank_name_is_none_and_no_two_layers_are_called_the_same() {
    let edit = |settings: &Settings, typed: &str| {
        let fields = vec![("name".to_owned(), typed.to_owned())];
        let line = "intent".to_owned();
        edited(
            settings,
            Section::Layers,
            &SettingEdit::Set { line, fields },
        )
    };
    let mut settings = Settings::default();
    for (typed, kept) in [
        (" Shortlist ", Some("Shortlist")),
        (" ", None),
        ("Intent", Some("Intent")),
    ] {
        let json = edit(&settings, typed).unwrap();
        settings.put(Section::Layers, &json).unwrap();
        assert_eq!(settings.layers[2].name.as_deref(), kept);
    }
    settings.layers[0].name = Some("Long list".to_owned());
    for taken in ["Interested", "high intent", " long  LIST"] {
        let said = edit(&settings, taken).unwrap_err().to_string();
        assert!(said.contains("already"), "{said}");
    }
    // What was kept otherwise by an earlier program is still read.
    let json = settings.json(Section::Layers).replace("Long list", " ");
    settings.put(Section::Layers, &json).unwrap();
    assert!(
        own_names(&settings)
            .iter()
            .all(|(layer, _)| *layer == "intent")
    );
}
