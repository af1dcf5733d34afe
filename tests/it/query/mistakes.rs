//! What is said about filters that are wrong, and where.

use chrono::NaiveDate;
use fiveply::query::{
    Context, MAX_BYTES, MAX_DEPTH, Problem, QueryError, Span, parse, read, render,
};

/// Text | what is underlined | what is said.
const MISTAKES: &str = r#"
sorce:fair | sorce | unknown field `sorce`; did you mean `source`?
http://x | http | unknown field `http`; put it in quotes to search for it as text
来源:展会 | 来源 | unknown field `来源`; put it in quotes to search for it as text
seg:dairy | dairy | no segment is called `dairy`
tier:1 | tier | `tier:` is not known yet
stage:intnt | intnt | `intnt` is no layer; use one of: potential interested intent high-intent near-customer; did you mean `intent`?
reached:lost | lost | `lost` is no layer; use one of: potential interested intent high-intent near-customer won
reached:intent during:soon | soon | during: `soon` is no date; write 2026-11-21, 2026-11, 2026-Q4, 2026, last-month, today or -90d
during:2026 | during | `during:` says when that was; it stands behind `reached:`, `skipped:` or a move
layer:intent during:2026 | during | `during:` says when that was; it stands behind `reached:`, `skipped:` or a move
outcome:open | open | `open` is no outcome; use one of: won lost
layer:won | won | `won` is no layer; `is:won` asks for it
source: |  | source: needs a value
source:a, |  | source: needs a value
value:>= |  | value: needs a value
value:.. | .. | `..` needs a value before or behind it
value:1,000 | 000 | value: `000` looks like the end of a longer number, but a comma separates values; write 1000 or 1k
value:9..5 | 9..5 | the range ends before it begins; did you mean `5..9`?
emp:1.5 | 1.5 | emp: `1.5` is no whole number
idle:>p101 | p101 | idle: `p101` is no percentile; p0 to p100 are
closed:lst-month | lst-month | closed: `lst-month` is no date; write 2026-11-21, 2026-11, 2026-Q4, 2026, last-month, today or -90d; did you mean `last-month`?
closed:>30d | 30d | closed: `30d` is a length of time, not a date; write -30d for that long ago, +30d for ahead
source:>fair | >fair | source has no order, so `>` cannot be asked of it
* | * | there is nothing to look for
city:~ | ~ | there is nothing to look for; `city:none` finds empty ones
/b.* | /b.* | the pattern is not closed; put it in quotes to search for it as text
a /b(/ | /b(/ | the pattern is wrong: unclosed group
city:/[z-a]/ | /[z-a]/ | the pattern is wrong: invalid character class range, the start must be <= the end
/(\w{90}){90}/ | /(\w{90}){90}/ | the pattern stands for too much; repeat less in it
emp:/5/ | /5/ | emp: a pattern can only be asked of a text
emp:"5"* | "5"* | emp: a beginning can only be asked of a text
value:p75..p25 | p75..p25 | the range ends before it begins; did you mean `p25..p75`?
value:9..<5 | 9..<5 | the range ends before it begins; did you mean `5..<9`?
value:5..<5 | 5..<5 | the range ends before it begins
naics:33-31 | 33-31 | naics: `33-31` is no NAICS code; write two to six digits, such as 31 or 311513
naics:dairy | dairy | naics: `dairy` is no NAICS code; write two to six digits, such as 31 or 311513; did you mean `3115`?
moved:intnt>won | intnt | `intnt` is no layer; use one of: potential interested intent high-intent near-customer; did you mean `intent`?
moved:intent>lst | lst | `lst` is no layer; use one of: potential interested intent high-intent near-customer won
moved:3>intent | 3>intent | a move goes from one layer to another
moved:back,2026 | moved:back,2026 | a move and a day are asked for apart; `during:` behind a move says when it was
moved:2026 during:2026 | during | `during:` says when that was; it stands behind `reached:`, `skipped:` or a move
skipped:won | won | `won` is no layer; `is:won` asks for it
asof: |  | asof: needs a day, such as 2026-09-01 or last-month
asof:lst-month | lst-month | `lst-month` is no date; write 2026-11-21, 2026-11, 2026-Q4, 2026, last-month, today or -90d; did you mean `last-month`?
asof:2026,2027 | 2027 | asof: takes one day, once
asof:2026 asof:2027 | 2027 | asof: takes one day, once
asof:"2026" | "2026" | asof: takes one day, once
(a asof:2026) | asof | `asof:` holds for the whole filter: it stands outside parentheses and segments, without `-`
-asof:2026 | - | `asof:` holds for the whole filter: it stands outside parentheses and segments, without `-`
a OR asof:2026 | OR | OR needs something behind it
@me | @me | `@me` needs a field to be asked of; did you mean `owner:@me`?
"beta | "beta | the quotation is not closed
a "" | "" | there is nothing to look for
city:" " | " " | there is nothing to look for; `city:none` finds empty ones
(a | ( | this parenthesis is not closed
a) | ) | this parenthesis closes nothing
a () | () | there is nothing between these parentheses
a OR | OR | OR needs something behind it
OR a | OR | OR needs something before it
a OR sort:id | OR | OR needs something behind it
a AND | AND | AND needs something behind it
AND a | AND | AND needs something before it
a - OR b | - | this needs something behind it to leave out
sort:-valeu | valeu | unknown field `valeu`; did you mean `value`?
sort:is | is | a list cannot be sorted by is
-sort:id | - | an order cannot be left out; `sort:-field` sorts downwards
(a sort:id) | sort | an order stands outside parentheses
"#;

fn wrong(text: &str) -> Vec<QueryError> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let read = read(text, &Context::on(today).rewinding());
    read.expect_err(text)
}

#[test]
fn mistakes_are_told_with_their_place_and_the_nearest_word() {
    for line in MISTAKES.trim().lines() {
        let columns: Vec<_> = line.split(" | ").collect();
        let [text, at, message] = columns[..] else {
            panic!("{line}");
        };
        let errors = wrong(text);
        let [error] = errors.as_slice() else {
            panic!("{text}: {errors:#?}");
        };
        assert_eq!(error.to_string(), message, "{text}");
        assert_eq!(&text[error.span.start..error.span.end], at, "{text}");
    }
}

#[test]
fn what_is_half_typed_is_told_from_what_is_wrong() {
    let problem = |text: &str| parse(text).errors[0].problem;
    for text in [
        "source:",
        "source:a,",
        "value:>",
        "\"beta",
        "(a",
        "a OR",
        "a AND",
        "-",
        "NOT",
        "sort:-",
        "/beta",
        "asof:",
    ] {
        assert_eq!(problem(text), Problem::Unfinished, "{text}");
    }
    assert_eq!(problem("a)"), Problem::Syntax);
    assert_eq!(problem("sorce:a"), Problem::UnknownField);
    assert_eq!(problem("value:x"), Problem::BadValue);
    assert_eq!(problem("tier:1"), Problem::NotYet);
}

#[test]
fn a_suggestion_put_in_its_place_mends_the_text() {
    for text in [
        "sorce:fair",
        "stage:intnt",
        "value:9..5",
        "closed:lst-month",
        "@me",
        "sort:-valeu",
        "naics:dairy",
        "value:9..<5",
    ] {
        let error = parse(text).errors.remove(0);
        let mut mended = text.to_owned();
        mended.replace_range(error.span.start..error.span.end, &error.suggestion.unwrap());
        assert_eq!(parse(&mended).errors, [], "{mended}");
    }
}

#[test]
fn several_mistakes_are_told_in_their_order_and_the_rest_is_understood() {
    let parsed = parse("sorce:a beta stage:x OR");
    let starts: Vec<_> = parsed.errors.iter().map(|error| error.span.start).collect();
    assert_eq!(starts, [0, 19, 21]);
    assert_eq!(parsed.ast.to_string(), "beta");
}

#[test]
fn too_long_and_too_deep_is_told() {
    let long = "ł".repeat(MAX_BYTES / 2 + 1);
    let errors = parse(&long).errors;
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].problem, Problem::TooMuch);
    assert_eq!(errors[0].span, Span::new(MAX_BYTES, long.len()));
    assert_eq!(parse(&long[..MAX_BYTES]).errors, []);

    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(parse(&nested(MAX_DEPTH)).ast, parse("a").ast);
    let errors = parse(&nested(MAX_DEPTH + 1)).errors;
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].problem, Problem::TooMuch);
    assert_eq!(errors[0].span.start, MAX_DEPTH);
    assert_eq!(parse(&"NOT ".repeat(1000)).errors.len(), 1);
    assert_eq!(parse(&"-".repeat(4000)).errors.len(), 1);
}

#[test]
fn errors_are_drawn_under_the_words_they_are_about() {
    let text = "城市 sorce:fair stage:intnt";
    insta::assert_snapshot!(render(text, &parse(text).errors), @r"
    error: unknown field `sorce`
      |
    1 | 城市 sorce:fair stage:intnt
      |      ^^^^^ try `source`
    error: `intnt` is no layer; use one of: potential interested intent high-intent near-customer
      |
    1 | 城市 sorce:fair stage:intnt
      |                       ^^^^^ try `intent`
    ");
}
