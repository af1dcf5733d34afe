//! What the sources of `ui` may not hold.

use std::path::{Path, PathBuf};

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else {
            out.push(path);
        }
    }
}

fn assert_absent(words: &[&str], but: &[&str]) {
    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui"),
        &mut files,
    );
    assert!(files.len() > 20, "{files:?}");
    for path in files {
        if but.iter().any(|name| path.ends_with(name)) {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for word in words {
            assert!(!code.contains(word), "{} holds `{word}`", path.display());
        }
    }
}

#[test]
fn only_the_pen_writes_to_cells() {
    let ways = [
        "set_string",
        "set_stringn",
        "set_line",
        "set_span",
        "set_symbol",
        "set_style(",
        "Paragraph",
        "Span::",
    ];
    assert_absent(&ways, &["paint.rs"]);
}

#[test]
fn no_screen_names_a_colour() {
    assert_absent(
        &["Color::", "Modifier::", ".fg(", ".bg("],
        &[
            "theme/mod.rs",
            "theme/parse.rs",
            "theme/seen.rs",
            "paint.rs",
        ],
    );
}

#[test]
fn the_machine_knows_no_terminal_clock_thread_or_file() {
    assert_absent(
        &[
            "crossterm",
            "std::thread",
            "std::fs",
            "std::env",
            "Instant",
            "SystemTime",
            "::now()",
            "std::io",
        ],
        &[],
    );
}
