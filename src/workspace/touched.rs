//! Says when leads and accounts were changed last since a moment, from the log.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::as_of::{Progress, go_on};
use super::{Result, Workspace};
use crate::model::{Key, Kind, Moment};
use crate::store::LogFilter;

/// How many change sets are listed at a time.
const PAGE: usize = 500;

impl Workspace {
    /// When each lead and account was changed last, of those that were changed since a moment; keeps nobody waiting.
    ///
    /// # Errors
    /// `Stopped` where `progress` says so; where the log can't be read.
    pub fn touched_since(
        &self,
        moment: Moment,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<HashMap<Key, Moment>> {
        let mut store = self.store().another()?;
        let read = store.read()?;
        let mut touched = HashMap::new();
        let mut filter = LogFilter {
            limit: PAGE,
            ..LogFilter::default()
        };
        let mut seen = 0;
        loop {
            let sets = read.log(&filter)?;
            let Some(oldest) = sets.last().map(|it| it.seq) else {
                return Ok(touched);
            };
            for info in sets {
                if info.at <= moment {
                    return Ok(touched);
                }
                for page in 0..read.pages(info.seq)? {
                    let changes = read.page(info.seq, page)?;
                    seen += changes.len() as u64;
                    let keys = changes.iter().map(|it| it.key);
                    for key in keys.filter(|it| matches!(it.kind, Kind::Lead | Kind::Account)) {
                        // The newest set comes first.
                        touched.entry(key).or_insert(info.at);
                    }
                    go_on(progress(Progress::TakenBack(seen)))?;
                }
            }
            filter.before = Some(oldest);
        }
    }
}
