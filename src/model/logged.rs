//! The form of a change in the log: `["lead", 1042, 77, "update", [["owner", 3, 5]]]`.
//!
//! An insert has no value before and a removal none after. Fields go by name, so that the table can grow. It is written
//! and read a million times over, so nothing is put together on the way that is thrown away again.

use std::fmt;

use serde::de::{DeserializeSeed, Error as _, SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::change::{Change, FieldEdit, Op};
use super::record::{FieldId, Key, Kind};
use super::value::Value;

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let Key { kind, id } = self.key;
        (kind, id, self.prev, self.op, Edits(self)).serialize(out)
    }
}

/// The edits of a change.
struct Edits<'a>(&'a Change);

impl Serialize for Edits<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let Change { key, op, edits, .. } = self.0;
        let mut list = out.serialize_seq(Some(edits.len()))?;
        for it in edits {
            let definition = key.kind.definition(it.field);
            let name = definition.map_or("?", |it| it.name);
            match op {
                Op::Insert => list.serialize_element(&(name, &it.after))?,
                Op::Remove => list.serialize_element(&(name, &it.before))?,
                Op::Update => list.serialize_element(&(name, &it.before, &it.after))?,
            }
        }
        list.end()
    }
}

impl<'de> Deserialize<'de> for Change {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_seq(OfChange)
    }
}

/// The next part of a list, which has to be there.
fn next<'de, A: SeqAccess<'de>, T: Deserialize<'de>>(list: &mut A) -> Result<T, A::Error> {
    (list.next_element()?).ok_or_else(|| A::Error::custom("a change with too few values"))
}

struct OfChange;

impl<'de> Visitor<'de> for OfChange {
    type Value = Change;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a change")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Change, A::Error> {
        let (kind, id) = (next(&mut list)?, next(&mut list)?);
        let (prev, op) = (next(&mut list)?, next(&mut list)?);
        let edits = list.next_element_seed(OfEdits { kind, op })?;
        Ok(Change {
            key: Key::new(kind, id),
            prev,
            op,
            edits: edits.ok_or_else(|| A::Error::custom("a change without its edits"))?,
        })
    }
}

/// The edits of a change of a kind.
#[derive(Clone, Copy)]
struct OfEdits {
    kind: Kind,
    op: Op,
}

impl<'de> DeserializeSeed<'de> for OfEdits {
    type Value = Vec<FieldEdit>;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Self::Value, D::Error> {
        input.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for OfEdits {
    type Value = Vec<FieldEdit>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the edits of a change")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut edits = Vec::new();
        while let Some(edit) = list.next_element_seed(OfEdit(self))? {
            edits.push(edit);
        }
        Ok(edits)
    }
}

/// One edit.
struct OfEdit(OfEdits);

impl<'de> DeserializeSeed<'de> for OfEdit {
    type Value = FieldEdit;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<FieldEdit, D::Error> {
        input.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for OfEdit {
    type Value = FieldEdit;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field and its values")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<FieldEdit, A::Error> {
        let OfEdits { kind, op } = self.0;
        let field = list.next_element_seed(OfField(kind))?;
        let (before, after) = match op {
            Op::Insert => (Value::None, next(&mut list)?),
            Op::Remove => (next(&mut list)?, Value::None),
            Op::Update => (next(&mut list)?, next(&mut list)?),
        };
        Ok(FieldEdit {
            field: field.ok_or_else(|| A::Error::custom("an edit without a field"))?,
            before,
            after,
        })
    }
}

/// A field of a kind, by its name.
struct OfField(Kind);

impl<'de> DeserializeSeed<'de> for OfField {
    type Value = FieldId;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<FieldId, D::Error> {
        input.deserialize_str(self)
    }
}

impl Visitor<'_> for OfField {
    type Value = FieldId;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<FieldId, E> {
        let field = self.0.field(name);
        field.ok_or_else(|| E::custom(format!("{} has no field `{name}`", self.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Seq;

    fn read(text: &str) -> Result<Change, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_done_decides_which_values_an_edit_has() {
        for (op, edit) in [
            ("insert", r#"["title","a"]"#),
            ("remove", r#"["title","a"]"#),
            ("update", r#"["title","a","b"]"#),
        ] {
            let text = format!(
                r#"["lead",7,3,"{op}",[{edit},["value",1{}]]]"#,
                if op == "update" { ",2" } else { "" }
            );
            let change = read(&text).unwrap();
            assert_eq!((change.key, change.prev), (Key::new(Kind::Lead, 7), Seq(3)));
            assert_eq!(change.edits.len(), 2);
            assert_eq!(serde_json::to_string(&change).unwrap(), text);
        }
    }

    #[test]
    fn a_change_with_too_few_or_too_many_values_is_none() {
        for text in [
            r#"["lead",7,3,"insert",[["title"]]]"#,
            r#"["lead",7,3,"insert",[["title","a","b"]]]"#,
            r#"["lead",7,3,"update",[["title","a"]]]"#,
            r#"["lead",7,3,"update",[["title","a","b","c"]]]"#,
            r#"["lead",7,3,"update",[[]]]"#,
            r#"["lead",7,3,"update"]"#,
            r#"["lead",7,3,"update",[],[]]"#,
            r#"["lead",7]"#,
            "[]",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        let unknown = read(r#"["lead",7,3,"insert",[["colour","a"]]]"#);
        assert!(unknown.unwrap_err().contains("lead has no field `colour`"));
    }
}
