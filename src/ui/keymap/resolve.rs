//! Holds how keys pressed one after the other become an action and how often.
//!
//! A number before an action says how often. Digits that are bound (those that lead to screens) act at once, so a
//! number that would begin with one is begun with `0`: `03L`.

use super::super::action::Action;
use super::super::key::Key;
use super::{Context, Keymap};

/// The largest number before an action that is taken.
const MAX_COUNT: u32 = 9_999;

/// What a key led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// An action, and the number before it.
    Run(Action, Option<u32>),
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
                    let count = self.count;
                    self.reset();
                    return Resolved::Run(binding.row.action, count);
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

    /// Forgets the keys pressed so far; says whether there were any.
    pub fn reset(&mut self) -> bool {
        let any = !self.pressed.is_empty() || self.count.is_some();
        self.pressed.clear();
        self.count = None;
        any
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
    fn a_number_says_how_often_and_a_bound_digit_acts_at_once() {
        assert_eq!(
            press("5j").last(),
            Some(&Resolved::Run(Action::Cursor(Step::Down), Some(5)))
        );
        assert_eq!(
            press("0 3 L").last(),
            Some(&Resolved::Run(Action::Lead(LeadAction::Forward), Some(3)))
        );
        assert_eq!(
            press("2"),
            [Resolved::Run(
                Action::App(AppAction::Go(Route::Funnel)),
                None
            )]
        );
    }

    #[test]
    fn once_a_number_is_begun_bound_digits_belong_to_it() {
        assert_eq!(
            press("1 2 j").last(),
            Some(&Resolved::Run(Action::Cursor(Step::Down), Some(12)))
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
