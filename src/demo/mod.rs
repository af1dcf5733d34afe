//! Holds a made-up company of any size, with two years of history that ends the day before `now`.
//!
//! `Tessaly Instruments` sells flow and level instruments to the process industry of Europe, Asia and
//! America. Every record is derived from the seed and its own position (see `draw`), in one go and in
//! the order in which links point backwards only, so that memory does not grow with the size. The same
//! size, seed and day give the same records, on any machine; accounts do not depend on the leads.
//!
//! The parts: `names`, `sector`, `catalog`, `source` are tables; `market` makes accounts, `slots` says at
//! which of them we have leads, and makes contacts; `calendar` knows seasons and working hours; `life` is
//! what happens to a lead, `pursuit` all that is around it, `lead` and `talk` its records; `terms` is what reps
//! have changed since, `weekly` what its weekly meeting left.
//!
//! It must not read a clock, keep what it made, or use anything of ours but the model.

mod calendar;
mod catalog;
mod draw;
mod handed;
mod lead;
mod life;
mod market;
mod names;
mod pursuit;
#[rustfmt::skip]
mod sector;
mod slots;
mod source;
mod staff;
mod tags;
mod talk;
mod terms;
mod weekly;

use chrono::Datelike;
use chrono_tz::Tz;
use rayon::prelude::*;

use crate::model::settings::General;
use crate::model::{Kind, Moment, Record, Section, Settings};
use calendar::Calendar;
use catalog::{CURRENCY, ITEMS};
use market::Market;
use pursuit::Ground;
use slots::Slots;
use staff::Staff;
use weekly::Weekly;

/// The seed of the company that is shown unless another is asked for.
///
/// At its default size most days give it a July in which more leads came and fewer deals were made.
pub const SEED: u64 = 115;

/// The company's name.
const NAME: &str = "Tessaly Instruments";
/// So many positions are made in one go, and so many such goes at once: enough for all hands, few enough to be held.
const CHUNK: usize = 256;
const HANDS: usize = 8;
/// Where the company counts its days.
const ZONE: Tz = chrono_tz::Europe::Warsaw;

/// How large the made-up company is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// How many companies its market has.
    pub accounts: u64,
    /// How many leads it has had.
    pub leads: u64,
}

impl Default for Size {
    fn default() -> Self {
        Self {
            accounts: 1_200,
            leads: 1_500,
        }
    }
}

/// Records, made some at a time.
pub type Batches<'a> = Box<dyn Iterator<Item = Vec<Record>> + Send + 'a>;

/// A made-up company.
#[derive(Debug, Clone)]
pub struct Company {
    size: Size,
    settings: Settings,
    ground: Ground,
    weekly: Weekly,
}

impl Company {
    /// Lays out a company; its records are made when they are asked for.
    #[must_use]
    pub fn new(size: Size, seed: u64, now: Moment) -> Self {
        let mut settings = Settings {
            general: General {
                name: NAME.to_owned(),
                zone: ZONE,
                currency: CURRENCY.to_owned(),
                ..General::default()
            },
            ..Settings::default()
        };
        let ground = Ground {
            seed,
            leads: size.leads,
            calendar: Calendar::new(seed, now, ZONE),
            market: Market::new(seed, now.day(ZONE).year()),
            slots: Slots::new(seed, size.accounts, size.leads),
            staff: Staff::new(size.leads),
            guards: life::guards(&settings),
        };
        let weekly = Weekly::of(&ground);
        settings.targets.clone_from(&weekly.targets);
        Self {
            size,
            settings,
            ground,
            weekly,
        }
    }

    /// The company's definitions.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The user in whose seat somebody looks around: a rep, with a day's work before them.
    #[must_use]
    pub const fn seat() -> &'static str {
        Staff::seat()
    }

    /// The definitions that are not the usual ones, as records.
    #[must_use]
    pub fn sections(&self) -> Vec<Record> {
        let own = [Section::General, Section::Targets];
        own.map(|it| self.settings.record(it).into()).to_vec()
    }

    /// All records: users, products, accounts, contacts, what meetings left, and the leads, each with its feedback and touches.
    ///
    /// The first of each kind has the id 1, the next 2, and so on; links are such ids.
    pub fn records(&self) -> impl Iterator<Item = Record> + '_ {
        self.parts().into_iter().flatten().flatten()
    }

    /// All records in parts that can be made at the same time: no kind is in two of them.
    #[must_use]
    pub fn parts(&self) -> [Batches<'_>; 2] {
        let kinds = [
            Kind::User,
            Kind::Product,
            Kind::Account,
            Kind::Contact,
            Kind::Resolution,
            Kind::Meeting,
        ];
        let market = kinds.into_iter().flat_map(|kind| self.batches(kind));
        [Box::new(market), self.batches(Kind::Lead)]
    }

    /// The records of one kind, in the order of their ids.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = Record> + '_ {
        let all = self.batches(kind).flatten();
        all.filter(move |it| it.kind() == kind)
    }

    /// The records of one kind, of leads with what was said of them.
    fn batches(&self, kind: Kind) -> Batches<'_> {
        let ground = &self.ground;
        let few: Vec<Record> = match kind {
            Kind::Account => {
                return chunked(self.size.accounts, |it, all| {
                    all.push(ground.market.record(it).into());
                });
            }
            Kind::Contact => {
                return chunked(ground.slots.count(), |it, all| {
                    all.extend(ground.slots.people(it, ground.market).map(Record::from));
                });
            }
            Kind::Lead | Kind::Feedback | Kind::Touch => {
                return chunked(self.size.leads, |it, all| ground.whole(it, all));
            }
            Kind::User => (0..ground.staff.count())
                .map(|it| ground.staff.record(it).into())
                .collect(),
            Kind::Product => ITEMS.iter().map(|it| it.record().into()).collect(),
            Kind::Resolution => clones(&self.weekly.resolutions),
            Kind::Meeting => clones(&self.weekly.meetings),
            Kind::Setting | Kind::Segment | Kind::List => Vec::new(),
        };
        Box::new(std::iter::once(few))
    }
}

fn clones<T: Clone + Into<Record>>(all: &[T]) -> Vec<Record> {
    all.iter().cloned().map(T::into).collect()
}

/// Records by position, made by all hands, so many positions at once.
fn chunked<'a>(
    count: u64,
    make: impl Fn(u64, &mut Vec<Record>) + Sync + Send + Copy + 'a,
) -> Batches<'a> {
    let goes = (0..count).step_by(CHUNK * HANDS);
    Box::new(goes.flat_map(move |from| {
        let made: Vec<Vec<Record>> = (0..HANDS)
            .into_par_iter()
            .map(|hand| {
                let from = from + (hand * CHUNK) as u64;
                let mut all = Vec::with_capacity(CHUNK);
                (from..count.min(from + CHUNK as u64)).for_each(|it| make(it, &mut all));
                all
            })
            .collect();
        made
    }))
}
