//! From a table's stage and dates to a lead's track, without inventing what the table does not say.
//!
//! A row without a date of entry becomes an opening: it is in the stock and out of conversions. A
//! closed row entered the funnel in the import's entry layer, which the survey finds or the user says.

use chrono_tz::Tz;

use super::Flaw;
use super::draft::LifeDraft;
use super::mapping::Stage;
use crate::model::{Event, Layer, Moment, Status, Step, Tail, Track};

/// What a track is made with, beside the row.
#[derive(Debug, Clone, Copy)]
pub struct Making {
    /// The layer in which closed leads entered.
    pub entry: Layer,
    /// The time of the import.
    pub now: Moment,
    /// The zone in which days are counted.
    pub zone: Tz,
}

impl LifeDraft {
    /// The track of a lead that was not there before.
    ///
    /// # Errors
    /// Says why the dates can't be.
    pub fn track(&self, making: Making) -> Result<Track, Flaw> {
        if let Some(history) = &self.history {
            return checked(history.clone(), making.now);
        }
        let (layer, ending) = self.state();
        let layer = layer.unwrap_or(if ending.is_some() {
            making.entry
        } else {
            Layer::Potential
        });
        let mut track = Track::default();
        self.begin(&mut track, layer, ending, making);
        let last = track.last().map_or(making.now, |Step(at, _)| *at);
        if let Some(ending) = ending {
            track.push(self.closed.unwrap_or(last), self.event(ending));
        } else if self.status == Some(Status::Parked) || self.parked_until.is_some() {
            track.push(last, Event::Park(self.parked_until));
        }
        checked(track, making.now)
    }

    /// The first steps: how it came into its layer, as far as the row says.
    fn begin(&self, track: &mut Track, layer: Layer, ending: Option<Ending>, making: Making) {
        let enter = |layer| Event::Enter { layer, unmet: 0 };
        match (self.entered, self.moved, ending) {
            (Some(at), _, Some(_)) if self.closed.is_some() => track.push(at, enter(layer)),
            // It came in where such leads come in, and into its layer later.
            (Some(at), Some(moved), None) if moved > at && making.entry < layer => {
                track.push(at, enter(making.entry));
                track.push(moved, enter(layer));
            }
            (Some(at), _, None) | (None, Some(at), None) => track.push(at, enter(layer)),
            // Closed, but on which day is not known: in the stock, out of every duration.
            (Some(at), _, Some(_)) => track.push(at, Event::Opening(layer)),
            (None, _, Some(_)) => {
                track.push(self.closed.unwrap_or(making.now), Event::Opening(layer));
            }
            (None, None, None) => track.push(making.now, Event::Opening(layer)),
        }
    }

    /// What becomes of the track of a lead that is there: nothing where the table says the same, and
    /// nothing that the table does not speak of.
    ///
    /// # Errors
    /// Says why the dates can't be, or that the histories went different ways.
    pub fn continued(&self, track: &Track, making: Making) -> Result<Track, Flaw> {
        if let Some(history) = &self.history {
            return joined(track, checked(history.clone(), making.now)?);
        }
        let (layer, ending) = self.state();
        let mut after = track.clone();
        let last = track.last().map_or(making.now, |Step(at, _)| *at);
        let status = track.status();
        match (ending, layer) {
            (Some(ending), _) if status == ending.status() => self.correct(&mut after, making),
            (Some(ending), _) => {
                if status.is_closed() {
                    let again = track.layer().or(layer).unwrap_or(making.entry);
                    after.push(last, Event::Reopen(again));
                }
                let at = self.closed.unwrap_or(making.now).max(last);
                after.push(at, self.event(ending));
            }
            (None, Some(layer)) if status.is_closed() => {
                let at = self.moved.unwrap_or(making.now).max(last);
                after.push(at, Event::Reopen(layer));
            }
            (None, None) if status.is_closed() && self.status.is_some() => {
                let again = track.layer().unwrap_or(making.entry);
                after.push(making.now.max(last), Event::Reopen(again));
            }
            (None, Some(layer)) if track.layer() != Some(layer) => {
                let at = self.moved.or(self.entered).unwrap_or(making.now).max(last);
                if status == Status::Parked {
                    after.push(at, Event::Wake);
                }
                after.push(at, Event::Enter { layer, unmet: 0 });
            }
            (None, _) => {}
        }
        if ending.is_none() {
            self.park_or_wake(&mut after, making);
        }
        checked(after, making.now)
    }

    /// A closed lead that the table closes too: the day and the reason may be better known now.
    fn correct(&self, track: &mut Track, making: Making) {
        let Some(Step(at, event)) = track.last().cloned() else {
            return;
        };
        let day = |at: Moment| at.day(making.zone);
        let at = self.closed.filter(|it| day(*it) != day(at)).unwrap_or(at);
        let event = match event {
            Event::Lose { reason, competitor } => Event::Lose {
                reason: self.reason.clone().unwrap_or(reason),
                competitor: self.competitor.clone().or(competitor),
            },
            other @ (Event::Opening(_)
            | Event::Enter { .. }
            | Event::Reopen(_)
            | Event::Park(_)
            | Event::Wake
            | Event::Win { .. }) => other,
        };
        let keep = track.steps().len() - 1;
        track.splice(Tail {
            keep,
            steps: vec![Step(at, event)],
        });
    }

    fn park_or_wake(&self, track: &mut Track, making: Making) {
        let Some(Step(last, event)) = track.last().cloned() else {
            return;
        };
        let wanted = self.status == Some(Status::Parked) || self.parked_until.is_some();
        let at = making.now.max(last);
        match (track.status(), wanted) {
            (Status::Open, true) => track.push(at, Event::Park(self.parked_until)),
            (Status::Parked, true) => {
                let until = self.parked_until.or(track.parked_until());
                if event != Event::Park(until) {
                    let keep = track.steps().len() - 1;
                    let steps = vec![Step(last, Event::Park(until))];
                    track.splice(Tail { keep, steps });
                }
            }
            (Status::Parked, false) if self.status == Some(Status::Open) => {
                track.push(at, Event::Wake);
            }
            (Status::Open | Status::Parked | Status::Won | Status::Lost, _) => {}
        }
    }

    /// The layer and, for a closed lead, how it ended, as far as the row says.
    const fn state(&self) -> (Option<Layer>, Option<Ending>) {
        let ending = match (self.stage, self.status) {
            (Some(Stage::Won), _) | (_, Some(Status::Won)) => Some(Ending::Won),
            (Some(Stage::Lost), _) | (_, Some(Status::Lost)) => Some(Ending::Lost),
            (Some(Stage::In(_)) | None, Some(Status::Open | Status::Parked) | None) => None,
        };
        let layer = match self.stage {
            Some(Stage::In(layer)) => Some(layer),
            Some(Stage::Won | Stage::Lost) | None => None,
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

/// An exported history and the one that is here: the longer one, where one goes on from the other.
fn joined(track: &Track, history: Track) -> Result<Track, Flaw> {
    let shared = track.shared(&history);
    if shared == history.steps().len() {
        Ok(track.clone())
    } else if shared == track.steps().len() {
        Ok(history)
    } else {
        let since = track.steps().get(shared);
        let since = since.map(|it| written(it.0));
        Err(Flaw::OtherHistory { since })
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

/// A day as reports write it.
fn written(at: Moment) -> String {
    at.utc().format("%Y-%m-%d").to_string()
}

/// A track whose moments go forward and are not in the future, and which begins as it must.
fn checked(track: Track, now: Moment) -> Result<Track, Flaw> {
    let steps = track.steps();
    if !matches!(
        steps.first(),
        Some(Step(
            _,
            Event::Opening(_) | Event::Enter { .. } | Event::Reopen(_)
        ))
    ) {
        return Err(Flaw::NoBeginning);
    }
    for pair in steps.windows(2) {
        let [Step(before, from), Step(after, to)] = pair else {
            continue;
        };
        if after < before {
            return Err(Flaw::Backwards {
                step: past(to),
                after: written(*after),
                first: past(from),
                before: written(*before),
            });
        }
        if !may_follow(from, to) {
            return Err(Flaw::OutOfOrder {
                step: to.code(),
                first: from.code(),
            });
        }
    }
    match steps.last() {
        Some(Step(at, event)) if *at > now => Err(Flaw::NotYet {
            step: past(event),
            day: written(*at),
        }),
        Some(_) | None => Ok(track),
    }
}

/// What can come after what; see the invariants of a track.
fn may_follow(from: &Event, to: &Event) -> bool {
    let ended = matches!(from, Event::Win { .. } | Event::Lose { .. });
    let parked = matches!(from, Event::Park(_));
    match to {
        Event::Opening(_) => false,
        Event::Reopen(_) => ended,
        Event::Wake => parked,
        Event::Park(_) => !ended && !parked,
        Event::Enter { layer, .. } => !ended && !parked && from.layer() != Some(*layer),
        Event::Win { .. } | Event::Lose { .. } => !ended,
    }
}

const fn past(event: &Event) -> &'static str {
    match event {
        Event::Opening(_) | Event::Enter { .. } => "entered",
        Event::Reopen(_) => "reopened",
        Event::Park(_) => "parked",
        Event::Wake => "woke",
        Event::Win { .. } => "won",
        Event::Lose { .. } => "lost",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400_000;
    const MAKING: Making = Making {
        entry: Layer::Intent,
        now: Moment(1_000 * DAY),
        zone: Tz::UTC,
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
    fn a_row_that_does_not_speak_of_the_layer_leaves_it() {
        let track = draft(Stage::In(Layer::Intent), Some(10), None)
            .track(MAKING)
            .unwrap();
        let row = LifeDraft {
            status: Some(Status::Open),
            ..LifeDraft::default()
        };
        assert_eq!(row.continued(&track, MAKING).unwrap(), track);
    }

    #[test]
    fn a_later_move_is_a_step_of_its_own() {
        let row = LifeDraft {
            moved: Some(Moment(30 * DAY)),
            ..draft(Stage::In(Layer::NearCustomer), Some(10), None)
        };
        let track = row.track(MAKING).unwrap();
        assert_eq!(codes(&track), ["enter", "enter"]);
        assert_eq!(track.entered(), Some(Moment(10 * DAY)));
        assert_eq!(track.moved(), Some(Moment(30 * DAY)));
        assert_eq!(row.continued(&track, MAKING).unwrap(), track);
    }

    #[test]
    fn a_better_known_ending_replaces_the_one_that_is_here() {
        let lost = draft(Stage::Lost, Some(10), Some(40))
            .track(MAKING)
            .unwrap();
        let row = LifeDraft {
            reason: Some("price".to_owned()),
            ..draft(Stage::Lost, Some(10), Some(50))
        };
        let after = row.continued(&lost, MAKING).unwrap();
        assert_eq!(codes(&after), ["enter", "lose"]);
        assert_eq!(after.closed(), Some(Moment(50 * DAY)));
        assert_eq!(after.loss(), Some(("price", None)));
    }

    #[test]
    fn parking_and_waking_come_with_the_row() {
        let open = draft(Stage::In(Layer::Intent), Some(10), None);
        let track = open.track(MAKING).unwrap();
        let parked = LifeDraft {
            status: Some(Status::Parked),
            ..open.clone()
        };
        let after = parked.continued(&track, MAKING).unwrap();
        assert_eq!(codes(&after), ["enter", "park"]);
        assert_eq!(parked.continued(&after, MAKING).unwrap(), after);
        let woken = LifeDraft {
            status: Some(Status::Open),
            ..open
        };
        assert_eq!(
            codes(&woken.continued(&after, MAKING).unwrap()),
            ["enter", "park", "wake"]
        );
    }

    #[test]
    fn an_older_history_never_cuts_a_newer_one() {
        let short = draft(Stage::In(Layer::Intent), Some(10), None)
            .track(MAKING)
            .unwrap();
        let mut long = short.clone();
        long.push(Moment(20 * DAY), Event::Win { unmet: 0 });
        let of = |history: &Track| LifeDraft {
            history: Some(history.clone()),
            ..LifeDraft::default()
        };
        assert_eq!(of(&short).continued(&long, MAKING).unwrap(), long);
        assert_eq!(of(&long).continued(&short, MAKING).unwrap(), long);
        let mut other = short.clone();
        other.push(Moment(20 * DAY), Event::Park(None));
        assert!(
            of(&other)
                .continued(&long, MAKING)
                .unwrap_err()
                .to_string()
                .contains("since 1970-01-21")
        );
    }

    #[test]
    fn a_history_that_cannot_be_is_refused() {
        let step = |day: i64, event| Step(Moment(day * DAY), event);
        let begin = || {
            step(
                1,
                Event::Enter {
                    layer: Layer::Intent,
                    unmet: 0,
                },
            )
        };
        for second in [
            Event::Wake,
            Event::Opening(Layer::Potential),
            Event::Enter {
                layer: Layer::Intent,
                unmet: 0,
            },
            Event::Reopen(Layer::Intent),
        ] {
            let history = Some(Track::new(vec![begin(), step(2, second)]));
            let row = LifeDraft {
                history,
                ..LifeDraft::default()
            };
            assert!(row.track(MAKING).is_err(), "{row:?}");
        }
    }

    #[test]
    fn dates_that_cannot_be_are_refused_in_words() {
        let error = draft(Stage::Won, Some(40), Some(10)).track(MAKING);
        assert!(error.unwrap_err().to_string().contains("before it entered"));
        let error = draft(Stage::Won, Some(40), Some(1_010)).track(MAKING);
        assert!(error.unwrap_err().to_string().contains("has not come yet"));
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
