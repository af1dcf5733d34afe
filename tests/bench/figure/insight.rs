//! The reports over everything: each is one pass over columns, or few.

use std::time::Instant;

use fiveply::book::Book;
use fiveply::book::mask::Mask;
use fiveply::book::select::At;
use fiveply::insight::calibration::calibration;
use fiveply::insight::cohort::{by_entry, by_first_order};
use fiveply::insight::conversion::{conversions, conversions_by};
use fiveply::insight::duration::durations;
use fiveply::insight::forecast::{forecast, months};
use fiveply::insight::funnel::Window;
use fiveply::insight::lost::lost;
use fiveply::insight::orders::{LIMITS, classes, orders};
use fiveply::insight::overview::{Spans, overview, overview_before};
use fiveply::insight::reps::reps;
use fiveply::insight::sitting::Sitting;
use fiveply::insight::velocity::velocity;
use fiveply::insight::why::{Basis, Measure, Span, cells, why};
use fiveply::insight::winrate::win_rates;
use fiveply::model::{Revalued, Topic};
use fiveply::query::{Context, Field, read};

use super::data::NOW;
use super::table::{Line, Table, median_ms, ms};

const LIMIT: &str = "≤ 50 ms";

/// Measures each report on every lead, or those in whose name something is.
pub fn measure(book: &Book, (runs, only): (usize, &str), table: &mut Table) {
    let filter = read("", &Context::on(NOW.utc().date_naive())).unwrap();
    let all = &book.select(&filter, At { now: NOW });
    let now = u32::try_from(NOW.0 / 60_000).unwrap();
    let ever = Window::default();
    let (_, rates) = win_rates(book, all, ever, None);
    let won = rates[0].won;
    let mut timed = |name: &str, work: &dyn Fn() -> bool| {
        if !name.contains(only) {
            return;
        }
        let mut right = true;
        let times: Vec<_> = (0..runs.max(3))
            .map(|_| {
                let began = Instant::now();
                right &= work();
                began.elapsed()
            })
            .collect();
        table.right(&format!("report {name}"), right);
        table.add(Line::new(
            format!("report {name}"),
            ms(median_ms(&times)),
            LIMIT,
        ));
    };
    timed("conversion", &|| {
        conversions(book, all, ever, now).len() == 5
    });
    timed("conversion by source", &|| {
        let split = book.split(Field::Source, all, 12).unwrap();
        conversions_by(book, all, ever, now, &split).len() == split.shares().len()
    });
    timed("win rates by owner", &|| {
        let split = book.split(Field::Owner, all, 12).unwrap();
        let rates = win_rates(book, all, ever, Some(&split)).1;
        rates.iter().map(|it| it.won).sum::<u64>() == won
    });
    timed("duration", &|| {
        durations(book, all, ever, now).layers.len() == 5
    });
    timed("cohort by entry", &|| {
        !by_entry(book, all, now).cohorts.is_empty()
    });
    timed("cohort by first order", &|| {
        let orders = orders(book, all);
        let cohorts = by_first_order(book, &orders, 0, now);
        cohorts.iter().map(|it| it.accounts).sum::<u64>() <= won
    });
    timed("forecast", &|| {
        forecast(book, all, ever)
            .iter()
            .all(|it| it.band.low <= it.band.high)
    });
    timed("why by two fields", &|| adds_up(book, all, now));
    timed("abc", &|| {
        let bought = orders(book, all).bought(0, ever);
        let revenues: Vec<i128> = bought.iter().map(|it| it.revenue).collect();
        classes(&revenues, LIMITS).len() == bought.len()
    });
    timed("velocity", &|| {
        velocity(book, all, ever, None).1[0][0].won <= won
    });
    timed("lost", &|| lost(book, all, ever).all.all() == rates[0].lost);
    timed("calibration", &|| calibration(book, all, ever).len() == 5);
    timed("forecast by months", &|| {
        let ahead = months(book, all, ever, NOW, 12);
        ahead.iter().all(|it| it.months.len() == 12)
    });
    timed("reps", &|| {
        let it = reps(book, all, ever, NOW, 500);
        it.parts.iter().map(|it| it.won).sum::<u64>() == it.whole.won
    });
    screens(book, all, &mut timed);
}

/// What screens count beside reports: the funnel, a week of its replay, and the pages of the meeting.
fn screens(book: &Book, all: &Mask, timed: &mut dyn FnMut(&str, &dyn Fn() -> bool)) {
    let now = u32::try_from(NOW.0 / 60_000).unwrap();
    let quarter = 91 * 24 * 60;
    let span = |back: u32| Window {
        from: now - back * quarter,
        to: now - (back - 1) * quarter,
    };
    let spans = Spans {
        window: span(1),
        before: Some((span(2), now - quarter)),
    };
    timed("funnel with what came and went", &|| {
        overview(book, all, spans, now).flow.residual() == 0
    });
    let week = 7 * 24 * 60;
    for back in [1, 4, 26, 52] {
        timed(&format!("funnel of {back} weeks ago, by tracks"), &|| {
            let then = overview_before(book, all, spans, now - back * week);
            then.flow.residual() == 0
        });
    }
    for topic in Topic::ALL {
        timed(&format!("meeting: {}", topic.code()), &|| {
            let values = Revalued::default();
            Sitting::of(book, topic, Some(Field::Source), &values, NOW).topic == topic
        });
    }
}

fn adds_up(book: &Book, all: &Mask, now: u32) -> bool {
    let quarter = 91 * 24 * 60;
    let span = |back: u32| {
        Span::from(Window {
            from: now - back * quarter,
            to: now - (back - 1) * quarter,
        })
    };
    let (source, owner) = (
        book.split(Field::Source, all, 20).unwrap(),
        book.split(Field::Owner, all, 20).unwrap(),
    );
    let cells = cells(
        book,
        all,
        Basis::Closed,
        [span(2), span(1)],
        (&source, Some(&owner)),
    );
    let it = why(&cells.by_currency[0], Measure::Value);
    it.parts.sum() == it.after() - it.before()
}
