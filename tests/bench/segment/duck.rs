//! The same filters and facets asked of DuckDB, over the same rows; `duck.py` asks.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use fiveply::book::bins;
use fiveply::book::facets::{FACETS, Unit};
use fiveply::demo::{Company, Size};
use fiveply::model::{Account, Kind, Lead, Record, Status};
use fiveply::query::Field;
use serde_json::{Value, json};

use super::ours::{CASES, COUNTED, Measured};
use crate::NOW;

/// So often each form of a question is asked; the best counts.
const RUNS: u64 = 3;

/// What DuckDB needed for a case, and what it counted.
pub struct Asked {
    unit: Unit,
    case: usize,
    ms: f64,
    counts: Vec<Vec<[u32; 3]>>,
}

/// Writes the company's rows and the questions into a folder.
pub fn export(dir: &Path, size: Size) {
    let company = Company::new(size, 7, NOW);
    let mut accounts = csv::Writer::from_path(dir.join("accounts.csv")).unwrap();
    accounts
        .write_record([
            "acc",
            "emp",
            "naics",
            "sector",
            "emp_class",
            "city",
            "region",
            "country",
            "ownership",
            "class",
            "revenue_class",
            "founded_class",
        ])
        .unwrap();
    let mut id = 0_u64;
    for record in company.of(Kind::Account) {
        let Record::Account(it) = record else {
            continue;
        };
        id += 1;
        accounts.write_record(of_account(id, it)).unwrap();
    }
    accounts.flush().unwrap();
    let mut leads = csv::Writer::from_path(dir.join("leads.csv")).unwrap();
    leads
        .write_record([
            "acc", "source", "campaign", "product", "layer", "status", "temp",
        ])
        .unwrap();
    for record in company.of(Kind::Lead) {
        let Record::Lead(it) = record else { continue };
        leads.write_record(of_lead(it)).unwrap();
    }
    leads.flush().unwrap();
    let cases: Vec<Value> = CASES
        .iter()
        .map(|case| {
            let terms = case.terms.iter().map(|(_, field, sql, lead)| {
                json!({ "facet": column(*field), "sql": sql, "lead": lead })
            });
            terms.collect()
        })
        .collect();
    let facets: Vec<&str> = FACETS[..COUNTED].iter().map(|it| column(*it)).collect();
    let spec = json!({ "runs": RUNS, "facets": facets, "cases": cases });
    std::fs::write(dir.join("cases.json"), spec.to_string()).unwrap();
}

/// The column that a facet is counted by.
fn column(field: Field) -> &'static str {
    match field {
        Field::Emp => "emp_class",
        Field::Revenue => "revenue_class",
        Field::Founded => "founded_class",
        other => other.name(),
    }
}

fn of_account(id: u64, it: Account) -> [String; 12] {
    let text = |it: Option<String>| it.unwrap_or_default();
    let class = |number: Option<i64>, edges: &[i64]| {
        number.map_or_else(String::new, |it| bins::class(it, edges).to_string())
    };
    [
        id.to_string(),
        it.employees.map_or_else(String::new, |it| it.to_string()),
        text(it.naics),
        text(it.sector),
        class(it.employees, &bins::PEOPLE),
        text(it.city),
        text(it.region),
        text(it.country),
        text(it.ownership),
        text(it.expected_class),
        class(it.revenue.map(|it| it.0), &bins::AMOUNTS),
        it.founded
            .map_or_else(String::new, |it| bins::decade(it).to_string()),
    ]
}

fn of_lead(it: Lead) -> [String; 7] {
    let number = |id: Option<u64>| id.map_or_else(String::new, |it| it.to_string());
    [
        number(it.account.map(|it| it.0)),
        it.source.unwrap_or_default(),
        it.campaign.unwrap_or_default(),
        number(it.product.map(|it| it.0)),
        number(it.track.layer().map(|it| it.index() as u64)),
        Status::code(it.track.status()).to_owned(),
        it.temperature
            .map_or_else(String::new, |it| it.code().to_owned()),
    ]
}

/// Asks, and prints what is asked with.
pub fn ask(python: &Path, dir: &Path, threads: u64) -> Vec<Asked> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/segment/duck.py");
    let mut asking = Command::new(python)
        .arg(script)
        .arg(dir)
        .arg(threads.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this Python can be started");
    let told = BufReader::new(asking.stdout.take().unwrap()).lines();
    let mut all = Vec::new();
    for line in told {
        let line: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let Some(ms) = line["ms"].as_f64() else {
            let version = line["version"].as_str().unwrap_or_default();
            println!("\nDuckDB {version}, {threads} threads");
            continue;
        };
        all.push(Asked {
            unit: match line["unit"].as_str() {
                Some("leads") => Unit::Leads,
                _ => Unit::Accounts,
            },
            case: usize::try_from(line["case"].as_u64().unwrap()).unwrap(),
            ms,
            counts: serde_json::from_value(line["counts"].clone()).unwrap(),
        });
    }
    assert!(
        asking.wait().unwrap().success(),
        "DuckDB could not be asked"
    );
    all
}

/// Whether DuckDB counted what we counted; prints both times.
pub fn agrees(mine: &[Measured], asked: &[Asked]) -> bool {
    assert_eq!(mine.len(), asked.len());
    println!("| unit | filter | ours | DuckDB | times faster | the same counts |");
    println!("|---|---|---|---|---|---|");
    let mut sound = true;
    for (ours, theirs) in mine.iter().zip(asked) {
        assert!(ours.unit == theirs.unit && ours.case == theirs.case);
        let terms: Vec<&str> = CASES[ours.case].terms.iter().map(|it| it.0).collect();
        let differs: Vec<&str> = (0..COUNTED)
            .filter(|it| ours.counts[*it] != theirs.counts[*it])
            .map(|it| column(FACETS[it]))
            .collect();
        sound &= differs.is_empty();
        println!(
            "| {:?} | `{}` | {:.2} ms | {:.1} ms | {:.0} | {} |",
            ours.unit,
            terms.join(" "),
            ours.ms,
            theirs.ms,
            theirs.ms / ours.ms,
            if differs.is_empty() {
                "yes".to_owned()
            } else {
                differs.join(" ")
            }
        );
    }
    sound
}

/// What DuckDB needs for the filter that costs us most, by unit: milliseconds.
pub fn ratio(mine: &[Measured], asked: &[Asked]) -> [f64; 2] {
    [Unit::Leads, Unit::Accounts].map(|unit| {
        let pairs = mine.iter().zip(asked).filter(|it| it.0.unit == unit);
        let slowest = pairs.max_by(|a, b| a.0.ms.total_cmp(&b.0.ms));
        slowest.map_or(0.0, |it| it.1.ms)
    })
}
