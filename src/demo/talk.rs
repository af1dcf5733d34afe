//! What was said about leads and to them: the reps' feedback, and the touches.

use chrono::Days;

use super::calendar::working_day;
use super::draw::{Draw, Purpose};
use super::handed::{Answer, Handed};
use super::life::Beat;
use super::pursuit::{Ground, Pursuit};
use super::source::LIST;
use super::staff::Staff;
use crate::model::handover::RETURNED;
use crate::model::{Feedback, LeadId, Touch, UserId};

/// How often a rep says a word about a lead that was handed over, and another one when it is lost.
const ANSWERED: f64 = 0.62;
const EXPLAINED: f64 = 0.35;
/// How much effort goes by before marketing replies: soon, or when what is left is gone through; and how often never.
const SOON: (f64, f64) = (2.0, 0.8);
const LATE: (f64, f64) = (9.0, 0.6);
const FORGOTTEN: f64 = 0.015;
/// Above so many leads, each has one touch only.
const MANY: u64 = 100_000;
/// How many touches a lead has, one to six.
const TOUCHES: [u32; 6] = [22, 26, 22, 15, 9, 6];
/// The channels of the later touches.
const CHANNELS: [(&str, u32); 5] = [
    ("call", 42),
    ("e-mail", 36),
    ("meeting", 9),
    ("visit", 8),
    ("message", 5),
];

/// What reps write beside a verdict.
const NOTES: [&str; 6] = [
    "spoke to the plant, purchasing decides",
    "they know us from the fair",
    "wants numbers in writing",
    "number on the list is a switchboard",
    "friendly, no project this year",
    "they compare two offers",
];

/// What marketing says to it.
const REPLIES: [&str; 3] = [
    "good to know, thank you",
    "more of these are coming next month",
    "shall we send the case study?",
];
const REPLIES_DATA: [&str; 3] = [
    "address corrected at the source",
    "taken off all lists",
    "the list's seller owes us another one",
];
const REPLIES_WRONG: [&str; 3] = [
    "the filter leaves such companies out from now on",
    "who would be the right person there?",
    "right, too small; the next mailing begins at 50 people",
];
const REPLIES_LATER: [&str; 2] = [
    "stays in the newsletter until then",
    "on the list for spring",
];

/// What marketing said, when in effort, and who it was.
struct Reply {
    text: &'static str,
    at: f64,
    by: UserId,
}

/// A coded word: a verdict, a reason, and whether it names a day to come back.
type Word = (&'static str, Option<&'static str>, bool);

impl Ground {
    /// The feedback on a lead by position, from 0.
    pub(super) fn feedback<'a>(
        &'a self,
        position: u64,
        pursuit: &Pursuit,
        handed: Option<Handed>,
    ) -> impl Iterator<Item = Feedback> + use<'a> {
        let mut draw = Draw::new(self.seed, Purpose::Feedback, position);
        let (layer, since) = pursuit.life.stay();
        let handed = handed.map(|it| it.answer);
        let waiting = matches!(handed, Some(Answer::Waiting));
        let author = self.owner(pursuit, layer, since).filter(|_| !waiting);
        let horizon = self.calendar.horizon();
        let end = pursuit.life.end(horizon);
        let first = pursuit.at + draw.skewed(3.0, 0.9);
        // The first word comes with the answer, or after it.
        let first = handed
            .and_then(Answer::at)
            .map_or(first, |it| first.max(it));
        let answered = author.is_some() && draw.chance(ANSWERED) && first < horizon;
        let explained = author.is_some() && draw.chance(EXPLAINED);
        let lost = matches!(pursuit.life.last(), Beat::Lose(..));
        let early = match handed {
            Some(Answer::Returned(at, reason)) => Some((at, (RETURNED, Some(reason), false), None)),
            Some(Answer::Accepted(_) | Answer::Waiting) | None => {
                answered.then(|| (first.min(end), first_word(pursuit, &mut draw), None))
            }
        };
        let late = match pursuit.life.last() {
            Beat::Lose(reason, rival) if explained && lost => {
                Some((end, last_word(reason, pursuit, &mut draw), rival))
            }
            Beat::Lose(..)
            | Beat::Win(_)
            | Beat::Opening(_)
            | Beat::Enter(..)
            | Beat::Reopen(_)
            | Beat::Park(_)
            | Beat::Wake => None,
        };
        let mut replies = Draw::new(self.seed, Purpose::Reply, position);
        let said = move |(at, (verdict, reason, later), rival): (f64, Word, Option<&str>)| {
            let days = Days::new(30 + draw.below(150));
            let note = draw.chance(0.3).then(|| (*draw.pick(&NOTES)).to_owned());
            let reply = self.reply(verdict, at, &mut replies);
            Feedback {
                lead: Some(LeadId(position + 1)),
                at: Some(self.calendar.moment(at)),
                author,
                verdict: verdict.to_owned(),
                reason: reason.map(str::to_owned),
                note,
                competitor: rival.map(str::to_owned),
                come_back: later.then(|| working_day(self.calendar.day(at) + days)),
                reply: reply.as_ref().map(|it| it.text.to_owned()),
                replied: reply.as_ref().map(|it| self.calendar.moment(it.at)),
                replied_by: reply.map(|it| it.by),
                decision: None,
            }
        };
        [early, late].into_iter().flatten().map(said)
    }

    /// What marketing says to a word, if it has by now; bad words are answered sooner, and few are never.
    fn reply(&self, verdict: &str, at: f64, draw: &mut Draw) -> Option<Reply> {
        let (soon, texts): (f64, &[&str]) = match verdict {
            "bad-data" => (0.8, &REPLIES_DATA),
            "wrong-company" | "wrong-person" | RETURNED => (0.75, &REPLIES_WRONG),
            "not-now" => (0.5, &REPLIES_LATER),
            _ => (0.4, &REPLIES),
        };
        let by = Staff::marketer(draw.below(3));
        let text = *draw.pick(texts);
        let pace = if draw.chance(soon) { SOON } else { LATE };
        let later = at + draw.skewed(pace.0, pace.1);
        let takes = !draw.chance(FORGOTTEN);
        (takes && later < self.calendar.horizon()).then_some(Reply {
            text,
            at: later,
            by,
        })
    }

    /// The touches of a lead by position, from 0; the first is how it came, or else its rep's first call.
    pub(super) fn touches<'a>(
        &'a self,
        position: u64,
        pursuit: &'a Pursuit,
        handed: Option<Handed>,
    ) -> impl Iterator<Item = Touch> + use<'a> {
        let mut draw = Draw::new(self.seed, Purpose::Touch, position);
        let end = pursuit.life.end(self.calendar.horizon());
        let called = handed.and_then(|it| it.called);
        let worked = called.is_some() || handed.is_none();
        let few = self.leads > MANY;
        let most = if few || !worked {
            1
        } else {
            // Whoever said yes calls at least once.
            (1 + draw.weighted(TOUCHES.into_iter())).max(1 + usize::from(called.is_some()))
        };
        // Of a single touch the call says more than how the lead came.
        let from = usize::from(few && called.is_some());
        let marketing = pursuit.source().marketing;
        let first = if marketing {
            Staff::marketer(draw.below(3))
        } else {
            pursuit.rep
        };
        let mut at = pursuit.at;
        (from..from + most).map_while(move |number| {
            let author = if number == 0 { first } else { pursuit.rep };
            let channel = if number == 0 {
                pursuit.source().channel
            } else {
                let later = at + draw.skewed(5.0, 0.9);
                at = called.filter(|_| number == 1).unwrap_or(later);
                CHANNELS[draw.weighted(CHANNELS.iter().map(|it| it.1))].0
            };
            let is_call = number == 1 && called.is_some();
            (number == 0 || is_call || at < end).then(|| Touch {
                lead: Some(LeadId(position + 1)),
                contact: pursuit.slot.and_then(|slot| self.contact(slot, &mut draw)),
                at: Some(self.calendar.moment(at)),
                author: Some(author),
                channel: channel.to_owned(),
                note: None,
            })
        })
    }
}

/// The word soon after a lead was handed over; it does not know the end yet, but has a feeling.
fn first_word(pursuit: &Pursuit, draw: &mut Draw) -> Word {
    let listed = pursuit.source == LIST;
    if listed && draw.chance(0.6) {
        return *draw.pick(&[
            ("bad-data", None, false),
            ("wrong-company", Some("wrong-size"), false),
            ("wrong-company", Some("no-need"), false),
        ]);
    }
    let advanced = pursuit.life.beats.len() > 2 || pursuit.life.won().is_some();
    if !advanced && draw.chance(0.02) {
        return ("duplicate", None, false);
    }
    match pursuit.life.last() {
        Beat::Lose(reason, _) if !advanced => last_word(reason, pursuit, draw),
        Beat::Park(_) if !advanced => ("not-now", Some("timing"), true),
        Beat::Lose(..)
        | Beat::Win(_)
        | Beat::Opening(_)
        | Beat::Enter(..)
        | Beat::Reopen(_)
        | Beat::Park(_)
        | Beat::Wake => {
            let weights = if advanced {
                [66, 30, 2, 2]
            } else {
                [22, 46, 12, 20]
            };
            [
                ("good", None, false),
                ("working", None, false),
                ("not-now", Some("timing"), true),
                ("no-answer", None, false),
            ][draw.weighted(weights.into_iter())]
        }
    }
}

/// The word about a lead that was lost.
fn last_word(reason: &'static str, pursuit: &Pursuit, draw: &mut Draw) -> Word {
    match reason {
        "no-answer" => ("no-answer", Some(reason), false),
        "no-authority" => ("wrong-person", Some(reason), false),
        "wrong-size" => ("wrong-company", Some(reason), false),
        "no-need" if pursuit.source == LIST || draw.chance(0.6) => {
            ("wrong-company", Some(reason), false)
        }
        "timing" | "no-budget" | "no-need" => ("not-now", Some(reason), draw.chance(0.7)),
        _ => (*draw.pick(&["good", "working"]), Some(reason), false),
    }
}
