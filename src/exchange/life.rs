//! From a table's stage and dates to a lead's track, without inventing what the table does not say.
//!
//! A row without a date of entry becomes an opening: it is in the stock and out of conversions. A
//! closed row entered the funnel in the import's entry layer, which the survey finds or the user says.

use super::draft::LifeDraft;
use super::mapping::Stage;
use crate::model::{Event, Layer, Moment, Status, Step, Track};

/// What a track is made with, beside the row.
#[derive(Debug, Clone, Copy)]
pub struct Making {
    /// The layer in which closed leads entered.
    pub entry: Layer,
    /// The time of the import.
    pub now: Moment,
}

impl LifeDraft {
    /// The track of a lead that was not there before.
    ///
    /// # Errors
    /// Says why the dates can't be.
    pub fn track(&self, making: Making) -> Result<Track, String> {
        if let Some(history) = &self.history {
            return checked(history.clone(), making.now);
        }
        let (layer, ending) = self.state(making);
        let mut track = Track::default();
        let began = self.entered.or(match ending {
            Some(_) => None,
            None => self.moved,
        });
        match (began, ending) {
            (Some(at), _) if self.closed.is_some() || ending.is_none() => {
                track.push(at, Event::Enter { layer, unmet: 0 });
            }
            // Closed, but on which day is not known: in the stock, out of every duration.
            (Some(at), _) => track.push(at, Event::Opening(layer)),
            (None, Some(_)) => track.push(self.closed.unwrap_or(making.now), Event::Opening(layer)),
            (None, None) => track.push(making.now, Event::Opening(layer)),
        }
        if let Some(ending) = ending {
            let last = track.last().map_or(making.now, |Step(at, _)| *at);
            track.push(self.closed.unwrap_or(last), self.event(ending));
        } else if self.status == Some(Status::Parked) || self.parked_until.is_some() {
            let last = track.last().map_or(making.now, |Step(at, _)| *at);
            track.push(last, Event::Park(self.parked_until));
        }
        checked(track, making.now)
    }

    /// What becomes of the track of a lead that is there: nothing where the table says the same.
    ///
    /// # Errors
    /// Says why the dates can't be.
    pub fn continued(&self, track: &Track, making: Making) -> Result<Track, String> {
        if self.history.is_some() {
            return self.track(making);
        }
        if self.stage.is_none() && self.status.is_none() {
            return Ok(track.clone());
        }
        let (layer, ending) = self.state(making);
        let mut after = track.clone();
        let last = track.last().map_or(making.now, |Step(at, _)| *at);
        let status = track.status();
        match ending {
            Some(ending) if status == ending.status() => {}
            Some(ending) => {
                if status.is_closed() {
                    after.push(last, Event::Reopen(track.layer().unwrap_or(layer)));
                }
                let at = self.closed.unwrap_or(making.now).max(last);
                after.push(at, self.event(ending));
            }
            None if status.is_closed() => {
                after.push(
                    self.moved.unwrap_or(making.now).max(last),
                    Event::Reopen(layer),
                );
            }
            None if track.layer() != Some(layer) => {
                let at = self.moved.or(self.entered).unwrap_or(making.now).max(last);
                if status == Status::Parked {
                    after.push(at, Event::Wake);
                }
                after.push(at, Event::Enter { layer, unmet: 0 });
            }
            None => {}
        }
        checked(after, making.now)
    }

    /// The layer and, for a closed lead, how it ended.
    fn state(&self, making: Making) -> (Layer, Option<Ending>) {
        let ending = match (self.stage, self.status) {
            (Some(Stage::Won), _) | (_, Some(Status::Won)) => Some(Ending::Won),
            (Some(Stage::Lost), _) | (_, Some(Status::Lost)) => Some(Ending::Lost),
            _ => None,
        };
        let layer = match self.stage {
            Some(Stage::In(layer)) => layer,
            Some(Stage::Won | Stage::Lost) => making.entry,
            None if ending.is_some() => making.entry,
            None => Layer::Potential,
        };
        (layer, ending)
    }

    fn event(&self, ending: Ending) -> Event {
        match ending {
            Ending::Won => Event::Win { unmet: 0 },
            Ending::Lost => Event::Lose {
                reason: self.reason.clone().unwrap_or_else(|| "unknown".to_owned()),
                competitor: self.competitor.clone(),
            },
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Won,
    Lost,
}

impl Ending {
    const fn status(self) -> Status {
        match self {
            Self::Won => Status::Won,
            Self::Lost => Status::Lost,
        }
    }
}

/// A track whose moments go forward and are not in the future, and which begins as it must.
fn checked(track: Track, now: Moment) -> Result<Track, String> {
    let steps = track.steps();
    if !matches!(
        steps.first(),
        Some(Step(
            _,
            Event::Opening(_) | Event::Enter { .. } | Event::Reopen(_)
        ))
    ) {
        return Err("its history does not begin with entering a layer".to_owned());
    }
    for pair in steps.windows(2) {
        let [Step(before, from), Step(after, to)] = pair else {
            continue;
        };
        if after < before {
            return Err(format!(
                "it {} on {}, before it {} on {}",
                past(to),
                after.utc().format("%Y-%m-%d"),
                past(from),
                before.utc().format("%Y-%m-%d"),
            ));
        }
        let ended = matches!(from, Event::Win { .. } | Event::Lose { .. });
        if ended != matches!(to, Event::Reopen(_)) {
            return Err(format!(
                "its history has `{}` after `{}`",
                to.code(),
                from.code()
            ));
        }
    }
    match steps.last() {
        Some(Step(at, event)) if *at > now => Err(format!(
            "it {} on {}, which has not come yet",
            past(event),
            at.utc().format("%Y-%m-%d")
        )),
        Some(_) | None => Ok(track),
    }
}

const fn past(event: &Event) -> &'static str {
    match event {
        Event::Opening(_) | Event::Enter { .. } => "entered",
        Event::Reopen(_) => "was reopened",
        Event::Park(_) => "was parked",
        Event::Wake => "woke",
        Event::Win { .. } => "was won",
        Event::Lose { .. } => "was lost",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400_000;
    const MAKING: Making = Making {
        entry: Layer::Intent,
        now: Moment(1_000 * DAY),
    };

    fn draft(stage: Stage, entered: Option<i64>, closed: Option<i64>) -> LifeDraft {
        LifeDraft {
            stage: Some(stage),
            entered: entered.map(|day| Moment(day * DAY)),
            closed: closed.map(|day| Moment(day * DAY)),
            ..LifeDraft::default()
        }
    }

    fn codes(track: &Track) -> Vec<&'static str> {
        track.steps().iter().map(|it| it.1.code()).collect()
    }

    #[test]
    fn dates_of_entry_and_closing_become_history() {
        let won = draft(Stage::Won, Some(10), Some(40)).track(MAKING).unwrap();
        assert_eq!(codes(&won), ["enter", "win"]);
        assert_eq!(won.layer(), Some(Layer::Intent));
        assert_eq!(won.closed(), Some(Moment(40 * DAY)));
    }

    #[test]
    fn a_row_without_a_date_of_entry_is_an_opening() {
        let open = draft(Stage::In(Layer::Potential), None, None);
        assert_eq!(codes(&open.track(MAKING).unwrap()), ["opening"]);
        let lost = draft(Stage::Lost, None, Some(40)).track(MAKING).unwrap();
        assert_eq!(codes(&lost), ["opening", "lose"]);
        let undated = draft(Stage::Won, Some(10), None).track(MAKING).unwrap();
        assert_eq!(codes(&undated), ["opening", "win"]);
    }

    #[test]
    fn an_expected_closing_date_of_an_open_lead_is_no_closing() {
        let open = draft(Stage::In(Layer::Intent), Some(10), Some(2_000));
        assert_eq!(codes(&open.track(MAKING).unwrap()), ["enter"]);
    }

    #[test]
    fn dates_that_cannot_be_are_refused_in_words() {
        let error = draft(Stage::Won, Some(40), Some(10)).track(MAKING);
        assert!(error.unwrap_err().contains("before it entered"));
        let error = draft(Stage::Won, Some(40), Some(1_010)).track(MAKING);
        assert!(error.unwrap_err().contains("has not come yet"));
    }

    #[test]
    fn the_same_row_again_changes_nothing() {
        for stage in [Stage::In(Layer::Potential), Stage::Won, Stage::Lost] {
            for entered in [None, Some(10)] {
                for closed in [None, Some(40)] {
                    let row = draft(stage, entered, closed);
                    let track = row.track(MAKING).unwrap();
                    let later = Making {
                        now: Moment(1_001 * DAY),
                        ..MAKING
                    };
                    assert_eq!(row.continued(&track, later).unwrap(), track);
                }
            }
        }
    }

    #[test]
    fn a_row_that_says_more_goes_on_where_the_track_ended() {
        let track = draft(Stage::In(Layer::Intent), Some(10), None)
            .track(MAKING)
            .unwrap();
        let won = draft(Stage::Won, Some(10), Some(50));
        let after = won.continued(&track, MAKING).unwrap();
        assert_eq!(codes(&after), ["enter", "win"]);
        let open = draft(Stage::In(Layer::Potential), Some(10), None);
        let reopened = open.continued(&after, MAKING).unwrap();
        assert_eq!(codes(&reopened), ["enter", "win", "reopen"]);
    }
}
