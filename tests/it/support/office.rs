//! An office: two people, two leads at one account, one of them with a story, and the pages that show them.

use std::sync::Arc;

use chrono::NaiveDate;
use fiveply::i18n::Language;
use fiveply::model::{
    Account, AccountId, Act, BuyingRole, Clean, Command, Contact, ContactId, Direction,
    Event as Went, Kind, Layer, Lead, LeadId, LeadKind, Minor, Moment, OnConflict, OpId, Product,
    ProductId, Record, Request, Target, Temperature, Track, UserId, Value,
};
use fiveply::ui::{Answers, Effect, Event, News, Route, Severity, command, doubt, sides};
use fiveply::workspace::{Done, Workspace};

use super::driver::{Driver, Setup, spoken};
use super::memory::MemoryStore;

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
    /// Two people on what is kept, whatever that is.
    pub fn on(store: MemoryStore) -> Self {
        let workspace = Workspace::new(Box::new(store));
        let user = |name: &str, op| workspace.enter(name, ago(60), OpId(op)).unwrap();
        let (anna, bo) = (user("anna", 2), user("bo", 3));
        workspace.load().unwrap();
        Self {
            workspace,
            ops: std::sync::atomic::AtomicU64::new(10),
            anna,
            bo,
        }
    }

    /// Two leads at one account in a language's names, one of them with a story.
    pub fn new(names: [&str; 4]) -> Arc<Self> {
        let office = Self::on(MemoryStore::default());
        let (anna, bo) = (office.anna, office.bo);
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
                let locale = spoken(language);
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
    let mut answers = Answers::new(spoken(language));
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
    let mut answers = Answers::new(spoken(Language::English));
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
