//! Two people hold one meeting, each on a screen of their own: what one decides the other sees, and settles.

use fiveply::ui::{Event, Route};

use crate::support::people::Person;

fn decide(person: &mut Person, words: &str) {
    person.screen.press(&["n"]);
    person.screen.send(Event::Paste(words.to_owned()));
    person.screen.press(&["Enter"]);
}

#[test]
fn what_one_decides_the_other_sees_and_settles() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("crm.db");
    let mut anna = Person::sit(&file, "anna", 1, Route::Meeting);
    let mut bo = Person::sit(&file, "bo", 2, Route::Meeting);
    anna.screen.press(&["g", "0"]);
    bo.screen.press(&["g", "0"]);
    assert!(bo.screen.text().contains("Nothing is decided yet."));
    decide(&mut anna, "Answer fair inquiries within a day");
    let text = anna.screen.text();
    assert!(
        text.contains("○ Answer fair inquiries within a day · anna"),
        "{text}"
    );
    let text = bo.hears().screen.text();
    assert!(
        text.contains("○ Answer fair inquiries within a day · anna"),
        "{text}"
    );
    bo.screen.press(&["d"]);
    assert!(
        bo.screen.text().contains("✓ Answer fair inquiries"),
        "{}",
        bo.screen.text()
    );
    let text = anna.hears().screen.text();
    assert!(
        text.contains("✓ Answer fair inquiries") && text.contains("done"),
        "{text}"
    );
    // What was settled can be taken back, like all else.
    bo.screen.press(&["u"]);
    assert!(
        bo.screen.text().contains("○ Answer fair inquiries"),
        "{}",
        bo.screen.text()
    );
    // One closes it; what it decided stands in the minutes.
    bo.screen.press(&["e", "y"]);
    let book = fiveply::workspace::Workspace::new(Box::new(
        fiveply::store::sqlite::SqliteStore::open(&file, fiveply::store::sqlite::Mode::READ)
            .unwrap(),
    ));
    book.load().unwrap();
    let (_, meeting) = book
        .book()
        .meetings
        .held
        .iter()
        .map(|(id, it)| (id, it.clone()))
        .next()
        .unwrap();
    let minutes = meeting.minutes.unwrap();
    assert!(
        minutes.contains("- [ ] Answer fair inquiries within a day: anna"),
        "{minutes}"
    );
    assert!(meeting.author.is_some() && meeting.day.is_some());
}
