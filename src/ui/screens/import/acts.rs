//! Holds the decisions about a file that is imported: how each changes the plan, and what can be chosen.

use super::words::{column_name, target_name};
use crate::i18n::Msg;
use crate::model::{Clean, Layer};
use crate::ui::ctx::Ctx;
use crate::ui::overlays::{Choice, ImportAsk};
use crate::ui::screens::layer_name;
use crate::workspace::import::{
    DateOrder, DecimalMark, OnDuplicate, Plan, SeenColumn, Sight, Stage, StageWord, What,
};

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot<'a> {
    /// A column of the file.
    Column(&'a SeenColumn),
    /// A word of the column that tells the layer.
    Stage(&'a StageWord),
}

/// What a line is about: the columns come first, in the file's order; each word comes below its column.
pub(super) fn spot(sight: &Sight, line: usize) -> Option<Spot<'_>> {
    let words = sight.stages.len();
    let after = layer_column(sight).map_or(sight.columns.len(), |at| at + 1);
    if line < after {
        return sight.columns.get(line).map(Spot::Column);
    }
    if line < after + words {
        return sight.stages.get(line - after).map(Spot::Stage);
    }
    sight.columns.get(line - words).map(Spot::Column)
}

/// How many lines there are.
pub(super) const fn lines(sight: &Sight) -> usize {
    sight.columns.len() + sight.stages.len()
}

fn layer_column(sight: &Sight) -> Option<usize> {
    if sight.stages.is_empty() {
        return None;
    }
    sight
        .columns
        .iter()
        .position(|it| it.target == Some("layer"))
}

/// The last part of a path.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Every target of the rows, in the order of lists.
fn targets(what: What) -> Vec<&'static str> {
    what.targets().iter().map(|it| it.name).collect()
}

/// The layers from top to bottom, and how a lead ends.
fn stages() -> Vec<Stage> {
    let mut stages = Layer::ALL.map(Stage::In).to_vec();
    stages.extend([Stage::Won, Stage::Lost]);
    stages
}

/// What a stage is called.
pub(super) const fn stage_name(stage: Stage) -> Msg {
    match stage {
        Stage::In(layer) => layer_name(layer),
        Stage::Won => Msg::LayerWon,
        Stage::Lost => Msg::StatusLost,
    }
}

/// What the rows are called.
pub(super) const fn what_name(what: What) -> Msg {
    match what {
        What::Leads => Msg::ImportWhatLeads,
        What::Accounts => Msg::ImportWhatAccounts,
        What::Contacts => Msg::ImportWhatContacts,
        What::Products => Msg::ImportWhatProducts,
        What::Users => Msg::ImportWhatUsers,
    }
}

/// The list of what can be chosen: its title, its lines, and the line that holds now.
pub(super) fn choices(
    ask: &ImportAsk,
    sight: &Sight,
    ctx: &Ctx<'_>,
) -> (Clean, Vec<Choice>, usize) {
    let line = |label: Clean| Choice {
        label,
        ..Choice::default()
    };
    match ask {
        ImportAsk::Target(column) => {
            let named = column_name(column, ctx.locale()).into_string();
            let title = ctx.t_args(Msg::ImportAskTarget, &[("column", named.into())]);
            let mut items = vec![line(ctx.t(Msg::ImportNotRead))];
            items.extend(targets(sight.what).into_iter().map(|name| Choice {
                after: taken(sight, name, column, ctx),
                also: Clean::literal(name),
                ..line(target_name(sight.what, name, ctx.locale()))
            }));
            let now = sight.columns.iter().find(|it| it.name == *column);
            let now = now.and_then(|it| it.target);
            let at = targets(sight.what).iter().position(|it| Some(*it) == now);
            (title, items, at.map_or(0, |at| at + 1))
        }
        ImportAsk::Stage(word) => {
            let title = ctx.t_args(Msg::ImportAskStage, &[("word", word.as_str().into())]);
            let items = stages().into_iter().map(|it| Choice {
                also: Clean::literal(it.code()),
                ..line(ctx.t(stage_name(it)))
            });
            let now = sight.stages.iter().find(|it| it.word == *word);
            let now = now.and_then(|it| it.leads);
            let at = stages().iter().position(|it| Some(*it) == now);
            (title, items.collect(), at.unwrap_or(0))
        }
        ImportAsk::What => {
            let items = What::ALL.map(|it| Choice {
                also: Clean::literal(it.code()),
                ..line(ctx.t(what_name(it)))
            });
            let at = What::ALL.iter().position(|it| *it == sight.what);
            (ctx.t(Msg::ImportAskWhat), items.to_vec(), at.unwrap_or(0))
        }
        ImportAsk::File | ImportAsk::Profile => (Clean::default(), Vec::new(), 0),
    }
}

/// The other column that a field is read from.
fn taken(sight: &Sight, field: &str, but: &str, ctx: &Ctx<'_>) -> Clean {
    let other = sight
        .columns
        .iter()
        .find(|it| it.target == Some(field) && it.name != but);
    other.map_or_else(Clean::default, |it| {
        let named = column_name(&it.name, ctx.locale()).into_string();
        ctx.t_args(Msg::ImportTaken, &[("column", named.into())])
    })
}

/// Takes what was chosen from the list.
pub(super) fn choose(plan: &mut Plan, sight: &Sight, ask: &ImportAsk, index: usize) {
    match ask {
        ImportAsk::Target(column) => {
            leave_out(plan, sight, column);
            let target = index.checked_sub(1);
            if let Some(name) = target.and_then(|at| targets(sight.what).get(at).copied()) {
                plan.profile.map.insert(name.to_owned(), column.clone());
            }
        }
        ImportAsk::Stage(word) => {
            if let Some(stage) = stages().get(index) {
                let leads = stage.code().to_owned();
                plan.profile.stages.insert(word.clone(), leads);
            }
        }
        ImportAsk::What => {
            if let Some(what) = What::ALL.get(index) {
                plan.profile.what = Some(what.code().to_owned());
                // The fields of one kind are not those of another.
                let known = targets(*what);
                plan.profile
                    .map
                    .retain(|field, _| known.contains(&field.as_str()));
            }
        }
        ImportAsk::File | ImportAsk::Profile => {}
    }
}

/// A column that is read is left out; one that is left out is read again as its name suggests.
pub(super) fn ignore(plan: &mut Plan, sight: &Sight, column: &str) {
    let read = sight
        .columns
        .iter()
        .any(|it| it.name == column && it.target.is_some());
    if read {
        leave_out(plan, sight, column);
    } else if let Some(guess) = sight.what.guess(column)
        && plan
            .profile
            .map
            .get(guess.name)
            .is_some_and(String::is_empty)
    {
        plan.profile.map.remove(guess.name);
    }
}

/// No field is read from this column any more, also not because of its name.
fn leave_out(plan: &mut Plan, sight: &Sight, column: &str) {
    plan.profile.map.retain(|_, of| of != column);
    if let Some(guess) = sight.what.guess(column)
        && !plan.profile.map.contains_key(guess.name)
    {
        plan.profile
            .map
            .insert(guess.name.to_owned(), String::new());
    }
}

/// What becomes of rows whose record is there: the next of the three ways.
pub(super) fn next_duplicates(plan: &mut Plan) {
    plan.profile.on_duplicate = Some(match plan.profile.on_duplicate.unwrap_or_default() {
        OnDuplicate::Update => OnDuplicate::Skip,
        OnDuplicate::Skip => OnDuplicate::New,
        OnDuplicate::New => OnDuplicate::Update,
    });
}

/// How dates are read: as found, the day first, the month first.
pub(super) const fn next_dates(plan: &mut Plan) {
    plan.profile.dates = match plan.profile.dates {
        None => Some(DateOrder::DayFirst),
        Some(DateOrder::DayFirst) => Some(DateOrder::MonthFirst),
        Some(DateOrder::MonthFirst) => None,
    };
}

/// How numbers are read: as found, with a point, with a comma.
pub(super) const fn next_decimals(plan: &mut Plan) {
    plan.profile.decimal = match plan.profile.decimal {
        None => Some(DecimalMark::Point),
        Some(DecimalMark::Point) => Some(DecimalMark::Comma),
        Some(DecimalMark::Comma) => None,
    };
}
