//! Holds what is done with saved segments from the segments' screen: saving the filter, saving it over, going to the list.

use super::Segments;
use crate::i18n::Msg;
use crate::model::{Clean, Value};
use crate::ui::action::SegmentAction;
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Answer, Ask, Question};
use crate::ui::event::Effect;
use crate::ui::overlays::{Outcome, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::Wish;
use crate::ui::screens::saved::forms;
use crate::ui::theme::Role;
use crate::ui::words::Words;

impl Segments {
    pub(super) fn segment_action(&mut self, action: SegmentAction) -> Vec<Wish> {
        let force = self.page.as_ref().and_then(|it| it.segment.clone());
        match (action, force) {
            (SegmentAction::Save, _) => self.ask_members(),
            (SegmentAction::SaveOver, Some(it)) => {
                let filter = forms::canonical(self.view.filter.text());
                let unit = self.unit.code().to_owned();
                let fields = [("filter", Value::Text(filter)), ("unit", Value::Text(unit))];
                forms::set(it.id, &fields, None)
            }
            (SegmentAction::Moved, Some(it)) => vec![Wish::Go(Route::Moved(it.id), None)],
            (SegmentAction::List, _) => vec![Wish::Go(Route::Saved, None)],
            (
                SegmentAction::SaveOver
                | SegmentAction::Moved
                | SegmentAction::Text
                | SegmentAction::Rename
                | SegmentAction::Edit
                | SegmentAction::Freeze
                | SegmentAction::Share
                | SegmentAction::Remove,
                _,
            ) => Vec::new(),
        }
    }

    /// Why something can't be done with a saved segment now, if it can't.
    pub(super) fn why_no_segment(&self, action: SegmentAction) -> Option<Msg> {
        let force = self.page.as_ref().and_then(|it| it.segment.as_ref());
        match (action, force) {
            (SegmentAction::Save, _) if self.view.filter.trouble().is_some() => {
                Some(Msg::WhyNoFilter)
            }
            (SegmentAction::SaveOver | SegmentAction::Moved, None) => Some(Msg::WhyNotSaved),
            (SegmentAction::SaveOver, Some(it)) if !it.changed => Some(Msg::WhySegmentSame),
            (SegmentAction::SaveOver | SegmentAction::Moved, Some(it)) if it.frozen => {
                Some(Msg::WhySegmentFrozen)
            }
            _ => None,
        }
    }

    /// Who is selected now is known before the form opens: a frozen segment keeps what was seen.
    fn ask_members(&mut self) -> Vec<Wish> {
        self.saving = self.saving.next();
        let question = Question::Members {
            filter: self.view.filter.text().to_owned(),
            unit: self.unit,
        };
        vec![Wish::Host(Effect::Ask(Ask {
            // Its tickets are its own: what is shown is asked for meanwhile.
            ticket: self.saving,
            question,
        }))]
    }

    pub(super) fn take_members(&mut self, answer: Answer, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Answer::Members(selected) = answer else {
            return Vec::new();
        };
        let Some(members) = self.view.filter.take(selected) else {
            return Vec::new();
        };
        let filter = self.view.filter.text().to_owned();
        vec![forms::save(filter, self.unit, *members, ctx)]
    }

    pub(super) fn took_segment(purpose: Purpose, outcome: Outcome) -> Vec<Wish> {
        match (purpose, outcome) {
            (Purpose::Segment(ask), Outcome::Filled(entries)) => forms::filled(ask, entries),
            _ => Vec::new(),
        }
    }

    /// The segment that is the filter, by its name, and whether the filter is another by now.
    pub(super) fn named(&self, ctx: &Ctx<'_>) -> Option<Words> {
        let it = self.page.as_ref()?.segment.as_ref()?;
        let words =
            Words::one(Clean::literal("▸ "), Role::Accent).and(it.name.cut(30), Role::Strong);
        if !it.changed {
            return Some(words);
        }
        let words = words.and(Clean::literal(" "), Role::Quiet);
        Some(words.and(ctx.t(Msg::SegmentChanged), Role::Look))
    }
}
