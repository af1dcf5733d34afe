//! The members of a frozen segment or of a list: ids, kept as ranges in text, such as `1-5,9`.
//!
//! The text is canonical: rising, without overlap, neighbours joined; so two equal sets read the same.

use std::fmt;
use std::str::FromStr;

use super::value::{FieldType, Typed, Value};

/// A set of ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Members {
    /// First and last of each run, rising and apart.
    runs: Vec<(u64, u64)>,
}

impl Members {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.runs.iter().map(|(first, last)| last - first + 1).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Whether an id is among them.
    #[must_use]
    pub fn has(&self, id: u64) -> bool {
        let after = self.runs.partition_point(|(first, _)| *first <= id);
        after
            .checked_sub(1)
            .and_then(|at| self.runs.get(at))
            .is_some_and(|(_, last)| id <= *last)
    }

    /// Every id, the lowest first.
    pub fn ids(&self) -> impl Iterator<Item = u64> + '_ {
        self.runs.iter().flat_map(|(first, last)| *first..=*last)
    }

    /// The highest id.
    #[must_use]
    pub fn last(&self) -> Option<u64> {
        self.runs.last().map(|it| it.1)
    }

    fn add(&mut self, first: u64, last: u64) {
        match self.runs.last_mut() {
            Some((_, end)) if first <= end.saturating_add(1) => *end = last.max(*end),
            Some(_) | None => self.runs.push((first, last)),
        }
    }
}

impl FromIterator<u64> for Members {
    fn from_iter<I: IntoIterator<Item = u64>>(ids: I) -> Self {
        let mut ids: Vec<u64> = ids.into_iter().collect();
        ids.sort_unstable();
        let mut members = Self::default();
        ids.into_iter().for_each(|id| members.add(id, id));
        members
    }
}

impl fmt::Display for Members {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (first, last)) in self.runs.iter().enumerate() {
            if at > 0 {
                f.write_str(",")?;
            }
            if first == last {
                write!(f, "{first}")?;
            } else {
                write!(f, "{first}-{last}")?;
            }
        }
        Ok(())
    }
}

/// A text that is no set of ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("members are numbers and ranges of them, such as 1-5,9")]
pub struct NoMembers;

impl FromStr for Members {
    type Err = NoMembers;

    fn from_str(text: &str) -> Result<Self, NoMembers> {
        let number = |text: &str| -> Result<u64, NoMembers> {
            let text = text.trim();
            let plain = text.bytes().all(|it| it.is_ascii_digit());
            let number = text.parse().map_err(|_| NoMembers)?;
            // Ids begin at 1, and the store's numbers are signed.
            let fits = plain && number > 0 && i64::try_from(number).is_ok();
            fits.then_some(number).ok_or(NoMembers)
        };
        let mut runs = Vec::new();
        for part in text.split(',').filter(|it| !it.trim().is_empty()) {
            let (first, last) = match part.split_once('-') {
                Some((first, last)) => (number(first)?, number(last)?),
                None => (number(part)?, number(part)?),
            };
            if last < first {
                return Err(NoMembers);
            }
            runs.push((first, last));
        }
        runs.sort_unstable();
        let mut members = Self::default();
        for (first, last) in runs {
            members.add(first, last);
        }
        Ok(members)
    }
}

impl Typed for Option<Members> {
    const TYPE: FieldType = FieldType::Text;

    fn value(&self) -> Value {
        self.as_ref()
            .map_or(Value::None, |it| Value::Text(it.to_string()))
    }

    fn take(&mut self, value: Value) -> Result<(), Value> {
        *self = match value {
            Value::None => None,
            Value::Text(text) => match text.parse() {
                Ok(members) => Some(members),
                Err(NoMembers) => return Err(Value::Text(text)),
            },
            other @ (Value::Integer(_) | Value::Date(_) | Value::Track(_)) => return Err(other),
        };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_become_ranges_and_ranges_ids() {
        let members: Members = [9, 3, 1, 2, 4, 5, 3].into_iter().collect();
        assert_eq!(members.to_string(), "1-5,9");
        assert_eq!(members.count(), 6);
        let again: Members = " 9, 2-5 ,1-3".parse().unwrap();
        assert_eq!(again, members);
        assert_eq!("".parse::<Members>().unwrap(), Members::default());
    }

    #[test]
    fn what_is_no_range_of_ids_is_refused() {
        for bad in [
            "a",
            "0",
            "5-3",
            "-4",
            "3-",
            "+4",
            "9223372036854775808",
            "1 2",
        ] {
            assert_eq!(bad.parse::<Members>(), Err(NoMembers), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn text_keeps_just_the_members(ids in prop::collection::btree_set(1_u64..300, 0..120)) {
            let members: Members = ids.iter().copied().collect();
            let again: Members = members.to_string().parse().unwrap();
            prop_assert_eq!(&again, &members);
            prop_assert_eq!(again.ids().collect::<Vec<_>>(), ids.iter().copied().collect::<Vec<_>>());
            for id in 0..302 {
                prop_assert_eq!(members.has(id), ids.contains(&id));
            }
        }
    }
}
