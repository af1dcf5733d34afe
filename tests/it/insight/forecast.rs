//! The forecast: what is summed up, which odds are used, and how wide the band is.

use fiveply::insight::forecast::{Coverage, forecast, months, whole};
use fiveply::insight::funnel::Window;

use super::lives::{all, book, company, noon};

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
    // One of 100,000 among them: half of the futures lie about 50,000 and half about 150,000, so that a tenth of all is a fifth
    // of the lower, 50,000 − 0.8416·1581, and nine tenths are four fifths of the upper ones.
    let mut lives = lives;
    lives.push("A 100000: 0 intent");
    let one = book(&lives);
    let band = forecast(&one, &all(&one), EVER)[0].band;
    near(band.p10, 48_669.0);
    near(band.p90, 151_331.0);
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

/// Won from intent after 10, 20, 40 and 70 days; open in it for 0, 30 and 72 days, on the sixteenth of March. The playbook
/// gives intent one half, for four are too few to measure.
///
/// `F` by hand: 1 of 6 there on day 10; 1/6 more on day 20, when 5 of 6 are left and one of 5 is won; 2/3·1/3 = 2/9 on day 40;
/// 4/9·1/2 = 2/9 on day 70; in all 7/9. The lead of 100 that is new has all of it ahead: 10 days are in March,
/// (1/6)/(7/9) = 3/14 of its 50; 20 and 40 days in April, a half; 70 in May, 2/7. The one of 30 days has 2/9 in March and
/// 2/9 in April, a half each. The one of 72 days is older than any that was won.
#[test]
fn months_are_those_in_which_such_leads_were_won() {
    let book = book(&[
        "A 1: 0 intent, 10 won",
        "A 1: 0 intent, 20 won",
        "A 1: 0 intent, 40 won",
        "A 1: 0 intent, 70 won",
        "A 100: 74 intent",
        "A 100: 44 intent",
        "A 10: 2 intent",
    ]);
    let got = months(&book, &all(&book), EVER, noon(74), 3).remove(0);
    let near = |got: f64, want: f64| assert!((got - want).abs() < 1e-6, "{got} is not {want}");
    let named: Vec<String> = got.months.iter().map(|it| it.month.to_string()).collect();
    assert_eq!(named, ["2026-03-01", "2026-04-01", "2026-05-01"]);
    let want = [50.0 * 3.0 / 14.0 + 25.0, 25.0 + 25.0, 50.0 * 2.0 / 7.0];
    for (month, want) in got.months.iter().zip(want) {
        near(month.expected / 100.0, want);
        near(month.wins, want / 100.0);
    }
    near(got.later, 0.0);
    near(got.unknown / 100.0, 5.0);
    near(
        got.expected(),
        forecast(&book, &all(&book), EVER)[0].expected(),
    );
}

/// A thousand leads of 100 at one half, all won after 20 days where they are: the month has the band of the whole.
#[test]
fn a_month_that_gets_all_has_the_band_of_all() {
    let mut lives = vec!["A 100: 100 intent"; 1000];
    lives.extend(["A 1: 0 intent, 20 won"; 5]);
    let book = book(&lives);
    let got = months(&book, &all(&book), EVER, noon(100), 4).remove(0);
    let filled: Vec<_> = got.months.iter().filter(|it| it.expected > 0.0).collect();
    assert_eq!(filled.len(), 1);
    let whole = forecast(&book, &all(&book), EVER).remove(0).band;
    let near = |got: f64, want: f64| assert!((got - want).abs() < 0.01 * want, "{got} {want}");
    near(filled[0].band.p10, whole.p10);
    near(filled[0].band.median, whole.median);
    near(filled[0].band.p90, whole.p90);
}

#[test]
fn the_months_of_a_company_add_up_to_its_forecast() {
    let (book, now) = company();
    let whole = forecast(&book, &all(&book), EVER);
    for (months, whole) in months(&book, &all(&book), EVER, now, 12).iter().zip(whole) {
        assert_eq!(months.currency, whole.currency);
        let (got, want) = (months.expected(), whole.expected());
        assert!((got - want).abs() <= 1e-6 * want.max(1.0), "{got} {want}");
        for month in &months.months {
            let band = month.band;
            let points = [0.0, band.low, band.p10, band.median, band.p90, band.high];
            assert!(points.is_sorted(), "{points:?}");
        }
    }
}

#[test]
fn what_is_shown_is_the_first_currency_and_what_the_others_come_to() {
    let (book, now) = company();
    let shown = whole(&book, &all(&book), EVER, now, 12).unwrap();
    let mut each = forecast(&book, &all(&book), EVER).into_iter();
    assert_eq!(Some(shown.first), each.next());
    let ahead = months(&book, &all(&book), EVER, now, 12).into_iter().next();
    assert!(ahead.is_some());
    assert_eq!(shown.ahead, ahead);
    let others: Vec<(String, f64)> = each
        .map(|it| (it.currency.clone(), it.expected()))
        .collect();
    assert_eq!(shown.others, others);
}
