//! Answers what of the workspace fits a field of a form, best first.

use std::collections::{BTreeMap, HashMap};

use iso_currency::Currency;

use super::Answers;
use crate::i18n::{Locale, Msg};
use crate::model::{Clean, Moment, Seq};
use crate::query::{Context, Field, Filter, fold};
use crate::ui::choices::choice_name;
use crate::ui::desk::{ChoiceList, Found, Likeness, Lookup};
use crate::workspace::{At, Book};

/// The most that are found.
pub(super) const MOST: usize = 8;

impl Answers {
    /// What fits.
    pub(super) fn look_up(
        &mut self,
        book: &Book,
        (list, cx): (Lookup, &Context),
        text: &str,
        now: Moment,
    ) -> Vec<Found> {
        let locale = &self.locale;
        let count = |message, count: u64| {
            Clean::from_string(locale.t_args(message, &[("count", count.into())]))
        };
        let by_name = |counted: &[(String, u64)], message| {
            let all = counted.iter().map(|(name, leads)| Found {
                label: Clean::new(name),
                after: count(message, *leads),
                key: name.clone(),
                ..Found::default()
            });
            fitting(all, text)
        };
        match list {
            Lookup::Zones => {
                let zones = chrono_tz::TZ_VARIANTS.iter();
                fitting(zones.map(|it| named(it.name(), "")), text)
            }
            Lookup::Currencies => fitting(currencies().map(|it| named(it.code(), it.name())), text),
            Lookup::Teams => {
                let all = teams(book).into_iter().map(|(name, users)| Found {
                    key: name.to_owned(),
                    label: Clean::new(name),
                    after: Clean::from_string(team_size(users, locale)),
                    ..Found::default()
                });
                fitting(all, text)
            }
            Lookup::Segments => {
                let names = cx.segments.names();
                fitting_of(names.map(|name| named(name, "")), text, usize::MAX)
            }
            // Files are no matter of the book.
            Lookup::Files => Vec::new(),
            Lookup::Accounts => self.companies.find(book, text, locale),
            Lookup::Products => {
                let all = book.products.iter().map(|(id, it)| Found {
                    key: id.to_string(),
                    label: Clean::new(&it.name),
                    after: Clean::new(it.line.as_deref().unwrap_or_default()),
                    ..Found::default()
                });
                fitting(all, text)
            }
            Lookup::Users => {
                let counted = self.counts.of(book, Field::Owner, now);
                let leads: HashMap<&str, u64> = counted.iter().map(|(it, n)| (&**it, *n)).collect();
                let owns = |name: &str| leads.get(name).copied().unwrap_or_default();
                let mut all: Vec<_> = book.users.iter().collect();
                // Who has most is wanted most.
                all.sort_by_key(|(_, it)| std::cmp::Reverse(owns(&it.name)));
                let all = all.into_iter().map(|(id, it)| Found {
                    key: id.to_string(),
                    label: Clean::new(&it.name),
                    after: count(Msg::FoundLeads, owns(&it.name)),
                    ..Found::default()
                });
                fitting(all, text)
            }
            Lookup::Tags => by_name(self.counts.of(book, Field::Tag, now), Msg::FoundLeads),
            Lookup::Sectors => by_name(self.counts.of(book, Field::Sector, now), Msg::FoundLeads),
            Lookup::Sources => by_name(self.counts.of(book, Field::Source, now), Msg::FoundLeads),
            Lookup::Decisions => {
                let mut all: Vec<_> = book.meetings.resolutions().collect();
                // What was decided last is meant most.
                all.reverse();
                let all = all.into_iter().map(|(id, it)| Found {
                    key: id.to_string(),
                    label: Clean::new(&it.record.text),
                    after: Clean::from_string(format!("#{id}")),
                    ..Found::default()
                });
                fitting(all, text)
            }
            Lookup::Competitors => {
                by_name(self.counts.of(book, Field::Competitor, now), Msg::FoundLost)
            }
            Lookup::Reasons => {
                let offered = book.settings().reasons.iter().filter(|it| it.offered);
                let all = offered.map(|it| Found {
                    key: it.code.clone(),
                    label: Clean::from_string(choice_name(ChoiceList::Reasons, it, locale)),
                    after: Clean::new(&it.code),
                    ..Found::default()
                });
                fitting(all, text)
            }
        }
    }
}

/// The teams by their names, each with how many are in it.
fn teams(book: &Book) -> BTreeMap<&str, usize> {
    let mut teams = BTreeMap::new();
    for (_, user) in book.users.iter() {
        if let Some(team) = &user.team {
            *teams.entry(team.as_str()).or_default() += 1;
        }
    }
    teams
}

fn team_size(users: usize, locale: &Locale) -> String {
    let number = locale.count(i64::try_from(users).unwrap_or(i64::MAX));
    let args = [("count", users.into()), ("number", number.as_str().into())];
    locale.t_args(Msg::SettingTeamUsers, &args)
}

/// Every currency, by its code.
pub(super) fn currencies() -> impl Iterator<Item = Currency> {
    let letters = || 'A'..='Z';
    letters()
        .flat_map(move |one| letters().map(move |two| (one, two)))
        .flat_map(move |(one, two)| letters().map(move |three| [one, two, three]))
        .filter_map(|code| Currency::from_code(&String::from_iter(code)))
}

/// Something with a name of its own, and what it is.
pub(super) fn named(code: &str, what: &str) -> Found {
    Found {
        key: code.to_owned(),
        label: Clean::new(code),
        after: Clean::new(what),
        ..Found::default()
    }
}

/// The values of fields, each with how many leads have it: counted once between two changes, not at every key.
#[derive(Debug, Default)]
pub(super) struct Counts {
    head: Option<Seq>,
    of: HashMap<Field, Vec<(String, u64)>>,
}

impl Counts {
    /// The values of a field, the most frequent first.
    pub(super) fn of(&mut self, book: &Book, field: Field, now: Moment) -> &[(String, u64)] {
        if self.head != Some(book.head()) {
            self.head = Some(book.head());
            self.of.clear();
        }
        self.of
            .entry(field)
            .or_insert_with(|| counted(book, field, now))
    }
}

/// The values of a field, each with how many leads have it, counted anew.
pub(super) fn counted(book: &Book, field: Field, now: Moment) -> Vec<(String, u64)> {
    let all = Filter::default();
    book.values(field, &book.latest(&book.select(&all, At { now })))
}

/// Those that hold what was typed: the same first, then what begins so, then the others, each in their order.
fn fitting(all: impl Iterator<Item = Found>, text: &str) -> Vec<Found> {
    fitting_of(all, text, MOST)
}

/// The same, so many at the most.
pub(super) fn fitting_of(all: impl Iterator<Item = Found>, text: &str, most: usize) -> Vec<Found> {
    let wanted = fold(text);
    let mut ranked: Vec<(u8, Found)> = all
        .filter_map(|mut found| {
            let names = [fold(found.label.as_str()), fold(&found.key)];
            let rank = names.iter().filter_map(|name| rank(name, &wanted)).min()?;
            if rank == 0 && !wanted.is_empty() {
                found.likeness = Likeness::Same;
            }
            Some((rank, found))
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().take(most).map(|(_, it)| it).collect()
}

/// How well a folded name fits; the lower, the better.
fn rank(name: &str, wanted: &str) -> Option<u8> {
    let at = name.find(wanted)?;
    Some(match at {
        0 if name.len() == wanted.len() => 0,
        0 => 1,
        _ if name[..at].ends_with(|it: char| !it.is_alphanumeric()) => 2,
        _ => 3,
    })
}
