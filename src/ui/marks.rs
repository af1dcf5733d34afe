//! Holds which leads are marked, by their numbers: lines move while one looks at them. A range grows with the cursor
//! until it is ended, and leaves the marks before it as they were when it is dropped.

use std::collections::BTreeSet;

use super::action::LeadAction;
use super::ctx::Ctx;
use super::desk::{Ask, Question, Ticket};
use super::event::Effect;
use super::screen::Wish;
use super::stands::Stands;
use super::theme::Role;
use super::words::Words;
use crate::i18n::Msg;

/// The marked leads.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    marked: BTreeSet<u64>,
    range: Option<Range>,
    /// The latest question for leads to mark; what a screen shows has its own.
    ticket: Ticket,
}

/// A range that is still open.
#[derive(Debug, Clone)]
struct Range {
    /// The lead where it began.
    anchor: u64,
    /// The leads in it that were not marked before.
    between: BTreeSet<u64>,
}

impl Marks {
    /// Whether a lead is marked, or in the open range.
    #[must_use]
    pub fn contains(&self, lead: u64) -> bool {
        let ranged = |range: &Range| range.between.contains(&lead);
        self.marked.contains(&lead) || self.range.as_ref().is_some_and(ranged)
    }

    /// How many are marked.
    #[must_use]
    pub fn len(&self) -> usize {
        self.marked.len() + self.range.as_ref().map_or(0, |range| range.between.len())
    }

    /// Whether none is marked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The marked leads.
    #[must_use]
    pub fn leads(&self) -> Vec<u64> {
        let between = self.range.iter().flat_map(|range| &range.between);
        self.marked.iter().chain(between).copied().collect()
    }

    /// Why none of the marked leads takes an action. It is known only where all of them are among those that the screen
    /// holds: how others stand may have changed since they were marked.
    #[must_use]
    pub fn why_not(
        &self,
        action: LeadAction,
        held: impl Iterator<Item = (u64, Stands)>,
    ) -> Option<Msg> {
        let mut known = 0;
        let mut why = None;
        for (_, stands) in held.filter(|(lead, _)| self.contains(*lead)) {
            why = of_many(why, stands.why_not(action, 1)?);
            known += 1;
        }
        why.filter(|_| known == self.len())
    }

    /// Marks a lead, or takes its mark off.
    pub fn turn(&mut self, lead: u64) {
        self.end();
        if !self.marked.remove(&lead) {
            self.marked.insert(lead);
        }
    }

    /// Marks leads.
    pub fn add(&mut self, leads: &[u64]) {
        self.end();
        self.marked.extend(leads);
    }

    /// Begins a range at a lead.
    pub fn begin(&mut self, lead: u64) {
        self.end();
        self.range = Some(Range {
            anchor: lead,
            between: BTreeSet::new(),
        });
        self.stretch(&[lead]);
    }

    /// Ends the open range, or begins one at a lead, where there is one.
    pub fn turn_range(&mut self, lead: Option<u64>) {
        if self.anchor().is_some() {
            self.end();
        } else if let Some(lead) = lead {
            self.begin(lead);
        }
    }

    /// The lead where the open range began.
    #[must_use]
    pub fn anchor(&self) -> Option<u64> {
        self.range.as_ref().map(|range| range.anchor)
    }

    /// The open range reaches over these leads.
    pub fn stretch(&mut self, leads: &[u64]) {
        if let Some(range) = &mut self.range {
            let new = leads.iter().filter(|lead| !self.marked.contains(lead));
            range.between = new.copied().collect();
        }
    }

    /// Asks for the leads to mark.
    pub fn ask(&mut self, question: Question) -> Vec<Wish> {
        self.ticket = self.ticket.next();
        let ticket = self.ticket;
        vec![Wish::Host(Effect::Ask(Ask { ticket, question }))]
    }

    /// Takes leads that were asked for last: the open range reaches over them; without one, they are marked too.
    pub fn take(&mut self, ticket: Ticket, leads: &[u64]) {
        if ticket != self.ticket {
            return;
        }
        if self.range.is_some() {
            self.stretch(leads);
        } else {
            self.add(leads);
        }
    }

    /// How many are marked, in words, if any.
    #[must_use]
    pub fn summary(&self, ctx: &Ctx<'_>) -> Option<Words> {
        let message = if self.range.is_some() {
            Msg::SummaryRange
        } else {
            Msg::SummaryMarked
        };
        let marked = i64::try_from(self.len()).unwrap_or(i64::MAX);
        let text = ctx.t_args(message, &[("count", marked.into())]);
        (marked > 0).then(|| Words::one(text, Role::Accent))
    }

    /// Ends the range: what is in it stays marked.
    pub fn end(&mut self) {
        if let Some(range) = self.range.take() {
            self.marked.extend(range.between);
        }
    }

    /// Takes back what lies nearest: the open range, or else all marks; says whether there was anything.
    pub fn escape(&mut self) -> bool {
        if self.range.take().is_some() {
            return true;
        }
        let any = !self.marked.is_empty();
        self.marked.clear();
        any
    }

    /// Takes all marks off.
    pub fn clear(&mut self) {
        self.range = None;
        self.marked.clear();
    }
}

/// Why none of several leads takes an action, one more of which refuses it for its own reason.
#[must_use]
pub fn of_many(why: Option<Msg>, one: Msg) -> Option<Msg> {
    let one = if [Msg::WhyWon, Msg::WhyLost].contains(&one) {
        Msg::WhyMarkedClosed
    } else if one == Msg::WhyNotClosed {
        Msg::WhyMarkedOpen
    } else {
        Msg::WhyMarkedNone
    };
    Some(
        why.filter(|it| *it != one)
            .map_or(one, |_| Msg::WhyMarkedNone),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Layer, Status};

    #[test]
    fn a_range_grows_and_shrinks_and_what_was_marked_before_stays() {
        let mut marks = Marks::default();
        marks.turn(2);
        marks.begin(5);
        marks.stretch(&[5, 4, 3, 2]);
        assert_eq!((marks.len(), marks.leads()), (4, vec![2, 3, 4, 5]));
        marks.stretch(&[5, 4]);
        assert_eq!(marks.leads(), [2, 4, 5]);
        assert!(marks.escape());
        assert_eq!(marks.leads(), [2]);
        assert!(marks.escape());
        assert!(marks.is_empty() && !marks.escape());
    }

    #[test]
    fn an_action_is_refused_only_where_all_marked_leads_are_known_to_refuse_it() {
        let mut marks = Marks::default();
        marks.turn(1);
        marks.turn(2);
        let why_not = |action, held: &[(u64, Status)]| {
            let stands = |status| Stands {
                status,
                layer: Layer::Potential,
                waits: false,
                said: false,
            };
            let held = held.iter().map(|(lead, status)| (*lead, stands(*status)));
            marks.why_not(action, held)
        };
        let win = |held: &[(u64, Status)]| why_not(LeadAction::Win, held);
        let closed = Some(Msg::WhyMarkedClosed);
        let back = |held: &[(u64, Status)]| why_not(LeadAction::Back, held);
        let none = Some(Msg::WhyMarkedNone);
        assert_eq!(back(&[(1, Status::Open), (2, Status::Open)]), none);
        assert_eq!(back(&[(1, Status::Open), (2, Status::Won)]), none);
        assert_eq!(back(&[(1, Status::Won), (2, Status::Won)]), closed);
        assert_eq!(win(&[(1, Status::Won), (2, Status::Lost)]), closed);
        assert_eq!(win(&[(1, Status::Won), (2, Status::Open)]), None);
        assert_eq!(win(&[(1, Status::Won), (3, Status::Won)]), None);
        assert_eq!(win(&[]), None);
    }

    #[test]
    fn an_ended_range_stays_marked() {
        let mut marks = Marks::default();
        marks.begin(1);
        marks.stretch(&[1, 2, 3]);
        marks.end();
        marks.turn(2);
        assert_eq!(marks.leads(), [1, 3]);
        assert_eq!(marks.anchor(), None);
    }
}
