//! Lists for mail, e-mail, calls or a calendar: who is on one and in which arm, who is left out, and the file of it.
//!
//! Who gets an arm is decided by the list's name alone, so that the same name gives the same arms. It selects nothing:
//! the ids come from whoever asks.

mod people;

use std::fs::File;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use chrono::NaiveDate;

pub use people::{COLUMNS, Person};

use super::Workspace;
use super::export::ExportError;
use crate::exchange::cards::{Due, calendar};
use crate::exchange::{Cell, Format};
use crate::model::segments::{Arm, arm_of};
use crate::model::{List, Members, Moment, Unit, UserId};

/// What a list is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPlan {
    /// What it is called; it decides who gets which arm.
    pub name: String,
    /// The filter that it was made by.
    pub filter: String,
    /// What is on it.
    pub unit: Unit,
    /// So many per cent get the first arm, the others the second; without it there is one.
    pub split: Option<u8>,
    /// So many per cent are left out on purpose.
    pub hold_out: u8,
    /// Who was contacted from then on is left out.
    pub contacted: Option<Moment>,
    /// What else is to say.
    pub note: Option<String>,
}

/// Who is on a list, each with an arm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Their ids, lowest first.
    pub members: Vec<(u64, Arm)>,
    /// How many were left out as contacted.
    pub excluded: u64,
}

impl Listed {
    /// Those who have an arm.
    #[must_use]
    pub fn arm(&self, wanted: Arm) -> Members {
        let of = self.members.iter().filter(|it| it.1 == wanted);
        of.map(|it| it.0).collect()
    }

    /// The record of the list.
    #[must_use]
    pub fn record(&self, plan: &ListPlan, author: UserId, at: Moment) -> List {
        let some = |it: Members| (!it.is_empty()).then_some(it);
        List {
            name: plan.name.clone(),
            at: Some(at),
            author: Some(author),
            filter: plan.filter.clone(),
            unit: Some(plan.unit),
            a: Some(self.arm(Arm::A)),
            b: some(self.arm(Arm::B)),
            hold_out: some(self.arm(Arm::HoldOut)),
            note: plan.note.clone(),
        }
    }
}

/// What the file of a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListFormat {
    /// A table.
    Table(Format),
    /// Cards for an address book.
    Cards,
    /// What is due, for a calendar.
    Calendar,
}

impl ListFormat {
    /// The format that a file's name asks for by its ending.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        match ending.as_str() {
            "vcf" => Some(Self::Cards),
            "ics" => Some(Self::Calendar),
            other => Format::named(other).map(Self::Table),
        }
    }
}

/// How far the making of a list is; it goes on as long as that is wished.
pub type Pulse<'a> = &'a mut dyn FnMut(u64) -> ControlFlow<()>;

impl Workspace {
    /// Decides who of some ids is on a list, and in which arm.
    #[must_use]
    pub fn listed(&self, plan: &ListPlan, all: &Members) -> Listed {
        let book = self.book();
        let contacted = plan
            .contacted
            .map(|from| book.contacted_since(plan.unit, from));
        let left_out = |id: &u64| contacted.as_ref().is_some_and(|it| it(*id));
        let members: Vec<(u64, Arm)> = all
            .ids()
            .filter(|id| !left_out(id))
            .map(|id| (id, arm_of(&plan.name, id, plan.split, plan.hold_out)))
            .collect();
        Listed {
            excluded: all.count() - members.len() as u64,
            members,
        }
    }
}

/// Writes a list into a file; says how many rows it has.
///
/// # Errors
/// Where it can't be written, or would be a calendar without a day.
pub fn write(
    people: &[Person],
    format: ListFormat,
    mut file: File,
    shown: &str,
    now: Moment,
) -> Result<u64, ExportError> {
    match format {
        ListFormat::Table(format) => {
            let mut out = format.create(Box::new(file), shown)?;
            out.header(&COLUMNS)?;
            for it in people {
                let mut cells = vec![Cell::from_count(it.id)];
                cells.extend(it.texts().map(|text| match text {
                    "" => Cell::Empty,
                    text => Cell::Text(text),
                }));
                out.row(&cells)?;
            }
            out.finish()?;
            Ok(people.len() as u64)
        }
        ListFormat::Cards => {
            for it in people {
                put(&mut file, it.card().as_bytes(), shown)?;
            }
            Ok(people.len() as u64)
        }
        ListFormat::Calendar => {
            let (text, many) = due(people, now);
            if many == 0 && !people.is_empty() {
                return Err(ExportError::NothingDue);
            }
            put(&mut file, text.as_bytes(), shown)?;
            Ok(many)
        }
    }
}

fn put(file: &mut File, bytes: &[u8], shown: &str) -> Result<(), ExportError> {
    file.write_all(bytes).map_err(|source| {
        let file = shown.to_owned();
        crate::exchange::ExchangeError::Write { file, source }.into()
    })
}

/// A list as lines of cells, as many as take at most so many bytes with a sign between; and how many rows that are.
#[must_use]
pub fn table(people: &[Person], limit: usize) -> (Vec<Vec<String>>, u64) {
    let length = |line: &[String]| line.iter().map(|cell| cell.len() + 1).sum::<usize>();
    let mut lines = vec![COLUMNS.map(str::to_owned).to_vec()];
    let mut used = length(&lines[0]);
    let mut rows = 0;
    for it in people {
        let mut line = vec![it.id.to_string()];
        line.extend(it.texts().map(str::to_owned));
        used += length(&line);
        if used > limit {
            break;
        }
        lines.push(line);
        rows += 1;
    }
    (lines, rows)
}

/// What is due; those with nothing due are on the list all the same.
fn due(people: &[Person], now: Moment) -> (String, u64) {
    let events: Vec<(String, NaiveDate, String)> = people
        .iter()
        .filter_map(|it| {
            let who = if it.account.is_empty() {
                &it.contact
            } else {
                &it.account
            };
            Some((it.uid(), it.due?, format!("{}: {who}", it.next)))
        })
        .collect();
    let stamp = now.utc().format("%Y%m%dT%H%M%SZ").to_string();
    let text = calendar(
        &stamp,
        events.iter().map(|(uid, day, summary)| Due {
            uid,
            day: *day,
            summary,
        }),
    );
    (text, events.len() as u64)
}
