//! Cuts a text into words, fields with their values, quotes and parentheses; knows no meanings.
//!
//! Every text can be cut, half-typed ones too: what is missing is marked and left to the parser.
//! Full-width colons and commas and typographic quotes count as the plain ones, because Chinese
//! keyboards and word processors write them; full-width parentheses do not, being parts of names.

use super::error::Span;

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind<'t> {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `-` before something.
    Minus,
    /// `AND`
    And,
    /// `OR`
    Or,
    /// `NOT`
    Not,
    /// A name and its colon; at least one value follows. The token's span is the name's.
    Field(&'t str),
    /// One of the values behind a field; it may be empty.
    Value(Text<'t>),
    /// A word or a phrase of its own.
    Word(Text<'t>),
}

/// A text as it stood, or out of its quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text<'t> {
    /// As typed, without quotes: it may hold operators.
    Plain(&'t str),
    /// From between quotes, and whether they were closed.
    Quoted(String, bool),
    /// From between quotes with a star behind them: what begins so.
    Starred(String),
    /// From between slashes, and whether they were closed.
    Pattern(String, bool),
}

/// A token and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'t> {
    /// What.
    pub kind: Kind<'t>,
    /// Where.
    pub span: Span,
}

/// Whether the character opens a quotation.
pub fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// Whether the character separates values.
pub fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，')
}

/// Whether the character ends a field's name.
pub fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

/// Whether the character ends any word.
pub fn ends_word(c: char) -> bool {
    c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')')
}

/// Cuts the text.
pub fn lex(text: &str) -> Vec<Token<'_>> {
    let mut lexer = Lexer {
        text,
        at: 0,
        tokens: Vec::new(),
    };
    while let Some(c) = lexer.peek() {
        lexer.token(c);
    }
    lexer.tokens
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    tokens: Vec<Token<'t>>,
}

impl<'t> Lexer<'t> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// Goes over the characters for which a test holds, and gives them.
    fn take_while(&mut self, test: impl Fn(char) -> bool) -> &'t str {
        let rest = &self.text[self.at..];
        let end = rest.find(|c| !test(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn push(&mut self, kind: Kind<'t>, start: usize) {
        let span = Span::new(start, self.at);
        self.tokens.push(Token { kind, span });
    }

    fn token(&mut self, c: char) {
        let start = self.at;
        let single = match c {
            '(' => Some(Kind::Open),
            ')' => Some(Kind::Close),
            '-' => Some(Kind::Minus),
            _ => None,
        };
        if let Some(kind) = single {
            self.at += c.len_utf8();
            self.push(kind, start);
        } else if c.is_whitespace() {
            self.take_while(char::is_whitespace);
        } else if is_quote(c) {
            let phrase = self.quoted(c);
            self.push(Kind::Word(phrase), start);
        } else if c == '/' {
            let pattern = self.pattern(ends_word);
            self.push(Kind::Word(pattern), start);
        } else if let Some(name) = self.field_name() {
            self.push(Kind::Field(name), start);
            self.take_colon();
            self.values();
        } else {
            let word = self.take_while(|c| !ends_word(c));
            let kind = match word {
                "AND" => Kind::And,
                "OR" => Kind::Or,
                "NOT" => Kind::Not,
                _ => Kind::Word(Text::Plain(word)),
            };
            self.push(kind, start);
        }
    }

    /// A name, if a colon stands right behind it; the colon is left.
    fn field_name(&mut self) -> Option<&'t str> {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))?;
        let is_name = rest.starts_with(char::is_alphabetic) && rest[end..].starts_with(is_colon);
        is_name.then(|| {
            self.at += end;
            &rest[..end]
        })
    }

    fn take_colon(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    /// The values behind a colon: at least one, which may be empty.
    fn values(&mut self) {
        loop {
            let start = self.at;
            let value = match self.peek() {
                Some(c) if is_quote(c) => self.quoted(c),
                Some('/') => self.pattern(|c| ends_word(c) || is_comma(c)),
                _ => Text::Plain(self.take_while(|c| !ends_word(c) && !is_comma(c))),
            };
            self.push(Kind::Value(value), start);
            match self.peek() {
                Some(c) if is_comma(c) => self.at += c.len_utf8(),
                _ => return,
            }
        }
    }

    /// What stands between quotes; a backslash keeps a quote or a backslash.
    fn quoted(&mut self, open: char) -> Text<'t> {
        self.at += open.len_utf8();
        let mut inner = String::new();
        let mut escaped = false;
        for c in self.text[self.at..].chars() {
            self.at += c.len_utf8();
            if escaped {
                if c != '\\' && !is_quote(c) {
                    inner.push('\\');
                }
                inner.push(c);
                escaped = false;
            } else if c == '\\' {
                escaped = true;
            } else if c == '"' || (open != '"' && is_quote(c)) {
                return self.starred(inner);
            } else {
                inner.push(c);
            }
        }
        if escaped {
            inner.push('\\');
        }
        Text::Quoted(inner, false)
    }

    /// What stood between quotes, with the star behind them if there is one.
    fn starred(&mut self, inner: String) -> Text<'t> {
        let Some(behind) = self.text[self.at..].strip_prefix('*') else {
            return Text::Quoted(inner, true);
        };
        if behind.starts_with(|c| !(ends_word(c) || is_comma(c))) {
            return Text::Quoted(inner, true);
        }
        self.at += 1;
        Text::Starred(inner)
    }

    /// What stands between slashes; the last one has the end of the word behind it. A backslash keeps a slash.
    fn pattern(&mut self, ends: impl Fn(char) -> bool) -> Text<'t> {
        self.at += 1;
        let mut inner = String::new();
        let mut rest = self.text[self.at..].chars();
        while let Some(c) = rest.next() {
            self.at += c.len_utf8();
            let behind = rest.as_str();
            if c == '/' && !behind.starts_with(|c| !ends(c)) {
                return Text::Pattern(inner, true);
            }
            if c == '\\'
                && let Some(kept) = rest.next()
            {
                self.at += kept.len_utf8();
                if kept != '/' {
                    inner.push(c);
                }
                inner.push(kept);
            } else {
                inner.push(c);
            }
        }
        Text::Pattern(inner, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind<'_>> {
        lex(text).into_iter().map(|token| token.kind).collect()
    }

    fn plain(text: &str) -> Text<'_> {
        Text::Plain(text)
    }

    fn quoted(text: &str) -> Text<'static> {
        Text::Quoted(text.to_owned(), true)
    }

    #[test]
    fn a_field_carries_its_values() {
        assert_eq!(
            kinds("city:Lyon,\"New York\" -is:lost"),
            [
                Kind::Field("city"),
                Kind::Value(plain("Lyon")),
                Kind::Value(quoted("New York")),
                Kind::Minus,
                Kind::Field("is"),
                Kind::Value(plain("lost")),
            ]
        );
        assert_eq!(
            kinds("city:"),
            [Kind::Field("city"), Kind::Value(plain(""))]
        );
    }

    #[test]
    fn what_a_chinese_keyboard_writes_is_understood() {
        assert_eq!(
            kinds("city：北京，上海 “华为（中国）”"),
            [
                Kind::Field("city"),
                Kind::Value(plain("北京")),
                Kind::Value(plain("上海")),
                Kind::Word(quoted("华为（中国）")),
            ]
        );
    }

    #[test]
    fn quotes_keep_what_is_in_them() {
        assert_eq!(
            kinds(r#""a \"b\" \\ \n""#),
            [Kind::Word(quoted(r#"a "b" \ \n"#))]
        );
        assert_eq!(
            kinds("\"a OR"),
            [Kind::Word(Text::Quoted("a OR".to_owned(), false))]
        );
    }

    #[test]
    fn times_and_dashes_inside_a_word_are_no_operators() {
        assert_eq!(
            kinds("12:30 x-ray and"),
            [
                Kind::Word(plain("12:30")),
                Kind::Word(plain("x-ray")),
                Kind::Word(plain("and")),
            ]
        );
    }
}
