//! The company is believable: its funnel, its sources, its bad month, its loose ends, its names.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use chrono_tz::Europe::Warsaw;
use fiveply::demo::{Company, SEED};
use fiveply::model::{
    Event, FieldId, Kind, Layer, Lead, LeadKind, Minor, Moment, Record, Status, Step,
};

use super::{TODAY, company, company_at, date, default_company, leads, moment, of};

#[test]
fn most_companies_of_a_large_market_have_no_lead() {
    let worked: BTreeSet<_> = leads(&company(50_000, 2_000, 1))
        .filter_map(|it| it.account)
        .collect();
    assert!((900..2_000).contains(&worked.len()), "{}", worked.len());
}

/// What became of some leads.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    all: f64,
    won: f64,
    lost: f64,
    value: f64,
}

impl Tally {
    fn of(leads: impl Iterator<Item = Lead>) -> Self {
        leads.fold(Self::default(), |sum, it| sum.with(&it))
    }

    fn with(mut self, lead: &Lead) -> Self {
        self.all += 1.0;
        match lead.track.status() {
            Status::Won => {
                self.won += 1.0;
                self.value += lead.value.map_or(0, |it: Minor| it.0) as f64;
            }
            Status::Lost => self.lost += 1.0,
            Status::Open | Status::Parked => {}
        }
        self
    }

    fn win_rate(self) -> f64 {
        self.won / (self.won + self.lost)
    }

    fn open(self) -> f64 {
        1.0 - (self.won + self.lost) / self.all
    }
}

/// How many episodes with history reached each layer, and how many of these went further.
fn reached(company: &Company) -> ([f64; 5], [f64; 5]) {
    let (mut reached, mut passed) = ([0.0; 5], [0.0; 5]);
    for lead in leads(company) {
        for steps in lead.track.episodes() {
            let layers = || steps.iter().filter_map(|it| it.1.layer()).map(Layer::index);
            let (Some(first), Some(deepest)) = (layers().next(), layers().max()) else {
                panic!("{steps:?}");
            };
            let won = steps.iter().any(|it| matches!(it.1, Event::Win { .. }));
            let end = if won { 5 } else { deepest };
            for layer in first..=deepest {
                reached[layer] += 1.0;
                passed[layer] += f64::from(u8::from(end > layer));
            }
        }
    }
    (reached, passed)
}

#[test]
fn the_whole_looks_like_a_funnel() {
    for seed in (1..=5).chain([SEED]) {
        let company = default_company(seed);
        let tally = Tally::of(leads(&company));
        assert!((0.33..0.42).contains(&tally.open()), "{seed}: {tally:?}");
        assert!(
            (0.29..0.39).contains(&tally.win_rate()),
            "{seed}: {tally:?}"
        );
        let mut stock = [0; 5];
        for lead in leads(&company).filter(|it| !it.track.status().is_closed()) {
            stock[lead.track.layer().unwrap().index()] += 1;
        }
        assert!(stock.is_sorted_by(|a, b| a > b), "{seed}: {stock:?}");
        let (reached, passed) = reached(&company);
        assert!(reached.is_sorted_by(|a, b| a > b), "{seed}: {reached:?}");
        let bands = [0.60, 0.58, 0.66, 0.73, 0.83];
        for (layer, band) in bands.into_iter().enumerate() {
            let rate = passed[layer] / reached[layer];
            assert!((rate - band).abs() < 0.08, "{seed}, {layer}: {rate}");
        }
    }
}

#[test]
fn sources_and_classes_differ_as_they_should() {
    let company = company(8_000, 20_000, 11);
    let class: Vec<String> = of(&company, Kind::Account)
        .into_iter()
        .map(|it| {
            it.get(Kind::Account.field("expected_class").unwrap())
                .to_string()
        })
        .collect();
    let mut sources = BTreeMap::<String, Tally>::new();
    let mut classes = BTreeMap::<String, Tally>::new();
    let mut kinds = BTreeMap::<bool, Tally>::new();
    for lead in leads(&company) {
        let class = lead.account.map_or("", |it| &class[it.0 as usize - 1]);
        for tally in [
            sources.entry(lead.source.clone().unwrap()).or_default(),
            classes.entry(class.to_owned()).or_default(),
            kinds.entry(lead.kind == Some(LeadKind::New)).or_default(),
        ] {
            *tally = tally.with(&lead);
        }
    }
    let falls = |tallies: &[Tally]| tallies.is_sorted_by(|a, b| a.win_rate() > b.win_rate());
    let order = [
        "referral",
        "partner",
        "inbound",
        "webinar",
        "cold call",
        "purchased list",
    ];
    let ordered = order.map(|it| sources[it]);
    assert!(falls(&ordered), "{ordered:?}");
    assert!(ordered[5].win_rate() < 0.1 && ordered[0].win_rate() > 0.4);
    let ordered = ["A", "B", "C"].map(|it| classes[it]);
    assert!(falls(&ordered), "{ordered:?}");
    assert!(ordered.is_sorted_by(|a, b| a.value / a.won > 1.5 * b.value / b.won));
    assert!(kinds[&false].win_rate() > 1.4 * kinds[&true].win_rate());
}

#[test]
fn a_month_with_a_bought_list_has_more_leads_and_fewer_sales() {
    for (seed, day) in [(1, TODAY), (2, (2027, 2, 10)), (3, (2026, 10, 2))] {
        let company = company_at(5_000, 15_000, seed, moment(day, 9));
        let (mut came, mut won) = ([0; 13], [0; 13]);
        for lead in leads(&company) {
            let steps = lead.track.steps();
            let month = |at: Moment| {
                let day = at.day(Warsaw);
                if day.year() == 2026 {
                    day.month() as usize
                } else {
                    0
                }
            };
            came[month(steps[0].0)] += 1;
            if lead.track.status() == Status::Won {
                won[month(lead.track.closed().unwrap())] += 1;
            }
        }
        assert!(came[7] * 4 > came[6] * 5, "{seed}: {came:?}");
        assert!(won[7] < won[6], "{seed}: {won:?}");
        assert!(came[8] * 2 < came[9], "{seed}: {came:?}");
    }
}

#[test]
fn the_history_has_its_loose_ends() {
    let company = default_company(SEED);
    let all: Vec<Lead> = leads(&company).collect();
    let count = |is: &dyn Fn(&Lead) -> bool| all.iter().filter(|it| is(it)).count();
    let any = |is: fn(&Event) -> bool| {
        count(&|it| it.track.steps().iter().any(|Step(_, event)| is(event)))
    };
    let today = date(TODAY);
    let open = |it: &Lead| it.track.status() == Status::Open;
    let found = [
        ("no next step", count(&|it| open(it) && it.next.is_none())),
        (
            "overdue",
            count(&|it| it.next_due.is_some_and(|day| day < today)),
        ),
        (
            "parked, due",
            count(&|it| it.track.parked_until().is_some_and(|day| day <= today)),
        ),
        (
            "parked, later",
            count(&|it| it.track.parked_until().is_some_and(|day| day > today)),
        ),
        ("no owner", count(&|it| it.owner.is_none())),
        ("no account", count(&|it| it.account.is_none())),
        ("no value", count(&|it| it.value.is_none())),
        ("opening", any(|it| matches!(it, Event::Opening(_)))),
        ("reopened", any(|it| matches!(it, Event::Reopen(_)))),
        ("woken", any(|it| matches!(it, Event::Wake))),
        (
            "unmet",
            any(|it| matches!(it, Event::Enter { unmet, .. } if *unmet != 0)),
        ),
        (
            "competitor",
            count(&|it| it.track.loss().is_some_and(|it| it.1.is_some())),
        ),
    ];
    for (what, count) in found {
        assert!((3..600).contains(&count), "{what}: {count}");
    }
}

#[test]
fn names_are_of_many_scripts_and_no_two_companies_share_one() {
    let company = default_company(SEED);
    let accounts = of(&company, Kind::Account);
    let names: BTreeSet<&str> = accounts.iter().map(Record::title).collect();
    assert_eq!(names.len(), accounts.len());
    for letters in ["ł", "ó", "ț", "é", "ü", "ж", "有", "»"] {
        assert!(names.iter().any(|it| it.contains(letters)), "{letters}");
    }
    let domain = Kind::Account.field("domain").unwrap();
    let domains: Vec<String> = company_domains(&accounts, domain);
    assert_eq!(domains.iter().collect::<BTreeSet<_>>().len(), domains.len());
    assert!(
        domains
            .iter()
            .all(|it| it.is_ascii() && it.ends_with(".example"))
    );
}

fn company_domains(accounts: &[Record], field: FieldId) -> Vec<String> {
    let values = accounts.iter().map(|it| it.get(field));
    values
        .filter(|it| !it.is_none())
        .map(|it| it.to_string())
        .collect()
}

#[test]
fn most_handed_leads_have_feedback_and_all_have_touches() {
    let company = default_company(2);
    let linked = |kind: Kind| -> BTreeSet<String> {
        let field = kind.field("lead").unwrap();
        company
            .of(kind)
            .map(|it| it.get(field).to_string())
            .collect()
    };
    assert!((750..1_200).contains(&linked(Kind::Feedback).len()));
    assert_eq!(linked(Kind::Touch).len(), 1_500);
    let touches = company.of(Kind::Touch).count();
    assert!((3_000..6_000).contains(&touches), "{touches}");
}
