//! One pursuit of one product at one company, as a whole: where it came from, what it is worth, and
//! its life. Each is derived from the seed and its own position; only customers who come back look
//! at one earlier pursuit.

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::catalog::{CONTESTED, ITEMS};
use super::draw::{Draw, Purpose};
use super::life::{self, Birth, Life};
use super::market::{Class, Market, Profile};
use super::slots::Slots;
use super::source::{CUSTOMER, LIST, SOURCES, Source, draw_source};
use super::staff::Staff;
use crate::model::{Layer, LeadKind, Record, Temperature, UserId};

/// How many of the leads were there before the history began, in percent.
const OPENINGS: u64 = 3;
/// Where they stood.
const OPENING_LAYERS: [u32; 5] = [42, 26, 16, 10, 6];
/// How often a lead is looked for among earlier customers.
const SEEKS_CUSTOMER: f64 = 0.3;
/// Among how many earlier leads a customer is looked for.
const LOOKS: u32 = 9;
/// The effort after which a customer counts as lost: a year.
const YEAR: f64 = 235.0;

/// All that pursuits are derived from.
#[derive(Debug, Clone)]
pub(super) struct Ground {
    pub seed: u64,
    pub leads: u64,
    pub calendar: Calendar,
    pub market: Market,
    pub slots: Slots,
    pub staff: Staff,
    pub guards: [u64; 5],
}

/// A pursuit.
#[derive(Debug, Clone)]
pub(super) struct Pursuit {
    pub source: usize,
    /// The company's slot and position, where the company is known.
    pub slot: Option<u64>,
    pub account: Option<u64>,
    pub profile: Option<Profile>,
    /// The product's position.
    pub item: usize,
    pub pieces: u64,
    pub kind: LeadKind,
    pub temperature: Temperature,
    pub rep: UserId,
    /// When it came in, in effort, and on which day.
    pub at: f64,
    pub day: NaiveDate,
    pub life: Life,
}

impl Pursuit {
    pub(super) fn source(&self) -> &'static Source {
        &SOURCES[self.source]
    }
}

/// What a pursuit is, before it is known how it goes.
#[derive(Debug, Clone, Copy)]
struct Idea {
    source: usize,
    slot: Option<u64>,
    account: Option<u64>,
    profile: Option<Profile>,
    item: usize,
    kind: LeadKind,
    rep: UserId,
}

impl Ground {
    /// A pursuit by position, from 0, in the order in which they came in.
    pub(super) fn pursuit(&self, lead: u64) -> Pursuit {
        let mut draw = Draw::new(self.seed, Purpose::Lead, lead);
        let at = self.arrival(lead, &mut draw);
        match self.customer(lead, at, &mut draw) {
            Some(idea) => self.begin(lead, at, idea, draw),
            None => self.original(lead),
        }
    }

    /// Adds a lead by position, from 0, with the feedback on it and its touches.
    pub(super) fn whole(&self, lead: u64, all: &mut Vec<Record>) {
        let pursuit = self.pursuit(lead);
        let handed = self.handed(lead, &pursuit);
        all.push(Record::from(self.lead(lead, &pursuit, handed)));
        all.extend(self.feedback(lead, &pursuit, handed).map(Record::from));
        all.extend(self.touches(lead, &pursuit, handed).map(Record::from));
    }

    /// When a lead came in.
    fn arrival(&self, lead: u64, draw: &mut Draw) -> f64 {
        let place = draw.unit();
        match lead.checked_sub(self.openings()) {
            None => 0.0,
            Some(rank) => {
                let all = self.leads - self.openings();
                self.calendar.arrival((rank as f64 + place) / all as f64)
            }
        }
    }

    const fn openings(&self) -> u64 {
        self.leads * OPENINGS / 100
    }

    fn seeks_customer(draw: &mut Draw) -> bool {
        draw.chance(SEEKS_CUSTOMER)
    }

    /// A customer who comes back, if this lead is one.
    fn customer(&self, lead: u64, at: f64, draw: &mut Draw) -> Option<Idea> {
        if !Self::seeks_customer(draw) {
            return None;
        }
        for _ in 0..LOOKS {
            let earlier = draw.below(lead);
            let mut its = Draw::new(self.seed, Purpose::Lead, earlier);
            self.arrival(earlier, &mut its);
            if earlier >= lead || Self::seeks_customer(&mut its) {
                continue;
            }
            let first = self.original(earlier);
            let won = first.life.won().filter(|won| *won < at);
            if let (Some(won), Some(_)) = (won, first.slot) {
                return Some(come_back(&first, at - won, draw));
            }
        }
        None
    }

    /// A lead that is nobody's second.
    fn original(&self, lead: u64) -> Pursuit {
        let mut draw = Draw::new(self.seed, Purpose::Lead, lead);
        let at = self.arrival(lead, &mut draw);
        Self::seeks_customer(&mut draw);
        let day = self.calendar.day(at);
        let listed = draw.chance(self.calendar.list_share(day));
        let source = if listed {
            LIST
        } else {
            draw_source(&mut draw, day)
        };
        let (slot, account) = self.company(lead, listed, &mut draw).unzip();
        let profile = account.map(|it| self.market.profile(it));
        let item = draw.weighted(ITEMS.iter().map(|it| it.weight));
        let team = profile.map_or_else(|| draw.below(3) as usize, |it| it.tongue.team);
        let number = if draw.chance(0.88) { account } else { None };
        let number = number.unwrap_or_else(|| draw.below(1 << 32));
        let rep = self.staff.rep(
            team,
            Draw::new(self.seed, Purpose::Skill, number).below(1 << 32),
        );
        let slot = slot.filter(|_| draw.chance(0.99));
        let idea = Idea {
            source,
            slot,
            account: account.filter(|_| slot.is_some()),
            profile: profile.filter(|_| slot.is_some()),
            item,
            kind: LeadKind::New,
            rep,
        };
        self.begin(lead, at, idea, draw)
    }

    /// The slot and the company of a lead: the bought list has small ones, else larger ones are sought.
    fn company(&self, lead: u64, listed: bool, draw: &mut Draw) -> Option<(u64, u64)> {
        let with = |slot: u64| (slot, self.slots.account(slot, self.market));
        let mut company = with(self.slots.turn(lead)?);
        for _ in 0..6 {
            let fits = match Class::of(self.market.employees(company.1)) {
                Class::A | Class::B => !listed,
                Class::C => listed || draw.chance(0.75),
            };
            if fits {
                break;
            }
            company = with(draw.below(self.slots.count()));
        }
        Some(company)
    }

    fn begin(&self, lead: u64, at: f64, idea: Idea, mut draw: Draw) -> Pursuit {
        let Idea {
            source,
            slot,
            account,
            profile,
            item,
            kind,
            rep,
        } = idea;
        let origin = &SOURCES[source];
        let opening = lead < self.openings();
        let layer = if opening {
            Layer::at(draw.weighted(OPENING_LAYERS.into_iter())).unwrap_or(Layer::Potential)
        } else {
            origin.entry(&mut draw)
        };
        let class = profile.map_or(Class::C, |it| it.class);
        let (scale, pace) = match class {
            Class::A => (4.5, 1.3),
            Class::B => (2.0, 1.1),
            Class::C => (1.0, 0.95),
        };
        let skill = 0.22 * Draw::new(self.seed, Purpose::Skill, u64::MAX - rep.0).normal();
        let lapsed = if kind == LeadKind::Reactivation {
            -0.35
        } else {
            0.0
        };
        let fit = profile.map_or(-0.6, |it| it.fit());
        let birth = Birth {
            at,
            layer,
            opening,
            quality: origin.quality + fit + skill + lapsed + ITEMS[item].appeal,
            pace,
            listed: source == LIST,
            contested: ITEMS[item].line == CONTESTED,
        };
        let fate = Draw::new(self.seed, Purpose::Life, lead);
        Pursuit {
            source,
            slot,
            account,
            profile,
            item,
            pieces: draw.skewed(scale * ITEMS[item].pieces, 0.6).max(1.0) as u64,
            kind,
            temperature: origin.temperature(&mut draw),
            rep,
            at,
            day: self.calendar.day(at),
            life: life::live(fate, birth, &self.calendar, &self.guards),
        }
    }
}

/// What a customer wants next, so much effort after the first deal.
fn come_back(first: &Pursuit, since: f64, draw: &mut Draw) -> Idea {
    let line = |item: usize| ITEMS[item].line;
    let same_line_up = (first.item + 1 < ITEMS.len() && line(first.item + 1) == line(first.item))
        .then_some(first.item + 1);
    let (kind, item) = if since > YEAR {
        (LeadKind::Reactivation, first.item)
    } else {
        match (draw.weighted([50, 30, 20].into_iter()), same_line_up) {
            (0, _) | (2, None) => (LeadKind::Repeat, first.item),
            (2, Some(larger)) => (LeadKind::UpSell, larger),
            _ => {
                let start = draw.below(ITEMS.len() as u64) as usize;
                let other = (start..start + ITEMS.len())
                    .map(|it| it % ITEMS.len())
                    .find(|it| line(*it) != line(first.item));
                (LeadKind::CrossSell, other.unwrap_or(first.item))
            }
        }
    };
    Idea {
        source: CUSTOMER,
        slot: first.slot,
        account: first.account,
        profile: first.profile,
        item,
        kind,
        rep: first.rep,
    }
}
