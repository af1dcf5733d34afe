//! Imports: a table of any format becomes records, as one unit that can be taken back.
//!
//! Three passes over the rows: what the columns can bear, what the rows say (the survey), and the
//! writing. The first two touch nothing, so that everything can be shown before anything is written.

mod known;
mod write;

use std::collections::BTreeMap;

use crate::exchange::columns::{Analysis, analyse};
use crate::exchange::draft::{BadCell, Draft, Reading};
use crate::exchange::mapping::{Mapping, MappingError, Stage};
use crate::exchange::profile::Profile;
use crate::exchange::target::{Life, What};
use crate::exchange::{
    ExchangeError, Found, Options, Progress, Rejected, Report, Row, Source, Step, TableReader,
    Totals, open,
};
use crate::model::{Kind, Layer, Moment, OpId, Seq, Settings, UserId};

use super::WorkspaceError;

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
    reader: Box<dyn TableReader>,
    format: &'static str,
    name: String,
    analysis: Analysis,
    mapping: Mapping,
    settings: Settings,
    survey: Survey,
}

/// What became of an import.
#[derive(Debug, Clone, Default)]
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
    /// How often each reason was given.
    pub reasons: BTreeMap<String, u64>,
    /// The change set, if anything was written.
    pub seq: Option<Seq>,
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

/// What a run is told.
pub struct Run<'a> {
    /// Who imports.
    pub actor: UserId,
    /// The request.
    pub op: OpId,
    /// The time.
    pub now: Moment,
    /// Where rejected rows are written.
    pub report: Option<Report>,
    /// Nothing is kept.
    pub dry_run: bool,
    /// Is told how far it is; stops everything by answering false.
    pub progress: &'a mut dyn FnMut(Progress, Totals) -> bool,
}

/// How many rows are told of one by one.
const FIRST: usize = 10;

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
        let name = source.name().to_owned();
        let (format, mut reader) = open(source, options)?;
        let analysis = analyse(&mut *reader.rows()?, options)?;
        let mapping = Mapping::new(profile, &analysis, &settings.general.currency)?;
        let mut importer = Self {
            reader,
            format: format.name(),
            name,
            analysis,
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
        &self.analysis
    }

    /// What was found about the file.
    #[must_use]
    pub fn found(&self) -> &Found {
        self.reader.found()
    }

    /// The format's name.
    #[must_use]
    pub const fn format(&self) -> &'static str {
        self.format
    }

    /// The file's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
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
        let mut shown = Vec::new();
        let reading = Reading {
            mapping: &self.mapping,
            settings: &self.settings,
        };
        let mut pass = self.reader.rows()?;
        let mut row = Row::new();
        while shown.len() < rows {
            match pass.step(&mut row)? {
                Step::Row => shown.push(match reading.draft(&row) {
                    Ok(draft) => Ok(texts(&draft, reading)),
                    Err(bad) => Err(rejected(&row, pass.header(), &bad)),
                }),
                Step::Rejected(rejected) => shown.push(Err(rejected)),
                Step::End => break,
            }
        }
        Ok(shown)
    }

    /// The survey: every row is read, none is written.
    fn look(&mut self) -> Result<Survey, ImportError> {
        let reading = Reading {
            mapping: &self.mapping,
            settings: &self.settings,
        };
        let mut survey = Survey::default();
        let mut entry: Option<Layer> = None;
        let mut pass = self.reader.rows()?;
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

/// A row that was not loaded for what stands in a cell.
fn rejected(row: &Row, header: &[String], bad: &BadCell) -> Rejected {
    match bad.column {
        Some(column) => row.rejected(header, column, bad.reason.clone()),
        None => Rejected::new(row.line(), row.number(), None, "", bad.reason.clone()),
    }
}

/// A draft in words, in the order of the columns.
fn texts(draft: &Draft, reading: Reading<'_>) -> Vec<(&'static str, String)> {
    let kind = reading.mapping.what.kind();
    let zone = reading.settings.general.zone;
    let currency = draft
        .fields
        .iter()
        .find(|(field, _)| {
            kind.definition(*field)
                .is_some_and(|it| it.name == "currency")
        })
        .map_or_else(
            || reading.mapping.currency.clone(),
            |(_, value)| value.to_string(),
        );
    let mut shown = Vec::new();
    for (field, value) in &draft.fields {
        let Some(definition) = kind.definition(*field) else {
            continue;
        };
        let text = match (definition.ty, value) {
            (crate::model::FieldType::Money, crate::model::Value::Integer(minor)) => {
                crate::model::money::major(*minor, &currency)
            }
            _ => value.to_string(),
        };
        shown.push((definition.name, text));
    }
    for (field, _, name) in &draft.links {
        if let Some(definition) = kind.definition(*field) {
            shown.push((definition.name, name.clone()));
        }
    }
    let life = &draft.life;
    let day = |at: Option<Moment>| at.map(|it| it.day(zone).to_string());
    let stage = life.stage.map(|it| match it {
        Stage::In(layer) => layer.code().to_owned(),
        Stage::Won => "won".to_owned(),
        Stage::Lost => "lost".to_owned(),
    });
    let parts = [
        (Life::Layer, stage),
        (Life::Status, life.status.map(|it| it.code().to_owned())),
        (Life::Entered, day(life.entered)),
        (Life::Moved, day(life.moved)),
        (Life::Closed, day(life.closed)),
        (Life::Reason, life.reason.clone()),
        (Life::Competitor, life.competitor.clone()),
        (
            Life::ParkedUntil,
            life.parked_until.map(|it| it.to_string()),
        ),
        (
            Life::History,
            life.history.as_ref().map(|it| it.tail(0).to_string()),
        ),
    ];
    shown.extend(
        parts
            .into_iter()
            .filter_map(|(part, text)| Some((part.name(), text?))),
    );
    shown
}
