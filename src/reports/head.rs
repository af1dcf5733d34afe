//! What stands above every report: of whom, of which leads, of which days.

use super::Scope;
use super::figures::grouped;
use crate::model::{Clean, Settings};
use crate::query::Days;

/// What stands above a report.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub workspace: String,
    pub filter: String,
    pub leads: (u64, u64),
    pub period: Option<Days>,
    pub versus: Option<Days>,
    pub day: String,
}

impl Head {
    pub(super) fn of(scope: &Scope<'_>, settings: &Settings) -> Self {
        Self {
            workspace: settings.general.name.clone(),
            filter: scope.filter.clone(),
            leads: scope.leads,
            period: scope.period,
            versus: scope.versus,
            day: scope.now.day(settings.general.zone).to_string(),
        }
    }

    /// The days of the period.
    pub(super) fn after(&self) -> String {
        self.period.map_or_else(String::new, |it| it.to_string())
    }

    /// The days that it is held against.
    pub(super) fn before(&self) -> String {
        self.versus.map_or_else(String::new, |it| it.to_string())
    }

    /// In one line.
    pub(crate) fn line(&self) -> String {
        let of = if self.filter.is_empty() {
            format!("{} leads", grouped(self.leads.0))
        } else {
            let (some, all) = (grouped(self.leads.0), grouped(self.leads.1));
            format!("{}: {some} of {all} leads", self.filter)
        };
        let period = match (self.period, self.versus) {
            (Some(period), Some(versus)) => format!("{versus} → {period}"),
            (Some(period), None) => period.to_string(),
            (None, _) => self.day.clone(),
        };
        let parts = [self.workspace.as_str(), &of, &period];
        let parts: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        Clean::from_string(parts.join(" · ")).into_string()
    }
}
