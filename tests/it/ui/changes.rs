//! What the list of changes and the status line say of what was done, and what the list asks before it takes it back.

use fiveply::i18n::Language;
use fiveply::model::{
    Account, Event as Went, Layer, Lead, List, Minor, OnConflict, OpId, Record, Segment, Sharing,
    Verb,
};
use fiveply::model::{Command, Key, Kind, Request, Value};
use fiveply::ui::Route;
use fiveply::workspace::Bulk;

use crate::support::driver::{Driver, Setup};
use crate::support::real::{Real, lived, moment};

#[test]
fn what_is_gone_again_is_told_by_its_name() {
    let real = Real::with(Vec::new());
    let account = Account {
        name: "Delta Chem".to_owned(),
        ..Account::default()
    };
    let list = List {
        name: "spring mailing".to_owned(),
        ..List::default()
    };
    let undo = Command::Undo {
        seq: None,
        on_conflict: OnConflict::Refuse,
    };
    let run = |op, command| {
        let (op, actor) = (OpId(op), real.anna);
        let request = Request { op, actor, command };
        real.workspace.execute(&request, moment()).unwrap();
    };
    run(3, Command::Create(vec![list.into()]));
    run(4, Command::Create(vec![account.into()]));
    run(5, undo);
    let segment = Segment {
        name: "Northern dairies".to_owned(),
        filter: "temp:warm".to_owned(),
        ..Segment::default()
    };
    run(6, Command::Create(vec![segment.into()]));
    let edits = vec![(
        Kind::List.field("list").unwrap(),
        Value::Text("autumn".to_owned()),
    )];
    let edit = Command::Edit {
        key: Key::new(Kind::List, 1),
        base: None,
        edits,
    };
    run(7, edit);
    let remove = Command::Remove {
        key: Key::new(Kind::Segment, 1),
        base: None,
    };
    run(8, remove);
    let mut driver = Driver::new(Setup::default(), real.desk(Language::English));
    driver.press(&["U"]);
    let text = driver.text();
    for told in [
        "created · spring mailing",
        "created · Northern dairies",
        "edited · autumn",
        "removed · Northern dairies",
    ] {
        assert!(text.contains(told), "{told}\n{text}");
    }
    assert!(text.contains("created · Delta Chem  taken back"), "{text}");
}

#[test]
fn a_private_segment_is_told_to_its_owner_alone() {
    let real = Real::with(Vec::new());
    let bo = real.workspace.enter("bo", moment(), OpId(3)).unwrap();
    let run = |op, actor, command| {
        let op = OpId(op);
        let request = Request { op, actor, command };
        real.workspace.execute(&request, moment()).unwrap();
    };
    let create = |name: &str, owner| {
        let segment = Segment {
            name: name.to_owned(),
            filter: "temp:warm".to_owned(),
            sharing: Some(Sharing::Private),
            owner: Some(owner),
            ..Segment::default()
        };
        Command::Create(vec![segment.into()])
    };
    let edit = |field: &str, text: &str| Command::Edit {
        key: Key::new(Kind::Segment, 1),
        base: None,
        edits: vec![(
            Kind::Segment.field(field).unwrap(),
            Value::Text(text.to_owned()),
        )],
    };
    let remove = Command::Remove {
        key: Key::new(Kind::Segment, 2),
        base: None,
    };
    let mut driver = Driver::new(Setup::default(), real.desk(Language::English));
    run(4, bo, create("Whom to leave", bo));
    run(5, bo, edit("segment", "Whom we lost"));
    run(6, bo, edit("filter", "temp:cold"));
    run(7, bo, create("Whom to spare", bo));
    run(8, bo, remove);
    run(9, real.anna, create("Mine alone", real.anna));
    driver.press(&["U"]);
    let text = driver.text();
    assert_eq!(text.matches("created · a private segment").count(), 2);
    assert_eq!(text.matches("edited · a private segment").count(), 2);
    assert!(text.contains("removed · a private segment"), "{text}");
    assert!(text.contains("created · Mine alone"), "{text}");
    assert!(!text.contains("Whom") && !text.contains("cold"), "{text}");
}

#[test]
fn who_it_was_stands_beside_a_change_that_takes_long_to_tell() {
    let account = Account {
        name: "Gesellschaft für angewandte Fördertechnik und Anlagenbau mbH & Co. KG".to_owned(),
        ..Account::default()
    };
    let real = Real::with(vec![account.into()]);
    let setup = Setup {
        size: (80, 24),
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, real.desk(Language::English));
    driver.press(&["U"]);
    let text = driver.text();
    let line = text.lines().find(|it| it.contains("Gesellschaft"));
    assert!(
        line.is_some_and(|it| it.contains("… ") && it.trim_end().ends_with("you")),
        "{text}"
    );
}

#[test]
fn what_is_won_without_a_value_says_so() {
    let entered = Went::Enter {
        layer: Layer::Intent,
        unmet: 0,
    };
    for value in [None, Some(Minor(120_000))] {
        let lead = Lead {
            value,
            currency: value.map(|_| "EUR".to_owned()),
            ..lived(1, std::slice::from_ref(&entered))
        };
        let account = Account {
            name: "Delta Chem".to_owned(),
            ..Account::default()
        };
        let real = Real::with(vec![account.into(), lead.into()]);
        let setup = Setup {
            route: Route::Lead(1),
            ..Setup::default()
        };
        let mut driver = Driver::new(setup, real.desk(Language::English));
        driver.press(&["w"]);
        let text = driver.text();
        assert!(text.contains("you: won · Delta Chem"), "{text}");
        assert_eq!(text.contains("without a value"), value.is_none(), "{text}");
    }
}

#[test]
fn what_was_done_to_many_records_is_told_as_what_they_are() {
    let account = |number| {
        Record::from(Account {
            name: format!("Company {number}"),
            ..Account::default()
        })
    };
    let real = Real::with((0..70).map(account).collect());
    let sector = Kind::Account.field("sector").unwrap();
    let request = Request {
        op: OpId(3),
        actor: real.anna,
        command: Command::EditAll {
            keys: (1..=70).map(|id| Key::new(Kind::Account, id)).collect(),
            team: None,
            base: None,
            edits: vec![(sector, Value::Text("dairy".to_owned()))],
        },
    };
    real.workspace.execute(&request, moment()).unwrap();
    let setup = Setup {
        route: Route::Pipeline,
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, real.desk(Language::English));
    driver.press(&["u"]);
    let text = driver.text();
    assert!(text.contains("edited · 70 accounts"), "{text}");
    driver.press(&["U"]);
    let text = driver.text();
    assert!(text.contains("edited · 70 accounts"), "{text}");
    assert!(text.contains("created · 70 accounts"), "{text}");
}

#[test]
fn what_an_import_made_is_counted_whole_and_taken_back_after_a_question() {
    let real = Real::with(Vec::new());
    let import = |op, accounts: u64, leads: u64| {
        let rows = |bulk: &mut Bulk<'_>| {
            for number in 1..=accounts {
                bulk.insert(Record::from(Account {
                    name: format!("Company {op}-{number}"),
                    ..Account::default()
                }))?;
            }
            for _ in 0..leads {
                let entered = Went::Enter {
                    layer: Layer::Intent,
                    unmet: 0,
                };
                bulk.insert(lived(1, &[entered]).into())?;
            }
            Ok(())
        };
        let (op, actor) = (OpId(op), Some(real.anna));
        real.workspace
            .bulk(actor, op, Verb::Import, moment(), rows)
            .unwrap();
    };
    import(3, 5, 4);
    import(4, 2, 1);
    import(5, 0, 4);
    import(6, 6, 0);
    real.workspace.load().unwrap();
    let mut driver = Driver::new(Setup::default(), real.desk(Language::English));
    driver.press(&["U"]);
    let text = driver.text();
    for told in ["9 records", "3 records", "4 leads", "6 accounts"] {
        assert!(
            text.contains(&format!("imported · {told}")),
            "{told}\n{text}"
        );
    }
    for told in ["9 records", "6 accounts"] {
        driver.press(&["Esc", "U", &format!("text:{told}"), "Enter"]);
        let question = format!("Take all of it back: imported · {told}?");
        assert!(driver.text().contains(&question), "{}", driver.text());
    }
}
