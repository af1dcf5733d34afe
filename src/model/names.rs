//! Names compared as people compare them: without case, accents, legal forms and punctuation.

/// Whether a word is a legal form, which says nothing about which company is meant.
fn is_legal_form(word: &str) -> bool {
    matches!(
        word,
        "inc"
            | "incorporated"
            | "corp"
            | "corporation"
            | "co"
            | "company"
            | "llc"
            | "ltd"
            | "limited"
            | "plc"
            | "lp"
            | "llp"
            | "gmbh"
            | "ag"
            | "kg"
            | "ohg"
            | "se"
            | "sa"
            | "sas"
            | "sarl"
            | "srl"
            | "spa"
            | "bv"
            | "nv"
            | "ab"
            | "as"
            | "oy"
            | "aps"
            | "sp"
            | "z"
            | "o"
            | "oo"
            | "zoo"
            | "sro"
            | "kft"
            | "jsc"
            | "ооо"
            | "оао"
            | "зао"
            | "ао"
    )
}

/// Endings of Chinese company names that say nothing about which company is meant.
const CHINESE_FORMS: [&str; 4] = ["股份有限公司", "有限责任公司", "有限公司", "公司"];

/// The form in which two names are the same name.
#[must_use]
pub fn name_key(name: &str) -> String {
    folded_name_key(&super::fold::fold(name))
}

/// The same of a name that is folded already.
#[must_use]
pub fn folded_name_key(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len());
    for word in folded.split(|it: char| !it.is_alphanumeric()) {
        if !key.is_empty() && !word.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    while let Some((rest, last)) = key.rsplit_once(' ')
        && is_legal_form(last)
    {
        key.truncate(rest.len());
    }
    if let Some(form) = CHINESE_FORMS.iter().find(|it| key.ends_with(*it))
        && key.len() > form.len()
    {
        key.truncate(key.len() - form.len());
    }
    key
}

/// The digits of a telephone number, without a leading `00` or zeros.
#[must_use]
pub fn phone_key(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

/// The host of a web address, without `www.`, in lower case.
#[must_use]
pub fn domain_key(address: &str) -> String {
    let lower = address.trim().to_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |it| it.1);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_forms_and_accents_do_not_tell_companies_apart() {
        assert_eq!(name_key("Łódź Dairy Sp. z o.o."), name_key("lodz dairy"));
        assert_eq!(name_key("ACME, Inc."), "acme");
        assert_eq!(name_key("北京新华科技有限公司"), "北京新华科技");
        assert_eq!(name_key("AG"), "ag");
        assert_ne!(name_key("Acme East"), name_key("Acme West"));
    }

    #[test]
    fn telephone_numbers_and_domains_are_compared_bare() {
        assert_eq!(phone_key("+48 (22) 123-45"), phone_key("0048 22 12345"));
        assert_eq!(domain_key("https://www.Acme.com/about"), "acme.com");
    }
}
