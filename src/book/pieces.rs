//! A book as pieces of plain memory: what a snapshot is made of, and how a book stands up from one.
//!
//! Every piece has a name and a type, and pieces always come in the same order, so that a book which is laid out
//! otherwise is noticed. Records of which there are few are in no piece; they are read from the store. No file here.

use zerocopy::{FromBytes, IntoBytes};

use super::Book;
use super::coded::Cells;
use super::column::{Cell, Column};
use crate::model::Seq;

/// One piece of a book.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'a> {
    /// What it is, from the book down.
    pub name: &'a str,
    /// What it is made of.
    pub kind: &'static str,
    /// The bytes of one cell.
    pub cell: usize,
    /// The cells.
    pub bytes: &'a [u8],
}

/// How the names of pieces end that are read for one thing only: those that are read as a whole, by whoever looks for a
/// word or asks for a report, and behind them those of which some places are read for each row that is shown.
const SELDOM: [&str; 15] = [
    "people.folded.bytes",
    "people.names.bytes",
    "accounts.folded.bytes",
    "episodes.folded.bytes",
    "episodes.steps",
    "talk.rest",
    "talk.words",
    ".beside",
    ".external_folded.spans",
    ".note_folded.spans",
    "columns.folded",
    "notes.held",
    ".texts.bytes",
    "episodes.titles.bytes",
    "accounts.names.bytes",
];

/// The place of a piece among those that are missed the least where they are not in memory, if it is one of them.
pub(crate) fn seldom(name: &str) -> Option<usize> {
    SELDOM.iter().position(|end| name.ends_with(end))
}

/// What looks at pieces.
pub type Each<'e> = dyn FnMut(Piece<'_>) + 'e;

/// The memory of one piece.
#[derive(Debug)]
pub struct Lent {
    /// All of it.
    pub bytes: &'static mut [u8],
    /// How many bytes are in use; those behind them are slack.
    pub used: usize,
}

/// The memory that pieces lie in, given out one after the other.
pub trait Lender {
    /// The bytes of a cell of the next piece.
    fn cell(&self) -> Option<usize>;

    /// The next piece, if it is this one.
    fn next(&mut self, name: &str, kind: &'static str) -> Option<Lent>;
}

/// The pieces are not those of this program's book.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no piece for {0}")]
pub struct OtherPieces(String);

/// What is made of pieces.
pub trait Pieced {
    /// Shows the pieces.
    fn show(&self, name: &str, each: &mut Each<'_>);

    /// Stands on pieces.
    ///
    /// # Errors
    /// Where the next piece is another one.
    fn take(&mut self, name: &str, from: &mut dyn Lender) -> Result<(), OtherPieces>;

    /// Lets another one stand on the same pieces, until one of them changes.
    fn share(&mut self, with: &mut Self);
}

impl<T: Cell> Pieced for Column<T> {
    fn show(&self, name: &str, each: &mut Each<'_>) {
        each(Piece {
            name,
            kind: std::any::type_name::<T>(),
            cell: size_of::<T>(),
            bytes: self.as_slice().as_bytes(),
        });
    }

    fn take(&mut self, name: &str, from: &mut dyn Lender) -> Result<(), OtherPieces> {
        let other = || OtherPieces(name.to_owned());
        let next = from.next(name, std::any::type_name::<T>());
        let Lent { bytes, used } = next.ok_or_else(other)?;
        let cells = <[T]>::mut_from_bytes(bytes).map_err(|_| other())?;
        *self = Self::lent(cells, used / size_of::<T>());
        Ok(())
    }

    fn share(&mut self, with: &mut Self) {
        *with = Self::share(self);
    }
}

impl Pieced for u64 {
    fn show(&self, name: &str, each: &mut Each<'_>) {
        Column::from(vec![*self]).show(name, each);
    }

    fn take(&mut self, name: &str, from: &mut dyn Lender) -> Result<(), OtherPieces> {
        let mut column = Column::<Self>::default();
        column.take(name, from)?;
        let cell = column.first();
        *self = *cell.ok_or_else(|| OtherPieces(name.to_owned()))?;
        Ok(())
    }

    fn share(&mut self, with: &mut Self) {
        *with = *self;
    }
}

impl Pieced for Cells {
    fn show(&self, name: &str, each: &mut Each<'_>) {
        match self {
            Self::Byte(codes) => codes.show(name, each),
            Self::Short(codes) => codes.show(name, each),
            Self::Wide(codes) => codes.show(name, each),
        }
    }

    fn take(&mut self, name: &str, from: &mut dyn Lender) -> Result<(), OtherPieces> {
        *self = match from.cell() {
            Some(1) => Self::Byte(taken(name, from)?),
            Some(2) => Self::Short(taken(name, from)?),
            Some(_) | None => Self::Wide(taken(name, from)?),
        };
        Ok(())
    }

    fn share(&mut self, with: &mut Self) {
        *with = match self {
            Self::Byte(codes) => Self::Byte(codes.share()),
            Self::Short(codes) => Self::Short(codes.share()),
            Self::Wide(codes) => Self::Wide(codes.share()),
        };
    }
}

fn taken<T: Pieced + Default>(name: &str, from: &mut dyn Lender) -> Result<T, OtherPieces> {
    let mut it = T::default();
    it.take(name, from)?;
    Ok(it)
}

/// Says which fields of a struct are pieces; whatever else is in it follows from them.
macro_rules! pieced {
    ($type:ty { $($field:ident),+ $(,)? }) => {
        impl $crate::book::pieces::Pieced for $type {
            fn show(&self, name: &str, each: &mut $crate::book::pieces::Each<'_>) {
                $(self.$field.show(&format!("{name}.{}", stringify!($field)), each);)+
            }

            fn take(
                &mut self,
                name: &str,
                from: &mut dyn $crate::book::pieces::Lender,
            ) -> Result<(), $crate::book::pieces::OtherPieces> {
                $(self.$field.take(&format!("{name}.{}", stringify!($field)), from)?;)+
                Ok(())
            }

            fn share(&mut self, with: &mut Self) {
                $($crate::book::pieces::Pieced::share(&mut self.$field, &mut with.$field);)+
            }
        }
    };
}
pub(super) use pieced;

pieced!(Book {
    accounts,
    episodes,
    people,
    talk
});

impl Book {
    /// Shows all pieces, in their order.
    pub fn pieces(&self, each: &mut Each<'_>) {
        self.show("book", each);
    }

    /// A second book that says the same; what either changes from then on is copied first.
    #[must_use]
    pub fn second(&mut self) -> Self {
        let mut other = Self {
            head: self.head,
            users: self.users.clone(),
            products: self.products.clone(),
            segments: self.segments.clone(),
            lists: self.lists.clone(),
            meetings: self.meetings.clone(),
            meanings: self.meanings.clone(),
            sections: self.sections.clone(),
            settings: self.settings.clone(),
            whole: self.whole.of_accounts(),
            ..Self::default()
        };
        self.share(&mut other);
        other
    }

    /// A book that stands on pieces, as of a change set; records of which there are few are still missing.
    ///
    /// # Errors
    /// Where the pieces are not those of this program's book.
    pub fn on(from: &mut dyn Lender, head: Seq) -> Result<Self, OtherPieces> {
        let mut book: Self = taken("book", from)?;
        book.head = head;
        Ok(book)
    }
}
