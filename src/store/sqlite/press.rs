//! Presses records into the pages of a new file: their rows and steps at once, their indexes when all rows are there, and
//! beside them the blocks of the log.
//!
//! Rows come to what `rows` writes: both go by the same tables. Nothing else writes to the file meanwhile.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::Result;
use super::days::iso;
use super::pack::{JSON, Packed};
use super::pages::{Cells, Form, Keys, Layout, Pages, Tree};
use super::plan::{Index, Origin, Plan, Shape};
use super::rows::misfit;
use super::tables::{self, STANDING, Table, Tables};
use super::{place, steps};
use crate::model::{FieldType, Key, Kind, Record, Seen, Seq};

/// No table has more columns.
const MOST: usize = 64;

/// A number of each kind.
pub(super) type Counts = [u64; Kind::ALL.len()];

/// What all parts of a file go by.
pub(super) struct Sheet<'p> {
    pub pages: &'p Pages,
    pub plan: &'p Plan,
    pub tables: &'p Tables,
    /// Which kinds have somebody who writes their rows.
    pub claimed: &'p [AtomicBool; Kind::ALL.len()],
    /// Where the file lies.
    pub path: &'p Path,
    pub seq: Seq,
}

/// Writes the records of a part.
pub(super) struct Press<'p> {
    sheet: &'p Sheet<'p>,
    layout: Layout,
    kinds: [Option<Rows<'p>>; Kind::ALL.len()],
    steps: Option<Tree<'p>>,
}

/// Writes the log of a part.
pub(super) struct Log<'p> {
    seq: Seq,
    layout: Layout,
    cells: Cells<'p>,
    /// The blocks but for what is too long for a tree, numbered from 0.
    blocks: Vec<Vec<u8>>,
}

/// The rows of a kind, and what its indexes will hold.
struct Rows<'p> {
    tree: Tree<'p>,
    indexes: Vec<Sorted>,
    /// The highest id of each kind that one of them links to.
    linked: Counts,
    /// What follows from the fields of the last.
    follows: Vec<Option<String>>,
}

/// What an index will hold.
struct Sorted {
    index: Index,
    numbers: bool,
    keys: Keys,
    /// The rows with nothing in the column.
    without: Vec<u64>,
}

impl<'p> Press<'p> {
    pub(super) fn new(sheet: &'p Sheet<'p>) -> Self {
        Self {
            sheet,
            layout: Layout::default(),
            kinds: [const { None }; Kind::ALL.len()],
            steps: None,
        }
    }

    /// Writes the row of a record.
    pub(super) fn put(&mut self, key: Key, record: &Record) -> Result<()> {
        let (shape, table) = (self.sheet.plan.of(key.kind), self.sheet.tables.of(key.kind));
        let rows = match &mut self.kinds[key.kind as usize] {
            Some(rows) => rows,
            none => none.insert(Rows::new(self.sheet, shape, key)?),
        };
        rows.put(
            &mut self.layout,
            (shape, table),
            key,
            record,
            self.sheet.seq,
        )?;
        let steps = record.steps();
        if steps.is_empty() {
            return Ok(());
        }
        let tree = self
            .steps
            .get_or_insert_with(|| Tree::new(self.sheet.pages, Form::Keys, self.sheet.plan.steps));
        for (n, step) in (0..).zip(steps) {
            self.layout.clear();
            self.layout
                .add(Seen::Integer(key.id.cast_signed()))
                .add(Seen::Integer(n));
            for value in steps::columns(step) {
                self.layout.add(value);
            }
            tree.key(&self.layout)?;
        }
        Ok(())
    }

    /// Ends the tables and makes their indexes, unless all is given up; gives the highest id of each kind that something
    /// links to.
    pub(super) fn finish(self, stop: &AtomicBool) -> Result<Counts> {
        if let Some(tree) = self.steps {
            tree.finish()?;
        }
        let (mut indexes, mut linked) = (Vec::new(), Counts::default());
        for rows in self.kinds.into_iter().flatten() {
            rows.tree.finish()?;
            indexes.extend(rows.indexes);
            for (all, its) in linked.iter_mut().zip(rows.linked) {
                *all = its.max(*all);
            }
        }
        let pages = self.sheet.pages;
        indexes.into_par_iter().try_for_each(|index| {
            if stop.load(Ordering::Relaxed) {
                return Ok(());
            }
            index.write(pages)
        })?;
        Ok(linked)
    }
}

impl<'p> Log<'p> {
    pub(super) fn new(sheet: &'p Sheet<'p>) -> Self {
        Self {
            seq: sheet.seq,
            layout: Layout::default(),
            cells: Cells::new(sheet.pages, Form::Rows),
            blocks: Vec::new(),
        }
    }

    /// Writes a block.
    pub(super) fn put(&mut self, block: &Packed) -> Result<()> {
        let layout = self.layout.clear();
        layout
            .add(Seen::Integer(self.seq.0.cast_signed()))
            .four(block.n)
            .add(Seen::Integer(block.count.cast_signed()))
            .add(Seen::Text(&block.ranges))
            .add(Seen::Text(block.encoding));
        if block.encoding == JSON {
            layout.text(&block.payload);
        } else {
            layout.blob(&block.payload);
        }
        let cell = self.cells.cell(None, layout)?;
        self.blocks.push(cell.to_vec());
        Ok(())
    }

    /// Gives the blocks when there are no more.
    pub(super) fn finish(self) -> Result<Vec<Vec<u8>>> {
        self.cells.finish()?;
        Ok(self.blocks)
    }
}

/// Writes the blocks of all parts, one part after the other, and what they are found by.
pub(super) fn write_blocks(sheet: &Sheet<'_>, parts: Vec<Vec<Vec<u8>>>) -> Result<()> {
    let mut tree = Tree::new(sheet.pages, Form::Rows, sheet.plan.blocks);
    let mut numbers = Tree::new(sheet.pages, Form::Keys, sheet.plan.numbers);
    let mut layout = Layout::default();
    for (n, mut cell) in (0_u32..).zip(parts.into_iter().flatten()) {
        // The number is the first thing after the header, which follows the record's length and begins with its own.
        let header = cell.iter().take_while(|it| **it >= 0x80).count() + 1;
        let at = header + usize::from(cell[header]);
        cell[at..at + 4].copy_from_slice(&n.to_be_bytes());
        let id = u64::from(n) + 1;
        tree.made(id, &cell)?;
        let layout = layout.clear();
        for part in [sheet.seq.0, n.into(), id] {
            layout.add(Seen::Integer(part.cast_signed()));
        }
        numbers.key(layout)?;
    }
    tree.finish()?;
    numbers.finish()
}

impl<'p> Rows<'p> {
    fn new(sheet: &Sheet<'p>, shape: &Shape, first: Key) -> Result<Self> {
        if sheet.claimed[first.kind as usize].swap(true, Ordering::Relaxed) {
            return Err(misfit(first, "there are some of its kind in another part"));
        }
        let sorted = |index: &Index| Sorted {
            index: *index,
            numbers: matches!(
                shape.columns.get(index.column),
                Some(Origin::Field {
                    ty: FieldType::Integer
                        | FieldType::Money
                        | FieldType::Moment
                        | FieldType::Link(_)
                        | FieldType::Flags,
                    ..
                })
            ),
            keys: Keys::new(place::folder(sheet.path)),
            without: Vec::new(),
        };
        Ok(Self {
            tree: Tree::new(sheet.pages, Form::Rows, shape.root),
            indexes: shape.indexes.iter().map(sorted).collect(),
            linked: Counts::default(),
            follows: Vec::new(),
        })
    }

    fn put(
        &mut self,
        layout: &mut Layout,
        (shape, table): (&Shape, &Table),
        key: Key,
        record: &Record,
        seq: Seq,
    ) -> Result<()> {
        let mut made = Vec::new();
        let given = record.seen(&mut made);
        self.follows.clear();
        self.follows.extend(table.derived.iter().map(|it| {
            let source = table.source(it).map_or(0, |it| usize::from(it.0));
            it.of(given[source])
        }));
        let standing = if let Record::Lead(it) = record {
            tables::standing(&it.track)
        } else {
            [Seen::None; STANDING.len()]
        };
        let mut values = [Seen::None; MOST];
        layout.clear();
        for (value, origin) in values.iter_mut().zip(&shape.columns) {
            *value = match origin {
                Origin::Id | Origin::Nobody => Seen::None,
                Origin::Revision => Seen::Integer(seq.0.cast_signed()),
                Origin::Field {
                    field,
                    ty,
                    required,
                } => {
                    let value = given[usize::from(field.0)];
                    if let (FieldType::Link(to), Some(id)) = (ty, value.id()) {
                        let linked = &mut self.linked[*to as usize];
                        *linked = id.max(*linked);
                    }
                    if *required && value == Seen::None {
                        Seen::Text("")
                    } else {
                        value
                    }
                }
                Origin::Derived(at) => self.follows[*at].as_deref().map_or(Seen::None, Seen::Text),
                Origin::Standing(at) => standing[*at],
            };
            layout.add(*value);
        }
        if !self.tree.row(key.id, layout)? {
            return Err(misfit(key, "it is there already"));
        }
        for sorted in &mut self.indexes {
            sorted.add(values[sorted.index.column % MOST], key.id)?;
        }
        Ok(())
    }
}

impl Sorted {
    fn add(&mut self, value: Seen<'_>, id: u64) -> Result<()> {
        match value {
            Seen::None if self.index.whole => self.without.push(id),
            Seen::None => {}
            // So that bytes stand in the order of numbers.
            Seen::Integer(number) => {
                let bytes = number.wrapping_add(i64::MIN).to_be_bytes();
                self.keys.add(&bytes, id)?;
            }
            Seen::Text(text) => self.keys.add(text.as_bytes(), id)?,
            Seen::Date(day) => self.keys.add(iso(day).as_bytes(), id)?,
        }
        Ok(())
    }

    fn write(self, pages: &Pages) -> Result<()> {
        let mut tree = Tree::new(pages, Form::Keys, self.index.root);
        let mut layout = Layout::default();
        for id in self.without {
            let layout = layout.clear().add(Seen::None);
            tree.key(layout.add(Seen::Integer(id.cast_signed())))?;
        }
        let numbers = self.numbers;
        self.keys.drain(&mut |key, id| {
            layout.clear();
            match key.first_chunk() {
                Some(number) if numbers => {
                    let number = i64::from_be_bytes(*number).wrapping_add(i64::MIN);
                    layout.add(Seen::Integer(number));
                }
                Some(_) | None => {
                    layout.text(key);
                }
            }
            tree.key(layout.add(Seen::Integer(id.cast_signed())))
        })?;
        tree.finish()
    }
}
