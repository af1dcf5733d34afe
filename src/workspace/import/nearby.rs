//! Which tables and folders there are where somebody types a path.

use std::path::Path;

use crate::exchange::FORMATS;

/// The most that are listed.
const MANY: usize = 200;

/// A folder, or a file that looks like a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearby {
    /// The path as it would be typed; a folder's ends with a slash.
    pub path: String,
    /// Its last part.
    pub name: String,
    /// The size of a file; nothing of a folder.
    pub bytes: Option<u64>,
}

/// What continues a path that is being typed: tables first, then folders; hidden ones only where they are asked for.
#[must_use]
pub fn nearby(typed: &str) -> Vec<Nearby> {
    let at = typed.rfind('/').map_or(0, |at| at + 1);
    let (folder, begun) = typed.split_at(at);
    let begun = begun.to_lowercase();
    let place = if folder.is_empty() { "." } else { folder };
    let Ok(entries) = std::fs::read_dir(Path::new(place)) else {
        return Vec::new();
    };
    let mut found: Vec<Nearby> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().to_str()?.to_owned();
            let hidden = name.starts_with('.') && !begun.starts_with('.');
            if hidden || !name.to_lowercase().starts_with(&begun) {
                return None;
            }
            // What a link leads to counts.
            let meta = std::fs::metadata(entry.path()).ok()?;
            let end = if meta.is_dir() { "/" } else { "" };
            let table = meta.is_file() && is_table(&name);
            (meta.is_dir() || table).then(|| Nearby {
                path: format!("{folder}{name}{end}"),
                bytes: table.then_some(meta.len()),
                name: format!("{name}{end}"),
            })
        })
        .collect();
    found.sort_by(|one, other| {
        let key = |it: &Nearby| (it.bytes.is_none(), it.name.to_lowercase());
        key(one).cmp(&key(other))
    });
    found.truncate(MANY);
    found
}

/// Whether a name says that it is a table of a known format.
fn is_table(name: &str) -> bool {
    let end = Path::new(name).extension().and_then(|it| it.to_str());
    let end = end.unwrap_or_default().to_lowercase();
    FORMATS
        .iter()
        .any(|spec| spec.extensions.contains(&end.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_folders_that_begin_as_typed_are_found() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["leads.csv", "Leads 2.XLSX", "notes.md", ".hidden.csv"] {
            std::fs::write(folder.path().join(name), "a\n").unwrap();
        }
        std::fs::create_dir(folder.path().join("left")).unwrap();
        let base = folder.path().display();
        let names = |typed: &str| -> Vec<String> {
            let found = nearby(&format!("{base}/{typed}"));
            found.into_iter().map(|it| it.name).collect()
        };
        assert_eq!(names("le"), ["Leads 2.XLSX", "leads.csv", "left/"]);
        assert_eq!(names("."), [".hidden.csv"]);
        let first = nearby(&format!("{base}/leads.")).remove(0);
        assert_eq!(first.path, format!("{base}/leads.csv"));
        assert_eq!(first.bytes, Some(2));
        assert!(nearby("/nowhere/at/all/").is_empty());
    }
}
