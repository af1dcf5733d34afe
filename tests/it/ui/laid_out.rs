//! Every screen and overlay, each in a state that somebody sees: whatever the bottom line names does something, columns
//! stand under one another, nothing is said twice over, and nothing is left in another language.

use std::sync::Arc;

use chrono::Days;
use fiveply::i18n::{Language, Msg};
use fiveply::model::{Members, Nature, OpId, Record, Resolution, Segment, Unit, Verb};
use fiveply::ui::{
    Answers, Effect, Event, ListSaid, Look, News, Role, Route, Sequence, SweepOrder, SweepSaid,
    SweepSum, Theme, Work, Worked,
};
use fiveply::workspace::Workspace;
use unicode_width::UnicodeWidthStr;

use super::import::Place;
use super::states::{STATES, State};
use crate::support::company::{answered, moment, workspace};
use crate::support::driver::{Desk, Driver, Setup, now, spoken};

const SIZES: [(u16, u16); 4] = [(120, 36), (80, 24), (40, 12), (200, 60)];

/// A made-up company that keeps segments and what was decided.
fn company() -> Arc<Workspace> {
    let workspace = workspace(120, 240);
    let kept = ["source:fair", "emp:50..249"].map(|filter| {
        Record::from(Segment {
            name: filter.replace(':', " "),
            filter: filter.to_owned(),
            unit: Some(Unit::Accounts),
            ..Segment::default()
        })
    });
    workspace
        .bulk(None, OpId(2), Verb::Create, moment(), |bulk| {
            for record in kept {
                bulk.insert(record)?;
            }
            for resolution in decided() {
                bulk.insert(resolution)?;
            }
            Ok(())
        })
        .unwrap();
    workspace.sync().unwrap();
    workspace
}

/// What an earlier meeting decided and believed.
fn decided() -> [Record; 2] {
    let point = |text: &str, nature| {
        Record::from(Resolution {
            text: text.to_owned(),
            nature: Some(nature),
            meeting: Some(now().date() - Days::new(7)),
            ..Resolution::default()
        })
    };
    [
        point("Answer within a day", Nature::Decision),
        point("Fairs bring serious leads", Nature::Hypothesis),
    ]
}

/// What is said of a count before the same is done to all.
fn counted(order: &SweepOrder) -> SweepSaid {
    let order = SweepOrder {
        counted: Some((Members::default(), 1)),
        ..order.clone()
    };
    let sum = SweepSum {
        of: 12,
        changed: 9,
        same: 3,
        ..SweepSum::default()
    };
    SweepSaid::Counted(Box::new(order), sum)
}

fn desk(workspace: &Arc<Workspace>, language: Language) -> Desk {
    let locale = spoken(language);
    let mut answers = Answers::new(locale.clone());
    let workspace = Arc::clone(workspace);
    Box::new(move |effect| match effect {
        Effect::Work(Work::Sweep(order)) if order.counted.is_none() => {
            vec![Event::Workspace(News::Work(Worked::Sweep(counted(order))))]
        }
        Effect::Work(Work::List(order)) if !order.write => {
            let said = ListSaid::Counted {
                order: order.clone(),
                counts: [40, 40, 8, 3],
            };
            vec![Event::Workspace(News::Work(Worked::List(
                order.of.at,
                said,
            )))]
        }
        effect => answered(&workspace, &mut answers, &locale, effect),
    })
}

fn at(workspace: &Arc<Workspace>, state: State, size: (u16, u16), language: Language) -> Driver {
    let setup = Setup {
        size,
        language,
        ..Setup::default()
    };
    go(workspace, state, setup)
}

/// The same once more: what is seen on the way there was seen.
fn again(workspace: &Arc<Workspace>, state: State, size: (u16, u16), language: Language) -> Driver {
    let setup = Setup {
        size,
        language,
        looks: false,
        ..Setup::default()
    };
    let mut driver = go(workspace, state, setup);
    driver.look();
    driver
}

fn go(workspace: &Arc<Workspace>, (route, keys): State, setup: Setup) -> Driver {
    let desk = desk(workspace, setup.language);
    let mut driver = Driver::new(Setup { route, ..setup }, desk);
    driver.press(keys);
    driver
}

/// The keys that the bottom line names: what stands there in the role of keys.
fn named(driver: &Driver) -> Vec<String> {
    let buffer = driver.buffer();
    let y = buffer.area.bottom() - 1;
    let key = Theme::new(Look::Dark).style(Role::Accent).fg;
    let mut line = String::new();
    for x in buffer.area.left()..buffer.area.right() {
        let cell = &buffer[(x, y)];
        let is_key = Some(cell.fg) == key && cell.symbol() != " ";
        line.push_str(if is_key { cell.symbol() } else { " " });
    }
    line.split_whitespace().map(str::to_owned).collect()
}

/// An arrow as it is pressed.
fn key_of(sign: &str) -> &str {
    match sign {
        "←" => "Left",
        "→" => "Right",
        "↑" => "Up",
        "↓" => "Down",
        other => other,
    }
}

/// Whether there is something to take back, and what of many marked leads is closed, the workspace has to be asked for.
const ASKED: [&str; 2] = ["u", "X"];

/// The section of the settings is the first one; the meeting's clock, which has just begun, begins once more.
const STILL: [(Route, &str); 2] = [(Route::Settings, "h"), (Route::Meeting, "t")];

/// Whether something is warned of.
fn warned(text: &str) -> bool {
    text.lines().any(|it| it.trim_start().starts_with("! "))
}

/// What is wrong with a key that was named: it does nothing, or is refused.
fn idle(driver: &mut Driver, key: &str) -> bool {
    let (before, hints) = (driver.text(), driver.last_line());
    let still = STILL.contains(&(driver.route(), key));
    let seen = driver.buffer().clone();
    driver.taken();
    driver.press(&[key_of(key)]);
    let after = driver.text();
    // To draw the same once more is nothing.
    let asks = |it: &Effect| *it != Effect::Draw;
    let does = *driver.buffer() != seen || driver.taken().iter().any(asks);
    // What is taken all the same, with a warning, leads on.
    let refused = warned(&after) && !warned(&before) && driver.last_line() == hints;
    !does && !still || refused && !ASKED.contains(&key)
}

/// Presses every key that is named anywhere in windows of a size; says how many those were.
fn press_all(size: (u16, u16)) -> usize {
    let workspace = company();
    let mut pressed = 0;
    let mut wrong = Vec::new();
    for state in STATES {
        for key in named(&at(&workspace, *state, size, Language::English)) {
            assert!(Sequence::parse(key_of(&key)).is_ok(), "{state:?}: {key}");
            if idle(
                &mut again(&workspace, *state, size, Language::English),
                &key,
            ) {
                wrong.push((state, key));
            }
            pressed += 1;
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    pressed
}

#[test]
fn whatever_key_the_bottom_line_names_does_something() {
    let pressed = press_all((120, 36));
    assert!(pressed > 450, "{pressed}");
}

#[test]
fn whatever_key_a_small_window_names_does_something() {
    let pressed = press_all((40, 12));
    assert!(pressed > 200, "{pressed}");
}

#[test]
fn whatever_key_is_named_while_a_file_is_brought_in_does_something() {
    let leads = "house;where;amount;when\nTorino Motori;Talking;9000,50;03.09.2026\nŁódź Dairy;Gone;oops;x\n";
    for (keys, name) in [
        (&["leads"][..], "mapped"),
        (&["leads", "d"], "tried"),
        (&["leads", "Enter"], "asked"),
    ] {
        let open = || {
            let place = Place::new(leads);
            let mut driver = place.at(Route::Import, (120, 36), Language::English);
            let file = format!("text:{}", place.path("leads.csv").display());
            driver.press(&["Ctrl-u", &file, "Enter"]);
            driver.press(&keys[1..]);
            (place, driver)
        };
        for key in named(&open().1) {
            let (_place, mut driver) = open();
            assert!(!idle(&mut driver, &key), "{name} {key}");
        }
    }
}

/// Headings whose columns stand at the right.
const RIGHT: [Msg; 5] = [
    Msg::HeadOpen,
    Msg::HeadValue,
    Msg::HeadDue,
    Msg::HeadDays,
    Msg::HeadId,
];

/// A line as cells: the second half of a wide sign is a space that belongs to it.
fn cells(driver: &Driver, y: u16) -> Vec<String> {
    let buffer = driver.buffer();
    let mut out = Vec::new();
    let mut covered = 0;
    for x in buffer.area.left()..buffer.area.right() {
        let symbol = buffer[(x, y)].symbol();
        if covered > 0 {
            covered -= 1;
            out.push("+".to_owned());
            continue;
        }
        covered = symbol.width().saturating_sub(1);
        out.push(symbol.to_owned());
    }
    out
}

#[test]
fn nothing_straddles_the_end_of_a_column_that_stands_at_the_right() {
    let workspace = company();
    let mut found = 0;
    for language in Language::ALL {
        let locale = spoken(language);
        let heads = RIGHT.map(|it| locale.t(it));
        for state in [
            (Route::Funnel, &[][..]),
            (Route::Pipeline, &[]),
            (Route::Pipeline, &["v"]),
        ] {
            for size in SIZES {
                let driver = at(&workspace, state, size, language);
                let lines: Vec<Vec<String>> = (0..size.1).map(|y| cells(&driver, y)).collect();
                let layer = locale.t(Msg::HeadLayer);
                let is_head = |line: &Vec<String>| {
                    let text = line.concat().replace('+', "");
                    text.contains(&layer) && heads.iter().any(|it| text.contains(it))
                };
                // A narrow window has a list where a wide one has a board.
                let Some(head) = lines.iter().position(is_head) else {
                    continue;
                };
                for name in &heads {
                    let Some(end) = end_of(&lines[head], name) else {
                        continue;
                    };
                    found += 1;
                    for (y, line) in lines.iter().enumerate().skip(head + 1).take(5) {
                        let (last, next) = (&line[end - 1], line.get(end));
                        let joined = last != " " && next.is_some_and(|it| it != " ");
                        let bar = last.starts_with('█') || line.concat().contains('▼');
                        assert!(
                            !joined || bar,
                            "{state:?} {size:?} {language:?} {name} {y}:\n{}",
                            driver.text()
                        );
                    }
                }
            }
        }
    }
    assert!(found > 20, "{found}");
}

/// The cell after a word of a line that stands between spaces.
fn end_of(line: &[String], word: &str) -> Option<usize> {
    let width = word.width();
    (0..line.len().saturating_sub(width)).find_map(|start| {
        let here = line[start..start + width].concat().replace('+', "") == *word;
        let alone = (start == 0 || line[start - 1] == " ") && line[start + width] == " ";
        (here && alone).then_some(start + width)
    })
}

/// Opens every state in windows of every size: the bottom line ends as it should, and the whole is looked at further.
fn walk(language: Language, mut look: impl FnMut(State, (u16, u16), &str)) {
    let workspace = company();
    let locale = spoken(language);
    let (help, close) = (locale.t(Msg::HintHelp), locale.t(Msg::HintDismiss));
    for state in STATES {
        for size in SIZES {
            // The way there is looked at in the first window, and in all windows where it leads.
            let driver = if size == SIZES[0] {
                at(&workspace, *state, size, language)
            } else {
                again(&workspace, *state, size, language)
            };
            let (line, text) = (driver.last_line(), driver.text());
            assert!(
                line.contains(&help) || line.contains(&close),
                "{state:?} {size:?}: {line}\n{text}"
            );
            assert!(!line.contains('…'), "{state:?} {size:?}: {line}");
            look(*state, size, &text);
        }
    }
}

#[test]
fn the_bottom_line_always_ends_with_the_way_to_all_keys_or_out() {
    walk(Language::English, |_, _, _| {});
}

#[test]
fn so_it_does_in_chinese_and_nothing_is_left_in_english() {
    let [english, chinese] = [Language::English, Language::Chinese].map(spoken);
    // Messages of many words; few may be data.
    let sentences: Vec<String> = Msg::ALL
        .iter()
        .map(|it| (english.t(*it), chinese.t(*it)))
        .filter(|(one, other)| one != other && one.contains(' ') && !one.contains('{'))
        .map(|(one, _)| one)
        .filter(|it| it.split(' ').count() > 2)
        .collect();
    assert!(sentences.len() > 150, "{}", sentences.len());
    walk(Language::Chinese, |state, size, text| {
        let left: Vec<&String> = sentences.iter().filter(|it| text.contains(*it)).collect();
        assert!(left.is_empty(), "{state:?} {size:?}: {left:?}\n{text}");
    });
}
