//! What the codes of a facet are called: as one types them behind the field.

use super::idle::{is_of_now, term};
use super::{Count, Facet};
use crate::book::Book;
use crate::book::bins;
use crate::book::columns::Dictionary;
use crate::book::places::{Place, Sought, place};
use crate::model::fold::fold;
use crate::model::money;
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
        let home = &self.settings().general.currency;
        match place(field) {
            Place::Words(column) => words(column(&self.accounts.columns).words()),
            Place::LeadWords(_, list) => words(self.words(list)),
            Place::Verdict => words(&self.talk.verdicts),
            Place::Listed(_, listed) => Box::new(move |code| {
                let at = (code as usize).checked_sub(listed.first)?;
                (listed.term)(at).map(str::to_owned)
            }),
            Place::Named(_, names) => {
                let names = self.names_of(names).names.into_iter();
                let names: Vec<Option<String>> = names.map(|it| it.map(str::to_owned)).collect();
                Box::new(move |code| names.get(code as usize).cloned().flatten())
            }
            Place::Numbers(it) if it.is_money => {
                Box::new(move |code| range(code, it.ends, |it| money::major(it, home)))
            }
            Place::Numbers(it) => Box::new(move |code| range(code, it.ends, |it| it.to_string())),
            Place::Worth => {
                let ends = |class| bins::numbers_of(class, &bins::AMOUNTS);
                Box::new(move |code| range(code, ends, |it| money::major(it, home)))
            }
            Place::Moment(_) => Box::new(move |code| {
                let day = self.by_month(field)?.months.day(code as usize)?;
                Some(day.format("%Y-%m").to_string())
            }),
            Place::Sought(Sought::Tags) => {
                Box::new(|code| self.tag_sets().name(code).map(str::to_owned))
            }
            Place::Asked if is_of_now(field) => Box::new(term),
            Place::Sought(_) | Place::Asked => Box::new(|_| None),
        }
    }
}

fn words(words: &Dictionary) -> Box<dyn Fn(u32) -> Option<String> + '_> {
    Box::new(|code| words.get(code).map(str::to_owned))
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
            | Field::Idle
    )
}

/// A class of numbers as a range; both ends are in it.
fn range(
    code: u32,
    ends: impl Fn(u8) -> (i64, i64),
    number: impl Fn(i64) -> String,
) -> Option<String> {
    let class = u8::try_from(code).ok().filter(|class| *class > 0)?;
    let (low, high) = ends(class);
    let from = if low == i64::MIN + 1 {
        String::new()
    } else {
        number(low)
    };
    let to = if high == i64::MAX {
        String::new()
    } else {
        number(high)
    };
    // Classes behind the last one are none.
    (low < i64::MAX).then(|| format!("{from}..{to}"))
}
