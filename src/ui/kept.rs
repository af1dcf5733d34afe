//! Holds what a reader left as it was last time: how things were laid out, and that the tour is over.
//!
//! It is no setting: nobody writes it by hand, and what cannot be read is as if it had never been kept.

use std::collections::BTreeMap;

/// One thing that is remembered over restarts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Memory {
    /// That the tour was finished or left.
    Tour,
    /// Whether the pipeline is a board or a list.
    Shape,
    /// The columns of the list.
    Columns,
    /// The order of the list.
    Order,
    /// What the funnel is grouped by.
    Group,
    /// Whether parked leads are on the board.
    Parked,
    /// Which facets are seen, in which order.
    Facets,
    /// Whether accounts are counted on the segments, or leads.
    Unit,
    /// Which report is seen among the insights.
    Report,
    /// What the reports are grouped by.
    ReportGroup,
    /// Which saved segments the reports are grouped by, a name a line.
    ReportSets,
    /// The same of the funnel.
    GroupSets,
    /// The pages of the meeting that were told of as new.
    Agenda,
    /// Up to when marketing's replies were read on Today.
    Replies,
}

impl Memory {
    /// Every one.
    pub const ALL: [Self; 14] = [
        Self::Tour,
        Self::Shape,
        Self::Columns,
        Self::Order,
        Self::Group,
        Self::Parked,
        Self::Facets,
        Self::Unit,
        Self::Report,
        Self::ReportGroup,
        Self::ReportSets,
        Self::GroupSets,
        Self::Agenda,
        Self::Replies,
    ];

    /// Under which name it is kept.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tour => "tour",
            Self::Shape => "pipeline",
            Self::Columns => "columns",
            Self::Order => "order",
            Self::Group => "group",
            Self::Parked => "parked",
            Self::Facets => "facets",
            Self::Unit => "unit",
            Self::Report => "report",
            Self::ReportGroup => "report-group",
            Self::ReportSets => "report-segments",
            Self::GroupSets => "group-segments",
            Self::Agenda => "agenda",
            Self::Replies => "replies",
        }
    }
}

/// What was kept, each as the text that its owner wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept(BTreeMap<Memory, String>);

impl Kept {
    /// What a file of names and texts holds; names that nobody knows are passed over.
    #[must_use]
    pub fn read(found: &BTreeMap<String, String>) -> Self {
        let known = Memory::ALL.into_iter();
        let of = |memory: Memory| Some((memory, found.get(memory.name())?.clone()));
        Self(known.filter_map(of).collect())
    }

    /// What was kept of a thing.
    #[must_use]
    pub fn get(&self, memory: Memory) -> Option<&str> {
        self.0.get(&memory).map(String::as_str)
    }

    /// Keeps a thing for as long as this lives.
    pub fn put(&mut self, memory: Memory, text: &str) {
        self.0.insert(memory, text.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_read_and_the_rest_is_passed_over() {
        let found = [("tour", "over"), ("moon", "full")];
        let found = found.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let kept = Kept::read(&found.into());
        assert_eq!(kept.get(Memory::Tour), Some("over"));
        assert_eq!(kept.get(Memory::Shape), None);
    }

    #[test]
    fn names_are_told_apart() {
        let names: std::collections::BTreeSet<_> = Memory::ALL.map(Memory::name).into();
        assert_eq!(names.len(), Memory::ALL.len());
    }
}
