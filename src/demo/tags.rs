//! The words that users put on accounts and leads; most have none. Some go with what is known of them, some with
//! how a lead went, so that they tell something when leads are cut by them.

use super::draw::{Draw, Purpose};
use super::life::Beat;
use super::market::{Class, Profile};
use super::pursuit::Pursuit;
use crate::model::{Layer, LeadKind, Tags};

/// A price from which a customer has to ask several suppliers, in whole euros.
const TENDERED: i64 = 40_000;

/// A word, and how many of those whom it fits have it.
type Word = (&'static str, f64);

/// The words on an account.
pub(super) fn of_account(seed: u64, account: u64, profile: &Profile) -> Option<Tags> {
    let by_sector: Option<Word> = match profile.sector.name {
        "Food" | "Beverages" => Some(("hygienic design", 0.3)),
        "Chemicals" | "Waste treatment" => Some(("ATEX", 0.4)),
        "Machinery" | "Engineering" => Some(("OEM", 0.25)),
        "Utilities" => Some(("framework contract", 0.3)),
        "Wholesale" => Some(("reseller", 0.35)),
        _ => None,
    };
    let by_class: Word = match profile.class {
        Class::A => ("key account", 0.4),
        Class::B => ("several sites", 0.2),
        Class::C => ("owner-managed", 0.1),
    };
    let any: [Word; 2] = [("visit in autumn", 0.04), ("fair guest", 0.03)];
    chosen(
        Draw::new(seed, Purpose::AccountTags, account),
        by_sector.into_iter().chain([by_class]).chain(any),
    )
}

/// The words on a lead.
pub(super) fn of_lead(seed: u64, lead: u64, pursuit: &Pursuit) -> Option<Tags> {
    let price = super::catalog::ITEMS[pursuit.item].price * pursuit.pieces as i64;
    let far = pursuit.life.stay().0 >= Layer::Intent;
    let parked = matches!(pursuit.life.last(), Beat::Park(_));
    let by_kind: Word = match pursuit.kind {
        LeadKind::New => ("new plant", 0.12),
        LeadKind::Repeat | LeadKind::UpSell => ("replacement", 0.4),
        LeadKind::CrossSell | LeadKind::Reactivation => ("second line", 0.3),
    };
    let fitting = [
        (price >= TENDERED, ("tender", 0.5)),
        (far, ("trial run", 0.25)),
        (!far, ("price check", 0.06)),
        (parked, ("budget next year", 0.4)),
    ];
    let fitting = fitting.into_iter().filter(|it| it.0).map(|it| it.1);
    chosen(
        Draw::new(seed, Purpose::LeadTags, lead),
        fitting.chain([by_kind]),
    )
}

fn chosen(mut draw: Draw, words: impl Iterator<Item = Word>) -> Option<Tags> {
    let mut text = String::new();
    for (word, share) in words {
        if draw.chance(share) {
            text.push_str(word);
            text.push(',');
        }
    }
    if text.is_empty() {
        None
    } else {
        Tags::read(&text)
    }
}
