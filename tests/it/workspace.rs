//! The write path: once, whole, taken back, and never over somebody else's change.

mod undo;

use chrono::NaiveDate;
use fiveply::model::{
    Account, AccountId, Act, Command, Direction, Event, Key, Kind, Layer, Lead, LeadId, Minor,
    Moment, OnConflict, OpId, Record, Refusal, Request, Section, Seq, Status, Target, Track, User,
    UserId, Value,
};
use fiveply::store::Store;
use fiveply::workspace::{Done, Workspace, WorkspaceError};

use crate::support::memory::MemoryStore;

const NOW: Moment = Moment(1_790_000_000_000);
const HOUR: i64 = 3_600_000;

/// A workspace with two users, one account and some leads.
pub struct Desk {
    pub workspace: Workspace,
    ops: std::cell::Cell<u128>,
    pub anna: UserId,
    pub bo: UserId,
}

impl Desk {
    pub fn new(leads: u64) -> Self {
        Self::on(Box::new(MemoryStore::default()), leads)
    }

    pub fn on(store: Box<dyn Store>, leads: u64) -> Self {
        let workspace = Workspace::new(store);
        let user = |name: &str, op| {
            let anna = workspace.enter(name, NOW, OpId(op)).unwrap();
            assert_eq!(workspace.user(name).unwrap(), Some(anna));
            anna
        };
        let (anna, bo) = (user("Anna", 1), user("Bo", 2));
        let desk = Self {
            workspace,
            ops: std::cell::Cell::new(10),
            anna,
            bo,
        };
        let mut records = vec![Record::from(Account {
            name: "Vistula Foods".to_owned(),
            ..Account::default()
        })];
        for _ in 0..leads {
            let mut track = Track::default();
            track.push(Moment(NOW.0 - 240 * HOUR), entered(Layer::Potential));
            records.push(Record::from(Lead {
                account: Some(AccountId(1)),
                owner: Some(anna),
                value: Some(Minor(120_000)),
                track,
                ..Lead::default()
            }));
        }
        desk.run(anna, Command::Create(records)).unwrap();
        desk
    }

    pub fn request(&self, actor: UserId, command: Command) -> Request {
        self.ops.set(self.ops.get() + 1);
        Request {
            op: OpId(self.ops.get()),
            actor,
            command,
        }
    }

    pub fn run(&self, actor: UserId, command: Command) -> Result<Done, WorkspaceError> {
        let now = Moment(NOW.0 + i64::try_from(self.ops.get()).unwrap() * HOUR);
        self.workspace.execute(&self.request(actor, command), now)
    }

    pub fn act(&self, actor: UserId, leads: &[u64], act: Act) -> Result<Done, WorkspaceError> {
        let targets = leads.iter().map(|id| Target::from(LeadId(*id))).collect();
        self.run(
            actor,
            Command::Leads {
                targets,
                act,
                on_conflict: OnConflict::Refuse,
            },
        )
    }

    pub fn lead(&self, id: u64) -> Option<Lead> {
        match self
            .workspace
            .get(Key::new(Kind::Lead, id))
            .unwrap()?
            .record
        {
            Record::Lead(lead) => Some(lead),
            other => panic!("{other:?}"),
        }
    }

    fn revision(&self, id: u64) -> Seq {
        let stored = self.workspace.get(Key::new(Kind::Lead, id)).unwrap();
        stored.unwrap().revision
    }

    fn undo(&self, actor: UserId, on_conflict: OnConflict) -> Result<Done, WorkspaceError> {
        let seq = None;
        self.run(actor, Command::Undo { seq, on_conflict })
    }
}

pub const fn entered(layer: Layer) -> Event {
    Event::Enter { layer, unmet: 0 }
}

pub fn to(layer: Layer) -> Act {
    Act::Move {
        to: Direction::To(layer),
        at: None,
    }
}

fn refusal(error: WorkspaceError) -> Refusal {
    match error {
        WorkspaceError::Refused { mut refused, .. } => refused.remove(0).why,
        other => panic!("{other}"),
    }
}

#[test]
fn a_move_over_layers_is_allowed_and_marks_the_milestones_it_skips() {
    let desk = Desk::new(1);
    desk.act(desk.anna, &[1], to(Layer::HighIntent)).unwrap();
    let lead = desk.lead(1).unwrap();
    assert_eq!(lead.track.layer(), Some(Layer::HighIntent));
    // inquiry-answered, qualified and brief-taken guard the three layers that were left.
    assert_eq!(
        lead.track.last().unwrap().1,
        Event::Enter {
            layer: Layer::HighIntent,
            unmet: 0b111
        }
    );
}

#[test]
fn a_closed_lead_says_that_it_must_be_reopened_and_then_keeps_its_old_loss() {
    let desk = Desk::new(1);
    let lose = Act::Lose {
        reason: "price".to_owned(),
        competitor: Some("Nordfab".to_owned()),
        note: Some("10 % below us".to_owned()),
        at: None,
    };
    let done = desk.act(desk.anna, &[1], lose).unwrap();
    assert_eq!(done.created, [Key::new(Kind::Feedback, 1)]);
    let error = desk.act(desk.anna, &[1], to(Layer::Intent)).unwrap_err();
    assert_eq!(refusal(error).to_string(), "it is lost; reopen it first");
    desk.act(desk.anna, &[1], Act::Reopen { to: None }).unwrap();
    let lead = desk.lead(1).unwrap();
    assert_eq!(lead.track.status(), Status::Open);
    assert_eq!(lead.track.episodes().count(), 2);
}

#[test]
fn a_reason_that_is_not_on_the_list_is_refused_with_the_list() {
    let desk = Desk::new(1);
    let lose = Act::Lose {
        reason: "prise".to_owned(),
        competitor: None,
        note: None,
        at: None,
    };
    let text = desk.act(desk.anna, &[1], lose).unwrap_err().to_string();
    assert!(text.contains("`prise`") && text.contains("price"), "{text}");
}

#[test]
fn a_parked_lead_wakes_when_it_is_moved() {
    let desk = Desk::new(1);
    let until = NaiveDate::from_ymd_opt(2026, 12, 24);
    desk.act(desk.anna, &[1], Act::Park { until }).unwrap();
    assert_eq!(desk.lead(1).unwrap().track.status(), Status::Parked);
    desk.act(desk.anna, &[1], to(Layer::Interested)).unwrap();
    let lead = desk.lead(1).unwrap();
    assert_eq!(lead.track.status(), Status::Open);
    let codes: Vec<_> = lead.track.steps().iter().map(|it| it.1.code()).collect();
    assert_eq!(codes, ["enter", "park", "wake", "enter"]);
}

#[test]
fn a_request_that_is_repeated_is_applied_once() {
    let desk = Desk::new(1);
    let command = Command::Leads {
        targets: vec![LeadId(1).into()],
        act: Act::Move {
            to: Direction::Forward(1),
            at: None,
        },
        on_conflict: OnConflict::Refuse,
    };
    let request = desk.request(desk.anna, command);
    let first = desk.workspace.execute(&request, NOW).unwrap();
    let second = desk.workspace.execute(&request, NOW).unwrap();
    assert_eq!(first.seq, second.seq);
    assert!(second.repeated);
    assert_eq!(desk.lead(1).unwrap().track.steps().len(), 2);
}

#[test]
fn a_bulk_that_one_lead_refuses_does_nothing_unless_told_to_skip_it() {
    let desk = Desk::new(3);
    desk.act(
        desk.anna,
        &[2],
        Act::Win {
            value: None,
            at: None,
        },
    )
    .unwrap();
    let error = desk
        .act(desk.anna, &[1, 2, 3], to(Layer::Interested))
        .unwrap_err();
    assert!(
        error.to_string().contains("1 of 3 can't be done"),
        "{error}"
    );
    assert_eq!(desk.lead(1).unwrap().track.layer(), Some(Layer::Potential));
    let done = desk
        .run(
            desk.anna,
            Command::Leads {
                targets: [1, 2, 3].map(|id| LeadId(id).into()).to_vec(),
                act: to(Layer::Interested),
                on_conflict: OnConflict::Skip,
            },
        )
        .unwrap();
    assert_eq!((done.count, done.refused.len()), (2, 1));
    assert_eq!(desk.lead(3).unwrap().track.layer(), Some(Layer::Interested));
}

#[test]
fn the_second_mover_sees_who_was_first_and_different_fields_merge() {
    let desk = Desk::new(1);
    let seen = desk.revision(1);
    let targets = || {
        vec![Target {
            lead: LeadId(1),
            base: Some(seen),
        }]
    };
    let leads = |act| Command::Leads {
        targets: targets(),
        act,
        on_conflict: OnConflict::Refuse,
    };
    desk.run(desk.anna, leads(to(Layer::Interested))).unwrap();
    // Another field: it merges.
    desk.run(desk.bo, leads(Act::Assign { owner: desk.bo }))
        .unwrap();
    // The same: it is shown, and nothing is kept.
    let error = desk.run(desk.bo, leads(to(Layer::Intent))).unwrap_err();
    let WorkspaceError::Conflict(conflicts) = error else {
        panic!("{error}");
    };
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].field, "layer");
    assert_eq!(conflicts[0].who, Some(desk.anna));
    let lead = desk.lead(1).unwrap();
    assert_eq!(lead.track.layer(), Some(Layer::Interested));
    assert_eq!(lead.owner, Some(desk.bo));
}

#[test]
fn a_second_mover_to_the_same_layer_learns_who_was_first() {
    let desk = Desk::new(1);
    let base = Some(desk.revision(1));
    let leads = || Command::Leads {
        targets: vec![Target {
            lead: LeadId(1),
            base,
        }],
        act: to(Layer::Intent),
        on_conflict: OnConflict::Refuse,
    };
    desk.run(desk.anna, leads()).unwrap();
    let error = desk.run(desk.bo, leads()).unwrap_err();
    let WorkspaceError::Conflict(conflicts) = error else {
        panic!("{error}");
    };
    assert_eq!(conflicts[0].who, Some(desk.anna));
}

#[test]
fn settings_are_checked_changed_and_taken_back_like_anything_else() {
    let desk = Desk::new(0);
    let key = Key::new(Kind::Setting, Section::Reasons.id());
    let value = Kind::Setting.field("value").unwrap();
    let edit = |json: &str| Command::Edit {
        key,
        base: None,
        edits: vec![(value, Value::Text(json.to_owned()))],
    };
    let error = desk.run(desk.anna, edit("[{}]")).unwrap_err();
    assert!(error.to_string().contains("reasons"), "{error}");
    desk.run(desk.anna, edit(r#"[{"code":"war"}]"#)).unwrap();
    assert_eq!(desk.workspace.settings().unwrap().reasons[0].code, "war");
    desk.undo(desk.anna, OnConflict::Refuse).unwrap();
    assert_eq!(desk.workspace.settings().unwrap().reasons[0].code, "price");
}

#[test]
fn a_link_to_nothing_is_refused_and_a_name_is_given_once() {
    let desk = Desk::new(1);
    let owner = UserId(99);
    let error = desk
        .act(desk.anna, &[1], Act::Assign { owner })
        .unwrap_err();
    assert_eq!(refusal(error).to_string(), "there is no user #99");
    let user = User {
        name: "ANNA".to_owned(),
        ..User::default()
    };
    let error = desk
        .run(desk.anna, Command::Create(vec![user.into()]))
        .unwrap_err();
    assert!(error.to_string().contains("there already"), "{error}");
}

#[test]
fn no_act_leaves_a_lead_that_its_next_edit_would_refuse() {
    let desk = Desk::new(1);
    let win = Act::Win {
        value: Some(Minor(-500)),
        at: None,
    };
    let error = desk.act(desk.anna, &[1], win).unwrap_err();
    assert!(error.to_string().contains("below zero"), "{error}");
}

#[test]
fn a_currency_is_not_changed_under_amounts_that_are_kept_in_it() {
    let desk = Desk::new(1);
    let key = Key::new(Kind::Setting, Section::General.id());
    let value = Kind::Setting.field("value").unwrap();
    let edit = || Command::Edit {
        key,
        base: None,
        edits: vec![(value, Value::Text(r#"{"currency":"JPY"}"#.to_owned()))],
    };
    let error = desk.run(desk.anna, edit()).unwrap_err();
    assert!(
        error.to_string().contains("1 amounts are kept in EUR"),
        "{error}"
    );
    let currency = Kind::Lead.field("currency").unwrap();
    let own = Act::Edit(vec![(currency, Value::Text("EUR".to_owned()))]);
    desk.act(desk.anna, &[1], own).unwrap();
    desk.run(desk.anna, edit()).unwrap();
}

fn fed(note: &str) -> Act {
    Act::Feedback {
        verdict: "good".to_owned(),
        reason: None,
        note: Some(note.to_owned()),
        competitor: None,
        come_back: None,
    }
}

fn replying(text: &str, decision: Option<u64>) -> Act {
    let text = text.to_owned();
    Act::Reply { text, decision }
}

/// What was said last of a lead.
fn last_said(desk: &Desk, lead: u64) -> fiveply::model::Feedback {
    let whole = desk
        .workspace
        .whole_lead(LeadId(lead), None)
        .unwrap()
        .unwrap();
    let said = whole.story.into_iter().rev().find_map(|it| match it.what {
        fiveply::workspace::told::What::Said(said) => Some(said),
        _ => None,
    });
    said.unwrap()
}

#[test]
fn the_last_feedback_gets_the_reply_and_an_undo_takes_it_back() {
    let desk = Desk::new(2);
    let act = |user, base, act| {
        desk.run(
            user,
            Command::Leads {
                targets: vec![Target {
                    lead: LeadId(1),
                    base,
                }],
                act,
                on_conflict: OnConflict::Refuse,
            },
        )
    };
    assert!(act(desk.anna, None, replying("to whom?", None)).is_err());
    act(desk.bo, None, fed("first")).unwrap();
    let seen = act(desk.bo, None, fed("second")).unwrap().seq;
    assert!(act(desk.anna, None, replying("  ", None)).is_err());
    assert!(act(desk.anna, None, replying("which?", Some(9))).is_err());
    act(desk.anna, seen, replying("thank you", None)).unwrap();
    let said = last_said(&desk, 1);
    assert_eq!(
        (said.note.as_deref(), said.reply.as_deref(), said.replied_by),
        (Some("second"), Some("thank you"), Some(desk.anna))
    );
    // Who had not seen that reply does not write over it.
    let late = act(desk.bo, seen, replying("no", None));
    assert!(matches!(late, Err(WorkspaceError::Conflict(_))), "{late:?}");
    let undo = Command::Undo {
        seq: None,
        on_conflict: OnConflict::Refuse,
    };
    desk.run(desk.anna, undo).unwrap();
    assert_eq!(last_said(&desk, 1).unreplied(), last_said(&desk, 1));
}

#[test]
fn what_waits_for_a_reply_and_what_has_one_is_found() {
    let desk = Desk::new(2);
    for (lead, act) in [
        (1, fed("one")),
        (2, fed("two")),
        (1, replying("thanks", None)),
    ] {
        let command = Command::Leads {
            targets: vec![Target::from(LeadId(lead))],
            act,
            on_conflict: OnConflict::Refuse,
        };
        desk.run(desk.anna, command).unwrap();
    }
    desk.workspace.load().unwrap();
    let found = |book: &fiveply::workspace::Book, text: &str| {
        let day = NOW.day(book.settings().general.zone);
        let filter = fiveply::query::read(text, &fiveply::query::Context::on(day)).unwrap();
        let selected = book.select(&filter, fiveply::workspace::At { now: NOW });
        let ids = &book.episodes.columns.lead;
        selected.iter().map(|row| ids[row]).collect::<Vec<u32>>()
    };
    let book = desk.workspace.book();
    assert_eq!(found(&book, "replied:any"), [1]);
    assert_eq!(found(&book, "has:feedback no:reply"), [2]);
    assert_eq!(found(&book, "replied:none"), [2]);
}
