//! What sales said of leads in some days, by verdict, and what of it has a reply.
//!
//! - a lead counts by its *last* feedback, under that one's verdict: whoever opens a figure sees as many leads;
//! - *before* are the leads whose last feedback is of as many days before; of a lead that was spoken of again since, the
//!   earlier word is not counted there, so that "before" is rather too small than too large;
//! - *waiting* has no reply; who replied later than these days has replied all the same.

use std::collections::BTreeMap;

use super::week::Stretch;
use crate::book::Book;
use crate::book::select::At;
use crate::model::Moment;
use crate::query::{Context, Field, Term, read};

/// What was said with one verdict.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Its code.
    pub code: String,
    /// Leads of which it was said last, in these days.
    pub now: u64,
    /// The same in as many days before.
    pub before: u64,
    /// Those of these days that wait for a reply.
    pub waiting: u64,
    /// The filter for the leads of these days.
    pub filter: String,
}

impl Verdict {
    /// The filter for those that wait.
    #[must_use]
    pub fn waiting_filter(&self) -> String {
        format!("{} replied:none", self.filter)
    }
}

/// What was said in these days, by verdict: what has most waiting for a reply comes first, then what was said most.
#[must_use]
pub fn heard(book: &Book, stretch: Stretch, now: Moment) -> Vec<Verdict> {
    let context = Context::on(stretch.to);
    let count = |filter: &str| {
        let Ok(filter) = read(filter, &context) else {
            return Vec::new();
        };
        let selected = book.select(&filter, At { now });
        book.values(Field::Fb, &book.leads_of(&filter, &selected))
    };
    let (first, last) = stretch.before();
    let days = format!("fed:{}..{}", stretch.from, stretch.to);
    let mut verdicts: BTreeMap<String, Verdict> = BTreeMap::new();
    let mut add = |filter: &str, put: fn(&mut Verdict, u64)| {
        for (code, number) in count(filter) {
            put(verdicts.entry(code).or_default(), number);
        }
    };
    add(&days, |it, n| it.now = n);
    add(&format!("{days} replied:none"), |it, n| it.waiting = n);
    add(&format!("fed:{first}..{last}"), |it, n| it.before = n);
    let mut all: Vec<Verdict> = verdicts
        .into_iter()
        .map(|(code, it)| Verdict {
            filter: format!("{days} {}", Term::text(Field::Fb, &code)),
            code,
            ..it
        })
        .collect();
    all.sort_by(|a, b| (b.waiting, b.now, &a.code).cmp(&(a.waiting, a.now, &b.code)));
    all
}
