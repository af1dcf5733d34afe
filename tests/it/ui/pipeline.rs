//! The pipeline's screen.

use fiveply::i18n::Language;
use fiveply::model::Layer;
use fiveply::ui::{Ask, Deed, Effect, News, Question, Route};

use crate::support::driver::{Driver, Setup};
use crate::support::fixtures::desk;

fn pipeline(width: u16, height: u16, leads: usize) -> Driver {
    let setup = Setup {
        route: Route::Pipeline,
        size: (width, height),
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, desk(leads));
    if width >= 100 {
        // The list in place of the board.
        driver.press(&["v"]);
        driver.taken();
    }
    driver
}

#[test]
fn a_wide_window_shows_every_column() {
    insta::assert_snapshot!(pipeline(120, 36, 300).text());
}

#[test]
fn a_usual_window_drops_what_matters_less() {
    insta::assert_snapshot!(pipeline(80, 24, 300).text());
}

#[test]
fn a_small_window_keeps_company_layer_and_value() {
    insta::assert_snapshot!(pipeline(40, 12, 300).text());
}

#[test]
fn in_chinese_names_of_any_script_stay_in_line() {
    let setup = Setup {
        route: Route::Pipeline,
        language: Language::Chinese,
        size: (99, 20),
        ..Setup::default()
    };
    insta::assert_snapshot!(Driver::new(setup, desk(300)).text());
}

#[test]
fn leads_are_moved_under_the_cursor_or_all_that_are_marked() {
    let mut driver = pipeline(120, 36, 300);
    driver.press(&["j", "L"]);
    assert_eq!(
        driver.deeds(),
        [Deed::Step {
            leads: vec![1_001],
            layers: 1
        }]
    );
    driver.press(&["0", "2", "H"]);
    assert_eq!(
        driver.deeds(),
        [Deed::Step {
            leads: vec![1_001],
            layers: -2
        }]
    );
    driver.press(&["Space", "Space", "m4"]);
    let asked = driver.text();
    assert!(asked.contains("Move 2 leads to High intent?"), "{asked}");
    assert_eq!(driver.deeds(), []);
    driver.press(&["y"]);
    let leads = vec![1_001, 1_002];
    assert_eq!(
        driver.deeds(),
        [Deed::MoveTo {
            leads,
            layer: Layer::HighIntent
        }]
    );
    assert!(driver.line(2).ends_with("2 marked"), "{}", driver.line(2));
}

/// The lines that were asked for last: the first, and the lead that they are to follow.
fn asked(driver: &mut Driver) -> Option<(usize, Option<u64>)> {
    let taken = driver.taken().into_iter().rev();
    let mut questions = taken.filter_map(|effect| match effect {
        Effect::Ask(Ask {
            question: Question::Leads { first, keep, .. },
            ..
        }) => Some((first, keep)),
        _ => None,
    });
    questions.next()
}

#[test]
fn an_order_is_chosen_turned_round_and_taken_off_and_starts_at_the_first_line() {
    let mut driver = pipeline(120, 36, 300);
    driver.press(&["5", "j", "s"]);
    insta::assert_snapshot!(driver.text());
    driver.press(&["text:2"]);
    assert!(
        driver.line(2).starts_with(" / sort:-value"),
        "{}",
        driver.line(2)
    );
    assert!(driver.line(5).contains("value ▼"), "{}", driver.line(5));
    assert_eq!(asked(&mut driver), Some((0, None)));
    driver.press(&["s"]);
    assert!(driver.text().contains("▼ now"), "{}", driver.text());
    driver.press(&["Enter"]);
    assert!(driver.line(5).contains("value ▲"), "{}", driver.line(5));
    driver.press(&["s", "text:1"]);
    assert!(
        driver.line(2).starts_with(" / press / to filter"),
        "{}",
        driver.line(2)
    );
    assert!(!driver.line(5).contains('▲'), "{}", driver.line(5));
}

#[test]
fn a_click_on_a_heading_sorts_by_it() {
    let mut driver = pipeline(120, 36, 300);
    let at = driver.line(5).chars().position(|sign| sign == 'v').unwrap();
    let x = u16::try_from(at).unwrap();
    driver.click(x, 5);
    assert!(
        driver.line(2).starts_with(" / sort:-value"),
        "{}",
        driver.line(2)
    );
    driver.click(x, 5);
    assert!(
        driver.line(2).starts_with(" / sort:value"),
        "{}",
        driver.line(2)
    );
}

#[test]
fn columns_are_chosen_and_put_in_order() {
    let mut driver = pipeline(120, 36, 300);
    driver.press(&["c"]);
    insta::assert_snapshot!(driver.text());
    // The number goes out of sight, the account one place down.
    driver.press(&["text: jJ", "Enter"]);
    let heading = driver.line(5);
    let words: Vec<_> = heading.split_whitespace().collect();
    assert_eq!(words[..2], ["product", "account"], "{heading}");
    driver.press(&["c", "text: j j j j ", "Esc"]);
    assert_eq!(driver.line(5), heading);
}

#[test]
fn winning_many_asks_first() {
    let mut driver = pipeline(120, 36, 300);
    driver.press(&["Space", "Space", "Space", "Space", "Space", "w"]);
    assert!(
        driver.text().contains("Mark 5 leads as won?"),
        "{}",
        driver.text()
    );
    driver.press(&["n"]);
    assert_eq!(driver.deeds(), []);
    driver.press(&["w", "y"]);
    assert_eq!(
        driver.deeds(),
        [Deed::Win {
            leads: (1_000..1_005).collect()
        }]
    );
}

#[test]
fn only_the_lines_that_are_seen_are_asked_for() {
    let mut driver = pipeline(80, 24, 300_000);
    driver.press(&["G"]);
    assert!(
        driver.text().contains("#300999") || driver.text().contains("call back"),
        "{}",
        driver.text()
    );
    for effect in driver.taken() {
        if let Effect::Ask(Ask {
            question: Question::Leads { lines, .. },
            ..
        }) = effect
        {
            assert!(lines <= 3 * 24, "{lines}");
        }
    }
}

#[test]
fn within_a_page_the_cursor_asks_nothing() {
    let mut driver = pipeline(80, 24, 300);
    driver.taken();
    driver.press(&["j", "j", "k"]);
    assert!(driver.taken().iter().all(|effect| *effect == Effect::Draw));
}

#[test]
fn the_cursor_stays_with_its_lead_when_something_changes() {
    let mut driver = pipeline(80, 24, 300);
    driver.press(&["5", "j"]);
    driver.taken();
    driver.news(News::Changed);
    let asked = driver.taken().into_iter().find_map(|effect| match effect {
        Effect::Ask(Ask {
            question: Question::Leads { keep, .. },
            ..
        }) => Some(keep),
        _ => None,
    });
    assert_eq!(asked, Some(Some(1_005)));
}

#[test]
fn other_leads_are_read_from_their_first_line_and_the_same_ones_from_where_one_was() {
    let (mut many, mut few) = (desk(300), desk(9));
    let answers: crate::support::driver::Desk = Box::new(move |effect| match effect {
        Effect::Ask(Ask {
            question: Question::Leads { filter, .. },
            ..
        }) if filter.contains("source") => few(effect),
        _ => many(effect),
    });
    let setup = Setup {
        route: Route::Pipeline,
        size: (80, 24),
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, answers);
    let here = |driver: &mut Driver| {
        driver.taken();
        driver.press(&["y"]);
        let copied = driver.taken().into_iter().find_map(|effect| match effect {
            Effect::Copy(text) => Some(text.into_string()),
            _ => None,
        });
        let copied = copied.unwrap();
        let number = copied.trim_start_matches('#').split(' ').next().unwrap();
        [number.parse::<u64>().unwrap()]
    };
    driver.press(&["G"]);
    assert_eq!(here(&mut driver), [1_299]);
    driver.press(&["/", "text:source:fair", "Enter"]);
    assert_eq!(here(&mut driver), [1_000]);
    driver.press(&["G"]).news(News::Changed);
    assert_eq!(here(&mut driver), [1_008]);
    // What a number of the funnel opens begins at its first line, too.
    driver.press(&["2"]);
    driver.press(&["j", "Enter"]);
    assert_eq!(driver.route(), Route::Pipeline);
    assert_eq!(here(&mut driver), [1_000]);
}

#[test]
fn without_leads_an_action_says_why_not_and_its_hint_is_gone() {
    let mut driver = pipeline(120, 36, 0);
    assert!(
        !driver.last_line().contains("win"),
        "{}",
        driver.last_line()
    );
    driver.press(&["w"]);
    assert!(
        driver
            .text()
            .contains("! there is no lead under the cursor"),
        "{}",
        driver.text()
    );
    assert_eq!(driver.deeds(), []);
    assert!(driver.text().contains("no lead fits this filter"));
}

#[test]
fn laid_out_anew_under_a_wrong_filter_it_shows_what_the_last_right_one_selects() {
    let setup = Setup {
        route: Route::Pipeline,
        size: (120, 36),
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, desk(300));
    driver.press(&["/", "text:temp:warm !", "Enter"]);
    assert!(driver.text().contains("means nothing here"));
    driver.taken();
    driver.press(&["v"]);
    let asked: Vec<String> = driver
        .taken()
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Ask(Ask {
                question: Question::Leads { filter, .. },
                ..
            }) => Some(filter),
            _ => None,
        })
        .collect();
    assert_eq!(asked, ["temp:warm !", "temp:warm "]);
    let text = driver.text();
    assert!(text.contains("means nothing here"), "{text}");
    assert!(
        text.contains("Lyon Robotique") && text.contains("Ferrum JSC"),
        "{text}"
    );
    // Gone through, it goes on under the same filter, and back on the board its cards are there.
    driver.press(&["G"]);
    assert!(driver.text().contains("#1299"), "{}", driver.text());
    driver.press(&["v"]);
    assert!(
        driver.text().contains("Lyon Robotique"),
        "{}",
        driver.text()
    );
    assert!(driver.text().contains("means nothing here"));
    // Mended, it is what it selects that counts.
    driver.press(&["/", "Backspace", "Backspace", "Enter"]);
    assert!(
        !driver.text().contains("means nothing here"),
        "{}",
        driver.text()
    );
}
