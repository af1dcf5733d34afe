//! Answers what the workspace lets one choose from.

use crate::model::User;
use crate::model::settings::Choice;
use crate::ui::desk::ChoiceList;
use crate::workspace::Book;

/// What is offered still, in its order; users by their names.
pub(super) fn choices(book: &Book, list: ChoiceList) -> Vec<Choice> {
    let offered =
        |all: &[Choice]| -> Vec<Choice> { all.iter().filter(|it| it.offered).cloned().collect() };
    match list {
        ChoiceList::Reasons => offered(&book.settings().reasons),
        ChoiceList::Verdicts => offered(&book.settings().verdicts),
        ChoiceList::Returns => offered(&book.settings().returns),
        ChoiceList::Owners | ChoiceList::Receivers => {
            let user = |(id, user): (u64, &User)| Choice {
                code: id.to_string(),
                name: Some(user.name.clone()),
                offered: true,
            };
            let mut users: Vec<Choice> = book.users.iter().map(user).collect();
            users.sort_by_cached_key(|it| it.name.as_deref().map(str::to_lowercase));
            users
        }
    }
}
