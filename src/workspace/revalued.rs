//! Whose value has changed since a moment: read from the log, which alone knows what leads were worth before.
//!
//! It is a net figure: of a lead that went up and down again nothing is told, nor of what was taken back.

use std::collections::BTreeMap;

use super::{Result, Workspace};
use crate::model::{Change, Kind, Moment, Op, SetInfo, Value, Verb};
use crate::store::LogFilter;

/// More changes than this are not read; who asks is told that there are more.
const MOST: u64 = 40_000;
/// Change sets that are listed at a time.
const LISTED: usize = 500;

/// The leads whose value has changed, by their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Revalued {
    /// Those that are worth more, each with what it was worth and is worth, in minor units.
    pub up: BTreeMap<u64, (i64, i64)>,
    /// Those that are worth less.
    pub down: BTreeMap<u64, (i64, i64)>,
    /// Whether there were more changes than are read.
    pub cut: bool,
}

/// What of a lead's value is known on the way back through the log.
#[derive(Default)]
struct Way {
    /// What it was worth before the earliest change that was met, and after the latest.
    ends: BTreeMap<u64, (Option<i64>, Option<i64>)>,
    read: u64,
}

/// Whether such a change set can give leads another value.
const fn may_revalue(verb: Verb) -> bool {
    matches!(
        verb,
        Verb::Edit | Verb::Win | Verb::Import | Verb::Undo | Verb::Redo | Verb::Create
    )
}

impl Workspace {
    /// The leads that are worth more or less than at a moment; those that were not there then are left out.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub fn revalued(&self, since: Moment) -> Result<Revalued> {
        // It is read for longer than a key may wait for the handle of others.
        let mut store = self.store().another()?;
        let read = store.read()?;
        let mut way = Way::default();
        let mut filter = LogFilter {
            actor: None,
            before: None,
            limit: LISTED,
        };
        let field = Kind::Lead.field("value");
        let mut cut = false;
        'sets: loop {
            let infos: Vec<SetInfo> = read.log(&filter)?;
            filter.before = infos.last().map(|it| it.seq);
            let all = infos.len();
            for info in infos {
                if info.at < since {
                    break 'sets;
                }
                if !may_revalue(info.verb) {
                    continue;
                }
                way.read += info.count;
                if way.read > MOST {
                    cut = true;
                    break 'sets;
                }
                for page in (0..read.pages(info.seq)?).rev() {
                    let changes = read.page(info.seq, page)?;
                    changes.iter().rev().for_each(|it| way.back(it, field));
                }
            }
            if all < LISTED {
                break;
            }
        }
        Ok(way.told(cut))
    }
}

impl Way {
    /// Goes back over a change.
    fn back(&mut self, change: &Change, value: Option<crate::model::FieldId>) {
        if change.key.kind != Kind::Lead {
            return;
        }
        if change.op != Op::Update {
            // Whoever was made since was worth nothing before; whoever is gone is worth nothing now.
            self.ends.insert(change.key.id, (None, None));
            return;
        }
        let number = |value: &Value| match value {
            Value::Integer(number) => Some(*number),
            Value::None | Value::Text(_) | Value::Date(_) | Value::Track(_) => None,
        };
        let edits = change.edits.iter().filter(|it| Some(it.field) == value);
        for edit in edits {
            let (before, after) = (number(&edit.before), number(&edit.after));
            let ends = self.ends.entry(change.key.id).or_insert((None, after));
            ends.0 = before;
        }
    }

    fn told(self, cut: bool) -> Revalued {
        let mut told = Revalued {
            cut,
            ..Revalued::default()
        };
        for (lead, ends) in self.ends {
            let (Some(before), Some(after)) = ends else {
                continue;
            };
            let side = match after.cmp(&before) {
                std::cmp::Ordering::Greater => &mut told.up,
                std::cmp::Ordering::Less => &mut told.down,
                std::cmp::Ordering::Equal => continue,
            };
            side.insert(lead, (before, after));
        }
        told
    }
}
