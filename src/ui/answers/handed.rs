//! Hands on what was remembered of a question: whoever is told an answer that others counted needs for the next question,
//! a line further down, what it was read from.
//!
//! It counts nothing. What is of an earlier day goes with that day's book, and holds it for nobody.

use std::sync::{Arc, Weak};

use super::{Answers, board, funnel, leads, segments, today};
use crate::ui::desk::Question;
use crate::workspace::Book;

/// What was remembered of one question.
#[derive(Debug)]
pub struct Handed {
    part: Part,
    /// The book of the earlier day that it is of.
    then: Option<Weak<Book>>,
}

impl Handed {
    /// Whether somebody can still ask for it.
    #[must_use]
    pub fn is_of_use(&self) -> bool {
        self.then.as_ref().is_none_or(|it| it.strong_count() > 0)
    }
}

#[derive(Debug)]
enum Part {
    Day(today::Day, today::Quotes),
    Lanes(Box<board::Counted>),
    List(leads::List),
    Funnel(Box<funnel::Counted>),
    Segments(segments::Remembered),
}

impl Answers {
    /// Gives away what was remembered of the question that was answered last.
    pub fn hand_on(&mut self, question: &Question) -> Option<Handed> {
        let (part, then) = match &mut self.past {
            Some(past) => {
                let then = Some(Arc::downgrade(&past.book));
                (past.answers.part(question)?, then)
            }
            None => (self.part(question)?, None),
        };
        Some(Handed { part, then })
    }

    fn part(&mut self, question: &Question) -> Option<Part> {
        Some(match question {
            Question::Today { .. } => Part::Day(self.day.take()?, std::mem::take(&mut self.quotes)),
            Question::Board { .. } => Part::Lanes(Box::new(self.lanes.take()?)),
            Question::Leads { .. } => Part::List(self.list.take()?),
            Question::Funnel { .. } => Part::Funnel(Box::new(self.funnels.pop()?)),
            Question::Segments { .. } => Part::Segments(std::mem::take(&mut self.segments)),
            // A report is its own answer; what else is asked stands on a page of its own, or in what the book remembers.
            Question::Insights { .. }
            | Question::Meeting { .. }
            | Question::KeptMinutes { .. }
            | Question::Minutes { .. }
            | Question::Compare { .. }
            | Question::Saved { .. }
            | Question::Members { .. }
            | Question::Offers { .. }
            | Question::Settings
            | Question::Explain { .. }
            | Question::Choices(_)
            | Question::Marked { .. }
            | Question::DayMarked { .. }
            | Question::Judge(_)
            | Question::Changes
            | Question::Currency
            | Question::Page { .. }
            | Question::Field(_)
            | Question::Lookup { .. } => return None,
        })
    }

    /// Remembers what others gave away; of what it is true, stands in it. What is of an earlier day is of use while the
    /// book of that day is held.
    pub fn take_over(&mut self, handed: Handed) {
        match (handed.then, &mut self.past) {
            (None, _) => self.take_part(handed.part),
            (Some(then), Some(past))
                if then
                    .upgrade()
                    .is_some_and(|it| Arc::ptr_eq(&it, &past.book)) =>
            {
                past.answers.take_part(handed.part);
            }
            (Some(_), _) => {}
        }
    }

    fn take_part(&mut self, part: Part) {
        match part {
            Part::Day(day, quotes) => {
                self.day = Some(day);
                self.quotes = quotes;
            }
            Part::Lanes(lanes) => self.lanes = Some(*lanes),
            Part::List(list) => self.list = Some(list),
            Part::Funnel(counted) => self.remember_funnel(*counted),
            Part::Segments(theirs) => self.segments.take_over(theirs),
        }
    }
}
