//! What could be typed at the cursor: fields, values that are the same everywhere, or values of a
//! field that only the data knows.
//!
//! Must not look at data: for [`Wants::Value`] with `from_data` the book adds values and counts.

use super::code::{Code, CodeList};
use super::date;
use super::error::Span;
use super::field::{Field, FieldInfo, FieldKind};
use super::form::Form;
use super::lex::{Kind, Text, Token, is_quote, lex};
use crate::model::fold::fold;
use crate::model::naics;

/// So many values are offered that are the same in every workspace.
const MANY: usize = 24;

/// What fits at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What a chosen offer takes the place of.
    pub span: Span,
    /// What has been typed of it, up to the cursor.
    pub prefix: String,
    /// What is wanted there.
    pub wants: Wants,
    /// What can be offered without looking at the data, best first.
    pub offers: Vec<Offer>,
}

/// What is wanted at the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wants {
    /// A field, or a word.
    Field,
    /// A value of a field.
    Value {
        /// The field.
        field: Field,
        /// Whether the workspace's own values belong among the offers.
        from_data: bool,
    },
    /// A field to sort by.
    Sort,
    /// Nothing that is known.
    Nothing,
}

/// One offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is put in place of the span.
    pub insert: String,
    /// One line about it; empty where there is nothing to say.
    pub doc: &'static str,
}

/// Finds what could be typed at a byte of the text.
#[must_use]
pub fn complete(text: &str, cursor: usize) -> Completion {
    let cursor = floor(text, cursor);
    let tokens = lex(text);
    // Of two tokens that meet at the cursor, the one before it is being typed, unless it is whole.
    let touched = tokens.iter().rposition(|token| {
        token.span.start <= cursor
            && cursor <= token.span.end
            && match &token.kind {
                Kind::Field(_) | Kind::Value(_) | Kind::Word(Text::Plain(_)) => true,
                Kind::Word(Text::Quoted(_, closed) | Text::Pattern(_, closed)) => {
                    !closed || cursor < token.span.end
                }
                Kind::Word(Text::Starred(_)) => cursor < token.span.end,
                Kind::And | Kind::Or | Kind::Not => true,
                Kind::Open | Kind::Close | Kind::Minus => false,
            }
    });
    let Some(at) = touched else {
        return fields(Span::new(cursor, cursor), "");
    };
    let token = &tokens[at];
    let typed = &text[token.span.start..cursor];
    match &token.kind {
        Kind::Word(Text::Quoted(..) | Text::Starred(_) | Text::Pattern(..)) => {
            nothing(token.span, typed)
        }
        Kind::Word(Text::Plain(_)) | Kind::And | Kind::Or | Kind::Not => fields(token.span, typed),
        Kind::Field(_) => {
            // The colon is behind the name already, and is replaced with it.
            let colon = text[token.span.end..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
            let span = Span::new(token.span.start, token.span.end + colon);
            fields(span, typed)
        }
        Kind::Value(value) => {
            let (typed, plain) = match value {
                Text::Plain(_) => (typed, true),
                Text::Quoted(..) => (typed.trim_start_matches(is_quote), false),
                Text::Starred(_) | Text::Pattern(..) => return nothing(token.span, typed),
            };
            values(&tokens[..at], token.span, typed, plain)
        }
        Kind::Open | Kind::Close | Kind::Minus => nothing(token.span, typed),
    }
}

fn floor(text: &str, cursor: usize) -> usize {
    let cursor = cursor.min(text.len());
    (0..=cursor)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

fn nothing(span: Span, typed: &str) -> Completion {
    Completion {
        span,
        prefix: typed.to_owned(),
        wants: Wants::Nothing,
        offers: Vec::new(),
    }
}

/// Whether the row goes by a name that begins so.
fn begins(row: &FieldInfo, folded: &str) -> bool {
    let mut names = row.aliases.iter().chain([&row.name]);
    names.any(|name| name.starts_with(folded))
}

fn fields(span: Span, typed: &str) -> Completion {
    let folded = fold(typed).replace('-', "_");
    let rows = || Field::TABLE.iter();
    // Whoever wrote a name out means that field, however many begin like it.
    let is_whole = |row: &&FieldInfo| row.aliases.contains(&folded.as_str());
    let whole = rows().filter(is_whole);
    let by_name = rows().filter(|row| !is_whole(row) && row.name.starts_with(&folded));
    let by_alias = rows()
        .filter(|row| !is_whole(row) && !row.name.starts_with(&folded) && begins(row, &folded));
    let offer = |row: &FieldInfo| Offer {
        insert: format!("{}:", row.name),
        doc: row.doc,
    };
    let mut offers: Vec<_> = whole.chain(by_name).chain(by_alias).map(offer).collect();
    if "sort".starts_with(&folded) {
        offers.push(Offer {
            insert: "sort:".to_owned(),
            doc: "The order of the list; sort:-value sorts downwards.",
        });
    }
    if "asof".starts_with(&folded) {
        offers.push(Offer {
            insert: "asof:".to_owned(),
            doc: "The day at whose end it was so, such as 2026-09-01 or last-month.",
        });
    }
    Completion {
        span,
        prefix: typed.to_owned(),
        wants: Wants::Field,
        offers,
    }
}

/// Offers for the value that stands at the span, behind the tokens before it.
fn values(before: &[Token<'_>], span: Span, typed: &str, plain: bool) -> Completion {
    let name = before.iter().rev().find_map(|token| match token.kind {
        Kind::Field(name) => Some(name),
        Kind::Open
        | Kind::Close
        | Kind::Minus
        | Kind::And
        | Kind::Or
        | Kind::Not
        | Kind::Value(_)
        | Kind::Word(_) => None,
    });
    let Some(name) = name else {
        return nothing(span, typed);
    };
    if name.eq_ignore_ascii_case("sort") {
        // Quotes have no place there.
        return if plain {
            sorts(span, typed)
        } else {
            nothing(span, typed)
        };
    }
    if name.eq_ignore_ascii_case("asof") && plain {
        return days(span, typed);
    }
    let Some(field) = Field::named(name) else {
        return nothing(span, typed);
    };
    // A form of text that stands for many has no values of its own to choose from.
    let searches = matches!(field.kind(), FieldKind::Text(_) | FieldKind::User);
    if plain && searches && Form::is_in(typed) {
        return nothing(span, typed);
    }
    // An operator or the first end of a range stays; what comes behind it is completed.
    let ordered = plain && field.kind().is_ordered();
    let kept = if ordered { operator(typed) } else { 0 };
    let (span, typed) = (Span::new(span.start + kept, span.end), &typed[kept..]);
    let offers = fixed_offers(field, typed, kept > 0, plain);
    let from_data = matches!(
        field.kind(),
        FieldKind::Text(_)
            | FieldKind::User
            | FieldKind::Naics
            | FieldKind::Integer
            | FieldKind::Segment
    );
    let prefix = typed.to_owned();
    Completion {
        span,
        prefix,
        wants: Wants::Value { field, from_data },
        offers,
    }
}

/// How many bytes of a value are an operator, or a range up to its second end.
fn operator(typed: &str) -> usize {
    match typed.find("..") {
        Some(at) => at + if typed[at..].starts_with("..<") { 3 } else { 2 },
        None => typed.len() - typed.trim_start_matches(['<', '>', '=']).len(),
    }
}

/// What is offered for a field in every workspace, behind an operator or not.
fn fixed_offers(field: Field, typed: &str, behind: bool, plain: bool) -> Vec<Offer> {
    let folded = fold(typed);
    let fixed = fixed(field, behind);
    let begins = fixed.iter().filter(|word| fold(word).starts_with(&folded));
    let mut offers: Vec<_> = begins.map(|word| plainly(word)).collect();
    if field == Field::Moved && plain && !behind {
        offers.extend(moves(typed));
    }
    if field.kind() == FieldKind::Naics {
        offers.splice(0..0, industries(typed));
    }
    offers.truncate(MANY);
    offers
}

fn plainly(word: &str) -> Offer {
    Offer {
        insert: word.to_owned(),
        doc: "",
    }
}

/// The days that have a name.
fn days(span: Span, typed: &str) -> Completion {
    let folded = fold(typed);
    let words = date::words();
    let offers = words.filter(|word| word.starts_with(&folded));
    Completion {
        span,
        prefix: typed.to_owned(),
        wants: Wants::Nothing,
        offers: offers.map(plainly).collect(),
    }
}

/// Moves that begin as it is typed: the first layer, then the second.
fn moves(typed: &str) -> Vec<Offer> {
    let words = |list: CodeList, typed: &str| -> Vec<&str> {
        let codes = list.codes().map(Code::code);
        codes
            .filter(|code| code.starts_with(&fold(typed)))
            .collect()
    };
    if let Some((from, to)) = typed.split_once('>') {
        let reach = words(CodeList::Reach, to).into_iter();
        let others = reach.filter(|to| *to != from);
        return others.map(|to| plainly(&format!("{from}>{to}"))).collect();
    }
    let turns = ["back", "forward", "parked"].into_iter();
    let turns = turns.filter(|word| word.starts_with(&fold(typed)));
    let from = words(CodeList::Layer, typed);
    let from = from.iter().map(|from| plainly(&format!("{from}>")));
    turns.map(plainly).chain(from).collect()
}

/// Industries by the beginning of their code, or by words of their titles; sectors before anything is typed.
fn industries(typed: &str) -> Vec<Offer> {
    let offer = |it: naics::Industry| Offer {
        insert: it.code.to_owned(),
        doc: it.title,
    };
    let digits = typed.bytes().all(|it| it.is_ascii_digit());
    if !digits {
        return naics::named(typed).take(MANY).map(offer).collect();
    }
    let level = (typed.len() + 1).clamp(2, 6);
    let own = naics::find(typed).into_iter();
    let below = naics::all().filter(|it| it.level() == level && it.code.starts_with(typed));
    own.chain(below).take(MANY).map(offer).collect()
}

fn sorts(span: Span, typed: &str) -> Completion {
    let name = typed.strip_prefix('-').unwrap_or(typed);
    let span = Span::new(span.start + typed.len() - name.len(), span.end);
    let folded = fold(name).replace('-', "_");
    let rows = Field::TABLE.iter().filter(|row| row.field.can_sort());
    let offers = rows.filter(|row| begins(row, &folded)).map(|row| Offer {
        insert: row.name.to_owned(),
        doc: row.doc,
    });
    Completion {
        span,
        prefix: name.to_owned(),
        wants: Wants::Sort,
        offers: offers.collect(),
    }
}

/// The values of a field that are the same in every workspace.
fn fixed(field: Field, behind_operator: bool) -> Vec<&'static str> {
    let mut words = match field.kind() {
        FieldKind::Code(list) => list.codes().map(|code| code.code()).collect(),
        FieldKind::Date => date::words().collect(),
        FieldKind::User => vec!["@me"],
        FieldKind::Money | FieldKind::Length => vec!["p90", "p75", "p50"],
        FieldKind::Text(_)
        | FieldKind::Integer
        | FieldKind::Naics
        | FieldKind::Id
        | FieldKind::Segment => Vec::new(),
    };
    if field.can_be_none() && !behind_operator {
        words.extend(["none", "any"]);
    }
    words
}
