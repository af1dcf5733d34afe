//! Draws numbers that are read from the back of a room: digits, and the sign for percents, of three by five points.

use crate::model::Clean;
use crate::ui::paint::Pen;
use crate::ui::theme::Role;

/// The points of each digit, a row after the other; the highest bit of three is the left one.
const DIGITS: [[u8; 5]; 10] = [
    [7, 5, 5, 5, 7],
    [2, 6, 2, 2, 7],
    [7, 1, 7, 4, 7],
    [7, 1, 7, 1, 7],
    [5, 5, 7, 1, 1],
    [7, 4, 7, 1, 7],
    [7, 4, 7, 5, 7],
    [7, 1, 1, 1, 1],
    [7, 5, 7, 5, 7],
    [7, 5, 7, 1, 7],
];

/// The points of the sign for percents.
const PERCENT: [u8; 5] = [5, 1, 2, 4, 5];

/// Whether all of a text can be drawn large.
pub(super) fn can_write(text: &str) -> bool {
    let known = |it: char| it.is_ascii_digit() || it == '%' || it.is_whitespace();
    text.chars().any(|it| it.is_ascii_digit()) && text.chars().all(known)
}

/// How large a point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    /// Four cells wide and two high.
    Huge,
    /// Two cells wide and one high.
    Large,
    /// One cell wide and half a one high.
    Small,
}

impl Size {
    /// How many lines a number takes.
    pub(super) const fn height(self) -> u16 {
        match self {
            Self::Huge => 10,
            Self::Large => 5,
            Self::Small => 3,
        }
    }

    /// How wide a number is.
    pub(super) fn width(self, number: &str) -> u16 {
        let points: u16 = number.chars().map(|it| points(it) + 1).sum();
        points.saturating_sub(1) * self.point()
    }

    /// The cells that part a number from the next, so that the two are not read as one.
    pub(super) const fn apart(self) -> u16 {
        match self {
            Self::Huge => 10,
            Self::Large | Self::Small => 2,
        }
    }

    const fn point(self) -> u16 {
        match self {
            Self::Huge => 4,
            Self::Large => 2,
            Self::Small => 1,
        }
    }
}

/// How many points wide a sign is: what parts thousands is a gap.
const fn points(sign: char) -> u16 {
    if sign.is_ascii_digit() || sign == '%' {
        3
    } else {
        1
    }
}

/// Draws a number as it is written in the reader's language.
pub(super) fn draw(pen: &mut Pen<'_>, (x, y): (u16, u16), number: &str, size: Size, role: Role) {
    let mut x = x;
    for sign in number.chars() {
        let digit = sign.to_digit(10).and_then(|it| usize::try_from(it).ok());
        let percent = (sign == '%').then_some(&PERCENT);
        if let Some(rows) = digit.and_then(|it| DIGITS.get(it)).or(percent) {
            for line in 0..size.height() {
                let text = Clean::from_string(part(rows, usize::from(line), size));
                pen.put(x, y + line, 3 * size.point(), &text, role);
            }
        }
        x += (points(sign) + 1) * size.point();
    }
}

/// A line of a digit.
fn part(rows: &[u8; 5], line: usize, size: Size) -> String {
    let row = |at: usize| rows.get(at).copied().unwrap_or_default();
    let bits = |row: u8| [4, 2, 1].map(|bit| row & bit != 0);
    match size {
        Size::Huge => bits(row(line / 2))
            .map(|on| if on { "████" } else { "    " })
            .concat(),
        Size::Large => bits(row(line))
            .map(|on| if on { "██" } else { "  " })
            .concat(),
        Size::Small => {
            let (upper, lower) = (bits(row(line * 2)), bits(row(line * 2 + 1)));
            let both = upper.into_iter().zip(lower);
            both.map(|it| match it {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            })
            .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digit_has_its_form_in_both_sizes() {
        let form = |digit: usize, size: Size| {
            let lines = 0..usize::from(size.height());
            lines
                .map(|line| part(&DIGITS[digit], line, size))
                .collect::<Vec<_>>()
        };
        assert_eq!(form(4, Size::Small), ["█ █", "▀▀█", "  ▀"]);
        assert_eq!(
            form(2, Size::Large),
            ["██████", "    ██", "██████", "██    ", "██████"]
        );
        assert_eq!(
            (Size::Small.width("1 500"), Size::Large.width("12")),
            (17, 14)
        );
    }
}
