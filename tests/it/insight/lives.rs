//! Leads written down in a line each, for cases that are worked by hand.
//!
//! `"Acme 1000 EUR source=fair product=2: 0 potential, 5 intent, 9 won"`: the account, the value in whole units, any
//! fields, and the days on which what happened. Day 0 is the first of January 2026, at noon in UTC.

use fiveply::book::Book;
use fiveply::book::mask::Mask;
use fiveply::demo::{Company, Size};
use fiveply::insight::funnel::Window;
use fiveply::model::{
    Account, AccountId, Event, Layer, Lead, LeadKind, Minor, Moment, Product, ProductId, Record,
    Seq, Temperature, Track, User, UserId,
};

const FIRST: i64 = 1_767_225_600_000;
const DAY: i64 = 86_400_000;

/// Noon of a day.
pub fn noon(day: i64) -> Moment {
    Moment(FIRST + day * DAY + DAY / 2)
}

/// The minute at which a day begins.
pub fn start(day: i64) -> u32 {
    fiveply::insight::funnel::minute(Moment(FIRST + day * DAY))
}

/// From the beginning of a day to the beginning of another.
pub fn days(from: i64, to: i64) -> Window {
    Window {
        from: start(from),
        to: start(to),
    }
}

/// Every row of a book.
pub fn all(book: &Book) -> Mask {
    Mask::all(book.episodes.columns.len())
}

/// A made-up company, and when it is looked at.
pub fn company() -> (Book, Moment) {
    let now = Moment(1_795_340_000_000);
    let size = Size {
        accounts: 200,
        leads: 400,
    };
    let mut book = Book::default();
    let mut next = std::collections::BTreeMap::new();
    for record in Company::new(size, 11, now).records() {
        let id = next.entry(record.kind()).or_insert(0_u64);
        *id += 1;
        book.put(*id, Seq(1), record).unwrap();
    }
    book.finish(Seq(1));
    (book, now)
}

/// A book of such leads.
pub fn book(lives: &[&str]) -> Book {
    book_with(lives, |_| {})
}

/// A book of such leads, each of them changed; products are named P1 to P9 and users Ann, Ben, Cid.
pub fn book_with(lives: &[&str], change: impl Fn(&mut Lead)) -> Book {
    let mut book = Book::default();
    for (id, name) in (1..).zip(["Ann", "Ben", "Cid"]) {
        let user = User {
            name: name.to_owned(),
            ..User::default()
        };
        book.put(id, Seq(1), user.into()).unwrap();
    }
    for id in 1..=9 {
        let product = Product {
            name: format!("P{id}"),
            ..Product::default()
        };
        book.put(id, Seq(1), product.into()).unwrap();
    }
    let mut accounts: Vec<String> = Vec::new();
    let mut leads = Vec::new();
    for life in lives {
        leads.push(lead(life, &mut accounts));
    }
    for (id, name) in (1..).zip(accounts) {
        // Acme@A is an account of which class A is expected.
        let class = name.split_once('@').map(|it| it.1.to_owned());
        let account = Account {
            expected_class: class.map(|it| it.parse().unwrap()),
            name,
            ..Account::default()
        };
        book.put(id, Seq(1), account.into()).unwrap();
    }
    for (id, lead) in (1..).zip(leads) {
        let mut lead: Lead = lead;
        change(&mut lead);
        book.put(id, Seq(1), Record::from(lead)).unwrap();
    }
    book.finish(Seq(1));
    book
}

/// The lead of a line; its account has a place in the list.
pub fn lead(life: &str, accounts: &mut Vec<String>) -> Lead {
    let (head, steps) = life.split_once(':').unwrap();
    let mut words = head.split_whitespace();
    let name = words.next().unwrap();
    let at = accounts.iter().position(|it| it == name);
    let at = at.unwrap_or_else(|| {
        accounts.push(name.to_owned());
        accounts.len() - 1
    });
    let mut lead = Lead {
        account: Some(AccountId(at as u64 + 1)),
        ..Lead::default()
    };
    for word in words {
        match word.split_once('=') {
            Some(("source", it)) => lead.source = Some(it.to_owned()),
            Some(("product", it)) => lead.product = Some(ProductId(it.parse().unwrap())),
            Some(("owner", it)) => lead.owner = Some(UserId(it.parse().unwrap())),
            Some(("temp", it)) => lead.temperature = Some(it.parse::<Temperature>().unwrap()),
            Some(("kind", it)) => lead.kind = Some(it.parse::<LeadKind>().unwrap()),
            Some(other) => panic!("{other:?}"),
            None => match word.parse::<i64>() {
                Ok(value) => lead.value = Some(Minor(value * 100)),
                Err(_) => lead.currency = Some(word.to_owned()),
            },
        }
    }
    lead.track = track(steps);
    lead
}

fn track(steps: &str) -> Track {
    let mut track = Track::default();
    for step in steps.split(',') {
        let (day, what) = step.trim().split_once(' ').unwrap();
        let event = match what.split_once(' ').unwrap_or((what, "")) {
            ("won", _) => Event::Win { unmet: 0 },
            ("lost", reason) => Event::Lose {
                reason: if reason.is_empty() { "price" } else { reason }.to_owned(),
                competitor: None,
            },
            ("park", _) => Event::Park(None),
            ("wake", _) => Event::Wake,
            ("found", layer) => Event::Opening(layer.parse().unwrap()),
            ("again", layer) => Event::Reopen(layer.parse().unwrap()),
            (layer, _) => Event::Enter {
                layer: layer.parse::<Layer>().unwrap(),
                unmet: 0,
            },
        };
        track.push(noon(day.parse().unwrap()), event);
    }
    track
}
