//! Imports: a table of any format becomes records, as one unit that can be taken back.
//!
//! Three passes over the rows: what the columns can bear, what the rows say (the survey), and the
//! writing. The first two touch nothing, so that everything can be shown before anything is written.

mod bench;
mod equal;
mod known;
mod nearby;
pub mod profiles;
mod rejections;
mod table;
mod write;

use std::collections::BTreeMap;

pub use self::bench::{Bench, Plan, SeenColumn, Sight, StageWord};
pub use self::nearby::{Nearby, nearby};
pub use self::rejections::{Kept, Rejections};
use self::table::{Table, rejected};
use crate::exchange::columns::Analysis;
use crate::exchange::draft::{Draft, Reading};
use crate::exchange::{Options, Row, Source, Step};
use crate::model::{Kind, Layer, Moment, OpId, Seq, Settings, UserId};

use super::WorkspaceError;

// Whoever drives an import decides in these words.
pub use crate::exchange::columns::ColumnType;
pub use crate::exchange::mapping::{Mapping, MappingError, Stage};
pub use crate::exchange::profile::{OnDuplicate, Profile};
pub use crate::exchange::target::{Life, What};
pub use crate::exchange::value::ValueError;
pub use crate::exchange::value::{DateOrder, DecimalMark};
pub use crate::exchange::{
    Basis, Dialect, ExchangeError, Flaw, Found, FoundEncoding, Long, Note, Progress, Rejected,
    Report, SystemFault, Totals, Unlike,
};

/// What can keep a file from being imported. Nothing was written then.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file can't be read.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// A decision does not fit the file.
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// The workspace can't be written.
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
}

/// What a pass over all rows found, before anything is written.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    /// Rows that can be read and rows that can't.
    pub readable: u64,
    /// Rows that will be rejected for what stands in a cell.
    pub unreadable: u64,
    /// The first of them.
    pub first: Vec<Rejected>,
    /// How many rows are in each stage.
    pub stages: BTreeMap<Option<Stage>, u64>,
    /// The layer in which closed leads entered, and whether the table or the user says so.
    pub entry: Option<(Layer, Grounds)>,
}

/// On what grounds the entry layer of closed leads was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grounds {
    /// The user said so.
    Said,
    /// It is the topmost layer of the table whose open rows have a date of entry.
    Seen,
    /// Nothing: the top of the funnel.
    Default,
}

/// A file that is about to be imported.
pub struct Importer {
    table: Table,
    mapping: Mapping,
    settings: Settings,
    survey: Survey,
}

/// What became of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows in, loaded, rejected.
    pub totals: Totals,
    /// Records that are new.
    pub inserted: u64,
    /// Records that were changed.
    pub updated: u64,
    /// Rows whose record was as the row says.
    pub unchanged: u64,
    /// Rows that were left out because their record is there.
    pub skipped: u64,
    /// Records that were made because rows named them.
    pub made: BTreeMap<Kind, u64>,
    /// Names that are probably two spellings of one thing.
    pub doubles: Vec<Double>,
    /// The first rejected rows.
    pub first: Vec<Rejected>,
    /// The first loaded rows of each fate.
    pub rows: Vec<Loaded>,
    /// How often each reason was given.
    pub reasons: BTreeMap<String, u64>,
    /// What each reason is, by its name.
    pub flaws: BTreeMap<String, Flaw>,
    /// The change set, if anything was written.
    pub seq: Option<Seq>,
}

/// What became of a row that was loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// Its record is new.
    New,
    /// Its record was changed.
    Updated,
    /// Its record was as the row says.
    Unchanged,
    /// It was left out, because its record is there.
    Skipped,
}

/// A row that was loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The physical line where it starts.
    pub line: u64,
    /// What became of it.
    pub fate: Fate,
    /// What it is called.
    pub name: String,
}

/// A row as it will be read: a field's name and a text for each filled cell, or why it can't be.
pub type PreviewRow = Result<Vec<(&'static str, String)>, Rejected>;

/// Two names that are probably one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    /// What they are.
    pub kind: Kind,
    /// The name in the file.
    pub new: String,
    /// The name that is there.
    pub old: String,
}

/// Begins an empty report, in the place of what was written before.
pub type Reports<'a> = dyn Fn() -> Result<Report, ExchangeError> + 'a;

/// What a run is told.
pub struct Run<'a> {
    /// Who imports.
    pub actor: UserId,
    /// The request.
    pub op: OpId,
    /// The time.
    pub now: Moment,
    /// Where rejected rows are written; begun anew where everything is decided once more.
    pub report: Option<&'a Reports<'a>>,
    /// Nothing is kept.
    pub dry_run: bool,
    /// How many rows of each fate are told one by one.
    pub told: usize,
    /// Is told how far it is; stops everything by answering false.
    pub progress: &'a mut dyn FnMut(Progress, Totals) -> bool,
}

/// How many rows are told of one by one, where nobody wants more.
pub const FIRST: usize = 10;

/// After so many rows the progress is told.
const PULSE: u64 = 512;

impl Importer {
    /// Opens a file and goes through it twice; nothing is written.
    ///
    /// # Errors
    /// Where the file can't be read, or a decision does not fit it.
    pub fn open(
        source: Source,
        options: &Options,
        profile: &Profile,
        settings: Settings,
    ) -> Result<Self, ImportError> {
        let table = Table::open(source, options, &mut |_, _| true)?;
        let mapping = Mapping::new(profile, table.analysis(), &settings.general.currency)?;
        Self::of(table, mapping, settings)
    }

    /// Goes through an open table once, under these decisions.
    ///
    /// # Errors
    /// Where the file can't be read any more.
    fn of(table: Table, mapping: Mapping, settings: Settings) -> Result<Self, ImportError> {
        let mut importer = Self {
            table,
            mapping,
            settings,
            survey: Survey::default(),
        };
        importer.survey = importer.look()?;
        Ok(importer)
    }

    /// The decisions that are in force.
    #[must_use]
    pub const fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// What was found about the columns.
    #[must_use]
    pub const fn analysis(&self) -> &Analysis {
        self.table.analysis()
    }

    /// What was found about the file.
    #[must_use]
    pub fn found(&self) -> &Found {
        self.table.found()
    }

    /// The format's name.
    #[must_use]
    pub const fn format(&self) -> &'static str {
        self.table.format()
    }

    /// The file's name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.table.name()
    }

    /// What the rows say.
    #[must_use]
    pub const fn survey(&self) -> &Survey {
        &self.survey
    }

    /// The first rows as they will be read: a name and a text for each mapped column.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn preview(&mut self, rows: usize) -> Result<Vec<PreviewRow>, ImportError> {
        let reading = Reading {
            mapping: &self.mapping,
            settings: &self.settings,
        };
        self.table.preview(reading, rows)
    }

    /// The survey: every row is read, none is written.
    fn look(&mut self) -> Result<Survey, ImportError> {
        let reading = Reading {
            mapping: &self.mapping,
            settings: &self.settings,
        };
        let mut survey = Survey::default();
        let mut entry: Option<Layer> = None;
        let mut pass = self.table.rows()?;
        let mut row = Row::new();
        loop {
            let bad = match pass.step(&mut row)? {
                Step::End => break,
                Step::Rejected(rejected) => rejected,
                Step::Row => match reading.draft(&row) {
                    Ok(Draft { life, .. }) => {
                        survey.readable += 1;
                        *survey.stages.entry(life.stage).or_default() += 1;
                        if let (Some(Stage::In(layer)), Some(_)) = (life.stage, life.entered) {
                            entry = Some(entry.map_or(layer, |it| it.min(layer)));
                        }
                        continue;
                    }
                    Err(bad) => rejected(&row, pass.header(), &bad),
                },
            };
            survey.unreadable += 1;
            if survey.first.len() < FIRST {
                survey.first.push(bad);
            }
        }
        if self.mapping.what == What::Leads {
            survey.entry = Some(match (self.mapping.entry, entry) {
                (Some(said), _) => (said, Grounds::Said),
                (None, Some(seen)) => (seen, Grounds::Seen),
                (None, None) => (Layer::Potential, Grounds::Default),
            });
        }
        Ok(survey)
    }
}
