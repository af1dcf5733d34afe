//! The definitions that a workspace has as long as nobody changed them.

use super::meeting_settings::{Capacity, agenda};
use super::settings::{Choice, General, LayerSetting, Milestone, Settings};
use super::stage::Layer;
use super::working::Sla;

/// Playbook odds, top to bottom, in percent.
const ODDS: [u8; 5] = [25, 25, 50, 75, 75];

const MILESTONES: [(u8, Layer, &str); 6] = [
    (0, Layer::Potential, "inquiry-answered"),
    (1, Layer::Interested, "qualified"),
    (2, Layer::Intent, "brief-taken"),
    (3, Layer::HighIntent, "proposal-sent"),
    (4, Layer::NearCustomer, "contract-signed"),
    (5, Layer::NearCustomer, "paid"),
];

const REASONS: [&str; 9] = [
    "price",
    "competitor",
    "no-need",
    "no-budget",
    "no-authority",
    "timing",
    "wrong-size",
    "no-answer",
    "unknown",
];

const VERDICTS: [&str; 8] = [
    "good",
    "working",
    "not-now",
    "no-answer",
    "wrong-person",
    "wrong-company",
    "bad-data",
    "duplicate",
];

const CHANNELS: [&str; 8] = [
    "call", "e-mail", "mail", "visit", "meeting", "fair", "seminar", "message",
];

const RETURNS: [&str; 7] = [
    "wrong-person",
    "wrong-company",
    "no-need",
    "bad-data",
    "duplicate",
    "not-my-area",
    "no-time",
];

impl Default for Settings {
    fn default() -> Self {
        let choices = |codes: &[&str]| {
            codes
                .iter()
                .map(|code| Choice {
                    code: (*code).to_owned(),
                    name: None,
                    offered: true,
                })
                .collect()
        };
        Self {
            general: General::default(),
            layers: Layer::ALL
                .into_iter()
                .zip(ODDS)
                .map(|(layer, odds)| LayerSetting {
                    layer,
                    name: None,
                    odds,
                })
                .collect(),
            milestones: MILESTONES
                .into_iter()
                .map(|(id, layer, code)| Milestone {
                    id,
                    layer,
                    code: code.to_owned(),
                })
                .collect(),
            reasons: choices(&REASONS),
            verdicts: verdicts(choices(&VERDICTS)),
            channels: choices(&CHANNELS),
            returns: choices(&RETURNS),
            sla: Sla::default(),
            agenda: agenda(),
            targets: Vec::new(),
            capacity: Capacity::default(),
        }
    }
}

/// A loss and a return leave verdicts of their own, which nobody chooses from the list.
fn verdicts(mut offered: Vec<Choice>) -> Vec<Choice> {
    offered.extend(["lost", "returned"].map(|code| Choice {
        code: code.to_owned(),
        name: None,
        offered: false,
    }));
    offered
}
