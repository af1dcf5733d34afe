//! Undo and redo: whose change goes, what stands in the way, and that nothing of it is left.

use fiveply::model::{
    Account, AccountId, Act, Command, Key, Kind, Layer, Lead, OnConflict, Track, User, UserId, Verb,
};
use fiveply::workspace::WorkspaceError;

use super::{Desk, NOW, entered, to};

#[test]
fn undo_and_redo_take_turns_and_leave_no_trace_in_the_track() {
    let desk = Desk::new(1);
    let before = desk.lead(1);
    desk.act(desk.anna, &[1], to(Layer::Intent)).unwrap();
    let after = desk.lead(1);
    let undone = desk.undo(desk.anna, OnConflict::Refuse).unwrap();
    assert_eq!(undone.of.unwrap().1, Verb::Move);
    assert_eq!(desk.lead(1), before);
    let redo = || Command::Redo {
        on_conflict: OnConflict::Refuse,
    };
    desk.run(desk.anna, redo()).unwrap();
    assert_eq!(desk.lead(1), after);
    desk.undo(desk.anna, OnConflict::Refuse).unwrap();
    assert_eq!(desk.lead(1), before);
    desk.act(desk.anna, &[1], to(Layer::Interested)).unwrap();
    let error = desk.run(desk.anna, redo()).unwrap_err();
    assert!(
        matches!(error, WorkspaceError::NothingTo("redo")),
        "{error}"
    );
}

#[test]
fn undo_shows_what_somebody_else_changed_since_and_lets_the_user_decide() {
    let desk = Desk::new(2);
    desk.act(desk.anna, &[1, 2], to(Layer::Interested)).unwrap();
    desk.act(desk.bo, &[2], to(Layer::Intent)).unwrap();
    let error = desk.undo(desk.anna, OnConflict::Refuse).unwrap_err();
    let WorkspaceError::Conflict(conflicts) = &error else {
        panic!("{error}");
    };
    assert_eq!(conflicts[0].key, Key::new(Kind::Lead, 2));
    assert_eq!(conflicts[0].who, Some(desk.bo));
    assert_eq!(desk.lead(1).unwrap().track.layer(), Some(Layer::Interested));

    let done = desk.undo(desk.anna, OnConflict::Skip).unwrap();
    assert_eq!((done.count, done.conflicts.len()), (1, 1));
    assert_eq!(desk.lead(1).unwrap().track.layer(), Some(Layer::Potential));
    assert_eq!(desk.lead(2).unwrap().track.layer(), Some(Layer::Intent));
}

#[test]
fn undo_overwrites_what_came_after_only_where_the_user_says_so() {
    let desk = Desk::new(1);
    desk.act(desk.anna, &[1], to(Layer::Interested)).unwrap();
    desk.act(desk.bo, &[1], to(Layer::Intent)).unwrap();
    desk.undo(desk.anna, OnConflict::Overwrite).unwrap();
    assert_eq!(desk.lead(1).unwrap().track.layer(), Some(Layer::Potential));
}

#[test]
fn what_was_created_goes_with_undo_unless_somebody_built_on_it() {
    let desk = Desk::new(1);
    let account = Account {
        name: "Delta Chem".to_owned(),
        ..Account::default()
    };
    desk.run(desk.anna, Command::Create(vec![account.into()]))
        .unwrap();
    let mut track = Track::default();
    track.push(NOW, entered(Layer::Potential));
    let lead = Lead {
        account: Some(AccountId(2)),
        track,
        ..Lead::default()
    };
    desk.run(desk.bo, Command::Create(vec![lead.into()]))
        .unwrap();
    let error = desk.undo(desk.anna, OnConflict::Refuse).unwrap_err();
    assert!(error.to_string().contains("used by lead #2"), "{error}");
    desk.undo(desk.bo, OnConflict::Refuse).unwrap();
    desk.undo(desk.anna, OnConflict::Refuse).unwrap();
    let key = Key::new(Kind::Account, 2);
    assert_eq!(desk.workspace.get(key).unwrap(), None);
}

#[test]
fn who_asks_for_it_takes_back_what_somebody_else_did_and_once_only() {
    let desk = Desk::new(1);
    let seq = desk.act(desk.anna, &[1], to(Layer::Intent)).unwrap().seq;
    let take_back = Command::TakeBack {
        seq: seq.unwrap(),
        on_conflict: OnConflict::Refuse,
    };
    desk.run(desk.bo, take_back.clone()).unwrap();
    assert_eq!(desk.lead(1).unwrap().track.layer(), Some(Layer::Potential));
    let error = desk.run(desk.bo, take_back).unwrap_err();
    assert!(
        matches!(error, WorkspaceError::UndoneAlready(..)),
        "{error}"
    );
    let on_conflict = OnConflict::Refuse;
    desk.run(desk.bo, Command::Redo { on_conflict }).unwrap();
    assert_eq!(desk.lead(1).unwrap().track.layer(), Some(Layer::Intent));
}

#[test]
fn a_change_set_is_taken_back_by_its_author_only() {
    let desk = Desk::new(1);
    let seq = desk.act(desk.anna, &[1], to(Layer::Intent)).unwrap().seq;
    let on_conflict = OnConflict::Refuse;
    let error = desk
        .run(desk.bo, Command::Undo { seq, on_conflict })
        .unwrap_err();
    assert!(matches!(error, WorkspaceError::NotYours(_)), "{error}");
}

#[test]
fn an_undo_that_was_forced_past_does_not_stand_in_the_way_for_ever() {
    let desk = Desk::new(1);
    desk.act(desk.bo, &[1], to(Layer::NearCustomer)).unwrap();
    desk.act(desk.anna, &[1], to(Layer::Interested)).unwrap();
    desk.act(desk.bo, &[1], to(Layer::Intent)).unwrap();
    desk.undo(desk.anna, OnConflict::Overwrite).unwrap();
    desk.undo(desk.bo, OnConflict::Skip).unwrap();
    let done = desk.undo(desk.bo, OnConflict::Overwrite).unwrap();
    assert_eq!(done.of.unwrap().1, Verb::Move);
    assert_eq!(desk.lead(1).unwrap().track.layer(), Some(Layer::Potential));
}

#[test]
fn what_a_field_linked_to_may_be_gone_when_it_is_taken_back() {
    let desk = Desk::new(1);
    let cid = User {
        name: "Cid".to_owned(),
        ..User::default()
    };
    let made = desk
        .run(desk.anna, Command::Create(vec![cid.into()]))
        .unwrap();
    let owner = UserId(made.created[0].id);
    desk.act(desk.bo, &[1], Act::Assign { owner }).unwrap();
    desk.act(desk.bo, &[1], Act::Assign { owner: desk.bo })
        .unwrap();
    let on_conflict = OnConflict::Refuse;
    desk.run(
        desk.anna,
        Command::Undo {
            seq: made.seq,
            on_conflict,
        },
    )
    .unwrap();
    let error = desk.undo(desk.bo, OnConflict::Refuse).unwrap_err();
    assert!(matches!(error, WorkspaceError::Conflict(_)), "{error}");
    desk.undo(desk.bo, OnConflict::Skip).unwrap();
    assert_eq!(desk.lead(1).unwrap().owner, Some(desk.bo));
}
