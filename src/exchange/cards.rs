//! Files for an address book and for a calendar: vCard 4.0 (RFC 6350) and iCalendar (RFC 5545).
//!
//! Text in, text out; who is on a list and when something is due is decided elsewhere.

use chrono::NaiveDate;

/// Somebody to reach.
#[derive(Debug, Clone, Copy, Default)]
pub struct Card<'a> {
    /// A name that no other card of the workspace has.
    pub uid: &'a str,
    /// What the card is called.
    pub name: &'a str,
    /// The company.
    pub organization: &'a str,
    /// The position.
    pub title: &'a str,
    /// The e-mail address.
    pub email: &'a str,
    /// The telephone number.
    pub phone: &'a str,
    /// The city.
    pub city: &'a str,
    /// The state or province.
    pub region: &'a str,
    /// The country.
    pub country: &'a str,
    /// What to sort the cards by, such as an arm.
    pub category: &'a str,
}

/// Writes a card.
#[must_use]
pub fn vcard(card: &Card<'_>) -> String {
    let mut out = Lines::default();
    out.plain("BEGIN:VCARD");
    out.plain("VERSION:4.0");
    out.text("UID", card.uid);
    out.text("FN", card.name);
    out.some("ORG", card.organization);
    out.some("TITLE", card.title);
    out.some("EMAIL", card.email);
    out.some("TEL", card.phone);
    let parts = [card.city, card.region, "", card.country];
    if parts.iter().any(|it| !it.is_empty()) {
        let parts: Vec<String> = parts.iter().map(|it| escaped(it)).collect();
        out.line(&format!("ADR:;;;{}", parts.join(";")));
    }
    out.some("CATEGORIES", card.category);
    out.plain("END:VCARD");
    out.0
}

/// Something that is due on a day.
#[derive(Debug, Clone, Copy)]
pub struct Due<'a> {
    /// A name that nothing else of the workspace has.
    pub uid: &'a str,
    /// The day.
    pub day: NaiveDate,
    /// What is to be done, and with whom.
    pub summary: &'a str,
}

/// Writes a calendar; `stamp` says when it was written, as `20261122T100000Z`.
#[must_use]
pub fn calendar<'a>(stamp: &str, due: impl Iterator<Item = Due<'a>>) -> String {
    let mut out = Lines::default();
    out.plain("BEGIN:VCALENDAR");
    out.plain("VERSION:2.0");
    out.plain("PRODID:-//fiveply//lists//EN");
    for it in due {
        out.plain("BEGIN:VEVENT");
        out.text("UID", it.uid);
        out.line(&format!("DTSTAMP:{stamp}"));
        out.line(&format!("DTSTART;VALUE=DATE:{}", it.day.format("%Y%m%d")));
        out.text("SUMMARY", it.summary);
        out.plain("END:VEVENT");
    }
    out.plain("END:VCALENDAR");
    out.0
}

/// Content lines: folded at 75 bytes, each ended as both formats want it.
#[derive(Default)]
struct Lines(String);

/// The longest line in bytes, without its end.
const LONGEST: usize = 75;

impl Lines {
    fn plain(&mut self, line: &str) {
        self.line(line);
    }

    fn text(&mut self, name: &str, text: &str) {
        self.line(&format!("{name}:{}", escaped(text)));
    }

    fn some(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.text(name, text);
        }
    }

    fn line(&mut self, line: &str) {
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(c);
            width += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// A text in which nothing ends a value or begins a line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_field_ends_it_or_begins_another() {
        let card = vcard(&Card {
            uid: "lead-1",
            name: "Li; Ming, Dr.\nEMAIL:x\r",
            city: "Łódź",
            ..Card::default()
        });
        assert_eq!(
            card,
            "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:lead-1\r\nFN:Li\\; Ming\\, Dr.\\nEMAIL:x\r\n\
             ADR:;;;Łódź;;;\r\nEND:VCARD\r\n"
        );
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let name = "需".repeat(60);
        let card = vcard(&Card {
            name: &name,
            ..Card::default()
        });
        assert!(card.split("\r\n").all(|line| line.len() <= LONGEST));
        let unfolded = card.replace("\r\n ", "");
        assert!(unfolded.contains(&format!("FN:{name}\r\n")));
    }

    #[test]
    fn a_calendar_has_an_event_a_day() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default();
        let due = Due {
            uid: "lead-7",
            day,
            summary: "call: Helvetia",
        };
        let text = calendar("20261122T100000Z", [due].into_iter());
        assert!(text.contains("DTSTART;VALUE=DATE:20261201\r\nSUMMARY:call: Helvetia\r\n"));
        assert!(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
    }
}
