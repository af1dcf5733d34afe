//! Puts into words how long leads stay in each layer, and how long it takes to the end and to the win.

use super::draft::{Draft, Kind};
use super::words::nothing;
use super::{Asked, FEW, Source, Whose};
use crate::i18n::Msg;
use crate::insight::duration::{Days, Durations, Lasting, durations, durations_and_by};
use crate::model::{Clean, Layer};
use crate::ui::answers::funnel::minute;
use crate::ui::screens::{Figure, Mark, Sheet, layer_name};
use crate::ui::theme::Role;
use crate::workspace::{Mask, Split};

impl Source<'_> {
    /// The report.
    pub(super) fn durations(&self, asked: &Asked<'_>) -> Sheet {
        let now = minute(self.now);
        let (book, selected, window) = (self.book, &self.selected, self.window);
        let of_rows = |rows: &Mask| durations(book, rows, window, now);
        let of_values = |split: &Split<'_>| durations_and_by(book, selected, window, now, split);
        let groups = self.groups(asked.by);
        let (whole, parts) = match &groups {
            Some(groups) => groups.whole_and_each(of_values, of_rows, selected),
            None => (of_rows(selected), Vec::new()),
        };
        let line = |whose: &Whose<'_>, it: &Durations, _: Option<&Durations>| {
            let layers = it.layers.iter();
            let mut figures: Vec<Figure> = layers
                .map(|(layer, stay)| {
                    self.lasting(whose, stay, &self.locale.t(layer_name(*layer)), None)
                })
                .collect();
            let entered = self.during("entered");
            let to_end = self.locale.t(Msg::HeadToEnd);
            figures.push(self.lasting(whose, &it.to_end, &to_end, None));
            let won = Some(format!("outcome:won -is:opening{entered}"));
            figures.push(self.lasting(whose, &it.to_win, &self.locale.t(Msg::HeadToWin), won));
            figures
        };
        let lines = self.by_groups(asked.by, (&whole, &parts), groups.as_ref(), line);
        let mut draft = Draft::new(self, asked, self.field(asked.by));
        for layer in Layer::ALL {
            let head = Clean::from_string(format!("{}", layer.index() + 1));
            draft = draft.column(
                head,
                Role::Layer(layer),
                Some(Msg::ReportDaysHead),
                Kind::Days,
            );
        }
        let left_out = (whole.left_out > 0)
            .then(|| self.told(Msg::ReportLeftOut, [("n", self.count(whole.left_out))]));
        draft
            .column(
                self.t(Msg::HeadToEnd),
                Role::Text,
                Some(Msg::ReportDaysHead),
                Kind::Days,
            )
            .column(
                self.t(Msg::HeadToWin),
                Role::Won,
                Some(Msg::ReportDaysHead),
                Kind::Days,
            )
            .lines(lines)
            .note(left_out)
            .done()
    }

    fn lasting(
        &self,
        whose: &Whose<'_>,
        it: &Lasting,
        what: &str,
        filter: Option<String>,
    ) -> Figure {
        let (median, p90) = (it.median(), it.p90());
        let Some(at) = number(median) else {
            return nothing();
        };
        let n = it.survival.n();
        let (half, most) = (self.days_of(median), self.days_of(p90));
        Figure {
            text: Clean::from_string(half.clone()),
            few: n < FEW,
            aside: self.told(
                Msg::ReportDays,
                [("p90", most.clone()), ("n", self.count(n))],
            ),
            told: self.told(
                Msg::ToldLasting,
                [
                    ("group", whose.label.to_string()),
                    ("what", what.to_owned()),
                    ("median", half),
                    ("p90", most),
                    ("n", self.count(n)),
                    ("open", self.count(it.survival.still_open())),
                ],
            ),
            mark: Some(Mark::Reach {
                at,
                to: number(p90).unwrap_or(at),
            }),
            behind: Some(n),
            filter: filter.and_then(|more| whose.and(&more)),
            ..Figure::default()
        }
    }

    /// A number of days, or that it is more than was seen.
    fn days_of(&self, days: Days) -> String {
        match days {
            Days::By(days) => self.locale.days(days.into()),
            Days::Beyond(days) => format!(">{}", self.locale.days(days.into())),
            Days::Unknown => "–".to_owned(),
        }
    }
}

fn number(days: Days) -> Option<f64> {
    match days {
        Days::By(days) | Days::Beyond(days) => Some(f64::from(days)),
        Days::Unknown => None,
    }
}
