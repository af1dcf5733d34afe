//! Answers what stands in a field of a record means while it is typed into, and what could be typed there.
//!
//! What is typed is read by the reader of the command line (`query::given`) and held to the rules of the model; here the
//! reader's words become those first: days and amounts of a language, names of codes, what was chosen from a list.

use std::collections::HashMap;

use super::Answers;
use super::lookup::{currencies, fitting_of, named};
use crate::i18n::{Locale, Msg};
use crate::model::decide::edit;
use crate::model::{
    Clean, Contact, Field as Definition, FieldId, FieldType, Kind, Moment, Record, Refusal, Value,
};
use crate::query::given::{Names, NotRead, Reading, currency, given};
use crate::query::{Field, fold};
use crate::ui::desk::{Answer, FieldAsk, FieldRead, FieldSaid, Found};
use crate::ui::typed::{amount_in_words, day_in_words};
use crate::ui::wording::facts::Says;
use crate::ui::wording::refusals::{refusal, trouble};
use crate::workspace::{Book, Part, Workspace};

/// The most that are offered; a few are seen at once.
const MOST: usize = 24;

/// From where a field is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    /// Companies; of a name only the words are kept.
    Companies,
    /// The people at a lead's account.
    People,
    /// What is sold.
    Products,
    /// Users.
    Owners,
    /// A closed list, counted by a field of the filter where it has one.
    Codes(Option<Field>),
    /// What others hold.
    Values(Field),
    /// Currencies.
    Currencies,
    /// Words, one more beside those that stand there.
    Tags,
}

impl List {
    /// The field of the filter by which it is counted how many leads hold what.
    const fn counted_by(self) -> Option<Field> {
        match self {
            Self::Products => Some(Field::Product),
            Self::Owners => Some(Field::Owner),
            Self::Codes(field) => field,
            Self::Values(field) => Some(field),
            Self::Tags => Some(Field::Tag),
            Self::Companies | Self::People | Self::Currencies => None,
        }
    }
}

fn list(kind: Kind, field: &str) -> Option<List> {
    Some(match (kind, field) {
        (Kind::Lead | Kind::Contact, "account") | (Kind::Account, "parent") => List::Companies,
        (Kind::Lead, "contact") => List::People,
        (Kind::Lead, "product") => List::Products,
        (Kind::Lead, "owner") => List::Owners,
        (Kind::Lead, "temperature") => List::Codes(Some(Field::Temp)),
        (Kind::Lead, "kind") => List::Codes(Some(Field::Kind)),
        (Kind::Contact, "role") => List::Codes(None),
        (Kind::Lead, "source") => List::Values(Field::Source),
        (Kind::Lead, "campaign") => List::Values(Field::Campaign),
        (Kind::Lead, "currency") => List::Currencies,
        (Kind::Lead | Kind::Account, "tags") => List::Tags,
        (Kind::Account, "sector") => List::Values(Field::Sector),
        (Kind::Account, "naics") => List::Values(Field::Naics),
        (Kind::Account, "city") => List::Values(Field::City),
        (Kind::Account, "region") => List::Values(Field::Region),
        (Kind::Account, "country") => List::Values(Field::Country),
        (Kind::Account, "ownership") => List::Values(Field::Ownership),
        (Kind::Account, "expected_class") => List::Values(Field::Class),
        _ => return None,
    })
}

impl Answers {
    /// What stands in a field means, and what could be typed there.
    pub(super) fn field(&mut self, workspace: &Workspace, ask: &FieldAsk, now: Moment) -> Answer {
        let gone = |locale: &Locale| Clean::from_string(locale.t(Msg::WhyGone));
        let nothing = |why| {
            Answer::Field(Box::new(FieldSaid {
                asked: ask.clone(),
                read: Err(why),
                offers: Vec::new(),
                meant: None,
            }))
        };
        let stored = match workspace.glance(ask.key) {
            Ok(Some(stored)) => stored,
            Ok(None) => return nothing(gone(&self.locale)),
            Err(error) => return nothing(trouble(&error, &self.locale)),
        };
        let Some(definition) = ask.key.kind.definition(ask.field) else {
            return nothing(gone(&self.locale));
        };
        let list = list(ask.key.kind, definition.name);
        let people = match (list, stored.record.account()) {
            (Some(List::People), Some(account)) => workspace.people(account).unwrap_or_default(),
            _ => Vec::new(),
        };
        let book = workspace.book();
        let offers = list.map_or_else(Vec::new, |list| {
            let look = if list == List::Tags && ask.look.is_empty() {
                &ask.text
            } else {
                &ask.look
            };
            self.offers_for(&book, list, definition, (look, &people), now)
        });
        let meant = meant(ask, definition, &offers);
        let judge = Judge {
            says: Says {
                book: &book,
                locale: &self.locale,
                today: now.day(book.settings().general.zone),
            },
            record: &stored.record,
            definition,
            now,
        };
        let read = judge.read(ask, &offers, meant, list);
        Answer::Field(Box::new(FieldSaid {
            asked: ask.clone(),
            read,
            offers,
            meant,
        }))
    }

    fn offers_for(
        &mut self,
        book: &Book,
        list: List,
        definition: &Definition,
        (look, people): (&str, &[Part<Contact>]),
        now: Moment,
    ) -> Vec<Found> {
        if list == List::Companies {
            return self.companies.find(book, look, &self.locale);
        }
        let counted = match list.counted_by() {
            Some(field) => self.counts.of(book, field, now),
            None => &[],
        };
        let locale = &self.locale;
        let says = Says {
            book,
            locale,
            today: now.day(book.settings().general.zone),
        };
        let told = |count: u64| {
            Clean::from_string(locale.t_args(Msg::FoundLeads, &[("count", count.into())]))
        };
        let found = |key: String, label: Clean, after: Clean| Found {
            key,
            label,
            after,
            ..Found::default()
        };
        // What most leads have is wanted most.
        let ranked = |mut all: Vec<(String, Clean, &str)>| -> Vec<Found> {
            let leads: HashMap<&str, u64> = counted.iter().map(|(it, n)| (&**it, *n)).collect();
            let count = |name: &str| leads.get(name).copied().unwrap_or_default();
            all.sort_by_key(|(_, _, name)| std::cmp::Reverse(count(name)));
            let after = |name| match list.counted_by() {
                Some(_) => told(count(name)),
                None => Clean::default(),
            };
            let all = all.into_iter();
            let all = all.map(|(key, label, name)| found(key, label, after(name)));
            fitting_of(all, look, MOST)
        };
        match list {
            List::Companies => Vec::new(),
            List::People => {
                let role = |it: &Part<Contact>| it.record.role.map(|role| says.buying_role(role));
                let all = people.iter().map(|it| {
                    let role = role(it).unwrap_or_default();
                    found(it.id.to_string(), Clean::new(&it.record.name), role)
                });
                fitting_of(all, look, MOST)
            }
            List::Products => {
                let all = book.products.iter();
                let all = all.map(|(id, it)| (id.to_string(), Clean::new(&it.name), &*it.name));
                ranked(all.collect())
            }
            List::Owners => {
                let all = book.users.iter();
                let all = all.map(|(id, it)| (id.to_string(), Clean::new(&it.name), &*it.name));
                ranked(all.collect())
            }
            List::Codes(_) => {
                let FieldType::Code(codes) = definition.ty else {
                    return Vec::new();
                };
                let all = codes.iter();
                let all = all.map(|code| ((*code).to_owned(), says.code(code), *code));
                ranked(all.collect())
            }
            List::Values(_) => {
                let all = counted.iter().filter(|it| it.1 > 0);
                let all =
                    all.map(|(name, leads)| found(name.clone(), Clean::new(name), told(*leads)));
                fitting_of(all, look, MOST)
            }
            List::Tags => {
                let (there, part) = look.rsplit_once(',').unwrap_or(("", look));
                let there: Vec<&str> = there.split(',').map(str::trim).collect();
                let known: Vec<String> = there.iter().map(|it| fold(it)).collect();
                let others = counted.iter().filter(|it| !known.contains(&fold(&it.0)));
                let all = others.map(|(name, leads)| Found {
                    key: name.clone(),
                    label: Clean::new(name),
                    after: told(*leads),
                    ..Found::default()
                });
                let whole = |mut found: Found| {
                    let words = there.iter().copied().filter(|it| !it.is_empty());
                    let words: Vec<&str> = words.chain([found.key.as_str()]).collect();
                    (found.label, found.key) = (Clean::new(&words.join(", ")), words.join(", "));
                    found
                };
                let fitting = fitting_of(all, part.trim(), MOST);
                fitting.into_iter().map(whole).collect()
            }
            List::Currencies => {
                let all = currencies().map(|it| named(it.code(), it.name()));
                fitting_of(all, look, MOST)
            }
        }
    }
}

/// Whether a field takes nothing that is not known.
const fn is_strict(ty: FieldType) -> bool {
    match ty {
        FieldType::Link(_) | FieldType::Code(_) => true,
        FieldType::Text
        | FieldType::Integer
        | FieldType::Money
        | FieldType::Date
        | FieldType::Moment
        | FieldType::Flags
        | FieldType::Track => false,
    }
}

/// The offer that is meant: the one that was chosen, or of that name; where nothing new is taken, the best one.
fn meant(ask: &FieldAsk, definition: &Definition, offers: &[Found]) -> Option<usize> {
    if let Some(chosen) = &ask.chosen {
        return offers.iter().position(|it| it.key == *chosen);
    }
    let text = ask.text.trim();
    if text.is_empty() || text.starts_with('#') {
        return None;
    }
    let wanted = fold(text);
    let same = |it: &&Found| fold(it.label.as_str()) == wanted || fold(&it.key) == wanted;
    let strict = is_strict(definition.ty);
    match offers.iter().filter(same).count() {
        1 => offers.iter().position(|it| same(&it)),
        0 if strict && !ask.look.is_empty() && !offers.is_empty() => Some(0),
        _ => None,
    }
}

/// What a typed text is held against.
struct Judge<'a> {
    says: Says<'a>,
    record: &'a Record,
    definition: &'a Definition,
    now: Moment,
}

impl Names for Judge<'_> {
    type Wrong = Clean;

    fn find(&self, kind: Kind, text: &str) -> Result<u64, Clean> {
        let book = self.says.book;
        let id = text.trim_start_matches('#').parse::<u64>().ok();
        let known = |id: &u64| match kind {
            Kind::User => book.users.get(*id).is_some(),
            Kind::Product => book.products.get(*id).is_some(),
            Kind::Account => book.accounts.rows.get(*id).is_some(),
            Kind::Contact => book.people.name(*id).is_some(),
            Kind::Lead
            | Kind::Feedback
            | Kind::Touch
            | Kind::Setting
            | Kind::Segment
            | Kind::List
            | Kind::Resolution
            | Kind::Meeting => false,
        };
        id.filter(known)
            .ok_or_else(|| self.say(Msg::FormUnknown, text))
    }

    fn wrong(&self, _: &Definition, why: NotRead) -> Clean {
        match why {
            NotRead::Whole { given } => self.say(Msg::FieldNoWhole, &given),
            NotRead::Amount { given, .. } => self.say(Msg::FormNoAmount, &given),
            NotRead::Day { given, .. } => self.say(Msg::NoSuchDay, &given),
            NotRead::Code { given, .. } | NotRead::Milestone { given, .. } => {
                self.say(Msg::FormUnknown, &given)
            }
            NotRead::Follows => self.says.t(Msg::WhyFollows),
        }
    }
}

impl Judge<'_> {
    fn say(&self, message: Msg, given: &str) -> Clean {
        let args = [("given", given.into())];
        Clean::from_string(self.says.locale.t_args(message, &args))
    }

    fn currency(&self) -> String {
        currency(self.record, &self.says.book.settings().general.currency)
    }

    /// What was typed, in the words of the command line.
    fn plain(&self, ask: &FieldAsk, offers: &[Found], meant: Option<usize>) -> String {
        let text = ask.text.trim();
        let meant = meant.and_then(|at| offers.get(at));
        match (self.definition.ty, meant) {
            (FieldType::Link(_), Some(it)) => format!("#{}", it.key),
            (FieldType::Code(_), Some(it)) => it.key.clone(),
            (FieldType::Date, _) => {
                let day = day_in_words(text, self.says.today, self.says.locale);
                day.map_or_else(|| text.to_owned(), |day| day.to_string())
            }
            (FieldType::Money, _) => amount_in_words(text, &self.currency()),
            // Of a company's name only the words are kept here.
            (_, Some(it)) if ask.chosen.is_some() && it.key.parse::<u64>().is_err() => {
                it.key.clone()
            }
            _ => text.to_owned(),
        }
    }

    fn read(
        &self,
        ask: &FieldAsk,
        offers: &[Found],
        meant: Option<usize>,
        list: Option<List>,
    ) -> Result<FieldRead, Clean> {
        let settings = self.says.book.settings();
        let text = self.plain(ask, offers, meant);
        let reading = Reading {
            now: self.now,
            settings,
        };
        let edits = given(self.record, &[(ask.field, &text)], reading, self)?;
        edit(self.record.clone(), &edits, settings).map_err(|why| self.refused(&why, &text))?;
        let value = edits
            .iter()
            .find(|(field, _)| *field == ask.field)
            .map_or(Value::None, |(_, value)| value.clone());
        let known = meant.and_then(|at| offers.get(at));
        let meaning = match (&value, known, list) {
            (Value::Text(_), None, Some(List::Values(_))) => self.says.t(Msg::FormNew),
            (Value::Text(_) | Value::Integer(_), Some(it), _) if is_strict(self.definition.ty) => {
                it.after.clone()
            }
            (value, ..) => self.meaning(ask.field, value),
        };
        Ok(FieldRead { edits, meaning })
    }

    fn refused(&self, why: &Refusal, text: &str) -> Clean {
        if let Refusal::BadField { field, .. } = why
            && field == "currency"
        {
            return self.say(Msg::FormUnknown, text);
        }
        refusal(why, self.says.locale)
    }

    /// What a value means that is not written as it is kept.
    fn meaning(&self, field: FieldId, value: &Value) -> Clean {
        let locale = self.says.locale;
        match (self.definition.ty, value) {
            (_, Value::None) if !self.record.get(field).is_none() => self.says.t(Msg::FieldCleared),
            (_, Value::Date(day)) => {
                let weekday = locale.weekday(*day);
                Clean::from_string(format!("{weekday} {}", locale.date(*day)))
            }
            (FieldType::Money, value @ Value::Integer(_)) => {
                let kind = self.record.kind();
                self.says.value(kind, field, value, &self.currency())
            }
            (FieldType::Link(_), value @ Value::Integer(_)) => {
                self.says.value(self.record.kind(), field, value, "")
            }
            (_, Value::None | Value::Text(_) | Value::Integer(_) | Value::Track(_)) => {
                Clean::default()
            }
        }
    }
}
