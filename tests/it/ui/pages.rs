//! The pages of a lead and an account, over a real workspace in memory: what they show, and what is done on them.

use std::sync::Arc;

use chrono::NaiveDate;
use fiveply::i18n::{Language, Locale};
use fiveply::model::{
    Account, AccountId, Act, BuyingRole, Clean, Command, Contact, ContactId, Direction,
    Event as Went, Key, Kind, Layer, Lead, LeadId, LeadKind, List, Minor, Moment, OnConflict, OpId,
    Product, ProductId, Record, Request, Target, Temperature, Track, Unit, UserId, Value,
};
use fiveply::ui::{
    Answers, Effect, Event, Look, News, Role, Route, Severity, Theme, command, doubt, sides,
};
use fiveply::workspace::{Done, Workspace};

use crate::support::driver::{Driver, Setup};
use crate::support::memory::MemoryStore;

/// Saturday, 21 November 2026, 14:02 UTC.
const NOW: Moment = Moment(1_795_269_720_000);
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// A workspace with a story.
pub struct Office {
    pub workspace: Workspace,
    ops: std::sync::atomic::AtomicU64,
    pub anna: UserId,
    pub bo: UserId,
}

pub fn ago(days: i64) -> Moment {
    Moment(NOW.0 - days * DAY)
}

impl Office {
    /// Two leads at one account in a language's names, one of them with a story.
    pub fn new(names: [&str; 4]) -> Arc<Self> {
        let workspace = Workspace::new(Box::new(MemoryStore::default()));
        let user = |name: &str, op| workspace.enter(name, ago(60), OpId(op)).unwrap();
        let (anna, bo) = (user("anna", 1), user("bo", 2));
        let office = Self {
            workspace,
            ops: std::sync::atomic::AtomicU64::new(10),
            anna,
            bo,
        };
        let [account, product, first, second] = names;
        let contact = |name: &str, role| {
            Record::from(Contact {
                name: name.to_owned(),
                account: Some(AccountId(1)),
                role,
                title: Some("head of purchasing".to_owned()).filter(|_| role.is_some()),
                ..Contact::default()
            })
        };
        let lead = |days: i64, value: i64| {
            let mut track = Track::default();
            let layer = Layer::Potential;
            track.push(ago(days), Went::Enter { layer, unmet: 0 });
            Record::from(Lead {
                account: Some(AccountId(1)),
                contact: Some(ContactId(1)),
                product: Some(ProductId(1)),
                owner: Some(anna),
                source: Some("fair".to_owned()),
                value: Some(Minor(value)),
                currency: Some("EUR".to_owned()),
                temperature: Some(Temperature::Warm),
                kind: Some(LeadKind::CrossSell),
                note: Some("They compare two offers.\nPurchasing decides in December.".to_owned()),
                track,
                ..Lead::default()
            })
        };
        let records = vec![
            Record::from(Account {
                name: account.to_owned(),
                city: Some("Lyon".to_owned()),
                country: Some("FR".to_owned()),
                sector: Some("robotics".to_owned()),
                employees: Some(1_240),
                revenue: Some(Minor(4_120_000_000)),
                founded: Some(1987),
                ..Account::default()
            }),
            Record::from(Product {
                name: product.to_owned(),
                ..Product::default()
            }),
            contact(first, Some(BuyingRole::DecisionMaker)),
            contact(second, None),
            lead(40, 6_400_000),
            lead(10, 900_000),
        ];
        office.run(anna, 40, Command::Create(records));
        office.act(
            anna,
            30,
            Act::Move {
                to: Direction::Forward(1),
                at: None,
            },
        );
        let feedback = Act::Feedback {
            verdict: "good".to_owned(),
            reason: None,
            note: Some("spoke to the plant, purchasing decides".to_owned()),
            competitor: Some("Delta Chem".to_owned()),
            come_back: NaiveDate::from_ymd_opt(2026, 12, 1),
        };
        office.act(bo, 20, feedback);
        office.act(
            anna,
            12,
            Act::Move {
                to: Direction::Forward(1),
                at: None,
            },
        );
        office.act(
            anna,
            3,
            Act::Next {
                step: Some("send the proposal".to_owned()),
                due: NaiveDate::from_ymd_opt(2026, 11, 21),
            },
        );
        office.workspace.load().unwrap();
        Arc::new(office)
    }

    fn request(&self, actor: UserId, command: Command) -> Request {
        let op = self.ops.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Request {
            op: OpId(op.into()),
            actor,
            command,
        }
    }

    pub fn run(&self, actor: UserId, days: i64, command: Command) -> Done {
        let request = self.request(actor, command);
        self.workspace.execute(&request, ago(days)).unwrap()
    }

    pub fn act(&self, actor: UserId, days: i64, act: Act) -> Done {
        self.run(
            actor,
            days,
            Command::Leads {
                targets: vec![Target::from(LeadId(1))],
                act,
                on_conflict: OnConflict::Refuse,
            },
        )
    }

    /// Somebody else sets a field of the first lead.
    pub fn set(&self, field: &str, value: Value) {
        let edits = vec![(Kind::Lead.field(field).unwrap(), value)];
        let key = fiveply::model::Key::new(Kind::Lead, 1);
        let base = None;
        self.run(self.bo, 0, Command::Edit { key, base, edits });
        self.workspace.sync().unwrap();
    }

    /// Answers and does what a screen of Anna's asks for.
    pub fn perform(
        &self,
        answers: &mut Answers,
        language: Language,
        effect: &Effect,
    ) -> Vec<Event> {
        match effect {
            Effect::Ask(ask) => answers
                .answer(&self.workspace, "anna", &ask.question, NOW)
                .map(|answer| Event::Workspace(News::Answer(ask.ticket, answer)))
                .into_iter()
                .collect(),
            Effect::Exec(order) => {
                let locale = Locale::new(language);
                let settings = self.workspace.book().settings().clone();
                let said = |text: Clean| News::Said(Severity::Warning, text.into());
                let news = match command(order, &settings, NOW, &locale) {
                    Err(not) => vec![said(not.why)],
                    Ok(command) => {
                        let request = self.request(self.anna, command);
                        let done = self.workspace.execute(&request, NOW);
                        self.workspace.sync().unwrap();
                        match done {
                            Ok(_) => vec![News::Changed],
                            Err(error) => {
                                let (text, again) =
                                    doubt(&error, order, &self.workspace, &locale, NOW);
                                vec![again.map_or_else(
                                    || said(text.clone()),
                                    |order| News::Doubt {
                                        question: text.clone(),
                                        sides: sides(&error, &order, &self.workspace, &locale, NOW),
                                        order,
                                    },
                                )]
                            }
                        }
                    }
                };
                news.into_iter().map(Event::Workspace).collect()
            }
            _ => Vec::new(),
        }
    }
}

pub const LATIN: [&str; 4] = [
    "Lyon Robotique",
    "Vision systems",
    "Anne Moreau",
    "Luc Petit",
];
pub const CHINESE: [&str; 4] = ["上海东方贸易有限公司", "视觉系统", "王小明", "李丽"];

pub fn open(
    route: Route,
    size: (u16, u16),
    names: [&str; 4],
    language: Language,
) -> (Arc<Office>, Driver) {
    let office = Office::new(names);
    let mut answers = Answers::new(Locale::new(language));
    let desk = Arc::clone(&office);
    let setup = Setup {
        route,
        size,
        language,
        ..Setup::default()
    };
    let driver = Driver::new(
        setup,
        Box::new(move |effect| desk.perform(&mut answers, language, effect)),
    );
    (office, driver)
}

pub fn lead(size: (u16, u16)) -> (Arc<Office>, Driver) {
    open(Route::Lead(1), size, LATIN, Language::English)
}

/// Another lead's page at the same workspace.
pub fn page_of(office: &Arc<Office>, lead: u64) -> Driver {
    let mut answers = Answers::new(Locale::new(Language::English));
    let desk = Arc::clone(office);
    let setup = Setup {
        route: Route::Lead(lead),
        ..Setup::default()
    };
    Driver::new(
        setup,
        Box::new(move |effect| desk.perform(&mut answers, Language::English, effect)),
    )
}

#[test]
fn a_lead_shows_its_facts_and_its_story() {
    insta::assert_snapshot!(lead((120, 36)).1.text());
}

#[test]
fn a_wide_window_shows_more_of_a_lead() {
    insta::assert_snapshot!(lead((200, 60)).1.text());
}

#[test]
fn a_narrow_window_shows_one_part_of_a_lead_at_a_time() {
    let (_, mut driver) = lead((80, 24));
    insta::assert_snapshot!("facts", driver.text());
    driver.press(&["Tab"]);
    insta::assert_snapshot!("story", driver.text());
}

#[test]
fn a_small_window_still_shows_a_lead() {
    insta::assert_snapshot!(lead((40, 12)).1.text());
}

#[test]
fn a_lead_is_shown_in_chinese() {
    let (_, driver) = open(Route::Lead(1), (120, 36), CHINESE, Language::Chinese);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn an_account_shows_its_leads_people_and_facts() {
    let (_, driver) = open(Route::Account(1), (120, 36), LATIN, Language::English);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn enter_opens_and_escape_goes_back() {
    let (_, mut driver) = open(Route::Pipeline, (80, 24), LATIN, Language::English);
    driver.press(&["Enter"]);
    assert_eq!(driver.route(), Route::Lead(1));
    assert!(
        driver.line(0).contains("Pipeline › #1"),
        "{}",
        driver.line(0)
    );
    driver.press(&["C"]);
    assert_eq!(driver.route(), Route::Account(1));
    // The lead that is furthest comes first.
    driver.press(&["Enter"]);
    assert_eq!(driver.route(), Route::Lead(1));
    driver.press(&["Esc", "Esc", "Esc"]);
    assert_eq!(driver.route(), Route::Pipeline);
}

#[test]
fn the_list_is_gone_through_without_going_back() {
    let (_, mut driver) = open(Route::Pipeline, (80, 24), LATIN, Language::English);
    driver.press(&["Enter", "J"]);
    assert_eq!(driver.route(), Route::Lead(2));
    driver.press(&["J"]);
    assert!(
        driver.text().contains("no other lead in the list"),
        "{}",
        driver.text()
    );
    driver.press(&["K"]);
    assert_eq!(driver.route(), Route::Lead(1));
    driver.press(&["Esc"]);
    assert_eq!(driver.route(), Route::Pipeline);
}

#[test]
fn a_step_that_was_taken_back_is_seen_only_when_asked_for() {
    let (office, mut driver) = lead((120, 36));
    driver.press(&["L"]);
    assert!(
        driver.text().contains("Intent → High intent"),
        "{}",
        driver.text()
    );
    driver.press(&["u"]);
    assert!(
        !driver.text().contains("Intent → High intent"),
        "{}",
        driver.text()
    );
    driver.press(&["z"]);
    assert!(driver.text().contains("taken back"), "{}", driver.text());
    driver.press(&["Ctrl-r"]);
    // Done again, it happened once.
    assert_eq!(driver.text().matches("Intent → High intent").count(), 1);
    drop(office);
}

#[test]
fn a_lead_that_was_taken_back_meanwhile_says_so() {
    let (office, mut driver) = lead((120, 36));
    let created = office.run(
        office.bo,
        0,
        Command::Create(vec![{
            let mut track = Track::default();
            let layer = Layer::Potential;
            track.push(ago(0), Went::Enter { layer, unmet: 0 });
            Record::from(Lead {
                title: Some("a slip of the hand".to_owned()),
                track,
                ..Lead::default()
            })
        }]),
    );
    office.workspace.sync().unwrap();
    drop(driver);
    driver = page_of(&office, created.created[0].id);
    assert!(
        driver.text().contains("a slip of the hand"),
        "{}",
        driver.text()
    );
    let undo = Command::Undo {
        seq: created.seq,
        on_conflict: OnConflict::Refuse,
    };
    office.run(office.bo, 0, undo);
    office.workspace.sync().unwrap();
    driver.news(News::Changed);
    assert!(
        driver.text().contains("is not there any more"),
        "{}",
        driver.text()
    );
    driver.press(&["L"]);
    assert!(
        driver.text().contains("it is not there any more"),
        "{}",
        driver.text()
    );
}

#[test]
fn what_a_colleague_sets_is_in_the_story_at_once() {
    let (office, mut driver) = lead((120, 36));
    office.set("source", Value::Text("webinar".to_owned()));
    driver.news(News::Changed);
    assert!(
        driver.text().contains("source: fair → webinar"),
        "{}",
        driver.text()
    );
}

#[test]
fn an_account_opens_from_every_list() {
    for size in [(80, 24), (120, 36)] {
        let (_, mut driver) = open(Route::Pipeline, size, LATIN, Language::English);
        driver.press(&["C"]);
        assert_eq!(driver.route(), Route::Account(1));
    }
    let (_, mut driver) = open(Route::Today, (120, 36), LATIN, Language::English);
    driver.press(&["C"]);
    assert_eq!(driver.route(), Route::Account(1));
}

#[test]
fn a_handover_is_one_thing_that_happened() {
    let (office, mut driver) = lead((120, 36));
    let bo = office.bo;
    office.act(office.anna, 2, Act::Handover { to: bo });
    office.workspace.sync().unwrap();
    driver.news(News::Changed);
    let text = driver.text();
    assert!(text.contains("handed over to bo"), "{text}");
    assert!(
        text.contains("waits for bo since 19 Nov, from anna"),
        "{text}"
    );
    office.act(bo, 1, Act::Accept);
    office.workspace.sync().unwrap();
    driver.news(News::Changed);
    let text = driver.text();
    assert!(text.contains("accepted yesterday, from anna"), "{text}");
    assert_eq!(text.matches("handed").count(), 1, "{text}");
}

#[test]
fn a_lead_that_came_back_says_why() {
    let (office, mut driver) = lead((120, 36));
    let bo = office.bo;
    office.act(office.anna, 2, Act::Handover { to: bo });
    let back = Act::Return {
        reason: "duplicate".to_owned(),
        note: Some("it is #2".to_owned()),
    };
    office.act(bo, 1, back);
    office.workspace.sync().unwrap();
    driver.news(News::Changed);
    let text = driver.text();
    for said in [
        "given back: duplicate",
        "it is #2",
        "given back yesterday to anna",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
}

#[test]
fn the_cursor_of_the_story_rests_on_what_happened() {
    let (_, mut driver) = lead((80, 24));
    driver.press(&["Tab", "Y"]);
    for _ in 0..12 {
        driver.taken();
        driver.press(&["y"]);
        let copied = driver.taken().into_iter().find_map(|effect| match effect {
            Effect::Copy(text) => Some(text),
            _ => None,
        });
        assert!(
            copied.is_some_and(|it| it.as_str().contains(" · ")),
            "{}",
            driver.text()
        );
        driver.press(&["j"]);
    }
}

#[test]
fn what_others_changed_is_marked_for_a_moment() {
    let (office, mut driver) = lead((120, 36));
    let ground = |driver: &Driver, said: &str| {
        let text = driver.text();
        let y = text.lines().position(|line| line.contains(said)).unwrap();
        let line = text.lines().nth(y).unwrap();
        let x = line[..line.find(said).unwrap()].chars().count();
        driver.buffer()[(u16::try_from(x).unwrap(), u16::try_from(y).unwrap())].bg
    };
    let fresh = Theme::new(Look::Dark).style(Role::FreshStrong).bg.unwrap();
    office.set("source", Value::Text("webinar".to_owned()));
    driver.news(News::Others {
        who: Clean::new("bo"),
        leads: vec![1],
    });
    driver.news(News::Changed);
    assert_eq!(ground(&driver, "webinar  "), fresh);
    assert_eq!(ground(&driver, "source: fair"), fresh);
    assert_ne!(ground(&driver, "cross-sell"), fresh);
    assert!(driver.wakes().is_some());
}

#[test]
fn a_page_asks_again_only_for_what_it_shows() {
    let (_, mut driver) = lead((120, 36));
    let mut asks = |key: Key| {
        driver.taken();
        driver.news(News::Touched(vec![key]));
        driver.news(News::Changed);
        let asked = driver.taken();
        asked.iter().any(|it| matches!(it, Effect::Ask(_)))
    };
    assert!(asks(Key::new(Kind::Lead, 1)));
    assert!(!asks(Key::new(Kind::Lead, 2)));
    assert!(asks(Key::new(Kind::Account, 1)));
    assert!(!asks(Key::new(Kind::Account, 7)));
    assert!(asks(Key::new(Kind::Contact, 2)));
}

#[test]
fn a_list_is_told_where_somebody_was_on_it_and_by_which_arm() {
    let (office, mut driver) = lead((120, 36));
    let list = |unit, name: &str, a: &str, b: Option<&str>| {
        Record::from(List {
            name: name.to_owned(),
            at: Some(ago(3)),
            author: Some(office.bo),
            unit: Some(unit),
            a: Some(a.parse().unwrap()),
            b: b.map(|it| it.parse().unwrap()),
            note: Some("with an invitation".to_owned()),
            ..List::default()
        })
    };
    let made = vec![
        list(Unit::Leads, "Spring", "2", Some("1")),
        list(Unit::Accounts, "Fair", "1", None),
        list(Unit::Accounts, "Others", "7", None),
    ];
    office.run(office.anna, 3, Command::Create(made));
    office.workspace.sync().unwrap();
    driver.news(News::Changed);
    let text = driver.text();
    assert!(text.contains("on the list “Spring”, in B"), "{text}");
    assert!(
        text.contains("on the list “Fair”") && !text.contains("Others"),
        "{text}"
    );
    assert!(
        text.contains("with an invitation") && text.contains("bo "),
        "{text}"
    );
    driver.press(&["C"]);
    let text = driver.text();
    assert!(text.contains("on the list “Fair”"), "{text}");
    // What its leads were on is told with the lead.
    assert!(text.contains("#2 Vision systems  on the list"), "{text}");
}
