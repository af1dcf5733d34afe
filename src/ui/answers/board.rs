//! Answers with the part of the board that is seen: counts and sums of every column, and only the cards asked for.

use std::ops::Range;

use chrono::NaiveDate;

use super::Answers;
use super::leads::line;
use crate::model::{Moment, Seq};
use crate::query::Filter;
use crate::ui::screens::{BoardColumn, BoardPage};
use crate::workspace::{At, Book, Lanes, Sums};

/// The lanes of a filter: the next cards of them need no counting.
#[derive(Debug)]
pub(super) struct Counted {
    filter: String,
    head: Seq,
    today: NaiveDate,
    lanes: Lanes,
}

/// What of the board is asked for.
pub(super) struct Wanted<'a> {
    pub(super) cards: &'a [Range<usize>; 5],
    pub(super) parked: bool,
    pub(super) keep: Option<u64>,
}

impl Answers {
    /// Counts the lanes of a filter, unless they are known.
    pub(super) fn count_lanes(
        &mut self,
        book: &Book,
        text: &str,
        filter: &Filter,
        now: Moment,
        today: NaiveDate,
    ) {
        let same = self
            .lanes
            .as_ref()
            .is_some_and(|it| it.filter == text && it.head == book.head() && it.today == today);
        if same {
            return;
        }
        let selected = book.select(filter, At { now });
        self.lanes = Some(Counted {
            filter: text.to_owned(),
            head: book.head(),
            today,
            lanes: book.lanes(&selected, &filter.sort, today),
        });
    }

    /// The cards between two leads, in the columns from one to the other; without ends, all.
    pub(super) fn cards_between(
        &mut self,
        book: &Book,
        ends: Option<(u64, u64)>,
        parked: bool,
    ) -> Vec<u32> {
        let Some(Counted { lanes, .. }) = &mut self.lanes else {
            return Vec::new();
        };
        let (mut columns, mut places) = (0..5, 0..usize::MAX);
        if let Some((one, other)) = ends {
            let at = |id| place(book, lanes, id, parked);
            let (Some(one), Some(other)) = (at(one), at(other)) else {
                return Vec::new();
            };
            columns = one.0.min(other.0)..one.0.max(other.0) + 1;
            places = one.1.min(other.1)..one.1.max(other.1) + 1;
        }
        let mut rows = Vec::new();
        for lane in &mut lanes.lanes[columns] {
            let len = lane.open + if parked { lane.parked } else { 0 };
            let count = places.end.min(len).saturating_sub(places.start);
            rows.extend(lane.rows(places.start.min(len), count));
        }
        rows
    }

    pub(super) fn board(&mut self, book: &Book, wanted: &Wanted<'_>, now: Moment) -> BoardPage {
        let Some(counted) = &mut self.lanes else {
            return BoardPage::default();
        };
        let lanes = &mut counted.lanes;
        let kept = wanted
            .keep
            .and_then(|id| place(book, lanes, id, wanted.parked));
        let mut value = Sums::default();
        let mut columns: [BoardColumn; 5] = Default::default();
        for (index, column) in columns.iter_mut().enumerate() {
            let lane = &mut lanes.lanes[index];
            let len = lane.open + if wanted.parked { lane.parked } else { 0 };
            let cards = &wanted.cards[index];
            let count = cards.len();
            // Where the lead went out of what was asked for, the cards go with it.
            let first = match kept {
                Some((at, place)) if at == index && !cards.contains(&place) => {
                    place.saturating_sub(count / 2)
                }
                Some(_) | None => cards.start.min(len),
            };
            value.merge(&lane.value);
            *column = BoardColumn {
                open: lane.open as u64,
                parked: lane.parked as u64,
                value: amounts(&lane.value, book),
                first,
                cards: lane
                    .rows(first, count.min(len - first))
                    .filter_map(|row| line(row as usize, book, now))
                    .collect(),
            };
        }
        BoardPage {
            columns,
            total: book.episodes.leads(),
            closed: lanes.closed,
            value: amounts(&value, book),
            doubt: None,
            head: book.head().0,
            kept,
        }
    }
}

/// The lane and the place of a lead, if it is on the board.
fn place(book: &Book, lanes: &Lanes, id: u64, parked: bool) -> Option<(usize, usize)> {
    let row = u32::try_from(book.episodes.rows.get(id)?).ok()?;
    let lane = usize::from(*book.episodes.columns.layer.get(row as usize)?).min(4);
    let place = lanes.lanes[lane].place(row)?;
    (parked || place < lanes.lanes[lane].open).then_some((lane, place))
}

fn amounts(sums: &Sums, book: &Book) -> Vec<(i64, String)> {
    let list = sums.list(book).into_iter();
    list.map(|(currency, sum)| (sum, currency)).collect()
}
