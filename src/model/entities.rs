//! The entities of the funnel and their fields; the rules about them live in `decide`.

use chrono::NaiveDate;

use super::codes::{BuyingRole, Fate, LeadKind, Nature, Sharing, Temperature, Unit, UserRole};
use super::ids::{AccountId, ContactId, LeadId, ProductId, UserId};
use super::meetings::Expectation;
use super::members::Members;
use super::record::record;
use super::tags::Tags;
use super::time::Moment;
use super::track::Track;
use super::value::{Flags, Minor, Typed, Value};

/// A field of a record, whatever its type.
pub trait Slot {
    /// Takes a value in; gives it back where it does not fit.
    ///
    /// # Errors
    /// The value, unchanged.
    fn put(&mut self, value: Value) -> Result<(), Value>;
}

impl<T: Typed> Slot for T {
    fn put(&mut self, value: Value) -> Result<(), Value> {
        self.take(value)
    }
}

record! {
    /// A user of the workspace: who moves leads, or looks at them.
    User {
        /// The name, unique in the workspace without regard to case.
        name: String = "user",
        /// What the user does.
        role: Option<UserRole> = "role",
        /// The team.
        team: Option<String> = "team",
        /// Who leads the team.
        manager: Option<String> = "manager",
        /// Where the user works.
        office: Option<String> = "office",
        /// How many open leads the user can work at once, where that differs from the others.
        capacity: Option<i64> = "capacity",
    }
}

record! {
    /// Something that we sell.
    Product {
        /// The number that another system gave it.
        external_id: Option<String> = "external_id",
        /// The name, unique without regard to case.
        name: String = "product",
        /// The product line.
        line: Option<String> = "line",
        /// The list price.
        price: Option<Minor> = "price",
        /// The currency of the price, ISO 4217.
        currency: Option<String> = "currency",
    }
}

record! {
    /// A company: the unit that marketing profiles and segments.
    Account {
        /// The number that another system gave it.
        external_id: Option<String> = "external_id",
        /// The name.
        name: String = "account",
        /// The industry in words.
        sector: Option<String> = "sector",
        /// The industry as a NAICS 2022 code, two to six digits.
        naics: Option<String> = "naics",
        /// How many people work there.
        employees: Option<i64> = "employees",
        /// Yearly revenue, in minor units of the workspace's currency.
        revenue: Option<Minor> = "revenue",
        /// The year it was founded.
        founded: Option<i64> = "founded",
        /// The city.
        city: Option<String> = "city",
        /// The country.
        country: Option<String> = "country",
        /// The web domain.
        domain: Option<String> = "domain",
        /// The telephone number.
        phone: Option<String> = "phone",
        /// The e-mail address.
        email: Option<String> = "email",
        /// The company that owns it.
        parent: Option<String> = "parent",
        /// Who owns it: private, state, foreign …
        ownership: Option<String> = "ownership",
        /// The ABC class that is expected of it before it has bought.
        expected_class: Option<String> = "expected_class",
        /// A note.
        note: Option<String> = "note",
        /// The part of the country that it is in: a state, a province.
        region: Option<String> = "region",
        /// Words that users put on it.
        tags: Option<Tags> = "tags",
    }
}

record! {
    /// A person at an account.
    Contact {
        /// The number that another system gave it.
        external_id: Option<String> = "external_id",
        /// The name.
        name: String = "contact",
        /// The company.
        account: Option<AccountId> = "account",
        /// The part in a purchase.
        role: Option<BuyingRole> = "role",
        /// The position.
        title: Option<String> = "title",
        /// The e-mail address.
        email: Option<String> = "email",
        /// The telephone number.
        phone: Option<String> = "phone",
        /// A note.
        note: Option<String> = "note",
    }
}

record! {
    /// One pursuit of one product at one account.
    Lead {
        /// The number that another system gave it.
        external_id: Option<String> = "external_id",
        /// The company, where it is known.
        account: Option<AccountId> = "account",
        /// The person we talk to.
        contact: Option<ContactId> = "contact",
        /// What it is about.
        product: Option<ProductId> = "product",
        /// Who works on it.
        owner: Option<UserId> = "owner",
        /// Where it came from.
        source: Option<String> = "source",
        /// The campaign, by name.
        campaign: Option<String> = "campaign",
        /// What people call it.
        title: Option<String> = "title",
        /// What it is worth, in minor units.
        value: Option<Minor> = "value",
        /// The currency of the value, ISO 4217.
        currency: Option<String> = "currency",
        /// Cold or warm.
        temperature: Option<Temperature> = "temperature",
        /// New, repeat, cross-sell …
        kind: Option<LeadKind> = "kind",
        /// What is to be done next.
        next: Option<String> = "next",
        /// By when.
        next_due: Option<NaiveDate> = "next_due",
        /// Which milestones are reached.
        milestones: Option<Flags> = "milestones",
        /// A note.
        note: Option<String> = "note",
        /// When it was last handed over to a rep.
        handed: Option<Moment> = "handed",
        /// Who handed it over, and gets it back.
        handed_by: Option<UserId> = "handed_by",
        /// To whom.
        handed_to: Option<UserId> = "handed_to",
        /// When the rep accepted or returned it; nothing while it waits for that.
        answered: Option<Moment> = "answered",
        /// The coded reason of its return; nothing where it was accepted.
        returned: Option<String> = "returned",
        /// Words that users put on it.
        tags: Option<Tags> = "tags",
        /// Everything that moved it.
        track: Track = "track",
    }
}

record! {
    /// A rep's coded word on a lead.
    Feedback {
        /// The lead.
        lead: Option<LeadId> = "lead",
        /// When it was said.
        at: Option<Moment> = "at",
        /// Who said it.
        author: Option<UserId> = "author",
        /// The coded verdict.
        verdict: String = "verdict",
        /// The coded reason.
        reason: Option<String> = "reason",
        /// In words.
        note: Option<String> = "note",
        /// Whom we met there.
        competitor: Option<String> = "competitor",
        /// When to come back.
        come_back: Option<NaiveDate> = "come_back",
        /// What marketing says to it.
        reply: Option<String> = "reply",
        /// When that was said; nothing while it waits for a reply.
        replied: Option<Moment> = "replied",
        /// Who said it.
        replied_by: Option<UserId> = "replied_by",
        /// The decision or the hypothesis that came of it.
        decision: Option<i64> = "decision",
    }
}

record! {
    /// One contact that a rep or a campaign made with a lead.
    Touch {
        /// The lead.
        lead: Option<LeadId> = "lead",
        /// The person.
        contact: Option<ContactId> = "contact",
        /// When it happened.
        at: Option<Moment> = "at",
        /// Who made it.
        author: Option<UserId> = "author",
        /// How: a channel of the workspace.
        channel: String = "channel",
        /// In words.
        note: Option<String> = "note",
    }
}

record! {
    /// One section of the workspace's definitions, as JSON; `settings` reads it.
    Setting {
        /// The section's name.
        name: String = "name",
        /// The section's content.
        value: String = "value",
    }
}

record! {
    /// A saved filter over leads or accounts, or the members that it had when it was frozen.
    Segment {
        /// The name, unique without regard to case among the shared ones and among its owner's.
        name: String = "segment",
        /// Who saved it.
        owner: Option<UserId> = "owner",
        /// The filter as its owner wrote it; of a frozen one the filter that it was.
        filter: String = "filter",
        /// Whether it is about leads or about accounts; leads where it does not say.
        unit: Option<Unit> = "unit",
        /// Who sees it; everybody where it does not say.
        sharing: Option<Sharing> = "sharing",
        /// Who was in it when it was frozen; nothing while it is live.
        members: Option<Members> = "members",
        /// A note.
        note: Option<String> = "note",
    }
}

record! {
    /// A list that was made of a segment: who was on it, and in which arm.
    List {
        /// The name.
        name: String = "list",
        /// When it was made.
        at: Option<Moment> = "at",
        /// Who made it.
        author: Option<UserId> = "author",
        /// The filter that it was made of.
        filter: String = "filter",
        /// Whether it holds leads or accounts; leads where it does not say.
        unit: Option<Unit> = "unit",
        /// The first arm, or everybody where there is no second one.
        a: Option<Members> = "a",
        /// The second arm.
        b: Option<Members> = "b",
        /// Those who were left out on purpose, to compare with.
        hold_out: Option<Members> = "hold_out",
        /// A note.
        note: Option<String> = "note",
    }
}

record! {
    /// Something that a meeting decided, or that it believes and will measure.
    Resolution {
        /// In words.
        text: String = "decision",
        /// Which of the two; a decision where it does not say.
        nature: Option<Nature> = "kind",
        /// Who sees to it.
        owner: Option<UserId> = "owner",
        /// The day on which somebody looks whether it was done or came true.
        due: Option<NaiveDate> = "due",
        /// What has become of it; nothing while nobody said.
        fate: Option<Fate> = "state",
        /// A note on what has become of it.
        note: Option<String> = "note",
        /// The day of the meeting in which it arose.
        meeting: Option<NaiveDate> = "meeting",
        /// The leads that it speaks of.
        filter: Option<String> = "filter",
        /// What is expected of them.
        expected: Option<Expectation> = "expected",
        /// What was measured when it was checked, in tenths of its unit.
        measured: Option<i64> = "measured",
        /// Of how many leads that is.
        measured_of: Option<i64> = "measured_of",
        /// When it was checked.
        checked: Option<NaiveDate> = "checked",
    }
}

record! {
    /// A meeting that was held.
    Meeting {
        /// Its day.
        day: Option<NaiveDate> = "day",
        /// Who closed it.
        author: Option<UserId> = "author",
        /// When that was.
        at: Option<Moment> = "at",
        /// The first day of what it looked at.
        since: Option<NaiveDate> = "since",
        /// What was looked at and decided, as Markdown.
        minutes: Option<String> = "minutes",
    }
}
