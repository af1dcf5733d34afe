//! Tests of `query`.

mod completion;
mod forms;
mod mistakes;
mod properties;
mod rows;
mod terms;
mod world;

use chrono::{NaiveDate, Weekday};
use fiveply::model::{Layer, Status};
use fiveply::query::{
    Condition, Context, Days, Expr, Field, Filter, Interval, Problem, Span, Wanted, fold, parse,
    read,
};

/// A Saturday, in the fourth quarter.
fn context() -> Context {
    Context::on(day("2026-11-21")).by("Anna Nowak")
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn filter(text: &str) -> Filter {
    read(text, &context()).unwrap_or_else(|errors| panic!("{text}: {errors:?}"))
}

/// The only condition of a filter.
fn condition(text: &str) -> Condition {
    let Expr::Term(condition) = filter(text).expr else {
        panic!("{text} is more than one condition")
    };
    condition
}

fn canonical(text: &str) -> String {
    let parsed = parse(text);
    assert_eq!(parsed.errors, [], "{text}");
    parsed.ast.to_string()
}

#[test]
fn each_text_has_one_canonical_form() {
    for (text, form) in [
        ("", ""),
        ("  \t ", ""),
        ("beta", "beta"),
        ("北京 Łódź", "北京 Łódź"),
        ("\"beta gamma\"", "\"beta gamma\""),
        ("“beta gamma”", "\"beta gamma\""),
        ("text:beta", "beta"),
        ("text:a,b", "text:a,b"),
        ("text:\"a,b\"", "a,b"),
        ("\"source:fair\"", "\"source:fair\""),
        ("\"OR\" or", "\"OR\" or"),
        ("#1042", "id:1042"),
        ("ID:#1042", "id:1042"),
        ("stage:Intent", "layer:intent"),
        ("layer:3..5", "layer:intent..near-customer"),
        ("layer:>=high_intent", "layer:>=high-intent"),
        ("class:a", "class:A"),
        ("temperature:WARM", "temp:warm"),
        ("city:Lyon,\"Turin\"", "city:Lyon,Turin"),
        ("city:\"New York\",NONE", "city:\"New York\",none"),
        ("city:\"none\"", "city:\"none\""),
        ("source：展会，\"a,b\"", "source:展会,\"a,b\""),
        ("owner:@ME", "owner:@me"),
        ("owner:\"@me\"", "owner:\"@me\""),
        ("value:>=10000", "value:>=10k"),
        ("value:1.50m..", "value:1.5m.."),
        ("revenue:..5", "revenue:..5"),
        ("emp:50..249", "emp:50..249"),
        ("founded:<1990", "founded:<1990"),
        ("naics:031", "naics:031"),
        ("closed:2026-q2", "closed:2026-Q2"),
        ("closed:last_month", "closed:last-month"),
        ("created:-90D", "entered:-90d"),
        ("entered:-90d..-30d", "entered:-90d..-30d"),
        ("idle:>14d instage:2w", "idle:>14d instage:2w"),
        (
            "reached:4,won during:this_quarter,2026-q2 -outcome:LOST",
            "reached:high-intent,won during:this-quarter,2026-Q2 -outcome:lost",
        ),
        (
            "-reached:intent during:2026 reached:won",
            "-reached:intent during:2026 reached:won",
        ),
        ("a AND b", "a b"),
        ("a (b c) ((d))", "a b c d"),
        ("(a OR b) OR c", "a OR b OR c"),
        ("a OR b c", "a OR b c"),
        ("(a OR b) c", "(a OR b) c"),
        ("NOT a", "-a"),
        ("NOT -a", "a"),
        ("-(a b)", "-(a b)"),
        ("-(a OR b) -(c)", "-(a OR b) -c"),
        ("-(-(a b))", "a b"),
        ("sort:-value", "sort:-value"),
        ("a OR b sort:-amount,id", "a OR b sort:-value,id"),
        ("sort:value a sort:-value sort:id", "a sort:value,id"),
        (
            "has:next,owner no:milestones",
            "has:next,owner no:milestone",
        ),
        ("a\\b \"a\\\\\\\"b\"", "a\\b \"a\\\\\\\"b\""),
        ("Dai* ~kowalsky", "Dai* ~kowalsky"),
        ("text:dai*", "dai*"),
        ("city:\"New Y\"*,dai*", "city:\"New Y\"*,dai*"),
        ("\"dai\"*", "dai*"),
        ("/a b|c/ -city:/^L,y/", "/a b|c/ -city:/^L,y/"),
        ("account:/a\\/b/ /a/b/", "account:/a\\/b/ /a\\/b/"),
        ("owner:/^an/,~ana", "owner:/^an/,~ana"),
        (
            "instage:>P90 value:p25..<p75",
            "instage:>p90 value:p25..<p75",
        ),
        ("emp:50..<250 emp:..<50", "emp:50..<250 emp:<50"),
        ("entered:2026-Q1..<2026-Q3", "entered:2026-Q1..<2026-Q3"),
        ("naics:31-33,44-45", "naics:31..33,44..45"),
        (
            "moved:3>2 moved:INTENT>,>won,Back",
            "moved:intent>interested moved:intent>,>won,back",
        ),
        ("moved:forward during:-90d", "moved:forward during:-90d"),
        (
            "skipped:2 during:last-month",
            "skipped:interested during:last-month",
        ),
        ("lost:price fb:returned", "reason:price fb:returned"),
        ("SEG:\"dairy mid\",x", "seg:\"dairy mid\",x"),
        ("asof:2026-09-01 a sort:id b", "a b asof:2026-09-01 sort:id"),
        ("has:email no:fb-reason", "has:email no:fbreason"),
        ("role:decider", "role:decision-maker"),
    ] {
        assert_eq!(canonical(text), form, "{text}");
        assert_eq!(canonical(form), form, "{text}");
        assert_eq!(parse(form).ast, parse(text).ast, "{text}");
    }
}

#[test]
fn and_binds_tighter_than_or() {
    assert_eq!(parse("a b OR c").ast, parse("(a b) OR c").ast);
    assert_ne!(parse("a b OR c").ast, parse("a (b OR c)").ast);
    assert_eq!(parse("-a b").ast, parse("(-a) b").ast);
}

#[test]
fn a_term_knows_where_it_stands() {
    let text = "Łódź -city:Lyon,\"New York\"";
    let mut seen = Vec::new();
    parse(text).ast.expr.visit(&mut |term| {
        seen.push(&text[term.span.start..term.span.end]);
        for value in &term.values {
            seen.push(&text[value.span.start..value.span.end]);
        }
    });
    assert_eq!(
        seen,
        [
            "Łódź",
            "Łódź",
            "city:Lyon,\"New York\"",
            "Lyon",
            "\"New York\""
        ]
    );
}

#[test]
fn is_becomes_statuses_and_marks() {
    let open = condition("is:open,parked");
    assert_eq!(open.field, Field::Status);
    let Wanted::Codes(set) = open.wanted else {
        panic!("{open:?}")
    };
    assert!(set.has_status(Status::Open) && set.has_status(Status::Parked));
    assert!(!set.has_status(Status::Won) && !set.has_layer(Layer::Potential));

    assert_eq!(filter("is:closed").expr, filter("status:won,lost").expr);
    assert_eq!(filter("-is:closed").expr, filter("NOT is:lost,won").expr);

    let Expr::Or(parts) = filter("is:won,skipped,back").expr else {
        panic!("two fields")
    };
    assert_eq!(
        Expr::Or(vec![parts[0].clone()]),
        Expr::Or(vec![filter("is:won").expr])
    );
    let Expr::Term(marks) = &parts[1] else {
        panic!("{parts:?}")
    };
    assert_eq!(marks.field, Field::Is);
    let Wanted::Codes(set) = marks.wanted else {
        panic!("{marks:?}")
    };
    assert!(set.has("skipped") && set.has("back") && !set.has("won"));
}

#[test]
fn has_and_no_ask_the_fields_they_name() {
    assert_eq!(filter("has:next").expr, filter("next:any").expr);
    assert_eq!(
        filter("no:account,value").expr,
        filter("account:none OR value:none").expr
    );
    assert_eq!(filter("no:milestone").expr, filter("milestones:none").expr);
    let mixed = condition("account:none,Beta");
    assert!(mixed.none && !mixed.any);
    assert!(matches!(mixed.wanted, Wanted::Texts(texts) if texts.len() == 1));
}

#[test]
fn texts_are_folded_and_know_how_they_compare() {
    let texts = |text: &str| {
        let Wanted::Texts(texts) = condition(text).wanted else {
            panic!("{text}")
        };
        texts
    };
    let city = &texts("city:ŁÓDŹ")[0];
    assert_eq!(
        (city.folded.as_str(), city.typed.as_str()),
        ("lodz", "ŁÓDŹ")
    );
    assert!(city.fits(&fold("Łódź")) && !city.fits(&fold("Łódź Górna")));
    assert!(!texts("account:lodz")[0].fits(&fold("Browar Lublin S.A.")));
    assert!(texts("account:lodz")[0].fits(&fold("Browar Łódź S.A.")));
    assert!(texts("北京")[0].fits(&fold("北京（集团）")));
    assert!(texts("owner:@me")[0].fits("anna nowak"));
    assert!(!texts("owner:@me")[0].fits("anna nowak senior"));
    assert!(texts("owner:anna")[0].fits("anna nowak"));
}

#[test]
fn me_is_nobody_where_nobody_is_signed_in() {
    let errors = read("beta owner:@me", &Context::on(day("2026-11-21"))).unwrap_err();
    assert_eq!(errors[0].problem, Problem::Context);
    assert_eq!(errors[0].span, Span::new(11, 14));
}

#[test]
fn numbers_become_closed_intervals() {
    let open_low = |high| Interval::new(i64::MIN, high);
    let open_high = |low| Interval::new(low, i64::MAX);
    for (text, interval) in [
        ("emp:50..249", Interval::new(50, 249)),
        ("emp:250", Interval::new(250, 250)),
        ("emp:>250", open_high(251)),
        ("emp:>=1k", open_high(1000)),
        ("emp:<10", open_low(9)),
        ("emp:..5", open_low(5)),
        ("emp:5..", open_high(5)),
        ("naics:31..33", Interval::new(310_000, 339_999)),
        ("naics:3115", Interval::new(311_500, 311_599)),
        ("naics:>33", open_high(340_000)),
        ("idle:>14d", open_high(15)),
        ("idle:>=2w", open_high(14)),
        ("idle:2w", Interval::new(14, 20)),
        ("idle:14d", Interval::new(14, 14)),
        ("instage:1m..3m", Interval::new(31, 92)),
        ("instage:<1y", open_low(364)),
        ("#1042", Interval::new(1042, 1042)),
    ] {
        assert_eq!(
            condition(text).wanted,
            Wanted::Numbers(vec![interval]),
            "{text}"
        );
    }
    for (text, low, high) in [
        ("value:>=10k", 100_000_000, i64::MAX),
        ("value:1.5m", 15_000_000_000, 15_000_000_000),
        ("value:1000..5000", 10_000_000, 50_000_000),
        ("value:>0", 1, i64::MAX),
    ] {
        let wanted = Wanted::Amounts(vec![Interval::new(low, high)]);
        assert_eq!(condition(text).wanted, wanted, "{text}");
    }
}

#[test]
fn layers_compare_in_the_order_of_the_funnel() {
    let layers = |text: &str| {
        let Wanted::Codes(set) = condition(text).wanted else {
            panic!("{text}")
        };
        Layer::ALL.map(|layer| set.has_layer(layer))
    };
    assert_eq!(layers("layer:>=intent"), [false, false, true, true, true]);
    assert_eq!(layers("stage:<intent"), [true, true, false, false, false]);
    assert_eq!(layers("layer:2..4"), [false, true, true, true, false]);
    assert_eq!(layers("layer:1,near"), [true, false, false, false, true]);
}

#[test]
fn dates_become_half_open_days() {
    for (text, from, to) in [
        ("closed:2017-05-01", "2017-05-01", "2017-05-02"),
        ("closed:2017-03", "2017-03-01", "2017-04-01"),
        ("closed:2017", "2017-01-01", "2018-01-01"),
        ("closed:2026-Q2", "2026-04-01", "2026-07-01"),
        ("closed:last-month", "2026-10-01", "2026-11-01"),
        ("closed:this-week", "2026-11-16", "2026-11-23"),
        ("closed:>2017-05-01", "2017-05-02", ""),
        ("closed:>=2017-05", "2017-05-01", ""),
        ("closed:>2017-Q1", "2017-04-01", ""),
        ("closed:<last-month", "", "2026-10-01"),
        ("closed:<=last-month", "", "2026-11-01"),
        ("closed:2017-01-01..2017-03-31", "2017-01-01", "2017-04-01"),
        ("closed:2016-Q4..2017", "2016-10-01", "2018-01-01"),
        ("closed:..2017", "", "2018-01-01"),
        ("closed:2017..", "2017-01-01", ""),
        ("created:-90d", "2026-08-23", "2026-11-22"),
        ("created:<-90d", "", "2026-08-23"),
        ("created:-90d..-30d", "2026-08-23", "2026-10-23"),
        ("due:+7d", "2026-11-21", "2026-11-29"),
        ("due:<=+7d", "", "2026-11-29"),
        ("due:<today", "", "2026-11-21"),
    ] {
        let end = |text: &str| (!text.is_empty()).then(|| day(text));
        let days = Days {
            from: end(from),
            to: end(to),
        };
        assert_eq!(condition(text).wanted, Wanted::Days(vec![days]), "{text}");
    }
    let errors = read("closed:today..last-month", &context()).unwrap_err();
    assert_eq!(errors[0].suggestion.as_deref(), Some("last-month..today"));
}

#[test]
fn the_text_of_a_filter_keeps_what_was_meant() {
    let text = "closed:last-month owner:@me sort:-value";
    assert_eq!(filter(text).text, text);
    assert_eq!(filter(text).sort.len(), 1);
    let later = Context {
        today: day("2027-01-01"),
        ..context()
    };
    assert_ne!(read(text, &later).unwrap().expr, filter(text).expr);
    let sunday = Context {
        week_start: Weekday::Sun,
        ..context()
    };
    assert_ne!(
        read("moved:this-week", &sunday).unwrap().expr,
        filter("moved:this-week").expr
    );
}
