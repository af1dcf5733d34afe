//! `fiveply move`: to another layer, forward or back.

use clap::Args;

use crate::cli::act::{self, Which};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::model::{Act, Direction, Layer};
use crate::query::nearest;

/// Moves leads to another layer
///
/// A layer can be reached from any other: what is skipped on the way is marked, not forbidden.
#[derive(Debug, Args)]
#[command(
    override_usage = "fiveply move <LEAD>... <WHERE>\n       fiveply move --filter <FILTER> <WHERE>"
)]
pub struct MoveArgs {
    /// The leads' numbers, then the layer: its code, 1 to 5, +1, -1, forward or back
    #[arg(value_name = "LEAD... WHERE", num_args = 0.., allow_negative_numbers = true)]
    words: Vec<String>,
    /// When it happened, if that was earlier: 2026-11-20, yesterday, friday
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    which: Which,
}

/// Runs it.
///
/// # Errors
/// Whatever keeps the leads where they are.
pub(in crate::cli) fn run(args: &MoveArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let mut words = act::split(&args.words);
    // `move 1042 3` means the third layer, although 3 is a number too.
    let last = match (words.rest, args.words.last()) {
        ([], Some(last)) if words.leads.len() > 1 || args.which.filter.is_some() => {
            words.leads.pop();
            last.as_str()
        }
        _ => act::one(&words, "the layer")?,
    };
    let to = direction(last)?;
    let at = cx.moment(args.on.as_deref())?;
    act::run(cx, words.leads, &args.which, Act::Move { to, at })
}

/// Where a word points to.
fn direction(word: &str) -> Result<Direction> {
    let steps = |digits: &str| digits.parse::<u8>().ok().filter(|it| (1..=4).contains(it));
    let typed = word.trim().to_lowercase();
    if let Some(steps) = typed.strip_prefix('+').and_then(steps) {
        return Ok(Direction::Forward(steps));
    }
    if let Some(steps) = typed.strip_prefix('-').and_then(steps) {
        return Ok(Direction::Back(steps));
    }
    match typed.as_str() {
        "forward" | "next" => return Ok(Direction::Forward(1)),
        "back" => return Ok(Direction::Back(1)),
        _ => {}
    }
    let numbered = typed.parse::<usize>().ok();
    if let Some(layer) = numbered
        .and_then(|it| it.checked_sub(1))
        .and_then(Layer::at)
    {
        return Ok(Direction::To(layer));
    }
    typed
        .parse()
        .map(Direction::To)
        .map_err(|error: crate::model::UnknownCode| {
            let closing = match typed.as_str() {
                "won" | "win" => Some("`fiveply win` closes a lead with a deal".to_owned()),
                "lost" | "lose" => Some("`fiveply lose` closes a lead without one".to_owned()),
                _ => nearest(&typed, Layer::ALL.map(Layer::code))
                    .map(|it| format!("did you mean `{it}`?")),
            };
            let hint = closing.map_or_else(String::new, |it| format!("; {it}"));
            CliError::NotUnderstood(format!("{error}, 1 to 5, +1, -1, forward or back{hint}"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_is_read_as_people_type_it() {
        for (typed, way) in [
            ("intent", Direction::To(Layer::Intent)),
            ("High Intent", Direction::To(Layer::HighIntent)),
            ("5", Direction::To(Layer::NearCustomer)),
            ("+2", Direction::Forward(2)),
            ("-1", Direction::Back(1)),
            ("forward", Direction::Forward(1)),
            ("back", Direction::Back(1)),
        ] {
            assert_eq!(direction(typed).unwrap(), way, "{typed}");
        }
    }

    #[test]
    fn another_way_is_refused_with_the_nearest() {
        let told = |typed| direction(typed).unwrap_err().to_string();
        assert!(
            told("intant").ends_with("did you mean `intent`?"),
            "{}",
            told("intant")
        );
        assert!(told("won").contains("fiveply win"));
        assert!(direction("+9").is_err());
        assert!(direction("0").is_err());
    }
}
