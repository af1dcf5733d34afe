//! Puts into words what each user does: what is won, how soon they touch what they get, what they say of it. With how many
//! each figure rests on, for a rate of few leads says nothing about a person.

use std::collections::HashMap;

use super::draft::{Draft, Kind};
use super::words::{bar, nothing};
use super::{Asked, FEW, Source, Whose};
use crate::i18n::Msg;
use crate::insight::response::{Response, responses};
use crate::insight::velocity::{Velocity, velocity};
use crate::model::Clean;
use crate::query::Field;
use crate::ui::screens::{Figure, Sheet};
use crate::ui::theme::Role;
use crate::workspace::Share;

/// What is counted of a user.
#[derive(Debug, Clone)]
struct Doing {
    money: Velocity,
    response: Response,
    touches: u64,
    feedback: u64,
}

impl Source<'_> {
    /// The report.
    pub(super) fn reps(&self, asked: &Asked<'_>) -> Sheet {
        let (book, selected, window) = (self.book, &self.selected, self.window);
        let split = self.split(Field::Owner);
        let said = self.said();
        let first = |it: &Vec<Velocity>| it.first().copied().unwrap_or_default();
        let count = |split| {
            let money = velocity(book, selected, window, split).1;
            let responses = responses(book, selected, window, self.now, split);
            money.iter().map(first).zip(responses).collect::<Vec<_>>()
        };
        let doing =
            |(money, response): (Velocity, Response), (touches, feedback): (u64, u64)| Doing {
                money,
                response,
                touches,
                feedback,
            };
        let sum = said
            .values()
            .fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
        let Some(whole) = count(None).pop().map(|it| doing(it, sum)) else {
            return Draft::new(self, asked, self.field(Field::Owner)).done();
        };
        let shares = split.as_ref().map(|it| it.shares()).unwrap_or_default();
        let of = |share: &Share| match share {
            Share::Value(name) => said.get(name.as_str()).copied().unwrap_or_default(),
            Share::Without | Share::Others(_) => (0, 0),
        };
        let parts: Vec<Doing> = split.as_ref().map_or_else(Vec::new, |it| {
            count(Some(it))
                .into_iter()
                .zip(shares)
                .map(|(it, share)| doing(it, of(share)))
                .collect()
        });
        let line =
            |whose: &Whose<'_>, it: &Doing, whole: Option<&Doing>| self.doing(whose, it, whole);
        let lines = self.by_groups(Field::Owner, (&whole, &parts), split.as_ref(), line);
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

    /// Touches and feedback of each user in the period, by name.
    fn said(&self) -> HashMap<&str, (u64, u64)> {
        let mut said: HashMap<u32, (u64, u64)> = HashMap::new();
        for (_, word) in self
            .book
            .talk
            .all()
            .filter(|(_, it)| self.window.has(it.at))
        {
            let it = said.entry(word.author).or_default();
            it.0 += u64::from(word.verdict == 0);
            it.1 += u64::from(word.verdict != 0);
        }
        let named = said.into_iter().filter_map(|(author, it)| {
            let user = self.book.users.get(author.into())?;
            Some((user.name.as_str(), it))
        });
        named.collect()
    }

    fn doing(&self, whose: &Whose<'_>, it: &Doing, whole: Option<&Doing>) -> Vec<Figure> {
        let won = |it: &Doing| (it.money.won, it.money.won + it.money.lost);
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
                ("open", self.count(it.money.open)),
                ("touches", self.count(it.touches)),
                ("feedback", self.count(it.feedback)),
                ("late", self.count(it.response.breached)),
                ("handed", self.count(it.response.handed)),
                ("won", self.count(it.money.won)),
                ("n", self.count(it.money.won + it.money.lost)),
            ],
        );
        let of = |figure: Figure, filter: Option<String>| Figure {
            told: told.clone(),
            filter,
            ..figure
        };
        vec![
            of(self.number(it.money.open), whose.and("is:open")),
            of(self.number(it.touches), None),
            of(self.number(it.feedback), None),
            of(self.first_touch(&it.response), None),
            of(late_share, None),
            of(
                rate,
                whose.and(&format!("outcome:won,lost{}", self.during("closed"))),
            ),
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
