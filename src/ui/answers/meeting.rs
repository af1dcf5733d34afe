//! Answers with the pages of a meeting and with its minutes; as long as nothing changes they are remembered.

use super::Answers;
use super::funnel::minute;
use super::segments::Facets;
use crate::i18n::{Locale, Msg};
use crate::insight::sitting::{Sitting, Values};
use crate::insight::week::Stretch;
use crate::minutes::{Wording, markdown};
use crate::model::{Moment, Seq, Topic};
use crate::query::Field;
use crate::ui::screens::{MeetingPage, facet_name};
use crate::workspace::{Book, Share, Workspace};

/// What was put together last, of which page, and when.
#[derive(Debug, Default)]
pub(super) struct Remembered {
    page: Option<((Seq, u32, Topic, Field), MeetingPage)>,
    /// The leads whose value has changed since a moment, which the log says.
    values: Option<((Seq, Moment), Values)>,
}

impl Answers {
    /// A page.
    pub(super) fn meeting_page(
        &mut self,
        workspace: &Workspace,
        topic: Topic,
        by: Field,
        now: Moment,
    ) -> MeetingPage {
        let values = match topic {
            Topic::Moves => self.values(workspace, now),
            Topic::Last
            | Topic::Week
            | Topic::Why
            | Topic::Waits
            | Topic::Teams
            | Topic::Feedback
            | Topic::Forecast
            | Topic::Capacity
            | Topic::Decisions => Values::default(),
        };
        let book = workspace.book();
        let key = (book.head(), minute(now), topic, by);
        match &self.meeting.page {
            Some((then, page)) if *then == key => page.clone(),
            Some(_) | None => {
                let sitting = Sitting::of(&book, topic, by, &values, now);
                let lines = worded(&book, &self.locale, |it| it.lines(&sitting));
                let page = MeetingPage { sitting, lines };
                self.meeting.page = Some((key, page.clone()));
                page
            }
        }
    }

    /// The minutes, of all pages that are shown.
    pub(super) fn minutes(&mut self, workspace: &Workspace, by: Field, now: Moment) -> String {
        let values = self.values(workspace, now);
        let book = workspace.book();
        let shown = book.settings().agenda.iter().filter(|it| it.offered);
        let pages = shown.map(|it| Sitting::of(&book, it.topic, by, &values, now));
        let pages: Vec<Sitting> = pages.collect();
        worded(&book, &self.locale, |it| markdown(&pages, it))
    }

    /// The leads whose value has changed in the days that the meeting looks at; the log is read before the book is held.
    fn values(&mut self, workspace: &Workspace, now: Moment) -> Values {
        let (head, since) = {
            let book = workspace.book();
            let from = Stretch::of(&book, now).from;
            let zone = book.settings().general.zone;
            (book.head(), Moment::start_of(from, zone))
        };
        match &self.meeting.values {
            Some((then, values)) if *then == (head, since) => values.clone(),
            Some(_) | None => {
                let found = workspace.revalued(since).unwrap_or_default();
                let values = Values {
                    up: found.up.into_keys().collect(),
                    down: found.down.into_keys().collect(),
                    cut: found.cut,
                };
                self.meeting.values = Some(((head, since), values.clone()));
                values
            }
        }
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
