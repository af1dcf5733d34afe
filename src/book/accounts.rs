//! The table of accounts: one row a company, whether it has leads or not.

use super::bins;
use super::columns::{RowIndex, Span, Texts, columns, short};
use super::pieces::pieced;
use super::rare::Rare;
use crate::model::fold::fold;
use crate::model::{FieldId, Kind, Seen, Value};

/// The fields of an account that are held here.
pub const FIELDS: [&str; 18] = [
    "external_id",
    "account",
    "sector",
    "naics",
    "employees",
    "revenue",
    "founded",
    "city",
    "country",
    "domain",
    "phone",
    "email",
    "parent",
    "ownership",
    "expected_class",
    "note",
    "region",
    "tags",
];

/// No number.
pub const NO_NUMBER: i64 = i64::MIN;

columns! {
    /// The columns.
    Columns {
        /// The account's id; 0 where the row was removed.
        id: u32 = 0,
        /// The name.
        name: Span = Span::default(),
        /// What bare words are looked for in, folded.
        folded: Span = Span::default(),
        /// The number that another system gave it.
        external_id: Span = Span::default(),
        /// The web domain.
        domain: Span = Span::default(),
        /// The telephone number.
        phone: Span = Span::default(),
        /// The e-mail address.
        email: Span = Span::default(),
        /// How many people work there.
        employees: i64 = NO_NUMBER,
        /// Yearly revenue in minor units.
        revenue: i64 = NO_NUMBER,
        /// The year it was founded.
        founded: i64 = NO_NUMBER,
        /// The class of `employees`, see `bins`.
        employees_class: u8 = 0,
        /// The class of `revenue`.
        revenue_class: u8 = 0,
        /// The decade of `founded`.
        founded_class: u8 = 0,
        ; words {
            /// The industry in words.
            sector,
            /// The industry's NAICS code.
            naics,
            /// The state or province.
            region,
            /// The tags, all of them as one word.
            tags,
            /// The city.
            city,
            /// The country.
            country,
            /// The company that owns it.
            parent,
            /// Who owns it.
            ownership,
            /// The expected ABC class.
            expected_class,
        }
    }
}

impl Columns {
    /// How many rows there are, removed ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.id.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.id.is_empty()
    }

    fn set_employees(&mut self, row: usize, number: i64) {
        self.employees[row] = number;
        self.employees_class[row] = bins::class(number, &bins::PEOPLE);
    }

    fn set_revenue(&mut self, row: usize, number: i64) {
        self.revenue[row] = number;
        self.revenue_class[row] = bins::class(number, &bins::AMOUNTS);
    }

    fn set_founded(&mut self, row: usize, year: i64) {
        self.founded[row] = year;
        self.founded_class[row] = if year == NO_NUMBER {
            0
        } else {
            bins::decade(year)
        };
    }
}

/// The accounts and what their codes mean.
#[derive(Debug, Clone, Default)]
pub struct Accounts {
    /// The columns.
    pub columns: Columns,
    /// The names: they are shown, and whoever shows some reads nothing else of what lies here.
    pub names: Texts,
    /// All other texts as they are.
    pub texts: Texts,
    /// The names and the notes, folded.
    pub folded: Texts,
    /// The notes, folded, by row: few accounts of a market have one.
    pub notes: Rare,
    /// The row of each id.
    pub rows: RowIndex,
    live: u64,
}

pieced!(Accounts {
    columns,
    names,
    texts,
    folded,
    notes,
    rows,
    live
});

impl Accounts {
    /// How many accounts there are.
    #[must_use]
    pub const fn live(&self) -> u64 {
        self.live
    }

    /// The name of the account in a row.
    #[must_use]
    pub fn name(&self, row: usize) -> &str {
        self.columns
            .name
            .get(row)
            .map_or("", |span| self.names.get(*span))
    }

    /// Everything that is held of an account, in words; nothing of one that is not there.
    pub(super) fn told(&self, id: u64) -> Option<String> {
        let (row, c) = (self.rows.get(id)?, &self.columns);
        let name = self.names.get(c.name[row]);
        let texts = [&c.external_id, &c.domain, &c.phone, &c.email];
        let texts = texts.map(|spans| self.texts.get(spans[row]));
        let note = self.notes.iter().find(|it| it.0 as usize == row);
        let folded = [Some(c.folded[row]), note.map(|it| it.1)];
        let folded = folded.map(|span| span.map(|it| self.folded.get(it)));
        let words = [
            &c.sector,
            &c.naics,
            &c.region,
            &c.tags,
            &c.city,
            &c.country,
            &c.parent,
            &c.ownership,
            &c.expected_class,
        ];
        let words = words.map(|column| column.get(row));
        let numbers = [c.employees[row], c.revenue[row], c.founded[row]];
        let classes = [
            c.employees_class[row],
            c.revenue_class[row],
            c.founded_class[row],
        ];
        Some(format!(
            "{name} {texts:?} {folded:?} {words:?} {numbers:?} {classes:?}"
        ))
    }

    /// Adds or replaces an account, from the values of [`FIELDS`].
    pub fn put(&mut self, id: u64, values: &[Seen<'_>]) {
        let [
            external_id,
            name,
            sector,
            naics,
            employees,
            revenue,
            founded,
            city,
            country,
            domain,
            phone,
            email,
            parent,
            ownership,
            expected_class,
            note,
            region,
            tags,
        ] = *values
        else {
            return;
        };
        let row = if let Some(row) = self.rows.get(id) {
            self.columns.reset(row);
            row
        } else {
            self.live += 1;
            let row = self.columns.grow();
            self.rows.set(id, u32::try_from(row).unwrap_or(u32::MAX));
            row
        };
        let (c, t) = (&mut self.columns, &mut self.texts);
        c.id[row] = short(Some(id));
        c.name[row] = self.names.add_some(name.text());
        c.folded[row] = self.folded.add(&fold(name.text().unwrap_or_default()));
        c.external_id[row] = t.add_some(external_id.text());
        c.domain[row] = t.add_some(domain.text());
        c.phone[row] = t.add_some(phone.text());
        c.email[row] = t.add_some(email.text());
        self.set_note(row, note.text());
        let c = &mut self.columns;
        c.sector.set(row, sector.text());
        c.naics.set(row, naics.text());
        c.city.set(row, city.text());
        c.region.set(row, region.text());
        c.tags.set(row, tags.text());
        c.country.set(row, country.text());
        c.parent.set(row, parent.text());
        c.ownership.set(row, ownership.text());
        c.expected_class.set(row, expected_class.text());
        c.set_employees(row, employees.number().unwrap_or(NO_NUMBER));
        c.set_revenue(row, revenue.number().unwrap_or(NO_NUMBER));
        c.set_founded(row, founded.number().unwrap_or(NO_NUMBER));
    }

    /// Sets one field of an account that is there; says whether the field is known.
    pub fn set(&mut self, row: usize, field: FieldId, value: &Value) -> bool {
        let (c, t) = (&mut self.columns, &mut self.texts);
        let text = match value {
            Value::Text(text) => Some(text.as_str()),
            Value::None | Value::Integer(_) | Value::Date(_) | Value::Track(_) => None,
        };
        let number = match value {
            Value::Integer(number) => *number,
            Value::None | Value::Text(_) | Value::Date(_) | Value::Track(_) => NO_NUMBER,
        };
        match Kind::Account.definition(field).map_or("", |it| it.name) {
            "account" => {
                c.name[row] = self.names.add_some(text);
                c.folded[row] = self.folded.add(&fold(text.unwrap_or_default()));
            }
            "external_id" => c.external_id[row] = t.add_some(text),
            "domain" => c.domain[row] = t.add_some(text),
            "phone" => c.phone[row] = t.add_some(text),
            "email" => c.email[row] = t.add_some(text),
            "note" => self.set_note(row, text),
            "sector" => c.sector.set(row, text),
            "naics" => c.naics.set(row, text),
            "city" => c.city.set(row, text),
            "region" => c.region.set(row, text),
            "tags" => c.tags.set(row, text),
            "country" => c.country.set(row, text),
            "parent" => c.parent.set(row, text),
            "ownership" => c.ownership.set(row, text),
            "expected_class" => c.expected_class.set(row, text),
            "employees" => c.set_employees(row, number),
            "revenue" => c.set_revenue(row, number),
            "founded" => c.set_founded(row, number),
            _ => return false,
        }
        true
    }

    fn set_note(&mut self, row: usize, note: Option<&str>) {
        let Ok(row) = u32::try_from(row) else {
            return;
        };
        match note.map(fold).filter(|it| !it.is_empty()) {
            Some(note) => self.notes.insert(row, self.folded.add(&note)),
            None => self.notes.remove(row),
        };
    }

    /// Takes an account out.
    pub fn remove(&mut self, id: u64) {
        if let Some(row) = self.rows.get(id) {
            self.set_note(row, None);
            self.columns.reset(row);
            self.rows.clear(id);
            self.live -= 1;
        }
    }

    /// Takes accounts out of all that is counted and found by id, without touching what else is in their rows.
    pub(super) fn hide(&mut self, ids: &[u64]) {
        for id in ids {
            if let Some(row) = self.rows.get(*id) {
                self.columns.id[row] = 0;
                self.rows.clear(*id);
                self.live -= 1;
            }
        }
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let notes = self.notes.bytes() + self.rows.bytes();
        let texts = self.names.bytes() + self.texts.bytes() + self.folded.bytes();
        self.columns.bytes() + texts + notes
    }
}
