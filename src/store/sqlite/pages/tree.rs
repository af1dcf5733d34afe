//! A tree of a file: the rows of a table, or the keys of an index or of a table without row ids, added in their order.
//!
//! It grows at its right edge only, of which one page a level is held.

use super::{Layout, PAGE, Pages, Pen, Result, varint};

/// What a tree is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store::sqlite) enum Form {
    /// Rows, by their ids: they all lie in leaves.
    Rows,
    /// Keys, which lie in leaves and between them.
    Keys,
}

impl Form {
    /// The mark of a page.
    const fn mark(self, leaf: bool) -> u8 {
        match (self, leaf) {
            (Self::Rows, true) => 0x0d,
            (Self::Rows, false) => 0x05,
            (Self::Keys, true) => 0x0a,
            (Self::Keys, false) => 0x02,
        }
    }

    /// How much of so many bytes lies in the cell itself; the rest goes to pages of its own.
    const fn local(self, length: usize) -> usize {
        let most = match self {
            Self::Rows => PAGE - 35,
            Self::Keys => (PAGE - 12) * 64 / 255 - 23,
        };
        if length <= most {
            return length;
        }
        let least = (PAGE - 12) * 32 / 255 - 23;
        let fitting = least + (length - least) % (PAGE - 4);
        if fitting <= most { fitting } else { least }
    }
}

/// A page at the right edge.
struct Edge {
    bytes: Box<[u8; PAGE]>,
    /// Where its head ends.
    head: usize,
    cells: usize,
    /// Where its cells begin; they are put in from the end of the page on.
    start: usize,
}

impl Edge {
    fn new(form: Form, leaf: bool) -> Self {
        let mut bytes = Box::new([0; PAGE]);
        bytes[0] = form.mark(leaf);
        Self {
            bytes,
            head: if leaf { 8 } else { 12 },
            cells: 0,
            start: PAGE,
        }
    }

    /// Adds a cell of two parts; says no where there is no room.
    fn add(&mut self, front: &[u8], back: &[u8]) -> bool {
        let length = front.len() + back.len();
        let slot = self.head + 2 * self.cells;
        if slot + 2 + length > self.start {
            return false;
        }
        self.start -= length;
        let cell = &mut self.bytes[self.start..self.start + length];
        cell[..front.len()].copy_from_slice(front);
        cell[front.len()..].copy_from_slice(back);
        self.bytes[slot..slot + 2].copy_from_slice(&(self.start as u16).to_be_bytes());
        self.cells += 1;
        true
    }

    /// Takes the last cell off.
    fn pop(&mut self) -> Vec<u8> {
        self.cells -= 1;
        let end = match self.cells {
            0 => PAGE,
            cells => {
                let slot = self.head + 2 * (cells - 1);
                usize::from(u16::from_be_bytes([self.bytes[slot], self.bytes[slot + 1]]))
            }
        };
        let cell = self.bytes[self.start..end].to_vec();
        self.start = end;
        cell
    }

    /// The page as it is written, with what lies right of all its cells.
    fn close(&mut self, right: Option<u32>) -> &[u8; PAGE] {
        self.bytes[3..5].copy_from_slice(&(self.cells as u16).to_be_bytes());
        self.bytes[5..7].copy_from_slice(&(self.start as u16).to_be_bytes());
        if let Some(right) = right {
            self.bytes[8..12].copy_from_slice(&right.to_be_bytes());
        }
        let slots = self.head + 2 * self.cells;
        self.bytes[slots..self.start].fill(0);
        &self.bytes
    }

    const fn empty(&mut self) {
        self.cells = 0;
        self.start = PAGE;
    }
}

/// Makes the cells of a tree, and writes what is too long for them.
pub(in crate::store::sqlite) struct Cells<'p> {
    pen: Pen<'p>,
    form: Form,
    cell: Vec<u8>,
}

impl<'p> Cells<'p> {
    pub(in crate::store::sqlite) const fn new(pages: &'p Pages, form: Form) -> Self {
        Self {
            pen: pages.pen(),
            form,
            cell: Vec::new(),
        }
    }

    /// The cell of a row, or of a key.
    pub(in crate::store::sqlite) fn cell(
        &mut self,
        id: Option<u64>,
        record: &Layout,
    ) -> Result<&[u8]> {
        let length = record.len();
        self.cell.clear();
        varint(&mut self.cell, length as u64);
        if let Some(id) = id {
            varint(&mut self.cell, id);
        }
        let local = self.cell.len() + self.form.local(length);
        record.put(&mut self.cell);
        if local < self.cell.len() {
            let rest = self.cell.split_off(local);
            let first = self.overflow(&rest)?;
            self.cell.extend_from_slice(&first.to_be_bytes());
        }
        Ok(&self.cell)
    }

    /// Writes what does not fit a cell, page after page, each with the number of the next; gives the first.
    fn overflow(&mut self, rest: &[u8]) -> Result<u32> {
        let first = self.pen.take()?;
        let mut page = first;
        let mut parts = rest.chunks(PAGE - 4).peekable();
        while let Some(part) = parts.next() {
            let next = match parts.peek() {
                Some(_) => self.pen.take()?,
                None => 0,
            };
            let mut bytes = [0; PAGE];
            bytes[..4].copy_from_slice(&next.to_be_bytes());
            bytes[4..4 + part.len()].copy_from_slice(part);
            self.pen.put(page, &bytes)?;
            page = next;
        }
        Ok(first)
    }

    /// Writes what waits to be written.
    pub(in crate::store::sqlite) fn finish(self) -> Result<()> {
        self.pen.finish()
    }
}

/// A tree in the making.
pub(in crate::store::sqlite) struct Tree<'p> {
    cells: Cells<'p>,
    /// The page that the schema names.
    root: u32,
    edges: Edges,
    /// The id of the last row.
    last: u64,
}

impl<'p> Tree<'p> {
    /// A tree in the place of an empty one.
    pub(in crate::store::sqlite) fn new(pages: &'p Pages, form: Form, root: u32) -> Self {
        Self {
            cells: Cells::new(pages, form),
            root,
            edges: Edges(vec![Edge::new(form, true)]),
            last: 0,
        }
    }

    /// Adds a row; says no where it does not come after all others.
    pub(in crate::store::sqlite) fn row(&mut self, id: u64, record: &Layout) -> Result<bool> {
        if id <= self.last {
            return Ok(false);
        }
        self.cells.cell(Some(id), record)?;
        self.put(id)?;
        Ok(true)
    }

    /// Adds a row whose cell was made before, without an id, which comes after all others.
    pub(in crate::store::sqlite) fn made(&mut self, id: u64, cell: &[u8]) -> Result<()> {
        // The id stands behind the length.
        let length = cell.iter().take_while(|it| **it >= 0x80).count() + 1;
        let (length, rest) = cell.split_at(length.min(cell.len()));
        let cell = &mut self.cells.cell;
        cell.clear();
        cell.extend_from_slice(length);
        varint(cell, id);
        cell.extend_from_slice(rest);
        self.put(id)
    }

    /// Puts the cell of a row at the end.
    fn put(&mut self, id: u64) -> Result<()> {
        let Cells { pen, form, cell } = &mut self.cells;
        if !self.edges.leaf().add(cell, &[]) {
            let child = self.edges.written(pen, 0, None)?;
            let mut key = Vec::new();
            varint(&mut key, self.last);
            self.edges.up(pen, *form, 1, child, &key)?;
            self.edges.leaf().add(cell, &[]);
        }
        self.last = id;
        Ok(())
    }

    /// Adds a key.
    pub(in crate::store::sqlite) fn key(&mut self, record: &Layout) -> Result<()> {
        self.cells.cell(None, record)?;
        let Cells { pen, form, cell } = &mut self.cells;
        self.edges.add_key(pen, *form, cell)
    }

    /// Writes what is held; the top becomes the root.
    pub(in crate::store::sqlite) fn finish(mut self) -> Result<()> {
        let pen = &mut self.cells.pen;
        let top = self.edges.0.len() - 1;
        let mut right = None;
        for level in 0..top {
            right = Some(self.edges.written(pen, level, right)?);
        }
        pen.put(self.root, self.edges.0[top].close(right))?;
        self.cells.finish()
    }
}

/// The pages at the right edge, from the leaf up.
struct Edges(Vec<Edge>);

impl Edges {
    fn leaf(&mut self) -> &mut Edge {
        &mut self.0[0]
    }

    fn add_key(&mut self, pen: &mut Pen<'_>, form: Form, cell: &[u8]) -> Result<()> {
        if !self.leaf().add(cell, &[]) {
            // The last one goes up, so that no leaf is ever empty.
            let between = self.leaf().pop();
            let child = self.written(pen, 0, None)?;
            self.up(pen, form, 1, child, &between)?;
            self.leaf().add(cell, &[]);
        }
        Ok(())
    }

    /// Writes the page at the edge of a level and begins another; gives its number.
    fn written(&mut self, pen: &mut Pen<'_>, level: usize, right: Option<u32>) -> Result<u32> {
        let page = pen.take()?;
        let edge = &mut self.0[level];
        pen.put(page, edge.close(right))?;
        edge.empty();
        Ok(page)
    }

    /// Hangs a page in at a level, left of a key.
    fn up(
        &mut self,
        pen: &mut Pen<'_>,
        form: Form,
        level: usize,
        child: u32,
        key: &[u8],
    ) -> Result<()> {
        if level == self.0.len() {
            self.0.push(Edge::new(form, false));
        }
        let child = child.to_be_bytes();
        if !self.0[level].add(&child, key) {
            let last = self.0[level].pop();
            let Some((right, between)) = last.split_first_chunk() else {
                return Ok(());
            };
            let full = self.written(pen, level, Some(u32::from_be_bytes(*right)))?;
            self.up(pen, form, level + 1, full, between)?;
            self.0[level].add(&child, key);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::model::Seen;

    const SCHEMA: &str = "CREATE TABLE fruit (id INTEGER PRIMARY KEY, size INTEGER, name TEXT) STRICT;
        CREATE TABLE taste (fruit INTEGER, n INTEGER, name TEXT, PRIMARY KEY (fruit, n)) STRICT, WITHOUT ROWID;";

    /// So many rows and keys, every so-many-th with a text of so many bytes.
    fn filled(count: u32, every: u32, long: usize) -> (tempfile::TempDir, Connection) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("fruit.db");
        Connection::open(&path)
            .unwrap()
            .execute_batch(SCHEMA)
            .unwrap();
        let pages = Pages::new(&path, 3).unwrap();
        let mut rows = Tree::new(&pages, Form::Rows, 2);
        let mut keys = Tree::new(&pages, Form::Keys, 3);
        let mut layout = Layout::default();
        for n in 1..=count {
            let text = text(n, every, long);
            let number = number(n);
            layout.clear().add(Seen::None).add(Seen::Integer(number));
            layout.add(Seen::Text(&text));
            assert!(rows.row(u64::from(n) * 3, &layout).unwrap());
            layout.clear().add(Seen::Integer(i64::from(n / 4)));
            layout
                .add(Seen::Integer(i64::from(n % 4)))
                .add(Seen::Text(&text));
            keys.key(&layout).unwrap();
        }
        assert!(!rows.row(u64::from(count) * 3, &layout).unwrap());
        rows.finish().unwrap();
        keys.finish().unwrap();
        pages.finish().unwrap();
        (dir, Connection::open(&path).unwrap())
    }

    fn text(n: u32, every: u32, long: usize) -> String {
        let repeats = if n.is_multiple_of(every) {
            long
        } else {
            (n % 90) as usize
        };
        "ä".repeat(repeats / 2)
    }

    /// Numbers of every width.
    fn number(n: u32) -> i64 {
        let wide = 1_i64 << (n % 63);
        [wide, wide - 1, -wide, -wide - 1, i64::MIN, 0, 1][n as usize % 7]
    }

    #[test]
    fn sqlite_finds_in_trees_of_any_height_what_was_put_there() {
        for (count, every, long) in [
            (0, 1, 0),
            (1, 1, 9_000),
            (40, 2, 1_003),
            (300, 1, 1_000),
            (3_000, 3, 4_100),
            (60_000, 700, 40_000),
        ] {
            let (_dir, conn) = filled(count, every, long);
            let found: String = conn
                .query_row("PRAGMA integrity_check", [], |row| row.get(0))
                .unwrap();
            assert_eq!(found, "ok", "{count}");
            let mut n = 0;
            let mut statement = conn
                .prepare("SELECT fruit.id, size, fruit.name, taste.name FROM fruit JOIN taste ON taste.fruit = fruit.id / 12 AND taste.n = fruit.id / 3 % 4 ORDER BY fruit.id")
                .unwrap();
            let mut rows = statement.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                n += 1;
                let wanted = text(n, every, long);
                assert_eq!(row.get::<_, u32>(0).unwrap(), 3 * n);
                assert_eq!(row.get::<_, i64>(1).unwrap(), number(n));
                assert_eq!(row.get_ref(2).unwrap().as_str().unwrap(), wanted);
                assert_eq!(row.get_ref(3).unwrap().as_str().unwrap(), wanted);
            }
            assert_eq!(n, count);
        }
    }

    #[test]
    fn a_table_that_was_filled_takes_more() {
        let (_dir, conn) = filled(5_000, 50, 5_000);
        conn.execute_batch("INSERT INTO fruit (size, name) SELECT size, name FROM fruit; DELETE FROM taste WHERE n = 2;")
            .unwrap();
        let sql =
            "SELECT count(*) || (SELECT integrity_check FROM pragma_integrity_check) FROM fruit";
        let found: String = conn.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(found, "10000ok");
    }
}
