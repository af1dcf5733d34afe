//! Makes a report as bytes, for whoever writes it into a file: the same that the command line writes.

use std::ops::ControlFlow;

use crate::i18n::{Locale, Msg};
use crate::model::{Clean, Moment};
use crate::query::{Context, read};
use crate::reports::{Report, ReportError, Source};
use crate::ui::reporting::ReportOrder;
use crate::ui::trouble;
use crate::ui::wording::filter_faults;
use crate::workspace::as_of::{Progress, end_of};
use crate::workspace::{At, Book, Workspace, WorkspaceError};

/// Why there are no bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotMade {
    /// It was stopped.
    Stopped,
    /// It can't be made, and why.
    Failed(Clean),
}

/// The bytes of a report; `goes_on` is told how far an earlier day is read, and says whether it goes on.
///
/// # Errors
/// Says in the reader's language what is wrong, or that it was stopped.
pub fn report(
    workspace: &Workspace,
    me: &str,
    order: &ReportOrder,
    (now, locale): (Moment, &Locale),
    goes_on: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Vec<u8>, NotMade> {
    let live = workspace.book();
    let zone = live.settings().general.zone;
    let reading = |day| {
        Context::on(day)
            .by(me)
            .with(live.readable(me))
            .after(live.meetings.days())
    };
    let today = now.day(zone);
    let wanted = Wanted { order, locale };
    let filter = read(&order.filter, &reading(today).rewinding()).map_err(|errors| {
        let told = errors.first().map(|it| filter_faults::told(it, locale));
        NotMade::Failed(Clean::from_string(told.unwrap_or_default()))
    })?;
    let earlier = filter.asof.filter(|day| *day < today);
    let Some(day) = earlier else {
        return wanted.made(&live, &filter, &reading(today), now);
    };
    let reading = reading(day);
    // Others go on meanwhile.
    drop(live);
    let moment = end_of(day, zone);
    let book = workspace.rewind(moment, goes_on).map_err(|error| {
        if matches!(error, WorkspaceError::Stopped) {
            NotMade::Stopped
        } else {
            NotMade::Failed(trouble(&error, locale))
        }
    })?;
    wanted.made(&book, &filter, &reading, moment)
}

/// What is to be made, and for whom.
struct Wanted<'a> {
    order: &'a ReportOrder,
    locale: &'a Locale,
}

impl Wanted<'_> {
    fn made(
        &self,
        book: &Book,
        filter: &crate::query::Filter,
        reading: &Context,
        now: Moment,
    ) -> Result<Vec<u8>, NotMade> {
        let at = At { now };
        let source = Source {
            book,
            filter,
            selected: book.select(filter, at),
            reading,
            at,
            locale: self.locale,
        };
        let made = Report::make(&self.order.ask, source);
        made.and_then(|it| it.bytes(self.order.form))
            .map_err(|error| NotMade::Failed(self.failed(&error)))
    }

    fn failed(&self, error: &ReportError) -> Clean {
        let why = match error {
            ReportError::NothingDrawn => self.locale.t(Msg::ReportNothingDrawn),
            ReportError::Usage(_)
            | ReportError::NotUnderstood(_)
            | ReportError::NotFound(_)
            | ReportError::Table(_)
            | ReportError::Output(_) => {
                let why = error.to_string();
                let args = [("why", why.as_str().into())];
                self.locale.t_args(Msg::ReportFailed, &args)
            }
        };
        Clean::from_string(why)
    }
}
