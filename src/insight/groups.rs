//! The funnel of each value of a field, all in one pass: who brings leads that go on, and who brings many.
//!
//! The rules are those of [`funnel`](super::funnel); a group is what the filter `field:value` would select, so values
//! that read the same count as one, and what has no value is a group too.

use std::collections::HashMap;

use super::before::{Counts, counts};
use super::funnel::Window;
use super::sets::Set;
use super::sitting::BY;
use crate::book::Book;
use crate::book::coded::{Cells, Coded, Codes};
use crate::book::columns::{Dictionary, NO_ROW};
use crate::book::episodes::flag;
use crate::book::facets::Share;
use crate::book::mask::Mask;
use crate::book::rows::over;
use crate::book::track::NEVER;
use crate::model::fold::fold;
use crate::model::{LeadKind, Temperature};
use crate::query::Field;

/// What leads can be grouped by: fields with few values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    /// Where they came from.
    Source,
    /// What they are about.
    Product,
    /// Who works them.
    Owner,
    /// The owner's team.
    Team,
    /// The campaign that brought them.
    Campaign,
    /// Cold or warm.
    Temperature,
    /// New, repeat and so on.
    Kind,
    /// The account's country.
    Country,
    /// The account's industry.
    Sector,
    /// The account's expected class.
    Class,
    /// Who owns the account.
    Ownership,
    /// The saved segments that a lead is in: of several, or of none.
    Segment,
}

impl By {
    /// Every one, as one chooses from them.
    pub const ALL: [Self; 12] = [
        Self::Source,
        Self::Product,
        Self::Owner,
        Self::Team,
        Self::Campaign,
        Self::Temperature,
        Self::Kind,
        Self::Country,
        Self::Sector,
        Self::Class,
        Self::Ownership,
        Self::Segment,
    ];

    /// The field of the filter language.
    #[must_use]
    pub const fn field(self) -> Field {
        match self {
            Self::Source => Field::Source,
            Self::Product => Field::Product,
            Self::Owner => Field::Owner,
            Self::Team => Field::Team,
            Self::Campaign => Field::Campaign,
            Self::Temperature => Field::Temp,
            Self::Kind => Field::Kind,
            Self::Country => Field::Country,
            Self::Sector => Field::Sector,
            Self::Class => Field::Class,
            Self::Ownership => Field::Ownership,
            Self::Segment => Field::Seg,
        }
    }
}

/// What leads are grouped by where nobody has said by what: the first of [`BY`] of which two of them have different values.
/// Where none was written down of any lead, to group them by it would say nothing.
#[must_use]
pub fn telling(book: &Book) -> Field {
    let leads = Mask::of(&book.episodes.columns.flags, |it| it & flag::LATEST != 0);
    let tells = |by: &Field| {
        let split = book.split(*by, &leads, 2);
        let is_value = |it: &&Share| matches!(it, Share::Value(_));
        split.is_some_and(|it| it.shares().iter().filter(is_value).count() > 1)
    };
    BY.into_iter().find(tells).unwrap_or(BY[0])
}

/// One value of the field, and its funnel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// The value as it is typed behind the field; nothing for those without one.
    pub value: Option<String>,
    /// Its leads.
    pub leads: u64,
    /// What they did in the window.
    pub counts: Counts,
}

/// The groups of saved segments, in their order; a lead may be in several of them.
#[must_use]
pub fn of_sets(book: &Book, sets: &[Set], window: Window) -> Vec<Group> {
    let group = |set: &Set| Group {
        value: Some(set.name.clone()),
        leads: book.latest(&set.rows).count(),
        counts: counts(book, &set.rows, window, NEVER),
    };
    sets.iter().map(group).collect()
}

/// The groups of the selected episodes by a field, the largest first; empty ones are left out. Segments are no field that
/// splits leads: for them there is [`of_sets`].
#[must_use]
pub fn groups(book: &Book, selected: &Mask, window: Window, by: By) -> Vec<Group> {
    let Some(keys) = Keys::of(book, by) else {
        return Vec::new();
    };
    let columns = &book.episodes.columns;
    let empty = || vec![(0_u64, Counts::default()); keys.values.len()];
    let count = |groups: &mut Vec<(u64, Counts)>, row: usize| {
        let Some((leads, counts)) = groups.get_mut(keys.group(book, row)) else {
            return;
        };
        *leads += u64::from(columns.flags[row] & flag::LATEST != 0);
        counts.count(columns, row, window, NEVER);
    };
    let merged = |mut mine: Vec<(u64, Counts)>, theirs: Vec<(u64, Counts)>| {
        for (mine, theirs) in mine.iter_mut().zip(theirs) {
            mine.0 += theirs.0;
            mine.1 = mine.1.merged(theirs.1);
        }
        mine
    };
    let counted = over(selected, empty, count, merged);
    let mut groups: Vec<Group> = keys
        .values
        .into_iter()
        .zip(counted)
        .map(|(value, (leads, counts))| Group {
            value,
            leads,
            counts,
        })
        .filter(|group| group.leads > 0 || group.counts != Counts::default())
        .collect();
    groups.sort_by(|a, b| {
        let size = b.leads.cmp(&a.leads);
        // What has no value comes last among equals.
        size.then_with(|| (a.value.is_none(), &a.value).cmp(&(b.value.is_none(), &b.value)))
    });
    groups
}

/// Which group each code of a column belongs to, and what the groups are called; the first is for those without.
struct Keys<'a> {
    column: Column<'a>,
    group_of: Vec<u32>,
    values: Vec<Option<String>>,
}

/// A column of codes: the leads' own, or their accounts'.
enum Column<'a> {
    Small(&'a [u8]),
    Own(Codes<'a>),
    Account(&'a Coded),
}

impl<'a> Keys<'a> {
    /// Nothing for segments: a lead has no code of its segment.
    fn of(book: &'a Book, by: By) -> Option<Self> {
        let (c, a) = (&book.episodes.columns, &book.accounts.columns);
        let words = &book.episodes.words;
        let leads = |column: &'a Cells| {
            let codes = column.codes();
            (Column::Own(codes), worded(words, codes))
        };
        let accounts = |column: &'a Coded| {
            let words = column.words().iter();
            let named = words.map(|(code, word)| (u64::from(code), word)).collect();
            (Column::Account(column), named)
        };
        let (column, named) = match by {
            By::Source => leads(&c.source),
            By::Campaign => leads(&c.campaign),
            By::Product => {
                let products = book.products.iter();
                let named = products.map(|(id, it)| (id, it.name.as_str())).collect();
                (Column::Own(c.product.codes()), named)
            }
            By::Owner => {
                let users = book.users.iter();
                let named = users.map(|(id, it)| (id, it.name.as_str())).collect();
                (Column::Own(c.owner.codes()), named)
            }
            By::Team => {
                let users = book.users.iter();
                let named = users.filter_map(|(id, it)| Some((id, it.team.as_deref()?)));
                (Column::Own(c.owner.codes()), named.collect())
            }
            By::Temperature => (Column::Small(&c.temperature), coded(Temperature::CODES)),
            By::Kind => (Column::Small(&c.kind), coded(LeadKind::CODES)),
            By::Country => accounts(&a.country),
            By::Sector => accounts(&a.sector),
            By::Class => accounts(&a.expected_class),
            By::Ownership => accounts(&a.ownership),
            By::Segment => return None,
        };
        let mut keys = Self {
            column,
            group_of: Vec::new(),
            values: vec![None],
        };
        keys.name(named);
        Some(keys)
    }

    /// Gives every code its group; values that read the same share one.
    fn name(&mut self, named: Vec<(u64, &str)>) {
        let mut by_name: HashMap<String, u32> = HashMap::new();
        for (code, name) in named {
            let Ok(code) = usize::try_from(code) else {
                continue;
            };
            let next = u32::try_from(self.values.len()).unwrap_or_default();
            let group = *by_name.entry(fold(name)).or_insert(next);
            if group == next {
                self.values.push(Some(name.to_owned()));
            }
            if self.group_of.len() <= code {
                self.group_of.resize(code + 1, 0);
            }
            self.group_of[code] = group;
        }
    }

    fn group(&self, book: &Book, row: usize) -> usize {
        let code = match self.column {
            Column::Small(codes) => usize::from(codes[row]),
            Column::Own(codes) => codes.get(row) as usize,
            Column::Account(codes) => match book.episodes.columns.account[row] {
                NO_ROW => 0,
                account => codes.code(account as usize) as usize,
            },
        };
        self.group_of.get(code).copied().unwrap_or_default() as usize
    }
}

/// A fixed list of codes, the first at 1.
fn coded<'a>(codes: &[&'a str]) -> Vec<(u64, &'a str)> {
    (1..).zip(codes.iter().copied()).collect()
}

/// The words that occur in a column: a dictionary may be shared with others.
fn worded<'a>(words: &'a Dictionary, column: Codes<'_>) -> Vec<(u64, &'a str)> {
    let occurs = column.occur(words.width());
    let occur = words.iter().filter(|(code, _)| occurs[*code as usize]);
    occur.map(|(code, word)| (u64::from(code), word)).collect()
}
