//! Saved segments: kept by one rule, seen by whom they are for, compared on what they don't share.

mod compared;
mod lists;

use fiveply::book::select::At;
use fiveply::model::{
    Command, FieldFault, Key, Kind, OnConflict, Refusal, Segment, Sharing, UserId, Value,
};
use fiveply::query::{Context, read};
use fiveply::workspace::WorkspaceError;

use self::compared::NOW;
use crate::workspace::Desk;

fn segment(name: &str, owner: UserId, filter: &str) -> Segment {
    Segment {
        name: name.to_owned(),
        owner: Some(owner),
        filter: filter.to_owned(),
        ..Segment::default()
    }
}

fn create(desk: &Desk, who: UserId, it: Segment) -> Result<u64, WorkspaceError> {
    let done = desk.run(who, Command::Create(vec![it.into()]))?;
    Ok(done.created[0].id)
}

fn set(desk: &Desk, who: UserId, id: u64, field: &str, value: &str) -> Result<(), WorkspaceError> {
    let edits = vec![(
        Kind::Segment.field(field).unwrap(),
        Value::Text(value.to_owned()),
    )];
    let key = Key::new(Kind::Segment, id);
    desk.run(
        who,
        Command::Edit {
            key,
            base: None,
            edits,
        },
    )
    .map(drop)
}

fn why(error: WorkspaceError) -> Refusal {
    match error {
        WorkspaceError::Refused { mut refused, .. } => refused.remove(0).why,
        other => panic!("{other:?}"),
    }
}

/// What is wrong with the filter of a segment.
fn unread(error: WorkspaceError) -> String {
    match error {
        WorkspaceError::Filter(error) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

fn names(desk: &Desk, user: UserId) -> Vec<String> {
    let seen = desk.workspace.segments(Some(user)).unwrap();
    seen.into_iter().map(|it| it.segment.name).collect()
}

#[test]
fn a_name_is_taken_among_the_shared_ones_and_among_ones_own() {
    let desk = Desk::new(1);
    create(&desk, desk.anna, segment("Dairy mid", desk.anna, "")).unwrap();
    let again = create(&desk, desk.bo, segment("DAIRY  mid", desk.bo, ""));
    assert!(matches!(why(again.unwrap_err()), Refusal::NameTaken { .. }));
    let private = |owner| Segment {
        sharing: Some(Sharing::Private),
        ..segment("Dairy mid", owner, "")
    };
    // Bo's own may bear it; Anna has one of that name.
    let his = create(&desk, desk.bo, private(desk.bo)).unwrap();
    let hers = create(&desk, desk.anna, private(desk.anna));
    assert!(matches!(why(hers.unwrap_err()), Refusal::NameTaken { .. }));
    let shared = set(&desk, desk.bo, his, "sharing", "shared");
    assert!(matches!(
        why(shared.unwrap_err()),
        Refusal::NameTaken { .. }
    ));
    // One's own comes before a shared one.
    let meant = desk.workspace.segment("dairy MID", Some(desk.bo)).unwrap();
    assert_eq!(meant.unwrap().id.0, his);
}

#[test]
fn a_private_segment_is_its_owners_alone() {
    let desk = Desk::new(1);
    let mine = Segment {
        sharing: Some(Sharing::Private),
        ..segment("Mine", desk.anna, "temp:warm")
    };
    let id = create(&desk, desk.anna, mine).unwrap();
    assert_eq!(names(&desk, desk.anna), ["Mine"]);
    assert_eq!(names(&desk, desk.bo), [""; 0]);
    let key = Key::new(Kind::Segment, id);
    let edit = set(&desk, desk.bo, id, "note", "seen");
    assert_eq!(why(edit.unwrap_err()), Refusal::NoSuchRecord { key });
    let removed = desk.run(desk.bo, Command::Remove { key, base: None });
    assert_eq!(why(removed.unwrap_err()), Refusal::NoSuchRecord { key });
}

#[test]
fn a_filter_that_cannot_be_read_is_not_kept() {
    let desk = Desk::new(1);
    let bad = create(&desk, desk.anna, segment("Bad", desk.anna, "temp:lukewarm"));
    let problem = unread(bad.unwrap_err());
    assert!(problem.contains("lukewarm"), "{problem}");
    let id = create(&desk, desk.anna, segment("Good", desk.anna, "temp:warm")).unwrap();
    assert!(set(&desk, desk.anna, id, "filter", "temp:lukewarm").is_err());
    assert!(set(&desk, desk.anna, id, "members", "1-3,x").is_err());
}

#[test]
fn a_segment_that_leads_back_to_itself_is_refused_with_its_way() {
    let desk = Desk::new(1);
    let first = create(&desk, desk.anna, segment("First", desk.anna, "temp:warm")).unwrap();
    let second = segment("Second", desk.anna, "seg:First owner:@me");
    create(&desk, desk.anna, second).unwrap();
    let back = set(&desk, desk.bo, first, "filter", "seg:second OR temp:cold");
    let problem = unread(back.unwrap_err());
    assert!(problem.contains('→'), "{problem}");
    let unknown = create(&desk, desk.anna, segment("Third", desk.anna, "seg:Frist"));
    assert!(unknown.is_err());
}

#[test]
fn a_segment_that_others_name_keeps_its_name() {
    let desk = Desk::new(1);
    let first = create(&desk, desk.anna, segment("First", desk.anna, "temp:warm")).unwrap();
    create(&desk, desk.bo, segment("Second", desk.bo, "seg:first")).unwrap();
    let key = Key::new(Kind::Segment, first);
    assert!(set(&desk, desk.anna, first, "segment", "Other").is_err());
    assert!(set(&desk, desk.anna, first, "segment", "FIRST").is_ok());
    let removed = desk.run(desk.anna, Command::Remove { key, base: None });
    let Refusal::BadField { problem, .. } = why(removed.unwrap_err()) else {
        panic!("another refusal");
    };
    let (by, name) = (Some("Second".to_owned()), "FIRST".to_owned());
    assert_eq!(problem, FieldFault::Named { by, name });
}

#[test]
fn a_private_segment_is_named_in_filters_by_its_owner_only() {
    let desk = Desk::new(1);
    desk.workspace.load().unwrap();
    let mine = Segment {
        sharing: Some(Sharing::Private),
        ..segment("Mine", desk.anna, "is:open")
    };
    create(&desk, desk.anna, mine).unwrap();
    // What everybody sees can't name what one alone does.
    let shared = create(&desk, desk.anna, segment("Shared", desk.anna, "seg:mine"));
    assert!(unread(shared.unwrap_err()).contains("mine"));
    let private = Segment {
        sharing: Some(Sharing::Private),
        ..segment("Of mine", desk.anna, "seg:mine")
    };
    let id = create(&desk, desk.anna, private).unwrap();
    assert!(set(&desk, desk.anna, id, "sharing", "shared").is_err());
    let kept = Segment {
        members: "1".parse().ok(),
        ..segment("Kept", desk.anna, "is:won")
    };
    create(&desk, desk.anna, kept).unwrap();
    desk.workspace.sync().unwrap();
    let book = desk.workspace.book();
    let count = |text: &str, who: &str| {
        let context = Context::on(NOW.day(chrono_tz::UTC)).by(who);
        let filter = read(text, &context.with(book.readable(who))).ok()?;
        Some(book.select(&filter, At { now: NOW }).count())
    };
    assert_eq!(count("seg:mine", "anna"), Some(1));
    assert_eq!(count("seg:mine", "Bo"), None);
    assert_eq!(count("seg:mine", "nobody"), None);
    assert_eq!(count("seg:kept -is:won", "Bo"), Some(1));
    assert_eq!(count("-seg:kept", "Bo"), Some(0));
}

#[test]
fn a_removed_segment_comes_back_by_undo_and_the_book_has_it_again() {
    let desk = Desk::new(1);
    desk.workspace.load().unwrap();
    let id = create(&desk, desk.anna, segment("Warm", desk.anna, "temp:warm")).unwrap();
    let key = Key::new(Kind::Segment, id);
    let seen = |desk: &Desk| {
        desk.workspace.sync().unwrap();
        desk.workspace.book().segments.get(id).cloned()
    };
    let first = seen(&desk).unwrap();
    desk.run(desk.anna, Command::Remove { key, base: None })
        .unwrap();
    assert_eq!(seen(&desk), None);
    assert_eq!(names(&desk, desk.anna), [""; 0]);
    desk.run(
        desk.anna,
        Command::Undo {
            seq: None,
            on_conflict: OnConflict::Refuse,
        },
    )
    .unwrap();
    assert_eq!(seen(&desk), Some(first));
}

#[test]
fn a_segment_that_somebody_changed_since_is_not_removed_unseen() {
    let desk = Desk::new(1);
    let id = create(&desk, desk.anna, segment("Warm", desk.anna, "temp:warm")).unwrap();
    let key = Key::new(Kind::Segment, id);
    let base = Some(desk.workspace.get(key).unwrap().unwrap().revision);
    set(&desk, desk.bo, id, "filter", "temp:cold").unwrap();
    let removed = desk.run(desk.anna, Command::Remove { key, base });
    assert!(matches!(removed, Err(WorkspaceError::Conflict(_))));
}

#[test]
fn only_segments_and_lists_are_removed() {
    let desk = Desk::new(1);
    let key = Key::new(Kind::Lead, 1);
    let removed = desk.run(desk.anna, Command::Remove { key, base: None });
    assert!(matches!(
        why(removed.unwrap_err()),
        Refusal::BadField { .. }
    ));
}

#[test]
fn a_segment_comes_back_under_another_name_where_its_own_was_given_away() {
    let desk = Desk::new(1);
    let undo = |who| {
        desk.run(
            who,
            Command::Undo {
                seq: None,
                on_conflict: OnConflict::Refuse,
            },
        )
    };
    let id = create(&desk, desk.anna, segment("Warm", desk.anna, "temp:warm")).unwrap();
    let key = Key::new(Kind::Segment, id);
    desk.run(desk.anna, Command::Remove { key, base: None })
        .unwrap();
    create(&desk, desk.bo, segment("WARM", desk.bo, "is:open")).unwrap();
    let done = undo(desk.anna).unwrap();
    let renamed = ("Warm".to_owned(), "Warm (2)".to_owned());
    assert_eq!(done.renamed, Some(renamed));
    assert_eq!(names(&desk, desk.anna), ["WARM", "Warm (2)"]);
    // What came back goes again, and comes back as it is called by then.
    desk.run(
        desk.anna,
        Command::Redo {
            on_conflict: OnConflict::Refuse,
        },
    )
    .unwrap();
    assert_eq!(names(&desk, desk.anna), ["WARM"]);
}
