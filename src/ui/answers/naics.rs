//! Answers under what a code counts on the way down from sectors to six digits, and what it is called there.
//!
//! English titles are `model`'s; the Chinese ones of sectors and subsectors and the short ones are our own.

use crate::i18n::Language;
use crate::model::naics::find;

/// Codes and Chinese titles, a line each.
const CHINESE: &str = include_str!("../../../assets/naics/zh.tsv");
/// Codes and short English titles, a line each.
const SHORT: &str = include_str!("../../../assets/naics/short.tsv");

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
pub(super) fn named(code: &str, language: Language) -> String {
    let own = match language {
        Language::English => None,
        Language::Chinese => title(CHINESE, code),
    };
    let official = || find(&code.replace("..", "-")).map(|it| it.title);
    with_code(code, own.or_else(official))
}

/// The same in a few words, where there is a title that is shorter.
pub(super) fn short(code: &str, language: Language) -> Option<String> {
    match language {
        Language::English => title(SHORT, code).map(|title| with_code(code, Some(title))),
        Language::Chinese => None,
    }
}

fn with_code(code: &str, title: Option<&str>) -> String {
    let shown = code.replace("..", "–");
    match title {
        Some(title) => format!("{shown} {title}"),
        None => shown,
    }
}

/// The title of a sector or a subsector in a table; deeper ones are in none.
fn title(table: &'static str, code: &str) -> Option<&'static str> {
    if code.len() > 3 && !code.contains("..") {
        return None;
    }
    let code = code.replace("..", "-");
    let mut lines = table.lines().filter_map(|line| line.split_once('\t'));
    lines.find(|line| line.0 == code).map(|line| line.1)
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
        let named = |code| named(code, Language::English);
        assert_eq!(named("31..33"), "31–33 Manufacturing");
        assert_eq!(named("311"), "311 Food Manufacturing");
        assert_eq!(named("999"), "999");
        let in_sector = |code: &str| find(&sector(code).replace("..", "-")).is_some();
        let mut finest = crate::model::naics::all().filter(|it| it.level() == 6);
        assert!(finest.all(|it| in_sector(it.code)));
    }

    #[test]
    fn sectors_and_subsectors_have_chinese_titles_and_short_ones_where_they_are_long() {
        for it in crate::model::naics::all().filter(|it| it.level() < 4) {
            let code = it.code.replace('-', "..");
            let chinese = named(&code, Language::Chinese);
            assert!(!chinese.is_ascii(), "{chinese}");
            let brief = short(&code, Language::English);
            let short_enough = brief.map_or(it.title.len() <= 22, |brief| {
                brief.len() <= it.title.len() + code.len() + 4 && brief.chars().count() <= 27
            });
            assert!(short_enough, "{} {}", it.code, it.title);
        }
        for table in [CHINESE, SHORT] {
            let codes: Vec<&str> = table
                .lines()
                .filter_map(|it| Some(it.split_once('\t')?.0))
                .collect();
            assert!(
                codes
                    .iter()
                    .all(|code| find(code).is_some_and(|it| it.code == *code))
            );
            assert!(codes.is_sorted());
        }
        assert_eq!(
            named("311230", Language::Chinese),
            named("311230", Language::English)
        );
        assert_eq!(
            short("31..33", Language::English).as_deref(),
            Some("31–33 Manufacturing")
        );
    }
}
