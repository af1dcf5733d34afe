//! Where the values of each facet's field lie, as codes that can be counted.

use rayon::prelude::*;

use super::groups::Told;
use super::idle::is_of_now;
use super::whole::ByMonth;
use super::{Count, Unit};
use crate::book::Book;
use crate::book::bins;
use crate::book::coded::{Cells, Coded, Codes, seen};
use crate::book::columns::Dictionary;
use crate::book::episodes::NO_AMOUNT;
use crate::book::histogram::Lane;
use crate::book::places::{List, Names, Place, place};
use crate::model::money;
use crate::query::Field;

/// The fields that have facets, in the order in which they are offered.
pub const FACETS: [Field; 31] = [
    Field::Naics,
    Field::Sector,
    Field::Emp,
    Field::City,
    Field::Region,
    Field::Country,
    Field::Ownership,
    Field::Class,
    Field::Revenue,
    Field::Founded,
    Field::Source,
    Field::Campaign,
    Field::Product,
    Field::Layer,
    Field::Status,
    Field::Temp,
    Field::Kind,
    Field::Owner,
    Field::Team,
    Field::Value,
    Field::Entered,
    Field::Moved,
    Field::Closed,
    Field::Reason,
    Field::Competitor,
    Field::Fb,
    Field::Returned,
    Field::HandedBy,
    Field::Currency,
    Field::Tag,
    Field::Idle,
];

/// Whether a lead has one value of a field at most, and the same whenever one looks, so that what is counted by it adds up
/// to the whole.
#[must_use]
pub fn adds_up(field: Field) -> bool {
    field != Field::Tag && !is_of_now(field)
}

/// The codes of a field, borrowed or made for it.
enum Held<'a> {
    Borrowed(Codes<'a>),
    Wides(Vec<u32>),
}

/// The codes of a facet's field.
pub(super) struct Source<'a> {
    pub(super) field: Field,
    /// Whether each account has one, rather than each lead.
    pub(super) of_accounts: bool,
    codes: Held<'a>,
    width: usize,
    /// The code of those without a value: 0 but where every row has one.
    pub(super) none: usize,
    twins: &'a [(u32, u32)],
}

impl Source<'_> {
    /// The codes to count; those of accounts are found by the leads' accounts where leads are counted.
    pub(super) fn lane<'b>(&'b self, across: Option<&'b [u32]>) -> Lane<'b> {
        Lane {
            codes: match &self.codes {
                Held::Borrowed(codes) => *codes,
                Held::Wides(codes) => Codes::Wide(codes),
            },
            width: self.width,
            across: across.filter(|_| self.of_accounts),
        }
    }

    /// The codes of accounts by the rows of their leads, 0 for leads without one; nothing where leads have their own.
    pub(super) fn seen_by(&self, accounts: &[u32]) -> Option<Cells> {
        match &self.codes {
            Held::Borrowed(codes) if self.of_accounts => Some(match codes {
                Codes::Byte(codes) => Cells::Byte(seen(codes, accounts).into()),
                Codes::Short(codes) => Cells::Short(seen(codes, accounts).into()),
                Codes::Wide(codes) => Cells::Wide(seen(codes, accounts).into()),
            }),
            Held::Borrowed(_) | Held::Wides(_) => None,
        }
    }

    /// The code in a place of the column; 0 beyond it.
    #[inline]
    pub(super) fn code(&self, at: usize) -> usize {
        match &self.codes {
            Held::Borrowed(codes) => codes.get(at) as usize,
            Held::Wides(codes) => codes.get(at).map_or(0, |it| *it as usize),
        }
    }

    /// Codes whose words are compared as equal to an earlier one's, with that one.
    pub(super) const fn twins(&self) -> &[(u32, u32)] {
        self.twins
    }

    /// Counts words that are compared as equal as one.
    pub(super) fn join_twins(&self, counts: &mut [Count]) {
        for (twin, first) in self.twins {
            let Some(more) = counts.get_mut(*twin as usize).map(std::mem::take) else {
                continue;
            };
            if let Some(count) = counts.get_mut(*first as usize) {
                count.all += more.all;
                count.won += more.won;
                count.lost += more.lost;
            }
        }
    }
}

impl Book {
    /// The codes of a field, if it has a facet.
    pub(super) fn source(&self, field: Field, unit: Unit) -> Option<Source<'_>> {
        if !FACETS.contains(&field) {
            return None;
        }
        let (c, a) = (&self.episodes.columns, &self.accounts.columns);
        let byte = |codes, width| source(field, false, Held::Borrowed(Codes::Byte(codes)), width);
        Some(match place(field) {
            Place::Words(column) => coded(field, column(a)),
            Place::Numbers(numbers) => classes(field, (numbers.classes)(a)),
            Place::LeadWords(column, list) => {
                worded(field, column(c).codes(), self.words(list), unit)
            }
            Place::Verdict => {
                let verdicts = c.talk.par_iter().map(|it| it.verdict).collect();
                let width = self.talk.verdicts.width();
                source(field, false, Held::Wides(verdicts), width)
            }
            Place::Listed(column, listed) => Source {
                // Where the first one has code 0, those without one have the code behind the last.
                none: if listed.first == 0 { listed.many } else { 0 },
                ..byte(column(c), listed.many + 1)
            },
            Place::Named(column, names) => named(field, column(c).codes(), &self.names_of(names)),
            Place::Worth => byte(self.classes_of_values(), bins::AMOUNTS.len() + 1),
            Place::Moment(_) => self.months(field)?,
            Place::Sought(_) | Place::Asked => return None,
        })
    }

    /// A list of words of leads.
    pub(super) fn words(&self, list: List) -> &Dictionary {
        match list {
            List::Own => &self.episodes.words,
            List::Reasons => &self.episodes.outcomes.reasons,
            List::Competitors => &self.episodes.outcomes.competitors,
        }
    }

    /// The classes of the values, as if all currencies had as many decimals as the workspace's.
    pub(super) fn value_classes(&self) -> Vec<u8> {
        let e = &self.episodes;
        let codes = (0..).take(e.words.width());
        let times: Vec<(i64, i64)> = codes.map(|it| self.times(it)).collect();
        let currencies = e.columns.currency.codes();
        let values = e.columns.value.par_iter().enumerate();
        let class = |(row, value): (usize, &i64)| {
            let times = times.get(currencies.get(row) as usize).copied();
            class_of(*value, times.unwrap_or((1, 1)))
        };
        values.map(class).collect()
    }

    /// The class of the value in a row.
    pub(super) fn value_class(&self, row: usize) -> u8 {
        let c = &self.episodes.columns;
        class_of(c.value[row], self.times(c.currency.get(row)))
    }

    /// How an amount in a currency becomes one with the decimals of the workspace's: by how much it is multiplied, and
    /// by how much divided.
    fn times(&self, currency: u32) -> (i64, i64) {
        let home = &self.settings().general.currency;
        let decimals = money::decimals(home);
        let theirs = money::decimals(self.episodes.words.get(currency).unwrap_or(home));
        let up = 10_i64.pow(decimals.saturating_sub(theirs).min(6));
        (up, 10_i64.pow(theirs.saturating_sub(decimals).min(6)))
    }

    /// What the lead in a row has in a field of leads, as [`Self::source`] says it of all; moments have the months
    /// that are given.
    pub(super) fn told(
        &self,
        field: Field,
        row: usize,
        by_month: Option<&ByMonth>,
    ) -> Option<Told> {
        let c = &self.episodes.columns;
        let plain = |code: u32, width| Told {
            code,
            first: code,
            width,
        };
        Some(match place(field) {
            Place::LeadWords(column, list) => {
                let (code, words) = (column(c).get(row), self.words(list));
                let mut twins = words.twins().iter();
                let first = twins.find(|it| it.0 == code).map_or(code, |it| it.1);
                Told {
                    first,
                    ..plain(code, words.width())
                }
            }
            Place::Verdict => plain(c.talk[row].verdict, self.talk.verdicts.width()),
            Place::Listed(column, listed) => plain(column(c)[row].into(), listed.many + 1),
            Place::Named(column, names) => {
                let names = self.names_of(names);
                let code = column(c).get(row);
                let is_own = names.is_plain && field != Field::Team;
                let code = if is_own { code } else { names.stands_for(code) };
                plain(code, names.names.len())
            }
            Place::Worth => plain(self.value_class(row).into(), bins::AMOUNTS.len() + 1),
            Place::Moment(_) => {
                let it = by_month?;
                let place = it.places.get(row).copied()?;
                plain(place.into(), it.months.width())
            }
            Place::Words(_) | Place::Numbers(_) | Place::Sought(_) | Place::Asked => return None,
        })
    }

    /// The codes of an account's field, if it has a facet.
    #[must_use]
    pub fn account_lane(&self, field: Field) -> Option<Lane<'_>> {
        let source = self.source(field, Unit::Accounts)?;
        match source.codes {
            Held::Borrowed(codes) if source.of_accounts => Some(Lane {
                codes,
                width: source.width,
                across: None,
            }),
            Held::Borrowed(_) | Held::Wides(_) => None,
        }
    }

    fn months(&self, field: Field) -> Option<Source<'_>> {
        let it = self.by_month(field)?;
        let codes = Held::Borrowed(Codes::Short(&it.places));
        Some(source(field, false, codes, it.months.width()))
    }

    /// The names of records by id, each with the id that stands for its name.
    pub(super) fn names_of(&self, names: Names) -> Called<'_> {
        let users = self.users.iter();
        match names {
            Names::Products => {
                let products = self.products.iter();
                Called::of(products.map(|(id, it)| (id, it.name.as_str())))
            }
            Names::Users => Called::of(users.map(|(id, it)| (id, it.name.as_str()))),
            Names::Teams => {
                Called::of(users.filter_map(|(id, it)| Some((id, it.team.as_deref()?))))
            }
        }
    }
}

/// Names of records by id: those that read the same go by the first one's id.
pub(super) struct Called<'a> {
    pub(super) names: Vec<Option<&'a str>>,
    stands_for: Vec<u32>,
    is_plain: bool,
}

impl<'a> Called<'a> {
    /// The id that stands for the name of a record.
    fn stands_for(&self, id: u32) -> u32 {
        let first = self.stands_for.get(id as usize);
        first.copied().unwrap_or_default()
    }

    fn of(named: impl Iterator<Item = (u64, &'a str)>) -> Self {
        let mut it = Self {
            names: vec![None],
            stands_for: vec![0],
            is_plain: true,
        };
        let mut first = std::collections::HashMap::new();
        for (id, name) in named {
            let Ok(at) = usize::try_from(id) else {
                continue;
            };
            let code = u32::try_from(id).unwrap_or_default();
            if it.names.len() <= at {
                it.names.resize(at + 1, None);
                it.stands_for.resize(at + 1, 0);
            }
            let stands_for = *first.entry(crate::model::fold::fold(name)).or_insert(code);
            it.stands_for[at] = stands_for;
            if stands_for == code {
                it.names[at] = Some(name);
            } else {
                it.is_plain = false;
            }
        }
        it
    }
}

/// The class of a value that is multiplied and divided before.
fn class_of(value: i64, (up, down): (i64, i64)) -> u8 {
    let value = match value {
        NO_AMOUNT => NO_AMOUNT,
        value => value.saturating_mul(up).div_euclid(down),
    };
    bins::class(value, &bins::AMOUNTS)
}

fn source(field: Field, of_accounts: bool, codes: Held<'_>, width: usize) -> Source<'_> {
    Source {
        field,
        of_accounts,
        codes,
        width,
        none: 0,
        twins: &[],
    }
}

fn coded(field: Field, column: &Coded) -> Source<'_> {
    Source {
        twins: column.words().twins(),
        ..source(
            field,
            true,
            Held::Borrowed(column.cells().into()),
            column.words().width(),
        )
    }
}

fn classes(field: Field, column: &[u8]) -> Source<'_> {
    source(field, true, Held::Borrowed(Codes::Byte(column)), 256)
}

/// Where accounts are counted, words that are compared as equal must be one before an account is counted for them.
fn worded<'a>(field: Field, codes: Codes<'a>, words: &'a Dictionary, unit: Unit) -> Source<'a> {
    let twins = words.twins();
    if twins.is_empty() || unit == Unit::Leads {
        let codes = Held::Borrowed(codes);
        return Source {
            twins,
            ..source(field, false, codes, words.width())
        };
    }
    let mut stands_for: Vec<u32> = (0..).take(words.width()).collect();
    for (twin, first) in twins {
        stands_for[*twin as usize] = *first;
    }
    source(
        field,
        false,
        Held::Wides(mapped(codes, &stands_for)),
        words.width(),
    )
}

fn named<'a>(field: Field, codes: Codes<'a>, names: &Called<'_>) -> Source<'a> {
    let width = names.names.len();
    let codes = if names.is_plain && field != Field::Team {
        Held::Borrowed(codes)
    } else {
        Held::Wides(mapped(codes, &names.stands_for))
    };
    source(field, false, codes, width)
}

fn mapped(codes: Codes<'_>, to: &[u32]) -> Vec<u32> {
    let of = |row| to.get(codes.get(row) as usize).copied().unwrap_or_default();
    (0..codes.len()).into_par_iter().map(of).collect()
}
