//! A file that is made with everything in it: the same as one that was written, or no file at all.

use std::ops::ControlFlow;

use fiveply::demo::{Company, Size};
use fiveply::model::{Account, AccountId, Contact, Kind, Record, Seq};
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::store::{Part, Store, StoreError, Stored};
use fiveply::workspace::made::BookPart;
use fiveply::workspace::{Book, Workspace};

use crate::book::dump;

use super::world::{NOW, Place, head, insert};

fn part<'a>(batches: impl Iterator<Item = Vec<Record>> + Send + 'a) -> Part<'a, StoreError> {
    Part {
        records: Box::new(batches.map(Ok)),
        told: Box::new(|_, _| {}),
    }
}

/// A part that has its records one by one.
fn single<'a>(records: impl Iterator<Item = Record> + Send + 'a) -> Part<'a, StoreError> {
    part(records.map(|it| vec![it]))
}

fn all(store: &mut dyn Store) -> Vec<Stored> {
    let read = store.read().unwrap();
    let mut all = Vec::new();
    for kind in Kind::ALL {
        let each = &mut |stored| {
            all.push(stored);
            ControlFlow::Continue(())
        };
        read.scan(kind, 0..u64::MAX, each).unwrap();
    }
    all
}

fn company() -> Company {
    let size = Size {
        accounts: 700,
        leads: 900,
    };
    Company::new(size, 3, NOW)
}

#[test]
fn a_file_made_of_parts_is_the_one_that_is_written_record_by_record() {
    let company = company();
    let (made_at, written) = (Place::new(), Place::new());
    let parts = company.parts().map(part);
    let mut made = SqliteStore::make(&made_at.db, Mode::WRITE, &head(7), parts, || ())
        .unwrap()
        .0;
    let mut by_hand = written.create();
    let mut write = by_hand.write().unwrap();
    for record in company.records() {
        insert(&mut *write, record);
    }
    write.commit(head(7)).unwrap();

    assert_eq!(all(&mut made), all(&mut by_hand));
    assert_eq!(raw(&made_at), raw(&written));
    for kind in Kind::ALL {
        let next = |store: &mut SqliteStore| store.read().unwrap().next_id(kind).unwrap();
        assert_eq!(next(&mut made), next(&mut by_hand), "{kind}");
    }
    let info = |store: &mut SqliteStore| store.read().unwrap().info(Seq(1)).unwrap();
    assert_eq!(info(&mut made), info(&mut by_hand));
    let report = made.check(&mut |_| {}).unwrap();
    assert_eq!(report.problems, [""; 0]);
    assert_eq!(report.changes, all(&mut made).len() as u64);
}

/// All rows of all tables, as SQL gives them, but for what differs from file to file.
fn raw(place: &Place) -> Vec<String> {
    let conn = rusqlite::Connection::open(&place.db).unwrap();
    let names = |sql: &str| -> Vec<String> {
        let mut statement = conn.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let looked_through = names("PRAGMA integrity_check");
    assert_eq!(looked_through, ["ok"]);
    let tables = names(
        "SELECT name FROM sqlite_schema WHERE type = 'table' \
         AND name NOT IN ('workspace', 'change_block') ORDER BY name",
    );
    let rows = tables.iter().flat_map(|table| {
        let columns = names(&format!("SELECT name FROM pragma_table_info('{table}')"));
        let all = columns
            .iter()
            .map(|it| format!("quote(\"{it}\")"))
            .collect::<Vec<_>>()
            .join(" || ',' || ");
        names(&format!(
            "SELECT '{table}: ' || {all} FROM \"{table}\" ORDER BY 1"
        ))
    });
    rows.collect()
}

#[test]
fn rows_are_the_same_whoever_writes_them_be_they_long_or_empty() {
    let texts = |n: usize| ["", "Ż", "0", "Acme, Inc."][n % 4].repeat([1, 1, 700, 40, 2][n % 5]);
    let account = move |n: usize| Account {
        name: texts(n),
        domain: (n % 3 != 1).then(|| texts(n + 1)),
        note: Some(texts(n + 2)).filter(|it| !it.is_empty()),
        employees: (n % 5 < 3).then(|| [i64::MIN, -1, 0, 1, 127, 128, 1 << 40][n % 7]),
        ..Account::default()
    };
    let contact = move |n: usize| Contact {
        name: texts(n + 3),
        account: (n % 4 != 3).then(|| AccountId(n as u64 % 400 + 1)),
        email: Some(texts(n)).filter(|it| !it.is_empty()),
        ..Contact::default()
    };
    for count in [3, 400] {
        let (made, written) = (Place::new(), Place::new());
        let accounts = || (0..400).map(account).map(Record::from);
        let contacts = || (0..count).map(contact).map(Record::from);
        let parts = [single(accounts()), single(contacts())];
        let mut store = SqliteStore::make(&made.db, Mode::WRITE, &head(7), parts, || ())
            .unwrap()
            .0;
        assert_eq!(store.check(&mut |_| {}).unwrap().problems, [""; 0]);
        drop(store);
        let mut store = written.create();
        let mut write = store.write().unwrap();
        for record in accounts().chain(contacts()) {
            insert(&mut *write, record);
        }
        write.commit(head(7)).unwrap();
        drop(store);
        assert_eq!(raw(&made), raw(&written));
    }
}

#[test]
fn a_file_that_was_made_has_its_indexes_and_takes_changes() {
    let company = company();
    let (place, empty) = (Place::new(), Place::new());
    let parts = company.parts().map(part);
    let mut made = SqliteStore::make(&place.db, Mode::WRITE, &head(7), parts, || ())
        .unwrap()
        .0;
    let mut write = made.write().unwrap();
    let key = insert(&mut *write, Account::default());
    assert_eq!(write.commit(head(8)).unwrap(), Seq(2));
    assert_eq!(key.id, 701);
    drop(empty.create());
    let indexes = |place: &Place| {
        let conn = rusqlite::Connection::open(&place.db).unwrap();
        let mut statement = conn
            .prepare("SELECT name, sql FROM sqlite_schema ORDER BY name")
            .unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap()
            .collect::<rusqlite::Result<Vec<(String, Option<String>)>>>()
            .unwrap()
    };
    assert_eq!(indexes(&place), indexes(&empty));
}

#[test]
fn nothing_is_left_of_a_file_that_could_not_be_made() {
    let place = Place::new();
    let account = || Record::from(Account::default());
    let nobody = Record::from(Contact {
        account: Some(AccountId(2)),
        ..Contact::default()
    });
    let make = |parts| SqliteStore::make(&place.db, Mode::WRITE, &head(7), parts, || ());
    let astray = make([
        single(std::iter::once(account())),
        single(std::iter::once(nobody)),
    ]);
    assert!(matches!(astray, Err(StoreError::Misfit(_))), "{astray:?}");
    let twice = make([
        single(std::iter::once(account())),
        single(std::iter::once(account())),
    ]);
    assert!(twice.is_err(), "{twice:?}");
    let busy = StoreError::Busy {
        path: place.db.clone(),
    };
    let broken = Part {
        records: Box::new([Ok(vec![Contact::default().into()]), Err(busy)].into_iter()),
        told: Box::new(|_, _| {}),
    };
    let stopped = make([single(std::iter::repeat_with(account)), broken]);
    assert!(
        matches!(stopped, Err(StoreError::Busy { .. })),
        "{stopped:?}"
    );
    assert_eq!(std::fs::read_dir(place.dir.path()).unwrap().count(), 0);

    drop(place.create());
    let taken = make([single(std::iter::once(account())), part(std::iter::empty())]);
    assert!(matches!(taken, Err(StoreError::Exists { .. })), "{taken:?}");
}

#[test]
fn the_book_that_comes_of_making_a_file_is_the_one_that_is_built_from_it() {
    let company = company();
    let place = Place::new();
    let parts = <[BookPart; 2]>::default();
    let [rest, leads] = company.parts();
    let rest = std::iter::once(company.sections()).chain(rest);
    let [of_rest, of_leads] = &parts;
    let whole = [
        Part {
            told: Box::new(|key, record| of_rest.take(key, record)),
            ..part(rest)
        },
        Part {
            told: Box::new(|key, record| of_leads.take(key, record)),
            ..part(leads)
        },
    ];
    let together = || BookPart::together(&parts);
    let made = SqliteStore::make(&place.db, Mode::WRITE, &head(7), whole, together);
    let (store, book) = made.unwrap();
    let made = Workspace::made(Box::new(store), book.unwrap()).unwrap();
    assert!(made.is_loaded());
    let built = Workspace::new(Box::new(SqliteStore::open(&place.db, Mode::WRITE).unwrap()));
    built.load().unwrap();

    let (made, built) = (made.book(), built.book());
    assert_eq!(made.difference(&built), None);
    assert_eq!(dump(&made), dump(&built));
    let few = |book: &Book| {
        let meetings: Vec<String> = book.meetings.days().map(|it| format!("{it:?}")).collect();
        (format!("{:?}{:?}", book.users, book.products), meetings)
    };
    assert_eq!(few(&made), few(&built));
    assert_eq!(made.settings(), built.settings());
    assert_eq!(made.rows(), built.rows());
    assert_ne!(made.settings(), &fiveply::model::Settings::default());
}
