//! Today: what there is to do, done in place.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::TimeDelta;
use fiveply::i18n::{Language, Locale};
use fiveply::insight::worklist::Reason;
use fiveply::model::{Clean, Status};
use fiveply::ui::screens::{TodayLine, TodayOf};
use fiveply::ui::{
    Answer, Ask, Ctx, Deed, Effect, Event, Look, Memory, News, Question, Reader, Route,
    first_questions,
};
use ratatui::layout::Size;

use crate::support::company;
use crate::support::driver::{Driver, Setup, now};
use crate::support::fixtures::desk;
use crate::support::today::{lines, page, usual};

fn today(width: u16, height: u16) -> Driver {
    let setup = Setup {
        route: Route::Today,
        size: (width, height),
        ..Setup::default()
    };
    Driver::new(setup, desk(300))
}

/// A day whose leads go when they are told to.
struct Day {
    lines: Rc<RefCell<Vec<TodayLine>>>,
    head: Rc<RefCell<u64>>,
    driver: Driver,
}

impl Day {
    fn new(sections: &[(Reason, usize)]) -> Self {
        let lines = Rc::new(RefCell::new(lines(sections)));
        let head = Rc::new(RefCell::new(77));
        let (all, at) = (Rc::clone(&lines), Rc::clone(&head));
        let mut others = desk(0);
        let desk = move |effect: &Effect| {
            let Effect::Ask(Ask { ticket, question }) = effect else {
                return Vec::new();
            };
            let Question::Today {
                first, lines, keep, ..
            } = question
            else {
                return others(effect);
            };
            let mut page = page(&all.borrow(), *first, *lines, *keep);
            page.head = *at.borrow();
            let answer = Answer::Today(page.into());
            vec![Event::Workspace(News::Answer(*ticket, answer))]
        };
        let setup = Setup {
            route: Route::Today,
            ..Setup::default()
        };
        Self {
            lines,
            head,
            driver: Driver::new(setup, Box::new(desk)),
        }
    }

    /// A lead has nothing to do any more.
    fn goes(&mut self, id: u64) {
        self.lines.borrow_mut().retain(|it| it.id != id);
        *self.head.borrow_mut() += 1;
        self.driver.news(News::Changed);
    }

    fn later(&mut self, millis: i64) {
        self.driver.at(now() + TimeDelta::milliseconds(millis));
        self.driver.send(Event::Tick);
    }

    fn lines_with(&self, word: &str) -> Vec<String> {
        let text = self.driver.text();
        let lines = text.lines().filter(|it| it.contains(word));
        lines.map(str::to_owned).collect()
    }
}

#[test]
fn a_wide_window_shows_every_reason_with_its_leads() {
    insta::assert_snapshot!(today(120, 36).text());
}

#[test]
fn a_usual_window_keeps_the_reasons_and_the_companies() {
    insta::assert_snapshot!(today(80, 24).text());
}

#[test]
fn a_small_window_still_says_what_is_first() {
    insta::assert_snapshot!(today(40, 12).text());
}

#[test]
fn in_chinese_reasons_and_names_stay_in_line() {
    let setup = Setup {
        route: Route::Today,
        language: Language::Chinese,
        size: (100, 30),
        ..Setup::default()
    };
    insta::assert_snapshot!(Driver::new(setup, desk(300)).text());
}

#[test]
fn a_day_without_work_says_so_and_where_to_go() {
    let day = Day::new(&[]);
    let text = day.driver.text();
    assert!(text.contains("Nothing waits for you. Well done."), "{text}");
    assert!(
        text.contains("o shows what waits for others, 3 the pipeline, 2 the funnel"),
        "{text}"
    );
}

#[test]
fn one_key_does_what_the_line_is_there_for() {
    let mut driver = today(120, 36);
    driver.press(&["d"]);
    assert_eq!(driver.deeds(), [Deed::Accept { leads: vec![1_000] }]);
    // The first that is overdue: done, and nothing is next.
    driver.press(&["j", "j", "j", "d"]);
    assert!(
        driver.text().contains("Done. What is next?"),
        "{}",
        driver.text()
    );
    driver.press(&["Enter"]);
    let next = |text: &str| Deed::StepDone {
        leads: vec![1_003],
        text: text.to_owned(),
    };
    assert_eq!(driver.deeds(), [next("")]);
    driver.press(&["d", "text:send offer friday", "Enter"]);
    assert_eq!(driver.deeds(), [next("send offer friday")]);
    // Promised to call back: what came of it.
    driver.press(&["j", "j", "j", "j", "j", "j", "d"]);
    assert!(driver.text().contains("good lead"), "{}", driver.text());
    driver.press(&["Esc", "j", "d"]);
    assert_eq!(driver.deeds(), [Deed::Wake { leads: vec![1_010] }]);
}

#[test]
fn what_is_over_asks_for_no_next_step_but_says_which_key_reopens_it() {
    let mut day = Day::new(&[(Reason::Replied, 2)]);
    day.lines.borrow_mut()[0].status = Status::Lost;
    day.driver.news(News::Changed);
    day.driver.deeds();
    for key in ["n", "x", "p", "w", "L", "D"] {
        day.driver.press(&[key]);
        assert_eq!(day.lines_with("it is lost; X reopens it").len(), 1, "{key}");
        assert_eq!(day.driver.deeds(), []);
    }
    day.driver.press(&["X"]);
    assert_eq!(day.driver.deeds(), [Deed::Reopen { leads: vec![1_000] }]);
    // What was replied to it can be read all the same.
    day.driver.press(&["d"]);
    assert_eq!(day.lines_with("reopens it"), Vec::<String>::new());
}

#[test]
fn what_was_read_is_taken_back_before_any_change_of_the_data() {
    let mut day = Day::new(&[(Reason::Replied, 2)]);
    let kept = |day: &mut Day| {
        let kept = day.driver.taken().into_iter();
        let read = |it| match it {
            Effect::Remember(Memory::Replies, until) => Some(until),
            _ => None,
        };
        kept.filter_map(read).next_back()
    };
    let before = day.driver.kept().get(Memory::Replies).map(str::to_owned);
    day.driver.press(&["d"]);
    assert!(kept(&mut day).is_some_and(|it| !it.is_empty()));
    assert_eq!(day.lines_with("the replies are read").len(), 1);
    day.driver.press(&["u"]);
    assert_eq!(kept(&mut day), Some(before.unwrap_or_default()));
    assert_eq!(day.lines_with("unread again").len(), 1);
    // There is nothing more of it; and what was changed since goes first.
    day.driver.press(&["u"]);
    assert_eq!(day.driver.deeds(), [Deed::Undo]);
    day.driver.press(&["d", "L"]);
    day.driver.taken();
    day.driver.press(&["u"]);
    assert_eq!(day.driver.deeds(), [Deed::Undo]);
}

#[test]
fn what_was_handed_over_can_be_given_back_with_a_reason() {
    let mut driver = today(120, 36);
    driver.press(&["R"]);
    assert!(
        driver.text().contains("Why is it given back?"),
        "{}",
        driver.text()
    );
    driver.press(&["1", "Enter"]);
    let deed = Deed::Return {
        leads: vec![1_000],
        reason: "wrong-person".to_owned(),
        note: None,
    };
    assert_eq!(driver.deeds(), [deed]);
}

#[test]
fn the_cursor_goes_over_headings_and_keeps_them_in_sight() {
    let mut driver = today(80, 24);
    driver.press(&["G"]);
    assert!(driver.text().contains("No next step"), "{}", driver.text());
    driver.press(&["gg"]);
    assert!(driver.text().contains("To accept"), "{}", driver.text());
    driver.press(&["L"]);
    let step = Deed::Step {
        leads: vec![1_000],
        layers: 1,
    };
    assert_eq!(driver.deeds(), [step]);
}

#[test]
fn what_was_done_says_so_for_a_moment_and_the_next_comes_under_the_cursor() {
    let mut day = Day::new(&usual());
    day.driver.press(&["d"]);
    day.goes(1_000);
    let left = day.lines_with("takes it back");
    assert!(left[0].contains("Lyon Robotique"), "{left:?}");
    assert!(day.lines_with("To accept")[0].contains('3'));
    let wakes = day.driver.wakes().unwrap();
    assert!(wakes > now(), "{wakes}");
    day.later(2_000);
    assert!(day.lines_with("takes it back").is_empty());
    assert!(day.lines_with("To accept")[0].contains('2'));
    let _accepted = day.driver.deeds();
    day.driver.press(&["d"]);
    assert_eq!(day.driver.deeds(), [Deed::Accept { leads: vec![1_001] }]);
}

#[test]
fn any_key_lets_what_was_done_go_at_once() {
    let mut day = Day::new(&usual());
    day.driver.press(&["d"]);
    day.goes(1_000);
    day.driver.press(&["d"]);
    assert!(day.lines_with("takes it back").is_empty());
    let accepted = [1_000, 1_001].map(|id| Deed::Accept { leads: vec![id] });
    assert_eq!(day.driver.deeds(), accepted);
}

#[test]
fn what_is_taken_back_comes_back_to_its_place() {
    let mut day = Day::new(&usual());
    let before = day.driver.text();
    day.driver.press(&["d"]);
    let all = day.lines.borrow().clone();
    day.goes(1_000);
    day.driver.press(&["u"]);
    *day.lines.borrow_mut() = all;
    *day.head.borrow_mut() += 1;
    day.driver.news(News::Changed);
    assert_eq!(day.driver.text(), before);
}

#[test]
fn what_others_do_leaves_without_a_word() {
    let mut day = Day::new(&usual());
    day.driver.news(News::Others {
        who: Clean::new("Kasia"),
        leads: vec![1_001],
    });
    day.goes(1_001);
    assert!(day.lines_with("takes it back").is_empty());
    assert!(day.lines_with("To accept")[0].contains('2'));
}

#[test]
fn a_long_day_asks_only_for_what_is_seen() {
    let mut day = Day::new(&[(Reason::Overdue, 3_000), (Reason::NoStep, 6_000)]);
    day.driver.press(&["G"]);
    assert!(day.driver.text().contains("No next step") || !day.lines_with("idle").is_empty());
    day.driver.press(&["d", "text:call", "Enter"]);
    let call = Deed::NextStep {
        leads: vec![9_999],
        text: "call".to_owned(),
    };
    let taken = day.driver.taken();
    let asked = taken.iter().filter_map(|effect| match effect {
        Effect::Ask(Ask {
            question: Question::Today { lines, .. },
            ..
        }) => Some(*lines),
        _ => None,
    });
    assert!(asked.max().unwrap() < 120);
    assert!(
        taken
            .iter()
            .any(|it| matches!(it, Effect::Exec(order) if order.deed == call))
    );
}

#[test]
fn the_team_and_everybody_are_one_key_away() {
    let mut driver = today(120, 36);
    assert!(driver.line(2).ends_with("yours"), "{}", driver.line(2));
    driver.press(&["o"]);
    assert!(
        driver.line(2).ends_with("your team's"),
        "{}",
        driver.line(2)
    );
    assert!(driver.text().contains("Bo Nilsson"));
    driver.press(&["o", "o"]);
    assert!(driver.line(2).ends_with("yours"), "{}", driver.line(2));
}

#[test]
fn who_has_no_leads_sees_what_everybody_has_to_do() {
    let mut reader = Reader::new(Locale::new(Language::English), Look::Dark);
    let of = |reader: &Reader| {
        let now = now();
        let size = Size::new(120, 36);
        let questions = first_questions(&Ctx { reader, now, size });
        let today = |it: Question| match it {
            Question::Today { day, .. } => Some(day.of),
            _ => None,
        };
        questions.into_iter().find_map(today).unwrap()
    };
    assert_eq!(of(&reader), TodayOf::Me);
    reader.owns = false;
    assert_eq!(of(&reader), TodayOf::All);
}

#[test]
fn a_section_a_range_or_everything_is_marked_and_done_at_once() {
    let mut driver = today(120, 36);
    driver.press(&["*"]);
    assert!(driver.line(2).contains("3 marked"), "{}", driver.line(2));
    driver.press(&["d"]);
    assert!(driver.text().contains("3 leads"), "{}", driver.text());
    driver.press(&["Enter"]);
    let accepted = Deed::Accept {
        leads: vec![1_000, 1_001, 1_002],
    };
    assert_eq!(driver.deeds(), [accepted]);
    driver.press(&["V", "j", "j"]);
    assert!(driver.line(2).contains('3'), "{}", driver.line(2));
    driver.press(&["k", "L", "Enter"]);
    let moved = Deed::Step {
        leads: vec![1_000, 1_001],
        layers: 1,
    };
    assert_eq!(driver.deeds(), [moved]);
    driver.press(&["*", "*"]);
    assert!(driver.line(2).contains("25 marked"), "{}", driver.line(2));
    driver.press(&["Esc"]);
    assert!(!driver.line(2).contains("marked"));
}

#[test]
fn what_is_asked_about_a_lead_names_it_for_it_lies_over_its_line() {
    for (key, asked) in [
        ("n", "What is done next, and when?"),
        ("p", "Until when does it wait?"),
        ("D", "Done. What is next?"),
        ("f", "What do you say about this lead?"),
        ("x", "Why was it lost?"),
        ("a", "Who gets this lead?"),
    ] {
        let mut driver = today(40, 12);
        driver.press(&[key]);
        let text = driver.text();
        let name = "Lyon Robotique";
        let at = |word: &str| text.lines().position(|line| line.contains(word));
        let title = at(asked);
        assert!(title.is_some(), "{key}: {text}");
        assert!(at(name) <= title.map(|it| it + 1), "{key}: {text}");
        assert!(text.contains(name), "{key}: {text}");
    }
}

#[test]
fn what_is_wrong_with_the_filter_is_said_whole_in_a_small_window() {
    let setup = Setup {
        size: (40, 12),
        ..Setup::default()
    };
    let mut driver = company::driver(company::workspace(60, 90), Route::Pipeline, setup);
    driver.press(&["/", "text:sorce:fair"]);
    let text = driver.text();
    assert!(!text.contains("mean…"), "{text}");
    let last: Vec<&str> = text.lines().rev().take(3).collect();
    assert!(last[2].contains("did you mean"), "{text}");
    assert!(last[1].contains("`source`?"), "{text}");
}

#[test]
fn what_only_the_pipeline_has_is_no_hint_here_and_says_where_it_is() {
    let mut driver = today(200, 60);
    let hints = driver.last_line();
    assert!(!hints.contains("board/list"), "{hints}");
    for key in ["v", "c", "P", "~"] {
        driver.press(&[key]);
        let text = driver.text();
        assert!(text.contains("that is the pipeline’s"), "{key}: {text}");
    }
}
