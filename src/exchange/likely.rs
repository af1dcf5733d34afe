//! What the rows of a table are, as far as the names of its columns tell.
//!
//! Only names are looked at. What somebody said is for the mapping to follow; here it only rules kinds out.

use std::collections::BTreeSet;

use super::profile::Profile;
use super::target::{Goes, Life, What};

/// The kind of which the most columns can be read; where none is ahead, leads.
///
/// A table that says how far something has come is of leads, however much else it says of their companies.
pub(super) fn likely<'a>(
    columns: impl Iterator<Item = &'a str> + Clone,
    profile: &Profile,
) -> What {
    let said = || profile.map.keys().chain(profile.set.keys());
    let of_leads = profile.entry.is_some() || !profile.stages.is_empty();
    let stands = |name: &str| {
        let target = What::Leads.guess(name);
        target.is_some_and(|it| matches!(it.goes, Goes::Life(life) if life != Life::Entered))
    };
    if of_leads || columns.clone().any(stands) {
        return What::Leads;
    }
    let mut likely = (0, What::Leads);
    for what in What::ALL {
        if !said().all(|field| what.target(field).is_some()) {
            continue;
        }
        let read = columns.clone().filter_map(|it| what.guess(it));
        let read: BTreeSet<&str> = read.map(|it| it.name).collect();
        if read.len() > likely.0 {
            likely = (read.len(), what);
        }
    }
    likely.1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(header: &str, said: &[&str]) -> What {
        let pair = |field: &&str| ((*field).to_owned(), String::new());
        let profile = Profile {
            map: said.iter().map(pair).collect(),
            ..Profile::default()
        };
        likely(header.split(','), &profile)
    }

    #[test]
    fn a_table_is_of_the_kind_of_which_the_most_columns_are_read() {
        for (header, what) in [
            (
                "account,sector,year_established,revenue,employees,office_location",
                What::Accounts,
            ),
            ("product,series,sales_price", What::Products),
            ("sales_agent,manager,regional_office", What::Users),
            ("Full name,Company,E-mail,Phone", What::Contacts),
            ("opportunity_id,sales_agent,product,account", What::Leads),
            // None is ahead, or nothing is known.
            ("account", What::Leads),
            ("colour,shape", What::Leads),
        ] {
            assert_eq!(of(header, &[]), what, "{header}");
        }
    }

    #[test]
    fn a_table_that_says_how_far_something_has_come_is_of_leads() {
        let companies = "Company,Industry,City,Country,Website,Phone";
        assert_eq!(of(companies, &[]), What::Accounts);
        assert_eq!(of(&format!("{companies},Stage"), &[]), What::Leads);
        assert_eq!(of(&format!("{companies},Created"), &[]), What::Accounts);
    }

    #[test]
    fn a_kind_without_a_field_that_was_said_is_none_of_them() {
        let header = "product,series,sales_price";
        assert_eq!(of(header, &["price"]), What::Products);
        assert_eq!(of(header, &["temperature"]), What::Leads);
        assert_eq!(of(header, &["no such field"]), What::Leads);
    }
}
