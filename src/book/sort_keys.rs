//! What of a row each field sorts by: a number that has the field's order, or a text.
//!
//! Codes are ranked by the words that they stand for, once, so that rows are compared by numbers.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::Book;
use super::coded::{Cells, Coded};
use super::columns::{Dictionary, NO_ROW, Span, Texts};
use super::episodes::NO_AMOUNT;
use super::sort::{beginning, compare};
use super::track::{NEVER, NO_DAY};
use crate::model::Unit;
use crate::model::fold::fold;
use crate::query::{Field, Sort};

/// One field of an order.
pub(super) struct Key<'a> {
    of: Of<'a>,
    descending: bool,
}

type Number<'a> = Box<dyn Fn(usize) -> Option<u64> + Send + Sync + 'a>;
/// The bytes of a text have its order, and need not be looked through for whether they are one.
type Text<'a> = Box<dyn Fn(usize) -> Option<Cow<'a, [u8]>> + Send + Sync + 'a>;

enum Of<'a> {
    Number(Number<'a>),
    Text(Text<'a>),
}

impl Key<'_> {
    /// A number that has the field's order, and where it is the beginning of a text, the one after it.
    pub(super) fn numbers(&self, row: usize) -> (u64, Option<u64>) {
        match &self.of {
            Of::Number(number) => match number(row) {
                None => (u64::MAX, None),
                Some(number) if self.descending => (!number, None),
                Some(number) => (number, None),
            },
            Of::Text(text) => {
                let (first, then) = beginning(text(row).as_deref(), self.descending);
                (first, Some(then))
            }
        }
    }

    pub(super) fn compare(&self, one: usize, other: usize) -> Ordering {
        match &self.of {
            Of::Number(number) => compare(number(one), number(other), self.descending),
            Of::Text(text) => compare(text(one), text(other), self.descending),
        }
    }
}

/// What a field sorts by; the language sorts by few that have nothing.
pub(super) fn key<'a>(book: &'a Book, sort: &Sort) -> Option<Key<'a>> {
    let (e, c) = (&book.episodes, &book.episodes.columns);
    let a = &book.accounts.columns;
    let mut descending = sort.descending;
    // The longer ago, the greater the time that has passed.
    descending ^= matches!(
        sort.field,
        Field::InStage | Field::Idle | Field::Listed | Field::Contacted
    );
    let of = match sort.field {
        Field::Id => number(|row| Some(c.lead[row].into())),
        Field::Value => {
            number(|row| Some(signed(c.value[row])).filter(|_| c.value[row] != NO_AMOUNT))
        }
        Field::Layer => number(|row| Some(c.layer[row].into())),
        Field::Status | Field::Is => number(|row| Some(c.status[row].into())),
        Field::Temp => number(|row| code(c.temperature[row])),
        Field::Kind => number(|row| code(c.kind[row])),
        Field::Entered => number(|row| at(c.entered[row])),
        Field::Moved | Field::InStage => number(|row| at(c.moved[row])),
        Field::Closed => number(|row| at(c.closed[row])),
        Field::Idle => number(|row| at(e.last_step(row))),
        Field::Due => number(|row| day(c.next_due[row])),
        Field::Handed => number(|row| at(c.handed[row])),
        Field::Answered => number(|row| at(c.answered[row])),
        Field::HandedTo => user(book, &c.handed_to, false),
        Field::Fed => number(|row| at(c.talk[row].fed)),
        Field::Replied => number(|row| at(c.talk[row].replied)),
        Field::Touched => number(|row| at(c.beside[row].last_touch)),
        Field::Listed | Field::Contacted => {
            let last = book.last_reached(Unit::Leads, sort.field == Field::Contacted);
            number(move |row| at(last[row]))
        }
        Field::Touches => number(|row| Some(c.beside[row].touches.into())),
        Field::Contacts => {
            let rows = &book.accounts.rows;
            let counts = book.people.counts(rows, book.accounts.columns.len());
            of_account(book, move |row| Some(counts[row].into()))
        }
        Field::Comeback => number(|row| day(c.talk[row].come_back)),
        Field::Until => number(|row| day(c.parked_until[row])),
        Field::Emp => of_account(book, |row| amount(a.employees[row])),
        Field::Revenue => of_account(book, |row| amount(a.revenue[row])),
        Field::Founded => of_account(book, |row| amount(a.founded[row])),
        Field::Sector => of_accounts_word(book, &a.sector),
        Field::Naics => of_accounts_word(book, &a.naics),
        Field::City => of_accounts_word(book, &a.city),
        Field::Region => of_accounts_word(book, &a.region),
        Field::Country => of_accounts_word(book, &a.country),
        Field::Ownership => of_accounts_word(book, &a.ownership),
        Field::Parent => of_accounts_word(book, &a.parent),
        Field::Class => of_accounts_word(book, &a.expected_class),
        Field::Source => word(&c.source, &e.words),
        Field::Campaign => word(&c.campaign, &e.words),
        Field::Currency => word(&c.currency, &e.words),
        Field::Returned => word(&c.returned, &e.words),
        Field::Reason => word(&c.reason, &e.outcomes.reasons),
        Field::Competitor => word(&c.competitor, &e.outcomes.competitors),
        Field::Fb => {
            let verdicts = &book.talk.verdicts;
            let ranks = ranks(verdicts.iter().map(|(code, word)| (code.into(), word)));
            number(move |row| rank(&ranks, c.talk[row].verdict))
        }
        Field::Owner => user(book, &c.owner, false),
        Field::Team => user(book, &c.owner, true),
        Field::HandedBy => user(book, &c.handed_by, false),
        Field::Product => {
            let names = book.products.iter().map(|(id, it)| (id, it.name.as_str()));
            named(&c.product, ranks(names))
        }
        Field::Account | Field::Text => {
            let folded = &book.accounts.folded;
            Of::Text(Box::new(move |row| {
                let account = c.account[row];
                (account != NO_ROW).then(|| folded.bytes_of(a.folded[account as usize]).into())
            }))
        }
        Field::Title => text(&e.folded, |row| c.folded[row]),
        Field::ExternalId => text(&e.folded, |row| c.external_folded.get(row)),
        Field::Next => Of::Text(Box::new(|row| {
            let span = Some(c.next[row]).filter(|it| !it.is_empty());
            span.map(|span| fold(e.texts.get(span)).into_bytes().into())
        })),
        Field::Contact => Of::Text(Box::new(|row| {
            let name = book.people.folded(c.contact[row].into());
            name.map(|it| it.as_bytes().into())
        })),
        // The language sorts by none of these.
        Field::Milestones
        | Field::Tag
        | Field::List
        | Field::Sla
        | Field::Has
        | Field::No
        | Field::Reached
        | Field::During
        | Field::Outcome
        | Field::Seg
        | Field::Skipped
        | Field::FbReason
        | Field::FbBy
        | Field::Met
        | Field::Said
        | Field::TouchedBy
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
        | Field::Role => return None,
    };
    Some(Key { of, descending })
}

fn number<'a>(of: impl Fn(usize) -> Option<u64> + Send + Sync + 'a) -> Of<'a> {
    Of::Number(Box::new(of))
}

fn text<'a>(texts: &'a Texts, span: impl Fn(usize) -> Span + Send + Sync + 'a) -> Of<'a> {
    Of::Text(Box::new(move |row| {
        let span = Some(span(row)).filter(|it| !it.is_empty());
        span.map(|span| texts.bytes_of(span).into())
    }))
}

/// A number of the account's.
fn of_account<'a>(book: &'a Book, of: impl Fn(usize) -> Option<u64> + Send + Sync + 'a) -> Of<'a> {
    let account = &book.episodes.columns.account;
    number(move |row| {
        let account = account[row];
        (account != NO_ROW).then(|| of(account as usize)).flatten()
    })
}

fn of_accounts_word<'a>(book: &'a Book, column: &'a Coded) -> Of<'a> {
    let words = column.words().iter();
    let ranks = ranks(words.map(|(code, word)| (code.into(), word)));
    of_account(book, move |row| rank(&ranks, column.code(row)))
}

fn word<'a>(column: &'a Cells, words: &Dictionary) -> Of<'a> {
    named(column, ranked(words, column))
}

fn user<'a>(book: &'a Book, column: &'a Cells, by_team: bool) -> Of<'a> {
    let names = book.users.iter().filter_map(|(id, user)| {
        let name = if by_team {
            user.team.as_deref()
        } else {
            Some(user.name.as_str())
        };
        Some((id, name?))
    });
    named(column, ranks(names))
}

fn named(column: &Cells, ranks: Vec<u32>) -> Of<'_> {
    let codes = column.codes();
    number(move |row| rank(&ranks, codes.get(row)))
}

/// The ranks of the words that occur in a column: a dictionary may be shared with others.
fn ranked(words: &Dictionary, column: &Cells) -> Vec<u32> {
    let occurs = column.codes().occur(words.width());
    let occur = words.iter().filter(|(code, _)| occurs[*code as usize]);
    ranks(occur.map(|(code, word)| (code.into(), word)))
}

/// For each code the rank of its folded name, from 1; 0 where it has none.
fn ranks<'b>(names: impl Iterator<Item = (u64, &'b str)>) -> Vec<u32> {
    let mut names: Vec<(String, usize)> = names
        .filter_map(|(code, name)| Some((fold(name), usize::try_from(code).ok()?)))
        .collect();
    names.sort_unstable();
    let highest = names.iter().map(|it| it.1).max().unwrap_or(0);
    let mut ranks = vec![0; highest + 1];
    for (rank, same) in (1..).zip(names.chunk_by(|a, b| a.0 == b.0)) {
        for (_, code) in same {
            ranks[*code] = rank;
        }
    }
    ranks
}

fn rank(ranks: &[u32], code: u32) -> Option<u64> {
    let rank = ranks.get(code as usize).copied().unwrap_or(0);
    (rank != 0).then(|| rank.into())
}

const fn signed(it: i64) -> u64 {
    it.cast_unsigned() ^ (1 << 63)
}

fn amount(it: i64) -> Option<u64> {
    (it != super::accounts::NO_NUMBER).then(|| signed(it))
}

fn code(code: u8) -> Option<u64> {
    (code != 0).then(|| code.into())
}

fn at(minute: u32) -> Option<u64> {
    (minute != NEVER).then(|| minute.into())
}

fn day(number: i32) -> Option<u64> {
    (number != NO_DAY).then(|| signed(number.into()))
}
