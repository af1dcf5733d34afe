//! What the columns of a CSV file are called: in English by the keys of JSON, else in the reader's words.

use super::sheet::Grid;
use crate::i18n::{Language, Locale, Msg};

/// What keys are called that are only meant, and so have no head.
const KEYS: [(&str, Msg); 68] = [
    ("a_day_high", Msg::SheetKeyADayHigh),
    ("a_day_low", Msg::SheetKeyADayLow),
    ("accounts", Msg::SheetKeyAccounts),
    ("advanced", Msg::SheetKeyAdvanced),
    ("after", Msg::SheetKeyAfter),
    ("again_high", Msg::SheetKeyAgainHigh),
    ("again_low", Msg::SheetKeyAgainLow),
    ("average_days_high", Msg::SheetKeyAverageDaysHigh),
    ("average_days_low", Msg::SheetKeyAverageDaysLow),
    ("average_value_high", Msg::SheetKeyAverageValueHigh),
    ("average_value_low", Msg::SheetKeyAverageValueLow),
    ("back_in", Msg::SheetKeyBackIn),
    ("back_out", Msg::SheetKeyBackOut),
    ("before", Msg::SheetKeyBefore),
    ("by_value_high", Msg::SheetKeyByValueHigh),
    ("by_value_low", Msg::SheetKeyByValueLow),
    ("change_high", Msg::SheetKeyChangeHigh),
    ("change_low", Msg::SheetKeyChangeLow),
    ("closing", Msg::SheetKeyClosing),
    ("cohort_high", Msg::SheetKeyCohortHigh),
    ("cohort_low", Msg::SheetKeyCohortLow),
    ("currency", Msg::SheetKeyCurrency),
    ("differs", Msg::SheetKeyDiffers),
    ("entered", Msg::SheetKeyEntered),
    ("entered_won", Msg::SheetKeyEnteredWon),
    ("extrapolated_high", Msg::SheetKeyExtrapolatedHigh),
    ("extrapolated_low", Msg::SheetKeyExtrapolatedLow),
    ("forward_in", Msg::SheetKeyForwardIn),
    ("forward_out", Msg::SheetKeyForwardOut),
    ("found", Msg::SheetKeyFound),
    ("high", Msg::SheetKeyHigh),
    ("id", Msg::SheetKeyId),
    ("in_the_end_high", Msg::SheetKeyInTheEndHigh),
    ("in_the_end_low", Msg::SheetKeyInTheEndLow),
    ("late", Msg::SheetKeyLate),
    ("late_high", Msg::SheetKeyLateHigh),
    ("late_low", Msg::SheetKeyLateLow),
    ("layer", Msg::SheetKeyLayer),
    ("left_out", Msg::SheetKeyLeftOut),
    ("lost", Msg::SheetKeyLost),
    ("low", Msg::SheetKeyLow),
    ("median", Msg::SheetKeyMedian),
    ("n_after", Msg::SheetKeyNAfter),
    ("n_before", Msg::SheetKeyNBefore),
    ("new", Msg::SheetKeyNew),
    ("observed_high", Msg::SheetKeyObservedHigh),
    ("observed_low", Msg::SheetKeyObservedLow),
    ("opening", Msg::SheetKeyOpening),
    ("ordering_by_age", Msg::SheetKeyOrderingByAge),
    ("p10", Msg::SheetKeyP10),
    ("p90", Msg::SheetKeyP90),
    ("reopened", Msg::SheetKeyReopened),
    ("residual", Msg::SheetKeyResidual),
    ("revenue_by_age", Msg::SheetKeyRevenueByAge),
    ("strict_high", Msg::SheetKeyStrictHigh),
    ("strict_low", Msg::SheetKeyStrictLow),
    ("strict_n", Msg::SheetKeyStrictN),
    ("timed", Msg::SheetKeyTimed),
    ("unit", Msg::SheetKeyUnit),
    ("used", Msg::SheetKeyUsed),
    ("value_by_age", Msg::SheetKeyValueByAge),
    ("value_lost", Msg::SheetKeyValueLost),
    ("win_rate_high", Msg::SheetKeyWinRateHigh),
    ("win_rate_low", Msg::SheetKeyWinRateLow),
    ("won", Msg::SheetKeyWon),
    ("won_after", Msg::SheetKeyWonAfter),
    ("won_before", Msg::SheetKeyWonBefore),
    ("won_by_age", Msg::SheetKeyWonByAge),
];

/// The names of the columns that are meant, in their order.
pub(super) fn names(grid: &Grid, locale: &Locale) -> Vec<String> {
    let columns = grid.columns.iter();
    let meant = columns.filter_map(|it| Some((it.key?, it.head.as_ref())));
    let mut names: Vec<String> = Vec::new();
    for (key, head) in meant {
        let said = || {
            let known = KEYS.iter().find(|it| it.0 == key);
            known.map_or_else(|| key.to_owned(), |it| locale.t(it.1))
        };
        let name = match locale.language() {
            Language::English => key.to_owned(),
            Language::Chinese => head.map_or_else(said, |it| it.in_words(locale)),
        };
        // Two columns of one name would be one to whoever reads it.
        let is_taken = name.is_empty() || names.contains(&name);
        names.push(if is_taken { key.to_owned() } else { name });
    }
    names
}

/// The same column of the earlier period.
pub(super) fn before(name: &str, locale: &Locale) -> String {
    match locale.language() {
        Language::English => format!("{name}_before"),
        Language::Chinese => locale.t_args(Msg::SheetKeyOfBefore, &[("name", name.into())]),
    }
}
