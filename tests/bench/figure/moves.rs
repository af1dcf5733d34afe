//! One durable move through the workspace, against the same rows written by hand.
//!
//! Both have a copy of the same file and take turns. Afterwards both files are checked, so that the
//! rows written by hand are proved to be all that a move has to write.

use std::path::Path;
use std::time::{Duration, Instant};

use fiveply::model::{
    Act, Change, Command, Direction, Event, Key, Kind, Layer, LeadId, OnConflict, OpId, Record,
    Request, Seq, Status, Target, UserId,
};
use fiveply::workspace::Workspace;
use rusqlite::{Connection, params};

use super::data::{self, NOW, me, workspace};
use super::table::{Line, Table, median, median_ms, ms};

/// How many moves each makes.
const MOVES: usize = 600;
/// The first request's name is after this.
const FIRST: u128 = 1_000_000;

/// A move back by one layer: it skips nothing, so that all of its rows are known beforehand.
struct Planned {
    change: Change,
    layer: Layer,
    lead: u64,
}

/// Makes the moves in turn and compares.
pub fn measure(dir: &Path, db: &Path, table: &mut Table) {
    let files = ["ours.db", "bare.db"].map(|name| dir.join(name));
    files.iter().for_each(|it| data::copy(db, it));
    let ours = workspace(&files[0]);
    let actor = me(&ours);
    let plan = plan(&ours);
    table.right("leads to move", plan.len() == MOVES);
    let bare = connect(&files[1]);
    let mut seq: i64 = bare
        .query_row("SELECT max(seq) FROM change_set", [], |row| row.get(0))
        .unwrap();
    let mut times: [Vec<Duration>; 2] = [Vec::new(), Vec::new()];
    for (op, planned) in (FIRST..).map(OpId).zip(&plan) {
        let request = request(op, actor, planned);
        let began = Instant::now();
        ours.execute(&request, NOW).unwrap();
        times[0].push(began.elapsed());
        seq += 1;
        let payload = serde_json::to_string(std::slice::from_ref(&planned.change)).unwrap();
        let began = Instant::now();
        write(&bare, seq, op, actor, planned, &payload).unwrap();
        times[1].push(began.elapsed());
    }
    drop((ours, bare));
    for (file, who) in files.iter().zip(["ours", "by hand"]) {
        let problems = data::problems(file);
        table.right(&format!("moves {who}: {problems:?}"), problems.is_empty());
    }
    let pairs = times[0].iter().zip(&times[1]);
    let ratio = median(
        pairs
            .map(|(a, b)| a.as_secs_f64() / b.as_secs_f64())
            .collect(),
    );
    let (ours, bare) = (median_ms(&times[0]), median_ms(&times[1]));
    let against = format!(
        "bare {}, {:.2}× (of pairs {ratio:.2}×)",
        ms(bare),
        ours / bare
    );
    table.add(Line::new("one durable move", ms(ours), "≤ 1.3×").against(against));
}

/// Open leads that can go back, from all over the file.
fn plan(workspace: &Workspace) -> Vec<Planned> {
    let mut found = Vec::new();
    workspace
        .each(Kind::Lead, &mut |stored| {
            if let Some(planned) = planned(stored.id, stored.revision, &stored.record) {
                found.push(planned);
            }
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    let stride = (found.len() / MOVES).max(1);
    found.into_iter().step_by(stride).take(MOVES).collect()
}

fn planned(lead: u64, revision: Seq, record: &Record) -> Option<Planned> {
    let Record::Lead(before) = record else {
        return None;
    };
    let layer = Layer::at(before.track.layer()?.index().checked_sub(1)?)?;
    let mut after = before.clone();
    after.track.push(NOW, Event::Enter { layer, unmet: 0 });
    let key = Key::new(Kind::Lead, lead);
    let change = Change::between(key, revision, Some(record), Some(&Record::from(after)))?;
    (before.track.status() == Status::Open).then_some(Planned {
        change,
        layer,
        lead,
    })
}

fn request(op: OpId, actor: UserId, planned: &Planned) -> Request {
    Request {
        op,
        actor,
        command: Command::Leads {
            targets: vec![Target {
                lead: LeadId(planned.lead),
                base: Some(planned.change.prev),
            }],
            act: Act::Move {
                to: Direction::Back(1),
                at: None,
            },
            on_conflict: OnConflict::Refuse,
        },
    }
}

/// A bare connection: nothing but what makes its writes as durable as ours, and as much cache.
fn connect(db: &Path) -> Connection {
    let conn = Connection::open(db).unwrap();
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384;",
    )
    .unwrap();
    conn
}

/// The rows of one move.
fn write(
    conn: &Connection,
    seq: i64,
    op: OpId,
    actor: UserId,
    planned: &Planned,
    payload: &str,
) -> rusqlite::Result<()> {
    let lead = planned.lead.cast_signed();
    let layer = planned.layer.code();
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| -> rusqlite::Result<()> {
        let changed = conn.prepare_cached(sql)?.execute(values)?;
        assert_eq!(changed, 1, "{sql}");
        Ok(())
    };
    conn.execute_batch("BEGIN IMMEDIATE")?;
    run(
        "INSERT INTO step (lead, n, at, event, layer) SELECT ?1, max(n) + 1, ?2, 'enter', ?3 FROM step WHERE lead = ?1",
        params![lead, NOW.0, layer],
    )?;
    run(
        "UPDATE lead SET revision = ?1, layer = ?2, status = 'open', moved = ?3 WHERE id = ?4 AND revision = ?5",
        params![seq, layer, NOW.0, lead, planned.change.prev.0.cast_signed()],
    )?;
    run(
        "INSERT INTO change_block (seq, n, count, ranges, encoding, payload) VALUES (?1, 0, 1, ?2, 'json', ?3)",
        params![seq, format!("{{\"lead\":[{lead},{lead}]}}"), payload],
    )?;
    run(
        "INSERT INTO change_set (seq, op, actor, at, verb, count) VALUES (?1, ?2, ?3, ?4, 'move', 1)",
        params![seq, op.0.to_be_bytes(), actor.0.cast_signed(), NOW.0],
    )?;
    conn.execute_batch("COMMIT")
}
