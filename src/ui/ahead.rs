//! Names what is asked soon: by screens when they are first opened, and by the next key, so that it can be counted before
//! anybody waits for it.
//!
//! The screens are asked themselves, as they would be made for this reader. It answers nothing.

use chrono::NaiveDate;

use super::ctx::Ctx;
use super::desk::{Answer, Question, Selected};
use super::event::Effect;
use super::route::Route;
use super::screen::Wish;
use super::screens::{PageFound, Report, beside};
use crate::model::{Key, Kind, Topic};
use crate::workspace::Unit;

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
    let list = Question::Leads {
        filter: String::new(),
        first: 0,
        lines: usize::from(ctx.size.height),
        keep: None,
        caret: None,
    };
    // Where the pipeline is a list, it is asked for already, and would be held twice.
    if !questions.iter().any(|it| is_of_the_same(it, &list)) {
        questions.push(list);
    }
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
        | Wish::Turn(_)
        | Wish::TakesBack => None,
    };
    wishes.into_iter().filter_map(question).collect()
}

/// A word that nobody is called.
const WORD: &str = "qxz";

/// What was asked last on each screen that shows a selection, whichever that was.
#[derive(Debug, Default)]
pub struct Usual(Vec<Question>);

impl Usual {
    /// Notes what a screen asks; nothing while somebody types.
    pub fn note(&mut self, asked: &Question) {
        if with_filter(asked, String::new()).is_some() {
            self.0.retain(|it| !is_alike(it, asked));
            self.0.push(asked.clone());
        }
    }

    /// What each screen asked last, the latest first.
    #[must_use]
    pub fn latest(&self) -> Vec<Question> {
        self.0.iter().rev().cloned().collect()
    }

    /// What the other screens would ask of the selection of a question; nothing while that is typed.
    #[must_use]
    pub fn elsewhere(&self, asked: &Question) -> Vec<Question> {
        let is_asked = with_filter(asked, String::new()).is_some();
        let Some(filter) = asked.filter().filter(|_| is_asked) else {
            return Vec::new();
        };
        let others = self.0.iter().filter(|it| !is_alike(it, asked));
        others
            .filter_map(|it| with_filter(it, filter.to_owned()))
            .collect()
    }
}

/// Whether two questions are of one screen.
fn is_alike(one: &Question, other: &Question) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

/// Whether two questions of one screen are about the same selection, and what else they ask for may lie beside each other
/// in what the one was answered from.
#[must_use]
pub fn is_of_the_same(one: &Question, other: &Question) -> bool {
    is_alike(one, other) && one.filter().is_some() && one.filter() == other.filter()
}

/// What the next key is likely to ask: the weeks, the reports and the pages of a meeting beside the one that was answered,
/// the likeliest first; a lead's account; what is put side by side, in the other unit.
///
/// Nothing while somebody types, for the next letter asks something else.
#[must_use]
pub fn next_questions(asked: &Question, answer: &Answer, today: NaiveDate) -> Vec<Question> {
    if let Question::Insights {
        report,
        caret: None,
        ..
    } = asked
        && !matches!(
            answer,
            Answer::Insights(Selected::Trouble(_) | Selected::Unfinished)
        )
    {
        let beside = [1, -1, 2].map(|by| report.further(by));
        return beside.map(|it| with_report(asked, it)).into();
    }
    if let Question::Funnel {
        filter,
        groups: None,
        caret: None,
        ..
    } = asked
    {
        let weeks = beside(filter, today).into_iter();
        return weeks.filter_map(|it| with_filter(asked, it)).collect();
    }
    if let Question::Page { day, key: _ } = asked
        && let Answer::Page(PageFound::Page(page)) = answer
    {
        let account = page.account.map(|it| Key::new(Kind::Account, it));
        let page = |key| Question::Page { key, day: *day };
        return account.map(page).into_iter().collect();
    }
    if let Question::Compare { ask, caret: None } = asked {
        let mut ask = ask.clone();
        ask.unit = ask.unit.other();
        return vec![Question::Compare { ask, caret: None }];
    }
    if let Question::Offers { filter, caret: _ } = asked
        && filter.trim().is_empty()
    {
        // Where texts lie is found out for the first word that is looked for, whichever it is.
        let (filter, unit) = (WORD.to_owned(), Unit::Leads);
        return vec![Question::Members { filter, unit }];
    }
    if let Question::Meeting {
        topic,
        by,
        day: None,
    } = asked
        && let Answer::Meeting(page) = answer
    {
        let shown = page.sitting.agenda.iter().filter(|it| it.offered);
        let topics: Vec<Topic> = shown.map(|it| it.topic).collect();
        let here = topics.iter().position(|it| it == topic);
        let (before, after) = topics.split_at(here.unwrap_or_default());
        // Any page is one key away.
        let others = after.iter().skip(1).chain(before);
        let page = |topic| Question::Meeting {
            topic,
            by: *by,
            day: None,
        };
        return others.map(|it| page(*it)).collect();
    }
    Vec::new()
}

/// The same, asked by another filter, where it is what a screen asks of a selection that nobody is typing.
fn with_filter(asked: &Question, other: String) -> Option<Question> {
    let mut question = asked.clone();
    let (filter, caret) = match &mut question {
        Question::Funnel { filter, caret, .. }
        | Question::Leads { filter, caret, .. }
        | Question::Board { filter, caret, .. }
        | Question::Segments { filter, caret, .. }
        | Question::Insights { filter, caret, .. } => (filter, *caret),
        Question::Today { day, caret, .. } => (&mut day.filter, *caret),
        Question::Meeting { .. }
        | Question::KeptMinutes { .. }
        | Question::Minutes { .. }
        | Question::Compare { .. }
        | Question::Saved { .. }
        | Question::Members { .. }
        | Question::Offers { .. }
        | Question::Settings
        | Question::Explain { .. }
        | Question::Choices(_)
        | Question::Marked { .. }
        | Question::DayMarked { .. }
        | Question::Judge(_)
        | Question::Changes
        | Question::Currency
        | Question::Page { .. }
        | Question::Field(_)
        | Question::Lookup { .. } => return None,
    };
    *filter = other;
    caret.is_none().then_some(question)
}

/// The same, asked of another report.
fn with_report(asked: &Question, other: Report) -> Question {
    let mut question = asked.clone();
    if let Question::Insights { report, .. } = &mut question {
        *report = other;
    }
    question
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Size;

    use super::*;
    use crate::i18n::{Language, Locale};
    use crate::insight::conversion::Definition;
    use crate::model::Clean;
    use crate::query::Field;
    use crate::ui::ctx::Reader;
    use crate::ui::desk::Trouble;
    use crate::ui::period::Period;
    use crate::ui::screens::{CompareAsk, PageData};
    use crate::ui::theme::Look;
    use crate::ui::words::Words;

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

    #[test]
    fn after_a_report_those_beside_it_are_asked() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let asked = |filter: &str, report, caret| Question::Insights {
            filter: filter.to_owned(),
            report,
            period: Period::default(),
            by: Some(Field::Source),
            sets: Vec::new(),
            definition: Definition::default(),
            against: None,
            caret,
        };
        let next = |it: &Question| {
            let some = Answer::Currency("EUR".to_owned());
            next_questions(it, &some, today)
        };
        let wins = asked("temp:warm", Report::Wins, None);
        let beside = [Report::Durations, Report::Conversions, Report::Cohorts];
        assert_eq!(next(&wins), beside.map(|it| asked("temp:warm", it, None)));
        assert_eq!(next(&asked("temp:w", Report::Wins, Some(6))), []);
        let offers = |filter: &str| Question::Offers {
            filter: filter.to_owned(),
            caret: filter.len(),
        };
        assert_eq!(next(&offers("")).len(), 1);
        assert_eq!(next(&offers("v")), []);
        let compared = |unit| Question::Compare {
            ask: CompareAsk {
                filter: "temp:warm".to_owned(),
                others: Vec::new(),
                unit,
                against: 0,
            },
            caret: None,
        };
        assert_eq!(next(&compared(Unit::Leads)), [compared(Unit::Accounts)]);
        let earlier = beside.map(|it| asked("asof:2026-09-01", it, None));
        assert_eq!(next(&asked("asof:2026-09-01", Report::Wins, None)), earlier);
        let trouble = Answer::Insights(Selected::Trouble(Trouble::default()));
        assert_eq!(next_questions(&wins, &trouble, today), []);
    }

    #[test]
    fn after_a_lead_its_account_is_asked() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let lead = Key::new(Kind::Lead, 4);
        let of = |key| Question::Page {
            key,
            day: Some(today),
        };
        let next = |account| {
            let page = PageData {
                key: lead,
                revision: 1,
                title: Clean::default(),
                under: Words::new(),
                worth: Words::new(),
                standing: None,
                account,
                facts: Vec::new(),
                story: Vec::new(),
            };
            next_questions(
                &of(lead),
                &Answer::Page(PageFound::Page(page.into())),
                today,
            )
        };
        assert_eq!(next(Some(7)), [of(Key::new(Kind::Account, 7))]);
        assert_eq!(next(None), []);
        assert_eq!(
            next_questions(&of(lead), &Answer::Page(PageFound::Gone), today),
            []
        );
    }

    #[test]
    fn the_other_screens_are_asked_as_they_were_last_but_of_the_same_selection() {
        let leads = |filter: &str, first, caret| Question::Leads {
            filter: filter.to_owned(),
            first,
            lines: 20,
            keep: None,
            caret,
        };
        let board = |filter: &str| Question::Board {
            filter: filter.to_owned(),
            cards: [0..9, 0..9, 0..9, 0..9, 0..9],
            parked: true,
            keep: None,
            caret: None,
        };
        let mut usual = Usual::default();
        for it in [leads("a", 0, None), board("b"), leads("c", 40, None)] {
            usual.note(&it);
        }
        usual.note(&leads("cd", 80, Some(2)));
        usual.note(&Question::Settings);
        assert_eq!(usual.latest(), [leads("c", 40, None), board("b")]);
        let then = "asof:2026-09-01";
        assert_eq!(usual.elsewhere(&board(then)), [leads(then, 40, None)]);
        let others = usual.elsewhere(&leads(then, 0, None));
        assert_eq!(others, [board(then)]);
        assert_eq!(usual.elsewhere(&leads(then, 0, Some(4))), []);
        assert_eq!(usual.elsewhere(&Question::Settings), []);
        assert!(is_of_the_same(
            &leads("a", 0, None),
            &leads("a", 9, Some(1))
        ));
        assert!(!is_of_the_same(&leads("a", 0, None), &leads("b", 0, None)));
        assert!(!is_of_the_same(&leads("a", 0, None), &board("a")));
    }
}
