//! Puts into words what became of the leads of each month: how many of them were won by each age.

use super::draft::{Draft, Kind};
use super::words::nothing;
use super::{Asked, Source};
use crate::i18n::Msg;
use crate::insight::cohort::{Entered, by_entry};
use crate::model::Clean;
use crate::ui::answers::funnel::minute;
use crate::ui::screens::{Figure, Sheet, SheetLine};
use crate::ui::theme::Role;

/// The ages that have a column, in months.
const AGES: [usize; 11] = [0, 1, 2, 3, 4, 5, 6, 9, 12, 18, 24];

impl Source<'_> {
    /// The report.
    pub(super) fn cohorts(&self, asked: &Asked<'_>) -> Sheet {
        let mut all = by_entry(self.book, &self.selected, minute(self.now));
        // A month in which none came says nothing, and years of them hide the others.
        all.cohorts.retain(|it| it.leads > 0);
        let oldest = all
            .cohorts
            .iter()
            .map(|it| it.won_by.len())
            .max()
            .unwrap_or(0);
        let ages: Vec<usize> = AGES.into_iter().filter(|age| *age < oldest).collect();
        let rates = all
            .cohorts
            .iter()
            .flat_map(|it| ages.iter().filter_map(|age| it.rate(*age)?.rate));
        let most = rates.fold(0.0, f64::max);
        let line = |it: &Entered| {
            let mut figures = vec![self.entered(it)];
            figures.extend(ages.iter().map(|age| self.won_by(it, *age, most)));
            SheetLine {
                label: self.month(it.month),
                role: None,
                figures,
                ..SheetLine::default()
            }
        };
        let left_out = self.out_of_it(all.left_out);
        let mut draft = Draft::new(self, asked, self.t(Msg::HeadMonth)).column(
            self.t(Msg::HeadLeads),
            Role::Text,
            None,
            Kind::Number,
        );
        for age in &ages {
            let head = Clean::from_string(format!("+{age}"));
            draft = draft.column(head, Role::Won, Some(Msg::ReportBandHead), Kind::Share);
        }
        // What is newest is what one can still do something about.
        draft
            .lines(all.cohorts.iter().rev().map(line).collect())
            .note(left_out)
            .done()
    }

    fn entered(&self, it: &Entered) -> Figure {
        Figure {
            told: self.told(
                Msg::ToldCameIn,
                [
                    ("month", self.month(it.month).to_string()),
                    ("n", self.count(it.leads)),
                    ("lost", self.count(it.lost)),
                    ("open", self.count(it.still_open())),
                ],
            ),
            filter: Some(format!("entered:{} -is:opening", self.month(it.month))),
            ..self.number(it.leads)
        }
    }

    fn won_by(&self, it: &Entered, age: usize, most: f64) -> Figure {
        let Some(rate) = it.rate(age) else {
            return Figure {
                text: Clean::default(),
                ..nothing()
            };
        };
        let won = it.won_by.get(age).copied().unwrap_or_default();
        let figure = self.share((won, it.leads), None);
        Figure {
            heat: rate.rate.filter(|_| most > 0.0).map(|share| share / most),
            told: self.told(
                Msg::ToldWonBy,
                [
                    ("month", self.month(it.month).to_string()),
                    ("n", self.count(it.leads)),
                    ("won", self.count(won)),
                    ("age", self.count(age as u64)),
                    ("rate", figure.text.to_string()),
                    ("open", self.count(it.still_open())),
                ],
            ),
            filter: Some(format!(
                "entered:{} -is:opening outcome:won",
                self.month(it.month)
            ))
            .filter(|_| age + 1 == it.won_by.len()),
            behind: Some(won),
            open: self.open_yet(it.still_open(), it.leads),
            ..figure
        }
    }
}
