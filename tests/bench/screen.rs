//! What a person waits for on every screen: from an event to the end of its frame, and how many bytes that was; and the
//! same from the terminal's side. Prints tables; nothing is asserted but that the screen is right.
//!
//! `cargo bench --bench screen`, or `-- --leads 30000`, or `-- --typed` for the terminal's side alone, of which `--only funnel`
//! types what is called so and `--over 12` names each key that takes longer, and `--only move` has a colleague move leads. Times stand beside their ratio to one `GROUP BY` that SQLite
//! makes over the same leads in the same run, bytes beside that to the whole screen.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a program for whoever measures"
)]

#[path = "../it/support/pty.rs"]
#[allow(dead_code)]
mod pty;
mod seat;

use std::path::Path;
use std::sync::Arc;

use fiveply::i18n::{Language, Locale};
use fiveply::model::OpId;
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::workspace::Workspace;
use seat::machine::{Machine, now};
use seat::{rows, terminal, typed};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if !words.iter().any(|it| it == "--bench") {
        println!(
            "usage: cargo bench --bench screen -- [--leads 300000] [--typed] [--only NAME] [--over MS]"
        );
        return;
    }
    let given = |name: &str| {
        let at = words.iter().position(|it| it == name)?;
        words.get(at + 1).map(String::as_str)
    };
    let leads = given("--leads").map_or(300_000, |it| it.parse().unwrap());
    let only = given("--only");
    let over = given("--over").map(|it| std::time::Duration::from_millis(it.parse().unwrap()));
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("big.db");
    let db = path.to_str().unwrap();
    terminal::fill(home.path(), db, leads);
    let count = Locale::new(Language::English).count(i64::try_from(leads).unwrap());
    let total = format!("of {count} leads");

    println!("| {count} leads, from the terminal's side | measured | limit |\n|---|---|---|");
    if only.is_none() {
        terminal::openings(home.path(), db, &total);
        terminal::idle(home.path(), db, &total);
    }
    if only.is_none_or(|it| it == "move") {
        terminal::seen(home.path(), db, &total);
    }
    for size in [(120, 36), (200, 60)] {
        typed::everything(home.path(), (db, &total), size, only, over);
    }
    if !words.iter().any(|it| it == "--typed") {
        machine(&path);
    }
}

/// The same machine without a terminal, at two sizes.
fn machine(db: &Path) {
    let store = SqliteStore::open(db, Mode::WRITE).unwrap();
    let workspace = Arc::new(Workspace::new(Box::new(store)));
    let me = workspace.enter("anna", now(), OpId(1)).unwrap();
    workspace.load().unwrap();
    let grouping = rows::grouping(db);
    for size in [(120, 36), (200, 60)] {
        let machine = Machine::open(&workspace, (me, "anna"), size);
        let screen = machine.press("Ctrl-l").map_or(0, |it| it.bytes);
        let base = rows::Baseline { grouping, screen };
        println!(
            "\n{}×{}: SQLite's GROUP BY takes {grouping:.1?}, the whole screen {screen} bytes\n",
            size.0, size.1
        );
        println!("| key to frame | p50 / p99 / max | × | bytes p50 / max | of a screen | limit |");
        println!("|---|---|---|---|---|---|");
        rows::keys_of(&machine, &base);
        rows::own_moves(&machine, &base);
        if size.0 == 120 {
            rows::storms(&workspace, &machine, db, &base);
        }
    }
}
