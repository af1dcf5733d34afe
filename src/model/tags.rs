//! Tags: words that users put on accounts and leads, kept as one text, such as `dairy,to visit`.
//!
//! The text is canonical: in order, each word once whatever its case and accents, blanks trimmed.

use std::fmt;

use super::fold::fold;
use super::seen::Seen;
use super::value::{FieldType, Typed, Value};

/// Some tags, at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tags(String);

impl Tags {
    /// Reads words with commas between them, or what stands for one elsewhere; nothing where there is no word.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut words: Vec<(String, &str)> = text
            .split([',', ';', '，', '；', '、'])
            .map(str::trim)
            .filter(|it| !it.is_empty())
            .map(|it| (fold(it), it))
            .filter(|it| !it.0.is_empty())
            .collect();
        // The first spelling of a word stays; it does not matter where in the text it stood.
        words.sort();
        words.dedup_by(|a, b| a.0 == b.0);
        let words: Vec<&str> = words.into_iter().map(|it| it.1).collect();
        (!words.is_empty()).then(|| Self(words.join(",")))
    }

    /// The words, in order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.split(',')
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Tags to put on and to take off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tagging {
    /// What is put on, where it is not there.
    pub add: Option<Tags>,
    /// What is taken off.
    pub remove: Option<Tags>,
}

impl Tagging {
    /// What becomes of the tags that are there; those that stay, stay as they are written.
    #[must_use]
    pub fn of(&self, there: Option<&Tags>) -> Option<Tags> {
        let words = |tags: Option<&Tags>| -> Vec<String> {
            let words = tags.into_iter().flat_map(Tags::words);
            words.map(str::to_owned).collect()
        };
        let mut all = words(there);
        let gone: Vec<String> = words(self.remove.as_ref())
            .iter()
            .map(|it| fold(it))
            .collect();
        all.retain(|it| !gone.contains(&fold(it)));
        for word in words(self.add.as_ref()) {
            if !all.iter().any(|it| fold(it) == fold(&word)) {
                all.push(word);
            }
        }
        Tags::read(&all.join(","))
    }
}

impl fmt::Display for Tags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Typed for Option<Tags> {
    const TYPE: FieldType = FieldType::Text;

    fn value(&self) -> Value {
        self.as_ref()
            .map_or(Value::None, |it| Value::Text(it.0.clone()))
    }

    fn into_value(self) -> Value {
        self.map_or(Value::None, |it| Value::Text(it.0))
    }

    fn seen(&self) -> Option<Seen<'_>> {
        Some(self.as_ref().map_or(Seen::None, |it| Seen::Text(&it.0)))
    }

    fn take(&mut self, value: Value) -> Result<(), Value> {
        *self = match value {
            Value::None => None,
            Value::Text(text) => Tags::read(&text),
            other @ (Value::Integer(_) | Value::Date(_) | Value::Track(_)) => return Err(other),
        };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        Tags::read(text).map(|it| it.to_string())
    }

    #[test]
    fn tags_are_in_order_and_each_stands_once() {
        assert_eq!(
            read(" vip, Dairy,dairy ,,VIP,to  visit"),
            Some("Dairy,to  visit,VIP".to_owned())
        );
        assert_eq!(read("Łódź,lodz"), Some("lodz".to_owned()));
        assert_eq!(read("重点,vip"), read("vip,重点"));
        assert_eq!(read("重点、出口；vip"), read("重点,出口,vip"));
        assert_eq!(read("new; vip"), read("new,vip"));
        assert_eq!(read(" , "), None);
    }

    #[test]
    fn tags_are_put_on_and_taken_off_whatever_their_case() {
        let tagging = Tagging {
            add: Tags::read("VIP, new"),
            remove: Tags::read("DAIRY"),
        };
        let told = |text: &str| {
            tagging
                .of(Tags::read(text).as_ref())
                .map(|it| it.to_string())
        };
        assert_eq!(told("dairy,vip"), Some("new,vip".to_owned()));
        assert_eq!(told(""), Some("new,VIP".to_owned()));
        let off = Tagging {
            add: None,
            remove: Tags::read("a,b"),
        };
        assert_eq!(off.of(Tags::read("A").as_ref()), None);
    }

    #[test]
    fn reading_what_was_written_changes_nothing() {
        for text in ["b,a,B", "x", "Zürich,zurich,ZURICH,a b"] {
            let once = read(text).unwrap();
            assert_eq!(read(&once), Some(once.clone()));
        }
    }
}
