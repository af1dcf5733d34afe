//! The rules of replies: what marketing says to a feedback, once and by whoever says it last.

use super::entities::Feedback;
use super::error::Refusal;
use super::ids::UserId;
use super::time::Moment;

/// The fields that follow from a reply, so that nobody sets them.
pub const FIELDS: [&str; 2] = ["replied", "replied_by"];

/// Says whether a reply says anything.
pub(super) fn verify(text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::Missing { field: "reply" });
    }
    Ok(())
}

impl Feedback {
    /// The same with a reply; whoever replies again says it anew.
    #[must_use]
    pub fn replied_with(
        &self,
        text: &str,
        decision: Option<u64>,
        who: UserId,
        now: Moment,
    ) -> Self {
        Self {
            reply: Some(text.trim().to_owned()),
            decision: decision.and_then(|it| i64::try_from(it).ok()),
            ..self.clone()
        }
        .settled(self, who, now)
    }

    /// The same without a reply.
    #[must_use]
    pub fn unreplied(&self) -> Self {
        Self {
            reply: None,
            replied: None,
            replied_by: None,
            decision: None,
            ..self.clone()
        }
    }

    /// The same, with when and by whom it was replied to, if the reply is another one than before.
    #[must_use]
    pub fn settled(self, before: &Self, who: UserId, now: Moment) -> Self {
        let reply = self.reply.as_ref().filter(|it| !it.trim().is_empty());
        match reply {
            None => self.unreplied(),
            Some(reply) if before.reply.as_ref() == Some(reply) => self,
            Some(_) => Self {
                replied: Some(now),
                replied_by: Some(who),
                ..self
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_has_its_hour_and_its_author_and_loses_them_with_its_words() {
        let said = Feedback::default();
        let (ann, bo) = (UserId(1), UserId(2));
        let once = said.replied_with("  thanks ", Some(7), ann, Moment(5));
        assert_eq!(once.reply.as_deref(), Some("thanks"));
        assert_eq!(
            (once.replied, once.replied_by, once.decision),
            (Some(Moment(5)), Some(ann), Some(7))
        );
        // Who links a decision to the same words has not said them again.
        let linked = Feedback {
            decision: Some(8),
            ..once.clone()
        }
        .settled(&once, bo, Moment(9));
        assert_eq!(
            (linked.replied, linked.replied_by),
            (Some(Moment(5)), Some(ann))
        );
        let again = once.replied_with("we took them off", None, bo, Moment(9));
        assert_eq!(
            (again.replied, again.replied_by),
            (Some(Moment(9)), Some(bo))
        );
        let taken = Feedback {
            reply: Some(" ".to_owned()),
            ..again.clone()
        }
        .settled(&again, bo, Moment(11));
        assert_eq!(taken, said);
        assert!(verify(" ").is_err() && verify("ok").is_ok());
    }
}
