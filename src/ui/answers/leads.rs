//! Answers with a page of leads, in order: only the lines that are asked for are made.

use std::ops::Range;

use chrono::NaiveDate;

use super::Answers;
use crate::model::{Clean, Handover, Moment, Seq, Status};
use crate::query::{Filter, Sort, fold};
use crate::ui::screens::{LeadLine, LeadPage};
use crate::workspace::{At, Book, Ordered, Place};

/// A list that was put in order: the next page of it needs no sorting.
#[derive(Debug)]
pub(super) struct List {
    filter: String,
    head: Seq,
    today: NaiveDate,
    sort: Vec<Sort>,
    places: Ordered<Place>,
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
        let before = self.list.take();
        let room = before.map_or_else(Vec::new, |it| it.places.into_items());
        let order = book.list_order(&filter.sort);
        let places = Ordered::new(order.places_in(&latest, room));
        let asks = filter.asks_every_episode();
        let times = if asks { selected.count() } else { 0 };
        self.list = Some(List {
            filter: text.to_owned(),
            head: book.head(),
            today,
            times: times.max(places.len() as u64),
            sort: filter.sort.clone(),
            places,
        });
    }

    /// The rows of the list between two leads; without ends, all.
    pub(super) fn rows_between(&mut self, book: &Book, ends: Option<(u64, u64)>) -> Vec<u32> {
        let Some(list) = &mut self.list else {
            return Vec::new();
        };
        let Some((one, other)) = ends else {
            return list.rows(book, 0..list.places.len()).collect();
        };
        let (Some(one), Some(other)) = (list.place(book, one), list.place(book, other)) else {
            return Vec::new();
        };
        let between = one.min(other)..one.max(other) + 1;
        list.rows(book, between).collect()
    }

    pub(super) fn page(
        &mut self,
        book: &Book,
        first: usize,
        lines: usize,
        keep: Option<u64>,
        now: Moment,
    ) -> LeadPage {
        let Some(list) = &mut self.list else {
            return LeadPage::default();
        };
        let kept = keep.and_then(|id| list.place(book, id));
        // Where the lead went out of the page that was asked for, the page goes with it.
        let first = match kept {
            Some(line) if line < first || line >= first + lines => line.saturating_sub(lines / 2),
            Some(_) | None => first.min(list.places.len()),
        };
        LeadPage {
            shown: list.places.len() as u64,
            times: list.times,
            total: book.episodes.leads(),
            head: book.head().0,
            first,
            lines: list
                .rows(book, first..first.saturating_add(lines))
                .filter_map(|row| line(row as usize, book, now))
                .collect(),
            kept,
        }
    }
}

impl List {
    /// The place of a lead, if it is in the list.
    fn place(&self, book: &Book, id: u64) -> Option<usize> {
        let row = u32::try_from(book.episodes.rows.get(id)?).ok()?;
        let at = self.places.find(|it| it.row == row)?;
        if self.places.knows(&(at..at + 1)) {
            return Some(at);
        }
        let order = book.list_order(&self.sort);
        Some(self.places.place(at, |a, b| order.compare(a, b)))
    }

    /// The rows in some places; they are put in order as far as that needs.
    fn rows(&mut self, book: &Book, seen: Range<usize>) -> impl Iterator<Item = u32> + '_ {
        if !self.places.knows(&seen) {
            let order = book.list_order(&self.sort);
            self.places.range(seen.clone(), |a, b| order.compare(a, b));
        }
        self.places.known(seen).iter().map(|place| place.row)
    }
}

/// The number of a lead's company.
pub(super) fn company(at: usize, book: &Book) -> Option<u64> {
    let row = *book.episodes.columns.account.get(at)?;
    let id = book.accounts.columns.id.get(row as usize);
    id.map(|it| u64::from(*it))
}

/// The tags of a lead, then those of its account.
fn tags(at: usize, book: &Book) -> Clean {
    let account = book.episodes.columns.account.get(at);
    let theirs = account.and_then(|it| book.accounts.columns.tags.get(*it as usize));
    let both = [book.episodes.columns.tags.get(at), theirs];
    let mut words: Vec<&str> = Vec::new();
    for word in both.into_iter().flatten().flat_map(|it| it.split(',')) {
        if !words.iter().any(|it| fold(it) == fold(word)) {
            words.push(word);
        }
    }
    Clean::from_string(words.join(", "))
}

pub(super) fn line(at: usize, book: &Book, now: Moment) -> Option<LeadLine> {
    let row = book.row(at)?;
    let clean = |text: Option<&str>| Clean::new(text.unwrap_or_default());
    let zone = book.settings().general.zone;
    Some(LeadLine {
        id: row.id().0,
        account: clean(row.known_as()),
        company: company(at, book),
        product: clean(row.product()),
        owner: clean(row.owner()),
        layer: row.layer(),
        status: row.status(),
        waits: book.handover(at) == Handover::Waiting,
        said: row.verdict().is_some(),
        temperature: row.temperature(),
        stuck: book.is_stuck(at, &book.pace(), now, now.day(zone)),
        value: row.value().map(|value| {
            let home = book.settings().general.currency.as_str();
            (value, row.currency().unwrap_or(home).to_owned())
        }),
        next: clean(row.next()),
        due: match row.status() {
            Status::Open => row.next_due(),
            Status::Parked => row.parked_until(),
            Status::Won | Status::Lost => None,
        },
        source: clean(row.source()),
        reason: row.reason().map(str::to_owned),
        moved: row.closed().or(row.moved()).map(|it| it.day(zone)),
        days: row
            .moved()
            .map_or(0, |moved| i64::from(now.days_since(moved))),
        tags: tags(at, book),
    })
}
