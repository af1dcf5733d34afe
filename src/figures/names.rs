//! What fields and layers are called, in the reader's words.

use crate::i18n::Msg;
use crate::model::{Clean, Layer, Settings};
use crate::query::Field;

/// What the facets are called.
const NAMES: [(Field, Msg); 31] = [
    (Field::Naics, Msg::FacetNaics),
    (Field::Sector, Msg::FacetSector),
    (Field::Emp, Msg::FacetEmp),
    (Field::City, Msg::FacetCity),
    (Field::Region, Msg::FacetRegion),
    (Field::Country, Msg::FacetCountry),
    (Field::Ownership, Msg::FacetOwnership),
    (Field::Class, Msg::FacetClass),
    (Field::Revenue, Msg::FacetRevenue),
    (Field::Founded, Msg::FacetFounded),
    (Field::Source, Msg::FacetSource),
    (Field::Campaign, Msg::FacetCampaign),
    (Field::Product, Msg::FacetProduct),
    (Field::Layer, Msg::FacetLayer),
    (Field::Status, Msg::FacetStatus),
    (Field::Temp, Msg::FacetTemp),
    (Field::Kind, Msg::FacetKind),
    (Field::Owner, Msg::FacetOwner),
    (Field::Team, Msg::FacetTeam),
    (Field::Value, Msg::FacetValue),
    (Field::Entered, Msg::FacetEntered),
    (Field::Moved, Msg::FacetMoved),
    (Field::Closed, Msg::FacetClosed),
    (Field::Reason, Msg::FacetReason),
    (Field::Competitor, Msg::FacetCompetitor),
    (Field::Fb, Msg::FacetFb),
    (Field::Returned, Msg::FacetReturned),
    (Field::HandedBy, Msg::FacetHandedBy),
    (Field::Currency, Msg::FacetCurrency),
    (Field::Tag, Msg::FacetTag),
    (Field::Idle, Msg::FacetIdle),
];

/// The name of a facet, where it has one of its own.
#[must_use]
pub fn facet_name(field: Field) -> Option<Msg> {
    let named = NAMES.iter().find(|(it, _)| *it == field);
    named.map(|(_, name)| *name)
}

/// A layer's name.
#[must_use]
pub const fn layer_name(layer: Layer) -> Msg {
    match layer {
        Layer::Potential => Msg::LayerPotential,
        Layer::Interested => Msg::LayerInterested,
        Layer::Intent => Msg::LayerIntent,
        Layer::HighIntent => Msg::LayerHighIntent,
        Layer::NearCustomer => Msg::LayerNearCustomer,
    }
}

/// The layers that the house calls by names of its own, by their codes.
#[must_use]
pub fn own_names(settings: &Settings) -> Vec<(&'static str, String)> {
    let own = settings.layers.iter().filter_map(|it| {
        let name = it.name.as_deref()?;
        Some((it.layer.code(), Clean::new(name).into_string()))
    });
    own.collect()
}
