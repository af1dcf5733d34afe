//! The book as it was, after anything that can happen to any record: what all records of then give.

use std::ops::ControlFlow;

use fiveply::book::Book;
use fiveply::model::{
    AccountId, Command, Contact, Key, Kind, LeadId, Moment, OnConflict, Record, Section, Target,
    UserId, Value,
};
use fiveply::workspace::Workspace;
use proptest::prelude::*;

use super::{as_of, dump, last, reply};
use crate::book;
use crate::support::cases::cases;
use crate::workspace::Desk;

#[derive(Debug, Clone)]
enum Any {
    Usual(book::Do),
    Edit(u64, &'static str, Value),
    EditLead(u64, &'static str, Value),
    Person(u64),
    Rename(u64),
    Reword(Kind, u64, i64),
    Reply(u64),
    Setting,
    Remove(Kind, u64),
}

fn any_step() -> impl Strategy<Value = Any> {
    let text = || prop_oneof![Just(Value::None), Just(Value::Text("Lyon".to_owned()))];
    let said = || prop_oneof![Just(Kind::Feedback), Just(Kind::Touch)];
    let kind = prop_oneof![
        Just(Kind::Contact),
        Just(Kind::Account),
        Just(Kind::Feedback)
    ];
    prop_oneof![
        10 => book::steps().prop_map(Any::Usual),
        2 => (1..4_u64, text()).prop_map(|(id, city)| Any::Edit(id, "city", city)),
        1 => (1..4_u64, text()).prop_map(|(id, note)| Any::Edit(id, "note", note)),
        1 => (1..7_u64, text()).prop_map(|(id, title)| Any::EditLead(id, "title", title)),
        1 => (1..7_u64, 0..90_i64).prop_map(|(id, it)| Any::EditLead(id, "value", Value::Integer(it))),
        1 => (1..7_u64, 1..3_i64).prop_map(|(id, it)| Any::EditLead(id, "account", Value::Integer(it))),
        1 => (1..7_u64, 1..3_i64).prop_map(|(id, it)| Any::EditLead(id, "contact", Value::Integer(it))),
        2 => (1..3_u64).prop_map(Any::Person),
        1 => (1..3_u64).prop_map(Any::Rename),
        1 => (said(), 1..5_u64, -90..90_i64).prop_map(|(kind, id, at)| Any::Reword(kind, id, at)),
        2 => (1..7_u64).prop_map(Any::Reply),
        1 => Just(Any::Setting),
        1 => (kind, 1..4_u64).prop_map(|(kind, id)| Any::Remove(kind, id)),
    ]
}

fn do_any(desk: &Desk, who: UserId, step: &Any) {
    let edit = |kind: Kind, id: u64, field: &str, value: Value| Command::Edit {
        key: Key::new(kind, id),
        base: None,
        edits: vec![(kind.field(field).unwrap(), value)],
    };
    let command = match step.clone() {
        Any::Usual(step) => return book::run(desk, who, &step),
        Any::Edit(id, field, value) => edit(Kind::Account, id, field, value),
        Any::EditLead(id, field, value) => edit(Kind::Lead, id, field, value),
        Any::Person(account) => Command::Create(vec![Record::from(Contact {
            name: "Eva Nowak".to_owned(),
            account: Some(AccountId(account)),
            ..Contact::default()
        })]),
        Any::Rename(id) => edit(Kind::Contact, id, "contact", Value::Text("Ewa".to_owned())),
        Any::Reword(kind, id, hours) => {
            let at = Value::Integer(last(desk).0 + hours * 3_600_000);
            edit(kind, id, "at", at)
        }
        Any::Reply(lead) => {
            let targets = vec![Target::from(LeadId(lead))];
            let on_conflict = OnConflict::Skip;
            Command::Leads {
                targets,
                act: reply(&format!("thanks, {lead}")),
                on_conflict,
            }
        }
        Any::Setting => edit(
            Kind::Setting,
            Section::General.id(),
            "value",
            Value::Text(r#"{"zone":"Asia/Tokyo"}"#.to_owned()),
        ),
        Any::Remove(kind, id) => Command::Remove {
            key: Key::new(kind, id),
            base: None,
        },
    };
    // A refusal is as good an outcome as any: nothing was kept of it.
    let _outcome = desk.run(who, command);
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn it_is_what_all_records_of_then_give_whatever_has_happened_since(
        steps in prop::collection::vec((any::<bool>(), any_step()), 1..40),
        mut back in prop::collection::vec(-2000..60_i64, 6),
    ) {
        let desk = Desk::new(5);
        desk.workspace.load().unwrap();
        let mut kept: Vec<(Book, Vec<String>)> = Vec::new();
        for (number, (anna, step)) in steps.iter().enumerate() {
            do_any(&desk, if *anna { desk.anna } else { desk.bo }, step);
            if number % 8 == 3 {
                // Books of earlier days lie beside that of now while it goes on changing.
                let then = as_of(&desk, Moment(last(&desk).0 - 20 * 3_600_000));
                let told = dump(&then);
                kept.push((then, told));
            }
        }
        back.sort_unstable();
        for hours in back {
            let moment = Moment(last(&desk).0 - hours * 3_600_000);
            let then = as_of(&desk, moment);
            // Of so many, the first that were made are taken further back.
            let mut go_on = |_| ControlFlow::Continue(());
            let further = desk.workspace.rewind(moment, &mut go_on).unwrap();
            prop_assert_eq!(further.difference(&then), None);
            prop_assert_eq!(further.episodes.leads(), then.episodes.leads());
            prop_assert_eq!(further.accounts.live(), then.accounts.live());
        }
        for (then, told) in kept {
            prop_assert_eq!(dump(&then), told);
        }
        let now = desk.workspace.book();
        let anew = Workspace::new(desk.workspace.store().another().unwrap());
        anew.load().unwrap();
        prop_assert_eq!(now.difference(&anew.book()), None);
    }
}
