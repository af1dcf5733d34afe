//! Looks at every screen once after the book came in, so that nobody's first look has to wait.
//!
//! Some of what screens count is remembered by the book, and the log knows where a long change set is once it was looked
//! for. What comes of the looks themselves is kept until something changes or a minute is over. Reports that are not seen first are not looked at: they leave
//! nothing behind but the columns that they read, held in memory for somebody who may never ask for them. Keys go first:
//! it works on one thread of its own, one question at a time.

use std::collections::VecDeque;
use std::time::Duration;

use ratatui::layout::Size;

use super::aside::aside;
use super::desk::Clock;
use super::foresight::{At, Foreseen, Notes};
use crate::model::{Key, Kind};
use crate::ui::screens::LeadPage;
use crate::ui::{Answer, Answers, Ctx, Question, Reader, Selected, first_questions};
use crate::workspace::Workspace;

/// So many screens are looked at before anything else: one of them is what the first key opens.
const SOON: usize = 3;
/// Between two questions, so that whoever waits for the book gets it.
const PAUSE: Duration = Duration::from_millis(1);

/// Looks until all is seen, or until told to stop.
pub(super) fn look(
    workspace: &Workspace,
    (reader, name, size): (&Reader, &str, Size),
    (clock, notes): (&Clock, &Notes),
    go_on: &(dyn Fn() -> bool + Sync),
) {
    let zone = workspace.book().settings().general.zone;
    let now = (clock.now)().utc().with_timezone(&zone).naive_local();
    let first = first_questions(&Ctx { reader, now, size });
    first.iter().for_each(|it| notes.usual(it));
    let mut answers = Answers::new(reader.locale.clone());
    aside(1, move || {
        let mut waiting: VecDeque<Question> = first.into();
        let (mut opened, mut asked) = (false, 0);
        while let Some(question) = waiting.pop_front()
            && go_on()
        {
            // What is counted for facets takes longer than all before it.
            if asked == SOON {
                workspace.warm((clock.now)());
            }
            asked += 1;
            let now = (clock.now)();
            let at = At::of(workspace, now);
            if let Some(answer) = answers.answer(workspace, name, &question, now) {
                if !opened && let Some(page) = first_page(&answer) {
                    opened = true;
                    waiting.extend(pages(page));
                }
                let awaits = answers.awaited();
                let said = Foreseen { answer, awaits };
                let handed = answers.hand_on(&question);
                notes.keep((workspace, clock), (question, at), (said, handed));
            }
            std::thread::sleep(PAUSE);
        }
    });
}

/// The leads of an answer, if it is about some.
const fn first_page(answer: &Answer) -> Option<&LeadPage> {
    if let Answer::Leads(Selected::Read(page, _)) = answer {
        Some(page)
    } else {
        None
    }
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
