//! Holds how a lead stands, as far as that says what can be done with it, and why something cannot be done.
//!
//! It foresees what the rules refuse, so that nothing is offered or asked in vain; the rules alone decide.

use super::action::LeadAction;
use crate::i18n::Msg;
use crate::model::{Layer, Status};

/// How a lead stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stands {
    /// What it is.
    pub status: Status,
    /// The layer that it is in, or was in last.
    pub layer: Layer,
    /// Whether it was handed over and waits to be accepted.
    pub waits: bool,
    /// Whether sales has said something of it.
    pub said: bool,
}

impl Stands {
    /// Why it takes no such action, over so many layers where it is moved, if it takes none.
    #[must_use]
    pub fn why_not(self, action: LeadAction, far: u8) -> Option<Msg> {
        let closed = match self.status {
            Status::Won => Some(Msg::WhyWon),
            Status::Lost => Some(Msg::WhyLost),
            Status::Open | Status::Parked => None,
        };
        let unless = |can: bool, why: Msg| closed.or((!can).then_some(why));
        let far = usize::from(far.max(1));
        match action {
            // What was said of a lead, and whose it is, has no end.
            LeadAction::Feedback | LeadAction::Assign => None,
            LeadAction::Reply => (!self.said).then_some(Msg::WhyNothingSaid),
            LeadAction::Reopen => closed.is_none().then_some(Msg::WhyNotClosed),
            LeadAction::Forward => unless(
                Layer::at(self.layer.index() + far).is_some(),
                Msg::WhyNoneBelow,
            ),
            LeadAction::Back => unless(self.layer.index() >= far, Msg::WhyNoneAbove),
            LeadAction::To(layer) => unless(layer != self.layer, Msg::WhyThere),
            LeadAction::Park => unless(self.status != Status::Parked, Msg::WhyParked),
            LeadAction::Wake => unless(self.status == Status::Parked, Msg::WhyNotParked),
            LeadAction::Accept | LeadAction::Return => unless(self.waits, Msg::WhyNotWaiting),
            LeadAction::Win
            | LeadAction::Lose
            | LeadAction::Handover
            | LeadAction::NextStep
            | LeadAction::StepDone => closed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Act, Direction, Event, Lead, LeadId, Moment, Refusal, Rules, Settings, UserId, decide,
    };

    const NOW: Moment = Moment(1_795_269_720_000);

    fn act(action: LeadAction, far: u8, settings: &Settings) -> Option<Act> {
        let (step, due, note) = (None, None, None);
        Some(match action {
            LeadAction::Forward => Act::Move {
                to: Direction::Forward(far),
                at: None,
            },
            LeadAction::Back => Act::Move {
                to: Direction::Back(far),
                at: None,
            },
            LeadAction::To(layer) => Act::Move {
                to: Direction::To(layer),
                at: None,
            },
            LeadAction::Win => Act::Win {
                value: None,
                at: None,
            },
            LeadAction::Lose => Act::Lose {
                reason: settings.reasons[0].code.clone(),
                competitor: None,
                note,
                at: None,
            },
            LeadAction::Park => Act::Park { until: None },
            LeadAction::Wake => Act::Wake,
            LeadAction::Reopen => Act::Reopen { to: None },
            LeadAction::Assign => Act::Assign { owner: UserId(7) },
            LeadAction::Handover => Act::Handover { to: UserId(7) },
            LeadAction::Accept => Act::Accept,
            LeadAction::Return => Act::Return {
                reason: settings.returns[0].code.clone(),
                note,
            },
            LeadAction::Feedback => Act::Feedback {
                verdict: settings.verdicts[0].code.clone(),
                reason: None,
                note,
                competitor: None,
                come_back: None,
            },
            LeadAction::NextStep => Act::Next { step, due },
            LeadAction::StepDone => Act::Done { step, due },
            // The feedback is no part of the lead.
            LeadAction::Reply => return None,
        })
    }

    fn lead(status: Status, layer: Layer, waits: bool) -> Lead {
        let mut lead = Lead::default();
        lead.track.push(NOW, Event::Enter { layer, unmet: 0 });
        match status {
            Status::Open => {}
            Status::Parked => lead.track.push(NOW, Event::Park(None)),
            Status::Won => lead.track.push(NOW, Event::Win { unmet: 0 }),
            Status::Lost => {
                let reason = "price".to_owned();
                let competitor = None;
                lead.track.push(NOW, Event::Lose { reason, competitor });
            }
        }
        if waits {
            lead.handed = Some(NOW);
            lead.handed_by = Some(UserId(2));
            lead.handed_to = Some(UserId(3));
        }
        lead
    }

    #[test]
    fn what_is_foreseen_is_what_the_rules_decide() {
        use LeadAction::{
            Accept, Assign, Back, Feedback, Forward, Handover, Lose, NextStep, Park, Reopen,
            Return, StepDone, To, Wake, Win,
        };
        let settings = Settings::default();
        let rules = Rules {
            settings: &settings,
            now: NOW,
            actor: UserId(3),
        };
        let mut actions = vec![
            Accept, Assign, Back, Feedback, Forward, Handover, Lose, NextStep, Park, Reopen,
            Return, StepDone, Wake, Win,
        ];
        actions.extend(Layer::ALL.map(To));
        for status in Status::ALL {
            for layer in Layer::ALL {
                for waits in [false, true] {
                    let lead = lead(status, layer, waits);
                    assert_eq!(lead.track.status(), status);
                    let stands = Stands {
                        status,
                        layer,
                        waits,
                        said: false,
                    };
                    for action in &actions {
                        for far in [1, 3] {
                            let act = act(*action, far, &settings).unwrap();
                            let told = decide(LeadId(1), &lead, &act, rules).err();
                            let why = stands.why_not(*action, far);
                            let case = format!("{action:?} {far} {stands:?} {told:?} {why:?}");
                            assert_eq!(told.is_some(), why.is_some(), "{case}");
                            assert!(!matches!(told, Some(Refusal::Missing { .. })), "{case}");
                        }
                    }
                }
            }
        }
    }
}
