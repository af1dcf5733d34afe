//! What a stream of bytes does to a terminal.

/// Nothing but what the program itself sends to draw: no titles, no direction marks, no control characters of data.
pub fn assert_tame(text: &str) {
    for bad in ['\u{202e}', '\u{200b}', '\u{2066}', '\u{7}', '\u{8}'] {
        assert!(!text.contains(bad), "{bad:?}");
    }
    let c1 = text.chars().find(|c| ('\u{80}'..='\u{9f}').contains(c));
    assert_eq!(c1, None);
    // What the program asks: what the ground is, and what the terminal is; whether it can name keys.
    let text = text.replace("\u{1b}]11;?\u{1b}\\\u{1b}[c", "");
    let text = text.replace("\u{1b}[?u", "");
    let mut rest = text.as_str();
    while let Some(at) = rest.find('\u{1b}') {
        rest = &rest[at + 1..];
        let sequence: String = rest
            .chars()
            .take_while(|c| !c.is_ascii_alphabetic())
            .collect();
        let end = rest[sequence.len()..].chars().next();
        assert!(
            sequence.starts_with('[')
                && matches!(
                    end,
                    Some('m' | 'H' | 'C' | 'G' | 'X' | 'h' | 'l' | 'J' | 'K')
                ),
            "{sequence:?}{end:?}"
        );
    }
}
