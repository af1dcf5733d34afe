//! Tags by how many have them. A lead has those of its own and of its account, so that one may stand in several places:
//! they are counted by the sets that occur, and these are shared out among their tags.
//!
//! An account counts once for a tag, however many of its leads have it. It reads the columns of tags and nothing else.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::count::{Accounts, Selection};
use super::groups::OUTCOMES;
use super::{Count, short};
use crate::book::Book;
use crate::book::coded::{Cells, Coded};
use crate::book::columns::{Dictionary, NO_ROW};
use crate::book::histogram::{Lane, histograms};
use crate::book::mask::Mask;
use crate::model::fold::fold;

/// So many pairs of a lead's set and its account's have a place of their own; of more only those that occur.
const PLACES: usize = 1 << 20;

/// The sets of tags that occur.
#[derive(Debug, Clone)]
pub(super) struct TagSets {
    /// The tags as they are written, by their numbers; 0 is none.
    names: Vec<String>,
    /// The tags of each set; the first set is empty.
    sets: Vec<Vec<u32>>,
    /// The set of each row of episodes.
    of_rows: Cells,
    /// The rows that have any.
    tagged: Mask,
    /// The set of each word of the accounts' column.
    of_accounts: Vec<u32>,
}

/// Gives each set of tags a number.
#[derive(Default)]
struct Numbered {
    sets: Vec<Vec<u32>>,
    known: HashMap<Vec<u32>, u32>,
}

impl Numbered {
    fn number(&mut self, mut set: Vec<u32>) -> u32 {
        set.sort_unstable();
        set.dedup();
        if let Some(known) = self.known.get(&set) {
            return *known;
        }
        let number = short(self.sets.len() as u64);
        self.sets.push(set.clone());
        self.known.insert(set, number);
        number
    }
}

/// The numbers of the tags that each word of a column is made of.
fn split(words: &Dictionary, numbers: &BTreeMap<String, (u32, &str)>) -> Vec<Vec<u32>> {
    let mut all = vec![Vec::new(); words.width()];
    for (code, word) in words.iter() {
        let tags = word.split(',').filter_map(|tag| numbers.get(&fold(tag)));
        all[code as usize] = tags.map(|it| it.0).collect();
    }
    all
}

impl TagSets {
    fn of(own: &Coded, theirs: &Coded, account: &[u32]) -> Self {
        let mut numbers: BTreeMap<String, (u32, &str)> = BTreeMap::new();
        for words in [own.words(), theirs.words()] {
            for tag in words.iter().flat_map(|it| it.1.split(',')) {
                numbers.entry(fold(tag)).or_insert((0, tag));
            }
        }
        let mut names = vec![String::new()];
        for (number, tag) in (1..).zip(numbers.values_mut()) {
            tag.0 = number;
            names.push(tag.1.to_owned());
        }
        let (of_leads, of_accounts) = (
            split(own.words(), &numbers),
            split(theirs.words(), &numbers),
        );
        let mut sets = Numbered::default();
        sets.number(Vec::new());
        let width = of_accounts.len();
        let both = |pair: usize| [&*of_leads[pair / width], &*of_accounts[pair % width]].concat();
        let pair = |row: usize| {
            let at = account.get(row).copied().unwrap_or(NO_ROW);
            let of_account = if at == NO_ROW {
                0
            } else {
                theirs.code(at as usize)
            };
            own.code(row) as usize * width + of_account as usize
        };
        let rows = 0..own.cells().len();
        let of_rows: Vec<u32> = if of_leads.len() * width <= PLACES {
            let table: Vec<u32> = (0..of_leads.len() * width)
                .map(|it| sets.number(both(it)))
                .collect();
            rows.into_par_iter().map(|row| table[pair(row)]).collect()
        } else {
            let mut known: HashMap<usize, u32> = HashMap::new();
            let mut set = |pair| {
                let set = known.entry(pair).or_insert_with(|| sets.number(both(pair)));
                *set
            };
            rows.map(|row| set(pair(row))).collect()
        };
        let of_accounts = of_accounts.into_iter().map(|it| sets.number(it)).collect();
        Self {
            names,
            tagged: Mask::of(&of_rows, |set| set != 0),
            of_rows: Cells::of(of_rows.into_par_iter(), sets.sets.len()),
            of_accounts,
            sets: sets.sets,
        }
    }

    /// What a tag is called.
    pub(super) fn name(&self, code: u32) -> Option<&str> {
        let name = self.names.get(code as usize)?;
        (code != 0).then_some(name.as_str())
    }

    /// Shares out what was counted of sets among their tags.
    fn share(&self, by_set: &[Count], counts: &mut [Count]) {
        for (set, more) in self.sets.iter().zip(by_set).filter(|it| it.1.all > 0) {
            for tag in set {
                add(&mut counts[*tag as usize], *more);
            }
        }
    }

    fn lane(&self) -> Lane<'_> {
        Lane {
            codes: self.of_rows.codes(),
            width: self.sets.len(),
            across: None,
        }
    }
}

fn add(count: &mut Count, more: Count) {
    count.all += more.all;
    count.won += more.won;
    count.lost += more.lost;
}

impl Book {
    /// The sets of tags that occur, worked out anew.
    pub(super) fn find_tag_sets(&self) -> TagSets {
        let c = &self.episodes.columns;
        TagSets::of(&c.tags, &self.accounts.columns.tags, &c.account)
    }

    /// Counts the tags in a selection.
    pub(super) fn count_tags(&self, selection: &Selection) -> Vec<Count> {
        let sets = self.tag_sets();
        let mut counts = vec![Count::default(); sets.names.len()];
        match &selection.accounts {
            None => {
                let of_leads = self.leads_by_set(sets, &selection.leads.rows);
                counts[0] = of_leads.first().copied().unwrap_or_default();
                sets.share(&of_leads, &mut counts);
            }
            Some(accounts) => self.accounts_by_tag(sets, accounts, &mut counts),
        }
        counts
    }

    /// Leads by the number of their set.
    fn leads_by_set(&self, sets: &TagSets, leads: &Mask) -> Vec<Count> {
        let lanes = [sets.lane()];
        let [won, lost] = self.ends();
        let of = |rows: &Mask| histograms(&lanes, rows).swap_remove(0);
        let all = of(leads);
        let [won, lost] = [won, lost].map(|end| of(&leads.clone().and(end)));
        let each = all.into_iter().zip(won.into_iter().zip(lost));
        let count = |(all, (won, lost))| Count { all, won, lost };
        each.map(count).collect()
    }

    /// Accounts by tag: those without a lead by their own, the others by what their selected leads have.
    fn accounts_by_tag(&self, sets: &TagSets, it: &Accounts, counts: &mut [Count]) {
        let untagged = it.homed.rows.without(&sets.tagged);
        counts[0] = self.accounts_by_outcome(&untagged);
        let theirs = &self.accounts.columns.tags;
        let leadless = Lane {
            codes: theirs.cells().into(),
            width: theirs.words().width(),
            across: None,
        };
        let by_word = histograms(&[leadless], &it.leadless.rows).swap_remove(0);
        for (set, all) in sets.of_accounts.iter().zip(by_word) {
            let more = Count {
                all,
                ..Count::default()
            };
            match sets.sets.get(*set as usize).map(Vec::as_slice) {
                None | Some([]) => add(&mut counts[0], more),
                Some(tags) => tags
                    .iter()
                    .for_each(|tag| add(&mut counts[*tag as usize], more)),
            }
        }
        let tagged = it.homed.rows.clone().and(&sets.tagged);
        let rows: Vec<u32> = tagged.iter().map(|row| short(row as u64)).collect();
        self.tags_of_runs(sets, &rows, counts);
        if let Some([all, ..]) = &it.strays {
            let mut rows: Vec<u32> = all.iter().map(|row| short(row as u64)).collect();
            let account = &self.episodes.columns.account;
            rows.sort_by_key(|row| account[*row as usize]);
            self.tags_of_runs(sets, &rows, counts);
        }
    }

    /// Counts accounts whose leads lie one behind the other.
    fn tags_of_runs(&self, sets: &TagSets, rows: &[u32], counts: &mut [Count]) {
        let account = &self.episodes.columns.account;
        let of = |row: &u32| account[*row as usize];
        let pieces = rayon::current_num_threads() * 4;
        let long = rows.len().div_ceil(pieces).max(1 << 12);
        let mut cuts = vec![0];
        while let Some(last) = cuts.last().copied().filter(|it| *it < rows.len()) {
            let mut end = (last + long).min(rows.len());
            // An account is in one piece.
            while end < rows.len() && of(&rows[end]) == of(&rows[end - 1]) {
                end += 1;
            }
            cuts.push(end);
        }
        let counted = cuts.par_windows(2).map(|piece| {
            let mut tally = Tally {
                sets,
                outcomes: self.outcomes(),
                by_set: vec![Count::default(); sets.sets.len()],
                by_tag: vec![Count::default(); sets.names.len()],
                within: Vec::new(),
            };
            let runs = rows[piece[0]..piece[1]].chunk_by(|one, other| of(one) == of(other));
            runs.for_each(|run| tally.account(run));
            tally.finish()
        });
        let counted: Vec<Vec<Count>> = counted.collect();
        for more in counted {
            let each = counts.iter_mut().zip(more);
            each.for_each(|(count, more)| add(count, more));
        }
    }
}

/// Counts accounts by the tags of their leads.
struct Tally<'a> {
    sets: &'a TagSets,
    outcomes: &'a [u8],
    by_set: Vec<Count>,
    by_tag: Vec<Count>,
    /// The tags of an account whose leads differ, each with whether one was won or lost.
    within: Vec<(u32, u8)>,
}

impl Tally<'_> {
    fn account(&mut self, run: &[u32]) {
        let set = |row: &u32| self.sets.of_rows.get(*row as usize);
        let ends = |row: &u32| ended(self.outcomes[*row as usize]);
        let Some(first) = run.first().map(set) else {
            return;
        };
        if first != 0 && run.iter().all(|row| set(row) == first) {
            let ended = run.iter().fold(0, |so_far, row| so_far | ends(row));
            add(&mut self.by_set[first as usize], once(ended));
            return;
        }
        let mut within = std::mem::take(&mut self.within);
        for row in run {
            let tags = self.sets.sets.get(set(row) as usize);
            let none = [0];
            // A lead without any stands with those that have none.
            let tags = tags
                .filter(|it| !it.is_empty())
                .map_or(&none[..], Vec::as_slice);
            within.extend(tags.iter().map(|tag| (*tag, ends(row))));
        }
        within.sort_unstable();
        for same in within.chunk_by(|one, other| one.0 == other.0) {
            let ended = same.iter().fold(0, |so_far, it| so_far | it.1);
            if let Some((tag, _)) = same.first() {
                add(&mut self.by_tag[*tag as usize], once(ended));
            }
        }
        within.clear();
        self.within = within;
    }

    fn finish(mut self) -> Vec<Count> {
        self.sets.share(&self.by_set, &mut self.by_tag);
        self.by_tag
    }
}

const WON: u8 = 1;
const LOST: u8 = 2;

/// An outcome as a bit.
fn ended(outcome: u8) -> u8 {
    const BITS: [u8; OUTCOMES] = [0, WON, LOST];
    BITS.get(usize::from(outcome)).copied().unwrap_or(0)
}

/// One account: won when one of its leads was, lost when one was and none was won.
fn once(ended: u8) -> Count {
    Count {
        all: 1,
        won: u32::from(ended & WON != 0),
        lost: u32::from(ended == LOST),
    }
}
