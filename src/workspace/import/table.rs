//! A file that was opened and looked through once: what was found in it, and its rows again and again.
//!
//! Here is no decision about what its columns mean.

use crate::exchange::columns::{Analysis, analyse};
use crate::exchange::draft::{BadCell, Draft, Reading};
use crate::exchange::target::Life;
use crate::exchange::{
    ExchangeError, Found, Options, Progress, Rejected, Row, Rows, Source, Step, TableReader, open,
};
use crate::model::Moment;

use super::{ImportError, PULSE, PreviewRow};
use crate::workspace::WorkspaceError;

/// An open table.
pub(super) struct Table {
    reader: Box<dyn TableReader>,
    format: &'static str,
    name: String,
    analysis: Analysis,
}

impl Table {
    /// Opens a file and goes through it once; stops when told so.
    pub(super) fn open(
        source: Source,
        options: &Options,
        go_on: &mut dyn FnMut(Progress, u64) -> bool,
    ) -> Result<Self, ImportError> {
        let name = source.name().to_owned();
        let (format, mut reader) = open(source, options)?;
        let analysis = {
            let mut rows = Watched {
                rows: reader.rows()?,
                go_on,
                stopped: false,
            };
            let analysis = analyse(&mut rows, options)?;
            if rows.stopped {
                return Err(WorkspaceError::Stopped.into());
            }
            analysis
        };
        Ok(Self {
            reader,
            format: format.name(),
            name,
            analysis,
        })
    }

    pub(super) const fn analysis(&self) -> &Analysis {
        &self.analysis
    }

    pub(super) fn found(&self) -> &Found {
        self.reader.found()
    }

    pub(super) const fn format(&self) -> &'static str {
        self.format
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn header(&self) -> &[String] {
        self.reader.header()
    }

    /// Begins a pass over the rows.
    pub(super) fn rows(&mut self) -> Result<Box<dyn Rows + '_>, ExchangeError> {
        self.reader.rows()
    }

    /// The first rows as they will be read.
    pub(super) fn preview(
        &mut self,
        reading: Reading<'_>,
        rows: usize,
    ) -> Result<Vec<PreviewRow>, ImportError> {
        let mut shown = Vec::new();
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
}

/// Rows that end early when whoever waits for them does not want to any more.
struct Watched<'a> {
    rows: Box<dyn Rows + 'a>,
    go_on: &'a mut dyn FnMut(Progress, u64) -> bool,
    stopped: bool,
}

impl Rows for Watched<'_> {
    fn header(&self) -> &[String] {
        self.rows.header()
    }

    fn step(&mut self, row: &mut Row) -> Result<Step, ExchangeError> {
        let seen = self.rows.rows_seen();
        if seen.is_multiple_of(PULSE) && !(self.go_on)(self.rows.progress(), seen) {
            self.stopped = true;
            return Ok(Step::End);
        }
        self.rows.step(row)
    }

    fn rows_seen(&self) -> u64 {
        self.rows.rows_seen()
    }

    fn blank_lines(&self) -> u64 {
        self.rows.blank_lines()
    }

    fn progress(&self) -> Progress {
        self.rows.progress()
    }
}

/// A row that was not loaded for what stands in a cell.
pub(super) fn rejected(row: &Row, header: &[String], bad: &BadCell) -> Rejected {
    match bad.column {
        Some(column) => row.rejected(header, column, bad.flaw.clone()),
        None => Rejected::new(row.line(), row.number(), None, "", bad.flaw.clone()),
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
    let stage = life.stage.map(|it| it.code().to_owned());
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
