//! What there is to do today, lead by lead, each under its most urgent reason.
//!
//! Definitions: *accept*, handed over and not answered; *overdue* and *due*, the next step's day; *call
//! back*, the day that the last feedback promised has come; *parked*, the day to come back has come;
//! *feedback*, accepted at least so many days ago as the workspace allows, and no word since the handover;
//! *reply*, the last feedback has none, which whoever handed the lead over owes, or else marketing as a whole;
//! *replied*, the last feedback got one since its reader looked; *stuck*, see `book::pace`; *no step*, open without a
//! next step. Of closed leads there are replies alone, for what was said of a lost one asks for a reply as well as any
//! other; and one that waits to be accepted has only that.

pub use super::answering::{Answering, answering};

use std::cmp::Ordering;
use std::ops::Range;

use chrono::{Days, NaiveDate};
use rayon::prelude::*;

use crate::book::Book;
use crate::book::episodes::{flag, status_code};
use crate::book::mask::Mask;
use crate::book::ordered::Ordered;
use crate::book::pace::Pace;
use crate::book::row::LeadRow;
use crate::book::track::{NEVER, NO_DAY, day_number, minute};
use crate::model::{Handover, Moment, Settings, Status, UserRole};

/// Why a lead is to be worked on, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It was handed over and waits to be accepted.
    Accept,
    /// Its next step should have been done before today.
    Overdue,
    /// Its next step is for today.
    Due,
    /// The last feedback promised to come back by now.
    CallBack,
    /// It was parked until now.
    Parked,
    /// Marketing waits for the first word about it.
    Feedback,
    /// Marketing has replied, and that was not read yet.
    Replied,
    /// It idles for longer than won leads did.
    Stuck,
    /// Nobody has said what is done next.
    NoStep,
    /// Sales waits for marketing's reply to the last word about it.
    Reply,
}

impl Reason {
    /// Every reason, the most urgent first.
    pub const ALL: [Self; 10] = [
        Self::Accept,
        Self::Overdue,
        Self::Due,
        Self::CallBack,
        Self::Parked,
        Self::Feedback,
        Self::Replied,
        Self::Stuck,
        Self::NoStep,
        Self::Reply,
    ];

    /// The stable code, as printed.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Overdue => "overdue",
            Self::Due => "due",
            Self::CallBack => "call-back",
            Self::Parked => "parked",
            Self::Feedback => "feedback",
            Self::Reply => "reply",
            Self::Replied => "replied",
            Self::Stuck => "stuck",
            Self::NoStep => "no-step",
        }
    }
}

/// A lead with something to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Task {
    /// The lead's row in the book.
    pub row: u32,
    /// The most urgent reason.
    pub reason: Reason,
    others: u16,
}

impl Task {
    /// The other reasons, the most urgent first.
    pub fn others(self) -> impl Iterator<Item = Reason> {
        let is = move |it: &Reason| self.others >> (*it as u8) & 1 == 1;
        Reason::ALL.into_iter().filter(is)
    }
}

/// The day that makes a lead urgent, for the reasons that have one.
#[must_use]
pub fn day(reason: Reason, row: &LeadRow<'_>, settings: &Settings) -> Option<NaiveDate> {
    let within = |days: u16| Days::new(u64::from(days));
    let zone = settings.general.zone;
    match reason {
        Reason::Overdue | Reason::Due => row.next_due(),
        Reason::CallBack => row.come_back(),
        Reason::Parked => row.parked_until(),
        Reason::Feedback => row
            .answered()
            .map(|it| it.day(zone) + within(settings.sla.feedback_within_days)),
        Reason::Reply => row
            .fed()
            .map(|it| it.day(zone) + within(settings.sla.reply_within_days)),
        Reason::Replied => row.replied().map(|it| it.day(zone)),
        Reason::Accept | Reason::Stuck | Reason::NoStep => None,
    }
}

/// Whose leads are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Those of these users.
    Users(Vec<u64>),
    /// Those of these users, and the replies that no single one owes.
    Marketing(Vec<u64>),
    /// Everybody's.
    Everybody,
}

impl Whose {
    /// What one user has to do: who is of marketing, owes the replies that no single one owes.
    #[must_use]
    pub fn one(book: &Book, user: u64) -> Self {
        Self::several(book, user, vec![user])
    }

    /// What some users have to do, as one of them sees it.
    #[must_use]
    pub fn several(book: &Book, user: u64, users: Vec<u64>) -> Self {
        let role = book.users.get(user).and_then(|it| it.role);
        if role == Some(UserRole::Marketer) {
            Self::Marketing(users)
        } else {
            Self::Users(users)
        }
    }

    pub(super) fn table(&self) -> Option<Vec<bool>> {
        let users = match self {
            Self::Users(users) | Self::Marketing(users) => users,
            Self::Everybody => return None,
        };
        let highest = users.iter().max().copied().unwrap_or(0);
        let mut table = vec![false; usize::try_from(highest).unwrap_or(0) + 1];
        for user in users {
            if let Some(slot) = usize::try_from(*user).ok().and_then(|it| table.get_mut(it)) {
                *slot = true;
            }
        }
        Some(table)
    }
}

pub(super) fn is_of(table: Option<&[bool]>, user: u32) -> bool {
    table.is_none_or(|it| it.get(user as usize).copied().unwrap_or_default())
}

/// A task, and where it belongs: by its reason, then by what waits longest, then by the lead's number.
#[derive(Debug, Clone, Copy)]
struct Due {
    task: Task,
    order: i64,
    lead: u64,
}

impl Due {
    fn compare(&self, other: &Self) -> Ordering {
        let place = |it: &Self| (it.task.reason, it.order, it.lead);
        place(self).cmp(&place(other))
    }
}

/// What there is to do, in the order in which it is to be done.
#[derive(Debug, Clone, Default)]
pub struct Worklist {
    due: Ordered<Due>,
    counts: [usize; Reason::ALL.len()],
}

impl Worklist {
    /// How many leads there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.due.len()
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.due.is_empty()
    }

    /// How many there are of each reason that there is, the most urgent first.
    #[must_use]
    pub fn sections(&self) -> Vec<(Reason, usize)> {
        let counted = Reason::ALL.into_iter().zip(self.counts);
        counted.filter(|(_, count)| *count > 0).collect()
    }

    /// The tasks in some places; they are put in order as far as that needs.
    pub fn tasks(&mut self, places: Range<usize>) -> impl Iterator<Item = Task> + '_ {
        self.due
            .range(places, Due::compare)
            .iter()
            .map(|due| due.task)
    }

    /// The place of a lead, if it has something to do.
    #[must_use]
    pub fn place(&self, lead: u64) -> Option<usize> {
        let at = self.due.find(|due| due.lead == lead)?;
        Some(self.due.place(at, Due::compare))
    }
}

/// What there is to do with some people's leads; `among` narrows them further, and replies are news after `read`, without
/// which none are.
#[must_use]
pub fn worklist(
    book: &Book,
    whose: &Whose,
    among: Option<&Mask>,
    read: Option<Moment>,
    now: Moment,
) -> Worklist {
    let c = &book.episodes.columns;
    let table = whose.table();
    // Nobody in particular is user 0.
    let replies = table.clone().map(|mut table| {
        if let Some(nobody) = table.first_mut() {
            *nobody = matches!(whose, Whose::Marketing(_));
        }
        table
    });
    let today = now.day(book.settings().general.zone);
    let look = Look {
        book,
        now,
        today: day_number(Some(today)),
        day: today,
        pace: book.pace(),
        owed: owed_before(book, now),
        read: read.map(minute),
    };
    let rows = 0..u32::try_from(c.len()).unwrap_or(u32::MAX);
    let due: Vec<Due> = rows
        .into_par_iter()
        .with_min_len(4_096)
        .filter_map(|row| {
            let at = row as usize;
            let owns = is_of(table.as_deref(), c.owner[at]);
            let replies = look.waits(at) && is_of(replies.as_deref(), c.handed_by[at]);
            if !(owns || replies) || among.is_some_and(|it| !it.has(at)) {
                return None;
            }
            let task = look.task(row, owns, replies)?;
            let order = look.order(task.reason, row as usize);
            let lead = c.lead[row as usize];
            Some(Due { task, order, lead })
        })
        .collect();
    let mut counts = [0; Reason::ALL.len()];
    for due in &due {
        counts[due.task.reason as usize] += 1;
    }
    Worklist {
        due: Ordered::new(due),
        counts,
    }
}

/// What was accepted before this minute owes a word.
pub(super) fn owed_before(book: &Book, now: Moment) -> u32 {
    let days = i64::from(book.settings().sla.feedback_within_days);
    minute(Moment(now.0 - days * 86_400_000))
}

struct Look<'a> {
    book: &'a Book,
    now: Moment,
    today: i32,
    day: chrono::NaiveDate,
    pace: Pace,
    owed: u32,
    read: Option<u32>,
}

impl Look<'_> {
    /// What is to be done with a lead by whoever owns it, or owes a reply.
    fn task(&self, row: u32, owns: bool, replies: bool) -> Option<Task> {
        let at = row as usize;
        let c = &self.book.episodes.columns;
        let is_open = c.status[at] == status_code(Status::Open);
        let is_parked = c.status[at] == status_code(Status::Parked);
        if c.flags[at] & flag::LATEST == 0 {
            return None;
        }
        let come = |day: i32| day != NO_DAY && day <= self.today;
        let is = |reason: Reason| match reason {
            Reason::Reply => replies,
            Reason::Replied => self.has_reply(at),
            Reason::Accept => self.book.waits(at),
            Reason::Overdue => is_open && come(c.next_due[at]) && c.next_due[at] < self.today,
            Reason::Due => is_open && c.next_due[at] == self.today,
            Reason::CallBack => come(c.talk[at].come_back),
            Reason::Parked => is_parked && come(c.parked_until[at]),
            Reason::Feedback => self.owes(at),
            Reason::Stuck => self.book.is_stuck(at, &self.pace, self.now, self.day),
            Reason::NoStep => is_open && c.next[at].is_empty(),
        };
        let closed = !(is_open || is_parked);
        let due = |it: &Reason| {
            let of_words = matches!(it, Reason::Reply | Reason::Replied);
            (owns || *it == Reason::Reply) && (of_words || !closed) && is(*it)
        };
        let mut reasons = Reason::ALL.into_iter().filter(due);
        let reason = reasons.next()?;
        let others = match reason {
            // Whatever else there is comes after the yes.
            Reason::Accept => 0,
            Reason::Overdue
            | Reason::Due
            | Reason::CallBack
            | Reason::Parked
            | Reason::Feedback
            | Reason::Reply
            | Reason::Replied
            | Reason::Stuck
            | Reason::NoStep => reasons.fold(0, |bits, it| bits | 1 << (it as u8)),
        };
        Some(Task {
            row,
            reason,
            others,
        })
    }

    fn owes(&self, row: usize) -> bool {
        let c = &self.book.episodes.columns;
        let silent = c.talk[row].fed == NEVER || c.talk[row].fed < c.handed[row];
        self.book.handover(row) == Handover::Accepted && silent && c.answered[row] <= self.owed
    }

    /// Whether what was said last has no reply.
    fn waits(&self, row: usize) -> bool {
        let talk = &self.book.episodes.columns.talk[row];
        talk.fed != NEVER && talk.replied == NEVER
    }

    /// Whether it has one that was not read yet.
    fn has_reply(&self, row: usize) -> bool {
        let talk = &self.book.episodes.columns.talk[row];
        talk.replied != NEVER && self.read.is_some_and(|read| talk.replied > read)
    }

    /// The order within a reason: what waits longest first; without a day, what is nearest to won.
    fn order(&self, reason: Reason, row: usize) -> i64 {
        let c = &self.book.episodes.columns;
        match reason {
            Reason::Accept => i64::from(c.handed[row]),
            Reason::Overdue => i64::from(c.next_due[row]),
            Reason::CallBack => i64::from(c.talk[row].come_back),
            Reason::Parked => i64::from(c.parked_until[row]),
            Reason::Feedback => i64::from(c.answered[row]),
            Reason::Reply => i64::from(c.talk[row].fed),
            Reason::Replied => i64::from(c.talk[row].replied),
            Reason::Stuck => i64::from(self.book.last_life(row)),
            Reason::Due | Reason::NoStep => {
                // Amounts are far from where a layer more would matter.
                let value = c.value[row].clamp(0, 1 << 56);
                -(i64::from(c.layer[row]) << 57) - value
            }
        }
    }
}
