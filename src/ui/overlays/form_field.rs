//! Holds one field of a form: what was typed into it, and what that means or why it means nothing.
//!
//! A field judges itself and knows nothing of its neighbours, of keys, or of how it is drawn.

use super::super::ctx::Ctx;
use super::super::desk::{Found, Likeness, Lookup};
use super::super::theme::Role;
use super::super::typed::{amount_in_words, day_in_words, next};
use super::super::widgets::Input;
use super::super::words::Words;
use super::form_entry::{Entry, New, Takes};
use crate::i18n::{Arg, Msg};
use crate::model::Clean;
use crate::query::{amount, fold};

/// One field of a form.
#[derive(Debug, Clone)]
pub struct FormField {
    pub(super) label: Clean,
    /// The name of what it fills, by which a refusal finds it.
    pub(super) name: String,
    /// Why what stood in it was not taken.
    pub(super) refused: Option<Clean>,
    pub(super) example: Clean,
    pub(super) takes: Takes,
    required: bool,
    pub(super) input: Input,
    /// The number of the choice that was taken.
    pub(super) chosen: Option<usize>,
    /// What the workspace found, and for which text.
    pub(super) found: Vec<Found>,
    asked: Option<String>,
    /// The line of what was found that stands in the field now.
    pub(super) at: Option<usize>,
    /// Whether what is typed is meant as it is.
    declined: bool,
    /// Whether it was left once, so that what is wrong is told as wrong.
    pub(super) judged: bool,
    /// The text that stood in it from the beginning.
    began: String,
}

impl FormField {
    /// An empty field.
    #[must_use]
    pub fn new(label: Clean, takes: Takes) -> Self {
        Self {
            label,
            name: String::new(),
            refused: None,
            example: Clean::default(),
            takes,
            required: false,
            input: Input::default(),
            chosen: None,
            found: Vec::new(),
            asked: None,
            at: None,
            declined: false,
            judged: false,
            began: String::new(),
        }
    }

    /// The same field, which fills what is called so.
    #[must_use]
    pub fn of(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// The same field with an example of what it takes.
    #[must_use]
    pub fn example(mut self, example: Clean) -> Self {
        self.example = example;
        self
    }

    /// The same field, which one has to fill.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same field with a text in it, or with that code chosen.
    #[must_use]
    pub fn with(mut self, text: &str) -> Self {
        if let Takes::Choice { picks, .. } = &self.takes {
            self.chosen = picks.iter().position(|pick| pick.code == text);
        } else {
            self.input = Input::with(text);
            text.trim().clone_into(&mut self.began);
        }
        self
    }

    /// The same field with something in it that the workspace has: nobody has to look for that first.
    #[must_use]
    pub fn holding(self, key: &str, label: &Clean) -> Self {
        let mut field = self.with(label.as_str());
        field.asked = Some(field.text().to_owned());
        field.found = vec![Found {
            key: key.to_owned(),
            label: label.clone(),
            after: Clean::default(),
            likeness: Likeness::Same,
            more: Clean::default(),
        }];
        field.at = Some(0);
        field
    }

    /// The text without space around it.
    pub(super) fn text(&self) -> &str {
        self.input.text().trim()
    }

    /// How much was typed into it; what stood there from the beginning was not.
    pub(super) fn typed_len(&self) -> usize {
        let text = self.text();
        if text == self.began { 0 } else { text.len() }
    }

    /// What stands in the field and is known, if it is.
    pub(super) fn known(&self) -> Option<&Found> {
        self.found.get(self.meant()?)
    }

    /// The line of what was found that is meant, whether it was chosen or is only the nearest.
    pub(super) fn meant(&self) -> Option<usize> {
        let Takes::Lookup { new, .. } = self.takes else {
            return None;
        };
        // What was found for another text says nothing of this one.
        let stale = self.text().is_empty() || self.asked.as_deref() != Some(self.text());
        if self.at.is_some() || stale {
            return self.at;
        }
        let same = |found: &Found| found.likeness == Likeness::Same;
        let begins = |found: &Found| fold(found.label.as_str()).starts_with(&fold(self.text()));
        let first = self.found.first().filter(|it| match new {
            New::Refused => true,
            New::Rare => !self.declined && begins(it),
            New::Welcome => false,
        });
        self.found.iter().position(same).or(first.map(|_| 0))
    }

    /// What is to be asked for what is typed now.
    pub(super) fn lookup(&self) -> Option<(Lookup, String)> {
        let Takes::Lookup { list, .. } = self.takes else {
            return None;
        };
        Some((list, self.text().to_owned()))
    }

    /// Takes what was found.
    pub(super) fn take(&mut self, text: &str, found: &[Found]) {
        if self.at.is_none() {
            self.asked = Some(text.to_owned());
            self.found = found.to_vec();
        }
    }

    /// Goes through what was found; what is chosen stands in the field. Says whether there was somewhere to go.
    pub(super) fn go(&mut self, down: bool) -> bool {
        let next = match (down, self.meant()) {
            (true, None) => Some(0),
            (true, Some(at)) => Some(at + 1),
            (false, None) => return false,
            (false, Some(at)) => at.checked_sub(1),
        };
        self.put_found(next)
    }

    /// Puts one of what was found into the field, or what was typed again. Says whether there is such a one.
    pub(super) fn put_found(&mut self, next: Option<usize>) -> bool {
        if next.is_some_and(|next| next >= self.found.len()) {
            return false;
        }
        self.declined = next.is_none();
        self.at = next;
        // Above the first is what was typed.
        let shown = match next.and_then(|next| self.found.get(next)) {
            Some(found) => found.label.as_str().to_owned(),
            None => self.asked.clone().unwrap_or_default(),
        };
        self.input = Input::with(&shown);
        true
    }

    /// Something else was typed: nothing that was found stands in the field any more.
    pub(super) fn typed(&mut self) {
        self.at = None;
        self.declined = false;
        self.judged = false;
        self.refused = None;
    }

    /// The field is left: a choice from what is known is taken as it is called.
    pub(super) fn leave(&mut self) {
        self.judged = true;
        if let Some(at) = self.meant() {
            let label = self.found.get(at).map(|it| it.label.as_str().to_owned());
            self.at = Some(at);
            self.input = Input::with(&label.unwrap_or_default());
        }
    }

    /// What it gives, or why it gives nothing.
    pub(super) fn entry(&self, ctx: &Ctx<'_>) -> Result<Entry, Clean> {
        if let Takes::Choice { picks, .. } = &self.takes {
            return match self.chosen.and_then(|chosen| picks.get(chosen)) {
                Some(pick) => Ok(Entry::Code(pick.code.clone())),
                None if self.required => Err(ctx.t(Msg::FormChoose)),
                None => Ok(Entry::Nothing),
            };
        }
        let text = self.text();
        if text.is_empty() {
            return if self.required {
                Err(ctx.t(Msg::FormNeeded))
            } else {
                Ok(Entry::Nothing)
            };
        }
        let given = [("given", Arg::from(text))];
        match &self.takes {
            Takes::Text | Takes::Choice { .. } => Ok(Entry::Text(text.to_owned())),
            Takes::Date { ahead } => {
                let day = day_in_words(text, ctx.today(), ctx.locale())
                    .ok_or_else(|| ctx.t_args(Msg::NoSuchDay, &given))?;
                // What stood there from the beginning was right when it was written.
                let stood = text == self.began;
                if !stood && (day - ctx.today()).num_days() < *ahead {
                    return Err(ctx.t(Msg::FormLater));
                }
                Ok(Entry::Day(day))
            }
            Takes::Money { currency } => amount(&amount_in_words(text, currency), currency)
                .map(Entry::Amount)
                .ok_or_else(|| ctx.t_args(Msg::FormNoAmount, &given)),
            Takes::Email if text.contains('@') && !text.contains(char::is_whitespace) => {
                Ok(Entry::Text(text.to_owned()))
            }
            Takes::Email => Err(ctx.t_args(Msg::FormNoEmail, &given)),
            Takes::Step => {
                next(text, ctx.today(), ctx.locale()).map(|next| Entry::Step(text.to_owned(), next))
            }
            Takes::Lookup { new, .. } => match self.known() {
                Some(found) => Ok(Entry::Known(found.key.clone())),
                None if *new != New::Refused => Ok(Entry::Text(text.to_owned())),
                None => Err(ctx.t_args(Msg::FormUnknown, &given)),
            },
        }
    }

    /// What stands in the field means this, in a few words behind it.
    pub(super) fn meaning(&self, ctx: &Ctx<'_>) -> Clean {
        let locale = ctx.locale();
        match (&self.takes, self.entry(ctx)) {
            (_, Ok(Entry::Day(day) | Entry::Step(_, (_, Some(day))))) => {
                let near = locale.day_near(day, ctx.today());
                let date = locale.date(day);
                if near == date {
                    Clean::from_string(date)
                } else {
                    let weekday = locale.weekday(day);
                    Clean::from_string(format!("{weekday} {date}"))
                }
            }
            (Takes::Money { currency }, Ok(Entry::Amount(minor))) => {
                Clean::from_string(locale.money_short(minor, currency))
            }
            (Takes::Money { currency }, _) => Clean::new(currency),
            (Takes::Lookup { .. }, Ok(Entry::Known(_))) => {
                self.known().map(|it| it.after.clone()).unwrap_or_default()
            }
            // Whether it is new is known only of what was looked for.
            (Takes::Lookup { .. }, Ok(Entry::Text(text)))
                if self.asked.as_deref() == Some(text.as_str()) =>
            {
                ctx.t(Msg::FormNew)
            }
            (
                Takes::Text
                | Takes::Email
                | Takes::Step
                | Takes::Choice { .. }
                | Takes::Date { .. }
                | Takes::Lookup { .. },
                _,
            ) => Clean::default(),
        }
    }

    /// What is to be said under it: what is wrong, or what one should look at.
    pub(super) fn note(&self, focused: bool, ctx: &Ctx<'_>) -> Option<Words> {
        if let Some(why) = &self.refused {
            return Some(Words::one(why.clone(), Role::Bad));
        }
        if let Err(why) = self.entry(ctx) {
            let role = if self.judged { Role::Bad } else { Role::Quiet };
            // Nobody is told that a field is empty while about to fill it.
            let begun = self.judged || !self.text().is_empty();
            // While one types, what was found may still come.
            let closed = matches!(self.takes, Takes::Lookup { .. }) && focused && !self.judged;
            return (begun && !closed).then(|| Words::one(why, role));
        }
        if let Some(found) = self.known() {
            return (!found.more.is_empty()).then(|| Words::one(found.more.clone(), Role::Look));
        }
        // While one types, it stands among what was found.
        if focused {
            return None;
        }
        let near = |found: &&Found| found.likeness == Likeness::Near;
        let near = self.found.iter().find(near)?;
        // What was found for another text says nothing of this one.
        if fold(self.text()) != fold(self.asked.as_deref().unwrap_or_default()) {
            return None;
        }
        Some(ctx.words(
            Msg::FormSimilar,
            Role::Look,
            &[
                ("name", near.label.clone(), Role::Strong),
                ("more", near.after.clone(), Role::Quiet),
            ],
            &[],
        ))
    }

    /// The key of a choice beside its digit: the first letter of its code that no earlier one has.
    pub(super) fn letter(&self, index: usize) -> Option<char> {
        let Takes::Choice { picks, .. } = &self.takes else {
            return None;
        };
        let mut taken = Vec::new();
        for pick in picks.iter().take(index + 1) {
            let mut letters = pick.code.chars().filter(char::is_ascii_alphabetic);
            taken.push(letters.find(|it| !taken.contains(&Some(*it))));
        }
        taken.pop().flatten()
    }
}
