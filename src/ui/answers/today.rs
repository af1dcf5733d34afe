//! Answers with what there is to do: one pass over the book, and only the lines that are seen are made.

use std::collections::HashMap;
use std::ops::Range;

use super::Answers;
use crate::insight::worklist::{
    Answering, Reason, Task, Whose, Worklist, answering, day, worklist,
};
use crate::model::{Clean, Handover, Moment, Seq, User, UserId};
use crate::query::Filter;
use crate::ui::desk::Question;
use crate::ui::screens::{TodayAsk, TodayLine, TodayOf, TodayPage};
use crate::workspace::{At, Book, Workspace};

/// What there was to do when it was last asked; scrolling asks no more of the book.
#[derive(Debug)]
pub(super) struct Day {
    asked: TodayAsk,
    head: Seq,
    /// Hours pass while nothing changes, and with them what is due.
    minute: i64,
    done: u64,
    list: Worklist,
    answering: Answering,
}

/// What was said of a lead, and replied to it.
#[derive(Debug, Clone, Default)]
pub(super) struct Quote {
    by: Clean,
    note: Clean,
    replied_by: Clean,
    reply: Clean,
}

/// What is remembered of leads that were seen, as long as nothing changes.
pub(super) type Quotes = (Seq, HashMap<u64, Quote>);

/// No more of a text than this is seen.
const HEAD: usize = 240;
/// For so long a reply is news to somebody who never looked.
const NEWS: i64 = 7 * 86_400_000;
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
        TodayOf::Me => Whose::one(book, id),
        TodayOf::All => Whose::Everybody,
        TodayOf::Team => {
            let team = book.users.iter().filter(|(_, user)| near(user));
            let mut team: Vec<u64> = team.map(|it| it.0).collect();
            team.push(id);
            Whose::several(book, id, team)
        }
    }
}

/// What is asked of the day.
pub(super) struct Asked<'a> {
    pub(super) day: &'a TodayAsk,
    pub(super) filter: &'a Filter,
    pub(super) me: &'a str,
    pub(super) now: Moment,
}

impl Answers {
    /// How many changes the user has made today, where that may be another number than before.
    ///
    /// Asked before the book is held: the store comes before the book.
    pub(super) fn done_today(
        &mut self,
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
        let known = &mut self.done;
        workspace.done_since(UserId(me), since, known).ok()
    }

    pub(super) fn look_at_day(&mut self, book: &Book, asked: &Asked<'_>, done: Option<u64>) {
        let minute = asked.now.0 / 60_000;
        let before = self.day.as_ref().map_or(0, |day| day.done);
        let same = self.day.as_ref().is_some_and(|day| {
            day.asked == *asked.day && day.head == book.head() && day.minute == minute
        });
        if same {
            return;
        }
        let whose = whose(book, asked.day.of, asked.me);
        let now = asked.now;
        let everything = asked.day.filter.trim().is_empty();
        let among = (!everything).then(|| {
            let selected = book.select(asked.filter, At { now });
            book.leads_of(asked.filter, &selected)
        });
        let since = Moment(now.0 - ANSWERED_OVER * 86_400_000);
        // How handovers were answered is told of all of them, whatever the filter selects.
        let told = self.day.as_ref().filter(|day| {
            day.asked.of == asked.day.of && day.head == book.head() && day.minute == minute
        });
        let answering = match told {
            Some(day) => day.answering,
            None => answering(book, &whose, since, now),
        };
        // What others have not read yet is not the reader's business.
        let read = asked.day.read.unwrap_or(Moment(now.0 - NEWS));
        let read = (asked.day.of == TodayOf::Me).then_some(read);
        self.day = Some(Day {
            asked: asked.day.clone(),
            head: book.head(),
            minute,
            done: done.unwrap_or(before),
            list: worklist(book, &whose, among.as_ref(), read, now),
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
            .filter_map(|task| leads.get(task.row as usize).map(|it| u64::from(*it)))
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
            reply_within: book.settings().sla.reply_within_days,
        }
    }

    /// A page with what was said, word for word, where lines are about that.
    pub(super) fn quoted(
        &mut self,
        workspace: &Workspace,
        mut page: Box<TodayPage>,
    ) -> Box<TodayPage> {
        let told = |line: &&mut TodayLine| {
            let all = [line.reason].into_iter().chain(line.also.iter().copied());
            all.into_iter()
                .any(|it| matches!(it, Reason::Reply | Reason::Replied))
        };
        let head = Seq(page.head);
        if self.quotes.0 != head {
            self.quotes = (head, HashMap::new());
        }
        let lines: Vec<&mut TodayLine> = page.lines.iter_mut().filter(told).collect();
        let unknown = lines.iter().map(|it| it.id);
        let unknown: Vec<u64> = unknown
            .filter(|it| !self.quotes.1.contains_key(it))
            .collect();
        if !unknown.is_empty() {
            // Without the words a line still says when, and with which verdict.
            let found = workspace.last_feedback(&unknown).unwrap_or_default();
            let book = workspace.book();
            let name = |user: Option<UserId>| {
                let user = user.and_then(|it| book.users.get(it.0));
                user.map_or_else(Clean::default, |it| Clean::new(&it.name))
            };
            let text =
                |text: &Option<String>| Clean::head_of(text.as_deref().unwrap_or_default(), HEAD);
            let quotes = found.iter().map(|(lead, it)| {
                let quote = Quote {
                    by: name(it.author),
                    note: text(&it.note),
                    replied_by: name(it.replied_by),
                    reply: text(&it.reply),
                };
                (*lead, quote)
            });
            self.quotes.1.extend(quotes);
        }
        for line in lines {
            let quote = self.quotes.1.get(&line.id).cloned().unwrap_or_default();
            (line.by, line.said) = if line.reason == Reason::Replied {
                (quote.replied_by, quote.reply)
            } else {
                (quote.by, quote.note)
            };
        }
        page
    }
}

fn line(task: Task, book: &Book, now: Moment) -> Option<TodayLine> {
    let row = book.row(task.row as usize)?;
    let clean = |text: Option<&str>| Clean::new(text.unwrap_or_default());
    let settings = book.settings();
    let since = |at: Option<Moment>| at.map_or(0, |at| i64::from(now.days_since(at)));
    Some(TodayLine {
        id: row.id().0,
        reason: task.reason,
        also: task.others().collect(),
        left: None,
        day: day(task.reason, &row, settings),
        idle: book.idle_days(task.row as usize, now),
        limit: None,
        account: clean(row.known_as()),
        company: super::leads::company(task.row as usize, book),
        product: clean(row.product()),
        next: clean(row.next()),
        from: clean(row.handed_by()),
        verdict: row.verdict().map(str::to_owned),
        replied: row.replied(),
        by: Clean::default(),
        said: Clean::default(),
        owner: clean(row.owner()),
        layer: row.layer(),
        status: row.status(),
        waits: book.handover(task.row as usize) == Handover::Waiting,
        value: row.value().map(|value| {
            let home = settings.general.currency.as_str();
            (value, row.currency().unwrap_or(home).to_owned())
        }),
        days: since(row.moved()),
    })
}
