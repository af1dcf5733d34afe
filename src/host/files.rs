//! Holds the paths that are typed on a screen: what there is to continue them, and what `~` stands for.

use std::path::Path;

use crate::i18n::Locale;
use crate::model::Clean;
use crate::ui::Found;
use crate::workspace::import::nearby;

/// The tables and folders that continue a path, as it would be typed.
pub(super) fn found(typed: &str, home: Option<&Path>, locale: &Locale) -> Vec<Found> {
    let whole = expanded(typed, home);
    // What stands before it stays as it was typed.
    let short = whole.len() - typed.strip_prefix('~').unwrap_or(typed).len();
    let tilde = if whole == typed { "" } else { "~" };
    let found = nearby(&whole).into_iter().map(|it| Found {
        key: match it.path.get(short..) {
            Some(rest) if !tilde.is_empty() => format!("{tilde}{rest}"),
            Some(_) | None => it.path,
        },
        label: Clean::from_string(it.name),
        after: it.bytes.map_or_else(Clean::default, |bytes| {
            let kilobytes = i64::try_from(bytes.div_ceil(1_024)).unwrap_or(i64::MAX);
            Clean::from_string(format!("{} kB", locale.count(kilobytes)))
        }),
        ..Found::default()
    });
    found.collect()
}

/// A path as the system knows it: a `~` at its beginning is the person's own folder, as in a shell.
pub(super) fn expanded(typed: &str, home: Option<&Path>) -> String {
    let rest = typed.strip_prefix('~');
    let rest = rest.filter(|it| it.is_empty() || it.starts_with('/'));
    match (rest, home.and_then(Path::to_str)) {
        (Some(rest), Some(home)) => format!("{}{rest}", home.trim_end_matches('/')),
        _ => typed.to_owned(),
    }
}

/// The folder that a file is in, or is to be in.
pub(super) fn folder(path: &Path) -> &Path {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    folder.unwrap_or_else(|| Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn a_tilde_is_the_own_folder_and_only_at_the_beginning() {
        let home = Some(Path::new("/home/anna/"));
        for (typed, meant) in [
            ("~/leads.csv", "/home/anna/leads.csv"),
            ("~", "/home/anna"),
            ("~bo/leads.csv", "~bo/leads.csv"),
            ("a/~/b", "a/~/b"),
            ("leads~.csv", "leads~.csv"),
        ] {
            assert_eq!(expanded(typed, home), meant, "{typed}");
            assert_eq!(expanded(typed, None), typed);
        }
    }

    #[test]
    fn what_is_found_is_written_as_it_was_typed() {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join("exports")).unwrap();
        std::fs::write(home.path().join("exports/leads.csv"), "a\n").unwrap();
        let locale = Locale::new(Language::English);
        let found = |typed: &str| -> Vec<String> {
            let found = found(typed, Some(home.path()), &locale);
            found.into_iter().map(|it| it.key).collect()
        };
        assert_eq!(found("~/ex"), ["~/exports/"]);
        assert_eq!(found("~/exports/l"), ["~/exports/leads.csv"]);
        let whole = format!("{}/exports/", home.path().display());
        assert_eq!(found(&whole), [format!("{whole}leads.csv")]);
    }
}
