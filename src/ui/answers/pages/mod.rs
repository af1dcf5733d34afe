//! Answers with all that is known of one lead or one account.

mod account;
mod facts;
mod lead;
mod people;

use crate::i18n::{Locale, Msg};
use crate::model::{AccountId, Clean, Key, Kind, LeadId, Moment, UserId};
use crate::ui::desk::Answer;
use crate::ui::facts::Says;
use crate::ui::refusals::trouble;
use crate::ui::screens::{PageData, PageFound};
use crate::ui::theme::Role;
use crate::ui::told::Entry;
use crate::ui::words::Words;
use crate::workspace::Workspace;
use crate::workspace::told::Happening;

/// A page.
pub(super) fn page(
    workspace: &Workspace,
    key: Key,
    me: &str,
    locale: &Locale,
    now: Moment,
) -> Answer {
    let found = match key.kind {
        Kind::Lead => workspace
            .whole_lead(LeadId(key.id))
            .map(|it| it.map(|it| Maker::with(workspace, me, locale, now, |m| m.lead(&it)))),
        Kind::Account => workspace
            .whole_account(AccountId(key.id))
            .map(|it| it.map(|it| Maker::with(workspace, me, locale, now, |m| m.account(&it)))),
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
    };
    match found {
        Ok(Some(page)) => Answer::Page(key, PageFound::Page(Box::new(page))),
        Ok(None) => Answer::Page(key, PageFound::Gone),
        Err(error) => {
            let why = trouble(&error, locale);
            Answer::Page(key, PageFound::Unread(why))
        }
    }
}

/// Makes a page of what was read.
struct Maker<'a> {
    says: Says<'a>,
    me: Option<UserId>,
    now: Moment,
}

impl Maker<'_> {
    fn with(
        workspace: &Workspace,
        me: &str,
        locale: &Locale,
        now: Moment,
        make: impl FnOnce(&Maker<'_>) -> PageData,
    ) -> PageData {
        let book = workspace.book();
        let mut users = book.users.iter();
        let maker = Maker {
            me: users
                .find(|(_, it)| it.name == me)
                .map(|(id, _)| UserId(id)),
            says: Says {
                book: &book,
                locale,
                today: now.day(book.settings().general.zone),
            },
            now,
        };
        make(&maker)
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
                let product = row.and_then(|it| it.product).unwrap_or_default();
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
