//! What is offered at the cursor.

use fiveply::query::{Field, Wants, complete};

const FIELD: Wants = Wants::Field;

const fn value(field: Field) -> Wants {
    Wants::Value {
        field,
        from_data: false,
    }
}

const fn data(field: Field) -> Wants {
    Wants::Value {
        field,
        from_data: true,
    }
}

#[test]
fn completion_says_what_is_wanted_at_the_cursor() {
    // The bar is the cursor; then what is replaced, what was typed of it, and the first offer.
    for (marked, replaced, prefix, wants, first) in [
        ("|", "", "", FIELD, "id:"),
        ("so|", "so", "so", FIELD, "source:"),
        ("beta -sta|", "sta", "sta", FIELD, "status:"),
        ("(ow|ner", "owner", "ow", FIELD, "owner:"),
        ("own|er:x", "owner:", "own", FIELD, "owner:"),
        ("comp|", "comp", "comp", FIELD, "competitor:"),
        ("rep|", "rep", "rep", FIELD, "owner:"),
        ("stage:in|", "in", "in", value(Field::Layer), "interested"),
        (
            "layer:2,hi|",
            "hi",
            "hi",
            value(Field::Layer),
            "high-intent",
        ),
        ("layer:>=n|", "n", "n", value(Field::Layer), "near-customer"),
        ("due:2026..to|", "to", "to", value(Field::Due), "today"),
        ("source:|", "", "", data(Field::Source), "none"),
        ("owner:@|", "@", "@", data(Field::Owner), "@me"),
        ("city:\"New Y|", "\"New Y", "New Y", data(Field::City), ""),
        ("value:“..|", "“..", "..", value(Field::Value), ""),
        ("sort:-val|", "val", "val", Wants::Sort, "value"),
        ("sort:“-|", "“-", "-", Wants::Nothing, ""),
        ("\"so|", "\"so", "\"so", Wants::Nothing, ""),
        ("\"so\" |", "", "", FIELD, "id:"),
        ("sorce:x|", "x", "x", Wants::Nothing, ""),
        ("moved:|", "", "", value(Field::Moved), "today"),
        (
            "moved:int|",
            "int",
            "int",
            value(Field::Moved),
            "interested>",
        ),
        ("moved:b|", "b", "b", value(Field::Moved), "back"),
        (
            "moved:intent>ne|",
            "intent>ne",
            "intent>ne",
            value(Field::Moved),
            "intent>near-customer",
        ),
        ("naics:|", "", "", data(Field::Naics), "11"),
        ("naics:31|", "31", "31", data(Field::Naics), "31-33"),
        ("naics:311|", "311", "311", data(Field::Naics), "311"),
        ("naics:food m|", "m", "m", FIELD, "moved:"),
        ("naics:dairy|", "dairy", "dairy", data(Field::Naics), "3115"),
        ("emp:50..<p|", "p", "p", data(Field::Emp), ""),
        ("value:>p|", "p", "p", value(Field::Value), "p90"),
        ("seg:da|", "da", "da", data(Field::Seg), ""),
        ("as|", "as", "as", FIELD, "asof:"),
        (
            "asof:last-m|",
            "last-m",
            "last-m",
            Wants::Nothing,
            "last-month",
        ),
        ("has:em|", "em", "em", value(Field::Has), "email"),
        ("role:c|", "c", "c", value(Field::Role), "champion"),
        ("city:dai*|", "dai*", "dai*", Wants::Nothing, ""),
        ("city:/da|", "/da", "/da", Wants::Nothing, ""),
        ("/da|", "/da", "/da", Wants::Nothing, ""),
        ("city:~da|", "~da", "~da", Wants::Nothing, ""),
    ] {
        let cursor = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        let found = complete(&text, cursor);
        assert_eq!(
            &text[found.span.start..found.span.end],
            replaced,
            "{marked}"
        );
        assert_eq!(found.prefix, prefix, "{marked}");
        assert_eq!(found.wants, wants, "{marked}");
        let offered = found.offers.first().map_or("", |one| one.insert.as_str());
        assert_eq!(offered, first, "{marked}");
    }
}
