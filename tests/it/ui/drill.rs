//! Every number of the funnel opens just the leads that it counts.

use fiveply::demo::{Company, Size};
use fiveply::i18n::Language;
use fiveply::insight::groups::By;
use fiveply::model::{Layer, Moment, OpId, Verb};
use fiveply::query::{Context, read};
use fiveply::ui::screens::{Cell, Figures, GroupFigures};
use fiveply::ui::{Answer, Answers, Groups, Period, Question, Selected};
use fiveply::workspace::{At, Workspace};
use proptest::prelude::*;

use crate::book::{run, steps};
use crate::support::cases::cases;
use crate::support::driver::spoken;
use crate::support::fixtures::day;
use crate::support::memory::MemoryStore;
use crate::workspace::Desk;

/// Two days after the last that happens.
const NOW: Moment = Moment(1_795_200_000_000);

fn ask(workspace: &Workspace, question: &Question) -> Answer {
    let mut answers = Answers::new(spoken(Language::English));
    answers.answer(workspace, "Anna", question, NOW).unwrap()
}

/// A made-up company.
fn demo() -> Workspace {
    let size = Size {
        accounts: 300,
        leads: 400,
    };
    let company = Company::new(size, 7, NOW);
    let workspace = Workspace::new(Box::new(MemoryStore::default()));
    workspace
        .bulk(None, OpId(1), Verb::Import, NOW, |bulk| {
            for record in company.records() {
                bulk.insert(record)?;
            }
            Ok(())
        })
        .unwrap();
    workspace.load().unwrap();
    workspace
}

fn figures(desk: &Desk, filter: &str, period: Period) -> Figures {
    let question = Question::Funnel {
        filter: filter.to_owned(),
        period,
        against: fiveply::ui::Against::Before,
        groups: None,
        sets: Vec::new(),
        moving: false,
        caret: None,
    };
    match ask(&desk.workspace, &question) {
        Answer::Funnel(Selected::Read(figures, _)) => *figures,
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_group_counts_what_its_filter_selects() {
    let desk = demo();
    for by in By::ALL.into_iter().filter(|by| *by != By::Segment) {
        for period in [Period::All, Period::Days365] {
            let question = Question::Funnel {
                filter: "-is:opening".to_owned(),
                period,
                against: fiveply::ui::Against::Before,
                sets: Vec::new(),
                groups: Some(Groups {
                    by,
                    first: 0,
                    seen: 99,
                }),
                moving: false,
                caret: None,
            };
            let Answer::Funnel(Selected::Read(all, _)) = ask(&desk, &question) else {
                panic!("{by:?}")
            };
            let page = all.groups.as_ref().unwrap();
            assert_eq!(page.total, page.groups.len());
            assert_eq!(
                page.groups.iter().map(|it| it.leads).sum::<u64>(),
                all.shown,
                "{by:?}"
            );
            let largest = page.groups.iter().map(GroupFigures::longest).max();
            assert_eq!(largest, Some(page.longest));
            for group in page.groups.iter().take(12) {
                let filter = format!("-is:opening {}", group.filter(by));
                let question = Question::Funnel {
                    filter: filter.clone(),
                    period,
                    against: fiveply::ui::Against::Before,
                    groups: None,
                    sets: Vec::new(),
                    moving: false,
                    caret: None,
                };
                let Answer::Funnel(Selected::Read(alone, doubt)) = ask(&desk, &question) else {
                    panic!("{filter}")
                };
                assert_eq!(doubt, None, "{filter}");
                assert_eq!(alone.shown, group.leads, "{filter}");
                for (layer, one) in alone.layers.iter().enumerate() {
                    assert_eq!(one.reached, group.reached[layer], "{filter}");
                    assert_eq!(one.went_on, group.went_on[layer], "{filter}");
                    assert_eq!(one.still_open, group.still_open[layer], "{filter}");
                }
                assert_eq!(alone.won.count, group.won, "{filter}");
                assert_eq!(alone.won.win_rate, group.win_rate, "{filter}");
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(32))]

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
                    let Answer::Leads(Selected::Read(page, _)) = ask(&desk.workspace, &question) else { panic!("{text}") };
                    prop_assert_eq!(page.times, count, "{}", text);
                    prop_assert!(page.shown <= count, "{}", text);
                    prop_assert_eq!(page.lines.len() as u64, page.shown);
                }
            }
        }
    }
}
