//! An import in the making: a file stays open while it is decided what its columns mean, and is then tried or written.
//!
//! Here is no thread and no screen: whoever drives it brings both, and hears how far it is.

use std::path::{Path, PathBuf};

use super::profiles;
use super::table::Table;
use super::{ImportError, Importer, Mapping, PreviewRow, Profile, Run, Summary};
use crate::exchange::columns::{ColumnType, Grounds};
use crate::exchange::draft::Reading;
use crate::exchange::mapping::{MappingError, Stage};
use crate::exchange::target::{Goes, Life, What};
use crate::exchange::value::{DateOrder, DecimalMark};
use crate::exchange::{Found, Options, Progress, Row, Source, Step};
use crate::model::Settings;
use crate::workspace::{Workspace, WorkspaceError};

/// A file and what was decided about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The file, as typed.
    pub file: String,
    /// The decisions.
    pub profile: Profile,
}

/// What a file is, and how it will be read as things stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// The decisions, those of a profile that fits among them.
    pub plan: Plan,
    /// The profile that was found to fit.
    pub known: Option<String>,
    /// The format's name.
    pub format: &'static str,
    /// Encoding, delimiter, sheet.
    pub found: Found,
    /// How many rows there are.
    pub rows: u64,
    /// What the rows are.
    pub what: What,
    /// The columns, in the file's order.
    pub columns: Vec<SeenColumn>,
    /// The words of the column that tells the layer, the most frequent first.
    pub stages: Vec<StageWord>,
    /// The first rows as they will be read.
    pub preview: Vec<PreviewRow>,
    /// The field that every row needs, and that no column becomes yet.
    pub missing: Option<&'static str>,
    /// Why it can't be imported like this.
    pub problem: Option<MappingError>,
}

/// A column, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenColumn {
    /// Its name.
    pub name: String,
    /// What its cells can be read as.
    pub kind: ColumnType,
    /// How many cells hold something.
    pub filled: u64,
    /// A few of its cells, none twice.
    pub samples: Vec<String>,
    /// What its cells become.
    pub target: Option<&'static str>,
    /// Whether the column's name suggested it.
    pub guessed: bool,
    /// How its dates are read, where they could be read in two ways.
    pub order: Option<DateOrder>,
    /// Whether that is more than a default.
    pub order_sure: bool,
    /// How its numbers are read, where they could be read in two ways.
    pub mark: Option<DecimalMark>,
    /// Whether that is more than a default.
    pub mark_sure: bool,
    /// How many cells are not what the column is.
    pub misfits: u64,
}

/// A word of the column that tells the layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageWord {
    /// The word.
    pub word: String,
    /// How many of the rows that were looked at have it.
    pub rows: u64,
    /// Where it leads, if anywhere.
    pub leads: Option<Stage>,
}

/// How many rows are shown as they will be read.
const PREVIEW: usize = 24;
/// How many cells of a column are shown.
const SAMPLES: usize = 4;
/// In how many rows they are looked for.
const SAMPLED: usize = 200;
/// How many words of the column that tells the layer are listed.
const WORDS: usize = 24;
/// In how many rows they are looked for.
const WORDED: u64 = 200_000;

/// The open file of an import in the making.
#[derive(Default)]
pub struct Bench {
    profiles: Option<PathBuf>,
    open: Option<Open>,
}

/// A table, and by what it was opened.
struct Open {
    file: String,
    opened_by: Profile,
    table: Table,
    samples: Vec<Vec<String>>,
    /// The words of a column, of the one that was asked for last.
    words: Option<(usize, Vec<(String, u64)>)>,
}

/// Is told how far a pass is and how many rows it met; answers whether to go on.
pub type Pulse<'a> = dyn FnMut(Progress, u64) -> bool + 'a;

impl Bench {
    /// A bench that knows the profiles of a folder.
    #[must_use]
    pub const fn new(profiles: Option<PathBuf>) -> Self {
        Self {
            profiles,
            open: None,
        }
    }

    /// Looks at a file anew, whatever was open; a profile that fits is put under the decisions.
    ///
    /// # Errors
    /// Where the file can't be read, or it was stopped.
    pub fn open(
        &mut self,
        file: &str,
        settings: &Settings,
        pulse: &mut Pulse<'_>,
    ) -> Result<Sight, ImportError> {
        self.open = None;
        let mut plan = Plan {
            file: file.to_owned(),
            profile: Profile::default(),
        };
        let header = self.table(&plan, pulse)?.to_vec();
        let folder = self.profiles.as_deref();
        let known = folder.and_then(|it| profiles::fitting(it, &header));
        let name = known.map(|(name, profile)| {
            plan.profile = profile;
            name
        });
        let sight = self.sight(&plan, settings, pulse)?;
        Ok(Sight {
            known: name,
            ..sight
        })
    }

    /// How a file will be read under these decisions.
    ///
    /// # Errors
    /// Where the file can't be read, or it was stopped.
    pub fn sight(
        &mut self,
        plan: &Plan,
        settings: &Settings,
        pulse: &mut Pulse<'_>,
    ) -> Result<Sight, ImportError> {
        self.table(plan, pulse)?;
        let Some(open) = &mut self.open else {
            return Err(WorkspaceError::Stopped.into());
        };
        let home = &settings.general.currency;
        let (mapping, problem) = Mapping::draft(&plan.profile, open.table.analysis(), home);
        let reading = Reading {
            mapping: &mapping,
            settings,
        };
        let stages = open.stages(reading)?;
        let preview = open.table.preview(reading, PREVIEW)?;
        Ok(Sight {
            plan: plan.clone(),
            known: None,
            format: open.table.format(),
            found: open.table.found().clone(),
            rows: open.table.analysis().rows,
            what: mapping.what,
            columns: open.columns(&mapping),
            stages,
            preview,
            missing: match &problem {
                Some(MappingError::Missing { field, .. }) => Some(*field),
                Some(_) | None => None,
            },
            problem,
        })
    }

    /// Imports the file under these decisions, or tries to.
    ///
    /// # Errors
    /// Where the file or the workspace fails, or it was stopped; nothing was written then.
    pub fn run(
        &mut self,
        workspace: &Workspace,
        plan: &Plan,
        run: Run<'_>,
    ) -> Result<Summary, ImportError> {
        let settings = workspace.settings()?;
        self.table(plan, &mut |_, _| true)?;
        let Some(open) = self.open.take() else {
            return Err(WorkspaceError::Stopped.into());
        };
        let home = &settings.general.currency;
        let mapping = Mapping::new(&plan.profile, open.table.analysis(), home);
        let mapping = match mapping {
            Ok(mapping) => mapping,
            Err(error) => {
                self.open = Some(open);
                return Err(error.into());
            }
        };
        let mut importer = Importer::of(open.table, mapping, settings)?;
        let outcome = importer.run(workspace, run);
        self.open = Some(Open {
            table: importer.table,
            ..open
        });
        outcome
    }

    /// The open table's columns; it is opened anew where something about the file itself was decided since.
    fn table(&mut self, plan: &Plan, pulse: &mut Pulse<'_>) -> Result<&[String], ImportError> {
        // What of the decisions is about the file itself.
        let told = |it: &Profile| {
            let file = (it.encoding.clone(), it.delimiter, it.sheet.clone());
            (file, it.dates, it.decimal)
        };
        let same =
            |open: &Open| open.file == plan.file && told(&open.opened_by) == told(&plan.profile);
        if !self.open.as_ref().is_some_and(same) {
            self.open = None;
            let options = plan.profile.options()?;
            let opened = Open::new(plan, &options, pulse)?;
            self.open = Some(opened);
        }
        Ok(self.open.as_ref().map_or(&[], |it| it.table.header()))
    }
}

impl Open {
    fn new(plan: &Plan, options: &Options, pulse: &mut Pulse<'_>) -> Result<Self, ImportError> {
        let source = Source::open(Path::new(&plan.file))?;
        let mut table = Table::open(source, options, pulse)?;
        let samples = samples(&mut table)?;
        Ok(Self {
            file: plan.file.clone(),
            opened_by: plan.profile.clone(),
            table,
            samples,
            words: None,
        })
    }

    fn columns(&self, mapping: &Mapping) -> Vec<SeenColumn> {
        let columns = self.table.analysis().columns.iter();
        let seen = columns.enumerate().map(|(index, it)| {
            let mapped = mapping.columns.iter().find(|it| it.column == index);
            SeenColumn {
                name: it.name.clone(),
                kind: it.kind,
                filled: it.filled,
                samples: self.samples.get(index).cloned().unwrap_or_default(),
                target: mapped.map(|it| it.target.name),
                guessed: mapped.is_some_and(|it| it.guessed),
                order: Some(it.order).filter(|_| it.order_grounds != Grounds::Clear),
                order_sure: it.order_grounds != Grounds::Default,
                mark: Some(it.mark).filter(|_| it.mark_grounds != Grounds::Clear),
                mark_sure: it.mark_grounds != Grounds::Default,
                misfits: it.misfits,
            }
        });
        seen.collect()
    }

    /// The words of the column that tells the layer, and where they lead.
    fn stages(&mut self, reading: Reading<'_>) -> Result<Vec<StageWord>, ImportError> {
        let layer = reading.mapping.columns.iter();
        let mut layer = layer.filter(|it| it.target.goes == Goes::Life(Life::Layer));
        let Some(column) = layer.next().map(|it| it.column) else {
            return Ok(Vec::new());
        };
        if self.words.as_ref().is_none_or(|(of, _)| *of != column) {
            self.words = Some((column, words(&mut self.table, column)?));
        }
        let words = self.words.iter().flat_map(|(_, words)| words);
        Ok(words
            .map(|(word, rows)| StageWord {
                word: word.clone(),
                rows: *rows,
                leads: reading.stage(word).ok(),
            })
            .collect())
    }
}

/// A few cells of each column.
fn samples(table: &mut Table) -> Result<Vec<Vec<String>>, ImportError> {
    let mut samples = vec![Vec::new(); table.header().len()];
    let mut row = Row::new();
    let mut pass = table.rows()?;
    for _ in 0..SAMPLED {
        match pass.step(&mut row)? {
            Step::End => break,
            Step::Rejected(_) => {}
            Step::Row => {
                for (seen, cell) in samples.iter_mut().zip(row.cells()) {
                    let cell = cell.trim();
                    let new = !cell.is_empty() && seen.len() < SAMPLES;
                    if new && !seen.iter().any(|it| it == cell) {
                        seen.push(crate::exchange::shorten(cell));
                    }
                }
            }
        }
    }
    Ok(samples)
}

/// The different words of a column, the most frequent first.
fn words(table: &mut Table, column: usize) -> Result<Vec<(String, u64)>, ImportError> {
    let mut words: Vec<(String, u64)> = Vec::new();
    let mut row = Row::new();
    let mut pass = table.rows()?;
    while pass.rows_seen() < WORDED {
        match pass.step(&mut row)? {
            Step::End => break,
            Step::Rejected(_) => {}
            Step::Row => {
                let cell = row.get(column).unwrap_or_default().trim();
                if cell.is_empty() {
                    continue;
                }
                if let Some((_, rows)) = words.iter_mut().find(|(word, _)| word == cell) {
                    *rows += 1;
                } else if words.len() < WORDS {
                    words.push((cell.to_owned(), 1));
                }
            }
        }
    }
    words.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    Ok(words)
}
