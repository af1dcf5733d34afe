//! Puts the pages of a meeting together as Markdown, for the minutes.

use super::{Line, Sign, Wording};
use crate::i18n::Msg;
use crate::insight::sitting::Sitting;
use crate::insight::week::Count;
use crate::model::Topic;

/// The minutes of a meeting: its pages in their order, each with its figures and lines.
#[must_use]
pub fn markdown(pages: &[Sitting], wording: &Wording<'_>) -> String {
    let Some(first) = pages.first() else {
        return String::new();
    };
    let (locale, stretch) = (wording.locale, first.stretch);
    let days = locale.days_between(stretch.from, stretch.to);
    let title = wording.with(Msg::SittingMinutes, &[("days", &days)]);
    let mut text = format!("# {title}\n\n{}\n", wording.stretch(first));
    for page in pages {
        let mut page = page.clone();
        // They have pages of their own.
        if page.topic == Topic::Week {
            page.points.clear();
            page.reasons = None;
        }
        let lines = wording.lines(&page);
        if lines.is_empty() && page.counts.is_empty() {
            continue;
        }
        text.push_str(&format!("\n## {}\n\n", wording.topic(page.topic)));
        for count in &page.counts {
            text.push_str(&format!("- {}\n", wording.figure(count)));
        }
        for line in &lines {
            text.push_str(&written(line));
        }
        // A heading that comes first needs no space above it.
        text = text.replace("\n\n\n", "\n\n");
    }
    text
}

/// A line as Markdown: what is decided as something to tick.
fn written(line: &Line) -> String {
    let rest = super::noted([line.value.clone(), line.note.clone()]);
    if line.is_heading {
        let rest = if rest.is_empty() {
            rest
        } else {
            format!(" ({rest})")
        };
        return format!("\n**{}**{rest}\n\n", line.name);
    }
    let sign = match (line.point, line.sign) {
        (None, _) | (Some(_), Sign::None) => "",
        (Some(_), Sign::Open) => "[ ] ",
        (Some(_), Sign::Done | Sign::Not | Sign::Dropped) => "[x] ",
    };
    let rest = if rest.is_empty() {
        rest
    } else {
        format!(": {rest}")
    };
    format!("- {sign}{}{rest}\n", line.name)
}

impl Wording<'_> {
    /// Since when the figures are.
    fn stretch(&self, page: &Sitting) -> String {
        if page.stretch.since_meeting {
            let day = self.locale.date(page.stretch.from);
            self.with(Msg::SittingSinceMeeting, &[("day", &day)])
        } else {
            self.t(Msg::SittingSinceWeek)
        }
    }

    fn figure(&self, count: &Count) -> String {
        let name = self.with(Msg::MeetingFigure, &[("of", count.of.code())]);
        let number = self.count(count.now);
        let args = [
            ("name", &*name),
            ("number", &number),
            ("change", &self.change(count)),
        ];
        self.with(Msg::MeetingLine, &args)
    }

    fn change(&self, count: &Count) -> String {
        let Some(before) = count.before else {
            return self.t(if count.of.is_of_days() {
                Msg::SittingInTheseDays
            } else {
                Msg::MeetingNow
            });
        };
        if before == count.now {
            return self.t(Msg::MeetingSame);
        }
        let sign = if count.now > before { '+' } else { '−' };
        let by = format!("{sign}{}", self.count(count.now.abs_diff(before)));
        self.with(Msg::MeetingChange, &[("by", &by)])
    }
}
