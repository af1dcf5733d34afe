//! What was said of each lead and to it: feedback and touches, packed, newest first.
//!
//! All of it is kept, so that what is taken back leaves what was said before. In the book of an earlier minute words lie
//! as they do now, which are many, and whoever reads them leaves out what had not been said. What is counted over all words
//! lies apart from what is read of a few. It does not know what a verdict means.

mod last;
mod past;
mod word;

pub use self::word::{Beside, Standing, Word};
use self::word::{NO_WORD, NOTHING, Rest, Whole};
use super::column::Column;
use super::columns::{Dictionary, RowIndex, Span, Texts, short};
use super::pieces::pieced;
use super::track::{NEVER, day_number, minute};
use crate::model::fold::fold;
use crate::model::{Feedback, Kind, Moment, Seen, Touch, Value};

/// What is kept of a feedback.
pub(super) const FEEDBACK: [&str; 9] = [
    "lead",
    "at",
    "author",
    "verdict",
    "reason",
    "note",
    "competitor",
    "come_back",
    "replied",
];
/// What is kept of a touch.
pub(super) const TOUCH: [&str; 5] = ["lead", "at", "author", "channel", "note"];

/// All words.
#[derive(Debug, Clone, Default)]
pub struct Talk {
    words: Column<Word>,
    rest: Column<Rest>,
    free: Column<u32>,
    feedback: RowIndex,
    touches: RowIndex,
    latest: RowIndex,
    /// The verdicts.
    pub verdicts: Dictionary,
    /// The reasons of feedback.
    pub reasons: Dictionary,
    /// The competitors that feedback names.
    pub competitors: Dictionary,
    /// The channels of touches.
    pub channels: Dictionary,
    folded: Texts,
    /// The first minute of which nothing has been said, in the book of an earlier one.
    end: Option<u32>,
}

pieced!(Talk {
    words,
    rest,
    free,
    feedback,
    touches,
    latest,
    verdicts,
    reasons,
    competitors,
    channels,
    folded
});

impl Talk {
    /// Adds or replaces a feedback; gives the leads whose standing may be another now.
    pub(super) fn put_feedback(&mut self, id: u64, it: &Feedback) -> [u64; 2] {
        let word = Word {
            lead: short(it.lead.map(|it| it.0)),
            at: it.at.map_or(NEVER, minute),
            author: short(it.author.map(|it| it.0)),
            verdict: said(self.verdicts.code(Some(&it.verdict))),
            code: narrow(self.reasons.code(it.reason.as_deref())),
        };
        let rest = Rest {
            come_back: day_number(it.come_back),
            replied: it.replied.map_or(NEVER, minute),
            note: self.noted(it.note.as_deref()),
            competitor: self.competitors.code(it.competitor.as_deref()),
            id: short(Some(id)),
            before: NOTHING,
        };
        self.put(Kind::Feedback, id, Whole { word, rest })
    }

    /// Adds or replaces a touch; gives the leads whose standing may be another now.
    pub(super) fn put_touch(&mut self, id: u64, it: &Touch) -> [u64; 2] {
        let word = Word {
            lead: short(it.lead.map(|it| it.0)),
            at: it.at.map_or(NEVER, minute),
            author: short(it.author.map(|it| it.0)),
            code: narrow(self.channels.code(Some(&it.channel))),
            ..NO_WORD.word
        };
        let rest = Rest {
            note: self.noted(it.note.as_deref()),
            id: short(Some(id)),
            ..NO_WORD.rest
        };
        self.put(Kind::Touch, id, Whole { word, rest })
    }

    /// Adds a word while the book is built, from the values of [`FEEDBACK`] or [`TOUCH`].
    pub(super) fn hear(&mut self, kind: Kind, id: u64, values: &[Seen<'_>]) {
        let mut whole = NO_WORD;
        whole.rest.id = short(Some(id));
        let fields: &[&str] = if kind == Kind::Feedback {
            &FEEDBACK
        } else {
            &TOUCH
        };
        for (field, value) in fields.iter().zip(values) {
            self.set(&mut whole, field, *value);
        }
        self.put(kind, id, whole);
    }

    fn put(&mut self, kind: Kind, id: u64, whole: Whole) -> [u64; 2] {
        let was = self.remove(kind, id);
        let slot = self.add(whole);
        self.index(kind).set(id, slot);
        [was, u64::from(whole.word.lead)]
    }

    /// Takes a word out; gives the lead that it was about, 0 if there was none.
    pub(super) fn remove(&mut self, kind: Kind, id: u64) -> u64 {
        let index = self.index(kind);
        let Some(slot) = index.get(id) else { return 0 };
        index.clear(id);
        let lead = u64::from(self.words[slot].lead);
        let before = self.rest[slot].before;
        self.words[slot].lead = 0;
        let slot = u32::try_from(slot).unwrap_or(NOTHING);
        let after = self.chain(lead).find(|it| self.rest[*it].before == slot);
        match after {
            Some(after) => self.rest[after].before = before,
            None if before == NOTHING => self.latest.clear(lead),
            None => self.latest.set(lead, before),
        }
        self.free.push(slot);
        lead
    }

    /// Sets one field of a word that is there; gives the leads whose standing may be another now.
    pub(super) fn edit(&mut self, kind: Kind, id: u64, field: &str, value: &Value) -> [u64; 2] {
        let Some(slot) = self.index(kind).get(id) else {
            return [0; 2];
        };
        let (word, rest) = (self.words[slot], self.rest[slot]);
        let mut whole = Whole { word, rest };
        if !self.set(&mut whole, field, value.into()) {
            return [0; 2];
        }
        self.put(kind, id, whole)
    }

    /// Sets what a field says of a word; says whether it says anything.
    fn set(&mut self, Whole { word, rest }: &mut Whole, field: &str, value: Seen<'_>) -> bool {
        match field {
            "lead" => word.lead = short(value.id()),
            "author" => word.author = short(value.id()),
            "at" => word.at = value.number().map_or(NEVER, |it| minute(Moment(it))),
            "verdict" => word.verdict = said(self.verdicts.code(value.text())),
            "replied" => rest.replied = value.number().map_or(NEVER, |it| minute(Moment(it))),
            "come_back" => rest.come_back = day_number(value.day()),
            "reason" => word.code = narrow(self.reasons.code(value.text())),
            "channel" => word.code = narrow(self.channels.code(value.text())),
            "competitor" => rest.competitor = self.competitors.code(value.text()),
            "note" => rest.note = self.noted(value.text()),
            _ => return false,
        }
        true
    }

    const fn index(&mut self, kind: Kind) -> &mut RowIndex {
        match kind {
            Kind::Feedback => &mut self.feedback,
            Kind::User
            | Kind::Product
            | Kind::Account
            | Kind::Contact
            | Kind::Lead
            | Kind::Touch
            | Kind::Setting
            | Kind::Segment
            | Kind::List
            | Kind::Resolution
            | Kind::Meeting => &mut self.touches,
        }
    }

    fn noted(&mut self, note: Option<&str>) -> Span {
        match note.map(fold).filter(|it| !it.is_empty()) {
            Some(folded) => self.folded.add(&folded),
            None => Span::default(),
        }
    }

    fn add(&mut self, Whole { word, mut rest }: Whole) -> u32 {
        let lead = u64::from(word.lead);
        let key = |it: &Word, rest: &Rest| (it.at, it.verdict == 0, rest.id);
        let newer = |it: &usize| key(&self.words[*it], &self.rest[*it]) > key(&word, &rest);
        let after = self.chain(lead).take_while(newer).last();
        rest.before = match after {
            Some(newer) => self.rest[newer].before,
            None => self
                .latest
                .get(lead)
                .map_or(NOTHING, |it| short(Some(it as u64))),
        };
        let slot = match self.free.pop() {
            Some(slot) => {
                self.words[slot as usize] = word;
                self.rest[slot as usize] = rest;
                slot
            }
            None => {
                self.words.push(word);
                self.rest.push(rest);
                short(Some(self.words.len() as u64 - 1))
            }
        };
        match after {
            Some(newer) => self.rest[newer].before = slot,
            None => self.latest.set(lead, slot),
        }
        slot
    }

    /// The places of what was ever said of a lead and to it, newest first.
    fn chain(&self, lead: u64) -> impl Iterator<Item = usize> + '_ {
        let is_there = |slot: &usize| *slot < self.words.len();
        let first = self.latest.get(lead).filter(|_| lead != 0);
        std::iter::successors(first.filter(is_there), move |slot| {
            let before = self.rest.get(*slot)?.before;
            Some(before as usize).filter(is_there)
        })
    }

    /// The places of what was said of a lead and to it, newest first.
    pub fn of(&self, lead: u64) -> impl Iterator<Item = usize> + '_ {
        let is_said = |at: &usize| self.words.get(*at).is_some_and(|it| self.is_said(it));
        self.chain(lead).filter(is_said)
    }

    /// What stands of it.
    #[must_use]
    pub fn standing(&self, lead: u64) -> (Standing, Beside) {
        let (mut standing, mut beside) = (Standing::NONE, Beside::NONE);
        for at in self.of(lead) {
            let word = self.words[at];
            if standing.touched == NEVER {
                standing.touched = word.at;
            }
            if word.verdict == 0 {
                if beside.touches == 0 {
                    beside.touched_by = word.author;
                }
                beside.touches += 1;
                if beside.last_touch == NEVER {
                    beside.last_touch = word.at;
                }
            } else if standing.verdict == 0 {
                standing.fed = word.at;
                standing.verdict = word.verdict.into();
                standing.come_back = self.rest[at].come_back;
                standing.replied = self.replied(at);
                beside.fed_by = word.author;
                beside.reason = word.code;
                beside.competitor = narrow(self.rest[at].competitor);
            }
        }
        (standing, beside)
    }
}

/// A verdict in two bytes; those beyond go by the last one, for none would be a touch.
fn said(code: u32) -> u16 {
    u16::try_from(code).unwrap_or(u16::MAX)
}

/// A code in two bytes; what is beyond is not named.
fn narrow(code: u32) -> u16 {
    u16::try_from(code).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LeadId;

    fn feedback(lead: u64, minute: i64, verdict: &str) -> Feedback {
        Feedback {
            lead: Some(LeadId(lead)),
            at: Some(Moment(minute * 60_000)),
            verdict: verdict.to_owned(),
            ..Feedback::default()
        }
    }

    fn touch(lead: u64, minute: i64) -> Touch {
        Touch {
            lead: Some(LeadId(lead)),
            at: Some(Moment(minute * 60_000)),
            channel: "call".to_owned(),
            ..Touch::default()
        }
    }

    fn verdict(talk: &Talk, lead: u64) -> Option<&str> {
        talk.verdicts.get(talk.standing(lead).0.verdict)
    }

    #[test]
    fn the_last_word_stands_in_whatever_order_words_come() {
        let mut talk = Talk::default();
        talk.put_feedback(1, &feedback(7, 50, "good"));
        talk.put_feedback(2, &feedback(7, 20, "no-answer"));
        talk.put_touch(1, &touch(7, 90));
        talk.put_touch(2, &touch(7, 30));
        talk.put_touch(3, &touch(8, 99));
        let (standing, beside) = talk.standing(7);
        assert_eq!((standing.touched, standing.fed), (90, 50));
        assert_eq!((beside.last_touch, beside.touches), (90, 2));
        assert_eq!(verdict(&talk, 7), Some("good"));
        let minutes: Vec<u32> = talk.of(7).map(|it| talk.words[it].at).collect();
        assert_eq!(minutes, [90, 50, 30, 20]);
        assert_eq!(talk.standing(9), (Standing::NONE, Beside::NONE));
    }

    #[test]
    fn what_is_taken_back_leaves_what_was_said_before() {
        let mut talk = Talk::default();
        talk.put_feedback(1, &feedback(7, 20, "no-answer"));
        talk.put_feedback(2, &feedback(7, 50, "good"));
        talk.put_touch(1, &touch(7, 40));
        assert_eq!(talk.remove(Kind::Feedback, 2), 7);
        assert_eq!(verdict(&talk, 7), Some("no-answer"));
        assert_eq!(talk.standing(7).0.touched, 40);
        assert_eq!(talk.remove(Kind::Feedback, 2), 0);
        assert_eq!(talk.remove(Kind::Touch, 1), 7);
        assert_eq!(talk.remove(Kind::Feedback, 1), 7);
        assert_eq!(talk.standing(7), (Standing::NONE, Beside::NONE));
        talk.put_touch(4, &touch(7, 60));
        assert_eq!(talk.standing(7).0.touched, 60);
    }
}
