//! Finds the encoding of a file and says on what grounds; it must not decode (that is `decode`).
//!
//! A mark at the start decides; else NUL bytes at every other place; else the whole file is tried as
//! UTF-8, so that a few damaged bytes in it reject their rows and not the file; only then it is a guess.

use std::fmt;
use std::io::Read;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{ExchangeError, Source};

/// On what grounds an encoding was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The user named it.
    Told,
    /// The file starts with the encoding's mark.
    Mark,
    /// Every other byte is NUL where the text is plain.
    Pattern,
    /// Nothing but ASCII: most encodings agree.
    Ascii,
    /// All of the file is valid.
    Valid,
    /// The file is valid but for a few places, whose rows will be rejected.
    Damaged {
        /// How many places are not valid.
        places: u64,
    },
    /// The likeliest by the frequency of letters.
    Guess,
}

/// The encoding that a file is read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundEncoding {
    /// The encoding.
    pub encoding: &'static Encoding,
    /// Why this one.
    pub basis: Basis,
    /// How many bytes of mark stand before the text.
    pub mark: usize,
}

impl FoundEncoding {
    /// The encoding's name, as the user may give it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.encoding.name()
    }
}

impl fmt::Display for FoundEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name();
        match self.basis {
            Basis::Told => write!(f, "{name}, as told"),
            Basis::Mark => write!(f, "{name}, by its byte order mark"),
            Basis::Pattern => write!(f, "{name}, by the pattern of its zero bytes"),
            Basis::Ascii => write!(f, "{name}, nothing but ASCII"),
            Basis::Valid => write!(f, "{name}, valid throughout"),
            Basis::Damaged { places } => {
                write!(
                    f,
                    "{name}, but for {places} damaged places, whose rows are rejected"
                )
            }
            Basis::Guess => write!(f, "{name}, a guess by its letters"),
        }
    }
}

/// How much of the start is looked at for the pattern of UTF-16.
const PATTERN_BYTES: u64 = 64 << 10;
/// How much text outside ASCII is enough for a guess.
const EVIDENCE_BYTES: usize = 1 << 20;

/// Finds the encoding of a file, or takes the one that was told.
///
/// # Errors
/// When the file cannot be read, or the name of the encoding means nothing.
pub fn find(source: &Source, told: Option<&str>) -> Result<FoundEncoding, ExchangeError> {
    let head = source.head(PATTERN_BYTES)?;
    let marked = Encoding::for_bom(&head);
    if let Some(name) = told {
        let encoding = Encoding::for_label(name.as_bytes())
            .filter(|one| *one != encoding_rs::REPLACEMENT)
            .ok_or_else(|| ExchangeError::UnknownEncoding {
                name: name.to_owned(),
            })?;
        let mark = marked
            .filter(|(one, _)| *one == encoding)
            .map_or(0, |(_, len)| len);
        return Ok(FoundEncoding {
            encoding,
            basis: Basis::Told,
            mark,
        });
    }
    if let Some((encoding, mark)) = marked {
        return Ok(FoundEncoding {
            encoding,
            basis: Basis::Mark,
            mark,
        });
    }
    if let Some(encoding) = utf16_by_pattern(&head) {
        return Ok(FoundEncoding {
            encoding,
            basis: Basis::Pattern,
            mark: 0,
        });
    }
    let (encoding, basis) = by_content(source)?;
    Ok(FoundEncoding {
        encoding,
        basis,
        mark: 0,
    })
}

/// UTF-16 without a mark: NULs that stand nearly always on the same side of a pair.
fn utf16_by_pattern(head: &[u8]) -> Option<&'static Encoding> {
    let side = |first: usize| {
        head.iter()
            .skip(first)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (side(0), side(1));
    // One in twenty: Chinese text has few plain characters, but delimiters and line ends it has.
    if (even + odd) * 20 < head.len() || even + odd == 0 {
        return None;
    }
    if odd > even * 20 {
        Some(UTF_16LE)
    } else if even > odd * 20 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Tries the whole file as UTF-8, and guesses by its letters where that fails.
fn by_content(source: &Source) -> Result<(&'static Encoding, Basis), ExchangeError> {
    let mut trial = Trial::default();
    let mut pass = source.pass()?;
    let mut buffer = vec![0; 256 << 10];
    let mut kept = 0;
    loop {
        let count = pass
            .read(&mut buffer[kept..])
            .map_err(|error| source.read_error(error))?;
        let filled = kept + count;
        let tail = trial.feed(&buffer[..filled], count == 0);
        if count == 0 || trial.is_settled() {
            break;
        }
        buffer.copy_within(filled - tail..filled, 0);
        kept = tail;
    }
    Ok(trial.verdict())
}

/// What was seen of a file while it was tried as UTF-8.
#[derive(Default)]
struct Trial {
    good: u64,
    bad: u64,
    evidence: Vec<u8>,
}

impl Trial {
    /// Looks at a piece and returns how many bytes at its end are the start of a character.
    fn feed(&mut self, piece: &[u8], last: bool) -> usize {
        if piece.is_ascii() {
            return 0;
        }
        let bad_before = self.bad;
        let mut rest = piece;
        let mut tail = 0;
        while let Err(error) = std::str::from_utf8(rest) {
            let (valid, after) = rest.split_at(error.valid_up_to());
            self.good += leads(valid);
            match error.error_len() {
                Some(len) => rest = &after[len..],
                None if last => rest = &[],
                None => {
                    tail = after.len();
                    rest = &[];
                    break;
                }
            }
            if tail == 0 {
                self.bad += 1;
            }
        }
        self.good += leads(rest);
        if self.bad > bad_before {
            self.keep_evidence(&piece[..piece.len() - tail]);
        }
        tail
    }

    /// Keeps the lines outside ASCII; the broken ones at both ends are left out if there are others.
    fn keep_evidence(&mut self, piece: &[u8]) {
        let whole = match (
            piece.iter().position(|byte| *byte == b'\n'),
            piece.iter().rposition(|byte| *byte == b'\n'),
        ) {
            (Some(first), Some(end)) if first < end && !self.evidence.is_empty() => {
                &piece[first..end]
            }
            _ => piece,
        };
        for line in whole.split_inclusive(|byte| *byte == b'\n') {
            if self.evidence.len() + line.len() > EVIDENCE_BYTES {
                break;
            }
            if !line.is_ascii() {
                self.evidence.extend_from_slice(line);
            }
        }
        if self.evidence.is_empty() {
            self.evidence
                .extend_from_slice(&whole[..whole.len().min(EVIDENCE_BYTES)]);
        }
    }

    /// Whether the rest of the file could not change the verdict.
    fn is_settled(&self) -> bool {
        self.evidence.len() > EVIDENCE_BYTES / 2 && self.bad > self.good
    }

    /// Foreign text hardly ever makes valid sequences, so twice as many good as bad ones prove UTF-8.
    fn verdict(&self) -> (&'static Encoding, Basis) {
        if self.bad == 0 {
            let basis = if self.good == 0 {
                Basis::Ascii
            } else {
                Basis::Valid
            };
            return (UTF_8, basis);
        }
        if self.good >= self.bad * 2 {
            return (UTF_8, Basis::Damaged { places: self.bad });
        }
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&self.evidence, true);
        (detector.guess(None, Utf8Detection::Deny), Basis::Guess)
    }
}

/// How many characters outside ASCII begin in a valid piece.
fn leads(valid: &[u8]) -> u64 {
    valid.iter().filter(|byte| **byte >= 0xC0).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(bytes: &[u8]) -> FoundEncoding {
        find(&Source::spool(&mut &*bytes, "test").unwrap(), None).unwrap()
    }

    #[test]
    fn one_damaged_byte_does_not_make_utf8_something_else() {
        let mut text = "Łódź;Kraków;Gdańsk\n".repeat(50).into_bytes();
        text.push(0xFF);
        assert_eq!(found(&text).basis, Basis::Damaged { places: 1 });
    }

    #[test]
    fn a_character_cut_by_the_end_is_damage() {
        let text = &"Łódź Kraków".as_bytes()[..5];
        let seen = found(&[text, "ż".as_bytes(), "ń".as_bytes(), &[0xC5]].concat());
        assert_eq!(seen.encoding, UTF_8);
        assert!(matches!(seen.basis, Basis::Damaged { .. }), "{seen}");
    }

    #[test]
    fn a_character_across_two_pieces_is_no_damage() {
        let text = format!("{}ż and more żółw", "a".repeat((256 << 10) - 1));
        assert_eq!(found(text.as_bytes()).basis, Basis::Valid);
    }

    #[test]
    fn some_nul_bytes_do_not_make_utf16() {
        assert_eq!(found(b"a,b\n1,\0\0\0\n2,3\n").encoding, UTF_8);
    }

    #[test]
    fn a_told_encoding_must_exist() {
        let source = Source::spool(&mut &b"a"[..], "test").unwrap();
        assert!(find(&source, Some("klingon")).is_err());
        assert_eq!(
            find(&source, Some("cp1250")).unwrap().name(),
            "windows-1250"
        );
    }
}
