//! Tests of messages and of how numbers are written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use fluent_syntax_free::arguments;

use super::*;

/// The messages of a language: name and the values that its text takes.
fn catalogue(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for (file, source) in language.sources() {
        if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
            panic!("{}/{file}: {errors:?}", language.code());
        }
        for (name, text) in fluent_syntax_free::messages(source) {
            assert!(
                all.insert(name.clone(), arguments(&text)).is_none(),
                "{name} is written twice"
            );
        }
    }
    all
}

/// As much of the files' grammar as the test needs.
mod fluent_syntax_free {
    use std::collections::BTreeSet;

    pub(super) fn messages(source: &str) -> Vec<(String, String)> {
        let mut out: Vec<(String, String)> = Vec::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            match line
                .split_once(" =")
                .filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                Some((name, text)) => out.push((name.to_owned(), text.to_owned())),
                None => {
                    if let Some((_, text)) = out.last_mut() {
                        text.push_str(line);
                    }
                }
            }
        }
        out
    }

    pub(super) fn arguments(text: &str) -> BTreeSet<String> {
        text.split('$')
            .skip(1)
            .map(|rest| {
                rest.chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
                    .collect()
            })
            .collect()
    }
}

#[test]
fn every_language_has_every_message_and_no_other() {
    let wanted: BTreeSet<_> = Msg::ALL
        .iter()
        .map(|message| message.id().to_owned())
        .collect();
    for language in Language::ALL {
        let found: BTreeSet<_> = catalogue(language).into_keys().collect();
        let missing: Vec<_> = wanted.difference(&found).collect();
        let spare: Vec<_> = found.difference(&wanted).collect();
        assert!(
            missing.is_empty() && spare.is_empty(),
            "{}: missing {missing:?}, spare {spare:?}",
            language.code()
        );
    }
}

#[test]
fn a_message_takes_the_same_values_in_every_language() {
    let english = catalogue(Language::English);
    for (name, values) in catalogue(Language::Chinese) {
        // A language may choose by a number that it does not need, and leave out what another program said in
        // English; it may not lack or invent a value beside those.
        let known = &english[&name];
        let spare = |value: &str| matches!(value, "count" | "original");
        let needed: BTreeSet<_> = known.iter().filter(|value| !spare(value)).collect();
        assert!(values.is_subset(known), "{name}: {values:?}");
        assert!(
            needed.iter().all(|value| values.contains(*value)),
            "{name}: {values:?}"
        );
    }
}

#[test]
fn every_message_is_used_somewhere() {
    let mut code = String::new();
    read_all(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut code,
    );
    let unused: Vec<_> = Msg::ALL
        .iter()
        .filter(|message| {
            let name = format!("Msg::{message:?}");
            !code.match_indices(&name).any(|(at, _)| {
                let after = code[at + name.len()..].chars().next();
                !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
            })
        })
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

fn read_all(folder: &Path, code: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(&path, code);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            code.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn plural_forms_follow_the_language() {
    let ask = |language, count: i64| {
        Locale::new(language).t_args(Msg::AskLose, &[("count", count.into())])
    };
    assert_eq!(ask(Language::English, 1), "Why was it lost?");
    assert_eq!(
        ask(Language::English, 12_000),
        "Why were these 12 000 leads lost?"
    );
    assert_eq!(
        ask(Language::Chinese, 12_000),
        "这 12,000 条商机为什么输单？"
    );
}

#[test]
fn values_are_not_wrapped_in_direction_marks() {
    let text = Locale::new(Language::English).t_args(Msg::StatusCopied, &[("text", "x".into())]);
    assert_eq!(text, "copied: x");
}

#[test]
fn a_difference_of_nothing_has_no_sign() {
    let en = Locale::new(Language::English);
    let shown = [-0.09, -0.0004, 0.0, 0.004].map(|it| en.points(it, 1));
    assert_eq!(shown, ["−9.0", "0.0", "0.0", "+0.4"]);
}

#[test]
fn money_is_short_and_exact() {
    let (en, zh) = (
        Locale::new(Language::English),
        Locale::new(Language::Chinese),
    );
    let cases = [
        (4_120_000_000, "€ 41.2 M", "€ 4120 万"),
        (192_000_000, "€ 1.92 M", "€ 192 万"),
        (6_400_000, "€ 64 k", "€ 6.4 万"),
        (81_249, "€ 812", "€ 812"),
        (99_950, "€ 1 k", "€ 1000"),
        (99_949_999, "€ 999 k", "€ 99.9 万"),
        (99_995_000, "€ 1 M", "€ 100 万"),
        (0, "€ 0", "€ 0"),
        (-6_400_000, "€ −64 k", "€ −6.4 万"),
        (-51, "€ −1", "€ −1"),
        (-40, "€ 0", "€ 0"),
        (1_234_500_000_000, "€ 12.3 bn", "€ 123 亿"),
    ];
    for (minor, english, chinese) in cases {
        assert_eq!(en.money_short(minor, "EUR"), english);
        assert_eq!(zh.money_short(minor, "EUR"), chinese);
    }
    assert_eq!(en.money_short(5_000_000, "JPY"), "JPY 5 M");
    assert_eq!(en.money(1_245_005, "USD"), "$ 12 450.05");
    assert_eq!(en.money(-5, "EUR"), "€ −0.05");
    assert_eq!(en.money(i64::MIN, "JPY"), "JPY −9 223 372 036 854 775 807");
}

#[test]
fn numbers_are_written_the_languages_way() {
    let (en, zh) = (
        Locale::new(Language::English),
        Locale::new(Language::Chinese),
    );
    assert_eq!(
        (en.count(360_112), zh.count(360_112)),
        ("360 112".to_owned(), "360,112".to_owned())
    );
    assert_eq!(
        (en.count(-1_000), en.count(999)),
        ("−1 000".to_owned(), "999".to_owned())
    );
    assert_eq!(
        (en.percent(0.461, 1), zh.percent(0.461, 1)),
        ("46.1 %".to_owned(), "46.1%".to_owned())
    );
    assert_eq!(en.band(0.446, 0.474), "45–47");
}

#[test]
fn days_are_said_from_today_on() {
    let (en, zh) = (
        Locale::new(Language::English),
        Locale::new(Language::Chinese),
    );
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    let today = day(2026, 11, 21);
    let cases = [
        (day(2026, 11, 20), "yesterday", "昨天"),
        (today, "today", "今天"),
        (day(2026, 11, 22), "tomorrow", "明天"),
        (day(2026, 11, 24), "Tue", "周二"),
        (day(2026, 11, 28), "28 Nov", "11月28日"),
        (day(2026, 11, 1), "1 Nov", "11月1日"),
        (day(2027, 1, 5), "5 Jan 2027", "2027/1/5"),
    ];
    for (given, english, chinese) in cases {
        assert_eq!(en.day_near(given, today), english);
        assert_eq!(zh.day_near(given, today), chinese);
    }
}

#[test]
fn a_language_is_found_by_what_a_system_calls_it() {
    assert_eq!(Language::from_code("zh_CN.UTF-8"), Some(Language::Chinese));
    assert_eq!(Language::from_code("en-GB"), Some(Language::English));
    assert_eq!(Language::from_code("pl_PL"), None);
    assert_eq!(Language::from_code("C"), None);
}
