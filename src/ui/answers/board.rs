//! Answers with the part of the board that is seen: counts and sums of every column, and only the cards asked for.

use std::ops::Range;

use chrono::NaiveDate;

use super::Answers;
use super::leads::line;
use crate::model::{Moment, Seq};
use crate::query::{Filter, Sort};
use crate::ui::screens::{BoardColumn, BoardPage};
use crate::workspace::{At, Book, Lanes, Mask, Sums};

/// The lanes of a filter: the next cards of them need no counting.
#[derive(Debug)]
pub(super) struct Counted {
    filter: String,
    head: Seq,
    today: NaiveDate,
    sort: Vec<Sort>,
    lanes: Lanes,
    selected: Mask,
}

/// A minute in milliseconds: lead by lead it is known by the minute when something last happened.
const MINUTE: i64 = 60_000;

/// The leads that are stuck, whatever the filter: nothing of that changes from key to key.
#[derive(Debug, Default)]
pub(super) struct Stuck {
    leads: Option<((Seq, i64), Mask)>,
}

impl Stuck {
    /// How many of these leads are.
    fn among(&mut self, book: &Book, selected: &Mask, now: Moment) -> u64 {
        let at = (book.head(), now.0.div_euclid(MINUTE));
        let leads = self.leads.take().filter(|it| it.0 == at);
        let (_, stuck) = self
            .leads
            .insert(leads.unwrap_or_else(|| (at, book.stuck(now))));
        selected.in_both(stuck)
    }
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
            sort: filter.sort.clone(),
            lanes: book.lanes(&selected, &book.board_order(&filter.sort, today)),
            selected,
        });
    }

    /// The cards between two leads, in the columns from one to the other; without ends, all.
    pub(super) fn cards_between(
        &mut self,
        book: &Book,
        ends: Option<(u64, u64)>,
        parked: bool,
    ) -> Vec<u32> {
        let Some(counted) = &mut self.lanes else {
            return Vec::new();
        };
        let (mut columns, mut places) = (0..5, 0..usize::MAX);
        if let Some((one, other)) = ends {
            let at = |id| counted.place(book, id, parked);
            let (Some(one), Some(other)) = (at(one), at(other)) else {
                return Vec::new();
            };
            columns = one.0.min(other.0)..one.0.max(other.0) + 1;
            places = one.1.min(other.1)..one.1.max(other.1) + 1;
        }
        let mut rows = Vec::new();
        for index in columns {
            let lane = &counted.lanes.lanes[index];
            let len = lane.open + if parked { lane.parked } else { 0 };
            let seen = places.start.min(len)..places.end.min(len);
            rows.extend(counted.rows(book, index, seen));
        }
        rows
    }

    pub(super) fn board(&mut self, book: &Book, wanted: &Wanted<'_>, now: Moment) -> BoardPage {
        let Some(counted) = &mut self.lanes else {
            return BoardPage::default();
        };
        let kept = wanted
            .keep
            .and_then(|id| counted.place(book, id, wanted.parked));
        let mut value = Sums::default();
        let mut columns: [BoardColumn; 5] = Default::default();
        for (index, column) in columns.iter_mut().enumerate() {
            let lane = &counted.lanes.lanes[index];
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
                cards: Vec::new(),
            };
            let rows = counted.rows(book, index, first..first + count.min(len - first));
            let cards = rows.filter_map(|row| line(row as usize, book, now));
            column.cards = cards.collect();
        }
        BoardPage {
            columns,
            total: book.episodes.leads(),
            closed: counted.lanes.closed,
            // Who is stuck changes while nothing else does.
            stuck: self.stuck.among(book, &counted.selected, now),
            value: amounts(&value, book),
            head: book.head().0,
            kept,
        }
    }
}

impl Counted {
    /// The lane and the place of a lead, if it is on the board.
    fn place(&self, book: &Book, id: u64, parked: bool) -> Option<(usize, usize)> {
        let row = u32::try_from(book.episodes.rows.get(id)?).ok()?;
        let index = usize::from(*book.episodes.columns.layer.get(row as usize)?).min(4);
        let lane = &self.lanes.lanes[index];
        let mut place = lane.places.find(|it| it.row == row)?;
        if !lane.places.knows(&(place..place + 1)) {
            let order = book.board_order(&self.sort, self.today);
            place = lane.places.place(place, |a, b| order.compare(a, b));
        }
        (parked || place < lane.open).then_some((index, place))
    }

    /// The rows of the leads in some places of a lane; they are put in order as far as that needs.
    fn rows(
        &mut self,
        book: &Book,
        lane: usize,
        seen: Range<usize>,
    ) -> impl Iterator<Item = u32> + '_ {
        let places = &mut self.lanes.lanes[lane].places;
        if !places.knows(&seen) {
            let order = book.board_order(&self.sort, self.today);
            places.range(seen.clone(), |a, b| order.compare(a, b));
        }
        places.known(seen).iter().map(|place| place.row)
    }
}

fn amounts(sums: &Sums, book: &Book) -> Vec<(i64, String)> {
    let list = sums.list(book).into_iter();
    list.map(|(currency, sum)| (sum, currency)).collect()
}
