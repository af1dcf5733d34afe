//! The pure statistics against values from elsewhere: published tables, and other people's code run on the same data.
//!
//! The values are kept in `expected/`, and how they were made in its README.

use std::str::FromStr;

use fiveply::insight::calibration::Odds;
use fiveply::insight::stats::{
    Cause, End, Incidence, Ladder, Prior, Scores, Separation, Survival, Tally, cramers_v, fisher,
    log_odds, newcombe, wilson,
};
use fiveply::model::Layer;

/// A table: its rows by the names of its columns.
struct Table(Vec<csv::StringRecord>, csv::StringRecord);

/// A row of it.
struct Row<'a>(&'a csv::StringRecord, &'a csv::StringRecord);

impl Table {
    fn of(text: &'static str) -> Self {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let head = reader.headers().unwrap().clone();
        Self(reader.records().map(Result::unwrap).collect(), head)
    }

    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        assert!(!self.0.is_empty());
        self.0.iter().map(|it| Row(it, &self.1))
    }
}

impl Row<'_> {
    fn text(&self, name: &str) -> &str {
        let at = self.1.iter().position(|it| it == name).unwrap();
        &self.0[at]
    }

    fn get<T: FromStr>(&self, name: &str) -> T {
        let text = self.text(name);
        text.parse().unwrap_or_else(|_| panic!("{name}: {text}"))
    }
}

macro_rules! table {
    ($name:literal) => {
        Table::of(include_str!(concat!("expected/", $name, ".csv")))
    };
}

fn near(got: f64, want: f64, within: f64) {
    assert!((got - want).abs() <= within, "{got} is not {want}");
}

fn tally(stays: &Table) -> Tally {
    let mut tally = Tally::default();
    for row in stays.rows() {
        let end = match row.text("end") {
            "open" => End::Open,
            "advanced" => End::Advanced,
            "lost" => End::Lost,
            other => panic!("{other}"),
        };
        tally.add(row.get("days"), end);
    }
    tally
}

#[test]
fn survival_curves_and_quantiles_are_those_of_lifelines() {
    for (stays, curve, quantiles) in [
        (
            table!("remission"),
            table!("remission_curve"),
            table!("remission_quantiles"),
        ),
        (
            table!("lung"),
            table!("lung_curve"),
            table!("lung_quantiles"),
        ),
        (
            table!("melanoma"),
            table!("melanoma_curve"),
            table!("melanoma_quantiles"),
        ),
    ] {
        let got = Survival::of(&tally(&stays));
        assert_eq!(got.steps().len(), curve.rows().count());
        for (step, row) in got.steps().iter().zip(curve.rows()) {
            assert_eq!(
                (step.day, step.at_risk, step.left),
                (row.get("day"), row.get("at_risk"), row.get("left"))
            );
            near(step.staying, row.get("staying"), 1e-12);
        }
        for row in quantiles.rows() {
            assert_eq!(got.quantile(row.get("share")), row.text("day").parse().ok());
        }
    }
}

/// Published: median survival in the lung data is 310 days, in the remission data 23 weeks.
#[test]
fn medians_are_the_published_ones() {
    let median = |stays: &Table| Survival::of(&tally(stays)).median();
    assert_eq!(median(&table!("lung")), Some(310));
    assert_eq!(median(&table!("remission")), Some(23));
    assert_eq!(median(&table!("melanoma")), None);
}

#[test]
fn incidences_and_their_errors_are_those_of_scikit_survival() {
    let got = Incidence::of(&tally(&table!("melanoma")));
    for row in table!("melanoma_incidence").rows() {
        let cause = match row.text("cause") {
            "advanced" => Cause::Advanced,
            _ => Cause::Lost,
        };
        let chance = got.by(cause, row.get("day")).unwrap();
        near(chance.share, row.get("share"), 1e-12);
        near(chance.error, row.get("error"), 1e-9);
    }
}

#[test]
fn bands_are_those_of_statsmodels() {
    for row in table!("wilson").rows() {
        let got = wilson(row.get("hits"), row.get("n"));
        near(got.low, row.get("low"), 1e-12);
        near(got.high, row.get("high"), 1e-12);
    }
    for row in table!("newcombe").rows() {
        let of = |hits, n| wilson(row.get(hits), row.get(n));
        let got = newcombe(&of("a_hits", "a_n"), &of("b_hits", "b_n"));
        near(got.low, row.get("low"), 1e-12);
        near(got.high, row.get("high"), 1e-12);
    }
}

#[test]
fn exact_tests_are_those_of_scipy() {
    for row in table!("fisher").rows() {
        let [a, m, b, n] = ["a_hits", "a_n", "b_hits", "b_n"].map(|it| row.get(it));
        let want: f64 = row.get("p");
        near(fisher(a, m, b, n) / want, 1.0, 1e-7);
    }
}

/// The rows of each numbered group.
fn grouped<'a>(rows: &[Row<'a>], by: &str) -> Vec<Vec<Row<'a>>> {
    let mut groups: Vec<Vec<Row<'_>>> = Vec::new();
    for row in rows {
        let at: usize = row.get(by);
        groups.resize_with(groups.len().max(at + 1), Vec::new);
        groups[at].push(Row(row.0, row.1));
    }
    groups
}

#[test]
fn fields_that_differ_do_so_as_much_as_in_numpy() {
    let (cells, whole) = (table!("log_odds"), table!("cramers_v"));
    let rows: Vec<Row<'_>> = cells.rows().collect();
    for (rows, whole) in grouped(&rows, "table").iter().zip(whole.rows()) {
        let counts: Vec<(u64, u64)> = rows.iter().map(|it| (it.get("a"), it.get("b"))).collect();
        near(cramers_v(&counts).unwrap(), whole.get("v"), 1e-9);
        for (got, want) in log_odds(&counts).iter().zip(rows) {
            near(got.log_odds, want.get("log_odds"), 1e-9);
            near(got.z, want.get("z"), 1e-9);
        }
    }
}

#[test]
fn small_segments_shrink_as_in_numpy() {
    let table = table!("shrunken");
    let rows: Vec<Row<'_>> = table.rows().collect();
    for rows in grouped(&rows, "set") {
        let segments: Vec<(u64, u64)> = rows
            .iter()
            .map(|it| (it.get("hits"), it.get("n")))
            .collect();
        let prior = Prior::fit(segments.iter().copied()).unwrap();
        near(prior.mean(), rows[0].get("mean"), 1e-9);
        near(prior.weight(), rows[0].get("weight"), 1e-6);
        for ((hits, n), row) in segments.iter().zip(&rows) {
            near(prior.shrink(*hits, *n), row.get("share"), 1e-9);
        }
    }
}

fn triangle(table: &Table) -> Vec<Vec<f64>> {
    let rows = table.0.iter();
    let numbers = rows.map(|it| it.iter().filter_map(|it| it.parse().ok()).collect());
    numbers.collect()
}

/// The reserves are those that Mack prints, for both of his examples.
#[test]
fn what_young_cohorts_come_to_is_what_is_published() {
    for (data, want, reserve) in [
        (table!("claims"), table!("claims_ladder"), 18_680_856.0),
        (
            table!("facultative"),
            table!("facultative_ladder"),
            52_135.0,
        ),
    ] {
        let triangle = triangle(&data);
        let got = Ladder::of(&triangle);
        for row in want.rows() {
            let list = match row.text("what") {
                "factor" => &got.factors,
                _ => &got.ultimates,
            };
            let want: f64 = row.get("value");
            near(list[row.get::<usize>("place")] / want, 1.0, 1e-12);
        }
        let latest: f64 = triangle.iter().filter_map(|it| it.last()).sum();
        near(got.ultimates.iter().sum::<f64>() - latest, reserve, 1.0);
    }
}

/// Hanley and McNeil print 0.893 with a standard error of 0.032 for these ratings.
#[test]
fn the_area_under_the_curve_is_the_published_one() {
    let ratings = table!("ratings");
    let (mut seeds, mut others): (Vec<f32>, Vec<f32>) = (Vec::new(), Vec::new());
    for row in ratings.rows() {
        let times = |name| vec![row.get::<f32>("score"); row.get(name)];
        seeds.extend(times("seed"));
        others.extend(times("other"));
    }
    let of = Scores::of(seeds.clone());
    let halves = others.iter().map(|it| of.pairs_won(*it)).sum();
    let got = Separation::of(halves, seeds.len() as u64, others.len() as u64).unwrap();
    for row in table!("area").rows() {
        assert_eq!(
            (got.seeds, got.others),
            (row.get("seeds"), row.get("others"))
        );
        near(got.area, row.get("area"), 1e-12);
        let half = 1.959_963_984_540_054 * row.get::<f64>("error");
        near(got.area - got.low, half, 1e-12);
    }
    assert_eq!(format!("{:.3}", got.area), "0.893");
}

#[test]
fn brier_scores_are_those_of_scikit_learn() {
    for row in table!("brier").rows() {
        let odds = Odds {
            layer: Layer::Intent,
            playbook: row.get("p"),
            measured: wilson(row.get("won"), row.get("n")),
            still_open: 0,
        };
        near(odds.brier(odds.playbook).unwrap(), row.get("score"), 1e-12);
    }
}
