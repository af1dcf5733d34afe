//! Names everything that can be wrong with a filter, with what was typed; in English for the command line.
//!
//! Screens say the same in their reader's language, from the same names and values.

use super::ast::Op;
use super::code::CodeList;
use super::field::Field;
use super::form::Form;

impl Form {
    /// Its name for messages.
    const fn code(self) -> &'static str {
        match self {
            Self::Fuzzy => "fuzzy",
            Self::Pattern => "pattern",
            Self::Beginning => "beginning",
        }
    }

    /// What it is called in a message.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Fuzzy => "a fuzzy search",
            Self::Pattern => "a pattern",
            Self::Beginning => "a beginning",
        }
    }
}

/// What is wrong, without what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A value of a field is no value of its kind.
    #[error("{}: {of}", .field.name())]
    OfField {
        /// The field.
        field: Field,
        /// What is wrong with its value.
        of: Box<Fault>,
    },
    /// A field that stands alone.
    #[error("{}: needs a value", .0.name())]
    NoValue(Field),
    /// A comparison with what has no order.
    #[error("{} has no order, so `{}` cannot be asked of it", .field.name(), .op.sign())]
    NoOrder {
        /// The field.
        field: Field,
        /// What was asked.
        op: Op,
    },
    /// A form that only texts have.
    #[error("{} can only be asked of a text", .0.noun())]
    NoForm(Form),
    /// A pattern without its end.
    #[error("the pattern is not closed; put it in quotes to search for it as text")]
    OpenPattern,
    /// No pattern, and why.
    #[error("the pattern is wrong: {0}")]
    BadPattern(String),
    /// A pattern that stands for too much.
    #[error("the pattern stands for too much; repeat less in it")]
    WidePattern,
    /// `p101`.
    #[error("`{0}` is no percentile; p0 to p100 are")]
    NoPercentile(String),
    /// `intent>intent`.
    #[error("a move goes from one layer to another")]
    NoMove,
    /// A move and a day in one field.
    #[error("a move and a day are asked for apart; `during:` behind a move says when it was")]
    MoveAndDay,
    /// A name of no segment.
    #[error("no segment is called `{0}`")]
    NoSegment(String),
    /// Segments that lead to one another.
    #[error("segments go round in a circle: {0}")]
    SegmentCircle(String),
    /// Segments that lead to too many others.
    #[error("segments lead to more than {0} others or conditions")]
    ManySegments(usize),
    /// What is wrong with the filter of a segment.
    #[error("in segment `{name}`: {of}")]
    InSegment {
        /// The segment.
        name: String,
        /// What is wrong.
        of: Box<Fault>,
    },
    /// `asof:` alone.
    #[error("asof: needs a day, such as 2026-09-01 or last-month")]
    AsOfNothing,
    /// More than one day, or a quotation.
    #[error("asof: takes one day, once")]
    AsOfOneDay,
    /// `asof:` where it is of a part.
    #[error(
        "`asof:` holds for the whole filter: it stands outside parentheses and segments, without `-`"
    )]
    AsOfInside,
    /// `asof:` where nothing can go back.
    #[error("`asof:` only shows: what is changed, kept or followed is as it is now")]
    AsOfNotHere,
    /// A field that is still to come.
    #[error("`{0}:` is not known yet")]
    FieldToCome(String),
    /// A quotation without its end.
    #[error("the quotation is not closed")]
    OpenQuote,
    /// Two dots alone.
    #[error("`..` needs a value before or behind it")]
    EmptyRange,
    /// A range from the later to the earlier.
    #[error("the range ends before it begins")]
    TurnedAround,
    /// No number.
    #[error("`{0}` is no number; write it as 250, 10k or 1.5m")]
    NoNumber(String),
    /// `000`, as of `250,000`.
    #[error(
        "`{0}` looks like the end of a longer number, but a comma separates values; write 1000 or 1k"
    )]
    EndOfNumber(String),
    /// Beyond every amount.
    #[error("`{0}` is larger than any amount can be")]
    TooLarge(String),
    /// More exact than any currency.
    #[error("`{0}` has more than four decimals")]
    TooExact(String),
    /// No whole number.
    #[error("`{0}` is no whole number")]
    NotWhole(String),
    /// No code of an industry.
    #[error("`{0}` is no NAICS code; write two to six digits, such as 31 or 311513")]
    NoNaics(String),
    /// No length of time.
    #[error("`{0}` is no length of time; write it as 14d, 2w, 3m or 1y")]
    NoLength(String),
    /// A length of time beyond what is counted.
    #[error("`{text}` is too long; at most {most} units")]
    LongLength {
        /// What was typed.
        text: String,
        /// The most units.
        most: u32,
    },
    /// A length of time in the place of a day.
    #[error("`{0}` is a length of time, not a date; write -{0} for that long ago, +{0} for ahead")]
    LengthForDate(String),
    /// No day.
    #[error(
        "`{0}` is no date; write 2026-11-21, 2026-11, 2026-Q4, 2026, last-month, today or -90d"
    )]
    NoDate(String),
    /// A text of which nothing is left to look for.
    #[error("there is nothing to look for")]
    NothingToFind,
    /// The same in a field that can be empty.
    #[error("there is nothing to look for; `{}:none` finds empty ones", .0.name())]
    NothingToFindIn(Field),
    /// No code of a list.
    #[error("`{text}` is no {}; use one of: {}", .list.noun(), codes(*.list))]
    NoCode {
        /// What was typed.
        text: String,
        /// The list.
        list: CodeList,
    },
    /// What is no layer but a status.
    #[error("`{0}` is no layer; `is:{lower}` asks for it", lower = .0.to_lowercase())]
    StatusForLayer(String),
    /// `@me` where nobody is signed in.
    #[error("nobody is signed in, so `@me` is nobody; give your name with --as")]
    NobodyIsMe,
    /// A value that the field never has.
    #[error("this field does not take such a value")]
    Misfit,
    /// `@me` alone.
    #[error("`@me` needs a field to be asked of")]
    MeAlone,
    /// `sort:` alone.
    #[error("sort: needs a field, such as sort:-value")]
    SortByNothing,
    /// `sort:` with a quotation.
    #[error("sort: needs a field, without quotes")]
    SortQuoted,
    /// A field that gives no order.
    #[error("a list cannot be sorted by {}", .0.name())]
    NotSortable(Field),
    /// A name near to a field's.
    #[error("unknown field `{0}`")]
    UnknownField(String),
    /// A name near to none.
    #[error("unknown field `{0}`; put it in quotes to search for it as text")]
    UnknownFieldOrText(String),
    /// Too long a text.
    #[error("the filter is longer than {0} bytes; save parts of it as segments")]
    TooLong(usize),
    /// Too many parentheses in one another.
    #[error("parentheses go deeper than {0}; save parts of it as segments")]
    TooDeep(usize),
    /// `)` without `(`.
    #[error("this parenthesis closes nothing")]
    ClosesNothing,
    /// `(` without `)`.
    #[error("this parenthesis is not closed")]
    OpenParenthesis,
    /// `()`.
    #[error("there is nothing between these parentheses")]
    EmptyParentheses,
    /// A joining word with nothing behind it.
    #[error("{0} needs something behind it")]
    NothingBehind(&'static str),
    /// A joining word with nothing before it.
    #[error("{0} needs something before it")]
    NothingBefore(&'static str),
    /// `-` alone.
    #[error("this needs something behind it to leave out")]
    NothingLeftOut,
    /// `-sort:`.
    #[error("an order cannot be left out; `sort:-field` sorts downwards")]
    OrderLeftOut,
    /// `sort:` within parentheses.
    #[error("an order stands outside parentheses")]
    OrderInside,
    /// `during:` without `reached:`.
    #[error("`during:` says when that was; it stands behind `reached:`, `skipped:` or a move")]
    DuringAlone,
}

impl Fault {
    /// The same, said of a field.
    pub(super) fn of(self, field: Field) -> Self {
        Self::OfField {
            field,
            of: Box::new(self),
        }
    }

    /// What was typed and what is named, by the names that messages know them by.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String)> {
        let field = |field: &Field| ("field", field.name().to_owned());
        let text = |text: &String| ("text", text.clone());
        match self {
            Self::OfField { field: it, .. }
            | Self::NoValue(it)
            | Self::NothingToFindIn(it)
            | Self::NotSortable(it) => vec![field(it)],
            Self::NoOrder { field: it, op } => vec![field(it), ("op", op.sign().to_owned())],
            Self::NoForm(form) => vec![("form", form.code().to_owned())],
            Self::InSegment { name, .. } => vec![("name", name.clone())],
            Self::LongLength { text: it, most } => vec![text(it), ("most", most.to_string())],
            Self::NoCode { text: it, list } => vec![
                text(it),
                ("list", list.noun().replace(' ', "-")),
                ("codes", codes(*list)),
            ],
            Self::StatusForLayer(it) => vec![text(it), ("lower", it.to_lowercase())],
            Self::TooLong(most) | Self::TooDeep(most) | Self::ManySegments(most) => {
                vec![("most", most.to_string())]
            }
            Self::NothingBehind(word) | Self::NothingBefore(word) => {
                vec![("text", (*word).to_owned())]
            }
            Self::BadPattern(it) => {
                vec![("why", it.replace(' ', "-")), ("original", it.clone())]
            }
            Self::FieldToCome(it)
            | Self::NoPercentile(it)
            | Self::NoSegment(it)
            | Self::SegmentCircle(it)
            | Self::NoNumber(it)
            | Self::EndOfNumber(it)
            | Self::TooLarge(it)
            | Self::TooExact(it)
            | Self::NotWhole(it)
            | Self::NoNaics(it)
            | Self::NoLength(it)
            | Self::LengthForDate(it)
            | Self::NoDate(it)
            | Self::UnknownField(it)
            | Self::UnknownFieldOrText(it) => vec![text(it)],
            Self::OpenQuote
            | Self::OpenPattern
            | Self::WidePattern
            | Self::NoMove
            | Self::MoveAndDay
            | Self::AsOfNothing
            | Self::AsOfOneDay
            | Self::AsOfInside
            | Self::AsOfNotHere
            | Self::EmptyRange
            | Self::TurnedAround
            | Self::NothingToFind
            | Self::NobodyIsMe
            | Self::Misfit
            | Self::MeAlone
            | Self::SortByNothing
            | Self::SortQuoted
            | Self::ClosesNothing
            | Self::OpenParenthesis
            | Self::EmptyParentheses
            | Self::NothingLeftOut
            | Self::OrderLeftOut
            | Self::OrderInside
            | Self::DuringAlone => Vec::new(),
        }
    }

    /// The same without the field that it is said of.
    #[must_use]
    pub fn alone(&self) -> &Self {
        if let Self::OfField { of, .. } = self {
            of.alone()
        } else {
            self
        }
    }
}

/// The codes of a list, as one types them.
#[must_use]
pub fn codes(list: CodeList) -> String {
    let codes: Vec<&str> = list.codes().map(super::code::Code::code).collect();
    codes.join(" ")
}
