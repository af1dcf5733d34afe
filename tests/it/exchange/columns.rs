//! What columns can bear, and how that is said.

use fiveply::exchange::columns::{Analysis, ColumnType, Grounds, analyse};
use fiveply::exchange::value::{DateOrder, DecimalMark};
use fiveply::exchange::{Options, Source, open};

fn analysis(text: &str) -> Analysis {
    analysis_by(text, &Options::default())
}

fn analysis_by(text: &str, options: &Options) -> Analysis {
    let source = Source::spool(&mut text.as_bytes(), "test").unwrap();
    let (_, mut table) = open(source, options).unwrap();
    analyse(table.rows().unwrap().as_mut(), options).unwrap()
}

/// A table with one row a line, its cells divided by semicolons.
fn column(cells: &[&str]) -> fiveply::exchange::columns::Column {
    let mut text = String::from("id;it\n");
    for (index, cell) in cells.iter().enumerate() {
        text.push_str(&format!("x{index};{cell}\n"));
    }
    analysis(&text).columns.remove(1)
}

#[test]
fn types_are_found_over_the_whole_column() {
    assert_eq!(column(&["1", "2", ""]).kind, ColumnType::Integer);
    assert_eq!(column(&["1", "2.5"]).kind, ColumnType::Number);
    assert_eq!(column(&["2016-10-20", ""]).kind, ColumnType::Date);
    assert_eq!(
        column(&["2016-10-20", "2016-10-20 10:00"]).kind,
        ColumnType::DateTime
    );
    assert_eq!(column(&["a", "1"]).kind, ColumnType::Text);
    assert_eq!(column(&["", ""]).kind, ColumnType::Empty);
    assert_eq!(column(&["42663", "42664"]).kind, ColumnType::Integer);
}

#[test]
fn a_day_above_12_decides_and_its_line_is_said() {
    let it = column(&["01/02/2017", "03/04/2017", "25/03/2017"]);
    assert_eq!(
        (it.order, it.order_grounds),
        (DateOrder::DayFirst, Grounds::Evidence)
    );
    assert_eq!(
        it.said,
        ["`it` is read day first: `25/03/2017` in line 4 leaves no other reading"]
    );
    let it = column(&["01/02/2017", "03/25/2017"]);
    assert_eq!(
        (it.order, it.order_grounds),
        (DateOrder::MonthFirst, Grounds::Evidence)
    );
}

#[test]
fn a_column_without_evidence_follows_its_siblings() {
    let found = analysis("entered;closed\n01/02/2017;01/30/2017\n03/04/2017;05/06/2017\n");
    let entered = &found.columns[0];
    assert_eq!(
        (entered.order, entered.order_grounds),
        (DateOrder::MonthFirst, Grounds::Siblings)
    );
    assert!(
        entered.said[0].contains("month first, like `closed`"),
        "{:?}",
        entered.said
    );
}

#[test]
fn without_any_evidence_the_default_is_said_to_be_one() {
    let it = column(&["01/02/2017", "03/04/2017"]);
    assert_eq!(
        (it.order, it.order_grounds),
        (DateOrder::DayFirst, Grounds::Default)
    );
    assert!(it.said[0].contains("by default"), "{:?}", it.said);
    assert_eq!(column(&["2017-01-02"]).said, Vec::<String>::new());
}

#[test]
fn evidence_for_both_orders_is_said_with_both_examples() {
    let mut cells = vec!["25/03/2017"; 20];
    cells.push("03/25/2017");
    let it = column(&cells);
    assert_eq!(it.order, DateOrder::DayFirst);
    assert!(
        it.said[0].contains("20 cells") && it.said[0].contains("1 say otherwise"),
        "{:?}",
        it.said
    );
    assert_eq!(it.misfits, 1);
    assert_eq!(it.first_misfit.unwrap().line, 22);
}

#[test]
fn a_few_wrong_cells_do_not_change_a_column() {
    let mut cells = vec!["2017-01-02"; 30];
    cells.push("soon");
    let it = column(&cells);
    assert_eq!((it.kind, it.misfits), (ColumnType::Date, 1));
    assert!(it.said[0].contains("line 32 has `soon`"), "{:?}", it.said);
}

#[test]
fn the_decimal_mark_is_decided_by_evidence_siblings_or_default() {
    let it = column(&["1.234", "1.234,50"]);
    assert_eq!(
        (it.mark, it.mark_grounds),
        (DecimalMark::Comma, Grounds::Evidence)
    );
    let it = column(&["1.234", "2.345"]);
    assert_eq!(
        (it.kind, it.mark, it.mark_grounds),
        (ColumnType::Number, DecimalMark::Point, Grounds::Default)
    );
    let found = analysis("a;b\n1.234;1,5\n2.345;2,5\n");
    assert_eq!(
        (found.columns[0].mark, found.columns[0].mark_grounds),
        (DecimalMark::Comma, Grounds::Siblings)
    );
}

#[test]
fn codes_with_leading_zeros_are_no_numbers() {
    let it = column(&["0123", "4567"]);
    assert_eq!(it.kind, ColumnType::Text);
    assert!(it.said[0].contains("`0123` in line 2"), "{:?}", it.said);
}

#[test]
fn currencies_are_taken_off_and_said() {
    let it = column(&["1 234,50 zł", "12,00 EUR", "5"]);
    assert_eq!((it.kind, it.mark), (ColumnType::Number, DecimalMark::Comma));
    assert_eq!(it.currencies, ["zł", "EUR"]);
    assert!(
        it.said.iter().any(|said| said.contains("zł, EUR")),
        "{:?}",
        it.said
    );
}

#[test]
fn rejected_rows_are_counted_and_not_looked_at() {
    let found = analysis("a;b\n1;2\n1\n3;4\n");
    assert_eq!((found.rows, found.rejected), (3, 1));
    assert_eq!(found.columns[0].filled, 2);
}

#[test]
fn what_the_user_says_goes_before_all_evidence() {
    let text = "at;sum\n01/02/2017;1.234\n25/03/2017;2.345\n";
    let options = Options {
        dates: Some(DateOrder::MonthFirst),
        decimal: Some(DecimalMark::Comma),
        ..Options::default()
    };
    let found = analysis_by(text, &options);
    let (at, sum) = (&found.columns[0], &found.columns[1]);
    assert_eq!(
        (at.order, at.order_grounds),
        (DateOrder::MonthFirst, Grounds::Said)
    );
    assert_eq!(at.misfits, 1);
    assert!(
        at.said[0].contains("as you say; but 1 cells, `25/03/2017` in line 3"),
        "{:?}",
        at.said
    );
    assert_eq!(
        (sum.mark, sum.mark_grounds),
        (DecimalMark::Comma, Grounds::Said)
    );
    assert!(sum.said[0].ends_with("as you say"), "{:?}", sum.said);
}

#[test]
fn a_default_names_the_option_that_turns_it_round() {
    let it = column(&["01/02/2017", "03/04/2017"]);
    assert!(it.said[0].contains("--dates month-first"), "{:?}", it.said);
    let it = column(&["1.234", "2.345"]);
    assert!(it.said[0].contains("--decimal comma"), "{:?}", it.said);
}

#[test]
fn evidence_that_contradicts_itself_is_not_said_to_be_missing() {
    let it = column(&["25/03/2017", "03/25/2017"]);
    assert_eq!(it.order_grounds, Grounds::Default);
    let said = &it.said[0];
    assert!(!said.contains("nothing in the file"), "{said}");
    assert!(
        said.contains("`25/03/2017` in line 2") && said.contains("`03/25/2017` in line 3"),
        "{said}"
    );
    let found = analysis("a;b;c\n25/03/2017;03/25/2017;01/02/2017\n");
    let said = &found.columns[2].said[0];
    assert!(said.contains("`a` and `b` disagree"), "{said}");
}
