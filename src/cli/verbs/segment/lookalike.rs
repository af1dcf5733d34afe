//! `fiveply segment lookalike`: accounts that are like those that were won, or like a segment's, and why.

use clap::Args;
use serde::Serialize;

use super::{find, pick, pick_filter};
use crate::book::mask::Mask;
use crate::cli::act;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::rates::{decimal, difference, grouped};
use crate::cli::table::{Side, Table};
use crate::insight::lookalike::{
    Asked, Lookalikes, Separation, Trait, compared, dated, first_entered, first_won, lookalikes,
};
use crate::model::{Clean, Command, Members, Segment, Sharing, Unit, Verb};
use crate::query::{Field, nearest};

/// Traits that are printed.
const SHOWN: usize = 12;

/// Reasons that are printed of an account.
const REASONS: usize = 3;

/// What to look for.
#[derive(Debug, Args)]
pub(super) struct LookalikeArgs {
    /// Whom they should be like: a segment's name or #number, or a filter; without it, accounts with a won lead
    #[arg(value_name = "SEGMENT", num_args = 0..)]
    like: Vec<String>,
    /// Where to look: a filter over accounts; without it, those that have no lead yet
    #[arg(long, value_name = "FILTER")]
    among: Option<String>,
    /// The fields that are compared: naics, sector, emp, country, city, ownership, founded, revenue, class
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    fields: Vec<String>,
    /// A trait that must not count, such as country:Poland; may be given again
    #[arg(long, value_name = "FIELD:VALUE")]
    without: Vec<String>,
    /// How many accounts
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Keeps them as a frozen segment of this name
    #[arg(long, value_name = "NAME")]
    pub save: Option<String>,
}

/// Runs it.
pub(super) fn run(args: &LookalikeArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let found = Found::of(args, cx)?;
    if let Some(name) = &args.save {
        let segment = Segment {
            name: name.trim().to_owned(),
            owner: Some(cx.actor()?),
            filter: found.among.clone(),
            unit: Some(Unit::Accounts),
            sharing: Some(Sharing::Shared),
            members: Some(found.accounts.iter().map(|it| it.id).collect::<Members>()),
            note: Some(format!("look-alikes of {}", found.like)),
        };
        let done = cx.execute(Command::Create(vec![segment.into()]))?;
        return act::report(cx, &done, Verb::Create);
    }
    if cx.call.json {
        cx.call.say_json(&found)?;
    } else {
        found.text(cx)?;
    }
    Ok(Exit::Done)
}

/// The shape of `segment lookalike --json`, which is what the text says too.
#[derive(Serialize)]
struct Found {
    like: String,
    among: String,
    seeds: u64,
    market: u64,
    traits: Vec<TraitShape>,
    check: Option<CheckShape>,
    accounts: Vec<AccountShape>,
}

#[derive(Serialize)]
struct TraitShape {
    field: &'static str,
    value: String,
    seeds: u64,
    market: u64,
    lift: f64,
    weight: f64,
}

#[derive(Serialize)]
struct CheckShape {
    area: f64,
    low: f64,
    high: f64,
    later: u64,
    others: u64,
}

impl From<Separation> for CheckShape {
    fn from(it: Separation) -> Self {
        Self {
            area: it.area,
            low: it.low,
            high: it.high,
            later: it.seeds,
            others: it.others,
        }
    }
}

#[derive(Serialize)]
struct AccountShape {
    id: u64,
    name: String,
    score: f64,
    because: Vec<String>,
}

impl Found {
    fn of(args: &LookalikeArgs, cx: &Context<'_>) -> Result<Self> {
        let like = args.like.join(" ");
        let fields: Vec<Field> = args
            .fields
            .iter()
            .map(|it| field(it))
            .collect::<Result<_>>()?;
        let struck: Vec<(Field, String)> = args
            .without
            .iter()
            .map(|it| strike(it))
            .collect::<Result<_>>()?;
        let seeds = match like.as_str() {
            "" => None,
            text => Some(picked(cx, text)?),
        };
        let among = match &args.among {
            Some(filter) => Some((
                cx.filter(filter)?.text,
                pick_filter(cx, filter, Unit::Accounts)?.accounts,
            )),
            None => None,
        };
        let book = cx.book()?;
        let (seeds, since) = match seeds {
            Some((accounts, leads)) => (accounts, first_entered(&book, &leads)),
            None => {
                let won = first_won(&book);
                (dated(&won), won)
            }
        };
        let fields = if fields.is_empty() {
            compared(&book)
        } else {
            fields
        };
        let (among, rows) = among.unwrap_or_else(|| {
            let none = "accounts without a lead".to_owned();
            (none, book.engaged().leadless.clone())
        });
        let it = lookalikes(
            &book,
            &Asked {
                seeds: &seeds,
                since: Some(&since),
                among: &rows,
                fields: &fields,
                struck: &struck,
                limit: args.limit,
            },
        );
        let because = |it: &Lookalikes, at: usize| {
            let one = &it.traits[at];
            format!("{}:{}", one.field.name(), one.term)
        };
        let accounts = it.best.iter().map(|one| AccountShape {
            id: book.accounts.columns.id[one.row].into(),
            name: book.accounts.name(one.row).to_owned(),
            score: one.score,
            because: one.reasons.iter().map(|at| because(&it, *at)).collect(),
        });
        Ok(Self {
            accounts: accounts.collect(),
            like: if like.is_empty() {
                "accounts with a won lead".to_owned()
            } else {
                like
            },
            among,
            seeds: it.seeds,
            market: it.market,
            check: it.check.map(CheckShape::from),
            // What is struck out comes last, as it adds nothing.
            traits: in_order(it.traits)
                .into_iter()
                .map(|one| TraitShape {
                    field: one.field.name(),
                    value: one.term,
                    seeds: one.seeds,
                    market: one.market,
                    lift: one.lift,
                    weight: if one.struck { 0.0 } else { one.weight },
                })
                .collect(),
        })
    }

    fn text(&self, cx: &mut Context<'_>) -> Result<()> {
        let style = cx.call.style;
        let head = format!(
            "like {}: {} of {} accounts",
            self.like,
            grouped(self.seeds),
            grouped(self.market)
        );
        cx.call
            .say(style.strong(&Clean::from_string(head).into_string()))?;
        cx.call.say("")?;
        let mut traits = Table::new(&[
            ("trait", Side::Left),
            ("of them", Side::Right),
            ("of all", Side::Right),
            ("lift", Side::Right),
            ("weight", Side::Right),
        ]);
        for it in self.traits.iter().take(SHOWN) {
            let cells = [
                format!("{}:{}", it.field, it.value),
                grouped(it.seeds),
                grouped(it.market),
                format!("{:.2}", it.lift),
                difference(it.weight, 2),
            ];
            traits.row(cells.map(Clean::from_string));
        }
        traits.write(cx.call.streams.out, style)?;
        cx.call.say("")?;
        cx.call.say(self.checked())?;
        cx.call.say("")?;
        let mut best = Table::new(&[
            ("account", Side::Left),
            ("number", Side::Right),
            ("score", Side::Right),
            ("because", Side::Left),
        ]);
        for it in &self.accounts {
            let because: Vec<&str> = it
                .because
                .iter()
                .take(REASONS)
                .map(String::as_str)
                .collect();
            let cells = [
                it.name.clone(),
                format!("#{}", it.id),
                decimal(it.score, 2),
                because.join(" "),
            ];
            best.row(cells.map(Clean::from_string));
        }
        best.write(cx.call.streams.out, style)?;
        let line = format!("the best {} among {}", self.accounts.len(), self.among);
        cx.call
            .say(style.faint(&Clean::from_string(line).into_string()))?;
        for line in [
            "weight: the logarithm of seen by expected, five added to both, so that rare traits don't shout; score: their sum",
            "It says who is alike. Whom sales spoke to decides about that too: it names no cause.",
        ] {
            cx.call.say(style.faint(line))?;
        }
        Ok(())
    }

    fn checked(&self) -> String {
        match &self.check {
            Some(it) => format!(
                "check: the earlier ones tell the {} later from {} others with an area of {:.3} ({:.3}–{:.3}); ½ is a coin",
                grouped(it.later),
                grouped(it.others),
                it.area,
                it.low,
                it.high
            ),
            None if self.seeds > 0 && self.seeds == self.market => {
                "check: none; all accounts are, nobody is left to tell them from".to_owned()
            }
            None => "check: none; it takes days on which these became what they are, and others beside them".to_owned(),
        }
    }
}

/// The accounts of a saved segment or of a filter, and the leads that make them so.
fn picked(cx: &Context<'_>, text: &str) -> Result<(Mask, Mask)> {
    let saved = find(cx, text)?;
    let of = |unit| match &saved {
        Some(saved) => pick(cx, saved, unit),
        None => pick_filter(cx, text, unit),
    };
    Ok((of(Unit::Accounts)?.accounts, of(Unit::Leads)?.leads))
}

fn in_order(mut traits: Vec<Trait>) -> Vec<Trait> {
    traits.sort_by_key(|it| it.struck);
    traits
}

fn field(name: &str) -> Result<Field> {
    let known = || {
        crate::book::facets::FACETS
            .iter()
            .filter(|it| is_trait(**it))
    };
    let found = Field::named(name.trim()).filter(|it| is_trait(*it));
    found.ok_or_else(|| {
        let near = nearest(name, known().map(|it| it.name()));
        let hint = near.map_or_else(String::new, |it| format!("; did you mean `{it}`?"));
        CliError::NotUnderstood(format!(
            "`{name}` is no field of accounts with values to compare{hint}"
        ))
    })
}

fn is_trait(field: Field) -> bool {
    field.info().belongs == crate::query::Belongs::Account
        && crate::book::facets::FACETS.contains(&field)
}

/// `country:Poland` as a field and its value.
fn strike(text: &str) -> Result<(Field, String)> {
    let wrong = || {
        CliError::NotUnderstood(format!(
            "`{text}` is no trait; write it like country:Poland"
        ))
    };
    let (name, value) = text.split_once(':').ok_or_else(wrong)?;
    Ok((field(name)?, value.trim().trim_matches('"').to_owned()))
}
