//! The schema's versions: an ordered list, only ever added to at its end.
//!
//! A version is major × 1000 + minor. A program reads files of a newer minor version and refuses those
//! of a newer major one, so a step that old programs can't read has to raise the major number. All
//! steps that a file lacks run in one transaction, after a copy of the file was put beside it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use super::Result;
use super::draft::Draft;
use super::fault::fault;
use super::place;
use crate::store::StoreError;

/// The mark of our files: "5PLY".
pub(super) const APPLICATION: i32 = 0x3550_4c59;

/// One step from the version before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Migration {
    pub version: i32,
    pub sql: &'static str,
}

/// Every step, oldest first.
pub(super) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1000,
        sql: include_str!("schema/0001_first.sql"),
    },
    Migration {
        version: 2000,
        sql: include_str!("schema/0002_handover.sql"),
    },
    Migration {
        version: 3000,
        sql: include_str!("schema/0003_segments.sql"),
    },
    Migration {
        version: 3001,
        sql: include_str!("schema/0004_views.sql"),
    },
    Migration {
        version: 4000,
        sql: include_str!("schema/0005_meetings.sql"),
    },
    Migration {
        version: 5000,
        sql: include_str!("schema/0006_replies.sql"),
    },
    Migration {
        version: 5001,
        sql: include_str!("schema/0007_blocks.sql"),
    },
];

/// So long others wait for the one who brings the file up to date: of large data that takes minutes.
pub(super) const PATIENCE: Duration = Duration::from_mins(15);

/// How the connection is set meanwhile: tables may have to be made anew, which links forbid while they are watched; views
/// of somebody's own may speak of one that is away at that moment; and what is in a table that was copied is not wiped.
const MEANWHILE: [(&str, bool); 3] = [
    ("foreign_keys", false),
    ("legacy_alter_table", true),
    ("secure_delete", false),
];

/// The version that this program writes.
pub(super) fn newest(list: &[Migration]) -> i32 {
    list.last().map_or(0, |it| it.version)
}

/// A version as people read it.
pub(super) fn shown(version: i32) -> String {
    format!("{}.{}", version / 1000, version % 1000)
}

/// Makes the tables in an empty database.
pub(super) fn create(conn: &Connection, list: &[Migration]) -> rusqlite::Result<()> {
    conn.execute_batch("BEGIN IMMEDIATE")?;
    let made = (|| {
        for step in list {
            conn.execute_batch(step.sql)?;
        }
        conn.pragma_update(None, "application_id", APPLICATION)?;
        conn.pragma_update(None, "user_version", newest(list))?;
        conn.execute_batch("COMMIT")
    })();
    if made.is_err() {
        let _ = conn.execute_batch("ROLLBACK");
    }
    made
}

/// Brings an older file up to date; gives the name of the copy that was made before, unless another process was first.
pub(super) fn migrate(
    conn: &Connection,
    path: &Path,
    list: &[Migration],
) -> Result<Option<PathBuf>> {
    let failed = |e| fault(path, e);
    if version(conn).map_err(failed)? >= newest(list) {
        return Ok(None);
    }
    let copy = copy_before(conn, path)?;
    let set = |whether: fn(&(&str, bool)) -> bool| {
        let each = MEANWHILE.iter();
        let each = each.map(|it| conn.pragma_update(None, it.0, whether(it)));
        each.collect::<rusqlite::Result<()>>().map_err(failed)
    };
    set(|it| it.1)?;
    let done = steps(conn, path, list, copy);
    set(|it| !it.1)?;
    let copy = done?;
    let _ = conn.execute_batch("PRAGMA main.wal_checkpoint(TRUNCATE)");
    Ok(copy)
}

fn steps(
    conn: &Connection,
    path: &Path,
    list: &[Migration],
    copy: Draft,
) -> Result<Option<PathBuf>> {
    let failed = |e| fault(path, e);
    conn.execute_batch("BEGIN IMMEDIATE").map_err(failed)?;
    let done = (|| {
        let found = version(conn).map_err(failed)?;
        if found >= newest(list) {
            // Another process did it while we waited, and has left a copy.
            return Ok(None);
        }
        // Nobody else gives a copy its name now.
        let name = place::free_name(path, &format!(".before-{}", shown(found)));
        copy.publish(&name, false)?;
        let changed = change(conn, path, list, found);
        if changed.is_err() {
            // The file is as it was: the next try leaves a copy of its own.
            let _ = std::fs::remove_file(&name);
        }
        changed.map(|()| Some(name))
    })();
    if !matches!(done, Ok(Some(_))) {
        let _ = conn.execute_batch("ROLLBACK");
    }
    done
}

fn change(conn: &Connection, path: &Path, list: &[Migration], found: i32) -> Result<()> {
    let failed = |e| fault(path, e);
    for step in list.iter().filter(|it| it.version > found) {
        conn.execute_batch(step.sql).map_err(failed)?;
    }
    let broken = conn
        .prepare("PRAGMA foreign_key_check")
        .and_then(|mut it| it.exists([]))
        .map_err(failed)?;
    if broken {
        return Err(StoreError::Corrupt {
            path: path.to_owned(),
            detail: "links would break when it is brought up to date".to_owned(),
        });
    }
    conn.pragma_update(None, "user_version", newest(list))
        .map_err(failed)?;
    conn.execute_batch("COMMIT").map_err(failed)
}

/// The file's version.
pub(super) fn version(conn: &Connection) -> rusqlite::Result<i32> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// A copy that has no name yet: half a one must never stand under a name that promises a whole one.
fn copy_before(conn: &Connection, path: &Path) -> Result<Draft> {
    let draft = Draft::new(path)?;
    conn.execute("VACUUM INTO ?1", [draft.path().to_string_lossy()])
        .map_err(|e| fault(path, e))?;
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Migration = Migration {
        version: 1000,
        sql: "CREATE TABLE fruit (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;",
    };
    const SECOND: Migration = Migration {
        version: 1001,
        sql: "ALTER TABLE fruit ADD COLUMN colour TEXT;\nUPDATE fruit SET colour = 'red' WHERE name = 'apple';",
    };
    const THIRD: Migration = Migration {
        version: 2000,
        sql: "CREATE TABLE dish (id INTEGER PRIMARY KEY, fruit INTEGER REFERENCES fruit (id)) STRICT;\n\
              INSERT INTO dish (id, fruit) SELECT id, id FROM fruit;",
    };
    const BROKEN: Migration = Migration {
        version: 2001,
        sql: "INSERT INTO dish (id, fruit) VALUES (99, 12345);",
    };

    fn file(list: &[Migration]) -> (tempfile::TempDir, PathBuf, Connection) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("fruit.db");
        let conn = Connection::open(&path).unwrap();
        create(&conn, list).unwrap();
        conn.execute_batch("INSERT INTO fruit (id, name) VALUES (1, 'apple'), (2, 'plum')")
            .unwrap();
        (dir, path, conn)
    }

    fn count(conn: &Connection, sql: &str) -> i64 {
        conn.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn every_older_version_arrives_with_its_data_and_leaves_a_copy() {
        let all = [FIRST, SECOND, THIRD];
        for older in 1..all.len() {
            let (_dir, path, conn) = file(&all[..older]);
            let before = version(&conn).unwrap();
            let copy = migrate(&conn, &path, &all).unwrap().unwrap();
            assert_eq!(version(&conn).unwrap(), 2000);
            assert_eq!(count(&conn, "SELECT count(*) FROM dish"), 2);
            let copy = Connection::open(copy).unwrap();
            assert_eq!(version(&copy).unwrap(), before);
            assert_eq!(count(&copy, "SELECT count(*) FROM fruit"), 2);
        }
        let (_dir, path, conn) = file(&all[..1]);
        migrate(&conn, &path, &all).unwrap();
        let red = "SELECT count(*) FROM fruit WHERE colour = 'red'";
        assert_eq!(count(&conn, red), 1);
        assert_eq!(migrate(&conn, &path, &all).unwrap(), None);
    }

    #[test]
    fn a_migration_that_fails_leaves_the_file_as_it_was() {
        let (_dir, path, conn) = file(&[FIRST]);
        let error = migrate(&conn, &path, &[FIRST, SECOND, THIRD, BROKEN]).unwrap_err();
        assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
        assert_eq!(version(&conn).unwrap(), 1000);
        // Nor does it leave a copy for each try.
        assert!(!place::beside(&path, ".before-1.0").exists());
        let tables = "SELECT count(*) FROM sqlite_schema WHERE name = 'dish'";
        assert_eq!(count(&conn, tables), 0);
        let colours = "SELECT count(*) FROM pragma_table_info('fruit') WHERE name = 'colour'";
        assert_eq!(count(&conn, colours), 0);
        assert_eq!(
            count(&conn, "SELECT foreign_keys FROM pragma_foreign_keys"),
            1
        );
    }

    #[test]
    fn the_list_is_in_order_and_its_marks_are_those_of_the_format() {
        assert!(MIGRATIONS.is_sorted_by(|a, b| a.version < b.version));
        assert_eq!(&APPLICATION.to_be_bytes(), b"5PLY");
        assert_eq!(shown(1003), "1.3");
    }
}
