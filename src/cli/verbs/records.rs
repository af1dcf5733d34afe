//! `fiveply account|contact|product|user`: make, edit, show and list records of one kind.

use clap::{Args, Subcommand};

use super::record_list::list;
use crate::cli::act::{self, Which};
use crate::cli::args::Then;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::fields;
use crate::cli::given::{Given, Of, OfAccount, OfContact, OfProduct, OfUser};
use crate::cli::names::plural;
use crate::cli::sweep;
use crate::cli::table::{Side, Table};
use crate::model::{
    Act, Clean, Command, FieldId, FieldType, Key, Kind, LeadId, Record, Seq, Stroke, Value, Verb,
};
use crate::store::Stored;

/// Makes, edits, shows and lists accounts
pub type AccountArgs = RecordsArgs<OfAccount>;
/// Makes, edits, shows and lists contacts
pub type ContactArgs = RecordsArgs<OfContact>;
/// Makes, edits, shows and lists products
pub type ProductArgs = RecordsArgs<OfProduct>;
/// Makes, edits, shows and lists users
pub type UserArgs = RecordsArgs<OfUser>;

/// What to do with the records of a kind.
#[derive(Debug, Args)]
pub struct RecordsArgs<K: Of> {
    #[command(subcommand)]
    what: What<K>,
}

#[derive(Debug, Subcommand)]
enum What<K: Of> {
    /// Makes one
    New {
        /// Its name
        name: String,
        #[command(flatten)]
        given: Given<K>,
    },
    /// Sets fields of one; of accounts also of all that --filter selects
    Edit(EditManyArgs),
    /// Shows one with all its fields
    Show {
        /// Its name or #number
        which: String,
        #[command(flatten)]
        then: Then,
    },
    /// Lists them
    List {
        /// Only those with these words in the name
        words: Vec<String>,
        /// So many at the most; 0 is all. Without it 100, and all with --json
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
        #[command(flatten)]
        then: Then,
    },
}

/// Which record, and what to set.
#[derive(Debug, Args)]
pub(super) struct EditArgs {
    /// Its name or #number
    pub which: String,
    /// What to set, such as note="call before noon"; nothing behind the = clears the field
    #[arg(required = true, value_name = "FIELD=VALUE")]
    pub fields: Vec<String>,
    /// The revision that you saw: what was changed since is a conflict
    #[arg(long, value_name = "REVISION")]
    pub base: Option<u64>,
}

/// Which record, or which of many, and what to set.
#[derive(Debug, Args)]
pub(super) struct EditManyArgs {
    /// Its name or #number, then what to set, such as note="call before noon"; nothing behind the = clears the field
    #[arg(required = true, value_name = "WHICH FIELD=VALUE")]
    pub words: Vec<String>,
    #[command(flatten)]
    pub which: Which,
}

/// Runs it.
///
/// # Errors
/// A record that is not there, a value that can't be understood, or whatever a rule refuses.
pub(in crate::cli) fn run<K: Of>(args: &RecordsArgs<K>, cx: &mut Context<'_>) -> Result<Exit> {
    match &args.what {
        What::New { name, given } => new(cx, K::KIND, name, given),
        What::Edit(it) => edit(cx, K::KIND, it),
        What::Show { which, then } => {
            look_back(cx, K::KIND, then)?;
            let id = cx.names().find(K::KIND, which)?;
            show(cx, Key::new(K::KIND, id))
        }
        What::List { words, limit, then } => {
            look_back(cx, K::KIND, then)?;
            list(cx, K::KIND, &words.join(" "), *limit)
        }
    }
}

/// Looks at accounts and contacts as they were; users and products are by which then and now are compared.
fn look_back(cx: &Context<'_>, kind: Kind, then: &Then) -> Result<()> {
    if then.asof.is_some() && !matches!(kind, Kind::Account | Kind::Contact) {
        let many = plural(kind, 2);
        let message =
            format!("{many} are today's on every day; --asof goes with accounts and contacts");
        return Err(CliError::Usage(message));
    }
    cx.look_back(then.asof.as_deref())
}

fn new<K: Of>(cx: &mut Context<'_>, kind: Kind, name: &str, given: &Given<K>) -> Result<Exit> {
    let mut record = Record::empty(kind);
    let mut values = fields::read_all(&record, &given.typed(), cx.call.now, &cx.names())?;
    if let Some(field) = kind.field(kind.code()) {
        values.push((field, Value::Text(name.trim().to_owned())));
    }
    for (field, value) in values {
        record.set(field, value).map_err(|value| {
            CliError::NotUnderstood(format!("`{value}` does not fit a field of a {kind}"))
        })?;
    }
    let alike = match kind {
        Kind::Account => cx.names().alike(name)?,
        Kind::User
        | Kind::Product
        | Kind::Contact
        | Kind::Lead
        | Kind::Feedback
        | Kind::Touch
        | Kind::Setting
        | Kind::Segment
        | Kind::List
        | Kind::Resolution
        | Kind::Meeting => vec![],
    };
    let done = cx.execute(Command::Create(vec![record]))?;
    let exit = act::report(cx, &done, Verb::Create)?;
    warn_of(cx, name, &alike)?;
    Ok(exit)
}

/// Names accounts that may be the same company.
pub(super) fn warn_of(cx: &mut Context<'_>, name: &str, alike: &[(u64, String)]) -> Result<()> {
    for (id, other) in alike {
        let line = format!("`{name}` may be the same company as account #{id} {other}");
        cx.call.note(Clean::from_string(line))?;
    }
    Ok(())
}

/// Sets fields of a record.
pub(super) fn edit(cx: &mut Context<'_>, kind: Kind, args: &EditManyArgs) -> Result<Exit> {
    if args.which.filter.is_some() {
        return edit_all(cx, kind, args);
    }
    let (which, fields) = match args.words.split_first() {
        Some((which, fields)) if !fields.is_empty() => (which, fields),
        Some(_) | None => {
            let message = format!("which {kind}, and what to set? such as 1042 note=\"call\"");
            return Err(CliError::Usage(message));
        }
    };
    let id = match kind {
        Kind::Lead => act::lead(which)?.id,
        Kind::User
        | Kind::Product
        | Kind::Account
        | Kind::Contact
        | Kind::Feedback
        | Kind::Touch
        | Kind::Setting
        | Kind::Segment
        | Kind::List
        | Kind::Resolution
        | Kind::Meeting => cx.names().find(kind, which)?,
    };
    let key = Key::new(kind, id);
    let stored = get(cx, key)?;
    let typed = assignments(kind, fields)?;
    let edits = fields::read_all(&stored.record, &typed, cx.call.now, &cx.names())?;
    if args.which.dry_run {
        return sweep::run(cx, &[LeadId(id)], &args.which, stroke(kind, edits)?);
    }
    let done = cx.execute(Command::Edit {
        key,
        base: args.which.base.map(Seq),
        edits,
    })?;
    act::report(cx, &done, Verb::Edit)
}

fn assignments(kind: Kind, fields: &[String]) -> Result<Vec<(FieldId, &str)>> {
    let each = fields.iter().map(|it| fields::assignment(kind, it));
    each.collect()
}

/// Sets fields of all that a filter selects.
fn edit_all(cx: &mut Context<'_>, kind: Kind, args: &EditManyArgs) -> Result<Exit> {
    let typed = assignments(kind, &args.words)?;
    let own = ["value", "currency", "external_id", kind.code()];
    let is_own = |field: &FieldId| {
        let definition = kind.definition(*field);
        definition.is_some_and(|it| own.contains(&it.name))
    };
    if let Some((field, _)) = typed.iter().find(|it| is_own(&it.0)) {
        let name = kind.definition(*field).map_or("", |it| it.name);
        let message = format!("{name} is each {kind}'s own; set it one by one");
        return Err(CliError::Usage(message));
    }
    let edits = fields::read_all(&Record::empty(kind), &typed, cx.call.now, &cx.names())?;
    let stroke = stroke(kind, edits)?;
    sweep::run(cx, &[], &args.which, stroke)
}

/// What an edit does to each of many.
fn stroke(kind: Kind, edits: Vec<(FieldId, Value)>) -> Result<Stroke> {
    match kind {
        Kind::Lead => Ok(Stroke::Lead(Act::Edit(edits))),
        Kind::Account => Ok(Stroke::EditAccount(edits)),
        Kind::User
        | Kind::Product
        | Kind::Contact
        | Kind::Feedback
        | Kind::Touch
        | Kind::Setting
        | Kind::Segment
        | Kind::List
        | Kind::Resolution
        | Kind::Meeting => Err(CliError::Usage(
            "a filter selects leads or accounts; --filter and --dry-run go with these".to_owned(),
        )),
    }
}

/// A record that has to be there.
pub(super) fn get(cx: &Context<'_>, key: Key) -> Result<Stored> {
    let found = cx.workspace.get(key)?;
    found.ok_or_else(|| missing(cx, key))
}

/// That a record is not there, or was not on the day that is looked at.
pub(super) fn missing(cx: &Context<'_>, key: Key) -> CliError {
    CliError::NotFound(match cx.then() {
        Some(_) => format!("there was no {key} yet on {}", cx.today()),
        None => format!("there is no {key}"),
    })
}

fn show(cx: &mut Context<'_>, key: Key) -> Result<Exit> {
    let found = cx.workspace.glance_at(key, cx.then())?;
    let stored = found.ok_or_else(|| missing(cx, key))?;
    if cx.call.json {
        let mut object = fields::object(key.id, &stored.record, &cx.names());
        object.0.push(("revision", stored.revision.0.into()));
        cx.call.say_json(&object)?;
        return Ok(Exit::Done);
    }
    // It may have had another name.
    let head = Clean::from_string(format!("{key} {}", cx.names().title_of(&stored.record)));
    let head = cx.call.style.strong(head.as_str().trim_end());
    cx.call.say(head)?;
    facts(cx, &stored.record, &[])?;
    Ok(Exit::Done)
}

/// Prints the fields that hold something, after some facts that are given.
pub(super) fn facts(
    cx: &mut Context<'_>,
    record: &Record,
    before: &[(&'static str, String)],
) -> Result<()> {
    let mut table = Table::new(&[("", Side::Whole), ("", Side::Left)]);
    for (name, text) in before {
        table.row([Clean::literal(name), Clean::new(text)]);
    }
    let names = cx.names();
    let currency = fields::currency(record, &cx.settings.general.currency);
    for (field, value) in record.kind().fields().iter().zip(record.values()) {
        // The name stands above already.
        let named = field.name == record.kind().code();
        if !value.is_none() && field.ty != FieldType::Track && !named {
            let text = fields::words(field.ty, &value, &currency, &names);
            table.row([Clean::literal(field.name), Clean::from_string(text)]);
        }
    }
    Ok(table.write(cx.call.streams.out, cx.call.style)?)
}
