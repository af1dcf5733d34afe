//! Holds the pieces that screens are drawn from; each draws what its caller holds and keeps nothing itself.

mod columns;
mod filter_line;
mod found_list;
mod funnel_bar;
mod hint_line;
mod input;
mod lines;
mod offers;
mod popup;
mod status_line;
mod top_bar;
mod wrap;

pub use columns::{Align, Column, Placed, place};
pub use filter_line::{Edited, FilterBar, FilterLine};
pub use found_list::FoundList;
pub use funnel_bar::FunnelBar;
pub use hint_line::HintLine;
pub use input::{Edit, Field, Input, MAX_INPUT_BYTES};
pub use lines::Lines;
pub use offers::{OfferBar, Offers};
pub use popup::Popup;
pub use status_line::StatusLine;
pub use top_bar::TopBar;
pub use wrap::wrap;
