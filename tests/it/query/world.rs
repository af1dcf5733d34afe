//! A small made-up company in which everything that can be asked occurs, and is missing.

use chrono::NaiveDate;
use fiveply::book::Book;
use fiveply::model::segments::Arm;
use fiveply::model::{
    Account, AccountId, BuyingRole, Contact, ContactId, Event, Feedback, Layer, Lead, LeadId, List,
    Members, Minor, Moment, Seq, Step, Touch, Track, Unit, User, UserId,
};

/// Minutes of a day.
const DAY: i64 = 24 * 60;
/// The noon of a day in November 2026.
pub const NOW: Moment = Moment(1_795_262_400_000);

/// Numbers that look random, and are the same again.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let sides = of.len() as u64;
        &of[usize::try_from(self.below(sides)).unwrap()]
    }

    fn maybe(&mut self, of: &[&str]) -> Option<String> {
        (self.below(3) > 0).then(|| (*self.pick(of)).to_owned())
    }
}

/// All records; the first of each has the id 1.
pub struct World {
    pub users: Vec<User>,
    pub accounts: Vec<Account>,
    pub contacts: Vec<Contact>,
    pub leads: Vec<Lead>,
    pub feedback: Vec<Feedback>,
    pub touches: Vec<Touch>,
    pub lists: Vec<List>,
}

const NAMES: [&str; 6] = [
    "Nowa Dairy",
    "Steel & Co X17",
    "Daily Bread",
    "北京乳业集团",
    "Łódź Beta",
    "dairy",
];

impl World {
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let users = ["Anna Nowak", "Bo"].map(|name| User {
            name: name.to_owned(),
            ..User::default()
        });
        let accounts: Vec<Account> = (0..14).map(|_| account(&mut dice)).collect();
        let contacts: Vec<Contact> = (0..18).map(|_| contact(&mut dice)).collect();
        let leads: Vec<Lead> = (0..40).map(|_| lead(&mut dice)).collect();
        let feedback = (0..40).map(|_| feedback(&mut dice)).collect();
        let touches = (0..50).map(|_| touch(&mut dice)).collect();
        Self {
            users: users.into(),
            accounts,
            contacts,
            leads,
            feedback,
            touches,
            lists: lists(seed),
        }
    }

    pub fn book(&self) -> Book {
        let mut book = Book::default();
        fn put<T: Clone + Into<fiveply::model::Record>>(book: &mut Book, all: &[T]) {
            for (id, record) in (1..).zip(all) {
                book.put(id, Seq(1), record.clone().into()).unwrap();
            }
        }
        put(&mut book, &self.users);
        put(&mut book, &self.accounts);
        put(&mut book, &self.contacts);
        put(&mut book, &self.leads);
        put(&mut book, &self.feedback);
        put(&mut book, &self.touches);
        put(&mut book, &self.lists);
        book.finish(Seq(1));
        book
    }
}

fn account(dice: &mut Dice) -> Account {
    Account {
        name: (*dice.pick(&NAMES)).to_owned(),
        external_id: dice.maybe(&["X17", "A-2"]),
        naics: dice.maybe(&["311513", "33", "31-33", "445"]),
        employees: (dice.below(4) > 0).then(|| i64::try_from(dice.below(90)).unwrap()),
        city: dice.maybe(&["Lyon", "Turin", "Lublin"]),
        domain: dice.maybe(&["Dairy.com", "steel.example"]),
        phone: dice.maybe(&["+48 (12) 345", "0039 11"]),
        email: dice.maybe(&["info@dairy.com"]),
        note: dice.maybe(&["Beta since 2019", "dairy"]),
        ..Account::default()
    }
}

fn contact(dice: &mut Dice) -> Contact {
    let roles = [
        None,
        Some(BuyingRole::Champion),
        Some(BuyingRole::DecisionMaker),
    ];
    Contact {
        name: (*dice.pick(&["Jan Kowalski", "Ewa Dairy"])).to_owned(),
        account: (dice.below(5) > 0).then(|| AccountId(1 + dice.below(14))),
        role: *dice.pick(&roles),
        title: dice.maybe(&["CEO", "Head of Purchasing"]),
        email: dice.maybe(&["ewa@beta.example"]),
        phone: dice.maybe(&["+48 12", "77"]),
        note: dice.maybe(&["met at a fair"]),
        external_id: dice.maybe(&["C1"]),
    }
}

fn lead(dice: &mut Dice) -> Lead {
    let user = |dice: &mut Dice| (dice.below(3) > 0).then(|| UserId(1 + dice.below(2)));
    let value = (dice.below(4) > 0).then(|| Minor(i64::try_from(dice.below(500)).unwrap()));
    Lead {
        external_id: dice.maybe(&["X170", "B-3"]),
        account: (dice.below(5) > 0).then(|| AccountId(1 + dice.below(14))),
        contact: (dice.below(3) > 0).then(|| ContactId(1 + dice.below(18))),
        source: dice.maybe(&["fair", "trade fair", "web"]),
        title: dice.maybe(&["Dairy line", "A steel hall"]),
        currency: value.map(|_| (*dice.pick(&["EUR", "JPY"])).to_owned()),
        value,
        note: dice.maybe(&["wants dairy", "daily call"]),
        handed_to: user(dice),
        answered: (dice.below(2) > 0).then(|| moment(dice)),
        track: track(dice),
        ..Lead::default()
    }
}

/// A moment within the year before now.
fn moment(dice: &mut Dice) -> Moment {
    let ago = i64::try_from(dice.below(360)).unwrap() * DAY + 60;
    Moment(NOW.0 - ago * 60_000)
}

fn track(dice: &mut Dice) -> Track {
    let mut at = moment(dice);
    let mut track = Track::default();
    let layer = |dice: &mut Dice| *dice.pick(&Layer::ALL);
    let first = layer(dice);
    track.push(
        at,
        match dice.below(3) {
            0 => Event::Opening(first),
            _ => Event::Enter {
                layer: first,
                unmet: 0,
            },
        },
    );
    let mut over = false;
    for _ in 0..dice.below(6) {
        let later = i64::try_from(dice.below(40)).unwrap() * DAY * 60_000;
        at = Moment((at.0 + later).min(NOW.0));
        let event = match (over, dice.below(8)) {
            (true, 0..4) => Event::Reopen(layer(dice)),
            (true, _) => break,
            (false, 0) => Event::Win { unmet: 0 },
            (false, 1) => Event::Lose {
                reason: "price".to_owned(),
                competitor: None,
            },
            (false, 2) => Event::Park(None),
            (false, _) => Event::Enter {
                layer: layer(dice),
                unmet: 0,
            },
        };
        over = matches!(event, Event::Win { .. } | Event::Lose { .. });
        track.push(at, event);
    }
    track
}

fn feedback(dice: &mut Dice) -> Feedback {
    Feedback {
        lead: Some(LeadId(1 + dice.below(40))),
        at: Some(moment(dice)),
        author: (dice.below(4) > 0).then(|| UserId(1 + dice.below(2))),
        verdict: (*dice.pick(&["good", "no-answer"])).to_owned(),
        reason: dice.maybe(&["price", "wrong-size"]),
        note: dice.maybe(&["Dairy is too dear", "call again"]),
        competitor: dice.maybe(&["Nordfab"]),
        come_back: (dice.below(2) > 0).then(|| NaiveDate::from_ymd_opt(2026, 12, 1).unwrap()),
        replied: (dice.below(3) > 0).then(|| moment(dice)),
        ..Feedback::default()
    }
}

fn touch(dice: &mut Dice) -> Touch {
    Touch {
        lead: Some(LeadId(1 + dice.below(40))),
        contact: None,
        at: Some(moment(dice)),
        author: (dice.below(4) > 0).then(|| UserId(1 + dice.below(2))),
        channel: (*dice.pick(&["call", "email"])).to_owned(),
        note: dice.maybe(&["asked for steel"]),
    }
}

/// Lists of leads and of accounts, one of them split and with some held out.
fn lists(seed: u64) -> Vec<List> {
    let mut dice = Dice::new(seed + 77);
    let kinds = [
        ("Spring", Unit::Leads),
        ("Spring mail", Unit::Accounts),
        ("Autumn", Unit::Leads),
    ];
    let list = |(name, unit): (&str, Unit)| {
        let all = if unit == Unit::Leads { 40 } else { 14 };
        let several = name != "Autumn";
        let mut arms = [Vec::new(), Vec::new(), Vec::new()];
        for id in 1..=all {
            let arm = usize::try_from(dice.below(if several { 9 } else { 4 })).unwrap();
            if let Some(arm) = arms.get_mut(arm) {
                arm.push(id);
            }
        }
        let [a, b, held] = arms.map(|it| it.into_iter().collect::<Members>());
        List {
            name: name.to_owned(),
            at: Some(moment(&mut dice)),
            unit: Some(unit),
            a: Some(a),
            b: several.then_some(b),
            hold_out: several.then_some(held),
            ..List::default()
        }
    };
    kinds.into_iter().map(list).collect()
}

/// One episode with all that belongs to it.
pub struct Row<'a> {
    pub world: &'a World,
    pub id: u64,
    pub lead: &'a Lead,
    pub steps: &'a [Step],
    pub latest: bool,
}

impl<'a> Row<'a> {
    /// Every episode, by its lead's id and its place from the first.
    pub fn all(world: &'a World) -> Vec<((u64, usize), Row<'a>)> {
        let mut rows = Vec::new();
        for (id, lead) in (1..).zip(&world.leads) {
            let many = lead.track.episodes().count();
            for (at, steps) in lead.track.episodes().enumerate() {
                let latest = at + 1 == many;
                let row = Row {
                    world,
                    id,
                    lead,
                    steps,
                    latest,
                };
                rows.push(((id, at), row));
            }
        }
        rows
    }

    pub fn account(&self) -> Option<&'a Account> {
        let id = self.lead.account?.0;
        self.world.accounts.get(usize::try_from(id).unwrap() - 1)
    }

    pub fn contact(&self) -> Option<&'a Contact> {
        let id = self.lead.contact?.0;
        self.world.contacts.get(usize::try_from(id).unwrap() - 1)
    }

    /// The people at the account.
    pub fn people(&self) -> Vec<&'a Contact> {
        let here = |it: &&Contact| it.account.is_some() && it.account == self.lead.account;
        self.world.contacts.iter().filter(here).collect()
    }

    pub fn touches(&self) -> Vec<&'a Touch> {
        let mut all: Vec<(u64, &Touch)> = (1..).zip(&self.world.touches).collect();
        all.retain(|(_, it)| it.lead == Some(LeadId(self.id)));
        all.sort_by_key(|(id, it)| (it.at, *id));
        all.into_iter().map(|it| it.1).collect()
    }

    /// The lists that the lead or its account is on, each with the arm.
    pub fn lists(&self) -> Vec<(&'a List, Arm)> {
        let arm = |list: &List| match list.unit() {
            Unit::Leads => list.arm(self.id),
            Unit::Accounts => list.arm(self.lead.account?.0),
        };
        let lists = self.world.lists.iter();
        lists.filter_map(|it| Some((it, arm(it)?))).collect()
    }

    pub fn feedback(&self) -> Vec<&'a Feedback> {
        let mut all: Vec<(u64, &Feedback)> = (1..).zip(&self.world.feedback).collect();
        all.retain(|(_, it)| it.lead == Some(LeadId(self.id)));
        all.sort_by_key(|(id, it)| (it.at, *id));
        all.into_iter().map(|it| it.1).collect()
    }
}
