//! The columns of the table of episodes, and the marks that a row can bear.

use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

use super::columns::{NO_ROW, Span, columns};
use super::tail::Tail;
use super::talk::{Beside, Standing};
use super::track::{NEVER, NO_DAY};

/// No amount.
pub const NO_AMOUNT: i64 = i64::MIN;

/// What can be true of an episode, a bit each.
pub mod flag {
    /// The row is in use.
    pub const LIVE: u8 = 1;
    /// It is its lead's latest episode.
    pub const LATEST: u8 = 1 << 1;
    /// It was in the stock when its history began.
    pub const OPENING: u8 = 1 << 2;
    /// It skipped layers or milestones.
    pub const SKIPPED: u8 = 1 << 3;
    /// It moved back.
    pub const BACK: u8 = 1 << 4;
    /// It is not its lead's first.
    pub const REOPENED: u8 = 1 << 5;
}

/// An episode's way in one byte: a bit for each layer that it reached or passed, one for won, and above them the
/// status. All that conversions over the whole of time need is in it.
#[must_use]
pub fn shape(reached: &[u32; 6], status: u8) -> u8 {
    let bits = reached.iter().enumerate();
    bits.fold(status << 6, |bits, (layer, at)| {
        bits | u8::from(*at != NEVER) << layer
    })
}

/// A layer and a status in one byte.
#[must_use]
pub const fn standing(layer: u8, status: u8) -> u8 {
    layer << 2 | status
}

/// Where a lead's steps lie.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout,
)]
#[repr(C)]
pub struct Steps {
    pub(super) start: u32,
    pub(super) len: u32,
}

columns! {
    /// The columns.
    Columns {
        /// The lead's id; 0 where the row is not in use.
        lead: u32 = 0,
        /// The row of the account, `NO_ROW` without one.
        account: u32 = NO_ROW,
        /// The row of the episode before this one, `NO_ROW` for the first.
        previous: u32 = NO_ROW,
        /// See [`flag`].
        flags: u8 = 0,
        /// The status, as its position in `Status::ALL`.
        status: u8 = 0,
        /// The layer, as its position from the top.
        layer: u8 = 0,
        /// The temperature, as its position in `Temperature::ALL` and one; 0 without.
        temperature: u8 = 0,
        /// The kind, as its position in `LeadKind::ALL` and one; 0 without.
        kind: u8 = 0,
        /// The contact's id, 0 without.
        contact: u32 = 0,
        /// The value in minor units.
        value: i64 = NO_AMOUNT,
        /// The milestones reached, a bit each.
        milestones: u64 = 0,
        /// When the episode entered the funnel.
        entered: u32 = NEVER,
        /// When it entered its layer.
        moved: u32 = NEVER,
        /// When it ended.
        closed: u32 = NEVER,
        /// When its last step was, whichever that is.
        acted: u32 = NEVER,
        /// When each layer was first reached or passed, and last when it was won.
        reached: [u32; 6] = [NEVER; 6],
        /// The layers that it was in, a bit each.
        visited: u8 = 0,
        /// The layers from which it was moved straight into the next, a bit each.
        direct: u8 = 0,
        /// What became of it in one byte, see `shape`.
        shape: u8 = 0,
        /// Its layer and its status in one byte, see `standing`.
        standing: u8 = 0,
        /// The day to come back.
        parked_until: i32 = NO_DAY,
        /// By when the next step is to be done.
        next_due: i32 = NO_DAY,
        /// The next step.
        next: Span = Span::default(),
        /// What people call it.
        title: Span = Span::default(),
        /// The title, folded.
        folded: Span = Span::default(),
        /// When the lead was last handed over.
        handed: u32 = NEVER,
        /// When that was answered; `NEVER` while it waits.
        answered: u32 = NEVER,
        /// What was said of the lead and to it, see `talk`.
        talk: Standing = Standing::NONE,
        /// And what else stands of that.
        beside: Beside = Beside::NONE,
        /// All steps of the lead, not only of this episode.
        steps: Steps = Steps::default(),
        ; codes {
            /// The owner's id, 0 without.
            owner,
            /// The product's id, 0 without.
            product,
            /// Where it came from.
            source,
            /// The campaign.
            campaign,
            /// The currency of the value.
            currency,
            /// The reason of the loss, a code of `outcomes`.
            reason,
            /// Who got it, a code of `outcomes`.
            competitor,
            /// Who handed it over, 0 without.
            handed_by,
            /// To whom, 0 without.
            handed_to,
            /// Why it was given back, a code of `words`; 0 where it was not.
            returned,
        }
        ; words {
            /// The tags, all of them as one word.
            tags,
        }
        ; tails {
            /// The number that another system gave it, folded.
            external_folded,
            /// The note, folded.
            note_folded,
        }
    }
}

impl Columns {
    /// How many rows there are, unused ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lead.len()
    }

    /// What bare words are looked for in: titles, foreign numbers and notes. Titles come first, for there are as many as
    /// rows; the others end with the last row that has one.
    pub(super) fn searched(&self) -> [&[Span]; 3] {
        let [numbers, notes] = [&self.external_folded, &self.note_folded].map(Tail::as_slice);
        [&self.folded, numbers, notes]
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lead.is_empty()
    }
}
