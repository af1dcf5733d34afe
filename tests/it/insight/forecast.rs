//! The forecast: what is summed up, which odds are used, and how wide the band is.

use fiveply::insight::forecast::{Coverage, forecast};
use fiveply::insight::funnel::Window;

use super::lives::{all, book, company};

const EVER: Window = Window {
    from: 0,
    to: u32::MAX,
};

#[test]
fn a_lead_counts_with_the_odds_of_its_layer_and_parked_ones_stay_out() {
    let book = book(&[
        "A 1000 EUR: 0 intent",
        "A 500 EUR: 0 near-customer",
        "A EUR: 0 intent",
        "A 9000 EUR: 0 intent, 5 park",
        "A 10 USD: 0 potential",
        "A 1000 EUR: 0 intent, 3 won",
    ]);
    let got = forecast(&book, &all(&book), EVER);
    assert_eq!(got[0].currency, "EUR");
    let intent = &got[0].layers[2];
    assert_eq!(
        (intent.open, intent.without_value, intent.parked),
        (2, 1, 1)
    );
    assert_eq!((intent.value, intent.parked_value), (100_000, 900_000));
    // One closed lead of one is not enough to be believed.
    assert!(!intent.is_measured());
    assert_eq!((intent.p(), intent.by_measured()), (0.5, Some(100_000.0)));
    assert_eq!(got[0].expected(), 50_000.0 + 37_500.0);
    assert_eq!(got[1].expected(), 250.0);
}

/// Two leads of 100 at one half each: 0, 100 or 200 with a quarter, a half and a quarter.
#[test]
fn the_band_is_that_of_the_sum_of_single_leads() {
    let two = book(&["A 100: 0 intent", "A 100: 0 intent"]);
    let got = &forecast(&two, &all(&two), EVER)[0];
    assert_eq!(
        (got.band.low, got.band.p10, got.band.median),
        (0.0, 0.0, 10_000.0)
    );
    assert_eq!((got.band.p90, got.band.high), (20_000.0, 20_000.0));
    // A thousand leads of 100 at one half: 50,000 ± 1.96·√(1000·¼)·100, nine of ten below 50,000 + 1.2816·1581.
    let lives: Vec<&str> = (0..1000).map(|_| "A 100: 0 intent").collect();
    let many = book(&lives);
    let band = forecast(&many, &all(&many), EVER)[0].band;
    let near = |got: f64, want: f64| assert!((got / 100.0 - want).abs() < 250.0, "{got} {want}");
    near(band.low, 46_901.0);
    near(band.median, 50_000.0);
    near(band.p90, 52_026.0);
    near(band.high, 53_099.0);
}

/// Ten closed leads make a wide band of the same mean, a thousand make a narrow one.
#[test]
fn few_closed_leads_make_a_wide_band() {
    let band = |closed: usize| {
        let mut lives = vec!["A 100: 0 intent"; 400];
        lives.extend(vec!["B 1: 0 intent, 3 won"; closed / 2]);
        lives.extend(vec!["B 1: 0 intent, 3 lost"; closed / 2]);
        let book = book(&lives);
        let got = forecast(&book, &all(&book), EVER).remove(0);
        assert!(got.layers[2].is_measured());
        assert_eq!(got.expected(), 400.0 * 5_000.0);
        got.band
    };
    let (few, many) = (band(10), band(1000));
    assert!(
        few.high - few.low > 3.0 * (many.high - many.low),
        "{few:?} {many:?}"
    );
    assert!((few.median - many.median).abs() < 0.05 * many.median);
}

#[test]
fn the_same_leads_give_the_same_band_and_it_is_in_order() {
    let (book, _) = company();
    let got = forecast(&book, &all(&book), EVER);
    assert_eq!(got, forecast(&book, &all(&book), EVER));
    for it in &got {
        let band = it.band;
        let points = [
            0.0,
            band.low,
            band.p10,
            band.median,
            band.p90,
            band.high,
            it.value() as f64,
        ];
        assert!(points.is_sorted(), "{points:?}");
        assert!(band.low <= it.expected() && it.expected() <= band.high);
    }
}

#[test]
fn coverage_is_of_what_is_still_to_be_won() {
    let it = Coverage {
        target: 1000,
        won: 400,
        open: 1800,
        expected: 450.0,
    };
    assert_eq!(
        (it.to_go(), it.times(), it.expected_times()),
        (600, Some(3.0), Some(0.75))
    );
    let done = Coverage { won: 1200, ..it };
    assert_eq!((done.to_go(), done.times()), (0, None));
}
