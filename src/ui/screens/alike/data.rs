//! Holds what the page of look-alikes asks and shows, ready made: plain data, nothing is counted here.

use crate::model::Clean;
use crate::query::Field;
use crate::ui::desk::{Ticket, Trouble};

/// Whom the others should be like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Like {
    /// Accounts that were won.
    #[default]
    Won,
    /// Those that the filter in force selects.
    Filter,
}

/// Where they are sought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Among {
    /// Among accounts that have never had a lead.
    #[default]
    Leadless,
    /// Among those without an open lead, also where there was one.
    Idle,
    /// Among all that are not like that yet, whatever else they are asked for.
    Others,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlikeAsk {
    /// Tells it from those before it.
    pub ticket: Ticket,
    /// Whom they should be like.
    pub like: Like,
    /// The filter in force.
    pub filter: String,
    /// Where they are sought.
    pub among: Among,
    /// The traits that do not count: a field, and a value as it is typed.
    pub struck: Vec<(Field, String)>,
}

/// A trait that those have more often than the market, or less.
#[derive(Debug, Clone, PartialEq)]
pub struct TraitLine {
    /// The field.
    pub field: Field,
    /// The value as it is typed.
    pub term: String,
    /// As it is read.
    pub label: Clean,
    /// How many of them have it.
    pub seeds: u64,
    /// How many accounts have it.
    pub market: u64,
    /// How many times likelier they have it.
    pub lift: f64,
    /// What it adds to a score.
    pub weight: f64,
    /// Whether it does not count.
    pub struck: bool,
}

/// How well the traits of the earlier ones tell the later ones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Check {
    /// The chance that a later one scores above another account.
    pub area: f64,
    /// The lower end of its band.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// How many later ones there are.
    pub later: u64,
    /// How many others.
    pub others: u64,
}

/// An account that is like them.
#[derive(Debug, Clone, PartialEq)]
pub struct AlikeLine {
    /// Its number.
    pub id: u64,
    /// What it is called.
    pub name: Clean,
    /// Where it is.
    pub place: Clean,
    /// Its score.
    pub score: f64,
    /// What speaks for it, the strongest first.
    pub reasons: Vec<Clean>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct AlikePage {
    /// What was asked.
    pub asked: AlikeAsk,
    /// How many there are that others should be like.
    pub seeds: u64,
    /// How many accounts there are.
    pub market: u64,
    /// Among how many was sought.
    pub sought: u64,
    /// The traits, the strongest first.
    pub traits: Vec<TraitLine>,
    /// How well they tell.
    pub check: Option<Check>,
    /// The accounts, the most alike first.
    pub accounts: Vec<AlikeLine>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub enum AlikeFound {
    /// Look-alikes.
    Page(Box<AlikePage>),
    /// The filter can't be read.
    Trouble(Ticket, Trouble),
}
