//! The README says what the program does: its tables are generated, its walk-through is run.
//!
//! `WRITE_DOCS=1 cargo test --test it docs::the_table -- --test-threads=1` writes the generated parts anew.

mod calc;
mod numbers;

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use fiveply::cli::Exit;
use fiveply::figures::Figure;
use fiveply::i18n::{Language, Locale};
use fiveply::ui::keymap::{Keymap, markdown};

/// The definitions as the docs have them.
#[test]
fn the_table_of_figures_is_the_programs() {
    let english = Locale::new(Language::English);
    let rows: String = Figure::all()
        .map(|it| {
            let source = it.source().unwrap_or_default();
            let (means, formula) = (english.t(it.means()), it.formula());
            format!("| `{}` | {means} | {formula} | {source} |\n", it.code())
        })
        .collect();
    let table = format!("| figure | what it means | formula | source |\n|---|---|---|---|\n{rows}");
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/numbers.md");
    generated(&page, "definitions", &table);
}

fn readme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// The text between two marks must be this; or is made so where that is asked for.
#[allow(
    clippy::disallowed_methods,
    reason = "a switch for whoever rewrites the README"
)]
fn generated(file: &Path, mark: &str, wanted: &str) {
    let text = std::fs::read_to_string(file).unwrap();
    let (open, close) = (format!("<!-- {mark} -->\n"), format!("<!-- /{mark} -->"));
    let start = text.find(&open).unwrap() + open.len();
    let end = start + text[start..].find(&close).unwrap();
    if std::env::var_os("WRITE_DOCS").is_some() {
        let text = format!("{}{wanted}{}", &text[..start], &text[end..]);
        std::fs::write(file, text).unwrap();
        return;
    }
    assert_eq!(
        &text[start..end],
        wanted,
        "rewrite it: see the head of this file"
    );
}

#[test]
fn the_table_of_keys_is_the_keymaps() {
    let table = markdown(&Keymap::default(), &Locale::new(Language::English));
    generated(&readme(), "keys", &table);
}

#[test]
fn the_table_of_exit_codes_is_the_programs() {
    let rows: String = Exit::ALL
        .iter()
        .map(|exit| format!("| {} | {} |\n", exit.code(), exit.meaning()))
        .collect();
    generated(
        &readme(),
        "codes",
        &format!("| exit code | means |\n|---|---|\n{rows}"),
    );
}

/// The lines of the first block of commands behind a mark.
fn commands(mark: &str) -> Vec<String> {
    let text = std::fs::read_to_string(readme()).unwrap();
    let behind = text.split(&format!("<!-- {mark} -->")).nth(1).unwrap();
    let block = behind.split("```").nth(1).unwrap();
    block.lines().skip(1).map(str::to_owned).collect()
}

const FILES: [(&str, &str); 4] = [
    (
        "sales_pipeline.csv",
        "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n\
         A1,Moses Frase,GTX Basic,Cancity,Won,2016-10-20,2017-03-01,1054\n\
         A2,Darcel Schlecht,GTXPro,Isdom,Engaging,2016-11-25,,\n\
         A3,Darcel Schlecht,GTXPro,,Prospecting,,,\n\
         A4,Moses Frase,MG Special,Cancity,Lost,2016-10-25,2017-03-07,0\n",
    ),
    (
        "accounts.csv",
        "account,sector,year_established,revenue,employees,office_location,subsidiary_of\n\
         Cancity,retail,2001,718.62,2448,United States,\n",
    ),
    (
        "products.csv",
        "product,series,sales_price\nGTX Basic,GTX,550\nGTX Pro,GTX,4821\n",
    ),
    (
        "sales_teams.csv",
        "sales_agent,manager,regional_office\nMoses Frase,Dustin Brinkmann,Central\n",
    ),
];

/// Types commands one after the other, as somebody who has just come; gives what they printed.
fn typed(lines: &[String], home: &Path) -> String {
    let mut printed = String::new();
    for line in lines {
        let line = line.replacen("fiveply", env!("CARGO_BIN_EXE_fiveply"), 1);
        let mut shell = Command::new("sh");
        for name in [
            "FIVEPLY_DB",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_STATE_HOME",
        ] {
            shell.env_remove(name);
        }
        let output = shell
            .args(["-c", &line])
            .current_dir(home)
            .env("HOME", home)
            .env("USER", "anna")
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{line}\n{errors}");
        printed.push_str(&String::from_utf8_lossy(&output.stdout));
    }
    printed
}

#[test]
fn a_first_day_in_an_empty_workspace_runs_as_it_stands() {
    let home = tempfile::tempdir().unwrap();
    let printed = typed(&commands("first-day"), home.path());
    assert!(
        printed.contains("\"account\":\"Vistula Foods\""),
        "{printed}"
    );
}

#[test]
fn the_walk_through_runs_as_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in FILES {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let printed = typed(&commands("walk-through"), folder.path());
    for said in [
        "4 rows in = 4 loaded + 0 rejected",
        "likely a double: product `GTX Pro` and `GTXPro`",
        "win rate 50.00 %",
    ] {
        assert!(printed.contains(said), "{said}\n{printed}");
    }
}
