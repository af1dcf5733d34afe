//! `fiveply feedback`: a rep's coded word on leads, what was said so far, and what marketing replies to it.

use std::cmp::Reverse;
use std::ops::ControlFlow;

use clap::{Args, Subcommand};
use serde::Serialize;

use crate::book::Book;
use crate::book::mask::Mask;
use crate::book::talk::Word;
use crate::book::track::{NEVER, minute};
use crate::cli::act::{self, Which};
use crate::cli::args::Then;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::fields::instant;
use crate::cli::rates::grouped;
use crate::cli::table::{Side, Table};
use crate::cli::when::{Toward, day};
use crate::insight::heard::{Clock, clock_of};
use crate::model::{Act, Clean, Feedback, Kind, Moment, Record};
use crate::store::Stored;

/// Says what there is to say of leads, lists what was said, and replies to it
///
/// `fiveply settings verdicts` lists the verdicts of this workspace. Feedback waits until marketing replies to it:
/// `fiveply feedback list --open` says what does.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    override_usage = "fiveply feedback <LEAD>... <VERDICT> [--note <TEXT>]\n       fiveply feedback --filter <FILTER> <VERDICT>\n       fiveply feedback list [FILTER] [--open]\n       fiveply feedback reply <LEAD>... <TEXT>"
)]
pub struct FeedbackArgs {
    #[command(subcommand)]
    what: Option<What>,
    /// The leads' numbers, then the verdict, such as good or wrong-person
    #[arg(value_name = "LEAD... VERDICT", num_args = 0..)]
    words: Vec<String>,
    /// The coded reason, such as wrong-size
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    /// In words
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Whom you met there
    #[arg(long, value_name = "NAME")]
    competitor: Option<String>,
    /// When to come back
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    back: Option<String>,
    #[command(flatten)]
    which: Which,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Lists what was said, the last first
    List(ListArgs),
    /// Replies to the last feedback on leads: their numbers, then the words
    #[command(visible_alias = "answer")]
    Reply(ReplyArgs),
}

#[derive(Debug, Args)]
struct ListArgs {
    /// Only what was said of the leads of a filter
    #[arg(value_name = "FILTER", allow_hyphen_values = true)]
    filter: Option<String>,
    /// Only what waits for a reply
    #[arg(long)]
    open: bool,
    /// Only what was said from a day on, such as -7d
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    since: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
    #[command(flatten)]
    then: Then,
}

#[derive(Debug, Args)]
struct ReplyArgs {
    /// The leads' numbers, then what there is to say
    #[arg(value_name = "LEAD... TEXT", num_args = 0..)]
    words: Vec<String>,
    /// The decision or the hypothesis that came of it, by its number
    #[arg(long, value_name = "NUMBER")]
    decision: Option<u64>,
    #[command(flatten)]
    which: Which,
}

/// The shape of a line of `feedback list --json`.
#[derive(Serialize)]
struct Shape<'a> {
    id: u64,
    lead: Option<u64>,
    at: serde_json::Value,
    author: Option<String>,
    verdict: &'a str,
    reason: Option<&'a str>,
    note: Option<&'a str>,
    competitor: Option<&'a str>,
    come_back: Option<String>,
    reply: Option<&'a str>,
    replied: serde_json::Value,
    replied_by: Option<String>,
    decision: Option<i64>,
    revision: u64,
}

/// Runs it.
///
/// # Errors
/// A verdict or a reason that is not on the workspace's list.
pub(in crate::cli) fn run(args: &FeedbackArgs, cx: &mut Context<'_>) -> Result<Exit> {
    match &args.what {
        Some(What::List(it)) => return list(it, cx),
        Some(What::Reply(it)) => return reply(it, cx),
        None => {}
    }
    let words = act::split(&args.words);
    let verdict = act::one(&words, "the verdict, such as good,")?.to_owned();
    let come_back = args
        .back
        .as_deref()
        .map(|text| day(text, cx.today(), Toward::Ahead))
        .transpose()?;
    let act = Act::Feedback {
        verdict,
        reason: args.reason.clone(),
        note: args.note.clone(),
        competitor: args.competitor.clone(),
        come_back,
    };
    act::run(cx, words.leads, &args.which, act)
}

/// Replies to the last feedback on leads.
fn reply(args: &ReplyArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let words = act::split(&args.words);
    let text = words.rest.join(" ");
    if text.trim().is_empty() {
        return Err(CliError::Usage("what to reply is missing".to_owned()));
    }
    let decision = args.decision;
    act::run(cx, words.leads, &args.which, Act::Reply { text, decision })
}

/// What was said, with its number and its revision.
struct Said {
    id: u64,
    revision: u64,
    it: Feedback,
}

/// What of the workspace's feedback is asked for, the last first, and how soon it got its replies.
///
/// The book says which is wanted, and the store its words: what is not printed is not read.
fn said(args: &ListArgs, cx: &Context<'_>) -> Result<(Vec<Said>, Option<Clock>)> {
    let zone = cx.settings.general.zone;
    let since = args.since.as_deref();
    let since = since
        .map(|text| day(text, cx.today(), Toward::Back))
        .transpose()?
        .map_or(0, |it| minute(Moment::start_of(it, zone)));
    let filter = cx.filter(args.filter.as_deref().unwrap_or_default())?;
    let selected = cx.select(&filter)?;
    let book = cx.book()?;
    let leads = book.leads_of(&filter, &selected);
    let wanted = Wanted {
        leads: &leads,
        everything: args.filter.is_none(),
        since,
        open: args.open,
    };
    let talk = &book.episodes.columns.talk;
    let fed = leads.iter().filter(|row| talk[*row].fed >= since);
    let clock = clock_of(&book, fed, cx.now());
    let ids = match cx.then() {
        Some(_) => Vec::new(),
        None => wanted.last(&book, args.limit),
    };
    let mut said = match cx.then() {
        Some(then) => wanted.then(&book, then, cx)?,
        None => {
            drop(book);
            let found = cx.workspace.feedback(&ids)?.into_iter();
            let said = found.map(|(id, revision, it)| Said {
                id,
                revision: revision.0,
                it,
            });
            said.collect()
        }
    };
    said.sort_by_key(|it| Reverse((it.it.at, it.id)));
    said.truncate(args.limit);
    Ok((said, clock))
}

/// Which feedback is asked for.
struct Wanted<'a> {
    leads: &'a Mask,
    /// Whether every lead's is.
    everything: bool,
    /// The first minute.
    since: u32,
    /// Only what waits for a reply.
    open: bool,
}

impl Wanted<'_> {
    fn has(&self, book: &Book, lead: u64, at: u32, replied: bool) -> bool {
        let row = || book.episodes.rows.get(lead);
        at >= self.since
            && !(self.open && replied)
            && (self.everything || row().is_some_and(|row| self.leads.has(row)))
    }

    /// So many as were said last, and those of the same minute, which the store tells apart; by their numbers.
    fn last(&self, book: &Book, limit: usize) -> Vec<u64> {
        // Of what has no date nothing is known but that it was said.
        let at = |it: &Word| if it.at == NEVER { 0 } else { it.at };
        let talk = &book.talk;
        let words = talk.words().iter().enumerate();
        let wanted = words.filter(|(place, it)| {
            let (lead, replied) = (it.lead(), talk.replied(*place) != NEVER);
            it.verdict != 0 && talk.is_said(it) && self.has(book, lead.into(), at(it), replied)
        });
        let wanted = wanted.map(|(place, it)| (at(it), talk.id(place)));
        let mut wanted: Vec<(u32, u64)> = wanted.collect();
        if let Some(last) = limit.checked_sub(1).filter(|it| *it < wanted.len()) {
            let (_, (least, _), _) = wanted.select_nth_unstable_by_key(last, |it| Reverse(*it));
            let least = *least;
            wanted.retain(|it| it.0 >= least);
        }
        wanted.iter().map(|it| it.1).collect()
    }

    /// All of it as it was at a moment.
    fn then(&self, book: &Book, then: Moment, cx: &Context<'_>) -> Result<Vec<Said>> {
        let mut said = Vec::new();
        let mut each = |stored: Stored| {
            let (id, revision) = (stored.id, stored.revision.0);
            if let Record::Feedback(it) = stored.record {
                let (lead, at) = (it.lead.map_or(0, |it| it.0), it.at.map_or(0, minute));
                if self.has(book, lead, at, it.reply.is_some()) {
                    said.push(Said { id, revision, it });
                }
            }
            ControlFlow::Continue(())
        };
        cx.workspace.each_as_of(Kind::Feedback, then, &mut each)?;
        Ok(said)
    }
}

/// How soon half of what was said last got its reply, and what still waits.
fn told(clock: &Clock) -> String {
    let (n, open) = (clock.hours.n(), clock.hours.still_open());
    let long = |hours: u32| match hours {
        0..48 => format!("{hours} h"),
        _ => format!("{} days", hours / 24),
    };
    let half = match (clock.hours.median(), clock.hours.longest()) {
        (Some(hours), _) => format!("half within {}", long(hours)),
        (None, longest) => format!("half not within {}", long(longest.unwrap_or(0))),
    };
    format!(
        "the last word on {} leads: {} replied to, {half}; {} wait, {} of them longer than {} days",
        grouped(n),
        grouped(n - open),
        grouped(open),
        grouped(clock.late),
        clock.within
    )
}

fn list(args: &ListArgs, cx: &mut Context<'_>) -> Result<Exit> {
    cx.look_back(args.then.asof.as_deref())?;
    let (said, clock) = said(args, cx)?;
    let names = cx.names();
    let zone = cx.settings.general.zone;
    let mut table = Table::new(&[
        ("lead", Side::Right),
        ("said", Side::Whole),
        ("who", Side::Left),
        ("verdict", Side::Whole),
        ("note", Side::Left),
        ("reply", Side::Left),
    ]);
    let mut shapes = Vec::new();
    for Said { id, revision, it } in &said {
        let user = |user: Option<crate::model::UserId>| user.map(|it| names.user(it));
        let moment =
            |at: Option<Moment>| at.map_or(serde_json::Value::Null, |at| instant(at, zone));
        let text = |it: &Option<String>| it.clone().unwrap_or_default();
        shapes.push(Shape {
            id: *id,
            lead: it.lead.map(|it| it.0),
            at: moment(it.at),
            author: user(it.author),
            verdict: &it.verdict,
            reason: it.reason.as_deref(),
            note: it.note.as_deref(),
            competitor: it.competitor.as_deref(),
            come_back: it.come_back.map(|it| it.to_string()),
            reply: it.reply.as_deref(),
            replied: moment(it.replied),
            replied_by: user(it.replied_by),
            decision: it.decision,
            revision: *revision,
        });
        let cells = [
            it.lead.map_or_else(String::new, |it| it.0.to_string()),
            it.at
                .map_or_else(String::new, |at| at.day(zone).to_string()),
            user(it.author).unwrap_or_default(),
            it.verdict.clone(),
            text(&it.note),
            text(&it.reply),
        ];
        table.row(cells.map(Clean::from_string));
    }
    drop(names);
    if cx.call.json {
        for shape in &shapes {
            cx.call.say_json(shape)?;
        }
        return Ok(Exit::Done);
    }
    if said.is_empty() {
        let text = if args.open {
            "nothing waits for a reply"
        } else {
            "nothing was said"
        };
        cx.call.say(text)?;
        return Ok(Exit::Done);
    }
    let style = cx.call.style;
    table.write(cx.call.streams.out, style)?;
    if let Some(clock) = clock {
        cx.call.say(style.faint(&told(&clock)))?;
    }
    Ok(Exit::Done)
}
