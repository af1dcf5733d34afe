//! Holds how the tour goes along: its line above the hints, what it is shown of what happens, and how it ends.

use ratatui::Frame;
use ratatui::layout::{Rect, Size};

use super::App;
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::action::{Action, AppAction};
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::event::Effect;
use crate::ui::kept::Memory;
use crate::ui::paint::Pen;
use crate::ui::screen::Severity;
use crate::ui::theme::Role;
use crate::ui::tour::{Sign, Tour};
use crate::ui::words::Words;

/// The fewest lines of a window with room for the tour's own.
const ROOM: u16 = 8;

impl App {
    /// The tour of somebody who has not made it yet.
    pub(super) fn first_tour(&mut self, ctx: &Ctx<'_>) {
        let reader = ctx.reader;
        if reader.guided && reader.kept.get(Memory::Tour).is_none() {
            self.tour = Some(Tour::new(reader.plan, self.route));
        }
    }

    /// The tour, where it has its line.
    fn guide(&self, size: Size) -> Option<&Tour> {
        let tour = self.tour.as_ref();
        tour.filter(|_| size.height >= ROOM && Tour::shows(self.route))
    }

    /// What is left of the window for everything else.
    pub(super) fn beside_tour<'a>(&self, ctx: &Ctx<'a>) -> Ctx<'a> {
        let line = u16::from(self.guide(ctx.size).is_some());
        Ctx {
            size: Size::new(ctx.size.width, ctx.size.height - line),
            ..*ctx
        }
    }

    /// Where the hints are, below the tour's line.
    pub(super) fn hint_area(&self, beside: &Ctx<'_>) -> Rect {
        let mut area = areas(beside.size).hints;
        let whole = Size::new(beside.size.width, beside.size.height + 1);
        area.y += u16::from(self.guide(whole).is_some());
        area
    }

    /// Begins the tour, or leaves it.
    pub(super) fn turn_tour(&mut self, ctx: &Ctx<'_>) -> Vec<Effect> {
        if self.tour.is_some() {
            return self.end_tour(Msg::TourLeft, AppAction::Tour, ctx);
        }
        self.tour = Some(Tour::new(ctx.reader.plan, self.route));
        // What was said before, such as how the last one ended, is over.
        self.status = None;
        Vec::new()
    }

    /// Leaves the tour, if there is one in sight: it is what lies nearest.
    pub(super) fn leave_tour(&mut self, ctx: &Ctx<'_>) -> Option<Vec<Effect>> {
        let leaves = self.tour.is_some() && Tour::shows(self.route) && !self.route.is_page();
        leaves.then(|| self.end_tour(Msg::TourLeft, AppAction::Tour, ctx))
    }

    /// Shows the tour what happened.
    pub(super) fn show_tour(&mut self, sign: Sign<'_>) {
        if let Some(tour) = &mut self.tour {
            tour.saw(sign);
        }
    }

    /// Shows the tour what the host is asked to do, and ends it where that was its last step.
    pub(super) fn follow_tour(&mut self, effects: &[Effect], ctx: &Ctx<'_>) -> Vec<Effect> {
        for effect in effects {
            self.show_tour(Sign::Wished(effect));
        }
        if self.tour.is_some_and(|tour| tour.is_over()) {
            self.end_tour(Msg::TourOver, AppAction::Help, ctx)
        } else {
            Vec::new()
        }
    }

    fn end_tour(&mut self, message: Msg, then: AppAction, ctx: &Ctx<'_>) -> Vec<Effect> {
        self.tour = None;
        let words = with_key(message, then, Role::Text, ctx);
        self.say(Severity::Done, words);
        vec![Effect::Remember(Memory::Tour, "over".to_owned())]
    }

    /// Draws the tour's line into the last line but one.
    pub(super) fn draw_tour(&self, hints: Rect, ctx: &Ctx<'_>, frame: &mut Frame<'_>) {
        let Some(tour) = self.guide(ctx.size) else {
            return;
        };
        let margin = u16::from(hints.width >= 20);
        let room = hints.width.saturating_sub(2 * margin);
        let y = hints.y.saturating_sub(1);
        let line = tour.place(room, ctx).join(tour.words(ctx));
        let mut pen = Pen::new(frame.buffer_mut(), ctx);
        let used = pen.words(hints.x + margin, y, room, &line);
        let leave = if self.route.is_page() {
            AppAction::Tour
        } else {
            AppAction::Back
        };
        let leave = with_key(Msg::TourLeave, leave, Role::Quiet, ctx);
        if leave.width() + 3 <= usize::from(room.saturating_sub(used)) {
            pen.words_right(hints.right().saturating_sub(margin), y, room, &leave);
        }
    }
}

fn with_key(message: Msg, action: AppAction, role: Role, ctx: &Ctx<'_>) -> Words {
    let key = ctx.reader.keymap.key_of(Action::App(action));
    let key = Clean::from_string(key.unwrap_or_default());
    ctx.words(message, role, &[("key", key, Role::Accent)], &[])
}
