//! Where an import's decisions are kept under a name, and how those that fit a table are found again.

use std::io;
use std::path::{Path, PathBuf};

use crate::exchange::profile::Profile;

/// The folder of the profiles, beside the configuration.
#[must_use]
pub fn folder(config_file: &Path) -> PathBuf {
    let beside = config_file.parent().unwrap_or_else(|| Path::new("."));
    beside.join("profiles")
}

/// A profile's file: a path as it stands, a name in the folder.
#[must_use]
pub fn path(folder: &Path, name: &str) -> PathBuf {
    let is_toml = Path::new(name).extension().is_some_and(|it| it == "toml");
    if is_toml || name.contains('/') {
        return PathBuf::from(name);
    }
    folder.join(format!("{name}.toml"))
}

/// Keeps a profile.
///
/// # Errors
/// Where the file can't be written.
pub fn save(path: &Path, profile: &Profile) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, profile.to_toml())
}

/// The first profile by name that was made for a table with these columns; one that can't be read is passed over.
#[must_use]
pub fn fitting(folder: &Path, header: &[String]) -> Option<(String, Profile)> {
    let files = std::fs::read_dir(folder).ok()?;
    let mut paths: Vec<PathBuf> = files
        .filter_map(|it| Some(it.ok()?.path()))
        .filter(|it| it.extension().is_some_and(|it| it == "toml"))
        .collect();
    paths.sort();
    paths.into_iter().find_map(|path| {
        let profile = Profile::from_toml(&std::fs::read_to_string(&path).ok()?).ok()?;
        let name = path.file_stem()?.to_str()?.to_owned();
        profile.fits(header).then_some((name, profile))
    })
}
