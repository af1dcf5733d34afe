//! Holds how a lead is begun: the form that asks for it, and what its fields come to.
//!
//! Only the company is needed. One that is there already is found while it is typed, with the leads that are open
//! there, so that nobody pursues the same twice.

use chrono::NaiveDate;

use crate::i18n::Msg;
use crate::model::{Clean, Layer, Temperature};
use crate::ui::action::{Action, AppAction};
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Deed, Lookup};
use crate::ui::overlays::{Entry, Form, FormField, New, Pick, Purpose, Takes};
use crate::ui::screens::layer_name;
use crate::ui::theme::Role;
use crate::ui::words::Words;

/// The company of a new lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Company {
    /// The number of one that is there.
    Known(u64),
    /// The name of one that is made with the lead.
    New(String),
}

/// What is known of a new lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The company.
    pub company: Company,
    /// The product's number.
    pub product: Option<u64>,
    /// What it is worth, in minor units of the workspace's currency.
    pub value: Option<i64>,
    /// Where it came from.
    pub source: Option<String>,
    /// What is done next.
    pub next: Option<String>,
    /// And when.
    pub due: Option<NaiveDate>,
    /// Whom we talk to.
    pub contact: Option<String>,
    /// Their e-mail address.
    pub email: Option<String>,
    /// Cold or warm.
    pub temperature: Option<Temperature>,
    /// Where it begins.
    pub layer: Layer,
}

/// The form; its fields are read by [`read`].
#[must_use]
pub fn form(currency: &str, ctx: &Ctx<'_>) -> Form {
    let field = |label, takes| FormField::new(ctx.t(label), takes);
    let lookup = |list, new| Takes::Lookup { list, new };
    let money = Takes::Money {
        currency: currency.to_owned(),
    };
    let pick = |code: &str, name| Pick {
        code: code.to_owned(),
        label: ctx.t(name),
    };
    let temperature = vec![
        pick(Temperature::Cold.code(), Msg::TemperatureCold),
        pick(Temperature::Warm.code(), Msg::TemperatureWarm),
    ];
    let layers = Layer::ALL.map(|layer| pick(layer.code(), layer_name(layer)));
    let row = |picks| Takes::Choice { picks, tall: false };
    let fields = vec![
        field(Msg::FieldAccount, lookup(Lookup::Accounts, New::Welcome))
            .required()
            .example(ctx.t(Msg::ExampleAccount)),
        field(Msg::FieldProduct, lookup(Lookup::Products, New::Refused)),
        field(Msg::FieldValue, money).example(ctx.t(Msg::ExampleValue)),
        field(Msg::FieldSource, lookup(Lookup::Sources, New::Rare)),
        field(Msg::FieldNextStep, Takes::Step).example(ctx.t(Msg::ExampleStep)),
        field(Msg::FieldOn, Takes::Date { ahead: 0 }).example(ctx.t(Msg::ExampleComeBack)),
        field(Msg::FieldContact, Takes::Text).example(ctx.t(Msg::ExampleContact)),
        field(Msg::FieldEmail, Takes::Email),
        field(Msg::FieldTemperature, row(temperature)),
        field(Msg::FieldLayer, row(layers.to_vec())).with(Layer::Potential.code()),
    ];
    let names = [
        "account",
        "product",
        "value",
        "source",
        "next",
        "next_due",
        "contact",
        "email",
        "temperature",
        "layer",
    ];
    let fields = fields.into_iter().zip(names);
    let fields = fields.map(|(field, name)| field.of(name)).collect();
    Form::new(Purpose::NewLead, ctx.t(Msg::TitleNewLead), fields)
}

/// What the form's fields come to.
#[must_use]
pub fn read(entries: Vec<Entry>) -> Option<Deed> {
    let [
        account,
        product,
        value,
        source,
        next,
        due,
        contact,
        email,
        temperature,
        layer,
    ] = <[Entry; 10]>::try_from(entries).ok()?;
    let company = match account {
        Entry::Known(key) => Company::Known(key.parse().ok()?),
        Entry::Text(name) => Company::New(name),
        Entry::Nothing | Entry::Code(_) | Entry::Day(_) | Entry::Amount(_) | Entry::Step(..) => {
            return None;
        }
    };
    let (next, due) = next.step(due.day());
    let (mut contact, email) = (contact.text(), email.text());
    // Somebody of whom only the address is known is called by it.
    if contact.is_none() {
        contact.clone_from(&email);
    }
    Some(Deed::NewLead(Box::new(Draft {
        company,
        product: product.text().and_then(|it| it.parse().ok()),
        value: value.amount(),
        source: source.text(),
        next,
        due,
        contact,
        email,
        temperature: temperature.text().and_then(|it| it.parse().ok()),
        layer: layer.text().and_then(|it| it.parse().ok())?,
    })))
}

/// What is said of a lead that has come to be.
#[must_use]
pub fn begun(lead: u64, account: &Clean, ctx: &Ctx<'_>) -> Words {
    let undo = Action::App(AppAction::Undo);
    let key = ctx.reader.keymap.key_of(undo).unwrap_or_default();
    let values = [
        ("lead", Clean::from_string(format!("#{lead}")), Role::Strong),
        ("account", account.clone(), Role::Strong),
        ("key", Clean::from_string(key), Role::Accent),
    ];
    ctx.words(Msg::SaidBegun, Role::Text, &values, &[])
}
