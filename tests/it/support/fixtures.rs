//! Made-up figures and leads, the same for every test.

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use fiveply::i18n::Language;
use fiveply::model::{Clean, Layer, Members, Settings, Status, Temperature};
use fiveply::ui::screens::{
    BoardColumn, BoardPage, Figures, Flow, GroupFigures, GroupPage, LayerFigures, LeadLine,
    LeadPage, PageFound, Rate, WonFigures,
};
use fiveply::ui::{
    Answer, Ask, ChangeLine, ChoiceList, Effect, Event, Found, Groups, Judged, Likeness, Lookup,
    News, Offer, Offered, Period, Question, Selected, Trouble,
};

use super::driver::Desk;

fn rate(share: f64, low: f64, high: f64, n: u64) -> Option<Rate> {
    Some(Rate {
        share,
        low,
        high,
        n,
    })
}

fn euro(minor: i64) -> Vec<(i64, String)> {
    vec![(minor, "EUR".to_owned())]
}

pub fn figures() -> Figures {
    let rows = [
        (
            9_812,
            41_200_000,
            8_120,
            (0.221, 0.21, 0.23),
            0.25,
            (0.461, 0.45, 0.47),
            612,
            9,
        ),
        (
            4_630,
            22_800_000,
            3_744,
            (0.310, 0.29, 0.33),
            0.25,
            (0.387, 0.37, 0.40),
            388,
            16,
        ),
        (
            2_018,
            15_900_000,
            1_449,
            (0.482, 0.45, 0.51),
            0.50,
            (0.614, 0.59, 0.64),
            201,
            21,
        ),
        (
            977,
            9_700_000,
            889,
            (0.669, 0.63, 0.71),
            0.75,
            (0.582, 0.55, 0.61),
            97,
            30,
        ),
        (
            402,
            4_400_000,
            518,
            (0.881, 0.84, 0.91),
            0.75,
            (0.881, 0.84, 0.91),
            55,
            12,
        ),
    ];
    let layers = rows.map(
        |(open, value, reached, odds, playbook, on, still_open, days)| LayerFigures {
            open,
            parked: open / 11,
            value: euro(value * 100),
            reached,
            odds: rate(odds.0, odds.1, odds.2, reached),
            playbook,
            went_on: rate(on.0, on.1, on.2, reached),
            advanced: (on.0 * reached as f64).round() as u64,
            change: (open == 977).then_some(-0.09),
            still_open,
            median_days: Some(days),
        },
    );
    Figures {
        shown: 18_402,
        total: 360_112,
        layers,
        won: WonFigures {
            count: 563,
            value: euro(910_000_000),
            win_rate: rate(0.34, 0.32, 0.36, 1_655),
            change: None,
        },
        flow: Some(Flow {
            opening: 8_911,
            found: 0,
            entered: 2_204,
            back: 31,
            lost: 402,
            won: 96,
            closing: 10_648,
        }),
        left_out: 0.041,
        of: Period::LastQuarter,
        against: fiveply::ui::Against::Before,
        before: None,
        no_meeting: false,
        layers_alone: false,
        groups: None,
        period: Some((day(2026, 7, 1), day(2026, 9, 30))),
    }
}

/// Twenty-three groups, each smaller than the one before, the last without a value.
fn grouped(asked: &Groups) -> GroupPage {
    const TOTAL: usize = 23;
    let group = |number: usize| {
        let size = 4_000 / (number as u64 * number as u64 + 1);
        let share = |n: u64, of: u64| rate(n as f64 / of.max(1) as f64, 0.0, 1.0, of);
        let reached = [size, size * 2 / 3, size / 2, size / 3, size / 4];
        GroupFigures {
            value: (number + 1 < TOTAL).then(|| match number {
                0 => "web form".to_owned(),
                1 => "上海展会".to_owned(),
                _ => format!("source {number}"),
            }),
            leads: size,
            reached,
            went_on: std::array::from_fn(|layer| {
                share(
                    *reached.get(layer + 1).unwrap_or(&(size / 5)),
                    reached[layer],
                )
            }),
            still_open: reached.map(|it| it / 10),
            won: size / 5,
            win_rate: share(size / 5, size / 3),
        }
    };
    let last = (asked.first + asked.seen).min(TOTAL);
    GroupPage {
        by: asked.by,
        lie: None,
        total: TOTAL,
        first: asked.first,
        longest: 4_000,
        groups: (asked.first..last).map(group).collect(),
    }
}

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

const NAMES: [&str; 10] = [
    "Lyon Robotique",
    "北京新华科技有限公司",
    "Kowalski & Synowie",
    "ООО Ромашка",
    "上海东方贸易",
    "Helvetia Pumps",
    "Łódzkie Zakłady Przemysłu Bawełnianego im. Obrońców Pokoju",
    "Ferrum JSC",
    "",
    "Suzhou Optics",
];

/// The lead on a line of a list of any length.
pub fn lead(line: usize) -> LeadLine {
    let status = match line % 11 {
        7 => Status::Parked,
        8 => Status::Won,
        9 => Status::Lost,
        _ => Status::Open,
    };
    let step = [
        ("call back", Some(day(2026, 11, 21))),
        ("send proposal", Some(day(2026, 11, 18))),
        ("", None),
    ];
    let (next, due) = step[line % 3];
    LeadLine {
        id: 1_000 + u64::try_from(line).unwrap(),
        account: Clean::new(NAMES[line % NAMES.len()]),
        company: Some(100 + u64::try_from(line).unwrap()),
        product: Clean::new(["GTX Basic", "MG Special", "减速机"][line % 3]),
        owner: Clean::new(["bo", "Darcel Schlecht"][line % 2]),
        layer: Layer::ALL[line % 5],
        status,
        waits: line % 11 == 7,
        said: line.is_multiple_of(2),
        temperature: [None, Some(Temperature::Cold), Some(Temperature::Warm)][line % 3],
        stuck: line % 13 == 5,
        value: (line % 4 != 3).then(|| {
            (
                i64::try_from(line).unwrap() * 730_000 + 1_200_000,
                "EUR".to_owned(),
            )
        }),
        next: Clean::new(next),
        due,
        days: i64::try_from(line % 40).unwrap(),
        source: Clean::new(["fair", "web form", "referral"][line % 3]),
        reason: (status == Status::Lost).then(|| "price".to_owned()),
        moved: day(2026, 11, 1).checked_sub_days(chrono::Days::new(line as u64 % 40)),
        tags: Clean::new(["", "vip, trial run"][line % 2]),
    }
}

/// The cards of a column, in the board's order: parked ones last.
fn column(leads: usize, layer: usize) -> (Vec<usize>, Vec<usize>) {
    let here = (0..leads).filter(|line| line % 5 == layer);
    let here = here.filter(|line| !lead(*line).status.is_closed());
    here.partition(|line| lead(*line).status == Status::Open)
}

/// A board of so many leads.
fn board(leads: usize, cards: &[Range<usize>; 5], parked: bool, keep: Option<u64>) -> BoardPage {
    let mut page = BoardPage {
        total: 360_112,
        head: 77,
        ..BoardPage::default()
    };
    let mut worth = 0;
    for (index, wanted) in cards.iter().enumerate() {
        let (open, waiting) = column(leads, index);
        let value: i64 = open.iter().map(|line| *line as i64 * 730_000).sum();
        worth += value;
        let (open_count, waiting_count) = (open.len(), waiting.len());
        let all: Vec<usize> = if parked {
            [open, waiting].concat()
        } else {
            open
        };
        let kept = all
            .iter()
            .position(|line| Some(1_000 + *line as u64) == keep);
        page.kept = page.kept.or(kept.map(|place| (index, place)));
        let first = match kept {
            Some(place) if !wanted.contains(&place) => place.saturating_sub(wanted.len() / 2),
            _ => wanted.start.min(all.len()),
        };
        let end = all.len().min(first + wanted.len());
        page.columns[index] = BoardColumn {
            open: open_count as u64,
            parked: waiting_count as u64,
            value: if open_count == 0 { vec![] } else { euro(value) },
            first,
            cards: all[first..end].iter().map(|line| lead(*line)).collect(),
        };
    }
    page.closed = leads as u64 - page.shown();
    page.value = if worth == 0 { vec![] } else { euro(worth) };
    page
}

/// What is offered behind `source:`, and for the beginning of a field.
fn offered(filter: &str) -> Offered {
    let offer = |insert: &str, count| Offer {
        insert: insert.to_owned(),
        label: Clean::new(insert.trim_end_matches(':').trim_matches('"')),
        count,
    };
    let start = filter.rfind([' ', ':']).map_or(0, |at| at + 1);
    let offers = if filter[..start].ends_with("source:") {
        vec![
            offer("webinar", Some(1_310)),
            offer("fair", Some(902)),
            offer("\"cold call\"", Some(87)),
        ]
    } else if filter.ends_with("so") {
        vec![offer("source:", None)]
    } else {
        Vec::new()
    };
    Offered {
        span: start..filter.len(),
        offers,
    }
}

/// What fits a field: what holds the text, whatever its case.
fn found(list: Lookup, text: &str) -> Vec<Found> {
    let all = match list {
        Lookup::Accounts
        | Lookup::Products
        | Lookup::Sources
        | Lookup::Decisions
        | Lookup::Teams
        | Lookup::Users
        | Lookup::Segments
        | Lookup::Tags
        | Lookup::Sectors => return Vec::new(),
        Lookup::Reasons => [
            ("price", "price"),
            ("no-budget", "no budget"),
            ("timing", "timing"),
        ],
        Lookup::Competitors => [
            ("Contoso", "Contoso"),
            ("Dürr & Söhne", "Dürr & Söhne"),
            ("深圳华强", "深圳华强"),
        ],
        Lookup::Zones => [
            ("Asia/Shanghai", "Asia/Shanghai"),
            ("Europe/Warsaw", "Europe/Warsaw"),
            ("UTC", "UTC"),
        ],
        Lookup::Currencies => [("EUR", "EUR"), ("CNY", "CNY"), ("USD", "USD")],
        Lookup::Files => [
            ("leads.csv", "leads.csv"),
            ("leads 2.xlsx", "leads 2.xlsx"),
            ("exports/", "exports/"),
        ],
    };
    let wanted = text.to_lowercase();
    all.into_iter()
        .filter(|(_, label)| label.to_lowercase().contains(&wanted))
        .map(|(key, label)| Found {
            key: key.to_owned(),
            label: Clean::new(label),
            after: Clean::new("12 lost"),
            likeness: if label.to_lowercase() == wanted {
                Likeness::Same
            } else {
                Likeness::Holds
            },
            more: Clean::default(),
        })
        .collect()
}

/// What was changed last: by somebody else, by oneself, many at once, and what was taken back already.
fn changes() -> Vec<ChangeLine> {
    let line = |seq, when, who, what, records| ChangeLine {
        seq,
        when: Clean::new(when),
        who: Clean::new(who),
        mine: who == "anna",
        what: Clean::new(what),
        records,
        undone: None,
    };
    vec![
        line(77, "14:01", "Bo", "Torino Motori Intent → High intent", 1),
        line(76, "13:40", "anna", "上海东方贸易 Intent → Won", 1),
        line(75, "13:20", "anna", "parked · 12 leads", 12),
        ChangeLine {
            undone: Some(Clean::new("taken back by Bo, 13:12")),
            ..line(71, "yesterday", "anna", "lost · Lyon Robotique", 1)
        },
    ]
}

/// What comes of a filter with `!` in it.
fn unread<T>(filter: &str) -> Selected<T> {
    let at = filter.find('!').unwrap();
    Selected::Trouble(Trouble {
        span: at..at + 1,
        message: Clean::new("`!` means nothing here; write -field:value for not"),
    })
}

/// A desk with so many leads; a filter with `!` in it is wrong there.
pub fn desk(leads: usize) -> Desk {
    Box::new(move |effect| {
        let Effect::Ask(Ask { ticket, question }) = effect else {
            return Vec::new();
        };
        let answer = match question {
            Question::Funnel { filter, .. } if filter.contains('!') => {
                Answer::Funnel(unread(filter))
            }
            Question::Leads { filter, .. } if filter.contains('!') => Answer::Leads(unread(filter)),
            Question::Board { filter, .. } if filter.contains('!') => Answer::Board(unread(filter)),
            Question::Page { .. } => Answer::Page(PageFound::Gone),
            // They have tests of their own, on made-up companies.
            Question::Field(_) | Question::Compare { .. } | Question::Explain { .. } => {
                return Vec::new();
            }

            Question::Funnel { groups, .. } => {
                let groups = groups.map(|seen| grouped(&seen));
                Answer::Funnel(
                    Figures {
                        groups,
                        ..figures()
                    }
                    .into(),
                )
            }
            Question::Segments { unit, seen, .. } => {
                Answer::Segments(super::segments::page(*unit, seen, 0).into())
            }
            Question::Insights {
                report,
                by,
                definition,
                period,
                ..
            } => {
                let by = by.unwrap_or(fiveply::query::Field::Source);
                let asked = (*report, by, *definition, *period);
                Answer::Insights(Arc::new(super::insights::sheet(asked)).into())
            }
            Question::Meeting { topic, .. } => {
                Answer::Meeting(Box::new(super::meeting::page(*topic, Language::English)))
            }
            Question::Minutes { .. } | Question::KeptMinutes { .. } => {
                Answer::Minutes(String::new())
            }
            Question::Saved { .. } => Answer::Saved(Box::default()),
            Question::Members { .. } => {
                Answer::Members(Selected::from((1..=1_204).collect::<Members>()))
            }
            Question::Today {
                first, lines, keep, ..
            } => {
                let all = super::today::lines(&super::today::usual());
                let page = super::today::page(&all, *first, *lines, *keep);
                Answer::Today(page.into())
            }
            Question::Offers { filter, .. } => Answer::Offers(offered(filter)),
            Question::Currency => Answer::Currency("EUR".to_owned()),
            Question::Lookup { list, text } => Answer::Found(found(*list, text)),
            Question::Settings => Answer::Settings(Box::default()),
            Question::Changes => Answer::Changes(changes()),
            Question::Marked { ends, .. } => {
                let all = 1_000..1_000 + u64::try_from(leads).unwrap();
                let (one, other) = ends.unwrap_or((all.start, all.end - 1));
                Answer::Marked((one.min(other)..=one.max(other)).collect())
            }
            Question::DayMarked { ends, places, .. } => {
                let place = |id: u64| usize::try_from(id - 1_000).unwrap();
                let (one, other) = ends.map_or((places.start, places.end), |(one, other)| {
                    (place(one.min(other)), place(one.max(other)) + 1)
                });
                Answer::Marked((one..other).map(|at| 1_000 + at as u64).collect())
            }
            Question::Judge(judge) => Answer::Judged(Judged {
                leads: judge.leads.clone(),
                ..Judged::default()
            }),
            Question::Choices(list) => {
                let settings = Settings::default();
                let mut choices = match list {
                    ChoiceList::Reasons => settings.reasons,
                    ChoiceList::Verdicts => settings.verdicts,
                    ChoiceList::Returns => settings.returns,
                    ChoiceList::Owners | ChoiceList::Receivers => Vec::new(),
                };
                choices.retain(|it| it.offered);
                Answer::Choices(choices)
            }
            Question::Board {
                cards,
                parked,
                keep,
                ..
            } => Answer::Board(board(leads, cards, *parked, *keep).into()),
            Question::Leads {
                first, lines, keep, ..
            } => Answer::Leads(Selected::from(LeadPage {
                shown: u64::try_from(leads).unwrap(),
                times: u64::try_from(leads).unwrap(),
                total: 360_112,
                head: 77,
                first: *first,
                lines: (*first..leads.min(first + lines)).map(lead).collect(),
                kept: keep
                    .and_then(|id| usize::try_from(id - 1_000).ok())
                    .filter(|line| *line < leads),
            })),
        };
        vec![Event::Workspace(News::Answer(*ticket, answer))]
    })
}
