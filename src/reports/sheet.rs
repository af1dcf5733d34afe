//! What a report holds before it is text, JSON, CSV, SVG or a page: tables of cells that are shown and meant, charts, notes.

use serde_json::{Map, Value as Json};

pub(crate) use super::cell::{Cell, Side};
pub(super) use super::cell::{rate_cells, whole};
use super::figures::{grouped, percent};
use super::text::Text;
use super::versus::Main;
use crate::exchange::chart::{Bar, Chart};
use crate::figures::Figure;
use crate::i18n::{Arg, Language, Locale, Msg};
use crate::insight::before::FEW;
use crate::insight::stats::Rate;

/// A column: its key where it is meant, its head where it is shown.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub key: Option<&'static str>,
    pub head: Option<Text>,
    pub side: Side,
}

impl Column {
    /// Numbers, meant and shown.
    pub(super) fn new(key: &'static str, head: impl Into<Text>) -> Self {
        Self {
            key: Some(key),
            head: Some(head.into()),
            side: Side::Right,
        }
    }

    /// A name, which is never cut short.
    pub(super) fn name(key: &'static str, head: impl Into<Text>) -> Self {
        Self {
            side: Side::Whole,
            ..Self::new(key, head)
        }
    }

    /// A name, which may be cut.
    pub(super) fn left(key: &'static str, head: impl Into<Text>) -> Self {
        Self {
            side: Side::Left,
            ..Self::new(key, head)
        }
    }

    /// Shown only.
    pub(super) fn shown(head: impl Into<Text>) -> Self {
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
    pub title: Option<Text>,
    pub columns: Vec<Column>,
    pub lines: Vec<Line>,
    /// Whether it is printed; else it is only in JSON and CSV.
    pub shown: bool,
    /// Whether it is in JSON and CSV; else it only shows what another one means.
    pub meant: bool,
    /// What the figure is called by which its rows are held against those of another period.
    pub main_name: Text,
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
            main_name: Text::default(),
            ids: None,
        }
    }

    /// Names the figure by which rows are held against those of another period.
    pub(super) fn by(mut self, main_name: impl Into<Text>) -> Self {
        self.main_name = main_name.into();
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
        let named = self.main_name != Text::default() && self.lines.is_empty();
        named || self.lines.iter().any(|it| it.main.is_some())
    }

    pub(super) fn titled(mut self, title: impl Into<Text>) -> Self {
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
pub(super) fn rate_columns(head: impl Into<Text>) -> [Column; 5] {
    [
        Column::new("rate", head),
        Column::shown("95 %"),
        Column::meant("low"),
        Column::meant("high"),
        Column::new("n", "n"),
    ]
}

/// A whole report.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheet {
    /// What it is about.
    pub title: Text,
    /// What it says.
    pub figure: Figure,
    /// The same in a sentence, which is told above it.
    pub meaning: String,
    /// Title and sentence in one.
    pub heading: String,
    pub grids: Vec<Grid>,
    pub charts: Vec<(String, Chart)>,
    /// What is known of all of it, for machines.
    pub facts: Vec<(&'static str, Json)>,
    /// What the figures mean, and what is left out.
    pub notes: Vec<Text>,
}

impl Sheet {
    /// What it means, in a sentence for programs, which is in English.
    pub(crate) fn means(&self) -> String {
        Locale::new(Language::English).t(self.figure.means())
    }

    pub(super) fn note(&mut self, note: impl Into<Text>) {
        self.notes.push(note.into());
    }

    /// Puts all of it into the words of a language, with what the mark means where it is set.
    pub(super) fn put(&mut self, locale: &Locale) {
        if self.has_few() {
            self.note(Msg::SheetNoteFew);
        }
        self.meaning = locale.t(self.figure.means());
        self.title.put(locale);
        let values = [
            ("title", Arg::from(self.title.as_str())),
            ("means", Arg::from(self.meaning.as_str())),
        ];
        self.heading = locale.t_args(Msg::SheetHeading, &values);
        for grid in &mut self.grids {
            grid.title.iter_mut().for_each(|it| it.put(locale));
            let heads = grid.columns.iter_mut().filter_map(|it| it.head.as_mut());
            heads.for_each(|it| it.put(locale));
        }
        self.notes.iter_mut().for_each(|it| it.put(locale));
    }

    /// Whether anything in it rests on few, in one period or in both.
    pub(super) fn has_few(&self) -> bool {
        let shown = self.grids.iter().filter(|it| it.shown);
        let mut cells = shown.flat_map(|it| it.lines.iter().flat_map(|it| &it.cells));
        cells.any(|it| it.shown.ends_with('*') || it.shown.contains("* → "))
    }
}
