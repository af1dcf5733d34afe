//! Holds how keys pressed one after the other become an action and how often.
//!
//! A number before an action says how often. A digit may have a meaning of its own, too (those that lead to screens):
//! where leads are moved, it is told that such a digit may yet turn out to be a number.

use super::super::action::{Action, AppAction};
use super::super::key::Key;
use super::table::Row;
use super::{Context, Keymap};

/// The largest number before an action that is taken.
const MAX_COUNT: u32 = 9_999;

/// What a key led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// An action, and the number before it.
    Run(Action, Option<u32>),
    /// Where a digit leads, unless a key follows in a moment that takes it as a number.
    Digit(Action),
    /// More keys are needed.
    Wait,
    /// These keys mean nothing here.
    Nothing,
}

/// The keys pressed so far.
#[derive(Debug, Clone, Default)]
pub struct Resolver {
    pressed: Vec<Key>,
    count: Option<u32>,
}

/// What makes a number of a digit that has led to a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taker {
    /// What moves leads.
    Move,
    /// Whatever takes a number.
    Any,
}

impl Taker {
    /// Whether a key is it, or begins it.
    #[must_use]
    pub fn takes(self, key: Key, keymap: &Keymap, contexts: &[Context]) -> bool {
        let is = |action: Action| match self {
            Self::Move => moves_leads(action),
            Self::Any => action.takes_count(),
        };
        keymap
            .within(contexts)
            .filter(|binding| is(binding.row.action))
            .flat_map(|binding| &binding.keys)
            .any(|keys| keys.keys().first() == Some(&key))
    }
}

impl Resolver {
    /// Takes one key.
    pub fn feed(&mut self, key: Key, keymap: &Keymap, contexts: &[Context]) -> Resolved {
        // Within a number, a digit belongs to it even where it is bound.
        if self.count.is_some() && self.pressed.is_empty() && self.take_digit(key) {
            return Resolved::Wait;
        }
        self.pressed.push(key);
        let mut begins = false;
        for binding in keymap.within(contexts) {
            for sequence in &binding.keys {
                if sequence.keys() == self.pressed {
                    return self.complete(binding.row.action, key, keymap, contexts);
                }
                begins |= sequence.keys().starts_with(&self.pressed);
            }
        }
        if begins {
            return Resolved::Wait;
        }
        if self.pressed.len() == 1 && self.take_digit(key) {
            self.pressed.clear();
            return Resolved::Wait;
        }
        self.reset();
        Resolved::Nothing
    }

    /// What the keys of a row lead to.
    fn complete(
        &mut self,
        action: Action,
        key: Key,
        keymap: &Keymap,
        contexts: &[Context],
    ) -> Resolved {
        let (count, alone) = (self.count, self.pressed.len() == 1);
        self.reset();
        let goes = matches!(action, Action::App(AppAction::Go(_)));
        let digit = key.typed().is_some_and(|it| it.is_ascii_digit());
        if goes && alone && digit && leads_move(keymap, contexts) {
            return Resolved::Digit(action);
        }
        Resolved::Run(action, count)
    }

    /// As if these digits had been pressed, and had led nowhere.
    #[must_use]
    pub fn with_number(digits: &[Key]) -> Self {
        let mut resolver = Self::default();
        for digit in digits {
            resolver.take_digit(*digit);
        }
        resolver
    }

    /// Forgets the keys pressed so far; says whether there were any.
    pub fn reset(&mut self) -> bool {
        let any = self.is_waiting();
        *self = Self::default();
        any
    }

    /// Whether more keys are awaited.
    #[must_use]
    pub const fn is_waiting(&self) -> bool {
        !self.pressed.is_empty() || self.count.is_some()
    }

    /// Which keys would go on: the rows, and of each the keys that are missing.
    pub fn ways_on<'a>(
        &'a self,
        keymap: &'a Keymap,
        contexts: &'a [Context],
    ) -> impl Iterator<Item = (&'static Row, String)> + 'a {
        keymap.within(contexts).filter_map(|binding| {
            if self.pressed.is_empty() && !binding.row.action.takes_count() {
                return None;
            }
            let mut keys = binding.keys.iter();
            let keys = keys.find(|keys| keys.keys().starts_with(&self.pressed))?;
            let rest: String = keys.keys()[self.pressed.len()..]
                .iter()
                .map(ToString::to_string)
                .collect();
            Some((binding.row, rest))
        })
    }

    /// What was pressed so far, as one writes it.
    #[must_use]
    pub fn shown(&self) -> String {
        let mut shown = self
            .count
            .map_or_else(String::new, |count| count.to_string());
        shown.extend(self.pressed.iter().map(ToString::to_string));
        shown
    }

    fn take_digit(&mut self, key: Key) -> bool {
        let Some(digit) = key.typed().and_then(|character| character.to_digit(10)) else {
            return false;
        };
        self.count = Some((self.count.unwrap_or(0) * 10 + digit).min(MAX_COUNT));
        true
    }
}

/// Whether leads are moved here, by as many layers as a number says; elsewhere a screen is not kept waiting for one.
fn leads_move(keymap: &Keymap, contexts: &[Context]) -> bool {
    let mut here = keymap.within(contexts);
    here.any(|binding| moves_leads(binding.row.action) && !binding.keys.is_empty())
}

const fn moves_leads(action: Action) -> bool {
    matches!(action, Action::Lead(_)) && action.takes_count()
}

#[cfg(test)]
mod tests {
    use super::super::super::action::{AppAction, LeadAction, Step};
    use super::super::super::key::Sequence;
    use super::super::super::route::Route;
    use super::*;
    use crate::model::Layer;

    fn press(keys: &str) -> Vec<Resolved> {
        let (map, mut resolver) = (Keymap::default(), Resolver::default());
        Sequence::parse(keys)
            .unwrap()
            .keys()
            .iter()
            .map(|key| resolver.feed(*key, &map, Route::Pipeline.contexts()))
            .collect()
    }

    #[test]
    fn one_key_and_two_keys_become_actions() {
        assert_eq!(
            press("j"),
            [Resolved::Run(Action::Cursor(Step::Down), None)]
        );
        assert_eq!(
            press("gg"),
            [
                Resolved::Wait,
                Resolved::Run(Action::Cursor(Step::First), None)
            ]
        );
        assert_eq!(
            press("m4"),
            [
                Resolved::Wait,
                Resolved::Run(Action::Lead(LeadAction::To(Layer::HighIntent)), None)
            ]
        );
    }

    #[test]
    fn a_number_says_how_often() {
        let far = |keys: &str| press(keys).last().copied();
        let forward = |count| {
            Some(Resolved::Run(
                Action::Lead(LeadAction::Forward),
                Some(count),
            ))
        };
        assert_eq!(
            far("9j"),
            Some(Resolved::Run(Action::Cursor(Step::Down), Some(9)))
        );
        assert_eq!(far("9 L"), forward(9));
        assert_eq!(
            far("8 gg"),
            Some(Resolved::Run(Action::Cursor(Step::First), Some(8)))
        );
    }

    #[test]
    fn a_digit_that_leads_to_a_screen_may_be_a_number_where_leads_are_moved() {
        let go = Action::App(AppAction::Go(Route::Funnel));
        let (map, contexts) = (Keymap::default(), Route::Pipeline.contexts());
        assert_eq!(press("2"), [Resolved::Digit(go)]);
        let takes = |taker: Taker, key| taker.takes(Key::char(key), &map, contexts);
        assert!(takes(Taker::Move, 'L') && takes(Taker::Any, 'L'));
        assert!(!takes(Taker::Move, 'j') && takes(Taker::Any, 'j'));
        assert!(!takes(Taker::Move, 'f') && !takes(Taker::Any, 'f'));
        let mut resolver = Resolver::with_number(&[Key::char('1'), Key::char('2')]);
        let forward = Action::Lead(LeadAction::Forward);
        let it = resolver.feed(Key::char('L'), &map, contexts);
        assert_eq!(it, Resolved::Run(forward, Some(12)));
        assert!(!resolver.is_waiting());
    }

    #[test]
    fn a_digit_acts_at_once_where_nothing_takes_a_number() {
        let (map, mut resolver) = (Keymap::default(), Resolver::default());
        let it = resolver.feed(Key::char('2'), &map, &[Context::Everywhere]);
        assert_eq!(
            it,
            Resolved::Run(Action::App(AppAction::Go(Route::Funnel)), None)
        );
    }

    #[test]
    fn the_keys_that_go_on_are_known() {
        let (map, mut resolver) = (Keymap::default(), Resolver::default());
        let contexts = Route::Pipeline.contexts();
        let ways = |resolver: &Resolver| -> Vec<String> {
            resolver
                .ways_on(&map, contexts)
                .map(|(row, keys)| format!("{keys} {}", row.id))
                .collect()
        };
        resolver.feed(Key::char('m'), &map, contexts);
        assert_eq!(ways(&resolver)[..2], ["1 lead-to-1", "2 lead-to-2"]);
        resolver.reset();
        resolver.feed(Key::char('8'), &map, contexts);
        assert!(ways(&resolver).contains(&"L lead-forward".to_owned()));
        assert!(!ways(&resolver).contains(&"w win".to_owned()));
    }

    #[test]
    fn once_a_number_is_begun_bound_digits_belong_to_it() {
        assert_eq!(
            press("9 2 j").last(),
            Some(&Resolved::Run(Action::Cursor(Step::Down), Some(92)))
        );
    }

    #[test]
    fn a_number_has_a_limit() {
        assert_eq!(
            press("9 9 9 9 9 9 9 9 9 9 9 9 j").last(),
            Some(&Resolved::Run(Action::Cursor(Step::Down), Some(MAX_COUNT)))
        );
    }

    #[test]
    fn what_means_nothing_is_forgotten() {
        assert_eq!(press("gZ"), [Resolved::Wait, Resolved::Nothing]);
        assert_eq!(
            press("g Z j").last(),
            Some(&Resolved::Run(Action::Cursor(Step::Down), None))
        );
    }
}
