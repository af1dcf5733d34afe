//! The companies of the market, each derived from the seed and its own position alone.

use super::draw::{Draw, Purpose};
use super::names::{Country, Parts, TONGUES, Tongue, repeats, slug};
use super::sector::{SECTORS, Sector};
use super::tags;
use crate::model::{Account, Minor};

/// From how many employees on a company is expected to be of class A, and of class B.
const CLASS_SIZES: [i64; 2] = [430, 140];

/// The ABC class that is expected of a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    A,
    B,
    C,
}

impl Class {
    /// What is expected of a company of a size.
    pub(super) const fn of(employees: i64) -> Self {
        match employees {
            size if size >= CLASS_SIZES[0] => Self::A,
            size if size >= CLASS_SIZES[1] => Self::B,
            _ => Self::C,
        }
    }

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }
}

/// Who owns companies, how likely, and how well we sell to them, in log odds.
const OWNERS: [(&str, u32, f64); 4] = [
    ("private", 77, 0.0),
    ("foreign", 13, 0.3),
    ("state", 7, -0.5),
    ("joint venture", 3, 0.1),
];

/// The market.
#[derive(Debug, Clone, Copy)]
pub(super) struct Market {
    seed: u64,
    /// No company is founded later.
    year: i32,
}

/// What the lives of leads depend on in a company; quick to derive.
#[derive(Debug, Clone, Copy)]
pub(super) struct Profile {
    language: usize,
    pub tongue: &'static Tongue,
    pub country: &'static Country,
    pub sector: &'static Sector,
    pub employees: i64,
    pub class: Class,
    owner: usize,
}

impl Profile {
    /// How well we sell to it, in log odds.
    pub(super) fn fit(&self) -> f64 {
        let class = match self.class {
            Class::A => 0.45,
            Class::B => 0.2,
            Class::C => -0.2,
        };
        class + self.sector.fit + OWNERS[self.owner].2
    }
}

impl Market {
    pub(super) const fn new(seed: u64, year: i32) -> Self {
        Self { seed, year }
    }

    /// A company's size, place and industry.
    pub(super) fn profile(self, account: u64) -> Profile {
        let mut draw = Draw::new(self.seed, Purpose::Account, account);
        let language = draw.weighted(TONGUES.iter().map(|it| it.weight));
        let tongue = &TONGUES[language];
        let country = &tongue.countries[draw.weighted(tongue.countries.iter().map(|it| it.weight))];
        let sector = &SECTORS[draw.weighted(SECTORS.iter().map(|it| it.weight))];
        let employees = employees(&mut draw);
        let owner = draw.weighted(OWNERS.iter().map(|it| it.1));
        Profile {
            language,
            tongue,
            country,
            sector,
            employees,
            class: Class::of(employees),
            owner,
        }
    }

    /// A company's size alone, as its profile has it: many are looked at for one that is taken.
    pub(super) fn employees(self, account: u64) -> i64 {
        let mut draw = Draw::new(self.seed, Purpose::Account, account);
        // Language, country and industry.
        draw.skip(3);
        employees(&mut draw)
    }

    /// The domain of a company, no two the same, and none that anybody can own: `example` is reserved.
    pub(super) fn domain(account: u64, profile: &Profile) -> String {
        let name = slug(&profile.tongue.brand(account));
        let country = profile.country.code;
        match repeats(account) {
            0 => [&name, "-", country, ".example"].concat(),
            repeats => format!("{name}{}-{country}.example", repeats + 1),
        }
    }

    /// A company's record. A few things are unknown of some, as in any bought or grown base.
    pub(super) fn record(self, account: u64) -> Account {
        let profile = self.profile(account);
        let Profile {
            language,
            tongue,
            country,
            sector,
            employees,
            class,
            owner,
        } = profile;
        let mut draw = Draw::new(self.seed, Purpose::Address, account);
        let (city, region) = *draw.pick(country.cities);
        let brand = tongue.brand(account);
        let trade = sector.words[language];
        let form = match class {
            Class::A => tongue.forms[2],
            Class::B | Class::C => tongue.forms[draw.weighted([62, 36, 2].into_iter())],
        };
        let repeats = repeats(account) > 0;
        let domain = Self::domain(account, &profile);
        let parent = draw.chance(if owner == 0 { 0.05 } else { 0.3 });
        let mut known = |share: f64| draw.chance(share);
        let (has_domain, has_email, has_phone) = (known(0.93), known(0.6), known(0.85));
        let (has_code, has_size, has_revenue) = (known(0.96), known(0.97), known(0.85));
        let email = (has_domain && has_email).then(|| ["info@", &domain].concat());
        let revenue = employees as f64 * draw.skewed(150_000.0, 0.5);
        Account {
            external_id: None,
            name: tongue.company(Parts {
                brand: &brand,
                trade,
                city,
                form,
                repeats,
            }),
            sector: Some(sector.name.to_owned()),
            naics: has_code.then(|| (*draw.pick(sector.codes)).to_owned()),
            employees: has_size.then_some(employees),
            revenue: has_revenue.then(|| Minor(100 * round(revenue, 2))),
            founded: draw.chance(0.94).then(|| self.founded(&mut draw)),
            city: Some(city.to_owned()),
            country: Some(country.name.to_owned()),
            domain: has_domain.then_some(domain),
            phone: has_phone.then(|| phone(country, &mut draw)),
            email,
            parent: parent.then(|| [&brand, " Group"].concat()),
            ownership: Some(OWNERS[owner].0.to_owned()),
            expected_class: Some(class.code().to_owned()),
            note: None,
            region: Some(region.to_owned()),
            tags: tags::of_account(self.seed, account, &profile),
        }
    }

    fn founded(self, draw: &mut Draw) -> i64 {
        let age = draw.skewed(24.0, 0.7) as i64;
        i64::from(self.year) - 2 - age.min(180)
    }
}

fn employees(draw: &mut Draw) -> i64 {
    let giant = if draw.chance(0.01) { 6.0 } else { 1.0 };
    (giant * draw.skewed(45.0, 1.36)).max(1.0) as i64
}

/// A telephone number of a country; area 555, where made-up people live.
pub(super) fn phone(country: &Country, draw: &mut Draw) -> String {
    let number = draw.below(100_000_000);
    let (first, second) = (number / 10_000, number % 10_000);
    format!("{} 555 {first:04} {second:04}", country.dial)
}

/// Rounds a number to so many leading digits, as people do when they guess.
pub(super) fn round(number: f64, digits: u32) -> i64 {
    let number = number.max(0.0) as i64;
    let limit = 10_i64.pow(digits);
    let mut unit = 1;
    while number / unit >= limit {
        unit *= 10;
    }
    (number + unit / 2) / unit * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_are_round() {
        assert_eq!(round(1_234_567.0, 2), 1_200_000);
        assert_eq!(round(99_600.0, 2), 100_000);
        assert_eq!(round(87.0, 2), 87);
    }

    #[test]
    fn classes_are_five_fifteen_and_eighty_percent() {
        let market = Market::new(3, 2026);
        let mut counts = [0.0; 3];
        for account in 0..20_000 {
            let profile = market.profile(account);
            assert_eq!(market.employees(account), profile.employees);
            counts[profile.class as usize] += 1.0 / 200.0;
        }
        assert!((4.0..7.0).contains(&counts[0]), "{counts:?}");
        assert!((12.0..18.0).contains(&counts[1]), "{counts:?}");
    }
}
