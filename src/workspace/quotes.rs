//! What was said last of some leads, word for word: the book knows when and with which verdict, the store the words.

use super::{Result, Workspace};
use crate::model::{Feedback, Key, Kind, Record, Seq};

impl Workspace {
    /// Some feedback, whole, each with the change set that wrote it last; what is not there is left out.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn feedback(&self, ids: &[u64]) -> Result<Vec<(u64, Seq, Feedback)>> {
        self.look(|read| {
            let mut found = Vec::new();
            for id in ids {
                let stored = read.get(Key::new(Kind::Feedback, *id))?;
                if let Some((revision, Record::Feedback(it))) =
                    stored.map(|it| (it.revision, it.record))
                {
                    found.push((*id, revision, it));
                }
            }
            Ok(found)
        })
    }

    /// The last feedback on each of some leads that have one.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn last_feedback(&self, leads: &[u64]) -> Result<Vec<(u64, Feedback)>> {
        self.look(|read| {
            let mut found = Vec::new();
            for lead in leads {
                let mut last: Option<(u64, Feedback)> = None;
                for id in read.linking(Kind::Feedback, Key::new(Kind::Lead, *lead))? {
                    let stored = read.get(Key::new(Kind::Feedback, id))?;
                    let Some(Record::Feedback(it)) = stored.map(|it| it.record) else {
                        continue;
                    };
                    if last
                        .as_ref()
                        .is_none_or(|(then, was)| (was.at, *then) < (it.at, id))
                    {
                        last = Some((id, it));
                    }
                }
                found.extend(last.map(|(_, it)| (*lead, it)));
            }
            Ok(found)
        })
    }
}
