//! What must hold of the other figures whatever the leads went through: parts are the whole, bands hold what they are of.

use fiveply::book::Book;
use fiveply::book::facets::Unit;
use fiveply::book::select::At;
use fiveply::insight::calibration::calibration;
use fiveply::insight::cohort::{by_entry, by_first_order};
use fiveply::insight::conversion::{conversions, conversions_and_by, conversions_by};
use fiveply::insight::duration::{Days, durations, durations_and_by};
use fiveply::insight::facets::facet_figures;
use fiveply::insight::forecast::{forecast, forecast_at};
use fiveply::insight::funnel::Window;
use fiveply::insight::lost::lost;
use fiveply::insight::orders::{average_order, orders};
use fiveply::insight::sets::places;
use fiveply::insight::velocity::velocity;
use fiveply::insight::winrate::win_rates;
use fiveply::query::{Field, Filter};
use proptest::prelude::*;

use super::laws::{NOW, lives, read};
use super::lives::{all, days, noon, start};

const EVER: Window = Window {
    from: 0,
    to: u32::MAX,
};

/// Accounts, values and sources of leads that else lead any lives.
pub(super) fn varied() -> impl Strategy<Value = Vec<String>> {
    let heads = prop::collection::vec((0..4_usize, 1..900_u32, 0..3_usize), 24);
    (lives(), heads).prop_map(|(lives, heads)| {
        let each = lives.iter().zip(heads);
        each.map(|(life, (account, value, source))| {
            let steps = life.split_once(':').map_or("", |it| it.1);
            let (account, source) = (
                ["A", "B", "C", "D"][account],
                ["fair", "mail", "web"][source],
            );
            format!("{account} {value} EUR source={source}:{steps}")
        })
        .collect()
    })
}

fn holds(band: Option<(f64, f64)>, value: Option<f64>) -> bool {
    match (band, value) {
        (Some((low, high)), Some(value)) => low <= value + 1e-6 && value <= high + 1e-6,
        (None, _) => true,
        (Some(_), None) => false,
    }
}

fn sold(book: &Book) -> i128 {
    let bought = orders(book, &all(book)).bought(0, EVER);
    bought.iter().map(|it| it.revenue).sum()
}

proptest! {
    #[test]
    fn groups_are_counted_with_their_whole_as_they_are_alone(lives in varied()) {
        let book = read(&lives);
        let rows = all(&book);
        let split = book.split(Field::Source, &rows, 9).unwrap();
        let now = start(NOW);
        let (whole, parts) = conversions_and_by(&book, &rows, EVER, now, &split);
        let told = |it: &[fiveply::insight::conversion::Conversion]| -> Vec<_> {
            it.iter().map(|it| (it.reached, it.direct, it.were_in, it.came_next, it.left_out)).collect()
        };
        prop_assert_eq!(told(&whole), told(&conversions(&book, &rows, EVER, now)));
        let alone = conversions_by(&book, &rows, EVER, now, &split);
        let masks = places(&split, &rows);
        for ((part, same), mask) in parts.iter().zip(&alone).zip(&masks) {
            prop_assert_eq!(told(part), told(same));
            prop_assert_eq!(told(part), told(&conversions(&book, mask, EVER, now)));
        }
        let (lasting, each) = durations_and_by(&book, &rows, EVER, now, &split);
        prop_assert_eq!(&lasting, &durations(&book, &rows, EVER, now));
        for (part, mask) in each.iter().zip(&masks) {
            prop_assert_eq!(part, &durations(&book, mask, EVER, now));
        }
        for (_, it) in &lasting.layers {
            if let (Days::By(half), Days::By(most)) = (it.median(), it.p90()) {
                prop_assert!(half <= most);
            }
        }
        // At the odds of all, what is expected of the groups is what is expected of all.
        let odds = calibration(&book, &rows, EVER);
        let of = |mask| forecast_at(&book, mask, &odds).iter().map(|it| it.expected()).sum::<f64>();
        let sum: f64 = masks.iter().map(of).sum();
        let all_of: f64 = forecast(&book, &rows, EVER).iter().map(|it| it.expected()).sum();
        prop_assert!((sum - all_of).abs() < 1e-6 * all_of.max(1.0));
    }

    #[test]
    fn odds_and_losses_are_parts_of_what_was_closed(lives in varied()) {
        let book = read(&lives);
        let rows = all(&book);
        for it in calibration(&book, &rows, EVER) {
            let rate = it.measured;
            prop_assert!(rate.hits <= rate.n);
            if let Some(share) = rate.rate {
                // No other number foretells better than the share itself.
                let best = it.brier(share).unwrap();
                prop_assert!(best <= it.brier(it.playbook).unwrap() + 1e-12);
                prop_assert!((best - share * (1.0 - share)).abs() < 1e-12);
            }
        }
        let (_, rates) = win_rates(&book, &rows, EVER, None);
        let it = lost(&book, &rows, EVER);
        prop_assert_eq!(it.all.all(), rates[0].lost);
        prop_assert_eq!(it.reasons.iter().map(|it| it.all()).sum::<u64>(), it.all.all());
        prop_assert_eq!(it.competitors.iter().map(|it| it.all()).sum::<u64>(), it.all.all());
    }

    #[test]
    fn money_is_counted_once_in_wins_orders_cohorts_and_velocity(lives in varied(), cut in 1..60_i64) {
        let book = read(&lives);
        let rows = all(&book);
        let (_, rates) = win_rates(&book, &rows, EVER, None);
        let money = rates[0].money.first().copied().unwrap_or_default();
        prop_assert_eq!(money.won_value, money.each.sum());
        prop_assert_eq!(money.won_value, sold(&book));
        prop_assert!(holds(money.share_band(), money.share()));
        prop_assert!(holds(money.average_worth().band(), money.average()));
        let found = orders(&book, &rows);
        let bought = found.bought(0, EVER);
        let average = average_order(&bought);
        prop_assert!(holds(average.band(), average.value));
        prop_assert_eq!(average.n as usize, bought.len());
        let parts = [days(0, cut), days(cut, 10_000)].map(|it| found.bought(0, it));
        let parts: i128 = parts.iter().flatten().map(|it| it.revenue).sum();
        prop_assert_eq!(parts, sold(&book));
        let now = start(NOW);
        for it in by_first_order(&book, &found, 0, now) {
            prop_assert!(it.revenue_by.is_sorted());
            prop_assert_eq!((it.each.n(), it.each.sum()), (it.accounts, it.revenue_by.last().copied().unwrap()));
            prop_assert!(holds(it.observed_band(), it.observed_value()));
            prop_assert!(holds(it.extrapolated_value_band(), it.extrapolated_value()));
        }
        let entered: u64 = by_entry(&book, &rows, now).cohorts.iter().map(|it| it.leads).sum();
        prop_assert_eq!(entered, rates[0].entered);
        let (_, speeds) = velocity(&book, &rows, EVER, None);
        let speed = speeds[0].first().copied().unwrap_or_default();
        prop_assert_eq!((speed.won, speed.lost), (rates[0].won, rates[0].lost));
        prop_assert_eq!(speed.values, money.each);
        prop_assert!(holds(speed.band(), speed.a_day()));
    }

    #[test]
    fn the_values_of_a_facet_are_all_leads_and_their_lift_leans_to_the_whole(lives in varied()) {
        let book = read(&lives);
        let slice = book.slice(&Filter::default(), Unit::Leads, &[Field::Source], At { now: noon(NOW) });
        let figures = facet_figures(&book, &slice.facets[0], "", 9);
        let sum = |of: fn(&fiveply::insight::facets::ValueFigures) -> u32| figures.values.iter().map(of).sum::<u32>();
        prop_assert_eq!(sum(|it| it.count.all), slice.total.all);
        prop_assert_eq!(sum(|it| it.count.won), slice.total.won);
        prop_assert_eq!(sum(|it| it.count.lost), slice.total.lost);
        let whole = figures.conversion.rate;
        for it in &figures.values {
            if let (Some(lift), Some(own), Some(whole)) = (it.lift, it.conversion.rate, whole) {
                // On the value's side of the whole, and no further from it than the value itself.
                let own = own / whole;
                prop_assert!(lift >= own.min(1.0) - 1e-9 && lift <= own.max(1.0) + 1e-9, "{lift} {own}");
            }
        }
    }
}
