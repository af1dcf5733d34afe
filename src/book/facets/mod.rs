//! Facets: for each value of a field how many of a selection have it, and how many of those were won and lost.
//!
//! A facet leaves out what the filter says of its own field, so that one sees what choosing another value would give;
//! for everything else the whole filter holds. Leads that are found by what an earlier episode went through stand by
//! their latest one. Counted are leads, or accounts that have such a lead: then a value of a
//! lead's field counts each account once, however many of its leads bear it. It divides nothing; rates are `insight`'s.

mod count;
mod few;
mod groups;
mod idle;
mod lanes;
mod names;
mod runs;
mod split;
mod tables;
mod tags;
mod through;
mod whole;

use self::count::Selection;
use super::Book;
use super::mask::Mask;
use super::select::{At, Chosen};
use crate::query::{Belongs, Condition, Expr, Field, Filter};

pub use self::lanes::{FACETS, adds_up};
pub use self::names::Value;
pub use self::split::{Share, Split};
pub use self::whole::Whole;
pub use crate::model::Unit;

/// How many there are, and what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// All of them.
    pub all: u32,
    /// Won; an account is, when one of its leads was.
    pub won: u32,
    /// Lost; an account is, when one of its leads was and none was won.
    pub lost: u32,
}

/// A field and how many have each of its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The field.
    pub field: Field,
    /// Whether the filter says something of the field, which is left out here.
    pub own: bool,
    /// What is counted here in all.
    pub total: Count,
    /// By the code of the value.
    pub counts: Vec<Count>,
}

/// What a filter selects, by facets.
#[derive(Debug, Clone)]
pub struct Slice {
    /// What is counted.
    pub unit: Unit,
    /// How many there are without a filter.
    pub whole: u64,
    /// What is selected.
    pub total: Count,
    /// The episodes that the filter selects, for the funnel.
    pub episodes: Mask,
    /// The leads that stand for them.
    pub leads: Mask,
    /// Where accounts are counted: the leads that stand for them, those without one, and those whose leads lie apart.
    accounts: Option<[Mask; 3]>,
    /// The facets, in the order asked for.
    pub facets: Vec<Facet>,
}

/// A part of a filter that must hold.
struct Part {
    /// The one field that it speaks of, if it is one.
    own: Option<Field>,
    /// Whether all that it asks is asked of accounts.
    of_accounts: bool,
    chosen: Chosen,
}

impl Book {
    /// What a filter selects, by facets; fields that have no facet are left out.
    #[must_use]
    pub fn slice(&self, filter: &Filter, unit: Unit, fields: &[Field], at: At) -> Slice {
        // From outside, each of its many short passes would have to wake the threads, and be woken by them.
        rayon::join(|| self.slice_inside(filter, unit, fields, at), || ()).0
    }

    fn slice_inside(&self, filter: &Filter, unit: Unit, fields: &[Field], at: At) -> Slice {
        let part = |part: &Expr<Condition>| Part {
            own: own_field(part),
            of_accounts: of_accounts(part),
            chosen: self.rows_of(part, at, unit == Unit::Accounts),
        };
        let parts: Vec<Part> = parts(&filter.expr).iter().map(part).collect();
        let every_episode = filter.asks_every_episode();
        let without = |field: Option<Field>| {
            let kept = parts
                .iter()
                .filter(|part| field.is_none() || part.own != field);
            self.selection(kept, unit, every_episode)
        };
        let is_own = |field: &Field| parts.iter().any(|part| part.own == Some(*field));
        let (own, plain): (Vec<Field>, Vec<Field>) = fields.iter().partition(|it| is_own(it));
        let all = without(None);
        let mut facets = self.count_facets(&all, &plain, None, Some(at));
        for field in own {
            let selection = without(Some(field));
            facets.extend(self.count_facets(&selection, &[field], Some(&all), Some(at)));
        }
        facets.sort_by_key(|facet| fields.iter().position(|it| *it == facet.field));
        let engaged = self.engaged();
        Slice {
            unit,
            whole: match unit {
                Unit::Accounts => engaged.live.count(),
                Unit::Leads => engaged.leads.count(),
            },
            accounts: all.accounts.map(|it| {
                let [stray, ..] = it.stray;
                [it.homed.rows, it.leadless.rows, stray]
            }),
            total: all.total,
            episodes: all.episodes,
            leads: all.leads.rows,
            facets,
        }
    }

    /// The accounts of a slice, where accounts are counted.
    #[must_use]
    pub fn accounts_in(&self, slice: &Slice) -> Mask {
        let Some([homed, leadless, stray]) = &slice.accounts else {
            return Mask::default();
        };
        self.accounts_of(homed).or(leadless).or(stray)
    }

    /// How leads spread over the values of fields that are the same at any time, and what became of them; where accounts are counted, how these do.
    #[must_use]
    pub fn spread(
        &self,
        unit: Unit,
        leads: &Mask,
        accounts: &Mask,
        fields: &[Field],
    ) -> Vec<Facet> {
        let leadless = (unit == Unit::Accounts).then(|| {
            let with_leads = self.accounts_of(leads);
            accounts.clone().and(&with_leads.not())
        });
        let selection = self.selected(Mask::default(), leads.clone(), leadless, false);
        let mut facets = self.count_facets(&selection, fields, None, None);
        facets.sort_by_key(|facet| fields.iter().position(|it| *it == facet.field));
        facets
    }

    /// Puts parts of a filter together.
    fn selection<'a>(
        &self,
        parts: impl Iterator<Item = &'a Part>,
        unit: Unit,
        every_episode: bool,
    ) -> Selection {
        let engaged = self.engaged();
        let whole = Chosen {
            episodes: self.live_episodes().clone(),
            leadless: match unit {
                Unit::Accounts => engaged.leadless.clone(),
                Unit::Leads => Mask::default(),
            },
        };
        let mut all_or_none = true;
        let Chosen { episodes, leadless } = parts.fold(whole, |so_far, part| {
            all_or_none &= part.of_accounts;
            so_far.and(&part.chosen)
        });
        let leads = if every_episode {
            self.standing_for(&episodes)
        } else {
            engaged.leads.clone().and(&episodes)
        };
        let leadless = (unit == Unit::Accounts).then_some(leadless);
        self.selected(episodes, leads, leadless, all_or_none)
    }
}

/// The conditions that must all hold.
fn parts(expr: &Expr<Condition>) -> &[Expr<Condition>] {
    match expr {
        Expr::All => &[],
        Expr::And(parts) => parts,
        Expr::Or(_) | Expr::Not(_) | Expr::Term(_) => std::slice::from_ref(expr),
    }
}

/// The one field that a part of a filter speaks of, if it is one.
fn own_field(part: &Expr<Condition>) -> Option<Field> {
    let mut fields = Vec::new();
    part.visit(&mut |condition| fields.push(condition.field));
    let first = *fields.first()?;
    fields.iter().all(|it| *it == first).then_some(first)
}

/// Whether a part of a filter asks nothing of leads, so that of an account it takes all leads or none.
fn of_accounts(part: &Expr<Condition>) -> bool {
    let mut all = true;
    part.visit(&mut |condition| all &= condition.field.info().belongs == Belongs::Account);
    all
}

fn short(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
