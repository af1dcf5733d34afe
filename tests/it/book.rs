//! The book: after anything that can happen it is the same as one that was built anew.

use fiveply::book::Book;
use fiveply::book::select::At;
use fiveply::exchange::profile::Profile;
use fiveply::exchange::{Options, Source};
use fiveply::insight::funnel::{Window, funnel};
use fiveply::model::{
    Act, Command, Direction, Layer, LeadId, List, Moment, OnConflict, Seq, Status, Target, Unit,
    UserId,
};
use fiveply::query::{Context, read};
use fiveply::workspace::import::{Importer, Run};
use proptest::prelude::*;

use crate::support::cases::cases;
use crate::workspace::{Desk, to};

/// Everything that a book says, in an order that does not depend on how it came about.
pub fn dump(book: &Book) -> Vec<String> {
    let mut lines = vec![format!("{:?} {:?}", book.head(), book.settings())];
    let mut rows: Vec<String> = (0..book.episodes.columns.len())
        .filter_map(|row| {
            book.row(row)
                .map(|it| format!("{it:?} {:?}", book.episodes.steps(row).len()))
        })
        .collect();
    rows.sort();
    lines.append(&mut rows);
    lines.push(format!("{:?}", book.pace()));
    lines.push(format!("{} leads", book.episodes.leads()));
    lines.push(format!("{} accounts", book.accounts.live()));
    lines.extend(book.users.iter().map(|it| format!("{it:?}")));
    lines.extend(book.lists.iter().map(|it| format!("{it:?}")));
    for (unit, talk) in [(Unit::Leads, true), (Unit::Accounts, false)] {
        let mut last = book.last_reached(unit, talk);
        last.sort_unstable();
        last.retain(|it| *it != u32::MAX);
        lines.push(format!("{last:?}"));
    }
    lines.extend(book.products.iter().map(|it| format!("{it:?}")));
    lines
}

fn replayed(desk: &Desk) -> Book {
    let mut book = Book::default();
    let head = desk.workspace.book().head();
    for seq in 1..=head.0 {
        desk.workspace
            .changes(Seq(seq), &mut |change| {
                book.apply(Seq(seq), &change).unwrap();
                std::ops::ControlFlow::Continue(())
            })
            .unwrap();
        book.applied(Seq(seq));
    }
    book
}

#[derive(Debug, Clone)]
pub enum Do {
    Act(Vec<u64>, Act),
    Undo(OnConflict),
    Redo,
    Create,
    Import(usize),
    List(Vec<u64>),
}

pub fn acts() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0..5_usize).prop_map(|i| to(Layer::ALL[i])),
        2 => (1..3_u8).prop_map(|n| Act::Move { to: Direction::Back(n), at: None }),
        1 => Just(Act::Win { value: None, at: None }),
        1 => Just(Act::Lose { reason: "price".to_owned(), competitor: Some("Nordfab".to_owned()), note: None, at: None }),
        1 => Just(Act::Park { until: None }),
        1 => Just(Act::Wake),
        2 => Just(Act::Reopen { to: None }),
        1 => (1..3_u64).prop_map(|id| Act::Assign { owner: UserId(id) }),
        1 => Just(Act::Next { step: Some("call".to_owned()), due: None }),
        2 => (1..3_u64).prop_map(|id| Act::Handover { to: UserId(id) }),
        2 => Just(Act::Accept),
        1 => Just(Act::Return { reason: "bad-data".to_owned(), note: None }),
        2 => Just(Act::Feedback { verdict: "good".to_owned(), reason: None, note: None, competitor: None, come_back: None }),
        1 => Just(Act::Touch { channel: "call".to_owned(), contact: None, note: None, at: None }),
    ]
}

pub fn steps() -> impl Strategy<Value = Do> {
    prop_oneof![
        8 => (proptest::collection::vec(1..6_u64, 1..4), acts()).prop_map(|(ids, act)| Do::Act(ids, act)),
        2 => prop_oneof![Just(OnConflict::Refuse), Just(OnConflict::Skip), Just(OnConflict::Overwrite)].prop_map(Do::Undo),
        1 => Just(Do::Redo),
        1 => Just(Do::Create),
        1 => (0..3_usize).prop_map(Do::Import),
        1 => proptest::collection::vec(1..6_u64, 0..4).prop_map(Do::List),
    ]
}

/// Leads of one number at different times: new, moved on, lost, reopened by the table.
const TABLES: [&str; 3] = [
    "external_id,account,layer,entered,owner\nX1,Isdom,intent,2026-01-05,Cid\nX2,Isdom,potential,,Anna\n",
    "external_id,account,city,layer,closed,reason\nX1,Isdom,Lyon,lost,2026-02-05,price\n",
    "external_id,account,layer,status,value\nX2,Nordfab,high-intent,parked,12.50\nX1,Isdom,intent,open,7\n",
];

fn import(desk: &Desk, who: UserId, table: &str) {
    let source = Source::spool(&mut table.as_bytes(), "table.csv").unwrap();
    let settings = desk.workspace.settings().unwrap();
    let (options, profile) = (Options::default(), Profile::default());
    let mut importer = Importer::open(source, &options, &profile, settings).unwrap();
    let op = desk.request(who, Command::Create(vec![])).op;
    let run = Run {
        actor: who,
        op,
        now: Moment(1_795_000_000_000),
        report: None,
        dry_run: false,
        told: 10,
        progress: &mut |_, _| true,
    };
    importer.run(&desk.workspace, run).unwrap();
}

pub fn run(desk: &Desk, who: UserId, step: &Do) {
    let command = match step {
        Do::Act(ids, act) => Command::Leads {
            targets: ids.iter().map(|id| Target::from(LeadId(*id))).collect(),
            act: act.clone(),
            on_conflict: OnConflict::Skip,
        },
        Do::Undo(on_conflict) => Command::Undo {
            seq: None,
            on_conflict: *on_conflict,
        },
        Do::Redo => Command::Redo {
            on_conflict: OnConflict::Skip,
        },
        Do::Create => {
            let lead = desk.lead(1).unwrap_or_default();
            Command::Create(vec![lead.into()])
        }
        Do::List(ids) => {
            let unit = if ids.len() > 1 {
                Unit::Leads
            } else {
                Unit::Accounts
            };
            let list = List {
                name: "Spring".to_owned(),
                at: Some(Moment(1_795_000_000_000 - ids.len() as i64 * 3_600_000)),
                unit: Some(unit),
                a: Some(ids.iter().copied().collect()),
                ..List::default()
            };
            Command::Create(vec![list.into()])
        }
        Do::Import(table) => return import(desk, who, TABLES[*table]),
    };
    // A refusal is as good an outcome as any: nothing was kept of it.
    let _outcome = desk.run(who, command);
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn applied_is_rebuilt_is_replayed(steps in proptest::collection::vec((any::<bool>(), steps()), 1..40)) {
        let desk = Desk::new(5);
        desk.workspace.load().unwrap();
        for (anna, step) in &steps {
            run(&desk, if *anna { desk.anna } else { desk.bo }, step);
            desk.workspace.sync().unwrap();
        }
        let applied = dump(&desk.workspace.book());
        prop_assert_eq!(&dump(&replayed(&desk)), &applied);
        desk.workspace.load().unwrap();
        prop_assert_eq!(&dump(&desk.workspace.book()), &applied);
    }

    #[test]
    fn every_lead_is_in_one_layer_or_closed(steps in proptest::collection::vec(steps(), 1..30)) {
        let desk = Desk::new(5);
        desk.workspace.load().unwrap();
        for step in &steps {
            run(&desk, desk.anna, step);
        }
        desk.workspace.sync().unwrap();
        let book = desk.workspace.book();
        let now = Moment(1_800_000_000_000);
        let filter = read("", &Context::on(now.day(chrono_tz::UTC))).unwrap();
        let all = book.select(&filter, At { now });
        let it = funnel(&book, &all, Window::default(), u32::MAX - 1);
        let open: u64 = it.layers.iter().map(|layer| layer.open).sum();
        let closed = book.latest(&all).iter().filter(|row| book.row(*row).unwrap().status().is_closed()).count() as u64;
        prop_assert_eq!(open + closed, it.leads);
        let stock = book.stock(&all);
        for layer in &it.layers {
            prop_assert_eq!(stock.open(layer.layer), layer.open);
            prop_assert_eq!(stock.of(layer.layer, Status::Parked), layer.parked);
        }
        prop_assert_eq!(Status::ALL.iter().map(|it| stock.total(*it)).sum::<u64>(), it.leads);
        for layer in &it.layers {
            prop_assert!(layer.advanced + layer.still_open <= layer.entered);
        }
        // Who won has passed every layer from the one it began in.
        prop_assert!(it.won <= it.layers[4].advanced + it.opening);
    }
}

#[test]
fn an_overwriting_undo_leaves_no_lead_without_the_account_that_it_keeps() {
    let desk = Desk::new(5);
    desk.workspace.load().unwrap();
    let steps = [
        (desk.bo, Do::Import(1)),
        (desk.anna, Do::Import(0)),
        (desk.anna, Do::Import(2)),
        // Takes the account away to which the last import's undo would bring a lead back.
        (desk.bo, Do::Undo(OnConflict::Overwrite)),
        (desk.anna, Do::Undo(OnConflict::Overwrite)),
    ];
    for (who, step) in &steps {
        run(&desk, *who, step);
        desk.workspace.sync().unwrap();
    }
    let applied = dump(&desk.workspace.book());
    let at = |account: &str| format!("account: Some(\"{account}\")");
    let stands = |account: &str| applied.iter().any(|it| it.contains(&at(account)));
    assert!(stands("Nordfab") && !stands("Isdom"), "{applied:#?}");
    desk.workspace.load().unwrap();
    assert_eq!(dump(&desk.workspace.book()), applied);
}
