//! Holds a report while it is put together: its columns, and what each is drawn on.

use super::words::rounded;
use super::{Asked, Source};
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::screens::{Mark, Scale, Sheet, SheetColumn, SheetLine};
use crate::ui::theme::Role;

/// What a column's figures are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Shares of a whole, compared with that of the first line.
    Share,
    /// Ratios, which may pass the whole.
    Ratio,
    /// Numbers.
    Number,
    /// Sums in minor units of a currency.
    Money(String),
    /// Days.
    Days,
    /// Nothing that is drawn.
    Plain,
}

/// A report that is being put together.
pub(super) struct Draft<'s, 'a> {
    source: &'s Source<'a>,
    pub(super) sheet: Sheet,
    kinds: Vec<Kind>,
}

impl<'s, 'a> Draft<'s, 'a> {
    /// Nothing yet, but what its lines are called.
    pub(super) fn new(source: &'s Source<'a>, asked: &Asked<'_>, head: Clean) -> Self {
        Self {
            source,
            sheet: source.empty(asked, head),
            kinds: Vec::new(),
        }
    }

    /// One column more; `aside` is what stands beside its figures.
    pub(super) fn column(
        mut self,
        head: Clean,
        role: Role,
        aside: Option<Msg>,
        kind: Kind,
    ) -> Self {
        self.sheet.columns.push(SheetColumn {
            head,
            role,
            aside: aside.map(|it| self.source.t(it)).unwrap_or_default(),
            scale: None,
        });
        self.kinds.push(kind);
        self
    }

    /// The lines.
    pub(super) fn lines(mut self, lines: Vec<SheetLine>) -> Self {
        self.sheet.lines = lines;
        self
    }

    /// What has to be known of all of it.
    pub(super) fn note(mut self, note: Option<Clean>) -> Self {
        self.sheet.note = note;
        self
    }

    /// The same of several things, as far as there are any.
    pub(super) fn notes<const N: usize>(self, notes: [Option<Clean>; N]) -> Self {
        let said: Vec<String> = notes.iter().flatten().map(Clean::to_string).collect();
        let note = (!said.is_empty()).then(|| Clean::from_string(said.join(" · ")));
        self.note(note)
    }

    /// The report, each column with the scale that holds its figures.
    pub(super) fn done(mut self) -> Sheet {
        for (at, kind) in self.kinds.iter().enumerate() {
            if *kind == Kind::Number {
                // The sum of the others would make their bars short.
                let whole = self.sheet.lines.first_mut();
                let whole = whole.filter(|line| line.role == Some(Role::Strong));
                if let Some(figure) = whole.and_then(|line| line.figures.get_mut(at)) {
                    figure.mark = None;
                }
            }
            let figures = || {
                self.sheet
                    .lines
                    .iter()
                    .filter_map(move |line| line.figures.get(at))
            };
            // What rests on few is drawn, and sets no scale.
            let marks: Vec<Mark> = figures()
                .filter(|it| !it.few)
                .filter_map(|it| it.mark)
                .collect();
            let first = figures().next().and_then(|it| it.mark);
            let scale = self.scale(kind, &marks, first);
            if let Some(column) = self.sheet.columns.get_mut(at) {
                column.scale = scale;
            }
        }
        self.sheet
    }

    fn scale(&self, kind: &Kind, marks: &[Mark], first: Option<Mark>) -> Option<Scale> {
        let top = marks.iter().map(|it| it.top()).fold(0.0, f64::max);
        let bottom = marks.iter().map(|it| it.bottom()).fold(0.0, f64::min);
        let locale = self.source.locale;
        let percent = |share: f64| locale.percent(share, 0);
        let (to, against, words): (f64, Option<f64>, &dyn Fn(f64) -> String) = match kind {
            Kind::Plain => return None,
            Kind::Share => {
                let to = ((top * 5.0).ceil() / 5.0).clamp(0.2, 1.0);
                (to, first.map(Mark::middle), &percent)
            }
            Kind::Ratio => (top.max(0.2), first.map(Mark::middle), &percent),
            Kind::Number => (top, None, &|it| locale.count(rounded(it))),
            Kind::Days => (top, first.map(Mark::middle), &|it| locale.days(rounded(it))),
            Kind::Money(currency) => (top, None, &|it| locale.money_short(rounded(it), currency)),
        };
        (to > bottom).then(|| Scale {
            from: bottom,
            to,
            left: Clean::from_string(words(bottom)),
            right: Clean::from_string(words(to)),
            against,
        })
    }
}
