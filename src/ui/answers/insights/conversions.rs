//! Puts into words how many went on from each layer, for the whole and for each value of a field, in the definition asked for.

use super::{Asked, LINES, Source};
use crate::i18n::Msg;
use crate::insight::conversion::{Conversion, Definition, conversions, conversions_by};
use crate::model::{Clean, Layer};
use crate::ui::answers::funnel::minute;
use crate::ui::screens::{Figure, Mark, Scale, Sheet, SheetColumn, SheetLine, layer_name};
use crate::ui::theme::Role;
use crate::workspace::Share;

/// One figure's place: of whom, and from which layer.
struct Place<'a> {
    label: &'a Clean,
    filter: Option<&'a str>,
    whole: Option<&'a Conversion>,
    definition: Definition,
}

impl Source<'_> {
    /// The report.
    pub(super) fn conversions(&self, asked: &Asked<'_>) -> Sheet {
        let now = minute(self.now);
        let whole = conversions(self.book, &self.selected, self.window, now);
        let mut sheet = self.empty(asked, self.field(asked.by));
        sheet.note = self.left_out(&whole);
        let all = self.t(Msg::ReportAll);
        let line = |label: &Clean, filter: Option<&str>, part: &[Conversion], of: &[Conversion]| {
            let figure = |(at, one): (usize, &Conversion)| {
                self.went_on(
                    one,
                    &Place {
                        label,
                        filter,
                        whole: of.get(at),
                        definition: asked.definition,
                    },
                )
            };
            part.iter().enumerate().map(figure).collect()
        };
        sheet.lines.push(SheetLine {
            figures: line(&all, Some(""), &whole, &[]),
            label: all,
            role: Some(Role::Strong),
        });
        if let Some(split) = self.book.split(asked.by, &self.selected, LINES) {
            let parts = conversions_by(self.book, &self.selected, self.window, now, &split);
            for (share, part) in split.shares().iter().zip(&parts) {
                let label = self.named(asked.by, share);
                let filter = super::filter_of(asked.by, share);
                sheet.lines.push(SheetLine {
                    figures: line(&label, filter.as_deref(), part, &whole),
                    label,
                    role: (!matches!(share, Share::Value(_))).then_some(Role::Quiet),
                });
            }
        }
        let columns = Layer::ALL
            .into_iter()
            .map(|layer| self.column(layer, asked.definition, &sheet));
        sheet.columns = columns.collect();
        sheet
    }

    fn went_on(&self, it: &Conversion, at: &Place<'_>) -> Figure {
        let figure = match at.definition {
            Definition::ReachedOrPassed => {
                let counts = |it: &Conversion| (it.reached.advanced, it.reached.entered);
                self.share(counts(it), at.whole.map(counts))
            }
            Definition::Strict => {
                let counts = |it: &Conversion| (it.direct, it.were_in);
                self.share(counts(it), at.whole.map(counts))
            }
            Definition::PeriodFlow => self.flow(it),
            Definition::Incidence => self.in_the_end(it),
        };
        let word = self.period.word();
        let during = word.map_or_else(String::new, |word| format!(" during:{word}"));
        let filter = at.filter.map(|group| {
            let filter = format!("{group} reached:{}{during}", it.layer.code());
            filter.trim().to_owned()
        });
        Figure {
            told: self.told(it, at, &figure),
            filter,
            ..figure
        }
    }

    /// A ratio of two crowds: it has no band, for it is no share.
    fn flow(&self, it: &Conversion) -> Figure {
        let Some(ratio) = it.flow() else {
            return self.share((0, 0), None);
        };
        let of = [
            ("came", self.count(it.came_next)),
            ("entered", self.count(it.reached.entered)),
        ];
        Figure {
            text: Clean::from_string(self.locale.percent(ratio, 0)),
            few: it.reached.entered < super::FEW,
            aside: self.say(
                Msg::ReportFlow,
                &of.each_ref().map(|(name, text)| (*name, text.as_str())),
            ),
            mark: Some(Mark::Bar {
                from: 0.0,
                to: ratio,
            }),
            ..Figure::default()
        }
    }

    fn in_the_end(&self, it: &Conversion) -> Figure {
        let Some(chance) = it.in_the_end() else {
            return self.share((0, 0), None);
        };
        let (band, n) = (
            self.locale.band(chance.low, chance.high),
            self.count(it.reached.entered),
        );
        Figure {
            text: Clean::from_string(self.locale.percent(chance.share, 0)),
            few: it.reached.entered < super::FEW,
            aside: self.say(Msg::ReportBand, &[("band", &band), ("n", &n)]),
            mark: Some(Mark::Band {
                low: chance.low,
                at: chance.share,
                high: chance.high,
            }),
            ..Figure::default()
        }
    }

    fn told(&self, it: &Conversion, at: &Place<'_>, figure: &Figure) -> Clean {
        let next = Layer::at(it.layer.index() + 1).map_or(Msg::LayerWon, layer_name);
        let (entered, advanced) = (it.reached.entered, it.reached.advanced);
        let (message, n, hits) = match at.definition {
            Definition::ReachedOrPassed => (Msg::ToldReached, entered, advanced),
            Definition::Strict => (Msg::ToldStrict, it.were_in, it.direct),
            Definition::PeriodFlow => (Msg::ToldFlow, entered, it.came_next),
            Definition::Incidence => (Msg::ToldIncidence, entered, advanced),
        };
        let values = [
            ("group", at.label.to_string()),
            ("layer", self.locale.t(layer_name(it.layer))),
            ("next", self.locale.t(next)),
            ("n", self.count(n)),
            ("hits", self.count(hits)),
            ("open", self.count(it.reached.still_open())),
            ("rate", figure.text.to_string()),
        ];
        self.say(
            message,
            &values.each_ref().map(|(name, text)| (*name, text.as_str())),
        )
    }

    fn column(&self, layer: Layer, definition: Definition, sheet: &Sheet) -> SheetColumn {
        let at = layer.index();
        let figures = || sheet.lines.iter().filter_map(|line| line.figures.get(at));
        let highest = figures()
            .filter(|it| !it.few)
            .filter_map(|it| it.mark)
            .map(Mark::top);
        let highest = highest.fold(0.0, f64::max);
        let against = figures().next().and_then(|it| it.mark).map(Mark::middle);
        let next = Layer::at(at + 1).map_or_else(
            || self.locale.t(Msg::LayerWon),
            |next| (next.index() + 1).to_string(),
        );
        let shares = self.shares(highest, against);
        SheetColumn {
            head: Clean::from_string(format!("{}→{next}", at + 1)),
            role: Role::Layer(layer),
            aside: match definition {
                Definition::PeriodFlow => self.t(Msg::ReportFlowHead),
                Definition::ReachedOrPassed | Definition::Strict | Definition::Incidence => {
                    self.t(Msg::ReportBandHead)
                }
            },
            // A flow may pass the whole.
            scale: Some(if definition == Definition::PeriodFlow && highest > 1.0 {
                Scale {
                    to: highest,
                    right: Clean::from_string(self.locale.percent(highest, 0)),
                    ..shares
                }
            } else {
                shares
            }),
        }
    }

    /// How many stood somewhere when their history began: they entered no layer, and that is said.
    fn left_out(&self, whole: &[Conversion]) -> Option<Clean> {
        let left_out: u64 = whole.iter().map(|it| it.left_out).sum();
        (left_out > 0).then(|| self.say(Msg::ReportLeftOut, &[("n", &self.count(left_out))]))
    }
}
