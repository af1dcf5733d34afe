//! `fiveply win`: closes leads with a deal.

use clap::Args;

use crate::cli::act::{self, Which};
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::exit::Exit;
use crate::cli::{fields, when};
use crate::model::{Act, Key, Kind, Minor};

/// Closes leads with a deal
#[derive(Debug, Args)]
#[command(
    override_usage = "fiveply win <LEAD>... [--value <AMOUNT>] [--on <DAY>]\n       fiveply win --filter <FILTER>"
)]
pub struct WinArgs {
    /// The leads' numbers
    #[arg(value_name = "LEAD", num_args = 0..)]
    words: Vec<String>,
    /// What it came to, in major units, if that differs from the lead's value
    #[arg(long, value_name = "AMOUNT")]
    value: Option<String>,
    /// When it happened, if that was earlier: 2026-11-20, yesterday, friday
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    which: Which,
}

/// Runs it.
///
/// # Errors
/// Whatever keeps the leads open.
pub(in crate::cli) fn run(args: &WinArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let words = act::split(&args.words);
    act::none(&words)?;
    let at = cx.moment(args.on.as_deref())?;
    let value = match &args.value {
        Some(text) => {
            let home = &cx.settings.general.currency;
            // The amount is in the lead's own currency; of many, in the first one's.
            let currency = match words.leads.first() {
                Some(lead) => cx
                    .workspace
                    .get(Key::new(Kind::Lead, lead.0))?
                    .map_or_else(|| home.clone(), |it| fields::currency(&it.record, home)),
                None => home.clone(),
            };
            Some(Minor(when::amount(text, &currency)?))
        }
        None => None,
    };
    act::run(cx, words.leads, &args.which, Act::Win { value, at })
}
