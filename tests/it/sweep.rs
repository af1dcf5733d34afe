//! The same done to many: as one unit, which one undo takes back whole, and never over what others changed since.

use std::collections::BTreeMap;

use fiveply::model::{
    Act, Command, Kind, Layer, Members, Moment, OnConflict, OpId, Record, Refusal, Seq, Stroke,
    Sweep, Tagging, Tags, UserId, Value,
};
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::workspace::{SweepRun, Swept, Workspace, WorkspaceError};
use proptest::prelude::*;

use crate::support::cases::cases;
use crate::workspace::{Desk, to};

const NOW: Moment = Moment(1_795_000_000_000);

fn members(ids: impl IntoIterator<Item = u64>) -> Members {
    ids.into_iter().collect()
}

fn of(stroke: Stroke, ids: impl IntoIterator<Item = u64>) -> Sweep {
    Sweep {
        stroke,
        members: members(ids),
        base: None,
    }
}

fn tagging(add: &str, remove: &str) -> Tagging {
    Tagging {
        add: Tags::read(add),
        remove: Tags::read(remove),
    }
}

fn run(workspace: &Workspace, actor: UserId, sweep: &Sweep, op: u128, dry_run: bool) -> Swept {
    let run = SweepRun {
        actor,
        op: OpId(op),
        now: NOW,
        dry_run,
        go_on: &mut |_, _| true,
    };
    workspace.sweep(sweep, run).unwrap()
}

/// All leads and accounts as they are, whatever their revisions.
fn all(workspace: &Workspace) -> BTreeMap<(Kind, u64), Record> {
    let mut found = BTreeMap::new();
    for kind in [Kind::Lead, Kind::Account, Kind::Feedback] {
        workspace
            .each(kind, &mut |stored| {
                found.insert((kind, stored.id), stored.record);
                std::ops::ControlFlow::Continue(())
            })
            .unwrap();
    }
    found
}

fn strokes() -> impl Strategy<Value = Stroke> {
    let act = |act| Stroke::Lead(act);
    let source = Kind::Lead.field("source").unwrap();
    prop_oneof![
        Just(act(Act::Assign { owner: UserId(2) })),
        Just(act(Act::Park { until: None })),
        Just(act(Act::Next {
            step: Some("call".to_owned()),
            due: None,
        })),
        Just(act(to(Layer::Intent))),
        Just(act(Act::Edit(vec![(
            source,
            Value::Text("fair".to_owned())
        )]))),
        Just(act(Act::Lose {
            reason: "price".to_owned(),
            competitor: None,
            note: Some("too dear".to_owned()),
            at: None,
        })),
        Just(act(Act::Tag(tagging("vip, dairy", "old")))),
        Just(Stroke::Spread(vec![UserId(1), UserId(2)])),
        Just(Stroke::TagAccount(tagging("key account", ""))),
    ]
}

proptest! {
    #![proptest_config(cases(24))]
    #[test]
    fn an_undo_brings_all_of_it_back_and_a_trial_changes_nothing(
        before in strokes(),
        stroke in strokes(),
        ids in prop::collection::btree_set(1_u64..14, 1..12),
    ) {
        let desk = Desk::new(12);
        run(&desk.workspace, desk.anna, &of(before, [2, 3, 5]), 900, false);
        let was = all(&desk.workspace);
        let sweep = of(stroke, ids.iter().copied());
        let trial = run(&desk.workspace, desk.anna, &sweep, 901, true);
        prop_assert_eq!(&all(&desk.workspace), &was);
        let swept = run(&desk.workspace, desk.anna, &sweep, 902, false);
        prop_assert_eq!(
            (swept.of, swept.changed, swept.same, &swept.done.refused),
            (trial.of, trial.changed, trial.same, &trial.done.refused)
        );
        let refused = swept.done.refused.len() as u64;
        prop_assert_eq!(swept.changed + swept.same + refused, ids.len() as u64);
        prop_assert_eq!(swept.done.seq.is_some(), swept.changed > 0);
        if let Some(seq) = swept.done.seq {
            let undo = Command::Undo { seq: Some(seq), on_conflict: OnConflict::Refuse };
            desk.run(desk.anna, undo).unwrap();
        }
        prop_assert_eq!(&all(&desk.workspace), &was);
    }
}

#[test]
fn who_is_gone_is_told_and_the_same_request_is_done_once() {
    let desk = Desk::new(3);
    let sweep = of(Stroke::Lead(Act::Assign { owner: desk.bo }), [1, 2, 77]);
    let swept = run(&desk.workspace, desk.anna, &sweep, 900, false);
    assert_eq!((swept.changed, swept.accounts), (2, 1));
    let refused = &swept.done.refused[0];
    assert!(matches!(refused.why, Refusal::NoSuchRecord { .. }));
    let again = run(&desk.workspace, desk.anna, &sweep, 900, false);
    assert_eq!((again.changed, again.same), (0, 2));
    let again = of(Stroke::Lead(Act::Assign { owner: desk.anna }), [1, 2]);
    let again = run(&desk.workspace, desk.anna, &again, 900, false);
    assert!(again.done.repeated);
    assert_eq!(desk.lead(1).unwrap().owner, Some(desk.bo));
}

#[test]
fn leads_are_spread_so_that_all_have_as_many_and_as_few_as_can_change_hands() {
    let desk = Desk::new(7);
    let sweep = of(Stroke::Spread(vec![desk.bo, desk.anna]), 1..=7);
    let swept = run(&desk.workspace, desk.anna, &sweep, 900, false);
    assert_eq!((swept.changed, swept.same), (3, 4));
    let owned = |user| {
        let own = (1..=7).filter(|id| desk.lead(*id).unwrap().owner == Some(user));
        own.count()
    };
    assert_eq!((owned(desk.anna), owned(desk.bo)), (4, 3));
}

#[test]
fn leads_that_are_closed_are_not_dealt_out_again() {
    let desk = Desk::new(7);
    let lost = Act::Lose {
        reason: "price".to_owned(),
        competitor: None,
        note: None,
        at: None,
    };
    desk.act(desk.anna, &[1, 2], lost).unwrap();
    let sweep = of(Stroke::Spread(vec![desk.bo]), 1..=7);
    let swept = run(&desk.workspace, desk.anna, &sweep, 900, false);
    assert_eq!((swept.changed, swept.done.refused.len()), (5, 2));
    assert_eq!(desk.lead(1).unwrap().owner, Some(desk.anna));
    assert_eq!(desk.lead(3).unwrap().owner, Some(desk.bo));
}

/// Two handles on one file, as two programs have them.
fn two(leads: u64) -> (tempfile::TempDir, Desk, Workspace) {
    let dir = tempfile::tempdir().unwrap();
    let store = SqliteStore::create(&dir.path().join("crm.db"), Mode::WRITE).unwrap();
    let desk = Desk::on(Box::new(store), leads);
    let other = desk.workspace.aside().unwrap();
    (dir, desk, other)
}

fn give(desk: &Desk, other: &Workspace, lead: u64, to: UserId, op: u128) {
    let sweep = of(Stroke::Lead(Act::Assign { owner: to }), [lead]);
    assert_eq!(run(other, desk.bo, &sweep, op, false).changed, 1);
}

#[test]
fn what_a_colleague_changed_after_the_count_stays_and_is_told() {
    let (_dir, desk, other) = two(6);
    let carl = desk.workspace.enter("Carl", NOW, OpId(800)).unwrap();
    let mut sweep = of(Stroke::Lead(Act::Assign { owner: desk.bo }), 1..=6);
    let trial = run(&desk.workspace, desk.anna, &sweep, 900, true);
    assert_eq!(trial.changed, 6);
    give(&desk, &other, 4, carl, 901);
    sweep.base = Some(trial.head);
    let swept = run(&desk.workspace, desk.anna, &sweep, 902, false);
    assert_eq!((swept.changed, swept.done.conflicts.len()), (5, 1));
    let conflict = &swept.done.conflicts[0];
    assert_eq!((conflict.key.id, conflict.who), (4, Some(desk.bo)));
    assert_eq!(desk.lead(4).unwrap().owner, Some(carl));
    // What was changed of something else stands in nobody's way.
    let tags = of(Stroke::Lead(Act::Tag(tagging("vip", ""))), 1..=6);
    let tags = Sweep {
        base: Some(trial.head),
        ..tags
    };
    assert_eq!(
        run(&desk.workspace, desk.anna, &tags, 903, false).changed,
        6
    );
}

#[test]
fn what_a_colleague_changes_while_it_is_decided_is_decided_anew() {
    let (_dir, desk, other) = two(1_100);
    let carl = desk.workspace.enter("Carl", NOW, OpId(800)).unwrap();
    let mut sweep = of(Stroke::Lead(Act::Assign { owner: desk.bo }), 1..=1_100);
    for (base, changed) in [(true, 1_098), (false, 2)] {
        let head = run(&desk.workspace, desk.anna, &sweep, 1, true).head;
        sweep.base = base.then_some(head);
        let op = 900 + u128::from(base);
        let mut met = 0;
        let mut go_on = |_, _| {
            met += 1;
            if met == 1 && base {
                // One that is still to be changed, and one that was met already.
                give(&desk, &other, 1_050, carl, 950);
                give(&desk, &other, 7, carl, 951);
            }
            true
        };
        let swept = SweepRun {
            actor: desk.anna,
            op: OpId(op),
            now: NOW,
            dry_run: false,
            go_on: &mut go_on,
        };
        let swept = desk.workspace.sweep(&sweep, swept).unwrap();
        assert_eq!(swept.changed, changed, "{base}");
        assert_eq!(swept.done.conflicts.len(), if base { 2 } else { 0 });
        let owner = if base { carl } else { desk.bo };
        assert_eq!(desk.lead(7).unwrap().owner, Some(owner));
        assert_eq!(desk.lead(1_050).unwrap().owner, Some(owner));
    }
}

#[test]
fn what_is_stopped_keeps_nothing() {
    let (_dir, desk, _other) = two(1_100);
    let was = all(&desk.workspace);
    for stop in [1, 2] {
        let mut left = stop;
        let mut go_on = |_, _| {
            left -= 1;
            left > 0
        };
        let run = SweepRun {
            actor: desk.anna,
            op: OpId(900),
            now: NOW,
            dry_run: false,
            go_on: &mut go_on,
        };
        let sweep = of(Stroke::Lead(Act::Park { until: None }), 1..=1_100);
        let stopped = desk.workspace.sweep(&sweep, run);
        assert!(
            matches!(stopped, Err(WorkspaceError::Stopped)),
            "{stopped:?}"
        );
        assert_eq!(all(&desk.workspace), was);
    }
    let head = desk.workspace.log(&fiveply::workspace::LogFilter {
        limit: 1,
        ..Default::default()
    });
    assert_eq!(head.unwrap()[0].seq, Seq(3));
}
