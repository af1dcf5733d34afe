//! Reads the filter that a question comes with; what can't be read is said, and nothing is counted.

use super::Answers;
use crate::model::Clean;
use crate::query::{Context, Filter, QueryError, read};
use crate::ui::desk::{Selected, Trouble};
use crate::ui::offers::begins_field;
use crate::ui::wording::filter_faults;
use crate::workspace::Book;

impl Answers {
    /// Answers with what a filter selects: only where it can be read, and says something already.
    pub(super) fn selecting<T>(
        &mut self,
        book: &Book,
        (text, caret): (&str, Option<usize>),
        cx: &Context,
        answer: impl FnOnce(&mut Self, &Filter) -> T,
    ) -> Selected<T> {
        match read(text, cx) {
            Ok(filter) if self.is_unfinished(book, text, &filter, caret) => Selected::Unfinished,
            Ok(filter) => {
                let doubt = self.known.doubt(book, &filter, caret, &self.locale);
                Selected::Read(Box::new(answer(self, &filter)), doubt)
            }
            Err(errors) => Selected::Trouble(self.trouble(&errors)),
        }
    }

    /// Whether what is typed at the caret says nothing yet.
    fn is_unfinished(
        &mut self,
        book: &Book,
        text: &str,
        filter: &Filter,
        caret: Option<usize>,
    ) -> bool {
        caret.is_some_and(|at| begins_field(text, at) || self.known.is_unfinished(book, filter, at))
    }

    fn trouble(&self, errors: &[QueryError]) -> Trouble {
        let Some(error) = errors.first() else {
            return Trouble::default();
        };
        Trouble {
            span: error.span.start..error.span.end,
            message: Clean::from_string(filter_faults::told(error, &self.locale)),
        }
    }
}
