//! Every number of the funnel opens just the leads that it counts.

use fiveply::i18n::{Language, Locale};
use fiveply::model::{Layer, Moment};
use fiveply::query::{Context, read};
use fiveply::ui::screens::{Cell, Figures};
use fiveply::ui::{Answer, Answers, Period, Question};
use fiveply::workspace::At;
use proptest::prelude::*;

use crate::book::{run, steps};
use crate::support::fixtures::day;
use crate::workspace::Desk;

/// Two days after the last that happens.
const NOW: Moment = Moment(1_795_200_000_000);

fn ask(desk: &Desk, question: &Question) -> Answer {
    let mut answers = Answers::new(Locale::new(Language::English));
    answers
        .answer(&desk.workspace, "Anna", question, NOW)
        .unwrap()
}

fn figures(desk: &Desk, filter: &str, period: Period) -> Figures {
    let question = Question::Funnel {
        filter: filter.to_owned(),
        period,
        caret: None,
    };
    match ask(desk, &question) {
        Answer::Funnel(figures) => *figures,
        other => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn the_filter_of_a_number_selects_as_many_as_it_says(
        moves in proptest::collection::vec(steps(), 1..40),
        narrowed: bool,
    ) {
        let desk = Desk::new(5);
        desk.workspace.load().unwrap();
        for step in &moves {
            run(&desk, desk.anna, step);
        }
        desk.workspace.sync().unwrap();
        let filter = if narrowed { "owner:Anna" } else { "" };
        let days = Period::Between(day(2026, 9, 12), day(2026, 9, 22));
        for period in [Period::All, Period::ThisMonth, Period::Days90, days] {
            let figures = figures(&desk, filter, period);
            for layer in Layer::ALL.into_iter().map(Some).chain([None]) {
                for cell in Cell::ALL {
                    let text = format!("{filter} {}", cell.filter(layer, period));
                    let today = NOW.day(chrono_tz::UTC);
                    let opened = read(&text, &Context::on(today).by("Anna")).unwrap();
                    let book = desk.workspace.book();
                    let selected = book.select(&opened, At { now: NOW });
                    let count = cell.count(layer, &figures);
                    prop_assert_eq!(selected.count(), count, "{}", text);
                    drop(book);
                    let question = Question::Leads {
                        filter: text.clone(),
                        first: 0,
                        lines: 50,
                        keep: None,
                        caret: None,
                    };
                    let Answer::Leads(page) = ask(&desk, &question) else { panic!("{text}") };
                    prop_assert_eq!(page.times, count, "{}", text);
                    prop_assert!(page.shown <= count, "{}", text);
                    prop_assert_eq!(page.lines.len() as u64, page.shown);
                }
            }
        }
    }
}
