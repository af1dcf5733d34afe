//! Folding: what makes `lodz` find `Łódź`, and `ＡＢＣ` find `abc`.
//!
//! Folded text is for comparing only and never shown. Letters of the Latin and Greek scripts lose
//! their accents and case; Cyrillic keeps the letters that are letters of their own (`й`), and takes
//! `ё` as `е`, as its writers do; full-width and other compatibility forms become the plain ones;
//! Chinese, Japanese and Korean stay as they are. Runs of white space become one space, and
//! characters that cannot be seen are dropped.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

/// Folds a text for comparison; folding twice changes nothing more.
#[must_use]
pub fn fold(text: &str) -> String {
    if is_tidy(text) {
        return text.to_ascii_lowercase();
    }
    if text.is_ascii() {
        let mut out = String::with_capacity(text.len());
        text.chars()
            .for_each(|c| push(&mut out, c.to_ascii_lowercase()));
        return finish(out);
    }
    if text.chars().all(stands_alone) {
        return finish(one_by_one(text));
    }
    fold_whole(text)
}

/// Plain words with one space between them: all there is to do is to take their case away.
fn is_tidy(text: &str) -> bool {
    let mut before = b' ';
    let plain = text.bytes().all(|it| {
        let twice = it == b' ' && before == b' ';
        before = it;
        matches!(it, b' '..=b'~') && !twice
    });
    plain && (before != b' ' || text.is_empty())
}

/// Characters that no neighbour changes and that change none: no marks, nothing that composes.
const fn stands_alone(c: char) -> bool {
    matches!(c,
        '\u{20}'..='\u{7e}' | '\u{c0}'..='\u{17f}' | '\u{410}'..='\u{44f}' | 'Ё' | 'ё' | '«' | '»'
        | '–' | '—' | '\u{4e00}'..='\u{9fff}')
}

/// The same as folding the whole, for characters that stand alone; most names are made of them.
fn one_by_one(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{20}'..='\u{7e}' => push(&mut out, c.to_ascii_lowercase()),
            'Ё' | 'ё' => out.push('е'),
            'А'..='Я' => out.push(char::from_u32(c as u32 + 32).unwrap_or(c)),
            'а'..='я' | '\u{4e00}'..='\u{9fff}' => out.push(c),
            // Forms of other letters.
            'Ĳ' | 'ĳ' | 'Ŀ' | 'ŀ' | 'ŉ' | 'ſ' => {
                out.push_str(&fold_whole(c.encode_utf8(&mut [0; 4])));
            }
            _ => push_bare(&mut out, c),
        }
    }
    out
}

/// Adds a letter with an accent, or a mark, as it is compared.
fn push_bare(out: &mut String, c: char) {
    for c in c.to_lowercase() {
        match spelled_out(c) {
            Some(letters) => out.push_str(letters),
            None => decompose_canonical(c, |part| {
                if !is_accent(part) {
                    out.push(part);
                }
            }),
        }
    }
}

fn fold_whole(text: &str) -> String {
    let seen = text.chars().filter(|c| !is_unseen(*c));
    let lower: String = seen.nfkc().flat_map(char::to_lowercase).collect();
    let mut bare = String::with_capacity(lower.len());
    let mut strips = false;
    for c in lower.nfd() {
        let accent = is_accent(c);
        if accent && strips {
            continue;
        }
        if !accent {
            strips = loses_accents(c);
        }
        bare.push(c);
    }
    let mut out = String::with_capacity(bare.len());
    for c in bare.nfkc() {
        match spelled_out(c) {
            Some(letters) => letters.chars().for_each(|c| push(&mut out, c)),
            None => push(&mut out, c),
        }
    }
    finish(out)
}

/// The digits of a telephone number, by which numbers are compared, however they are written.
#[must_use]
pub fn digits(text: &str) -> String {
    let folded = fold(text);
    folded.chars().filter(char::is_ascii_digit).collect()
}

/// Adds a character unless it cannot be seen; white space once.
fn push(out: &mut String, c: char) {
    if c.is_whitespace() {
        if !out.ends_with(' ') {
            out.push(' ');
        }
    } else if !is_unseen(c) {
        out.push(c);
    }
}

fn finish(out: String) -> String {
    let trimmed = out.trim_matches(' ');
    if trimmed.len() == out.len() {
        out
    } else {
        trimmed.to_owned()
    }
}

/// Combining marks that Latin and Greek letters wear.
const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1dc4}'..='\u{1dff}')
}

/// Latin and Greek letters, to which the marks are only accents.
const fn loses_accents(c: char) -> bool {
    matches!(c,
        'a'..='z' | '\u{df}'..='\u{24f}' | '\u{250}'..='\u{2af}' | '\u{370}'..='\u{3ff}'
        | '\u{1e00}'..='\u{1eff}')
}

/// Control characters that are no white space, soft hyphens, joiners, direction marks and the like.
pub(crate) fn is_unseen(c: char) -> bool {
    if c.is_control() {
        return !c.is_whitespace();
    }
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Letters that Unicode takes for letters of their own, as people type them without their keys.
const fn spelled_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'ł' | 'ƚ' => "l",
        'đ' | 'ð' => "d",
        'ø' => "o",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŧ' => "t",
        'ŋ' => "n",
        'ĸ' => "k",
        'ς' => "σ",
        'ё' => "е",
        '‘' | '’' | 'ʼ' | '′' => "'",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '−' => "-",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_short_way_gives_the_same(text in "[ -~À-ſА-яЁё«»–—\u{4e00}-\u{4e80}]{0,24}") {
            proptest::prop_assert_eq!(finish(one_by_one(&text)), fold_whole(&text));
        }
    }

    #[test]
    fn every_letter_that_stands_alone_folds_alone() {
        for c in ('\u{20}'..='\u{9fff}').filter(|c| stands_alone(*c)) {
            let text = format!("a{c}b{c}");
            assert_eq!(finish(one_by_one(&text)), fold_whole(&text), "{c:?}");
        }
    }

    #[test]
    fn names_are_found_without_their_keys() {
        for (name, typed) in [
            ("Łódź", "lodz"),
            ("ŻÓŁĆ", "zolc"),
            ("Straße", "strasse"),
            ("STRAẞE", "strasse"),
            ("Iași", "iasi"),
            ("Bucureşti", "bucuresti"),
            ("Việt Nam", "viet nam"),
            ("İzmir", "izmir"),
            ("Øresund", "oresund"),
            ("Cafe\u{301}", "cafe"),
            ("ＧＴＸ　Ｐｒｏ", "gtx pro"),
            ("  GTX\t Pro ", "gtx pro"),
            ("Ａ\u{200b}B", "ab"),
            ("Élan — X", "elan - x"),
            ("ΑΘΉΝΑΣ", "αθηνασ"),
            ("Королёв", "королев"),
        ] {
            assert_eq!(fold(name), typed, "{name}");
        }
    }

    #[test]
    fn letters_of_their_own_are_kept() {
        assert_eq!(fold("Чайка"), "чайка");
        assert_eq!(fold("Чаи\u{306}ка"), "чайка");
        assert_eq!(fold("北京（集团）"), "北京(集团)");
        assert_eq!(fold("ガス"), "ガス");
        assert_eq!(fold("ｶﾞｽ"), "ガス");
        assert_eq!(fold("서울"), "서울");
    }

    #[test]
    fn folding_twice_changes_nothing_more() {
        for c in (0..0x3_0000).filter_map(char::from_u32) {
            for text in [format!("{c}"), format!("a{c}\u{301}")] {
                let once = fold(&text);
                assert_eq!(fold(&once), once, "{:x}", c as u32);
            }
        }
    }
}
