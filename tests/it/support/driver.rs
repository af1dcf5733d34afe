//! Drives the screen machine without a terminal: fixed clock, size, language and theme; keys in, text out.
//!
//! After every frame it checks what must hold for all of them: each cell in a role, nothing a terminal would obey,
//! wide signs whole.

use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use fiveply::i18n::{Language, Locale};
use fiveply::model::{Clean, UserRole};
use fiveply::ui::keymap::Keymap;
use fiveply::ui::{
    App, Ctx, Deed, Effect, Event, Kept, Key, Look, News, Plan, Pointer, PointerKind, Reader,
    Route, Sequence, clamp_size,
};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Answers what the machine asks.
pub type Desk = Box<dyn FnMut(&Effect) -> Vec<Event>>;

pub struct Driver {
    app: App,
    reader: Reader,
    size: Size,
    now: NaiveDateTime,
    desk: Desk,
    terminal: Terminal<TestBackend>,
    /// Everything that was asked of the host, in order.
    pub effects: Vec<Effect>,
    buffer: Buffer,
    /// Whether frames are drawn: what was seen once need not be seen again on the way to the same place.
    looks: bool,
}

/// How a driver begins.
pub struct Setup {
    pub route: Route,
    pub size: (u16, u16),
    pub language: Language,
    /// The messages that its desk has too, where it hears the house's own names from there.
    pub locale: Option<Locale>,
    pub look: Look,
    pub ascii: bool,
    pub reduced_motion: bool,
    pub keymap: Keymap,
    /// The tour that begins by itself, if one does.
    pub tour: Option<Plan>,
    /// What was left last time.
    pub kept: Kept,
    /// Whether its frames are looked at from the beginning.
    pub looks: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            route: Route::Funnel,
            size: (120, 36),
            language: Language::English,
            locale: None,
            look: Look::Dark,
            ascii: false,
            reduced_motion: false,
            keymap: Keymap::default(),
            tour: None,
            kept: Kept::default(),
            looks: true,
        }
    }
}

/// Saturday, 21 November 2026, 14:02.
pub fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 21)
        .unwrap()
        .and_hms_opt(14, 2, 0)
        .unwrap()
}

/// A language, which is read once for all tests.
pub fn spoken(language: Language) -> Locale {
    static ENGLISH: LazyLock<Locale> = LazyLock::new(|| Locale::new(Language::English));
    static CHINESE: LazyLock<Locale> = LazyLock::new(|| Locale::new(Language::Chinese));
    match language {
        Language::English => ENGLISH.clone(),
        Language::Chinese => CHINESE.clone(),
    }
}

impl Driver {
    pub fn new(setup: Setup, desk: Desk) -> Self {
        let locale = setup.locale.unwrap_or_else(|| spoken(setup.language));
        let reader = Reader {
            keymap: setup.keymap,
            user: Clean::new("anna"),
            role: UserRole::Marketer,
            ascii: setup.ascii,
            reduced_motion: setup.reduced_motion,
            kept: setup.kept,
            guided: setup.tour.is_some(),
            plan: setup.tour.unwrap_or_default(),
            ..Reader::new(locale, setup.look)
        };
        let size = clamp_size(setup.size.0, setup.size.1);
        let ctx = Ctx {
            reader: &reader,
            now: now(),
            size,
        };
        let (app, effects) = App::open(setup.route, &ctx);
        let mut driver = Self {
            app,
            reader,
            size,
            now: now(),
            desk,
            terminal: Terminal::new(TestBackend::new(size.width, size.height)).unwrap(),
            effects: Vec::new(),
            buffer: Buffer::default(),
            looks: setup.looks,
        };
        driver.settle(effects);
        driver
    }

    /// Looks at the screen from now on.
    pub fn look(&mut self) {
        self.looks = true;
        self.draw();
    }

    fn settle(&mut self, mut effects: Vec<Effect>) {
        while !effects.is_empty() {
            let mut more = Vec::new();
            for effect in effects {
                if let Effect::Remember(memory, text) = &effect {
                    self.reader.kept.put(*memory, text);
                }
                for event in (self.desk)(&effect) {
                    more.extend(self.update(event));
                }
                self.effects.push(effect);
            }
            effects = more;
        }
        self.draw();
    }

    fn update(&mut self, event: Event) -> Vec<Effect> {
        let ctx = Ctx {
            reader: &self.reader,
            now: self.now,
            size: self.size,
        };
        self.app.update(event, &ctx)
    }

    /// Something happens.
    pub fn send(&mut self, event: Event) -> &mut Self {
        let effects = self.update(event);
        self.settle(effects);
        self
    }

    /// The workspace says something.
    pub fn news(&mut self, news: News) -> &mut Self {
        self.send(Event::Workspace(news))
    }

    /// Presses keys: `j`, `gg`, `Ctrl-r`, `Enter`; `text:…` types letter by letter. A digit at the end is waited out.
    pub fn press(&mut self, keys: &[&str]) -> &mut Self {
        self.begin(keys);
        let digit = |word: &&&str| word.parse::<u8>().is_ok_and(|digit| digit < 10);
        if keys.last().filter(digit).is_some() {
            let before = self.now;
            self.at(before + TimeDelta::milliseconds(400));
            self.send(Event::Tick).at(before);
        }
        self
    }

    /// Presses keys, and what they say is not all yet.
    pub fn begin(&mut self, keys: &[&str]) -> &mut Self {
        for word in keys {
            let pressed: Vec<Key> = match word.strip_prefix("text:") {
                Some(text) => text.chars().map(Key::char).collect(),
                None => Sequence::parse(word).unwrap().keys().to_vec(),
            };
            for key in pressed {
                self.send(Event::Key(key));
            }
        }
        self
    }

    pub fn click(&mut self, x: u16, y: u16) -> &mut Self {
        self.send(Event::Mouse(Pointer {
            kind: PointerKind::Click,
            x,
            y,
        }))
    }

    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.size = clamp_size(width, height);
        self.terminal = Terminal::new(TestBackend::new(self.size.width, self.size.height)).unwrap();
        self.send(Event::Resize)
    }

    pub fn at(&mut self, now: NaiveDateTime) -> &mut Self {
        self.now = now;
        self
    }

    /// When the machine wants to be told that time has passed.
    pub fn wakes(&self) -> Option<NaiveDateTime> {
        self.app.wakes()
    }

    /// What would be left for the next time.
    pub fn kept(&self) -> Kept {
        self.reader.kept.clone()
    }

    pub fn route(&self) -> Route {
        self.app.route()
    }

    fn draw(&mut self) {
        if !self.looks {
            return;
        }
        let ctx = Ctx {
            reader: &self.reader,
            now: self.now,
            size: self.size,
        };
        let app = &self.app;
        self.buffer = self
            .terminal
            .draw(|frame| app.draw(&ctx, frame))
            .unwrap()
            .buffer
            .clone();
        self.check();
    }

    /// What must hold for every frame.
    fn check(&self) {
        let area = self.buffer.area;
        let mut looks = Vec::new();
        for (position, cell) in area.positions().zip(&self.buffer.content) {
            let look = (cell.fg, cell.bg, cell.modifier);
            if !looks.contains(&look) {
                assert!(
                    self.reader.theme.allows(cell),
                    "{position:?} is in no role: {cell:?}"
                );
                looks.push(look);
            }
            let symbol = cell.symbol();
            // A printable sign of ASCII is all that follows.
            if matches!(symbol.as_bytes(), [b' '..=b'~']) {
                continue;
            }
            assert!(
                !symbol.chars().any(char::is_control),
                "{position:?}: {symbol:?}"
            );
            assert_eq!(Clean::new(symbol).as_str(), symbol, "{position:?}");
            let end = position.x + u16::try_from(symbol.width()).unwrap();
            assert!(
                end <= area.right(),
                "{position:?}: half of {symbol:?} is outside"
            );
            assert!(
                !self.reader.ascii || symbol.is_ascii() || is_data(symbol),
                "{position:?}: {symbol:?}"
            );
        }
    }

    /// The screen as text: wide signs once, spaces at the ends of lines left out.
    pub fn text(&self) -> String {
        let area = self.buffer.area;
        let mut out = String::new();
        for y in area.top()..area.bottom() {
            let mut line = String::new();
            let mut x = area.left();
            while x < area.right() {
                let symbol = self.buffer[(x, y)].symbol();
                line.push_str(symbol);
                x += u16::try_from(symbol.width()).unwrap().max(1);
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }

    pub fn line(&self, y: usize) -> String {
        self.text().lines().nth(y).unwrap_or_default().to_owned()
    }

    pub fn last_line(&self) -> String {
        self.line(usize::from(self.size.height) - 1)
    }

    pub fn buffer(&self) -> &Buffer {
        &self.buffer
    }

    /// The effects since the last look.
    pub fn taken(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// What was to be done since the last look.
    pub fn deeds(&mut self) -> Vec<Deed> {
        let taken = self.taken().into_iter();
        taken
            .filter_map(|effect| match effect {
                Effect::Exec(order) => Some(order.deed),
                _ => None,
            })
            .collect()
    }
}

/// Names of people and companies stay as they are, also where only ASCII signs are drawn; no sign of ours is wide.
fn is_data(symbol: &str) -> bool {
    let part = |it: char| it.is_ascii() || it.is_alphanumeric() || it.width() != Some(1);
    symbol.chars().all(part)
}
