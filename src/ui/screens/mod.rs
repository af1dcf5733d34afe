//! Holds the screens, one a file, each with the figures that it shows.

mod alike;
mod board;
mod board_cards;
mod compare;
mod figures;
mod funnel;
mod hands;
mod import;
mod import_acts;
mod import_report;
mod import_rows;
mod import_stage;
mod import_words;
mod insights;
mod meeting;
mod moved;
mod moved_rows;
mod page;
mod pipeline;
mod pipeline_columns;
mod pipeline_kept;
mod pipeline_list;
mod pipeline_marks;
mod pipeline_orders;
mod pipeline_rows;
mod pipeline_views;
mod saved;
mod saved_data;
mod saved_forms;
mod saved_rows;
mod segments;
mod sets;
mod settings;
mod settings_forms;
mod settings_rows;
mod settings_teams;
mod sweeps;
mod today;
mod today_data;
mod today_layout;
mod today_marks;
mod today_rows;
mod today_words;
mod weeks;

pub mod start;

pub use alike::{Alike, AlikeAsk, AlikeFound, AlikeLine, AlikePage, Among, Check, Like, TraitLine};
pub use board::{BoardColumn, BoardPage};
pub use compare::{
    Apart, COMPARED_LINES, Common, Compare, CompareAsk, ComparePage, Compared, ComparedSide,
    FieldApart, SavedSide, Side, SideFigures, ValueApart,
};
pub use funnel::Funnel;
pub use funnel::cells::Cell;
pub use funnel::figures::{Figures, Flow, LayerFigures, Rate, WonFigures};
pub use funnel::groups::{GroupFigures, GroupPage, by_name};
pub use import::Import;
pub use import_words::{column_name, target_name};
pub use insights::{Figure, Insights, Made, Mark, Report, Scale, Sheet, SheetColumn, SheetLine};
pub use meeting::{Meeting, MeetingPage};
pub use moved::Moved;
pub use page::{Fact, Found as PageFound, Page, PageData, Spot, Standing, ValueFact};
pub use pipeline::Pipeline;
pub use pipeline_list::{LeadLine, LeadPage};
pub use saved::Saved;
pub use saved_data::{InForce, MovedLine, MovedPage, SavedDetail, SavedLine, SavedPage};
pub use segments::{
    Bar, Bars, FacetAsk, FacetLine, FacetPage, Outlined, OutlinedLayer, Segments, SegmentsPage,
    Standing as FacetStanding, chosen_facets, facet_name,
};
pub(in crate::ui) use segments::{places, ranges, terms};
pub use settings::{Settings, SettingsPage, SettingsPart};
pub(in crate::ui) use settings_rows::{LANGUAGE, THEME, part_name};
pub use settings_teams::Folk;
pub use start::Start;
pub use today::Today;
pub use today_data::{TodayAsk, TodayLine, TodayOf, TodayPage};
pub use weeks::beside;

pub use crate::figures::layer_name;
