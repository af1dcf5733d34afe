//! The book as it stood at the end of a day: every lead's track is cut there, and what follows from it follows anew.
//!
//! Only tracks go back: layers, statuses, moves and their dates. What a lead or an account is called and worth, and
//! what was said, is told as it is now. It is a book of its own; making it takes as long as copying one.

use chrono::NaiveDate;

use super::Book;
use super::track::minute;
use crate::model::Moment;

impl Book {
    /// The book as it stood at the end of a day; leads that came later are not in it.
    #[must_use]
    pub fn as_of(&self, day: NaiveDate) -> Self {
        let mut past = self.clone();
        past.pace.take();
        past.engaged.take();
        let zone = self.settings().general.zone;
        let Some(end) = day
            .succ_opt()
            .map(|next| minute(Moment::start_of(next, zone)))
        else {
            return past;
        };
        for (lead, row) in (0..).zip(self.episodes.rows.rows()) {
            let steps = self.episodes.steps(*row as usize);
            let keep = steps.iter().take_while(|step| step.at < end).count();
            if keep == 0 {
                past.episodes.remove(lead);
            } else if keep < steps.len() {
                past.episodes.cut(lead, keep);
            }
        }
        past
    }
}
