//! Answers with the figures of the week; as long as nothing changes they are remembered.

use super::Answers;
use super::funnel::minute;
use crate::insight::week::Week;
use crate::model::{Moment, Seq};
use crate::workspace::Book;

/// What was counted last, and when.
pub(super) type Remembered = Option<((Seq, u32), Week)>;

impl Answers {
    /// The week that ends today.
    pub(super) fn week(&mut self, book: &Book, now: Moment) -> Week {
        let at = (book.head(), minute(now));
        match &self.meeting {
            Some((then, week)) if *then == at => week.clone(),
            Some(_) | None => {
                let week = Week::of(book, now);
                self.meeting = Some((at, week.clone()));
                week
            }
        }
    }
}
