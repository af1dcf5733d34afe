//! A made-up day of a rep, the same for every test.

use chrono::Days;
use fiveply::insight::worklist::{Answering, Reason};
use fiveply::model::{Clean, Layer, Moment, Status};
use fiveply::ui::screens::{TodayLine, TodayPage};

use super::driver::now;

const NAMES: [&str; 10] = [
    "Lyon Robotique",
    "Vistula Foods sp. z o.o.",
    "上海精密仪器有限公司",
    "Nordfab A/S",
    "Isdom",
    "Кубань Агро",
    "Delta Chem",
    "Torino Meccanica",
    "Brightwater & Sons",
    "Timiș Lactate",
];
const STEPS: [&str; 4] = [
    "Call back",
    "Send proposal",
    "Site visit",
    "Contract at legal",
];

fn line(id: u64, reason: Reason, place: usize) -> TodayLine {
    let at = usize::try_from(id).unwrap_or(0);
    let today = now().date();
    let ago = |days: usize| Some(today - Days::new(days as u64));
    let open = matches!(reason, Reason::Overdue | Reason::Due | Reason::Stuck);
    TodayLine {
        id,
        reason,
        also: if reason == Reason::Overdue && place == 0 {
            vec![Reason::Feedback, Reason::Stuck]
        } else {
            vec![]
        },
        left: (reason == Reason::Accept).then(|| [-150, 45, 380][place % 3]),
        day: match reason {
            Reason::Overdue => ago(3 + place),
            Reason::Due => ago(0),
            Reason::CallBack | Reason::Feedback => ago(1 + place),
            Reason::Reply => Some(today + Days::new(1) - Days::new(2 * place as u64)),
            Reason::Replied => ago(place),
            Reason::Parked => ago(place),
            Reason::Accept | Reason::Stuck | Reason::NoStep => None,
        },
        idle: 8 + at as i64 % 40,
        limit: Some(21),
        account: Clean::new(NAMES[at % 10]),
        company: Some(id + 100),
        product: Clean::new(["GTX Basic", "MG Special", "产品 900"][at % 3]),
        next: Clean::new(if open { STEPS[at % 4] } else { "" }),
        from: Clean::new("Anna Lindqvist"),
        verdict: Some("not-now".to_owned()),
        replied: (reason == Reason::Replied).then(|| Moment(1_700_000_000_000 + id as i64)),
        by: Clean::new(match reason {
            Reason::Reply => "Bo Nilsson",
            Reason::Replied => "Anna Lindqvist",
            _ => "",
        }),
        said: Clean::new(match reason {
            Reason::Reply => "the number is nobody's",
            Reason::Replied => "thanks, the list is cleaned",
            _ => "",
        }),
        owner: Clean::new("Bo Nilsson"),
        layer: Layer::at(at % 5).unwrap(),
        status: if reason == Reason::Parked {
            Status::Parked
        } else {
            Status::Open
        },
        waits: reason == Reason::Accept,
        value: (at % 4 > 0).then(|| (1_250_000 * at as i64 % 9_000_000, "EUR".to_owned())),
        days: at as i64 % 60,
    }
}

/// How many leads there are of each reason.
pub type Sections = Vec<(Reason, usize)>;

pub fn usual() -> Sections {
    Reason::ALL
        .into_iter()
        .zip([3, 4, 2, 1, 2, 1, 2, 3, 5, 2])
        .collect()
}

/// Every line of a day; the ids go up.
pub fn lines(sections: &[(Reason, usize)]) -> Vec<TodayLine> {
    let places = sections
        .iter()
        .flat_map(|(reason, count)| (0..*count).map(move |place| (*reason, place)));
    (1_000..)
        .zip(places)
        .map(|(id, (reason, place))| line(id, reason, place))
        .collect()
}

/// A page of a day's lines.
pub fn page(all: &[TodayLine], first: usize, count: usize, keep: Option<u64>) -> TodayPage {
    let sections = all.chunk_by(|a, b| a.reason == b.reason);
    TodayPage {
        sections: sections.map(|it| (it[0].reason, it.len())).collect(),
        head: 77,
        first,
        lines: all.iter().skip(first).take(count).cloned().collect(),
        kept: keep.and_then(|id| all.iter().position(|it| it.id == id)),
        done: 5,
        answering: Answering {
            asked: 13,
            in_time: 12,
            owed: 8,
            said: 6,
        },
        reply_within: 5,
    }
}
