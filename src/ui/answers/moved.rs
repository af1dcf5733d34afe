//! Finds who entered a segment and who left it since a day: what takes its time, so that the host does it beside the keys.

use std::collections::HashMap;
use std::ops::ControlFlow;

use crate::i18n::{Locale, Msg};
use crate::insight::shift::{Moved, Shift, Sight, Why, shift};
use crate::model::{Clean, Key, Kind, LeadId, Moment, Segment, UserId};
use crate::query::Context;
use crate::ui::faults;
use crate::ui::refusals::trouble;
use crate::ui::screens::{MovedLine, MovedPage};
use crate::ui::work::Since;
use crate::workspace::as_of::Progress;
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
    let touched = workspace.touched_since(then_at, progress).map_err(failed)?;
    let now = workspace.book();
    let segments = now.readable(asker.name);
    let context = |at: Moment| {
        Context::on(at.day(zone))
            .by(asker.name)
            .with(std::sync::Arc::clone(&segments))
    };
    let (of_then, of_now) = (context(then_at), context(asker.now));
    let unit = segment.unit();
    let told = shift(
        &segment.filter,
        unit,
        Sight {
            book: &then,
            context: &of_then,
            at: At { now: then_at },
        },
        Sight {
            book: &now,
            context: &of_now,
            at: At { now: asker.now },
        },
    );
    let told = told.map_err(|errors| {
        let said = errors.first().map(|it| faults::told(it, asker.locale));
        NotMoved::Failed(Clean::from_string(said.unwrap_or_default()))
    })?;
    let teller = Teller {
        now: &now,
        then: &then,
        unit,
        when: when(&touched, unit, &now, &then),
        zone,
    };
    Ok(teller.page(&segment, since, &told))
}

/// When each lead or account was changed last; an account also by its leads.
fn when(
    touched: &HashMap<Key, Moment>,
    unit: Unit,
    now: &Book,
    then: &Book,
) -> HashMap<u64, Moment> {
    let mut when = HashMap::new();
    for (key, at) in touched {
        let id = match (unit, key.kind) {
            (Unit::Leads, Kind::Lead) | (Unit::Accounts, Kind::Account) => Some(key.id),
            (Unit::Accounts, Kind::Lead) => account(now, key.id).or_else(|| account(then, key.id)),
            _ => None,
        };
        if let Some(id) = id {
            let last = when.entry(id).or_insert(*at);
            *last = (*last).max(*at);
        }
    }
    when
}

fn account(book: &Book, lead: u64) -> Option<u64> {
    let row = book.episodes.rows.get(lead)?;
    let account = *book.episodes.columns.account.get(row)?;
    let id = *book.accounts.columns.id.get(account as usize)?;
    (id != 0).then_some(id)
}

struct Teller<'a> {
    now: &'a Book,
    then: &'a Book,
    unit: Unit,
    when: HashMap<u64, Moment>,
    zone: chrono_tz::Tz,
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

    /// The latest first; of whom no change is known, at the end.
    fn lines(&self, moved: &[Moved]) -> Vec<MovedLine> {
        let line = |it: &Moved| MovedLine {
            id: it.id,
            name: self.name(it.id),
            when: self.when.get(&it.id).map(|at| at.day(self.zone)),
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
