//! Answers under what a code counts on the way down from sectors to six digits; titles are `model`'s.

use crate::model::naics::find;

/// The sectors that take several two-digit codes.
const WIDE: [(&str, &str); 3] = [("31", "33"), ("44", "45"), ("48", "49")];

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

/// A code or a sector with its title: `311 Food Manufacturing`.
pub(super) fn named(code: &str) -> String {
    let shown = code.replace("..", "–");
    match find(&code.replace("..", "-")) {
        Some(it) => format!("{shown} {}", it.title),
        None => shown,
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
    fn every_industry_lies_in_a_sector_that_has_a_title() {
        assert_eq!(named("31..33"), "31–33 Manufacturing");
        assert_eq!(named("311"), "311 Food Manufacturing");
        assert_eq!(named("999"), "999");
        let in_sector = |code: &str| find(&sector(code).replace("..", "-")).is_some();
        let mut finest = crate::model::naics::all().filter(|it| it.level() == 6);
        assert!(finest.all(|it| in_sector(it.code)));
    }
}
