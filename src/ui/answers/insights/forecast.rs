//! Puts into words what the open leads will bring, with the band of what may come, layer by layer.

use super::draft::{Draft, Kind};
use super::words::rounded;
use super::{Asked, Source, Whose};
use crate::i18n::Msg;
use crate::insight::forecast::{Forecast, LayerForecast, Months, whole};
use crate::model::Clean;
use crate::ui::screens::{Figure, Mark, Sheet, SheetLine, layer_name};
use crate::ui::theme::Role;

/// So many months ahead.
const AHEAD: u32 = 12;

impl Source<'_> {
    /// The report.
    pub(super) fn forecast(&self, asked: &Asked<'_>) -> Sheet {
        let (selected, window) = (&self.selected, self.window);
        let Some(all) = whole(self.book, selected, window, self.now, AHEAD) else {
            return Draft::new(self, asked, self.t(Msg::HeadLayerName)).done();
        };
        let it = &all.first;
        let currency = &it.currency;
        let label = self.t(Msg::ReportAll);
        let mut lines = vec![SheetLine {
            figures: self.expected_of_all(it),
            label,
            role: Some(Role::Strong),
            ..SheetLine::default()
        }];
        lines.extend(
            it.layers
                .iter()
                .map(|layer| self.expected_of(layer, currency)),
        );
        if let Some(ahead) = &all.ahead {
            lines.extend(self.ahead(ahead));
        }
        let other = |(currency, expected): &(String, f64)| {
            self.locale.money_short(rounded(*expected), currency)
        };
        let others: Vec<String> = all.others.iter().map(other).collect();
        let note = (!others.is_empty())
            .then(|| self.told(Msg::ReportOtherCurrencies, [("sums", others.join(" · "))]));
        let earlier = asked.filter.asof.is_some();
        let then = earlier.then(|| self.t(Msg::NoteValuesThen));
        let money = || Kind::Money(currency.clone());
        Draft::new(self, asked, self.t(Msg::HeadLayerName))
            .column(
                self.t(Msg::HeadExpected),
                Role::Won,
                Some(Msg::ReportFutureHead),
                money(),
            )
            .column(self.t(Msg::HeadByPlaybook), Role::Quiet, None, money())
            .column(self.t(Msg::HeadOpenValue), Role::Text, None, money())
            .column(self.t(Msg::HeadOpenLeads), Role::Text, None, Kind::Number)
            .column(
                self.t(Msg::HeadChance),
                Role::Text,
                Some(Msg::ReportBandHead),
                Kind::Plain,
            )
            .lines(lines)
            .notes([note, then, self.without_history()])
            .done()
    }

    fn expected_of_all(&self, it: &Forecast) -> Vec<Figure> {
        let (currency, band) = (&it.currency, &it.band);
        let (low, high) = (
            self.short(band.p10, currency),
            self.short(band.p90, currency),
        );
        let open: u64 = it.layers.iter().map(|it| it.open).sum();
        let parked: u64 = it.layers.iter().map(|it| it.parked).sum();
        let without: u64 = it.layers.iter().map(|it| it.without_value).sum();
        let filter = Some("is:open sort:-value".to_owned());
        let expected = Figure {
            aside: Clean::from_string(format!("{low}–{high}")),
            mark: Some(Mark::Band {
                low: band.p10,
                at: it.expected(),
                high: band.p90,
            }),
            told: self.told(
                Msg::ToldForecast,
                [
                    ("expected", self.full(it.expected(), currency)),
                    ("low", self.full(band.p10, currency)),
                    ("high", self.full(band.p90, currency)),
                    ("parked", self.count(parked)),
                    ("without", self.count(without)),
                ],
            ),
            filter: filter.clone(),
            ..self.money(it.expected(), currency)
        };
        let plain = |figure: Figure| Figure {
            filter: filter.clone(),
            ..figure
        };
        vec![
            expected,
            plain(self.money(it.by_playbook(), currency)),
            plain(self.money(it.value() as f64, currency)),
            plain(self.number(open)),
            Figure::default(),
        ]
    }

    /// What is expected of each month, and of no known one.
    fn ahead(&self, it: &Months) -> Vec<SheetLine> {
        let currency = &it.currency;
        let mut lines: Vec<SheetLine> = it
            .months
            .iter()
            .map(|month| {
                let (low, high) = (month.band.p10, month.band.p90);
                let label = self.month(month.month);
                let figure = Figure {
                    aside: Clean::from_string(format!(
                        "{}–{}",
                        self.short(low, currency),
                        self.short(high, currency)
                    )),
                    mark: Some(Mark::Band {
                        low,
                        at: month.expected,
                        high,
                    }),
                    told: self.told(
                        Msg::ToldMonthAhead,
                        [
                            ("month", label.to_string()),
                            ("expected", self.full(month.expected, currency)),
                            ("low", self.full(low, currency)),
                            ("high", self.full(high, currency)),
                            ("wins", format!("{:.1}", month.wins)),
                        ],
                    ),
                    ..self.money(month.expected, currency)
                };
                SheetLine {
                    label,
                    figures: vec![figure],
                    ..SheetLine::default()
                }
            })
            .collect();
        let rest = [
            (Msg::HeadLater, Msg::ToldLater, it.later),
            (Msg::HeadUnknown, Msg::ToldUnknown, it.unknown),
        ];
        for (head, told, expected) in rest.into_iter().filter(|it| it.2 > 0.0) {
            let told = self.told(told, [("expected", self.full(expected, currency))]);
            lines.push(SheetLine {
                label: self.t(head),
                role: Some(Role::Quiet),
                figures: vec![Figure {
                    told,
                    ..self.money(expected, currency)
                }],
                ..SheetLine::default()
            });
        }
        lines
    }

    fn expected_of(&self, it: &LayerForecast, currency: &str) -> SheetLine {
        let layer = it.odds.layer;
        let label = self.t(layer_name(layer));
        let filter = format!("layer:{}", layer.code());
        let whose = Whose {
            label: &label,
            filter: Some(&filter),
        };
        let open = whose.and("is:open sort:-value");
        let measured = &it.odds.measured;
        let odds = Figure {
            filter: whose.and("").map(|_| {
                format!(
                    "reached:{}{} outcome:won,lost",
                    layer.code(),
                    self.during("during")
                )
            }),
            ..self.share((measured.hits, measured.n), None)
        };
        let source = if it.is_measured() {
            Msg::ToldMeasured
        } else {
            Msg::ToldPlaybook
        };
        let told = self.told(
            source,
            [
                ("layer", label.to_string()),
                ("value", self.full(it.value as f64, currency)),
                ("n", self.count(it.open)),
                ("p", self.locale.percent(it.p(), 0)),
                ("closed", self.count(measured.n)),
                ("expected", self.full(it.expected(), currency)),
                ("playbook", self.locale.percent(it.odds.playbook, 0)),
            ],
        );
        let of = |figure: Figure| Figure {
            told: told.clone(),
            filter: open.clone(),
            ..figure
        };
        let figures = vec![
            of(self.money(it.expected(), currency)),
            of(self.money(it.by_playbook(), currency)),
            of(self.money(it.value as f64, currency)),
            of(self.number(it.open)),
            Figure {
                text: Clean::from_string(self.locale.percent(it.p(), 0)),
                few: !it.is_measured(),
                told: told.clone(),
                ..odds
            },
        ];
        SheetLine {
            role: Some(Role::Layer(layer)),
            label,
            figures,
            ..SheetLine::default()
        }
    }
}
