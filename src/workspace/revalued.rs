//! Whose value has changed since a moment: read from the log, which alone knows what leads were worth before.
//!
//! It is a net figure: of a lead that went up and down again nothing is told, nor of what was taken back.

use std::collections::BTreeMap;

use super::{Result, Workspace};
use crate::model::{
    Change, Kind, Moment, Op, Revaluation, Revalued, Seq, SetInfo, UserId, Value, Verb,
};
use crate::store::LogFilter;

/// More changes than this are not read; who asks is told that there are more.
const MOST: u64 = 40_000;
/// Change sets that are listed at a time.
const LISTED: usize = 500;

/// What of a lead's value is known on the way back through the log.
struct Way {
    since: Moment,
    /// What it was worth before the earliest change that was met, and after the latest.
    ends: BTreeMap<u64, Ends>,
    read: u64,
}

/// The first and the last value of a lead, and who gave it the last one.
#[derive(Clone, Copy)]
struct Ends {
    before: Option<i64>,
    after: Option<i64>,
    by: Option<UserId>,
    at: Moment,
}

/// Whether such a change set can give leads another value.
const fn may_revalue(verb: Verb) -> bool {
    matches!(
        verb,
        Verb::Edit | Verb::Win | Verb::Import | Verb::Undo | Verb::Redo | Verb::Create
    )
}

impl Workspace {
    /// The leads that are worth more or less than at a moment, by now or by a later moment; those that were not there then
    /// are left out. One that was written down since, but has a history from before, was there: it was worth what was
    /// written down first.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub fn revalued(&self, since: Moment, until: Option<Moment>) -> Result<Revalued> {
        // It is read for longer than a key may wait for the handle of others.
        let mut store = self.store().another()?;
        let read = store.read()?;
        let mut way = Way {
            since,
            ends: BTreeMap::new(),
            read: 0,
        };
        let mut filter = LogFilter {
            actor: None,
            before: until.map(|it| read.last_by(it)).transpose()?.map(next),
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
                    changes
                        .iter()
                        .rev()
                        .for_each(|it| way.back(&info, it, field));
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
    fn back(&mut self, info: &SetInfo, change: &Change, value: Option<crate::model::FieldId>) {
        if change.key.kind != Kind::Lead {
            return;
        }
        let ends = |before, after| Ends {
            before,
            after,
            by: info.actor,
            at: info.at,
        };
        if change.op != Op::Update {
            // Whoever came since was worth nothing before; whoever is gone is worth nothing now.
            if change.op != Op::Insert || !began_before(change, self.since) {
                self.ends.insert(change.key.id, ends(None, None));
            }
            return;
        }
        let number = |value: &Value| match value {
            Value::Integer(number) => Some(*number),
            Value::None | Value::Text(_) | Value::Date(_) | Value::Track(_) => None,
        };
        let edits = change.edits.iter().filter(|it| Some(it.field) == value);
        for edit in edits {
            let (before, after) = (number(&edit.before), number(&edit.after));
            let lead = self.ends.entry(change.key.id);
            lead.or_insert_with(|| ends(None, after)).before = before;
        }
    }

    fn told(self, cut: bool) -> Revalued {
        let leads = self.ends.into_iter().filter_map(|(lead, ends)| {
            let it = Revaluation {
                lead,
                before: ends.before?,
                after: ends.after?,
                by: ends.by,
                at: ends.at,
            };
            (it.before != it.after).then_some(it)
        });
        Revalued {
            leads: leads.collect(),
            cut,
        }
    }
}

/// Whether the history with which a lead was written down goes back beyond a moment.
fn began_before(change: &Change, moment: Moment) -> bool {
    change.edits.iter().any(|edit| match &edit.after {
        Value::Track(track) => track.steps.first().is_some_and(|it| it.0 < moment),
        Value::None | Value::Integer(_) | Value::Text(_) | Value::Date(_) => false,
    })
}

/// The change set that would follow.
const fn next(seq: Seq) -> Seq {
    Seq(seq.0 + 1)
}
