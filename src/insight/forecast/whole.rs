//! The forecast as one looks at it: in the currency of most leads with its months, and of the others only what they come
//! to. What it means is told by [`forecast`](super::forecast()) and [`months`](super::months()).

use super::months::of_currencies;
use super::{Forecast, LayerForecast, Months, drawn_odds, open_leads};
use crate::book::Book;
use crate::book::mask::Mask;
use crate::insight::calibration::calibration;
use crate::insight::funnel::Window;
use crate::model::Moment;

/// The forecast in the currency of most leads, and what is expected in the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Whole {
    /// In the currency of most leads.
    pub first: Forecast,
    /// The months that come, in the same currency.
    pub ahead: Option<Months>,
    /// What is expected in each of the others, in minor units.
    pub others: Vec<(String, f64)>,
}

/// The forecast of selected leads by so many months; odds and times are those of the selected that entered in the window.
#[must_use]
pub fn whole(
    book: &Book,
    selected: &Mask,
    window: Window,
    now: Moment,
    many: u32,
) -> Option<Whole> {
    let odds = calibration(book, selected, window);
    let drawn = drawn_odds(&odds);
    let open = || {
        let mut open = open_leads(book, selected, &odds).into_iter();
        let first = open.next()?.drawn(&drawn);
        let expected = |layers: &[LayerForecast]| layers.iter().map(LayerForecast::expected).sum();
        let others = open.map(|it| (it.currency, expected(&it.layers)));
        Some((first, others.collect()))
    };
    let ahead = || of_currencies(book, selected, (&odds, &drawn), (window, now, many), 1).pop();
    // Each of the two has stretches for which one thread is enough.
    let (open, ahead) = rayon::join(open, ahead);
    let (first, others) = open?;
    Some(Whole {
        first,
        ahead,
        others,
    })
}
