//! Puts into words why leads are lost and in which layer: the reasons, then who got them.

use super::draft::{Draft, Kind};
use super::{Asked, Source, Whose};
use crate::i18n::Msg;
use crate::insight::lost::{Row, lost};
use crate::insight::stats::wilson;
use crate::model::{Clean, Layer};
use crate::query::Field;
use crate::ui::screens::terms::written;
use crate::ui::screens::{Figure, Sheet, SheetLine, layer_name};
use crate::ui::theme::Role;

impl Source<'_> {
    /// The report.
    pub(super) fn lost(&self, asked: &Asked<'_>) -> Sheet {
        let it = lost(self.book, &self.selected, self.window);
        let most = it
            .reasons
            .iter()
            .flat_map(|row| row.by_layer)
            .max()
            .unwrap_or(0);
        let all = self.t(Msg::ReportAll);
        let whose = Whose {
            label: &all,
            filter: Some(""),
        };
        let whole = it.all.all();
        let mut lines = vec![SheetLine {
            figures: self.losses(&whose, &it.all, whole, 0),
            label: all.clone(),
            role: Some(Role::Strong),
            ..SheetLine::default()
        }];
        for (field, rows) in [
            (Field::Reason, &it.reasons),
            (Field::Competitor, &it.competitors),
        ] {
            let named = rows
                .iter()
                .filter(|row| field == Field::Reason || row.name.is_some());
            lines.extend(named.map(|row| {
                let label = self.loss_name(field, row);
                let filter = format!("{}:{}", field.name(), written(field, row.name.as_deref()));
                let whose = Whose {
                    label: &label,
                    filter: Some(&filter),
                };
                SheetLine {
                    figures: self.losses(&whose, row, whole, most),
                    role: (field == Field::Competitor).then_some(Role::Quiet),
                    label,
                    filter: Some(filter),
                }
            }));
        }
        let mut draft = Draft::new(self, asked, self.field(Field::Reason)).column(
            self.t(Msg::HeadLost),
            Role::Bad,
            Some(Msg::HeadShare),
            Kind::Number,
        );
        for layer in Layer::ALL {
            let head = Clean::from_string(format!("{}", layer.index() + 1));
            draft = draft.column(head, Role::Layer(layer), None, Kind::Number);
        }
        let mut sheet = draft.lines(lines).done();
        // The first line is the sum of the others: their bars are against the longest of them.
        for (at, column) in sheet.columns.iter_mut().enumerate() {
            let rows = it.reasons.iter().map(|row| {
                at.checked_sub(1)
                    .map_or_else(|| row.all(), |layer| row.by_layer[layer])
            });
            let top = rows.max().unwrap_or(0);
            column.scale = column.scale.take().filter(|_| top > 0).map(|mut scale| {
                scale.to = top as f64;
                scale.right = Clean::from_string(self.count(top));
                scale
            });
        }
        sheet
    }

    fn loss_name(&self, field: Field, row: &Row) -> Clean {
        row.name.as_deref().map_or_else(
            || self.t(Msg::FacetNone),
            |name| self.named(field, &crate::workspace::Share::Value(name.to_owned())),
        )
    }

    /// A share of all losses with its band.
    fn share_within(&self, n: u64, whole: u64) -> Clean {
        let rate = wilson(n, whole);
        if n == whole {
            // All of all is certain.
            return Clean::from_string(self.locale.percent(1.0, 0));
        }
        rate.rate.map_or_else(Clean::default, |share| {
            let share = ("share", self.locale.percent(share, 0));
            let band = ("band", self.locale.band(rate.low, rate.high));
            self.told(Msg::ReportShareBand, [share, band])
        })
    }

    fn losses(&self, whose: &Whose<'_>, row: &Row, whole: u64, most: u64) -> Vec<Figure> {
        let lost = format!("outcome:lost{}", self.during("closed"));
        let share = |n: u64| {
            if whole == 0 {
                0.0
            } else {
                n as f64 / whole as f64
            }
        };
        let figure = |n: u64, filter: &str, told: Clean| Figure {
            aside: self.share_within(n, whole),
            heat: (most > 0).then(|| n as f64 / most as f64),
            told,
            filter: whose.and(filter),
            ..self.number(n)
        };
        let all = row.all();
        let told = |message, n, layer: String| {
            self.told(
                message,
                [
                    ("group", whose.label.to_string()),
                    ("n", self.count(n)),
                    ("share", self.locale.percent(share(n), 0)),
                    ("layer", layer),
                ],
            )
        };
        let first = figure(all, &lost, told(Msg::ToldLostAll, all, String::new()));
        let mut figures = vec![Figure {
            heat: None,
            mark: first.mark.filter(|_| most > 0),
            ..first
        }];
        for layer in Layer::ALL {
            let n = row.by_layer[layer.index()];
            let told = told(Msg::ToldLostIn, n, self.locale.t(layer_name(layer)));
            let it = figure(n, &format!("layer:{} {lost}", layer.code()), told);
            figures.push(Figure {
                mark: it.mark.filter(|_| most > 0),
                ..it
            });
        }
        figures
    }
}
