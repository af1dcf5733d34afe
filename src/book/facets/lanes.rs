//! Where the values of each facet's field lie, as codes that can be counted.

use rayon::prelude::*;

use super::{Count, Unit};
use crate::book::Book;
use crate::book::bins;
use crate::book::coded::Coded;
use crate::book::columns::Dictionary;
use crate::book::episodes::NO_AMOUNT;
use crate::book::histogram::{Codes, Lane};
use crate::model::{Layer, LeadKind, Status, Temperature, money};
use crate::query::Field;

/// The fields that have facets, in the order in which they are offered.
pub const FACETS: [Field; 30] = [
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
];

/// Whether a lead has one value of a field at most, so that what is counted by it adds up to the whole.
#[must_use]
pub fn adds_up(field: Field) -> bool {
    field != Field::Tag
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

    /// The code in a place of the column; 0 beyond it.
    #[inline]
    pub(super) fn code(&self, at: usize) -> usize {
        match &self.codes {
            Held::Borrowed(Codes::Byte(codes)) => codes.get(at).map_or(0, |it| usize::from(*it)),
            Held::Borrowed(Codes::Short(codes)) => codes.get(at).map_or(0, |it| usize::from(*it)),
            Held::Borrowed(Codes::Wide(codes)) => codes.get(at).map_or(0, |it| *it as usize),
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
        let (c, a) = (&self.episodes.columns, &self.accounts.columns);
        let (words, outcomes) = (&self.episodes.words, &self.episodes.outcomes);
        let byte = |codes, width| source(field, false, Held::Borrowed(Codes::Byte(codes)), width);
        let of_words = |codes, words| worded(field, codes, words, unit);
        Some(match field {
            Field::Sector => coded(field, &a.sector),
            Field::Naics => coded(field, &a.naics),
            Field::City => coded(field, &a.city),
            Field::Region => coded(field, &a.region),
            Field::Country => coded(field, &a.country),
            Field::Ownership => coded(field, &a.ownership),
            Field::Class => coded(field, &a.expected_class),
            Field::Emp => classes(field, &a.employees_class),
            Field::Revenue => classes(field, &a.revenue_class),
            Field::Founded => classes(field, &a.founded_class),
            Field::Source => of_words(&c.source, words),
            Field::Campaign => of_words(&c.campaign, words),
            Field::Currency => of_words(&c.currency, words),
            Field::Returned => of_words(&c.returned, words),
            Field::Reason => of_words(&c.reason, &outcomes.reasons),
            Field::Competitor => of_words(&c.competitor, &outcomes.competitors),
            Field::Fb => {
                let verdicts = c.talk.par_iter().map(|it| it.verdict).collect();
                let width = self.talk.verdicts.width();
                source(field, false, Held::Wides(verdicts), width)
            }
            Field::Layer => Source {
                none: Layer::ALL.len(),
                ..byte(&c.layer, Layer::ALL.len() + 1)
            },
            Field::Status => Source {
                none: Status::ALL.len(),
                ..byte(&c.status, Status::ALL.len() + 1)
            },
            Field::Temp => byte(&c.temperature, Temperature::CODES.len() + 1),
            Field::Kind => byte(&c.kind, LeadKind::CODES.len() + 1),
            Field::Product => named(field, &c.product, &self.product_names()),
            Field::Owner => named(field, &c.owner, &self.user_names()),
            Field::HandedBy => named(field, &c.handed_by, &self.user_names()),
            Field::Team => named(field, &c.owner, &self.team_names()),
            Field::Value => {
                let width = bins::AMOUNTS.len() + 1;
                let classes = Held::Borrowed(Codes::Byte(self.classes_of_values()));
                source(field, false, classes, width)
            }
            Field::Entered | Field::Moved | Field::Closed => self.months(field)?,
            Field::Id
            | Field::ExternalId
            | Field::Account
            | Field::Contact
            | Field::Title
            | Field::Parent
            | Field::Is
            | Field::Next
            | Field::Due
            | Field::Reached
            | Field::During
            | Field::Outcome
            | Field::Idle
            | Field::InStage
            | Field::Milestones
            | Field::Until
            | Field::Handed
            | Field::Sla
            | Field::Comeback
            | Field::Has
            | Field::No
            | Field::Seg
            | Field::Tag
            | Field::List
            | Field::Listed
            | Field::Contacted
            | Field::Skipped
            | Field::HandedTo
            | Field::Answered
            | Field::FbReason
            | Field::FbBy
            | Field::Fed
            | Field::Met
            | Field::Said
            | Field::Touched
            | Field::TouchedBy
            | Field::Touches
            | Field::Channel
            | Field::Note
            | Field::ContactId
            | Field::Position
            | Field::ContactEmail
            | Field::ContactPhone
            | Field::ContactNote
            | Field::AccountId
            | Field::Domain
            | Field::Email
            | Field::Phone
            | Field::AccountNote
            | Field::Role
            | Field::Contacts
            | Field::Text => return None,
        })
    }

    /// The classes of the values, as if all currencies had as many decimals as the workspace's.
    pub(super) fn value_classes(&self) -> Vec<u8> {
        let e = &self.episodes;
        let home = &self.settings().general.currency;
        let decimals = money::decimals(home);
        let times: Vec<(i64, i64)> = (0..)
            .take(e.words.width())
            .map(|code| money::decimals(e.words.get(code).unwrap_or(home)))
            .map(|theirs| {
                let up = 10_i64.pow(decimals.saturating_sub(theirs).min(6));
                (up, 10_i64.pow(theirs.saturating_sub(decimals).min(6)))
            })
            .collect();
        let pairs = e.columns.value.par_iter().zip(&e.columns.currency);
        let class = |(value, currency): (&i64, &u32)| {
            let (up, down) = times.get(*currency as usize).copied().unwrap_or((1, 1));
            let value = match *value {
                NO_AMOUNT => NO_AMOUNT,
                value => value.saturating_mul(up).div_euclid(down),
            };
            bins::class(value, &bins::AMOUNTS)
        };
        pairs.map(class).collect()
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

    /// The products by id, each with the id that stands for its name.
    pub(super) fn product_names(&self) -> Names<'_> {
        let products = self.products.iter();
        Names::of(products.map(|(id, it)| (id, it.name.as_str())))
    }

    /// The users by id.
    pub(super) fn user_names(&self) -> Names<'_> {
        Names::of(self.users.iter().map(|(id, it)| (id, it.name.as_str())))
    }

    /// The users' teams by the users' ids.
    pub(super) fn team_names(&self) -> Names<'_> {
        let users = self.users.iter();
        Names::of(users.filter_map(|(id, it)| Some((id, it.team.as_deref()?))))
    }
}

/// Names of records by id: those that read the same go by the first one's id.
pub(super) struct Names<'a> {
    pub(super) names: Vec<Option<&'a str>>,
    stands_for: Vec<u32>,
    is_plain: bool,
}

impl<'a> Names<'a> {
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
fn worded<'a>(field: Field, codes: &'a [u32], words: &'a Dictionary, unit: Unit) -> Source<'a> {
    let twins = words.twins();
    if twins.is_empty() || unit == Unit::Leads {
        let codes = Held::Borrowed(Codes::Wide(codes));
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

fn named<'a>(field: Field, codes: &'a [u32], names: &Names<'_>) -> Source<'a> {
    let width = names.names.len();
    let codes = if names.is_plain && field != Field::Team {
        Held::Borrowed(Codes::Wide(codes))
    } else {
        Held::Wides(mapped(codes, &names.stands_for))
    };
    source(field, false, codes, width)
}

fn mapped(codes: &[u32], to: &[u32]) -> Vec<u32> {
    let one = |code: &u32| to.get(*code as usize).copied().unwrap_or_default();
    codes.par_iter().map(one).collect()
}
