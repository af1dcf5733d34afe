//! What holds of every text, however little it means.

use chrono::NaiveDate;
use fiveply::query::{
    Amount, AsOf, Ast, CodeList, Context, DateWord, Expr, Field, Form, Length, Literal, Move, Op,
    Sort, Term, Unit, ValueExpr, complete, fold, parse, render, resolve,
};
use proptest::prelude::*;

use crate::support::cases::cases;

/// Pieces of the language, and of what people write instead.
const PIECES: &str = r#"
( ) - AND OR NOT : ： , ， .. < >= " “ ” \ source: stage: is: has: value: emp: closed:
idle: naics: id: owner: reached: during: outcome: sort: seg: text: city: none any @me # 1042 10k 1.5m 000 2026
2026-Q2 2026-02-29 last-month -90d +1w 14d intent near open closed next beta łódź 北京 * ~
/ p90 ~kowal dai* /d.i/ /a\/b/ ..< 31-33 moved: >  back forward skipped: asof: seg: dairy
"#;

/// Texts that come near the grammar.
fn nearly() -> impl Strategy<Value = String> {
    let unseen = [" ", " ", "\u{301}", "\u{200b}"];
    let pieces: Vec<_> = PIECES.split_whitespace().chain(unseen).collect();
    let piece = prop::sample::select(pieces);
    prop::collection::vec(piece, 0..24).prop_map(|parts| parts.concat())
}

/// Values of the fields, each with a field that takes it.
fn value() -> impl Strategy<Value = (Field, ValueExpr)> {
    let text_field = prop::sample::select(vec![Field::Text, Field::City, Field::Owner]);
    let text = "\\PC{1,12}|[-a-zA-Z \",:()<>.*~/@#\\\\]{1,8}|none|any|@me|OR|#12|a..b";
    let text = text.prop_filter("nothing to look for", |text| !fold(text).is_empty());
    let texts =
        (text_field.clone(), text.clone()).prop_map(|(field, text)| (field, Literal::Text(text)));
    let begin = (text_field.clone(), text)
        .prop_map(|(field, text)| (field, Literal::Like(Form::Beginning, text)));
    let patterns = (text_field.clone(), "([a-zł(). ,:\"-]|a/b|\\\\[.\\\\]){1,6}");
    let patterns = patterns.prop_filter("a pattern", |(_, it)| parse_pattern(it).is_some());
    let patterns = patterns.prop_map(|(field, it)| (field, Literal::Like(Form::Pattern, it)));
    let alike = (text_field, "[a-z*/~#-]{1,6}")
        .prop_map(|(field, text)| (field, Literal::Like(Form::Fuzzy, text)));
    let percent = prop::sample::select(vec![Field::Value, Field::Emp, Field::Idle]);
    let percent = (percent, 0..=100_u8).prop_map(|(field, it)| (field, Literal::Percentile(it)));
    let steps = prop::sample::select(CodeList::Layer.codes().collect::<Vec<_>>());
    let moves = prop_oneof![
        Just(Move::Back),
        Just(Move::Forward),
        Just(Move::Parked),
        steps.clone().prop_map(Move::From),
        steps.prop_map(|it| Move::Between(it, CodeList::Reach.find("won").unwrap())),
        Just(Move::To(CodeList::Reach.find("won").unwrap())),
    ];
    let moves = moves.prop_map(|it| (Field::Moved, Literal::Move(it)));
    let amounts = (-9_999_999_999_999..9_999_999_999_999_i64)
        .prop_map(|parts| (Field::Value, Literal::Amount(Amount(parts))));
    let layers = prop::sample::select(CodeList::Layer.codes().collect::<Vec<_>>())
        .prop_map(|code| (Field::Layer, Literal::Code(code)));
    let ago = (
        0..=9_999_u32,
        prop::sample::select(vec![Unit::Day, Unit::Quarter, Unit::Year]),
    )
        .prop_map(|(count, unit)| DateWord::Ago(Length { count, unit }));
    let month = (1..=9999_i32, 1..=12_u32).prop_map(|(year, month)| DateWord::Month(year, month));
    let near = (-1..=1_i32).prop_map(|steps| DateWord::Near(steps, Unit::Quarter));
    let dates = prop_oneof![ago, month, near].prop_map(|word| (Field::Due, Literal::Date(word)));
    let numbers = (0..=i64::from(u32::MAX)).prop_map(|id| (Field::Id, Literal::Id(id)));
    (
        prop_oneof![
            4 => texts, 1 => amounts, 1 => layers, 1 => dates, 1 => numbers,
            1 => begin, 1 => patterns, 1 => alike, 1 => percent, 1 => moves,
        ],
        0..5_u8,
    )
        .prop_map(|((field, literal), form)| {
            let ordered = field.kind().is_ordered() && !matches!(literal, Literal::Move(_));
            let what = match form {
                0 if ordered => ValueExpr::Compare(Op::AtMost, literal),
                1 if ordered => ValueExpr::Range(Some(literal), None),
                2 if ordered && literal != Literal::Percentile(100) => match &literal {
                    Literal::Percentile(_) => ValueExpr::UpTo(literal, Literal::Percentile(100)),
                    _ => ValueExpr::Exact(literal),
                },
                3 if field.can_be_none() && field != Field::Moved => ValueExpr::None,
                _ => ValueExpr::Exact(literal),
            };
            (field, what)
        })
}

/// What a pattern says, where it is one.
fn parse_pattern(pattern: &str) -> Option<String> {
    let text = format!("/{}/", pattern.replace('/', "\\/"));
    let parsed = parse(&text);
    parsed.errors.is_empty().then_some(text)
}

/// Trees that nobody typed.
fn tree() -> impl Strategy<Value = Expr<Term>> {
    let term = (value(), 1..3_usize).prop_map(|((field, what), times)| {
        Expr::Term(Term::new(field, std::iter::repeat_n(what, times)))
    });
    term.prop_recursive(4, 24, 4, |inner| {
        let parts = || prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            parts().prop_map(Expr::and),
            parts().prop_map(Expr::or),
            inner.prop_map(Expr::negated),
        ]
    })
}

/// What must hold of every text.
fn holds(text: &str) {
    let parsed = parse(text);
    for error in &parsed.errors {
        assert!(error.span.start <= error.span.end, "{error:?}");
        assert!(
            text.get(error.span.start..error.span.end).is_some(),
            "{error:?}"
        );
    }
    parsed.ast.expr.visit(&mut |term| {
        assert!(text.get(term.span.start..term.span.end).is_some());
        assert!(!term.values.is_empty());
    });
    same_when_read_back(&parsed.ast);
    for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
        let found = complete(text, at);
        assert!(
            text.get(found.span.start..found.span.end).is_some(),
            "at {at}"
        );
    }
    // Resolving may find a range turned around, and must not panic at the calendar's ends.
    for today in [NaiveDate::MIN, NaiveDate::MAX, NaiveDate::default()] {
        if let Ok(filter) = resolve(&parsed.ast, &Context::on(today).by("Anna")) {
            assert_eq!(filter.text, parsed.ast.to_string());
        }
    }
    assert_eq!(
        render(text, &parsed.errors).is_empty(),
        parsed.errors.is_empty()
    );
}

fn same_when_read_back(ast: &Ast) {
    let text = ast.to_string();
    let again = parse(&text);
    assert_eq!(again.errors, [], "{text}");
    assert_eq!(&again.ast, ast, "{text}");
    assert_eq!(again.ast.to_string(), text);
}

proptest! {
    #![proptest_config(cases(1024))]

    #[test]
    fn no_text_panics(text in "\\PC{0,60}|[ -~\\n\\t]{0,60}") {
        holds(&text);
    }

    #[test]
    fn no_sequence_of_tokens_panics_and_what_is_understood_is_read_back(text in nearly()) {
        holds(&text);
    }

    #[test]
    fn a_tree_that_nobody_typed_is_read_back_from_its_text(expr in tree(), sorted: bool) {
        let by_value = Sort { field: Field::Value, descending: true, span: Default::default() };
        let sort = if sorted { vec![by_value] } else { Vec::new() };
        let day = DateWord::Near(-1, Unit::Month);
        let asof = sorted.then_some(AsOf { day, span: Default::default() });
        same_when_read_back(&Ast { expr, sort, asof });
    }

    #[test]
    fn folding_twice_changes_nothing_more(text in "\\PC{0,20}") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once.clone());
    }
}
