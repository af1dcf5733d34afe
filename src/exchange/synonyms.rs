//! The other names of fields and stages, as the tables of other systems have them. Nothing is recognised here.

use super::mapping::Stage;
use super::target::{ACCOUNT_CITY, What};
use crate::model::Layer;

/// Where a folded word leads that means the same in every house; what only some houses mean by it is left to the user.
pub(super) fn stage_word(folded: &str) -> Option<Stage> {
    Some(match folded {
        "潜在客户" => Stage::In(Layer::Potential),
        "有兴趣" => Stage::In(Layer::Interested),
        "有意向" | "意向" => Stage::In(Layer::Intent),
        "高意向" => Stage::In(Layer::HighIntent),
        "准客户" => Stage::In(Layer::NearCustomer),
        "赢单"
        | "成交"
        | "已成交"
        | "wygrana"
        | "wygrane"
        | "выиграна"
        | "выиграно"
        | "сделка выиграна" => Stage::Won,
        "输单"
        | "丢单"
        | "przegrana"
        | "przegrane"
        | "проиграна"
        | "проиграно"
        | "сделка проиграна" => Stage::Lost,
        _ => return None,
    })
}

/// Other names under which a field is found in other systems' tables.
pub(super) fn synonyms(what: What, field: &str) -> &'static [&'static str] {
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
