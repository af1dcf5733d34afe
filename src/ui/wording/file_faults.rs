//! Says in the reader's language what is wrong with a file, what was found in it, and why its columns fit nowhere.
//!
//! What another program said (the system, a reader of workbooks) is in English; it goes into messages as `original`,
//! which repeat it: the others in brackets, behind what it means.

use super::refusals::trouble;
use crate::i18n::{Arg, Locale, Msg};
use crate::model::Clean;
use crate::ui::screens::{column_name, target_name};
use crate::workspace::export::ExportError;
use crate::workspace::import::{
    Basis, Dialect, ExchangeError, Found, FoundEncoding, ImportError, Long, MappingError, Note,
    SystemFault, Unlike, What,
};

/// Why nothing was imported.
#[must_use]
pub fn import_trouble(error: &ImportError, locale: &Locale) -> Clean {
    match error {
        ImportError::Exchange(error) => Clean::from_string(file(error, locale)),
        ImportError::Mapping(error) => Clean::from_string(mapping(error, What::Leads, locale)),
        ImportError::Workspace(error) => trouble(error, locale),
    }
}

/// Why nothing was exported.
#[must_use]
pub fn export_trouble(error: &ExportError, locale: &Locale) -> Clean {
    match error {
        ExportError::Exchange(error) => Clean::from_string(file(error, locale)),
        ExportError::Workspace(error) => trouble(error, locale),
        ExportError::NothingDue => Clean::from_string(locale.t(Msg::ListNothingDue)),
    }
}

/// What the system said about a file.
#[must_use]
pub fn system(fault: &SystemFault, locale: &Locale) -> String {
    let message = match fault {
        SystemFault::NotFound => Msg::SystemNotFound,
        SystemFault::Forbidden => Msg::SystemForbidden,
        SystemFault::Full => Msg::SystemFull,
        SystemFault::ReadOnly => Msg::SystemReadOnly,
        SystemFault::Folder => Msg::SystemFolder,
        SystemFault::NoFolder => Msg::SystemNoFolder,
        SystemFault::There => Msg::SystemThere,
        SystemFault::Other { code, original } => {
            let args = [
                ("code", code.to_string().into()),
                ("original", original.as_str().into()),
            ];
            return locale.t_args(Msg::SystemOther, &args);
        }
    };
    locale.t(message)
}

/// Why a file can't be read or written.
#[must_use]
pub fn file(error: &ExchangeError, locale: &Locale) -> String {
    let say = |message, args: &[(&str, Arg<'_>)]| locale.t_args(message, args);
    let text = |name: &'static str, text: &str| (name, Arg::from(text.to_owned()));
    // A line's number is no count: nobody writes it with thousands.
    let number = |name: &'static str, number: u64| (name, Arg::from(number.to_string()));
    match error {
        ExchangeError::Read { file, source } => say(
            Msg::FileUnreadable,
            &[
                text("file", file),
                text("why", &system(&SystemFault::of(source), locale)),
            ],
        ),
        ExchangeError::Write { file, source } => say(
            Msg::FileUnwritable,
            &[
                text("file", file),
                text("why", &system(&SystemFault::of(source), locale)),
            ],
        ),
        ExchangeError::NotAFile { file, .. } => say(Msg::FileNoFile, &[text("file", file)]),
        ExchangeError::Changed { file } => say(Msg::FileChanged, &[text("file", file)]),
        ExchangeError::UnknownFormat {
            file,
            reason,
            known,
        } => {
            let why = locale.t(match reason {
                Unlike::Locked => Msg::UnlikeLocked,
                Unlike::Archive => Msg::UnlikeArchive,
                Unlike::Markup => Msg::UnlikeMarkup,
            });
            let args = [text("file", file), text("why", &why), text("known", known)];
            say(Msg::FileUnlike, &args)
        }
        ExchangeError::NoWriter { format, known } => say(
            Msg::FileNoWriter,
            &[text("format", format), text("known", known)],
        ),
        ExchangeError::UnknownEncoding { name } => say(Msg::FileNoEncoding, &[text("name", name)]),
        ExchangeError::Empty { file } => say(Msg::FileEmpty, &[text("file", file)]),
        ExchangeError::Header { file, line, reason } => say(
            Msg::FileHeader,
            &[
                text("file", file),
                number("line", *line),
                text("original", reason),
            ],
        ),
        ExchangeError::OpenQuote { file, line, column } => say(
            Msg::FileOpenQuote,
            &[
                text("file", file),
                number("line", *line),
                number("column", *column),
            ],
        ),
        ExchangeError::TooLong {
            file,
            line,
            column,
            what,
        } => {
            let what = locale.t(match what {
                Long::Cell => Msg::LongCell,
                Long::Breaks => Msg::LongBreaks,
                Long::Row => Msg::LongRow,
                Long::Object => Msg::LongObject,
            });
            let args = [
                text("file", file),
                number("line", *line),
                number("column", *column),
                text("what", &what),
            ];
            say(Msg::FileTooLong, &args)
        }
        ExchangeError::NoSheet {
            file,
            wanted: Some(wanted),
            known,
        } => say(
            Msg::FileNoSheet,
            &[
                text("file", file),
                text("wanted", wanted),
                text("known", known),
            ],
        ),
        ExchangeError::NoSheet { file, known, .. } => {
            say(Msg::FileNoRows, &[text("file", file), text("known", known)])
        }
        ExchangeError::Bomb { file, reason, .. } => say(
            Msg::FileBomb,
            &[text("file", file), text("original", reason)],
        ),
        ExchangeError::Broken { file, line, reason } => say(
            Msg::FileBroken,
            &[
                text("file", file),
                number("line", *line),
                text("original", reason),
            ],
        ),
        ExchangeError::CannotHold {
            file,
            row,
            column,
            reason,
        } => say(
            Msg::FileCannotHold,
            &[
                text("file", file),
                number("row", *row),
                text("column", column),
                text("original", reason),
            ],
        ),
        ExchangeError::Uneven {
            rows,
            loaded,
            rejected,
        } => say(
            Msg::FileUneven,
            &[
                ("rows", (*rows).into()),
                ("loaded", (*loaded).into()),
                ("rejected", (*rejected).into()),
            ],
        ),
    }
}

/// Why columns can't become what was decided.
#[must_use]
pub fn mapping(error: &MappingError, what: What, locale: &Locale) -> String {
    let say = |message, args: &[(&str, Arg<'_>)]| locale.t_args(message, args);
    let nearest = |detail: String, nearest: Option<&String>| match nearest {
        Some(instead) => say(
            Msg::FaultInstead,
            &[
                ("detail", detail.into()),
                ("instead", instead.as_str().into()),
            ],
        ),
        None => detail,
    };
    let given = |given: &str| ("given", Arg::from(given.to_owned()));
    let known = |known: &str| ("known", Arg::from(known.to_owned()));
    match error {
        MappingError::NoSuchField {
            given: it,
            nearest: near,
            known: all,
            ..
        } => nearest(
            say(Msg::MappingNoField, &[given(it), known(all)]),
            near.as_ref(),
        ),
        MappingError::NoSuchColumn {
            given: it,
            nearest: near,
            known: all,
        } => nearest(
            say(Msg::MappingNoColumn, &[given(it), known(all)]),
            near.as_ref(),
        ),
        MappingError::NoSuchLayer { stage, given: it } => say(
            Msg::MappingNoLayer,
            &[("stage", stage.as_str().into()), given(it)],
        ),
        MappingError::UnknownCode(it) => {
            say(Msg::RefusedChoice, &[given(&it.given), known(&it.known)])
        }
        MappingError::NoSuchDelimiter(it) => {
            say(Msg::MappingNoDelimiter, &[given(&it.to_string())])
        }
        MappingError::NoSuchCurrency(it) => {
            say(Msg::SettingFaultCurrency, &[("typed", it.as_str().into())])
        }
        MappingError::Missing { field, .. } => {
            let field = target_name(what, field, locale).into_string();
            say(Msg::ImportMissing, &[("field", field.into())])
        }
    }
}

/// What was found about a file, a fact each.
#[must_use]
pub fn file_facts(found: &Found, locale: &Locale) -> Vec<Clean> {
    let mut facts = Vec::new();
    if let Some(it) = &found.encoding {
        facts.push(encoding(it, locale));
    }
    if let Some(it) = &found.dialect {
        dialect(it, locale, &mut facts);
    }
    if let Some(sheet) = &found.sheet {
        let args = [
            ("name", sheet.name.as_str().into()),
            ("count", sheet.all.len().into()),
        ];
        facts.push(locale.t_args(Msg::FoundSheet, &args));
    }
    facts.extend(found.notes.iter().map(|it| note(it, locale)));
    facts.into_iter().map(Clean::from_string).collect()
}

fn encoding(found: &FoundEncoding, locale: &Locale) -> String {
    let name = ("name", found.name().into());
    let message = match found.basis {
        Basis::Told => Msg::FoundTold,
        Basis::Mark => Msg::FoundMark,
        Basis::Pattern => Msg::FoundPattern,
        Basis::Ascii => Msg::FoundAscii,
        Basis::Valid => Msg::FoundValid,
        Basis::Damaged { places } => {
            return locale.t_args(Msg::FoundDamaged, &[name, ("count", places.into())]);
        }
        Basis::Guess => Msg::FoundGuess,
    };
    locale.t_args(message, &[name])
}

fn dialect(found: &Dialect, locale: &Locale, facts: &mut Vec<String>) {
    let sign = |byte: u8| Arg::from(char::from(byte).to_string());
    facts.push(match found.delimiter {
        b',' => locale.t(Msg::FoundComma),
        b';' => locale.t(Msg::FoundSemicolon),
        b'\t' => locale.t(Msg::FoundTab),
        other => locale.t_args(Msg::FoundDelimiter, &[("sign", sign(other))]),
    });
    if found.quote != b'"' {
        facts.push(locale.t_args(Msg::FoundQuote, &[("sign", sign(found.quote))]));
    }
    if found.backslash {
        facts.push(locale.t(Msg::FoundBackslash));
    }
}

fn note(note: &Note, locale: &Locale) -> String {
    let column = |column: &usize| ("column", Arg::from(column.to_string()));
    match note {
        Note::Nameless { column: it, name } => locale.t_args(
            Msg::FoundNameless,
            &[
                column(it),
                ("name", column_name(name, locale).into_string().into()),
            ],
        ),
        Note::Again {
            column: it,
            written,
            name,
        } => locale.t_args(
            Msg::FoundAgain,
            &[
                column(it),
                ("written", written.as_str().into()),
                ("name", name.as_str().into()),
            ],
        ),
        Note::More(count) => {
            let number = locale.count(i64::try_from(*count).unwrap_or(i64::MAX));
            let args = [("count", (*count).into()), ("number", number.into())];
            locale.t_args(Msg::FoundMore, &args)
        }
        Note::RowsIn(key) => locale.t_args(Msg::FoundRowsIn, &[("key", key.as_str().into())]),
    }
}
