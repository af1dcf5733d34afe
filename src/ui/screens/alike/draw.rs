//! Holds where things stand on the page of look-alikes, and what is said above the traits and the accounts.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::data::{AlikePage, Among, Check, Like};
use super::{Alike, lines};
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::paint::{Pen, cells};
use crate::ui::screens::figures::count;
use crate::ui::theme::Role;
use crate::ui::widgets::wrap;
use crate::ui::words::Words;

/// From this width on traits and accounts stand side by side.
const BESIDE: u16 = 100;
/// From this height on they stand below one another where they don't.
const BELOW: u16 = 14;
/// The cells between them.
const GAP: u16 = 3;

/// Where things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Places {
    /// What is said above.
    pub(super) said: Rect,
    /// The line between the two parts.
    pub(super) rule: Option<Rect>,
    /// The traits, below their head.
    pub(super) traits: Option<Rect>,
    /// The accounts, below theirs.
    pub(super) accounts: Option<Rect>,
}

impl Places {
    /// The line of the head above a part, where there is one.
    fn head(&self, part: Rect) -> Option<u16> {
        let above = part.y.checked_sub(1)?;
        (above >= self.said.bottom()).then_some(above)
    }
}

/// Places things; in a small window only the part with the cursor is seen.
pub(super) fn places(body: Rect, on_accounts: bool) -> Places {
    let said = match body.height {
        18.. => 4,
        10.. => 3,
        4.. => 2,
        _ => 0,
    };
    let rest = Rect {
        y: body.y + said,
        height: body.height - said,
        ..body
    };
    let said = Rect {
        height: said,
        ..body
    };
    // Below its head, if there is a line for it.
    let below = |area: Rect| {
        let head = u16::from(area.height > 1);
        Some(Rect {
            y: area.y + head,
            height: area.height - head,
            ..area
        })
    };
    if rest.width >= BESIDE {
        let width = (rest.width - GAP) * 2 / 5;
        let left = Rect { width, ..rest };
        let x = rest.x + width + GAP;
        let right = Rect {
            x,
            width: rest.right() - x,
            ..rest
        };
        let rule = Rect {
            x: left.right() + 1,
            width: 1,
            ..rest
        };
        return Places {
            said,
            rule: Some(rule),
            traits: below(left),
            accounts: below(right),
        };
    }
    if rest.height >= BELOW {
        let height = (rest.height - 1) / 2;
        let upper = Rect { height, ..rest };
        let lower = Rect {
            y: rest.y + height + 1,
            height: rest.height - height - 1,
            ..rest
        };
        return Places {
            said,
            rule: None,
            traits: below(upper),
            accounts: below(lower),
        };
    }
    Places {
        said,
        rule: None,
        traits: below(rest).filter(|_| !on_accounts),
        accounts: below(rest).filter(|_| on_accounts),
    }
}

/// How many they should be like, of how many.
pub(super) fn how_many(page: &AlikePage, ctx: &Ctx<'_>) -> Vec<Words> {
    let n = i64::try_from(page.seeds).unwrap_or(i64::MAX);
    let values = [
        ("seeds", count(page.seeds, ctx), Role::Strong),
        ("market", count(page.market, ctx), Role::Quiet),
    ];
    vec![ctx.words(Msg::AlikeOf, Role::Quiet, &values, &[("count", n)])]
}

/// What the check says in plain words, by where its band lies.
fn told(check: &Check) -> Msg {
    if check.low <= 0.5 && check.high >= 0.5 || check.area < 0.55 {
        Msg::AlikeHardly
    } else if check.area < 0.7 {
        Msg::AlikeSomewhat
    } else if check.area < 0.8 {
        Msg::AlikeWell
    } else {
        Msg::AlikeVeryWell
    }
}

fn checked(page: &AlikePage, ctx: &Ctx<'_>) -> Words {
    let Some(check) = &page.check else {
        // Where everybody is like that, only a filter helps.
        if page.seeds > 0 && page.seeds == page.market {
            let n = count(page.market, ctx);
            return ctx.words(Msg::AlikeAllAre, Role::Quiet, &[("n", n, Role::Text)], &[]);
        }
        return Words::one(ctx.t(Msg::AlikeUnchecked), Role::Quiet);
    };
    let area = |it: f64| Clean::from_string(format!("{it:.2}"));
    let message = told(check);
    let role = if message == Msg::AlikeHardly {
        Role::Look
    } else {
        Role::Strong
    };
    let values = [
        ("verdict", ctx.t(message), role),
        ("area", area(check.area), Role::Text),
        ("low", area(check.low), Role::Quiet),
        ("high", area(check.high), Role::Quiet),
        ("later", count(check.later, ctx), Role::Text),
        ("others", count(check.others, ctx), Role::Text),
    ];
    ctx.words(Msg::AlikeChecked, Role::Quiet, &values, &[])
}

impl Alike {
    /// Whom they should be like, and how well that can be told.
    fn draw_said(&self, page: &AlikePage, area: Rect, pen: &mut Pen<'_>, ctx: &Ctx<'_>) {
        if area.height == 0 {
            return;
        }
        let like = match page.asked.like {
            Like::Won => Words::one(ctx.t(Msg::AlikeWon), Role::Strong),
            Like::Filter => Words::one(Clean::new(page.asked.filter.trim()), Role::Strong),
        };
        let like = Words::of(
            ctx.locale(),
            Msg::AlikeLike,
            Role::Quiet,
            &[("whom", like)],
            &[],
        );
        pen.words(area.x, area.y, area.width, &like);
        let lines = wrap(&checked(page, ctx), area.width);
        // The last line is left free, where the sentence can be whole without it.
        let free = usize::from(area.height - 1);
        let room = if lines.len() <= free {
            free
        } else {
            free.min(2)
        };
        let more = lines.len() > room;
        for (at, line) in lines.iter().take(room).enumerate() {
            let y = area.y + 1 + cells(at);
            let used = pen.words(area.x, y, area.width, line);
            if more && at + 1 == room {
                let x = (area.x + used).min(area.right().saturating_sub(1));
                pen.put(x, y, 1, &Clean::literal("…"), Role::Quiet);
            }
        }
    }

    /// Draws the page.
    pub(super) fn drawn(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        let Some(page) = &self.page else {
            return;
        };
        let places = places(body, self.on_accounts);
        let mut pen = Pen::new(buffer, ctx);
        self.draw_said(page, places.said, &mut pen, ctx);
        if let Some(rule) = places.rule {
            for y in rule.top()..rule.bottom() {
                pen.put(rule.x, y, 1, &Clean::literal("│"), Role::Rule);
            }
        }
        if let Some(area) = places.traits {
            let cursor = (!self.on_accounts).then(|| self.traits.cursor());
            let seen = self
                .traits
                .seen(page.traits.len(), usize::from(area.height));
            lines::traits(page, seen, cursor, (places.head(area), area), &mut pen, ctx);
        }
        if let Some(area) = places.accounts {
            let cursor = self.on_accounts.then(|| self.accounts.cursor());
            let seen = self
                .accounts
                .seen(page.accounts.len(), usize::from(area.height));
            lines::accounts(page, seen, cursor, (places.head(area), area), &mut pen, ctx);
        }
    }
}

/// Among whom they are sought, as the head of the accounts says it.
pub(super) const fn among(among: Among) -> Msg {
    match among {
        Among::Leadless => Msg::AlikeLeadless,
        Among::Idle => Msg::AlikeIdle,
        Among::Others => Msg::AlikeOthers,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(area: f64, low: f64, high: f64) -> Check {
        Check {
            area,
            low,
            high,
            later: 90,
            others: 900,
        }
    }

    #[test]
    fn what_may_be_chance_is_never_called_good() {
        assert_eq!(told(&check(0.72, 0.49, 0.95)), Msg::AlikeHardly);
        assert_eq!(told(&check(0.53, 0.51, 0.55)), Msg::AlikeHardly);
        assert_eq!(told(&check(0.62, 0.57, 0.67)), Msg::AlikeSomewhat);
        assert_eq!(told(&check(0.75, 0.70, 0.80)), Msg::AlikeWell);
        assert_eq!(told(&check(0.85, 0.80, 0.90)), Msg::AlikeVeryWell);
    }

    #[test]
    fn nothing_overlaps_in_any_window_and_the_part_with_the_cursor_is_seen() {
        for (width, height) in [(198, 52), (118, 28), (78, 19), (38, 8), (1, 1), (500, 190)] {
            for on_accounts in [false, true] {
                let body = Rect::new(1, 3, width, height);
                let it = places(body, on_accounts);
                let areas: Vec<Rect> = [Some(it.said), it.rule, it.traits, it.accounts]
                    .into_iter()
                    .flatten()
                    .collect();
                for (at, area) in areas.iter().enumerate() {
                    assert_eq!(area.intersection(body), *area);
                    assert!(areas[at + 1..].iter().all(|it| !it.intersects(*area)));
                }
                let seen = if on_accounts { it.accounts } else { it.traits };
                assert!(seen.is_some_and(|it| it.height > 0), "{width}×{height}");
            }
        }
    }
}
