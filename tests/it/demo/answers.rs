//! How soon reps answer and call what marketing hands over: mostly in time, each in a way of their own.

use std::collections::BTreeMap;

use chrono_tz::Europe::Warsaw;
use fiveply::demo::{Company, SEED};
use fiveply::model::{Kind, LeadId, Moment, Record, Sla, UserId, WorkClock};

use super::{TODAY, company, leads, moment};

/// How many handovers, and how many of them were called too late.
type Late = (u32, u32);

fn rate((all, late): Late) -> f64 {
    f64::from(late) / f64::from(all)
}

/// How many of a company's leads are looked at: they come one after the other, with their touches.
const MANY: usize = 15_000;

/// When a contact with each lead was first made after it was handed over.
fn called(company: &Company) -> BTreeMap<LeadId, Moment> {
    let handed: Vec<_> = leads(company).take(MANY).map(|it| it.handed).collect();
    let mut first = BTreeMap::new();
    for record in company.of(Kind::Touch) {
        let Record::Touch(touch) = record else {
            panic!("{record:?}")
        };
        let (lead, at) = (touch.lead.unwrap(), touch.at.unwrap());
        if lead.0 as usize > MANY {
            break;
        }
        if handed[lead.0 as usize - 1].is_some_and(|it| at >= it) {
            let known = first.entry(lead).or_insert(at);
            *known = at.min(*known);
        }
    }
    first
}

fn late_by_rep(company: &Company) -> BTreeMap<UserId, Late> {
    let (sla, now) = (Sla::default(), moment(TODAY, 10));
    let clock = WorkClock::new(&sla, Warsaw, Moment(0), now);
    let called = called(company);
    let mut reps: BTreeMap<UserId, Late> = BTreeMap::new();
    for (index, lead) in leads(company).take(MANY).enumerate() {
        let (Some(handed), Some(to)) = (lead.handed, lead.handed_to) else {
            continue;
        };
        let until = called.get(&LeadId(index as u64 + 1)).unwrap_or(&now);
        let late = clock.between(handed, *until) > sla.accept_within();
        let rep = reps.entry(to).or_default();
        *rep = (rep.0 + 1, rep.1 + u32::from(late));
    }
    reps
}

fn all(reps: &BTreeMap<UserId, Late>) -> f64 {
    rate(reps.values().fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1)))
}

#[test]
fn most_of_what_is_handed_over_is_called_in_time_and_reps_differ() {
    let reps = late_by_rep(&company(12_000, 15_000, SEED));
    assert!((0.15..0.3).contains(&all(&reps)), "{}", all(&reps));
    let known = reps.values().copied().filter(|it| it.0 > 60).map(rate);
    let (least, most) = known.fold((1.0_f64, 0.0_f64), |(a, b), it| (a.min(it), b.max(it)));
    assert!(least < 0.15 && most > 0.25, "{least} {most}");
}

#[test]
fn where_each_lead_has_one_touch_it_is_the_call() {
    let reps = late_by_rep(&company(20_000, 100_001, SEED));
    assert!((0.15..0.3).contains(&all(&reps)), "{}", all(&reps));
}
