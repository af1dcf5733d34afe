//! Answers with what a filter selects, by facets, and its funnel: one pass a filter, what is seen put into words.

use std::collections::BTreeMap;

use super::{Answers, funnel, naics, places};
use crate::i18n::{Locale, Msg};
use crate::insight::facets::{ValueFigures, facet_figures, figures_of, win_rate};
use crate::insight::funnel::Sums;
use crate::insight::outline::{Outline, found, outline};
use crate::model::{Clean, Layer, Moment, Seq, Status};
use crate::query::{Field, FieldKind, Filter, fold};
use crate::ui::screens::places::levels;
use crate::ui::screens::ranges::is_measured;
use crate::ui::screens::terms::{Terms, written};
use crate::ui::screens::{
    FacetAsk, FacetLine, FacetPage, Outlined, OutlinedLayer, Rate, SegmentsPage,
};
use crate::workspace::{At, Book, Count, FACETS, Facet, Mask, Slice, Unit};

/// What is asked of a selection.
pub(super) struct Asked<'a> {
    /// The filter as it is written.
    pub(super) text: &'a str,
    /// And as it is read.
    pub(super) filter: &'a Filter,
    pub(super) unit: Unit,
    pub(super) fields: &'a [Field],
    pub(super) seen: &'a [FacetAsk],
    pub(super) now: Moment,
}

/// What was counted for a filter; as long as nothing changes it needs no counting.
#[derive(Debug)]
struct Counted {
    filter: String,
    unit: Unit,
    fields: Vec<Field>,
    slice: Slice,
    outline: Outline,
    /// What lies within places, by where one has gone into.
    within: Vec<(Field, String, Option<Facet>)>,
}

/// What was counted last, all of it at one state of the workspace.
#[derive(Debug, Default)]
pub(super) struct Remembered {
    /// Idle times go on while nothing changes.
    at: Option<(Seq, u32)>,
    counted: Vec<Counted>,
    /// What there is without a filter.
    whole: Option<(Seq, Whole)>,
}

impl Remembered {
    /// Remembers what others counted too; where it is of another state, instead of what was remembered.
    pub(super) fn take_over(&mut self, theirs: Self) {
        if self.at != theirs.at {
            *self = theirs;
            return;
        }
        self.counted.splice(0..0, theirs.counted);
        self.counted.truncate(REMEMBERED);
        self.whole = self.whole.take().or(theirs.whole);
    }
}

/// What there is without a filter.
#[derive(Debug)]
struct Whole {
    /// The funnel of all leads.
    outline: Outline,
    /// The episodes that came without history.
    found: Mask,
    /// The facets that are empty for all.
    empty: Vec<Field>,
    /// Numbers and days, of leads and of accounts.
    measured: [Vec<Facet>; 2],
}

impl Whole {
    fn measured(&self, unit: Unit, field: Field) -> Option<&Facet> {
        let [leads, accounts] = &self.measured;
        let mut facets = match unit {
            Unit::Leads => leads,
            Unit::Accounts => accounts,
        }
        .iter();
        facets.find(|it| it.field == field)
    }
}

/// A lift that lies nearer to the whole's is written as the whole's.
const SEEN: f64 = 0.005;

/// Of fewer closed leads nothing is marked as better or worse.
const FEW: u64 = 10;

/// So many are remembered: the other unit, and what one takes back at once.
const REMEMBERED: usize = 4;

impl Answers {
    /// What is seen of a selection; counts what it does not remember.
    pub(super) fn segments(&mut self, book: &Book, asked: &Asked<'_>) -> SegmentsPage {
        let (head, minute) = (book.head(), funnel::minute(asked.now));
        let it = &mut self.segments;
        if it.at.replace((head, minute)) != Some((head, minute)) {
            it.counted.clear();
        }
        let whole = match it.whole.take().filter(|(at, _)| *at == head) {
            Some(whole) => whole,
            None => (head, count_whole(book, asked.now)),
        };
        let (_, whole) = &*it.whole.insert(whole);
        let same = |it: &Counted| {
            it.filter == asked.text && it.unit == asked.unit && it.fields == asked.fields
        };
        let counted = match it.counted.iter().position(same) {
            Some(at) => it.counted.remove(at),
            None => count(book, asked),
        };
        it.counted.truncate(REMEMBERED - 1);
        it.counted.insert(0, counted);
        let reader = Facets {
            book,
            locale: &self.locale,
            terms: Terms::read(asked.text),
        };
        let counted = &mut it.counted[0];
        counted.look_within(book, asked);
        let (slice, within) = (&counted.slice, &counted.within);
        let facet = |ask: &FacetAsk| {
            let inner = within
                .iter()
                .find(|it| it.0 == ask.field && it.1 == ask.path)
                .and_then(|it| it.2.as_ref());
            let own = || slice.facets.iter().find(|it| it.field == ask.field);
            let facet = inner.or_else(own)?;
            let mut page = reader.page(facet, ask);
            let all = whole.measured(asked.unit, ask.field);
            page.bars = ask.upright.then(|| reader.bars(facet, all));
            Some(page)
        };
        SegmentsPage {
            unit: asked.unit,
            shown: slice.total.all.into(),
            whole: slice.whole,
            leads: slice.leads.count(),
            facets: asked.seen.iter().filter_map(facet).collect(),
            empty: whole.empty.clone(),
            funnel: Outlined {
                left_out: left_out(&counted.slice.episodes, &whole.found),
                closed_leads: counted.closed_leads(),
                ..outlined(book, &counted.outline, &whole.outline)
            },
            segment: None,
        }
    }
}

fn count(book: &Book, asked: &Asked<'_>) -> Counted {
    let at = At { now: asked.now };
    let slice = book.slice(asked.filter, asked.unit, asked.fields, at);
    Counted {
        filter: asked.text.to_owned(),
        unit: asked.unit,
        fields: asked.fields.to_vec(),
        outline: outline(book, &slice.episodes, &slice.leads),
        slice,
        within: Vec::new(),
    }
}

impl Counted {
    /// How many leads are closed as they stand, where facets count these and they are others than the episodes that ended.
    fn closed_leads(&self) -> Option<u64> {
        let it = &self.outline;
        let differs = self.unit == Unit::Leads && it.as_leads.n != it.win_rate.n;
        differs.then_some(it.as_leads.n)
    }

    /// Counts within the places that one has gone into, where that is not known yet.
    fn look_within(&mut self, book: &Book, asked: &Asked<'_>) {
        let inner = asked.seen.iter().filter(|ask| !ask.path.is_empty());
        for ask in inner.filter(|ask| !levels(ask.field).is_empty()) {
            let known = |it: &(Field, String, _)| it.0 == ask.field && it.1 == ask.path;
            if !self.within.iter().any(known) {
                let facet = places::within(book, asked, ask);
                self.within.push((ask.field, ask.path.clone(), facet));
            }
        }
    }
}

fn count_whole(book: &Book, now: Moment) -> Whole {
    let all = Filter::default();
    let measured = FACETS.into_iter().filter(|it| is_measured(*it));
    let measured: Vec<Field> = measured.collect();
    let slice = book.slice(&all, Unit::Leads, &measured, At { now });
    // Accounts without a lead are counted too, so that what only they have is no empty field.
    let accounts = book.slice(&all, Unit::Accounts, &FACETS, At { now });
    let is_empty = |facet: &&Facet| {
        let (first, _) = book.facet_values(facet, "", 2);
        first
            .iter()
            .all(|it| it.term.is_none() || it.count.all == 0)
    };
    let empty = accounts.facets.iter().filter(is_empty);
    let empty = empty.map(|it| it.field).collect();
    let mut of_accounts = accounts.facets;
    of_accounts.retain(|it| is_measured(it.field));
    Whole {
        outline: outline(book, &slice.episodes, &slice.leads),
        found: found(book),
        empty,
        measured: [slice.facets, of_accounts],
    }
}

/// The share of some episodes that came without history.
#[allow(clippy::cast_precision_loss, reason = "counts far below 2^52")]
fn left_out(episodes: &Mask, found: &Mask) -> f64 {
    let all = episodes.count();
    let found = episodes.clone().and(found).count();
    if all == 0 {
        0.0
    } else {
        found as f64 / all as f64
    }
}

fn outlined(book: &Book, it: &Outline, whole: &Outline) -> Outlined {
    let mut layers = it
        .layers
        .iter()
        .zip(&whole.layers)
        .map(|(one, all)| OutlinedLayer {
            reached: one.entered,
            went_on: funnel::rate(one.conversion),
            all: funnel::rate(all.conversion),
            open: one.still_open,
        });
    let mut open = Sums::default();
    it.layers.iter().for_each(|one| open.merge(&one.value));
    Outlined {
        // There are five layers, always; the array says so to the screen.
        layers: std::array::from_fn(|_| {
            layers.next().unwrap_or(OutlinedLayer {
                reached: 0,
                went_on: None,
                all: None,
                open: 0,
            })
        }),
        won: it.won,
        win_rate: funnel::rate(it.win_rate),
        win_rate_all: funnel::rate(whole.win_rate),
        open: it.layers.iter().map(|one| one.open).sum(),
        open_value: funnel::amounts(&open, book),
        won_value: funnel::amounts(&it.won_value, book),
        left_out: 0.0,
        closed_leads: None,
    }
}

/// A value's figures, what it is typed as, and whether finer ones lie within it.
struct Named {
    figures: ValueFigures,
    value: Option<String>,
    label: String,
    inner: bool,
}

/// Those that win most first; of whom nothing is known, last.
fn better_first(one: &ValueFigures, other: &ValueFigures) -> std::cmp::Ordering {
    let lift = |it: &ValueFigures| it.lift.filter(|_| it.conversion.n > 0).unwrap_or(-1.0);
    let rate = |it: &ValueFigures| it.conversion.rate.unwrap_or(-1.0);
    // Where chance explains all differences, every lift is 1 and the rates alone tell an order.
    let by_lift = lift(other).total_cmp(&lift(one));
    by_lift.then_with(|| rate(other).total_cmp(&rate(one)))
}

/// Puts facets into words.
pub(super) struct Facets<'a> {
    pub(super) book: &'a Book,
    pub(super) locale: &'a Locale,
    pub(super) terms: Option<Terms>,
}

impl<'a> Facets<'a> {
    /// What values are called, whatever the filter says of them.
    pub(super) const fn names(book: &'a Book, locale: &'a Locale) -> Self {
        Self {
            book,
            locale,
            terms: None,
        }
    }

    fn page(&self, facet: &Facet, ask: &FacetAsk) -> FacetPage {
        let (named, many, longest) = if facet.field == Field::Naics {
            self.industries_of(facet, ask)
        } else {
            self.values_of(facet, ask)
        };
        // What lift is measured by: where accounts are counted, one may stand in several values of a lead's field.
        let whole = facet.counts.iter().fold(Count::default(), |mut sum, it| {
            sum.won += it.won;
            sum.lost += it.lost;
            sum
        });
        let whole = funnel::rate(win_rate(whole));
        let own = |field: &Field| self.terms.as_ref().and_then(|it| it.own(*field));
        let below = levels(ask.field).iter().skip(1);
        let own: Vec<String> = [&ask.field]
            .into_iter()
            .chain(below)
            .filter_map(own)
            .collect();
        let within = (!ask.path.is_empty()).then(|| {
            if ask.field == Field::Naics {
                naics::named(&ask.path, self.locale.language())
            } else {
                places::named(&ask.path)
            }
        });
        FacetPage {
            condition: (!own.is_empty()).then(|| Clean::from_string(own.join(" "))),
            within: within.map(Clean::from_string),
            bars: None,
            many,
            total: facet.total.all.into(),
            longest,
            lines: named
                .into_iter()
                .map(|it| self.line(facet.field, it, whole))
                .collect(),
            asked: ask.clone(),
        }
    }

    fn line(&self, field: Field, it: Named, whole: Option<Rate>) -> FacetLine {
        let won = funnel::rate(it.figures.conversion);
        let better = won.zip(whole).and_then(|(won, whole)| {
            if won.low > whole.share {
                Some(true)
            } else {
                (won.high < whole.share).then_some(false)
            }
        });
        let terms = self.terms.as_ref().zip(it.value.as_deref());
        // How it ended, and where: that says nothing of what it had ahead.
        let is_end = matches!(
            field,
            Field::Layer | Field::Status | Field::Reason | Field::Competitor
        );
        // What no filter gives has no title of its own.
        let code = it.figures.term.as_deref();
        let code = code.filter(|_| field == Field::Naics && it.value.is_some());
        let brief = code.and_then(|code| naics::short(code, self.locale.language()));
        let brief = brief.map(Clean::from_string);
        FacetLine {
            field,
            standing: terms.map_or_else(Default::default, |(terms, value)| {
                terms.standing(field, value)
            }),
            value: it.value,
            brief,
            label: Clean::from_string(it.label),
            count: it.figures.count.all.into(),
            lift: it.figures.lift.filter(|_| won.is_some() && !is_end),
            won,
            // Few closed leads say nothing loudly, however they ended; nor does one of many values that chance explains.
            better: better.filter(|_| {
                let differs = it.figures.lift.is_some_and(|it| (it - 1.0).abs() >= SEEN);
                differs && !is_end && won.is_some_and(|won| won.n >= FEW)
            }),
            inner: it.inner,
        }
    }

    /// The values of a field, as many as are seen: days the latest first, those without a value at the end.
    fn values_of(&self, facet: &Facet, ask: &FacetAsk) -> (Vec<Named>, usize, u64) {
        let field = facet.field;
        let by_day = field.kind() == FieldKind::Date;
        let in_order = is_measured(field) || matches!(field, Field::Layer | Field::Status);
        let end = ask.first.saturating_add(ask.lines);
        let by_lift = ask.by_lift && !in_order;
        let limit = if in_order || by_lift {
            usize::MAX
        } else {
            end.saturating_add(1)
        };
        let mut found = facet_figures(self.book, facet, &ask.find, limit);
        if by_lift {
            found.values.sort_by(better_first);
        }
        found.values.sort_by_key(|it| it.term.is_none());
        if by_day {
            let dated = found.values.iter().take_while(|it| it.term.is_some());
            let dated = dated.count();
            found.values[..dated].reverse();
        }
        let without = if field == Field::Layer {
            Layer::ALL.len()
        } else if field == Field::Status {
            Status::ALL.len()
        } else {
            0
        };
        let others = facet.counts.iter().enumerate();
        let others = others.filter(|(code, _)| *code != without);
        let longest = others.map(|(_, it)| it.all).max().unwrap_or(0);
        let finer = places::has_finer(self.book, facet.field);
        let seen = found.values.into_iter().skip(ask.first).take(ask.lines);
        let named = seen.map(|figures| Named {
            value: Some(written(facet.field, figures.term.as_deref())),
            label: self.label(facet.field, figures.term.as_deref()),
            inner: finer && figures.term.is_some() && ask.field != Field::City,
            figures,
        });
        (named.collect(), found.many, longest.into())
    }

    /// The industries just below one, rolled up; those that hold a text, of every level, where one is looked for.
    fn industries_of(&self, facet: &Facet, ask: &FacetAsk) -> (Vec<Named>, usize, u64) {
        let (codes, _) = self.book.facet_values(facet, "", usize::MAX);
        let find = fold(&ask.find);
        let mut groups: BTreeMap<String, (Count, bool)> = BTreeMap::new();
        let mut add = |code: &str, path: &str, count: Count| {
            let (part, finer) = naics::below(code, path)?;
            let (sum, inner) = groups.entry(part.clone().into_owned()).or_default();
            sum.all += count.all;
            sum.won += count.won;
            sum.lost += count.lost;
            *inner |= finer;
            finer.then(|| part.into_owned())
        };
        let mut none = None;
        for code in &codes {
            let Some(term) = &code.term else {
                none = Some(code.count);
                continue;
            };
            let mut next = add(term, &ask.path, code.count);
            while let Some(path) = next.filter(|_| !find.is_empty()) {
                next = add(term, &path, code.count);
            }
        }
        let holds = |code: &str| fold(&naics::named(code, self.locale.language())).contains(&find);
        groups.retain(|code, _| find.is_empty() || holds(code));
        let inner: BTreeMap<String, bool> = groups
            .iter()
            .map(|(code, it)| (code.clone(), it.1))
            .collect();
        let counts = groups.into_iter().map(|(code, it)| (code, it.0)).collect();
        let mut figures = figures_of(counts);
        figures.sort_by_key(|it| std::cmp::Reverse(it.count.all));
        if ask.by_lift {
            figures.sort_by(better_first);
        }
        let longest = figures.iter().map(|it| it.count.all).max().unwrap_or(0);
        let without = none.filter(|_| ask.path.is_empty() && find.is_empty());
        figures.extend(without.map(|count| ValueFigures {
            term: None,
            conversion: win_rate(count),
            lift: None,
            count,
        }));
        let many = figures.len();
        let named = figures.into_iter().skip(ask.first).take(ask.lines);
        let named = named.map(|figures| {
            let code = figures.term.as_deref();
            // What is no finer than what one looks into is no part of it that a filter could give.
            let rest = code == Some(ask.path.as_str());
            Named {
                value: (!rest).then(|| written(facet.field, code)),
                label: match code {
                    Some(_) if rest => self.locale.t(Msg::FacetNoFiner),
                    Some(code) => naics::named(code, self.locale.language()),
                    None => self.locale.t(Msg::FacetNone),
                },
                inner: !rest && code.is_some_and(|code| inner.get(code) == Some(&true)),
                figures,
            }
        });
        (named.collect(), many, longest.into())
    }
}
