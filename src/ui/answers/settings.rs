//! Answers what the workspace's definitions are, and who its users are.

use std::collections::{BTreeMap, HashMap};

use super::lookup::counted;
use crate::model::setting_edit::{SettingLine, lines};
use crate::model::{Moment, Section, User};
use crate::query::{Context, Field, read};
use crate::ui::screens::{Folk, LANGUAGE, SettingsPage, SettingsPart, THEME};
use crate::workspace::{At, Book};

/// All sections, and the teams with their users.
pub(super) fn page(book: &Book, now: Moment) -> SettingsPage {
    let sections = Section::ALL.map(|section| SettingsPart {
        section: Some(section),
        lines: all_lines(book, section),
        folk: Vec::new(),
        used: used(book, section, now),
    });
    let mut parts = sections.to_vec();
    parts.push(teams(book, now));
    SettingsPage {
        parts,
        head: Some(book.head().0),
    }
}

/// The lines of a section; with what all share stands what is the reader's own.
fn all_lines(book: &Book, section: Section) -> Vec<SettingLine> {
    let mut lines = lines(book.settings(), section);
    if section == Section::General {
        lines.extend([LANGUAGE, THEME].map(|name| SettingLine {
            name: name.to_owned(),
            fields: Vec::new(),
        }));
    }
    if section == Section::Sla {
        let place = |line: &SettingLine| TIMES.iter().position(|it| *it == line.name);
        lines.sort_by_key(|line| place(line).unwrap_or(TIMES.len()));
    }
    lines
}

/// The times as one thinks of them: what is agreed, then when people work.
const TIMES: [&str; 6] = [
    "accept_within_hours",
    "feedback_within_days",
    "reply_within_days",
    "workdays",
    "from_hour",
    "to_hour",
];

/// The teams by their names, each before its users; those without one last.
fn teams(book: &Book, now: Moment) -> SettingsPart {
    let owned: HashMap<String, u64> = owned(book, now).into_iter().collect();
    let mut users: Vec<(u64, &User)> = book.users.iter().collect();
    users.sort_by_cached_key(|(_, it)| {
        let team = it.team.as_deref();
        let key = team.map(|it| (it.to_lowercase(), it));
        (team.is_none(), key, it.name.to_lowercase())
    });
    let (mut lines, mut folk) = (Vec::new(), Vec::new());
    for team in users.chunk_by(|(_, one), (_, other)| one.team == other.team) {
        let people = team.iter().map(|(id, it)| Folk {
            users: vec![*id],
            is_team: false,
            leads: owned.get(&it.name).copied().unwrap_or_default(),
        });
        let people: Vec<Folk> = people.collect();
        folk.push(Folk {
            users: team.iter().map(|(id, _)| *id).collect(),
            is_team: true,
            leads: people.iter().map(|it| it.leads).sum(),
        });
        folk.extend(people);
        let name = team.iter().find_map(|(_, it)| it.team.clone());
        let name = name.unwrap_or_default();
        lines.push(SettingLine {
            name: name.clone(),
            fields: vec![("team".to_owned(), name)],
        });
        lines.extend(team.iter().map(|(_, it)| user(it)));
    }
    SettingsPart {
        section: None,
        lines,
        folk,
        used: BTreeMap::new(),
    }
}

/// How many open leads each user owns, by the users' names.
fn owned(book: &Book, now: Moment) -> Vec<(String, u64)> {
    let cx = Context::on(now.day(book.settings().general.zone));
    let Ok(open) = read("is:open", &cx) else {
        return Vec::new();
    };
    book.values(Field::Owner, &book.latest(&book.select(&open, At { now })))
}

/// How many leads speak of the codes of a section, where that is known of leads.
fn used(book: &Book, section: Section, now: Moment) -> BTreeMap<String, u64> {
    let field = match section {
        Section::Milestones => Field::Milestones,
        Section::Reasons => Field::Reason,
        Section::Verdicts => Field::Fb,
        Section::Returns => Field::Returned,
        Section::General
        | Section::Layers
        | Section::Channels
        | Section::Sla
        | Section::Agenda
        | Section::Targets
        | Section::Capacity => {
            return BTreeMap::new();
        }
    };
    counted(book, field, now).into_iter().collect()
}

fn user(user: &User) -> SettingLine {
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
    SettingLine {
        name: user.name.clone(),
        fields: fields.map(|(name, text)| (name.to_owned(), text)).to_vec(),
    }
}
