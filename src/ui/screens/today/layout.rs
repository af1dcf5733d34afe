//! Holds which line of Today is a heading, a lead, or space between: counted, never listed.

use std::ops::Range;

use crate::insight::worklist::Reason;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// A heading, and how many leads are under it.
    Head(Reason, usize),
    /// The lead with this place among the leads.
    Lead(usize),
    /// Space.
    Gap,
}

/// The sections, each with a heading.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    sections: Vec<(Reason, usize)>,
    gap: usize,
}

/// From this height on there is space between the sections.
const ROOMY: usize = 14;

impl Layout {
    /// Lays sections out for a list of some height.
    pub(super) fn new(sections: &[(Reason, usize)], height: usize) -> Self {
        Self {
            sections: sections.to_vec(),
            gap: usize::from(height >= ROOMY),
        }
    }

    /// How many lines there are.
    pub(super) fn len(&self) -> usize {
        let leads: usize = self.sections.iter().map(|it| it.1).sum();
        let gaps = self.sections.len().saturating_sub(1) * self.gap;
        leads + self.sections.len() + gaps
    }

    /// Each section with its first line and its first lead.
    fn starts(&self) -> impl Iterator<Item = (usize, usize, Reason, usize)> + '_ {
        let (mut row, mut lead) = (0, 0);
        self.sections.iter().map(move |(reason, count)| {
            let start = (row, lead, *reason, *count);
            row += 1 + count + self.gap;
            lead += count;
            start
        })
    }

    /// The line of a lead.
    pub(super) fn row(&self, lead: usize) -> usize {
        self.starts()
            .find(|(_, first, _, count)| lead < first + count)
            .map_or(0, |(row, first, ..)| row + 1 + lead - first)
    }

    /// What a line is.
    pub(super) fn line(&self, row: usize) -> Option<Line> {
        let (start, first, reason, count) = self.starts().take_while(|it| it.0 <= row).last()?;
        match row - start {
            0 => Some(Line::Head(reason, count)),
            below if below <= count => Some(Line::Lead(first + below - 1)),
            _ if row < self.len() => Some(Line::Gap),
            _ => None,
        }
    }

    /// The leads on some lines.
    pub(super) fn leads(&self, rows: Range<usize>) -> Range<usize> {
        let on = |it: usize| match self.line(it) {
            Some(Line::Lead(index)) => Some(index),
            Some(Line::Head(..) | Line::Gap) | None => None,
        };
        let first = rows.clone().find_map(on);
        let last = rows.rev().find_map(on);
        match (first, last) {
            (Some(first), Some(last)) => first..last + 1,
            _ => 0..0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(height: usize) -> Vec<Line> {
        let layout = Layout::new(&[(Reason::Accept, 2), (Reason::Stuck, 1)], height);
        let lines: Vec<Line> = (0..).map_while(|row| layout.line(row)).collect();
        assert_eq!(lines.len(), layout.len());
        for (row, line) in lines.iter().enumerate() {
            if let Line::Lead(lead) = line {
                assert_eq!(layout.row(*lead), row);
            }
        }
        lines
    }

    #[test]
    fn every_section_has_its_heading_and_its_leads() {
        use Line::{Gap, Head, Lead};
        let head = |reason, count| Head(reason, count);
        let (accept, stuck) = (head(Reason::Accept, 2), head(Reason::Stuck, 1));
        assert_eq!(lines(8), [accept, Lead(0), Lead(1), stuck, Lead(2)]);
        assert_eq!(lines(30), [accept, Lead(0), Lead(1), Gap, stuck, Lead(2)]);
    }

    #[test]
    fn the_leads_in_sight_are_those_between_the_headings() {
        let layout = Layout::new(&[(Reason::Accept, 2), (Reason::Stuck, 5)], 8);
        assert_eq!(layout.leads(0..3), 0..2);
        assert_eq!(layout.leads(2..6), 1..4);
        assert_eq!(layout.leads(3..4), 0..0);
        assert_eq!(Layout::default().leads(0..5), 0..0);
    }
}
