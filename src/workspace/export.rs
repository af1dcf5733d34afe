//! Exports: every record of a kind as a row, under the names that `import` takes back.

use std::collections::HashMap;
use std::ops::ControlFlow;

use chrono_tz::Tz;

use super::{Result, Workspace, WorkspaceError};
use crate::book::Book;
use crate::book::mask::Mask;
use crate::exchange::ExchangeError;
use crate::exchange::target::{ACCOUNT_CITY, Life};
use crate::exchange::write::{Cell, TableWriter};
use crate::model::stage::coded;
use crate::model::{FieldType, Key, Kind, Moment, Record, Settings, Track, Value, money};
use crate::store::{LogFilter, Stored};

/// What can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExportWhat {
    /// Leads, with their whole history.
    Leads,
    /// Accounts.
    Accounts,
    /// Contacts.
    Contacts,
    /// Products.
    Products,
    /// Users.
    Users,
    /// Feedback.
    Feedback,
    /// Touches.
    Touches,
    /// The change log, a changed field a row.
    Log,
}

impl ExportWhat {
    /// Every one.
    pub const ALL: [Self; 8] = [
        Self::Leads,
        Self::Accounts,
        Self::Contacts,
        Self::Products,
        Self::Users,
        Self::Feedback,
        Self::Touches,
        Self::Log,
    ];

    /// The word as typed.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Leads => "leads",
            Self::Accounts => "accounts",
            Self::Contacts => "contacts",
            Self::Products => "products",
            Self::Users => "users",
            Self::Feedback => "feedback",
            Self::Touches => "touches",
            Self::Log => "log",
        }
    }

    const fn kind(self) -> Option<Kind> {
        match self {
            Self::Leads => Some(Kind::Lead),
            Self::Accounts => Some(Kind::Account),
            Self::Contacts => Some(Kind::Contact),
            Self::Products => Some(Kind::Product),
            Self::Users => Some(Kind::User),
            Self::Feedback => Some(Kind::Feedback),
            Self::Touches => Some(Kind::Touch),
            Self::Log => None,
        }
    }
}

coded!(ExportWhat, "thing to export");

/// What can keep an export from being written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The table can't be written.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// The workspace can't be read.
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    /// A calendar would be empty.
    #[error(
        "nobody on the list has a next step with a day, which is what a calendar holds; accounts have none: list leads, or choose another format"
    )]
    NothingDue,
}

/// The columns of the log.
const LOG: [&str; 9] = [
    "seq", "at", "user", "verb", "kind", "id", "field", "before", "after",
];

impl Workspace {
    /// Writes a table; returns how many rows. Of leads, only those whose latest episode is in `only`; as they were at
    /// a moment, where one is given. The log is never anything but what it is.
    ///
    /// # Errors
    /// Where the workspace can't be read or the table can't be written.
    pub fn export(
        &self,
        what: ExportWhat,
        then: Option<Moment>,
        only: Option<(&Book, &Mask)>,
        out: &mut dyn TableWriter,
    ) -> std::result::Result<u64, ExportError> {
        let cx = Names::of(self, then)?;
        let Some(kind) = what.kind() else {
            return self.export_log(&cx, out);
        };
        out.header(&header(kind))?;
        let mut rows = 0;
        let mut failed = None;
        let mut row = |stored: Stored| {
            let wanted = only.is_none_or(|(book, mask)| {
                let row = book.episodes.rows.get(stored.id);
                kind != Kind::Lead || row.is_some_and(|row| mask.has(row))
            });
            if !wanted {
                return ControlFlow::Continue(());
            }
            match write_row(&stored, &cx, out) {
                Ok(()) => {
                    rows += 1;
                    ControlFlow::Continue(())
                }
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            }
        };
        match then {
            Some(moment) => self.each_as_of(kind, moment, &mut row)?,
            None => self.each(kind, &mut row)?,
        }
        if let Some(error) = failed {
            return Err(error.into());
        }
        out.finish()?;
        Ok(rows)
    }

    fn export_log(
        &self,
        cx: &Names,
        out: &mut dyn TableWriter,
    ) -> std::result::Result<u64, ExportError> {
        out.header(&LOG)?;
        let filter = LogFilter {
            limit: usize::MAX,
            ..LogFilter::default()
        };
        let mut rows = 0;
        for info in self.log(&filter)?.into_iter().rev() {
            let mut failed = None;
            self.changes(info.seq, &mut |change| {
                let key = change.key;
                for edit in &change.edits {
                    let field = key.kind.definition(edit.field).map_or("?", |it| it.name);
                    let user = info.actor.map(|it| cx.name(Key::new(Kind::User, it.0)));
                    let (before, after) = (edit.before.to_string(), edit.after.to_string());
                    let cells = [
                        Cell::from_count(info.seq.0),
                        Cell::DateTime(info.at.utc().naive_utc()),
                        user.as_deref().map_or(Cell::Empty, Cell::Text),
                        Cell::Text(info.verb.code()),
                        Cell::Text(key.kind.code()),
                        Cell::from_count(key.id),
                        Cell::Text(field),
                        text_cell(&before),
                        text_cell(&after),
                    ];
                    match out.row(&cells) {
                        Ok(()) => rows += 1,
                        Err(error) => {
                            failed = Some(error);
                            return ControlFlow::Break(());
                        }
                    }
                }
                ControlFlow::Continue(())
            })?;
            if let Some(error) = failed {
                return Err(error.into());
            }
        }
        out.finish()?;
        Ok(rows)
    }
}

/// The columns of a kind: its number, its fields, and for leads what follows from the track.
fn header(kind: Kind) -> Vec<&'static str> {
    let fields = kind.fields().iter().filter(|it| it.ty != FieldType::Track);
    let mut names = vec!["id"];
    names.extend(fields.map(|it| it.name));
    if matches!(kind, Kind::Lead | Kind::Contact) {
        names.push(ACCOUNT_CITY);
    }
    if kind == Kind::Lead {
        names.extend(Life::ALL.map(Life::name));
    }
    names
}

/// The names behind links.
struct Names {
    names: HashMap<Key, String>,
    /// The cities of accounts, which tell those of one name apart.
    cities: HashMap<u64, String>,
    settings: Settings,
}

impl Names {
    /// Of users and products as they are, of accounts and contacts as they were.
    fn of(workspace: &Workspace, then: Option<Moment>) -> Result<Self> {
        let mut names = HashMap::new();
        let mut cities = HashMap::new();
        for kind in [Kind::User, Kind::Product, Kind::Account, Kind::Contact] {
            let mut each = |stored: Stored| {
                let title = stored.record.title().to_owned();
                if let Record::Account(account) = stored.record {
                    cities.extend(account.city.map(|city| (stored.id, city)));
                }
                names.insert(Key::new(kind, stored.id), title);
                ControlFlow::Continue(())
            };
            match then.filter(|_| matches!(kind, Kind::Account | Kind::Contact)) {
                Some(moment) => workspace.each_as_of(kind, moment, &mut each)?,
                None => workspace.each(kind, &mut each)?,
            }
        }
        Ok(Self {
            names,
            cities,
            settings: workspace.settings()?,
        })
    }

    fn name(&self, key: Key) -> String {
        self.names
            .get(&key)
            .cloned()
            .unwrap_or_else(|| key.id.to_string())
    }
}

fn text_cell(text: &str) -> Cell<'_> {
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text)
    }
}

/// A cell that owns its text, until it is written.
enum Owned {
    Text(String),
    Cell(Cell<'static>),
}

fn write_row(
    stored: &Stored,
    cx: &Names,
    out: &mut dyn TableWriter,
) -> std::result::Result<(), ExchangeError> {
    let kind = stored.record.kind();
    let values = stored.record.values();
    let currency = kind
        .field("currency")
        .map(|it| stored.record.get(it).to_string())
        .filter(|it| !it.is_empty())
        .unwrap_or_else(|| cx.settings.general.currency.clone());
    let mut cells = vec![Owned::Cell(Cell::from_count(stored.id))];
    for (field, value) in kind.fields().iter().zip(values) {
        if field.ty != FieldType::Track {
            cells.push(owned(field.ty, value, &currency, cx));
        }
    }
    if matches!(kind, Kind::Lead | Kind::Contact) {
        let city = stored
            .record
            .account()
            .and_then(|it| cx.cities.get(&it.0))
            .cloned();
        cells.push(city.map_or(Owned::Cell(Cell::Empty), Owned::Text));
    }
    if let Some(lead) = stored.record.as_lead() {
        cells.extend(life(&lead.track, cx.settings.general.zone));
    }
    let cells: Vec<Cell<'_>> = cells
        .iter()
        .map(|cell| match cell {
            Owned::Text(text) => text_cell(text),
            Owned::Cell(cell) => *cell,
        })
        .collect();
    out.row(&cells)
}

fn owned(ty: FieldType, value: Value, currency: &str, cx: &Names) -> Owned {
    match (ty, value) {
        (_, Value::None) => Owned::Cell(Cell::Empty),
        (FieldType::Money, Value::Integer(units)) => Owned::Cell(Cell::Decimal {
            units,
            exponent: u8::try_from(money::decimals(currency)).unwrap_or(2),
        }),
        (FieldType::Link(Kind::Lead), Value::Integer(id)) => Owned::Cell(Cell::Integer(id)),
        (FieldType::Link(kind), Value::Integer(id)) => {
            Owned::Text(cx.name(Key::new(kind, id.cast_unsigned())))
        }
        (FieldType::Flags, Value::Integer(flags)) => {
            Owned::Text(cx.settings.milestone_codes(flags.cast_unsigned()).join(","))
        }
        (FieldType::Moment, Value::Integer(at)) => {
            // As the clock on the workspace's wall showed it: so it is read back, too.
            let zone = cx.settings.general.zone;
            Owned::Cell(Cell::DateTime(
                Moment(at).utc().with_timezone(&zone).naive_local(),
            ))
        }
        (_, Value::Integer(number)) => Owned::Cell(Cell::Integer(number)),
        (_, Value::Date(day)) => Owned::Cell(Cell::Date(day)),
        (_, Value::Text(text)) => Owned::Text(text),
        (_, Value::Track(tail)) => Owned::Text(tail.to_string()),
    }
}

/// What follows from a track, in the order of `Life::ALL`.
fn life(track: &Track, zone: Tz) -> Vec<Owned> {
    let text = |text: Option<String>| text.map_or(Owned::Cell(Cell::Empty), Owned::Text);
    let day =
        |at: Option<Moment>| Owned::Cell(at.map_or(Cell::Empty, |it| Cell::Date(it.day(zone))));
    let loss = track.loss();
    Life::ALL
        .into_iter()
        .map(|part| match part {
            Life::Layer => text(track.layer().map(|it| it.code().to_owned())),
            Life::Status => Owned::Text(track.status().code().to_owned()),
            Life::Entered => day(track.entered()),
            Life::Moved => day(track.moved()),
            Life::Closed => day(track.closed()),
            Life::Reason => text(loss.map(|it| it.0.to_owned())),
            Life::Competitor => text(loss.and_then(|it| it.1).map(str::to_owned)),
            Life::ParkedUntil => Owned::Cell(track.parked_until().map_or(Cell::Empty, Cell::Date)),
            Life::History => text(serde_json::to_string(track.steps()).ok()),
        })
        .collect()
}
