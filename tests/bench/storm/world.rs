//! The file that storms rage on, and numbers that are random but the same in every run.

use std::path::PathBuf;

use fiveply::model::{
    Account, AccountId, Act, Command, Direction, Event, Layer, Lead, LeadId, Minor, Moment,
    OnConflict, OpId, Record, Request, Track, UserId,
};
use fiveply::store::Store;
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::workspace::Workspace;

/// The moment at which everything happens.
pub const NOW: Moment = Moment(1_795_305_600_000);

/// Leads of one account.
const PER_ACCOUNT: u64 = 3;

/// A file in a folder that is gone afterwards.
pub struct Place {
    pub db: PathBuf,
    pub leads: u64,
    _dir: tempfile::TempDir,
}

impl Place {
    /// Makes a file with users and leads, numbered from 1. They are nobody's work, so that no storm
    /// can take them back.
    pub fn new(users: u64, leads: u64) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let db = dir.path().join("crm.db");
        let store = SqliteStore::create(&db, Mode::WRITE).unwrap();
        let workspace = Workspace::new(Box::new(store));
        for user in 1..=users + 1 {
            let op = OpId(u128::from(user));
            let id = workspace.enter(&format!("User {user}"), NOW, op).unwrap();
            assert_eq!(id, UserId(user));
        }
        let accounts = (1..=leads.div_ceil(PER_ACCOUNT)).map(|n| {
            Record::from(Account {
                name: format!("Company {n}"),
                ..Account::default()
            })
        });
        let records = accounts.chain((0..leads).map(|n| Record::from(lead(n))));
        let request = Request {
            op: OpId(u128::from(users) + 2),
            actor: UserId(users + 1),
            command: Command::Create(records.collect()),
        };
        workspace.execute(&request, NOW).unwrap();
        Self {
            db,
            leads,
            _dir: dir,
        }
    }

    /// Opens the file.
    pub fn store(&self) -> SqliteStore {
        SqliteStore::open(&self.db, Mode::WRITE).unwrap()
    }

    /// How many change sets the file holds.
    pub fn head(&self) -> u64 {
        self.store().read().unwrap().head().unwrap().0
    }

    /// What a check of the file finds wrong.
    pub fn problems(&self) -> Vec<String> {
        self.store().check(&mut |_| {}).unwrap().problems
    }
}

/// A lead in the second layer.
pub fn lead(n: u64) -> Lead {
    let mut track = Track::default();
    let layer = Layer::Interested;
    track.push(Moment(NOW.0 - 86_400_000), Event::Enter { layer, unmet: 0 });
    Lead {
        account: Some(AccountId(1 + n / PER_ACCOUNT)),
        owner: Some(UserId(1)),
        value: Some(Minor(120_000)),
        source: Some("fair".to_owned()),
        track,
        ..Lead::default()
    }
}

/// Something done to leads, whatever they are now.
pub fn on(leads: &[u64], act: Act) -> Command {
    Command::Leads {
        targets: leads.iter().map(|id| LeadId(*id).into()).collect(),
        act,
        on_conflict: OnConflict::Skip,
    }
}

/// A move to a layer.
pub const fn to(layer: Layer) -> Act {
    Act::Move {
        to: Direction::To(layer),
        at: None,
    }
}

/// Numbers that look random and depend on the seed alone.
pub struct Rng(u64);

impl Rng {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below another.
    pub const fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    pub fn layer(&mut self) -> Layer {
        Layer::ALL[self.below(5) as usize]
    }
}

/// What so many of a thousand do not exceed; of nothing, 0.
pub fn quantile(values: &[u64], per_mille: usize) -> u64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let last = sorted.len().saturating_sub(1);
    let at = (sorted.len() * per_mille / 1000).min(last);
    sorted.get(at).copied().unwrap_or_default()
}
