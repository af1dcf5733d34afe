//! The records are valid, the same each time, and in an order in which they can be loaded.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, TimeZone, Timelike};
use chrono_tz::Europe::Warsaw;
use fiveply::demo::SEED;
use fiveply::model::validate::validate;
use fiveply::model::value::{FieldType, Value};
use fiveply::model::{
    Event, Fate, Kind, Layer, Lead, Moment, Nature, Record, Resolution, Settings, Status, Step,
    Track,
};

use super::{Day, TODAY, company, company_at, date, default_company, leads, moment, of};

#[test]
fn the_same_size_seed_and_day_give_the_same_records() {
    let at = |seed, now| -> Vec<Record> { company_at(300, 400, seed, now).records().collect() };
    let morning = at(7, moment(TODAY, 0));
    assert_eq!(morning, at(7, moment(TODAY, 23)));
    assert_ne!(morning, at(8, moment(TODAY, 0)));
    assert_ne!(morning, at(7, moment((2026, 11, 23), 0)));
}

/// A leap day, the turns of a year, the days on which the clocks change, an ordinary one.
const DAYS: [Day; 6] = [
    (2028, 2, 29),
    (2026, 12, 31),
    (2027, 1, 1),
    (2026, 3, 29),
    (2026, 10, 25),
    TODAY,
];

#[test]
fn every_record_of_any_size_and_day_is_valid() {
    let sizes = [(0, 0), (0, 9), (9, 0), (1, 1), (2, 60), (90, 4), (500, 600)];
    for (day, (accounts, leads)) in DAYS.iter().flat_map(|day| sizes.map(|size| (*day, size))) {
        let company = company_at(accounts, leads, 3, moment(day, 0));
        for record in company.records() {
            validate(&record).unwrap();
        }
        assert_eq!(of(&company, Kind::Account).len() as u64, accounts);
        assert_eq!(of(&company, Kind::Lead).len() as u64, leads);
    }
}

#[test]
fn nothing_happens_after_now_or_outside_of_working_hours() {
    for day in DAYS {
        let now = moment(day, 0);
        let company = company_at(300, 500, 4, now);
        let check = |at: Moment| {
            let local = Warsaw.from_utc_datetime(&at.utc().naive_utc());
            assert!(at <= now, "{local}");
            assert!(local.weekday().number_from_monday() <= 5, "{local}");
            assert!((8..18).contains(&local.hour()), "{local}");
        };
        for record in company.records() {
            match record {
                Record::Lead(it) => it.track.steps().iter().for_each(|it| check(it.0)),
                Record::Feedback(it) => check(it.at.unwrap()),
                Record::Touch(it) => check(it.at.unwrap()),
                Record::User(_) | Record::Product(_) | Record::Account(_) => {}
                Record::Contact(_)
                | Record::Setting(_)
                | Record::Segment(_)
                | Record::List(_)
                | Record::Resolution(_)
                | Record::Meeting(_) => {}
            }
        }
    }
}

/// Walks a track as its invariants have it.
fn walk(track: &Track, settings: &Settings) {
    let mut at: Option<(Layer, Status)> = None;
    let mut last = Moment(i64::MIN);
    for Step(moment, event) in track.steps() {
        assert!(*moment >= last, "{track:?}");
        last = *moment;
        let begins = matches!(event, Event::Opening(_) | Event::Reopen(_));
        let (layer, status) = match (at, event) {
            (None, Event::Opening(layer)) => (*layer, Status::Open),
            (None, Event::Enter { layer, unmet: 0 }) => (*layer, Status::Open),
            (Some((_, Status::Lost)), Event::Reopen(layer)) => (*layer, Status::Open),
            (Some((from, Status::Open)), Event::Enter { layer, unmet }) if !begins => {
                assert_ne!(from, *layer, "{track:?}");
                let guards = if *layer > from {
                    settings.guards(from, Some(*layer))
                } else {
                    0
                };
                assert_eq!(unmet & !guards, 0, "{track:?}");
                (*layer, Status::Open)
            }
            (Some((from, Status::Open)), Event::Win { unmet }) => {
                assert_eq!(unmet & !settings.guards(from, None), 0, "{track:?}");
                (from, Status::Won)
            }
            (Some((from, Status::Open)), Event::Lose { reason, .. }) => {
                assert!(settings.reasons.iter().any(|it| it.code == *reason));
                (from, Status::Lost)
            }
            (Some((from, Status::Open)), Event::Park(until)) => {
                assert!(until.is_none_or(|until| until > moment.day(Warsaw)));
                (from, Status::Parked)
            }
            (Some((from, Status::Parked)), Event::Wake) => (from, Status::Open),
            (state, event) => panic!("{event:?} in {state:?}: {track:?}"),
        };
        at = Some((layer, status));
    }
    assert_eq!(at.map(|it| it.0), track.layer());
    assert_eq!(at.map(|it| it.1), Some(track.status()));
}

#[test]
fn tracks_keep_their_invariants() {
    let company = company(2_000, 4_000, 5);
    for lead in leads(&company) {
        walk(&lead.track, company.settings());
        let status = lead.track.status();
        assert!(status == Status::Open || lead.next.is_none(), "{lead:?}");
        assert_eq!(lead.value.is_some(), lead.currency.is_some());
    }
}

#[test]
fn codes_are_those_that_the_settings_offer() {
    let company = default_company(5);
    let settings = company.settings();
    for record in company.records() {
        let (code, offered) = match &record {
            Record::Feedback(it) => (&it.verdict, &settings.verdicts),
            Record::Touch(it) => (&it.channel, &settings.channels),
            Record::User(_)
            | Record::Product(_)
            | Record::Account(_)
            | Record::Contact(_)
            | Record::Lead(_)
            | Record::Setting(_)
            | Record::Segment(_)
            | Record::List(_)
            | Record::Resolution(_)
            | Record::Meeting(_) => continue,
        };
        assert!(offered.iter().any(|it| it.code == *code), "{code}");
    }
}

#[test]
fn links_point_backwards_only() {
    for (accounts, leads) in [(0, 9), (1, 5), (300, 20), (400, 900)] {
        let mut seen = BTreeMap::<Kind, i64>::new();
        let mut homes = Vec::new();
        for record in company(accounts, leads, 6).records() {
            let kind = record.kind();
            for (field, value) in kind.fields().iter().zip(record.values()) {
                if let (FieldType::Link(to), Value::Integer(id)) = (field.ty, value) {
                    let last = seen.get(&to).copied().unwrap_or(0);
                    assert!(to != kind && (1..=last).contains(&id), "{record:?}");
                }
            }
            if let Record::Contact(contact) = &record {
                homes.push(contact.account);
            }
            if let Record::Lead(Lead {
                account,
                contact: Some(contact),
                ..
            }) = &record
            {
                assert_eq!(homes[contact.0 as usize - 1], *account);
            }
            *seen.entry(kind).or_default() += 1;
        }
    }
}

/// What records hold, as one number: the same everywhere (FNV-1a).
fn sum<'a>(records: impl Iterator<Item = &'a Record>) -> u64 {
    let text: String = records.map(|it| format!("{:?}\n", it.values())).collect();
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[test]
fn parts_share_no_kind_and_hold_what_they_always_held() {
    let company = company(300, 400, 6);
    let [market, leads] = company.parts().map(|it| it.flatten().collect::<Vec<_>>());
    let kinds = |part: &[Record]| part.iter().map(Record::kind).collect::<BTreeSet<_>>();
    assert!(kinds(&market).is_disjoint(&kinds(&leads)));
    let mut held = Vec::new();
    for kind in Kind::ALL {
        let both = || market.iter().chain(&leads).filter(|it| it.kind() == kind);
        assert!(both().cloned().eq(company.of(kind)), "{kind}");
        held.push((kind.code(), both().count(), sum(both())));
    }
    held.retain(|(_, count, _)| *count > 0);
    // Whoever changes what is made up changes these; what only makes it in another way doesn't.
    let expected = [
        ("user", 17, 0x1400_aa16_0609_6123),
        ("product", 7, 0x1704_e1a5_221d_4462),
        ("account", 300, 0x7630_03c0_7d1b_a8f5),
        ("contact", 270, 0x052b_3f59_c7eb_913b),
        ("lead", 400, 0x7577_0962_3793_0f42),
        ("feedback", 308, 0xbea0_fb7b_1297_315d),
        ("touch", 1_143, 0xb717_f76d_1d3e_f515),
        ("decision", 9, 0x1815_747d_e8aa_d85e),
        ("meeting", 4, 0x0a0f_8821_057e_f71f),
    ];
    assert_eq!(held, expected);
}

#[test]
fn what_does_not_depend_on_the_size_is_a_prefix_of_a_larger_company() {
    let (small, large) = (company(700, 900, 9), company(2_000, 30_000, 9));
    for kind in [Kind::Account, Kind::Product, Kind::User] {
        let few = of(&small, kind);
        let many: Vec<Record> = large.of(kind).take(few.len()).collect();
        assert_eq!(few, many, "{kind}");
    }
    let without_leads = company(700, 0, 9);
    assert_eq!(of(&small, Kind::Account), of(&without_leads, Kind::Account));
}

#[test]
fn a_huge_company_is_there_at_once() {
    let company = company(13_000_000_000, 2_000_000_000, 2);
    for kind in Kind::ALL {
        for record in company.of(kind).take(200) {
            validate(&record).unwrap();
        }
    }
    let touched: BTreeSet<_> = company
        .of(Kind::Touch)
        .take(200)
        .map(|it| it.get(Kind::Touch.field("lead").unwrap()).to_string())
        .collect();
    assert_eq!(touched.len(), 200, "one touch a lead where there are many");
}

#[test]
fn the_weekly_meetings_left_what_can_be_looked_at() {
    for day in DAYS {
        let today = date(day);
        let company = company_at(300, 500, 4, moment(day, 0));
        let settled = |it: &Resolution, fate| it.fate() == fate;
        let decided: Vec<Resolution> = of(&company, Kind::Resolution)
            .into_iter()
            .filter_map(|it| match it {
                Record::Resolution(it) => Some(it),
                _ => None,
            })
            .collect();
        let held: Vec<NaiveDate> = of(&company, Kind::Meeting)
            .into_iter()
            .filter_map(|it| match it {
                Record::Meeting(it) => it.minutes.and(it.day),
                _ => None,
            })
            .collect();
        assert!(
            held.len() == 4 && held.is_sorted_by(|a, b| a < b),
            "{held:?}"
        );
        assert!(held.iter().all(|it| *it < today), "{held:?}");
        for it in &decided {
            assert!(it.meeting.is_some_and(|day| held.contains(&day)), "{it:?}");
            assert!(it.checked.is_none_or(|day| held.contains(&day)), "{it:?}");
            assert_eq!(it.checked.is_none(), it.is_open(), "{it:?}");
            let met = it.expected.zip(it.measured).map(|(it, so)| it.is_met(so));
            let said = match it.fate() {
                Fate::CameTrue => Some(true),
                Fate::NotTrue => Some(false),
                Fate::Open | Fate::Done | Fate::Dropped => None,
            };
            assert_eq!(met, said, "{it:?}");
        }
        let of_fate = |fate| decided.iter().filter(|it| settled(it, fate)).count();
        assert_eq!(of_fate(Fate::NotTrue), 1);
        let believed = |it: &&Resolution| it.is_open() && it.nature() == Nature::Hypothesis;
        assert_eq!(decided.iter().filter(believed).count(), 2);
        let due = |it: &&Resolution| it.is_open() && it.due.is_some_and(|it| it <= today);
        assert_eq!(decided.iter().filter(due).count(), 2);
    }
}

#[test]
fn what_a_meeting_measured_is_what_the_leads_say() {
    let company = default_company(SEED);
    let Some(Record::Resolution(it)) = of(&company, Kind::Resolution)
        .into_iter()
        .find(|it| matches!(it, Record::Resolution(it) if it.fate() == Fate::NotTrue))
    else {
        panic!("no hypothesis failed");
    };
    let source = it.filter.unwrap().replace("source:", "");
    let days = it.meeting.unwrap()..=it.due.unwrap();
    let won = leads(&company).filter(|lead| {
        let won = |step: &&Step| matches!(step.1, Event::Win { .. });
        let mut wins = lead.track.steps().iter().filter(won);
        lead.source.as_deref() == Some(&source) && wins.any(|it| days.contains(&it.0.day(Warsaw)))
    });
    assert_eq!(it.measured, Some(won.count() as i64 * 10));
}
