//! Puts into words how many were won: of what was closed, of what entered, and of the money.

use super::draft::{Draft, Kind};
use super::words::{bar, nothing};
use super::{Asked, FEW, Source, Whose};
use crate::i18n::Msg;
use crate::insight::currencies::Currencies;
use crate::insight::winrate::{Money, WinRate, win_rates};
use crate::model::Clean;
use crate::ui::screens::{Figure, Made, Mark, Sheet};
use crate::ui::theme::Role;

impl Source<'_> {
    /// The report.
    pub(super) fn wins(&self, asked: &Asked<'_>) -> Sheet {
        let (book, selected, window) = (self.book, &self.selected, self.window);
        let (currencies, mut whole) = win_rates(book, selected, window, None);
        let whole = whole.pop().unwrap_or_default();
        let groups = self.groups(asked.by);
        let home = currencies.first().to_owned();
        // What stands first in a segment alone need not be what stands first in all.
        let in_order = |(mine, mut rates): (Currencies, Vec<WinRate>)| {
            let mut rate = rates.pop().unwrap_or_default();
            let place = mine.names().iter().position(|it| *it == home);
            let money = place.and_then(|at| rate.money.get(at).copied());
            rate.money = money.into_iter().collect();
            rate
        };
        let parts = groups.as_ref().map(|it| {
            it.each(
                |split| win_rates(book, selected, window, Some(split)).1,
                |rows| in_order(win_rates(book, rows, window, None)),
            )
        });
        let line = |whose: &Whose<'_>, it: &WinRate, whole: Option<&WinRate>| {
            vec![
                self.closed(whose, it, whole),
                self.of_entered(whose, it, whole),
                self.by_value(whose, it.money.first(), &home),
                self.average(whose, it.money.first(), &home),
            ]
        };
        let lines = self.by_groups(
            asked.by,
            (&whole, &parts.unwrap_or_default()),
            groups.as_ref(),
            line,
        );
        let others = currencies.names().len() > 1;
        let left_out = self.out_of_it(whole.left_out);
        Draft::new(self, asked, self.field(asked.by))
            .column(
                self.t(Msg::HeadWinsClosed),
                Role::Won,
                Some(Msg::ReportBandHead),
                Kind::Share,
            )
            .column(
                self.t(Msg::HeadWinsCohort),
                Role::Won,
                Some(Msg::ReportBandHead),
                Kind::Share,
            )
            .column(
                self.t(Msg::HeadWinsValue),
                Role::Won,
                Some(Msg::ReportBandHead),
                Kind::Share,
            )
            .column(
                self.t(Msg::HeadWinsAverage),
                Role::Won,
                Some(Msg::ReportBandHead),
                Kind::Money(home.clone()),
            )
            .lines(lines)
            .notes([
                left_out,
                others.then(|| self.told(Msg::ReportOneCurrency, [("currency", home)])),
            ])
            .done()
    }

    fn closed(&self, whose: &Whose<'_>, it: &WinRate, whole: Option<&WinRate>) -> Figure {
        let counts = |it: &WinRate| (it.won, it.won + it.lost);
        let figure = self.share(counts(it), whole.map(counts));
        Figure {
            told: self.told(
                Msg::ToldWinsClosed,
                [
                    ("group", whose.label.to_string()),
                    ("n", self.count(it.won + it.lost)),
                    ("won", self.count(it.won)),
                    ("rate", figure.text.to_string()),
                ],
            ),
            filter: whose.and(&format!("outcome:won,lost{}", self.during("closed"))),
            made: Made::Closed([it.won, it.lost]),
            ..figure
        }
    }

    fn of_entered(&self, whose: &Whose<'_>, it: &WinRate, whole: Option<&WinRate>) -> Figure {
        let counts = |it: &WinRate| (it.entered_won, it.entered);
        let figure = self.share(counts(it), whole.map(counts));
        Figure {
            told: self.told(
                Msg::ToldWinsCohort,
                [
                    ("group", whose.label.to_string()),
                    ("n", self.count(it.entered)),
                    ("won", self.count(it.entered_won)),
                    ("rate", figure.text.to_string()),
                    ("open", self.count(it.still_open())),
                    ("out", self.count(it.left_out)),
                ],
            ),
            // Those without history entered on the day on which they were found: they are no part of it.
            filter: whose.and(&format!("-is:opening{}", self.during("entered"))),
            made: Made::Entered([it.entered_won, it.entered_lost, it.still_open()]),
            open: self.open_yet(it.still_open(), it.entered),
            ..figure
        }
    }

    fn by_value(&self, whose: &Whose<'_>, money: Option<&Money>, currency: &str) -> Figure {
        let Some((money, share)) = money.and_then(|it| Some((it, it.share()?))) else {
            return nothing();
        };
        let n = money.of_value.n();
        let (mark, aside) = match money.share_band() {
            Some((low, high)) => {
                let band = ("band", self.locale.band(low, high));
                let at = share;
                let aside = self.told(Msg::ReportBand, [band, ("n", self.count(n))]);
                (Mark::Band { low, at, high }, aside)
            }
            None => (bar(share), Clean::default()),
        };
        Figure {
            text: Clean::from_string(self.locale.percent(share, 0)),
            few: n < FEW,
            mark: Some(mark),
            aside,
            told: self.told(
                Msg::ToldWinsValue,
                [
                    ("group", whose.label.to_string()),
                    ("won", self.full(money.won_value as f64, currency)),
                    (
                        "all",
                        self.full((money.won_value + money.lost_value) as f64, currency),
                    ),
                    ("lost", self.count(money.lost_with_value)),
                    ("rate", self.locale.percent(share, 0)),
                ],
            ),
            filter: whose.and(&format!(
                "outcome:won,lost{} sort:-value",
                self.during("closed")
            )),
            behind: None,
            ..Figure::default()
        }
    }

    fn average(&self, whose: &Whose<'_>, money: Option<&Money>, currency: &str) -> Figure {
        let Some((money, average)) = money.and_then(|it| Some((it, it.average()?))) else {
            return nothing();
        };
        let told = self.told(
            Msg::ToldWinsAverage,
            [
                ("group", whose.label.to_string()),
                ("won", self.full(money.won_value as f64, currency)),
                ("n", self.count(money.won)),
                ("average", self.full(average, currency)),
            ],
        );
        let band = money.average_worth().band_from_nothing();
        let worth = (average, currency);
        Figure {
            filter: whose.and(&format!("outcome:won{} sort:-value", self.during("closed"))),
            ..self.money_within(worth, band, money.won, Msg::ByStudent, told)
        }
    }
}
