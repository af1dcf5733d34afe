//! Holds what an answer changes on the segments' screen: what is shown, and what others changed in it.

use super::{FUNNEL, Segments, SegmentsPage, funnel_draw};
use crate::ui::ctx::Ctx;
use crate::ui::screen::Wish;

impl Segments {
    /// Marks the counts that are not what they were.
    fn compare(&mut self, now: &SegmentsPage, ctx: &Ctx<'_>) {
        let Some(before) = self.page.take() else {
            return;
        };
        for facet in &now.facets {
            let field = facet.asked.field;
            let old = before.facet(field).map_or(&[][..], |it| &it.lines);
            for line in &facet.lines {
                let was = old.iter().find(|it| it.value == line.value);
                if was.is_some_and(|was| was.count != line.count) {
                    self.fresh
                        .mark((field, line.value.clone().unwrap_or_default()), ctx);
                }
            }
        }
        let reached = |page: &SegmentsPage, line: usize| {
            let layer = page.funnel.layers.get(line);
            layer.map_or(page.funnel.won, |layer| layer.reached)
        };
        for line in 0..funnel_draw::LINES {
            if reached(&before, line) != reached(now, line) {
                self.fresh.mark((FUNNEL, line.to_string()), ctx);
            }
        }
    }

    pub(super) fn take(&mut self, page: Box<SegmentsPage>, ctx: &Ctx<'_>) -> Vec<Wish> {
        if self.compared == Some(self.ticket) {
            self.compare(&page, ctx);
        }
        for facet in &page.facets {
            let field = facet.asked.field;
            let lines = self.lines.entry(field).or_default();
            lines.fit(facet.many, facet.asked.lines);
        }
        // The cursor is of no use on what is empty for all.
        let mut others = self.own.iter().filter(|field| !page.empty.contains(field));
        if page.empty.contains(&self.field())
            && !self.large
            && let Some(other) = others.next()
        {
            self.at = *other;
        }
        self.page = Some(page);
        // A facet that has become shorter is seen from further up, and others have moved up in the place of empty ones.
        self.follow(ctx)
    }
}
