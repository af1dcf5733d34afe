//! Answers what the workspace's definitions are, and who its users are.

use crate::model::setting_edit::{SettingLine, lines};
use crate::model::{Section, User};
use crate::ui::screens::{SettingsPage, SettingsPart};
use crate::workspace::Book;

/// All sections and the users, by their names.
pub(super) fn page(book: &Book) -> SettingsPage {
    let mut users: Vec<(u64, SettingLine)> = book.users.iter().map(user).collect();
    users.sort_by_cached_key(|(_, it)| it.name.to_lowercase());
    let (ids, people) = users.into_iter().unzip();
    let sections = Section::ALL.map(|section| SettingsPart {
        section: Some(section),
        lines: lines(book.settings(), section),
        ids: Vec::new(),
    });
    let mut parts = sections.to_vec();
    parts.push(SettingsPart {
        section: None,
        lines: people,
        ids,
    });
    SettingsPage { parts }
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
