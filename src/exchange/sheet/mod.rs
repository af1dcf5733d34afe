//! Reads worksheets: workbooks of the two office formats, as rows of text.
//!
//! Both are zip archives of XML, and both can be made to unpack to far more than they look: `container` weighs the
//! parts before anything else reads them. What a sheet declares about its size is never believed nor used.

mod container;
mod grid;
mod ods;
mod value;
mod xlsx;

pub use container::part_names;
pub use ods::OdsTable;
pub use xlsx::XlsxTable;
