//! Puts into words how many went on from each layer, for the whole and for each value of a field, in the definition asked for.

use super::draft::{Draft, Kind};
use super::words::{bar, nothing};
use super::{Asked, FEW, Source, Whose};
use crate::i18n::Msg;
use crate::insight::conversion::{Conversion, Definition, conversions_and_by};
use crate::insight::sets::places;
use crate::model::{Clean, Layer};
use crate::ui::answers::funnel::minute;
use crate::ui::screens::{Figure, Made, Mark, Sheet, layer_name};
use crate::ui::theme::Role;
use crate::workspace::{Mask, Split};

impl Source<'_> {
    /// The report.
    pub(super) fn conversions(&self, asked: &Asked<'_>) -> Sheet {
        let now = minute(self.now);
        let (book, selected, window) = (self.book, &self.selected, self.window);
        let groups = self.groups(asked.by);
        let of_rows = |rows: &Mask| self.conversions_of(rows);
        let of_values = |split: &Split<'_>| match self.seen {
            Some(_) => {
                let parts = places(split, selected);
                (of_rows(selected), parts.iter().map(of_rows).collect())
            }
            None => conversions_and_by(book, selected, window, now, split),
        };
        let (whole, parts) = match &groups {
            Some(groups) => groups.whole_and_each(of_values, of_rows, selected),
            None => (of_rows(selected), Vec::new()),
        };
        let definition = asked.definition;
        let line = |whose: &Whose<'_>, part: &Vec<Conversion>, whole: Option<&Vec<Conversion>>| {
            let each = part.iter().enumerate();
            let of = |at: usize| whole.and_then(|whole| whole.get(at));
            each.map(|(at, one)| self.went_on(one, of(at), whose, definition))
                .collect()
        };
        let lines = self.by_groups(asked.by, (&whole, &parts), groups.as_ref(), line);
        let mut draft = Draft::new(self, asked, self.field(asked.by));
        for layer in Layer::ALL {
            let (aside, kind) = match definition {
                Definition::PeriodFlow => (Msg::ReportFlowHead, Kind::Ratio),
                Definition::ReachedOrPassed | Definition::Strict | Definition::Incidence => {
                    (Msg::ReportBandHead, Kind::Share)
                }
            };
            draft = draft.column(self.arrow(layer), Role::Layer(layer), Some(aside), kind);
        }
        draft.lines(lines).note(self.left_out(&whole)).done()
    }

    /// From a layer to the next: `1→2`.
    fn arrow(&self, layer: Layer) -> Clean {
        let number = layer.index() + 1;
        let won = || self.locale.t(Msg::LayerWon);
        let next = Layer::at(number).map_or_else(won, |next| (next.index() + 1).to_string());
        Clean::from_string(format!("{number}→{next}"))
    }

    fn went_on(
        &self,
        it: &Conversion,
        whole: Option<&Conversion>,
        whose: &Whose<'_>,
        definition: Definition,
    ) -> Figure {
        let reached = |it: &Conversion| (it.reached.advanced, it.reached.entered);
        let strict = |it: &Conversion| (it.direct, it.were_in);
        let figure = match definition {
            Definition::ReachedOrPassed => self.share(reached(it), whole.map(reached)),
            Definition::Strict => self.share(strict(it), whole.map(strict)),
            Definition::PeriodFlow => self.flow(it),
            Definition::Incidence => self.in_the_end(it),
        };
        let told = self.went_on_told(it, whose, definition, &figure);
        let asks = format!("reached:{}{}", it.layer.code(), self.during("during"));
        let cohort = it.reached;
        let parts = [
            cohort.advanced,
            cohort.entered,
            cohort.still_open(),
            cohort.lost,
        ];
        Figure {
            told,
            made: match definition {
                Definition::ReachedOrPassed => Made::WentOn(it.layer, parts),
                Definition::Strict | Definition::PeriodFlow | Definition::Incidence => Made::Plain,
            },
            behind: Some(it.reached.entered),
            open: self.open_yet(cohort.still_open(), cohort.entered),
            filter: whose.and(&asks),
            ..figure
        }
    }

    /// A ratio of two crowds: it has no band, for it is no share.
    fn flow(&self, it: &Conversion) -> Figure {
        let Some(ratio) = it.flow() else {
            return nothing();
        };
        let of = [
            ("came", self.count(it.came_next)),
            ("entered", self.count(it.reached.entered)),
        ];
        Figure {
            text: Clean::from_string(self.locale.percent(ratio, 0)),
            few: it.reached.entered < FEW,
            aside: self.told(Msg::ReportFlow, of),
            mark: Some(bar(ratio)),
            ..Figure::default()
        }
    }

    fn in_the_end(&self, it: &Conversion) -> Figure {
        let Some(chance) = it.in_the_end() else {
            return nothing();
        };
        let band = self.locale.band(chance.low, chance.high);
        let of = [("band", band), ("n", self.count(it.reached.entered))];
        Figure {
            text: Clean::from_string(self.locale.percent(chance.share, 0)),
            few: it.reached.entered < FEW,
            aside: self.told(Msg::ReportBand, of),
            mark: Some(Mark::Band {
                low: chance.low,
                at: chance.share,
                high: chance.high,
            }),
            ..Figure::default()
        }
    }

    fn went_on_told(
        &self,
        it: &Conversion,
        whose: &Whose<'_>,
        definition: Definition,
        figure: &Figure,
    ) -> Clean {
        let next = Layer::at(it.layer.index() + 1).map_or(Msg::LayerWon, layer_name);
        let (entered, advanced) = (it.reached.entered, it.reached.advanced);
        let (message, n, hits) = match definition {
            Definition::ReachedOrPassed => (Msg::ToldReached, entered, advanced),
            Definition::Strict => (Msg::ToldStrict, it.were_in, it.direct),
            Definition::PeriodFlow => (Msg::ToldFlow, entered, it.came_next),
            Definition::Incidence => (Msg::ToldIncidence, entered, advanced),
        };
        self.told(
            message,
            [
                ("group", whose.label.to_string()),
                ("layer", self.locale.t(layer_name(it.layer))),
                ("next", self.locale.t(next)),
                ("n", self.count(n)),
                ("hits", self.count(hits)),
                ("open", self.count(it.reached.still_open())),
                ("rate", figure.text.to_string()),
            ],
        )
    }

    /// How many stood somewhere when their history began: they entered no layer, and that is said.
    fn left_out(&self, whole: &[Conversion]) -> Option<Clean> {
        let left_out: u64 = whole.iter().map(|it| it.left_out).sum();
        self.out_of_it(left_out)
    }
}
