//! A made-up meeting: its figures, what it decided, and what it says in the reader's language.

use chrono::NaiveDate;
use fiveply::i18n::Language;
use fiveply::insight::capacity::{Load, Rep};
use fiveply::insight::forecast::{Band, Coverage};
use fiveply::insight::heard::{Clock, Verdict};
use fiveply::insight::outlook::Outlook;
use fiveply::insight::resolutions::{Measured, Point};
use fiveply::insight::revalue::Revalue;
use fiveply::insight::sitting::{Group, Held, Reasons, Sitting, Worth};
use fiveply::insight::spread::{Part, Spread};
use fiveply::insight::stats::Survival;
use fiveply::insight::week::{Count, Of, Stretch, figures};
use fiveply::insight::why::{Cell, Measure, Parts, why};
use fiveply::minutes::Wording;
use fiveply::model::meeting_settings::agenda;
use fiveply::model::{Fate, Nature, Resolution, Seq, Topic, UserId};
use fiveply::query::Field;
use fiveply::ui::screens::MeetingPage;
use fiveply::ui::{Answer, Effect, Event, News, Question};
use fiveply::workspace::Share;

use super::driver::{Desk, spoken};
use super::fixtures;

/// Now and in the time before, in the order of `Of::ALL`.
const FIGURES: [(u64, u64); 19] = [
    (412, 316),
    (1_187, 1_166),
    (23, 29),
    (61, 52),
    (14, 14),
    (3, 0),
    (48, 51),
    (17, 12),
    (150, 0),
    (85, 0),
    (113, 0),
    (7, 0),
    (96, 88),
    (4, 0),
    (11, 9),
    (70, 42),
    (52, 39),
    (18, 3),
    (9, 12),
];

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

pub fn stretch() -> Stretch {
    Stretch {
        from: day(15),
        to: day(21),
        since_meeting: true,
    }
}

fn count(of: Of) -> Count {
    let at = Of::ALL.iter().position(|it| *it == of);
    let (now, before) = at.map_or((12, 0), |it| FIGURES[it]);
    let known = at.is_some() && of.is_of_days();
    let filter = match of {
        Of::ValueUp | Of::ValueDown => "id:4,9".to_owned(),
        of => of.filter(day(15), day(21)),
    };
    Count {
        of,
        now,
        before: known.then_some(before),
        filter,
        named: None,
    }
}

/// More leads came, but from the fair, which wins seldom.
fn reasons() -> Reasons {
    let cell = |n: [u64; 2], won: [u64; 2]| Cell {
        n,
        won,
        value: [0; 2],
    };
    let cells = [
        cell([50, 40], [20, 16]),
        cell([20, 60], [4, 5]),
        cell([11, 8], [5, 2]),
    ];
    let it = why(&cells, Measure::Wins);
    let names = [
        Share::Value("referral".to_owned()),
        Share::Value("fair".to_owned()),
        Share::Without,
    ];
    let groups = names.into_iter().zip(&it.groups);
    let groups = groups.map(|(share, (cell, parts))| Group {
        share,
        cell: *cell,
        parts: *parts,
    });
    Reasons {
        by: Field::Source,
        groups: groups.collect(),
        why: it,
        worth: vec![Worth {
            currency: "EUR".to_owned(),
            won: [29_000_000, 21_400_000],
            parts: Parts {
                volume: 3_100_000,
                mix: -8_200_000,
                rate: -3_400_000,
                size: 900_000,
            },
        }],
    }
}

fn point(id: u64, text: &str, due: u32, fate: Option<Fate>) -> Point {
    let resolution = Resolution {
        text: text.to_owned(),
        due: Some(day(due)),
        fate,
        meeting: Some(day(15)),
        owner: Some(UserId(if id == 2 { 5 } else { 6 })),
        ..Resolution::default()
    };
    Point {
        id,
        revision: Seq(7),
        resolution,
        owner: Some(if id == 2 { "陈静" } else { "Bo Nilsson" }.to_owned()),
        measured: None,
        days: (day(15), day(20)),
    }
}

/// What an earlier meeting decided.
pub fn points() -> Vec<Point> {
    let mut webinar = point(3, "The webinar brings serious leads", 20, None);
    webinar.resolution.nature = Some(Nature::Hypothesis);
    webinar.resolution.filter = Some("source:webinar".to_owned());
    webinar.resolution.expected = "conversion:intent >= 30 %".parse().ok();
    webinar.measured = Some(Measured {
        tenths: Some(264),
        of: 53,
        band: Some((164, 396)),
        open: Some(21),
    });
    let mut fair = point(
        1,
        "Answer fair inquiries within a day",
        21,
        Some(Fate::Done),
    );
    fair.resolution.note = Some("median now 7 h, was 41 h".to_owned());
    vec![
        webinar,
        point(2, "Drop the price-list offer for class C", 27, None),
        fair,
    ]
}

fn outlooks() -> Vec<Outlook> {
    let outlook = |is_quarter, target, won| Outlook {
        currency: "EUR".to_owned(),
        days: if is_quarter {
            (
                NaiveDate::from_ymd_opt(2026, 10, 1).unwrap(),
                NaiveDate::from_ymd_opt(2027, 1, 1).unwrap(),
            )
        } else {
            (day(1), NaiveDate::from_ymd_opt(2026, 12, 1).unwrap())
        },
        is_quarter,
        coverage: Coverage {
            target,
            won,
            open: 716_500_000,
            expected: 41_200_000.0,
        },
        band: Band {
            p10: 29_600_000.0,
            p90: 52_100_000.0,
            ..Band::default()
        },
        filter: "outcome:won".to_owned(),
    };
    vec![
        outlook(false, 0, 26_800_000),
        outlook(true, 160_000_000, 77_100_000),
    ]
}

fn load() -> Load {
    let rep = |id, name: &str, open, capacity| Rep {
        name: name.to_owned(),
        id,
        open,
        capacity,
    };
    Load {
        capacity: 40,
        reps: vec![
            rep(7, "李明", 60, 40),
            rep(9, "Heike Lorenz", 38, 40),
            rep(4, "Bo Nilsson", 21, 25),
        ],
        unowned: 13,
        weeks: 8,
        entering: [22.6, 14.1, 9.0, 6.3, 3.9],
        coming: 22.6,
        going: 17.5,
    }
}

/// Two meetings that were held.
fn kept() -> Vec<Held> {
    let held = |id, d, by: Option<&str>| Held {
        id,
        day: day(d),
        by: by.map(str::to_owned),
    };
    vec![held(2, 15, Some("陈静")), held(1, 8, None)]
}

/// A page.
pub fn sitting(topic: Topic) -> Sitting {
    let of = |wanted: &[Topic]| wanted.contains(&topic);
    Sitting {
        topic,
        stretch: stretch(),
        agenda: agenda(),
        held: None,
        kept: kept(),
        capacity: 40,
        head: 7,
        counts: figures(topic).iter().map(|it| count(*it)).collect(),
        uncounted: false,
        revalues: if of(&[Topic::Moves]) {
            revalues()
        } else {
            Vec::new()
        },
        spreads: spreads(topic),
        reasons: of(&[Topic::Week, Topic::Why]).then(reasons),
        outlooks: if of(&[Topic::Forecast]) {
            outlooks()
        } else {
            Vec::new()
        },
        load: of(&[Topic::Capacity]).then(load),
        points: if of(&[Topic::Last, Topic::Week]) {
            points()
        } else {
            Vec::new()
        },
        heard: if of(&[Topic::Feedback]) {
            heard()
        } else {
            Vec::new()
        },
        clock: of(&[Topic::Feedback]).then(|| Clock {
            hours: Survival::of_stays((0..70).map(|at| (at, at < 52)).collect()),
            within: 5,
            late: 3,
            filter: "fed:2026-11-15..2026-11-21".to_owned(),
        }),
    }
}

/// Whose value changed most.
fn revalues() -> Vec<Revalue> {
    let revalue = |lead, name: &str, value, by: Option<&str>, d| Revalue {
        lead,
        name: Some(name.to_owned()),
        product: Some("Line scanners".to_owned()),
        value,
        currency: "EUR".to_owned(),
        by: by.map(str::to_owned),
        day: day(d),
    };
    vec![
        revalue(
            4,
            "Nordwind Molkerei GmbH",
            [12_000_000, 4_800_000],
            Some("Heike Lorenz"),
            20,
        ),
        revalue(9, "青岛精密仪器", [3_000_000, 6_500_000], Some("李明"), 18),
        revalue(12, "Cascina Torre", [1_500_000, 1_450_000], None, 16),
    ]
}

/// Who has what waits.
fn spreads(topic: Topic) -> Vec<Spread> {
    let part = |who: Option<&str>, leads, of: &[(Of, u64)]| Part {
        who: who.map(str::to_owned),
        leads,
        of: of.to_vec(),
        filter: "owner:any is:stuck".to_owned(),
    };
    let spread = |of, by, parts| Spread { of, by, parts };
    match topic {
        Topic::Waits => {
            let of = [(Of::Stuck, 90), (Of::Overdue, 61), (Of::NoStep, 40)];
            let parts = vec![
                part(Some("李明"), 141, &of),
                part(Some("Heike Lorenz"), 88, &of[..2]),
                part(None, 13, &of[2..]),
            ];
            vec![spread(figures(Topic::Waits), Field::Owner, parts)]
        }
        Topic::Teams => vec![
            spread(
                &[Of::Unanswered],
                Field::Owner,
                vec![part(Some("Bo Nilsson"), 4, &[])],
            ),
            spread(
                &[Of::Unreplied],
                Field::HandedBy,
                vec![part(Some("陈静"), 11, &[]), part(None, 7, &[])],
            ),
        ],
        _ => Vec::new(),
    }
}

/// What sales said, and what of it waits.
fn heard() -> Vec<Verdict> {
    let said = [
        ("bad-data", 14, 6, 9),
        ("no-answer", 21, 12, 6),
        ("good", 24, 15, 3),
        ("not-now", 11, 9, 0),
    ];
    let verdict = |(code, now, before, waiting): (&str, u64, u64, u64)| Verdict {
        code: code.to_owned(),
        now,
        before,
        waiting,
        filter: format!("fed:2026-11-15..2026-11-21 fb:{code}"),
    };
    said.map(verdict).to_vec()
}

/// A page in a language.
pub fn page(topic: Topic, language: Language) -> MeetingPage {
    worded(sitting(topic), language)
}

/// A page with its lines in a language.
pub fn worded(sitting: Sitting, language: Language) -> MeetingPage {
    let locale = spoken(language);
    let group = |_: Field, share: &Share| match share {
        Share::Value(term) => term.clone(),
        Share::Without | Share::Others(_) => "–".to_owned(),
    };
    let wording = Wording {
        locale: &locale,
        group: &group,
        field: &|by| by.name().to_owned(),
    };
    let lines = wording.lines(&sitting);
    MeetingPage { sitting, lines }
}

/// A desk that answers for a meeting in a language, and otherwise as usual.
pub fn desk(language: Language) -> Desk {
    let mut others = fixtures::desk(30);
    Box::new(move |effect: &Effect| {
        let Effect::Ask(ask) = effect else {
            return others(effect);
        };
        let answer = match &ask.question {
            Question::Meeting { topic, .. } => Answer::Meeting(Box::new(page(*topic, language))),
            Question::Minutes { .. } => Answer::Minutes("# Meeting\n\n- won: 23\n".to_owned()),
            Question::KeptMinutes { .. } => {
                let moved: String = (1..=20).map(|it| format!("- moved: {it}\n")).collect();
                Answer::Minutes(format!("# Meeting\n\n- won: 23\n{moved}"))
            }
            _ => return others(effect),
        };
        vec![Event::Workspace(News::Answer(ask.ticket, answer))]
    })
}
