//! Facets: for each value of a field how many of a selection have it, and how many of those were won and lost.
//!
//! A facet leaves out what the filter says of its own field, so that one sees what choosing another value would give;
//! for everything else the whole filter holds. Leads that are found by what an earlier episode went through stand by
//! their latest one. Counted are leads, or accounts that have such a lead: then a value of a
//! lead's field counts each account once, however many of its leads bear it. It divides nothing; rates are `insight`'s.

mod lanes;
mod names;
mod split;
mod whole;

use self::lanes::Source;
use self::whole::Tables;
use super::Book;
use super::episodes::{flag, status_code};
use super::histogram::Lane;
use super::mask::Mask;
use super::select::{At, Chosen};
use crate::model::Status;
use crate::query::{Condition, Expr, Field, Filter};

pub use self::lanes::FACETS;
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
    /// The accounts, where accounts are counted.
    pub accounts: Mask,
    /// The facets, in the order asked for.
    pub facets: Vec<Facet>,
}

/// What parts of a filter select.
struct Selection {
    episodes: Mask,
    leads: Mask,
    won: Mask,
    lost: Mask,
    /// The same of accounts, where they are counted.
    accounts: [Mask; 3],
    /// How many of the accounts have no lead at all.
    leadless: u32,
    total: Count,
}

impl Book {
    /// What a filter selects, by facets; fields that have no facet are left out.
    #[must_use]
    pub fn slice(&self, filter: &Filter, unit: Unit, fields: &[Field], at: At) -> Slice {
        let parts: Vec<(Option<Field>, Chosen)> = parts(&filter.expr)
            .iter()
            .map(|part| {
                (
                    own_field(part),
                    self.rows_of(part, at, unit == Unit::Accounts),
                )
            })
            .collect();
        let every_episode = filter.asks_every_episode();
        let without = |field: Option<Field>| {
            let kept = parts
                .iter()
                .filter(|part| field.is_none() || part.0 != field);
            self.selection(kept.map(|part| &part.1), unit, every_episode)
        };
        let is_own = |field: Field| parts.iter().any(|part| part.0 == Some(field));
        let sources = fields.iter().filter_map(|it| self.source(*it, unit));
        let (own, plain): (Vec<_>, Vec<_>) = sources.partition(|it| is_own(it.field));
        let all = without(None);
        let mut facets = self.count_facets(&all, unit, &plain, false);
        for source in &own {
            let selection = without(Some(source.field));
            facets.extend(self.count_facets(&selection, unit, std::slice::from_ref(source), true));
        }
        facets.sort_by_key(|facet| fields.iter().position(|it| *it == facet.field));
        let engaged = self.engaged();
        let [accounts, ..] = all.accounts;
        Slice {
            unit,
            whole: match unit {
                Unit::Accounts => engaged.live.count(),
                Unit::Leads => engaged.leads.count(),
            },
            total: all.total,
            episodes: all.episodes,
            leads: all.leads,
            accounts,
            facets,
        }
    }

    /// How leads spread over the values of fields, and what became of them; where accounts are counted, how these do.
    #[must_use]
    pub fn spread(
        &self,
        unit: Unit,
        leads: &Mask,
        accounts: &Mask,
        fields: &[Field],
    ) -> Vec<Facet> {
        let with_leads = self.accounts_of(leads);
        let leadless = match unit {
            Unit::Accounts => accounts.clone().and(&with_leads.not()),
            Unit::Leads => Mask::default(),
        };
        let selection = self.selected(Mask::default(), leads.clone(), &leadless, unit);
        let sources: Vec<_> = fields
            .iter()
            .filter_map(|it| self.source(*it, unit))
            .collect();
        let mut facets = self.count_facets(&selection, unit, &sources, false);
        facets.sort_by_key(|facet| fields.iter().position(|it| *it == facet.field));
        facets
    }

    /// Puts parts of a filter together.
    fn selection<'a>(
        &self,
        parts: impl Iterator<Item = &'a Chosen>,
        unit: Unit,
        every_episode: bool,
    ) -> Selection {
        let engaged = self.engaged();
        let live = Mask::of(&self.episodes.columns.flags, |it| it & flag::LIVE != 0);
        let whole = Chosen {
            episodes: live,
            leadless: match unit {
                Unit::Accounts => engaged.leadless.clone(),
                Unit::Leads => Mask::default(),
            },
        };
        let Chosen { episodes, leadless } = parts.fold(whole, Chosen::and);
        let leads = if every_episode {
            self.standing_for(&episodes)
        } else {
            engaged.leads.clone().and(&episodes)
        };
        self.selected(episodes, leads, &leadless, unit)
    }

    /// What became of leads, and of their accounts with those that have none.
    fn selected(&self, episodes: Mask, leads: Mask, leadless: &Mask, unit: Unit) -> Selection {
        let of_status = |status| {
            let code = status_code(status);
            Mask::of(&self.episodes.columns.status, |it| it == code).and(&leads)
        };
        let (won, lost) = (of_status(Status::Won), of_status(Status::Lost));
        let accounts = match unit {
            Unit::Accounts => {
                let won = self.accounts_of(&won);
                let lost = self.accounts_of(&lost).and(&won.clone().not());
                [self.accounts_of(&leads).or(leadless), won, lost]
            }
            Unit::Leads => Default::default(),
        };
        let [all_of, won_of, lost_of] = match unit {
            Unit::Accounts => accounts.each_ref().map(Mask::count),
            Unit::Leads => [&leads, &won, &lost].map(Mask::count),
        };
        Selection {
            total: Count {
                all: short(all_of),
                won: short(won_of),
                lost: short(lost_of),
            },
            leadless: short(leadless.count()),
            episodes,
            leads,
            won,
            lost,
            accounts,
        }
    }

    /// Counts the values of some fields in a selection.
    fn count_facets(
        &self,
        selection: &Selection,
        unit: Unit,
        sources: &[Source<'_>],
        own: bool,
    ) -> Vec<Facet> {
        let (own_rows, through_leads): (Vec<&Source<'_>>, Vec<&Source<'_>>) = sources
            .iter()
            .partition(|it| unit == Unit::Leads || it.of_accounts);
        let direct = self.direct(selection, unit, &own_rows);
        let distinct = self.distinct(selection, &through_leads);
        let mut facets = Vec::new();
        for (sources, counted, leadless) in [
            (own_rows, direct, 0),
            (through_leads, distinct, selection.leadless),
        ] {
            for (source, [all, won, lost]) in sources.iter().zip(&counted) {
                let each = all.iter().zip(won).zip(lost);
                let each = each.map(|((all, won), lost)| Count {
                    all: *all,
                    won: *won,
                    lost: *lost,
                });
                let mut counts: Vec<Count> = each.collect();
                if let Some(none) = counts.get_mut(source.none) {
                    none.all += leadless;
                }
                source.join_twins(&mut counts);
                facets.push(Facet {
                    field: source.field,
                    own,
                    total: selection.total,
                    counts,
                });
            }
        }
        facets
    }

    /// How many accounts have a selected lead with each code, a won one, and a lost one but no won one.
    fn distinct(&self, selection: &Selection, sources: &[&Source<'_>]) -> Vec<Tables> {
        let lanes: Vec<Lane<'_>> = sources.iter().map(|it| it.lane(None)).collect();
        if lanes.is_empty() {
            return Vec::new();
        }
        let closed = selection.won.clone().or(&selection.lost);
        let [all, won, mut lost] = [&selection.leads, &selection.won, &closed]
            .map(|rows| self.accounts_by_code(&lanes, rows));
        for (lost, won) in lost.iter_mut().flatten().zip(won.iter().flatten()) {
            *lost -= won;
        }
        let outcomes = won.into_iter().zip(lost);
        all.into_iter()
            .zip(outcomes)
            .map(|(all, (won, lost))| [all, won, lost])
            .collect()
    }
}

impl Selection {
    /// What is counted: all, won, lost.
    fn rows(&self, unit: Unit) -> [&Mask; 3] {
        match unit {
            Unit::Accounts => self.accounts.each_ref(),
            Unit::Leads => [&self.leads, &self.won, &self.lost],
        }
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

fn short(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
