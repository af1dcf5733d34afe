//! Holds how a list is made of what a screen selects: the form that asks for it, what its fields come to, what is asked
//! before anything is written, and what came of it. Who is on it is decided, and the file written, by the host.

use chrono::{Days, NaiveDate};

use super::ctx::Ctx;
use super::event::Effect;
use super::overlays::{Confirm, Entry, Form, FormField, Overlay, Purpose, Takes};
use super::route::Route;
use super::screen::{Severity, Wish};
use super::theme::Role;
use super::words::Words;
use super::work::Work;
use crate::i18n::{Arg, Msg};
use crate::model::{Clean, Members};
use crate::workspace::Unit;

/// Of whom a list is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListOf {
    /// On which screen it was asked for.
    pub at: Route,
    /// What selects them, or what they were found by.
    pub filter: String,
    /// What is on it.
    pub unit: Unit,
    /// Just these, where it is not all that the filter selects.
    pub members: Option<Members>,
}

/// A list that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListOrder {
    /// Of whom it is made.
    pub of: ListOf,
    /// Where to, as typed; nothing for the clipboard.
    pub file: Option<String>,
    /// What it is called.
    pub name: String,
    /// So many per cent get arm A.
    pub split: Option<u8>,
    /// So many per cent are held out.
    pub hold_out: u8,
    /// Who was contacted from that day on is left out.
    pub since: Option<NaiveDate>,
    /// What else is to say.
    pub note: Option<String>,
    /// Whether it is made; if not, it is only counted.
    pub write: bool,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListSaid {
    /// So many would be on it.
    Counted {
        /// What was asked.
        order: Box<ListOrder>,
        /// In arm A, in arm B, held out, and left out as contacted.
        counts: [u64; 4],
    },
    /// It was written.
    Written {
        /// Into which file.
        file: Clean,
        /// So many rows.
        rows: u64,
    },
    /// It is to be put on the clipboard.
    Copied {
        /// A line a line, the heads first.
        table: Vec<Vec<Clean>>,
        /// So many rows.
        rows: u64,
    },
    /// It can't be made: why, and what can be done.
    Failed(Clean),
}

/// The fields of the form, in their order.
const FIELDS: usize = 6;

/// What a list of something is usually called: its name, and the day.
#[must_use]
pub fn name_of(what: &str, ctx: &Ctx<'_>) -> String {
    format!("{what} {}", ctx.today().format("%Y-%m-%d"))
}

/// The form; with what was filled in already, where something of it could not be read.
#[must_use]
pub fn form(of: ListOf, filled: &[String], ctx: &Ctx<'_>) -> Form {
    let named = match (of.filter.trim(), &of.members) {
        (_, Some(_)) => ctx.t(Msg::ScreenAlike).into_string(),
        ("", None) => ctx.t(Msg::ListAll).into_string(),
        (filter, None) => filter.to_owned(),
    };
    let usual = [
        name_of(&named, ctx),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
    ];
    let labels = [
        (Msg::ListName, Msg::ListNameExample),
        (Msg::ListFile, Msg::ListFileExample),
        (Msg::ListSplit, Msg::ListSplitExample),
        (Msg::ListHoldOut, Msg::ListHoldOutExample),
        (Msg::ListSince, Msg::ListSinceExample),
        (Msg::ListNote, Msg::ListNoteExample),
    ];
    let fields = labels.into_iter().zip(usual).enumerate();
    let fields = fields.map(|(at, ((label, example), usual))| {
        let field = FormField::new(ctx.t(label), Takes::Text)
            .example(ctx.t(example))
            .with(filled.get(at).map_or(usual.as_str(), String::as_str));
        if at == 0 { field.required() } else { field }
    });
    let purpose = Purpose::List(Box::new(of));
    Form::new(purpose, ctx.t(Msg::ListTitle), fields.collect())
}

/// What the fields come to, or what of them can't be read.
///
/// # Errors
/// Says what is wrong, in the reader's language.
pub fn read(
    of: &ListOf,
    entries: Vec<Entry>,
    ctx: &Ctx<'_>,
) -> Result<ListOrder, (Clean, Vec<String>)> {
    let texts: Vec<String> = entries
        .into_iter()
        .map(|it| it.text().unwrap_or_default().trim().to_owned())
        .chain(std::iter::repeat_with(String::new))
        .take(FIELDS)
        .collect();
    let [name, file, split, hold_out, since, note] = texts.as_slice() else {
        return Err((Clean::default(), texts));
    };
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let wrong = |text: &str, message| {
        let args = [("given", Arg::from(text))];
        (ctx.t_args(message, &args), texts.clone())
    };
    let share = |text: &str, least: u8| {
        let Some(text) = some(text) else {
            return Ok(None);
        };
        let number = text.trim_end_matches('%').trim().parse::<u8>().ok();
        let number = number.filter(|it| (least..100).contains(it));
        number
            .map(Some)
            .ok_or_else(|| wrong(&text, Msg::ListNoShare))
    };
    let since = match some(since) {
        None => None,
        Some(text) => {
            let days = text.trim_end_matches('d').trim().parse::<u64>().ok();
            let day = days.and_then(|days| ctx.today().checked_sub_days(Days::new(days)));
            Some(day.ok_or_else(|| wrong(&text, Msg::ListNoDays))?)
        }
    };
    Ok(ListOrder {
        of: of.clone(),
        file: some(file),
        name: name.clone(),
        split: share(split, 1)?,
        hold_out: share(hold_out, 0)?.unwrap_or_default(),
        since,
        note: some(note),
        write: false,
    })
}

/// What is asked before it is made.
#[must_use]
pub fn question(order: &ListOrder, counts: [u64; 4], ctx: &Ctx<'_>) -> Clean {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let [a, b, held, excluded] = counts;
    let count = |n: u64| ctx.locale().count(number(n));
    let clipboard = ctx.t(Msg::ListClipboard);
    let file = order.file.as_deref().unwrap_or(clipboard.as_str());
    let (rows, a, b) = (count(a + b), count(a), count(b));
    let (held, excluded) = (count(held), count(excluded));
    let args = [
        ("rows", Arg::from(rows.as_str())),
        ("file", Arg::from(file)),
        ("a", Arg::from(a.as_str())),
        ("b", Arg::from(b.as_str())),
        ("held", Arg::from(held.as_str())),
        ("excluded", Arg::from(excluded.as_str())),
    ];
    let message = if order.split.is_some() {
        Msg::AskListArms
    } else {
        Msg::AskList
    };
    ctx.t_args(message, &args)
}

/// What is said once it is made.
#[must_use]
pub fn made(rows: u64, place: &Clean, ctx: &Ctx<'_>) -> Words {
    let n = i64::try_from(rows).unwrap_or(i64::MAX);
    let values = [
        (
            "rows",
            Clean::from_string(ctx.locale().count(n)),
            Role::Strong,
        ),
        ("file", place.clone(), Role::Strong),
    ];
    ctx.words(Msg::ListMade, Role::Text, &values, &[("count", n)])
}

/// Has the list counted; where a field can't be read, the form comes back as it was filled in.
#[must_use]
pub fn filled(of: &ListOf, entries: Vec<Entry>, ctx: &Ctx<'_>) -> Vec<Wish> {
    match read(of, entries, ctx) {
        Ok(order) => vec![Wish::Host(Effect::Work(Work::List(Box::new(order))))],
        Err((why, texts)) => {
            let form = form(of.clone(), &texts, ctx);
            vec![Wish::Open(Overlay::Form(form)), Wish::warn(why)]
        }
    }
}

/// Has it made.
#[must_use]
pub fn make(order: ListOrder) -> Vec<Wish> {
    let order = ListOrder {
        write: true,
        ..order
    };
    vec![Wish::Host(Effect::Work(Work::List(Box::new(order))))]
}

/// What came of it, for the screen that asked: counts that are asked about, a file, a text for the clipboard, or why nothing.
#[must_use]
pub fn said(said: &ListSaid, ctx: &Ctx<'_>) -> Vec<Wish> {
    match said {
        ListSaid::Counted { order, counts } => {
            let asked = question(order, *counts, ctx);
            let ask = Confirm::new(Purpose::MakeList(order.clone()), asked);
            vec![Wish::Open(Overlay::Confirm(ask))]
        }
        ListSaid::Written { file, rows } => {
            vec![Wish::Say(Severity::Done, made(*rows, file, ctx))]
        }
        ListSaid::Copied { table, rows } => {
            let words = made(*rows, &ctx.t(Msg::ListClipboard), ctx);
            vec![
                Wish::Host(Effect::CopyTable(table.clone())),
                Wish::Say(Severity::Done, words),
            ]
        }
        ListSaid::Failed(why) => vec![Wish::warn(why.clone())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Language, Locale};
    use crate::ui::ctx::Reader;
    use crate::ui::theme::Look;
    use chrono::NaiveDateTime;
    use ratatui::layout::Size;

    fn order(fields: [&str; 6]) -> Result<ListOrder, String> {
        let reader = Reader::new(Locale::new(Language::English), Look::Dark);
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
        let ctx = Ctx {
            reader: &reader,
            now: NaiveDateTime::from(day),
            size: Size::new(80, 24),
        };
        let entries = fields.map(|it| Entry::Text(it.to_owned())).to_vec();
        let of = ListOf {
            at: Route::Segments,
            filter: "source:fair".to_owned(),
            unit: Unit::Leads,
            members: None,
        };
        let read = read(&of, entries, &ctx);
        read.map_err(|(why, _)| why.into_string())
    }

    #[test]
    fn shares_and_days_are_read_and_what_is_none_is_said() {
        let it = order(["Spring", "~/a.csv", "50 %", "10", "30d", ""]).unwrap();
        assert_eq!((it.split, it.hold_out), (Some(50), 10));
        assert_eq!(it.since, NaiveDate::from_ymd_opt(2026, 10, 23));
        let it = order(["Spring", "", "", "", "", "for May"]).unwrap();
        assert_eq!(
            (it.file, it.split, it.hold_out, it.since),
            (None, None, 0, None)
        );
        assert!(
            order(["Spring", "", "100", "", "", ""])
                .unwrap_err()
                .contains("100")
        );
        assert!(order(["Spring", "", "0", "", "", ""]).is_err());
        assert!(
            order(["Spring", "", "", "", "soon", ""])
                .unwrap_err()
                .contains("soon")
        );
    }
}
