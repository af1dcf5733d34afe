//! A pursuit as the record of a lead.

use chrono::{Days, NaiveDate};

use super::calendar::working_day;
use super::catalog::{CURRENCY, ITEMS};
use super::draw::{Draw, Purpose};
use super::handed::{Answer, Handed};
use super::life::Beat;
use super::market::round;
use super::names::TONGUES;
use super::pursuit::{Ground, Pursuit};
use super::tags;
use crate::model::{AccountId, ContactId, Flags, Layer, Lead, Minor, ProductId, UserId};

/// What is done next, by layer.
const NEXT: [[&str; 3]; 5] = [
    ["Call back", "Send introduction", "Find the decision maker"],
    [
        "Qualify by phone",
        "Send case study",
        "Invite to the webinar",
    ],
    ["Take the brief", "Site visit", "Demo on their line"],
    ["Send proposal", "Price talk", "Answer open points"],
    [
        "Contract at legal",
        "Wait for signature",
        "Confirm delivery date",
    ],
];
/// How often a value is known, by layer.
const VALUED: [f64; 5] = [0.6, 0.86, 0.97, 1.0, 1.0];
/// A stay of so much effort is long: such leads are often forgotten.
const LONG: f64 = 45.0;

impl Ground {
    /// The record of a lead by position, from 0.
    pub(super) fn lead(&self, position: u64, pursuit: &Pursuit, handed: Option<Handed>) -> Lead {
        let mut draw = Draw::new(self.seed, Purpose::Words, position);
        let (layer, since) = pursuit.life.stay();
        let value = draw
            .chance(VALUED[layer.index()])
            .then(|| value(pursuit, &mut draw));
        let contact = pursuit.slot.and_then(|slot| self.contact(slot, &mut draw));
        let tongue = pursuit.profile.map_or(&TONGUES[0], |it| it.tongue);
        let (next, next_due) = self.next(pursuit, layer, since, &mut draw);
        // Nobody plans before having said yes.
        let (next, next_due) = match handed.map(|it| it.answer) {
            Some(Answer::Waiting | Answer::Returned(..)) => (None, None),
            Some(Answer::Accepted(_)) | None => (next, next_due),
        };
        let moment = |at: f64| self.calendar.moment(at);
        Lead {
            external_id: None,
            account: pursuit.account.map(|it| AccountId(it + 1)),
            contact,
            product: Some(ProductId(pursuit.item as u64 + 1)),
            owner: handed
                .filter(|it| matches!(it.answer, Answer::Returned(..)))
                .map(|it| it.by)
                .or_else(|| self.owner(pursuit, layer, since)),
            source: Some(pursuit.source().name.to_owned()),
            campaign: pursuit.source().campaign(pursuit.day),
            title: Some(title(pursuit, &mut draw)),
            value,
            currency: value.map(|_| CURRENCY.to_owned()),
            temperature: Some(pursuit.temperature),
            kind: Some(pursuit.kind),
            next,
            next_due,
            milestones: self.milestones(pursuit, layer, &mut draw),
            note: draw
                .chance(0.12)
                .then(|| (*draw.pick(&tongue.notes)).to_owned()),
            handed: handed.map(|it| moment(it.at)),
            handed_by: handed.map(|it| it.by),
            handed_to: handed.map(|it| it.to),
            answered: handed.and_then(|it| it.answer.at()).map(moment),
            returned: handed.and_then(|it| it.answer.reason()).map(str::to_owned),
            tags: tags::of_lead(self.seed, position, pursuit),
            track: pursuit.life.track(&self.calendar),
        }
    }

    /// A contact of a slot; not everybody's name is known yet.
    pub(super) fn contact(&self, slot: u64, draw: &mut Draw) -> Option<ContactId> {
        let (first, count) = self.slots.contacts(slot);
        let contact = ContactId(first + 1 + draw.below(count));
        draw.chance(0.95).then_some(contact)
    }

    /// The rep; some of marketing's newest leads are not handed over yet.
    pub(super) fn owner(&self, pursuit: &Pursuit, layer: Layer, since: f64) -> Option<UserId> {
        let fresh = since > self.calendar.horizon() - 10.0 && pursuit.life.beats.len() == 1;
        let kept = fresh && layer == Layer::Potential && pursuit.source().marketing;
        // Every second of them still waits.
        (!kept || pursuit.pieces.is_multiple_of(2)).then_some(pursuit.rep)
    }

    fn milestones(&self, pursuit: &Pursuit, layer: Layer, draw: &mut Draw) -> Option<Flags> {
        let working = !pursuit.life.is_closed() && draw.chance(0.4);
        let guards = self.guards[layer.index()];
        let first = guards & guards.wrapping_neg();
        let reached = pursuit.life.milestones | if working { first } else { 0 };
        (reached != 0).then_some(Flags(reached))
    }

    /// What is to be done next, and by when; closed and parked leads have nothing to do.
    fn next(
        &self,
        pursuit: &Pursuit,
        layer: Layer,
        since: f64,
        draw: &mut Draw,
    ) -> (Option<String>, Option<NaiveDate>) {
        let parked = matches!(pursuit.life.last(), Beat::Park(_));
        let long = self.calendar.horizon() - since > LONG;
        let forgotten = draw.chance(if long { 0.4 } else { 0.1 });
        if pursuit.life.is_closed() || parked || forgotten {
            return (None, None);
        }
        let step = (*draw.pick(&NEXT[layer.index()])).to_owned();
        let today = self.calendar.today();
        let late = draw.chance(if long { 0.5 } else { 0.2 });
        let due = if late {
            let day = today - Days::new(draw.skewed(5.0, 0.9) as u64 + 1);
            day.max(self.calendar.day(since))
        } else {
            today + Days::new(draw.skewed(5.0, 0.9) as u64)
        };
        (Some(step), draw.chance(0.93).then(|| working_day(due)))
    }
}

/// Price times pieces, less what is given away; as often a round sum as an exact one.
fn value(pursuit: &Pursuit, draw: &mut Draw) -> Minor {
    let price = ITEMS[pursuit.item].price * pursuit.pieces as i64;
    let euros = if draw.chance(0.4) {
        price
    } else {
        round(price as f64 * (1.0 - 0.2 * draw.unit()), 2)
    };
    Minor(euros * 100)
}

fn title(pursuit: &Pursuit, draw: &mut Draw) -> String {
    let name = ITEMS[pursuit.item].name;
    let pieces = pursuit.pieces;
    match draw.below(10) {
        0 => format!("{name} trial"),
        1 => format!("Retrofit with {name}"),
        2 => format!("{name} for line {}", 1 + draw.below(6)),
        3 => format!("{name}, new plant"),
        _ if pieces == 1 => name.to_owned(),
        _ => format!("{pieces} × {name}"),
    }
}
