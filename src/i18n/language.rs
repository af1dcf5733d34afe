//! Holds the languages that exist, their files, and how one is chosen.
//!
//! A new language is one folder of files, one variant and its arms here.

use unic_langid::LanguageIdentifier;

/// A language that every message exists in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, which stands behind every other.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

macro_rules! files {
    ($folder:literal) => {
        files!($folder:
            "chrome"
            "actions"
            "deeds"
            "forms"
            "flaws"
            "explain"
            "filter"
            "funnel"
            "segments"
            "lists"
            "reports"
            "sheets"
            "alike"
            "insights"
            "compare"
            "saved"
            "sweep"
            "today"
            "board"
            "looks"
            "pages"
            "units"
            "settings"
            "then"
            "tour"
            "trouble"
            "host"
            "import"
            "meeting"
            "sitting"
            "replies"
            "sync"
        )
    };
    ($folder:literal: $($area:literal)*) => {
        &[$((
            concat!($area, ".ftl"),
            include_str!(concat!("../../assets/locales/", $folder, "/", $area, ".ftl")),
        ),)*]
    };
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The code that settings and `--lang` take.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// The language that a code or a locale's name (`zh_CN.UTF-8`, `en-GB`) asks for, if it is one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let first = code.split(['-', '_', '.', '@']).next()?;
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(first))
    }

    pub(super) fn identifier(self) -> LanguageIdentifier {
        // Our own codes can be read, which a test of the plural forms shows; without one, English rules hold.
        self.code().parse().unwrap_or_default()
    }

    /// What those who speak it call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "中文",
        }
    }

    /// The message files: name and text.
    pub(super) const fn sources(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::English => files!("en"),
            Self::Chinese => files!("zh"),
        }
    }
}
