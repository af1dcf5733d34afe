//! How companies and people are called, and where they live, in eight languages.
//!
//! The tables are in the files beside this one; here are their types and what is put together from
//! them. Knows nothing of leads.

#[rustfmt::skip]
mod east;
#[rustfmt::skip]
mod slug;
#[rustfmt::skip]
mod west;

pub(super) use slug::slug;

use super::draw::Draw;

/// A language with its countries, and the parts of its names.
#[derive(Debug)]
pub(super) struct Tongue {
    /// How many of the accounts speak it.
    pub weight: u32,
    /// Which sales team speaks it.
    pub team: usize,
    /// Where it is spoken.
    pub countries: &'static [Country],
    /// Beginnings of company names.
    pub heads: [&'static str; 40],
    /// Endings of company names.
    pub tails: [&'static str; 30],
    /// Legal forms of small and of large companies.
    pub forms: [&'static str; 3],
    /// How the parts make a name.
    pub order: Order,
    /// Given names of women and of men.
    pub given: [&'static [&'static str]; 2],
    /// Family names.
    pub family: &'static [&'static str],
    /// Short notes that a rep took down in the words of the customer.
    pub notes: [&'static str; 3],
}

/// A country.
#[derive(Debug)]
pub(super) struct Country {
    /// The name in English.
    pub name: &'static str,
    /// How many of the accounts of its language are there.
    pub weight: u32,
    /// Its code in domains.
    pub code: &'static str,
    /// Its telephone prefix.
    pub dial: &'static str,
    /// Its cities and the part of the country that each is in, as they write themselves.
    pub cities: &'static [(&'static str, &'static str)],
}

/// How the parts of a company's name follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Brand, trade, legal form.
    Brand,
    /// Trade, brand, legal form.
    Trade,
    /// Legal form, then trade and brand in quotes.
    Form,
    /// City, brand, trade, legal form, without spaces.
    City,
}

/// The languages; `sector::Sector::words` follows this order.
pub(super) const TONGUES: &[Tongue; 8] = &[
    west::ENGLISH,
    west::GERMAN,
    east::POLISH,
    east::RUSSIAN,
    east::ROMANIAN,
    west::FRENCH,
    west::ITALIAN,
    east::CHINESE,
];

/// How many brands a language has.
const BRANDS: u64 = 40 * 30;

/// How often the brand of an account was another account's before.
pub(super) const fn repeats(account: u64) -> u64 {
    account / BRANDS
}

impl Tongue {
    /// The brand of an account: accounts with the same brand are 1,200 apart.
    pub(super) fn brand(&self, account: u64) -> String {
        // Neighbours get unlike brands: 491 shares no factor with 1,200.
        let brand = (account % BRANDS) * 491 % BRANDS;
        let head = self.heads[(brand / 30) as usize];
        let tail = self.tails[(brand % 30) as usize];
        [head, tail].concat()
    }

    /// The name of a company; in large markets brands repeat, so the city tells them apart.
    pub(super) fn company(&self, parts: Parts<'_>) -> String {
        let Parts {
            brand,
            trade,
            city,
            form,
            repeats,
        } = parts;
        let place = if repeats { city } else { "" };
        let gap = if repeats { " " } else { "" };
        match self.order {
            Order::Brand => [brand, " ", trade, gap, place, " ", form].concat(),
            Order::Trade => [trade, " ", brand, gap, place, " ", form].concat(),
            Order::Form => [form, " «", trade, " ", brand, gap, place, "»"].concat(),
            Order::City => [city, brand, trade, form].concat(),
        }
    }

    /// A person's name as it is written, and as it stands in an address.
    pub(super) fn person(&self, draw: &mut Draw) -> (String, String) {
        let woman = draw.chance(0.42);
        let given = *draw.pick(self.given[usize::from(!woman)]);
        let family = *draw.pick(self.family);
        match self.order {
            Order::City => {
                let name = [family, given].concat();
                let address = [slug(given), slug(family)].join(".");
                (name, address)
            }
            Order::Brand | Order::Trade | Order::Form => {
                // Russian family names have two forms; the other languages' lists have names with one.
                let ending = if woman && self.order == Order::Form {
                    "а"
                } else {
                    ""
                };
                let family = [family, ending].concat();
                let address = [slug(given), slug(&family)].join(".");
                ([given, " ", &family].concat(), address)
            }
        }
    }
}

/// The parts of a company's name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts<'a> {
    pub brand: &'a str,
    pub trade: &'a str,
    pub city: &'a str,
    pub form: &'a str,
    /// Whether the brand is another company's, too.
    pub repeats: bool,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_brands_of_a_language_are_spelled_alike() {
        for tongue in TONGUES {
            let mut seen = BTreeSet::new();
            let twice: Vec<String> = (0..BRANDS)
                .map(|it| tongue.brand(it))
                .filter(|it| !seen.insert(slug(it)))
                .collect();
            assert!(twice.is_empty(), "{twice:?}");
        }
    }
}
