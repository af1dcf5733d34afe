//! Makes the page of an account: its leads, its people, its facts.

use super::Maker;
use crate::i18n::Msg;
use crate::model::{Account, Clean, Key, Kind, Record, Status};
use crate::ui::answers::leads::line;
use crate::ui::screens::{Fact, LeadLine, PageData};
use crate::ui::theme::Role;
use crate::ui::words::Words;
use crate::workspace::WholeAccount;

/// The fields of an account, in the order in which one reads them.
const ACCOUNT: [&str; 17] = [
    "account",
    "sector",
    "naics",
    "employees",
    "revenue",
    "founded",
    "city",
    "region",
    "country",
    "domain",
    "phone",
    "email",
    "parent",
    "ownership",
    "expected_class",
    "tags",
    "external_id",
];

impl Maker<'_> {
    pub(super) fn account(&self, it: &WholeAccount) -> PageData {
        let account = &it.account.record;
        let key = Key::new(Kind::Account, it.account.id);
        let revision = it.account.revision.0;
        let record = Record::from(account.clone());
        let mut lines: Vec<LeadLine> = it
            .leads
            .iter()
            .filter_map(|id| self.says.book.episodes.rows.get(id.0))
            .filter_map(|row| line(row, self.says.book, self.now))
            .collect();
        let rank = |line: &LeadLine| match line.status {
            Status::Open => 0,
            Status::Parked => 1,
            Status::Won => 2,
            Status::Lost => 3,
        };
        lines.sort_by_key(|line| (rank(line), std::cmp::Reverse((line.layer, line.id))));
        let mut facts = vec![Fact::Heading(self.leads(&lines))];
        if lines.is_empty() {
            let none = self.says.t(Msg::PageNoLeads);
            facts.push(Fact::Words(Words::one(none, Role::Faint)));
        }
        facts.extend(lines.into_iter().map(|line| Fact::Lead(Box::new(line))));
        facts.extend(self.people(&it.contacts));
        facts.push(Fact::Heading(self.heading(Msg::PageFacts)));
        facts.extend(self.facts(key, &record, revision, &ACCOUNT));
        facts.extend(self.note(key, &record, revision));
        PageData {
            key,
            // Its leads were written on their own; all that was changed so far is in what is shown of them.
            revision: revision.max(self.says.book.head().0),
            title: Clean::new(&account.name),
            under: self.where_it_is(account),
            worth: Words::new(),
            standing: None,
            account: None,
            facts,
            story: self.story(&it.story, Some(key)),
        }
    }

    fn where_it_is(&self, account: &Account) -> Words {
        let parts = [&account.sector, &account.city, &account.country];
        let mut words = Words::new();
        for part in parts.into_iter().flatten() {
            if !words.is_empty() {
                words.push(Clean::literal(" · "), Role::Faint);
            }
            words.push(Clean::new(part), Role::Quiet);
        }
        words
    }

    /// How many leads an account has, and what became of them.
    fn leads(&self, lines: &[LeadLine]) -> Words {
        let heading = self.heading(Msg::PageLeads);
        if lines.is_empty() {
            return heading;
        }
        let count = |wanted: &[Status]| {
            let count = lines.iter().filter(|it| wanted.contains(&it.status));
            let count = i64::try_from(count.count()).unwrap_or(i64::MAX);
            Clean::from_string(self.says.locale.count(count))
        };
        let values = [
            ("open", count(&[Status::Open, Status::Parked]), Role::Text),
            ("won", count(&[Status::Won]), Role::Text),
            ("lost", count(&[Status::Lost]), Role::Text),
        ];
        let said = Words::sentence(
            self.says.locale,
            Msg::PageOpenLeads,
            Role::Quiet,
            &values,
            &[],
        );
        heading.and(Clean::literal("  "), Role::Quiet).join(said)
    }
}
