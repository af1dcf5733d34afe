//! Checks the competing-risk curves against published, computed and hand-worked cases, and their laws.

use proptest::prelude::*;

use super::super::{End, Survival, wilson};
use super::*;

fn curves(stays: &[(u32, End)]) -> Incidence {
    Incidence::of(&stays.iter().copied().collect())
}

fn near(got: f64, want: f64) {
    assert!((got - want).abs() < 1e-9, "{got} is not {want}");
}

/// Forty stays with ties of every kind: numpy 2.4.6, `default_rng(7)`, `integers(0, 21, 40)` for the days, then
/// `choice([0, 1, 2], 40, p=[.35, .4, .25])` for open, advanced, lost.
fn forty() -> Vec<(u32, End)> {
    let of = |end: End, days: &[u32]| days.iter().map(|day| (*day, end)).collect::<Vec<_>>();
    [
        of(
            End::Open,
            &[19, 13, 18, 12, 18, 19, 0, 17, 16, 9, 17, 20, 10, 16, 16],
        ),
        of(
            End::Advanced,
            &[
                14, 16, 17, 1, 6, 5, 10, 2, 7, 15, 5, 9, 10, 12, 11, 20, 13, 20,
            ],
        ),
        of(End::Lost, &[4, 2, 6, 5, 10, 14, 7]),
    ]
    .concat()
}

/// Five stays by hand: day 1 one of 5 advances (1/5); day 2 one of 4 is lost (4/5 · 1/4 = 1/5); day 3 one goes out
/// of sight; day 4 one of 2 advances (3/5 · 1/2 = 3/10); the last is open on day 6.
#[test]
fn agrees_with_five_stays_worked_by_hand() {
    let got = curves(&[
        (1, End::Advanced),
        (2, End::Lost),
        (3, End::Open),
        (4, End::Advanced),
        (6, End::Open),
    ]);
    for (day, advanced, lost) in [
        (0, 0.0, 0.0),
        (1, 0.2, 0.0),
        (3, 0.2, 0.2),
        (4, 0.5, 0.2),
        (6, 0.5, 0.2),
    ] {
        near(got.by(Cause::Advanced, day).unwrap().share, advanced);
        near(got.by(Cause::Lost, day).unwrap().share, lost);
    }
    assert_eq!(got.by(Cause::Advanced, 7), None);
    assert_eq!((got.n(), got.still_open(), got.longest()), (5, 2, Some(6)));
}

/// Made with scikit-survival 0.28.0, `cumulative_incidence_competing_risks(cause, day)`.
#[test]
fn shares_agree_with_scikit_survival() {
    let got = curves(&forty());
    for (day, advanced, lost) in [
        (0, 0.0, 0.0),
        (5, 0.102_564_102_564_102_56, 0.076_923_076_923_076_93),
        (10, 0.232_741_617_357_001_94, 0.154_832_347_140_039_43),
        (17, 0.451_132_776_091_099_5, 0.185_858_715_389_556_03),
        (20, 0.693_138_448_437_329_1, 0.185_858_715_389_556_03),
    ] {
        near(got.by(Cause::Advanced, day).unwrap().share, advanced);
        near(got.by(Cause::Lost, day).unwrap().share, lost);
    }
    assert_eq!(got.at_the_end(Cause::Lost), got.by(Cause::Lost, 20));
}

/// Made twice, with the same result: scikit-survival 0.28.0, `var_type="Dinse_Approx"` (equation 6 of Dinse and
/// Larson); and numpy 2.4.6, each stay's weight moved by ±1e-5 in the estimator itself and the squared slopes summed
/// (the infinitesimal jackknife), which uses none of the formula.
#[test]
fn standard_errors_agree_with_scikit_survival_and_the_infinitesimal_jackknife() {
    let got = curves(&forty());
    for (cause, day, error) in [
        (Cause::Advanced, 10, 0.068_024_061_92),
        (Cause::Lost, 10, 0.058_143_065_34),
        (Cause::Advanced, 17, 0.085_792_063_06),
        (Cause::Lost, 17, 0.063_725_261_75),
    ] {
        near(got.by(cause, day).unwrap().error, error);
    }
}

/// Greenwood's errors for Freireich's remission data as printed in J. P. Klein and M. L. Moeschberger, Survival
/// Analysis (2nd edition 2003), table 4.1: with one end the formula must come down to his.
#[test]
fn with_one_end_the_standard_errors_are_greenwoods() {
    let over = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(|week| (week, End::Advanced));
    let open = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|week| (week, End::Open));
    let got = curves(&[over.as_slice(), open.as_slice()].concat());
    for (week, error) in [
        (6, 0.0764),
        (7, 0.0869),
        (10, 0.0963),
        (13, 0.1068),
        (16, 0.1141),
        (22, 0.1282),
        (23, 0.1346),
    ] {
        let chance = got.by(Cause::Advanced, week).unwrap();
        assert!(
            (chance.error - error).abs() < 6e-5,
            "week {week}: {chance:?}"
        );
    }
}

#[test]
fn treating_the_lost_as_open_would_promise_too_much() {
    let honest = curves(&forty()).by(Cause::Advanced, 17).unwrap().share;
    let naive: Vec<_> = forty()
        .into_iter()
        .map(|(day, end)| (day, end == End::Advanced))
        .collect();
    let promised = 1.0
        - Survival::of(&naive.into_iter().collect())
            .staying(17)
            .unwrap();
    assert!(promised > honest + 0.05, "{promised} against {honest}");
}

#[test]
fn nothing_gives_nothing() {
    let got = curves(&[]);
    assert_eq!(
        (got.by(Cause::Advanced, 0), got.at_the_end(Cause::Lost)),
        (None, None)
    );
}

#[test]
fn a_share_of_none_or_all_keeps_the_band_of_those_followed() {
    let none = curves(&[
        (2, End::Open),
        (9, End::Open),
        (9, End::Open),
        (9, End::Lost),
    ]);
    let chance = none.by(Cause::Advanced, 5).unwrap();
    assert_eq!((chance.share, chance.low), (0.0, 0.0));
    assert_eq!(chance.high, wilson(0, 3).high);
    let all = curves(&[(1, End::Advanced), (1, End::Advanced)]);
    let chance = all.by(Cause::Advanced, 400).unwrap();
    assert_eq!((chance.share, chance.high), (1.0, 1.0));
    assert_eq!(chance.low, wilson(2, 2).low);
}

fn stays() -> impl Strategy<Value = Vec<(u32, End)>> {
    let end = prop_oneof![Just(End::Open), Just(End::Advanced), Just(End::Lost)];
    prop::collection::vec((0_u32..40, end), 1..120)
}

proptest! {
    #[test]
    fn advanced_lost_and_staying_add_up_to_one_on_every_day(stays in stays()) {
        let (risks, alone) = (curves(&stays), Survival::of(&stays.iter().copied().collect()));
        for day in 0..=risks.longest().unwrap() {
            let shares = [Cause::Advanced, Cause::Lost].map(|cause| risks.by(cause, day).unwrap().share);
            let sum = shares[0] + shares[1] + alone.staying(day).unwrap();
            prop_assert!((sum - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn shares_only_grow_and_lie_inside_their_bands(stays in stays()) {
        let got = curves(&stays);
        for cause in [Cause::Advanced, Cause::Lost] {
            let mut last = 0.0;
            for day in 0..=got.longest().unwrap() {
                let chance = got.by(cause, day).unwrap();
                prop_assert!(last <= chance.share);
                prop_assert!(0.0 <= chance.low && chance.low <= chance.share);
                prop_assert!(chance.share <= chance.high && chance.high <= 1.0);
                prop_assert!(chance.low < chance.high && chance.worth <= stays.len() as f64);
                last = chance.share;
            }
        }
    }

    #[test]
    fn without_open_stays_it_is_the_plain_share_with_its_plain_band(stays in stays(), day in 0_u32..40) {
        let over: Vec<_> = stays.into_iter().filter(|(_, end)| *end != End::Open).collect();
        prop_assume!(!over.is_empty());
        let got = curves(&over).by(Cause::Advanced, day).unwrap();
        let hits = over.iter().filter(|(d, end)| *d <= day && *end == End::Advanced).count();
        let plain = wilson(hits as u64, over.len() as u64);
        prop_assert!((got.share - plain.rate.unwrap()).abs() < 1e-9);
        prop_assert!((got.low - plain.low).abs() < 1e-6 && (got.high - plain.high).abs() < 1e-6);
    }

    #[test]
    fn the_order_of_the_stays_changes_nothing(stays in stays()) {
        let mut turned = stays.clone();
        turned.reverse();
        prop_assert_eq!(curves(&turned), curves(&stays));
    }

    #[test]
    fn the_two_ends_trade_places_when_their_names_do(stays in stays()) {
        let swapped: Vec<_> = stays.iter().map(|(day, end)| (*day, match end {
            End::Open => End::Open,
            End::Advanced => End::Lost,
            End::Lost => End::Advanced,
        })).collect();
        prop_assert_eq!(
            curves(&stays).at_the_end(Cause::Advanced),
            curves(&swapped).at_the_end(Cause::Lost)
        );
    }
}
