//! Tests of `demo`: the made-up company is valid, the same each time, and believable.

mod answers;
mod belief;
mod records;

use chrono::{NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Europe::Warsaw;
use fiveply::demo::{Company, Size};
use fiveply::model::{Kind, Lead, Moment, Record};

type Day = (i32, u32, u32);

const TODAY: Day = (2026, 11, 22);

fn date((year, month, day): Day) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn moment(day: Day, hour: u32) -> Moment {
    let time = NaiveTime::from_hms_opt(hour, 30, 0).unwrap();
    let local = Warsaw.from_local_datetime(&date(day).and_time(time));
    Moment(local.unwrap().timestamp_millis())
}

fn company_at(accounts: u64, leads: u64, seed: u64, now: Moment) -> Company {
    Company::new(Size { accounts, leads }, seed, now)
}

fn company(accounts: u64, leads: u64, seed: u64) -> Company {
    company_at(accounts, leads, seed, moment(TODAY, 10))
}

fn default_company(seed: u64) -> Company {
    Company::new(Size::default(), seed, moment(TODAY, 10))
}

fn leads(company: &Company) -> impl Iterator<Item = Lead> + '_ {
    company.of(Kind::Lead).map(|it| {
        let Record::Lead(lead) = it else {
            panic!("{it:?}")
        };
        lead
    })
}

fn of(company: &Company, kind: Kind) -> Vec<Record> {
    company.of(kind).collect()
}
