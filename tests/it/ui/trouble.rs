//! Goes through everything that can go wrong and asks whether it is said in the reader's language, whole.

use std::io;

use fiveply::i18n::{Language, Locale};
use fiveply::model::{FieldFault, FieldType, Key, Kind, Misfit, OpId, Refusal, Seq, UnknownCode};
use fiveply::ui::{file_facts, import_trouble, refusal, system, trouble};
use fiveply::workspace::import::{
    Basis, Dialect, ExchangeError, Found, FoundEncoding, Long, MappingError, Note, SystemFault,
    Unlike,
};
use fiveply::workspace::{StoreError, WorkspaceError};

/// What another program says.
const SAID: &str = "something that another program said";

/// Whether three words in Latin letters stand in a row, other than a command to type.
fn has_sentence(said: &str) -> bool {
    let mut row = 0;
    said.split('`').step_by(2).any(|part| {
        part.split(' ').any(|word| {
            let latin = word.len() > 1 && word.chars().all(|it| it.is_ascii_alphabetic());
            row = if latin { row + 1 } else { 0 };
            row >= 3
        })
    })
}

fn both(all: impl Fn(&Locale) -> Vec<String>) {
    let english = all(&Locale::new(Language::English));
    assert!(english.iter().all(|it| !it.is_empty()));
    let chinese = all(&Locale::new(Language::Chinese));
    for (chinese, english) in chinese.iter().zip(&english) {
        assert_ne!(chinese, english);
        assert!(!chinese.is_ascii(), "{chinese}");
        // What another program said stands in brackets, behind what it means.
        let (meaning, original) = apart(chinese);
        assert!(!has_sentence(&meaning), "{chinese}");
        assert!(!meaning.contains(SAID), "{chinese}");
        assert_eq!(english.contains(SAID), original.contains(SAID), "{chinese}");
    }
}

/// A sentence without what is quoted in it, and what is quoted.
fn apart(said: &str) -> (String, &str) {
    let quoted = said.split_once("（原文：");
    let Some((before, (quoted, after))) =
        quoted.and_then(|(before, rest)| Some((before, rest.split_once('）')?)))
    else {
        return (said.to_owned(), "");
    };
    (format!("{before}{after}"), quoted)
}

fn text(text: &str) -> String {
    text.to_owned()
}

#[test]
fn what_is_wrong_with_the_data_is_said_whole() {
    let path = || "/a.fiveply".into();
    let key = Key::new(Kind::Lead, 7);
    both(|locale| {
        let errors = [
            StoreError::NotFound { path: path() },
            StoreError::Exists { path: path() },
            StoreError::Foreign {
                path: path(),
                found: text(SAID),
            },
            StoreError::Newer {
                path: path(),
                found: text("9"),
                known: text("4"),
            },
            StoreError::Corrupt {
                path: path(),
                detail: text(SAID),
            },
            StoreError::ReadOnly {
                path: path(),
                detail: text(SAID),
            },
            StoreError::Denied {
                path: path(),
                detail: text(SAID),
            },
            StoreError::Full {
                path: path(),
                detail: text(SAID),
            },
            StoreError::Network {
                path: path(),
                system: text("nfs"),
            },
            StoreError::Busy { path: path() },
            StoreError::InUse { path: path() },
            StoreError::Replaced { path: path() },
            StoreError::Gone { path: path() },
            StoreError::Unknown {
                path: path(),
                detail: text(SAID),
            },
            StoreError::Applied {
                op: OpId(1),
                seq: Seq(3),
            },
            StoreError::Linked {
                key,
                by: Key::new(Kind::Account, 2),
            },
            StoreError::Misfit(Misfit {
                key,
                problem: text(SAID),
            }),
            StoreError::Io {
                path: path(),
                detail: text(SAID),
            },
        ];
        let mut said: Vec<String> = errors
            .into_iter()
            .map(|it| trouble(&WorkspaceError::Store(it), locale).into_string())
            .collect();
        let others = [
            WorkspaceError::Conflict(Vec::new()),
            WorkspaceError::NothingTo("undo"),
            WorkspaceError::NotYours(Seq(3)),
            WorkspaceError::UndoneAlready(Seq(3), Seq(4)),
            WorkspaceError::NoSuchChange(Seq(3)),
            WorkspaceError::Stopped,
        ];
        said.extend(others.iter().map(|it| trouble(it, locale).into_string()));
        said
    });
}

#[test]
fn what_is_wrong_with_a_field_is_said_whole() {
    both(|locale| {
        let types = [
            FieldType::Text,
            FieldType::Integer,
            FieldType::Money,
            FieldType::Date,
            FieldType::Moment,
            FieldType::Code(&["cold", "warm"]),
            FieldType::Link(Kind::User),
            FieldType::Flags,
            FieldType::Track,
        ];
        let misfits = types.map(|wants| FieldFault::Misfit {
            given: text("x"),
            wants,
        });
        let others = [
            FieldFault::NoField(Kind::Lead),
            FieldFault::NoMilestone,
            FieldFault::TooLong { bytes: 9, most: 4 },
            FieldFault::BelowZero,
            FieldFault::NoCurrency(text("XQZ")),
            FieldFault::NoEmail(text("x")),
            FieldFault::NoNaics(text("x")),
            FieldFault::Named {
                by: Some(text("乳业")),
                name: text("x"),
            },
            FieldFault::Named {
                by: None,
                name: text("x"),
            },
            FieldFault::NotRemoved,
            FieldFault::KeptAmounts {
                count: 3,
                home: text("EUR"),
            },
            FieldFault::Ambiguous {
                name: text("x"),
                first: 1,
                second: 2,
                column: "account_city",
            },
            FieldFault::Form(text(SAID)),
        ];
        let bad = |problem| Refusal::BadField {
            field: text("x"),
            problem,
        };
        let all = misfits.into_iter().chain(others).map(bad);
        let mut said: Vec<String> = all.map(|it| refusal(&it, locale).into_string()).collect();
        let refusals = [
            Refusal::NotEditable { field: "value" },
            Refusal::NoSuchRecord {
                key: Key::new(Kind::Touch, 7),
            },
            Refusal::NameTaken {
                what: "segment",
                name: text("x"),
                key: Key::new(Kind::Segment, 7),
            },
        ];
        said.extend(refusals.iter().map(|it| refusal(it, locale).into_string()));
        said
    });
}

fn refused_files() -> Vec<ExchangeError> {
    let file = || text("a.csv");
    let mut all = vec![
        ExchangeError::Read {
            file: file(),
            source: io::ErrorKind::NotFound.into(),
        },
        ExchangeError::Write {
            file: file(),
            source: io::Error::from_raw_os_error(5),
        },
        ExchangeError::NotAFile {
            file: file(),
            what: "a directory",
        },
        ExchangeError::Changed { file: file() },
        ExchangeError::NoWriter {
            format: "ods",
            known: text("csv, tsv"),
        },
        ExchangeError::UnknownEncoding { name: text("x") },
        ExchangeError::Empty { file: file() },
        ExchangeError::Header {
            file: file(),
            line: 1,
            reason: text(SAID),
        },
        ExchangeError::OpenQuote {
            file: file(),
            line: 1,
            column: 2,
        },
        ExchangeError::NoSheet {
            file: file(),
            wanted: Some(text("x")),
            known: text("y, z"),
        },
        ExchangeError::NoSheet {
            file: file(),
            wanted: None,
            known: text("y, z"),
        },
        ExchangeError::Bomb {
            file: file(),
            part: text("x"),
            reason: text(SAID),
        },
        ExchangeError::CannotHold {
            file: file(),
            row: 1,
            column: text("x"),
            reason: text(SAID),
        },
        ExchangeError::Uneven {
            rows: 3,
            loaded: 1,
            rejected: 1,
        },
    ];
    let unlike = [Unlike::Locked, Unlike::Archive, Unlike::Markup];
    all.extend(unlike.map(|reason| ExchangeError::UnknownFormat {
        file: file(),
        reason,
        known: text("csv, tsv"),
    }));
    let long = [Long::Cell, Long::Breaks, Long::Row, Long::Object];
    all.extend(long.map(|what| ExchangeError::TooLong {
        file: file(),
        line: 1,
        column: 2,
        what,
    }));
    all.extend([0, 4].map(|line| ExchangeError::Broken {
        file: file(),
        line,
        reason: text(SAID),
    }));
    all
}

#[test]
fn what_is_wrong_with_a_file_is_said_whole() {
    both(|locale| {
        let files = refused_files().into_iter();
        let mut said: Vec<String> = files
            .map(|it| import_trouble(&it.into(), locale).into_string())
            .collect();
        let kinds = [
            io::ErrorKind::NotFound,
            io::ErrorKind::PermissionDenied,
            io::ErrorKind::StorageFull,
            io::ErrorKind::ReadOnlyFilesystem,
            io::ErrorKind::IsADirectory,
            io::ErrorKind::NotADirectory,
            io::ErrorKind::AlreadyExists,
            io::ErrorKind::Other,
        ];
        said.extend(kinds.map(|it| system(&SystemFault::of(&it.into()), locale)));
        said
    });
}

#[test]
fn why_columns_fit_nowhere_is_said_whole() {
    both(|locale| {
        let errors = [
            MappingError::NoSuchField {
                what: fiveply::workspace::import::What::Leads,
                given: text("x"),
                nearest: Some(text("y")),
                known: text("y z"),
            },
            MappingError::NoSuchColumn {
                given: text("x"),
                nearest: None,
                known: text("y z"),
            },
            MappingError::NoSuchLayer {
                stage: text("x"),
                given: text("y"),
            },
            MappingError::UnknownCode(UnknownCode {
                what: "temperature",
                given: text("x"),
                known: text("cold warm"),
            }),
            MappingError::NoSuchDelimiter('x'),
            MappingError::NoSuchCurrency(text("XQZ")),
            MappingError::Missing {
                field: "account",
                known: text("x"),
            },
        ];
        let said = errors.map(|it| import_trouble(&it.into(), locale).into_string());
        said.to_vec()
    });
}

#[test]
fn what_was_found_in_a_file_is_said_whole() {
    both(|locale| {
        let bases = [
            Basis::Told,
            Basis::Mark,
            Basis::Pattern,
            Basis::Ascii,
            Basis::Valid,
            Basis::Damaged { places: 3 },
            Basis::Guess,
        ];
        let mut said = Vec::new();
        for (basis, delimiter) in bases.into_iter().zip(*b",;\t|:,,") {
            let it = Found {
                encoding: Some(FoundEncoding {
                    encoding: encoding_rs::UTF_8,
                    basis,
                    mark: 0,
                }),
                dialect: Some(Dialect {
                    delimiter,
                    quote: b'\'',
                    backslash: true,
                }),
                sheet: None,
                notes: vec![
                    Note::Nameless {
                        column: 2,
                        name: text("x"),
                    },
                    Note::Again {
                        column: 2,
                        written: text("x"),
                        name: text("y"),
                    },
                    Note::RowsIn(text("x")),
                ],
            };
            said.extend(
                file_facts(&it, locale)
                    .into_iter()
                    .map(|it| it.into_string()),
            );
        }
        said
    });
}
