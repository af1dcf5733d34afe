//! Holds the caps that keep a hostile or broken file from filling memory; it must not hold behaviour.
//!
//! Every cap is far above what an honest file needs. A file over one of them is refused with a message
//! that names the place, never cut short in silence.

/// The longest text that one cell may hold, in bytes.
pub const CELL_BYTES: usize = 1 << 20;
/// The most line breaks that one cell may hold; more means that a quote was left open.
pub const CELL_BREAKS: u32 = 1_000;
/// The longest text that one row may hold, in bytes.
pub const ROW_BYTES: usize = 16 << 20;
/// The most columns that a table may have, which is also what a worksheet can hold.
pub const COLUMNS: usize = 16_384;
/// The longest value that is repeated in a message or a report, in characters.
pub const SHOWN_CHARS: usize = 120;

/// The most parts that a workbook container may hold.
pub const PARTS: usize = 10_000;
/// The largest worksheet part, unpacked, in bytes.
pub const SHEET_BYTES: u64 = 2 << 30;
/// The largest table of shared strings, unpacked, in bytes.
pub const STRINGS_BYTES: u64 = 256 << 20;
/// The largest of all other parts that are read, unpacked, in bytes.
pub const PART_BYTES: u64 = 16 << 20;
/// How many times larger than packed a part may be, once it is over [`RATIO_FROM`].
pub const RATIO: u64 = 200;
/// The unpacked size up to which no ratio is asked for.
pub const RATIO_FROM: u64 = 8 << 20;
/// The longest tag or stretch of text in a workbook's XML, in bytes.
pub const XML_RUN: usize = 4 << 20;
/// The most cell styles in a workbook; spreadsheet programs stop at about half of it.
pub const STYLES: usize = 131_072;
/// The longest tag in a workbook's styles, in bytes: each may be copied once a style.
pub const STYLE_TAG: usize = 2_048;
/// The last row of a worksheet that is read.
pub const SHEET_ROWS: u64 = 16_777_216;
