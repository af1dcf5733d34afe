//! Holds the orders that leads can be put in: the list to choose from, and what choosing one means.

use crate::i18n::Msg;
use crate::model::Clean;
use crate::query::{Field, Sort};
use crate::ui::ctx::Ctx;
use crate::ui::overlays::{Choice, Chooser, Overlay, Purpose};

/// A field to sort by, and whether the largest comes first when it is chosen.
pub(super) type By = (Field, bool);

/// The orders after the usual one.
const ORDERS: [(By, Msg, Msg); 11] = [
    ((Field::Value, true), Msg::HeadValue, Msg::OrderLargest),
    ((Field::Due, false), Msg::HeadDue, Msg::OrderEarliest),
    ((Field::InStage, true), Msg::HeadDays, Msg::OrderLongest),
    ((Field::Moved, true), Msg::HeadMoved, Msg::OrderLatest),
    ((Field::Account, false), Msg::HeadAccount, Msg::OrderLetters),
    ((Field::Layer, true), Msg::HeadLayer, Msg::OrderNearest),
    ((Field::Owner, false), Msg::HeadOwner, Msg::OrderLetters),
    ((Field::Product, false), Msg::HeadProduct, Msg::OrderLetters),
    ((Field::Source, false), Msg::HeadSource, Msg::OrderLetters),
    ((Field::Temp, true), Msg::HeadTemp, Msg::OrderWarmest),
    ((Field::Id, true), Msg::HeadId, Msg::OrderLatest),
];

/// The list to choose an order from, with the one in force under the cursor.
pub(super) fn picker(now: Option<&Sort>, ctx: &Ctx<'_>) -> Overlay {
    let usual = Choice {
        label: ctx.t(Msg::OrderUsual),
        ..Choice::default()
    };
    let place = now.and_then(|now| ORDERS.iter().position(|it| it.0.0 == now.field));
    let item = |(at, (_, name, way)): (usize, &(By, Msg, Msg))| {
        let sign = now.filter(|_| place == Some(at)).map(sign);
        Choice {
            label: ctx.t(*name),
            after: match sign {
                Some(sign) => ctx.t_args(Msg::OrderNow, &[("sign", sign.into())]),
                None => ctx.t(*way),
            },
            ..Choice::default()
        }
    };
    let items = ORDERS.iter().enumerate().map(item);
    let items = std::iter::once(usual).chain(items).collect();
    let at = place.map_or(0, |place| place + 1);
    let chooser = Chooser::new(ctx.t(Msg::AskOrder), items).numbered().at(at);
    Overlay::Picker(Purpose::Order, chooser)
}

/// What a choice means: the usual order, or a field; one that is in force already is turned round.
pub(super) fn chosen(index: usize, now: Option<&Sort>) -> Option<By> {
    let (by, ..) = ORDERS.get(index.checked_sub(1)?)?;
    Some(turned(*by, now))
}

/// What sorting by a field means: the other way round where it is sorted by that already.
pub(super) fn by_field(field: Field, now: Option<&Sort>) -> By {
    let known = ORDERS.iter().find(|it| it.0.0 == field);
    turned(known.map_or((field, false), |it| it.0), now)
}

fn turned((field, descending): By, now: Option<&Sort>) -> By {
    match now.filter(|now| now.field == field) {
        Some(now) => (field, !now.descending),
        None => (field, descending),
    }
}

/// The sign of a direction.
pub(super) const fn sign(sort: &Sort) -> &'static str {
    if sort.descending { "▼" } else { "▲" }
}

/// A heading with the direction of its order.
pub(super) fn heading(name: &Clean, sort: &Sort) -> Clean {
    Clean::from_string(format!("{name} {}", sign(sort)))
}
