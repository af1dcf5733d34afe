//! Tests of what bytes mean, in pieces of any size.

use proptest::prelude::*;

use super::*;
use crate::ui::{Ground, Pointer, PointerKind, Sequence};

/// What bytes mean that come in pieces of so many, with silence at the end.
fn heard(bytes: &[u8], piece: usize) -> Vec<Inbound> {
    let mut decoder = Decoder::default();
    let mut out = Vec::new();
    for part in bytes.chunks(piece) {
        decoder.feed(part, &mut out);
    }
    decoder.pause(&mut out);
    out
}

/// Keys as the key table writes them.
fn named(names: &[&str]) -> Vec<Inbound> {
    let keys = names.iter().map(|name| match *name {
        "Alt-[" => alt('['),
        "Alt-]" => alt(']'),
        name => Sequence::parse(name).unwrap().keys()[0],
    });
    keys.map(key).collect()
}

#[test]
fn keys_are_what_terminals_send_for_them() {
    for (bytes, expected) in [
        (&b"jL "[..], &["j", "L", "Space"][..]),
        ("界é".as_bytes(), &["界", "é"]),
        (b"\r\t\x7f", &["Enter", "Tab", "Backspace"]),
        (b"\x12\x1a\x00", &["Ctrl-r", "Ctrl-z", "Ctrl-Space"]),
        (b"\x1b", &["Esc"]),
        (b"\x1b\x1b", &["Esc", "Esc"]),
        (b"\x1b\x1bj", &["Esc", "Esc", "j"]),
        (b"\x1b\x1b[A", &["Esc", "Up"]),
        (b"\x1bx\x1b\r", &["Alt-x", "Alt-Enter"]),
        (b"\x1b[A\x1bOB\x1b[1;5C", &["Up", "Down", "Ctrl-Right"]),
        (b"\x1b[5~\x1b[6~\x1b[3~", &["PageUp", "PageDown", "Delete"]),
        (
            b"\x1b[H\x1bOF\x1b[1~\x1b[8~",
            &["Home", "End", "Home", "End"],
        ),
        (b"\x1bOP\x1b[11~\x1b[[A\x1b[24~", &["F1", "F1", "F1", "F12"]),
        (b"\x1b[Z", &["Shift-Tab"]),
        (b"\x1b[122;5u", &["Ctrl-z"]),
        (b"\x1b[", &["Alt-["]),
        (b"\x1b]", &["Alt-]"]),
        (b"\xff\xc3(j", &["(", "j"]),
        (b"\x1b[99999;1;1Xj", &["j"]),
    ] {
        assert_eq!(heard(bytes, 1), named(expected), "{bytes:?}");
    }
}

#[test]
fn a_terminal_that_names_keys_means_the_same_by_them() {
    for (bytes, expected) in [
        (&b"\x1b[27u\x1b[27;1:1u"[..], &["Esc", "Esc"][..]),
        (
            b"\x1b[91;5u\x1b[105;5u\x1b[109;5u",
            &["Esc", "Tab", "Enter"],
        ),
        (
            b"\x1b[9u\x1b[9;2u\x1b[13;2u",
            &["Tab", "Shift-Tab", "Enter"],
        ),
        (b"\x1b[27;5;105~\x1b[27;2;9~", &["Tab", "Shift-Tab"]),
        // What is held with them makes no other byte of these.
        (b"\x1b[13;5u\x1b[57414;5u", &["Enter"; 2]),
        (b"\x1b[9;5u\x1b[105:73;6u", &["Tab"; 2]),
        (b"\x1b[27;5u\x1b[27;3u", &["Esc"; 2]),
        (
            b"\x1b[92;5u\x1b[93;5u\x1b[95;5u\x1b[47;5u",
            &["Ctrl-4", "Ctrl-5", "Ctrl-7", "Ctrl-7"],
        ),
        (b"\x1b[127u\x1b[32;5u", &["Backspace", "Ctrl-Space"]),
        (b"\x1b[99;5u\x1b[99:67;6u\x1b[99;69u", &["Ctrl-c"; 3]),
        // A Russian keyboard; Shift that makes another character.
        ("\x1b[1082::114;5u".as_bytes(), &["Ctrl-r"]),
        (
            b"\x1b[97;3u\x1b[97:65;4u\x1b[49:33;4u",
            &["Alt-a", "Alt-A", "Alt-!"],
        ),
        // The keys beside the others.
        (
            b"\x1b[57414u\x1b[57401u\x1b[57413u\x1b[57416u",
            &["Enter", "2", "+", ","],
        ),
        (
            b"\x1b[57419u\x1b[57422u\x1b[57426u",
            &["Up", "PageDown", "Delete"],
        ),
        // Volume, a menu, and what is the window system's.
        (
            b"\x1b[57439u\x1b[57363u\x1b[99;9u\x1b[1;9A\x1b[27u",
            &["Esc"],
        ),
    ] {
        assert_eq!(heard(bytes, 1), named(expected), "{bytes:?}");
    }
    assert_eq!(heard(b"\x1b[?0uj", 1)[0], Inbound::NamesKeys);
    // Nothing is waited for.
    let mut out = Vec::new();
    let mut decoder = Decoder::default();
    decoder.feed(b"\x1b[27u", &mut out);
    assert_eq!((out, decoder.is_waiting()), (named(&["Esc"]), false));
}

#[test]
fn the_mouse_says_where_it_is_and_leaves_the_rest_to_the_terminal() {
    let at = |kind| Inbound::Ui(Event::Mouse(Pointer { kind, x: 299, y: 9 }));
    for (bytes, expected) in [
        ("\x1b[<0;300;10M", Some(PointerKind::Click)),
        ("\x1b[<32;300;10M", Some(PointerKind::Drag)),
        ("\x1b[<0;300;10m", Some(PointerKind::Release)),
        ("\x1b[<64;300;10M", Some(PointerKind::WheelUp)),
        ("\x1b[<65;300;10M", Some(PointerKind::WheelDown)),
        ("\x1b[<4;300;10M", None),
        ("\x1b[<2;300;10M", None),
        ("\x1b[<0;0;0M", None),
    ] {
        let expected: Vec<_> = expected.map(at).into_iter().collect();
        assert_eq!(heard(bytes.as_bytes(), 1), expected, "{bytes:?}");
    }
}

#[test]
fn the_ground_is_heard_and_typed_keys_around_it_are_kept() {
    for (answer, expected) in [
        ("\x1b]11;rgb:ffff/fefe/f0f0\x1b\\", Some(Ground::Light)),
        ("\x1b]11;rgb:1e/1e/1e\x07", Some(Ground::Dark)),
        ("\x1b]11;rgba:fdfd/f6f6/e3e3/ffff\x07", Some(Ground::Light)),
        ("\x1b]11;#002b36\x07", Some(Ground::Dark)),
        ("\x1b]11;beige\x07", None),
        ("\x1b[?62;22c", None),
    ] {
        let bytes = format!("3{answer}j");
        let expected = [
            key(Key::char('3')),
            Inbound::Ground(expected),
            key(Key::char('j')),
        ];
        assert_eq!(heard(bytes.as_bytes(), 2), expected, "{answer:?}");
    }
}

#[test]
fn an_answer_that_never_ends_is_given_up() {
    let mut decoder = Decoder::default();
    let mut out = Vec::new();
    decoder.feed(b"\x1b]11;rgb:", &mut out);
    for _ in 0..MAX_MOMENTS {
        assert!(decoder.is_waiting());
        decoder.pause(&mut out);
    }
    assert!(!decoder.is_waiting());
    decoder.feed(b"j", &mut out);
    assert_eq!(out, [key(Key::char('j'))]);
}

#[test]
fn a_huge_paste_is_cut_while_it_is_read_and_is_one_line_without_controls() {
    let mut decoder = Decoder::default();
    let mut out = Vec::new();
    decoder.feed(b"\x1b[200~", &mut out);
    for _ in 0..2_000 {
        decoder.feed("\u{1b}[31mq\n€".repeat(1_000).as_bytes(), &mut out);
        assert!(decoder.paste.capacity() <= 2 * MAX_PASTE_BYTES);
    }
    decoder.feed(b"\x1b[201~j", &mut out);
    let [Inbound::Ui(Event::Paste(text)), last] = &out[..] else {
        panic!("{} events", out.len());
    };
    assert!(text.len() <= MAX_PASTE_BYTES && text.len() > MAX_PASTE_BYTES / 2);
    assert!(text.starts_with("[31mq €[31mq €"));
    assert!(!text.chars().any(char::is_control) && !text.contains('\u{fffd}'));
    assert_eq!(*last, key(Key::char('j')));
}

#[test]
fn what_only_looks_like_the_end_of_a_paste_is_part_of_it() {
    let bytes = b"\x1b[200~a\x1b[201\x1b[20\x1b\x1b[201~";
    let expected = [Inbound::Ui(Event::Paste("a[201[20".to_owned()))];
    assert_eq!(heard(bytes, 1), expected);
}

proptest! {
    #[test]
    fn whatever_comes_means_the_same_in_pieces(
        bytes in proptest::collection::vec(
            prop_oneof![any::<u8>(), Just(0x1b), Just(b'['), Just(b'~'), Just(b'2'), Just(b'0'), Just(b';')],
            0..200,
        ),
        piece in 1_usize..7,
    ) {
        prop_assert_eq!(heard(&bytes, piece), heard(&bytes, 1_000));
    }
}
