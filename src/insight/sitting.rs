//! A page of a meeting: its figures, ready to be drawn or printed.
//!
//! It puts together what other figures are; what counts for what is said there: [`week`](super::week),
//! [`why`](mod@super::why), [`outlook`](super::outlook), [`capacity`](super::capacity), [`resolutions`](super::resolutions),
//! [`heard`](mod@super::heard), [`spread`](super::spread), [`revalue`](super::revalue).

use chrono::NaiveDate;

use super::capacity::{Load, load};
use super::funnel::{NEVER, Window, minute};
use super::heard::{Clock, Verdict, clock, heard};
use super::outlook::{Outlook, outlooks};
use super::resolutions::{Point, Which, points};
use super::revalue::{Revalue, in_order, revalues};
use super::spread::{Spread, spreads};
use super::week::{Count, Of, Stretch, counts, figures};
use super::why::{Basis, Cell, Measure, Parts, Span, Why, cells, why};
use crate::book::Book;
use crate::book::facets::Share;
use crate::book::select::At;
use crate::model::meeting_settings::AgendaPage;
use crate::model::{Moment, Revalued, Topic};
use crate::query::{Context, Field, MAX_BYTES, read};

/// Groups that are told apart in the reasons of a change.
const GROUPS: usize = 12;
/// As long as a filter becomes that names leads one by one: what is typed beside it has room, too.
const LONGEST: usize = MAX_BYTES - 512;

/// What leads can be told apart by to say why another number was won.
pub const BY: [Field; 6] = [
    Field::Source,
    Field::Product,
    Field::Owner,
    Field::Sector,
    Field::Temp,
    Field::Country,
];

/// A group's part in a change.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Which.
    pub share: Share,
    /// Its leads and wins, before and after.
    pub cell: Cell,
    /// Its part.
    pub parts: Parts,
}

/// Why another number was won than in as many days before.
#[derive(Debug, Clone, PartialEq)]
pub struct Reasons {
    /// What leads are told apart by.
    pub by: Field,
    /// The whole.
    pub why: Why,
    /// The groups, the one with the largest part first; together they are the whole.
    pub groups: Vec<Group>,
    /// The same for what was won, of each currency in which something was.
    pub worth: Vec<Worth>,
}

/// Why another value was won, in one currency and its minor units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worth {
    /// The currency.
    pub currency: String,
    /// What was won before, and since.
    pub won: [i128; 2],
    /// The parts of the change.
    pub parts: Parts,
}

/// A meeting of which minutes were kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its number.
    pub id: u64,
    /// Its day.
    pub day: NaiveDate,
    /// The name of who closed it.
    pub by: Option<String>,
}

/// The meetings of which minutes were kept, the last first.
fn kept(book: &Book) -> Vec<Held> {
    let with = book
        .meetings
        .held
        .iter()
        .filter(|it| it.1.minutes.is_some());
    let name = |it: crate::model::UserId| book.users.get(it.0).map(|it| it.name.clone());
    let held = with.filter_map(|(id, it)| {
        Some(Held {
            id,
            day: it.day?,
            by: it.author.and_then(name),
        })
    });
    let mut held: Vec<Held> = held.collect();
    held.sort_by_key(|it| std::cmp::Reverse((it.day, it.id)));
    held
}

/// A page of a meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct Sitting {
    /// What it is about.
    pub topic: Topic,
    /// The days that it looks at.
    pub stretch: Stretch,
    /// The pages of the meeting, in their order.
    pub agenda: Vec<AgendaPage>,
    /// The meeting of this day, where it was closed already.
    pub held: Option<u64>,
    /// The meetings of which minutes were kept, the last first.
    pub kept: Vec<Held>,
    /// How many leads a rep can work at once.
    pub capacity: u16,
    /// The last change that is in it.
    pub head: u64,
    /// Figures that are counts of leads.
    pub counts: Vec<Count>,
    /// Whether leads with another value are not counted, as more was changed than is read.
    pub uncounted: bool,
    /// The leads that are worth more or less, the largest change first; not all where there are many.
    pub revalues: Vec<Revalue>,
    /// What waits, by who has it.
    pub spreads: Vec<Spread>,
    /// Why another number was won.
    pub reasons: Option<Reasons>,
    /// The forecast against the targets.
    pub outlooks: Vec<Outlook>,
    /// Who has room.
    pub load: Option<Load>,
    /// Decisions and hypotheses.
    pub points: Vec<Point>,
    /// What sales said, by verdict.
    pub heard: Vec<Verdict>,
    /// How soon that got its reply.
    pub clock: Option<Clock>,
}

impl Sitting {
    /// Puts a page together; `by` is what leads are told apart by, of [`BY`] the first that tells them apart where nothing is
    /// said; `values` are the leads whose value has changed, which only the log knows.
    #[must_use]
    pub fn of(
        book: &Book,
        topic: Topic,
        by: Option<Field>,
        values: &Revalued,
        now: Moment,
    ) -> Self {
        let stretch = Stretch::of(book, now);
        let mut counts = counts(book, figures(topic), stretch, now);
        // Some of them would be taken for all.
        let uncounted = topic == Topic::Moves && values.cut;
        if topic == Topic::Moves && !uncounted {
            let of = |of, wanted: fn(i64) -> bool| {
                let leads = values.leads.iter().filter(|it| wanted(it.change()));
                changed(of, in_order(book, leads).iter().map(|it| it.0.lead))
            };
            counts.push(of(Of::ValueUp, |by| by > 0));
            counts.push(of(Of::ValueDown, |by| by < 0));
        }
        let which = match topic {
            Topic::Last | Topic::Week => Some(Which::Before(stretch.to, stretch.from)),
            Topic::Decisions => Some(Which::On(stretch.to)),
            Topic::Moves
            | Topic::Why
            | Topic::Waits
            | Topic::Teams
            | Topic::Feedback
            | Topic::Forecast
            | Topic::Capacity => None,
        };
        Self {
            topic,
            stretch,
            agenda: book.settings().agenda.clone(),
            held: book.meetings.on(stretch.to).map(|it| it.0),
            kept: kept(book),
            capacity: book.settings().capacity.leads_a_rep,
            head: book.head().0,
            counts,
            uncounted,
            revalues: if topic == Topic::Moves && !uncounted {
                revalues(book, &values.leads)
            } else {
                Vec::new()
            },
            spreads: spreads(book, topic, stretch, now),
            reasons: matches!(topic, Topic::Week | Topic::Why)
                .then(|| match by {
                    Some(by) => reasons(book, by, stretch, now),
                    None => telling(book, stretch, now),
                })
                .flatten(),
            outlooks: if topic == Topic::Forecast {
                outlooks(book, now)
            } else {
                Vec::new()
            },
            load: (topic == Topic::Capacity).then(|| load(book, now)),
            points: which.map_or_else(Vec::new, |it| points(book, it, now)),
            heard: if topic == Topic::Feedback {
                heard(book, stretch, now)
            } else {
                Vec::new()
            },
            clock: (topic == Topic::Feedback)
                .then(|| clock(book, stretch, now))
                .flatten(),
        }
    }
}

/// A figure of leads that are known by their numbers, the first of which its filter names.
fn changed(of: Of, leads: impl Iterator<Item = u64>) -> Count {
    let mut now = 0;
    let mut named = 0;
    let mut filter = String::new();
    for lead in leads {
        now += 1;
        let before = if named == 0 { "id:" } else { "," };
        let more = format!("{before}{lead}");
        // The largest are named, and none behind one for which there is no room.
        if named + 1 == now && filter.len() + more.len() <= LONGEST {
            filter.push_str(&more);
            named = now;
        }
    }
    Count {
        of,
        now,
        before: None,
        // Without a lead there is nothing to open.
        filter: if named == 0 {
            "id:0".to_owned()
        } else {
            filter
        },
        named: (named < now).then_some(named),
    }
}

/// The reasons by the first field by which the leads that came to an end differ; by the first of all where none does.
fn telling(book: &Book, stretch: Stretch, now: Moment) -> Option<Reasons> {
    let tells = |it: &Reasons| {
        let ended = |it: &&(Cell, Parts)| it.0.n != [0, 0];
        it.why.groups.iter().filter(ended).nth(1).is_some()
    };
    let of = |by| reasons(book, by, stretch, now);
    let first = of(BY[0]);
    if first.as_ref().is_some_and(tells) {
        return first;
    }
    let others = BY[1..].iter().filter_map(|by| of(*by));
    others.into_iter().find(tells).or(first)
}

/// Why another number was won than in as many days before; nothing where leads can't be told apart so.
#[must_use]
pub fn reasons(book: &Book, by: Field, stretch: Stretch, now: Moment) -> Option<Reasons> {
    let zone = book.settings().general.zone;
    let all = read("", &Context::on(stretch.to)).ok()?;
    let all = book.select(&all, At { now });
    let split = book.split(by, &all, usize::MAX)?;
    let start = |day| minute(Moment::start_of(day, zone));
    let span = |from, to: NaiveDate| Span {
        window: Window {
            from: start(from),
            to: start(to.succ_opt().unwrap_or(to)),
        },
        seen: NEVER,
    };
    let (first, last) = stretch.before();
    let spans = [span(first, last), span(stretch.from, stretch.to)];
    let cells = cells(book, &all, Basis::Closed, spans, (&split, None));
    let it = why(&cells.counts(), Measure::Wins);
    let of_value = cells.currencies.iter().zip(&cells.by_currency);
    let worth = of_value.map(|(currency, cells)| {
        let it = why(cells, Measure::Value);
        Worth {
            currency: currency.clone(),
            won: [it.before(), it.after()],
            parts: it.parts,
        }
    });
    let worth = worth.filter(|it| it.won != [0, 0]).collect();
    let shown = it.shown(GROUPS);
    let single = shown.single.into_iter().map(|at| Group {
        share: split.shares()[at].clone(),
        cell: it.groups[at].0,
        parts: it.groups[at].1,
    });
    let others = shown.others.map(|it| Group {
        share: Share::Others(it.many),
        cell: it.cell,
        parts: it.parts,
    });
    let mut groups: Vec<Group> = single.chain(others).collect();
    groups.sort_by_key(|it| std::cmp::Reverse(it.parts.sum().unsigned_abs()));
    Some(Reasons {
        by,
        why: it,
        groups,
        worth,
    })
}
