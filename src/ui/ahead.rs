//! Names what screens ask when they are first opened, so that it can be counted once before anybody waits for it.
//!
//! The screens are asked themselves, as they would be made for this reader. It answers nothing.

use super::ctx::Ctx;
use super::desk::Question;
use super::event::Effect;
use super::route::Route;
use super::screen::Wish;

/// The first question of every screen, the ones that are opened most often first.
///
/// Words are not looked for: all names and notes would be held in memory for somebody who may never ask for them.
#[must_use]
pub fn first_questions(ctx: &Ctx<'_>) -> Vec<Question> {
    let routes = [
        Route::Pipeline,
        Route::Today,
        Route::Funnel,
        Route::Segments,
        Route::Insights,
        Route::Meeting,
        Route::Saved,
    ];
    let mut questions: Vec<Question> = routes.into_iter().flat_map(|it| asked(it, ctx)).collect();
    questions.push(Question::Leads {
        filter: String::new(),
        first: 0,
        lines: usize::from(ctx.size.height),
        keep: None,
        caret: None,
    });
    questions
}

/// What a screen asks when it is made.
fn asked(route: Route, ctx: &Ctx<'_>) -> Vec<Question> {
    let wishes = route.make().ask(ctx);
    let question = |wish| match wish {
        Wish::Host(Effect::Ask(ask)) => Some(ask.question),
        Wish::Host(_)
        | Wish::Open(_)
        | Wish::Say(..)
        | Wish::Go(..)
        | Wish::Act(_)
        | Wish::Turn(_) => None,
    };
    wishes.into_iter().filter_map(question).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use ratatui::layout::Size;

    use super::*;
    use crate::i18n::{Language, Locale};
    use crate::ui::ctx::Reader;
    use crate::ui::theme::Look;

    #[test]
    fn every_screen_with_a_number_is_asked() {
        let reader = Reader::new(Locale::new(Language::default()), Look::default());
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
        let ctx = Ctx {
            reader: &reader,
            now: day.and_hms_opt(10, 0, 0).unwrap_or_default(),
            size: Size::new(120, 36),
        };
        for route in Route::ALL {
            assert_ne!(asked(route, &ctx), [], "{route:?}");
        }
    }
}
