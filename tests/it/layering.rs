//! Holds the tree to its one direction of dependencies: reads the paths in every source file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Which rooms each room may enter, beside itself.
const MAY: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("i18n", &[]),
    ("config", &[]),
    ("query", &["model"]),
    ("book", &["model", "query"]),
    ("insight", &["model", "query", "book"]),
    ("minutes", &["model", "i18n", "query", "book", "insight"]),
    ("figures", &["model", "i18n", "query", "insight"]),
    (
        "reports",
        &[
            "model", "i18n", "query", "book", "insight", "figures", "exchange",
        ],
    ),
    ("store", &["model"]),
    ("exchange", &["model"]),
    ("demo", &["model"]),
    (
        "workspace",
        &["model", "query", "book", "store", "exchange"],
    ),
    (
        "cli",
        &[
            "model",
            "query",
            "book",
            "insight",
            "figures",
            "minutes",
            "reports",
            "store",
            "exchange",
            "demo",
            "workspace",
            "config",
            "i18n",
        ],
    ),
    (
        "ui",
        &[
            "model",
            "query",
            "insight",
            "figures",
            "minutes",
            "reports",
            "workspace",
            "i18n",
        ],
    ),
    (
        "host",
        &["ui", "workspace", "cli", "config", "i18n", "model"],
    ),
];

fn sources(room: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(room).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
    files
}

/// The rooms that a file names as `crate::room`, also within braces.
fn entered(text: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        // `$crate::` in a macro and `pub(crate)` name no room.
        if let Some(list) = rest.strip_prefix('{') {
            let list = list.split('}').next().unwrap_or_default();
            rooms.extend(list.split(',').map(first_word));
        } else {
            rooms.insert(first_word(rest));
        }
    }
    rooms.retain(|room| MAY.iter().any(|(name, _)| name == room));
    rooms
}

fn first_word(text: &str) -> String {
    text.trim_start()
        .chars()
        .take_while(|it| it.is_alphanumeric() || *it == '_')
        .collect()
}

fn code_of(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn rooms_enter_only_the_rooms_that_the_map_allows() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (room, may) in MAY {
        for file in sources(&src.join(room)) {
            for other in entered(&code_of(&file)) {
                if other != *room && !may.contains(&other.as_str()) {
                    wrong.push(format!("{}: {room} enters {other}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_of_the_tree_is_on_the_map() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in std::fs::read_dir(src).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let room = path.file_name().unwrap().to_str().unwrap().to_owned();
            assert!(MAY.iter().any(|(name, _)| *name == room), "{room}");
        }
    }
}

#[test]
fn the_reader_of_paths_sees_through_braces() {
    let text = "use crate::{book::Book, model::{Lead, Layer}};\nlet x = crate::store::open();";
    let rooms: Vec<String> = entered(text).into_iter().collect();
    assert_eq!(rooms, ["book", "model", "store"]);
}

#[test]
fn sql_and_the_database_crate_stay_in_their_room() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in sources(&src) {
        if !file.starts_with(src.join("store/sqlite")) {
            let code = code_of(&file);
            assert!(!code.contains("rusqlite"), "{}", file.display());
        }
        // The command line asks how wide the terminal is, in the one place where it reads the world.
        let asks_width = file == src.join("cli/mod.rs");
        if !file.starts_with(src.join("host")) && !asks_width {
            let code = code_of(&file);
            assert!(!code.contains("crossterm::"), "{}", file.display());
        }
    }
}

#[test]
fn every_file_begins_by_saying_what_it_holds() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in sources(&src) {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//! "), "{}", file.display());
    }
}
