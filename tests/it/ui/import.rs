//! A file is brought in on the screen, over a real workspace.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use fiveply::host::{Clock, Desk as _, Inbound, LocalDesk, Seat};
use fiveply::i18n::{Language, Locale};
use fiveply::model::{Kind, Moment, OpId};
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::ui::{Deed, Doing, Effect, Event, Going, News, Route, Work, Worked};
use fiveply::workspace::{Shared, Workspace};

use crate::support::driver::{Desk, Driver, Setup};

const NOW: Moment = Moment(1_790_000_000_000);

const LEADS: &str = "deal;house;who;where;when;amount\n\
    D-1;Torino Motori;Anna;Talking;03.09.2026;9.000,50\n\
    D-2;Łódź Dairy;Bo;Talking;04.09.2026;1.200,00\n\
    D-3;北京新华科技有限公司;Bo;Signed;05.09.2026;750,00\n\
    D-4;Helvetia Pumps;Anna;Gone;06.09.2026;80,00\n\
    D-5;Helvetia Pumps;Anna;Talking;31.31.2026;80,00\n";

/// A workspace in a folder of its own, and a desk in it.
pub(super) struct Place {
    folder: tempfile::TempDir,
    pub(super) workspace: Shared,
}

impl Place {
    pub(super) fn new(leads: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("leads.csv"), leads).unwrap();
        let store = SqliteStore::create(&folder.path().join("crm.db"), Mode::WRITE).unwrap();
        let workspace = Arc::new(Workspace::new(Box::new(store)));
        workspace.enter("anna", NOW, OpId(1)).unwrap();
        workspace.load().unwrap();
        Self { folder, workspace }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn desk(&self, locale: Locale) -> (LocalDesk, Receiver<Inbound>) {
        let (sender, inbox) = channel();
        let user = self.workspace.user("anna").unwrap().unwrap();
        let seat = Seat {
            user,
            name: "anna".to_owned(),
            locale,
            config_file: self.path("config.toml"),
            home: Some(self.folder.path().to_owned()),
            state_file: self.path("state.toml"),
        };
        let ops = Arc::new(AtomicU64::new(2));
        let clock = Clock {
            now: Arc::new(|| NOW),
            op: Arc::new(move || OpId(ops.fetch_add(1, Ordering::Relaxed).into())),
        };
        let desk = LocalDesk::open(Arc::clone(&self.workspace), seat, clock, sender);
        (desk, inbox)
    }

    /// The screen at this place; work is waited for until it is over.
    pub(super) fn screen(&self, size: (u16, u16), language: Language) -> Driver {
        self.at(Route::Import, size, language)
    }

    /// A screen at this place; what is asked for is waited for until it is over.
    pub(super) fn at(&self, route: Route, size: (u16, u16), language: Language) -> Driver {
        let locale = Locale::new(language);
        let (mut desk, inbox) = self.desk(locale.clone());
        let answers: Desk = Box::new(move |effect| {
            let mut events = desk.perform(effect.clone());
            let waits = |effect: &Effect| matches!(effect, Effect::Work(it) if *it != Work::Stop);
            if waits(effect) {
                events.extend(until(&inbox, is_over));
            } else if matches!(effect, Effect::Exec(_)) {
                events.extend(until(&inbox, |it| {
                    matches!(
                        it,
                        News::Said(..) | News::Refused(..) | News::Turned(..) | News::Doubt { .. }
                    )
                }));
            }
            events
        });
        let setup = Setup {
            route,
            size,
            language,
            locale: Some(locale),
            ..Setup::default()
        };
        Driver::new(setup, answers)
    }

    /// The screen with the file's columns on it.
    pub(super) fn opened(&self, size: (u16, u16), language: Language) -> Driver {
        let mut driver = self.screen(size, language);
        let path = format!("text:{}", self.path("leads.csv").display());
        driver.press(&[&path, "Enter"]);
        driver
    }

    fn count(&self, kind: Kind) -> usize {
        let mut count = 0;
        let mut each = |_| {
            count += 1;
            std::ops::ControlFlow::Continue(())
        };
        self.workspace.each(kind, &mut each).unwrap();
        count
    }
}

fn is_over(news: &News) -> bool {
    matches!(news, News::Work(worked) if !matches!(worked, Worked::Going(_)))
}

/// What comes in until something has come; how far work is depends on the machine and is left out.
fn until(inbox: &Receiver<Inbound>, last: impl Fn(&News) -> bool) -> Vec<Event> {
    let mut events = Vec::new();
    loop {
        let more = match inbox.recv_timeout(Duration::from_secs(20)).unwrap() {
            Inbound::Ui(event) => vec![event],
            Inbound::Together(events) => events,
            other => panic!("{other:?}"),
        };
        for event in more {
            let over = matches!(&event, Event::Workspace(news) if last(news));
            if !matches!(&event, Event::Workspace(News::Work(Worked::Going(_)))) {
                events.push(event);
            }
            if over {
                return events;
            }
        }
    }
}

/// Chooses for the line under the cursor.
fn choose(driver: &mut Driver, what: &str) {
    driver.press(&["Enter", &format!("text:{what}"), "Enter"]);
}

/// Says what the columns become that their names do not tell.
fn map(driver: &mut Driver) {
    choose(driver, "external");
    driver.press(&["j"]);
    choose(driver, "account");
    driver.press(&["j"]);
    choose(driver, "owner");
    driver.press(&["j"]);
    choose(driver, "layer");
    driver.press(&["j"]);
    choose(driver, "interested");
    driver.press(&["j"]);
    choose(driver, "lost");
    driver.press(&["j"]);
    choose(driver, "won");
    driver.press(&["j"]);
    choose(driver, "entered");
    driver.press(&["j"]);
    choose(driver, "value");
}

#[test]
fn a_file_is_mapped_tried_written_and_taken_back() {
    let place = Place::new(LEADS);
    let mut driver = place.opened((120, 36), Language::English);
    insta::assert_snapshot!("import_opened", shown(&driver, &place));
    map(&mut driver);
    insta::assert_snapshot!("import_mapped", shown(&driver, &place));
    driver.press(&["d"]);
    insta::assert_snapshot!("import_tried", shown(&driver, &place));
    assert_eq!(place.count(Kind::Lead), 0);
    driver.press(&["Enter"]);
    insta::assert_snapshot!("import_written", shown(&driver, &place));
    assert_eq!(place.count(Kind::Lead), 4);
    driver.press(&["w"]);
    let report = std::fs::read_to_string(place.path("leads-rejected.csv")).unwrap();
    assert!(report.contains("31.31.2026"), "{report}");
    // Asked for again, it is where it is.
    driver.press(&["w"]);
    let text = driver.text();
    assert!(text.contains("leads-rejected.csv already"), "{text}");
    assert!(!place.path("leads-rejected-2.csv").exists());
    // What the page offers is what can be done now.
    assert!(driver.text().contains("u takes all of it back"));
    driver.press(&["u"]);
    assert_eq!(place.count(Kind::Lead), 0);
    assert_eq!(place.count(Kind::Account), 0);
    let text = driver.text();
    assert!(
        text.contains("taken back; Ctrl-r writes it again"),
        "{text}"
    );
    driver.press(&["Ctrl-r"]);
    assert_eq!(place.count(Kind::Lead), 4);
    assert!(driver.text().contains("u takes all of it back"));
}

#[test]
fn a_file_that_is_loaded_again_says_before_that_nothing_would_change() {
    let place = Place::new("external id,account,layer\nA1,Vistula,intent\nA2,Rask,potential\n");
    let mut driver = place.opened((120, 36), Language::English);
    driver.press(&["d"]);
    let text = driver.text();
    assert!(text.contains("Enter writes it"), "{text}");
    driver.press(&["Enter"]);
    assert_eq!(place.count(Kind::Lead), 2);
    let mut again = place.opened((120, 36), Language::English);
    again.press(&["d"]);
    let text = again.text();
    assert!(text.contains("2 as they are"), "{text}");
    assert!(text.contains("Nothing would change"), "{text}");
    again.press(&["Enter"]);
    assert!(again.text().contains("Nothing had to be changed"));
    assert_eq!(place.count(Kind::Lead), 2);
}

#[test]
fn decisions_are_kept_under_a_name_and_found_again_by_the_tables_columns() {
    let place = Place::new(LEADS);
    let mut driver = place.opened((120, 36), Language::English);
    map(&mut driver);
    driver.press(&["p", "text:old crm", "Enter"]);
    let mut again = place.opened((120, 36), Language::English);
    assert!(
        again.text().contains("decisions of old crm"),
        "{}",
        again.text()
    );
    again.press(&["d"]);
    assert!(
        again.text().contains("4 loaded + 1 left out"),
        "{}",
        again.text()
    );
}

#[test]
fn a_column_is_left_out_and_read_again_by_one_key() {
    let place = Place::new("account;value\nTorino Motori;5\n");
    let mut driver = place.opened((80, 24), Language::English);
    driver.press(&["j", "x"]);
    assert!(driver.text().contains("not read"), "{}", driver.text());
    driver.press(&["x"]);
    assert!(!driver.text().contains("not read"), "{}", driver.text());
    driver.press(&["k", "x"]);
    assert!(
        driver.text().contains("no column becomes account yet"),
        "{}",
        driver.text()
    );
}

#[test]
fn what_is_typed_of_a_path_is_completed() {
    let place = Place::new(LEADS);
    std::fs::create_dir(place.path("exports")).unwrap();
    std::fs::write(place.path("exports/contacts.tsv"), "contact\nAda\n").unwrap();
    let mut driver = place.screen((80, 24), Language::English);
    let folder = format!("text:{}/ex", place.folder.path().display());
    driver.press(&[&folder, "Enter", "Enter"]);
    assert!(driver.text().contains("contacts.tsv"), "{}", driver.text());
    assert!(driver.text().contains("becomes"), "{}", driver.text());
}

#[test]
fn small_windows_and_chinese_keep_what_matters() {
    let place = Place::new(LEADS);
    for (name, size, language) in [
        ("import_80", (80, 24), Language::English),
        ("import_40", (40, 12), Language::English),
        ("import_zh", (80, 24), Language::Chinese),
    ] {
        let mut driver = place.opened(size, language);
        map(&mut driver);
        let columns = shown(&driver, &place);
        driver.press(&["d"]);
        insta::assert_snapshot!(name, format!("{columns}\n{}", shown(&driver, &place)));
    }
}

#[test]
fn how_far_it_is_is_seen_on_every_way_there() {
    let place = Place::new(LEADS);
    let mut driver = place.opened((80, 24), Language::English);
    let going = Going {
        doing: Doing::Writing,
        done: 250,
        total: 1_000,
        rows: 2_500,
        rejected: 0,
        millis: 500,
    };
    driver.news(News::Work(Worked::Going(going)));
    assert!(
        driver
            .text()
            .contains("2 500 rows · 5 000 a second · 2 s left"),
        "{}",
        driver.text()
    );
    // Other screens go on meanwhile, and what comes of it is there when one comes back.
    driver.press(&["2"]);
    assert_eq!(driver.route(), Route::Funnel);
    driver.news(News::Work(Worked::Stopped(Doing::Writing)));
    driver.press(&["I"]);
    assert!(!driver.text().contains("a second"), "{}", driver.text());
}

/// A screen on which an import is being written.
fn under_way(place: &Place) -> Driver {
    let mut driver = place.opened((80, 24), Language::English);
    driver.news(News::Work(Worked::Going(Going {
        doing: Doing::Writing,
        done: 250,
        total: 1_000,
        rows: 2_500,
        rejected: 0,
        millis: 500,
    })));
    driver.effects.clear();
    driver
}

#[test]
fn leaving_while_an_import_is_written_is_asked_first() {
    let place = Place::new(LEADS);
    let mut driver = under_way(&place);
    driver.press(&["2", "q"]);
    let text = driver.text();
    assert!(
        text.contains("Stop it, keep nothing of it, and leave?"),
        "{text}"
    );
    driver.press(&["n"]);
    assert!(!driver.effects.contains(&Effect::Quit));
    driver.press(&["q", "y"]);
    let last = &driver.effects[driver.effects.len() - 3..];
    assert_eq!(last[..2], [Effect::Work(Work::Stop), Effect::Quit]);
    // Where nothing goes on, nothing is asked.
    let mut driver = place.opened((80, 24), Language::English);
    driver.press(&["q"]);
    assert!(driver.effects.contains(&Effect::Quit));
}

#[test]
fn escape_and_ctrl_c_stop_what_goes_on_and_nothing_else() {
    let place = Place::new(LEADS);
    for keys in ["Esc", "Ctrl-c"] {
        let mut driver = under_way(&place);
        driver.press(&[keys]);
        assert_eq!(driver.effects[0], Effect::Work(Work::Stop), "{keys}");
        assert!(!driver.effects.contains(&Effect::Quit), "{keys}");
        driver.news(News::Work(Worked::Stopped(Doing::Writing)));
        assert!(
            driver.text().contains("stopped; nothing was kept"),
            "{}",
            driver.text()
        );
    }
}

#[test]
fn a_path_may_begin_in_ones_own_folder() {
    let place = Place::new(LEADS);
    let mut driver = place.screen((80, 24), Language::English);
    driver.press(&["text:~/le", "Enter"]);
    assert!(driver.text().contains("leads.csv"), "{}", driver.text());
    assert!(driver.text().contains("becomes"), "{}", driver.text());
}

#[test]
fn what_was_asked_for_is_done_before_the_desk_goes() {
    let place = Place::new(LEADS);
    let (mut desk, _inbox) = place.desk(Locale::new(Language::English));
    for name in ["bo", "cid", "dana"] {
        let name = name.to_owned();
        desk.perform(Effect::Exec(
            Deed::NewUser {
                name,
                role: None,
                team: None,
            }
            .into(),
        ));
    }
    drop(desk);
    assert_eq!(place.count(Kind::User), 4);
}

#[test]
fn an_import_that_is_stopped_midway_keeps_nothing() {
    let rows: String = (0..60_000).map(|it| format!("Firm {it},{it}\n")).collect();
    let place = Place::new(&format!("account,value\n{rows}"));
    let (mut desk, inbox) = place.desk(Locale::new(Language::English));
    let file = place.path("leads.csv").display().to_string();
    desk.perform(Effect::Work(Work::Open(file)));
    let seen = until(&inbox, is_over).pop();
    let Some(Event::Workspace(News::Work(Worked::Seen(sight)))) = seen else {
        panic!("{seen:?}");
    };
    desk.perform(Effect::Work(Work::Import(Box::new(sight.plan))));
    // It is under way once it tells how far it is.
    let going = |news: &News| matches!(news, News::Work(Worked::Going(it)) if it.rows > 0);
    until(&inbox, |news| going(news) || is_over(news));
    desk.perform(Effect::Work(Work::Stop));
    let last = until(&inbox, is_over).pop();
    let stopped = Event::Workspace(News::Work(Worked::Stopped(Doing::Writing)));
    assert_eq!(last, Some(stopped));
    assert_eq!(place.count(Kind::Lead), 0);
    assert_eq!(place.count(Kind::Account), 0);
}

/// The screen as text, without what differs from run to run.
fn shown(driver: &Driver, place: &Place) -> String {
    let folder = place.folder.path().display().to_string();
    driver.text().replace(&folder, "FOLDER")
}
