//! Looks at every screen once after the book came in, so that nobody's first look has to wait.
//!
//! Some of what screens count is remembered by the book, and the log knows where a long change set is once it was looked
//! for. What comes of the looks themselves is thrown away. Reports that are not seen first are not looked at: they leave
//! nothing behind but the columns that they read, held in memory for somebody who may never ask for them. Keys go first:
//! it works on one thread of its own, one question at a time.

use std::collections::VecDeque;
use std::time::Duration;

use ratatui::layout::Size;

use super::aside::aside;
use super::desk::Clock;
use crate::i18n::Locale;
use crate::model::{Key, Kind};
use crate::ui::screens::LeadPage;
use crate::ui::{Answer, Answers, Ctx, Question, Reader, first_questions};
use crate::workspace::Workspace;

/// The size of an ordinary window.
const SIZE: Size = Size::new(120, 36);
/// Between two questions, so that whoever waits for the book gets it.
const PAUSE: Duration = Duration::from_millis(1);

/// Looks until all is seen, or until told to stop.
pub(super) fn look(
    workspace: &Workspace,
    (reader, name): (&Reader, &str),
    clock: &Clock,
    go_on: &(dyn Fn() -> bool + Sync),
) {
    let zone = workspace.book().settings().general.zone;
    let now = (clock.now)().utc().with_timezone(&zone).naive_local();
    let (size, language) = (SIZE, reader.locale.language());
    let first = first_questions(&Ctx { reader, now, size });
    aside(1, move || {
        workspace.warm((clock.now)());
        let mut answers = Answers::new(Locale::new(language));
        let mut waiting: VecDeque<Question> = first.into();
        let mut opened = false;
        while let Some(question) = waiting.pop_front()
            && go_on()
        {
            let answer = answers.answer(workspace, name, &question, (clock.now)());
            if !opened
                && let Some(Answer::Leads(selected)) = answer
                && let Some(page) = selected.read()
            {
                opened = true;
                waiting.extend(pages(&page));
            }
            std::thread::sleep(PAUSE);
        }
    });
}

/// The pages of a lead and of its account.
fn pages(page: &LeadPage) -> impl Iterator<Item = Question> {
    let line = page.lines.first();
    let lead = line.map(|it| Key::new(Kind::Lead, it.id));
    let account = line
        .and_then(|it| it.company)
        .map(|it| Key::new(Kind::Account, it));
    let keys = lead.into_iter().chain(account);
    keys.map(|key| Question::Page { key, day: None })
}
