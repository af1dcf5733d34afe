//! Finds look-alikes, and who is in a filter: off the keys, for whoever does work that takes its time.

use std::ops::ControlFlow;

use super::naics;
use super::segments::Facets;
use crate::i18n::Locale;
use crate::insight::lookalike::{
    Asked, Likeness, Lookalikes, Trait, compared, dated, first_entered, first_won, lookalikes,
};
use crate::insight::picked::Picked;
use crate::model::{Clean, Members, Moment};
use crate::query::{Context, Field, looks_back, read};
use crate::ui::desk::Trouble;
use crate::ui::screens::ranges::is_measured;
use crate::ui::screens::{
    AlikeAsk, AlikeFound, AlikeLine, AlikePage, Among, Check, Like, TraitLine, facet_name,
};
use crate::ui::wording::filter_faults;
use crate::ui::wording::refusals::trouble;
use crate::workspace::as_of::end_of;
use crate::workspace::{At, Book, Mask, Unit, Workspace};

/// So many accounts are named.
const MOST: usize = 200;
/// So many traits are shown; what adds less hardly counts.
const TRAITS_SHOWN: usize = 60;
/// So many reasons of an account are told.
const REASONS: usize = 4;

/// Finds the look-alikes that are asked for.
#[must_use]
pub fn alike(
    workspace: &Workspace,
    me: &str,
    ask: &AlikeAsk,
    now: Moment,
    locale: &Locale,
) -> AlikeFound {
    let live = workspace.book();
    let zone = live.settings().general.zone;
    let today = now.day(zone);
    let cx = Context::on(today)
        .by(me)
        .with(live.readable(me))
        .after(live.meetings.days())
        .rewinding();
    let Some(day) = looks_back(&ask.filter, today) else {
        return found(&live, &cx, ask, now, locale);
    };
    drop(live);
    let moment = end_of(day, zone);
    match workspace.rewind(moment, &mut |_| ControlFlow::Continue(())) {
        Ok(then) => found(&then, &cx, ask, moment, locale),
        Err(error) => {
            let message = trouble(&error, locale);
            let trouble = Trouble {
                message,
                ..Trouble::default()
            };
            AlikeFound::Trouble(ask.ticket, trouble)
        }
    }
}

/// The same by a book, as if it were `now`.
fn found(book: &Book, cx: &Context, ask: &AlikeAsk, now: Moment, locale: &Locale) -> AlikeFound {
    let filter = match ask.like {
        Like::Won => None,
        Like::Filter => match read(&ask.filter, cx) {
            Ok(filter) => Some(filter),
            Err(errors) => {
                let error = errors.first();
                let trouble = error.map_or_else(Trouble::default, |error| Trouble {
                    span: error.span.start..error.span.end,
                    message: Clean::from_string(filter_faults::told(error, locale)),
                });
                return AlikeFound::Trouble(ask.ticket, trouble);
            }
        },
    };
    let (seeds, since) = match &filter {
        None => {
            let won = first_won(book);
            (dated(&won), won)
        }
        Some(filter) => {
            let pick = |unit| Picked::by_filter(book, filter, unit, At { now });
            let leads = pick(Unit::Leads).leads;
            (pick(Unit::Accounts).accounts, first_entered(book, &leads))
        }
    };
    let among = match ask.among {
        Among::Leadless => book.engaged().leadless.clone(),
        Among::Idle => idle(book, cx, now),
        Among::Others => book.engaged().live.clone(),
    };
    let found = lookalikes(
        book,
        &Asked {
            seeds: &seeds,
            since: Some(&since),
            among: &among,
            fields: &compared(book),
            struck: &ask.struck,
            limit: MOST,
        },
    );
    let sought = among.and(&seeds.not()).count();
    AlikeFound::Page(Box::new(page(book, ask, &found, sought, locale)))
}

/// Who is in a filter, for whoever makes a list of them.
///
/// # Errors
/// Says in the reader's language what is wrong with the filter.
pub fn members(
    workspace: &Workspace,
    me: &str,
    (filter, unit): (&str, Unit),
    now: Moment,
    locale: &Locale,
) -> Result<Members, Clean> {
    let book = workspace.book();
    let today = now.day(book.settings().general.zone);
    let cx = Context::on(today)
        .by(me)
        .with(book.readable(me))
        .after(book.meetings.days());
    let filter = read(filter, &cx).map_err(|errors| {
        let told = errors.first().map(|it| filter_faults::told(it, locale));
        Clean::from_string(told.unwrap_or_default())
    })?;
    Ok(Picked::by_filter(&book, &filter, unit, At { now }).members(&book))
}

/// The accounts without an open lead.
fn idle(book: &Book, cx: &Context, now: Moment) -> Mask {
    let engaged = book.engaged();
    let Ok(open) = read("is:open,parked", cx) else {
        return engaged.leadless.clone();
    };
    let picked = Picked::by_filter(book, &open, Unit::Leads, At { now });
    book.accounts_of(&picked.leads).not().and(&engaged.live)
}

fn page(
    book: &Book,
    ask: &AlikeAsk,
    found: &Lookalikes,
    sought: u64,
    locale: &Locale,
) -> AlikePage {
    let names = Facets {
        book,
        locale,
        terms: None,
    };
    let label = |it: &Trait| {
        if it.field == Field::Naics {
            naics::named(&it.term, locale.language())
        } else {
            names.label(it.field, Some(&it.term))
        }
    };
    // A bare number would not say of what.
    let reason = |it: &Trait| match facet_name(it.field) {
        Some(name) if is_measured(it.field) || it.field == Field::Class => {
            format!("{} {}", locale.t(name), label(it))
        }
        Some(_) | None => label(it),
    };
    let line = |it: &Likeness| {
        let columns = &book.accounts.columns;
        let place = [columns.city.get(it.row), columns.country.get(it.row)];
        let place: Vec<&str> = place.into_iter().flatten().collect();
        let reasons = it.reasons.iter().take(REASONS);
        AlikeLine {
            id: columns.id.get(it.row).map_or(0, |id| u64::from(*id)),
            name: Clean::new(book.accounts.name(it.row)),
            place: Clean::from_string(place.join(", ")),
            score: it.score,
            reasons: reasons
                .filter_map(|at| found.traits.get(*at))
                .map(|it| Clean::from_string(reason(it)))
                .collect(),
        }
    };
    AlikePage {
        asked: ask.clone(),
        seeds: found.seeds,
        market: found.market,
        sought,
        traits: found
            .traits
            .iter()
            .take(TRAITS_SHOWN)
            .map(|it| TraitLine {
                field: it.field,
                term: it.term.clone(),
                label: Clean::from_string(label(it)),
                seeds: it.seeds,
                market: it.market,
                lift: it.lift,
                weight: it.weight,
                struck: it.struck,
            })
            .collect(),
        check: found.check.map(|it| Check {
            area: it.area,
            low: it.low,
            high: it.high,
            later: it.seeds,
            others: it.others,
        }),
        accounts: found.best.iter().map(line).collect(),
    }
}
