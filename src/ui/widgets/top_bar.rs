//! Holds the first line of the screen: where am I, am I live, who am I.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::{Action, AppAction};
use super::super::ctx::{Ctx, role_name};
use super::super::desk::Link;
use super::super::paint::{Pen, cells};
use super::super::route::Route;
use super::super::theme::Role;
use super::super::words::Words;
use crate::i18n::Msg;
use crate::model::Clean;

/// Where am I, am I live, who am I.
#[derive(Debug)]
pub struct TopBar<'a> {
    /// The screen that is seen.
    pub route: Route,
    /// Whom the page is of that one came to from there.
    pub crumb: Option<Clean>,
    /// How it is connected to what others do.
    pub link: Link,
    /// How much of a snapshot is written, in percent, while that goes on.
    pub keeping: Option<u8>,
    /// The earlier day that is looked at, and how many of its records are read, until it is there.
    pub past: Option<(NaiveDate, Option<u64>)>,
    /// Who reads.
    pub ctx: &'a Ctx<'a>,
}

/// How much is said; the first that fits is taken.
#[derive(Debug, Clone, Copy)]
struct Detail {
    name: bool,
    others: bool,
    link_word: bool,
    user: User,
    role: bool,
}

/// How much is said of who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum User {
    /// The whole name.
    Whole,
    /// Its first word.
    First,
    /// Nothing.
    Nobody,
}

const DETAILS: [Detail; 8] = [
    Detail {
        name: true,
        others: true,
        link_word: true,
        user: User::Whole,
        role: true,
    },
    Detail {
        name: true,
        others: true,
        link_word: true,
        user: User::Whole,
        role: false,
    },
    Detail {
        name: false,
        others: true,
        link_word: true,
        user: User::Whole,
        role: false,
    },
    Detail {
        name: false,
        others: true,
        link_word: false,
        user: User::Whole,
        role: false,
    },
    Detail {
        name: false,
        others: true,
        link_word: false,
        user: User::First,
        role: false,
    },
    Detail {
        name: false,
        others: true,
        link_word: false,
        user: User::Nobody,
        role: false,
    },
    Detail {
        name: false,
        others: false,
        link_word: false,
        user: User::Whole,
        role: false,
    },
    Detail {
        name: false,
        others: false,
        link_word: false,
        user: User::Nobody,
        role: false,
    },
];

impl TopBar<'_> {
    fn screens(&self, detail: Detail) -> Vec<(Option<Route>, Words)> {
        let mut parts = Vec::new();
        if detail.name {
            parts.push((None, Words::one(self.ctx.t(Msg::AppName), Role::Strong)));
        }
        for route in Route::ALL {
            let here = route == self.route;
            if !here && !detail.others {
                continue;
            }
            let role = if here { Role::Accent } else { Role::Quiet };
            let key = self
                .ctx
                .reader
                .keymap
                .key_of(Action::App(AppAction::Go(route)));
            let mut words = Words::new();
            if let Some(key) = key {
                words.push(Clean::from_string(key + " "), role);
            }
            words.push(self.ctx.t(route.name()), role);
            if let (true, Some(crumb)) = (here, &self.crumb) {
                words.push(Clean::literal(" › "), Role::Quiet);
                words.push(crumb.clone(), Role::Strong);
            }
            parts.push((Some(route), words));
        }
        if !Route::ALL.contains(&self.route) {
            let name = Words::one(self.ctx.t(self.route.name()), Role::Accent);
            parts.push((Some(self.route), name));
        }
        parts
    }

    /// As of which day everything is shown, or how far the way back to it is gone.
    fn as_of(&self, day: NaiveDate, going: Option<u64>, detail: Detail) -> Words {
        let day = Clean::from_string(self.ctx.locale().date(day));
        let mut values = vec![("day", day, Role::Look)];
        let message = match going {
            None if detail.link_word => Msg::TopAsOf,
            Some(records) if detail.link_word => {
                let records = i64::try_from(records).unwrap_or(i64::MAX);
                let records = Clean::from_string(self.ctx.locale().count(records));
                values.push(("records", records, Role::Quiet));
                Msg::TopGoingBack
            }
            None => Msg::TopAsOfShort,
            Some(_) => Msg::TopGoingBackShort,
        };
        self.ctx.words(message, Role::Look, &values, &[])
    }

    fn right(&self, detail: Detail) -> Words {
        // Three shapes, for those who see no colour or have none.
        let (dot, role, word) = match self.link {
            Link::Live => ("●", Role::Good, Msg::LinkLive),
            Link::Behind => ("◐", Role::Look, Msg::LinkBehind),
            Link::Cut => ("○", Role::Bad, Msg::LinkCut),
        };
        let mut words = Words::one(Clean::literal(dot), role);
        if let Some((day, going)) = self.past {
            // Whoever looks back has to see it, however narrow the window is.
            words = self.as_of(day, going, detail);
        }
        // What is wrong is said as long as there is room for a word.
        let live = self.past.is_none();
        if live && (detail.link_word || self.link != Link::Live && detail.user != User::Nobody) {
            words.push(Clean::literal(" "), Role::Quiet);
            words.push(self.ctx.t(word), Role::Quiet);
            if let Some(percent) = self.keeping {
                let percent = self.ctx.locale().percent(f64::from(percent) / 100.0, 0);
                let values = [("percent", Clean::from_string(percent), Role::Quiet)];
                words.push(Clean::literal(" · "), Role::Quiet);
                words = words.join(self.ctx.words(Msg::LinkKeeping, Role::Quiet, &values, &[]));
            }
        }
        let user = &self.ctx.reader.user;
        let name = match detail.user {
            User::Whole => user.cut(20),
            User::First => Clean::new(user.as_str().split(' ').next().unwrap_or_default()).cut(12),
            User::Nobody => Clean::default(),
        };
        if detail.user != User::Nobody {
            words.push(Clean::literal("  "), Role::Quiet);
            words.push(name, Role::Text);
        }
        if detail.role {
            words.push(Clean::literal(" · "), Role::Quiet);
            words.push(self.ctx.t(role_name(self.ctx.reader.role)), Role::Quiet);
        }
        words
    }

    /// The places of the parts on the left, and the words on the right.
    fn layout(&self, area: Rect) -> (Vec<(u16, Option<Route>, Words)>, Words) {
        let margin = u16::from(area.width >= 20);
        let room = usize::from(area.width.saturating_sub(2 * margin));
        let width = |parts: &[(Option<Route>, Words)]| {
            parts
                .iter()
                .map(|(_, words)| words.width() + 2)
                .sum::<usize>()
        };
        let detail = DETAILS
            .into_iter()
            .filter(|it| self.link == Link::Live || !it.others || it.user != User::Nobody)
            .find(|detail| width(&self.screens(*detail)) + self.right(*detail).width() < room + 1)
            .unwrap_or(DETAILS[7]);
        let mut x = area.x + margin;
        let placed = self
            .screens(detail)
            .into_iter()
            .map(|(route, words)| {
                let at = x;
                // The name stands a little apart from the screens.
                x += cells(words.width()) + if route.is_none() { 3 } else { 2 };
                (at, route, words)
            })
            .collect();
        (placed, self.right(detail))
    }

    /// The screen whose name is at a cell.
    #[must_use]
    pub fn hit(&self, area: Rect, x: u16) -> Option<Route> {
        let (placed, _) = self.layout(area);
        placed
            .into_iter()
            .find(|(at, _, words)| (*at..*at + cells(words.width())).contains(&x))
            .and_then(|(_, route, _)| route)
    }
}

impl Widget for &TopBar<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let (placed, right) = self.layout(area);
        let mut pen = Pen::new(buffer, self.ctx);
        pen.lay(area, Role::Bar);
        let margin = u16::from(area.width >= 20);
        let right_width = cells(right.width());
        for (x, _, words) in placed {
            let room = (area.right().saturating_sub(margin + right_width + 1)).saturating_sub(x);
            pen.words(x, area.y, room, &words);
        }
        pen.words_right(
            area.right().saturating_sub(margin),
            area.y,
            area.width,
            &right,
        );
    }
}
