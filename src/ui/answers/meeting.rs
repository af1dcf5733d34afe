//! Answers with the pages of a meeting and with its minutes; as long as nothing changes they are remembered.

use std::ops::Deref;

use chrono::NaiveDate;

use super::Answers;
use super::funnel::minute;
use super::segments::Facets;
use crate::i18n::{Locale, Msg};
use crate::insight::sitting::Sitting;
use crate::insight::week::Stretch;
use crate::minutes::{Wording, markdown};
use crate::model::{Moment, Revalued, Seq, Topic};
use crate::query::Field;
use crate::ui::screens::{MeetingPage, facet_name};
use crate::workspace::as_of::end_of;
use crate::workspace::{Book, Share, Workspace};

/// Two moments of a log that stands at a change; without the second, up to now.
type Between = (Seq, Moment, Option<Moment>);

/// A log that stands at a change, a minute, and a page by what its leads are told apart.
type Which = (Seq, u32, Topic, Option<Field>);

/// What was put together last, of which page, and when.
#[derive(Debug, Default)]
pub(super) struct Remembered {
    page: Option<(Which, MeetingPage)>,
    /// The leads whose value has changed between two moments, which the log says.
    values: Option<(Between, Revalued)>,
}

/// A book that is looked at: of now, or of an earlier day.
type Seen<'a> = Box<dyn Deref<Target = Book> + 'a>;

impl Answers {
    /// A page, as it was on the evening of a day where one is looked back to; nothing until that day's book is there.
    pub(super) fn meeting_page(
        &mut self,
        workspace: &Workspace,
        (topic, by): (Topic, Option<Field>),
        day: Option<NaiveDate>,
        now: Moment,
    ) -> Option<MeetingPage> {
        let values = self.values(workspace, topic == Topic::Moves, day, now)?;
        let (book, now) = self.seen(workspace, day, now)?;
        let key = (book.head(), minute(now), topic, by);
        if let Some((then, page)) = &self.meeting.page
            && *then == key
        {
            return Some(page.clone());
        }
        let sitting = Sitting::of(&book, topic, by, &values, now);
        let lines = worded(&book, &self.locale, |it| it.lines(&sitting));
        let page = MeetingPage { sitting, lines };
        self.meeting.page = Some((key, page.clone()));
        Some(page)
    }

    /// The minutes, of all pages that are shown.
    pub(super) fn minutes(
        &mut self,
        workspace: &Workspace,
        by: Option<Field>,
        day: Option<NaiveDate>,
        now: Moment,
    ) -> Option<String> {
        let values = self.values(workspace, true, day, now)?;
        let (book, now) = self.seen(workspace, day, now)?;
        let shown = book.settings().agenda.iter().filter(|it| it.offered);
        let pages = shown.map(|it| Sitting::of(&book, it.topic, by, &values, now));
        let pages: Vec<Sitting> = pages.collect();
        Some(worded(&book, &self.locale, |it| markdown(&pages, it)))
    }

    /// The book of a day, or of now, and its last moment.
    fn seen<'w>(
        &mut self,
        workspace: &'w Workspace,
        day: Option<NaiveDate>,
        now: Moment,
    ) -> Option<(Seen<'w>, Moment)> {
        let Some(day) = day else {
            self.leave_past();
            return Some((Box::new(workspace.book()), now));
        };
        let moment = end_of(day, workspace.book().settings().general.zone);
        let Some(book) = self.book_of(workspace, moment) else {
            self.awaited = Some(moment);
            return None;
        };
        Some((Box::new(book), moment))
    }

    /// The leads whose value has changed in the days that the meeting looks at, where they are `wanted`; the log is read
    /// while no book is held.
    fn values(
        &mut self,
        workspace: &Workspace,
        wanted: bool,
        day: Option<NaiveDate>,
        now: Moment,
    ) -> Option<Revalued> {
        if !wanted {
            return Some(Revalued::default());
        }
        let (head, since, until) = {
            let (book, now) = self.seen(workspace, day, now)?;
            let from = Stretch::of(&book, now).from;
            let zone = book.settings().general.zone;
            let since = Moment::start_of(from, zone);
            (book.head(), since, day.map(|_| now))
        };
        let key = (head, since, until);
        if let Some((then, values)) = &self.meeting.values
            && *then == key
        {
            return Some(values.clone());
        }
        let values = workspace.revalued(since, until).unwrap_or_default();
        self.meeting.values = Some((key, values.clone()));
        Some(values)
    }
}

/// Words something in the reader's language.
fn worded<T>(book: &Book, locale: &Locale, say: impl FnOnce(&Wording<'_>) -> T) -> T {
    let names = Facets::names(book, locale);
    let group = |by: Field, share: &Share| match share {
        Share::Value(term) => names.label(by, Some(term)),
        Share::Without => locale.t(Msg::FacetNone),
        Share::Others(many) => {
            let many = locale.count(i64::try_from(*many).unwrap_or(i64::MAX));
            locale.t_args(Msg::ReportOthers, &[("n", many.into())])
        }
    };
    let field = |by: Field| facet_name(by).map_or_else(|| by.name().to_owned(), |it| locale.t(it));
    say(&Wording {
        locale,
        group: &group,
        field: &field,
    })
}
