//! Holds `Clean`, text that is safe to put on a screen or into printed output.
//!
//! Whatever comes from a file, a keyboard or another person is data until it is made `Clean`: nothing in it can then
//! move the cursor, change a colour, turn the reading direction, hide, or fill one cell with a megabyte. Characters
//! that could are shown as short marks, so that a reader sees that they are there. The data itself is never changed:
//! this is the way out, not the way in. Making clean text clean again changes nothing.

use std::borrow::Cow;
use std::fmt;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The most bytes that one grapheme may bring to a cell; more is cut.
pub const MAX_GRAPHEME_BYTES: usize = 32;

/// Text without anything that a terminal would obey or hide.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clean(Cow<'static, str>);

impl Clean {
    /// Makes text safe to show, replacing what could be obeyed or hidden by marks.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(Cow::Owned(clean(text)))
    }

    /// Makes an owned text safe to show, keeping it where nothing has to change.
    #[must_use]
    pub fn from_string(text: String) -> Self {
        if is_plain(&text) {
            Self(Cow::Owned(text))
        } else {
            Self::new(&text)
        }
    }

    /// Makes at most the first `limit` bytes safe to show: for fields that may be huge and of which a line is seen.
    #[must_use]
    pub fn head_of(text: &str, limit: usize) -> Self {
        if text.len() <= limit {
            return Self::new(text);
        }
        let mut head = clean(&text[..text.floor_char_boundary(limit)]);
        head.push('…');
        Self(Cow::Owned(head))
    }

    /// Wraps text of the program itself; it is printable ASCII or a few known signs.
    #[must_use]
    pub fn literal(text: &'static str) -> Self {
        if is_plain(text) {
            Self(Cow::Borrowed(text))
        } else {
            Self::new(text)
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many cells of a terminal the text takes.
    #[must_use]
    pub fn width(&self) -> usize {
        width(&self.0)
    }

    /// The text in at most `cells` cells; what was cut is shown by `…`.
    #[must_use]
    pub fn cut(&self, cells: usize) -> Self {
        if self.width() <= cells {
            return self.clone();
        }
        let Some(room) = cells.checked_sub(1) else {
            return Self::default();
        };
        let mut taken = String::with_capacity(room + '…'.len_utf8());
        let mut used = 0;
        for grapheme in self.0.graphemes(true) {
            used += grapheme.width();
            if used > room {
                break;
            }
            taken.push_str(grapheme);
        }
        taken.truncate(taken.trim_end().len());
        taken.push('…');
        Self(Cow::Owned(taken))
    }

    /// The text, cut to so many cells at its beginning, with a sign for what is missing: of a path, the end says which.
    #[must_use]
    pub fn cut_front(&self, cells: usize) -> Self {
        let mut left = cells.saturating_sub(1);
        if self.width() <= cells || left == 0 {
            return self.cut(cells);
        }
        let kept = self.0.graphemes(true).rev().take_while(|it| {
            let fits = it.width() <= left;
            left = left.saturating_sub(it.width());
            fits
        });
        let kept: usize = kept.map(str::len).sum();
        Self(Cow::Owned(format!("…{}", &self.0[self.0.len() - kept..])))
    }

    /// The text followed by another.
    #[must_use]
    pub fn with(self, more: &Self) -> Self {
        // Two clean halves can meet in one grapheme (a base and a mark), so the sum is made clean again.
        Self::from_string(self.0.into_owned() + &more.0)
    }

    /// The owned text.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0.into_owned()
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Clean {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Clean {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Clean {
    fn from(text: String) -> Self {
        Self::from_string(text)
    }
}

/// How many cells of a terminal a text takes, grapheme by grapheme, the way it is drawn.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

fn clean(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut marked = String::with_capacity(text.len() + 16);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '\r' && characters.peek() == Some(&'\n') {
            continue;
        }
        mark(character, &mut marked);
    }
    fit_graphemes(&marked)
}

/// Appends a character, or the mark that stands for it.
fn mark(character: char, out: &mut String) {
    match character {
        '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('⏎'),
        '\t' => out.push(' '),
        '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + u32::from(character))),
        '\u{7f}' => out.push('␡'),
        // Variation selectors only choose a picture, and terminals disagree on how wide it then is.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {}
        _ if is_hidden(character) => push_code(character, out),
        _ => out.push(character),
    }
}

/// Whether a character shows nothing by itself or changes how its neighbours are read.
fn is_hidden(character: char) -> bool {
    matches!(character,
        '\u{80}'..='\u{9f}'            // C1: some terminals obey them
        | '\u{ad}' | '\u{34f}' | '\u{61c}'
        | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'      // zero width, left-to-right and right-to-left marks
        | '\u{202a}'..='\u{202e}'      // embedding and override
        | '\u{2060}'..='\u{206f}'      // joiners, isolates, deprecated format characters
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

fn push_code(character: char, out: &mut String) {
    out.push_str(&format!("⟨{:X}⟩", u32::from(character)));
}

/// Cuts graphemes that are too long and gives a base to those that would take no cell.
fn fit_graphemes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        if grapheme.width() == 0 {
            push_on_base(grapheme, &mut out);
        } else if grapheme.len() <= MAX_GRAPHEME_BYTES {
            out.push_str(grapheme);
        } else {
            out.push_str(&grapheme[..grapheme.floor_char_boundary(MAX_GRAPHEME_BYTES - 8)]);
            out.push('…');
        }
    }
    out
}

/// Sets marks on a dotted circle; what will not sit on one is shown by its codes.
fn push_on_base(grapheme: &str, out: &mut String) {
    let seated = format!("◌{grapheme}");
    let sits = seated.graphemes(true).count() == 1 && seated.width() > 0;
    if sits && seated.len() <= MAX_GRAPHEME_BYTES {
        out.push_str(&seated);
    } else {
        grapheme
            .chars()
            .take(MAX_GRAPHEME_BYTES / 4)
            .for_each(|character| push_code(character, out));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_text_of_any_script_stays_as_it_is() {
        for text in [
            "Helvetia Pumps",
            "北京新华科技",
            "ООО Ромашка",
            "Łódź",
            "e\u{301}",
        ] {
            assert_eq!(Clean::new(text).as_str(), text);
        }
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown_as_a_mark() {
        let cases = [
            ("\u{1b}[31mred", "␛[31mred"),
            ("a\u{9b}31m", "a⟨9B⟩31m"),
            ("a\u{202e}b", "a⟨202E⟩b"),
            ("a\u{200b}b\u{feff}", "a⟨200B⟩b⟨FEFF⟩"),
            ("one\r\ntwo\nthree\tfour", "one⏎two⏎three four"),
            ("\u{7f}\0\u{7}", "␡␀␇"),
        ];
        for (given, shown) in cases {
            assert_eq!(Clean::new(given).as_str(), shown);
        }
    }

    #[test]
    fn a_mark_without_a_base_gets_one() {
        assert_eq!(Clean::new("\u{301}a").as_str(), "◌\u{301}a");
    }

    #[test]
    fn a_grapheme_is_cut_at_its_limit() {
        let pile = format!("a{}", "\u{301}".repeat(100_000));
        let clean = Clean::new(&pile);
        assert!(clean.as_str().len() <= MAX_GRAPHEME_BYTES);
        assert_eq!(clean.width(), 2);
    }

    #[test]
    fn cutting_counts_cells_and_never_splits_a_wide_character() {
        let name = Clean::new("北京新华科技");
        assert_eq!(name.width(), 12);
        assert_eq!(name.cut(12).as_str(), "北京新华科技");
        assert_eq!(name.cut(8).as_str(), "北京新…");
        assert_eq!(name.cut(7).as_str(), "北京新…");
        assert_eq!(name.cut(1).as_str(), "…");
        assert_eq!(name.cut(0).as_str(), "");
        assert_eq!(Clean::new("Kowalski & Sons").cut(10).as_str(), "Kowalski…");
    }

    #[test]
    fn of_a_path_the_end_is_kept() {
        let path = Clean::new("/home/北京/leads.csv");
        assert_eq!(path.cut_front(20).as_str(), "/home/北京/leads.csv");
        assert_eq!(path.cut_front(11).as_str(), "…/leads.csv");
        assert_eq!(path.cut_front(12).as_str(), "…/leads.csv");
        assert_eq!(path.cut_front(13).as_str(), "…京/leads.csv");
        assert_eq!(path.cut_front(1).as_str(), "…");
        assert_eq!(path.cut_front(0).as_str(), "");
    }

    #[test]
    fn a_huge_field_is_cut_before_it_is_made_clean() {
        let huge = "界".repeat(1_000_000);
        let head = Clean::head_of(&huge, 100);
        assert_eq!(head.as_str().chars().count(), 34);
        assert!(head.as_str().ends_with('…'));
    }

    proptest! {
        #[test]
        fn clean_text_is_inert_and_stays_the_same_when_cleaned_again(text in any::<String>()) {
            let once = Clean::new(&text);
            prop_assert!(!once.as_str().chars().any(|c| c.is_control() || is_hidden(c)));
            prop_assert!(once.as_str().graphemes(true).all(|g| g.len() <= MAX_GRAPHEME_BYTES && g.width() > 0));
            prop_assert_eq!(&Clean::new(once.as_str()), &once);
        }

        #[test]
        fn a_cut_text_fits(text in any::<String>(), cells in 0usize..40) {
            prop_assert!(Clean::new(&text).cut(cells).width() <= cells);
        }
    }
}
