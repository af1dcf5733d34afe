//! Who has room for more leads, and how many are coming.
//!
//! - *open*: leads that a rep owns and that are open; what is parked waits and takes no room;
//! - *a rep*: whoever has that role, and whoever owns an open lead; a marketer or a manager who owns one has room for no more,
//!   unless they have a number of their own, or nobody has the role of a rep;
//! - *room*: what is left of as many leads as a rep can work at once, which is the workspace's number or the rep's own, of
//!   all reps together; who has more than that has no
//!   room, and takes none of the others';
//! - *comes in a week*: the average of the weeks that end today, as many as the workspace's settings say: episodes that
//!   entered a layer, were reopened in it or moved forward into it, by [`flow`](super::flow); where the history is shorter
//!   than these weeks, the average is too small;
//! - *full in*: weeks, (room − open leads that nobody owns) ÷ (new and reopened leads in a week − leads closed in a week), where
//!   more come than go. It is what would happen if all went on as it was, and leads were handed out evenly: no promise.

use chrono::Days;

use super::flow::{by_layer, whole};
use super::funnel::{Window, minute};
use crate::book::Book;
use crate::book::select::At;
use crate::model::{Moment, User, UserRole};
use crate::query::{Context, Field, read};

/// A rep, and how many open leads there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rep {
    /// The name.
    pub name: String,
    /// The user's number.
    pub id: u64,
    /// Open leads.
    pub open: u64,
    /// How many can be worked at once.
    pub capacity: u64,
}

/// How full everybody is, and what is coming.
#[derive(Debug, Clone, PartialEq)]
pub struct Load {
    /// How many leads a rep can work at once who has no own number.
    pub capacity: u64,
    /// The reps and whoever owns an open lead, the fullest first.
    pub reps: Vec<Rep>,
    /// Open leads that nobody owns.
    pub unowned: u64,
    /// From how many weeks the rest is told.
    pub weeks: u64,
    /// What comes into each layer in a week, top to bottom.
    pub entering: [f64; 5],
    /// New and reopened leads in a week.
    pub coming: f64,
    /// Leads that are won or lost in a week.
    pub going: f64,
}

impl Load {
    /// How many more leads the reps have room for.
    #[must_use]
    pub fn room(&self) -> u64 {
        let left = |it: &Rep| it.capacity.saturating_sub(it.open);
        self.reps.iter().map(left).sum()
    }

    /// Those who have more than they can work.
    pub fn over(&self) -> impl Iterator<Item = &Rep> {
        self.reps.iter().filter(|it| it.open > it.capacity)
    }

    /// In how many weeks the room is gone, if more come than go.
    #[must_use]
    pub fn full_in(&self) -> Option<f64> {
        let more = self.coming - self.going;
        let left = self.room().saturating_sub(self.unowned);
        (more > 0.0).then(|| left as f64 / more)
    }
}

/// How full everybody is now.
#[must_use]
pub fn load(book: &Book, now: Moment) -> Load {
    let general = &book.settings().general;
    let set = &book.settings().capacity;
    let today = now.day(general.zone);
    let context = Context::on(today);
    let chosen = |text: &str| {
        let filter = read(text, &context).ok()?;
        let selected = book.select(&filter, At { now });
        Some(book.leads_of(&filter, &selected))
    };
    let open = chosen("is:open");
    let owned = open.map_or_else(Vec::new, |it| book.values(Field::Owner, &it));
    let usual = u64::from(set.leads_a_rep);
    let is_rep = |user: &User| user.role == Some(UserRole::Rep);
    let has_reps = book.users.iter().any(|(_, it)| is_rep(it));
    let users = book.users.iter().filter_map(|(id, user)| {
        let own = owned.iter().find(|it| it.0 == user.name && it.1 > 0);
        let known = own.map(|it| it.1);
        let open = known.unwrap_or_default();
        let unsaid = if is_rep(user) || user.role.is_none() || !has_reps {
            usual
        } else {
            open
        };
        (is_rep(user) || known.is_some()).then(|| Rep {
            name: user.name.clone(),
            id,
            open,
            capacity: user.capacity.map_or(unsaid, i64::unsigned_abs),
        })
    });
    let mut reps: Vec<Rep> = users.collect();
    reps.sort_by(|a, b| b.open.cmp(&a.open).then_with(|| a.name.cmp(&b.name)));
    let weeks = u64::from(set.weeks_back.max(1));
    let from = today.checked_sub_days(Days::new(weeks * 7 - 1));
    let after = today.succ_opt().unwrap_or(today);
    let start = |day| minute(Moment::start_of(day, general.zone));
    let window = Window {
        from: start(from.unwrap_or(today)),
        to: start(after),
    };
    let all = read("", &context).ok();
    let all = all
        .map(|it| book.select(&it, At { now }))
        .unwrap_or_default();
    let a_week = |count: u64| count as f64 / weeks as f64;
    let flow = whole(book, &all, window);
    Load {
        capacity: usual,
        reps,
        unowned: chosen("is:open no:owner").map_or(0, |it| it.count()),
        weeks,
        entering: by_layer(book, &all, window)
            .map(|it| a_week(it.entered + it.reopened + it.forward_in)),
        coming: a_week(flow.entered + flow.reopened),
        going: a_week(flow.won + flow.lost),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_over_takes_no_room_from_the_others() {
        let rep = |name: &str, open, capacity| Rep {
            name: name.to_owned(),
            id: 1,
            open,
            capacity,
        };
        let load = Load {
            capacity: 40,
            reps: vec![rep("Bo", 55, 40), rep("Ann", 20, 20), rep("Cy", 28, 40)],
            unowned: 4,
            weeks: 8,
            entering: [5.0; 5],
            coming: 9.0,
            going: 7.0,
        };
        assert_eq!(load.room(), 12);
        assert_eq!(
            load.over().map(|it| it.name.as_str()).collect::<Vec<_>>(),
            ["Bo"]
        );
        // Eight are left when those that nobody owns have been given out, and two more come than go.
        assert_eq!(load.full_in(), Some(4.0));
        assert_eq!(Load { going: 9.0, ..load }.full_in(), None);
    }

    proptest::proptest! {
        #[test]
        fn room_is_never_more_than_all_can_work_and_what_is_over_is_nobodys_room(
            reps in proptest::collection::vec((0_u64..90, 0_u64..60), 0..12),
            unowned in 0_u64..40,
            coming in 0.0_f64..30.0,
            going in 0.0_f64..30.0,
        ) {
            let rep = |(open, capacity): &(u64, u64)| Rep {
                name: String::new(),
                id: 0,
                open: *open,
                capacity: *capacity,
            };
            let load = Load {
                capacity: 40,
                reps: reps.iter().map(rep).collect(),
                unowned,
                weeks: 8,
                entering: [0.0; 5],
                coming,
                going,
            };
            let (open, capacity) = reps.iter().fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
            let over: u64 = load.over().map(|it| it.open - it.capacity).sum();
            proptest::prop_assert!(load.room() <= capacity);
            // What can be worked is what is worked, and what is free.
            proptest::prop_assert_eq!(open - over + load.room(), capacity);
            proptest::prop_assert_eq!(load.full_in().is_some(), coming > going);
            proptest::prop_assert!(load.full_in().is_none_or(|it| it >= 0.0));
        }
    }
}
