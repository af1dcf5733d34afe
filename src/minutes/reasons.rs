//! Words why another number was won than before: the parts of the change, which add up to it, then the groups'.

use super::{Line, Stripe, Tone, Wording, noted, signed, turn};
use crate::book::facets::Share;
use crate::i18n::Msg;
use crate::insight::sitting::{Group, Sitting, Worth};
use crate::insight::why::{WIN, Why};
use crate::model::Clean;
use crate::query::{Field, Term};

impl Wording<'_> {
    /// The parts of the change, and so many of the groups'.
    pub(super) fn reasons(&self, sitting: &Sitting, groups: usize) -> Vec<Line> {
        let Some(it) = &sitting.reasons else {
            return Vec::new();
        };
        let wins = |period: usize| it.why.whole.won[period];
        if it.why.whole.n == [0, 0] {
            return vec![Line::heading(self.t(Msg::SittingNoneClosed), String::new())];
        }
        let change = it.why.parts.sum();
        let whole = change as f64 / WIN as f64;
        let head = self.with(
            Msg::SittingWhyHead,
            &[
                ("after", &self.count(wins(1))),
                ("before", &self.count(wins(0))),
            ],
        );
        let by = (self.field)(it.by);
        // Where the groups follow, they say which kinds are meant.
        let kinds = if groups == 0 {
            self.with(Msg::SittingWhyBy, &[("field", &by)])
        } else {
            String::new()
        };
        let sum = self.with(Msg::SittingWhySum, &[("change", &signed(whole))]);
        let mut lines = vec![Line::heading(head, noted([kinds, sum]))];
        lines.extend(self.why_parts(&it.why));
        if groups > 0 {
            lines.extend(it.worth.iter().flat_map(|it| self.worth(it)));
        }
        if groups > 0 && !it.groups.is_empty() {
            lines.push(Line::heading(
                self.with(Msg::SittingWhyBy, &[("field", &by)]),
                String::new(),
            ));
            let tallest = it.groups.iter().map(|it| it.parts.sum().unsigned_abs());
            let tallest = tallest.max().unwrap_or(1).max(1) as f64;
            let told = it.groups.iter().take(groups);
            lines.extend(told.map(|group| self.group_line(sitting, it.by, group, tallest)));
        }
        lines
    }

    /// The parts of the change: how many came to an end, of which kinds they were, how often each kind was won.
    fn why_parts(&self, why: &Why) -> Vec<Line> {
        let parts = why.parts;
        let closed = [
            ("before", &*self.count(why.whole.n[0])),
            ("after", &self.count(why.whole.n[1])),
        ];
        let volume = self.with(Msg::SittingWhyClosed, &closed);
        let all = [
            (Msg::SittingWhyVolume, parts.volume, volume),
            (Msg::SittingWhyMix, parts.mix, String::new()),
            (Msg::SittingWhyRate, parts.rate, String::new()),
        ];
        let tallest = all.iter().map(|it| it.1.unsigned_abs()).max();
        let tallest = tallest.unwrap_or(1).max(1) as f64;
        let line = |(message, part, note)| Line {
            name: self.with(message, &[("turn", turn(part))]),
            value: signed(part as f64 / WIN as f64),
            note,
            tone: tone(part),
            stripe: stripe(part, tallest),
            ..Line::default()
        };
        all.map(line).into_iter().collect()
    }

    /// Why another value was won.
    fn worth(&self, it: &Worth) -> Vec<Line> {
        let money = |minor: i128| {
            let minor = i64::try_from(minor).unwrap_or(i64::MAX);
            self.locale.money_short(minor, &it.currency)
        };
        let signed = |minor: i128| match minor {
            0 => money(0),
            it if it > 0 => format!("+{}", money(it)),
            it => format!("−{}", money(-it)),
        };
        let parts = it.parts;
        let args = [("after", &*money(it.won[1])), ("before", &money(it.won[0]))];
        let head = self.with(Msg::SittingWorthHead, &args);
        let sum = self.with(Msg::SittingWhySum, &[("change", &signed(parts.sum()))]);
        let all = [
            (Msg::SittingWhyVolume, parts.volume),
            (Msg::SittingWorthMix, parts.mix),
            (Msg::SittingWhyRate, parts.rate),
            (Msg::SittingWorthSize, parts.size),
        ];
        let tallest = all.iter().map(|it| it.1.unsigned_abs()).max();
        let tallest = tallest.unwrap_or(1).max(1) as f64;
        let line = |(message, part)| Line {
            name: self.with(message, &[("turn", turn(part))]),
            value: signed(part),
            tone: tone(part),
            stripe: stripe(part, tallest),
            ..Line::default()
        };
        let head = std::iter::once(Line::heading(head, sum));
        head.chain(all.map(line)).collect()
    }

    fn group_line(&self, sitting: &Sitting, by: Field, group: &Group, tallest: f64) -> Line {
        let part = group.parts.sum();
        let cell = &group.cell;
        let note = self.with(
            Msg::SittingWhyGroup,
            &[
                ("won", &self.count(cell.won[1])),
                ("n", &self.count(cell.n[1])),
                ("wonbefore", &self.count(cell.won[0])),
                ("nbefore", &self.count(cell.n[0])),
            ],
        );
        let days = format!("{}..{}", sitting.stretch.from, sitting.stretch.to);
        let filter = condition(by, &group.share);
        Line {
            name: Clean::new(&(self.group)(by, &group.share)).to_string(),
            value: signed(part as f64 / WIN as f64),
            note,
            tone: tone(part),
            stripe: stripe(part, tallest),
            filter: filter.map(|it| format!("{it} outcome:won,lost closed:{days}")),
            ..Line::default()
        }
    }
}

/// The condition that picks a group; none picks what is left over.
fn condition(by: Field, share: &Share) -> Option<String> {
    match share {
        Share::Value(term) => Some(Term::text(by, term).to_string()),
        Share::Without => Some(format!("{}:none", by.name())),
        Share::Others(_) => None,
    }
}

const fn tone(part: i128) -> Tone {
    match part {
        0 => Tone::Past,
        it if it > 0 => Tone::Good,
        _ => Tone::Bad,
    }
}

fn stripe(part: i128, tallest: f64) -> Option<Stripe> {
    let to = part as f64 / tallest;
    Some(Stripe {
        from: 0.0,
        to,
        further: None,
    })
}
