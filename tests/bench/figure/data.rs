//! The table that is imported: leads of a seller over two years, three a company, the same each time.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chrono::Days;
use fiveply::model::{Moment, OpId, UserId};
use fiveply::store::Store;
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::workspace::Workspace;

/// The moment of everything.
pub const NOW: Moment = Moment(1_795_305_600_000);

const SOURCES: [&str; 6] = [
    "fair",
    "webinar",
    "referral",
    "website",
    "cold-call",
    "list",
];
const LAYERS: [&str; 5] = [
    "potential",
    "interested",
    "intent",
    "high-intent",
    "near-customer",
];
const REASONS: [&str; 3] = ["price", "timing", "competitor"];
const PLACES: [&str; 6] = ["Łódź", "Lyon", "苏州", "Iași", "Graz", "Новгород"];
const TRADES: [&str; 5] = ["Dairy", "Motor", "Steel", "Foods", "Paper"];

/// Writes the table.
pub fn write(path: &Path, rows: u64) {
    let mut text = String::from(
        "external_id,account,owner,product,source,title,layer,entered,closed,value,currency,temperature,reason\n",
    );
    for n in 0..rows {
        row(&mut text, n, rows);
    }
    std::fs::write(path, text).unwrap();
}

fn row(text: &mut String, n: u64, rows: u64) {
    // Spreads the bits of the row's number, so that neighbours differ in everything.
    let mut salt = n.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    salt ^= salt >> 29;
    let mut pick = |among: u64| {
        salt = salt.wrapping_mul(0xbf58_476d_1ce4_e5b9) ^ (salt >> 31);
        (salt >> 20) % among
    };
    let company = pick(rows.div_ceil(3));
    let place = PLACES[(company % 6) as usize];
    let trade = TRADES[(company / 6 % 5) as usize];
    let source = SOURCES[pick(6) as usize];
    let age = 30 + pick(700);
    let day = |ago: u64| {
        let today = NOW.utc().date_naive();
        today.checked_sub_days(Days::new(ago)).unwrap()
    };
    let lasted = pick(age.min(120));
    let (layer, closed, reason) = match pick(20) {
        0..4 => ("won", day(age - lasted).to_string(), ""),
        4..13 => {
            let reason = REASONS[pick(3) as usize];
            ("lost", day(age - lasted).to_string(), reason)
        }
        _ => (LAYERS[pick(5) as usize], String::new(), ""),
    };
    let (owner, product) = (pick(30), pick(12));
    let (value, warm) = (500 + pick(90_000), pick(2) == 0);
    let temperature = if warm { "warm" } else { "cold" };
    let _ = writeln!(
        text,
        "{n:08X},{place} {trade} {company},Rep {owner},Line {product},{source},{trade} line for plant {},\
         {layer},{},{closed},{value},EUR,{temperature},{reason}",
        company % 40,
        day(age),
    );
}

/// Opens a workspace file, or makes it.
pub fn workspace(db: &Path) -> Workspace {
    let store = if db.exists() {
        SqliteStore::open(db, Mode::WRITE).unwrap()
    } else {
        SqliteStore::create(db, Mode::WRITE).unwrap()
    };
    Workspace::new(Box::new(store))
}

/// Whoever does everything here.
pub fn me(workspace: &Workspace) -> UserId {
    workspace.enter("Anna", NOW, OpId(1)).unwrap()
}

/// What a check finds wrong with a file.
pub fn problems(db: &Path) -> Vec<String> {
    let mut store = SqliteStore::open(db, Mode::WRITE).unwrap();
    store.check(&mut |_| {}).unwrap().problems
}

fn companions(db: &Path) -> [PathBuf; 3] {
    ["-wal", "-shm", ".bell"].map(|suffix| {
        let mut name = db.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    })
}

/// Removes a file that nobody has open.
pub fn remove(db: &Path) {
    let _ = std::fs::remove_file(db);
    companions(db).iter().for_each(|it| {
        let _ = std::fs::remove_file(it);
    });
}

/// Copies a file that nobody has open over another.
pub fn copy(from: &Path, to: &Path) {
    remove(to);
    assert!(!companions(from)[0].exists(), "somebody has it open");
    std::fs::copy(from, to).unwrap();
}
