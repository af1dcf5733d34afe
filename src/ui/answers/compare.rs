//! Answers with segments side by side: what each selects is counted once, and the pair that is looked at is compared.

use std::sync::Arc;

use super::segments::Facets;
use super::{Answers, funnel, naics};
use crate::insight::compare::{Pair, Shares, by_what, funnel_of, overlap, pair};
use crate::insight::outline::{Outline, left_out};
use crate::insight::picked::Picked;
use crate::model::{Clean, Moment, Seq};
use crate::query::{Ast, Context, Expr, Field, Filter, Term, parse, read};
use crate::ui::screens::terms::written;
use crate::ui::screens::{
    Apart, COMPARED_LINES, Common, CompareAsk, ComparePage, Compared, ComparedSide, FieldApart,
    Rate, SavedSide, Side, SideFigures, ValueApart,
};
use crate::ui::wording::filter_faults;
use crate::workspace::{At, Book, Mask, Unit};

/// What a filter picks, and its funnel.
#[derive(Debug)]
struct Counted {
    picked: Picked,
    outline: Outline,
    /// The share of its episodes that came without history.
    left_out: f64,
}

impl Counted {
    #[allow(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    fn of(book: &Book, picked: Picked) -> Self {
        let all = picked.episodes.count();
        let found = left_out(book, &picked.episodes);
        Self {
            outline: funnel_of(book, &picked),
            left_out: found as f64 / all.max(1) as f64,
            picked,
        }
    }
}

/// Episodes, and the filter for just these, where there is one.
pub(super) type Part = (Mask, Option<String>);

/// What was counted last, all of it at one state of the workspace.
#[derive(Debug, Default)]
pub(super) struct Remembered {
    /// Idle times go on while nothing changes.
    at: Option<(Seq, u32)>,
    counted: Vec<(String, Unit, Arc<Counted>)>,
    pair: Option<(CompareAsk, Arc<Pair>, Vec<Field>)>,
}

/// So many are remembered: the sides, and what one types beside them.
const REMEMBERED: usize = 8;

/// Fields that differ by less are not named.
const LITTLE: f64 = 0.05;

/// A side as it was found.
struct Found {
    name: String,
    is_rest: bool,
    /// The filter as it is written, and as it is read.
    text: Option<String>,
    filter: Option<Filter>,
    counted: Result<Arc<Counted>, Clean>,
}

impl Answers {
    /// Segments side by side; counts what it does not remember.
    pub(super) fn compare(
        &mut self,
        book: &Book,
        ask: &CompareAsk,
        filter: &Filter,
        cx: &Context,
        now: Moment,
    ) -> ComparePage {
        let head = Some((book.head(), funnel::minute(now)));
        if std::mem::replace(&mut self.compared.at, head) != head {
            self.compared.counted.clear();
            self.compared.pair = None;
        }
        let first = self.counted(book, filter, ask.unit, now);
        let mut sides = vec![Found {
            name: ask.filter.trim().to_owned(),
            is_rest: false,
            text: Some(filter.text.clone()),
            filter: Some(filter.clone()),
            counted: Ok(Arc::clone(&first)),
        }];
        for other in &ask.others {
            sides.push(self.other(book, (ask, other), &first, (filter, cx, now)));
        }
        let whole = self.counted(book, &Filter::default(), ask.unit, now);
        let other = ask.against + 1;
        let compared = match sides.get(other).map(|it| &it.counted) {
            Some(Ok(counted)) => {
                let counted = Arc::clone(counted);
                Some(self.held(book, ask, &sides, (&first, &counted), other))
            }
            Some(Err(_)) | None => None,
        };
        ComparePage {
            unit: ask.unit,
            whole: whole.picked.count(),
            common: common(&sides),
            compared,
            saved: saved(book, cx),
            sides: sides.into_iter().map(side).collect(),
        }
    }

    /// One of the other sides.
    fn other(
        &mut self,
        book: &Book,
        (ask, side): (&CompareAsk, &Side),
        first: &Counted,
        (filter, cx, now): (&Filter, &Context, Moment),
    ) -> Found {
        match side {
            Side::Rest => self.rest(book, first, filter, ask.unit, now),
            Side::Text(text) => self.by_text(book, text, ask.unit, cx, now),
        }
    }

    /// The episodes of the first side and of the one that it is held against, without what is in both, each with the
    /// filter for just these; and how many are in both.
    pub(super) fn halves(
        &mut self,
        book: &Book,
        ask: &CompareAsk,
        (filter, cx, now): (&Filter, &Context, Moment),
    ) -> Option<(Part, Part, u64)> {
        let first = self.counted(book, filter, ask.unit, now);
        let side = ask.others.get(ask.against)?;
        let other = self.other(book, (ask, side), &first, (filter, cx, now));
        let counted = other.counted.ok()?;
        let (a, b) = (&first.picked, &counted.picked);
        let shared = a.rows().clone().and(b.rows());
        let text = |of: &str, without: Option<&str>| {
            let of = parse(of).ast;
            let without = without.map(|it| parse(it).ast.expr.negated());
            let parts = [Some(of.expr.clone()), without].into_iter().flatten();
            let expr = Expr::and(parts);
            Ast { expr, ..of }.to_string()
        };
        let (in_a, in_b) = (filter.text.as_str(), other.text.as_deref());
        let overlaps = !shared.is_empty();
        let only_a = match (overlaps, in_b) {
            (false, _) => Some(text(in_a, None)),
            (true, in_b) => in_b.map(|it| text(in_a, Some(it))),
        };
        let only_b = in_b.map(|it| text(it, overlaps.then_some(in_a)));
        Some((
            (a.without(book, &shared).episodes, only_a),
            (b.without(book, &shared).episodes, only_b),
            shared.count(),
        ))
    }

    fn counted(&mut self, book: &Book, filter: &Filter, unit: Unit, now: Moment) -> Arc<Counted> {
        let known = &mut self.compared.counted;
        let same = |it: &(String, Unit, _)| it.0 == filter.text && it.1 == unit;
        let counted = match known.iter().position(same) {
            Some(at) => known.remove(at).2,
            None => {
                let picked = Picked::by_filter(book, filter, unit, At { now });
                Arc::new(Counted::of(book, picked))
            }
        };
        known.truncate(REMEMBERED - 1);
        known.insert(0, (filter.text.clone(), unit, Arc::clone(&counted)));
        counted
    }

    /// All that the first side leaves out.
    fn rest(
        &mut self,
        book: &Book,
        first: &Counted,
        filter: &Filter,
        unit: Unit,
        now: Moment,
    ) -> Found {
        let all = self.counted(book, &Filter::default(), unit, now);
        let picked = all.picked.without(book, first.picked.rows());
        let text = parse(&filter.text).ast.expr;
        let text = (text != Expr::All).then(|| of(text.negated()));
        Found {
            name: String::new(),
            is_rest: true,
            text,
            filter: None,
            counted: Ok(Arc::new(Counted::of(book, picked))),
        }
    }

    /// What another filter selects, or why it can't be read.
    fn by_text(&mut self, book: &Book, text: &str, unit: Unit, cx: &Context, now: Moment) -> Found {
        let read = read(text, cx);
        let counted = match &read {
            Ok(filter) => Ok(self.counted(book, filter, unit, now)),
            Err(errors) => {
                let told = errors
                    .first()
                    .map(|it| filter_faults::told(it, &self.locale));
                Err(Clean::from_string(told.unwrap_or_default()))
            }
        };
        Found {
            name: name(text),
            is_rest: false,
            text: read.as_ref().ok().map(|it| it.text.clone()),
            filter: read.ok(),
            counted,
        }
    }

    /// The first side held against another one.
    fn held(
        &mut self,
        book: &Book,
        ask: &CompareAsk,
        sides: &[Found],
        (a, b): (&Counted, &Counted),
        other: usize,
    ) -> Compared {
        let known = self.compared.pair.take().filter(|it| it.0 == *ask);
        let (_, told, cut) = known.unwrap_or_else(|| {
            let filters = [sides.first(), sides.get(other)];
            let filters = filters.into_iter().flatten();
            let (free, cut) = by_what(filters.filter_map(|it| it.filter.as_ref()));
            let told = pair(book, &a.picked, &b.picked, &free);
            (ask.clone(), Arc::new(told), cut)
        });
        let names = Facets {
            book,
            locale: &self.locale,
            terms: None,
        };
        let fields = told.fields.iter().map(|it| FieldApart {
            field: it.field,
            v: it.v,
            of: (it.a, it.b),
            values: it
                .values
                .iter()
                .map(|it2| value(&names, it.field, it2))
                .collect(),
        });
        let mut lines = told.layers.iter().map(|(_, shares)| apart(shares));
        let compared = Compared {
            other,
            shared: told.overlap.shared,
            left: (
                told.overlap.a - told.overlap.shared,
                told.overlap.b - told.overlap.shared,
            ),
            fields: fields
                .filter(|it| it.v >= LITTLE && !it.values.is_empty())
                .collect(),
            // There are five layers, always, and what was won after them.
            lines: std::array::from_fn(|_| lines.next().unwrap_or_else(|| apart(&told.win_rate))),
            cut: cut.clone(),
        };
        self.compared.pair = Some((ask.clone(), told, cut));
        compared
    }
}

/// What a side is called: a saved segment by its name, another filter as it is written.
fn name(text: &str) -> String {
    use crate::query::{Literal, ValueExpr};
    let parsed = parse(text);
    if let Expr::Term(Term {
        field: Field::Seg,
        values,
        ..
    }) = &parsed.ast.expr
        && let [value] = values.as_slice()
        && let ValueExpr::Exact(Literal::Text(name)) = &value.what
    {
        return name.clone();
    }
    text.trim().to_owned()
}

fn of(expr: Expr<Term>) -> String {
    let ast = Ast {
        expr,
        ..Ast::default()
    };
    ast.to_string()
}

fn side(it: Found) -> ComparedSide {
    ComparedSide {
        name: Clean::from_string(it.name),
        is_rest: it.is_rest,
        filter: it.text,
        found: it.counted.map(|counted| figures(&counted)),
    }
}

fn figures(it: &Counted) -> SideFigures {
    let mut open = it.outline.layers.iter().map(|it| it.still_open);
    let mut rates = it
        .outline
        .layers
        .iter()
        .map(|it| funnel::rate(it.conversion));
    let won = funnel::rate(it.outline.win_rate);
    let rates: [Option<Rate>; COMPARED_LINES] =
        std::array::from_fn(|_| rates.next().unwrap_or(won));
    SideFigures {
        count: it.picked.count(),
        leads: it.picked.leads.count(),
        left_out: it.left_out,
        rates,
        open: std::array::from_fn(|_| open.next()),
    }
}

fn apart(it: &Shares) -> Apart {
    let d = it.difference;
    Apart {
        n: it.a.n.min(it.b.n),
        by: d.difference,
        low: d.low,
        high: d.high,
        differs: d.differs(),
    }
}

fn value(names: &Facets<'_>, field: Field, it: &crate::insight::compare::ValueApart) -> ValueApart {
    let label = match &it.term {
        Some(code) if field == Field::Naics => naics::named(code, names.locale.language()),
        term => names.label(field, term.as_deref()),
    };
    ValueApart {
        label: Clean::from_string(label),
        value: written(field, it.term.as_deref()),
        a: it.a,
        b: it.b,
        more: it.odds.z > 0.0,
    }
}

/// What the sides have in common, two by two; the rest has nothing in common with the first.
fn common(sides: &[Found]) -> Vec<Common> {
    let mut common = Vec::new();
    for (one, a) in sides.iter().enumerate() {
        for (other, b) in sides.iter().enumerate().skip(one + 1) {
            let (Ok(in_a), Ok(in_b)) = (&a.counted, &b.counted) else {
                continue;
            };
            if one == 0 && b.is_rest {
                continue;
            }
            let both = overlap(&in_a.picked, &in_b.picked);
            common.push(Common {
                one,
                other,
                shared: both.shared,
                share: both.jaccard,
                filter: a.text.as_deref().zip(b.text.as_deref()).map(together),
            });
        }
    }
    common
}

/// The filter for what is in both.
fn together((a, b): (&str, &str)) -> String {
    let (a, b) = (parse(a).ast, parse(b).ast);
    Ast {
        expr: Expr::and([a.expr, b.expr]),
        ..a
    }
    .to_string()
}

/// The saved segments that somebody sees.
fn saved(book: &Book, cx: &Context) -> Vec<SavedSide> {
    let names: Vec<&str> = cx.segments.names().collect();
    let mut seen: Vec<SavedSide> = book
        .segments
        .iter()
        .filter(|(_, it)| names.contains(&it.name.as_str()))
        .map(|(_, it)| SavedSide {
            name: Clean::new(&it.name),
            filter: of(Expr::Term(Term::segment(&it.name))),
            frozen: it.members.is_some(),
            unit: it.unit(),
        })
        .collect();
    seen.sort_by_cached_key(|it| it.name.as_str().to_lowercase());
    seen.dedup_by(|a, b| a.name == b.name);
    seen
}
