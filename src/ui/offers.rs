//! Holds what can be typed at the caret of the filter, and whether what was typed means anything here.
//!
//! The language says what fits; the book says which values there are, and how many leads have each within the rest of
//! the filter.

use std::collections::HashMap;

use super::desk::{Offer, Offered, Trouble};
use crate::i18n::{Arg, Locale, Msg};
use crate::model::{Clean, Moment, Seq, naics};
use crate::query::{
    Completion, Condition, Context, Expr, Field, FieldKind, Filter, Term, TextMatch, TextRule,
    Wanted, Wants, complete, fold, nearest, parse, resolve,
};
use crate::workspace::{At, Book, Mask};

/// The most that are offered.
const MOST: usize = 24;
/// So many segments are counted.
const SEEN: usize = 8;

/// What could be typed at the caret.
#[must_use]
pub fn offers(book: &Book, text: &str, caret: usize, cx: &Context, now: Moment) -> Offered {
    let found = complete(text, caret);
    let offers = match found.wants {
        Wants::Nothing => fixed(&found),
        Wants::Value {
            field: Field::Seg, ..
        } => segments(book, text, &found, cx, now),
        Wants::Field | Wants::Sort => fields(&found),
        Wants::Value { field, .. } => values(book, text, field, &found, cx, now),
    };
    Offered {
        span: found.span.start..found.span.end,
        offers,
    }
}

fn offer(insert: String, count: Option<u64>) -> Offer {
    let label = Clean::new(insert.trim_end_matches(':').trim_matches('"'));
    Offer {
        insert,
        label,
        count,
    }
}

/// What is the same in every workspace.
fn fixed(found: &Completion) -> Vec<Offer> {
    let words = found.offers.iter().map(|it| it.insert.clone());
    let words = words.filter(|it| *it != found.prefix).take(MOST);
    words.map(|word| offer(word, None)).collect()
}

/// The saved segments whose names hold what is typed, the first ones with how many leads of the rest of the filter are
/// in them.
fn segments(book: &Book, text: &str, found: &Completion, cx: &Context, now: Moment) -> Vec<Offer> {
    let wanted = fold(&found.prefix);
    let names = cx.segments.names();
    let names = names.filter(|name| fold(name).contains(&wanted));
    let names: Vec<&str> = names.take(MOST).collect();
    let among = if names.is_empty() {
        Mask::default()
    } else {
        rest(book, text, found, cx, now)
    };
    let count = |name: &str| {
        let expr = resolved(&Term::segment(name), cx).ok()?;
        let filter = Filter {
            expr,
            ..Filter::default()
        };
        let picked = book.select(&filter, At { now });
        Some(book.leads_of(&filter, &picked).and(&among).count())
    };
    let typed = names.into_iter().enumerate().map(|(at, name)| {
        // Each takes a pass over the leads: what is out of sight is not counted.
        let count = (at < SEEN).then(|| count(name)).flatten();
        offer(quoted(Field::Seg, name), count)
    });
    typed.collect()
}

/// The leads of the filter without what is being typed.
fn rest(book: &Book, text: &str, found: &Completion, cx: &Context, now: Moment) -> Mask {
    let rest = without(&parse(text).ast.expr, found.span.start);
    let among = rest
        .try_map(&mut |term| resolved(term, cx))
        .ok()
        .map(|expr| Filter {
            expr,
            ..Filter::default()
        });
    let all = Filter::default();
    book.latest(&book.select(among.as_ref().unwrap_or(&all), At { now }))
}

/// Industries by code or title, each with how many leads of the rest of the filter are in it or below it; those that
/// have any come first.
fn industries(found: &Completion, counted: &[(String, u64)]) -> Vec<Offer> {
    let known = |it: &&crate::query::Offer| !it.doc.is_empty();
    let mut offers: Vec<Offer> = found
        .offers
        .iter()
        .filter(known)
        .filter_map(|it| naics::find(&it.insert))
        .map(|it| {
            let below = counted.iter().filter(|(code, _)| it.holds(code));
            let count = below.map(|it| it.1).sum();
            let label = Clean::from_string(format!("{} {}", it.code, it.title));
            Offer {
                insert: it.code.to_owned(),
                label,
                count: Some(count),
            }
        })
        .collect();
    offers.sort_by_key(|it| it.count == Some(0));
    offers.truncate(MOST);
    offers
}

fn fields(found: &Completion) -> Vec<Offer> {
    let mut words: Vec<&str> = found.offers.iter().map(|it| it.insert.as_str()).collect();
    // What is typed in full needs no offer.
    words.retain(|word| *word != found.prefix);
    if found.prefix.is_empty() {
        // Before anything is typed, fields that one chooses from come before those that one looks up.
        words.sort_by_key(|word| rank(word));
    }
    let words = words.into_iter().take(MOST);
    words.map(|word| offer(word.to_owned(), None)).collect()
}

fn rank(word: &str) -> u8 {
    match Field::named(word.trim_end_matches(':')).map(Field::kind) {
        Some(FieldKind::Code(_) | FieldKind::User) => 0,
        Some(FieldKind::Text(TextRule::Whole)) if !word.ends_with("_id:") => 1,
        Some(
            FieldKind::Text(_)
            | FieldKind::Money
            | FieldKind::Integer
            | FieldKind::Naics
            | FieldKind::Date
            | FieldKind::Length,
        ) => 2,
        Some(FieldKind::Id | FieldKind::Segment) | None => 3,
    }
}

fn values(
    book: &Book,
    text: &str,
    field: Field,
    found: &Completion,
    cx: &Context,
    now: Moment,
) -> Vec<Offer> {
    let counted = book.values(field, &rest(book, text, found, cx, now));
    let wanted = fold(&found.prefix);
    let mut offers: Vec<Offer> = if field == Field::Naics {
        industries(found, &counted)
    } else {
        Vec::new()
    };
    // What begins so comes before what holds it elsewhere; within each the most frequent first.
    for begins in [true, false] {
        for (value, count) in counted.iter().filter(|it| it.1 > 0) {
            let folded = fold(value);
            let fits = folded.starts_with(&wanted) == begins && folded.contains(&wanted);
            let offered = offers.iter().any(|it| it.insert == *value);
            if fits && !offered && offers.len() < MOST {
                offers.push(offer(quoted(field, value), Some(*count)));
            }
        }
    }
    for fixed in &found.offers {
        if offers.len() < MOST && !offers.iter().any(|it| it.insert == fixed.insert) {
            offers.push(offer(fixed.insert.clone(), None));
        }
    }
    // What is typed in full needs no offer of its own.
    offers.retain(|it| offers_more(it, &found.prefix));
    offers
}

fn offers_more(offer: &Offer, typed: &str) -> bool {
    offer.insert != typed
}

/// A value as it is typed behind its field.
fn quoted(field: Field, value: &str) -> String {
    if matches!(
        field.kind(),
        FieldKind::Text(_) | FieldKind::User | FieldKind::Segment
    ) {
        let term = Term::text(field, value).to_string();
        let typed = term.split_once(':').map(|(_, typed)| typed.to_owned());
        return typed.unwrap_or_else(|| value.to_owned());
    }
    value.to_owned()
}

fn resolved(term: &Term, cx: &Context) -> Result<Expr<Condition>, crate::query::QueryError> {
    let ast = crate::query::Ast {
        expr: Expr::Term(term.clone()),
        ..crate::query::Ast::default()
    };
    resolve(&ast, cx).map(|it| it.expr)
}

/// An expression without the term that is being typed.
fn without(expr: &Expr<Term>, at: usize) -> Expr<Term> {
    match expr {
        Expr::All => Expr::All,
        Expr::And(parts) => Expr::and(parts.iter().map(|part| without(part, at))),
        Expr::Or(parts) => Expr::or(parts.iter().map(|part| without(part, at))),
        Expr::Not(inner) => match without(inner, at) {
            Expr::All => Expr::All,
            other @ (Expr::And(_) | Expr::Or(_) | Expr::Not(_) | Expr::Term(_)) => other.negated(),
        },
        Expr::Term(term) if term.span.start <= at && at <= term.span.end => Expr::All,
        Expr::Term(term) => Expr::Term(term.clone()),
    }
}

/// Whether the word at the caret may become a field: until then it says nothing.
#[must_use]
pub fn begins_field(text: &str, caret: usize) -> bool {
    let found = complete(text, caret);
    found.wants == Wants::Field && !found.prefix.is_empty() && !found.offers.is_empty()
}

/// Which values fields have, as far as somebody asked.
#[derive(Debug, Default)]
pub struct Known {
    head: Seq,
    fields: HashMap<Field, Vec<String>>,
}

impl Known {
    /// The first value of a filter that no lead has, with the nearest that some have.
    ///
    /// One that is still being typed is left alone as long as it can become one.
    pub fn doubt(
        &mut self,
        book: &Book,
        filter: &Filter,
        caret: Option<usize>,
        locale: &Locale,
    ) -> Option<Trouble> {
        self.missing(book, filter)
            .into_iter()
            .find_map(|(field, text)| {
                if self.is_beginning(book, field, text, caret) {
                    return None;
                }
                let values = self.of(book, field);
                let near = nearest(&text.typed, values.iter().map(String::as_str));
                Some(Trouble {
                    span: text.span.start..text.span.end,
                    message: told(field, text, near, locale),
                })
            })
    }

    /// Whether a value is still being typed: what the filter selects says nothing yet.
    pub fn is_unfinished(&mut self, book: &Book, filter: &Filter, caret: usize) -> bool {
        self.missing(book, filter)
            .into_iter()
            .any(|(field, text)| self.is_beginning(book, field, text, Some(caret)))
    }

    /// The values of a filter that no lead has.
    fn missing<'a>(&mut self, book: &Book, filter: &'a Filter) -> Vec<(Field, &'a TextMatch)> {
        if self.head != book.head() {
            *self = Self {
                head: book.head(),
                fields: HashMap::new(),
            };
        }
        let mut wanted: Vec<(Field, &TextMatch)> = Vec::new();
        filter.expr.visit(&mut |condition| {
            if let Wanted::Texts(texts) = &condition.wanted {
                let listed = texts.iter().filter(|it| it.rule != TextRule::Contains);
                wanted.extend(listed.map(|text| (condition.field, text)));
            }
        });
        wanted.retain(|(field, text)| {
            let values = self.of(book, *field);
            let folded: Vec<String> = values.iter().map(|it| fold(it)).collect();
            // A field without any value is no list that something could be missing from.
            !values.is_empty() && text.select(&folded).is_empty()
        });
        wanted
    }

    /// Whether a text at the caret begins one of the field's values.
    fn is_beginning(
        &mut self,
        book: &Book,
        field: Field,
        text: &TextMatch,
        caret: Option<usize>,
    ) -> bool {
        let typing = caret.is_some_and(|at| text.span.start <= at && at <= text.span.end);
        let mut values = self.of(book, field).iter();
        typing && values.any(|it| fold(it).starts_with(&text.folded))
    }

    fn of(&mut self, book: &Book, field: Field) -> &[String] {
        self.fields.entry(field).or_insert_with(|| {
            let all = Filter::default();
            // Values of earlier episodes select something too.
            let everything = book.select(&all, At { now: Moment(0) });
            let values = book.values(field, &everything).into_iter();
            let mut values: Vec<String> = values.map(|(value, _)| value).collect();
            if field == Field::Reason {
                values.extend(book.settings().reasons.iter().map(|it| it.code.clone()));
            }
            values
        })
    }
}

fn told(field: Field, text: &TextMatch, near: Option<&str>, locale: &Locale) -> Clean {
    let mut args = vec![
        ("field", Arg::from(field.name())),
        ("given", text.typed.as_str().into()),
    ];
    let message = match near {
        Some(near) => {
            args.push(("near", near.into()));
            Msg::NoSuchValueBut
        }
        None => Msg::NoSuchValue,
    };
    Clean::from_string(locale.t_args(message, &args))
}
