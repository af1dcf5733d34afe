//! What a report holds before it is text, JSON, CSV, SVG or a page: tables of cells that are shown and meant, charts, notes.

use serde_json::{Map, Value as Json};

use super::figures::major;
use super::figures::{band, grouped, percent};
use super::versus::Main;
use crate::exchange::chart::{Bar, Chart};
use crate::figures::Figure;
use crate::i18n::{Language, Locale};
use crate::insight::before::FEW;
use crate::insight::duration::Days;
use crate::insight::stats::Rate;
use crate::model::money;

/// A cell: what is meant, and how it is shown.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub raw: Json,
    pub shown: String,
}

/// On which side the text of a column stands, and whether it may be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// On the left; cut where the terminal is too narrow.
    Left,
    /// On the left and never cut: half a day or half a code says nothing.
    Whole,
    /// On the right and never cut: half a number is a wrong number.
    Right,
}

/// What stands where there is nothing to say.
pub(super) const NONE: &str = "–";

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        let shown: String = text.into();
        Self {
            raw: shown.clone().into(),
            shown,
        }
    }

    pub(super) fn count(number: u64) -> Self {
        Self {
            raw: number.into(),
            shown: grouped(number),
        }
    }

    /// A number that others rest on; few are marked.
    pub(super) fn n(number: u64) -> Self {
        let mark = if number < FEW { "*" } else { "" };
        Self {
            raw: number.into(),
            shown: format!("{}{mark}", grouped(number)),
        }
    }

    pub(super) fn share(share: Option<f64>) -> Self {
        Self {
            raw: share.into(),
            shown: share.map_or_else(|| NONE.to_owned(), percent),
        }
    }

    pub(super) fn number(number: Option<f64>, decimals: usize) -> Self {
        Self {
            raw: number.into(),
            shown: number.map_or_else(|| NONE.to_owned(), |it| format!("{it:.decimals$}")),
        }
    }

    pub(super) fn band(rate: Rate) -> Self {
        let known = rate.rate.is_some();
        Self {
            raw: Json::Null,
            shown: if known { band(rate) } else { String::new() },
        }
    }

    pub(super) fn days(days: Days) -> Self {
        match days {
            Days::By(days) => Self::count(days.into()),
            Days::Beyond(days) => Self {
                raw: Json::Null,
                shown: format!(">{}", grouped(days.into())),
            },
            Days::Unknown => Self::none(),
        }
    }

    /// An amount: whole units are shown, all of it is meant.
    pub(super) fn money(minor: f64, currency: &str) -> Self {
        let minor = minor.round();
        Self {
            raw: major(minor as i64, currency),
            shown: whole(minor, currency),
        }
    }

    /// An amount, where there is one.
    pub(super) fn worth(minor: Option<f64>, currency: &str) -> Self {
        minor.map_or_else(Self::none, |it| Self::money(it, currency))
    }

    /// Two amounts as the ends of a band: shown in one cell, meant in two more.
    pub(super) fn ends(band: Option<(f64, f64)>, currency: &str) -> [Self; 3] {
        let Some((low, high)) = band else {
            return [Self::raw(Json::Null), Self::none(), Self::none()];
        };
        let (low, high) = (Self::money(low, currency), Self::money(high, currency));
        let shown = format!("{}–{}", low.shown, high.shown);
        [Self::shown_as(Json::Null, shown), low, high]
    }

    pub(super) fn none() -> Self {
        Self {
            raw: Json::Null,
            shown: NONE.to_owned(),
        }
    }

    /// What is meant, and other words for it.
    pub(super) fn shown_as(raw: impl Into<Json>, shown: impl Into<String>) -> Self {
        Self {
            raw: raw.into(),
            shown: shown.into(),
        }
    }

    pub(super) fn raw(raw: impl Into<Json>) -> Self {
        Self {
            raw: raw.into(),
            shown: String::new(),
        }
    }

    /// An amount with its sign.
    pub(super) fn change(minor: i128, currency: &str) -> Self {
        let it = Self::money(minor as f64, currency);
        let sign = if minor > 0 { "+" } else { "" };
        Self {
            shown: format!("{sign}{}", it.shown),
            ..it
        }
    }
}

/// Minor units as whole ones, with the thousands apart.
pub(super) fn whole(minor: f64, currency: &str) -> String {
    let unit = 10_f64.powi(money::decimals(currency).cast_signed());
    let whole = (minor / unit).round();
    let sign = if whole < 0.0 { "-" } else { "" };
    format!("{sign}{}", grouped(whole.abs() as u64))
}

/// A column: its key where it is meant, its head where it is shown.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub key: Option<&'static str>,
    pub head: Option<String>,
    pub side: Side,
}

impl Column {
    /// Numbers, meant and shown.
    pub(super) fn new(key: &'static str, head: &str) -> Self {
        Self {
            key: Some(key),
            head: Some(head.to_owned()),
            side: Side::Right,
        }
    }

    /// A name, which is never cut short.
    pub(super) fn name(key: &'static str, head: &str) -> Self {
        Self {
            side: Side::Whole,
            ..Self::new(key, head)
        }
    }

    /// A name, which may be cut.
    pub(super) fn left(key: &'static str, head: &str) -> Self {
        Self {
            side: Side::Left,
            ..Self::new(key, head)
        }
    }

    /// Shown only.
    pub(super) fn shown(head: &str) -> Self {
        Self {
            key: None,
            ..Self::new("", head)
        }
    }

    /// Meant only.
    pub(super) fn meant(key: &'static str) -> Self {
        Self {
            head: None,
            ..Self::new(key, "")
        }
    }
}

/// A row; one that rests on few is pale.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub cells: Vec<Cell>,
    pub pale: bool,
    /// What of it is held against the same row of another period.
    pub(super) main: Option<Main>,
    /// The cells of that row.
    pub before: Option<Vec<Cell>>,
}

/// A table.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    /// Its key in JSON.
    pub key: &'static str,
    /// What stands above it.
    pub title: Option<String>,
    pub columns: Vec<Column>,
    pub lines: Vec<Line>,
    /// Whether it is printed; else it is only in JSON and CSV.
    pub shown: bool,
    /// Whether it is in JSON and CSV; else it only shows what another one means.
    pub meant: bool,
    /// What the figure is called by which its rows are held against those of another period.
    pub main_name: &'static str,
    /// How many cells at the left tell a row from others, where that is not all names.
    ids: Option<usize>,
}

impl Grid {
    pub(super) fn new(key: &'static str, columns: Vec<Column>) -> Self {
        Self {
            key,
            title: None,
            columns,
            lines: Vec::new(),
            shown: true,
            meant: true,
            main_name: "",
            ids: None,
        }
    }

    /// Names the figure by which rows are held against those of another period.
    pub(super) fn by(mut self, main_name: &'static str) -> Self {
        self.main_name = main_name;
        self
    }

    /// Says how many cells at the left tell a row from others.
    pub(super) fn told_by(mut self, cells: usize) -> Self {
        self.ids = Some(cells);
        self
    }

    /// How many cells at the left tell a row from others: the names, if nothing else is said.
    pub(super) fn ids(&self) -> usize {
        let names = self.columns.iter();
        let names = names.take_while(|it| matches!(it.side, Side::Left | Side::Whole));
        self.ids.unwrap_or_else(|| names.count())
    }

    /// Whether its rows can be held against those of another period.
    pub(super) fn has_main(&self) -> bool {
        self.lines.iter().any(|it| it.main.is_some())
    }

    pub(super) fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Only for the eye.
    pub(super) fn only_shown(mut self) -> Self {
        self.meant = false;
        self
    }

    /// Only for machines.
    pub(super) fn only_meant(mut self) -> Self {
        self.shown = false;
        self
    }

    pub(super) fn line(&mut self, cells: Vec<Cell>, n: u64) {
        self.put(cells, n, None);
    }

    /// A row that can be held against the same row of another period.
    pub(super) fn line_with(&mut self, cells: Vec<Cell>, main: Main) {
        self.put(cells, main.n(), Some(main));
    }

    fn put(&mut self, cells: Vec<Cell>, n: u64, main: Option<Main>) {
        self.lines.push(Line {
            cells,
            pale: n < FEW,
            main,
            before: None,
        });
    }

    /// The rows as objects.
    pub(super) fn json(&self) -> Json {
        let object = |cells: &[Cell]| {
            let pairs = self.columns.iter().zip(cells);
            let pairs = pairs.filter_map(|(it, cell)| Some((it.key?.to_owned(), cell.raw.clone())));
            pairs.collect::<Map<String, Json>>()
        };
        let compared = self.is_compared();
        let row = |line: &Line| {
            let mut row = object(&line.cells);
            if compared {
                let before = line.before.as_deref().map(object).map(Json::Object);
                row.insert("before".to_owned(), before.into());
            }
            Json::Object(row)
        };
        self.lines.iter().map(row).collect()
    }

    /// Whether its rows are held against those of another period.
    pub(super) fn is_compared(&self) -> bool {
        self.lines.iter().any(|it| it.before.is_some())
    }
}

/// A rate in three cells that are meant beside the one that is shown: low, high, n.
pub(super) fn rate_cells(rate: Rate) -> [Cell; 5] {
    let known = rate.rate.is_some();
    let end = |it: f64| Cell::raw(known.then_some(it));
    [
        Cell::share(rate.rate),
        Cell::band(rate),
        end(rate.low),
        end(rate.high),
        Cell::n(rate.n),
    ]
}

/// A share as a bar with its band.
pub(super) fn rate_bar(label: &str, rate: Rate) -> Bar {
    Bar {
        label: label.to_owned(),
        value: rate.rate.unwrap_or_default(),
        band: rate.rate.map(|_| (rate.low, rate.high)),
        mark: None,
        note: rate.rate.map_or_else(String::new, |share| {
            format!("{} · n = {}", percent(share), grouped(rate.n))
        }),
        pale: rate.n < FEW,
    }
}

/// The columns of [`rate_cells`].
pub(super) fn rate_columns(head: &str) -> [Column; 5] {
    [
        Column::new("rate", head),
        Column::shown("95 %"),
        Column::meant("low"),
        Column::meant("high"),
        Column::new("n", "n"),
    ]
}

/// What a figure means, in a sentence; reports are in English.
pub(super) fn means(figure: Figure) -> String {
    Locale::new(Language::English).t(figure.means())
}

/// A whole report.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheet {
    /// What it is about.
    pub title: &'static str,
    /// What it says, which is told above it.
    pub figure: Figure,
    pub grids: Vec<Grid>,
    pub charts: Vec<(String, Chart)>,
    /// What is known of all of it, for machines.
    pub facts: Vec<(&'static str, Json)>,
    /// What the figures mean, and what is left out.
    pub notes: Vec<String>,
}

impl Sheet {
    /// What it means, in a sentence.
    pub(crate) fn means(&self) -> String {
        means(self.figure)
    }

    pub(super) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// Whether anything in it rests on few.
    pub(super) fn has_few(&self) -> bool {
        let shown = self.grids.iter().filter(|it| it.shown);
        let mut cells = shown.flat_map(|it| it.lines.iter().flat_map(|it| &it.cells));
        cells.any(|it| it.shown.ends_with('*'))
    }

    /// The notes, and what the mark means where it is set.
    pub(crate) fn all_notes(&self) -> Vec<String> {
        let mut notes = self.notes.clone();
        if self.has_few() {
            notes.push("* rests on fewer than ten: no more than a hint".to_owned());
        }
        notes
    }
}
