//! Which episodes a filter selects: each condition reads its column once and gives a mask.
//!
//! Conditions on accounts are evaluated over the accounts and carried over to their episodes.

mod accounts;
mod leads;
mod lists;
mod masks;
mod moves;
mod talk;
mod texts;

use self::lists::is_of_lists;
use super::Book;
use super::episodes::flag;
use super::mask::Mask;
use crate::model::Moment;
use crate::query::{Belongs, Condition, Expr, Field, Filter};

/// The day and the moment for which a filter is evaluated.
#[derive(Debug, Clone, Copy)]
pub struct At {
    /// The moment.
    pub now: Moment,
}

impl Book {
    /// The episodes that a filter selects.
    #[must_use]
    pub fn select(&self, filter: &Filter, at: At) -> Mask {
        let live = self.live_episodes().clone();
        if filter.expr == Expr::All {
            return live;
        }
        self.rows_of(&filter.expr, at, false).episodes.and(&live)
    }

    /// The rows of both tables for which an expression holds, rows out of use included; the accounts are evaluated
    /// only where they are asked for.
    #[must_use]
    pub fn rows_of(&self, expr: &Expr<Condition>, at: At, accounts: bool) -> Chosen {
        let select = Select {
            book: self,
            at,
            accounts,
        };
        select.expr(expr)
    }

    /// Of some episodes, those that stand for their leads.
    #[must_use]
    pub fn latest(&self, episodes: &Mask) -> Mask {
        self.flagged(flag::LATEST).and(episodes)
    }

    /// Of episodes that a filter selected, the latest ones of the leads that a list of them shows.
    ///
    /// A filter that asks what any episode went through finds leads that have been reopened since.
    #[must_use]
    pub fn leads_of(&self, filter: &Filter, episodes: &Mask) -> Mask {
        if filter.asks_every_episode() {
            self.standing_for(episodes)
        } else {
            self.latest(episodes)
        }
    }

    /// The latest episodes of the leads that some episodes are of.
    #[must_use]
    pub fn standing_for(&self, episodes: &Mask) -> Mask {
        let e = &self.episodes;
        let mut latest = self.latest(episodes);
        let earlier = self.flagged(flag::LATEST).not().and(episodes);
        let leads = earlier.iter().map(|row| u64::from(e.columns.lead[row]));
        leads
            .filter_map(|lead| e.rows.get(lead))
            .for_each(|row| latest.insert(row));
        latest
    }

    fn flagged(&self, bit: u8) -> Mask {
        Mask::of(&self.episodes.columns.flags, move |it| it & bit != 0)
    }
}

/// The rows of both tables for which an expression holds.
#[derive(Debug, Clone, Default)]
pub struct Chosen {
    /// The episodes.
    pub episodes: Mask,
    /// The accounts for which it would hold if they had no lead: what it asks of leads finds nothing there.
    pub leadless: Mask,
}

impl Chosen {
    /// Keeps what is in both.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        self.with(other, Mask::and)
    }

    fn or(self, other: &Self) -> Self {
        self.with(other, Mask::or)
    }

    fn with(self, other: &Self, how: fn(Mask, &Mask) -> Mask) -> Self {
        Self {
            episodes: how(self.episodes, &other.episodes),
            leadless: how(self.leadless, &other.leadless),
        }
    }

    fn not(self) -> Self {
        Self {
            episodes: self.episodes.not(),
            leadless: self.leadless.not(),
        }
    }
}

struct Select<'a> {
    book: &'a Book,
    at: At,
    accounts: bool,
}

impl Select<'_> {
    fn expr(&self, expr: &Expr<Condition>) -> Chosen {
        match expr {
            Expr::All => self.all(),
            Expr::And(parts) => self.join(parts, Chosen::and),
            Expr::Or(parts) => self.join(parts, Chosen::or),
            Expr::Not(part) => self.expr(part).not(),
            Expr::Term(condition) => self.term(condition),
        }
    }

    fn all(&self) -> Chosen {
        Chosen {
            episodes: Mask::all(self.book.episodes.columns.len()),
            leadless: Mask::all(self.account_rows()),
        }
    }

    fn join(&self, parts: &[Expr<Condition>], with: fn(Chosen, &Chosen) -> Chosen) -> Chosen {
        parts
            .iter()
            .map(|part| self.expr(part))
            .reduce(|a, b| with(a, &b))
            .unwrap_or_default()
    }

    /// How many accounts there are to evaluate.
    fn account_rows(&self) -> usize {
        if self.accounts {
            self.book.accounts.columns.len()
        } else {
            0
        }
    }

    fn term(&self, it: &Condition) -> Chosen {
        if it.field == Field::Text {
            // Names of accounts are searched once for both tables.
            let accounts = self.by_word(it);
            return Chosen {
                episodes: self.text(it, &accounts),
                leadless: if self.accounts {
                    accounts
                } else {
                    Mask::default()
                },
            };
        }
        if is_of_lists(it.field) {
            return self.by_lists(it);
        }
        match it.field.info().belongs {
            Belongs::Account => {
                let accounts = std::cell::OnceCell::new();
                let accounts = || accounts.get_or_init(|| self.on_accounts(it));
                Chosen {
                    episodes: self.through_accounts(it, accounts),
                    leadless: if self.accounts {
                        accounts().clone()
                    } else {
                        Mask::default()
                    },
                }
            }
            Belongs::Lead | Belongs::Episode => Chosen {
                episodes: self.condition(it),
                leadless: if self.accounts && matches!(it.field, Field::Seg | Field::Tag) {
                    self.on_accounts(it)
                } else if it.none {
                    Mask::all(self.account_rows())
                } else {
                    Mask::none(self.account_rows())
                },
            },
        }
    }
}
