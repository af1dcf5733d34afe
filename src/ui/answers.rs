//! Answers the screens' questions from the book: figures and pages, ready to be drawn.
//!
//! It reads and counts, and changes nothing but what it remembers of the last questions.

use chrono::NaiveDate;

use super::desk::{Answer, ChoiceList, Question, Trouble};
use super::offers::{Known, begins_field, offers};
use super::period::Period;
use super::screens::{Figures, LayerFigures, LeadLine, LeadPage, Rate, WonFigures};
use crate::i18n::{Locale, Msg};
use crate::insight::funnel::{Funnel, Sums, Window, funnel};
use crate::insight::stats;
use crate::model::{Clean, Moment, Seq, Status};
use crate::query::{Context, Filter, Problem, QueryError, read};
use crate::workspace::{At, Book, LeadRow, Workspace};

/// Answers one session's questions.
#[derive(Debug)]
pub struct Answers {
    list: Option<List>,
    known: Known,
    locale: Locale,
}

/// A list that was put in order: the next page of it needs no sorting.
#[derive(Debug)]
struct List {
    filter: String,
    head: Seq,
    today: NaiveDate,
    rows: Vec<u32>,
}

impl Answers {
    /// Answers in a language.
    #[must_use]
    pub fn new(locale: Locale) -> Self {
        Self {
            list: None,
            known: Known::default(),
            locale,
        }
    }

    /// Answers a question for a user; nothing while the book is not there yet.
    pub fn answer(
        &mut self,
        workspace: &Workspace,
        me: &str,
        question: &Question,
        now: Moment,
    ) -> Option<Answer> {
        if !workspace.is_loaded() {
            return None;
        }
        let book = workspace.book();
        let today = now.day(book.settings().general.zone);
        let cx = Context::on(today).by(me);
        Some(match question {
            Question::Funnel {
                filter,
                period,
                caret,
            } => match read(filter, &cx) {
                Ok(it) if self.is_unfinished(&book, filter, &it, *caret) => Answer::Unfinished,
                Ok(filter) => {
                    let doubt = self.known.doubt(&book, &filter, *caret, &self.locale);
                    let figures = figures(&book, &filter, *period, now);
                    Answer::Funnel(Box::new(Figures { doubt, ..figures }))
                }
                Err(errors) => Answer::Trouble(self.trouble(&errors)),
            },
            Question::Leads {
                filter: text,
                first,
                lines,
                keep,
                caret,
            } => match read(text, &cx) {
                Ok(it) if self.is_unfinished(&book, text, &it, *caret) => Answer::Unfinished,
                Ok(filter) => {
                    let doubt = self.known.doubt(&book, &filter, *caret, &self.locale);
                    self.sort(&book, text, &filter, now, today);
                    let page = self.page(&book, *first, *lines, *keep, now);
                    Answer::Leads(Box::new(LeadPage { doubt, ..page }))
                }
                Err(errors) => Answer::Trouble(self.trouble(&errors)),
            },
            Question::Offers { filter, caret } => {
                Answer::Offers(offers(&book, filter, *caret, &cx, now))
            }
            Question::Choices(list) => {
                let all = match list {
                    ChoiceList::Reasons => &book.settings().reasons,
                    ChoiceList::Verdicts => &book.settings().verdicts,
                };
                Answer::Choices(all.iter().filter(|it| it.offered).cloned().collect())
            }
        })
    }

    /// Whether what is typed at the caret says nothing yet.
    fn is_unfinished(
        &mut self,
        book: &Book,
        text: &str,
        filter: &Filter,
        caret: Option<usize>,
    ) -> bool {
        caret.is_some_and(|at| begins_field(text, at) || self.known.is_unfinished(book, filter, at))
    }

    fn trouble(&self, errors: &[QueryError]) -> Trouble {
        let Some(error) = errors.first() else {
            return Trouble::default();
        };
        let message = match error.problem {
            Problem::Unfinished => Msg::TroubleUnfinished,
            Problem::Syntax => Msg::TroubleSyntax,
            Problem::UnknownField => Msg::TroubleUnknownField,
            Problem::BadValue => Msg::TroubleBadValue,
            Problem::NotYet => Msg::TroubleNotYet,
            Problem::TooMuch => Msg::TroubleTooMuch,
            Problem::Context => Msg::TroubleContext,
        };
        let args = [("detail", error.to_string().into())];
        Trouble {
            span: error.span.start..error.span.end,
            message: Clean::from_string(self.locale.t_args(message, &args)),
        }
    }

    fn sort(&mut self, book: &Book, text: &str, filter: &Filter, now: Moment, today: NaiveDate) {
        let same = self.list.as_ref().is_some_and(|list| {
            list.filter == text && list.head == book.head() && list.today == today
        });
        if same {
            return;
        }
        let latest = book.latest(&book.select(filter, At { now }));
        let rows = if filter.sort.is_empty() {
            book.pipeline(&latest)
        } else {
            book.sorted(&latest, &filter.sort)
        };
        self.list = Some(List {
            filter: text.to_owned(),
            head: book.head(),
            today,
            rows,
        });
    }

    fn page(
        &self,
        book: &Book,
        first: usize,
        lines: usize,
        keep: Option<u64>,
        now: Moment,
    ) -> LeadPage {
        let rows = self.list.as_ref().map_or(&[][..], |list| &list.rows);
        let lead = |row: &u32| book.episodes.columns.lead.get(*row as usize).copied();
        let kept = keep.and_then(|id| rows.iter().position(|row| lead(row) == Some(id)));
        // Where the lead went out of the page that was asked for, the page goes with it.
        let first = match kept {
            Some(line) if line < first || line >= first + lines => line.saturating_sub(lines / 2),
            Some(_) | None => first.min(rows.len()),
        };
        LeadPage {
            shown: rows.len() as u64,
            total: book.episodes.leads(),
            doubt: None,
            head: book.head().0,
            first,
            lines: rows
                .iter()
                .skip(first)
                .take(lines)
                .filter_map(|row| book.row(*row as usize))
                .map(|row| line(&row, book, now))
                .collect(),
            kept,
        }
    }
}

fn line(row: &LeadRow<'_>, book: &Book, now: Moment) -> LeadLine {
    let clean = |text: Option<&str>| Clean::new(text.unwrap_or_default());
    let zone = book.settings().general.zone;
    LeadLine {
        id: row.id.0,
        account: clean(row.account.or(row.title)),
        product: clean(row.product),
        owner: clean(row.owner),
        layer: row.layer,
        status: row.status,
        value: row.value.map(|value| {
            let home = book.settings().general.currency.as_str();
            (value, row.currency.unwrap_or(home).to_owned())
        }),
        next: clean(row.next),
        due: match row.status {
            Status::Open => row.next_due,
            Status::Parked => row.parked_until,
            Status::Won | Status::Lost => None,
        },
        source: clean(row.source),
        reason: row.reason.map(str::to_owned),
        moved: row.closed.or(row.moved).map(|it| it.day(zone)),
        days: row
            .moved
            .map_or(0, |moved| i64::from(now.days_since(moved))),
    }
}

fn figures(book: &Book, filter: &Filter, period: Period, now: Moment) -> Figures {
    let selected = book.select(filter, At { now });
    let settings = book.settings();
    let zone = settings.general.zone;
    let days = period.days(now.day(zone));
    let start = |day| minute(Moment::start_of(day, zone));
    let window = days.map_or_else(Window::default, |(from, to)| Window {
        from: start(from),
        to: start(to),
    });
    let it = funnel(book, &selected, window, minute(now));
    let mut layers = it.layers.iter().map(|layer| LayerFigures {
        open: layer.open,
        parked: layer.parked,
        value: amounts(&layer.value, book),
        reached: layer.entered,
        odds: rate(layer.odds),
        playbook: settings.odds(layer.layer),
        went_on: rate(layer.conversion),
        still_open: layer.still_open,
        median_days: layer.median_days,
    });
    // There are five layers, always; the array says so to the screen.
    let layers = std::array::from_fn(|_| layers.next().unwrap_or_else(empty));
    Figures {
        shown: it.leads,
        total: book.episodes.leads(),
        layers,
        won: won(&it, book),
        flow: None,
        left_out: share(it.opening, it.episodes),
        period: days.and_then(|(from, to)| Some((from, to.pred_opt()?))),
        doubt: None,
        took: None,
    }
}

fn won(it: &Funnel, book: &Book) -> WonFigures {
    WonFigures {
        count: it.won,
        value: amounts(&it.won_value, book),
        win_rate: rate(it.win_rate),
    }
}

const fn empty() -> LayerFigures {
    LayerFigures {
        open: 0,
        parked: 0,
        value: Vec::new(),
        reached: 0,
        odds: None,
        playbook: 0.0,
        went_on: None,
        still_open: 0,
        median_days: None,
    }
}

fn minute(now: Moment) -> u32 {
    crate::insight::funnel::minute(now)
}

fn amounts(sums: &Sums, book: &Book) -> Vec<(i64, String)> {
    sums.list(book)
        .into_iter()
        .map(|(currency, sum)| (sum, currency))
        .collect()
}

fn rate(it: stats::Rate) -> Option<Rate> {
    it.rate.map(|share| Rate {
        share,
        low: it.low,
        high: it.high,
        n: it.n,
    })
}

#[allow(
    clippy::cast_precision_loss,
    reason = "a share of counts far below 2^52"
)]
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}
