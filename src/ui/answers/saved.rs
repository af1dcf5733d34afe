//! Answers which segments are saved, how many are in each, and what happened to one of them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::{Answers, funnel};
use crate::insight::picked::Picked;
use crate::model::fold::fold;
use crate::model::{Clean, Key, Kind, Moment, Seq, User, UserId};
use crate::query::{self, Context, Field, Literal, Segments, ValueExpr, read};
use crate::ui::screens::terms::Terms;
use crate::ui::screens::{InForce, SavedDetail, SavedLine, SavedPage};
use crate::ui::wording::facts::Says;
use crate::ui::wording::filter_faults;
use crate::workspace::{At, Book, Unit, Workspace};

/// So much of what happened to a segment is told.
const TOLD: usize = 40;

/// How many are in segments, as long as nothing changes.
#[derive(Debug, Default)]
pub(super) struct Counted {
    at: Option<(Seq, u32)>,
    /// By its number; of what can't be read, why.
    counts: HashMap<u64, Result<u64, Clean>>,
}

/// What is asked of the list.
pub(super) struct Asked<'a> {
    pub(super) me: &'a str,
    pub(super) seen: Range<usize>,
    pub(super) at: Option<u64>,
    pub(super) now: Moment,
}

/// The number of a user.
pub(super) fn user(book: &Book, me: &str) -> Option<UserId> {
    let me = fold(me);
    let found = |(_, it): &(u64, &User)| fold(&it.name) == me;
    book.users.iter().find(found).map(|(id, _)| UserId(id))
}

impl Answers {
    /// The segments that a user sees, by their names; those that are seen are counted.
    pub(super) fn saved(&mut self, workspace: &Workspace, asked: &Asked<'_>) -> SavedPage {
        let mut page = self.list(&workspace.book(), asked);
        let known = |id: &u64| page.lines.iter().any(|it| it.id == *id);
        let at = asked.at.filter(known);
        let Some(id) = at.or_else(|| page.lines.first().map(|it| it.id)) else {
            return page;
        };
        // What is kept is read before the book is held.
        let key = Key::new(Kind::Segment, id);
        let record = workspace.get(key).ok().flatten().map(|it| it.record);
        let log = workspace.story(key, TOLD).unwrap_or_default();
        let told = crate::workspace::told::story(record.as_ref(), &log);
        let book = workspace.book();
        let says = Says {
            book: &book,
            locale: &self.locale,
            today: asked.now.day(book.settings().general.zone),
        };
        let me = user(&book, asked.me);
        let wrong = self.saved.counts.get(&id);
        page.detail = Some(SavedDetail {
            id,
            wrong: wrong.and_then(|it| it.as_ref().err().cloned()),
            story: told.iter().rev().map(|it| says.entry(it, me)).collect(),
        });
        page
    }

    fn list(&mut self, book: &Book, asked: &Asked<'_>) -> SavedPage {
        let (head, minute) = (book.head(), funnel::minute(asked.now));
        if self.saved.at.replace((head, minute)) != Some((head, minute)) {
            self.saved.counts.clear();
        }
        let me = user(book, asked.me);
        let mut seen: Vec<_> = book
            .segments
            .iter()
            .filter(|(_, it)| it.is_seen_by(me))
            .collect();
        seen.sort_by_cached_key(|(id, it)| (fold(&it.name), *id));
        let segments = book.readable(asked.me);
        let counted = asked.seen.start..asked.seen.end.min(seen.len());
        let lines = seen.iter().enumerate().map(|(place, (id, it))| {
            let count = counted
                .contains(&place)
                .then(|| self.count(book, *id, &segments, asked));
            SavedLine {
                id: *id,
                name: Clean::new(&it.name),
                kept: (it.name.clone(), it.filter.clone()),
                owner: it
                    .owner
                    .and_then(|user| book.users.get(user.0))
                    .map(|it| Clean::new(&it.name))
                    .unwrap_or_default(),
                unit: it.unit(),
                shared: it.sharing() == crate::model::Sharing::Shared,
                frozen: it.members.is_some(),
                count: count.and_then(Result::ok),
                note: it.note.clone().unwrap_or_default(),
            }
        });
        SavedPage {
            head: head.0,
            lines: lines.collect(),
            counted: asked.seen.clone(),
            detail: None,
        }
    }

    /// How many are in a segment, or why its filter can't be read.
    fn count(
        &mut self,
        book: &Book,
        id: u64,
        segments: &Arc<Segments>,
        asked: &Asked<'_>,
    ) -> Result<u64, Clean> {
        if let Some(known) = self.saved.counts.get(&id) {
            return known.clone();
        }
        let Some(segment) = book.segments.get(id) else {
            return Err(Clean::default());
        };
        let unit = segment.unit();
        let counted = match &segment.members {
            Some(members) => Ok(Picked::by_members(book, members, unit, unit).count()),
            None => {
                let today = asked.now.day(book.settings().general.zone);
                let cx = Context::on(today).by(asked.me).with(Arc::clone(segments));
                match read(&segment.filter, &cx) {
                    Ok(filter) => {
                        let at = At { now: asked.now };
                        Ok(Picked::by_filter(book, &filter, unit, at).count())
                    }
                    Err(errors) => Err(errors.first().map_or_else(Clean::default, |error| {
                        Clean::from_string(filter_faults::told(error, &self.locale))
                    })),
                }
            }
        };
        self.saved.counts.insert(id, counted.clone());
        counted
    }
}

/// The saved segment that a filter is: by its name, or because it says the same; or that it was before it was changed.
pub(super) fn in_force(
    book: &Book,
    me: &str,
    (filter, unit): (&str, Unit),
    taken: Option<u64>,
) -> Option<InForce> {
    book.segments.iter().next()?;
    let me = user(book, me);
    let terms = Terms::read(filter);
    let text = terms.as_ref().map_or_else(String::new, Terms::text);
    if text.is_empty() {
        return None;
    }
    let named = only_name(filter);
    let is_named = |name: &str| named.as_deref() == Some(fold(name).as_str());
    let seen = book.segments.iter().filter(|(_, it)| it.is_seen_by(me));
    let force = |id: u64, changed: bool| {
        book.segments.get(id).map(|it| InForce {
            id,
            name: Clean::new(&it.name),
            unit: it.unit(),
            frozen: it.members.is_some(),
            changed,
        })
    };
    let is_same = |it: &crate::model::Segment| {
        let says = it.members.is_none() && it.unit() == unit && it.filter == text;
        is_named(&it.name) || says
    };
    let taken = taken.filter(|id| book.segments.get(*id).is_some_and(|it| it.is_seen_by(me)));
    if let Some(id) = taken.filter(|id| book.segments.get(*id).is_some_and(is_same)) {
        return force(id, false);
    }
    // One's own comes before a shared one of the same name.
    let mut same: Vec<_> = seen.filter(|(_, it)| is_same(it)).collect();
    same.sort_by_key(|(id, it)| (it.owner != me, *id));
    match same.first() {
        Some((id, _)) => force(*id, false),
        None => taken.and_then(|id| force(id, true)),
    }
}

/// The name of the segment that a filter is, if it is nothing else.
fn only_name(filter: &str) -> Option<String> {
    let parsed = query::parse(filter);
    let query::Expr::Term(term) = &parsed.ast.expr else {
        return None;
    };
    match term.values.as_slice() {
        [value] if term.field == Field::Seg && parsed.errors.is_empty() => match &value.what {
            ValueExpr::Exact(Literal::Text(text)) => Some(fold(text)),
            ValueExpr::Exact(_)
            | ValueExpr::Compare(..)
            | ValueExpr::Range(..)
            | ValueExpr::UpTo(..)
            | ValueExpr::None
            | ValueExpr::Any => None,
        },
        _ => None,
    }
}
