//! Holds the screens, a file or a folder each, with the figures that it shows.

mod alike;
mod compare;
mod figures;
mod funnel;
mod hands;
mod import;
mod insights;
mod meeting;
mod moved;
mod page;
mod pipeline;
mod saved;
mod segments;
mod sets;
mod settings;
mod sweeps;
mod today;
mod weeks;

pub mod start;

pub use alike::{Alike, AlikeAsk, AlikeFound, AlikeLine, AlikePage, Among, Check, Like, TraitLine};
pub use compare::{
    Apart, COMPARED_LINES, Common, Compare, CompareAsk, ComparePage, Compared, ComparedSide,
    FieldApart, SavedSide, Side, SideFigures, ValueApart,
};
pub use funnel::Funnel;
pub use funnel::cells::Cell;
pub use funnel::figures::{Figures, Flow, LayerFigures, Rate, WonFigures};
pub use funnel::groups::{GroupFigures, GroupPage, by_name};
pub use import::{Import, column_name, target_name};
pub use insights::{Figure, Insights, Made, Mark, Report, Scale, Sheet, SheetColumn, SheetLine};
pub use meeting::{Meeting, MeetingPage};
pub use moved::Moved;
pub use page::{Fact, Found as PageFound, Page, PageData, Spot, Standing, ValueFact};
pub use pipeline::{BoardColumn, BoardPage, LeadLine, LeadPage, Pipeline};
pub use saved::{InForce, MovedLine, MovedPage, Saved, SavedDetail, SavedLine, SavedPage};
pub use segments::{
    Bar, Bars, FacetAsk, FacetLine, FacetPage, Outlined, OutlinedLayer, Segments, SegmentsPage,
    Standing as FacetStanding, chosen_facets, facet_name,
};
pub(in crate::ui) use segments::{places, ranges, terms};
pub use settings::{Folk, Settings, SettingsPage, SettingsPart};
pub(in crate::ui) use settings::{LANGUAGE, THEME, part_name};
pub use start::Start;
pub use today::{Today, TodayAsk, TodayLine, TodayOf, TodayPage};
pub use weeks::beside;

pub use crate::figures::layer_name;
