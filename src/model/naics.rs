//! The codes of the North American Industry Classification System, 2022: titles, parents, children.
//!
//! The table is the census bureau's own, sorted by code, and is read where it lies. Codes have two to six digits; a
//! sector that goes over several two-digit codes is one entry, `31-33`, and is found by each of them.

/// Code and title, a line each, in the order of the codes.
const TABLE: &str = include_str!("../../assets/naics/2022.tsv");

/// One industry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Industry {
    /// Its code, two to six digits or `31-33`.
    pub code: &'static str,
    /// What it is called.
    pub title: &'static str,
}

impl Industry {
    /// How deep it lies: 2 for a sector, 6 for a national industry.
    #[must_use]
    pub fn level(self) -> usize {
        if is_range(self.code) {
            2
        } else {
            self.code.len()
        }
    }

    /// The one that it belongs to; nothing for a sector.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        let level = self.level();
        if level < 3 {
            None
        } else {
            find(&self.code[..level - 1])
        }
    }

    /// Those that belong to it, one level down.
    pub fn children(self) -> impl Iterator<Item = Self> {
        let level = self.level() + 1;
        all().filter(move |it| it.level() == level && self.holds(it.code))
    }

    /// Whether a code belongs to it, at whatever depth; its own does.
    #[must_use]
    pub fn holds(self, code: &str) -> bool {
        match self.code.split_once('-') {
            Some((low, high)) => code.get(..2).is_some_and(|it| low <= it && it <= high),
            None => code.starts_with(self.code),
        }
    }
}

fn is_range(code: &str) -> bool {
    code.contains('-')
}

/// Every industry, in the order of the codes.
pub fn all() -> impl Iterator<Item = Industry> {
    TABLE.lines().filter_map(industry)
}

fn industry(line: &'static str) -> Option<Industry> {
    if line.starts_with('#') {
        return None;
    }
    let (code, title) = line.split_once('\t')?;
    Some(Industry { code, title })
}

/// The industry of a code; a two-digit code within a wider sector gives that sector.
#[must_use]
pub fn find(code: &str) -> Option<Industry> {
    let code = code.trim();
    if code.len() < 2 {
        return None;
    }
    exactly(code).or_else(|| {
        let mut sectors = all().filter(|it| is_range(it.code));
        let digits = code.len() == 2 && code.bytes().all(|it| it.is_ascii_digit());
        sectors.find(|it| digits && it.holds(code))
    })
}

/// The line of a code, by halving the table.
fn exactly(code: &str) -> Option<Industry> {
    let (mut low, mut high) = (0, TABLE.len());
    while low < high {
        let middle = TABLE.as_bytes()[..low.midpoint(high)]
            .iter()
            .rposition(|it| *it == b'\n')
            .map_or(0, |at| at + 1)
            .max(low);
        let line = TABLE[middle..].lines().next()?;
        let behind = middle + line.len() + 1;
        match industry(line) {
            Some(it) if it.code == code => return Some(it),
            Some(it) if it.code > code => high = middle,
            // The head of the table lies before every code.
            Some(_) | None => low = behind,
        }
    }
    None
}

/// The industries whose titles have all the words of a text, or words that begin so: wide ones first.
pub fn named(text: &str) -> impl Iterator<Item = Industry> {
    let text = super::fold::fold(text);
    let words: Vec<&str> = text.split(' ').filter(|it| !it.is_empty()).collect();
    let fits = |title: &str| {
        let title = title.to_ascii_lowercase();
        let of_title = || title.split(|c: char| !c.is_alphanumeric());
        let begins = |word: &&str| of_title().any(|it| it.starts_with(*word));
        !words.is_empty() && words.iter().all(begins)
    };
    let mut found: Vec<Industry> = all().filter(|it| fits(it.title)).collect();
    // Some titles are those of a level above again.
    found.dedup_by(|next, before| next.title == before.title);
    found.sort_by_key(|it| it.level());
    found.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_and_has_its_parent() {
        let mut codes = Vec::new();
        for it in all() {
            assert_eq!(find(it.code), Some(it));
            codes.push(it.code);
            let parent = it.parent();
            assert_eq!(parent.is_none(), it.level() == 2, "{}", it.code);
            assert!(
                parent.is_none_or(|above| above.holds(it.code) && above.level() + 1 == it.level())
            );
        }
        assert_eq!(codes.len(), 2_125);
        assert!(codes.is_sorted());
        for code in ["", "1", "99", "311512345", "3x", "#", "é1"] {
            assert_eq!(find(code), None, "{code}");
        }
    }

    #[test]
    fn a_sector_over_several_codes_is_one() {
        let factories = find("32").unwrap();
        assert_eq!(
            (factories.code, factories.title),
            ("31-33", "Manufacturing")
        );
        let children: Vec<&str> = factories.children().map(|it| it.code).collect();
        assert_eq!((children[0], children.len()), ("311", 21));
        assert_eq!(find("311").unwrap().parent(), Some(factories));
        assert_eq!(find("3115").unwrap().children().count(), 2);
    }

    #[test]
    fn industries_are_found_by_words_of_their_titles() {
        let codes = |text| named(text).take(3).map(|it| it.code).collect::<Vec<_>>();
        assert_eq!(codes("food manu")[0], "311");
        assert_eq!(codes("dairy")[0], "3115");
        assert_eq!(codes("Manufacturing")[0], "31-33");
        assert_eq!(codes("zzz"), [""; 0]);
        assert_eq!(codes(" "), [""; 0]);
    }
}
