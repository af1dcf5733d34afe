//! How any store finds records: by what they are called, and by what links to them.

use fiveply::model::{Key, Kind};
use fiveply::store::{Natural, Store};

use super::conformance::full;
use super::world::*;

/// No ids.
const NOBODY: [u64; 0] = [];

pub fn records_are_found_by_what_they_are_called(store: &mut dyn Store) {
    let mut second = account("ACME Gmbh");
    second.external_id = Some("x1".to_owned());
    commit(store, 1, |write| {
        for record in full() {
            insert(write, record);
        }
        insert(write, second);
        insert(write, account("acme, Inc."));
    });
    let read = store.read().unwrap();
    let find = |natural: Natural| read.find(&natural).unwrap();
    let text = str::to_owned;
    assert_eq!(find(Natural::ExternalId(Kind::Account, text("x1"))), [2]);
    assert_eq!(find(Natural::ExternalId(Kind::Product, text("x1"))), NOBODY);
    assert_eq!(find(Natural::ExternalId(Kind::User, text("x1"))), NOBODY);
    assert_eq!(find(Natural::Name(Kind::Account, text("acme"))), [2, 3]);
    assert_eq!(find(Natural::Name(Kind::User, text("lucja"))), [1]);
    assert_eq!(find(Natural::Name(Kind::Contact, text("李明"))), [1]);
    assert_eq!(find(Natural::Name(Kind::Product, text("gtx pro"))), [1]);
    assert_eq!(find(Natural::Domain(text("company5.example"))), [1]);
    assert_eq!(
        find(Natural::Email(Kind::Account, text("info@dairy.example"))),
        [1]
    );
    assert_eq!(
        find(Natural::Email(Kind::Contact, text("li@dairy.example"))),
        [1]
    );
    assert_eq!(
        find(Natural::Phone(Kind::Account, text("48221234567"))),
        [1]
    );
    assert_eq!(find(Natural::Phone(Kind::Contact, text("8610555"))), [1]);
    drop(read);

    let before = get(store, Key::new(Kind::Account, 2)).unwrap();
    let change = changed(&before, &account("Other").into());
    commit(store, 2, |write| write.apply(&change).unwrap());
    let read = store.read().unwrap();
    assert_eq!(
        read.find(&Natural::Name(Kind::Account, text("acme")))
            .unwrap(),
        [3]
    );
    assert_eq!(
        read.find(&Natural::ExternalId(Kind::Account, text("x1")))
            .unwrap(),
        NOBODY
    );
}

pub fn links_are_followed_backwards(store: &mut dyn Store) {
    commit(store, 1, |write| {
        insert(write, user("Rep"));
        insert(write, account("A"));
        insert(write, account("B"));
        for _ in 0..3 {
            insert(write, lead(Some(2), Some(1)));
        }
    });
    let read = store.read().unwrap();
    let of = |id| Key::new(Kind::Account, id);
    assert_eq!(read.linked_from(of(1)).unwrap(), None);
    assert_eq!(
        read.linked_from(of(2)).unwrap(),
        Some(Key::new(Kind::Lead, 1))
    );
    assert_eq!(read.linking(Kind::Lead, of(2)).unwrap(), [1, 2, 3]);
    assert_eq!(read.linking(Kind::Contact, of(2)).unwrap(), NOBODY);
    assert_eq!(
        read.linking(Kind::Lead, Key::new(Kind::User, 1)).unwrap(),
        [1, 2, 3]
    );
    assert_eq!(read.linking(Kind::User, of(2)).unwrap(), NOBODY);
}
