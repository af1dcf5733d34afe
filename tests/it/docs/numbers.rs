//! Runs `docs/numbers.md` from top to bottom, and holds every block of it to what comes out.
//!
//! ```` ```sh ```` is run by a shell, ```` ```sql ```` is asked of the data file, and the ```` ```text ```` behind one of them is what it prints;
//! `…` stands for anything. ```` ```calc ```` is worked out line by line: all that stands between its signs of equality is the same.
//! `WRITE_DOCS=1 cargo test --test it docs:: -- --test-threads=1` writes what differs anew.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use super::calc;

/// A block of the page.
struct Block<'a> {
    kind: &'a str,
    body: &'a str,
    /// Where its body begins.
    at: usize,
}

fn place(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut from = 0;
    while let Some(open) = page[from..].find("\n```").map(|it| from + it + 4) {
        let at = open + page[open..].find('\n').unwrap() + 1;
        let end = at + page[at - 1..].find("\n```").unwrap();
        blocks.push(Block {
            kind: page[open..at].trim(),
            body: &page[at..end],
            at,
        });
        from = end + 3;
    }
    blocks
}

/// The folder in which the page is followed.
struct Reader {
    folder: tempfile::TempDir,
    /// What was exported so far.
    exports: String,
}

impl Reader {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(place("docs/numbers")).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
        }
        Self {
            folder,
            exports: String::new(),
        }
    }

    #[allow(
        clippy::disallowed_methods,
        reason = "the reader's path, with the program on it"
    )]
    fn run(&mut self, script: &str) -> String {
        let program = Path::new(env!("CARGO_BIN_EXE_fiveply"));
        let mut path = program.parent().unwrap().as_os_str().to_owned();
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap());
        let output = Command::new("sh")
            .args(["-e", "-c", &format!("{}{script}", self.exports)])
            .current_dir(self.folder.path())
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.folder.path())
            .env("USER", "ana")
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{script}\n{errors}");
        let exports = script.lines().filter(|it| it.starts_with("export "));
        self.exports.extend(exports.map(|it| format!("{it}\n")));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What `sqlite3 -readonly -header` prints.
    fn ask(&self, query: &str) -> String {
        let file = self.folder.path().join("numbers.db");
        let conn = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        let mut statement = conn
            .prepare(query)
            .unwrap_or_else(|it| panic!("{query}\n{it}"));
        let names: Vec<&str> = statement.column_names().collect();
        let mut printed = names.join("|") + "\n";
        let many = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells = (0..many).map(|at| match row.get_ref(at).unwrap() {
                ValueRef::Null => String::new(),
                ValueRef::Integer(number) => number.to_string(),
                ValueRef::Real(number) => format!("{number:?}"),
                ValueRef::Text(text) | ValueRef::Blob(text) => {
                    String::from_utf8_lossy(text).into_owned()
                }
            });
            printed.push_str(&(cells.collect::<Vec<_>>().join("|") + "\n"));
        }
        printed
    }
}

/// Whether a line is what was written, where `…` is anything.
fn fits(written: &str, line: &str) -> bool {
    let mut parts = written.split('…');
    let Some(mut rest) = line.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let mut open = false;
    for part in parts {
        open = part.is_empty();
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    open || rest.is_empty()
}

/// Whether lines are what was written, where a line of `…` is any lines.
fn says(written: &[&str], lines: &[&str]) -> bool {
    match written {
        [] => lines.is_empty(),
        ["…", rest @ ..] => (0..=lines.len()).any(|skip| says(rest, &lines[skip..])),
        [first, rest @ ..] => match lines {
            [line, lines @ ..] => fits(first, line) && says(rest, lines),
            [] => false,
        },
    }
}

fn trimmed(text: &str) -> Vec<&str> {
    text.trim_end().lines().map(str::trim_end).collect()
}

#[allow(
    clippy::disallowed_methods,
    reason = "a switch for whoever rewrites the page"
)]
#[test]
fn every_figure_of_the_page_comes_out_when_it_is_followed() {
    let file = place("docs/numbers.md");
    let page = std::fs::read_to_string(&file).unwrap();
    let write = std::env::var_os("WRITE_DOCS").is_some();
    let mut reader = Reader::new();
    let mut rewritten = String::new();
    let mut kept = 0;
    let mut said = None;
    let all = blocks(&page);
    assert!(all.len() > 30, "the page has blocks");
    for block in &all {
        match block.kind {
            "sh" => said = Some(reader.run(block.body)),
            "sql" => said = Some(reader.ask(block.body)),
            "calc" => block.body.lines().for_each(calc::holds),
            "text" => {
                let said: String = said.take().expect("something that prints it");
                let lines = trimmed(&said);
                if says(&trimmed(block.body), &lines) {
                    continue;
                }
                assert!(write, "the page says\n{}\nand it is\n{said}", block.body);
                rewritten.push_str(&page[kept..block.at]);
                rewritten.push_str(&(lines.join("\n") + "\n"));
                kept = block.at + block.body.len();
            }
            other => panic!("a block of {other}"),
        }
    }
    if write && kept > 0 {
        rewritten.push_str(&page[kept..]);
        std::fs::write(file, rewritten).unwrap();
    }
}
