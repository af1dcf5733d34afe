//! Draws the kinds of charts below each other as SVG. Which chart is drawn, and what stands around it, is not its concern.

use std::fmt::Write as _;

use super::{Bar, Fall, escaped};
use crate::model::Clean;

pub(super) const WIDTH: f64 = 760.0;
const LABELS: f64 = 190.0;
const NOTES: f64 = 150.0;
const ROW: f64 = 24.0;
const HUES: [&str; 6] = [
    "#5f95d0", "#58a06f", "#7d7fd6", "#3f98a0", "#b08a2e", "#c05a5a",
];
pub(super) const BETTER: &str = "#58a06f";
pub(super) const WORSE: &str = "#c05a5a";
const QUIET: &str = "#8a93a3";

#[derive(Default)]
pub(super) struct Canvas {
    pub(super) body: String,
    pub(super) down: f64,
}

impl Canvas {
    pub(super) fn text(&mut self, x: f64, y: f64, text: &str, anchor: &str, fill: &str, size: f64) {
        let text = escaped(text);
        let _ = writeln!(
            self.body,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"{fill}\" font-size=\"{size}\">{text}</text>"
        );
    }

    fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), fill: &str, opacity: f64) {
        let _ = writeln!(
            self.body,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{fill}\" fill-opacity=\"{opacity:.2}\"/>",
            width.max(0.0),
            height.max(0.0)
        );
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: &str, width: f64) {
        let _ = writeln!(
            self.body,
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"{stroke}\" stroke-width=\"{width}\"/>",
            from.0, from.1, to.0, to.1
        );
    }

    pub(super) fn bars(&mut self, bars: &[Bar]) {
        let high = |it: &Bar| {
            let band = it.band.map_or(0.0, |it| it.1);
            it.value.max(band).max(it.mark.unwrap_or_default())
        };
        let most = bars.iter().map(high).fold(0.0, f64::max);
        let room = WIDTH - LABELS - NOTES;
        let x = |value: f64| {
            LABELS
                + if most > 0.0 {
                    value.max(0.0) / most * room
                } else {
                    0.0
                }
        };
        for bar in bars {
            let (top, middle) = (self.down, self.down + ROW / 2.0);
            let opacity = if bar.pale { 0.35 } else { 1.0 };
            self.text(
                LABELS - 8.0,
                middle + 4.0,
                &cut(&bar.label, LABELS - 8.0, 12.0),
                "end",
                "#20242c",
                12.0,
            );
            self.rect(
                (LABELS, top + 5.0),
                (x(bar.value) - LABELS, ROW - 10.0),
                HUES[0],
                opacity,
            );
            if let Some((low, high)) = bar.band {
                self.line((x(low), middle), (x(high), middle), "#20242c", 1.0);
                for end in [low, high] {
                    self.line(
                        (x(end), middle - 4.0),
                        (x(end), middle + 4.0),
                        "#20242c",
                        1.0,
                    );
                }
            }
            if let Some(mark) = bar.mark {
                self.line((x(mark), top + 2.0), (x(mark), top + ROW - 2.0), WORSE, 2.0);
            }
            self.text(WIDTH, middle + 4.0, &bar.note, "end", QUIET, 12.0);
            self.down += ROW;
        }
    }

    pub(super) fn lines(&mut self, points: &[String], lines: &[(String, Vec<f64>)]) {
        let (top, height, left) = (self.down, 260.0, 60.0);
        let values = || lines.iter().flat_map(|it| it.1.iter().copied());
        let most = values().fold(0.0, f64::max);
        let room = WIDTH - left - NOTES;
        let steps = points.len().saturating_sub(1).max(1) as f64;
        let x = |at: usize| left + at as f64 / steps * room;
        let y = |value: f64| {
            top + height
                - if most > 0.0 {
                    value / most * height
                } else {
                    0.0
                }
        };
        self.line(
            (left, top + height),
            (left + room, top + height),
            QUIET,
            1.0,
        );
        self.text(left - 6.0, top + 4.0, &short(most), "end", QUIET, 11.0);
        self.text(left - 6.0, top + height + 4.0, "0", "end", QUIET, 11.0);
        for (at, point) in points.iter().enumerate().step_by(every(points.len())) {
            self.text(x(at), top + height + 18.0, point, "middle", QUIET, 11.0);
        }
        for (number, (name, values)) in lines.iter().enumerate() {
            let hue = HUES[number % HUES.len()];
            let path: Vec<String> = values
                .iter()
                .enumerate()
                .map(|(at, value)| format!("{:.1},{:.1}", x(at), y(*value)))
                .collect();
            let _ = writeln!(
                self.body,
                "<polyline points=\"{}\" fill=\"none\" stroke=\"{hue}\" stroke-width=\"2\"/>",
                path.join(" ")
            );
            let name_at = top + 12.0 + number as f64 * 18.0;
            self.text(
                WIDTH,
                name_at,
                &cut(name, NOTES - 8.0, 12.0),
                "end",
                hue,
                12.0,
            );
        }
        self.down = top + height + 28.0;
    }

    pub(super) fn heat(
        &mut self,
        rows: &[String],
        columns: &[String],
        cells: &[Vec<Option<(f64, String)>>],
    ) {
        let labels = 120.0;
        let width = ((WIDTH - labels) / columns.len().max(1) as f64).min(96.0);
        let known = cells.iter().flatten().flatten().map(|it| it.0);
        let most = known.fold(0.0, f64::max);
        for (at, column) in columns.iter().enumerate() {
            let x = labels + (at as f64 + 0.5) * width;
            self.text(
                x,
                self.down + 12.0,
                &cut(column, width - 2.0, 11.0),
                "middle",
                QUIET,
                11.0,
            );
        }
        self.down += 18.0;
        for (row, cells) in rows.iter().zip(cells) {
            self.text(
                labels - 8.0,
                self.down + 16.0,
                &cut(row, labels - 8.0, 12.0),
                "end",
                "#20242c",
                12.0,
            );
            for (at, cell) in cells.iter().enumerate() {
                let Some((value, note)) = cell else {
                    continue;
                };
                let share = if most > 0.0 { value / most } else { 0.0 };
                let x = labels + at as f64 * width;
                let size = (width - 1.0, ROW - 1.0);
                self.rect(
                    (x, self.down),
                    size,
                    HUES[0],
                    0.06 + 0.94 * share.clamp(0.0, 1.0),
                );
                let ink = if share > 0.6 { "#ffffff" } else { "#20242c" };
                self.text(x + width / 2.0, self.down + 16.0, note, "middle", ink, 11.0);
            }
            self.down += ROW;
        }
    }

    pub(super) fn falls(&mut self, falls: &[Fall]) {
        let (mut at, mut ends) = (0.0, Vec::new());
        for fall in falls {
            let from = if fall.is_total { 0.0 } else { at };
            at = if fall.is_total {
                fall.value
            } else {
                at + fall.value
            };
            ends.push((from, at));
        }
        let all = || ends.iter().flat_map(|it| [it.0, it.1]);
        let (low, high) = (all().fold(0.0, f64::min), all().fold(0.0, f64::max));
        let room = WIDTH - LABELS - NOTES;
        let x = |value: f64| {
            LABELS
                + if high > low {
                    (value - low) / (high - low) * room
                } else {
                    0.0
                }
        };
        let mut last: Option<f64> = None;
        for (fall, (from, to)) in falls.iter().zip(ends) {
            let (top, middle) = (self.down, self.down + ROW / 2.0);
            let hue = match (fall.is_total, to >= from) {
                (true, _) => HUES[0],
                (false, true) => BETTER,
                (false, false) => WORSE,
            };
            if let Some(last) = last {
                self.line((x(last), top - 5.0), (x(last), top + 5.0), QUIET, 1.0);
            }
            self.text(
                LABELS - 8.0,
                middle + 4.0,
                &cut(&fall.label, LABELS - 8.0, 12.0),
                "end",
                "#20242c",
                12.0,
            );
            let (left, right) = (x(from.min(to)), x(from.max(to)));
            self.rect(
                (left, top + 5.0),
                ((right - left).max(1.0), ROW - 10.0),
                hue,
                1.0,
            );
            self.text(WIDTH, middle + 4.0, &fall.note, "end", "#20242c", 12.0);
            last = Some(to);
            self.down += ROW;
        }
    }
}

/// As much of a text as stands in a width. Nothing here knows the font, so a cell is taken for as wide as the wider letters
/// are; a sign of two cells takes less than that.
fn cut(text: &str, width: f64, size: f64) -> String {
    let cells = width / (size * 0.62);
    Clean::new(text).cut(cells.max(1.0) as usize).into_string()
}

/// How many points lie between those that are named, so that no more than nine are and their numbers are round.
fn every(points: usize) -> usize {
    let least = points.saturating_sub(1).div_ceil(8).max(1);
    let round = [1, 2, 3, 6, 12, 20, 25, 50, 100];
    round.into_iter().find(|it| *it >= least).unwrap_or(least)
}

/// A number for an axis.
fn short(number: f64) -> String {
    match number {
        it if it >= 1e6 => format!("{:.1} m", it / 1e6),
        it if it >= 1e4 => format!("{:.0} k", it / 1e3),
        it if it >= 10.0 => format!("{it:.0}"),
        it => format!("{it:.2}"),
    }
}
