//! The fixed lists that code fields take: layers, statuses, states, kinds.
//!
//! Codes are stable and English; lists that a workspace can change (sources, reasons) are text here.

use crate::model::{BuyingRole, Layer, LeadKind, Status, Temperature};

/// A fixed list of codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodeList {
    /// The five layers, top to bottom.
    Layer,
    /// The five layers, and won below them: what can be reached.
    Reach,
    /// How an episode ended.
    Outcome,
    /// What an episode is.
    Status,
    /// What `is:` takes: statuses, and marks of an episode's history.
    State,
    /// What `has:` and `no:` take.
    Part,
    /// Cold or warm.
    Temperature,
    /// New business or which other kind.
    Kind,
    /// A, B, C.
    Class,
    /// What a person does in a purchase.
    Role,
    /// What `sla:` takes: how an answer to a handover stands to the agreed time.
    Sla,
}

/// One code and what else it is called.
struct Entry {
    code: &'static str,
    aliases: &'static [&'static str],
}

const fn entry(code: &'static str, aliases: &'static [&'static str]) -> Entry {
    Entry { code, aliases }
}

const LAYERS: &[Entry] = &[
    entry(Layer::Potential.code(), &["1"]),
    entry(Layer::Interested.code(), &["2"]),
    entry(Layer::Intent.code(), &["3"]),
    entry(Layer::HighIntent.code(), &["4", "high"]),
    entry(Layer::NearCustomer.code(), &["5", "near"]),
];
const REACHES: &[Entry] = &[
    entry(Layer::Potential.code(), &["1"]),
    entry(Layer::Interested.code(), &["2"]),
    entry(Layer::Intent.code(), &["3"]),
    entry(Layer::HighIntent.code(), &["4", "high"]),
    entry(Layer::NearCustomer.code(), &["5", "near"]),
    entry(Status::Won.code(), &[]),
];
const OUTCOMES: &[Entry] = &[
    entry(Status::Won.code(), &[]),
    entry(Status::Lost.code(), &[]),
];
const STATUSES: &[Entry] = &[
    entry(Status::Open.code(), &[]),
    entry(Status::Parked.code(), &[]),
    entry(Status::Won.code(), &[]),
    entry(Status::Lost.code(), &[]),
];
const STATES: &[Entry] = &[
    entry(Status::Open.code(), &[]),
    entry(Status::Parked.code(), &[]),
    entry(Status::Won.code(), &[]),
    entry(Status::Lost.code(), &[]),
    entry("closed", &[]),
    entry("opening", &[]),
    entry("skipped", &[]),
    entry("back", &[]),
    entry("reopened", &[]),
    entry("handed", &["waiting"]),
    entry("accepted", &[]),
    entry("returned", &[]),
    entry("stuck", &[]),
];
const PARTS: &[Entry] = &[
    entry("next", &["next-step"]),
    entry("owner", &[]),
    entry("account", &[]),
    entry("product", &[]),
    entry("value", &[]),
    entry("contact", &[]),
    entry("milestone", &["milestones"]),
    entry("feedback", &["fb"]),
    entry("due", &["next-due"]),
    entry("touch", &["touched", "touches", "channel"]),
    entry("email", &["mail"]),
    entry("phone", &["tel", "telephone"]),
    entry("domain", &["web", "website"]),
    entry("note", &["notes"]),
    entry("source", &[]),
    entry("campaign", &[]),
    entry("title", &[]),
    entry("team", &[]),
    entry("currency", &[]),
    entry("temp", &["temperature"]),
    entry("kind", &["type"]),
    entry("external-id", &["external", "ext"]),
    entry("sector", &["industry"]),
    entry("naics", &[]),
    entry("emp", &["employees", "size"]),
    entry("revenue", &["turnover"]),
    entry("founded", &[]),
    entry("city", &[]),
    entry("region", &["state", "province"]),
    entry("country", &[]),
    entry("ownership", &[]),
    entry("tag", &["tags"]),
    entry("list", &["lists", "on-list"]),
    entry("listed", &[]),
    entry("contacted", &[]),
    entry("parent", &[]),
    entry("class", &["expected-class"]),
    entry("account-id", &["company-id"]),
    entry("account-note", &["company-note"]),
    entry("role", &["buying-role", "contacts", "people"]),
    entry("position", &["job", "contact-title"]),
    entry("contact-id", &[]),
    entry("contact-email", &[]),
    entry("contact-phone", &[]),
    entry("contact-note", &[]),
    entry("comeback", &["come-back", "callback"]),
    entry("said", &[]),
    entry("fbreason", &["fb-reason", "feedback-reason"]),
    entry("replied", &["reply"]),
    entry("met", &["fb-competitor", "feedback-competitor"]),
    entry("handed", &["handed-over"]),
    entry("answered", &[]),
    entry("returned", &["return-reason"]),
    entry("reason", &["lost", "loss-reason"]),
    entry("competitor", &[]),
    entry("closed", &[]),
    entry("until", &["parked-until"]),
];
const TEMPERATURES: &[Entry] = &[
    entry(Temperature::Cold.code(), &[]),
    entry(Temperature::Warm.code(), &[]),
];
const KINDS: &[Entry] = &[
    entry(LeadKind::New.code(), &[]),
    entry(LeadKind::Repeat.code(), &[]),
    entry(LeadKind::CrossSell.code(), &[]),
    entry(LeadKind::UpSell.code(), &["upsell"]),
    entry(LeadKind::Reactivation.code(), &[]),
];
const ROLES: &[Entry] = &[
    entry(BuyingRole::DecisionMaker.code(), &["decider"]),
    entry(BuyingRole::BudgetHolder.code(), &["budget"]),
    entry(BuyingRole::User.code(), &[]),
    entry(BuyingRole::Influencer.code(), &[]),
    entry(BuyingRole::Gatekeeper.code(), &[]),
    entry(BuyingRole::Champion.code(), &[]),
];
const SLAS: &[Entry] = &[
    entry("running", &["due"]),
    entry("kept", &["met"]),
    entry("breached", &["late"]),
];
const CLASSES: &[Entry] = &[entry("A", &[]), entry("B", &[]), entry("C", &[])];

impl CodeList {
    /// What one of them is called in a message.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Layer | Self::Reach => "layer",
            Self::Outcome => "outcome",
            Self::Status => "status",
            Self::State => "state",
            Self::Part => "part of a lead",
            Self::Temperature => "temperature",
            Self::Kind => "kind",
            Self::Class => "class",
            Self::Sla => "standing",
            Self::Role => "role",
        }
    }

    /// Whether its order means something, so that `>=` and ranges do.
    #[must_use]
    pub const fn is_ordered(self) -> bool {
        matches!(self, Self::Layer)
    }

    /// Every code of the list, in order.
    pub fn codes(self) -> impl Iterator<Item = Code> {
        (0..)
            .take(self.entries().len())
            .map(move |index| Code { list: self, index })
    }

    /// The code of that name or alias; case does not matter, nor spaces and underscores for dashes.
    #[must_use]
    pub fn find(self, text: &str) -> Option<Code> {
        let wanted = text.trim().to_lowercase().replace([' ', '_'], "-");
        self.codes().find(|code| {
            let entry = code.entry();
            entry.code.eq_ignore_ascii_case(&wanted) || entry.aliases.contains(&wanted.as_str())
        })
    }

    const fn entries(self) -> &'static [Entry] {
        match self {
            Self::Layer => LAYERS,
            Self::Reach => REACHES,
            Self::Outcome => OUTCOMES,
            Self::Status => STATUSES,
            Self::State => STATES,
            Self::Part => PARTS,
            Self::Temperature => TEMPERATURES,
            Self::Kind => KINDS,
            Self::Class => CLASSES,
            Self::Sla => SLAS,
            Self::Role => ROLES,
        }
    }
}

/// One code of one list; it can only be had from the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    list: CodeList,
    index: u8,
}

impl Code {
    /// The list it is of.
    #[must_use]
    pub const fn list(self) -> CodeList {
        self.list
    }

    /// Its place in the list, from 0; where the model has such a list, the place there.
    #[must_use]
    pub const fn index(self) -> usize {
        self.index as usize
    }

    /// The stable code, as typed and stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.entry().code
    }

    const fn entry(self) -> &'static Entry {
        &self.list.entries()[self.index as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_the_model_are_its_own_in_its_order() {
        let codes = |list: CodeList| list.codes().map(Code::code).collect::<Vec<_>>();
        assert_eq!(codes(CodeList::Layer), Layer::ALL.map(Layer::code));
        assert_eq!(codes(CodeList::Reach)[..5], Layer::ALL.map(Layer::code));
        assert_eq!(codes(CodeList::Status), Status::ALL.map(Status::code));
        assert_eq!(codes(CodeList::Outcome), Status::ALL.map(Status::code)[2..]);
        assert_eq!(codes(CodeList::Temperature), Temperature::CODES);
        assert_eq!(codes(CodeList::Kind), LeadKind::CODES);
        assert_eq!(codes(CodeList::State)[..4], Status::ALL.map(Status::code));
    }

    #[test]
    fn a_code_is_found_in_any_case_and_by_its_number() {
        let find = |text| CodeList::Layer.find(text).map(Code::code);
        assert_eq!(find("High Intent"), Some("high-intent"));
        assert_eq!(find("4"), Some("high-intent"));
        assert_eq!(find("won"), None);
        assert_eq!(CodeList::Class.find("a").map(Code::code), Some("A"));
    }
}
