//! Holds the file of what was left as it was: names and texts beside the settings file, read with patience.
//!
//! Nobody writes it by hand and nothing depends on it: what cannot be read is passed over.

use std::collections::BTreeMap;
use std::path::Path;

use super::keep::{NotKept, keep};

/// What is in the file, and whether there is a file that is none of ours.
#[must_use]
pub fn left(path: &Path) -> (BTreeMap<String, String>, bool) {
    let Ok(text) = std::fs::read_to_string(path) else {
        return (BTreeMap::new(), path.exists());
    };
    let Ok(table) = text.parse::<toml::Table>() else {
        return (BTreeMap::new(), true);
    };
    let texts = table
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.as_str()?.to_owned())));
    (texts.collect(), false)
}

/// Writes one of them down; a file that cannot be read gives way to a new one.
///
/// # Errors
/// The file cannot be written.
pub fn leave(path: &Path, name: &str, text: &str) -> Result<(), NotKept> {
    match keep(path, name, text) {
        Err(NotKept::Syntax(_)) => {
            std::fs::remove_file(path)?;
            keep(path, name, text)
        }
        done @ (Ok(()) | Err(NotKept::File(_))) => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_is_found_again() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("new/state.toml");
        assert_eq!(left(&path), (BTreeMap::new(), false));
        leave(&path, "pipeline", "list").unwrap();
        leave(&path, "tour", "over").unwrap();
        let found = left(&path).0;
        assert_eq!(found["pipeline"], "list");
        assert_eq!(found["tour"], "over");
    }

    #[test]
    fn a_broken_file_is_told_passed_over_and_written_anew() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("state.toml");
        std::fs::write(&path, "tour = ").unwrap();
        assert_eq!(left(&path), (BTreeMap::new(), true));
        leave(&path, "tour", "over").unwrap();
        assert_eq!(left(&path).0["tour"], "over");
        std::fs::write(&path, "tour = 7\npipeline = \"list\"\n").unwrap();
        assert_eq!(left(&path).0.len(), 1);
    }
}
