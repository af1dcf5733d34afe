//! Forms of text that stand for many: beginnings, patterns, words with a slip of the fingers.
//!
//! A pattern is compared with folded text, so it is folded itself, and it is compiled within limits: however it is
//! written, compiling it takes little time and room, and searching takes time that grows with the text alone.

use rapidfuzz::distance::osa;
use regex::{Regex, RegexBuilder};

use super::fault::Fault;
use crate::model::fold::fold;

/// A form of text that stands for many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// `~kowalsky`.
    Fuzzy,
    /// `/kowal.*/`.
    Pattern,
    /// `kowal*`.
    Beginning,
}

/// So many bytes a compiled pattern may take.
const PATTERN_BYTES: usize = 1 << 20;
/// So deep its parentheses may go.
const PATTERN_DEPTH: u32 = 24;

impl Form {
    /// The form that a text without quotes has, and what is left of it without its signs; patterns are the lexer's.
    pub(super) fn of(text: &str) -> Option<(Self, &str)> {
        if let Some(word) = text.strip_prefix('~') {
            Some((Self::Fuzzy, word))
        } else {
            text.strip_suffix('*').map(|word| (Self::Beginning, word))
        }
    }

    /// Whether a text would not be read back as plain text.
    pub(super) fn is_in(text: &str) -> bool {
        text.starts_with('/') || Self::of(text).is_some()
    }
}

/// Compiles a pattern for folded texts; upper and lower case are the same to it.
pub(super) fn compile(pattern: &str) -> Result<Regex, Fault> {
    let built = RegexBuilder::new(&folded(pattern))
        .case_insensitive(true)
        .size_limit(PATTERN_BYTES)
        .dfa_size_limit(PATTERN_BYTES)
        .nest_limit(PATTERN_DEPTH)
        .build();
    built.map_err(|error| {
        if matches!(error, regex::Error::CompiledTooBig(_)) {
            return Fault::WidePattern;
        }
        // The last line says what; those above draw where.
        let said = error.to_string();
        let last = said.lines().last().unwrap_or_default();
        let why = last.strip_prefix("error: ").unwrap_or(last);
        Fault::BadPattern(why.to_owned())
    })
}

/// A pattern with its letters folded as the texts are; what a backslash stands before keeps its meaning.
fn folded(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let (mut escaped, mut listed) = (false, false);
    for c in pattern.chars() {
        if c.is_ascii() || escaped {
            out.push(c);
            listed = match c {
                '[' if !escaped => true,
                ']' if !escaped => false,
                _ => listed,
            };
            escaped = c == '\\' && !escaped;
            continue;
        }
        let mut bytes = [0; 4];
        let plain = fold(c.encode_utf8(&mut bytes));
        let mut letters = plain.chars();
        match (letters.next(), letters.next()) {
            (Some(one), None) if !one.is_ascii_punctuation() => out.push(one),
            (Some(_), Some(_)) if !listed => {
                out.push_str("(?:");
                out.push_str(&plain);
                out.push(')');
            }
            (Some(_), _) | (None, _) => out.push(c),
        }
    }
    out
}

/// A pattern as it is typed: within slashes, with the slashes in it escaped.
pub(super) fn written(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 2);
    out.push('/');
    let mut escaped = false;
    for c in pattern.chars() {
        if c == '/' && !escaped {
            out.push('\\');
        }
        out.push(c);
        escaped = c == '\\' && !escaped;
    }
    out.push('/');
    out
}

/// How many slips are forgiven in a word of so many letters: none in two, one in up to five, two beyond.
const fn slips(letters: usize) -> usize {
    match letters {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

/// A word for which one like it is looked for, with what rules most others out.
#[derive(Debug, Clone)]
pub(super) struct Alike {
    word: String,
    letters: usize,
    slips: usize,
    marks: u64,
    /// So many marks may be missing: a slip changes a letter, which may be several bytes.
    missing: usize,
}

impl Alike {
    /// The words of a folded text.
    pub(super) fn words(text: &str) -> Vec<Self> {
        let one = |word: &str| {
            let letters = word.chars().count();
            let slips = slips(letters);
            Self {
                word: word.to_owned(),
                letters,
                slips,
                marks: word.bytes().fold(0, |bits, byte| bits | mark(byte)),
                missing: if word.is_ascii() { slips } else { 4 * slips },
            }
        };
        text.split(' ').map(one).collect()
    }

    fn is_like(&self, other: &[u8], marks: u64) -> bool {
        // Most words differ in their letters, or in length, so much that they need not be compared.
        if (self.marks & !marks).count_ones() as usize > self.missing {
            return false;
        }
        let Ok(other) = std::str::from_utf8(other) else {
            return false;
        };
        other.chars().count().abs_diff(self.letters) <= self.slips
            && osa::distance(self.word.chars(), other.chars()) <= self.slips
    }
}

/// Whether each of some words is like one of a folded text's words.
pub(super) fn are_near(wanted: &[Alike], text: &str) -> bool {
    wanted.iter().all(|wanted| {
        let bytes = text.as_bytes();
        let (mut start, mut marks) = (0, 0);
        for (at, byte) in bytes.iter().enumerate() {
            if *byte != b' ' {
                marks |= mark(*byte);
                continue;
            }
            if wanted.is_like(&bytes[start..at], marks) {
                return true;
            }
            (start, marks) = (at + 1, 0);
        }
        wanted.is_like(&bytes[start..], marks)
    })
}

/// Which letter it is; some share a bit.
const fn mark(byte: u8) -> u64 {
    1 << (byte & 63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_forgiven_in_a_short_word_and_two_in_a_long_one() {
        for (wanted, text, near) in [
            ("kowalsky", "jan kowalski", true),
            ("kowlasky", "jan kowalski", true),
            ("kwlsky", "jan kowalski", false),
            ("dary", "daiky dairy", true),
            ("dai", "dry", false),
            ("ab", "ac", false),
            ("ab", "x ab", true),
            ("jan kowalsky", "kowalski jan", true),
            ("jan kowalsky", "kowalski ewa", false),
            ("北京市海淀", "北京市海定", true),
        ] {
            let alike = Alike::words(wanted);
            assert_eq!(are_near(&alike, text), near, "{wanted} {text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_ruled_out_is_not_alike(wanted in "[abł北]{1,7}", other in "[abcł北京]{1,7}") {
            let near = osa::distance(wanted.chars(), other.chars()) <= slips(wanted.chars().count());
            let found = are_near(&Alike::words(&wanted), &format!("x {other} yy"));
            let plain = wanted == "x" || wanted == "yy";
            proptest::prop_assert_eq!(found, near || plain);
        }
    }

    #[test]
    fn a_pattern_is_folded_like_the_texts() {
        for (pattern, text) in [
            ("^łÓdź$", "Łódź"),
            ("stra(ß|b)e", "STRASSE"),
            ("[ąę]x", "Ax"),
            (r"\bbrowar\b", "Stary Browar"),
            (r"s\.a\.", "Browar S.A."),
            ("^北京.*集团", "北京（集团）"),
        ] {
            let pattern = compile(pattern).unwrap();
            assert!(pattern.is_match(&fold(text)), "{pattern} {text}");
        }
    }

    #[test]
    fn a_pattern_without_bounds_is_refused_and_a_wrong_one_says_why() {
        assert_eq!(compile(r"\w{90}{90}{90}").unwrap_err(), Fault::WidePattern);
        let deep = format!("{}a{}", "(".repeat(400), ")".repeat(400));
        assert!(compile(&deep).is_err());
        assert_eq!(
            compile("(a").unwrap_err(),
            Fault::BadPattern("unclosed group".to_owned())
        );
    }

    #[test]
    fn slashes_in_a_pattern_are_escaped_once() {
        assert_eq!(written("a/b"), r"/a\/b/");
        assert_eq!(written(r"a\\/b"), r"/a\\\/b/");
    }
}
