//! The writing pass: every row becomes a record, an update, or a rejected row with its reason.

use std::collections::HashMap;

use super::super::bulk::refused;
use super::super::{Bulk, Workspace, WorkspaceError};
use super::equal::{fingerprint, unnumbered};
use super::known::{Known, Within, bare};
use super::table::rejected;
use super::{Fate, ImportError, Importer, Loaded, PULSE, Run, Summary};
use crate::exchange::draft::{BadCell, Draft, Reading};
use crate::exchange::life::Making;
use crate::exchange::mapping::Mapping;
use crate::exchange::profile::OnDuplicate;
use crate::exchange::{ExchangeError, Flaw, Progress, Rejected, Row, Step, Tally};
use crate::model::validate::validate;
use crate::model::{Key, Kind, Layer, Record, Refusal, Value, Verb};
use crate::store::SetHead;

/// Files of more rows are not rehearsed, for what they would write is kept in memory: about 700 bytes a row.
const REHEARSED: u64 = 300_000;

/// So often others may overtake a rehearsal; the next time they wait.
const ATTEMPTS: u32 = 3;

impl Importer {
    /// Writes all rows as one unit, or, in a dry run, finds out what that would be and keeps nothing.
    ///
    /// Everything is decided before anything is written, so that others wait for the writing alone.
    ///
    /// # Errors
    /// Where the file or the workspace fails, or the user stops it; nothing was written then.
    pub fn run(
        &mut self,
        workspace: &Workspace,
        mut run: Run<'_>,
    ) -> std::result::Result<Summary, ImportError> {
        if self.survey.readable > REHEARSED {
            return self.run_at_once(workspace, &mut run);
        }
        for _ in 0..ATTEMPTS {
            let ((mut summary, whole), rehearsed) =
                workspace.rehearse(|bulk| self.pass(bulk, &mut run, Part::FIRST))?;
            if run.dry_run || rehearsed.len() == 0 {
                return Ok(summary);
            }
            let (totals, count) = (summary.totals, rehearsed.len());
            let head = head(&run);
            let progress = &mut run.progress;
            let mut go_on = |done: usize| {
                // As if the rows were gone through again, so that it is one way from its beginning to its end.
                let done = whole * done as u64 / count as u64;
                progress(Part::SECOND.of(done, whole), totals)
            };
            if let Some(seq) = workspace.write_rehearsed(rehearsed, head, &mut go_on)? {
                summary.seq = Some(seq);
                return Ok(summary);
            }
        }
        self.run_at_once(workspace, &mut run)
    }

    /// Decides while it writes: nobody overtakes, and all others wait.
    fn run_at_once(
        &mut self,
        workspace: &Workspace,
        run: &mut Run<'_>,
    ) -> std::result::Result<Summary, ImportError> {
        let mut outcome = None;
        let SetHead {
            op,
            actor,
            at,
            verb,
            ..
        } = head(run);
        let dry_run = run.dry_run;
        let written = workspace.bulk(actor, op, verb, at, |bulk| {
            let done = self.pass(bulk, run, Part::WHOLE);
            let seq = (bulk.count() > 0 && !dry_run).then(|| bulk.seq());
            let ok = done.is_ok();
            outcome = Some(done.map(|(mut summary, _)| {
                summary.seq = seq;
                summary
            }));
            // An error drops the unit: a dry run keeps nothing, and neither does a failed one.
            if ok && !dry_run {
                Ok(())
            } else {
                Err(WorkspaceError::Stopped)
            }
        });
        match (outcome, written) {
            (Some(Ok(summary)), Ok(())) => Ok(summary),
            (Some(Ok(summary)), Err(WorkspaceError::Stopped)) if dry_run => Ok(summary),
            (Some(Err(error)), _) => Err(error),
            (_, Err(error)) => Err(error.into()),
            (None, Ok(())) => Err(WorkspaceError::Stopped.into()),
        }
    }

    /// Goes through all rows; says also what the whole of the way is.
    fn pass(
        &mut self,
        bulk: &mut Bulk<'_>,
        run: &mut Run<'_>,
        part: Part,
    ) -> std::result::Result<(Summary, u64), ImportError> {
        let Run { now, told, .. } = *run;
        let part = if run.dry_run { Part::WHOLE } else { part };
        let mut tally = Tally::new(told);
        if let Some(report) = run.report {
            tally = tally.with_report(report()?);
        }
        let entry = self.survey.entry.map_or(Layer::Potential, |it| it.0);
        let settings = self.settings.clone();
        let mapping = self.mapping.clone();
        let mut writer = Writer {
            reading: Reading {
                mapping: &mapping,
                settings: &settings,
            },
            making: Making {
                entry,
                now,
                zone: settings.general.zone,
            },
            known: Known::default(),
            unnumbered: None,
            told,
            summary: Summary::default(),
        };
        let mut pass = self.table.rows()?;
        let mut row = Row::new();
        let seen = loop {
            match pass.step(&mut row)? {
                Step::End => break pass.rows_seen(),
                Step::Rejected(bad) => tally.rejected(bad)?,
                Step::Row => match writer.row(bulk, &row, pass.header())? {
                    Some(bad) => tally.rejected(bad)?,
                    None => tally.loaded(),
                },
            }
            let Progress { done, total } = pass.progress();
            if tally.totals().rows.is_multiple_of(PULSE)
                && !(run.progress)(part.of(done, total), tally.totals())
            {
                return Err(WorkspaceError::Stopped.into());
            }
        };
        let mut summary = writer.summary;
        summary.totals = tally.close(seen)?;
        summary.first = tally.first().to_vec();
        summary.reasons.clone_from(tally.reasons());
        summary.flaws.clone_from(tally.flaws());
        summary.made = writer
            .known
            .made()
            .iter()
            .map(|it| (*it.0, *it.1))
            .collect();
        summary.doubles = writer.known.doubles();
        let Progress { done, total } = pass.progress();
        (run.progress)(part.of(done, total), summary.totals);
        Ok((summary, total))
    }
}

/// What an import is committed with.
const fn head(run: &Run<'_>) -> SetHead {
    SetHead {
        op: run.op,
        actor: Some(run.actor),
        at: run.now,
        verb: Verb::Import,
        undoes: None,
    }
}

/// Which part of the whole is gone through, in hundredths.
#[derive(Clone, Copy)]
struct Part {
    from: u64,
    to: u64,
}

impl Part {
    const WHOLE: Self = Self { from: 0, to: 100 };
    const FIRST: Self = Self { from: 0, to: 60 };
    const SECOND: Self = Self { from: 60, to: 100 };

    /// How far the whole is, where so much of this part is done.
    fn of(self, done: u64, total: u64) -> Progress {
        let part = (self.to - self.from) * done.min(total);
        Progress {
            done: (self.from * total + part) / 100,
            total,
        }
    }
}

/// How many leads without a number and with equal facts are looked at for one row.
const COMPARED: usize = 64;

struct Writer<'a> {
    reading: Reading<'a>,
    making: Making,
    known: Known,
    /// Leads without a foreign number, by what is known of them; made when the first is met.
    unnumbered: Option<HashMap<String, Vec<u64>>>,
    /// How many rows of each fate are told one by one.
    told: usize,
    summary: Summary,
}

/// What was wrong with a row: its cells, or what the record would be.
enum Bad {
    Cell(BadCell),
    Fatal(ImportError),
}

impl From<WorkspaceError> for Bad {
    fn from(error: WorkspaceError) -> Self {
        if let WorkspaceError::Refused { refused, .. } = &error
            && let Some(first) = refused.first()
        {
            return bad_row(first.why.clone());
        }
        Self::Fatal(error.into())
    }
}

impl Writer<'_> {
    /// Writes one row; a row that can't be written is given back with the reason.
    fn row(
        &mut self,
        bulk: &mut Bulk<'_>,
        row: &Row,
        header: &[String],
    ) -> std::result::Result<Option<Rejected>, ImportError> {
        let draft = match self.reading.draft(row) {
            Ok(draft) => draft,
            Err(bad) => return Ok(Some(rejected(row, header, &bad))),
        };
        match self.write(bulk, draft) {
            Ok((fate, name)) => {
                self.tell(row.line(), fate, name);
                Ok(None)
            }
            Err(Bad::Cell(bad)) => Ok(Some(rejected(row, header, &bad))),
            Err(Bad::Fatal(error)) => Err(error),
        }
    }

    /// Counts what became of a row; the first ones are kept by name.
    fn tell(&mut self, line: u64, fate: Fate, name: String) {
        let count = match fate {
            Fate::New => &mut self.summary.inserted,
            Fate::Updated => &mut self.summary.updated,
            Fate::Unchanged => &mut self.summary.unchanged,
            Fate::Skipped => &mut self.summary.skipped,
        };
        *count += 1;
        if *count <= self.told as u64 {
            self.summary.rows.push(Loaded { line, fate, name });
        }
    }

    fn write(
        &mut self,
        bulk: &mut Bulk<'_>,
        draft: Draft,
    ) -> std::result::Result<(Fate, String), Bad> {
        let mapping: &Mapping = self.reading.mapping;
        let kind = mapping.what.kind();
        let mut record = Record::empty(kind);
        fill(&mut record, &draft)?;
        self.begin(&mut record, &draft)?;
        // Whatever is wrong with the row itself is known before anything is made for its sake.
        let invalid = |why| Bad::from(refused(Key::new(kind, 0), why));
        validate(&record).map_err(invalid)?;
        for (_, kind, name) in &draft.links {
            validate(&bare(*kind, name)).map_err(invalid)?;
        }
        self.link(bulk, &mut record, &draft)?;
        let same = if mapping.on_duplicate == OnDuplicate::New {
            None
        } else {
            self.same(bulk, &record, &draft)?
        };
        let name = called(&record, &draft);
        let fate = match same {
            None => {
                if matches!(kind, Kind::Product | Kind::User) {
                    bulk.require_free_name(kind, record.title())?;
                    self.known.note(bulk, kind, record.title())?;
                }
                bulk.insert(record)?;
                Fate::New
            }
            Some(_) if mapping.on_duplicate == OnDuplicate::Skip => Fate::Skipped,
            Some(stored) => {
                let after = self.updated(&stored.record, &record, &draft)?;
                if bulk.update(&stored, &after)? {
                    Fate::Updated
                } else {
                    Fate::Unchanged
                }
            }
        };
        Ok((fate, name))
    }

    /// A new lead's track.
    fn begin(&self, record: &mut Record, draft: &Draft) -> std::result::Result<(), Bad> {
        if let Record::Lead(lead) = record {
            lead.track = draft.life.track(self.making).map_err(bad_row)?;
        }
        Ok(())
    }

    /// Names become links; what is not there is made.
    fn link(
        &mut self,
        bulk: &mut Bulk<'_>,
        record: &mut Record,
        draft: &Draft,
    ) -> std::result::Result<(), Bad> {
        let mut account = None;
        // The field table names the account before the contact, who belongs to it.
        let mut links: Vec<_> = draft.links.iter().collect();
        links.sort_by_key(|(field, ..)| *field);
        for (field, kind, name) in links {
            let within = match kind {
                Kind::Account => Within {
                    city: draft.account_city.clone(),
                    account: None,
                },
                Kind::Contact => Within {
                    city: None,
                    account,
                },
                Kind::User
                | Kind::Product
                | Kind::Lead
                | Kind::Feedback
                | Kind::Touch
                | Kind::Setting
                | Kind::Segment
                | Kind::List
                | Kind::Resolution
                | Kind::Meeting => Within::default(),
            };
            let id = self.known.named(bulk, *kind, name, within)?;
            if *kind == Kind::Account {
                account = Some(id);
            }
            let value = Value::Integer(id.cast_signed());
            if record.set(*field, value).is_err() {
                return Err(bad_row(format!("`{name}` can't be linked")));
            }
        }
        Ok(())
    }

    fn same(
        &mut self,
        bulk: &Bulk<'_>,
        record: &Record,
        draft: &Draft,
    ) -> std::result::Result<Option<crate::store::Stored>, Bad> {
        let Record::Lead(lead) = record else {
            return Ok(self.known.same(bulk, record)?);
        };
        if lead.external_id.is_some() {
            return Ok(self.known.same(bulk, record)?);
        }
        if self.unnumbered.is_none() {
            self.unnumbered = Some(unnumbered(bulk, self.reading.settings)?);
        }
        let key = fingerprint(lead, self.reading.settings);
        let ids = self.unnumbered.as_mut().and_then(|map| map.get_mut(&key));
        let Some(ids) = ids else {
            return Ok(None);
        };
        // Two equal rows are two leads: each matches one, first the one that is as the row says.
        let mut open = None;
        for (place, id) in ids.iter().enumerate().take(COMPARED) {
            let Some(stored) = bulk.get(Key::new(Kind::Lead, *id))? else {
                continue;
            };
            if let Record::Lead(there) = &stored.record {
                let same = draft.life.continued(&there.track, self.making);
                if same.is_ok_and(|it| it == there.track) {
                    ids.remove(place);
                    return Ok(Some(stored));
                }
                if open.is_none() && !there.track.status().is_closed() {
                    open = Some((place, stored));
                }
            }
        }
        // A closed lead is not reopened because another row looks like it.
        Ok(open.map(|(place, stored)| {
            ids.remove(place);
            stored
        }))
    }

    /// The record that is there, with what the row says.
    fn updated(
        &self,
        old: &Record,
        new: &Record,
        draft: &Draft,
    ) -> std::result::Result<Record, Bad> {
        let mut after = old.clone();
        fill(&mut after, draft)?;
        for (field, _, name) in &draft.links {
            if after.set(*field, new.get(*field)).is_err() {
                return Err(bad_row(format!("`{name}` can't be linked")));
            }
        }
        if let Record::Lead(lead) = &mut after {
            lead.track = draft
                .life
                .continued(&lead.track, self.making)
                .map_err(bad_row)?;
        }
        Ok(after)
    }
}

/// What a row's record is called: its own name, or the first that it speaks of; whoever works on it says little of it.
fn called(record: &Record, draft: &Draft) -> String {
    let title = record.title();
    if title.is_empty() {
        let mut links = draft.links.iter();
        let account = links.clone().find(|(_, kind, _)| *kind == Kind::Account);
        let first = account.or_else(|| links.find(|(_, kind, _)| *kind != Kind::User));
        first.map_or_else(String::new, |(.., name)| name.clone())
    } else {
        title.to_owned()
    }
}

/// Sets the fields that the row has.
fn fill(record: &mut Record, draft: &Draft) -> std::result::Result<(), Bad> {
    for (field, value) in &draft.fields {
        if let Err(value) = record.set(*field, value.clone()) {
            let why = record
                .kind()
                .definition(*field)
                .map_or(Refusal::Missing { field: "field" }, |definition| {
                    crate::model::validate::misfit(definition, &value)
                });
            return Err(bad_row(why));
        }
    }
    Ok(())
}

fn bad_row(flaw: impl Into<Flaw>) -> Bad {
    Bad::Cell(BadCell {
        column: None,
        flaw: flaw.into(),
    })
}

impl From<ExchangeError> for Bad {
    fn from(error: ExchangeError) -> Self {
        Self::Fatal(error.into())
    }
}
