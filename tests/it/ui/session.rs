//! The loop, run over a line that is only bytes.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::num::NonZero;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};

use fiveply::config::Depth;
use fiveply::host::{Desk, End, Failure, Inbound, Returned, Session, Terminal};
use fiveply::i18n::{Language, Locale};
use fiveply::model::Clean;
use fiveply::ui::{Effect, Event, Key, Link, Look, News, Reader, Route, Severity, Theme};

use crate::support::driver::{self, now};
use crate::support::fixtures::desk;
use crate::support::terminal::assert_tame;

#[derive(Clone, Default)]
struct Line(Arc<Mutex<Vec<u8>>>);

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Line {
    fn screen(&self, width: u16, height: u16) -> String {
        let cells = |number| NonZero::new(number).unwrap();
        let mut parser = vt100::Parser::new(cells(height), cells(width), 0);
        parser.process(&self.0.lock().unwrap());
        parser.screen().contents()
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

struct Answers(driver::Desk);

impl Desk for Answers {
    fn perform(&mut self, effect: Effect) -> Vec<Event> {
        (self.0)(&effect)
    }
}

/// A terminal that was 100 × 30 after others had it.
struct Elsewhere;

impl Terminal for Elsewhere {
    fn suspend(&mut self) -> io::Result<(u16, u16)> {
        Ok((100, 30))
    }

    fn retake(&mut self) -> io::Result<(u16, u16)> {
        Ok((100, 30))
    }

    fn stop(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn edit(&mut self, _name: &str, _text: &str) -> Result<(), Failure> {
        Err(Failure::NoEditor)
    }

    fn edited(&mut self, _ending: bool) -> io::Result<(Returned, (u16, u16))> {
        Ok((Returned::Unchanged, (100, 30)))
    }

    fn mouse(&mut self, _on: bool) -> io::Result<()> {
        Ok(())
    }

    fn name_keys(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn reader() -> Reader {
    Reader {
        user: Clean::new("anna"),
        ..Reader::new(Locale::new(Language::English), Look::Dark)
    }
}

/// Runs the loop over events that all wait already; gives its end, its frames and what went down the line.
fn run(size: (u16, u16), events: Vec<Inbound>) -> (End, u64, Line) {
    run_on(Route::Funnel, size, events)
}

fn run_on(route: Route, size: (u16, u16), events: Vec<Inbound>) -> (End, u64, Line) {
    run_at(route, size, Depth::True, events)
}

fn run_at(route: Route, size: (u16, u16), depth: Depth, events: Vec<Inbound>) -> (End, u64, Line) {
    run_as(reader(), route, size, depth, events)
}

fn run_as(
    reader: Reader,
    route: Route,
    size: (u16, u16),
    depth: Depth,
    events: Vec<Inbound>,
) -> (End, u64, Line) {
    let line = Line::default();
    let (sender, inbox) = channel();
    let mut session = Session::open(
        line.clone(),
        size,
        depth,
        reader,
        route,
        Answers(desk(300)),
        Elsewhere,
        Box::new(now),
    )
    .unwrap();
    for event in events {
        sender.send(event).unwrap();
    }
    drop(sender);
    let end = session.run(&inbox).unwrap();
    let (frames, bytes) = session.spent();
    assert_eq!(bytes, line.0.lock().unwrap().len() as u64);
    (end, frames, line)
}

fn key(character: char) -> Inbound {
    Inbound::Ui(Event::Key(Key::char(character)))
}

#[test]
fn a_frame_is_shown_before_anything_happens() {
    let (end, frames, line) = run((80, 24), Vec::new());
    assert_eq!((end, frames), (End::Stopped(None), 1));
    assert!(
        line.screen(80, 24).contains("1 Potential           9 812"),
        "{}",
        line.screen(80, 24)
    );
}

/// The grounds of all cells after what went down the line, each once.
fn grounds(line: &Line, width: u16, height: u16) -> BTreeSet<String> {
    let cells = |number| NonZero::new(number).unwrap();
    let mut parser = vt100::Parser::new(cells(height), cells(width), 0);
    parser.process(&line.0.lock().unwrap());
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (y, x)));
    let cells = places.map(|(y, x)| parser.screen().cell(y, x).unwrap());
    // The second half of a wide sign has no look of its own.
    let seen = cells.filter(|cell| !cell.is_wide_continuation());
    seen.map(|cell| format!("{:?}", cell.bgcolor())).collect()
}

#[test]
fn a_theme_with_a_ground_of_its_own_leaves_no_cell_on_another() {
    let on_light = || Reader {
        theme: Theme::painted(Look::Light),
        ..reader()
    };
    let default = format!("{:?}", vt100::Color::Default);
    let popup = || vec![key('3'), key('n')];
    let resized = || vec![Inbound::Size(100, 30), Inbound::Size(120, 36), key('?')];
    for events in [Vec::new(), popup(), resized()] {
        let (_, _, line) = run_as(on_light(), Route::Funnel, (120, 36), Depth::True, events);
        let grounds = grounds(&line, 120, 36);
        assert!(!grounds.contains(&default), "{grounds:?}");
    }
    // Without one the terminal's own is seen, and it costs no byte.
    let (_, _, line) = run((120, 36), popup());
    assert!(grounds(&line, 120, 36).contains(&default));
    // Where there is no colour there is no ground.
    let (_, _, line) = run_as(on_light(), Route::Funnel, (80, 24), Depth::None, Vec::new());
    assert_eq!(grounds(&line, 80, 24), BTreeSet::from([default]));
}

#[test]
fn a_ground_of_its_own_costs_a_whole_screen_little() {
    let bytes = |theme: Theme| {
        let reader = Reader { theme, ..reader() };
        let (_, _, line) = run_as(reader, Route::Pipeline, (120, 36), Depth::True, Vec::new());
        line.0.lock().unwrap().len()
    };
    let (plain, painted) = (
        bytes(Theme::new(Look::Light)),
        bytes(Theme::painted(Look::Light)),
    );
    assert!(painted < plain + plain / 5, "{painted} {plain}");
}

#[test]
fn leaving_and_signals_end_the_loop() {
    assert_eq!(run((80, 24), vec![key('q')]).0, End::Quit);
    assert_eq!(
        run((80, 24), vec![Inbound::Stop(Some(15)), key('q')]).0,
        End::Stopped(Some(15))
    );
}

#[test]
fn what_waits_together_is_drawn_together() {
    let mut events = vec![key('3')];
    events.extend((0..2_000).map(|_| key('j')));
    let (_, frames, _) = run((80, 24), events);
    assert!(frames <= 20, "{frames}");
}

#[test]
fn what_changes_nothing_draws_nothing() {
    let events = (0..100).map(|_| Inbound::Ui(Event::Focus(true))).collect();
    assert_eq!(run((80, 24), events).1, 1);
}

#[test]
fn a_terminal_of_any_size_is_drawn_within_limits() {
    let (_, _, line) = run((65_535, 65_535), Vec::new());
    assert!(line.0.lock().unwrap().len() < 200_000);
    let (_, _, line) = run((0, 0), vec![Inbound::Size(0, 7), Inbound::Size(120, 36)]);
    assert!(!line.0.lock().unwrap().is_empty());
}

#[test]
fn data_sends_nothing_to_the_terminal_but_itself() {
    let hostile = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{200b}x";
    let said = News::Said(Severity::Error, Clean::new(hostile).into());
    let events = vec![
        Inbound::Ui(Event::Workspace(said)),
        key('/'),
        Inbound::Ui(Event::Paste(hostile.into())),
    ];
    let (_, _, line) = run((120, 36), events);
    assert_tame(&line.text());
}

#[test]
fn time_that_passes_and_news_that_come_together_are_one_frame_at_most() {
    let ticks = (0..100).map(|_| Inbound::Ui(Event::Tick)).collect();
    assert_eq!(run((80, 24), ticks).1, 1);
    let said = News::Said(Severity::Done, Clean::new("bo moved it").into());
    let news = vec![News::Link(Link::Live), News::Changed, said];
    let news = news.into_iter().map(Event::Workspace).collect();
    assert_eq!(run((80, 24), vec![Inbound::Together(news)]).1, 2);
}

#[test]
fn what_is_copied_goes_to_the_readers_own_clipboard() {
    let (_, _, line) = run((80, 24), vec![key('y')]);
    assert!(
        line.text().contains("\u{1b}]52;c;UG90ZW50aWFsOyA5IDgxMjsg"),
        "{}",
        line.text()
    );
}

#[test]
fn after_a_stop_everything_is_drawn_anew_at_the_new_size() {
    let events = vec![key('Z')];
    let (_, frames, line) = run((80, 24), events);
    assert_eq!(frames, 2);
    assert!(
        line.screen(100, 30).contains(&"─".repeat(100)),
        "{}",
        line.screen(100, 30)
    );
}

/// How many bytes one key costs on a screen that stands.
fn cost(route: Route, size: (u16, u16), depth: Depth, pressed: char) -> usize {
    let bytes = |events| run_at(route, size, depth, events).2.0.lock().unwrap().len();
    bytes(vec![key(pressed)]) - bytes(Vec::new())
}

/// A line of 9,600 baud carries 960 bytes a second, and nobody behind one has told of more than 256 colours.
#[test]
fn a_step_of_the_cursor_fits_a_slow_line() {
    for route in Route::ALL {
        for (size, depth, most) in [
            ((80, 24), Depth::Sixteen, 320),
            ((80, 24), Depth::Indexed, 430),
            ((120, 36), Depth::Indexed, 600),
            ((120, 36), Depth::True, 770),
        ] {
            let bytes = cost(route, size, depth, 'j');
            assert!((1..=most).contains(&bytes), "{route:?} {size:?} {bytes}");
        }
    }
}
