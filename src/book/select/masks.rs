//! One condition over one column: which rows of it fit.

use super::super::accounts::NO_NUMBER;
use super::super::coded::{Cells, Coded, Codes};
use super::super::columns::Dictionary;
use super::super::mask::Mask;
use super::super::track::{NO_DAY, day_number};
use crate::model::fold::fold;
use crate::query::{CodeSet, Condition, Days, Interval, Ranks, TextMatch, Wanted};

pub(super) fn matches(it: &Condition) -> &[TextMatch] {
    match &it.wanted {
        Wanted::Texts(texts) => texts,
        Wanted::Codes(_)
        | Wanted::Numbers(_)
        | Wanted::Amounts(_)
        | Wanted::Days(_)
        | Wanted::Moves(_)
        | Wanted::Kept(_) => &[],
    }
}

pub(super) fn intervals(it: &Condition) -> &[Interval] {
    match &it.wanted {
        Wanted::Numbers(list) | Wanted::Amounts(list) => list,
        Wanted::Codes(_)
        | Wanted::Texts(_)
        | Wanted::Days(_)
        | Wanted::Moves(_)
        | Wanted::Kept(_) => &[],
    }
}

pub(super) fn days(it: &Condition) -> &[Days] {
    match &it.wanted {
        Wanted::Days(list) => list,
        Wanted::Codes(_)
        | Wanted::Texts(_)
        | Wanted::Numbers(_)
        | Wanted::Amounts(_)
        | Wanted::Moves(_)
        | Wanted::Kept(_) => &[],
    }
}

pub(super) fn code_set(it: &Condition) -> Option<&CodeSet> {
    match &it.wanted {
        Wanted::Codes(set) => Some(set),
        Wanted::Days(_)
        | Wanted::Texts(_)
        | Wanted::Numbers(_)
        | Wanted::Amounts(_)
        | Wanted::Moves(_)
        | Wanted::Kept(_) => None,
    }
}

/// A column of positions in a code list, the first at `base`; below it is "none".
pub(super) fn codes(it: &Condition, column: &[u8], base: u8) -> Mask {
    let bits = code_set(it).map_or(0, |set| set.bits());
    let wanted = |code: u8| match code.checked_sub(base) {
        Some(index) => it.any || bits.checked_shr(index.into()).is_some_and(|it| it & 1 == 1),
        None => it.none,
    };
    let mut table = [false; 256];
    let codes = (0_u8..=255).zip(&mut table);
    codes.for_each(|(code, yes)| *yes = wanted(code));
    Mask::of_bytes(column, &table)
}

/// A column of ids of named records.
pub(super) fn ids<'a>(
    it: &Condition,
    column: impl Into<Codes<'a>>,
    names: &[(u64, String)],
) -> Mask {
    let folded: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
    let mut wanted: Vec<u32> = matches(it)
        .iter()
        .flat_map(|one| one.select(&folded))
        .filter_map(|index| u32::try_from(names[index].0).ok())
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let highest = wanted.last().map_or(0, |it| *it as usize);
    let mut table = vec![false; highest + 1];
    for id in wanted {
        table[id as usize] = true;
    }
    by_table(it, column, &table)
}

/// A column of dictionary codes.
pub(super) fn words<'a>(it: &Condition, column: impl Into<Codes<'a>>, words: &Dictionary) -> Mask {
    by_table(it, column, &wanted_words(it, words))
}

/// For every code of a dictionary whether its word is wanted.
pub(super) fn wanted_words(it: &Condition, words: &Dictionary) -> Vec<bool> {
    let mut table = vec![false; words.width()];
    for one in matches(it) {
        for index in one.select(words.folded()) {
            table[index + 1] = true;
        }
    }
    table
}

/// A column of tags, several in a word.
pub(super) fn tags(it: &Condition, column: &Coded) -> Mask {
    by_words(it, column.cells(), wanted_tags(it, column.words()))
}

/// The same of the words.
fn wanted_tags(it: &Condition, words: &Dictionary) -> Vec<bool> {
    let mut table = vec![false; words.width()];
    for (code, word) in words.iter() {
        let folded: Vec<String> = word.split(',').map(fold).collect();
        table[code as usize] = matches(it)
            .iter()
            .any(|one| folded.iter().any(|tag| one.fits(tag)));
    }
    table
}

/// For every code of a list of industries whether it is wanted.
pub(super) fn wanted_industries(it: &Condition, words: &Dictionary) -> Vec<bool> {
    let wanted = intervals(it);
    let mut table = vec![false; words.width()];
    for (code, word) in words.iter() {
        // A shorter code stands for the lowest six-digit one that begins with it.
        // `31-33` is a sector.
        let first = word.split_once('-').map_or(word, |(low, _)| low);
        let number = format!("{first:0<6}").parse::<i64>().ok();
        table[code as usize] = word.len() >= 2
            && number.is_some_and(|number| wanted.iter().any(|one| one.contains(number)));
    }
    table
}

/// For every code of a list of classes whether it is wanted.
pub(super) fn wanted_classes(it: &Condition, words: &Dictionary) -> Vec<bool> {
    let mut table = vec![false; words.width()];
    for (code, word) in words.iter() {
        table[code as usize] = code_set(it)
            .is_some_and(|set| set.codes().any(|one| one.code().eq_ignore_ascii_case(word)));
    }
    table
}

/// The rows of a column whose word the table says yes to, or that have any, or none, as the condition asks.
pub(super) fn by_words(it: &Condition, cells: &Cells, mut table: Vec<bool>) -> Mask {
    if it.any {
        table.fill(true);
    }
    if let Some(nothing) = table.first_mut() {
        *nothing = it.none;
    }
    cells.codes().rows(&table)
}

/// Codes that a table says yes to; code 0 is "none", and any beyond the table is something.
pub(super) fn by_table<'a>(it: &Condition, column: impl Into<Codes<'a>>, table: &[bool]) -> Mask {
    let (any, none) = (it.any, it.none);
    if !any && !none {
        return column.into().rows(table);
    }
    column.into().wanted(|code| {
        if code == 0 {
            none
        } else {
            any || table.get(code as usize).copied().unwrap_or_default()
        }
    })
}

/// Classes of numbers, the number of a row, and from where to where the numbers of each class go.
///
/// The numbers are read only in classes that are wanted in part.
pub(super) fn classed(
    it: &Condition,
    wanted: &[Interval],
    (classes, number): (&[u8], impl Fn(usize) -> i64 + Sync),
    ends: impl Fn(u8) -> (i64, i64),
) -> Mask {
    let (mut sure, mut doubtful) = ([false; 256], [false; 256]);
    for class in 0..=255 {
        let (low, high) = ends(class);
        let all = it.any || wanted.iter().any(|one| one.low <= low && high <= one.high);
        let some = it.any || wanted.iter().any(|one| one.low <= high && low <= one.high);
        // Class 0 is no number, and those that lie below the first class, if numbers do.
        let none = class == 0 && it.none;
        let mixed = class == 0 && low <= high && (some != it.none || some && !all);
        let place = usize::from(class);
        sure[place] = !mixed && (none || (low <= high && all));
        doubtful[place] = mixed || (low <= high && some && !all);
    }
    let found = Mask::of_bytes(classes, &sure);
    if !doubtful.contains(&true) {
        return found;
    }
    let fits = |row: usize| match number(row) {
        NO_NUMBER => it.none,
        number => it.any || wanted.iter().any(|one| one.contains(number)),
    };
    found.or(&Mask::of_bytes(classes, &doubtful).keep(fits))
}

pub(super) fn numbers<T: Copy + Sync>(
    it: &Condition,
    column: &[T],
    number: impl Fn(T) -> Option<i64> + Sync,
) -> Mask {
    let wanted = intervals(it);
    Mask::of(column, |cell| match number(cell) {
        Some(number) => it.any || wanted.iter().any(|one| one.contains(number)),
        None => it.none,
    })
}

/// The rows whose number lies as wanted among those of its group: each row's cell is its group and its number, the
/// ones that count tell what the percentiles are, and stretches are put into each group's unit.
pub(super) fn by_rank(
    it: &Condition,
    rows: usize,
    groups: usize,
    cell: impl Fn(usize) -> Option<(usize, i64)> + Sync,
    counts: impl Fn(usize) -> bool,
    unit: impl Fn(usize, Interval) -> Interval,
) -> Mask {
    if it.ranks.is_empty() {
        return Mask::none(rows);
    }
    let mut all = vec![Vec::new(); groups];
    for row in (0..rows).filter(|row| counts(*row)) {
        if let Some((group, number)) = cell(row)
            && let Some(numbers) = all.get_mut(group)
        {
            numbers.push(number);
        }
    }
    let wanted: Vec<Vec<Interval>> = (0..)
        .zip(&mut all)
        .map(|(group, numbers)| {
            let ranks = it.ranks.iter();
            let stretch = |one: &Ranks| stretch(one, numbers, unit(group, one.within));
            ranks.filter_map(stretch).collect()
        })
        .collect();
    Mask::by_row(rows, |row| {
        cell(row).is_some_and(|(group, number)| {
            let wanted = wanted.get(group);
            wanted.is_some_and(|all| all.iter().any(|one| one.contains(number)))
        })
    })
}

/// From where to where the wanted ones lie; nothing where there is no number.
fn stretch(ranks: &Ranks, numbers: &mut [i64], within: Interval) -> Option<Interval> {
    let (mut low, mut high) = (within.low, within.high);
    if let Some(rank) = ranks.low {
        low = low.max(rank.of(numbers)?.saturating_add(i64::from(rank.open)));
    }
    if let Some(rank) = ranks.high {
        high = high.min(rank.of(numbers)?.saturating_sub(i64::from(rank.open)));
    }
    Some(Interval::new(low, high))
}

pub(super) fn dates(it: &Condition, column: &[i32]) -> Mask {
    let spans: Vec<(i32, i32)> = days(it)
        .iter()
        .map(|one| {
            (
                one.from.map_or(i32::MIN + 1, |day| day_number(Some(day))),
                one.to.map_or(i32::MAX, |day| day_number(Some(day))),
            )
        })
        .collect();
    Mask::of(column, |day| {
        if day == NO_DAY {
            it.none
        } else {
            it.any || spans.iter().any(|(from, to)| *from <= day && day < *to)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::bins;
    use crate::query::{Context, read};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_found_by_their_classes_as_they_are_one_by_one(
            numbers in proptest::collection::vec(prop_oneof![Just(NO_NUMBER), -12_i64..12, 0_i64..400, any::<i64>()], 0..300),
            wanted in proptest::collection::vec((-12_i64..400, -2_i64..300), 0..3),
            (any, none) in any::<(bool, bool)>(),
        ) {
            let today = chrono::NaiveDate::default();
            let filter = read("emp:7", &Context::on(today)).unwrap();
            let mut it = None;
            filter.expr.visit(&mut |condition| it = Some(condition.clone()));
            let mut it = it.unwrap();
            let wanted: Vec<Interval> =
                wanted.into_iter().map(|(low, more)| Interval::new(low, low + more)).collect();
            (it.any, it.none, it.wanted) = (any, none, Wanted::Numbers(wanted.clone()));
            let expected = super::numbers(&it, &numbers, |it| (it != NO_NUMBER).then_some(it));
            let classes: Vec<u8> = numbers.iter().map(|it| bins::class(*it, &bins::PEOPLE)).collect();
            let ends = |class| bins::numbers_of(class, &bins::PEOPLE);
            prop_assert_eq!(&classed(&it, &wanted, (&classes, |row| numbers[row]), ends), &expected);
            let decade = |year: i64| if year == NO_NUMBER { 0 } else { bins::decade(year) };
            let classes: Vec<u8> = numbers.iter().map(|it| decade(*it)).collect();
            prop_assert_eq!(&classed(&it, &wanted, (&classes, |row| numbers[row]), bins::years_of), &expected);
        }
    }
}
