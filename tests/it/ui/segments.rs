//! The segments' screen: facets that write into the filter, and the funnel beside them.

use fiveply::i18n::Language;
use fiveply::model::Clean;
use fiveply::ui::{
    Answer, Ask, Effect, Event, Kept, Look, Memory, News, Pointer, PointerKind, Question, Role,
    Route, Ticket,
};
use fiveply::workspace::Unit;

use crate::support::company::{self, workspace};
use crate::support::driver::{Driver, Setup, now};
use crate::support::segments;

/// The screen on the made-up company.
fn on(setup: Setup) -> Driver {
    company::driver(workspace(600, 900), Route::Segments, setup)
}

fn sized(width: u16, height: u16) -> Driver {
    on(Setup {
        size: (width, height),
        ..Setup::default()
    })
}

/// The filter line.
fn filter(driver: &Driver) -> String {
    let line = driver.line(2);
    let text = line.trim().trim_start_matches('/').trim();
    text.split("   ")
        .next()
        .unwrap_or_default()
        .trim()
        .to_owned()
}

#[test]
fn a_huge_window_shows_every_facet_at_once() {
    insta::assert_snapshot!(sized(200, 60).text());
}

#[test]
fn a_wide_window_shows_two_columns_of_facets_and_the_funnel() {
    insta::assert_snapshot!(sized(120, 36).text());
}

#[test]
fn a_usual_window_shows_one_column_and_the_funnel() {
    insta::assert_snapshot!(sized(80, 24).text());
}

#[test]
fn a_large_number_beside_the_win_rate_is_not_cut_where_there_is_little_room() {
    let setup = Setup {
        size: (80, 24),
        ..Setup::default()
    };
    let text = company::driver(workspace(2_000, 4_000), Route::Segments, setup).text();
    let at = text.find("win rate").unwrap();
    let said: Vec<&str> = text[at..].lines().take(2).collect();
    let said = said.join(" ");
    let digits = |it: &str| it.chars().filter(char::is_ascii_digit).count();
    assert!(!said.contains('…'), "{text}");
    assert!(digits(said.rsplit(" of ").next().unwrap()) >= 4, "{text}");
}

#[test]
fn the_share_of_each_layer_stands_with_its_band_and_with_what_is_still_open() {
    let open = |text: &str| text.lines().filter(|it| it.contains("still open")).count();
    let mut driver = sized(120, 36);
    assert_eq!(open(&driver.text()), 5, "{}", driver.text());
    // Where layers have no row for it, the one under the cursor says it.
    driver = sized(80, 24);
    assert_eq!(open(&driver.text()), 0);
    driver.press(&["Shift-Tab"]);
    let told = driver.text();
    assert_eq!(open(&told), 1, "{told}");
    let line = told.lines().find(|it| it.contains("still open")).unwrap();
    assert!(line.contains('–') && !line.contains('…'), "{line}");
}

#[test]
fn a_small_window_shows_a_facet_and_the_funnel_on_a_page_of_its_own() {
    let mut driver = sized(40, 12);
    let facet = driver.text();
    driver.press(&["Shift-Tab"]);
    insta::assert_snapshot!(format!("{facet}\n{}", driver.text()));
}

#[test]
fn in_chinese_every_column_stands_where_it_should() {
    let setup = Setup {
        language: Language::Chinese,
        ..Setup::default()
    };
    insta::assert_snapshot!(on(setup).text());
}

#[test]
fn only_ascii_signs_are_drawn_where_that_is_asked_for() {
    let setup = Setup {
        ascii: true,
        size: (80, 24),
        ..Setup::default()
    };
    let mut driver = on(setup);
    driver.press(&["Space", "j", "x"]);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn values_are_chosen_left_out_and_the_only_ones() {
    let mut driver = sized(120, 36);
    driver.press(&["Tab", "Space"]);
    let first = filter(&driver);
    assert!(
        first.starts_with("source:") && !first.contains(','),
        "{first}"
    );
    driver.press(&["j", "Space"]);
    let second = filter(&driver);
    assert!(second.starts_with(&format!("{first},")), "{second}");
    driver.press(&["x"]);
    assert!(
        filter(&driver).starts_with(&format!("{first} -source:")),
        "{}",
        filter(&driver)
    );
    driver.press(&["Space"]);
    assert_eq!(filter(&driver), first);
    driver.press(&["Enter"]);
    assert_eq!(
        second,
        format!("{first},{}", filter(&driver).trim_start_matches("source:"))
    );
    driver.press(&["Backspace"]);
    assert_eq!(filter(&driver), "press / to filter");
}

#[test]
fn ranges_are_marked_with_keys_and_narrowed_from_both_ends() {
    let mut driver = sized(120, 36);
    driver.press(&["Tab", "v"]);
    assert!(
        driver.text().contains("only numbers and days"),
        "{}",
        driver.text()
    );
    driver.press(&["Tab", "G", "k", "k", "k", "v", "k"]);
    assert!(driver.text().contains("▀"), "{}", driver.text());
    driver.press(&["v"]);
    let range = filter(&driver);
    let (low, high) = range
        .strip_prefix("emp:")
        .unwrap()
        .split_once("..")
        .unwrap();
    assert!(
        low.parse::<u64>().unwrap() < high.parse::<u64>().unwrap(),
        "{range}"
    );
    driver.press(&["<"]);
    assert_eq!(filter(&driver), range);
    driver.press(&["k", ">"]);
    let upto = filter(&driver);
    assert!(upto.starts_with("emp:") && upto != range, "{upto}");
    driver.press(&["v", "Esc", "Backspace"]);
    assert_eq!(filter(&driver), "press / to filter");
}

#[test]
fn industries_are_gone_into_and_out_of() {
    let mut driver = sized(120, 36);
    let sectors = driver.text();
    driver.press(&["l"]);
    let inside = driver.text();
    assert_ne!(inside, sectors);
    driver.press(&["Space"]);
    let chosen = filter(&driver);
    assert_eq!(chosen.strip_prefix("naics:").unwrap().len(), 3, "{chosen}");
    driver.press(&["Space", "Backspace"]);
    assert_eq!(driver.text(), sectors);
    driver.press(&["Enter", "h"]);
    assert_eq!(driver.text(), sectors);
}

#[test]
fn one_facet_is_seen_alone_and_values_are_found_in_it() {
    let mut driver = sized(120, 36);
    driver.press(&["Tab", "Tab", "Tab", "f", "text:lyo"]);
    insta::assert_snapshot!(driver.text());
    driver.press(&["Enter", "Space"]);
    assert_eq!(filter(&driver), "city:Lyon");
    driver.press(&["Esc", "Backspace"]);
    assert_eq!(filter(&driver), "press / to filter");
    assert!(driver.text().contains("Source"), "{}", driver.text());
}

#[test]
fn accounts_and_leads_are_counted_at_a_key() {
    let mut driver = sized(120, 36);
    assert!(
        driver.line(2).contains("600 of 600 accounts"),
        "{}",
        driver.line(2)
    );
    driver.press(&["a"]);
    assert!(
        driver.line(2).contains("900 of 900 leads"),
        "{}",
        driver.line(2)
    );
}

#[test]
fn the_leads_behind_a_layer_and_behind_all_are_one_key_away_and_back() {
    let mut driver = sized(120, 36);
    driver.press(&["/", "text:temp:warm", "Enter"]);
    let before = driver.text();
    driver.press(&["o"]);
    assert_eq!(driver.route(), Route::Pipeline);
    assert!(driver.line(2).contains("temp:warm"), "{}", driver.line(2));
    driver.press(&["Esc"]);
    assert_eq!(driver.text(), before);
    driver.press(&["Shift-Tab", "j", "j", "Enter"]);
    assert_eq!(driver.route(), Route::Pipeline);
    assert!(
        driver.line(2).contains("temp:warm reached:intent"),
        "{}",
        driver.line(2)
    );
    driver.press(&["Esc"]);
    assert_eq!(driver.route(), Route::Segments);
}

#[test]
fn a_half_typed_filter_keeps_what_was_shown() {
    let mut driver = sized(120, 36);
    driver.press(&["/", "text:temp:warm"]);
    let body = |driver: &Driver| driver.text().lines().skip(5).take(26).collect::<String>();
    let shown = body(&driver);
    driver.press(&["text: city:"]);
    assert_eq!(body(&driver), shown);
    // What is only offered takes no key of its own to be rid of.
    driver.press(&["Esc"]);
    assert_ne!(body(&driver), shown);
}

#[test]
fn a_click_switches_a_value_and_the_wheel_scrolls_the_facet_under_it() {
    let mut driver = sized(120, 36);
    let text = driver.text();
    let line = text
        .lines()
        .position(|line| line.contains("webinar"))
        .unwrap();
    driver.click(6, u16::try_from(line).unwrap());
    assert_eq!(filter(&driver), "source:webinar");
    let city = text
        .lines()
        .position(|line| line.starts_with(" City"))
        .unwrap();
    let kind = PointerKind::WheelDown;
    let y = u16::try_from(city).unwrap() + 1;
    let before = driver.line(city + 1);
    driver.send(Event::Mouse(Pointer { kind, x: 6, y }));
    assert_ne!(driver.line(city + 1), before);
}

#[test]
fn the_filter_is_copied_in_its_one_form() {
    let mut driver = sized(120, 36);
    driver.press(&["y"]);
    assert!(driver.text().contains("there is no filter to copy"));
    driver.press(&["/", "text:stage:intent", "Enter"]).taken();
    driver.press(&["y"]);
    let copied = Effect::Copy(Clean::literal("layer:intent"));
    assert!(driver.taken().contains(&copied));
}

#[test]
fn facets_are_chosen_and_kept() {
    let mut driver = sized(120, 36);
    driver.press(&["c"]).taken();
    driver.press(&["j", "J", "Space", "Enter"]);
    let kept = driver.taken().into_iter().find_map(|effect| match effect {
        Effect::Remember(Memory::Facets, names) => Some(names),
        _ => None,
    });
    let kept = kept.unwrap();
    assert!(kept.starts_with("naics,emp,city"), "{kept}");
    assert!(!kept.contains("source"), "{kept}");
    assert!(!driver.text().contains("Source"), "{}", driver.text());
}

/// A screen whose counts grow by one each time they are asked for.
fn growing() -> Driver {
    let mut more = 0;
    let setup = Setup {
        route: Route::Segments,
        ..Setup::default()
    };
    Driver::new(
        setup,
        Box::new(move |effect| {
            let Effect::Ask(Ask {
                ticket,
                question: Question::Segments { unit, seen, .. },
            }) = effect
            else {
                return Vec::new();
            };
            more += 1;
            let page = segments::page(*unit, seen, more);
            vec![Event::Workspace(News::Answer(
                *ticket,
                Answer::Segments(page.into()),
            ))]
        }),
    )
}

#[test]
fn counts_that_others_changed_are_marked_for_a_moment() {
    let mut driver = growing();
    let grounds = |driver: &Driver| {
        let theme = fiveply::ui::Theme::new(fiveply::ui::Look::Dark);
        let fresh = theme.style(Role::FreshStrong).bg.unwrap();
        let cells = driver.buffer().content().iter();
        cells.filter(|cell| cell.bg == fresh).count()
    };
    driver.press(&["j"]).news(News::Changed);
    assert_eq!(grounds(&driver), 0);
    let who = Clean::new("Bo");
    driver
        .news(News::Others {
            who,
            leads: vec![1],
        })
        .news(News::Changed);
    assert!(grounds(&driver) > 20);
    driver
        .at(now() + chrono::TimeDelta::seconds(2))
        .send(Event::Tick);
    assert_eq!(grounds(&driver), 0);
}

#[test]
fn an_answer_to_an_older_question_changes_nothing() {
    let mut driver = growing();
    let before = driver.text();
    let page = segments::page(Unit::Leads, &[], 999);
    let answer = Answer::Segments(page.into());
    let older = Ticket::default().of(Route::Segments);
    driver.news(News::Answer(older, answer));
    assert_eq!(driver.text(), before);
}

#[test]
fn a_country_is_gone_into_down_to_its_cities() {
    let mut kept = Kept::default();
    kept.put(Memory::Facets, "country,source");
    let mut driver = on(Setup {
        kept,
        ..Setup::default()
    });
    let countries = driver.text();
    assert!(countries.contains("Poland ›"), "{countries}");
    driver.press(&["Enter", "Space"]);
    let region = filter(&driver);
    assert!(region.starts_with("region:"), "{region}");
    driver.press(&["Space", "Enter", "Space"]);
    let city = filter(&driver);
    assert!(city.starts_with("city:"), "{city}");
    assert!(driver.text().contains(" › "), "{}", driver.text());
    driver.press(&["Space", "h", "h"]);
    assert_eq!(driver.text(), countries);
}

#[test]
fn a_class_is_chosen_by_a_click_on_its_bar() {
    let mut driver = sized(120, 36);
    let text = driver.text();
    let head = text.lines().position(|line| line.starts_with(" Employees"));
    let axis = u16::try_from(head.unwrap()).unwrap() + 4;
    driver.click(4, axis);
    assert_eq!(filter(&driver), "emp:1..4");
    assert!(driver.text().contains("▲"), "{}", driver.text());
    driver.press(&["j", ">"]);
    assert_eq!(filter(&driver), "emp:1..9");
    driver.press(&["z"]);
    assert!(driver.text().contains("● 1–4"), "{}", driver.text());
}

#[test]
fn the_arrows_go_over_bars_the_way_they_stand_and_on_to_the_next_column() {
    let mut driver = sized(120, 36);
    driver.press(&["Tab", "Tab", "Right", "Space"]);
    assert_eq!(filter(&driver), "emp:5..9");
    // Left of the first bar is nothing; a range that is taken is not left by the way.
    driver.press(&["Space", "Left", "v", "Left", "Right", "Right", "Right", "v"]);
    assert_eq!(filter(&driver), "emp:1..49");
    // Beyond the last one stands the next column.
    driver.press(&["G", "Right", "Enter"]);
    let there = filter(&driver);
    assert!(
        there.starts_with("emp:1..49 ") || !there.starts_with("emp:"),
        "{there}"
    );
}

#[test]
fn the_sign_of_a_share_of_few_leaves_the_bars_where_they_are() {
    let barred = |look| {
        let setup = Setup {
            look,
            ..Setup::default()
        };
        let driver = company::driver(workspace(120, 240), Route::Segments, setup);
        let text = driver.text();
        let inbound = text.lines().find(|it| it.contains("inbound")).unwrap();
        inbound.chars().take(40).any(|it| it == '█')
    };
    assert_eq!([Look::Dark, Look::Contrast].map(barred), [true; 2]);
}

#[test]
fn shares_of_few_have_a_sign_where_no_theme_can_dim_them() {
    let few = |look| {
        let setup = Setup {
            look,
            ..Setup::default()
        };
        let driver = company::driver(workspace(120, 240), Route::Segments, setup);
        let signs: Vec<char> = driver.text().chars().collect();
        signs
            .windows(2)
            .any(|pair| pair[0] == '?' && pair[1].is_ascii_digit())
    };
    let looks = [Look::Dark, Look::Light, Look::Clear];
    assert_eq!(looks.map(few), [false; 3]);
    let looks = [Look::Plain, Look::Ansi, Look::Contrast, Look::ContrastLight];
    assert_eq!(looks.map(few), [true; 4]);
}
