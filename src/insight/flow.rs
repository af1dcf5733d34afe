//! What came, what went, and what is left: the proof that a funnel's figures add up.
//!
//! For any selection of episodes and any window, for each layer and for the funnel as a whole:
//! `opening + found + entered + reopened + forward in + back in − forward out − back out − lost − won = closing`.
//!
//! - *opening*: episodes in the stock (open or parked) when the window begins;
//! - *found*: episodes that were in the stock when their history began, and it began in the window;
//! - *entered*, *reopened*: new episodes, the first of a lead and the later ones;
//! - *forward*, *back*: moves from layer to layer; over several layers it is one move, and those between are not
//!   entered; of the whole funnel they cancel out and are not counted;
//! - *closing*: episodes in the stock when the window ends. It is read from what episodes are, not from what moved
//!   them, so that the sum proves something; what remains is the [residual](Flow::residual), and is 0.
//!
//! What was undone counts nowhere. Parked episodes are in the stock.

use super::funnel::Window;
use super::replay::Seen;
use crate::book::Book;
use crate::book::episodes::{Columns, flag};
use crate::book::mask::Mask;
use crate::book::rows::over;
use crate::book::track::{Mark, NEVER, Packed};
use crate::model::{Layer, Status};

/// What came and went in a layer, or in the funnel as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flow {
    /// There when the window begins.
    pub opening: u64,
    /// Found in the stock when their history began.
    pub found: u64,
    /// New.
    pub entered: u64,
    /// Begun again.
    pub reopened: u64,
    /// Came from a layer above.
    pub forward_in: u64,
    /// Came back from a layer below.
    pub back_in: u64,
    /// Went on to a layer below.
    pub forward_out: u64,
    /// Went back to a layer above.
    pub back_out: u64,
    /// Lost.
    pub lost: u64,
    /// Won.
    pub won: u64,
    /// There when it ends.
    pub closing: u64,
}

impl Flow {
    /// By how much the closing stock is less than what came and went says; 0 where it adds up.
    #[must_use]
    pub fn residual(&self) -> i64 {
        let sum = |parts: &[u64]| parts.iter().sum::<u64>().cast_signed();
        sum(&[self.opening, self.found, self.entered, self.reopened])
            + sum(&[self.forward_in, self.back_in])
            - sum(&[self.forward_out, self.back_out, self.lost, self.won])
            - self.closing.cast_signed()
    }

    pub(super) fn merged(mut self, other: Self) -> Self {
        self.opening += other.opening;
        self.found += other.found;
        self.entered += other.entered;
        self.reopened += other.reopened;
        self.forward_in += other.forward_in;
        self.back_in += other.back_in;
        self.forward_out += other.forward_out;
        self.back_out += other.back_out;
        self.lost += other.lost;
        self.won += other.won;
        self.closing += other.closing;
        self
    }

    /// The same so many times.
    const fn times(self, many: u64) -> Self {
        Self {
            opening: self.opening * many,
            found: self.found * many,
            entered: self.entered * many,
            reopened: self.reopened * many,
            forward_in: self.forward_in * many,
            back_in: self.back_in * many,
            forward_out: self.forward_out * many,
            back_out: self.back_out * many,
            lost: self.lost * many,
            won: self.won * many,
            closing: self.closing * many,
        }
    }

    /// Counts what an episode adds to the funnel as a whole.
    #[inline]
    pub(super) fn count(&mut self, it: &Seen, window: Window) {
        // Never is later than any minute: what did not close is there at every one.
        self.opening += u64::from(it.entered < window.from && it.closed >= window.from);
        if window.has(it.entered) {
            self.begin(if it.opening {
                Mark::Opening
            } else if it.reopened {
                Mark::Reopen
            } else {
                Mark::Enter
            });
        }
        let ended = window.has(it.closed);
        self.won += u64::from(it.status == Status::Won && ended);
        self.lost += u64::from(it.status == Status::Lost && ended);
        let begun = it.entered < window.to || it.entered == NEVER;
        let closes_later = it.closed != NEVER && it.closed >= window.to;
        self.closing += u64::from(begun && (!it.status.is_closed() || closes_later));
    }

    /// One episode comes in: found, new, or begun again.
    const fn begin(&mut self, mark: Mark) {
        match mark {
            Mark::Opening => self.found += 1,
            Mark::Reopen => self.reopened += 1,
            Mark::Enter | Mark::EnterUnmet | Mark::Park | Mark::Wake | Mark::Win | Mark::Lose => {
                self.entered += 1
            }
        }
    }
}

/// What came and went in the funnel as a whole; read from columns alone, so it keeps up with typing.
#[must_use]
pub fn whole(book: &Book, selected: &Mask, window: Window) -> Flow {
    let c = &book.episodes.columns;
    let count = |flow: &mut Flow, row: usize| {
        if let Some(seen) = Seen::now(c, row) {
            flow.count(&seen, window);
        }
    };
    over(selected, Flow::default, count, Flow::merged)
}

/// What came and went in each layer, top to bottom; goes through the steps of those selected episodes of which the
/// columns don't tell it all.
#[must_use]
pub fn by_layer(book: &Book, selected: &Mask, window: Window) -> [Flow; 5] {
    let c = &book.episodes.columns;
    let count = |(ways, flows): &mut (Ways, [Flow; 5]), row: usize| match way(c, row, window) {
        Some(way) => ways.0[way] += 1,
        None => walk(flows, book, row, window),
    };
    let merged = |mut mine: (Ways, [Flow; 5]), theirs: (Ways, [Flow; 5])| {
        let ways = mine.0.0.iter_mut().zip(theirs.0.0);
        ways.for_each(|(mine, theirs)| *mine += theirs);
        let flow = |layer: usize| mine.1[layer].merged(theirs.1[layer]);
        (mine.0, std::array::from_fn(flow))
    };
    let (ways, flows) = over(selected, Default::default, count, merged);
    ways.and(flows)
}

/// The same by the steps of every selected episode: what the columns tell is proven by it.
#[must_use]
pub fn by_steps(book: &Book, selected: &Mask, window: Window) -> [Flow; 5] {
    let count = |flows: &mut [Flow; 5], row: usize| walk(flows, book, row, window);
    let merged = |mine: [Flow; 5], theirs: [Flow; 5]| {
        std::array::from_fn(|layer| mine[layer].merged(theirs[layer]))
    };
    over(selected, <[Flow; 5]>::default, count, merged)
}

/// How many layers there are, each a bit of what an episode was in.
const LAYERS: usize = Layer::ALL.len();
/// In how many ways an episode can end, or not.
const ENDS: usize = 3;
/// How many ways there are.
const WAYS: usize = (2 * ENDS) << LAYERS;

/// Episodes that lie in the window with all their steps and never went back, by whether they were begun again, how they
/// ended and which layers they were in: so they went from each of these to the next one.
struct Ways([u64; WAYS]);

impl Default for Ways {
    fn default() -> Self {
        Self([0; WAYS])
    }
}

/// Which way an episode took, where that is known without its steps.
#[inline]
fn way(c: &Columns, row: usize, window: Window) -> Option<usize> {
    let (flags, visited) = (c.flags[row], usize::from(c.visited[row]));
    // Where it was found is no layer that it was in.
    let known = flags & (flag::LIVE | flag::BACK | flag::OPENING) == flag::LIVE;
    // Steps are in the order of their minutes.
    let within = window.has(c.entered[row]) && window.has(c.acted[row]);
    let ends_last = visited != 0 && visited.ilog2() == u32::from(c.layer[row]);
    if !known || !within || !ends_last || visited >> LAYERS != 0 {
        return None;
    }
    let again = usize::from(flags & flag::REOPENED != 0);
    let status = status(c, row);
    let end = usize::from(status == Status::Won) | usize::from(status == Status::Lost) << 1;
    Some((again * ENDS + end) << LAYERS | visited)
}

impl Ways {
    /// What came and went on all of them, with what did on other ways.
    fn and(&self, mut flows: [Flow; 5]) -> [Flow; 5] {
        for (way, many) in self.0.iter().enumerate().filter(|it| *it.1 > 0) {
            let (kind, visited) = (way >> LAYERS, way & ((1 << LAYERS) - 1));
            let mut one = <[Flow; 5]>::default();
            let layers: Vec<usize> = (0..LAYERS).filter(|it| visited >> it & 1 == 1).collect();
            for pair in layers.windows(2) {
                one[pair[0]].forward_out = 1;
                one[pair[1]].forward_in = 1;
            }
            if let (Some(first), Some(last)) = (layers.first(), layers.last()) {
                one[*first].begin(if kind < ENDS {
                    Mark::Enter
                } else {
                    Mark::Reopen
                });
                let last = &mut one[*last];
                match kind % ENDS {
                    0 => last.closing = 1,
                    1 => last.won = 1,
                    _ => last.lost = 1,
                }
            }
            for (sum, one) in flows.iter_mut().zip(one) {
                *sum = sum.merged(one.times(*many));
            }
        }
        flows
    }
}

/// A layer, or the funnel as a whole, whose figures do not add up in some window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leak {
    /// When.
    pub window: Window,
    /// The layer; nothing for the whole.
    pub layer: Option<Layer>,
    /// What came and went.
    pub flow: Flow,
}

/// Where the figures of all episodes do not add up: in the whole of time, and in each of the windows.
#[must_use]
pub fn leaks(book: &Book, windows: &[Window]) -> Vec<Leak> {
    let all = Mask::of(&book.episodes.columns.flags, |it| it & flag::LIVE != 0);
    let mut leaks = Vec::new();
    for window in [Window::default()].iter().chain(windows) {
        let mut look = |layer, flow: Flow| {
            if flow.residual() != 0 {
                leaks.push(Leak {
                    window: *window,
                    layer,
                    flow,
                });
            }
        };
        let flows = by_steps(book, &all, *window);
        let whole = whole(book, &all, *window);
        look(None, whole);
        for (layer, flow) in Layer::ALL.into_iter().zip(flows) {
            look(Some(layer), flow);
        }
        // What the layers hold together is what the whole holds.
        let closing: u64 = flows.iter().map(|it| it.closing).sum();
        if closing != whole.closing {
            let flow = Flow {
                opening: closing,
                closing: whole.closing,
                ..Flow::default()
            };
            look(None, flow);
        }
    }
    leaks
}

fn status(c: &Columns, row: usize) -> Status {
    Status::ALL[usize::from(c.status[row] & 3)]
}

/// Follows one episode through the window.
fn walk(flows: &mut [Flow; 5], book: &Book, row: usize, window: Window) {
    let c = &book.episodes.columns;
    if c.flags[row] & flag::LIVE == 0 {
        return;
    }
    let (entered, acted) = (c.entered[row], c.acted[row]);
    if acted != NEVER && (acted < window.from || entered >= window.to) {
        // Nothing came or went in the window: it was there all the time, or not at all.
        if acted < window.from && !status(c, row).is_closed() {
            let there = &mut flows[usize::from(c.layer[row]).min(Layer::ALL.len() - 1)];
            there.opening += 1;
            there.closing += 1;
        }
        return;
    }
    let steps = book.episodes.episode(row);
    let before = steps.iter().take_while(|step| step.at < window.from);
    let mut at = before.fold(None, after);
    if let Some(layer) = at {
        flows[layer].opening += 1;
    }
    for step in steps.iter().filter(|step| window.has(step.at)) {
        let next = after(at, step);
        match (at, next) {
            (None, Some(to)) => flows[to].begin(step.mark()),
            (Some(from), None) if step.mark() == Mark::Win => flows[from].won += 1,
            (Some(from), None) => flows[from].lost += 1,
            (Some(from), Some(to)) if from < to => {
                flows[from].forward_out += 1;
                flows[to].forward_in += 1;
            }
            (Some(from), Some(to)) if from > to => {
                flows[from].back_out += 1;
                flows[to].back_in += 1;
            }
            (Some(_), Some(_)) | (None, None) => {}
        }
        at = next;
    }
    let ends_later = steps.last().is_some_and(|step| step.at >= window.to);
    let closing = if ends_later {
        at
    } else {
        let open = !status(c, row).is_closed();
        open.then_some(usize::from(c.layer[row]).min(Layer::ALL.len() - 1))
    };
    if let Some(layer) = closing {
        flows[layer].closing += 1;
    }
}

/// The layer after a step; nothing where the episode has ended.
fn after(at: Option<usize>, step: &Packed) -> Option<usize> {
    match step.mark() {
        Mark::Opening | Mark::Enter | Mark::EnterUnmet | Mark::Reopen => {
            Some(usize::from(step.layer()).min(Layer::ALL.len() - 1))
        }
        Mark::Park | Mark::Wake => at,
        Mark::Win | Mark::Lose => None,
    }
}
