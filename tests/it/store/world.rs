//! A small company to keep: records, changes and commits for the store's tests.

use std::path::PathBuf;

use fiveply::model::{
    Account, AccountId, Change, Event, Key, Kind, Layer, Lead, Moment, OpId, Product, ProductId,
    Record, Seq, Setting, Step, Temperature, Track, User, UserId, Verb,
};
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::store::{SetHead, Store, Stored, Write};

/// The day on which everything happens.
pub const NOW: Moment = Moment(1_795_305_600_000);

/// A file in a folder that is gone afterwards.
pub struct Place {
    pub dir: tempfile::TempDir,
    pub db: PathBuf,
}

impl Place {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let db = dir.path().join("crm.db");
        Self { dir, db }
    }

    pub fn create(&self) -> SqliteStore {
        SqliteStore::create(&self.db, Mode::WRITE).unwrap()
    }

    pub fn open(&self) -> SqliteStore {
        SqliteStore::open(&self.db, Mode::WRITE).unwrap()
    }
}

pub fn head(op: u128) -> SetHead {
    SetHead {
        op: OpId(op),
        actor: Some(UserId(1)),
        at: NOW,
        verb: Verb::Edit,
        undoes: None,
    }
}

/// Commits what is done to a writer, under a name.
pub fn commit(store: &mut dyn Store, op: u128, work: impl FnOnce(&mut dyn Write)) -> Seq {
    let mut write = store.write().unwrap();
    work(&mut *write);
    write.commit(head(op)).unwrap()
}

pub fn insert(write: &mut dyn Write, record: impl Into<Record>) -> Key {
    let record = record.into();
    let kind = record.kind();
    let key = Key::new(kind, write.new_id(kind).unwrap());
    write.apply(&inserted(key, &record)).unwrap();
    key
}

pub fn inserted(key: Key, record: &Record) -> Change {
    Change::between(key, Seq::ZERO, None, Some(record)).unwrap()
}

/// The change that makes a record another one.
pub fn changed(stored: &Stored, after: &Record) -> Change {
    let key = Key::new(after.kind(), stored.id);
    Change::between(key, stored.revision, Some(&stored.record), Some(after)).unwrap()
}

pub fn removed(stored: &Stored) -> Change {
    let key = Key::new(stored.record.kind(), stored.id);
    Change::between(key, stored.revision, Some(&stored.record), None).unwrap()
}

pub fn get(store: &mut dyn Store, key: Key) -> Option<Stored> {
    store.read().unwrap().get(key).unwrap()
}

pub fn all(store: &mut dyn Store, kind: Kind) -> Vec<Stored> {
    let mut found = Vec::new();
    let read = store.read().unwrap();
    read.scan(kind, 0..u64::MAX, &mut |stored| {
        found.push(stored);
        std::ops::ControlFlow::Continue(())
    })
    .unwrap();
    found
}

pub fn user(name: &str) -> User {
    User {
        name: name.to_owned(),
        ..User::default()
    }
}

pub fn account(name: &str) -> Account {
    Account {
        name: name.to_owned(),
        ..Account::default()
    }
}

pub fn product(name: &str) -> Product {
    Product {
        name: name.to_owned(),
        ..Product::default()
    }
}

pub fn setting(name: &str) -> Setting {
    Setting {
        name: name.to_owned(),
        value: "{}".to_owned(),
    }
}

/// A lead that entered the first layer.
pub fn lead(account: Option<u64>, owner: Option<u64>) -> Lead {
    Lead {
        account: account.map(AccountId),
        owner: owner.map(UserId),
        product: None::<ProductId>,
        temperature: Some(Temperature::Warm),
        track: Track::new(vec![enter(0, Layer::Potential)]),
        ..Lead::default()
    }
}

pub fn enter(day: i64, layer: Layer) -> Step {
    Step(at(day), Event::Enter { layer, unmet: 0 })
}

pub fn at(day: i64) -> Moment {
    Moment(NOW.0 + day * 86_400_000)
}

/// Names in several scripts, sizes and cities, as an import brings them.
pub fn imported_account(n: u64) -> Account {
    let cities = ["Łódź", "Lyon", "Torino", "苏州", "Iași", "Gdańsk", "Graz"];
    let pick = |list: &[&str], salt: u64| {
        let at = (n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> salt) as usize % list.len();
        list[at].to_owned()
    };
    let city = pick(&cities, 30);
    Account {
        external_id: Some(format!("A-{:06}", n * 7919 % 1_000_003)),
        name: format!(
            "{} {} {n}",
            pick(&["Nord", "Delta", "Alfa", "华"], 40),
            pick(&["Dairy", "Motor", "Steel", "Foods"], 50)
        ),
        naics: Some(format!("3{:05}", n * 31 % 99_999)),
        employees: Some((n * 37 % 900) as i64),
        city: Some(city),
        country: Some(pick(&["PL", "FR", "IT", "CN", "RO"], 20)),
        domain: Some(format!("company{n}.example")),
        ..Account::default()
    }
}

/// A lead with three steps, some won, some lost, some open.
pub fn imported_lead(n: u64, account: u64, owners: u64, products: u64) -> Lead {
    let salt = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33;
    let day = (salt % 700) as i64 - 900;
    let end = match salt % 3 {
        0 => Event::Win { unmet: 0 },
        1 => Event::Lose {
            reason: "price".to_owned(),
            competitor: None,
        },
        _ => Event::Enter {
            layer: Layer::HighIntent,
            unmet: 1,
        },
    };
    let sources = ["fair", "webinar", "referral", "website", "cold-call"];
    Lead {
        external_id: Some(format!("{:08X}", salt as u32)),
        account: Some(AccountId(account)),
        product: Some(ProductId(1 + salt % products)),
        owner: Some(UserId(1 + (salt >> 3) % owners)),
        source: Some(sources[(salt % 5) as usize].to_owned()),
        title: Some(format!(
            "{} line for plant {}",
            sources[(salt % 4) as usize],
            salt % 40
        )),
        value: Some(fiveply::model::Minor((salt % 90_000) as i64 * 100)),
        currency: Some("EUR".to_owned()),
        temperature: Some(if salt & 1 == 0 {
            Temperature::Cold
        } else {
            Temperature::Warm
        }),
        track: Track::new(vec![
            enter(day, Layer::Potential),
            enter(day + 20, Layer::Intent),
            Step(Moment(at(day + 55).0 + (salt % 86_400_000) as i64), end),
        ]),
        ..Lead::default()
    }
}

/// Fills a store as an import does: users, products, accounts, leads; one change set.
pub fn import(store: &mut dyn Store, op: u128, accounts: u64, leads: u64) -> Seq {
    commit(store, op, |write| {
        for n in 0..30 {
            insert(write, user(&format!("Rep {n}")));
        }
        for n in 0..12 {
            insert(write, product(&format!("Line {n}")));
        }
        for n in 0..accounts {
            insert(write, imported_account(n));
        }
        for n in 0..leads {
            insert(write, imported_lead(n, 1 + n % accounts.max(1), 30, 12));
        }
    })
}
