//! Finds who entered a segment and who left it since a day: what takes its time, so that the host does it beside the keys.

use std::collections::HashMap;
use std::ops::ControlFlow;

use chrono::NaiveDate;

use crate::i18n::{Locale, Msg};
use crate::insight::picked::Picked;
use crate::insight::shift::{Moved, Shift, Sight, Why, shift};
use crate::model::{Clean, LeadId, Moment, Segment, UserId};
use crate::query::{Context, read};
use crate::ui::faults;
use crate::ui::refusals::trouble;
use crate::ui::screens::{MovedLine, MovedPage};
use crate::ui::work::Since;
use crate::workspace::as_of::{Progress, end_of};
use crate::workspace::{At, Book, Unit, Workspace, WorkspaceError};

/// Why it is not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotMoved {
    /// It was stopped.
    Stopped,
    /// It can't be, and why.
    Failed(Clean),
}

/// Who asks, and when.
#[derive(Clone, Copy)]
pub struct Asker<'a> {
    /// The user's number.
    pub user: UserId,
    /// The user's name.
    pub name: &'a str,
    /// The user's language.
    pub locale: &'a Locale,
    /// The time.
    pub now: Moment,
}

/// Who entered a segment and who left it since a day; that day counts.
///
/// # Errors
/// Where it was stopped, or can't be told, and why.
pub fn moved(
    workspace: &Workspace,
    since: Since,
    asker: Asker<'_>,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<MovedPage, NotMoved> {
    let failed = |error: WorkspaceError| {
        if matches!(error, WorkspaceError::Stopped) {
            NotMoved::Stopped
        } else {
            NotMoved::Failed(trouble(&error, asker.locale))
        }
    };
    let say = |message| NotMoved::Failed(Clean::from_string(asker.locale.t(message)));
    let (segment, zone) = {
        let book = workspace.book();
        let seen = |it: &&Segment| it.is_seen_by(Some(asker.user));
        let segment = book.segments.get(since.segment).filter(seen).cloned();
        (segment, book.settings().general.zone)
    };
    let segment = segment.ok_or_else(|| say(Msg::SegmentGone))?;
    if segment.members.is_some() {
        return Err(say(Msg::WhySegmentFrozen));
    }
    // The day itself counts: then is the last moment before it.
    let then_at = Moment(Moment::start_of(since.day, zone).0 - 1);
    let then = workspace.as_of(then_at, progress).map_err(failed)?;
    let segments = workspace.book().readable(asker.name);
    let meetings: Vec<NaiveDate> = workspace.book().meetings.days().collect();
    let context = |at: Moment| {
        Context::on(at.day(zone))
            .by(asker.name)
            .with(std::sync::Arc::clone(&segments))
            .after(meetings.iter().copied())
    };
    let told = {
        let now = workspace.book();
        let (of_then, of_now) = (context(then_at), context(asker.now));
        let sight = |book, context, now| Sight {
            book,
            context,
            at: At { now },
        };
        shift(
            &segment.filter,
            segment.unit(),
            sight(&then, &of_then, then_at),
            sight(&now, &of_now, asker.now),
        )
    };
    let told = told.map_err(|errors| {
        let said = errors.first().map(|it| faults::told(it, asker.locale));
        NotMoved::Failed(Clean::from_string(said.unwrap_or_default()))
    })?;
    let mut turns = Turns {
        workspace,
        segment: &segment,
        context: &context,
        zone,
        books: MOST_BOOKS,
        days: HashMap::new(),
        progress,
    };
    let entered = told.entered.iter().map(|it| (it.id, true));
    let left = told.left.iter().map(|it| (it.id, false));
    let (first, last) = (then_at.day(zone), asker.now.day(zone));
    // No book is held meanwhile: each is made beside that of now.
    turns
        .find(first, last, entered.chain(left).collect())
        .map_err(failed)?;
    let days = turns.days;
    let now = workspace.book();
    let teller = Teller {
        now: &now,
        then: &then,
        unit: segment.unit(),
        days,
    };
    Ok(teller.page(&segment, since, &told))
}

/// So many days are looked at; of whom none of them tells, the day is not known.
const MOST_BOOKS: usize = 40;

/// Finds the day at whose end somebody was first in a segment, or first no longer: days are halved, and only those
/// between which somebody came or went are looked at.
///
/// Of who came and went several times it is one of these days.
struct Turns<'a> {
    workspace: &'a Workspace,
    segment: &'a Segment,
    context: &'a dyn Fn(Moment) -> Context,
    zone: chrono_tz::Tz,
    books: usize,
    days: HashMap<u64, NaiveDate>,
    progress: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
}

impl Turns<'_> {
    /// Between the ends of two days: who entered, or left, was not yet so at the first.
    fn find(
        &mut self,
        first: NaiveDate,
        last: NaiveDate,
        ids: Vec<(u64, bool)>,
    ) -> Result<(), WorkspaceError> {
        if ids.is_empty() {
            return Ok(());
        }
        let long = (last - first).num_days();
        if long <= 1 {
            self.days.extend(ids.into_iter().map(|it| (it.0, last)));
            return Ok(());
        }
        let middle = first + chrono::Duration::days(long / 2);
        if self.books == 0 {
            return Ok(());
        }
        self.books -= 1;
        let at = end_of(middle, self.zone);
        let Ok(filter) = read(&self.segment.filter, &(self.context)(at)) else {
            return Ok(());
        };
        let members = {
            let book = self.workspace.as_of(at, self.progress)?;
            let picked = Picked::by_filter(&book, &filter, self.segment.unit(), At { now: at });
            picked.members(&book)
        };
        let (before, after) = ids
            .into_iter()
            .partition(|(id, entered)| members.has(*id) == *entered);
        self.find(first, middle, before)?;
        self.find(middle, last, after)
    }
}

struct Teller<'a> {
    now: &'a Book,
    then: &'a Book,
    unit: Unit,
    days: HashMap<u64, NaiveDate>,
}

impl Teller<'_> {
    fn page(&self, segment: &Segment, since: Since, told: &Shift) -> MovedPage {
        MovedPage {
            id: since.segment,
            name: Clean::new(&segment.name),
            unit: self.unit,
            since: since.day,
            before: told.before,
            after: told.after,
            entered: self.lines(&told.entered),
            left: self.lines(&told.left),
        }
    }

    /// The latest first; those of whom the day is not known, at the end.
    fn lines(&self, moved: &[Moved]) -> Vec<MovedLine> {
        let line = |it: &Moved| MovedLine {
            id: it.id,
            name: self.name(it.id),
            when: self.days.get(&it.id).copied(),
            why: match &it.why {
                Why::Absent => None,
                Why::Parts(parts) => Some(Clean::from_string(parts.join(" · "))),
            },
        };
        let mut lines: Vec<MovedLine> = moved.iter().map(line).collect();
        lines.sort_by_key(|it| (std::cmp::Reverse(it.when), it.id));
        lines
    }

    fn name(&self, id: u64) -> Clean {
        let books = [self.now, self.then];
        let name = books.into_iter().find_map(|book| match self.unit {
            Unit::Leads => book.lead(LeadId(id)).map(|it| it.name()),
            Unit::Accounts => {
                let row = book.accounts.rows.get(id)?;
                Some(book.accounts.name(row).to_owned())
            }
        });
        Clean::from_string(name.unwrap_or_else(|| format!("#{id}")))
    }
}
