//! Reads what stands without a field (words, phrases, lead numbers) and names of fields.

use super::ast::{AsOf, Literal, Sort};
use super::date::{DateWord, words};
use super::error::{Problem, QueryError, Span, nearest};
use super::fault::Fault;
use super::field::Field;
use super::form::Form;
use super::lex::Text;
use super::literal::{like, read_text};

/// Names that belong to the language and are still to come.
const LATER: [&str; 5] = ["abc", "authority", "bant", "score", "tier"];

/// Reads a word or a phrase that stands alone.
pub fn read_word(text: &Text<'_>, span: Span) -> Result<(Field, Literal), QueryError> {
    let text = match text {
        Text::Quoted(_, false) => {
            return Err(QueryError::new(Problem::Unfinished, span, Fault::OpenQuote));
        }
        Text::Quoted(inner, true) => inner.as_str(),
        Text::Starred(inner) => {
            let literal = like(Field::Text, Form::Beginning, inner, span)?;
            return Ok((Field::Text, literal));
        }
        Text::Pattern(_, false) => {
            let fault = Fault::OpenPattern;
            return Err(QueryError::new(Problem::Unfinished, span, fault));
        }
        Text::Pattern(inner, true) => {
            let literal = like(Field::Text, Form::Pattern, inner, span)?;
            return Ok((Field::Text, literal));
        }
        Text::Plain(plain) => {
            if let Some(id) = lead_number(plain) {
                return Ok((Field::Id, Literal::Id(id)));
            }
            if plain.eq_ignore_ascii_case("@me") {
                let error = QueryError::new(Problem::Syntax, span, Fault::MeAlone);
                return Err(error.suggest(Some("owner:@me")));
            }
            if let Some((form, text)) = Form::of(plain) {
                let literal = like(Field::Text, form, text, span)?;
                return Ok((Field::Text, literal));
            }
            plain
        }
    };
    let text = read_text(Field::Text, text, span)?;
    Ok((Field::Text, Literal::Text(text)))
}

/// The number in `#1042`, which is how leads are called.
fn lead_number(word: &str) -> Option<i64> {
    let digits = word.strip_prefix('#')?;
    digits
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| digits.parse().ok())?
}

/// Reads one field of `sort:`.
pub fn read_sort(text: &str, span: Span) -> Result<Sort, QueryError> {
    let (name, descending) = match text.strip_prefix('-') {
        Some(name) => (name, true),
        None => (text, false),
    };
    if name.is_empty() {
        let fault = Fault::SortByNothing;
        return Err(QueryError::new(Problem::Unfinished, span, fault));
    }
    let at_name = Span::new(span.end - name.len(), span.end);
    let field = Field::named(name).ok_or_else(|| unknown_field(name, at_name))?;
    if !field.can_sort() {
        let fault = Fault::NotSortable(field);
        return Err(QueryError::new(Problem::BadValue, at_name, fault));
    }
    Ok(Sort {
        field,
        descending,
        span,
    })
}

/// Reads the day of `asof:`.
pub fn read_asof(text: &str, span: Span) -> Result<AsOf, QueryError> {
    if text.is_empty() {
        let fault = Fault::AsOfNothing;
        return Err(QueryError::new(Problem::Unfinished, span, fault));
    }
    let day = DateWord::read(text).map_err(|fault| {
        let words = words();
        QueryError::new(Problem::BadValue, span, fault).suggest(nearest(text, words))
    })?;
    Ok(AsOf { day, span })
}

/// The error for a name that no field has.
pub fn unknown_field(name: &str, span: Span) -> QueryError {
    if LATER.contains(&name.to_lowercase().as_str()) {
        let fault = Fault::FieldToCome(name.to_owned());
        return QueryError::new(Problem::NotYet, span, fault);
    }
    let names = Field::TABLE
        .iter()
        .flat_map(|row| [row.name].into_iter().chain(row.aliases.iter().copied()));
    let suggestion = nearest(name, names.chain(["sort", "asof"]));
    let fault = match suggestion {
        Some(_) => Fault::UnknownField(name.to_owned()),
        None => Fault::UnknownFieldOrText(name.to_owned()),
    };
    QueryError::new(Problem::UnknownField, span, fault).suggest(suggestion)
}
