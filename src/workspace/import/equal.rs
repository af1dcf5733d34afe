//! What makes two leads without a number one lead.

use std::collections::HashMap;

use crate::model::{Kind, Lead, Record, Settings, Step};
use crate::workspace::{Bulk, Result};

/// The leads without a foreign number, by what is known of them.
pub(super) fn unnumbered(
    bulk: &Bulk<'_>,
    settings: &Settings,
) -> Result<HashMap<String, Vec<u64>>> {
    let mut map: HashMap<String, Vec<u64>> = HashMap::new();
    bulk.each(Kind::Lead, &mut |stored| {
        if let Record::Lead(lead) = &stored.record
            && lead.external_id.is_none()
        {
            map.entry(fingerprint(lead, settings))
                .or_default()
                .push(stored.id);
        }
    })?;
    Ok(map)
}

/// What makes a lead without a number the same lead: what it is about, and the day it began.
///
/// An opening began when it was imported, which says nothing.
pub(super) fn fingerprint(lead: &Lead, settings: &Settings) -> String {
    let began = match lead.track.steps().first() {
        Some(Step(_, crate::model::Event::Opening(_))) | None => None,
        Some(Step(at, _)) => Some(at.day(settings.general.zone)),
    };
    format!(
        "{:?}|{:?}|{:?}|{:?}|{:?}|{:?}|{:?}",
        lead.account, lead.contact, lead.product, lead.title, lead.source, lead.campaign, began,
    )
}
