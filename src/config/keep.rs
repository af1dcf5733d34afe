//! Holds how a setting is written into the settings file: one line changes, what the person wrote around it stays.

use std::io::Write;
use std::path::Path;

use toml_edit::{DocumentMut, value};

/// Why a setting could not be written down.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// The file is no TOML, or became none meanwhile.
    #[error("{0} is no settings file")]
    Syntax(String),
    /// The file cannot be read or written.
    #[error(transparent)]
    File(#[from] std::io::Error),
}

/// Writes a setting into a settings file, which is made where there is none.
///
/// # Errors
/// The file cannot be read, or not be written.
pub fn keep(path: &Path, name: &str, text: &str) -> Result<(), NotKept> {
    // A file that is a link is written where it points to.
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error.into()),
    };
    let mut document: DocumentMut = before
        .parse()
        .map_err(|_| NotKept::Syntax(path.display().to_string()))?;
    match document.get_mut(name).and_then(|item| item.as_value_mut()) {
        Some(old) => {
            let around = old.decor().clone();
            *old = text.into();
            *old.decor_mut() = around;
        }
        None => {
            document.insert(name, value(text));
        }
    }
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(folder)?;
    // Either the old file or the new one is there, whatever happens between.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(document.to_string().as_bytes())?;
    if let Ok(old) = std::fs::metadata(&path) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_changes_and_what_stands_around_it_stays() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("config.toml");
        let before = "# mine\nmouse = true # always\ntheme   = \"dark\" # for now\n\n[keys]\nwin = \"Ctrl-w\"\n";
        std::fs::write(&path, before).unwrap();
        keep(&path, "theme", "contrast").unwrap();
        let after = std::fs::read_to_string(&path).unwrap();
        assert_eq!(after, before.replace("\"dark\"", "\"contrast\""));
    }

    #[test]
    fn a_new_setting_stands_before_the_tables_and_makes_the_file() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("new/config.toml");
        keep(&path, "theme", "clear").unwrap();
        assert_eq!(
            std::fs::read_to_string(&path).unwrap(),
            "theme = \"clear\"\n"
        );
        std::fs::write(&path, "[keys]\nwin = \"W\"\n").unwrap();
        keep(&path, "theme", "clear").unwrap();
        let after = std::fs::read_to_string(&path).unwrap();
        let settings: toml::Table = after.parse().unwrap();
        assert_eq!(settings["theme"].as_str(), Some("clear"), "{after}");
        assert_eq!(settings["keys"]["win"].as_str(), Some("W"), "{after}");
    }

    #[test]
    fn a_file_that_is_no_toml_is_left_as_it_is() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("config.toml");
        std::fs::write(&path, "theme = ").unwrap();
        assert!(matches!(
            keep(&path, "theme", "clear"),
            Err(NotKept::Syntax(_))
        ));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "theme = ");
    }
}
