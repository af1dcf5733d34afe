//! Holds how well a few typed letters fit a text, and which letters of it they are; accents and case do not matter.
//!
//! For lists that one can read: actions, choices. Long columns are searched by the book.

use crate::model::fold::fold;

/// What a letter is worth that fits.
const LETTER: i32 = 16;
/// What it is worth more at the beginning of a word.
const BEGINS: i32 = 10;
/// What it is worth more right behind the one before.
const FOLLOWS: i32 = 12;
/// What each letter costs that is left out between two.
const GAP: i32 = 1;
/// What a letter must be worth on average: letters strewn over a text by chance are no find.
const LEAST: i32 = 22;

/// How well letters fit, and which of the text they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hit {
    /// The higher, the better.
    pub score: i32,
    /// The numbers of the characters that fit.
    pub at: Vec<usize>,
}

/// A text that is ready to be searched.
#[derive(Debug, Clone, Default)]
pub struct Haystack {
    /// The folded letters, each with the number of the character it is of and whether a word begins there.
    letters: Vec<(char, usize, bool)>,
}

impl Haystack {
    /// Makes a text ready.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut letters = Vec::with_capacity(text.len());
        let mut begins = true;
        for (number, character) in text.chars().enumerate() {
            // Scripts without spaces begin a word anywhere.
            let first = begins || !character.is_ascii() && !character.is_lowercase();
            let mut part = [0; 4];
            let folded = fold(character.encode_utf8(&mut part));
            letters.extend(folded.chars().map(|letter| (letter, number, first)));
            begins = !character.is_alphanumeric();
        }
        Self { letters }
    }

    /// How well typed words fit: each of them, in whatever order.
    #[must_use]
    pub fn hit(&self, typed: &str) -> Option<Hit> {
        let mut hit = Hit::default();
        for word in fold(typed).split_whitespace() {
            let found = self.word(&word.chars().collect::<Vec<_>>())?;
            hit.score += found.score;
            hit.at.extend(found.at);
        }
        hit.at.sort_unstable();
        hit.at.dedup();
        Some(hit)
    }

    /// The best way to find the letters of a word in their order.
    fn word(&self, word: &[char]) -> Option<Hit> {
        let width = self.letters.len();
        // For each letter of the word and each of the text: the best score that ends there, and where the one before is.
        let mut best: Vec<Option<(i32, usize)>> = vec![None; width * word.len()];
        for (row, wanted) in word.iter().enumerate() {
            // The best end of the letters before, less what lies between.
            let mut before: Option<(i32, usize)> = None;
            for (column, (letter, _, begins)) in self.letters.iter().enumerate() {
                let last = (row > 0 && column > 0)
                    .then(|| best[(row - 1) * width + column - 1])
                    .flatten()
                    .map(|(score, _)| (score, column - 1));
                let worth = LETTER + if *begins { BEGINS } else { 0 };
                if letter == wanted {
                    let follows = last.map(|(score, at)| (score + FOLLOWS, at));
                    let start = if row == 0 {
                        Some((0, column))
                    } else {
                        follows.max(before)
                    };
                    best[row * width + column] = start.map(|(score, at)| (score + worth, at));
                }
                before = before
                    .map(|(score, at)| (score - GAP, at))
                    .max(last.map(|(score, at)| (score - GAP, at)));
            }
        }
        self.traced(word, &best)
    }

    /// The way that leads to the best end.
    fn traced(&self, word: &[char], best: &[Option<(i32, usize)>]) -> Option<Hit> {
        let width = self.letters.len();
        let last = word.len().checked_sub(1)? * width;
        let ends = best.get(last..)?.iter().enumerate();
        let (mut column, (score, _)) = ends
            .filter_map(|(column, end)| end.map(|end| (column, end)))
            .max_by_key(|(column, (score, _))| (*score, std::cmp::Reverse(*column)))?;
        let length = i32::try_from(word.len()).ok()?;
        if score < LEAST * length {
            return None;
        }
        let mut at = Vec::with_capacity(word.len());
        for row in (0..word.len()).rev() {
            at.push(self.letters.get(column)?.1);
            column = best.get(row * width + column).copied().flatten()?.1;
        }
        at.reverse();
        Some(Hit { score, at })
    }
}

/// Whether each typed word stands in a text as a whole word.
#[must_use]
pub fn has_words(text: &str, typed: &str) -> bool {
    let text = fold(text);
    let typed = fold(typed);
    let mut typed = typed.split_whitespace().peekable();
    typed.peek().is_some()
        && typed.all(|word| {
            let mut words = text.split(|it: char| !it.is_alphanumeric());
            words.any(|it| it == word) || text.split_whitespace().any(|it| it == word)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(text: &str, typed: &str) -> Option<Hit> {
        Haystack::new(text).hit(typed)
    }

    fn shown(text: &str, typed: &str) -> String {
        let at = hit(text, typed).unwrap().at;
        let letters = text.chars().enumerate();
        letters
            .map(|(number, letter)| {
                if at.contains(&number) {
                    letter.to_ascii_uppercase()
                } else {
                    letter
                }
            })
            .collect()
    }

    #[test]
    fn the_letters_that_stand_together_or_begin_words_are_found() {
        assert_eq!(shown("take all marks off", "mar"), "take all MARks off");
        assert_eq!(
            shown("move forward by a layer", "mfl"),
            "Move Forward by a Layer"
        );
        assert_eq!(shown("to the pipeline", "pipe to"), "TO the PIPEline");
        assert_eq!(shown("close as won", "aswo"), "close AS WOn");
    }

    #[test]
    fn accents_and_case_do_not_matter_and_no_spaces_are_needed() {
        assert_eq!(hit("Łódź Mebel", "lodz").unwrap().at, [0, 1, 2, 3]);
        assert_eq!(hit("移到下一层", "下层").unwrap().at, [2, 4]);
    }

    #[test]
    fn letters_strewn_by_chance_and_letters_that_are_not_there_are_no_find() {
        assert_eq!(hit("what was looked at before", "ldar"), None);
        assert_eq!(hit("close as won", "wom"), None);
        assert_eq!(hit("", "a"), None);
        assert_eq!(hit("close as won", "won close lost"), None);
        assert_eq!(hit("close as won", " "), Some(Hit::default()));
    }

    #[test]
    fn whole_words_are_told_from_parts_of_words() {
        assert!(has_words("close as won", "WON close"));
        assert!(has_words("go-pipeline", "pipeline"));
        assert!(has_words("go-pipeline", "go-pipeline"));
        assert!(!has_words("begin with an empty workspace", "win"));
        assert!(!has_words("close as won", "won lost"));
        assert!(!has_words("close as won", " "));
    }

    #[test]
    fn a_whole_word_is_better_than_pieces() {
        let score = |text, typed| hit(text, typed).map(|hit| hit.score);
        assert!(score("park until a day", "park") > score("past a rick", "park"));
        assert!(score("line down", "line") > score("pipeline", "line"));
    }
}
