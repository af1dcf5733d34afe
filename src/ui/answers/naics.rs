//! Answers what industries are called and which lie within which: the official codes of 2022, sector to six digits.

use std::collections::BTreeMap;

/// Code and title a line, as the classification's own table has them.
const TABLE: &str = include_str!("../../../assets/naics/2022.tsv");

/// The sectors that take several two-digit codes.
const WIDE: [(&str, &str); 3] = [("31", "33"), ("44", "45"), ("48", "49")];

/// The titles by their codes.
#[derive(Debug)]
pub(super) struct Industries {
    titles: BTreeMap<&'static str, &'static str>,
}

impl Default for Industries {
    fn default() -> Self {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        Self {
            titles: lines.filter_map(|line| line.split_once('\t')).collect(),
        }
    }
}

/// The sector of a code, as it is typed into a filter: `31..33`, `52`.
pub(super) fn sector(code: &str) -> String {
    let two = code.get(..2).unwrap_or(code);
    let wide = WIDE.iter().find(|(low, high)| *low <= two && two <= *high);
    wide.map_or_else(|| two.to_owned(), |(low, high)| format!("{low}..{high}"))
}

/// What a code counts under just below another one, and whether it is finer than that; nothing where it lies elsewhere.
pub(super) fn below<'a>(code: &'a str, path: &str) -> Option<(std::borrow::Cow<'a, str>, bool)> {
    let digits = match path {
        "" => {
            let sector = sector(code);
            return Some((sector.into(), code.len() > 2));
        }
        path if sector(code) == path => 3,
        path if code.starts_with(path) => path.len() + 1,
        _ => return None,
    };
    let part = code.get(..digits).unwrap_or(code);
    Some((part.into(), code.len() > part.len()))
}

impl Industries {
    /// The title of a code or a sector.
    pub(super) fn title(&self, code: &str) -> Option<&'static str> {
        self.titles.get(code.replace("..", "-").as_str()).copied()
    }

    /// A code with its title: `311 Food Manufacturing`.
    pub(super) fn named(&self, code: &str) -> String {
        let shown = code.replace("..", "–");
        match self.title(code) {
            Some(title) => format!("{shown} {title}"),
            None => shown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lie_in_sectors_and_in_one_another() {
        let below = |code, path| below(code, path).map(|(part, finer)| (part.into_owned(), finer));
        let is = |part: &str, finer| Some((part.to_owned(), finer));
        assert_eq!(below("311230", ""), is("31..33", true));
        assert_eq!(below("52", ""), is("52", false));
        assert_eq!(below("332710", "31..33"), is("332", true));
        assert_eq!(below("52", "31..33"), None);
        assert_eq!(below("332710", "332"), is("3327", true));
        assert_eq!(below("332710", "33271"), is("332710", false));
        assert_eq!(below("332", "332"), is("332", false));
    }

    #[test]
    fn every_sector_and_industry_has_its_title() {
        let industries = Industries::default();
        assert_eq!(industries.titles.len(), 2_125);
        assert_eq!(industries.title("31..33"), Some("Manufacturing"));
        assert_eq!(industries.named("311"), "311 Food Manufacturing");
        assert_eq!(industries.named("999"), "999");
        let two: Vec<_> = industries
            .titles
            .keys()
            .filter(|it| it.len() == 6)
            .collect();
        assert!(
            two.iter()
                .all(|code| industries.title(&sector(code)).is_some())
        );
    }
}
