//! The company of the pictures: made up, with segments that somebody keeps, and with what was done this morning.

use std::sync::Arc;

use fiveply::demo::{Company, SEED, Size};
use fiveply::model::{
    Act, Command, Direction, LeadId, OnConflict, OpId, Record, Request, Segment, Target, Unit,
    UserId, Verb,
};
use fiveply::workspace::Workspace;

use super::company::{keep, moment};
use super::memory::MemoryStore;

/// The made-up company, as it is on the day of the pictures.
pub fn workspace() -> Arc<Workspace> {
    let workspace = Workspace::new(Box::new(MemoryStore::default()));
    let company = Company::new(Size::default(), SEED, moment());
    keep(&company, &workspace);
    workspace
        .bulk(None, OpId(2), Verb::Create, moment(), |bulk| {
            for segment in kept() {
                bulk.insert(segment)?;
            }
            Ok(())
        })
        .unwrap();
    for (index, (actor, command)) in company.terms().into_iter().enumerate() {
        let op = OpId(100 + index as u128);
        let request = Request { op, actor, command };
        workspace.execute(&request, moment()).unwrap();
    }
    workspace.load().unwrap();
    worked_on(&workspace);
    Arc::new(workspace)
}

/// Segments that somebody would keep.
fn kept() -> [Record; 3] {
    let segment = |name: &str, filter: &str, unit, note: &str| Segment {
        name: name.to_owned(),
        filter: filter.to_owned(),
        unit: Some(unit),
        owner: Some(UserId(1)),
        note: Some(note.to_owned()),
        ..Segment::default()
    };
    [
        segment(
            "Mid-sized, warm",
            "emp:50..249 temp:warm",
            Unit::Accounts,
            "for the spring mailing",
        ),
        segment(
            "On the shortlist",
            "layer:intent,high-intent",
            Unit::Leads,
            "what the weekly sync goes through",
        ),
        Segment {
            members: Some((40..=312).step_by(3).collect()),
            ..segment(
                "Fair 2026 visitors",
                "source:fair",
                Unit::Accounts,
                "as scanned at the stand",
            )
        },
    ]
    .map(Record::from)
}

/// What two of them did this morning.
fn worked_on(workspace: &Workspace) {
    let acts = [
        (
            3,
            1_358,
            Act::Move {
                to: Direction::Forward(1),
                at: None,
            },
        ),
        (
            4,
            1_019,
            Act::Win {
                value: None,
                at: None,
            },
        ),
        (
            4,
            862,
            Act::Next {
                step: Some("send proposal".to_owned()),
                due: None,
            },
        ),
    ];
    for (op, (actor, lead, act)) in (10..).zip(acts) {
        let command = Command::Leads {
            targets: vec![Target::from(LeadId(lead))],
            act,
            on_conflict: OnConflict::Refuse,
        };
        let request = Request {
            op: OpId(op),
            actor: UserId(actor),
            command,
        };
        workspace.execute(&request, moment()).unwrap();
        workspace.sync().unwrap();
    }
}
