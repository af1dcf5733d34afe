//! What reps came to other terms about this week: leads that are worth more or less than they were noted down.
//!
//! Records say what is; what a lead was worth before only a change can say. So these are commands, to be carried out when
//! the company is there.

use super::Company;
use super::draw::{Draw, Purpose};
use crate::model::{Command, Key, Kind, Layer, Minor, UserId, Value};

/// So many of the youngest leads are looked at.
const YOUNGEST: u64 = 600;
/// So many of them are worth something else now.
const MANY: usize = 7;
/// What becomes of a value, in percent.
const BECOMES: [i64; 7] = [120, 85, 140, 90, 110, 75, 130];
/// Values are said in steps of so much.
const STEP: i64 = 50 * 100;

impl Company {
    /// Who gives which lead another value.
    #[must_use]
    pub fn terms(&self) -> Vec<(UserId, Command)> {
        let Some(field) = Kind::Lead.field("value") else {
            return Vec::new();
        };
        let ground = &self.ground;
        let mut draw = Draw::new(ground.seed, Purpose::Terms, 0);
        let youngest = (0..ground.leads).rev().take(YOUNGEST as usize);
        let negotiated = youngest.filter_map(|position| {
            let pursuit = ground.pursuit(position);
            let (layer, _) = pursuit.life.stay();
            if pursuit.life.is_closed() || layer < Layer::Intent || draw.chance(0.5) {
                return None;
            }
            let lead = ground.lead(position, &pursuit, ground.handed(position, &pursuit));
            Some((position, lead.owner?, lead.value?))
        });
        let becomes = BECOMES.into_iter().cycle();
        let changed = negotiated.take(MANY).zip(becomes);
        let command = |((position, by, Minor(value)), percent): ((u64, UserId, Minor), i64)| {
            let now = value * percent / 100 / STEP * STEP;
            let edits = vec![(field, Value::Integer(now.max(STEP)))];
            let key = Key::new(Kind::Lead, position + 1);
            let base = None;
            (by, Command::Edit { key, base, edits })
        };
        changed.map(command).collect()
    }
}
