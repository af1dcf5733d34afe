//! Holds what the lines of teams and users are about, and which line is the same one in a list that has changed.
//!
//! It draws nothing and asks nothing.

use super::SettingsPart;

/// Whom a line of teams and users is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folk {
    /// The users' numbers: all of a team, or the one.
    pub users: Vec<u64>,
    /// Whether it is a team's line, its users below it; the team without a name is that of those who have none.
    pub is_team: bool,
    /// How many leads that are open they own.
    pub leads: u64,
}

impl SettingsPart {
    /// Whom a line is about, where it is about somebody.
    pub(super) fn folk(&self, line: usize) -> Option<&Folk> {
        self.folk.get(line)
    }

    /// The team of a line, its own or its user's.
    pub(super) fn team(&self, line: usize) -> &str {
        let team = self.lines.get(line).and_then(|it| it.get("team"));
        team.unwrap_or_default()
    }

    /// How many users there are.
    pub(super) fn people(&self) -> usize {
        self.folk.iter().filter(|it| !it.is_team).count()
    }

    /// Where a line of this part is in another list of the same: users by their numbers, a team by its name or by
    /// those who were in it.
    pub(super) fn again(&self, line: usize, now: &Self) -> Option<usize> {
        let was = self.folk(line)?;
        if !was.is_team {
            let same = |it: &Folk| !it.is_team && it.users == was.users;
            return now.folk.iter().position(same);
        }
        let named = now.lines.iter().zip(&now.folk).position(|(it, folk)| {
            folk.is_team && it.name == self.lines.get(line).map_or("", |it| it.name.as_str())
        });
        let first = was.users.first();
        let holds = |it: &Folk| it.is_team && first.is_some_and(|id| it.users.contains(id));
        named.or_else(|| now.folk.iter().position(holds))
    }
}
