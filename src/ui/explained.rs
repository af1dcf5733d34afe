//! Holds how a number is made, in words and with the leads behind it: what is asked, and what the overlay shows.

use super::screens::CompareAsk;
use super::words::Words;
use crate::model::{Clean, Layer};

/// What is explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Explains {
    /// What stands in a layer, and how it came to that.
    Stock(Layer),
    /// How many of those that reached a layer went on.
    WentOn(Layer),
    /// How many of those that reached a layer were won.
    Odds(Layer),
    /// How many of those that ended were won.
    WinRate,
    /// From when on a lead counts as stuck in a layer.
    Stuck(Layer),
    /// How many of a group's that reached a layer went on; the group's name.
    WentOnOf(Layer, Clean),
    /// How a group goes through all layers; its name.
    Whole(Clean),
    /// How far the first of two sides lies above the other in a line of the page that compares.
    Apart(Box<CompareAsk>, usize),
}

/// A line of an explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainedLine {
    /// What it says.
    pub words: Words,
    /// How many leads stand behind it, and the filter for them within what is explained; nothing where it only says.
    pub leads: Option<(Clean, String)>,
}

/// How a number is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// What number it is.
    pub title: Clean,
    /// Of what it is made; an empty line sets parts apart.
    pub lines: Vec<ExplainedLine>,
    /// The filter within which those of its lines are; nothing for the one in force.
    pub within: Option<String>,
}
