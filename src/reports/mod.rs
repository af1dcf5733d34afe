//! The reports as they leave the program: tables of what is meant and shown, charts, notes; as CSV, JSON, SVG or a page
//! that stands alone.
//!
//! What all reports share is here: which leads, which period, by what. Each report says what its numbers are in a file of its own
//! and counts nothing itself: the figures are `insight`'s. Nothing here prints, asks a clock or knows where a file is to be.
//! Whoever writes a report, a command or a screen, gets the same bytes.

mod abc;
mod calibration;
mod cell;
mod cohort;
mod conversion;
mod duration;
pub(crate) mod figures;
mod flow;
mod forecast;
mod form;
mod head;
mod keys;
mod lost;
mod orders;
mod page;
mod reps;
mod response;
mod rules;
mod scope;
mod sheet;
mod text;
mod velocity;
mod versus;
mod why;
mod wins;
mod write;

use std::io;

pub use self::form::Form;
pub(crate) use self::head::Head;
use self::scope::{Groups, Scope, group};
pub(crate) use self::sheet::{Grid, Sheet, Side};
use crate::book::Book;
use crate::book::mask::Mask;
use crate::book::select::At;
use crate::book::track::minute;
use crate::exchange::ExchangeError;
use crate::figures::Figure;
use crate::i18n::{Language, Locale, Msg};
use crate::insight::why::{Basis, Measure};
use crate::query::{self, Context, Days, Field, Filter, Versus};

/// What comes of making a report.
pub type Result<T> = std::result::Result<T, ReportError>;

/// Why a report can't be made or written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// What was asked does not go together.
    #[error("{0}")]
    Usage(String),
    /// A period, a field or an amount that can't be understood.
    #[error("{0}")]
    NotUnderstood(String),
    /// Something that was named is not there.
    #[error("{0}")]
    NotFound(String),
    /// There is nothing to draw.
    #[error("there is nothing here that could be drawn")]
    NothingDrawn,
    /// A table can't be written.
    #[error(transparent)]
    Table(#[from] ExchangeError),
    /// What is written does not get to where it is to be.
    #[error(transparent)]
    Output(#[from] io::Error),
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Which report; that of conversion has every definition in it, whichever is named.
    pub figure: Figure,
    /// By the values of which fields.
    pub by: Vec<Field>,
    /// By which saved segments.
    pub segments: Vec<String>,
    /// Of which days, as they are typed.
    pub period: Option<String>,
    /// Against which days, as they are typed.
    pub versus: Option<String>,
    /// Of why: which leads are a period's.
    pub basis: Basis,
    /// Of why: what is explained.
    pub measure: Measure,
    /// Of the forecast: what is to be won in the period, as it is typed.
    pub target: Option<String>,
    /// How many values of a field stand by themselves.
    pub limit: usize,
}

impl Ask {
    /// The usual of a report.
    #[must_use]
    pub const fn new(figure: Figure) -> Self {
        Self {
            figure,
            by: Vec::new(),
            segments: Vec::new(),
            period: None,
            versus: None,
            basis: Basis::Closed,
            measure: Measure::Wins,
            target: None,
            limit: 12,
        }
    }

    /// Refuses what does not go together.
    ///
    /// # Errors
    /// What of it does not, and why.
    pub fn check(&self) -> Result<()> {
        rules::check(self)
    }
}

/// The leads that a report is made of.
pub struct Source<'a> {
    /// The book, of the day that is looked at.
    pub book: &'a Book,
    /// The filter.
    pub filter: &'a Filter,
    /// What it selects.
    pub selected: Mask,
    /// What periods and segments are read against.
    pub reading: &'a Context,
    /// The moment that counts as now.
    pub at: At,
    /// The reader's language.
    pub locale: &'a Locale,
}

/// A report that is made.
#[derive(Debug, Clone)]
pub struct Report {
    figure: Figure,
    pub(crate) sheet: Sheet,
    pub(crate) head: Head,
    language: Language,
}

impl Report {
    /// Makes one.
    ///
    /// # Errors
    /// What was asked that does not go together, can't be understood or is not there.
    pub fn make(ask: &Ask, source: Source<'_>) -> Result<Self> {
        ask.check()?;
        let (period, versus) = periods(ask, source.reading)?;
        let book = source.book;
        let mut scope = Scope {
            locale: source.locale,
            ask,
            book,
            filter: source.filter.text.clone(),
            leads: (book.latest(&source.selected).count(), book.episodes.leads()),
            selected: source.selected,
            period,
            versus,
            other: versus,
            now: source.at.now,
            by: ask.by.clone(),
            groups: None,
            lie: None,
            compared: versus.is_some() && ask.figure != Figure::Why,
            seen: minute(source.at.now).saturating_add(1),
        };
        group(&mut scope, source.reading)?;
        let mut sheet = compared(&scope)?;
        if scope.leads.0 == 0 {
            sheet.notes.insert(0, Msg::SheetNoteNothing.into());
        }
        sheet.put(scope.locale);
        Ok(Self {
            figure: ask.figure,
            head: Head::of(&scope, book.settings()),
            language: scope.locale.language(),
            sheet,
        })
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// Where there is nothing to draw, or no room for what is written.
    pub fn bytes(&self, form: Form) -> Result<Vec<u8>> {
        match form {
            Form::Csv => write::csv(&self.sheet, &Locale::new(self.language)),
            Form::Json => {
                let mut text = self.json().to_string();
                text.push('\n');
                Ok(text.into_bytes())
            }
            Form::Svg => write::drawing(&self.sheet, &self.head).map(String::into_bytes),
            Form::Html => Ok(page::page(&self.sheet, &self.head).into_bytes()),
        }
    }

    /// What is meant, for machines.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        write::json(self.figure, &self.sheet, &self.head)
    }
}

/// The report, beside that of another period where one was asked for.
fn compared(scope: &Scope<'_>) -> Result<Sheet> {
    let mut it = sheet(scope)?;
    if scope.compared {
        let head = Head::of(scope, scope.book.settings());
        it = versus::beside(scope, &sheet(&scope.earlier())?, it, &head);
    }
    if let Some(lie) = scope.lie {
        it.facts.push(("in_many", lie.in_many.into()));
        it.facts.push(("in_none", lie.in_none.into()));
        let values = [
            ("many", figures::grouped(lie.in_many)),
            ("none", figures::grouped(lie.in_none)),
        ];
        it.note(scope.say(Msg::SheetNoteSegments, values));
    }
    Ok(it)
}

fn sheet(scope: &Scope<'_>) -> Result<Sheet> {
    Ok(match scope.ask.figure {
        Figure::Conversion(_) => conversion::sheet(scope),
        Figure::Wins => wins::sheet(scope),
        Figure::Duration => duration::sheet(scope),
        Figure::Flow => flow::sheet(scope),
        Figure::Cohort(of) => cohort::sheet(scope, of),
        Figure::Forecast => forecast::sheet(scope)?,
        Figure::Why => why::sheet(scope)?,
        Figure::Abc => abc::sheet(scope),
        Figure::Orders => orders::sheet(scope),
        Figure::Velocity => velocity::sheet(scope),
        Figure::Response => response::sheet(scope),
        Figure::Reps => reps::sheet(scope),
        Figure::Lost => lost::sheet(scope),
        Figure::Calibration => calibration::sheet(scope),
    })
}

/// The period and what it is held against.
fn periods(ask: &Ask, reading: &Context) -> Result<(Option<Days>, Option<Days>)> {
    let wrong = ReportError::NotUnderstood;
    let typed = ask.period.as_deref();
    // Without a period there is nothing to be compared, or no time to win the target in.
    let typed = typed.or(match ask.figure {
        Figure::Why => Some("last-quarter"),
        Figure::Forecast => ask.target.is_some().then_some("this-quarter"),
        Figure::Conversion(_)
        | Figure::Wins
        | Figure::Duration
        | Figure::Flow
        | Figure::Cohort(_)
        | Figure::Abc
        | Figure::Orders
        | Figure::Velocity
        | Figure::Response
        | Figure::Reps
        | Figure::Lost
        | Figure::Calibration => None,
    });
    let period = typed.map(|it| query::period(it, reading)).transpose();
    let period = period.map_err(wrong)?;
    let versus = ask.versus.as_deref().map(|it| query::versus(it, reading));
    let versus = versus.transpose().map_err(wrong)?;
    let versus = versus.or((ask.figure == Figure::Why).then_some(Versus::Before));
    let against = match (period, versus) {
        (Some(days), Some(versus)) => Some(days.against(versus).ok_or_else(|| {
            ReportError::Usage(
                "there is nothing before a period without a beginning or an end".to_owned(),
            )
        })?),
        (None, Some(_)) => {
            return Err(ReportError::Usage("--versus goes with --period".to_owned()));
        }
        (_, None) => None,
    };
    Ok((period, against))
}
