//! What is pressed on every screen: each row is a thing that people do, with the keys that lead there and back.

/// A thing that people do.
pub struct Row {
    pub name: &'static str,
    /// Leads there; not measured.
    pub before: &'static str,
    /// Each of them is measured; `/abc` types letter by letter into the filter.
    pub keys: &'static str,
    /// Leads away; not measured.
    pub after: &'static str,
}

const fn row(
    name: &'static str,
    before: &'static str,
    keys: &'static str,
    after: &'static str,
) -> Row {
    Row {
        name,
        before,
        keys,
        after,
    }
}

/// All of them.
pub const ROWS: [Row; 33] = [
    row("another screen", "2", "1 2 3 2 1 3 2", ""),
    row("funnel: cursor", "2", "j k j l l j h k j h k k", ""),
    row("funnel: filter by words", "2", "/vistula /q /ae /pump", ""),
    row(
        "funnel: filter by fields",
        "2",
        "/idle:>90d /value:>90k /source:fair /is:stuck",
        "",
    ),
    row(
        "funnel: groups",
        "2 b",
        "Enter l l h",
        "b text:nothing Enter",
    ),
    row(
        "funnel: leads behind a figure",
        "2 k k k k k",
        "Enter Esc",
        "",
    ),
    row("board: cursor", "3", "j j j l l j h k l l j h h h h", ""),
    row("board: pages", "3", "PageDown PageDown PageUp G gg", ""),
    row("board: filter by words", "3", "/vistula /q /ae", ""),
    row("board: filter by fields", "3", "/value:>90k /is:stuck", ""),
    row(
        "board: other orders",
        "3",
        "/sort:account /sort:-value /sort:owner",
        "",
    ),
    row("board: marks", "3", "Space j Space k", "Esc"),
    row("list: to and back", "3", "v v", ""),
    row("list: cursor", "3 v", "j j k j k j k", "gg v"),
    row("list: pages", "3 v", "PageDown PageDown PageUp G gg", "v"),
    row("list: filter by words", "3 v", "/vistula /q", "v"),
    row(
        "list: other orders",
        "3 v",
        "/sort:account /sort:-value /sort:owner",
        "v",
    ),
    row("today: whose", "1", "o o o", ""),
    row("today: cursor", "1 o o", "j j k j k", "o"),
    row(
        "today: pages",
        "1 o o",
        "PageDown PageDown PageUp G gg",
        "o",
    ),
    row("today: filter", "1 o o", "/vistula /q /is:stuck", "o"),
    row(
        "segments: cursor",
        "4",
        "j j k Tab Tab j k Tab Tab",
        "k Shift-Tab Shift-Tab Shift-Tab Shift-Tab",
    ),
    row(
        "segments: values chosen and left out",
        "4",
        "Tab Space j Space x Enter Backspace",
        "k Shift-Tab",
    ),
    row("segments: industries", "4", "l l h h", ""),
    row(
        "segments: a value looked for",
        "4",
        "f text:m text:a",
        "Esc Esc",
    ),
    row("segments: accounts or leads", "4", "a a", ""),
    row("segments: filter", "4", "/idle:>90d /source:fair /pump", ""),
    row("a lead's page", "3", "Enter j k J J K Esc", ""),
    row("help", "3", "? text:m text:o text:v Esc", ""),
    row("what can be done", "3", ": text:s text:o text:r Esc", ""),
    row("what was changed", "3", "U j k Esc", ""),
    row(
        "new lead: company",
        "3",
        "N text:v text:i text:s text:t text:u",
        "Esc Esc",
    ),
    row("settings", "0", "j j k", ""),
];

/// The keys of a row, one after the other.
pub fn keys(text: &str) -> Vec<String> {
    let words = text.split(' ').filter(|it| !it.is_empty());
    words
        .flat_map(|word| match word.strip_prefix('/') {
            Some(filter) => {
                let letters = filter.chars().map(|letter| format!("text:{letter}"));
                let mut keys = vec!["/".to_owned()];
                keys.extend(letters);
                keys.extend(["Ctrl-u".to_owned(), "Enter".to_owned()]);
                keys
            }
            None => vec![word.to_owned()],
        })
        .collect()
}
