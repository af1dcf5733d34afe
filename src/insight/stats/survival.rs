//! How long stays last when some of them are not over yet: the product-limit (Kaplan–Meier) estimator.
//!
//! For one kind of end only, that a stay is over. Where two ends compete (advanced or lost), the share of one of them
//! is not to be read from here: that is what `Incidence` is for.

use super::tally::{Ends, Tally};

/// A curve counts as having come down to a level when it is above it by no more than this: a product of fractions
/// that is one half on paper may be a little more than one half in floats.
const LEVEL: f64 = 1e-9;

/// So many stays are counted rather than put in order.
const MANY: usize = 1 << 14;

/// One day on which somebody left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The day, counted from the start of each stay.
    pub day: u32,
    /// How many were still there as the day began.
    pub at_risk: u64,
    /// How many left on it.
    pub left: u64,
    /// The share that is expected to stay longer than this day.
    pub staying: f64,
}

/// The survival curve of stays.
///
/// `S(t) = Π over days d ≤ t of (1 − left(d) / at_risk(d))`. A stay that is still open on day `t` was there on day
/// `t`, so on equal days leaving comes before being lost from sight. That the open ones are counted for as long as
/// they have been seen, and not left out, is the point: the slow ones are the ones that are still open.
///
/// Source: E. L. Kaplan and P. Meier, Journal of the American Statistical Association 53 (1958) 457–481.
#[derive(Debug, Clone, PartialEq)]
pub struct Survival {
    steps: Vec<Step>,
    n: u64,
    open: u64,
    longest: Option<u32>,
}

impl Survival {
    /// Reads the curve off a tally, advanced and lost alike being over.
    #[must_use]
    pub fn of(tally: &Tally) -> Self {
        Self::by_days(tally.total(), tally.days())
    }

    /// The same of stays one by one, each with whether it is over: where they are few, and of many lengths.
    #[must_use]
    pub fn of_stays(mut stays: Vec<(u32, bool)>) -> Self {
        if stays.len() > MANY {
            return Self::of(&stays.into_iter().collect());
        }
        stays.sort_unstable();
        let ends = |stays: &[(u32, bool)]| {
            let over = stays.iter().filter(|it| it.1).count() as u64;
            Ends {
                open: stays.len() as u64 - over,
                advanced: over,
                lost: 0,
            }
        };
        let days = stays.chunk_by(|one, other| one.0 == other.0);
        let days = days.filter_map(|it| Some((it.first()?.0, ends(it))));
        Self::by_days(ends(&stays), days)
    }

    /// Reads it off lengths in their order, and how all of them ended.
    fn by_days(total: Ends, days: impl Iterator<Item = (u32, Ends)>) -> Self {
        let mut at_risk = total.all();
        let mut staying = 1.0;
        let mut steps = Vec::new();
        let mut longest = None;
        for (day, ends) in days {
            longest = Some(day);
            let left = ends.over();
            if left > 0 {
                staying *= (at_risk - left) as f64 / at_risk as f64;
                steps.push(Step {
                    day,
                    at_risk,
                    left,
                    staying,
                });
            }
            at_risk -= ends.all();
        }
        Self {
            steps,
            n: total.all(),
            open: total.open,
            longest,
        }
    }

    /// How many stays the curve rests on.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.n
    }

    /// How many of them are still open.
    #[must_use]
    pub fn still_open(&self) -> u64 {
        self.open
    }

    /// The longest stay seen, over or open; what a quantile that is not reached lies beyond.
    #[must_use]
    pub fn longest(&self) -> Option<u32> {
        self.longest
    }

    /// The days on which the curve falls, first to last.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The share that stays longer than `day`; `None` where there are no stays, or where the curve has ended above
    /// zero before that day, because nothing was seen there.
    #[must_use]
    pub fn staying(&self, day: u32) -> Option<f64> {
        let longest = self.longest?;
        let passed = self.steps.partition_point(|step| step.day <= day);
        let staying = match passed {
            0 => 1.0,
            _ => self.steps[passed - 1].staying,
        };
        (day <= longest || staying <= 0.0).then_some(staying)
    }

    /// The first day by which at least `share` (0 to 1) have left; `None` where the curve never comes down that far.
    ///
    /// Where the curve rests exactly on the level this is the first day there, not the middle of the rest.
    #[must_use]
    pub fn quantile(&self, share: f64) -> Option<u32> {
        let level = 1.0 - share + LEVEL;
        let above = self.steps.partition_point(|step| step.staying > level);
        self.steps.get(above).map(|step| step.day)
    }

    /// The day by which half of them have left.
    #[must_use]
    pub fn median(&self) -> Option<u32> {
        self.quantile(0.5)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn curve(stays: &[(u32, bool)]) -> Survival {
        Survival::of(&stays.iter().copied().collect())
    }

    /// Weeks in remission of 21 children on 6-mercaptopurine, `true` is a relapse: E. J. Freireich and others, Blood
    /// 21 (1963) 699–716.
    const REMISSION: [(u32, bool); 21] = [
        (6, true),
        (6, true),
        (6, true),
        (6, false),
        (7, true),
        (9, false),
        (10, true),
        (10, false),
        (11, false),
        (13, true),
        (16, true),
        (17, false),
        (19, false),
        (20, false),
        (22, true),
        (23, true),
        (25, false),
        (32, false),
        (32, false),
        (34, false),
        (35, false),
    ];

    /// The values printed for these data in J. P. Klein and M. L. Moeschberger, Survival Analysis (2nd edition 2003),
    /// table 4.1; the same from lifelines 0.30.3, `KaplanMeierFitter`.
    #[test]
    fn gives_the_published_curve_of_the_remission_data() {
        let got = curve(&REMISSION);
        let want = [
            (6, 21, 3, 0.857),
            (7, 17, 1, 0.807),
            (10, 15, 1, 0.753),
            (13, 12, 1, 0.690),
            (16, 11, 1, 0.627),
            (22, 7, 1, 0.538),
            (23, 6, 1, 0.448),
        ];
        assert_eq!(got.steps().len(), want.len());
        for (step, (day, at_risk, left, staying)) in got.steps().iter().zip(want) {
            assert_eq!((step.day, step.at_risk, step.left), (day, at_risk, left));
            assert!((step.staying - staying).abs() < 6e-4, "{step:?}");
        }
        assert_eq!((got.n(), got.still_open()), (21, 12));
    }

    #[test]
    fn the_median_remission_is_23_weeks_and_the_ninetieth_percentile_was_not_seen() {
        let got = curve(&REMISSION);
        assert_eq!(got.median(), Some(23));
        assert_eq!(got.quantile(0.25), Some(13));
        assert_eq!(got.quantile(0.75), None);
        assert_eq!(got.quantile(0.9), None);
        assert_eq!(got.longest(), Some(35));
    }

    #[test]
    fn leaving_out_the_open_ones_would_halve_the_median() {
        let over: Vec<_> = REMISSION.into_iter().filter(|(_, over)| *over).collect();
        assert_eq!(curve(&over).median(), Some(10));
    }

    #[test]
    fn nothing_gives_nothing() {
        let got = curve(&[]);
        assert_eq!(
            (got.median(), got.longest(), got.staying(0)),
            (None, None, None)
        );
    }

    #[test]
    fn all_open_stay_and_have_no_median() {
        let got = curve(&[(4, false), (9, false)]);
        assert_eq!(
            (got.median(), got.staying(9), got.staying(10)),
            (None, Some(1.0), None)
        );
        assert_eq!(got.longest(), Some(9));
    }

    #[test]
    fn a_stay_of_no_days_counts_on_day_zero() {
        let got = curve(&[(0, true), (0, true), (0, false), (8, true)]);
        assert_eq!(got.median(), Some(0));
        assert_eq!(got.staying(0), Some(0.5));
        assert_eq!(got.staying(1000), Some(0.0));
    }

    fn stays() -> impl Strategy<Value = Vec<(u32, bool)>> {
        prop::collection::vec((0_u32..60, any::<bool>()), 1..120)
    }

    proptest! {
        #[test]
        fn the_curve_only_falls_and_stays_inside_zero_to_one(stays in stays()) {
            let mut last = 1.0;
            for day in 0..=curve(&stays).longest().unwrap() {
                let staying = curve(&stays).staying(day).unwrap();
                prop_assert!(0.0 <= staying && staying <= last);
                last = staying;
            }
        }

        #[test]
        fn the_order_of_the_stays_changes_nothing(stays in stays(), seed in any::<prop::sample::Index>()) {
            let mut turned = stays.clone();
            turned.rotate_left(seed.index(stays.len()));
            turned.reverse();
            prop_assert_eq!(curve(&turned), curve(&stays));
        }

        #[test]
        fn with_none_open_it_is_the_plain_share_and_the_plain_quantile(days in prop::collection::vec(0_u32..60, 1..120)) {
            let stays: Vec<_> = days.iter().map(|day| (*day, true)).collect();
            let got = curve(&stays);
            for day in 0..60 {
                let longer = days.iter().filter(|d| **d > day).count() as f64 / days.len() as f64;
                prop_assert!((got.staying(day).unwrap() - longer).abs() < 1e-12);
            }
            let mut sorted = days.clone();
            sorted.sort_unstable();
            for (share, rank) in [(0.5, days.len().div_ceil(2)), (0.75, (3 * days.len()).div_ceil(4)), (0.9, (9 * days.len()).div_ceil(10))] {
                prop_assert_eq!(got.quantile(share), Some(sorted[rank - 1]));
            }
        }

        #[test]
        fn quantiles_grow_with_the_share(stays in stays()) {
            let got = curve(&stays);
            let beyond = |share| got.quantile(share).unwrap_or(u32::MAX);
            prop_assert!(beyond(0.5) <= beyond(0.75) && beyond(0.75) <= beyond(0.9));
        }

        #[test]
        fn opening_a_stay_again_never_shortens_the_median(stays in stays(), which in any::<prop::sample::Index>()) {
            let mut open = stays.clone();
            open[which.index(stays.len())].1 = false;
            prop_assert!(curve(&open).median().unwrap_or(u32::MAX) >= curve(&stays).median().unwrap_or(u32::MAX));
        }
    }
}
