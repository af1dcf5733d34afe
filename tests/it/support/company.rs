//! The made-up company in memory, as it is on the day of the tests, and screens that look at it.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use chrono::TimeZone;
use chrono_tz::Europe::Warsaw;
use fiveply::demo::{Company, SEED, Size};
use fiveply::i18n::Locale;
use fiveply::model::{Moment, OpId, Verb};
use fiveply::ui::{Answers, Effect, Event, News, Route, Work, Worked, alike};
use fiveply::workspace::Workspace;

use super::driver::{Driver, Setup, now, spoken};
use super::memory::MemoryStore;

/// The time of the tests.
pub fn moment() -> Moment {
    let local = Warsaw.from_local_datetime(&now()).single().unwrap();
    Moment(local.timestamp_millis())
}

/// A company of a size. The records of each size are made once, and each store begins with a copy.
pub fn store(accounts: u64, leads: u64) -> MemoryStore {
    static MADE: LazyLock<Mutex<HashMap<(u64, u64), MemoryStore>>> = LazyLock::new(Mutex::default);
    (MADE.lock().unwrap())
        .entry((accounts, leads))
        .or_insert_with(|| {
            let store = MemoryStore::default();
            let company = Company::new(Size { accounts, leads }, SEED, moment());
            keep(&company, &Workspace::new(Box::new(store.clone())));
            store
        })
        .copy()
}

/// A workspace on a company of a size.
pub fn workspace(accounts: u64, leads: u64) -> Arc<Workspace> {
    let workspace = Workspace::new(Box::new(store(accounts, leads)));
    workspace.load().unwrap();
    Arc::new(workspace)
}

/// Keeps all of a company in one go.
pub fn keep(company: &Company, workspace: &Workspace) {
    workspace
        .bulk(None, OpId(1), Verb::Import, moment(), |bulk| {
            for record in company.sections().into_iter().chain(company.records()) {
                bulk.insert(record)?;
            }
            Ok(())
        })
        .unwrap();
}

/// What a workspace answers to what a screen asks of its book.
pub fn answered(
    workspace: &Workspace,
    answers: &mut Answers,
    locale: &Locale,
    effect: &Effect,
) -> Vec<Event> {
    let news = match effect {
        Effect::Ask(ask) => answers
            .answer(workspace, "anna", &ask.question, moment())
            .map(|answer| News::Answer(ask.ticket, answer)),
        Effect::Work(Work::Alike(ask)) => {
            let found = alike(workspace, "anna", ask, moment(), locale);
            Some(News::Work(Worked::Alike(found)))
        }
        _ => None,
    };
    news.into_iter().map(Event::Workspace).collect()
}

/// A screen on a workspace, whose questions are answered from its book.
pub fn driver(workspace: Arc<Workspace>, route: Route, setup: Setup) -> Driver {
    let locale = spoken(setup.language);
    let mut answers = Answers::new(locale.clone());
    let desk = Box::new(move |effect: &Effect| answered(&workspace, &mut answers, &locale, effect));
    Driver::new(Setup { route, ..setup }, desk)
}
