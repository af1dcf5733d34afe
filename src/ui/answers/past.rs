//! Answers as of an earlier day, from the book of that day, where it is there.
//!
//! What is remembered of a day is kept apart from what is remembered of now: books of two days may stand at one change.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Answers, funnel, pages};
use crate::model::{Key, Moment};
use crate::query::{Belongs, Condition, Context, Field, read};
use crate::ui::desk::{Answer, Question};
use crate::workspace::as_of::end_of;
use crate::workspace::{Book, Workspace};

/// What is remembered of an earlier day.
#[derive(Debug)]
pub(super) struct Past {
    pub(super) book: Arc<Book>,
    pub(super) answers: Box<Answers>,
}

/// The funnel of an earlier moment by the tracks alone that was counted last, and on which day: whoever typed a day and
/// accepts it asks for the same again.
pub(super) type Quick = (NaiveDate, funnel::Counted);

/// The funnel of an earlier moment by the tracks alone, which the book of now holds; nothing where groups are asked
/// for, or the filter asks for what the tracks say, for that is read as it is now.
fn quick(
    last: &mut Option<Quick>,
    live: &Book,
    question: &Question,
    moment: Moment,
    cx: &Context,
) -> Option<Answer> {
    let Question::Funnel {
        filter: text,
        period,
        against,
        groups: None,
        sets: _,
        moving: _,
        caret: _,
    } = question
    else {
        return None;
    };
    let filter = read(text, cx).ok()?;
    let mut of_tracks = false;
    filter.expr.visit(&mut |it: &Condition| {
        of_tracks |= it.field != Field::Entered && it.field.info().belongs == Belongs::Episode;
    });
    if of_tracks {
        return None;
    }
    let asked = funnel::Asked {
        text,
        filter: &filter,
        period: *period,
        against: *against,
        groups: None,
        sets: &[],
        cx,
        now: moment,
        end: Some(funnel::minute(moment) + 1),
    };
    let known = last
        .take()
        .filter(|it| it.0 == cx.today && it.1.is_of(live, &asked));
    let counted = || (cx.today, funnel::count(live, &asked));
    let (_, counted) = &*last.insert(known.unwrap_or_else(counted));
    Some(Answer::Funnel(counted.figures.clone().into()))
}

impl Answers {
    /// The earlier moment that was asked for last, where its book has to be made first; told once.
    pub fn awaited(&mut self) -> Option<Moment> {
        self.awaited.take()
    }

    /// Lets the book of an earlier day go, which is held for the next question about it.
    pub fn leave_past(&mut self) {
        self.past = None;
    }

    /// Holds the book of the earlier moment that a question looks back to, where it is there, and none where it asks of
    /// now; says which moment that is.
    pub fn hold_past(
        &mut self,
        workspace: &Workspace,
        question: &Question,
        now: Moment,
    ) -> Option<Moment> {
        question.filter()?;
        let zone = workspace.book().settings().general.zone;
        let moment = question.looks_back(now, zone);
        match moment {
            Some(moment) => drop(self.book_of(workspace, moment)),
            None => self.leave_past(),
        }
        moment
    }

    /// The book of an earlier moment, where it is there; it is held for the next question, and that of another one is not.
    pub(super) fn book_of(&mut self, workspace: &Workspace, moment: Moment) -> Option<Arc<Book>> {
        let Some(book) = workspace.then(moment) else {
            self.leave_past();
            return None;
        };
        let kept = self.past.take().filter(|it| Arc::ptr_eq(&it.book, &book));
        self.past = Some(kept.unwrap_or_else(|| Past {
            book: Arc::clone(&book),
            answers: Box::new(Self::new(self.locale.clone())),
        }));
        Some(book)
    }

    /// The page of a lead or an account, as it was on the evening of a day where one is looked back to.
    pub(super) fn page_of(
        &mut self,
        workspace: &Workspace,
        (me, key): (&str, Key),
        day: Option<NaiveDate>,
        now: Moment,
    ) -> Option<Answer> {
        let Some(day) = day else {
            self.leave_past();
            let found = pages::read(workspace, key, None);
            let book = workspace.book();
            return Some(pages::page(found, &book, me, &self.locale, now));
        };
        let moment = end_of(day, workspace.book().settings().general.zone);
        let Some(book) = self.book_of(workspace, moment) else {
            self.awaited = Some(moment);
            return None;
        };
        let found = pages::read(workspace, key, Some(moment));
        Some(pages::page(found, &book, me, &self.locale, moment))
    }

    /// Answers from the book of an earlier moment, which is held where it is there; nothing until it is, nor, of facets,
    /// until they are counted without anybody waiting.
    pub(super) fn answer_past(
        &mut self,
        workspace: &Workspace,
        (me, question): (&str, &Question),
        now: Moment,
        moment: Moment,
    ) -> Option<Answer> {
        let there = self.past.as_ref().map(|it| Arc::clone(&it.book));
        let live = workspace.book();
        let today = now.day(live.settings().general.zone);
        let cx = Context::on(today).by(me).with(live.readable(me));
        let cx = cx.after(live.meetings.days()).rewinding();
        let Some(book) = there else {
            // What can be typed is offered meanwhile by what there is now.
            if matches!(question, Question::Offers { .. }) {
                return self.answer_from(live, (me, question), now, None, cx);
            }
            let quick = quick(&mut self.quick, &live, question, moment, &cx);
            // Who goes on to the next week in a moment needs no more of this one.
            let moving = matches!(question, Question::Funnel { moving: true, .. });
            if quick.is_none() || !moving {
                self.awaited = Some(moment);
            }
            return quick;
        };
        drop(live);
        // What facets rest on is counted beside the keys, as the book is made.
        if matches!(question, Question::Segments { .. }) && !workspace.is_warm(moment) {
            self.awaited = Some(moment);
            return None;
        }
        let answers = &mut self.past.as_mut()?.answers;
        answers.answer_from(book, (me, question), moment, None, cx)
    }
}
