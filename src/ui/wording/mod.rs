//! Holds what is said to the reader in sentences: what was done and by whom, what fields are called, why something could
//! not be done and what is wrong with what was typed or read. Nothing is decided here, and nothing is drawn.

pub(in crate::ui) mod facts;
pub(in crate::ui) mod field_faults;
pub(in crate::ui) mod file_faults;
pub(in crate::ui) mod filter_faults;
pub(in crate::ui) mod refusals;
pub(in crate::ui) mod retell;
pub(in crate::ui) mod setting_faults;
pub(in crate::ui) mod store_faults;
pub(in crate::ui) mod tell;
pub(in crate::ui) mod told;
