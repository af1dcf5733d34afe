//! Words who has what waits, and whose value changed: from what to what, and by whom.

use super::{Line, Tone, Wording, bar, noted};
use crate::i18n::Msg;
use crate::insight::revalue::Revalue;
use crate::insight::sitting::Sitting;
use crate::insight::spread::{Part, Spread};
use crate::insight::week::Of;
use crate::model::Clean;
use crate::query::Field;

/// People that are named.
const NAMED: usize = 40;

impl Wording<'_> {
    /// What waits, by who has it.
    pub(super) fn spreads(&self, sitting: &Sitting) -> Vec<Line> {
        sitting
            .spreads
            .iter()
            .flat_map(|it| self.spread(it))
            .collect()
    }

    fn spread(&self, it: &Spread) -> Vec<Line> {
        let most = it.parts.iter().map(|it| it.leads).max().unwrap_or(1).max(1) as f64;
        let of = match it.of {
            [one] => one.code(),
            _ => "all",
        };
        let head = Line::heading(
            self.with(Msg::SittingSpreadHead, &[("of", of)]),
            String::new(),
        );
        let line = |part: &Part| Line {
            name: match &part.who {
                Some(name) => Clean::new(name).to_string(),
                None if it.by == Field::Owner => self.t(Msg::SittingCapUnowned),
                None => self.t(Msg::SittingSpreadNobody),
            },
            value: self.count(part.leads),
            note: if it.of.len() > 1 {
                self.parts(&part.of)
            } else {
                String::new()
            },
            tone: match (it.of, &part.who) {
                ([Of::Unanswered], _) => Tone::Bad,
                ([Of::Unreplied], _) | (_, None) => Tone::Look,
                (_, Some(_)) => Tone::Plain,
            },
            stripe: bar(part.leads as f64 / most),
            filter: Some(part.filter.clone()),
            ..Line::default()
        };
        let lines = it.parts.iter().take(NAMED).map(line);
        std::iter::once(head).chain(lines).collect()
    }

    /// How many for each reason.
    fn parts(&self, of: &[(Of, u64)]) -> String {
        let part = |(of, n): &(Of, u64)| {
            let args = [("of", of.code()), ("number", &*self.count(*n))];
            self.with(Msg::SittingSpreadPart, &args)
        };
        noted(of.iter().map(part))
    }

    /// Whose value changed, the largest change first.
    pub(super) fn revalues(&self, sitting: &Sitting) -> Vec<Line> {
        if sitting.revalues.is_empty() {
            return Vec::new();
        }
        let head = Line::heading(self.t(Msg::SittingRevalued), String::new());
        let lines = sitting.revalues.iter().map(|it| self.revalue(it, sitting));
        std::iter::once(head).chain(lines).collect()
    }

    fn revalue(&self, it: &Revalue, sitting: &Sitting) -> Line {
        let money = |minor: i64| self.locale.money_short(minor, &it.currency);
        let [before, after] = it.value.map(money);
        let (sign, tone) = if it.change() > 0 {
            ("+", Tone::Good)
        } else {
            ("−", Tone::Bad)
        };
        let size = i64::try_from(it.change().unsigned_abs()).unwrap_or(i64::MAX);
        let clean = |text: &Option<String>| Clean::new(text.as_deref().unwrap_or_default());
        let day = self.locale.day_near(it.day, sitting.stretch.to);
        let by = clean(&it.by).to_string();
        let args = [
            ("before", &*before),
            ("after", &after),
            ("day", &day),
            ("known", if by.is_empty() { "no" } else { "yes" }),
            ("who", &by),
        ];
        let name = clean(&it.name).to_string();
        Line {
            name: if name.is_empty() {
                format!("#{}", it.lead)
            } else {
                name
            },
            value: format!("{sign}{}", money(size)),
            note: noted([
                self.with(Msg::SittingRevaluedNote, &args),
                clean(&it.product).to_string(),
            ]),
            tone,
            filter: Some(format!("id:{}", it.lead)),
            lead: Some(it.lead),
            ..Line::default()
        }
    }
}
