//! Answers with all that is known of one lead or one account.

mod account;
mod facts;
mod lead;
mod people;

use crate::i18n::{Locale, Msg};
use crate::model::{AccountId, Clean, Key, Kind, LeadId, Moment, UserId};
use crate::ui::desk::Answer;
use crate::ui::screens::PageFound;
use crate::ui::theme::Role;
use crate::ui::wording::facts::Says;
use crate::ui::wording::refusals::trouble;
use crate::ui::wording::told::Entry;
use crate::ui::words::Words;
use crate::workspace::told::Happening;
use crate::workspace::{Book, WholeAccount, WholeLead, Workspace, WorkspaceError};

/// What is known of a lead or an account.
pub(super) enum Known {
    /// Of a lead.
    Lead(Box<WholeLead>),
    /// Of an account.
    Account(Box<WholeAccount>),
}

/// Reads all that is known, or was at an earlier moment; nothing where it is not there.
pub(super) fn read(
    workspace: &Workspace,
    key: Key,
    then: Option<Moment>,
) -> Result<Option<Known>, WorkspaceError> {
    match key.kind {
        Kind::Lead => {
            let lead = workspace.whole_lead(LeadId(key.id), then)?;
            Ok(lead.map(|it| Known::Lead(Box::new(it))))
        }
        Kind::Account => {
            let account = workspace.whole_account(AccountId(key.id), then)?;
            Ok(account.map(|it| Known::Account(Box::new(it))))
        }
        Kind::User
        | Kind::Product
        | Kind::Contact
        | Kind::Feedback
        | Kind::Touch
        | Kind::Setting
        | Kind::Segment
        | Kind::List
        | Kind::Resolution
        | Kind::Meeting => Ok(None),
    }
}

/// The page of what was read, by the book of the same time.
pub(super) fn page(
    found: Result<Option<Known>, WorkspaceError>,
    book: &Book,
    me: &str,
    locale: &Locale,
    now: Moment,
) -> Answer {
    let found = match found {
        Ok(found) => found,
        Err(error) => return Answer::Page(PageFound::Unread(trouble(&error, locale))),
    };
    let maker = Maker::of(book, me, locale, now);
    let page = match found {
        Some(Known::Lead(it)) => maker.lead(&it),
        Some(Known::Account(it)) => maker.account(&it),
        None => return Answer::Page(PageFound::Gone),
    };
    Answer::Page(PageFound::Page(Box::new(page)))
}

/// Makes a page of what was read.
struct Maker<'a> {
    says: Says<'a>,
    me: Option<UserId>,
    now: Moment,
}

impl<'a> Maker<'a> {
    fn of(book: &'a Book, me: &str, locale: &'a Locale, now: Moment) -> Self {
        let mut users = book.users.iter();
        Self {
            me: users
                .find(|(_, it)| it.name == me)
                .map(|(id, _)| UserId(id)),
            says: Says {
                book,
                locale,
                today: now.day(book.settings().general.zone),
            },
            now,
        }
    }

    fn heading(&self, message: Msg) -> Words {
        Words::one(self.says.t(message), Role::Strong)
    }

    /// What happened, newest first; on another's page, a lead's entries say which lead.
    fn story(&self, story: &[Happening], page: Option<Key>) -> Vec<Entry> {
        let entries = story.iter().rev().map(|it| {
            let mut entry = self.says.entry(it, self.me);
            if page.is_some_and(|page| page != it.key) && it.key.kind == Kind::Lead {
                entry.lead = Some(it.key.id);
                let row = self.says.book.lead(LeadId(it.key.id));
                let product = row.and_then(|it| it.product()).unwrap_or_default();
                let name =
                    Clean::from_string(format!("#{} {product}", it.key.id).trim_end().into());
                entry.words = Words::one(name, Role::Quiet)
                    .and(Clean::literal("  "), Role::Quiet)
                    .join(std::mem::take(&mut entry.words));
            }
            entry
        });
        entries.collect()
    }
}
