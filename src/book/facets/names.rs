//! What the codes of a facet are called: as one types them behind the field.

use super::{Count, Facet};
use crate::book::Book;
use crate::book::bins;
use crate::model::fold::fold;
use crate::model::{Layer, LeadKind, Status, Temperature, money};
use crate::query::Field;

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Its code.
    pub code: u32,
    /// As it is typed behind the field; nothing for those without one.
    pub term: Option<String>,
    /// How many have it.
    pub count: Count,
}

impl Book {
    /// The values of a facet that occur, so many at most, and how many there are: the most frequent first, or in
    /// their own order where they have one. Only those that hold a text, where one is given.
    #[must_use]
    pub fn facet_values(&self, facet: &Facet, find: &str, limit: usize) -> (Vec<Value>, usize) {
        let find = fold(find);
        let terms = self.facet_terms(facet.field);
        let mut occur: Vec<(u32, Count)> = (0..)
            .zip(facet.counts.iter().copied())
            .filter(|(_, count)| count.all > 0)
            .filter(|(code, _)| {
                find.is_empty() || terms(*code).is_some_and(|term| fold(&term).contains(&find))
            })
            .collect();
        let many = occur.len();
        if !is_ordered(facet.field) {
            let rank = |it: &(u32, Count)| (std::cmp::Reverse(it.1.all), it.0);
            if occur.len() > limit && limit > 0 {
                occur.select_nth_unstable_by_key(limit - 1, rank);
                occur.truncate(limit);
            }
            occur.sort_unstable_by_key(rank);
        }
        occur.truncate(limit);
        let named = occur.into_iter().map(|(code, count)| Value {
            code,
            term: terms(code),
            count,
        });
        (named.collect(), many)
    }

    /// What the codes of a field are called, as one types them behind it.
    #[must_use]
    pub fn facet_terms(&self, field: Field) -> Box<dyn Fn(u32) -> Option<String> + '_> {
        let a = &self.accounts.columns;
        let e = &self.episodes;
        let words =
            |words: &'_ crate::book::columns::Dictionary, code| words.get(code).map(str::to_owned);
        let list = |codes: &'static [&'static str], base: u32| {
            move |code: u32| {
                let at = code.checked_sub(base)? as usize;
                codes.get(at).map(|it| (*it).to_owned())
            }
        };
        let month = move |code: u32| {
            let day = self.by_month(field)?.months.day(code as usize)?;
            Some(day.format("%Y-%m").to_string())
        };
        let names = |names: super::lanes::Names<'_>| {
            let names: Vec<Option<String>> =
                names.names.iter().map(|it| it.map(str::to_owned)).collect();
            move |code: u32| names.get(code as usize).cloned().flatten()
        };
        let home = &self.settings().general.currency;
        match field {
            Field::Sector => Box::new(move |code| words(a.sector.words(), code)),
            Field::Naics => Box::new(move |code| words(a.naics.words(), code)),
            Field::City => Box::new(move |code| words(a.city.words(), code)),
            Field::Region => Box::new(move |code| words(a.region.words(), code)),
            Field::Country => Box::new(move |code| words(a.country.words(), code)),
            Field::Ownership => Box::new(move |code| words(a.ownership.words(), code)),
            Field::Class => Box::new(move |code| words(a.expected_class.words(), code)),
            Field::Source | Field::Campaign | Field::Currency | Field::Returned => {
                Box::new(move |code| words(&e.words, code))
            }
            Field::Reason => Box::new(move |code| words(&e.outcomes.reasons, code)),
            Field::Competitor => Box::new(move |code| words(&e.outcomes.competitors, code)),
            Field::Fb => Box::new(move |code| words(&self.talk.verdicts, code)),
            Field::Layer => Box::new(|code| Some(Layer::at(code as usize)?.code().to_owned())),
            Field::Status => {
                Box::new(|code| Some(Status::ALL.get(code as usize)?.code().to_owned()))
            }
            Field::Temp => Box::new(list(Temperature::CODES, 1)),
            Field::Kind => Box::new(list(LeadKind::CODES, 1)),
            Field::Product => Box::new(names(self.product_names())),
            Field::Owner | Field::HandedBy => Box::new(names(self.user_names())),
            Field::Team => Box::new(names(self.team_names())),
            Field::Emp => Box::new(|code| range(code, &bins::PEOPLE, |it| it.to_string())),
            Field::Revenue | Field::Value => {
                Box::new(move |code| range(code, &bins::AMOUNTS, |it| money::major(it, home)))
            }
            Field::Founded => Box::new(|code| {
                let first = bins::FIRST_DECADE + 10 * i64::from(code.checked_sub(1)?);
                Some(format!("{first}..{}", first + 9))
            }),
            Field::Entered | Field::Moved | Field::Closed => Box::new(month),
            Field::Tag => Box::new(|code| self.tag_sets().name(code).map(str::to_owned)),
            Field::Id
            | Field::ExternalId
            | Field::Account
            | Field::Contact
            | Field::Title
            | Field::Parent
            | Field::Is
            | Field::Next
            | Field::Due
            | Field::Reached
            | Field::During
            | Field::Outcome
            | Field::Idle
            | Field::InStage
            | Field::Milestones
            | Field::Until
            | Field::Handed
            | Field::Sla
            | Field::Comeback
            | Field::Has
            | Field::No
            | Field::Seg
            | Field::List
            | Field::Listed
            | Field::Contacted
            | Field::Skipped
            | Field::HandedTo
            | Field::Answered
            | Field::FbReason
            | Field::FbBy
            | Field::Fed
            | Field::Met
            | Field::Said
            | Field::Touched
            | Field::TouchedBy
            | Field::Touches
            | Field::Channel
            | Field::Note
            | Field::ContactId
            | Field::Position
            | Field::ContactEmail
            | Field::ContactPhone
            | Field::ContactNote
            | Field::AccountId
            | Field::Domain
            | Field::Email
            | Field::Phone
            | Field::AccountNote
            | Field::Role
            | Field::Contacts
            | Field::Text => Box::new(|_| None),
        }
    }
}

/// Whether the values have an order of their own.
pub(super) fn is_ordered(field: Field) -> bool {
    matches!(
        field,
        Field::Layer
            | Field::Status
            | Field::Emp
            | Field::Revenue
            | Field::Founded
            | Field::Value
            | Field::Entered
            | Field::Moved
            | Field::Closed
    )
}

/// A class of numbers as a range; both ends are in it.
fn range(code: u32, edges: &[i64], number: impl Fn(i64) -> String) -> Option<String> {
    let at = (code as usize).checked_sub(1)?;
    let low = *edges.get(at)?;
    let high = edges
        .get(at + 1)
        .map(|next| number(next - 1))
        .unwrap_or_default();
    let low = if low == i64::MIN + 1 {
        String::new()
    } else {
        number(low)
    };
    Some(format!("{low}..{high}"))
}
