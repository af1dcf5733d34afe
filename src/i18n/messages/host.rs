//! Holds the names of the messages of `host.ftl`, and nothing else.

macro_rules! host {
    ([$($named:tt)*] $($rest:ident)*) => {
        gather! { [
            $($named)*
            ActLanguage = "act-language",
            AskLanguage = "ask-language",
            AskLeaveWork = "ask-leave-work",
            EditorUnknown = "editor-unknown",
            EditorNotWritten = "editor-not-written",
            EditorNotStarted = "editor-not-started",
            EditorEnded = "editor-ended",
            EditorEndedKept = "editor-ended-kept",
            EditorUnreadable = "editor-unreadable",
            BookFull = "book-full",
            SnapshotDamaged = "snapshot-damaged",
            DemoSeat = "demo-seat",
        ] $($rest)* }
    };
}
