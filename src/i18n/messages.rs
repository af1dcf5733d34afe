//! Holds the name of every message, so that a message which does not exist cannot be asked for.
//!
//! One file of names for each file of texts: `messages/board.rs` names what `board.ftl` says. Each is a macro that adds
//! its names to those before it, because the names make up one enum. This file must not hold names of its own.
//!
//! A test holds this list, the files of every language and the code's use of them together.

macro_rules! messages {
    ($($name:ident = $id:literal,)*) => {
        /// A message; its text is in `assets/locales/*/*.ftl` under the same name in kebab case.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "the English file says what each is")]
        pub enum Msg {
            $($name,)*
        }

        impl Msg {
            /// Every message.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its name in the files.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }
        }
    };
}

/// Hands the names gathered so far to the next area, and all of them to `messages!` at the end.
macro_rules! gather {
    ([$($named:tt)*]) => { messages! { $($named)* } };
    ([$($named:tt)*] $next:ident $($rest:ident)*) => { $next! { [$($named)*] $($rest)* } };
}

#[macro_use]
mod actions;
#[macro_use]
mod alike;
#[macro_use]
mod board;
#[macro_use]
mod chrome;
#[macro_use]
mod compare;
#[macro_use]
mod deeds;
#[macro_use]
mod explain;
#[macro_use]
mod filter;
#[macro_use]
mod flaws;
#[macro_use]
mod forms;
#[macro_use]
mod funnel;
#[macro_use]
mod host;
#[macro_use]
mod import;
#[macro_use]
mod insights;
#[macro_use]
mod lists;
#[macro_use]
mod looks;
#[macro_use]
mod meeting;
#[macro_use]
mod pages;
#[macro_use]
mod replies;
#[macro_use]
mod reports;
#[macro_use]
mod saved;
#[macro_use]
mod segments;
#[macro_use]
mod settings;
#[macro_use]
mod sheets;
#[macro_use]
mod sitting;
#[macro_use]
mod sweep;
#[macro_use]
mod sync;
#[macro_use]
mod then;
#[macro_use]
mod today;
#[macro_use]
mod tour;
#[macro_use]
mod trouble;
#[macro_use]
mod units;

gather! { []
    actions
    alike
    board
    chrome
    compare
    deeds
    explain
    filter
    flaws
    forms
    funnel
    host
    import
    insights
    lists
    looks
    meeting
    pages
    replies
    reports
    saved
    segments
    settings
    sheets
    sitting
    sweep
    sync
    then
    today
    tour
    trouble
    units
}
