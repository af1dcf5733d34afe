//! Puts the pages of a meeting together as Markdown, for the minutes.

use chrono::NaiveDate;

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
            text.push_str(&format!("- {}\n", wording.figure(count, stretch.to)));
        }
        for line in &lines {
            text.push_str(&wording.written(line));
        }
        // A heading that comes first needs no space above it.
        text = text.replace("\n\n\n", "\n\n");
    }
    text
}

impl Wording<'_> {
    /// A line as Markdown: what is decided as something to tick.
    fn written(&self, line: &Line) -> String {
        let rest = super::noted([line.value.clone(), line.note.clone()]);
        let told = |message, name: &str| {
            if rest.is_empty() {
                name.to_owned()
            } else {
                self.with(message, &[("name", name), ("rest", &rest)])
            }
        };
        if line.is_heading {
            let name = format!("**{}**", line.name);
            return format!("\n{}\n\n", told(Msg::MeetingAbout, &name));
        }
        let sign = match (line.point, line.sign) {
            (None, _) | (Some(_), Sign::None) => "",
            (Some(_), Sign::Open) => "[ ] ",
            (Some(_), Sign::Done | Sign::Not | Sign::Dropped) => "[x] ",
        };
        format!("- {sign}{}\n", told(Msg::MeetingNoted, &line.name))
    }

    /// Since when the figures are.
    fn stretch(&self, page: &Sitting) -> String {
        if page.stretch.since_meeting {
            let day = self.locale.date(page.stretch.from);
            self.with(Msg::SittingSinceMeeting, &[("day", &day)])
        } else {
            self.t(Msg::SittingSinceWeek)
        }
    }

    /// A figure; how things stand with its day, for minutes are read later, too.
    fn figure(&self, count: &Count, day: NaiveDate) -> String {
        let name = self.with(Msg::MeetingFigure, &[("of", count.of.code())]);
        let number = self.count(count.now);
        let args = [
            ("name", &*name),
            ("number", &number),
            ("change", &self.change(count, day)),
        ];
        self.with(Msg::MeetingLine, &args)
    }

    fn change(&self, count: &Count, day: NaiveDate) -> String {
        let Some(before) = count.before else {
            if count.of.is_of_days() {
                return self.t(Msg::SittingInTheseDays);
            }
            let day = self.locale.date(day);
            return self.with(Msg::MeetingOn, &[("day", &day)]);
        };
        if before == count.now {
            return self.t(Msg::MeetingSame);
        }
        let sign = if count.now > before { '+' } else { '−' };
        let by = format!("{sign}{}", self.count(count.now.abs_diff(before)));
        self.with(Msg::MeetingChange, &[("by", &by)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Language, Locale};

    #[test]
    fn a_line_has_the_signs_of_its_language() {
        let said = |language, is_heading| {
            let wording = Wording {
                locale: &Locale::new(language),
                group: &|_, _| String::new(),
                field: &|_| String::new(),
            };
            wording.written(&Line {
                name: "李明".to_owned(),
                value: "60".to_owned(),
                is_heading,
                ..Line::default()
            })
        };
        assert_eq!(said(Language::English, false), "- 李明: 60\n");
        assert_eq!(said(Language::Chinese, false), "- 李明：60\n");
        assert_eq!(said(Language::English, true), "\n**李明** (60)\n\n");
        assert_eq!(said(Language::Chinese, true), "\n**李明**（60）\n\n");
    }
}
