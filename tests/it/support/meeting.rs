//! A made-up week for the meeting.

use chrono::NaiveDate;
use fiveply::insight::week::{Count, Of, Week};

/// Now and in the week before, in the order of `Of::ALL`.
const FIGURES: [(u64, u64); 16] = [
    (412, 316),
    (1_187, 1_166),
    (23, 29),
    (61, 52),
    (14, 14),
    (3, 0),
    (48, 51),
    (17, 12),
    (150, 0),
    (85, 0),
    (113, 0),
    (7, 0),
    (96, 88),
    (4, 0),
    (11, 9),
    (70, 42),
];

pub fn week() -> Week {
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    let (from, to) = (day(15), day(21));
    let counts = Of::ALL.into_iter().zip(FIGURES);
    let counts = counts.map(|(of, (now, before))| Count {
        of,
        now,
        before: of.is_of_days().then_some(before),
        filter: of.filter(from, to),
    });
    Week {
        from,
        to,
        counts: counts.collect(),
    }
}
