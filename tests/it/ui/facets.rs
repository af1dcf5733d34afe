//! What facets answer: each value with the count that choosing it gives, and only as much as is seen.

use fiveply::i18n::Language;
use fiveply::model::{Account, Event, Layer, Record};
use fiveply::query::Field;
use fiveply::ui::screens::{FacetAsk, FacetPage, SegmentsPage};
use fiveply::ui::{Answer, Answers, Question, Selected};
use fiveply::workspace::{FACETS, Unit, Workspace};

use crate::support::company::{moment, workspace};
use crate::support::driver::spoken;
use crate::support::real::{Real, lived};

fn ask_page(
    answers: &mut Answers,
    workspace: &Workspace,
    filter: &str,
    unit: Unit,
    seen: Vec<FacetAsk>,
) -> SegmentsPage {
    let question = Question::Segments {
        filter: filter.to_owned(),
        unit,
        fields: FACETS.to_vec(),
        seen,
        segment: None,
        caret: None,
    };
    match answers.answer(workspace, "anna", &question, moment()) {
        Some(Answer::Segments(Selected::Read(page, _))) => *page,
        other => panic!("{filter}: {other:?}"),
    }
}

/// Every value of a facet gives just its count when it is switched on; so do the finer ones within it.
fn check(answers: &mut Answers, workspace: &Workspace, unit: Unit, facet: &FacetPage) {
    for line in facet.lines.iter().step_by(1 + facet.lines.len() / 24) {
        let Some(value) = &line.value else {
            continue;
        };
        let industry = line.field == Field::Naics;
        let outer = if industry {
            ""
        } else {
            facet.asked.path.as_str()
        };
        let filter = format!("{outer} {}:{value}", line.field.name());
        let path = match (line.inner, industry) {
            (true, true) => value.clone(),
            (true, false) => filter.trim_start().to_owned(),
            (false, _) => String::new(),
        };
        let inner = FacetAsk {
            path,
            ..facet.asked.clone()
        };
        let page = ask_page(answers, workspace, &filter, unit, vec![inner]);
        assert_eq!(page.shown, line.count, "{unit:?} {filter}");
        if line.inner {
            let finer: u64 = page.facets[0].lines.iter().map(|it| it.count).sum();
            assert_eq!(finer, line.count, "{unit:?} {filter}");
            check(answers, workspace, unit, &page.facets[0]);
        }
    }
}

#[test]
fn the_value_of_a_facet_gives_just_its_count_when_it_is_chosen() {
    let workspace = workspace(240, 360);
    let mut answers = Answers::new(spoken(Language::English));
    for unit in [Unit::Leads, Unit::Accounts] {
        let all = FACETS.map(|field| FacetAsk {
            field,
            first: 0,
            lines: 1_000,
            find: String::new(),
            path: String::new(),
            by_lift: false,
            upright: false,
        });
        let page = ask_page(&mut answers, &workspace, "", unit, all.to_vec());
        assert_eq!(page.facets.len(), FACETS.len());
        for facet in &page.facets {
            assert_eq!(facet.many, facet.lines.len());
            check(&mut answers, &workspace, unit, facet);
        }
    }
}

#[test]
fn one_of_many_values_that_chance_explains_is_not_marked() {
    let sector = |at: u64| {
        Record::from(Account {
            name: format!("Company {at}"),
            sector: Some(format!("sector {at}")),
            ..Account::default()
        })
    };
    let entered = Event::Enter {
        layer: Layer::Intent,
        unmet: 0,
    };
    let won = Event::Win { unmet: 0 };
    let lost = Event::Lose {
        reason: "price".to_owned(),
        competitor: None,
    };
    let leads = (1..=15).flat_map(|at| (0..100).map(move |lead| (at, lead)));
    let leads = leads.map(|(at, lead)| {
        let wins = lead < if at == 1 { 75 } else { 63 };
        let end = if wins { &won } else { &lost };
        Record::from(lived(at, &[entered.clone(), end.clone()]))
    });
    let real = Real::with((1..=15).map(sector).chain(leads).collect());
    let facet = FacetAsk {
        field: Field::Sector,
        first: 0,
        lines: 20,
        find: String::new(),
        path: String::new(),
        by_lift: true,
        upright: false,
    };
    let mut answers = Answers::new(spoken(Language::English));
    let page = ask_page(&mut answers, &real.workspace, "", Unit::Leads, vec![facet]);
    let best = &page.facets[0].lines[0];
    let (won, lift) = (best.won.unwrap(), best.lift.unwrap());
    assert_eq!((won.n, (won.share * 100.0).round()), (100, 75.0));
    // By itself it would lie above the whole; as the best of fifteen it does not.
    assert!(won.low > 0.64 && format!("{lift:.2}") == "1.00", "{best:?}");
    assert_eq!(best.better, None);
}

#[test]
fn only_the_part_of_a_facet_that_is_seen_is_answered() {
    let workspace = workspace(240, 360);
    let mut answers = Answers::new(spoken(Language::English));
    let ask = |first, lines| FacetAsk {
        field: Field::City,
        first,
        lines,
        find: String::new(),
        path: String::new(),
        by_lift: false,
        upright: false,
    };
    let mut seen = |first, lines| {
        let page = ask_page(
            &mut answers,
            &workspace,
            "",
            Unit::Leads,
            vec![ask(first, lines)],
        );
        page.facets.into_iter().next().unwrap()
    };
    let all = seen(0, 1_000);
    let part = seen(3, 4);
    assert_eq!(part.lines, all.lines[3..7]);
    assert_eq!((part.many, part.longest), (all.many, all.longest));
    assert!(seen(1_000, 4).lines.is_empty());
}

#[test]
fn values_stand_by_what_wins_most_where_that_is_asked_for() {
    let workspace = workspace(240, 360);
    let mut answers = Answers::new(spoken(Language::English));
    let ask = |field| FacetAsk {
        field,
        first: 0,
        lines: 1_000,
        find: String::new(),
        path: String::new(),
        by_lift: true,
        upright: false,
    };
    for field in [Field::Source, Field::City, Field::Naics] {
        let page = ask_page(&mut answers, &workspace, "", Unit::Leads, vec![ask(field)]);
        let lines = &page.facets[0].lines;
        let lifts: Vec<f64> = lines.iter().map_while(|it| it.lift).collect();
        assert!(lifts.len() > 4, "{field:?} {lifts:?}");
        assert!(
            lifts.is_sorted_by(|one, next| one >= next),
            "{field:?} {lifts:?}"
        );
        let rest = lines[lifts.len()..].iter().filter(|it| it.lift.is_some());
        assert!(rest.count() <= 1, "{field:?}");
    }
    let page = ask_page(
        &mut answers,
        &workspace,
        "",
        Unit::Leads,
        vec![ask(Field::Emp)],
    );
    assert_eq!(page.facets[0].lines[0].label.as_str(), "1–4");
}
