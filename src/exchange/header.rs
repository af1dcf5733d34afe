//! Makes the columns' names of the first row usable: none empty, none twice.

use std::collections::{HashMap, HashSet};

use super::format::Note;
use super::limits::COLUMNS;

/// So many columns with other names are told one by one.
const TOLD: usize = 5;
/// Of more than these, so many.
const FEW: usize = 3;

/// The names of the columns; what had to be changed goes to the notes. An error is the reason, for people.
pub fn finish<'a>(
    cells: impl Iterator<Item = &'a str>,
    count: u64,
    notes: &mut Vec<Note>,
) -> Result<Vec<String>, String> {
    if count > COLUMNS as u64 {
        return Err(format!("it names {count} columns, more than {COLUMNS}"));
    }
    let mut taken = HashSet::new();
    // Where all columns are called the same, none asks for every number before its own.
    let mut copies: HashMap<&str, usize> = HashMap::new();
    let mut names = Vec::new();
    let before = notes.len();
    for (index, cell) in cells.enumerate() {
        let written = cell.trim();
        let mut name = written.to_owned();
        if written.is_empty() {
            name = format!("column {}", index + 1);
            notes.push(Note::Nameless {
                column: index + 1,
                name: name.clone(),
            });
        }
        if taken.contains(&name) {
            let copy = copies.entry(written).or_insert(1);
            while taken.contains(&name) {
                *copy += 1;
                name = format!("{written} ({copy})");
            }
            notes.push(Note::Again {
                column: index + 1,
                written: written.to_owned(),
                name: name.clone(),
            });
        }
        taken.insert(name.clone());
        names.push(name);
    }
    let changed = notes.len() - before;
    if changed > TOLD {
        notes.truncate(before + FEW);
        notes.push(Note::More(changed - FEW));
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_trimmed_different_and_never_empty() {
        let mut notes = Vec::new();
        let names = finish([" a ", "", "a", "a (2)"].into_iter(), 4, &mut notes).unwrap();
        assert_eq!(names, ["a", "column 2", "a (2)", "a (2) (2)"]);
        assert_eq!(notes.len(), 3);
        let names = finish(["a", "a (3)", "a", "a", "a"].into_iter(), 5, &mut notes).unwrap();
        assert_eq!(names, ["a", "a (3)", "a (2)", "a (4)", "a (5)"]);
    }

    #[test]
    fn as_many_columns_as_there_may_be_can_all_be_called_the_same() {
        let same = std::iter::repeat_n("account", COLUMNS);
        let mut notes = vec![Note::RowsIn("rows".to_owned())];
        let names = finish(same, COLUMNS as u64, &mut notes).unwrap();
        let last = names.last().unwrap();
        assert_eq!(*last, format!("account ({COLUMNS})"));
        // A few say how it is, the others how many it are.
        assert_eq!(notes.len(), 5);
        assert_eq!(notes.last(), Some(&Note::More(COLUMNS - 4)));
    }
}
