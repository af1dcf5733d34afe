//! Answers with the insights' reports: counted by `insight`, put into words here; a file a report.

mod conversions;

use chrono::NaiveDate;

use super::Answers;
use super::funnel::minute;
use super::segments::Facets;
use crate::i18n::{Arg, Locale, Msg};
use crate::insight::conversion::Definition;
use crate::insight::funnel::Window;
use crate::insight::stats::{newcombe, wilson};
use crate::model::{Clean, Moment, Seq};
use crate::query::{Field, Filter};
use crate::ui::period::Period;
use crate::ui::screens::terms::written;
use crate::ui::screens::{Figure, Mark, Report, Scale, Sheet, facet_name};
use crate::workspace::{At, Book, Mask, Share};

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
    pub(super) definition: Definition,
    pub(super) now: Moment,
}

/// What was counted last; as long as nothing changes it needs no counting.
#[derive(Debug)]
pub(super) struct Counted {
    filter: String,
    at: (Seq, u32),
    sheet: Sheet,
}

/// So many are remembered: the other reports, and what one takes back at once.
const REMEMBERED: usize = 12;

impl Answers {
    /// A report; counts what it does not remember.
    pub(super) fn insights(&mut self, book: &Book, asked: &Asked<'_>) -> Sheet {
        let at = (book.head(), minute(asked.now));
        self.insights.retain(|it| it.at == at);
        let same = |it: &Counted| {
            let sheet = &it.sheet;
            it.filter == asked.text
                && (sheet.report, sheet.of) == (asked.report, asked.period)
                && (sheet.by == asked.by || !asked.report.is_grouped())
                && (sheet.definition == asked.definition || asked.report != Report::Conversions)
        };
        if let Some(at) = self.insights.iter().position(same) {
            self.insights[at..].rotate_left(1);
        } else {
            if self.insights.len() == REMEMBERED {
                self.insights.remove(0);
            }
            self.insights.push(Counted {
                filter: asked.text.to_owned(),
                at,
                sheet: Source::of(book, asked, &self.locale).sheet(asked),
            });
        }
        match self.insights.last() {
            Some(it) => it.sheet.clone(),
            None => Source::of(book, asked, &self.locale).sheet(asked),
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
}

impl<'a> Source<'a> {
    fn of(book: &'a Book, asked: &Asked<'_>, locale: &'a Locale) -> Self {
        let zone = book.settings().general.zone;
        let days = asked.period.days(asked.now.day(zone));
        let start = |day| minute(Moment::start_of(day, zone));
        let selected = book.select(asked.filter, At { now: asked.now });
        Self {
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
        };
        sheet.more += sheet.lines.len().saturating_sub(LINES);
        sheet.lines.truncate(LINES);
        sheet
    }

    /// A report without lines yet.
    fn empty(&self, asked: &Asked<'_>, head: Clean) -> Sheet {
        Sheet {
            report: asked.report,
            by: asked.by,
            definition: asked.definition,
            of: self.period,
            period: self
                .days
                .and_then(|(from, to)| Some((from, to.pred_opt()?))),
            shown: self.leads,
            total: self.book.episodes.leads(),
            head,
            columns: Vec::new(),
            lines: Vec::new(),
            more: 0,
            note: None,
            doubt: None,
        }
    }

    fn t(&self, message: Msg) -> Clean {
        Clean::from_string(self.locale.t(message))
    }

    fn say(&self, message: Msg, values: &[(&str, &str)]) -> Clean {
        let args: Vec<(&str, Arg<'_>)> = values
            .iter()
            .map(|(name, text)| (*name, Arg::from(*text)))
            .collect();
        Clean::from_string(self.locale.t_args(message, &args))
    }

    /// What a group's value is called.
    fn named(&self, by: Field, share: &Share) -> Clean {
        let names = Facets::names(self.book, self.locale);
        match share {
            Share::Value(term) => Clean::from_string(names.label(by, Some(term))),
            Share::Without => self.t(Msg::FacetNone),
            Share::Others(many) => {
                let many = self.count(u64::try_from(*many).unwrap_or(u64::MAX));
                self.say(Msg::ReportOthers, &[("n", &many)])
            }
        }
    }

    /// What a field is called.
    fn field(&self, by: Field) -> Clean {
        facet_name(by).map_or_else(|| Clean::new(by.name()), |name| self.t(name))
    }

    fn count(&self, number: u64) -> String {
        self.locale.count(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// A share as it stands in a column, with its band and of how many beside it, marked where it differs from the rest.
    fn share(&self, (hits, n): Counts, whole: Option<Counts>) -> Figure {
        let rate = wilson(hits, n);
        let Some(share) = rate.rate else {
            return Figure {
                text: Clean::literal("–"),
                few: true,
                ..Figure::default()
            };
        };
        let few = n < FEW;
        // What is compared must share nothing: a part is held against the rest of the whole.
        let others = whole
            .map(|whole| (whole.0.saturating_sub(hits), whole.1.saturating_sub(n)))
            .filter(|others| !few && others.1 >= FEW);
        let apart = others.and_then(|others| {
            let apart = newcombe(&rate, &wilson(others.0, others.1));
            apart.difference.filter(|_| apart.differs())
        });
        let (band, of) = (self.locale.band(rate.low, rate.high), self.count(n));
        Figure {
            text: Clean::from_string(self.locale.percent(share, 0)),
            few,
            better: apart.map(|difference| difference > 0.0),
            aside: self.say(Msg::ReportBand, &[("band", &band), ("n", &of)]),
            mark: Some(Mark::Band {
                low: rate.low,
                at: share,
                high: rate.high,
            }),
            ..Figure::default()
        }
    }

    /// A scale for shares: from nothing to the highest that any figure's value reaches, in steps of a fifth.
    fn shares(&self, highest: f64, against: Option<f64>) -> Scale {
        let to = ((highest * 5.0).ceil() / 5.0).clamp(0.2, 1.0);
        Scale {
            from: 0.0,
            to,
            left: Clean::from_string(self.locale.percent(0.0, 0)),
            right: Clean::from_string(self.locale.percent(to, 0)),
            against,
        }
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
