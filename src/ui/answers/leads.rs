//! Answers with a page of leads, in order: only the lines that are asked for are made.

use chrono::NaiveDate;

use super::Answers;
use crate::model::{Clean, Moment, Seq, Status};
use crate::query::Filter;
use crate::ui::screens::{LeadLine, LeadPage};
use crate::workspace::{At, Book};

/// A list that was put in order: the next page of it needs no sorting.
#[derive(Debug)]
pub(super) struct List {
    filter: String,
    head: Seq,
    today: NaiveDate,
    rows: Vec<u32>,
    /// How many episodes were found; more than leads, where several are of one.
    times: u64,
}

impl Answers {
    pub(super) fn sort(
        &mut self,
        book: &Book,
        text: &str,
        filter: &Filter,
        now: Moment,
        today: NaiveDate,
    ) {
        let same = self.list.as_ref().is_some_and(|list| {
            list.filter == text && list.head == book.head() && list.today == today
        });
        if same {
            return;
        }
        let selected = book.select(filter, At { now });
        let latest = book.leads_of(filter, &selected);
        let rows = if filter.sort.is_empty() {
            book.pipeline(&latest)
        } else {
            book.sorted(&latest, &filter.sort)
        };
        let asks = filter.asks_every_episode();
        let times = if asks { selected.count() } else { 0 };
        self.list = Some(List {
            filter: text.to_owned(),
            head: book.head(),
            today,
            times: times.max(rows.len() as u64),
            rows,
        });
    }

    /// The rows of the list between two leads; without ends, all.
    pub(super) fn rows_between(&self, book: &Book, ends: Option<(u64, u64)>) -> Vec<u32> {
        let rows = self.list.as_ref().map_or(&[][..], |list| &list.rows);
        let Some((one, other)) = ends else {
            return rows.to_vec();
        };
        let leads = &book.episodes.columns.lead;
        let place = |id| {
            rows.iter()
                .position(|row| leads.get(*row as usize) == Some(&id))
        };
        let (Some(one), Some(other)) = (place(one), place(other)) else {
            return Vec::new();
        };
        rows[one.min(other)..=one.max(other)].to_vec()
    }

    pub(super) fn page(
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
            times: self.list.as_ref().map_or(0, |list| list.times),
            total: book.episodes.leads(),
            doubt: None,
            head: book.head().0,
            first,
            lines: rows
                .iter()
                .skip(first)
                .take(lines)
                .filter_map(|row| line(*row as usize, book, now))
                .collect(),
            kept,
        }
    }
}

pub(super) fn line(at: usize, book: &Book, now: Moment) -> Option<LeadLine> {
    let row = book.row(at)?;
    let clean = |text: Option<&str>| Clean::new(text.unwrap_or_default());
    let zone = book.settings().general.zone;
    Some(LeadLine {
        id: row.id.0,
        account: clean(row.account.or(row.title)),
        product: clean(row.product),
        owner: clean(row.owner),
        layer: row.layer,
        status: row.status,
        temperature: row.temperature,
        stuck: book.is_stuck(at, &book.pace(), now, now.day(zone)),
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
    })
}
