//! Opening: what is not ours, not whole or not writable is told apart, and nothing is written then.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use fiveply::model::Kind;
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::store::{Store, StoreError};

use super::world::*;

/// Every file of a folder with its content.
fn content(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_file())
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// What opening says, after making sure that it left every byte as it was.
fn refused(place: &Place, mode: Mode) -> StoreError {
    let before = content(place.dir.path());
    let error = SqliteStore::open(&place.db, mode).unwrap_err();
    assert_eq!(content(place.dir.path()), before, "{error}");
    error
}

/// A place with a filled and closed file.
fn filled() -> Place {
    let place = Place::new();
    let mut store = place.create();
    import(&mut store, 1, 400, 400);
    drop(store);
    place
}

fn overwrite(place: &Place, at: usize, with: &[u8]) {
    let mut bytes = fs::read(&place.db).unwrap();
    bytes[at..at + with.len()].copy_from_slice(with);
    fs::write(&place.db, bytes).unwrap();
}

fn sql(place: &Place, sql: &str) {
    let conn = rusqlite::Connection::open(&place.db).unwrap();
    conn.execute_batch(sql).unwrap();
}

#[test]
fn a_new_file_is_private_complete_and_alone() {
    let place = Place::new();
    drop(place.create());
    let names: Vec<_> = content(place.dir.path()).into_keys().collect();
    assert_eq!(names, ["crm.db", "crm.db.bell"]);
    for name in names {
        let mode = fs::metadata(place.dir.path().join(&name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    let bytes = fs::read(&place.db).unwrap();
    assert_eq!(&bytes[68..72], b"5PLY");
    let mut one = place.open();
    let mut two = Place::new().create();
    assert_ne!(one.identity().unwrap(), two.identity().unwrap());
    assert_eq!(one.identity().unwrap(), place.open().identity().unwrap());
}

#[test]
fn a_name_that_is_taken_is_not_written_over() {
    let place = Place::new();
    fs::write(&place.db, "mine").unwrap();
    let error = SqliteStore::create(&place.db, Mode::WRITE).unwrap_err();
    assert!(matches!(error, StoreError::Exists { .. }), "{error}");
    assert_eq!(
        content(place.dir.path()),
        BTreeMap::from([("crm.db".to_owned(), b"mine".to_vec())])
    );
}

#[test]
fn a_file_or_folder_that_is_not_there_is_not_made() {
    let place = Place::new();
    assert!(matches!(
        refused(&place, Mode::WRITE),
        StoreError::NotFound { .. }
    ));
    let nowhere = place.dir.path().join("no/such/crm.db");
    for error in [
        SqliteStore::open(&nowhere, Mode::WRITE).unwrap_err(),
        SqliteStore::create(&nowhere, Mode::WRITE).unwrap_err(),
    ] {
        assert!(matches!(error, StoreError::NotFound { .. }), "{error}");
    }
    assert_eq!(content(place.dir.path()).len(), 0);
}

#[test]
fn what_is_not_ours_is_told_by_what_it_is() {
    for (bytes, found) in [
        (&b"id,name\n1,ACME\n"[..], "a text file"),
        (&b""[..], "an empty file"),
        (&b"PK\x03\x04\x00\x00\x00binary"[..], "some other file"),
    ] {
        let place = Place::new();
        fs::write(&place.db, bytes).unwrap();
        for mode in [Mode::WRITE, Mode::READ] {
            let error = refused(&place, mode);
            assert!(
                matches!(&error, StoreError::Foreign { found: it, .. } if it == found),
                "{error}"
            );
        }
    }
    let place = Place::new();
    sql(
        &place,
        "PRAGMA journal_mode = WAL; CREATE TABLE bookmarks (url); PRAGMA user_version = 7;",
    );
    let error = refused(&place, Mode::WRITE);
    assert!(
        error.to_string().contains("a database of another program"),
        "{error}"
    );
}

#[test]
fn folders_and_links_are_no_files() {
    let place = Place::new();
    fs::create_dir(&place.db).unwrap();
    let error = refused(&place, Mode::WRITE);
    assert!(
        matches!(&error, StoreError::Foreign { found, .. } if found == "a folder"),
        "{error}"
    );

    let place = filled();
    let link = place.dir.path().join("link.db");
    symlink(&place.db, &link).unwrap();
    let error = SqliteStore::open(&link, Mode::WRITE).unwrap_err();
    assert!(matches!(error, StoreError::Denied { .. }), "{error}");
    // A link on the way to it is no matter.
    let folder = Place::new();
    symlink(place.dir.path(), folder.dir.path().join("way")).unwrap();
    SqliteStore::open(&folder.dir.path().join("way/crm.db"), Mode::WRITE).unwrap();
}

#[test]
fn a_newer_format_is_refused_and_a_slightly_newer_one_only_read() {
    let place = filled();
    sql(&place, "PRAGMA user_version = 6000;");
    let error = refused(&place, Mode::READ);
    assert!(
        matches!(&error, StoreError::Newer { found, known, .. } if found == "6.0" && known == "5.1"),
        "{error}"
    );
    let place = filled();
    sql(
        &place,
        "PRAGMA user_version = 5002; ALTER TABLE lead ADD COLUMN mood TEXT;",
    );
    let mut store = place.open();
    assert_eq!(all(&mut store, Kind::Lead).len(), 400);
    let error = store.write().map(drop).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
    assert!(error.to_string().contains("5.2"), "{error}");
}

#[test]
fn a_file_that_another_program_brought_up_to_date_is_not_written_any_more() {
    let place = filled();
    let mut store = place.open();
    sql(&place, "PRAGMA user_version = 6000;");
    let error = store.write().map(drop).unwrap_err();
    assert!(matches!(error, StoreError::Newer { .. }), "{error}");
}

#[test]
fn a_damaged_header_and_a_file_cut_short_are_damage() {
    let place = filled();
    overwrite(&place, 16, &[0xff, 0xff]);
    let error = refused(&place, Mode::WRITE);
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");

    let place = filled();
    overwrite(&place, 0, b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    let error = refused(&place, Mode::WRITE);
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");

    let place = filled();
    let bytes = fs::read(&place.db).unwrap();
    fs::write(&place.db, &bytes[..bytes.len() / 2 / 4096 * 4096]).unwrap();
    let error = refused(&place, Mode::WRITE);
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
}

/// Guards against "the file is damaged" while another process folds its log into the file, and after
/// one was killed while it did.
#[test]
fn a_file_whose_log_is_folded_in_by_half_is_whole() {
    let place = Place::new();
    let mut store = place.create();
    import(&mut store, 1, 400, 400);
    let half = Place::new();
    for name in ["crm.db", "crm.db-wal"] {
        fs::copy(place.dir.path().join(name), half.dir.path().join(name)).unwrap();
    }
    drop(store);
    let whole = fs::read(&place.db).unwrap();
    assert!(whole.len() > fs::read(&half.db).unwrap().len());
    overwrite(&half, 0, &whole[..4096]);
    assert_eq!(all(&mut half.open(), Kind::Lead).len(), 400);
    assert_eq!(
        half.open().check(&mut |_| {}).unwrap().problems,
        Vec::<String>::new()
    );
}

#[test]
fn a_damaged_schema_is_damage() {
    let place = filled();
    overwrite(&place, 100, &[0x77; 200]);
    let error = refused(&place, Mode::WRITE);
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
}

#[test]
fn a_damaged_page_is_reported_by_a_check() {
    let place = filled();
    let pages = fs::read(&place.db).unwrap().len() / 4096;
    let mut told = 0;
    for page in [pages / 4, pages / 2, pages - 2] {
        let place = filled();
        overwrite(&place, page * 4096, &[0xa5; 4096]);
        match SqliteStore::open(&place.db, Mode::WRITE) {
            Ok(mut store) => {
                let report = store.check(&mut |_| {}).unwrap();
                assert_ne!(report.problems, Vec::<String>::new(), "page {page}");
            }
            Err(error) => assert!(matches!(error, StoreError::Corrupt { .. }), "{error}"),
        }
        told += 1;
    }
    assert_eq!(told, 3);
}

#[test]
fn opened_to_be_read_it_is_not_written() {
    let place = filled();
    let before = fs::read(&place.db).unwrap();
    let mut store = SqliteStore::open(&place.db, Mode::READ).unwrap();
    assert_eq!(all(&mut store, Kind::Account).len(), 400);
    let error = store.write().map(drop).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
    let mut other = store.another().unwrap();
    assert!(matches!(
        other.write().map(drop),
        Err(StoreError::ReadOnly { .. })
    ));
    drop((store, other));
    assert_eq!(fs::read(&place.db).unwrap(), before);
}

/// Whoever may do anything is not held back by permissions: the case is then run as somebody else.
#[test]
fn what_may_not_be_read_or_written_is_told_apart() {
    use std::os::unix::process::CommandExt;
    if !rustix::process::geteuid().is_root() {
        return without_permission(Path::new("/"));
    }
    let home = tempfile::tempdir().unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let program = home.path().join("it");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    let out = std::process::Command::new(&program)
        .args([
            "--exact",
            "--ignored",
            "store::opening::without_permission_as_somebody_else",
        ])
        .current_dir(home.path())
        .env("TMPDIR", home.path())
        .uid(65_534)
        .gid(65_534)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&out.stdout);
    assert!(out.status.success() && said.contains("1 passed"), "{said}");
}

#[test]
#[ignore = "run by what_may_not_be_read_or_written_is_told_apart, as a user without rights"]
fn without_permission_as_somebody_else() {
    without_permission(Path::new("/"));
}

fn without_permission(foreign: &Path) {
    let mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let place = filled();
    mode(&place.db, 0o400);
    let error = refused(&place, Mode::WRITE);
    assert!(
        matches!(&error, StoreError::ReadOnly { detail, .. } if detail.contains("the file")),
        "{error}"
    );
    let mut read = SqliteStore::open(&place.db, Mode::READ).unwrap();
    assert_eq!(all(&mut read, Kind::Lead).len(), 400);
    drop(read);

    let place = filled();
    mode(place.dir.path(), 0o500);
    let error = refused(&place, Mode::WRITE);
    assert!(
        matches!(&error, StoreError::ReadOnly { detail, .. } if detail.contains("folder")),
        "{error}"
    );
    let mut read = SqliteStore::open(&place.db, Mode::READ).unwrap();
    assert_eq!(all(&mut read, Kind::Lead).len(), 400);
    drop(read);
    mode(place.dir.path(), 0o700);

    mode(&place.db, 0o000);
    let error = SqliteStore::open(&place.db, Mode::READ).unwrap_err();
    assert!(matches!(error, StoreError::Denied { .. }), "{error}");
    mode(&place.db, 0o600);

    let error =
        SqliteStore::create(&foreign.join("fiveply-not-allowed.db"), Mode::WRITE).unwrap_err();
    assert!(matches!(error, StoreError::Denied { .. }), "{error}");
}

#[test]
fn a_file_shared_by_a_group_has_a_bell_for_the_group() {
    let place = filled();
    fs::set_permissions(&place.db, fs::Permissions::from_mode(0o660)).unwrap();
    drop(place.open());
    let bell = place.dir.path().join("crm.db.bell");
    assert_eq!(
        fs::metadata(bell).unwrap().permissions().mode() & 0o777,
        0o660
    );
}

#[test]
fn who_finds_another_writer_waits_and_is_told_in_the_end() {
    let place = filled();
    let mut store = place.open();
    let mut other = store.another().unwrap();
    let write = store.write().unwrap();
    let error = other.write().map(drop).unwrap_err();
    assert!(matches!(error, StoreError::Busy { .. }), "{error}");
    drop(write);
    commit(&mut *other, 2, |write| {
        insert(write, account("A"));
    });
}

#[test]
fn a_copy_that_several_open_for_the_first_time_opens_for_all() {
    for _ in 0..8 {
        let place = filled();
        // Copies that SQLite itself makes have no write-ahead log yet.
        sql(&place, "PRAGMA journal_mode = DELETE");
        let together = std::sync::Barrier::new(16);
        std::thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(|| {
                    together.wait();
                    drop(place.open());
                });
            }
        });
    }
}

#[test]
fn names_with_signs_of_addresses_are_names() {
    let dir = tempfile::tempdir().unwrap();
    let db = dir.path().join("50% of #1?mode=memory&x 客户.db");
    let mut store = SqliteStore::create(&db, Mode::WRITE).unwrap();
    import(&mut store, 1, 2, 2);
    drop(store);
    let mut store = SqliteStore::open(&db, Mode::READ).unwrap();
    assert_eq!(all(&mut store, Kind::Lead).len(), 2);
}
