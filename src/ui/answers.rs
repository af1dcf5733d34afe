//! Answers the screens' questions from the book: figures and pages, ready to be drawn.
//!
//! It reads and counts, and changes nothing but what it remembers of the last list.

use chrono::NaiveDate;

use super::desk::{Answer, Question, Trouble};
use super::screens::{Figures, LayerFigures, LeadLine, LeadPage, Rate, WonFigures};
use crate::insight::funnel::{Funnel, Sums, Window, funnel};
use crate::insight::stats;
use crate::model::{Clean, Moment, Seq};
use crate::query::{Context, Filter, QueryError, read};
use crate::workspace::{At, Book, LeadRow, Workspace};

/// Answers one session's questions.
#[derive(Debug, Default)]
pub struct Answers {
    list: Option<List>,
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
        let text = match question {
            Question::Funnel { filter } | Question::Leads { filter, .. } => filter,
        };
        let filter = match read(text, &Context::on(today).by(me)) {
            Ok(filter) => filter,
            Err(errors) => return Some(Answer::Trouble(trouble(&errors))),
        };
        Some(match question {
            Question::Funnel { .. } => Answer::Funnel(Box::new(figures(&book, &filter, now))),
            Question::Leads {
                first, lines, keep, ..
            } => {
                self.sort(&book, text, &filter, now, today);
                Answer::Leads(Box::new(self.page(&book, *first, *lines, *keep, now)))
            }
        })
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
    let until = row.closed.unwrap_or(now);
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
        due: row.next_due.or(row.parked_until),
        days: row
            .moved
            .map_or(0, |moved| i64::from(until.days_since(moved))),
    }
}

fn figures(book: &Book, filter: &Filter, now: Moment) -> Figures {
    let selected = book.select(filter, At { now });
    let now = minute(now);
    let it = funnel(book, &selected, Window::default(), now);
    let settings = book.settings();
    let mut layers = it.layers.iter().map(|layer| LayerFigures {
        open: layer.open,
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
        period: None,
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

fn trouble(errors: &[QueryError]) -> Trouble {
    errors.first().map_or_else(
        || Trouble {
            span: 0..0,
            message: Clean::default(),
        },
        |error| Trouble {
            span: error.span.start..error.span.end,
            message: Clean::from_string(error.to_string()),
        },
    )
}
