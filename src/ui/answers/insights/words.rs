//! Puts single figures into words: counts, shares with their bands, sums of money, days; and each into what is drawn of it.

use chrono::{Datelike, NaiveDate};

use super::super::segments::Facets;
use super::{Counts, FEW, Source};
use crate::i18n::{Arg, Msg};
use crate::insight::outline::left_out;
use crate::insight::stats::{newcombe, wilson};
use crate::model::Clean;
use crate::query::Field;
use crate::ui::screens::{Figure, Mark, facet_name};
use crate::workspace::Share;

impl Source<'_> {
    pub(super) fn t(&self, message: Msg) -> Clean {
        Clean::from_string(self.locale.t(message))
    }

    pub(super) fn say(&self, message: Msg, values: &[(&str, &str)]) -> Clean {
        let args: Vec<(&str, Arg<'_>)> = values
            .iter()
            .map(|(name, text)| (*name, Arg::from(*text)))
            .collect();
        Clean::from_string(self.locale.t_args(message, &args))
    }

    /// What a group's value is called.
    pub(super) fn named(&self, by: Field, share: &Share) -> Clean {
        let names = Facets::names(self.book, self.locale);
        match share {
            Share::Value(term) => Clean::from_string(names.label(by, Some(term))),
            Share::Without => self.t(Msg::FacetNone),
            Share::Others(many) => {
                let many = self.count(u64::try_from(*many).unwrap_or(u64::MAX));
                self.say(Msg::ReportOthers, &[("n", &many)])
            }
        }
    }

    /// What a field is called.
    pub(super) fn field(&self, by: Field) -> Clean {
        if by == Field::Seg {
            return self.t(Msg::HeadSegment);
        }
        facet_name(by).map_or_else(|| Clean::new(by.name()), |name| self.t(name))
    }

    pub(super) fn count(&self, number: u64) -> String {
        self.locale.count(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// A share as it stands in a column, with its band and of how many beside it, marked where it differs from the rest.
    pub(super) fn share(&self, (hits, n): Counts, whole: Option<Counts>) -> Figure {
        let rate = wilson(hits, n);
        let Some(share) = rate.rate else {
            return nothing();
        };
        let few = n < FEW;
        // What is compared must share nothing: a part is held against the rest of the whole.
        let others = whole
            .map(|whole| (whole.0.saturating_sub(hits), whole.1.saturating_sub(n)))
            .filter(|others| !few && others.1 >= FEW);
        let apart = others.and_then(|others| {
            let apart = newcombe(&rate, &wilson(others.0, others.1));
            apart.difference.filter(|_| apart.differs())
        });
        let (band, of) = (self.locale.band(rate.low, rate.high), self.count(n));
        Figure {
            text: Clean::from_string(self.locale.percent(share, 0)),
            few,
            better: apart.map(|difference| difference > 0.0),
            aside: self.say(Msg::ReportBand, &[("band", &band), ("n", &of)]),
            behind: Some(n),
            mark: Some(Mark::Band {
                low: rate.low,
                at: share,
                high: rate.high,
            }),
            ..Figure::default()
        }
    }

    /// How many came without history and are in none of the figures, where any are.
    pub(super) fn out_of_it(&self, left_out: u64) -> Option<Clean> {
        (left_out > 0).then(|| self.told(Msg::ReportLeftOut, [("n", self.count(left_out))]))
    }

    /// How many of those that are selected came without history.
    pub(super) fn without_history(&self) -> Option<Clean> {
        self.out_of_it(left_out(self.book, &self.selected))
    }

    /// How many may yet change a share of so many; nothing where there is no share.
    pub(super) fn open_yet(&self, open: u64, of: u64) -> Clean {
        if of == 0 {
            return Clean::default();
        }
        Clean::from_string(self.count(open))
    }

    /// A sum in minor units with the band around it, of so many; who found the band is told.
    pub(super) fn money_within(
        &self,
        (minor, currency): (f64, &str),
        band: Option<(f64, f64)>,
        n: u64,
        by: Msg,
        told: Clean,
    ) -> Figure {
        let figure = Figure {
            few: n < FEW,
            behind: Some(n),
            ..self.money(minor, currency)
        };
        let Some((low, high)) = band else {
            let mark = Mark::Band {
                low: minor,
                at: minor,
                high: minor,
            };
            return Figure {
                mark: Some(mark),
                aside: self.told(Msg::ReportNoBand, [("n", self.count(n))]),
                told,
                ..figure
            };
        };
        let ends = self.told(
            Msg::ReportEnds,
            [
                ("low", self.short(low, currency)),
                ("high", self.short(high, currency)),
            ],
        );
        Figure {
            aside: self.told(
                Msg::ReportBand,
                [("band", ends.to_string()), ("n", self.count(n))],
            ),
            mark: Some(Mark::Band {
                low,
                at: minor,
                high,
            }),
            told: self.told(
                Msg::ToldWithin,
                [
                    ("text", told.to_string()),
                    ("low", self.full(low, currency)),
                    ("high", self.full(high, currency)),
                    ("by", self.t(by).to_string()),
                ],
            ),
            ..figure
        }
    }

    /// A number of something.
    pub(super) fn number(&self, number: u64) -> Figure {
        Figure {
            text: Clean::from_string(self.count(number)),
            mark: Some(bar(number as f64)),
            behind: Some(number),
            ..Figure::default()
        }
    }

    /// A sum in minor units, short.
    pub(super) fn money(&self, minor: f64, currency: &str) -> Figure {
        Figure {
            text: Clean::from_string(self.short(minor, currency)),
            mark: Some(bar(minor)),
            ..Figure::default()
        }
    }

    /// A sum in minor units, in a few characters without its currency.
    pub(super) fn short(&self, minor: f64, currency: &str) -> String {
        self.locale.amount_short(rounded(minor), currency)
    }

    /// A sum in minor units, in full.
    pub(super) fn full(&self, minor: f64, currency: &str) -> String {
        self.locale.money(rounded(minor), currency)
    }

    /// A month.
    pub(super) fn month(&self, day: NaiveDate) -> Clean {
        Clean::from_string(format!("{}-{:02}", day.year(), day.month()))
    }

    /// A sentence from parts.
    pub(super) fn told<const N: usize>(&self, message: Msg, values: [(&str, String); N]) -> Clean {
        self.say(
            message,
            &values.each_ref().map(|(name, text)| (*name, text.as_str())),
        )
    }
}

/// Nothing to tell.
pub(super) fn nothing() -> Figure {
    Figure {
        text: Clean::literal("–"),
        few: true,
        ..Figure::default()
    }
}

/// A bar from nothing.
pub(super) const fn bar(to: f64) -> Mark {
    Mark::Bar { from: 0.0, to }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "sums are far below 2^63 minor units"
)]
pub(super) const fn rounded(minor: f64) -> i64 {
    minor.round() as i64
}
