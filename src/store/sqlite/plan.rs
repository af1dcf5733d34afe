//! How the tables of a new file lie: on which page each begins, what stands in each column, and which columns have an
//! index.
//!
//! The schema says it all. An index here is of one column, and where it is not of all rows, then of those that have
//! something in it; a file that is made is looked through by a test, which finds one that is not.

use rusqlite::Connection;

use super::pages::PAGE;
use super::tables::{STANDING, Table, Tables};
use crate::model::{FieldId, FieldType, Kind};

/// Where what stands in a column comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The row's number, which is kept beside the row.
    Id,
    Revision,
    Field {
        field: FieldId,
        ty: FieldType,
        required: bool,
    },
    Derived(usize),
    Standing(usize),
    /// Nothing writes it.
    Nobody,
}

impl Origin {
    fn of(name: &str, table: &Table) -> Self {
        let field = table.columns.iter().find(|it| it.name == name);
        let derived = table.derived.iter().position(|it| it.name == name);
        let standing = STANDING.iter().position(|it| *it == name);
        match (name, field, derived) {
            ("id", ..) => Self::Id,
            ("revision", ..) => Self::Revision,
            (_, Some(column), _) => Self::Field {
                field: column.field,
                ty: column.ty,
                required: column.required,
            },
            (_, None, Some(at)) => Self::Derived(at),
            (_, None, None) => standing.map_or(Self::Nobody, Self::Standing),
        }
    }
}

/// An index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Index {
    pub root: u32,
    pub column: usize,
    /// Whether rows with nothing in the column are in it too.
    pub whole: bool,
}

/// One kind's table.
#[derive(Debug)]
pub(super) struct Shape {
    pub root: u32,
    pub columns: Vec<Origin>,
    pub indexes: Vec<Index>,
}

/// All of them.
#[derive(Debug)]
pub(super) struct Plan {
    shapes: Vec<Shape>,
    pub steps: u32,
    pub blocks: u32,
    /// Where blocks are found by their numbers.
    pub numbers: u32,
    /// How many pages the file has.
    pub count: u32,
}

impl Plan {
    /// Reads it of a file in which nothing is free; `None` where its pages are of another size.
    pub(super) fn read(conn: &Connection, tables: &Tables) -> rusqlite::Result<Option<Self>> {
        let pragma = |name| conn.pragma_query_value(None, name, |row| row.get::<_, u32>(0));
        if pragma("page_size")? != PAGE as u32 || pragma("freelist_count")? != 0 {
            return Ok(None);
        }
        let shape = |kind: Kind| shape(conn, tables.of(kind));
        Ok(Some(Self {
            shapes: Kind::ALL
                .into_iter()
                .map(shape)
                .collect::<rusqlite::Result<_>>()?,
            steps: root(conn, "step")?,
            blocks: root(conn, "change_block")?,
            numbers: root(conn, "sqlite_autoindex_change_block_1")?,
            count: pragma("page_count")?,
        }))
    }

    pub(super) fn of(&self, kind: Kind) -> &Shape {
        &self.shapes[kind as usize]
    }
}

fn root(conn: &Connection, name: &str) -> rusqlite::Result<u32> {
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    conn.query_row(sql, [name], |row| row.get(0))
}

fn shape(conn: &Connection, table: &Table) -> rusqlite::Result<Shape> {
    let name = table.kind.code();
    let mut statement = conn.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    let columns = statement
        .query_map([name], |row| {
            Ok(Origin::of(&row.get::<_, String>(0)?, table))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut statement = conn.prepare(
        "SELECT rootpage, cid, partial FROM pragma_index_list(?1) AS list \
         JOIN sqlite_schema ON sqlite_schema.name = list.name, pragma_index_info(list.name)",
    )?;
    let indexes = statement
        .query_map([name], |row| {
            Ok(Index {
                root: row.get(0)?,
                column: row.get::<_, u16>(1)?.into(),
                whole: !row.get::<_, bool>(2)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Shape {
        root: root(conn, name)?,
        columns,
        indexes,
    })
}
