//! Who works for the company: two managers, three marketers, and reps in three teams.
//!
//! Managers and marketers come first, so that more reps do not change their numbers.

use crate::model::{User, UserId, UserRole};

const MANAGERS: [&str; 2] = ["Ingrid Solberg", "Marek Zieliński"];
const MARKETERS: [&str; 3] = ["Anna Lindqvist", "Tomás Ferreira", "陈静"];
/// One a team, in the order of the languages' team numbers.
const TEAMS: [(&str, &str); 3] = [
    ("West", "Leeds"),
    ("Central", "Poznań"),
    ("South & East", "Torino"),
];
/// Reps by their places with room for more or fewer leads than the others.
const OWN: [(usize, i64); 2] = [(4, 30), (8, 60)];
const FEWEST_REPS: u64 = 12;
const MOST_REPS: u64 = 60;
const LEADS_A_REP: u64 = 125;

#[rustfmt::skip]
const REPS: [&str; MOST_REPS as usize] = [
    "Bo Nilsson", "Kasia Wrona", "Giulia Ferrante", "Liam Doherty", "Jonas Reuter", "Andrei Munteanu", "Camille Duval", "Łukasz Gajda", "李明", "Ruth Ashby", "Heike Lorenz", "Дарья Орлова",
    "Owen Price", "Piotr Sowa", "Elena Marchetti", "Julie Perrin", "Felix Brandt", "Ioana Stan", "Mark Holloway", "Agata Lis", "Paolo Riva", "Sean Byrne", "Nina Vogt", "王磊",
    "Lucie Garnier", "Tomasz Kania", "Sara Colombo", "Adam Frost", "Lena Kraus", "Vlad Dobre", "Hugo Lambert", "Ewa Pająk", "Marta Gatti", "Colin Reid", "Uwe Sander", "Игорь Белов",
    "Alice Thornton", "Rafał Wilk", "Dario Sanna", "Claire Noël", "Katja Frey", "Mihai Rusu", "Peter Langley", "Iga Kubiak", "Luca Orsini", "Fiona Walsh", "Sven Albers", "张敏",
    "Manon Roy", "Filip Cieślak", "Irene Bassi", "George Hale", "Maren Thiel", "Oana Popa", "Denis Morel", "Zuzanna Kot", "Nico Valle", "Molly Keane", "Timo Lang", "Ольга Зимина",
];

/// The people of the company.
#[derive(Debug, Clone, Copy)]
pub(super) struct Staff {
    reps: u64,
}

impl Staff {
    /// As many reps as the leads need.
    pub(super) fn new(leads: u64) -> Self {
        Self {
            reps: (leads / LEADS_A_REP).clamp(FEWEST_REPS, MOST_REPS),
        }
    }

    /// How many they are.
    pub(super) const fn count(self) -> u64 {
        (MANAGERS.len() + MARKETERS.len()) as u64 + self.reps
    }

    /// A rep of a team, by any number.
    pub(super) const fn rep(self, team: usize, number: u64) -> UserId {
        let team = team as u64 % 3;
        let of_team = (self.reps + 2 - team) / 3;
        UserId((MANAGERS.len() + MARKETERS.len()) as u64 + 1 + team + 3 * (number % of_team))
    }

    /// The name of the rep whose seat a visitor takes.
    pub(super) const fn seat() -> &'static str {
        REPS[1]
    }

    /// A marketer, by any number.
    pub(super) const fn marketer(number: u64) -> UserId {
        UserId(MANAGERS.len() as u64 + 1 + number % MARKETERS.len() as u64)
    }

    /// The record of a user by position, from 0.
    pub(super) fn record(self, position: u64) -> User {
        let position = position as usize;
        let user = |name: &str, role, team: &str, manager: Option<&str>, office: &str| User {
            name: name.to_owned(),
            role: Some(role),
            team: Some(team.to_owned()),
            manager: manager.map(str::to_owned),
            office: Some(office.to_owned()),
            capacity: None,
        };
        let head_office = TEAMS[1].1;
        if let Some(name) = MANAGERS.get(position) {
            let team = ["Sales", "Marketing"][position];
            return user(name, UserRole::Manager, team, None, head_office);
        }
        if let Some(name) = MARKETERS.get(position - MANAGERS.len()) {
            return user(
                name,
                UserRole::Marketer,
                "Marketing",
                Some(MANAGERS[1]),
                head_office,
            );
        }
        let rep = position - MANAGERS.len() - MARKETERS.len();
        let (team, office) = TEAMS[rep % 3];
        let name = REPS[rep % REPS.len()];
        User {
            capacity: OWN.iter().find(|it| it.0 == rep).map(|it| it.1),
            ..user(name, UserRole::Rep, team, Some(MANAGERS[0]), office)
        }
    }
}
