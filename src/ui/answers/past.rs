//! Answers as of an earlier day, from the book of that day, where it is there.
//!
//! What is remembered of a day is kept apart from what is remembered of now: books of two days may stand at one change.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Answers, funnel, pages};
use crate::i18n::Locale;
use crate::model::{Key, Moment};
use crate::query::{Belongs, Condition, Context, Field, looks_back, read};
use crate::ui::desk::{Answer, Question};
use crate::workspace::as_of::end_of;
use crate::workspace::{Book, Workspace};

/// What is remembered of an earlier day.
#[derive(Debug)]
pub(super) struct Past {
    book: Arc<Book>,
    answers: Box<Answers>,
}

/// The moment that a question looks back to, if it looks back.
pub(super) fn looked_back(
    workspace: &Workspace,
    question: &Question,
    now: Moment,
) -> Option<Moment> {
    let text = question.filter()?;
    let zone = workspace.book().settings().general.zone;
    let day = looks_back(text, now.day(zone))?;
    Some(end_of(day, zone))
}

/// The funnel of an earlier moment by the tracks alone, which the book of now holds; nothing where groups are asked
/// for, or the filter asks for what the tracks say, for that is read as it is now.
fn quick(live: &Book, question: &Question, moment: Moment, cx: &Context) -> Option<Answer> {
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
    let counted = funnel::count(live, &asked);
    Some(Answer::Funnel(counted.figures.into()))
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

    /// The page of a lead or an account, as it was on the evening of a day where one is looked back to.
    pub(super) fn page_of(
        &mut self,
        workspace: &Workspace,
        (me, key): (&str, Key),
        day: Option<NaiveDate>,
        now: Moment,
    ) -> Option<Answer> {
        let Some(day) = day else {
            let found = pages::read(workspace, key, None);
            let book = workspace.book();
            return Some(pages::page(found, &book, me, &self.locale, now));
        };
        let moment = end_of(day, workspace.book().settings().general.zone);
        let Some(book) = workspace.then(moment) else {
            self.awaited = Some(moment);
            return None;
        };
        let found = pages::read(workspace, key, Some(moment));
        Some(pages::page(found, &book, me, &self.locale, moment))
    }

    /// Answers from the book of an earlier moment; nothing until it is there.
    pub(super) fn answer_past(
        &mut self,
        workspace: &Workspace,
        (me, question): (&str, &Question),
        now: Moment,
        moment: Moment,
    ) -> Option<Answer> {
        let live = workspace.book();
        let today = now.day(live.settings().general.zone);
        let cx = Context::on(today).by(me).with(live.readable(me));
        let cx = cx.after(live.meetings.days()).rewinding();
        let Some(book) = workspace.then(moment) else {
            // What can be typed is offered meanwhile by what there is now.
            if matches!(question, Question::Offers { .. }) {
                return self.answer_from(live, (me, question), now, None, cx);
            }
            let quick = quick(&live, question, moment, &cx);
            // Who goes on to the next week in a moment needs no more of this one.
            let moving = matches!(question, Question::Funnel { moving: true, .. });
            if quick.is_none() || !moving {
                self.awaited = Some(moment);
            }
            return quick;
        };
        drop(live);
        let kept = self.past.take();
        let mut past = kept
            .filter(|past| Arc::ptr_eq(&past.book, &book))
            .unwrap_or_else(|| Past {
                book: Arc::clone(&book),
                answers: Box::new(Self::new(Locale::new(self.locale.language()))),
            });
        let asked = (me, question);
        let answer = past.answers.answer_from(book, asked, moment, None, cx);
        self.past = Some(past);
        answer
    }
}
