//! Charts as SVG: bars with their bands, lines, heat maps, and waterfalls. One file that stands alone, no script, no font.
//!
//! Knows numbers and labels, not what they mean; labels come in the reader's words and are escaped here.

mod canvas;

use crate::model::Clean;
use canvas::{Canvas, WIDTH};

/// A bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it is.
    pub label: String,
    /// How long.
    pub value: f64,
    /// Its band, where there is one.
    pub band: Option<(f64, f64)>,
    /// A mark beside it, such as what was assumed.
    pub mark: Option<f64>,
    /// What is written behind it.
    pub note: String,
    /// Whether it rests on little and is drawn pale.
    pub pale: bool,
}

/// A step of a waterfall.
#[derive(Debug, Clone, PartialEq)]
pub struct Fall {
    /// What it is.
    pub label: String,
    /// By how much it changes what was before; or what there is, where it is a total.
    pub value: f64,
    /// What is written at it.
    pub note: String,
    /// Whether it stands on the ground.
    pub is_total: bool,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// Bars below each other.
    Bars(Vec<Bar>),
    /// Lines over the same points, each with its name.
    Lines {
        /// What the points are called.
        points: Vec<String>,
        /// The lines; a point that is not known ends it.
        lines: Vec<(String, Vec<f64>)>,
    },
    /// Rows by columns, the darker the more.
    Heat {
        /// The rows' names.
        rows: Vec<String>,
        /// The columns' names.
        columns: Vec<String>,
        /// By row and column; nothing where it is not known.
        cells: Vec<Vec<Option<(f64, String)>>>,
    },
    /// From a total to another, step by step.
    Falls(Vec<Fall>),
}

/// Text that is safe between the tags of SVG and HTML.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            it if it.is_control() => out.push(' '),
            it => out.push(it),
        }
    }
    out
}

/// How many columns of its letters a title has room for, drawn as wide as letters usually are.
const TITLE: usize = 104;

/// A title in lines that have room, broken where one of its parts ends: a filter in it may be long.
fn lines_of(title: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in title.split(" · ") {
        let width = |text: &str| Clean::new(text).width();
        match lines.last_mut() {
            Some(line) if width(line) + width(part) + 3 <= TITLE => {
                line.push_str(" · ");
                line.push_str(part);
            }
            Some(_) | None => lines.push(part.to_owned()),
        }
    }
    lines
}

/// Draws a chart under a title.
#[must_use]
pub fn svg(title: &str, chart: &Chart) -> String {
    let mut canvas = Canvas {
        down: 14.0,
        ..Canvas::default()
    };
    for line in lines_of(title) {
        canvas.text(0.0, canvas.down + 2.0, &line, "start", "#20242c", 14.0);
        canvas.down += 18.0;
    }
    match chart {
        Chart::Bars(bars) => canvas.bars(bars),
        Chart::Lines { points, lines } => canvas.lines(points, lines),
        Chart::Heat {
            rows,
            columns,
            cells,
        } => canvas.heat(rows, columns, cells),
        Chart::Falls(falls) => canvas.falls(falls),
    }
    let (height, body) = (canvas.down + 8.0, canvas.body);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-8 -4 {:.0} {height:.0}\" width=\"{:.0}\" height=\"{height:.0}\" \
         role=\"img\" aria-label=\"{}\" font-family=\"system-ui, sans-serif\">\n\
         <rect x=\"-8\" y=\"-4\" width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n{body}</svg>\n",
        WIDTH + 16.0,
        WIDTH + 16.0,
        escaped(title),
    )
}

#[cfg(test)]
mod tests {
    use super::canvas::{BETTER, WORSE};
    use super::*;

    fn fall(label: &str, value: f64, is_total: bool) -> Fall {
        Fall {
            label: label.to_owned(),
            value,
            note: format!("{value}"),
            is_total,
        }
    }

    /// The horizontal ends of the coloured rectangles.
    fn bars(svg: &str) -> Vec<(f64, f64)> {
        let number = |text: &str, name: &str| -> f64 {
            let rest = text.split(&format!(" {name}=\"")).nth(1).unwrap();
            rest.split('"').next().unwrap().parse().unwrap()
        };
        let rects = svg
            .lines()
            .filter(|it| it.starts_with("<rect") && !it.contains("%"));
        rects
            .map(|it| (number(it, "x"), number(it, "x") + number(it, "width")))
            .collect()
    }

    #[test]
    fn a_long_title_stands_in_lines_and_all_of_it_is_there() {
        let parts = [
            "what it is about",
            &"source:fair ".repeat(8),
            "10 of 20 leads",
            "2026",
        ];
        let long = svg(&parts.join(" · "), &Chart::Bars(Vec::new()));
        assert_eq!(long.matches("font-size=\"14\"").count(), 3, "{long}");
        for part in parts {
            assert!(long.matches(part).count() >= 2, "{part}: {long}");
        }
        let short = svg("why · 2026", &Chart::Bars(Vec::new()));
        assert_eq!(short.matches("font-size=\"14\"").count(), 1, "{short}");
    }

    /// The texts, how wide they are at most, and between which ends they stand.
    fn texts(svg: &str) -> Vec<(String, f64, f64)> {
        let all = svg.lines().filter(|it| it.starts_with("<text"));
        let of = |line: &str, name: &str| {
            let rest = line.split(&format!(" {name}=\"")).nth(1).unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        all.map(|line| {
            let text = line.split('>').nth(1).unwrap().split('<').next().unwrap();
            let [x, size] = ["x", "font-size"].map(|it| of(line, it).parse::<f64>().unwrap());
            // As wide as Cyrillic letters are in usual fonts; a sign of two cells is an em, which is less.
            let width = Clean::new(text).width() as f64 * size * 0.62;
            let left = match of(line, "text-anchor").as_str() {
                "start" => x,
                "middle" => x - width / 2.0,
                _ => x - width,
            };
            (text.to_owned(), left, left + width)
        })
        .collect()
    }

    #[test]
    fn a_name_in_any_script_stands_within_the_picture() {
        let name = "ООО «Пневмозавод Югоставка и сыновья» 上海鹏正贸易股份有限公司北京分公司";
        let bar = Bar {
            label: name.to_owned(),
            value: 1.0,
            band: None,
            mark: None,
            note: String::new(),
            pale: false,
        };
        let heat = Chart::Heat {
            rows: vec![name.to_owned()],
            columns: ["near-customer", "高意向的潜在客户", "ЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖ"]
                .map(str::to_owned)
                .to_vec(),
            cells: vec![vec![Some((1.0, "1".to_owned())); 3]],
        };
        let lines = Chart::Lines {
            points: vec!["0".to_owned(), "1".to_owned()],
            lines: vec![(name.to_owned(), vec![0.0, 1.0])],
        };
        let falls = Chart::Falls(vec![fall(name, 1.0, true)]);
        for chart in [Chart::Bars(vec![bar]), falls, lines, heat.clone()] {
            for (text, left, right) in texts(&svg("names", &chart)) {
                assert!(left >= -8.0 && right <= 768.0, "{text}: {left} to {right}");
            }
        }
        // Where there is room a name is whole, and no head reaches into the next.
        let drawn = svg("names", &heat);
        assert!(drawn.contains(">near-customer<"), "{drawn}");
        let heads = texts(&drawn);
        assert!(heads[1].2 <= heads[2].1 && heads[2].2 <= heads[3].1);
    }

    #[test]
    fn points_are_named_at_round_numbers() {
        let lines = |many: usize| Chart::Lines {
            points: (0..many).map(|it| format!("p{it}")).collect(),
            lines: vec![("x".to_owned(), vec![1.0; many])],
        };
        for (many, named) in [(5, "p3"), (25, "p24"), (101, "p60"), (101, "p100")] {
            let drawn = svg("lines", &lines(many));
            assert!(drawn.contains(&format!(">{named}<")), "{many}: {drawn}");
            assert!(drawn.matches(">p").count() <= 9, "{many}");
        }
    }

    #[test]
    fn each_step_of_a_waterfall_begins_where_the_last_one_ended() {
        let falls = [
            fall("before", 21.0, true),
            fall("volume", 10.5, false),
            fall("mix", -14.5, false),
            fall("after", 17.0, true),
        ];
        let svg = svg("why", &Chart::Falls(falls.to_vec()));
        let ends = bars(&svg);
        let near = |a: f64, b: f64| assert!((a - b).abs() < 0.2, "{ends:?}");
        near(ends[0].1, ends[1].0);
        near(ends[1].1, ends[2].1);
        near(ends[2].0, ends[3].1);
        assert!(svg.contains(WORSE) && svg.contains(BETTER));
    }

    #[test]
    fn labels_can_break_out_of_nothing() {
        let bar = Bar {
            label: "<script>\"&'\u{1b}".to_owned(),
            value: 1.0,
            band: Some((0.5, 2.0)),
            mark: None,
            note: String::new(),
            pale: true,
        };
        let svg = svg("a < b", &Chart::Bars(vec![bar]));
        assert!(!svg.contains("<script>") && !svg.contains('\u{1b}'));
        assert!(svg.contains("&lt;script&gt;&quot;&amp;&#39;"));
        assert!(svg.contains("a &lt; b"));
    }

    #[test]
    fn nothing_to_draw_is_drawn_without_a_number_that_is_none() {
        let heat = Chart::Heat {
            rows: vec!["a".to_owned()],
            columns: vec![],
            cells: vec![vec![]],
        };
        let lines = Chart::Lines {
            points: vec![],
            lines: vec![("x".to_owned(), vec![])],
        };
        for chart in [Chart::Bars(vec![]), Chart::Falls(vec![]), heat, lines] {
            let drawn = svg("nothing", &chart);
            assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{drawn}");
        }
    }
}
