//! Holds the pipeline's list: the page of leads that is known, the cursor in it, and what it asks for.
//!
//! Only the lines that are seen are asked for. How they are drawn is `rows`'.

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use super::columns::Chosen;
use super::rows;
use crate::model::{Clean, Layer, Status, Temperature};
use crate::query::Field;
use crate::ui::action::Step;
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::desk::Question;
use crate::ui::stands::Stands;
use crate::ui::view::View;
use crate::ui::widgets::Lines;

/// A lead as a line shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadLine {
    /// Its number.
    pub id: u64,
    /// The company.
    pub account: Clean,
    /// The company's number, where it is known.
    pub company: Option<u64>,
    /// What it is about.
    pub product: Clean,
    /// Whose it is.
    pub owner: Clean,
    /// Where it is.
    pub layer: Layer,
    /// What it is.
    pub status: Status,
    /// Whether it waits to be accepted.
    pub waits: bool,
    /// Whether sales has said something of it.
    pub said: bool,
    /// How warm it is.
    pub temperature: Option<Temperature>,
    /// Whether it has been in its layer for longer than most that were won, with nothing planned.
    pub stuck: bool,
    /// What it is worth: minor units and the currency's code.
    pub value: Option<(i64, String)>,
    /// What is done next.
    pub next: Clean,
    /// And when; of a lead that waits, until when.
    pub due: Option<NaiveDate>,
    /// Where it came from.
    pub source: Clean,
    /// The code of why it was lost.
    pub reason: Option<String>,
    /// The day of its last move, or of its end.
    pub moved: Option<NaiveDate>,
    /// For how many days it has been in its layer.
    pub days: i64,
    /// Words that were put on it, or on its account.
    pub tags: Clean,
}

impl LeadLine {
    /// How it stands.
    #[must_use]
    pub const fn stands(&self) -> Stands {
        Stands {
            status: self.status,
            layer: self.layer,
            waits: self.waits,
            said: self.said,
        }
    }
}

/// A page of leads, and of how many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeadPage {
    /// How many leads the filter selects.
    pub shown: u64,
    /// How often what it asks for happened to them: more, where a lead was reopened and it happened again.
    pub times: u64,
    /// How many there are.
    pub total: u64,
    /// The last change that is in it.
    pub head: u64,
    /// The number of the first line of the page.
    pub first: usize,
    /// The lines.
    pub lines: Vec<LeadLine>,
    /// Where the lead is that was asked for.
    pub kept: Option<usize>,
}

/// The list and where one is in it.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) page: Option<Box<LeadPage>>,
    pub(super) lines: Lines,
    pub(super) columns: Chosen,
}

impl List {
    fn len(&self) -> usize {
        self.page
            .as_ref()
            .map_or(0, |page| usize::try_from(page.shown).unwrap_or(usize::MAX))
    }

    fn height(ctx: &Ctx<'_>) -> usize {
        usize::from(rows::list_area(areas(ctx.size).body).height)
    }

    /// The lead under the cursor.
    pub(super) fn under_cursor(&self) -> Option<&LeadLine> {
        let page = self.page.as_ref()?;
        page.lines.get(self.lines.cursor().checked_sub(page.first)?)
    }

    pub(super) fn question(&self, view: &View, keep: Option<u64>, ctx: &Ctx<'_>) -> Question {
        let height = Self::height(ctx);
        let seen = self
            .lines
            .seen(self.len().max(self.lines.cursor() + 1), height);
        Question::Leads {
            filter: view.filter.text().to_owned(),
            // A page above and one below, so that the next step needs no question.
            first: seen.start.saturating_sub(height),
            lines: height * 3,
            keep,
            caret: view.filter.caret(),
        }
    }

    /// Whether all that is seen is held.
    pub(super) fn holds(&self, ctx: &Ctx<'_>) -> bool {
        let seen = self.lines.seen(self.len(), Self::height(ctx));
        self.page.as_ref().is_some_and(|page| {
            page.first <= seen.start && seen.end <= page.first.saturating_add(page.lines.len())
        })
    }

    /// Takes a page; says whether another one is to be asked for.
    pub(super) fn take(&mut self, page: Box<LeadPage>, ctx: &Ctx<'_>) -> bool {
        let (kept, is_empty) = (page.kept, page.lines.is_empty());
        self.page = Some(page);
        let (len, height) = (self.len(), Self::height(ctx));
        match kept {
            Some(line) => self.lines.set(line, len, height),
            None => self.lines.fit(len, height),
        }
        // The lead went far away: its page is another. An empty page would be asked for for ever.
        !self.holds(ctx) && !is_empty
    }

    pub(super) fn go(&mut self, step: Step, count: Option<u32>, ctx: &Ctx<'_>) {
        self.lines.go(step, count, self.len(), Self::height(ctx));
    }

    /// What the heading at a place of the screen sorts by, if one is there.
    pub(super) fn heading(&self, at: Position, body: Rect) -> Option<Field> {
        if at.y != body.y || rows::list_area(body).y == body.y {
            return None;
        }
        let columns = self.columns.placed(body);
        let column = columns.iter().find(|it| (it.x..it.end()).contains(&at.x))?;
        // Of tags there are several, which have no order.
        Some(column.id.field()).filter(|it| it.can_sort())
    }

    /// Puts the cursor on the line at a row of the screen.
    pub(super) fn click(&mut self, y: u16, body: Rect, ctx: &Ctx<'_>) {
        let (len, height) = (self.len(), Self::height(ctx));
        if let Some(row) = y.checked_sub(rows::list_area(body).y) {
            let line = self.lines.seen(len, height).start + usize::from(row);
            if line < len {
                self.lines.set(line, len, height);
            }
        }
    }
}
