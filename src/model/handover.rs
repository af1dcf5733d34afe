//! The handover of a lead: marketing gives it to a rep, who accepts or returns it within the agreed time.
//!
//! What a lead's handover is follows from its fields; how late an answer is, from `working`. Whoever got
//! the lead and works on it (moves it, says or does something) accepts it by that.

use super::command::Act;
use super::decide::Rules;
use super::entities::{Feedback, Lead};
use super::error::Refusal;
use super::ids::{LeadId, UserId};
use super::record::Record;

/// The fields of a lead that only a handover and its answer change.
pub const FIELDS: [&str; 5] = ["handed", "handed_by", "handed_to", "answered", "returned"];

/// The verdict of the feedback that a return leaves.
pub const RETURNED: &str = "returned";

/// What became of a lead's last handover.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handover {
    /// It was never handed over.
    Never,
    /// It waits for its rep.
    Waiting,
    /// It was accepted.
    Accepted,
    /// It was given back.
    Returned,
}

impl Handover {
    /// What follows from whether it was handed over, answered, and returned.
    #[must_use]
    pub const fn of(handed: bool, answered: bool, returned: bool) -> Self {
        match (handed, answered, returned) {
            (false, _, _) => Self::Never,
            (true, false, _) => Self::Waiting,
            (true, true, false) => Self::Accepted,
            (true, true, true) => Self::Returned,
        }
    }
}

impl Lead {
    /// What became of its last handover.
    #[must_use]
    pub const fn handover(&self) -> Handover {
        Handover::of(
            self.handed.is_some(),
            self.answered.is_some(),
            self.returned.is_some(),
        )
    }
}

/// Gives a lead to a rep; the clock begins to run.
pub(super) fn hand_over(lead: &mut Lead, to: UserId, rules: Rules<'_>) -> Result<(), Refusal> {
    if lead.handover() == Handover::Waiting && lead.handed_to == Some(to) {
        return Err(Refusal::AlreadyHanded);
    }
    lead.owner = Some(to);
    lead.handed = Some(rules.now);
    lead.handed_by = Some(rules.actor);
    lead.handed_to = Some(to);
    lead.answered = None;
    lead.returned = None;
    Ok(())
}

/// Gives a lead to somebody else; what waits for an answer waits for the new owner's, on the same clock.
pub(super) fn assign(lead: &mut Lead, owner: UserId) {
    lead.owner = Some(owner);
    if lead.handover() == Handover::Waiting {
        lead.handed_to = Some(owner);
    }
}

/// Accepts a lead that waits for it; a colleague may do it for the rep.
pub(super) fn accept(lead: &mut Lead, rules: Rules<'_>) -> Result<(), Refusal> {
    waiting(lead)?;
    lead.answered = Some(rules.now);
    Ok(())
}

/// Gives a lead back to whoever handed it over; the record is the word that marketing reads.
pub(super) fn give_back(
    id: LeadId,
    lead: &mut Lead,
    reason: String,
    note: Option<String>,
    rules: Rules<'_>,
) -> Result<Record, Refusal> {
    waiting(lead)?;
    lead.owner = lead.handed_by;
    lead.answered = Some(rules.now);
    lead.returned = Some(reason.clone());
    Ok(Record::from(Feedback {
        lead: Some(id),
        at: Some(rules.now),
        author: Some(rules.actor),
        verdict: RETURNED.to_owned(),
        reason: Some(reason),
        note,
        ..Feedback::default()
    }))
}

/// Whether an act says by itself that its author works on the lead.
pub(super) const fn is_answer(act: &Act) -> bool {
    match act {
        Act::Move { .. }
        | Act::Win { .. }
        | Act::Lose { .. }
        | Act::Park { .. }
        | Act::Wake
        | Act::Feedback { .. }
        | Act::Reply { .. }
        | Act::Touch { .. }
        | Act::Next { .. }
        | Act::Done { .. } => true,
        Act::Reopen { .. }
        | Act::Assign { .. }
        | Act::Handover { .. }
        | Act::Accept
        | Act::Return { .. }
        | Act::Edit(_)
        | Act::Tag(_) => false,
    }
}

/// Accepts a lead whose rep works on it.
pub(super) fn accept_by_working(lead: &mut Lead, rules: Rules<'_>) {
    if lead.handover() == Handover::Waiting && lead.handed_to == Some(rules.actor) {
        lead.answered = Some(rules.now);
    }
}

fn waiting(lead: &Lead) -> Result<(), Refusal> {
    let why = match lead.handover() {
        Handover::Waiting => return Ok(()),
        Handover::Never => "it was never handed over",
        Handover::Accepted => "it is accepted already",
        Handover::Returned => "it was given back already",
    };
    Err(Refusal::NotWaiting { why })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Direction, Event, Layer, Moment, Settings, Status, decide};

    const MARKETER: UserId = UserId(1);
    const REP: UserId = UserId(2);
    const OTHER: UserId = UserId(3);

    fn lead() -> Lead {
        let mut lead = Lead::default();
        lead.track.push(
            Moment(0),
            Event::Enter {
                layer: Layer::Potential,
                unmet: 0,
            },
        );
        lead
    }

    fn run(lead: &Lead, act: &Act, actor: UserId, at: i64) -> Result<Lead, Refusal> {
        let settings = Settings::default();
        let rules = Rules {
            settings: &settings,
            now: Moment(at),
            actor,
        };
        decide(LeadId(7), lead, act, rules).map(|it| it.lead)
    }

    fn handed() -> Lead {
        run(&lead(), &Act::Handover { to: REP }, MARKETER, 10).unwrap()
    }

    fn back() -> Act {
        Act::Return {
            reason: "Wrong-Person".to_owned(),
            note: Some("left in May".to_owned()),
        }
    }

    #[test]
    fn a_lead_that_is_handed_over_waits_for_its_rep() {
        let lead = handed();
        assert_eq!(lead.owner, Some(REP));
        assert_eq!(lead.handover(), Handover::Waiting);
        let again = run(&lead, &Act::Handover { to: REP }, MARKETER, 20);
        assert_eq!(again, Err(Refusal::AlreadyHanded));
        let other = run(&lead, &Act::Handover { to: OTHER }, MARKETER, 20).unwrap();
        assert_eq!((other.owner, other.handed), (Some(OTHER), Some(Moment(20))));
    }

    #[test]
    fn it_is_answered_once() {
        let accepted = run(&handed(), &Act::Accept, REP, 30).unwrap();
        assert_eq!(accepted.handover(), Handover::Accepted);
        assert_eq!(accepted.answered, Some(Moment(30)));
        for act in [Act::Accept, back()] {
            let refused = run(&accepted, &act, REP, 40);
            assert!(
                matches!(refused, Err(Refusal::NotWaiting { .. })),
                "{act:?}"
            );
            assert!(run(&lead(), &act, REP, 40).is_err(), "{act:?}");
        }
    }

    #[test]
    fn what_is_returned_goes_back_with_a_word_of_its_own() {
        let settings = Settings::default();
        let rules = Rules {
            settings: &settings,
            now: Moment(30),
            actor: REP,
        };
        let done = decide(LeadId(7), &handed(), &back(), rules).unwrap();
        assert_eq!(done.lead.owner, Some(MARKETER));
        assert_eq!(done.lead.handover(), Handover::Returned);
        assert_eq!(done.lead.returned.as_deref(), Some("wrong-person"));
        let [Record::Feedback(word)] = done.also.as_slice() else {
            panic!("{:?}", done.also);
        };
        assert_eq!((word.verdict.as_str(), word.author), (RETURNED, Some(REP)));
        assert_eq!(word.reason.as_deref(), Some("wrong-person"));
        let unknown = Act::Return {
            reason: "bored".to_owned(),
            note: None,
        };
        let refused = run(&handed(), &unknown, REP, 30);
        assert!(matches!(refused, Err(Refusal::UnknownChoice { .. })));
    }

    #[test]
    fn whoever_works_on_it_has_accepted_it_and_nobody_else_has() {
        let forward = Act::Move {
            to: Direction::Forward(1),
            at: None,
        };
        let word = Act::Feedback {
            verdict: "good".to_owned(),
            reason: None,
            note: None,
            competitor: None,
            come_back: None,
        };
        for act in [&forward, &word, &Act::Park { until: None }] {
            let lead = run(&handed(), act, REP, 30).unwrap();
            assert_eq!(lead.handover(), Handover::Accepted, "{act:?}");
            let lead = run(&handed(), act, OTHER, 30).unwrap();
            assert_eq!(lead.handover(), Handover::Waiting, "{act:?}");
        }
    }

    #[test]
    fn another_owner_has_to_answer_on_the_same_clock() {
        let lead = run(&handed(), &Act::Assign { owner: OTHER }, MARKETER, 20).unwrap();
        assert_eq!(
            (lead.handed_to, lead.handed),
            (Some(OTHER), Some(Moment(10)))
        );
        let accepted = run(&handed(), &Act::Accept, REP, 15).unwrap();
        let lead = run(&accepted, &Act::Assign { owner: OTHER }, MARKETER, 20).unwrap();
        assert_eq!((lead.owner, lead.handed_to), (Some(OTHER), Some(REP)));
    }

    #[test]
    fn a_closed_lead_is_not_handed_over() {
        let won = Act::Win {
            value: None,
            at: None,
        };
        let won = run(&lead(), &won, REP, 10).unwrap();
        let refused = run(&won, &Act::Handover { to: REP }, MARKETER, 20);
        let status = Status::Won;
        assert_eq!(refused, Err(Refusal::Closed { status }));
    }
}
