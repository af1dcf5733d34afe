//! Imports: nothing vanishes, nothing is doubled, and what was exported comes back.

mod beside;

use std::io::Write;
use std::sync::{Arc, Mutex};

use fiveply::exchange::profile::{OnDuplicate, Profile};
use fiveply::exchange::write::CsvWriter;
use fiveply::exchange::{Options, Source, Totals};
use fiveply::model::{
    Account, AccountId, Command, Event, Key, Kind, Layer, Lead, Minor, Moment, OnConflict, OpId,
    Product, ProductId, Record, Request, Status, Temperature, Track, UserId,
};
use fiveply::workspace::export::ExportWhat;
use fiveply::workspace::import::{ImportError, Importer, Run, Summary};
use fiveply::workspace::{Workspace, WorkspaceError};
use proptest::prelude::*;

use crate::support::cases::cases;
use crate::support::memory::MemoryStore;

const NOW: Moment = Moment(1_790_000_000_000);

struct Desk {
    workspace: Workspace,
    me: UserId,
    op: std::cell::Cell<u128>,
}

impl Desk {
    fn new() -> Self {
        let workspace = Workspace::new(Box::new(MemoryStore::default()));
        let me = workspace.enter("Anna", NOW, OpId(1)).unwrap();
        Self {
            workspace,
            me,
            op: std::cell::Cell::new(1),
        }
    }

    fn op(&self) -> OpId {
        self.op.set(self.op.get() + 1);
        OpId(self.op.get())
    }

    fn try_import(
        &self,
        text: &str,
        profile: &Profile,
        dry_run: bool,
    ) -> Result<Summary, ImportError> {
        let source = Source::spool(&mut text.as_bytes(), "test.csv").unwrap();
        let settings = self.workspace.settings().unwrap();
        let mut importer = Importer::open(source, &Options::default(), profile, settings)?;
        importer.run(
            &self.workspace,
            Run {
                actor: self.me,
                op: self.op(),
                now: NOW,
                report: None,
                dry_run,
                told: 10,
                progress: &mut |_, _| true,
            },
        )
    }

    fn import(&self, text: &str, profile: &Profile) -> Summary {
        self.try_import(text, profile, false).unwrap()
    }

    fn leads(&self) -> Vec<Lead> {
        let mut leads = Vec::new();
        self.workspace
            .each(Kind::Lead, &mut |stored| {
                if let Record::Lead(lead) = stored.record {
                    leads.push(lead);
                }
                std::ops::ControlFlow::Continue(())
            })
            .unwrap();
        leads
    }

    fn count(&self, kind: Kind) -> usize {
        let mut count = 0;
        self.workspace
            .each(kind, &mut |_| {
                count += 1;
                std::ops::ControlFlow::Continue(())
            })
            .unwrap();
        count
    }

    fn export(&self, what: ExportWhat) -> String {
        let shared = Shared::default();
        let mut writer = CsvWriter::new(Box::new(shared.clone()), "out.csv", b',');
        self.workspace
            .export(what, None, None, &mut writer)
            .unwrap();
        drop(writer);
        let bytes = shared.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }
}

#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn profile(what: &str) -> Profile {
    Profile {
        what: Some(what.to_owned()),
        ..Profile::default()
    }
}

const SALES: &str = "\
opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
A1,Moses,GTX Basic,Cancity,Won,2016-10-20,2017-03-01,1054
A2,Darcel,GTXPro,Isdom,Engaging,2016-11-25,,
A3,Darcel,GTXPro,,Prospecting,,,
A4,Anna,MG Special,Cancity,Lost,2016-10-25,2017-03-07,0
";

fn sales() -> Profile {
    let mut profile = profile("leads");
    for pair in ["Prospecting=potential", "Engaging=intent"] {
        let (stage, layer) = pair.split_once('=').unwrap();
        profile.stages.insert(stage.to_owned(), layer.to_owned());
    }
    profile
}

#[test]
fn a_table_of_another_system_becomes_leads_with_history() {
    let desk = Desk::new();
    let summary = desk.import(SALES, &sales());
    assert_eq!(
        summary.totals,
        Totals {
            rows: 4,
            loaded: 4,
            rejected: 0
        }
    );
    let leads = desk.leads();
    assert_eq!(leads[0].track.status(), Status::Won);
    assert_eq!(leads[0].value, Some(Minor(105_400)));
    // Closed leads entered where the table's open, dated rows did: in `intent`.
    assert_eq!(leads[0].track.layer(), Some(Layer::Intent));
    assert_eq!(
        leads[2].track.steps()[0].1,
        Event::Opening(Layer::Potential)
    );
    assert_eq!(leads[2].account, None);
    // Anna was there already; Moses and Darcel were named.
    assert_eq!(desk.count(Kind::User), 3);
    assert_eq!(desk.count(Kind::Account), 2);
}

#[test]
fn the_same_file_a_second_time_changes_nothing() {
    let desk = Desk::new();
    desk.import(SALES, &sales());
    let head = desk.workspace.log(&filter()).unwrap().len();
    let again = desk.import(SALES, &sales());
    assert_eq!((again.unchanged, again.inserted, again.updated), (4, 0, 0));
    assert_eq!(again.seq, None);
    assert_eq!(desk.workspace.log(&filter()).unwrap().len(), head);
}

fn filter() -> fiveply::store::LogFilter {
    fiveply::store::LogFilter {
        limit: 100,
        ..Default::default()
    }
}

#[test]
fn rows_without_a_number_are_told_apart_by_what_they_say_and_two_equal_ones_stay_two() {
    let desk = Desk::new();
    let text = "account,product,layer,entered\nIsdom,A,intent,2026-01-05\nIsdom,A,intent,2026-01-05\nIsdom,B,intent,2026-01-05\n";
    assert_eq!(desk.import(text, &profile("leads")).inserted, 3);
    assert_eq!(desk.import(text, &profile("leads")).unchanged, 3);
    assert_eq!(desk.leads().len(), 3);
}

#[test]
fn a_changed_row_updates_skips_or_doubles_as_the_user_says() {
    let desk = Desk::new();
    desk.import(SALES, &sales());
    let changed = SALES.replace("Engaging,2016-11-25,,", "Won,2016-11-25,2017-04-01,999");
    let with = |on_duplicate| Profile {
        on_duplicate: Some(on_duplicate),
        ..sales()
    };
    let skipped = desk.import(&changed, &with(OnDuplicate::Skip));
    assert_eq!(
        (skipped.skipped, desk.leads()[1].track.status()),
        (4, Status::Open)
    );
    let updated = desk.import(&changed, &with(OnDuplicate::Update));
    assert_eq!((updated.updated, updated.unchanged), (1, 3));
    assert_eq!(desk.leads()[1].track.status(), Status::Won);
    assert_eq!(desk.import(&changed, &with(OnDuplicate::New)).inserted, 4);
}

#[test]
fn a_bad_row_is_rejected_with_its_reason_and_makes_nothing() {
    let desk = Desk::new();
    let text = "external_id,account,owner,layer,entered,closed,value\n\
        1,Isdom,Bo,intent,2026-01-05,,12x\n\
        2,Nowhere,Ghost,won,2026-03-05,2026-01-05,1\n\
        3,Isdom,Bo,nirvana,2026-01-05,,1\n\
        4,Isdom,Bo,intent,2026-01-05,,1\n\
        5,Isdom,Bo,intent,2026-01-05\n\
        6,Isdom,Bo,intent,2026-01-05,,-5\n";
    let summary = desk.import(text, &profile("leads"));
    assert_eq!(summary.totals.rows, 6);
    assert_eq!(summary.totals.loaded, 1);
    assert_eq!(summary.totals.rejected, 5);
    let reasons: Vec<&str> = summary.first.iter().map(|it| it.reason.as_str()).collect();
    assert!(reasons[1].contains("before it entered"), "{reasons:?}");
    assert!(reasons[2].contains("--stages 'nirvana="), "{reasons:?}");
    assert_eq!(summary.first[0].column.as_deref(), Some("value"));
    assert_eq!(summary.first[0].value, "12x");
    // The account and the owner of the rejected row were not made for its sake.
    assert_eq!(
        desk.workspace.named(Kind::Account, "Nowhere").unwrap(),
        Vec::<u64>::new()
    );
    assert_eq!(desk.workspace.user("Ghost").unwrap(), None);
}

#[test]
fn a_dry_run_says_the_same_and_keeps_nothing() {
    let desk = Desk::new();
    let dry = desk.try_import(SALES, &sales(), true).unwrap();
    assert_eq!((dry.inserted, dry.seq), (4, None));
    assert_eq!(desk.leads().len(), 0);
    assert_eq!(desk.count(Kind::Account), 0);
}

#[test]
fn an_import_that_is_stopped_keeps_nothing() {
    let desk = Desk::new();
    let rows: String = (0..2_000)
        .map(|i| format!("{i},Company {i},intent\n"))
        .collect();
    let text = format!("external_id,account,layer\n{rows}");
    let source = Source::spool(&mut text.as_bytes(), "test.csv").unwrap();
    let settings = desk.workspace.settings().unwrap();
    let mut importer =
        Importer::open(source, &Options::default(), &profile("leads"), settings).unwrap();
    let mut pulses = 0;
    let outcome = importer.run(
        &desk.workspace,
        Run {
            actor: desk.me,
            op: desk.op(),
            now: NOW,
            report: None,
            dry_run: false,
            told: 10,
            progress: &mut |_, _| {
                pulses += 1;
                pulses < 2
            },
        },
    );
    assert!(matches!(
        outcome,
        Err(ImportError::Workspace(WorkspaceError::Stopped))
    ));
    assert_eq!(desk.leads().len(), 0);
}

#[test]
fn an_import_is_taken_back_as_one() {
    let desk = Desk::new();
    desk.import(SALES, &sales());
    let request = Request {
        op: desk.op(),
        actor: desk.me,
        command: Command::Undo {
            seq: None,
            on_conflict: OnConflict::Refuse,
        },
    };
    desk.workspace.execute(&request, NOW).unwrap();
    assert_eq!(desk.leads().len(), 0);
    assert_eq!(desk.count(Kind::Account), 0);
    assert_eq!(desk.count(Kind::User), 1);
}

#[test]
fn two_spellings_of_one_product_are_reported() {
    let desk = Desk::new();
    desk.import(SALES, &sales());
    let text = "product,series,sales_price\nGTX Basic,GTX,550\nGTX Pro,GTX,4821\n";
    let summary = desk.import(text, &profile("products"));
    assert_eq!((summary.inserted, summary.updated), (1, 1));
    let doubles: Vec<_> = summary
        .doubles
        .iter()
        .map(|it| (&*it.new, &*it.old))
        .collect();
    assert_eq!(doubles, [("GTX Pro", "GTXPro")]);
}

#[test]
fn accounts_of_one_name_in_two_cities_are_two() {
    let desk = Desk::new();
    let text = "account,city,domain\nIsdom,Lyon,\nIsdom,Turin,\nISDOM Inc.,Lyon,\nOther name,,www.isdom.example\n";
    let first = desk.import(text, &profile("accounts"));
    assert_eq!((first.inserted, first.unchanged + first.updated), (3, 1));
    let by_domain = "account,domain,sector\nYet another,https://isdom.example/,dairy\n";
    let second = desk.import(by_domain, &profile("accounts"));
    assert_eq!((second.inserted, second.updated), (0, 1));
}

#[test]
fn a_field_or_column_that_does_not_exist_is_named_with_the_nearest() {
    let desk = Desk::new();
    let mut wrong = profile("leads");
    wrong
        .map
        .insert("ownr".to_owned(), "sales_agent".to_owned());
    let error = desk.try_import(SALES, &wrong, false).unwrap_err();
    assert!(
        error.to_string().contains("did you mean `owner`"),
        "{error}"
    );
    let mut wrong = profile("leads");
    wrong
        .map
        .insert("owner".to_owned(), "sales_agnt".to_owned());
    let error = desk.try_import(SALES, &wrong, false).unwrap_err();
    assert!(error.to_string().contains("`sales_agent`"), "{error}");
}

fn text() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(prop_oneof![
        "[a-z]{1,8}",
        Just("=HYPERLINK(\"x\")".to_owned()),
        Just("-3+cmd".to_owned()),
        Just("two\nlines, \"quoted\"; 北京".to_owned()),
        Just("@me".to_owned()),
    ])
}

prop_compose! {
    fn lead()(
        account in proptest::option::of(1..4_u64),
        product in proptest::option::of(1..3_u64),
        title in text(),
        source in text(),
        note in text(),
        value in proptest::option::of(0..10_000_000_i64),
        warm in proptest::option::of(any::<bool>()),
        began in 0..500_i64,
        moves in proptest::collection::vec((0..5_usize, 1..50_i64), 0..4),
        end in 0..4,
    ) -> Lead {
        let mut at = Moment(NOW.0 - (1_000 - began) * 86_400_000 + 12_345);
        let mut track = Track::default();
        track.push(at, Event::Enter { layer: Layer::Potential, unmet: 0 });
        for (layer, days) in moves {
            at = Moment(at.0 + days * 86_400_000);
            let layer = Layer::ALL[layer];
            if track.layer() != Some(layer) {
                track.push(at, Event::Enter { layer, unmet: 3 });
            }
        }
        match end {
            0 => track.push(at, Event::Win { unmet: 1 }),
            1 => track.push(at, Event::Lose { reason: "price".to_owned(), competitor: Some("A | B".to_owned()) }),
            2 => track.push(at, Event::Park(chrono::NaiveDate::from_ymd_opt(2027, 2, 3))),
            _ => {}
        }
        Lead {
            account: account.map(AccountId),
            product: product.map(ProductId),
            title,
            source,
            note,
            currency: value.map(|_| "EUR".to_owned()),
            value: value.map(Minor),
            temperature: warm.map(|it| if it { Temperature::Warm } else { Temperature::Cold }),
            track,
            ..Lead::default()
        }
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn what_is_exported_comes_back_the_same(leads in proptest::collection::vec(lead(), 0..12)) {
        let home = Desk::new();
        let mut records: Vec<Record> = ["Vistula, Foods", "=Isdom", "上海东方贸易"]
            .map(|name| Account { name: name.to_owned(), ..Account::default() }.into())
            .to_vec();
        records.extend(["GTX Basic", "MG 2"].map(|name| Record::from(Product { name: name.to_owned(), ..Product::default() })));
        records.extend(leads.iter().cloned().map(Record::from));
        let request = Request { op: home.op(), actor: home.me, command: Command::Create(records) };
        home.workspace.execute(&request, NOW).unwrap();

        let away = Desk::new();
        for (what, name) in [(ExportWhat::Accounts, "accounts"), (ExportWhat::Products, "products"), (ExportWhat::Leads, "leads")] {
            let summary = away.import(&home.export(what), &profile(name));
            prop_assert_eq!(summary.totals.rejected, 0, "{:?}", summary.first);
        }
        prop_assert_eq!(home.leads(), away.leads());
        for id in 1..=3 {
            let key = Key::new(Kind::Account, id);
            let (home, away) = (home.workspace.get(key).unwrap(), away.workspace.get(key).unwrap());
            prop_assert_eq!(home.map(|it| it.record), away.map(|it| it.record));
        }
    }
}

#[test]
fn the_same_rows_in_another_order_change_nothing() {
    let desk = Desk::new();
    let head = "account,product,layer,entered,closed,value\n";
    let (won, lost) = (
        "A,P,won,2026-01-01,2026-02-01,10\n",
        "A,P,lost,2026-01-01,2026-03-01,10\n",
    );
    desk.import(&format!("{head}{won}{lost}"), &profile("leads"));
    let again = desk.import(&format!("{head}{lost}{won}"), &profile("leads"));
    assert_eq!((again.unchanged, again.updated, again.inserted), (2, 0, 0));
    assert!(
        desk.leads()
            .iter()
            .all(|it| it.track.episodes().count() == 1)
    );
}

#[test]
fn people_and_companies_of_one_name_stay_apart() {
    let home = Desk::new();
    home.import(
        "account,city\nAcme,Lyon\nAcme,Turin\n",
        &profile("accounts"),
    );
    let contacts = "contact,account,account_city\nJohn Smith,Acme,Lyon\nJohn Smith,Acme,Turin\n";
    assert_eq!(home.import(contacts, &profile("contacts")).inserted, 2);
    let leads = "account,account_city,contact,layer,entered\n\
        Acme,Lyon,John Smith,intent,2026-01-05\nAcme,Turin,John Smith,intent,2026-01-05\n";
    assert_eq!(home.import(leads, &profile("leads")).inserted, 2);
    assert_eq!(home.count(Kind::Contact), 2);
    let unclear = "account,layer\nAcme,intent\n";
    let summary = home.import(unclear, &profile("leads"));
    assert!(
        summary.first[0].reason.contains("account_city"),
        "{summary:?}"
    );

    let away = Desk::new();
    for (what, name) in [
        (ExportWhat::Accounts, "accounts"),
        (ExportWhat::Contacts, "contacts"),
        (ExportWhat::Leads, "leads"),
    ] {
        away.import(&home.export(what), &profile(name));
    }
    assert_eq!(away.leads(), home.leads());
}
