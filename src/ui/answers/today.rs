//! Answers with what there is to do: one pass over the book, and only the lines that are seen are made.

use std::ops::Range;

use super::Answers;
use crate::insight::worklist::{
    Answering, Reason, Task, Whose, Worklist, answering, day, worklist,
};
use crate::model::{Clean, Moment, Seq, User, UserId};
use crate::query::Filter;
use crate::ui::desk::Question;
use crate::ui::screens::{TodayLine, TodayOf, TodayPage};
use crate::workspace::{At, Book, Workspace};

/// What there was to do when it was last asked; scrolling asks no more of the book.
#[derive(Debug)]
pub(super) struct Day {
    filter: String,
    of: TodayOf,
    head: Seq,
    /// Hours pass while nothing changes, and with them what is due.
    minute: i64,
    done: u64,
    list: Worklist,
    answering: Answering,
}

/// Over how many days it is told how handovers were answered.
const ANSWERED_OVER: i64 = 30;

fn user(book: &Book, name: &str) -> Option<u64> {
    let mut users = book.users.iter();
    users.find(|(_, user)| user.name == name).map(|it| it.0)
}

/// Whose leads are meant, for this user.
fn whose(book: &Book, of: TodayOf, me: &str) -> Whose {
    let own = book.users.iter().find(|(_, user)| user.name == me);
    let Some((id, own)) = own else {
        return match of {
            TodayOf::Me => Whose::Users(Vec::new()),
            TodayOf::Team | TodayOf::All => Whose::Everybody,
        };
    };
    let near = |user: &User| {
        let same = own.team.is_some() && user.team == own.team;
        same || user.manager.as_deref() == Some(me)
    };
    match of {
        TodayOf::Me => Whose::Users(vec![id]),
        TodayOf::All => Whose::Everybody,
        TodayOf::Team => {
            let team = book.users.iter().filter(|(_, user)| near(user));
            let mut team: Vec<u64> = team.map(|it| it.0).collect();
            team.push(id);
            Whose::Users(team)
        }
    }
}

/// What is asked of the day.
pub(super) struct Asked<'a> {
    pub(super) text: &'a str,
    pub(super) filter: &'a Filter,
    pub(super) of: TodayOf,
    pub(super) me: &'a str,
    pub(super) now: Moment,
}

impl Answers {
    /// How many changes the user has made today, where that may be another number than before.
    ///
    /// Asked before the book is held: the store comes before the book.
    pub(super) fn done_today(
        &self,
        workspace: &Workspace,
        me: &str,
        question: &Question,
        now: Moment,
    ) -> Option<u64> {
        if !matches!(question, Question::Today { .. }) {
            return None;
        }
        let (me, since) = {
            let book = workspace.book();
            let minute = now.0 / 60_000;
            let same = |day: &Day| day.head == book.head() && day.minute == minute;
            if self.day.as_ref().is_some_and(same) {
                return None;
            }
            let zone = book.settings().general.zone;
            (user(&book, me)?, Moment::start_of(now.day(zone), zone))
        };
        workspace.done_since(UserId(me), since).ok()
    }

    pub(super) fn look_at_day(&mut self, book: &Book, asked: &Asked<'_>, done: Option<u64>) {
        let minute = asked.now.0 / 60_000;
        let before = self.day.as_ref().map_or(0, |day| day.done);
        let same = self.day.as_ref().is_some_and(|day| {
            day.filter == asked.text
                && day.of == asked.of
                && day.head == book.head()
                && day.minute == minute
        });
        if same {
            return;
        }
        let whose = whose(book, asked.of, asked.me);
        let now = asked.now;
        let everything = asked.text.trim().is_empty();
        let among = (!everything).then(|| {
            let selected = book.select(asked.filter, At { now });
            book.leads_of(asked.filter, &selected)
        });
        let since = Moment(now.0 - ANSWERED_OVER * 86_400_000);
        // How handovers were answered is told of all of them, whatever the filter selects.
        let told = self
            .day
            .as_ref()
            .filter(|day| day.of == asked.of && day.head == book.head() && day.minute == minute);
        let answering = match told {
            Some(day) => day.answering,
            None => answering(book, &whose, since, now),
        };
        self.day = Some(Day {
            filter: asked.text.to_owned(),
            of: asked.of,
            head: book.head(),
            minute,
            done: done.unwrap_or(before),
            list: worklist(book, &whose, among.as_ref(), now),
            answering,
        });
    }

    /// The leads between two, or else in some places.
    pub(super) fn day_marked(
        &mut self,
        book: &Book,
        ends: Option<(u64, u64)>,
        places: Range<usize>,
    ) -> Vec<u64> {
        let Some(day) = &mut self.day else {
            return Vec::new();
        };
        let place = |id| day.list.place(id);
        let between = ends.map(|(one, other)| match (place(one), place(other)) {
            (Some(one), Some(other)) => one.min(other)..one.max(other) + 1,
            // One of them has nothing to do any more.
            _ => 0..0,
        });
        let tasks = day.list.tasks(between.unwrap_or(places));
        let leads = &book.episodes.columns.lead;
        tasks
            .filter_map(|task| leads.get(task.row as usize).copied())
            .collect()
    }

    pub(super) fn day_page(
        &mut self,
        book: &Book,
        first: usize,
        lines: usize,
        keep: Option<u64>,
        now: Moment,
    ) -> TodayPage {
        let Some(day) = &mut self.day else {
            return TodayPage::default();
        };
        let kept = keep.and_then(|id| day.list.place(id));
        let first = match kept {
            Some(line) if line < first || line >= first + lines => line.saturating_sub(lines / 2),
            Some(_) | None => first.min(day.list.len()),
        };
        let clock = book.sla_clock(now);
        let pace = book.pace();
        let seen = day.list.tasks(first..first.saturating_add(lines));
        let lines = seen.filter_map(|task| {
            let left = book.minutes_left(task.row as usize, &clock, now);
            let mut line = line(task, book, now)?;
            line.left = left.filter(|_| task.reason == Reason::Accept);
            line.limit = pace.days(line.layer).map(i64::from);
            Some(line)
        });
        let lines = lines.collect();
        TodayPage {
            sections: day.list.sections(),
            head: book.head().0,
            first,
            lines,
            kept,
            done: day.done,
            answering: day.answering,
        }
    }
}

fn line(task: Task, book: &Book, now: Moment) -> Option<TodayLine> {
    let row = book.row(task.row as usize)?;
    let clean = |text: Option<&str>| Clean::new(text.unwrap_or_default());
    let settings = book.settings();
    let since = |at: Option<Moment>| at.map_or(0, |at| i64::from(now.days_since(at)));
    Some(TodayLine {
        id: row.id.0,
        reason: task.reason,
        also: task.others().collect(),
        left: None,
        day: day(task.reason, &row, settings),
        idle: book.idle_days(task.row as usize, now),
        limit: None,
        account: clean(row.account.or(row.title)),
        company: super::leads::company(task.row as usize, book),
        product: clean(row.product),
        next: clean(row.next),
        from: clean(row.handed_by),
        verdict: row.verdict.map(str::to_owned),
        owner: clean(row.owner),
        layer: row.layer,
        status: row.status,
        value: row.value.map(|value| {
            let home = settings.general.currency.as_str();
            (value, row.currency.unwrap_or(home).to_owned())
        }),
        days: since(row.moved),
    })
}
