//! Answers with the funnel's figures.

use chrono::NaiveDate;

use super::Answers;
use crate::insight::funnel::{Funnel, Sums, Window};
use crate::insight::groups::{By, Group, groups, of_sets};
use crate::insight::overview::{Spans, overview, overview_before};
use crate::insight::replay::leads;
use crate::insight::sets::{self, Lie, lie};
use crate::insight::{self, stats};
use crate::model::{Moment, Seq};
use crate::query::{Context, Filter};
use crate::ui::desk::Groups;
use crate::ui::period::{Against, Period};
use crate::ui::screens::{Figures, Flow, GroupFigures, GroupPage, LayerFigures, Rate, WonFigures};
use crate::workspace::{At, Book, Mask};

/// What is asked of the funnel.
pub(super) struct Asked<'a> {
    /// The filter as it is written.
    pub(super) text: &'a str,
    /// And as it is read.
    pub(super) filter: &'a Filter,
    pub(super) period: Period,
    pub(super) against: Against,
    pub(super) groups: Option<Groups>,
    /// Which saved segments, where they are groups; none for all.
    pub(super) sets: &'a [String],
    /// What segments are read against.
    pub(super) cx: &'a Context,
    pub(super) now: Moment,
    /// The minute before which tracks are cut, where the book is a later one.
    pub(super) end: Option<u32>,
}

/// What was counted for a filter and a period; as long as nothing changes it needs no counting.
#[derive(Debug)]
pub(super) struct Counted {
    filter: String,
    period: Period,
    against: Against,
    head: Seq,
    /// Stays go on while nothing changes.
    minute: u32,
    selected: Mask,
    window: Window,
    funnel: Funnel,
    pub(super) figures: Figures,
    groups: Option<Grouped>,
}

/// So many are remembered: whoever takes letters away again has seen them all.
const REMEMBERED: usize = 8;

impl Answers {
    /// The figures, and the groups that are seen; counts what it does not remember.
    pub(super) fn funnel(&mut self, book: &Book, asked: &Asked<'_>) -> Figures {
        let (head, minute) = (book.head(), minute(asked.now));
        self.funnels
            .retain(|it| it.head == head && it.minute == minute);
        match self.funnels.iter().position(|it| it.is_of(book, asked)) {
            // What was asked for last is the last to be forgotten.
            Some(at) => self.funnels[at..].rotate_left(1),
            None => self.remember_funnel(count(book, asked)),
        }
        let Some(it) = self.funnels.last_mut() else {
            return count(book, asked).figures;
        };
        let groups = asked.groups.map(|seen| {
            let known = it.groups.take();
            let known = known.filter(|known| (known.by, &*known.sets) == (seen.by, asked.sets));
            let count = || Grouped::count(book, asked, (&it.selected, it.window), seen.by);
            page(it.groups.insert(known.unwrap_or_else(count)), seen)
        });
        Figures {
            groups,
            ..it.figures.clone()
        }
    }

    pub(super) fn remember_funnel(&mut self, counted: Counted) {
        if self.funnels.len() == REMEMBERED {
            self.funnels.remove(0);
        }
        self.funnels.push(counted);
    }

    /// The funnel of a filter and a period, where it was counted last of what there is now.
    pub(super) fn funnel_of(
        &self,
        book: &Book,
        text: &str,
        period: Period,
        now: Moment,
    ) -> Option<&Funnel> {
        let at = (book.head(), minute(now));
        let same =
            |it: &&Counted| (it.head, it.minute) == at && it.filter == text && it.period == period;
        self.funnels.iter().find(same).map(|it| &it.funnel)
    }
}

impl Counted {
    /// Whether it is what is asked of a book.
    pub(super) fn is_of(&self, book: &Book, asked: &Asked<'_>) -> bool {
        let compared = (self.period, self.against) == (asked.period, asked.against);
        let at = (self.head, self.minute) == (book.head(), minute(asked.now));
        at && self.filter == asked.text && compared
    }
}

/// The groups that were counted last.
#[derive(Debug)]
struct Grouped {
    by: By,
    /// The segments that were asked for.
    sets: Vec<String>,
    all: Vec<Group>,
    /// How segments lie over the leads.
    lie: Option<Lie>,
}

impl Grouped {
    fn count(book: &Book, asked: &Asked<'_>, (selected, window): (&Mask, Window), by: By) -> Self {
        let mut it = Self {
            by,
            sets: asked.sets.to_vec(),
            all: Vec::new(),
            lie: None,
        };
        if by == By::Segment {
            let at = (asked.cx, At { now: asked.now });
            let sets = sets::segments(book, &asked.cx.segments, at, selected, asked.sets);
            it.all = of_sets(book, &sets, window);
            it.lie = Some(lie(book, selected, &sets));
        } else {
            it.all = groups(book, selected, window, by);
        }
        it
    }
}

/// Counts everything but groups.
pub(super) fn count(book: &Book, asked: &Asked<'_>) -> Counted {
    let (period, now) = (asked.period, asked.now);
    let selected = book.select(asked.filter, At { now });
    let settings = book.settings();
    let zone = settings.general.zone;
    let today = book.today(now.day(zone));
    let days = period.days(today);
    let start = |day| minute(Moment::start_of(day, zone));
    let window = |days: Option<(NaiveDate, NaiveDate)>| {
        days.map_or_else(Window::default, |(from, to)| Window {
            from: start(from),
            to: start(to),
        })
    };
    let within = window(days);
    let before = period.days_against(asked.against, today);
    let spans = Spans {
        window: within,
        before: before.map(|days| {
            let earlier = window(Some(days));
            // The earlier cohort at the age that the later one has now.
            let seen = minute(now).saturating_sub(within.from.saturating_sub(earlier.from));
            (earlier, seen)
        }),
    };
    let counted = match asked.end {
        None => overview(book, &selected, spans, minute(now)),
        Some(end) => overview_before(book, &selected, spans, end),
    };
    let (it, came) = (counted.funnel, counted.flow);
    let changes = counted.before.map(|before| before.changes(&it));
    let changes = changes.unwrap_or_default();
    let mut layers = it.layers.iter().map(|layer| LayerFigures {
        open: layer.open,
        parked: layer.parked,
        value: amounts(&layer.value, book),
        reached: layer.entered,
        odds: rate(layer.odds),
        playbook: settings.odds(layer.layer),
        went_on: rate(layer.conversion),
        advanced: layer.advanced,
        change: changes.conversions[layer.layer.index()],
        still_open: layer.still_open,
        median_days: layer.median_days,
    });
    // There are five layers, always; the array says so to the screen.
    let layers = std::array::from_fn(|_| layers.next().unwrap_or_else(empty));
    let figures = Figures {
        shown: it.leads,
        total: match asked.end {
            None => book.episodes.leads(),
            Some(end) => leads(book, end),
        },
        layers,
        won: WonFigures {
            change: changes.win_rate,
            ..won(&it, book)
        },
        groups: None,
        flow: Some(flow(&came)),
        left_out: share(it.opening, it.episodes),
        of: period,
        against: asked.against,
        before: before.and_then(|(from, to)| Some((from, to.pred_opt()?))),
        no_meeting: period == Period::SinceMeeting && today.meeting.is_none(),
        layers_alone: asked.end.is_some(),
        period: days.and_then(|(from, to)| Some((from, to.pred_opt()?))),
    };
    Counted {
        filter: asked.text.to_owned(),
        period,
        against: asked.against,
        head: book.head(),
        minute: minute(now),
        selected,
        window: within,
        funnel: it,
        figures,
        groups: None,
    }
}

/// The groups that are seen, and how large the largest bar of all is.
fn page(grouped: &Grouped, asked: Groups) -> GroupPage {
    let all = grouped.all.as_slice();
    let figures = |group: &Group| GroupFigures {
        value: group.value.clone(),
        leads: group.leads,
        reached: group.counts.entered,
        still_open: group.counts.open,
        went_on: std::array::from_fn(|layer| {
            let counts = &group.counts;
            rate(stats::wilson(counts.advanced[layer], counts.entered[layer]))
        }),
        won: group.counts.won,
        win_rate: rate(stats::wilson(
            group.counts.won,
            group.counts.won + group.counts.lost,
        )),
    };
    let longest = |group: &Group| {
        let reached = group.counts.entered.into_iter();
        reached.fold(group.counts.won, u64::max)
    };
    // Where groups have become fewer, the last page is seen.
    let last = all.len().saturating_sub(1) / asked.seen.max(1) * asked.seen;
    let first = asked.first.min(last);
    GroupPage {
        by: asked.by,
        lie: grouped.lie.map(|it| (it.in_many, it.in_none)),
        total: all.len(),
        first,
        longest: all.iter().map(longest).max().unwrap_or(0),
        groups: all
            .iter()
            .skip(first)
            .take(asked.seen)
            .map(figures)
            .collect(),
    }
}

const fn flow(it: &insight::flow::Flow) -> Flow {
    Flow {
        opening: it.opening,
        found: it.found,
        entered: it.entered,
        back: it.reopened,
        lost: it.lost,
        won: it.won,
        closing: it.closing,
    }
}

fn won(it: &Funnel, book: &Book) -> WonFigures {
    WonFigures {
        count: it.won,
        value: amounts(&it.won_value, book),
        win_rate: rate(it.win_rate),
        change: None,
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
        advanced: 0,
        change: None,
        still_open: 0,
        median_days: None,
    }
}

pub(super) fn minute(now: Moment) -> u32 {
    crate::insight::funnel::minute(now)
}

pub(super) fn amounts(sums: &Sums, book: &Book) -> Vec<(i64, String)> {
    sums.list(book)
        .into_iter()
        .map(|(currency, sum)| (sum, currency))
        .collect()
}

pub(super) fn rate(it: stats::Rate) -> Option<Rate> {
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
