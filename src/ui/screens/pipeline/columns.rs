//! Holds the columns that the list can have: their names, their claims, and what a click on their heading sorts by.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::i18n::Msg;
use crate::query::Field;
use crate::ui::ctx::Ctx;
use crate::ui::widgets::{Column, Placed, place};

/// What a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Col {
    Id,
    Account,
    Product,
    Owner,
    Source,
    Temperature,
    Layer,
    Value,
    Next,
    Due,
    Moved,
    Days,
    Tags,
}

/// Every column, in the usual order.
const COLUMNS: [Column<Col>; 13] = [
    Column::number(Col::Id, 7, 5),
    Column::text(Col::Account, 22, 5, 40, 20),
    Column::text(Col::Product, 13, 1, 18, 6),
    Column::text(Col::Owner, 12, 3, 20, 4),
    Column::text(Col::Source, 10, 3, 18, 3),
    Column::text(Col::Temperature, 6, 0, 6, 1),
    Column::text(Col::Layer, 15, 0, 15, 12),
    Column::number(Col::Value, 9, 11),
    Column::text(Col::Next, 13, 8, 34, 8),
    Column::number(Col::Due, SHORT_DAY, 9),
    Column::number(Col::Moved, SHORT_DAY, 2),
    Column::number(Col::Days, 6, 7),
    Column::text(Col::Tags, 10, 2, 30, 3),
];

/// The cells of a day that is told shortly, and of any day of another year.
const SHORT_DAY: u16 = 9;
const WHOLE_DAY: u16 = 11;

/// From this width on there is room for whole days.
const ROOMY: u16 = 150;

/// The fewest cells of a company's name in a small window, where the name still matters most.
const NARROW_ACCOUNT: u16 = 12;

/// The columns that a reader wants, by their numbers, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chosen {
    numbers: Vec<usize>,
    /// Whether somebody chose them: then the first matter most.
    own: bool,
}

impl Default for Chosen {
    fn default() -> Self {
        let usual = |number: &usize| !matches!(COLUMNS[*number].id, Col::Temperature | Col::Tags);
        Self {
            numbers: (0..COLUMNS.len()).filter(usual).collect(),
            own: false,
        }
    }
}

impl Chosen {
    /// These columns; without any, the usual ones.
    pub(super) fn of(numbers: Vec<usize>) -> Self {
        if numbers.is_empty() {
            return Self::default();
        }
        Self { numbers, own: true }
    }

    /// The names of their fields, as they are kept; nothing for the usual ones.
    pub(super) fn names(&self) -> String {
        let name = |number: &usize| Some(COLUMNS.get(*number)?.id.field().name());
        let names: Vec<&str> = self.numbers.iter().filter_map(name).collect();
        if self.own {
            names.join(" ")
        } else {
            String::new()
        }
    }

    /// The columns of these names, as far as there are such.
    pub(super) fn named(text: &str) -> Self {
        let number = |name: &str| COLUMNS.iter().position(|it| it.id.field().name() == name);
        let mut numbers: Vec<usize> = text.split_whitespace().filter_map(number).collect();
        let mut seen = std::collections::BTreeSet::new();
        numbers.retain(|number| seen.insert(*number));
        Self::of(numbers)
    }

    /// Their numbers.
    pub(super) fn numbers(&self) -> &[usize] {
        &self.numbers
    }

    /// The columns of a width: a small one gives the company less, so that layer and value stay.
    pub(super) fn placed(&self, body: Rect) -> Vec<Placed<Col>> {
        let wide = body.width >= 60;
        let mut columns = Vec::with_capacity(self.numbers.len());
        for (number, after) in self.numbers.iter().zip((0_u8..).map(|at| 100 - at.min(99))) {
            let Some(column) = COLUMNS.get(*number) else {
                continue;
            };
            let mut column = *column;
            if !wide && column.id == Col::Account {
                column.min = NARROW_ACCOUNT;
            }
            if body.width >= ROOMY && column.id.is_day() {
                (column.min, column.max) = (WHOLE_DAY, WHOLE_DAY);
            }
            if self.own {
                column.priority = after;
            }
            columns.push(column);
        }
        place(&columns, body.x, body.width, if wide { 2 } else { 1 })
    }
}

/// The names of all columns, by their numbers.
pub(super) fn names() -> [Msg; 13] {
    COLUMNS.map(|column| column.id.name())
}

/// A day in a column: where there is room, whole.
pub(super) fn day_in(width: u16, day: NaiveDate, ctx: &Ctx<'_>) -> String {
    if width < WHOLE_DAY {
        ctx.locale().day_short(day, ctx.today())
    } else {
        ctx.locale().day_near(day, ctx.today())
    }
}

impl Col {
    /// Whether it tells a day.
    const fn is_day(self) -> bool {
        matches!(self, Self::Due | Self::Moved)
    }

    /// Its heading.
    pub(super) const fn name(self) -> Msg {
        match self {
            Self::Id => Msg::HeadId,
            Self::Account => Msg::HeadAccount,
            Self::Product => Msg::HeadProduct,
            Self::Owner => Msg::HeadOwner,
            Self::Source => Msg::HeadSource,
            Self::Temperature => Msg::HeadTemp,
            Self::Layer => Msg::HeadLayer,
            Self::Value => Msg::HeadValue,
            Self::Next => Msg::HeadNext,
            Self::Due => Msg::HeadDue,
            Self::Moved => Msg::HeadMoved,
            Self::Days => Msg::HeadDays,
            Self::Tags => Msg::HeadTags,
        }
    }

    /// What it is sorted by.
    pub(super) const fn field(self) -> Field {
        match self {
            Self::Id => Field::Id,
            Self::Account => Field::Account,
            Self::Product => Field::Product,
            Self::Owner => Field::Owner,
            Self::Source => Field::Source,
            Self::Temperature => Field::Temp,
            Self::Layer => Field::Layer,
            Self::Value => Field::Value,
            Self::Next => Field::Next,
            Self::Due => Field::Due,
            Self::Moved => Field::Moved,
            Self::Days => Field::InStage,
            Self::Tags => Field::Tag,
        }
    }
}
