//! What there is to do today, lead by lead, each under its most urgent reason.
//!
//! Definitions: *accept*, handed over and not answered; *overdue* and *due*, the next step's day; *call
//! back*, the day that the last feedback promised has come; *parked*, the day to come back has come;
//! *feedback*, accepted at least so many days ago as the workspace allows, and no word since the handover;
//! *reply*, the last feedback has none, which whoever handed the lead over owes, or else marketing as a whole;
//! *replied*, the last feedback got one since its reader looked; *stuck*, see `book::pace`; *no step*, open without a
//! next step. Of closed leads there are replies alone, for what was said of a lost one asks for a reply as well as any
//! other, but comes after those of leads at work; and one that waits to be accepted has only that.

pub use super::answering::{Answering, answering};

use std::cmp::Ordering;
use std::ops::Range;

use chrono::{Days, NaiveDate};
use rayon::prelude::*;

use crate::book::Book;
use crate::book::coded::Codes;
use crate::book::columns::Span;
use crate::book::episodes::{flag, status_code};
use crate::book::mask::Mask;
use crate::book::ordered::Ordered;
use crate::book::row::LeadRow;
use crate::book::talk::Standing;
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
    let table = whose.table();
    // Nobody in particular is user 0.
    let replies = table.clone().map(|mut table| {
        if let Some(nobody) = table.first_mut() {
            *nobody = matches!(whose, Whose::Marketing(_));
        }
        table
    });
    let today = now.day(book.settings().general.zone);
    let is_stuck = book.stuck_by(book.pace(), now, today);
    let look = Look {
        rows: Rows::of(book),
        is_stuck: &is_stuck,
        today: day_number(Some(today)),
        owed: owed_before(book, now),
        read: read.map(minute),
    };
    let it = look.rows;
    let rows = 0..u32::try_from(it.status.len()).unwrap_or(u32::MAX);
    let due: Vec<Due> = rows
        .into_par_iter()
        .with_min_len(4_096)
        .filter_map(|row| {
            let at = row as usize;
            if it.flags[at] & flag::LATEST == 0 {
                return None;
            }
            let owns = is_of(table.as_deref(), it.owner.get(at));
            let replies = is_of(replies.as_deref(), it.handed_by.get(at)) && it.waits(at);
            if !(owns || replies) || among.is_some_and(|it| !it.has(at)) {
                return None;
            }
            let task = look.task(row, owns, replies)?;
            let order = look.order(book, task.reason, at);
            let lead = u64::from(it.lead[at]);
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

/// The columns that reasons rest on: where they lie is looked up once.
#[derive(Clone, Copy)]
struct Rows<'a> {
    lead: &'a [u32],
    flags: &'a [u8],
    status: &'a [u8],
    layer: &'a [u8],
    owner: Codes<'a>,
    handed_by: Codes<'a>,
    handed: &'a [u32],
    answered: &'a [u32],
    returned: Codes<'a>,
    next_due: &'a [i32],
    parked_until: &'a [i32],
    next: &'a [Span],
    value: &'a [i64],
    talk: &'a [Standing],
}

impl<'a> Rows<'a> {
    fn of(book: &'a Book) -> Self {
        let c = &book.episodes.columns;
        Self {
            lead: &c.lead,
            flags: &c.flags,
            status: &c.status,
            layer: &c.layer,
            owner: c.owner.codes(),
            handed_by: c.handed_by.codes(),
            handed: &c.handed,
            answered: &c.answered,
            returned: c.returned.codes(),
            next_due: &c.next_due,
            parked_until: &c.parked_until,
            next: &c.next,
            value: &c.value,
            talk: &c.talk,
        }
    }

    fn handover(&self, row: usize) -> Handover {
        let given = [self.handed[row], self.answered[row]].map(|it| it != NEVER);
        Handover::of(given[0], given[1], self.returned.get(row) != 0)
    }

    /// Whether what was said last has no reply.
    fn waits(&self, row: usize) -> bool {
        let talk = &self.talk[row];
        talk.fed != NEVER && talk.replied == NEVER
    }
}

struct Look<'a> {
    rows: Rows<'a>,
    is_stuck: &'a (dyn Fn(usize) -> bool + Sync),
    today: i32,
    owed: u32,
    read: Option<u32>,
}

impl Look<'_> {
    /// What is to be done with a lead by whoever owns it, or owes a reply.
    fn task(&self, row: u32, owns: bool, replies: bool) -> Option<Task> {
        let (at, c) = (row as usize, &self.rows);
        let mut is = 0;
        let mut put = |reason: Reason, holds: bool| is |= u16::from(holds) << (reason as u8);
        put(Reason::Reply, replies);
        let talk = &c.talk[at];
        let is_news = |read| owns && talk.replied != NEVER && talk.replied > read;
        put(Reason::Replied, self.read.is_some_and(is_news));
        // Of closed leads there are replies alone.
        if owns && c.status[at] <= status_code(Status::Parked) {
            let is_open = c.status[at] == status_code(Status::Open);
            let come = |day: i32| day != NO_DAY && day <= self.today;
            let (due, handover) = (c.next_due[at], c.handover(at));
            put(Reason::Accept, handover == Handover::Waiting);
            put(Reason::Overdue, is_open && come(due) && due < self.today);
            put(Reason::Due, is_open && due == self.today);
            put(Reason::CallBack, come(talk.come_back));
            put(Reason::Parked, !is_open && come(c.parked_until[at]));
            let silent = talk.fed == NEVER || talk.fed < c.handed[at];
            let owes = handover == Handover::Accepted && silent && c.answered[at] <= self.owed;
            put(Reason::Feedback, owes);
            put(Reason::Stuck, (self.is_stuck)(at));
            put(Reason::NoStep, is_open && c.next[at].is_empty());
        }
        let reason = *Reason::ALL.get(is.trailing_zeros() as usize)?;
        // Whatever else there is comes after the yes.
        let others = if reason == Reason::Accept {
            0
        } else {
            is & (is - 1)
        };
        Some(Task {
            row,
            reason,
            others,
        })
    }

    /// The order within a reason: what waits longest first; without a day, what is nearest to won.
    fn order(&self, book: &Book, reason: Reason, row: usize) -> i64 {
        let c = &self.rows;
        match reason {
            Reason::Accept => i64::from(c.handed[row]),
            Reason::Overdue => i64::from(c.next_due[row]),
            Reason::CallBack => i64::from(c.talk[row].come_back),
            Reason::Parked => i64::from(c.parked_until[row]),
            Reason::Feedback => i64::from(c.answered[row]),
            Reason::Reply => {
                // Whoever works on a lead still needs the answer; of a closed one it can wait.
                let is_closed = c.status[row] > status_code(Status::Parked);
                (i64::from(is_closed) << 32) + i64::from(c.talk[row].fed)
            }
            Reason::Replied => i64::from(c.talk[row].replied),
            Reason::Stuck => i64::from(book.last_life(row)),
            Reason::Due | Reason::NoStep => {
                // Amounts are far from where a layer more would matter.
                let value = c.value[row].clamp(0, 1 << 56);
                -(i64::from(c.layer[row]) << 57) - value
            }
        }
    }
}
