//! What is measured in a process of its own: its time, and the most memory that it ever held.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use fiveply::exchange::profile::Profile;
use fiveply::exchange::write::CsvWriter;
use fiveply::exchange::{Options, Source};
use fiveply::model::{self, Kind, OnConflict, OpId, Request};
use fiveply::workspace::export::ExportWhat;
use fiveply::workspace::import::{Importer, Run};

use super::data::{NOW, me, workspace};

/// Holds what a child is to do; the files are its arguments.
const PART: &str = "FIVEPLY_FIGURE";

/// What a child found out, by name.
type Found = BTreeMap<String, f64>;

/// What several runs found out.
pub struct Runs(Vec<Found>);

impl Runs {
    /// The median of a figure.
    pub fn median(&self, name: &str) -> f64 {
        super::table::median(self.0.iter().map(|it| it[name]).collect())
    }

    /// Whether every run found the same, and this.
    pub fn all(&self, name: &str, value: f64) -> bool {
        self.0.iter().all(|it| (it[name] - value).abs() < 0.5)
    }
}

/// Runs something several times.
pub fn each(runs: usize, run: impl Fn() -> Found) -> Runs {
    Runs((0..runs).map(|_| run()).collect())
}

/// Starts this program again to do one thing.
pub fn run(part: &str, files: &[&Path]) -> Found {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(files)
        .env(PART, part)
        .stderr(std::process::Stdio::inherit())
        .output()
        .unwrap();
    assert!(output.status.success(), "{part} failed");
    let text = String::from_utf8(output.stdout).unwrap();
    let line = |line: &str| {
        let (name, value) = line.split_once(' ').unwrap();
        (name.to_owned(), value.parse().unwrap())
    };
    text.lines().map(line).collect()
}

/// Does what the environment says; says whether it says anything.
#[expect(
    clippy::disallowed_methods,
    reason = "it is how a child learns that it is one"
)]
pub fn work() -> bool {
    let Ok(part) = std::env::var(PART) else {
        return false;
    };
    let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    match part.as_str() {
        "import" => import(&files[0], &files[1]),
        "open" => open(&files[0]),
        "export" => export(&files[0], &files[1]),
        "undo" => undo(&files[0]),
        other => panic!("there is no part {other}"),
    }
    tell("peak", memory("VmHWM:"));
    true
}

fn tell(name: &str, value: f64) {
    println!("{name} {value}");
}

fn tell_time(name: &str, since: Instant) {
    tell(name, since.elapsed().as_secs_f64() * 1000.0);
}

/// Megabytes of this process, as the system counts them; 0 where it does not.
pub fn memory(line: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|it| it.strip_prefix(line));
    let kilobytes = found.and_then(|it| it.trim().strip_suffix("kB")?.trim().parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}

fn import(db: &Path, csv: &Path) {
    let workspace = workspace(db);
    let actor = me(&workspace);
    let began = Instant::now();
    let profile = Profile {
        what: Some("leads".to_owned()),
        ..Profile::default()
    };
    let settings = workspace.settings().unwrap();
    let source = Source::open(csv).unwrap();
    let mut importer = Importer::open(source, &Options::default(), &profile, settings).unwrap();
    let run = Run {
        actor,
        op: OpId(2),
        now: NOW,
        report: None,
        dry_run: false,
        told: 10,
        progress: &mut |_, _| true,
    };
    let summary = importer.run(&workspace, run).unwrap();
    tell_time("ms", began);
    tell("leads", summary.inserted as f64);
}

fn open(db: &Path) {
    let began = Instant::now();
    let workspace = workspace(db);
    tell_time("open", began);
    workspace.load().unwrap();
    tell_time("ms", began);
    tell("resident", memory("VmRSS:"));
    tell("leads", workspace.book().episodes.leads() as f64);
}

fn export(db: &Path, out: &Path) {
    let workspace = workspace(db);
    let began = Instant::now();
    let file = std::fs::File::create(out).unwrap();
    let mut writer = CsvWriter::new(Box::new(std::io::BufWriter::new(file)), "export.csv", b',');
    let rows = workspace
        .export(ExportWhat::Leads, None, None, &mut writer)
        .unwrap();
    drop(writer);
    tell_time("ms", began);
    tell("leads", rows as f64);
}

fn undo(db: &Path) {
    let workspace = workspace(db);
    let actor = me(&workspace);
    let began = Instant::now();
    let request = Request {
        op: OpId(3),
        actor,
        command: model::Command::Undo {
            seq: None,
            on_conflict: OnConflict::Refuse,
        },
    };
    workspace.execute(&request, NOW).unwrap();
    tell_time("ms", began);
    let mut left = 0_u64;
    workspace
        .each(Kind::Lead, &mut |_| {
            left += 1;
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    tell("leads", left as f64);
}
