//! Takes the currency off an amount, whether it is a sign, a code or a word, and whichever side it stands on.

use iso_currency::Currency;

/// A currency as it was written beside an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurrencySign<'a> {
    /// What was written.
    pub text: &'a str,
    /// The ISO code, where only one currency is written so.
    pub code: Option<&'static str>,
}

/// Signs and words, with the code where it is only one; longer ones first, as they may hold shorter ones.
const SIGNS: &[(&str, Option<&str>)] = &[
    ("US$", Some("USD")),
    ("руб.", Some("RUB")),
    ("руб", Some("RUB")),
    ("грн", Some("UAH")),
    ("RMB", Some("CNY")),
    ("人民币", Some("CNY")),
    ("美元", Some("USD")),
    ("欧元", Some("EUR")),
    ("zł", Some("PLN")),
    ("Kč", Some("CZK")),
    ("Ft", Some("HUF")),
    ("lei", Some("RON")),
    ("лв", Some("BGN")),
    ("р.", Some("RUB")),
    ("kr", None),
    ("元", Some("CNY")),
    ("₽", Some("RUB")),
    ("₴", Some("UAH")),
    ("€", Some("EUR")),
    ("£", Some("GBP")),
    ("₺", Some("TRY")),
    ("₹", Some("INR")),
    ("₩", Some("KRW")),
    ("¥", None),
    ("￥", None),
    ("$", None),
];

/// The text without a currency at its start or its end, and that currency.
#[must_use]
pub fn split_currency(text: &str) -> (&str, Option<CurrencySign<'_>>) {
    let text = trim(text);
    if text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-' | b' '))
    {
        return (text, None);
    }
    for (sign, code) in SIGNS {
        let code = *code;
        if let Some(rest) = text.strip_suffix(sign) {
            return (
                trim(rest),
                Some(CurrencySign {
                    text: &text[rest.len()..],
                    code,
                }),
            );
        }
        if let Some(rest) = text.strip_prefix(sign) {
            return (
                trim(rest),
                Some(CurrencySign {
                    text: &text[..sign.len()],
                    code,
                }),
            );
        }
    }
    by_code(text)
}

/// Three letters at either end that are the code of a currency.
fn by_code(text: &str) -> (&str, Option<CurrencySign<'_>>) {
    let known = |letters: &str| Currency::from_code(&letters.to_uppercase()).map(|one| one.code());
    if let Some((letters, rest)) = text.split_at_checked(3)
        && !rest.starts_with(|one: char| one.is_alphabetic())
        && let Some(code) = known(letters)
    {
        return (
            trim(rest),
            Some(CurrencySign {
                text: letters,
                code: Some(code),
            }),
        );
    }
    if let Some((rest, letters)) = text.split_at_checked(text.len().saturating_sub(3))
        && !rest.ends_with(|one: char| one.is_alphabetic())
        && let Some(code) = known(letters)
    {
        return (
            trim(rest),
            Some(CurrencySign {
                text: letters,
                code: Some(code),
            }),
        );
    }
    (text, None)
}

fn trim(text: &str) -> &str {
    text.trim_matches(|one: char| one.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_are_taken_off_either_side() {
        let cases = [
            ("1 234,50 zł", "1 234,50", Some("PLN")),
            ("$1,234.50", "1,234.50", None),
            ("EUR 12", "12", Some("EUR")),
            ("12eur", "12", Some("EUR")),
            ("5000 руб.", "5000", Some("RUB")),
            ("￥88", "88", None),
            ("300元", "300", Some("CNY")),
        ];
        for (text, rest, code) in cases {
            let (left, sign) = split_currency(text);
            assert_eq!(
                (left, sign.and_then(|sign| sign.code)),
                (rest, code),
                "{text}"
            );
            assert!(sign.is_some(), "{text}");
        }
        assert_eq!(split_currency("-12.50"), ("-12.50", None));
        assert_eq!(split_currency("12 pieces"), ("12 pieces", None));
    }
}
