//! Holds how the machine is drawn: chrome, screen, overlays. Changes nothing.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::App;
use crate::model::Clean;
use crate::ui::action::{Action, TypingAction, ViewAction};
use crate::ui::chrome::{areas, over};
use crate::ui::ctx::Ctx;
use crate::ui::keymap::{Context, Hint, hints, ways_on};
use crate::ui::paint::{Pen, cells};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Severity, Status};
use crate::ui::theme::Role;
use crate::ui::widgets::{FilterBar, HintLine, OfferBar, StatusLine, TopBar};
use crate::ui::words::Words;

/// How long the hint for opening stays on a screen where it does what matters most.
const OPENS: u8 = 95;

const COMPLETE: Action = Action::Typing(TypingAction::Complete);
const ACCEPT: Action = Action::Typing(TypingAction::Accept);
const OPEN: Action = Action::View(ViewAction::Open);

/// The filter of a screen.
pub(super) fn filter_bar<'a>(screen: &'a dyn Screen, ctx: &'a Ctx<'a>) -> FilterBar<'a> {
    FilterBar {
        filter: &screen.view().filter,
        summary: screen.summary(ctx),
        ctx,
    }
}

impl App {
    pub(super) fn top_bar<'a>(&self, ctx: &'a Ctx<'a>) -> TopBar<'a> {
        TopBar {
            route: self.base(),
            crumb: self
                .screens
                .get(&self.route)
                .and_then(|screen| screen.crumb(ctx)),
            link: self.link,
            keeping: self.keeping,
            past: self.past(ctx).map(|day| (day, self.going_back)),
            ctx,
        }
    }

    /// The screen with a number that is seen, or from which one came to the page.
    fn base(&self) -> Route {
        let base = if self.route.is_page() {
            let usual = self.route.belongs().unwrap_or(Route::Pipeline);
            self.trail.base().unwrap_or(usual)
        } else {
            self.route
        };
        base.belongs().unwrap_or(base)
    }

    /// Draws everything; changes nothing.
    pub fn draw(&self, ctx: &Ctx<'_>, frame: &mut Frame<'_>) {
        let whole = ctx;
        let ctx = &self.beside_tour(whole);
        let mut places = areas(ctx.size);
        places.hints.y += whole.size.height - ctx.size.height;
        let Some(screen) = self.screens.get(&self.route) else {
            return;
        };
        frame.render_widget(&self.top_bar(ctx), places.top);
        let filter = filter_bar(screen.as_ref(), ctx);
        let mut caret = filter.caret(places.filter);
        let offered = filter.offers(places.filter, over(ctx.size));
        if let Some(head) = screen.head(ctx) {
            filter.with_head(places.filter, &head, frame.buffer_mut());
        } else {
            frame.render_widget(&filter, places.filter);
        }
        if places.rule.height > 0 {
            Pen::new(frame.buffer_mut(), ctx).rule(places.rule);
        }
        screen.draw(places.body, frame.buffer_mut(), &self.then(ctx));
        frame.render_widget(&self.hint_line(ctx), places.hints);
        self.draw_tour(places.hints, whole, frame);
        self.draw_status(ctx, frame);
        if let Some((area, offers)) = offered {
            frame.render_widget(&OfferBar { offers, ctx }, area);
        }
        caret = caret.or_else(|| screen.caret(places.body, ctx));
        for overlay in &self.overlays {
            caret = overlay.draw(over(ctx.size), frame.buffer_mut(), ctx);
        }
        if let Some((x, y)) = caret {
            frame.set_cursor_position((x, y));
        }
    }

    /// What is said now, and where it lies, over whatever is there otherwise.
    pub(super) fn said(&self, ctx: &Ctx<'_>) -> Option<(Cow<'_, Status>, Rect)> {
        let filter = &self.screens.get(&self.route)?.view().filter;
        // What is wrong with the filter is said while it is wrong, before anything older.
        let trouble = filter.trouble().map(|trouble| Status {
            severity: Severity::Warning,
            words: Words::one(trouble.message.clone(), Role::Text),
            at: None,
        });
        let status = match trouble {
            Some(trouble) => Cow::Owned(trouble),
            None => Cow::Borrowed(self.status.as_ref()?),
        };
        // A window without a line for it shows what matters where the hints are.
        let mut area = areas(ctx.size).status;
        if area.height == 0 && status.severity >= Severity::Warning {
            area = self.hint_area(ctx);
        }
        if area.height > 0 {
            // What goes on above the line lies over the screen's last ones until the next key.
            let status = &status;
            let lines = StatusLine { status, ctx }.lines(area.width).len();
            area.height = cells(lines).clamp(1, area.y + 1);
            area.y -= area.height - 1;
        }
        Some((status, area))
    }

    fn draw_status(&self, ctx: &Ctx<'_>, frame: &mut Frame<'_>) {
        let Some((status, area)) = self.said(ctx) else {
            return;
        };
        if area != areas(ctx.size).status {
            let mut pen = Pen::new(frame.buffer_mut(), ctx);
            pen.clear(area);
            pen.lay(area, Role::Bar);
        }
        let status = &status;
        frame.render_widget(&StatusLine { status, ctx }, area);
    }

    /// The keys that matter now, and those that were pressed of which more are awaited.
    pub(super) fn hint_line<'a>(&self, ctx: &'a Ctx<'a>) -> HintLine<'a> {
        let mut line = HintLine {
            hints: Vec::new(),
            pending: Clean::default(),
            ctx,
        };
        let Some(screen) = self.screens.get(&self.route) else {
            return line;
        };
        let typing =
            screen.view().filter.is_typing() || screen.is_typing() || !self.overlays.is_empty();
        let contexts = if typing {
            &[Context::Typing] as &[_]
        } else {
            self.route.contexts()
        };
        let overlay = self.overlays.last();
        line.hints = hints(&ctx.reader.keymap, contexts, |action, hint| {
            let Some(overlay) = overlay else {
                // What is wrong is told with what would be right; there is nothing to complete then.
                let vain = action == COMPLETE && screen.view().filter.trouble().is_some();
                if vain || self.why_not(action, ctx).is_some() {
                    return None;
                }
                if action == COMPLETE && screen.is_typing() {
                    let label = screen.completes()?;
                    return Some(Hint { label, ..hint });
                }
                return match screen.opens() {
                    Some(label) if action == OPEN => Some(Hint {
                        priority: OPENS,
                        label,
                    }),
                    // Once is enough.
                    Some(label) if label == hint.label => None,
                    Some(_) | None => Some(hint),
                };
            };
            let label = if action == COMPLETE {
                // The key that completes a filter goes on to the next field of a form.
                overlay.completes()?
            } else if action == ACCEPT {
                let takes = overlay.takes(ctx).then_some(hint.label)?;
                overlay.accepts().unwrap_or(takes)
            } else {
                hint.label
            };
            Some(Hint { label, ..hint })
        });
        let mut pending = self.resolver.shown();
        if self.resolver.is_waiting() && !typing {
            line.hints = ways_on(&self.resolver, &ctx.reader.keymap, contexts);
            pending.push('…');
        }
        line.pending = Clean::from_string(pending);
        line
    }
}
