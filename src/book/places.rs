//! Where the values of each field lie, so far as they are codes, or words or numbers of accounts: one table for what
//! selects, what counts and what names.
//!
//! It reads nothing; what a place is good for is known to those who ask.

use super::accounts::Columns as Accounts;
use super::bins;
use super::coded::{Cells, Coded};
use super::column::Column;
use super::episodes::Columns as Leads;
use crate::model::{Layer, LeadKind, Status, Temperature};
use crate::query::Field;

/// A column of codes of leads.
pub(super) type OfLeads = fn(&Leads) -> &Cells;

/// Where the values of a field lie.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// A word of each account.
    Words(fn(&Accounts) -> &Coded),
    /// A number of each account.
    Numbers(Numbers),
    /// Something else of accounts.
    Sought(Sought),
    /// A word of each lead, and which list it is of.
    LeadWords(OfLeads, List),
    /// What was last said of each lead.
    Verdict,
    /// One of a closed list, of each lead.
    Listed(fn(&Leads) -> &Column<u8>, Listed),
    /// The id of a record with a name, of each lead.
    Named(OfLeads, Names),
    /// What each lead is worth.
    Worth,
    /// A moment of each lead.
    Moment(fn(&Leads) -> &Column<u32>),
    /// Nowhere as a code: it is asked of each lead.
    Asked,
}

/// A column of numbers of accounts.
#[derive(Clone, Copy)]
pub(super) struct Numbers {
    /// The numbers.
    pub(super) column: fn(&Accounts) -> &Column<i64>,
    /// The class of each.
    pub(super) classes: fn(&Accounts) -> &Column<u8>,
    /// From where to where the numbers of a class go.
    pub(super) ends: fn(u8) -> (i64, i64),
    /// Whether they are money.
    pub(super) is_money: bool,
}

/// What of accounts is searched, or asked of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sought {
    /// The name.
    Name,
    /// What a bare word finds.
    Word,
    /// The number that another system gave it.
    Number,
    /// The web domain.
    Domain,
    /// The e-mail address.
    Email,
    /// The telephone number.
    Phone,
    /// The note.
    Note,
    /// The roles of its people.
    Role,
    /// How many people are known there.
    Contacts,
    /// Lists of accounts that were kept.
    Kept,
    /// The tags.
    Tags,
    /// The lists that it was on, or that its leads were on.
    Lists,
}

/// A list of words of leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    /// Of the leads themselves.
    Own,
    /// Reasons of losses.
    Reasons,
    /// Who got it instead.
    Competitors,
}

/// A closed list.
#[derive(Clone, Copy)]
pub(super) struct Listed {
    /// How many there are.
    pub(super) many: usize,
    /// The code of the first one.
    pub(super) first: usize,
    /// What they are called.
    pub(super) term: fn(usize) -> Option<&'static str>,
}

/// Records with names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// Products.
    Products,
    /// Users.
    Users,
    /// Users, by their teams.
    Teams,
}

/// Where the values of a field lie.
pub(super) fn place(field: Field) -> Place {
    let own = |column: OfLeads| Place::LeadWords(column, List::Own);
    match field {
        Field::Sector => Place::Words(|it| &it.sector),
        Field::Naics => Place::Words(|it| &it.naics),
        Field::City => Place::Words(|it| &it.city),
        Field::Region => Place::Words(|it| &it.region),
        Field::Country => Place::Words(|it| &it.country),
        Field::Ownership => Place::Words(|it| &it.ownership),
        Field::Class => Place::Words(|it| &it.expected_class),
        Field::Parent => Place::Words(|it| &it.parent),
        Field::Emp => Place::Numbers(EMPLOYEES),
        Field::Revenue => Place::Numbers(REVENUE),
        Field::Founded => Place::Numbers(FOUNDED),
        Field::Account => Place::Sought(Sought::Name),
        Field::Text => Place::Sought(Sought::Word),
        Field::AccountId => Place::Sought(Sought::Number),
        Field::Domain => Place::Sought(Sought::Domain),
        Field::Email => Place::Sought(Sought::Email),
        Field::Phone => Place::Sought(Sought::Phone),
        Field::AccountNote => Place::Sought(Sought::Note),
        Field::Role => Place::Sought(Sought::Role),
        Field::Contacts => Place::Sought(Sought::Contacts),
        Field::Seg => Place::Sought(Sought::Kept),
        Field::Tag => Place::Sought(Sought::Tags),
        Field::List | Field::Listed | Field::Contacted => Place::Sought(Sought::Lists),
        Field::Source => own(|it| &it.source),
        Field::Campaign => own(|it| &it.campaign),
        Field::Currency => own(|it| &it.currency),
        Field::Returned => own(|it| &it.returned),
        Field::Reason => Place::LeadWords(|it| &it.reason, List::Reasons),
        Field::Competitor => Place::LeadWords(|it| &it.competitor, List::Competitors),
        Field::Fb => Place::Verdict,
        Field::Layer => Place::Listed(|it| &it.layer, LAYERS),
        Field::Status => Place::Listed(|it| &it.status, STATUSES),
        Field::Temp => Place::Listed(|it| &it.temperature, TEMPERATURES),
        Field::Kind => Place::Listed(|it| &it.kind, KINDS),
        Field::Product => Place::Named(|it| &it.product, Names::Products),
        Field::Owner => Place::Named(|it| &it.owner, Names::Users),
        Field::HandedBy => Place::Named(|it| &it.handed_by, Names::Users),
        Field::Team => Place::Named(|it| &it.owner, Names::Teams),
        Field::Value => Place::Worth,
        Field::Entered => Place::Moment(|it| &it.entered),
        Field::Moved => Place::Moment(|it| &it.moved),
        Field::Closed => Place::Moment(|it| &it.closed),
        Field::Id
        | Field::ExternalId
        | Field::Contact
        | Field::Title
        | Field::Is
        | Field::Next
        | Field::Due
        | Field::Reached
        | Field::During
        | Field::Outcome
        | Field::Idle
        | Field::InStage
        | Field::Milestones
        | Field::Until
        | Field::Handed
        | Field::Sla
        | Field::Comeback
        | Field::Has
        | Field::No
        | Field::Skipped
        | Field::HandedTo
        | Field::Answered
        | Field::FbReason
        | Field::FbBy
        | Field::Fed
        | Field::Replied
        | Field::Met
        | Field::Said
        | Field::Touched
        | Field::TouchedBy
        | Field::Touches
        | Field::Channel
        | Field::Note
        | Field::ContactId
        | Field::Position
        | Field::ContactEmail
        | Field::ContactPhone
        | Field::ContactNote => Place::Asked,
    }
}

const EMPLOYEES: Numbers = Numbers {
    column: |it| &it.employees,
    classes: |it| &it.employees_class,
    ends: |class| bins::numbers_of(class, &bins::PEOPLE),
    is_money: false,
};

const REVENUE: Numbers = Numbers {
    column: |it| &it.revenue,
    classes: |it| &it.revenue_class,
    ends: |class| bins::numbers_of(class, &bins::AMOUNTS),
    is_money: true,
};

const FOUNDED: Numbers = Numbers {
    column: |it| &it.founded,
    classes: |it| &it.founded_class,
    ends: bins::years_of,
    is_money: false,
};

const LAYERS: Listed = Listed {
    many: Layer::ALL.len(),
    first: 0,
    term: |at| Some(Layer::at(at)?.code()),
};

const STATUSES: Listed = Listed {
    many: Status::ALL.len(),
    first: 0,
    term: |at| Some(Status::ALL.get(at)?.code()),
};

const TEMPERATURES: Listed = Listed {
    many: Temperature::CODES.len(),
    first: 1,
    term: |at| Temperature::CODES.get(at).copied(),
};

const KINDS: Listed = Listed {
    many: LeadKind::CODES.len(),
    first: 1,
    term: |at| LeadKind::CODES.get(at).copied(),
};
