//! Holds where a line of text may end: between words, between wide signs, and never within a number or before a mark
//! that closes.
//!
//! Knows no width of a line: whoever prints or draws puts the pieces together as far as there is room.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Signs that never begin a line.
const CLOSING: [&str; 12] = [
    "，", "。", "、", "；", "：", "！", "？", "）", "》", "」", "』", "】",
];

/// Signs that never end a line.
const OPENING: [&str; 6] = ["（", "《", "「", "『", "【", "“"];

/// Wide signs that a number behind them belongs to: the parts of a date.
const DATE: [&str; 2] = ["年", "月"];

/// What stands behind a number and belongs to it.
const UNITS: [&str; 8] = ["%", "k", "M", "bn", "d", "h", "min", "y"];

/// Whether a line is not broken here, for it would part a number: its digits, its currency before it, its unit behind.
fn joined(before: &str, after: &str) -> bool {
    let number = before.ends_with(|it: char| it.is_ascii_digit());
    let Some(after) = after.strip_prefix(' ') else {
        // A wide sign right behind a number counts it or names its step: 57万, 30天.
        return number;
    };
    let word = after
        .split([' ', '.', ',', ';', ')', '/'])
        .next()
        .unwrap_or_default();
    let digits = after.starts_with(|it: char| it.is_ascii_digit());
    let grouped = || {
        after
            .as_bytes()
            .iter()
            .take_while(|it| it.is_ascii_digit())
            .count()
            == 3
    };
    let unit = || UNITS.contains(&word) || after.starts_with(['万', '亿']);
    let money = || before.ends_with(['€', '$', '£', '¥', 'ł', '₽', '₴', '₩', '₹']);
    number && (unit() || grouped()) || (digits || after.starts_with('−')) && money()
}

/// The pieces between which a line may be broken: a word with the spaces before it, one wide sign, or a number behind one.
#[must_use]
pub fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut spaces = true;
    // The space that does not part what is around it was just passed.
    let mut bound = false;
    // A wide sign was just passed; a number behind it does not belong to it; what is behind it never begins a line.
    let (mut wide_before, mut parts, mut opened) = (false, false, false);
    // So was a wide sign that ends something: a word in other letters may begin the next line.
    let mut closed = false;
    for (at, sign) in text.grapheme_indices(true) {
        let space = sign == " ";
        let wide = sign.width() > 1 && !CLOSING.contains(&sign);
        let held = (space || wide) && joined(&text[..at], &text[at..]);
        let number = parts && sign.starts_with(|it: char| it.is_ascii_digit());
        let quoted = wide_before && OPENING.contains(&sign);
        let word = closed && sign.starts_with(char::is_alphanumeric);
        let ends = space && !spaces || wide && !bound || number || word || quoted;
        if at > start && !held && !opened && ends {
            out.push(&text[start..at]);
            start = at;
        }
        spaces = space && !held;
        bound = space && held;
        opened = OPENING.contains(&sign);
        parts = wide && !opened && !DATE.contains(&sign);
        wide_before = sign.width() > 1;
        closed = wide_before && CLOSING.contains(&sign);
    }
    if start < text.len() {
        out.push(&text[start..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_stay_with_what_they_hold() {
        assert_eq!(
            pieces("他说“好的”，走了"),
            ["他", "说", "“好", "的”，", "走", "了"]
        );
        assert_eq!(pieces("（三）层"), ["（三）", "层"]);
        assert_eq!(pieces("件：CSV、TSV，或"), ["件：", "CSV、", "TSV，", "或"]);
        assert_eq!(pieces("a “quoted” word"), ["a", " “quoted”", " word"]);
    }

    #[test]
    fn the_pieces_are_the_text() {
        for text in [
            "",
            "  two  spaces ",
            "在12月1日再联系",
            "€ 57 万（共 3 家）",
        ] {
            assert_eq!(pieces(text).concat(), text);
        }
    }
}
