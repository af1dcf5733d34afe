//! Answers how a number is made: its formula with the numbers in it, who stands behind each of them, who is left out.

mod sides;

use super::Answers;
use super::funnel::{amounts, minute, rate};
use crate::figures::Figure;
use crate::i18n::Msg;
use crate::insight::conversion::{Conversion, conversions};
use crate::insight::flow::{Flow, by_layer};
use crate::insight::funnel::{Funnel, Window, funnel};
use crate::insight::outline::{outline, standing};
use crate::insight::stats;
use crate::model::{Clean, Layer, Moment};
use crate::query::{Context, Filter};
use crate::ui::explained::{Explained, ExplainedLine, Explains};
use crate::ui::period::Period;
use crate::ui::screens::{Cell, layer_name};
use crate::ui::theme::Role;
use crate::ui::words::Words;
use crate::workspace::{At, Book, Mask};

/// Rates of fewer than this are to be read with care.
const FEW: u64 = 10;

/// What is asked.
pub(super) struct Asked<'a> {
    /// The filter as it is written.
    pub(super) text: &'a str,
    /// And as it is read.
    pub(super) filter: &'a Filter,
    pub(super) period: Period,
    pub(super) what: &'a Explains,
    /// What other sides are read against.
    pub(super) cx: &'a Context,
    pub(super) now: Moment,
}

/// What an explanation is put together from.
struct Teller<'a> {
    answers: &'a Answers,
    book: &'a Book,
    selected: Mask,
    /// The funnel, where the screen has just shown it.
    shown: Option<Funnel>,
    window: Window,
    period: Period,
    now: Moment,
    lines: Vec<ExplainedLine>,
}

impl<'a> Teller<'a> {
    fn new(answers: &'a Answers, book: &'a Book, asked: &Asked<'_>, selected: Mask) -> Self {
        let zone = book.settings().general.zone;
        let start = |day| minute(Moment::start_of(day, zone));
        let days = asked.period.days(book.today(asked.now.day(zone)));
        Self {
            answers,
            book,
            selected,
            shown: answers
                .funnel_of(book, asked.text, asked.period, asked.now)
                .cloned(),
            window: days.map_or_else(Window::default, |(from, to)| Window {
                from: start(from),
                to: start(to),
            }),
            period: asked.period,
            now: asked.now,
            lines: Vec::new(),
        }
    }
}

impl Answers {
    /// How a number is made.
    pub(super) fn explain(&mut self, book: &Book, asked: &Asked<'_>) -> Explained {
        if let Explains::Apart(ask, line) = asked.what {
            return self.explain_apart(book, asked, ask, *line);
        }
        let selected = book.select(asked.filter, At { now: asked.now });
        let mut teller = Teller::new(self, book, asked, selected);
        let (title, layer) = match asked.what {
            Explains::Stock(layer) => {
                teller.stock(*layer);
                (Msg::ExplainStock, Some(*layer))
            }
            Explains::WentOn(layer) | Explains::WentOnOf(layer, _) => {
                teller.went_on(*layer);
                (Msg::ExplainWentOn, Some(*layer))
            }
            Explains::Odds(layer) => {
                teller.odds(*layer);
                (Msg::ExplainOdds, Some(*layer))
            }
            Explains::Stuck(layer) => {
                teller.stuck(*layer);
                (Msg::ExplainStuck, Some(*layer))
            }
            Explains::Whole(_) => {
                teller.whole();
                (Msg::ExplainWinRate, None)
            }
            Explains::WinRate | Explains::Apart(..) => {
                teller.win_rate();
                (Msg::ExplainWinRate, None)
            }
        };
        teller.when(asked.what);
        teller.source(asked.what);
        let lines = teller.lines;
        let layer = layer.map_or_else(String::new, |it| self.locale.t(layer_name(it)));
        let title = self.locale.t_args(title, &[("layer", layer.into())]);
        let title = match asked.what {
            Explains::WentOnOf(_, group) => format!("{group} · {title}"),
            Explains::Whole(group) => group.to_string(),
            Explains::Stock(_)
            | Explains::WentOn(_)
            | Explains::Odds(_)
            | Explains::WinRate
            | Explains::Stuck(_)
            | Explains::Apart(..) => title,
        };
        Explained {
            title: Clean::from_string(title),
            lines,
            within: Some(asked.filter.text.clone()),
        }
    }
}

impl Teller<'_> {
    fn count(&self, number: u64) -> Clean {
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        Clean::from_string(self.answers.locale.count(number))
    }

    fn percent(&self, share: f64) -> Clean {
        Clean::from_string(self.answers.locale.percent(share, 1))
    }

    fn layer(&self, layer: Layer) -> (&'static str, Clean, Role) {
        let name = self.answers.locale.t(layer_name(layer));
        ("layer", Clean::from_string(name), Role::Layer(layer))
    }

    fn words(&self, message: Msg, values: &[(&str, Clean, Role)]) -> Words {
        Words::sentence(&self.answers.locale, message, Role::Quiet, values, &[])
    }

    fn say(&mut self, message: Msg, values: &[(&str, Clean, Role)]) {
        let words = self.words(message, values);
        self.lines.push(ExplainedLine { words, leads: None });
    }

    fn gap(&mut self) {
        let words = Words::new();
        self.lines.push(ExplainedLine { words, leads: None });
    }

    /// A line that opens the leads behind it; nothing opens where there are none.
    fn leads(&mut self, message: Msg, number: u64, filter: String) {
        let words = self.words(message, &[]);
        let count = self.count(number);
        let leads = (number > 0).then(|| (count.clone(), filter));
        let words = if number > 0 {
            words
        } else {
            Words::one(count, Role::Faint)
                .and(Clean::literal(" "), Role::Faint)
                .join(words)
        };
        self.lines.push(ExplainedLine { words, leads });
    }

    /// `58.2 % = 517 ÷ 889`, its band, and whether it rests on few.
    fn formula(&mut self, part: u64, of: u64) {
        let rate = stats::wilson(part, of);
        let Some(share) = rate.rate else {
            self.say(Msg::ExplainNothing, &[]);
            return;
        };
        let role = if of < FEW { Role::Quiet } else { Role::Strong };
        let values = [
            ("share", self.percent(share), role),
            ("part", self.count(part), Role::Text),
            ("of", self.count(of), Role::Text),
        ];
        self.say(Msg::ExplainFormula, &values);
        let band = Clean::from_string(self.answers.locale.band(rate.low, rate.high));
        self.say(Msg::ExplainBand, &[("band", band, Role::Text)]);
        if of < FEW {
            self.say(Msg::ExplainFew, &[]);
        }
    }

    fn stock(&mut self, layer: Layer) {
        let flows = by_layer(self.book, &self.selected, self.window);
        let flow = flows[layer.index()];
        self.proof(&flow);
        self.gap();
        let it = self.funnel();
        let here = &it.layers[layer.index()];
        let code = layer.code();
        let open = here.open - here.parked;
        self.leads(Msg::ExplainOpen, open, format!("layer:{code} is:open"));
        self.leads(
            Msg::ExplainParked,
            here.parked,
            format!("layer:{code} is:parked"),
        );
        for (minor, currency) in amounts(&here.value, self.book) {
            let sum = self.answers.locale.money(minor, &currency);
            let values = [("sum", Clean::from_string(sum), Role::Strong)];
            self.say(Msg::ExplainWorth, &values);
        }
        let found = standing(self.book, &self.selected, layer);
        if found > 0 {
            let share = found as f64 / here.open.max(1) as f64;
            let values = [
                ("n", self.count(found), Role::Text),
                ("share", self.percent(share), Role::Text),
            ];
            self.say(Msg::ExplainStockFound, &values);
        }
        self.gap();
        self.say(Msg::ExplainStockRule, &[]);
    }

    fn funnel(&self) -> Funnel {
        let count = || funnel(self.book, &self.selected, self.window, minute(self.now));
        self.shown.clone().unwrap_or_else(count)
    }

    /// What was there, what came and what went; and whether that is what is there.
    fn proof(&mut self, flow: &Flow) {
        let value = |name, number| (name, self.count(number), Role::Text);
        let came = [
            value("opening", flow.opening),
            value("found", flow.found),
            value("in", flow.entered),
            value("reopened", flow.reopened),
            value("forward", flow.forward_in),
            value("back", flow.back_in),
        ];
        let went = [
            value("forward", flow.forward_out),
            value("back", flow.back_out),
            value("lost", flow.lost),
            value("won", flow.won),
            value("closing", flow.closing),
        ];
        self.say(Msg::ExplainCame, &came);
        let mut words = self.words(Msg::ExplainWent, &went);
        words = match flow.residual() {
            0 => words.and(Clean::literal(" ✓"), Role::Good),
            rest => {
                let rest = Clean::from_string(self.answers.locale.count(rest));
                let rest = self.words(Msg::FootFlowRest, &[("count", rest, Role::Bad)]);
                words.and(Clean::literal(" ✗ "), Role::Bad).join(rest)
            }
        };
        self.lines.push(ExplainedLine { words, leads: None });
    }

    fn went_on(&mut self, layer: Layer) {
        let now = minute(self.now);
        let all = conversions(self.book, &self.selected, self.window, now);
        let Some(it) = all.into_iter().nth(layer.index()) else {
            return;
        };
        let cohort = it.reached;
        self.formula(cohort.advanced, cohort.entered);
        self.gap();
        let filter = |cell: Cell| cell.filter(Some(layer), self.period);
        let (part, of) = (filter(Cell::WentOn), filter(Cell::Reached));
        let (open, lost) = (filter(Cell::StillOpen), filter(Cell::Lost));
        self.leads(Msg::ExplainAdvanced, cohort.advanced, part);
        self.leads(Msg::ExplainReached, cohort.entered, of);
        self.leads(Msg::ExplainStillOpen, cohort.still_open(), open);
        self.leads(Msg::ExplainLostBefore, cohort.lost, lost);
        self.left_out(it.left_out);
        self.gap();
        self.others(&it);
    }

    /// Who has no history from which to tell.
    fn left_out(&mut self, number: u64) {
        if number > 0 {
            let values = [("n", self.count(number), Role::Text)];
            self.say(Msg::ExplainLeftOut, &values);
        }
    }

    /// The same by the other definitions.
    fn others(&mut self, it: &Conversion) {
        self.say(Msg::ExplainOthers, &[]);
        self.others_alone(it);
    }

    fn others_alone(&mut self, it: &Conversion) {
        if let Some(strict) = rate(it.strict()) {
            let band = self.answers.locale.band(strict.low, strict.high);
            let values = [
                ("band", Clean::from_string(band), Role::Quiet),
                ("share", self.percent(strict.share), Role::Text),
                ("part", self.count(it.direct), Role::Text),
                ("of", self.count(it.were_in), Role::Text),
            ];
            self.say(Msg::ExplainStrict, &values);
        }
        if let Some(flow) = it.flow() {
            let values = [
                ("share", self.percent(flow), Role::Text),
                ("part", self.count(it.came_next), Role::Text),
                ("of", self.count(it.reached.entered), Role::Text),
            ];
            self.say(Msg::ExplainPeriodFlow, &values);
        }
        if let Some(end) = it.in_the_end() {
            let band = Clean::from_string(self.answers.locale.band(end.low, end.high));
            let values = [
                ("share", self.percent(end.share), Role::Text),
                ("band", band, Role::Quiet),
            ];
            self.say(Msg::ExplainIncidence, &values);
        }
    }

    fn odds(&mut self, layer: Layer) {
        let it = self.funnel();
        let here = &it.layers[layer.index()];
        let odds = here.odds;
        let won = odds.hits;
        self.formula(won, odds.n);
        let playbook = self.percent(self.book.settings().odds(layer));
        self.say(Msg::ExplainPlaybook, &[("share", playbook, Role::Text)]);
        self.gap();
        let reached = Cell::Reached.filter(Some(layer), self.period);
        self.leads(Msg::ExplainWon, won, format!("{reached} outcome:won"));
        self.leads(
            Msg::ExplainLost,
            odds.n - won,
            format!("{reached} outcome:lost"),
        );
        let open = here.entered - odds.n;
        self.leads(
            Msg::ExplainNotEnded,
            open,
            format!("{reached} is:open,parked"),
        );
    }

    fn win_rate(&mut self) {
        let it = self.funnel();
        self.formula(it.won, it.won + it.lost);
        self.gap();
        let won = Cell::Open.filter(None, self.period);
        let lost = won.replacen("outcome:won", "outcome:lost", 1);
        self.leads(Msg::ExplainWon, it.won, won);
        self.leads(Msg::ExplainLost, it.lost, lost);
        let open = it.layers.iter().map(|it| it.open).sum();
        self.leads(Msg::ExplainNotEnded, open, "is:open,parked".to_owned());
        self.gap();
        self.say(Msg::ExplainWinRateRule, &[]);
        self.as_leads(it.won + it.lost);
    }

    /// What facets and lists say of the same, where it is another number: they count leads as they stand.
    fn as_leads(&mut self, episodes: u64) {
        let leads = self.book.latest(&self.selected);
        let it = outline(self.book, &self.selected, &leads).as_leads;
        let (Some(share), Period::All) = (it.rate, self.period) else {
            return;
        };
        if it.n >= episodes {
            return;
        }
        let values = [
            ("share", self.percent(share), Role::Text),
            ("part", self.count(it.hits), Role::Text),
            ("of", self.count(it.n), Role::Text),
            ("n", self.count(episodes - it.n), Role::Text),
        ];
        self.say(Msg::ExplainAsLeads, &values);
    }

    fn stuck(&mut self, layer: Layer) {
        let pace = self.book.pace();
        let quantile = self.book.settings().general.stuck_quantile_percent;
        let stays = pace.stays.get(layer.index()).copied().unwrap_or_default();
        let n = self.count(stays.into());
        let layer_value = self.layer(layer);
        match pace.days(layer) {
            Some(days) => {
                let days = self.answers.locale.days(i64::from(days));
                let values = [
                    ("days", Clean::from_string(days), Role::Strong),
                    (
                        "share",
                        self.percent(f64::from(quantile) / 100.0),
                        Role::Text,
                    ),
                    ("n", n, Role::Text),
                    layer_value,
                ];
                self.say(Msg::ExplainLimit, &values);
            }
            None => self.say(Msg::ExplainNoLimit, &[("n", n, Role::Text), layer_value]),
        }
        self.gap();
        let code = layer.code();
        let stuck = self.book.stuck(self.now).and(&self.selected);
        let here = |it: &Mask| {
            let layers = &self.book.episodes.columns.layer;
            let found = it
                .iter()
                .filter(|row| usize::from(layers[*row]) == layer.index());
            found.count() as u64
        };
        let stuck = here(&stuck);
        let open = self.funnel().layers[layer.index()].open;
        self.leads(
            Msg::ExplainStuckNow,
            stuck,
            format!("layer:{code} is:stuck"),
        );
        self.leads(
            Msg::ExplainInLayer,
            open,
            format!("layer:{code} is:open,parked"),
        );
        self.gap();
        self.say(Msg::ExplainStuckRule, &[]);
    }

    /// What it means in a sentence, and who found it.
    fn source(&mut self, what: &Explains) {
        let figure = match *what {
            Explains::Stock(_) => Figure::Flow,
            Explains::WentOn(_) | Explains::WentOnOf(..) | Explains::Whole(_) => Figure::default(),
            Explains::Odds(_) => Figure::Calibration,
            Explains::WinRate => Figure::Wins,
            Explains::Stuck(_) | Explains::Apart(..) => return,
        };
        self.say(figure.means(), &[]);
        if let Some(source) = figure.source() {
            let values = [("source", Clean::literal(source), Role::Quiet)];
            self.say(Msg::DefineSource, &values);
        }
    }

    /// Of which days it is.
    fn when(&mut self, what: &Explains) {
        let zone = self.book.settings().general.zone;
        let days = self.period.days(self.book.today(self.now.day(zone)));
        if let (Some((from, to)), false) = (days, matches!(what, Explains::Stuck(_))) {
            let last = to.pred_opt().unwrap_or(to);
            let days = Clean::from_string(self.answers.locale.days_between(from, last));
            self.say(Msg::ExplainWhen, &[("days", days, Role::Text)]);
        }
    }
}
