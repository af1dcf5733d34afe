//! Splits one JSON object into its members, keeping each value's text as it is written.

use std::borrow::Cow;

use serde::de::IgnoredAny;

/// A member's key and the text of its value.
pub type Member<'a> = (Cow<'a, str>, &'a str);

/// The members of an object; an error is the reason, for people.
pub fn members(text: &str) -> Result<Vec<Member<'_>>, String> {
    let text = text.trim();
    // From here on the text is known to be well-formed, and splitting it needs no further care.
    serde_json::from_str::<IgnoredAny>(text)
        .map_err(|error| format!("is no valid JSON: {error}"))?;
    let Some(inside) = text
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
    else {
        return Err("is no JSON object".to_owned());
    };
    let mut members = Vec::new();
    let mut rest = inside.trim_start();
    while !rest.is_empty() {
        let (key, after) = rest.split_at(value_length(rest));
        let after = after
            .trim_start()
            .strip_prefix(':')
            .unwrap_or(after)
            .trim_start();
        let (value, after) = after.split_at(value_length(after));
        members.push((string(key)?, value.trim_end()));
        let after = after.trim_start();
        rest = after.strip_prefix(',').unwrap_or(after).trim_start();
    }
    Ok(members)
}

/// A value as the text of a cell: strings without quotes, null as nothing, all else as it is written.
pub fn cell_text(value: &str) -> Result<Cow<'_, str>, String> {
    match value.as_bytes().first() {
        Some(b'"') => string(value),
        Some(b'n') | None => Ok(Cow::Borrowed("")),
        Some(_) => Ok(Cow::Borrowed(value)),
    }
}

/// A JSON string's text.
fn string(quoted: &str) -> Result<Cow<'_, str>, String> {
    let inside = quoted
        .get(1..quoted.len().saturating_sub(1))
        .unwrap_or_default();
    if !inside.contains('\\') {
        return Ok(Cow::Borrowed(inside));
    }
    serde_json::from_str(quoted)
        .map(Cow::Owned)
        .map_err(|error| format!("holds a string that is no text: {error}"))
}

/// How long the value is that a well-formed text starts with.
fn value_length(text: &str) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        if quoted {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => {
                    quoted = false;
                    if depth == 0 {
                        return at + 1;
                    }
                }
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => quoted = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            b',' | b':' if depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_text() {
        let text = r#"{ "a" : "x\"y", "b":1.50,"c": null, "d":[1, {"e":"}"}] ,"f\u0041":true }"#;
        let cells: Vec<_> = members(text)
            .unwrap()
            .into_iter()
            .map(|(key, value)| format!("{key}={}", cell_text(value).unwrap()))
            .collect();
        assert_eq!(
            cells,
            ["a=x\"y", "b=1.50", "c=", r#"d=[1, {"e":"}"}]"#, "fA=true"]
        );
    }

    #[test]
    fn what_is_no_object_is_said() {
        assert_eq!(members("[1]").unwrap_err(), "is no JSON object");
        assert!(members("{\"a\":}").unwrap_err().contains("no valid JSON"));
        assert!(members("{}").unwrap().is_empty());
    }
}
