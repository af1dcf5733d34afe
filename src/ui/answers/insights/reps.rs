//! Puts into words what each user does: what is won, how soon they touch what they get, what they say of it. With how many
//! each figure rests on, for a rate of few leads says nothing about a person.

use super::draft::{Draft, Kind};
use super::groups::Groups;
use super::words::{bar, nothing};
use super::{Asked, FEW, LINES, Source, Whose};
use crate::i18n::Msg;
use crate::insight::reps::{Doing, reps};
use crate::insight::response::Response;
use crate::model::Clean;
use crate::query::Field;
use crate::ui::screens::{Figure, Made, Sheet};
use crate::ui::theme::Role;

impl Source<'_> {
    /// The report.
    pub(super) fn reps(&self, asked: &Asked<'_>) -> Sheet {
        let it = reps(self.book, &self.selected, self.window, self.now, LINES);
        let (whole, parts) = (it.whole, it.parts);
        let groups = it.split.map(|it| Groups::Values(Box::new(it)));
        let line =
            |whose: &Whose<'_>, it: &Doing, whole: Option<&Doing>| self.doing(whose, it, whole);
        let lines = self.by_groups(Field::Owner, (&whole, &parts), groups.as_ref(), line);
        Draft::new(self, asked, self.field(Field::Owner))
            .column(self.t(Msg::HeadOpenLeads), Role::Text, None, Kind::Number)
            .column(self.t(Msg::HeadTouches), Role::Text, None, Kind::Number)
            .column(self.t(Msg::HeadFeedback), Role::Text, None, Kind::Number)
            .column(
                self.t(Msg::HeadFirstTouch),
                Role::Text,
                Some(Msg::ReportHoursHead),
                Kind::Number,
            )
            .column(
                self.t(Msg::HeadLate),
                Role::Look,
                Some(Msg::ReportBandHead),
                Kind::Share,
            )
            .column(
                self.t(Msg::HeadWinRate),
                Role::Won,
                Some(Msg::ReportBandHead),
                Kind::Share,
            )
            .lines(lines)
            .done()
    }

    fn doing(&self, whose: &Whose<'_>, it: &Doing, whole: Option<&Doing>) -> Vec<Figure> {
        let won = |it: &Doing| (it.won, it.won + it.lost);
        let late = |it: &Doing| (it.response.breached, it.response.handed);
        let rate = self.share(won(it), whole.map(won));
        let late_share = self.share(late(it), whole.map(late));
        // To be late more often than the others is worse.
        let late_share = Figure {
            better: late_share.better.map(|more| !more),
            ..late_share
        };
        let told = self.told(
            Msg::ToldReps,
            [
                ("user", whose.label.to_string()),
                ("open", self.count(it.open)),
                ("touches", self.count(it.touches)),
                ("feedback", self.count(it.feedback)),
                ("late", self.count(it.response.breached)),
                ("handed", self.count(it.response.handed)),
                ("won", self.count(it.won)),
                ("n", self.count(it.won + it.lost)),
            ],
        );
        let of = |figure: Figure, filter: Option<String>| Figure {
            told: told.clone(),
            filter,
            ..figure
        };
        vec![
            of(self.number(it.open), whose.and("is:open")),
            of(self.number(it.touches), None),
            of(self.number(it.feedback), None),
            of(self.first_touch(&it.response), None),
            of(late_share, None),
            Figure {
                made: Made::Closed([it.won, it.lost]),
                ..of(
                    rate,
                    whose.and(&format!("outcome:won,lost{}", self.during("closed"))),
                )
            },
        ]
    }

    /// The working hours by which half of what was handed over was touched.
    fn first_touch(&self, it: &Response) -> Figure {
        let Some(median) = it.median() else {
            return nothing();
        };
        let hours = f64::from(median) / 60.0;
        let most = it.p90().map_or_else(
            || "–".to_owned(),
            |it| format!("{:.1}", f64::from(it) / 60.0),
        );
        Figure {
            text: Clean::from_string(format!("{hours:.1}")),
            few: it.handed < FEW,
            aside: self.told(
                Msg::ReportDays,
                [("p90", most), ("n", self.count(it.handed))],
            ),
            mark: Some(bar(hours)),
            ..Figure::default()
        }
    }
}
