//! What each rep does: what is won, how soon what was handed over is touched, what is said of leads; each with how many it
//! rests on, for a rate of few leads says nothing about a person.
//!
//! A lead is its owner's; a touch and a word of feedback are those of who made them, on selected leads, on the day on which
//! they were. Wins and losses count by the day of closing, hand-overs by theirs (see [`response`](super::response)).

use std::collections::HashMap;

use rayon::prelude::*;

use super::funnel::Window;
use super::response::{Response, responses, responses_and_all};
use super::velocity::{Velocity, velocity};
use crate::book::Book;
use crate::book::facets::{Share, Split};
use crate::book::mask::Mask;
use crate::book::talk::Word;
use crate::model::Moment;
use crate::query::Field;

/// Words that one thread goes through at a time.
const WORDS: usize = 1 << 14;

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
    let leads = leads_of(book, selected);
    let talk = &book.talk;
    let words = talk.words().par_chunks(WORDS);
    let counted = words.map(|words| {
        let mut said: Vec<(u64, u64)> = Vec::new();
        let wanted =
            |it: &&Word| window.has(it.at) && leads.has(it.lead() as usize) && talk.is_said(it);
        for word in words.iter().filter(wanted) {
            let author = word.author as usize;
            if said.len() <= author {
                said.resize(author + 1, (0, 0));
            }
            said[author].0 += u64::from(word.verdict == 0);
            said[author].1 += u64::from(word.verdict != 0);
        }
        said
    });
    let said = counted.reduce(Vec::new, |mut mine, theirs| {
        mine.resize(mine.len().max(theirs.len()), (0, 0));
        for (mine, theirs) in mine.iter_mut().zip(theirs) {
            *mine = (mine.0 + theirs.0, mine.1 + theirs.1);
        }
        mine
    });
    let spoke = (0..).zip(said).filter(|it| it.1 != (0, 0));
    let named = spoke.filter_map(|(author, it)| {
        let user = book.users.get(author)?;
        Some((user.name.as_str(), it))
    });
    // Of two users of one name, one is shown, with what both said.
    let mut by_name: HashMap<&str, (u64, u64)> = HashMap::new();
    for (name, it) in named {
        let sum = by_name.entry(name).or_default();
        *sum = (sum.0 + it.0, sum.1 + it.1);
    }
    by_name
}

/// The ids of selected leads.
fn leads_of(book: &Book, selected: &Mask) -> Mask {
    let ids = &book.episodes.columns.lead;
    let most = ids.iter().copied().max().unwrap_or_default();
    let mut leads = Mask::none(most as usize + 1);
    for row in selected.iter() {
        leads.insert(ids[row] as usize);
    }
    leads
}
