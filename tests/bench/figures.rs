//! The figures of a large workspace: `cargo bench --bench figures`, or `-- --rows 30000 --runs 3`; reports and earlier
//! days of a file that is there: `-- --file crm.db`; of a made-up company in memory: `-- --made 2000000`; or of one with a
//! long log of single changes: `-- --long 300000`. Of these three, some reports alone: `--only conversion`.
//!
//! Makes its own data, the same in every run, and prints one table: what was measured (medians), the
//! limit, and the baseline of the same run. What is measured for its memory runs in a process of its
//! own: this program, started again. Fails only where a result is wrong, never for a time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::print_stdout, clippy::wildcard_enum_match_arm)]

mod figure;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use figure::data;
use figure::table::{Line, Table, mb, ms};
use figure::{child, long, moves, past, select};

fn main() -> ExitCode {
    if child::work() {
        return ExitCode::SUCCESS;
    }
    let Some(Asked {
        rows,
        runs,
        file,
        made,
        long,
        only,
    }) = arguments()
    else {
        println!(
            "usage: cargo bench --bench figures -- [--rows 300000 | --file FILE | --made 2000000 | --long 300000 [--only REPORT]] [--runs 5]"
        );
        return ExitCode::SUCCESS;
    };
    let mut table = Table::default();
    if let Some(leads) = made {
        past::measure_made(leads, (runs, &only), &mut table);
        println!("{leads} leads, medians of {runs}\n\n{table}");
    } else if let Some(leads) = long {
        let dir = tempfile::tempdir().unwrap();
        let db = dir.path().join("crm.db");
        let sets = long::make(&db, leads);
        past::measure(&db, (runs, &only), &mut table);
        println!("{leads} leads, {sets} change sets, medians of {runs}\n\n{table}");
    } else if let Some(file) = file {
        past::measure(&file, (runs, &only), &mut table);
        println!("{}, medians of {runs}\n\n{table}", file.display());
    } else {
        let dir = tempfile::tempdir().unwrap();
        measure(dir.path(), rows, runs, &mut table);
        println!("{rows} leads, medians of {runs}\n\n{table}");
    }
    if table.is_right() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// What is to be measured.
struct Asked {
    rows: u64,
    runs: usize,
    file: Option<PathBuf>,
    /// So many leads of a made-up company, in memory alone.
    made: Option<u64>,
    /// So many leads with a log of single changes.
    long: Option<u64>,
    /// Only the reports in whose name this is; all of them, and the books of earlier days, where it is nothing.
    only: String,
}

#[expect(
    clippy::disallowed_methods,
    reason = "this belongs to the main function of a program of its own"
)]
fn arguments() -> Option<Asked> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str, default: u64| match words.iter().position(|it| it == name) {
        Some(at) => words.get(at + 1)?.parse().ok(),
        None => Some(default),
    };
    let runs = usize::try_from(number("--runs", 5)?).ok()?;
    let asked = words.iter().any(|it| it == "--bench");
    let text = |name: &str| {
        let at = words.iter().position(|it| it == name)?;
        words.get(at + 1)
    };
    let file = text("--file").map(PathBuf::from);
    let only = text("--only").cloned().unwrap_or_default();
    let made = Some(number("--made", 0)?).filter(|it| *it > 0);
    let long = Some(number("--long", 0)?).filter(|it| *it > 0);
    let rows = number("--rows", 300_000)?;
    let found = Asked {
        rows,
        runs,
        file,
        made,
        long,
        only,
    };
    asked.then_some(found)
}

fn measure(dir: &Path, rows: u64, runs: usize, table: &mut Table) {
    let csv = dir.join("leads.csv");
    data::write(&csv, rows);
    let db = dir.join("crm.db");
    let imported = child::each(runs, || {
        data::remove(&db);
        child::run("import", &[&db, &csv])
    });
    table.right("rows imported", imported.all("leads", rows as f64));
    table.add(Line::new(
        "import of the CSV",
        ms(imported.median("ms")),
        "≤ 10 s",
    ));
    table.add(Line::new(
        "  peak resident",
        mb(imported.median("peak")),
        "≤ 300 MB",
    ));

    let opened = child::each(runs, || child::run("open", &[&db]));
    table.right("leads in the book", opened.all("leads", rows as f64));
    table.add(Line::new("open: store", ms(opened.median("open")), ""));
    table.add(Line::new(
        "open: complete numbers",
        ms(opened.median("ms")),
        "≤ 500 ms",
    ));
    table.add(Line::new(
        "  resident, open",
        mb(opened.median("resident")),
        "≤ 200 MB",
    ));
    table.add(Line::new("  peak resident", mb(opened.median("peak")), ""));

    select::measure(&db, runs, table);
    moves::measure(dir, &db, table);

    let out = dir.join("export.csv");
    let exported = child::each(runs, || child::run("export", &[&db, &out]));
    table.right("rows exported", exported.all("leads", rows as f64));
    table.add(Line::new(
        "export of all leads to CSV",
        ms(exported.median("ms")),
        "",
    ));
    table.add(Line::new(
        "  peak resident",
        mb(exported.median("peak")),
        "",
    ));

    let again = dir.join("again.db");
    let back = child::each(runs, || {
        data::remove(&again);
        child::run("import", &[&again, &out])
    });
    table.right("rows imported again", back.all("leads", rows as f64));
    table.add(Line::new(
        "import of that, with histories",
        ms(back.median("ms")),
        "",
    ));
    table.add(Line::new("  peak resident", mb(back.median("peak")), ""));

    let undone = child::each(runs, || {
        data::copy(&db, &again);
        child::run("undo", &[&again])
    });
    table.right("nothing left after undo", undone.all("leads", 0.0));
    table.add(Line::new("undo of the import", ms(undone.median("ms")), ""));
    table.add(Line::new("  peak resident", mb(undone.median("peak")), ""));
    let problems = data::problems(&db).len() + data::problems(&again).len();
    table.right("check of the files", problems == 0);
}
