//! Holds the screens that exist and what the app must know of each: its name and the contexts of its keys.
//!
//! A new screen is one variant and its arms here, one file in `screens`, its rows in the keymap and its messages.

use super::keymap::Context;
use super::screen::Screen;
use super::screens::{
    Alike, Compare, Funnel, Import, Insights, Meeting, Moved, Page, Pipeline, Saved, Segments,
    Settings, Start, Today,
};
use crate::i18n::Msg;
use crate::model::{Key, Kind, UserRole};

/// A screen: one that a number key leads to, or the page of a lead or an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Route {
    /// What there is to do.
    Today,
    /// The five layers with their figures.
    Funnel,
    /// The leads, one a line.
    Pipeline,
    /// A selection by its facets, beside its funnel.
    Segments,
    /// Reports over what a filter selects.
    Insights,
    /// The weekly meeting.
    Meeting,
    /// Segments side by side.
    Compare,
    /// Accounts that are like others.
    Alike,
    /// A file that is brought in.
    Import,
    /// Where there is no workspace yet.
    Start,
    /// The workspace's definitions.
    Settings,
    /// All that is known of one lead.
    Lead(u64),
    /// All that is known of one account.
    Account(u64),
    /// The segments that are saved.
    Saved,
    /// Who entered a segment and who left it.
    Moved(u64),
}

impl Route {
    /// Every screen, as the top bar shows them.
    pub const ALL: [Self; 6] = [
        Self::Today,
        Self::Funnel,
        Self::Pipeline,
        Self::Segments,
        Self::Insights,
        Self::Meeting,
    ];

    /// Every screen, also those that no number leads to.
    pub const EVERY: [Self; 15] = [
        Self::Today,
        Self::Funnel,
        Self::Pipeline,
        Self::Segments,
        Self::Insights,
        Self::Meeting,
        Self::Compare,
        Self::Alike,
        Self::Import,
        Self::Start,
        Self::Settings,
        Self::Lead(0),
        Self::Account(0),
        Self::Saved,
        Self::Moved(0),
    ];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> Msg {
        match self {
            Self::Today => Msg::ScreenToday,
            Self::Funnel => Msg::ScreenFunnel,
            Self::Pipeline => Msg::ScreenPipeline,
            Self::Segments => Msg::ScreenSegments,
            Self::Insights => Msg::ScreenInsights,
            Self::Meeting => Msg::ScreenMeeting,
            Self::Compare => Msg::ScreenCompare,
            Self::Alike => Msg::ScreenAlike,
            Self::Import => Msg::ScreenImport,
            Self::Start => Msg::ScreenStart,
            Self::Settings => Msg::ScreenSettings,
            Self::Lead(_) => Msg::ScreenLead,
            Self::Account(_) => Msg::FactAccount,
            Self::Saved => Msg::ScreenSaved,
            Self::Moved(_) => Msg::ScreenMoved,
        }
    }

    /// Where its keys are looked up.
    #[must_use]
    pub const fn contexts(self) -> &'static [Context] {
        match self {
            Self::Today => &[
                Context::Everywhere,
                Context::Lines,
                Context::Leads,
                Context::List,
                Context::Today,
            ],
            Self::Funnel => &[
                Context::Everywhere,
                Context::Lines,
                Context::Columns,
                Context::Figures,
                Context::Funnel,
            ],
            Self::Pipeline => &[
                Context::Everywhere,
                Context::Lines,
                Context::Columns,
                Context::Leads,
                Context::List,
            ],
            Self::Segments => &[
                Context::Everywhere,
                Context::Lines,
                Context::Columns,
                Context::Segments,
            ],
            Self::Insights => &[
                Context::Everywhere,
                Context::Lines,
                Context::Columns,
                Context::Figures,
                Context::Insights,
            ],
            Self::Alike => &[
                Context::Everywhere,
                Context::Lines,
                Context::Columns,
                Context::Alike,
            ],
            Self::Meeting => &[Context::Everywhere, Context::Lines, Context::Meeting],
            Self::Compare => &[
                Context::Everywhere,
                Context::Lines,
                Context::Columns,
                Context::Compare,
            ],
            Self::Import => &[Context::Everywhere, Context::Lines, Context::Import],
            Self::Start => &[Context::Everywhere, Context::Start],
            Self::Settings => &[Context::Everywhere, Context::Lines, Context::Settings],
            Self::Lead(_) | Self::Account(_) => &[
                Context::Everywhere,
                Context::Lines,
                Context::Columns,
                Context::Leads,
                Context::Page,
            ],
            Self::Saved => &[Context::Everywhere, Context::Lines, Context::Saved],
            Self::Moved(_) => &[
                Context::Everywhere,
                Context::Lines,
                Context::Columns,
                Context::Moved,
            ],
        }
    }

    /// Where somebody in this role begins: a rep with leads has work to do.
    #[must_use]
    pub const fn first(role: UserRole, has_leads: bool) -> Self {
        match role {
            UserRole::Rep if has_leads => Self::Today,
            UserRole::Rep | UserRole::Marketer | UserRole::Manager | UserRole::Admin => {
                Self::Funnel
            }
        }
    }

    /// Whether it is a page: reached from a screen, and seen in its place.
    #[must_use]
    pub const fn is_page(self) -> bool {
        matches!(
            self,
            Self::Lead(_) | Self::Account(_) | Self::Saved | Self::Moved(_)
        )
    }

    /// Whether it shows an earlier day where its filter says one.
    #[must_use]
    pub const fn looks_back(self) -> bool {
        match self {
            Self::Today
            | Self::Funnel
            | Self::Pipeline
            | Self::Segments
            | Self::Compare
            | Self::Insights
            | Self::Meeting
            | Self::Alike
            | Self::Lead(_)
            | Self::Account(_) => true,
            Self::Import | Self::Start | Self::Settings | Self::Saved | Self::Moved(_) => false,
        }
    }

    /// The screen with a number to which it belongs, where it has none of its own.
    #[must_use]
    pub const fn belongs(self) -> Option<Self> {
        match self {
            Self::Compare | Self::Alike | Self::Saved | Self::Moved(_) => Some(Self::Segments),
            Self::Today
            | Self::Funnel
            | Self::Pipeline
            | Self::Segments
            | Self::Insights
            | Self::Meeting
            | Self::Import
            | Self::Start
            | Self::Settings
            | Self::Lead(_)
            | Self::Account(_) => None,
        }
    }

    /// Makes the screen as it is when first seen.
    #[must_use]
    pub fn make(self) -> Box<dyn Screen> {
        match self {
            Self::Today => Box::new(Today::default()),
            Self::Funnel => Box::new(Funnel::default()),
            Self::Pipeline => Box::new(Pipeline::default()),
            Self::Segments => Box::new(Segments::default()),
            Self::Insights => Box::new(Insights::default()),
            Self::Meeting => Box::new(Meeting::default()),
            Self::Compare => Box::new(Compare::default()),
            Self::Alike => Box::new(Alike::default()),
            Self::Import => Box::new(Import::default()),
            Self::Start => Box::new(Start::default()),
            Self::Settings => Box::new(Settings::default()),
            Self::Lead(id) => Box::new(Page::new(Key::new(Kind::Lead, id))),
            Self::Account(id) => Box::new(Page::new(Key::new(Kind::Account, id))),
            Self::Saved => Box::new(Saved::default()),
            Self::Moved(id) => Box::new(Moved::new(id)),
        }
    }
}
