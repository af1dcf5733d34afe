//! Holds the field of a page that is typed into: its text, what could be typed, and what that means.
//!
//! What a text means is the workspace's to say, at every key; nothing is kept before it has said so. A field knows what
//! was seen when it was begun: who changed the same since, was first, and the reader is asked.

use ratatui::layout::Rect;

use super::data::{Spot, ValueFact};
use crate::model::{FieldId, FieldType, Key as Of, OnConflict};
use crate::ui::action::{Action, Step, TypingAction};
use crate::ui::desk::{Deed, FieldAsk, FieldSaid, Found, Order};
use crate::ui::key::{Code, Key};
use crate::ui::widgets::{Edit, Input};

/// A field that is typed into.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Editing {
    key: Of,
    field: FieldId,
    /// The change that wrote its record last, as it was seen.
    base: u64,
    /// What stood in it when it was begun.
    before: String,
    /// And how that was written to be typed on, where it is.
    begun: String,
    /// Whether what is typed comes to what stands there.
    adds: bool,
    pub(super) input: Input,
    /// Whether something was typed; until then everything is offered.
    touched: bool,
    /// Whether the first letter is put beside what stood in it, rather than in its place.
    beside: bool,
    /// What was typed, while a choice stands in its place.
    own: Option<String>,
    /// The choice, by its key.
    chosen: Option<String>,
    said: Option<Box<FieldSaid>>,
    /// Whether it was to be kept and could not.
    pub(super) judged: bool,
    /// Whether it is kept as soon as it is known what it means.
    waits: bool,
    /// Whether it holds something else meanwhile.
    pub(super) overtaken: bool,
}

/// What came of a key.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Typed {
    /// Nothing that anybody must know.
    Still,
    /// The text is another: what it means is asked.
    Asks,
    /// The field is left as it was.
    Leaves,
    /// It is kept.
    Keeps(Order),
}

impl Editing {
    /// Begins with what one would type for a value; nothing where it is none that can be typed in a line.
    pub(super) fn begin(fact: &ValueFact) -> Option<Self> {
        let Spot::Field(key, field) = fact.spot else {
            return None;
        };
        if fact.typed.contains('\n') {
            return None;
        }
        let definition = key.kind.definition(field);
        // Of tags there may be several: what is typed is one more.
        let adds = definition.is_some_and(|it| it.name == "tags");
        let begun = if adds && !fact.typed.is_empty() {
            format!("{}, ", fact.typed.replace(',', ", "))
        } else {
            fact.typed.clone()
        };
        Some(Self {
            key,
            field,
            base: fact.revision,
            before: fact.typed.clone(),
            input: Input::with(&begun),
            begun,
            adds,
            touched: false,
            beside: definition.is_some_and(|it| it.ty == FieldType::Text),
            own: None,
            chosen: None,
            said: None,
            judged: false,
            waits: false,
            overtaken: false,
        })
    }

    /// What it is a field of.
    pub(super) const fn spot(&self) -> Spot {
        Spot::Field(self.key, self.field)
    }

    /// The question that goes with what stands in it.
    pub(super) fn ask(&self) -> FieldAsk {
        let text = self.input.text().to_owned();
        let look = match &self.own {
            _ if !self.touched && !self.adds => String::new(),
            Some(own) => own.trim().to_owned(),
            None => text.trim().to_owned(),
        };
        FieldAsk {
            key: self.key,
            field: self.field,
            text,
            look,
            chosen: self.chosen.clone(),
        }
    }

    /// What was said of what stands in it now.
    pub(super) fn said(&self) -> Option<&FieldSaid> {
        self.said.as_deref().filter(|it| it.asked == self.ask())
    }

    /// What could be typed, and which of it is meant; while the answer is on its way, what could be typed before.
    pub(super) fn offers(&self) -> (&[Found], Option<usize>) {
        let offers = self.said.as_ref().map_or(&[][..], |it| &it.offers);
        (offers, self.said().and_then(|it| it.meant))
    }

    /// Whether something was typed that has not been judged yet.
    pub(super) fn is_begun(&self) -> bool {
        self.touched && !self.input.text().trim().is_empty()
    }

    /// Takes what was said of it.
    pub(super) fn take(&mut self, said: &FieldSaid) -> Typed {
        if said.asked != self.ask() {
            return Typed::Still;
        }
        self.said = Some(Box::new(said.clone()));
        if std::mem::take(&mut self.waits) {
            self.keep()
        } else {
            Typed::Still
        }
    }

    /// What its record holds now, by the page that was read again.
    pub(super) fn see(&mut self, fact: &ValueFact) {
        self.overtaken = fact.revision > self.base && fact.typed != self.before;
    }

    /// Takes a key, and the action that it has while one types.
    pub(super) fn key(&mut self, key: Key, action: Option<Action>) -> Typed {
        match action {
            Some(Action::Typing(TypingAction::Accept)) => self.keep(),
            Some(Action::Typing(TypingAction::Dismiss)) => Typed::Leaves,
            Some(Action::Typing(TypingAction::Complete) | Action::Cursor(Step::Down)) => {
                self.choose(true)
            }
            Some(Action::Typing(TypingAction::Previous) | Action::Cursor(Step::Up)) => {
                self.choose(false)
            }
            Some(
                Action::Cursor(_)
                | Action::App(_)
                | Action::View(_)
                | Action::Lead(_)
                | Action::Edit(_),
            ) => Typed::Still,
            None => {
                self.replace(Some(key));
                match self.input.key(key) {
                    Edit::Text => self.typed(),
                    Edit::Caret if self.input.text().is_empty() && !self.touched => self.typed(),
                    Edit::Caret | Edit::Nothing => Typed::Still,
                }
            }
        }
    }

    /// Takes pasted text.
    pub(super) fn paste(&mut self, text: &str) -> Typed {
        self.replace(None);
        self.input.insert(text);
        self.typed()
    }

    /// Whether the next letter takes the place of what stands in it: a day or a name is seldom mended, mostly another.
    pub(super) fn is_whole(&self) -> bool {
        let offers = self.said.as_ref().is_some_and(|it| !it.offers.is_empty());
        !self.adds && !self.touched && self.chosen.is_none() && (!self.beside || offers)
    }

    /// Takes what stands in it away before the first letter; a key that moves the caret keeps it.
    fn replace(&mut self, key: Option<Key>) {
        if !self.is_whole() {
            return;
        }
        let moves =
            |key: Key| key.typed().is_none() && !matches!(key.code, Code::Backspace | Code::Delete);
        if key.is_some_and(moves) {
            // From here on it is mended.
            self.touched = true;
        } else {
            self.input = Input::default();
        }
    }

    /// A click into its text; like a key that moves the caret it keeps what stands there.
    pub(super) fn point(&mut self, text: Rect, x: u16) {
        let whole = self.is_whole();
        self.touched |= whole;
        self.input.point(text, x, !whole);
    }

    fn typed(&mut self) -> Typed {
        self.touched = true;
        (self.own, self.chosen) = (None, None);
        self.judged = false;
        Typed::Asks
    }

    /// Goes through what could be typed; above the first is what was typed.
    fn choose(&mut self, down: bool) -> Typed {
        let Some(said) = &self.said else {
            return Typed::Still;
        };
        let at = match &self.chosen {
            Some(chosen) => said.offers.iter().position(|it| it.key == *chosen),
            None => said.meant,
        };
        let next = match (down, at) {
            (true, None) => Some(0),
            // What is only meant is taken before the next one.
            (true, Some(at)) if self.chosen.is_none() && self.touched => Some(at),
            (true, Some(at)) => Some((at + 1).min(said.offers.len().saturating_sub(1))),
            (false, None) => return Typed::Still,
            (false, Some(at)) => at.checked_sub(1),
        };
        let own = self.own.clone();
        let own = own.unwrap_or_else(|| self.input.text().to_owned());
        match next.and_then(|next| said.offers.get(next)) {
            Some(found) => {
                self.chosen = Some(found.key.clone());
                self.input = Input::with(found.label.as_str());
                self.own = Some(own);
            }
            None => {
                self.input = Input::with(&own);
                (self.own, self.chosen) = (None, None);
            }
        }
        self.judged = false;
        Typed::Asks
    }

    /// Keeps what stands in it, once it is known what that means.
    fn keep(&mut self) -> Typed {
        let same = [&self.before, &self.begun].contains(&&self.input.text().to_owned());
        if same && self.chosen.is_none() {
            return Typed::Leaves;
        }
        let Some(said) = self.said() else {
            self.waits = true;
            return Typed::Still;
        };
        match &said.read {
            Ok(read) => Typed::Keeps(Order {
                deed: Deed::Edit {
                    key: self.key,
                    edits: read.edits.clone(),
                },
                seen: Some(self.base),
                on_conflict: OnConflict::Refuse,
            }),
            Err(_) => {
                self.judged = true;
                Typed::Still
            }
        }
    }
}
