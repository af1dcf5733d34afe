//! Answers what the workspace's definitions are, and who its users are.

use std::collections::BTreeMap;

use super::lookup::counted;
use crate::model::setting_edit::{SettingLine, lines};
use crate::model::{Moment, Section, User};
use crate::query::Field;
use crate::ui::screens::{SettingsPage, SettingsPart};
use crate::workspace::Book;

/// All sections and the users, by their names.
pub(super) fn page(book: &Book, now: Moment) -> SettingsPage {
    let mut users: Vec<(u64, SettingLine)> = book.users.iter().map(user).collect();
    users.sort_by_cached_key(|(_, it)| it.name.to_lowercase());
    let (ids, people) = users.into_iter().unzip();
    let sections = Section::ALL.map(|section| SettingsPart {
        section: Some(section),
        lines: lines(book.settings(), section),
        ids: Vec::new(),
        used: used(book, section, now),
    });
    let mut parts = sections.to_vec();
    parts.push(SettingsPart {
        section: None,
        lines: people,
        ids,
        used: BTreeMap::new(),
    });
    SettingsPage { parts }
}

/// How many leads speak of the codes of a section, where that is known of leads.
fn used(book: &Book, section: Section, now: Moment) -> BTreeMap<String, u64> {
    let field = match section {
        Section::Milestones => Field::Milestones,
        Section::Reasons => Field::Reason,
        Section::Verdicts => Field::Fb,
        Section::Returns => Field::Returned,
        Section::General | Section::Layers | Section::Channels | Section::Sla => {
            return BTreeMap::new();
        }
    };
    counted(book, field, now).into_iter().collect()
}

fn user((id, user): (u64, &User)) -> (u64, SettingLine) {
    let text = |it: &Option<String>| it.clone().unwrap_or_default();
    let fields = [
        (
            "role",
            user.role.map(|it| it.code().to_owned()).unwrap_or_default(),
        ),
        ("team", text(&user.team)),
        ("manager", text(&user.manager)),
        ("office", text(&user.office)),
    ];
    let line = SettingLine {
        name: user.name.clone(),
        fields: fields.map(|(name, text)| (name.to_owned(), text)).to_vec(),
    };
    (id, line)
}
