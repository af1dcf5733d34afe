//! The workspace's own definitions: layers' names and odds, milestones, reasons, verdicts, zone.
//!
//! Each section is one record with a stable id, kept as JSON; a section that was never changed has
//! the defaults given here. Codes and ids are stable; names can be changed at will.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::entities::Setting;
use super::meeting_settings::{AgendaPage, Capacity, Target, completed, verify_agenda};
use super::setting_fault::SettingFault;
use super::setting_shape::name;
use super::stage::{Layer, coded};
use super::working::Sla;

/// A section of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Name, time zone, currency.
    General,
    /// Names and odds of the layers.
    Layers,
    /// What must be true inside a layer.
    Milestones,
    /// Why leads are lost.
    Reasons,
    /// What a rep can say of a lead.
    Verdicts,
    /// How contact is made.
    Channels,
    /// Why reps return what was handed over.
    Returns,
    /// How soon a rep has to answer, and when people work.
    Sla,
    /// The pages of the meeting, their order and times.
    Agenda,
    /// What is to be won, by month or quarter.
    Targets,
    /// How many leads a rep can work at once.
    Capacity,
}

impl Section {
    /// Every section.
    pub const ALL: [Self; 11] = [
        Self::General,
        Self::Layers,
        Self::Milestones,
        Self::Reasons,
        Self::Verdicts,
        Self::Channels,
        Self::Returns,
        Self::Sla,
        Self::Agenda,
        Self::Targets,
        Self::Capacity,
    ];

    /// The name as typed and stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Layers => "layers",
            Self::Milestones => "milestones",
            Self::Reasons => "reasons",
            Self::Verdicts => "verdicts",
            Self::Channels => "channels",
            Self::Returns => "return-reasons",
            Self::Sla => "sla",
            Self::Agenda => "agenda",
            Self::Targets => "targets",
            Self::Capacity => "capacity",
        }
    }

    /// The id of the section's record.
    #[must_use]
    pub const fn id(self) -> u64 {
        self as u64 + 1
    }
}

coded!(Section, "section");

/// Name, zone and currency of the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct General {
    /// The company's name.
    pub name: String,
    /// The time zone in which days are counted.
    pub zone: Tz,
    /// The currency of values that come without one, ISO 4217.
    pub currency: String,
    /// The share of won leads that left a layer sooner than a lead must idle to count as stuck.
    pub stuck_quantile_percent: u8,
}

impl Default for General {
    fn default() -> Self {
        Self {
            name: String::new(),
            zone: Tz::UTC,
            currency: "EUR".to_owned(),
            stuck_quantile_percent: 75,
        }
    }
}

/// A layer's name and odds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerSetting {
    /// The layer.
    pub layer: Layer,
    /// The workspace's own name for it; without one the screen's language names it.
    #[serde(default, deserialize_with = "name")]
    pub name: Option<String>,
    /// The playbook odds in percent.
    pub odds: u8,
}

/// What must be true inside a layer before it is left forward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// The stable number, 0 to 63: its bit in a lead's milestones.
    pub id: u8,
    /// The layer whose exit it guards.
    pub layer: Layer,
    /// The stable code.
    pub code: String,
}

/// A code that people choose from a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The stable code.
    pub code: String,
    /// The workspace's own words for it; without them the screen's language has some, or the code.
    #[serde(default, deserialize_with = "name")]
    pub name: Option<String>,
    /// Whether it is still offered.
    #[serde(default = "yes")]
    pub offered: bool,
}

const fn yes() -> bool {
    true
}

/// All definitions of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Name, zone, currency.
    pub general: General,
    /// The five layers, top to bottom.
    pub layers: Vec<LayerSetting>,
    /// The milestones.
    pub milestones: Vec<Milestone>,
    /// The reasons of losses.
    pub reasons: Vec<Choice>,
    /// The verdicts of feedback.
    pub verdicts: Vec<Choice>,
    /// The channels of touches.
    pub channels: Vec<Choice>,
    /// The reasons for which a rep returns what was handed over.
    pub returns: Vec<Choice>,
    /// How soon a rep has to answer, and when people work.
    pub sla: Sla,
    /// The pages of the meeting, in their order.
    pub agenda: Vec<AgendaPage>,
    /// What is to be won.
    pub targets: Vec<Target>,
    /// How much reps can do.
    pub capacity: Capacity,
}

/// A list names each of its entries once.
fn codes_differ<'a>(
    list: Section,
    codes: impl Iterator<Item = &'a str>,
) -> Result<(), SettingFault> {
    let mut met = std::collections::HashSet::new();
    for code in codes {
        if code.trim().is_empty() {
            return Err(SettingFault::NoCode(list));
        }
        if !met.insert(code) {
            return Err(SettingFault::Twice {
                list,
                code: code.to_owned(),
            });
        }
    }
    Ok(())
}

/// A section whose content can't be used, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("settings, section `{section}`: {problem}")]
pub struct BadSection {
    /// The section.
    pub section: &'static str,
    /// What is wrong with it.
    pub problem: SettingFault,
}

impl BadSection {
    /// The same of what is stored, which nobody typed just now: whoever can't read it is an older program than who wrote it.
    fn stored(mut self) -> Self {
        if let SettingFault::Form(problem) = &mut self.problem {
            let told = problem.split(FORM).next().unwrap_or_default();
            *problem = format!(
                "{told}; a newer fiveply wrote this: open the data with that one, nothing of it was changed"
            );
        }
        self
    }
}

/// Before the help that names the form of a section.
const FORM: &str = "; `fiveply settings ";

impl Settings {
    /// Puts one section's JSON in force.
    ///
    /// # Errors
    /// Says what in the JSON can't be used; nothing is changed then.
    pub fn put(&mut self, section: Section, json: &str) -> Result<(), BadSection> {
        let bad = |problem| BadSection {
            section: section.code(),
            problem,
        };
        // Where it goes wrong is told in words that say what to write, not in those of the reader.
        let syntax = |e: serde_json::Error| {
            let (line, column) = (e.line(), e.column());
            if let Some(problem) = super::setting_shape::misfit(self, section, json) {
                let section = section.code();
                return bad(SettingFault::Form(format!(
                    "{problem}{FORM}{section} --json` shows the form"
                )));
            }
            let what = if e.is_data() {
                "something is not as it must be"
            } else {
                "this is no JSON"
            };
            bad(SettingFault::Form(format!(
                "{what}, at line {line}, column {column}{FORM}{} --json` shows the form",
                section.code()
            )))
        };
        let mut draft = self.clone();
        match section {
            Section::General => draft.general = serde_json::from_str(json).map_err(syntax)?,
            Section::Layers => draft.layers = serde_json::from_str(json).map_err(syntax)?,
            Section::Milestones => draft.milestones = serde_json::from_str(json).map_err(syntax)?,
            Section::Reasons => draft.reasons = serde_json::from_str(json).map_err(syntax)?,
            Section::Verdicts => draft.verdicts = serde_json::from_str(json).map_err(syntax)?,
            Section::Channels => draft.channels = serde_json::from_str(json).map_err(syntax)?,
            Section::Returns => draft.returns = serde_json::from_str(json).map_err(syntax)?,
            Section::Sla => draft.sla = serde_json::from_str(json).map_err(syntax)?,
            Section::Agenda => {
                draft.agenda = completed(serde_json::from_str(json).map_err(syntax)?);
            }
            Section::Targets => draft.targets = serde_json::from_str(json).map_err(syntax)?,
            Section::Capacity => draft.capacity = serde_json::from_str(json).map_err(syntax)?,
        }
        draft.verify().map_err(bad)?;
        *self = draft;
        Ok(())
    }

    /// One section as JSON, the form in which it is stored.
    #[must_use]
    pub fn json(&self, section: Section) -> String {
        let json = match section {
            Section::General => serde_json::to_string(&self.general),
            Section::Layers => serde_json::to_string(&self.layers),
            Section::Milestones => serde_json::to_string(&self.milestones),
            Section::Reasons => serde_json::to_string(&self.reasons),
            Section::Verdicts => serde_json::to_string(&self.verdicts),
            Section::Channels => serde_json::to_string(&self.channels),
            Section::Returns => serde_json::to_string(&self.returns),
            Section::Sla => serde_json::to_string(&self.sla),
            Section::Agenda => serde_json::to_string(&self.agenda),
            Section::Targets => serde_json::to_string(&self.targets),
            Section::Capacity => serde_json::to_string(&self.capacity),
        };
        json.unwrap_or_default()
    }

    /// The record that stores a section.
    #[must_use]
    pub fn record(&self, section: Section) -> Setting {
        Setting {
            name: section.code().to_owned(),
            value: self.json(section),
        }
    }

    /// The settings that a set of stored sections makes; one that can't be used is reported.
    ///
    /// # Errors
    /// The first section that can't be used.
    pub fn from_records<'a>(
        records: impl IntoIterator<Item = &'a Setting>,
    ) -> Result<Self, BadSection> {
        let mut settings = Self::default();
        for record in records {
            if let Ok(section) = record.name.parse::<Section>() {
                settings
                    .put(section, &record.value)
                    .map_err(BadSection::stored)?;
            }
        }
        Ok(settings)
    }

    fn verify(&self) -> Result<(), SettingFault> {
        if self.layers.iter().map(|it| it.layer).ne(Layer::ALL) {
            return Err(SettingFault::Layers);
        }
        if let Some(bad) = self.layers.iter().find(|it| it.odds > 100) {
            return Err(SettingFault::Odds(bad.layer));
        }
        if iso_currency::Currency::from_code(&self.general.currency).is_none() {
            return Err(SettingFault::NoCurrency(self.general.currency.clone()));
        }
        let lists = [
            (Section::Reasons, &self.reasons),
            (Section::Verdicts, &self.verdicts),
            (Section::Channels, &self.channels),
            (Section::Returns, &self.returns),
        ];
        for (name, list) in lists {
            if !list.iter().any(|it| it.offered) {
                return Err(SettingFault::NoneOffered(name));
            }
            codes_differ(name, list.iter().map(|it| it.code.as_str()))?;
        }
        codes_differ(
            Section::Milestones,
            self.milestones.iter().map(|it| it.code.as_str()),
        )?;
        self.sla.verify()?;
        codes_differ(
            Section::Agenda,
            self.agenda.iter().map(|it| it.topic.code()),
        )?;
        verify_agenda(&self.agenda)?;
        codes_differ(
            Section::Targets,
            self.targets.iter().map(|it| it.code.as_str()),
        )?;
        self.targets.iter().try_for_each(Target::verify)?;
        let mut ids: Vec<u8> = self.milestones.iter().map(|it| it.id).collect();
        ids.sort_unstable();
        if ids.windows(2).any(|pair| pair[0] == pair[1]) || ids.last().is_some_and(|id| *id > 63) {
            return Err(SettingFault::Ids);
        }
        Ok(())
    }

    /// The playbook odds of a layer, 0 to 1.
    #[must_use]
    pub fn odds(&self, layer: Layer) -> f64 {
        self.layers
            .get(layer.index())
            .map_or(0.0, |it| f64::from(it.odds) / 100.0)
    }

    /// The milestones that guard the layers from one to another (the second excluded), a bit each.
    #[must_use]
    pub fn guards(&self, from: Layer, to: Option<Layer>) -> u64 {
        self.milestones
            .iter()
            .filter(|it| it.layer >= from && to.is_none_or(|to| it.layer < to))
            .fold(0, |bits, it| bits | 1 << it.id)
    }

    /// The codes of a set of milestones, in the order of the settings.
    #[must_use]
    pub fn milestone_codes(&self, flags: u64) -> Vec<&str> {
        self.milestones
            .iter()
            .filter(|it| flags & (1 << it.id) != 0)
            .map(|it| it.code.as_str())
            .collect()
    }
}
