//! Money: integer minor units and an ISO 4217 currency; never a float, never a mixed sum.

use iso_currency::Currency;

/// How many digits a currency has behind the point (2 for EUR, 0 for JPY); 2 where it is unknown.
#[must_use]
pub fn decimals(currency: &str) -> u32 {
    Currency::from_code(currency)
        .and_then(Currency::exponent)
        .map_or(2, u32::from)
}

/// Whether this is an ISO 4217 code.
#[must_use]
pub fn is_currency(code: &str) -> bool {
    Currency::from_code(code).is_some()
}

/// The currency's sign, or its code where it has none of its own.
#[must_use]
pub fn symbol(currency: &str) -> String {
    Currency::from_code(currency).map_or_else(|| currency.to_owned(), |it| it.symbol().symbol)
}

/// Minor units as a decimal number in major units: `1234` EUR is `12.34`, `1200` is `12`.
#[must_use]
pub fn major(minor: i64, currency: &str) -> String {
    let digits = decimals(currency);
    let unit = 10_i64.pow(digits).unsigned_abs();
    let sign = if minor < 0 { "-" } else { "" };
    let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    if rest == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest:0width$}", width = digits as usize)
    }
}

/// Reads a plain decimal number in major units (`12.34`, point only, no separators).
///
/// # Errors
/// Says in words why the text is no amount in this currency.
pub fn minor(text: &str, currency: &str) -> Result<i64, String> {
    let digits = decimals(currency) as usize;
    let text = text.trim();
    let (negative, body) = text
        .strip_prefix('-')
        .map_or((false, text), |rest| (true, rest));
    let (whole, rest) = body.split_once('.').unwrap_or((body, ""));
    let plain = |part: &str| part.bytes().all(|it| it.is_ascii_digit());
    if body.is_empty() || !plain(whole) || !plain(rest) || (whole.is_empty() && rest.is_empty()) {
        return Err(format!(
            "`{text}` is no amount; write it like 1250 or 1250.50"
        ));
    }
    let rest = rest.trim_end_matches('0');
    if rest.len() > digits {
        return Err(format!(
            "`{text}` has more digits behind the point than {currency} has ({digits})"
        ));
    }
    let joined = format!(
        "{}{}{rest:0<digits$}",
        if negative { "-" } else { "" },
        whole
    );
    joined
        .parse()
        .map_err(|_| format!("`{text}` is too large an amount"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_their_digits() {
        assert_eq!(minor("1250.5", "EUR"), Ok(125_050));
        assert_eq!(minor("-0.07", "EUR"), Ok(-7));
        assert_eq!(minor("1250", "JPY"), Ok(1250));
        assert_eq!(minor(".5", "EUR"), Ok(50));
        assert_eq!(major(125_050, "EUR"), "1250.50");
        assert_eq!(major(-7, "EUR"), "-0.07");
        assert_eq!(major(125_000, "EUR"), "1250");
    }

    #[test]
    fn what_is_no_amount_is_refused_in_words() {
        for bad in ["", "-", ".", "12,5", "1e3", "1.005", "99999999999999999999"] {
            assert!(minor(bad, "EUR").is_err(), "{bad}");
        }
        assert!(minor("1.5", "JPY").is_err());
    }
}
