//! Do the playbook's odds hold? Beside them what history says, with its band.
//!
//! *Measured*: of the episodes that entered or passed a layer in the window and are closed, the share that was won. Those
//! still open are said beside it: as long as they are many, the quick ones speak for all. The playbook is *off* where it
//! lies outside the 95 % band of what was measured.
//!
//! The *Brier score* is the mean of `(p − outcome)²` over the closed, 0 to 1, the smaller the better; that of the measured
//! share itself, `r(1 − r)`, is the best that one number for the whole layer can reach.
//!
//! Source: G. W. Brier, Monthly Weather Review 78 (1950) 1–3 (for two outcomes, half of his sum).

use super::funnel::Window;
use super::places::{Part, counted};
use super::stats::{Rate, wilson};
use crate::book::Book;
use crate::book::episodes::{flag, status_code};
use crate::book::mask::Mask;
use crate::book::track::NEVER;
use crate::model::{Layer, Status};

/// The odds of one layer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Odds {
    /// The layer.
    pub layer: Layer,
    /// What the workspace assumes, 0 to 1.
    pub playbook: f64,
    /// What history says.
    pub measured: Rate,
    /// Entered or passed it too, and are not closed yet.
    pub still_open: u64,
}

impl Odds {
    /// Whether what is assumed lies outside of what was measured; nothing is off where nothing was measured.
    #[must_use]
    pub fn is_off(&self) -> bool {
        let it = &self.measured;
        it.rate.is_some() && !(it.low..=it.high).contains(&self.playbook)
    }

    /// The Brier score of a probability for the closed leads of the layer.
    #[must_use]
    pub fn brier(&self, probability: f64) -> Option<f64> {
        let won = self.measured.rate?;
        Some(won * (1.0 - probability).powi(2) + (1.0 - won) * probability.powi(2))
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Ends([(u64, u64, u64); 5]);

impl Part for Ends {
    fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            mine.0 += theirs.0;
            mine.1 += theirs.1;
            mine.2 += theirs.2;
        }
    }
}

/// The odds of each layer among selected episodes, top to bottom.
#[must_use]
pub fn calibration(book: &Book, selected: &Mask, window: Window) -> Vec<Odds> {
    let c = &book.episodes.columns;
    let count = |it: &mut Ends, row: usize| {
        if c.flags[row] & flag::LIVE == 0 {
            return;
        }
        let won = u64::from(c.status[row] == status_code(Status::Won));
        let lost = u64::from(c.status[row] == status_code(Status::Lost));
        for (ends, entered) in it.0.iter_mut().zip(&c.reached[row]) {
            let here = u64::from((*entered != NEVER) & window.has(*entered));
            ends.0 += here & won;
            ends.1 += here & lost;
            ends.2 += here & (1 - won - lost);
        }
    };
    let ends = counted(selected, None, count).pop().unwrap_or_default();
    let layers = Layer::ALL.into_iter().zip(ends.0);
    let odds = layers.map(|(layer, (won, lost, open))| Odds {
        layer,
        playbook: book.settings().odds(layer),
        measured: wilson(won, won + lost),
        still_open: open,
    });
    odds.collect()
}
