//! Answers with the insights' reports: counted by `insight`, put into words here; a file a report.

mod abc;
mod calibration;
mod cohorts;
mod conversions;
mod customers;
mod draft;
mod durations;
mod forecast;
mod groups;
mod lost;
mod reps;
mod velocity;
mod versus;
mod why;
mod wins;
mod words;

use std::sync::Arc;

use chrono::NaiveDate;

use self::groups::Groups;
use super::Answers;
use super::funnel::minute;
use crate::i18n::{Locale, Msg};
use crate::insight::conversion::Definition;
use crate::insight::funnel::Window;
use crate::insight::sets::{Set, segments};
use crate::model::{Clean, Moment, Seq};
use crate::query::{Context, Field, Filter};
use crate::ui::desk::{Answer, Question, Selected};
use crate::ui::period::{Against, Period};
use crate::ui::screens::terms::written;
use crate::ui::screens::{Figure, Report, Sheet, SheetLine};
use crate::ui::theme::Role;
use crate::workspace::{At, Book, Mask, Share, Split, Workspace};

/// Rates of fewer than this are dimmed, and called neither better nor worse.
const FEW: u64 = 10;
/// So many lines are shown at most.
const LINES: usize = 500;

/// What is asked of a report.
pub(super) struct Asked<'a> {
    /// The filter as it is written.
    pub(super) text: &'a str,
    /// And as it is read.
    pub(super) filter: &'a Filter,
    pub(super) report: Report,
    pub(super) period: Period,
    pub(super) by: Field,
    /// Which saved segments, where it is by these; none for all.
    pub(super) sets: &'a [String],
    pub(super) definition: Definition,
    pub(super) against: Option<Against>,
    /// What segments are read against.
    pub(super) cx: &'a Context,
    pub(super) now: Moment,
}

/// What was counted last; as long as nothing changes it needs no counting.
#[derive(Debug)]
pub(super) struct Counted {
    filter: String,
    at: (Seq, u32),
    sheet: Arc<Sheet>,
}

/// So many are remembered: the other reports, and what one takes back at once.
const REMEMBERED: usize = 12;

impl Answers {
    /// Remembers a report that was counted elsewhere for the same data and minute: whoever takes a filter away again
    /// comes back to it.
    pub fn learn(
        &mut self,
        workspace: &Workspace,
        question: &Question,
        answer: &Answer,
        now: Moment,
    ) {
        if let Question::Insights { filter, .. } = question
            && let Answer::Insights(Selected::Read(sheet, _)) = answer
        {
            let at = (workspace.book().head(), minute(now));
            self.remember(Counted {
                filter: filter.clone(),
                at,
                sheet: Arc::clone(sheet),
            });
        }
    }

    fn remember(&mut self, counted: Counted) {
        if self.insights.len() >= REMEMBERED {
            self.insights.remove(0);
        }
        self.insights.push(counted);
    }

    /// A report; counts what it does not remember.
    pub(super) fn insights(&mut self, book: &Book, asked: &Asked<'_>) -> Arc<Sheet> {
        let at = (book.head(), minute(asked.now));
        self.insights.retain(|it| it.at == at);
        let same = |it: &Counted| {
            let sheet = &it.sheet;
            it.filter == asked.text
                && (sheet.report, sheet.of) == (asked.report, asked.period)
                && (sheet.against == asked.against || !asked.report.is_compared())
                && ((sheet.by, &*sheet.sets) == (asked.by, asked.sets)
                    || !asked.report.is_grouped())
                && (sheet.definition == asked.definition || asked.report != Report::Conversions)
        };
        if let Some(at) = self.insights.iter().position(same) {
            self.insights[at..].rotate_left(1);
        } else {
            let sheet = Arc::new(compared(book, asked, &self.locale));
            let filter = asked.text.to_owned();
            self.remember(Counted { filter, at, sheet });
        }
        match self.insights.last() {
            Some(it) => Arc::clone(&it.sheet),
            None => Arc::new(compared(book, asked, &self.locale)),
        }
    }
}

/// So many of so many.
type Counts = (u64, u64);

/// What a report is made from.
struct Source<'a> {
    book: &'a Book,
    locale: &'a Locale,
    selected: Mask,
    leads: u64,
    days: Option<(NaiveDate, NaiveDate)>,
    window: Window,
    period: Period,
    now: Moment,
    /// As of which minute what went on is seen, where that is another than now.
    seen: Option<u32>,
    /// The saved segments, where leads are grouped by them.
    sets: Vec<Set>,
}

impl<'a> Source<'a> {
    fn of(book: &'a Book, asked: &Asked<'_>, locale: &'a Locale) -> Self {
        let zone = book.settings().general.zone;
        let days = asked.period.days(book.today(asked.now.day(zone)));
        let start = |day| minute(Moment::start_of(day, zone));
        let at = At { now: asked.now };
        let selected = book.select(asked.filter, at);
        let sets = if asked.by == Field::Seg && asked.report.is_grouped() {
            segments(
                book,
                &asked.cx.segments,
                (asked.cx, at),
                &selected,
                asked.sets,
            )
        } else {
            Vec::new()
        };
        Self {
            sets,
            seen: None,
            book,
            locale,
            leads: book.leads_of(asked.filter, &selected).count(),
            selected,
            days,
            window: days.map_or_else(Window::default, |(from, to)| Window {
                from: start(from),
                to: start(to),
            }),
            period: asked.period,
            now: asked.now,
        }
    }

    fn sheet(&self, asked: &Asked<'_>) -> Sheet {
        let mut sheet = match asked.report {
            Report::Conversions => self.conversions(asked),
            Report::Wins => self.wins(asked),
            Report::Durations => self.durations(asked),
            Report::Cohorts => self.cohorts(asked),
            Report::Customers => self.customers(asked),
            Report::Forecast => self.forecast(asked),
            Report::Why => self.why(asked),
            Report::Abc => self.abc(asked),
            Report::Velocity => self.velocity(asked),
            Report::Reps => self.reps(asked),
            Report::Lost => self.lost(asked),
            Report::Calibration => self.calibration(asked),
        };
        self.tell_segments(asked, &mut sheet);
        sheet.more += sheet.lines.len().saturating_sub(LINES);
        sheet.lines.truncate(LINES);
        sheet
    }

    /// A report without lines yet.
    fn empty(&self, asked: &Asked<'_>, head: Clean) -> Sheet {
        let zone = self.book.settings().general.zone;
        Sheet {
            report: asked.report,
            by: asked.by,
            sets: asked.sets.to_vec(),
            definition: asked.definition,
            of: self.period,
            against: asked.against,
            before: None,
            period: self
                .days
                .and_then(|(from, to)| Some((from, to.pred_opt()?))),
            no_meeting: self.period == Period::SinceMeeting
                && self.book.today(self.now.day(zone)).meeting.is_none(),
            shown: self.leads,
            total: self.book.episodes.leads(),
            head,
            columns: Vec::new(),
            lines: Vec::new(),
            more: 0,
            note: None,
            legend: None,
        }
    }

    /// Lines for the whole and for each value of the field, from what was counted for each.
    fn by_groups<T>(
        &self,
        by: Field,
        (whole, parts): (&T, &[T]),
        groups: Option<&Groups<'_>>,
        figures: impl Fn(&Whose<'_>, &T, Option<&T>) -> Vec<Figure>,
    ) -> Vec<SheetLine> {
        let all = self.t(Msg::ReportAll);
        let whose = Whose {
            label: &all,
            filter: Some(""),
        };
        let mut lines = vec![SheetLine {
            figures: figures(&whose, whole, None),
            label: all.clone(),
            role: Some(Role::Strong),
            filter: Some(String::new()),
        }];
        let named = groups.map(|it| it.named(self, by)).unwrap_or_default();
        for ((label, filter, quiet), part) in named.into_iter().zip(parts) {
            let whose = Whose {
                label: &label,
                filter: filter.as_deref(),
            };
            lines.push(SheetLine {
                figures: figures(&whose, part, Some(whole)),
                role: quiet.then_some(Role::Quiet),
                label,
                filter,
            });
        }
        lines
    }

    /// The selected leads by the field that they are grouped by.
    fn split(&self, by: Field) -> Option<Split<'_>> {
        self.book.split(by, &self.selected, LINES)
    }

    /// A condition on when something was, in the period that is looked at.
    fn during(&self, field: &str) -> String {
        let word = self.period.word();
        word.map_or_else(String::new, |word| format!(" {field}:{word}"))
    }
}

/// A report, beside the same of another period where that is asked for.
fn compared(book: &Book, asked: &Asked<'_>, locale: &Locale) -> Sheet {
    let source = Source::of(book, asked, locale);
    let mut sheet = source.sheet(asked);
    let against = asked.against.filter(|_| asked.report.is_compared());
    if let Some(before) = against.and_then(|it| source.earlier(asked.period, it)) {
        before.beside(asked, &mut sheet);
    }
    sheet
}

/// Whose figures a line has.
struct Whose<'a> {
    label: &'a Clean,
    /// The filter for its leads; none where no filter gives just these.
    filter: Option<&'a str>,
}

impl Whose<'_> {
    /// Its leads of which more is asked.
    fn and(&self, more: &str) -> Option<String> {
        let both = format!("{} {}", self.filter?, more.trim());
        Some(both.trim().to_owned())
    }
}

/// The filter for the leads of a group; none gives the rest of many values.
fn filter_of(by: Field, share: &Share) -> Option<String> {
    match share {
        Share::Value(term) => Some(format!("{}:{}", by.name(), written(by, Some(term)))),
        Share::Without => Some(format!("{}:{}", by.name(), written(by, None))),
        Share::Others(_) => None,
    }
}
