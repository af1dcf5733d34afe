//! Holds what is done to all that a filter selects: what there is to choose from, what is asked before anything is
//! changed, and what is said after. What must be known for each is in `sweep_forms`; who is selected, and what comes of
//! it, the host finds out.

use crate::i18n::{Arg, Locale, Msg};
use crate::model::{Clean, Kind, Members, Stroke, UserId};
use crate::ui::ctx::Ctx;
use crate::ui::route::Route;
use crate::ui::theme::Role;
use crate::ui::wording::refusals::refusal;
use crate::ui::wording::retell::counted;
use crate::ui::words::Words;
use crate::workspace::{Swept, Unit};

/// What can be done to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SweepKind {
    /// Leads are given to one user.
    Assign,
    /// Leads are given to a team, to each as many.
    Spread,
    /// Leads get a tag.
    Tag,
    /// Leads lose a tag.
    Untag,
    /// Where leads came from.
    Source,
    /// How warm leads are.
    Temperature,
    /// What is done next.
    Next,
    /// Leads are put aside.
    Park,
    /// Leads go to a layer.
    Move,
    /// Leads are handed over to one user, who answers.
    HandOver,
    /// Closed leads begin a new episode.
    Reopen,
    /// Accounts get a tag.
    TagAccounts,
    /// Accounts lose a tag.
    UntagAccounts,
    /// The industry of accounts, in words.
    Sector,
    /// The class that is expected of accounts.
    Class,
}

impl SweepKind {
    /// All of them: what is done to leads, then to accounts.
    pub const ALL: [Self; 15] = [
        Self::Assign,
        Self::Spread,
        Self::Tag,
        Self::Untag,
        Self::Source,
        Self::Temperature,
        Self::Next,
        Self::Park,
        Self::Move,
        Self::HandOver,
        Self::Reopen,
        Self::TagAccounts,
        Self::UntagAccounts,
        Self::Sector,
        Self::Class,
    ];

    /// To what it is done.
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::Assign
            | Self::Spread
            | Self::Tag
            | Self::Untag
            | Self::Source
            | Self::Temperature
            | Self::Next
            | Self::Park
            | Self::Move
            | Self::HandOver
            | Self::Reopen => Unit::Leads,
            Self::TagAccounts | Self::UntagAccounts | Self::Sector | Self::Class => Unit::Accounts,
        }
    }

    /// What it is called.
    pub(in crate::ui) const fn name(self) -> Msg {
        match self {
            Self::Assign => Msg::SweepAssign,
            Self::Spread => Msg::SweepSpread,
            Self::Tag => Msg::SweepTag,
            Self::Untag => Msg::SweepUntag,
            Self::Source => Msg::SweepSource,
            Self::Temperature => Msg::SweepTemperature,
            Self::Next => Msg::SweepNext,
            Self::Park => Msg::SweepPark,
            Self::Move => Msg::SweepMove,
            Self::HandOver => Msg::SweepHandOver,
            Self::Reopen => Msg::SweepReopen,
            Self::TagAccounts => Msg::SweepTagAccounts,
            Self::UntagAccounts => Msg::SweepUntagAccounts,
            Self::Sector => Msg::SweepSector,
            Self::Class => Msg::SweepClass,
        }
    }

    /// What is asked before it is done.
    const fn asks(self) -> Msg {
        match self {
            Self::Assign => Msg::AskSweepAssign,
            Self::Spread => Msg::AskSweepSpread,
            Self::Tag | Self::TagAccounts => Msg::AskSweepTag,
            Self::Untag | Self::UntagAccounts => Msg::AskSweepUntag,
            Self::Source => Msg::AskSweepSource,
            Self::Temperature => Msg::AskSweepTemperature,
            Self::Next => Msg::AskSweepNext,
            Self::Park => Msg::AskSweepPark,
            Self::Move => Msg::AskSweepMove,
            Self::HandOver => Msg::AskSweepHandOver,
            Self::Reopen => Msg::AskSweepReopen,
            Self::Sector => Msg::AskSweepSector,
            Self::Class => Msg::AskSweepClass,
        }
    }
}

/// What is selected, and from where that is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SweepOf {
    /// The screen.
    pub at: Route,
    /// The filter.
    pub filter: String,
    /// What is counted there.
    pub unit: Unit,
    /// Just these leads, where some are marked.
    pub marked: Option<Members>,
}

/// What is done to each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SweepWhat {
    /// This.
    Stroke(Stroke),
    /// They are spread over the users of a team.
    Team(String),
}

/// The same to be done to all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SweepOrder {
    /// What is selected.
    pub of: SweepOf,
    /// Which of what can be done.
    pub kind: SweepKind,
    /// What is done to each.
    pub what: SweepWhat,
    /// To whom, or which: as it is read.
    pub to: Clean,
    /// Who was counted, and the last change that was seen then; nothing as long as it is only to be counted.
    pub counted: Option<(Members, u64)>,
}

/// How many are changed, how many are not, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SweepSum {
    /// How many were meant.
    pub of: u64,
    /// How many are changed.
    pub changed: u64,
    /// The accounts that these are, or are of.
    pub accounts: u64,
    /// How many are so already.
    pub same: u64,
    /// Why others can't be changed, and how many; the most frequent reasons first.
    pub refused: Vec<(Clean, u64)>,
    /// How many somebody else has changed since they were counted, and who.
    pub overtaken: Option<(Clean, u64)>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SweepSaid {
    /// So many would be changed.
    Counted(Box<SweepOrder>, SweepSum),
    /// So many were.
    Done(Box<SweepOrder>, SweepSum),
    /// It can't be done, and why.
    Failed(Route, Clean),
}

/// What one is about to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SweepStep {
    /// What is done, of these.
    Menu(SweepOf, Vec<SweepKind>),
    /// What must be known for it.
    Form(SweepOf, SweepKind),
    /// Whether it is done.
    Sure(Box<SweepOrder>),
}

/// So many reasons are told.
const REASONS: usize = 3;

impl SweepSum {
    /// What came of a sweep; `name` knows what users are called.
    #[must_use]
    pub fn of(swept: &Swept, name: impl Fn(Option<UserId>) -> Clean, locale: &Locale) -> Self {
        let mut reasons: Vec<(Clean, u64)> = Vec::new();
        let mut last = None;
        for refused in &swept.done.refused {
            if let Some((_, count)) = last
                .filter(|(why, _)| *why == &refused.why)
                .and_then(|(_, at): (_, usize)| reasons.get_mut(at))
            {
                *count += 1;
                continue;
            }
            let why = refusal(&refused.why, locale);
            let at = reasons.iter().position(|it| it.0 == why);
            let at = at.unwrap_or_else(|| {
                reasons.push((why, 0));
                reasons.len() - 1
            });
            reasons[at].1 += 1;
            last = Some((&refused.why, at));
        }
        reasons.sort_by_key(|it| std::cmp::Reverse(it.1));
        let first = swept.done.conflicts.first();
        let mut overtaken: Vec<u64> = swept.done.conflicts.iter().map(|it| it.key.id).collect();
        overtaken.dedup();
        Self {
            of: swept.of,
            changed: swept.changed,
            accounts: swept.accounts,
            same: swept.same,
            refused: reasons,
            overtaken: first.map(|it| (name(it.who), overtaken.len() as u64)),
        }
    }

    fn what(&self, unit: Unit, ctx: &Ctx<'_>) -> Clean {
        let accounts = counted(self.accounts, Some(Kind::Account), ctx.locale());
        let changed = |kind| counted(self.changed, Some(kind), ctx.locale());
        match unit {
            Unit::Accounts => changed(Kind::Account),
            Unit::Leads if self.accounts == 0 => changed(Kind::Lead),
            Unit::Leads => {
                let leads = changed(Kind::Lead);
                let args = [
                    ("leads", Arg::from(leads.as_str())),
                    ("accounts", Arg::from(accounts.as_str())),
                ];
                ctx.t_args(Msg::SweepLeadsOf, &args)
            }
        }
    }

    /// What stays as it is, a line a reason.
    fn others(&self, ctx: &Ctx<'_>) -> Vec<Words> {
        let mut lines = Vec::new();
        let number = |count: u64| Clean::from_string(ctx.locale().count(signed(count)));
        let mut say = |message, count: u64, role, more: &[(&str, Clean, Role)]| {
            let mut values = vec![("number", number(count), Role::Strong)];
            values.extend_from_slice(more);
            lines.push(ctx.words(message, role, &values, &[("count", signed(count))]));
        };
        if self.same > 0 {
            say(Msg::SweepSame, self.same, Role::Quiet, &[]);
        }
        for (why, count) in self.refused.iter().take(REASONS) {
            let why = [("why", why.clone(), Role::Text)];
            say(Msg::SweepCannot, *count, Role::Look, &why);
        }
        let rest: u64 = self.refused.iter().skip(REASONS).map(|it| it.1).sum();
        if rest > 0 {
            say(Msg::SweepCannotElse, rest, Role::Look, &[]);
        }
        lines
    }

    /// What others have changed since it was counted.
    fn overtaken(&self, ctx: &Ctx<'_>) -> Option<Words> {
        let (who, count) = self.overtaken.as_ref()?;
        let number = Clean::from_string(ctx.locale().count(signed(*count)));
        let values = [
            ("number", number, Role::Strong),
            ("who", who.clone(), Role::Strong),
        ];
        let counts = [("count", signed(*count))];
        Some(ctx.words(Msg::SweepOvertaken, Role::Look, &values, &counts))
    }
}

pub(super) fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// What is asked before it is done: the question, and what stays as it is.
#[must_use]
pub fn question(order: &SweepOrder, sum: &SweepSum, ctx: &Ctx<'_>) -> (Clean, Vec<Words>) {
    let what = sum.what(order.kind.unit(), ctx);
    let args = [
        ("what", Arg::from(what.as_str())),
        ("to", Arg::from(order.to.as_str())),
    ];
    (ctx.t_args(order.kind.asks(), &args), sum.others(ctx))
}

/// What is said once it is done, or where there is nothing to do.
#[must_use]
pub fn summary(order: &SweepOrder, sum: &SweepSum, undo: Option<String>, ctx: &Ctx<'_>) -> Words {
    let what = sum.what(order.kind.unit(), ctx);
    let done = if sum.changed == 0 {
        Words::one(ctx.t(Msg::SweepNothing), Role::Text)
    } else {
        ctx.words(
            Msg::SweepDone,
            Role::Text,
            &[("what", what, Role::Strong)],
            &[],
        )
    };
    let mut words = done;
    // What could not be changed was told before it was agreed to.
    let mut more: Vec<Words> = sum.overtaken(ctx).into_iter().collect();
    if sum.changed == 0 {
        more.extend(sum.others(ctx));
    }
    for line in more {
        words = words.and(Clean::literal(" · "), Role::Faint).join(line);
    }
    let Some(key) = undo.filter(|_| sum.changed > 0) else {
        return words;
    };
    let said = [
        ("said", words),
        ("key", Words::one(Clean::from_string(key), Role::Accent)),
    ];
    Words::of(ctx.locale(), Msg::SaidAndUndo, Role::Quiet, &said, &[])
}
