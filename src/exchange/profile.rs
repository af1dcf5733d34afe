//! An import's decisions, kept under a name as TOML: which column is which field, foreign stages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Options;
use super::mapping::MappingError;
use super::value::{DateOrder, DecimalMark};
use crate::model::fold::fold;

/// What to do with a row whose record is there already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnDuplicate {
    /// Leave the record as it is.
    Skip,
    /// Give it what the row says; empty cells take nothing away.
    #[default]
    Update,
    /// Load the row as another record.
    New,
}

impl OnDuplicate {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Skip, Self::Update, Self::New];

    /// The word as typed.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Skip => "skip",
            Self::Update => "update",
            Self::New => "new",
        }
    }
}

crate::model::stage::coded!(OnDuplicate, "way with duplicates");

/// An import's decisions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Profile {
    /// What the rows are: leads, accounts, contacts, products, users.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// What to do with a row whose record is there already.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_duplicate: Option<OnDuplicate>,
    /// The layer in which closed leads entered the funnel, where the table does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// The currency of amounts without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// The encoding, where it is not to be found out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The character between cells, where it is not to be found out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// The worksheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// How dates are to be read, where it is not to be found out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<DateOrder>,
    /// What stands before decimals, where it is not to be found out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<DecimalMark>,
    /// Field → column; an empty column leaves the field out.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub map: BTreeMap<String, String>,
    /// Field → the value that every row gets.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub set: BTreeMap<String, String>,
    /// Foreign stage → layer, `won` or `lost`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub stages: BTreeMap<String, String>,
}

impl Profile {
    /// Reads a profile.
    ///
    /// # Errors
    /// Says in which line what can't be used.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// The profile as it is kept.
    #[must_use]
    pub fn to_toml(&self) -> String {
        // A struct of plain maps and strings always has a TOML form.
        toml::to_string_pretty(self).unwrap_or_default()
    }

    /// What it tells about the file itself.
    ///
    /// # Errors
    /// A delimiter that can't be one.
    pub fn options(&self) -> Result<Options, MappingError> {
        let delimiter = self
            .delimiter
            .map(|it| u8::try_from(it).map_err(|_| MappingError::NoSuchDelimiter(it)))
            .transpose()?;
        Ok(Options {
            format: None,
            encoding: self.encoding.clone(),
            delimiter,
            sheet: self.sheet.clone(),
            dates: self.dates,
            decimal: self.decimal,
        })
    }

    /// Whether it was made for such a table: every column that it names is there.
    #[must_use]
    pub fn fits(&self, header: &[String]) -> bool {
        let mut columns = self.map.values().filter(|it| !it.is_empty()).peekable();
        let there = |name: &String| header.iter().any(|it| fold(it) == fold(name));
        columns.peek().is_some() && columns.all(there)
    }

    /// This profile with another's decisions on top.
    #[must_use]
    pub fn with(mut self, over: Self) -> Self {
        self.what = over.what.or(self.what);
        self.on_duplicate = over.on_duplicate.or(self.on_duplicate);
        self.entry = over.entry.or(self.entry);
        self.currency = over.currency.or(self.currency);
        self.encoding = over.encoding.or(self.encoding);
        self.delimiter = over.delimiter.or(self.delimiter);
        self.sheet = over.sheet.or(self.sheet);
        self.dates = over.dates.or(self.dates);
        self.decimal = over.decimal.or(self.decimal);
        self.map.extend(over.map);
        self.set.extend(over.set);
        self.stages.extend(over.stages);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_comes_back_as_it_was_kept() {
        let profile = Profile {
            what: Some("leads".to_owned()),
            on_duplicate: Some(OnDuplicate::Skip),
            dates: Some(DateOrder::MonthFirst),
            decimal: Some(DecimalMark::Comma),
            map: BTreeMap::from([("owner".to_owned(), "sales_agent".to_owned())]),
            stages: BTreeMap::from([("Won".to_owned(), "won".to_owned())]),
            ..Profile::default()
        };
        let kept = profile.to_toml();
        assert!(kept.contains("dates = \"month-first\""), "{kept}");
        assert!(kept.contains("decimal = \"comma\""), "{kept}");
        assert_eq!(Profile::from_toml(&profile.to_toml()), Ok(profile));
    }

    #[test]
    fn a_profile_fits_a_table_that_has_all_its_columns() {
        let header = ["Deal".to_owned(), "Sales Agent".to_owned()];
        let with = |columns: &[&str]| {
            let map = columns
                .iter()
                .map(|it| (format!("f{it}"), (*it).to_owned()));
            let map = map.collect();
            Profile {
                map,
                ..Profile::default()
            }
            .fits(&header)
        };
        assert!(with(&["deal", "sales agent", ""]));
        assert!(!with(&["deal", "value"]));
        assert!(!with(&[""]));
    }

    #[test]
    fn an_unknown_key_is_named() {
        let error = Profile::from_toml("mapp = {}").unwrap_err();
        assert!(error.contains("mapp"), "{error}");
    }
}
