//! Puts into words how much money comes out of the funnel a day, beside the four numbers of which that is made.

use super::draft::{Draft, Kind};
use super::words::{bar, nothing};
use super::{Asked, FEW, Source, Whose};
use crate::i18n::Msg;
use crate::insight::velocity::{Velocity, velocity};
use crate::model::Clean;
use crate::ui::screens::{Figure, Made, Mark, Sheet};
use crate::ui::theme::Role;
use crate::workspace::{Mask, Split};

impl Source<'_> {
    /// The report.
    pub(super) fn velocity(&self, asked: &Asked<'_>) -> Sheet {
        let (book, selected, window) = (self.book, &self.selected, self.window);
        let (currencies, mut whole) = velocity(book, selected, window, None);
        let first = |it: &Vec<Velocity>| it.first().copied().unwrap_or_default();
        let whole = whole.pop().map(|it| first(&it)).unwrap_or_default();
        let groups = self.groups(asked.by);
        let home = currencies.first().to_owned();
        let of_values = |split: &Split<'_>| {
            let parts = velocity(book, selected, window, Some(split)).1;
            parts.iter().map(first).collect()
        };
        // What stands first in a segment alone need not be what stands first in all.
        let of_rows = |rows: &Mask| {
            let (mine, parts) = velocity(book, rows, window, None);
            let place = mine.names().iter().position(|it| *it == home);
            let part = place.and_then(|at| parts.first()?.get(at).copied());
            part.unwrap_or_default()
        };
        let parts = groups.as_ref().map(|it| it.each(of_values, of_rows));
        let parts: Vec<Velocity> = parts.unwrap_or_default();
        let line = |whose: &Whose<'_>, it: &Velocity, whole: Option<&Velocity>| {
            self.inputs(whose, it, whole, &home)
        };
        let lines = self.by_groups(asked.by, (&whole, &parts), groups.as_ref(), line);
        let others = currencies.names().len() > 1;
        let untimed = whole.values.n() - whole.times.n();
        let untimed =
            (untimed > 0).then(|| self.told(Msg::ReportUntimed, [("n", self.count(untimed))]));
        Draft::new(self, asked, self.field(asked.by))
            .column(
                self.t(Msg::HeadADay),
                Role::Won,
                Some(Msg::ReportBandHead),
                Kind::Money(home.clone()),
            )
            .column(self.t(Msg::HeadOpenLeads), Role::Text, None, Kind::Number)
            .column(
                self.t(Msg::HeadAverageOrder),
                Role::Text,
                Some(Msg::ReportBandHead),
                Kind::Money(home.clone()),
            )
            .column(
                self.t(Msg::HeadWinRate),
                Role::Won,
                Some(Msg::ReportBandHead),
                Kind::Share,
            )
            .column(
                self.t(Msg::HeadDaysToWin),
                Role::Text,
                Some(Msg::ReportBandHead),
                Kind::Days,
            )
            .lines(lines)
            .notes([
                untimed,
                others.then(|| self.told(Msg::ReportOneCurrency, [("currency", home)])),
            ])
            .done()
    }

    fn inputs(
        &self,
        whose: &Whose<'_>,
        it: &Velocity,
        whole: Option<&Velocity>,
        currency: &str,
    ) -> Vec<Figure> {
        let counts = |it: &Velocity| (it.won, it.won + it.lost);
        let rate = self.share(counts(it), whole.map(counts));
        let average = it.average_value();
        let days = it.average_days();
        let day_words = |days: f64| format!("{days:.1}");
        let told = self.told(
            Msg::ToldVelocity,
            [
                ("group", whose.label.to_string()),
                ("open", self.count(it.open)),
                (
                    "average",
                    average.map_or_else(|| "–".to_owned(), |it| self.full(it, currency)),
                ),
                ("rate", rate.text.to_string()),
                ("closed", self.count(it.won + it.lost)),
                ("timed", self.count(it.times.n())),
                ("days", days.map_or_else(|| "–".to_owned(), day_words)),
                (
                    "day",
                    it.a_day()
                        .map_or_else(|| "–".to_owned(), |it| self.full(it, currency)),
                ),
            ],
        );
        let closed = whose.and(&format!("outcome:won,lost{}", self.during("closed")));
        let won = whose.and(&format!("outcome:won{}", self.during("closed")));
        let of = |figure: Figure, filter: Option<String>| Figure { filter, ..figure };
        let plain = |figure: Figure, filter: Option<String>| Figure {
            told: told.clone(),
            ..of(figure, filter)
        };
        let money = |value: Option<f64>, band: Option<(f64, f64)>, n: u64, by: Msg| {
            let Some(value) = value else {
                return Figure {
                    told: told.clone(),
                    ..nothing()
                };
            };
            self.money_within((value, currency), band, n, by, told.clone())
        };
        let worth = it.values.estimate().band_from_nothing();
        vec![
            of(
                money(it.a_day(), it.band(), it.won + it.lost, Msg::ByDelta),
                None,
            ),
            plain(self.number(it.open), whose.and("is:open")),
            of(money(average, worth, it.won, Msg::ByStudent), won.clone()),
            Figure {
                made: Made::Closed([it.won, it.lost]),
                ..plain(rate, closed)
            },
            // When those without history entered nobody knows.
            plain(
                self.days_to_win(it),
                won.map(|it| format!("{it} -is:opening")),
            ),
        ]
    }

    fn days_to_win(&self, it: &Velocity) -> Figure {
        let (days, n) = (it.days(), it.times.n());
        let Some(value) = days.value else {
            return nothing();
        };
        let words = |days: f64| format!("{days:.1}");
        let (mark, aside) = match days.band_from_nothing() {
            Some((low, high)) => {
                let ends = [("low", words(low)), ("high", words(high))];
                let band = self.told(Msg::ReportEnds, ends).to_string();
                let aside = self.told(Msg::ReportBand, [("band", band), ("n", self.count(n))]);
                let at = value;
                (Mark::Band { low, at, high }, aside)
            }
            None => (
                bar(value),
                self.told(Msg::ReportNoBand, [("n", self.count(n))]),
            ),
        };
        Figure {
            text: Clean::from_string(words(value)),
            few: n < FEW,
            mark: Some(mark),
            aside,
            behind: Some(n),
            ..Figure::default()
        }
    }
}
