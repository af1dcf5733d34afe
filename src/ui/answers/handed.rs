//! Hands on what was remembered of a question: whoever is told an answer that others counted needs for the next question,
//! a line further down, what it was read from.
//!
//! It counts nothing, and hands on nothing of an earlier day.

use super::{Answers, board, funnel, leads, segments, today};
use crate::ui::desk::Question;

/// What was remembered of one question.
#[derive(Debug)]
pub struct Handed(Part);

#[derive(Debug)]
enum Part {
    Day(today::Day, today::Quotes),
    Lanes(board::Counted),
    List(leads::List),
    Funnel(Box<funnel::Counted>),
    Segments(segments::Remembered),
}

impl Answers {
    /// Gives away what was remembered of the question that was answered last.
    pub fn hand_on(&mut self, question: &Question) -> Option<Handed> {
        let part = match question {
            Question::Today { .. } => Part::Day(self.day.take()?, std::mem::take(&mut self.quotes)),
            Question::Board { .. } => Part::Lanes(self.lanes.take()?),
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
        };
        Some(Handed(part))
    }

    /// Remembers what others gave away; of what it is true, stands in it.
    pub fn take_over(&mut self, Handed(part): Handed) {
        match part {
            Part::Day(day, quotes) => {
                self.day = Some(day);
                self.quotes = quotes;
            }
            Part::Lanes(lanes) => self.lanes = Some(lanes),
            Part::List(list) => self.list = Some(list),
            Part::Funnel(counted) => self.remember_funnel(*counted),
            Part::Segments(theirs) => self.segments.take_over(theirs),
        }
    }
}
