//! Conditions on leads and their episodes, over the episodes' rows; what accounts fit is carried over to their leads.

use chrono::NaiveDate;

use super::Select;
use super::masks::{
    by_rank, code_set, codes, dates, days, ids, intervals, matches, numbers, tags, words,
};
use super::texts::{held, held_in};
use crate::book::coded::Codes;
use crate::book::episodes::{NO_AMOUNT, flag, status_code};
use crate::book::mask::Mask;
use crate::book::people::Part;
use crate::book::track::{NEVER, minute};
use crate::model::fold::fold;
use crate::model::{Handover, Layer, Moment, Status, money};
use crate::query::{Condition, Days, Field, Interval, Wanted};

impl Select<'_> {
    fn rows(&self) -> usize {
        self.book.episodes.columns.len()
    }

    pub(super) fn condition(&self, it: &Condition) -> Mask {
        let c = &self.book.episodes.columns;
        let (e, talk) = (&self.book.episodes, &self.book.talk);
        match it.field {
            Field::Id => numbers(it, &c.lead, |id| (id != 0).then(|| id.into())),
            Field::ExternalId => held_in(it, &e.folded, &c.external_folded, self.rows()),
            Field::Title => held(it, &e.folded, &c.folded),
            Field::Note => held_in(it, &e.folded, &c.note_folded, self.rows()),
            Field::Next => self.next(it),
            Field::Contact => self.contact(it, Part::Name),
            Field::ContactId => self.contact(it, Part::ExternalId),
            Field::Position => self.contact(it, Part::Position),
            Field::ContactEmail => self.contact(it, Part::Email),
            Field::ContactPhone => self.contact(it, Part::Phone),
            Field::ContactNote => self.contact(it, Part::Note),
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
            Field::Answered => self.moments(it, &c.answered),
            Field::HandedTo => self.user(it, &c.handed_to, |user| Some(user.name.as_str())),
            Field::Fb => words(it, &self.standing(|it| it.verdict), &talk.verdicts),
            Field::Comeback => dates(it, &self.standing(|it| it.come_back)),
            Field::Fed => self.moments(it, &self.standing(|it| it.fed)),
            Field::Replied => self.moments(it, &self.standing(|it| it.replied)),
            Field::FbReason => words(it, &self.beside(|it| it.reason.into()), &talk.reasons),
            Field::Met => words(
                it,
                &self.beside(|it| it.competitor.into()),
                &talk.competitors,
            ),
            Field::FbBy => self.by_author(it, |it| it.fed_by),
            Field::TouchedBy => self.by_author(it, |it| it.touched_by),
            Field::Touched => self.moments(it, &self.beside(|it| it.last_touch)),
            Field::Touches => self.touches(it),
            Field::Channel => self.channels(it),
            Field::Said => self.said(it),
            Field::Entered => self.moments(it, &c.entered),
            Field::Moved => match &it.wanted {
                Wanted::Moves(wanted) => self.moves(it, wanted),
                Wanted::Texts(_)
                | Wanted::Codes(_)
                | Wanted::Numbers(_)
                | Wanted::Amounts(_)
                | Wanted::Days(_)
                | Wanted::Kept(_) => self.moments(it, &c.moved),
            },
            Field::Skipped => self.skipped(it),
            Field::Seg => self.kept(it),
            Field::List | Field::Listed | Field::Contacted => self.leads_by_lists(it),
            Field::Closed => self.moments(it, &c.closed),
            Field::InStage => self.lengths(it, |row| c.moved[row]),
            Field::Idle => self.lengths(it, |row| e.last_step(row)),
            Field::Account
            | Field::Sector
            | Field::City
            | Field::Region
            | Field::Country
            | Field::Ownership
            | Field::Parent
            | Field::Naics
            | Field::Class
            | Field::Emp
            | Field::Founded
            | Field::Revenue
            | Field::AccountId
            | Field::Domain
            | Field::Email
            | Field::Phone
            | Field::AccountNote
            | Field::Role
            | Field::Contacts => self.carried(it, &self.on_accounts(it)),
            Field::Tag => self.tags(it),
            Field::Text => self.text(it, &self.by_word(it)),
            // `resolve` has turned these into conditions on the fields that they speak of.
            Field::Has | Field::No | Field::During => Mask::none(c.len()),
        }
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

    pub(super) fn user<'a, 'c>(
        &'a self,
        it: &Condition,
        column: impl Into<Codes<'c>>,
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

    /// The leads, or the leads of the accounts, that a list holds.
    fn kept(&self, it: &Condition) -> Mask {
        let Wanted::Kept(kept) = &it.wanted else {
            return Mask::none(self.rows());
        };
        if kept.accounts {
            return self.carried(it, &self.kept_accounts(it));
        }
        let e = &self.book.episodes;
        let mut found = Mask::none(e.columns.len());
        for row in kept.ids.iter().filter_map(|id| e.rows.get(*id)) {
            e.chain(row).for_each(|row| found.insert(row));
        }
        found
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
        Mask::of(&self.book.episodes.columns.flags, move |it| it & bits != 0).or(&found)
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
        let decimals = |code: usize| {
            let code = u32::try_from(code).unwrap_or_default();
            money::decimals(e.words.get(code).unwrap_or(home))
        };
        let by_currency: Vec<Vec<Interval>> = (0..e.words.width())
            .map(|code| {
                let decimals = decimals(code);
                intervals.iter().map(|one| one.in_minor(decimals)).collect()
            })
            .collect();
        let (values, currencies) = (&e.columns.value, &e.columns.currency);
        let cell = |row: usize| {
            let has = values[row] != NO_AMOUNT;
            has.then(|| (currencies.get(row) as usize, values[row]))
        };
        let unit = |code, within: Interval| within.in_minor(decimals(code));
        let groups = e.words.width();
        let ranked = by_rank(
            it,
            self.rows(),
            groups,
            cell,
            |row| self.is_latest(row),
            unit,
        );
        Mask::by_row(self.rows(), |row| {
            let (value, currency) = (values[row], currencies.get(row));
            if value == NO_AMOUNT {
                return it.none;
            }
            it.any
                || by_currency
                    .get(currency as usize)
                    .is_some_and(|list| list.iter().any(|one| one.contains(value)))
        })
        .or(&ranked)
    }

    pub(super) fn is_latest(&self, row: usize) -> bool {
        self.book.episodes.columns.flags[row] & flag::LATEST != 0
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

    /// Days in the workspace's zone as minutes, so that columns are compared as they are.
    pub(super) fn minutes(&self, days: &[Days]) -> Vec<(u32, u32)> {
        let zone = self.book.settings().general.zone;
        let start = |day: NaiveDate| minute(Moment::start_of(day, zone));
        days.iter()
            .map(|one| (one.from.map_or(0, start), one.to.map_or(NEVER, start)))
            .collect()
    }

    pub(super) fn moments(&self, it: &Condition, column: &[u32]) -> Mask {
        let spans = self.minutes(days(it));
        Mask::of(column, |at| {
            if at == NEVER {
                it.none
            } else {
                it.any || spans.iter().any(|(from, to)| *from <= at && at < *to)
            }
        })
    }

    /// Tags of the lead or of its account; nothing where neither has one.
    fn tags(&self, it: &Condition) -> Mask {
        let mut wanted = it.clone();
        wanted.none = false;
        let own = tags(&wanted, &self.book.episodes.columns.tags);
        let found = own.or(&self.carried(&wanted, &self.on_accounts(&wanted)));
        if !it.none {
            return found;
        }
        let mut any = wanted;
        any.any = true;
        let tagged = tags(&any, &self.book.episodes.columns.tags);
        let tagged = tagged.or(&self.carried(&any, &self.on_accounts(&any)));
        found.or(&tagged.not())
    }

    /// Whole days that have passed; nothing passes for what is closed.
    fn lengths(&self, it: &Condition, since: impl Fn(usize) -> u32 + Sync) -> Mask {
        let now = minute(self.at.now);
        let c = &self.book.episodes.columns;
        let wanted = intervals(it);
        let passed = |row: usize| {
            let open = c.closed[row] == NEVER;
            let at = open.then(|| since(row)).filter(|at| *at != NEVER)?;
            Some(i64::from(now.saturating_sub(at) / (24 * 60)))
        };
        // A layer of its own: what is long in one is short in another.
        let cell = |row: usize| Some((usize::from(c.layer[row]), passed(row)?));
        let latest = |row: usize| self.is_latest(row);
        let layers = Layer::ALL.len();
        let ranked = by_rank(it, self.rows(), layers, cell, latest, |_, within| within);
        Mask::by_row(self.rows(), |row| match passed(row) {
            Some(passed) => it.any || wanted.iter().any(|one| one.contains(passed)),
            None => it.none,
        })
        .or(&ranked)
    }
}
