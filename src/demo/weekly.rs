//! What the company's weekly meeting left: whom it met when, what it decided, and what it believed and measured.
//!
//! The figures in it are those of the leads, counted as a meeting counts them. Of a large company only a sample is
//! looked at: the targets follow from it, and figures that would not be exact are left out.

use chrono::{Datelike, Days, Months, NaiveDate};
use rayon::prelude::*;

use super::calendar::working_day;
use super::catalog::CURRENCY;
use super::pursuit::Ground;
use super::staff::Staff;
use super::{NAME, ZONE};
use crate::model::meeting_settings::{Target, spans};
use crate::model::{
    Event, Expectation, Expected, Fate, Layer, Lead, Meeting, Moment, Nature, Resolution, Step,
    UserId,
};

/// So many leads are looked at.
const FEW: u64 = 20_000;
/// How many meetings are kept.
const MEETINGS: usize = 4;
/// A meeting ends at a quarter to eleven.
const END: i64 = (10 * 60 + 45) * 60_000;

/// What the meetings left.
#[derive(Debug, Clone, Default)]
pub(super) struct Weekly {
    /// Decisions and hypotheses, oldest first.
    pub resolutions: Vec<Resolution>,
    /// The meetings, oldest first.
    pub meetings: Vec<Meeting>,
    /// What is to be won.
    pub targets: Vec<Target>,
}

/// A lead as a meeting counts it.
struct Past {
    source: Option<String>,
    /// What happened to it, and on which day.
    steps: Vec<(NaiveDate, What)>,
    value: i64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Came,
    Forward,
    Won,
    Lost,
}

impl Past {
    fn of(lead: &Lead) -> Self {
        let mut layer: Option<Layer> = None;
        let mut steps = Vec::new();
        for Step(at, event) in lead.track.steps() {
            let (next, what) = match event {
                Event::Opening(to) => (Some(*to), None),
                Event::Reopen(to) => (Some(*to), Some(What::Came)),
                Event::Enter { layer: to, .. } => match layer {
                    None => (Some(*to), Some(What::Came)),
                    Some(from) => (Some(*to), (*to > from).then_some(What::Forward)),
                },
                Event::Win { .. } => (layer, Some(What::Won)),
                Event::Lose { .. } => (layer, Some(What::Lost)),
                Event::Park(_) | Event::Wake => (layer, None),
            };
            layer = next;
            steps.extend(what.map(|it| (at.day(ZONE), it)));
        }
        let own = lead.currency.as_deref() == Some(CURRENCY);
        Self {
            source: lead.source.clone(),
            steps,
            value: lead.value.filter(|_| own).map_or(0, |it| it.0),
        }
    }

    fn has(&self, what: What, (from, to): (NaiveDate, NaiveDate)) -> bool {
        let mut steps = self.steps.iter();
        steps.any(|(day, it)| *it == what && (from..=to).contains(day))
    }
}

/// What is known of the leads.
struct Known {
    leads: Vec<Past>,
    /// Every which one they are.
    every: u64,
}

impl Known {
    fn of(ground: &Ground) -> Self {
        let every = ground.leads.div_ceil(FEW).max(1);
        let places: Vec<u64> = (0..ground.leads).step_by(every as usize).collect();
        let past = |it: &u64| {
            let pursuit = ground.pursuit(*it);
            Past::of(&ground.lead(*it, &pursuit, ground.handed(*it, &pursuit)))
        };
        Self {
            leads: places.par_iter().map(past).collect(),
            every,
        }
    }

    /// How many leads of a source, or of all, something happened to; nothing where not all are known.
    fn count(&self, source: Option<&str>, what: What, days: (NaiveDate, NaiveDate)) -> Option<u64> {
        let of = |it: &&Past| source.is_none_or(|source| it.source.as_deref() == Some(source));
        let leads = self.leads.iter().filter(of);
        (self.every == 1).then(|| leads.filter(|it| it.has(what, days)).count() as u64)
    }

    /// What was won in some days, in minor units.
    fn won(&self, days: (NaiveDate, NaiveDate)) -> u64 {
        let won = self.leads.iter().filter(|it| it.has(What::Won, days));
        won.map(|it| it.value.unsigned_abs()).sum::<u64>() * self.every
    }
}

impl Weekly {
    /// What the meetings of a company left.
    pub(super) fn of(ground: &Ground) -> Self {
        let today = ground.calendar.today();
        let known = Known::of(ground);
        // One a week, the last of them a week ago; the first is the oldest.
        let back = |weeks: usize| working_day(today - Days::new(weeks as u64 * 7));
        let days: Vec<NaiveDate> = (1..=MEETINGS).rev().map(back).collect();
        let mut resolutions = done(&known, &days);
        resolutions.extend(open(&days, today));
        let meetings = (0..days.len())
            .map(|at| meeting(&known, &days, at, &resolutions))
            .collect();
        Self {
            resolutions,
            meetings,
            targets: targets(&known, today),
        }
    }
}

/// Aims a little above what was won before.
fn targets(known: &Known, today: NaiveDate) -> Vec<Target> {
    let target = |(first, after): (NaiveDate, NaiveDate), months: u32| {
        let from = first - Months::new(months);
        let won = known.won((from, first - Days::new(1))) / 100;
        let more = won + won / 8;
        // Two digits are enough of an aim.
        let step = 10_u64.pow(more.max(1).ilog10().saturating_sub(1));
        let amount = more.div_ceil(step) * step;
        let code = if months == 1 {
            format!("{}-{:02}", first.year(), first.month())
        } else {
            let quarter = after.pred_opt().unwrap_or(first).month0() / 3 + 1;
            format!("{}-q{quarter}", first.year())
        };
        (amount > 0).then_some(Target { code, amount })
    };
    let [month, quarter] = spans(today);
    [target(month, 1), target(quarter, 3)]
        .into_iter()
        .flatten()
        .collect()
}

/// Something that was said, by whom to be seen to, and in which meeting.
fn said(text: &str, owner: UserId, meeting: NaiveDate, due: NaiveDate) -> Resolution {
    Resolution {
        text: text.to_owned(),
        owner: Some(owner),
        meeting: Some(meeting),
        due: Some(due),
        ..Resolution::default()
    }
}

/// The same, settled on a day.
fn settled(it: Resolution, fate: Fate, day: NaiveDate, note: &str) -> Resolution {
    Resolution {
        fate: Some(fate),
        checked: Some(day),
        note: Some(note.to_owned()),
        ..it
    }
}

/// The same, as something that is believed of the leads of a filter.
fn believed(it: Resolution, filter: &str, of: Expected, at_least: bool, number: u64) -> Resolution {
    Resolution {
        nature: Some(Nature::Hypothesis),
        filter: Some(filter.to_owned()),
        expected: Some(Expectation {
            of,
            at_least,
            tenths: i64::try_from(number).unwrap_or_default() * 10,
        }),
        ..it
    }
}

/// A hypothesis that was checked on the day for that: losses of a source that came true, or wins that did not.
fn checked(known: &Known, it: Resolution, source: &str, came_true: bool) -> Resolution {
    let day = it.due.unwrap_or_default();
    let days = (it.meeting.unwrap_or(day), day);
    let filter = format!("source:{source}");
    let (of, what) = if came_true {
        (Expected::Lost, What::Lost)
    } else {
        (Expected::Won, What::Won)
    };
    let fate = if came_true {
        Fate::CameTrue
    } else {
        Fate::NotTrue
    };
    let Some(count) = known.count(Some(source), what, days) else {
        let it = believed(it, &filter, of, !came_true, 5);
        return settled(it, fate, day, "as the reps say; nobody counted");
    };
    let expected = if came_true { count + 1 } else { count + 3 };
    let number = i64::try_from(count).unwrap_or_default();
    Resolution {
        fate: Some(fate),
        checked: Some(day),
        measured: Some(number * 10),
        measured_of: Some(number),
        ..believed(it, &filter, of, !came_true, expected)
    }
}

/// What was decided and believed and has been looked at since; days are those of the meetings, oldest first.
fn done(known: &Known, days: &[NaiveDate]) -> Vec<Resolution> {
    let &[first, second, third, last] = days else {
        return Vec::new();
    };
    let (sales, marketing) = (UserId(1), UserId(2));
    let (anna, tomas) = (Staff::marketer(0), Staff::marketer(1));
    let fair = "Answer every inquiry from the fair within a day";
    let call = "Inquiries that are called the same day are lost less often";
    let ask = "Ask two customers of Rill Hygienic for a reference";
    let partners = "Another visit to each partner brings more deals";
    let list = "Call the rest of the summer list again";
    vec![
        settled(
            said(fair, sales, first, second),
            Fate::Done,
            second,
            "the stand hands over each evening",
        ),
        checked(known, said(call, anna, first, third), "inbound", true),
        settled(
            said(ask, marketing, second, third),
            Fate::Done,
            third,
            "both said yes",
        ),
        checked(known, said(partners, tomas, second, last), "partner", false),
        settled(
            said(list, tomas, third, last),
            Fate::Dropped,
            last,
            "most numbers are switchboards",
        ),
    ]
}

/// What is still to be done, or to be seen.
fn open(days: &[NaiveDate], today: NaiveDate) -> Vec<Resolution> {
    let &[.., third, last] = days else {
        return Vec::new();
    };
    let (sales, anna, chen) = (UserId(1), Staff::marketer(0), Staff::marketer(2));
    let soon = |days| working_day(today + Days::new(days));
    let webinar = "Webinar leads go on more often since the live demonstration";
    let friday = "No lead is left on a Friday without a next step";
    let wrong = "Give wrong addresses back at once, with the reason";
    let warm = "Warm leads hold their win rate against the cheaper rival";
    let going_on = Expected::Conversion(Layer::Potential);
    vec![
        believed(
            said(webinar, chen, third, today),
            "source:webinar",
            going_on,
            true,
            40,
        ),
        said(friday, sales, third, last),
        said(wrong, anna, last, soon(2)),
        believed(
            said(warm, sales, last, soon(7)),
            "temp:warm",
            Expected::WinRate,
            true,
            35,
        ),
    ]
}

/// A meeting by its place among the days, with its minutes.
fn meeting(known: &Known, days: &[NaiveDate], at: usize, all: &[Resolution]) -> Meeting {
    let day = days[at];
    let since = match at.checked_sub(1) {
        Some(before) => days[before],
        None => day - Days::new(7),
    };
    let mut minutes = format!("# {NAME}, {since} – {day}\n");
    let figures = [
        ("new leads", What::Came),
        ("moved on", What::Forward),
        ("won", What::Won),
        ("lost", What::Lost),
    ];
    let long = (day - since).num_days().unsigned_abs() + 1;
    let before = (since - Days::new(long), since - Days::new(1));
    let told = figures.into_iter().filter_map(|(name, what)| {
        let now = known.count(None, what, (since, day))?;
        let was = known.count(None, what, before)?;
        Some(format!("- {name}: {now} (before {was})\n"))
    });
    let told: String = told.collect();
    if !told.is_empty() {
        minutes.push_str(&format!("\n## The week in one picture\n\n{told}"));
    }
    let settled = |it: &&Resolution| it.checked == Some(day);
    let fresh = |it: &&Resolution| it.meeting == Some(day);
    let checked: String = all.iter().filter(settled).map(line).collect();
    if !checked.is_empty() {
        minutes.push_str(&format!("\n## Decided before: done, or true?\n\n{checked}"));
    }
    let decided = all.iter().filter(fresh).map(|it| {
        let due = it.due.map_or_else(String::new, |it| format!(": by {it}"));
        format!("- [ ] {}{due}\n", it.text)
    });
    let decided: String = decided.collect();
    if !decided.is_empty() {
        minutes.push_str(&format!("\n## Decided today\n\n{decided}"));
    }
    Meeting {
        day: Some(day),
        author: Some(UserId(1)),
        at: Some(Moment(Moment::start_of(day, ZONE).0 + END)),
        since: Some(since),
        minutes: Some(minutes),
    }
}

/// What has become of one, as the minutes say it.
fn line(it: &Resolution) -> String {
    let fate = match it.fate() {
        Fate::Open => "open",
        Fate::Done => "done",
        Fate::CameTrue => "came true",
        Fate::NotTrue => "did not come true",
        Fate::Dropped => "dropped",
    };
    let measured = it
        .measured
        .zip(it.expected)
        .map(|(measured, expected)| format!(" · expected {expected}, measured {}", measured / 10));
    let note = it.note.as_ref().map(|it| format!(" · {it}"));
    let rest = [measured, note].into_iter().flatten().collect::<String>();
    format!("- [x] {}: {fate}{rest}\n", it.text)
}
