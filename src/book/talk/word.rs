//! What is held of one thing that was said or done, and what stands of all of a lead's: plain cells.

use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

use crate::book::columns::Span;
use crate::book::track::{NEVER, NO_DAY};

/// No word.
pub(super) const NOTHING: u32 = u32::MAX;

/// Nothing said by nobody.
pub(super) const NO_WORD: Whole = Whole {
    word: Word {
        lead: 0,
        at: NEVER,
        author: 0,
        verdict: 0,
        code: 0,
    },
    rest: Rest {
        come_back: NO_DAY,
        replied: NEVER,
        note: Span { start: 0, end: 0 },
        competitor: 0,
        id: 0,
        before: NOTHING,
    },
};

/// One thing that was said or done, as far as anybody counts by it.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout,
)]
#[repr(C)]
pub struct Word {
    /// The lead's id; 0 where the slot is free.
    pub(super) lead: u32,
    /// When.
    pub at: u32,
    /// By whom, 0 if that is not known.
    pub author: u32,
    /// The verdict, a code of `verdicts`; 0 is a touch.
    pub verdict: u16,
    /// Of a feedback its reason, a code of `reasons`; of a touch its channel, a code of `channels`.
    pub code: u16,
}

/// The rest of it, in the same place.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout,
)]
#[repr(C)]
pub(super) struct Rest {
    /// The day to come back.
    pub(super) come_back: i32,
    /// When a feedback got its reply, see [`super::Talk::replied`].
    pub(super) replied: u32,
    /// The note, folded.
    pub(super) note: Span,
    /// The competitor that a feedback names, a code of `competitors`.
    pub(super) competitor: u32,
    /// The record's id, which tells words of the same minute apart.
    pub(super) id: u32,
    /// The one before it.
    pub(super) before: u32,
}

/// All that is held of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whole {
    pub(super) word: Word,
    pub(super) rest: Rest,
}

impl Word {
    /// The lead that it is about, 0 for none.
    #[must_use]
    pub const fn lead(&self) -> u32 {
        self.lead
    }
}

/// What was last said of a lead and to it, as far as it is asked of all leads every day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub struct Standing {
    /// When it was last touched, or spoken of.
    pub touched: u32,
    /// When the last feedback was given.
    pub fed: u32,
    /// Its verdict, a code of `verdicts`; 0 without.
    pub verdict: u32,
    /// The day to come back that it names.
    pub come_back: i32,
    /// When it got its reply.
    pub replied: u32,
}

/// What else stands of that: who filters or sorts by it asks for it, and nobody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub struct Beside {
    /// Who gave the last feedback, 0 if that is not known.
    pub fed_by: u32,
    /// Its reason, a code of `reasons`.
    pub reason: u16,
    /// The competitor that it names, a code of `competitors`.
    pub competitor: u16,
    /// When it was last touched; `NEVER` where it was not.
    pub last_touch: u32,
    /// By whom, 0 if that is not known.
    pub touched_by: u32,
    /// How often it was touched.
    pub touches: u32,
}

impl Standing {
    /// Nothing was said.
    pub const NONE: Self = Self {
        touched: NEVER,
        fed: NEVER,
        verdict: 0,
        come_back: NO_DAY,
        replied: NEVER,
    };
}

impl Beside {
    /// Nothing was said.
    pub const NONE: Self = Self {
        fed_by: 0,
        reason: 0,
        competitor: 0,
        last_touch: NEVER,
        touched_by: 0,
        touches: 0,
    };
}

impl Default for Standing {
    fn default() -> Self {
        Self::NONE
    }
}

impl Default for Beside {
    fn default() -> Self {
        Self::NONE
    }
}
