//! What forms of text, percentiles, moves, segments and days gone by mean.

use std::sync::Arc;

use fiveply::query::{
    Condition, Context, Expr, Fault, Field, Filter, Interval, Rank, Ranks, Segment, Segments,
    TextRule, Wanted, fold, read,
};

use super::{condition, context, day, filter};

fn texts(text: &str) -> Vec<fiveply::query::TextMatch> {
    let Wanted::Texts(texts) = condition(text).wanted else {
        panic!("{text}")
    };
    texts
}

#[test]
fn forms_of_text_stand_for_many() {
    for (text, value, fits) in [
        ("dai*", "Nowa Dairy", true),
        ("dai*", "Nodairy", false),
        ("city:dai*", "Nowa Dairy", false),
        ("city:dai*", "Dairy", true),
        ("owner:kow*", "Anna Kowalska", true),
        ("~kowalsky", "Anna Kowalska", true),
        ("~kwlsky", "Anna Kowalska", false),
        ("/^nowa .*ry$/", "Nowa Dairy", true),
        ("/ŁÓDŹ/", "Łódź", true),
        ("city:/^y/", "Lyon", false),
        ("\"nowa dai\"*", "Stara Nowa Dairy", true),
        ("北京*", "北京（集团）", true),
        ("phone:48-12*", "+48 (12) 333", true),
    ] {
        let value = match text.starts_with("phone") {
            true => value.chars().filter(char::is_ascii_digit).collect(),
            false => fold(value),
        };
        assert_eq!(texts(text)[0].fits(&value), fits, "{text} {value}");
    }
    assert_eq!(texts("\"dai*\"")[0].rule, TextRule::Contains);
}

#[test]
fn percentiles_wait_for_the_numbers() {
    let rank = |percent, open| Some(Rank { percent, open });
    let all = Interval::new(i64::MIN, i64::MAX);
    let up_to_14 = Interval::new(i64::MIN, 14);
    for (text, low, high, within) in [
        ("instage:>p90", rank(90, true), None, all),
        ("value:>=p75", rank(75, false), None, all),
        ("emp:<p10", None, rank(10, true), all),
        ("emp:<=p10", None, rank(10, false), all),
        ("emp:p50", rank(50, false), rank(50, false), all),
        ("emp:p25..p75", rank(25, false), rank(75, false), all),
        ("emp:p25..<p75", rank(25, false), rank(75, true), all),
        ("idle:p90..", rank(90, false), None, all),
        ("idle:p90..14d", rank(90, false), None, up_to_14),
        ("emp:p90..<15", rank(90, false), None, up_to_14),
        (
            "emp:15..<p90",
            None,
            rank(90, true),
            Interval::new(15, i64::MAX),
        ),
    ] {
        assert_eq!(
            condition(text).ranks,
            [Ranks { low, high, within }],
            "{text}"
        );
    }
    let of = |percent, numbers: &[i64]| {
        Rank {
            percent,
            open: false,
        }
        .of(&mut numbers.to_vec())
    };
    assert_eq!(of(90, &[5, 1, 4, 2, 3]), Some(5));
    assert_eq!(of(80, &[5, 1, 4, 2, 3]), Some(4));
    assert_eq!(of(0, &[5, 1, 4]), Some(1));
    assert_eq!(of(50, &[]), None);
}

#[test]
fn half_open_ranges_leave_their_end_out() {
    for (text, low, high) in [
        ("emp:50..<250", 50, 249),
        ("naics:31..<33", 310_000, 329_999),
        ("instage:14d..<28d", 14, 27),
    ] {
        let wanted = Wanted::Numbers(vec![Interval::new(low, high)]);
        assert_eq!(condition(text).wanted, wanted, "{text}");
    }
    let months = condition("closed:2026-01..<2026-03");
    assert_eq!(months.wanted, condition("closed:2026-01..2026-02").wanted);
    assert!(read("closed:2026-02..<2026-01", &context()).is_err());
}

#[test]
fn moves_and_skips_can_be_dated() {
    for text in [
        "moved:intent>won",
        "moved:back",
        "skipped:intent",
        "reached:won",
    ] {
        let dated = condition(&format!("{text} during:2026-Q2"));
        let april = (day("2026-04-01"), day("2026-07-01"));
        let during = &dated.during[0];
        assert_eq!(
            (during.from, during.to),
            (Some(april.0), Some(april.1)),
            "{text}"
        );
        assert!(filter(text).asks_every_episode(), "{text}");
    }
    assert!(!filter("moved:2026").asks_every_episode());
    for (word, from, to) in [
        ("-90d", "2026-08-23", "2026-11-22"),
        ("last-quarter", "2026-07-01", "2026-10-01"),
        ("this-week", "2026-11-16", "2026-11-23"),
        ("2026-01..<2026-03", "2026-01-01", "2026-03-01"),
        ("yesterday", "2026-11-20", "2026-11-21"),
    ] {
        let during = &condition(&format!("moved:back during:{word}")).during[0];
        assert_eq!(
            (during.from, during.to),
            (Some(day(from)), Some(day(to))),
            "{word}"
        );
    }
}

fn saved(segments: &[(&str, &str)]) -> Context {
    let mut all = Segments::default();
    for (name, text) in segments {
        all.add(name, Segment::Live((*text).to_owned()));
    }
    all.add("list", Segment::Leads(Arc::from([3, 5])));
    context().with(Arc::new(all))
}

fn fault(text: &str, context: &Context) -> String {
    read(text, context).unwrap_err().remove(0).to_string()
}

#[test]
fn a_segment_stands_for_its_filter_where_its_name_stands() {
    let cx = saved(&[
        ("Dairy mid", "sector:dairy emp:50..249 sort:value"),
        ("both", "seg:\"dairy mid\" OR source:fair"),
    ]);
    let expr = |text: &str| read(text, &cx).unwrap().expr;
    assert_eq!(
        expr("temp:warm -seg:\"DAIRY MID\""),
        expr("temp:warm -(sector:dairy emp:50..249)")
    );
    assert_eq!(
        expr("seg:both,\"dairy mid\""),
        expr("(sector:dairy emp:50..249) OR source:fair OR (sector:dairy emp:50..249)")
    );
    let mut spans = Vec::new();
    let named = read("temp:warm seg:both", &cx).unwrap();
    named
        .expr
        .visit(&mut |it: &Condition| spans.push((it.span.start, it.span.end)));
    assert_eq!(spans, [(0, 9), (14, 18), (14, 18), (14, 18)]);
    let Expr::Term(Condition {
        field: Field::Seg,
        wanted: Wanted::Kept(kept),
        ..
    }) = expr("seg:list")
    else {
        panic!("a list")
    };
    assert_eq!((kept.accounts, &*kept.ids), (false, &[3, 5][..]));
}

#[test]
fn what_is_wrong_with_a_segment_is_told_with_its_path() {
    let cx = saved(&[
        ("a", "seg:b"),
        ("b", "seg:c temp:warm"),
        ("c", "-seg:a"),
        ("self", "seg:SELF"),
        ("wrong", "layer:intnt"),
        ("above", "seg:wrong"),
        ("then", "source:fair asof:2026"),
        ("half", "seg:nothing"),
    ]);
    for (text, said) in [
        ("seg:a", "segments go round in a circle: a → b → c → a"),
        ("seg:c", "segments go round in a circle: c → a → b → c"),
        ("seg:self", "segments go round in a circle: self → SELF"),
        (
            "seg:wrnog",
            "no segment is called `wrnog`; did you mean `wrong`?",
        ),
        (
            "seg:half",
            "in segment `half`: no segment is called `nothing`",
        ),
        (
            "seg:then",
            "in segment `then`: `asof:` holds for the whole filter: it stands outside parentheses and segments, without `-`",
        ),
    ] {
        assert_eq!(fault(text, &cx), said, "{text}");
    }
    assert!(fault("seg:above", &cx).starts_with("in segment `wrong`: `intnt` is no layer"));
}

#[test]
fn segments_that_name_others_many_times_end_soon() {
    let mut names: Vec<(String, String)> = (0..12)
        .map(|at| {
            (
                format!("s{at}"),
                vec![format!("seg:s{}", at + 1); 4].join(" "),
            )
        })
        .collect();
    names.push(("s12".to_owned(), "temp:warm".to_owned()));
    let borrowed: Vec<(&str, &str)> = names.iter().map(|it| (&*it.0, &*it.1)).collect();
    let errors = read("seg:s0", &saved(&borrowed)).unwrap_err();
    assert!(
        matches!(errors[0].fault, Fault::ManySegments(_)),
        "{errors:?}"
    );
}

#[test]
fn a_day_gone_by_is_of_the_whole_filter_and_only_where_it_can_be_shown() {
    let asof = |text: &str| read(text, &context().rewinding()).map(|it: Filter| it.asof);
    for (text, last) in [
        ("asof:2026-09-01", "2026-09-01"),
        ("layer:intent asof:last-month sort:id", "2026-10-31"),
        ("a OR b asof:-90d", "2026-08-23"),
        ("asof:2026-Q2 a", "2026-06-30"),
    ] {
        assert_eq!(asof(text).unwrap(), Some(day(last)), "{text}");
    }
    assert_eq!(asof("a").unwrap(), None);
    assert_eq!(
        fault("asof:2026", &context()),
        "`asof:` only shows: what is changed, kept or followed is as it is now"
    );
}

#[test]
fn whatever_can_be_missing_can_be_asked_for() {
    // Every lead has these, or their presence is another field's.
    const OTHERS: [Field; 13] = [
        Field::Id,
        Field::Layer,
        Field::Status,
        Field::Entered,
        Field::Moved,
        Field::Idle,
        Field::InStage,
        Field::HandedBy,
        Field::HandedTo,
        Field::Sla,
        Field::Fed,
        Field::FbBy,
        Field::TouchedBy,
    ];
    for row in Field::TABLE {
        if !row.field.can_be_none() || OTHERS.contains(&row.field) {
            continue;
        }
        let missing = filter(&format!("{}:none", row.name)).expr;
        let names = row.aliases.iter().chain([&row.name]);
        let asked = names
            .filter_map(|name| read(&format!("no:{name}"), &context()).ok())
            .any(|it| it.expr == missing || row.field == Field::Channel || row.field == Field::Fb);
        assert!(asked, "{}", row.name);
    }
}

/// Texts that were hard once, or look as if they could be.
const CORPUS: &str = r#"
/(a*)*b/
/(a|a)*$/
/((((((((((a{9}){9}){9}){9}){9}){9}))))/
/\p{L}{900}/
/[[a-z]--[aeiou]]/
/(?x) a # b/
/a\
/\//
//
///
"a"*b
"*"*
**
~
~~a
~*
-~a*
text:~a,/b,c/,"d"*
city:none*,any*,"none"*
moved:>
moved:>>
moved:intent>>won
moved:back>won
moved:>=intent
moved:none,back
value:p
value:p101..p5
value:>p00
emp:p5..<p5
emp:..<
emp:<..5
emp:5..<..7
naics:31-33-35
naics:-33
asof:asof:2026
asof:2026 OR asof:2025
NOT asof:2026
seg:,
seg:"",a
skipped:1 during: during:2026
"#;

#[test]
fn the_hard_texts_are_read_or_refused_in_no_time() {
    let started = std::time::Instant::now();
    for text in CORPUS
        .lines()
        .chain(["/(((((((((((((((((((((((((((((a)))))"])
    {
        if let Ok(filter) = read(text, &context().rewinding()) {
            let again = read(&filter.text, &context().rewinding());
            assert_eq!(again.map(|it| it.text), Ok(filter.text), "{text}");
        }
    }
    let long = format!("/{}/", "(a|b)*".repeat(600));
    assert!(read(&long, &context()).is_ok() || long.len() > 4096 - 1);
    assert!(started.elapsed() < std::time::Duration::from_secs(20));
}
