//! What stands above every report: of whom, of which leads, of which days.

use super::Scope;
use super::figures::grouped;
use crate::i18n::Msg;
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
    /// Of whom, of which leads, of which days, in one line.
    pub line: String,
    /// The language that it is in, as pages say it.
    pub language: &'static str,
}

impl Head {
    pub(super) fn of(scope: &Scope<'_>, settings: &Settings) -> Self {
        let mut head = Self {
            workspace: settings.general.name.clone(),
            filter: scope.filter.clone(),
            leads: scope.leads,
            period: scope.period,
            versus: scope.versus,
            day: scope.now.day(settings.general.zone).to_string(),
            line: String::new(),
            language: scope.locale.language().code(),
        };
        head.line = head.line(scope);
        head
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
    fn line(&self, scope: &Scope<'_>) -> String {
        let (some, all) = (grouped(self.leads.0), grouped(self.leads.1));
        let of = if self.filter.is_empty() {
            scope.say(Msg::SheetLeads, [("n", some)])
        } else {
            let filter = self.filter.clone();
            scope.say(
                Msg::SheetLeadsOf,
                [("filter", filter), ("some", some), ("all", all)],
            )
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
