//! What each rep does: what is won, how soon what was handed over is touched, what is said of leads; each with how many it
//! rests on, for a rate of few leads says nothing about a person.
//!
//! A lead is its owner's; a touch and a word of feedback are those of who made them, on selected leads, on the day on which
//! they were. Wins and losses count by the day of closing, hand-overs by theirs (see [`response`](super::response)).

use std::collections::HashMap;

use super::funnel::Window;
use super::response::{Response, responses, responses_and_all};
use super::velocity::{Velocity, velocity};
use crate::book::Book;
use crate::book::facets::{Share, Split};
use crate::book::mask::Mask;
use crate::model::Moment;
use crate::query::Field;

/// What is counted of a rep.
#[derive(Debug, Clone)]
pub struct Doing {
    /// Leads that are open now.
    pub open: u64,
    /// Won in the window.
    pub won: u64,
    /// Lost in it.
    pub lost: u64,
    /// How soon hand-overs were touched.
    pub response: Response,
    /// Touches made.
    pub touches: u64,
    /// Feedback given.
    pub feedback: u64,
}

/// What is counted of all of them.
pub struct Reps<'a> {
    /// Who they are.
    pub split: Option<Split<'a>>,
    /// All together.
    pub whole: Doing,
    /// Each, by the places of the split.
    pub parts: Vec<Doing>,
}

/// Counts what each owner of selected leads does in a window; so many by themselves.
#[must_use]
pub fn reps<'a>(
    book: &'a Book,
    selected: &Mask,
    window: Window,
    now: Moment,
    limit: usize,
) -> Reps<'a> {
    let split = book.split(Field::Owner, selected, limit);
    let said = said(book, selected, window);
    let sum_of = |each: &[Velocity], what: fn(&Velocity) -> u64| each.iter().map(what).sum();
    let doing = |(money, response): (Vec<Velocity>, Response), said: (u64, u64)| Doing {
        open: sum_of(&money, |it| it.open),
        won: sum_of(&money, |it| it.won),
        lost: sum_of(&money, |it| it.lost),
        response,
        touches: said.0,
        feedback: said.1,
    };
    let sum = |sum: (u64, u64), it: &(u64, u64)| (sum.0 + it.0, sum.1 + it.1);
    let all = said.values().fold((0, 0), sum);
    let Some(split) = split else {
        let money = velocity(book, selected, window, None).1;
        let response = responses(book, selected, window, now, None);
        let whole = money.into_iter().zip(response).next();
        return Reps {
            split: None,
            whole: doing(whole.unwrap_or_else(|| (Vec::new(), Response::none())), all),
            parts: Vec::new(),
        };
    };
    let of = |share: &Share| match share {
        Share::Value(name) => said.get(name.as_str()).copied().unwrap_or_default(),
        Share::Without | Share::Others(_) => (0, 0),
    };
    let (response, responses) = responses_and_all(book, selected, window, now, &split);
    let money = velocity(book, selected, window, Some(&split)).1;
    let counted = money.into_iter().zip(responses).zip(split.shares());
    let parts: Vec<Doing> = counted.map(|(it, share)| doing(it, of(share))).collect();
    let total = |what: fn(&Doing) -> u64| parts.iter().map(what).sum();
    let whole = Doing {
        open: total(|it| it.open),
        won: total(|it| it.won),
        lost: total(|it| it.lost),
        response,
        touches: all.0,
        feedback: all.1,
    };
    Reps {
        split: Some(split),
        whole,
        parts,
    }
}

/// Touches and feedback of each user on selected leads in the window, by name.
fn said<'a>(book: &'a Book, selected: &Mask, window: Window) -> HashMap<&'a str, (u64, u64)> {
    let ids = &book.episodes.columns.lead;
    let most = ids.iter().copied().max().unwrap_or_default();
    let mut leads = Mask::none(usize::try_from(most).unwrap_or_default() + 1);
    for row in selected.iter() {
        leads.insert(usize::try_from(ids[row]).unwrap_or_default());
    }
    let mut said: HashMap<u32, (u64, u64)> = HashMap::new();
    for (lead, word) in book.talk.all().filter(|(_, it)| window.has(it.at)) {
        if !leads.has(usize::try_from(lead).unwrap_or(usize::MAX)) {
            continue;
        }
        let it = said.entry(word.author).or_default();
        it.0 += u64::from(word.verdict == 0);
        it.1 += u64::from(word.verdict != 0);
    }
    let named = said.into_iter().filter_map(|(author, it)| {
        let user = book.users.get(author.into())?;
        Some((user.name.as_str(), it))
    });
    named.collect()
}
