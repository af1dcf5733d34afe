//! Puts into words whether the playbook's odds hold: beside them what history says, with its band.

use super::draft::{Draft, Kind};
use super::{Asked, Source};
use crate::i18n::Msg;
use crate::insight::calibration::{Odds, calibration};
use crate::model::Clean;
use crate::ui::screens::{Figure, Made, Sheet, SheetLine, layer_name};
use crate::ui::theme::Role;

impl Source<'_> {
    /// The report.
    pub(super) fn calibration(&self, asked: &Asked<'_>) -> Sheet {
        let odds = calibration(self.book, &self.selected, self.window);
        let lines = odds.iter().map(|it| self.odds(it)).collect();
        let mut sheet = Draft::new(self, asked, self.t(Msg::HeadLayerName))
            .column(
                self.t(Msg::HeadMeasured),
                Role::Won,
                Some(Msg::ReportBandHead),
                Kind::Share,
            )
            .column(
                self.t(Msg::HeadPlaybookOdds),
                Role::Quiet,
                None,
                Kind::Share,
            )
            .column(self.t(Msg::HeadStillOpen), Role::Text, None, Kind::Number)
            .column(self.t(Msg::HeadBrier), Role::Text, None, Kind::Plain)
            .lines(lines)
            .note(self.without_history())
            .done();
        sheet.legend = Some(self.t(Msg::ReportPlaybookLine));
        for column in &mut sheet.columns {
            if let Some(scale) = &mut column.scale {
                scale.against = None;
            }
        }
        sheet
    }

    fn odds(&self, it: &Odds) -> SheetLine {
        let name = self.t(layer_name(it.layer));
        let n = it.measured.n;
        let won = it.measured.hits;
        let measured = self.share((won, n), None);
        let playbook = self.locale.percent(it.playbook, 0);
        let verdict = match (n >= super::FEW, it.is_off()) {
            (false, _) => Msg::ToldOddsFew,
            (true, true) => Msg::ToldOddsOff,
            (true, false) => Msg::ToldOddsHold,
        };
        let told = self.told(
            verdict,
            [
                ("layer", name.to_string()),
                ("playbook", playbook.clone()),
                ("rate", measured.text.to_string()),
                ("band", self.locale.band(it.measured.low, it.measured.high)),
                ("n", self.count(n)),
                ("open", self.count(it.still_open)),
            ],
        );
        let closed = format!(
            "reached:{}{} outcome:won,lost",
            it.layer.code(),
            self.during("during")
        );
        let open = format!(
            "reached:{}{} is:open,parked",
            it.layer.code(),
            self.during("during")
        );
        let of = |figure: Figure, filter: Option<String>| Figure {
            told: told.clone(),
            filter,
            ..figure
        };
        let off = n >= super::FEW && it.is_off();
        let brier = it
            .brier(it.playbook)
            .map_or_else(|| "–".to_owned(), |it| format!("{it:.3}"));
        SheetLine {
            role: Some(Role::Layer(it.layer)),
            filter: Some(String::new()),
            figures: vec![
                Figure {
                    made: Made::Odds(it.layer, [won, n - won, it.still_open]),
                    against: Some(it.playbook),
                    better: off.then_some(it.measured.rate > Some(it.playbook)),
                    ..of(measured, Some(closed))
                },
                of(
                    Figure {
                        text: Clean::from_string(playbook),
                        mark: Some(super::words::bar(it.playbook)),
                        ..Figure::default()
                    },
                    None,
                ),
                of(self.number(it.still_open), Some(open)),
                of(
                    Figure {
                        text: Clean::from_string(brier),
                        few: n < super::FEW,
                        ..Figure::default()
                    },
                    None,
                ),
            ],
            label: name,
        }
    }
}
