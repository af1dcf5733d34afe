//! Holds how an import is drawn while it runs and after it: the bar, the sum, and the rows behind each number.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words::{column_name, flaw};
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::action::{Action, AppAction};
use crate::ui::ctx::Ctx;
use crate::ui::paint::{Pen, cells};
use crate::ui::theme::Role;
use crate::ui::widgets::Lines;
use crate::ui::wording::retell::counted;
use crate::ui::words::Words;
use crate::ui::work::{Doing, Going};
use crate::workspace::import::{Double, Fate, Flaw, Loaded, Rejected, Stage, Summary};

/// How a stage is drawn.
pub(super) const fn stage_role(stage: Stage) -> Role {
    match stage {
        Stage::In(layer) => Role::Layer(layer),
        Stage::Won => Role::Won,
        Stage::Lost => Role::Bad,
    }
}

const FATES: [(Fate, Msg); 4] = [
    (Fate::Updated, Msg::ImportSectionUpdated),
    (Fate::Skipped, Msg::ImportSectionSkipped),
    (Fate::New, Msg::ImportSectionNew),
    (Fate::Unchanged, Msg::ImportSectionUnchanged),
];

/// A line below the sum.
enum Line<'a> {
    /// A reason, and how often it was given.
    Reason(&'a str, Option<&'a Flaw>, u64),
    /// A row that was left out.
    Bad(&'a Rejected),
    /// That names follow which are probably one thing.
    Doubles,
    /// Two such names.
    Double(&'a Double),
    /// What became of so many rows.
    Fate(Msg, u64),
    /// One of them.
    Row(&'a Loaded),
}

/// The reasons, the most frequent first.
fn reasons(summary: &Summary) -> Vec<(&str, u64)> {
    let mut reasons: Vec<_> = summary
        .reasons
        .iter()
        .map(|(why, count)| (why.as_str(), *count))
        .collect();
    reasons.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0)));
    reasons
}

const fn count(summary: &Summary, fate: Fate) -> u64 {
    match fate {
        Fate::New => summary.inserted,
        Fate::Updated => summary.updated,
        Fate::Unchanged => summary.unchanged,
        Fate::Skipped => summary.skipped,
    }
}

/// All lines below the sum; they are few hundred at the most of each kind.
fn lines(summary: &Summary) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for (why, count) in reasons(summary) {
        lines.push(Line::Reason(why, summary.flaws.get(why), count));
        let bad = summary.first.iter().filter(|it| it.reason == why);
        lines.extend(bad.map(Line::Bad));
    }
    if !summary.doubles.is_empty() {
        lines.push(Line::Doubles);
        lines.extend(summary.doubles.iter().map(Line::Double));
    }
    for (fate, message) in FATES {
        let all = count(summary, fate);
        if all > 0 {
            lines.push(Line::Fate(message, all));
            let rows = summary.rows.iter().filter(|it| it.fate == fate);
            lines.extend(rows.map(Line::Row));
        }
    }
    lines
}

/// How many lines there are below the sum.
pub(super) fn len(summary: &Summary) -> usize {
    lines(summary).len()
}

/// What has become of the file's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outlook {
    /// Nothing yet: it was a trial.
    Tried,
    /// They are written.
    Written,
    /// They were, and all of it was taken back.
    TakenBack,
}

/// How many lines the sum takes.
const fn head(body: Rect) -> u16 {
    match body.height {
        0..=5 => 1,
        6..=11 => 2,
        _ => 5,
    }
}

/// Where the lines below the sum are.
pub(super) fn list_area(body: Rect) -> Rect {
    let head = head(body).min(body.height);
    Rect::new(body.x, body.y + head, body.width, body.height - head)
}

pub(super) fn draw(
    summary: &Summary,
    outlook: Outlook,
    at: &Lines,
    body: Rect,
    buffer: &mut Buffer,
    ctx: &Ctx<'_>,
) {
    let mut pen = Pen::new(buffer, ctx);
    let mut sum = vec![sum(summary, ctx), fates(summary, ctx)];
    if !summary.made.is_empty() {
        sum.push(made(summary, ctx));
    }
    // Where there is little room, what comes next matters more than what was made besides.
    let room = usize::from(head(body));
    sum.truncate(room.saturating_sub(1).max(1));
    sum.push(next(summary, outlook, ctx));
    for (y, words) in (body.y..).zip(sum.iter().take(room)) {
        pen.words(body.x, y, body.width, words);
    }
    let list = list_area(body);
    let lines = lines(summary);
    let seen = at.seen(lines.len(), usize::from(list.height));
    let widest = number(summary.totals.rows, ctx).width();
    for (row, line) in seen.enumerate() {
        let y = list.y + cells(row);
        if let Some(line) = lines.get(line) {
            pen.words(list.x, y, list.width, &words(line, widest, ctx));
        }
        if line == at.cursor() {
            pen.lay(Rect::new(0, y, ctx.size.width, 1), Role::CursorLine);
        }
    }
}

fn number(count: u64, ctx: &Ctx<'_>) -> Clean {
    Clean::from_string(ctx.locale().count(i64::try_from(count).unwrap_or(i64::MAX)))
}

fn sum(summary: &Summary, ctx: &Ctx<'_>) -> Words {
    let totals = summary.totals;
    let bad = if totals.rejected > 0 {
        Role::Look
    } else {
        Role::Strong
    };
    let values = [
        ("rows", number(totals.rows, ctx), Role::Strong),
        ("loaded", number(totals.loaded, ctx), Role::Strong),
        ("rejected", number(totals.rejected, ctx), bad),
    ];
    ctx.words(Msg::ImportSum, Role::Quiet, &values, &[])
}

fn fates(summary: &Summary, ctx: &Ctx<'_>) -> Words {
    let values = [
        ("new", number(summary.inserted, ctx), Role::Strong),
        ("updated", number(summary.updated, ctx), Role::Strong),
        ("unchanged", number(summary.unchanged, ctx), Role::Strong),
        ("skipped", number(summary.skipped, ctx), Role::Strong),
    ];
    ctx.words(Msg::ImportFates, Role::Quiet, &values, &[])
}

fn made(summary: &Summary, ctx: &Ctx<'_>) -> Words {
    let parts: Vec<String> = summary
        .made
        .iter()
        .map(|(kind, count)| counted(*count, Some(*kind), ctx.locale()).into_string())
        .collect();
    let what = (
        "what",
        Clean::from_string(ctx.locale().listed(&parts)),
        Role::Text,
    );
    ctx.words(Msg::ImportMade, Role::Quiet, &[what], &[])
}

/// What can be done now.
fn next(summary: &Summary, outlook: Outlook, ctx: &Ctx<'_>) -> Words {
    let written = outlook != Outlook::Tried;
    if !written && summary.totals.loaded == 0 {
        return Words::one(ctx.t(Msg::ImportNoRow), Role::Look);
    }
    let (new, changed) = (summary.inserted, summary.updated);
    if !written && new + changed == 0 && summary.made.is_empty() {
        return Words::one(ctx.t(Msg::ImportNothingToDo), Role::Text);
    }
    if !written {
        return Words::one(ctx.t(Msg::ImportTryAgain), Role::Accent);
    }
    if summary.seq.is_none() {
        return Words::one(ctx.t(Msg::ImportNothingNew), Role::Text);
    }
    let (action, message, role) = if outlook == Outlook::TakenBack {
        (AppAction::Redo, Msg::ImportIsTakenBack, Role::Look)
    } else {
        (AppAction::Undo, Msg::ImportIsWritten, Role::Good)
    };
    let key = ctx.reader.keymap.key_of(Action::App(action));
    let key = Clean::from_string(key.unwrap_or_default());
    ctx.words(message, role, &[("key", key, Role::Accent)], &[])
}

/// A line in words; numbers of lines are as wide as the widest, so that what follows stands below each other.
fn words(line: &Line<'_>, widest: usize, ctx: &Ctx<'_>) -> Words {
    let counted = |count: u64, words: Words| {
        let count = format!("{} × ", number(count, ctx));
        Words::one(Clean::from_string(count), Role::Strong).join(words)
    };
    let place = |line: u64| {
        let line = number(line, ctx);
        let line = format!("{:>widest$}", line.as_str());
        let text = ctx.t_args(Msg::ImportLine, &[("line", line.into())]);
        Words::one(Clean::from_string(format!("    {text}  ")), Role::Quiet)
    };
    match line {
        Line::Reason(why, named, count) => {
            let said = named.map_or_else(|| (*why).to_owned(), |it| flaw(it, ctx.locale()));
            let why = ("why", Clean::from_string(said), Role::Text);
            counted(
                *count,
                ctx.words(Msg::ImportSectionRejected, Role::Look, &[why], &[]),
            )
        }
        Line::Bad(it) => {
            let column = it.column.as_deref().unwrap_or_default();
            place(it.line)
                .and(column_name(column, ctx.locale()), Role::Quiet)
                .and(Clean::literal(" "), Role::Quiet)
                .and(Clean::new(&it.value), Role::Text)
        }
        Line::Doubles => Words::one(ctx.t(Msg::ImportSectionDoubles), Role::Look),
        Line::Double(it) => {
            let values = [
                ("new", Clean::new(&it.new), Role::Strong),
                ("old", Clean::new(&it.old), Role::Strong),
            ];
            Words::one(Clean::literal("    "), Role::Quiet).join(ctx.words(
                Msg::ImportDouble,
                Role::Quiet,
                &values,
                &[],
            ))
        }
        Line::Fate(message, count) => counted(*count, Words::one(ctx.t(*message), Role::Accent)),
        Line::Row(it) => place(it.line).and(Clean::new(&it.name), Role::Text),
    }
}

/// How far it is, how fast, and how long it will take.
pub(super) fn progress(
    doing: Doing,
    going: Option<&Going>,
    body: Rect,
    buffer: &mut Buffer,
    ctx: &Ctx<'_>,
) {
    let mut pen = Pen::new(buffer, ctx);
    let name = ctx.t(match doing {
        Doing::Reading => Msg::ImportReading,
        Doing::Trying => Msg::ImportTrying,
        Doing::Writing => Msg::ImportWriting,
        // What is no import is told elsewhere.
        Doing::Keeping
        | Doing::Listing(_)
        | Doing::Reporting
        | Doing::Following(_)
        | Doing::Sweeping(_) => Msg::ImportKeeping,
    });
    let share = going.map_or(0.0, share);
    let percent = Clean::from_string(ctx.locale().percent(share, 0));
    pen.put(body.x, body.y, body.width, &name, Role::Strong);
    pen.put_right(body.right(), body.y, 6, &percent, Role::Strong);
    if body.height > 1 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of a width that fits"
        )]
        let eighths = (share * f64::from(body.width) * 8.0) as u32;
        pen.bar(body.x, body.y + 1, eighths, Role::Accent);
    }
    if let (Some(going), true) = (going, body.height > 2) {
        pen.words(body.x, body.y + 2, body.width, &pace(going, ctx));
    }
    if body.height > 4 {
        let text = ctx.t(Msg::ImportStop);
        pen.put(body.x, body.y + 4, body.width, &text, Role::Quiet);
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share to be drawn")]
fn share(going: &Going) -> f64 {
    (going.done as f64 / going.total.max(1) as f64).min(1.0)
}

fn pace(going: &Going, ctx: &Ctx<'_>) -> Words {
    let rate = going.rows.saturating_mul(1_000) / going.millis.max(1);
    let values = [
        ("rows", number(going.rows, ctx), Role::Strong),
        ("rate", number(rate, ctx), Role::Text),
    ];
    let words = ctx.words(Msg::ImportGoing, Role::Quiet, &values, &[]);
    if going.done == 0 {
        return words;
    }
    let whole = u128::from(going.millis) * u128::from(going.total) / u128::from(going.done);
    let left = whole.saturating_sub(u128::from(going.millis)) / 1_000 + 1;
    let left = number(u64::try_from(left).unwrap_or(u64::MAX), ctx);
    let values = [("seconds", left, Role::Text)];
    words
        .and(Clean::literal(" · "), Role::Faint)
        .join(ctx.words(Msg::ImportLeft, Role::Quiet, &values, &[]))
}
