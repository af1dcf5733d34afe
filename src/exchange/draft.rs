//! A row on its way to becoming a record: typed, but with names where links will be.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::columns::Column;
use super::mapping::{Mapped, Mapping, Stage};
use super::synonyms::stage_word;
use super::target::{Goes, Life};
use super::value::{When, parse_date, parse_date_time, parse_integer, parse_money};
use super::{Flaw, Row};
use crate::model::fold::fold;
use crate::model::{
    FieldId, FieldType, Kind, Layer, Moment, Settings, Status, Step, Track, Value, money,
};

/// What is known of a lead's track from a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LifeDraft {
    /// Where it is, or how it ended.
    pub stage: Option<Stage>,
    /// What it is.
    pub status: Option<Status>,
    /// When it entered the funnel.
    pub entered: Option<Moment>,
    /// When it entered its layer.
    pub moved: Option<Moment>,
    /// When it was won or lost.
    pub closed: Option<Moment>,
    /// Why it was lost.
    pub reason: Option<String>,
    /// Who got it.
    pub competitor: Option<String>,
    /// The day to come back.
    pub parked_until: Option<NaiveDate>,
    /// The whole track.
    pub history: Option<Track>,
}

/// A row, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The fields, typed.
    pub fields: Vec<(FieldId, Value)>,
    /// The links, by name.
    pub links: Vec<(FieldId, Kind, String)>,
    /// The city of the account, where names alone do not tell accounts apart.
    pub account_city: Option<String>,
    /// The track's parts.
    pub life: LifeDraft,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCell {
    /// The column's position; nothing for what every row gets.
    pub column: Option<usize>,
    /// What is wrong, and what would be right.
    pub flaw: Flaw,
}

/// What the reading of cells needs to know beside them.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The decisions.
    pub mapping: &'a Mapping,
    /// The workspace's definitions.
    pub settings: &'a Settings,
}

impl Reading<'_> {
    /// Reads a row.
    ///
    /// # Errors
    /// The first cell that can't be read, and why.
    pub fn draft(&self, row: &Row) -> Result<Draft, BadCell> {
        let mut draft = Draft::default();
        let currency = self.currency(row);
        for mapped in &self.mapping.columns {
            let cell = row.get(mapped.column).unwrap_or_default().trim();
            if cell.is_empty() {
                continue;
            }
            self.cell(&mut draft, mapped, cell, &currency)
                .map_err(|flaw| BadCell {
                    column: Some(mapped.column),
                    flaw,
                })?;
        }
        for (target, value) in &self.mapping.set {
            let mapped = Mapped {
                column: usize::MAX,
                found: plain_column(target.name),
                target: *target,
                guessed: false,
            };
            self.cell(&mut draft, &mapped, value, &currency)
                .map_err(|flaw| BadCell {
                    column: None,
                    flaw: Flaw::Given {
                        field: target.name,
                        of: Box::new(flaw),
                    },
                })?;
        }
        self.add_currency(&mut draft, currency);
        Ok(draft)
    }

    /// The row's own currency: its column, the sign beside an amount, else the import's.
    fn currency(&self, row: &Row) -> String {
        let cell = |name: &str| {
            let mapped = self.mapping.column(name)?;
            row.get(mapped.column)
                .map(str::trim)
                .filter(|it| !it.is_empty())
        };
        if let Some(code) = cell("currency") {
            return code.to_uppercase();
        }
        ["value", "price", "revenue"]
            .into_iter()
            .find_map(|name| {
                let (_, sign) = super::value::split_currency(cell(name)?);
                sign?.code
            })
            .map_or_else(|| self.mapping.currency.clone(), str::to_owned)
    }

    /// An amount never goes without its currency.
    fn add_currency(&self, draft: &mut Draft, currency: String) {
        let kind = self.mapping.what.kind();
        let has_amount = draft.fields.iter().any(|(field, _)| {
            kind.definition(*field)
                .is_some_and(|it| it.ty == FieldType::Money)
        });
        if let Some(field) = kind.field("currency")
            && has_amount
            && !draft.fields.iter().any(|(it, _)| *it == field)
        {
            draft.fields.push((field, Value::Text(currency)));
        }
    }

    fn cell(
        &self,
        draft: &mut Draft,
        mapped: &Mapped,
        cell: &str,
        currency: &str,
    ) -> Result<(), Flaw> {
        match mapped.target.goes {
            Goes::Life(part) => self.life(&mut draft.life, part, cell, &mapped.found),
            Goes::AccountCity => {
                draft.account_city = Some(cell.to_owned());
                Ok(())
            }
            Goes::Field(field, FieldType::Link(kind)) => {
                draft.links.push((field, kind, cell.to_owned()));
                Ok(())
            }
            Goes::Field(field, ty) => {
                let value = self.value(ty, mapped, cell, currency)?;
                draft.fields.push((field, value));
                Ok(())
            }
        }
    }

    fn value(
        &self,
        ty: FieldType,
        mapped: &Mapped,
        cell: &str,
        currency: &str,
    ) -> Result<Value, Flaw> {
        let says = Flaw::Value;
        match ty {
            FieldType::Text if mapped.target.name == "currency" => {
                Ok(Value::Text(cell.to_uppercase()))
            }
            FieldType::Text => Ok(Value::Text(cell.to_owned())),
            FieldType::Integer => parse_integer(cell, mapped.found.mark)
                .map(Value::Integer)
                .map_err(says),
            FieldType::Money => {
                let digits = u8::try_from(money::decimals(currency)).unwrap_or(2);
                let (number, _) = parse_money(cell, mapped.found.mark).map_err(says)?;
                number.minor(digits).map(Value::Integer).map_err(says)
            }
            FieldType::Date => parse_date(cell, mapped.found.order)
                .map(Value::Date)
                .map_err(says),
            FieldType::Moment => self
                .moment(cell, &mapped.found)
                .map(|it| Value::Integer(it.0)),
            FieldType::Code(codes) => code(codes, cell),
            FieldType::Flags => self.milestones(cell),
            FieldType::Link(_) | FieldType::Track => Err("can't be read from a cell".into()),
        }
    }

    fn milestones(&self, cell: &str) -> Result<Value, Flaw> {
        let mut flags = 0_u64;
        for name in cell.split([',', ';', '|', ' ']).filter(|it| !it.is_empty()) {
            let known = &self.settings.milestones;
            let milestone = known
                .iter()
                .find(|it| it.code == fold(name))
                .ok_or_else(|| {
                    let codes: Vec<&str> = known.iter().map(|it| it.code.as_str()).collect();
                    Flaw::NoMilestone {
                        given: name.to_owned(),
                        known: codes.join(" "),
                    }
                })?;
            flags |= 1 << milestone.id;
        }
        Ok(Value::Integer(flags.cast_signed()))
    }

    fn moment(&self, cell: &str, found: &Column) -> Result<Moment, Flaw> {
        let when = parse_date_time(cell, found.order)?;
        Ok(moment_of(when, self.settings.general.zone))
    }

    fn life(
        &self,
        life: &mut LifeDraft,
        part: Life,
        cell: &str,
        found: &Column,
    ) -> Result<(), Flaw> {
        match part {
            Life::Layer => life.stage = Some(self.stage(cell)?),
            Life::Status => {
                life.status = Some(
                    fold(cell)
                        .parse()
                        .map_err(|it: crate::model::UnknownCode| it.to_string())?,
                );
            }
            Life::Entered => life.entered = Some(self.moment(cell, found)?),
            Life::Moved => life.moved = Some(self.moment(cell, found)?),
            Life::Closed => life.closed = Some(self.moment(cell, found)?),
            Life::Reason => life.reason = Some(cell.to_owned()),
            Life::Competitor => life.competitor = Some(cell.to_owned()),
            Life::ParkedUntil => {
                let day = parse_date(cell, found.order)?;
                life.parked_until = Some(day);
            }
            Life::History => {
                let steps: Vec<Step> =
                    serde_json::from_str(cell).map_err(|it| Flaw::NoHistory(it.to_string()))?;
                life.history = Some(Track::new(steps));
            }
        }
        Ok(())
    }

    /// Where a foreign stage leads.
    ///
    /// # Errors
    /// Says that it leads nowhere, and how to say where.
    pub fn stage(&self, cell: &str) -> Result<Stage, Flaw> {
        let own = |name: &str| {
            let mut layers = self.settings.layers.iter();
            layers
                .find(|it| it.name.as_deref().is_some_and(|it| fold(it) == name))
                .map(|it| Stage::In(it.layer))
        };
        let folded = fold(cell);
        self.mapping
            .stages
            .get(&folded)
            .copied()
            .or_else(|| Stage::named(cell))
            .or_else(|| own(&folded))
            .or_else(|| stage_word(&folded))
            .ok_or_else(|| Flaw::LeadsNowhere {
                given: cell.to_owned(),
                layers: Layer::ALL.map(Layer::code).join(" "),
            })
    }
}

fn code(codes: &[&str], cell: &str) -> Result<Value, Flaw> {
    let wanted = fold(cell).replace([' ', '_'], "-");
    codes
        .iter()
        .find(|it| **it == wanted)
        .map(|it| Value::Text((*it).to_owned()))
        .ok_or_else(|| Flaw::NotListed {
            given: cell.to_owned(),
            known: codes.join(" "),
        })
}

/// A day without a time begins where the workspace's day begins.
fn moment_of(when: When, zone: Tz) -> Moment {
    let Some(time) = when.time else {
        return Moment::start_of(when.date, zone);
    };
    let local = when.date.and_time(time);
    match when.offset {
        Some(seconds) => Moment(local.and_utc().timestamp_millis() - i64::from(seconds) * 1000),
        None => {
            let midnight = chrono::NaiveTime::MIN;
            let since = time.signed_duration_since(midnight).num_milliseconds();
            use chrono::TimeZone as _;
            zone.from_local_datetime(&local).earliest().map_or_else(
                || Moment(Moment::start_of(when.date, zone).0 + since),
                |at| Moment(at.timestamp_millis()),
            )
        }
    }
}

/// What is known of a value that no column gave.
fn plain_column(name: &str) -> Column {
    Column {
        name: name.to_owned(),
        kind: super::columns::ColumnType::Text,
        filled: 0,
        order: super::value::DateOrder::DayFirst,
        order_grounds: super::columns::Grounds::Default,
        mark: super::value::DecimalMark::Point,
        mark_grounds: super::columns::Grounds::Default,
        currencies: Vec::new(),
        misfits: 0,
        first_misfit: None,
        said: Vec::new(),
    }
}
