//! The kinds of records, and what all of them can do: name their fields, get and set them.
//!
//! The field tables declared with `record!` are the only list of fields: rows, log, export, import
//! and filters all go by them, so a field is added in one place (and in a migration).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::entities::{
    Account, Contact, Feedback, Lead, List, Meeting, Product, Resolution, Segment, Setting, Touch,
    User,
};
use super::value::{FieldType, Value};

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A user of the workspace.
    User,
    /// Something that we sell.
    Product,
    /// A company.
    Account,
    /// A person at a company.
    Contact,
    /// A pursuit of one product at one account.
    Lead,
    /// A rep's coded word on a lead.
    Feedback,
    /// One contact made with a lead.
    Touch,
    /// A section of the workspace's definitions.
    Setting,
    /// A saved filter, or the members that it had.
    Segment,
    /// A list that was made of a segment.
    List,
    /// A decision or a hypothesis of a meeting.
    #[serde(rename = "decision")]
    Resolution,
    /// A meeting that was held.
    Meeting,
}

impl Kind {
    /// Every kind; what others link to comes first.
    pub const ALL: [Self; 12] = [
        Self::User,
        Self::Product,
        Self::Account,
        Self::Contact,
        Self::Lead,
        Self::Feedback,
        Self::Touch,
        Self::Setting,
        Self::Segment,
        Self::List,
        Self::Resolution,
        Self::Meeting,
    ];

    /// The stable code; also the name of the table.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Product => "product",
            Self::Account => "account",
            Self::Contact => "contact",
            Self::Lead => "lead",
            Self::Feedback => "feedback",
            Self::Touch => "touch",
            Self::Setting => "setting",
            Self::Segment => "segment",
            Self::List => "list",
            Self::Resolution => "decision",
            Self::Meeting => "meeting",
        }
    }

    /// The fields, in their stored order.
    #[must_use]
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::User => User::FIELDS,
            Self::Product => Product::FIELDS,
            Self::Account => Account::FIELDS,
            Self::Contact => Contact::FIELDS,
            Self::Lead => Lead::FIELDS,
            Self::Feedback => Feedback::FIELDS,
            Self::Touch => Touch::FIELDS,
            Self::Setting => Setting::FIELDS,
            Self::Segment => Segment::FIELDS,
            Self::List => List::FIELDS,
            Self::Resolution => Resolution::FIELDS,
            Self::Meeting => Meeting::FIELDS,
        }
    }

    /// A field's position by its name.
    #[must_use]
    pub fn field(self, name: &str) -> Option<FieldId> {
        let position = self.fields().iter().position(|it| it.name == name)?;
        u8::try_from(position).ok().map(FieldId)
    }

    /// The definition of a field.
    #[must_use]
    pub fn definition(self, field: FieldId) -> Option<&'static Field> {
        self.fields().get(usize::from(field.0))
    }
}

super::stage::coded!(Kind, "kind of record");

/// A record's name: its kind and number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// The kind.
    pub kind: Kind,
    /// The number within the kind.
    pub id: u64,
}

impl Key {
    /// Puts kind and number together.
    #[must_use]
    pub const fn new(kind: Kind, id: u64) -> Self {
        Self { kind, id }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} #{}", self.kind, self.id)
    }
}

/// A field's position in its kind's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub u8);

/// The definition of a field.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The name, as typed, stored, exported and mapped.
    pub name: &'static str,
    /// The type.
    pub ty: FieldType,
}

macro_rules! record {
    ($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty = $label:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct $name {
            $($(#[$fdoc])* pub $field: $type),+
        }

        impl $name {
            /// The field table.
            pub const FIELDS: &'static [$crate::model::Field] = &[
                $($crate::model::Field {
                    name: $label,
                    ty: <$type as $crate::model::value::Typed>::TYPE,
                }),+
            ];

            pub(in crate::model) fn values(&self) -> Vec<$crate::model::Value> {
                vec![$($crate::model::value::Typed::value(&self.$field)),+]
            }

            pub(in crate::model) fn into_values(self) -> Vec<$crate::model::Value> {
                vec![$($crate::model::value::Typed::into_value(self.$field)),+]
            }

            pub(in crate::model) fn see<'a>(&'a self, mut each: impl FnMut(Option<$crate::model::Seen<'a>>)) {
                $(each($crate::model::value::Typed::seen(&self.$field));)+
            }

            pub(in crate::model) fn fill(
                &mut self,
                values: &mut dyn Iterator<Item = $crate::model::Value>,
            ) -> Result<(), &'static str> {
                use $crate::model::value::Typed;
                $(
                    if <$type as Typed>::TYPE != $crate::model::FieldType::Track
                        && let Some(value) = values.next()
                        && !value.is_none()
                    {
                        Typed::take(&mut self.$field, value).map_err(|_| $label)?;
                    }
                )+
                Ok(())
            }

            pub(in crate::model) fn slot(&mut self, index: u8) -> Option<&mut dyn $crate::model::entities::Slot> {
                let mut position = 0_u8;
                $(
                    if index == position {
                        return Some(&mut self.$field);
                    }
                    position += 1;
                )+
                let _ = position;
                None
            }
        }

        impl From<$name> for $crate::model::Record {
            fn from(it: $name) -> Self {
                Self::$name(it)
            }
        }
    };
}
pub(super) use record;

/// A record of any kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// A user.
    User(User),
    /// A product.
    Product(Product),
    /// An account.
    Account(Account),
    /// A contact.
    Contact(Contact),
    /// A lead.
    Lead(Lead),
    /// A feedback.
    Feedback(Feedback),
    /// A touch.
    Touch(Touch),
    /// A section of settings.
    Setting(Setting),
    /// A segment.
    Segment(Segment),
    /// A list.
    List(List),
    /// A decision or a hypothesis.
    Resolution(Resolution),
    /// A meeting.
    Meeting(Meeting),
}

/// Calls the same method on whichever record it is.
macro_rules! each {
    ($record:expr, $it:ident => $call:expr) => {
        match $record {
            Record::User($it) => $call,
            Record::Product($it) => $call,
            Record::Account($it) => $call,
            Record::Contact($it) => $call,
            Record::Lead($it) => $call,
            Record::Feedback($it) => $call,
            Record::Touch($it) => $call,
            Record::Setting($it) => $call,
            Record::Segment($it) => $call,
            Record::List($it) => $call,
            Record::Resolution($it) => $call,
            Record::Meeting($it) => $call,
        }
    };
}

pub(super) use each;

impl Record {
    /// An empty record of a kind.
    #[must_use]
    pub fn empty(kind: Kind) -> Self {
        match kind {
            Kind::User => User::default().into(),
            Kind::Product => Product::default().into(),
            Kind::Account => Account::default().into(),
            Kind::Contact => Contact::default().into(),
            Kind::Lead => Lead::default().into(),
            Kind::Feedback => Feedback::default().into(),
            Kind::Touch => Touch::default().into(),
            Kind::Setting => Setting::default().into(),
            Kind::Segment => Segment::default().into(),
            Kind::List => List::default().into(),
            Kind::Resolution => Resolution::default().into(),
            Kind::Meeting => Meeting::default().into(),
        }
    }

    /// The kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::User(_) => Kind::User,
            Self::Product(_) => Kind::Product,
            Self::Account(_) => Kind::Account,
            Self::Contact(_) => Kind::Contact,
            Self::Lead(_) => Kind::Lead,
            Self::Feedback(_) => Kind::Feedback,
            Self::Touch(_) => Kind::Touch,
            Self::Setting(_) => Kind::Setting,
            Self::Segment(_) => Kind::Segment,
            Self::List(_) => Kind::List,
            Self::Resolution(_) => Kind::Resolution,
            Self::Meeting(_) => Kind::Meeting,
        }
    }

    /// The id that it has wherever it is written: a section of settings has one place.
    #[must_use]
    pub fn own_id(&self) -> Option<u64> {
        match self {
            Self::Setting(it) => Some(it.name.parse().map_or(0, super::Section::id)),
            Self::User(_)
            | Self::Product(_)
            | Self::Account(_)
            | Self::Contact(_)
            | Self::Lead(_)
            | Self::Feedback(_)
            | Self::Touch(_)
            | Self::Segment(_)
            | Self::List(_)
            | Self::Resolution(_)
            | Self::Meeting(_) => None,
        }
    }

    /// All values, in the order of the field table.
    #[must_use]
    pub fn values(&self) -> Vec<Value> {
        each!(self, it => it.values())
    }

    /// All values of a record that is not needed any more.
    #[must_use]
    pub fn into_values(self) -> Vec<Value> {
        each!(self, it => it.into_values())
    }

    /// One value; `Value::None` for a field that the kind does not have.
    #[must_use]
    pub fn get(&self, field: FieldId) -> Value {
        self.values()
            .into_iter()
            .nth(usize::from(field.0))
            .unwrap_or_default()
    }

    /// Sets a field; gives the value back where it does not fit the field's type.
    ///
    /// # Errors
    /// The value, unchanged.
    pub fn set(&mut self, field: FieldId, value: Value) -> Result<(), Value> {
        match each!(self, it => it.slot(field.0)) {
            Some(slot) => slot.put(value),
            None => Err(value),
        }
    }

    /// Sets all fields but a track, in the order of the field table; nothing leaves one as it is.
    ///
    /// # Errors
    /// The name of the first field that does not take its value.
    pub fn fill(&mut self, values: &mut dyn Iterator<Item = Value>) -> Result<(), &'static str> {
        each!(self, it => it.fill(values))
    }

    /// What people call this record: a company's name, a user's, a lead's title.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::User(it) => &it.name,
            Self::Product(it) => &it.name,
            Self::Account(it) => &it.name,
            Self::Contact(it) => &it.name,
            Self::Lead(it) => it.title.as_deref().unwrap_or_default(),
            Self::Feedback(it) => &it.verdict,
            Self::Touch(it) => &it.channel,
            Self::Setting(it) => &it.name,
            Self::Segment(it) => &it.name,
            Self::List(it) => &it.name,
            Self::Resolution(it) => &it.text,
            Self::Meeting(_) => "",
        }
    }
}
