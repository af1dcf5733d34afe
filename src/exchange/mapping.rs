//! Which column becomes which field: what was said, and for the rest what the names suggest.

use std::collections::HashMap;

use rapidfuzz::distance::osa;

use super::columns::{Analysis, Column};
use super::likely::likely;
use super::profile::{OnDuplicate, Profile};
use super::target::{Target, What};
use crate::model::fold::fold;
use crate::model::{Layer, money};

/// A decision that does not fit the table or the model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// A field that there is not.
    #[error("{what} have no field `{given}`{}; fields: {known}", suggest(.nearest.as_ref()))]
    NoSuchField {
        /// What the rows are.
        what: What,
        /// What was given.
        given: String,
        /// The nearest one.
        nearest: Option<String>,
        /// All of them.
        known: String,
    },
    /// A column that there is not.
    #[error("the table has no column `{given}`{}; columns: {known}", suggest(.nearest.as_ref()))]
    NoSuchColumn {
        /// What was given.
        given: String,
        /// The nearest one.
        nearest: Option<String>,
        /// All of them.
        known: String,
    },
    /// A stage mapped to something that is no layer.
    #[error("stage `{stage}`: `{given}` is no layer; use one of: {} won lost", Layer::ALL.map(Layer::code).join(" "))]
    NoSuchLayer {
        /// The foreign stage.
        stage: String,
        /// What was given.
        given: String,
    },
    /// A word that is not on its list.
    #[error(transparent)]
    UnknownCode(#[from] crate::model::UnknownCode),
    /// A character that is no byte of its own.
    #[error("`{0}` can't be a delimiter; use one of , ; | or a tab")]
    NoSuchDelimiter(char),
    /// A currency that there is not.
    #[error("`{0}` is no currency; give its ISO code, such as EUR")]
    NoSuchCurrency(String),
    /// Nothing is mapped to the field without which a row is nothing.
    #[error(
        "no column is mapped to `{field}`, which every row needs; add --map {field}=COLUMN; columns: {known}"
    )]
    Missing {
        /// The field.
        field: &'static str,
        /// The columns that there are.
        known: String,
    },
}

fn suggest(nearest: Option<&String>) -> String {
    nearest.map_or_else(String::new, |it| format!("; did you mean `{it}`?"))
}

/// Where a foreign stage leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Into a layer.
    In(Layer),
    /// To a deal.
    Won,
    /// To none.
    Lost,
}

impl Stage {
    /// The word as typed: the layer's code, `won` or `lost`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::In(layer) => layer.code(),
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }

    /// The layer or ending of that name.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        match fold(text).as_str() {
            "won" | "closed won" => Some(Self::Won),
            "lost" | "closed lost" => Some(Self::Lost),
            other => other.parse().ok().map(Self::In),
        }
    }
}

/// One column and what its cells become.
#[derive(Debug, Clone)]
pub struct Mapped {
    /// The column's position.
    pub column: usize,
    /// What was found about it.
    pub found: Column,
    /// What its cells become.
    pub target: Target,
    /// Whether the name suggested it, rather than the user.
    pub guessed: bool,
}

/// All decisions of an import.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// What the rows are.
    pub what: What,
    /// Whether the columns' names suggested that, rather than the user.
    pub guessed: bool,
    /// The mapped columns.
    pub columns: Vec<Mapped>,
    /// The columns that are not read.
    pub unmapped: Vec<String>,
    /// What every row gets.
    pub set: Vec<(Target, String)>,
    /// Where foreign stages lead, by folded name.
    pub stages: HashMap<String, Stage>,
    /// The layer in which closed leads entered the funnel, if the user said so.
    pub entry: Option<Layer>,
    /// The currency of amounts without one.
    pub currency: String,
    /// What to do with records that are there already.
    pub on_duplicate: OnDuplicate,
}

impl Mapping {
    /// Puts together what was said and what the columns' names suggest.
    ///
    /// # Errors
    /// Names the field, column, stage or word that does not exist, and the nearest that does.
    pub fn new(profile: &Profile, analysis: &Analysis, home: &str) -> Result<Self, MappingError> {
        let (mapping, problem) = Self::draft(profile, analysis, home);
        problem.map_or(Ok(mapping), Err)
    }

    /// The same, with whatever can be decided, and the first thing that can't.
    #[must_use]
    pub fn draft(
        profile: &Profile,
        analysis: &Analysis,
        home: &str,
    ) -> (Self, Option<MappingError>) {
        let mut problems = Problems(None);
        let what = match profile.what.as_deref().map(str::parse).transpose() {
            Ok(Some(what)) => what,
            Ok(None) => likely(analysis.columns.iter().map(|it| it.name.as_str()), profile),
            Err(error) => problems.note(What::Leads, error),
        };
        let mut columns = said(what, profile, analysis, &mut problems);
        guess(what, profile, analysis, &mut columns);
        columns.sort_by_key(|it| it.column);
        let unmapped = (0..analysis.columns.len())
            .filter(|index| !columns.iter().any(|it| it.column == *index))
            .map(|index| analysis.columns[index].name.clone())
            .collect();
        let mut currency = profile.currency.clone().unwrap_or_else(|| home.to_owned());
        if !money::is_currency(&currency) {
            let error = MappingError::NoSuchCurrency(currency);
            currency = problems.note(home.to_owned(), error);
        }
        let entry = match profile.entry.as_deref().map(str::parse).transpose() {
            Ok(entry) => entry,
            Err(error) => problems.note(None, error),
        };
        let mapping = Self {
            what,
            guessed: profile.what.is_none(),
            columns,
            unmapped,
            set: set(what, profile, &mut problems),
            stages: stages(profile, &mut problems),
            entry,
            currency,
            on_duplicate: profile.on_duplicate.unwrap_or_default(),
        };
        if let Err(error) = mapping.require(analysis) {
            problems.note((), error);
        }
        (mapping, problems.0)
    }

    /// The mapped column of a target.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Mapped> {
        self.columns.iter().find(|it| it.target.name == name)
    }

    /// The field without which a row is nothing: the name, or for leads nothing in particular.
    fn require(&self, analysis: &Analysis) -> Result<(), MappingError> {
        let field = match self.what {
            What::Leads => {
                let any = ["account", "title", "external_id", "contact"];
                if any.iter().any(|it| self.column(it).is_some()) {
                    return Ok(());
                }
                "account"
            }
            What::Accounts => "account",
            What::Contacts => "contact",
            What::Products => "product",
            What::Users => "user",
        };
        if self.column(field).is_some() {
            return Ok(());
        }
        Err(MappingError::Missing {
            field,
            known: names(analysis),
        })
    }
}

fn names(analysis: &Analysis) -> String {
    let names: Vec<&str> = analysis.columns.iter().map(|it| it.name.as_str()).collect();
    names.join(", ")
}

/// The nearest of some words, where it is near enough to be meant.
#[must_use]
pub fn nearest<'a>(given: &str, words: impl Iterator<Item = &'a str>) -> Option<String> {
    let given = fold(given);
    words
        .map(|word| (osa::distance(given.chars(), fold(word).chars()), word))
        .min()
        .filter(|(distance, _)| *distance * 3 <= given.chars().count().max(3))
        .map(|(_, word)| word.to_owned())
}

fn target(what: What, field: &str) -> Result<Target, MappingError> {
    what.target(field).ok_or_else(|| {
        let targets = what.targets();
        MappingError::NoSuchField {
            what,
            given: field.to_owned(),
            nearest: nearest(field, targets.iter().map(|it| it.name)),
            known: targets
                .iter()
                .map(|it| it.name)
                .collect::<Vec<_>>()
                .join(" "),
        }
    })
}

fn column(analysis: &Analysis, given: &str) -> Result<usize, MappingError> {
    let position = |same: &dyn Fn(&str) -> bool| {
        analysis
            .columns
            .iter()
            .position(|column| same(&column.name))
    };
    position(&|name| name == given)
        .or_else(|| position(&|name| fold(name) == fold(given)))
        .ok_or_else(|| MappingError::NoSuchColumn {
            given: given.to_owned(),
            nearest: nearest(given, analysis.columns.iter().map(|it| it.name.as_str())),
            known: names(analysis),
        })
}

/// The first decision that can't be followed.
struct Problems(Option<MappingError>);

impl Problems {
    /// Notes what is wrong; something else stands in for it.
    fn note<T>(&mut self, instead: T, error: impl Into<MappingError>) -> T {
        self.0.get_or_insert(error.into());
        instead
    }
}

fn said(
    what: What,
    profile: &Profile,
    analysis: &Analysis,
    problems: &mut Problems,
) -> Vec<Mapped> {
    let mut mapped = Vec::new();
    for (field, name) in &profile.map {
        let found = target(what, field).and_then(|target| {
            let index = (!name.is_empty()).then(|| column(analysis, name));
            Ok((target, index.transpose()?))
        });
        match found {
            Ok((target, Some(index))) => mapped.push(Mapped {
                column: index,
                found: analysis.columns[index].clone(),
                target,
                guessed: false,
            }),
            Ok((_, None)) => {}
            Err(error) => problems.note((), error),
        }
    }
    mapped
}

fn guess(what: What, profile: &Profile, analysis: &Analysis, mapped: &mut Vec<Mapped>) {
    for (index, found) in analysis.columns.iter().enumerate() {
        let Some(target) = what.guess(&found.name) else {
            continue;
        };
        let said = |name: &str| profile.map.contains_key(name) || profile.set.contains_key(name);
        let taken = mapped
            .iter()
            .any(|it| it.column == index || it.target.name == target.name);
        if !taken && !said(target.name) {
            mapped.push(Mapped {
                column: index,
                found: found.clone(),
                target,
                guessed: true,
            });
        }
    }
}

fn set(what: What, profile: &Profile, problems: &mut Problems) -> Vec<(Target, String)> {
    let mut set = Vec::new();
    for (field, value) in &profile.set {
        match target(what, field) {
            Ok(target) => set.push((target, value.clone())),
            Err(error) => problems.note((), error),
        }
    }
    set
}

fn stages(profile: &Profile, problems: &mut Problems) -> HashMap<String, Stage> {
    let mut stages = HashMap::new();
    for (stage, given) in &profile.stages {
        match Stage::named(given) {
            Some(leads) => {
                stages.insert(fold(stage), leads);
            }
            None => {
                let error = MappingError::NoSuchLayer {
                    stage: stage.clone(),
                    given: given.clone(),
                };
                problems.note((), error);
            }
        }
    }
    stages
}
