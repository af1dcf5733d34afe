//! Works out what is reckoned by hand in the docs: `8 / 13 = 61.5 %`.

/// Panics where the sides of a line are not the same; the last one holds to the places that it is written with.
pub fn holds(line: &str) {
    let mut sides = line.split('=').map(str::trim);
    let first = value(sides.next().unwrap_or_default(), line);
    let mut many = 0;
    for side in sides {
        let near = written(side).unwrap_or(1e-9);
        let it = value(side, line);
        assert!((it - first).abs() <= near, "{line}: {first}, not {it}");
        many += 1;
    }
    assert!(many > 0, "{line}: nothing is said to be the same");
}

/// Half of the last place, where a side is a number as it is written.
fn written(side: &str) -> Option<f64> {
    let (number, unit) = match side.strip_suffix('%') {
        Some(share) => (share.trim(), 0.01),
        None => (side, 1.0),
    };
    number.parse::<f64>().ok()?;
    let places = number.split_once('.').map_or(0, |it| it.1.len());
    Some(0.5001 * unit * 0.1_f64.powi(i32::try_from(places).unwrap()))
}

fn value(side: &str, line: &str) -> f64 {
    let (text, unit) = match side.strip_suffix('%') {
        Some(share) => (share, 0.01),
        None => (side, 1.0),
    };
    let signs: Vec<char> = text.chars().filter(|it| !it.is_whitespace()).collect();
    let mut rest = signs.as_slice();
    let value = sum(&mut rest);
    assert!(rest.is_empty(), "{line}: {rest:?} is left");
    value * unit
}

fn sum(rest: &mut &[char]) -> f64 {
    let mut value = product(rest);
    while let [sign @ ('+' | '-'), more @ ..] = *rest {
        *rest = more;
        let next = product(rest);
        value += if *sign == '+' { next } else { -next };
    }
    value
}

fn product(rest: &mut &[char]) -> f64 {
    let mut value = factor(rest);
    while let [sign @ ('*' | '/'), more @ ..] = *rest {
        *rest = more;
        let next = factor(rest);
        value = if *sign == '*' {
            value * next
        } else {
            value / next
        };
    }
    value
}

fn factor(rest: &mut &[char]) -> f64 {
    match *rest {
        ['-', more @ ..] => {
            *rest = more;
            -factor(rest)
        }
        ['e', 'x', 'p', more @ ..] => {
            *rest = more;
            factor(rest).exp()
        }
        ['s', 'q', 'r', 't', more @ ..] => {
            *rest = more;
            factor(rest).sqrt()
        }
        ['(', more @ ..] => {
            *rest = more;
            let value = sum(rest);
            assert_eq!(rest.first(), Some(&')'), "an open bracket");
            *rest = &rest[1..];
            value
        }
        all => {
            let is_part = |it: &&char| it.is_ascii_digit() || **it == '.';
            let many = all.iter().take_while(is_part).count();
            let number: String = all[..many].iter().collect();
            *rest = &all[many..];
            number
                .parse()
                .unwrap_or_else(|_| panic!("no number: {all:?}"))
        }
    }
}

#[test]
fn what_is_not_the_same_does_not_hold() {
    holds("(1 + 2) * 3 = 9 = 9.0");
    holds("2 / 3 = 66.7 %");
    holds("-1 - -1 = 0");
    holds("sqrt(16) / 2 = 2");
    for wrong in ["2 / 3 = 66.6 %", "8 / 13 = 0.63", "1 = 2", "4 = 4 = 5"] {
        assert!(
            std::panic::catch_unwind(|| holds(wrong)).is_err(),
            "{wrong}"
        );
    }
}
