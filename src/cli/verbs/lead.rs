//! `fiveply lead`: make, edit, hand over and show a lead.

use clap::{Args, Subcommand};

use super::handover::{self, AcceptArgs, HandoverArgs, ReturnArgs};
use super::records::{self, EditManyArgs, warn_of};
use super::story;
use crate::cli::args::Then;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::given::{Given, OfLead};
use crate::cli::{act, fields};
use crate::model::{
    Account, AccountId, Command, Event, Kind, Layer, Lead, LeadId, NewLead, Record, Verb,
};
use crate::workspace::Done;

/// Makes, edits, hands over and shows a lead
#[derive(Debug, Args)]
pub struct LeadArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Makes one; an account that is new is made with it
    New(NewArgs),
    /// Sets fields of one, or of all that a filter selects
    Edit(EditManyArgs),
    Handover(HandoverArgs),
    Accept(AcceptArgs),
    Return(ReturnArgs),
    /// Shows the whole story of one: who did what, and when
    Show {
        /// Its number
        #[arg(value_name = "LEAD")]
        which: String,
        #[command(flatten)]
        then: Then,
    },
}

/// What a new lead is.
#[derive(Debug, Args)]
struct NewArgs {
    /// The company: a name, made if it is new, or the #number of one that is there
    #[arg(long, value_name = "NAME")]
    account: Option<String>,
    /// The layer that it begins in
    #[arg(long, value_name = "LAYER", default_value = "potential")]
    layer: String,
    /// When it entered the funnel, if that was earlier
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    entered: Option<String>,
    #[command(flatten)]
    given: Given<OfLead>,
}

/// Runs it.
///
/// # Errors
/// A lead that is not there, a value that can't be understood, or whatever a rule refuses.
pub(in crate::cli) fn run(args: &LeadArgs, cx: &mut Context<'_>) -> Result<Exit> {
    match &args.what {
        What::New(it) => new(it, cx),
        What::Edit(it) => records::edit(cx, Kind::Lead, it),
        What::Handover(it) => handover::hand_over(it, cx),
        What::Accept(it) => handover::accept(it, cx),
        What::Return(it) => handover::give_back(it, cx),
        What::Show { which, then } => {
            cx.look_back(then.asof.as_deref())?;
            story::show(cx, LeadId(act::lead(which)?.id))
        }
    }
}

/// The account of a new lead.
enum Company {
    None,
    Known(AccountId),
    New(String),
}

fn new(args: &NewArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let company = company(args.account.as_deref(), cx)?;
    let layer: Layer = args.layer.parse()?;
    let mut record = Record::from(Lead::default());
    let values = fields::read_all(&record, &args.given.typed(), cx.call.now, &cx.names())?;
    for (field, value) in values {
        record.set(field, value).map_err(|value| {
            CliError::NotUnderstood(format!("`{value}` does not fit a field of a lead"))
        })?;
    }
    let now = cx.call.now;
    let entered = cx.moment(args.entered.as_deref())?.unwrap_or(now);
    if entered > now {
        let message = "--entered: it has not come yet; give today or an earlier day";
        return Err(CliError::NotUnderstood(message.to_owned()));
    }
    let Record::Lead(mut lead) = record else {
        return Err(CliError::Usage("no lead was given".to_owned()));
    };
    require(&lead, &company)?;
    lead.track.push(entered, Event::Enter { layer, unmet: 0 });
    let actor = cx.actor()?;
    lead.owner = lead.owner.or(Some(actor));
    let alike = match &company {
        Company::New(name) => cx.names().alike(name)?,
        Company::None | Company::Known(_) => vec![],
    };
    let done = create(cx, &company, lead)?;
    let exit = act::report(cx, &done, Verb::Create)?;
    if let Company::New(name) = &company {
        warn_of(cx, name, &alike)?;
    }
    Ok(exit)
}

/// A lead that nothing tells apart from another is of no use to anybody.
fn require(lead: &Lead, company: &Company) -> Result<()> {
    let named = !matches!(company, Company::None)
        || lead.title.is_some()
        || lead.external_id.is_some()
        || lead.contact.is_some();
    if named {
        return Ok(());
    }
    Err(CliError::Lacking(
        "a lead needs a name: give --account, --title, --external-id or --contact; nothing was changed"
            .to_owned(),
    ))
}

fn company(typed: Option<&str>, cx: &Context<'_>) -> Result<Company> {
    let Some(typed) = typed.map(str::trim).filter(|it| !it.is_empty()) else {
        return Ok(Company::None);
    };
    if typed.starts_with('#') {
        let id = cx.names().find(Kind::Account, typed)?;
        return Ok(Company::Known(AccountId(id)));
    }
    if cx.workspace.named(Kind::Account, typed)?.is_empty() {
        return Ok(Company::New(typed.to_owned()));
    }
    let id = cx.names().find(Kind::Account, typed)?;
    Ok(Company::Known(AccountId(id)))
}

/// Writes the lead, and its account where that is new, as one change.
fn create(cx: &mut Context<'_>, company: &Company, mut lead: Lead) -> Result<Done> {
    let account = match company {
        Company::None => None,
        Company::Known(id) => {
            lead.account = Some(*id);
            None
        }
        Company::New(name) => Some(Account {
            name: name.clone(),
            ..Account::default()
        }),
    };
    cx.execute(Command::NewLead(Box::new(NewLead {
        account,
        contact: None,
        lead,
    })))
}
