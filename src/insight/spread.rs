//! Who has what waits: a page's figures told apart by rep, or by who handed the leads over.
//!
//! A lead that waits for several reasons counts under each, and once in the sum: *leads* is how many the filter of that
//! person selects, so the reasons may add up to more.

use std::collections::BTreeMap;

use super::week::{Of, Stretch};
use crate::book::Book;
use crate::book::select::At;
use crate::model::{Moment, Topic};
use crate::query::{Context, Field, Term, read};

/// What one person has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The name; nothing for what is nobody's.
    pub who: Option<String>,
    /// How many leads.
    pub leads: u64,
    /// How many of them for each reason that there is.
    pub of: Vec<(Of, u64)>,
    /// The filter for them.
    pub filter: String,
}

/// Figures told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// Which figures.
    pub of: &'static [Of],
    /// By what: whose leads they are, or who handed them over.
    pub by: Field,
    /// Who has most comes first.
    pub parts: Vec<Part>,
}

/// What of a page is told apart, and by what.
const fn wanted(topic: Topic) -> &'static [(Field, &'static [Of])] {
    match topic {
        Topic::Waits => &[(
            Field::Owner,
            &[Of::Stuck, Of::Overdue, Of::NoStep, Of::ParkedDue],
        )],
        Topic::Teams => &[
            (Field::Owner, &[Of::Unanswered]),
            (Field::HandedBy, &[Of::Unreplied]),
        ],
        Topic::Last
        | Topic::Week
        | Topic::Moves
        | Topic::Why
        | Topic::Feedback
        | Topic::Forecast
        | Topic::Capacity
        | Topic::Decisions => &[],
    }
}

/// The figures of a page told apart by people; those that nobody has are left out.
#[must_use]
pub fn spreads(book: &Book, topic: Topic, stretch: Stretch, now: Moment) -> Vec<Spread> {
    let spread = |(by, of): &(Field, &'static [Of])| Spread {
        of,
        by: *by,
        parts: parts(book, *by, of, stretch, now),
    };
    let all = wanted(topic).iter().map(spread);
    all.filter(|it| !it.parts.is_empty()).collect()
}

fn parts(book: &Book, by: Field, of: &[Of], stretch: Stretch, now: Moment) -> Vec<Part> {
    let filters: Vec<String> = of
        .iter()
        .map(|it| it.filter(stretch.from, stretch.to))
        .collect();
    let any = match filters.as_slice() {
        [one] => one.clone(),
        several => format!("({})", several.join(" OR ")),
    };
    let context = Context::on(stretch.to);
    // Whose they are, and how many are nobody's.
    let count = |filter: &str| -> BTreeMap<Option<String>, u64> {
        let Ok(filter) = read(filter, &context) else {
            return BTreeMap::new();
        };
        let selected = book.select(&filter, At { now });
        let leads = book.leads_of(&filter, &selected);
        let named = book.values(by, &leads).into_iter().filter(|it| it.1 > 0);
        let mut counted: BTreeMap<Option<String>, u64> =
            named.map(|(name, n)| (Some(name), n)).collect();
        let nobodys = leads.count().saturating_sub(counted.values().sum());
        if nobodys > 0 {
            counted.insert(None, nobodys);
        }
        counted
    };
    let reasons: Vec<_> = filters.iter().map(|it| count(it)).collect();
    let part = |(who, leads): (Option<String>, u64)| {
        let reasons = of.iter().zip(&reasons);
        let own = reasons.filter_map(|(of, counted)| Some((*of, *counted.get(&who)?)));
        let whose = match &who {
            Some(name) => Term::text(by, name).to_string(),
            None => format!("{}:none", by.name()),
        };
        Part {
            leads,
            of: own.collect(),
            filter: format!("{whose} {any}"),
            who,
        }
    };
    let mut parts: Vec<Part> = count(&any).into_iter().map(part).collect();
    parts.sort_by(|a, b| b.leads.cmp(&a.leads).then_with(|| a.who.cmp(&b.who)));
    parts
}
