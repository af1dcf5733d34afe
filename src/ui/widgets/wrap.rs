//! Holds how words become lines of a width, each with its roles; where a line may end is the language's matter.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::super::theme::Role;
use super::super::words::Words;
use crate::i18n::pieces;
use crate::model::Clean;

/// The lines that words take in so many cells; never none.
#[must_use]
pub fn wrap(words: &Words, width: u16) -> Vec<Words> {
    let width = usize::from(width.max(2));
    let mut lines = Lines {
        done: Vec::new(),
        line: Vec::new(),
        used: 0,
    };
    // Where a role ends is no place to break: an amount may be in two.
    let text = words.text();
    let mut roles = words
        .parts()
        .iter()
        .map(|(text, role)| (text.as_str().len(), *role));
    let mut now = roles.next();
    for piece in pieces(&text) {
        let mut parts = Vec::new();
        let mut rest = piece;
        while let Some((left, role)) = &mut now
            && !rest.is_empty()
        {
            let (part, more) = rest.split_at(rest.len().min(*left));
            parts.push((part, *role));
            (rest, *left) = (more, *left - part.len());
            if *left == 0 {
                now = roles.next();
            }
        }
        lines.add(piece, &parts, width);
    }
    lines.end();
    lines.done
}

struct Lines {
    done: Vec<Words>,
    line: Vec<(String, Role)>,
    used: usize,
}

impl Lines {
    fn add(&mut self, piece: &str, parts: &[(&str, Role)], width: usize) {
        if self.used > 0 && self.used + piece.trim_end().width() > width {
            self.end();
        }
        let fits = |used: usize, piece: &str| piece.width() <= width.saturating_sub(used);
        let whole = if self.used == 0 {
            piece.trim_start()
        } else {
            piece
        };
        let whole = fits(self.used, whole) || whole.trim_end().is_empty();
        for (part, role) in parts {
            let part = if self.used == 0 {
                part.trim_start()
            } else {
                part
            };
            if whole {
                self.put(part, *role);
                continue;
            }
            for sign in part.graphemes(true) {
                if self.used + sign.width() > width {
                    self.end();
                }
                self.put(sign, *role);
            }
        }
    }

    fn put(&mut self, text: &str, role: Role) {
        self.used += text.width();
        match self.line.last_mut() {
            Some((last, of)) if *of == role => last.push_str(text),
            Some(_) | None => self.line.push((text.to_owned(), role)),
        }
    }

    fn end(&mut self) {
        // Spaces at the end would make a full line too wide, and it would be cut where nothing is missing.
        while let Some((last, _)) = self.line.last_mut() {
            last.truncate(last.trim_end().len());
            if !last.is_empty() {
                break;
            }
            self.line.pop();
        }
        let mut words = Words::new();
        for (text, role) in self.line.drain(..) {
            words.push(Clean::from_string(text), role);
        }
        self.used = 0;
        self.done.push(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str, width: u16) -> Vec<String> {
        let words = Words::one(Clean::new(text), Role::Text);
        wrap(&words, width).iter().map(Words::text).collect()
    }

    #[test]
    fn lines_break_between_words_and_between_wide_signs() {
        assert_eq!(
            lines("wants numbers in writing", 13),
            ["wants numbers", "in writing"]
        );
        assert_eq!(lines("北京新华科技", 6), ["北京新", "华科技"]);
        assert_eq!(lines("incomprehensible", 6), ["incomp", "rehens", "ible"]);
        assert_eq!(
            lines("beyond: 65 %; 9 open", 11),
            ["beyond:", "65 %; 9", "open"]
        );
        assert_eq!(lines("", 6), [""]);
        assert_eq!(
            lines("目标 € 57 万，进行中", 12),
            ["目标", "€ 57 万，进", "行中"]
        );
        assert_eq!(lines("target € 1.2 M now", 12), ["target", "€ 1.2 M now"]);
        assert_eq!(lines("of 12 450 leads", 10), ["of 12 450", "leads"]);
        assert_eq!(lines("已过30天了", 5), ["已过", "30天", "了"]);
        assert_eq!(lines("在12月1日再联系", 8), ["在", "12月1日", "再联系"]);
        assert_eq!(lines("共五层。", 6), ["共五", "层。"]);
        assert_eq!(lines("after  27", 5), ["after", "27"]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_it_may_be(text in any::<String>(), width in 2u16..60) {
            for line in lines(&text, width) {
                // A sign that is wider by itself cannot be broken.
                let whole = line.graphemes(true).count() == 1;
                prop_assert!(whole || line.width() <= usize::from(width), "{line:?}");
            }
        }
    }
}
