//! What conditions mean, said once more over the records themselves, without the book.

use chrono::NaiveDate;
use fiveply::model::segments::Arm;
use fiveply::model::{BuyingRole, Event, Layer, Moment, Step};
use fiveply::query::fold;

use super::day;
use super::world::{NOW, Row};

pub type Holds = Box<dyn Fn(&Row<'_>) -> bool>;

fn has(text: Option<&String>, part: &str) -> bool {
    text.is_some_and(|it| fold(it).contains(part))
}

fn is_phone(text: Option<&String>, part: &str) -> bool {
    let digits = |it: &String| it.chars().filter(char::is_ascii_digit).collect::<String>();
    text.is_some_and(|it| digits(it).contains(part))
}

/// The texts that a bare word is looked for in; foreign numbers of companies only for words with digits.
fn searched(row: &Row<'_>, numbers: bool) -> Vec<String> {
    let mut texts = vec![
        row.lead.title.clone(),
        row.lead.external_id.clone(),
        row.lead.note.clone(),
        row.contact().map(|it| it.name.clone()),
    ];
    if let Some(account) = row.account() {
        texts.push(Some(account.name.clone()));
        texts.push(account.note.clone());
        texts.push(account.external_id.clone().filter(|_| numbers));
    }
    texts.into_iter().flatten().map(|it| fold(&it)).collect()
}

fn any_word(row: &Row<'_>, is: impl Fn(&str) -> bool) -> bool {
    let texts = searched(row, false);
    texts.iter().any(|text| text.split(' ').any(&is))
}

/// The number up to which so many percent of some lie.
fn percentile(mut numbers: Vec<i64>, percent: usize) -> i64 {
    numbers.sort_unstable();
    numbers[(numbers.len() * percent).div_ceil(100).max(1) - 1]
}

fn latest<T>(row: &Row<'_>, of: impl Fn(&Row<'_>) -> Option<T>) -> Vec<T> {
    let rows = Row::all(row.world);
    let latest = rows.iter().filter(|it| it.1.latest);
    latest.filter_map(|it| of(&it.1)).collect()
}

fn layer(row: &Row<'_>) -> Layer {
    row.steps.iter().rev().find_map(|it| it.1.layer()).unwrap()
}

/// Whole days in the layer, while the lead is not closed.
fn stay(row: &Row<'_>) -> Option<i64> {
    let closed = |it: &Step| matches!(it.1, Event::Win { .. } | Event::Lose { .. });
    if row.steps.last().is_some_and(closed) {
        return None;
    }
    let entered = row.steps.iter().rev().find(|it| it.1.layer().is_some())?;
    Some((NOW.0 - entered.0.0) / 86_400_000)
}

/// Every move of the episode; won lies behind the fifth layer.
fn moves(row: &Row<'_>) -> Vec<(usize, usize, Moment)> {
    let mut moves = Vec::new();
    let mut before = None;
    for Step(at, event) in row.steps {
        let to = match event {
            Event::Win { .. } => Some(5),
            other => other.layer().map(Layer::index),
        };
        if let (Some(from), Some(to)) = (before, to)
            && from != to
        {
            moves.push((from, to, *at));
        }
        before = to.or(before);
    }
    moves
}

/// Whether a layer was passed by a step over it, and never entered.
fn jumped(row: &Row<'_>, wanted: usize) -> bool {
    let entered = |it: &Step| match &it.1 {
        Event::Enter { layer, .. } | Event::Reopen(layer) => layer.index() == wanted,
        _ => false,
    };
    // A win says nothing of what was only found in the stock.
    let known = row
        .steps
        .iter()
        .any(|it| matches!(it.1, Event::Enter { .. } | Event::Reopen(_)));
    let over = moves(row)
        .iter()
        .any(|(from, to, _)| *from < wanted && wanted < *to && (*to < 5 || known));
    over && !row.steps.iter().any(entered)
}

fn on(at: Option<Moment>) -> Option<NaiveDate> {
    at.map(|it| it.day(chrono_tz::UTC))
}

fn month(at: Option<Moment>, text: &str) -> bool {
    on(at).is_some_and(|it| it.to_string().starts_with(text))
}

fn term(text: &str, holds: impl Fn(&Row<'_>) -> bool + 'static) -> (&str, Holds) {
    (text, Box::new(holds))
}

fn texts() -> Vec<(&'static str, Holds)> {
    vec![
        term("dai*", |it| any_word(it, |word| word.starts_with("dai"))),
        term("~dairi", |it| any_word(it, |word| word == "dairy")),
        term("/^d.*y$/", |it| {
            let fits = |it: &String| it.starts_with('d') && it.ends_with('y');
            searched(it, true).iter().any(fits)
        }),
        term("x17", |it| {
            searched(it, true).iter().any(|it| it.contains("x17"))
        }),
        term("乳业", |it| any_word(it, |word| word.contains("乳业"))),
        term("\"nowa dai\"*", |it| {
            searched(it, false).iter().any(|it| it == "nowa dairy")
        }),
        term("city:lu*,none", |it| {
            let city = it.account().map(|it| it.city.clone());
            city.is_none_or(|it| it.is_none_or(|it| it == "Lublin"))
        }),
        term("city:/^L.*n$/", |it| {
            let city = it.account().and_then(|it| it.city.clone());
            city.is_some_and(|it| it == "Lyon" || it == "Lublin")
        }),
        term("city:~turim", |it| {
            it.account()
                .is_some_and(|it| it.city.as_deref() == Some("Turin"))
        }),
        term("source:*air", |it| {
            it.lead.source.as_deref() == Some("*air")
        }),
        term("source:trade*", |it| {
            it.lead.source.as_deref() == Some("trade fair")
        }),
        term("domain:dairy", |it| {
            it.account()
                .is_some_and(|it| has(it.domain.as_ref(), "dairy"))
        }),
        term("has:email", |it| {
            it.account().is_some_and(|it| it.email.is_some())
        }),
        term("no:domain", |it| {
            it.account().is_none_or(|it| it.domain.is_none())
        }),
        term("phone:48-12", |it| {
            it.account()
                .is_some_and(|it| is_phone(it.phone.as_ref(), "4812"))
        }),
        term("no:phone", |it| {
            it.account().is_none_or(|it| it.phone.is_none())
        }),
        term("account_note:beta", |it| {
            it.account().is_some_and(|it| has(it.note.as_ref(), "beta"))
        }),
        term("account_note:none", |it| {
            it.account().is_none_or(|it| it.note.is_none())
        }),
        term("has:account-note", |it| {
            it.account().is_some_and(|it| it.note.is_some())
        }),
        term("note:dai*", |it| has(it.lead.note.as_ref(), "dai")),
        term("no:note", |it| it.lead.note.is_none()),
        term("account_id:x17", |it| {
            it.account()
                .is_some_and(|it| it.external_id.as_deref() == Some("X17"))
        }),
        term("naics:31-33", |it| {
            let code = it.account().and_then(|it| it.naics.clone());
            code.is_some_and(|it| it.starts_with("31") || it.starts_with("33"))
        }),
    ]
}

fn people() -> Vec<(&'static str, Holds)> {
    vec![
        term("role:champion", |it| {
            it.people()
                .iter()
                .any(|it| it.role == Some(BuyingRole::Champion))
        }),
        term("role:none", |it| {
            it.people().iter().all(|it| it.role.is_none())
        }),
        term("has:role", |it| {
            it.people().iter().any(|it| it.role.is_some())
        }),
        // Nobody is counted where there is no account.
        term("contacts:>=2", |it| it.people().len() >= 2),
        term("contacts:0 has:account", |it| {
            it.account().is_some() && it.people().is_empty()
        }),
        term("contact_email:beta", |it| {
            it.contact()
                .is_some_and(|it| has(it.email.as_ref(), "beta"))
        }),
        term("position:head*", |it| {
            it.contact()
                .is_some_and(|it| has(it.title.as_ref(), "head"))
        }),
        term("no:position", |it| {
            it.contact().is_none_or(|it| it.title.is_none())
        }),
        term("contact_phone:+4812", |it| {
            it.contact()
                .is_some_and(|it| is_phone(it.phone.as_ref(), "4812"))
        }),
        term("contact_note:fair contact_id:c1", |it| {
            it.contact()
                .is_some_and(|it| it.note.is_some() && it.external_id.is_some())
        }),
        term("contact:~kowalsky", |it| {
            it.contact().is_some_and(|it| it.name.contains("Kowalski"))
        }),
    ]
}

fn numbers() -> Vec<(&'static str, Holds)> {
    let employees = |it: &Row<'_>| it.account().and_then(|it| it.employees);
    let all = |it: &Row<'_>, percent| {
        percentile(
            it.world
                .accounts
                .iter()
                .filter_map(|it| it.employees)
                .collect(),
            percent,
        )
    };
    let value = |it: &Row<'_>| it.lead.value.map(|it| it.0);
    let values = move |row: &Row<'_>, percent| {
        let same = |it: &Row<'_>| value(it).filter(|_| it.lead.currency == row.lead.currency);
        percentile(latest(row, same), percent)
    };
    let stays = |row: &Row<'_>, percent| {
        percentile(
            latest(row, |it| stay(it).filter(|_| layer(it) == layer(row))),
            percent,
        )
    };
    vec![
        term("emp:>=p50", move |it| {
            employees(it).is_some_and(|n| n >= all(it, 50))
        }),
        term("emp:<p25,none", move |it| {
            employees(it).is_none_or(|n| n < all(it, 25))
        }),
        term("emp:p25..<p75", move |it| {
            employees(it).is_some_and(|n| all(it, 25) <= n && n < all(it, 75))
        }),
        term("emp:10..<50", move |it| {
            employees(it).is_some_and(|n| (10..50).contains(&n))
        }),
        term("value:>p75", move |it| {
            value(it).is_some_and(|n| n > values(it, 75))
        }),
        term("value:p10..1", move |it| {
            let one = if it.lead.currency.as_deref() == Some("EUR") {
                100
            } else {
                1
            };
            value(it).is_some_and(|n| values(it, 10) <= n && n <= one)
        }),
        term("instage:>=p90", move |it| {
            // An episode that is not the latest is closed.
            stay(it).is_some_and(|n| n >= stays(it, 90))
        }),
        term("touches:>p50", |it| {
            let many = |it: &Row<'_>| i64::try_from(it.touches().len()).ok();
            many(it).unwrap() > percentile(latest(it, many), 50)
        }),
        term("touches:0", |it| it.touches().is_empty()),
        term("touches:2..", |it| it.touches().len() >= 2),
    ]
}

fn ways() -> Vec<(&'static str, Holds)> {
    vec![
        term("moved:intent>", |it| {
            moves(it).iter().any(|it| it.0 == 2 && it.1 > 2)
        }),
        term("moved:>intent", |it| moves(it).iter().any(|it| it.1 == 2)),
        term("moved:2>4,4>2", |it| {
            moves(it)
                .iter()
                .any(|it| [(1, 3), (3, 1)].contains(&(it.0, it.1)))
        }),
        term("moved:back", |it| moves(it).iter().any(|it| it.1 < it.0)),
        term("moved:>won", |it| moves(it).iter().any(|it| it.1 == 5)),
        term("moved:forward during:2026-Q2", |it| {
            let spring = day("2026-04-01")..day("2026-07-01");
            moves(it)
                .iter()
                .any(|it| it.1 > it.0 && spring.contains(&on(Some(it.2)).unwrap()))
        }),
        term("skipped:intent", |it| jumped(it, 2)),
        term("skipped:interested,4", |it| jumped(it, 1) || jumped(it, 3)),
        term("is:open", |it| {
            let end = |it: &Step| {
                matches!(
                    it.1,
                    Event::Win { .. } | Event::Lose { .. } | Event::Park(_)
                )
            };
            it.steps.last().is_some_and(|it| !end(it))
        }),
        term("lost:price", |it| {
            matches!(it.steps.last().unwrap().1, Event::Lose { .. })
        }),
    ]
}

fn talk() -> Vec<(&'static str, Holds)> {
    vec![
        term("fb:good", |it| {
            it.feedback().last().is_some_and(|it| it.verdict == "good")
        }),
        term("no:feedback", |it| it.feedback().is_empty()),
        term("fbreason:price", |it| {
            it.feedback()
                .last()
                .is_some_and(|it| it.reason.as_deref() == Some("price"))
        }),
        term("no:fbreason", |it| {
            it.feedback().last().is_none_or(|it| it.reason.is_none())
        }),
        term("fbby:anna", |it| {
            it.feedback()
                .last()
                .is_some_and(|it| it.author.is_some_and(|it| it.0 == 1))
        }),
        term("fed:2026-04", |it| {
            month(it.feedback().last().and_then(|it| it.at), "2026-04")
        }),
        term("met:nord*", |it| {
            it.feedback()
                .last()
                .is_some_and(|it| it.competitor.is_some())
        }),
        term("said:dairy,steel", |it| {
            it.feedback()
                .iter()
                .any(|it| has(it.note.as_ref(), "dairy"))
                || it.touches().iter().any(|it| has(it.note.as_ref(), "steel"))
        }),
        term("no:said", |it| {
            it.feedback().iter().all(|it| it.note.is_none())
                && it.touches().iter().all(|it| it.note.is_none())
        }),
        term("channel:call", |it| {
            it.touches().iter().any(|it| it.channel == "call")
        }),
        term("no:touch", |it| it.touches().is_empty()),
        term("channel:none,email", |it| {
            it.touches().is_empty() || it.touches().iter().any(|it| it.channel == "email")
        }),
        term("touched:2026-05", |it| {
            month(it.touches().last().and_then(|it| it.at), "2026-05")
        }),
        term("touchedby:bo", |it| {
            it.touches()
                .last()
                .is_some_and(|it| it.author.is_some_and(|it| it.0 == 2))
        }),
        term("handedto:/^anna/", |it| {
            it.lead.handed_to.is_some_and(|it| it.0 == 1)
        }),
        term("answered:2026", |it| month(it.lead.answered, "2026")),
        term("seg:leads", |it| [3, 5, 8, 900].contains(&it.id)),
        term("seg:companies", |it| {
            it.lead.account.is_some_and(|it| it.0 < 5)
        }),
        term("seg:live", |it| {
            it.lead.source.is_none() || it.touches().len() > 1
        }),
    ]
}

/// The day before now, in whole days, on which somebody was last on a list and got something.
fn listed(row: &Row<'_>) -> Option<i64> {
    let lists = row.lists().into_iter();
    let reached = lists.filter(|it| it.1 != Arm::HoldOut);
    reached.filter_map(|it| Some(days_ago(it.0.at?))).min()
}

fn days_ago(at: Moment) -> i64 {
    (NOW.day(chrono_tz::UTC) - at.day(chrono_tz::UTC)).num_days()
}

/// The same, or touched or spoken of.
fn contacted(row: &Row<'_>) -> Option<i64> {
    let touched = row.touches().into_iter().filter_map(|it| it.at);
    let spoken = row.feedback().into_iter().filter_map(|it| it.at);
    touched.chain(spoken).map(days_ago).chain(listed(row)).min()
}

fn lists() -> Vec<(&'static str, Holds)> {
    let on = |row: &Row<'_>, name: &str, arms: &[Arm]| {
        let mut lists = row.lists().into_iter();
        lists.any(|(it, arm)| it.name == name && arms.contains(&arm))
    };
    let reached = [Arm::A, Arm::B];
    vec![
        term("list:any", |it| listed(it).is_some()),
        term("no:list", |it| listed(it).is_none()),
        term("list:spring", move |it| on(it, "Spring", &reached)),
        term("list:mail", move |it| on(it, "Spring mail", &reached)),
        term("list:spr*", move |it| {
            on(it, "Spring", &reached) || on(it, "Spring mail", &reached)
        }),
        term("list:\"spring (b)\"", move |it| on(it, "Spring", &[Arm::B])),
        term("list:\"spring mail (hold-out)\",autumn", move |it| {
            on(it, "Spring mail", &[Arm::HoldOut]) || on(it, "Autumn", &reached)
        }),
        term("listed:<200d", |it| listed(it).is_some_and(|it| it < 200)),
        term("listed:none,>=200d", |it| {
            listed(it).is_none_or(|it| it >= 200)
        }),
        term("contacted:60d", |it| {
            contacted(it).is_some_and(|it| it <= 60)
        }),
        term("contacted:60d..120d", |it| {
            contacted(it).is_some_and(|it| (60..=120).contains(&it))
        }),
        term("contacted:none", |it| contacted(it).is_none()),
        term("contacted:>=p90", |it| {
            let all = latest(it, contacted);
            contacted(it).is_some_and(|one| one >= percentile(all, 90))
        }),
    ]
}

pub fn all() -> Vec<(&'static str, Holds)> {
    let parts = [texts(), people(), numbers(), ways(), talk(), lists()];
    parts.into_iter().flatten().collect()
}
