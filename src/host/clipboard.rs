//! Holds how a text reaches the clipboard of whoever sits at the terminal, also over a line.

/// The most text that is offered to a clipboard; terminals refuse or cut more.
pub(super) const MAX_COPY_BYTES: usize = 64 * 1_024;

/// What puts a text on the clipboard of whoever sits at the terminal, also over a line (OSC 52).
///
/// tmux takes it for a buffer of its own where `set-clipboard` is `on`, and hands the wrapped one through unread where
/// `allow-passthrough` is; which of the two is set cannot be known, and each ignores the other's.
pub(super) fn clipboard(text: &str, tmux: bool) -> Vec<u8> {
    let text = &text[..text.floor_char_boundary(MAX_COPY_BYTES)];
    let mut bytes = b"\x1b]52;c;".to_vec();
    bytes.extend(base64(text.as_bytes()));
    if tmux {
        let plain = [&bytes[..], b"\x07"].concat();
        let mut wrapped = b"\x1bPtmux;\x1b".to_vec();
        wrapped.extend_from_slice(&plain);
        wrapped.extend_from_slice(b"\x1b\\");
        return [plain, wrapped].concat();
    }
    bytes.extend_from_slice(b"\x1b\\");
    bytes
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let part = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = part(0) << 16 | part(1) << 8 | part(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() { letter } else { b'=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_offered_to_the_clipboard_in_base64() {
        for (text, expected) in [
            ("", ""),
            ("M", "TQ=="),
            ("Ma", "TWE="),
            ("Man", "TWFu"),
            ("Łódź", "xYHDs2TFug=="),
        ] {
            assert_eq!(base64(text.as_bytes()), expected.as_bytes(), "{text}");
        }
        assert_eq!(clipboard("Man", false), b"\x1b]52;c;TWFu\x1b\\");
    }

    #[test]
    fn through_tmux_a_text_goes_both_ways_that_it_may_let_through() {
        let plain = "\x1b]52;c;TWFu\x07";
        let both = format!("{plain}\x1bPtmux;\x1b{plain}\x1b\\");
        assert_eq!(clipboard("Man", true), both.as_bytes());
    }
}
