//! Finds who entered a segment and who left it since a day: what takes its time, so that the host does it beside the keys.

use std::collections::HashMap;
use std::ops::ControlFlow;

use chrono::NaiveDate;

use crate::i18n::{Locale, Msg};
use crate::insight::picked::Picked;
use crate::insight::shift::{Moved, Shift, Sight, Why, days_of, shift};
use crate::model::{Clean, LeadId, Moment, Segment, UserId};
use crate::query::{Context, read};
use crate::ui::screens::{MovedLine, MovedPage};
use crate::ui::wording::filter_faults;
use crate::ui::wording::refusals::trouble;
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
        let said = errors
            .first()
            .map(|it| filter_faults::told(it, asker.locale));
        NotMoved::Failed(Clean::from_string(said.unwrap_or_default()))
    })?;
    // No book is held meanwhile: each is made beside that of now.
    let mut members = |day: NaiveDate| {
        let at = end_of(day, zone);
        let Ok(filter) = read(&segment.filter, &context(at)) else {
            return Ok(None);
        };
        let book = workspace.as_of(at, progress)?;
        let picked = Picked::by_filter(&book, &filter, segment.unit(), At { now: at });
        Ok(Some(picked.members(&book)))
    };
    let within = (then_at.day(zone), asker.now.day(zone));
    let days = days_of(&told, within, &mut members).map_err(failed)?;
    let now = workspace.book();
    let teller = Teller {
        now: &now,
        then: &then,
        unit: segment.unit(),
        days,
    };
    Ok(teller.page(&segment, since, &told))
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
