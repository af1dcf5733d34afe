//! What the company sells. Tables and their records only.

use crate::model::{Minor, Product};

/// The currency of all prices and values.
pub(super) const CURRENCY: &str = "EUR";

/// A product.
#[derive(Debug)]
pub(super) struct Item {
    pub name: &'static str,
    pub line: &'static str,
    /// The list price in whole euros.
    pub price: i64,
    /// How often it is asked for.
    pub weight: u32,
    /// How many pieces a small customer usually takes.
    pub pieces: f64,
    /// How well it sells, in log odds.
    pub appeal: f64,
}

/// The line into which a cheaper rival came towards the end of the history.
pub(super) const CONTESTED: &str = "Level";

/// The products; those of a line stand together, the larger ones last.
#[rustfmt::skip]
pub(super) const ITEMS: &[Item; 7] = &[
    Item { name: "Rill 20", line: "Flow", price: 1_450, weight: 20, pieces: 6.0, appeal: 0.05 },
    Item { name: "Rill 80", line: "Flow", price: 4_200, weight: 15, pieces: 3.0, appeal: 0.0 },
    Item { name: "Rill Hygienic", line: "Flow", price: 6_900, weight: 12, pieces: 3.0, appeal: 0.15 },
    Item { name: "Stilt Probe", line: "Level", price: 980, weight: 18, pieces: 8.0, appeal: 0.1 },
    Item { name: "Stilt Radar", line: "Level", price: 2_750, weight: 14, pieces: 4.0, appeal: -0.1 },
    Item { name: "Quill Gateway", line: "Data", price: 3_600, weight: 12, pieces: 2.0, appeal: -0.2 },
    Item { name: "Quill Service", line: "Data", price: 5_400, weight: 9, pieces: 1.5, appeal: 0.1 },
];

/// Companies that are met at our customers', the likeliest first.
pub(super) const RIVALS: [&str; 4] = ["Vortana", "Messkraft", "Sensoria", "LowFlow Direct"];
/// The cheaper rival of the contested line.
pub(super) const CHEAP_RIVAL: &str = RIVALS[3];

impl Item {
    /// The product's record.
    pub(super) fn record(&self) -> Product {
        Product {
            external_id: None,
            name: self.name.to_owned(),
            line: Some(self.line.to_owned()),
            price: Some(Minor(self.price * 100)),
            currency: Some(CURRENCY.to_owned()),
        }
    }
}
