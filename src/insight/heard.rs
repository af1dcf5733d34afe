//! What sales said of leads in some days, by verdict, and what of it has a reply.
//!
//! - a lead counts by its *last* feedback, under that one's verdict: whoever opens a figure sees as many leads;
//! - *before* are the leads whose last feedback is of as many days before; of a lead that was spoken of again since, the
//!   earlier word is not counted there, so that "before" is rather too small than too large;
//! - *waiting* has no reply; who replied later than these days has replied all the same;
//! - *half within*: the time by which half of what was said has its reply, what waits still counted for as long as it has
//!   ([`Survival`]): to leave it out would make the slow look quick.

use std::collections::BTreeMap;

use super::funnel::{NEVER, minute};
use super::stats::Survival;
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

/// How soon marketing replies to what was said.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    /// The hours from the word to its reply, those that still wait counted for as long as they have.
    pub hours: Survival,
    /// Within how many days a reply is agreed.
    pub within: u16,
    /// How many wait longer than that.
    pub late: u64,
    /// The filter for all of them, where there is one.
    pub filter: String,
}

/// How soon what was said in these days got its reply; nothing where nothing was said.
#[must_use]
pub fn clock(book: &Book, stretch: Stretch, now: Moment) -> Option<Clock> {
    let text = format!("fed:{}..{}", stretch.from, stretch.to);
    let filter = read(&text, &Context::on(stretch.to)).ok()?;
    let selected = book.select(&filter, At { now });
    let leads = book.leads_of(&filter, &selected);
    clock_of(book, leads.iter(), now).map(|it| Clock { filter: text, ..it })
}

/// The same of the last word on some leads, of those of which something was said.
#[must_use]
pub fn clock_of(book: &Book, rows: impl Iterator<Item = usize>, now: Moment) -> Option<Clock> {
    let (talk, now) = (&book.episodes.columns.talk, minute(now));
    let within = book.settings().sla.reply_within_days;
    let agreed = u32::from(within) * 24 * 60;
    let mut late = 0;
    let stays = rows.filter_map(|row| {
        let it = talk.get(row).filter(|it| it.fed != NEVER)?;
        let replied = it.replied != NEVER;
        let stay = if replied { it.replied } else { now }.saturating_sub(it.fed);
        late += u64::from(!replied && stay > agreed);
        Some((stay / 60, replied))
    });
    let stays: Vec<(u32, bool)> = stays.collect();
    (!stays.is_empty()).then(|| Clock {
        hours: Survival::of_stays(stays),
        within,
        late,
        filter: String::new(),
    })
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
