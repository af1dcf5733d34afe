//! What a column of a foreign table can be mapped to, and by which names it is recognised.
//!
//! The targets are the fields of the model's own tables, and for leads what follows from their
//! track: layer, status, dates, history. Nothing is read here.

use crate::model::fold::fold;
use crate::model::stage::coded;
use crate::model::{FieldId, FieldType, Kind};

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A lead a row.
    Leads,
    /// An account a row.
    Accounts,
    /// A contact a row.
    Contacts,
    /// A product a row.
    Products,
    /// A user a row.
    Users,
}

impl What {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Leads,
        Self::Accounts,
        Self::Contacts,
        Self::Products,
        Self::Users,
    ];

    /// The word as typed.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Leads => "leads",
            Self::Accounts => "accounts",
            Self::Contacts => "contacts",
            Self::Products => "products",
            Self::Users => "users",
        }
    }

    /// The kind of record that a row becomes.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Leads => Kind::Lead,
            Self::Accounts => Kind::Account,
            Self::Contacts => Kind::Contact,
            Self::Products => Kind::Product,
            Self::Users => Kind::User,
        }
    }

    /// Everything that a column of such a table can be mapped to, in the order of lists.
    #[must_use]
    pub fn targets(self) -> Vec<Target> {
        let kind = self.kind();
        let fields = (0..).map(FieldId).zip(kind.fields());
        let mut targets: Vec<Target> = fields
            .filter(|(_, field)| field.ty != FieldType::Track)
            .map(|(id, field)| Target {
                name: field.name,
                goes: Goes::Field(id, field.ty),
            })
            .collect();
        if matches!(self, Self::Leads | Self::Contacts) {
            targets.push(Target {
                name: ACCOUNT_CITY,
                goes: Goes::AccountCity,
            });
        }
        if self == Self::Leads {
            targets.extend(Life::ALL.map(|part| Target {
                name: part.name(),
                goes: Goes::Life(part),
            }));
        }
        targets
    }

    /// The target of that name.
    #[must_use]
    pub fn target(self, name: &str) -> Option<Target> {
        self.targets().into_iter().find(|it| it.name == name)
    }

    /// The target that a column's name suggests.
    #[must_use]
    pub fn guess(self, column: &str) -> Option<Target> {
        let column = plain(column);
        let known = |target: &Target| {
            plain(target.name) == column || synonyms(self, target.name).contains(&column.as_str())
        };
        self.targets().into_iter().find(known)
    }
}

coded!(What, "kind of table");

/// What a column's cells become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// The name, as typed in `--map`, exported and printed.
    pub name: &'static str,
    /// Where it goes.
    pub goes: Goes,
}

/// Where a cell goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goes {
    /// Into a field.
    Field(FieldId, FieldType),
    /// Into the lead's track.
    Life(Life),
    /// To tell accounts of one name apart.
    AccountCity,
}

/// The name of the column that tells accounts of one name apart.
pub const ACCOUNT_CITY: &str = "account_city";

/// A part of a lead's track, as a table has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// The layer, or a foreign stage; also `won` and `lost`.
    Layer,
    /// Open, parked, won or lost.
    Status,
    /// When it entered the funnel.
    Entered,
    /// When it entered its layer.
    Moved,
    /// When it was won or lost.
    Closed,
    /// Why it was lost.
    Reason,
    /// Who got it.
    Competitor,
    /// The day to come back.
    ParkedUntil,
    /// The whole track, as `export` writes it.
    History,
}

impl Life {
    /// Every part.
    pub const ALL: [Self; 9] = [
        Self::Layer,
        Self::Status,
        Self::Entered,
        Self::Moved,
        Self::Closed,
        Self::Reason,
        Self::Competitor,
        Self::ParkedUntil,
        Self::History,
    ];

    /// The name of the target.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Layer => "layer",
            Self::Status => "status",
            Self::Entered => "entered",
            Self::Moved => "moved",
            Self::Closed => "closed",
            Self::Reason => "reason",
            Self::Competitor => "competitor",
            Self::ParkedUntil => "parked_until",
            Self::History => "history",
        }
    }
}

/// Letters and digits only, folded: `Deal-Stage` is `deal stage`.
fn plain(name: &str) -> String {
    fold(name)
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Other names under which a field is found in other systems' tables.
fn synonyms(what: What, field: &str) -> &'static [&'static str] {
    match (what, field) {
        (What::Leads, "external_id") => &[
            "opportunity id",
            "deal id",
            "lead id",
            "opportunity",
            "record id",
            "external",
            "编号",
        ],
        (What::Accounts, "external_id") => &["account id", "company id", "customer id", "编号"],
        (What::Contacts, "external_id") => &["contact id", "person id"],
        (What::Products, "external_id") => &["product id", "sku", "article"],
        (_, "account") => &[
            "account name",
            "company",
            "company name",
            "customer",
            "customer name",
            "organization",
            "organisation",
            "client",
            "firm",
            "business",
            "firma",
            "nazwa firmy",
            "kontrahent",
            "компания",
            "клиент",
            "公司",
            "公司名称",
            "客户",
            "客户名称",
            "企业名称",
            "название компании",
            "name",
        ],
        // A plain city may be anybody's: only what says whose it is tells companies apart.
        (_, ACCOUNT_CITY) => &["company city", "city of the company", "customer city"],
        (What::Products, "product") => &["product name", "name", "article name", "产品"],
        (_, "product") => &["product name", "产品", "produkt", "продукт"],
        (What::Contacts, "contact") => &[
            "name",
            "full name",
            "contact name",
            "person",
            "联系人",
            "контакт",
        ],
        (_, "contact") => &["contact name", "person", "联系人", "контакт"],
        (What::Users, "user") => &[
            "sales agent",
            "name",
            "user name",
            "rep",
            "sales rep",
            "agent",
        ],
        (What::Users, "manager") => &["sales manager", "team lead"],
        (What::Users, "office") => &["regional office", "region", "location", "branch"],
        (_, "owner") => &[
            "sales agent",
            "rep",
            "sales rep",
            "sales person",
            "salesperson",
            "agent",
            "assigned to",
            "opportunity owner",
            "deal owner",
            "handlowiec",
            "менеджер",
            "负责人",
        ],
        (_, "layer") => &[
            "deal stage",
            "stage",
            "stage name",
            "opportunity stage",
            "pipeline stage",
            "phase",
            "etap",
            "faza",
            "этап",
            "стадия",
            "阶段",
            "销售阶段",
        ],
        (_, "entered") => &[
            "engage date",
            "created",
            "created date",
            "create date",
            "created at",
            "open date",
            "date created",
            "since",
            "data utworzenia",
            "创建日期",
            "дата создания",
        ],
        (_, "closed") => &[
            "close date",
            "closed date",
            "closed at",
            "close",
            "date closed",
            "成交日期",
            "дата закрытия",
        ],
        (What::Leads, "value") => &[
            "close value",
            "amount",
            "deal value",
            "deal amount",
            "wartosc",
            "сумма",
            "金额",
        ],
        (_, "source") => &[
            "lead source",
            "original source",
            "channel",
            "zrodlo",
            "источник",
            "来源",
        ],
        (_, "campaign") => &["campaign name", "primary campaign source"],
        (_, "reason") => &[
            "lost reason",
            "loss reason",
            "closed lost reason",
            "close reason",
            "причина отказа",
            "输单原因",
        ],
        (_, "kind") => &["type", "deal type", "opportunity type"],
        (_, "temperature") => &["temp"],
        (_, "next") => &["next step", "next activity"],
        (_, "next_due") => &["due", "next step date", "next activity date"],
        (_, "title") => &[
            "opportunity name",
            "deal name",
            "job title",
            "position",
            "subject",
        ],
        (_, "sector") => &["industry", "branza", "отрасль", "行业"],
        (_, "naics") => &["naics code"],
        (_, "employees") => &["number of employees", "employee count", "headcount", "人数"],
        (_, "revenue") => &["annual revenue", "turnover", "yearly revenue"],
        (_, "founded") => &["year established", "year founded", "founded year"],
        (_, "region") => &[
            "state",
            "province",
            "billing state",
            "state province",
            "wojewodztwo",
            "область",
            "省",
            "省份",
        ],
        (_, "tags") => &["tag", "labels", "标签"],
        (_, "country") => &[
            "office location",
            "billing country",
            "kraj",
            "страна",
            "国家",
        ],
        (_, "city") => &["billing city", "town", "miasto", "город", "城市"],
        (_, "domain") => &["website", "web site", "url", "web", "company domain name"],
        (_, "phone") => &["phone number", "telephone", "telefon", "телефон", "电话"],
        (_, "email") => &["e mail", "email address", "mail", "邮箱"],
        (_, "parent") => &["subsidiary of", "parent account", "parent company"],
        (_, "line") => &["series", "product line", "family", "category"],
        (_, "price") => &["sales price", "list price", "unit price"],
        (_, "currency") => &["currency code", "currency iso code", "waluta", "валюта"],
        (_, "note") => &[
            "notes",
            "description",
            "comment",
            "comments",
            "remark",
            "remarks",
            "uwagi",
            "примечание",
            "комментарий",
            "备注",
        ],
        (_, "role") => &["buying role"],
        (_, "team") => &["sales team", "group"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(what: What, column: &str) -> Option<&'static str> {
        what.guess(column).map(|it| it.name)
    }

    #[test]
    fn columns_of_other_systems_are_recognised() {
        assert_eq!(guess(What::Leads, "Deal Stage"), Some("layer"));
        assert_eq!(guess(What::Leads, "opportunity_id"), Some("external_id"));
        assert_eq!(guess(What::Users, "sales_agent"), Some("user"));
        assert_eq!(guess(What::Leads, "sales_agent"), Some("owner"));
        assert_eq!(guess(What::Accounts, "Year Established"), Some("founded"));
        assert_eq!(guess(What::Accounts, "公司名称"), Some("account"));
        assert_eq!(guess(What::Leads, "Firm"), Some("account"));
        assert_eq!(guess(What::Leads, "Phase"), Some("layer"));
        assert_eq!(guess(What::Leads, "Company city"), Some(ACCOUNT_CITY));
        assert_eq!(guess(What::Leads, "Комментарий"), Some("note"));
        assert_eq!(guess(What::Leads, "City"), None);
        assert_eq!(guess(What::Leads, "colour"), None);
    }

    #[test]
    fn every_target_is_recognised_by_its_own_name() {
        for what in What::ALL {
            for target in what.targets() {
                assert_eq!(guess(what, target.name), Some(target.name), "{what}");
            }
        }
    }
}
