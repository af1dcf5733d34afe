//! What there is to do today, lead by lead, each under its most urgent reason.
//!
//! Definitions: *accept*, handed over and not answered; *overdue* and *due*, the next step's day; *call
//! back*, the day that the last feedback promised has come; *parked*, the day to come back has come;
//! *feedback*, accepted at least so many days ago as the workspace allows, and no word since the handover;
//! *stuck*, see `book::pace`; *no step*, open without a next step. Closed leads have nothing to do, and one
//! that waits to be accepted has only that.

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
use crate::model::{Handover, Moment, Settings, Status};

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
    /// It idles for longer than won leads did.
    Stuck,
    /// Nobody has said what is done next.
    NoStep,
}

impl Reason {
    /// Every reason, the most urgent first.
    pub const ALL: [Self; 8] = [
        Self::Accept,
        Self::Overdue,
        Self::Due,
        Self::CallBack,
        Self::Parked,
        Self::Feedback,
        Self::Stuck,
        Self::NoStep,
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
    others: u8,
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
    let within = Days::new(u64::from(settings.sla.feedback_within_days));
    match reason {
        Reason::Overdue | Reason::Due => row.next_due,
        Reason::CallBack => row.come_back,
        Reason::Parked => row.parked_until,
        Reason::Feedback => row
            .answered
            .map(|it| it.day(settings.general.zone) + within),
        Reason::Accept | Reason::Stuck | Reason::NoStep => None,
    }
}

/// Whose leads are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Those of these users.
    Users(Vec<u64>),
    /// Everybody's.
    Everybody,
}

impl Whose {
    fn table(&self) -> Option<Vec<bool>> {
        let users = match self {
            Self::Users(users) => users,
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

fn is_of(table: Option<&[bool]>, user: u32) -> bool {
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

/// What there is to do with some people's leads; `among` narrows them further.
#[must_use]
pub fn worklist(book: &Book, whose: &Whose, among: Option<&Mask>, now: Moment) -> Worklist {
    let c = &book.episodes.columns;
    let table = whose.table();
    let today = now.day(book.settings().general.zone);
    let look = Look {
        book,
        now,
        today: day_number(Some(today)),
        day: today,
        pace: book.pace(),
        owed: owed_before(book, now),
    };
    let rows = 0..u32::try_from(c.len()).unwrap_or(u32::MAX);
    let due: Vec<Due> = rows
        .into_par_iter()
        .with_min_len(4_096)
        .filter(|row| {
            let row = *row as usize;
            is_of(table.as_deref(), c.owner[row]) && among.is_none_or(|it| it.has(row))
        })
        .filter_map(|row| {
            let task = look.task(row)?;
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
fn owed_before(book: &Book, now: Moment) -> u32 {
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
}

impl Look<'_> {
    fn task(&self, row: u32) -> Option<Task> {
        let at = row as usize;
        let c = &self.book.episodes.columns;
        let is_open = c.status[at] == status_code(Status::Open);
        let is_parked = c.status[at] == status_code(Status::Parked);
        if c.flags[at] & flag::LATEST == 0 || !(is_open || is_parked) {
            return None;
        }
        let come = |day: i32| day != NO_DAY && day <= self.today;
        let is = |reason: Reason| match reason {
            Reason::Accept => self.book.waits(at),
            Reason::Overdue => is_open && come(c.next_due[at]) && c.next_due[at] < self.today,
            Reason::Due => is_open && c.next_due[at] == self.today,
            Reason::CallBack => come(c.talk[at].come_back),
            Reason::Parked => is_parked && come(c.parked_until[at]),
            Reason::Feedback => self.owes(at),
            Reason::Stuck => self.book.is_stuck(at, &self.pace, self.now, self.day),
            Reason::NoStep => is_open && c.next[at].is_empty(),
        };
        let mut reasons = Reason::ALL.into_iter().filter(|it| is(*it));
        let reason = reasons.next()?;
        let others = match reason {
            // Whatever else there is comes after the yes.
            Reason::Accept => 0,
            Reason::Overdue
            | Reason::Due
            | Reason::CallBack
            | Reason::Parked
            | Reason::Feedback
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

    /// The order within a reason: what waits longest first; without a day, what is nearest to won.
    fn order(&self, reason: Reason, row: usize) -> i64 {
        let c = &self.book.episodes.columns;
        match reason {
            Reason::Accept => i64::from(c.handed[row]),
            Reason::Overdue => i64::from(c.next_due[row]),
            Reason::CallBack => i64::from(c.talk[row].come_back),
            Reason::Parked => i64::from(c.parked_until[row]),
            Reason::Feedback => i64::from(c.answered[row]),
            Reason::Stuck => i64::from(self.book.last_life(row)),
            Reason::Due | Reason::NoStep => {
                // Amounts are far from where a layer more would matter.
                let value = c.value[row].clamp(0, 1 << 56);
                -(i64::from(c.layer[row]) << 57) - value
            }
        }
    }
}

/// How some people have answered what was handed over to them lately.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answering {
    /// What should have been answered by now.
    pub asked: u64,
    /// What of it was answered in time, by a yes or by a return.
    pub in_time: u64,
    /// What owes a word, or has it.
    pub owed: u64,
    /// What of it has it.
    pub said: u64,
}

impl Answering {
    const fn plus(self, other: Self) -> Self {
        Self {
            asked: self.asked + other.asked,
            in_time: self.in_time + other.in_time,
            owed: self.owed + other.owed,
            said: self.said + other.said,
        }
    }
}

/// How some people have answered what was handed over to them since a moment.
#[must_use]
pub fn answering(book: &Book, whose: &Whose, since: Moment, now: Moment) -> Answering {
    let c = &book.episodes.columns;
    let table = whose.table();
    let (since, owed) = (minute(since), owed_before(book, now));
    let clock = book.sla_clock(now);
    let count = |mut sum: Answering, row: usize| {
        let handed = c.handed[row];
        let theirs =
            handed != NEVER && handed >= since && is_of(table.as_deref(), c.handed_to[row]);
        if !theirs || c.flags[row] & flag::LATEST == 0 {
            return sum;
        }
        let answered = c.answered[row] != NEVER;
        let late = book
            .minutes_left(row, &clock, now)
            .is_some_and(|left| left < 0);
        sum.asked += u64::from(answered || late);
        sum.in_time += u64::from(answered && !late);
        if book.handover(row) == Handover::Accepted {
            let said = c.talk[row].fed != NEVER && c.talk[row].fed >= handed;
            sum.owed += u64::from(said || c.answered[row] <= owed);
            sum.said += u64::from(said);
        }
        sum
    };
    let rows = (0..c.len()).into_par_iter().with_min_len(4_096);
    rows.fold(Answering::default, count)
        .reduce(Answering::default, Answering::plus)
}
