//! Which leads a report is of, when, and in which groups. What is counted of them is each report's own.

use super::Ask;
use super::figures::grouped;
use super::sheet::{Cell, Sheet};
use super::{ReportError, Result};
use crate::book::Book;
use crate::book::facets::{Share, Split};
use crate::book::mask::Mask;
use crate::book::select::At;
use crate::book::track::{NEVER, minute};
use crate::figures::{Figure, facet_name, layer_name};
use crate::i18n::{Arg, Language, Locale, Msg};
use crate::insight::funnel::Window;
use crate::insight::outline::left_out;
use crate::insight::sets::{self, Lie};
use crate::model::{Layer, Moment};
use crate::query::{Context, Days, Field};

/// Leads that stand beside each other.
pub(super) struct Groups {
    /// What they are the values of.
    pub(super) head: String,
    pub(super) list: Vec<Group>,
}

/// One of them.
pub(super) struct Group {
    pub(super) name: Name,
    pub(super) rows: Mask,
}

/// What a row is called: for programs, and for its reader.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) code: String,
    pub(super) shown: String,
}

impl Name {
    /// A name that is the same for both.
    pub(super) fn plain(name: &str) -> Self {
        Self {
            code: name.to_owned(),
            shown: name.to_owned(),
        }
    }

    /// As a cell.
    pub(super) fn cell(&self) -> Cell {
        Cell::shown_as(self.code.as_str(), self.shown.as_str())
    }
}

/// Which leads, when, and by what.
pub(super) struct Scope<'a> {
    /// The reader's language.
    pub(super) locale: &'a Locale,
    pub(super) ask: &'a Ask,
    pub(super) book: &'a Book,
    /// The filter as it is written.
    pub(super) filter: String,
    pub(super) selected: Mask,
    /// How many leads are selected, and how many there are.
    pub(super) leads: (u64, u64),
    pub(super) period: Option<Days>,
    pub(super) versus: Option<Days>,
    /// The other one of two periods that are held against each other.
    pub(super) other: Option<Days>,
    pub(super) now: Moment,
    pub(super) by: Vec<Field>,
    /// The groups of the first field, or the segments.
    pub(super) groups: Option<Groups>,
    /// How segments lie over the leads.
    pub(super) lie: Option<Lie>,
    /// Whether two periods are held against each other, row by row.
    pub(super) compared: bool,
    /// Where they are: as of which minute this one is seen.
    pub(super) seen: u32,
}

/// What leads are called that no group names, in the reader's words.
impl Scope<'_> {
    /// A message.
    pub(super) fn t(&self, message: Msg) -> String {
        self.locale.t(message)
    }

    /// A message with values in it.
    pub(super) fn say<const N: usize>(&self, message: Msg, values: [(&str, String); N]) -> String {
        let args = values.map(|(name, text)| (name, Arg::from(text)));
        self.locale.t_args(message, &args)
    }

    /// A cell that programs read otherwise.
    pub(super) fn named(&self, code: &str, shown: Msg) -> Cell {
        Cell::shown_as(code, self.t(shown))
    }

    /// All that is selected.
    pub(super) fn all(&self) -> Name {
        Name {
            code: "all".to_owned(),
            shown: self.t(Msg::SheetHeadAll),
        }
    }

    /// Those without a value.
    pub(super) fn none(&self) -> Name {
        Name {
            code: "none".to_owned(),
            shown: self.t(Msg::SheetRowNone),
        }
    }

    /// What stands in a place of a split.
    pub(super) fn share(&self, share: &Share) -> Name {
        match share {
            Share::Value(value) => Name::plain(value),
            Share::Without => self.none(),
            Share::Others(many) => Name {
                code: format!("{many} others"),
                shown: self.say(Msg::SheetRowOthers, [("n", many.to_string())]),
            },
        }
    }

    /// A layer: for programs by its code, which is also what it is called where that is English and the house has no
    /// name of its own.
    pub(super) fn layer(&self, layer: Layer) -> Cell {
        Cell::shown_as(layer.code(), self.layer_name(layer))
    }

    /// A layer's name: the house's own, where it has one.
    pub(super) fn layer_name(&self, layer: Layer) -> String {
        let own = self.locale.own_name(layer.code());
        own.unwrap_or_else(|| self.word(layer.code(), layer_name(layer)))
    }

    /// A field, by the word that filters know where that is English.
    pub(super) fn field(&self, field: Field) -> String {
        let name = facet_name(field);
        name.map_or_else(|| field.name().to_owned(), |it| self.word(field.name(), it))
    }

    fn word(&self, code: &str, name: Msg) -> String {
        match self.locale.language() {
            Language::English => code.to_owned(),
            Language::Chinese => self.t(name),
        }
    }

    /// What the rows are called: the field that they go by, or leads.
    pub(super) fn head(&self) -> String {
        let groups = self.groups.as_ref();
        groups.map_or_else(|| self.t(Msg::SheetHeadLeads), |it| it.head.clone())
    }
}

impl<'a> Scope<'a> {
    /// The minutes of some days; all of time without them.
    pub(super) fn window_of(&self, days: Option<Days>) -> Window {
        let zone = self.book.settings().general.zone;
        let (from, to) = days.map_or((None, None), |it| it.moments(zone));
        Window {
            from: from.map_or(0, minute),
            to: to.map_or(NEVER, minute),
        }
    }

    /// The minutes of the period.
    pub(super) fn window(&self) -> Window {
        self.window_of(self.period)
    }

    /// The minute that counts as now.
    pub(super) fn minute(&self) -> u32 {
        minute(self.now)
    }

    pub(super) fn split_by(&self, field: Field) -> Option<Split<'_>> {
        self.book
            .split(field, &self.selected, self.ask.limit.max(1))
    }

    /// Every value by itself; of two fields only so many, as each meets each.
    pub(super) fn finest(&self, field: Field) -> Option<Split<'_>> {
        let limit = if self.by.len() > 1 { 1_000 } else { usize::MAX };
        self.book.split(field, &self.selected, limit)
    }

    /// The workspace's currency.
    pub(super) fn home(&self) -> &str {
        &self.book.settings().general.currency
    }

    /// The groups with their names, or all that is selected.
    pub(super) fn parts(&self) -> impl Iterator<Item = (Name, Mask)> {
        let whole = self.groups.is_none().then_some(&self.selected);
        let groups = self.groups.iter().flat_map(|it| &it.list);
        let whole = whole.map(|it| (self.all(), it.clone()));
        whole
            .into_iter()
            .chain(groups.map(|it| (it.name.clone(), it.rows.clone())))
    }

    /// Says how many of the selected episodes came without history, and so in no layer's odds before they moved.
    pub(super) fn without_history(&self, sheet: &mut Sheet) {
        let many = left_out(self.book, &self.selected);
        if many > 0 {
            let values = [("n", grouped(many))];
            sheet.note(self.say(Msg::SheetNoteLeftOutOdds, values));
        }
    }

    /// Whether it is of the period that another one is held against.
    pub(super) fn is_earlier(&self) -> bool {
        self.compared && self.period == self.versus
    }

    /// The same of the period that it is held against, as old as the later one is now.
    pub(super) fn earlier(&self) -> Self {
        let (before, after) = (self.window_of(self.versus), self.window());
        let age = self.minute().saturating_sub(after.from);
        let list = self.groups.iter().flat_map(|it| &it.list);
        let list = list.map(|it| Group {
            name: it.name.clone(),
            rows: it.rows.clone(),
        });
        Scope {
            filter: self.filter.clone(),
            selected: self.selected.clone(),
            by: self.by.clone(),
            groups: self.groups.as_ref().map(|it| Groups {
                head: it.head.clone(),
                list: list.collect(),
            }),
            period: self.versus,
            other: self.period,
            seen: before.from.saturating_add(age),
            ..*self
        }
    }
}

/// Puts the leads into the groups that were asked for.
pub(super) fn group(scope: &mut Scope<'_>, reading: &Context) -> Result<()> {
    let readable = &reading.segments;
    let by_segment = scope.by.first() == Some(&Field::Seg) || !scope.ask.segments.is_empty();
    if by_segment {
        let names = &scope.ask.segments;
        let known = |it: &&String| readable.get(it.trim()).is_none();
        if let Some(unknown) = names.iter().find(known) {
            return Err(ReportError::NotFound(format!(
                "there is no segment `{unknown}`"
            )));
        }
        let asked = (reading, At { now: scope.now });
        let sets = sets::segments(scope.book, readable, asked, &scope.selected, names);
        if sets.is_empty() {
            return Err(ReportError::NotFound(
                "there is no saved segment yet".to_owned(),
            ));
        }
        scope.lie = Some(sets::lie(scope.book, &scope.selected, &sets));
        let list = sets.into_iter().map(|it| Group {
            name: Name::plain(&it.name),
            rows: it.rows,
        });
        scope.groups = Some(Groups {
            head: scope.t(Msg::SheetHeadSegment),
            list: list.collect(),
        });
        return Ok(());
    }
    let Some(field) = scope.by.first().filter(|_| scope.ask.figure != Figure::Why) else {
        return Ok(());
    };
    let Some(split) = scope.split_by(*field) else {
        return Ok(());
    };
    let masks = sets::places(&split, &scope.selected);
    let named = split.shares().iter().zip(masks);
    let list = named.map(|(share, rows)| Group {
        name: scope.share(share),
        rows,
    });
    let groups = Groups {
        head: scope.field(*field),
        list: list.collect(),
    };
    scope.groups = Some(groups);
    Ok(())
}
