//! Holds how the segments' screen is drawn: facets, the value under the cursor in words, the funnel at the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::facet_draw::FacetView;
use super::layout::Layout;
use super::{FUNNEL, Segments, facet_draw, funnel_draw};
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::paint::{Pen, cells};
use crate::ui::screens::figures::count;
use crate::ui::screens::pipeline::how_many;
use crate::ui::theme::Role;
use crate::ui::widgets;
use crate::ui::words::Words;
use crate::workspace::Unit;

impl Segments {
    /// The line in which a value is looked for.
    pub(super) fn find_field<'a>(
        &'a self,
        body: Rect,
        ctx: &'a Ctx<'a>,
    ) -> Option<(Rect, widgets::Field<'a>)> {
        if !(self.large && self.is_finding()) {
            return None;
        }
        let area = self.layout(body).facets.first()?.area;
        let field = widgets::Field {
            input: &self.find,
            focused: self.finding,
            wrong: None,
            placeholder: ctx.t(Msg::FacetFindExample),
            ctx,
        };
        let line = Rect::new(area.x, area.y.saturating_sub(1), area.width, 1);
        Some((line.intersection(body), field))
    }

    fn draw_told(&self, layout: &Layout, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        let (Some(area), Some(page)) = (layout.told, &self.page) else {
            return;
        };
        let mut pen = Pen::new(buffer, ctx);
        let (at, many) = layout.page;
        let mut room = area.width;
        if many > 1 {
            let number = |number: usize| count(u64::try_from(number).unwrap_or(u64::MAX), ctx);
            let values = [
                ("page", number(at + 1), Role::Quiet),
                ("pages", number(many), Role::Quiet),
            ];
            let words = ctx.words(Msg::FacetPages, Role::Faint, &values, &[]);
            pen.words_right(area.right(), area.y, area.width, &words);
            room = room.saturating_sub(cells(words.width()) + 2);
        }
        if self.on_funnel {
            let words = funnel_draw::told(&page.funnel, self.layer.cursor(), room, ctx);
            pen.words(area.x, area.y, room, &words);
            return;
        }
        let facet = page.facet(self.field());
        if let (Some(facet), Some(line)) = (facet, self.under_cursor()) {
            let words = facet_draw::told(facet, line, room, ctx);
            pen.words(area.x, area.y, room, &words);
        }
    }

    fn draw_facets(&self, layout: &Layout, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        let chosen = self.own.as_slice();
        for place in &layout.facets {
            let Some(field) = chosen.get(place.index).copied() else {
                continue;
            };
            let here = !self.on_funnel && field == self.field();
            let cursor = here.then(|| self.lines_of(field).cursor());
            let mark = self.mark.as_ref().filter(|mark| mark.0 == field);
            let marked = mark
                .zip(cursor)
                .map(|((.., from), to)| (*from.min(&to), *from.max(&to)));
            let view = FacetView {
                field,
                page: self.page.as_ref().and_then(|page| page.facet(field)),
                empty: self.empty().contains(&field),
                unit: self.page.as_ref().map_or(self.unit, |page| page.unit),
                whole: self.page.as_ref().map_or(0, |page| page.whole),
                cursor,
                marked,
                fresh: &self.fresh,
            };
            view.draw(place.area, buffer, ctx);
        }
    }

    /// How many of how many, and how many leads stand behind them.
    pub(super) fn how_many(&self, ctx: &Ctx<'_>) -> Vec<Words> {
        let Some(page) = &self.page else {
            return vec![Words::one(ctx.t(Msg::StatusReading), Role::Quiet)];
        };
        match page.unit {
            Unit::Leads => {
                let mut said = vec![how_many(page.shown, page.whole, ctx)];
                said.extend(self.named(ctx));
                said
            }
            Unit::Accounts => {
                let number = |number: u64, role| (count(number, ctx), role);
                let say = |message, values: &[(&str, (Clean, Role))], n: u64| {
                    let values: Vec<_> = values
                        .iter()
                        .map(|(name, (text, role))| (*name, text.clone(), *role))
                        .collect();
                    let n = i64::try_from(n).unwrap_or(i64::MAX);
                    ctx.words(message, Role::Quiet, &values, &[("count", n)])
                };
                let mut said = vec![
                    say(
                        Msg::SegmentAccounts,
                        &[
                            ("shown", number(page.shown, Role::Strong)),
                            ("total", number(page.whole, Role::Quiet)),
                        ],
                        page.whole,
                    ),
                    say(
                        Msg::SegmentLeads,
                        &[("n", number(page.leads, Role::Text))],
                        page.leads,
                    ),
                ];
                // What is left out first is how many leads there are, not the name.
                if let Some(name) = self.named(ctx) {
                    said.insert(1, name);
                }
                said
            }
        }
    }

    /// Draws all of it.
    pub(super) fn drawn(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        let layout = self.layout(body);
        self.draw_facets(&layout, buffer, ctx);
        if let Some((area, field)) = self.find_field(body, ctx) {
            (&field).render(area, buffer);
        }
        self.draw_told(&layout, buffer, ctx);
        if let Some(rule) = layout.rule {
            let mut pen = Pen::new(buffer, ctx);
            for y in rule.top()..rule.bottom() {
                pen.put(rule.x, y, 1, &Clean::literal("│"), Role::Rule);
            }
        }
        if let (Some(area), Some(page)) = (layout.funnel, &self.page) {
            let cursor = self.on_funnel.then(|| self.layer.cursor());
            let fresh = |line: usize| self.fresh.role(&(FUNNEL, line.to_string()), ctx);
            funnel_draw::draw(&page.funnel, cursor, fresh, area, buffer, ctx);
        }
    }
}
