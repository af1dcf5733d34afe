//! Holds the names of the messages of `lists.ftl`, and nothing else.

macro_rules! lists {
    ([$($named:tt)*] $($rest:ident)*) => {
        gather! { [
            $($named)*
            ActSegmentExport = "act-segment-export",
            HintSegmentExport = "hint-segment-export",
            ListTitle = "list-title",
            ListAll = "list-all",
            ListName = "list-name",
            ListNameExample = "list-name-example",
            ListFile = "list-file",
            ListFileExample = "list-file-example",
            ListSplit = "list-split",
            ListSplitExample = "list-split-example",
            ListHoldOut = "list-hold-out",
            ListHoldOutExample = "list-hold-out-example",
            ListSince = "list-since",
            ListSinceExample = "list-since-example",
            ListNote = "list-note",
            ListNoteExample = "list-note-example",
            ListNoShare = "list-no-share",
            ListNoDays = "list-no-days",
            ListClipboard = "list-clipboard",
            AskList = "ask-list",
            AskListArms = "ask-list-arms",
            ListMade = "list-made",
            ListNoFormat = "list-no-format",
            ListNothingDue = "list-nothing-due",
            ListThere = "list-there",
            ListNoFolder = "list-no-folder",
            ListFailed = "list-failed",
            ListTooLong = "list-too-long",
            ToldListed = "told-listed",
            ToldListedA = "told-listed-a",
            ToldListedB = "told-listed-b",
            ToldHeldOut = "told-held-out",
        ] $($rest)* }
    };
}
