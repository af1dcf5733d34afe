//! What is the same on every screen: the bars, the overlays, the status, the mouse.

use chrono::TimeDelta;
use fiveply::i18n::Language;
use fiveply::model::Clean;
use fiveply::ui::{Deed, Effect, Event, Link, Look, News, Route, Severity};

use crate::support::driver::{Driver, Setup, now};
use crate::support::fixtures::desk;

fn app(width: u16, height: u16) -> Driver {
    let size = (width, height);
    Driver::new(
        Setup {
            size,
            ..Setup::default()
        },
        desk(300),
    )
}

#[test]
fn the_help_gets_shorter_as_one_types_and_runs_what_is_chosen() {
    let mut driver = app(80, 24);
    driver.press(&["?"]);
    insta::assert_snapshot!("help", driver.text());
    driver.press(&["text:pipel"]);
    insta::assert_snapshot!("help_narrowed", driver.text());
    driver.press(&["Enter"]);
    assert_eq!(driver.route(), Route::Pipeline);
}

#[test]
fn the_help_works_in_chinese_and_in_a_small_window() {
    let setup = Setup {
        language: Language::Chinese,
        size: (40, 12),
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, desk(300));
    driver.press(&["?"]);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn a_prompt_lies_over_the_screen() {
    let setup = Setup {
        route: Route::Pipeline,
        size: (80, 24),
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, desk(300));
    driver.press(&["n", "text:打电话 call"]);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn the_top_bar_says_less_in_less_room() {
    let wide = app(120, 36).line(0);
    assert!(
        wide.starts_with(" fiveply   1 Today  2 Funnel  3 Pipeline")
            && wide.ends_with("● live  anna · marketing"),
        "{wide}"
    );
    let narrow = app(40, 12).line(0);
    assert!(
        narrow.contains("2 Funnel") && narrow.ends_with("anna"),
        "{narrow}"
    );
    let tiny = app(20, 12).line(0);
    assert!(tiny.contains("2 Funnel") && tiny.contains('●'), "{tiny}");
}

#[test]
fn the_link_to_others_is_always_told() {
    let mut driver = app(120, 36);
    driver.news(News::Link(Link::Behind));
    assert!(driver.line(0).contains("◐ behind"), "{}", driver.line(0));
    driver.news(News::Link(Link::Cut));
    assert!(driver.line(0).contains("○ cut off"), "{}", driver.line(0));
}

#[test]
fn how_much_of_a_snapshot_is_written_is_told_beside_the_link_while_it_goes_on() {
    let mut driver = app(120, 36);
    driver.news(News::Keeping(Some(43)));
    let line = driver.line(0);
    assert!(line.contains("● live · snapshot 43 %"), "{line}");
    driver.news(News::Keeping(None));
    assert!(!driver.line(0).contains("snapshot"), "{}", driver.line(0));
}

#[test]
fn the_link_is_told_apart_by_its_shape_where_there_is_no_room_for_words_nor_colour() {
    for (ascii, shapes) in [(false, ["●", "◐", "○"]), (true, ["*", "~", "o"])] {
        let setup = Setup {
            size: (16, 8),
            look: Look::Plain,
            ascii,
            ..Setup::default()
        };
        let mut driver = Driver::new(setup, desk(300));
        for (link, shape) in [Link::Live, Link::Behind, Link::Cut]
            .into_iter()
            .zip(shapes)
        {
            driver.news(News::Link(link));
            let line = driver.line(0);
            assert!(line.ends_with(shape), "{link:?}: {line}");
        }
    }
}

#[test]
fn hints_are_those_of_the_place_and_the_way_to_all_stays_longest() {
    let mut driver = app(120, 36);
    assert_eq!(
        driver.last_line(),
        " / filter  t period  Enter open    , weeks  = explain  b group  y copy  N new lead  u undo  q leave  ? all keys"
    );
    driver.press(&["3"]);
    assert!(
        driver
            .last_line()
            .starts_with(" / filter    L move  f feedback"),
        "{}",
        driver.last_line()
    );
    assert!(app(20, 12).last_line().contains("? all keys"));
    driver.press(&["/"]);
    assert_eq!(driver.last_line(), " Enter take  Esc close  Tab complete");
}

#[test]
fn keys_that_wait_for_more_are_shown() {
    let mut driver = app(120, 36);
    driver.press(&["5"]);
    let line = driver.last_line();
    assert!(line.ends_with("5…"), "{line}");
    driver.press(&["g"]);
    let line = driver.last_line();
    assert!(line.ends_with("5g…"), "{line}");
    assert!(line.starts_with(" g first line"), "{line}");
    driver.press(&["Esc"]);
    assert!(
        driver.last_line().ends_with("all keys"),
        "{}",
        driver.last_line()
    );
}

#[test]
fn a_key_that_means_nothing_says_so() {
    let mut driver = app(120, 36);
    for (key, said) in [
        ("%", "! % means nothing here; ? shows all keys"),
        ("Q", "! Q means nothing here; q is: leave"),
        ("w", "! w holds on leads: close as won"),
    ] {
        driver.press(&[key]);
        assert!(driver.text().contains(said), "{}", driver.text());
    }
}

#[test]
fn what_others_do_is_said_with_its_time() {
    let mut driver = app(120, 36);
    driver.news(News::Said(
        Severity::Done,
        Clean::new("Bo moved Torino Motori").into(),
    ));
    assert!(
        driver.text().contains("14:02 ✓ Bo moved Torino Motori"),
        "{}",
        driver.text()
    );
}

#[test]
fn hostile_text_stays_text() {
    let mut driver = app(120, 36);
    driver.news(News::Said(
        Severity::Info,
        Clean::new("\u{1b}]0;owned\u{7}\u{202e}evil\u{200b}").into(),
    ));
    assert!(
        driver.text().contains("␛]0;owned␇⟨202E⟩evil⟨200B⟩"),
        "{}",
        driver.text()
    );
    driver
        .press(&["/"])
        .send(Event::Paste("a\u{202e}\u{200b}b".into()));
    assert!(
        driver.line(2).contains("a⟨202E⟩⟨200B⟩b"),
        "{}",
        driver.line(2)
    );
}

#[test]
fn what_stands_for_signs_that_nobody_sees_is_ascii_where_only_that_is_drawn() {
    let setup = Setup {
        ascii: true,
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, desk(300));
    let hostile = Clean::new("\u{1b}]0;owned\u{7}\u{202e}evil\u{7f}");
    driver.news(News::Said(Severity::Info, hostile.into()));
    let text = driver.text();
    assert!(text.contains("?]0;owned?<202E>evil?"), "{text}");
}

#[test]
fn a_paste_is_never_taken_for_keys() {
    let mut driver = app(120, 36);
    driver.press(&["3"]).taken();
    driver.send(Event::Paste("LLLwwwq".into()));
    assert_eq!(driver.taken(), [Effect::Draw]);
    driver
        .press(&["/"])
        .send(Event::Paste("x".repeat(10_000_000)));
    assert!(driver.line(2).contains("xxx"));
}

#[test]
fn undo_and_redo_go_to_the_workspace() {
    let mut driver = app(120, 36);
    driver.taken();
    driver.press(&["u", "Ctrl-r"]);
    let done: Vec<_> = driver
        .taken()
        .into_iter()
        .filter(|effect| *effect != Effect::Draw)
        .collect();
    assert_eq!(
        done,
        [
            Effect::Exec(Deed::Undo.into()),
            Effect::Exec(Deed::Redo.into())
        ]
    );
}

#[test]
fn leaving_leaves() {
    for key in ["q", "Ctrl-c"] {
        let mut driver = app(120, 36);
        driver.press(&[key]);
        assert!(driver.effects.contains(&Effect::Quit), "{key}");
    }
}

#[test]
fn a_click_on_a_screens_name_goes_there() {
    let mut driver = app(120, 36);
    let at = driver.line(0).find("3 Pipeline").unwrap();
    driver.click(u16::try_from(at).unwrap() + 4, 0);
    assert_eq!(driver.route(), Route::Pipeline);
}

#[test]
fn time_draws_only_when_the_minute_turns() {
    let mut driver = app(120, 36);
    driver.send(Event::Tick).taken();
    driver.at(now() + TimeDelta::seconds(30)).send(Event::Tick);
    assert_eq!(driver.taken(), []);
    driver.at(now() + TimeDelta::seconds(60)).send(Event::Tick);
    assert_eq!(driver.taken(), [Effect::Draw]);
}

#[test]
fn the_cursor_line_reaches_from_edge_to_edge() {
    let driver = app(120, 36);
    let y = driver
        .text()
        .lines()
        .position(|line| line.contains("1 Potential"))
        .unwrap();
    let y = u16::try_from(y).unwrap();
    let ground = driver.buffer()[(0, y)].bg;
    assert_ne!(ground, ratatui::style::Color::Reset);
    let cells = || (0..120).map(|x| &driver.buffer()[(x, y)]);
    // Whole blocks of the bar hide it.
    assert!(cells().all(|cell| cell.symbol() == "█" || cell.bg == ground));
    assert!(cells().filter(|cell| cell.bg == ground).count() > 60);
}

#[test]
fn a_list_takes_more_of_a_tall_window() {
    let setup = Setup {
        size: (200, 60),
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, desk(30));
    let before = driver.text();
    driver.press(&["?"]);
    let after = driver.text();
    let lines = before.lines().zip(after.lines());
    let covered = lines.filter(|(a, b)| a != b).count();
    assert!(covered > 30, "{after}");
}

#[test]
fn a_week_that_is_yet_to_come_is_not_gone_to_without_a_word() {
    let mut driver = Driver::new(Setup::default(), desk(30));
    driver.press(&["."]);
    assert!(driver.text().contains("this is now"), "{}", driver.text());
}
