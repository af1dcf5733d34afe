//! The same done to many: what is done to each, to which, and who of several gets what.
//!
//! What it makes of one record is decided as if it were done to that one alone.

use std::collections::HashMap;

use super::command::Act;
use super::ids::{Seq, UserId};
use super::members::Members;
use super::record::{FieldId, Kind};
use super::set::Verb;
use super::tags::Tagging;
use super::value::Value;

/// What is done to each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stroke {
    /// To leads.
    Lead(Act),
    /// Leads are given to these, to each as many.
    Spread(Vec<UserId>),
    /// Accounts get tags, or lose them.
    TagAccount(Tagging),
    /// Fields of accounts are set.
    EditAccount(Vec<(FieldId, Value)>),
}

impl Stroke {
    /// To what it is done.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Lead(_) | Self::Spread(_) => Kind::Lead,
            Self::TagAccount(_) | Self::EditAccount(_) => Kind::Account,
        }
    }

    /// The verb under which it is logged.
    #[must_use]
    pub const fn verb(&self) -> Verb {
        match self {
            Self::Lead(act) => act.verb(),
            Self::Spread(_) => Verb::Assign,
            Self::TagAccount(_) | Self::EditAccount(_) => Verb::Edit,
        }
    }
}

/// The same done to many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sweep {
    /// What is done to each.
    pub stroke: Stroke,
    /// To which.
    pub members: Members,
    /// The last change that was seen when they were chosen: what was changed since, stays as it is.
    pub base: Option<Seq>,
}

/// Who gets which of some leads, so that all get as many; whoever has one keeps it as far as that goes.
#[must_use]
pub fn spread(leads: &[(u64, Option<UserId>)], among: &[UserId]) -> HashMap<u64, UserId> {
    let mut own: Vec<(UserId, usize)> = Vec::with_capacity(among.len());
    for user in among {
        if !own.iter().any(|it| it.0 == *user) {
            let has = leads.iter().filter(|it| it.1 == Some(*user)).count();
            own.push((*user, has));
        }
    }
    if own.is_empty() {
        return HashMap::new();
    }
    let (each, mut over) = (leads.len() / own.len(), leads.len() % own.len());
    // One more goes to those who have most, so that the fewest change hands.
    own.sort_by_key(|it| std::cmp::Reverse(it.1));
    let mut free: HashMap<UserId, usize> = HashMap::new();
    for (user, _) in &own {
        let more = usize::from(over > 0);
        over -= more;
        free.insert(*user, each + more);
    }
    let mut given = HashMap::with_capacity(leads.len());
    let mut rest = Vec::new();
    for (lead, owner) in leads {
        match owner.and_then(|it| Some((it, free.get_mut(&it)?))) {
            Some((owner, left)) if *left > 0 => {
                *left -= 1;
                given.insert(*lead, owner);
            }
            Some(_) | None => rest.push(*lead),
        }
    }
    // In turns, so that nobody gets all that came first.
    let mut turn = among.iter().cycle();
    for lead in rest {
        let next = turn.find(|user| free.get(user).is_some_and(|left| *left > 0));
        if let Some(user) = next {
            free.entry(*user).and_modify(|left| *left -= 1);
            given.insert(lead, *user);
        }
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn all_get_as_many_and_who_has_one_keeps_it_as_far_as_that_goes(
            owners in prop::collection::vec(prop::option::of(1_u64..6), 0..60),
            many in 1_u64..5,
        ) {
            let leads: Vec<_> = (1..).zip(owners.iter().map(|it| it.map(UserId))).collect();
            let among: Vec<UserId> = (1..=many).map(UserId).collect();
            let given = spread(&leads, &among);
            prop_assert_eq!(given.len(), leads.len());
            let has = |user: &UserId| given.values().filter(|it| *it == user).count();
            let counts: Vec<usize> = among.iter().map(has).collect();
            let (least, most) = (counts.iter().min().unwrap(), counts.iter().max().unwrap());
            prop_assert!(most - least <= 1, "{:?}", counts);
            let kept = leads.iter().filter(|it| it.1 == given.get(&it.0).copied()).count();
            let could: usize = among
                .iter()
                .map(|user| leads.iter().filter(|it| it.1 == Some(*user)).count())
                .map(|had| had.min(leads.len() / among.len()))
                .sum();
            prop_assert!(kept >= could);
        }
    }

    #[test]
    fn without_anybody_nobody_gets_anything() {
        assert!(spread(&[(1, None)], &[]).is_empty());
    }
}
