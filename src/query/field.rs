//! The table of fields: names, aliases, kinds, what they belong to, one line of documentation each.
//!
//! Parsing, completion, help and the book all read this one table; a field is added here, once.
//! Must not hold values or know how they are stored.

use super::code::CodeList;

/// How a typed text is compared with a value of the field; both sides are folded first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextRule {
    /// The whole value: `source:fair` is not `trade fair`, so that a filter and a facet agree.
    Whole,
    /// The whole value where one is equal, otherwise every value that has all the words.
    Words,
    /// Any part of the value: for names, where people type what they remember.
    Contains,
    /// The beginning of the value: `city:dai*`.
    Begins,
    /// The beginning of any word of it: `dai*` among names.
    WordBegins,
    /// Words that are each like one of the value's, but for a slip of the fingers: `~kowalsky`.
    Near,
    /// A pattern: `/^dai(ry|kin)/`.
    Pattern,
}

/// What values a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// Words of the workspace or of the users.
    Text(TextRule),
    /// A user: a name, or `@me`.
    User,
    /// One of a fixed list.
    Code(CodeList),
    /// An amount in major units, in whatever currency the row has.
    Money,
    /// A whole number.
    Integer,
    /// An industry code of two to six digits, which stands for all codes that begin with it.
    Naics,
    /// A calendar day in the workspace's time zone, a longer period, or a date word.
    Date,
    /// A time that has passed, in whole days.
    Length,
    /// The number that a lead is called by.
    Id,
    /// A saved segment, by its name.
    Segment,
}

impl FieldKind {
    /// Whether `<`, `>=` and ranges mean something.
    #[must_use]
    pub const fn is_ordered(self) -> bool {
        match self {
            Self::Text(_) | Self::User | Self::Segment => false,
            Self::Code(list) => list.is_ordered(),
            Self::Money | Self::Integer | Self::Naics | Self::Date | Self::Length | Self::Id => {
                true
            }
        }
    }
}

/// Whose column a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Belongs {
    /// The lead's, whatever its episode.
    Lead,
    /// One episode's: it differs between the first try and the next.
    Episode,
    /// The account's, also where it has no lead.
    Account,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct FieldInfo {
    /// The field.
    pub field: Field,
    /// The main name, which the canonical text uses.
    pub name: &'static str,
    /// Other names that are understood.
    pub aliases: &'static [&'static str],
    /// What values it takes.
    pub kind: FieldKind,
    /// Whose column it is.
    pub belongs: Belongs,
    /// One line for help and completion.
    pub doc: &'static str,
}

macro_rules! fields {
    ($($name:ident $text:literal [$($alias:literal)*] $kind:expr, $belongs:ident: $doc:literal;)*) => {
        /// A field that can be filtered by.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $(#[doc = $doc] $name,)* }

        impl Field {
            /// The table, in the order in which fields are shown.
            pub const TABLE: &'static [FieldInfo] = &[$(FieldInfo {
                field: Field::$name,
                name: $text,
                aliases: &[$($alias),*],
                kind: $kind,
                belongs: Belongs::$belongs,
                doc: $doc,
            },)*];
        }
    };
}

use FieldKind::{Code, Date, Id, Integer, Length, Money, Naics, Segment, Text, User};
use TextRule::{Contains, Whole, Words};

fields! {
    Id         "id"          ["number"]                    Id, Lead: "The number of the lead.";
    Seg        "seg"         ["segment"]                   Segment, Lead: "A saved segment.";
    ExternalId "external_id" ["external" "ext"]            Text(Whole), Lead: "The key in the system the lead came from.";
    Account    "account"     ["company"]                   Text(Contains), Account: "Part of the account's name.";
    Contact    "contact"     ["person"]                    Text(Contains), Lead: "Part of the contact's name.";
    Product    "product"     []                            Text(Whole), Lead: "The product or product line.";
    Owner      "owner"       ["rep"]                       User, Lead: "Who works the lead; @me is you.";
    Team       "team"        []                            Text(Whole), Lead: "The owner's team.";
    Source     "source"      []                            Text(Whole), Lead: "Where the lead came from.";
    Campaign   "campaign"    []                            Text(Whole), Lead: "The campaign that brought the lead.";
    Title      "title"       []                            Text(Contains), Lead: "Part of the lead's title.";
    Layer      "layer"       ["stage"]                     Code(CodeList::Layer), Episode: "The layer, potential to near-customer, or 1 to 5.";
    Status     "status"      []                            Code(CodeList::Status), Episode: "Open, parked, won or lost.";
    Is         "is"          []                            Code(CodeList::State), Episode: "A state: open, parked, won, lost, closed, opening, skipped, back, reopened, handed, accepted, returned, stuck.";
    Value      "value"       ["amount"]                    Money, Lead: "The value in major units, such as >=10k or 1.5m.";
    Currency   "currency"    []                            Text(Whole), Lead: "The currency of the value, such as EUR.";
    Temp       "temp"        ["temperature"]               Code(CodeList::Temperature), Lead: "Cold or warm.";
    Kind       "kind"        ["type"]                      Code(CodeList::Kind), Lead: "New, repeat, cross-sell, up-sell or reactivation.";
    Next       "next"        ["next_step"]                 Text(Contains), Lead: "Part of the next step; none where there is no next step.";
    Due        "due"         ["next_due"]                  Date, Lead: "When the next step is due.";
    Entered    "entered"     ["created"]                   Date, Episode: "When the episode entered the funnel.";
    Moved      "moved"       []                            Date, Episode: "When it entered its present layer; or a move, such as intent>high, intent>, >intent, back, forward, parked.";
    Closed     "closed"      []                            Date, Episode: "When it was won or lost.";
    Reached    "reached"     []                            Code(CodeList::Reach), Episode: "A layer that an episode reached or passed, or won; with during: behind it, when it first did.";
    Skipped    "skipped"     []                            Code(CodeList::Layer), Episode: "A layer that an episode passed without being in it; with during: behind it, when.";
    During     "during"      []                            Date, Episode: "When that was, behind reached:, skipped: or a move, such as this-quarter.";
    Outcome    "outcome"     []                            Code(CodeList::Outcome), Episode: "How an episode ended, won or lost, also where the lead was reopened.";
    Idle       "idle"        []                            Length, Episode: "Time since the last move, such as >14d.";
    InStage    "instage"     ["inlayer" "in_layer"]        Length, Episode: "Time in the present layer, such as >2w.";
    Milestones "milestones"  ["milestone"]                 Text(Whole), Episode: "A milestone that has been reached.";
    Reason     "reason"      ["lost" "loss_reason"]        Text(Whole), Episode: "Why it was lost.";
    Competitor "competitor"  []                            Text(Whole), Episode: "Who it was lost to.";
    Until      "until"       ["parked_until"]              Date, Episode: "When a parked lead comes back.";
    Handed     "handed"      ["handed_over"]               Date, Lead: "When it was last handed over to a rep.";
    HandedTo   "handedto"    ["handed_to"]                 User, Lead: "To whom it was handed over; @me is you.";
    Answered   "answered"    []                            Date, Lead: "When the handover was accepted or returned; none while it waits.";
    HandedBy   "handedby"    ["handed_by"]                 User, Lead: "Who handed it over; @me is you.";
    Sla        "sla"         []                            Code(CodeList::Sla), Lead: "The answer to the handover: running, kept or breached.";
    Returned   "returned"    ["return_reason"]             Text(Whole), Lead: "Why the rep gave it back.";
    Fb         "fb"          ["feedback" "verdict"]        Text(Whole), Lead: "The verdict of the last feedback, such as good.";
    FbReason   "fbreason"    ["fb_reason" "feedback_reason"] Text(Whole), Lead: "The reason that the last feedback gave.";
    FbBy       "fbby"        ["fb_by" "feedback_by"]       User, Lead: "Who gave the last feedback; @me is you.";
    Fed        "fed"         ["fb_at" "feedback_at"]       Date, Lead: "When the last feedback was given.";
    Replied    "replied"     ["reply" "replied_at"]        Date, Lead: "When marketing replied to the last feedback; none while it waits for that.";
    Met        "met"         ["fb_competitor" "feedback_competitor"] Text(Whole), Lead: "The competitor whom the last feedback names.";
    Said       "said"        []                            Text(Contains), Lead: "Part of what was noted with any feedback or touch.";
    Touched    "touched"     ["last_touch" "touch"]                Date, Lead: "When it was last touched: a call, a mail, a visit.";
    TouchedBy  "touchedby"   ["touched_by"]                User, Lead: "Who touched it last; @me is you.";
    Touches    "touches"     []                            Integer, Lead: "How often it was touched.";
    Channel    "channel"     []                            Text(Whole), Lead: "A channel by which it was ever touched, such as call.";
    Note       "note"        ["notes"]                     Text(Contains), Lead: "Part of the note on the lead.";
    ContactId  "contact_id"  []                            Text(Whole), Lead: "The key of the lead's contact in the system it came from.";
    Position   "position"    ["contact_title" "job"]       Text(Contains), Lead: "Part of what the lead's contact is at the company.";
    ContactEmail "contact_email" []                        Text(Contains), Lead: "Part of the e-mail address of the lead's contact.";
    ContactPhone "contact_phone" []                        Text(Contains), Lead: "Part of the telephone number of the lead's contact; only digits count.";
    ContactNote "contact_note" []                          Text(Contains), Lead: "Part of the note on the lead's contact.";
    Comeback   "comeback"    ["come_back" "callback"]      Date, Lead: "When the last feedback promised to come back.";
    Has        "has"         []                            Code(CodeList::Part), Lead: "What is filled in, such as next, owner, value, email, feedback.";
    No         "no"          ["missing"]                   Code(CodeList::Part), Lead: "What is not filled in, such as next, owner, value, email, feedback.";
    Sector     "sector"      ["industry"]                  Text(Whole), Account: "The industry in the workspace's own words.";
    Naics      "naics"       []                            Naics, Account: "The NAICS code; 31 takes in all that begin with it, 31-33 a sector of three.";
    Emp        "emp"         ["employees" "size"]          Integer, Account: "The number of employees.";
    Revenue    "revenue"     ["turnover"]                  Money, Account: "The yearly revenue.";
    Founded    "founded"     []                            Integer, Account: "The year of foundation.";
    City       "city"        []                            Text(Whole), Account: "The city.";
    Region     "region"      ["state" "province"]          Text(Whole), Account: "The state or province.";
    Country    "country"     []                            Text(Whole), Account: "The country.";
    Ownership  "ownership"   []                            Text(Whole), Account: "The kind of ownership.";
    Parent     "parent"      []                            Text(Contains), Account: "Part of the parent company's name.";
    Class      "class"       ["expected_class"]            Code(CodeList::Class), Account: "The expected class: A, B or C.";
    AccountId  "account_id"  ["company_id"]                Text(Whole), Account: "The key of the account in the system it came from.";
    Domain     "domain"      ["web" "website"]             Text(Contains), Account: "Part of the account's web domain.";
    Email      "email"       ["mail"]                      Text(Contains), Account: "Part of the account's e-mail address.";
    Phone      "phone"       ["tel" "telephone"]           Text(Contains), Account: "Part of the account's telephone number; only digits count.";
    AccountNote "account_note" ["company_note"]            Text(Contains), Account: "Part of the note on the account.";
    Role       "role"        ["buying_role"]               Code(CodeList::Role), Account: "A buying role that somebody whom we know at the account has.";
    Contacts   "contacts"    ["people"]                    Integer, Account: "How many people we know at the account.";
    Tag        "tag"         ["tags" "tagged"]             Text(Whole), Lead: "A tag of the lead or of its account.";
    List       "list"        ["lists" "on_list"]           Text(Words), Lead: "A list that the lead or its account was put on; \"spring (b)\" is its second arm, \"spring (hold-out)\" those kept back.";
    Listed     "listed"      []                            Length, Lead: "Time since the lead or its account was last put on a list; 30d is in the last 30 days.";
    Contacted  "contacted"   []                            Length, Lead: "Time since the lead was last touched, spoken of or put on a list; 30d is in the last 30 days.";
    Text       "text"        []                            Text(Contains), Lead: "Part of a name, title, number or note, or of the contact's name; the same as a bare word.";
}

impl Field {
    /// What the table says about the field.
    #[must_use]
    pub const fn info(self) -> &'static FieldInfo {
        &Self::TABLE[self as usize]
    }

    /// The main name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.info().name
    }

    /// What values it takes.
    #[must_use]
    pub const fn kind(self) -> FieldKind {
        self.info().kind
    }

    /// Whether `none` and `any` are asked of it, rather than being text or out of place.
    #[must_use]
    pub const fn can_be_none(self) -> bool {
        !matches!(
            self,
            Self::Text
                | Self::Is
                | Self::Has
                | Self::No
                | Self::Reached
                | Self::Skipped
                | Self::During
                | Self::Outcome
                | Self::Seg
                | Self::Contacts
                | Self::Touches
        )
    }

    /// Whether it is asked of every episode: leads are found by it that have been reopened since.
    #[must_use]
    pub const fn asks_every_episode(self) -> bool {
        matches!(self, Self::Reached | Self::Skipped | Self::Outcome)
    }

    /// Whether a list can be sorted by it.
    #[must_use]
    pub const fn can_sort(self) -> bool {
        let counted = matches!(self, Self::Touches | Self::Contacts);
        let searched = matches!(
            self,
            Self::Milestones
                | Self::Sla
                | Self::Tag
                | Self::Note
                | Self::Said
                | Self::Channel
                | Self::Met
                | Self::FbReason
                | Self::FbBy
                | Self::TouchedBy
                | Self::Role
                | Self::AccountId
                | Self::AccountNote
                | Self::Domain
                | Self::Email
                | Self::Phone
                | Self::ContactId
                | Self::ContactEmail
                | Self::ContactPhone
                | Self::ContactNote
                | Self::Position
                | Self::List
        );
        counted || (self.can_be_none() && !searched)
    }

    /// The field of that name or alias; case does not matter, nor whether `-` or `_` is written.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let wanted = text.to_lowercase().replace('-', "_");
        Self::TABLE
            .iter()
            .find(|row| row.name == wanted || row.aliases.contains(&wanted.as_str()))
            .map(|row| row.field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_and_alias_leads_to_its_own_row() {
        for (index, row) in Field::TABLE.iter().enumerate() {
            assert_eq!(row.field as usize, index);
            for name in row.aliases.iter().chain([&row.name]) {
                assert_eq!(Field::named(name), Some(row.field), "{name}");
                assert_eq!(*name, name.to_lowercase().replace('-', "_"));
            }
            assert!(row.doc.ends_with('.'), "{}", row.name);
        }
    }

    #[test]
    fn case_and_dashes_in_a_name_do_not_matter() {
        assert_eq!(Field::named("Parked-Until"), Some(Field::Until));
        assert_eq!(Field::named("STAGE"), Some(Field::Layer));
        assert_eq!(Field::named("sorce"), None);
    }
}
