//! Looks at every screen once after the book came in, so that nobody's first look has to wait.
//!
//! A book that lies in a snapshot is read from the disk where it is first touched, some of what screens count is
//! remembered by the book, and the log knows where a long change set is once it was looked for. What comes of the
//! looks themselves is thrown away. Keys go first: it works on one thread of its own, one question at a time.

use std::collections::VecDeque;
use std::time::Duration;

use ratatui::layout::Size;

use super::desk::Clock;
use crate::i18n::Locale;
use crate::model::{Key, Kind};
use crate::ui::screens::LeadPage;
use crate::ui::{Answer, Answers, Ctx, Question, Reader, first_questions, other_reports};
use crate::workspace::Workspace;

/// The size of an ordinary window.
const SIZE: Size = Size::new(120, 36);
/// Between two questions, so that whoever waits for the book gets it.
const PAUSE: Duration = Duration::from_millis(1);
/// In a book of more rows the reports that are not seen first take too long to be made in vain.
const MANY: u64 = 2_000_000;

/// Looks until all is seen, or until told to stop.
pub(super) fn look(
    workspace: &Workspace,
    (reader, name): (&Reader, &str),
    clock: &Clock,
    go_on: &(dyn Fn() -> bool + Sync),
) {
    // The threads that help to answer keys are not taken up.
    let Ok(alone) = rayon::ThreadPoolBuilder::new().num_threads(1).build() else {
        return;
    };
    let zone = workspace.book().settings().general.zone;
    let now = (clock.now)().utc().with_timezone(&zone).naive_local();
    let (size, language) = (SIZE, reader.locale.language());
    let first = first_questions(&Ctx { reader, now, size });
    let few = workspace.book().rows() <= MANY;
    let others = if few {
        other_reports(&first)
    } else {
        Vec::new()
    };
    alone.install(move || {
        workspace.warm((clock.now)());
        let mut answers = Answers::new(Locale::new(language));
        let mut waiting: VecDeque<Question> = first.into();
        let mut opened = false;
        while let Some(question) = waiting.pop_front()
            && go_on()
        {
            let answer = answers.answer(workspace, name, &question, (clock.now)());
            if !opened && let Some(Answer::Leads(page)) = answer {
                opened = true;
                waiting.extend(pages(&page));
                waiting.extend(others.iter().cloned());
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
