//! The pictures of the README are frames of the program itself, on the made-up company.
//!
//! `WRITE_DOCS=1 cargo test --test it pictures::` draws them anew.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Europe::Warsaw;
use fiveply::i18n::Language;
use fiveply::model::UserId;
use fiveply::ui::{Answers, Asker, Effect, Event, Look, News, Route, Work, Worked, moved};
use fiveply::workspace::Workspace;
use fiveply::workspace::import::{Bench, Sight};

use crate::support::company::{answered, moment};
use crate::support::driver::{Driver, Setup, spoken};
use crate::support::gallery::workspace;
use crate::support::svg::{DARK, LIGHT, Paper, svg};

/// One picture: its name, what it shows, and what is pressed for it.
struct Picture {
    name: &'static str,
    shows: &'static str,
    route: Route,
    keys: &'static [&'static str],
    look: Look,
    language: Language,
}

const fn picture(
    name: &'static str,
    shows: &'static str,
    route: Route,
    keys: &'static [&'static str],
) -> Picture {
    Picture {
        name,
        shows,
        route,
        keys,
        look: Look::Dark,
        language: Language::English,
    }
}

/// A new screen is a line here.
const PICTURES: &[Picture] = &[
    picture("funnel", "The funnel of a quarter", Route::Funnel, &[]),
    picture(
        "pipeline",
        "The pipeline as a board",
        Route::Pipeline,
        &["j", "l"],
    ),
    picture(
        "today",
        "A day's work, the most urgent first",
        Route::Today,
        &["o", "o"],
    ),
    picture(
        "segments",
        "A micro-segment by its facets, beside its funnel",
        Route::Segments,
        &["/", "text:temp:warm", "Enter", "Tab", "j", "Space"],
    ),
    picture(
        "insights",
        "How many went on, by source, each with its band",
        Route::Insights,
        &["j", "j"],
    ),
    picture(
        "why",
        "Why what was won changed, in parts that add up",
        Route::Insights,
        &["r", "text:why", "Enter"],
    ),
    picture(
        "cohorts",
        "What became of the leads of each month, as a map",
        Route::Insights,
        &["r", "text:coho", "Enter", "j", "j"],
    ),
    picture(
        "odds",
        "The playbook's odds beside what became of the leads",
        Route::Insights,
        &["r", "text:odds", "Enter"],
    ),
    picture(
        "compare",
        "A segment beside the rest, and whether they differ",
        Route::Segments,
        &["/", "text:temp:warm", "Enter", "C"],
    ),
    picture(
        "alike",
        "What the won have in common, and who is like them",
        Route::Segments,
        &["A"],
    ),
    picture(
        "saved",
        "Segments that are kept, live and frozen",
        Route::Segments,
        &["e", "j"],
    ),
    picture(
        "moved",
        "Who entered a segment, who left it, and why",
        Route::Segments,
        &["e", "j", "j", "d"],
    ),
    picture(
        "list",
        "A list of a segment, with two arms and a hold-out",
        Route::Segments,
        &[
            "/",
            "text:temp:warm emp:50..249",
            "Enter",
            "E",
            "Tab",
            "text:warm.xlsx",
            "Tab",
            "text:50",
            "Tab",
            "text:10",
            "Tab",
            "text:30d",
        ],
    ),
    picture(
        "meeting",
        "The weekly meeting, read from the back of the room",
        Route::Meeting,
        &["g", "2"],
    ),
    picture(
        "decided",
        "What was decided before: was it done, did it come true?",
        Route::Meeting,
        &[],
    ),
    picture(
        "goals",
        "The forecast against the target: how much is reached, and what it may yet be",
        Route::Meeting,
        &["g", "8"],
    ),
    picture(
        "filter",
        "A filter while it is typed",
        Route::Funnel,
        &["/", "text:source:fair,we"],
    ),
    picture("help", "All keys, found by typing", Route::Pipeline, &["?"]),
    Picture {
        look: Look::ContrastLight,
        ..picture(
            "contrast",
            "High contrast on light ground",
            Route::Funnel,
            &["T"],
        )
    },
    Picture {
        language: Language::Chinese,
        ..picture("chinese", "In Chinese", Route::Funnel, &[])
    },
    picture(
        "groups",
        "The same funnel for each source",
        Route::Funnel,
        &["b", "text:source", "Enter"],
    ),
    picture(
        "lead",
        "All of one lead: facts, milestones, its story",
        Route::Lead(LEAD),
        &[],
    ),
    picture(
        "account",
        "An account: its leads, its people, what happened",
        Route::Lead(OF_SEVERAL),
        &["C"],
    ),
    picture(
        "feedback",
        "Feedback: two keys and Enter",
        Route::Pipeline,
        &["j", "l", "f"],
    ),
    picture(
        "import",
        "A file of another system, as it will be read",
        Route::Import,
        &["Ctrl-u", "text:leads.csv", "Enter"],
    ),
    picture(
        "changes",
        "What was changed last, to take it back",
        Route::Pipeline,
        &["U"],
    ),
    picture("settings", "The definitions", Route::Settings, &["l"]),
    picture("start", "The first start", Route::Start, &[]),
    Picture {
        look: Look::Light,
        language: Language::Chinese,
        ..picture(
            "chinese-board",
            "The board in Chinese, on light ground",
            Route::Pipeline,
            &["j", "l"],
        )
    },
];

/// A lead with a story, and a lead of an account that has several.
const LEAD: u64 = 1_269;
const OF_SEVERAL: u64 = 862;

/// A table of another system, with a few things wrong in it.
const TABLE: &str = "Company;City;Product;Value;Owner;Stage;Next step;Due;Phone
Nordwind Pumpen GmbH;Kiel;Stilt Probe;12.500,00;Heike Lorenz;Qualified;call back;24.11.2026;+49 431 220
上海东方贸易;上海;Rill 20;8.000,00;李明;Proposal;send offer;31.02.2026;
Torino Motori;Torino;Quill Gateway;about 9000;Giulia Ferrante;Proposal;;;
Zakłady Łódź;Łódź;Rill 80;41.000,00;Kasia Wrona;Closed Won;;;+48 42 600
";

const MAX_BYTES: usize = 150_000;

fn draw(picture: &Picture, workspace: &Arc<Workspace>) -> String {
    let setup = Setup {
        route: picture.route,
        look: picture.look,
        language: picture.language,
        ..Setup::default()
    };
    let locale = spoken(picture.language);
    let mut answers = Answers::new(locale.clone());
    let workspace = Arc::clone(workspace);
    let desk = Box::new(move |effect: &Effect| match effect {
        Effect::Work(Work::Open(name)) => vec![Event::Workspace(News::Work(Worked::Seen(
            Box::new(looked_at(name, &workspace)),
        )))],
        Effect::Work(Work::Since(since)) => {
            let asker = Asker {
                user: UserId(1),
                name: "anna",
                locale: &locale,
                now: moment(),
            };
            let found = moved(
                &workspace,
                *since,
                asker,
                &mut |_| ControlFlow::Continue(()),
            );
            let page = found.unwrap_or_else(|_| panic!("{since:?}"));
            vec![Event::Workspace(News::Work(Worked::Moved(Box::new(page))))]
        }
        effect => answered(&workspace, &mut answers, &locale, effect),
    });
    let mut driver = Driver::new(setup, desk);
    driver.press(picture.keys);
    svg(driver.buffer(), picture.shows, paper(picture.look))
}

/// What the table would become.
fn looked_at(name: &str, workspace: &Workspace) -> Sight {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, TABLE).unwrap();
    let settings = workspace.settings().unwrap();
    let mut bench = Bench::new(None);
    bench
        .open(&file.display().to_string(), &settings, &mut |_, _| true)
        .unwrap()
}

const fn paper(look: Look) -> Paper {
    match look {
        Look::Light | Look::ContrastLight | Look::ClearLight => LIGHT,
        Look::Dark | Look::Contrast | Look::Clear | Look::Ansi | Look::Plain => DARK,
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/screens")
}

#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "a switch for whoever draws the pictures anew"
)]
fn the_pictures_show_the_program_as_it_is() {
    let writes = std::env::var_os("WRITE_DOCS").is_some();
    let workspace = workspace();
    let mut old = Vec::new();
    for picture in PICTURES {
        let drawn = draw(picture, &workspace);
        assert!(drawn.len() < MAX_BYTES, "{}: {}", picture.name, drawn.len());
        let path = folder().join(format!("{}.svg", picture.name));
        if writes {
            std::fs::create_dir_all(folder()).unwrap();
            std::fs::write(&path, drawn).unwrap();
        } else if std::fs::read_to_string(&path).unwrap_or_default() != drawn {
            old.push(picture.name);
        }
    }
    assert_eq!(old, [""; 0], "draw them anew: see the head of this file");
}

#[test]
fn the_readme_shows_every_picture() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(readme).unwrap();
    for picture in PICTURES {
        let link = format!("assets/screens/{}.svg", picture.name);
        assert!(readme.contains(&link), "{link}");
    }
    let mut kept: Vec<_> = std::fs::read_dir(folder())
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    kept.sort();
    let mut wanted: Vec<_> = PICTURES
        .iter()
        .map(|it| format!("{}.svg", it.name))
        .collect();
    wanted.sort();
    assert_eq!(kept, wanted);
}

#[test]
fn the_day_of_the_pictures_is_the_drivers() {
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    assert_eq!(moment().day(Warsaw), day);
}
