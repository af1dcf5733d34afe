//! Conditions on leads and their episodes, over the episodes' rows; what accounts fit is carried over to their leads.

use chrono::NaiveDate;
use rayon::prelude::*;

use super::Select;
use super::masks::{code_set, codes, dates, days, ids, intervals, matches, numbers, words};
use crate::book::columns::{NO_ROW, Span, Texts};
use crate::book::episodes::{NO_AMOUNT, flag, status_code};
use crate::book::mask::Mask;
use crate::book::search::Search;
use crate::book::track::{NEVER, minute};
use crate::model::fold::fold;
use crate::model::{Handover, Moment, Status, money};
use crate::query::{Code, Condition, Days, Field, Interval, Wanted};

impl Select<'_> {
    fn rows(&self) -> usize {
        self.book.episodes.columns.len()
    }

    pub(super) fn condition(&self, it: &Condition) -> Mask {
        let c = &self.book.episodes.columns;
        let e = &self.book.episodes;
        match it.field {
            Field::Id => numbers(it, &c.lead, |id| {
                (id != 0).then(|| i64::try_from(id).unwrap_or(i64::MAX))
            }),
            Field::ExternalId => held(it, &e.folded, &c.external_folded),
            Field::Title => held(it, &e.folded, &c.folded),
            Field::Next => self.spans(it, &c.next),
            Field::Contact => self.contact(it),
            Field::Product => self.product(it),
            Field::Owner => self.user(it, &c.owner, |user| Some(user.name.as_str())),
            Field::Team => self.user(it, &c.owner, |user| user.team.as_deref()),
            Field::Source => words(it, &c.source, &e.words),
            Field::Campaign => words(it, &c.campaign, &e.words),
            Field::Currency => words(it, &c.currency, &e.words),
            Field::Reason => words(it, &c.reason, &e.outcomes.reasons),
            Field::Competitor => words(it, &c.competitor, &e.outcomes.competitors),
            Field::Layer => codes(it, &c.layer, 0),
            Field::Status => codes(it, &c.status, 0),
            Field::Temp => codes(it, &c.temperature, 1),
            Field::Kind => codes(it, &c.kind, 1),
            Field::Is => self.marks(it),
            Field::Reached => self.reached(it),
            Field::Outcome => codes(it, &c.status, status_code(Status::Won)),
            Field::Value => self.value(it),
            Field::Milestones => self.milestones(it),
            Field::Due => dates(it, &c.next_due),
            Field::Until => dates(it, &c.parked_until),
            Field::Handed => self.moments(it, &c.handed),
            Field::HandedBy => self.user(it, &c.handed_by, |user| Some(user.name.as_str())),
            Field::Sla => self.sla(it),
            Field::Returned => words(it, &c.returned, &e.words),
            Field::Fb => {
                let verdicts: Vec<u32> = c.talk.par_iter().map(|it| it.verdict).collect();
                words(it, &verdicts, &self.book.talk.verdicts)
            }
            Field::Comeback => {
                let days: Vec<i32> = c.talk.par_iter().map(|it| it.come_back).collect();
                dates(it, &days)
            }
            Field::Entered => self.moments(it, &c.entered),
            Field::Moved => self.moments(it, &c.moved),
            Field::Closed => self.moments(it, &c.closed),
            Field::InStage => self.lengths(it, |row| c.moved[row]),
            Field::Idle => self.lengths(it, |row| e.steps(row).last().map_or(NEVER, |it| it.at)),
            Field::Account
            | Field::Sector
            | Field::City
            | Field::Country
            | Field::Ownership
            | Field::Parent
            | Field::Naics
            | Field::Class
            | Field::Emp
            | Field::Founded
            | Field::Revenue => self.carried(it, &self.on_accounts(it)),
            Field::Text => self.text(it),
            // `resolve` has turned these into conditions on the fields that they speak of.
            Field::Has | Field::No | Field::During => Mask::none(c.len()),
        }
    }

    fn spans(&self, it: &Condition, column: &[Span]) -> Mask {
        let texts = &self.book.episodes.texts;
        let wanted = matches(it);
        Mask::of(column, |span| {
            if span.is_empty() {
                return it.none;
            }
            it.any || {
                let folded = fold(texts.get(span));
                wanted.iter().any(|one| one.fits(&folded))
            }
        })
    }

    fn contact(&self, it: &Condition) -> Mask {
        let having = self.book.people.having(matches(it));
        Mask::of(&self.book.episodes.columns.contact, |id| {
            if id == 0 {
                it.none
            } else {
                it.any || having.has(id as usize)
            }
        })
    }

    /// A product by its name or its line.
    fn product(&self, it: &Condition) -> Mask {
        let products = &self.book.products;
        let names: Vec<(u64, String)> = products
            .iter()
            .flat_map(|(id, product)| {
                [Some(&product.name), product.line.as_ref()]
                    .into_iter()
                    .flatten()
                    .map(move |name| (id, fold(name)))
            })
            .collect();
        ids(it, &self.book.episodes.columns.product, &names)
    }

    fn user<'a>(
        &'a self,
        it: &Condition,
        column: &[u32],
        name: impl Fn(&'a crate::model::User) -> Option<&'a str>,
    ) -> Mask {
        let names: Vec<(u64, String)> = self
            .book
            .users
            .iter()
            .filter_map(|(id, user)| Some((id, fold(name(user)?))))
            .collect();
        ids(it, column, &names)
    }

    fn marks(&self, it: &Condition) -> Mask {
        let Wanted::Codes(set) = &it.wanted else {
            return Mask::none(self.book.episodes.columns.len());
        };
        let mut found = Mask::none(self.book.episodes.columns.len());
        for code in set.codes() {
            found = match code.code() {
                "handed" => found.or(&self.book.handed(Handover::Waiting)),
                "accepted" => found.or(&self.book.handed(Handover::Accepted)),
                "returned" => found.or(&self.book.handed(Handover::Returned)),
                "stuck" => found.or(&self.book.stuck(self.at.now)),
                _ => found,
            };
        }
        let bits = set.codes().fold(0, |bits, code| {
            bits | match code.code() {
                "opening" => flag::OPENING,
                "skipped" => flag::SKIPPED,
                "back" => flag::BACK,
                "reopened" => flag::REOPENED,
                _ => 0,
            }
        });
        Mask::of(&self.book.episodes.columns.flags, |it| it & bits != 0).or(&found)
    }

    /// How the answers to handovers stand to the agreed time.
    fn sla(&self, it: &Condition) -> Mask {
        let clock = self.book.sla_clock(self.at.now);
        let wanted = code_set(it).map_or(0, |set| set.bits());
        Mask::by_row(self.rows(), |row| {
            match self.book.promise(row, &clock, self.at.now) {
                Some(promise) => it.any || wanted >> (promise as u32) & 1 == 1,
                None => it.none,
            }
        })
    }

    /// Values are compared in their own currency's minor units.
    fn value(&self, it: &Condition) -> Mask {
        let e = &self.book.episodes;
        let Wanted::Amounts(intervals) = &it.wanted else {
            return Mask::none(e.columns.len());
        };
        let home = &self.book.settings().general.currency;
        let by_currency: Vec<Vec<Interval>> = (0..e.words.width())
            .map(|code| {
                let code = u32::try_from(code).unwrap_or_default();
                let decimals = money::decimals(e.words.get(code).unwrap_or(home));
                intervals.iter().map(|one| one.in_minor(decimals)).collect()
            })
            .collect();
        let (values, currencies) = (&e.columns.value, &e.columns.currency);
        Mask::by_row(self.rows(), |row| {
            let (value, currency) = (values[row], currencies[row]);
            if value == NO_AMOUNT {
                return it.none;
            }
            it.any
                || by_currency
                    .get(currency as usize)
                    .is_some_and(|list| list.iter().any(|one| one.contains(value)))
        })
    }

    fn milestones(&self, it: &Condition) -> Mask {
        let wanted = matches(it);
        let bits = self
            .book
            .settings()
            .milestones
            .iter()
            .filter(|one| wanted.iter().any(|text| text.fits(&fold(&one.code))))
            .fold(0_u64, |bits, one| bits | 1 << one.id);
        Mask::of(&self.book.episodes.columns.milestones, |flags| {
            if flags == 0 {
                it.none
            } else {
                it.any || flags & bits != 0
            }
        })
    }

    /// Layers that were reached or passed, and when they first were.
    fn reached(&self, it: &Condition) -> Mask {
        let layers: Vec<usize> =
            code_set(it).map_or_else(Vec::new, |set| set.codes().map(Code::index).collect());
        let spans = if it.during.is_empty() {
            vec![(0, NEVER)]
        } else {
            self.minutes(&it.during)
        };
        let reached = &self.book.episodes.columns.reached;
        Mask::of(reached, |reached| {
            layers.iter().any(|layer| {
                let at = reached[*layer];
                at != NEVER && spans.iter().any(|(from, to)| *from <= at && at < *to)
            })
        })
    }

    /// Days in the workspace's zone as minutes, so that columns are compared as they are.
    fn minutes(&self, days: &[Days]) -> Vec<(u32, u32)> {
        let zone = self.book.settings().general.zone;
        let start = |day: NaiveDate| minute(Moment::start_of(day, zone));
        days.iter()
            .map(|one| (one.from.map_or(0, start), one.to.map_or(NEVER, start)))
            .collect()
    }

    fn moments(&self, it: &Condition, column: &[u32]) -> Mask {
        let spans = self.minutes(days(it));
        Mask::of(column, |at| {
            if at == NEVER {
                it.none
            } else {
                it.any || spans.iter().any(|(from, to)| *from <= at && at < *to)
            }
        })
    }

    /// Whole days that have passed; nothing passes for what is closed.
    fn lengths(&self, it: &Condition, since: impl Fn(usize) -> u32 + Sync) -> Mask {
        let now = minute(self.at.now);
        let closed = &self.book.episodes.columns.closed;
        let wanted = intervals(it);
        Mask::by_row(self.rows(), |row| {
            let open = closed[row] == NEVER;
            let Some(at) = open.then(|| since(row)).filter(|at| *at != NEVER) else {
                return it.none;
            };
            let passed = i64::from(now.saturating_sub(at) / (24 * 60));
            it.any || wanted.iter().any(|one| one.contains(passed))
        })
    }

    /// Carries accounts over to their episodes.
    pub(super) fn carried(&self, it: &Condition, accounts: &Mask) -> Mask {
        Mask::of(&self.book.episodes.columns.account, |row| {
            if row == NO_ROW {
                it.none
            } else {
                accounts.has(row as usize)
            }
        })
    }

    /// A bare word: part of the account's name, the title, the contact's name or the foreign number.
    fn text(&self, it: &Condition) -> Mask {
        let e = &self.book.episodes;
        let search = Search::new(&e.folded, matches(it));
        let mut some = it.clone();
        (some.none, some.any) = (false, false);
        self.carried(&some, &self.on_accounts(&some))
            .or(&self.contact(&some))
            .or(&search.rows(&e.columns.folded))
            .or(&search.rows(&e.columns.external_folded))
    }
}

/// A column of folded texts.
fn held(it: &Condition, texts: &Texts, column: &[Span]) -> Mask {
    let search = Search::new(texts, matches(it));
    Mask::of(column, |span| {
        if span.is_empty() {
            it.none
        } else {
            it.any || search.fits(span)
        }
    })
}
