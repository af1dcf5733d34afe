//! What a step that is done leaves behind: a contact, where its words say that it was one.

use super::decide::Rules;
use super::entities::{Lead, Touch};
use super::fold::fold;
use super::ids::LeadId;
use super::record::Record;
use super::settings::Choice;

/// The contact that the step of a lead was, where its words name a channel: `call back` is a call.
pub(super) fn made(id: LeadId, lead: &Lead, rules: Rules<'_>) -> Option<Record> {
    let step = lead.next.as_ref()?;
    let words = fold(step);
    let names = |choice: &&Choice| {
        let name = choice.name.as_deref().map(fold);
        let said = |word: &str| word == choice.code || name.as_deref() == Some(word);
        // Where words are not parted by spaces, a name stands inside.
        let inside = |name: &str| !name.is_ascii() && words.contains(name);
        words
            .split(|it: char| !it.is_alphanumeric() && it != '-')
            .any(said)
            || name.as_deref().is_some_and(inside)
    };
    let channel = rules
        .settings
        .channels
        .iter()
        .find(|it| it.offered && names(it))?;
    Some(Record::from(Touch {
        lead: Some(id),
        contact: None,
        at: Some(rules.now),
        author: Some(rules.actor),
        channel: channel.code.clone(),
        note: Some(step.clone()),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Act, Event, Layer, Moment, Settings, UserId, decide};

    fn left_by(step: &str) -> Option<String> {
        let mut lead = Lead {
            next: Some(step.to_owned()),
            ..Lead::default()
        };
        let layer = Layer::Potential;
        lead.track.push(Moment(1), Event::Enter { layer, unmet: 0 });
        let mut settings = Settings::default();
        settings.channels[1].name = Some("电话".to_owned());
        let rules = Rules {
            settings: &settings,
            now: Moment(2),
            actor: UserId(1),
        };
        let act = Act::Done {
            step: Some("send offer".to_owned()),
            due: None,
        };
        let done = decide(LeadId(7), &lead, &act, rules).unwrap();
        assert_eq!(done.lead.next.as_deref(), Some("send offer"));
        done.also.into_iter().find_map(|it| {
            let Record::Touch(touch) = it else {
                return None;
            };
            assert_eq!(touch.note.as_deref(), Some(step));
            Some(touch.channel)
        })
    }

    #[test]
    fn a_step_that_names_a_channel_was_a_contact() {
        for (step, channel) in [
            ("Call back", Some("call")),
            ("Site visit", Some("visit")),
            ("E-mail the offer", Some("e-mail")),
            ("给客户打电话", Some("e-mail")),
            ("Contract at legal", None),
            ("recall the goods", None),
        ] {
            assert_eq!(left_by(step).as_deref(), channel, "{step}");
        }
    }
}
