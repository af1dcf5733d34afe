//! Somebody else, in a process's handle of their own, who moves one lead after the other.

use std::path::Path;

use fiveply::model::{Act, Command, Direction, LeadId, OnConflict, OpId, Request, Target, UserId};
use fiveply::store::Watch;
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::workspace::Workspace;

use super::machine::now;

pub struct Colleague {
    workspace: Workspace,
    me: UserId,
    /// Leads that can move on, and what they are called.
    leads: Vec<(LeadId, String)>,
    op: u128,
}

impl Colleague {
    pub fn open(db: &Path, name: &str) -> Self {
        let store = SqliteStore::open(db, Mode::WRITE).unwrap();
        let workspace = Workspace::new(Box::new(store));
        let op = u128::try_from(now().0).unwrap() << 20;
        let me = workspace.enter(name, now(), OpId(op)).unwrap();
        workspace.load().unwrap();
        let leads = {
            let book = workspace.book();
            let rows = (0..book.episodes.columns.len()).filter_map(|row| book.row(row));
            let open = rows.filter(|it| it.closed().is_none() && it.layer().next().is_some());
            open.map(|it| (it.id(), it.name())).take(2_000).collect()
        };
        Self {
            workspace,
            me,
            leads,
            op,
        }
    }

    /// What hears of commits.
    pub fn watch(&self) -> Box<dyn Watch> {
        self.workspace.watch().unwrap()
    }

    /// Moves the next lead on and gives its name.
    pub fn move_one(&mut self) -> String {
        let (lead, name) = self.leads.pop().unwrap();
        self.op += 1;
        let request = Request {
            op: OpId(self.op),
            actor: self.me,
            command: Command::Leads {
                targets: vec![Target::from(lead)],
                act: Act::Move {
                    to: Direction::Forward(1),
                    at: None,
                },
                on_conflict: OnConflict::Refuse,
            },
        };
        self.workspace.execute(&request, now()).unwrap();
        name
    }
}
