//! Tells how a whole group goes through the layers, and how far the first of two sides lies above the other: both shares
//! with their lists, and the interval of their difference with the numbers in it.

use super::{Asked, FEW, Teller};
use crate::i18n::Msg;
use crate::insight::conversion::{Conversion, conversions};
use crate::insight::stats::{Difference, Rate, newcombe, wilson};
use crate::model::{Clean, Layer};
use crate::query::read;
use crate::ui::answers::Answers;
use crate::ui::answers::funnel::minute;
use crate::ui::explained::{Explained, ExplainedLine};
use crate::ui::screens::{Cell, CompareAsk, layer_name};
use crate::ui::theme::Role;
use crate::ui::view::both;
use crate::workspace::{At, Book, Mask};

/// One of two sides, without what is in both.
struct Half {
    /// The letter that it goes by.
    letter: Clean,
    rows: Mask,
    /// The filter for just these, where there is one.
    text: Option<String>,
}

impl Answers {
    /// How far the first side lies above the other in a line: a layer, or what was won.
    pub(super) fn explain_apart(
        &mut self,
        book: &Book,
        asked: &Asked<'_>,
        ask: &CompareAsk,
        line: usize,
    ) -> Explained {
        let pair = self.halves(book, ask, (asked.filter, asked.cx, asked.now));
        let layer = Layer::at(line);
        let mut teller = Teller::new(self, book, asked, Mask::none(0));
        let mut title = String::new();
        if let Some((a, b, shared)) = pair {
            let letter = |number: usize| {
                Clean::literal(["A", "B", "C", "D"].get(number).copied().unwrap_or("…"))
            };
            let half = |number: usize, (rows, text): (Mask, Option<String>)| Half {
                letter: letter(number),
                rows,
                text,
            };
            let halves = [half(0, a), half(ask.against + 1, b)];
            let args = [
                ("one", halves[0].letter.as_str().into()),
                ("other", halves[1].letter.as_str().into()),
                (
                    "layer",
                    layer
                        .map_or_else(String::new, |it| self.locale.t(layer_name(it)))
                        .into(),
                ),
            ];
            let message = match layer {
                Some(_) => Msg::ExplainApart,
                None => Msg::ExplainApartWon,
            };
            title = self.locale.t_args(message, &args);
            teller.apart(asked, &halves, layer, shared);
        }
        Explained {
            title: Clean::from_string(title),
            lines: teller.lines,
            // Each list stands by itself.
            within: Some(String::new()),
        }
    }
}

impl Teller<'_> {
    /// How what is selected goes through all layers.
    pub(super) fn whole(&mut self) {
        let all = conversions(self.book, &self.selected, self.window, minute(self.now));
        for (layer, it) in Layer::ALL.into_iter().zip(&all) {
            let cohort = it.reached;
            let rate = wilson(cohort.advanced, cohort.entered);
            let layer_name = self.layer(layer);
            self.share(Msg::ExplainLayerShare, layer_name, rate);
            let filter = |cell: Cell| cell.filter(Some(layer), self.period);
            let lists = [
                (Msg::ExplainAdvanced, cohort.advanced, filter(Cell::WentOn)),
                (Msg::ExplainReached, cohort.entered, filter(Cell::Reached)),
                (
                    Msg::ExplainStillOpen,
                    cohort.still_open(),
                    filter(Cell::StillOpen),
                ),
            ];
            for (message, number, filter) in lists {
                self.leads(message, number, filter);
            }
            self.left_out(it.left_out);
            self.gap();
        }
        self.win_rate();
    }

    /// `A: 58.2 % = 517 ÷ 889, 55–61 %`.
    fn share(&mut self, message: Msg, name: (&str, Clean, Role), rate: Rate) {
        let Some(share) = rate.rate else {
            self.say(Msg::ExplainNothingOf, &[("name", name.1, name.2)]);
            return;
        };
        let role = if rate.n < FEW {
            Role::Quiet
        } else {
            Role::Strong
        };
        let band = Clean::from_string(self.answers.locale.band(rate.low, rate.high));
        let values = [
            name,
            ("share", self.percent(share), role),
            ("part", self.count(rate.hits), Role::Text),
            ("of", self.count(rate.n), Role::Text),
            ("band", band, Role::Text),
        ];
        self.say(message, &values);
        if rate.n < FEW {
            self.say(Msg::ExplainFew, &[]);
        }
    }

    fn apart(&mut self, asked: &Asked<'_>, halves: &[Half; 2], layer: Option<Layer>, shared: u64) {
        let counted = |half: &Half| {
            let all = conversions(self.book, &half.rows, self.window, minute(self.now));
            layer.and_then(|it| all.into_iter().nth(it.index()))
        };
        let counted = [counted(&halves[0]), counted(&halves[1])];
        let rate = |at: usize| match &counted[at] {
            Some(it) => wilson(it.reached.advanced, it.reached.entered),
            None => {
                crate::insight::outline::outline(
                    self.book,
                    &halves[at].rows,
                    &self.book.latest(&halves[at].rows),
                )
                .win_rate
            }
        };
        let rates = [rate(0), rate(1)];
        let apart = newcombe(&rates[0], &rates[1]);
        self.difference(&rates, &apart);
        for ((half, rate), counted) in halves.iter().zip(rates).zip(&counted) {
            self.gap();
            let name = ("side", half.letter.clone(), Role::Accent);
            self.share(Msg::ExplainSide, name, rate);
            self.lists(asked, half, rate, (layer, counted.as_ref()));
        }
        if shared > 0 {
            let values = [("n", self.count(shared), Role::Text)];
            self.say(Msg::ExplainShared, &values);
        }
        self.gap();
        self.interval(&rates, &apart);
        for (half, counted) in halves.iter().zip(&counted) {
            if let Some(it) = counted {
                self.gap();
                let side = [("side", half.letter.clone(), Role::Accent)];
                self.say(Msg::ExplainSideOthers, &side);
                self.others_alone(it);
            }
        }
    }

    /// The difference and what it comes to.
    fn difference(&mut self, rates: &[Rate; 2], apart: &Difference) {
        let (Some(by), Some(a), Some(b)) = (apart.difference, rates[0].rate, rates[1].rate) else {
            self.say(Msg::ExplainNothing, &[]);
            return;
        };
        let values = [
            ("by", self.signed(by), Role::Strong),
            ("a", self.percent(a), Role::Text),
            ("b", self.percent(b), Role::Text),
        ];
        self.say(Msg::ExplainPoints, &values);
        let message = match (rates[0].n.min(rates[1].n) < FEW, apart.differs()) {
            (true, _) => Msg::ExplainApartFew,
            (false, true) => Msg::ExplainApartDiffers,
            (false, false) => Msg::ExplainApartSame,
        };
        self.say(message, &[]);
    }

    /// Newcombe's interval with the numbers in it.
    fn interval(&mut self, rates: &[Rate; 2], apart: &Difference) {
        let (Some(by), Some(a), Some(b)) = (apart.difference, rates[0].rate, rates[1].rate) else {
            return;
        };
        let text = |name, value: Clean| (name, value, Role::Text);
        let values = [
            text("by", self.signed(by)),
            text("pa", self.percent(a)),
            text("la", self.percent(rates[0].low)),
            text("ua", self.percent(rates[0].high)),
            text("pb", self.percent(b)),
            text("lb", self.percent(rates[1].low)),
            text("ub", self.percent(rates[1].high)),
            ("low", self.signed(apart.low), Role::Strong),
            ("high", self.signed(apart.high), Role::Strong),
        ];
        self.say(Msg::ExplainNewcombe, &values);
        self.say(Msg::ExplainNewcombeLow, &values);
        self.say(Msg::ExplainNewcombeHigh, &values);
    }

    /// The leads of a side: those that are counted, of which they are counted, and those left out.
    fn lists(
        &mut self,
        asked: &Asked<'_>,
        half: &Half,
        rate: Rate,
        (layer, counted): (Option<Layer>, Option<&Conversion>),
    ) {
        let mut exact = true;
        let mut list = |teller: &mut Self, message: Msg, number: u64, filter: &str| {
            let text = half.text.as_deref().and_then(|it| both(it, filter));
            let found = text.filter(|text| teller.selects(asked, text) == Some(number));
            match found {
                Some(text) => teller.leads(message, number, text),
                None => {
                    exact &= number == 0;
                    teller.number(message, number);
                }
            }
        };
        match counted {
            Some(it) => {
                let filter = |cell: Cell| cell.filter(layer, asked.period);
                let cohort = it.reached;
                for (message, number, cell) in [
                    (Msg::ExplainAdvanced, cohort.advanced, Cell::WentOn),
                    (Msg::ExplainReached, cohort.entered, Cell::Reached),
                    (Msg::ExplainStillOpen, cohort.still_open(), Cell::StillOpen),
                    (Msg::ExplainLostBefore, cohort.lost, Cell::Lost),
                ] {
                    list(self, message, number, &filter(cell));
                }
                self.left_out(it.left_out);
            }
            None => {
                list(self, Msg::ExplainWon, rate.hits, "outcome:won");
                list(self, Msg::ExplainLost, rate.n - rate.hits, "outcome:lost");
            }
        }
        if !exact {
            self.say(Msg::ExplainNoList, &[]);
        }
    }

    /// How many a filter selects.
    fn selects(&self, asked: &Asked<'_>, text: &str) -> Option<u64> {
        let filter = read(text, asked.cx).ok()?;
        Some(self.book.select(&filter, At { now: self.now }).count())
    }

    /// A number that opens nothing.
    fn number(&mut self, message: Msg, number: u64) {
        let words = self.words(message, &[]);
        let words = crate::ui::words::Words::one(self.count(number), Role::Faint)
            .and(Clean::literal(" "), Role::Faint)
            .join(words);
        self.lines.push(ExplainedLine { words, leads: None });
    }

    /// A difference of shares with its sign, in points.
    fn signed(&self, by: f64) -> Clean {
        Clean::from_string(self.answers.locale.points(by, 1))
    }
}
